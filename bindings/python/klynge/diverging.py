"""Whose ways in two arms part: rows of two arms held against each other, resident by resident."""

import difflib
from collections.abc import Sequence

import pandas as pd

from .arm import Arm

SAME = ["time", "event", "node", "level", "value"]  # what makes two rows of a journey the same
SAME_DECISION = ["point", "used"]  # at whatever time: the same choice half an hour later is no other choice
KEYS = ["replication", "person"]


def table(one: Arm, other: Arm, replications: Sequence[int]) -> pd.DataFrame:
    """See Study.diverging."""
    journeys = [arm.journeys(replications) for arm in (one, other)]
    decisions = [rows[rows["replication"].isin(replications)] for rows in (one.decisions(), other.decisions())]
    everybody = pd.concat([journey[KEYS] for journey in journeys]).drop_duplicates().set_index(KEYS)
    chosen = _differing(*decisions, SAME_DECISION)
    names = {"time": "decision", "point": "point", "used": one.name, "used_other": other.name}
    result = everybody.join(_first(chosen)[list(names)].rename(columns=names))
    regret = [rows.groupby(KEYS)["regret"].sum().reindex(result.index, fill_value=0.0) for rows in decisions]
    apart = _unmatched(*decisions)
    result["others"] = [apart.get(key, 0) for key in result.index]
    result["regret"] = regret[1] - regret[0]
    result = result.join(_first(_differing(*journeys, SAME))[["time", "event"]])
    texts = ["point", one.name, other.name, "event"]
    result[texts] = result[texts].fillna("")
    result["rank"] = -result["regret"].abs().where(result["decision"].notna())
    result = result.sort_values(["rank", "time", *KEYS], kind="stable").drop(columns="rank").reset_index()
    result.attrs["units"] = {"regret": "DKK", "others": "decisions"}
    return result


def alike(one: pd.DataFrame, other: pd.DataFrame, same: list[str]) -> int:
    """With how many rows that are the same two tables begin."""
    n = min(len(one), len(other))
    equal = pd.concat([_equal(one[c].iloc[:n], other[c].iloc[:n]) for c in same], axis="columns").all(axis=1)
    return int(equal.cummin().sum()) if n else 0


def _differing(one: pd.DataFrame, other: pd.DataFrame, same: list[str]) -> pd.DataFrame:
    """The rows that differ, the nth of each replication and person in one against the nth in the other.

    Columns of `other` have _other at their ends; time and what happened are those of the earlier one.
    """
    one, other = (rows.assign(nth=rows.groupby(KEYS).cumcount()) for rows in (one, other))
    both = one.merge(other, "outer", [*KEYS, "nth"], suffixes=("", "_other")).sort_values([*KEYS, "nth"])
    differs = ~pd.concat([_equal(both[column], both[f"{column}_other"]) for column in same], axis="columns").all(axis=1)
    rows = both[differs].copy()
    later = rows["time"].isna() | (rows["time_other"] < rows["time"])
    for column in one.columns.intersection(["time", "event", "point"]):
        rows[column] = rows[column].where(~later, rows[f"{column}_other"])
    return rows


def _unmatched(one: pd.DataFrame, other: pd.DataFrame) -> dict[tuple[int, int], int]:
    """How many decisions of each replication and person have no counterpart in order in the other arm."""
    first, second = (
        {key: list(of[SAME_DECISION].itertuples(index=False, name=None)) for key, of in rows.groupby(KEYS)}
        for rows in (one, other)
    )
    return {key: _without_counterpart(first.get(key, []), second.get(key, [])) for key in {**first, **second}}


def _without_counterpart(one: list[tuple], other: list[tuple]) -> int:
    matches = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return max(len(one), len(other)) - sum(block.size for block in matches)


def _first(rows: pd.DataFrame) -> pd.DataFrame:
    """The first row of each replication and person, which become the index."""
    return rows.drop_duplicates(KEYS).set_index(KEYS)


def _equal(one: pd.Series, other: pd.Series) -> pd.Series:
    return (one == other) | (one.isna() & other.isna())
