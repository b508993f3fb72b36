"""Claims of running text: each number of a sentence with its topic, places, period, source, status and weight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from itertools import pairwise

from pipeline.claims.changed_times import period_of_twin
from pipeline.claims.citations import Bibliography, Source, resolve
from pipeline.claims.claim_periods import period_numbers
from pipeline.claims.claim_places import mentioned, place_numbers
from pipeline.claims.claim_units import LAST, unit_of, unit_of_rest
from pipeline.claims.context import Context, Retold, over
from pipeline.claims.drafted_places import with_gaps_placed, with_steps_placed
from pipeline.claims.drafted_steps import with_steps_of_last
from pipeline.claims.drafted_times import at_one_time, last_time, leading, over_levels, span_told, told_last
from pipeline.claims.drafts import Draft
from pipeline.claims.elliptic import foretold_before, is_of_last, is_yearly, leaves_out, tells_place_only, told_before
from pipeline.claims.from_to import reached_from
from pipeline.claims.kinds import kind_of, kind_of_measure
from pipeline.claims.left_out import illness_of, programme_of, said_before
from pipeline.claims.lent_units import with_units
from pipeline.claims.listed_places import Placed
from pipeline.claims.model_figures import is_effect
from pipeline.claims.norms import is_norm
from pipeline.claims.per_one import for_each_person
from pipeline.claims.place_names import CITY, WORLD, in_a_city
from pipeline.claims.pointing import region_named
from pipeline.claims.rates import is_rate, says_indicator
from pipeline.claims.referring import spoken_of
from pipeline.claims.sample_places import sample_people, sample_place
from pipeline.claims.scene import Scene
from pipeline.claims.segments import Segment
from pipeline.claims.settling import Figure, heading_of, settle_topic
from pipeline.claims.status import TO_COME, status_of
from pipeline.claims.studied import goes_on, leaving, of_the_study, sampling
from pipeline.claims.told_nowhere import is_placed
from pipeline.claims.told_times import is_timeless
from pipeline.claims.topics import (
    context_slots,
    fill,
    is_outgoing,
    label_of,
)
from pipeline.claims.trade import home_again
from pipeline.claims.two_things import Saying, words_apart
from pipeline.claims.vocabulary import Vocabulary
from pipeline.claims.whereabouts import Told, whereabouts
from pipeline.languages.knowledge import knowledge
from schemas import AsOf, Citation, FoundQuantity, Kind, Period, Places, Quantity

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_NEAR = 4
"""So many figures of the sentence may lend the next one what it leaves out."""


def draft_claims(scene: Scene, context: Context, vocabulary: Vocabulary) -> tuple[tuple[Draft, ...], Context]:
    """The claims of one sentence, and what it leaves for the next one."""
    if not scene.segments:
        return (), _left_without_numbers(scene, context)
    context = leaving(scene, context)
    scene, before = with_units(scene), context
    placed = place_numbers(scene, context)
    periods = period_numbers(scene, context)
    drafts: list[Draft] = []
    for i, segment in enumerate(scene.segments):
        for q in segment.quantities:
            period, as_of, taken = periods[i]
            found = scene.quantities[q]
            if q != segment.quantities[0] and is_timeless(scene, found):
                period = None
            period = period_of_twin(scene, segment, found, period, [d.period for d in drafts])
            near = context._replace(figures=_figures(drafts[-_NEAR:]) or before.figures)
            draft = _draft(scene, segment, found, (placed[i], (period, as_of, taken)), near, vocabulary)
            elsewhere = tells_place_only(scene, segment, found, draft.topic)
            goes_on = elsewhere or leaves_out(scene, segment, found) or is_of_last(scene, segment)
            goes_on = goes_on or reached_from(scene, found)
            if goes_on and q == segment.quantities[0]:
                told = _retold(draft, drafts, before, vocabulary)
                draft = told._replace(places=draft.places) if elsewhere else told
            drafts.append(_same_whole(draft, drafts))
            context = _counted_before(draft, context)
    drafts = _in_course_of(scene, _in_one_word(drafts), _spoken_of(scene, before, vocabulary))
    drafts = over_levels(
        scene, at_one_time(scene, with_gaps_placed(scene, with_steps_placed(scene, drafts)), before), before
    )
    drafts = with_steps_of_last(scene, drafts, vocabulary)
    drafts = _with_twins(scene, _told_apart_by_words(scene, drafts, vocabulary))
    counted = [(d.topic, d.places) for d in drafts if d.kind == "count"]
    left = sampling(scene, context, _left(scene, drafts, placed, context))
    return tuple(drafts), left._replace(
        origins=_origins(drafts, left.origins),
        told=told_last(scene, drafts) or context.told,
        span=span_told(scene) or context.span,
        lead=leading(scene, context),
        illness=illness_of(scene, context),
        programme=programme_of(scene, context),
        spoken=spoken_of(scene, context),
        rates={**{m: unit for m, unit in context.rates.items() if m != LAST}, **_rates(drafts)},
        home=context.home,
        country=context.country,
        subject=context.subject,
        abroad=context.abroad,
        route=context.route,
        sample=sample_place(scene, counted, before),
        asked=sample_people(scene, counted, before),
        groups=context.groups,
        surveyed=context.surveyed,
        region=region_named(scene, context),
        figures=_figures(drafts),
    )


def _left_without_numbers(scene: Scene, context: Context) -> Context:
    """What a sentence that tells no figure leaves for the next one."""
    return sampling(scene, context, _left_by_mention(scene, context))._replace(
        region=region_named(scene, context),
        told=told_last(scene, ()) or context.told,
        span=span_told(scene) or context.span,
        lead=leading(scene, context),
        illness=illness_of(scene, context),
        programme=programme_of(scene, context),
        spoken=spoken_of(scene, context),
        sample=sample_place(scene, (), context),
    )


def _retold(draft: Draft, drafts: Sequence[Draft], before: Context, vocabulary: Vocabulary) -> Draft:
    """The draft of a number that tells another time and nothing else, of what the number before it tells."""
    known = _figures(drafts) or before.figures
    unit = draft.found.unit
    told = told_before(draft.kind, unit, known) or (
        foretold_before(draft.kind, unit, known) if draft.status in TO_COME else None
    )
    if told is None or not told.topic:
        return draft
    unit = told.unit if unit is None or is_yearly(unit, told.unit) else draft.quantity.unit
    last = next((d for d in reversed(drafts) if dict(d.topic) == dict(told.topic)), None)
    places = last.places if last is not None and (not is_placed(draft.places) or "places" in draft.inherited) else None
    return draft._replace(
        kind=told.kind,
        quantity=draft.quantity.model_copy(update={"unit": unit}),
        topic=dict(told.topic),
        label=label_of(told.topic, vocabulary),
        whole=told.whole,
        places=places or draft.places,
        inherited=tuple(
            sorted({*told.topic, *(n for n in draft.inherited if n == "period"), *_placed_again(draft, places)})
        ),
    )


def _told_apart_by_words(scene: Scene, drafts: Sequence[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """Figures of the sentence that contradict each other are of two things, which its own words tell apart."""
    figures = [Saying(d.found, d.kind, d.quantity.unit, d.topic, d.places, d.period, d.status) for d in drafts]
    told = words_apart(scene, figures)
    told = {i: words for i, words in told.items() if not reached_from(scene, drafts[i].found)}
    apart = {i: {**drafts[i].topic, "open": words} for i, words in told.items()}
    return [
        d._replace(topic=apart[i], label=label_of(apart[i], vocabulary)) if i in apart else d
        for i, d in enumerate(drafts)
    ]


def _placed_again(draft: Draft, places: Places | None) -> list[str]:
    return ["places"] if places is not None or "places" in draft.inherited else []


def _figures(drafts: Sequence[Draft]) -> tuple[Retold, ...]:
    return tuple(
        Retold(d.kind, d.quantity.unit, d.topic, d.whole, d.period, d.places, d.quantity.value, d.status in TO_COME)
        for d in drafts
    )


def _in_one_word(drafts: Sequence[Draft]) -> list[Draft]:
    """The parts of a whole are told in its unit, also where the vocabulary has another word for the printed one."""
    printed = {d.found.unit for d in drafts if d.found.unit_surface and d.found.unit == d.quantity.unit}
    drafts = [
        d._replace(quantity=d.quantity.model_copy(update={"unit": d.found.unit}))
        if d.kind == "count" and d.found.unit in printed and d.found.unit_surface is None
        else d
        for d in drafts
    ]
    words = {d.found.unit: d.quantity.unit for d in drafts if d.found.unit and d.found.unit != d.quantity.unit}
    return [
        d._replace(quantity=d.quantity.model_copy(update={"unit": words[d.quantity.unit]}))
        if d.kind == "count" and d.quantity.unit in words and d.found.unit_surface is None
        else d
        for d in drafts
    ]


def _rates(drafts: Sequence[Draft]) -> dict[str, str]:
    """By which rate each measure was told: "the incidence was 36.5 per 100 000 people"."""
    told = {d.topic.get("measure", ""): d.quantity.unit for d in drafts if is_rate(d.quantity.unit)}
    known = {measure: unit for measure, unit in told.items() if unit}
    return {**known, LAST: list(known.values())[-1]} if known else {}


@cache
def _course(lang: str) -> re.Pattern[str]:
    data = knowledge(lang, "claims")["kinds"]
    before, after = ("|".join(data[name]) or "(?!)" for name in ("course_before", "course_after"))
    return re.compile(rf"(?<!\w)(?:{before})\s*$|^\W*(?:\w+\W+)?(?:{after})(?!\w)", re.IGNORECASE)


def _in_course_of(scene: Scene, drafts: Sequence[Draft], near: Places) -> list[Draft]:
    """A duration lies where what went on in its course does: "over 7 years the incidence in the country fell"."""
    placed = [d for d in drafts if d.kind not in ("duration", "age", "rank") and is_placed(d.places)]
    if not placed:
        placed = [d._replace(places=near) for d in drafts[:1] if is_placed(near)]
    if not placed:
        return list(drafts)
    return [
        d._replace(places=placed[0].places, inherited=tuple(sorted({*d.inherited, "places"})))
        if d.kind == "duration" and not is_placed(d.places) and _takes_course(scene, d.found)
        else d
        for d in drafts
    ]


def _spoken_of(scene: Scene, context: Context, vocabulary: Vocabulary) -> Places:
    """Where that lies which the text before spoke of, else the country that the paper is about."""
    if goes_on(scene, context):
        return Places()
    host = context.host or (WORLD if context.origin and is_outgoing(context.slots, vocabulary) else None)
    if context.origin and host and context.origin != host:
        return Places(origin=context.origin, host=host)
    return Places(area=context.area or host or context.origin or context.subject)


def _takes_course(scene: Scene, found: FoundQuantity) -> bool:
    before, after = scene.text[max(0, found.start - 24) : found.start], scene.text[found.end : found.end + 24]
    return bool(_course(scene.base).search(before) or _course(scene.base).search(after))


def _draft(
    scene: Scene,
    segment: Segment,
    found: FoundQuantity,
    around: tuple[Placed, tuple[Period | None, AsOf | None, bool]],
    context: Context,
    vocabulary: Vocabulary,
) -> Draft:
    placed, (period, as_of, period_inherited) = around
    kind = kind_of(scene, segment, found)
    kind = "statistic" if kind in ("change", "count") and is_effect(scene, found) else kind
    filled = fill(scene, segment, found, kind, context, vocabulary)
    told = Told(scene, segment, found, kind, filled.slots, context, vocabulary)
    where = whereabouts(told, placed)
    if is_norm(scene, found) and (where.inherited or not any(_in(segment, p.start) for p in scene.places)):
        where, period = where._replace(places=Places(), inherited=False), None
    heading = heading_of(where.places, context.country)
    slots = {**filled.slots, "measure": where.traded, "sector": ""} if where.traded else filled.slots
    topic = settle_topic(slots, vocabulary, Figure(kind, found.unit, where.moving, heading))
    lent = said_before(topic, found.unit, context, vocabulary, (scene, segment))
    if lent:
        lent_to = {slot: code for slot, code in {**topic, **lent}.items() if slot != "open"}
        topic = settle_topic(lent_to, vocabulary, Figure(kind, found.unit, where.moving, heading))
    topic = {**topic, "partner": where.partner} if where.partner else topic
    if topic.get("setting") == "urban" and in_a_city(where.places.area):
        topic = {slot: code for slot, code in topic.items() if slot != "setting"}
    taken = {"places": where.inherited, "period": period_inherited}
    rates = context if says_indicator(scene.text, scene.base) else context._replace(rates={**context.rates, LAST: ""})
    unit = found.unit if told.of_text else unit_of(found, kind, topic, rates, vocabulary)
    bare = kind == "count" and found.unit is None
    unit = (unit_of_rest(scene, found, context) if bare else None) or unit
    kind = "ratio" if is_rate(unit) and kind in ("statistic", "count") else kind
    kind = kind_of_measure(scene, found, kind, unit, topic.get("measure", ""))
    each = filled.slots.get("statistic") == "per-capita"
    unit, kind, topic = for_each_person(unit, kind, topic, each=each)
    return Draft(
        found=found,
        quantity=as_quantity(found, kind, unit),
        kind=kind,
        topic=topic,
        label=label_of(topic, vocabulary),
        places=home_again(topic, where.places, context.country),
        period=period,
        as_of=as_of,
        status="measured" if kind == "share" and of_the_study(topic) else status_of(scene, segment),
        inherited=tuple(sorted({*filled.inherited, *lent, *(name for name, so in taken.items() if so)})),
        whole=filled.whole,
        cited=(),
    )


def _in(segment: Segment, at: int) -> bool:
    return segment.start <= at < segment.end


_LANDS = (
    "country",
    "region",
    "city",
    "district",
    "village",
    "university",
    "school",
    "college",
    "institution",
    "kindergarten",
)
"""Where people counted beside them are, who are spoken of further: "640 students of six universities"."""


def _counted_before(draft: Draft, context: Context) -> Context:
    """What a sentence has counted, its next shares are shares of: "14 033 scholarships …: Britain (45.2 %), Asia …"."""
    counted = {s: c for s, c in draft.topic.items() if s in ("population", "object", "activity", "programme")}
    if draft.kind != "count" or not (counted.get("population") or counted.get("object")):
        return context
    if counted.get("object") in _LANDS and context.slots.get("population"):
        return context  # "31.5 thousand students from 64 countries, 60 % of them Indians"
    return context._replace(slots=counted)


def _origins(drafts: Sequence[Draft], known: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Who was spoken of as being in a host country: "20 thousand Kazakh nurses work in German clinics"."""
    found = dict(known)
    for draft in drafts:
        population, places = draft.topic.get("population"), draft.places
        if population and places.origin and places.host and places.origin != "WLD":
            found[population, places.host] = places.origin
    return found


def heading_context(scene: Scene) -> Context:
    """What a heading leaves for the text under it."""
    left = _left_by_mention(scene, Context())
    if left.host and left.origin is None and left.host != "WLD":
        left = left._replace(host=None, area=left.host)
    times = [p.period for p in scene.periods if p.period is not None]
    lead = times[0] if len(times) == 1 else None
    illness = illness_of(scene, Context())
    return left._replace(slots=context_slots(scene.concepts, heading=True), period=None, lead=lead, illness=illness)


def _with_twins(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Shares that restate a number of things are of these things, where they name no others: "624 of the landfills meet
    the norms, or 20.7 %"."""
    stretch = {scene.quantities[q].start: i for i, segment in enumerate(scene.segments) for q in segment.quantities}
    told = list(drafts)
    for i, (one, other) in enumerate(pairwise(drafts), start=1):
        twins = stretch.get(one.found.start) == stretch.get(other.found.start)
        restated = one.kind == "count" and other.kind == "share" and other.topic.items() < one.topic.items()
        if twins and restated and (not other.topic or one.topic.keys() - other.topic.keys() == {"object"}):
            told[i] = other._replace(topic=one.topic, label=one.label)
    return told


def _same_whole(draft: Draft, before: Sequence[Draft]) -> Draft:
    """A share without a whole of its own is of the same whole as the share before it in the sentence."""
    if draft.kind != "share" or "of" in draft.topic:
        return draft
    last = next((d for d in reversed(before) if d.kind == "share"), None)
    if last is None or "of" not in last.topic or last.topic.get("population") != draft.topic.get("population"):
        return draft
    topic = dict(sorted({**draft.topic, "of": last.topic["of"]}.items()))
    return draft._replace(topic=topic, whole=last.whole)


def as_quantity(found: FoundQuantity, kind: Kind, unit: str | None) -> Quantity:
    """The quantity of a claim: a fraction in words that is a share becomes per cent (a third: 33.33).

    `unit` is the printed one, or what the topic counts.
    """
    data = {name: getattr(found, name) for name in Quantity.model_fields}
    data["unit"] = unit
    if found.in_words and kind in ("share", "change") and found.unit != "percent" and found.value is not None:
        data |= {
            "value": (found.value * _HUNDRED).quantize(_CENT, ROUND_HALF_EVEN).normalize() + 0,
            "unit": "percent",
            "interval": _percent(found.interval),
            "interval_narrow": _percent(found.interval_narrow),
        }
    return Quantity(**data)


def _percent(interval: tuple[Decimal | None, Decimal | None]) -> tuple[Decimal | None, Decimal | None]:
    low, high = (None if end is None else (end * _HUNDRED).quantize(_CENT, ROUND_HALF_EVEN) for end in interval)
    return low, high


def cite(drafts: Sequence[Draft], scene: Scene, later: Sequence[Scene], listed: Bibliography) -> Iterator[Draft]:
    """The drafts with their sources: those named in the sentence, and the bracket that closes it or the passage."""
    named = [s for s in scene.sources if not s.bracket]
    brackets = [s for s in scene.sources if s.bracket]
    closing = _closing(later[:2], vouched=bool(named))
    for draft in drafts:
        behind = next((s for s in brackets if s.start >= draft.found.end), brackets[-1] if brackets else closing)
        yield draft._replace(cited=_citations([*named, *([behind] if behind else [])], listed))


def _closing(later: Sequence[Scene], *, vouched: bool) -> Source | None:
    """The bracket that closes the passage: it ends a sentence, and none before it names a source of its own.

    `vouched`: the figure has a named source; then a bracket behind another figure is of that one alone.
    """
    for scene in later:
        if scene.sources:
            last = max(scene.sources, key=lambda s: s.end)
            if vouched and scene.quantities:
                return None
            ends = last.bracket and not any(c.isalnum() for c in scene.text[last.end :])
            return last if ends and all(s.bracket for s in scene.sources) else None
    return None


def _citations(sources: Sequence[Source], listed: Bibliography) -> tuple[Citation, ...]:
    found = [citation for source in sources for citation in resolve(source, listed)]
    return tuple(dict.fromkeys(found))


def _left(scene: Scene, drafts: Sequence[Draft], placed: Sequence[Placed], context: Context) -> Context:
    """The last claim about people or things leaves its topic and places; a claim about years leaves what it found."""
    spoken = [d for d in drafts if d.topic.get("population") or d.topic.get("object") or d.topic.get("measure")]
    if any(d.topic.get("sample") == "asked" for d in spoken):
        spoken = [d for d in spoken if not _is_interviewed(d)]
    if any(d.kind == "count" and d.topic.get("population") for d in drafts):
        spoken = [d for d in spoken if d.topic.get("object") not in _LANDS]
    last = next((d for d in reversed(spoken) if d.kind in ("count", "share", "money", "statistic")), None)
    several = len({d.places.area for d in drafts if d.places.area}) > 1 or _told_apart(drafts)
    if last is None:
        left = _left_by_mention(scene, context)
        left = left._replace(period=last_time(drafts) or left.period)
        return (
            left._replace(origin=context.origin, host=context.host, area=context.area, bare=None) if several else left
        )
    slots = {
        slot: code for slot, code in last.topic.items() if slot not in ("of", "change", "item", "open", "statistic")
    }
    bare = next((p.bare for p in reversed(placed) if p.bare), None)
    period = last_time(drafts)
    share = next((dict(d.topic) for d in reversed(drafts) if d.kind == "share"), {})
    places = last.places
    if several and not bare:
        # several were set against each other: none of them holds on, but the country that all lie in
        areas = {d.places.area for d in drafts if d.places.area}
        places = Places(area=_with_its_cities(areas) or context.area or _all_in_one(areas))
    near = Context(slots, places.origin, places.host, places.area, bare, period, share)
    return near if near.placed else over(near, context)._replace(slots=slots, period=period)


def _is_interviewed(draft: Draft) -> bool:
    """Whether the number counts experts or those interviewed, beside whom a survey asked others."""
    chosen = draft.topic.get("sample") in ("interviewed", "focus-group")
    return draft.kind == "count" and (chosen or draft.topic.get("population") in ("expert", "interviewee"))


def _with_its_cities(areas: set[str]) -> str | None:
    """The region that is named beside its own cities."""
    whole = min(areas, key=len)
    return whole if CITY not in whole and all(area.split(CITY)[0] == whole for area in areas) else None


def _all_in_one(areas: set[str]) -> str | None:
    """The country that is named beside its own parts."""
    whole = {area for area in areas if len(area) == len("KZ")}
    country = whole.pop() if len(whole) == 1 else None
    return country if country and all(area.startswith(country) and "+" not in area for area in areas) else None


def _told_apart(drafts: Sequence[Draft]) -> bool:
    """Whether a sentence sets a place against a figure that it places nowhere: "32.6 minutes, in Atyrau 41"."""
    first, last = drafts[0], drafts[-1]
    alike = first.kind == last.kind and first.quantity.unit == last.quantity.unit
    return alike and not is_placed(first.places) and last.places.area is not None and "places" not in last.inherited


def _left_by_mention(scene: Scene, context: Context) -> Context:
    seen = mentioned(scene, context)
    slots = context_slots(scene.concepts)
    period = next((p.period for p in reversed(scene.periods) if p.period is not None), None)
    origin = seen.origin or ("WLD" if seen.foreign else None)
    host = seen.host if "+" not in (seen.host or "") else None
    near = Context(
        slots,
        origin,
        host,
        seen.area if not (origin or host) else None,
        seen.bare,
        period or context.period,
        context.share,
    )
    if slots.get("population", context.slots.get("population")) != context.slots.get("population"):
        return over(near, context)._replace(slots={**_kept(context), **slots})
    return over(near, context)


def _kept(context: Context) -> dict[str, str]:
    return {slot: code for slot, code in context.slots.items() if slot == "programme"}
