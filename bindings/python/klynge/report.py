"""A study in short: the table that the command line prints and a notebook shows."""

import html
from typing import TYPE_CHECKING

import pandas as pd

from . import reading

if TYPE_CHECKING:
    from .results import Study


OF = ["indicator", "sector", "municipality", "group"]


def summary(study: "Study") -> pd.DataFrame:
    """The headline values as texts, a row each: indicator, unit, its mean in each arm; with two arms also their paired
    difference and what it says, otherwise each mean with its interval."""
    two = len(study.arms) == 2
    differences = study.difference() if two else None
    rows = []
    for i, (key, values) in enumerate(study.indicators().groupby(OF, sort=False)):
        about = study.catalogue.loc[key[:2]]
        cells = {"Indicator": about["title"], "Unit": about["unit"]}
        if two:
            difference = differences.iloc[i]
            half = (difference["high"] - difference["low"]) / 2
            cells |= {row["arm"]: reading.number(row["mean"], half) for row in values.to_dict("records")}
            interval = difference[["difference", "low", "high"]]
            cells |= {"Difference (95 % interval)": reading.signed_text(*interval), "Reading": difference["verdict"]}
        else:
            texts = {row["arm"]: (row["mean"], row["low"], row["high"]) for row in values.to_dict("records")}
            cells |= {arm: reading.value_text(*interval) for arm, interval in texts.items()}
        rows.append(cells)
    return pd.DataFrame(rows)


def made_from(study: "Study") -> str:
    """One line on what a study rests on."""
    scenario = study[study.arms[0]].scenario
    planned = len(study.arms) * study.replications
    stopped = f" (stopped: {len(study.runs)} of {planned} runs)" if study.interrupted else ""
    numbers = scenario.confidence()
    return (
        f"{study.replications} replications of {scenario['run.days']} days{stopped}, seed {study.seed}. "
        f"{numbers['assumed']} of the {sum(numbers.values())} numbers that describe the world are assumed: "
        "the intervals show luck between replications, not how far those numbers may be off."
    )


def study_html(study: "Study") -> str:
    clear = study.sentences(clear=True) if len(study.arms) == 2 else []
    sentences = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in clear)
    return f"{summary(study).to_html(index=False)}<ul>{sentences}</ul><p>{html.escape(made_from(study))}</p>"
