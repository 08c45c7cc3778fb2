"""A study of two arms whose tables of decisions are made by hand, so that every number can be worked out.

Residents 7 and 8 are recorded, 9 is not, and there are no others. The ways of 7 part at his second decision, those of 8
never do, and those of 9 by a letter that comes earlier, which changes no decision.
"""

import pandas as pd

from klynge.results import Study

from .made_study import MadeScenario, MadeSource

ARMS = ["usual care", "LEON"]
JOURNEY = ["person", "day", "event", "node", "level", "value", "note"]
FALLS_ILL = ("falls ill", -1, "self-care", 0.6, "difficulty, 0-1")
SEES_GP = ("level chosen", -1, "general practice", 0.5, "information quality, 0-1")
WARD = ("level chosen", -1, "ward", 0.5, "information quality, 0-1")
ADMITTED = ("admitted", 1, "ward", 0.25, "days waited")
HOME = ("goes home", -1, "self-care", 0.1, "difficulty left, 0-1")
NURSING = ("level chosen", -1, "home nursing", 0.8, "information quality, 0-1")
RESOLVED = ("resolved", -1, "home nursing", 0.0, "")
LETTER = ("letter arrives", -1, "general practice", 3.0, "items")

HELD = ["person", "day", "holder", "item", "as_of"]
DECISION = ["person", "day", "point", "by", "acuity", "difficulty", "perceived", "information", "rule", "rule_level"]
DECISION += ["used", "lowest_effective", "cheapest_effective", "best", "reason", "regret", "regret_marginal"]
DECISION += ["regret_opportunity", "effect_lost", "capacity_age", "conditions", "age"]
ALTERNATIVE = ["person", "day", "level", "status", "effect_believed", "effect_true", "wait_believed", "wait_true"]
ALTERNATIVE += ["cost_believed", "cost_true"]


def decision(person, day, used, best, rule, reason="", regret=0.0, age=float("inf")):
    believed = ("acute illness", "general practice", "urgent", 0.6, 0.7, 0.5, rule)
    levels = (used, used, best, best, best)
    return (person, day, *believed, *levels, reason, regret, regret / 2, regret, 0.0, age, 3, 81)


def journey(person, *events):
    return [(person, day, *event) for day, event in events]


def early(person):
    return journey(person, (1.0, FALLS_ILL), (1.5, SEES_GP), (20.0, FALLS_ILL))


def journeys(arm):
    if arm == "usual care":
        seven = journey(7, (20.5, WARD), (20.75, ADMITTED), (24.0, HOME), (30.0, LETTER))
    else:
        seven = journey(7, (20.5, NURSING), (23.0, RESOLVED))
    return early(7) + seven + early(8)


def decisions(arm):
    same = [decision(person, 1.5, "general practice", "general practice", "own") for person in (7, 8)]
    if arm == "usual care":
        return [*same, decision(7, 20.5, "ward", "home nursing", "own", "visibility", 12_000.0)]
    return [*same, decision(7, 20.5, "home nursing", "home nursing", "net-benefit", age=1.0)]


def alternatives(arm):
    status = {"home nursing": "unseen", "ward": "chosen"}
    if arm == "LEON":
        status = {"home nursing": "chosen", "ward": "dearer"}
    return [
        (7, 20.5, "home nursing", status["home nursing"], 0.7, 0.8, 0.5, 0.5, 3000.0, 2800.0),
        (7, 20.5, "ward", status["ward"], 0.97, 0.97, 0.2, 0.3, 22_000.0, 14_800.0),
    ]


KNOWLEDGE = [  # person, day, holder, item, as_of
    (7, 1.5, "general practice", "diagnosis", 1.5),
    (7, 1.5, "general practice", "medication", 1.5),
    (7, 25.0, "general practice", "medication", 24.0),
    (7, 26.0, "general practice", "medication", 10.0),  # a letter that was long on its way
    (7, 24.0, "hospital", "medication", 24.0),
]
AUDITED = {  # arm -> sector, municipality, group, reason, and in each replication decisions, regret, effect lost
    "usual care": [
        ("general practice", "Near", "all", "none", (60, 0.0, 0.0), (50, 0.0, 0.0)),
        ("general practice", "Near", "all", "visibility", (20, 60_000.0, 4.0), (30, 80_000.0, 5.0)),
        ("hospital", "Far", "all", "own view", (20, 20_000.0, -1.0), (20, 20_000.0, 0.0)),
        ("general practice", "Near", "65+", "none", (10, 0.0, 0.0), (10, 0.0, 0.0)),
        ("general practice", "Near", "65+", "visibility", (10, 40_000.0, 4.0), (10, 40_000.0, 4.0)),
    ],
    "LEON": [
        ("general practice", "Near", "all", "none", (80, 0.0, 0.0), (80, 0.0, 0.0)),
        ("hospital", "Far", "all", "information", (20, 10_000.0, 1.0), (20, 14_000.0, 1.0)),
        ("general practice", "Near", "65+", "none", (20, 0.0, 0.0), (20, 0.0, 0.0)),
    ],
}
USED_AND_BEST = {
    "usual care": [("ward", "home nursing", 30), ("general practice", "outpatient clinic", 10), ("ward", "ward", 60)],
    "LEON": [("home nursing", "home nursing", 100)],
}


def _stacked(rows_of, columns, replications=(0, 1)):
    """The same rows in every replication, or those that `rows_of` gives for an arm and a replication."""
    rows = [(arm, r, *row) for arm in ARMS for r in replications for row in rows_of(arm, r)]
    return pd.DataFrame(rows, columns=["arm", "replication", *columns])


def _audit():
    columns = ["sector", "municipality", "group", "reason", "decisions", "regret", "effect_lost"]
    return _stacked(lambda arm, r: [(*row[:4], *row[4 + r]) for row in AUDITED[arm]], columns)


def _levels():
    columns = ["sector", "municipality", "used", "best", "decisions"]
    return _stacked(lambda arm, r: [("hospital", "Near", *row) for row in USED_AND_BEST[arm]], columns)


def _others():
    """Tables that are the same in every run."""
    area = [("Hospital", "", "ward", 0, 40, 40, 1200.0), ("Hospital", "Near", "home nursing", 0, 9, 4, 0.0)]
    edge = [(0, "Near", "hospital and municipality", 2.8, 3, 3, 3, 3, 2, 3, 2.6)]
    dimensions = ["frequent", "timely", "accurate", "problem_solving", "shared_goals", "shared_knowledge"]
    return {
        "bound": (["area", "month", "tasks", "achieved", "cheapest", "unplaced"], [("Hospital", 0, 90, 9e5, 7e5, 2)]),
        "shadow_prices": (["area", "municipality", "level", "month", "capacity", "used", "price"], area),
        "ties": (["week", "municipality", "tie", "rc", *dimensions, "mutual_respect"], edge),
        "load": (
            ["week", "municipality", "sector", "needed", "available", "undone"],
            [(0, "Near", "municipality", 9, 8, 1)],
        ),
    }


def made_tables():
    """Every table that a study of decisions has, by name."""
    tables = {
        "journeys": _stacked(lambda arm, r: journeys(arm), JOURNEY),
        "decisions": _stacked(lambda arm, r: decisions(arm), DECISION),
        "alternatives": _stacked(lambda arm, r: alternatives(arm), ALTERNATIVE),
        "knowledge": _stacked(lambda arm, r: KNOWLEDGE, HELD),
        "audit": _audit(),
        "levels": _levels(),
    }
    return tables | {
        name: _stacked(lambda arm, r, rows=rows: rows, columns) for name, (columns, rows) in _others().items()
    }


def _nine(arm):
    """The rows of the resident who was not recorded."""
    letter = (6.0, LETTER) if arm == "LEON" else (9.0, LETTER)
    rows = journey(9, (1.0, FALLS_ILL), (1.5, SEES_GP), letter)
    chosen = [decision(9, 1.5, "general practice", "ward", "own", "habit", 500.0)]
    return {
        "journeys": pd.DataFrame(rows, columns=JOURNEY),
        "decisions": pd.DataFrame(chosen, columns=DECISION),
        "alternatives": pd.DataFrame(columns=ALTERNATIVE).astype({"person": int, "day": float}),
        "knowledge": pd.DataFrame([(9, 2.0, "hospital", "plan", 1.0)], columns=HELD),
    }


def decided_study(scenarios=None):
    """The study; `scenarios` for its arms, or two that are alike."""
    arms = {arm: (scenario, {}, {}) for arm, scenario in zip(ARMS, scenarios or [MadeScenario()] * 2, strict=True)}
    return Study(MadeSource(arms, {}, 2, made_tables(), {arm: _nine(arm) for arm in ARMS}))
