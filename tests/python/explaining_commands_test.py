"""The commands that ask why: what they print and which mistakes they name. The study that they run is made by hand."""

import pytest

import klynge as kl

from .made_decisions import decided_study

REGIMES = ["--regimes", "separate_sectors", "cluster_leadership"]


@pytest.fixture
def asked(monkeypatch):
    """What kl.compare is asked for; it answers with the study made by hand."""
    calls = []

    def compare(arms, **how):
        calls.append((list(arms), how))
        return decided_study()

    monkeypatch.setattr(kl, "compare", compare)
    return calls


def test_audit_prints_a_table_and_sentences(klynge, asked, tmp_path):
    code, printed, errors = klynge("audit", "baseline", "--replications", 3, "--out", tmp_path / "deep")
    assert (code, errors) == (0, "")
    heading, *rows = printed.splitlines()
    assert heading.split()[:2] == ["Arm", "Reason"] and "Regret (DKK per decision)" in heading
    assert any(row.split()[:3] == ["usual", "care", "visibility"] for row in rows)
    assert all(sentence in printed for sentence in decided_study().audit_sentences())
    assert all(sentence in printed for sentence in decided_study().bound_sentences())
    assert "Cheapest (DKK per decision)" in printed
    assert {file.name for file in (tmp_path / "deep").iterdir()} == {"study.h5", "audit.png"}
    assert asked == [(["baseline"], {"replications": 3, "seed": 2026, "workers": None})]


def test_audit_can_be_split_and_set_two_regimes_side_by_side(klynge, asked):
    printed = klynge("audit", "baseline", "--by", "sector", *REGIMES)[1]
    heading, first, *_ = printed.splitlines()
    assert heading.split()[:3] == ["Sector", "Arm", "Decisions"] and "visibility 100 %" in first
    assert asked[0][0] == ["separate sectors", "cluster leadership"]


def test_journey_prints_the_way_and_who_knew_what(klynge, asked):
    code, printed, _ = klynge("journey", "baseline", 7)
    assert code == 0 and asked[0][1] == {"replications": 1, "seed": 2026, "follow": [7]}
    assert "Medical ward, Hospital" in printed and "0.25 days waited" in printed
    assert "visibility" in printed and "12,000" in printed
    assert "Age in days on 31 Jan 2024 00:00" in printed
    assert any(row.split() == ["medication", "6.00", "–", "6.00", "–"] for row in printed.splitlines())


def test_journey_takes_a_moment(klynge, asked):
    printed = klynge("journey", "baseline", 7, "--at", "2024-01-25 12:00")[1]
    assert any(row.split() == ["medication", "23.0", "–", "0.500", "–"] for row in printed.splitlines())


def test_journey_of_somebody_for_whom_nothing_was_chosen_says_so(klynge, asked, monkeypatch):
    study = decided_study()
    study._tables["decisions"] = study._table("decisions").query("person != 8")
    monkeypatch.setattr(kl, "compare", lambda arms, **how: study)
    assert "No level of care had to be chosen for this resident." in klynge("journey", "baseline", 8)[1]


def test_diverge_leads_with_the_first_decision_that_differs(klynge, asked):
    code, printed, _ = klynge("diverge", "baseline", 7, *REGIMES)
    assert code == 0 and asked[0] == (["separate sectors", "cluster leadership"], {**asked[0][1], "follow": [7]})
    said = decided_study().diverge(7).sentences
    assert printed.splitlines()[: len(said)] == said
    rows = [" ".join(row.split()) for row in printed.splitlines()[len(said) :]]
    assert "usual care home nursing unseen 70 (80) 0.5 (0.5) 3,000 (2,800)" in rows
    assert "2024-01-21 12:00:00 level chosen (ward) level chosen (home nursing)" in rows


def test_diverge_shows_a_month_before_and_after_the_decision(klynge, asked, monkeypatch):
    study = decided_study()
    rows = study._table("journeys")
    study._tables["journeys"] = rows.assign(day=rows["day"].mask(rows["day"] == 30, 90))
    monkeypatch.setattr(kl, "compare", lambda arms, **how: study)
    printed = klynge("diverge", "baseline", 7, *REGIMES)[1]
    assert "letter arrives" not in printed and "30 days before and after that decision" in printed


def test_diverge_without_a_person_says_whom_to_look_at(klynge, asked):
    rows = klynge("diverge", "baseline", *REGIMES)[1].splitlines()
    assert asked[0][1]["follow"] == []
    assert rows[1].split()[:2] == ["7", "2024-01-21"] and rows[1].split()[-2:] == ["1", "−12,000"]
    assert not any(row.startswith("8") for row in rows)


def test_diverge_without_anybody_to_look_at_says_so(klynge, asked, monkeypatch):
    study = decided_study()
    study._tables["decisions"] = study._table("decisions").query("person == 8")
    monkeypatch.setattr(kl, "compare", lambda arms, **how: study)
    assert "For none of the residents" in klynge("diverge", "baseline", *REGIMES)[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["audit", "baseline", "--by", "colour"], "expected one of sector, municipality, group"),
        (["audit", "w1"], "w1: is a network; levels of care are chosen in scenarios only"),
        (["audit", "nowhere"], "neither a scenario file"),
        (["diverge", "baseline", "7"], "--regimes: expected two"),
        (["diverge", "baseline", "7", "--regimes", "usual", "separate_sectors"], "there is no such regime"),
        (["diverge", "baseline", "7", "--regimes", *["separate_sectors"] * 2], "give two that differ"),
        (["journey", "baseline", "10"], "person = 10"),
        (["journey", "baseline", "7", "--at", "soon"], "at = 'soon'"),
    ],
)
def test_a_mistake_is_one_line(klynge, asked, arguments, message):
    code, printed, errors = klynge(*arguments)
    assert (code, printed) == (2, "")
    assert message in errors and len(errors.splitlines()) == 1
