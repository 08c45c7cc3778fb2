"""Where the ways of one resident part."""

import pandas as pd
import pytest

import klynge as kl

from .made_decisions import ARMS, decided_study
from .made_study import MadeScenario

PARTED = pd.Timestamp("2024-01-21 12:00")


@pytest.fixture
def decided():
    return decided_study()


def test_ways_part_at_the_first_decision_that_differs(decided):
    parted = decided.diverge(7)
    assert parted.arms == ARMS and parted.replication == 0
    assert parted.first.time == parted.decision.time == PARTED
    assert len(parted.together) == 3
    assert parted.first.did["level"].to_dict() == {"usual care": "ward", "LEON": "home nursing"}
    assert parted.decision.why["reason"].to_dict() == {"usual care": "visibility", "LEON": ""}
    unseen = parted.decision.alternatives.query("arm == 'usual care' and level == 'home nursing'")
    assert unseen["status"].tolist() == ["unseen"]


def test_paths_stand_side_by_side(decided):
    paths = decided.diverge(7).paths
    assert paths.index.name == "time" and paths.index.is_monotonic_increasing and len(paths) == 8
    assert paths.loc[PARTED, ("usual care", "level")] == "ward"
    assert paths.loc[PARTED, ("LEON", "level")] == "home nursing"
    assert paths[("LEON", "event")].tolist()[4:] == ["", "resolved", "", ""]
    assert paths[("usual care", "node")].iloc[4] == "Medical ward, Hospital"


def test_words_say_who_decided_and_what_stood_in_the_way(decided):
    said = decided.diverge(7).sentences
    assert said[0].endswith("the first decision that differs between usual care and LEON is of 21 Jan 2024 12:00.")
    assert said[1] == "Usual care: on 21 Jan 2024 12:00 general practice chooses ward (acute illness, urgent)."
    assert said[2].startswith(
        "Known: 50 % of what matters of the patient; the difficulty is taken for 0.70 and is 0.60;"
    )
    assert said[2].endswith("of free capacity elsewhere nothing.")
    assert said[3] == "The rule (own: the least expected cost to oneself) says so."
    assert "home nursing 3,000 DKK, helps 70 % after 0.5 days (unseen); ward 22,000 DKK" in said[4]
    assert said[5] == (
        "Home nursing would have been best for all, by 12,000 DKK; mostly in the way: levels that nobody thought of "
        "(visibility): home nursing."
    )
    assert said[6].startswith("LEON: on 21 Jan 2024 12:00 general practice chooses home nursing")
    assert said[-1] == "No level would have been better for all."


@pytest.mark.parametrize(
    ("reason", "detail"),
    [
        ("capacity", "ward 0.2 days expected, 0.3 true."),
        ("information", "ward was thought to help in 97 %, and does in 97 %."),
        ("own view", "to all, ward costs 14,800 DKK and home nursing 2,800."),
        ("mandate", "(mandate)."),
    ],
)
def test_each_reason_is_told_by_what_it_was(decided, reason, detail):
    decided._tables["decisions"] = decided._table("decisions").replace({"reason": {"visibility": reason}})
    assert decided.diverge(7).sentences[5].endswith(detail)


def test_a_rule_that_was_not_followed_is_said_not_to_be(decided):
    rows = decided._table("decisions")
    decided._tables["decisions"] = rows.assign(
        rule_level=rows["rule_level"].where(rows["day"] < 20, "outpatient clinic")
    )
    assert decided.diverge(7).sentences[3].endswith("says outpatient clinic, and is not followed.")


def test_ways_that_never_part_are_said_not_to(decided):
    same = decided.diverge(8)
    assert same.first is None and same.decision is None and len(same.together) == 3
    assert "nothing differs between usual care and LEON (3 events)" in same.summary
    assert "nothing differs" in repr(same) and "nothing" in same._repr_html_()


def test_somebody_to_look_at_is_named_where_no_decision_differs(decided):
    assert decided.diverge(8).suggested == [7] and decided.diverge(7).suggested == []
    assert decided.diverge(9).summary.endswith("Residents whose decisions differ: 7.")


def test_ways_may_part_by_something_else_than_a_decision(decided):
    parted = decided.diverge(9, arms=("LEON", "usual care"), replication=1)
    assert parted.arms == ["LEON", "usual care"] and parted.replication == 1
    assert parted.first.time == pd.Timestamp("2024-01-07") and parted.first.why.empty
    assert parted.first.did["time"].tolist() == [pd.Timestamp("2024-01-07"), pd.Timestamp("2024-01-10")]
    assert "LEON: letter arrives on 7 Jan 2024 00:00 (general practice, items: 3)." in parted.summary
    assert "no decision differs between LEON and usual care" in parted.sentences[0]


def test_the_same_choice_at_another_time_is_no_other_choice(decided):
    later = decided._table("decisions").copy()
    later.loc[(later["arm"] == "LEON") & (later["day"] == 1.5), "day"] = 1.6
    decided._tables["decisions"] = later
    assert decided.diverge(7).decision.time == PARTED and decided.diverge(8).decision is None
    assert decided.diverging()["decision"].tolist()[:2] == [PARTED, PARTED]


@pytest.mark.parametrize(("day", "why"), [(21.0, ARMS), (40.0, ["usual care"])])
def test_decisions_days_apart_are_not_about_the_same_thing(decided, day, why):
    later = decided._table("decisions").copy()
    later.loc[(later["arm"] == "LEON") & (later["day"] == 20.5), "day"] = day
    decided._tables["decisions"] = later
    parted = decided.diverge(7)
    assert parted.decision.time == PARTED and list(parted.decision.why.index) == why
    if day == 40.0:
        assert "LEON: no decision then; the next, on 10 Feb 2024 00:00, is for home nursing." in parted.sentences


def test_an_arm_without_a_later_decision_is_said_to_have_none(decided):
    rows = decided._table("decisions")
    decided._tables["decisions"] = rows[(rows["arm"] == "usual care") | (rows["day"] < 20)]
    assert "LEON: no decision then, nor later." in decided.diverge(7).sentences


def test_what_differs_before_the_first_decision_is_told_after_it(decided):
    rows = decided._table("journeys")
    earlier = (rows["arm"] == "LEON") & (rows["person"] == 7) & (rows["day"] == 1.5)
    decided._tables["journeys"] = rows.assign(day=rows["day"].mask(earlier, 1.25))
    said = decided.diverge(7).sentences
    assert said[-3] == "The first event that differs, after 1 that do not:"
    assert said[-1].startswith("LEON: level chosen on 2 Jan 2024 06:00")


def test_a_way_that_ends_earlier_parts_there(decided):
    rows = decided._table("journeys")
    decided._tables["journeys"] = rows[(rows["arm"] == "usual care") | (rows["day"] < 20)]
    parted = decided.diverge(7)
    assert parted.first.time == pd.Timestamp("2024-01-21") and list(parted.first.did.index) == ["usual care"]
    assert "LEON: nothing more happens." in parted.summary


def test_those_whose_decisions_differ_are_listed_first(decided):
    table = decided.diverging()
    columns = ["replication", "person", "decision", "point", *ARMS, "others", "regret", "time", "event"]
    assert list(table.columns) == columns and table.attrs["units"]["regret"] == "DKK"
    assert table["person"].tolist() == [7, 7, 8, 8] and table["replication"].tolist() == [0, 1, 0, 1]
    assert table["time"].iloc[:2].tolist() == [PARTED, PARTED] and table["time"].iloc[2:].isna().all()
    parted = table[["event", "point", *ARMS, "others", "regret"]].iloc[0].tolist()
    assert parted == ["level chosen", "acute illness", "ward", "home nursing", 1, -12_000]
    assert table[["event", "usual care", "others", "regret"]].iloc[2].tolist() == ["", "", 0, 0]


def test_the_most_regret_between_arms_comes_first(decided):
    rows = decided._table("decisions").copy()
    dear = (rows["arm"] == "LEON") & (rows["replication"] == 1) & (rows["person"] == 8)
    rows.loc[dear, ["used", "regret"]] = ["ward", 30_000.0]
    decided._tables["decisions"] = rows
    table = decided.diverging()
    assert table["person"].tolist() == [8, 7, 7, 8] and table["regret"].tolist()[:2] == [30_000, -12_000]


def test_without_any_decision_nobody_is_listed_as_deciding_otherwise(decided):
    decided._tables["decisions"] = decided._table("decisions").iloc[:0]
    table = decided.diverging()
    assert table["decision"].isna().all() and (table["others"] == 0).all() and table["person"].tolist() == [7, 7, 8, 8]
    assert decided.diverge(7).suggested == []


def test_a_decision_more_is_one_that_differs(decided):
    rows = decided._table("decisions")
    first = rows[(rows["arm"] == "LEON") & (rows["person"] == 8)].assign(day=1.0, used="self-care")
    decided._tables["decisions"] = pd.concat([first, rows], ignore_index=True)
    assert decided.diverging().set_index(["person", "replication"]).loc[(8, 0), "others"] == 1


def test_the_list_agrees_with_each_way(decided):
    listed = decided.diverging().query("replication == 0").set_index("person")
    for person in (7, 8):
        first = decided.diverge(person).first
        assert first is None if pd.isna(listed["time"][person]) else first.time == listed["time"][person]


def test_it_shows_itself(decided):
    parted = decided.diverge(7)
    assert (
        repr(parted) == "Divergence(person 7, replication 0, usual care and LEON: decisions part on 21 Jan 2024 12:00)"
    )
    shown = parted._repr_html_()
    assert "<table" in shown and "unseen" in shown and "12:00" in shown


def test_picture_has_a_lane_for_each_arm(decided, axes_closed):
    ax = decided.diverge(7).plot()
    ax.figure.canvas.draw()
    levels = ["self-care", "general practice", "home nursing", "ward"]
    assert [label.get_text() for label in ax.get_yticklabels()] == levels * 2
    assert [text.get_text() for text in ax.texts] == ARMS
    assert "Dashed" in ax.figure.get_supxlabel()


def test_picture_of_ways_that_never_part_can_go_beside_another(decided, axes_closed):
    import matplotlib.pyplot as plt

    _, both = plt.subplots(1, 2)
    assert decided.diverge(8).plot(ax=both[1]) is both[1] and not both[0].has_data()


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        (lambda study: study.diverge(7, arms=["LEON"]), "expected the names of two arms"),
        (lambda study: study.diverge(7, arms="LEON"), "expected the names of two arms"),
        (lambda study: study.diverge(7, arms=["LEON", "LEON"]), "expected the names of two arms"),
        (lambda study: study.diverge(7, arms=["LEON", "nobody"]), "'nobody': there is no such arm"),
        (lambda study: study.diverge(7, replication=3), "replication = 3"),
        (lambda study: study.diverge(10), "person = 10"),
    ],
)
def test_a_mistake_is_named(decided, attempt, message):
    with pytest.raises(kl.InputError, match=message):
        attempt(decided)


def test_arms_of_different_residents_cannot_part():
    study = decided_study([MadeScenario(), MadeScenario({"population.share": 0.5})])
    with pytest.raises(kl.InputError, match="have different residents, so nobody is in both"):
        study.diverging()


def test_a_study_of_one_arm_has_nothing_to_part(tiny):
    with pytest.raises(kl.InputError, match="needs two arms"):
        kl.run(tiny, 1, progress=False).diverge(1)
