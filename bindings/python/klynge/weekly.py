"""Pictures of what a run writes down once a week: relational coordination, and the load of coordination."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from . import drawing, plots, statistics
from .arm import Arm
from .drawing import COLOURS
from .scenario import InputError

BANDS = "Bands are 95 % intervals over replications."


def plot_ties(arms: Sequence[Arm], tie: str, municipality: str | None, ax: Any = None) -> Any:
    """See Study.plot_ties."""
    series = {}
    for arm in arms:
        rows = _chosen(_chosen(arm.ties(), "tie", tie), "municipality", municipality)
        series[arm.name] = _by_date(arm, rows.groupby(["week", "replication"])["rc"].mean())
    ax, own = _lines(series, ax)
    ax.set_ylabel("Relational coordination (1-5)")
    caption = (
        "The mean of seven dimensions: frequent, timely, accurate and problem-solving communication, shared goals, "
        f"shared knowledge and mutual respect; 1 is lowest, 5 highest. {BANDS}"
    )
    return drawing.finished(ax, own, f"Relational coordination between {tie}{_in(municipality)}", caption)


def plot_load(arms: Sequence[Arm], sector: str, municipality: str | None, ax: Any = None) -> Any:
    """See Study.plot_load."""
    series = {}
    for arm in arms:
        rows = _chosen(_chosen(arm.load(), "sector", sector), "municipality", municipality)
        minutes = rows.groupby(["week", "replication"])[["needed", "available"]].sum()
        series[arm.name] = _by_date(arm, 100 * minutes["needed"] / minutes["available"])
    ax, own = _lines(series, ax)
    ax.axhline(100, color="black", linewidth=0.8)
    ax.set_ylim(bottom=0)
    ax.set_ylabel("Coordination needed (% of the time there is)")
    caption = f"Above 100 % some of the work is left undone, and handovers lose more on the way. {BANDS}"
    return drawing.finished(ax, own, f"The load of coordination: {sector}{_in(municipality)}", caption)


def _in(municipality: str | None) -> str:
    return f", {municipality}" if municipality else ""


def _chosen(rows: pd.DataFrame, column: str, name: str | None) -> pd.DataFrame:
    if name is None:
        return rows
    known = list(rows[column].unique())
    if name not in known:
        raise InputError(f"{column} = {name!r}: expected one of {', '.join(known)}")
    return rows[rows[column] == name]


def _by_date(arm: Arm, values: pd.Series) -> pd.DataFrame:
    """Values by week and replication as a row for each week's first day and a column for each replication."""
    wide = values.unstack("replication")
    return wide.set_axis(arm.date(7 * wide.index))


def _lines(series: dict[str, pd.DataFrame], ax: Any) -> tuple[Any, bool]:
    ax, own = drawing.axes(ax, height=4.2, width=9)
    for i, (name, values) in enumerate(series.items()):
        colour, of = COLOURS[i % 7], statistics.interval(values)
        ax.plot(of.index, of["mean"], ["-", "--", ":", "-."][i % 4], color=colour, label=name)
        ax.fill_between(of.index, of["low"], of["high"], color=colour, alpha=0.2, linewidth=0)
    plots.dates(ax)
    drawing.legend(ax)
    return ax, own
