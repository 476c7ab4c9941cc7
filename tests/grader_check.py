"""grader.check as a student's notebook runs it, in this process: otter's own test files over a notebook's names."""

from __future__ import annotations

import contextlib
import io
import linecache
import runpy
import sys
import types
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from otter.test_files import ExceptionTestFile

from autograder import feedback
from autograder.assignment import ASSIGNMENTS
from autograder.naming import load
from reference.mistakes import Mistake, catalogue, notebook

UNSEEN, NAMED, ONE_OF_TWO, SILENT, WRONG = "unseen", "named", "one of two", "silent", "wrong"


@contextlib.contextmanager
def beside(assignment: str) -> Iterator[None]:
    """Inside, `letters` is the file that lies beside the notebook of an assignment."""
    sys.modules["letters"] = types.SimpleNamespace(LETTERS=_letters(assignment))  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["letters"]


@lru_cache(maxsize=8)
def _letters(assignment: str) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = runpy.run_path(str(ASSIGNMENTS / assignment / "letters.py"))[
        "LETTERS"
    ]
    return found


def check(assignment: str, question: str, cell: str, space: dict[str, Any] | None = None) -> Any:
    """What grader.check returns in a notebook that is right but for one cell.

    Args:
        space: the notebook's names before that cell; by default all answers are right.
    """
    space = notebook(assignment) if space is None else space
    linecache.cache["<cell>"] = (len(cell), None, cell.splitlines(keepends=True), "<cell>")  # as IPython does
    exec(compile(cell, "<cell>", "exec"), space)
    with beside(assignment), warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        done = ExceptionTestFile.from_file(str(ASSIGNMENTS / assignment / "tests" / f"{question}.py"))
        done.run(space)
    return done


def verdict(assignment: str, mistake: Mistake) -> str:
    """What a notebook with one mistake in it is told."""
    question = next(q.name for q in load(assignment).questions if mistake.function in q.functions)
    done = check(assignment, question, mistake.source())
    if done.passed_all:
        return UNSEEN
    told = "\n".join(result.message for result in done.test_case_results)
    if "Likely" not in told:
        return SILENT
    if feedback.likely([(mistake.misconception, mistake.hint)]) in told:
        return NAMED
    flat = " ".join(told.split())
    if feedback.TAKEN_HINT in flat:  # in these words, whichever data it takes
        return NAMED if "notebook" in mistake.name else WRONG
    among = " ".join(f"{mistake.misconception} {mistake.hint}".split()) in flat
    return ONE_OF_TWO if among and "Likely one of" in flat else WRONG


def figures(assignment: str, every: int = 1) -> Counter[str]:
    """How many of each verdict; of every so many mistakes."""
    return Counter(verdict(assignment, mistake) for mistake in catalogue(assignment).mistakes[::every])
