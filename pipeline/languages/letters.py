"""Look-alike letters: Latin letters in Cyrillic words and Cyrillic letters in Latin words, put right word by word.

Papers are typed on keyboards that lack a letter (Kazakh ә, і, ө, ү, һ), and pass through converters that pick the
wrong one of two letters that look alike. A repaired text has the same length as the printed one, so offsets hold.
"""

from __future__ import annotations

import re

_PAIRS = "AА BВ CС EЕ HН IІ KК MМ OО PР TТ XХ YУ SЅ JЈ aа cс eе oо pр xх yу iі hһ sѕ jј qԛ wԝ"
"""Latin and Cyrillic letters that print alike."""

TO_LATIN = {pair[1]: pair[0] for pair in _PAIRS.split()}

_LATIN_ONLY_BY_NAME = "kк əә ƏӘ ɵө ƟӨ ǝә ƎӘ"
"""Latin letters that stand for a Cyrillic one in a Cyrillic word, though the way back does not exist."""

_GREEK = "ΑА ΒВ ΕЕ ΗН ΙІ ΚК ΜМ ΟО ΡР ΤТ ΥУ ΧХ οо"

TO_CYRILLIC = {
    **{pair[0]: pair[1] for pair in _PAIRS.split() if pair[0] not in "SJsjqw"},
    **{pair[0]: pair[1] for pair in (*_LATIN_ONLY_BY_NAME.split(), *_GREEK.split())},
    # letters of other Cyrillic alphabets that converters put for the Kazakh ones
    "ӊ": "ң",
    "Ӊ": "Ң",
    "ӄ": "қ",
    "Ӄ": "Қ",
}

_SCHWAS = frozenset("əƏǝƎɵƟ")
_WORD = re.compile(r"[^\W\d_]+")
_LOOK_CLOSER = re.compile(r"[A-Za-zƎ-əΑ-ο]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_ROMAN = re.compile(r"[IVXLCDMХІСМ]+\Z")
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|://|www\.")
_KAZAKH_FRONT = frozenset("әөүіӘӨҮІ")
_VOWELS = frozenset("аәеёиоөуүұыіэюяАӘЕЁИОӨУҮҰЫІЭЮЯ")

_SYSTEMATIC = 0.02
"""Share of words of mixed scripts from which a converter, not a typing slip, is at work; then even single letters
between Cyrillic words are repaired. A paper with a handful of slips stays far below, a converted one far above."""


def repair(text: str) -> str:
    """The text with look-alike letters put right. Same length; Roman numerals, codes and addresses are left alone.

    >>> repair("жəне бiлiм")
    'және білім'
    """
    if not _CYRILLIC.search(text) or not _LOOK_CLOSER.search(text):
        return text
    words = [m.span() for m in _WORD.finditer(text)]
    kept = _kept(text, words)
    repaired = [text[a:b] if keep else repair_word(text[a:b]) for (a, b), keep in zip(words, kept, strict=True)]
    mixed = sum(text[a:b] != new for (a, b), new in zip(words, repaired, strict=True))
    systematic = mixed > _SYSTEMATIC * len(words)
    pieces: list[str] = []
    done = 0
    for i, (start, end) in enumerate(words):
        word = repaired[i]
        if not kept[i] and _ambiguous(word):
            word = _by_neighbours(text, words, repaired, i, systematic=systematic)
        pieces += (text[done:start], word)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _kept(text: str, words: list[tuple[int, int]]) -> list[bool]:
    """For each word, does it belong to an address or a code, which are left as printed?"""
    addresses = [m.span() for m in _TOKEN.finditer(text) if _ADDRESS.search(m.group())]
    kept: list[bool] = []
    at = 0
    for start, end in words:
        while at < len(addresses) and addresses[at][1] <= start:
            at += 1
        inside = at < len(addresses) and addresses[at][0] <= start
        kept.append(inside or _is_code(text, start, end))
    return kept


def _is_code(text: str, start: int, end: int) -> bool:
    """Capitals or one or two letters that touch a digit: A4, КZ11, 2a."""
    touches = (start > 0 and text[start - 1].isdecimal()) or (end < len(text) and text[end].isdecimal())
    return touches and (end - start < 3 or text[start:end].isupper())


def repair_word(word: str) -> str:
    """One word of letters, put into the script that its unmistakable letters belong to.

    >>> repair_word("Cонымен"), repair_word("Сommunity"), repair_word("XІX")
    ('Сонымен', 'Community', 'XІX')
    """
    if word.isascii() or _ROMAN.match(word):
        return word
    cyrillic = [ch for ch in word if "\u0400" <= ch <= "\u052f"]
    foreign = len(word) - len(cyrillic)
    if not foreign:
        return word.translate(_OTHER_CYRILLIC)
    if not cyrillic:
        return word
    sure_cyrillic = any(ch not in TO_LATIN for ch in cyrillic)
    sure_latin = any(not "\u0400" <= ch <= "\u052f" and ch not in TO_CYRILLIC for ch in word)
    if sure_cyrillic and sure_latin:
        return word
    if sure_latin or (not sure_cyrillic and foreign > len(cyrillic) and not _SCHWAS & set(word)):
        return "".join(TO_LATIN.get(ch, ch) for ch in word)
    return _to_cyrillic(word)


_OTHER_CYRILLIC = str.maketrans("ӊӉӄӃ", "ңҢқҚ")


def _to_cyrillic(word: str) -> str:
    letters = [TO_CYRILLIC.get(ch, ch) for ch in word]
    if ("y" in word or "Y" in word) and _KAZAKH_FRONT & set(letters):
        _choose_kazakh_u(word, letters)
    return "".join(letters)


def _choose_kazakh_u(word: str, letters: list[str]) -> None:
    """Latin y stands for ү between consonants of a front-vowel word (жyйе), and for у elsewhere (оқy, бiлy)."""
    for i, ch in enumerate(word):
        if ch in "yY" and i + 1 < len(word):
            before = i == 0 or letters[i - 1] not in _VOWELS
            if before and letters[i + 1] not in _VOWELS:
                letters[i] = "ү" if ch == "y" else "Ү"


def _ambiguous(word: str) -> bool:
    """Could the word as it stands be written in either script?"""
    return all(ch in TO_CYRILLIC for ch in word) or all(ch in TO_LATIN for ch in word)


def _by_neighbours(text: str, words: list[tuple[int, int]], repaired: list[str], i: int, *, systematic: bool) -> str:
    """A word that both scripts could spell takes the script of the words around it, when they agree."""
    word = repaired[i]
    if _ROMAN.match(word) or (word.isupper() and len(word) > 1):
        return word
    around = {_script(repaired[j]) for j in (i - 1, i + 1) if 0 <= j < len(words) and _adjoins(text, words, i, j)}
    if len(around) != 1:
        return word
    both = 0 < i < len(words) - 1 and _adjoins(text, words, i, i - 1) and _adjoins(text, words, i, i + 1)
    script = around.pop()
    if script == "cyrillic" and word[0] in TO_CYRILLIC:
        # a lone Latin letter between Cyrillic words may be the name of a variable
        return _to_cyrillic(word) if systematic or (both and len(word) > 1) or word in _SCHWAS else word
    if script == "latin" and word[0] in TO_LATIN and (both or systematic):
        return "".join(TO_LATIN.get(ch, ch) for ch in word)
    return word


def _adjoins(text: str, words: list[tuple[int, int]], i: int, j: int) -> bool:
    low, high = (i, j) if i < j else (j, i)
    gap = text[words[low][1] : words[high][0]]
    return len(gap) <= 2 and (not gap.strip() or gap in {", ", "-"})


def _script(word: str) -> str:
    """The script of a word, "" when both could spell it."""
    if _ambiguous(word):
        return ""
    if all("\u0400" <= ch <= "\u052f" for ch in word):
        return "cyrillic"
    return "latin" if all(ch < "\u0250" for ch in word) else ""
