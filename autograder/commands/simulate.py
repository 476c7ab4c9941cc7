"""A class that never was: simulate."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from autograder.commands.usage import WORKED, Add, chosen_names, natural, positive

MOST = 1_000_000  # students
_EXAMPLES = """examples:
  autograder simulate --students 30
  autograder simulate --students 1000 --seed 7 --to /tmp/class --assignment shallow_network

Written to --to: class/ with the notebooks, roster.csv, course.toml, and planted.csv, which says what is the matter
with each. The same seed gives the same bytes."""


def register(add: Add) -> None:
    """The command and its options."""
    simulate = add(
        "simulate",
        simulate_command,
        "make up a class with known mistakes, to see what comes out",
        _EXAMPLES,
    )
    simulate.add_argument(
        "--students", metavar="N", type=_students, default=30, help="how many (default: 30)"
    )
    simulate.add_argument(
        "--seed", metavar="N", type=natural, default=0, help="another class for each (default: 0)"
    )
    simulate.add_argument(
        "--to", metavar="DIR", type=Path, default=Path("simulated"), help="where to (default: simulated)"
    )
    simulate.add_argument(
        "--assignment", metavar="NAME", action="append", default=[], help="only this one; may be repeated"
    )


def _students(text: str) -> int:
    number = positive(text)
    if number > MOST:
        raise argparse.ArgumentTypeError(f"must be at most {MOST:_}: each is a folder with notebooks")
    return number


def simulate_command(options: argparse.Namespace) -> int:
    """Make up a class, and say how to grade it."""
    names = chosen_names(options.assignment)
    from autograder import simulation

    to: Path = options.to
    count = simulation.simulate(to, options.students, options.seed, names)
    grade = ["autograder", "grade", to / simulation.CLASS, "--course", to / simulation.COURSE]
    grade += ["--roster", to / simulation.ROSTER, "--out", to / "grades"]
    students = "1 student" if options.students == 1 else f"{options.students} students"
    print(f"{students}, {count} notebooks; what is the matter with each: {to / simulation.PLANTED}")
    print(shlex.join(map(str, grade)))
    return WORKED
