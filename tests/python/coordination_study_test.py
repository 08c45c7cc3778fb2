"""What is told of decisions, ways and bounds, on runs of the real core: the tables agree with each other."""

import pandas as pd
import pytest

import klynge as kl

TABLES = ["decisions", "alternatives", "knowledge", "audit", "levels", "bound", "shadow_prices", "ties", "load"]
CHANGED = pd.Timestamp("2024-03-01")


@pytest.fixture(scope="module")
def base():
    return kl.Scenario.load("randers").with_({"population.share": 0.05, "run.warm_up_days": 28, "run.days": 90})


@pytest.fixture(scope="module")
def regimes(base):
    arms = {
        "separate": base.with_(regime="separate_sectors"),
        "again": base.with_(regime="separate_sectors"),
        "cluster": base.with_(regime="cluster_leadership"),
        "later": base.with_(regime="separate_sectors").change("cluster_leadership", start=CHANGED.date()),
    }
    return kl.compare(arms, replications=2, seed=11, progress=False)


def whole(study, indicator):
    rows = study.table("indicators")
    rows = rows[(rows["indicator"] == indicator) & (rows["municipality"] == "all") & (rows["group"] == "all")]
    return rows[rows["sector"] == "all"].set_index(["arm", "replication"])


def test_audit_adds_up_to_the_indicators(regimes):
    rows = regimes.table("audit").query("group == 'all'")
    sums = rows.groupby(["arm", "replication"])[["decisions", "regret"]].sum()
    right = rows[rows["reason"] == "none"].groupby(["arm", "replication"])["decisions"].sum()
    regret, adherence = whole(regimes, "leon_regret"), whole(regimes, "leon_adherence")
    assert sums["decisions"].min() > 100
    assert (sums["regret"] / sums["decisions"]).to_dict() == pytest.approx(regret["value"].to_dict())
    assert sums["decisions"].to_dict() == pytest.approx(regret["denominator"].to_dict())
    assert (100 * right / sums["decisions"]).to_dict() == pytest.approx(adherence["value"].to_dict())


def test_audit_levels_and_bound_count_the_same_decisions(regimes):
    keys = ["arm", "replication"]
    audited = regimes.table("audit").query("group == 'all'").groupby(keys)["decisions"].sum()
    assert regimes.table("levels").groupby(keys)["decisions"].sum().to_dict() == audited.to_dict()
    assert regimes.table("bound").groupby(keys)["tasks"].sum().to_dict() == audited.to_dict()


def test_the_bound_is_never_above_what_was_achieved(regimes):
    rows = regimes.table("bound")
    assert (rows["cheapest"] <= rows["achieved"] * (1 + 1e-9)).all()
    assert (regimes.bound()["gap"] >= 0).all()


def test_decisions_of_followed_residents_agree_with_their_alternatives(regimes):
    decisions, alternatives = regimes.table("decisions"), regimes.table("alternatives")
    taken = alternatives[alternatives["status"].isin(["chosen", "against the rule"])]
    keys = ["arm", "replication", "person", "day"]
    both = decisions.merge(taken, on=keys)
    assert len(both) == len(decisions) > 20 and (both["used"] == both["level"]).all()
    assert ((decisions["regret"] > 1e-6) == (decisions["reason"] != "")).all()


def test_an_arm_never_parts_from_itself(regimes):
    table = regimes.diverging(["separate", "again"])
    assert len(table) and table["time"].isna().all() and (table["others"] == 0).all()
    assert regimes.diverge(int(table["person"][0]), ["separate", "again"]).first is None


def test_ways_part_no_earlier_than_the_change(regimes):
    table = regimes.diverging(["separate", "later"])
    assert table["time"].notna().any() and (table["time"].dropna() >= CHANGED).all()
    from_the_start = regimes.diverging(["separate", "cluster"])
    assert from_the_start["time"].min() < CHANGED


def test_those_listed_first_have_a_decision_that_differs(regimes):
    table = regimes.diverging(["separate", "cluster"])
    differs = table["decision"].notna()
    assert differs.any() and differs.is_monotonic_decreasing
    assert (table.loc[differs, "others"] > 0).all() and (table.loc[~differs, "others"] == 0).all()
    row = table.iloc[0]
    parted = regimes.diverge(int(row["person"]), ["separate", "cluster"], int(row["replication"]))
    assert parted.decision.time == row["decision"] and "first decision that differs" in parted.sentences[0]
    assert "rule" in parted.summary and parted.suggested == []


def test_somebody_followed_by_running_again_decides_the_same(regimes):
    arm = regimes["cluster"]
    person = int(arm.decisions(replication=0)["person"].iloc[0])
    again = regimes._source.follow("cluster", 0, person, "decisions").reset_index(drop=True)
    recorded = regimes.table("decisions").query("arm == 'cluster' and replication == 0 and person == @person")
    pd.testing.assert_frame_equal(again, recorded.drop(columns=["arm", "replication"]).reset_index(drop=True))


def test_a_change_in_an_area_holds_there_only(base):
    area = base.with_(regime="separate_sectors").change("cluster_leadership", area="Randers")
    study = kl.run(area, 1, seed=11, progress=False)
    rules = study.table("decisions").groupby("rule").size()
    assert {"own", "net-benefit"} <= set(rules.index)
    rc = study["randers"].ties().groupby("municipality")["rc"].mean()
    assert rc["Randers"] > rc.drop("Randers").max() + 0.3


def test_knowledge_grows_older_until_something_new_is_known(regimes):
    arm = regimes["cluster"]
    person = int(arm.decisions(replication=0)["person"].iloc[0])
    knowledge = arm.knowledge(person)
    assert (knowledge["as_of"] <= knowledge["time"]).all()
    last = knowledge["time"].max()
    known = arm.known(person, last)
    assert known.min().min() >= 0 and known.notna().any().any()


def test_a_saved_study_has_the_same_tables(regimes, tmp_path):
    regimes.save(tmp_path)
    loaded = kl.Study.load(tmp_path)
    for name in TABLES:
        pd.testing.assert_frame_equal(loaded.table(name), regimes.table(name), check_dtype=False)
    assert loaded.audit_sentences() == regimes.audit_sentences()
    assert loaded.bound_sentences() == regimes.bound_sentences()
    pd.testing.assert_frame_equal(loaded.diverging(), regimes.diverging(), check_dtype=False)


def test_pictures_of_a_real_study_can_be_drawn(regimes, axes_closed):
    for ax in (regimes.plot_audit("sector"), regimes.plot_ties(), regimes.plot_load("hospital", "Randers")):
        ax.figure.canvas.draw()
