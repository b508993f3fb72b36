"""Speed of reading numbers, beside three other readers of quantities on the same English sentences in the same run.

    python benchmarks/quantities.py [FILE] [--peers PYTHON]

FILE holds a sentence a line, or JSON lines with a "text"; without it the sentences below are read, each with changing
figures. PYTHON is the interpreter of another environment with any of CQE, quantulum3 and recognizers-text-suite
("emoji<2" goes with the last); a reader that is not there is named as absent. Every reader runs in a process of its
own and the time is that of the processor, on one core; loading and a first sentence are left out, and slow readers
get fewer sentences.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

SENTENCES = (
    "The number of students rose from {a} in 2015 to {b} in 2020, more than {c}% a year.",
    "About {a} people, or {c} percent of the population, live in the {d} largest cities.",
    "Prices climbed {c}.5% to $ {a} a tonne after a gain of {d} percentage points in March.",
    "Between {c} and {b} households answered, at least {d} of them twice.",
    "The company sold {a} cars for $1.{d} billion, up from {c} million euros two years earlier.",
    "Nobody in the village remembers when the school was built or who had paid for it.",
    "Two thirds of the {b} respondents were women, and the mean age was {c} years.",
    "The lake covers {a} square kilometres and is up to {b} metres deep.",
    "One of the best results was {c}.{d} seconds, set by a runner of twenty-two.",
    "Most of those who left for work came back, as earlier studies have shown [{d}, p. {c}].",
)
ROUNDS = 200

READERS = {
    "derek": (
        "from pipeline.numbers.reading import find_quantities\ndef read(text): return find_quantities(text, lang='en')",
        0,
    ),
    "quantulum3": (
        "import warnings; warnings.simplefilter('ignore')\n"
        "from quantulum3 import parser\n"
        "def read(text): return parser.parse(text)",
        500,
    ),
    "Recognizers": (
        "from recognizers_suite import Culture, recognize_number, recognize_percentage, recognize_currency\n"
        "from recognizers_suite import recognize_age, recognize_dimension\n"
        "def read(text):\n"
        "    kinds = (recognize_number, recognize_percentage, recognize_currency, recognize_age, recognize_dimension)\n"
        "    return [kind(text, Culture.English) for kind in kinds]",
        100,
    ),
    "CQE": ("from CQE import CQE\nparser = CQE.CQE()\ndef read(text): return parser.parse(text)", 100),
}
"""Each reader's code, and the most sentences it is given (0: all)."""

MEASURE = """
import json, sys, time
texts = json.load(sys.stdin)
read(texts[0])
start = time.process_time()
for text in texts: read(text)
print("\\n" + json.dumps(len(texts) / (time.process_time() - start)))
"""

PUBLISHED = {"CQE": 37}
"""Sentences a second that a reader's authors report (Almasian et al., EMNLP 2023), where it cannot be installed."""

LONGEST = 600
"""Seconds after which a reader is given up."""


def sentences(path: Path | None) -> list[str]:
    """The sentences of the file, or those of this module with changing figures."""
    if path is None:
        rounds = range(ROUNDS)
        return [s.format(a=10_000 + 37 * k, b=100 + k, c=3 + k % 90, d=2 + k % 7) for k in rounds for s in SENTENCES]
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [json.loads(line)["text"] if line.startswith("{") else line for line in lines]


def speed(python: str, code: str, texts: list[str]) -> float | str:
    """Sentences a second in a fresh process, or why there is no figure."""
    command = [python, "-c", code + MEASURE]
    try:
        done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return f"given up after {LONGEST} s"
    if done.returncode:
        return "absent or broken: " + (done.stderr.strip().splitlines() or ["no message"])[-1]
    return float(json.loads(done.stdout.strip().splitlines()[-1]))


def main() -> None:
    """Print a line a reader."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("file", nargs="?", type=Path)
    ask.add_argument("--peers", default=sys.executable, help="interpreter of the environment of the other readers")
    asked = ask.parse_args()
    texts = sentences(asked.file)
    print(f"{len(texts)} sentences")
    own = 0.0
    for name, (code, most) in READERS.items():
        result = speed(sys.executable if name == "derek" else asked.peers, code, texts[:most] if most else texts)
        told = result if isinstance(result, str) else f"{result:8.0f} sentences/s"
        if name == "derek" and not isinstance(result, str):
            own = result
        rate = PUBLISHED.get(name, 0) if isinstance(result, str) else result
        if rate and name != "derek":
            source = f" (published: {rate:.0f} sentences/s)" if isinstance(result, str) else ""
            told += f"{source}; derek reads {own / rate:.0f} times as many"
        print(f"{name:12} " + told)


if __name__ == "__main__":
    main()
