"""`derek review`: decide in a real browser, on the real server; what is decided is there after the next run."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from browsing import violations
from pipeline.reviewing.sheets import PAIRS_A_SHEET, sheets_of, still_open
from pipeline.store.decision_log import read_decisions
from plain_run import plain_run
from schemas import Conflict, ConflictReport, Finding, Group

HOSTILE = "<img src=x onerror=document.title='taken'>"
ABROAD = "students from Kazakhstan in Russia."
PAPERS = {
    "embassy.txt": f"Embassy {HOSTILE}\n\nIntroduction\n\nIn 2017 there were 71.3 thousand {ABROAD}\n",
    "ministry.txt": f"Ministry figures\n\nIntroduction\n\nIn 2017 there were 61 thousand {ABROAD}\n",
    "schools.txt": "Schools\n\nIntroduction\n\nThe survey covered 148 schools: 115 urban and 43 rural schools.\n",
}


@dataclass
class Review:
    """A server of the review page, and the folder that it serves."""

    address: str
    papers: Path
    out: Path

    @property
    def decisions(self) -> list[tuple[str, str]]:
        """What was decided: action and reviewer."""
        return [(d.action, d.by) for d in read_decisions(self.out)]

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
        """A request by somebody who is not the page."""
        with contextlib.closing(http.client.HTTPConnection(self.address.split("/")[2])) as connection:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            reply = connection.getresponse()
            return reply.status, reply.read().decode()


NURSES = {
    "clinics.txt": "Clinics\n\nIntroduction\n\nIn 2019 there were 17,012 nurses in Kazakhstan.\n",
    "health.txt": "Health\n\nIntroduction\n\nIn 2019 there were 19,507 nurses in Kazakhstan.\n",
}
LARGE = """
import pipeline.reviewing.sheets as sheets, pipeline.store.collection as collection
from pipeline.cli import main
collection.CLAIMS_SHOWN = 0
sheets.PAIRS_A_SHEET = sheets.FINDINGS_A_SHEET = 1
main()
"""
"""The command, for which every folder is large, and two conflicts are too many for one sheet."""


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    yield from served(tmp_path, PAPERS, "-m", "pipeline.cli")


@pytest.fixture
def large_review(tmp_path: Path) -> Iterator[Review]:
    yield from served(tmp_path, PAPERS | NURSES, "-c", LARGE)


def served(folder: Path, texts: dict[str, str], *python: str) -> Iterator[Review]:
    papers, out = folder / "papers", folder / "out"
    papers.mkdir()
    for name, text in texts.items():
        (papers / name).write_text(text, "utf-8")
    plain_run(papers, out)
    command = [sys.executable, *python, "review", str(out), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "USER": "aigerim"}) as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
        assert found
        yield Review(found[0], papers, out)
        server.send_signal(signal.SIGINT)
        assert "derek compare" in server.stdout.read()


@pytest.fixture
def page(chromium: webdriver.Chrome, review: Review) -> webdriver.Chrome:
    chromium.get(review.address)
    reviewer = chromium.find_element(By.ID, "reviewer")
    reviewer.clear()
    reviewer.send_keys("Dana\t")
    until(chromium, progress, "0 of 2 decided")
    return chromium


def until(driver: webdriver.Chrome, what: Any, wanted: object) -> None:
    """Wait for what the page shows to be as wanted."""
    WebDriverWait(driver, 20).until(lambda d: what(d) == wanted, f"not {wanted!r} but {what(driver)!r}")


def progress(driver: webdriver.Chrome) -> str:
    return driver.find_element(By.ID, "progress").text


def desk(driver: webdriver.Chrome, target: str = "conflict") -> WebElement:
    return driver.find_element(By.CSS_SELECTOR, f"[data-decide={target}]")


def press(driver: webdriver.Chrome, keys: str) -> None:
    driver.switch_to.active_element.send_keys(keys)


def test_a_decision_is_saved_at_once_and_stands_after_the_next_run(page: webdriver.Chrome, review: Review) -> None:
    desk(page).find_element(By.CSS_SELECTOR, "[data-act=dismiss]").click()
    form = desk(page).find_element(By.TAG_NAME, "form")
    Select(form.find_element(By.NAME, "reason")).select_by_value("misread")
    form.find_element(By.NAME, "note").send_keys(f"see {HOSTILE}" + Keys.ENTER)
    until(page, progress, "1 of 2 decided")
    assert "dismissed Dana" in " ".join(desk(page).text.split())
    assert HOSTILE in desk(page).text
    assert review.decisions == [("dismiss", "Dana")]
    page.refresh()
    until(page, progress, "1 of 2 decided")
    assert desk(page).get_attribute("data-state") == "decided"
    plain_run(review.papers, review.out)
    report = json.loads((review.out / "conflicts.json").read_text("utf-8"))
    assert "conflict" not in {group["verdict"] for group in report["groups"]}
    page.refresh()
    until(page, progress, "1 of 2 decided")


def test_undo_takes_a_decision_back(page: webdriver.Chrome, review: Review) -> None:
    desk(page).find_element(By.CSS_SELECTOR, "[data-act=accept]").click()
    until(page, progress, "1 of 2 decided")
    desk(page).find_element(By.CSS_SELECTOR, "[data-act=undo]").click()
    until(page, progress, "0 of 2 decided")
    assert review.decisions == [("accept", "Dana"), ("undo", "Dana")]


def test_everything_is_decided_by_keys(page: webdriver.Chrome, review: Review) -> None:
    page.find_element(By.TAG_NAME, "body").click()
    for done, key in enumerate("aa", 1):
        press(page, "n")
        press(page, key)
        until(page, progress, f"{done} of 2 decided")
    press(page, "n")
    assert page.find_element(By.ID, "said").text == "Everything is decided."
    assert [action for action, _ in review.decisions] == ["accept", "accept"]


def test_two_tabs_lose_nothing_and_see_each_other(page: webdriver.Chrome, review: Review) -> None:
    first = page.current_window_handle
    page.switch_to.new_window("tab")
    page.get(review.address)
    until(page, progress, "0 of 2 decided")
    second = page.current_window_handle
    page.switch_to.window(first)
    desk(page, "finding").find_element(By.CSS_SELECTOR, "[data-act=accept]").click()
    until(page, progress, "1 of 2 decided")
    page.switch_to.window(second)
    desk(page).find_element(By.CSS_SELECTOR, "[data-act=accept]").click()
    until(page, progress, "2 of 2 decided")
    assert len(review.decisions) == 2
    page.close()
    page.switch_to.window(first)
    until(page, progress, "2 of 2 decided")


def test_a_corrected_figure_flows_into_the_next_comparison(page: webdriver.Chrome, review: Review) -> None:
    form = page.find_element(By.CSS_SELECTOR, "[data-correct]")
    page.execute_script("arguments[0].closest('details').open = true", form)
    Select(form.find_element(By.NAME, "slot")).select_by_value("host")
    value = form.find_element(By.NAME, "value")
    value.send_keys("China" + Keys.ENTER)
    until(page, lambda d: "no code" in d.find_element(By.ID, "said").text, True)
    assert review.decisions == []
    value.clear()
    value.send_keys("CN" + Keys.ENTER)
    until(page, lambda d: "corrected" in form.text, True)
    page.find_element(By.ID, "renew").click()
    until(page, progress, "0 of 1 decided")
    claims = (review.out / "claims.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(c)["places"]["host"] for c in claims if '"corrected":["host"]' in c] == ["CN"]


def test_a_changed_paper_brings_its_decision_back(page: webdriver.Chrome, review: Review) -> None:
    desk(page).find_element(By.CSS_SELECTOR, "[data-act=accept]").click()
    until(page, progress, "1 of 2 decided")
    path = review.papers / "embassy.txt"
    path.write_text(path.read_text("utf-8") + "\nMore is known now.\n", "utf-8")
    plain_run(review.papers, review.out)
    page.refresh()
    until(page, progress, "0 of 2 decided")
    assert desk(page).get_attribute("data-state") == "again"
    assert "look again" in desk(page).text


def test_text_of_papers_and_reviewers_stays_text_and_nothing_fails(page: webdriver.Chrome) -> None:
    page.get_log("browser")
    page.refresh()
    until(page, progress, "0 of 2 decided")
    assert page.title == "Derek"
    assert not page.find_elements(By.CSS_SELECTOR, "img[src=x]")
    assert [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"] == []
    fetched = page.execute_script("return performance.getEntriesByType('resource').map(e => new URL(e.name).host)")
    assert set(fetched) == {page.execute_script("return location.host")}


def test_the_page_is_accessible(page: webdriver.Chrome) -> None:
    assert violations(page) == []


def test_a_large_folder_is_decided_sheet_by_sheet(chromium: webdriver.Chrome, large_review: Review) -> None:
    chromium.get(large_review.address)
    until(chromium, progress, "0 of 3 decided")
    assert "Sheet 1 of 2" in chromium.find_element(By.CSS_SELECTOR, "[data-sheet]").text
    assert len(chromium.find_elements(By.CSS_SELECTOR, ".card")) == 1
    chromium.find_element(By.TAG_NAME, "body").click()
    for done, sheet in enumerate("112", 1):
        press(chromium, "n")
        until(chromium, lambda d: d.find_element(By.CSS_SELECTOR, "[data-sheet]").get_attribute("data-sheet"), sheet)
        until(chromium, lambda d: len(d.find_elements(By.CSS_SELECTOR, ".current")), 1)
        press(chromium, "a")
        until(chromium, progress, f"{done} of 3 decided")
    press(chromium, "n")
    assert chromium.find_element(By.ID, "said").text == "Everything is decided."
    assert violations(chromium) == []
    chromium.find_element(By.LINK_TEXT, "Previous sheet").click()
    until(chromium, progress, "3 of 3 decided")
    plain_run(large_review.papers, large_review.out)
    report = json.loads((large_review.out / "conflicts.json").read_text("utf-8"))
    marks = [e["decision"] for g in report["groups"] for e in g["conflicts"] if e["verdict"] == "conflict"]
    marks += [f["decision"] for f in report["findings"] if f["verdict"] == "inconsistent"]
    assert [(mark["action"], mark["look_again"]) for mark in marks] == [("accept", False)] * 3


def test_what_a_reviewer_corrects_in_a_large_folder_is_as_in_a_small_one(large_review: Review) -> None:
    _, html = large_review.ask("GET", "/?sheet=2")
    token = re.search(r'data-review="([^"]+)"', html)
    figure = re.search(r'data-correct="([^"]+)"', html)
    assert token
    assert figure
    wish = {"target": "claim", "ids": [figure[1]], "action": "dismiss", "reason": "not-a-figure", "by": "Dana"}
    status, said = large_review.ask("POST", "/decisions", json.dumps(wish).encode(), X_Derek_Token=token[1])
    assert (status, list(json.loads(said)["decided"]["claim"])) == (200, [figure[1]])
    status, said = large_review.ask("POST", "/compare", b"{}", X_Derek_Token=token[1])
    assert (status, json.loads(said)["all"]) == (200, 2)
    assert large_review.ask("GET", "/?sheet=999")[0] == 200
    assert not list((large_review.out / ".derek").glob("review-*"))


WISH = json.dumps({"target": "conflict", "ids": ["x"], "action": "accept", "by": "Eve"}).encode()


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Origin": "https://example.org"}, "other sites"),
        ({"Host": "rebound.example.org"}, "own address"),
        ({}, "load it again"),
        ({"X_Derek_Token": "guessed"}, "load it again"),
    ],
)
def test_requests_of_others_are_refused(review: Review, headers: dict[str, str], said: str) -> None:
    status, answer = review.ask("POST", "/decisions", WISH, **headers)
    assert (status, said in answer) == (403, True)
    assert review.decisions == []


def test_what_can_not_be_decided_is_said(review: Review) -> None:
    _, html = review.ask("GET", "/")
    found = re.search(r'data-review="([^"]+)"', html)
    assert found
    status, answer = review.ask("POST", "/decisions", WISH, X_Derek_Token=found[1])
    assert (status, "there is no conflict x" in answer) == (404, True)
    status, answer = review.ask("POST", "/decisions", WISH.replace(b"Eve", b""), X_Derek_Token=found[1])
    assert status in (404, 422)
    status, _ = review.ask("POST", "/decisions", b"x" * 200_000, X_Derek_Token=found[1])
    assert status == 422


def make(kind: Any, **fields: object) -> Any:
    """A record with just the fields that matter."""
    return kind.model_construct(**fields)


@given(st.lists(st.integers(0, 90), max_size=12), st.lists(st.booleans(), max_size=150))
def test_all_that_is_to_be_decided_stands_on_one_sheet(pairs: list[int], wrong: list[bool]) -> None:
    entry = make(Conflict, verdict="conflict", decision=None)
    groups = [make(Group, group_id=f"g{n}", conflicts=(entry,) * count) for n, count in enumerate(pairs)]
    findings = [
        make(Finding, finding_id=f"f{n}", verdict="inconsistent" if bad else "consistent", decision=None)
        for n, bad in enumerate(wrong)
    ]
    report = make(ConflictReport, groups=tuple(groups), findings=tuple(findings))
    sheets = sheets_of(report)
    assert sorted(g for s in sheets for g in s.groups) == sorted(f"g{n}" for n, count in enumerate(pairs) if count)
    assert sorted(f for s in sheets for f in s.findings) == sorted(f"f{n}" for n, bad in enumerate(wrong) if bad)
    for sheet in sheets:
        assert len(sheet.groups) < 2 or sum(pairs[int(g[1:])] for g in sheet.groups) <= PAIRS_A_SHEET
    decided = any(pairs) or any(wrong)
    assert still_open(report, sheets) == (tuple(range(1, len(sheets) + 1)) if decided else ())


def test_a_port_that_is_taken_is_said(review: Review) -> None:
    port = review.address.split(":")[2].strip("/")
    command = [sys.executable, "-m", "pipeline.cli", "review", str(review.out), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "choose another with --port" in done.stderr) == (2, True)
