"""Speed and memory of one paper from file to record, beside pdfplumber alone on the same files in the same run.

    python benchmarks/pipeline_speed.py [PDF ...]        # without files: the sample papers in raw/

Each measurement is a fresh process; the time is its reading alone, imports left out, the best of three.
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
WHOLE = """
from pipeline.extraction import extract
def read(path):
    return extract(path).source.pages
"""
MEASURE = """
import json, resource, sys, time
start = time.perf_counter()
pages = sum(read(path) for path in sys.argv[1:])
first = time.perf_counter() - start
start = time.perf_counter()
for path in sys.argv[1:]: read(path)
again = time.perf_counter() - start
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
    for name, code in (("pdfplumber alone", BARE), ("derek, whole", WHOLE)):
        result = measured(code, paths)
        first, again = (result["pages"] / result[key] for key in ("first", "again"))
        print(f"{name:18} {first:8.1f} pages/s {again:12.1f} pages/s {result['megabytes']:10.0f} MB")


if __name__ == "__main__":
    main()
