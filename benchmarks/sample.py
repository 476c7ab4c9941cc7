"""The notebooks that are measured: some of a simulated class, in the form that each grader takes.

Ours and otter's take them as students hand them in. For nbclient and nbgrader the experiments, which graders
skip as long as they are untouched, are left out, and each check cell runs all cases of its question instead, public
and hidden: the same cells, the same calls, all in the student's kernel.
"""

from __future__ import annotations

import copy
import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import answered, simulation
from autograder.assignment import QUESTIONS, load, names
from autograder.submissions import Submission

ROOT = Path(__file__).resolve().parent.parent
SEED = 1

CASES = '''"""Runs all cases of a question in the notebook's own process."""

import inspect
import pathlib


def run(question, names):
    space = {"__name__": question}
    exec((pathlib.Path("questions") / f"{question}.py").read_text(), space)
    import otter.test_files
    import numpy
    failed = []
    space["np"] = numpy
    for case in otter.test_files.taken():
        try:
            case(**{name: names[name] for name in inspect.signature(case).parameters})
        except Exception as error:
            failed.append(f"{case.__name__}: {error}")
    assert not failed, failed
'''
OTTER = """class Notebook:
    def check(self, *_):
        return None
"""
TEST_FILES = """_cases = []


def test_case(**_):
    def take(function):
        _cases.append(function)
        return function
    return take


def taken():
    cases = _cases[:]
    _cases.clear()
    return cases
"""


@dataclass(frozen=True)
class Sampled:
    """A notebook of the class: whose, of which assignment, where, and what is wrong with it."""

    student: str
    assignment: str
    path: Path
    planted: str

    @property
    def submission(self) -> Submission:
        """It, as the engine takes it."""
        return Submission(self.student, self.assignment, self.path)


def simulated(folder: Path, notebooks: int) -> Path:
    """A class of about so many notebooks, made anew; the folder to be graded."""
    if folder.exists():
        shutil.rmtree(folder)
    simulation.simulate(folder, max(1, notebooks // len(names())), SEED)
    return folder / simulation.CLASS


def ordinary(class_folder: Path, each: int) -> list[Sampled]:
    """So many of each assignment: nothing odd about the files, and alternately all right and something wrong."""
    with (class_folder.parent / simulation.PLANTED).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["counts"] == "yes"]
    found: list[Sampled] = []
    for assignment in names():
        right = [row for row in rows if row["assignment"] == assignment and not row["planted"]]
        wrong = [row for row in rows if row["assignment"] == assignment and _only_mistakes(row)]
        for number in range(each):
            row = (wrong if number % 2 else right).pop(0)
            path = class_folder / row["notebook"]
            found.append(Sampled(row["student"], assignment, path, row["planted"]))
    return found


def _only_mistakes(row: dict[str, str]) -> bool:
    told = row["planted"].split("; ")
    return bool(row["loses"]) and len(told) <= 3 and all(": " in one and one.count(" ") == 2 for one in told)


def trains_and_plots(folder: Path, cells: int = 30) -> Sampled:
    """A right notebook of so many code cells: every answer, and of the experiments the last that train or plot.

    They are run, since each was touched.
    """
    assignment = "shallow_network"
    sources = {name: answered.right_source(assignment, name) for name in answered.exercises(assignment)}
    notebook = answered.answered(assignment, sources)
    code = [c for c in notebook["cells"] if c["cell_type"] == "code" and not _question(c, "check-")]
    showing = [c for c in code if _is_experiment(c) and "plt." in "".join(c["source"])]
    needed = sum(not _is_experiment(c) for c in code)
    chosen = {c["id"] for c in showing[needed - cells :]}
    for cell in showing:
        cell["source"] = "# with my own eyes\n" + "".join(cell["source"])
    notebook["cells"] = [c for c in code if not _is_experiment(c) or c["id"] in chosen]
    path = folder / "trains_and_plots" / f"{assignment}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(answered.as_json(notebook))
    return Sampled("trains_and_plots", assignment, path, "")


# ------------------------------------------------------------------------------ the form of the others


def with_cases(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook in which check cells run all cases, with nbgrader's metadata, and without experiments."""
    changed = copy.deepcopy(notebook)
    changed["cells"] = [cell for cell in changed["cells"] if not _is_experiment(cell)]
    for cell in changed["cells"]:
        question = _question(cell, "check-")
        if question:
            cell["source"] = f'import cases\ncases.run("{question}", globals())'
        exercise = "exercise" in cell["metadata"].get("tags", [])
        if question or exercise:
            cell["metadata"]["nbgrader"] = {
                "grade": bool(question),
                "grade_id": cell["id"],
                "locked": bool(question),
                "schema_version": 3,
                "solution": exercise,
                "task": False,
                **({"points": 1} if question else {}),
            }
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return changed


def write_with_cases(source: Path, folder: Path, assignment: str) -> Path:
    """A notebook in that form, with everything that it needs beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for place, data in _beside(assignment):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(data)
    path = folder / f"{assignment}.ipynb"
    path.write_bytes(answered.as_json(with_cases(json.loads(source.read_text(encoding="utf-8")))))
    return path


def _beside(assignment: str) -> Iterator[tuple[str, bytes]]:
    yield "cases.py", CASES.encode()
    yield "otter/__init__.py", OTTER.encode()
    yield "otter/test_files.py", TEST_FILES.encode()
    yield "checks.py", (ROOT / "autograder" / "checks.py").read_bytes()
    for path in (ROOT / "reference").glob("*.py"):
        yield f"reference/{path.name}", path.read_bytes()
    for question in load(assignment).questions:
        yield f"questions/{question.name}.py", (QUESTIONS / assignment / f"{question.name}.py").read_bytes()


def _is_experiment(cell: dict[str, Any]) -> bool:
    return "otter_ignore" in cell["metadata"].get("tags", [])


def _question(cell: dict[str, Any], kind: str) -> str:
    identity = cell.get("id", "")
    return identity.removeprefix(kind) if identity.startswith(kind) else ""
