"""Whether a figure is by how much something changed, and which way: "fell by 4 %", "5 мыңға көп"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.claims.asides import clause_end
from pipeline.claims.expressions import RIGHT_BEFORE, expression
from pipeline.claims.kinds_of_time import cue_index
from pipeline.claims.phrases import Mention
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.languages.knowledge import knowledge
from schemas import FoundQuantity

_REACH = 60
"""Characters from a number in which a word of change stands."""


def is_by_a_part(scene: Scene, segment: Segment, quantity: FoundQuantity) -> bool:
    """Kazakh: whether a part in words is that by which something changed: "үштен бірге азайды", not "бірге дейін"."""
    step = expression(scene.base, "kinds", "part_step", r"(?:{})\s(?:\w+\s)?").match(scene.text, quantity.end - _CASE)
    told = step is not None and change_of(scene, segment, quantity) is not None
    return told and not is_level_reached(scene, quantity)


_CASE = 2
"""Letters of the Kazakh dative."""


def is_pace(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a percentage is what growth itself came to: "growth in lending slowed to 26 % from 38 %"."""
    lead = scene.text[max(0, quantity.start - 2 * _REACH) : quantity.start]
    paced = expression(scene.base, "kinds", "pace", r"(?<!\w)(?:{})" + _ONE_CLAUSE).search(lead)
    if paced is None and scene.base == "kk":
        grown = expression(scene.base, "kinds", "pace_of", r"(?<!\w)(?:{})" + _ONE_CLAUSE).search(lead)
        rest = scene.text[quantity.end : quantity.end + _REACH]
        verb = expression(scene.base, "kinds", "pace_behind", r"[^.,;:()\d]{{0,24}}(?<!\w)(?:{})").match(rest)
        return grown is not None and verb is not None
    return paced is not None


_ONE_CLAUSE = r"(?:[^\d;:.,()]|\d(?:[.,]\d)?)*$"
"""Up to the number, in one clause, whatever numbers stand between."""


def is_signed(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a percentage stands in brackets with a sign behind a level: "108.4 million tonnes (-3.9 %)"."""
    signed = quantity.surface[:1] in "+-−–" or scene.text[quantity.start - 1 : quantity.start] == "+"
    return signed and re.search(r"\d[^()]{0,40}\(\s?\+?$", scene.text[: quantity.start][-48:]) is not None


_STEP_REACH = 90
"""So far before what it amounts to the noun of a change stands: "growth of industrial output in the country in"."""

_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"


@cache
def _step_nouns(lang: str) -> re.Pattern[str]:
    data = knowledge(lang, "claims")["kinds"]
    nouns, share = "|".join(data["step_nouns"]), "|".join(data["share"])
    return re.compile(rf"(?<!\w)(?:{nouns})(?!\w)(?:(?!{share})(?:[^\d,;:.()]|{_YEAR}))*[–—:-]?\s*$", re.IGNORECASE)


def is_named_step(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether the number is what a noun of change amounts to: "the increase was 5 %", "прирост составил 5 %"."""
    before = scene.text[max(0, quantity.start - _STEP_REACH) : quantity.start]
    if scene.base == "kk":
        after = re.findall(r"[^\W\d_]+", scene.text[quantity.end : quantity.end + 24].casefold())
        if any(word in ("дейін", "жетті") for word in after):
            return False
    words = re.findall(r"[^\W\d_]+", before.casefold())
    to = bool(words) and words[-1] in ("to", "до")  # "an increase to 5 %" tells a level, "amounts to 5 %" a step
    to = to and not (len(words) > 1 and words[-2].startswith(("amount", "come", "came")))
    if to:
        return False
    apposed = expression(scene.base, "kinds", "apposed_step", r"[,–—(]\s(?:{})\s+$").search(before)
    named = _step_nouns(scene.base).search(before)
    negated = named and expression(scene.base, "kinds", "negated_before", RIGHT_BEFORE).search(before[: named.start()])
    return apposed is not None or (named is not None and not negated)


def is_by_so_much(scene: Scene, quantity: FoundQuantity) -> bool:
    """Kazakh: whether the number or the noun behind it stands in the dative before a word of change: "5 мыңға көп",
    "20 см-ге төмендеп"; but where something "fell to" (түсті) is where it came to."""
    told = knowledge("kk", "claims")["kinds"]
    changes = tuple(change.rstrip("*") for change in (*told["increase"], *told["decrease"]) if change != "түсті")
    words = scene.text[quantity.start : quantity.end + 48].casefold().split()
    first = len(quantity.surface.split()) - 1
    near = list(pairwise(words))[first : first + _NOUN_WORDS]
    return any(word.endswith(("ға", "ге", "қа", "ке")) and then.startswith(changes) for word, then in near)


_NOUN_WORDS = 3
"""Words of a number and its noun that may stand in the dative."""


def is_distance(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a bare number is the distance from another: "5 мыңға көп", "на 5 тысяч больше", "5,000 more than"."""
    if beyond(scene.base).match(scene.text, quantity.end) is None:
        return False
    if scene.base == "kk":
        return quantity.surface.casefold().endswith(("ға", "ге", "қа", "ке"))
    return scene.base == "en" or is_by(scene, quantity)


def are_close(one: FoundQuantity, other: FoundQuantity) -> bool:
    """Whether two figures may be levels of one thing, and the second no step from the first."""
    first, last = one.value, other.value
    return first is not None and last is not None and 0 < first < 2 * last and last < 2 * first


def is_lost(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether a verb right before a measure tells a change: "the sea lost 1.9 metres", "lost 7 % of its people"."""
    if quantity.unit == "percent" and is_owned(scene, quantity):
        return False
    lead = _hedges(scene.base).sub("", scene.text[: quantity.start][-_REACH:])
    return expression(scene.base, "kinds", "lost", RIGHT_BEFORE).search(lead) is not None


def change_of(scene: Scene, segment: Segment, quantity: FoundQuantity) -> str | None:
    """ "increase" or "decrease" when the number's own stretch says so near it, or that of its list."""
    asked = ("change", segment.start, segment.end, quantity.start, quantity.unit)
    if asked not in scene.answers:
        scene.answers[asked] = _change_of(scene, segment, quantity)
    told: str | None = scene.answers[asked]
    return told


def _change_of(scene: Scene, segment: Segment, quantity: FoundQuantity) -> str | None:
    if is_owned(scene, quantity) or _by_whom(scene, quantity):
        return None
    if quantity.unit == "percent" and is_signed(scene, quantity):
        return "decrease" if quantity.surface[:1] in "-−–" else "increase"
    told = _told_change(scene, segment, quantity) or _step_told(scene, quantity) or _exceeded(scene, quantity)
    if told is not None:
        return told
    if is_by(scene, quantity):
        before = [s for s in scene.segments if s.start < segment.start]
        for other in (*reversed(before[-_STRETCHES:]), *before[:1]):
            told = _told_change(scene, other, scene.quantities[other.quantities[0]])
            if told is not None:
                return told
    return _told_behind(scene, segment, quantity)


def _told_behind(scene: Scene, segment: Segment, quantity: FoundQuantity) -> str | None:
    """Kazakh: the change that the verb behind the last of a list of steps tells."""
    for behind in (s for s in scene.segments if s.start > segment.start):
        then = scene.quantities[behind.quantities[0]]
        if not _stepped_alike(scene, quantity, then):
            return None
        told = _told_change(scene, behind, then)
        if told is not None:
            return told
        quantity = then
    return None


def _exceeded(scene: Scene, quantity: FoundQuantity) -> str | None:
    """By how much one figure lies above or below another: "136,5 млрд доллардан 2,4 %-ға асты", "5.6 % more than 552",
    "exceeded that of 2022 by 5.6 %"."""
    behind = scene.text[_before_ending(quantity) : quantity.end + _REACH]
    lead = scene.text[: quantity.start][-2 * _REACH :] if is_by(scene, quantity) else ""
    for name, before, word in (("exceeded", "exceeding", "increase"), ("fell_short", "falling_short", "decrease")):
        told = expression(scene.base, "kinds", before, r"(?<!\w)(?:{})(?!\w)[^;:]*$").search(lead)
        if told or expression(scene.base, "kinds", name, r"(?:{})(?!\w)").match(behind) is not None:
            return word
    return None


def _step_told(scene: Scene, quantity: FoundQuantity) -> str | None:
    """Which way a noun of change goes that the number is the amount of, however many words stand between."""
    start = max(0, quantity.start - _STEP_REACH)
    named = _step_nouns(scene.base).search(scene.text[start : quantity.start])
    if named is None or not is_named_step(scene, quantity):
        return None
    cues = ((name, scene.find(name, cue_index(scene.base, name))) for name in ("increase", "decrease"))
    return next((name for name, found in cues if any(m.start == start + named.start() for m in found)), None)


_STRETCHES = 3
"""So many stretches before a number that goes on with a list of steps may hold the word of change."""


def is_owned(scene: Scene, quantity: FoundQuantity) -> bool:
    """Kazakh: a percentage owned by its whole is a part of it, whatever grew: "тұрғындардың 44,2 %-ы"."""
    owned = expression(scene.base, "kinds", "owned", r"(?:{})(?!\w)")
    return quantity.unit == "percent" and owned.match(scene.text, _before_ending(quantity)) is not None


def _before_ending(quantity: FoundQuantity) -> int:
    """Where the sign or the word of a percentage begins, to which an ending is fixed."""
    digits = max((at for at, sign in enumerate(quantity.surface) if sign.isdigit()), default=-1)
    return quantity.start + digits + 1


def _by_whom(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether "by" tells who does a thing, here or where the list begins: "higher pay was chosen by 41 %"."""
    if not is_by(scene, quantity):
        return False
    agent = expression(scene.base, "kinds", "agent", RIGHT_BEFORE)
    listed = [q for q in scene.quantities if q.start <= quantity.start and q.unit == quantity.unit][-_LISTED:]
    return any(agent.search(scene.text[max(0, q.start - _REACH) : q.start]) for q in listed)


_LISTED = 6
"""So many numbers of a list are looked at for the verb that it begins with."""


def _stepped_alike(scene: Scene, quantity: FoundQuantity, other: FoundQuantity) -> bool:
    """Kazakh: steps that share the verb behind the last of them: "2022 жылы 20,3 %-ға, 2023 жылы 9,8 %-ға өсті"."""
    if quantity.unit != other.unit or "," not in scene.text[quantity.end : other.start]:
        return False
    step = expression(scene.base, "kinds", "dative_step", r"(?:{})(?!\w)")
    return all(step.match(scene.text, _before_ending(q)) is not None for q in (quantity, other))


def _told_change(scene: Scene, segment: Segment, quantity: FoundQuantity) -> str | None:
    """ "increase" or "decrease" by the words of change of the stretch that stand near the number."""
    best: tuple[int, str] | None = None
    end = clause_end(scene.text, scene.quantities, segment, scene.base)
    for name in ("increase", "decrease"):
        for mention in scene.find(name, cue_index(scene.base, name)):
            if not segment.start <= mention.start < end or _no_change(scene, mention):
                continue
            if _is_bound(scene, quantity, mention) or _is_of_other(scene, quantity, mention):
                continue
            if quantity.unit == "percent" and _is_said_or_meant(scene, quantity, mention):
                continue
            gap = quantity.start - mention.end if mention.end <= quantity.start else mention.start - quantity.end
            if gap <= _REACH and (best is None or gap < best[0]):
                best = (gap, name)
    return best[1] if best else None


def _is_said_or_meant(scene: Scene, quantity: FoundQuantity, mention: Mention[bool]) -> bool:
    """Whether a share is of those who say that something has changed, or who mean to change it: "67 % said that their
    income had grown", "готовы платить дороже 38 %", "67 %-ы табысы өскенін айтты"."""
    behind = expression(scene.base, "kinds", "said_behind", r"\w*\s?(?:{})")
    if behind.match(scene.text, mention.end, min(len(scene.text), mention.end + _SAID)) and not is_by(scene, quantity):
        return True
    low, high = sorted((quantity.end, mention.start) if mention.start > quantity.end else (mention.end, quantity.start))
    between = expression(scene.base, "kinds", "said", r"(?<!\w)(?:{})")
    return high - low <= _REACH + _SAID and between.search(scene.text, low, high) is not None


_SAID = 40
"""Characters of the words for saying or meaning it."""


def _is_bound(scene: Scene, quantity: FoundQuantity, mention: Mention[bool]) -> bool:
    """Whether the word but says on which side of the number a level is: "9 %-дан жоғары", above 9 %."""
    return (
        expression(scene.base, "kinds", "bound_behind", r"\W*(?:{})\s+").fullmatch(
            scene.text, _before_ending(quantity), mention.start
        )
        is not None
    )


def _is_of_other(scene: Scene, quantity: FoundQuantity, mention: Mention[bool]) -> bool:
    """Whether the word compares or points and tells no change of this number: "higher pay – 44 %", "the most came from
    Ulytau: 40, or 32 %"; "27 % …, so that this growth is no success"."""
    if mention.start > quantity.end:
        if scene.base == "kk" and _is_behind_another(scene, quantity, mention):
            return True
        pointing = expression(scene.base, "kinds", "pointed_at", RIGHT_BEFORE)
        return pointing.search(scene.text[: mention.start][-16:]) is not None
    comparing = expression(scene.base, "kinds", "comparing", "(?:{})(?!\\w)").match(scene.text, mention.start)
    return comparing is not None and mention.end <= quantity.start and not is_by(scene, quantity)


def _is_behind_another(scene: Scene, quantity: FoundQuantity, mention: Mention[bool]) -> bool:
    """Kazakh: whether a number stands before the word of change that is its amount, and this one is a level that
    takes no part in it: "үлесі 54,7 %, бұл орташадан 3 тармаққа төмен"."""
    step = expression(scene.base, "kinds", "dative_step", r"(?:{})(?!\w)")
    if quantity.unit != "percent" or step.match(scene.text, _before_ending(quantity)) is not None:
        return False
    between = [q for q in scene.quantities if quantity.end <= q.start < mention.start]
    return any(q.unit == "percentage point" for q in between)


def _no_change(scene: Scene, mention: Mention[bool]) -> bool:
    """Whether the word tells no change in this form: "жартысынан көбі" is most of them, "up to 5 %" a bound, and to
    "make up 5 %" is to be so much."""
    before = scene.text[max(0, mention.start - 12) : mention.start].casefold().split()[-1:]
    if before and before[0] in knowledge(scene.base, "claims")["kinds"].get("no_change_behind", ()):
        return True
    if expression(scene.base, "kinds", "negated_before", RIGHT_BEFORE).search(scene.text[: mention.start][-16:]):
        return True
    if expression(scene.base, "kinds", "negated_behind", r"\w*\s+(?:{})(?!\w)").match(scene.text, mention.end):
        return True
    return expression(scene.base, "kinds", "no_change", r"(?:{})(?!\w)").match(scene.text, mention.start) is not None


@cache
def _hedges(lang: str) -> re.Pattern[str]:
    words = knowledge(lang, "claims")["kinds"].get("hedges", ())
    return re.compile(rf"(?:(?<!\w)(?:{'|'.join(words) or '(?!)'})\s+)+$", re.IGNORECASE)


def _words_before(scene: Scene, quantity: FoundQuantity, reach: int) -> Sequence[str]:
    """The words before a number but for its hedge: "by up to 40 %", "by almost a third"."""
    return _words_ending(scene.text[max(0, quantity.start - reach - 16) : quantity.start], reach, scene.base)


@lru_cache(maxsize=64)
def _words_ending(before: str, reach: int, lang: str) -> Sequence[str]:
    """The words of the last characters of a text without its hedge; asked several times for each number."""
    return re.findall(r"[^\W\d_]+", _hedges(lang).sub("", before)[-reach:].casefold())


def is_by(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether the number is a step that goes on with a list: "fell by 4 % in A, by 24 % in B"."""
    before = _words_before(scene, quantity, 12)
    return bool(before) and before[-1] in knowledge(scene.base, "claims")["kinds"]["by"]


def is_level_reached(scene: Scene, quantity: FoundQuantity) -> bool:
    """Whether the number is the level that was reached ("rose to 4.4 %"), not the step ("rose by 4.4 %")."""
    if beyond(scene.base).match(scene.text[quantity.end :]):
        return False
    words = _words_before(scene, quantity, 40)
    if words and words[-1] in knowledge(scene.base, "claims")["kinds"].get("straight", ()):
        return False  # "up 11 % year on year"
    by = knowledge(scene.base, "claims")["kinds"]["by"]
    to = knowledge(scene.base, "claims")["kinds"]["to"]
    step = expression(scene.base, "kinds", "dative_step", r"(?:{})(?!\w)")
    if step.match(scene.text, _before_ending(quantity)):  # "11,8%-ға өсті" is by how much, "11,8%-ға дейін" up to where
        behind = re.findall(r"[^\W\d_]+", scene.text[quantity.end : quantity.end + 24].casefold())
        reached = any(word in to or word.startswith("жет") for word in behind)
        left = expression(scene.base, "kinds", "left_share", r"\d(?:{})\s[^,;.]*$")
        left_there = left.search(scene.text[: quantity.start][-60:]) is not None  # "5,1%-дан 4,7%-ға төмендеді"
        return reached or left_there or _was_so(scene, quantity) or _is_stepped_to(scene, quantity)
    for word in reversed(words):
        if word in by:
            return False
        if any(word == t or (t.endswith("*") and word.startswith(t[:-1])) for t in to):
            return True
    if scene.base == "kk":
        after = scene.text[quantity.end : quantity.end + 24].casefold()
        return any(word in re.findall(r"[^\W\d_]+", after) for word in to)
    return scene.text[: quantity.start].rstrip().endswith("(") or not any(word in by for word in words[-4:])


def _was_so(scene: Scene, quantity: FoundQuantity) -> bool:
    """Kazakh: whether the share before it is an older level of the same: "2018 жылы 17 % болса, 2023 жылы 24 %-ға
    көтерілген"."""
    before = next((q for q in reversed(scene.quantities) if q.end <= quantity.start), None)
    if before is None or before.unit != quantity.unit or not are_close(before, quantity):
        return False
    told = expression(scene.base, "kinds", "was", r"^\s?[%\w-]*\s(?:{})")
    return told.search(scene.text[before.end : quantity.start]) is not None


def _is_stepped_to(scene: Scene, quantity: FoundQuantity) -> bool:
    """Kazakh: whether the share is where a step right behind it led, or "this share" that was near it before: "бұл үлес
    89 %-ға көтеріліп, 6 пайыздық тармаққа артты"."""
    behind = next((q for q in scene.quantities if q.start >= quantity.end), None)
    if behind is not None and behind.unit == "percentage point":
        return len(scene.text[quantity.end : behind.start].split()) <= _TO_STEP
    before = next((q for q in reversed(scene.quantities) if q.end <= quantity.start), None)
    if before is None or before.unit != quantity.unit or not are_close(before, quantity):
        return False
    if expression(scene.base, "kinds", "dative_step", r"(?:{})(?!\w)").match(scene.text, _before_ending(before)):
        return False  # "12 %-ға өсті, ал бұл көрсеткіш былтыр 9 %-ға өскен"
    same = expression(scene.base, "compared", "back", r"(?<!\w)(?:{})[^.,;:]*$", file="topics")
    return same.search(scene.text, before.end, quantity.start) is not None


_TO_STEP = 5
"""Words between a level and the step that led to it at most."""


@cache
def beyond(lang: str) -> re.Pattern[str]:
    """What behind a number says that it is the distance from another: "1.4 % less than in 2020"."""
    return re.compile(rf"\s(?:{'|'.join(knowledge(lang, 'claims')['kinds']['beyond'])})(?![\w-])", re.IGNORECASE)
