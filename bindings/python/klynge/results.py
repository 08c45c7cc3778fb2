"""What came out of a study: means with intervals, paired differences, pictures, files."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from . import audit, audit_words, bound, divergence, diverging, reading, statistics
from .arm import Arm
from .outcome import Outcome
from .reading import ALL
from .scenario import InputError, Scenario
from .splits import SPLITS, check_split, split

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
        """A whole result table: "indicators", "reach", "timeseries", "flows", "ledger", "audit", "levels", "bound",
        "shadow_prices", "ties", "load"; or of residents who were followed "journeys", "decisions", "alternatives",
        "knowledge".

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

    def audit(self, by: str | None = None, arm: str | None = None) -> pd.DataFrame:
        """Which choices of a level of care were wrong by LEON, why and at what cost, in each arm or in one.

        by: "sector" (of who decided), "municipality" or "group" gives rows for each of those.
        Columns: the one named by `by`, arm, reason ("none": the best level was chosen; else what kept the chooser from
        it: "habit", "information", "visibility", "capacity", "own view" or "mandate"; "all"), and as means over
        replications, each with its 95 % interval in columns that end with _low and _high: decisions, share (% of
        decisions), regret (DKK above the best level, over the counted days), regret_per_decision (DKK, of all
        decisions), effect_lost (episodes not resolved at once that the best level would have, per 100 decisions); last
        replications. Printed, it shows the main ones rounded.
        """
        return audit.table(self._table("audit"), self._source.runs, self._some(arm), by)

    def audit_sentences(self, arm: str | None = None) -> list[str]:
        """The audit in plain words, of one arm; or of every arm and how the others differ from the first."""
        rows, levels, said = self._table("audit"), self._table("levels"), []
        for each in self._some(arm):
            if self[each].replications:
                said += audit_words.sentences(each, self.audit(arm=each), levels[levels["arm"] == each])
                said += audit_words.borne_where(self.audit("sector", each), self.audit("group", each))
        if arm is None and len(self.arms) > 1:
            values = audit.measures(rows, self._source.runs, self.arms)
            said += [audit_words.comparison(values, other, self.arms[0]) for other in self.arms[1:]]
        return said

    def bound(self, by: str | None = None, arm: str | None = None) -> pd.DataFrame:
        """What the levels chosen cost beside the cheapest allocation for which there was room, in each arm or in one.

        Costs are expected ones, with the true difficulty known, of the decisions of each month and hospital area.
        by: "area" or "month" (of 30 days from the first counted one) gives rows for each of those.
        Columns: the one named by `by`, arm, and as means over replications, each with its 95 % interval in columns that
        end with _low and _high: decisions, achieved, cheapest, gap (achieved less cheapest; all DKK per decision),
        gap_share (% of achieved), unplaced (decisions for which the allocation has no room); last replications.
        """
        return bound.table(self._table("bound"), self._source.runs, self._some(arm), by)

    def bound_sentences(self, arm: str | None = None) -> list[str]:
        """The bound in plain words, of one arm or of all, and where more room would have saved most."""
        prices, said = self._table("shadow_prices"), []
        for each in self._some(arm):
            if self[each].replications:
                said += bound.sentences(each, self.bound(arm=each).iloc[0], prices[prices["arm"] == each])
        return said

    def plot_audit(self, by: str | None = None, ax: Any = None) -> Any:
        """Regret per decision as bars stacked by its reasons, for each arm, and for each of `by`. Returns the Axes."""
        from . import audit_plot

        return audit_plot.bars(self.audit(by), by, ax)

    def diverge(
        self, person: int, arms: Sequence[str] | None = None, replication: int | None = None
    ) -> divergence.Divergence:
        """Where the ways of the same resident in two arms part, and why; of the first two arms unless two are named.

        Someone who was not recorded is followed by running the replication again (the first that both arms have
        finished, unless one is named). Raises InputError for arms with different residents.
        """
        one, other, replications = self._two(arms)
        return divergence.diverge(one, other, person, replications[0] if replication is None else replication)

    def diverging(self, arms: Sequence[str] | None = None) -> pd.DataFrame:
        """Whose ways in two arms part, and how far, of all recorded residents: those to look at with `diverge` first.

        Columns: replication, person; decision (time of the first decision that differs, NaT if none does; a choice of
        the same level at another time is no other), point, a column for each arm with the level that it chose there
        (empty: it took no such decision); others (how many decisions differ), regret (DKK: what the decisions of the
        second arm cost above the best levels, less what those of the first did); time and event of whatever differs
        first. Sorted: those with a decision that differs, the most regret between the arms first; then the others.
        """
        one, other, replications = self._two(arms)
        return diverging.table(one, other, replications)

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

        return plots.days({arm.name: arm.days(what, sector, kind) for arm in self._finished()}, ax)

    def plot_payers(self, arm: str | None = None, reference: str | None = None, ax: Any = None) -> Any:
        """Who pays more and who less, transfers included, with 95 % intervals. Returns the Axes."""
        from . import plots

        arm, reference = self._pair(arm, reference)
        return plots.payers(self.payers(arm, reference), arm, reference, ax)

    def plot_ties(self, tie: str = "hospital and municipality", municipality: str | None = None, ax: Any = None) -> Any:
        """Relational coordination week by week in each arm, as a mean over municipalities or in one. Returns the Axes.

        tie: "general practice and municipality", "hospital and municipality", "hospital and general practice" or "other
        practice and others".
        """
        from . import weekly

        return weekly.plot_ties(self._finished(), tie, municipality, ax)

    def plot_load(self, sector: str = "municipality", municipality: str | None = None, ax: Any = None) -> Any:
        """How much of its time for coordination a sector would need, week by week in each arm, in all municipalities or
        in one. sector: "general practice", "municipality" or "hospital". Returns the Axes."""
        from . import weekly

        return weekly.plot_load(self._finished(), sector, municipality, ax)

    def _finished(self) -> list[Arm]:
        """The arms that have a finished replication."""
        return [self[arm] for arm in self.arms if self[arm].replications]

    def _some(self, arm: str | None) -> list[str]:
        """One arm, or all."""
        return self.arms if arm is None else [self._known(arm)]

    def _two(self, arms: Sequence[str] | None) -> tuple[Arm, Arm, list[int]]:
        """Two arms with the same residents, and the replications that both have finished."""
        if arms is not None and (isinstance(arms, str) or len(arms) != 2 or arms[0] == arms[1]):
            raise InputError(f"arms = {arms!r}: expected the names of two arms")
        names = self._pair(None, None)[::-1] if arms is None else self._pair(*arms)
        one, other = (self[name] for name in names)
        if not same_residents(one.scenario, other.scenario):
            raise InputError(f"{names[0]} and {names[1]}: have different residents, so nobody is in both")
        if not self.pairs(*names):
            raise InputError(f"{names[0]} and {names[1]}: no replication was finished in both")
        return one, other, self.pairs(*names)

    def _about(self, table: pd.DataFrame) -> pd.DataFrame:
        """The catalogue's entry for each row of a table, in the same order."""
        keys = pd.MultiIndex.from_frame(table[["indicator", "sector"]])
        return self._source.catalogue.reindex(keys).set_axis(table.index)

    def _values(self, names: str | Sequence[str] | None, by: str | None) -> pd.DataFrame:
        """Values by OF and arm (rows) and replication (columns), in the order of the catalogue and of the arms."""
        check_split(by)
        table, catalogue = self._table("indicators"), self._source.catalogue
        known = catalogue.index.unique("indicator")
        if names is None:
            headline = catalogue.index[catalogue["headline"] == 1]
            of_each = pd.MultiIndex.from_frame(table[["indicator", "sector"]])
            parts = [split(table[of_each == key], by) for key in headline]
        else:
            names = [names] if isinstance(names, str) else list(names)
            parts = [split(table[table["indicator"] == name], by) for name in names]
            for name, part in zip(names, parts, strict=True):
                if name not in known:
                    raise InputError(f"{name}: there is no such indicator; expected one of {', '.join(known)}")
                if part.empty:
                    raise InputError(f"{name}: this study has no values{f' by {by}' if by else ''}")
        return self._wide(pd.concat(parts))


def same_residents(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios have the same residents, so that pairing by replication can remove chance."""
    return all(one[key] == other[key] for key in ("population.area", "population.share"))
