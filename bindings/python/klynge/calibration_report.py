"""What a calibration prints, and the two files it leaves: fitted.toml, a layer for scenarios, and fit.csv."""

import json
import math
import tempfile
from collections.abc import Iterator
from pathlib import Path

from . import reading
from .calibration import Fit
from .calibration_plan import Plan
from .scenario import InputError, Scenario

FITTED, FIT = "fitted.toml", "fit.csv"
HEADER = """\
# Multipliers of rates in the tables: the layer below baseline.toml. Written by `./dev calibrate`; edits are lost when
# it runs again. README.md says how they are found, fit.csv how well they fit.

"""


def require_layer(scenario: Scenario, plan: Plan) -> None:
    """A multiplier that a file above fitted.toml sets would be fitted in vain: InputError names each."""
    origins = scenario.fields()["origin"].reindex([each.key for each in plan.parameters]).dropna()
    above = [f"{key} ({origin})" for key, origin in origins.items() if FITTED not in origin]
    if above:
        raise InputError(f"set above {FITTED}, which therefore would change nothing: {', '.join(above)}")


def write(fit: Fit, folder: Path) -> list[Path]:
    """Both files, or neither; returns them."""
    texts = {folder / FITTED: fitted_toml(fit), folder / FIT: fit_csv(fit)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".klynge-", dir=folder) as hidden:
            for file, text in texts.items():
                Path(hidden, file.name).write_text(text, encoding="utf-8")
            for file in texts:
                Path(hidden, file.name).replace(file)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror or error}") from None
    return list(texts)


def fitted_toml(fit: Fit) -> str:
    """Each multiplier with its source, as a layer that a scenario can extend."""
    count = sum(target.weight > 0 for target in fit.plan.targets)
    source = json.dumps(f"fitted by ./dev calibrate to {count} published figures ({fit.plan.name})")
    said = f'source = {source}, confidence = "derived"'
    lines = [
        f"{row.key} = {{ value = {row.after!r}, unit = {json.dumps(row.unit)}, {said} }}"
        for row in fit.multipliers.itertuples()
    ]
    return HEADER + "\n".join(lines) + "\n"


def fit_csv(fit: Fit) -> str:
    columns = {"model": 5, "low": 5, "high": 5, "deviation": 3}  # digits: more would be luck
    table = fit.table.copy()
    for column, digits in columns.items():
        table[column] = [f"{value:.{digits}g}" if not math.isnan(value) else "" for value in table[column]]
    return table.rename(columns={"deviation": "deviation_percent"}).to_csv(index=False, lineterminator="\n")


def fit_rows(fit: Fit) -> Iterator[tuple[str, ...]]:
    """Of each target: name, unit, published, model, deviation, weight."""
    for row in fit.table.to_dict("records"):
        least = "> " if row["at_least"] else ""
        off = "–" if math.isnan(row["deviation"]) else f"{row['deviation']:+.1f} %".replace("-", "−")
        model = reading.value_text(row["model"], row["low"], row["high"])
        weight = f"{row['weight']:g}" if row["weight"] else "not fitted"
        yield row["target"], row["unit"], f"{least}{row['published']:g}", model, off, weight


def multiplier_rows(fit: Fit) -> Iterator[tuple[str, ...]]:
    for row in fit.multipliers.itertuples():
        yield row.key, f"{row.before:.4g}", f"{row.after:.4g}"


def summary(fit: Fit) -> str:
    """ "Loss 0.21, at first 1.4 (the weighted sum of squared relative deviations)." """
    first = f", at first {fit.losses[0]:.3g}" if len(fit.losses) > 1 else ""
    return f"Loss {fit.losses[-1]:.3g}{first} (the weighted sum of squared relative deviations)."
