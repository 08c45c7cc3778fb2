"""Reference networks from Python and from the command line."""

import math

import pytest

import klynge as kl
from klynge.report import made_from, summary

QUICK = {"run.warm_up": 100, "run.length": 1000}


@pytest.fixture(scope="module")
def w1():
    return kl.QueueingNetwork.load("w1")


@pytest.fixture(scope="module")
def study(w1):
    quick = w1.with_(QUICK)
    arms = {"twenty": quick, "twenty-two": quick.with_({"nodes.counter.servers": 22})}
    return kl.compare(arms, replications=4, seed=7, progress=False)


def erlang_c_wait(arrivals, service, servers):
    """Mean wait in M/M/c (Erlang 1917), from the recursion of Erlang B."""
    offered, blocked = arrivals * service, 1.0
    for n in range(1, servers + 1):
        blocked = offered * blocked / (n + offered * blocked)
    load = offered / servers
    return blocked / (1 - load * (1 - blocked)) * service / (servers - offered)


def test_a_few_notebook_lines_meet_erlang_c(w1):
    study = kl.run(w1, replications=20, progress=False)
    wait = study.measures("counter", names="wait").iloc[0]
    assert erlang_c_wait(18, 1, 20) == pytest.approx(0.27538, abs=5e-6)
    # Twice the 95 % interval of 20 replications: a false alarm in one of 2000 seeds.
    half = (wait["high"] - wait["low"]) / 2
    assert half < 0.02 and abs(wait["mean"] - erlang_c_wait(18, 1, 20)) < 2 * half
    assert study.arms == ["w1"] and type(study) is kl.QueueingStudy


def test_nodes_have_servers_and_their_load(w1):
    nodes = w1.nodes()
    assert nodes.to_dict("records") == [
        {"node": "counter", "copies": 1, "servers": 20, "offered": pytest.approx(18), "load": pytest.approx(0.9)}
    ]
    assert nodes.attrs["units"] == {"servers": "servers", "offered": "servers", "load": "share"}
    every = [kl.QueueingNetwork.load(name).nodes() for name in kl.networks().index]
    assert all(((table["load"] >= 0) & (table["load"] < 1)).all() for table in every)
    assert math.isinf(kl.QueueingNetwork.load("w2").nodes().set_index("node").loc["home", "servers"])


def test_network_is_what_its_text_says(w1):
    assert kl.QueueingNetwork.from_toml(w1.to_toml()) == w1
    more = w1.with_({"nodes.counter.servers": 21}, title="More")
    assert (more["nodes.counter.servers"], more["title"], more["run.time_unit"]) == (21, "More", "hours")
    assert more != w1 and w1["arrivals.0.rate"] == 18
    assert "M/M/20" in repr(w1) and "<td>counter</td>" in w1._repr_html_()


def test_tables_are_tidy_and_have_units(study):
    means = study.measures()
    assert list(means.columns) == ["node", "class", "measure", "arm", "mean", "low", "high", "unit", "replications"]
    assert set(means["replications"]) == {4} and set(means["arm"]) == {"twenty", "twenty-two"}
    units = means.drop_duplicates("measure").set_index("measure")["unit"]
    assert units[["wait", "throughput", "queue", "busy", "utilisation"]].to_list() == [
        "hours", "customers per hour", "customers", "servers", "share"
    ]  # fmt: skip
    assert set(study.measures(node="all")["node"]) == {"all"}
    raw = study.table()
    assert list(raw.columns) == ["arm", "replication", "node", "class", "measure", "value", "unit"]
    one = raw.query("arm == 'twenty' and measure == 'wait'")
    mean = means.query("arm == 'twenty' and measure == 'wait'").iloc[0]
    assert len(one) == 4 and one["value"].mean() == pytest.approx(mean["mean"])


def test_differences_are_paired(study):
    wait = study.difference("twenty-two", "twenty", node="counter", names="wait").iloc[0]
    assert wait["difference"] == pytest.approx(wait["mean"] - wait["reference"])
    assert (wait["high"] < 0, wait["verdict"], wait["unit"], wait["replications"]) == (True, "lower", "hours", 4)
    assert wait["variance_removed"] > 0
    assert wait["reading"].startswith("Twenty-two: wait at counter 0.")
    assert "hours shorter than twenty (95 % interval 0." in wait["reading"]
    assert wait["reading"] in study.sentences() and wait["reading"] in study.sentences(clear=True)


def test_classes_are_told_apart():
    study = kl.run(kl.QueueingNetwork.load("priority").with_({"run.length": 2000}), 2, progress=False)
    waits = study.measures(node="doctor", names="wait").set_index("class")["mean"]
    assert list(waits.index) == ["all", "urgent", "other"] and waits["urgent"] < waits["all"] < waits["other"]
    assert set(study.measures(cls="urgent")["class"]) == {"urgent"}


def test_sentences_of_one_network(w1):
    said = kl.run(w1.with_(QUICK), 2, progress=False).sentences()
    assert said[0].startswith("Wait at counter: 0.") and "hours (95 % interval" in said[0]
    single = kl.run(w1.with_(QUICK), 1, progress=False)
    assert "one replication, so no interval" in single.sentences()[0] and "nan" not in single._repr_html_()


def test_saved_study_is_the_same_and_can_be_reproduced(study, tmp_path):
    loaded = kl.QueueingStudy.load(study.save(tmp_path))
    assert loaded.hash() == study.hash() and loaded.arms == study.arms
    assert loaded.difference().equals(study.difference())
    assert loaded.table().to_dict("list") == study.table().to_dict("list")
    assert loaded.experiment("twenty") == study.experiment("twenty")
    again = kl.reproduce(tmp_path, progress=False)
    assert type(again) is kl.QueueingStudy and again.hash() == study.hash()
    with pytest.raises(kl.InputError, match="is a study of networks; QueueingStudy.load reads it"):
        kl.Study.load(tmp_path)


def test_workers_do_not_change_the_study(w1):
    hashes = {kl.run(w1.with_(QUICK), 3, workers=workers, progress=False).hash() for workers in (1, 2, 3)}
    assert len(hashes) == 1


def test_sweep_takes_networks(w1):
    swept = kl.sweep(w1.with_(QUICK), {"nodes.counter.servers": [20, 22]}, replications=2, progress=False)
    assert swept.arms == ["nodes.counter.servers = 20", "nodes.counter.servers = 22"]


def test_summary_leaves_out_what_never_happened(study):
    shown, known = set(summary(study)["Measure"]), set(study.measures()["measure"])
    assert known - shown == {"refused", "balked", "gave_up", "blocked", "lost", "wait_of_all"}
    clinic = kl.run(kl.QueueingNetwork.load("clinic"), 2, progress=False)
    at_doctor = summary(clinic).query("Node == 'doctor' and Class == 'all'")["Measure"].to_list()
    assert "gave_up" in at_doctor and "wait_of_all" in at_doctor and "blocked" not in at_doctor


@pytest.mark.parametrize("measure", [None, "utilisation", "throughput"])
def test_picture_says_what_it_shows(study, axes_closed, measure):
    ax = study.plot(measure)
    ax.figure.canvas.draw()
    unit = study.catalogue.loc[measure or "wait", "unit"]
    assert ax.get_xlabel().endswith(f"({unit})") and study.catalogue.loc[measure or "wait", "meaning"] in (
        ax.figure.get_supxlabel().replace("\n", " ")
    )
    assert [label.get_text() for label in ax.get_yticklabels()] == ["network" if measure == "throughput" else "counter"]


def test_study_shows_itself(study):
    assert repr(study).startswith("QueueingStudy(twenty, twenty-two: 4 replications, seed 7, hash ")
    assert "counter" in study._repr_html_() and "after 100 of warm-up" in made_from(study)
    assert list(summary(study).columns[:4]) == ["Node", "Class", "Measure", "Unit"]


EMPTY = 'model = "queueing"\nrun = { time_unit = "hours", length = 10 }\nclasses.one = {}\nnodes.desk.servers = 1\n'


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        (lambda n, s: kl.QueueingNetwork.load("nowhere"), "neither a network file nor one of clinic, jackson"),
        (lambda n, s: n.with_({"nodes.desk.servers": 3}), "unknown key nodes.desk"),
        (lambda n, s: n.with_({"nodes.counter.servers": 17}), "the queue would grow without limit"),
        (lambda n, s: n.with_({"nodes.counter.servers": "many"}), "nodes.counter.servers = "),
        (lambda n, s: kl.QueueingNetwork.from_toml(EMPTY), "nobody ever comes"),
        (lambda n, s: n["nodes.counter.server"], "did you mean nodes.counter.servers"),
        (lambda n, s: s.measures("desk"), "desk: there is no such node; expected one of counter, all"),
        (lambda n, s: s.measures(cls="child"), "child: there is no such class"),
        (lambda n, s: s.plot("colour"), "colour: there is no such measure"),
        (lambda n, s: s.measures("all", names="wait"), "node all, measure wait: this study has no such values"),
        (lambda n, s: s.difference("nobody"), "there is no such arm; expected one of twenty, twenty-two"),
        (lambda n, s: kl.sweep(n, {"nodes.counter.servers": "20"}), "servers = '20': expected a list of values"),
        (lambda n, s: kl.sweep(n, {"nodes.counter.servers": 20}), "servers = 20: expected a list of values"),
        (lambda n, s: kl.run("w1"), "expected a Scenario or a QueueingNetwork"),
        (lambda n, s: kl.compare({"a": n, "b": kl.Scenario.load("baseline")}), "cannot be compared"),
        (lambda n, s: kl.compare({"a": n, "b": n.with_({"run.time_unit": "days"})}), "the same run.time_unit"),
    ],
)
def test_a_mistake_is_one_line(w1, study, attempt, message):
    with pytest.raises(kl.InputError, match=message) as raised:
        attempt(w1, study)
    assert len(str(raised.value).splitlines()) == 1


def test_scenario_and_network_files_are_not_mixed_up(tmp_path, w1):
    (tmp_path / "mine.toml").write_text(w1.to_toml())
    with pytest.raises(kl.InputError, match="is a queueing network; QueueingNetwork.load reads it"):
        kl.Scenario.load(tmp_path / "mine.toml")
    assert kl.QueueingNetwork.load(tmp_path / "mine.toml") == w1


FEW = ["--replications", 2, "--set", "run.length=1000", "--set", "run.warm_up=100"]


def test_command_runs_a_network(klynge, tmp_path):
    code, printed, errors = klynge("run", "w1", *FEW, "--set", "nodes.counter.servers=21", "--out", tmp_path)
    heading, *rows = printed.splitlines()
    assert (code, heading.split()) == (0, ["Node", "Class", "Measure", "Unit", "w1"])
    assert errors.startswith("Simulating 2 runs of 1100 hours on ")
    assert next(row for row in rows if " wait " in row).split()[:4] == ["counter", "all", "wait", "hours"]
    assert "2 replications of 1000 hours after 100 of warm-up, seed 2026." in printed
    assert {file.name for file in tmp_path.iterdir()} == {"study.h5", "nodes.png"}
    assert kl.QueueingStudy.load(tmp_path).experiment("w1")["nodes.counter.servers"] == 21


def test_command_compares_networks(klynge, tmp_path, w1):
    (tmp_path / "more.toml").write_text(w1.with_({"nodes.counter.servers": 22}).to_toml())
    code, printed, _ = klynge("compare", "w1", tmp_path / "more.toml", *FEW)
    assert code == 0 and "Difference (95 % interval)" in printed.splitlines()[0]
    assert "More: utilisation at counter 0.0" in printed


def test_command_turns_days_into_the_network_s_unit(klynge, tmp_path):
    assert klynge("run", "w1", "--replications", 1, "--days", 20, "--warm-up", 2, "--out", tmp_path)[0] == 0
    network = kl.QueueingStudy.load(tmp_path).experiment("w1")
    assert (network["run.length"], network["run.warm_up"]) == (480, 48)


def test_command_lists_networks_and_their_keys(klynge):
    assert "W1: M/M/20 at load 0.9" in klynge("scenarios")[1]
    keys = klynge("schema", "--queueing")[1]
    assert "nodes.NAME.servers" in keys and "arrivals.N.rate" in keys


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "w1", "--set", "nodes.counter.servers=17"], "would grow without limit"),
        (["run", "w1", "--set", "nodes.desk.servers=17"], "unknown key nodes.desk"),
        (["run", "w9"], "neither a scenario file nor one of baseline, denmark, randers, region_midtjylland, clinic"),
        (["compare", "w1", "baseline"], "a scenario and a queueing network cannot be compared"),
        (["compare", "usual_care", "shared_plan", "--base", "w1"], "neither a scenario file"),
        (["schema", "--queueing", "--json"], "of scenario files only"),
    ],
)
def test_a_mistake_on_the_command_line_is_one_line(klynge, arguments, message):
    code, printed, errors = klynge(*arguments)
    assert (code, printed) == (2, "") and message in errors and len(errors.splitlines()) == 1
