"""nbgrader: the table that `nbgrader export` writes, which other tools read."""

from __future__ import annotations

from autograder.exports.request import Request, number, table
from autograder.report import harmless

HEADER = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)


def write(request: Request) -> str:
    """One row for each student and assignment; without a score where there is none."""
    rows = []
    for entry in request.entries:
        due, person = request.course.rules(entry.assignment).due, entry.person
        scores = (entry.raw, entry.penalty, entry.score, entry.max_score)
        rows.append(
            [
                entry.assignment,
                due.isoformat() if due else "",
                entry.submitted.isoformat() if entry.submitted else "",
                harmless(person.student),
                harmless(person.last_name),
                harmless(person.first_name),
                person.email,
                *("" if value is None or entry.score is None else number(value) for value in scores[:3]),
                number(scores[3]),
            ]
        )
    return table(HEADER, rows)
