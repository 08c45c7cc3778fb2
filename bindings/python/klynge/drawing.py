"""What all pictures share: colours, Axes, points with intervals, names down the side, legend, title and caption.

Colours are those of Okabe and Ito, which also the colour-blind can tell apart; markers and hatches differ as well.
"""

import textwrap
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
MARKERS = ["o", "s", "^", "D", "v", "P", "X"]
GREY = "#8C8C8C"
INTERVALS = "Bars are 95 % intervals over replications."


def axes(ax: "Axes | None", height: float, width: float = 8) -> "tuple[Axes, bool]":
    """The Axes given, or new ones on a figure of our own, and whether they are our own."""
    if ax is not None:
        return ax, False
    import matplotlib.pyplot as plt

    figure, ax = plt.subplots(figsize=(width, height), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.12, h_pad=0.08)  # inches, so that nothing touches the edge
    return ax, True


def points(ax: "Axes", table: pd.DataFrame, of: str, y: Any, colour: str, marker: str, label: str | None) -> None:
    half = (table["high"] - table["low"]).to_numpy(float) / 2
    ax.errorbar(table[of].to_numpy(float), y, xerr=half, fmt=marker, color=colour, capsize=3, markersize=6, label=label)


def name_rows(ax: "Axes", names: list[str], places: Sequence[float] | None = None) -> None:
    """Names down the left side, the first one on top; one apart unless their places are given."""
    places = range(len(names)) if places is None else places
    ax.set_yticks(places, names)
    ax.set_ylim(places[-1] + 0.5, -0.5)
    ax.grid(axis="x", color="#E0E0E0")
    ax.set_axisbelow(True)


def legend(ax: "Axes", handles: "list[Line2D] | None" = None) -> None:
    """Above the Axes on the left, in as many columns as there is room for."""
    shown = handles or ax.get_legend_handles_labels()[0]
    columns = 100 // (8 + max(len(str(handle.get_label())) for handle in shown))
    where = {"loc": "lower left", "bbox_to_anchor": (0, 1.01), "borderaxespad": 0}
    ax.legend(handles=shown, ncols=max(1, min(4, columns)), frameon=False, **where)


def mark(name: str, colour: str, marker: str) -> "Line2D":
    from matplotlib.lines import Line2D

    return Line2D([], [], linestyle="", color=colour, marker=marker, markersize=8, label=name)


def bar(name: str) -> "Line2D":
    from matplotlib.lines import Line2D

    return Line2D([], [], color=GREY, linewidth=7, alpha=0.5, label=name)


def finished(ax: "Axes", own: bool, title: str, caption: str) -> "Axes":
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    if own:
        ax.figure.suptitle(textwrap.fill(title, int(9 * ax.figure.get_figwidth())), x=0.01, ha="left", weight="bold")
        width = int(16 * ax.figure.get_figwidth())
        ax.figure.supxlabel(textwrap.fill(caption.strip(), width), fontsize=8, color="#404040", x=0.01, ha="left")
    return ax


def save(ax: "Axes", file: IO[bytes]) -> None:
    """Write the figure of these Axes as PNG and close it."""
    import matplotlib.pyplot as plt

    ax.figure.savefig(file, format="png", dpi=150)
    plt.close(ax.figure)
