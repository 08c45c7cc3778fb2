"""A study in short: the table that the command line prints and a notebook shows."""

import html

import pandas as pd

from . import reading
from .queueing_study import OF, QueueingStudy
from .results import Study

DIFFERENCE = "Difference (95 % interval)"
LOSSES = ["refused", "balked", "gave_up", "blocked", "lost"]


def summary(study: Study | QueueingStudy) -> pd.DataFrame:
    """The main values as texts, a row each: what, unit, its mean in each arm; with two arms also their paired
    difference and what it says, otherwise each mean with its interval. A dash where an arm has no value. Losses that a
    network never had have no row."""
    two = len(study.arms) == 2
    means = _telling(study.measures()) if isinstance(study, QueueingStudy) else study.indicators()
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


def _telling(means: pd.DataFrame) -> pd.DataFrame:
    """Measures of networks without those of losses that were 0 throughout, in all arms, and without the wait of all
    where it is the wait of those served."""
    waits = means[means["measure"] == "wait"].assign(measure="wait_of_all")
    same = means.merge(waits, "left", [*OF, "arm"], suffixes=("", "_served"))
    as_served = (same["mean"] == same["mean_served"]) & (same["low"].eq(same["low_served"]) | same["low"].isna())
    nothing = (means["mean"] == 0) & means["measure"].isin(LOSSES)  # none is ever negative
    dull = (nothing | as_served.set_axis(means.index)).groupby([means[key] for key in OF]).transform("all")
    return means[~dull]


def _what(study: Study | QueueingStudy, key: tuple[str, ...]) -> dict[str, str]:
    if isinstance(study, QueueingStudy):
        return dict(zip(("Node", "Class", "Measure"), key, strict=True))
    return {"Indicator": study.catalogue["title"].loc[key[:2]]}


def made_from(study: Study | QueueingStudy) -> str:
    """One line on what a study rests on."""
    first = study.experiment(study.arms[0])
    least, most = _replications(study)
    few = " Intervals from fewer than 5 replications are rough; more are needed to rely on them." if least < 5 else ""
    if most < 2:
        few = " No intervals are shown: they need more replications, 5 or more."
    planned = len(study.arms) * study.replications
    finished = f"{len(study.runs)} of {planned} runs finished{_pairs(study)}"
    stopped = f" (stopped: {finished})" if study.interrupted else ""
    count = f"{study.replications} replication{'s' * (study.replications > 1)}"
    if isinstance(study, QueueingStudy):
        shown = " Intervals are 95 % over replications." if most > 1 else ""
        length = f"{first['run.length']:.10g} {first['run.time_unit']} after {first['run.warm_up']:.10g} of warm-up"
        return f"{count} of {length}{stopped}, seed {study.seed}.{shown}{few}"
    numbers = first.confidence()
    luck = ": the intervals show luck between replications, not how far those numbers may be off" if most > 1 else ""
    return (
        f"{count} of {first['run.days']} days{stopped}, seed {study.seed}. "
        f"{numbers['assumed']} of the {sum(numbers.values())} numbers that describe the world are assumed{luck}.{few}"
    )


def _replications(study: Study | QueueingStudy) -> tuple[int, int]:
    """The fewest and the most finished replications that the intervals of the summary rest on."""
    if len(study.arms) == 2:
        return (len(study.pairs()),) * 2
    counts = study.runs["arm"].value_counts().reindex(study.arms, fill_value=0)
    return int(counts.min()), int(counts.max())


def _pairs(study: Study | QueueingStudy) -> str:
    if len(study.arms) != 2:
        return ""
    count = len(study.pairs())
    return f": {count or 'no'} pair{'s' * (count != 1)}"


def study_html(study: Study | QueueingStudy) -> str:
    clear = study.sentences(clear=True) if len(study.arms) == 2 else []
    sentences = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in clear)
    return f"{summary(study).to_html(index=False)}<ul>{sentences}</ul><p>{html.escape(made_from(study))}</p>"
