"""PDFs that mean harm, read as papers are: in a child process under limits. Each is borne, and its cause is said."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import pytest

from hostile_pdfs import BOMBS
from pdf_objects import CATALOG, FONT, PAGE, PAGES, SENTENCE, pdf, stream
from pipeline.errors import DerekError, OwnDefect, PaperTimedOut, PaperTooLarge
from pipeline.reading.limits import Limits
from pipeline.reading.page_parser import StreamTooLarge, bounded_streams
from pipeline.reading.pdf import ReadingLimits, read_pdf
from pipeline.reading.time_limit import TimeIsUp, time_limit
from pipeline.reading.worker import WorkerPool
from schemas import Paper

LIMITS = Limits(wall_seconds=1800, cpu_seconds=900, memory_bytes=1536 << 20)
"""Of time, so much that a slow machine does not meet it: the limits on a page are to hold."""
SMALL = {"DEREK_PAGE_SECONDS": "2", "DEREK_STREAM_MB": "16", "DEREK_OCR_PAGE_SECONDS": "10"}
PATIENT = {**SMALL, "DEREK_PAGE_SECONDS": "300"}
PICTURES = {"huge_picture", "picture_of_promises", "picture_of_fax", "pattern_of_dust"}
READ_ALL_THE_SAME = {
    "actions", "bomb_after_an_honest_page", "box_of_a_planet", "box_of_long_numbers", "box_of_nothing",
    "box_upside_down", "form_of_itself", "forms_of_each_other", "info_of_odd_things",
    "inline_picture_without_end", "kids_loop", "kids_that_multiply", "many_pages", "parent_loop", "positions_beyond",
    "xref_table_of_many",
}  # fmt: skip
"""The harm in these lies beside the text, which is read."""


@contextmanager
def pool_of(settings: Mapping[str, str]) -> Iterator[WorkerPool]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        with WorkerPool("pipeline.extraction:read_paper", limits=LIMITS) as pool:
            yield pool


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    """With little time for a page, so that what never ends soon ends."""
    with pool_of(SMALL) as pool:
        yield pool


@pytest.fixture
def patient_pool() -> Iterator[WorkerPool]:
    """For what is to be read, however slow the machine. Its children take their limits from it while it lasts."""
    with pool_of(PATIENT) as pool:
        yield pool


def borne(pool: WorkerPool, path: Path, **options: str) -> Paper | DerekError:
    """What became of the paper."""
    try:
        return Paper.model_validate_json(pool.read(path, **options))
    except DerekError as error:
        return error


@pytest.mark.parametrize("name", sorted(READ_ALL_THE_SAME))
def test_harm_beside_the_text_is_passed_over(patient_pool: WorkerPool, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(BOMBS[name]())
    found = borne(patient_pool, path, ocr="never")
    assert isinstance(found, Paper), found
    assert [d for d in found.diagnostics if d.code == "defect"] == []
    assert "61 thousand" in found.text


@pytest.mark.parametrize("name", sorted(BOMBS.keys() - READ_ALL_THE_SAME))
def test_a_bomb_costs_itself_only(pool: WorkerPool, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(BOMBS[name]())
    found = borne(pool, path, ocr="auto" if name in PICTURES else "never")
    if isinstance(found, Paper):
        assert [d for d in found.diagnostics if d.code == "defect"] == []
        return
    assert not isinstance(found, OwnDefect), found
    assert not isinstance(found, PaperTimedOut) or "structure" in found.cause, found  # no limit of the process
    assert "crashed" not in found.cause
    assert found.cause
    assert len(str(found).splitlines()) == 1


def test_a_bomb_costs_its_page_only(patient_pool: WorkerPool, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(BOMBS["bomb_after_an_honest_page"]())
    assert path.stat().st_size < 7_000
    paper = Paper.model_validate_json(patient_pool.read(path))
    assert [(d.code, d.page) for d in paper.diagnostics if d.level == "error"] == [("unreadable-page", 2)]
    assert "too much memory" in next(d.message for d in paper.diagnostics if d.level == "error")
    assert {claim.surface for claim in paper.claims} == {"61 thousand", "12.5 percent"}


@pytest.mark.parametrize("size", [b"1" + b"0" * 25, b"1" + b"0" * 300, b"-1" + b"0" * 25, b"0"])
def test_drawings_beyond_the_page_leave_its_text(patient_pool: WorkerPool, tmp_path: Path, size: bytes) -> None:
    """Damaged files: a box of 10²⁵ points ended the search for drawings."""
    path = tmp_path / "paper.pdf"
    drawing = b"0 0 " + size + b" " + size + b" re f 9 9 " + size + b" 9 re f 20 20 30 30 re f\n"
    path.write_bytes(pdf([CATALOG, PAGES, PAGE, stream(SENTENCE + drawing), FONT]))
    found = borne(patient_pool, path, ocr="never")
    assert isinstance(found, Paper), found
    assert "61 thousand" in found.text


def test_too_many_glyphs_and_shapes_are_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    drawing = b"".join(b"%d 9 m %d 99 l S " % (x, x) for x in range(50))
    path.write_bytes(pdf([CATALOG, PAGES, PAGE, stream(SENTENCE + drawing + SENTENCE), FONT]))
    document = read_pdf(path, ocr="never", limits=ReadingLimits(glyphs_a_page=70, shapes_a_page=20))
    assert [d.code for d in document.diagnostics[:2]] == ["too-many-glyphs", "too-many-shapes"]
    assert len(document.pages[0].rules) == 20
    assert "61 thousand" in document.pages[0].text


def test_many_pages_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(BOMBS["many_pages_of_their_own"]())
    with pytest.raises(PaperTooLarge, match="more than 2000 pages"):
        read_pdf(path)


def test_a_step_ends_when_its_time_is_up() -> None:
    with pytest.raises(TimeIsUp), time_limit(0.2):
        threading.Event().wait()
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_the_alarm_of_others_is_left_alone() -> None:
    ends: list[str] = []

    def in_a_thread() -> None:
        with time_limit(0.01):
            time.sleep(0.1)
        ends.append("thread")

    thread = threading.Thread(target=in_a_thread)
    thread.start()
    thread.join()
    before = signal.signal(signal.SIGALRM, lambda number, frame: ends.append("alarm"))
    try:
        with time_limit(0.01):
            time.sleep(0.1)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert ends == ["thread"]


def test_streams_are_bounded_inside_the_block_only() -> None:
    from pdfminer import pdftypes

    packed = pdftypes.zlib.compress(b" " * 5000)
    with bounded_streams(ReadingLimits(stream_bytes=1000)):
        with pytest.raises(StreamTooLarge):
            pdftypes.zlib.decompress(packed)
        with pytest.raises(StreamTooLarge):
            pdftypes.zlib.decompressobj().decompress(packed)
        with pytest.raises(pdftypes.zlib.error):
            pdftypes.zlib.decompress(packed[:9])
    assert len(pdftypes.zlib.decompress(packed)) == 5000


class _Mischief:
    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.place),)


def test_a_code_map_from_the_disk_is_not_run(tmp_path: Path) -> None:
    """CVE-2025-64512: pdfminer unpickled any file that a font's encoding named."""
    assert int(version("pdfminer.six").split(".")[0]) >= 20251107
    mischief = tmp_path / "done"
    (tmp_path / "evil.pickle.gz").write_bytes(gzip.compress(pickle.dumps(_Mischief(mischief))))
    name = str(tmp_path / "evil").replace("/", "#2F").encode()
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /" + name + b" /DescendantFonts"
        b" [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (" + str(tmp_path / "evil").encode() + b") /Supplement 0 >> >>] >>"
    )
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf([CATALOG, PAGES, PAGE, stream(SENTENCE), font]))
    with WorkerPool("pipeline.extraction:read_paper", limits=LIMITS) as pool:
        assert not isinstance(borne(pool, path, ocr="never"), OwnDefect)
    assert not mischief.exists()


def test_scripts_and_files_inside_are_left_alone(patient_pool: WorkerPool, tmp_path: Path) -> None:
    path = tmp_path / "papers" / "paper.pdf"
    path.parent.mkdir()
    path.write_bytes(BOMBS["actions"]())
    text = patient_pool.read(path)
    assert [p.name for p in tmp_path.rglob("*")] == ["papers", "paper.pdf"]
    assert "app." not in json.loads(text)["text"]
