"""Where a paper's own sample was taken: said once, and left out wherever its answers are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from pipeline.claims.claim_places import mentioned
from pipeline.claims.context import Context
from pipeline.claims.expressions import RIGHT_BEHIND, expression
from pipeline.claims.phrases import PhraseIndex
from pipeline.claims.place_names import CITY, WORLD
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.studied import tells_of_sample
from pipeline.claims.vouching import names_register
from pipeline.languages.knowledge import knowledge
from schemas import FoundQuantity, Kind, Places

_EXPERTS = ("expert",)
_NOBODY = ("interview", "question", "region", "district", "city", "country", "village")
_HOUSES = ("university", "institution", "college", "school", "faculty", "branch", "dormitory")
"""Where those asked were asked."""
_ANSWERED: tuple[Kind, ...] = ("count", "share", "statistic", "ratio", "age", "change", "duration")


def sample_place(scene: Scene, counted: Sequence[tuple[Mapping[str, str], Places]], context: Context) -> Places | None:
    """Where the sample lies from here on: what the first sentence says that tells of it and names places.

    `counted`: the topics and places of what the sentence counts.
    """
    if context.sample is not None or scene.sources or not tells_of_sample(scene):
        return context.sample
    part = expression(scene.base, "words", "part_of_sample", file="places")
    if part.search(scene.text) is not None:
        return None  # "in Astana 198 of the interviewed households did so"
    told = [p for slots, p in counted if not _apart(slots) and (p.area or p.host or p.origin)]
    if told and (scene.places or context.groups):
        return told[0] if _is_whole(counted, told[0]) else _together(told, context)
    if not scene.places and not context.figures:
        return _just_named(context)
    if counted or not scene.places:
        return None
    seen = mentioned(scene, context)
    area = seen.area or seen.host or seen.any
    return Places(area=area) if area and "-" in area else None


def sample_people(scene: Scene, counted: Sequence[tuple[Mapping[str, str], Places]], context: Context) -> str | None:
    """Whom the paper's sample consists of, from the first sentence that counts them: students, households."""
    if context.asked is not None or scene.sources or not tells_of_sample(scene):
        return context.asked
    people = (slots.get("population") for slots, _ in counted if not _apart(slots))
    return next((code for code in people if code not in (None, "respondent", "person")), None)


def of_those_asked(scene: Scene, slots: Mapping[str, str], kind: Kind, context: Context) -> bool:
    """Whether a share is told of just the people whom the sample consists of, and neither dated nor vouched for: "34 %
    of the households have no well"."""
    told = kind == "share" and context.asked is not None and slots.get("population") == context.asked
    return told and not (scene.places or scene.sources or scene.periods)


def sample_answers(slots: Mapping[str, str], kind: Kind, context: Context) -> Places | None:
    """Where what those asked said lies; None for what is no answer of theirs, or where no place of theirs is told."""
    sample = context.sample
    if sample is None or _apart(slots):
        return None
    here = str(sample.host).startswith(str(context.country))
    paid = kind == "money" and (sample.area or sample.origin == WORLD or here)
    if sample.origin == WORLD and slots.get("object") in _HOUSES:
        return Places(area=sample.host)  # "365 foreign students of nine universities"
    return sample if kind in _ANSWERED or paid else None


def is_apart(slots: Mapping[str, str], context: Context) -> bool:
    """Whether experts are told of, or the talks and the questions of a study: they lie where they are said to; in a
    paper about one region they are that region's."""
    if "-" in (context.subject or ""):
        return slots.get("object") == "question"
    expert = "expert" in (slots.get("population"), slots.get("of"))
    return (expert and not slots.get("measure")) or slots.get("object") in ("interview", "question")


def home_of(sample: Places | None) -> str | None:
    """Where those asked come from, if they went elsewhere: what they do at home is still told of them."""
    return sample.origin if sample is not None and sample.host else None


def answered(scene: Scene, kind: Kind, context: Context) -> bool:
    """Whether a share is of those who answered: it stands in a sentence of answers, and no source is named."""
    if kind != "share" or scene.sources or context.sample is None or names_register(scene):
        return False
    return scene.find("answers", _answer_words(scene.base)) != []


def in_row_of_asked(scene: Scene, found: FoundQuantity, kind: Kind) -> bool:
    """Whether a share stands before one behind which those asked are named: "by 40 %, and a cinema by 67 % of the
    respondents"."""
    if kind != "share" or scene.places or scene.sources:
        return False
    asked = expression(scene.base, "words", "all_asked", RIGHT_BEHIND, file="places")
    later = (q for q in scene.quantities if q.start > found.start and q.unit == "percent")
    return any(asked.match(scene.text, q.end) is not None for q in later)


@cache
def _answer_words(lang: str) -> PhraseIndex[bool]:
    """Words of a sentence that tells what those asked said."""
    return PhraseIndex((word, True) for word in knowledge(lang, "places")["words"]["answers"])


def _apart(slots: Mapping[str, str]) -> bool:
    """Whether experts are meant, who are asked beside the sample, or the talks and where they were held."""
    return slots.get("population") in _EXPERTS or slots.get("object") in _NOBODY


def _is_whole(counted: Sequence[tuple[Mapping[str, str], Places]], first: Places) -> bool:
    """Whether the first of what is counted is placed, and the others, being parts of it, lie nowhere else."""
    elsewhere = (p.area for _, p in counted if p.area and first.area and not p.area.startswith(first.area))
    return counted[0][1] == first and not any("-" in area and "+" not in str(first.area) for area in elsewhere)


def of_strata(area: str, context: Context) -> str:
    """Where a sample lies whose parts were counted in several places: in the region that has them all; in the country
    that the paper is about, where they are parts of three of its regions or more."""
    codes = {code.split(CITY)[0] for code in area.split("+")}
    within = all(code.startswith(str(context.subject)) for code in codes)
    several = len(codes) >= _COUNTRY_WIDE or context.subject in codes
    return str(context.subject) if several and within else "+".join(sorted(codes))


def _just_named(context: Context) -> Places | None:
    """The one region that the sentence before named, where it told no figure: "the paper looks at the diet of villagers
    in Abai region. A survey of 400 families showed …"."""
    named = context.area or (context.host if context.origin is None else None)
    named = named or (context.origin if context.host is None else None) or ""
    return Places(area=named) if "-" in named and "+" not in named and named.startswith(str(context.country)) else None


def total_of_strata(scene: Scene, segment: Segment, area: str | None, context: Context) -> Places | None:
    """Where a sample lies whose number is told before those of its parts: "640 took part: in Almaty 268, …"."""
    named = any(segment.start <= p.start < segment.end for p in scene.places)
    if area is None or "+" not in area or named or not tells_of_sample(scene):
        return None
    return context.sample or Places(area=of_strata(area, context))


_COUNTRY_WIDE = 3
"""Parts of a sample from so many regions stand for their country."""


def _together(told: Sequence[Places], context: Context) -> Places:
    """All places of the parts: "260 in North Kazakhstan, 290 in Kostanay region"."""
    going = [p for p in told if p.origin and p.host]
    if going:
        return Places(origin=_joined(p.origin for p in going), host=_joined(p.host for p in going))
    return Places(area=of_strata(_joined(p.area for p in told), context))


def _joined(codes: Iterable[str | None]) -> str:
    return "+".join(sorted({part for code in codes if code for part in code.split("+")}))
