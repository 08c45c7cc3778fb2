"""The audit of a study whose decisions are made by hand."""

import h5py
import numpy as np
import pytest
from matplotlib.colors import to_hex

import klynge as kl
from klynge import audit_words
from klynge.statistics import interval

from .made_decisions import decided_study, made_tables


@pytest.fixture
def decided():
    return decided_study()


def of(table, *key):
    return table.set_index(["arm", "reason"]).loc[key]


def test_shares_and_regret_per_decision_are_means_over_replications(decided):
    audit = decided.audit()
    seen = of(audit, "usual care", "visibility")
    assert seen["decisions"] == 25 and seen["share"] == 25 and seen["regret"] == 70_000
    assert seen["regret_per_decision"] == 700 and seen["effect_lost"] == 4.5
    half = 12.706 * np.std([20, 30], ddof=1) / np.sqrt(2)  # Student's t with one degree of freedom
    assert (seen["share_low"], seen["share_high"]) == pytest.approx((25 - half, 25 + half), rel=1e-4)
    assert of(audit, "LEON", "visibility")["decisions"] == 0


def test_reasons_add_up_to_all(decided):
    parts = decided.audit("sector").set_index(["sector", "arm", "reason"])[["decisions", "regret_per_decision"]]
    whole = parts.xs("all", level="reason")
    added = parts.drop("all", level="reason").groupby(["sector", "arm"]).sum()
    assert added.loc[whole.index].to_numpy() == pytest.approx(whole.to_numpy(), nan_ok=True)


def test_groups_overlap_so_that_all_are_not_their_sum(decided):
    assert of(decided.audit(), "LEON", "all")["decisions"] == 100
    groups = decided.audit("group")
    assert set(groups["group"]) == {"65+"}
    assert of(groups, "usual care", "visibility")["share"] == 50


def test_audit_of_one_arm_has_units(decided):
    audit = decided.audit(arm="LEON")
    assert set(audit["arm"]) == {"LEON"} and list(audit["reason"])[:2] == ["none", "habit"]
    assert audit.attrs["units"]["regret_per_decision_low"] == "DKK per decision"
    assert set(audit["replications"]) == {2}


def test_a_run_that_did_not_finish_counts_for_nothing(decided):
    decided._source.runs = decided._source.runs.query("arm == 'usual care' or replication == 0")
    for name in ("audit", "levels"):
        rows = decided._table(name)
        decided._tables[name] = rows[(rows["arm"] == "usual care") | (rows["replication"] == 0)]
    whole = of(decided.audit(), "LEON", "all")
    assert whole["replications"] == 1 and whole["regret"] == 10_000 and np.isnan(whole["regret_low"])
    assert "one replication, so no interval" in decided.audit_sentences()[-1]


def test_an_arm_without_a_finished_run_is_left_out(decided, axes_closed):
    decided._source.runs = decided._source.runs.query("arm == 'usual care'")
    for name in ("audit", "levels"):
        decided._tables[name] = decided._table(name).query("arm == 'usual care'")
    said = decided.audit_sentences()
    assert len(said) == 5 and "cannot be compared with usual care (no pair finished)" in said[-1]
    assert [label.get_text() for label in decided.plot_audit().get_yticklabels()] == ["Usual care"]


def test_sentences_say_what_was_wrong_and_why(decided):
    said = decided.audit_sentences("usual care")
    assert said[0].startswith("Usual care: of 100 decisions 55 (")
    assert "were for the best level of care, 30 for a higher one and 10 for a lower one." in said[0]
    assert said[0].endswith("Most often ward was chosen instead of home nursing (30 of 100).")
    assert "comes to 900" in said[1] and "DKK per decision" in said[1] and "0.09" in said[1]
    assert said[2] == (
        "Most of it (77.8 %) came from levels that nobody thought of (visibility), "
        "then 22.2 % from looking at one's own costs and risks only (own view)."
    )
    assert said[3].startswith("Who decided: of that cost arose 77.8 % in general practice (875 (")
    assert "22.2 % in hospital" in said[3]


def test_sentences_name_groups_that_had_decisions(decided):
    rows = decided._table("audit").replace({"group": {"65+": "2+ conditions"}})
    decided._tables["audit"] = rows
    said = decided.audit_sentences("usual care")
    assert said[4] == "For whom: 2,000 (2,000 to 2,000) DKK per decision for those with two conditions or more."


def test_it_shows_itself_rounded(decided):
    audit = decided.audit("sector")
    shown = repr(audit)
    assert "Regret (DKK per decision)" in shown and "_low" not in shown and "habit" not in shown
    assert "<table" in audit._repr_html_() and audit["share_low"].dtype == float
    assert "share" in repr(audit[["sector", "share"]])


def test_parts_are_put_side_by_side(decided):
    parts = audit_words.parts(decided.audit("sector"), "sector")
    first = parts.iloc[0]
    assert list(first[["Sector", "Arm", "Decisions", "Mostly from"]]) == [
        "general practice",
        "usual care",
        "80",
        "visibility 100 %",
    ]
    assert parts.loc[parts["Arm"] == "LEON", "Mostly from"].tolist() == ["", "information 100 %"]


def test_sentences_compare_with_the_first_arm(decided):
    said = decided.audit_sentences()
    assert len(said) == 9 and said[-1].startswith("LEON: ") and "regret per decision" in said[-1]
    assert interval(decided.audit().query("reason == 'all'")[["regret"]])["mean"].tolist() == [90_000, 12_000]


def test_an_arm_without_regret_is_said_to_be_without(decided):
    rows = decided._table("audit")
    decided._tables["audit"] = rows[rows["reason"] == "none"]
    assert decided.audit_sentences("LEON")[1] == "No decision cost more than the best level would have."


def test_picture_stacks_what_the_causes_cost(decided, axes_closed):
    ax = decided.plot_audit()
    ax.figure.canvas.draw()
    assert "DKK per decision" in ax.get_xlabel() and len(ax.figure.get_supxlabel()) > 20
    named = [handle.get_label() for handle in ax.containers if hasattr(handle, "patches")]
    assert named == ["Information", "Visibility", "Own view"]
    usual = [bar for bar in ax.patches if bar.get_y() < 0]
    assert sum(bar.get_width() for bar in usual) == pytest.approx(900)
    assert len({to_hex(bar.get_facecolor()) for bar in ax.patches}) == 3
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Usual care", "LEON"]


def test_picture_has_a_bar_for_each_part_and_arm(decided, axes_closed):
    labels = [label.get_text() for label in decided.plot_audit("sector").get_yticklabels()]
    assert labels[0] == "General practice, usual care" and len(labels) == 4


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        (lambda study: study.audit("colour"), "expected one of sector, municipality, group"),
        (lambda study: study.audit(arm="nobody"), "there is no such arm; expected one of usual care, LEON"),
        (lambda study: study.audit_sentences("nobody"), "there is no such arm"),
    ],
)
def test_a_mistake_is_named(decided, attempt, message):
    with pytest.raises(kl.InputError, match=message):
        attempt(decided)


def test_a_study_without_decisions_says_so(decided):
    decided._tables["audit"] = decided._table("audit").iloc[:0]
    with pytest.raises(kl.InputError, match="has no decisions to audit"):
        decided.audit()


def test_saved_tables_are_read_from_the_file(study, decided, tmp_path):
    with h5py.File(study.save(tmp_path), "r+") as file:
        for name, rows in made_tables().items():
            if name in file:
                del file[name]
            group = file.create_group(name, track_order=True)
            for column, values in rows.items():
                group[column] = values.to_numpy(object if values.dtype.kind not in "if" else None)
    loaded = kl.Study.load(tmp_path)
    shares = ["share", "share_low", "share_high", "regret_per_decision"]
    assert loaded.audit()[shares].to_numpy() == pytest.approx(decided.audit()[shares].to_numpy(), nan_ok=True)
    assert loaded["LEON"].decisions(7)["used"].tolist() == ["general practice", "home nursing"]
    assert loaded.diverge(7).decision.why.loc["usual care", "reason"] == "visibility"
