"""Everything that a result depends on, so that it can be told whether grading anew would change it."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from autograder import assignment as assignments
from autograder.limits import Limits
from autograder.submissions import Submission

PACKAGE = Path(__file__).resolve().parent


def provenance_of(
    submission: Submission, sha256: str, seed: int, tier: str, limits: Limits
) -> dict[str, Any]:
    """Everything that a result depends on: two gradings that agree in it give the same result.

    Args:
        sha256: of the notebook's bytes.
    """
    assert submission.assignment is not None
    return {
        "submission": sha256,
        "file": submission.path.name,
        **versions(submission.assignment),
        "isolation": tier,
        "seed": seed,
        "limits": asdict(limits),
    }


def key_of(submission: Submission, sha256: str, seed: int, tier: str, limits: Limits) -> str:
    """The hash of a provenance without the question files: gradings of equal keys differ only where those do."""
    if submission.assignment is None:  # nothing of it is graded
        known: dict[str, Any] = {
            "submission": sha256,
            "file": submission.path.name,
            "engine": hash_of_engine(),
        }
    else:
        known = provenance_of(submission, sha256, seed, tier, limits)
        del known["tests"]
    return hashlib.sha256(json.dumps([submission.assignment, known], sort_keys=True).encode()).hexdigest()


@cache
def tests_of(assignment: str | None) -> dict[str, str]:
    """The hash of each question file of an assignment; none where it is not known which that is."""
    return assignments.hashes_of_tests(assignments.QUESTIONS / assignment) if assignment else {}


@cache
def versions(assignment: str) -> dict[str, str]:
    """What grades one assignment in this process: hashes of our files, and what they run on."""
    return {
        "tests": assignments.hash_of_tests(assignments.QUESTIONS / assignment),
        "handed_out": _hash_of([assignments.notebook_of(assignment)]),
        "engine": hash_of_engine(),
        "reference": _hash_of((PACKAGE.parent / "reference").rglob("*.py")),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": _blas(),
    }


@cache
def hash_of_engine() -> str:
    """Of all modules and templates: the words of question files, how they are run, and what is shown of it."""
    return _hash_of([*PACKAGE.glob("*.py"), *PACKAGE.glob("templates/*")])


def _hash_of(paths: Any) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _blas() -> str:
    found = np.show_config(mode="dicts")
    blas = found.get("Build Dependencies", {}).get("blas", {}) if isinstance(found, dict) else {}
    return f"{blas.get('name', 'unknown')} {blas.get('version', '')}".strip()
