"""Who knew what of a resident at a moment, and how old that was.

What a holder knows of an item is the newest of what has reached him: a letter that was long on its way does not replace
something newer.
"""

from collections.abc import Iterable

import pandas as pd

HOLDERS = ["general practice", "municipality", "hospital", "shared plan"]
ITEMS = ["diagnosis", "medication", "function", "social", "plan", "pending", "contact"]


def known(rows: pd.DataFrame, day: float) -> pd.DataFrame:
    """Age in days of what each holder knew on `day`, from one resident's rows of the table of knowledge.

    A row for each item, a column for each holder; NaN where the holder knew nothing.
    """
    before = rows[rows["day"] <= day]
    newest = before.groupby(["item", "holder"])["as_of"].max().unstack("holder")
    ages = day - newest.reindex(index=_in_order(ITEMS, newest.index), columns=_in_order(HOLDERS, newest.columns))
    ages = ages.astype(float).rename_axis(index="item", columns="holder")
    ages.attrs = {"units": dict.fromkeys(ages.columns, "days")}
    return ages


def _in_order(usual: list[str], found: Iterable[str]) -> list[str]:
    """The usual names, then any others."""
    return list(dict.fromkeys([*usual, *found]))
