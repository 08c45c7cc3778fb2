"""Pictures can be drawn, say what they show, and can be put on Axes of the caller's."""

import math
from itertools import pairwise

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.colors import to_hex

import klynge as kl
from klynge import plots

pytestmark = pytest.mark.usefixtures("axes_closed")

DRAWN = {
    "differences": lambda study, ax: study.plot(ax=ax),
    "all": lambda study, ax: study.plot("admissions", ax=ax),
    "by sector": lambda study, ax: study.plot("wait_days", by="sector", ax=ax),
    "by municipality": lambda study, ax: study.plot("admissions", by="municipality", ax=ax),
    "against a field": lambda study, ax: study.plot("wait_days", x="info.shared_plan", ax=ax),
    "days": lambda study, ax: study.plot_days(ax=ax),
    "days of one kind": lambda study, ax: study.plot_days("serving", kind="medical ward", ax=ax),
    "payers": lambda study, ax: study.plot_payers("usual care", "LEON", ax=ax),
    "network": lambda study, ax: study["LEON"].scenario.network().plot(ax=ax),
}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_picture_of_its_own_has_a_caption(study, draw):
    ax = draw(study, None)
    ax.figure.canvas.draw()
    assert len(ax.figure.get_supxlabel()) > 20


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_picture_of_its_own_has_a_title_above_all_else(study, draw):
    figure = draw(study, None).figure
    figure.canvas.draw()
    assert 10 < len(figure.get_suptitle()) < 80
    rest = [part for ax in figure.axes for part in (ax, ax.get_legend()) if part is not None]
    assert figure._suptitle.get_window_extent().y0 >= max(part.get_window_extent().y1 for part in rest)


def test_payers_are_coloured_only_where_clear():
    rows = [("region", -2e6, -3e6, -1e6), ("municipality", 2e6, 1e6, 3e6), ("state", 1e6, -1e6, 3e6)]
    rows += [("all", 0.0, 0.0, 0.0), ("nobody", 1e6, math.nan, math.nan)]
    table = pd.DataFrame(rows, columns=["payer", "difference", "low", "high"])
    colours = [to_hex(bar.get_facecolor()).upper() for bar in plots.payers(table, "a", "b").patches]
    assert colours == ["#0072B2", "#D55E00", plots.GREY, plots.GREY, plots.GREY]


@pytest.mark.parametrize(
    ("first", "count", "years"),
    [
        ("2024-03-10", 80, ["2024"]),
        ("2024-01-14", 360, ["2024", "2025"]),
        ("2024-12-05", 35, ["2024", "2025"]),
        ("2024-02-05", 20, ["2024"]),
        ("2024-01-01", 152, ["2024"]),
        ("2024-03-10", 3, ["2024"]),
        ("2024-01-01", 2000, ["2024", "2025", "2026", "2027", "2028", "2029"]),
    ],
)
def test_dates_say_each_year_once_and_do_not_overlap(first, count, years):
    series = pd.DataFrame({0: 1.0, 1: 2.0}, index=pd.date_range(first, periods=count + 6))
    series.attrs = {"what": "blocked", "where": "hospital", "unit": "persons", "meaning": "nowhere to go"}
    ax = plots.days({"a": series})
    ax.figure.canvas.draw()
    left, right = ax.get_xlim()
    shown = [label for label in ax.get_xticklabels() if left <= label.get_position()[0] <= right]
    assert [text for label in shown for text in label.get_text().split() if len(text) == 4] == years
    assert ax.xaxis.get_offset_text().get_text() == ""
    boxes = [label.get_window_extent() for label in shown]
    assert len(boxes) > 1 and all(one.x1 < next_one.x0 for one, next_one in pairwise(boxes))


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_picture_can_go_beside_another(study, draw):
    figure, both = plt.subplots(1, 2)
    assert draw(study, both[1]) is both[1]
    assert not both[0].has_data()


@pytest.mark.parametrize("name", ["by sector", "all", "against a field", "days", "payers", "differences"])
def test_axis_names_its_unit(study, name):
    ax = DRAWN[name](study, None)
    shown = (ax.get_xlabel() + ax.get_ylabel()).lower()
    assert any(unit in shown for unit in ("days", "per 1,000", "persons", "dkk", "per cent"))


def test_a_row_for_each_municipality(study, tiny):
    labels = [label.get_text() for label in study.plot("admissions", by="municipality").get_yticklabels()]
    assert set(labels) == set(tiny.network().nodes["municipality"]) - {""}


def test_sweep_has_the_field_across(tiny):
    sweep = kl.sweep(tiny, {"sectors.hospital.beds": [100, 200, 300]}, replications=2, progress=False)
    ax = sweep.plot("delayed_days", x="sectors.hospital.beds")
    assert list(ax.lines[0].get_xdata()) == [100, 200, 300]
    assert ax.get_xlabel() == "sectors.hospital.beds (beds)"
