"""Speed of claims: seconds of processor time for a thousand pages of text on one core, with the share of each stage.

    python benchmarks/claims.py [TEXT_FILE ...]        # without files: sentences written here

A page is 2 500 characters. The text is the files' own, repeated with other figures, so that no memo of whole
sentences helps; reading files, layout, languages and tables are left out.
"""

from __future__ import annotations

import cProfile
import itertools
import pstats
import re
import sys
import time
from functools import partial
from pathlib import Path

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.garbage import look_seldom
from pipeline.manuscript import Block, Manuscript
from pipeline.offsets import MappedText
from schemas import Lang, Section

PAGE = 2_500
PAGES = 1_000
SAMPLES: dict[Lang, str] = {
    "en": "In 2019 the region had 4,312 farms, or 12.5% of the total. According to the ministry, 39 thousand students "
    "from Kazakhstan studied in Russia, of whom 61% held a grant [4]. Output rose from 18 to 27 tonnes per hectare.",
    "ru": "В 2019 году в области действовало 4 312 хозяйств, или 12,5 % от общего числа. По данным министерства, "
    "39 тысяч студентов из Казахстана обучались в России, из них 61 % – по гранту [4]. "
    "Урожайность выросла с 18 до 27 ц.",
    "kk": "2019 жылы облыста 4 312 шаруашылық болды, бұл жалпы санының 12,5 пайызы. Министрліктің мәліметі бойынша, "
    "Ресейде 39 мың қазақстандық студент оқыды, олардың 61 пайызы грантпен [4]. Өнімділік 18-ден 27 центнерге артты.",
}
PLAIN: dict[Lang, str] = {
    "en": "The authors discuss how the choice of a profession depends on the family and the place where people live. ",
    "ru": "Авторы обсуждают, как выбор профессии зависит от семьи и от места, в котором живут люди. ",
    "kk": "Авторлар мамандық таңдаудың отбасына және адамдар тұратын жерге қалай байланысты екенін талқылайды. ",
}
FEW = 12
"""Sentences without a figure for a paragraph with figures, so that a page has some five claims as papers have."""
STAGES = {
    "numbers": "read_numbers",
    "sentences": "split_sentences",
    "words": "tokenise",
    "vocabulary": "find_concepts",
    "places": "find_places",
    "drafting": "draft_claims",
}


def _other(step: int, number: re.Match[str]) -> str:
    return str(10 + (int(number[0]) + step) % 90)


def manuscript_of(texts: dict[Lang, str]) -> tuple[Manuscript, list[Section]]:
    """Paragraphs of all languages by turns, each with figures of its own, up to a thousand pages."""
    parts: list[str] = []
    blocks: list[Block] = []
    sections: list[Section] = []
    at = 0
    for i, (lang, text) in enumerate(itertools.cycle(texts.items())):
        body = re.sub(r"\b[1-9]\d\b", partial(_other, i), text)
        parts.append(body)
        blocks.append(Block(kind="paragraph", start=at, end=at + len(body)))
        end = at + len(body) + 2
        sections.append(Section(section_id=f"s{i + 1}", kind="body", lang=lang, heading=None, start=at, end=end))
        at = end
        if at >= PAGE * PAGES:
            break
    text = "\n\n".join(parts) + "\n\n"
    return Manuscript(MappedText(text, range(len(text))), tuple(blocks)), sections


def main() -> None:
    """Print the seconds for a thousand pages, then the share of each stage under the profiler."""
    files = [Path(name).read_text("utf-8") for name in sys.argv[1:]]
    samples: dict[Lang, str] = {lang: PLAIN[lang] * FEW + text for lang, text in SAMPLES.items()}
    texts: dict[Lang, str] = {"und": "\n".join(files)} if files else samples
    manuscript, sections = manuscript_of(texts)
    paper = PaperFacts(paper_id="benchmark", sha256="0" * 64, year=2020)
    vocabulary = load_vocabulary()
    build_claims(manuscript, sections[:3], (), paper=paper, vocabulary=vocabulary)  # dictionaries are read
    look_seldom()  # as the processes do that read papers
    start = time.process_time()
    found = build_claims(manuscript, sections, (), paper=paper, vocabulary=vocabulary)
    seconds = time.process_time() - start
    print(f"{PAGES} pages, {len(found.claims)} claims: {seconds:.1f} s ({PAGES / seconds:.0f} pages/s)")
    profile = cProfile.Profile()
    profile.runcall(build_claims, manuscript, sections, (), paper=paper, vocabulary=vocabulary)
    stats = pstats.Stats(profile)
    total = stats.total_tt  # type: ignore[attr-defined]
    for stage, name in STAGES.items():
        spent = sum(v[3] for key, v in stats.stats.items() if key[2] == name)  # type: ignore[attr-defined]
        print(f"  {stage:12} {100 * spent / total:5.1f} %")


if __name__ == "__main__":
    main()
