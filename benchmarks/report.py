"""How large the report over a hundred papers is, and how fast a browser shows and filters it.

    python benchmarks/report.py

Papers are made here, in three languages, some fifty figures each; a tenth of the subjects conflict. Figures: bytes of
the page (goal 5 MB), its first paint in headless Chromium (goal 1 s), and the slowest of a series of filter actions
(goal 100 ms); beside them the paint of an empty page in the same browser.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from selenium import webdriver

from pipeline.extraction import compare, extract
from pipeline.report import render_report
from schemas import Index, IndexEntry, Paper

PAPERS, FIGURES = 100, 50
HOSTS = {
    "en": ("Russia", "China", "Turkey", "Germany", "Poland", "Hungary", "Malaysia", "Japan"),
    "ru": ("России", "Китае", "Турции", "Германии", "Польше", "Венгрии", "Малайзии", "Японии"),
    "kk": ("Ресейде", "Қытайда", "Түркияда", "Германияда", "Польшада", "Венгрияда", "Малайзияда", "Жапонияда"),
}
SENTENCES = {
    "en": "In {year} there were {value} students from Kazakhstan in {host}.",
    "ru": "В {year} году в {host} обучалось {value} студентов из Казахстана.",
    "kk": "{year} жылы {host} {value} қазақстандық студент оқыды.",
}


def papers(folder: Path) -> Iterator[Paper]:
    """Papers read from text that is made here."""
    chance = random.Random(1)
    for number in range(PAPERS):
        lang = ("en", "ru", "kk")[number % 3]
        lines = []
        for _ in range(FIGURES):
            host, year = chance.randrange(8), 2000 + chance.randrange(24)
            true = 1000 + host * 700 + (year - 2000) * 40
            value = true if chance.random() < 0.9 else true + chance.randrange(1, 900)
            lines.append(SENTENCES[lang].format(year=year, value=value, host=HOSTS[lang][host]))
        path = folder / f"paper-{number}.txt"
        path.write_text("\n\n".join(lines), "utf-8")
        yield extract(path)


def timed(page: Path) -> tuple[float, float]:
    """First contentful paint and the slowest filter action, in milliseconds."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1200,900"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    try:
        driver.get(page.as_uri())
        paint = driver.execute_async_script(
            "const done = arguments[0];"
            "const look = () => { const p = performance.getEntriesByName('first-contentful-paint');"
            "p.length ? done(p[0].startTime) : setTimeout(look, 20); }; look();"
        )
        slowest = driver.execute_script(FILTERING)
        return float(paint), float(slowest)
    finally:
        driver.quit()


FILTERING = """
const search = document.getElementById("search");
if (!search) return 0;
const times = [];
const act = (element, value, event) => {
  const start = performance.now();
  element.value = value;
  element.dispatchEvent(new Event(event));
  document.body.offsetHeight;
  times.push(performance.now() - start);
};
for (const words of ["s", "st", "students", "", "жылы", "zebra", ""]) act(search, words, "input");
for (const choice of document.querySelectorAll("[data-filter]"))
  for (const option of [...choice.options].slice(0, 5)) act(choice, option.value, "change");
return Math.max(...times);
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        read = list(papers(folder))
        conflicts = compare(read)
        index = Index(
            papers=tuple(IndexEntry(paper_id=p.paper_id, source=p.source, status="ok", fingerprint="x") for p in read)
        )
        html = render_report(index=index, papers=read, conflicts=conflicts)
        page, empty = folder / "report.html", folder / "empty.html"
        page.write_text(html, "utf-8")
        empty.write_text("<!doctype html><title>empty</title><p>empty</p>", "utf-8")
        claims = sum(len(paper.claims) for paper in read)
        paint, slowest = timed(page)
        print(f"{len(read)} papers, {claims} claims, {len(html.encode()) / 1e6:.2f} MB")
        print(f"first paint {paint:.0f} ms (an empty page {timed(empty)[0]:.0f} ms), slowest filter {slowest:.0f} ms")


if __name__ == "__main__":
    main()
