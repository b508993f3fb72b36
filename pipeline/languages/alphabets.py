"""Kazakh and Russian in Latin letters: the alphabets in use, for training profiles and for reading such text.

Kazakh has been printed in two official Latin alphabets (2018 with acute accents, 2021 with diaereses and breves) and,
more often, without any diacritics; Russian in reference lists after GOST, BGN or Library of Congress tables.
"""

from __future__ import annotations

from collections.abc import Mapping

_COMMON = "а a б b в v г g д d е e ж j з z к k қ q л l м m н n о o п p р r с s т t ф f ы y"
_KAZAKH_2018 = (
    f"{_COMMON} ә á ғ ǵ ё ıo и ı й ı ң ń ө ó у ý ұ u ү ú х h һ h ц ts ч ch ш sh щ sh і i э e ю ıý я ıa ъ - ь -"
)
_KAZAKH_2021 = f"{_COMMON} ә ä ғ ğ ё io и i й i ң ñ ө ö у u ұ ū ү ü х h һ h ц ts ч ch ш ş щ ş і ı э e ю iu я ia ъ - ь -"
_KAZAKH_MIXED = _KAZAKH_2021.translate(str.maketrans("iı", "ıi"))
_KAZAKH_PLAIN = (
    f"{_COMMON} ә a ғ g ё io и i й i ң n ө o у u ұ u ү u х h һ h ц ts ч ch ш sh щ sh і i э e ю iu я ia ъ - ь -"
)
_KAZAKH_NAMES = (
    "а a б b в v г g д d е e ж zh з z к k қ k л l м m н n о o п p р r с s т t ф f ы y ә a ғ g ё yo и i й y ң n ө o "
    "у u ұ u ү u х kh һ h ц ts ч ch ш sh щ shch і i э e ю yu я ya ъ - ь -"
)
_KAZAKH_PRESS = (
    "а a б b в v г g д d е e ж j з z к k қ q л l м m н n о o п p р r с s т t ф f ә ä ғ ğ ё yo и ï й y ң ñ ө ö у w ұ u "
    "ү ü х x һ h ц c ч ç ш ş щ ş і i ы ı э é ю yu я ya ъ - ь -"
)
_RUSSIAN = "а a б b в v г g д d е e з z и i к k л l м m н n о o п p р r с s т t у u ф f ч ch ш sh ы y"
_RUSSIAN_BGN = f"{_RUSSIAN} ё yo ж zh й y х kh ц ts щ shch э e ю yu я ya ъ - ь '"
_RUSSIAN_LOC = f"{_RUSSIAN} ё e ж zh й i х kh ц ts щ shch э e ю iu я ia ъ - ь '"
_RUSSIAN_GOST = f"{_RUSSIAN} ё jo ж zh й j х h ц c щ shh э je ю ju я ja ъ - ь '"
_RUSSIAN_POST = f"{_RUSSIAN} ё e ж zh й i х h ц c щ sch э e ю yu я ya ъ - ь -"


def _table(letters: str) -> dict[str, str]:
    flat = letters.split()
    lower = {k: v.replace("-", "") for k, v in zip(flat[::2], flat[1::2], strict=True)}
    return {**lower, **{k.upper(): v.capitalize() for k, v in lower.items()}}


KAZAKH: Mapping[str, Mapping[str, str]] = {
    "2018": _table(_KAZAKH_2018),
    "2021": _table(_KAZAKH_2021),
    "mixed": _table(_KAZAKH_MIXED),
    "press": _table(_KAZAKH_PRESS),
    "plain": _table(_KAZAKH_PLAIN),
    "names": _table(_KAZAKH_NAMES),
}
"""Cyrillic Kazakh letters to Latin ones, by alphabet: the official ones, the letters of 2021 with the i and ı of 2018,
that of the state's news agency (close to Turkish), what is typed without diacritics, and the spelling of names in
passports."""

RUSSIAN: Mapping[str, Mapping[str, str]] = {
    "bgn": _table(_RUSSIAN_BGN),
    "loc": _table(_RUSSIAN_LOC),
    "gost": _table(_RUSSIAN_GOST),
    "post": _table(_RUSSIAN_POST),
}
"""Russian letters to Latin ones, by table of transliteration."""

LOST = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
"""Kazakh letters to the Russian ones that stand for them where a font or keyboard lacked them."""

VARIANTS = str.maketrans("ŋŊșȘ", "ñÑşŞ")
"""Other forms of letters of the alphabet of 2021, one for one: ŋ of its draft of January, s with a comma below."""


def to_latin(text: str, table: Mapping[str, str]) -> str:
    """The text in Latin letters after one of the tables above; letters that the table lacks stay."""
    return "".join(table.get(ch, ch) for ch in text)


_RUSSIAN_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"


def _letters(table: Mapping[str, str]) -> frozenset[str]:
    return frozenset("".join(table.values()).lower()) - {"'"}


LETTERS: Mapping[str, frozenset[str]] = {
    "kk": frozenset(_RUSSIAN_LETTERS + "әғқңөұүһі"),
    "kk-lost": frozenset(_RUSSIAN_LETTERS),
    "ru": frozenset(_RUSSIAN_LETTERS),
    **{f"kk-Latn-{name}": _letters(table) for name, table in KAZAKH.items()},
    **{f"ru-Latn-{name}": _letters(table) for name, table in RUSSIAN.items()},
}
"""The small letters that words of a profile are written with. English words may borrow any letter and have no entry."""
