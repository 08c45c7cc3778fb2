"""Held against published figures: what is a hit, what a miss, what is not modelled, and that it is said."""

import csv
import math
from xml.etree import ElementTree

import pandas as pd
import pytest

import klynge as kl
from klynge import cli_fitting, figures, validation, validation_report
from klynge.figures import Figure
from klynge.scenario import InputError

from .made_study import PER_1000, MadeScenario, made_study


def of(held, what):
    rows = held.table[held.table["what"].str.contains(what, regex=False)]
    assert len(rows) == 1, what
    return rows.iloc[0]


def bed_days(values):
    groups = list(validation.NUMBERS)
    return {("bed_days", "all", "all", group): [v, v] for group, v in zip(groups, values, strict=True)}


@pytest.fixture(scope="module")
def held():
    """Hits, misses and much that is not there; of the made-up places the mean distance is a hit, the share a miss."""
    indicators = {
        ("readmission_short_stay", "all", "all", "65+"): [20.0, 21.0],
        ("readmission_short_stay", "all", "all", "all"): [1.0, 1.0],
        ("ed_visits", "all", "all", "60+"): [299.0, 301.0],
    }
    reach = {
        "2+ conditions 16+": {"residents": [1000, 1000], "outpatient": [680, 700]},
        "registered condition": {"residents": [100, 100], "admitted": [23, 25]},
    }
    units = {("readmission_short_stay", "all"): "% of discharges"}
    return kl.validate(made_study(indicators, reach, units=units))


def test_verdicts_by_hand(held):
    readmission = of(held, "Readmission within 30 days")
    assert (readmission["value"], readmission["verdict"]) == (20.5, "hit")
    assert readmission["low"] < 20 and readmission["high"] > 21  # two replications say little
    assert (of(held, "outpatient contact")["value"], of(held, "outpatient contact")["verdict"]) == (69, "hit")
    assert (of(held, "emergency department")["value"], of(held, "emergency department")["verdict"]) == (300, "miss")
    assert of(held, "with a condition of the public registers")["verdict"] == "miss"


def test_what_is_not_there_says_why(held):
    missing = held.table[held.table["verdict"] == "not modelled"]
    assert missing["value"].isna().all() and missing["reason"].str.endswith(".").all()
    assert "not the median" in of(held, "median number of such contacts")["reason"]


def test_totals_count_every_line(held):
    assert sum(held.totals.values()) == len(held.table) == len(validation.lines())
    assert held.totals == {"hit": 3, "miss": 3, "not modelled": len(held.table) - 6}
    assert validation_report.totals_line(held).startswith(f"{len(held.table)} lines: ")


@pytest.mark.parametrize(
    ("values", "straight", "step"),
    [
        ([1, 2, 3, 4, 5, 6, 9], 1.0, 3.0),
        ([0, 0, 0, 0, 0, 0, 5], 0.0, math.nan),
        ([6, 5, 4, 3, 2, 1, 9], 0.0, math.nan),  # falls
    ],
)
def test_shape_of_bed_days(values, straight, step):
    table = pd.DataFrame([values], dtype=float)
    assert validation.straightness(table.iloc[:, :6]).tolist() == pytest.approx([straight])
    assert validation.last_step(table).tolist() == pytest.approx([] if math.isnan(step) else [step])


def test_a_straight_line_without_a_steep_step_misses():
    held = kl.validate(made_study(bed_days([100, 200, 300, 400, 500, 600, 750])))
    assert of(held, "straight line")["verdict"] == "hit" and of(held, "5 to 6+")["verdict"] == "miss"
    assert of(held, "5 to 6+")["value"] == pytest.approx(1.5)


def test_distances_by_hand():
    # Half a degree of latitude is 55.6 km; a quarter of the residents live that far away.
    assert of(kl.validate(made_study()), "nearest acute hospital: mean")["value"] == pytest.approx(55.6 / 4, rel=0.001)
    far = of(kl.validate(made_study()), "farther than 30 km")
    assert (far["value"], far["replications"]) == (25, 0) and math.isnan(far["low"])


def test_a_region_is_the_sum_of_its_municipalities():
    counts = {"Near": (30, 300), "Far": (20, 100)}  # admissions, resident-years
    rows = {("admissions", "all", name, "all"): [count] * 2 for name, count in counts.items()}
    region = Figure("admissions", region="Region A", unit=PER_1000)
    assert figures.values(region, made_study(rows), "made").tolist() == pytest.approx([125, 125])
    rows.pop(("admissions", "all", "Far", "all"))  # part of a region is not the region
    assert figures.values(region, made_study(rows), "made").empty


def test_another_unit_is_an_error():
    rows = {("ed_visits", "all", "all", "60+"): [1.0, 1.0]}
    study = made_study(rows, units={("ed_visits", "all"): "per resident-year"})
    with pytest.raises(InputError, match="is measured in 'per resident-year'"):
        kl.validate(study)


def test_every_line_belongs_to_a_target_and_its_bounds_hold_what_was_published():
    with validation.targets_file().open(encoding="utf-8", newline="") as file:
        targets = {row["id"]: row for row in csv.DictReader(file)}
    lines = validation.lines()
    assert {line["id"] for line in lines} == set(targets)
    for line in lines:
        asked = sum(bool(line.get(key)) for key in ("indicator", "reach", "check"))
        assert asked == 1 or (asked == 0 and line["without"]), line["what"]
        assert line.get("check", "mean_distance") in validation.CHECKS
        if "published" in line:
            assert line["least"] < line["published"] < line["most"], line["what"]
            assert f"{line['published']:g}" in line["value"].replace(",", "").replace(" km", " "), line["what"]


def test_a_short_scenario_is_run_for_a_year(monkeypatch):
    monkeypatch.setattr(validation, "Scenario", MadeScenario)
    monkeypatch.setattr(validation, "run", lambda scenario, *_: made_study(scenario=scenario))
    assert "2 replications of 365 days" in kl.validate(MadeScenario({"run.days": 90})).made_from
    assert "2 replications of 730 days" in kl.validate(MadeScenario({"run.days": 730})).made_from


def test_only_scenarios_and_studies_are_held():
    with pytest.raises(InputError, match="expected a Scenario, its name or a Study"):
        kl.validate(42)


def test_the_page_shows_every_line_and_a_picture_of_each_that_has_a_number(held, tmp_path):
    file = held.save(tmp_path / "deep" / "page.html")
    text = file.read_text(encoding="utf-8")
    assert [each.name for each in file.parent.iterdir()] == ["page.html"]
    shown = (held.table["verdict"] != "not modelled").sum()
    assert text.count("<svg") == shown and text.count("</tr>") == len(held.table) + 1
    for row in held.table.to_dict("records"):
        if picture := validation_report.picture(row):
            ElementTree.fromstring(picture)
    assert held._repr_html_() in text and "Klinge 2020" in text


def test_a_page_that_cannot_be_written_is_an_input_error(held, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="cannot be written"):
        held.save(tmp_path / "file" / "page.html")


def test_the_terminal_shows_misses_like_hits(held, capsys):
    cli_fitting.print_validation(held)
    printed = capsys.readouterr().out
    assert printed.count("MISS") == 3 and printed.count("HIT") == 3
    assert "200 to 260" in printed and "3 hit, 3 missed" in printed and "Suggested acceptance: 200-260." in printed
    assert all(f"\n{name}: " in printed for name in held.table["id"].unique())


def test_numbers_say_whose_bounds_they_are(held):
    texts = {row[1]: row[4] for row in validation_report.rows_of(held)}
    assert texts["Visits to the emergency department, 60+, per 1,000 resident-years"] == "200 to 260"
    assert texts["Bed days from 5 to 6+ conditions, in mean steps of those before, steps"] == "at least 2*"
