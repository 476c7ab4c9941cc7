"""What students may see of a result: everything, totals, or public test cases only. Chosen when grading.

    everything   each case with its message, the diagnosis and what was drawn of it
    totals       the points of every question; of hidden cases only how many there are
    public       public test cases and their points; no total, as hidden cases would show in it

Even "everything" holds no hidden input: messages of hidden cases are written without. What the teacher keeps,
results, gradebook and class report, is the same for all three.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from autograder.results import QuestionResult, Status, SubmissionResult, gravest

Feedback = Literal["everything", "totals", "public"]
LEVELS: tuple[Feedback, ...] = get_args(Feedback)


@dataclass(frozen=True)
class Released:
    """A result as its student may see it.

    Attributes:
        withheld: how many hidden cases are not in it.
    """

    result: SubmissionResult
    feedback: Feedback
    withheld: int


def release(result: SubmissionResult, feedback: Feedback) -> Released:
    """Take away what is not to be seen yet."""
    if feedback == "everything":
        return Released(result, feedback, 0)
    withheld = sum(case.hidden for question in result.questions for case in question.cases)
    questions = tuple(_question(question, feedback) for question in result.questions)
    if feedback == "totals":
        return Released(replace(result, questions=questions), feedback, withheld)
    return Released(
        replace(
            result,
            questions=questions,
            score=sum(question.score for question in questions),
            max_score=sum(question.max_score for question in questions),
            status=_status([question.status for question in questions], result.status),
        ),
        feedback,
        withheld,
    )


def _question(question: QuestionResult, feedback: Feedback) -> QuestionResult:
    public = tuple(case for case in question.cases if not case.hidden)
    if len(public) == len(question.cases):
        return question
    shown = replace(question, cases=public, gradient_checks=())  # which case checked a block is not known
    if all(case.status is Status.PASSED for case in public):  # what is wrong was found by hidden cases only
        shown = replace(shown, diagnoses=(), differences=(), curves=())
    if feedback == "totals":
        return shown
    return replace(
        shown,
        score=sum(case.score for case in public),
        max_score=sum(case.points for case in public),
        status=_status([case.status for case in public], question.status),
        notes=(),
    )


def _status(public: list[Status], whole: Status) -> Status:
    """Of what is shown; our own failure and what was not run at all are no secret."""
    if whole in (Status.INTERNAL_ERROR, Status.SKIPPED):
        return whole
    return gravest(public)
