"""Text files that mean harm: any bytes, any encoding, endless numbers. What fuzzing found stands here too."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.comparing.explaining import number_in
from pipeline.errors import DerekError, NotAPaper, OwnDefect, PaperTooLarge
from pipeline.extraction import compare
from pipeline.reading.limits import Limits
from pipeline.reading.worker import WorkerPool
from schemas import Paper

LIMITS = Limits(wall_seconds=1800, cpu_seconds=900, memory_bytes=2 << 30)
RUSSIAN = "В прошлом году за рубежом учились 5,2 тысячи студентов, и это больше, чем раньше. Причины просты.\n" * 4
KAZAKH = "Былтыр шетелде 61 мың студент оқыды, бұл бұрынғыдан көп. Ғылым үшін бұл маңызды іс, себебі көп.\n" * 4


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool("pipeline.extraction:read_paper", limits=LIMITS) as pool:
        yield pool


def written(folder: Path, content: bytes) -> Path:
    path = folder / "paper.txt"
    path.write_bytes(content)
    return path


def borne(pool: WorkerPool, path: Path) -> Paper | DerekError:
    try:
        return Paper.model_validate_json(pool.read(path))
    except DerekError as error:
        return error


@pytest.mark.parametrize(
    ("text", "encoding", "surface"),
    [
        (RUSSIAN, "utf-16", "5,2 тысячи"),
        (RUSSIAN, "utf-16-le", "5,2 тысячи"),
        (RUSSIAN, "utf-16-be", "5,2 тысячи"),
        (RUSSIAN, "cp1251", "5,2 тысячи"),
        (RUSSIAN, "koi8_r", "5,2 тысячи"),
        (RUSSIAN.replace("года", "года\0"), "utf-8", "5,2 тысячи"),
        (KAZAKH, "utf-16", "61 мың"),
        (KAZAKH, "kz1048", "61 мың"),
    ],
)
def test_claims_are_read_in_any_encoding(
    pool: WorkerPool, tmp_path: Path, text: str, encoding: str, surface: str
) -> None:
    found = borne(pool, written(tmp_path, text.encode(encoding)))
    assert isinstance(found, Paper), found
    assert surface in {claim.surface for claim in found.claims}


ENGLISH = "Each of 318 farms paid “about” €45 for water in 2019, and they asked for 61.3 thousand litres more.\n"


@pytest.mark.parametrize(
    ("content", "surface", "wanted"),
    [
        pytest.param(RUSSIAN.encode("iso8859_5"), "5,2 тысячи", "В прошлом году", id="iso8859_5"),
        pytest.param(ENGLISH.encode("cp1252"), "45", "about” €45 for water", id="cp1252"),
        pytest.param(RUSSIAN.encode() + KAZAKH.encode("kz1048"), "61 мың", "прошлом году", id="utf-8, kz1048"),
        pytest.param(RUSSIAN.encode("koi8_r") + KAZAKH.encode(), "61 мың", "прошлом году", id="koi8_r, utf-8"),
        pytest.param(ENGLISH.encode().replace(b"for", b"f\xffr", 1), "45", "paid “about” €45", id="damaged utf-8"),
    ],
)
def test_what_encodings_are_mixed_or_rare_is_read_and_said(
    pool: WorkerPool, tmp_path: Path, content: bytes, surface: str, wanted: str
) -> None:
    found = borne(pool, written(tmp_path, content))
    assert isinstance(found, Paper), found
    assert wanted in found.text
    assert surface in {claim.surface for claim in found.claims}
    said = {d.code for d in found.diagnostics}
    assert said & {"encoding-guessed", "encoding-mixed", "broken-characters"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\0" * 5000 + b"61 thousand", id="zeros"),
        pytest.param(bytes(range(256)) * 40, id="every byte"),
        pytest.param(b"\xff\xfe" + b"\x00\xd8" * 500, id="halves of pairs"),
        pytest.param(b"\xff\xfe\x00" + b"6" * 99, id="odd length"),
    ],
)
def test_bytes_that_are_no_text_are_refused_or_read(pool: WorkerPool, tmp_path: Path, content: bytes) -> None:
    found = borne(pool, written(tmp_path, content))
    assert isinstance(found, Paper | NotAPaper), found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("61 " * 10_000, id="one number"),
        pytest.param("In 2019 61 thousand\n" * 1000, id="one line"),
        pytest.param("1" * 100_000, id="one long number"),
        pytest.param("1-" * 10_000, id="ranges"),
        pytest.param("(" * 50_000 + "5%", id="brackets"),
        pytest.param("aged 15 to 24, " * 1500, id="ages"),
        pytest.param("a\u0301" * 30_000, id="accents"),
    ],
)
def test_endless_repetition_ends(pool: WorkerPool, tmp_path: Path, text: str) -> None:
    found = borne(pool, written(tmp_path, text.encode()))
    assert isinstance(found, Paper), found
    assert [d for d in found.diagnostics if d.code == "defect"] == []


def test_a_text_that_costs_too_much_fails_with_its_cause(tmp_path: Path) -> None:
    limits = Limits(wall_seconds=3, cpu_seconds=900, memory_bytes=2 << 30)
    with WorkerPool("pipeline.extraction:read_paper", limits=limits) as pool:
        found = borne(pool, written(tmp_path, b"word 61 " * (50 << 17)))
    assert isinstance(found, DerekError)
    assert not isinstance(found, OwnDefect)
    assert found.cause == "reading needs too much memory" or "more than 3 s" in found.cause  # whichever comes first


def test_a_larger_file_is_not_opened(tmp_path: Path) -> None:
    with WorkerPool("pipeline.extraction:read_paper", limits=Limits(file_bytes=1000)) as pool:
        found = borne(pool, written(tmp_path, b"61 " * 1000))
    assert isinstance(found, PaperTooLarge)


@pytest.mark.parametrize("number", ["9" * 40, "9" * 40 + ".123456", "1e300", "1e-400", "-" + "9" * 60])
def test_numbers_of_any_length_can_be_shown(number: str) -> None:
    """Fuzzing: a conflict of two numbers of forty digits ended the comparison."""
    for lang in ("kk", "ru", "en"):
        assert number_in(Decimal(number), lang)


def test_papers_of_long_numbers_are_compared(pool: WorkerPool, tmp_path: Path) -> None:
    text = f"In 2019 there were {'9' * 40} students in Russia. In 2019 there were {'8' * 40} students in Russia.\n"
    found = borne(pool, written(tmp_path, text.encode()))
    assert isinstance(found, Paper)
    assert [d for d in found.diagnostics if d.code == "defect"] == []
    compare([found])
