"""A study in short: the table that the command line prints and a notebook shows."""

import html

import pandas as pd

from . import reading
from .queueing_study import QueueingStudy
from .results import Study

DIFFERENCE = "Difference (95 % interval)"


def summary(study: Study | QueueingStudy) -> pd.DataFrame:
    """The main values as texts, a row each: what, unit, its mean in each arm; with two arms also their paired
    difference and what it says, otherwise each mean with its interval. A dash where an arm has no value."""
    two = len(study.arms) == 2
    means = study.measures() if isinstance(study, QueueingStudy) else study.indicators()
    keys = pd.MultiIndex.from_frame(means[study.of].drop_duplicates())
    differences = study.difference().set_index(study.of).reindex(keys) if two else None
    rows = []
    for key, values in means.groupby(study.of, sort=False):
        cells = {**_what(study, key), "Unit": values["unit"].iloc[0], **dict.fromkeys(study.arms, "–")}
        if two:
            difference = differences.loc[key].fillna({"verdict": reading.NOT_IN_BOTH})
            half = (difference["high"] - difference["low"]) / 2
            cells |= {row["arm"]: reading.number(row["mean"], half) for row in values.to_dict("records")}
            interval = difference[["difference", "low", "high"]]
            cells |= {DIFFERENCE: reading.signed_text(*interval), "Reading": difference["verdict"]}
        else:
            texts = {row["arm"]: (row["mean"], row["low"], row["high"]) for row in values.to_dict("records")}
            cells |= {arm: reading.value_text(*interval) for arm, interval in texts.items()}
        rows.append(cells)
    return pd.DataFrame(rows)


def _what(study: Study | QueueingStudy, key: tuple[str, ...]) -> dict[str, str]:
    if isinstance(study, QueueingStudy):
        return dict(zip(("Node", "Class", "Measure"), key, strict=True))
    return {"Indicator": study.catalogue["title"].loc[key[:2]]}


def made_from(study: Study | QueueingStudy) -> str:
    """One line on what a study rests on."""
    first = study.experiment(study.arms[0])
    planned = len(study.arms) * study.replications
    finished = f"{len(study.runs)} of {planned} runs finished{_pairs(study)}"
    stopped = f" (stopped: {finished})" if study.interrupted else ""
    count = f"{study.replications} replication{'s' * (study.replications > 1)}"
    if isinstance(study, QueueingStudy):
        length = f"{first['run.length']:.10g} {first['run.time_unit']} after {first['run.warm_up']:.10g} of warm-up"
        return f"{count} of {length}{stopped}, seed {study.seed}. Intervals are 95 % over replications."
    numbers = first.confidence()
    return (
        f"{count} of {first['run.days']} days{stopped}, seed {study.seed}. "
        f"{numbers['assumed']} of the {sum(numbers.values())} numbers that describe the world are assumed: "
        "the intervals show luck between replications, not how far those numbers may be off."
    )


def _pairs(study: Study | QueueingStudy) -> str:
    if len(study.arms) != 2:
        return ""
    count = len(study.pairs())
    return f": {count or 'no'} pair{'s' * (count != 1)}"


def study_html(study: Study | QueueingStudy) -> str:
    clear = study.sentences(clear=True) if len(study.arms) == 2 else []
    sentences = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in clear)
    return f"{summary(study).to_html(index=False)}<ul>{sentences}</ul><p>{html.escape(made_from(study))}</p>"
