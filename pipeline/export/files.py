"""The frames as files: CSV, Parquet, or an Excel workbook. Numbers stay numbers; no text is ever a formula."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import BadOutput
from pipeline.export.frames import columns, frames
from pipeline.store.datapackage import PROFILE
from pipeline.store.files import write_whole
from pipeline.store.spreadsheet_text import safe
from schemas import SCHEMA_VERSION

_CELL_LETTERS = 32_767  # a worksheet's cell holds no more
_SHEET_ROWS = 1_048_575  # besides the header
_LINKED_ROWS = 10_000  # a worksheet takes 65 530 links; a row has four at most
_WIDTHS = {"string": 18, "integer": 9, "number": 12, "boolean": 9}
_WIDE = {"quote": 70, "explanation_en": 60, "explanation_ru": 60, "explanation_kk": 60, "caption": 40, "path": 40}
_SHEETS = ("conflicts", "findings", "claims", "tables", "papers", "decisions")
"""What a person looks for first comes first."""
_LINKS = {"a": "claims", "b": "claims", "a_paper": "papers", "b_paper": "papers", "paper_id": "papers"}
_KEYS = {
    "papers": "paper_id", "claims": "claim_id", "conflicts": "conflict_id", "findings": "finding_id",
    "decisions": "decision_id",
}  # fmt: skip


def write_frames(out: Path, to: str) -> list[Path]:
    """Write the frames as files of one kind (csv, parquet, xlsx) into OUT/export; the paths written.

    CSV and Parquet come with a `datapackage.json` that says what each column means. Raises BadOutput when the library
    that writes this kind is not installed, or the folder can't be written.
    """
    folder = out / "export"
    writer = _parquet_writer(out) if to == "parquet" else _write_csv
    made = frames(out)
    try:
        folder.mkdir(exist_ok=True)
        if to == "xlsx":
            return [_write_workbook(made, folder / "derek.xlsx")]
        paths = [folder / f"{name}.{to}" for name in made]
        for path in paths:
            writer(made[path.stem], path)
        write_whole(folder / "datapackage.json", _package(paths))
    except OSError as error:
        raise BadOutput(folder, f"can't be written ({error.strerror})", "make room or mend the permissions") from None
    return [*paths, folder / "datapackage.json"]


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    guarded = frame.copy()
    for name, (kind, _) in columns()[path.stem].items():
        if kind == "string":
            guarded[name] = guarded[name].map(safe, na_action="ignore")
    write_whole(path, guarded.to_csv(index=False, lineterminator="\n"))


def _parquet_writer(out: Path) -> Callable[[pd.DataFrame, Path], None]:
    """Through pyarrow or DuckDB, whichever is there."""
    if importlib.util.find_spec("pyarrow"):
        return lambda frame, path: frame.to_parquet(path, index=False, engine="pyarrow")
    if importlib.util.find_spec("duckdb"):
        return _parquet_by_duckdb
    raise BadOutput(out, "parquet needs the package duckdb or pyarrow", "pip install duckdb, or export --to csv")


def _parquet_by_duckdb(frame: pd.DataFrame, path: Path) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.register("frame", frame)
        connection.table("frame").write_parquet(str(path))


def _package(paths: list[Path]) -> str:
    """The exported files as a Data Package v2: types, meanings, keys, hashes."""
    package = {
        "$schema": PROFILE,
        "name": "derek-export",
        "title": "Figures of papers, and where they conflict, as tables",
        "version": SCHEMA_VERSION,
        "resources": [_resource(path) for path in paths],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(path: Path) -> dict[str, Any]:
    data, name = path.read_bytes(), path.stem
    schema: dict[str, Any] = {
        "fields": [{"name": c, "type": kind, "description": said} for c, (kind, said) in columns()[name].items()]
    }
    if name in _KEYS:
        schema["primaryKey"] = [_KEYS[name]]
    return {
        "name": name,
        "path": path.name,
        "type": "table",
        "format": path.suffix[1:],
        "mediatype": "text/csv" if path.suffix == ".csv" else "application/vnd.apache.parquet",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _write_workbook(made: Mapping[str, pd.DataFrame], path: Path) -> Path:
    """One sheet a frame, conflicts first, with filters, and links from a row to the figures that it names."""
    import xlsxwriter

    for name, frame in made.items():
        if len(frame) > _SHEET_ROWS:
            raise BadOutput(path, f"{len(frame)} {name} are more than a worksheet holds", "export --to parquet or csv")
    rows = {name: {key: n for n, key in enumerate(made[name][_KEYS[name]], 2)} for name in ("claims", "papers")}
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        styles = {"head": book.add_format({"bold": True, "bottom": 1}), "wrap": book.add_format({"text_wrap": True})}
        for name in _SHEETS:
            _write_sheet(book.add_worksheet(name), made[name], name, rows, styles)
    return path


def _write_sheet(
    sheet: Any, frame: pd.DataFrame, name: str, rows: Mapping[str, Mapping[str, int]], styles: Mapping[str, Any]
) -> None:
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(frame)), len(frame.columns) - 1)
    for col, (column, (kind, said)) in enumerate(columns()[name].items()):
        sheet.set_column(col, col, _WIDE.get(column, _WIDTHS[kind]), styles["wrap"] if column in _WIDE else None)
        sheet.write_string(0, col, column, styles["head"])
        sheet.write_comment(0, col, said)
        targets = rows.get(_LINKS.get(column, ""), {})
        for row, value in enumerate(frame[column], 1):
            if pd.isna(value):
                continue
            if kind != "string":
                sheet.write(row, col, value.item() if hasattr(value, "item") else value)
            elif value in targets and row <= _LINKED_ROWS and _LINKS[column] != name:
                sheet.write_url(row, col, f"internal:'{_LINKS[column]}'!A{targets[value]}", string=value)
            else:
                sheet.write_string(row, col, value[:_CELL_LETTERS])
