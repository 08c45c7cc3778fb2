"""`./dev bench`: what the parts and whole runs of Klynge cost on this machine, and whether the runs are right."""

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from . import runs
from .agreement import Figure, w1_figures, w2_figures
from .tables import figures_table, table

EVERYBODY = 5_970_000  # more than the table of municipalities has, which then is the limit
YEAR = 8760  # hours
COLUMNS = [
    "workload", "options", "residents", "threads", "events",
    "run_seconds_best", "run_seconds_median", "setup_seconds_best", "events_per_second", "ns_per_event_and_core",
    "peak_mb", "bytes_per_resident", "hash",
    "repeats", "machine", "load", "date", "version", "commit", "compiler",
]  # fmt: skip

ABOUT = {
    "w1": "M/M/20 at load 0.9",
    "w2": "reference network of 22 clusters and 2,002 nodes",
    "randers": "care model, the Randers cluster",
    "denmark": "care model, all of Denmark with its acute hospitals",
    "residents": "making the residents of Denmark; an event is a resident",
    "replications": "8 short replications of Randers, each of which makes its residents anew",
}


@dataclass(frozen=True)
class Workload:
    name: str  # as whole.cpp knows it
    threads: int = 1
    options: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.name} threads={self.threads} {self.in_words}"

    @property
    def in_words(self) -> str:
        return " ".join(f"{key.replace('__', '.')}={value}" for key, value in self.options.items())

    @property
    def described(self) -> dict[str, float]:
        """The options that change what is run, and not only how it is cut into stretches."""
        return {key: value for key, value in self.options.items() if key != "stretches"}

    def run(self) -> dict[str, Any]:
        return runs.whole(self.name, threads=self.threads, **self.options)


def workloads(quick: bool) -> Iterator[Workload]:
    both = (1, 2)  # threads
    yield Workload("w1", 1, {"stretches": 40, "run__length": 200_000 if quick else 1_000_000})  # hours
    for people in [10_000, 100_000] if quick else [10_000, 100_000, 1_000_000, 5_900_000]:
        yield from (Workload("w2", threads, {"residents": people}) for threads in both)
    yield Workload("randers", 1, {"run__days": 30} if quick else {})
    for people in [10_000] if quick else [10_000, 100_000, 1_000_000, EVERYBODY]:
        yield from (Workload("denmark", threads, {"residents": people}) for threads in both)
    yield Workload("residents", 1, {"residents": 100_000 if quick else EVERYBODY})
    yield from (Workload("replications", threads, {"run__days": 10 if quick else 30}) for threads in both)


class Row:
    """All runs of one work-load."""

    def __init__(self, workload: Workload, measured: list[dict[str, Any]], empty_bytes: int):
        self.workload = workload
        self.measured = measured
        first = measured[0]
        self.residents: int = first["residents"]
        self.events: int = first["events"] or first["residents"]
        self.hashes = {run["hash"] for run in measured}
        self.seconds: float = min(run["run_seconds"] for run in measured)
        self.median_seconds: float = median(run["run_seconds"] for run in measured)
        self.setup_seconds: float = min(run["setup_seconds"] for run in measured)
        self.events_per_second = self.events / self.seconds
        self.ns = self.seconds * workload.threads / self.events * 1e9
        self.peak_bytes: int = max(run["peak_bytes"] for run in measured)
        self.bytes_per_resident = (self.peak_bytes - empty_bytes) / self.residents if self.residents else None


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, once: less than a minute")
    parser.add_argument("--repeat", type=int, metavar="N", help="how often each is run (3; with --quick 1)")
    parser.add_argument("--only", nargs="+", metavar="NAME", help=f"some of: parts {' '.join(ABOUT)}")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the CSV (benchmarks/<machine>.csv if all is run)")
    asked = parser.parse_args()
    names = set(asked.only or ["parts", *ABOUT])
    if unknown := names - {"parts", *ABOUT}:
        parser.error(f"unknown: {' '.join(sorted(unknown))}")
    repeat = asked.repeat if asked.repeat is not None else (1 if asked.quick else 3)
    if repeat < 1:
        parser.error("--repeat: expected at least 1")
    partly = asked.quick or asked.only
    out = asked.out or (runs.PROGRAMS / "last.csv" if partly else runs.ROOT / "benchmarks" / f"{runs.machine()}.csv")

    load = runs.load()
    part_times: dict[str, list[float]] = {}
    if "parts" in names:
        runs.say("parts")
        part_times = runs.parts(repeat, 0.02 if asked.quick else 0.3)
    empty = runs.whole("empty")
    rows = measure([each for each in workloads(asked.quick) if each.name in names], repeat, empty["peak_bytes"])
    figures = list(checks(rows, years=30 if asked.quick else 120))
    print(report(part_times, rows))
    if figures:
        print(f"\n{figures_table(figures)}")
    disagreeing = [f"{each.run}: {each.what} at {each.node} is wrong" for each in figures if each.wrong]
    if wrong := [*unequal_hashes(rows), *disagreeing]:
        print("", *wrong, "A fast wrong answer is no answer: nothing was written.", sep="\n")
        return 1
    about = {"repeats": repeat, "load": f"{load:.2f}", "version": empty["version"], "compiler": empty["compiler"]}
    write(out, part_times, rows, about)
    print(f"\nWritten: {out}")
    return 0


def measure(chosen: list[Workload], repeat: int, empty_bytes: int) -> list[Row]:
    measured: list[list[dict[str, Any]]] = [[] for _ in chosen]
    for nth in range(repeat):  # one round after another, so that a busy minute does not hit all runs of one work-load
        for workload, found in zip(chosen, measured, strict=True):
            runs.say(f"{nth + 1}/{repeat} {workload}")
            found.append(workload.run())
    return [Row(workload, found, empty_bytes) for workload, found in zip(chosen, measured, strict=True)]


def checks(rows: list[Row], years: int) -> Iterator[Figure]:
    """Each timed run of a network on one thread, and a W2 of so many years, for all its waits, against theory."""
    for row in rows:
        workload = row.workload
        if workload.threads > 1:
            continue
        if workload.name == "w1":
            yield from w1_figures("w1", runs.w1(**workload.described), row.measured[0])
        if workload.name == "w2":
            yield from w2_figures(f"w2 {row.residents:,}", runs.w2(**workload.described), row.measured[0])
    if any(row.workload.name == "w2" for row in rows):
        runs.say(f"w2 over {years} years")
        longer = {"residents": 20_000, "run__warm_up": 3 * YEAR, "run__length": years * YEAR}
        yield from w2_figures(f"w2 {years} years", runs.w2(**longer), runs.whole("w2", **longer))


def unequal_hashes(rows: list[Row]) -> Iterator[str]:
    """A run is the same run every time and on any number of threads."""
    hashes: dict[str, set[str]] = {}
    for row in rows:
        hashes.setdefault(f"{row.workload.name} {row.workload.options}", set()).update(row.hashes)
    yield from (f"{run}: {len(found)} different hashes" for run, found in hashes.items() if len(found) > 1)


def report(part_times: dict[str, list[float]], rows: list[Row]) -> str:
    pieces = []
    if part_times:
        lines = [(name, f"{min(times):,.1f}", f"{median(times):,.1f}") for name, times in part_times.items()]
        pieces.append(table(("part", "ns an item, best", "median"), lines))
    if rows:
        head = ("work-load", "residents", "threads", "events", "run s", "median", "setup s", "events/s",
                "ns/event/core", "peak MB", "B/resident")  # fmt: skip
        pieces.append(table(head, map(row_cells, rows)))
        pieces.append("\n".join(f"{name}: {ABOUT[name]}" for name in dict.fromkeys(row.workload.name for row in rows)))
    if ratios := list(ratio_cells(rows)):
        pieces.append(table(("ratio", "residents", "value"), ratios))
    return "\n\n".join(pieces)


def row_cells(row: Row) -> tuple[str, ...]:
    return (
        row.workload.name,
        f"{row.residents:,}" if row.residents else "-",
        f"{row.workload.threads}",
        f"{row.events:,}",
        f"{row.seconds:.3f}",
        f"{row.median_seconds:.3f}",
        f"{row.setup_seconds:.3f}",
        f"{row.events_per_second:,.0f}",
        f"{row.ns:,.0f}",
        f"{row.peak_bytes / 1e6:,.0f}",
        f"{row.bytes_per_resident:,.0f}" if row.bytes_per_resident is not None else "-",
    )


def ratio_cells(rows: list[Row]) -> Iterator[tuple[str, str, str]]:
    """From best times: what an event costs at each size against the smallest, and two threads against one."""
    by_threads = {
        threads: [row for row in rows if row.workload.threads == threads and row.workload.name != "residents"]
        for threads in (1, 2)
    }
    for name in ("w2", "denmark"):
        sizes = [row for row in by_threads[1] if row.workload.name == name]
        for row in sizes[1:]:
            growth = row.ns / sizes[0].ns
            yield f"{name}: ns/event against {sizes[0].residents:,} residents", f"{row.residents:,}", f"{growth:.2f}"
    for two in by_threads[2]:
        for one in by_threads[1]:
            if (one.workload.name, one.workload.options) == (two.workload.name, two.workload.options):
                what = f"{two.workload.name}: run time on 2 threads against 1"
                yield what, f"{two.residents:,}", f"{two.seconds / one.seconds:.2f}"


def write(out: Path, part_times: dict[str, list[float]], rows: list[Row], about: dict[str, Any]) -> None:
    about |= {
        "machine": runs.machine(),
        "date": datetime.now(UTC).date().isoformat(),
        "commit": runs.commit(),
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", newline="", encoding="utf-8") as file:
        lines = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        lines.writeheader()
        for name, times in part_times.items():
            best = {"events_per_second": f"{1e9 / min(times):.0f}", "ns_per_event_and_core": f"{min(times):.1f}"}
            lines.writerow({"workload": f"part: {name}", "threads": 1} | best | about)
        for row in rows:
            lines.writerow(csv_cells(row) | about)


def csv_cells(row: Row) -> dict[str, Any]:
    return {
        "workload": row.workload.name,
        "options": row.workload.in_words,
        "residents": row.residents or "",
        "threads": row.workload.threads,
        "events": row.events,
        "run_seconds_best": f"{row.seconds:.4f}",
        "run_seconds_median": f"{row.median_seconds:.4f}",
        "setup_seconds_best": f"{row.setup_seconds:.4f}",
        "events_per_second": f"{row.events_per_second:.0f}",
        "ns_per_event_and_core": f"{row.ns:.1f}",
        "peak_mb": f"{row.peak_bytes / 1e6:.1f}",
        "bytes_per_resident": f"{row.bytes_per_resident:.0f}" if row.bytes_per_resident is not None else "",
        "hash": row.measured[0]["hash"],
    }


if __name__ == "__main__":
    sys.exit(main())
