"""What every study is, whatever was run: arms in the same replications, means, paired differences, a file."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Self

import pandas as pd

from . import reading, statistics
from .finished import FileSource
from .scenario import InputError, Scenario
from .source import Experiment, Source
from .study_file import STUDY_FILE, study_file


class Outcome:
    """Several arms, each run in the same replications.

    `arms`, `seed` and `replications` say what was planned, `runs` what was finished,
    `catalogue` what each measure means.
    """

    of: ClassVar[list[str]]  # what a value is of: the key of every table of means or differences
    kind: ClassVar[type[Experiment]]  # what its arms are

    def __init__(self, source: Source):
        self._source = source
        self._tables: dict[str, pd.DataFrame] = {}

    @classmethod
    def load(cls, where: str | os.PathLike) -> Self:
        """A study from the folder it was saved in, or from its HDF5 file. Raises InputError if there is none."""
        source = FileSource(study_file(where))
        if source.kind is not cls.kind:
            found, reads = ("scenarios", "Study") if source.kind is Scenario else ("networks", "QueueingStudy")
            raise InputError(f"{where}: is a study of {found}; {reads}.load reads it")
        return cls(source)

    def save(self, folder: str | os.PathLike) -> Path:
        """Write what was run, seed, version and all tables to `folder`/study.h5, whole or not at all; returns the
        file."""
        file = Path(folder) / STUDY_FILE
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._source.write(file)
        except OSError as error:
            raise InputError(f"{file}: cannot be written: {error.strerror or error}") from None
        return file

    @property
    def arms(self) -> list[str]:
        return list(self._source.arms)

    @property
    def seed(self) -> int:
        return self._source.seed

    @property
    def replications(self) -> int:
        return self._source.replications

    @property
    def runs(self) -> pd.DataFrame:
        """The finished runs: arm, replication, hash (of the event stream), events."""
        return self._source.runs.copy()

    @property
    def catalogue(self) -> pd.DataFrame:
        return self._source.catalogue.copy()

    @property
    def interrupted(self) -> bool:
        """Whether some replications are missing because the study was stopped."""
        return len(self._source.runs) < len(self.arms) * self.replications

    def pairs(self, arm: str | None = None, reference: str | None = None) -> list[int]:
        """The numbers of the replications that both arms have finished; without names of the first two arms."""
        runs = self._source.runs
        both = (set(runs.loc[runs["arm"] == each, "replication"]) for each in self._pair(arm, reference))
        return sorted(int(replication) for replication in set.intersection(*both))

    def hash(self) -> str:
        """16 hex digits that are the same exactly when all runs went the same, event by event."""
        runs = self._source.runs.sort_values(["arm", "replication"])
        lines = [f"{run.arm}\t{run.replication}\t{run.hash:016x}\n" for run in runs.itertuples()]
        return hashlib.blake2b("".join(lines).encode(), digest_size=8).hexdigest()

    def experiment(self, arm: str) -> Experiment:
        """What an arm ran: a Scenario, or a QueueingNetwork."""
        return self._source.experiment(self._known(arm))

    def __iter__(self) -> Iterator[str]:
        return iter(self.arms)

    def __len__(self) -> int:
        return len(self.arms)

    def __repr__(self) -> str:
        stopped = f", stopped after {len(self._source.runs)} of {len(self.arms) * self.replications} runs"
        return (
            f"{type(self).__name__}({', '.join(self.arms)}: {self.replications} replications, seed {self.seed}, "
            f"hash {self.hash()}{stopped if self.interrupted else ''})"
        )

    def _repr_html_(self) -> str:
        from .report import study_html

        return study_html(self)

    def _table(self, name: str) -> pd.DataFrame:
        """Not to be changed by whoever asks for it."""
        if name not in self._tables:
            self._tables[name] = self._source.table(name)
        return self._tables[name]

    def _about(self, table: pd.DataFrame) -> pd.DataFrame:
        """title, unit and direction of what each row of a table is of."""
        raise NotImplementedError

    def _known(self, arm: str) -> str:
        if arm not in self._source.arms:
            raise InputError(f"{arm!r}: there is no such arm; expected one of {', '.join(self.arms)}")
        return arm

    def _pair(self, arm: str | None, reference: str | None) -> tuple[str, str]:
        if len(self.arms) < 2:
            raise InputError("a difference needs two arms; this study has one")
        reference = reference or next(name for name in self.arms if name != arm)
        arm = arm or next(name for name in self.arms if name != reference)
        return self._known(arm), self._known(reference)

    def _wide(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Values by `of` and arm (rows) and replication (columns), in the order of the rows and of the arms."""
        rows = rows.assign(arm=pd.Categorical(rows["arm"], self.arms))
        wide = rows.set_index([*self.of, "arm", "replication"])["value"].unstack("replication", sort=False)
        wide = wide.iloc[wide.groupby(self.of, sort=False).ngroup().argsort(kind="stable")]  # arms side by side
        return wide[sorted(wide.columns)]

    def _means(self, values: pd.DataFrame) -> pd.DataFrame:
        result = statistics.interval(values).reset_index()
        result.insert(result.columns.get_loc("replications"), "unit", self._about(result)["unit"])
        return result

    def _differences(self, values: pd.DataFrame, arm: str, reference: str) -> pd.DataFrame:
        result = statistics.paired(*(_of_arm(values, each) for each in (arm, reference))).reset_index()
        about = self._about(result)
        result["unit"] = about["unit"]
        intervals = zip(result["low"], result["high"], about["direction"], strict=True)
        verdicts = [reading.verdict(*interval) for interval in intervals]
        without = reading.NOT_IN_BOTH if self.pairs(arm, reference) else reading.NO_PAIR
        result["verdict"] = pd.Series(verdicts, result.index, dtype=object).where(result["replications"] > 0, without)
        rows = zip(result.to_dict("records"), about["title"], strict=True)
        result["reading"] = [reading.sentence(row, title, arm, reference) for row, title in rows]
        result.attrs.update(arm=arm, reference=reference)
        return result


def _of_arm(values: pd.DataFrame, arm: str) -> pd.DataFrame:
    """The rows of one arm; of an arm without a finished run there are only missing values."""
    if arm in values.index.get_level_values("arm"):
        return values.xs(arm, level="arm")
    return pd.DataFrame(float("nan"), values.index.droplevel("arm").unique(), values.columns)
