"""What came out of runs of queueing networks: measures with intervals, paired differences, a picture, a file."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from . import reading
from .outcome import Outcome
from .queueing import QueueingNetwork
from .reading import ALL
from .scenario import InputError

OF = ["node", "class", "measure"]
HEADLINE = ["wait", "queue", "utilisation", "throughput", "time_in_network"]


class QueueingStudy(Outcome):
    """Several networks, or one, each run in the same replications.

    `arms`, `seed` and `replications` say what was planned, `runs` what was finished, `experiment(arm)` gives a network.
    `catalogue` says by measure its unit and meaning.
    """

    of = OF
    kind = QueueingNetwork

    def table(self) -> pd.DataFrame:
        """Every value of every replication: arm, replication, node, class, measure, value, unit.

        Node "all" is the network, class "all" all customers. What a run cannot speak to (the mean wait of nobody) has
        no row.
        """
        rows = self._table("measures").copy()
        return rows.assign(unit=rows["measure"].map(self._source.catalogue["unit"]))

    def measures(
        self, node: str | None = None, cls: str | None = None, names: str | Sequence[str] | None = None
    ) -> pd.DataFrame:
        """Mean and 95 % interval over replications, for each measure and arm.

        node, cls, names: only of this node, class of customers, or these measures; `catalogue` lists those.
        Columns: node, class, measure, arm, mean, low, high, unit, replications (how many had a value).
        """
        return self._means(self._values(node, cls, names))

    def difference(
        self,
        arm: str | None = None,
        reference: str | None = None,
        node: str | None = None,
        cls: str | None = None,
        names: str | Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """How `arm` differs from `reference`, paired by replication; without names the second arm from the first.

        Columns: node, class, measure, mean (of `arm`), reference (its mean), difference with its 95 % interval low to
        high, replications (pairs), variance_removed (share of the variance of the difference that pairing took away),
        unit, verdict ("higher", "lower", "no clear difference", ...), reading.
        """
        arm, reference = self._pair(arm, reference)
        return self._differences(self._values(node, cls, names), arm, reference)

    def sentences(self, arm: str | None = None, reference: str | None = None, clear: bool = False) -> list[str]:
        """The main measures in plain words: of one arm what they are, of two how they differ (`clear`: only where the
        interval of the difference does not hold 0)."""
        if len(self.arms) > 1:
            table = _headline(self.difference(arm, reference))
            return list(table.loc[table["verdict"].isin(reading.CLEAR) | (not clear), "reading"])
        table = _headline(self.measures())
        rows = zip(table.to_dict("records"), self._about(table)["title"], strict=True)
        return [_sentence(row, title) for row, title in rows]

    def plot(self, measure: str | None = None, ax: Any = None) -> Any:
        """A measure of each node, and of each class there, in each arm, with 95 % intervals; without a name the wait.

        Returns the matplotlib Axes.
        """
        from . import plots

        known = list(self._table("measures")["measure"].unique())
        measure = measure or next(name for name in [*HEADLINE, *known] if name in known)
        table = self.measures(names=measure)
        about = self._source.catalogue.loc[measure]
        return plots.measure(table.assign(title=[_place(row) for row in table.to_dict("records")]), about, ax)

    def _about(self, table: pd.DataFrame) -> pd.DataFrame:
        titles = [_title(row) for row in table.to_dict("records")]
        units = table["measure"].map(self._source.catalogue["unit"])
        return pd.DataFrame({"title": titles, "unit": units, "direction": "neutral"}, table.index)

    def _values(self, node: str | None, cls: str | None, names: str | Sequence[str] | None) -> pd.DataFrame:
        rows = self._table("measures")
        wanted = {"node": node, "class": cls, "measure": names}
        for column, asked in wanted.items():
            if asked is None:
                continue
            asked = [asked] if isinstance(asked, str) else list(asked)
            for name in asked:
                _must_be_known(column, name, self._table("measures")[column].unique())
            rows = rows[rows[column].isin(asked)]
        if rows.empty:
            asked = ", ".join(f"{column} {name}" for column, name in wanted.items() if name is not None)
            raise InputError(f"{asked}: this study has no such values")
        return self._wide(rows)


def _must_be_known(column: str, name: str, known: Iterable[str]) -> None:
    if name not in known:
        raise InputError(f"{name}: there is no such {column}; expected one of {', '.join(known)}")


def _headline(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["measure"].isin(HEADLINE) & (table["class"] == ALL)].reset_index(drop=True)


def _sentence(row: dict[str, Any], title: str) -> str:
    half = (row["high"] - row["low"]) / 2
    number, unit = reading.number(row["mean"], half), "" if row["unit"] == "share" else f" {row['unit']}"
    if row["replications"] < 2:
        return f"{title}: {number}{unit} (one replication, so no interval)."
    low, high = (reading.number(row[end], half) for end in ("low", "high"))
    return f"{title}: {number}{unit} (95 % interval {low} to {high})."


def _place(row: dict[str, Any]) -> str:
    """What a value is of: "counter", "counter, urgent", "network"."""
    node = "network" if row["node"] == ALL else row["node"]
    return node if row["class"] == ALL else f"{node}, {row['class']}"


def _title(row: dict[str, Any]) -> str:
    """A measure and what it is of: "Wait at counter", "Throughput of the network", "Time in network, urgent"."""
    measure = row["measure"].replace("_", " ").capitalize()
    if measure.endswith("network"):
        return measure if row["class"] == ALL else f"{measure}, {row['class']}"
    return f"{measure} {'of the' if row['node'] == ALL else 'at'} {_place(row)}"
