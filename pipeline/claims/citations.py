"""Which source a text names for a figure: "[10]", "(UNESCO, 2022)", "according to UNESCO", "мәліметі бойынша"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.bibliography.twins import (
    body_keys,
    first_of_twins,
    organisations,
    same_name,
    skeleton,
    skeletons,
    source_keys,
)
from pipeline.claims.designations import is_standard
from pipeline.claims.tokens import data_language
from pipeline.languages.knowledge import knowledge
from schemas import Citation, Reference

_BRACKET = re.compile(r"\[\s*(\d{1,3}(?:\s*[,;–-]\s*(?:[сpС]\.?\s*)?\d{1,4})*)\s*(?:[,;][^\]\[]{0,24})?\]")
_YEARS = re.compile(r"(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2}")
_UNDATED = r"(?:n\.\s?d\.|in press|forthcoming|б\.\s?г\.|в печати|ж\.\s?б\.)"
_YEAR = rf"(?:(?:19|20)\d{{2}}[a-zа-я]?|{_UNDATED})"
_AUTHOR_YEAR = re.compile(
    r"[(\[]((?:(?:see|cf\.|e\.g\.,?|см\.|қараңыз:?)(?:\salso)?\s)?[^\W\d_]"
    rf"(?:[^()\[\]\d]{{1,120}}?,?|[^()\[\]\d]{{1,120}}{_YEARS.pattern},)\s{_YEAR}"
    r"(?:\s*[:,;][^()\[\]]{0,160})?)[)\]]"
)
"""A document may have years in its name: "(Forecast of the Ministry 2023-2050, 2023)"."""
_NO_AUTHOR = re.compile(
    r"(?:\b(?:in|since|by|for|of|from|to|until|and|в|во|за|на|с|по|к|до|от|из|и|году|мен|және)|[–—-])$", re.IGNORECASE
)
"""What stands before the year of a period, not of a publication: "(in Germany, since 2019)"."""
_CAPITAL = r"[^\W\d_a-zа-яё]"
_NARRATIVE = re.compile(
    rf"(?<![\w(])(?P<name>(?:{_CAPITAL}[^\W\d_]*\.?\s){{0,6}}{_CAPITAL}[\w’'-]+"
    r"(?:\s(?:et al\.|и др\.|және т\.б\.|and others)"
    rf"|\s(?:and|&|и|және|мен|пен)\s{_CAPITAL}[\w’'-]+)?)\s\((?P<year>(?:19|20)\d{{2}}[a-zа-я]?)\)"
)
"""Kim and Lee (2019), Каримов и др. (2020): authors in the sentence, their year in brackets."""

_LONGEST_NAME = 110
_LONGEST_RANGE = 20
_LEADS = {"see", "according", "following", "table", "figure", "согласно", "как", "по"}


@dataclass(frozen=True, slots=True)
class Source:
    """A source named at `start`..`end`; `bracket` for one in brackets, which stands after what it vouches for."""

    start: int
    end: int
    name: str
    bracket: bool


def find_sources(text: str, lang: str) -> tuple[Source, ...]:
    """The sources that a sentence names, in order."""
    dated = list(_narrative(text))
    found = _brackets(text)
    for source in _named(text, data_language(lang)):
        same = next((s for s in dated if source.start < s.end and s.start <= source.end), None)
        if same is None:
            found.append(source)
            continue
        dated.remove(same)  # "According to Kim (2019)" names its source once, by the longer name
        year = re.search(r"\((\w+)\)$", same.name)
        longer = f"{source.name} ({year[1] if year else ''})"
        start = min(source.start, same.start)
        found.append(Source(start, same.end, longer if len(longer) > len(same.name) else same.name, False))
    return tuple(sorted([*found, *dated], key=lambda s: (s.start, s.end)))


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A paper's reference list as sources are sought in it.

    `first`: for each entry the first that names the same work; `words` and `bodies`: the skeletons of each entry's
    words, and the organisations that it names; `keys`: what names its work in every paper.
    """

    references: tuple[Reference, ...]
    first: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    bodies: Mapping[str, frozenset[str]]
    keys: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, references: Sequence[Reference]) -> Bibliography:
        """The list with all that looking up a source needs."""
        return cls(
            tuple(references),
            first_of_twins(references),
            {r.ref_id: frozenset(skeletons(r.text)) for r in references},
            {r.ref_id: frozenset(organisations(r.text)) for r in references},
            {r.ref_id: source_keys(r) for r in references},
        )


def resolve(source: Source, listed: Bibliography) -> Iterator[Citation]:
    """The citations that a source stands for, each with the reference that its label or name leads to."""
    if source.name.startswith("["):
        for label in _labels(source.name):
            ref_id = _by_label(label, listed.references)
            yield Citation(text=f"[{label}]", ref_id=ref_id, keys=listed.keys[ref_id] if ref_id else ())
        return
    names = re.split(r"(?<=\d)[a-zа-я]?\s*;\s*(?=[^\W\d_])", source.name)
    for name in [n for n in names if re.search(r"(?:19|20)\d{2}", n)] or names[:1]:
        ref_id = _by_name(name, listed)
        keys = (*(listed.keys[ref_id] if ref_id else ()), *body_keys(name))
        yield Citation(text=name, ref_id=ref_id, keys=tuple(dict.fromkeys(keys)))


def _labels(name: str) -> Iterator[str]:
    """The labels in a bracket: "[2-4]" is three, the pages in "[1, с. 12; 7]" none."""
    for part in re.split(r"[,;]", name.strip("[] ")):
        found = re.fullmatch(r"\s*(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*", part)
        if found is None:
            continue
        low, high = int(found[1]), int(found[2] or found[1])
        yield from map(str, range(low, high + 1) if low <= high <= low + _LONGEST_RANGE else (low, high))


def _brackets(text: str) -> list[Source]:
    found = [Source(m.start(), m.end(), f"[{m[1]}]", True) for m in _BRACKET.finditer(text)]
    for match in _AUTHOR_YEAR.finditer(text):
        name, *years = re.split(rf"\s(?={_YEAR})", match[1])
        if _NO_AUTHOR.search(name.rstrip(",")) or not any(c.isupper() for c in name):
            continue
        if name[0].islower() and _YEARS.match(years[0]):
            continue  # "(in Germany 2015-2019, 2021)"
        found.append(Source(match.start(), match.end(), " ".join(match[1].replace("*", "").split()), True))
    return found


def _narrative(text: str) -> Iterator[Source]:
    if "(" not in text:
        return
    for match in _NARRATIVE.finditer(text):
        yield Source(match.start(), match.end(), f"{match['name']} ({match['year']})", False)


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


@cache
def _tells(lang: str) -> re.Pattern[str]:
    """An organisation that tells a figure itself: "UNESCO estimates that"."""
    verbs = "|".join(sorted(knowledge(lang, "citations").get("tells", ()), key=len, reverse=True))
    name = rf"(?:(?<=^)|(?<=[,;:(]\s)|(?<=[.!?]\s))(?P<name>[^,;:()\[\]]{{2,{_LONGEST_NAME}}}?)"
    return re.compile(rf"{name}\s(?:{verbs})(?!\w)" if verbs else "(?!)", re.IGNORECASE)


@cache
def _all_cues(lang: str) -> tuple[str, ...]:
    """Words without any of which a text names no source outside brackets."""
    data = knowledge(lang, "citations")
    words = {word.lower() for name in ("before", "after", "tells") for word in data.get(name, ())}
    return tuple(word for word in words if not any(other in word for other in words - {word}))


def _named(text: str, lang: str) -> Iterator[Source]:
    low = text.lower()
    cues = [cue for cue in _all_cues(lang) if cue in low]
    if not cues:
        return
    before, after = _cues(lang)
    stops = re.compile(knowledge(lang, "citations")["name_ends"], re.IGNORECASE)
    for match in before.finditer(text):
        name = match["name"]
        stop = stops.search(name)
        end = match.start("name") + (stop.start() if stop else len(name))
        if any(c.isupper() for c in text[match.start("name") : end]) and not is_standard(name):
            yield Source(match.start(), end, text[match.start("name") : end].strip(), False)
    for match in after.finditer(text) if after else ():
        if any(c.isupper() for c in match["name"]) and not _is_plain(text, match.start("name"), match["name"], lang):
            yield Source(match.start("name"), match.end(), match["name"].strip(), False)
    for match in _tells(lang).finditer(text):
        if organisations(match["name"]):
            yield Source(match.start("name"), match.end("name"), match["name"].strip(), False)


@cache
def _bodies(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "citations").get("bodies", ())) or "(?!)"
    return re.compile(words, re.IGNORECASE)


def _is_plain(text: str, start: int, name: str, lang: str) -> bool:
    """Whether a name is but one word that opens its sentence, and no body's: "Мектеп деректері бойынша"."""
    word = name.strip()
    opens = not text[:start].strip() or text[:start].rstrip()[-1:] in ".!?:"
    if not opens or not word.isalpha() or word[1:] != word[1:].lower():
        return False
    return not organisations(word) and _bodies(lang).search(word) is None


def _by_label(label: str, references: Sequence[Reference]) -> str | None:
    return next((r.ref_id for r in references if r.label is not None and re.sub(r"\D", "", r.label) == label), None)


def _by_name(name: str, listed: Bibliography) -> str | None:
    """The one work that has every word of the name with a capital, or its organisation, and its year if it has one."""
    words = [skeleton(w) for w in re.findall(r"[^\W\d_]{3,}", name) if w[0].isupper() and w.casefold() not in _LEADS]
    years = set(re.findall(r"(?:19|20)\d{2}", name))
    lettered = {year for year, letter in re.findall(r"((?:19|20)\d{2}([a-zа-я]))(?!\w)", name) if letter}
    bodies = organisations(name)
    fitting: dict[str, None] = {}
    for reference in listed.references if words or bodies else ():
        if not years <= set(re.findall(r"\d{4}", reference.text)):
            continue
        printed = listed.words[reference.ref_id]
        told = bodies & listed.bodies[reference.ref_id] if bodies else all(_printed(word, printed) for word in words)
        if told:
            fitting[listed.first[reference.ref_id]] = None
        if lettered and lettered <= set(re.findall(r"\w+", reference.text)):
            return listed.first[reference.ref_id]  # "2022b" is one of the works of that year
    found = list(fitting)
    return found[0] if len(found) == 1 or (found and years) else None


def _printed(word: str, printed: frozenset[str]) -> bool:
    return word in printed or any(same_name(word, other) for other in printed)
