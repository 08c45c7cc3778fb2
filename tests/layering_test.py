"""Who may include whom: every #include and every Python import, held against the rules in the tables below."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# A folder of the checkout -> the folders it may include.
MAY_INCLUDE = {
    "sim": {"sim"},
    "models": {"sim", "models"},
    "bindings": {"sim", "models", "bindings"},
    "benchmarks": {"sim", "models", "benchmarks"},
}

# The layers of models/, lowest first: a layer may include itself and those above it in this list.
MODEL_LAYERS = [
    "scenario",
    "queueing",
    "population",
    "conditions",
    "needs",
    "care",
    "sectors",
    "referral",
    "coordination",
    "economics",
    "indicators",
    "journey",
    "health_model",
    "study",
]

# The files that stand in models/ itself, by the layer they belong to.
MODEL_FILES = {
    "scenario": ["draw", "trial"],
    "health_model": [
        "health_model",
        "accounts",
        "coordination_tables",
        "indicator_tables",
        "leon_bound",
        "reach",
        "results",
        "health_setup",
        "scenario_tables",
    ],
    "study": ["experiment", "checkpoints", "study", "study_file"],
}

# What only one place may mention (outside comments): what, the pattern, where.
ONLY_IN = [
    (
        "threads, atomics, locks or TBB",
        re.compile(
            r"#\s*include\s*<(?:(?:oneapi/)?tbb/.*|thread|atomic|mutex|shared_mutex|condition_variable|future|latch"
            r"|barrier|semaphore|stop_token|execution|pthread\.h|omp\.h)>"
            r"|\bstd::(?:j?thread|this_thread|atomic|\w*mutex|\w*_lock\b|lock_guard|future|promise|async|execution)"
            r"|\btbb::|\bthread_local\b"
        ),
        "sim/parallel/",
    ),
    ("HDF5", re.compile(r'#\s*include\s*[<"](?:sim/storage/)?(?:hdf5|H5).*[>"]'), "sim/storage/"),
    ("the TOML parser", re.compile(r"#\s*include\s*<toml.*>"), "models/scenario/toml.cpp"),
]

PACKAGE = Path("bindings/python/klynge")
IMPORT_CORE = {"__init__.py", "finished.py", "queueing.py", "run.py", "scenario.py"}  # the modules that may import klynge._core
IMPORT_MATPLOTLIB = {"plots.py"}  # the others import it where they use it, so that `import klynge` stays quick

COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def model_layer(path):
    """The place of a file of models/ in the order, or None when it has none."""
    folders = Path(path).parts[1:-1]
    stem = Path(path).name.split(".")[0]
    layer = folders[0] if folders else next((layer for layer, files in MODEL_FILES.items() if stem in files), None)
    return MODEL_LAYERS.index(layer) if layer in MODEL_LAYERS else None


def include_violations(root):
    for folder, allowed in MAY_INCLUDE.items():
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in {".h", ".cpp"}:
                continue
            path = file.relative_to(root).as_posix()
            code = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), file.read_text(encoding="utf-8"))
            if folder == "models" and model_layer(path) is None:
                yield f"{path}: has no place in MODEL_LAYERS"
            for what, pattern, place in ONLY_IN:
                if (found := pattern.search(code)) and not path.startswith(place):
                    yield f"{path}: {found[0].strip()}: only {place} may mention {what}"
            for bracket, included in INCLUDE.findall(code):
                target = included.split("/")[0]
                if bracket == '"' and not (root / included).is_file():
                    yield f'{path}: "{included}" is not the path of a file from the root'
                elif target in {*MAY_INCLUDE, "tests"} and target not in allowed:
                    yield f"{path}: {folder}/ must not include {included}"
                elif folder == "models" and included.startswith("sim/parallel/"):
                    yield f"{path}: models/ must not include {included}"
                elif folder == target == "models" and None not in (model_layer(path), model_layer(included)):
                    if model_layer(included) > model_layer(path):
                        yield f"{path}: must not include {included}, a later layer"


def modules_imported(tree):
    """(module, whether it happens when the file is imported) for each import in it; relative ones start with klynge."""
    later = {id(node) for part in ast.walk(tree) if is_later(part) for node in ast.walk(part)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = ".".join(filter(None, ["klynge" if node.level else "", node.module]))
            names = [module, *(f"{module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            yield name, id(node) not in later


def is_later(node):
    """Whether what is inside does not run on import: a function's body, or a block for type checkers only."""
    for_type_checkers = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    return for_type_checkers or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def import_violations(root):
    for file in sorted((root / PACKAGE).rglob("*.py")):
        path, name = file.relative_to(root).as_posix(), file.relative_to(root / PACKAGE).as_posix()
        imported = set(modules_imported(ast.parse(file.read_text(encoding="utf-8"), path)))
        if name not in IMPORT_CORE and any(f"{module}.".startswith("klynge._core.") for module, _ in imported):
            yield f"{path}: imports klynge._core, which only {', '.join(sorted(IMPORT_CORE))} may"
        if name not in IMPORT_MATPLOTLIB and any(
            module.split(".")[0] == "matplotlib" and at_once for module, at_once in imported
        ):
            yield f"{path}: imports matplotlib at the top; import it in the function that draws"


def forgotten(root):
    """Sources that stand in no CMakeLists.txt, so that nothing would compile them or run their tests."""
    for folder in ["sim", "models", "bindings/python", "benchmarks", "tests"]:
        named = re.findall(r"[\w/.]+", (root / folder / "CMakeLists.txt").read_text(encoding="utf-8"))
        for file in sorted((root / folder).rglob("*.cpp")):
            path = file.relative_to(root / folder).as_posix()
            if not {path, path.removesuffix(".cpp")} & set(named):
                yield f"{folder}/{path} stands in no list of {folder}/CMakeLists.txt"


def violations(root):
    return [*include_violations(root), *import_violations(root)]


def test_every_layer_keeps_to_the_rules():
    for files in ["sim/**/*.h", "models/**/*.h", "bindings/**/*.cpp", f"{PACKAGE}/**/*.py"]:
        assert list(ROOT.glob(files)), f"there is no {files}: nothing was checked"
    found = violations(ROOT)
    assert not found, "\n".join(found)


def test_every_source_is_named_in_its_list():
    found = list(forgotten(ROOT))
    assert not found, "\n".join(found)


LAWFUL = {
    "sim/time.h": "// std::thread is for sim/parallel/\n#include <vector>\n",
    "sim/parallel/window.cpp": '#include <tbb/task_group.h>\n#include <atomic>\n#include "sim/time.h"\n',
    "sim/storage/file.cpp": '#include <hdf5_hl.h>\n#include "sim/storage/hdf5.h"\n',
    "sim/storage/hdf5.h": "#include <hdf5.h>\n",
    "models/scenario/scenario.h": '#include "sim/time.h"\n',
    "models/care/task.h": '#include "models/scenario/scenario.h"\n',
    "models/journey/world.cpp": '#include "models/care/task.h"\n',
    "models/scenario/toml.cpp": '#include <toml++/toml.h>\n#include "models/scenario/scenario.h"\n',
    "bindings/python/src/module.cpp": '#include <pybind11/pybind11.h>\n#include "models/scenario/scenario.h"\n',
    "bindings/python/klynge/run.py": "from . import _core\n\n\ndef draw():\n    import matplotlib\n",
    "bindings/python/klynge/plots.py": "import matplotlib.pyplot as plt\n",
    "benchmarks/whole.cpp": '#include "benchmarks/workloads.h"\n#include "models/scenario/scenario.h"\n',
    "benchmarks/workloads.h": "",
    "tests/support/catch.h": "",
}


def tree(root, files):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_a_lawful_tree_has_no_violation(tmp_path):
    assert violations(tree(tmp_path, LAWFUL)) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("sim/time.h", '#include "models/scenario/scenario.h"\n'),
        ("sim/time.h", "#include <thread>\n"),
        ("sim/time.h", "#  include <oneapi/tbb/task_group.h>\n"),
        ("sim/time.h", "std::atomic<int> count;\n"),
        ("sim/time.h", '#include "tests/support/catch.h"\n'),
        ("sim/time.h", '#include "calendar.h"\n'),
        ("sim/parallel/window.cpp", '#include "models/scenario/scenario.h"\n'),
        ("models/scenario/scenario.h", '#include "models/care/task.h"\n'),
        ("models/care/task.h", '#include "models/journey/world.cpp"\n'),
        ("models/care/task.h", '#include "sim/parallel/window.cpp"\n'),
        ("models/care/task.h", '#include "bindings/python/src/module.cpp"\n'),
        ("models/care/task.h", '#include "benchmarks/workloads.h"\n'),
        ("benchmarks/workloads.cpp", '#include "tests/support/catch.h"\n'),
        ("models/care/task.h", "#include <toml++/toml.h>\n"),
        ("models/care/task.h", "std::mutex m;\n"),
        ("models/utils/strings.h", ""),
        ("models/scenario/load.cpp", "#include <hdf5.h>\n"),
        ("models/scenario/load.cpp", '#include "sim/storage/hdf5.h"\n'),
        ("bindings/python/src/module.cpp", "#include <H5Cpp.h>\n"),
        ("bindings/python/src/module.cpp", '#include "tests/support/catch.h"\n'),
        ("bindings/python/klynge/plots.py", "from klynge._core import run\n"),
        ("bindings/python/klynge/plots.py", "def f():\n    from . import _core\n"),
        ("bindings/python/klynge/run.py", "import matplotlib.pyplot as plt\n"),
        ("bindings/python/klynge/run.py", "try:\n    from matplotlib import pyplot\nexcept ImportError:\n    pass\n"),
    ],
)
def test_each_kind_of_violation_is_found(tmp_path, path, text):
    found = violations(tree(tmp_path, LAWFUL | {path: text}))
    assert len(found) == 1 and found[0].startswith(f"{path}: "), found


def test_a_forgotten_source_is_found(tmp_path):
    lists = {f"{folder}/CMakeLists.txt": "" for folder in ["sim", "models", "bindings/python", "benchmarks", "tests"]}
    lists["sim/CMakeLists.txt"] = "add_library(sim STATIC\n  check.cpp\n)\n"
    tree(tmp_path, lists | {"sim/check.cpp": "", "tests/unit/sim/check_test.cpp": ""})
    assert list(forgotten(tmp_path)) == ["tests/unit/sim/check_test.cpp stands in no list of tests/CMakeLists.txt"]
