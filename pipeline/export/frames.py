"""An output folder as flat, typed tables for pandas; `columns.toml` says what each column means."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.store.collection import Collection, check_is_collection
from pipeline.store.decision_log import read_decisions
from pipeline.store.papers import findings_of, groups_of, paper_of_claims
from schemas import Claim, Decided, Decision, Finding, Group, Number, Paper

Row = dict[str, Any]

_DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


@cache
def columns() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Frame name -> column -> its type (string, integer, number, boolean) and what it means."""
    read = tomllib.loads((files("pipeline.export") / "columns.toml").read_text("utf-8"))
    return {name: {column: (kind, said) for column, (kind, said) in frame.items()} for name, frame in read.items()}


def frames(out: Path) -> dict[str, pd.DataFrame]:
    """The papers, claims, table cells, conflicts, findings and decisions of an output folder, decisions applied.

    Raises BadOutput.
    """
    return {name: typed(list(rows), name) for name, rows in rows_of(out).items()}


def rows_of(out: Path) -> dict[str, Iterator[Row]]:
    """The rows of each frame, which are read from the folder one record at a time. Raises BadOutput, then or now."""
    check_is_collection(out)
    collection, conflicts = Collection(out), out / "conflicts.json"
    rows: dict[str, Iterator[Row]] = {
        "papers": _paper_rows(collection),
        "claims": (_claim_row(claim) for paper in collection.decided() for claim in paper.claims),
        "tables": (row for paper in collection.whole() for row in _cell_rows(paper)),
        "conflicts": _conflict_rows(groups_of(conflicts), out / "claims.jsonl"),
        "findings": map(_finding_row, findings_of(conflicts)),
        "decisions": map(_decision_row, read_decisions(out)),
    }
    return {name: rows[name] for name in columns()}


def batches(rows: Iterator[Row], name: str, *, size: int) -> Iterator[pd.DataFrame]:
    """Rows as frames of at most so many, in order; one without rows where there are none."""
    yield typed(list(islice(rows, size)), name)
    while more := list(islice(rows, size)):
        yield typed(more, name)


def typed(rows: list[Row], name: str) -> pd.DataFrame:
    """Rows as the frame of this name: its columns in order, each of its type."""
    series = {
        column: pd.array([row.get(column) for row in rows], dtype=_DTYPES[kind])  # type: ignore[call-overload]
        for column, (kind, _) in columns()[name].items()
    }
    return pd.DataFrame(series)


def _paper_rows(collection: Collection) -> Iterator[Row]:
    known = {paper.paper_id: paper.metadata for paper in collection.facts()}
    for entry in collection.entries:
        facts, source = known.get(entry.paper_id), entry.source
        row: Row = {"path": source.path, "also_at": _joined(source.also_at), **entry.counts}
        row |= {name: getattr(source, name) for name in ("sha256", "bytes", "media_type", "pages")}
        row |= {name: getattr(entry, name) for name in ("paper_id", "work_id", "status", "missing")}
        row |= {"digits": entry.coverage.digits, "digits_in_claims": entry.coverage.in_claims}
        row |= {"digits_in_tables": entry.coverage.in_tables}
        row["diagnostics"] = _joined(diagnostic.message for diagnostic in entry.diagnostics)
        if facts is not None:
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
    if claim.as_of is not None:
        row |= {"as_of": claim.as_of.text, "as_of_start": claim.as_of.start, "as_of_end": claim.as_of.end}
    row["cited"] = _joined(c.text for c in claim.cited)
    row |= {name: getattr(place, name) for name in ("page", "start", "end", "source_start", "source_end")}
    if place.cell is not None:
        row |= {"table_id": place.cell.table_id, "row": place.cell.row, "col": place.cell.col}
    return row | {"corrected": _joined(claim.corrected)}


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


def _conflict_rows(groups: Iterator[Group], claims: Path) -> Iterator[Row]:
    paper_of = paper_of_claims(claims)
    for group in groups:
        for pair in group.conflicts:
            row: Row = {name: getattr(pair, name) for name in ("conflict_id", "verdict", "severity", "a", "b")}
            row |= {"group_id": group.group_id, "reasons": _joined(pair.reasons), "gap": _float(pair.gap)}
            row |= {"a_paper": paper_of.get(pair.a), "b_paper": paper_of.get(pair.b), "unit": group.unit}
            row |= {"area": group.places.area, "origin_place": group.places.origin, "host_place": group.places.host}
            row |= _by_language("label", group.label) | _by_language("explanation", pair.explanation)
            yield row | _mark(pair.decision)


def _finding_row(finding: Finding) -> Row:
    row: Row = {name: getattr(finding, name) for name in ("finding_id", "paper_id", "check", "verdict")}
    row |= {"expected": finding.expected, "printed": finding.printed, "claims": _joined(finding.claims)}
    row["numbers"] = _joined(format(number, "f") for number in finding.numbers)
    return row | _by_language("explanation", finding.explanation) | _mark(finding.decision)


def _decision_row(decision: Decision) -> Row:
    row: Row = {name: getattr(decision, name) for name in ("decision_id", "at", "by", "target", "target_id")}
    row |= {name: getattr(decision, name) for name in ("action", "reason", "undoes")}
    row |= {"note": decision.note or None, "quotes": _joined(e.quote for e in decision.about)}
    row["changes"] = json.dumps(decision.changes, ensure_ascii=False) if decision.changes else None
    return row | {"surfaces": _joined(e.surface for e in decision.about)}


def _mark(decided: Decided | None) -> Row:
    if decided is None:
        return {}
    return {"decision": decided.action, "decided_by": decided.by, "look_again": decided.look_again}


def _by_language(name: str, texts: Mapping[str, str]) -> Row:
    return {f"{name}_{lang}": texts.get(lang) for lang in ("kk", "ru", "en")}


def _joined(parts: Any) -> str | None:
    return "; ".join(parts) or None


def _float(value: Number | None) -> float | None:
    return None if value is None else float(value)
