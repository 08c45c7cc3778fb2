"""A picture of an audit: what decisions cost above the best level of care, and what kept the choosers from it."""

from typing import Any

import pandas as pd

from . import drawing
from .audit_words import CAUSES
from .drawing import COLOURS
from .reading import ALL, capital

HATCHES = ["", "//", "..", "\\\\", "xx", "--"]
CAPTION = (
    "Regret is the true expected cost of the level used above that of the best one, to all sectors together at average "
    "cost, spread over all decisions. A decision counts under the cause that cost most. "
    f"{'; '.join(f'{cause}: {words}' for cause, words in CAUSES.items()).capitalize()}. "
    "The black bar is the 95 % interval of the whole over replications."
)


def bars(table: pd.DataFrame, by: str | None, ax: Any = None) -> Any:
    """Regret per decision (a table of Study.audit) as stacked bars by cause, a bar for each arm, and for each sector,
    municipality or group."""
    table = table.dropna(subset="regret_per_decision")  # nothing was decided, or no run finished
    keys = [by, "arm"] if by else ["arm"]
    names = [key if isinstance(key, tuple) else (key,) for key in table[keys].drop_duplicates().itertuples(index=False)]
    labels = [capital(", ".join(name)) for name in names]
    parts = list(dict.fromkeys(name[0] for name in names)) if by else []
    places = [i + (0.6 * parts.index(name[0]) if by else 0) for i, name in enumerate(names)]  # parts stand apart
    ax, own = drawing.axes(ax, height=2.9 + 0.38 * places[-1], width=9)
    wide = table.set_index([*keys, "reason"])
    left = pd.Series(0.0, range(len(names)))
    for (i, cause), hatch in zip(enumerate(CAUSES), HATCHES, strict=True):
        width = [wide.loc[(*name, cause), "regret_per_decision"] for name in names]
        if any(width):
            style = {"color": COLOURS[i], "hatch": hatch, "edgecolor": "white", "height": 0.6}
            ax.barh(places, width, left=left, label=capital(cause), **style)
        left = left + width
    whole = wide.xs(ALL, level="reason").reset_index(drop=True)
    whole = whole.rename(columns={"regret_per_decision_low": "low", "regret_per_decision_high": "high"})
    drawing.points(ax, whole, "regret_per_decision", places, "black", "none", None)
    drawing.name_rows(ax, labels, places)
    ax.set_xlim(left=0)
    ax.set_xlabel("Regret (DKK per decision)")
    if ax.get_legend_handles_labels()[0]:
        drawing.legend(ax)
    return drawing.finished(ax, own, "What decisions cost above the best level of care, and why", CAPTION)
