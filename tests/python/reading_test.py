"""What the plain sentences say."""

import math

import pytest

from klynge import reading

DELAYED = {"title": "Delayed bed days", "unit": "per 1,000 resident-years", "direction": "lower"}
WAIT = {"title": "Wait for municipal care", "unit": "days", "direction": "lower"}
GP = {"title": "GP contacts", "unit": "per resident-year", "direction": "neutral"}
HANDOVERS = {"title": "Failed handovers", "unit": "% of handovers", "direction": "lower"}
INFORMATION = {"title": "Information at decisions", "unit": "share, 0-1", "direction": "higher"}


def sentence(about, difference, low, high, municipality="all", group="all"):
    row = {"municipality": municipality, "group": group, "difference": difference, "low": low, "high": high}
    row |= {"unit": about["unit"], "verdict": reading.verdict(low, high, about["direction"])}
    return reading.sentence(row, about["title"], "cluster leadership", "usual care")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            sentence(DELAYED, -3.1, -4.2, -2.0),
            "Cluster leadership: 3.1 fewer delayed bed days per 1,000 resident-years than usual care "
            "(95 % interval 2.0 to 4.2 fewer): better.",
        ),
        (
            sentence(WAIT, 0.5, 0.1, 0.9, group="65+"),
            "Cluster leadership: wait for municipal care, 65+ 0.5 days longer than usual care "
            "(95 % interval 0.1 to 0.9 longer): worse.",
        ),
        (
            sentence(GP, 0.5, 0.1, 0.9),
            "Cluster leadership: 0.5 more GP contacts per resident-year than usual care "
            "(95 % interval 0.1 to 0.9 more).",
        ),
        (
            sentence(HANDOVERS, -2.0, -3.0, -1.0),
            "Cluster leadership: failed handovers 2.0 percentage points lower than usual care "
            "(95 % interval 1.0 to 3.0 lower): better.",
        ),
        (
            sentence(INFORMATION, 0.02, 0.01, 0.03),
            "Cluster leadership: information at decisions 0.020 higher than usual care "
            "(95 % interval 0.010 to 0.030 higher): better.",
        ),
        (
            sentence(DELAYED, -1.0, -3.0, 1.0),
            "Cluster leadership: no clear difference in delayed bed days from usual care "
            "(95 % interval 3 fewer to 1 more; per 1,000 resident-years).",
        ),
        (
            sentence(DELAYED, 0.0, 0.0, 0.0, municipality="Favrskov"),
            "Cluster leadership: no difference in delayed bed days, Favrskov from usual care in any replication.",
        ),
        (
            sentence(WAIT, -0.5, math.nan, math.nan),
            "Cluster leadership: wait for municipal care 0.500 days shorter than usual care "
            "(one replication, so no interval).",
        ),
    ],
)
def test_sentence(said, expected):
    assert said == expected


@pytest.mark.parametrize(
    ("low", "high", "direction", "expected"),
    [
        (-2, -1, "lower", "better"),
        (-2, -1, "higher", "worse"),
        (1, 2, "higher", "better"),
        (1, 2, "lower", "worse"),
        (1, 2, "neutral", "higher"),
        (-2, -1, "neutral", "lower"),
        (-1, 1, "lower", "no clear difference"),
        (0, 1, "lower", "no clear difference"),
        (0, 0, "lower", "no difference"),
        (math.nan, math.nan, "lower", "one replication: no interval"),
    ],
)
def test_verdict(low, high, direction, expected):
    assert reading.verdict(low, high, direction) == expected


@pytest.mark.parametrize(
    ("value", "uncertainty", "expected"),
    [
        (12345.678, 250.0, "12,346"),
        (3.14159, 0.12, "3.14"),
        (3.14159, math.nan, "3.14"),
        (-0.004, 1.0, "0.0"),
        (-0.5, 0.1, "−0.50"),
        (0.0, math.nan, "0"),
        (18.0, 1e-15, "18.0"),
        (math.nan, 1.0, "–"),
    ],
)
def test_number_is_rounded_to_what_is_known(value, uncertainty, expected):
    assert reading.number(value, uncertainty) == expected
