"""The pictures. Each shows its unit and its 95 % intervals; a figure of its own also has a title that says what is
shown and a caption that says how to read it. Every function takes the Axes to draw on, or makes a figure of its own,
and returns the Axes.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import DAILY, AutoDateLocator, ConciseDateFormatter, num2date

from . import drawing, reading
from .drawing import COLOURS, GREY, INTERVALS, MARKERS
from .reading import capital

if TYPE_CHECKING:
    from .network import Network

DAY_BY_DAY = {
    "arrivals": "Patients who ask for care",
    "waiting": "Patients waiting for care",
    "serving": "Patients in care",
    "blocked": "Patients ready to leave but with nowhere to go",
    "servers": "Doctors, rooms, beds or places",
}
DATES = ["%Y", "%b", "%d %b", "%H:%M", "%H:%M", "%S"]  # of a tick for a year, month, day, ...
FIRSTS = ["%Y", "%b", "%d %b", "%d %b", "%H:%M", "%H:%M"]  # of the first one in a year, month, day, ...
NEITHER = "clear, not judged"
UNCLEAR = "no clear difference"
ONE_PAIR = "one pair: no interval"
PAYS = {"higher": "#D55E00", "lower": "#0072B2"}  # grey unless clear
STYLES = {"better": ("#0072B2", "o"), "worse": ("#D55E00", "s"), NEITHER: ("#000000", "D"), UNCLEAR: (GREY, "o")}
STYLES |= {ONE_PAIR: (GREY, "o"), reading.NO_PAIR: (GREY, "o"), reading.NOT_IN_BOTH: (GREY, "o")}


def arms(table: pd.DataFrame, by: str | None, ax: Axes | None = None) -> Axes:
    """Mean and interval of an indicator (a table of Study.indicators with title and direction): a row for each sector,
    municipality or group, a marker for each arm."""
    ax, own = _side_by_side(table, _labels(table, by), ax)
    ax.set_xlabel(_measured(table))
    title = f"{_shown(table)} in each arm{f', by {by}' if by else ''}"
    return drawing.finished(ax, own, title, f"{INTERVALS} {_direction(table)}")


def measure(table: pd.DataFrame, about: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """Mean and interval of a measure (a table of QueueingStudy.measures with title; its entry in the catalogue)."""
    ax, own = _side_by_side(table, list(table["title"]), ax)
    name = capital(table["measure"].iloc[0].replace("_", " "))
    ax.set_xlabel(f"{name} ({about['unit']})")
    return drawing.finished(ax, own, f"{name}, node by node", f"{name}: {about['meaning']}. {INTERVALS}")


def against(table: pd.DataFrame, by: str | None, x: Mapping[str, float], x_label: str, ax: Axes | None = None) -> Axes:
    """Mean and interval of an indicator against a number of each arm; a line for each sector, municipality or group."""
    table = table.assign(x=table["arm"].map(x).astype(float), line=_labels(table, by))
    ax, own = drawing.axes(ax, height=4.4)
    for i, (name, line) in enumerate(table.groupby("line", sort=False)):
        line = line.sort_values("x")
        ax.plot(line["x"], line["mean"], color=COLOURS[i % 7], marker=MARKERS[i % 7], label=name)
        ax.fill_between(line["x"], line["low"], line["high"], color=COLOURS[i % 7], alpha=0.2, linewidth=0)
    ax.set_xlabel(x_label)
    ax.set_ylabel(_measured(table))
    ax.set_ylim(bottom=0)
    if table["line"].nunique() > 1:
        drawing.legend(ax)
    title = f"{_shown(table)} when {x_label.partition(' (')[0]} varies"
    return drawing.finished(ax, own, title, f"Bands are 95 % intervals over replications. {_direction(table)}")


def differences(table: pd.DataFrame, ax: Axes | None = None, same_residents: bool = True) -> Axes:
    """Paired differences (a table of Study.difference with title) in per cent of the reference, with the amounts."""
    arm, reference = table.attrs["arm"], table.attrs["reference"]
    rows = table.to_dict("records")
    ax, own = drawing.axes(ax, height=1.8 + 0.34 * len(rows), width=10)
    ax.axvline(0, color="black", linewidth=0.8)
    shown = [_group(row["verdict"]) for row in rows]
    for i, (row, group) in enumerate(zip(rows, shown, strict=True)):
        if row["reference"]:
            percent = pd.DataFrame([row])[["difference", "low", "high"]] * 100 / abs(row["reference"])
            drawing.points(ax, percent, "difference", [i], *STYLES[group], None)
        amount = reading.signed_text(row["difference"], row["low"], row["high"])
        beside = {"xycoords": ("axes fraction", "data"), "va": "center", "fontsize": 8}
        ax.annotate(f"{amount} {reading.unit_of_difference(row['unit'])}", (1.02, i), **beside)
    drawing.name_rows(ax, [reading.subject(row, row["title"]) for row in rows])
    ax.set_xlabel(f"Difference in per cent of {reference}")
    marks = [drawing.mark(name, *style) for name, style in STYLES.items() if name in shown]
    people = "The same people with the same luck in both." if same_residents else "The arms have different residents."
    drawing.legend(ax, marks)
    caption = (
        f"{people} {INTERVALS} Right: the difference in the indicator's own unit. "
        "An interval that holds 0 is no clear difference."
    )
    return drawing.finished(ax, own, f"What changes with {arm} instead of {reference}", caption)


def payers(table: pd.DataFrame, arm: str, reference: str, ax: Axes | None = None) -> Axes:
    """Paired differences in what each payer pays (a table of Study.payers), in million DKK."""
    ax, own = drawing.axes(ax, height=1.6 + 0.5 * len(table))
    million = table[["difference", "low", "high"]] / 1e6
    verdicts = [reading.verdict(low, high, "neutral") for low, high in zip(table["low"], table["high"], strict=True)]
    colours = [PAYS.get(verdict, GREY) for verdict in verdicts]
    ax.barh(range(len(table)), million["difference"], color=colours, alpha=0.75, height=0.55)
    drawing.points(ax, million, "difference", range(len(table)), "black", "none", None)
    ax.axvline(0, color="black", linewidth=0.8)
    drawing.name_rows(ax, ["All together" if payer == reading.ALL else capital(payer) for payer in table["payer"]])
    ax.set_xlabel(f"{arm} compared with {reference}: million DKK over the counted days")
    caption = (
        f"Right of 0: pays more. Transfers between payers are included. {INTERVALS} Grey: no clear difference, because "
        "the interval holds 0 or there is none."
    )
    return drawing.finished(ax, own, f"Who pays more and who less with {arm} instead of {reference}", caption)


def days(series: Mapping[str, pd.DataFrame], ax: Axes | None = None) -> Axes:
    """Time series (tables of Arm.days): means of seven days, with the middle 90 % of replications."""
    ax, own = drawing.axes(ax, height=4.2, width=9)
    for i, (name, of_arm) in enumerate(series.items()):
        smooth = of_arm.rolling(7).mean().dropna(how="all")
        low, high = (smooth.quantile(q, axis="columns") for q in (0.05, 0.95))
        ax.plot(smooth.index, smooth.mean(axis="columns"), ["-", "--", ":"][i % 3], color=COLOURS[i % 7], label=name)
        ax.fill_between(smooth.index, low, high, color=COLOURS[i % 7], alpha=0.2, linewidth=0)
    dates(ax)
    ax.set_ylim(bottom=0)
    about = next(iter(series.values())).attrs
    ax.set_ylabel(f"{capital(about['what'])}, {about['where']} ({about['unit']})")
    drawing.legend(ax)
    means = "Means of seven days; bands hold the middle 90 % of replications."
    title = f"{DAY_BY_DAY.get(about['what'], capital(about['what']))}, day by day: {about['where']}"
    return drawing.finished(ax, own, title, f"{capital(about['what'])}: {about['meaning']}. {means}")


def dates(ax: Axes) -> None:
    """Dates along the bottom, with ticks on whole days, weeks, months or years."""
    locator = AutoDateLocator(maxticks={DAILY: 13})
    locator.intervald[DAILY] = [1, 7, 14]  # others put the last of a month and the first of the next on each other
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(_Dates(locator, formats=DATES, zero_formats=FIRSTS, show_offset=False))


def network(of: "Network", ax: Axes | None = None) -> Axes:
    """A map: each municipality with its sectors around its middle, and who can pass patients to whom."""
    sectors, referrals = of.sectors(), of.referrals()
    ax, own = drawing.axes(ax, height=7, width=9)
    middles = sectors[sectors["municipality"] != ""].groupby("municipality")[["longitude", "latitude"]].mean()
    stretch = 1 / np.cos(np.radians(middles["latitude"].mean()))  # a degree of latitude over one of longitude
    radius = 0.3 * _least_distance(middles.to_numpy() * [1, stretch])
    kinds = list(sectors["sector"].unique())
    turns = {kind: np.pi * (1.25 - 2 * i / len(kinds)) for i, kind in enumerate(kinds)}
    place = {}
    for row in sectors.itertuples():
        # What belongs to no municipality, such as the hospital, stands in the one that it is nearest to.
        apart = (middles - [row.longitude, row.latitude]) * [1, stretch]
        middle = middles.loc[row.municipality or (apart**2).sum(axis="columns").idxmin()].to_numpy()
        turn = turns[row.sector]
        place[row.sector, row.municipality] = middle + radius * np.array([np.cos(turn), np.sin(turn) / stretch])
    drawn = set()
    for row in referrals.itertuples():
        ends = [(row.from_sector, row.from_municipality), (row.to_sector, row.to_municipality)]
        if frozenset(ends) not in drawn:
            drawn.add(frozenset(ends))
            longitudes, latitudes = zip(*(place[end] for end in ends), strict=True)
            ax.plot(longitudes, latitudes, color=GREY, alpha=0.7, zorder=1)
    for i, kind in enumerate(kinds):
        of_kind = sectors[sectors["sector"] == kind]
        points = np.array([place[row.sector, row.municipality] for row in of_kind.itertuples()])
        ax.scatter(*points.T, s=420, color=COLOURS[i % 7], marker=MARKERS[i % 7], edgecolor="white", zorder=2)
        for point, count in zip(points, of_kind["nodes"], strict=True):
            ax.annotate(str(count), point, ha="center", va="center", color="white", fontsize=8, weight="bold")
    for name, (longitude, latitude) in middles.iterrows():
        ax.text(longitude, latitude - 1.5 * radius / stretch, name, ha="center", va="top", weight="bold")
    ax.set_aspect(stretch)
    ax.margins(0.12, 0.2)
    ax.set_axis_off()
    drawing.legend(ax, [drawing.mark(capital(kind), COLOURS[i % 7], MARKERS[i % 7]) for i, kind in enumerate(kinds)])
    caption = (
        "Municipalities lie as on a map, their sectors around their middle; numbers count the places of care taken "
        "together. A line: patients can be passed on between the two."
    )
    return drawing.finished(ax, own, "The places of care, and who can pass patients to whom", caption)


def _side_by_side(table: pd.DataFrame, labels: list[str], ax: Axes | None) -> tuple[Axes, bool]:
    """Means with intervals, a row for each label and in it a marker for each arm."""
    rows, names = list(dict.fromkeys(labels)), list(table["arm"].unique())
    ax, own = drawing.axes(ax, height=1.6 + 0.25 * len(rows) * (len(names) + 1))
    places = np.array([rows.index(label) for label in labels])
    for i, name in enumerate(names):
        of_arm = (table["arm"] == name).to_numpy()
        beside = (i - (len(names) - 1) / 2) * 0.7 / len(names)
        drawing.points(ax, table[of_arm], "mean", places[of_arm] + beside, COLOURS[i % 7], MARKERS[i % 7], name)
    drawing.name_rows(ax, rows)
    ax.set_xlim(left=min(0, ax.get_xlim()[0]))
    if len(names) > 1:
        drawing.legend(ax)
    return ax, own


def _labels(table: pd.DataFrame, by: str | None) -> list[str]:
    """What tells the rows of a table apart: the part of `by`, or the title where sectors have titles of their own."""
    if by in ("municipality", "group") and table["title"].nunique() == 1:
        return list(table[by])
    return [reading.subject(row, row["title"]) for row in table.to_dict("records")]


def _measured(table: pd.DataFrame) -> str:
    """What an axis shows: the title, where there is only one, and the unit."""
    unit = table["unit"].iloc[0]
    return f"{table['title'].iloc[0]} ({unit})" if table["title"].nunique() == 1 else capital(unit)


def _shown(table: pd.DataFrame) -> str:
    """What a picture shows: the title, or of those by sector ("Wait in hospital", ...) the first word."""
    titles = table["title"].unique()
    return titles[0] if len(titles) == 1 else titles[0].split()[0]


def _direction(table: pd.DataFrame) -> str:
    return {"lower": "Lower is better.", "higher": "Higher is better."}.get(table["direction"].iloc[0], "")


def _group(verdict: str) -> str:
    if verdict in ("lower", "higher"):
        return NEITHER
    if verdict == reading.ONE_REPLICATION:
        return ONE_PAIR
    return verdict if verdict in STYLES else UNCLEAR


def _least_distance(points: np.ndarray) -> float:
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    return float(apart[apart > 0].min()) if (apart > 0).any() else 0.1


class _Dates(ConciseDateFormatter):
    """Each year once: below the first tick in it."""

    def format_ticks(self, values: Any) -> list[str]:
        years = [f"{date:%Y}" for date in num2date(values)]
        new = [i == 0 or year != years[i - 1] for i, year in enumerate(years)]
        ticks = zip(super().format_ticks(values), years, new, strict=True)
        return [f"{label}\n{year}" if first and label != year else label for label, year, first in ticks]
