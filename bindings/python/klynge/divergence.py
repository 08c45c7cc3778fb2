"""Where the ways of one resident in two arms part.

The two lives begin the same: the same needs with the same luck. What a reader wants to know is the first decision that
differs, and why it was taken. Mostly something else has differed before, such as half an hour in a waiting room.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from . import decision_words, diverging
from .arm import Arm
from .diverging import SAME, SAME_DECISION, alike
from .reading import capital, number, short, when

TOGETHER = pd.Timedelta(days=1)  # decisions further apart are not about the same thing
SUGGESTED = 5  # residents


@dataclass(frozen=True)
class Way:
    """One resident's way through one arm: tables of Arm.journey, Arm.decisions and Arm.alternatives."""

    arm: str
    journey: pd.DataFrame
    decisions: pd.DataFrame
    alternatives: pd.DataFrame


@dataclass(frozen=True)
class Parting:
    """A moment at which two ways differ.

    time: of the earlier of the two. did: a row an arm, what happened there then or next (columns of a journey), none if
    nothing did. why: a row an arm that took a decision (columns of Arm.decisions), none if it was no decision.
    alternatives: the levels of care in those decisions (arm, then columns of Arm.alternatives).
    """

    time: pd.Timestamp
    did: pd.DataFrame
    why: pd.DataFrame
    alternatives: pd.DataFrame


class Divergence:
    """The same resident's ways in two arms.

    `person`, `replication` and `arms` say of what. `decision` is the Parting at the first decision that differs in
    where it was taken or in the level chosen, `first` the Parting at the first row that differs at all, often only in
    its time; each is None if nothing does. `together` are the rows before `first`, `paths` both journeys side by side:
    an index of time, columns (arm, column of Arm.journey), empty where an arm has nothing. `sentences` say it in words,
    and `summary` in one text. `suggested` are other residents, whose decisions differ, if those of this one do not.
    """

    def __init__(self, person: int, replication: int, ways: tuple[Way, Way], suggested: Sequence[int] = ()):
        self.person = person
        self.replication = replication
        self.suggested = list(suggested)
        self.arms = [way.arm for way in ways]
        self._ways = ways
        journeys, decisions = [way.journey for way in ways], [way.decisions for way in ways]
        same = alike(*journeys, SAME)
        self.together = journeys[0].iloc[:same]
        self.first = _first(ways, same)
        self.decision = _decision(ways, alike(*decisions, SAME_DECISION))

    @property
    def paths(self) -> pd.DataFrame:
        """Both journeys side by side; rows of the same time and event stand on one line."""
        numbered = {}
        for way in self._ways:
            nth = way.journey.groupby(["time", "event"]).cumcount()
            numbered[way.arm] = way.journey.drop(columns="time").set_axis(
                pd.MultiIndex.from_arrays([way.journey["time"], way.journey["event"], nth])
            )
        beside = pd.concat(numbered, axis="columns").sort_index(level=0, sort_remaining=False, kind="stable")
        texts = [column for column in beside if column[1] != "value"]
        beside = beside.fillna(dict.fromkeys(texts, ""))
        return beside.set_axis(beside.index.get_level_values(0).rename("time"))

    @property
    def sentences(self) -> list[str]:
        """The first decision that differs and why it was taken in each arm, then what else differed before."""
        who, both = f"Person {self.person}, replication {self.replication}", " and ".join(self.arms)
        if self.first is None:
            return [f"{who}: nothing differs between {both} ({len(self.together)} events).", *self._elsewhere()]
        events = f"The first event that differs, after {len(self.together)} that do not:"
        happened = [events, *(_happened(self.first, arm) for arm in self.arms)]
        if self.decision is None:
            return [f"{who}: no decision differs between {both}.", *happened, *self._elsewhere()]
        said = [f"{who}: the first decision that differs between {both} is of {when(self.decision.time)}."]
        for way in self._ways:
            said += _decided(self.decision, way)
        return [*said, *happened] if self.first.time < self.decision.time else said

    def _elsewhere(self) -> list[str]:
        if not self.suggested:
            return []
        return [f"Residents whose decisions differ: {', '.join(map(str, self.suggested))}."]

    @property
    def summary(self) -> str:
        return " ".join(self.sentences)

    def plot(self, ax: Any = None) -> Any:
        """The levels of care over time, a lane for each arm, with the parting marked. Returns the matplotlib Axes."""
        from . import divergence_plot

        return divergence_plot.lanes(self, ax)

    def __repr__(self) -> str:
        parting = "nothing differs" if self.first is None else "no decision differs"
        if self.decision is not None:
            parting = f"decisions part on {when(self.decision.time)}"
        return f"Divergence(person {self.person}, replication {self.replication}, {' and '.join(self.arms)}: {parting})"

    def _repr_html_(self) -> str:
        parts = ["".join(f"<p>{html.escape(sentence)}</p>" for sentence in self.sentences)]
        if self.decision is not None:
            shown = {"index": False, "float_format": number}
            parts += [self.decision.alternatives.to_html(**shown)]
        return "".join([*parts, self.paths.to_html(na_rep="", float_format=number)])


def diverge(one: Arm, other: Arm, person: int, replication: int) -> Divergence:
    """See Study.diverge."""
    first, second = (
        Way(
            arm.name,
            arm.journey(person, replication),
            arm.decisions(person, replication),
            arm.alternatives(person, replication),
        )
        for arm in (one, other)
    )
    found = Divergence(person, replication, (first, second))
    if found.decision is not None:
        return found
    listed = diverging.table(one, other, [replication]).dropna(subset="decision")
    return Divergence(person, replication, (first, second), list(listed["person"].head(SUGGESTED)))


def _first(ways: tuple[Way, Way], row: int) -> Parting | None:
    """The parting at this row of the journeys; decisions at that very time are why."""
    times = [way.journey["time"].iloc[row] for way in ways if len(way.journey) > row]
    if not times:
        return None
    time = min(times)
    return _parting(ways, time, [_at(way.decisions, time).iloc[:1] for way in ways])


def _decision(ways: tuple[Way, Way], row: int) -> Parting | None:
    """The parting at this row of the decisions; of two that are far apart the earlier one is no decision in the other
    arm."""
    why = [way.decisions.iloc[row : row + 1] for way in ways]
    times = [time for rows in why for time in rows["time"]]
    if not times:
        return None
    return _parting(ways, min(times), [rows[rows["time"] <= min(times) + TOGETHER] for rows in why])


def _parting(ways: tuple[Way, Way], time: pd.Timestamp, why: list[pd.DataFrame]) -> Parting:
    did, alternatives = {}, {}
    for way, decided in zip(ways, why, strict=True):
        own = max(decided["time"], default=time)
        did[way.arm] = way.journey[way.journey["time"] >= own].iloc[:1]
        alternatives[way.arm] = _at(way.alternatives, own)
    by_arm = dict(zip(did, why, strict=True))
    return Parting(time, _stacked(did), _stacked(by_arm), _stacked(alternatives).reset_index())


def _stacked(rows: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of both arms, with the arm as index."""
    return pd.concat(rows, names=["arm"]).droplevel(1)


def _at(table: pd.DataFrame, time: pd.Timestamp) -> pd.DataFrame:
    return table[table["time"] == time]


def _happened(parting: Parting, arm: str) -> str:
    if arm not in parting.did.index:
        return f"{capital(arm)}: nothing more happens."
    row = parting.did.loc[arm]
    where = ", ".join(filter(None, [row["level"], row["node"]]))
    value = f", {row['note']}: {short(row['value'])}" if row["note"] else ""
    return f"{capital(arm)}: {row['event']} on {when(row['time'])} ({where}{value})."


def _decided(parting: Parting, way: Way) -> list[str]:
    if way.arm in parting.why.index:
        levels = parting.alternatives[parting.alternatives["arm"] == way.arm]
        return decision_words.sentences(way.arm, parting.why.loc[way.arm], levels)
    later = way.decisions[way.decisions["time"] > parting.time]
    if later.empty:
        return [f"{capital(way.arm)}: no decision then, nor later."]
    then = later.iloc[0]
    return [f"{capital(way.arm)}: no decision then; the next, on {when(then['time'])}, is for {then['used']}."]
