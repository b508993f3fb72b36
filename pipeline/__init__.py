"""Derek reads papers in Kazakh, Russian and English, and shows which of their figures conflict.

The public functions. They are imported when first used, so that `import pipeline` is quick and needs no Prefect.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from schemas import ConflictReport, FoundQuantity, Paper, Table

__version__ = "0.1.0"
__all__ = ["compare", "detect_languages", "extract", "find_quantities", "find_tables", "frames"]


def extract(
    path: str | Path, *, vocabulary: str | Path | None = None, password: str | None = None, ocr: str = "auto"
) -> Paper:
    """Read one paper. Raises a `pipeline.errors.DerekError` that names the cause and what to do."""
    from pipeline import extraction

    return extraction.extract(path, vocabulary=vocabulary, password=password, ocr=ocr)


def compare(papers: Iterable[Paper]) -> ConflictReport:
    """Which figures of these papers agree, conflict, or differ for a reason."""
    from pipeline import extraction

    return extraction.compare(papers)


def detect_languages(texts: Sequence[str]) -> list[str]:
    """One language code a text: kk, ru, en, kk-Latn, ru-Latn or und."""
    from pipeline.languages import detection

    return detection.detect_languages(texts)


def find_quantities(text: str, *, lang: str) -> list[FoundQuantity]:
    """The quantities in a text of one language, each with its place in it."""
    from pipeline.numbers import reading

    return list(reading.find_quantities(text, lang=lang))


def find_tables(path: str | Path, *, password: str | None = None) -> list[Table]:
    """The tables of one paper. Raises a `pipeline.errors.DerekError`."""
    from pipeline import extraction

    return extraction.find_tables(path, password=password)


def frames(out: str | Path) -> dict[str, pd.DataFrame]:
    """What an output folder holds as flat, typed tables: papers, claims, tables, conflicts, findings, decisions."""
    from pipeline.export import frames as flat_frames

    return flat_frames(Path(out))
