"""An engine that runs nothing: the student's name says what happens. Importable by worker processes."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.graded import Graded, Task
from autograder.provenance import tests_of
from autograder.results import SubmissionResult
from autograder.submissions import Submission
from tests.sample_results import internal, mixed, perfect


class FakeEngine:
    """Grades anna and everyone else perfectly, but see grade()."""

    def __init__(self, **options: Any):
        self.options = options

    def grade(self, submission: Submission) -> SubmissionResult:
        """Do what the student's name says; the submission's folder remembers what happens only once."""
        name = submission.student
        if name.startswith("slow"):
            time.sleep(0.3)
        if name == "dies" or (name == "dies_once" and first_time(submission.path.parent / "died")):
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "raises" or (name == "raises_once" and first_time(submission.path.parent / "raised")):
            raise RuntimeError("a bug of ours")
        if name == "ctrl_c":
            raise KeyboardInterrupt
        if name == "ours":
            return internal(name)
        return mixed(name) if name == "bob" else perfect(name)

    def work(self, task: Task) -> Graded:
        """As grade(); on a machine of whatever tier."""
        sha256 = hashlib.sha256(task.data).hexdigest() if task.data is not None else ""
        result = self.grade(task.submission)
        provenance = {name: value for name, value in result.provenance.items() if name != "isolation"}
        tests = tests_of(task.submission.assignment)
        return Graded(replace(result, provenance=provenance), tests=tests, sha256=sha256)

    def close(self) -> None:
        """Nothing to end."""


class FakeWarming:
    """No process."""

    def __init__(self, policy: Any):
        self.policy = policy

    def __enter__(self) -> FakeWarming:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to end."""


def first_time(marker: Path) -> bool:
    """Whether this is asked for the first time; across processes."""
    try:
        marker.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
