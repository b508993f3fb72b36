"""Papers for the tests of checks: marked by hand, or read from a short text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pipeline
from pipeline.checks import check_paper
from pipeline.numbers.interval import Precision, interval_of, narrow_interval_of
from schemas import Cell, Claim, Finding, Location, Paper, Period, Places, Quantity, Section, Source, Table

SCALES = {"thousand": 1000, "тысяч": 1000, "мың": 1000}
MARK = re.compile(r"<([^|>]+)\|([^>]*)>")
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\d)[^.!?\n]*)*[.!?]?")


def quantity(surface: str, unit: str, bound: str) -> Quantity:
    digits = re.sub(r"[^\d.,]", "", surface).replace(",", ".")
    scale = next((worth for word, worth in SCALES.items() if word in surface), 1)
    value = Decimal(digits) * scale
    decimals = len(digits.partition(".")[2])
    step = Decimal(scale).scaleb(-decimals) if scale > 1 or decimals else None
    precision = Precision(step, percent=unit == "percent")
    return Quantity(
        value=value,
        unit=unit or None,
        bound="=" if bound == "almost" else bound,  # type: ignore[arg-type]
        interval=interval_of(value, precision, bound="=" if bound == "almost" else bound, almost=bound == "almost"),  # type: ignore[arg-type]
        interval_narrow=narrow_interval_of(value, precision),
    )


def read(marked: str, *, kind: str, lang: str, offset: int) -> tuple[str, list[Claim]]:
    """Text and claims of `<surface|unit>` marks; after the unit: kind=, year=, host=, topic=, bound=."""
    text, marks = "", []
    last = 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        marks.append((len(text), mark[1], mark[2].split()))
        text += mark[1]
        last = mark.end()
    text += marked[last:]
    spans = [(m.start() + len(m[0]) - len(m[0].lstrip()), m.end()) for m in SENTENCE.finditer(text)]
    claims = []
    for start, surface, words in marks:
        facts = dict(word.split("=", 1) for word in words if "=" in word)
        unit = " ".join(word for word in words if "=" not in word)
        begin, end = next((b, e) for b, e in spans if b <= start < e)
        guessed = {"percent": "share", "times": "ratio"}.get(unit, "count")
        claims.append(
            Claim(
                claim_id=f"{lang}{offset + start}",
                paper_id="p",
                origin="prose",
                lang=lang,  # type: ignore[arg-type]
                section_kind=kind,  # type: ignore[arg-type]
                quote=text[begin:end],
                surface=surface,
                location=Location(
                    start=offset + start,
                    end=offset + start + len(surface),
                    quote_start=offset + begin,
                    quote_end=offset + end,
                ),
                quantity=quantity(surface, unit, {"gt": ">"}.get(facts.get("bound", ""), facts.get("bound", "="))),
                kind=facts.get("kind", guessed),  # type: ignore[arg-type]
                topic={"subject": facts["topic"]} if "topic" in facts else {},
                label={"en": facts.get("topic", "")},
                places=Places(host=facts.get("host"), area=facts.get("area")),
                period=Period(start=facts["year"], end=facts["year"], text=facts["year"]) if "year" in facts else None,
            )
        )
    return text, claims


def paper(*sections: tuple[str, str, str], tables: Sequence[Table] = ()) -> Paper:
    """A paper of (kind, lang, marked text) sections."""
    text, made, claims = "", [], []
    for i, (kind, lang, marked) in enumerate(sections):
        plain, found = read(marked + "\n\n", kind=kind, lang=lang, offset=len(text))
        made.append(
            Section(section_id=f"s{i + 1}", kind=kind, lang=lang, start=len(text), end=len(text) + len(plain))  # type: ignore[arg-type]
        )
        text += plain
        claims += found
    source = Source(path="p.txt", sha256="0" * 64, bytes=1, media_type="text/plain", reader="text")
    return Paper(
        paper_id="p",
        work_id="w",
        source=source,
        text=text,
        sections=tuple(made),
        tables=tuple(tables),
        claims=tuple(claims),
    )


def table(
    rows: Sequence[str], *, header: int = 1, number: int = 1, caption: str | None = None, lang: str = "en"
) -> Table:
    grid = tuple(tuple(cell.strip() for cell in row.split("|")) for row in rows)
    cells = tuple(Cell(row=r, col=c, text=text) for r, row in enumerate(grid) for c, text in enumerate(row))
    paths = tuple(tuple(grid[r][c] for r in range(header)) for c in range(len(grid[0])))
    return Table(
        table_id=f"p-t{number}",
        number=number,
        caption=caption,
        lang=lang,  # type: ignore[arg-type]
        header_rows=header,
        rows=grid,
        cells=cells,
        column_paths=paths,
    )


def body(marked: str, *, lang: str = "en", tables: Sequence[Table] = ()) -> list[tuple[str, str, tuple[str, ...]]]:
    """Findings in a body of one paragraph: check, verdict, numbers."""
    return told(check_paper(paper(("body", lang, marked), tables=tables)))


def told(findings: Sequence[Finding]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(f.check, f.verdict, tuple(format(n.normalize(), "f") for n in f.numbers)) for f in findings]


def findings(folder: Path, text: str) -> list[Finding]:
    """Findings in a paper of this text, read from end to end."""
    path = folder / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return list(pipeline.extract(path).findings)
