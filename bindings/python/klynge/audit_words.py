"""An audit in words: as tables of texts, each mean with its interval, and as sentences."""

from collections.abc import Mapping

import pandas as pd

from . import reading, statistics
from .levels import RANK
from .reading import ALL

NONE = "none"  # the reason of decisions for the best level
CAUSES = {  # in plain words, by what the run calls them
    "habit": "choosing otherwise than one's own rule says",
    "information": "knowing too little of the patient",
    "visibility": "levels that nobody thought of",
    "capacity": "a wrong idea of the wait",
    "own view": "looking at one's own costs and risks only",
    "mandate": "a rule that had to be followed",
}
REASONS = [NONE, *CAUSES, ALL]
GROUPS = {  # of residents, as a sentence names them
    "2+ conditions": "two conditions or more",
    "basic education": "basic education",
    "higher education": "higher education",
}
SHOWN = {
    "share": "% of decisions",
    "regret_per_decision": "Regret (DKK per decision)",
    "effect_lost": "Effect lost (per 100 decisions)",
}


def shown(table: pd.DataFrame) -> pd.DataFrame:
    """A table of Study.audit as texts: reasons that never were one are left out."""
    keys = list(table.columns[: table.columns.get_loc("reason") + 1])
    rows = [
        {**{reading.capital(key): row[key] for key in keys}, **{text: _cell(row, name) for name, text in SHOWN.items()}}
        for row in table[table["decisions"] > 0].to_dict("records")
    ]
    return pd.DataFrame(rows, columns=[*map(reading.capital, keys), *SHOWN.values()])


def parts(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """A table of Study.audit that is split by `by` as texts, a row for each part and arm: how many decisions, how many
    of them for the best level, what the others cost, and mostly why."""
    rows = []
    for (part, arm), of in table.groupby([by, "arm"], sort=False):
        of = of.set_index("reason")
        if not of.loc[ALL, "decisions"] > 0:
            continue
        row = {reading.capital(by): part, "Arm": arm, "Decisions": f"{of.loc[ALL, 'decisions']:,.0f}"}
        row["Best level (%)"] = _cell(of.loc[NONE], "share")
        row["Regret (DKK per decision)"] = _cell(of.loc[ALL], "regret_per_decision")
        row["Regret (million DKK)"] = _million(of.loc[ALL])
        row["Mostly from"] = ", ".join(f"{cause} {share:.0f} %" for cause, share in _causes(of)[:2])
        rows.append(row)
    return pd.DataFrame(rows)


def sentences(arm: str, rows: pd.DataFrame, levels: pd.DataFrame) -> list[str]:
    """One arm's audit in plain words, from its rows of `table` without a split and of the table "levels"."""
    of = rows.set_index("reason")
    right, whole = of.loc[NONE], of.loc[ALL]
    said = [f"{reading.capital(arm)}: of 100 decisions {_text(right, 'share')} were for the best level of care"]
    said[0] += f"{_too_high_or_low(levels)}.{_most_often(levels)}"
    if not whole["regret"]:
        return [*said, "No decision cost more than the best level would have."]
    said.append(
        f"What the others cost above the best level comes to {_text(whole, 'regret_per_decision')} DKK per decision, "
        f"{_million(whole)} million DKK over the counted days."
    )
    (first, most), *others = _causes(of)
    how_much = "Most" if most > 50 else "The largest part"
    said.append(f"{how_much} of it ({reading.number(most)} %) came from {CAUSES[first]} ({first})")
    then = f", then {reading.number(others[0][1])} % from {CAUSES[others[0][0]]} ({others[0][0]})" if others else ""
    return [*said[:-1], f"{said[-1]}{then}."]


def borne_where(sectors: pd.DataFrame, groups: pd.DataFrame) -> list[str]:
    """Who decided and for whom, from one arm's rows of `table` by sector and by group."""
    of = sectors[(sectors["reason"] == ALL) & (sectors["regret"] > 0)].sort_values("regret", ascending=False)
    if of.empty:
        return []
    share = 100 * of["regret"] / of["regret"].sum()
    deciding = [
        f"{reading.number(each)} % in {row['sector']} ({_text(row, 'regret_per_decision')} DKK per decision there)"
        for each, (_, row) in zip(share, of.iterrows(), strict=True)
    ]
    said = [f"Who decided: of that cost arose {_listed(deciding)}."]
    wanted = groups[(groups["reason"] == ALL) & groups["group"].isin(GROUPS)].set_index("group")
    told = [
        f"{_text(wanted.loc[group], 'regret_per_decision')} DKK per decision for those with {words}"
        for group, words in GROUPS.items()
        if group in wanted.index and wanted.loc[group, "decisions"] > 0
    ]
    return [*said, f"For whom: {_listed(told)}."] if told else said


def comparison(values: Mapping[str, pd.DataFrame], arm: str, reference: str) -> str:
    """How the regret per decision of two arms differs, paired by replication; `values` as from `measures`."""
    of_all = values["regret_per_decision"].xs(ALL, level="reason")
    row = statistics.paired(of_all.loc[[arm]].set_axis([0]), of_all.loc[[reference]].set_axis([0])).iloc[0]
    said = reading.verdict(row["low"], row["high"], "lower") if row["replications"] else reading.NO_PAIR
    return reading.sentence({**row, "unit": "DKK", "verdict": said}, "Regret per decision", arm, reference)


def _listed(texts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(texts[:-1]), texts[-1]]))


def _causes(of: pd.DataFrame) -> list[tuple[str, float]]:
    """The causes that cost something, the dearest first, with their shares of the regret in per cent."""
    regret = of.loc[[cause for cause in CAUSES if of.loc[cause, "regret"] > 0], "regret"]
    shares = (100 * regret / of.loc[ALL, "regret"]).sort_values(ascending=False, kind="stable")
    return list(shares.items())


def _million(row: pd.Series) -> str:
    return reading.number(row["regret"] / 1e6, (row["regret_high"] - row["regret_low"]) / 2e6)


def _cell(row: Mapping[str, float], name: str) -> str:
    """As _text, without an interval around what is 0 or all by definition."""
    mean, low, high = (row[name + end] for end in ("", "_low", "_high"))
    return reading.number(mean) if low == high else reading.value_text(mean, low, high)


def _text(row: pd.Series, name: str) -> str:
    """A mean with its interval: "62 (60 to 64)"."""
    return reading.value_text(*(row[name + end] for end in ("", "_low", "_high")))


def _too_high_or_low(levels: pd.DataFrame) -> str:
    """ ", 27 for a higher one and 11 for a lower one" """
    if levels.empty:
        return ""
    above = levels["used"].map(RANK) - levels["best"].map(RANK)
    counts = [levels.loc[chosen, "decisions"].sum() for chosen in (above > 0, above < 0)]
    higher, lower = (reading.number(100 * count / levels["decisions"].sum(), 2) for count in counts)
    return f", {higher} for a higher one and {lower} for a lower one"


def _most_often(levels: pd.DataFrame) -> str:
    """ " Most often ward was chosen instead of home nursing (12 of 100)." """
    wrong = levels[levels["used"] != levels["best"]].groupby(["used", "best"])["decisions"].sum()
    if wrong.empty:
        return ""
    used, best = wrong.idxmax()
    count = reading.number(100 * wrong.max() / levels["decisions"].sum(), 2)
    return f" Most often {used} was chosen instead of {best} ({count} of 100)."
