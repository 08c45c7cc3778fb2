"""Validation and calibration as the command line wants them: run, print, write."""

import shutil
import textwrap
from pathlib import Path

import typer

from . import calibration, calibration_report, validation_report
from .calibration_plan import Plan
from .carry_out import print_table
from .scenario import InputError, Scenario
from .validation import Validation, validate

NOTHING = "klynge: stopped; nothing was written"


def validate_and_print(scenario: Scenario, page: str | None, replications: int, seed: int, workers: int | None) -> None:
    try:
        held = validate(scenario, replications, seed, workers)
    except KeyboardInterrupt:
        typer.echo(NOTHING, err=True)
        raise typer.Exit(130) from None
    if page is not None:
        held.save(page)
    print_validation(held)
    if page is not None:
        typer.echo(f"Written to {page}")


def print_validation(held: Validation) -> None:
    headings = ["", "Figure", "Model", "Published", "Accepted", "Verdict"]
    print_table(headings, validation_report.rows_of(held))
    typer.echo()
    typer.echo(validation_report.totals_line(held))
    typer.echo()
    for text in (validation_report.CAPTION, held.made_from, "", *validation_report.notes(held)):
        typer.echo(_wrapped(text))


def calibrate_and_print(
    scenario: Scenario, targets: str | None, out: str | None, check: bool, seed: int, workers: int | None
) -> None:
    plan = Plan.load(targets)
    if out is not None and Path(out).exists() and not Path(out).is_dir():
        raise InputError(f"--out {out}: expected a folder")
    if out is not None:
        calibration_report.require_layer(scenario, plan)
    try:
        fit = (calibration.check if check else calibration.calibrate)(scenario, plan, seed, workers)
    except KeyboardInterrupt:
        typer.echo(NOTHING, err=True)
        raise typer.Exit(130) from None
    written = [] if out is None else calibration_report.write(fit, Path(out))
    headings = ["Target", "Unit", "Published", "Model (95 % interval)", "Off by", "Weight"]
    print_table(headings, calibration_report.fit_rows(fit), numbers=(2, 4, 5))
    typer.echo()
    if not check:
        print_table(["Multiplier", "Before", "Fitted"], calibration_report.multiplier_rows(fit), numbers=(1, 2))
        typer.echo()
    typer.echo(calibration_report.summary(fit))
    for file in written:
        typer.echo(f"Written: {file}")


def _wrapped(text: str) -> str:
    """As wide as the terminal, and no wider than reads well."""
    width = min(100, shutil.get_terminal_size((80, 24)).columns)
    indent = len(text) - len(text.lstrip())
    return textwrap.fill(text, width, subsequent_indent=" " * (indent + 2 if indent else 5 * text.startswith("V")))
