"""Running scenarios or networks: once, against each other, over a grid of values, or again from a saved study."""

import itertools
import os
import shlex
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import _core
from .finished import SHARED_WARM_UP, FileSource, Finished, study_plan
from .progress import bar
from .queueing import QueueingNetwork
from .queueing_study import QueueingStudy
from .results import Study
from .scenario import InputError, whole
from .source import Experiment
from .study_file import study_file

SEED = 2026
REPLICATIONS = 10
CHECKPOINT_EVERY = 30  # simulated days
EXPECTED = "expected a Scenario or a QueueingNetwork"


def run(
    experiment: Experiment,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    workers: int | None = None,
    progress: bool | None = None,
    *,
    checkpoint: str | os.PathLike | None = None,
    checkpoint_every: int = CHECKPOINT_EVERY,
    follow: Iterable[int] = (),
) -> Study | QueueingStudy:
    """Run one Scenario, which gives a Study, or one QueueingNetwork, which gives a QueueingStudy.

    The study's only arm has the name of what was run. workers: threads to use, one for each core if None and at most 32
    for each; the result does not depend on it. progress: whether to say on standard error what runs, with a bar; None
    shows the bar only in a terminal or notebook. Ctrl-C stops the run and keeps the finished replications
    (`interrupted`); without a finished one it raises KeyboardInterrupt.

    checkpoint: a folder in which each run is saved every `checkpoint_every` simulated days, when it ends and when it is
    stopped. Called again with the same arguments it goes on from what is there, with the same result as if it had never
    stopped. Raises InputError for a folder that holds another study, or a file in it that is damaged.

    follow: the numbers of residents to record besides the scenario's own sample. Who was not recorded can be followed
    afterwards as well (`Arm.journey`), by running again.
    """
    if not isinstance(experiment, Experiment):
        raise InputError(f"{EXPECTED}, not {experiment!r}; Scenario.load reads one")
    arms = {experiment.name: experiment}
    saved = {"checkpoint": checkpoint, "checkpoint_every": checkpoint_every}
    return compare(arms, replications, seed, workers, progress, **saved, follow=follow)


def compare(
    arms: Mapping[str, Experiment],
    replications: int = REPLICATIONS,
    seed: int = SEED,
    workers: int | None = None,
    progress: bool | None = None,
    *,
    checkpoint: str | os.PathLike | None = None,
    checkpoint_every: int = CHECKPOINT_EVERY,
    shared_warm_up: bool = False,
    follow: Iterable[int] = (),
) -> Study | QueueingStudy:
    """Run several scenarios, or several networks, in the same replications: the same people with the same luck.

    shared_warm_up: one burn-in, many futures: all arms go on from the first arm's state at the end of its warm-up, so
    that they differ only by what happens after it. All must have the same warm-up. Other arguments as for `run`.
    """
    planned = range(whole("replications", replications, least=1))
    if not isinstance(shared_warm_up, bool):
        raise InputError(f"shared_warm_up = {shared_warm_up!r}: expected True or False")
    plan = {SHARED_WARM_UP: shared_warm_up, **_checkpoints(checkpoint, checkpoint_every), **_followed(follow)}
    return _study(_execute(arms, seed, planned, workers, progress, plan))


def sweep(
    experiment: Experiment,
    values: Mapping[str, Iterable[Any]],
    replications: int = REPLICATIONS,
    seed: int = SEED,
    workers: int | None = None,
    progress: bool | None = None,
    *,
    checkpoint: str | os.PathLike | None = None,
    checkpoint_every: int = CHECKPOINT_EVERY,
    shared_warm_up: bool = False,
) -> Study | QueueingStudy:
    """Run a scenario or network for every combination of values, an arm each: {"sectors.hospital.beds": [200, 400]}.

    An arm is called after its values: "sectors.hospital.beds = 200". Arguments otherwise as for `compare`.
    """
    for key, several in values.items():
        if isinstance(several, (str, bytes)) or not isinstance(several, Iterable):
            raise InputError(f"{key} = {several!r}: expected a list of values")
    points = [dict(zip(values, point, strict=True)) for point in itertools.product(*values.values())]
    names = [", ".join(f"{key} = {value}" for key, value in point.items()) for point in points]
    arms = {name: experiment.with_(point) for name, point in zip(names, points, strict=True)}
    saved = {"checkpoint": checkpoint, "checkpoint_every": checkpoint_every}
    return compare(arms, replications, seed, workers, progress, **saved, shared_warm_up=shared_warm_up)


def reproduce(
    where: str | os.PathLike, workers: int | None = None, progress: bool | None = None
) -> Study | QueueingStudy:
    """Run a saved study again from its folder alone; `hash()` is equal unless Klynge itself has changed since."""
    source = FileSource(study_file(where))
    arms = {arm: source.experiment(arm) for arm in source.arms}
    finished = source.runs["replication"]
    replications = range(int(finished.min()), int(finished.max()) + 1)
    again = _execute(arms, source.seed, replications, workers, progress, {SHARED_WARM_UP: source.shared_warm_up})
    again.keep(source.runs, source.replications)
    return _study(again)


def _study(source: Finished) -> Study | QueueingStudy:
    return QueueingStudy(source) if source.kind is QueueingNetwork else Study(source)


def _checkpoints(folder: str | os.PathLike | None, every: int) -> dict[str, Any]:
    days = whole("checkpoint_every", every, least=1)
    if folder is None:
        return {}
    if not isinstance(folder, (str, os.PathLike)) or not os.fspath(folder):
        raise InputError(f"checkpoint = {folder!r}: expected the name of a folder")
    return {"checkpoint_folder": folder, "checkpoint_days": days}


def _followed(people: Iterable[int]) -> dict[str, Any]:
    if isinstance(people, (str, bytes)) or not isinstance(people, Iterable):
        raise InputError(f"follow = {people!r}: expected the numbers of residents")
    return {"follow": [whole("follow", person) for person in people]}


def _check(arms: Mapping[str, Experiment]) -> None:
    if not isinstance(arms, Mapping):
        raise InputError(f"expected scenarios by the names of their arms, {{name: scenario}}, not {arms!r}")
    if not arms:
        raise InputError("there is nothing to run: no scenarios were given")
    for name, experiment in arms.items():
        if not isinstance(name, str) or not name.strip() or "/" in name:
            raise InputError(f"{name!r}: an arm needs a name without a slash")
        if not isinstance(experiment, Experiment):
            raise InputError(f"{name}: {EXPECTED}, not {experiment!r}; Scenario.load reads one")
    (first, reference), *others = arms.items()
    for name, experiment in others:
        if type(experiment) is not type(reference):
            raise InputError(f"{first} and {name}: a scenario and a queueing network cannot be compared")
        if experiment.run_length[1] != reference.run_length[1]:
            units = f"{reference.run_length[1]} and {experiment.run_length[1]}"
            raise InputError(f"{first} and {name}: count time in {units}; expected the same run.time_unit")


def _execute(
    arms: Mapping[str, Experiment],
    seed: int,
    replications: range,
    workers: int | None,
    progress: bool | None,
    more: dict[str, Any],
) -> Finished:
    _check(arms)
    plan = {
        "seed": whole("seed", seed),
        "first_replication": replications.start,
        "replications": len(replications),
        "workers": 0 if workers is None else whole("workers", workers, least=1),
        **more,
    }
    began = time.perf_counter()
    with bar(_simulating(arms, len(replications), plan["workers"]), progress) as tick:
        results = _core.run_study(study_plan(arms, **plan), tick)
    if not len(results):
        raise KeyboardInterrupt
    meta = {
        "version": _core.__version__,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]]),
        "wall_seconds": f"{time.perf_counter() - began:.1f}",
        **({SHARED_WARM_UP: "yes"} if plan[SHARED_WARM_UP] else {}),
    }
    return Finished(arms, plan, results, meta)


def _simulating(arms: Mapping[str, Experiment], replications: int, workers: int) -> str:
    """ "Simulating 6 × 2 runs of 455 days on 2 cores": replications, arms, warm-up and counted time."""
    lengths = sorted({experiment.run_length for experiment in arms.values()})
    (least, unit), (most, _) = lengths[0], lengths[-1]
    runs = replications * len(arms)
    times = f"{replications} × {len(arms)}" if len(arms) > 1 else f"{replications}"
    length = f"{least:.10g} {unit}" if len(lengths) == 1 else f"{least:.10g} to {most:.10g} {unit}"
    cores = workers or len(os.sched_getaffinity(0))
    return f"Simulating {times} run{'s' * (runs > 1)} of {length} on {cores} core{'s' * (cores > 1)}"
