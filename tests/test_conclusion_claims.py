"""Claims under the heading of a conclusion say so; the section itself counts as body."""

from __future__ import annotations

import pytest

from pipeline.claims.building import PaperFacts, build_claims
from pipeline.claims.vocabulary import load_vocabulary
from pipeline.languages.sections import find_sections
from pipeline.layout.dumps import compose_text
from pipeline.reading.document import TextFile

PAPERS = [
    (
        "Introduction\n\nIn 2021 the region had 118 libraries, and most of them stood in villages.\n\n"
        "5. Conclusions\n\nOnly 64% of the libraries were open on Saturday by the end of 2021.\n"
    ),
    (
        "Введение\n\nВ 2021 году в области работало 118 библиотек, и большинство стояло в сёлах.\n\n"
        "Заключение\n\nК концу 2021 года по субботам были открыты лишь 64% библиотек области.\n"
    ),
    (
        "Кіріспе\n\n2021 жылы облыста 118 кітапхана жұмыс істеді, олардың көбі ауылда болды.\n\n"
        "Қорытынды\n\n2021 жылдың соңында сенбі күні кітапханалардың тек 64% ашық болды.\n"
    ),
]


@pytest.mark.parametrize("text", PAPERS)
def test_a_claim_of_the_conclusion_says_so(text: str) -> None:
    manuscript = compose_text(TextFile(text, "utf-8"), ())
    sections = find_sections(manuscript)
    paper = PaperFacts(paper_id="p", sha256="0" * 64)
    claims = build_claims(manuscript, sections, (), paper=paper, vocabulary=load_vocabulary()).claims
    kinds = {claim.surface.split()[0].rstrip("%"): claim.section_kind for claim in claims}
    assert (kinds["118"], kinds["64"]) == ("body", "conclusion")
    assert {section.kind for section in sections} == {"body"}
