"""Everything README.md shows runs: its Python top to bottom in one namespace, its klynge commands as they stand."""

import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
NOT_RUN = {".", "cd", "git"}  # of what a console block may show


def snippets(language):
    """(line number of the first line, text) for each fenced block of a language in README.md."""
    text = README.read_text(encoding="utf-8") if README.is_file() else ""
    blocks = re.finditer(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [(text.count("\n", 0, block.start(1)) + 1, block[1]) for block in blocks]


def commands():
    """(line number, words) for each line of README.md's console blocks that starts with "$ "."""
    for first, block in snippets("console"):
        for shown in re.finditer(r"^\$ ((?:.*\\\n)*.*)$", block, re.MULTILINE):  # a line may go on after a backslash
            line = first + block.count("\n", 0, shown.start())
            yield line, shlex.split(shown[1].replace("\\\n", " "), comments=True)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A folder as the reader sees it, in which results may be written."""
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")


def test_readme_shows_python_and_commands():
    assert snippets("python"), "README.md has no ```python block: nothing was checked"
    assert any(words[0] == "klynge" for _, words in commands()), "README.md shows no klynge command"


def test_python_runs_from_top_to_bottom(checkout):
    import matplotlib

    matplotlib.use("Agg")
    namespace = {"__name__": "readme"}
    for line, code in snippets("python"):
        exec(compile("\n" * (line - 1) + code, README, "exec"), namespace)  # so that a traceback names README's line


def test_commands_work(checkout):
    klynge = Path(sysconfig.get_path("scripts"), "klynge")
    verbs = re.findall(r"^\./dev (\w+)", subprocess.check_output([ROOT / "dev", "help"], text=True), re.MULTILINE)
    for line, words in commands():
        shown = f"README.md, line {line}: {shlex.join(words)}"
        if words[0] == "klynge":
            run = subprocess.run([klynge, *words[1:]], capture_output=True, text=True, env=os.environ)
            assert run.returncode == 0, f"{shown}\n{run.stdout}{run.stderr}"
        elif words[0] == "./dev":
            assert words[1] in verbs, f"{shown}: ./dev help knows no such verb"
        else:
            assert words[0] in NOT_RUN, f"{shown}: this test does not know how to check it"
