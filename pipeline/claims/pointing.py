"""Where words point that name no place: "here", "over there", "in the region", "across the country"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.claims.context import Context
from pipeline.claims.expressions import BEGINNING, expression
from pipeline.claims.phrases import Mention, PhraseIndex
from pipeline.claims.place_names import WORLD, areas
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.languages.knowledge import knowledge

_REGION = re.compile(r"[A-Z]{2}-\w+(?::.+)?")


def pointed(scene: Scene, segment: Segment, context: Context) -> str | None:
    """The place that a word before the number points to: "here" is the paper's own country, "over there" the other
    one, "the region" that which was named last."""
    home = context.home or context.country
    before, around = scene.text[segment.start : segment.anchor], scene.text[segment.start : segment.end]
    there = context.host if context.host not in (WORLD, context.home) else None
    if expression(scene.base, "words", "yonder", file="places").search(before):
        return there or _named_last(context) or context.abroad or context.region
    if expression(scene.base, "words", "nearby", file="places").search(around):
        return home
    if expression(scene.base, "words", "around", file="places").search(around):
        return _named_last(context) or home
    capital = areas()["seat"].get(context.country or "")
    if capital and _points(scene, segment, expression(scene.base, "words", "capital", file="places")):
        return str(capital)
    region = expression(scene.base, "words", "region", BEGINNING, file="places")
    return _the_region(context) if _points(scene, segment, region) else None


def _named_last(context: Context) -> str | None:
    """The part of the country, or the other country, that the sentence before was about."""
    last = context.area or (context.host if context.origin is None else None)
    return last if last not in (None, WORLD, context.country) and "+" not in (last or "") else None


def _the_region(context: Context) -> str | None:
    """What "the region" means: that of the paper, else the one that the sentence before was about, else the last."""
    subject, last = context.subject or "", _named_last(context) or ""
    return next((code for code in (subject, last) if _REGION.fullmatch(code)), context.region)


def _points(scene: Scene, segment: Segment, words: re.Pattern[str]) -> bool:
    """Whether one of the words stands before the number, or behind it in its stretch, with no place named between."""
    for match in words.finditer(scene.text, 0, segment.end):
        first, last = sorted((match.end(), segment.anchor))
        if not any(first <= place.start < last for place in scene.places):
            return True
    return False


def region_named(scene: Scene, context: Context) -> str | None:
    """The region that "the region" means from here on: the one of a country's that was named last."""
    named = [p.code for p in scene.places if _REGION.fullmatch(p.code)]
    return named[-1] if named else context.region


def speaks_of_region(scene: Scene, country: str) -> bool:
    """Whether the sentence names a part of the country, or points to one."""
    named = any(p.code.startswith(f"{country}-") for p in scene.places)
    return named or expression(scene.base, "words", "region", BEGINNING, file="places").search(scene.text) is not None


@cache
def _here_words(lang: str) -> PhraseIndex[bool]:
    """Words for the country: True; those that mean one's dwelling too: False."""
    words = knowledge(lang, "places")["words"]
    return PhraseIndex([*((word, True) for word in words["here"]), *((word, False) for word in words["at_home"])])


def _here(scene: Scene) -> list[Mention[bool]]:
    """Where the sentence says "in the country"; "at home" says so only beside another land."""
    found = scene.find("here", _here_words(scene.base))
    told = expression(scene.base, "words", "here_told", file="places")
    if scene.tells(told):  # "of the country's households" in an ending, which a phrase's basic forms do not tell
        found = [*found, *(Mention(0, 0, m.start(), m.end(), True) for m in told.finditer(scene.text))]
    elsewhere = any(p.form in ("abroad", "foreign") or p.role in ("origin", "host") for p in scene.places)
    return found if elsewhere else [m for m in found if m.meaning]


def names_country(scene: Scene) -> bool:
    """Whether the sentence says "in the country" anywhere."""
    return bool(_here(scene))


def speaks_of_country(scene: Scene, segment: Segment) -> bool:
    """Whether the number's stretch, the sentence before its first number, or a stretch before it that no place named
    since has ended, says "in the country"."""
    for mention in _here(scene):
        if mention.start < scene.lead.anchor or segment.start <= mention.start < segment.end:
            return True
        if mention.start < segment.start and not any(mention.end <= p.start < segment.anchor for p in scene.places):
            return True
    return False


@cache
def _whole_words(lang: str) -> PhraseIndex[bool]:
    return PhraseIndex((word, True) for word in knowledge(lang, "places")["words"]["of_country"])


def at_home(scene: Scene, segment: Segment) -> bool:
    """Whether the number's stretch, or the sentence before its first number, speaks of the country's own schools and
    universities: who studies there studies nowhere abroad, whomever the text spoke of before."""
    if any(p.form == "foreign" or p.role == "origin" for p in scene.places):
        return False  # "at the universities of the country 5 % of the students are foreigners"
    home = expression(scene.base, "words", "studied_at_home", file="places")
    found = (m.start() for m in home.finditer(scene.text, 0, segment.end))
    return any(start < scene.lead.anchor or start >= segment.start for start in found)


def measures_country(scene: Scene, segment: Segment) -> bool:
    """Whether the number, or the sentence before its first one, tells of what only a country as a whole has: its
    gross domestic product."""
    found = scene.find("of_country", _whole_words(scene.base))
    return any(m.start < scene.lead.anchor or segment.start <= m.start < segment.end for m in found)


def told_of_country(scene: Scene, segment: Segment, context: Context) -> str | None:
    """The country, where a later stretch speaks of it as a whole: "against a national average of 52"."""
    own = any(segment.start <= p.start < segment.end for p in scene.places)
    if segment is scene.lead or own:
        return None
    return context.country if any(segment.start <= m.start < segment.end for m in _here(scene)) else None
