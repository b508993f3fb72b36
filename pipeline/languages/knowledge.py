"""What is true of a language, read from `pipeline/languages/<lang>/<name>.toml` (DESIGN.md, rule 5)."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("kk", "ru", "en")


@cache
def knowledge(lang: str, name: str) -> dict[str, Any]:
    """The tables of one file, e.g. knowledge("kk", "numbers"). Raises FileNotFoundError when a language lacks it.

    The result is shared: read it, never change it.
    """
    return tomllib.loads((files("pipeline.languages") / lang / f"{name}.toml").read_text("utf-8"))


@cache
def fingerprint() -> str:
    """One hash of all language data, so that a changed word list or profile is noticed."""
    digest = hashlib.sha256()
    for folder in (*LANGUAGES, "und", "profiles"):
        for path in sorted((files("pipeline.languages") / folder).iterdir(), key=lambda p: p.name):
            if path.name.endswith((".toml", ".json")):
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
