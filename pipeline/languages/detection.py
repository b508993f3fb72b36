"""Which language a text is in: kk, ru, en, kk-Latn, ru-Latn, or und.

The n-gram statistics and their loading are langdetect's, with profiles of our own (langdetect ships none for Kazakh).
Its random sampling is replaced by the sum over all n-grams of a text, so the same text always gets the same answer,
and frequent words, Russian dictionary forms and the script are evidence beside the n-grams.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from langdetect.detector_factory import DetectorFactory

from pipeline.languages.alphabets import LETTERS, LOST, VARIANTS
from pipeline.languages.headings import heading_of, names_people
from pipeline.languages.knowledge import LANGUAGES, knowledge
from pipeline.languages.letters import repair
from pipeline.languages.morphology import in_russian_dictionary, russian_form

SMOOTHING = 1e-5
"""Added to every n-gram's share: what an n-gram never seen in training counts for. langdetect's own 5e-5 is for
profiles without a long tail; on held-out words 1e-5 was better for every language."""

PRIORS = {"kk": 0.0, "ru": 0.0, "en": 0.0, "kk-Latn": -7.0, "ru-Latn": -7.0}
CYRILLIC_PRIOR, LATIN_PRIOR, RARE_PRIOR, UNKNOWN_PRIOR = -16.0, -20.0, -28.0, -40.0
"""Log-priors: of ours, of languages of each script, of those of few papers, whose profiles rest on few pages, and of
languages without a profile. A single English word must not turn into transliterated Russian, nor any of ours into one
of sixty other languages, for one odd trigram; a sentence in another language outweighs this many times over. Rare words
of ours fit a language without a profile best: that it is one takes a whole sentence."""

FREQUENT_WORD = 7.0
"""Log-likelihood that a word of a language's list of frequent words adds for that language."""
RUSSIAN_FORM = {"other": 7.0, "case": 7.0, "plural": 7.0, "base": 7.0, "name": -4.0, "": -7.0}
"""The same for Russian, for words of four letters or more, by what they are in its dictionary ("": not in it). Names of
people and places stand bare in Kazakh more often than in Russian, which gives them cases."""
NOT_KAZAKH = {"other": -4.0, "case": -10.0}
"""The same for Kazakh, which takes Russian nouns over as they stand in dictionaries and gives them its own endings."""

TURKIC_ENDING = -20.0
"""The same for Russian, for a word that its dictionary lacks and that is one of its words with a Turkic ending
(`театрының`): an eighth of the words of Kazakh papers, one in three thousand of Russian ones."""

FOREIGN_SPELLING, FOREIGN_LETTER = -12.0, -18.0
"""The same for a word with a sequence that the language never writes, and with letters that its alphabet lacks."""

KNOWN_HEADING = 20.0
"""What a line that is the heading of a part of papers adds for the languages that have it."""
NAMES_ALONE = -12.0
"""What a line of nothing but names in Latin letters takes from transliterated languages: it is how names are printed in
English, where transliterated entries are longer."""

UNKNOWN_LANGUAGE = -6.0
"""Log-share that every n-gram has in a language without a profile. The n-grams of held-out sentences average -5.0 to
-5.9 in their own language's profile and -6.0 to -6.9 in the profile of a related one (Tatar or Karakalpak as Kazakh),
so that a text which fits no profile is undetermined rather than the least bad of ours."""

CYRILLIC_SHARE = 0.4
"""Share of Cyrillic among a text's letters from which it is read as Cyrillic: foreign names and terms are put into
Kazakh and Russian sentences in Latin letters much more often than the other way round."""

Floats = npt.NDArray[np.float64]

_WORD = re.compile(r"[^\W\d_]+")
_MAY_BE_ADDRESS = re.compile(r"@|://|www\.")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,255}")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; digits and marks separate them."""
    return _WORD.findall(_small(text))


def _small(text: str) -> str:
    return text.replace("İ", "i").lower().translate(VARIANTS)


def ngrams_of(word: str) -> list[str]:
    """The n-grams of one word as langdetect cuts them: letters, and pairs and triples with a space at either end."""
    padded = f" {word} "
    size = len(padded)
    pairs = [padded[i : i + 2] for i in range(size - 1)]
    return [*word, *pairs, *[padded[i : i + 3] for i in range(size - 2)]]


@dataclass(frozen=True, slots=True)
class _Profiles:
    """Log-shares of n-grams by script; `codes[i]` is what the language of column i is reported as.

    The last column is for languages without a profile.
    """

    rows: Mapping[str, int]
    logs: Floats
    names: tuple[str, ...]
    codes: tuple[str, ...]
    priors: Floats


def _code(profile: str) -> str:
    if profile.startswith(("kk-Latn", "ru-Latn")):
        return profile[:7]
    return "kk" if profile == "kk-lost" else profile if profile in ("kk", "ru", "en") else "und"


def _prior(profile: str) -> float:
    other = CYRILLIC_PRIOR if _in_cyrillic(profile) else LATIN_PRIOR
    return RARE_PRIOR if profile in knowledge("und", "detection")["small"] else PRIORS.get(_code(profile), other)


def _in_cyrillic(profile: str) -> bool:
    return profile in ("kk", "kk-lost", "ru") or profile in knowledge("und", "detection")["cyrillic"]


@cache
def _profiles() -> dict[bool, _Profiles]:
    """The profiles by script (True: Cyrillic), loaded into langdetect in one call: a second one would break it."""
    folder = files("pipeline.languages") / "profiles"
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".json"))
    factory = DetectorFactory()
    factory.load_json_profile([(folder / name).read_text("utf-8") for name in names])
    shares = np.array(list(factory.word_lang_prob_map.values()))
    grams = list(factory.word_lang_prob_map)
    found = {}
    for cyrillic in (True, False):
        columns = [i for i, lang in enumerate(factory.langlist) if _in_cyrillic(lang) == cyrillic]
        part = shares[:, columns]
        used = np.flatnonzero(part.max(axis=1))
        column_names = (*(factory.langlist[i] for i in columns), "unknown")
        codes = tuple(_code(name) for name in column_names)
        unknown = np.full((len(used), 1), UNKNOWN_LANGUAGE)
        found[cyrillic] = _Profiles(
            names=column_names,
            rows={grams[i]: n for n, i in enumerate(used)},
            logs=np.hstack([np.log(part[used] + SMOOTHING), unknown]),
            priors=np.array([*map(_prior, column_names[:-1]), UNKNOWN_PRIOR]),
            codes=codes,
        )
    return found


@cache
def _frequent() -> dict[str, tuple[str, ...]]:
    """Frequent words and the languages that have them; "und" stands for all languages that are not ours."""
    found: dict[str, tuple[str, ...]] = {}
    others = {word for words in knowledge("und", "detection")["words"].values() for word in words.split()}
    for word in others:
        found[word] = ("und",)
    for lang in LANGUAGES:
        words = set(knowledge(lang, "detection")["words"].split())
        if lang == "kk":
            lost = {word.translate(LOST) for word in words}
            words |= {word for word in lost - others if len(word) > 3 and not in_russian_dictionary(word)}
        for word in words:
            found[word] = (*found.get(word, ()), lang)
    return found


@lru_cache(maxsize=20_000)
def _word_evidence(word: str, cyrillic: bool) -> Floats:
    """Log-likelihood of one word in each language of a script."""
    profiles = _profiles()[cyrillic]
    grams = ngrams_of(word[:40])
    rows = [row for row in map(profiles.rows.get, grams) if row is not None]
    total: Floats = np.add.reduce(profiles.logs.take(np.array(rows, dtype=np.intp), axis=0))
    total[-1] += (UNKNOWN_LANGUAGE - math.log(SMOOTHING)) * (len(grams) - len(rows))
    frequent = _frequent().get(word, ())
    strange = frozenset(word) - _shared_letters(cyrillic)
    asked = cyrillic and len(word) > 3 and not frequent and not strange
    form = _russian_form(word, total) if asked else None
    if frequent:
        total += FREQUENT_WORD * _columns(cyrillic, frequent)
    elif cyrillic and len(word) > 3:
        weight = RUSSIAN_FORM[form or ""]
        if form == "" and has_turkic_ending(word):
            weight += TURKIC_ENDING
        total += weight * _columns(cyrillic, ("ru",))
        if form in NOT_KAZAKH:
            total += NOT_KAZAKH[form] * _columns(cyrillic, ("kk",))
    if cyrillic and "kk" not in frequent and (frequent or not form) and _never().search(word):
        total += FOREIGN_SPELLING * _columns(cyrillic, ("kk",))
    if strange:
        total += FOREIGN_LETTER * _without(cyrillic, strange)
    return total


_OUT_OF_QUESTION = 20.0
"""Log-likelihood by which a word is behind as Russian without being looked up, which is slow."""
_FAR_FROM_KAZAKH = 5.0
"""Log-likelihood by which a word is behind as Kazakh without its form being looked up, which is slower."""


def _russian_form(word: str, values: Floats) -> str | None:
    """What the word is in the Russian dictionary, "" for nothing; None where it was not asked."""
    row = values.tolist()
    as_russian = row[_columns_by_code(in_cyrillic=True)["ru"][0]]
    if as_russian <= max(row) - _OUT_OF_QUESTION:
        return None
    if as_russian - _FAR_FROM_KAZAKH < max([row[i] for i in _columns_by_code(in_cyrillic=True)["kk"]]):
        return russian_form(word)
    return "other" if in_russian_dictionary(word) else ""


@cache
def _turkic_ending() -> re.Pattern[str]:
    return re.compile(knowledge("kk", "detection")["endings"])


def has_turkic_ending(word: str) -> bool:
    """Is the word one of the Russian dictionary with endings that only Turkic languages have?"""
    ending = _turkic_ending()
    return any(ending.fullmatch(word, i) and in_russian_dictionary(word[:i]) for i in range(4, len(word) - 1))


@cache
def _columns(cyrillic: bool, codes: tuple[str, ...]) -> Floats:
    """1 for the columns of these codes, 0 for all others and for languages without a profile."""
    of = _profiles()[cyrillic].codes[:-1]
    return np.array([*(float(code in codes) for code in of), float("und" in codes)])


@cache
def _shared_letters(cyrillic: bool) -> frozenset[str]:
    """The letters of every alphabet of a script."""
    alphabets = [LETTERS[name] for name in _profiles()[cyrillic].names if name in LETTERS]
    return frozenset[str].intersection(*alphabets)


@lru_cache(maxsize=2048)
def _without(cyrillic: bool, letters: frozenset[str]) -> Floats:
    """1 for the columns whose alphabet lacks one of the letters, 0 for all others."""
    names = _profiles()[cyrillic].names
    return np.array([float(name in LETTERS and not letters <= LETTERS[name]) for name in names])


@cache
def _never() -> re.Pattern[str]:
    """What no Kazakh word has in it."""
    return re.compile("|".join(knowledge("kk", "detection")["never"]))


CODES = ("kk", "ru", "en", "kk-Latn", "ru-Latn", "und")
_OFF_SCRIPT = 1.5
"""Log-likelihood that each letter of a word takes from a language that is written in another script."""
_WORST_WORD = 12.0
"""No single word counts for more than this against a language: it may be a name, a term or a slip."""


def is_cyrillic(word: str) -> bool:
    return "\u0400" <= word[0] <= "\u052f"


def _is_latin(word: str) -> bool:
    return word[0] < "\u0250" or "\u1e00" <= word[0] <= "\u1eff"


def evidence(text: str) -> dict[str, float]:
    """Log-probability of a (repaired) text for each code of its prevailing script, priors included; {} for no words.

    A text mainly in a third script has {"und": 0.0}.
    """
    words = _WORD.findall(_ADDRESS.sub(" ", text) if _MAY_BE_ADDRESS.search(text) else text)
    cyrillic = [w for w in words if is_cyrillic(w)]
    latin = [w for w in words if not is_cyrillic(w) and _is_latin(w)]
    n_cyrillic, n_latin, n_all = (sum(map(len, part)) for part in (cyrillic, latin, words))
    if not n_all:
        return {}
    if n_cyrillic + n_latin < n_all / 2:
        return {"und": 0.0}
    in_cyrillic = n_cyrillic >= CYRILLIC_SHARE * (n_cyrillic + n_latin)
    total = _profiles()[in_cyrillic].priors.copy()
    spoken = cyrillic if in_cyrillic else latin
    alone, among = _names_alone(spoken), _names_among(spoken)
    for n, word in enumerate(spoken):
        small = _small(word)
        if alone or (among and n > 0 and word[0].isupper()):
            total += _name_evidence(small, in_cyrillic, alone=alone)
        else:
            total += _word_evidence(small, in_cyrillic)
    return _by_code(total, in_cyrillic)


NAME_WEIGHT = 0.25
"""Weight of a capitalised word that does not begin its sentence: names look alike in all languages."""
_LEAST_WORDS = 3
"""Words in small letters from which those with a capital may be taken for names."""


def _name_evidence(word: str, cyrillic: bool, *, alone: bool) -> Floats:
    """What a name says: little by how it sounds, but all that a known word says, and among names alone its letters."""
    total: Floats = NAME_WEIGHT * _word_evidence(word, cyrillic)
    if listed := _frequent().get(word):
        total = total + (1 - NAME_WEIGHT) * FREQUENT_WORD * _columns(cyrillic, listed)
    if alone and (strange := frozenset(word) - _shared_letters(cyrillic)):
        total = total + (1 - NAME_WEIGHT) * FOREIGN_LETTER * _without(cyrillic, strange)
    return total


def _names_alone(words: Sequence[str]) -> bool:
    """Are all words set with a capital, as in a line of names and places?"""
    return len(words) > 1 and all(word[0].isupper() for word in words) and not all(map(str.isupper, words))


def _names_among(words: Sequence[str]) -> bool:
    return sum(word.islower() and len(word) > 2 for word in words) >= _LEAST_WORDS


def _by_code(values: Floats, in_cyrillic: bool) -> dict[str, float]:
    """The best of each code's profiles."""
    row = values.tolist()
    return {code: max([row[i] for i in columns]) for code, columns in _columns_by_code(in_cyrillic).items()}


@cache
def _columns_by_code(in_cyrillic: bool) -> dict[str, list[int]]:
    codes = _profiles()[in_cyrillic].codes
    return {code: [i for i, other in enumerate(codes) if other == code] for code in dict.fromkeys(codes)}


def sum_evidence(words: Iterable[tuple[str, float]]) -> tuple[float, ...]:
    """Log-likelihood of weighted words in small letters for each of `CODES`; 0.0 for each when no word says anything.

    A word counts in its own script's languages by how far each lies behind the likeliest, and against all others.
    Single Latin letters are evidence of nothing: they may be variables, numerals or labels.
    """
    profiles = _profiles()
    totals = {script: np.append(np.zeros(len(profiles[script].codes) - 1), UNKNOWN_PRIOR) for script in (True, False)}
    against = {True: 0.0, False: 0.0}
    foreign = 0.0
    for word, weight in words:
        cyrillic = is_cyrillic(word)
        if not cyrillic and not _is_latin(word):
            foreign += weight * min(_WORST_WORD, _OFF_SCRIPT * len(word))
        elif cyrillic or len(word) > 1:
            totals[cyrillic] += weight * _relative_evidence(word, cyrillic)
            against[not cyrillic] += weight * min(_WORST_WORD, _OFF_SCRIPT * len(word)) if len(word) > 1 else 0.0
    found = {"und": -math.inf}
    for script, total in totals.items():
        # each word was held against its own likeliest language: the likeliest of them all owes the other script nothing
        for code, value in _by_code(total - total[:-1].max(), script).items():
            value -= against[script] + (foreign if code != "und" else 0.0)
            found[code] = max(found.get(code, value), value)
    return tuple(found[code] for code in CODES)


@lru_cache(maxsize=20_000)
def _relative_evidence(word: str, cyrillic: bool) -> Floats:
    found = _word_evidence(word, cyrillic)
    relative: Floats = np.clip(found - found[:-1].max(), -_WORST_WORD, _WORST_WORD)
    return relative


@lru_cache(maxsize=20_000)
def _detect(text: str) -> str:
    text = repair(text)
    found = evidence(text)
    if not found:
        return "und"
    if len(text) <= _LONGEST_LINE:
        _weigh_line(found, text)
    return max(found, key=found.__getitem__)


_LONGEST_LINE = 90
"""Characters of a heading or a line of names."""


def _weigh_line(found: dict[str, float], text: str) -> None:
    """Add what a line says as a heading or as a list of names."""
    heading = heading_of(text, is_heading=False)
    if heading is not None and heading.alone:
        for code in heading.languages & found.keys():
            found[code] += KNOWN_HEADING
    elif "ru-Latn" in found and text.isascii() and (_names_alone(_WORD.findall(text)) or names_people(text)):
        for code in ("ru-Latn", "kk-Latn"):
            found[code] += NAMES_ALONE


def detect_languages(texts: Sequence[str]) -> list[str]:
    """The language of each text: kk, ru, en, kk-Latn, ru-Latn, or und for other languages and for no evidence.

    Deterministic; look-alike letters are repaired first.
    """
    return [_detect(text) for text in texts]
