"""Ctrl-C: what is finished is kept, what is half done is not."""

import importlib
import io
import os
import signal
from contextlib import contextmanager

import pytest

import klynge as kl
from klynge import cli, progress

run_module = importlib.import_module("klynge.run")  # klynge.run is the function


@pytest.fixture
def ctrl_c_at(monkeypatch):
    """Presses Ctrl-C once this share of the work is done."""

    def press(share):
        @contextmanager
        def bar(what, show=None):
            yield lambda done: signal.raise_signal(signal.SIGINT) if done >= share else None

        monkeypatch.setattr(run_module, "bar", bar)

    return press


def test_finished_replications_are_kept_and_can_be_reproduced(tiny, ctrl_c_at, tmp_path):
    ctrl_c_at(0.02)
    study = kl.compare({"a": tiny, "b": tiny.with_(referral="leon")}, replications=2000)
    assert study.interrupted and 0 < len(study.runs) < 4000
    assert "stopped after" in repr(study)
    assert (study.difference()["replications"] > 0).all()
    study.save(tmp_path)
    loaded = kl.Study.load(tmp_path)
    assert loaded.interrupted and loaded.hash() == study.hash()
    if loaded.runs["replication"].max() < 200:
        ctrl_c_at(2)  # never
        again = kl.reproduce(tmp_path)
        assert again.hash() == study.hash() and again.interrupted


def test_nothing_finished_is_an_interrupt(tiny, ctrl_c_at):
    ctrl_c_at(0)
    with pytest.raises(KeyboardInterrupt):
        kl.run(tiny.with_({"run.days": 36600, "population.share": 0.2}), replications=1)


def test_command_writes_nothing_when_nothing_is_finished(ctrl_c_at, tmp_path, monkeypatch, capsys):
    ctrl_c_at(0)
    arguments = ["run", "baseline", "--days", "36600", "--replications", "1", "--out", str(tmp_path / "results")]
    monkeypatch.setattr("sys.argv", ["klynge", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 130 and "nothing was written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_command_writes_what_is_finished(ctrl_c_at, tmp_path, monkeypatch, capsys):
    ctrl_c_at(0.02)
    arguments = ["run", "baseline", "--set", "population.share=0.005", "--replications", "2000", "--out", str(tmp_path)]
    monkeypatch.setattr("sys.argv", ["klynge", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 130 and "stopped:" in capsys.readouterr().out
    assert kl.Study.load(tmp_path).interrupted


def test_further_ctrl_c_while_writing_loses_nothing(ctrl_c_at, tmp_path, monkeypatch, capfd):
    def save(study, folder):
        signal.raise_signal(signal.SIGINT)
        return saved(study, folder)

    def draw(study):
        assert kl.Study.load(tmp_path).hash() == study.hash()  # the study comes first
        signal.raise_signal(signal.SIGINT)
        return kl.Study.plot_days(study)

    saved = kl.Study.save
    monkeypatch.setattr(kl.Study, "save", save)
    monkeypatch.setattr(cli, "PICTURES_OF_ONE", {"days.png": draw})
    ctrl_c_at(0.02)
    arguments = ["run", "baseline", "--set", "population.share=0.005", "--replications", "2000", "--out", str(tmp_path)]
    monkeypatch.setattr("sys.argv", ["klynge", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capfd.readouterr()
    assert ended.value.code == 130 and f"Written to {tmp_path}: study.h5, days.png" in said.out
    assert said.err.count("not stopped: finishing") == 1
    assert {file.name for file in tmp_path.iterdir()} == {"study.h5", "days.png"}
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_error_found_at_once_stands_alone(capsys):
    with pytest.raises(ZeroDivisionError), progress.bar("Simulating") as tick:
        tick(0)
        raise ZeroDivisionError
    assert capsys.readouterr().err == ""


def test_ctrl_c_is_answered_even_while_the_bar_is_drawn(capfd):
    class Drawing(io.TextIOWrapper):
        """Is interrupted in the middle of each write but that of the line."""

        def write(self, text):
            if not text.startswith(("what", "\n")):
                signal.raise_signal(signal.SIGINT)
            return super().write(text)

    drawing = Drawing(os.fdopen(os.dup(2), "wb"), "utf-8", write_through=True)
    with drawing, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stderr", drawing)
        patch.setattr(progress, "AT_ONCE", 0)
        with pytest.raises(KeyboardInterrupt), progress.bar("what", True) as tick:
            tick(0)
    assert "stopping: keeping what is finished" in capfd.readouterr().err
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_bar_is_drawn_at_once_in_a_terminal_without_a_size(monkeypatch):
    try:
        ours, theirs = os.openpty()
    except OSError:
        pytest.skip("there is no pseudo-terminal on this machine")
    monkeypatch.setattr(progress, "AT_ONCE", 0)
    with open(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        with progress.bar("Simulating") as tick:
            tick(0)
            terminal.flush()
            shown = os.read(ours, 4096).decode()
            shown += "" if "%" in shown else os.read(ours, 4096).decode()
    os.close(ours)
    assert shown.startswith("Simulating") and "0 % |" in shown


def test_an_error_in_the_progress_bar_is_not_swallowed(tiny, monkeypatch):
    @contextmanager
    def bar(what, show=None):
        def tick(done):
            raise ZeroDivisionError

        yield tick

    monkeypatch.setattr(run_module, "bar", bar)
    with pytest.raises(ZeroDivisionError):
        kl.run(tiny, replications=500)
