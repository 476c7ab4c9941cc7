"""What grading a class needs to know of its tests beforehand, worked out once: nothing of a student's is in it."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.assignment import Question
from autograder.attempt import test_file
from autograder.limits import Limits
from autograder.overheard import Overheard, overhear
from autograder.rehearsal import Rehearsed, rehearse
from reference import answers


class Prepared:
    """Of each question, when it is first needed: its rehearsal, and what its helpers were heard to answer."""

    def __init__(self, seed: int, limits: Limits, *, public_only: bool = False):
        self._seed, self._limits, self._public_only = seed, limits, public_only
        self._rehearsed: dict[tuple[str, str], dict[str, Rehearsed]] = {}
        self._overheard: dict[tuple[str, str, int], Overheard] = {}

    def rehearsed(self, assignment: str, question: Question) -> dict[str, Rehearsed]:
        """The question's cases, by name, as they run with the reference's answers."""
        key = (assignment, question.name)
        if key not in self._rehearsed:
            self._rehearsed[key] = rehearse(question, answers(assignment), self._seed, self._limits)
        return self._rehearsed[key]

    def known(self) -> Iterable[Iterable[Rehearsed]]:
        """The cases of all questions that were needed so far."""
        return [cases.values() for cases in self._rehearsed.values()]

    def overheard(self, assignment: str, question: Question, seed: int) -> Overheard:
        """What the question's helpers answer where our own solution calls them, with inputs from this seed."""
        key = (assignment, question.name, seed)
        if key not in self._overheard:
            _, cases = test_file(assignment, question.name)
            if self._public_only and seed == self._seed:  # no others are asked
                cases = tuple(case for case in cases if not case.hidden)
            self._overheard[key] = overhear(assignment, question.helpers, cases, seed)
        return self._overheard[key]
