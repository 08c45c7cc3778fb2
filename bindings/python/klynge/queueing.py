"""Reference networks: queues that know nothing of health, to hold the engine against theory."""

import difflib
import html
import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from . import _core
from ._core import InputError
from .scenario import FIELD_COLUMNS, field_rows, plain, shipped_folder, titles
from .tables import frame

PER_DAY = {"seconds": 86400, "minutes": 1440, "hours": 24, "days": 1}  # time units of a network


class QueueingNetwork:
    """A checked network of queues. It never changes: `with_` gives another one.

    `name` is what a study calls it when nothing else was said: the file's name without its ending.
    """

    def __init__(self, core: _core.QueueingNetwork, name: str):
        self.core = core
        self.name = name

    @classmethod
    def load(cls, where: str | os.PathLike) -> "QueueingNetwork":
        """Read and check a network file, or one of the shipped networks by its name ("w1", "jackson").

        Raises ScenarioError with every problem found, a line each: a name that is not known, a queue that would grow
        without limit, ...
        """
        file = Path(where)
        if not file.is_file() and str(where) in networks().index:
            file = _folder() / f"{where}.toml"
        if not file.is_file():
            raise InputError(f"{where}: neither a network file nor one of {', '.join(networks().index)}")
        return cls(_core.load_network(file, search=[_folder()]), file.stem)

    @classmethod
    def from_toml(cls, text: str, name: str = "network") -> "QueueingNetwork":
        """The network of a text as a network file has it. Raises ScenarioError, as `load` does."""
        return cls(_core.parse_network(text, name, search=[_folder()]), name)

    def with_(self, settings: Mapping[str, Any] | None = None, /, **top_level: Any) -> "QueueingNetwork":
        """The same network with other values: `with_({"nodes.counter.servers": 21, "arrivals.0.rate": 19})`."""
        changes = [(key, plain(value)) for key, value in {**(settings or {}), **top_level}.items()]
        return QueueingNetwork(_core.network_with_overrides(self.core, changes), self.name)

    def __getitem__(self, key: str) -> Any:
        """The value of a field that is set: `network["run.time_unit"]`, `network["nodes.counter.servers"]`."""
        values = dict(_flat(tomllib.loads(self.to_toml())))
        if key not in values:
            near = difflib.get_close_matches(key, values, n=1)
            raise InputError(f"{key}: there is no such value{f'; did you mean {near[0]}?' if near else ''}")
        return values[key]

    def nodes(self) -> pd.DataFrame:
        """The nodes, a row each: node, copies (at each site), servers (of each copy), offered (servers that customers
        would keep busy on average, by the traffic equations) and load (offered as a share of the servers)."""
        table = frame(_core.loads_table(self.core))
        if np.isfinite(table["servers"]).all():
            table["servers"] = table["servers"].astype(int)
        return table

    def to_toml(self) -> str:
        """Every field that is set, explicit: the whole network."""
        return _core.network_to_toml(self.core)

    @property
    def run_length(self) -> tuple[float, str]:
        """Warm-up and counted time together, and their unit."""
        return self["run.warm_up"] + self["run.length"], self["run.time_unit"]

    def __eq__(self, other: object) -> bool:
        return self.to_toml() == other.to_toml() if isinstance(other, QueueingNetwork) else NotImplemented

    __hash__ = None

    def __repr__(self) -> str:
        return f"QueueingNetwork({self.name!r}: {self['title'] or 'no title'})"

    def _repr_html_(self) -> str:
        title, about = html.escape(self["title"] or self.name), html.escape(self["description"])
        return f"<b>{title}</b><br>{about}{self.nodes().to_html(index=False)}"


def networks() -> pd.DataFrame:
    """The shipped networks. Index: name. Columns: title, description."""
    return titles(_folder())


def is_queueing_file(file: str | os.PathLike) -> bool:
    """Whether a file says of itself that it is a network; False for one that cannot be read."""
    return _core.is_queueing_file(file)


def queueing_schema() -> pd.DataFrame:
    """Every key a network file may have, as `klynge.schema` lists those of scenarios."""
    return pd.DataFrame(field_rows(_core.queueing_schema()), columns=FIELD_COLUMNS).set_index("key")


def _folder() -> Path:
    return shipped_folder() / "queueing"


def _flat(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a TOML table by dotted keys, those of lists of tables by position."""
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        value = dict(enumerate(value))
    if not isinstance(value, dict):
        yield key, value
        return
    for name, inside in value.items():
        yield from _flat(inside, f"{key}.{name}" if key else str(name))
