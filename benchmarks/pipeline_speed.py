"""Speed and memory of one paper from file to record, beside pdfplumber alone on the same files in the same run.

    python benchmarks/pipeline_speed.py [PDF ...]        # without files: the sample papers in raw/

Each measurement is a fresh process; the time is processor time of its reading alone, imports left out, the best of
three. Reading is from the file to glyphs, lines and pictures: with tokens and letters read here, and by pdfminer alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

BARE = """
import pdfplumber
def read(path):
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text(); page.find_tables(); page.close()
        return len(pdf.pages)
"""
READING = """
from pathlib import Path
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.pdf import read_pdf
def read(path):
    document = read_pdf(Path(path), ocr="never", limits=ReadingLimits(slow_reader=SLOW))
    return len({page.number for page in document.pages})
"""
WHOLE = """
from pipeline.extraction import extract
def read(path):
    return extract(path).source.pages
"""
MEASURE = """
import json, resource, sys, time
start = time.process_time()
pages = sum(read(path) for path in sys.argv[1:])
first = time.process_time() - start
start = time.process_time()
for path in sys.argv[1:]: read(path)
again = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"pages": pages, "first": first, "again": again, "megabytes": peak / 1024}))
"""


def measured(code: str, paths: list[str]) -> dict[str, float]:
    """The best of three processes."""
    command = [sys.executable, "-c", code + MEASURE, *paths]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(3)]
    return {name: min(run[name] for run in runs) for name in runs[0]}


def main() -> None:
    """Print one line a way of reading."""
    raw = Path(__file__).parent.parent / "raw"
    paths = sys.argv[1:] or [str(path) for path in sorted(raw.glob("*.pdf"))]
    print(f"{len(paths)} files            first reading       second, warm      memory")
    ways = (
        ("pdfplumber alone", BARE),
        ("derek, reading", f"SLOW = 0{READING}"),
        ("the same, pdfminer", f"SLOW = 1{READING}"),
        ("derek, whole", WHOLE),
    )
    for name, code in ways:
        result = measured(code, paths)
        first, again = (result["pages"] / result[key] for key in ("first", "again"))
        print(f"{name:18} {first:8.1f} pages/s {again:12.1f} pages/s {result['megabytes']:10.0f} MB")


if __name__ == "__main__":
    main()
