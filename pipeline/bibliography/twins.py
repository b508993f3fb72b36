"""Words of names across alphabets, and entries of a reference list that name one work twice.

Papers of Kazakhstan print their list twice: as it is, and in transliteration or translation. A skeleton is a word as
all tables of transliteration write it: "Жұмабаев", "Zhumabayev" and "Jumabaev" have one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.languages.knowledge import LANGUAGES, knowledge
from schemas import Reference

_LETTERS = str.maketrans(
    "абвгдезийклмнопрстуфхцыэюяәіңғүұқөһёı", "abvgdeziiklmnoprstufhcieuaainguukohei"
) | str.maketrans({"ж": "j", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ß": "ss"})
_ONE_SOUND = (
    ("shch", "sh"), ("zh", "j"), ("dj", "j"), ("dzh", "j"), ("kh", "h"), ("gh", "g"), ("ts", "c"), ("tz", "c"),
    ("yu", "u"), ("iu", "u"), ("ya", "a"), ("ia", "a"), ("ye", "e"), ("ie", "e"),
    ("x", "ks"), ("w", "v"), ("q", "k"), ("y", "i"), ("ng", "n"),
)  # fmt: skip
"""Pairs of letters, and single ones, that tables of transliteration write for one sound."""

_SHARED = 0.6
"""Part of the longer words of the shorter entry that both entries must have, to name one work."""

_STEM = 5
"""So many letters of a name stand without its case ending."""


_ENDING = re.compile(r"(?:oi|om|im|[aeiou])$")
"""Case endings of Russian surnames."""

_SEEN = re.compile(
    r"[(\[]?(?:дата\s+обращения|accessed|retrieved|date of access|қаралған күні|қаралды)[^)\]]{0,40}", re.IGNORECASE
)
"""When a page was looked at is no year of the work."""

_SAME = 0.8
"""Entries in one alphabet have so many of their longer words in common when they are one work printed twice."""


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The word in plain Latin letters, the same for all its transliterations; without marks and doubled letters."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    letters = "".join(c for c in plain if c.isascii() and c.isalpha())
    for pair, sound in _ONE_SOUND:
        letters = letters.replace(pair, sound)
    return re.sub(r"(.)\1+", r"\1", letters)


def skeletons(text: str) -> list[str]:
    """The skeletons of the words of three letters and more, in order."""
    return [s for s in map(skeleton, re.findall(r"[^\W\d_]{3,}", text)) if len(s) > 1]


def same_name(one: str, other: str) -> bool:
    """Whether two skeletons are one name: the same, or with another case ending behind a long stem."""
    if one == other:
        return True
    stems = [_ENDING.sub("", name) for name in (one, other)]
    if stems[0] == stems[1] and len(stems[0]) >= _STEM - 1:
        return True  # "Petrova", "Petrovoi"
    shorter, longer = sorted((one, other), key=len)
    stem = max(_STEM, len(shorter) - 3)
    if len(shorter) == _STEM - 1:
        return longer.startswith(shorter) and len(longer) - len(shorter) <= 3
    return len(shorter) >= _STEM and len(longer) - len(shorter) <= 4 and one[:stem] == other[:stem]


@cache
def _organisations() -> tuple[tuple[str, frozenset[str], tuple[tuple[str, ...], ...]], ...]:
    """Each organisation's code, its abbreviations as written, and its names as skeletons of their words."""
    phrases: dict[str, list[str]] = defaultdict(list)
    for lang in LANGUAGES:
        for code, names in knowledge(lang, "citations")["organisations"].items():
            phrases[code].extend(names)
    return tuple(
        (
            code,
            frozenset(name for name in names if name[1:2].isupper()),
            tuple(tuple(map(skeleton, name.split())) for name in names if not name[1:2].isupper()),
        )
        for code, names in phrases.items()
    )


@lru_cache(maxsize=4096)
def organisations(text: str) -> frozenset[str]:
    """The organisations that a text names, in whatever language and case."""
    printed = re.findall(r"[^\W\d_]{2,}", text)
    words, written = [skeleton(word) for word in printed], set(printed)
    return frozenset(
        code
        for code, short, names in _organisations()
        if not written.isdisjoint(short) or any(_holds(words, name) for name in names)
    )


def _holds(words: Sequence[str], name: tuple[str, ...]) -> bool:
    size = len(name)
    starts = range(len(words) - size + 1)
    return any(all(same_name(a, b) for a, b in zip(words[i : i + size], name, strict=True)) for i in starts)


def first_of_twins(references: Sequence[Reference]) -> Mapping[str, str]:
    """For each entry the first one that names the same work: itself, or the one whose transliteration it is."""
    first: dict[str, str] = {}
    seen: list[_Printed] = []
    by_mark: dict[str, list[int]] = defaultdict(list)
    for reference in references:
        entry = _Printed.of(reference)
        marks = _marks(entry)
        near = sorted({i for mark in marks for i in by_mark.get(mark, ())})
        twin = next((seen[i].reference.ref_id for i in near if _one_work(seen[i], entry)), None)
        first[reference.ref_id] = first[twin] if twin else reference.ref_id
        for mark in marks:
            by_mark[mark].append(len(seen))
        seen.append(entry)
    return first


_PERSON = re.compile(r"[^\W\d_][\w’'-]+,?\s+[^\W\d_a-zа-яё][a-z]?\.")
_OPENING = 90
_TITLE = 200
_TITLE_STEM = 8


def source_keys(reference: Reference) -> tuple[str, ...]:
    """What names the work of an entry in every paper and language: DOI, issuing body, author with year and title word.

    A body stands for all it issues: papers that lean on one office's figures are no witnesses of each other.
    """
    keys = [f"doi:{reference.doi}"] if reference.doi else []
    text = _SEEN.sub("", re.sub(r"https?:\S+", "", reference.text))
    if not _PERSON.match(text):
        return (*keys, *body_keys(text[:_OPENING]))
    author, title = skeletons(text[:_TITLE])[:1], skeletons(_title(text))
    years = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text)
    if author and title and years:
        keys.append(f"work:{author[0][:_STEM]} {years[0]} {max(title, key=len)[:_TITLE_STEM]}")
    return tuple(keys)


def _title(text: str) -> str:
    """What stands behind the authors and, in some styles, the year, up to the journal or the place."""
    dated = re.search(r"\((?:19|20)\d{2}[a-zа-я]?[^()]*\)[.,]?\s+([^.]{8,200})", text)
    if dated is not None:
        return dated[1]
    named = re.split(r"\s[–—-]\s|//", text[:_TITLE])[0]
    return re.split(r"(?:(?<!\w)[^\W\d_a-zа-яё][a-z]?\.\s?)+", named)[-1]


def body_keys(name: str) -> tuple[str, ...]:
    """The keys of the organisations that a name has in it."""
    return tuple(f"body:{code}" for code in sorted(organisations(name)))


@dataclass(frozen=True, slots=True)
class _Printed:
    """An entry as it is held against others: its longer words, its numbers, its lettered years, its alphabet."""

    reference: Reference
    words: frozenset[str]
    numbers: frozenset[str]
    lettered: frozenset[str]
    latin: bool

    @classmethod
    def of(cls, reference: Reference) -> _Printed:
        text = _SEEN.sub("", re.sub(r"https?:\S+", "", reference.text))
        letters = [c for c in text if c.isalpha()]
        return cls(
            reference,
            frozenset(s for s in skeletons(reference.text) if len(s) > 3),
            frozenset(re.findall(r"\d{2,4}", text)),
            frozenset(re.findall(r"(?<!\d)(?:19|20)\d{2}[a-zа-я](?!\w)", text)),
            2 * sum(c.isascii() for c in letters) > len(letters),
        )


def _marks(entry: _Printed) -> set[str]:
    """What two prints of one entry have in common: the DOI, the first author with the year."""
    opening = skeletons(entry.reference.text[:80])[:2]
    marks = {f"{name[:_STEM]} {number}" for name in opening for number in entry.numbers if len(number) == 4}
    return marks | ({entry.reference.doi} if entry.reference.doi else set())


def _one_work(one: _Printed, other: _Printed) -> bool:
    if one.reference.doi and other.reference.doi:
        return one.reference.doi == other.reference.doi
    if one.lettered != other.lettered:
        return False
    shorter, longer = sorted((one.words, other.words), key=len)
    alike = sum(1 for word in shorter if word in longer)
    if one.latin == other.latin:
        return len(shorter) > 1 and alike >= _SAME * len(longer)
    fewer, more = sorted((one.numbers, other.numbers), key=len)
    return len(shorter) > 1 and (alike >= _SHARED * len(shorter) or (len(fewer) >= 4 and fewer <= more))


def counts_up(labels: Sequence[int | None]) -> bool:
    """Whether bare numbers before entries are their labels: they go 1, 2, 3 with no other between."""
    told = [label for label in labels if label is not None]
    return len(told) > 1 and told[0] == 1 and all(b == a + 1 for a, b in pairwise(told))
