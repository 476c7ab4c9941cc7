"""What is about students' notebooks before they are handed in: check, release, student."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.commands.usage import (
    FAILED,
    ISOLATION,
    WORKED,
    Add,
    UsageError,
    chosen_names,
    known_cells,
    must_be_isolated,
    must_exist,
)


def register(add: Add) -> None:
    """The commands and their options."""
    check = add("check", check_command, "run the public cases of one notebook, as grader.check does")
    check.add_argument("notebook", metavar="NOTEBOOK", type=Path, help="the .ipynb")
    check.add_argument("--assignment", metavar="NAME", help="which it is (default: as recognised)")
    check.add_argument("--isolation", choices=ISOLATION, default="auto", help="as for grade (default: auto)")
    release = add("release", release_command, "make the zip of each assignment that students are given")
    release.add_argument("--assignment", metavar="NAME", help="only this one")
    release.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("dist/release"), help="default: dist/release"
    )
    student = add(
        "student", student_command, "lay an assignment into a folder to work in; keep what is written"
    )
    student.add_argument("name", metavar="NAME", help="the assignment")
    student.add_argument("--to", metavar="DIR", type=Path, help="the folder (default: lessons/NAME)")


def check_command(options: argparse.Namespace) -> int:
    """Run the public cases; 1 if one of them failed."""
    must_exist(options.notebook)
    policy = must_be_isolated(options.isolation)
    from autograder.warming import Warming

    with Warming(policy) as warming:  # it imports while we do
        known = known_cells(options.assignment)
        from autograder import assignment, public_check
        from autograder.engine import Engine

        submission, problem = public_check.find(options.notebook, options.assignment, known)
        if submission is None:
            raise UsageError(problem)
        with Engine(isolation=options.isolation, public_only=True, warming=warming) as engine:
            result = engine.grade(submission)
    print(public_check.text(result, assignment.load(result.assignment)))
    return WORKED if public_check.passed(result) else FAILED


def release_command(options: argparse.Namespace) -> int:
    """Make the zips for students."""
    names = chosen_names([options.assignment] if options.assignment else [])
    from autograder import handout

    for name in names:
        print(handout.build_zip(name, options.out))
    return WORKED


def student_command(options: argparse.Namespace) -> int:
    """Make a folder to work in."""
    chosen_names([options.name])
    from autograder import handout

    folder = options.to or Path("lessons") / options.name
    for told in handout.hand_out(options.name, folder):
        print(told)
    print(folder)
    return WORKED
