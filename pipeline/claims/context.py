"""What a sentence may take over from the sentences, the list lead and the heading before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from schemas import Kind, Period, Places


class Retold(NamedTuple):
    """What a figure was told of: its topic as it is settled, the whole of a share, its unit."""

    kind: Kind
    unit: str | None
    topic: Mapping[str, str]
    whole: Mapping[str, str] | None
    period: Period | None = None
    places: Places | None = None
    """When it was, and where: the next sentence may tell the same of another place."""

    value: Decimal | None = None
    """How much it was: the next sentence may tell the step to it, or a part of it."""

    to_come: bool = False
    """Whether it was foretold or planned."""


class Context(NamedTuple):
    """The topic's slots, the places and the period that were spoken of last.

    `bare` says what a bare name of a country was last (origin or host); `receiving` that hosts are being listed,
    `sending` that origins are.
    """

    slots: Mapping[str, str] = {}
    origin: str | None = None
    host: str | None = None
    area: str | None = None
    bare: Literal["origin", "host"] | None = None
    period: Period | None = None
    share: Mapping[str, str] = {}
    """The topic of the share given last, for a sentence that goes on with "in 2017 – 0.2 %" and no more."""
    origins: Mapping[tuple[str, str], str] = {}
    """For a population in a host country, the origin that this part of the paper spoke of last."""

    rates: Mapping[str, str] = {}
    """By which rate each measure was told last: "incidence" by "case per 100000 person"."""

    home: str | None = None
    """The country whose people the paper speaks of most, so far."""

    country: str | None = None
    """The country that the paper names most, so far: what "in the country" means."""

    subject: str | None = None
    """The country that the paper is about: a figure belongs there that neither sentence nor paragraph places."""

    region: str | None = None
    """The part of a country that was named last, else the one that the paper names most: what "the region" means."""

    abroad: str | None = None
    """The other country that the paper names most: what "over there" means."""

    route: Places | None = None
    """From where to where those go whom the paper's title speaks of: "students of Kazakhstan in China"."""

    sample: Places | None = None
    """Where the paper's own sample was taken, as far as it has been said."""

    asked: str | None = None
    """Whom the paper's own sample consists of, as far as it has been said."""

    surveyed: bool = False
    """Whether the paper has a sample of its own: a figure that nothing dates or vouches for may be the sample's."""

    study: bool = False
    """Whether the text speaks of a study's own sample, which no country's figures are."""

    figures: Sequence[Retold] = ()
    """What the sentence before told its figures of, for one that tells another time of them and no more."""

    told: Period | None = None
    """The time told last, however many sentences ago: what "that year" means."""

    span: Period | None = None
    """The years told last that are more than one: what "over these years" means."""

    groups: Mapping[int, str] = {}
    """The regions that the paper lists, by how many they are: what "the four regions" means."""

    spoken: Mapping[str, str] = {}
    """What the sentence before names, slot by slot: what "its share", "such cases" mean."""

    illness: str | None = None
    """The one disease that the text spoke of last: what "this disease", "the diagnosis" mean."""

    programme: str | None = None
    """The programme that the paragraph named last: what "the programme", "its scholarship" mean."""

    lead: Period | None = None
    """When the items of a list are, by the sentence or the heading that leads it."""

    @property
    def placed(self) -> bool:
        """Whether any place is known."""
        return bool(self.origin or self.host or self.area)


_COUNTED = frozenset({"population", "object"})


def over(near: Context, far: Context) -> Context:
    """The nearer context, with what it lacks from the farther one; places are taken as a whole."""
    places = near if near.placed else far
    counted = not _COUNTED.isdisjoint(near.slots)  # things told of last are nobody whom a heading speaks of
    lent = {slot: code for slot, code in far.slots.items() if not (counted and slot in _COUNTED)}
    return Context(
        slots={**lent, **near.slots},
        origin=places.origin,
        host=places.host,
        area=places.area,
        bare=near.bare or far.bare,
        period=near.period,
        told=near.told or far.told,
        span=near.span or far.span,
        lead=near.lead or far.lead,
        illness=near.illness or far.illness,
        programme=near.programme or far.programme,
        spoken=near.spoken,
        groups=near.groups or far.groups,
        share=near.share,
        home=near.home or far.home,
        country=near.country or far.country,
        subject=near.subject or far.subject,
        region=near.region or far.region,
        abroad=near.abroad or far.abroad,
        route=near.route or far.route,
        sample=near.sample or far.sample,
        asked=near.asked or far.asked,
        surveyed=near.surveyed or far.surveyed,
        study=near.study,
        figures=near.figures,
        rates={**far.rates, **near.rates},
        origins={**far.origins, **near.origins},
    )
