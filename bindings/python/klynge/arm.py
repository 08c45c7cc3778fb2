"""One arm of a study."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from .scenario import InputError, Scenario
from .source import Source

if TYPE_CHECKING:
    import xarray as xr

NODE_TEXTS = ["name", "sector", "kind", "municipality"]


class Arm:
    """One scenario of a study, in all its finished replications."""

    def __init__(self, source: Source, table: Callable[[str], pd.DataFrame], name: str):
        self._source = source
        self._table = table
        self.name = name

    @property
    def scenario(self) -> Scenario:
        return self._source.experiment(self.name)

    @property
    def replications(self) -> list[int]:
        """The numbers of the finished replications."""
        runs = self._source.runs
        return sorted(int(number) for number in runs.loc[runs["arm"] == self.name, "replication"])

    def journey(self, person: int, replication: int | None = None) -> pd.DataFrame:
        """What happened to one resident, in order: time, event, node, sector, level, value, note (what the value is).

        Someone who was not recorded is followed by running that replication again, which gives the same run.
        """
        if replication is None:
            replication = next(iter(self.replications), 0)
        rows = self._rows("journeys")
        rows = rows[(rows["replication"] == replication) & (rows["person"] == person)]
        if rows.empty:
            rows = self._source.follow(self.name, replication, person)
        places = self.scenario.network().nodes.set_index("node")
        of_node = {column: rows["node"].map(places[column]).fillna("") for column in ("name", "sector")}
        return pd.DataFrame(
            {
                "time": self._time(rows["day"]).dt.round("s"),
                "event": rows["event"],
                "node": of_node["name"],
                "sector": of_node["sector"],
                **{column: rows[column] for column in ("level", "value", "note")},
            }
        ).reset_index(drop=True)

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
        coordinates["date"] = ("day", self._time(coordinates["day"]))
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
        days.index = self._time(days.index).rename("date")
        days.attrs = {key: rows.attrs[f"{key}s"].get(what, "") for key in ("meaning", "unit")}
        days.attrs |= {"what": what, "where": kind or sector}
        return days

    def ledger(self) -> pd.DataFrame:
        """Who paid how much for what: replication, payer, sector, municipality, reason, kind, amount (DKK)."""
        return self._rows("ledger").drop(columns="arm").reset_index(drop=True)

    def flows(self) -> pd.DataFrame:
        """How often patients passed from one place to another: replication, from, to, reason, count."""
        return self._rows("flows").drop(columns="arm").reset_index(drop=True)

    def reach(self) -> pd.DataFrame:
        """How many residents had something at least once in the last year of the run: replication, municipality, group,
        residents, admitted, outpatient, gp, telephone, e_consultation. Empty if less than 365 days were counted."""
        return self._rows("reach").drop(columns="arm").reset_index(drop=True)

    def _time(self, days: Any) -> Any:
        """Days since the first day of the run as times."""
        return pd.Timestamp(self.scenario["run.first_day"]) + pd.to_timedelta(days, unit="D")

    def _rows(self, table: str) -> pd.DataFrame:
        rows = self._table(table)
        return rows[rows["arm"] == self.name]

    def __repr__(self) -> str:
        return f"Arm({self.name!r}: {len(self.replications)} replications)"
