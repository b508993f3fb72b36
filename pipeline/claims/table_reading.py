"""A table as the word lists read it: Latin Kazakh in Cyrillic letters, "town" beside "village" as what these mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.claims.readable import readable
from pipeline.claims.tokens import data_language
from pipeline.languages.knowledge import knowledge
from pipeline.languages.latin import alphabet_of
from schemas import Table


def legible(table: Table) -> Table:
    """The same table in words that are known, of the same rows and columns; itself where nothing is to be changed."""
    if table.lang == "kk-Latn":
        alphabet = alphabet_in(table)
        table = _changed(table, lambda text: readable(text, "kk-Latn", alphabet=alphabet).text)
        table = table.model_copy(update={"lang": "kk"})
    settings = _settings(table)
    return _changed(table, lambda text: settings.get(_bare(text), text)) if settings else table


def alphabet_in(table: Table) -> str | None:
    """The alphabet of a table in Latin Kazakh, which no cell alone need show; None for any other language."""
    if table.lang != "kk-Latn":
        return None
    return alphabet_of("\n".join((table.caption or "", *table.notes, *(cell for row in table.rows for cell in row))))


def _settings(table: Table) -> Mapping[str, str]:
    """What "town" and "village" are read as in a table that sets them beside each other; empty for any other."""
    known = knowledge(data_language(table.lang), "tables")["cells"]["settings"]
    read = {word: meant for meant, words in known.items() for word in words}
    found = {read[text] for text in {_bare(text) for row in table.rows for text in row} & read.keys()}
    return read if len(found) == len(known) else {}


def _bare(text: str) -> str:
    return text.strip(" .:–—-").casefold()


def _changed(table: Table, read: Callable[[str], str]) -> Table:
    return table.model_copy(
        update={
            "caption": read(table.caption) if table.caption else table.caption,
            "unit": read(table.unit) if table.unit else table.unit,
            "notes": tuple(map(read, table.notes)),
            "rows": tuple(tuple(map(read, row)) for row in table.rows),
            "column_paths": tuple(tuple(map(read, path)) for path in table.column_paths),
        }
    )
