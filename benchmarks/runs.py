"""Runs of Klynge's benchmark programs, each in a process of its own, and what they say."""

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from .peers.networks import W1, W2, NodeType

ROOT = Path(__file__).parents[1]
PROGRAMS = ROOT / "build" / "bench" / "benchmarks"

SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
NODES = {"gp": "gp", "ward": "ward", "care": "municipal"}  # of w2.toml -> of peers/networks.py


def whole(workload: str, **options: float) -> dict[str, Any]:
    """One run of whole.cpp; keys with a dot are written with two underscores: run__length=100."""
    words = [f"{key.replace('__', '.')}={value}" for key, value in options.items()]
    return tomllib.loads(_output([PROGRAMS / "whole", workload, *words]))


def parts(repeat: int, min_seconds: float) -> dict[str, list[float]]:
    """Nanoseconds an item of each part, once for every repetition."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "parts.json"
        asked = [f"repetitions={repeat}", f"min_time={min_seconds}", f"out={out}", "out_format=json"]
        _output([PROGRAMS / "parts", *(f"--benchmark_{option}" for option in asked)])
        found: dict[str, list[float]] = {}
        for run in json.loads(out.read_text())["benchmarks"]:
            if run["run_type"] == "iteration":
                name, _, pending = run["run_name"].partition("/pending:")
                name += f", {int(pending):,} pending" if pending else ""
                found.setdefault(name, []).append(1e9 / run["items_per_second"])
    return found


def w1(**options: float) -> W1:
    """W1 as Klynge runs it, for theory and for other simulators."""
    text, second = _described("w1", options)
    run, (line,) = text["run"], text["arrivals"]
    means = _mean_services(text, second)
    assert means.keys() == {"counter"} and not text.get("routes"), "w1.toml is no longer M/M/c"
    return W1(
        arrival_rate=line["rate"] / second,
        mean_service=means["counter"],
        servers=text["nodes"]["counter"]["servers"],
        warm_up=run["warm_up"] * second,
        length=run["length"] * second,
    )


def w2(**options: float) -> W2:
    """W2 as Klynge runs it, for theory and for other simulators."""
    text, second = _described("w2", options)
    run, means = text["run"], _mean_services(text, second)
    routes = {(r["from"], r["to"], r.get("site", "same"), r.get("class", "")): r for r in text["routes"]}
    expected = {
        ("home", "gp", "same", ""),
        ("gp", "ward", "same", ""),
        ("gp", "ward", "other", ""),
        ("gp", "home", "same", ""),
        ("ward", "care", "same", "patient"),
        ("ward", "home", "same", "patient"),
        ("ward", "home", "own", "away"),
        ("care", "home", "same", ""),
    }
    assert routes.keys() == expected, f"w2.toml has other routes than expected: {sorted(routes.keys() ^ expected)}"
    own, other = (routes["gp", "ward", site, ""] for site in ("same", "other"))
    back = routes["ward", "home", "own", "away"]
    assert other["delay"] == back["delay"], "w2.toml has two different transfers"
    kinds = {
        NODES[name]: NodeType(node["copies"], node["servers"], means[name])
        for name, node in text["nodes"].items()
        if name != "home"
    }
    to_ward = own["probability"] + other["probability"]
    return W2(
        population=text["classes"]["patient"]["population"],
        clusters=text["sites"],
        mean_home=means["home"],
        **kinds,
        ward_chance=to_ward,
        away_chance=other["probability"] / to_ward,
        municipal_chance=routes["ward", "care", "same", "patient"]["probability"],
        transfer=other["delay"] * second,
        warm_up=run["warm_up"] * second,
        length=run["length"] * second,
    )


def say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr, flush=True)


def load() -> float:
    """How many processes were running over the last minute; says so where it spoils the figures."""
    running = os.getloadavg()[0]
    if running > 0.5:
        say(f"something else runs here (load {running:.1f}): times will be too long and ratios wrong")
    return running


def machine() -> str:
    """A plain name: "amd-epyc-2-cores"."""
    models = re.findall(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    cores = len(os.sched_getaffinity(0))
    name = f"{models[0] if models else os.uname().machine} {cores} core{'s' * (cores > 1)}"
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"\((r|tm)\)|@.*hz|processor", " ", name.lower())).strip("-")


def commit() -> str:
    """The commit that the sources are at, with a plus if there are changes; empty outside a checkout."""
    try:
        number = _output(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"]).strip()
        return number + "+" * bool(_output(["git", "-C", ROOT, "status", "--porcelain"]))
    except (OSError, SystemExit):
        return ""


def _described(name: str, options: dict[str, float]) -> tuple[dict[str, Any], float]:
    """The description, servers written out, and the seconds in its time unit."""
    text = whole(f"describe-{name}", **options)
    return text, SECONDS[text["run"]["time_unit"]]


def _mean_services(text: dict[str, Any], second: float) -> dict[str, float]:
    assert all(service["time"]["law"] == "exponential" for service in text["services"])
    return {service["node"]: service["time"]["mean"] * second for service in text["services"]}


def _output(command: list[Any]) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stderr.strip()}")
    return done.stdout
