"""The command `klynge`. Results go to standard output, progress and errors to standard error.

An argument or file that cannot be used ends with exit code 2 and a line for each problem, before anything is written.
"""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

import klynge as kl

from . import provenance as provenance_of
from .carry_out import carry_out, print_table
from .cli_arguments import (
    A_SCENARIO,
    AN_EXPERIMENT,
    Days,
    Out,
    Replications,
    Seed,
    Settings,
    WarmUp,
    Workers,
    changed,
    is_network,
    load,
    regimes_on,
)
from .cli_explaining import audit, diverge, journey
from .cli_fitting import calibrate_and_print, validate_and_print
from .run import CHECKPOINT_EVERY, REPLICATIONS, SEED
from .scenario import json_schema, presets
from .source import Experiment

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
)

Checkpoint = Annotated[
    str | None, typer.Option(metavar="FOLDER", help="Save each run there now and then, and go on from what is there.")
]
CheckpointEvery = Annotated[
    int | None, typer.Option(metavar="DAYS", help="Simulated days between saves.", show_default=str(CHECKPOINT_EVERY))
]
SharedWarmUp = Annotated[bool, typer.Option("--shared-warm-up", help="B goes on from A's state after the warm-up.")]
PICTURES = {
    "differences.png": kl.Study.plot_differences,
    "payers.png": kl.Study.plot_payers,
    "days.png": kl.Study.plot_days,
}
PICTURES_OF_ONE = {"days.png": kl.Study.plot_days}
PICTURES_OF_NETWORKS = {"nodes.png": kl.QueueingStudy.plot}
def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"klynge {kl.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Simulate patients with several chronic diseases under different ways of coordinating their care."""


@app.command("run")
def run_command(
    experiment: Annotated[str, typer.Argument(metavar="SCENARIO", help=AN_EXPERIMENT)],
    replications: Replications = REPLICATIONS,
    seed: Seed = SEED,
    workers: Workers = None,
    days: Days = None,
    warm_up: WarmUp = None,
    settings: Settings = [],  # noqa: B006 - typer's way
    out: Out = None,
    checkpoint: Checkpoint = None,
    checkpoint_every: CheckpointEvery = None,
) -> None:
    """Run one scenario or network and print what came out."""
    one = changed(load(experiment), settings, days, warm_up)
    how = {"replications": replications, "seed": seed, "workers": workers, **_saved(checkpoint, checkpoint_every)}
    carry_out({one.name: one}, PICTURES_OF_NETWORKS if is_network(one) else PICTURES_OF_ONE, out, **how)


@app.command()
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help=f"The reference. {AN_EXPERIMENT} With --base: a regime.")],
    b: Annotated[str, typer.Argument(metavar="B", help="What is compared with it, likewise.")],
    base: Annotated[str | None, typer.Option(metavar="SCENARIO", help="Put regimes A and B on this scenario.")] = None,
    replications: Replications = REPLICATIONS,
    seed: Seed = SEED,
    workers: Workers = None,
    days: Days = None,
    warm_up: WarmUp = None,
    shared_warm_up: SharedWarmUp = False,
    settings: Settings = [],  # noqa: B006 - typer's way
    out: Out = None,
    checkpoint: Checkpoint = None,
    checkpoint_every: CheckpointEvery = None,
) -> None:
    """Run two scenarios or networks, or two regimes on one scenario, with the same people and the same luck."""
    arms = _two(a, b) if base is None else regimes_on(base, a, b)
    if len(arms) < 2:
        raise kl.InputError(f"{a} and {b}: are both called {next(iter(arms))}; give two that differ")
    arms = {name.replace("_", " "): changed(each, settings, days, warm_up) for name, each in arms.items()}
    how = {"replications": replications, "seed": seed, "workers": workers, **_saved(checkpoint, checkpoint_every)}
    pictures = PICTURES_OF_NETWORKS if any(map(is_network, arms.values())) else PICTURES
    carry_out(arms, pictures, out, shared_warm_up=shared_warm_up, **how)


@app.command()
def schema(
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON Schema, for editors.")] = False,
    queueing: Annotated[bool, typer.Option("--queueing", help="Of network files instead.")] = False,
) -> None:
    """List every field that a scenario file may have."""
    if as_json and queueing:
        raise kl.InputError("--json: there is a JSON Schema of scenario files only")
    if as_json:
        typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
        return
    table = kl.queueing_schema() if queueing else kl.schema()
    rows = [(row.Index, row.unit, _range(row), row.meaning) for row in table.itertuples()]
    print_table(["Field", "Unit", "Allowed", "Meaning"], rows)


@app.command()
def scenarios() -> None:
    """List the shipped scenarios, the presets that can be put on them, and the shipped networks."""
    print_table(["Scenario", "Title"], kl.shipped()["title"].items())
    for kind in ("regime", "referral", "coordination"):
        typer.echo(f"--set {kind}=NAME with NAME one of: {', '.join(presets(kind).index)}")
    typer.echo()
    print_table(["Network", "Title"], kl.networks()["title"].items())


@app.command()
def provenance(scenario: Annotated[str, typer.Argument(help=A_SCENARIO)]) -> None:
    """List where the numbers of a scenario come from, least trusted first, rows of its tables included."""
    experiment = load(scenario)
    if is_network(experiment):
        typer.echo(f"{experiment.name}: a reference network makes no claims about the world: no sources to list")
        return
    table = provenance_of.numbers(experiment)
    counts = provenance_of.counts(table)
    rows = [(row.Index, *(f"{count:,}" for count in row[1:])) for row in counts.itertuples()]
    kinds = [kind.capitalize().replace(" ", "\n").replace("-", "-\n") for kind in counts.columns]  # narrow
    print_table(["Numbers of", *kinds], rows, numbers=range(1, len(kinds) + 1))
    typer.echo()
    for line in provenance_of.listing(table, provenance_of.terminal_width()):
        typer.echo(line)


@app.command()
def validate(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help=A_SCENARIO)] = "randers",
    replications: Replications = REPLICATIONS,
    seed: Seed = SEED,
    workers: Workers = None,
    page: Annotated[str | None, typer.Option("--html", metavar="FILE", help="Write a page with pictures.")] = None,
) -> None:
    """Hold a scenario against published figures that it was not fitted to."""
    experiment = load(scenario)
    if is_network(experiment):
        raise kl.InputError(f"{experiment.name}: is a network; there are published figures for scenarios only")
    validate_and_print(experiment, page, replications, seed, workers)


@app.command()
def calibrate(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help=A_SCENARIO)] = "baseline",
    targets: Annotated[
        str | None, typer.Option(metavar="FILE", help="Parameters and targets.", show_default="the shipped ones")
    ] = None,
    out: Annotated[str | None, typer.Option(metavar="FOLDER", help="Write fitted.toml and fit.csv there.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Fit nothing: only show how far off it is now.")] = False,
    seed: Seed = SEED,
    workers: Workers = None,
) -> None:
    """Fit the multipliers of a scenario to published figures, those of `klynge validate` excluded."""
    experiment = load(scenario)
    if is_network(experiment):
        raise kl.InputError(f"{experiment.name}: is a network; only scenarios are fitted")
    if check and out is not None:
        raise kl.InputError("--check: writes nothing; leave out --out")
    calibrate_and_print(experiment, targets, out, check, seed, workers)


for explaining in (audit, journey, diverge):
    app.command()(explaining)


def main() -> None:
    """The entry point: turns what a user can mend into lines on standard error and exit code 2."""
    try:
        app()
    except kl.ScenarioError as error:
        _fail(*error.problems)
    except kl.InputError as error:
        _fail(str(error))
    except OSError as error:
        _fail(": ".join(filter(None, [error.filename, error.strerror or str(error)])))


def _fail(*lines: str) -> None:
    for line in lines:
        typer.echo(f"klynge: {line}", err=True)
    sys.exit(2)


def _two(a: str, b: str) -> dict[str, Experiment]:
    for name in (a, b):
        if name in presets("regime").index and name not in kl.shipped().index and not Path(name).is_file():
            raise kl.InputError(f"{name}: that is a regime: add --base SCENARIO")
    return {experiment.name: experiment for experiment in map(load, (a, b))}


def _saved(folder: str | None, every: int | None) -> dict[str, Any]:
    if folder is None and every is not None:
        raise kl.InputError("--checkpoint-every: needs --checkpoint FOLDER")
    return {"checkpoint": folder, "checkpoint_every": CHECKPOINT_EVERY if every is None else every}


def _range(row: Any) -> str:
    if row.choices:
        return row.choices
    if row.type not in ("number", "whole number"):
        return row.type
    return f"{row.least:g} to {row.most:g}"
