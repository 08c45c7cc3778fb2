"""What an arm of a study tells of single residents: what happened to them, who chose what for them, who knew what.

A sample of residents is followed in every run. Anybody else is followed by running one replication again, which gives
the same run, so that nothing has to be known in advance.
"""

import numbers
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from . import knowledge
from .scenario import InputError, Scenario, whole
from .source import Source

LENGTHS = ["run.warm_up_days", "run.days"]


class Following:
    """One arm, resident by resident."""

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

        Someone who was not recorded is followed by running that replication again, which gives the same run; without a
        replication it is the first one finished. Raises InputError for a number that is no resident's.
        """
        return self._told(self._of_person("journeys", person, replication))

    def journeys(self, replications: Sequence[int] | None = None) -> pd.DataFrame:
        """What happened to all residents who were recorded: replication, person, and the columns of `journey`.

        Of all finished replications, or of some.
        """
        rows = self._rows("journeys")
        if replications is not None:
            rows = rows[rows["replication"].isin([self._replication(number) for number in replications])]
        told = self._told(rows)
        for column in ("person", "replication"):
            told.insert(0, column, rows[column].to_numpy())
        return told

    def decisions(self, person: int | None = None, replication: int | None = None) -> pd.DataFrame:
        """The levels of care chosen for followed residents, a row a decision: on which belief, and which was best.

        Of all residents who were recorded, in all replications or one; or of one resident (see `journey`).
        Columns: replication, person, time, point ("acute illness", "out of hours", "emergency department",
        "discharge"), by (sector of who decided), acuity, difficulty (as it was, 0-1), perceived (as it was believed),
        information (0-1), rule, rule_level (what the rule asked for), used, lowest_effective, cheapest_effective, best
        (levels of care), reason (what kept the chooser from the best level; empty if nothing), regret (DKK above the
        best level, at average cost), regret_marginal, regret_opportunity (likewise at those costs), effect_lost (chance
        to be resolved at once, 0-1), capacity_age (days; inf if the capacity of others was never seen), conditions
        (how many), age (years).
        """
        if person is not None:
            rows = self._of_person("decisions", person, replication)
            rows = rows.assign(replication=self._replication(replication))
        else:
            rows = self._rows("decisions")
            if replication is not None:
                rows = rows[rows["replication"] == self._replication(replication)]
        return self._timed(rows, ["replication", "person"])

    def alternatives(self, person: int, replication: int | None = None) -> pd.DataFrame:
        """The levels of care open in each decision for one resident (see `journey`), as believed and as they were.

        Only levels that the law allowed. Columns: time, level, status ("chosen" or "against the rule"; or why not in
        the chooser's own eyes: "unseen", "wait too long", "not effective enough", "a lower level will do", "dearer",
        "set aside" if the rule said it), effect_believed, effect_true (chance to resolve the episode, 0-1),
        wait_believed, wait_true (days), cost_believed, cost_true (expected, DKK).
        """
        return self._timed(self._of_person("alternatives", person, replication), [])

    def knowledge(self, person: int, replication: int | None = None) -> pd.DataFrame:
        """Everything that somebody came to know of one resident (see `journey`): time, holder, item, as_of.

        holder: "general practice", "municipality", "hospital" or "shared plan"; as_of: the time at which it was true.
        """
        rows = self._of_person("knowledge", person, replication)
        return self._timed(rows.assign(as_of=self._moments(rows["as_of"])), [])

    def known(self, person: int, at: Any, replication: int | None = None) -> pd.DataFrame:
        """The age in days of what was known of one resident (see `journey`) at a moment; NaN where nothing was.

        at: a time ("2024-03-01 12:00"), or days since the first day of the run. Index: item (diagnosis, medication,
        function, social, plan, pending, contact). Columns: general practice, municipality, hospital, shared plan.
        Raises InputError for a moment outside the run.
        """
        day = self._day(at)
        return knowledge.known(self._of_person("knowledge", person, replication), day)

    def date(self, days: Any) -> Any:
        """Days since the first day of the run as times."""
        return pd.Timestamp(self.scenario["run.first_day"]) + pd.to_timedelta(days, unit="D")

    def _told(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of the table of journeys with times, and with the names of places."""
        places = self.scenario.network().nodes.set_index("node")
        of_node = {column: rows["node"].map(places[column]).fillna("") for column in ("name", "sector")}
        return pd.DataFrame(
            {
                "time": self._moments(rows["day"]),
                "event": rows["event"],
                "node": of_node["name"],
                "sector": of_node["sector"],
                **{column: rows[column] for column in ("level", "value", "note")},
            }
        ).reset_index(drop=True)

    def _of_person(self, table: str, person: int, replication: int | None) -> pd.DataFrame:
        """One resident's rows of a table of those who were followed, in one replication."""
        person, replication = whole("person", person), self._replication(replication)
        journeys = self._rows("journeys")
        if not _of(journeys, person, replication).empty:
            return _of(self._rows(table), person, replication)
        return self._source.follow(self.name, replication, person, table)

    def _replication(self, number: int | None) -> int:
        """The number of a finished replication, the first one if none was named."""
        finished = self.replications
        if not finished:
            raise InputError(f"{self.name}: no replication was finished")
        if number is None:
            return finished[0]
        if number not in finished:
            shown = ", ".join(map(str, finished)) if len(finished) < 5 else f"{finished[0]} to {finished[-1]}"
            raise InputError(f"replication = {number!r}: is not among those finished by {self.name} ({shown})")
        return int(number)

    def _timed(self, rows: pd.DataFrame, keep: list[str]) -> pd.DataFrame:
        """Rows with `keep` and the time in front, instead of arm, replication, person and day."""
        rest = rows.columns.drop(["arm", "replication", "person", "day"], errors="ignore")
        timed = rows.assign(time=self._moments(rows["day"]))[[*keep, "time", *rest]].reset_index(drop=True)
        timed.attrs = {about: {c: t for c, t in texts.items() if c in timed} for about, texts in rows.attrs.items()}
        return timed

    def _moments(self, days: Any) -> Any:
        """Days since the first day of the run as times to the second."""
        return self.date(days).dt.round("s")

    def _day(self, at: Any) -> float:
        """A moment of the run as days since its first day."""
        first = pd.Timestamp(self.scenario["run.first_day"])
        length = sum(self.scenario.number(key) for key in LENGTHS)
        try:
            number = isinstance(at, numbers.Real) and not isinstance(at, bool)
            day = float(at) if number else (pd.Timestamp(at) - first) / pd.Timedelta(days=1)
        except (ValueError, TypeError):
            raise InputError(f"at = {at!r}: expected a time, such as '2024-03-01 12:00', or a number of days") from None
        if not 0 <= day <= length:
            last = first + pd.Timedelta(days=length)
            raise InputError(f"at = {at!r}: expected a moment of the run, {first:%Y-%m-%d} to {last:%Y-%m-%d}")
        return day

    def _rows(self, table: str) -> pd.DataFrame:
        rows = self._table(table)
        return rows[rows["arm"] == self.name]


def _of(rows: pd.DataFrame, person: int, replication: int) -> pd.DataFrame:
    return rows[(rows["replication"] == replication) & (rows["person"] == person)]
