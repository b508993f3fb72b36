"""What a table's caption and notes say of all its cells: whom they count, where, when, according to whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from pipeline.claims.cell_units import COUNTERS
from pipeline.claims.citations import Bibliography, Source, find_sources, resolve
from pipeline.claims.claim_places import direction_of, listing
from pipeline.claims.claim_units import unit_of
from pipeline.claims.context import Context
from pipeline.claims.drafts import Draft
from pipeline.claims.implied import AT_LARGE, PREDICATES
from pipeline.claims.place_names import WORLD
from pipeline.claims.places import find_places
from pipeline.claims.prose_claims import draft_claims
from pipeline.claims.rates import is_rate
from pipeline.claims.scene import ConceptMention, Scene, read_scene
from pipeline.claims.shares import TAKEN_OVER
from pipeline.claims.table_reading import legible
from pipeline.claims.tokens import data_language, tokenise
from pipeline.claims.topics import is_mobile, is_outgoing
from pipeline.claims.vocabulary import FOR_RULES, Vocabulary
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.numbers.reading import NumberReading, read_numbers
from pipeline.numbers.units import unit_class
from schemas import Citation, Table

COUNTED = ("population", "object")
"""Slots that say what is counted."""
_DONE = ("activity", "programme")
"""Slots that say what those who are counted do."""
_NEAR = 40
_KAZAKH_ADJECTIVE = re.compile(r"\w{3,}(?<!ші)(?<!шы)(?:[лдт][ыі][қк])")


def caption_context(table: Table, context: Context, vocabulary: Vocabulary) -> Context:
    """What the caption leaves for the cells, over what the heading left."""
    table = legible(table)
    if not table.caption:
        bare = _listed_rows(table) or ("host" if context.origin else context.bare)
        return context._replace(bare=bare, period=None)
    scene = _caption_scene(table, vocabulary)
    _, left = draft_claims(scene, context, vocabulary)
    words = _own_words(scene)
    qualified = {m.slot for m in scene.concepts} - {m.slot for m in words}
    slots = {slot: code for slot, code in left.slots.items() if slot not in qualified}
    slots |= {m.slot: m.code for m in words}
    mobile = is_mobile(slots, vocabulary) and bool(slots.get("population") or slots.get("activity"))
    goes = is_outgoing(slots, vocabulary) or (mobile and _says("outgoing", table))
    told: Literal["host"] | None = "host" if left.origin or goes else None
    named = left.origin not in (None, WORLD)  # who goes is said: "outgoing mobility of the country's students"
    listed = listing(scene) or _listed_rows(table)
    here = context.country or context.subject or context.home
    foreign = any(p.form == "foreign" and p.role == "origin" for p in scene.places)
    foreign = foreign or (mobile and not goes and _says("incoming", table))
    if foreign and here and left.host in (None, here) and not (left.origin and left.origin != WORLD):
        # "Foreign students by country": they come to the paper's country, from those that rows name
        come = left._replace(slots=slots, origin=WORLD, host=here, area=None)
        return come._replace(bare="origin" if listed == "origin" or _lists_countries(table, here) else None)
    bare_names = {p.code for p in scene.places}
    if not (left.placed or listed) and len(bare_names) == 1:
        left = left._replace(area=bare_names.pop())  # "income of the people of Kazakhstan"
    if left.origin is None and listed != "origin" and goes:
        home = context.home or here  # who else goes out: "outgoing mobility"
        left = left._replace(origin=home)
        told, named = ("host", True) if home else (told, named)
    if named and not (left.host or listed or goes or _lists_countries(table, left.origin)):
        # "the employed population of the country": nobody goes anywhere
        return left._replace(slots=slots, origin=None, area=left.origin, bare=context.bare)
    bare = (told if named else None) or listed or told
    host = left.host or (WORLD if bare == "host" and left.origin else None)  # what the rows' total is
    return left._replace(slots=slots, bare=bare, host=host)


def _caption_scene(table: Table, vocabulary: Vocabulary) -> Scene:
    caption = table.caption or ""
    numbers = read_numbers(caption, lang=table.lang)
    return read_scene(caption, table.lang, NumberReading((), numbers.periods, numbers.others), vocabulary)


def _own_words(scene: Scene) -> list[ConceptMention]:
    """What a caption tells of its figures; not by what they are grouped, nor whose adjective a word has become."""
    return [
        m
        for m in scene.concepts
        if m.slot not in FOR_RULES
        and not (m.generic or is_adjective(m, scene.text, scene.lang) or _groups(m, scene.text, scene.lang))
    ]


def what_is_done(table: Table, vocabulary: Vocabulary) -> dict[str, str]:
    """What the caption itself says that people and things do: "internal mobility"."""
    words = _own_words(_caption_scene(legible(table), vocabulary)) if table.caption else []
    return {m.slot: m.code for m in words if m.slot in _DONE}


def table_sources(table: Table, listed: Bibliography) -> tuple[Citation, ...]:
    """The sources of a table's figures, from its caption and the notes under it: "[23, с. 19]", "Source: UNESCO"."""
    found: dict[Citation, None] = {}
    for text in (table.caption or "", *table.notes):
        sources = find_sources(text, table.lang)
        label = re.match(r"\W*[^\W\d_]+(?:\s[^\W\d_]+)?\s*[:–—-]\s*(?=\w)", text) if text != table.caption else None
        if label is not None and not sources:
            name = re.split(r"[.;]\s", text[label.end() :])[0].strip(" .")
            sources = (Source(label.end(), len(text), name, False),)
        found |= dict.fromkeys(c for source in sources for c in resolve(source, listed) if c.ref_id or c.keys)
    return tuple(found)


def _says(way: str, table: Table) -> bool:
    """Whether the caption says that people come or go: "incoming mobility"."""
    words = "|".join(word for lang in LANGUAGES for word in knowledge(lang, "tables")["cells"][way])
    return re.search(rf"(?<!\w)(?:{words})(?!\w)", table.caption or "", re.IGNORECASE) is not None


def _lists_countries(table: Table, home: str | None) -> bool:
    """Whether rows or columns are other countries, or groups of them."""
    texts = [row[0] for row in table.rows[table.header_rows :] if row]
    texts += [part for path in table.column_paths[1:] for part in path]
    codes = [{p.code for p in find_places(t, tokenise(t, table.lang), table.lang)} for t in dict.fromkeys(texts) if t]
    abroad = [c for c in codes if c and not any(code == home or code.startswith(f"{home}-") for code in c)]
    return len(abroad) > 1


def _listed_rows(table: Table) -> Literal["origin", "host"] | None:
    """What the heading of the first column says of the countries under it: "Host country"."""
    text = " ".join(table.column_paths[0]) if table.column_paths else ""
    return direction_of(tokenise(text, table.lang), table.lang) if text else None


def with_caption(
    draft: Draft, context: Context, vocabulary: Vocabulary, *, own: bool, done: Mapping[str, str]
) -> Draft:
    """The caption's period and its words on funding, level, sex … hold for every cell that has none of its own.

    `own`: the head or the label says what is counted ("number of chairs"); `done`: as `what_is_done` gives it.
    """
    topic = dict(draft.topic)
    taken = _whom_the_caption_counts(draft, topic, context) if not own else []
    taken += _what_they_do(draft, topic, done)
    if topic.get("population") == context.slots.get("population"):
        for slot, code in context.slots.items():
            if slot in PREDICATES and draft.kind != "share":
                continue
            if slot not in (*TAKEN_OVER, "measure") and slot not in topic:
                topic[slot] = code
                taken.append(slot)
    period = draft.period
    if period is None and context.period is not None:
        period, taken = context.period, [*taken, "period"]
    quantity = draft.quantity
    if topic != draft.topic and (is_rate(quantity.unit) or (quantity.unit is None and draft.kind == "count")):
        unit = unit_of(draft.found, draft.kind, topic, Context(), vocabulary)
        quantity = quantity.model_copy(update={"unit": unit})
    inherited = tuple(sorted({*draft.inherited, *taken}))
    return draft._replace(topic=topic, period=period, quantity=quantity, inherited=inherited)


def _whom_the_caption_counts(draft: Draft, topic: dict[str, str], context: Context) -> list[str]:
    """Fill in the people or things of the caption and what they do, where the cell's head and label name none."""
    people = unit_class(draft.quantity.unit) in ("person", "percent", "", *COUNTERS) or is_rate(draft.quantity.unit)
    open_topic = topic.get("population") in (None, *AT_LARGE) and not topic.get("object") and not topic.get("measure")
    if not (people and open_topic and draft.kind in ("count", "share", "ratio")):
        return []
    told = {slot: context.slots[slot] for slot in COUNTED if context.slots.get(slot, "") not in ("", *AT_LARGE)}
    if not told:
        return []
    does = {slot: context.slots[slot] for slot in ("activity", "programme") if context.slots.get(slot)}
    told |= {slot: code for slot, code in does.items() if not topic.get(slot)}
    topic |= told
    return [*told]


def _what_they_do(draft: Draft, topic: dict[str, str], done: Mapping[str, str]) -> list[str]:
    """Fill in what the caption says that people and things do, for a cell that counts some."""
    counted = any(slot in topic for slot in COUNTED) and draft.kind in ("count", "share")
    if not counted or "activity" in topic or "measure" in topic:
        return []
    told = {slot: code for slot, code in done.items() if slot not in topic}
    topic |= told
    return [*told]


def is_adjective(mention: ConceptMention, text: str, lang: str) -> bool:
    """Whether a Kazakh word for people or things is made the adjective of the next one: "дәрігерлік амбулатория"."""
    if lang != "kk" or mention.slot not in COUNTED:
        return False
    word = text[mention.start : mention.end].casefold()
    return _KAZAKH_ADJECTIVE.fullmatch(word) is not None and re.match(r"\s\w", text[mention.end :]) is not None


def _groups(mention: ConceptMention, caption: str, lang: str) -> bool:
    """Whether the caption only says that its figures are grouped by the thing: "by basin", "аудандар бойынша"."""
    if mention.slot != "object":
        return False
    base = data_language(lang)
    by = "|".join(knowledge(base, "tables")["cells"]["grouped_by"])
    before, after = caption[: mention.start].rstrip(), caption[mention.end :]
    if base == "kk":
        return re.match(rf"\w*\s+(?:{by})(?!\w)", after, re.IGNORECASE) is not None
    return re.search(rf"(?<!\w)(?:{by})(?:\s\w+)?$", before[-_NEAR:], re.IGNORECASE) is not None


def ungrouped(caption: str, lang: str) -> str:
    """A caption without what its figures are grouped by: "new cases by district", "аудандар бойынша өлім"."""
    base = data_language(lang)
    by = "|".join(sorted(knowledge(base, "tables")["cells"]["grouped_by"], key=len, reverse=True))
    if base == "kk":
        return re.sub(rf"^(?:\w+[\s,]+){{1,4}}(?:{by})\s+|\s*[,(]?(?:\s*\w+){{1,3}}\s+(?:{by})\W*$", "", caption)
    return re.sub(rf"\s*[,(]?\s*(?:{by})\s+(?![^,]*\d).{{1,60}}$", "", caption)
