"""A table as a pandas DataFrame: header paths as columns, row labels as index, numbers as Decimal."""

from __future__ import annotations

import pandas as pd

from pipeline.tables.cell_numbers import cell_number, is_missing
from schemas import Table


def frame(table: Table) -> pd.DataFrame:
    """The body of a table. Columns: a MultiIndex of the header paths, padded with ""; index: the first column's texts.

    Cells hold a Decimal where the whole cell is a number, None where it is empty or marked as missing, else the text.
    A text of a cell merged over rows stands in all of them, so that each row is complete.
    """
    width = len(table.rows[0]) if table.rows else 0
    body = [list(row) for row in table.rows]
    for cell in table.cells:
        for row in range(cell.row + 1, min(cell.row + cell.row_span, len(body))):
            body[row][cell.col] = cell.text
    body = body[table.header_rows :]
    depth = max([1, *(len(path) for path in table.column_paths)])
    paths = table.column_paths or ((),) * width
    heads = [(*path, *[""] * (depth - len(path))) for path in paths[1:]]
    values = [[_value(text, table.lang) for text in row[1:]] for row in body]
    labels = pd.Index([row[0] for row in body], name=" / ".join(paths[0]) if width else None, dtype=object)
    columns = pd.MultiIndex.from_tuples(heads) if heads else pd.MultiIndex.from_arrays([[]] * depth)
    return pd.DataFrame(values, index=labels, columns=columns, dtype=object)


def _value(text: str, lang: str) -> object:
    if is_missing(text):
        return None
    number = cell_number(text, lang)
    return text if number is None else number
