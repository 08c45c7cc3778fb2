"""How much cheaper a month's decisions could have been: what the regime achieved beside the LEON bound.

The bound is the cheapest allocation of the decisions of a month and hospital area to levels of care for which there was
room, the patients' true difficulty known. What no rule could have reached is so told from what this regime did not.
Regret (see audit.py) asks of each decision by itself, as if every free place were free for it alone; the bound asks of
all together.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from . import reading, statistics
from .scenario import InputError

UNITS = {
    "decisions": "decisions",
    "achieved": "DKK per decision",
    "cheapest": "DKK per decision",
    "gap": "DKK per decision",
    "gap_share": "% of achieved",
    "unplaced": "decisions",
}
SHOWN = {"achieved": "Achieved", "cheapest": "Cheapest", "gap": "Gap"}


def table(rows: pd.DataFrame, runs: pd.DataFrame, arms: Iterable[str], by: str | None) -> pd.DataFrame:
    """Study.bound, from the table "bound" and the finished runs."""
    if by not in (None, "area", "month"):
        raise InputError(f"by = {by!r}: expected area or month")
    arms = list(arms)
    rows = rows[rows["arm"].isin(arms)]
    if rows.empty:
        raise InputError("this study has no decisions to hold against a bound")
    every: pd.Index = pd.Index(arms, name="arm")
    if by is not None:
        every = pd.MultiIndex.from_product([rows[by].unique(), arms], names=[by, "arm"])
    replications = sorted(runs["replication"].unique())

    def summed(column: str) -> pd.DataFrame:
        sums = rows.groupby([*every.names, "replication"])[column].sum().unstack("replication")
        return sums.reindex(index=every, columns=replications)

    decisions, achieved, cheapest = (summed(column) for column in ("tasks", "achieved", "cheapest"))
    gap, per = achieved - cheapest, decisions.replace(0, np.nan)
    values = {"decisions": decisions, "achieved": achieved / per, "cheapest": cheapest / per, "gap": gap / per}
    values |= {"gap_share": 100 * gap / achieved.replace(0, np.nan), "unplaced": summed("unplaced")}
    result = statistics.beside(values)
    result.attrs["units"] = {name + end: unit for name, unit in UNITS.items() for end in ("", "_low", "_high")}
    return result


def shown(table: pd.DataFrame) -> pd.DataFrame:
    """A table of Study.bound as texts."""
    keys = list(table.columns[: table.columns.get_loc("arm") + 1])
    rows = [
        {**{reading.capital(key): row[key] for key in keys}, **{text: _text(row, name) for name, text in SHOWN.items()}}
        for row in table.to_dict("records")
    ]
    headings = {text: f"{text} (DKK per decision)" for text in SHOWN.values()}
    return pd.DataFrame(rows).rename(columns=headings)


def sentences(arm: str, row: pd.Series, prices: pd.DataFrame) -> list[str]:
    """One arm's bound in words, from its row of `table` without a split and of the table "shadow_prices"."""
    said = [
        f"{reading.capital(arm)}: the levels chosen cost {_text(row, 'achieved')} DKK per decision, and the cheapest "
        f"allocation for which there was room {_text(row, 'cheapest')}: {_text(row, 'gap')} DKK or "
        f"{reading.number(row['gap_share'])} % less."
    ]
    if row["unplaced"] > 0:
        said.append(f"{row['unplaced']:,.0f} decisions would have found no room in it.")
    return [*said, *_scarce(prices)]


def _scarce(prices: pd.DataFrame) -> list[str]:
    """Where room for one more task would have saved most, as a mean over months and replications."""
    where = ["area", "municipality", "level"]
    means = prices.assign(binding=prices["price"] > 0).groupby(where, sort=False)[["price", "binding"]].mean()
    dear = means[means["price"] > 0].sort_values("price", ascending=False, kind="stable")
    if dear.empty:
        return ["No capacity stood in the way of a cheaper allocation."]
    (area, municipality, level), first = dear.index[0], dear.iloc[0]
    return [
        f"Room for one more patient would have saved most in {level}, {municipality or area}: "
        f"{reading.number(first['price'])} DKK on average, and something in {100 * first['binding']:.0f} % of months."
    ]


def _text(row: pd.Series, name: str) -> str:
    return reading.value_text(*(row[name + end] for end in ("", "_low", "_high")))
