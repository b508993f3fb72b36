"""Text that a spreadsheet would run as a formula, made text again (OWASP, "CSV injection")."""

from __future__ import annotations

import re

_RISKY = re.compile(r"[=+@\t\r]|-(?![\d\s.,]*%?\s*\Z)")
"""Starts a formula; a minus before a number, or alone as the mark of an empty cell, does not."""
GUARD = "'"


def safe(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula."""
    return GUARD + text if _RISKY.match(text) else text
