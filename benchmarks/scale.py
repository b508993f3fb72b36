"""Many papers: speed, memory, conflicts, and what a second run costs, beside bare pdfplumber on the same files.

    python benchmarks/scale.py [--papers 10,100] [--text] [--workers N] [--write docs/performance.md]

The papers are made up (`synthetic_papers.py`): PDFs of some five pages, or with --text the same as text files, for
counts that would take a day. Each count is read by the real command into a new folder, then run again unchanged. Times
are processor seconds of all processes but Prefect's server, so that a busy machine changes little.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from synthetic_papers import write_papers

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
SAMPLE = 20  # papers that bare pdfplumber reads for the ratio
HEAD = (
    "| papers | pages | pages a second of one core | of pdfplumber's | pages a second, wall clock | second run, s "
    "| run's memory, MB | a worker's, MB | conflicts |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)
MARK = re.compile(r"(<!-- table of benchmarks/scale\.py -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass
class Use:
    """What a command and its child processes used: wall and processor seconds, most memory at one time by role."""

    wall: float = 0.0
    cpu: dict[int, float] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)

    def look(self, process: Path, own: int, marker: bytes) -> None:
        """Take in one process of the command."""
        if marker not in (process / "environ").read_bytes().split(b"\0"):
            return
        command = (process / "cmdline").read_bytes()
        role = "worker" if b"reading.child" in command else "run" if int(process.name) == own else "server"
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        if role != "server":
            self.cpu[int(process.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        resident = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000
        self.memory[role] = max(self.memory.get(role, 0), resident)


def derek(*arguments: str) -> Use:
    """Run the command, and look at it five times a second."""
    use, begun, mark = Use(), time.monotonic(), f"DEREK_BENCHMARK={time.monotonic_ns()}"
    name, _, value = mark.partition("=")
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    process = subprocess.Popen(command, env={**os.environ, name: value}, stdout=subprocess.DEVNULL)

    def watch() -> None:
        while process.poll() is None:
            for found in Path("/proc").glob("[0-9]*"):
                try:
                    use.look(found, process.pid, mark.encode())
                except (OSError, ValueError):
                    continue
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    watcher.join()
    use.wall = time.monotonic() - begun
    return use


def measured(count: int, *, suffix: str, workers: int) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory(prefix="derek-scale-") as folder:
        papers, out = Path(folder) / "papers", Path(folder) / "out"
        paths = list(write_papers(papers, count, suffix=suffix))
        bare = 0.0
        if suffix == ".pdf":
            sample = [str(path) for path in paths[:SAMPLE]]
            bare = float(subprocess.run([sys.executable, "-c", BARE, *sample], check=True, capture_output=True).stdout)
        options = ["run", str(papers), "--out", str(out), "--workers", str(workers)]
        first, again = derek(*options), derek(*options)
        index = json.loads((out / "index.json").read_bytes())["papers"]
        pages = sum(entry["source"]["pages"] or 5 for entry in index)
        seal = json.loads((out / ".derek" / "seal.json").read_bytes())
        speed = pages / sum(first.cpu.values())
        ratio = f"{speed / bare:.2f}" if bare else "(text files)"
        memory = f"{first.memory['run']} | {first.memory.get('worker', 0)}"
        return (
            f"| {count} | {pages} | {speed:.1f} | {ratio} | {pages / first.wall:.1f} | {again.wall:.1f} "
            f"| {memory} | {seal['conflicts']} |"
        )


def main() -> None:
    """Print the table, and put it into a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", default="10,100", help="counts, with commas")
    parser.add_argument("--text", action="store_true", help="text files instead of PDFs")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", type=Path, help="a document with the marks of this table")
    options = parser.parse_args()
    lines = [HEAD]
    print(HEAD)
    for count in map(int, options.papers.split(",")):
        lines.append(measured(count, suffix=".txt" if options.text else ".pdf", workers=options.workers))
        print(lines[-1], flush=True)
    if options.write:
        text = options.write.read_text("utf-8")
        table = "\n".join(lines)
        options.write.write_text(MARK.sub(lambda m: f"{m[1]}{table}\n{m[2]}", text), "utf-8")


if __name__ == "__main__":
    main()
