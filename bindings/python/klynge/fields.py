"""The fields of a scenario, and what its changes say, as tables: made from what the core describes (`FieldView`)."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

COLUMNS = ["unit", "meaning", "type", "confidence", "source", "origin"]


def value_of(view: Any) -> Any:
    """The value of a field as Python has it."""
    if view.type == "number":
        return view.number
    if view.type == "whole number":
        return int(view.number)
    if view.type == "yes or no":
        return view.value in ("yes", "true")
    return view.value


def described(views: Iterable[Any], prefix: str = "") -> pd.DataFrame:
    """A row for each field. Index: key. Columns: value, unit, meaning, type, confidence, source, origin."""
    rows = [[prefix + view.key, value_of(view), *(getattr(view, column) for column in COLUMNS)] for view in views]
    result = pd.DataFrame(rows, columns=["key", "value", *COLUMNS]).set_index("key")
    return result.assign(value=pd.Series([row[1] for row in rows], result.index, dtype=object))


def with_changes(own: Iterable[Any], changes: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """Fields of a scenario, then those that its changes say, as `change[0].decide.rule`. Columns: as of `described`."""
    tables = [described(own)]
    for number, views in enumerate(changes):
        if said := [view for view in views if view.origin]:
            tables.append(described(said, f"change[{number}]."))
    return pd.concat(tables)


def listed(own: Iterable[Any], changes: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """A row for each change. Columns: area, from, regime, differs; see `Scenario.changes`."""
    before = {view.key: view.value for view in own}
    rows = []
    for views in changes:
        change = {view.key: view.value for view in views}
        switches = [view for view in views if "." in view.key and view.value != before[view.key]]
        differs = {view.key: value_of(view) for view in switches}
        rows.append([change["area"], change["from"], change["regime"], differs])
    return pd.DataFrame(rows, columns=["area", "from", "regime", "differs"]).rename_axis("change")
