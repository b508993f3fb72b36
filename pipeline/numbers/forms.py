"""Forms of numbers put into one expression in which most places of a text are passed over at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

_SUPERSCRIPTS: Final = "¹²³⁰⁴-⁹"

STARTS: Final[Mapping[str, str]] = {
    "digit": r"(?=[0-9])",
    "letter": rf"(?<![^\W\d_])(?=[^\W\d_{_SUPERSCRIPTS}])",
    "sign": rf"(?=[\W_{_SUPERSCRIPTS}])",
}
"""What a form may start with: a digit, the first letter of a word, or a sign; none starts between letters."""

_PLAIN: Final = re.compile(r"[^\W\d_](?![?*+{])")


def expression(forms: Mapping[str, str], starts: Mapping[str, tuple[str, ...]], *, flags: int = 0) -> re.Pattern[str]:
    """One expression of all forms in their order, each tried only where it may start: `starts` by name of the form.

    A form without an entry in `starts` is tried everywhere. Name the form of a match by `form_of`.
    """
    branches = []
    for start, opening in STARTS.items():
        either = "|".join(
            f"(?P<{name}__{start}>{form})" for name, form in forms.items() if start in starts.get(name, tuple(STARTS))
        )
        if either:
            branches.append(f"{opening}(?:{either})")
    return re.compile("|".join(branches) or "(?!)", flags)


def form_of(match: re.Match[str]) -> str:
    """The name of the form that matched."""
    return (match.lastgroup or "").partition("__")[0]


def by_first_letter(alternatives: Iterable[str]) -> str:
    """Alternatives in either case of letters, grouped by their first letter: one glance at it rules most of them out.

    Those that start with no plain letter come first.
    """
    others: list[str] = []
    groups: dict[str, list[str]] = {}
    for form in alternatives:
        if _PLAIN.match(form):
            groups.setdefault(form[0].lower(), []).append(form[1:])
        else:
            others.append(form)
    found = [f"(?i:{'|'.join(others)})"] if others else []
    found += [f"[{first}{first.upper()}](?i:{'|'.join(rest)})" for first, rest in groups.items()]
    return "|".join(found) or "(?!)"


def either(listed: Iterable[str]) -> str:
    """Expressions of a list, each of which may be alternatives itself, as one, in either case of letters; an empty list
    matches nothing."""
    return by_first_letter(alternative for words in listed for alternative in alternatives_of(words))


def alternatives_of(words: str) -> list[str]:
    """The alternatives of an expression, split where a bar stands outside all brackets."""
    found, depth, first = [], 0, 0
    for at, sign in enumerate(words):
        escaped = at > 0 and words[at - 1] == "\\"
        if escaped:
            continue
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and depth == 0:
            found.append(words[first:at])
            first = at + 1
    return [*found, words[first:]]
