"""Commands that ask why: which choices of a level were wrong, one resident's way, and where two ways part."""

from typing import Annotated

import pandas as pd
import typer

import klynge as kl

from . import audit_words, bound
from .carry_out import carry_out, print_table
from .cli_arguments import (
    A_SCENARIO,
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
from .cli_fitting import NOTHING
from .reading import number, short, when
from .run import REPLICATIONS, SEED
from .source import Experiment
from .splits import check_split

AScenario = Annotated[str, typer.Argument(metavar="SCENARIO", help=A_SCENARIO)]
Regimes = Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Two regimes to put on the scenario.")]
MOST = 20  # residents to list
AROUND = pd.Timedelta(days=30)  # of a decision that differs, what is told of the two ways


def audit(
    scenario: AScenario,
    regimes: Regimes = None,
    by: Annotated[str | None, typer.Option(help="Split by sector, municipality or group.")] = None,
    replications: Replications = REPLICATIONS,
    seed: Seed = SEED,
    workers: Workers = None,
    days: Days = None,
    warm_up: WarmUp = None,
    settings: Settings = [],  # noqa: B006 - typer's way
    out: Out = None,
) -> None:
    """Say which choices of a level of care were wrong by LEON, why, and at what cost."""
    check_split(by)
    arms = _arms(scenario, regimes, settings, days, warm_up)
    pictures = {"audit.png": lambda study: study.plot_audit(by)}
    how = {"replications": replications, "seed": seed, "workers": workers}
    carry_out(arms, pictures, out, lambda study: _print_audit(study, by), **how)


def journey(
    scenario: AScenario,
    person: Annotated[int, typer.Argument(metavar="PERSON", help="The number of a resident.")],
    at: Annotated[str | None, typer.Option(metavar="TIME", help="Who knew what then.", show_default="at last")] = None,
    seed: Seed = SEED,
    days: Days = None,
    warm_up: WarmUp = None,
    settings: Settings = [],  # noqa: B006 - typer's way
) -> None:
    """Follow one resident: what happened, who chose which level of care and why, and who knew what."""
    study = _followed(_arms(scenario, None, settings, days, warm_up), person, seed)
    arm = study[study.arms[0]]
    way = arm.journey(person)
    last = way["time"].max() if len(way) else 0
    known = arm.known(person, last if at is None else at)
    rows = [(f"{row.time}", row.event, row.node, row.level, _value(row.value, row.note)) for row in way.itertuples()]
    print_table(["Time", "Event", "Place", "Level of care", "Value"], rows)
    typer.echo()
    _print_decisions(arm.decisions(person))
    typer.echo()
    said = when(last) if at is None and len(way) else at or "the first day"
    print_table([f"Age in days on {said}", *known], [(i, *map(number, ages)) for i, *ages in known.itertuples()])


def diverge(
    scenario: AScenario,
    person: Annotated[
        int | None, typer.Argument(metavar="PERSON", help="The number of a resident; without it those to look at.")
    ] = None,
    regimes: Regimes = None,
    seed: Seed = SEED,
    days: Days = None,
    warm_up: WarmUp = None,
    settings: Settings = [],  # noqa: B006 - typer's way
) -> None:
    """Show where the ways of one resident under two regimes part, and why."""
    if regimes is None:
        raise kl.InputError("--regimes: expected two, as in --regimes separate_sectors cluster_leadership")
    study = _followed(_arms(scenario, regimes, settings, days, warm_up), person, seed)
    if person is None:
        _print_diverging(study.diverging().dropna(subset="decision").head(MOST), study.arms)
        return
    parted = study.diverge(person)
    for sentence in parted.sentences:
        typer.echo(sentence)
    typer.echo()
    paths = parted.paths
    if parted.decision is not None:
        _print_levels(parted.decision.alternatives)
        typer.echo()
        since, until = parted.decision.time - AROUND, parted.decision.time + AROUND
        paths = paths[(paths.index >= since) & (paths.index <= until)]
    rows = [(f"{time}", *(_told(row[arm]) for arm in study.arms)) for time, row in paths.iterrows()]
    print_table(["Time", *study.arms], rows)
    if len(paths) < len(parted.paths):
        typer.echo(f"({AROUND.days} days before and after that decision; klynge journey tells a whole way)")


def _arms(
    name: str, regimes: tuple[str, str] | None, settings: list[str], days: int | None, warm_up: int | None
) -> dict[str, Experiment]:
    one = load(name)
    if is_network(one):
        raise kl.InputError(f"{name}: is a network; levels of care are chosen in scenarios only")
    arms = {one.name: one} if regimes is None else regimes_on(name, *regimes)
    if regimes is not None and len(arms) < 2:
        raise kl.InputError(f"--regimes {' '.join(regimes)}: give two that differ")
    return {arm.replace("_", " "): changed(each, settings, days, warm_up) for arm, each in arms.items()}


def _followed(arms: dict[str, Experiment], person: int | None, seed: int) -> kl.Study:
    """One replication, with one resident recorded besides the sample."""
    try:
        return kl.compare(arms, replications=1, seed=seed, follow=[] if person is None else [person])
    except KeyboardInterrupt:
        typer.echo(NOTHING, err=True)
        raise typer.Exit(130) from None


def _print_audit(study: kl.Study, by: str | None) -> None:
    audited = study.audit(by)
    texts = audit_words.shown(audited) if by is None else audit_words.parts(audited, by)
    _print_texts(texts, words=[*(heading.capitalize() for heading in (by or "", "arm", "reason")), "Mostly from"])
    typer.echo()
    for sentence in study.audit_sentences():
        typer.echo(sentence)
    typer.echo()
    _print_texts(bound.shown(study.bound()), words=["Arm"])
    typer.echo()
    for sentence in study.bound_sentences():
        typer.echo(sentence)
    typer.echo()


def _print_texts(table: pd.DataFrame, words: list[str]) -> None:
    """A table of texts, with the columns that are numbers aligned on the right."""
    numbers = [i for i, heading in enumerate(table.columns) if heading not in words]
    print_table(table.columns, table.itertuples(index=False), numbers)


def _print_levels(levels: pd.DataFrame) -> None:
    """The levels of care in decisions: as believed, and in brackets as they were."""
    rows = [
        (
            row.arm,
            row.level,
            row.status,
            f"{100 * row.effect_believed:.0f} ({100 * row.effect_true:.0f})",
            f"{row.wait_believed:.1f} ({row.wait_true:.1f})",
            f"{number(row.cost_believed)} ({number(row.cost_true)})",
        )
        for row in levels.itertuples()
    ]
    shown = ["Helps in %: believed (true)", "Days to wait: believed (true)", "DKK: as counted (to all, true)"]
    print_table(["Arm", "Level of care", "Taken?", *shown], rows, numbers=[3, 4, 5])


def _print_decisions(decisions: pd.DataFrame) -> None:
    if decisions.empty:
        typer.echo("No level of care had to be chosen for this resident.")
        return
    rows = [
        (
            f"{row.time}",
            row.point,
            row.by,
            row.used,
            row.best,
            row.reason or "–",
            *(f"{share:.2f}" for share in (row.information, row.perceived, row.difficulty)),
            number(row.regret),
        )
        for row in decisions.itertuples()
    ]
    shares = ["Information", "Believed", "Difficulty"]
    headings = ["Decided", "At", "By", "Chosen", "Best", "Reason", *shares, "Regret (DKK)"]
    print_table(headings, rows, numbers=range(6, len(headings)))


def _print_diverging(table: pd.DataFrame, arms: list[str]) -> None:
    if table.empty:
        typer.echo("For none of the residents who were recorded does a decision differ.")
        return
    rows = [
        (row["person"], f"{row['decision']}", row["point"], *row[arms], row["others"], _signed(row["regret"]))
        for _, row in table.iterrows()
    ]
    differ = ["Decisions that differ", "Regret (DKK more)"]
    headings = ["Person", "First decision that differs", "At", *arms, *differ]
    print_table(headings, rows, numbers=[0, len(headings) - 2, len(headings) - 1])
    typer.echo("Regret: what the second arm's decisions cost above the best levels, less what the first arm's did.")


def _signed(value: float) -> str:
    return ("+" if value > 0 else "") + number(value)


def _told(row: pd.Series) -> str:
    return f"{row['event']} ({row['level']})" if row["event"] else ""


def _value(value: float, note: str) -> str:
    return f"{short(value)} {note}" if note else ""
