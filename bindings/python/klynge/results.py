"""What came out of a study: means with intervals, paired differences, pictures, files."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from . import reading, statistics
from .arm import Arm
from .outcome import Outcome
from .reading import ALL
from .scenario import InputError, Scenario

SPLITS = ["sector", "municipality", "group"]
OF = ["indicator", *SPLITS]  # what a value is of: the key of every table of indicators or differences


class Study(Outcome):
    """Several arms, each run in the same replications: the same people with the same luck under other rules.

    `study[arm]` is one arm. `arms`, `seed` and `replications` say what was planned, `runs` what was finished.
    `catalogue` says what each indicator means: by indicator and sector its title, unit, direction (which way is
    better), headline and definition.
    """

    of = OF
    kind = Scenario

    def table(self, name: str) -> pd.DataFrame:
        """A whole result table: "indicators", "reach", "timeseries", "flows", "ledger" or "journeys".

        Columns: arm, replication, then those of the table; units in `attrs`.
        """
        return self._table(name).copy()

    def __getitem__(self, arm: str) -> Arm:
        return Arm(self._source, self._table, self._known(arm))

    def indicators(self, names: str | Sequence[str] | None = None, by: str | None = None) -> pd.DataFrame:
        """Mean and 95 % interval over replications, for each indicator and arm.

        names: indicators; without it the headline ones. by: "sector", "municipality" or "group" gives a row for each of
        those; without it an indicator is given for all together, or by sector where there is none for all.
        Columns: indicator, sector, municipality, group, arm, mean, low, high, unit, replications.
        """
        return self._means(self._values(names, by))

    def difference(
        self,
        arm: str | None = None,
        reference: str | None = None,
        names: str | Sequence[str] | None = None,
        by: str | None = None,
    ) -> pd.DataFrame:
        """How `arm` differs from `reference`, paired by replication; without names the second arm from the first.

        Columns: indicator, sector, municipality, group, mean (of `arm`), reference (its mean), difference with its 95 %
        interval low to high, replications (pairs), variance_removed (share of the variance of the difference that
        pairing took away), unit, verdict ("better", "worse", "higher", "lower", "no clear difference", ...), reading.
        """
        arm, reference = self._pair(arm, reference)
        return self._differences(self._values(names, by), arm, reference)

    def sentences(self, arm: str | None = None, reference: str | None = None, clear: bool = False) -> list[str]:
        """The headline differences in plain words, one sentence an indicator; `clear`: only those that are clear."""
        table = self.difference(arm, reference)
        return list(table.loc[table["verdict"].isin(reading.CLEAR) | (not clear), "reading"])

    def payers(self, arm: str | None = None, reference: str | None = None) -> pd.DataFrame:
        """What each payer pays over the counted days, transfers included: paired difference in DKK, a last row for all.

        Only replications finished in both arms count; in those, a payer without postings paid 0.
        Columns: payer, mean, reference, difference, low, high, replications, variance_removed.
        """
        arm, reference = self._pair(arm, reference)
        arms = [arm, reference]
        finished = self.pairs(arm, reference)
        ledger = self._table("ledger")
        ledger = ledger[ledger["arm"].isin(arms)]
        paid = ledger.pivot_table("amount", ["payer", "arm"], "replication", "sum", sort=False)
        every = pd.MultiIndex.from_product([ledger["payer"].unique(), arms], names=["payer", "arm"])
        paid = paid.reindex(index=every, columns=finished).fillna(0.0)
        paid = pd.concat([paid, pd.concat({ALL: paid.groupby("arm").sum()}, names=["payer"])])
        paid = paid.round(2)  # to the øre, so that transfers cancel and leave no rounding error
        return statistics.paired(paid.xs(arm, level="arm"), paid.xs(reference, level="arm")).reset_index()

    def plot(self, indicator: str | None = None, by: str | None = None, x: str | None = None, ax: Any = None) -> Any:
        """A picture with 95 % intervals; returns the matplotlib Axes.

        Without an indicator: the paired differences of the second arm from the first. With one: its mean in each arm,
        for all or `by` "sector", "municipality" or "group"; `x` is a numeric field of the scenarios, such as the one
        that a sweep varied, and becomes the horizontal axis.
        """
        from . import plots

        if indicator is None:
            return self.plot_differences(ax=ax)
        table = self.indicators(indicator, by)
        about = self._about(table)
        table = table.assign(title=about["title"], direction=about["direction"])
        if x is None:
            return plots.arms(table, by, ax)
        values = {arm: self._source.experiment(arm).number(x) for arm in self.arms}
        unit = self._source.experiment(self.arms[0]).fields().loc[x, "unit"]
        return plots.against(table, by, values, f"{x} ({unit})", ax)

    def plot_differences(self, arm: str | None = None, reference: str | None = None, ax: Any = None) -> Any:
        """The paired differences of the headline indicators, in per cent of the reference. Returns the Axes."""
        from . import plots

        arm, reference = self._pair(arm, reference)
        table = self.difference(arm, reference)
        same = same_residents(self[arm].scenario, self[reference].scenario)
        return plots.differences(table.assign(title=self._about(table)["title"]), ax, same)

    def plot_days(
        self, what: str = "blocked", sector: str = "hospital", kind: str | None = None, ax: Any = None
    ) -> Any:
        """A column of the time series day by day, summed over the nodes of a sector, or of one kind of its nodes: for
        each arm the mean and the middle 90 % of replications, as means of seven days. Returns the Axes."""
        from . import plots

        finished = [arm for arm in self.arms if self[arm].replications]
        return plots.days({arm: self[arm].days(what, sector, kind) for arm in finished}, ax)

    def plot_payers(self, arm: str | None = None, reference: str | None = None, ax: Any = None) -> Any:
        """Who pays more and who less, transfers included, with 95 % intervals. Returns the Axes."""
        from . import plots

        arm, reference = self._pair(arm, reference)
        return plots.payers(self.payers(arm, reference), arm, reference, ax)

    def _about(self, table: pd.DataFrame) -> pd.DataFrame:
        """The catalogue's entry for each row of a table, in the same order."""
        keys = pd.MultiIndex.from_frame(table[["indicator", "sector"]])
        return self._source.catalogue.reindex(keys).set_axis(table.index)

    def _values(self, names: str | Sequence[str] | None, by: str | None) -> pd.DataFrame:
        """Values by OF and arm (rows) and replication (columns), in the order of the catalogue and of the arms."""
        if by not in (None, *SPLITS):
            raise InputError(f"by = {by!r}: expected one of {', '.join(SPLITS)}")
        table, catalogue = self._table("indicators"), self._source.catalogue
        known = catalogue.index.unique("indicator")
        if names is None:
            headline = catalogue.index[catalogue["headline"] == 1]
            of_each = pd.MultiIndex.from_frame(table[["indicator", "sector"]])
            parts = [_split(table[of_each == key], by) for key in headline]
        else:
            names = [names] if isinstance(names, str) else list(names)
            parts = [_split(table[table["indicator"] == name], by) for name in names]
            for name, part in zip(names, parts, strict=True):
                if name not in known:
                    raise InputError(f"{name}: there is no such indicator; expected one of {', '.join(known)}")
                if part.empty:
                    raise InputError(f"{name}: this study has no values{f' by {by}' if by else ''}")
        return self._wide(pd.concat(parts))


def same_residents(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios have the same residents, so that pairing by replication can remove chance."""
    return all(one[key] == other[key] for key in ("population.area", "population.share"))


def _split(rows: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """The rows split by `by`, and otherwise those for all together, where there are such."""
    if by is not None:
        rows = rows[rows[by] != ALL]
    for split in SPLITS:
        if split != by and (rows[split] == ALL).any():
            rows = rows[rows[split] == ALL]
    return rows
