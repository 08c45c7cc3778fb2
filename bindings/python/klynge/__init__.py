"""Klynge: simulate patients with several chronic diseases under different ways of coordinating their care.

    import klynge as kl

    base = kl.Scenario.load("baseline")
    runs = kl.compare({"usual care": base, "LEON": base.with_(referral="leon")}, replications=20, seed=2026)
    runs.difference("LEON", "usual care")

Reference networks, which know nothing of health, are run by the same functions: kl.run(kl.QueueingNetwork.load("w1")).

Tables are pandas DataFrames with the unit of each column in `attrs["units"]`; time series are xarray Datasets.
A scenario or network that cannot be used raises ScenarioError, any other argument that cannot be used InputError.
"""

from ._core import InputError, ScenarioError, __version__
from .arm import Arm
from .divergence import Divergence, Parting
from .finished import indicators
from .network import Network
from .queueing import QueueingNetwork, networks, queueing_schema
from .queueing_study import QueueingStudy
from .results import Study
from .run import compare, reproduce, run, sweep
from .scenario import Scenario, schema, shipped
from .validation import Validation, validate

__all__ = [
    "Arm",
    "Divergence",
    "InputError",
    "Network",
    "Parting",
    "QueueingNetwork",
    "QueueingStudy",
    "Scenario",
    "ScenarioError",
    "Study",
    "Validation",
    "__version__",
    "compare",
    "indicators",
    "networks",
    "queueing_schema",
    "reproduce",
    "run",
    "schema",
    "shipped",
    "sweep",
    "validate",
]
