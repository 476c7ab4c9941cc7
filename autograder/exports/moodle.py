"""Moodle: the offline grading worksheet of one assignment.

Moodle finds students by Identifier ("Participant 4411"), which stands in the worksheet that it exports: give
that file as the roster. Rows without a grade change nothing.
"""

from __future__ import annotations

from autograder.exports.request import Request, number, table
from autograder.gradesheet import Entry, Standing
from autograder.report import harmless

HEADER = (
    "Identifier",
    "Full name",
    "Email address",
    "Status",
    "Grade",
    "Maximum Grade",
    "Last modified (grade)",
    "Feedback comments",
)


def write(request: Request) -> str:
    """One row for each student of the one assignment."""
    return table(HEADER, [_row(entry) for entry in request.entries])


def _row(entry: Entry) -> list[str]:
    person = entry.person
    handed_in = "No submission" if entry.standing is Standing.MISSING else "Submitted for grading"
    grade = "" if entry.score is None else number(entry.score)
    identity = [person.moodle_id, harmless(person.shown), person.email]
    return [*identity, handed_in, grade, number(entry.max_score), "", comment(entry)]


def comment(entry: Entry) -> str:
    """The feedback in a line: points by question, lateness, and where to read more."""
    if entry.standing is Standing.MISSING:
        return ""
    if entry.result is None or entry.score is None:
        if entry.standing is Standing.EXCUSED:
            return "Excused."
        return (
            "Not graded yet." if entry.standing is Standing.NOT_GRADED else "The notebook could not be read."
        )
    parts = [f"{q.name} {number(q.score)}/{number(q.max_score)}" for q in entry.result.questions]
    late = f" {number(entry.penalty)} points off for lateness." if entry.penalty else ""
    return f"{', '.join(parts)}.{late}"
