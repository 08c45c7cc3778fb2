"""Checkpoints: a run that was stopped, in whatever way, goes on as if it never had been."""

import importlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import sysconfig
from contextlib import contextmanager
from pathlib import Path

import h5py
import pytest

import klynge as kl
from klynge import _core

run_module = importlib.import_module("klynge.run")  # klynge.run is the function


@pytest.fixture
def stop_at(monkeypatch):
    """Presses Ctrl-C once this share of the work is done."""

    def press(share):
        @contextmanager
        def bar(what, show=None):
            yield lambda done: signal.raise_signal(signal.SIGINT) if done >= share else None

        monkeypatch.setattr(run_module, "bar", bar)

    return press


@pytest.fixture
def saved(tiny, tmp_path):
    """A folder in which two runs of `tiny` have been saved."""
    kl.run(tiny, 2, seed=7, progress=False, checkpoint=tmp_path / "saved", checkpoint_every=5)
    return tmp_path / "saved"


def hashes(study, arm):
    return study.runs.query("arm == @arm").sort_values("replication")["hash"].to_list()


def test_stopped_and_resumed_with_other_workers_is_the_same_run(tiny, tmp_path, stop_at, monkeypatch):
    long = tiny.with_({"run.days": 3000})
    whole = kl.run(long, 2, seed=7, progress=False)
    stop_at(0.01)
    for workers in (1, 2, 1):
        try:
            kl.run(long, 2, seed=7, workers=workers, checkpoint=tmp_path, checkpoint_every=20)
        except KeyboardInterrupt:
            assert list(tmp_path.glob("*.h5"))  # saved where it was stopped
    monkeypatch.undo()
    again = kl.run(long, 2, seed=7, workers=2, progress=False, checkpoint=tmp_path, checkpoint_every=100)
    assert again.hash() == whole.hash() and not again.interrupted
    for name in ("indicators", "reach", "timeseries", "flows", "ledger", "journeys"):
        assert again.table(name).equals(whole.table(name)), name


def test_a_finished_run_is_not_run_again(tiny, saved):
    before = {file.name: file.stat().st_mtime_ns for file in saved.iterdir()}
    study = kl.run(tiny, 2, seed=7, progress=False, checkpoint=saved)
    assert {file.name: file.stat().st_mtime_ns for file in saved.iterdir()} == before
    assert study.hash() == kl.run(tiny, 2, seed=7, progress=False).hash()


def test_replications_can_be_added(tiny, saved):
    more = kl.run(tiny, 4, seed=7, progress=False, checkpoint=saved)
    assert more.hash() == kl.run(tiny, 4, seed=7, progress=False).hash()
    assert len(list(saved.iterdir())) == 4


def test_each_arm_of_a_sweep_is_saved(tiny, tmp_path):
    values = {"sectors.hospital.beds": [100, 200]}
    swept = [kl.sweep(tiny, values, 2, progress=False, checkpoint=tmp_path, checkpoint_every=3) for _ in range(2)]
    assert swept[0].hash() == swept[1].hash() == kl.sweep(tiny, values, 2, progress=False).hash()
    assert {file.name for file in tmp_path.iterdir()} == {"1-0.h5", "1-1.h5", "2-0.h5", "2-1.h5"}


def test_networks_are_saved_too(tmp_path):
    network = kl.QueueingNetwork.load("clinic")
    studies = [kl.run(network, 2, progress=False, checkpoint=folder) for folder in (None, tmp_path, tmp_path)]
    assert len({study.hash() for study in studies}) == 1
    assert studies[2].table().equals(studies[0].table())


def test_a_branch_that_changes_nothing_is_the_uninterrupted_run(tiny, tmp_path):
    base = kl.run(tiny, 2, seed=7, progress=False)
    arms = {"as is": tiny, "same": tiny, "LEON": tiny.with_(referral="leon", coordination="shared_plan")}
    branched = kl.compare(arms, 2, seed=7, progress=False, shared_warm_up=True)
    assert hashes(branched, "as is") == hashes(branched, "same") == hashes(base, "baseline")
    assert hashes(branched, "LEON") != hashes(base, "baseline")
    saved = [kl.compare(arms, 2, seed=7, progress=False, shared_warm_up=True, checkpoint=tmp_path) for _ in range(2)]
    assert {study.hash() for study in saved} == {branched.hash()}


def test_a_branched_study_is_reproduced_and_followed(tiny, tmp_path):
    arms = {"as is": tiny, "LEON": tiny.with_(referral="leon", coordination="shared_plan")}
    branched = kl.compare(arms, 2, seed=7, progress=False, shared_warm_up=True)
    branched.save(tmp_path)
    assert kl.reproduce(tmp_path, progress=False).hash() == branched.hash()
    recorded = set(branched.table("journeys")["person"])
    somebody = next(person for person in range(1000) if person not in recorded)
    journey = branched["LEON"].journey(somebody, replication=1)
    assert kl.Study.load(tmp_path)["LEON"].journey(somebody, replication=1).equals(journey)


def damage_contents(file):
    contents = bytearray(file.read_bytes())
    contents[len(contents) // 2] ^= 1
    file.write_bytes(contents)


def cut_short(file):
    file.write_bytes(file.read_bytes()[:5000])


def empty(file):
    file.write_bytes(b"")


def another_version(file):
    with h5py.File(file, "r+") as opened:
        opened.attrs.modify("format", opened.attrs["format"] + 1)


DAMAGE = {
    damage_contents: "are not what was written",
    cut_short: "truncated",
    empty: "cannot read",
    another_version: "it is a checkpoint of format 2; expected a checkpoint of format 1",
}
COMMAND = ["run", "baseline", "--set", "population.share=0.005", "--days", 21, "--warm-up", 7, "--seed", 7]
COMMAND += ["--replications", 2]


@pytest.mark.parametrize(("harm", "reason"), DAMAGE.items(), ids=[harm.__name__ for harm in DAMAGE])
def test_a_file_that_cannot_be_trusted_is_refused(tiny, saved, klynge, harm, reason):
    harm(saved / "1-1.h5")
    before = (saved / "1-1.h5").read_bytes()
    with pytest.raises(kl.InputError, match=reason) as raised:
        kl.run(tiny, 2, seed=7, progress=False, checkpoint=saved)
    assert "1-1.h5" in str(raised.value) and len(str(raised.value).splitlines()) == 1
    code, printed, errors = klynge(*COMMAND, "--checkpoint", saved)
    told = [line for line in errors.splitlines() if line.startswith("klynge: ")]
    assert (code, printed, len(told)) == (2, "", 1) and reason in told[0]
    assert (saved / "1-1.h5").read_bytes() == before  # never written over


def test_a_folder_of_another_study_is_refused(tiny, saved, klynge):
    others = {
        "seed is '7', and here it is '8'": (tiny, 8),
        "has the line 'days = 21', and here it is 'days = 22'": (tiny.with_({"run.days": 22}), 7),
    }
    for reason, (scenario, seed) in others.items():
        with pytest.raises(kl.InputError, match=reason):
            kl.run(scenario, 2, seed=seed, progress=False, checkpoint=saved)
    with pytest.raises(kl.InputError, match="its warm-up of arm"):
        kl.compare({"baseline": tiny}, 2, seed=7, progress=False, checkpoint=saved, shared_warm_up=True)
    code, printed, errors = klynge(*COMMAND, "--checkpoint", saved, "--days", 22)
    assert (code, printed) == (2, "") and "1-0.h5: was saved by another run" in errors
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"checkpoint": 3}, "checkpoint = 3: expected the name of a folder"),
        ({"checkpoint": ""}, "expected the name of a folder"),
        ({"checkpoint": "/dev/null"}, "/dev/null: cannot be made a folder"),
        ({"checkpoint": "somewhere", "checkpoint_every": 0}, "checkpoint_every = 0: expected a whole number from 1"),
        ({"checkpoint": "somewhere", "checkpoint_every": 0.5}, "checkpoint_every = 0.5: expected a whole number"),
        ({"shared_warm_up": "yes"}, "expected True or False"),
    ],
)
def test_arguments_that_make_no_sense_are_named(tiny, given, message):
    with pytest.raises(kl.InputError, match=message):
        kl.compare({"a": tiny}, 1, progress=False, **given)


def test_arms_of_a_shared_warm_up_must_fit_together(tiny):
    reasons = [
        ({"run.warm_up_days": 8}, "same warm-up"),
        ({"population.share": 0.01}, "is of a run with '220 residents of Syddjurs'"),
    ]
    for other, message in reasons:
        with pytest.raises(kl.InputError, match=message):
            kl.compare({"a": tiny, "b": tiny.with_(other)}, 1, progress=False, shared_warm_up=True)


def test_command_shares_a_warm_up_and_resumes(klynge, tmp_path):
    regimes = ["compare", "separate_sectors", "cluster_leadership", "--base", "baseline", "--shared-warm-up"]
    saving = [*regimes, *COMMAND[2:], "--checkpoint", tmp_path, "--checkpoint-every", 10]
    printed = [klynge(*saving)[:2] for _ in range(2)]
    assert printed[0] == printed[1] and printed[0][0] == 0
    names = sorted(file.name for file in tmp_path.glob("*.h5"))
    assert names == ["1-0.h5", "1-1.h5", "2-0.h5", "2-1.h5", "warm-up-0.h5", "warm-up-1.h5"]
    assert klynge(*COMMAND, "--checkpoint-every", 3)[2] == "klynge: --checkpoint-every: needs --checkpoint FOLDER\n"


def test_command_stopped_by_ctrl_c_says_how_to_go_on(klynge, tmp_path, stop_at):
    stop_at(0)
    long = ["run", "baseline", "--days", 36600, "--replications", 1, "--checkpoint", tmp_path]
    code, _, errors = klynge(*long)
    assert code == 130 and f"the same command goes on from {tmp_path}" in errors
    assert [file.name for file in tmp_path.iterdir()] == ["1-0.h5"]


KILLS = 20
# Starts a command with a timer of its CPU time, which survives exec: SIGPROF ends it then as abruptly as SIGKILL would.
TIMED = """
import os, signal, sys
signal.setitimer(signal.ITIMER_PROF, float(sys.argv[1]))
os.execv(sys.argv[2], sys.argv[2:])
"""


def test_killed_at_any_instant_it_goes_on(tmp_path):
    command = [Path(sysconfig.get_path("scripts"), "klynge"), "run", "baseline", "--replications", 2, "--workers", 2]
    command += ["--set", "population.share=0.05", "--days", 20, "--warm-up", 7, "--checkpoint-every", 1]
    scenario = kl.Scenario.load("baseline").with_({"population.share": 0.05, "run.days": 20, "run.warm_up_days": 7})
    expected = kl.run(scenario, 2, progress=False).hash()

    def child(folder, seconds=0):
        """Exit code and CPU seconds of the command, killed after `seconds` of them."""
        words = [sys.executable, "-c", TIMED, seconds, *command, "--checkpoint", folder]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        code = subprocess.run([str(word) for word in words], capture_output=True).returncode
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return code, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def finished(folder):
        return kl.run(scenario, 2, progress=False, checkpoint=folder).hash()

    code, all_of_it = child(tmp_path / "whole")
    assert code == 0 and finished(tmp_path / "whole") == expected
    ends = {file.name: file.read_bytes() for file in (tmp_path / "whole").iterdir()}
    code, but_the_simulation = child(tmp_path / "whole")
    assert code == 0

    instants, folder = random.Random(2026), tmp_path / "killed"
    kills = half_way = 0
    while kills < KILLS:
        code, _ = child(folder, instants.uniform(0.6 * but_the_simulation, all_of_it))
        assert code in (0, -signal.SIGPROF)
        kills += code != 0
        files = list(folder.iterdir()) if folder.exists() else []
        named = {file.name: file.read_bytes() for file in files if not file.name.startswith(".")}
        assert named.keys() <= ends.keys()
        assert all(file.suffix == ".partial" for file in files if file.name.startswith("."))
        for name in named:
            _core.read_checkpoint(folder / name)  # raises unless it is whole
        half_way += code != 0 and any(ends[name] != contents for name, contents in named.items())
        if code == 0:  # it got to the end: right, and then from the beginning
            assert finished(folder) == expected
            shutil.rmtree(folder)
    assert half_way > 0  # or the timer never met the simulation
    code, _ = child(folder)
    assert code == 0 and finished(folder) == expected
