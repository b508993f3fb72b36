"""The id of a paper, made from what is printed on the file: its name and its bytes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

_MAX_SLUG = 60  # letters; keeps every file name well below the 255 bytes of a file system
_LATIN = str.maketrans("абвгдеёзийклмнопрстуфыэәғқңөұүһі", "abvgdeeziiklmnoprstufyeagqnouuhi") | str.maketrans(
    {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
)
"""Cyrillic file names in Latin letters, for identifiers alone: they stand in file names and addresses."""


def paper_id(name: str, sha256: str) -> str:
    """The file name as a slug, a hyphen, and eight hex digits of its hash."""
    letters = unicodedata.normalize("NFC", Path(name).stem).lower()
    plain = unicodedata.normalize("NFKD", letters.translate(_LATIN)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_MAX_SLUG].strip("-")
    return f"{slug or 'paper'}-{sha256[:8]}"
