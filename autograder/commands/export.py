"""Grades in the formats of others, and zips for graders that are not ours: export, gradescope-*, otter-zip."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.commands.usage import (
    FAILED,
    ISOLATION,
    WORKED,
    Add,
    chosen_names,
    natural,
)

EXPORTS = ("gradebook", "canvas", "moodle", "nbgrader", "gradescope", "junit", "classroom50", "json")
_EXPORT_EXAMPLES = """examples:
  autograder export --format canvas --roster canvas-gradebook.csv
  autograder export --format moodle --roster worksheet.csv --assignment shallow_network
  autograder export --format json --course course.toml"""
_OTTER_ZIP_EXAMPLES = """example:
  autograder otter-zip --out dist/otter

Stock otter runs student code beside the tests: fine for feedback, not safe for marks."""


def register(add: Add) -> None:
    """The commands and their options."""
    export = add("export", export_command, "write graded results in another format", _EXPORT_EXAMPLES)
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

    otter = add(
        "otter-zip", otter_zip_command, "make a zip of each assignment for stock otter", _OTTER_ZIP_EXAMPLES
    )
    otter.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("dist/otter"), help="where to (default: dist/otter)"
    )

    gradescope = add("gradescope-zip", gradescope_zip_command, "make a zip of each assignment for Gradescope")
    gradescope.add_argument("--assignment", metavar="NAME", help="only this one")
    gradescope.add_argument("--seed", metavar="N", type=natural, help="of the hidden inputs (default: drawn)")
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


def export_command(options: argparse.Namespace) -> int:
    """Write what was graded for somebody else."""
    if options.assignment:
        chosen_names([options.assignment])
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


def otter_zip_command(options: argparse.Namespace) -> int:
    """Make the zips for stock otter."""
    names = chosen_names([])
    from autograder import otter_zip

    for name in names:
        print(otter_zip.build_zip(name, options.out))
    return WORKED


def gradescope_zip_command(options: argparse.Namespace) -> int:
    """Make the zips for Gradescope."""
    names = chosen_names([options.assignment] if options.assignment else [])
    from autograder import gradescope_zip

    for name in names:
        print(gradescope_zip.build_zip(name, options.out, seed=options.seed, isolation=options.isolation))
    return WORKED


def gradescope_run_command(options: argparse.Namespace) -> int:
    """What the zip's run_autograder calls."""
    from autograder import gradescope_zip

    return WORKED if gradescope_zip.run(options.root) else FAILED
