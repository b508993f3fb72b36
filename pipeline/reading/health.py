"""Is the text layer of a page usable? A page can look right and hold the wrong letters (a false or no ToUnicode)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.languages.knowledge import knowledge
from pipeline.reading.document import Page

_MIN_GLYPHS = 40
_MAX_UNMAPPED = 0.02
_MAX_GARBLED_WORDS = 0.02
_MIN_LETTERS_SHARE = 0.35
_FEW_ON_A_SCAN = 100
"""Archives stamp a line of their own on each page of a scan."""
_WHOLE_PAGE = 0.7
_MANY_SHAPES = 20
_PRIVATE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_WORD = re.compile(r"[^\s.,;:!()\[\]«»“”\"/\-–—]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_QUESTION_INSIDE = re.compile(
    r"[\u0400-\u052fA-Za-z]\?[\u0400-\u052fa-z]|^\?[\u0430-\u044f]{2}|[\u0430-\u044f]{2}\?+[\u0430-\u044f]"
)
# Serbian, Macedonian and Ukrainian letters and signs at whose code points legacy Kazakh fonts drew their letters,
# and halves of UTF-8 that was read as cp1251 or Latin-1.
_FOREIGN = re.compile(r"[ђѓєѕїјљњћќўџґЂЃЄЅЇЈЉЊЋЌЎЏҐ\u00a4\u00a5\u00a6\u00b5\u00b6\u00b1\u2030\u00af\u00ac]")
_MOJIBAKE = re.compile(
    r"(?:[РС][\u0400-\u040f\u0450-\u045f\u2018-\u203a\u00a0-\u00bf]){2}|(?:[ÐÑ][\u0080-\u00bf]){2}|[À-ÿ]{4}"
)
_KAZAKH_LETTERS = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІəƏiI]")


def page_ailment(pages: Sequence[Page]) -> str | None:
    """What is wrong with the text layer of one page (its parts in all directions), in words; None when it is sound."""
    glyphs = [glyph.text for page in pages for glyph in page.glyphs]
    printed = sum(bool(text.strip()) for text in glyphs)
    if not printed:
        pictured = any(is_pictured(page) for page in pages)
        return "there is a picture and no text layer (a scan?)" if pictured else None
    if printed < _FEW_ON_A_SCAN and any(_covered(page) for page in pages):
        return "there is a picture of the whole page and hardly any text (a scan?)"
    return text_ailment("".join(glyphs))


def is_pictured(page: Page) -> bool:
    """Can a person see anything on the page besides its glyphs: a picture, or letters that were drawn as shapes?"""
    return bool(page.images) or len(page.fills) >= _MANY_SHAPES


def _covered(page: Page) -> bool:
    sheet = max(page.width * page.height, 1.0)
    return any((x1 - x0) * (y1 - y0) >= _WHOLE_PAGE * sheet for x0, y0, x1, y1 in page.images)


def text_ailment(text: str) -> str | None:
    """What is wrong with the letters of a text; None when they are sound or too few to tell."""
    printed = [ch for ch in text if not ch.isspace()]
    if len(printed) < _MIN_GLYPHS:
        return None
    unmapped = len(_PRIVATE.findall(text))
    if unmapped > _MAX_UNMAPPED * len(printed):
        return f"{unmapped} of {len(printed)} characters of the text stand for no letter"
    words = _WORD.findall(text)
    garbled = [word for word in words if _is_garbled(word)]
    if len(garbled) > max(2, _MAX_GARBLED_WORDS * len(words)):
        shown = ", ".join(garbled[:3])
        return f"{len(garbled)} of {len(words)} words of the text have wrong letters ({shown})"
    if _kazakh_letters_lost(words, text):
        return "the text is Kazakh and has none of the Kazakh letters"
    signs = sum(not ch.isalnum() and ch not in ".…-–—|" for ch in printed)
    if signs > (1 - _MIN_LETTERS_SHARE) * len(printed):
        return "the text holds more signs than letters"
    return None


def _is_garbled(word: str) -> bool:
    if _MOJIBAKE.search(word):
        return True
    if not _CYRILLIC.search(word):
        return False
    return len(word) > 2 and bool(_QUESTION_INSIDE.search(word) or _FOREIGN.search(word))


def _kazakh_letters_lost(words: Sequence[str], text: str) -> bool:
    frequent = frozenset(knowledge("kk", "layout")["frequent"])
    known = sum(word.lower() in frequent for word in words)
    if known < 6 or known < 0.03 * len(words):
        return False
    letters = sum(ch.isalpha() for ch in text)
    return len(_KAZAKH_LETTERS.findall(text)) < 0.01 * letters
