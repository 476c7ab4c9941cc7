"""autograder grade and watch, and doctor, which says whether this machine is fit for it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from autograder import grading
    from autograder.limits import Limits
    from autograder.warming import Warming

_ADDRESS = re.compile(r"((tcp|tls|ucx|ws|wss)://)?[^\s/]+:\d+")
_GRADE_EXAMPLES = """examples:
  autograder grade class/                      class/anna.ipynb, or class/anna/anything.ipynb
  autograder grade class/ --jobs 4 --out grades/week1
  autograder grade anna.ipynb --assignment shallow_network
  autograder grade class/ --limit call_cpu=10 --limit memory=4G

A run that was stopped, by whatever, goes on when the same command is given again.
Written to --out: gradebook.csv, index.html and class.html about this run, and for each submission
results/STUDENT/ASSIGNMENT.json and feedback/STUDENT/ASSIGNMENT.html."""


_WATCH_EXAMPLES = """examples:
  autograder watch class/ --out grades         everything as by grade, kept up to date
  autograder watch shallow_network.ipynb       the public cases, in the words of check, at every save

Ctrl-C ends it."""


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
    _add_how(grade)
    grade.add_argument(
        "--again",
        action="store_true",
        help="grade anew what an earlier run has graded (default: equal results of it are kept)",
    )
    grade.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="grade on the workers of the Dask scheduler at tcp://HOST:PORT or tls://HOST:PORT, not here",
    )
    watch = add(
        "watch",
        watch_command,
        "grade each notebook of a folder, or check a single one, when it is saved",
        _WATCH_EXAMPLES,
    )
    watch.add_argument(
        "path",
        metavar="PATH",
        type=Path,
        help="a folder as for grade, or one notebook: its public cases only",
    )
    _add_how(watch)

    add("doctor", doctor_command, "show how well student code is isolated on this machine")


def _add_how(grade: argparse.ArgumentParser) -> None:
    """The options that grade and watch have in common."""
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


def grade_command(options: argparse.Namespace) -> int:
    """Find, grade and write; a submission's files are written as soon as it is graded."""
    for path in options.paths:
        must_exist(path)
    if options.cluster is not None and not _ADDRESS.fullmatch(options.cluster):
        raise UsageError(
            f"{options.cluster!r} is no scheduler's address, which looks like tcp://10.0.0.7:8786."
        )
    if options.cluster and options.jobs:
        raise UsageError(
            "--jobs is for this machine; with --cluster each thread of its workers is one process."
        )
    from autograder.warming import Warming

    limits = _limits(options)
    started: AbstractContextManager[Warming | None] = nullcontext()
    if not options.cluster:  # else its workers see to it
        policy = must_be_isolated(options.isolation, limits)
        if len(options.paths) == 1 and options.paths[0].suffix == ".ipynb":
            started = Warming(policy)  # it imports while we do
    with started as warming:
        wanted = _Wanted(options, options.paths, limits)
        how = wanted.how(again=options.again, cluster=options.cluster or "", warming=warming)
        ran = wanted.grade(how, must_find=True)
    if ran.interrupted:
        return INTERRUPTED
    if wanted.rules is not None and wanted.rules.weights:
        _print_course(options)
    return WORKED if ran.well else FAILED


def watch_command(options: argparse.Namespace) -> int:
    """Grade, and again whenever something is saved, until Ctrl-C."""
    must_exist(options.path)
    from autograder.warming import Warming

    limits = _limits(options)
    policy = must_be_isolated(options.isolation, limits)
    if options.path.is_file():
        if options.path.suffix != ".ipynb":
            raise UsageError(f"{options.path} is no notebook: watch a notebook, or a folder of them.")
        with Warming(policy) as warming:  # it imports while we do
            known = known_cells(options.assignment)
            from autograder import watching

            return _until_interrupted(
                lambda: watching.check(options.path, options.assignment, known, warming)
            )
    for folder in (options.out, options.cache):
        if folder is not None and folder.resolve().is_relative_to(options.path.resolve()):
            raise UsageError(f"{folder} lies in {options.path}, which is watched: choose another folder.")
    wanted = _Wanted(options, [options.path], limits)
    how = wanted.how()
    from autograder import watching

    return _until_interrupted(lambda: watching.grade(options.path, wanted.grade, how))


def _until_interrupted(watch: Callable[[], object]) -> int:
    try:
        watch()
    except KeyboardInterrupt:
        print("Stopped.")
    return WORKED


def _limits(options: argparse.Namespace) -> Limits:
    from autograder.limits import LimitError, changed

    try:
        return changed(options.limit)
    except LimitError as error:
        raise UsageError(f"--limit {error}.") from None


class _Wanted:
    """What the options of grade and watch ask for."""

    def __init__(self, options: argparse.Namespace, paths: Sequence[Path], limits: Limits):
        self._options, self._paths, self._limits = options, paths, limits
        self._known = known_cells(options.assignment)
        self.rules, self._people = None, None
        if options.course:
            from autograder import course

            self.rules = course.load(options.course, list(self._known))
        if options.roster:
            from autograder import roster

            self._people = roster.load(options.roster)

    def how(self, **more: Any) -> grading.Options:
        """How to grade."""
        from autograder import grading

        options = self._options
        feedback: Any = options.feedback or (self.rules.feedback if self.rules else FEEDBACK[0])
        return grading.Options(
            jobs=options.jobs,
            seed=options.seed,
            isolation=options.isolation,
            limits=self._limits,
            feedback=feedback,
            **more,
        )

    def grade(self, how: grading.Options, *, must_find: bool = False) -> grading.Ran:
        """Find and grade, while what was unpacked is there.

        Args:
            must_find: whether it is wrong usage if there is nothing to grade.
        """
        from autograder import cache, grading, report, submissions
        from autograder.scratch import Scratch

        options = self._options
        remembered = cache.Cache(options.cache or options.out / ".cache")
        with Scratch() as scratch:
            found = submissions.find(
                self._paths,
                options.assignment,
                known=self._known,
                scratch=scratch,
                course=self.rules,
                roster=self._people,
                look=remembered.look(self._known),
            )
            if must_find and not found.submissions:
                problems = map(report.clean, found.problems)
                raise UsageError("\n  ".join(["no notebook to grade was found.", *problems]))
            return grading.grade(found, options.out, remembered, how)


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
