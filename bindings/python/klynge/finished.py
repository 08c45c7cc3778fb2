"""The two places a finished study can be (see source.py): in memory, or in its file."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from . import _core
from .queueing import QueueingNetwork
from .scenario import InputError, Scenario, whole
from .source import FOLLOWED, Experiment, Source
from .study_file import StudyFile
from .tables import frame

SHARED_WARM_UP = "shared_warm_up"  # of the file's meta, and only where it is so


class _Followed:
    """Residents who were not recorded, followed by running a run again: once for all tables of one of them."""

    def __init__(self) -> None:
        self._again: dict[tuple[str, int, int], dict[str, pd.DataFrame]] = {}

    def follow(self, arm: str, replication: int, person: int, table: str) -> pd.DataFrame:
        key = (arm, replication, whole("person", person))
        if key not in self._again:
            self._again[key] = _follow(self, *key)
        if table not in self._again[key]:
            raise InputError(f"a run has no table {table}")
        return self._again[key][table]


class Finished(_Followed):
    """A study in memory."""

    def __init__(self, arms: Mapping[str, Experiment], plan: dict[str, Any], results: _core.RunResults, meta: dict):
        super().__init__()
        self._experiments = dict(arms)
        self._plan = plan
        self._results = results
        self.meta = meta
        self.arms = list(arms)
        self.seed = plan["seed"]
        self.shared_warm_up = plan[SHARED_WARM_UP]
        first = self._experiments[self.arms[0]]
        self.kind = type(first)
        self.catalogue = measure_catalogue(first) if isinstance(first, QueueingNetwork) else indicators()

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

    def experiment(self, arm: str) -> Experiment:
        return self._experiments[arm]

    def write(self, file: Path) -> None:
        _core.write_study(file, study_plan(self._experiments, **self._plan), self._results, self.meta)


class FileSource(_Followed):
    """A saved study."""

    def __init__(self, file: Path):
        super().__init__()
        self._file = StudyFile(file)
        try:
            self.meta = self._file.meta()
            self.seed = int(self.meta["seed"])
            self.replications = int(self.meta["replications"])
            self.shared_warm_up = SHARED_WARM_UP in self.meta
            runs = self._file.table("runs")
            self.runs = runs.assign(hash=[int(digits, 16) for digits in runs["hash"]])
            catalogue = self._file.table("catalogue")
            self._texts = self._file.scenarios()
        except (OSError, KeyError) as error:
            raise InputError(f"{file}: is not a whole study of Klynge ({error})") from None
        self.kind = QueueingNetwork if "measure" in catalogue else Scenario
        self.catalogue = catalogue.set_index("measure" if "measure" in catalogue else ["indicator", "sector"])
        self.arms = list(dict.fromkeys([*runs["arm"], *self._texts]))
        self._experiments: dict[str, Experiment] = {}

    def table(self, name: str) -> pd.DataFrame:
        try:
            return self._file.table(name)
        except KeyError:
            raise InputError(f"{self._file.path}: has no table {name!r}") from None

    def experiment(self, arm: str) -> Experiment:
        if arm not in self._experiments:
            text = self._texts[arm]
            if self.kind is QueueingNetwork:
                self._experiments[arm] = QueueingNetwork.from_toml(text, arm)
            else:
                self._experiments[arm] = Scenario.from_toml(text, self._file.tables_of(arm), arm)
        return self._experiments[arm]

    def write(self, file: Path) -> None:
        if file.exists() and file.samefile(self._file.path):
            return
        partial = file.with_name(f".{file.name}.partial")
        shutil.copyfile(self._file.path, partial)
        partial.replace(file)


def indicators() -> pd.DataFrame:
    """What is measured. Index: indicator, sector. Columns: title, unit, direction, headline, definition."""
    return frame(_core.indicator_catalogue()).set_index(["indicator", "sector"])


def measure_catalogue(network: QueueingNetwork) -> pd.DataFrame:
    """What is measured of a network. Index: measure. Columns: unit, meaning."""
    return frame(_core.measure_catalogue(network.core)).set_index("measure")


def study_plan(arms: Mapping[str, Experiment], **plan: Any) -> _core.StudyPlan:
    return _core.StudyPlan([(name, experiment.core) for name, experiment in arms.items()], **plan)


def _follow(source: Source, arm: str, replication: int, person: int) -> dict[str, pd.DataFrame]:
    """All tables of one resident's rows, by name."""
    names = dict.fromkeys([source.arms[0], arm] if source.shared_warm_up else [arm])
    arms = {name: source.experiment(name) for name in names}
    plan = {"seed": source.seed, "first_replication": replication, "shared_warm_up": source.shared_warm_up}
    results = _core.run_study(study_plan(arms, **plan, workers=1, follow=[person]))
    if len(results) < len(arms):
        raise KeyboardInterrupt
    again = results[len(arms) - 1]
    before = source.runs.query("arm == @arm and replication == @replication")["hash"]
    if list(before) != [again.hash]:
        raise InputError(
            f"{arm}, replication {replication}: runs otherwise than when the study was made, "
            f"with version {source.meta.get('version')}; this is version {_core.__version__}"
        )
    tables = {name: frame(again.table(name)) for name in again.tables if name in FOLLOWED}
    return {name: table[table["person"] == person] for name, table in tables.items()}
