"""Tables of one country's trade by partner: the goods are its own, the lands of the rows or columns its partners."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.claims.drafts import Draft
from pipeline.claims.topics import label_of
from pipeline.claims.trade import OF_TRADE, TURNOVER
from pipeline.claims.vocabulary import Vocabulary
from schemas import Places


def with_partners(drafts: Sequence[Draft], home: str | None, vocabulary: Vocabulary) -> list[Draft]:
    """The drafts of a table's cells; those of other lands' lines in a table of the home country's trade lie at home.

    A table that has a line of the home country compares countries: there each land's trade is its own.
    """
    told = {draft.places.area for draft in drafts if "places" not in draft.inherited}
    if home is None or home in told:
        return list(drafts)
    return [_of_home(draft, home, vocabulary) if draft.topic.get("measure") in OF_TRADE else draft for draft in drafts]


def _of_home(draft: Draft, home: str, vocabulary: Vocabulary) -> Draft:
    area, measure = draft.places.area, draft.topic["measure"]
    if area is None or area.startswith(f"{home}-"):
        return draft
    topic = {**draft.topic, "measure": "foreign-trade" if measure in TURNOVER else measure}
    if area != home:
        topic["partner"] = area
    if topic.get("sector") == "trade":
        del topic["sector"]  # the caption's word for all of it
    topic = dict(sorted(topic.items()))
    return draft._replace(topic=topic, label=label_of(topic, vocabulary), places=Places(area=home))
