"""What reading a PDF costs, beside bare pdfplumber on the same files in the same run; workers; memory by pages.

    python benchmarks/reading.py [PDF ...]     # without files: the sample papers in raw/

CPU      of read_pdf and layout together, as a multiple of pdfplumber's extract_text; goal: at most 1.4
workers  time of one worker process by that of two on the same papers; goal: at least 1.8 on two free cores
memory   peak of a child that reads 500 pages above that of one that reads 5; goal: at most 50 MB
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.reading.worker import WorkerPool

ROUNDS = 3
PAPERS_A_POOL = 12
FEW_PAGES, MANY_PAGES = 5, 500

BARE = """
import pdfplumber
def read(path):
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text(); page.close()
"""
READING = """
from pathlib import Path
from pipeline.layout.pages import compose_pages
from pipeline.reading.pdf import read_pdf
def read(path):
    compose_pages(read_pdf(Path(path)), ())
"""
MEASURE = """
import json, resource, sys, time
read(sys.argv[1])
def spent():
    used = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(u.ru_utime + u.ru_stime for u in used)
start = spent()
for path in sys.argv[1:]: read(path)
# not ru_maxrss: that takes over the peak of the process that started this one
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps({"cpu": spent() - start, "kilobytes": int(peak.split()[1])}))
"""


def measured(code: str, paths: list[str]) -> dict[str, float]:
    """Processor seconds and peak memory of a fresh process that reads the files, its first reading not counted."""
    command = [sys.executable, "-c", code + MEASURE, *paths]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def processor_ratio(paths: list[str]) -> tuple[float, float]:
    """Seconds of bare pdfplumber and of the reading stage: the best of several rounds, taken in turn."""
    rounds = [(measured(BARE, paths)["cpu"], measured(READING, paths)["cpu"]) for _ in range(ROUNDS)]
    return min(bare for bare, _ in rounds), min(ours for _, ours in rounds)


def pool_seconds(paths: list[str], workers: int) -> float:
    """Wall clock for reading the papers with so many worker processes, their start not counted."""
    with WorkerPool("pipeline.extraction:read_paper") as pool, ThreadPoolExecutor(workers) as threads:
        list(threads.map(lambda path: pool.read(Path(path)), [paths[0]] * workers))
        start = time.perf_counter()
        list(threads.map(lambda path: pool.read(Path(path)), paths))
        return time.perf_counter() - start


def memory_growth(folder: Path) -> tuple[float, float]:
    """Peak megabytes for few pages and for many."""
    peaks = []
    for pages in (FEW_PAGES, MANY_PAGES):
        path = folder / f"{pages}.pdf"
        path.write_bytes(made_pdf(pages))
        peaks.append(measured(READING, [str(path)])["kilobytes"] / 1024)
    return peaks[0], peaks[1]


def made_pdf(pages: int) -> bytes:
    """A PDF with a page of print, repeated."""
    import typst

    prose = "The number of students who went abroad rose in that year to 4521, and most of them came back. " * 28
    source = f'#set page(numbering: "1")\n#for i in range({pages}) [{prose} #pagebreak(weak: true)]'
    return bytes(typst.compile(source.encode()))


def main() -> None:
    """Print one line a measurement."""
    raw = Path(__file__).parent.parent / "raw"
    paths = sys.argv[1:] or [str(path) for path in sorted(raw.glob("*.pdf"))]
    bare, ours = processor_ratio(paths)
    print(f"CPU of reading      {ours:6.2f} s beside {bare:.2f} s of pdfplumber: {ours / bare:.2f} times (goal 1.4)")
    many = (paths * PAPERS_A_POOL)[: max(PAPERS_A_POOL, len(paths))]
    one, two = pool_seconds(many, 1), pool_seconds(many, 2)
    print(f"two workers         {two:6.2f} s beside {one:.2f} s of one: {one / two:.2f} times as fast (goal 1.8)")
    with tempfile.TemporaryDirectory() as folder:
        few, lots = memory_growth(Path(folder))
    pages, grown = f"{MANY_PAGES} pages", f"{lots - few:+.0f} MB (goal +50)"
    print(f"memory, {pages}   {lots:6.0f} MB beside {few:.0f} MB of {FEW_PAGES}: {grown}")


if __name__ == "__main__":
    main()
