"""Tables printed as text and drawn over their pages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import typst
from PIL import Image
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import BadOutput, NotAPaper
from pipeline.extraction import read_tables
from pipeline.tables.drawing import FRAME
from pipeline.tables.printing import as_csv, as_markdown
from schemas import Table

HERDS = Table(
    table_id="a-t1",
    number=1,
    caption="Table 1. Herds_by village",
    header_rows=2,
    rows=(("Village", "Camels", ""), ("", "2001", "2002"), ("Ak|su", "12", "1,5"), ("Karasu", "9", "*")),
    cells=(),
    column_paths=(("Village",), ("Camels", "2001"), ("Camels", "2002")),
    notes=("Note: * not counted",),
)
BARE = Table(table_id="a-t2", rows=(("wool", "3"), ("felt", "4")), cells=())
WELLS = "#table(columns: 3, [Year], [Wells], [Depth], [2001], [12], [15], [2002], [9], [33])"


def test_markdown() -> None:
    assert as_markdown([HERDS, BARE]).split("\n") == [
        "**Table 1. Herds\\_by village**",
        "",
        "| Village | Camels / 2001 | Camels / 2002 |",
        "| --- | --- | --- |",
        "| Ak\\|su | 12 | 1,5 |",
        "| Karasu | 9 | \\* |",
        "",
        "Note: \\* not counted",
        "",
        "|  |  |",
        "| --- | --- |",
        "| wool | 3 |",
        "| felt | 4 |",
    ]


def test_csv_is_read_back() -> None:
    first, second = (list(csv.reader(io.StringIO(part))) for part in as_csv([HERDS, BARE]).split("\n\n"))
    assert [tuple(row) for row in first] == list(HERDS.rows)
    assert [tuple(row) for row in second] == list(BARE.rows)


def test_no_tables_print_nothing() -> None:
    assert (as_csv([]), as_markdown([])) == ("", "")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of four pages: no table, a table, a turned table, no table."""
    path = tmp_path_factory.mktemp("drawn") / "wells.pdf"
    pages = ("A page of words.", WELLS, f"#rotate(-90deg, reflow: true)[{WELLS}]", "Another one.")
    source = "#set page(width: 300pt, height: 400pt)\n" + "\n#pagebreak()\n".join(pages)
    path.write_bytes(typst.compile(source.encode()))
    return path


def test_pages_with_tables_are_drawn_upright(paper: Path, tmp_path: Path) -> None:
    said = json.loads(read_tables(paper, folder=str(tmp_path / "drawn")))
    assert (len(said["tables"]), said["drawn"]) == (1, ["wells-002.png", "wells-003-90.png"])
    for name, width in (("wells-002.png", 300), ("wells-003-90.png", 400)):
        with Image.open(tmp_path / "drawn" / name) as picture:
            assert abs(picture.width - width * 110 / 72) <= 2
            pixels = picture.convert("RGB")
            framed = sum(pixels.getpixel((x, y)) == FRAME[:3] for x in range(picture.width) for y in range(200))
        assert framed > 100, name


def test_what_can_not_be_drawn(paper: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(BadOutput, match="taken can't be written"):
        read_tables(paper, folder=str(tmp_path / "taken"))
    with pytest.raises(NotAPaper, match="no pages"):
        read_tables(tmp_path / "a.txt", folder=str(tmp_path))


@pytest.mark.parametrize(("form", "first"), [("csv", "Year,Wells,Depth"), ("markdown", "| Year | Wells | Depth |")])
def test_the_command_prints_and_draws(paper: Path, tmp_path: Path, form: str, first: str) -> None:
    done = CliRunner().invoke(app, ["tables", str(paper), "--format", form, "--draw", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert first in done.output.splitlines()
    assert len(list(tmp_path.glob("*.png"))) == 2
