"""What a run says of the sample papers is what raw/README.md lists: nothing more, nothing less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib.metadata import version
from itertools import product
from pathlib import Path

import pytest

import pipeline
from schemas import Claim, ConflictReport, Finding, Paper

RAW = Path(__file__).resolve().parent.parent / "raw"
README = (RAW / "README.md").read_text(encoding="utf-8")

Figure = tuple[str, str]  # name of the paper, printed form
FigurePair = tuple[Figure, Figure]  # sorted


def listed(heading: str) -> list[list[str]]:
    """The body rows of the table under a heading of the README, cells without their code marks."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in lines[2:]]


def forms(cell: str) -> tuple[str, ...]:
    """The printed forms, or the numbers, of one cell."""
    return tuple(part.strip() for part in cell.split(";"))


def numbers(cell: str) -> frozenset[Decimal]:
    """The numbers of one cell."""
    return frozenset(Decimal(part) for part in forms(cell))


def printed(claim: Claim) -> str:
    """The printed form of a claim as the README names it: plain spaces, no case ending after the percent sign."""
    return re.sub(r"%\s*-\w+$", "%", " ".join(claim.surface.split()))


def name_of(paper_id: str) -> str:
    """The name of the paper's file: the id without the hash."""
    return paper_id.rpartition("-")[0]


def figure(claim: Claim) -> Figure:
    return name_of(claim.paper_id), printed(claim)


def pair(a: Figure, b: Figure) -> FigurePair:
    return (a, b) if a <= b else (b, a)


@dataclass(frozen=True)
class Run:
    """The sample papers as they were read, and their comparison."""

    papers: tuple[Paper, ...]
    report: ConflictReport

    def claims(self) -> Iterator[Claim]:
        for paper in self.papers:
            yield from paper.claims

    def mentions(self, name: str, form: str) -> list[Claim]:
        return [claim for claim in self.claims() if figure(claim) == (name, form)]

    def entries(self) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
        """Every pair of claims with an entry: both ids, the verdict, the reasons."""
        for group in self.report.groups:
            for entry in group.conflicts:
                for a, b in product(entry.a_claims or (entry.a,), entry.b_claims or (entry.b,)):
                    yield a, b, entry.verdict, entry.reasons

    def verdict(self, a: Claim, b: Claim) -> str:
        """conflict, explained with its reasons, agree, or unrelated."""
        wanted = {a.claim_id, b.claim_id}
        for first, second, verdict, reasons in self.entries():
            if {first, second} == wanted:
                return verdict if verdict == "conflict" else f"explained: {', '.join(reasons)}"
        if any(wanted <= set(group.claims) for group in self.report.groups):
            return "agree"
        return "unrelated"


@pytest.fixture(scope="module")
def run() -> Run:
    papers = tuple(pipeline.extract(path) for path in sorted(RAW.glob("*.pdf")))
    return Run(papers, pipeline.compare(papers))


def listed_conflicts() -> set[FigurePair]:
    return {
        pair((left, a), (right, b))
        for _, left, left_forms, right, right_forms in listed("Conflicts")
        for a, b in product(forms(left_forms), forms(right_forms))
    }


def test_every_conflict_said_is_listed(run: Run) -> None:
    by_id = {claim.claim_id: claim for claim in run.claims()}
    said = {pair(figure(by_id[a]), figure(by_id[b])) for a, b, verdict, _ in run.entries() if verdict == "conflict"}
    assert sorted(said - listed_conflicts()) == []


@pytest.mark.parametrize(("a", "b"), sorted(listed_conflicts()))
def test_a_listed_conflict_is_said_of_all_mentions(run: Run, a: Figure, b: Figure) -> None:
    mentions_a, mentions_b = run.mentions(*a), run.mentions(*b)
    assert mentions_a, f"no claim reads {a}"
    assert mentions_b, f"no claim reads {b}"
    verdicts = {run.verdict(x, y) for x, y in product(prose_first(mentions_a), prose_first(mentions_b))}
    assert verdicts == {"conflict"}


def prose_first(claims: list[Claim]) -> list[Claim]:
    """The mentions in prose; those in tables where there are no others."""
    return [claim for claim in claims if claim.origin == "prose"] or claims


def says(finding: Finding, row: list[str]) -> bool:
    """Does a finding say what a row of the README lists: its check, and two or more of its numbers, no others?"""
    paper, check, other_check, cell = row[:4]
    named, wanted = frozenset(finding.numbers), numbers(cell)
    return (
        name_of(finding.paper_id) == paper
        and finding.check in {check, other_check}
        and len(named & wanted) >= min(2, len(wanted))
    )


def test_every_inconsistent_finding_is_listed(run: Run) -> None:
    rows = listed("Inconsistent findings")
    said = [finding for finding in run.report.findings if finding.verdict == "inconsistent"]
    assert [
        (finding.paper_id, finding.check, [str(number) for number in finding.numbers])
        for finding in said
        if not any(says(finding, row) and frozenset(finding.numbers) <= numbers(row[3]) for row in rows)
    ] == []


@pytest.mark.parametrize("row", listed("Inconsistent findings"), ids=lambda row: f"{row[0]} {row[1]} {row[3]}")
def test_a_listed_inconsistent_finding_is_said(run: Run, row: list[str]) -> None:
    said = [finding for finding in run.report.findings if says(finding, row) and finding.check == row[1]]
    assert "inconsistent" in {finding.verdict for finding in said}


@pytest.mark.parametrize("row", listed("Inconsistent findings"), ids=lambda row: f"{row[0]} {row[1]} {row[3]}")
def test_an_inconsistent_finding_says_whether_it_changes_the_conclusion(run: Run, row: list[str]) -> None:
    severities = {
        finding.severity
        for finding in run.report.findings
        if finding.verdict == "inconsistent" and says(finding, row) and frozenset(finding.numbers) <= numbers(row[3])
    }
    assert severities == {"changes-conclusion" if row[5] == "yes" else "detail"}


@pytest.mark.parametrize("row", listed("Arithmetic that holds"), ids=lambda row: f"{row[0]} {row[1]} {row[3]}")
def test_arithmetic_that_holds_is_found_consistent(run: Run, row: list[str]) -> None:
    covered: set[Decimal] = set()
    for finding in run.report.findings:
        if finding.verdict == "consistent" and touches(finding, row):
            covered |= set(finding.numbers) & numbers(row[3])
    assert sorted(numbers(row[3]) - covered - optional(row)) == []


def touches(finding: Finding, row: list[str]) -> bool:
    """Is a finding of the row's paper and check, with none but the row's numbers?"""
    paper, check, other_check, cell = row[:4]
    same_kind = name_of(finding.paper_id) == paper and finding.check in {check, other_check}
    return same_kind and frozenset(finding.numbers) <= numbers(cell) | optional(row)


def optional(row: list[str]) -> frozenset[Decimal]:
    """Where shares are added up, 100 may be named as the total or not."""
    return frozenset({Decimal(100)}) if row[1] == "share-sum" else frozenset()


@pytest.mark.parametrize("row", listed("Not to be added up"), ids=lambda row: f"{row[0]} {row[1]}")
def test_rows_that_make_no_total_are_not_added_up(run: Run, row: list[str]) -> None:
    assert not [
        finding
        for finding in run.report.findings
        if name_of(finding.paper_id) == row[0]
        and finding.check in {"sum", "share-sum"}
        and len(finding.numbers) >= 3
        and (frozenset(finding.numbers) <= numbers(row[1]) or frozenset(finding.numbers) >= numbers(row[1]))
    ]


@pytest.mark.parametrize("row", listed("Decoys"), ids=lambda row: f"{row[0]}: {row[2]} {row[4]}")
def test_a_decoy_has_its_verdict(run: Run, row: list[str]) -> None:
    _, left, left_form, right, right_form, expected = row
    left_claims, right_claims = run.mentions(left, left_form), run.mentions(right, right_form)
    assert left_claims, f"no claim reads {left_form}"
    assert right_claims, f"no claim reads {right_form}"
    verdicts = set(verdicts_of(run, left_claims, right_claims))
    assert "conflict" not in verdicts
    assert expected in verdicts
    if expected == "unrelated":
        assert verdicts == {"unrelated"}


def verdicts_of(run: Run, left: Iterable[Claim], right: Iterable[Claim]) -> Iterator[str]:
    for a, b in product(left, right):
        if a.claim_id != b.claim_id:
            yield run.verdict(a, b)


def test_each_paper_has_what_a_paper_has(run: Run) -> None:
    for paper in run.papers:
        assert sorted(paper.metadata.titles) == ["en", "kk", "ru"], paper.paper_id
        abstracts = {section.lang for section in paper.sections if section.kind == "abstract"}
        assert abstracts == {"en", "kk", "ru"}, paper.paper_id
        assert paper.references, paper.paper_id


def test_the_table_over_two_pages_is_one_table(run: Run) -> None:
    (paper,) = (paper for paper in run.papers if name_of(paper.paper_id) == "student-choice-kk")
    assert [len(table.pages) for table in paper.tables] == [2, 1, 1]
    assert len(paper.tables[0].rows) == 22


def paragraphs(name: str) -> Iterator[str]:
    """The running paragraphs of a source: its lines that are no code, without marks of the typesetter."""
    source = (RAW / "source" / f"{name}.typ").read_text(encoding="utf-8")
    body = source[source.index("\n= ") :]
    for line in body.splitlines():
        if re.match(r"[A-ZА-ЯӘҒҚҢӨҰҮҺІ]", line):
            yield re.sub(r"#footnote\[[^]]*\]", "", line).replace("~", " ").replace("\\", "")


def words(text: str) -> str:
    """The text with single spaces and without hyphens: a hyphen at the end of a line may belong to the word or not."""
    return re.sub(r"[\u00ad\-]", "", " ".join(text.split()))


@pytest.mark.parametrize("name", sorted(path.stem for path in RAW.glob("*.pdf")))
def test_paragraphs_are_read_whole_and_in_order(run: Run, name: str) -> None:
    (paper,) = (paper for paper in run.papers if name_of(paper.paper_id) == name)
    text = re.sub(r"(?<=[a-zі])[1¹](?=[.])", "", words(paper.text))  # the mark of the footnote
    wanted = list(paragraphs(name))
    places = [text.find(words(paragraph)) for paragraph in wanted]
    assert [paragraph for paragraph, place in zip(wanted, places, strict=True) if place < 0] == []
    assert places == sorted(places)


TABLES = [
    ("study-abroad-en", "Table 1. Kazakhstani students abroad by host country", 1, 8, 3),
    ("study-abroad-en", "Table 2. Bolashak scholarship holders by host region, %", 1, 7, 2),
    ("study-abroad-en", "Table 3. Reasons for staying abroad, % of respondents (several answers possible)", 1, 5, 2),
    (
        "academic-mobility-ru",
        "Таблица 1. Студенты, выехавшие по программе академической мобильности за счёт бюджета, по регионам, чел.",
        1, 7, 5,
    ),
    (
        "academic-mobility-ru",
        "Таблица 2. Приём казахстанских студентов по академической мобильности в странах СНГ, чел.",
        1, 7, 3,
    ),
    (
        "student-choice-kk",
        "1-кесте. Сауалнамаға қатысқан және шетелде оқығысы келетін мектеп түлектері, өңірлер бойынша",
        1, 22, 4,
    ),
    ("student-choice-kk", "2-кесте. Шетелде оқығысы келетін түлектердің қалаған елі", 1, 7, 3),
    (
        "student-choice-kk",
        "3-кесте. Шетелдік университетті таңдау себептері, түлектердің үлесі, % (бірнеше жауап беруге болады)",
        1, 5, 2,
    ),
    ("nurses-stress-en", "Table 1. High stress among nurses by ward", 1, 6, 4),
    ("nurses-stress-en", "Table 2. What nurses find hardest, % of respondents (several answers possible)", 1, 5, 2),
    ("nurses-stress-en", "Table 3. Regression of stress on the length of the shift, night shifts and support", 1, 6, 2),
    ("grain-farms-ru", "Таблица 1. Площадь и урожайность пшеницы в обследованных хозяйствах", 1, 6, 3),
    ("grain-farms-ru", "Таблица 2. Урожай, продажа и запасы зерна по районам, тыс. тонн", 1, 8, 4),
    ("rural-clinics-kk", "1-кесте. Зерттеуге қатысқан науқастар, жасы мен жынысы бойынша", 1, 5, 4),
    ("rural-clinics-kk", "2-кесте. Диабеті бар науқастардың емделуі", 1, 6, 3),
    (
        "rural-clinics-kk",
        "3-кесте. Науқастарға не жетіспейді, сұралғандардың үлесі, % (бірнеше жауап беруге болады)",
        1, 5, 2,
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "caption", "header_rows", "rows", "columns"), TABLES, ids=[f"{row[0]} {row[1][:9]}" for row in TABLES]
)
def test_tables_are_read_as_they_are_printed(
    run: Run, name: str, caption: str, header_rows: int, rows: int, columns: int
) -> None:
    (paper,) = (paper for paper in run.papers if name_of(paper.paper_id) == name)
    number = int(re.findall(r"\d+", caption)[0])
    found = [table for table in paper.tables if table.number == number]
    assert [(" ".join((table.caption or "").split()), table.header_rows) for table in found] == [(caption, header_rows)]
    assert (len(found[0].rows), len(found[0].rows[0])) == (rows, columns)


def test_a_table_stands_in_the_text_once_and_a_cell_makes_one_claim(run: Run) -> None:
    for paper in run.papers:
        cells = [claim.location.cell for claim in paper.claims if claim.location.cell is not None]
        assert len(cells) == len(set(cells)), paper.paper_id
        for table in paper.tables:
            assert paper.text.count("\t".join(table.rows[-1])) == 1, table.table_id


def test_marks_of_footnotes_and_ticks_of_charts_are_no_claims(run: Run) -> None:
    assert not [claim.quote for claim in run.claims() if claim.surface == "1"]
    assert not [claim.quote for claim in run.claims() if claim.surface in {"0", "250", "500", "750", "1000"}]


FURNITURE = (
    "Vol. 4, No. 2 (2024)", "№ 3 (27), 2023", "№ 1 (14), 2024",
    "Vol. 6, No. 1 (2024)", "№ 2 (9), 2023", "№ 4 (8), 2023",
)  # fmt: skip


def test_running_headers_are_left_out_and_hyphens_joined(run: Run) -> None:
    for paper in run.papers:
        assert "\u00ad" not in paper.text, paper.paper_id
        for furniture in FURNITURE:
            assert furniture not in paper.text


def test_the_committed_papers_are_what_the_script_typesets(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst", reason="pip install typst")
    tested = re.search(r"the committed files: ([\d.]+)\)", README)
    assert tested is not None
    if version("typst") != tested[1]:
        pytest.skip(f"the papers were typeset with typst {tested[1]}: pip install typst=={tested[1]}")
    for source in sorted((RAW / "source").glob("*-??.typ")):
        made = typst.compile(str(source), root=str(source.parent), ignore_system_fonts=True, format="pdf")
        assert made == (RAW / f"{source.stem}.pdf").read_bytes(), source.stem
