"""Typeset the sample papers: raw/source/<paper>.typ to raw/<paper>.pdf.

The compiler and its fonts come with the package `typst`; system fonts are not looked at and no date is written, so
the same source gives the same bytes on every machine with the same version of `typst`.

    python scripts/typeset_samples.py [FOLDER]      FOLDER: where the PDFs go, raw/ when not given
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst

RAW = Path(__file__).resolve().parent.parent / "raw"
SOURCE = RAW / "source"
TEMPLATE = "journal"


def sources() -> tuple[Path, ...]:
    """The sources of the papers, in order of name; the template that they share is none."""
    return tuple(path for path in sorted(SOURCE.glob("*.typ")) if path.stem != TEMPLATE)


def typeset(source: Path, folder: Path) -> Path:
    """Write the PDF of one source into `folder` and return its path."""
    target = folder / f"{source.stem}.pdf"
    target.write_bytes(typst.compile(str(source), root=str(SOURCE), ignore_system_fonts=True, format="pdf"))
    return target


def main() -> None:
    """Typeset every paper into the folder of the first argument, or into raw/."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else RAW
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources():
        print(typeset(source, folder))


if __name__ == "__main__":
    main()
