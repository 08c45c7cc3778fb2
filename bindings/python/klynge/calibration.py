"""Fitting the multipliers of a scenario to published figures: `klynge calibrate`, `./dev calibrate`.

scenarios/calibration/targets.toml says which multipliers, which figures and how; README.md beside it says the method.
All points are run with the same people and the same luck. The figures that `klynge validate` judges by are never read.
"""

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from . import statistics
from .calibration_plan import Plan, Target
from .figures import values
from .results import Study
from .run import SEED, compare
from .scenario import InputError, Scenario

Compare = Callable[..., Study]


@dataclass(frozen=True)
class Fit:
    """`table`: a row a target with target, group, published, unit, model, low, high, deviation (%), weight, confidence,
    source. `multipliers`: a row a parameter with key, before, after, unit. `losses`: before and after, or only one."""

    table: pd.DataFrame
    multipliers: pd.DataFrame
    losses: list[float]
    plan: Plan


def check(
    scenario: Scenario,
    plan: Plan | None = None,
    seed: int = SEED,
    workers: int | None = None,
    progress: bool | None = None,
    run: Compare = compare,
) -> Fit:
    """How far off the published figures a scenario is as it stands. What the study does not measure stays missing."""
    plan = plan or Plan.load()
    found = _Model(scenario, plan, seed, workers, progress, run, strict=False).measured([{}])[0]
    deviations = _deviations(plan, found.mean(axis="columns").to_numpy())
    return Fit(_table(plan, found), _multipliers(scenario, plan, None), [float(np.nansum(deviations**2))], plan)


def calibrate(
    scenario: Scenario,
    plan: Plan | None = None,
    seed: int = SEED,
    workers: int | None = None,
    progress: bool | None = None,
    run: Compare = compare,
) -> Fit:
    """Find the multipliers that bring a scenario nearest to the published figures.

    The table is of runs with another seed than the fit's, so that it does not flatter itself. Raises InputError with
    every target that the study does not measure and every parameter that the scenario does not have, and
    KeyboardInterrupt when it is stopped.
    """
    from scipy.optimize import least_squares  # here, because it takes longer to import than all the rest

    plan = plan or Plan.load()
    multipliers = _multipliers(scenario, plan, None)
    bounds = np.log([[each.least, each.most] for each in plan.parameters]).T
    start = np.clip(np.log(multipliers["before"].to_numpy(float)), *bounds)
    search = _Search(_Model(scenario, plan, seed, workers, progress, run), plan)
    how = {"bounds": tuple(bounds), "ftol": plan.tolerance, "xtol": plan.tolerance, "max_nfev": plan.rounds}
    x = start
    for _ in range(plan.looks):
        search.forget()
        x = least_squares(search.residuals, x, jac=search.jacobian, **how).x
    losses = [float(np.sum(search.residuals(each)[: len(plan.targets)] ** 2)) for each in (start, x)]
    after = {each.key: _rounded(math.exp(at)) for each, at in zip(plan.parameters, x, strict=True)}
    found = _Model(scenario, plan, seed + 1, workers, progress, run).measured([after])[0]
    return Fit(_table(plan, found), _multipliers(scenario, plan, after), losses, plan)


class _Model:
    """What the model gives for the targets at points, which are settings of multipliers: one study for all of them."""

    def __init__(
        self,
        scenario: Scenario,
        plan: Plan,
        seed: int,
        workers: int | None,
        progress: bool | None,
        run: Compare,
        strict: bool = True,
    ):
        self._scenario = scenario
        self._plan = plan
        self._how = {"replications": plan.replications, "seed": seed, "workers": workers, "progress": progress}
        self._run = run
        self._strict = strict  # whether a target that is fitted to must be measured
        self.silent = progress is False

    def measured(self, points: Sequence[Mapping[str, float]]) -> list[pd.DataFrame]:
        """Of each point the targets (rows) by replication (columns); NaN where the study does not measure one."""
        arms = {f"point {at}": self._scenario.with_({**self._plan.scenario, **each}) for at, each in enumerate(points)}
        study = self._run(arms, **self._how)
        if study.interrupted:
            raise KeyboardInterrupt
        problems: list[str] = []
        found = [self._of(study, arm, problems) for arm in arms]
        if problems and self._strict:
            raise InputError("; ".join(f"{self._plan.name}: {problem}" for problem in dict.fromkeys(problems)))
        return found

    def _of(self, study: Study, arm: str, problems: list[str]) -> pd.DataFrame:
        return pd.DataFrame(
            [self._row(target, study, arm, problems) for target in self._plan.targets],
            index=[target.name for target in self._plan.targets],
            columns=range(self._plan.replications),
        ).astype(float)

    def _row(self, target: Target, study: Study, arm: str, problems: list[str]) -> list[float]:
        problem = f"{target.name}: the study has no rows of {target.figure}"
        try:
            row = values(target.figure, study, arm)
        except InputError as error:
            row, problem = pd.Series(dtype=float), f"{target.name}: {error}"
        if len(row) == self._plan.replications and row.notna().all():
            return list(row.sort_index())
        if target.weight:
            problems.append(problem)
        return [math.nan] * self._plan.replications


class _Search:
    """Residuals and their Jacobian on the logarithms of the multipliers.

    A look sees the Jacobian by finite differences; each later point mends it in the direction it was reached by.
    """

    def __init__(self, model: _Model, plan: Plan):
        self._model = model
        self._plan = plan
        self._most = np.log([each.most for each in plan.parameters])
        self._known: dict[bytes, np.ndarray] = {}
        self._seen: tuple[np.ndarray, np.ndarray] | None = None  # where the Jacobian was last mended, and itself

    def residuals(self, x: np.ndarray) -> np.ndarray:
        if x.tobytes() not in self._known:
            self._known[x.tobytes()] = self._at([x])[0]
            self._say(x)
        return self._known[x.tobytes()]

    def forget(self) -> None:
        """The next Jacobian is looked at anew."""
        self._seen = None

    def jacobian(self, x: np.ndarray) -> np.ndarray:
        here = self.residuals(x)
        if self._seen is None:
            steps = np.where(x + self._plan.step > self._most, -self._plan.step, self._plan.step)
            jacobian = (np.array(self._at([x + step for step in np.diag(steps)])) - here).T / steps
        else:
            before, jacobian = self._seen
            dx = x - before
            missed = here - self.residuals(before) - jacobian @ dx
            jacobian = jacobian + np.outer(missed, dx) / max(dx @ dx, 1e-12)
        self._seen = x.copy(), jacobian
        return jacobian

    def _at(self, points: Sequence[np.ndarray]) -> list[np.ndarray]:
        keys = [each.key for each in self._plan.parameters]
        found = self._model.measured([dict(zip(keys, np.exp(x).tolist(), strict=True)) for x in points])
        means = (each.mean(axis="columns").to_numpy() for each in found)
        pairs = zip(means, points, strict=True)
        return [np.append(_deviations(self._plan, mean), self._plan.keep * x) for mean, x in pairs]

    def _say(self, x: np.ndarray) -> None:
        off = self._known[x.tobytes()][: len(self._plan.targets)]
        if self._model.silent:
            return
        print(f"point {len(self._known)}: loss {np.sum(off**2):.4g}", file=sys.stderr, flush=True)


def _deviations(plan: Plan, found: np.ndarray) -> np.ndarray:
    """Relative deviations, each times the root of its weight, so that the sum of their squares is the loss."""
    pairs = zip(plan.targets, found, strict=True)
    return np.array([math.sqrt(t.weight) * t.deviation(value) if t.weight else 0.0 for t, value in pairs])


def _multipliers(scenario: Scenario, plan: Plan, after: Mapping[str, float] | None) -> pd.DataFrame:
    fields = scenario.fields()
    unknown = [each.key for each in plan.parameters if each.key not in fields.index]
    if unknown:
        raise InputError(f"{plan.name}: the scenario has no field {', '.join(unknown)}")
    rows = [(each.key, scenario.number(each.key), fields.loc[each.key, "unit"]) for each in plan.parameters]
    table = pd.DataFrame(rows, columns=["key", "before", "unit"])
    if not (table["before"] > 0).all():
        raise InputError(f"{plan.name}: expected multipliers above 0: {', '.join(table.query('~(before > 0)')['key'])}")
    table.insert(2, "after", table["before"] if after is None else table["key"].map(after))
    return table


def _table(plan: Plan, found: pd.DataFrame) -> pd.DataFrame:
    intervals = statistics.interval(found)
    rows = [
        {
            "target": target.name,
            "group": target.figure.group,
            "published": target.value,
            "unit": target.figure.unit,
            "model": row.mean,
            "low": row.low,
            "high": row.high,
            "deviation": 100 * (row.mean / target.value - 1),
            "weight": target.weight,
            "at_least": target.at_least,
            "confidence": target.confidence,
            "source": target.source,
        }
        for target, row in zip(plan.targets, intervals.itertuples(), strict=True)
    ]
    return pd.DataFrame(rows)


def _rounded(value: float) -> float:
    """To four digits: more would be luck."""
    return float(f"{value:.4g}")
