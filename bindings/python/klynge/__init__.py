"""Klynge: simulate patients with several chronic diseases under different ways of coordinating their care.

    import klynge as kl

    base = kl.Scenario.load("baseline")
    runs = kl.compare({"usual care": base, "LEON": base.with_(referral="leon")}, replications=20, seed=2026)
    runs.difference("LEON", "usual care")

Tables are pandas DataFrames with the unit of each column in `attrs["units"]`; time series are xarray Datasets.
A scenario that cannot be used raises ScenarioError, any other argument that cannot be used InputError.
"""

from ._core import InputError, ScenarioError, __version__
from .network import Network
from .results import Arm, Study
from .run import compare, indicators, reproduce, run, sweep
from .scenario import Scenario, schema, shipped

__all__ = [
    "Arm",
    "InputError",
    "Network",
    "Scenario",
    "ScenarioError",
    "Study",
    "__version__",
    "compare",
    "indicators",
    "reproduce",
    "run",
    "schema",
    "shipped",
    "sweep",
]
