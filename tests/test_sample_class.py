"""The sample class costs exactly what it should, again and again, however it is graded."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.results import from_json
from tests import ordinary_user
from tests.sample_class import GOLDEN, STUDENTS, SUBMISSIONS, notebook_of, outcomes

WRITE = "run `python -m tests.sample_class --write`"


@pytest.mark.parametrize("student", STUDENTS, ids=str)
def test_the_class_is_made_from_todays_assignment(student):
    assert student.path.read_bytes() == notebook_of(student), f"{student} is stale: {WRITE}"


def test_nobody_else_is_in_the_class():
    assert set(SUBMISSIONS.glob("*/*")) == {s.path for s in STUDENTS}
    assert {p.parent for p in SUBMISSIONS.rglob("*") if p.is_file()} == {s.path.parent for s in STUDENTS}


def grade(out: Path, jobs: int) -> dict[str, bytes]:
    command = [
        sys.executable,
        "-m",
        "autograder",
        "grade",
        str(SUBMISSIONS),
        "--out",
        str(out),
        "--jobs",
        str(jobs),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def test_golden_twice_in_a_row_with_one_job_and_with_two(tmp_path):
    """The table, every message and every note; and byte for byte the same files."""
    first, second = grade(tmp_path / "one", jobs=1), grade(tmp_path / "two", jobs=2)
    results = [from_json(text.decode()) for path, text in first.items() if path.startswith("results/")]
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    got = json.loads(json.dumps(outcomes(results)))
    assert got.keys() == golden.keys()
    for student, expected in golden.items():
        assert got[student] == expected, f"{student} differs; if the change is meant, {WRITE}"
    assert first.keys() == second.keys()
    for path, data in first.items():
        assert second[path] == data, path
    assert "gradebook.csv" in first
    assert {f"feedback/{s}.html" for s in STUDENTS} <= first.keys()


AS_ORDINARY_USER = """
import json
from autograder.engine import Engine
from tests.sample_class import STUDENTS, outcomes

with Engine() as engine:
    print(json.dumps(outcomes(engine.grade(student.submission) for student in STUDENTS)))
"""


def test_golden_as_an_ordinary_user():
    done = ordinary_user.run("-c", AS_ORDINARY_USER)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == json.loads(GOLDEN.read_text(encoding="utf-8"))
