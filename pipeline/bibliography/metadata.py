"""Title, authors, year, DOI and journal of a paper, and the id of the work that it is a copy of."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from pipeline.bibliography.references import find_doi
from pipeline.bibliography.twins import skeleton
from pipeline.languages.detection import detect_languages
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.manuscript import Manuscript
from schemas import Metadata, Section

_YEAR = re.compile(r"(?<![\d./-])(?:19|20)\d\d(?![\d/])")
_RAISED = re.compile(
    r"[*⁰¹²³⁴⁵⁶⁷⁸⁹†‡ᵃᵇᶜ]+(?:\s?,\s?[*⁰¹²³⁴⁵⁶⁷⁸⁹†‡ᵃᵇᶜ]+)*|(?<=[^\W\d_])\d{1,2}(?:\s?,\s?(?:\d{1,2}|\*))*(?!\d)"
)
"""The marks behind a name: "Ivanova1,2*", "Ким¹,²"."""
_CAPITAL = "A-ZÀ-ÞА-ЯӘҒҚҢӨҰҮҺІЁ"
_WORD = rf"[{_CAPITAL}][\w'’ʼ-]*[^\W\d_]"
_INITIAL = rf"[{_CAPITAL}][a-zа-яё]?\."
_NAME = re.compile(
    rf"(?:{_INITIAL}\s?){{1,3}}{_WORD}|{_WORD},?\s+(?:{_INITIAL}\s?){{1,3}}|{_WORD}(?:\s+(?:{_WORD}|{_INITIAL})){{1,3}}"
)
_ENDS_IN_INITIAL = re.compile(rf"(?:^|[\s.]){_INITIAL}\Z")
_MARK_AFTER_NAME = re.compile(r"\s*(?:[,;(–—-]|\Z)|\s+(?:PhD|Ph\.D|MA\b|Dr\b|MBA|MSc|д\.|к\.)", re.IGNORECASE)
_DEGREE = re.compile(r"\s+(?:PhD|MA|MBA|MPA|MPM|MSc|Dr|Prof)\b.*\Z", re.DOTALL)
_MADE_BY_PROGRAM = re.compile(r"microsoft word|untitled|\.docx?\b|\.indd\b|\.pdf\b|\.tex\b|без имени", re.IGNORECASE)
_ISSUE = re.compile(
    r"[\s,.;|–—-]*(?:№|\bno\b|\bvol\b|\bissue\b|\bтом\b|\bт\.|\bвып|\bсер\.|\(?\d{4}|\d{1,3}\b).*\Z", re.I
)
_ISSN = re.compile(r"[ep]?-?ISSN\b(?:[\s:–-]*\d{4}-\d{3}[\dXxХ](?:\s*\((?:print|online)\))?[\s,;|]*)+", re.IGNORECASE)
_WORD_IN_HEAD = re.compile(r"[^\W\d_]|№")
"""Bare figures among the furniture are pages, lines, or the scale of a chart."""
_PAGE_BEFORE = re.compile(r"^[\s\d|–—-]{1,8}(?=[^\W\d_])")
_NUMBER_OF_ISSUE = re.compile(
    r"[^\W\d_]{3}.*(?:№\s?\d{1,3}\s?\(\d{1,4}\)|\b(?:Vol|Том|Т)\.?\s?\d{1,3}\b.*(?:№|\bNo)\.?\s?\d)"
)
_AROUND_NAME = ' ,;.|–—•·"-'
_LONGEST_HEAD = 150
_SHORTEST_JOURNAL = 5
_MOST_DELAY = 3
"""A file made so many years after the latest work that its paper cites is a later copy."""
_OPENING = 24
"""The word that tells a date of publication stands among the first so many characters of its line."""
_EARLIEST, _LATEST = 1900, 2100
_LONGEST_LINE = 600
_SHORTEST_TITLE = 20
"""Letters that a title needs to tell one work from another by itself."""


def find_metadata(manuscript: Manuscript, sections: Sequence[Section], *, info: Mapping[str, str]) -> Metadata:
    """What the paper and the PDF's own properties (`info`) say of its titles, authors, year, DOI and journal."""
    front = _front(manuscript.text, sections)
    furniture = [item.text for item in manuscript.furniture]
    titles = _titles(manuscript.text, sections) or _title_from(info)
    doi = find_doi(front) or next((doi for line in furniture if (doi := find_doi(line))), None)
    return Metadata(
        titles=titles,
        authors=tuple(_authors(manuscript.text, sections)) or tuple(_names(info.get("Author", ""))),
        year=_year(manuscript.text, sections, furniture, doi=doi, info=info),
        doi=doi,
        journal=_journal(furniture, front, sections, manuscript.text, titles.values()),
    )


def work_id(metadata: Metadata, *, sha256: str) -> str:
    """One id for all files of a work: by its DOI, else by title and authors in whatever alphabet, else by the file."""
    if metadata.doi:
        return _hashed(f"doi:{metadata.doi.lower()}")
    title = next(
        (metadata.titles[lang] for lang in ("en", "ru", "kk", *metadata.titles) if lang in metadata.titles), ""
    )
    key = _squeezed(title)
    if len(key) < _SHORTEST_TITLE:
        return _hashed(f"file:{sha256}")
    surnames = sorted({max(map(skeleton, _squeezed_words(author)), key=len, default="") for author in metadata.authors})
    return _hashed(f"title:{key}|{'|'.join(surnames)}")


def _hashed(key: str) -> str:
    return f"w-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _squeezed_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


def _squeezed(text: str) -> str:
    return "".join(_squeezed_words(text))


def _front(text: str, sections: Sequence[Section]) -> str:
    """The text before the body, at most the first page or two."""
    end = next((s.start for s in sections if s.kind == "body"), len(text))
    return text[: min(end, 12_000)] if end else text[:600]


def _titles(text: str, sections: Sequence[Section]) -> dict[str, str]:
    titles: dict[str, str] = {}
    for section in sections:
        if section.kind == "title" and section.lang not in titles:
            titles[section.lang] = _RAISED.sub("", " ".join(text[section.start : section.end].split())).strip()
    return {lang: title for lang, title in titles.items() if title}


def _title_from(info: Mapping[str, str]) -> dict[str, str]:
    title = " ".join(info.get("Title", "").split())
    if len(title) < _SHORTEST_TITLE // 2 or _MADE_BY_PROGRAM.search(title):
        return {}
    return {detect_languages([title])[0]: title}


def _authors(text: str, sections: Sequence[Section]) -> Iterator[str]:
    """Names of the first author lines that have any: those in the language of the paper's first page."""
    for section in sections:
        if section.kind == "authors":
            names = list(dict.fromkeys(_names(text[section.start : section.end])))
            if names:
                yield from names
                return


def _names(block: str) -> Iterator[str]:
    """The names in author lines: the parts of a list of names, or the beginning of a line that a degree follows."""
    for line in block.splitlines():
        if len(line) > _LONGEST_LINE:
            continue
        clean = " ".join(_RAISED.sub(" ", line).split()).strip(" ,;")
        clean = clean if _ENDS_IN_INITIAL.search(clean) else clean.rstrip(". ")
        parts = [part.strip() for part in re.split(r"[,;]|\s(?:and|және)\s", clean) if part.strip()]
        if not parts or ("@" in line and not _NAME.match(clean)):
            continue
        whole = [part for part in parts if (match := _NAME.fullmatch(part)) and not _is_institution(part)]
        if len(whole) == len(parts):
            yield from whole
            continue
        first = _DEGREE.sub("", parts[0])
        match = _NAME.match(first)
        if match and not _is_institution(first) and _MARK_AFTER_NAME.match(first, match.end()) and "@" not in first:
            yield match.group().strip()


@cache
def _institutions() -> re.Pattern[str]:
    words = {word for lang in LANGUAGES for word in knowledge(lang, "headings")["affiliation"]}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.IGNORECASE)


def _is_institution(text: str) -> bool:
    return _institutions().search(text) is not None


def _year(
    text: str, sections: Sequence[Section], furniture: Sequence[str], *, doi: str | None, info: Mapping[str, str]
) -> int | None:
    """The year of publication: from dates of acceptance, running heads, the DOI, the lines before the abstract, the
    file's date, or else the latest year among the references."""
    short = (line for line in text.splitlines() if len(line) < 200)
    dated = [line for line in short if (match := _dated().search(line)) and match.start() < _OPENING]
    front = [text[s.start : s.end] for s in sections if s.kind == "other" and s.start < len(text) / 4]
    by_doi = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", doi.partition("/")[2]) if doi else []
    for years in (
        _years(dated),
        _most_common(_years(line for line in furniture if _WORD_IN_HEAD.search(line))),
        [int(y) for y in by_doi],
        _years(front),
    ):
        if years:
            return max(years)
    created = re.search(r"(?:19|20)\d\d", info.get("CreationDate", ""))
    cited = max(_years(text[s.start : s.end] for s in sections if s.kind == "references"), default=None)
    if created and (cited is None or int(created.group()) <= cited + _MOST_DELAY):
        return int(created.group())
    return cited


def _most_common(years: list[int]) -> list[int]:
    return [Counter(years).most_common(1)[0][0]] if years else []


def _years(lines: Iterable[str]) -> list[int]:
    found = (int(match.group()) for line in lines for match in _YEAR.finditer(line))
    return [year for year in found if _EARLIEST <= year <= _LATEST]


@cache
def _dated() -> re.Pattern[str]:
    return _any_of("dated")


@cache
def _periodical() -> re.Pattern[str]:
    return _any_of("periodical")


def _any_of(name: str) -> re.Pattern[str]:
    words = {word for lang in LANGUAGES for word in knowledge(lang, "bibliography")[name]}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})", re.IGNORECASE)


def _journal(
    furniture: Sequence[str], front: str, sections: Sequence[Section], text: str, titles: Iterable[str]
) -> str | None:
    """The name of the periodical: of the commonest running head that has such a word, else of a line of the front
    matter, else what stands before the issue's number in a running head. The paper's own title is none."""
    heads = [_without_codes(line) for line in furniture]
    before = [
        _without_codes(line)
        for section in sections
        if section.kind == "other" and section.start < len(front)
        for line in text[section.start : section.end].splitlines()
        if len(line) < _LONGEST_HEAD and "http" not in line
    ]
    named = [line for line, _ in Counter(line for line in heads if _periodical().search(line)).most_common(1)]
    named += [line for line in before if _periodical().search(line)]
    numbered = [line for line, _ in Counter(line for line in heads if _NUMBER_OF_ISSUE.search(line)).most_common(1)]
    names = [_ISSUE.sub("", line).strip(_AROUND_NAME) for line in (*named, *numbered)]
    told = [name for name in names[: len(named)] if _periodical().search(name)] + names[len(named) :]
    own = [title.casefold() for title in titles]
    names = [name for name in told if len(name) > _SHORTEST_JOURNAL]
    return next((name for name in names if not any(name.casefold() in title for title in own)), None)


def _without_codes(line: str) -> str:
    """A running head without its ISSN and without the number of the page."""
    return _PAGE_BEFORE.sub("", _ISSN.sub("", " ".join(line[:_LONGEST_LINE].split())))
