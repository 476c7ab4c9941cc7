"""Canvas: the gradebook's CSV import.

Canvas finds students by ID, SIS User ID or SIS Login ID and a column by "Title (assignment id)"; a title
that it does not know proposes a new assignment. An empty cell changes nothing.
"""

from __future__ import annotations

from autograder.exports.request import Request, number, table
from autograder.report import harmless

HEADER = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def write(request: Request) -> str:
    """One row for each student, one column for each assignment."""
    assignments = request.assignments
    points = {name: max(e.max_score for e in request.entries if e.assignment == name) for name in assignments}
    people = {entry.person.student: entry.person for entry in request.entries}
    scores = {(e.person.student, e.assignment): e.score for e in request.entries}
    rows = [["    Points Possible", "", "", "", "", *(number(points[name]) for name in assignments)]]
    for person in people.values():
        cells = (scores.get((person.student, name)) for name in assignments)
        rows.append(
            [
                harmless(person.sortable),
                person.canvas_id,
                person.sis_id,
                person.sis_login or harmless(person.student),
                harmless(person.section),
                *("" if cell is None else number(cell) for cell in cells),
            ]
        )
    return table([*HEADER, *(request.title(name) for name in assignments)], rows)
