"""What the commands have in common: their arguments and options, and the experiment that these ask for."""

import tomllib
from pathlib import Path
from typing import Annotated

import typer

import klynge as kl

from .queueing import PER_DAY, is_queueing_file
from .scenario import presets
from .source import Experiment

Replications = Annotated[int, typer.Option(help="Runs of each scenario; more make intervals narrower.")]
Seed = Annotated[int, typer.Option(help="Another seed gives other people and other luck.")]
Workers = Annotated[int | None, typer.Option(help="Cores to use.", show_default="all")]
Days = Annotated[int | None, typer.Option(help="Days to count (run.days, run.length).", show_default="as in the file")]
WarmUp = Annotated[
    int | None,
    typer.Option(help="Days before counting (run.warm_up_days, run.warm_up).", show_default="as in the file"),
]
Settings = Annotated[list[str], typer.Option("--set", metavar="KEY=VALUE", help="Another value; may be repeated.")]
Out = Annotated[str | None, typer.Option(metavar="FOLDER", help="Write study.h5 and pictures to this folder.")]
AN_EXPERIMENT = "A scenario or network file, or a shipped one by name (see: klynge scenarios)."
A_SCENARIO = "A scenario file, or a shipped scenario by name (see: klynge scenarios)."


def load(name: str) -> Experiment:
    """A scenario or a network, whichever the file says or the name is of."""
    if Path(name).is_file():
        network = is_queueing_file(name)
    elif name in kl.shipped().index or name in kl.networks().index:
        network = name not in kl.shipped().index
    else:
        known = ", ".join([*kl.shipped().index, *kl.networks().index])
        raise kl.InputError(f"{name}: neither a scenario file nor one of {known}")
    return kl.QueueingNetwork.load(name) if network else kl.Scenario.load(name)


def is_network(experiment: Experiment) -> bool:
    return isinstance(experiment, kl.QueueingNetwork)


def changed(experiment: Experiment, settings: list[str], days: int | None, warm_up: int | None) -> Experiment:
    """Options as settings. A value is read as TOML, and as a text if that fails. Of a network days are turned into its
    time unit."""
    changes = {}
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals or not key.strip():
            raise kl.InputError(f"--set {setting}: expected KEY=VALUE")
        try:
            changes[key.strip()] = tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            changes[key.strip()] = text.strip()
    if is_network(experiment):
        keys, unit = ("run.length", "run.warm_up"), PER_DAY[experiment["run.time_unit"]]
    else:
        keys, unit = ("run.days", "run.warm_up_days"), 1
    options = zip(keys, (days, warm_up), strict=True)
    return experiment.with_(changes | {key: value * unit for key, value in options if value is not None})


def regimes_on(base: str, a: str, b: str) -> dict[str, Experiment]:
    """Two regimes, each on the same scenario, by their names."""
    on = kl.Scenario.load(base)
    known = presets("regime").index
    for name in (a, b):
        if name not in known:
            raise kl.InputError(f"{name}: there is no such regime; expected one of {', '.join(known)}")
    return {name: on.with_(regime=name) for name in (a, b)}
