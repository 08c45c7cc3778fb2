"""Whether a run is right, as far as chance lets one tell.

A figure agrees with theory if it is no further away than `t` standard errors and a slack for what theory leaves out.
`t` is such that a right run is called wrong once in 100,000 figures (FALSE_ALARM). Runs are seeded, so that it is the
same run every time: an alarm means that the program has changed and not that the day was bad.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from .peers.networks import W1, W2, NodeType, w1_wait, w2_theory
from .runs import NODES

FALSE_ALARM = 1e-5
DISAGREES = "DISAGREES"
SLACK_WAIT = 0.005  # peers/networks.py: its waits are exact to 0.5 %, utilisations to 0.01 %
SLACK_UTILISATION = 0.0005  # the end of the warm-up is felt, too
FEW = 200  # independent waits; with fewer their mean is too skewed for a t test


@dataclass(frozen=True)
class Figure:
    """A measured figure beside what it should be; `verdict` is "agrees", "DISAGREES" or why nothing can be said."""

    run: str
    node: str
    what: str
    measured: float
    half_width: float  # of the interval that a right run leaves once in 1 / FALSE_ALARM
    expected: float
    verdict: str

    @property
    def wrong(self) -> bool:
        return self.verdict == DISAGREES


def ratio(above: Sequence[float], below: Sequence[float]) -> tuple[float, float, int]:
    """Sum over sum of stretches that are all but independent: the ratio, its standard error, degrees of freedom."""
    a, b = np.asarray(above, float), np.asarray(below, float)
    value = a.sum() / b.sum()
    n = len(a)
    error = np.sqrt(n / (n - 1) * np.sum((a - value * b) ** 2)) / b.sum()
    return float(value), float(error), n - 1


def w1_figures(run: str, network: W1, measured: Mapping[str, Any]) -> list[Figure]:
    """A run of W1, cut into stretches of time, against Erlang C."""
    nodes = measured["nodes"]["counter"]
    load = network.arrival_rate * network.mean_service / network.servers
    return [
        _figure(run, "counter", "wait", nodes["waited_seconds"], nodes["started"], w1_wait(network), 0, ""),
        _figure(run, "counter", "utilisation", nodes["busy_seconds"], nodes["server_seconds"], load, 0, ""),
    ]


def w2_figures(run: str, network: W2, measured: Mapping[str, Any]) -> list[Figure]:
    """A run of W2, whose clusters are the stretches, against the theory of closed networks."""
    theory = w2_theory(network)
    figures = []
    for name, type_name in NODES.items():
        node, flows, expected = getattr(network, type_name), measured["nodes"][name], theory.nodes[type_name]
        silent = why_silent(node, sum(flows["started"]), expected.mean_wait, expected.utilisation)
        silent = silent or _why_not_steady(node, expected.utilisation, network.warm_up)
        waits, busy = (flows["waited_seconds"], flows["started"]), (flows["busy_seconds"], flows["server_seconds"])
        figures += [
            _figure(run, type_name, "wait", *waits, expected.mean_wait, SLACK_WAIT, silent),
            _figure(run, type_name, "utilisation", *busy, expected.utilisation, SLACK_UTILISATION, ""),
        ]
    return figures


def why_silent(node: NodeType, customers: float, mean_wait: float, utilisation: float) -> str:
    """Why nothing can be said about a wait in M/M/c: too few have to wait, and they in bunches of 1 / (1 - load)."""
    free = 1 - utilisation
    waiters = customers * mean_wait * node.servers * free / node.mean_service
    return "too few wait to tell" if waiters * free < FEW else ""


def _why_not_steady(node: NodeType, utilisation: float, warm_up: float) -> str:
    """M/M/c forgets how it began at the rate c (1 - sqrt(load))^2 / service (Cohen, The Single Server Queue, 1982)."""
    forgets = node.mean_service / (node.servers * (1 - utilisation**0.5) ** 2)
    return "warm-up too short to tell" if warm_up < 2 * forgets else ""


def _figure(
    run: str,
    node: str,
    what: str,
    above: Sequence[float],
    below: Sequence[float],
    expected: float,
    slack: float,
    silent: str,
) -> Figure:
    value, error, freedom = ratio(above, below)
    half_width = float(stats.t.isf(FALSE_ALARM / 2, freedom)) * error
    agrees = abs(value - expected) <= half_width + slack * expected
    return Figure(run, node, what, value, half_width, expected, silent or ("agrees" if agrees else DISAGREES))
