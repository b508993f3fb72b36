"""Kazakh in Latin letters turned back into Cyrillic, so that one set of word lists reads all its alphabets.

The paper's text stays as printed: the stages that look words up do so on the text that this makes of it, and go back
to the paper through its origins.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from pipeline.languages.alphabets import KAZAKH, VARIANTS, to_latin
from pipeline.languages.knowledge import knowledge
from pipeline.offsets import MappedText

_ACUTE: Final = frozenset("áǵńóúýÁǴŃÓÚÝ")
_DIAERESIS: Final = frozenset("äğñŋöüūşÄĞÑŊÖÜŪŞ")
_LATIN: Final = re.compile(r"[a-zA-ZÀ-ɏ]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ABBREVIATION: Final = re.compile(r"\b[А-ЯӘҒҚҢӨҰҮҺІ]{2,6}\b")
_CYRILLIC_WORD: Final = re.compile(r"[\u0400-\u052f]{3,}")
_KEPT: Final = re.compile(
    r"(?:https?://|www\.|10\.[0-9]{4,9}/)\S{1,300}|\S{1,64}@\S{1,120}|\b[A-Z]{2,6}\b|\b[A-Z]{1,4}(?=\d)|(?<!\w)[A-Za-z](?=\s?[<>=≤≥≈])"
)
"""Addresses, abbreviations and signs in formulas keep their letters: DOI, USD, p < 0,05. In a line of capitals no word
is an abbreviation."""


@cache
def _kept() -> re.Pattern[str]:
    """The same with the degrees and names that Kazakh texts print as they are: PhD, Erasmus+, Scopus."""
    names = "|".join(knowledge("kk", "latin")["names"].split())
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)|{_KEPT.pattern}")


_FEWEST_IN_TITLE: Final = 2
_ALSO_ABBREVIATED: Final = ("ЖОО", "ЖШС", "ЖІӨ", "ҒЗИ", "БАҚ", "ДДҰ", "БҰҰ")
"""Abbreviations of Kazakh that the data hold in small letters or as an alternative: universities, companies, GDP."""

_PAIR_OF_CAPITAL: Final = re.compile("[SC]h")
"""One letter of an abbreviation in capitals: AQSh."""
_VOWELS: Final = "аәеёиоөуұүыіэюя"
_BEFORE_Y: Final = "аәеёоөұүыіэя"
"""Vowels behind which і never stands, so that i there is й: paiyz, deiin."""
_TS: Final = re.compile(r"ts(?:[ıi]|e[nprs]|$)")
"""Where ts is ц; elsewhere it is т and с, as in the conditional of verbs (айтса)."""
_PRESS: Final = re.compile("[ıïwİ]", re.IGNORECASE)
_PRESS_ALONE: Final = re.compile("[ïw]", re.IGNORECASE)
_CONSONANT_Y: Final = re.compile("[aeouöüäıAEOUÖÜÄ][yY]|[iI][yY](?![bcçdfghjklmnñpqrsştvzğ])")
"""Without regard to case ı would be i."""
_VOWEL_Y: Final = re.compile("(?<![aeouöüäıi])y", re.IGNORECASE)
_VOWEL_DOTLESS: Final = re.compile("[aeoöüäū]ı")
_VOWEL_I: Final = re.compile("[aeoöüäū]i")
"""A vowel but у (өсуі) is followed by й, never by і: which i stands there tells the two apart."""
_DOTTED: Final = re.compile("i(?![aeou])")
_OFTENER: Final = 2
"""So many times the rarer letter, і stands in a text."""
_LOAN: Final = re.compile(
    r"(?<=\w[аеиоуюкнрп])сиа|(?<=лог|тег|арх|раф|ном|тор|дем|стр|пат|нер)иа|(?<=\w\wц)иа(?![лцтн])"
)
"""Endings of loans that have lost a letter in Latin ones: коммуникасиа, технологиа."""
_OF_LOANS: Final = str.maketrans("са", "ця")
_LONGEST_STEM: Final = 16
_SURE_STEM: Final = 5
"""So long a word with ц is known by either spelling; a shorter one in s may begin another word."""


def is_latin_kazakh(text: str) -> bool:
    """True when most letters are Latin and some are of the Kazakh alphabets alone: English in a Kazakh text is not."""
    marked = _ACUTE | _DIAERESIS | {"ı"}
    return not marked.isdisjoint(text) and len(_LATIN.findall(text)) > len(_CYRILLIC.findall(text))


def to_cyrillic(text: str | MappedText, *, alphabet: str | None = None) -> MappedText:
    """Latin Kazakh in Cyrillic letters, each with the place of the Latin letter or pair of letters it stands for.

    The alphabet, of 2018, of 2021 or none of both (letters without marks), is told by the letters of the whole text
    unless it is given.
    Figures, marks, addresses and abbreviations stay. Of a mapped text, the origins lead to its source.
    """
    if isinstance(text, MappedText):
        return to_cyrillic(text.text, alphabet=alphabet).through(text.origins)
    text = text.translate(VARIANTS)
    alphabet = alphabet or alphabet_of(text)
    capitals = _lines_of_capitals(text)
    known = _abbreviations(alphabet)
    kept = [
        m.span() for m in _kept().finditer(text) if m[0] not in known and not (m[0].isalpha() and m.start() in capitals)
    ]
    out: list[str] = []
    origins: list[int] = []
    at = k = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while k < len(kept) and kept[k][1] <= start:
            k += 1
        if (k < len(kept) and kept[k][0] < end) or _CYRILLIC.search(match[0]):
            continue
        out.append(text[at:start])
        origins.extend(range(at, start))
        word, places = known.get(match[0], ""), list(range(len(match[0])))
        if len(word) != len(match[0]):
            word, places = _word(match[0], alphabet)
        out.append(word)
        origins.extend(start + place for place in places)
        at = end
    out.append(text[at:])
    origins.extend(range(at, len(text)))
    return MappedText("".join(out), origins)


def _lines_of_capitals(text: str) -> set[int]:
    """Places in lines of three words or more without a small letter, as titles are set."""
    found: set[int] = set()
    for line in re.finditer(r"[^\n]+", text):
        if line[0].isupper() and len(_WORD.findall(line[0])) > _FEWEST_IN_TITLE:
            found.update(range(*line.span()))
    return found


def alphabet_of(text: str) -> str:
    """2018 by its acute accents or its sh beside ı, 2021 by its diaereses and ı, else plain: without any marks.

    The press has the diaereses too, but y is a consonant there, beside vowels, and ı the vowel. Mixed is the alphabet
    of 2021 with ı for й as in that of 2018.
    """
    acute, diaereses = (sum(map(text.count, marks)) for marks in (_ACUTE, _DIAERESIS))
    if acute > diaereses or (not diaereses and "ı" in text and "sh" in text.lower()):
        return "2018"
    consonants = len(_CONSONANT_Y.findall(text)) - len(_VOWEL_Y.findall(text))
    if _PRESS.search(text) and consonants > (0 if _PRESS_ALONE.search(text) else 1):  # one y of juyq proves nothing
        return "press"
    dotless, dotted = len(_VOWEL_DOTLESS.findall(text)), len(_VOWEL_I.findall(text))
    if dotless > dotted or (dotless == dotted and "ı" in text and _mostly_dotted(text)):
        return "mixed"  # і is the most frequent of the three letters
    return "2021" if diaereses or "ı" in text else "plain"


def _mostly_dotted(text: str) -> bool:
    """Whether i is so frequent that it can only be і; not counting that of loans in -ia."""
    return len(_DOTTED.findall(text)) > _OFTENER * text.count("ı")


def _word(word: str, alphabet: str) -> tuple[str, list[int]]:
    """One word in Cyrillic, and for each of its letters the place of the Latin one."""
    low = word.replace("İ", "i").replace("I", "ı" if alphabet in ("2021", "press") else "i").lower()
    if len(low) != len(word):
        return word, list(range(len(word)))
    stem, known = _known_beginning(low, alphabet)
    if word[0] == "I" and not stem:  # the capital of either i
        other = ("i" if low[0] == "ı" else "ı") + low[1:]
        stem, known = _known_beginning(other, alphabet)
    letters, places = _spelled(low[len(stem) :], alphabet, after=known[-1:])
    letters = _LOAN.sub(lambda m: m[0].translate(_OF_LOANS) if m[0] != "иа" else "ия", known + letters)
    places = [min(i, len(stem) - 1) for i in range(len(known))] + [len(stem) + place for place in places]
    if len(word) > 1 and _PAIR_OF_CAPITAL.sub("A", word).isupper() and word[1:] != "h":
        letters = letters.upper()
    elif any(letter.isupper() for letter in word[1:]):  # the symbol of a unit: kVt
        letters = "".join(c.upper() if word[at].isupper() else c for c, at in zip(letters, places, strict=False))
    elif word[:1].isupper():
        letters = letters[:1].upper() + letters[1:]
    return letters, places


def _known_beginning(low: str, alphabet: str) -> tuple[str, str]:
    """The Latin and the Cyrillic spelling of the known word, or longest known stem, that the word begins with."""
    words, stems = _known(alphabet)
    if low in words:
        return low, words[low]
    for size in range(min(len(low), _LONGEST_STEM), 2, -1):
        if low[:size] in stems:
            return low[:size], stems[low[:size]]
    return "", ""


def _spelled(low: str, alphabet: str, *, after: str) -> tuple[str, list[int]]:
    """Letters by the table, where `after` is the letter before them."""
    table = _table(alphabet)
    out: list[str] = []
    places: list[int] = []
    i = 0
    while i < len(low):
        before = out[-1] if out else after
        pair = low[i : i + 2]
        is_pair = pair in table and not (pair == "ts" and not (_TS.match(low, i) or not before))
        letters = table.get(pair if is_pair else low[i], low[i])
        if letters == "я" and alphabet != "plain" and before and before not in _VOWELS:
            letters = "иа"
        elif letters == "і" and before and before in _BEFORE_Y and pair == "ia":
            letters, is_pair = "я", True
        elif (
            letters in "ийі" and before and before in (_VOWELS if letters != "і" or alphabet == "plain" else _BEFORE_Y)
        ):
            letters = "й"
        elif letters == "й":
            letters = "и"
        out.extend(letters)
        places.extend([i] if len(letters) == 1 else [i, i + 1])
        i += 2 if is_pair else 1
    return "".join(out), places


@cache
def _table(alphabet: str) -> dict[str, str]:
    """Latin letters and pairs to Cyrillic ones; the first of several Cyrillic letters wins, the commoner by order."""
    table: dict[str, str] = {}
    for cyrillic, latin in KAZAKH[alphabet].items():
        if latin and cyrillic.islower() and cyrillic not in "ёщъь":
            table.setdefault(latin, cyrillic)
    if alphabet == "plain":
        table["i"] = "і"
    return table


@cache
def _known(alphabet: str) -> tuple[dict[str, str], dict[str, str]]:
    """Words and stems whose letters alone would be read wrongly, by their Latin spelling."""

    stems = set(knowledge("kk", "latin")["stems"].split())

    def mapped(words: set[str]) -> dict[str, str]:
        spellings: dict[str, str] = {}
        for word in sorted(words):
            latin = "".join(KAZAKH[alphabet].get(c, c) for c in word)
            for spelling in _spellings(word, alphabet) if len(word) >= _SURE_STEM else (latin,):
                read = _spelled(spelling, alphabet, after="")[0]
                longer = word in stems  # стипендиат beside стипендия
                if longer or word[0] == "и" or (read != word and read not in words):
                    spellings.setdefault(spelling, word)
        return spellings

    words = {word.lower() for text in _all_strings() for word in _CYRILLIC_WORD.findall(text)}
    return mapped(words), mapped(stems | _loans_of_vocabulary())


def _spellings(word: str, alphabet: str) -> tuple[str, ...]:
    """A loan as the letters have it and as papers write it: migratsiia, migratsia, migrasia; ekologia."""
    table = KAZAKH[alphabet]
    spelt = "".join(table.get(c, c) for c in word)
    short = "".join(table.get(c, c) for c in word.replace("ия", "\0")).replace("\0", "ia")
    soft = "".join("s" if c == "ц" else table.get(c, c) for c in word.replace("ия", "\0")).replace("\0", "ia")
    found: tuple[str, ...] = (spelt, short, soft)
    if alphabet == "2018":  # on keyboards without ı and ý
        found += tuple(spelling.translate(_UNMARKED) for spelling in found)
    return tuple(dict.fromkeys(found))


_UNMARKED: Final = str.maketrans("ıý", "iu")


@cache
def _loans_of_vocabulary() -> frozenset[str]:
    """The words of the topics' vocabulary with ц or ия, whose spelling in Latin letters varies."""
    folder = files("pipeline.vocabulary")
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".toml") and path.name != "areas.toml")
    tables = [tomllib.loads((folder / name).read_text("utf-8")) for name in names]
    entries = [entry for table in tables for kind in ("concept", "combined") for entry in table.get(kind, ())]
    found = {word for entry in entries for phrase in entry.get("kk", ()) for word in _CYRILLIC_WORD.findall(phrase)}
    return frozenset(
        word for word in (w.lower() for w in found) if ("ц" in word or "ия" in word) and len(word) >= _SURE_STEM
    )


@cache
def _abbreviations(alphabet: str) -> dict[str, str]:
    """The abbreviations in the data of Kazakh by their Latin spellings: QR, the Republic of Kazakhstan."""
    groups = tomllib.loads((files("pipeline.vocabulary") / "areas.toml").read_text("utf-8"))
    texts = (*_all_strings(), *_strings([*groups["group"], *groups["region"]]))
    found = {word for text in texts for word in _ABBREVIATION.findall(text)} | set(_ALSO_ABBREVIATED)
    return {to_latin(word, KAZAKH[alphabet]).upper(): word for word in sorted(found)}


@cache
def _all_strings() -> tuple[str, ...]:
    folder = files("pipeline.languages") / "kk"
    names = sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml"))
    return tuple(text for name in names for text in _strings(knowledge("kk", name)))


def _strings(value: Any) -> list[str]:
    """All strings of a table, keys and values."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in (key, *_strings(inner))]
    return [text for inner in value for text in _strings(inner)] if isinstance(value, list) else []
