"""Calibration: that it finds multipliers that are known, what it writes, and what it never reads."""

import csv
import math
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from klynge import calibration, calibration_report, validation
from klynge.calibration import calibrate, check
from klynge.calibration_plan import Plan
from klynge.figures import Figure
from klynge.results import Study
from klynge.scenario import WORST_FIRST, InputError

from .made_study import MadeScenario, MadeSource

PLAN = """
[method]
replications = 2
step = 0.15
looks = 2
rounds = 12
tolerance = 1e-6
keep = 0.001
[scenario]
"run.days" = 365
[[target]]
name = "contacts"
indicator = "contacts"
value = 8
unit = "per resident-year"
weight = 2
source = "made"
confidence = "published"
[[target]]
name = "stays"
indicator = "stays"
value = 100
unit = "per resident-year"
weight = 1
source = "made, too"
confidence = "derived"
[[target]]
name = "plenty"
indicator = "plenty"
value = 5
at_least = true
unit = "per resident-year"
weight = 1
source = "made"
confidence = "second-hand"
[[parameter]]
key = "calibration.contacts"
least = 0.2
most = 5
[[parameter]]
key = "calibration.illness"
least = 0.2
most = 5
"""
SCENARIO = {"calibration.contacts": 1.0, "calibration.illness": 1.0}


@pytest.fixture
def plan(tmp_path):
    return Plan.load(written(tmp_path, PLAN))


def written(folder, text):
    file = folder / "targets.toml"
    file.write_text(text, encoding="utf-8")
    return file


def world(arms, replications, seed, workers, progress):
    """A made-up model: illness adds contacts. The luck of a replication and seed is the same in all arms."""
    result = {}
    for name, scenario in arms.items():
        contacts, illness = scenario["calibration.contacts"], scenario["calibration.illness"]
        luck = [1 + 0.001 * (r + seed % 3) for r in range(replications)]
        values = {"contacts": 3 * contacts + illness, "stays": 80 * illness**0.8, "plenty": 9.0}
        indicators = {(key, "all", "all", "all"): [v * by for by in luck] for key, v in values.items()}
        result[name] = (scenario, indicators, {})
    units = {(key, "all"): "per resident-year" for key in ("contacts", "stays", "plenty")}
    return Study(MadeSource(result, units, replications))


def test_known_multipliers_are_found(plan):
    fit = calibrate(MadeScenario(SCENARIO), plan, seed=3, progress=False, run=world)
    illness = 1.25 ** (1 / 0.8)
    assert fit.multipliers["after"].tolist() == pytest.approx([(8 - illness) / 3, illness], rel=0.01)
    assert fit.losses[1] < 1e-4 < fit.losses[0]
    table = fit.table.set_index("target")
    assert table.loc[["contacts", "stays"], "deviation"].abs().max() < 1
    assert table.loc["plenty", "deviation"] == pytest.approx(80, abs=1)  # more than enough is no loss


def test_the_table_is_of_other_luck_than_the_fit(plan):
    seeds = []

    def noted(arms, **how):
        seeds.append(how["seed"])
        return world(arms, **how)

    calibrate(MadeScenario(SCENARIO), plan, seed=3, progress=False, run=noted)
    assert set(seeds[:-1]) == {3} and seeds[-1] == 4


def test_check_runs_once_and_changes_nothing(plan):
    fit = check(MadeScenario(SCENARIO), plan, seed=3, progress=False, run=world)
    assert fit.multipliers["after"].tolist() == [1, 1] and len(fit.losses) == 1
    assert fit.table["model"].tolist() == pytest.approx([4, 80, 9], rel=0.01)


def test_every_target_that_is_not_measured_is_named(plan):
    lost = [replace(each, figure=Figure(f"no_{each.name}", unit="days")) for each in plan.targets]
    lost = replace(plan, targets=lost)
    with pytest.raises(InputError, match=r"contacts: .*'no_contacts'.*stays: .*plenty: "):
        calibrate(MadeScenario(SCENARIO), lost, progress=False, run=world)
    assert check(MadeScenario(SCENARIO), lost, progress=False, run=world).table["model"].isna().all()


def test_a_target_without_weight_may_be_missing_and_moves_nothing(plan):
    free = replace(plan.targets[1], figure=Figure("nothing", unit="days"), weight=0.0)
    fit = calibrate(MadeScenario(SCENARIO), replace(plan, targets=[plan.targets[0], free]), progress=False, run=world)
    assert math.isnan(fit.table["model"][1]) and fit.losses[1] < 1e-4
    assert [row[-1] for row in calibration_report.fit_rows(fit)] == ["2", "not fitted"]


def test_a_multiplier_that_the_scenario_does_not_have(plan):
    with pytest.raises(InputError, match=r"no field calibration\.illness"):
        calibrate(MadeScenario({"calibration.contacts": 1.0}), plan, progress=False, run=world)


def test_a_stopped_run_writes_nothing(plan):
    class Stopped(Study):
        interrupted = True

    def stopped(arms, **how):
        return Stopped(world(arms, **how)._source)

    with pytest.raises(KeyboardInterrupt):
        calibrate(MadeScenario(SCENARIO), plan, progress=False, run=stopped)


def test_what_is_written(plan, tmp_path):
    fit = calibrate(MadeScenario(SCENARIO), plan, seed=3, progress=False, run=world)
    files = calibration_report.write(fit, tmp_path / "out")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["fit.csv", "fitted.toml"]
    layer = tomllib.loads(files[0].read_text(encoding="utf-8"))["calibration"]
    assert layer["illness"]["value"] == fit.multipliers["after"][1]
    assert layer["illness"]["unit"] == "1" and layer["illness"]["confidence"] == "derived"
    rows = list(csv.DictReader(files[1].read_text(encoding="utf-8").splitlines()))
    assert [row["target"] for row in rows] == ["contacts", "stays", "plenty"]
    assert abs(float(rows[0]["deviation_percent"])) < 1 and rows[1]["source"] == "made, too"


def test_both_files_or_neither(plan, tmp_path, monkeypatch):
    fit = check(MadeScenario(SCENARIO), plan, progress=False, run=world)
    (tmp_path / "fitted.toml").write_text("mine")
    write_text = Path.write_text

    def full(self, *given, **how):
        if "fit.csv" in self.name:
            raise OSError(28, "No space left on device")
        return write_text(self, *given, **how)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(InputError, match="No space left"):
        calibration_report.write(fit, tmp_path)
    assert (tmp_path / "fitted.toml").read_text() == "mine" and not (tmp_path / "fit.csv").exists()
    assert [file.name for file in tmp_path.glob(".*")] == []


def test_a_multiplier_that_another_file_sets_would_be_fitted_in_vain(plan):
    class Layered(MadeScenario):
        def fields(self):
            return super().fields().assign(origin=[f"{self['file']}, line 3"] * len(self.values))

    calibration_report.require_layer(Layered({**SCENARIO, "file": "calibration/fitted.toml"}), plan)
    with pytest.raises(InputError, match=r"calibration\.illness \(baseline\.toml, line 3\)"):
        calibration_report.require_layer(Layered({**SCENARIO, "file": "baseline.toml"}), plan)


def test_every_problem_of_a_file_is_named(tmp_path):
    wrong = PLAN.replace("step = 0.15", "step = -1").replace('confidence = "derived"', 'confidence = "sure"')
    wrong = wrong.replace("value = 8", "value = 0").replace('indicator = "plenty"', 'indicatr = "plenty"')
    wrong = wrong.replace("least = 0.2\nmost = 5", "least = 5\nmost = 0.2", 1)
    with pytest.raises(InputError) as error:
        Plan.load(written(tmp_path, wrong))
    found = ("method.step = -1", "'sure'", "contacts: value = 0", "no key indicatr", "parameter calibration.contacts")
    for said in found:
        assert said in str(error.value)
    with pytest.raises(InputError, match="cannot be read"):
        Plan.load(tmp_path / "nowhere.toml")


def test_the_shipped_plan_reads():
    plan = Plan.load()
    assert plan.scenario["run.days"] >= 365  # what is counted within a year needs no less
    assert len({target.name for target in plan.targets}) == len(plan.targets) > len(plan.parameters) - 1
    assert all(target.confidence in WORST_FIRST and target.source for target in plan.targets)
    fitted = tomllib.loads((validation.shipped_folder() / "calibration" / "fitted.toml").read_text(encoding="utf-8"))
    assert {f"calibration.{key}" for key in fitted["calibration"]} == {each.key for each in plan.parameters}


@pytest.fixture(scope="module")
def opened():
    """The files that are opened from now on. A hook cannot be taken away, so it stops listening instead."""
    files, listening = [], True

    def hook(event, given):
        if listening and event == "open":
            files.append(str(given[0]))

    sys.addaudithook(hook)
    yield files
    listening = False


def test_the_figures_for_validation_are_never_read(opened, tmp_path):
    opened.clear()
    calibration_report.write(calibrate(MadeScenario(SCENARIO), plan_of_shipped(), progress=False, run=world), tmp_path)
    read = list(opened)
    assert any(path.endswith("calibration/targets.toml") for path in read)  # the hook sees files
    assert not any("validation_targets" in path or "validation_lines" in path for path in read)
    validation.lines()
    assert any("validation_targets" in path for path in opened)


def plan_of_shipped():
    """The shipped plan was read; its targets and parameters are then those of the made-up model."""
    plan = Plan.load()
    figure = Figure("stays", unit="per resident-year")
    targets = [replace(target, figure=figure, value=100.0) for target in plan.targets]
    return replace(plan, targets=targets, parameters=[replace(plan.parameters[0], key="calibration.illness")])


def test_no_figure_is_both_fitted_to_and_judged_by():
    looked_up = [line for line in validation.lines() if line.get("indicator") or line.get("reach")]
    judged = {Figure.of({**line, "unit": ""}) for line in looked_up}
    fitted = {replace(target.figure, unit="") for target in Plan.load().targets if target.weight}
    assert not judged & fitted


def test_calibration_does_not_know_of_validation():
    folder = Path(calibration.__file__).parent
    for name in ("calibration.py", "calibration_plan.py", "calibration_report.py", "figures.py"):
        assert "import validation" not in (folder / name).read_text(encoding="utf-8")
        assert "from .validation" not in (folder / name).read_text(encoding="utf-8")
