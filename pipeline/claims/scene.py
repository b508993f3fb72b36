"""One sentence with all that was found in it: words, numbers, periods, places, concepts, and the numbers' stretches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipeline.claims.asides import set_against
from pipeline.claims.citations import Source, find_sources
from pipeline.claims.concepts import ConceptMention as ConceptMention
from pipeline.claims.concepts import find_concepts
from pipeline.claims.expressions import expression
from pipeline.claims.finders import finders, without_finders, without_their_places
from pipeline.claims.headless import Phrase, headless
from pipeline.claims.phrases import Mention, PhraseIndex
from pipeline.claims.places import PlaceMention, find_places
from pipeline.claims.proper_names import proper_names
from pipeline.claims.segments import Segment, segment
from pipeline.claims.spoken import SLOT as SPOKEN
from pipeline.claims.spoken import spoken
from pipeline.claims.tokens import Token, data_language, tokenise
from pipeline.claims.told_in_turn import rows, told_of_others
from pipeline.claims.vocabulary import Vocabulary
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.reading import FoundPeriod, NumberReading
from pipeline.numbers.units import currencies
from schemas import FoundQuantity

_EXAMPLES = re.compile(r"\((?=[^()]*,)[^()\d]{0,200}\)")
"""A bracket that lists words and holds no number."""

_PEOPLES = re.compile(r"ethnic\b|этническ|этникалық", re.IGNORECASE)
"""Before the name of a people that lives in a country of another name: "ethnic Russians"."""

_NO_LANDS = (SPOKEN,)
"""Slots of words that name a language, and no land: a Kazakh class may be anywhere."""

_NAMED_ALONE = ("measure", "product", "sector")
"""Slots that an example in a bracket does not fill: it tells of what kind a thing is, not what was measured."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence and what it holds; all places count from the sentence's first character."""

    text: str
    lang: str
    tokens: tuple[Token, ...]
    quantities: tuple[FoundQuantity, ...]
    periods: tuple[FoundPeriod, ...]
    places: tuple[PlaceMention, ...]
    concepts: tuple[ConceptMention, ...]
    sources: tuple[Source, ...]
    segments: tuple[Segment, ...]
    frame: tuple[ConceptMention, ...] = ()
    """Concepts that may hold for later numbers too: those before the first number, and those behind one."""
    compared: frozenset[int] = frozenset()
    """Where concepts begin that figures are only set against: "more often than men"."""
    in_turn: Mapping[int, frozenset[ConceptMention]] = field(default_factory=dict)
    """For stretches whose numbers stand in one row, by where these begin: what the others of the row are told of."""
    vouched: str | None = None
    """The country whose office the sentence names as its source: "according to the statistics bureau of Kazakhstan"."""
    named: tuple[tuple[int, int], ...] = ()
    """Where it names a strategy, a law or an office, whose name tells no figure."""
    base: str = field(init=False, compare=False, repr=False)
    """The language whose data serve the sentence."""
    answers: dict[tuple[object, ...], Any] = field(init=False, default_factory=dict, compare=False, repr=False)
    """What was asked about a number more than once; a scene with other numbers starts anew."""
    _found: dict[str, list[Mention[Any]]] = field(default_factory=dict, compare=False, repr=False)
    _told: dict[tuple[re.Pattern[str], int], bool] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", data_language(self.lang))

    def find(self, name: str, index: PhraseIndex[Any]) -> list[Mention[Any]]:
        """The phrases of a word list in the sentence, sought once; `name` tells the list."""
        if name not in self._found:
            self._found[name] = index.find(self.tokens)
        return self._found[name]

    def tells(self, words: re.Pattern[str], *, ahead: bool = False) -> bool:
        """Whether the sentence has one of the expressions, or what stands before its first number; sought once."""
        end = self.lead.anchor if ahead and self.segments else len(self.text)
        if (words, end) not in self._told:
            self._told[words, end] = words.search(self.text, 0, end) is not None
        return self._told[words, end]

    @property
    def lead(self) -> Segment:
        """The stretch of the first number; of the next one where the first is how long something went on."""
        return next((segment for segment in self.segments if not segment.course), self.segments[0])

    def starts_with(self, words: Sequence[str]) -> bool:
        """Whether the sentence begins with one of the phrases."""
        low = self._opening
        return low.startswith(tuple(words)) and any(
            low.startswith(word) and not low[len(word) : len(word) + 1].isalpha() for word in words
        )

    @property
    def _opening(self) -> str:
        if ("opening",) not in self.answers:
            self.answers["opening",] = re.sub(r"^\W+", "", self.text.casefold())
        return str(self.answers["opening",])


def read_scene(text: str, lang: str, numbers: NumberReading, vocabulary: Vocabulary) -> Scene:
    """All that is known about a sentence. `numbers` is the reading of this sentence."""
    tokens = tokenise(text, lang)
    places = find_places(text, tokens, lang)
    sources = _without_dated_places(find_sources(text, lang), places, text)
    units = {q.unit for q in numbers.quantities if q.unit}
    concepts = _without_examples(
        _not_in_rates(find_concepts(tokens, lang, vocabulary, sources, units), numbers.quantities, text), text
    )
    named = proper_names(text, lang)
    if named:
        concepts = tuple(m for m in concepts if m.slot in _BEYOND_NAMES or not _within(m.start, named))
    found_by = finders(text, lang) if numbers.quantities else []
    if found_by:
        concepts, places = without_finders(concepts, found_by), without_their_places(places, found_by, text, lang)
    languages = [ConceptMention(m.start, m.end, SPOKEN, m.code, generic=False) for m in spoken(tokens, text, lang)]
    concepts = tuple(m for m in concepts if m.slot != "zone" or not any(p.start <= m.start < p.end for p in places))
    concepts = tuple(
        sorted({*concepts, *languages, *_by_contrast(text, concepts, lang)}, key=lambda m: (m.start, m.slot))
    )
    nations = expression(data_language(lang), "words", "nation_behind", r"\s+(?:{})", file="places")
    languages += [
        m
        for m in concepts
        if m.slot in _NO_LANDS
        or _PEOPLES.match(text, m.start)
        or (m.slot == "ethnicity" and (nations.match(text, m.end) or nations.search(text, m.start, m.end)))
    ]
    quantities = tuple(q for q in numbers.quantities if not _in_phrase(q, concepts))
    segments = segment(text, quantities, lang)
    concepts = _with_headless(tokens, concepts, segments, lang, vocabulary)
    hidden: list[Source | ConceptMention] = [*sources, *languages]
    dated = [s for s in sources if s.bracket or s.name.endswith(")")]  # their years are no periods
    return Scene(
        text=text,
        lang=lang,
        tokens=tokens,
        quantities=quantities,
        periods=tuple(p for p in numbers.periods if not _masked(p.start, dated)),
        places=tuple(p for p in places if not _masked(p.start, hidden) and not _in_unit(p.start, text, numbers)),
        concepts=concepts,
        sources=sources,
        segments=segments,
        frame=tuple(_holding_on(concepts, segments)),
        compared=set_against(text, [(m.start, m.end) for m in concepts], quantities, data_language(lang)),
        in_turn=_told_in_turn(text, quantities, segments, concepts, numbers.periods, data_language(lang)),
        vouched=_vouching(places, [s for s in sources if not s.bracket]),
        named=named,
    )


_BEYOND_NAMES = ("programme", "aim", "doing")
"""Slots of words that say something inside the name of a document too."""


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _told_in_turn(
    text: str,
    quantities: Sequence[FoundQuantity],
    segments: Sequence[Segment],
    concepts: Sequence[ConceptMention],
    periods: Sequence[FoundPeriod],
    base: str,
) -> dict[int, frozenset[ConceptMention]]:
    apart: dict[int, frozenset[ConceptMention]] = {}
    for row in rows(text, quantities, segments, (), base):
        others = told_of_others(text, segments, row, concepts, periods, base)
        apart.update({segments[at].anchor: words for at, words in others.items()})
    return apart


def _with_headless(
    tokens: Sequence[Token],
    concepts: tuple[ConceptMention, ...],
    segments: Sequence[Segment],
    lang: str,
    vocabulary: Vocabulary,
) -> tuple[ConceptMention, ...]:
    """The concepts with those of adjectives whose noun stands only with the first of them."""
    told = [Phrase(m.start, m.end, m.slot, m.code) for m in concepts]
    more = list(headless(tokens, told, segments, data_language(lang), vocabulary))
    if not more:
        return concepts
    added = [ConceptMention(*phrase, generic=False) for phrase in more]
    return tuple(sorted({*concepts, *added}, key=lambda m: (m.start, m.slot)))


def _without_dated_places(sources: Sequence[Source], places: Sequence[PlaceMention], text: str) -> tuple[Source, ...]:
    """Without those that are a place and its year and no author: "in Almaty (2022) 340 schools"."""
    ends = {p.end for p in places}
    return tuple(s for s in sources if s.bracket or text.rfind(" (", s.start, s.end) not in ends)


@cache
def _contrasts(lang: str) -> dict[str, re.Pattern[str]]:
    told = knowledge(lang, "topics")["contrast"]
    return {code: re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) for code, words in told.items()}


def _by_contrast(text: str, concepts: Sequence[ConceptMention], lang: str) -> list[ConceptMention]:
    """Town and country by words that elsewhere name one town or village: "в городе – 3,9 %, на селе – 7,2 %"."""
    named = {m.code for m in concepts if m.slot == "setting"}
    if len(named) != 1:
        return []
    patterns = _contrasts(data_language(lang))
    return [
        ConceptMention(*match.span(), "setting", code, generic=False)
        for code, words in patterns.items()
        if code not in named
        for match in words.finditer(text)
    ]


def _in_phrase(quantity: FoundQuantity, concepts: Sequence[ConceptMention]) -> bool:
    """Whether the word for a number is a part of a name: "all three languages", "schools in three shifts"."""
    spelt = quantity.surface.isalpha()
    inside = (m for m in concepts if m.start <= quantity.start and quantity.end <= m.end)
    return spelt and any((m.start, m.end) != (quantity.start, quantity.end) for m in inside)


def _vouching(places: Sequence[PlaceMention], sources: Sequence[Source]) -> str | None:
    """The one country in the name of a source; none where it names two ("the embassy of Kazakhstan in Russia")."""
    codes = {p.code for p in places if len(p.code) == 2 and _masked(p.start, sources)}
    return codes.pop() if len(codes) == 1 else None


def _holding_on(concepts: Sequence[ConceptMention], segments: Sequence[Segment]) -> Iterator[ConceptMention]:
    at = 0
    for mention in concepts:
        while at + 1 < len(segments) and segments[at].end <= mention.start:
            at += 1
        lead = at == 0 or all(segment.course for segment in segments[:at])
        if segments and (lead or mention.start >= segments[at].anchor):
            yield mention


def _not_in_rates(
    found: Sequence[ConceptMention], numbers: Sequence[FoundQuantity], text: str
) -> tuple[ConceptMention, ...]:
    """ "41 beds per 10,000 people" is a rate by its unit: the other numbers beside it are not told per person."""
    rates = [q.end for q in numbers if q.unit and " per 10" in q.unit]

    def in_rate(mention: ConceptMention) -> bool:
        between = (text[end : mention.start] for end in rates if end <= mention.start)
        return any(len(gap) <= _RATE_REACH and "," not in gap for gap in between)

    return tuple(m for m in found if m.slot != "statistic" or not in_rate(m))


_RATE_REACH = 30
"""Characters of the noun between a number and "per 10,000 people"."""


def _without_examples(concepts: Sequence[ConceptMention], text: str) -> tuple[ConceptMention, ...]:
    """Without what is but an example in a bracket: "technical specialties (mining, oil industry etc.) – 35 %"."""
    spans = [m.span() for m in _EXAMPLES.finditer(text)]
    if not spans:
        return tuple(concepts)
    return tuple(m for m in concepts if m.slot not in _NAMED_ALONE or not any(a <= m.start < b for a, b in spans))


def _in_unit(at: int, text: str, numbers: NumberReading) -> bool:
    """Whether the place is part of a currency's name: "39 billion US dollars"."""
    for quantity in numbers.quantities:
        if quantity.unit_surface and quantity.unit and currencies() & set(quantity.unit.split(" per ")):
            start = text.find(quantity.unit_surface, max(0, quantity.start - len(quantity.unit_surface) - 2))
            end = start + len(quantity.unit_surface)
            if start <= at < end or (end <= at < end + 4 and text[end:at].isspace()):
                return True
    return False


def _masked(at: int, sources: Sequence[Source | ConceptMention]) -> bool:
    return any(source.start <= at < source.end for source in sources)
