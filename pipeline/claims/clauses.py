"""Which of a sentence's concepts a number is told of: those of its own clause, and those that hold on from before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.claims.asides import clause_end, condition_end, inserted, is_of_nation, is_of_whole, told_by
from pipeline.claims.closing_verbs import closing_words
from pipeline.claims.counted import COUNTED, is_whole_of, noun_behind, whole_behind
from pipeline.claims.expressions import RIGHT_BEHIND, expression
from pipeline.claims.implied import ASKED
from pipeline.claims.own_verbs import OF_PREDICATE, has_own_verb, is_led_by_verb
from pipeline.claims.qualified import NARROWS, theirs
from pipeline.claims.scene import ConceptMention, Scene
from pipeline.claims.segments import Segment, restating
from pipeline.claims.shares import TAKEN_OVER, of_patterns
from pipeline.numbers.units import measured_or_paid
from schemas import FoundQuantity

_PARTS: Final = NARROWS | {"residence", "type", "condition", "form", "level", "funding"}
"""Slots that tell a part of something, which a figure of the whole is not told of."""

_AGE_GROUPS: Final = frozenset({"youth", "child", "pensioner", "adult", "adolescent", "elderly"})
"""People told by their age: another group beside women or villagers."""


_OPENING: Final = RIGHT_BEHIND + r"(?!\w)"
_REST: Final = re.compile(r"[^,;.:()\d]*")
_WORD: Final = re.compile(r"[^\W\d_]+")


class Told(NamedTuple):
    """The concepts of a number's own clause, and those that hold on from what the sentence said before it."""

    own: list[ConceptMention]
    frame: list[ConceptMention]


def told_of(scene: Scene, segment: Segment, quantity: FoundQuantity, wholes: Sequence[ConceptMention]) -> Told:
    """What the number's own clause names, and what the sentence says before that; not what they are set against."""
    end = clause_end(scene.text, scene.quantities, segment, scene.base)
    if _is_bare_whole(scene, segment):
        return Told(
            [m for m in scene.concepts if segment.anchor <= m.start < end and m.start - segment.anchor < _NOUN], []
        )
    anew = _told_anew(scene, segment, quantity)
    behind = _twin_behind(scene, segment, quantity)
    here = [m for m in scene.concepts if segment.start <= m.start < end and (m.start not in anew or m.code in ASKED)]
    here += closing_words(scene, segment)
    whole = whole_behind(scene, quantity)
    here += [m for m in noun_behind(scene, whole) if m not in here] if whole is not None else []
    others = scene.in_turn.get(segment.anchor, frozenset())  # "wheat and barley yielded 11.6 and 13.2"
    own, frame = (
        [m for m in found if m not in wholes and m.start not in scene.compared and m not in others]
        for found in (here, _frame(scene, segment))
    )
    own = [m for m in own if m.slot != "statistic" or m.start < behind]  # "338 million tonnes, or 17 tonnes a head"
    low, high = _led_to_twin(scene, segment, quantity)
    own = [m for m in own if not low <= m.start < high]
    own = [m for m in _before_afterthought(scene, segment, own) if not _is_lament(scene, segment, m)]
    own, frame = ([m for m in found if not _before_colon(scene, segment, quantity, m)] for found in (own, frame))
    own, frame = _of_main_clause(scene, segment, own, frame)
    own, frame = _behind_contrast(scene, own, frame)
    measured = any(m.slot == "measure" and m.start >= segment.start for m in own)
    national = segment != scene.lead and measured and is_of_nation(scene.text, segment, scene.base)
    if national or _has_own_subject(scene, segment, own):
        first = 0 if national else scene.lead.anchor
        frame = [m for m in frame if m.slot not in COUNTED or m.start < first]
    elif _is_parted(scene, segment, own):
        frame = [m for m in frame if m.slot not in _DOINGS]
    apart = expression(scene.base, "segments", "but", _OPENING).match(scene.text, segment.start) is not None
    national = national or (apart and is_of_nation(scene.text, segment, scene.base))
    if (national or is_of_whole(scene.text, segment, scene.base)) and segment != scene.lead:
        frame = [m for m in frame if m.slot not in _PARTS]
    elif _sets_apart(scene, segment, own):
        frame = [m for m in frame if m.slot not in NARROWS]
    frame = _without_their_kind(own, _without_their_programme(scene, own, frame))
    return Told(own, [*frame, *_of_subject(scene, segment, quantity, own)])


def _of_subject(
    scene: Scene, segment: Segment, quantity: FoundQuantity, own: Sequence[ConceptMention]
) -> list[ConceptMention]:
    """What the stretch before tells, where its number stands inside the subject of an amount: "the capacity of the 146
    renewable plants came to 2 868 MW", "146 renewable plants with a capacity of 2 868 MW"."""
    at = segment.quantities[0] - 1
    if at < 0 or (quantity.unit or "").split(" per ")[0] not in measured_or_paid():
        return []
    before = scene.quantities[at]
    counted = before.unit not in measured_or_paid() and before.unit not in (None, "percent", "times", "year", "rank")
    if not counted or _CLOSED.search(scene.text, before.end, quantity.start):
        return []
    said = {m.slot for m in own}
    start = next((s.start for s in scene.segments if at in s.quantities), segment.start)
    return [m for m in scene.concepts if start <= m.start < segment.start and m.slot in _OF_AMOUNTS - said]


_CLOSED: Final = re.compile(r"[,;:().]")
_OF_AMOUNTS: Final = frozenset({"measure", "product", "field", "sector", "mode", "disease"})
"""Slots that tell of what an amount is."""


def _without_their_programme(
    scene: Scene, own: Sequence[ConceptMention], frame: Sequence[ConceptMention]
) -> list[ConceptMention]:
    """The frame without the programme of other people than those who are counted here and do something of their own:
    "1,168 were awarded Erasmus+ grants, and 2,010 students came on incoming mobility"."""
    does = {m.slot for m in own} >= {"activity", "population"}
    first = scene.lead.anchor
    return [m for m in frame if not does or m.slot != "programme" or m.start < first]


def _without_their_kind(own: Sequence[ConceptMention], frame: Sequence[ConceptMention]) -> list[ConceptMention]:
    """The frame without what a noun for other people than those counted here tells of them: "410 college students were
    asked, and 12 experts"."""
    ours = {m.code for m in own if m.slot == "population" and not m.generic}
    theirs = {(m.start, m.end): m.code for m in frame if m.slot == "population"}
    if not ours or not theirs or ours & set(theirs.values()):
        return list(frame)
    return [m for m in frame if m.slot not in ("level", "form", "funding") or (m.start, m.end) not in theirs]


def _has_own_subject(scene: Scene, segment: Segment, own: Sequence[ConceptMention]) -> bool:
    """Whether a clause begins with the number's stretch that measures something else, in which those whom another
    number counted have no part: "63.8 % of those asked had a loan, while loans to business reached 5.8 trillion"."""
    contrast = expression(scene.base, "segments", "but", _OPENING)
    if segment == scene.lead or contrast.match(scene.text, segment.start) is None:
        return False
    measured = any(m.slot == "measure" and m.start < segment.anchor for m in own)
    return measured and not theirs(scene, segment, {"population": "*"})


def _of_main_clause(
    scene: Scene, segment: Segment, own: list[ConceptMention], frame: list[ConceptMention]
) -> tuple[list[ConceptMention], list[ConceptMention]]:
    """The concepts without those of a condition in front of the first number, where the clause behind it tells what is
    counted or measured: "if migration goes on, 37 % of the population will live in towns"."""
    start = condition_end(scene.text, scene.lead.anchor, scene.base)
    spans = [*([(0, start)] if start else []), *inserted(scene.text, segment, scene.base)]
    whom = told_by(scene.text, segment.anchor, scene.base)
    if whom:  # who tells a figure is nothing that it is told of
        own, frame = ([m for m in found if m.slot in _ASKED_OF or not _inside(m, whom)] for found in (own, frame))
    if not spans:
        return own, frame

    kept = [m for m in own if not _inside(m, spans)], [m for m in frame if not _inside(m, spans)]
    told = any(m.slot in (*COUNTED, "measure") for m in kept[0])
    told = told or any(m.slot in COUNTED or (m.slot == "measure" and not start) for m in kept[1])
    return kept if told else (own, frame)


def _behind_contrast(
    scene: Scene, own: list[ConceptMention], frame: list[ConceptMention]
) -> tuple[list[ConceptMention], list[ConceptMention]]:
    """The concepts without what is measured in a clause without a number that "but" or "while" sets against the first
    number's, where this tells itself what is counted: "prices rise, but the number of shops reached 7 thousand"."""
    opened = expression(scene.base, "segments", "contrast", _CONTRAST).match(scene.text, 0, scene.lead.anchor)
    if opened is None:
        return own, frame
    told = [m for m in own if m.start >= opened.end() and m.slot in ("object", "measure", "population")]
    if not any(not m.generic for m in told):
        return own, frame
    end = opened.end()
    return [m for m in own if m.slot != "measure" or m.start >= end], [
        m for m in frame if m.slot != "measure" or m.start >= end
    ]


_CONTRAST: Final = r"[^\d.;:()]{{8,160}}?,\s(?:{})\s"


def _inside(mention: ConceptMention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(low <= mention.start < high for low, high in spans)


_ASKED_OF: Final = ("population",)
"""Slots of words that the name of a source may tell for the figure too: "according to a survey of students, …"."""


def _is_bare_whole(scene: Scene, segment: Segment) -> bool:
    """Whether the number is the whole of which the one right before it is a part, so that what is told of the part is
    not told of it: "doctoral programmes were run by 74 of the 112 universities"."""
    first = segment.quantities[0]
    return first > 0 and is_whole_of(scene, scene.quantities[first - 1], scene.quantities[first])


def _is_parted(scene: Scene, segment: Segment, own: Sequence[ConceptMention]) -> bool:
    """Whether a semicolon parts the number, which counts things of its own, from whoever did something before it."""
    things = any(m.slot == "object" and not m.generic for m in own)
    return segment != scene.lead and scene.text.startswith(";", segment.start) and things


_DOINGS: Final = frozenset({"population", "activity", "programme", "practice"})


def _led_to_twin(scene: Scene, segment: Segment, quantity: FoundQuantity) -> tuple[int, int]:
    """Kazakh: from where to where words stand that lead to the figure by which this one is told again, and are of that
    alone: "26 млн гектары тозған, бұл жайылымдардың 14 %-ына тең"."""
    at = next((i for i in segment.quantities if scene.quantities[i] is quantity), None)
    if scene.base != "kk" or at is None or at == segment.quantities[-1]:
        return 0, 0
    twin = scene.quantities[at + 1]
    again = expression("kk", "segments", "restate", r"[,;–—]\s*(?:{})(?!\w)").search(
        scene.text, quantity.end, twin.start
    )
    return (again.end(), twin.start) if again is not None else (0, 0)


def _twin_behind(scene: Scene, segment: Segment, quantity: FoundQuantity) -> int:
    """Where the number begins that tells this one anew, each for so many people or on average; else the end."""
    first, *others = (scene.quantities[q] for q in segment.quantities)
    return others[0].start if others and quantity == first else segment.end


def _told_anew(scene: Scene, segment: Segment, quantity: FoundQuantity) -> range:
    """Where the words stand that tell a number anew: "178 patients, that is 17 % of all new cases" counts patients."""
    first = scene.quantities[segment.quantities[0]]
    if len(segment.quantities) == 1 or quantity != first:
        return range(0)
    behind = scene.quantities[segment.quantities[1]]
    again = restating(scene.text[first.end : behind.start], scene.base)
    at = first.end + (again or 0)
    here = any(first.start - _NOUN <= m.start < at for m in scene.concepts if m.slot in COUNTED)
    if again is None or not here:
        return range(0)
    whole = [m for m in scene.concepts if m.slot in COUNTED and behind.end <= m.start <= behind.end + _NOUN]
    return range(at, whole[0].end if whole and scene.base != "kk" else behind.end)


_NOUN = 40
"""Characters around a number in which the noun stands that it counts."""

_LABEL = 3
"""So many words stand between the colon behind a label and its number at most."""


def _is_lament(scene: Scene, segment: Segment, mention: ConceptMention) -> bool:
    """Whether a colon parts a lack from a number that tells how much there is: "doctors are lacking: 86 work here",
    but not "lack of doctors: 86"."""
    colon = scene.text.rfind(":", mention.end, segment.anchor) if mention.slot == "need" else -1
    if colon < 0:
        return False
    behind = _REST.match(scene.text, scene.quantities[segment.quantities[0]].end)
    end = behind.end() if behind is not None and scene.base == "kk" else segment.anchor  # a Kazakh verb stands last
    return len(_WORD.findall(scene.text, colon, end)) > _LABEL


def _before_colon(scene: Scene, segment: Segment, quantity: FoundQuantity, mention: ConceptMention) -> bool:
    """Whether a colon parts a remark from the clause of a number that has a noun or a measure of its own: "cattle too
    are a source of methane: in 2023 the country had 8.1 million head", "loans grew dearer: the mean rate was 19 %"."""
    if mention.slot in ("measure", "sector", "activity", "product") and not mention.generic:
        remark = scene.text.rfind(":", mention.end, segment.anchor)
        if mention.slot != "measure" and len(_WORD.findall(scene.text, 0, max(0, remark))) <= _LABEL:
            return False  # "agriculture: output was 5 trillion tenge"
        behind = (m for m in scene.concepts if m.slot == "measure" and not m.generic)
        if remark >= 0 and any(remark < m.start < segment.anchor for m in behind):
            return True
    unit = (quantity.unit or "").split(" per ")[0]
    if quantity.unit_surface is None or mention.slot not in _REMARKED or unit in measured_or_paid():
        return False
    colon = scene.text.rfind(":", mention.end, segment.anchor)
    return colon >= 0 and len(_WORD.findall(scene.text, colon, segment.anchor)) >= _LABEL


_REMARKED: Final = ("product", "measure", "disease", "circumstance", "practice", "attitude", "need")
"""Slots of words that a remark is made of, and that no noun of a list is told by."""


def _before_afterthought(scene: Scene, segment: Segment, own: Sequence[ConceptMention]) -> list[ConceptMention]:
    """The concepts without a measure that a comma parts from the number behind which it stands, where another one is
    nearer: "the base rate was 15.75 %, which kept loans expensive"."""
    measures = [m for m in own if m.slot == "measure"]
    comma = scene.text.find(",", scene.quantities[segment.quantities[-1]].end, segment.end)
    late = [m for m in measures if m.start > comma >= 0]
    return [m for m in own if m not in late] if len(late) < len(measures) else list(own)


def _sets_apart(scene: Scene, segment: Segment, own: Sequence[ConceptMention]) -> bool:
    """Whether the number tells another group than the first one does, by a slot that this leaves open: "unemployment of
    women is 5.4 %, that of the young 3.8 %", or behind a contrast by people of another name: "women are 56 % of the
    staff, while students number 28 210"; not of what a colon opens, nor of a part of them."""
    first = scene.lead
    them = of_patterns(scene.base)[0].search(scene.text, segment.start, segment.anchor)
    if segment == first or ":" in scene.text[: first.anchor] or them is not None:
        return False
    ours = {m.slot for m in own if m.slot in NARROWS or (m.slot == "population" and m.code in _AGE_GROUPS)}
    theirs = {m.slot for m in scene.frame if m.slot in (*NARROWS, "population") and m.start < first.end}
    if ours and ours.isdisjoint(theirs):
        return True
    people = {m.code for m in own if m.slot == "population" and not m.generic and m.start < segment.anchor + _NOUN}
    before = {m.code for m in scene.concepts if m.slot == "population" and m.start < first.end}
    contrast = expression(scene.base, "segments", "but", _OPENING).match(scene.text, segment.start)
    return contrast is not None and bool(people) and bool(before) and people.isdisjoint(before)


def _frame(scene: Scene, segment: Segment) -> list[ConceptMention]:
    """What the sentence says before its first number holds for all of them; of the stretches between, only whom they
    count and what these do, when it stands behind a number. A rank is no number here: "in second place is trade"."""
    if segment.start <= scene.segments[0].start:
        return []
    before = scene.frame[: bisect_left([m.start for m in scene.frame], segment.start)]
    told = [s for s in scene.segments if not s.course and scene.quantities[s.quantities[0]].unit != "rank"]
    anchors = [s.anchor for s in told]
    first = anchors[0] if anchors else scene.lead.anchor
    them = of_patterns(scene.base)[0].search(scene.text, segment.start, segment.anchor + _NOUN) is not None
    held = (*TAKEN_OVER, "disease") if them else TAKEN_OVER
    wholes = {m.start for m in before if m.code in SHARED_WHOLES and _is_whole_of_share(scene, m)}
    words = {(m.start, m.end) for m in before if m.slot == "population"}  # "doctoral student" fills two slots
    unanswered = [m for m in before if not _is_answer(scene, m)]
    kept = _of_the_subject(scene, segment, unanswered, first)
    return [m for m in kept if m.start < first or m.slot in held or (m.start, m.end) in words or m.start in wholes]


def _is_answer(scene: Scene, mention: ConceptMention) -> bool:
    """Whether a word is the answer that one number gives the share of, and tells nothing of another: "named low wages
    (38 %), while 24 % …"."""
    if mention.slot not in ("about", "sex"):
        return False
    at = bisect_left([q.start for q in scene.quantities], mention.end)
    behind = scene.quantities[at] if at < len(scene.quantities) else None
    between = scene.text[mention.end : behind.start] if behind is not None else "?"
    them = of_patterns(scene.base)[0].search(scene.text, mention.end) if mention.slot == "sex" else None
    return not between.strip(" (–—-:") and them is None and ("(" in between or mention.slot == "about")


def _of_the_subject(
    scene: Scene, segment: Segment, before: Sequence[ConceptMention], first: int
) -> list[ConceptMention]:
    """What holds on for a share from the clause of another share before it: those whom that share is of, and nobody
    whom they think of; not what they do or think, where the share's own clause has a verb: "57 % of employers are
    satisfied with graduates, and 34 % take part in drawing up curricula"."""
    if scene.quantities[segment.quantities[0]].unit != "percent":
        return list(before)
    between = [m for m in before if m.start >= first]
    shares = [q for q in scene.quantities if (q.unit == "percent" or q.in_words) and q.start < segment.start]
    people = [m for m in before if m.slot == "population"]
    wholes = [m for m in people if any(_stands_beside(scene, q, m) for q in shares)]
    late = [m for m in people if wholes and m not in wholes and m.start >= max(first, wholes[0].start)]
    doings = [m for m in between if m.slot in OF_PREDICATE] if has_own_verb(scene, segment) else []
    led = wholes[0].start if wholes and (doings or is_led_by_verb(scene, segment)) else 0
    said = min((m.start for m in before if m.slot in OF_PREDICATE and m.start < first < led), default=first)
    doings += [m for m in before if said <= m.start < first and m.slot in (*OF_PREDICATE, "language", "object")]
    return [m for m in before if m not in late and m not in doings]


def _stands_beside(scene: Scene, share: FoundQuantity, mention: ConceptMention) -> bool:
    """Whether people stand right behind a share, but for small words, or right before it."""
    if mention.start >= share.end:
        return mention.start - share.end <= _NEXT and not _PARTED.search(scene.text, share.end, mention.start)
    return 0 <= share.start - mention.end <= _NEXT // 2


_NEXT: Final = 12
"""Characters between a share and those whom it is of at most."""

_PARTED: Final = re.compile(r"[,;:()]")


SHARED_WHOLES: Final = frozenset({"gdp", "grp", "budget-revenue", "budget-spending"})
"""Measures that shares are of, also of the next place or time told: "7.8 % of GDP in the OECD, in Kazakhstan 5.1 %"."""


def _is_whole_of_share(scene: Scene, mention: ConceptMention) -> bool:
    """Whether a share stands beside its whole: "7.8 % of GDP", "ЖІӨ-нің 7,8 %-ы"."""
    return any(
        0 <= mention.start - q.end <= _NEXT or 0 <= q.start - mention.end <= _RIGHT_BEFORE
        for q in scene.quantities
        if q.unit == "percent"
    )


_RIGHT_BEFORE: Final = 3
