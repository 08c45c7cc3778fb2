"""A study as the command line wants it: run it, print what came out, write it to a folder."""

import tempfile
from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

import klynge as kl

from .progress import answered
from .report import DIFFERENCE, made_from, summary
from .results import same_residents
from .source import Experiment

Pictures = Mapping[str, Callable[[Any], Any]]  # by the names of their files


def print_summary(study: kl.Study | kl.QueueingStudy) -> None:
    """The main values, and of two arms how they differ."""
    table = summary(study)
    numbers = [i for i, column in enumerate(table.columns) if column in (*study.arms, DIFFERENCE)]
    print_table(table.columns, table.itertuples(index=False), numbers)
    typer.echo()
    if len(study.arms) == 2:
        for sentence in study.sentences(clear=True):
            typer.echo(sentence)
        typer.echo()


def carry_out(
    arms: Mapping[str, Experiment],
    pictures: Pictures,
    where: str | None,
    show: Callable[[Any], None] = print_summary,
    **how: Any,
) -> None:
    """Run as `how` says (arguments of kl.compare), print with `show`, write.

    Stopped by Ctrl-C it does the same with what is finished, and ends with exit code 130.
    """
    out = None if where is None else _folder(where)
    if out is not None:
        _check_folder(out)
    _warn_of_different_people(list(arms.values()))
    goes_on = f"the same command goes on from {how['checkpoint']}" if how.get("checkpoint") else ""
    try:
        study = kl.compare(arms, **how)
    except KeyboardInterrupt:
        written = "; ".join(filter(None, ["nothing was written", goes_on]))
        typer.echo(f"klynge: stopped before a replication was finished; {written}", err=True)
        raise typer.Exit(130) from None
    with answered("not stopped: finishing what is left to write and print"):
        if out is not None:  # first of all: whatever goes wrong from here on, the runs are not lost
            _write(study, out, pictures)
        show(study)
        typer.echo(made_from(study))
        if out is not None:
            typer.echo(f"Written to {out}: study.h5, {', '.join(pictures)}")
        if study.interrupted:
            if goes_on:
                typer.echo(f"klynge: stopped; {goes_on}", err=True)
            raise typer.Exit(130)


def print_table(headings: Iterable[str], rows: Iterable[Iterable[Any]], numbers: Container[int] = ()) -> None:
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


def _warn_of_different_people(arms: list[Experiment]) -> None:
    scenarios = [arm for arm in arms if isinstance(arm, kl.Scenario)]
    if not all(same_residents(scenarios[0], scenario) for scenario in scenarios):
        warning = "the arms are different populations, so the pairing removes nothing of chance"
        typer.echo(f"klynge: warning: {warning}", err=True)


def _folder(text: str) -> Path:
    if not text.strip():
        raise kl.InputError("--out: expected the name of a folder")
    return Path(text)


def _check_folder(out: Path) -> None:
    """Before anything runs: can the results be written?"""
    nearest = next(folder for folder in (out.absolute(), *out.absolute().parents) if folder.exists())
    try:
        with tempfile.TemporaryDirectory(prefix=".klynge-", dir=nearest):
            pass
    except OSError as error:
        raise kl.InputError(f"--out {out}: cannot write in {nearest}: {error.strerror}") from None


def _write(study: kl.Study | kl.QueueingStudy, out: Path, pictures: Pictures) -> None:
    """The study first. Each picture is made in a hidden folder in the place itself and then moved, whole."""
    study.save(out)
    try:
        _draw(study, out, pictures)
    except BaseException:
        typer.echo(f"klynge: written to {out}: study.h5, but not all pictures", err=True)
        raise


def _draw(study: kl.Study | kl.QueueingStudy, out: Path, pictures: Pictures) -> None:
    import matplotlib

    from . import drawing

    matplotlib.use("Agg")
    with tempfile.TemporaryDirectory(prefix=".klynge-", dir=out) as hidden:
        for name, draw in pictures.items():
            with open(Path(hidden, name), "wb") as picture:
                drawing.save(draw(study), picture)
        for file in sorted(Path(hidden).iterdir()):
            file.replace(out / file.name)
