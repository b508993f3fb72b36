"""The frames as files: CSV, Parquet, or an Excel workbook. Numbers stay numbers; no text is ever a formula."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from pipeline.errors import BadOutput
from pipeline.export.frames import batches, columns, frames, rows_of
from pipeline.store.datapackage import PROFILE
from pipeline.store.files import whole_file, write_whole
from pipeline.store.spreadsheet_text import safe
from schemas import SCHEMA_VERSION

_ROWS_AT_ONCE = 10_000
_CELL_LETTERS = 32_767  # a worksheet's cell holds no more
_SHEET_ROWS = 1_048_575  # besides the header
_LINKED_ROWS = 10_000  # a worksheet takes 65 530 links; a row has four at most
_WIDTHS = {"string": 18, "integer": 9, "number": 12, "boolean": 9}
_WIDE = {"quote": 70, "explanation_en": 60, "explanation_ru": 60, "explanation_kk": 60, "caption": 40, "path": 40}
_STORED = {
    "string": ("string", "varchar"), "integer": ("int64", "bigint"), "number": ("double", "double"),
    "boolean": ("bool", "boolean"),
}  # fmt: skip
"""The types of columns as pyarrow and DuckDB name them."""
_SHEETS = ("conflicts", "findings", "claims", "tables", "papers", "decisions")
"""What a person looks for first comes first."""
_LINKS = {"a": "claims", "b": "claims", "a_paper": "papers", "b_paper": "papers", "paper_id": "papers"}
_KEYS = {
    "papers": "paper_id", "claims": "claim_id", "conflicts": "conflict_id", "findings": "finding_id",
    "decisions": "decision_id",
}  # fmt: skip


def write_frames(out: Path, to: str) -> list[Path]:
    """Write the frames as files of one kind (csv, parquet, xlsx) into OUT/export; the paths written.

    CSV and Parquet are written bit by bit, whatever the folder holds, and come with a `datapackage.json` that says what
    each column means. Raises BadOutput when the library that writes this kind is not installed, or the folder can't be
    written.
    """
    folder = out / "export"
    writer = _parquet_writer(out) if to == "parquet" else _write_csv
    try:
        folder.mkdir(exist_ok=True)
        if to == "xlsx":
            return [_write_workbook(frames(out), folder / "derek.xlsx")]
        rows = rows_of(out)
        paths = [folder / f"{name}.{to}" for name in rows]
        for path in paths:
            with whole_file(path) as file:
                writer(batches(rows[path.stem], path.stem, size=_ROWS_AT_ONCE), path.stem, file)
        write_whole(folder / "datapackage.json", _package(paths))
    except OSError as error:
        raise BadOutput(folder, f"can't be written ({error.strerror})", "make room or mend the permissions") from None
    return [*paths, folder / "datapackage.json"]


def _write_csv(made: Iterator[pd.DataFrame], name: str, file: BinaryIO) -> None:
    texts = [column for column, (kind, _) in columns()[name].items() if kind == "string"]
    for number, frame in enumerate(made):
        guarded = frame.assign(**{column: frame[column].map(safe, na_action="ignore") for column in texts})
        file.write(guarded.to_csv(index=False, header=number == 0, lineterminator="\n").encode())


def _parquet_writer(out: Path) -> Callable[[Iterator[pd.DataFrame], str, BinaryIO], None]:
    """Through pyarrow or DuckDB, whichever is there."""
    if importlib.util.find_spec("pyarrow"):
        return _parquet_by_pyarrow
    if importlib.util.find_spec("duckdb"):
        return _parquet_by_duckdb
    raise BadOutput(out, "parquet needs the package duckdb or pyarrow", "pip install duckdb, or export --to csv")


def _parquet_by_pyarrow(made: Iterator[pd.DataFrame], name: str, file: BinaryIO) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(column, pa.type_for_alias(_STORED[kind][0])) for column, (kind, _) in columns()[name].items()])
    with pq.ParquetWriter(file, schema) as writer:
        for frame in made:
            writer.write_table(pa.Table.from_pandas(frame, schema=schema, preserve_index=False))


def _parquet_by_duckdb(made: Iterator[pd.DataFrame], name: str, file: BinaryIO) -> None:
    import duckdb

    fields = ", ".join(f'"{column}" {_STORED[kind][1]}' for column, (kind, _) in columns()[name].items())
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(f"{folder}/rows.db") as connection:
        connection.execute(f"create table rows ({fields})")
        for frame in made:
            connection.register("frame", frame)
            connection.execute("insert into rows select * from frame")
            connection.unregister("frame")
        path = Path(folder) / "rows.parquet"
        connection.table("rows").write_parquet(str(path))
        with path.open("rb") as written:
            shutil.copyfileobj(written, file)


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
    name = path.stem
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
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
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
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
