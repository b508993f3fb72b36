"""The noun behind a number as its unit: of the list, else the open noun of the phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from pipeline.languages.knowledge import knowledge
from pipeline.languages.morphology import lemmas
from pipeline.numbers.nouns import FARTHEST_NOUN, english_plurals, english_singular, kazakh_stem, noun_phrase
from pipeline.numbers.tokens import DASHES, Token, word_at
from pipeline.numbers.units import (
    SHORTEST_STOP,
    WHOLLY_UNIT,
    UnitBook,
    UnitFound,
    currencies,
    is_measured,
    known_unit,
    unit_book,
    unit_class,
)


def unit_after(tokens: Sequence[Token], i: int, book: UnitBook) -> UnitFound | None:
    """The unit behind a number that ends before token i: a known one through its adjectives, else the open noun."""
    glued_unit = _adjective(tokens, i, book)
    if glued_unit is not None:
        return glued_unit
    if i < len(tokens) and len(tokens[i].low) > SHORTEST_STOP and tokens[i].low in book.stop:
        return None  # "64 млрд годом ранее"
    direct = None if _is_hyphened(tokens, i, book) else known_unit(tokens, i, book)
    if direct is not None:
        better = _after_relational(tokens, direct, book)
        return better or direct
    if 0 < i < len(tokens) and tokens[i - 1].text == "." and tokens[i].text.istitle():
        return None  # "31,5 тыс. Опрос показал": behind a shortened word a sentence begins
    words = list(noun_phrase(tokens, i, book.stop, book.langs[0]))
    verb = next((k for k, at in enumerate(words) if is_verb(tokens[at].low, book.langs[0])), None)
    for at in words[1:verb]:  # "242 окончили вузы" counts no universities
        found = known_unit(tokens, at, book)
        if found is not None and not (tokens[at - 1].text == "-" and at < words[-1]):  # 250 full-time jobs
            compound = _possessed(tokens, found, book) if book.langs[0] == "kk" else None
            return compound or found  # 142 мың бірінші курс студенті
    return _open_noun(tokens, words, book)


def _is_hyphened(tokens: Sequence[Token], i: int, book: UnitBook) -> bool:
    """Kazakh-medium schools, school-age children: a word with a hyphen behind it begins an adjective."""
    word = tokens[i].low if i + 2 < len(tokens) and book.langs[0] == "en" else ""
    hyphened = len(word) > 2 and tokens[i + 1].text == "-" and tokens[i + 1].glued and tokens[i + 2].glued
    found = known_unit(tokens, i, book) if hyphened else None
    return found is not None and found.after == i + 1 and not is_measured(found.unit)


def _adjective(tokens: Sequence[Token], i: int, book: UnitBook) -> UnitFound | None:
    """10-летний, 5-процентный, 5-year, 2.5-fold."""
    at = i
    if at + 1 < len(tokens) and tokens[at].text in DASHES and tokens[at].glued and tokens[at + 1].glued:
        at += 1
        if tokens[at].kind == "word" and tokens[at].low not in book.suffixes:
            found = known_unit(tokens, at, book)
            if found is not None:
                return found
            if book.langs[0] == "en" and len(tokens[at].low) > 2:
                return UnitFound(lemmas(tokens[at].low, "en")[0], at, at + 1, known=False)
    if at < len(tokens) and tokens[at].low in book.suffixes:
        return UnitFound(book.suffixes[tokens[at].low], at, at + 1)
    return None


def _after_relational(tokens: Sequence[Token], direct: UnitFound, book: UnitBook) -> UnitFound | None:
    """қазақстандық студент, опрошенных вузов, university students: a noun by itself, an adjective before one."""
    if direct.after - direct.first != 1:
        return None
    word, lang = tokens[direct.first], book.langs[0]
    headed = {"kk": _possessed, "en": plural_behind}.get(lang)
    if headed is not None and (owned := headed(tokens, direct, book)) is not None:
        return owned
    if unit_class(direct.unit) != "person":
        return None
    if lang == "en":
        qualifies = word.text[:1].isupper() and not word.low.endswith("s")
    elif lang == "kk":
        qualifies = word.low.endswith(tuple(knowledge("kk", "units")["counting"]["relational"]))
    else:
        qualifies = word.low.endswith(book.adjective_endings) and not word.low.endswith("ей")  # жителей сел
        qualifies = qualifies and not word_at(tokens, direct.after).endswith(
            _russian("instrumentals")
        )  # заведующих кафедрами
    return known_unit(tokens, direct.after, book) if qualifies else None


_POSSESSED = re.compile(r"(?:[лдт][ае]р)?(?:с?[ыі])(?P<case>н(?:ың|ің|а|е|ан|ен|да|де)?|мен)?")


def _possessed(tokens: Sequence[Token], direct: UnitFound, book: UnitBook) -> UnitFound | None:
    """мектеп түлегі: a bare noun before one in the possessive qualifies it; мектеп студентті (accusative) does not."""
    if tokens[direct.first].low != direct.bare:
        return None
    told = direct.after < len(tokens) and tokens[direct.after].low in book.stop  # ферма тәулігіне 340 тонна
    owned = None if told else known_unit(tokens, direct.after, book)
    if owned is None or not owned.bare or word_at(tokens, owned.after) in book.postpositions:
        return None  # түлек мамандығы бойынша: of the graduate, and no compound
    word = tokens[owned.first].low
    for stem in (owned.bare, owned.bare[:-1] + _SOFTENED.get(owned.bare[-1], owned.bare[-1])):
        ending = _POSSESSED.fullmatch(word[len(stem) :]) if word.startswith(stem) else None
        if ending is not None:  # 25 студент жобасын қорғады: people, and what they do
            theirs = unit_class(direct.unit) == "person" != unit_class(owned.unit) and ending["case"] == "н"
            return None if theirs else owned
    return None


def plural_behind(tokens: Sequence[Token], direct: UnitFound, book: UnitBook) -> UnitFound | None:
    """university students, hospital beds: a counted noun in the singular only qualifies a plural one."""
    whole = is_measured(direct.unit) or direct.unit in (*WHOLLY_UNIT, *currencies())
    word = tokens[direct.first].low
    if whole or english_singular(word) != word:
        return None
    head = known_unit(tokens, direct.after, book)
    if (
        head is None
        and word_at(tokens, direct.first - 1) not in _ONE
        and word_at(tokens, direct.after) not in book.stop
    ):
        at = next(english_plurals(tokens, (direct.after,)), None) if word_at(tokens, direct.after) else None
        return None if at is None else UnitFound(english_singular(tokens[at].low), at, at + 1, known=False)
    plural = head is not None and head.after - head.first == 1 and tokens[head.first].low.endswith("s")
    return head if plural and head is not None and not is_measured(head.unit) else None


_ONE: Final = ("1", "one", "a", "an", "every", "each")

_OWNED: Final = re.compile(r"(?!\w+(?:д|[кқпсштх]т)[ыі]$)\w{3,}(?:с[ыі]|[ыі])(?:н|ның|нің|на|не|нан|нен|нда|нде)?")
"""A noun in the possessive; a word in -ды, or in -ты behind a voiceless sound, is a past verb: "шабуыл тіркелді"."""

_SOFTENED: Final = {"к": "г", "қ": "ғ", "п": "б"}


def _open_noun(tokens: Sequence[Token], words: Sequence[int], book: UnitBook) -> UnitFound | None:
    lang = book.langs[0]
    if lang == "en":
        at = next(english_plurals(tokens, words[:FARTHEST_NOUN]), None)
        return None if at is None else UnitFound(english_singular(tokens[at].low), at, at + 1, known=False)
    qualifying = (*book.adjective_lemmas, *(book.verb_lemmas if book.adjective_lemmas else ()))  # participles too
    for at in words[:FARTHEST_NOUN]:
        word = tokens[at].low
        found = lemmas(word, lang)
        if len(word) < 3 or not found or _ends(word, found[0], book.verb_endings, book.verb_lemmas):
            return None
        if _ends(word, found[0], book.adjective_endings, qualifying):
            continue
        if lang == "ru" and found[0].endswith(_russian("no_noun")):
            return None  # 21 законсервирована
        if lang == "kk" and at + 1 in words and word == found[-1] and _OWNED.fullmatch(tokens[at + 1].low):
            at += 1  # диабет кабинеті: a bare noun qualifies the one that it owns
            word, found = tokens[at].low, lemmas(tokens[at].low, lang)
        return UnitFound(kazakh_stem(word, found) if lang == "kk" else found[0], at, at + 1, known=False)
    return None


@cache
def _russian(name: str) -> tuple[str, ...]:
    return tuple(knowledge("ru", "units")["counting"][name])


def _ends(word: str, lemma: str, endings: tuple[str, ...], lemma_endings: tuple[str, ...]) -> bool:
    return bool(endings) and word.endswith(endings) and (not lemma_endings or lemma.endswith(lemma_endings))


def is_adjective(word: str, lang: str) -> bool:
    """True for a word that by its ending agrees with a noun behind it."""
    book = unit_book(lang)
    return _ends(word, (lemmas(word, lang) or (word,))[0], book.adjective_endings, book.adjective_lemmas)


def is_verb(word: str, lang: str) -> bool:
    """True for a word that looks like a verb of the language and whose lemma does: прибыло."""
    book = unit_book(lang)
    return bool(book.verb_lemmas) and _ends(
        word, (lemmas(word, lang) or (word,))[0], book.verb_endings, book.verb_lemmas
    )
