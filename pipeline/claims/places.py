"""Places named in a sentence, and whether people come from there or are there.

"students from Kazakhstan in Russia", "студенты из Казахстана в России", "Ресейде оқитын қазақстандықтар" have the
origin KZ and the host RU. A bare name ("Russia – 39 thousand") has no role of its own: the claim's context gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from pipeline.claims.expressions import expression
from pipeline.claims.phrases import PhraseIndex
from pipeline.claims.place_names import WORLD, Form, PlaceWord, abbreviations, ambiguous, listed_index, place_index
from pipeline.claims.tokens import Token, data_language, lone_token
from pipeline.languages.knowledge import knowledge

Role = Literal["origin", "host", "area", "bare", "among"]

_BREAK = re.compile(r"[.,;:()›«»\"“”!?\d\n]| [–—-] ")
_REACH = 4


class PlaceMention(NamedTuple):
    """A place named at `start`..`end` of a text; `first` and `last` are its words."""

    start: int
    end: int
    first: int
    last: int
    code: str
    form: Form
    role: Role


def find_places(text: str, tokens: Sequence[Token], lang: str) -> tuple[PlaceMention, ...]:
    """The places that a text names, in order, each with its role."""
    base = data_language(lang)
    found = _with_listed(text, tokens, _mentions(tokens, base), base)
    placed: list[PlaceMention] = []
    tongues = _tongues(text, tokens, found, base)
    for first, last, word in found:
        role = None if first in tongues else _role(text, tokens, first, last, word, base)
        if role is None or (role == "origin" and _finds(text, tokens, (first, last), word, base)):
            continue
        mention = PlaceMention(tokens[first].start, tokens[last].end, first, last, word.code, word.form, role)
        if mention.role == "bare" and placed and _listed(text, tokens, placed[-1], mention, base):
            mention = mention._replace(role=placed[-1].role)
        placed.append(mention)
    return tuple(_without_examples(text, _before_their_head(text, tokens, placed, base), base))


def _tongues(
    text: str, tokens: Sequence[Token], found: Sequence[tuple[int, int, PlaceWord]], lang: str
) -> frozenset[int]:
    """Where adjectives stand that name a language, told of with others: "на русском и казахском языках", "казахскую
    речь понимают 80 %, английскую – 35 %"; and adverbs that name nothing else: "по-казахски", "қазақша"."""
    by_themselves = re.compile("|".join(knowledge(lang, "places")["words"]["tongues"]) or "(?!)")
    kept: set[int] = set()
    spoken_of = False
    adjectives = [(first, last) for first, last, word in found if word.form == "adjective"]
    for at, (first, last) in enumerate(adjectives):
        if by_themselves.fullmatch(tokens[first].lower):
            kept.add(first)
            continue
        head = _head_after(text, tokens, last, lang)
        ends = last + 1 == len(tokens) or _BREAK.search(text[tokens[last].end : tokens[last + 1].start])
        if head == "not_a_place_before":
            spoken_of = True
            before = at - 1
            while before >= 0 and _linked(text, tokens, adjectives[before], adjectives[before + 1], lang):
                kept.add(adjectives[before][0])
                before -= 1
        elif spoken_of and head is None and ends:
            kept.add(first)
    return frozenset(kept)


def _linked(text: str, tokens: Sequence[Token], before: tuple[int, int], after: tuple[int, int], lang: str) -> bool:
    """Whether nothing but a comma or a joining word stands between two words."""
    gap = text[tokens[before[1]].end : tokens[after[0]].start].strip(" ,")
    return gap == "" or gap in _plain(lang, "lists")


def _before_their_head(
    text: str, tokens: Sequence[Token], placed: Sequence[PlaceMention], lang: str
) -> list[PlaceMention]:
    """Words listed before the noun that they all belong to are of one role: "Russian and Chinese universities",
    "Ресей, Қытай және Түркия университеттері"."""
    kept = list(placed)
    for i in range(len(kept) - 2, -1, -1):
        one, other = kept[i], kept[i + 1]
        loose = (one.form == "adjective" and one.role in ("area", "bare")) or (lang == "kk" and one.role == "bare")
        if loose and one.form == other.form and other.role in ("origin", "host"):
            kept[i] = one._replace(role=other.role) if _listed(text, tokens, one, other, lang) else one
    return kept


def _without_examples(text: str, placed: Sequence[PlaceMention], lang: str) -> Iterator[PlaceMention]:
    """Places listed as mere examples ("174 countries, including Albania and Grenada") are left out; those with a
    number behind them are not."""
    if not placed:
        return
    last_digit = max((i for i, c in enumerate(text) if c.isdigit() and not _in_brackets(text, i)), default=-1)
    skipping = -1
    for mention in placed:
        before = text[max(0, mention.start - 24) : mention.start].casefold()
        example = any(before.rstrip().endswith(word) for word in _plain(lang, "examples"))
        listed = (
            skipping >= 0
            and mention.start - skipping <= 12
            and not re.search(r"[.;:()\d]", text[skipping : mention.start])
        )
        if (example or listed) and mention.start > last_digit:
            skipping = mention.end
            continue
        skipping = -1
        yield mention


def _in_brackets(text: str, at: int) -> bool:
    """Whether a digit stands in square brackets: a citation."""
    return text.rfind("[", 0, at) > text.rfind("]", 0, at)


def joined(text: str, tokens: Sequence[Token], before: PlaceMention, after: PlaceMention, lang: str) -> bool:
    """Whether the second place goes on a list that the first began: "the USA and Canada"."""
    return _listed(text, tokens, before, after, data_language(lang))


@cache
def _words(lang: str, name: str) -> PhraseIndex[bool]:
    return PhraseIndex((word, True) for word in knowledge(lang, "places")["words"][name])


@cache
def _plain(lang: str, name: str) -> frozenset[str]:
    return frozenset(knowledge(lang, "places")["words"].get(name, ()))


@cache
def _endings(lang: str, name: str) -> tuple[str, ...]:
    return tuple(knowledge(lang, "places")["words"][name])


@lru_cache(maxsize=65536)
def _abbreviated(surface: str) -> PlaceWord | None:
    """The place that a word abbreviates, whatever ending a hyphen joins to it."""
    return abbreviations().get(re.split(r"[-‑–]", surface)[0])


def _mentions(tokens: Sequence[Token], lang: str) -> list[tuple[int, int, PlaceWord]]:
    found: list[tuple[int, int, PlaceWord]] = []
    taken: set[int] = set()
    for i, token in enumerate(tokens):
        word = _abbreviated(token.surface)
        if word is not None:
            found.append((i, i, word))
            taken.add(i)
    found.extend(
        (m.first, m.last, m.meaning)
        for m in place_index(lang).find(tokens)
        if not taken.intersection(range(m.first, m.last + 1)) and _named(tokens, (m.first, m.last), m.meaning, lang)
    )
    found = [
        (first, last, replace(word, form="abroad") if word.form == "elsewhere" else word)
        for first, last, word in found
        if word.form != "elsewhere" or _from_abroad(tokens, first, last, lang)
    ]
    if lang == "kk":
        found = [(first, last, _of_foreigners(tokens, last, word)) for first, last, word in found]
    return sorted(found, key=lambda m: m[0])


def _of_foreigners(tokens: Sequence[Token], last: int, word: PlaceWord) -> PlaceWord:
    """Kazakh: "abroad" without an ending, right before people, is where these come from: "шетел азаматы"."""
    bare = word.form == "abroad" and tokens[last].lower in _plain("kk", "abroad_of")
    if not bare or last + 1 == len(tokens) or not _words("kk", "people").matches(tokens[last + 1]):
        return word
    return replace(word, form="foreign")


def _with_listed(
    text: str, tokens: Sequence[Token], found: list[tuple[int, int, PlaceWord]], lang: str
) -> list[tuple[int, int, PlaceWord]]:
    """With names that are regions' only beside another region: "Ulytau (76 people) and Abai (253 people)"."""
    regions = [(first, last) for first, last, word in found if word.code.startswith("KZ-")]
    if not regions:
        return found
    taken = {i for first, last, _ in found for i in range(first, last + 1)}
    listed = [
        (m.first, m.last, m.meaning)
        for m in listed_index(lang).find(tokens)
        if m.first not in taken
        and tokens[m.first].surface[0].isupper()
        and any(_side_by_side(text, tokens, sorted([(m.first, m.last), region]), lang) for region in regions)
    ]
    return sorted([*found, *listed], key=lambda m: m[0])


def _side_by_side(text: str, tokens: Sequence[Token], spans: Sequence[tuple[int, int]], lang: str) -> bool:
    """Whether nothing but a comma, a joining word and a bracket stand between two names."""
    before, after = spans
    gap = _IN_BRACKETS.sub("", text[tokens[before[1]].end : tokens[after[0]].start])
    linked = "," in gap or not _plain(lang, "lists").isdisjoint(gap.split())
    return before[1] < after[0] and linked and len(gap) <= _LIST_GAP and not re.search(r"[.;:()\d]", gap)


_IN_BRACKETS = re.compile(r"\([^()]{0,60}\)")
_LIST_GAP = 16
"""Characters of ", as well as in " and the like."""


def _named(tokens: Sequence[Token], span: tuple[int, int], word: PlaceWord, lang: str) -> bool:
    """A name begins with a capital; one that is also a common word does so inside a sentence, not all of capitals."""
    first, last = span
    token = tokens[first]
    if word.form in ("abroad", "elsewhere", "foreign") or word.code == WORLD:
        return True
    if word.form in ("adjective", "national") and lang != "en":
        return True
    if word.form == "group" and token.lower.endswith(_endings(lang, "group_endings")):
        return True
    if not token.surface[0].isupper():
        return last > first and tokens[last].surface[0].isupper()  # "в области Абай"
    return token.lower not in ambiguous(lang) or (first > 0 and not token.surface.isupper())


def _role(text: str, tokens: Sequence[Token], first: int, last: int, word: PlaceWord, lang: str) -> Role | None:
    if _names_currency(text, tokens, first, last, lang):
        return None
    head = _head_after(text, tokens, last, lang)
    if word.form == "abroad":
        return "origin" if _from_abroad(tokens, first, last, lang) else "host"
    if word.form == "foreign":
        counted = head is None and _counted_right_before(text, tokens[last].start)
        if counted or _words(lang, "foreigners").matches(tokens[last]):
            return "origin"
        return {"people": "origin", "institutions": "host"}.get(head or "")  # type: ignore[return-value]
    if word.form == "national":
        return "origin"
    if word.form == "adjective" and lang != "kk":
        return _adjective_role(text, tokens, last, head, lang)
    if word.code == WORLD and word.form == "group":
        return None if head == "not_a_place_before" or _is_market(text, tokens[first].start, lang) else "area"
    if lang == "kk":
        if word.form == "adjective" and last + 1 < len(tokens) and _words(lang, "nations").matches(tokens[last + 1]):
            return None
        if word.form == "adjective" and head is None and _of_a_people(tokens, last):
            return None
        return _kazakh_role(text, tokens, first, last, word, head)
    return _name_role(text, tokens, first, word, lang)


def _is_market(text: str, at: int, lang: str) -> bool:
    """Whether the world is but where things are sold: "brought 3 million tonnes onto the world market"."""
    sold = expression(lang, "words", "to_market", file="places")
    return any(m.start() <= at < m.end() for m in sold.finditer(text, max(0, at - _TO), at + _MARKET))


_TO, _MARKET = 12, 48
"""Characters of "onto the" before the word for the world, and of "world grain markets" from there on."""


def _from_abroad(tokens: Sequence[Token], first: int, last: int, lang: str) -> bool:
    """Whether people come from abroad: "из-за рубежа", "шетелден"."""
    if lang == "kk":
        return tokens[last].lower.endswith(tuple(knowledge("kk", "places")["words"]["ablative"]))
    return any(tokens[i].lower in _plain(lang, "from") for i in (first - 1, first) if i >= 0)


def _names_currency(text: str, tokens: Sequence[Token], first: int, last: int, lang: str) -> bool:
    """Whether a place is part of a currency's name: "АҚШ доллары", "долл. США", "US dollars"."""
    behind = last + 1 < len(tokens) and re.fullmatch(r"[ \u00a0]", text[tokens[last].end : tokens[last + 1].start])
    if behind and _words(lang, "money").matches(tokens[last + 1]):
        return True
    if lang != "ru" or first == 0:
        return False
    ahead = re.fullmatch(r"\.?[ \u00a0]", text[tokens[first - 1].end : tokens[first].start])
    return ahead is not None and _words(lang, "money").matches(tokens[first - 1])


def _of_a_people(tokens: Sequence[Token], last: int) -> bool:
    """Kazakh: whether a people in the plural stands where peoples are told of: "өзбектер – 3 %" of the population."""
    plural = re.search(r"[лдт][ае]р", tokens[last].lower)
    return plural is not None and _words("kk", "peoples").matches(tokens[last]) and _tells_of_peoples(tokens)


def _tells_of_peoples(tokens: Sequence[Token]) -> bool:
    index = _words("kk", "ethnic")
    return any(index.matches(token) for token in tokens)


def _adjective_role(text: str, tokens: Sequence[Token], last: int, head: str | None, lang: str) -> Role | None:
    if head == "not_a_place_before":
        return None
    if head is not None:
        return "origin" if head == "people" else "host"
    if _is_tongue(text, tokens, last, lang):
        return None
    if lang == "en":
        follower = tokens[last + 1] if last + 1 < len(tokens) else None
        if _counted_right_before(text, tokens[last].start) and _is_people(tokens[last].lower, follower):
            return "origin"
        if follower is None or follower.lower.endswith("ly"):
            return None
        if _BREAK.search(text[tokens[last].end : follower.start]):
            return "area" if _lists_on(text, tokens, last) else None
        return "area"
    if last + 1 < len(tokens) and not _BREAK.search(text[tokens[last].end : tokens[last + 1].start]):
        return "area"
    return None if _words(lang, "peoples").matches(tokens[last]) else "bare"


@cache
def _tongue(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The forms of an adjective without a noun that name a language, and what stands behind one."""
    words = knowledge(lang, "places")["words"]
    forms, behind = ("|".join(words[name]) or "(?!)" for name in ("tongue_forms", "tongue_behind"))
    return re.compile(forms), re.compile(rf"(?:{behind})(?!\w)", re.IGNORECASE)


def _is_tongue(text: str, tokens: Sequence[Token], last: int, lang: str) -> bool:
    """Whether an adjective without a noun is a language: "Russian is strongest", "казахский преобладает"."""
    forms, behind = _tongue(lang)
    if forms.fullmatch(tokens[last].lower) is None or last + 1 == len(tokens):
        return False
    gap = text[tokens[last].end : tokens[last + 1].start]
    return gap.isspace() and behind.match(text, tokens[last + 1].start) is not None


def _lists_on(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Whether an English adjective is the first of several: "Russian, Chinese and Turkish universities"."""
    following = place_index("en").find(tokens[last + 1 : last + 4])
    listed = bool(following) and following[0].first == 0 and following[0].meaning.form == "adjective"
    return listed and text[tokens[last].end : tokens[last + 1].start].strip() == ","


def _is_people(word: str, follower: Token | None) -> bool:
    """Whether an English adjective is its people by itself: "95,000 Kyrgyz entered", not "12 Chinese companies"."""
    return word.endswith(_endings("en", "own_people")) and (
        follower is None or follower.lower in _plain("en", "behind_people")
    )


@cache
def _research(lang: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Who does research, words before a nationality that say that they found the figure, and words behind them."""
    words = knowledge(lang, "places")["words"]
    agents, before, after = ("|".join(words[name]) or "(?!)" for name in ("agents", "agent_before", "agent_after"))
    return (
        re.compile(rf"\s+(?:[^\W\d_]+\s+)?(?:{agents})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{before})\s+$", re.IGNORECASE),
        re.compile(rf"\s+(?:{after})(?!\w)", re.IGNORECASE),
    )


def _finds(text: str, tokens: Sequence[Token], span: tuple[int, int], word: PlaceWord, lang: str) -> bool:
    """Whether the nationality is that of those who found the figure: "a survey conducted by Polish scholars"."""
    agents, before, after = _research(lang)
    start, end = tokens[span[0]].start, tokens[span[1]].end
    named = agents.match(text, end, end + 60) if word.form in ("adjective", "foreign") or lang == "kk" else None
    if named is None or _counted_right_before(text, start):
        return False
    lead = text[max(0, start - 40) : start]
    instrumental = lang == "ru" and tokens[span[1]].lower.endswith(_endings("ru", "instrumental"))
    return (
        instrumental or before.search(lead) is not None or after.match(text, named.end(), named.end() + 120) is not None
    )


def _counted_right_before(text: str, start: int) -> bool:
    return re.search(r"\d\S*\s+(?:[^\W\d_]+\.?\s+){0,2}$", text[max(0, start - 24) : start]) is not None


def _head_after(text: str, tokens: Sequence[Token], last: int, lang: str) -> str | None:
    """Whether the noun that the word belongs to means people or an institution, as far as the phrase goes."""
    for i in range(last + 1, min(last + 1 + _REACH, len(tokens))):
        if _BREAK.search(text[tokens[i - 1].end : tokens[i].start]):
            return None
        for kind in ("not_a_place_before", "people", "institutions"):
            if kind == "not_a_place_before" and i > last + 1:
                continue
            if _words(lang, kind).matches(tokens[i]) or _two_words(tokens, i, lang, kind):
                return kind
        if lang != "kk" and tokens[i].lower in _plain(lang, "in") | _plain(lang, "from"):
            return None
    return None


def _two_words(tokens: Sequence[Token], at: int, lang: str, kind: str) -> bool:
    found = _words(lang, kind).find(tokens[at : at + 3])
    return bool(found) and found[0].first == 0


def _name_role(text: str, tokens: Sequence[Token], first: int, word: PlaceWord, lang: str) -> Role:
    """English and Russian: the preposition before the name, or the noun that the name belongs to."""
    at = first - 1
    for _ in range(_REACH):
        if at < 0 or _BREAK.search(text[tokens[at].end : tokens[at + 1].start]):
            return "bare"
        token = tokens[at]
        if token.lower in _plain(lang, "before_names") and at + 1 == first:
            first, at = at, at - 1
            continue
        if token.lower in _plain(lang, "from"):
            return "origin"
        if token.lower in _plain(lang, "in"):
            return "among" if at + 1 < first and _words(lang, "countries").matches(tokens[at + 1]) else "host"
        if _words(lang, "people").matches(token):
            return "origin"
        if _words(lang, "institutions").matches(token):
            return "host"
        if _words(lang, "countries").matches(token) and word.form == "group":
            return "among"
        if lang == "en" and token.lower not in ("the", "of", "whole") and token.lower not in _plain(lang, "lists"):
            return "area" if at < first - 1 and tokens[first - 1].lower in ("of", "the") else "bare"
        if (
            lang == "ru"
            and not token.lower.endswith(_endings("ru", "adjective_endings"))
            and not _words(lang, "countries").matches(token)
        ):
            return "bare"
        at -= 1
    return "bare"


def _kazakh_role(
    text: str, tokens: Sequence[Token], first: int, last: int, word: PlaceWord, head: str | None
) -> Role | None:
    """Kazakh: the case ending of the name, else the noun after it."""
    data = knowledge("kk", "places")["words"]
    token = tokens[last].lower
    tail = _ending(tokens[last], word)
    owned = word.form == "name" and tail.endswith(tuple(data["genitive"]))  # a city's people, not a people's name
    if head == "not_a_place_before" and not owned:
        return None
    if word.form == "adjective" or tail.startswith(tuple(data["adjectival"])):
        return _kazakh_adjective(text, tokens, last, head, tail)
    if token.endswith(tuple(data["ablative"])) and tail:
        return "origin"
    if tail and token.endswith(tuple(data["locative"]) + tuple(data["dative"])):
        return "host"
    if head is not None:
        return "origin" if head == "people" else "host"
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is not None and word.form == "group" and _words("kk", "countries").matches(following):
        return _way_of(following.lower, data) or "among"  # "ТМД елдерінен келген"
    return "area" if tail.endswith(tuple(data["genitive"])) else "bare"


def _way_of(noun: str, data: Mapping[str, Any]) -> Role | None:
    """Whether a Kazakh noun tells by its case whence or where: "елдерінен", "елдерінде", "елдеріне"."""
    if noun.endswith(tuple(data["ablative"])):
        return "origin"
    return "host" if noun.endswith(("нда", "нде", "рда", "рде", "на", "не", "рға", "рге")) else None


def _kazakh_adjective(text: str, tokens: Sequence[Token], last: int, head: str | None, tail: str) -> Role | None:
    plural = re.search(r"[лдт][ыі]қт[ае]р", tokens[last].lower)
    if plural:
        return "origin"
    if head is not None:
        return "origin" if head == "people" else "host"
    counted = _counted_right_before(text, tokens[last].start)
    return "origin" if counted and (tail or _is_own_person(text, tokens, last)) else "area"


def _is_own_person(text: str, tokens: Sequence[Token], last: int) -> bool:
    """Kazakh: whether "Kazakhstani" stands for a person: "1,5 мың қазақстандық оқып жүр"."""
    derived = tokens[last].lower.endswith(tuple(knowledge("kk", "places")["words"]["adjectival"]))
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    closed = behind is None or _BREAK.search(text[tokens[last].end : behind.start]) is not None
    verb = behind is not None and behind.lower.endswith(tuple(knowledge("kk", "units")["counting"]["verb_endings"]))
    return derived and (closed or verb)


def _ending(token: Token, word: PlaceWord) -> str:
    """What stands after the name's stem (its shortest lemma that is still the name) or an abbreviation's hyphen."""
    short = _abbreviated(token.surface)
    if short is not None:
        return "".join(re.split(r"[-‑–]", token.lower)[1:])
    for lemma in reversed(token.lemmas):
        found = place_index("kk").find([lone_token(lemma)])
        if found and found[0].meaning.code == word.code and token.lower.startswith(lemma):
            return token.lower[len(lemma) :]
    parts = token.lemmas[-1] if token.lemmas else token.lower
    return token.lower[len(parts) :] if token.lower.startswith(parts) else ""


def _listed(text: str, tokens: Sequence[Token], before: PlaceMention, after: PlaceMention, lang: str) -> bool:
    kinds = _words(lang, "kinds_of_area")
    between = [token.lower for token in tokens[before.last + 1 : after.first] if not kinds.matches(token)]
    gap = text[before.end : after.start]
    if any(c.isdigit() for c in gap) or len(gap) > 30 or re.search(r"[.;:()–—]", gap):
        return False
    known = _plain(lang, "lists") | {"the", "также"}
    anded = any(word in _plain(lang, "lists") for word in between)
    if anded and between[-1] != "the":  # "of the city of Astana and of Abai region"
        known |= _plain(lang, "in") | _plain(lang, "of") | _plain(lang, "from")
    linked = "," in gap or anded
    return before.role != "among" and linked and all(word in known for word in between)
