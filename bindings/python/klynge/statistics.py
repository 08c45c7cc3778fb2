"""Means, intervals and paired differences over replications.

A replication is the unit: values within it depend on each other, replications do not. Intervals are 95 % t-intervals.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd


def interval(values: pd.DataFrame) -> pd.DataFrame:
    """Mean and 95 % interval of each row over its columns, one a replication.

    Columns: mean, low, high, replications (how many had a value). With fewer than two, low and high are NaN.
    """
    from scipy.special import stdtrit  # here, because it takes longer to import than all the rest

    n = values.count(axis="columns")
    mean = values.mean(axis="columns")
    enough = n.where(n >= 2)
    half = stdtrit(enough - 1, 0.975) * values.std(axis="columns") / np.sqrt(enough)
    return pd.DataFrame({"mean": mean, "low": mean - half, "high": mean + half, "replications": n})


def paired(values: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """The difference `values` - `reference`, row by row, paired by column (the replication).

    Columns: mean and reference (the two means), difference, low, high (its 95 % interval), replications (pairs), and
    variance_removed: 1 - var(difference) / (var(values) + var(reference)), the share of the variance of the difference
    that pairing took away; 0 if pairing did nothing, NaN if nothing varied.
    """
    values, reference = values.align(reference, join="inner")
    both = values.notna() & reference.notna()
    values, reference = values.where(both), reference.where(both)
    difference = values - reference
    unpaired = values.var(axis="columns") + reference.var(axis="columns")
    removed = 1 - difference.var(axis="columns") / unpaired.where(unpaired > 0)
    result = interval(difference).rename(columns={"mean": "difference"})
    result.insert(0, "reference", reference.mean(axis="columns"))
    result.insert(0, "mean", values.mean(axis="columns"))
    return result.assign(variance_removed=removed)


def beside(values: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Several measures of the same rows side by side: the mean of each with its 95 % interval.

    Columns: NAME, NAME_low and NAME_high of each, then replications (of the first); the index becomes columns in front.
    """
    columns: dict[str, pd.Series] = {}
    for name, wide in values.items():
        row = interval(wide)
        columns |= {name: row["mean"], f"{name}_low": row["low"], f"{name}_high": row["high"]}
    first = next(iter(values.values()))
    return pd.DataFrame(columns | {"replications": interval(first)["replications"]}).reset_index()
