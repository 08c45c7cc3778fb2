"""One arm of a study."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .following import Following
from .scenario import InputError

if TYPE_CHECKING:
    import xarray as xr

NODE_TEXTS = ["name", "sector", "kind", "municipality"]


class Arm(Following):
    """One scenario of a study, in all its finished replications."""

    def timeseries(self) -> "xr.Dataset":
        """Arrivals, waiting, serving, blocked and servers of each node on each day.

        Dimensions: replication, day, node; coordinates: date, and name, sector, kind, municipality of the nodes. The
        attributes of a variable are its units and long_name.
        """
        import xarray as xr

        rows = self._rows("timeseries")
        keys = ["replication", "day", "node"]
        axes = {key: np.unique(rows[key], return_inverse=True) for key in keys}
        place = tuple(position for _, position in axes.values())
        shape = tuple(len(values) for values, _ in axes.values())
        variables = {}
        for name in rows.columns.drop(["arm", *keys]):
            grid = np.full(shape, np.nan)
            grid[place] = rows[name]
            about = {"units": rows.attrs["units"].get(name), "long_name": rows.attrs["meanings"].get(name)}
            variables[name] = (keys, grid, {key: text for key, text in about.items() if text})
        nodes = self.scenario.network().nodes.set_index("node").loc[axes["node"][0]]
        coordinates = {key: values for key, (values, _) in axes.items()}
        coordinates["date"] = ("day", self.date(coordinates["day"]))
        coordinates.update({text: ("node", nodes[text].astype(object)) for text in NODE_TEXTS})
        return xr.Dataset(variables, coordinates)

    def days(self, what: str, sector: str, kind: str | None = None) -> pd.DataFrame:
        """A column of the time series summed over the nodes of a sector, or of one kind: a row a date, a column a
        replication. `attrs` says what, where, in which unit."""
        rows = self._rows("timeseries")
        nodes = self.scenario.network().nodes
        chosen = nodes["sector"] == sector if kind is None else nodes["kind"] == kind
        if what not in rows or not chosen.any():
            raise InputError(f"{what} of {kind or sector}: there is no such time series")
        rows = rows[rows["node"].isin(nodes.loc[chosen, "node"])]
        days = rows.groupby(["day", "replication"])[what].sum().unstack("replication")
        days.index = self.date(days.index).rename("date")
        days.attrs = {key: rows.attrs[f"{key}s"].get(what, "") for key in ("meaning", "unit")}
        days.attrs |= {"what": what, "where": kind or sector}
        return days

    def ledger(self) -> pd.DataFrame:
        """Who paid how much for what: replication, payer, sector, municipality, reason, kind, amount (DKK)."""
        return self._tidy("ledger")

    def flows(self) -> pd.DataFrame:
        """How often patients passed from one place to another: replication, from, to, reason, count."""
        return self._tidy("flows")

    def reach(self) -> pd.DataFrame:
        """How many residents had something at least once in the last year of the run: replication, municipality, group,
        residents, admitted, outpatient, gp, telephone, e_consultation. Empty if less than 365 days were counted."""
        return self._tidy("reach")

    def levels(self) -> pd.DataFrame:
        """How often which level of care was used when which was best: replication, sector (of who decided),
        municipality, used, best, decisions."""
        return self._tidy("levels")

    def bound(self) -> pd.DataFrame:
        """How cheaply the decisions of a month could have been met: replication, area, month, tasks, achieved (DKK,
        expected cost of the levels used), cheapest (DKK, of the cheapest allocation that the capacity allows), unplaced
        (tasks for which no level had room)."""
        return self._tidy("bound")

    def shadow_prices(self) -> pd.DataFrame:
        """What room for one more task would have saved: replication, area, municipality (empty for levels of the
        hospital), level, month, capacity (tasks), used (tasks), price (DKK a task)."""
        return self._tidy("shadow_prices")

    def ties(self) -> pd.DataFrame:
        """Relational coordination week by week: replication, week, municipality, tie (between whom), rc (1-5, the mean
        of the other seven: frequent, timely, accurate, problem_solving, shared_goals, shared_knowledge,
        mutual_respect)."""
        return self._tidy("ties")

    def load(self) -> pd.DataFrame:
        """The work of coordination week by week: replication, week, municipality, sector, needed, available, undone
        (minutes)."""
        return self._tidy("load")

    def _tidy(self, table: str) -> pd.DataFrame:
        return self._rows(table).drop(columns="arm").reset_index(drop=True)

    def __repr__(self) -> str:
        return f"Arm({self.name!r}: {len(self.replications)} replications)"
