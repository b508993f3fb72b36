"""The report page, in a real browser: what conflicts is seen, filters work, and a paper's text is never markup."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from browsing import violations
from pipeline.report import Unshown, render_report
from schemas import (
    Claim,
    Conflict,
    ConflictReport,
    Diagnostic,
    Finding,
    Group,
    Index,
    IndexEntry,
    Location,
    Paper,
    Places,
    Position,
    Quantity,
    Section,
    Source,
    Spread,
    Table,
)

HOSTILE = "<script>document.title='taken'</script><img src=x onerror=alert(1)>"


def _source(path: str) -> Source:
    return Source(path=path, sha256="0" * 64, bytes=1, media_type="application/pdf", pages=3, reader="pdfplumber")


def _paper(name: str, sentence: str, surface: str, value: int) -> Paper:
    start = sentence.index(surface)
    number, half = Decimal(value), Decimal(50)
    claim = Claim(
        claim_id=f"c-{name}",
        paper_id=name,
        origin="prose",
        lang="en",
        section_kind="body",
        quote=sentence,
        surface=surface,
        location=Location(start=start, end=start + len(surface), quote_start=0, quote_end=len(sentence), page=2),
        quantity=Quantity(
            value=number,
            unit="student",
            interval=(number - half, number + 2 * half),
            interval_narrow=(number - half, number + half),
        ),
        kind="count",
        topic={"population": "student"},
        label={"en": "students abroad", "ru": "студенты за рубежом", "kk": "шетелдегі студенттер"},
        places=Places(origin="KZ", host="RU"),
    )
    return Paper(
        paper_id=name,
        work_id=name,
        source=Source(
            path=f"{name}.pdf", sha256="0" * 64, bytes=1, media_type="application/pdf", pages=3, reader="pdfplumber"
        ),
        text=sentence,
        sections=(Section(section_id="s1", kind="body", lang="en", start=0, end=len(sentence)),),
        tables=(
            Table(
                table_id=f"{name}-t1",
                caption=f"Table 1. {HOSTILE}",
                lang="en",
                pages=(2,),
                header_rows=1,
                rows=(("Region", "Students"), (HOSTILE, "12")),
                cells=(),
                column_paths=(("Region",), ("Students",)),
            ),
        ),
        claims=(claim,),
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    papers = (
        _paper("alpha", f"In all 71.3 thousand students {HOSTILE} study there.", "71.3 thousand", 71300),
        _paper("beta", "The embassy counts 61 thousand students.", "61 thousand", 61000),
    )
    a, b = (p.claims[0] for p in papers)
    group = Group(
        group_id="g1",
        topic=a.topic,
        label=a.label,
        places=a.places,
        unit="person",
        kind="count",
        claims=(a.claim_id, b.claim_id),
        verdict="conflict",
        spread=Spread(min=Decimal(61000), max=Decimal(71300), ratio=Decimal("1.169")),
        positions=tuple(
            Position(interval=c.quantity.interval, status="measured", claims=(c.claim_id,)) for c in (a, b)
        ),
        conflicts=(
            Conflict(
                conflict_id="k1",
                a=a.claim_id,
                b=b.claim_id,
                verdict="conflict",
                reasons=("unknown",),
                explanation={
                    "en": "They can't both be true.",
                    "ru": "Оба не могут быть верны.",
                    "kk": "Екеуі бірдей дұрыс бола алмайды.",
                },
                gap=Decimal("0.14"),
                severity="high",
            ),
        ),
    )
    finding = Finding(
        finding_id="f1",
        paper_id="alpha",
        check="sum",
        verdict="inconsistent",
        numbers=(Decimal(1), Decimal(2)),
        expected="3",
        printed="4",
        explanation={"en": "1 + 2 is not 4", "ru": "1 + 2 не 4", "kk": "1 + 2 саны 4 емес"},
    )
    message = Diagnostic(level="error", code="empty", message="broken.pdf: the file is empty")
    entries = (
        *(IndexEntry(paper_id=p.paper_id, source=p.source, status="ok", fingerprint="x") for p in papers),
        IndexEntry(
            paper_id="broken", source=_source("broken.pdf"), status="failed", diagnostics=(message,), fingerprint="x"
        ),
    )
    report = ConflictReport(groups=(group,), findings=(finding,))
    unshown = Unshown(findings=12, pairs={"g1": (5, 0)})
    html = render_report(index=Index(papers=entries), papers=papers, conflicts=report, unshown=unshown)
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(html, "utf-8")
    return path


@pytest.fixture(scope="module")
def browser(chromium: webdriver.Chrome, page: Path) -> webdriver.Chrome:
    chromium.get_log("browser")  # what pages of other tests said
    chromium.get(page.as_uri())
    return chromium


def test_the_conflict_is_shown_with_both_quotes_and_intervals(browser: webdriver.Chrome) -> None:
    card = browser.find_element(By.CSS_SELECTOR, ".card")
    assert "Kazakhstan → Russia" in card.text
    assert [m.text for m in card.find_elements(By.CSS_SELECTOR, ".pair mark")] == ["71.3 thousand", "61 thousand"]
    assert "71,250 – 71,400" in card.text
    assert card.find_elements(By.CSS_SELECTOR, "svg rect")


def test_text_of_a_paper_stays_text(browser: webdriver.Chrome) -> None:
    assert browser.title == "Derek"
    assert HOSTILE in browser.find_element(By.CSS_SELECTOR, ".pair blockquote").text
    assert not browser.find_elements(By.CSS_SELECTOR, "img")


def test_an_unread_paper_is_named_with_its_cause(browser: webdriver.Chrome) -> None:
    assert "the file is empty" in browser.find_element(By.ID, "read").text


@pytest.mark.parametrize(
    ("lang", "heading", "sentence"),
    [
        ("ru", "Противоречия", "Оба не могут быть верны."),
        ("kk", "Қайшылықтар", "Екеуі бірдей дұрыс бола алмайды."),
        ("en", "Conflicts", "They can't both be true."),
    ],
)
def test_the_page_speaks_three_languages(browser: webdriver.Chrome, lang: str, heading: str, sentence: str) -> None:
    browser.find_element(By.CSS_SELECTOR, f"[data-set-ui={lang}]").click()
    section = browser.find_element(By.ID, "conflicts")
    assert section.find_element(By.TAG_NAME, "h2").text == heading
    assert section.find_element(By.CSS_SELECTOR, ".why").text == sentence


def test_search_and_severity_filter_the_cards(browser: webdriver.Chrome) -> None:
    card, search = browser.find_element(By.CSS_SELECTOR, ".card"), browser.find_element(By.ID, "search")
    search.send_keys("embassy")
    assert card.is_displayed()
    search.send_keys(" zebra")
    assert not card.is_displayed()
    assert browser.find_element(By.ID, "nothing").is_displayed()
    search.clear()
    search.send_keys(" ")
    browser.find_element(By.CSS_SELECTOR, "[name=severity][value=low]").click()
    assert not card.is_displayed()
    browser.find_element(By.CSS_SELECTOR, "[name=severity][value=all]").click()
    assert card.is_displayed()


@pytest.mark.parametrize(
    ("name", "fitting", "other"),
    [
        ("verdict", "conflict", "explained"),
        ("paper", "beta", "gamma"),
        ("where", "RU", "CN"),
        ("state", "open", "again"),
    ],
)
def test_cards_are_filtered_by_what_they_hold(browser: webdriver.Chrome, name: str, fitting: str, other: str) -> None:
    card = browser.find_element(By.CSS_SELECTOR, ".card")
    choice = browser.find_element(By.CSS_SELECTOR, f"[data-filter={name}]")
    before = choice.get_attribute("value")
    for value, shown in ((fitting, True), (other, False), (before, True)):
        browser.execute_script(
            "const [c, v] = arguments; if (![...c.options].some(o => o.value === v)) c.add(new Option(v, v));"
            "c.value = v; c.dispatchEvent(new Event('change'))",
            choice,
            value,
        )
        assert card.is_displayed() is shown


def test_what_is_opened_shows_the_figures_with_their_marks(browser: webdriver.Chrome) -> None:
    part = browser.find_element(By.CSS_SELECTOR, "#alpha [data-fill=claims]")
    browser.execute_script("arguments[0].open = true", part)
    row = part.find_element(By.CSS_SELECTOR, "tbody tr")
    assert [cell.text for cell in row.find_elements(By.TAG_NAME, "td")][:2] == ["71,300 students", "students abroad"]
    assert row.find_element(By.TAG_NAME, "mark").text == "71.3 thousand"
    assert HOSTILE in row.text
    assert not browser.find_elements(By.CSS_SELECTOR, "img")


def test_what_is_left_to_the_files_is_counted(browser: webdriver.Chrome) -> None:
    assert "12 more findings stand in conflicts.json" in browser.find_element(By.ID, "findings").text
    part = browser.find_element(By.CSS_SELECTOR, "[data-fill=clashing]")
    assert "(5)" in part.text
    browser.execute_script("arguments[0].open = true", part)
    assert part.find_element(By.CSS_SELECTOR, ".filled").text == "More in conflicts.json: 5"


def test_text_of_a_table_stays_text(browser: webdriver.Chrome) -> None:
    part = browser.find_element(By.CSS_SELECTOR, "#alpha [data-fill=tables]")
    browser.execute_script("arguments[0].open = true", part)
    assert part.find_element(By.TAG_NAME, "td").text == HOSTILE
    assert HOSTILE in part.find_element(By.TAG_NAME, "caption").text
    assert (browser.title, browser.find_elements(By.CSS_SELECTOR, "img[src=x]")) == ("Derek", [])


def test_a_quote_leads_to_its_paper_and_page(browser: webdriver.Chrome) -> None:
    caption = browser.find_element(By.CSS_SELECTOR, ".pair figcaption")
    assert "p. 2" in caption.text
    caption.find_element(By.TAG_NAME, "a").click()
    paper = browser.find_element(By.ID, browser.execute_script("return location.hash").removeprefix("#"))
    top = browser.execute_script("return arguments[0].getBoundingClientRect().top", paper)
    assert 0 <= top < 900
    assert "alpha.pdf" in paper.text


def test_the_page_is_accessible(browser: webdriver.Chrome) -> None:
    assert violations(browser) == []


def test_nothing_fails_in_the_console_and_nothing_is_fetched(browser: webdriver.Chrome) -> None:
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    fetched = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert fetched == []
