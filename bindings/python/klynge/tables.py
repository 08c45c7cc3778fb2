"""A table of the core as a pandas DataFrame."""

from collections.abc import Mapping
from typing import Any

import pandas as pd


def frame(table: Mapping[str, Any]) -> pd.DataFrame:
    """The DataFrame of what klynge._core calls a table: same columns, same order.

    `attrs["units"]` and `attrs["meanings"]` map the names of columns to texts.
    """
    result = pd.DataFrame(table["columns"])
    result.attrs.update(units=table["units"], meanings=table["meanings"])
    return result
