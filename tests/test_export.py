"""The exported files, read again by the tools that people use."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pandas as pd
import pytest

import pipeline
from pipeline.decisions import evidence_of
from pipeline.errors import BadOutput
from pipeline.export import columns, files, write_frames
from pipeline.store.decision_log import add_decisions
from pipeline.store.spreadsheet_text import safe
from plain_run import plain_run
from schemas import Claim, Decision

FORMULA = '=HYPERLINK("https://example.org","open")'
ABROAD = "students from Kazakhstan in Russia."
TABLE = """Table 1. Schools

| Region | Schools | Change |
| --- | --- | --- |
| =1+1 | 12 | -3,5 |
| Abai | 15 | - |
| Total | 27 | @x |
"""
PAPERS = {
    "a.txt": f"Students abroad\n\nIntroduction\n\nIn 2017 there were 71.3 thousand {ABROAD}\n\n{FORMULA} 12 schools.\n",
    "b.txt": f"Students counted\n\nIntroduction\n\nIn 2017 there were 61 thousand {ABROAD}\n\n{TABLE}",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("export")
    papers, folder = root / "papers", root / "out"
    papers.mkdir()
    for name, text in PAPERS.items():
        (papers / name).write_text(text, "utf-8")
    plain_run(papers, folder)
    claim = next(c for c in claims(folder) if c.surface.startswith("12"))
    made = Decision(
        decision_id="d1", at="2026-01-01T00:00:00Z", by="+A", target="claim", target_id=claim.claim_id,
        action="correct", changes={"area": "KZ"}, about=(evidence_of(claim),),
    )  # fmt: skip
    add_decisions(folder, [made])
    plain_run(papers, folder)
    return folder


def claims(out: Path) -> list[Claim]:
    return [Claim.model_validate_json(line) for line in (out / "claims.jsonl").read_text("utf-8").splitlines()]


def unguarded(frame: pd.DataFrame) -> pd.DataFrame:
    texts = frame.select_dtypes("string").columns
    return frame.assign(**{name: frame[name].str.replace(r"^'(?=[=+\-@\t\r])", "", regex=True) for name in texts})


def same(read: pd.DataFrame, made: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(read.astype(made.dtypes.to_dict()), made)


def test_csv_gives_the_same_frames_again(out: Path) -> None:
    made = pipeline.frames(out)
    for path in write_frames(out, "csv"):
        if path.suffix == ".csv":
            frame = made[path.stem]
            same(
                unguarded(pd.read_csv(path, dtype=frame.dtypes.to_dict(), keep_default_na=False, na_values=[""])), frame
            )


@pytest.mark.parametrize("library", ["pyarrow", "duckdb"])
def test_parquet_gives_the_same_frames_again(out: Path, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: found(name) if name == library else None)
    paths = write_frames(out, "parquet")
    monkeypatch.undo()
    made = pipeline.frames(out)
    for path in paths:
        if path.suffix == ".parquet":
            same(pd.read_parquet(path, dtype_backend="numpy_nullable"), made[path.stem])


def test_without_a_library_for_parquet_the_remedy_is_named(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(BadOutput, match="pip install duckdb"):
        write_frames(out, "parquet")


def test_the_workbook_holds_the_same_frames_with_links_and_filters(out: Path) -> None:
    (path,) = write_frames(out, "xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "conflicts"
    for name, frame in pipeline.frames(out).items():
        head, *rows = book[name].iter_rows(values_only=True)
        assert list(head) == list(frame.columns)
        same(pd.DataFrame(rows, columns=list(head)).astype(object).where(lambda f: f.notna(), None), frame)
        assert book[name].auto_filter.ref
        assert not [c for row in book[name].iter_rows() for c in row if c.data_type == "f"]
    link = book["conflicts"].cell(2, list(columns()["conflicts"]).index("a") + 1)
    assert book["claims"][link.hyperlink.location.split("!")[1]].value == link.value


def test_numbers_are_numbers_and_no_text_is_a_formula(out: Path) -> None:
    paths = {path.stem: path for path in write_frames(out, "csv")}
    frame = pd.read_csv(paths["claims"])
    assert {71300.0, 61000.0} <= set(frame["value"])
    risky = re.compile(r"[=+@\t\r]")
    for path in (*paths.values(), *(out / "tables").glob("*.csv")):
        if path.suffix == ".csv":
            rows = csv.reader(path.read_text("utf-8").splitlines())
            assert [cell for row in rows for cell in row if risky.match(cell)] == []
    assert "-3,5" in (next((out / "tables").glob("*.csv"))).read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"), ("+7 701", "'+7 701"), ("@x", "'@x"), ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"), ("-3,5", "-3,5"), ("-", "-"), ("– 5", "– 5"), ("-12 %", "-12 %"), ("12", "12"), ("", ""),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_guarded(text: str, written: str) -> None:
    assert safe(text) == written


def test_an_independent_validator_finds_the_packages_valid(out: Path) -> None:
    write_frames(out, "csv")
    for folder in (out, out / "export"):
        descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
        assert frictionless.Package.validate_descriptor(descriptor).flatten(["type", "note"]) == []
        tables = [r["path"] for r in descriptor["resources"] if r.get("type") == "table"]
        assert tables
        package = frictionless.Package(str(folder / "datapackage.json"))
        for resource in package.resources:
            if resource.path in tables:
                assert resource.validate().flatten(["type", "note"]) == []


def test_corrections_and_decisions_are_carried(out: Path) -> None:
    frames = pipeline.frames(out)
    fixed = frames["claims"][frames["claims"]["corrected"] == "area"]
    assert list(fixed["area"]) == ["KZ"]
    assert list(frames["decisions"]["changes"]) == ['{"area": "KZ"}']


def blocks(language: str) -> list[Any]:
    text = (Path(__file__).parents[1] / "docs" / "data.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def test_the_how_to_runs_as_printed(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_frames(out, "parquet")
    monkeypatch.chdir(out.parent)
    found = blocks("python")
    assert len(found) >= 2
    for block in found:
        exec(compile(block.replace("extracted", out.name), "docs/data.md", "exec"), {})


@pytest.mark.parametrize("to", ["csv", "parquet"])
@pytest.mark.parametrize("rows", [1, 2, 3])
def test_rows_written_a_few_at_a_time_make_the_same_file(
    out: Path, to: str, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet}[to]
    whole = {path.stem: read(path) for path in write_frames(out, to) if path.suffix[1:] == to}
    monkeypatch.setattr(files, "_ROWS_AT_ONCE", rows)
    for path in write_frames(out, to):
        if path.suffix[1:] == to:
            pd.testing.assert_frame_equal(read(path), whole[path.stem])
