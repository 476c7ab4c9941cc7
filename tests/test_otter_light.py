"""Test files come from otter itself, whether or not the rest of otter is ever imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = "{'pandas', 'nbconvert', 'nbformat', 'IPython', 'ipywidgets', 'otter.api'}"


def test_nobody_else_imports_otter():
    """One import of the packages themselves, and every grading pays for them."""
    for path in (ROOT / "autograder").glob("*.py"):
        named = [
            name.split(".")[0]
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in (
                [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            )
        ]
        assert "otter" not in named, path


def run(source: str) -> str:
    """In a process that has imported nothing yet; what it says on stderr if it fails, else what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    return done.stderr if done.returncode else done.stdout.strip()


def test_an_assignment_is_loaded_without_what_otter_imports():
    source = f"""
import sys
from autograder import assignment
file = assignment.load("shallow_network").question("q1").test_file()
print(type(file).__module__, len(file.test_cases) > 0, {HEAVY} & set(sys.modules))
"""
    assert run(source) == "otter.test_files.exception_test True set()"


@pytest.mark.parametrize(
    "then",
    [
        "import otter; otter.Notebook",
        "from otter import Notebook",
        "from otter import api",
        "import otter.api",
        "import otter.check.notebook",
        "from otter.test_files import GradingResults",
        "from otter.test_files import create_test_file",
        "from otter import *; Notebook",
        "from otter.test_files import *; GradingResults",
        "from otter.assign import main",
    ],
)
def test_all_of_otter_can_be_had_afterwards_with_the_same_classes(then):
    source = f"""
from autograder.otter_light import ExceptionTestFile, test_case
from otter.test_files import test_case as before
{then}
import otter
import otter.test_files as now
from otter.check.notebook import Notebook
print(otter.Notebook is Notebook, test_case is before is now.test_case, ExceptionTestFile is now.ExceptionTestFile)
print(now.OKTestFile.__name__, otter.test_files is now)
"""
    assert run(source).split() == ["True", "True", "True", "OKTestFile", "True"]


def test_otter_that_was_imported_before_stays_as_it_is():
    source = """
import sys, otter.test_files
before = dict(sys.modules)
from autograder.otter_light import ExceptionTestFile, test_case
print(ExceptionTestFile is otter.test_files.ExceptionTestFile, test_case is otter.test_files.test_case)
print(all(sys.modules[name] is module for name, module in before.items()))
"""
    assert run(source).split() == ["True", "True", "True"]


def test_a_part_of_otter_that_is_broken_says_so_each_time():
    source = """
import sys
sys.modules["pandas"] = None  # as if it were not installed
import autograder.otter_light
for _ in range(2):
    try:
        import otter; otter.Notebook
    except ImportError as error:
        print(error.name)
"""
    assert run(source).split() == ["pandas", "pandas"]


def test_what_otter_does_not_have_is_missed_as_ever():
    source = """
import autograder.otter_light, otter
for _ in range(2):
    try:
        otter.nothing_of_this_name
    except AttributeError as error:
        print(str(error).split("'")[-2])
"""
    assert run(source).split() == ["nothing_of_this_name"] * 2
