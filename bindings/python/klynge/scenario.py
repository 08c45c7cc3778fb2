"""Scenarios: everything that a run depends on besides its seed."""

import csv
import difflib
import html
import json
import operator
import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from . import _core, fields
from ._core import InputError
from .network import Network
from .tables import frame

WORST_FIRST = ["assumed", "derived", "second-hand", "published"]  # kinds of confidence
TRUST = {name: rank for rank, name in enumerate(WORST_FIRST, 1)}
TRUST |= {"unverified": 0, "quoted second-hand": TRUST["second-hand"], "read in source": TRUST["published"]}  # tables
FIELD_COLUMNS = ["key", "type", "unit", "least", "most", "choices", "meaning"]


class Scenario:
    """A checked scenario. It never changes: `with_` gives another one.

    `name` is what a study calls it when nothing else was said: the file's name without its ending.
    """

    def __init__(self, core: _core.Scenario, name: str):
        self.core = core
        self.name = name

    @classmethod
    def load(cls, where: str | os.PathLike) -> "Scenario":
        """Read and check a scenario file, or one of the shipped scenarios by its name ("baseline", "randers").

        Raises ScenarioError with every problem found, each with file, line, key, value and what was expected.
        """
        file = Path(where)
        if not file.is_file() and str(where) in shipped().index:
            file = shipped_folder() / f"{where}.toml"
        if not file.is_file():
            raise InputError(f"{where}: neither a scenario file nor one of {', '.join(shipped().index)}")
        if _core.is_queueing_file(file):
            raise InputError(f"{where}: is a queueing network; QueueingNetwork.load reads it")
        return cls(_core.load_scenario(file, search=[shipped_folder()]), file.stem)

    @classmethod
    def from_toml(cls, text: str, tables: Mapping[str, str], name: str = "scenario") -> "Scenario":
        """The scenario of a text as `to_toml` gives it, with the texts of its tables by their paths."""
        return cls(_core.parse_scenario(text, name, dict(tables), [shipped_folder()]), name)

    def with_(self, settings: Mapping[str, Any] | None = None, /, **top_level: Any) -> "Scenario":
        """The same scenario with other values: `with_({"sectors.hospital.beds": 220}, referral="leon")`.

        A preset (regime, referral, coordination) is expanded first; single values win over it.
        """
        changes = [(key, plain(value)) for key, value in {**(settings or {}), **top_level}.items()]
        return Scenario(_core.with_overrides(self.core, changes, [shipped_folder()]), self.name)

    def change(
        self, regime: str | None = None, *, area: str | None = None, start: Any = None, **settings: Any
    ) -> "Scenario":
        """The same scenario with one change more: in an area, from a day on, care is coordinated in another way.

        `change("cluster_leadership", area="Randers", start="2024-09-01", referral="leon")`: presets by name, single
        switches by key (`**{"decide.cost": "marginal"}`), everything else as in the scenario itself. Without an area
        it holds everywhere, without a day from the first one. Where several changes hold, the last one counts alone.
        Raises ScenarioError for what is no switch of a regime; an area that nobody knows is an error of the run.
        """
        said = {"regime": regime, "area": area, "from": _day(start), **settings}
        change = [(key, plain(value)) for key, value in said.items() if value is not None]
        return Scenario(_core.with_change(self.core, change, [shipped_folder()]), self.name)

    def changes(self) -> pd.DataFrame:
        """The changes by date. Index: change. Columns: area ("": everywhere), from (first day), regime (preset), and
        differs (dict: what is not as in the scenario's own regime, by key).

        `with_` keeps them, `with_({"change": []})` takes them away.
        """
        return fields.listed(_core.describe(self.core), _core.describe_changes(self.core))

    def __getitem__(self, key: str) -> Any:
        """The value of one field: a number (NaN if it is not set), True or False, or a text."""
        views = {view.key: view for view in _core.describe(self.core)}
        if key not in views:
            near = difflib.get_close_matches(key, views, n=1)
            raise InputError(f"{key}: there is no such field{f'; did you mean {near[0]}?' if near else ''}")
        return fields.value_of(views[key])

    def number(self, key: str) -> float:
        """The value of a field that is a number."""
        value = self[key]
        if isinstance(value, (bool, str)):
            raise InputError(f"{key}: is not a number but {value!r}")
        return value

    def fields(self) -> pd.DataFrame:
        """Every field, a row each. Index: key. Columns: value, unit, meaning, type, confidence, source, origin."""
        return fields.described(_core.describe(self.core))

    def _all_fields(self) -> pd.DataFrame:
        return fields.with_changes(_core.describe(self.core), _core.describe_changes(self.core))

    def diff(self, other: "Scenario") -> pd.DataFrame:
        """What differs, field by field. Index: key. Columns: this, other, unit, meaning.

        What a change says has a key such as `change[0].decide.rule`, and no value where the other's does not say it.
        """
        mine, theirs = self._all_fields(), other._all_fields()
        both = pd.concat([mine, theirs.drop(mine.index, errors="ignore").assign(value=None)])
        both = both.rename(columns={"value": "this"}).join(theirs["value"].rename("other"))
        texts, others = self.tables(), other.tables()
        same_value = (both["this"] == both["other"]) | (both["this"].isna() & both["other"].isna())
        same_table = [
            texts.get(this) == others.get(other) for this, other in zip(both["this"], both["other"], strict=True)
        ]
        return both.loc[~(same_value & np.array(same_table)), ["this", "other", "unit", "meaning"]]

    def provenance(self) -> pd.DataFrame:
        """Where the numbers come from, least trusted first; of a table the rows are counted by confidence and source.

        Columns: confidence, key, value, unit, source, origin.
        """
        said = self._all_fields().reset_index()
        numbers = said[(said["confidence"] != "") & said["value"].notna()]
        columns = ["confidence", "key", "value", "unit", "source", "origin"]
        tables = [
            (confidence, key, f"{count} rows", "", source, path)
            for key, path in said.loc[said["type"] == "table", ["key", "value"]].itertuples(index=False)
            for (confidence, source), count in _table_confidence(self.tables().get(path, "")).items()
        ]
        rows = pd.concat([numbers[columns], pd.DataFrame(tables, columns=columns)], ignore_index=True)
        rank = rows["confidence"].str.split(" (", regex=False).str[0].map(TRUST).fillna(0)
        return rows.loc[rank.sort_values(kind="stable").index].reset_index(drop=True)

    def confidence(self) -> Counter:
        """How many of the numbers that describe the world are published, second-hand, derived and assumed."""
        own = self.fields()
        return Counter(own.loc[(own["confidence"] != "") & own["value"].notna(), "confidence"])

    def network(self) -> Network:
        """The places of care and who can pass patients to whom."""
        return Network(frame(_core.nodes_table(self.core)), frame(_core.links_table(self.core)))

    def population(self, seed: int = 2026, replication: int = 0) -> pd.DataFrame:
        """The residents of one replication on the first day, a row each: municipality, age, sex, education, alone,
        frailty, conditions and uncontrolled (how many), and a column of True and False for each condition and for each
        lasting need ("home care", "nursing home"). Index: person, the number that `Arm.journey` takes.
        """
        luck = whole("seed", seed), whole("replication", replication)
        table = frame(_core.residents_table(self.core, *luck))
        states = table.columns[table.columns.get_loc("uncontrolled") + 1 :]
        return table.astype(dict.fromkeys(["alone", *states], bool)).set_index("person")

    @property
    def run_length(self) -> tuple[float, str]:
        """Warm-up and counted time together, and their unit."""
        return self["run.warm_up_days"] + self["run.days"], "days"

    def to_toml(self) -> str:
        """Every field, explicit; with `tables()` the whole scenario."""
        return _core.to_toml(self.core)

    def tables(self) -> dict[str, str]:
        """The text of each CSV table by its path as the scenario names it."""
        return _core.tables_of(self.core)

    def save(self, path: str | os.PathLike) -> None:
        """Write the scenario as TOML and its tables beside it. A table that is there with another text is an error."""
        file = Path(path)
        tables = {file.parent / name: text for name, text in self.tables().items()}
        for table, text in tables.items():
            if table.exists() and table.read_bytes() != text.encode():
                raise InputError(f"{table}: is there already with another text; save to another folder")
        for table, text in {**tables, file: self.to_toml()}.items():
            table.parent.mkdir(parents=True, exist_ok=True)
            partial = table.with_name(f".{table.name}.partial")
            partial.write_bytes(text.encode())
            partial.replace(table)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Scenario):
            return NotImplemented
        return (self.to_toml(), self.tables()) == (other.to_toml(), other.tables())

    __hash__ = None

    def __repr__(self) -> str:
        return f"Scenario({self.name!r}: {self['title'] or 'no title'})"

    def _repr_html_(self) -> str:
        values = self.fields()["value"]
        counts = self.confidence()
        rows = {
            **{key: values[key] for key in ("regime", "referral", "coordination", "population.area") if values[key]},
            "simulated": f"{values['run.days']} days, after {values['run.warm_up_days']} days of warm-up"
            f" from {values['run.first_day']}",
            "numbers": ", ".join(f"{counts[kind]} {kind}" for kind in WORST_FIRST if counts[kind]),
        }
        changes = [
            f"{regime or 'another regime'} in {area or 'all places'} from {day}"
            for area, day, regime in self.changes()[["area", "from", "regime"]].values
        ]
        if changes:
            rows["changes"] = "; ".join(changes)
        body = "".join(f"<tr><th>{html.escape(k)}</th><td>{html.escape(str(v))}</td></tr>" for k, v in rows.items())
        title = html.escape(str(values["title"] or self.name))
        return f"<b>{title}</b><br>{html.escape(str(values['description']))}<table>{body}</table>"


def schema() -> pd.DataFrame:
    """Every field a scenario file may have. Index: key. Columns: type, unit, least, most, choices, meaning."""
    return pd.DataFrame(field_rows(_core.schema()), columns=FIELD_COLUMNS).set_index("key")


def json_schema() -> dict:
    """The schema as a JSON Schema, for editors."""
    return json.loads(_core.json_schema())


def shipped_folder() -> Path:
    """Where the shipped scenarios are: beside this file when installed, at the root in a checkout."""
    installed = Path(__file__).parent / "scenarios"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "scenarios"


def shipped() -> pd.DataFrame:
    """The shipped scenarios. Index: name. Columns: title, description."""
    return titles(shipped_folder())


def presets(kind: str) -> pd.DataFrame:
    """The shipped presets of a kind: "regime", "referral" or "coordination". Index and columns as of `shipped`."""
    return titles(shipped_folder() / "presets" / kind)


def whole(what: str, value: Any, least: int = 0) -> int:
    """A whole number as the core takes it; anything else is an InputError that names `what`."""
    try:
        number = operator.index(value)
    except TypeError:
        raise InputError(f"{what} = {value!r}: expected a whole number") from None
    if not least <= number < 2**32:
        raise InputError(f"{what} = {number}: expected a whole number from {least} to {2**32 - 1}")
    return number


def field_rows(views: Iterable[_core.FieldView]) -> list[list[Any]]:
    """What a schema says of each field: FIELD_COLUMNS."""
    return [[", ".join(v.choices) if c == "choices" else getattr(v, c) for c in FIELD_COLUMNS] for v in views]


def titles(folder: Path) -> pd.DataFrame:
    """The title and description of each TOML file in a folder. Index: name, without its ending."""
    files = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.toml"))}
    rows = [[name, toml.get("title", ""), toml.get("description", "")] for name, toml in files.items()]
    return pd.DataFrame(rows, columns=["name", "title", "description"]).set_index("name")


def _day(day: Any) -> Any:
    """A date as scenario files write it, if it is one."""
    day = day.item() if isinstance(day, np.generic) else day
    return day.isoformat()[:10] if hasattr(day, "isoformat") else day


def plain(value: Any) -> Any:
    """A value as the core takes it: numpy's scalars, dates and sequences become Python's own numbers and texts."""
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (bool, int, float, str)):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, Iterable):
        return [str(plain(each)) for each in value]
    raise InputError(f"{value!r}: expected a number, a text, True, False, a date or a list of these")


def _table_confidence(text: str) -> Counter:
    """How many rows of a CSV table have each (confidence, source); none if it has no such column."""
    rows = csv.DictReader(text.splitlines())
    if "confidence" not in (rows.fieldnames or ()):
        return Counter()
    return Counter((row["confidence"], row.get("source", "")) for row in rows)
