"""_core.pyi says what klynge._core is: the same names, methods and arguments."""

import ast
import inspect
from pathlib import Path

import klynge
from klynge import _core

STUB = ast.parse(Path(klynge.__file__).with_name("_core.pyi").read_text(encoding="utf-8"))
FUNCTIONS = {node.name: node for node in STUB.body if isinstance(node, ast.FunctionDef)}
CLASSES = {node.name: node for node in STUB.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")}


SPECIAL = {"__init__", "__len__", "__getitem__", "__iter__"}


def public(names):
    return {name for name in names if not name.startswith("_") or name in SPECIAL}


def arguments_in_stub(function):
    a = function.args
    names = [each.arg for each in (*a.args, *a.kwonlyargs)]
    defaults = len(a.defaults) + sum(default is not None for default in a.kw_defaults)
    return [name for name in names if name != "self"], defaults


def arguments_in_module(function):
    """From the first line of the documentation, which pybind11 writes: name(self: T, a: T, b: T = 0) -> T."""
    signature = function.__doc__.splitlines()[0]
    return arguments_in_stub(ast.parse(f"def {signature}: ...").body[0])


def test_names_are_the_same():
    assert public(vars(_core)) == FUNCTIONS.keys() | CLASSES.keys()


def test_functions_take_the_same_arguments():
    for name, function in FUNCTIONS.items():
        assert arguments_in_module(getattr(_core, name)) == arguments_in_stub(function), name


def test_classes_have_the_same_members():
    for name, stub in CLASSES.items():
        members = {node.name for node in stub.body if isinstance(node, ast.FunctionDef)}
        if issubclass(getattr(_core, name), Exception):
            continue
        own = public(vars(getattr(_core, name)))
        if name == "Scenario" or "__init__" not in members:
            own -= {"__init__"}  # made by the core alone
        assert own == members, name


def test_methods_take_the_same_arguments():
    for name, stub in CLASSES.items():
        for method in (node for node in stub.body if isinstance(node, ast.FunctionDef) and not node.decorator_list):
            real = getattr(getattr(_core, name), method.name)
            assert arguments_in_module(real) == arguments_in_stub(method), f"{name}.{method.name}"


def test_errors_are_value_errors():
    assert issubclass(_core.ScenarioError, _core.InputError) and issubclass(_core.InputError, ValueError)
    assert inspect.getmodule(_core.ScenarioError) is klynge
