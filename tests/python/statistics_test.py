"""Intervals and paired differences, against scipy and against numbers worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import klynge as kl
from klynge import statistics
from klynge.report import summary
from klynge.results import Study

A = np.array([[3.0, 5.0, 4.0, 8.0], [1.0, 1.0, 1.0, 1.0]])
B = np.array([[2.0, 3.0, 4.0, 3.0], [1.0, 1.0, 1.0, 1.0]])


def test_interval_is_students():
    row = statistics.interval(pd.DataFrame(A)).iloc[0]
    expected = stats.ttest_1samp(A[0], 0).confidence_interval(0.95)
    assert (row["mean"], row["replications"]) == (5.0, 4)
    assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high))


def test_paired_difference_is_the_paired_t_test():
    row = statistics.paired(pd.DataFrame(A), pd.DataFrame(B)).iloc[0]
    expected = stats.ttest_rel(A[0], B[0]).confidence_interval(0.95)
    assert (row["mean"], row["reference"], row["difference"], row["replications"]) == (5.0, 3.0, 2.0, 4)
    assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high))


def test_variance_removed_by_hand():
    # Variances 14/3 and 2/3; differences 1, 2, 0, 5 have variance 14/3: pairing removed 1 - 14/16.
    removed = statistics.paired(pd.DataFrame(A), pd.DataFrame(B))["variance_removed"]
    assert removed.iloc[0] == pytest.approx(1 / 8)
    assert np.isnan(removed.iloc[1])  # nothing varied


def test_pairs_are_replications_that_both_have():
    values = pd.DataFrame([[1.0, np.nan, 3.0, 9.0]], columns=[0, 1, 2, 3])
    reference = pd.DataFrame([[0.0, 5.0, 1.0]], columns=[0, 1, 2])
    row = statistics.paired(values, reference).iloc[0]
    assert (row["replications"], row["difference"], row["mean"], row["reference"]) == (2, 1.5, 2.0, 0.5)


def test_one_replication_has_no_interval():
    row = statistics.interval(pd.DataFrame([[2.0]])).iloc[0]
    assert row["mean"] == 2 and np.isnan(row["low"]) and np.isnan(row["high"])


class Made:
    """A source with a table made by hand: waits by sector, and admissions of all and of the old."""

    arms = ["new", "old"]
    seed = 1
    replications = 4
    catalogue = pd.DataFrame(
        [
            ("wait", "hospital", "Wait in hospital", "days", "lower", 1),
            ("wait", "practice", "Wait in practice", "days", "lower", 0),
            ("admissions", "all", "Admissions", "per 1,000", "neutral", 1),
        ],
        columns=["indicator", "sector", "title", "unit", "direction", "headline"],
    ).set_index(["indicator", "sector"])
    runs = pd.DataFrame({"arm": ["new"] * 4 + ["old"] * 4, "replication": [0, 1, 2, 3] * 2, "hash": range(8)})

    def table(self, name):
        assert name == "indicators"
        values = {"new": A, "old": B}
        rows = [
            (arm, replication, indicator, sector, "all", group, scale * values[arm][row, replication])
            for arm in self.arms
            for replication in range(4)
            for indicator, sector, group, row, scale in [
                ("wait", "hospital", "all", 0, 1),
                ("wait", "practice", "all", 1, 1),
                ("admissions", "all", "all", 0, 10),
                ("admissions", "all", "65+", 0, 20),
            ]
        ]
        columns = ["arm", "replication", "indicator", "sector", "municipality", "group", "value"]
        return pd.DataFrame(rows, columns=columns)


def test_indicators_put_arms_side_by_side():
    table = Study(Made()).indicators(["admissions", "wait"])
    assert list(table["arm"]) == ["new", "old"] * 3
    assert list(table["sector"]) == ["all", "all", "hospital", "hospital", "practice", "practice"]
    assert list(table["mean"]) == [50, 30, 5, 3, 1, 1]
    assert list(table["unit"].unique()) == ["per 1,000", "days"]


def test_headline_indicators_are_those_of_the_catalogue():
    table = Study(Made()).indicators()
    assert list(zip(table["indicator"], table["sector"], strict=True))[::2] == [
        ("wait", "hospital"),
        ("admissions", "all"),
    ]


def test_difference_of_a_made_study():
    row = Study(Made()).difference("new", "old", by="group").iloc[0]
    assert (row["indicator"], row["group"], row["difference"]) == ("admissions", "65+", 40.0)
    expected = stats.ttest_rel(20 * A[0], 20 * B[0]).confidence_interval(0.95)
    assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high))
    assert row["verdict"] == "no clear difference"


def test_difference_takes_the_second_arm_and_the_first():
    study = Study(Made())
    assert study.difference().attrs == {"arm": "old", "reference": "new"}
    assert study.difference(reference="old").attrs == {"arm": "new", "reference": "old"}
    assert study.difference("new").attrs == {"arm": "new", "reference": "old"}


def test_one_arm_has_no_difference():
    made = Made()
    made.arms = ["new"]
    with pytest.raises(kl.InputError, match="needs two arms"):
        Study(made).difference()


def test_summary_finds_differences_by_what_they_are_of(monkeypatch):
    study = Study(Made())
    shuffled = study.difference().iloc[::-1].reset_index(drop=True)
    expected = summary(study)
    monkeypatch.setattr(study, "difference", lambda: shuffled)
    assert summary(study).equals(expected)
    monkeypatch.setattr(study, "difference", lambda: shuffled.iloc[:-1])  # the headline wait has no pair
    row = summary(study).iloc[0]
    assert (row["Difference (95 % interval)"], row["Reading"]) == ("–", "not measured in both")


FEE = 1976.13  # such that binary fractions do not cancel


class MadeLedger(Made):
    """The last run, of "old" in replication 3, was not finished; only "new" has a fee, and not in each replication."""

    runs = Made.runs.iloc[:-1]

    def table(self, name):
        assert name == "ledger"
        care = [(run.arm, run.replication, "region", 100.1 + run.replication) for run in self.runs.itertuples()]
        signs = {"region": 1, "state": -1}
        fees = [("new", r, payer, sign * FEE * r) for r in (1, 2, 3) for payer, sign in signs.items()]
        return pd.DataFrame(care + fees, columns=["arm", "replication", "payer", "amount"])


@pytest.mark.parametrize("sign", [1, -1])
def test_payers_rest_on_whole_pairs_and_no_posting_is_0(sign):
    table = Study(MadeLedger()).payers(*["new", "old"][::sign]).set_index("payer")
    assert list(table.index) == ["region", "state", "all"]
    assert set(table["replications"]) == {3}  # the half pair would be 103 DKK against nothing
    assert table["difference"].to_dict() == pytest.approx({"region": sign * FEE, "state": -sign * FEE, "all": 0})
    assert table.loc["state", ["mean", "reference"][::sign]].to_list() == pytest.approx([-FEE, 0])
    assert (table.loc["all", ["low", "high"]] == 0).all()


def test_payers_without_a_pair_have_no_difference(axes_closed):
    made = MadeLedger()
    made.runs = Made.runs.iloc[[0, 5]]  # replication 0 of one arm, 1 of the other
    study = Study(made)
    table = study.payers("new", "old")
    assert list(table["payer"].iloc[[0, -1]]) == ["region", "all"] and set(table["replications"]) == {0}
    assert table["difference"].isna().all()
    study.plot_payers("new", "old").figure.canvas.draw()


def test_an_arm_without_a_run_has_no_pair():
    class Half(Made):
        runs = Made.runs[Made.runs["arm"] == "new"]

        def table(self, name):
            return super().table(name).query("arm == 'new'")

    study = Study(Half())
    assert set(study.difference("new", "old")["verdict"]) == {"no pair finished"}
    assert all("no pair finished" in sentence for sentence in study.sentences("new", "old"))
    assert set(summary(study)["Reading"]) == {"no pair finished"} and set(summary(study)["old"]) == {"–"}
