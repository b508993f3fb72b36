"""Many papers: speed, memory, conflicts, and what a second run costs, beside bare pdfplumber on the same files.

    python benchmarks/scale.py [--papers 10,100,1000] [--text] [--write docs/performance.md]

The papers are made up (`synthetic_papers.py`): PDFs of four or five pages, or with --text the same as text files. Each
count is read by the real command into a new folder; then the command runs again unchanged, with one paper changed, and
with another vocabulary, which reads no PDF again. Processor time is that of all processes, Prefect's server and start
too. Every figure is kept in the folder of --keep as soon as it is measured, so that a benchmark that was broken off
goes on where it stopped; --fresh, or changed code, measures anew. 10, 100 and 1 000 papers take some 15 minutes on two
free cores, 10 000 as text half an hour more: `--papers 10000 --text`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typst
from synthetic_papers import paper, write_papers

from pipeline.store.fingerprint import results_fingerprint

BARE = """
import pdfplumber, resource, sys
pages = 0
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text(); page.find_tables(); page.close()
            pages += 1
used = resource.getrusage(resource.RUSAGE_SELF)
print(pages / (used.ru_utime + used.ru_stime))
"""
SAMPLE = 20
"""Papers that bare pdfplumber reads for the ratio."""
MOST_TWICE = 100
"""More papers are not read again by one worker: the gain of the second is known by then."""
MOST_RECLAIMED = 1000
VOCABULARY = """
field = "kilns"
[[concept]]
slot = "object"
code = "kiln"
name = { kk = "пеш", ru = "печь", en = "kilns" }
kk = ["пеш"]
ru = ["печь"]
en = ["kiln"]
"""
COLUMNS = (
    "papers", "pages", "processor time of a page, ms", "pages a second of one core, beside pdfplumber's",
    "pages a second, two workers", "beside one worker", "again unchanged, s", "one changed, s", "other vocabulary, s",
    "run's memory, MB", "a worker's, MB", "conflicts",
)  # fmt: skip
HEAD = f"| {' | '.join(COLUMNS)} |\n{'| --- ' * len(COLUMNS)}|"
MARK = re.compile(r"(<!-- table of benchmarks/scale\.py -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass
class Use:
    """What a command and its child processes used: wall and processor seconds, most memory of one process by role."""

    wall: float = 0.0
    cpu: float = 0.0
    memory: dict[str, int] = field(default_factory=dict)

    def look(self, process: Path, own: int, marker: bytes) -> None:
        """Take in the memory of one process, if it is the command's."""
        if marker not in (process / "environ").read_bytes().split(b"\0"):
            return
        command = (process / "cmdline").read_bytes()
        role = "worker" if b"reading.child" in command else "run" if int(process.name) == own else "server"
        peak = next(line for line in (process / "status").read_text().splitlines() if line.startswith("VmHWM"))
        self.memory[role] = max(self.memory.get(role, 0), int(peak.split()[1]) // 1000)


def derek(*arguments: str) -> dict[str, Any]:
    """Run the command, look at its memory five times a second, and say what it used."""
    use, begun, before = Use(), time.monotonic(), _children_cpu()
    name, value = "DEREK_BENCHMARK", str(time.monotonic_ns())
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    process = subprocess.Popen(command, env={**os.environ, name: value}, stdout=subprocess.DEVNULL)

    def watch() -> None:
        while process.poll() is None:
            for found in Path("/proc").glob("[0-9]*"):
                try:
                    use.look(found, process.pid, f"{name}={value}".encode())
                except (OSError, ValueError, StopIteration):
                    continue
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    watcher.join()
    if code:
        raise SystemExit(f"derek {' '.join(arguments)} ended with {code}")
    return {"wall": time.monotonic() - begun, "cpu": _children_cpu() - before, "memory": use.memory}


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Kept:
    """Figures that were measured, in a file that is written after each of them."""

    def __init__(self, path: Path, *, fresh: bool) -> None:
        self._path, self._code = path, results_fingerprint()
        self.figures: dict[str, Any] = {}
        if path.exists() and not fresh:
            said = json.loads(path.read_text())
            self.figures = said["figures"] if said["code"] == self._code else {}

    def keep(self) -> None:
        """Write all figures to the file."""
        self._path.write_text(json.dumps({"code": self._code, "figures": self.figures}, indent=1))

    def get(self, name: str, measure: Callable[[], Any]) -> Any:
        """The figure of this name, measured if it is not known."""
        if name not in self.figures:
            begun = time.monotonic()
            self.figures[name] = measure()
            self.keep()
            print(
                f"  {time.strftime('%H:%M:%S')} {name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True
            )
        return self.figures[name]


def bare_speed(paths: list[Path]) -> float:
    """Pages a second of processor time that pdfplumber alone reads."""
    command = [sys.executable, "-c", BARE, *map(str, paths[:SAMPLE])]
    return float(subprocess.run(command, check=True, capture_output=True).stdout)


def measured(count: int, *, suffix: str, kept: Kept, folder: Path) -> str:
    """One line of the table."""
    papers, out = folder / f"papers-{count}{suffix}", folder / f"out-{count}{suffix}"
    key = f"{count} {suffix[1:]}"
    if f"{key}, first run" not in kept.figures:
        shutil.rmtree(papers, ignore_errors=True)
        shutil.rmtree(out, ignore_errors=True)
    paths = list(write_papers(papers, count, suffix=suffix))
    options = ["run", str(papers), "--out", str(out), "--workers"]

    def one_changed() -> Any:
        text = paper(count + 3, markup=suffix == ".pdf") + f"\n{time.time_ns()}\n"
        paths[0].write_bytes(typst.compile(text.encode()) if suffix == ".pdf" else text.encode())
        return derek(*options, "2")

    def reclaimed() -> Any:
        words = folder / "vocabulary.toml"
        words.write_text(VOCABULARY, "utf-8")
        return derek(*options, "2", "--vocabulary", str(words))

    start = kept.get("start", lambda: started(folder))["wall"]
    bare = kept.get(f"{key}, pdfplumber", lambda: bare_speed(paths)) if suffix == ".pdf" else 0.0
    first = kept.get(f"{key}, first run", lambda: counted(out, derek(*options, "2")))
    again = kept.get(f"{key}, again", lambda: derek(*options, "2"))
    changed = kept.get(f"{key}, one changed", one_changed)
    other = kept.get(f"{key}, other vocabulary", reclaimed) if count <= MOST_RECLAIMED else None
    alone = None
    if count <= MOST_TWICE:
        lone = ["run", str(papers), "--out", str(folder / f"alone-{count}{suffix}"), "--force", "--workers", "1"]
        alone = kept.get(f"{key}, one worker", lambda: derek(*lone))
    gain = f"{(alone['wall'] - start) / (first['wall'] - start):.2f} times" if alone else ""
    speed = first["pages"] / first["cpu"]
    cells = (
        count, first["pages"], f"{1000 / speed:.0f}", f"{speed / bare:.2f} times" if bare else "(text files)",
        f"{first['pages'] / (first['wall'] - start):.1f}", gain, f"{again['wall'] - start:.1f}",
        f"{changed['wall'] - start:.1f}", f"{other['wall'] - start:.1f}" if other else "",
        first["memory"]["run"], first["memory"].get("worker", 0), first["conflicts"],
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def counted(out: Path, use: dict[str, Any]) -> dict[str, Any]:
    """The use, with what the run has read and found."""
    index = json.loads((out / "index.json").read_bytes())["papers"]
    seal = json.loads((out / ".derek" / "seal.json").read_bytes())
    return {**use, "pages": sum(entry["source"]["pages"] or 5 for entry in index), "conflicts": seal["conflicts"]}


def started(folder: Path) -> dict[str, Any]:
    """A run that has nothing to do: Prefect's start and end."""
    paths, out = list(write_papers(folder / "papers-1.txt", 1, suffix=".txt")), folder / "out-1.txt"
    derek("run", str(paths[0]), "--out", str(out))
    runs = [derek("run", str(paths[0]), "--out", str(out)) for _ in range(3)]
    return min(runs, key=lambda run: run["wall"])


def main() -> None:
    """Print the table, and put it into a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", default="10,100,1000", help="counts, with commas")
    parser.add_argument("--text", action="store_true", help="text files instead of PDFs")
    parser.add_argument("--keep", type=Path, default=Path("build/scale"), help="for papers, outputs and figures")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured before")
    parser.add_argument("--write", type=Path, help="a document with the marks of this table")
    options = parser.parse_args()
    options.keep.mkdir(parents=True, exist_ok=True)
    kept = Kept(options.keep / "figures.json", fresh=options.fresh)
    suffix = ".txt" if options.text else ".pdf"
    for count in map(int, options.papers.split(",")):
        print(f"{count} papers", file=sys.stderr, flush=True)
        line = measured(count, suffix=suffix, kept=kept, folder=options.keep)
        lines = kept.figures.setdefault("lines", {})
        lines[f"{count:09}{suffix}"] = line
        kept.keep()
        table = "\n".join([HEAD, *(lines[name] for name in sorted(lines))])
        if options.write:
            text = options.write.read_text("utf-8")
            options.write.write_text(MARK.sub(lambda m, table=table: f"{m[1]}{table}\n{m[2]}", text), "utf-8")
    start = kept.figures["start"]
    print(f"{table}\nPrefect's start: {start['wall']:.1f} s, {start['cpu']:.1f} s of processor time")


if __name__ == "__main__":
    main()
