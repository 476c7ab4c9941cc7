"""A class that never was: simulate."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.commands.usage import WORKED, Add, chosen_names, natural, positive

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
    simulate.add_argument("--students", metavar="N", type=positive, default=30, help="how many (default: 30)")
    simulate.add_argument(
        "--seed", metavar="N", type=natural, default=0, help="another class for each (default: 0)"
    )
    simulate.add_argument(
        "--to", metavar="DIR", type=Path, default=Path("simulated"), help="where to (default: simulated)"
    )
    simulate.add_argument("--assignment", metavar="NAME", help="only this one (default: all)")


def simulate_command(options: argparse.Namespace) -> int:
    """Make up a class, and say how to grade it."""
    names = chosen_names([options.assignment] if options.assignment else [])
    from autograder import simulation

    to: Path = options.to
    count = simulation.simulate(to, options.students, options.seed, names)
    print(
        f"{options.students} students, {count} notebooks; what is the matter with each: {to / simulation.PLANTED}\n"
        f"autograder grade {to / simulation.CLASS} --course {to / simulation.COURSE} "
        f"--roster {to / simulation.ROSTER} --out {to / 'grades'}"
    )
    return WORKED
