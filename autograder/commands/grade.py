"""autograder grade, and doctor, which says whether this machine is fit for it."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from autograder.commands.usage import (
    FAILED,
    FEEDBACK,
    INTERRUPTED,
    ISOLATION,
    WORKED,
    Add,
    UsageError,
    known_cells,
    must_be_isolated,
    must_exist,
    natural,
    positive,
)

_GRADE_EXAMPLES = """examples:
  autograder grade class/                      class/anna.ipynb, or class/anna/anything.ipynb
  autograder grade class/ --jobs 4 --out grades/week1
  autograder grade anna.ipynb --assignment shallow_network
  autograder grade class/ --limit call_cpu=10 --limit memory=4G

A run that was stopped, by whatever, goes on when the same command is given again.
Written to --out: gradebook.csv, index.html and class.html about this run, and for each submission
results/STUDENT/ASSIGNMENT.json and feedback/STUDENT/ASSIGNMENT.html."""


def register(add: Add) -> None:
    """The commands and their options."""
    grade = add("grade", grade_command, "grade notebooks", _GRADE_EXAMPLES)
    grade.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        type=Path,
        help="a notebook, a folder of notebooks or of students' folders or zips, or a zip of them (see docs)",
    )
    grade.add_argument(
        "--assignment", metavar="NAME", help="grade this assignment only (default: as recognised)"
    )
    grade.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("grades"), help="where to (default: grades)"
    )
    grade.add_argument(
        "--jobs", metavar="N", type=positive, help="processes (default: one for each processor)"
    )
    grade.add_argument(
        "--seed",
        metavar="N",
        type=natural,
        default=0,
        help="of the hidden inputs, same for all (default: 0)",
    )
    grade.add_argument(
        "--isolation",
        choices=ISOLATION,
        default="auto",
        help="how student code is confined (default: auto, the best that is fit for marks; see doctor)",
    )
    grade.add_argument(
        "--limit",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="change a limit, as call_cpu=10 or memory=4G; may be repeated (doctor lists them)",
    )
    grade.add_argument(
        "--again",
        action="store_true",
        help="grade anew what an earlier run has graded (default: equal results of it are kept)",
    )
    grade.add_argument(
        "--cache",
        metavar="DIR",
        type=Path,
        help="where graded submissions are kept, several runs may share it (default: .cache in --out)",
    )
    grade.add_argument(
        "--feedback",
        choices=FEEDBACK,
        help="what students see: everything (default), totals without what hidden cases say, or public cases only",
    )
    grade.add_argument(
        "--course", metavar="FILE", type=Path, help="course.toml: which attempt counts, what students see"
    )
    grade.add_argument("--roster", metavar="FILE", type=Path, help="CSV: who is in the course")

    grade.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="grade on the workers of the Dask scheduler at tcp://HOST:PORT or tls://HOST:PORT, not here",
    )

    add("doctor", doctor_command, "show how well student code is isolated on this machine")


def grade_command(options: argparse.Namespace) -> int:
    """Find, grade and write; a submission's files are written as soon as it is graded."""
    for path in options.paths:
        must_exist(path)
    if options.cluster and options.jobs:
        raise UsageError(
            "--jobs is for this machine; with --cluster each thread of its workers is one process."
        )
    known = known_cells(options.assignment)

    from autograder import cache, course, limits, roster, submissions

    try:
        limited = limits.changed(options.limit)
    except limits.LimitError as error:
        raise UsageError(f"--limit {error}.") from None
    rules = course.load(options.course, list(known)) if options.course else None
    people = roster.load(options.roster) if options.roster else None
    remembered = cache.Cache(options.cache or options.out / ".cache")
    with tempfile.TemporaryDirectory(prefix="autograder-") as scratch:
        found = submissions.find(
            options.paths,
            options.assignment,
            known=known,
            scratch=Path(scratch),
            course=rules,
            roster=people,
            look=remembered.look(known),
        )
        return _grade(found, options, remembered, limited, rules)


def _grade(found: Any, options: argparse.Namespace, remembered: Any, limited: Any, rules: Any) -> int:
    """Grade what was found, while what was unpacked is still there."""
    from autograder import grading, report

    if not found.submissions:
        raise UsageError("\n  ".join(["no notebook to grade was found.", *map(report.clean, found.problems)]))
    if not options.cluster:  # else its workers see to it
        must_be_isolated(options.isolation)
    feedback: Any = options.feedback or (rules.feedback if rules else FEEDBACK[0])
    how = grading.Options(
        jobs=options.jobs,
        seed=options.seed,
        isolation=options.isolation,
        limits=limited,
        again=options.again,
        feedback=feedback,
        cluster=options.cluster or "",
    )
    well, interrupted = grading.grade(found, options.out, remembered, how)
    if interrupted:
        return INTERRUPTED
    if rules is not None and rules.weights:
        _print_course(options)
    return WORKED if well else FAILED


def _print_course(options: argparse.Namespace) -> None:
    """Write the gradebook of the whole course: other runs may have graded other assignments into the same folder."""
    from autograder import exporting

    done = exporting.export(options.out, "gradebook", course_file=options.course, roster_file=options.roster)
    print(f"Course     {done.paths[0]}")


def doctor_command(_: argparse.Namespace) -> int:
    """Say how student code is isolated here."""
    from autograder import doctor

    text, well = doctor.report()
    print(text)
    return WORKED if well else FAILED
