"""The gradebook: everybody with the points of every question, what lateness costs, and the course's total.

For a spreadsheet, and for those who have no LMS. It counts what the course file says, unlike the gradebook.csv that
`autograder grade` writes about one run.
"""

from __future__ import annotations

from autograder import gradesheet
from autograder.exports.request import Request, number, table
from autograder.gradesheet import Entry
from autograder.report import harmless

HEADER = ("student", "name", "email", "section")


def write(request: Request) -> str:
    """One row for each student; the total, in percent, is empty while something of it is open."""
    columns: dict[str, None] = {}
    rows: dict[str, dict[str, str]] = {}
    for entry in request.entries:
        cells = {f"{entry.assignment}.{name}": value for name, value in _cells(entry).items()}
        columns.update(dict.fromkeys(cells))
        person = entry.person
        identity = (person.student, person.shown, person.email, person.section)
        row = rows.setdefault(person.student, dict(zip(HEADER, map(harmless, identity), strict=True)))
        row.update(cells)
    totals = gradesheet.totals(request.entries, request.course)
    if totals:
        columns["course.total"] = None
    for total in totals:
        rows[total.person.student]["course.total"] = "" if total.percent is None else number(total.percent)
    names = [*HEADER, *sorted(columns, key=lambda name: _place(name, request.assignments))]
    return table(names, [[row.get(name, "") for name in names] for row in rows.values()])


def _cells(entry: Entry) -> dict[str, str]:
    cells = {
        "score": "" if entry.score is None else number(entry.score),
        "max": number(entry.max_score),
        "standing": str(entry.standing),
        "late": number(entry.penalty) if entry.penalty else "",
    }
    for question in entry.result.questions if entry.result and entry.score is not None else ():
        cells[question.name] = number(question.score)
    return cells


def _place(column: str, assignments: tuple[str, ...]) -> tuple[int, int]:
    """Assignments in their order; in each what is about the whole, then its questions."""
    assignment, _, name = column.partition(".")
    if assignment not in assignments:
        return len(assignments), 0
    first = ("score", "max", "standing", "late")
    return assignments.index(assignment), first.index(name) if name in first else 10 + int(name[1:])
