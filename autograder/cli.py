"""The command line: what is common to all commands. The commands themselves are in autograder.commands.

0: it worked, whatever the scores. 1: we failed: something could not be graded or written, or a check found
something. 2: wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from autograder.commands import authors, export, grade, simulate, students
from autograder.commands.usage import FAILED, INTERRUPTED, WORKED, WRONG_USAGE, Command, UsageError

__all__ = ["FAILED", "INTERRUPTED", "WORKED", "WRONG_USAGE", "make_parser", "run"]

_EXAMPLES = """examples:
  autograder doctor                            is this machine fit to grade on?
  autograder grade class/                      grade a folder; results in grades/
  autograder grade anna.ipynb --out /tmp/g     grade one notebook

exit codes: 0 it worked, whatever the scores; 1 we failed; 2 wrong usage"""

_EXPECTED = (
    "AssignmentError",
    "ClusterError",
    "CourseError",
    "IsolationError",
    "RosterError",
    "SimulationError",
    "StoreError",
)  # by name: importing them would take a second


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a name that the terminal cannot show is no reason to stop
    parser = make_parser()
    options = parser.parse_args(arguments)
    command: Command | None = getattr(options, "command", None)
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


def make_parser() -> argparse.ArgumentParser:
    """All commands and options."""
    parser = argparse.ArgumentParser(
        prog="autograder",
        usage="autograder [-h] COMMAND ...",
        description="Grade notebooks about building neural networks with NumPy.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND ...")

    def add(name: str, command: Command, text: str, examples: str = "") -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=text,
            description=f"{text[0].upper()}{text[1:]}.",
            epilog=examples or None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(command=command)
        return added

    for family in (grade, students, simulate, export, authors):
        family.register(add)
    return parser
