"""The result of a submission, put together from its attempts; or of one that could not be graded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.assignment import Assignment, loaded
from autograder.attempt import Attempt
from autograder.cells import Cells
from autograder.pictures import Pictures
from autograder.results import Diagnosis, QuestionResult, Status, SubmissionResult, gravest
from autograder.submissions import Submission


def result_of(
    submission: Submission,
    asked: Assignment,
    final: Mapping[str, Attempt],
    diagnoses: Mapping[str, tuple[tuple[Diagnosis, ...], Pictures]],
    notes: tuple[str, ...],
    provenance: dict[str, Any],
    cells: Cells,
    kept: Sequence[QuestionResult] = (),
) -> SubmissionResult:
    """What the last attempt at each question and its diagnoses add up to.

    Args:
        kept: the results of an earlier grading, for questions without an attempt.
    """
    told = {q.name: diagnoses.get(q.name, ((), Pictures())) for q in asked.questions}
    graded = {
        question.name: QuestionResult(
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
        if question.name in final
    }
    results = {**{question.name: question for question in kept}, **graded}
    questions = tuple(results[question.name] for question in asked.questions)
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


def not_graded(submission: Submission, why: str, status: Status = Status.INTERNAL_ERROR) -> SubmissionResult:
    """Nothing is scored, loudly so, and a person must look.

    Args:
        status: INTERNAL_ERROR for our own failure, SKIPPED for a file that is no notebook.
    """
    asked = loaded(submission.assignment) if submission.assignment else None
    return SubmissionResult(
        submission.student,
        asked.name if asked else "unknown",
        0.0,
        asked.points if asked else 0.0,
        status,
        tuple(
            QuestionResult(q.name, q.title, 0.0, q.points, status) for q in (asked.questions if asked else ())
        ),
        (why,),
    )
