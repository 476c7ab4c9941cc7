"""Everything that a result depends on, so that it can be told whether grading anew would change it."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from autograder.assignment import loaded
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


@cache
def versions(assignment: str) -> dict[str, str]:
    """What grades one assignment in this process: hashes of our files, and what they run on."""
    return {
        "tests": loaded(assignment).hash_of_tests(),
        "engine": _hash_of([*PACKAGE.glob("*.py"), *PACKAGE.glob("templates/*")]),
        "reference": _hash_of((PACKAGE.parent / "reference").rglob("*.py")),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": _blas(),
    }


def _hash_of(paths: Any) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _blas() -> str:
    found = np.show_config(mode="dicts")
    blas = found.get("Build Dependencies", {}).get("blas", {}) if isinstance(found, dict) else {}
    return f"{blas.get('name', 'unknown')} {blas.get('version', '')}".strip()
