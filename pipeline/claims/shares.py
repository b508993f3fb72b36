"""What a share is a share of, and the answer or part that a list gives it to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.claims.asides import clause_end
from pipeline.claims.context import Context
from pipeline.claims.counted import unbroken
from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.implied import ASKED, AT_LARGE
from pipeline.claims.open_words import open_words, words_unknown
from pipeline.claims.scene import ConceptMention, Scene
from pipeline.claims.segments import Segment
from pipeline.claims.tokens import Token
from pipeline.languages.knowledge import knowledge
from pipeline.languages.morphology import stem
from schemas import FoundQuantity, Kind

TAKEN_OVER = ("population", "object", "activity", "programme")
"""Slots that a sentence may take from what was spoken of before."""

_COMING = ("immigration", "arrival", "study-abroad")
_ADJACENT = 40
_BESIDE = 20
_ITEM_FROM = 2
_ANSWERS_FROM = 3
DENIED = "¬ "
"""Before the words of an answer that says no: "rather not satisfied"."""

_ANSWER_ENDS = 3
_OF_REACH = 12
NAMED_IN_ANSWERS = ("main-reason", "main-barrier", "main-problem", "main-value", "news-source", "fear", "faith-from")
"""What people are asked to name: the answer is what they name, and measures nothing."""
_GROUPS = ("field", "sex", "level", "form", "religion", "ethnicity", "language", "setting", "zone", "season", "shifts")
"""Slots of the groups that a list gives shares of, rather than answers."""
_OF_ANSWERS = ("measure", "need", "about")
"""Slots of words that answers are told in: "low wages", "a lack of staff"."""


@cache
def of_patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = knowledge(lang, "claims")
    them = "|".join(map(re.escape, data["continuation"]["of_them"]))
    total = "|".join(data["whole"]["total"])
    its = "|".join(data["continuation"].get("of_it", ())) or "(?!)"
    return (
        re.compile(rf"\b(?:(?:{them})\b|(?:{its})(?=\s+\d))", re.IGNORECASE),
        re.compile(rf"\b(?:{total})", re.IGNORECASE),
    )


def is_bare(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a number stands without a noun of its own, whatever another number has lent it."""
    noun = quantity.unit_surface
    return noun is None or noun not in scene.text[quantity.end : quantity.end + _NOUN_BEHIND]


_NOUN_BEHIND = 40
"""Characters behind a number in which its noun stands."""


def says_of_them(scene: Scene, segment: Segment) -> bool:
    """Whether a number without a noun is told to be of them, itself or in its list: "7 687 schools, of which 3 812
    teach in Kazakh, 1 160 in Russian"."""
    them = of_patterns(scene.base)[0]
    last = next((i for i, s in enumerate(scene.segments) if s.anchor == segment.anchor), 0)  # it may be wider here
    for here in reversed(scene.segments[: last + 1]):
        if not is_bare(scene, scene.quantities[here.quantities[0]]):
            return False
        if them.search(scene.text, here.start, here.end):
            return True
    return False


def whole_mentions(scene: Scene) -> list[ConceptMention]:
    """Words for the whole of a share ("2.8 % of the total population"), which are not what is counted."""
    _, total = of_patterns(scene.base)
    ends = [m.end() for m in total.finditer(scene.text)]
    shares = [q.start for q in scene.quantities if q.unit == "percent"]
    if not shares:
        return []
    foreign = [p.end for p in scene.places if p.form == "foreign"]
    found: list[ConceptMention] = []
    for end in ends:
        behind = [m for m in scene.concepts if m.slot == "population" and 0 <= m.start - end <= _ADJACENT]
        if behind and not any(0 <= behind[0].start - f <= 1 for f in foreign):  # foreigners of one country are part
            found.append(behind[0])
    return found


def whole_of(
    scene: Scene, segment: Segment, quantity: FoundQuantity, kind: Kind, context: Context, slots: dict[str, str]
) -> dict[str, str] | None:
    """What a share is a share of, when the sentence says so; it enters the topic as the slot `of`."""
    total = of_patterns(scene.base)[1]
    segment = segment._replace(end=clause_end(scene.text, scene.quantities, segment, scene.base))
    stretch = scene.text[segment.start : segment.end]
    if _of_them(scene, segment):
        told = {slot: slots[slot] for slot in ("population", "object", "measure") if slots.get(slot)}
        of = dict(context.slots) or told or {"population": "person"}
        slots["of"] = of.get("population") or of.get("object") or ""
        return {slot: code for slot, code in of.items() if slot in TAKEN_OVER}
    foreign = [
        m for m in scene.places if m.form == "foreign" and m.role == "origin" and segment.start <= m.start < segment.end
    ]
    specific = [
        m for m in scene.places if m.form != "foreign" and m.role == "origin" and segment.start <= m.start < segment.end
    ]
    if foreign and specific:
        slots["of"] = "foreign-students"
        if slots.get("activity") in _COMING:  # they have come to study
            del slots["activity"]
        return {"population": slots.get("population", "student"), "origin": "foreign"}
    direct = _direct_whole(scene, quantity) or _among(scene, segment)
    if direct:
        slots["of"] = direct
        theirs = _their_share(scene.base).search(scene.text, segment.start, segment.end)
        part = context.slots.get("population") if theirs else _part_named(scene, segment, quantity, direct)
        if part:
            slots["population"] = part
        elif slots.get("population") in {m.code for m in _beside_them(scene, segment, quantity)}:
            slots["population"] = direct
        return {"population": direct}
    if slots.get("population") in AT_LARGE and (people := shared(scene, segment)) is not None:
        whole = slots["population"]
        slots.update(population=people, of=whole)
        return {"population": whole}
    found = total.search(stretch)
    if found is None:
        return None
    behind = [
        m
        for m in scene.concepts
        if 0 <= m.start - (segment.start + found.end()) <= _ADJACENT and m.slot == "population"
    ]
    of_code = behind[0].code if behind else slots.get("population", "")
    slots["of"] = f"all:{of_code}"
    return {"population": of_code} if of_code else None


def _their_share(lang: str) -> re.Pattern[str]:
    """What follows "of them" where it is their share of something else."""
    return expression(lang, "compared", "their_share", "{}", file="topics")


def _of_them(scene: Scene, segment: Segment) -> bool:
    """Whether a share is of those who were told of; "олардың өндірістегі үлесі" is their share of something else."""
    them = of_patterns(scene.base)[0]
    lead = scene.segments[0].anchor  # "of them" behind an earlier number is that number's
    found = [m for m in them.finditer(scene.text[: segment.end]) if m.end() <= lead or m.start() >= segment.start]
    return any(_their_share(scene.base).match(scene.text, m.start()) is None for m in found)


def _direct_whole(scene: Scene, quantity: FoundQuantity) -> str | None:
    """The population right beside a share: "77 % of Kazakhstani students", "студенттердің 46 %-ы"."""
    if quantity.unit != "percent" and not quantity.in_words:
        return None
    people = [m for m in scene.concepts if m.slot == "population"]
    if scene.base == "kk":
        near = [m for m in people if 0 <= quantity.start - m.end <= 2]
    else:
        near = [m for m in people if 0 <= m.start - quantity.end <= _ADJACENT and unbroken(scene, quantity, m)]
        near = [m for m in near if scene.base != "en" or "of" in scene.text[quantity.end : m.start].split()]
        near = [m for m in near if not _behind_another(scene, quantity, m) and not _of_next(scene, quantity, m)]
    if not near and _is_subject(scene, scene.segments[0], _before_bracket(scene, quantity)):
        near = [m for m in people if m.end <= quantity.start][-1:]
    closer = [m for m in near[1:] if near[0].code in ASKED and m.start - near[0].end <= _BESIDE]
    return (closer or near)[0].code if near else None


def _of_next(scene: Scene, quantity: FoundQuantity, people: ConceptMention) -> bool:
    """Whether people behind a share stand in the stretch of the number behind them: "industry uses 68 % of the power
    and households 13 %"."""
    joined = expression(scene.base, "words", "joining", r"(?:,|\s(?:{}))\s", file="places")
    if joined.search(scene.text, quantity.end, people.start) is None:
        return False  # "8 % of children under five"
    at = next((k for k, q in enumerate(scene.quantities) if q == quantity), len(scene.quantities))
    return any(s.start <= people.start for s in scene.segments if s.quantities[0] > at)


def _behind_another(scene: Scene, quantity: FoundQuantity, people: ConceptMention) -> bool:
    """Whether a share is of what is measured, in front of people who do something else: "36 % of GDP in 2022 and
    employed 4 million"."""
    return any(m.slot == "measure" and not m.generic and quantity.end <= m.start < people.start for m in scene.concepts)


def thing_of(scene: Scene, quantity: FoundQuantity) -> str | None:
    """The thing that a share is a share of, right beside it: "61 % of the crimes were solved", "раскрыто 61 %
    преступлений", "қылмыстардың 61 %-ы", "ашылған қылмыстардың үлесі 61 %"."""
    if quantity.unit != "percent":
        return None
    things = [m for m in scene.concepts if m.slot == "object" and not m.generic]
    if scene.base == "kk":
        lead = scene.text[: quantity.start]
        near = [m for m in things if 0 <= quantity.start - m.end <= 2 or _SHARE_BEHIND.match(lead, m.end)]
        return near[-1].code if near else None
    near = [m for m in things if 0 <= m.start - quantity.end <= _BESIDE and unbroken(scene, quantity, m)]
    between = scene.text[quantity.end : near[0].start].casefold() if near else ""
    said = _OF_THEM_ALL if scene.base == "en" else _OF_ALL_RU
    return near[0].code if near and said.fullmatch(between) else None


_SHARE_BEHIND = re.compile(r"\s+(?:үлес)", re.IGNORECASE)
_OF_THEM_ALL = re.compile(r"\s+of\s+(?:(?:the|all|these|such|its|their|registered|recorded)\s+)*")
_OF_ALL_RU = re.compile(r"\s+(?:от\s+|из\s+)?(?:(?:всех|таких|этих|зарегистрированных|учтенных|учтённых)\s+)*")


@cache
def _among_pattern(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words before and words behind those among whom a share is counted."""
    data = knowledge(lang, "topics")["among"]
    before, behind = ("|".join(data[name]) or "(?!)" for name in ("before", "behind"))
    return re.compile(rf"\b(?:{before})\s+(?:\w+\s+)?$", re.IGNORECASE), re.compile(
        rf"\s*(?:{behind})\b", re.IGNORECASE
    )


def _among(scene: Scene, segment: Segment) -> str | None:
    """Those among whom a share is counted: "доля молодёжи среди зрителей – 68 %"."""
    before, behind = _among_pattern(scene.base)
    opening = expression(scene.base, "among", "opening", r"\W*(?:{})\s+$", file="topics")
    for mention in scene.concepts:
        if mention.slot != "population" or mention.generic or not segment.start <= mention.start < segment.end:
            continue
        if mention.start <= _ADJACENT and opening.match(scene.text[: mention.start]):
            return mention.code
        lead = scene.text[max(0, mention.start - _ADJACENT) : mention.start]
        if before.search(lead) or behind.match(scene.text, mention.end):
            return mention.code
    return None


def _part_named(scene: Scene, segment: Segment, quantity: FoundQuantity, whole: str) -> str | None:
    """The people who are a part of the whole: "young people make up 68 % of viewers". Of the people at large only those
    who are said to make it up: "62 % of the population trust doctors" is told of no doctors."""
    if whole in ASKED:
        return None  # "62 % of those asked had seen a doctor"
    people = [m for m in scene.concepts if m.slot == "population" and segment.start <= m.start < segment.end]
    if whole in AT_LARGE:
        people = [m for m in people if _makes_up(scene, m, quantity) or _they_are(scene, m, quantity)]
    parts = {m.code for m in people if not m.generic and m.code not in (whole, *AT_LARGE)}
    apart = {m.code for m in _beside_them(scene, segment, quantity)}
    return parts.pop() if len(parts) == 1 and parts.isdisjoint(apart) else None


def _beside_them(scene: Scene, segment: Segment, quantity: FoundQuantity) -> list[ConceptMention]:
    """People behind a share who are no part of its whole: whom those do something to, or whom they think of: "40 % of
    teachers complained about pupils", "студенттердің 25 %-ы оқытушыларға сенеді"."""
    oblique = expression(scene.base, "compared", "done_to", r"(?:{})$", file="topics")
    behind = [m for m in scene.concepts if m.slot == "population" and quantity.end <= m.start < segment.end]
    behind = [m for m in behind if m.code not in (*ASKED, *AT_LARGE)]
    if expression(scene.base, "compared", "of_self", file="topics").search(scene.text, quantity.end, segment.end):
        return []  # "72 % of the young consider themselves believers"
    thinking = expression(scene.base, "compared", "thinking", "{}", file="topics")
    if thinking.search(scene.text, quantity.end, segment.end) is not None:
        return behind  # "72 % of parents believe that a child needs a tutor"
    return [m for m in behind if oblique.search(scene.text, m.start, m.end) and not _said_to_be(scene, m, quantity)]


def _said_to_be(scene: Scene, part: ConceptMention, quantity: FoundQuantity) -> bool:
    """Whether a verb between a share and people says that these are it: "40 % of them are pensioners"."""
    being = expression(scene.base, "compared", "being", file="topics")
    said = being.search(scene.text, max(quantity.end, part.start - _SAID), part.start) is not None
    return said or _makes_up(scene, part, quantity) or _they_are(scene, part, quantity)


_SAID = 24
"""So near before them a verb stands that says so; farther away it says what others are."""


def _makes_up(scene: Scene, part: ConceptMention, quantity: FoundQuantity) -> bool:
    """Whether the verb that says so stands beside the share, and the part is its subject: in front, or behind all."""
    verbs = expression(scene.base, "compared", "part_of", file="topics")
    said = next((m for m in verbs.finditer(scene.text) if _beside(m, quantity)), None)
    if said is None:
        return False
    if scene.base == "kk":  # the verb ends the clause: "зейнеткерлер халықтың 12 %-ын құрайды"
        return (
            part.end <= said.start() and said.start() >= quantity.end and said.start() - part.end <= _ADJACENT + _BESIDE
        )
    before = part.end <= said.start() <= quantity.start and said.start() - part.end <= _ADJACENT
    return before or (quantity.end <= said.start() <= part.start and part.start - said.end() <= _OF_REACH)


def _they_are(scene: Scene, part: ConceptMention, quantity: FoundQuantity) -> bool:
    """Whether the share is said to be these people: "12 % are pensioners", "халықтың 12 %-ы – зейнеткерлер"."""
    between = scene.text[quantity.end : part.start] if quantity.end <= part.start else ""
    people = [m for m in scene.concepts if m.slot == "population" and quantity.end <= m.start < part.start]
    for mention in people:  # "12 % of the population are pensioners"
        between = scene.text[mention.end : part.start]
    return _copula(scene.base).fullmatch(between) is not None


@cache
def _copula(lang: str) -> re.Pattern[str]:
    return re.compile("|".join(knowledge(lang, "topics")["compared"]["they_are"]), re.IGNORECASE)


def shared(scene: Scene, segment: Segment) -> str | None:
    """The people whose share it is: "доля пенсионеров в населении", "the share of pensioners in the population"."""
    before, behind = _share_of(scene.base)
    for mention in scene.concepts:
        if mention.slot != "population" or mention.generic or mention.code in (*AT_LARGE, *ASKED):
            continue
        lead = scene.text[segment.start : mention.start] if segment.start <= mention.start < segment.end else ""
        if (lead and before.search(lead)) or (mention.start >= segment.start and behind.match(scene.text, mention.end)):
            return mention.code
    return None


@cache
def _share_of(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = knowledge(lang, "topics")["compared"]
    before, behind = ("|".join(data[name]) or "(?!)" for name in ("share_before", "share_behind"))
    return re.compile(rf"\b(?:{before})\s+$", re.IGNORECASE), re.compile(rf"\s+(?:{behind})", re.IGNORECASE)


def _beside(said: re.Match[str], quantity: FoundQuantity) -> bool:
    return -_ADJACENT <= said.start() - quantity.start <= _ADJACENT + _BESIDE


def item_of(scene: Scene, segment: Segment, quantity: FoundQuantity, slots: Mapping[str, str]) -> str | None:
    """The answer or part that a list gives this share to: "corruption (51.3 %); lack of prospects (31.3 %)"."""
    if quantity.unit != "percent" or len(scene.segments) < _ITEM_FROM:
        return None
    before = scene.text[segment.start : quantity.start]
    listed = re.search(r"(?:\(|[–—-]|:)\s*\W{0,3}$", before)
    shares = [q for q in scene.quantities if q.unit == "percent"]
    if len(shares) < _ITEM_FROM:
        return None
    if listed is None:
        return _answer(scene, segment, quantity, len(shares))
    phrase = before[: listed.start()]
    lead = segment.start + max(phrase.rfind(":"), phrase.rfind(";")) + 1
    ranks = [q.end for q in scene.quantities if q.unit == "rank" and lead <= q.start < quantity.start]
    ranked = _NEXT_WORD.match(scene.text, ranks[-1]) if ranks else None
    lead = ranked.end() if ranked is not None else lead  # "in second place come wages (30 %)"
    if any(p for p in scene.places if lead <= p.start < quantity.start and p.role != "area"):
        return None
    if any(p.period for p in scene.periods if lead <= p.start < quantity.start):
        return None
    if expression(scene.base, "kinds", "share", BEGINNING).search(scene.text, lead, segment.start + listed.start()):
        return None  # "the share of oil in exports – 58 %, that of gas – 5 %" tells of what
    known = {m.start for m in scene.concepts if m.slot in _GROUPS and segment.start <= m.start < quantity.start}
    end = segment.start + listed.start()
    if _is_known_answer(scene, segment, lead, end) or _is_subject(scene, segment, end):
        return None
    if known or _tells_group(scene, lead, end, slots):
        return None
    words = open_words(scene, segment, quantity, start=lead, end=end)
    return words or _of_a_verb(scene, lead, end) or None


_NEXT_WORD = re.compile(r"\S*\s*[^\W\d_]*")


def _of_a_verb(scene: Scene, low: int, high: int) -> str:
    """An answer that is but a verb which else only tells how a figure moved: "keep – 42 %, expand – 31 %"."""
    told = [m for m in scene.concepts if low <= m.start < high]
    words = [token for token in scene.tokens if low <= token.start < high and len(token.surface) > _SHORT]
    return stem(words[0].lower, scene.base) if len(words) == 1 and not told else ""


_SHORT = 5
"""A shorter word is no verb that an answer would be."""


def _is_known_answer(scene: Scene, segment: Segment, low: int, high: int) -> bool:
    """Whether the answer right before its share is one that the vocabulary names: "named low wages (38 %)", "television
    – 29 %". In the first of a list whatever stands before it leads the list."""
    here = [m for m in scene.concepts if low <= m.start < high and m.slot == "about"]
    asked = [m for m in scene.concepts if low <= m.start < high and m.slot == "attitude" and m.code in NAMED_IN_ANSWERS]
    if segment == scene.segments[0] and asked and len({m.code for m in here}) == 1:
        return True  # "the young name low pay as the main reason for leaving (38 %)"
    if not here or scene.text[here[-1].end : high].strip():
        return False
    return segment == scene.segments[0] or not words_unknown(scene, low, high)


def _is_subject(scene: Scene, segment: Segment, high: int) -> bool:
    """Whether those stand right before a share in brackets of whom it is told, who are no answer: "the vast majority of
    those polled (81 %) support it"."""
    if high < 0 or segment != scene.segments[0] or "(" not in scene.text[high : segment.end]:
        return False
    people = [m for m in scene.concepts if m.slot == "population" and segment.start <= m.start < high]
    if not people or scene.text[people[-1].end : high].strip():
        return False
    behind = _WORDS.match(scene.text, scene.text.find(")", high) + 1)
    return behind is not None


def _before_bracket(scene: Scene, quantity: FoundQuantity) -> int:
    """Where the bracket opens in which a share stands, -1 if it stands in none."""
    opened = scene.text.rfind("(", 0, quantity.start)
    return opened if opened >= 0 and not scene.text[opened + 1 : quantity.start].strip() else -1


_WORDS = re.compile(r"\s+[^\W\d_]{2,}(?:\s+[^\W\d_]+)")
"""A clause goes on behind the bracket, by no comma."""


def _tells_group(scene: Scene, low: int, high: int, slots: Mapping[str, str]) -> bool:
    """Whether the words are all the vocabulary's, for a group, a thing or, where nobody answers, a measure: its slots
    tell it in every language."""
    here = [m for m in scene.concepts if low <= m.start < high]
    whole = slots.get("of", "").removeprefix("all:")
    codes = ((m, (*slots.get(m.slot, "").split("+"), whole)) for m in here)
    asked = slots.get("population", "") not in ("", *AT_LARGE)
    told = all(
        (m.slot not in _OF_ANSWERS or (m.slot == "measure" and not asked)) and m.code in known for m, known in codes
    )
    return bool(here) and told and not words_unknown(scene, low, high)


def _answer(scene: Scene, segment: Segment, quantity: FoundQuantity, shares: int) -> str | None:
    """An answer right before its share, in a list of three or more: "fully satisfied 18.7 %, rather satisfied 33.7 %".

    Only where its words are not all the vocabulary's, which tells them in every language.
    """
    behind = scene.text[quantity.end : quantity.end + _ANSWER_ENDS].lstrip(" %\u00a0")
    if shares < _ANSWERS_FROM or (behind and behind[0] not in ",;.)"):
        return None
    before = scene.text[segment.start : quantity.start]
    lead = segment.start + max(before.rfind(sign) for sign in ",:;(") + 1
    told = [*(place.start for place in scene.places), *(period.start for period in scene.periods)]
    if any(lead <= start < quantity.start for start in told) or not _own_words(scene, lead, quantity.start):
        return None
    words = open_words(scene, segment, quantity, start=lead, end=quantity.start)
    denied = any(
        t.lower in knowledge(scene.base, "topics")["sample"]["denied"] for t in _between(scene, lead, quantity)
    )
    return f"{DENIED}{words}" if words and denied else words or None


def _between(scene: Scene, low: int, quantity: FoundQuantity) -> list[Token]:
    return [token for token in scene.tokens if low <= token.start < quantity.start]


def _own_words(scene: Scene, low: int, high: int) -> bool:
    """Whether a word that no vocabulary knows stands there, and nothing that is counted or measured."""
    known = [m for m in scene.concepts if low <= m.start < high]
    words = [t for t in scene.tokens if low <= t.start < high and len(t.surface) > _ITEM_FROM]
    free = [t for t in words if not any(m.start <= t.start < m.end for m in known)]
    return bool(free) and all(m.slot == "activity" for m in known)
