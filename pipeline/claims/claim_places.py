"""Which places a number is about: those of its own stretch, of the stretches before it, of the context."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.claims.age_groups import over_ages
from pipeline.claims.context import Context
from pipeline.claims.expressions import BEGINNING, RIGHT_BEFORE, RIGHT_BEHIND, expression
from pipeline.claims.listed_places import Direction, Placed, of_wholes, own_label, summed, with_holders, with_sums
from pipeline.claims.phrases import PhraseIndex
from pipeline.claims.place_names import CITY, WORLD
from pipeline.claims.places import PlaceMention, joined
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.tokens import Token, data_language
from pipeline.claims.told_in_turn import rows
from pipeline.languages.knowledge import knowledge


@cache
def _cues(lang: str, name: str) -> PhraseIndex[bool]:
    return PhraseIndex((word, True) for word in knowledge(lang, "places")["words"][name])


def listing(scene: Scene) -> Direction | None:
    """Whether a sentence speaks of hosts ("receiving countries") or of origins ("sending countries")."""
    if scene.find("receiving", _cues(scene.base, "receiving")):
        return "host"
    return "origin" if scene.find("sending", _cues(scene.base, "sending")) else None


def direction_of(tokens: Sequence[Token], lang: str) -> Direction | None:
    """The same of any words."""
    base = data_language(lang)
    if _cues(base, "receiving").find(tokens):
        return "host"
    return "origin" if _cues(base, "sending").find(tokens) else None


def place_numbers(scene: Scene, context: Context) -> tuple[Placed, ...]:
    """The places of each stretch of a sentence, in order."""
    paired = _respectively(scene)
    placed: list[Placed] = []
    own_ones: list[Placed] = []
    for i, segment in enumerate(scene.segments):
        within = over_ages(scene, segment)  # "1,150 people aged 18–34 in Almaty"
        own = [m for m in _of_all(scene, segment) if within.start <= m.start < within.end]
        label = own_label(scene, i)
        if label is not None:
            own = [label]
        elif i + 1 < len(scene.segments) and len(own) > 1:
            own = [m for m in own if m != own_label(scene, i + 1)]
        if i in paired:
            shared = [m for m in scene.places if m.form == "foreign" and m.role == "origin"]
            own = [m for m in own if m not in paired.values() and m not in shared] + [paired[i], *shared]
        against = _is_of_another(scene, i, own)
        found = _place(scene, segment, own, () if against else own_ones, context)
        alone = all(m.role == "origin" for m in own)
        placed.append(summed(scene, i, found, placed) if alone else found)
        if not against:
            own_ones.append(placed[-1])
    return tuple(_with_last(scene, with_sums(scene, with_holders(scene, of_wholes(scene, placed)))))


def _is_of_another(scene: Scene, i: int, own: Sequence[PlaceMention]) -> bool:
    """Whether a number only tells of another place what the one before it is set against: "scored 425, against an
    average of 472 in the OECD", "against an OECD average of 472"; what follows it goes on with the first place."""
    if i == 0 or not own:
        return False
    start, anchor = scene.quantities[scene.segments[i - 1].quantities[-1]].end, scene.segments[i].anchor
    against = expression(scene.base, "levels", "against", r"(?<!\w)(?:{})\s").search(scene.text, start, anchor)
    mean = against and expression(scene.base, "places_told", "mean", r"(?:{})").search(
        scene.text, against.end(), anchor
    )
    return bool(mean)


def _with_last(scene: Scene, placed: Sequence[Placed]) -> list[Placed]:
    """A place that closes the sentence holds for all its numbers: "by 0.3 degrees every ten years in Kazakhstan",
    "from China 156 and from India 92 came to Kazakhstan"."""
    last = placed[-1] if placed else None
    if last is None or len(placed) < 2 or not (last.any or last.host):
        return list(placed)
    mentions = [m for m in scene.places if m.form not in ("foreign", "abroad")]
    ends = scene.quantities[scene.segments[-1].quantities[-1]].end
    behind = [m for m in mentions if m.start >= ends and not (m.role == "origin" and m.start - ends <= _NOUN)]
    if _hosts_all(scene, placed, behind):
        return [p._replace(host=last.host) for p in placed]
    if last.origin or last.foreign:
        return list(_of_the_same_people(scene, placed))
    told = len(mentions) == 1 and mentions[0].start >= ends and mentions[0].role in ("host", "area")
    between = scene.text[scene.segments[0].anchor : mentions[0].start] if told else ","
    if re.search(r"[,;:()]|\s[–—-]\s", between):
        return list(placed)
    return [last if not (p.origin or p.host or p.area or p.any) else p for p in placed]


def _of_the_same_people(scene: Scene, placed: Sequence[Placed]) -> Iterator[Placed]:
    """Those who are named but behind the last number of a list of hosts are counted by each of its numbers: "in
    universities of Turkey over 10, in Czechia about 2.3 thousand Kazakhstanis"."""
    last, number = placed[-1], scene.quantities[scene.segments[-1].quantities[0]]
    named = any(m.role == "origin" and 0 <= m.start - number.end <= _HEDGED for m in scene.places)
    bare = all(scene.quantities[segment.quantities[0]].unit_surface is None for segment in scene.segments[:-1])
    listed = named and bare and last.host is not None and all(p.host and not p.origin for p in placed[:-1])
    return (
        p._replace(origin=last.origin, foreign=last.foreign, newcomers=last.newcomers)
        if listed and not p.foreign
        else p
        for p in placed
    )


_HEDGED = 12
"""Characters between a number and its noun at most, where a hedge stands between the two."""

_NOUN = 2
"""Characters between a number and the people that it counts: "95,000 Kyrgyz entered Kazakhstan"."""


def _hosts_all(scene: Scene, placed: Sequence[Placed], behind: Sequence[PlaceMention]) -> bool:
    """Whether the one place behind the last number is where all those went whose origins are listed."""
    host = placed[-1].host
    if len(behind) != 1 or behind[0].code != host:
        return False
    ends = scene.quantities[scene.segments[-1].quantities[-1]].end
    parted = re.search(r"[,;:]", scene.text[ends : behind[0].start])
    return parted is None and all(p.origin and p.host in (None, host) for p in placed)


def _of_all(scene: Scene, segment: Segment) -> list[PlaceMention]:
    """The places but those of a part of what the number counts ("4 % of graduates, mostly of Almaty schools") and
    those that it is only compared with ("twice as many as in Germany")."""
    last = scene.quantities[segment.quantities[-1]].end if segment.quantities else len(scene.text)
    part = next((m.start() for m in _parts(scene.base).finditer(scene.text, last, segment.end)), len(scene.text))
    aside = _aside(scene, segment)
    return [
        m
        for m in scene.places
        if m.start < part and m not in aside and (_told_there(scene, m, segment) or not _other_side(scene, m))
    ]


def _aside(scene: Scene, segment: Segment) -> list[PlaceMention]:
    """The places inside a clause that tells more of the place before it: "Hungary, whose schools look to Asia, hosted
    71 thousand students"."""
    names = [m for m in scene.places if m.end <= segment.anchor]
    if len(names) < 2:
        return []
    clause = expression(scene.base, "words", "aside", _ASIDE, file="places")
    shut = [m.end for m in names if _BETWEEN_COMMAS.match(scene.text, m.end, segment.anchor)]
    spans = [match.span() for end in shut if (match := clause.match(scene.text, end, segment.anchor))]
    return [m for m in names if any(start < m.start < end for start, end in spans)]


_ASIDE = r",\s(?:[^,;:()\d]{{0,40}}\s)?(?:{})\s[^,;:()\d]{{1,160}},\s"
"""A clause between commas, without numbers, that begins with a word for the place before it."""
_BETWEEN_COMMAS = re.compile(r",\s[^,;:()\d]+,\s")


@cache
def _there(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "places")["words"]["where"]) or "(?!)"
    return re.compile(rf"[^,;:()]{{0,40}}(?:\([^()]*|,\s(?:{words})(?!\w)[^,;:]*)$", re.IGNORECASE)


def _told_there(scene: Scene, mention: PlaceMention, segment: Segment) -> bool:
    """Whether a number is told of the other side itself: "than in Germany (12 %)", "чем в Германии, где он 12"."""
    return (
        mention.end <= segment.anchor and _there(scene.base).match(scene.text[mention.end : segment.anchor]) is not None
    )


@cache
def _parts(lang: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, knowledge(lang, "places")["words"]["parts"]))
    return re.compile(rf",\s*(?:{words})\b", re.IGNORECASE)


def _other_side(scene: Scene, mention: PlaceMention) -> bool:
    before = re.findall(r"[^\W\d_]+", scene.text[max(0, mention.start - 16) : mention.start].casefold())[-2:]
    if any(word in knowledge(scene.base, "places")["words"]["than"] for word in before):
        return True
    ahead = expression(scene.base, "words", "exceeds", RIGHT_BEFORE, file="places")
    behind = expression(scene.base, "words", "exceeded", RIGHT_BEHIND, file="places")
    start = max(0, mention.start - _COMPARED)
    return (
        ahead.search(scene.text, start, mention.start) is not None
        or behind.match(scene.text, mention.end, mention.end + _COMPARED) is not None
    )


_COMPARED = 120
"""Characters of "exceeds the average level of" before a name."""


def mentioned(scene: Scene, context: Context) -> Placed:
    """The places that a sentence without numbers leaves for the next."""
    return _place(scene, Segment(0, len(scene.text), (), len(scene.text)), list(scene.places), [], context)


def _respectively(scene: Scene) -> dict[int, PlaceMention]:
    """The place of each stretch whose number stands in a list as long as one of places: "in the USA and the UK 971
    thousand and 432 thousand respectively", "Poland and Latvia reported 6.2 and 2.4"."""
    found: dict[int, PlaceMention] = {}
    for row in rows(scene.text, scene.quantities, scene.segments, scene.places, scene.base):
        found.update(zip(row, _listed_before(scene, row[0], len(row)), strict=False))
    return found


def _listed_before(scene: Scene, at: int, length: int) -> list[PlaceMention]:
    """The last list of so many places that stands before a number, behind the number before it; behind the list people
    may be named ("Ресей мен Қытайдағы қазақстандықтар")."""
    start = scene.segments[at - 1].anchor if at else 0
    lists: list[list[PlaceMention]] = []
    for mention in scene.places:
        if not start <= mention.start < scene.segments[at].anchor:
            continue
        if lists and joined(scene.text, scene.tokens, lists[-1][-1], mention, scene.lang):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    return next((listed for listed in reversed(lists) if len(listed) == length), [])


def _place(
    scene: Scene, segment: Segment, own: list[PlaceMention], before: Sequence[Placed], context: Context
) -> Placed:
    own, bare = _without_bare(scene, _closer(own, before), before, context)
    foreign = next((m for m in own if m.form in ("foreign", "abroad") and m.role == "origin"), None)
    specific = [m for m in own if not (m.form in ("foreign", "abroad") and m.role == "origin")]
    origin = _nearest(scene, specific, "origin", segment.anchor)
    living = _where_they_live(scene, specific)
    specific = [m for m in specific if m.role != "host" or m in living]
    hosts = _where_they_are(scene, living, context)
    if scene.quantities and scene.quantities[segment.quantities[0] if segment.quantities else 0].unit == "percent":
        hosts = [m for m in hosts if m.code != WORLD] or hosts
    host = _nearest(scene, hosts, "host", segment.anchor)
    area = _nearest(scene, specific, "area", segment.anchor) or _nearest(scene, specific, "among", segment.anchor)
    named = [m for m in specific if m.form not in ("foreign", "abroad")]
    any_place = _nearest(scene, [m._replace(role="area") for m in named], "area", segment.anchor)
    found = Placed(origin, host, area, bare, foreign=foreign is not None, newcomers=foreign is not None, any=any_place)
    if host == WORLD and all(m.form == "abroad" for m in hosts if m.code == WORLD):
        found = found._replace(abroad=True)
    found = found._replace(leaves=bool(scene.find("leaving", _cues(scene.base, "leaving"))))
    if found.host is None or found.abroad:
        found = _pointed_back(scene, segment, found, context)
    if before:
        found = _carried(found, _of_region_alone(scene, found, before[-1]))
    return found


def _of_region_alone(scene: Scene, found: Placed, last: Placed) -> Placed:
    """What the stretch before leaves, without the region of its people where this one sets another region against it,
    and nobody moves: "farmers of Abai region took 162 billion, in Kostanay region it was 94"."""
    sides = last.origin is not None and last.host is None and found.origin is None and "-" in (found.host or "")
    if not sides or found.host == last.origin or not _one_country((), last.origin or "", found.host or ""):
        return last
    moves = any(m.slot == "activity" or m.code in _MOVING for m in scene.concepts)
    return last if moves else last._replace(origin=None)


_MOVING = ("migrant", "emigrant", "immigrant", "labour-migrant")


def _where_they_live(scene: Scene, own: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The hosts, but where graduates are told to live elsewhere the places of their universities: "a graduate of a
    British university, lives in Norway"."""
    hosts = [m for m in own if m.role == "host"]
    lives = expression(scene.base, "words", "lives", file="places")
    taught = any(m.slot == "institution" or m.code == "graduate" for m in scene.concepts)
    if len(hosts) < 2 or not taught or not scene.tells(lives):
        return hosts
    behind = expression(scene.base, "words", "lives_behind", RIGHT_BEHIND, file="places")
    before = expression(scene.base, "words", "lives", RIGHT_BEFORE, file="places")
    homes = [
        m
        for m in hosts
        if before.search(scene.text, max(0, m.start - _DWELLS), m.start)
        or behind.match(scene.text, m.end, m.end + _DWELLS)
    ]
    return homes or hosts


_DWELLS = 30
"""Characters of "lives at present in the" beside the name of a land."""


def _where_they_are(scene: Scene, hosts: list[PlaceMention], context: Context) -> list[PlaceMention]:
    """The hosts without the own country of those abroad, to which they but may return: "of Kazakhstani students abroad
    31 % plan to return to Kazakhstan"."""
    back = expression(scene.base, "crossing", "stays", BEGINNING, file="places")
    if not any(m.form == "abroad" for m in hosts) or not scene.tells(back):
        return hosts
    return [m for m in hosts if context.country is None or not m.code.startswith(context.country)] or hosts


def _pointed_back(scene: Scene, segment: Segment, found: Placed, context: Context) -> Placed:
    """The host that "its", "it accounts for" mean: the other country that the sentence before was about."""
    last = context.host or context.area or context.origin
    if last in (None, WORLD, context.country) or "-" in (last or ""):
        return found
    lead = scene.text[0 if segment is scene.segments[0] else segment.start : segment.anchor] if scene.segments else ""
    return found._replace(host=last, abroad=False) if _its(scene.base).match(lead.strip()) else found


@cache
def _its(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "places")["words"]["its"])
    return re.compile(rf"(?:{words})", re.IGNORECASE)


def _closer(own: list[PlaceMention], before: Sequence[Placed]) -> list[PlaceMention]:
    """The places without a country that only an adjective names beside a part of it: of 448 schools of a region 112 may
    be Kazakh."""
    known = [m.code for m in own] + [before[-1].any or "" if before else ""]
    parts = {code[:2] for code in known if code[2:3] == "-"}
    return [m for m in own if not (m.form == "adjective" and m.code in parts and m.role in ("area", "bare"))]


def _carried(found: Placed, last: Placed) -> Placed:
    """What the stretch itself does not say holds on from the one before it."""
    listed = found.host is None and last.host not in (None, WORLD, last.area)  # "in Russia 402, in Asian countries 331"
    home = last.origin or last.area or WORLD
    host = found.area if listed and not (found.area or home).startswith(home[:2]) else last.host
    return found._replace(
        origin=found.origin or last.origin,
        host=found.host or host,
        area=found.area or (None if found.origin or found.host else last.area),
        bare=found.bare or last.bare,
        foreign=found.foreign or (last.foreign and found.origin is None),
        newcomers=found.newcomers or last.newcomers,
        any=found.any or last.any,
        abroad=found.abroad or (found.host is None and last.abroad),
    )


def _without_bare(
    scene: Scene, own: list[PlaceMention], before: Sequence[Placed], context: Context
) -> tuple[list[PlaceMention], Direction | None]:
    """Names without a sign of role get one: as in the stretch before, as the sentence lists, or what is still free."""
    if not any(m.role == "bare" for m in own):
        return own, None
    has_origin = any(m.role == "origin" for m in own) or bool(before and before[-1].origin)
    has_host = any(m.role == "host" for m in own) or bool(before and before[-1].host)
    direction: Direction | None
    if before and before[-1].bare:
        direction = before[-1].bare
    elif before and (before[-1].origin or before[-1].host):
        direction = _parallel(scene, own, before)
    else:
        origins = {m.code for m in own if m.role == "origin" and m.form != "foreign"}
        others = origins and not has_host and not any(m.role == "bare" and m.code in origins for m in own)
        direction = "host" if others else listing(scene) or context.bare
        if direction is None and has_host and not has_origin and _one_country(own):
            direction = "host"  # regions of one list: "in Pavlodar, Kostanay regions and in the city of Almaty"
        elif direction is None and (has_origin or has_host):
            direction = "host" if has_origin and not has_host else "origin"
        elif direction is None and context.origin and not any(m.code == context.origin for m in own):
            direction = (
                "origin" if context.host not in (None, WORLD) and context.country in (context.host, None) else "host"
            )
    if direction is None:
        return [m._replace(role="area") if m.role == "bare" else m for m in own], None
    return [m._replace(role=direction) if m.role == "bare" else m for m in own], direction


def _one_country(own: Sequence[PlaceMention], *others: str) -> bool:
    """Whether the bare places and the hosts, and the other codes, are all parts of one country."""
    codes = [*(m.code for m in own if m.role in ("bare", "host")), *others]
    return len({code[:2] for code in codes}) == 1 and all("-" in code for code in codes)


def _parallel(scene: Scene, own: Sequence[PlaceMention], before: Sequence[Placed]) -> Direction:
    bare, last = next(m for m in own if m.role == "bare"), before[-1]
    if (bare.form == "adjective" and (last.origin or last.host == WORLD)) or (
        last.origin and _labels(scene, scene.segments[len(before) - 1], last.origin)
    ):
        return "origin"
    if last.origin and not last.host and "-" in last.origin and _one_country([bare], last.origin):
        return "origin"  # "the population of one region grew by 16 %, while the other lost 7 %"
    return "host" if last.host and last.host != WORLD else "origin" if last.origin and last.host else "host"


def _labels(scene: Scene, segment: Segment, code: str) -> bool:
    """Whether the place stands right before the stretch's number: "citizens of Uzbekistan (2 million), Russia (…)"."""
    return any(
        m.code == code and m.role == "origin" and re.fullmatch(r"\s*[(–—:-]\s*", scene.text[m.end : segment.anchor])
        for m in scene.places
        if segment.start <= m.start and m.end <= segment.anchor
    )


def _nearest(scene: Scene, mentions: Sequence[PlaceMention], role: str, anchor: int) -> str | None:
    """The code nearest to the number in this role, with those listed beside it ("the USA and Canada")."""
    fitting = [m for m in mentions if m.role == role]
    if not fitting:
        return None
    best = min(fitting, key=lambda m: (_distance(m, anchor), m.start))
    at = fitting.index(best)
    codes = {best.code}
    low = at
    while low > 0 and joined(scene.text, scene.tokens, fitting[low - 1], fitting[low], scene.lang):
        low -= 1
        codes.add(fitting[low].code)
    high = at
    while high + 1 < len(fitting) and joined(scene.text, scene.tokens, fitting[high], fitting[high + 1], scene.lang):
        high += 1
        codes.add(fitting[high].code)
    if len(codes) > 1:
        codes.discard(WORLD)
    return "+".join(sorted(_smallest(codes)))


def _smallest(codes: set[str]) -> set[str]:
    """A region for its country named beside it ("Pavlodar region, Kazakhstan"); for a city of a region the country."""
    cities = {c for c in codes if CITY in c and c[:2] in codes}
    codes = codes - cities
    return {c for c in codes if not (len(c) == 2 and any(other.startswith(f"{c}-") for other in codes))}


def _distance(mention: PlaceMention, anchor: int) -> int:
    return anchor - mention.end if mention.end <= anchor else mention.start - anchor
