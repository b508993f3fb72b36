"""What a result depends on besides the paper's bytes: code, language data, vocabulary, options."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from pipeline.errors import BadOutput
from pipeline.reading.ocr import find_ocr

_READING = (
    "extraction.py", "identifiers.py", "manuscript.py", "offsets.py", "languages/", "layout/", "numbers/", "reading/",
    "tables/",
)  # fmt: skip
"""Where the code and data live that make text and tables of a file."""
_RECORD = (*_READING, "bibliography/", "checks/", "claims/", "vocabulary/")
"""Where those live that make a paper's record; comparing, storing and showing it change no record."""


def fingerprint(*, vocabulary: Path | None = None, ocr: str = "auto") -> str:
    """One hash. Equal fingerprints and equal bytes make equal records. Raises BadOutput when the vocabulary is gone."""
    digest = hashlib.sha256(_code(_RECORD).encode())
    if vocabulary is not None:
        try:
            digest.update(b"vocabulary\0" + vocabulary.read_bytes())
        except OSError as error:
            raise BadOutput(vocabulary, f"can't be read ({error.strerror})", "check --vocabulary") from None
    digest.update(_recognition(ocr))
    return digest.hexdigest()[:16]


def reading_fingerprint(*, ocr: str = "auto") -> str:
    """One hash. While it stands, a paper's text and tables need not be read from its file again."""
    return hashlib.sha256(_code(_READING).encode() + _recognition(ocr)).hexdigest()[:16]


def results_fingerprint() -> str:
    """One hash of all our code and data, which make the results of given records."""
    return _code(("",))


def _recognition(ocr: str) -> bytes:
    lacking = ocr != "never" and find_ocr().lacking is not None
    return f"ocr {ocr}{' no OCR' if lacking else ''}".encode()  # once it is installed, papers are read again


@cache
def _code(places: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    here = Path(__file__).parents[2]
    for package in ("schemas", "pipeline"):
        root = here / package
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            wanted = name.startswith(places) if package == "pipeline" else path.suffix == ".py"
            if wanted and path.is_file() and path.suffix != ".pyc":
                digest.update(f"{package}/{name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
