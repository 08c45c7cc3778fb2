import os
import signal
import sys

os.environ["MPLBACKEND"] = "Agg"  # before anything imports matplotlib

import pytest

import klynge as kl
from klynge import cli


@pytest.fixture(scope="session")
def tiny():
    """A few hundred residents for three weeks: runs in milliseconds, says nothing about care."""
    return kl.Scenario.load("baseline").with_({"population.share": 0.005, "run.warm_up_days": 7, "run.days": 21})


@pytest.fixture(scope="session")
def study(tiny):
    arms = {"usual care": tiny, "LEON": tiny.with_(referral="leon", coordination="shared_plan")}
    return kl.compare(arms, replications=4, seed=7, progress=False)


@pytest.fixture
def klynge(monkeypatch, capsys):
    """Runs the command with arguments: (exit code, standard output, standard error)."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["klynge", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code or 0, *capsys.readouterr()

    return run


@pytest.fixture
def axes_closed():
    """Closes the figures that a test drew."""
    yield
    import matplotlib.pyplot as plt

    plt.close("all")


# A process started in the background may have been told to ignore Ctrl-C, and its children with it.
signal.signal(signal.SIGINT, signal.default_int_handler)
