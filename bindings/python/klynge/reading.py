"""Numbers in plain words: how they are rounded, and one sentence for each difference.

A difference is called clear when its 95 % interval does not hold 0. Whether a clear difference is better or worse
follows from the indicator's direction alone.
"""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

ALL = "all"
CLEAR = ("better", "worse", "lower", "higher")  # the verdicts on a difference whose interval does not hold 0
ONE_REPLICATION = "one replication: no interval"
NO_PAIR = "no pair finished"
NOT_IN_BOTH = "not measured in both"


def number(value: float, uncertainty: float = math.nan) -> str:
    """A number as exact as it is known: to the first digit of its uncertainty (half the width of its interval), to the
    second where that begins with 1; without an uncertainty to three digits."""
    if math.isnan(value):
        return "–"
    known = uncertainty > 1e-6 * abs(value)  # less is rounding
    if known:
        digits = math.ceil(math.log10(2 / uncertainty))
    else:
        digits = 2 - math.floor(math.log10(abs(value))) if value else 0
    shown = f"{value:,.{min(max(digits, 0), 6)}f}".replace("-", "−")
    return shown if any(digit in shown for digit in "123456789") else shown.lstrip("−")


def short(value: float) -> str:
    """A number of a single event, with two decimals at most: "4", "0.25"."""
    return f"{value:,.2f}".rstrip("0").rstrip(".").replace("-", "−")


def value_text(mean: float, low: float, high: float) -> str:
    """ "2.31 (2.20 to 2.42)" """
    half = (high - low) / 2
    return number(mean, half) + ("" if math.isnan(half) else f" ({number(low, half)} to {number(high, half)})")


def signed_text(difference: float, low: float, high: float) -> str:
    """ "−3.1 (−4.2 to −2.0)"; a rise has its plus sign."""

    def signed(value: float) -> str:
        return ("+" if value > 0 else "") + number(value, half)

    half = (high - low) / 2
    return signed(difference) + ("" if math.isnan(half) else f" ({signed(low)} to {signed(high)})")


def unit_of_difference(unit: str) -> str:
    """A difference of two percentages is in percentage points; one of two shares has no unit."""
    if unit.startswith("%"):
        return "percentage points"
    return "" if unit.startswith("share") else unit


def when(time: pd.Timestamp) -> str:
    """ "21 Jan 2024 12:00" """
    return f"{time.day} {time:%b %Y %H:%M}"


def verdict(low: float, high: float, direction: str) -> str:
    """What an interval of a difference says, given which way is better: "lower", "higher" or "neutral"."""
    if math.isnan(low):
        return ONE_REPLICATION
    if low == high == 0:
        return "no difference"
    if low <= 0 <= high:
        return "no clear difference"
    change = "lower" if high < 0 else "higher"
    if direction not in ("lower", "higher"):
        return change
    return "better" if change == direction else "worse"


def subject(row: Mapping[str, Any], title: str) -> str:
    """What a value is of: "Admissions", or of a part of the residents, "Admissions, Favrskov, 65+"."""
    return ", ".join([title, *(row[key] for key in ("municipality", "group") if row.get(key, ALL) != ALL)])


def sentence(row: Mapping[str, Any], title: str, arm: str, reference: str) -> str:
    """One sentence about one row of Study.difference or QueueingStudy.difference."""
    what, unit, said = subject(row, _inside_sentence(title)), row["unit"], row["verdict"]
    arm = capital(arm)
    half = (row["high"] - row["low"]) / 2
    less, more = _words(unit)

    def amount(value: float) -> str:
        return f"{number(abs(value), half)} {less if value < 0 else more}"

    if said in (NO_PAIR, NOT_IN_BOTH):
        return f"{arm}: {what} cannot be compared with {reference} ({said})."
    if said == "no difference":
        return f"{arm}: no difference in {what} from {reference} in any replication."
    in_unit = " ".join(filter(None, [number(abs(row["difference"]), half), unit_of_difference(unit)]))
    if said == "no clear difference":
        interval = f"95 % interval {amount(row['low'])} to {amount(row['high'])}"
        return f"{arm}: no clear difference in {what} from {reference} ({interval}; {unit})."
    if less == "fewer":
        change = f"{amount(row['difference'])} {what} {unit}"
    else:
        change = f"{what} {in_unit} {less if row['difference'] < 0 else more}"
    if said == ONE_REPLICATION:
        return f"{arm}: {change} than {reference} (one replication, so no interval)."
    near, far = sorted((abs(row["low"]), abs(row["high"])))
    interval = f"95 % interval {number(near, half)} to {number(far, half)} {less if row['difference'] < 0 else more}"
    return f"{arm}: {change} than {reference} ({interval}){': ' + said if said in ('better', 'worse') else ''}."


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _words(unit: str) -> tuple[str, str]:
    """Counted things are fewer or more, times shorter or longer, all else lower or higher."""
    if unit.startswith("per "):
        return "fewer", "more"
    return ("shorter", "longer") if unit in ("days", "hours", "minutes") else ("lower", "higher")


def _inside_sentence(title: str) -> str:
    """A title without its capital letter, unless it begins with an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
