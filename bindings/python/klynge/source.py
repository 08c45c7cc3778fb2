"""What a study needs of the place its tables come from: memory after a run, a file afterwards (run.py has both)."""

from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from .scenario import Scenario


class Source(Protocol):
    arms: list[str]
    seed: int
    replications: int  # planned for each arm
    meta: dict[str, Any]  # how it was run: version, command, ...
    catalogue: pd.DataFrame  # the indicators, by name
    runs: pd.DataFrame  # the finished runs: arm, replication, hash, events

    def table(self, name: str) -> pd.DataFrame:
        """A result table of all finished runs, with columns arm and replication in front."""

    def scenario(self, arm: str) -> Scenario:
        """The scenario of an arm."""

    def follow(self, arm: str, replication: int, person: int) -> pd.DataFrame:
        """The journey of a resident in one run, from running it again."""

    def write(self, file: Path) -> None:
        """Write the study as one HDF5 file, whole or not at all."""
