"""Grade one submission: run its cells in the sandbox, put otter's test files to it, collect the result.

    with Engine(seed=0) as engine:
        result = engine.grade(submission)

The test files run here, in the trusted process, over proxies (names.Names); the student's code runs in the
sandbox and holds neither tests nor answers. First every question is asked once, all public cases before all
hidden ones, so that no text shown for a public case can hold a hidden input. Then each question that lost
points and has helpers, functions of earlier questions, is asked again with the reference's in the place of
those that were found wrong, or of all if none was, in ascending order: what an attempt could learn from them
belongs to questions whose last attempt is over. The reference itself answers from a disposable process.
"""

from __future__ import annotations

import hashlib
import inspect
import platform
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from autograder import assignment as assignments
from autograder import checks, explain, kernel, notebook, tiers
from autograder.assignment import Assignment
from autograder.assignment import Question as Asked
from autograder.cells import Cells
from autograder.demonstration import seed_beside
from autograder.diagnosis import diagnose
from autograder.limits import Limits
from autograder.names import Names, Proxy
from autograder.pictures import Pictures
from autograder.rehearsal import Rehearsed, rehearse
from autograder.results import (
    CaseResult,
    Diagnosis,
    GradientCheck,
    QuestionResult,
    Status,
    SubmissionResult,
    gravest,
)
from autograder.session import StudentProblem, Zygote, ZygoteFailed
from autograder.session import Submission as Confined
from autograder.submissions import Submission
from reference import answers

PACKAGE = Path(__file__).resolve().parent
_NOT_DIAGNOSED = (Status.TIMEOUT, Status.INTERNAL_ERROR)  # asking again would cost as much time again


class CaseOutOfTime(BaseException):
    """Our side of a case took too long on a student's value; BaseException, so that no check swallows it."""


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
class _Case:
    """What otter runs in place of a test case: the same, watched."""

    test_file: Any
    case: Any
    functions: tuple[str, ...]
    seed: int
    limit: float
    cells: Cells
    rehearsed: Rehearsed | None
    status: Status = Status.PASSED
    message: str = ""
    unwritten: bool = False  # the stub was still in its place
    record: checks.Record = field(default_factory=checks.Record)

    def call_func(self, names: Any) -> None:
        """Run the case, classify how it ended, and let otter see whether it failed."""
        with checks.recording(self.seed) as self.record:
            try:
                with _time_limit(self.limit):
                    if names.begin() and self.rehearsed is not None and self.rehearsed.record is not None:
                        right = self.rehearsed.record
                        self.record.notes, self.record.gradients = [*right.notes], [*right.gradients]
                        return
                    self.case.body.call_func(names)
            except checks.CheckFailed as failure:
                self.status, self.message = Status.FAILED, explain.failure(failure, hidden=self.case.hidden)
                raise
            except StudentProblem as problem:
                self.status = Status.TIMEOUT if problem.kind in ("cpu", "wall", "budget") else Status.ERROR
                self.message = explain.problem(problem, self.cells.line_at, hidden=self.case.hidden)
                self.unwritten = self.cells.is_stub(problem, self.functions)
                raise
            except CaseOutOfTime as late:
                self.status, self.message = Status.FAILED, explain.TOO_MUCH_TO_CHECK
                raise RuntimeError(explain.TOO_MUCH_TO_CHECK) from late
            except (RecursionError, MemoryError) as endless:  # no test file does that by itself
                self.status, self.message = Status.FAILED, explain.TOO_MUCH_TO_CHECK
                raise RuntimeError(explain.TOO_MUCH_TO_CHECK) from endless
            except Exception as ours:
                self.status, self.message = Status.INTERNAL_ERROR, explain.internal_error(ours)
                raise


class Engine:
    """A grader with warm processes of its own; use it as a context manager, one per process.

    Args:
        seed: of the hidden inputs; the same for all submissions that are to be compared.
        limits: see sandbox.Limits.
        isolation: "auto" or the name of a tier.
        public_only: leave the hidden cases out; the points are then no grade.

    Raises:
        IsolationError: on first use, if student code cannot be isolated as asked.
    """

    def __init__(
        self,
        seed: int = 0,
        limits: Limits | None = None,
        isolation: str = "auto",
        *,
        public_only: bool = False,
    ):
        self.seed, self.limits, self.isolation = seed, limits or Limits(), isolation
        self.public_only = public_only
        self._zygotes: dict[str, Zygote] = {}
        self._rehearsals: dict[tuple[str, str, int], dict[str, Rehearsed]] = {}

    @cached_property
    def policy(self) -> Any:
        """The layers that this machine offers."""
        return tiers.choose(self.isolation, self.limits)

    def _zygote(self, serves: str) -> Zygote:
        if serves not in self._zygotes:
            zygote = Zygote(self.policy, serves)
            kernel.set_dumpable(False)  # nobody of our uid may trace or read this process
            try:
                if serves == "notebook":
                    tiers.self_test(zygote)
            except BaseException:
                zygote.close()  # one that failed its test serves nobody
                raise
            self._zygotes[serves] = zygote
        return self._zygotes[serves]

    def close(self) -> None:
        """End the warm processes."""
        while self._zygotes:
            self._zygotes.popitem()[1].close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def grade(self, submission: Submission) -> SubmissionResult:
        """Grade one submission. Whatever is wrong with it ends up in the result; our own failures do too."""
        asked = _assignment(submission.assignment) if submission.assignment else None
        if asked is None:
            return _nothing_graded(
                submission, None, ["It is not known which assignment this is: --assignment."]
            )
        try:
            read = notebook.read(submission.path)
        except notebook.NotebookError as error:
            return _nothing_graded(submission, asked, [f"NOTHING COULD BE GRADED. {error}"])
        result = self._grade(submission, asked, read)
        if (
            result.status is Status.INTERNAL_ERROR
        ):  # a warm process may have been killed: once more with others
            self.close()
            result = self._grade(submission, asked, read)
        return result

    def _grade(self, submission: Submission, asked: Assignment, read: notebook.Notebook) -> SubmissionResult:
        provenance = provenance_of(submission, read.sha256, self.seed, self.policy.tier, self.limits)
        cells = Cells(read, asked)
        ends = time.monotonic() + self.limits.submission
        names = Names(
            lambda: cells.start(self._zygote("notebook"), ends),
            cells.why_missing,
            cells.keep_definitions_only,
        )
        try:
            first, final, diagnoses = self._ask_all(asked, names, cells)
        except Exception as error:  # ours, whatever it is: reported, never a student's zero
            self.close()
            return not_graded(submission, explain.internal_error(error))
        finally:
            self._end(names)
        odd = notebook.oddities_against(read, asked.handed_out, renamed=_renamed(submission.path, asked))
        preview = (explain.PREVIEW,) if self.policy.tier == "preview" else ()
        told = (*preview, *read.oddities, *odd, *cells.notes)
        return _result(submission, asked, first, final, diagnoses, told, provenance, cells)

    def _end(self, names: Names) -> None:
        try:
            names.close()
        except ZygoteFailed:  # the next submission gets warm processes of its own
            self.close()

    def _ask_all(
        self, asked: Assignment, names: Names, cells: Cells
    ) -> tuple[dict[str, Attempt], dict[str, Attempt], dict[str, tuple[tuple[Diagnosis, ...], Pictures]]]:
        watched = {q.name: self._watch(asked, q, cells) for q in asked.questions}
        for hidden in (False, True):
            names.expect([w.rehearsed for q in watched.values() for w in q if w.case.hidden is hidden])
            for question in asked.questions:
                names.ask_about(question.name)
                _run([w for w in watched[question.name] if w.case.hidden is hidden], names)
        first = {name: _attempt(cases) for name, cases in watched.items()}
        final = dict(first)
        with _Reference(asked.name, lambda: self._zygote("reference")) as right:
            for question in asked.questions:
                failed = [w.case.name for w in watched[question.name] if w.status is not Status.PASSED]
                unwritten = all(w.unwritten for w in watched[question.name] if w.case.name in failed)
                if not (question.helpers and failed) or unwritten:
                    continue
                wrong = [h for h, owner in question.helpers.items() if not first[owner].passed]
                if (
                    not wrong
                ):  # right by itself, one may still not fit its caller, or be less precise than it needs
                    wrong = list(question.helpers)
                names.swap(*_stand_ins(asked.name, wrong, right.observe))
                again = [w for w in self._watch(asked, question, cells) if w.case.name in failed]
                names.expect([None] * len(again))
                _run(again, names)
                roots = [q for q in _owners(question, asked) if final[q.name].score < q.points]
                note = explain.second_try(wrong, [q.name for q in roots])
                final[question.name] = _better(first[question.name], _attempt(again), note)
            diagnoses = {}
            for question in asked.questions:
                if all(w.unwritten for w in watched[question.name] if w.status is not Status.PASSED):
                    continue
                wrong = [h for h, owner in question.helpers.items() if not first[owner].passed]
                stand_ins = _stand_ins(asked.name, wrong, right.observe)
                attempt, drawn = final[question.name], Pictures()
                try:
                    told = self._diagnose(asked, question, attempt, names, stand_ins, cells, drawn)
                except ZygoteFailed:
                    raise
                except Exception as ours:  # no reason to withhold points that have been counted
                    note = explain.no_diagnosis(ours)
                    final[question.name], told = replace(attempt, notes=(*attempt.notes, note)), ()
                diagnoses[question.name] = told, drawn
        return first, final, diagnoses

    def _diagnose(
        self,
        asked: Assignment,
        question: Asked,
        attempt: Attempt,
        names: Names,
        stand_ins: tuple[Mapping[str, Any], Mapping[str, Any]],
        cells: Cells,
        drawn: Pictures,
    ) -> tuple[Diagnosis, ...]:
        """What a question that lost points gets wrong: asked anew, in forks that have served no graded case."""
        failed = {case.name for case in attempt.cases if case.status in (Status.FAILED, Status.ERROR)}
        if not failed or any(case.status in _NOT_DIAGNOSED for case in attempt.cases):
            return ()

        def fresh() -> Names:
            names.swap(*stand_ins)
            return names

        _, cases = _test_file(asked.name, question.name)
        code = cells.code_of(question)
        try:
            with _time_limit(self.limits.case_cpu):
                seed = seed_beside(self.seed)
                return diagnose(asked.name, question, cases, failed, fresh, code, seed, drawn.add)
        except (StudentProblem, CaseOutOfTime):
            return ()  # the points are counted; what cannot be asked again is not explained

    def _watch(self, asked: Assignment, question: Asked, cells: Cells) -> list[_Case]:
        test_file, cases = _test_file(asked.name, question.name)
        rehearsed = self._rehearsed(asked.name, question)
        return [
            _Case(
                test_file, case, question.functions, self.seed, self.limits.case_cpu, cells,
                rehearsed.get(case.name),
            )
            for case in cases
            if not (self.public_only and case.hidden)
        ]  # fmt: skip

    def _rehearsed(self, assignment: str, question: Asked) -> dict[str, Rehearsed]:
        key = (assignment, question.name, self.seed)
        if key not in self._rehearsals:
            self._rehearsals[key] = rehearse(question, answers(assignment), self.seed, self.limits)
        return self._rehearsals[key]


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
        **_versions(submission.assignment),
        "isolation": tier,
        "seed": seed,
        "limits": asdict(limits),
    }


@cache
def _versions(assignment: str) -> dict[str, Any]:
    return {
        "tests": _assignment(assignment).hash_of_tests(),
        "engine": _hash_of([*PACKAGE.glob("*.py"), *PACKAGE.glob("templates/*")]),
        "reference": _hash_of((PACKAGE.parent / "reference").rglob("*.py")),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": _blas(),
    }


@cache
def _test_file(assignment: str, question: str) -> tuple[Any, tuple[Any, ...]]:
    """A question's test file and its cases. Question files keep no state, so one serves for all submissions."""
    test_file = _assignment(assignment).question(question).test_file()
    for case in test_file.test_cases:  # otter works it out again for every run, unless it stands there
        case.body.test_func.__signature__ = inspect.signature(case.body.test_func)
    return test_file, tuple(test_file.test_cases)


def _run(watched: list[_Case], names: Names) -> None:
    """Let otter run some cases of one test file."""
    if not watched:
        return
    test_file = watched[0].test_file
    test_file.test_cases = [replace(w.case, body=w) for w in watched]
    test_file.run(names)
    for case, outcome in zip(watched, test_file.test_case_results, strict=True):
        assert outcome.passed == (case.status is Status.PASSED)


def _attempt(watched: list[_Case]) -> Attempt:
    cases, gradients, notes = [], [], []
    for w in watched:
        points = float(w.case.points)
        score = points if w.status is Status.PASSED else 0.0
        cases.append(CaseResult(w.case.name, w.case.hidden, points, score, w.status, w.message))
        gradients += [_gradient_check(*g) for g in w.record.gradients]
        notes += w.record.notes
    by_block = {
        check.block: check for check in gradients
    }  # hidden cases come last: the true cost has the last word
    return Attempt(tuple(cases), tuple(by_block.values()), tuple(dict.fromkeys(notes)))


# ------------------------------------------------------------------------------------------ helpers


class _Reference:
    """The right answers, in a disposable process for each submission; made when first asked for."""

    def __init__(self, assignment: str, zygote: Callable[[], Zygote]):
        self._assignment, self._zygote = assignment, zygote
        self._process: Confined | None = None

    def observe(self, name: str, *call: Any) -> checks.Call:
        """As Question.observe, of the reference's function."""
        if self._process is None or self._process.broken is not None:
            self._end()
            self._process = self._zygote().spawn()
        return self._process.observe(f"{self._assignment}.{name}", *call)

    def _end(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None

    def __enter__(self) -> _Reference:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()


def _stand_ins(
    assignment: str, wrong: Sequence[str], observe: Callable[..., checks.Call]
) -> tuple[dict[str, Callable[..., Any]], dict[str, Any]]:
    """The reference in place of wrong helpers: for the student's code, and for the test file."""
    return (
        {name: _helper(assignment, name, observe) for name in wrong},
        {name: Proxy(name, observe) for name in wrong},
    )


def _helper(assignment: str, name: str, observe: Callable[..., checks.Call]) -> Callable[..., Any]:
    """What a student's call of a swapped helper runs: the reference, in a process of its own."""
    parameters = inspect.signature(answers(assignment)[name]).parameters

    def ask_the_reference(*args: Any, **kwargs: Any) -> Any:
        given = dict(zip(parameters, args, strict=False))  # an argument that only theirs has is dropped
        given.update({k: v for k, v in kwargs.items() if k in parameters})
        return observe(name, list(given), [list(given.values())], 0, False).value

    return ask_the_reference


def _owners(question: Asked, asked: Assignment) -> list[Asked]:
    """The questions of a question's helpers, of their helpers, and so on, in their order."""
    found, pending = set(), set(question.helpers.values())
    while pending:
        owner = pending.pop()
        found.add(owner)
        pending |= set(asked.question(owner).helpers.values()) - found
    return [q for q in asked.questions if q.name in found]


def _better(first: Attempt, second: Attempt, note: str) -> Attempt:
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


@contextmanager
def _time_limit(cpu: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # signals arrive in the main thread only
        return

    def stop(*_: object) -> None:
        raise CaseOutOfTime

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, cpu)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


# ------------------------------------------------------------------------------------------ results


def _gradient_check(block: str, ratio: float, epsilon: float) -> GradientCheck:
    shown = float(f"{ratio:.1e}") if np.isfinite(ratio) else None
    return GradientCheck(block, shown, epsilon, flagged=not ratio <= checks.FLAGGED_ABOVE)


def _result(
    submission: Submission,
    asked: Assignment,
    first: Mapping[str, Attempt],
    final: Mapping[str, Attempt],
    diagnoses: Mapping[str, tuple[tuple[Diagnosis, ...], Pictures]],
    notes: tuple[str, ...],
    provenance: dict[str, Any],
    cells: Cells,
) -> SubmissionResult:
    told = {q.name: diagnoses.get(q.name, ((), Pictures())) for q in asked.questions}
    questions = tuple(
        QuestionResult(
            name=question.name,
            title=question.title,
            score=final[question.name].score,
            max_score=question.points,
            status=gravest([case.status for case in final[question.name].cases]),
            cases=final[question.name].cases,
            gradient_checks=final[question.name].gradient_checks,
            notes=final[question.name].notes,
            code=cells.code_of(question),
            diagnoses=told[question.name][0],
            differences=tuple(told[question.name][1].differences),
            curves=tuple(told[question.name][1].curves),
        )
        for question in asked.questions
    )
    status = Status.PASSED if all(q.status is Status.PASSED for q in questions) else Status.FAILED
    if any(q.status is Status.INTERNAL_ERROR for q in questions):
        status = Status.INTERNAL_ERROR
    return SubmissionResult(
        student=submission.student,
        assignment=asked.name,
        score=sum(q.score for q in questions),
        max_score=asked.points,
        status=status,
        questions=questions,
        notes=tuple(dict.fromkeys(notes)),
        provenance=provenance,
    )


def _nothing_graded(submission: Submission, asked: Assignment | None, notes: list[str]) -> SubmissionResult:
    """A file that is no notebook: every question skipped, and loudly so."""
    questions = tuple(
        QuestionResult(q.name, q.title, 0.0, q.points, Status.SKIPPED)
        for q in (asked.questions if asked else ())
    )
    return SubmissionResult(
        submission.student,
        asked.name if asked else "unknown",
        0.0,
        asked.points if asked else 0.0,
        Status.SKIPPED,
        questions,
        tuple(notes),
    )


def not_graded(submission: Submission, why: str) -> SubmissionResult:
    """Our own failure: nothing is scored, and a person must look."""
    asked = _assignment(submission.assignment) if submission.assignment else None
    questions = tuple(
        QuestionResult(q.name, q.title, 0.0, q.points, Status.INTERNAL_ERROR)
        for q in (asked.questions if asked else ())
    )
    return SubmissionResult(
        submission.student,
        asked.name if asked else "unknown",
        0.0,
        asked.points if asked else 0.0,
        Status.INTERNAL_ERROR,
        questions,
        (why,),
    )


@cache
def _assignment(name: str) -> Assignment:
    return assignments.load(name)


def _renamed(path: Path, asked: Assignment) -> str:
    return "" if path.name == asked.notebook.name else f"{asked.notebook.name} to {path.name}"


def _hash_of(paths: Any) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _blas() -> str:
    found = np.show_config(mode="dicts")
    blas = found.get("Build Dependencies", {}).get("blas", {}) if isinstance(found, dict) else {}
    return f"{blas.get('name', 'unknown')} {blas.get('version', '')}".strip()
