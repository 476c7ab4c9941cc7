"""Whole classes through the command that people use: throughput, growth, memory, a second run, a cold start."""

from __future__ import annotations

import shutil
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.accounting import Cost, run
from benchmarks.sample import Sampled, simulated


def grade(what: Path, out: Path, jobs: int) -> Cost:
    """`autograder grade`, from the start of its process to its end."""
    command = [sys.executable, "-m", "autograder", "grade", what, "--out", out, "--jobs", str(jobs)]
    return run(command, out.parent, every=0.25)


def of_size(notebooks: int, folder: Path, jobs: tuple[int, ...]) -> dict[str, Any]:
    """A class of about so many notebooks, graded anew with each number of workers, and with the last one again.

    Returns:
        "count", "made": seconds that simulating it took, "runs": costs by the number of workers as text, "again":
        the second run's cost.
    """
    begin = time.perf_counter()
    what = simulated(folder / f"class of {notebooks}", notebooks)
    made = time.perf_counter() - begin
    out = folder / "grades"
    runs = {}
    for number in jobs:
        shutil.rmtree(out, ignore_errors=True)
        runs[str(number)] = asdict(grade(what, out, number))
    count = sum(1 for _ in (out / "results").glob("*/*.json"))
    again = grade(what, out, jobs[-1])
    shutil.rmtree(what.parent)
    return {"count": count, "made": made, "runs": runs, "again": asdict(again)}


def cold(one: Sampled, folder: Path) -> Cost:
    """One notebook by a program that has to start first."""
    out = folder / "grades of one"
    shutil.rmtree(out, ignore_errors=True)
    return grade(one.path, out, 1)
