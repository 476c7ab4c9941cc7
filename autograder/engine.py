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
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder import explain, kernel, notebook, tiers
from autograder.assignment import Assignment, loaded
from autograder.assignment import Question as Asked
from autograder.attempt import Attempt, Watched, attempt_of, better, names_asked, run, test_file
from autograder.cells import Cells
from autograder.cpu_limit import OutOfCpu, cpu_limit
from autograder.demonstration import seed_beside
from autograder.diagnosis import diagnose
from autograder.graded import Graded, Task, changed, touched
from autograder.limits import Limits
from autograder.names import Names
from autograder.outcome import not_graded, result_of
from autograder.overheard import Overheard, overhear
from autograder.pictures import Pictures
from autograder.problems import StudentProblem, ZygoteFailed
from autograder.provenance import provenance_of
from autograder.rehearsal import Rehearsed, rehearse
from autograder.results import Diagnosis, Status, SubmissionResult
from autograder.separable import separable
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
        self._failed: dict[
            str, ZygoteFailed
        ] = {}  # why there is no zygote, for as long as one submission takes
        self._rehearsals: dict[tuple[str, str, int], dict[str, Rehearsed]] = {}
        self._helpers_heard: dict[tuple[str, str, int], Overheard] = {}

    @cached_property
    def policy(self) -> Any:
        """The layers that this machine offers."""
        return tiers.choose(self.isolation, self.limits)

    def _zygote(self, serves: str) -> Zygote:
        if serves in self._failed:  # every case asks again, and each start takes seconds
            raise self._failed[serves]
        if serves not in self._zygotes:
            try:
                self._zygotes[serves] = self._start(serves)
            except ZygoteFailed as error:
                self._failed[serves] = error
                raise
        return self._zygotes[serves]

    def _start(self, serves: str) -> Zygote:
        zygote = Zygote(self.policy, serves)
        kernel.set_dumpable(False)  # nobody of our uid may trace or read this process
        try:
            if serves == "notebook":
                tiers.self_test(zygote)
        except BaseException:
            zygote.close()  # one that failed its test serves nobody
            raise
        return zygote

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
        return self.work(Task(submission)).result

    def work(self, task: Task) -> Graded:
        """As grade(); of what was graded before only the questions are asked that may come out otherwise now."""
        submission = task.submission
        sha256 = hashlib.sha256(task.data).hexdigest() if task.data is not None else ""
        if not submission.assignment:
            why = "It is not known which assignment this is: --assignment."
            return Graded(not_graded(submission, why, Status.SKIPPED), sha256=sha256)
        asked = loaded(submission.assignment)
        try:
            read = notebook.read(submission.path if task.data is None else task.data, submission.path.name)
        except notebook.NotebookError as error:
            skipped = not_graded(submission, f"NOTHING COULD BE GRADED. {error}", Status.SKIPPED)
            return Graded(skipped, tests=asked.hashes, sha256=sha256)
        graded = self._again(submission, asked, read, task.earlier) if task.earlier else None
        graded = graded or self._grade(submission, asked, read)
        if graded.result.status is Status.INTERNAL_ERROR:
            # a warm process may have been killed: once more with others
            self.close()
            graded = self._grade(submission, asked, read)
        return graded

    def _again(
        self, submission: Submission, asked: Assignment, read: notebook.Notebook, earlier: Graded
    ) -> Graded | None:
        """Ask what changed; and what depends on it, should it have fared otherwise. None if all must be asked."""
        only = changed(earlier.tests, asked.hashes)
        while only is not None and _may_be_asked_alone(only, asked, read, earlier):
            graded = self._grade(submission, asked, read, only, earlier)
            moved = touched(only, earlier, graded)
            more = {q.name for q in asked.questions if any(o.name in moved for o in owners(q, asked))}
            if not graded.calm or more <= only:
                return graded if graded.calm else None
            only |= more
        return None

    def _grade(
        self,
        submission: Submission,
        asked: Assignment,
        read: notebook.Notebook,
        only: Collection[str] | None = None,
        earlier: Graded | None = None,
    ) -> Graded:
        """Grade all questions, or only some where the others' results are known of an earlier grading."""
        self._failed.clear()
        provenance = provenance_of(submission, read.sha256, self.seed, self.policy.tier, self.limits)
        cells = Cells(read, asked)
        ends = time.monotonic() + self.limits.submission
        names = Names(
            lambda: cells.start(self._zygote("notebook"), ends),
            cells.why_missing,
            cells.keep_definitions_only,
        )
        fared = earlier.fared() if earlier else {}
        questions = [q for q in asked.questions if only is None or q.name in only]
        try:
            final, diagnoses = self._ask_all(asked, questions, fared, names, cells)
        except Exception as error:  # ours, whatever it is: reported, never a student's zero
            self.close()
            return Graded(not_graded(submission, explain.internal_error(error)))
        finally:
            self._end(names)
        odd = notebook.oddities_against(read, asked.handed_out, renamed=_renamed(submission.path, asked))
        preview = (explain.PREVIEW,) if self.policy.tier == "preview" else ()
        told = (*preview, *read.oddities, *odd, *cells.notes)
        kept = earlier.result.questions if earlier else ()
        return Graded(
            result_of(submission, asked, final, diagnoses, told, provenance, cells, kept),
            tests=asked.hashes,
            asks={q.name: names_asked(asked.name, q.name) for q in asked.questions},
            unaided=frozenset(name for name, (unaided, _) in fared.items() if unaided),
            calm=names.calm and not any(_out_of_time(attempt) for attempt in final.values()),
            asked=tuple(q.name for q in questions),
            sha256=read.sha256,
        )

    def _end(self, names: Names) -> None:
        try:
            names.close()
        except ZygoteFailed:  # the next submission gets warm processes of its own
            self.close()

    def _ask_all(
        self,
        asked: Assignment,
        questions: Sequence[Asked],
        fared: dict[str, tuple[bool, bool]],
        names: Names,
        cells: Cells,
    ) -> tuple[dict[str, Attempt], dict[str, tuple[tuple[Diagnosis, ...], Pictures]]]:
        """The last attempt at each of these questions, and what is told and drawn of it.

        Args:
            fared: of every question that is not asked, whether it passed unaided and whether it has all its
                points; those that are asked are written into it.
        """
        watched = {q.name: self._watch(asked, q, cells) for q in questions}
        for hidden in (False, True):
            names.expect([w.rehearsed for q in watched.values() for w in q if w.case.hidden is hidden])
            for question in questions:
                names.ask_about(question.name)
                run([w for w in watched[question.name] if w.case.hidden is hidden], names)
        first = {name: attempt_of(cases) for name, cases in watched.items()}
        fared |= {q.name: (first[q.name].passed, first[q.name].passed) for q in questions}
        final = dict(first)
        with Reference(asked.name, lambda: self._zygote("reference")) as right:
            for question in questions:
                failed = [w.case.name for w in watched[question.name] if w.status is not Status.PASSED]
                unwritten = all(w.unwritten for w in watched[question.name] if w.case.name in failed)
                if not (question.helpers and failed) or unwritten:
                    continue
                wrong = [h for h, owner in question.helpers.items() if not fared[owner][0]]
                # right by itself, one may still not fit its caller, or be less precise than it needs
                wrong = wrong or list(question.helpers)
                heard = self._overheard(asked.name, question)
                names.swap(*stand_ins(asked.name, wrong, right.observe, heard))
                again = [w for w in self._watch(asked, question, cells) if w.case.name in failed]
                names.expect([None] * len(again))
                run(again, names)
                roots = [q for q in owners(question, asked) if not fared[q.name][1]]
                note = explain.second_try(wrong, [q.name for q in roots])
                final[question.name] = better(first[question.name], attempt_of(again), note)
                fared[question.name] = (
                    fared[question.name][0],
                    final[question.name].score >= question.points,
                )
            diagnoses = {}
            for question in questions:
                if all(w.unwritten for w in watched[question.name] if w.status is not Status.PASSED):
                    continue
                wrong = [h for h, owner in question.helpers.items() if not fared[owner][0]]
                swapped = stand_ins(asked.name, wrong, right.observe, Overheard())
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
        swapped: tuple[Mapping[str, Any], Mapping[str, Any], Mapping[bytes, bytes]],
        cells: Cells,
        drawn: Pictures,
    ) -> tuple[Diagnosis, ...]:
        """What a question that lost points gets wrong: asked anew, of processes that have met no graded case.

        Forks would not do: what one of them has seen, others can be told, by shared memory or a file.
        """
        failed = {case.name for case in attempt.cases if case.status in (Status.FAILED, Status.ERROR)}
        if not failed or any(case.status in _NOT_DIAGNOSED for case in attempt.cases):
            return ()

        def fresh() -> Names:
            if not (names.innocent or self.public_only):
                names.start_over()
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
                rehearsed[case.name],
            )
            for case in cases
            if not (self.public_only and case.hidden)
        ]  # fmt: skip

    def _rehearsed(self, assignment: str, question: Asked) -> dict[str, Rehearsed]:
        key = (assignment, question.name, self.seed)
        if key not in self._rehearsals:
            self._rehearsals[key] = rehearse(question, answers(assignment), self.seed, self.limits)
        return self._rehearsals[key]

    def _overheard(self, assignment: str, question: Asked) -> Overheard:
        key = (assignment, question.name, self.seed)
        if key not in self._helpers_heard:
            _, cases = test_file(assignment, question.name)
            self._helpers_heard[key] = overhear(assignment, question.helpers, cases, self.seed)
        return self._helpers_heard[key]


def _renamed(path: Path, asked: Assignment) -> str:
    return "" if path.name == asked.notebook.name else f"{asked.notebook.name} to {path.name}"


def _may_be_asked_alone(
    only: Collection[str], asked: Assignment, read: notebook.Notebook, earlier: Graded
) -> bool:
    """Whether these questions, asked without the others, are answered as among them, now and when it was graded."""
    called = [name for q in only for name in (*earlier.asks[q], *names_asked(asked.name, q))]
    return earlier.calm and separable([c.source for c in read.cells if c.kind == "code"], called)


def _out_of_time(attempt: Attempt) -> bool:
    return any(case.status in _NOT_DIAGNOSED for case in attempt.cases)
