"""A validation as people read it: the lines of the terminal, and a page with a picture for each line.

A picture has its own scale, in the unit of its line: the green band is what is accepted, the upright stroke what was
published, the mark (a circle for a hit, a square for a miss) the model's mean, and the bar its 95 % interval.
"""

import html
import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from . import reading
from .validation import HIT, MISS, NOT_MODELLED, Validation

CAPTION = (
    "Each line is a figure published about Denmark that the model was not fitted to. A hit means that the model's mean "
    "lies within what is accepted, a miss that it does not. A bound marked * is ours, because the collection of "
    "figures suggests none. Intervals are 95 % over replications: they show luck, not how far assumed numbers may be "
    "off."
)
PICTURE = (
    "Green band: accepted. Upright stroke: published. Mark: the model, a circle for a hit, a square for a miss; its "
    "bar is the 95 % interval. Each picture has its own scale."
)
COLOURS = {HIT: "#0072B2", MISS: "#D55E00", NOT_MODELLED: "#595959"}  # Okabe and Ito; also told apart by shape and word
WIDTH, HEIGHT = 220, 26  # of a picture, in pixels


def totals_line(validation: Validation) -> str:
    """ "17 lines: 5 hit, 4 missed, 8 not modelled." """
    counts = validation.totals
    lines = f"{len(validation.table)} lines: {counts[HIT]} hit, {counts[MISS]} missed"
    return f"{lines}, {counts[NOT_MODELLED]} not modelled."


def rows_of(validation: Validation) -> Iterator[tuple[str, ...]]:
    """Id, what, model, published, accepted and verdict of each line as texts."""
    for row in validation.table.to_dict("records"):
        yield row["id"], _what(row), _model(row), row["published"], accepted(row), row["verdict"].upper()


def notes(validation: Validation) -> Iterator[str]:
    """Of each target its source and the acceptance in its own words, and below what is to say of its lines."""
    for name, rows in validation.table.groupby("id", sort=False):
        first = rows.iloc[0]
        yield f"{name}: {_source(first)} Suggested acceptance: {first['acceptance']}."
        for reason, same in rows[rows["reason"] != ""].groupby("reason", sort=False):
            said = "not modelled: " if (same["verdict"] == NOT_MODELLED).all() else ""
            yield f"  {'; '.join(same['what'])}: {said}{reason}"


def accepted(row: dict[str, Any]) -> str:
    """ "18.3 to 22.3", "at least 0.95"; with a * where the bound is ours."""
    least, most = row["least"], row["most"]
    if math.isnan(least) and math.isnan(most):
        return "–"
    ours = "*" if row["ours"] else ""
    if math.isnan(most):
        return f"at least {least:,g}{ours}"
    return f"at most {most:,g}{ours}" if math.isnan(least) else f"{least:,g} to {most:,g}{ours}"


def fragment(validation: Validation) -> str:
    """For a notebook, and the body of the page."""
    counts = validation.totals
    shown = " ".join(f'<b style="color:{COLOURS[v]}">{counts[v]} {"missed" if v == MISS else v}</b>' for v in counts)
    rows = "".join(map(_row, validation.table.to_dict("records")))
    heads = ["", "Figure", "Verdict", "Model", "Published", "Accepted", "", "Source and remarks"]
    head = "".join(f'<th scope="col">{title}</th>' for title in heads)
    return (
        f"<p>{html.escape(validation.name)}, {len(validation.table)} lines: {shown}</p>"
        f'<table class="validation"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"<p>{CAPTION}</p><p>{PICTURE}</p><p>{html.escape(validation.made_from)}</p>"
    )


def page(validation: Validation) -> str:
    title = html.escape(f"{validation.name} held against published figures")
    style = (
        "body{font-family:sans-serif;max-width:75em;margin:2em auto;padding:0 1em;color:#222}"
        "table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.4em .6em}"
        "tr{border-bottom:1px solid #ddd}p{max-width:50em}small{color:#444}"
    )
    head = f'<meta charset="utf-8"><title>{title}</title><style>{style}</style>'
    return (
        f'<!doctype html><html lang="en"><head>{head}</head>'
        f"<body><h1>{title}</h1>{fragment(validation)}</body></html>\n"
    )


def picture(row: dict[str, Any]) -> str:
    """The line as an SVG; empty where there is nothing to show."""
    if row["verdict"] == NOT_MODELLED:
        return ""
    of = [row[key] for key in ("value", "low", "high", "least", "most", "published_number")]
    known = [value for value in of if not math.isnan(value)]
    room = 0.1 * (max(known) - min(known)) or 1.0
    left, right = min(known) - room, max(known) + room

    def x(value: float, otherwise: float = 0) -> float:
        return otherwise if math.isnan(value) else round(WIDTH * (value - left) / (right - left), 1)

    middle, colour = HEIGHT / 2, COLOURS[row["verdict"]]
    band = x(row["least"]), x(row["most"], WIDTH)
    parts = [f'<rect x="{band[0]}" y="3" width="{band[1] - band[0]:.1f}" height="{HEIGHT - 6}" fill="#BFE5D6"/>']
    if not math.isnan(row["published_number"]):
        at = x(row["published_number"])
        parts.append(f'<path d="M{at} 1V{HEIGHT - 1}" stroke="#000" stroke-width="2"/>')
    if not math.isnan(row["low"]):
        parts.append(f'<path d="M{x(row["low"])} {middle}H{x(row["high"])}" stroke="{colour}" stroke-width="2"/>')
    at = x(row["value"])
    if row["verdict"] == HIT:
        parts.append(f'<circle cx="{at}" cy="{middle}" r="5" fill="{colour}"/>')
    else:
        parts.append(f'<rect x="{at - 5}" y="{middle - 5}" width="10" height="10" fill="{colour}"/>')
    said = html.escape(f"model {_model(row)}, published {row['published']}, accepted {accepted(row)}: {row['verdict']}")
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg {size} role="img" aria-label="{said}"><title>{said}</title>{"".join(parts)}</svg>'


def _row(row: dict[str, Any]) -> str:
    texts = [row["id"], _what(row), None, _model(row), row["published"], accepted(row)]
    cells = [f"<td>{html.escape(text)}</td>" for text in texts if text is not None]
    cells.insert(2, f'<td><b style="color:{COLOURS[row["verdict"]]}">{row["verdict"]}</b></td>')
    words = f"{row['reason']} {_source(row)} Suggested acceptance: {row['acceptance']}."
    return f"<tr>{''.join(cells)}<td>{picture(row)}</td><td><small>{html.escape(words.strip())}</small></td></tr>"


def _what(row: dict[str, Any]) -> str:
    return f"{row['what']}, {row['unit']}" if row["unit"] else row["what"]


def _model(row: dict[str, Any]) -> str:
    return reading.value_text(row["value"], row["low"], row["high"])


def _source(row: pd.Series | dict[str, Any]) -> str:
    return f"{row['source']} ({row['population']}; {row['confidence']})."
