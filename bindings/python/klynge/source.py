"""What a study needs of the place its tables come from: memory after a run, a file afterwards (see finished.py)."""

from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from .queueing import QueueingNetwork
from .scenario import Scenario

Experiment = Scenario | QueueingNetwork  # what an arm may be
FOLLOWED = ("journeys", "decisions", "alternatives", "knowledge")  # tables that hold followed residents only


class Source(Protocol):
    @property
    def arms(self) -> list[str]: ...

    @property
    def seed(self) -> int: ...

    @property
    def replications(self) -> int:
        """Planned for each arm."""

    @property
    def meta(self) -> dict[str, Any]:
        """How the study was made: version, command, ..."""

    @property
    def shared_warm_up(self) -> bool:
        """Whether all arms went on from the first one's state at the end of its warm-up."""

    @property
    def kind(self) -> type[Experiment]:
        """What all of its arms are."""

    @property
    def catalogue(self) -> pd.DataFrame:
        """The indicators, by name and sector; of networks the measures, by name."""

    @property
    def runs(self) -> pd.DataFrame:
        """The finished runs: arm, replication, hash, events."""

    def table(self, name: str) -> pd.DataFrame:
        """A result table of all finished runs, with columns arm and replication in front."""

    def experiment(self, arm: str) -> Experiment:
        """What an arm ran."""

    def follow(self, arm: str, replication: int, person: int, table: str) -> pd.DataFrame:
        """A table's rows of one resident in one run (see FOLLOWED), from running it again."""

    def write(self, file: Path) -> None:
        """Write the study as one HDF5 file, whole or not at all."""
