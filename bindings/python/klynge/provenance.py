"""Where every number of a scenario comes from, least trusted first: `klynge provenance`.

A number is a field of the scenario or a row of one of its tables. Tables use the words of the collections they come
from ("read in source", "unverified"); here they are the four kinds of scenarios. A row that says nothing of itself is
`not stated`, which is trusted least.
"""

import csv
import itertools
import operator
import shutil
import textwrap
from collections.abc import Iterable, Iterator

import pandas as pd

from .scenario import WORST_FIRST, Scenario

NOT_STATED = "not stated"
KINDS = [NOT_STATED, *WORST_FIRST]
WORDS = {"unverified": "assumed", "quoted second-hand": "second-hand", "read in source": "published"}
NO_SOURCE = "no source given"
COLUMNS = ["confidence", "group", "key", "value", "unit", "rows", "source"]


def numbers(scenario: Scenario) -> pd.DataFrame:
    """Every number, least trusted first; rows of a table that have the same source are taken together.

    Columns: confidence, group (the first part of the key; of a table its key), key, value, unit, rows (how many numbers
    or rows of a table this line stands for), source.
    """
    fields = scenario.fields().reset_index()
    given = fields[(fields["confidence"] != "") & fields["value"].notna()]
    single = given.assign(group=given["key"].map(group_of), rows=1, value=given["value"].map(_value))
    texts = scenario.tables()
    of_tables = [
        line
        for key, path in fields.loc[fields["type"] == "table", ["key", "value"]].itertuples(index=False)
        for line in table_lines(key, texts.get(path, ""))
    ]
    table = pd.concat([single[COLUMNS], pd.DataFrame(of_tables, columns=COLUMNS)], ignore_index=True)
    rank = table["confidence"].map({kind: i for i, kind in enumerate(KINDS)})
    return table.loc[rank.sort_values(kind="stable").index].reset_index(drop=True)


def counts(table: pd.DataFrame) -> pd.DataFrame:
    """How many numbers of each kind there are, a row each group and a last one for all. Columns: KINDS, all."""
    by = table.pivot_table("rows", "group", "confidence", "sum", fill_value=0, sort=False, observed=True)
    by = by.reindex(columns=KINDS, fill_value=0).astype(int)
    by = by.loc[sorted(by.index, key=lambda group: (-by.loc[group, KINDS[:2]].sum(), group))]
    by.loc["all"] = by.sum()
    return by.assign(all=by.sum(axis="columns"))


def group_of(key: str) -> str:
    """What a field belongs to: "sectors.hospital", "needs", ..."""
    parts = key.split(".")
    return ".".join(parts[: 2 if parts[0] == "sectors" else 1])


def kind_of(word: str) -> str:
    """One of KINDS for what a row says of itself: "derived from figures read in source" is derived."""
    word = word.strip().lower()
    for known in (*WORDS, *WORST_FIRST):
        if word.startswith(known):
            return WORDS.get(known, known)
    return NOT_STATED


def table_lines(key: str, text: str) -> Iterator[tuple]:
    """The rows of a CSV table by confidence and source, as COLUMNS; `value` says which rows those are.

    A table can judge parts of a row apart (`cluster_confidence` beside `confidence`): each is counted on its own.
    """
    reader = csv.DictReader(text.splitlines())
    names = reader.fieldnames or []
    judged = [name for name in names if name == "confidence" or name.endswith("_confidence")] or [""]
    rows = list(reader)
    for column in judged:
        part = column.removesuffix("confidence")
        found: dict[tuple[str, str], list[int]] = {}
        for at, row in enumerate(rows, 2):  # as an editor counts: the heading is row 1
            said = (kind_of(row[column] or "") if column else NOT_STATED, row.get(f"{part}source") or "")
            found.setdefault(said, []).append(at)
        name = f"{key} ({part.rstrip('_')})" if part else key
        for (confidence, source), at in found.items():
            count = f"{len(at)} row{'s' * (len(at) > 1)}, {spans(at)}"
            yield confidence, key, name, count, "", len(at), source


def spans(numbers: Iterable[int]) -> str:
    """ "2-5, 9" """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in parts)


def listing(table: pd.DataFrame, width: int = 80) -> Iterator[str]:
    """The numbers as lines of text that keep to a width: a heading for each kind, below it blocks of numbers that
    follow each other, and below each block the source that they share."""
    for kind, of_kind in table.groupby("confidence", sort=False):
        yield f"{kind.upper()} ({of_kind['rows'].sum():,})"
        yield ""
        for source, block in itertools.groupby(of_kind.to_dict("records"), key=operator.itemgetter("source")):
            for row in block:
                unit = "" if row["unit"] in ("", "1") else f" {row['unit']}"
                yield from _wrapped(f"{row['key']} = {row['value']}{unit}", 2, width)
            yield from _wrapped(f"from: {source}" if source else NO_SOURCE, 6, width)
            yield ""


def terminal_width() -> int:
    return max(40, min(120, shutil.get_terminal_size((80, 24)).columns))


def _wrapped(text: str, indent: int, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=" " * indent, subsequent_indent=" " * (indent + 4))


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
