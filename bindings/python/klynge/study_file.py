"""Reading a study from its HDF5 file."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import pandas as pd

from .scenario import InputError

STUDY_FILE = "study.h5"


def study_file(where: str | os.PathLike) -> Path:
    """The HDF5 file of a study, given its folder or itself."""
    file = Path(where) / STUDY_FILE if Path(where).is_dir() else Path(where)
    if not file.is_file():
        raise InputError(f"{file}: there is no such study")
    return file


class StudyFile:
    """What `Study.save` wrote, read when it is asked for.

    Raises OSError, as h5py words it, for a file that cannot be read, and KeyError for something that it does not hold.
    """

    def __init__(self, path: Path):
        self.path = path

    def meta(self) -> dict[str, Any]:
        """How the study was made: seed, replications, version, command, ..."""
        return self._read(lambda file: {name: _plain(value) for name, value in file["meta"].attrs.items()})

    def scenarios(self) -> dict[str, str]:
        """The TOML text of each arm's scenario or network."""
        return self._read(lambda file: {arm: _text(text) for arm, text in file["meta/scenarios"].items()})

    def tables_of(self, arm: str) -> dict[str, str]:
        """The CSV tables of an arm's scenario, by their paths as the scenario names them."""
        return self._read(lambda file: {t.attrs["path"]: _text(t) for t in file[f"meta/tables/{arm}"].values()})

    def table(self, name: str) -> pd.DataFrame:
        """A table with its columns in the order they were written; units and meanings in `attrs`."""
        return self._read(lambda file: _frame(file[name]))

    def _read(self, what: Callable[[h5py.File], Any]) -> Any:
        with h5py.File(self.path, "r") as file:
            return what(file)


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _text(dataset: h5py.Dataset) -> str:
    return dataset.asstr()[()]


def _frame(group: h5py.Group) -> pd.DataFrame:
    columns = {name: item for name, item in group.items() if isinstance(item, h5py.Dataset)}
    texts = {name for name, column in columns.items() if h5py.check_string_dtype(column.dtype) is not None}
    result = pd.DataFrame({name: column.asstr()[:] if name in texts else column[:] for name, column in columns.items()})
    for attribute in ("unit", "meaning"):
        result.attrs[f"{attribute}s"] = {n: c.attrs[attribute] for n, c in columns.items() if attribute in c.attrs}
    return result
