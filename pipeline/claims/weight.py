"""Figures that weigh little: one respondent's words, and enumerations that count their own items."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Literal

from pipeline.claims.tokens import data_language
from pipeline.languages.knowledge import knowledge
from schemas import FoundQuantity, Kind

Span = tuple[int, int]

_MOST_ITEMS = Decimal(12)
_QUOTED = re.compile(r"[«“\"„](?P<body>[^»”\"]{40,6000})(?:[»”\"]|$)")


@cache
def _speaker(lang: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, knowledge(lang, "claims")["low_weight"]["speaker"]))
    return re.compile(rf"\(\s*(?:{words})\b[^()\n]{{0,160}}\)?", re.IGNORECASE)


@cache
def _first_person(lang: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, knowledge(lang, "claims")["low_weight"]["speech"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def speeches(text: str, lang: str) -> tuple[Span, ...]:
    """The spans of a paragraph that are one respondent's words or tell who spoke: "(Woman, 28 years old, …)"."""
    base = data_language(lang)
    tellers = [m.span() for m in _speaker(base).finditer(text)]
    found = list(tellers)
    for match in _QUOTED.finditer(text):
        told = any(0 <= start - match.end() <= 3 for start, _ in tellers) or _is_reported(text, match.end(), base)
        if told or len(_first_person(base).findall(match["body"])) >= 2:
            found.append(match.span())
    if tellers and not any(_QUOTED.search(text[: start + 1]) for start, _ in tellers):
        found.append((0, tellers[-1][1]))  # the opening quote stood on the page before
    return tuple(sorted(found))


def _is_reported(text: str, at: int, lang: str) -> bool:
    """Whether the sentence after a quotation says that one of the asked said it: "…", said a respondent."""
    data = knowledge(lang, "claims")["low_weight"]
    after = re.match(r"\W{0,6}([^.!?\n«“\"]{3,90})", text[at : at + 100])
    words = re.findall(r"[^\W\d_]+", after[1].casefold()) if after else []
    return any(w in data["said"] for w in words) and any(w.startswith(tuple(data["asked"])) for w in words)


def weight_of(quantity: FoundQuantity, kind: Kind, lang: str, spoken: bool) -> Literal["normal", "low"]:
    """Low for spoken words, ranks, and small counts of groups, types, reasons and the like."""
    return "low" if spoken or kind == "rank" or counts_itself(quantity, kind, lang) else "normal"


def counts_itself(quantity: FoundQuantity, kind: Kind, lang: str) -> bool:
    """Whether a text counts things of its own: "in three areas", "two groups"."""
    units = knowledge(data_language(lang), "claims")["low_weight"]["units"]
    small = quantity.value is not None and quantity.value <= _MOST_ITEMS
    return kind == "count" and small and quantity.unit in units
