"""A picture of one resident's ways in two arms: the levels of care over time, a lane for each arm."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from . import drawing, plots
from .drawing import COLOURS, GREY
from .levels import RANK
from .reading import capital

if TYPE_CHECKING:
    from .divergence import Divergence

STAY_ENDS = ("goes home", "dies")
CAPTION = (
    "A mark is an event, at the level of care that it is about; a bar is a stay in hospital. Dashed: the first "
    "decision that differs. Dotted: the first event that differs, if only in its time."
)


def lanes(of: "Divergence", ax: Any = None) -> Any:
    paths = {arm: of.paths[arm].query("event != ''").reset_index() for arm in of.arms}
    levels = sorted(set().union(*(path["level"] for path in paths.values())), key=RANK.__getitem__)
    ax, own = drawing.axes(ax, height=2.6 + 0.56 * len(levels), width=10)
    ticks = []
    for lane, (arm, path) in enumerate(paths.items()):
        foot = (1 - lane) * (len(levels) + 1)  # the first arm on top
        ticks += [(foot + i, level) for i, level in enumerate(levels)]
        _lane(ax, path, path["level"].map(levels.index) + foot, COLOURS[lane])
        ax.text(0.005, foot + len(levels) - 0.55, arm, transform=ax.get_yaxis_transform(), weight="bold", va="bottom")
    for parting, line in ((of.first, ":"), (of.decision, "--")):
        if parting is not None:
            ax.axvline(parting.time, color="black", linestyle=line, linewidth=1.2)
    ax.set_yticks(*zip(*ticks, strict=True))
    ax.set_ylim(-0.7, 2 * len(levels) + 1.2)
    ax.grid(axis="y", color="#E0E0E0")
    ax.set_axisbelow(True)
    ax.axhline(len(levels), color=GREY, linewidth=0.8)
    plots.dates(ax)
    ax.set_ylabel("Level of care")
    marks = [drawing.mark("event", GREY, "o"), drawing.mark("level chosen", GREY, "D")]
    drawing.legend(ax, [*marks, drawing.bar("stay in hospital")])
    title = f"Person {of.person}: {' and '.join(of.arms)}"
    return drawing.finished(ax, own, capital(title), CAPTION)


def _lane(ax: Any, path: pd.DataFrame, height: pd.Series, colour: str) -> None:
    ax.plot(path["time"], height, color=colour, linewidth=0.6, alpha=0.5)
    chosen = path["event"].str.startswith("level chosen")
    for marker, of in (("D", chosen), ("o", ~chosen)):
        ax.plot(path.loc[of, "time"], height[of], marker, color=colour, markersize=5 if marker == "o" else 7)
    for i in path.index[path["event"] == "admitted"]:
        ends = path.index[path["event"].isin(STAY_ENDS) & (path.index > i)]
        until = path["time"][ends[0] if len(ends) else path.index[-1]]
        ax.plot([path["time"][i], until], [height[i]] * 2, color=colour, linewidth=7, alpha=0.5, solid_capstyle="butt")
