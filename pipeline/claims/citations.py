"""Which source a text names for a figure: "[10]", "(UNESCO, 2022)", "according to UNESCO", "мәліметі бойынша"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.claims.tokens import data_language
from pipeline.languages.knowledge import knowledge
from schemas import Citation, Reference

_BRACKET = re.compile(r"\[\s*(\d{1,3}(?:\s*[,;–-]\s*(?:[сpС]\.?\s*)?\d{1,4})*)\s*(?:[,;][^\]\[]{0,24})?\]")
_AUTHOR_YEAR = re.compile(
    r"\(((?:(?:see|cf\.|e\.g\.,?|см\.|қараңыз:?)(?:\salso)?\s)?[^\W\d_][^()\d]{1,120}?,?\s(?:19|20)\d{2}[a-zа-я]?"
    r"(?:\s*[:,;][^()]{0,160})?)\)"
)
_NO_AUTHOR = re.compile(
    r"(?:\b(?:in|since|by|for|of|from|to|until|and|в|во|за|на|с|по|к|до|от|из|и|году|мен|және)|[–—-])$", re.IGNORECASE
)
"""What stands before the year of a period, not of a publication: "(in Germany, since 2019)"."""
_LONGEST_NAME = 110


@dataclass(frozen=True, slots=True)
class Source:
    """A source named at `start`..`end`; `bracket` for one in brackets, which stands after what it vouches for."""

    start: int
    end: int
    name: str
    bracket: bool


def find_sources(text: str, lang: str) -> tuple[Source, ...]:
    """The sources that a sentence names, in order."""
    found = [*_brackets(text), *_named(text, data_language(lang))]
    return tuple(sorted(found, key=lambda s: (s.start, s.end)))


def resolve(source: Source, references: Sequence[Reference]) -> Iterator[Citation]:
    """The citations that a source stands for, each with the reference that its label or name leads to."""
    if source.name.startswith("["):
        for label in re.findall(r"\d{1,3}", re.split(r"[,;]\s*[сpС]\.?\s*\d", source.name)[0]):
            yield Citation(text=f"[{label}]", ref_id=_by_label(label, references))
        return
    yield Citation(text=source.name, ref_id=_by_name(source.name, references))


def _brackets(text: str) -> Iterator[Source]:
    for match in _BRACKET.finditer(text):
        yield Source(match.start(), match.end(), f"[{match[1]}]", True)
    for match in _AUTHOR_YEAR.finditer(text):
        name = re.split(r"\s(?=(?:19|20)\d{2})", match[1])[0]
        if _NO_AUTHOR.search(name.rstrip(",")) or not any(c.isupper() for c in name):
            continue
        yield Source(match.start(), match.end(), " ".join(match[1].replace("*", "").split()), True)


@cache
def _cues(lang: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    data = knowledge(lang, "citations")
    before = "|".join(sorted(data["before"], key=len, reverse=True))
    after = "|".join(sorted(data["after"], key=len, reverse=True))
    return (
        re.compile(rf"\b(?:{before})\s+(?P<name>[^,;:()\[\]]{{2,{_LONGEST_NAME}}})", re.IGNORECASE)
        if before
        else re.compile("(?!)"),
        re.compile(rf"(?:^|[,;:(]\s*)(?P<name>[^,;:()\[\]]{{2,{_LONGEST_NAME}}}?)\s+(?:{after})\b", re.IGNORECASE)
        if after
        else None,
    )


def _named(text: str, lang: str) -> Iterator[Source]:
    before, after = _cues(lang)
    stops = re.compile(knowledge(lang, "citations")["name_ends"], re.IGNORECASE)
    for match in before.finditer(text):
        name = match["name"]
        stop = stops.search(name)
        end = match.start("name") + (stop.start() if stop else len(name))
        if any(c.isupper() for c in text[match.start("name") : end]):
            yield Source(match.start(), end, text[match.start("name") : end].strip(), False)
    for match in after.finditer(text) if after else ():
        if any(c.isupper() for c in match["name"]):
            yield Source(match.start("name"), match.end(), match["name"].strip(), False)


def _by_label(label: str, references: Sequence[Reference]) -> str | None:
    return next((r.ref_id for r in references if r.label is not None and re.sub(r"\D", "", r.label) == label), None)


def _by_name(name: str, references: Sequence[Reference]) -> str | None:
    """The reference that has every word of the name with a capital, and its year when it has one; only if it is one."""
    words = {w.casefold() for w in re.findall(r"[^\W\d_]{3,}", name) if w[0].isupper()}
    years = set(re.findall(r"(?:19|20)\d{2}", name))
    if not words:
        return None
    fitting = [
        r.ref_id
        for r in references
        if words <= set(re.findall(r"[^\W\d_]{3,}", r.text.casefold())) and years <= set(re.findall(r"\d{4}", r.text))
    ]
    return fitting[0] if len(fitting) == 1 or (fitting and years) else None
