"""Stock `otter run`, with the zip that we build for it, gives the same points as our engine.

Stock otter is not safe and does not survive everything; what it does not survive is listed here by name. It
takes seconds for each submission, so that only a few of every assignment are run; with SOAK in the environment
(`make soak`) the whole sample class.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.assignment import names
from autograder.otter_zip import build_zip
from tests.sample_class import GOLDEN, STUDENTS, Student

NOT_SURVIVED = {
    "os_exit_in_a_cell": "the kernel ends, and with it everything",
    "half_a_file": "not JSON",
    "not_a_notebook": "not JSON",
}
NOT_TRIED = {
    "infinite_loop_in_collapse": "hangs for ever",
    "memory_bomb": "takes all the memory of the machine",
}
SURVIVED = [s for s in STUDENTS if s.name not in NOT_SURVIVED | NOT_TRIED]
ALWAYS = 3  # of each assignment


def chosen() -> list[Student]:
    """Some of each assignment that did not get all points, or everybody."""
    if os.environ.get("SOAK"):
        return SURVIVED
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    lost = [s for s in SURVIVED if golden[str(s)]["status"] == "failed"]
    return [s for name in names() for s in [s for s in lost if s.assignment == name][:ALWAYS]]


@pytest.fixture(scope="module")
def archives(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("otter")
    return {name: build_zip(name, folder).resolve() for name in names()}


def otter_run(archives: dict[str, Path], student: Student, out: Path) -> dict[str, float] | None:
    """Points by question, or None if stock otter left no result."""
    otter = Path(sys.executable).with_name("otter")
    command = [otter, "run", "-a", archives[student.assignment], "-o", out, student.path]
    subprocess.run(command, cwd=out, capture_output=True, timeout=300, check=False)
    if not (out / "results.json").exists():
        return None
    tests = json.loads((out / "results.json").read_text(encoding="utf-8"))["tests"]
    return {test["name"].split()[0]: test["score"] for test in tests if "score" in test}


@pytest.mark.parametrize("student", chosen(), ids=str)
def test_the_same_points_for_every_question(archives, student, tmp_path):
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))[str(student)]["questions"]
    points = otter_run(archives, student, tmp_path)
    assert points is not None, "stock otter left no result"
    assert {name: points.get(name) for name in golden} == {name: score for name, (score, _) in golden.items()}


@pytest.mark.parametrize("student", [s for s in STUDENTS if s.name in NOT_SURVIVED], ids=str)
def test_the_list_of_exceptions_is_true(archives, student, tmp_path):
    assert otter_run(archives, student, tmp_path) is None, "stock otter survives this now: compare it"
