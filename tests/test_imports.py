"""Imports run one way: the module table of docs/architecture.md, compared with what the modules import."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("autograder", "reference")
MODULES = sorted(
    [
        *(ROOT / "autograder").glob("*.py"),
        *(ROOT / "autograder/exports").glob("*.py"),
        *(ROOT / "autograder/commands").glob("*.py"),
        *(ROOT / "reference").rglob("*.py"),
    ]
)
PACKAGES = ("reference", "autograder/exports", "autograder/commands")
INSIDE = (
    "shell",
    "worker",
    "zygote",
    "wire",
    "fingerprint",
    "locked",
    "sandbox",
    "limits",
    "kernel",
    "checks",
)  # what a student's process has loaded


def name_of(path: Path) -> str:
    """autograder/wire.py is wire; everything below a package is one, such as reference.*."""
    for package in PACKAGES:
        if path.is_relative_to(ROOT / package):
            return f"{Path(package).name}.*"
    return path.stem


def imported(path: Path) -> set[str]:
    """What a file imports, wherever in it: full names for ours, the package's for others."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            module = node.module or ""
            found |= {f"{module}.{a.name}" for a in node.names} if module in OURS else {module}
    return found


def of_ours(path: Path) -> set[str]:
    names = {n for n in imported(path) if n.split(".")[0] in OURS and n not in OURS}
    packages = {Path(package).name: f"{Path(package).name}.*" for package in PACKAGES}
    return {packages.get(n.split(".")[0]) or packages.get(n.split(".")[1], n.split(".")[1]) for n in names}


def of_others(path: Path) -> set[str]:
    return {n.split(".")[0] for n in imported(path)} - {*OURS, *sys.stdlib_module_names}


@cache
def table() -> dict[str, set[str] | None]:
    """Each module of the table with what it may import; None for anything."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (`.*?) \| .*? \| (.*?) \|$", text.partition("## Modules")[2].partition("\n## ")[0], re.M
    )
    allowed: dict[str, set[str] | None] = {}
    for modules, may in rows:
        group = re.findall(r"`([\w.*]+)`", modules)
        words = set(may.replace("–", "").split(", ")) - {""}
        if "all of the above" in words:
            words |= set(allowed)
        if "reference" in words:
            words.add("reference.*")
        for module in group:
            allowed[module] = None if "anything" in words else words | set(group)
    return allowed


def test_the_table_names_every_module():
    here = {name_of(p) for p in MODULES} - {"__init__", "__main__"}
    assert here == set(table()) - {"reference.mistakes", "__main__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_what_it_may(path):
    if path.stem in ("__init__", "__main__") and path.parent.name == "autograder":
        assert of_ours(path) <= {"cli"}
        return
    may = table()[name_of(path)]
    assert may is None or of_ours(path) <= may


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_leaves_need_nothing_that_must_be_installed(path):
    may = table().get(name_of(path))
    if may is None or name_of(path) not in (
        "reference.*",
        "checks",
        "results",
        "definitions",
        "kernel",
        "limits",
        "sandbox",
        "wire",
    ):
        return
    more = {"msgpack"} if path.stem == "wire" else set()
    assert of_others(path) <= ({"numpy"} if "NumPy" in may else set()) | more


def test_nobody_imports_the_command_line():
    assert [p.name for p in MODULES if "cli" in of_ours(p)] == ["__main__.py"]


@pytest.mark.parametrize("name", INSIDE)
def test_what_runs_beside_student_code_knows_no_answers(name):
    path = ROOT / "autograder" / f"{name}.py"
    assert of_ours(path) <= set(INSIDE)
    assert "otter" not in of_others(path)


def test_pickle_is_nowhere():
    """Nor anything else that runs what it reads."""
    for path in MODULES:
        assert not imported(path) & {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}, path


def test_question_files_import_numpy_otter_and_checks_and_the_reference_only_where_it_is_hidden():
    for path in sorted((ROOT / "autograder/questions").rglob("q*.py")):
        assert {n.split(".")[0] for n in imported(path)} <= {"numpy", "otter", "checks", "reference"}, path
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            inside = [n.module for n in ast.walk(node) if isinstance(n, ast.ImportFrom) and n.module]
            if any(module.startswith("reference") for module in inside):
                assert isinstance(node, ast.FunctionDef), path
                assert "hidden=True" in ast.unparse(node.decorator_list[0]), (path, node.name)
