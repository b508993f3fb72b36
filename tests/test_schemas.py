"""The records are the contract: what can't be true can't be built, and the published schemas are the records."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

import plain_reader
from schemas import SCHEMA_VERSION, Index, IndexEntry, Location, Paper, Quantity, Record, Section, Table, dump
from schemas.generation import SCHEMAS, json_schema, schema_text
from schemas.values import Number

PUBLISHED = Path(__file__).parent.parent / "schemas" / "json"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A paper as JSON."""
    path = tmp_path_factory.mktemp("paper") / "a.txt"
    path.write_text("In 2019 there were 12 students.", "utf-8")
    paper: dict[str, Any] = json.loads(plain_reader.read(path))
    return paper


def changed(record: dict[str, Any], *steps: str | int, to: Any) -> str:
    """The record as JSON text with one value changed."""
    copy = json.loads(json.dumps(record))
    inner = copy
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = to
    return json.dumps(copy)


def test_a_paper_is_read_back_as_it_was_written(record: dict[str, Any]) -> None:
    paper = Paper.model_validate(record)
    assert json.loads(dump(paper)) == record
    assert Paper.model_validate_json(dump(paper, indent=1)) == paper


@pytest.mark.parametrize(
    ("steps", "value", "says"),
    [
        (("claims", 1, "location", "start"), 18, "is not at 18:21"),
        (("claims", 0, "surface"), "2020", "is not at"),
        (("claims", 0, "quote"), "In 2020", "its quote is not at"),
        (("claims", 0, "location", "quote_start"), None, "its place and its quote's"),
        (("claims", 0, "origin"), "table", "has a cell"),
        (("claims", 0, "location", "cell"), {"table_id": "none", "row": 0, "col": 0}, "no cell"),
        (("sections", 0, "end"), 10, "sections end at 10"),
        (("sections", 0, "start"), 3, "starts at 3, not at 0"),
        (("unread",), [{"surface": "12", "reason": "page", "start": 0, "end": 2}], "unread number"),
        (("references",), [{"ref_id": "r1", "text": "A.", "start": 0, "end": 2}], "reference r1"),
        (("schema_version",), "99.0", "schema version 99.0"),
        (("surprise",), 1, "Extra inputs"),
    ],
)
def test_what_is_not_at_its_place_cannot_be_built(
    record: dict[str, Any], steps: tuple[str | int, ...], value: Any, says: str
) -> None:
    with pytest.raises(ValidationError, match=says):
        Paper.model_validate_json(changed(record, *steps, to=value))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Location(), "without a place"),
        (lambda: Location(start=5, end=5), "without a place"),
        (lambda: Quantity(interval=(None, None), interval_narrow=(None, None)), "a value, or low and high"),
        (lambda: Quantity(value=Decimal("NaN"), interval=(None, None), interval_narrow=(None, None)), "finite"),
        (lambda: Table(table_id="t", rows=(("a", "b"), ("c",)), cells=()), "different width"),
        (lambda: Table(table_id="t", rows=(("a",),), cells=(), header_rows=2), "header rows"),
    ],
)
def test_impossible_records_are_refused(make: Any, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        make()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_printed_numbers_survive_json(value: Decimal) -> None:
    quantity = Quantity(value=value, interval=(value, None), interval_narrow=(None, value))
    assert Quantity.model_validate_json(dump(quantity)) == quantity


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_published_schemas_are_the_records(name: str) -> None:
    """When this fails after a record was changed on purpose: make schemas."""
    assert (PUBLISHED / f"{name}.schema.json").read_text("utf-8") == schema_text(name)


def test_nothing_else_is_published() -> None:
    assert {path.name for path in PUBLISHED.iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


def test_what_is_written_fits_the_published_schema(record: dict[str, Any]) -> None:
    paper = Paper.model_validate(record)
    entry = IndexEntry(paper_id=paper.paper_id, source=paper.source, status="ok", fingerprint="0")
    written: list[tuple[str, Record]] = [
        ("paper", paper),
        ("index", Index(papers=(entry,))),
        *(("claim", claim) for claim in paper.claims),
        *(("table", table) for table in paper.tables),
        *(("section", section) for section in paper.sections),
    ]
    for name, item in written:
        schema = json_schema(name)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(json.loads(dump(item)))
    assert SCHEMA_VERSION in json_schema("paper")["$id"]


def test_coordinates_are_rounded_and_keys_sorted() -> None:
    section = Section(section_id="s1", kind="body", lang="kk", start=0, end=1)
    place = Location(start=0, end=1, bbox=(1.005, 2.0049, -0.0001, 4))
    assert place.bbox == (1.0, 2.0, 0.0, 4.0)
    assert dump(section).startswith('{"section_id":"s1","kind":"body","lang":"kk"')
    entry = IndexEntry.model_validate(
        {
            "paper_id": "p",
            "source": {"path": "p", "sha256": "", "bytes": 0, "media_type": "", "reader": ""},
            "status": "ok",
            "counts": {"tables": 1, "claims": 2},
            "fingerprint": "",
        }
    )
    assert list(entry.counts) == ["claims", "tables"]


class Odd(Record):
    """Every kind of value that records hold."""

    number: Number
    real: float
    text: str
    several: tuple[str, ...]
    named: dict[str, Number | None]


_numbers = st.decimals(allow_nan=False, allow_infinity=False) | st.integers().map(Decimal)


@given(
    st.builds(
        Odd,
        number=_numbers,
        real=st.floats(allow_nan=False, allow_infinity=False),
        text=st.text(st.characters(exclude_categories=["Cs"])),
        several=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=3), max_size=3).map(tuple),
        named=st.dictionaries(st.text(st.sampled_from("aә\n"), max_size=3), _numbers | st.none(), max_size=3),
    ),
    st.sampled_from([None, 1]),
)
@example(Odd(number=Decimal("0.00001234"), real=1e16, text="\x7f\u2028\t", several=(), named={}), None)
@example(Odd(number=Decimal(9) ** 60, real=-0.0, text="5e3", several=("",), named={"": Decimal(10) ** 40}), 1)
def test_a_record_is_written_as_python_writes_json(record: Odd, indent: int | None) -> None:
    separators = (",", ":") if indent is None else (",", ": ")
    plain = json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=indent, separators=separators)
    assert dump(record, indent=indent) == plain
