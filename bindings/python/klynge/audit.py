"""Which choices of a level of care were wrong by LEON, why, and at what cost.

The regret of a decision is the true expected cost of the level used above that of the best one, to all sectors together
and at average cost. What kept the chooser from the best level is found in the run by taking possible causes away one
after another; a decision counts under the one that cost most.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from . import audit_words, statistics
from .audit_words import REASONS
from .reading import ALL
from .scenario import InputError
from .splits import check_split, split

UNITS = {
    "decisions": "decisions",
    "share": "% of decisions",
    "regret": "DKK",
    "regret_per_decision": "DKK per decision",
    "effect_lost": "per 100 decisions",
}


class AuditTable(pd.DataFrame):
    """A table of Study.audit. It shows itself rounded, each mean with its interval; its columns are not."""

    def __repr__(self) -> str:
        return audit_words.shown(self).to_string(index=False) if "reason" in self else super().__repr__()

    def _repr_html_(self) -> str | None:
        return audit_words.shown(self).to_html(index=False) if "reason" in self else super()._repr_html_()


def table(rows: pd.DataFrame, runs: pd.DataFrame, arms: Iterable[str], by: str | None) -> AuditTable:
    """Study.audit, from the table "audit" and the finished runs."""
    result = AuditTable(statistics.beside(measures(rows, runs, arms, by)))
    result.attrs["units"] = {name + end: unit for name, unit in UNITS.items() for end in ("", "_low", "_high")}
    return result


def measures(
    rows: pd.DataFrame, runs: pd.DataFrame, arms: Iterable[str], by: str | None = None
) -> dict[str, pd.DataFrame]:
    """The measures of UNITS, each by `by`, arm and reason (rows) and replication (columns).

    A reason that never was one has no decisions; NaN stands where a run was not finished or a part had no decisions.
    """
    check_split(by)
    arms = list(arms)
    rows = split(rows[rows["arm"].isin(arms)], by)
    if rows.empty:
        raise InputError(f"this study has no decisions{f' by {by}' if by else ''} to audit")
    parts = {} if by is None else {by: rows[by].unique()}
    keys = [*parts, "arm"]
    index = pd.MultiIndex.from_product([*parts.values(), arms, REASONS], names=[*keys, "reason"])
    together = rows.assign(reason=ALL)
    done = runs.assign(done=1).pivot_table("done", "arm", "replication").reindex(arms)  # 1 or NaN
    finished = done.loc[index.get_level_values("arm")].set_axis(index)

    def summed(column: str) -> pd.DataFrame:
        sums = pd.concat([rows, together]).pivot_table(column, index.names, "replication", "sum")
        return sums.reindex(index=index, columns=finished.columns).fillna(0.0) * finished

    decisions, regret, lost = (summed(column) for column in ("decisions", "regret", "effect_lost"))
    all_of_part = decisions.xs(ALL, level="reason").replace(0, np.nan)
    per = all_of_part.loc[index.droplevel("reason")].set_axis(index)
    return {
        "decisions": decisions,
        "share": 100 * decisions / per,
        "regret": regret,
        "regret_per_decision": regret / per,
        "effect_lost": 100 * lost / per,
    }
