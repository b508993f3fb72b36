"""What this machine has of what Derek can use, and the command that mends what is missing."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from dataclasses import dataclass

from pipeline.reading.ocr import INSTALL, find_ocr

_PACKAGES = ("pdfplumber", "pypdfium2", "langdetect", "pandas", "pydantic", "prefect")


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that was looked for; without a `needed` one Derek does not work."""

    name: str
    ok: bool
    said: str
    remedy: str | None = None
    needed: bool = False


def components() -> list[Component]:
    """Everything that was looked for, found or not."""
    return [_python(), *(_package(name) for name in _PACKAGES), _fastapi(), _ocr(), *_exports()]


def _python() -> Component:
    said = f"{platform.python_version()} ({sys.platform}), derek {_version('derek')}"
    return Component("python", sys.version_info >= (3, 11), said, needed=True)


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _package(name: str) -> Component:
    version = _version(name)
    return Component(name, bool(version), version or "missing", None if version else f"pip install {name}", needed=True)


def _fastapi() -> Component:
    """Prefect 3.8 starts no flow with fastapi 0.151 or newer; 3.9 asks for this bound itself."""
    version = _version("fastapi")
    fits = bool(version) and tuple(map(int, str(version).split(".")[:2])) < (0, 151)
    remedy = None if fits else "pip install 'fastapi<0.151'"
    return Component("fastapi", fits, version or "missing", remedy, needed=True)


def _ocr() -> Component:
    tool = find_ocr()
    if tool.lacking is not None:
        return Component("tesseract", False, f"{tool.lacking}: scanned pages are not read", INSTALL)
    return Component("tesseract", True, f"with {', '.join(tool.languages)}")


def _exports() -> list[Component]:
    found = []
    for kind, name in (("parquet", "pyarrow"), ("xlsx", "xlsxwriter")):
        version = _version(name)
        said = f"{name} {version}" if version else f"{name} missing: no export to {kind}"
        found.append(Component(f"export to {kind}", bool(version), said, None if version else f"pip install {name}"))
    return found
