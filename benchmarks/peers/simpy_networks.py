"""The reference networks in SimPy 4, the way SimPy is meant to be used and as fast as that allows.

One process a person or customer, one `simpy.Resource` a node. Three things make it quicker than the first try: numpy
draws chance in blocks, a request that is granted at once is not waited for, and Python's garbage collection is off.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from itertools import chain, repeat
from time import perf_counter
from typing import Any

import numpy as np
import simpy

from .garbage import without_garbage_collection
from .networks import W1, W2, Measured, NodeType, Result

SIMULATOR = f"SimPy {simpy.__version__}"
BLOCK = 4096  # numbers drawn at a time

Steps = Generator[simpy.Event, Any, None]


@without_garbage_collection()
def run_w1(network: W1, seed: int) -> Result:
    """W1 from an empty queue."""
    began = perf_counter()
    chance = _Chance(seed)
    gap = chance.exponential(1 / network.arrival_rate)
    service = chance.exponential(network.mean_service)
    env = simpy.Environment()
    queue = simpy.Resource(env, network.servers)
    tally = _Tally(network.warm_up, network.warm_up + network.length)
    events = 0

    def customer() -> Steps:
        nonlocal events
        events += 1
        came = env.now
        request = queue.request()
        if not request.triggered:
            yield request
        stay = service()
        tally.served(came, env.now, stay)
        yield env.timeout(stay)
        queue.release(request)
        events += 1

    def source() -> Steps:
        while True:
            yield env.timeout(gap())
            env.process(customer())

    env.process(source())
    env.step()
    build_seconds = perf_counter() - began
    run_seconds = _run(env, tally.end)
    return Result(SIMULATOR, events, build_seconds, run_seconds, {"queue": tally.measured(network.servers)})


@without_garbage_collection()
def run_w2(network: W2, seed: int) -> Result:
    """W2 from everybody at home. Building it includes the first step of every process, which draws the first stay."""
    began = perf_counter()
    chance = _Chance(seed)
    at_home = chance.exponential(network.mean_home)
    needs_ward = chance.event(network.ward_chance)
    goes_away = chance.event(network.away_chance)
    needs_municipal = chance.event(network.municipal_chance)
    clusters = network.clusters
    another = chance.index(max(clusters - 1, 1))  # how many clusters further on, less 1
    transfer = network.transfer

    env = simpy.Environment()
    timeout = env.timeout
    end = network.warm_up + network.length
    types = {"gp": network.gp, "ward": network.ward, "municipal": network.municipal}
    places = {name: _nodes(env, node, clusters) for name, node in types.items()}
    tallies = {name: _Tally(network.warm_up, end) for name in types}
    gps, wards, municipals = places.values()
    gp_served, ward_served, municipal_served = (tally.served for tally in tallies.values())
    gp_stay, ward_stay, municipal_stay = (chance.exponential(node.mean_service) for node in types.values())
    gp_index, ward_index, municipal_index = (chance.index(node.nodes) for node in types.values())
    events = 0

    def person(home: int) -> Steps:
        nonlocal events
        own_gps, own_municipals = gps[home], municipals[home]
        while True:
            yield timeout(at_home())
            events += 1

            came = env.now
            node = own_gps[gp_index()]
            request = node.request()
            if not request.triggered:
                yield request
            stay = gp_stay()
            gp_served(came, env.now, stay)
            yield timeout(stay)
            node.release(request)
            events += 1
            if not needs_ward():
                continue

            away = goes_away()
            cluster = home
            if away:
                cluster = (home + 1 + another()) % clusters
                yield timeout(transfer)
                events += 1
            came = env.now
            node = wards[cluster][ward_index()]
            request = node.request()
            if not request.triggered:
                yield request
            stay = ward_stay()
            ward_served(came, env.now, stay)
            yield timeout(stay)
            node.release(request)
            events += 1
            if away:
                yield timeout(transfer)
                events += 1
                continue
            if not needs_municipal():
                continue

            came = env.now
            node = own_municipals[municipal_index()]
            request = node.request()
            if not request.triggered:
                yield request
            stay = municipal_stay()
            municipal_served(came, env.now, stay)
            yield timeout(stay)
            node.release(request)
            events += 1

    for number in range(network.population):
        env.process(person(number % clusters))
    for _ in range(network.population):
        env.step()
    build_seconds = perf_counter() - began
    run_seconds = _run(env, end)
    measured = {name: tallies[name].measured(clusters * node.nodes * node.servers) for name, node in types.items()}
    return Result(SIMULATOR, events, build_seconds, run_seconds, measured)


def _nodes(env: simpy.Environment, node: NodeType, clusters: int) -> list[list[simpy.Resource]]:
    """[cluster][node]"""
    return [[simpy.Resource(env, node.servers) for _ in range(node.nodes)] for _ in range(clusters)]


def _run(env: simpy.Environment, end: float) -> float:
    """Seconds on the wall."""
    began = perf_counter()
    env.run(until=end)
    return perf_counter() - began


class _Chance:
    """Makes functions that give the next number of a stream of their own."""

    def __init__(self, seed: int):
        self._seeds = np.random.SeedSequence(seed)

    def exponential(self, mean: float) -> Callable[[], float]:
        return self._stream(lambda rng: rng.exponential(mean, BLOCK).tolist())

    def event(self, chance: float) -> Callable[[], bool]:
        return self._stream(lambda rng: (rng.random(BLOCK) < chance).tolist())

    def index(self, count: int) -> Callable[[], int]:
        return self._stream(lambda rng: rng.integers(count, size=BLOCK).tolist())

    def _stream(self, block: Callable[[np.random.Generator], list[Any]]) -> Callable[[], Any]:
        rng = np.random.default_rng(self._seeds.spawn(1)[0])
        return chain.from_iterable(block(rng) for _ in repeat(None)).__next__


@dataclass(slots=True)
class _Tally:
    """What one type of node did between `warm_up` and `end`."""

    warm_up: float
    end: float
    customers: int = 0
    waited: float = 0.0
    stayed: float = 0.0
    busy: float = 0.0  # server-seconds

    def served(self, came: float, began: float, stay: float) -> None:
        """A service begins."""
        left = began + stay
        if left <= self.warm_up:
            return
        self.busy += (left if left < self.end else self.end) - (began if began > self.warm_up else self.warm_up)
        if came >= self.warm_up:
            self.customers += 1
            self.waited += began - came
            self.stayed += left - came

    def measured(self, servers: int) -> Measured:
        count = self.customers or float("nan")
        utilisation = self.busy / (servers * (self.end - self.warm_up))
        return Measured(self.customers, self.waited / count, self.stayed / count, utilisation)
