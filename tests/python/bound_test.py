"""What was achieved beside the bound, and the weekly pictures, of a study made by hand."""

import pytest

import klynge as kl

from .made_decisions import decided_study


@pytest.fixture
def decided():
    return decided_study()


def test_the_gap_is_per_decision(decided):
    bound = decided.bound()
    assert bound["arm"].tolist() == ["usual care", "LEON"] and set(bound["replications"]) == {2}
    first = bound.iloc[0]
    assert first["decisions"] == 90 and first["unplaced"] == 2
    assert [first[name] for name in ("achieved", "cheapest")] == pytest.approx([9e5 / 90, 7e5 / 90])
    assert first["gap"] == pytest.approx(2e5 / 90) and first["gap_share"] == pytest.approx(200 / 9)
    assert bound.attrs["units"]["gap_low"] == "DKK per decision"


def test_areas_and_months_have_rows_of_their_own(decided):
    assert decided.bound("area", arm="LEON")[["area", "arm"]].to_numpy().tolist() == [["Hospital", "LEON"]]
    assert decided.bound("month")["month"].tolist() == [0, 0]


def test_a_run_that_did_not_finish_counts_for_nothing(decided):
    decided._source.runs = decided._source.runs.query("arm == 'usual care'")
    decided._tables["bound"] = decided._table("bound").query("arm == 'usual care'")
    bound = decided.bound().set_index("arm")
    assert bound.loc["LEON", "replications"] == 0 and bound["gap"].isna().tolist() == [False, True]
    assert not any(sentence.startswith("LEON") for sentence in decided.bound_sentences())


def test_sentences_say_the_gap_and_what_is_scarce(decided):
    said = decided.bound_sentences("usual care")
    assert said[0].startswith("Usual care: the levels chosen cost 10,000 ") and said[0].endswith("DKK or 22.2 % less.")
    assert said[1] == "2 decisions would have found no room in it."
    assert said[2] == (
        "Room for one more patient would have saved most in ward, Hospital: 1,200 DKK on average, and something in "
        "100 % of months."
    )


def test_sentences_say_when_nothing_is_scarce(decided):
    decided._tables["shadow_prices"] = decided._table("shadow_prices").assign(price=0.0)
    assert decided.bound_sentences("LEON")[-1] == "No capacity stood in the way of a cheaper allocation."


def test_weekly_pictures_have_a_line_for_each_arm(decided, axes_closed):
    ties, load = decided.plot_ties(), decided.plot_load(municipality="Near")
    assert [line.get_label() for line in ties.lines] == ["usual care", "LEON"]
    assert ties.lines[0].get_ydata().tolist() == [2.8] and "1-5" in ties.get_ylabel()
    assert load.lines[0].get_ydata() == pytest.approx([100 * 9 / 8]) and "Near" in load.figure.get_suptitle()
    for ax in (ties, load):
        ax.figure.canvas.draw()
        assert "95 %" in ax.figure.get_supxlabel()


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        (lambda study: study.bound("colour"), "by = 'colour': expected area or month"),
        (lambda study: study.bound(arm="nobody"), "there is no such arm"),
        (lambda study: study.plot_ties("love"), "tie = 'love': expected one of hospital and municipality"),
        (lambda study: study.plot_load("church"), "sector = 'church': expected one of municipality"),
        (lambda study: study.plot_load(municipality="Atlantis"), "municipality = 'Atlantis': expected one of Near"),
    ],
)
def test_a_mistake_is_named(decided, attempt, message):
    with pytest.raises(kl.InputError, match=message):
        attempt(decided)
