"""The command line. Each command is a function that returns its exit code; imports wait until one is run.

0: it worked, whatever the scores. 1: we failed: something could not be graded or written, or a check found
something. 2: wrong usage.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

WORKED, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
EXPORTS = ("canvas", "moodle", "nbgrader", "gradescope", "junit", "classroom50", "json")
FEEDBACK = ("everything", "totals", "public")
ISOLATION = ("auto", "namespaces", "landlock", "preview")

_EXAMPLES = {
    "autograder": """examples:
  autograder doctor                            is this machine fit to grade on?
  autograder grade class/                      grade a folder; results in grades/
  autograder grade anna.ipynb --out /tmp/g     grade one notebook

exit codes: 0 it worked, whatever the scores; 1 we failed; 2 wrong usage""",
    "grade": """examples:
  autograder grade class/                      class/anna.ipynb, or class/anna/anything.ipynb
  autograder grade class/ --jobs 4 --out grades/week1
  autograder grade anna.ipynb --assignment shallow_network
  autograder grade class/ --limit call_cpu=10 --limit memory=4G

A run that was stopped, by whatever, goes on when the same command is given again.
Written to --out: gradebook.csv, index.html and class.html about this run, and for each submission
results/STUDENT/ASSIGNMENT.json and feedback/STUDENT/ASSIGNMENT.html.""",
    "build": """examples:
  autograder build                             everything
  autograder build shallow_network
  autograder build --check                     change nothing; exit 1 if something is stale""",
    "audit": """examples:
  autograder audit
  autograder audit --assignment shallow_network --seeds 7,8""",
    "export": """examples:
  autograder export --format canvas --roster canvas-gradebook.csv
  autograder export --format moodle --roster worksheet.csv --assignment shallow_network
  autograder export --format json --course course.toml""",
    "otter-zip": """example:
  autograder otter-zip --out dist/otter

Stock otter runs student code beside the tests: fine for feedback, not safe for marks.""",
}


class UsageError(Exception):
    """What the user asked for cannot be meant; the text says what can."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a name that the terminal cannot show is no reason to stop
    parser = make_parser()
    options = parser.parse_args(arguments)
    command: Callable[[argparse.Namespace], int] | None = getattr(options, "command", None)
    if command is None:
        parser.print_help()
        return WRONG_USAGE
    try:
        return command(options)
    except UsageError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return WRONG_USAGE
    except Exception as error:
        if type(error).__name__ in _EXPECTED:
            print(f"autograder: {error}", file=sys.stderr)
            return FAILED
        raise


_EXPECTED = (
    "AssignmentError",
    "CourseError",
    "IsolationError",
    "RosterError",
    "StoreError",
)  # by name: importing them would take a second


def make_parser() -> argparse.ArgumentParser:
    """All commands and options."""
    parser = argparse.ArgumentParser(
        prog="autograder",
        usage="autograder [-h] COMMAND ...",
        description="Grade notebooks about building neural networks with NumPy.",
        epilog=_EXAMPLES["autograder"],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND ...")

    def add(name: str, command: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=text,
            description=f"{text[0].upper()}{text[1:]}.",
            epilog=_EXAMPLES.get(name),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(command=command)
        return added

    grade = add("grade", grade_command, "grade notebooks")
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
        "--jobs", metavar="N", type=_positive, help="processes (default: one for each processor)"
    )
    grade.add_argument(
        "--seed",
        metavar="N",
        type=_natural,
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
        "--feedback",
        choices=FEEDBACK,
        help="what students see: everything (default), totals without what hidden cases say, or public cases only",
    )
    grade.add_argument(
        "--course", metavar="FILE", type=Path, help="course.toml: which attempt counts, what students see"
    )
    grade.add_argument("--roster", metavar="FILE", type=Path, help="CSV: who is in the course")
    _add_student_commands(add)
    build = add("build", build_command, "make notebooks, public tests and solutions from their masters")
    build.add_argument("names", metavar="NAME", nargs="*", help="assignments (default: all)")
    build.add_argument("--check", action="store_true", help="change nothing; fail if something is stale")

    audit = add(
        "audit", audit_command, "run every known mistake and every accepted variant against the tests"
    )
    audit.add_argument("--assignment", metavar="NAME", action="append", help="only this one; may be repeated")
    audit.add_argument(
        "--seeds", metavar="N,N,…", type=_seeds, help="seeds of the hidden inputs (default: 0,1,2)"
    )
    audit.add_argument("--write", action="store_true", help="write docs/audit.md instead of comparing it")

    export = add("export", export_command, "write graded results in another format")
    what = export.add_mutually_exclusive_group(required=True)
    what.add_argument("--format", choices=EXPORTS, help="for whom")
    what.add_argument("--schema", action="store_true", help="print the JSON Schema of --format json")
    export.add_argument(
        "--grades", metavar="DIR", type=Path, default=Path("grades"), help="what was graded (default: grades)"
    )
    export.add_argument("--assignment", metavar="NAME", help="only this one")
    export.add_argument("--course", metavar="FILE", type=Path, help="course.toml: deadlines, late policy")
    export.add_argument("--roster", metavar="FILE", type=Path, help="CSV: who is who in the LMS")
    export.add_argument("--out", metavar="DIR", type=Path, help="where to (default: exports in --grades)")

    add("doctor", doctor_command, "show how well student code is isolated on this machine")

    otter = add("otter-zip", otter_zip_command, "make a zip of each assignment for stock otter")
    otter.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("dist/otter"), help="where to (default: dist/otter)"
    )

    gradescope = add("gradescope-zip", gradescope_zip_command, "make a zip of each assignment for Gradescope")
    gradescope.add_argument("--assignment", metavar="NAME", help="only this one")
    gradescope.add_argument(
        "--seed", metavar="N", type=_natural, help="of the hidden inputs (default: drawn)"
    )
    gradescope.add_argument(
        "--isolation", choices=ISOLATION, default="auto", help="as for grade (default: auto)"
    )
    gradescope.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("dist/gradescope"), help="default: dist/gradescope"
    )
    inside = add(
        "gradescope-run", gradescope_run_command, "grade one submission inside Gradescope's container"
    )
    inside.add_argument("--root", metavar="DIR", type=Path, default=Path("/autograder"), help="its folder")
    return parser


def _add_student_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """What is about students' notebooks before they are handed in."""
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


def _positive(text: str) -> int:
    number = _natural(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _natural(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 on")
    return int(text)


def _seeds(text: str) -> tuple[int, ...]:
    return tuple(_natural(part.strip()) for part in text.split(","))


# ----------------------------------------------------------------------------------------- commands


def grade_command(options: argparse.Namespace) -> int:
    """Find, grade and write; a submission's files are written as soon as it is graded."""
    for path in options.paths:
        _must_exist(path)
    known = _known(options.assignment)

    from autograder import course, limits, roster, submissions

    try:
        limited = limits.changed(options.limit)
    except limits.LimitError as error:
        raise UsageError(f"--limit {error}.") from None
    rules = course.load(options.course, list(known)) if options.course else None
    people = roster.load(options.roster) if options.roster else None
    with tempfile.TemporaryDirectory(prefix="autograder-") as scratch:
        found = submissions.find(
            options.paths, options.assignment, known=known, scratch=Path(scratch), course=rules, roster=people
        )
        return _grade(found, options, limited, rules)


def _grade(found: Any, options: argparse.Namespace, limited: Any, rules: Any) -> int:
    """Grade what was found, while what was unpacked is still there."""
    from autograder import grading, report

    if not found.submissions:
        raise UsageError("\n  ".join(["no notebook to grade was found.", *map(report.clean, found.problems)]))
    _must_be_isolated(options.isolation)
    feedback: Any = options.feedback or (rules.feedback if rules else FEEDBACK[0])
    results, interrupted = grading.grade(
        found,
        options.out,
        jobs=options.jobs,
        seed=options.seed,
        isolation=options.isolation,
        limits=limited,
        again=options.again,
        feedback=feedback,
    )
    if interrupted:
        return INTERRUPTED
    return FAILED if any(result.status == "internal_error" for result in results) else WORKED


def check_command(options: argparse.Namespace) -> int:
    """Run the public cases; 1 if one of them failed."""
    _must_exist(options.notebook)
    known = _known(options.assignment)
    from autograder import assignment, public_check, report, submissions
    from autograder.engine import Engine

    found = submissions.find([options.notebook], options.assignment, known=known)
    if len(found.submissions) != 1 or found.submissions[0].assignment is None:
        raise UsageError(
            "\n  ".join(["one notebook of a known assignment is wanted.", *map(report.clean, found.problems)])
        )
    _must_be_isolated(options.isolation)
    submission = found.submissions[0]
    with Engine(isolation=options.isolation, public_only=True) as engine:
        result = engine.grade(submission)
    print(public_check.text(result, assignment.load(result.assignment)))
    return WORKED if public_check.passed(result) else FAILED


def build_command(options: argparse.Namespace) -> int:
    """Make what is generated, or say what is stale."""
    names = _names(options.names)
    from autograder import build

    if options.check:
        stale = [problem for name in names for problem in build.stale(name)]
        print("\n".join(stale or [f"{len(names)} up to date: {', '.join(names)}"]))
        return FAILED if stale else WORKED
    for name in names:
        changed = build.build(name)
        print(f"{name}: {len(changed)} files changed" if changed else f"{name}: up to date")
    return WORKED


def audit_command(options: argparse.Namespace) -> int:
    """Test the tests."""
    chosen = _names(options.assignment) if options.assignment else None
    from autograder import audit

    text, well = audit.main_report(chosen, options.seeds, write=options.write)
    print(text)
    return WORKED if well else FAILED


def export_command(options: argparse.Namespace) -> int:
    """Write what was graded for somebody else."""
    if options.assignment:
        _names([options.assignment])
    if options.schema:
        from autograder.exports import everything

        print(everything.schema_text(), end="")
        return WORKED
    from autograder import exporting, report

    done = exporting.export(
        options.grades,
        options.format,
        out=options.out,
        assignment=options.assignment,
        course_file=options.course,
        roster_file=options.roster,
    )
    for problem in done.problems:
        print(f"! {report.clean(problem)}")
    shown = done.paths[:3]
    print("\n".join(map(str, shown)))
    if len(done.paths) > len(shown):
        print(f"… and {len(done.paths) - len(shown)} more")
    return WORKED


def doctor_command(_: argparse.Namespace) -> int:
    """Say how student code is isolated here."""
    from autograder import doctor

    text, well = doctor.report()
    print(text)
    return WORKED if well else FAILED


def release_command(options: argparse.Namespace) -> int:
    """Make the zips for students."""
    names = _names([options.assignment] if options.assignment else [])
    from autograder import handout

    for name in names:
        print(handout.build_zip(name, options.out))
    return WORKED


def student_command(options: argparse.Namespace) -> int:
    """Make a folder to work in."""
    _names([options.name])
    from autograder import handout

    folder = options.to or Path("lessons") / options.name
    for told in handout.hand_out(options.name, folder):
        print(told)
    print(folder)
    return WORKED


def otter_zip_command(options: argparse.Namespace) -> int:
    """Make the zips for stock otter."""
    names = _names([])
    from autograder import otter_zip

    for name in names:
        print(otter_zip.build_zip(name, options.out))
    return WORKED


def gradescope_zip_command(options: argparse.Namespace) -> int:
    """Make the zips for Gradescope."""
    names = _names([options.assignment] if options.assignment else [])
    from autograder import gradescope_zip

    for name in names:
        print(gradescope_zip.build_zip(name, options.out, seed=options.seed, isolation=options.isolation))
    return WORKED


def gradescope_run_command(options: argparse.Namespace) -> int:
    """What the zip's run_autograder calls."""
    from autograder import gradescope_zip

    return WORKED if gradescope_zip.run(options.root) else FAILED


# -------------------------------------------------------------------------------------------- usage


def _must_exist(path: Path) -> None:
    if path.exists():
        return
    beside = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    close = get_close_matches(path.name, beside, n=1)
    hint = f" Did you mean {path.parent / close[0]}?" if close else ""
    raise UsageError(f"there is no {path}.{hint}")


def _names(chosen: Sequence[str]) -> list[str]:
    """The assignments that were chosen, all if none was."""
    from autograder import assignment

    names = assignment.names()
    for name in chosen:
        if name not in names:
            close = get_close_matches(name, names, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise UsageError(
                f"there is no assignment {name!r}.{hint} There are: {', '.join(names) or 'none yet'}."
            )
    return list(chosen) or names


def _known(chosen: str | None) -> Mapping[str, Any]:
    """The handed-out cells of every assignment, by which submissions are recognised."""
    _names([chosen] if chosen else [])
    from autograder import assignment

    return {name: assignment.load(name).handed_out for name in assignment.names()}


def _must_be_isolated(isolation: str) -> None:
    """Refuse before the first submission, and not with every one, if this machine cannot do it."""
    from autograder import tiers

    policy = tiers.choose(isolation)
    if policy.tier == "preview":
        print("PREVIEW: student code runs without isolation. Not for marks.", file=sys.stderr)
