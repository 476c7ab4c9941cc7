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

import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder import explain, kernel, notebook, tiers
from autograder.assignment import Assignment, loaded
from autograder.assignment import Question as Asked
from autograder.attempt import Attempt, Watched, attempt_of, better, run, test_file
from autograder.cells import Cells
from autograder.cpu_limit import OutOfCpu, cpu_limit
from autograder.demonstration import seed_beside
from autograder.diagnosis import diagnose
from autograder.limits import Limits
from autograder.names import Names
from autograder.outcome import not_graded, result_of
from autograder.pictures import Pictures
from autograder.problems import StudentProblem, ZygoteFailed
from autograder.provenance import provenance_of
from autograder.rehearsal import Rehearsed, rehearse
from autograder.results import Diagnosis, Status, SubmissionResult
from autograder.session import Zygote
from autograder.stand_ins import Reference, owners, stand_ins
from autograder.submissions import Submission
from reference import answers

_NOT_DIAGNOSED = (Status.TIMEOUT, Status.INTERNAL_ERROR)  # asking again would cost as much time again


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
        if not submission.assignment:
            why = "It is not known which assignment this is: --assignment."
            return not_graded(submission, why, Status.SKIPPED)
        asked = loaded(submission.assignment)
        try:
            read = notebook.read(submission.path)
        except notebook.NotebookError as error:
            return not_graded(submission, f"NOTHING COULD BE GRADED. {error}", Status.SKIPPED)
        result = self._grade(submission, asked, read)
        if result.status is Status.INTERNAL_ERROR:
            # a warm process may have been killed: once more with others
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
            final, diagnoses = self._ask_all(asked, names, cells)
        except Exception as error:  # ours, whatever it is: reported, never a student's zero
            self.close()
            return not_graded(submission, explain.internal_error(error))
        finally:
            self._end(names)
        odd = notebook.oddities_against(read, asked.handed_out, renamed=_renamed(submission.path, asked))
        preview = (explain.PREVIEW,) if self.policy.tier == "preview" else ()
        told = (*preview, *read.oddities, *odd, *cells.notes)
        return result_of(submission, asked, final, diagnoses, told, provenance, cells)

    def _end(self, names: Names) -> None:
        try:
            names.close()
        except ZygoteFailed:  # the next submission gets warm processes of its own
            self.close()

    def _ask_all(
        self, asked: Assignment, names: Names, cells: Cells
    ) -> tuple[dict[str, Attempt], dict[str, tuple[tuple[Diagnosis, ...], Pictures]]]:
        watched = {q.name: self._watch(asked, q, cells) for q in asked.questions}
        for hidden in (False, True):
            names.expect([w.rehearsed for q in watched.values() for w in q if w.case.hidden is hidden])
            for question in asked.questions:
                names.ask_about(question.name)
                run([w for w in watched[question.name] if w.case.hidden is hidden], names)
        first = {name: attempt_of(cases) for name, cases in watched.items()}
        final = dict(first)
        with Reference(asked.name, lambda: self._zygote("reference")) as right:
            for question in asked.questions:
                failed = [w.case.name for w in watched[question.name] if w.status is not Status.PASSED]
                unwritten = all(w.unwritten for w in watched[question.name] if w.case.name in failed)
                if not (question.helpers and failed) or unwritten:
                    continue
                wrong = [h for h, owner in question.helpers.items() if not first[owner].passed]
                # right by itself, one may still not fit its caller, or be less precise than it needs
                wrong = wrong or list(question.helpers)
                names.swap(*stand_ins(asked.name, wrong, right.observe))
                again = [w for w in self._watch(asked, question, cells) if w.case.name in failed]
                names.expect([None] * len(again))
                run(again, names)
                roots = [q for q in owners(question, asked) if final[q.name].score < q.points]
                note = explain.second_try(wrong, [q.name for q in roots])
                final[question.name] = better(first[question.name], attempt_of(again), note)
            diagnoses = {}
            for question in asked.questions:
                if all(w.unwritten for w in watched[question.name] if w.status is not Status.PASSED):
                    continue
                wrong = [h for h, owner in question.helpers.items() if not first[owner].passed]
                swapped = stand_ins(asked.name, wrong, right.observe)
                attempt, drawn = final[question.name], Pictures()
                try:
                    told = self._diagnose(asked, question, attempt, names, swapped, cells, drawn)
                except ZygoteFailed:
                    raise
                except Exception as ours:  # no reason to withhold points that have been counted
                    note = explain.no_diagnosis(ours)
                    final[question.name], told = replace(attempt, notes=(*attempt.notes, note)), ()
                diagnoses[question.name] = told, drawn
        return final, diagnoses

    def _diagnose(
        self,
        asked: Assignment,
        question: Asked,
        attempt: Attempt,
        names: Names,
        swapped: tuple[Mapping[str, Any], Mapping[str, Any]],
        cells: Cells,
        drawn: Pictures,
    ) -> tuple[Diagnosis, ...]:
        """What a question that lost points gets wrong: asked anew, in forks that have served no graded case."""
        failed = {case.name for case in attempt.cases if case.status in (Status.FAILED, Status.ERROR)}
        if not failed or any(case.status in _NOT_DIAGNOSED for case in attempt.cases):
            return ()

        def fresh() -> Names:
            names.swap(*swapped)
            return names

        _, cases = test_file(asked.name, question.name)
        code = cells.code_of(question)
        try:
            with cpu_limit(self.limits.case_cpu):
                seed = seed_beside(self.seed)
                return diagnose(asked.name, question, cases, failed, fresh, code, seed, drawn.add)
        except (StudentProblem, OutOfCpu):
            return ()  # the points are counted; what cannot be asked again is not explained

    def _watch(self, asked: Assignment, question: Asked, cells: Cells) -> list[Watched]:
        whole, cases = test_file(asked.name, question.name)
        rehearsed = self._rehearsed(asked.name, question)
        return [
            Watched(
                whole, case, question.functions, self.seed, self.limits.case_cpu, cells,
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


def _renamed(path: Path, asked: Assignment) -> str:
    return "" if path.name == asked.notebook.name else f"{asked.notebook.name} to {path.name}"
