"""One small tree of errors. Each names the file, the cause and what the user can do.

DerekError
├── UnreadablePaper       bad input
│   ├── NotAPaper             another kind of file
│   ├── EmptyPaper            no bytes, no pages, no text
│   └── EncryptedPaper        needs a password
├── LimitReached          a limit of the worker
│   ├── PaperTooLarge
│   └── PaperTimedOut
├── BadOutput             the output folder can't be used
└── OwnDefect             Derek's own fault
"""

from __future__ import annotations

from pathlib import Path


class DerekError(Exception):
    """Base of all: `path`, `cause`, `remedy`; str() is one line for people."""

    code = "error"

    def __init__(self, path: Path | str, cause: str, remedy: str) -> None:
        super().__init__(path, cause, remedy)
        self.path, self.cause, self.remedy = str(path), cause, remedy

    def __str__(self) -> str:
        return f"{self.path}: {self.cause}; {self.remedy}"


class UnreadablePaper(DerekError):
    """The file can't be read as a paper."""

    code = "unreadable"


class NotAPaper(UnreadablePaper):
    """The file is of another kind than its name says, or of no kind that Derek reads."""

    code = "not-a-paper"


class EmptyPaper(UnreadablePaper):
    """No bytes, no pages, or no text."""

    code = "empty"


class EncryptedPaper(UnreadablePaper):
    """The PDF asks for a password."""

    code = "encrypted"


class LimitReached(DerekError):
    """A limit of the worker was hit."""

    code = "limit"


class PaperTooLarge(LimitReached):
    """More bytes, pages, glyphs or memory than the limits allow."""

    code = "too-large"


class PaperTimedOut(LimitReached):
    """Reading took longer than the limits allow."""

    code = "timed-out"


class BadOutput(DerekError):
    """The output folder can't be read or written."""

    code = "bad-output"


class OwnDefect(DerekError):
    """A fault of Derek itself, not of the paper."""

    code = "defect"
