"""Tables of PDFs: precision, recall and F1 over neighbouring cells, beside other tools, in one run.

    python benchmarks/tables.py FOLDER [--peers PYTHON] [--tools derek,pdfplumber,...]

FOLDER holds PDFs and the truth of their tables, NAME.pdf beside NAME-str.xml (the form of the ICDAR-2013 competition;
where NAMEa.pdf has NAMEa-str.xml and NAMEb-str.xml, the better one counts). No PDF is part of this repository. The
measure is the competition's, end to end: pairs of neighbouring non-blank cells, those of missed and of invented tables
too; only letters and digits of a cell count. Each tool runs in a process of its own, so its processor time can be told.

PYTHON is the interpreter of an environment with the other tools; those not installed are named and left out:

    pip install pdfplumber camelot-py tabula-py img2table spartan-tables      (tabula-py needs Java)
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

Cell = tuple[int, int, int, int, str]
"""Row, column, row span, column span, text."""
PageTable = tuple[int, list[Cell]]
Relations = Counter[tuple[str, str, str]]


def by_derek(path: Path) -> Iterator[PageTable]:
    """Ours; a table over pages is given page by page, as the truth is."""
    import pipeline

    for table in pipeline.find_tables(path):
        for page in sorted({cell.page for cell in table.cells if cell.page is not None}):
            cells = [cell for cell in table.cells if cell.page == page]
            yield page, [(c.row, c.col, c.row_span, c.col_span, c.text) for c in cells]


def by_pdfplumber(path: Path) -> Iterator[PageTable]:
    """Its default strategy: drawn lines."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for rows in page.extract_tables():
                yield page.page_number, _cells(rows)


def by_camelot(path: Path, flavor: str) -> Iterator[PageTable]:
    """One of its parsers."""
    camelot: Any = import_module("camelot")

    for table in camelot.read_pdf(str(path), pages="all", flavor=flavor, suppress_stdout=True):
        yield int(table.page), _cells(table.df.values.tolist())


def by_tabula(path: Path) -> Iterator[PageTable]:
    """Page by page, for its tables do not say where they were."""
    import pdfplumber

    tabula: Any = import_module("tabula")
    plain_text = {"header": None, "dtype": str}

    with pdfplumber.open(path) as pdf:
        count = len(pdf.pages)
    for number in range(1, count + 1):
        for frame in tabula.read_pdf(str(path), pages=number, pandas_options=plain_text, silent=True):
            yield number, _cells(frame.fillna("").values.tolist())


def by_img2table(path: Path) -> Iterator[PageTable]:
    """With tables without rules, its text from the PDF's own layer."""
    opened = import_module("img2table.document").PDF(str(path), pdf_text_extraction=True)
    for page, tables in opened.extract_tables(borderless_tables=True).items():
        for table in tables:
            yield page + 1, _cells(table.df.fillna("").values.tolist())


def by_spartan(path: Path) -> Iterator[PageTable]:
    """Its header rows and rows; a table over pages counts on its first one."""
    document: dict[str, Any] = import_module("spartan").process_pdf(str(path))
    for table in document["tables"]:
        yield int(table["pages"][0]), _cells([*table["header"], *table["rows"]])


def _cells(rows: Iterable[Sequence[object]]) -> list[Cell]:
    return [(r, c, 1, 1, str(text or "")) for r, row in enumerate(rows) for c, text in enumerate(row)]


TOOLS: dict[str, Callable[[Path], Iterator[PageTable]]] = {
    "derek": by_derek,
    "pdfplumber": by_pdfplumber,
    "camelot lattice": lambda path: by_camelot(path, "lattice"),
    "camelot stream": lambda path: by_camelot(path, "stream"),
    "tabula": by_tabula,
    "img2table": by_img2table,
    "spartan-tables": by_spartan,
}


def plain(text: str) -> str:
    """Letters and digits of a cell, in capitals; "_" for a cell of signs alone, "" for a blank one."""
    solid = "".join(unicodedata.normalize("NFKC", text).split())
    return "".join(ch for ch in solid if ch.isalnum()).upper() or ("_" if solid else "")


def relations(cells: Iterable[Cell]) -> Relations:
    """Each cell with the next non-blank one to its right and below; a spanning cell counts once for each neighbour."""
    grid: dict[tuple[int, int], tuple[int, str]] = {}
    for i, (row, col, row_span, col_span, text) in enumerate(cells):
        if plain(text):
            for r in range(row, row + max(1, row_span)):
                for c in range(col, col + max(1, col_span)):
                    grid.setdefault((r, c), (i, plain(text)))
    links: set[tuple[int, int, str]] = set()
    texts = dict(grid.values())
    for way, line in (("across", 0), ("down", 1)):
        last: tuple[int, int] | None = None
        for place in sorted(grid, key=lambda p: (p[line], p[1 - line])):
            cell = grid[place][0]
            if last is not None and last[0] == place[line] and last[1] != cell:
                links.add((last[1], cell, way))
            last = (place[line], cell)
    return Counter((texts[a], texts[b], way) for a, b, way in links)


def truth_of(path: Path) -> list[list[PageTable]]:
    """The accepted truths of a PDF: one, or two of which the better counts."""
    stems = [path.stem, f"{path.stem[:-1]}b"] if path.stem.endswith("a") else [path.stem]
    files = [path.parent / f"{stem}-str.xml" for stem in stems]
    return [_truth(file) for file in files if file.exists()]


def _truth(path: Path) -> list[PageTable]:
    tables: dict[tuple[int, int], list[Cell]] = {}
    for number, table in enumerate(ET.parse(path).getroot().iter("table")):
        rows = cols = 0
        for region in table.iter("region"):
            rows += int(region.get("row-increment") or 0)
            cols += int(region.get("col-increment") or 0)
            page = int(region.get("page") or 1)
            for cell in region.iter("cell"):
                row, col = int(cell.get("start-row") or 0), int(cell.get("start-col") or 0)
                row_span = int(cell.get("end-row") or row) - row + 1
                col_span = int(cell.get("end-col") or col) - col + 1
                place = (row + rows, col + cols, row_span, col_span)
                tables.setdefault((number, page), []).append((*place, cell.findtext("content") or ""))
    return [(page, cells) for (_, page), cells in tables.items()]


def count(found: Sequence[PageTable], truth: Sequence[PageTable]) -> tuple[int, int, int]:
    """Right, found and true relations of one PDF; tables of a page are paired from the best match down."""
    ours = [(page, relations(cells)) for page, cells in found]
    theirs = [(page, relations(cells)) for page, cells in truth]
    pairs = sorted(
        ((sum((a & b).values()), i, k) for i, (p, a) in enumerate(ours) for k, (q, b) in enumerate(theirs) if p == q),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    right, used_ours, used_theirs = 0, set(), set()
    for shared, i, k in pairs:
        if i not in used_ours and k not in used_theirs:
            right += shared
            used_ours.add(i)
            used_theirs.add(k)
    return right, sum(sum(r.values()) for _, r in ours), sum(sum(r.values()) for _, r in theirs)


def f1(right: int, found: int, true: int) -> float:
    """The harmonic mean of precision and recall; 1 where there is nothing and nothing was found."""
    return 2 * right / (found + true) if found + true else 1.0


def run_tool(name: str, folder: Path) -> None:
    """The other side: one JSON line with what the tool finds in all PDFs, and its processor time."""
    found: dict[str, Any] = {}
    failed: list[str] = []
    for path in sorted(folder.glob("*.pdf")):
        try:
            found[path.stem] = list(TOOLS[name](path))
        except ImportError as error:
            print(json.dumps({"missing": str(error)}))
            return
        except Exception as error:
            print(f"{name}: {path.name}: {type(error).__name__}: {error}", file=sys.stderr)
            found[path.stem] = []
            failed.append(f"{type(error).__name__}: {error}")
    if failed and len(failed) == len(found):
        print(json.dumps({"missing": f"it fails on every file: {failed[0]}"}))
        return
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps({"seconds": sum(u.ru_utime + u.ru_stime for u in used), "found": found}))


def scores(found: dict[str, list[PageTable]], folder: Path) -> str:
    """Precision, recall and F1 over all relations, and the mean of the PDFs' F1."""
    totals, each = [0, 0, 0], []
    for path in sorted(folder.glob("*.pdf")):
        counts = [count(found[path.stem], truth) for truth in truth_of(path)]
        if counts:
            best = max(counts, key=lambda c: f1(*c))
            totals = [a + b for a, b in zip(totals, best, strict=True)]
            each.append(f1(*best))
    right, said, true = totals
    mean = sum(each) / max(1, len(each))
    return f"{right / max(1, said):9.3f} {right / max(1, true):7.3f} {f1(right, said, true):7.3f} {mean:9.3f}"


def main() -> None:
    """Run the tools one after another and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--tools", default=",".join(TOOLS))
    parser.add_argument("--run", choices=TOOLS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run_tool(options.run, options.folder)
        return
    print(f"{'':16} precision  recall      F1  macro F1  CPU s")
    for name in options.tools.split(","):
        python = sys.executable if name == "derek" else options.peers
        command = [python, __file__, str(options.folder), "--run", name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        said: dict[str, Any] = (
            json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {"missing": "it crashed"}
        )
        if "missing" in said:
            print(f"{name:16} left out: {said['missing']}")
            continue
        print(f"{name:16} {scores(said['found'], options.folder)} {said['seconds']:6.1f}", flush=True)


if __name__ == "__main__":
    main()
