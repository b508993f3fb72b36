"""Lists that one verb closes: "әйелдердің 61 %-ы, ерлердің 54 %-ы жұмыс істейді" says of both that they work."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.claims.counted import COUNTED
from pipeline.claims.expressions import RIGHT_BEHIND, expression
from pipeline.claims.scene import ConceptMention, Scene
from pipeline.claims.segments import Segment
from pipeline.numbers.units import unit_class
from schemas import FoundQuantity

_BARE_SIGN = r"[\s%]*(?:пайыз\w{{0,4}}|процент\w{{0,4}})?(?:[-‑–]\w{{1,5}})?"
_BARE = re.compile(_BARE_SIGN.format() + r"(?:\s[^\W\d_]{1,12})?\s*")
"""Behind the number of a member that has no verb of its own: an ending, a noun or a hedge."""
_CLAUSE_END = re.compile(r"[,;:.()]|\s[–—]\s")


def closing_words(scene: Scene, segment: Segment) -> list[ConceptMention]:
    """What the verb behind the last number of the list says, for a member of it before the last; but for whom or what
    that number counts, and for what the sentence said ahead of the list."""
    if scene.base != "kk":
        return _shared_verb(scene, segment)
    run = _run_from(scene, segment)
    if len(run) < 2:
        return []
    start = scene.quantities[run[-1].quantities[-1]].end
    start += scene.text.startswith(")", start)
    ends = _CLAUSE_END.search(scene.text, start)
    end = min(ends.start() if ends is not None else len(scene.text), run[-1].end)
    ahead = {m.slot for m in scene.concepts if m.start < scene.lead.anchor or segment.start <= m.start < segment.end}
    share = scene.quantities[segment.quantities[0]].unit == "percent"
    taken = ahead if share and ahead.isdisjoint(COUNTED) else {*COUNTED, *ahead}
    named = [m for m in scene.concepts if start <= m.start < end and m.slot not in taken]
    if _names_behind(scene, scene.quantities[segment.quantities[-1]], segment.end):
        named = [m for m in named if not _is_right_behind(scene, start, m)]
    if not _BARE.fullmatch(scene.text, scene.quantities[segment.quantities[-1]].end, run[1].start):
        verb = start + scene.text[start:end].rstrip().rfind(" ")  # its own thing stands behind the member
        named = [m for m in named if m.end > verb]
    return named


def _names_behind(scene: Scene, number: FoundQuantity, end: int) -> bool:
    """Whether a member of a list names right behind its number who does what the verb says: "68 %-ын өнеркәсіп, 13 %-ын
    халық тұтынады"."""
    return any(m.start < end and _is_right_behind(scene, number.end, m) for m in scene.concepts)


def _is_right_behind(scene: Scene, end: int, mention: ConceptMention) -> bool:
    return end <= mention.start and _ENDING.fullmatch(scene.text, end, mention.start) is not None


_ENDING = re.compile(r"\s?%?(?:[-‑–]\w{1,5})?\s")
"""Behind a number, before the word behind it: its sign and its ending."""


def _shared_verb(scene: Scene, segment: Segment) -> list[ConceptMention]:
    """Russian and English: what the verb behind two shares says of both, where nothing but whom it is of stands behind
    the first: "36 % of men and 6 % of women smoke", "курят 36 % мужчин"."""
    at = next((i for i, one in enumerate(scene.segments) if one.anchor == segment.anchor), len(scene.segments))
    if at + 1 >= len(scene.segments):
        return []
    behind = scene.segments[at + 1]
    number, then = (scene.quantities[s.quantities[-1]] for s in (segment, behind))
    if number.unit != "percent" or then.unit != "percent":
        return []
    groups = [m for m in scene.concepts if number.end <= m.start < then.start]
    if not groups or any(m.slot not in _GROUPS for m in groups):
        return []
    left = "".join(
        " " if any(m.start <= i < m.end for m in groups) else scene.text[i] for i in range(number.end, then.start)
    )
    if any(len(word) > _JOINT for word in re.findall(r"[^\W\d_]+", left)) or re.search(r"[;:.()–—]", left):
        return []
    ends = _CLAUSE_END.search(scene.text, then.end)
    end = min(ends.start() if ends is not None else len(scene.text), behind.end)
    ahead = {m.slot for m in scene.concepts if m.start < scene.lead.anchor or segment.start <= m.start < segment.end}
    return [m for m in scene.concepts if then.end <= m.start < end and m.slot not in {*COUNTED, *_GROUPS, *ahead}]


_GROUPS = ("sex", "population", "setting", "zone", "ethnicity", "level")
"""Slots of words that name a group and nothing that it does."""
_JOINT = 3
"""Letters of the small words that join two groups: "and", "of", "а"."""


def _run_from(scene: Scene, segment: Segment) -> list[Segment]:
    """The stretch and those behind it that go on with its list."""
    at = next((i for i, one in enumerate(scene.segments) if one.anchor == segment.anchor), len(scene.segments))
    run = list(scene.segments[at : at + 1])
    for one, other in pairwise(scene.segments[at:]):
        number, then = (scene.quantities[s.quantities[-1]] for s in (one, other))
        listed = scene.text[other.start] in ",;" and _is_bare(scene, number.end, other)
        listed = listed or _are_bracketed(scene, number, then)
        if not listed or unit_class(number.unit) != unit_class(then.unit):
            break
        run.append(other)
    return run


def _are_bracketed(scene: Scene, number: FoundQuantity, then: FoundQuantity) -> bool:
    """Whether two members have their numbers in brackets, and no verb between them: "кеңесіне (25 %) және беделіне
    (57 %) сүйенеді"."""
    between = _BRACKETS.fullmatch(scene.text, number.end, then.start)
    if between is None:
        return False
    finite = expression("kk", "segments", "finite", r"\w(?:{})\W*$")
    return not any(finite.search(word) for word in between["words"].split())


_BRACKETS = re.compile(r"[\s%]*\)(?P<words>[^().;:\d]{3,90})\((?:[^()\d]{0,8}\s)?")


def _governed() -> re.Pattern[str]:
    """What a member only has that the verb at the end governs: "47 %-ы оқыту сапасына, 18 %-ы тамағына риза"."""
    return expression("kk", "segments", "governed", _BARE_SIGN + r"(?:\s[^\W\d_]{{2,}}){{1,4}}(?<=\w\w)(?:{})\s*")


def _is_bare(scene: Scene, start: int, other: Segment) -> bool:
    """Whether a member has no verb of its own, and the one behind it is no part of it: not in "37 %-ы сенбейді, 13 %",
    "2,3 млн адам, олардың 1,6 млн-ы"."""
    if not (_BARE.fullmatch(scene.text, start, other.start) or _governed().fullmatch(scene.text, start, other.start)):
        return False
    closed = expression("kk", "segments", "finite", r"\w(?:{})$").search(scene.text[start : other.start].rstrip())
    parted = expression("kk", "continuation", "of_them", RIGHT_BEHIND + r"(?!\w)").match(scene.text, other.start)
    return closed is None and parted is None
