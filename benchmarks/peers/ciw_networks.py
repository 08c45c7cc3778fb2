"""W1 in Ciw 3. W2 is left to SimPy: Ciw looks at every node after every event, and W2 has two thousand of them."""

from time import perf_counter
from typing import Any

import ciw

from .garbage import without_garbage_collection
from .networks import W1, Measured, Result

SIMULATOR = f"Ciw {ciw.__version__}"


@without_garbage_collection()
def run_w1(network: W1, seed: int) -> Result:
    """W1 from an empty queue. Ciw has one stream of chance for the whole process, which this seeds."""
    began = perf_counter()
    ciw.seed(seed)
    described = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=network.arrival_rate)],
        service_distributions=[ciw.dists.Exponential(rate=1 / network.mean_service)],
        number_of_servers=[network.servers],
    )
    simulation = ciw.Simulation(described)
    ran = perf_counter()
    simulation.simulate_until_max_time(network.warm_up + network.length)
    run_seconds = perf_counter() - ran
    came, left = simulation.nodes[0].number_of_individuals, simulation.nodes[-1].number_of_individuals
    return Result(SIMULATOR, came + left, ran - began, run_seconds, {"queue": _measured(simulation, network)})


def _measured(simulation: Any, network: W1) -> Measured:
    """From the records of who has left and, of who is still being served, from the customers themselves."""
    begin, end = network.warm_up, network.warm_up + network.length
    visits = [(r.arrival_date, r.service_start_date, r.service_end_date) for r in simulation.get_all_records()]
    visits += [
        (customer.arrival_date, customer.service_start_date, customer.service_end_date)
        for customer in simulation.nodes[1].all_individuals
        if customer.server
    ]
    busy = sum(min(left, end) - max(began, begin) for _, began, left in visits if left > begin)
    counted = [visit for visit in visits if visit[0] >= begin]
    count = len(counted) or float("nan")
    return Measured(
        customers=len(counted),
        mean_wait=sum(began - came for came, began, _ in counted) / count,
        mean_stay=sum(left - came for came, _, left in counted) / count,
        utilisation=busy / (network.servers * network.length),
    )
