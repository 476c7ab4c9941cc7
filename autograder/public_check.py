"""What `autograder check` says: the public cases of each question, in the words of grader.check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import indent

from autograder import submissions
from autograder.assignment import Assignment, Question
from autograder.feedback import likely, own_line
from autograder.notebook import HandedOut
from autograder.report import clean, points
from autograder.results import CaseResult, QuestionResult, Status, SubmissionResult
from autograder.submissions import Submission


def find(
    path: Path, chosen: str | None, known: Mapping[str, Sequence[HandedOut]]
) -> tuple[Submission | None, str]:
    """The notebook at a path as a submission; or None, and why it cannot be checked.

    Args:
        chosen: the assignment that it is taken for, None to recognise it.
        known: for each assignment the cells of its notebook as handed out.
    """
    found = submissions.find([path], chosen, known=known)
    if len(found.submissions) == 1 and found.submissions[0].assignment is not None:
        return found.submissions[0], ""
    problems = map(clean, found.problems)
    return None, "\n  ".join(["one notebook of a known assignment is wanted.", *problems])


def passed(result: SubmissionResult) -> bool:
    """Whether every public case passed."""
    return result.status is not Status.SKIPPED and all(
        case.status is Status.PASSED for q in result.questions for case in q.cases if not case.hidden
    )


def text(result: SubmissionResult, assignment: Assignment) -> str:
    """Everything about one notebook, for a terminal."""
    parts = [_question(q, assignment) for q in result.questions if q.cases]
    parts += [f"! {clean(note)}" for note in result.notes]
    return "\n\n".join(parts)


def _question(question: QuestionResult, assignment: Assignment) -> str:
    shown = [case for case in question.cases if not case.hidden]
    failed = [case for case in shown if case.status is not Status.PASSED]
    asked = assignment.question(question.name)
    more = (
        f"{asked.hidden_cases} more test cases, worth {points(asked.hidden_points)} of the "
        f"{points(asked.points)} points, will be run when your notebook is graded."
    )
    if not failed:
        return f"{question.name} results: All test cases passed!\n{more}"
    told = [f"{case.name} result:\n{indent(_failure(case, asked, question.code), '    ')}" for case in failed]
    told += [clean(likely([(d.misconception, d.hint)])) for d in question.diagnoses]
    told += [clean(note) for note in question.notes]
    passed_too = f"{len(shown) - len(failed)} of {len(shown)} test cases passed."
    body = "\n\n".join([*told, f"{passed_too} {more}"])
    return f"{question.name} results:\n{indent(body, '    ')}"


def _failure(case: CaseResult, asked: Question, code: str) -> str:
    """What is wrong, and the student's line that made it."""
    lines = [own_line(code, function, case.message) for function in asked.functions]
    line = next(filter(None, lines), "") if case.status is Status.FAILED else ""
    return clean("\n".join(filter(None, [case.message, line])))
