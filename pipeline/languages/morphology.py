"""From a word to its candidate lemmas: what a lexicon is asked with.

Russian through the dictionary of pymorphy3; Kazakh by a stripper of inflection in the order of its slots (no lexicon
of Kazakh is free of the GPL, so it proposes and the asking lexicon decides); English by irregular forms and endings.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from pipeline.languages.knowledge import knowledge


@lru_cache(maxsize=65536)
def lemmas(word: str, lang: str) -> tuple[str, ...]:
    """Candidate lemmas of one word, lower-cased, most likely first, without repeats; the word itself is among them.

    For Kazakh the candidates go from the whole word to its barest stem. `lang` is kk, ru or en (kk-Latn and ru-Latn
    count as they are written: only the word itself); another code gives the word itself.
    """
    word = word.casefold().strip(".-–")
    if not word:
        return ()
    if lang == "ru":
        found = _russian(word)
    elif lang == "kk":
        found = _kazakh(word)
    elif lang == "en":
        found = _english(word)
    else:
        found = (word,)
    return tuple(dict.fromkeys(found))


def stem(word: str, lang: str) -> str:
    """One canonical form for comparing open words within a language: the lemma, for Kazakh the barest stem."""
    found = lemmas(word, lang)
    if not found:
        return ""
    return found[-1] if lang == "kk" else found[0]


@cache
def _analyser() -> Any:
    import pymorphy3  # 0.2 s: only when Russian is read

    return pymorphy3.MorphAnalyzer(lang="ru")


def _russian(word: str) -> tuple[str, ...]:
    try:
        parses = _analyser().parse(word)
    except ValueError:  # pymorphy3 asks for the name of every character, and some have none
        return (word,)
    return (*(p.normal_form.replace("ё", "е") for p in parses), word)


def _english(word: str) -> tuple[str, ...]:
    data = knowledge("en", "morphology")
    word = word.removesuffix("'s").removesuffix("’s")
    if word in data["irregular"]:
        return (data["irregular"][word], word)
    for rule in data["endings"]:
        ending = next((e for e in rule["of"] if word.endswith(e) and len(word) > len(e) + 1), None)
        if ending is None:
            continue
        bare = word[: len(word) - rule["drop"]]
        if not any(vowel in bare for vowel in "aeiouy"):
            break
        found = [bare + add for add in rule["add"]]
        if rule["add"] == ["", "e"] and len(bare) > 2 and bare[-1] == bare[-2] and bare[-1] not in "lsz":
            found.insert(0, bare[:-1])
        return (*found, word)
    return (word,)


def _kazakh(word: str) -> tuple[str, ...]:
    data = knowledge("kk", "morphology")
    found = [word]
    front = [word]
    for slot in data["slots"]:
        for stem_now in list(front):
            for suffix in slot["suffixes"]:
                bare = stem_now.removesuffix(suffix)
                if bare == stem_now or not _fits(bare, suffix, data):
                    continue
                if "after" in slot and not bare.endswith(tuple(slot["after"])):
                    continue
                front.append(bare)
                if suffix[0] in "ыі" and bare in data["dropped"]:
                    front.append(data["dropped"][bare])
                if suffix[0] in "ыі" and bare[-1] in data["voicing"]:
                    front.append(bare[:-1] + data["voicing"][bare[-1]])
        found.extend(front)
        front = list(dict.fromkeys(front))
    return tuple(sorted(dict.fromkeys(found), key=lambda w: -len(w)))


def _fits(bare: str, suffix: str, data: dict[str, Any]) -> bool:
    """A stem of at least two letters whose last vowel is in harmony with the suffix (и and ю go with both)."""
    vowels = data["vowels"]
    if len(bare) < data["limits"]["stem"]:
        return False
    last = next((c for c in reversed(bare) if c in vowels["back"] + vowels["front"] + vowels["neutral"]), None)
    if last is None:
        return False
    of_suffix = next((c for c in suffix if c in vowels["back"] + vowels["front"]), None)
    if of_suffix is None or suffix in data["one_form"] or last in vowels["neutral"] or last == "у":
        return True
    return (last in vowels["back"]) == (of_suffix in vowels["back"])


def in_russian_dictionary(word: str) -> bool:
    """Is the lower-cased word a form of a word in the Russian dictionary?"""
    # as it stands first: trying ё for every е takes three times as long
    return word in _analyser().dictionary.words or ("е" in word and bool(_analyser().word_is_known(word)))


def russian_form(word: str) -> str:
    """Which form of a Russian word the lower-cased word is, by how likely another language shares it; "" for none.

    "base" for the nominative singular of a noun, in which loans are borrowed; "name" for the same of proper names only;
    "plural" where it can only be a nominative plural; "case" for all other forms of nouns; "other" for the rest.

    >>> [russian_form(word) for word in ("геология", "африка", "бригады", "бумагам", "хорошего", "мектептер")]
    ['base', 'name', 'case', 'case', 'other', '']
    """
    analyser = _analyser()
    found = analyser.dictionary.words.similar_items(word, analyser.char_substitutes)
    kinds = {_kind_of_form(*parse) for _, parses in found for parse in parses}
    if "other" in kinds:
        return "other"
    names = {kind for kind in kinds if kind.startswith("name")}
    if names and names == kinds:
        return "name" if "name base" in names else "case"
    return next((kind for kind in ("base", "case", "plural") if kind in kinds), "")


@lru_cache(maxsize=8192)
def is_russian_verb(word: str) -> bool:
    """Is the lower-cased Russian word most likely a finite verb or a short participle?

    >>> [is_russian_verb(word) for word in ("соблюдают", "удовлетворены", "нагрузкой", "зарплат")]
    [True, True, False, False]
    """
    return str(_analyser().parse(word)[0].tag.POS) in ("VERB", "PRTS", "PRED")


@lru_cache(maxsize=8192)
def _kind_of_form(paradigm: int, form: int) -> str:
    tag = str(_analyser().dictionary.build_tag_info(paradigm, form))
    if not tag.startswith("NOUN"):
        return "other"
    if "Abbr" in tag:
        return "base"
    kind = "base" if "sing,nomn" in tag else "plural" if "plur,nomn" in tag else "case"
    return f"name {kind}" if any(of_name in tag for of_name in _OF_NAMES) else kind


_OF_NAMES = ("Name", "Surn", "Patr", "Geox", "Orgn")
"""The marks of proper names in the tags of pymorphy3's dictionary (OpenCorpora)."""
