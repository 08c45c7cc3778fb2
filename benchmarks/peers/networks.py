"""The two reference networks as plain numbers, what theory says about them, and what a run of them returns.

All times are in seconds, all rates per second. Nothing here has a default: the caller fills the numbers in from
Klynge's own description of the networks, so that every simulator runs the same ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq


@dataclass(frozen=True)
class W1:
    """M/M/c: customers come at exponential gaps, are served in order of arrival and leave."""

    arrival_rate: float
    mean_service: float
    servers: int
    warm_up: float  # who comes earlier is served but not measured
    length: float  # after the warm-up


@dataclass(frozen=True)
class NodeType:
    """The nodes of one kind, which are all alike: exponential service, first come first served."""

    nodes: int  # in each cluster
    servers: int  # of each node
    mean_service: float


@dataclass(frozen=True)
class W2:
    """People who live in clusters of care and go round in them for ever.

    At home for an exponential time; then a general practice (gp) of the own cluster; then home, or with `ward_chance` a
    hospital ward. With `away_chance` that ward is in another cluster, each as likely as the next: one transfer out,
    the stay, one transfer back, and home. From a ward of the own cluster: home, or with `municipal_chance` municipal
    care of the own cluster and then home. The node within a cluster is drawn anew at every visit, each as likely as the
    next. Everybody is at home at time 0. Person i (from 0) lives in cluster i modulo `clusters`.
    """

    population: int
    clusters: int
    mean_home: float
    gp: NodeType
    ward: NodeType
    municipal: NodeType
    ward_chance: float  # of those who leave a gp
    away_chance: float  # of those who go to a ward
    municipal_chance: float  # of those who leave a ward of their own cluster
    transfer: float  # one way, always as long
    warm_up: float  # who comes to a node earlier is served but not measured
    length: float  # after the warm-up

    def __post_init__(self) -> None:
        if self.clusters < 2 and self.away_chance > 0:
            raise ValueError("away_chance needs another cluster to go to")


@dataclass(frozen=True)
class Measured:
    """One type of node. Means are over the customers who came after the warm-up and whose service began in the run."""

    customers: int
    mean_wait: float  # before service; who did not wait counts as 0
    mean_stay: float  # wait and service
    utilisation: float  # share of the servers' time after the warm-up in which they served


@dataclass(frozen=True)
class Result:
    """One run.

    An event is a thing that happens in the network, not an entry in the simulator's own list. W1: a customer comes, a
    service ends. W2: a stay at home, at a gp, in a ward or in municipal care ends, a transfer arrives (out or back).
    Those of the warm-up count too.
    """

    simulator: str  # name and version
    events: int
    build_seconds: float  # of the clock on the wall: making the network and its people
    run_seconds: float  # of the clock on the wall: the events, the warm-up's too
    measured: Mapping[str, Measured]  # by type of node: "queue" in W1, "gp", "ward" and "municipal" in W2

    @property
    def events_per_second(self) -> float:
        return self.events / self.run_seconds


@dataclass(frozen=True)
class Expected:
    """What theory expects of one type of node."""

    mean_wait: float
    mean_stay: float
    utilisation: float


@dataclass(frozen=True)
class W2Theory:
    """The steady state of W2."""

    nodes: Mapping[str, Expected]  # by type of node
    events_per_second: float  # of simulated time, counted as in Result
    at_home: float  # people, on average
    in_transfer: float  # people, on average


def erlang_c_wait(arrival_rate: float, mean_service: float, servers: int) -> float:
    """Mean wait before service in M/M/c over all customers, exact.

    Erlang's second formula (Elektroteknikeren 13, 1917) by the usual recursion for his first, the chance of loss.
    """
    load = arrival_rate * mean_service
    if load >= servers:
        raise ValueError(f"a load of {load:.4g} on {servers} servers has no steady state")
    loss = 1.0
    for c in range(1, servers + 1):
        loss = load * loss / (c + load * loss)
    waits = loss / (1 - load / servers * (1 - loss))
    return waits * mean_service / (servers - load)


def w1_wait(network: W1) -> float:
    """Mean wait of all customers, exact."""
    return erlang_c_wait(network.arrival_rate, network.mean_service, network.servers)


def w2_theory(network: W2) -> W2Theory:
    """The steady state of W2, for a population that is finite but large.

    W2 is a closed network of product form (Baskett, Chandy, Muntz and Palacios, Journal of the ACM 22(2), 1975, doi
    10.1145/321879.321887): home and the transfers are delays, the other nodes serve exponential times in order of
    arrival. Drawing the node at random splits the stream from home. Were the network open, each node would be an
    independent M/M/c. Here too the nodes are taken as independent, with the one rate of leaving home at which people at
    home, at nodes and in transfer add up to the population.

    A node alone is not quite M/M/c: who is there cannot come, so that a long queue curbs itself. Left out, that makes
    the waits of wards and municipal care 1 to 4 % too long from 2,000 to 10^6 people, and more beyond, since the nodes
    grow with the population. So the arrivals at a node fall here in proportion to the people who are not there. What is
    left is of the order 1 / (people in a cluster): that the other nodes, too, hold more or fewer than their mean.
    Against the exact solution of a single cluster with the loads of W2, with 100 to 268,000 people, the waits are
    within 0.5 %, from 4,000 people on within 0.1 %; the utilisations are within 0.01 %.

    ValueError if some node could not serve all its customers when nobody waited elsewhere.
    """
    away = network.ward_chance * network.away_chance
    stays = network.ward_chance - away
    types = {"gp": network.gp, "ward": network.ward, "municipal": network.municipal}
    visits = {"gp": 1.0, "ward": network.ward_chance, "municipal": stays * network.municipal_chance}  # a stay at home
    travelling = 2 * away * network.transfer  # for each stay at home

    # How many people a node's customers are drawn from, as far as its own queue takes them away: those of its cluster,
    # but a ward has some customers from each of the others, too. Shares s of streams count as sum(s^2).
    cluster = network.population / network.clusters
    from_others = network.away_chance**2 / max(network.clusters - 1, 1)
    sources = {"gp": cluster, "ward": cluster / ((1 - network.away_chance) ** 2 + from_others), "municipal": cluster}

    def expected(leaving_home: float) -> dict[str, Expected]:
        nodes = {}
        for name, node in types.items():
            arrivals = leaving_home * visits[name] / (network.clusters * node.nodes)
            wait = _curbed_wait(arrivals, node, sources[name])
            nodes[name] = Expected(wait, wait + node.mean_service, arrivals * node.mean_service / node.servers)
        return nodes

    def too_many(leaving_home: float) -> float:
        nodes = expected(leaving_home)
        at_nodes = sum(nodes[name].mean_stay * visits[name] for name in types)
        return leaving_home * (network.mean_home + at_nodes + travelling) - network.population

    at_nodes = sum(node.mean_service * visits[name] for name, node in types.items())
    most = network.population / (network.mean_home + at_nodes + travelling)  # if nobody waited
    leaving_home = float(brentq(too_many, 0, most * (1 + 1e-9), xtol=1e-15))
    return W2Theory(
        nodes=expected(leaving_home),
        events_per_second=leaving_home * (sum(visits.values()) + 1 + 2 * away),
        at_home=leaving_home * network.mean_home,
        in_transfer=leaving_home * travelling,
    )


def _curbed_wait(arrival_rate: float, node: NodeType, sources: float) -> float:
    """Mean wait at one node whose arrivals, `arrival_rate` on average, fall in proportion to the sources not there."""
    if arrival_rate == 0:
        return 0.0
    present = np.arange(int(sources) + 1)
    free = np.cumsum(np.log1p(-present[:-1] / sources))
    served = np.cumsum(np.log(np.minimum(present[1:], node.servers) / node.mean_service))
    mean = arrival_rate * (erlang_c_wait(arrival_rate, node.mean_service, node.servers) + node.mean_service)
    while True:  # the rate with nobody there depends on the mean; this always closes in on it
        rate = arrival_rate / (1 - mean / sources)
        log_chance = np.concatenate([[0.0], np.log(rate) * present[1:] + free - served])
        chance = np.exp(log_chance - log_chance.max())
        chance /= chance.sum()
        before, mean = mean, float(present @ chance)
        if abs(mean - before) <= 1e-10 * mean:
            return float(np.maximum(present - node.servers, 0) @ chance) / arrival_rate
