"""What is fitted to what, and how: scenarios/calibration/targets.toml as Python has it."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .figures import Figure
from .scenario import WORST_FIRST, InputError, shipped_folder

METHOD = {"replications": int, "step": float, "looks": int, "rounds": int, "tolerance": float, "keep": float}
TARGET_KEYS = {"name", "indicator", "reach", "sector", "group", "value", "at_least", "unit", "weight", "source"}


@dataclass(frozen=True)
class Target:
    """A published figure. Only falling short of it counts if `at_least`."""

    name: str
    figure: Figure
    value: float
    weight: float
    at_least: bool
    source: str
    confidence: str

    def deviation(self, found: float) -> float:
        """Relative to the published figure; what `at_least` forgives is 0."""
        off = found / self.value - 1
        return min(off, 0.0) if self.at_least else off


@dataclass(frozen=True)
class Parameter:
    key: str
    least: float
    most: float


@dataclass(frozen=True)
class Plan:
    """targets.toml."""

    name: str
    targets: list[Target]
    parameters: list[Parameter]
    scenario: dict[str, Any]  # laid upon the scenario for the runs
    replications: int
    step: float
    looks: int
    rounds: int
    tolerance: float
    keep: float

    @classmethod
    def load(cls, where: str | os.PathLike | None = None) -> "Plan":
        """From a file, or the shipped one. Raises InputError with every problem that the file has."""
        file = shipped_folder() / "calibration" / "targets.toml" if where is None else Path(where)
        try:
            said = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise InputError(f"{file}: cannot be read: {error}") from None
        problems: list[str] = []
        method = said.get("method", {})
        for key, kind in METHOD.items():
            if not isinstance(method.get(key), (int, kind)) or not method[key] > 0:
                problems.append(f"method.{key} = {method.get(key)!r}: expected a number above 0")
        targets = [_target(row, at, problems) for at, row in enumerate(said.get("target", []), 1)]
        parameters = [_parameter(row, at, problems) for at, row in enumerate(said.get("parameter", []), 1)]
        for what, rows in (("target", targets), ("parameter", parameters)):
            if not rows:
                problems.append(f"[[{what}]]: expected at least one")
        if problems:
            raise InputError("; ".join(f"{file.name}: {problem}" for problem in problems))
        return cls(file.name, targets, parameters, said.get("scenario", {}), **{key: method[key] for key in METHOD})


def _target(row: Mapping[str, Any], at: int, problems: list[str]) -> Target | None:
    name = row.get("name") or f"target {at}"
    problems += [f"{name}: there is no key {key}" for key in sorted(row.keys() - TARGET_KEYS - {"confidence"})]
    problems += [f"{name}: has no {key}" for key in ("name", "unit", "source") if not row.get(key)]
    for key, least in (("value", 1e-9), ("weight", 0)):
        if not isinstance(row.get(key), (int, float)) or not row[key] >= least:
            expected = "a number above 0" if least else "a number, 0 or more"
            problems.append(f"{name}: {key} = {row.get(key)!r}: expected {expected}")
    if row.get("confidence") not in WORST_FIRST:
        problems.append(f"{name}: confidence = {row.get('confidence')!r}: expected one of {', '.join(WORST_FIRST)}")
    try:
        figure = Figure.of(row)
    except InputError as error:
        problems.append(str(error))
        return None
    said = (row.get(key) for key in ("value", "weight"))
    return Target(name, figure, *said, row.get("at_least", False), row.get("source", ""), row.get("confidence", ""))


def _parameter(row: Mapping[str, Any], at: int, problems: list[str]) -> Parameter | None:
    if row.keys() != {"key", "least", "most"} or not 0 < row["least"] < row["most"]:
        problems.append(f"parameter {row.get('key', at)}: expected key, least and most, 0 < least < most")
        return None
    return Parameter(**row)
