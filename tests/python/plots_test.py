"""Pictures can be drawn, say what they show, and can be put on Axes of the caller's."""

import matplotlib.pyplot as plt
import pytest

import klynge as kl

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
