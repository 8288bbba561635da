"""Small files, one noun each; small functions; no module without a noun."""

from __future__ import annotations

import ast

from tests.architecture.house import PROJECT, exceptions, python_files

MAX_LINES = 300
MAX_FUNCTION_LINES = 60
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "lib"}


def test_no_module_without_a_noun() -> None:
    """A function without a home tells that a noun is missing."""
    banned = [path for path in python_files() if BANNED & {*path.with_suffix("").parts[len(PROJECT.parts) :]}]
    assert banned == []


def test_files_stay_small() -> None:
    """Files over 300 lines become folders, or say in exceptions.toml why not."""
    allowed = exceptions("long_files")
    long = {
        str(path.relative_to(PROJECT)): lines
        for path in python_files()
        if (lines := len(path.read_text().splitlines())) > MAX_LINES
    }
    assert {path: lines for path, lines in long.items() if path not in allowed} == {}
    assert set(allowed) <= set(long), "an exception is no longer needed"


def test_functions_stay_small() -> None:
    """Functions over 60 lines are taken apart, or say in exceptions.toml why not."""
    allowed = exceptions("long_functions")
    long = {}
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MAX_FUNCTION_LINES:
                    long[f"{path.relative_to(PROJECT)}:{node.name}"] = lines
    assert {name: lines for name, lines in long.items() if name not in allowed} == {}
    assert set(allowed) <= set(long), "an exception is no longer needed"
