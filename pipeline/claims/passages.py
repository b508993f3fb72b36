"""A paper's stretches as read: their words, their numbers, their sentences, and which country they speak of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pipeline.claims.citations import find_sources
from pipeline.claims.claim_places import mentioned
from pipeline.claims.context import Context
from pipeline.claims.designations import designated, in_title_of
from pipeline.claims.place_names import CITY, WORLD
from pipeline.claims.pointing import names_country
from pipeline.claims.priced import is_base
from pipeline.claims.readable import Readable, readable
from pipeline.claims.region_groups import groups_of
from pipeline.claims.scene import Scene, read_scene
from pipeline.claims.sentences import Span, split_sentences
from pipeline.claims.stretches import Stretch
from pipeline.claims.studied import tells_of_sample
from pipeline.claims.tokens import data_language
from pipeline.claims.vocabulary import Vocabulary
from pipeline.languages.latin import alphabet_of
from pipeline.manuscript import Manuscript
from pipeline.numbers.reading import FoundPeriod, NumberReading, read_numbers
from schemas import FoundQuantity, Period, Places, UnreadReason

_HOME = 3
"""So often at least must a country, or its people, be named for the paper to be about it."""

READ_ABOUT = "KZ"
"""The country that all papers are about: "in the country" means it where a paper names none."""

_SURVEYED = 3
"""So many sentences at least speak of those asked in a paper that asked people itself: its abstracts and its body."""

_GOING = ("migration", "academic-mobility", "emigration")
"""What people do who go abroad."""

_NO_CLAIMS = ("authors", "keywords")
"""Sections whose numbers are codes, marks and addresses."""

_YEAR = re.compile(r"(?:19|20)\d{2}")
_IN = re.compile(r"(?<!\w)(?:in|since|until|by|of|during|в|с|к|за)\s$", re.IGNORECASE)

_NUMBERED_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\s+[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][^\d.!?;]{2,80}")
"""A line that begins with a number and a capital and ends without a full stop."""

_WORD = re.compile(r"[^\W\d_]{3}")
"""Digits without a word are the axis of a chart or the rest of a table, and say nothing."""

_FIGURE = re.compile(
    r"\W*(?:fig(?:ure)?|рис(?:унок)?|сурет|diagram|диаграмма|график|chart|graph|схема|сызба"
    r"|\d{1,2}\s*[-–]?\s*(?:сурет|диаграмма|сызба))\b",
    re.IGNORECASE,
)
_LABEL_WORDS = 6
"""A label of a chart has so many words a line at most."""

Note = tuple[Span, UnreadReason]
_Found = TypeVar("_Found", FoundQuantity, FoundPeriod)


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch: its words, its numbers, the spans of its sentences and what each holds.

    `notes`: numbers of the stretch that the reading of numbers took for quantities, and why they are none. Without
    sentences its numbers are no claims.
    """

    stretch: Stretch
    words: Readable
    numbers: NumberReading
    spans: tuple[Span, ...] = ()
    scenes: tuple[Scene, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Lands:
    """What a whole paper says of countries.

    `home`: whose people it names in most of the cases, thrice at least. `country`: that one, or the one named most.
    `subject`: what the title names; else the country that is named twice as often as any other, or the only one, or
    its region where the paper names that at least as often: a figure without a place lies there. `abroad`: the other
    country that is named most, thrice at least. `region`: the part of a country that is named most, twice as often as
    the next. `surveyed`: whether the paper tells of people whom it asked.
    """

    home: str | None = None
    country: str | None = None
    subject: str | None = None
    abroad: str | None = None
    region: str | None = None
    surveyed: bool = False
    groups: Mapping[int, str] = field(default_factory=dict)
    """The regions that its sentences list, by how many they are."""
    route: Places | None = None
    """From where to where those go whom its title speaks of."""


def latin_alphabet(manuscript: Manuscript, laid: Iterable[Stretch]) -> str | None:
    """The alphabet of all that stands in Latin Kazakh: a heading or a short sentence alone may not show it."""
    latin = [manuscript.text[s.start : s.end] for s in laid if s.lang == "kk-Latn"]
    return alphabet_of("\n".join(latin)) if latin else None


def read_passage(
    manuscript: Manuscript, stretch: Stretch, vocabulary: Vocabulary, *, alphabet: str | None = None
) -> Passage:
    """The stretch with its numbers and sentences; a table has neither, its cells are read by themselves."""
    words = readable(manuscript.text[stretch.start : stretch.end], stretch.lang, alphabet=alphabet)
    if stretch.table is not None:
        return Passage(stretch, words, NumberReading((), (), ()))
    notes: list[Note] = []
    numbers = _uncited(words, read_numbers(words.text, lang=words.lang), notes)
    numbers = _unnumbered(
        words, _unnamed(words, with_years(words.text, numbers), notes, titled=stretch.kind == "title"), notes
    )
    if words.places is not None:
        numbers = _as_printed(words, manuscript.text[stretch.start : stretch.end], numbers)
    silent = not (numbers.of_models or _WORD.search(words.text))
    if stretch.kind in _NO_CLAIMS or stretch.labels or silent:
        return Passage(stretch, words, numbers, notes=tuple(notes))
    spans = _around_numbers(split_sentences(words.text, words.lang), numbers)
    scenes = tuple(
        read_scene(words.text[start:end], words.lang, _within(numbers, start, end), vocabulary) for start, end in spans
    )
    return Passage(stretch, words, numbers, tuple(spans), scenes, tuple(notes))


def without_charts(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, those that are a chart's own labels without their sentences.

    A PDF prints the words inside a chart as short lines above the figure's caption: "32 % South", "other regions".
    """
    kept = list(passages)
    for at, passage in enumerate(passages):
        if passage.stretch.kind != "caption" or not _FIGURE.match(passage.words.text):
            continue
        before = at - 1
        while before >= 0 and _is_label(kept[before]):
            kept[before] = replace(kept[before], spans=(), scenes=())
            before -= 1
    return kept


def _is_label(passage: Passage) -> bool:
    """Whether a paragraph is but a few words that end in no full stop, and no heading nor item of a list."""
    text = passage.words.text.strip()
    if (
        passage.stretch.kind not in ("body", "other", "caption")
        or passage.stretch.heading
        or passage.stretch.table is not None
    ):
        return False
    short = all(len(line.split()) <= _LABEL_WORDS for line in text.split("\n"))
    return short and text[-1:] not in ".!?:;" and text[:1] not in "-–—•*·▪"


def is_axis(scene: Scene) -> bool:
    """Whether a sentence is but numbers: the ticks of a chart, set as lines of a paragraph."""
    return bool(scene.quantities) and not _WORD.search(scene.text)


def lands_of(passages: Iterable[Passage]) -> Lands:
    """The countries that the passages speak of, their regions counted with them."""
    people: Counter[str] = Counter()
    named: Counter[str] = Counter()
    surveyed = 0
    passages = list(passages)
    titled = _titled(passages)
    for scene in (scene for passage in passages for scene in passage.scenes):
        surveyed += tells_of_sample(scene)
        people.update(p.code for p in scene.places if p.role == "origin" and p.code != WORLD)
        named.update(p.code.split(CITY)[0] for p in scene.places if p.form in ("name", "adjective"))
    countries: Counter[str] = Counter()
    for code, n in (named or people).items():  # "83 % of Kazakhstanis", where no country is named
        if len(code) != 3:
            countries[code[:2]] += n
    home = next((code for code, n in people.most_common(1) if n >= _HOME and n * 2 > people.total()), None)
    in_titles = {p.code[:2] for scene in _titles(passages) for p in scene.places}
    if READ_ABOUT in in_titles and home is not None and not home.startswith(READ_ABOUT):
        home = READ_ABOUT  # the title tells where those come to of whom the paper speaks: "Uzbek workers in Almaty"
    ours = countries[READ_ABOUT] >= _HOME and in_titles <= {READ_ABOUT}  # named as often as another
    country = _foremost(countries, least=1, lead=1) or (READ_ABOUT if ours else None)
    if home is not None and 2 * countries[home] >= max(countries.values(), default=0):
        country = home
    regions = {code: n for code, n in named.items() if code[2:3] == "-"}
    alone = len(countries) == 1
    subject = _foremost(countries, least=1 if alone else _HOME)
    region = _foremost(regions, least=1 if alone and len(regions) == 1 else _HOME)
    spoken = sum(names_country(scene) for passage in passages for scene in passage.scenes)
    # a region that the title leaves out may be no more than where people were asked
    country_wide = max(named[subject or ""], 2 * spoken if _titles(passages) else 0)
    if region is not None and region[:2] == subject and named[region] >= country_wide:
        subject = region
    if titled and country == titled[:2]:
        subject, region = titled, titled if "-" in titled else region
    theirs = not countries or READ_ABOUT in {*countries, *people}
    if subject is None and spoken and theirs and not any(scene.places for scene in _titles(passages)):
        country = subject = READ_ABOUT  # "the country" of a paper that names others only as where its people go
    if home is None and country == READ_ABOUT:
        home = country
    others = {code: n for code, n in countries.items() if code not in (home, country)}
    groups = groups_of(scene for passage in passages for scene in passage.scenes)
    route = _route(_titles(passages))
    return Lands(home, country, subject, _foremost(others, lead=1), region, surveyed >= _SURVEYED, groups, route)


def _titled(passages: Sequence[Passage]) -> str | None:
    """The one country or region that the paper's title names; none where it names two, as those do who compare."""
    codes = {p.code.split(CITY)[0] for scene in _titles(passages) for p in scene.places}
    return codes.pop() if len(codes) == 1 and len(min(codes)) != len(WORLD) else None


def _titles(passages: Sequence[Passage]) -> list[Scene]:
    return [scene for passage in passages if passage.stretch.kind == "title" for scene in passage.scenes]


def _route(titles: Iterable[Scene]) -> Places | None:
    """The origin and the host of the first title that tells both; its origin alone, where it speaks of migration."""
    for scene in titles:
        seen = mentioned(scene, Context())
        origin = WORLD if seen.foreign and seen.origin is None else seen.origin
        host = seen.host or (seen.area if seen.foreign else None)
        goes = any(m.slot == "activity" and m.code in _GOING for m in scene.concepts)
        if origin and (host or goes) and not (host or "").startswith(tuple(origin.split("+"))):
            return Places(origin=origin, host=host)
    return None


def _foremost(named: Mapping[str, int], *, least: int = _HOME, lead: int = 2) -> str | None:
    """The place named so often at least, more often than the next, and `lead` times as often."""
    first, second = [*Counter(named).most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] >= max(least, lead * second[1]) and first[1] > second[1] else None


def _uncited(words: Readable, numbers: NumberReading, notes: list[Note]) -> NumberReading:
    """The reading without the numbers inside a citation's brackets: the page in "(Author et al., 2020: 29)"."""
    cited = [s for s in find_sources(words.text, words.lang) if s.bracket]
    kept: list[FoundQuantity] = []
    at = 0
    for quantity in numbers.quantities:
        while at < len(cited) and cited[at].end <= quantity.start:
            at += 1
        if at < len(cited) and cited[at].start <= quantity.start:
            notes.append((words.span(quantity.start, quantity.end), "citation"))
        else:
            kept.append(quantity)
    return replace(numbers, quantities=tuple(kept))


def with_years(text: str, numbers: NumberReading) -> NumberReading:
    """The reading with the years told as such that stand in a list of numbers: "14.2 in 2012 to 8.6 per 100 000"."""
    years = [q for q in numbers.quantities if _YEAR.fullmatch(q.surface) and _IN.search(text[: q.start][-12:])]
    years = [q for q in years if q.unit is None or " per " in q.unit]
    if not years:
        return numbers
    dated = [
        FoundPeriod(q.start, q.end, Period(start=q.surface, end=q.surface, text=q.surface))
        for q in years
        if not any(p.start <= q.start < p.end for p in numbers.periods)
    ]
    periods = tuple(sorted([*numbers.periods, *dated], key=lambda p: p.start))
    return replace(numbers, quantities=tuple(q for q in numbers.quantities if q not in years), periods=periods)


def _as_printed(words: Readable, text: str, numbers: NumberReading) -> NumberReading:
    """The reading with its times in the letters of the paper, not in those that they were read in."""

    def told(found: FoundPeriod) -> FoundPeriod:
        start, end = words.span(found.start, found.end)
        update = {"text": text[start:end]}
        period, as_of = found.period, found.as_of
        return replace(
            found,
            period=period and period.model_copy(update=update),
            as_of=as_of and as_of.model_copy(update=update),
        )

    return replace(numbers, periods=tuple(map(told, numbers.periods)))


_SUBJECTS = 12
"""A title names up to so many things that a paper is about, in words: "Evidence from Two Districts"."""


def _unnamed(words: Readable, numbers: NumberReading, notes: list[Note], *, titled: bool) -> NumberReading:
    """The reading without the numbers that only name something: "SPSS 26.0", "Article 9", "Equation (1)"."""
    kept: list[FoundQuantity] = []
    reason: UnreadReason | None
    for quantity in numbers.quantities:
        span = (quantity.start, quantity.end)
        if quantity.unit == "percent" or (quantity.in_words and "/" not in quantity.surface):
            reason = "name" if in_title_of(words.text, *span, words.lang) else None
        elif titled and quantity.surface.isalpha() and quantity.value in range(1, _SUBJECTS + 1):
            reason = "name"
        else:
            reason = designated(words.text, *span, words.lang, counted=quantity.unit is not None)
        if reason is None and quantity.value == 1 and is_base(words.text, quantity, data_language(words.lang)):
            reason = "statistic"
        if reason is None:
            kept.append(quantity)
        else:
            notes.append((words.span(quantity.start, quantity.end), reason))
    return replace(numbers, quantities=tuple(kept))


def _unnumbered(words: Readable, numbers: NumberReading, notes: list[Note]) -> NumberReading:
    """The reading without the number of a heading that stands alone: "2 Data and methods"."""
    if not numbers.quantities or not _NUMBERED_HEADING.fullmatch(words.text.strip()):
        return numbers
    first = numbers.quantities[0]
    if words.text[: first.start].strip():
        return numbers
    notes.append((words.span(first.start, first.end), "section number"))
    return replace(numbers, quantities=numbers.quantities[1:])


def _around_numbers(spans: Sequence[Span], numbers: NumberReading) -> list[Span]:
    """The sentences, joined where a number runs over their border."""
    parts = (numbers.quantities, numbers.periods, numbers.others, numbers.of_models)
    borders = [(n.start, n.end) for part in parts for n in part]
    crossing = sorted(borders)
    joined: list[Span] = []
    at = 0
    for start, end in spans:
        while at < len(crossing) and crossing[at][1] <= start:
            at += 1
        if joined and at < len(crossing) and crossing[at][0] < start and crossing[at][0] >= joined[-1][0]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _slice(found: Sequence[_Found], start: int, end: int) -> Sequence[_Found]:
    """Those of a sorted sequence that lie inside start..end, found by halving: a long paragraph has many sentences."""
    low = bisect_left(found, start, key=lambda n: n.start)
    high = bisect_left(found, end, key=lambda n: n.start)
    return [n for n in found[low:high] if n.end <= end]


def _within(numbers: NumberReading, start: int, end: int) -> NumberReading:
    """The numbers of one sentence, counted from its first character."""
    quantities = _slice(numbers.quantities, start, end)
    periods = _slice(numbers.periods, start, end)
    return NumberReading(
        tuple(q.model_copy(update={"start": q.start - start, "end": q.end - start}) for q in quantities),
        tuple(replace(p, start=p.start - start, end=p.end - start) for p in periods),
        (),
    )
