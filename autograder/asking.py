"""The order in which one submission is asked its questions, and when what goes wrong with them is looked into.

    first attempts   the public cases of all questions
    diagnoses        of what failed there, though every helper it may call did well
    first attempts   the hidden cases of all questions
    second tries     with the reference's helpers in the place of all whose answers are known, then of the wrong ones
    diagnoses        of what is left, by a process that has met nobody who was asked a hidden case

No text shown for a public case, and no diagnosis, can hold a hidden input: none was there yet. And while the
reference may be asked, by way of a helper that it stands in for, only attempts go on whose own helpers are no
longer being graded: questions get their second tries in ascending order, after all first ones.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from autograder import explain
from autograder.assignment import Assignment, Question
from autograder.attempt import Attempt, Watched, attempt_of, better, run, test_file
from autograder.cells import Cells
from autograder.cpu_limit import OutOfCpu, cpu_limit
from autograder.demonstration import Namespace, seed_beside
from autograder.diagnosis import diagnose
from autograder.limits import Limits
from autograder.names import NOTHING, Names, Swapped
from autograder.pictures import Pictures
from autograder.prepared import Prepared
from autograder.problems import StudentProblem, ZygoteFailed
from autograder.results import Diagnosis, Status
from autograder.search import CERTAIN
from autograder.session import Zygote
from autograder.stand_ins import Reference, owners, stand_ins
from reference import answers

Told = tuple[tuple[Diagnosis, ...], Pictures]
_NOT_DIAGNOSED = (Status.TIMEOUT, Status.INTERNAL_ERROR)  # asking again would cost as much time again
_HIDDEN_SEED = 1  # of a notebook's own random numbers in hidden cases; in all else they start from 0


@dataclass(frozen=True)
class _Early:
    """A diagnosis from before any hidden case was asked.

    Attributes:
        functions: those of the question that were looked at.
    """

    functions: tuple[str, ...]
    told: Told
    note: str


class Asking:
    """One submission and the questions that it is asked; ask() once, then look.

    Args:
        questions: those that are asked.
        fared: of every other question, whether it passed unaided and whether it has all its points; those
            that are asked are written into it.
        reference: the warm process from which the reference answers.
        public_only: leave the hidden cases out.

    Attributes:
        final: the last attempt at each question.
        told: what is told and drawn of those that lost points.
    """

    def __init__(
        self,
        asked: Assignment,
        questions: Sequence[Question],
        fared: dict[str, tuple[bool, bool]],
        names: Names,
        cells: Cells,
        prepared: Prepared,
        reference: Callable[[], Zygote],
        *,
        seed: int,
        limits: Limits,
        public_only: bool = False,
    ):
        self._asked, self._questions, self._names, self._cells = asked, questions, names, cells
        self._prepared, self._reference, self._seed, self._limits = prepared, reference, seed, limits
        self._public_only = public_only
        self.fared = fared
        self.final: dict[str, Attempt] = {}
        self.told: dict[str, Told] = {}
        self._early: dict[str, _Early] = {}
        self._choices: dict[str, Any] = {}  # answers that are no functions, from before any hidden case

    def ask(self) -> None:
        """Ask everything, in order."""
        watched = {q.name: self._watch(q) for q in self._questions}
        self._first_attempts(watched, hidden=False)
        if not self._public_only:
            self._diagnose_early(watched)
            self._names.swap(seed=_HIDDEN_SEED)
            self._names.innocent = False
            self._first_attempts(watched, hidden=True)
        self.final = {name: attempt_of(cases) for name, cases in watched.items()}
        self.fared |= {name: (first.passed, first.passed) for name, first in self.final.items()}
        with Reference(self._asked.name, self._reference) as right:
            for question in self._questions:
                self._second_try(question, watched[question.name], right)
            for question in self._questions:
                if not _unwritten(watched[question.name]):
                    self._diagnose(question, right)

    def _watch(self, question: Question) -> list[Watched]:
        whole, cases = test_file(self._asked.name, question.name)
        rehearsed = self._prepared.rehearsed(self._asked.name, question)
        return [
            Watched(
                whole, case, question.functions, self._seed, self._limits.case_cpu, self._cells,
                rehearsed[case.name],
            )
            for case in cases
            if not (self._public_only and case.hidden)
        ]  # fmt: skip

    def _first_attempts(self, watched: Mapping[str, Sequence[Watched]], *, hidden: bool) -> None:
        cases = {name: [w for w in all_of if w.case.hidden is hidden] for name, all_of in watched.items()}
        self._names.expect(  # what hung would be waited for once more, if it were called before its case asks
            [None if self._names.hung_in(name) else w.rehearsed for name, some in cases.items() for w in some]
        )
        for name, some in cases.items():
            self._names.ask_about(name)
            run(some, self._names)

    def _second_try(self, question: Question, watched: Sequence[Watched], right: Reference) -> None:
        failed = [w.case.name for w in watched if w.status is not Status.PASSED]
        if not (question.helpers and failed) or _unwritten(watched) or self._is_explained(question, failed):
            return
        roots = [q.name for q in owners(question, self._asked) if not self.fared[q.name][1]]
        wrong = self._wrong_helpers(question)
        *_, last = rounds = self._replaced(question, wrong, self._seed)
        hung = {w.case.name for w in watched if w.status is Status.TIMEOUT}
        for replaced in rounds:
            # what hangs is waited for once more, where the most is ours, and no further time
            waited_for = set(last) <= set(replaced)
            wanted = {*failed} if waited_for else {*failed} - hung
            again = [w for w in self._watch(question) if w.case.name in wanted]
            if not again:
                continue
            self._names.swap(self._in_place_of(replaced, question, right, self._seed))
            self._names.expect([w.rehearsed for w in again])
            run(again, self._names)
            note = explain.second_try(replaced if list(replaced) == wrong else (), roots)
            self.final[question.name] = better(self.final[question.name], attempt_of(again), note)
            late = {w.case.name for w in again if w.status is Status.TIMEOUT}
            hung |= late
            done = {w.case.name for w in again if w.status is Status.PASSED} | (late if waited_for else set())
            failed = [name for name in failed if name not in done]
        whole = self.final[question.name].score >= question.points
        self.fared[question.name] = (self.fared[question.name][0], whole)

    def _replaced(self, question: Question, wrong: Sequence[str], seed: int) -> list[tuple[str, ...]]:
        """Whose place ours take in each round of second tries.

        At first that of all whose answers are known: with them it asks what our own solution asks. Then that of the
        wrong ones alone, as others may fit nothing but their own kind; or, as one that is right by itself may still
        not fit its caller, or be less precise than it needs, of all if none was wrong.
        """
        said = self._prepared.overheard(self._asked.name, question, seed).said
        known = tuple(helper for helper in question.helpers if helper in wrong or said.get(helper))
        return [each for each in dict.fromkeys([known, tuple(wrong or question.helpers)]) if each]

    def _is_explained(self, question: Question, failed: Collection[str]) -> bool:
        """Whether what failed is known to be wrong by itself: with right helpers, every function of it.

        The helpers are right as well, so that with the reference's it would do the same.
        """
        early = self._early.get(question.name)
        if early is None or self._wrong_helpers(question):
            return False
        certain = {d.function for d in early.told[0] if d.certainty == CERTAIN and d.mistake}
        _, cases = test_file(self._asked.name, question.name)
        needs = [set(case.body._get_func_params()) for case in cases if case.name in failed]
        return all(not certain.isdisjoint(need) for need in needs)

    def _wrong_helpers(self, question: Question) -> list[str]:
        return [h for h, owner in question.helpers.items() if not self.fared[owner][0]]

    def _diagnose_early(self, watched: Mapping[str, Sequence[Watched]]) -> None:
        """Of what failed in public by itself: a process that has met a hidden case could not be asked any more."""
        so_far = {
            name: attempt_of([w for w in all_of if not w.case.hidden]) for name, all_of in watched.items()
        }
        for question in self._questions:
            attempt = so_far[question.name]
            unaided = all(
                so_far[owner].passed if owner in so_far else self.fared[owner][0]
                for owner in question.helpers.values()
            )
            self._keep_choices(question)
            functions = self._functions_to_diagnose(question, attempt)
            public = [w for w in watched[question.name] if not w.case.hidden]
            if functions and unaided and not _unwritten(public):
                told, note = self._look_into(question, attempt, lambda: NOTHING)
                self._early[question.name] = _Early(functions, told, note)

    def _keep_choices(self, question: Question) -> None:
        right = answers(self._asked.name)
        for name in question.functions:
            if not callable(right[name]):
                with contextlib.suppress(StudentProblem, ZygoteFailed):  # whoever asks next will hear of it
                    self._choices[name] = self._names.get(name)

    def _diagnose(self, question: Question, right: Reference) -> None:
        attempt, wrong = self.final[question.name], self._wrong_helpers(question)
        functions = self._functions_to_diagnose(question, attempt)
        if not functions:
            return
        early = self._early.get(question.name)
        if early is not None and early.functions == functions and not wrong:
            told, note = early.told, early.note
        else:
            seed = seed_beside(self._seed)
            for replaced in self._replaced(question, wrong, seed) if wrong else [()]:
                told, note = self._look_into(
                    question, attempt, partial(self._in_place_of, replaced, question, right, seed)
                )
                if told[0]:
                    break
        self.told[question.name] = told
        if note:
            self.final[question.name] = replace(attempt, notes=(*attempt.notes, note))

    def _functions_to_diagnose(self, question: Question, attempt: Attempt) -> tuple[str, ...]:
        """The functions that a failed case asks for; none where a case would only be waited for once more."""
        if any(case.status in _NOT_DIAGNOSED for case in attempt.cases):
            return ()
        _, cases = test_file(self._asked.name, question.name)
        failed = {case.name for case in attempt.cases if case.status in (Status.FAILED, Status.ERROR)}
        needs = {need for case in cases if case.name in failed for need in case.body._get_func_params()}
        return tuple(function for function in question.functions if function in needs)

    def _in_place_of(
        self, helpers: Sequence[str], question: Question, right: Reference, seed: int
    ) -> Swapped:
        """The reference in the place of some helpers; with inputs from this seed most of its answers are known."""
        if not helpers:
            return NOTHING
        heard = self._prepared.overheard(self._asked.name, question, seed)
        return stand_ins(self._asked.name, helpers, right.observe, heard)

    def _look_into(
        self, question: Question, attempt: Attempt, swapped: Callable[[], Swapped]
    ) -> tuple[Told, str]:
        """What a question that lost points gets wrong, and a note where we failed to find out.

        It is asked anew, of a process that has met no hidden case. A fork would not do after one: what a fork of
        the same notebook has seen, others can be told, by shared memory or a file.
        """
        failed = {case.name for case in attempt.cases if case.status in (Status.FAILED, Status.ERROR)}
        drawn = Pictures()

        def fresh() -> Namespace:
            if self._choices.keys() >= set(question.functions):
                return self._choices
            if not self._names.innocent:
                self._names.start_over()
            self._names.swap(swapped())
            return self._names

        _, cases = test_file(self._asked.name, question.name)
        code, seed = self._cells.code_of(question), seed_beside(self._seed)
        try:
            with cpu_limit(self._limits.case_cpu):
                told = diagnose(self._asked.name, question, cases, failed, fresh, code, seed, drawn.add)
        except (StudentProblem, OutOfCpu):
            return ((), drawn), ""  # the points are counted; what cannot be asked again is not explained
        except ZygoteFailed:
            raise
        except Exception as ours:  # no reason to withhold points that have been counted
            return ((), drawn), explain.no_diagnosis(ours)
        return (told, drawn), ""


def _unwritten(watched: Sequence[Watched]) -> bool:
    """Whether nothing failed but stubs, or another question's before the stub was reached."""
    failed = [w for w in watched if w.status is not Status.PASSED]
    if all(w.unwritten for w in failed):
        return True
    return any(w.unwritten for w in failed) and failed[0].cells.are_stubs(failed[0].functions)
