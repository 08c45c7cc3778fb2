"""Scenarios as Python sees them: loading, changing, comparing, saving, and what a mistake says."""

import datetime
import math

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings

import klynge as kl
from klynge.scenario import shipped_folder

NUMBERS = kl.schema().query("type == 'number'")


def test_a_shipped_scenario_is_found_by_name_and_by_path():
    by_name = kl.Scenario.load("baseline")
    assert by_name == kl.Scenario.load(shipped_folder() / "baseline.toml")
    assert by_name.name == "baseline"
    assert list(kl.shipped().index) == sorted(kl.shipped().index) and "baseline" in kl.shipped().index


@pytest.mark.parametrize("name", kl.shipped().index)
def test_a_scenario_survives_its_own_text(name):
    scenario = kl.Scenario.load(name)
    again = kl.Scenario.from_toml(scenario.to_toml(), scenario.tables())
    assert again == scenario
    assert again.diff(scenario).empty
    assert again.fields()["source"].equals(scenario.fields()["source"])


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_any_number_survives_the_text(data):
    key = data.draw(st.sampled_from(list(NUMBERS.index)))
    least, most = NUMBERS.loc[key, "least"], NUMBERS.loc[key, "most"]
    value = data.draw(st.floats(least, min(most, 1e9)))
    try:
        scenario = kl.Scenario.load("baseline").with_({key: value})
    except kl.ScenarioError:
        assume(False)  # against a rule that ties two fields together
    assert kl.Scenario.from_toml(scenario.to_toml(), scenario.tables())[key] == value


def test_saved_scenario_and_its_tables_load_again(tiny, tmp_path):
    tiny.save(tmp_path / "mine.toml")
    assert kl.Scenario.load(tmp_path / "mine.toml") == tiny
    tiny.save(tmp_path / "again.toml")  # the same tables are there already
    next((tmp_path / "data").iterdir()).write_text("another text", encoding="utf-8")
    with pytest.raises(kl.InputError, match="with another text"):
        tiny.save(tmp_path / "third.toml")
    assert not (tmp_path / "third.toml").exists()


def test_with_leaves_the_original_as_it_was(tiny):
    before = tiny.to_toml()
    more = tiny.with_({"sectors.hospital.beds": np.int64(220)}, title="more beds")
    assert tiny.to_toml() == before
    assert more["sectors.hospital.beds"] == 220 and more["title"] == "more beds"
    assert more.name == tiny.name


def test_diff_shows_both_values_and_the_unit(tiny):
    changed = tiny.with_({"sectors.hospital.beds": 220, "money.discharge_fee": False})
    diff = changed.diff(tiny)
    assert list(diff.index) == ["sectors.hospital.beds", "money.discharge_fee"]
    assert list(diff["this"]) == [220, False] and diff["other"].iloc[1] is True
    assert math.isnan(diff["other"].iloc[0])
    assert diff.loc["sectors.hospital.beds", "unit"] == "beds"
    assert tiny.diff(tiny).empty


def test_a_preset_brings_its_fields(tiny):
    diff = tiny.with_(referral="leon").diff(tiny)
    assert diff.loc["decide.rule", "this"] == "cost" and diff.loc["referral", "this"] == "leon"


def test_a_change_takes_over_in_its_area_from_its_day(tiny):
    later = tiny.change("cluster_leadership", area="Randers", start=datetime.date(2024, 1, 20))
    later = later.change(start="2024-01-10", **{"info.visibility": 0.9})
    changes = later.changes()
    assert list(changes["from"]) == ["2024-01-10", "2024-01-20"] and list(changes["area"]) == ["", "Randers"]
    assert list(changes["regime"]) == ["separate_sectors", "cluster_leadership"]
    assert changes["differs"][0] == {"info.visibility": 0.9}
    assert changes["differs"][1]["decide.rule"] == "net-benefit"
    assert tiny.changes().empty and "decide.rule" not in later.diff(tiny).index
    assert "cluster_leadership in Randers from 2024-01-20" in later._repr_html_()


def test_with_keeps_changes_and_lays_them_over_the_new_regime(tiny):
    later = tiny.change("agreements", start="2024-01-20")
    other = later.with_({"decide.cost": "marginal", "info.visibility": 0.1})
    assert other.changes()["differs"][0] == later.changes()["differs"][0]  # what it says, the regime's visibility too
    assert later.with_({"change": []}) == tiny


def test_changes_survive_the_text_and_show_in_a_diff(tiny):
    later = tiny.change("reform_2027", start="2024-01-20").change(area="Favrskov", referral="leon")
    again = kl.Scenario.from_toml(later.to_toml(), later.tables())
    assert again == later and again.diff(later).empty
    diff = later.diff(tiny)
    assert diff.loc["change[0].area", "this"] == "Favrskov" and pd.isna(diff.loc["change[0].area", "other"])
    assert diff.loc["change[1].regime", "this"] == "reform_2027"
    assert tiny.diff(later)["this"].isna().all()
    provenance = later.provenance().set_index("key")
    assert provenance.loc["change[1].authority.places_share", "confidence"] == "published"


def test_provenance_lists_the_worst_first(tiny):
    trust = list(dict.fromkeys(tiny.provenance()["confidence"]))
    known = [kind for kind in trust if kind in ("assumed", "derived", "second-hand", "published")]
    assert known == [kind for kind in ("assumed", "derived", "second-hand", "published") if kind in known]
    assert len(known) == 4


def test_population_is_a_frame_of_residents(tiny):
    people = tiny.population(seed=7)
    states = people.columns[people.columns.get_loc("uncontrolled") + 1 :]
    conditions = states.drop(["home care", "nursing home"])
    assert len(people) > 100 and len(conditions) > 5
    assert all(pd.api.types.is_bool_dtype(people[name]) for name in ["alone", *states])
    assert (people[conditions].sum(axis="columns") == people["conditions"]).all()
    assert (people["uncontrolled"] <= people["conditions"]).all() and people["uncontrolled"].any()
    assert set(people["education"]) == {"basic", "medium", "higher"}
    assert not people.loc[people["age"] < 18, "alone"].any()
    assert not (people["home care"] & people["nursing home"]).any()
    assert people.equals(tiny.population(seed=7)) and not people.equals(tiny.population(seed=8))


def test_network_counts_its_nodes(tiny):
    network = tiny.network()
    assert network.sectors()["nodes"].sum() == len(network.nodes)
    assert {"general practice", "hospital", "municipality"} <= set(network.nodes["sector"])
    assert set(network.links["from"]) | set(network.links["to"]) <= set(network.nodes["node"])


def test_every_problem_is_named_in_a_line_of_its_own(tmp_path):
    file = tmp_path / "wrong.toml"
    file.write_text('extends = "baseline.toml"\n[sectors.hospital]\nbeds = -3\nbedz = 1\n', encoding="utf-8")
    with pytest.raises(kl.ScenarioError) as caught:
        kl.Scenario.load(file)
    assert len(caught.value.problems) == 2
    beds = next(line for line in caught.value.problems if "beds = -3" in line)
    assert "wrong.toml, line 3" in beds and "sectors.hospital.beds" in beds
    assert isinstance(caught.value, kl.InputError) and isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        (lambda s: kl.Scenario.load("nowhere"), "neither a scenario file nor one of baseline"),
        (lambda s: s["sectors.hospital.bed"], "did you mean sectors.hospital.beds"),
        (lambda s: s.with_({"sectors.hospital.beds": object()}), "expected a number"),
        (lambda s: s.with_({"sectors.hospital.beds": "many"}), "sectors.hospital.beds"),
        (lambda s: s.with_(referral="no such preset"), "no such preset"),
        (lambda s: s.change("no such preset"), "no such preset"),
        (lambda s: s.change(**{"run.days": 5}), "run.days is no switch of a regime"),
        (lambda s: s.change(start="2031-01-01"), "expected a day of the run"),
        (lambda s: s.change(start=object()), "expected a number, a text"),
        (lambda s: s.change(area="Atlantis").network(), "Atlantis"),
        (lambda s: s.number("title"), "is not a number"),
        (lambda s: s.population(seed=-1), "seed = -1"),
        (lambda s: kl.run(s, replications=0), "replications = 0"),
        (lambda s: kl.run(s, replications=1.5), "replications = 1.5"),
        (lambda s: kl.run(s, replications=1, seed=-1), "seed = -1"),
        (lambda s: kl.run(s, replications=1, workers=0), "workers = 0"),
        (lambda s: kl.compare({}), "nothing to run"),
        (lambda s: kl.compare({"a/b": s}), "without a slash"),
        (lambda s: kl.compare({"a": "baseline"}), "expected a Scenario"),
    ],
)
def test_a_mistake_is_named(tiny, attempt, message):
    with pytest.raises(kl.InputError, match=message):
        attempt(tiny)
