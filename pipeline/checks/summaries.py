"""Where a paper says what it found: its abstracts and its conclusion."""

from __future__ import annotations

import re
from functools import cache

from pipeline.languages.knowledge import LANGUAGES, knowledge
from schemas import Paper

_NUMBER = re.compile(r"^[\dIVX]+[.)\s]\s*")


def summary_spans(paper: Paper) -> list[tuple[int, int]]:
    """The spans of the abstracts and of the sections headed as a conclusion."""
    return [
        (section.start, section.end)
        for section in paper.sections
        if section.kind in ("abstract", "conclusion") or is_conclusion(section.heading or "")
    ]


def is_conclusion(heading: str) -> bool:
    """Whether a heading is one of a conclusion: "5. Conclusions", "Қорытынды"."""
    bare = " ".join(_NUMBER.sub("", heading.strip()).strip(" .:").casefold().split())
    return bare in _conclusions()


@cache
def _conclusions() -> frozenset[str]:
    return frozenset(word for lang in LANGUAGES for word in knowledge(lang, "headings")["conclusion"])
