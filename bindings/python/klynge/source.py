"""What a study needs of the place its tables come from: memory after a run, a file afterwards (run.py has both)."""

from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from .scenario import Scenario


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
    def catalogue(self) -> pd.DataFrame:
        """The indicators, by name and sector."""

    @property
    def runs(self) -> pd.DataFrame:
        """The finished runs: arm, replication, hash, events."""

    def table(self, name: str) -> pd.DataFrame:
        """A result table of all finished runs, with columns arm and replication in front."""

    def scenario(self, arm: str) -> Scenario:
        """The scenario of an arm."""

    def follow(self, arm: str, replication: int, person: int) -> pd.DataFrame:
        """The journey of a resident in one run, from running it again."""

    def write(self, file: Path) -> None:
        """Write the study as one HDF5 file, whole or not at all."""
