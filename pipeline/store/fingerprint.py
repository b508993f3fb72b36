"""What a result depends on besides the paper's bytes: code, language data, vocabulary, options."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from pipeline.errors import BadOutput
from pipeline.reading.ocr import find_ocr

_READING = (
    "extraction.py", "identifiers.py", "manuscript.py", "offsets.py", "bibliography/", "checks/", "claims/",
    "languages/", "layout/", "numbers/", "reading/", "tables/", "vocabulary/",
)  # fmt: skip
"""Where the code and data that make a paper's record live; comparing, storing and showing it change no record."""


def fingerprint(*, vocabulary: Path | None = None, ocr: str = "auto") -> str:
    """One hash. Equal fingerprints and equal bytes make equal records. Raises BadOutput when the vocabulary is gone."""
    digest = hashlib.sha256(_code().encode())
    if vocabulary is not None:
        try:
            digest.update(b"vocabulary\0" + vocabulary.read_bytes())
        except OSError as error:
            raise BadOutput(vocabulary, f"can't be read ({error.strerror})", "check --vocabulary") from None
    digest.update(f"ocr {ocr}".encode())
    if ocr != "never" and find_ocr().lacking is not None:
        digest.update(b"no OCR")  # once it is installed, papers are read again
    return digest.hexdigest()[:16]


@cache
def _code() -> str:
    digest = hashlib.sha256()
    here = Path(__file__).parents[2]
    for package in ("schemas", "pipeline"):
        root = here / package
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            wanted = name.startswith(_READING) if package == "pipeline" else path.suffix == ".py"
            if wanted and path.is_file() and path.suffix != ".pyc":
                digest.update(f"{package}/{name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
