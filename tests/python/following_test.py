"""What a study tells of single residents: decisions, alternatives, and who knew what when."""

import numpy as np
import pandas as pd
import pytest

import klynge as kl
from klynge.levels import LEVELS

from .made_decisions import decided_study


@pytest.fixture
def usual():
    return decided_study()["usual care"]


def test_decisions_of_all_who_were_recorded(usual):
    all_of_them = usual.decisions()
    assert list(all_of_them.columns[:5]) == ["replication", "person", "time", "point", "by"]
    counts = all_of_them.groupby(["replication", "person"]).size()
    assert counts.to_dict() == {(0, 7): 2, (0, 8): 1, (1, 7): 2, (1, 8): 1}
    assert set(usual.decisions(replication=1)["replication"]) == {1}


def test_decisions_of_one_resident_have_the_same_columns(usual):
    of_seven = usual.decisions(7, replication=1)
    assert list(of_seven.columns) == list(usual.decisions().columns)
    assert of_seven["time"].tolist() == [pd.Timestamp("2024-01-02 12:00"), pd.Timestamp("2024-01-21 12:00")]
    assert set(of_seven["replication"]) == {1}


def test_a_resident_who_was_not_recorded_is_followed(usual):
    chosen = usual.decisions(9)
    assert chosen[["replication", "person", "reason"]].to_numpy().tolist() == [[0, 9, "habit"]]
    assert usual.alternatives(9).empty
    assert usual.journey(9)["event"].tolist() == ["falls ill", "level chosen", "letter arrives"]


def test_alternatives_are_in_the_order_of_the_run(usual):
    alternatives = usual.alternatives(7)
    assert list(alternatives.columns[:3]) == ["time", "level", "status"]
    assert alternatives["status"].tolist() == ["unseen", "chosen"]


def test_knowledge_has_times(usual):
    knowledge = usual.knowledge(7)
    assert list(knowledge.columns) == ["time", "holder", "item", "as_of"] and len(knowledge) == 5
    assert knowledge["as_of"].iloc[3] == pd.Timestamp("2024-01-11")


def test_the_newest_that_has_arrived_is_known(usual):
    items = ["diagnosis", "medication", "function", "social", "plan", "pending", "contact"]
    assert list(usual.known(7, 24.5).index) == items
    ages = {day: usual.known(7, day)["general practice"] for day in (1.0, 24.5, 25.0, 30.0)}
    assert ages[1.0].isna().all()
    assert ages[24.5]["medication"] == 23 and ages[25.0]["medication"] == 1
    assert ages[30.0]["medication"] == 6  # not 20: what came last was older
    assert np.isnan(ages[30.0]["plan"]) and ages[30.0]["diagnosis"] == 28.5


def test_a_moment_may_be_a_time_or_days(usual):
    assert usual.known(7, "2024-01-31").equals(usual.known(7, 30))
    assert usual.known(7, pd.Timestamp("2024-01-31")).loc["medication", "hospital"] == 6
    known = usual.known(7, 30)
    assert list(known.columns) == ["general practice", "municipality", "hospital", "shared plan"]
    assert known.attrs["units"]["shared plan"] == "days"


def test_tables_of_an_arm_are_tidy(usual):
    for name in ("bound", "shadow_prices", "ties", "load", "levels"):
        table = getattr(usual, name)()
        assert list(table.columns)[0] == "replication" and set(table["replication"]) == {0, 1}
    assert usual.shadow_prices()["price"].tolist() == [1200, 0, 1200, 0]


def test_levels_of_care_are_those_of_the_core(study):
    flows = study.table("flows")
    assert {*flows["from"], *flows["to"]} - {"outside care"} <= set(LEVELS)


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        (lambda arm: arm.decisions(10), "person = 10: expected a resident"),
        (lambda arm: arm.decisions("seven"), "person = 'seven': expected a whole number"),
        (lambda arm: arm.alternatives(7, replication=5), r"replication = 5: .* finished by usual care \(0, 1\)"),
        (lambda arm: arm.known(7, "soon"), "at = 'soon': expected a time, such as"),
        (lambda arm: arm.known(7, None), "at = None: expected"),
        (lambda arm: arm.known(7, 366), "at = 366: expected a moment of the run, 2024-01-01 to 2024-12-31"),
        (lambda arm: arm.known(7, "2023-12-31"), "expected a moment of the run"),
    ],
)
def test_a_mistake_is_named(usual, attempt, message):
    with pytest.raises(kl.InputError, match=message):
        attempt(usual)


def test_an_arm_without_a_finished_run_follows_nobody():
    study = decided_study()
    study._source.runs = study._source.runs.query("arm == 'LEON'")
    with pytest.raises(kl.InputError, match="usual care: no replication was finished"):
        study["usual care"].decisions(7)


def test_residents_to_follow_are_recorded(tiny):
    sample = set(kl.run(tiny, 1, seed=7, progress=False).table("journeys")["person"])
    asked = [person for person in range(200) if person not in sample]
    study = kl.run(tiny, 1, seed=7, progress=False, follow=asked)
    recorded = set(study.table("journeys")["person"])
    assert sample <= recorded and recorded & set(asked)
    with pytest.raises(kl.InputError, match="follow = -1"):
        kl.run(tiny, 1, follow=[-1])
    with pytest.raises(kl.InputError, match="expected the numbers of residents"):
        kl.run(tiny, 1, follow=7)


def test_someone_is_followed_once_for_all_tables(study, monkeypatch):
    recorded = set(study.table("journeys")["person"])
    somebody = next(person for person in range(1000) if person not in recorded)
    arm = study["LEON"]
    first = arm.journey(somebody)
    monkeypatch.setattr("klynge.finished._follow", lambda *_: pytest.fail("it ran again"))
    assert arm.journey(somebody).equals(first)
