"""An output folder as flat, typed tables, for pandas and for files that other tools read."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import BadOutput
from pipeline.store.collection import Collection, check_is_collection
from schemas import Claim, ConflictReport, IndexEntry, Number, Paper

Row = dict[str, Any]

_NEEDS = {"csv": (), "parquet": ("pyarrow", "fastparquet"), "xlsx": ("xlsxwriter", "openpyxl")}
"""Of these one must be installed."""
_PACKAGE = {"parquet": "pyarrow", "xlsx": "xlsxwriter"}
_CELL_LETTERS = 32_767  # a worksheet's cell holds no more

_STR, _INT, _FLOAT, _BOOL = "string", "Int64", "Float64", "boolean"
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "papers": {
        "paper_id": _STR, "work_id": _STR, "path": _STR, "also_at": _STR, "status": _STR, "missing": _BOOL,
        "sha256": _STR, "bytes": _INT, "media_type": _STR, "pages": _INT, "title": _STR, "authors": _STR,
        "year": _INT, "doi": _STR, "journal": _STR, "sections": _INT, "tables": _INT, "claims": _INT,
        "findings": _INT, "references": _INT, "digits": _INT, "digits_in_claims": _INT, "digits_in_tables": _INT,
        "diagnostics": _STR,
    },
    "claims": {
        "claim_id": _STR, "paper_id": _STR, "origin": _STR, "lang": _STR, "section_kind": _STR, "quote": _STR,
        "surface": _STR, "value": _FLOAT, "low": _FLOAT, "high": _FLOAT, "bound": _STR, "unit": _STR,
        "interval_low": _FLOAT, "interval_high": _FLOAT, "kind": _STR, "topic": _STR, "label_kk": _STR,
        "label_ru": _STR, "label_en": _STR, "area": _STR, "origin_place": _STR, "host_place": _STR,
        "place_text": _STR, "period_start": _STR, "period_end": _STR, "as_of": _STR, "status": _STR, "weight": _STR,
        "cited": _STR, "confidence": _FLOAT, "page": _INT, "start": _INT, "end": _INT, "source_start": _INT,
        "source_end": _INT, "table_id": _STR, "row": _INT, "col": _INT,
    },
    "tables": {
        "table_id": _STR, "paper_id": _STR, "number": _INT, "caption": _STR, "lang": _STR, "unit": _STR,
        "row": _INT, "col": _INT, "header": _BOOL, "column": _STR, "row_label": _STR, "text": _STR, "page": _INT,
    },
    "conflicts": {
        "conflict_id": _STR, "group_id": _STR, "verdict": _STR, "severity": _STR, "reasons": _STR, "gap": _FLOAT,
        "label_kk": _STR, "label_ru": _STR, "label_en": _STR, "area": _STR, "origin_place": _STR,
        "host_place": _STR, "unit": _STR, "a": _STR, "b": _STR, "a_paper": _STR, "b_paper": _STR,
        "explanation_kk": _STR, "explanation_ru": _STR, "explanation_en": _STR,
    },
    "findings": {
        "finding_id": _STR, "paper_id": _STR, "check": _STR, "verdict": _STR, "numbers": _STR, "expected": _STR,
        "printed": _STR, "claims": _STR, "explanation_kk": _STR, "explanation_ru": _STR, "explanation_en": _STR,
    },
    "decisions": {"line": _INT, "decision": _STR},
}  # fmt: skip
"""The columns of each frame and their types. A list stands in one column, joined by "; "."""


def frames(out: Path) -> dict[str, pd.DataFrame]:
    """The papers, claims, table cells, conflicts, findings and decisions of an output folder. Raises BadOutput."""
    check_is_collection(out)
    collection = Collection(out)
    papers, conflicts = collection.papers(), collection.conflicts()
    rows: dict[str, Iterator[Row]] = {
        "papers": _paper_rows(collection.entries, {paper.paper_id: paper for paper in papers}),
        "claims": (_claim_row(claim) for paper in papers for claim in paper.claims),
        "tables": (row for paper in papers for row in _cell_rows(paper)),
        "conflicts": _conflict_rows(conflicts, papers),
        "findings": _finding_rows(conflicts),
        "decisions": _decision_rows(out),
    }
    return {name: _frame(list(rows[name]), COLUMNS[name]) for name in COLUMNS}


def write_frames(out: Path, to: str) -> list[Path]:
    """Write the frames as files of one kind (csv, parquet, xlsx) into OUT/export; the paths written.

    Raises BadOutput when the library that writes this kind is not installed.
    """
    if _NEEDS[to] and not any(importlib.util.find_spec(name) for name in _NEEDS[to]):
        package = _PACKAGE[to]
        raise BadOutput(out, f"{to} needs the package {package}", f"pip install {package}, or export --to csv")
    folder = out / "export"
    made = frames(out)
    try:
        folder.mkdir(exist_ok=True)
        if to == "xlsx":
            return [_write_workbook(made, folder / "derek.xlsx")]
        write: Callable[[pd.DataFrame, Path], None] = _write_csv if to == "csv" else _write_parquet
        paths = [folder / f"{name}.{to}" for name in made]
        for path in paths:
            write(made[path.stem], path)
    except OSError as error:
        raise BadOutput(folder, f"can't be written ({error.strerror})", "make room or mend the permissions") from None
    return paths


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    frame.to_csv(path, index=False, lineterminator="\n")


def _write_parquet(frame: pd.DataFrame, path: Path) -> None:
    frame.to_parquet(path, index=False)


def _write_workbook(made: Mapping[str, pd.DataFrame], path: Path) -> Path:
    """One sheet a frame; a text that looks like a formula or an address stays a text."""
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    engine = "xlsxwriter" if importlib.util.find_spec("xlsxwriter") else "openpyxl"
    arguments: dict[str, Any] = {"engine_kwargs": options} if engine == "xlsxwriter" else {}
    with pd.ExcelWriter(path, engine=engine, **arguments) as book:  # type: ignore[call-overload]
        for name, frame in made.items():
            texts = [column for column, kind in COLUMNS[name].items() if kind == _STR]
            cut = frame.assign(**{column: frame[column].str.slice(0, _CELL_LETTERS) for column in texts})
            cut.to_excel(book, sheet_name=name, index=False)
    return path


def _frame(rows: list[Row], columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.array([row.get(name) for row in rows], dtype=kind) for name, kind in columns.items()})  # type: ignore[call-overload]


def _paper_rows(entries: tuple[IndexEntry, ...], papers: Mapping[str, Paper]) -> Iterator[Row]:
    for entry in entries:
        paper, source = papers.get(entry.paper_id), entry.source
        row: Row = {"path": source.path, "also_at": _joined(source.also_at), **entry.counts}
        row |= {name: getattr(source, name) for name in ("sha256", "bytes", "media_type", "pages")}
        row |= {name: getattr(entry, name) for name in ("paper_id", "work_id", "status", "missing")}
        row |= {"digits": entry.coverage.digits, "digits_in_claims": entry.coverage.in_claims}
        row |= {"digits_in_tables": entry.coverage.in_tables}
        row["diagnostics"] = _joined(diagnostic.message for diagnostic in entry.diagnostics)
        if paper is not None:
            facts = paper.metadata
            titles = (facts.titles.get(lang) for lang in ("en", "ru", "kk"))
            row |= {"title": next(filter(None, titles), None), "authors": _joined(facts.authors)}
            row |= {"year": facts.year, "doi": facts.doi, "journal": facts.journal}
        yield row


def _claim_row(claim: Claim) -> Row:
    quantity, place, where = claim.quantity, claim.location, claim.places
    row: Row = {name: getattr(claim, name) for name in ("claim_id", "paper_id", "origin", "lang", "section_kind")}
    row |= {name: getattr(claim, name) for name in ("quote", "surface", "kind", "status", "weight", "confidence")}
    row |= {"value": _float(quantity.value), "low": _float(quantity.low), "high": _float(quantity.high)}
    row |= {"bound": quantity.bound, "unit": quantity.unit}
    row |= {"interval_low": _float(quantity.interval[0]), "interval_high": _float(quantity.interval[1])}
    row |= {"topic": json.dumps(claim.topic, ensure_ascii=False), **_by_language("label", claim.label)}
    row |= {"area": where.area, "origin_place": where.origin, "host_place": where.host, "place_text": where.text}
    if claim.period is not None:
        row |= {"period_start": claim.period.start, "period_end": claim.period.end}
    row |= {"as_of": claim.as_of.text if claim.as_of else None, "cited": _joined(c.text for c in claim.cited)}
    row |= {name: getattr(place, name) for name in ("page", "start", "end", "source_start", "source_end")}
    if place.cell is not None:
        row |= {"table_id": place.cell.table_id, "row": place.cell.row, "col": place.cell.col}
    return row


def _cell_rows(paper: Paper) -> Iterator[Row]:
    for table in paper.tables:
        shared: Row = {name: getattr(table, name) for name in ("table_id", "number", "caption", "lang", "unit")}
        for cell in table.cells:
            path = table.column_paths[cell.col] if table.column_paths else ()
            yield shared | {
                "paper_id": paper.paper_id,
                "row": cell.row,
                "col": cell.col,
                "header": cell.row < table.header_rows,
                "column": " › ".join(path) or None,
                "row_label": table.rows[cell.row][0],
                "text": cell.text,
                "page": cell.page,
            }


def _conflict_rows(conflicts: ConflictReport, papers: list[Paper]) -> Iterator[Row]:
    paper_of = {claim.claim_id: paper.paper_id for paper in papers for claim in paper.claims}
    for group in conflicts.groups:
        for pair in group.conflicts:
            row: Row = {name: getattr(pair, name) for name in ("conflict_id", "verdict", "severity", "a", "b")}
            row |= {"group_id": group.group_id, "reasons": _joined(pair.reasons), "gap": _float(pair.gap)}
            row |= {"a_paper": paper_of.get(pair.a), "b_paper": paper_of.get(pair.b), "unit": group.unit}
            row |= {"area": group.places.area, "origin_place": group.places.origin, "host_place": group.places.host}
            yield row | _by_language("label", group.label) | _by_language("explanation", pair.explanation)


def _finding_rows(conflicts: ConflictReport) -> Iterator[Row]:
    for finding in conflicts.findings:
        row: Row = {name: getattr(finding, name) for name in ("finding_id", "paper_id", "check", "verdict")}
        row |= {"expected": finding.expected, "printed": finding.printed, "claims": _joined(finding.claims)}
        row["numbers"] = _joined(format(number, "f") for number in finding.numbers)
        yield row | _by_language("explanation", finding.explanation)


def _decision_rows(out: Path) -> Iterator[Row]:
    path = out / "decisions.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return ({"line": number, "decision": line} for number, line in enumerate(lines, 1) if line.strip())


def _by_language(name: str, texts: Mapping[str, str]) -> Row:
    return {f"{name}_{lang}": texts.get(lang) for lang in ("kk", "ru", "en")}


def _joined(parts: Any) -> str | None:
    return "; ".join(parts) or None


def _float(value: Number | None) -> float | None:
    return None if value is None else float(value)
