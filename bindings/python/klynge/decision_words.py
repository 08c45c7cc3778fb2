"""A decision in plain words: who took it, what he knew, what he believed of each level, and what stood in the way."""

import math

import pandas as pd

from .audit_words import CAUSES
from .reading import capital, number, when

RULES = {
    "own": "the least expected cost to oneself",
    "level": "the lowest level that is effective enough",
    "cost": "the cheapest level that is effective enough",
    "net-benefit": "the least expected cost to all",
}
CLOSE = 0.05  # days: waits that differ less are called the same


def sentences(arm: str, decision: pd.Series, levels: pd.DataFrame) -> list[str]:
    """From a row of Arm.decisions and its rows of Arm.alternatives."""
    urgency = f", {decision['acuity']}" if decision["acuity"] else ""
    said = [
        f"{capital(arm)}: on {when(decision['time'])} {decision['by']} chooses {decision['used']} "
        f"({decision['point']}{urgency}).",
        f"Known: {100 * decision['information']:.0f} % of what matters of the patient; the difficulty is taken for "
        f"{decision['perceived']:.2f} and is {decision['difficulty']:.2f}; {_told(decision['capacity_age'])}.",
        _rule(decision),
    ]
    if len(levels):
        said.append(f"As they looked: {'; '.join(_level(row) for _, row in levels.iterrows())}.")
    return [*said, _verdict(decision, levels)]


def _told(age: float) -> str:
    if not math.isfinite(age):
        return "of free capacity elsewhere nothing"
    return f"of free capacity elsewhere the state {age:.1f} days ago"


def _rule(decision: pd.Series) -> str:
    rule = RULES.get(decision["rule"], decision["rule"])
    if decision["rule_level"] == decision["used"]:
        return f"The rule ({decision['rule']}: {rule}) says so."
    return f"The rule ({decision['rule']}: {rule}) says {decision['rule_level']}, and is not followed."


def _level(row: pd.Series) -> str:
    """ "ward 272 DKK, helps 87 % (dearer)" """
    wait = f" after {row['wait_believed']:.1f} days" if row["wait_believed"] > CLOSE else ""
    helps = f"helps {100 * row['effect_believed']:.0f} %{wait}"
    return f"{row['level']} {number(row['cost_believed'])} DKK, {helps} ({row['status']})"


def _verdict(decision: pd.Series, levels: pd.DataFrame) -> str:
    reason, best = decision["reason"], decision["best"]
    if not reason:
        return "No level would have been better for all."
    detail = _detail(decision, levels)
    return (
        f"{capital(best)} would have been best for all, by {number(decision['regret'])} DKK; mostly in the way: "
        f"{CAUSES.get(reason, reason)} ({reason}){': ' + detail if detail else ''}."
    )


def _detail(decision: pd.Series, levels: pd.DataFrame) -> str:
    """What exactly it was, where the table of alternatives tells."""
    of, used, best = levels.set_index("level"), decision["used"], decision["best"]
    match decision["reason"]:
        case "visibility":
            return _names(of.index[of["status"] == "unseen"])
        case "capacity":
            wrong = of[(of["wait_believed"] - of["wait_true"]).abs() > CLOSE]
            return "; ".join(
                f"{level} {row['wait_believed']:.1f} days expected, {row['wait_true']:.1f} true"
                for level, row in wrong.iterrows()
            )
        case "information":
            wrong = of.loc[of.index.intersection([used, best], sort=False)]
            return "; ".join(
                f"{level} was thought to help in {100 * row['effect_believed']:.0f} %, and does in "
                f"{100 * row['effect_true']:.0f} %"
                for level, row in wrong.iterrows()
            )
        case "own view" if {used, best} <= set(of.index):
            costs = of["cost_true"]
            return f"to all, {used} costs {number(costs[used])} DKK and {best} {number(costs[best])}"
    return ""


def _names(levels: pd.Index) -> str:
    return ", ".join(levels)
