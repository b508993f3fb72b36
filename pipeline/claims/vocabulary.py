"""The vocabulary of a field: which words fill which slot of a topic, in three languages (vocabulary/*.toml)."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from pipeline.claims.phrases import Mention, Near, PhraseIndex
from pipeline.claims.tokens import Token
from pipeline.languages.knowledge import LANGUAGES, knowledge

MOST_KNOWN = 50_000
"""So many pairs of words a vocabulary keeps the phrases for that they open."""

_Opened: TypeAlias = tuple[str, tuple[int, str] | None, Near[str] | None]
"""A slot; the code that the first word alone means in it, if any; its longer phrases, the longest first."""

FOR_RULES = frozenset({"doing", "aim", "inside", "institution", "awarded", "terms", "client"})
"""Slots of words that tell nothing by themselves: only rules read them, and they enter no topic."""

_FLAGS = ("generic", "mobile", "outgoing", "national", "rate", "personal", "timed")
_CONCEPT_KEYS = {"slot", "code", "name", "unit", "beside", *_FLAGS, *LANGUAGES}
_COMBINED_KEYS = {"slots", "unit", "beside", *LANGUAGES}
_RULE_KEYS = {"when", "set", "mobile", "heading", "unless_measure", "unit", "per", "kind"}


@dataclass(frozen=True, slots=True)
class Concept:
    """One code of one slot. `generic` gives way to other codes; `mobile` people may have an origin and a host;
    `outgoing` activities go abroad by themselves; `national` ones are of the people of the paper's own country; a
    `rate` is told of each person, hectare or case, so that its mean and whom it is told of need no saying; a
    `personal` activity is something people do or undergo, and says nothing of things and rates; a `timed` measure is
    told in years or hours: life expectancy, waiting time."""

    slot: str
    code: str
    name: Mapping[str, str]
    generic: bool = False
    mobile: bool = False
    outgoing: bool = False
    national: bool = False
    rate: bool = False
    personal: bool = False
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Brings wordings to one form: fires when each slot of `when` holds one of its codes ("" empty, "*" filled), and
    the figure is of one of the kinds and units, where any are named: `unit` stands before its "per", `per` behind; its
    people go "out" of the paper's country or "in", where there is a `heading`."""

    when: Mapping[str, tuple[str, ...]]
    fill: Mapping[str, str]
    mobile: bool | None = None
    unless_measure: bool = False
    unit: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    heading: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """Concepts by slot and code, their words by language and slot, the slots that a unit fills, and the rules.

    A word means a code, or a code and what it is to stand beside (`said_beside`).
    """

    concepts: Mapping[tuple[str, str], Concept]
    words: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]]
    units: Mapping[str, Mapping[str, str]]
    rules: tuple[Rule, ...]
    fingerprint: str
    fitting: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """The rules for each sort of figure, once they were looked for (settling.py)."""
    _indexes: dict[tuple[str, str], PhraseIndex[str]] = field(default_factory=dict, repr=False, compare=False)
    _opened: dict[str, dict[Any, tuple[_Opened, ...]]] = field(default_factory=dict, repr=False, compare=False)
    """For two words that follow each other, the phrases that they open, once they were looked for."""
    _firsts: dict[str, PhraseIndex[str]] = field(default_factory=dict, repr=False, compare=False)
    _slots: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict, repr=False, compare=False)
    """For a word, the slots of which it begins a phrase."""

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """All slots, in the order of the files."""
        return tuple(dict.fromkeys(slot for slot, _ in self.concepts))

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {slot: rank for rank, slot in enumerate(self.slots)}

    def index(self, lang: str, slot: str) -> PhraseIndex[str]:
        """The phrases of one slot in one language, meaning codes."""
        key = (lang, slot)
        if key not in self._indexes:
            self._indexes[key] = PhraseIndex(self.words.get(lang, {}).get(slot, ()))
        return self._indexes[key]

    def find(self, lang: str, tokens: Sequence[Token]) -> list[tuple[str, Mention[str]]]:
        """The phrases of every slot among the tokens, slot by slot in their order: of each slot the longest at each
        place, none over another. All slots are sought in one walk, since few words begin a phrase of any."""
        known, slots = self._opened.setdefault(lang, {}), self._slots.setdefault(lang, {})
        if len(known) > MOST_KNOWN or len(slots) > MOST_KNOWN:
            known.clear()
            slots.clear()
        found: dict[str, list[Mention[str]]] = {}
        free: dict[str, int] = {}
        for at, token in enumerate(tokens):
            if token.key not in slots:
                slots[token.key] = self._slots_of(lang, token)
            if not slots[token.key]:
                continue
            behind = tokens[at + 1] if at + 1 < len(tokens) else None
            key = (token.key, behind and behind.key)
            opened = known.get(key)
            if opened is None:
                opened = known[key] = tuple(self._opened_by(lang, slots[token.key], token, behind))
            for slot, alone, near in opened:
                if at < free.get(slot, 0):
                    continue
                best = (near.longest(tokens, at) if near is not None else None) or alone
                if best is not None:
                    size, code = best
                    last = at + size - 1
                    found.setdefault(slot, []).append(Mention(at, last, token.start, tokens[last].end, code))
                    free[slot] = at + size
        ranks = self._ranks
        in_order = sorted((slot for slot in found if slot in ranks), key=ranks.__getitem__)
        return [(slot, mention) for slot in in_order for mention in found[slot]]

    def _opened_by(self, lang: str, slots: Iterable[str], token: Token, behind: Token | None) -> Iterator[_Opened]:
        """The slots of which a phrase begins with the two words, or with the first alone."""
        for slot in slots:
            begun = self.index(lang, slot).begun(token)
            near = begun.going_on(behind) if behind is not None else None
            alone = None if begun.alone is None else (1, begun.alone[0])
            if near or alone is not None:
                yield slot, alone, near or None

    def _slots_of(self, lang: str, token: Token) -> tuple[str, ...]:
        """The slots of which a phrase may begin with the token, by the first words of all phrases at once."""
        if lang not in self._firsts:
            words = self.words.get(lang, {})
            firsts = ((word.split()[0], slot) for slot in words for word, _ in words[slot] if word.strip())
            self._firsts[lang] = PhraseIndex(dict.fromkeys(firsts))
        return tuple(dict.fromkeys(self._firsts[lang].meanings(token)))

    def concept(self, slot: str, code: str) -> Concept | None:
        """The concept of a code; None for open words and joined codes."""
        return self.concepts.get((slot, code))

    def name(self, slot: str, code: str, lang: str) -> str:
        """What a code is called in a language; joined codes by their parts, open words by themselves."""
        parts = [self.concepts.get((slot, part)) for part in code.split("+")]
        return ", ".join(c.name[lang] if c else p for c, p in zip(parts, code.split("+"), strict=True))


_BESIDE = "|"
"""Between a code and the slots, codes (`slot:code`) and units (`unit:tonne`) that its word is to stand beside."""


def said_beside(meaning: str) -> tuple[str, tuple[str, ...]]:
    """The code that a word means, and beside what it means it; nothing where it always does."""
    code, *beside = meaning.split(_BESIDE)
    return code, tuple(beside)


def load_vocabulary(extra: Path | None = None) -> Vocabulary:
    """One more file of the same form, whose words go first, and the vocabularies that come with Derek.

    Raises ValueError with the file and the entry when a file says something that no vocabulary can.
    """
    folder = files("pipeline.vocabulary")
    names = sorted(p.name for p in folder.iterdir() if p.name.endswith(".toml"))
    texts = [(name, (folder / name).read_text("utf-8")) for name in names]
    if extra is not None:  # first, because of two meanings of one word the first holds
        texts.insert(0, (str(extra), extra.read_text("utf-8")))
    digest = hashlib.sha256()
    for name, text in texts:
        digest.update(name.encode() + b"\0" + text.encode() + b"\0")
    tables = []
    for name, text in texts:
        if name == "areas.toml":
            continue
        try:
            tables.append((name, tomllib.loads(text)))
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{name}: {error}") from error
    return _build(tables, digest.hexdigest())


def _build(tables: list[tuple[str, dict[str, Any]]], fingerprint: str) -> Vocabulary:
    concepts: dict[tuple[str, str], Concept] = {}
    words: dict[str, dict[str, list[tuple[str, str]]]] = {lang: {} for lang in LANGUAGES}
    units: dict[str, dict[str, str]] = {}
    rules: list[Rule] = []
    for source, table in tables:
        for entry in table.get("concept", ()):
            concept = _concept(source, entry)
            concepts.setdefault((concept.slot, concept.code), concept)
            _collect(entry, {concept.slot: concept.code}, words, units)
        for entry in table.get("combined", ()):
            _refuse_unknown(source, entry, _COMBINED_KEYS)
            _collect(entry, entry["slots"], words, units)
        rules.extend(_rule(source, entry) for entry in table.get("rule", ()))
    frozen = {lang: {slot: tuple(found) for slot, found in by_slot.items()} for lang, by_slot in words.items()}
    return Vocabulary(concepts, frozen, units, tuple(rules), fingerprint)


def _collect(
    entry: Mapping[str, Any],
    slots: Mapping[str, str],
    words: dict[str, dict[str, list[tuple[str, str]]]],
    units: dict[str, dict[str, str]],
) -> None:
    for lang in LANGUAGES:
        for slot, code in slots.items():
            meaning = _BESIDE.join((code, *entry.get("beside", ())))
            listed = [ordered for word in entry.get(lang, ()) for ordered in _orders(word, lang)]
            words[lang].setdefault(slot, []).extend((word, meaning) for word in listed)
    for unit in entry.get("unit", ()):
        units.setdefault(unit, dict(slots))


def _orders(phrase: str, lang: str) -> tuple[str, ...]:
    """A phrase in the orders that its language has for it: a verb may also follow what it governs ("искать работу",
    "работу искали")."""
    first, _, rest = phrase.partition(" ")
    ends = tuple(knowledge(lang, "topics")["verbs_behind"]["ending"])
    if not rest or not ends or not first.endswith(ends) or len(rest.split()) > _GOVERNED:
        return (phrase,)
    return (phrase, f"{rest} {first}")


_GOVERNED = 3
"""Words of what a verb governs at most, so that it may follow them."""


def _concept(source: str, entry: Mapping[str, Any]) -> Concept:
    _refuse_unknown(source, entry, _CONCEPT_KEYS)
    missing = {"slot", "code", "name"} - set(entry)
    if missing or set(entry["name"]) != set(LANGUAGES):
        raise ValueError(f"{source}: a concept needs slot, code and a name in {', '.join(LANGUAGES)}: {dict(entry)}")
    flags = {flag: bool(entry.get(flag, False)) for flag in _FLAGS}
    return Concept(entry["slot"], entry["code"], dict(entry["name"]), **flags)


def _rule(source: str, entry: Mapping[str, Any]) -> Rule:
    _refuse_unknown(source, entry, _RULE_KEYS)
    when = {slot: tuple(codes) for slot, codes in entry["when"].items()}
    figures = {name: tuple(entry.get(name, ())) for name in ("unit", "per", "kind")}
    mobile, heading = entry.get("mobile"), entry.get("heading", "")
    unless = bool(entry.get("unless_measure", False))
    return Rule(when, dict(entry["set"]), mobile, unless, **figures, heading=heading)


def _refuse_unknown(source: str, entry: Mapping[str, Any], known: set[str]) -> None:
    unknown = set(entry) - known
    if unknown:
        raise ValueError(f"{source}: unknown keys {', '.join(sorted(unknown))} in {dict(entry)}")
