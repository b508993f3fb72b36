"""Expressions that the languages' files list around figures, compiled once each."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages.knowledge import knowledge
from pipeline.numbers.forms import either

WORD = r"(?<!\w)(?:{})(?!\w)"
"""Whole words anywhere."""

RIGHT_BEFORE = r"(?<!\w)(?:{})\s+$"
"""Whole words that end what stands before a number."""

BEGINNING = r"(?<!\w)(?:{})"
"""Words, or beginnings of words, anywhere."""

RIGHT_BEHIND = r"\W*(?:{})"
"""What begins behind a number."""


@cache
def expression(lang: str, part: str, name: str, form: str = WORD, *, file: str = "claims") -> re.Pattern[str]:
    """One list of expressions of a language's file, any of them, in any case of letters; an empty list matches
    nothing."""
    return re.compile(form.format(either(knowledge(lang, file)[part][name])), re.IGNORECASE)
