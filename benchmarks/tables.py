"""Plain tables for the terminal."""

from collections.abc import Iterable, Sequence

from .agreement import FALSE_ALARM, Figure


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns as wide as they must be; what is a number stands to the right."""
    lines = [list(header), *(list(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    left = [not any(line[i][:1].isdigit() for line in lines[1:]) for i in range(len(header))]

    def laid_out(line: Sequence[str]) -> str:
        cells = (
            f"{cell:<{w}}" if is_left else f"{cell:>{w}}" for cell, w, is_left in zip(line, widths, left, strict=True)
        )
        return "  ".join(cells).rstrip()

    return "\n".join([laid_out(lines[0]), "  ".join("-" * w for w in widths), *map(laid_out, lines[1:])])


def figures_table(figures: Iterable[Figure]) -> str:
    """Waits in seconds."""
    rows = [
        (f.run, f.node, f.what, f"{f.measured:.5g}", f"{f.half_width:.2g}", f"{f.expected:.5g}", f.verdict)
        for f in figures
    ]
    odds = f"once in {1 / FALSE_ALARM:,.0f} figures"
    head = ("run", "node", "figure", "measured", "+/-", "theory", "verdict")
    return f"{table(head, rows)}\nWaits in seconds. +/-: a right run is further away {odds}."
