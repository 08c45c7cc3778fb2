"""A study of the real core: what it promises beyond the numbers themselves."""

import numpy as np
import pytest

import klynge as kl
from klynge.report import made_from, summary
from klynge.source import Source

TABLES = ["indicators", "reach", "timeseries", "flows", "ledger", "journeys"]


def test_identical_arms_do_not_differ_at_all(tiny):
    same = kl.compare({"a": tiny, "b": tiny}, replications=3, seed=7, progress=False)
    difference = same.difference("b", "a", names=list(same.table("indicators")["indicator"].unique()))
    assert (difference["difference"] == 0).all()
    paired = difference[difference["replications"] > 1]  # what is rare may have happened in one replication only
    assert len(paired) > 40 and (paired[["low", "high"]] == 0).all(axis=None)
    assert set(paired["verdict"]) == {"no difference"}
    assert (same.payers()["difference"] == 0).all()


def test_workers_do_not_change_the_study(tiny):
    studies = [kl.run(tiny, 3, seed=7, workers=workers, progress=False) for workers in (1, 3)]
    assert studies[0].hash() == studies[1].hash()
    assert studies[0].table("indicators").equals(studies[1].table("indicators"))


def test_another_seed_is_another_study(tiny, study):
    assert kl.run(tiny, 4, seed=8, progress=False).hash() != kl.run(tiny, 4, seed=7, progress=False).hash()


def test_saved_study_is_the_same_study(study, tmp_path):
    loaded = kl.Study.load(study.save(tmp_path / "results"))
    assert loaded.arms == study.arms and loaded.seed == 7 and loaded.replications == 4 and not loaded.interrupted
    assert loaded.hash() == study.hash()
    for name in TABLES:
        assert loaded.table(name).to_dict("list") == study.table(name).to_dict("list")
        assert loaded.table(name).attrs["units"] == study.table(name).attrs["units"]
    assert loaded.catalogue.equals(study.catalogue)
    assert loaded.difference().equals(study.difference())
    assert loaded["LEON"].scenario == study["LEON"].scenario


def test_saved_study_can_be_saved_elsewhere(study, tmp_path):
    first = study.save(tmp_path / "first")
    second = kl.Study.load(tmp_path / "first").save(tmp_path / "second")
    assert second.read_bytes() == first.read_bytes()
    assert kl.Study.load(first).save(tmp_path / "first") == first
    assert [file.name for file in (tmp_path / "first").iterdir()] == ["study.h5"]


def test_study_is_reproduced_from_its_folder_alone(study, tmp_path):
    study.save(tmp_path)
    assert kl.reproduce(tmp_path, progress=False).hash() == study.hash()


def test_a_file_that_is_no_study_is_named(tmp_path):
    (tmp_path / "study.h5").write_text("something else", encoding="utf-8")
    with pytest.raises(kl.InputError, match="is not a whole study"):
        kl.Study.load(tmp_path)
    with pytest.raises(kl.InputError, match="there is no such study"):
        kl.Study.load(tmp_path / "nowhere")


def test_journey_of_someone_not_recorded_comes_from_the_same_run(study, tmp_path):
    recorded = set(study.table("journeys")["person"])
    somebody = next(person for person in range(1000) if person not in recorded)
    journey = study["LEON"].journey(person=somebody, replication=2)
    assert list(journey.columns) == ["time", "event", "node", "sector", "level", "value", "note"]
    assert journey["time"].is_monotonic_increasing
    study.save(tmp_path)
    assert kl.Study.load(tmp_path)["LEON"].journey(person=somebody, replication=2).equals(journey)


def test_recorded_journey_is_the_same_as_a_followed_one(study):
    rows = study.table("journeys").query("arm == 'LEON' and replication == 0")
    if rows.empty:
        pytest.skip("nobody fell ill")
    person = int(rows["person"].iloc[0])
    followed = study["LEON"]._source.follow("LEON", 0, person, "journeys")
    assert followed.to_dict("list") == rows.query("person == @person")[followed.columns].to_dict("list")


def test_timeseries_has_units_and_all_dimensions(study, tiny):
    series = study["LEON"].timeseries()
    assert dict(series.sizes) == {"replication": 4, "day": 21, "node": len(tiny.network().nodes)}
    assert series["blocked"].attrs["units"] == "persons"
    assert not np.isnan(series["serving"]).any()
    hospital = series["serving"].sel(node=series["sector"] == "hospital")
    assert (hospital <= series["servers"].sel(node=series["sector"] == "hospital")).all()
    assert str(series["date"].values[0])[:10] == "2024-01-08"


def test_ledger_and_flows_belong_to_one_arm(study):
    ledger = study["LEON"].ledger()
    assert "arm" not in ledger and set(ledger["replication"]) == {0, 1, 2, 3}
    assert abs(ledger.query("kind == 'transfer'")["amount"].sum()) < 0.01
    assert (study["LEON"].flows()["count"] > 0).all()


def test_payers_add_up(study):
    payers = study.payers("LEON", "usual care").set_index("payer")["difference"]
    assert payers["all"] == pytest.approx(payers.drop("all").sum())


def test_a_payer_without_postings_in_one_arm_stays(tiny):
    slow = tiny.with_({"sectors.municipality.assessment_days": 10})  # so that somebody waits in a bed
    arms = {"fee": slow, "no fee": slow.with_({"money.discharge_fee": False})}
    study = kl.compare(arms, replications=4, seed=7, progress=False)
    ledger = study.table("ledger").query("payer == 'state'")
    assert set(ledger["arm"]) == {"fee"}
    state = study.payers("fee", "no fee").set_index("payer").loc["state"]
    assert (state["reference"], state["replications"]) == (0, 4)
    assert state["mean"] == state["difference"] == pytest.approx(ledger["amount"].sum() / 4)


def test_sweep_names_each_point(tiny):
    sweep = kl.sweep(tiny, {"sectors.hospital.beds": [100, 200], "run.days": [10]}, replications=2, progress=False)
    assert sweep.arms == ["sectors.hospital.beds = 100, run.days = 10", "sectors.hospital.beds = 200, run.days = 10"]
    assert sweep[sweep.arms[1]].scenario["sectors.hospital.beds"] == 200


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        (lambda s: s["nobody"], "there is no such arm; expected one of usual care, LEON"),
        (lambda s: s.indicators("no_such"), "there is no such indicator; expected one of"),
        (lambda s: s.indicators(by="colour"), "expected one of sector, municipality, group"),
        (lambda s: s.indicators("admissions", by="sector"), "no values by sector"),
        (lambda s: s.plot("admissions", x="no.such"), "there is no such field"),
        (lambda s: s["LEON"].days("colour", "hospital"), "there is no such time series"),
        (lambda s: s["LEON"].journey(person=10**9), "person"),
    ],
)
def test_a_mistake_is_named(study, attempt, message):
    with pytest.raises(kl.InputError, match=message):
        attempt(study)


def test_one_replication_of_few_days_can_be_read(tiny, axes_closed):
    few = tiny.with_({"run.days": 3})
    study = kl.compare({"a": few, "b": few.with_(referral="leon")}, replications=1, progress=False)
    assert set(study.difference()["verdict"]) == {"one replication: no interval"}
    picture = study.plot()
    picture.figure.canvas.draw()
    assert [text.get_text() for text in picture.get_legend().get_texts()] == ["one pair: no interval"]
    study.plot_days().figure.canvas.draw()
    assert "one replication" in study._repr_html_()


def test_an_arm_without_a_finished_run_can_be_saved_and_shown(tiny, tmp_path, axes_closed):
    whole = kl.compare({"a": tiny, "b": tiny.with_(referral="leon")}, replications=2, progress=False)
    whole._source.keep(whole.runs.query("arm == 'a'"), 2)
    whole.save(tmp_path)
    for study in (whole, kl.Study.load(tmp_path)):
        assert "2 of 4 runs finished: no pairs" in made_from(study)
        assert set(summary(study)["Reading"]) == {"no pair finished"}
        for picture in (study.plot(), study.plot_days(), study.plot_payers()):
            picture.figure.canvas.draw()


@pytest.mark.parametrize("scenarios", [[1], None])
def test_arms_need_names(scenarios):
    with pytest.raises(kl.InputError, match="by the names of their arms"):
        kl.compare(scenarios)


def test_a_study_that_cannot_be_written_is_named(study, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(kl.InputError, match="cannot be written"):
        study.save(tmp_path / "file" / "below")


def test_both_kinds_of_study_are_sources(study, tmp_path):
    needed = {name for name in (*Source.__annotations__, *vars(Source)) if not name.startswith("_")}
    loaded = kl.Study.load(study.save(tmp_path))
    for each in (study, loaded):
        assert all(hasattr(each._source, name) for name in needed)


def test_study_shows_itself(study):
    assert "usual care, LEON" in repr(study) and study.hash() in repr(study)
    shown = study._repr_html_()
    assert "Delayed bed days" in shown and "are assumed" in shown
    assert "<table" in study["LEON"].scenario._repr_html_()
    assert "hospital" in study["LEON"].scenario.network()._repr_html_()
