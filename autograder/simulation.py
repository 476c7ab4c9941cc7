"""A class that never was: realistic notebooks with known mistakes in them, a roster and a course file.

    simulated/
      class/<student>/<assignment>/            a notebook, and timestamp.txt: when it was handed in
      class/<student>/<assignment>-attempt-1/  what a few had handed in before
      roster.csv, course.toml                  for `autograder grade` and `autograder export`
      planted.csv                              what is the matter with each notebook

Every byte follows from the seed, and nobody's notebook from how many others there are. One notebook is made and
written at a time, so a class of any size takes the memory of one.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from autograder.downloads import TIMESTAMP
from autograder.invented import invent
from autograder.planting import HandIn, due, handed_in
from autograder.roster import Person
from reference import MODULES

CLASS, ROSTER, COURSE, PLANTED = "class", "roster.csv", "course.toml", "planted.csv"
_PEOPLE = ("student", "name", "email", "canvas_id", "section")
_COLUMNS = ("student", "assignment", "notebook", "counts", "style", "loses", "planted")
_RULES = """# Made by `autograder simulate`.
title = "Neural networks with NumPy, simulated"
timezone = "UTC"
attempts = "last"

[late]
grace_minutes = 10
percent_per_day = 10
days = 3
"""


class SimulationError(Exception):
    """A class that cannot be written there: where, and what to do."""


def simulate(to: Path, students: int, seed: int, assignments: Sequence[str] = ()) -> int:
    """Write a class.

    Args:
        to: a folder that is not there yet, or is empty.
        students: how many; a few of them hand nothing in.
        assignments: which notebooks they hand in; all by default.

    Returns:
        How many notebooks were written.

    Raises:
        SimulationError: if the folder holds something, or cannot be written to.
    """
    try:
        return _simulate(to, students, seed, assignments)
    except OSError as error:
        raise SimulationError(f"{to} cannot be written ({error.strerror}): name another folder.") from None


def _simulate(to: Path, students: int, seed: int, assignments: Sequence[str]) -> int:
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise SimulationError(f"{to} is there and not empty: name another folder, or remove it.")
    chosen = [name for name in MODULES if not assignments or name in assignments]
    (to / CLASS).mkdir(parents=True, exist_ok=True)
    (to / COURSE).write_text(_RULES + "".join(map(_deadline, chosen)), encoding="utf-8")
    count = 0
    with ExitStack() as stack:
        stack.enter_context(_whole_or_not_at_all(to))
        people, planted = (
            csv.writer(
                stack.enter_context((to / name).open("w", encoding="utf-8", newline="")), lineterminator="\n"
            )
            for name in (ROSTER, PLANTED)
        )
        people.writerow(_PEOPLE)
        planted.writerow(_COLUMNS)
        for person in islice(invent(seed), students):
            people.writerow([getattr(person, column) for column in _PEOPLE])
            for one in handed_in(person, seed, chosen):
                planted.writerow(_row(person, one, _write(to / CLASS, person, one)))
                count += 1
    return count


@contextmanager
def _whole_or_not_at_all(to: Path) -> Iterator[None]:
    """Half a class looks like a whole one: after Ctrl-C nothing of it stays."""
    try:
        yield
    except BaseException:
        shutil.rmtree(to / CLASS, ignore_errors=True)
        for name in (COURSE, ROSTER, PLANTED):
            (to / name).unlink(missing_ok=True)
        raise


def _write(folder: Path, person: Person, one: HandIn) -> str:
    place = one.assignment if one.counts else f"{one.assignment}-attempt-1"
    path = folder / person.student / place / one.file
    path.parent.mkdir(parents=True)
    path.write_bytes(one.data())
    (path.parent / TIMESTAMP).write_text(f"{one.submitted:%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8")
    return path.relative_to(folder).as_posix()


def _row(person: Person, one: HandIn, path: str) -> list[str]:
    counts = "yes" if one.counts else "no"
    told = "; ".join(f"{question}: {text}" if question else text for question, text in one.planted)
    return [person.student, one.assignment, path, counts, one.style, " ".join(one.loses), told]


def _deadline(assignment: str) -> str:
    return f"\n[assignments.{assignment}]\ndue = {due(assignment):%Y-%m-%dT%H:%M:%S}\n"
