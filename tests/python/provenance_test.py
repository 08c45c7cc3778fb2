"""Where numbers come from: counts, rows of tables, and that it can be read in a narrow terminal."""

import pytest

import klynge as kl
from klynge import provenance
from klynge.provenance import counts, listing, numbers

TABLE = """name,population,source,confidence,cluster_confidence,cluster_source
A,1,StatBank,read in source,unverified,guess
B,2,StatBank,read in source,quoted second-hand,a wiki
C,3,,,unverified,guess
D,4,StatBank,read in source,unverified,guess
"""


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("read in source", "published"),
        ("read in source (town proxy)", "published"),
        ("quoted second-hand", "second-hand"),
        ("derived from figures read in source", "derived"),
        ("unverified", "assumed"),
        ("Assumed", "assumed"),
        ("", "not stated"),
        ("sure", "not stated"),
    ],
)
def test_words_of_collections(word, kind):
    assert provenance.kind_of(word) == kind


def test_rows_of_a_table_by_hand():
    lines = {(line[2], line[0]): line for line in provenance.table_lines("tables.m", TABLE)}
    assert lines["tables.m", "published"][3:] == ("3 rows, 2-3, 5", "", 3, "StatBank")
    assert lines["tables.m", "not stated"][3] == "1 row, 4"
    assert lines["tables.m (cluster)", "assumed"][3:] == ("3 rows, 2, 4-5", "", 3, "guess")
    assert lines["tables.m (cluster)", "second-hand"][5:] == (1, "a wiki")


def test_a_table_that_says_nothing_of_itself_is_counted():
    assert list(provenance.table_lines("tables.t", "age,rate\n1,2\n2,3\n")) == [
        ("not stated", "tables.t", "tables.t", "2 rows, 2-3", "", 2, "")
    ]


def test_groups():
    assert provenance.group_of("sectors.hospital.beds") == "sectors.hospital"
    assert provenance.group_of("needs.difficulty_alpha") == "needs"


@pytest.fixture(scope="module")
def table():
    return numbers(kl.Scenario.load("baseline"))


def test_worst_first_and_nothing_is_lost(table):
    ranks = table["confidence"].map(provenance.KINDS.index)
    assert ranks.is_monotonic_increasing
    single = table[~table["group"].str.startswith("tables")]
    fields = kl.Scenario.load("baseline").fields()
    assert set(single["key"]) == set(fields.index[(fields["confidence"] != "") & fields["value"].notna()])


def test_counts_add_up(table):
    by = counts(table)
    assert by.loc["all", "all"] == table["rows"].sum() == by["all"].iloc[:-1].sum()
    assert by.loc["all", "assumed"] == table.loc[table["confidence"] == "assumed", "rows"].sum()
    assert any(group.startswith("tables.") for group in by.index)


@pytest.mark.parametrize("width", [60, 80])
def test_the_listing_keeps_to_its_width(table, width):
    lines = list(listing(table, width))
    assert max(map(len, lines)) <= width
    assert sum("population.share = " in line for line in lines) == 1
    assert lines[0].startswith(table["confidence"].iloc[0].upper())


def test_the_command_prints_counts_and_sources(klynge):
    code, printed, errors = klynge("provenance", "baseline")
    lines = printed.splitlines()
    assert (code, errors) == (0, "") and max(map(len, lines)) <= 80
    assert any(line.startswith("tables.prevalence") for line in lines)
    assert any(line.startswith("PUBLISHED (") for line in lines)
