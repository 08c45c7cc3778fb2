"""A study in short: the table that the command line prints and a notebook shows."""

import html

import pandas as pd

from . import reading
from .results import OF, Study


def summary(study: Study) -> pd.DataFrame:
    """The headline values as texts, a row each: indicator, unit, its mean in each arm; with two arms also their paired
    difference and what it says, otherwise each mean with its interval. A dash where an arm has no value."""
    two = len(study.arms) == 2
    indicators, catalogue = study.indicators(), study.catalogue
    keys = pd.MultiIndex.from_frame(indicators[OF].drop_duplicates())
    differences = study.difference().set_index(OF).reindex(keys) if two else None
    rows = []
    for key, values in indicators.groupby(OF, sort=False):
        about = catalogue.loc[key[:2]]
        cells = {"Indicator": about["title"], "Unit": about["unit"], **dict.fromkeys(study.arms, "–")}
        if two:
            difference = differences.loc[key].fillna({"verdict": reading.NOT_IN_BOTH})
            half = (difference["high"] - difference["low"]) / 2
            cells |= {row["arm"]: reading.number(row["mean"], half) for row in values.to_dict("records")}
            interval = difference[["difference", "low", "high"]]
            cells |= {"Difference (95 % interval)": reading.signed_text(*interval), "Reading": difference["verdict"]}
        else:
            texts = {row["arm"]: (row["mean"], row["low"], row["high"]) for row in values.to_dict("records")}
            cells |= {arm: reading.value_text(*interval) for arm, interval in texts.items()}
        rows.append(cells)
    return pd.DataFrame(rows)


def made_from(study: Study) -> str:
    """One line on what a study rests on."""
    scenario = study[study.arms[0]].scenario
    planned = len(study.arms) * study.replications
    finished = f"{len(study.runs)} of {planned} runs finished{_pairs(study)}"
    stopped = f" (stopped: {finished})" if study.interrupted else ""
    numbers = scenario.confidence()
    count = f"{study.replications} replication{'s' * (study.replications > 1)}"
    return (
        f"{count} of {scenario['run.days']} days{stopped}, seed {study.seed}. "
        f"{numbers['assumed']} of the {sum(numbers.values())} numbers that describe the world are assumed: "
        "the intervals show luck between replications, not how far those numbers may be off."
    )


def _pairs(study: Study) -> str:
    if len(study.arms) != 2:
        return ""
    count = len(study.pairs())
    return f": {count or 'no'} pair{'s' * (count != 1)}"


def study_html(study: Study) -> str:
    clear = study.sentences(clear=True) if len(study.arms) == 2 else []
    sentences = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in clear)
    return f"{summary(study).to_html(index=False)}<ul>{sentences}</ul><p>{html.escape(made_from(study))}</p>"
