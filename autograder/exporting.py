"""Write graded results in another format: autograder export.

grades/exports/canvas.csv                          one for the class
grades/exports/moodle/<assignment>.csv             one for each assignment
grades/exports/gradescope/<student>/<assignment>.json
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder import course as courses
from autograder import gradesheet, handed_in, roster
from autograder.assignment import names
from autograder.exports import FORMATS, Request
from autograder.gradesheet import Gradesheet
from autograder.release import release
from autograder.store import Store, write_file

FOR_STUDENTS = ("gradescope", "junit", "classroom50")  # formats whose texts students read


@dataclass(frozen=True)
class Exported:
    """The files that were written, and what people should know, in sentences."""

    paths: tuple[Path, ...]
    problems: tuple[str, ...]


def export(
    grades: Path,
    format_name: str,
    *,
    out: Path | None = None,
    assignment: str | None = None,
    course_file: Path | None = None,
    roster_file: Path | None = None,
) -> Exported:
    """Write the results of a folder of grades in a format.

    Args:
        grades: the folder that `autograder grade` wrote.
        format_name: one of FORMATS.
        out: the folder to write to; grades/exports by default.
        assignment: only this one.
        course_file, roster_file: see course and roster.

    Raises:
        StoreError, CourseError, RosterError: naming the file and the next step.
    """
    results = Store(grades).read_results()
    course = courses.load(course_file, names()) if course_file else None
    people = roster.load(roster_file) if roster_file else None
    chosen = [r for r in results if assignment in (None, r.assignment)]
    if Store(grades).read_release() != "everything" and format_name in FOR_STUDENTS:
        chosen = [
            release(r, "totals").result for r in chosen
        ]  # an LMS needs the points, whatever a page shows
    handed = handed_in.read(grades)
    times = {key: one.submitted for key, one in handed.items() if one.submitted is not None}
    sheet = gradesheet.make(chosen, course, people, times, {key: one.owner for key, one in handed.items()})
    chosen_format, folder = FORMATS[format_name], out or grades / "exports"
    problems, paths = list(sheet.problems), []
    if people is None and chosen_format.needs:
        problems.append(f"Without --roster the file lacks {chosen_format.needs}.")
    for place, entries in _files(sheet, format_name):
        request = Request(entries, course) if course else Request(entries)
        try:
            text = chosen_format.write(request)
        except ValueError as error:
            problems.append(f"Not exported: {error}.")
            continue
        paths.append(write_file(folder / place, text.encode()))
    return Exported(tuple(paths), tuple(problems))


def _files(sheet: Gradesheet, format_name: str) -> Iterator[tuple[str, tuple[gradesheet.Entry, ...]]]:
    """Where each file goes, and its entries."""
    chosen = FORMATS[format_name]
    if chosen.one_for == "class":
        yield chosen.file, sheet.entries
    elif chosen.one_for == "assignment":
        for assignment in sheet.assignments:
            yield f"{format_name}/{assignment}{chosen.file}", sheet.of(assignment)
    else:
        for entry in sheet.entries:
            if entry.result is not None:
                place = f"{format_name}/{entry.result.student}/{entry.assignment}{chosen.file}"
                yield place, (entry,)
