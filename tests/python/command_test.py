"""The command line: what it prints, what it writes, and that a mistake writes nothing."""

import json

import pytest

import klynge as kl
from klynge import cli

QUICK = ["--days", "14", "--warm-up", "7", "--set", "population.share=0.005"]


def test_compare_prints_and_writes(klynge, tmp_path):
    out = tmp_path / "deep" / "results"
    regimes = ["separate_sectors", "cluster_leadership", "--base", "baseline"]
    code, printed, errors = klynge("compare", *regimes, "--replications", 3, "--workers", 2, "--out", out, *QUICK)
    assert (code, errors) == (0, "Simulating 3 × 2 runs of 21 days on 2 cores\n")
    assert {file.name for file in out.iterdir()} == {"study.h5", "differences.png", "payers.png", "days.png"}
    study = kl.Study.load(out)
    assert study.arms == ["separate sectors", "cluster leadership"] and study.replications == 3
    assert study["separate sectors"].scenario["run.days"] == 14
    heading, *rows = printed.splitlines()
    assert heading.split("  ")[0] == "Indicator" and "Difference (95 % interval)" in heading
    assert any(row.startswith("Delayed bed days") for row in rows)
    assert all(sentence in printed for sentence in study.sentences(clear=True))
    assert all((out / name).read_bytes().startswith(b"\x89PNG") for name in ("days.png", "payers.png"))


def test_compare_takes_two_files(klynge, tmp_path):
    (tmp_path / "more_beds.toml").write_text('extends = "baseline.toml"\nsectors.hospital.beds = 900\n')
    code, printed, _ = klynge("compare", "baseline", tmp_path / "more_beds.toml", "--replications", 2, *QUICK)
    assert code == 0 and "more beds" in printed.splitlines()[0]


def test_run_prints_means(klynge, tmp_path):
    code, printed, errors = klynge("run", "baseline", "--replications", 2, "--seed", 3, "--out", tmp_path, *QUICK)
    assert code == 0 and errors.startswith("Simulating 2 runs of 21 days on ")
    assert "2 replications of 14 days, seed 3." in printed
    assert {file.name for file in tmp_path.iterdir()} == {"study.h5", "days.png"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere"], "neither a scenario file nor one of baseline"),
        (["run", "baseline", "--replications", "0"], "replications = 0"),
        (["run", "baseline", "--days", "0"], "run.days = 0"),
        (["run", "baseline", "--workers", "99999"], "workers"),
        (["run", "baseline", "--set", "beds"], "expected KEY=VALUE"),
        (["run", "baseline", "--set", "sectors.hospital.beds=-3"], "sectors.hospital.beds = -3"),
        (["compare", "baseline", "nowhere"], "neither a scenario file"),
        (["compare", "baseline", "baseline"], "give two that differ"),
        (["compare", "separate_sectors", "cluster_leadership"], "that is a regime: add --base SCENARIO"),
        (["compare", "usual", "separate_sectors", "--base", "baseline"], "there is no such regime"),
    ],
)
def test_a_mistake_is_one_line_and_writes_nothing(klynge, tmp_path, arguments, message):
    code, printed, errors = klynge(*arguments, "--out", tmp_path / "results")
    assert (code, printed) == (2, "")
    assert message in errors and len(errors.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_each_problem_has_its_line(klynge, tmp_path):
    (tmp_path / "wrong.toml").write_text('extends = "baseline.toml"\nrun.days = -1\ncolour = "blue"\n')
    code, _, errors = klynge("run", tmp_path / "wrong.toml")
    assert code == 2 and [line.startswith("klynge: wrong.toml, line ") for line in errors.splitlines()] == [True, True]


def test_an_output_that_cannot_be_written_is_found_before_the_run(klynge, tmp_path, monkeypatch):
    monkeypatch.setattr(kl, "compare", lambda *_: pytest.fail("it ran"))
    (tmp_path / "file").write_text("mine")
    code, _, errors = klynge("run", "baseline", "--out", tmp_path / "file", *QUICK)
    assert code == 2 and "file" in errors and (tmp_path / "file").read_text() == "mine"


def test_out_needs_a_name(klynge):
    code, printed, errors = klynge("run", "baseline", "--out", "", *QUICK)
    assert (code, printed, errors) == (2, "", "klynge: --out: expected the name of a folder\n")


def test_version(klynge):
    assert klynge("--version") == (0, f"klynge {kl.__version__}\n", "")


def test_different_populations_are_said_to_be(klynge, tmp_path):
    (tmp_path / "fewer.toml").write_text('extends = "baseline.toml"\npopulation.share = 0.02\n')
    few = ["--replications", 1, *QUICK[:4]]
    assert "different populations" in klynge("compare", "baseline", tmp_path / "fewer.toml", *few)[2]


def test_a_picture_that_fails_does_not_take_the_study_with_it(klynge, tmp_path, monkeypatch):
    (tmp_path / "study.h5").write_text("earlier")

    def broken(study):
        raise kl.InputError("no paint")

    monkeypatch.setattr(cli, "PICTURES", {"differences.png": broken})
    code, _, errors = klynge("compare", "baseline", "randers", "--replications", 1, "--out", tmp_path, *QUICK)
    assert code == 2 and errors.splitlines()[-1] == "klynge: no paint"
    assert f"written to {tmp_path}: study.h5, but not all pictures" in errors
    assert [file.name for file in tmp_path.iterdir()] == ["study.h5"] and kl.Study.load(tmp_path).replications == 1


def test_schema_is_a_table_or_json(klynge):
    assert "sectors.hospital.beds_per_1000" in klynge("schema")[1]
    assert "properties" in json.loads(klynge("schema", "--json")[1])


def test_scenarios_lists_what_is_shipped(klynge):
    printed = klynge("scenarios")[1]
    assert all(name in printed for name in ("baseline", "randers", "cluster_leadership", "leon", "shared_plan"))


def test_provenance_names_sources(klynge):
    printed = klynge("provenance", "baseline")[1].splitlines()
    assert any(line.startswith("Numbers of") for line in printed) and len(printed) > 100
    assert any(line.startswith("ASSUMED (") for line in printed)


def test_a_network_claims_nothing(klynge):
    code, printed, errors = klynge("provenance", "w1")
    assert (code, errors, len(printed.splitlines())) == (0, "", 1) and "no claims about the world" in printed


@pytest.mark.parametrize(("replications", "said"), [(1, "No intervals are shown"), (2, "fewer than 5"), (5, "")])
def test_few_replications_are_said_to_be(klynge, replications, said):
    for name in ("baseline", "w1"):
        quick = QUICK if name == "baseline" else QUICK[:4]
        footer = klynge("run", name, "--replications", replications, *quick)[1].splitlines()[-1]
        assert said in footer and ("more" in footer) == bool(said)
        assert ("Intervals are 95 %" in footer or "the intervals show" in footer) == (replications > 1)
