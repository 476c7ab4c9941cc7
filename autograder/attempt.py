"""One attempt at a question: otter runs the cases of its test file over proxies, each of them watched.

watched = [Watched(...) for each case]
run(watched, names)
attempt = attempt_of(watched)
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np

from autograder import checks, explain
from autograder.assignment import loaded
from autograder.cells import Cells
from autograder.cpu_limit import OutOfCpu, cpu_limit
from autograder.names import Names
from autograder.problems import Raised, StudentProblem
from autograder.rehearsal import Rehearsed, Verdict
from autograder.results import CaseResult, GradientCheck, Status


@dataclass(frozen=True)
class Attempt:
    """One run of a question's test file."""

    cases: tuple[CaseResult, ...]
    gradient_checks: tuple[GradientCheck, ...]
    notes: tuple[str, ...]

    @property
    def score(self) -> float:
        """Points of all cases that passed."""
        return sum(case.score for case in self.cases)

    @property
    def passed(self) -> bool:
        """Whether every case passed."""
        return all(case.status is Status.PASSED for case in self.cases)


@dataclass
class Watched:
    """What otter runs in place of a test case: the same, watched."""

    test_file: Any
    case: Any
    functions: tuple[str, ...]
    seed: int
    limit: float
    cells: Cells
    rehearsed: Rehearsed
    status: Status = Status.PASSED
    message: str = ""
    unwritten: bool = False  # the stub was still in its place
    record: checks.Record = field(default_factory=checks.Record)

    def call_func(self, names: Any) -> None:
        """Run the case, classify how it ended, and let otter see whether it failed."""
        with checks.recording(self.seed) as self.record:
            try:
                known = names.begin()
                if known is not None:
                    known.repeat(self.record)
                    return
                with cpu_limit(self.limit):
                    self.rehearsed.run(names)
                names.end(Verdict(self.record))
            except checks.CheckFailed as failure:
                self.status, self.message = Status.FAILED, explain.failure(failure, hidden=self.case.hidden)
                names.end(Verdict(self.record, failure))
                raise
            except StudentProblem as problem:
                self.status = Status.TIMEOUT if problem.kind in ("cpu", "wall", "budget") else Status.ERROR
                self.message = explain.problem(problem, self.cells.line_at, hidden=self.case.hidden)
                self.unwritten = self.cells.is_stub(problem, self.functions)
                if isinstance(problem, Raised) and problem.kind == "exception":
                    names.end(Verdict(self.record, problem))
                raise
            except OutOfCpu as late:
                self.status, self.message = Status.FAILED, explain.TOO_MUCH_TO_CHECK
                raise RuntimeError(explain.TOO_MUCH_TO_CHECK) from late
            except (RecursionError, MemoryError) as endless:  # no test file does that by itself
                self.status, self.message = Status.FAILED, explain.TOO_MUCH_TO_CHECK
                raise RuntimeError(explain.TOO_MUCH_TO_CHECK) from endless
            except Exception as ours:
                self.status, self.message = Status.INTERNAL_ERROR, explain.internal_error(ours)
                raise


@cache
def test_file(assignment: str, question: str) -> tuple[Any, tuple[Any, ...]]:
    """A question's test file and its cases. Question files keep no state, so one serves for all submissions."""
    found = loaded(assignment).question(question).test_file()
    for case in found.test_cases:  # otter works it out again for every run, unless it stands there
        case.body.test_func.__signature__ = inspect.signature(case.body.test_func)
    return found, tuple(found.test_cases)


@cache
def names_asked(assignment: str, question: str) -> tuple[str, ...]:
    """The names of a notebook that a question's cases ask for."""
    _, cases = test_file(assignment, question)
    return tuple(sorted({name for case in cases for name in case.body._get_func_params()}))


def run(watched: Sequence[Watched], names: Names) -> None:
    """Let otter run some cases of one test file."""
    if not watched:
        return
    whole = watched[0].test_file
    whole.test_cases = [replace(w.case, body=w) for w in watched]
    whole.run(names)
    for case, outcome in zip(watched, whole.test_case_results, strict=True):
        assert outcome.passed == (case.status is Status.PASSED)


def attempt_of(watched: Sequence[Watched]) -> Attempt:
    """What came of cases that were run."""
    cases, gradients, notes = [], [], []
    for w in watched:
        points = float(w.case.points)
        score = points if w.status is Status.PASSED else 0.0
        cases.append(CaseResult(w.case.name, w.case.hidden, points, score, w.status, w.message))
        gradients += [_gradient_check(*g) for g in w.record.gradients]
        notes += w.record.notes
    # hidden cases come last: the true cost has the last word
    by_block = {check.block: check for check in gradients}
    return Attempt(tuple(cases), tuple(by_block.values()), tuple(dict.fromkeys(notes)))


def better(first: Attempt, second: Attempt, note: str) -> Attempt:
    """Case by case the better of two attempts, with a note where the second one, of some cases, helped.

    A second attempt that we failed to make takes the first one's place: nobody knows how it would have ended.
    """
    counting = {c.name: c for c in second.cases if c.status in (Status.PASSED, Status.INTERNAL_ERROR)}
    if not counting:
        return first
    checked = {check.block: check for check in (*first.gradient_checks, *second.gradient_checks)}
    notes = tuple(dict.fromkeys((note, *first.notes, *second.notes)))
    cases = tuple(counting.get(case.name, case) for case in first.cases)
    return Attempt(cases, tuple(checked.values()), notes)


def _gradient_check(block: str, ratio: float, epsilon: float) -> GradientCheck:
    shown = float(f"{ratio:.1e}") if np.isfinite(ratio) else None
    return GradientCheck(block, shown, epsilon, flagged=not ratio <= checks.FLAGGED_ABOVE)
