"""Grades in the formats of those who receive them.

    text = FORMATS["canvas"].write(Request(sheet, course))

A format writes one file for the whole class, one for each assignment or one for each submission. Scores come
out exactly as they went in: no rounding here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from autograder.exports import canvas, classroom50, everything, gradebook, gradescope, junit, moodle, nbgrader
from autograder.exports.request import Request

__all__ = ["FORMATS", "Format", "Request"]


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        text: what it is, for help texts.
        file: its name where there is one for the class; else what it ends in.
        one_for: what there is a file for. The request holds only what belongs into the file.
        write: the file's text.
        needs: what only a roster can say.
    """

    text: str
    file: str
    one_for: Literal["class", "assignment", "submission"]
    write: Callable[[Request], str]
    needs: str = ""


FORMATS = {
    "gradebook": Format("CSV of everybody and everything", "gradebook.csv", "class", gradebook.write),
    "canvas": Format("CSV for Canvas' gradebook import", "canvas.csv", "class", canvas.write, "Canvas' IDs"),
    "moodle": Format(
        "CSV, Moodle's offline grading worksheet", ".csv", "assignment", moodle.write, "Moodle's identifiers"
    ),
    "nbgrader": Format("CSV as nbgrader export writes it", "nbgrader.csv", "class", nbgrader.write),
    "gradescope": Format("results.json of Gradescope's autograder", ".json", "submission", gradescope.write),
    "junit": Format("JUnit XML for CI systems", ".xml", "submission", junit.write),
    "classroom50": Format("result.json of Classroom 50", ".json", "submission", classroom50.write),
    "json": Format("everything, see docs/results.schema.json", "everything.json", "class", everything.write),
}
