"""Steps by one of a variable of a model: "an increase in X1 by 1 unit leads to …" tells of what the next figure is."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge

_EFFECT_REACH: Final = 120
"""Characters behind a step in which the sentence says what comes of it."""


def find_unit_steps(text: str, *, lang: str) -> list[tuple[int, int]]:
    """The spans of the ones that a model's variable goes up or down by, where the sentence tells what comes of it."""
    steps, one, effect = _forms(lang)
    if not one.search(text):
        return []
    found = {
        match.span(1)
        for step in steps
        for match in step.finditer(text)
        if effect.match(text, match.end(), min(len(text), match.end() + _EFFECT_REACH))
    }
    return sorted(found)


@cache
def _forms(lang: str) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str], re.Pattern[str]]:
    data = knowledge(lang, "nonquantities")["unit_steps"]
    one = f"({data['one']})"
    return (
        tuple(re.compile(rf"(?<!\w){step.replace('{one}', one)}", re.IGNORECASE) for step in data["steps"]),
        re.compile(rf"(?<![\w.,])(?:{data['one']})(?![\w])", re.IGNORECASE),
        re.compile(rf"[^.;!?]*?(?<!\w)(?:{data['effect']})(?!\w)", re.IGNORECASE),
    )
