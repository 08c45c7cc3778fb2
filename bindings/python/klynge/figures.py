"""A published figure's counterpart in the model: which rows of a study give it, and its value in each replication.

Validation and calibration both look up figures here, and share nothing else.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import pandas as pd

from .reading import ALL
from .results import Study
from .scenario import InputError, Scenario

WHERE = ("indicator", "reach", "sector", "group", "region")


@dataclass(frozen=True)
class Figure:
    """Either an indicator of a group of residents, or how large a share of a group had something in the last year.

    unit: the one that the published figure is in; the study must measure in the same.
    """

    indicator: str = ""
    reach: str = ""  # a column of the table `reach`: admitted, outpatient, gp, telephone, e_consultation
    sector: str = ALL
    group: str = ALL
    region: str = ""  # residents of its municipalities only; empty for all
    unit: str = "%"

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """From the keys of a row that name a figure."""
        figure = cls(**{key: row[key] for key in (*WHERE, "unit") if key in row})
        if bool(figure.indicator) == bool(figure.reach):
            raise InputError(f"{row.get('name', row)}: expected either an indicator or a reach")
        return figure

    def __str__(self) -> str:
        said = {key: getattr(self, key) for key in WHERE}
        return ", ".join(f"{key} {value!r}" for key, value in said.items() if value not in ("", ALL))


def values(figure: Figure, study: Study, arm: str) -> pd.Series:
    """The figure in each finished replication of an arm; empty where the study has no such rows.

    Raises InputError where the study measures it in another unit.
    """
    table = study.table("reach" if figure.reach else "indicators")
    rows = table[(table["arm"] == arm) & (table["group"] == figure.group)]
    if figure.reach:
        return _share(_in_region(rows, figure, study, arm), figure.reach)
    rows = rows[(rows["indicator"] == figure.indicator) & (rows["sector"] == figure.sector)]
    if rows.empty:
        return pd.Series(dtype=float)
    measured = study.catalogue.loc[(figure.indicator, figure.sector), "unit"]
    if measured != figure.unit:
        units = f"is measured in {measured!r}, but the published figure is in {figure.unit!r}"
        raise InputError(f"{figure.indicator}: {units}")
    if not figure.region:
        return rows[rows["municipality"] == ALL].set_index("replication")["value"]
    parts = _in_region(rows, figure, study, arm)
    some = parts[parts["numerator"] > 0]  # from numerator over denominator to the indicator's unit
    scale = (some["value"] * some["denominator"] / some["numerator"]).mean()
    sums = parts.groupby("replication")[["numerator", "denominator"]].sum()
    return (sums["numerator"] / sums["denominator"]).mul(scale).dropna()


def _in_region(rows: pd.DataFrame, figure: Figure, study: Study, arm: str) -> pd.DataFrame:
    """The rows of a region's municipalities, none unless all of them are there; without a region those of all residents
    together, where there are such."""
    if figure.region:
        region = municipalities(study[arm].scenario, figure.region)
        return rows[rows["municipality"].isin(region) & region.issubset(rows["municipality"])]
    together = rows["municipality"] == ALL
    return rows[together] if together.any() else rows


def _share(rows: pd.DataFrame, column: str) -> pd.Series:
    sums = rows.groupby("replication")[["residents", column]].sum()
    return 100 * sums[column] / sums["residents"]


def municipalities(scenario: Scenario, region: str) -> set[str]:
    """The municipalities of a region, in the scenario's own table."""
    return {row["name"] for row in table_rows(scenario, "tables.municipalities") if row["region"] == region}


def table_rows(scenario: Scenario, key: str) -> list[dict[str, str]]:
    """The rows of one of the scenario's CSV tables as texts."""
    return list(csv.DictReader(scenario.tables()[scenario[key]].splitlines()))
