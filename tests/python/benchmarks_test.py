"""What the benchmarks conclude: a right run agrees with theory, a wrong one does not. Nothing is timed here."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.agreement import ratio, w1_figures, w2_figures, why_silent
from benchmarks.peers.networks import W1, W2, NodeType, w1_wait, w2_theory
from benchmarks.run import ABOUT, workloads
from benchmarks.tables import table

HOUR, DAY = 3600, 86400
CLUSTERS = 22
ONE_QUEUE = W1(arrival_rate=18 / HOUR, mean_service=HOUR, servers=20, warm_up=0, length=1e6 * HOUR)
NETWORK = W2(
    population=100_000,
    clusters=CLUSTERS,
    mean_home=30 * DAY,
    gp=NodeType(80, 1, 900),
    ward=NodeType(7, 12, 3 * DAY),
    municipal=NodeType(4, 22, 10 * DAY),
    ward_chance=0.15,
    away_chance=0.1,
    municipal_chance=0.4,
    transfer=HOUR,
    warm_up=10_000 * DAY,
    length=100_000 * DAY,
)


def flows(wait, utilisation, stretches, noise=0.01):
    """What whole.cpp prints of one kind of node, with chance of `noise` in each stretch."""
    chance = np.random.default_rng(1).normal(1, noise, (3, stretches))
    return {
        "started": 1e6 * chance[0],
        "waited_seconds": 1e6 * wait * chance[1],
        "busy_seconds": 1e9 * utilisation * chance[2],
        "server_seconds": np.full(stretches, 1e9),
    }


def test_one_queue_is_held_against_erlang_c():
    wait = w1_wait(ONE_QUEUE)
    assert wait == pytest.approx(0.27538 * HOUR, rel=1e-4)
    right, wrong = ({"nodes": {"counter": flows(factor * wait, 0.9, 40)}} for factor in (1, 1.05))
    assert [figure.verdict for figure in w1_figures("w1", ONE_QUEUE, right)] == ["agrees", "agrees"]
    assert [figure.wrong for figure in w1_figures("w1", ONE_QUEUE, wrong)] == [True, False]


@pytest.mark.parametrize("spoilt", ["gp", "ward", "care"])
def test_a_wrong_wait_in_w2_is_found_where_it_is(spoilt):
    theory = w2_theory(NETWORK).nodes
    names = {"gp": "gp", "ward": "ward", "care": "municipal"}
    measured = {
        "nodes": {
            name: flows(theory[kind].mean_wait * (1.05 if name == spoilt else 1), theory[kind].utilisation, CLUSTERS)
            for name, kind in names.items()
        }
    }
    figures = w2_figures("w2", NETWORK, measured)
    assert [(figure.node, figure.what) for figure in figures if figure.wrong] == [(names[spoilt], "wait")]
    assert all(figure.verdict == "agrees" for figure in figures if not figure.wrong)


def test_a_warm_up_that_is_too_short_silences_the_wait_but_not_the_utilisation():
    theory = w2_theory(NETWORK).nodes
    same = {"nodes": {name: flows(1, 2, CLUSTERS) for name in ("gp", "ward", "care")}}
    verdicts = {(f.node, f.what): f.verdict for f in w2_figures("w2", replace(NETWORK, warm_up=60 * DAY), same)}
    assert verdicts["municipal", "wait"] == "warm-up too short to tell"
    assert verdicts["municipal", "utilisation"] == "DISAGREES"
    assert theory["municipal"].utilisation < 1


def test_few_waits_tell_nothing():
    node = NodeType(1, 100, DAY)
    assert why_silent(node, customers=1e5, mean_wait=1, utilisation=0.5)
    assert not why_silent(node, customers=1e6, mean_wait=100, utilisation=0.5)


def test_the_error_of_a_ratio_is_that_of_many_runs():
    rng = np.random.default_rng(7)
    below = rng.gamma(50, 1, (4000, 22))
    above = 3 * below + rng.normal(0, 5, below.shape)
    found = [ratio(a, b) for a, b in zip(above, below, strict=True)]
    spread = np.std([value for value, _, _ in found])
    assert np.sqrt(np.mean([error**2 for _, error, _ in found])) == pytest.approx(spread, rel=0.06)
    assert {freedom for _, _, freedom in found} == {21}


@pytest.mark.parametrize("quick", [True, False])
def test_every_workload_is_explained_and_runs_on_one_thread(quick):
    planned = list(workloads(quick))
    assert {each.name for each in planned} == set(ABOUT)
    alone = [each.options | {"name": each.name} for each in planned if each.threads == 1]
    assert all(each.options | {"name": each.name} in alone for each in planned)


def test_numbers_stand_to_the_right():
    assert table(("name", "n"), [("a", "10"), ("bcdef", "9")]).splitlines() == [
        "name    n",
        "-----  --",
        "a      10",
        "bcdef   9",
    ]
