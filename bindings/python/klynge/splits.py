"""Rows of a table for all residents, sectors and municipalities together, or split by one of these.

A table may have rows for all together beside those of the parts (a group of residents overlaps with others, so that
parts do not add up); then these are taken, and otherwise the parts add up to them.
"""

import pandas as pd

from .reading import ALL
from .scenario import InputError

SPLITS = ["sector", "municipality", "group"]


def check_split(by: str | None) -> None:
    if by not in (None, *SPLITS):
        raise InputError(f"by = {by!r}: expected one of {', '.join(SPLITS)}")


def split(rows: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """The rows split by `by`, and otherwise those for all together, where there are such."""
    if by is not None:
        rows = rows[rows[by] != ALL]
    for column in SPLITS:
        if column != by and (rows[column] == ALL).any():
            rows = rows[rows[column] == ALL]
    return rows
