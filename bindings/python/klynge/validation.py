"""Held against figures that the model was not fitted to: `klynge validate`.

The figures are those of scenarios/data/validation_targets.csv, which calibration never reads (a test sees to it).
validation_lines.toml says which number of the model belongs to each and what counts as a hit. A line is `hit` or `miss`
by the mean over replications, or `not modelled`, and then says why. Nothing here can change a scenario but its length.
"""

import csv
import math
import os
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from . import figures, reading, statistics
from .figures import Figure
from .report import made_from
from .results import Study
from .run import REPLICATIONS, SEED, run
from .scenario import InputError, Scenario, shipped_folder

HIT, MISS, NOT_MODELLED = VERDICTS = ("hit", "miss", "not modelled")
YEAR = 365  # days: what is counted "within a year" needs no less
FAR = 30  # km, of V22
EARTH = 6371.0  # km, mean radius


class Validation:
    """What came out of holding a scenario against published figures.

    `table`: a row a line with id, what, population, value (mean over replications) and its 95 % interval low to high,
    replications, unit, published (as text), least and most (the acceptance, missing where open), ours (whether we set
    it), acceptance (in the words of the collection), verdict, reason (why not modelled, or what to be careful about),
    source, confidence. `totals` counts the verdicts; `made_from` says what it rests on.
    """

    def __init__(self, table: pd.DataFrame, name: str, made_from: str):
        self.table = table
        self.name = name
        self.made_from = made_from

    @property
    def totals(self) -> dict[str, int]:
        counts = Counter(self.table["verdict"])
        return {verdict: counts[verdict] for verdict in VERDICTS}

    def save(self, path: str | os.PathLike) -> Path:
        """Write the page of `klynge validate --html`, whole or not at all."""
        from .validation_report import page

        file = Path(path)
        partial = file.with_name(f".{file.name}.partial")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(page(self), encoding="utf-8")
            partial.replace(file)
        except OSError as error:
            raise InputError(f"{file}: cannot be written: {error.strerror or error}") from None
        return file

    def __repr__(self) -> str:
        return f"Validation({self.name!r}: {', '.join(f'{count} {verdict}' for verdict, count in self.totals.items())})"

    def _repr_html_(self) -> str:
        from .validation_report import fragment

        return fragment(self)


def validate(
    what: Scenario | Study | str,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    workers: int | None = None,
    progress: bool | None = None,
) -> Validation:
    """Hold a scenario against published figures that it was not fitted to; a Study that is there is not run again.

    A scenario may also be named, as for `Scenario.load`. One of less than 365 counted days is run for 365. Other
    arguments as for `run`.
    """
    if isinstance(what, str):
        what = Scenario.load(what)
    if isinstance(what, Study):
        study = what
    elif isinstance(what, Scenario):
        study = run(_year_long(what), replications, seed, workers, progress)
    else:
        raise InputError(f"expected a Scenario, its name or a Study, not {what!r}")
    arm = study.arms[0]
    table = pd.DataFrame([_judged(line, study, arm) for line in lines()])
    return Validation(table, arm, made_from(study))


def lines() -> list[dict[str, Any]]:
    """The lines of validation_lines.toml, each with its row of validation_targets.csv."""
    file = Path(__file__).with_name("validation_lines.toml")
    said = tomllib.loads(file.read_text(encoding="utf-8"))["line"]
    targets = {row["id"]: row for row in csv.DictReader(targets_file().read_text(encoding="utf-8").splitlines())}
    if set(targets) != {line["id"] for line in said}:
        raise InputError(f"{file.name} and {targets_file().name}: expected the same targets, by id")
    return [{**targets[line["id"]], "target_unit": targets[line["id"]]["unit"], "unit": "", **line} for line in said]


def targets_file() -> Path:
    return shipped_folder() / "data" / "validation_targets.csv"


def _year_long(scenario: Scenario) -> Scenario:
    return scenario if scenario["run.days"] >= YEAR else scenario.with_({"run.days": YEAR})


def _judged(line: dict[str, Any], study: Study, arm: str) -> dict[str, Any]:
    least, most = line.get("least", math.nan), line.get("most", math.nan)
    found = _found(line, study, arm)
    row = statistics.interval(found.to_frame().T).iloc[0] if len(found) else None
    value = math.nan if row is None else row["mean"]
    verdict = _verdict(value, least, most)
    unit = ("%" if line.get("reach") else line["unit"]) or ""
    return {
        "id": line["id"],
        "what": line["what"],
        "population": line["population"],
        "value": value,
        "low": math.nan if row is None else row["low"],
        "high": math.nan if row is None else row["high"],
        "replications": 0 if row is None or line.get("check") in OF_PLACES else int(row["replications"]),
        "unit": unit,
        "published": line.get("published_text") or reading.number(line["published"]).removesuffix(".0"),
        "published_number": line.get("published", math.nan),
        "least": least,
        "most": most,
        "ours": line.get("ours", False),
        "acceptance": line["suggested_acceptance"],
        "verdict": verdict,
        "reason": line["without"] if verdict == NOT_MODELLED else line.get("caution", ""),
        "source": line["source"],
        "confidence": line["confidence"],
    }


def _verdict(value: float, least: float, most: float) -> str:
    if math.isnan(value):
        return NOT_MODELLED
    return MISS if value < least or value > most else HIT  # an open bound is NaN, which nothing passes


def _found(line: dict[str, Any], study: Study, arm: str) -> pd.Series:
    """The model's number in each replication; one where chance plays no part, none where there is no such number."""
    if check := line.get("check"):
        return CHECKS[check](study, arm)
    if not (line.get("indicator") or line.get("reach")):
        return pd.Series(dtype=float)
    row = {**line, "unit": "%"} if line.get("reach") else line
    return figures.values(Figure.of(row), study, arm).dropna()


def straightness(bed_days: pd.DataFrame) -> pd.Series:
    """R² of a straight line through the bed days (rows) of 0, 1, ..., 5 conditions (columns); 0 where they fall."""
    x = np.arange(bed_days.shape[1])
    r = bed_days.apply(lambda row: np.corrcoef(x, row)[0, 1] if row.std() > 0 else 0.0, axis="columns")
    return r.clip(lower=0) ** 2


def last_step(bed_days: pd.DataFrame) -> pd.Series:
    """How many mean steps of those before lie between the last two columns; missing unless bed days rise before."""
    first, before, last = bed_days.iloc[:, 0], bed_days.iloc[:, -2], bed_days.iloc[:, -1]
    step = (before - first) / (bed_days.shape[1] - 2)
    return ((last - before) / step.where(step > 0)).dropna()


def distances(scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
    """Of each municipality of the scenario's table: km from its main town to the nearest acute hospital in a straight
    line, and its residents."""
    towns = figures.table_rows(scenario, "tables.municipalities")
    hospitals = figures.table_rows(scenario, "tables.clusters")
    at = np.radians([[float(row["main_town_lat"]), float(row["main_town_lon"])] for row in towns])[:, None]
    to = np.radians([[float(row["lat"]), float(row["lon"])] for row in hospitals])[None]
    half = np.sin((at - to) / 2) ** 2  # of latitudes and longitudes: the haversine formula
    across = half[..., 0] + np.cos(at[..., 0]) * np.cos(to[..., 0]) * half[..., 1]
    km = 2 * EARTH * np.arcsin(np.sqrt(across))
    return km.min(axis=1), np.array([float(row["population"]) for row in towns])


def _bed_days(study: Study, arm: str, groups: list[str]) -> pd.DataFrame:
    """By replication (rows) and group (columns); without rows unless every group has some."""
    unit = "per 1,000 resident-years"
    columns = [figures.values(Figure("bed_days", group=group, unit=unit), study, arm) for group in groups]
    return pd.concat(columns, axis="columns", keys=groups).dropna()


def _straightness(study: Study, arm: str) -> pd.Series:
    table = _bed_days(study, arm, NUMBERS[:-1])
    return straightness(table) if len(table) else pd.Series(dtype=float)


def _last_step(study: Study, arm: str) -> pd.Series:
    table = _bed_days(study, arm, NUMBERS)
    return last_step(table) if len(table) else pd.Series(dtype=float)


def _mean_distance(study: Study, arm: str) -> pd.Series:
    km, residents = distances(study[arm].scenario)
    return pd.Series([np.average(km, weights=residents)])


def _far_away(study: Study, arm: str) -> pd.Series:
    km, residents = distances(study[arm].scenario)
    return pd.Series([100 * np.average(km > FAR, weights=residents)])


NUMBERS = ["0 conditions", "1 condition", *(f"{n} conditions" for n in range(2, 6)), "6+ conditions"]  # groups of residents
OF_PLACES = {"mean_distance", "far_away"}  # checks that need no run
CHECKS: dict[str, Callable[[Study, str], pd.Series]] = {
    "straightness": _straightness,
    "last_step": _last_step,
    "mean_distance": _mean_distance,
    "far_away": _far_away,
}
