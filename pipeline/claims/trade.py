"""Where goods lie that are sold from one country to another: in the one whose trade it is; the other is its partner."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.claims.context import Context
from pipeline.claims.expressions import expression
from pipeline.claims.listed_places import Placed
from pipeline.claims.place_names import WORLD
from pipeline.claims.places import PlaceMention
from pipeline.claims.scene import Scene
from pipeline.languages.knowledge import knowledge
from pipeline.numbers.units import currencies, measured_units
from schemas import FoundQuantity, Places

if TYPE_CHECKING:
    from pipeline.claims.whereabouts import Told

_BOUGHT = ("import", "purchase")
_TRADED = (*_BOUGHT, "export", "sales")
TURNOVER = ("foreign-trade", "trade-turnover", "turnover-company")
OF_TRADE = ("export", "import", *TURNOVER)
"""Measures of which a country's share is its part in the trade of another."""
_UNSAID = ("", "sales", "purchase", "harvest", "production", "market-volume")
"""Measures that leave open whether goods that cross a border are exported or imported."""
_OF_PEOPLE = ("remittances",)
"""Money that people send home goes the way that they came."""

_NO_THINGS = {"percent", "percentage point", "times", "year", "month", "week", "day", "hour", "minute", "second"}
_ANIMALS = ("head", "sheep", "camel", "horse", "cow", "cattle", "goat")


class Traded(NamedTuple):
    """The country whose trade it is, the other one, where the text names it, and what is measured, where the way that
    the goods go tells it: wheat "sold abroad" is exported."""

    area: str
    partner: str | None
    measure: str | None = None


def traded(told: Told, placed: Placed) -> Traded | None:
    """Where goods lie that go from one place to another; None where the number counts none, or none go anywhere."""
    scene, found, slots, context = told.scene, told.found, told.slots, told.context
    shared = _passing(told) or _of_partner(told, placed) or _sent_out(told, placed)
    if shared is not None:
        return shared
    measure = slots.get("measure", "")
    dealt = _dealt(told, bought=measure in _BOUGHT) if measure in _TRADED else None
    gone = _gone(scene, found, slots, placed, context)
    goods = (dealt or gone) if measure in ("sales", "purchase") else (gone or dealt)
    if goods is None or goods.measure or measure not in _UNSAID:
        return goods
    if not {placed.origin, placed.host} - {None, goods.area}:
        return goods  # it stays where it is
    return goods._replace(measure="export" if goods.area == placed.origin and measure not in _BOUGHT else "import")


def _dealt(told: Told, *, bought: bool) -> Traded | None:
    """What the paper's country sold to another one or bought of it: whoever is named first buys where it is bought."""
    home = told.context.country
    if not home or told.slots.get("population"):
        return None
    ends = (told.segment.end, len(told.scene.text))
    both = next((codes for end in ends if home in (codes := _countries(told, end)) and len(codes) == _BOTH), None)
    if both is None or not _is_goods(told.found):
        return None
    seller, buyer = reversed(both) if bought else both
    return _seen_from(home, seller, buyer)


def _countries(told: Told, end: int) -> list[str]:
    """The countries named before the character, in their order."""
    home = str(told.context.country)
    return list(dict.fromkeys(p.code for p in told.scene.places if len(p.code) == len(home) and p.start < end))


_BOTH = 2


def _sent_out(told: Told, placed: Placed) -> Traded | None:
    """Money that people send from the paper's country to another one, or its share that went to one."""
    home, slots = told.context.country, told.slots
    goes_on = told.kind == "share" and not any(slots.get(slot) for slot in ("measure", "population", "object"))
    measure = told.context.slots.get("measure", "") if goes_on else slots.get("measure", "")  # "41 % of these funds"
    if not home or measure not in _OF_PEOPLE or placed.origin not in (None, home):
        return None
    receiver = placed.host or (placed.any if placed.any != home else None)
    if receiver is None or receiver.startswith(home) or told.slots.get("population") in _SENDERS:
        return None
    return Traded(home, None if receiver == WORLD else receiver)


_SENDERS = ("respondent", "migrant")
"""People who tell how much they send: it lies where they were asked."""


def _of_partner(told: Told, placed: Placed) -> Traded | None:
    """The trade of the paper's country with another one, or the other's share of it: "18 % of the turnover fell to
    China", "trade with China"."""
    slots, home = told.slots, told.context.country
    measure = slots.get("measure", "")
    turnover = measure in TURNOVER or (not measure and (slots.get("sector") == "trade" or _deals(told)))
    shared = told.kind == "share" and not {*measure.split("+")}.isdisjoint(OF_TRADE)
    if not home or slots.get("population") or not (turnover or shared):
        return None
    here = [p for p in told.scene.places if told.segment.start <= p.start < told.segment.end]
    if placed.any and len(placed.any) == len(home) and placed.any != home:
        here = [p for p in told.scene.places if p.code == placed.any] or here
    codes = {p.code for p in here} or {code for code in (placed.origin, placed.host, placed.area) if code}
    named = {code for joined in codes for code in joined.split("+")}
    partners = {code for code in named if len(code) == len(home) and code != home}
    with_all = WORLD in named and not partners
    if len(partners) != 1 and not with_all:
        return None
    linked = _is_with(told.scene, here) or _deals(told)
    if turnover and told.kind != "share" and (with_all or home not in named) and not linked:
        return None  # "the foreign trade of China"
    return Traded(home, None if with_all else partners.pop(), "foreign-trade" if turnover else None)


def _deals(told: Told) -> bool:
    """Whether the sentence tells with whom the country trades: "China is the main partner", "с Россией обменялись
    товарами"; where trade was told of before, whoever is listed is one more of them."""
    if told.kind not in ("money", "share"):
        return False
    dealing = expression(told.scene.base, "words", "dealing", file="places").search(told.scene.text) is not None
    listed = told.kind == "money" and not told.slots.get("object") and told.context.slots.get("measure") in TURNOVER
    return dealing or (listed and bool(told.scene.places) and told.slots.get("measure", "") in ("", *TURNOVER))


def _passing(told: Told) -> Traded | None:
    """What goes through the paper's country lies in it, wherever it comes from and goes to: "80 % of traffic between
    China and Europe crosses Kazakh soil", transit to other lands."""
    home, scene, segment = told.context.country, told.scene, told.segment
    goods = told.kind in ("share", "change") or _is_weighed(told.found)
    if not home or told.slots.get("population") or not goods:
        return None
    here = [p for p in scene.places if segment.start <= p.start < segment.end]
    others = [p for p in here if not p.code.startswith(home)]
    told_of = {m.code for m in scene.concepts if m.slot == "measure" and m.start < told.found.start}
    transit = told.slots.get("measure") == "transit" or (not told.slots.get("measure") and "transit" in told_of)
    if others and transit and not any(p.code.startswith(f"{home}-") for p in here):
        return Traded(home, None)
    abroad = any(p.form == "abroad" for p in scene.places) and told.kind == "share" and not told.slots.get("activity")
    if abroad and not told_of.isdisjoint(OF_TRADE) and all(p.form == "abroad" for p in here):
        return Traded(home, None)  # "what is sold abroad: oil brings in 54 % of export earnings, all else 14 %"
    between, behind = (expression(scene.base, "words", name, file="places") for name in ("between", "between_behind"))
    for one, other in pairwise(others):
        lead, rest = scene.text[max(0, one.start - _NEAR) : one.start], scene.text[other.end : other.end + _NEAR]
        linked = re.fullmatch(r"\W*\w*\s+(?:\w+\s+){1,2}|\w*\s", scene.text[one.end : other.start]) is not None
        if linked and (between.search(lead) or behind.search(rest)):
            return Traded(home, None)
    return None


_NEAR = 16


@cache
def _with(lang: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Words before the other side of a trade, and endings of its name."""
    words = knowledge(lang, "places")["words"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words['with']) or '(?!)'})\s+(?:\w+\s+)?$", re.IGNORECASE), tuple(
        words["with_ending"]
    )


def _is_with(scene: Scene, places: Sequence[PlaceMention]) -> bool:
    before, endings = _with(scene.base)
    return any(
        before.search(scene.text[max(0, p.start - 24) : p.start])
        or (endings and scene.tokens[p.last].lower.endswith(endings))
        for p in places
    )


def _gone(
    scene: Scene, found: FoundQuantity, slots: Mapping[str, str], placed: Placed, context: Context
) -> Traded | None:
    measure = slots.get("measure", "")
    if slots.get("population") or measure in _OF_PEOPLE or not (measure in _TRADED or _is_goods(found)):
        return None
    origin, host = placed.origin, placed.host
    home = context.country if context.country not in (origin, host) else None
    sent = host is not None and _into(scene, host)
    if origin and host and (sent or measure in _TRADED or host == WORLD or _is_weighed(found)):
        bought = measure in _BOUGHT or (origin != context.country and host == context.country)
        if WORLD in (origin, host):
            return Traded(host if origin == WORLD else origin, None, "import" if bought else None)
        if context.country in (origin, host) and measure in _TRADED and origin != host:
            return _seen_from(str(context.country), origin, host)
        area, partner = (host, origin) if bought else (origin, host)
        return Traded(area, partner if partner != area else None)
    if measure not in _TRADED and not (sent and _sends(scene)):
        return None
    if host and sent and not origin and home and not placed.area and measure not in _BOUGHT:
        return Traded(home, None if host == WORLD else host)
    if origin and not host and home and not placed.area and measure in _BOUGHT and origin != WORLD:
        return Traded(home, origin)
    return None


def _seen_from(home: str, origin: str, host: str) -> Traded:
    """What the paper's country sells to another and what the other buys of it are one thing: its export."""
    return Traded(home, host, "export") if origin == home else Traded(home, origin, "import")


def home_again(topic: Mapping[str, str], places: Places, country: str | None) -> Places:
    """Where a figure lies that took over with which country the trade is, and stood in that: "(in 2019, 20.2 %)"."""
    return Places(area=country) if country and topic.get("partner", "") == places.area else places


def _is_weighed(found: FoundQuantity) -> bool:
    """Whether the number is of a thing that is measured: nobody comes from anywhere."""
    return found.unit in measured_units() and found.unit not in currencies() and found.unit not in _NO_THINGS


def _is_goods(found: FoundQuantity) -> bool:
    return _is_weighed(found) or found.unit in currencies() or found.unit in _ANIMALS


@cache
def _sent(lang: str) -> re.Pattern[str]:
    words = "|".join(knowledge(lang, "places")["words"]["sent"]) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)


def _sends(scene: Scene) -> bool:
    return _sent(scene.base).search(scene.text) is not None


def _into(scene: Scene, code: str) -> bool:
    """Whether the place named is one that things go to: "в Китай", "to China", "Қытайға"; not "в Китае"."""
    for mention in scene.places:
        if mention.role != "host" or mention.code not in code.split("+"):
            continue
        token = scene.tokens[mention.last].lower
        if mention.form == "abroad":
            return True
        if scene.base == "kk":
            if token.endswith(tuple(knowledge("kk", "places")["words"]["dative"])):
                return True
        elif scene.base == "ru":
            if not token.endswith(tuple(knowledge("ru", "places")["words"]["locative"])):
                return True
        elif re.search(r"(?<!\w)(?:to|into)\s+(?:the\s+)?$", scene.text[: mention.start], re.IGNORECASE):
            return True
    return False
