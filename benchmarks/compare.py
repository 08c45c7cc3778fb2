"""`./dev bench peers`: the same networks in Klynge, SimPy and Ciw: how fast each is, and whether they agree."""

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from multiprocessing import get_context
from typing import Any

import numpy as np
from scipy import stats

from . import runs
from .agreement import DISAGREES, FALSE_ALARM, SLACK_UTILISATION, SLACK_WAIT, why_silent
from .peers import ciw_networks, simpy_networks
from .peers.networks import W1, W2, NodeType, Result, w1_wait, w2_theory
from .tables import table

REPEATS = 3
REPLICATIONS = 30  # of Klynge: cheap, and the spread of a figure is the better known
KLYNGE = "Klynge"

EXPLAINED = f"""
Waits in seconds. +/-: 95 % interval of the mean over seeds, {REPLICATIONS} of Klynge and {REPEATS} of the others, by
the spread that all of them have together. s.e. apart: Klynge from theory, the others from Klynge, in standard errors.
Where all are right, a line disagrees once in {1 / FALSE_ALARM:,.0f}. Theory is of the steady state."""

Figures = dict[tuple[str, str], float]  # by node and "wait" or "utilisation"


@dataclass(frozen=True)
class Run:
    events: int
    seconds: float
    figures: Figures
    customers: dict[str, int]  # by node


@dataclass(frozen=True)
class Case:
    title: str
    workload: str  # as whole.cpp knows it
    options: Mapping[str, float]
    network: W1 | W2
    peers: Mapping[str, Callable[[Any, int], Result]]
    steady: bool  # whether theory speaks of it

    @property
    def nodes(self) -> dict[str, NodeType]:
        network = self.network
        if isinstance(network, W1):
            return {"queue": NodeType(1, network.servers, network.mean_service)}
        return {"gp": network.gp, "ward": network.ward, "municipal": network.municipal}

    def klynge(self, replication: int) -> Run:
        names = {"counter": "queue"} | runs.NODES
        said = runs.whole(self.workload, replication=replication, **self.options)
        figures: Figures = {}
        customers = {}
        for name, flows in said["nodes"].items():
            started = sum(flows["started"])
            figures[names[name], "wait"] = sum(flows["waited_seconds"]) / started if started else float("nan")
            figures[names[name], "utilisation"] = sum(flows["busy_seconds"]) / sum(flows["server_seconds"])
            customers[names[name]] = started
        return Run(said["events"], said["run_seconds"], figures, customers)

    def peer(self, name: str, seed: int) -> Run:
        """In a new process, so that it finds the same memory as the others did."""
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            result = process.submit(self.peers[name], self.network, seed).result()
        figures: Figures = {}
        for node, measured in result.measured.items():
            figures[node, "wait"] = measured.mean_wait
            figures[node, "utilisation"] = measured.utilisation
        customers = {node: measured.customers for node, measured in result.measured.items()}
        return Run(result.events, result.run_seconds, figures, customers)

    def theory(self) -> Figures:
        network = self.network
        if not self.steady:
            return {}
        if isinstance(network, W1):
            load = network.arrival_rate * network.mean_service / network.servers
            return {("queue", "wait"): w1_wait(network), ("queue", "utilisation"): load}
        found: Figures = {}
        for node, expected in w2_theory(network).nodes.items():
            found |= {(node, "wait"): expected.mean_wait, (node, "utilisation"): expected.utilisation}
        return found


def cases() -> list[Case]:
    simpy: dict[str, Callable[[Any, int], Result]] = {simpy_networks.SIMULATOR: simpy_networks.run_w2}
    year = {"residents": 10_000}
    days = {"residents": 1_000_000, "run__warm_up": 5 * 24, "run__length": 20 * 24}  # hours
    return [
        Case("W1", "w1", {}, runs.w1(),
             {simpy_networks.SIMULATOR: simpy_networks.run_w1, ciw_networks.SIMULATOR: ciw_networks.run_w1}, True),
        Case("W2, 10,000 people, a year", "w2", year, runs.w2(**year), simpy, True),
        Case("W2, 1,000,000 people, 25 days", "w2", days, runs.w2(**days), simpy, False),
    ]  # fmt: skip


def main() -> int:
    runs.load()
    speeds: list[tuple[str, ...]] = []
    agreements: list[tuple[str, ...]] = []
    for case in cases():
        found = run(case)
        speeds += speed_rows(case, found)
        agreements += agreement_rows(case, found)
    print(table(("network", "simulator", "events", "run s, best", "events/s", "Klynge is"), speeds))
    print(f"One core, {REPEATS} runs of each in turn; the time is that of the events, without building the network.\n")
    head = ("network", "node", "figure", "simulator", "mean", "+/-", "theory", "s.e. apart", "verdict")
    print(f"{table(head, agreements)}\n{EXPLAINED}")
    wrong = any(DISAGREES in row for row in agreements)
    if wrong:
        print("\nThe simulators disagree: the ratios above mean nothing.")
    return int(wrong)


def run(case: Case) -> dict[str, list[Run]]:
    """The timed runs of all simulators in turn, then the rest of Klynge's."""
    found: dict[str, list[Run]] = {name: [] for name in (KLYNGE, *case.peers)}
    for nth in range(REPEATS):
        runs.say(f"{nth + 1}/{REPEATS} {case.title}")
        found[KLYNGE].append(case.klynge(nth))
        for name in case.peers:
            found[name].append(case.peer(name, nth))
    found[KLYNGE] += [case.klynge(nth) for nth in range(REPEATS, REPLICATIONS)]
    return found


def speed_rows(case: Case, found: dict[str, list[Run]]) -> list[tuple[str, ...]]:
    rates = {name: max(run.events / run.seconds for run in done[:REPEATS]) for name, done in found.items()}
    return [
        (
            case.title,
            name,
            f"{done[0].events:,}",
            f"{min(run.seconds for run in done[:REPEATS]):.2f}",
            f"{rates[name]:,.0f}",
            "-" if name == KLYNGE else f"{rates[KLYNGE] / rates[name]:,.0f} x as fast",
        )
        for name, done in found.items()
    ]


def agreement_rows(case: Case, found: dict[str, list[Run]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    theory = case.theory()
    for node, what in product(case.nodes, ("wait", "utilisation")):
        values = {name: np.array([run.figures[node, what] for run in done]) for name, done in found.items()}
        means = {name: float(each.mean()) for name, each in values.items()}
        freedom = sum(len(each) - 1 for each in values.values())
        spread = (sum(float(((each - each.mean()) ** 2).sum()) for each in values.values()) / freedom) ** 0.5
        limit = float(stats.t.isf(FALSE_ALARM / 2, freedom))
        slack = SLACK_WAIT if what == "wait" else SLACK_UTILISATION
        for name, each in values.items():
            other = theory.get((node, what)) if name == KLYNGE else means[KLYNGE]
            error = spread * (1 / len(each) + (name != KLYNGE) / len(values[KLYNGE])) ** 0.5
            apart, verdict = "-", "-"
            if other is not None:
                distance = abs(means[name] - other)
                apart = f"{distance / error:.1f}" if error else "0.0"
                agrees = distance <= limit * error + slack * other
                verdict = silent(case, node, what, found) or ("agrees" if agrees else DISAGREES)
            half = float(stats.t.isf(0.025, freedom)) * spread / len(each) ** 0.5
            expected = f"{theory[node, what]:.5g}" if (node, what) in theory else "-"
            rows.append((case.title, node, what, name, f"{means[name]:.5g}", f"{half:.2g}", expected, apart, verdict))
    return rows


def silent(case: Case, node: str, what: str, found: dict[str, list[Run]]) -> str:
    """Why nothing can be said about a wait, judged by Klynge's runs."""
    if what != "wait":
        return ""
    done = found[KLYNGE]
    customers = float(np.mean([run.customers[node] for run in done]))
    wait = float(np.mean([run.figures[node, "wait"] for run in done]))
    busy = float(np.mean([run.figures[node, "utilisation"] for run in done]))
    return why_silent(case.nodes[node], customers, wait, busy)


if __name__ == "__main__":
    sys.exit(main())
