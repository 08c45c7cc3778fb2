"""The command `klynge`. Results go to standard output, progress and errors to standard error.

An argument or file that cannot be used ends with exit code 2 and a line for each problem, before anything is written.
"""

import json
import sys
import tempfile
import tomllib
from collections.abc import Callable, Container, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

import klynge as kl

from .report import made_from, summary
from .results import same_residents
from .run import REPLICATIONS, SEED
from .scenario import json_schema, presets

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
)

Replications = Annotated[int, typer.Option(help="Runs of each scenario; more make intervals narrower.")]
Seed = Annotated[int, typer.Option(help="Another seed gives other people and other luck.")]
Workers = Annotated[int | None, typer.Option(help="Cores to use.", show_default="all")]
Days = Annotated[int | None, typer.Option(help="Days to count (run.days).", show_default="as in the scenario")]
WarmUp = Annotated[
    int | None, typer.Option(help="Days before counting (run.warm_up_days).", show_default="as in the scenario")
]
Settings = Annotated[list[str], typer.Option("--set", metavar="KEY=VALUE", help="Another value; may be repeated.")]


def _folder(text: str) -> Path:
    if not text.strip():
        raise kl.InputError("--out: expected the name of a folder")
    return Path(text)


Out = Annotated[str | None, typer.Option(metavar="FOLDER", help="Write study.h5 and pictures to this folder.")]
PICTURES = {
    "differences.png": kl.Study.plot_differences,
    "payers.png": kl.Study.plot_payers,
    "days.png": kl.Study.plot_days,
}
A_SCENARIO = "A scenario file, or a shipped scenario by name (see: klynge scenarios)."


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
    scenario: Annotated[str, typer.Argument(help=A_SCENARIO)],
    replications: Replications = REPLICATIONS,
    seed: Seed = SEED,
    workers: Workers = None,
    days: Days = None,
    warm_up: WarmUp = None,
    settings: Settings = [],  # noqa: B006 - typer's way
    out: Out = None,
) -> None:
    """Run one scenario and print what came out."""
    one = kl.Scenario.load(scenario)
    changes = _changes(settings, days, warm_up)
    _study({one.name: one.with_(changes)}, replications, seed, workers, out, {"days.png": kl.Study.plot_days})


@app.command()
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help=f"The reference. {A_SCENARIO} With --base: a regime.")],
    b: Annotated[str, typer.Argument(metavar="B", help="What is compared with it, likewise.")],
    base: Annotated[str | None, typer.Option(metavar="SCENARIO", help="Put regimes A and B on this scenario.")] = None,
    replications: Replications = REPLICATIONS,
    seed: Seed = SEED,
    workers: Workers = None,
    days: Days = None,
    warm_up: WarmUp = None,
    settings: Settings = [],  # noqa: B006 - typer's way
    out: Out = None,
) -> None:
    """Run two scenarios, or two regimes on one scenario, with the same people and the same luck."""
    if base is None:
        for name in (a, b):
            if name in presets("regime").index and name not in kl.shipped().index and not Path(name).exists():
                raise kl.InputError(f"{name}: that is a regime: add --base SCENARIO")
        arms = {scenario.name: scenario for scenario in map(kl.Scenario.load, (a, b))}
    else:
        on = kl.Scenario.load(base)
        known = presets("regime").index
        for name in (a, b):
            if name not in known:
                raise kl.InputError(f"{name}: there is no such regime; expected one of {', '.join(known)}")
        arms = {name: on.with_(regime=name) for name in (a, b)}
    if len(arms) < 2:
        raise kl.InputError(f"{a} and {b}: are both called {next(iter(arms))}; give two that differ")
    changes = _changes(settings, days, warm_up)
    arms = {name.replace("_", " "): scenario.with_(changes) for name, scenario in arms.items()}
    _study(arms, replications, seed, workers, out, PICTURES)


@app.command()
def schema(as_json: Annotated[bool, typer.Option("--json", help="As a JSON Schema, for editors.")] = False) -> None:
    """List every field that a scenario file may have."""
    if as_json:
        typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
        return
    table = kl.schema()
    rows = [(row.Index, row.unit, _range(row), row.meaning) for row in table.itertuples()]
    _print(["Field", "Unit", "Allowed", "Meaning"], rows)


@app.command()
def scenarios() -> None:
    """List the shipped scenarios and the presets that can be put on them."""
    _print(["Scenario", "Title"], kl.shipped()["title"].items())
    for kind in ("regime", "referral", "coordination"):
        typer.echo(f"--set {kind}=NAME with NAME one of: {', '.join(presets(kind).index)}")


@app.command()
def provenance(scenario: Annotated[str, typer.Argument(help=A_SCENARIO)]) -> None:
    """List where the numbers of a scenario come from, least trusted first."""
    rows = kl.Scenario.load(scenario).provenance()
    rows["value"] = [f"{value:g}" if isinstance(value, float) else str(value) for value in rows["value"]]
    rows["value"] += " " + rows["unit"].where(rows["unit"] != "1", "")
    columns = ["confidence", "key", "value", "source"]
    _print(["Confidence", "Field", "Value", "Source"], rows[columns].itertuples(index=False))


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


def _changes(settings: list[str], days: int | None, warm_up: int | None) -> dict[str, Any]:
    """Options as settings of a scenario. A value is read as TOML, and as a text if that fails."""
    changes = {}
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals or not key.strip():
            raise kl.InputError(f"--set {setting}: expected KEY=VALUE")
        try:
            changes[key.strip()] = tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError:
            changes[key.strip()] = text.strip()
    options = {"run.days": days, "run.warm_up_days": warm_up}
    return changes | {key: value for key, value in options.items() if value is not None}


def _study(
    arms: dict[str, kl.Scenario],
    replications: int,
    seed: int,
    workers: int | None,
    where: str | None,
    pictures: dict[str, Callable[[kl.Study], Any]],
) -> None:
    """Run, print, write. Stopped by Ctrl-C it does the same with what is finished, and ends with exit code 130."""
    out = None if where is None else _folder(where)
    if out is not None:
        _check_folder(out)
    if not all(same_residents(next(iter(arms.values())), scenario) for scenario in arms.values()):
        warning = "the arms are different populations, so the pairing removes nothing of chance"
        typer.echo(f"klynge: warning: {warning}", err=True)
    try:
        study = kl.compare(arms, replications, seed, workers)
    except KeyboardInterrupt:
        typer.echo("klynge: stopped before a replication was finished; nothing was written", err=True)
        raise typer.Exit(130) from None
    if out is not None:  # first of all: whatever goes wrong from here on, the runs are not lost
        _write(study, out, pictures)
    table = summary(study)
    _print(table.columns, table.itertuples(index=False), numbers=range(2, min(5, len(table.columns))))
    typer.echo()
    if len(study.arms) == 2:
        for sentence in study.sentences(clear=True):
            typer.echo(sentence)
        typer.echo()
    typer.echo(made_from(study))
    if out is not None:
        typer.echo(f"Written to {out}: study.h5, {', '.join(pictures)}")
    if study.interrupted:
        raise typer.Exit(130)


def _check_folder(out: Path) -> None:
    """Before anything runs: can the results be written?"""
    nearest = next(folder for folder in (out.absolute(), *out.absolute().parents) if folder.exists())
    try:
        with tempfile.TemporaryDirectory(prefix=".klynge-", dir=nearest):
            pass
    except OSError as error:
        raise kl.InputError(f"--out {out}: cannot write in {nearest}: {error.strerror}") from None


def _write(study: kl.Study, out: Path, pictures: dict[str, Callable[[kl.Study], Any]]) -> None:
    """Everything is made in a hidden folder in the place itself and then moved, file by file, each whole."""
    import matplotlib

    from . import plots

    matplotlib.use("Agg")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".klynge-", dir=out) as hidden:
        study.save(hidden)
        for name, draw in pictures.items():
            with open(Path(hidden, name), "wb") as picture:
                plots.save(draw(study), picture)
        for file in sorted(Path(hidden).iterdir()):
            file.replace(out / file.name)


def _print(headings: Iterable[str], rows: Iterable[Iterable[Any]], numbers: Container[int] = ()) -> None:
    """A table, as wide as the terminal; `numbers` are the columns to align on the right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for i, heading in enumerate(headings):
        table.add_column(heading, justify="right" if i in numbers else "left")
    for row in rows:
        table.add_row(*map(str, row))
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:  # into a file or another program: as wide as it needs to be
        console.width = Console(width=10_000).measure(table).maximum
    console.print(table)


def _range(row: Any) -> str:
    if row.choices:
        return row.choices
    if row.type not in ("number", "whole number"):
        return row.type
    return f"{row.least:g} to {row.most:g}"
