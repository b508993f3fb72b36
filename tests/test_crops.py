"""Pictures of figures on their pages: the right place, boxed, also on turned pages; none where it can't be had."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import typst
from PIL import Image

from pipeline.extraction import extract
from pipeline.report.crops import Crops, crop_figures, crop_name, load_crops
from schemas import Paper

SENTENCE = "In 2017 there were 71 368 students from Kazakhstan in Russia."
PAGES = {
    "upright": f"= Students\n\n{SENTENCE}",
    "lying": f"#set page(flipped: true)\n= Students\n\n{SENTENCE}",
    "turned": f"#rotate(-90deg, reflow: true)[#block(width: 15cm)[Students abroad in general. {SENTENCE}]]",
}


@pytest.fixture(scope="module", params=sorted(PAGES))
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "paper.typ").write_text(PAGES[request.param], "utf-8")
    typst.compile(str(folder / "paper.typ"), output=str(folder / "paper.pdf"))
    return extract(folder / "paper.pdf")


def cropped(paper: Paper, folder: Path, sha256: str | None = None) -> list[Path]:
    claim = next(c for c in paper.claims if c.surface == "71 368")
    place, digest = claim.location, sha256 or paper.source.sha256
    wanted: list[list[object]] = [
        [crop_name(claim.claim_id, digest), place.page, list(place.bbox or ()), claim.surface]
    ]
    made = crop_figures(Path(paper.source.path), folder=str(folder), wanted=wanted, sha256=digest)
    return [folder / name for name in json.loads(made)]


def test_the_number_stands_in_the_box(paper: Paper, tmp_path: Path) -> None:
    (path,) = cropped(paper, tmp_path)
    pixels = np.asarray(Image.open(path).convert("RGB")).astype(int)
    red = (pixels[:, :, 0] > 150) & (pixels[:, :, 1] < 90)
    ys, xs = np.nonzero(red)
    inside = pixels[ys.min() + 3 : ys.max() - 2, xs.min() + 3 : xs.max() - 2]
    width, height = inside.shape[1], inside.shape[0]
    assert 2 < width / height < 6
    ink = inside.sum(axis=2) < 300
    assert ink.any(axis=0).mean() > 0.6


def test_a_file_that_has_changed_since_gives_no_picture(paper: Paper, tmp_path: Path) -> None:
    assert cropped(paper, tmp_path, sha256="0" * 64) == []


def test_what_does_not_fit_into_the_page_is_linked(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        Image.new("L", (40, 20), 255).save(tmp_path / f"{name}.png")
        found.append((name, tmp_path / f"{name}.png"))
    size = (tmp_path / "a.png").stat().st_size * 4 // 3
    crops = load_crops(found, budget=size, beside="pages")
    assert (list(crops.inside), crops.beside) == (["a"], {"b": "pages/b.png"})
    assert (crops.inside["a"].width, crops.inside["a"].height) == (40, 20)
    assert Crops().inside == {}
