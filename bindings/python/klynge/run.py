"""Running scenarios: once, against each other, over a grid of values, or again from a saved study."""

import itertools
import os
import shlex
import shutil
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from . import _core
from .progress import bar
from .results import Study, study_file
from .scenario import InputError, Scenario, whole
from .study_file import StudyFile
from .tables import frame

SEED = 2026
REPLICATIONS = 10


def run(
    scenario: Scenario,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    workers: int | None = None,
    progress: bool | None = None,
) -> Study:
    """Run one scenario; the study's only arm has the scenario's name.

    workers: cores to use, all of them if None; the result does not depend on it. progress: whether to say on standard
    error what runs, with a bar; None shows the bar only in a terminal or notebook. Ctrl-C stops the run and keeps the
    finished replications (`Study.interrupted`); without a finished one it raises KeyboardInterrupt.
    """
    return compare({scenario.name: scenario}, replications, seed, workers, progress)


def compare(
    scenarios: Mapping[str, Scenario],
    replications: int = REPLICATIONS,
    seed: int = SEED,
    workers: int | None = None,
    progress: bool | None = None,
) -> Study:
    """Run several scenarios in the same replications: the same people with the same luck. Arguments as for `run`."""
    return Study(_execute(scenarios, seed, range(whole("replications", replications, least=1)), workers, progress))


def sweep(
    scenario: Scenario,
    values: Mapping[str, Iterable[Any]],
    replications: int = REPLICATIONS,
    seed: int = SEED,
    workers: int | None = None,
    progress: bool | None = None,
) -> Study:
    """Run a scenario for every combination of values, an arm each: {"sectors.hospital.beds": range(200, 401, 50)}.

    An arm is called after its values: "sectors.hospital.beds = 200". Arguments otherwise as for `run`.
    """
    points = [dict(zip(values, point, strict=True)) for point in itertools.product(*values.values())]
    names = [", ".join(f"{key} = {value}" for key, value in point.items()) for point in points]
    arms = {name: scenario.with_(point) for name, point in zip(names, points, strict=True)}
    return compare(arms, replications, seed, workers, progress)


def reproduce(where: str | os.PathLike, workers: int | None = None, progress: bool | None = None) -> Study:
    """Run a saved study again from its folder alone; `hash()` is equal unless Klynge itself has changed since."""
    source = FileSource(study_file(where))
    scenarios = {arm: source.scenario(arm) for arm in source.arms}
    finished = source.runs["replication"]
    replications = range(int(finished.min()), int(finished.max()) + 1)
    again = _execute(scenarios, source.seed, replications, workers, progress)
    again.keep(source.runs, source.replications)
    return Study(again)


def indicators() -> pd.DataFrame:
    """What is measured. Index: indicator, sector. Columns: title, unit, direction, headline, definition."""
    return frame(_core.indicator_catalogue()).set_index(["indicator", "sector"])


class Finished:
    """A study in memory (see source.py)."""

    def __init__(self, scenarios: Mapping[str, Scenario], plan: dict[str, Any], results: _core.RunResults, meta: dict):
        self._scenarios = dict(scenarios)
        self._plan = plan
        self._results = results
        self.meta = meta
        self.arms = list(scenarios)
        self.seed = plan["seed"]
        self.catalogue = indicators()

    @property
    def replications(self) -> int:
        return self._plan["replications"]

    @property
    def runs(self) -> pd.DataFrame:
        rows = [(self.arms[run.arm], run.replication, run.hash, run.events) for run in self._results]
        return pd.DataFrame(rows, columns=["arm", "replication", "hash", "events"])

    def keep(self, runs: pd.DataFrame, replications: int) -> None:
        """Forget all runs but these (arm, replication), as if the others had not finished."""
        self._results.keep({(self.arms.index(run.arm), run.replication) for run in runs.itertuples()})
        self._plan = {**self._plan, "replications": replications}

    def table(self, name: str) -> pd.DataFrame:
        parts = []
        for run in self._results:
            parts.append(frame(run.table(name)))
            parts[-1].insert(0, "replication", run.replication)
            parts[-1].insert(0, "arm", self.arms[run.arm])
        result = pd.concat(parts, ignore_index=True)
        result.attrs = parts[0].attrs
        return result

    def scenario(self, arm: str) -> Scenario:
        return self._scenarios[arm]

    def follow(self, arm: str, replication: int, person: int) -> pd.DataFrame:
        return _follow(self, arm, replication, person)

    def write(self, file: Path) -> None:
        _core.write_study(file, _plan(self._scenarios, **self._plan), self._results, self.meta)


class FileSource:
    """A saved study (see source.py)."""

    def __init__(self, file: Path):
        self._file = StudyFile(file)
        try:
            self.meta = self._file.meta()
            self.seed = int(self.meta["seed"])
            self.replications = int(self.meta["replications"])
            runs = self._file.table("runs")
            self.runs = runs.assign(hash=[int(digits, 16) for digits in runs["hash"]])
            self.catalogue = self._file.table("catalogue").set_index(["indicator", "sector"])
            self._texts = self._file.scenarios()
        except (OSError, KeyError) as error:
            raise InputError(f"{file}: is not a whole study of Klynge ({error})") from None
        self.arms = list(dict.fromkeys([*runs["arm"], *self._texts]))
        self._scenarios: dict[str, Scenario] = {}

    def table(self, name: str) -> pd.DataFrame:
        try:
            return self._file.table(name)
        except KeyError:
            raise InputError(f"{self._file.path}: has no table {name!r}") from None

    def scenario(self, arm: str) -> Scenario:
        if arm not in self._scenarios:
            self._scenarios[arm] = Scenario.from_toml(self._texts[arm], self._file.tables_of(arm), arm)
        return self._scenarios[arm]

    def follow(self, arm: str, replication: int, person: int) -> pd.DataFrame:
        return _follow(self, arm, replication, person)

    def write(self, file: Path) -> None:
        if file.exists() and file.samefile(self._file.path):
            return
        partial = file.with_name(f".{file.name}.partial")
        shutil.copyfile(self._file.path, partial)
        partial.replace(file)


def _execute(
    scenarios: Mapping[str, Scenario], seed: int, replications: range, workers: int | None, progress: bool | None
) -> Finished:
    if not isinstance(scenarios, Mapping):
        raise InputError(f"expected scenarios by the names of their arms, {{name: scenario}}, not {scenarios!r}")
    for name, scenario in scenarios.items():
        if not isinstance(scenario, Scenario):
            raise InputError(f"{name}: expected a Scenario, not {scenario!r}; Scenario.load reads one")
        if not isinstance(name, str) or not name.strip() or "/" in name:
            raise InputError(f"{name!r}: an arm needs a name without a slash")
    if not scenarios:
        raise InputError("there is nothing to run: no scenarios were given")
    plan = {
        "seed": whole("seed", seed),
        "first_replication": replications.start,
        "replications": len(replications),
        "workers": 0 if workers is None else whole("workers", workers, least=1),
    }
    began = time.perf_counter()
    with bar(_simulating(scenarios, len(replications), plan["workers"]), progress) as tick:
        results = _core.run_study(_plan(scenarios, **plan), tick)
    if not len(results):
        raise KeyboardInterrupt
    meta = {
        "version": _core.__version__,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]]),
        "wall_seconds": f"{time.perf_counter() - began:.1f}",
    }
    return Finished(scenarios, plan, results, meta)


def _simulating(scenarios: Mapping[str, Scenario], replications: int, workers: int) -> str:
    """ "Simulating 6 × 2 runs of 455 days on 2 cores": replications, arms, warm-up and counted days."""
    days = sorted({scenario["run.warm_up_days"] + scenario["run.days"] for scenario in scenarios.values()})
    runs = replications * len(scenarios)
    times = f"{replications} × {len(scenarios)}" if len(scenarios) > 1 else f"{replications}"
    length = f"{days[0]} days" if len(days) == 1 else f"{days[0]} to {days[-1]} days"
    cores = min(workers or len(os.sched_getaffinity(0)), runs)
    return f"Simulating {times} run{'s' * (runs > 1)} of {length} on {cores} core{'s' * (cores > 1)}"


def _follow(source: Finished | FileSource, arm: str, replication: int, person: int) -> pd.DataFrame:
    scenario = {arm: source.scenario(arm)}
    followed = [whole("person", person)]
    plan = _plan(scenario, seed=source.seed, first_replication=replication, replications=1, workers=1, follow=followed)
    results = _core.run_study(plan)
    if not len(results):
        raise KeyboardInterrupt
    before = source.runs.query("arm == @arm and replication == @replication")["hash"]
    if list(before) != [results[0].hash]:
        raise InputError(
            f"{arm}, replication {replication}: runs otherwise than when the study was made, "
            f"with version {source.meta.get('version')}; this is version {_core.__version__}"
        )
    journeys = frame(results[0].table("journeys"))
    return journeys[journeys["person"] == person]


def _plan(scenarios: Mapping[str, Scenario], **plan: Any) -> _core.StudyPlan:
    return _core.StudyPlan([(name, scenario.core) for name, scenario in scenarios.items()], **plan)
