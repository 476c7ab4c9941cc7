"""Fail if somebody's score lies below a share of the points: python ci/at_least.py grades 50"""

from __future__ import annotations

import sys
from pathlib import Path

from autograder.results import Status
from autograder.store import Store


def main(arguments: list[str]) -> int:
    """1 if a graded submission has less than the given percentage; what we failed to grade is not counted."""
    grades, percent = Path(arguments[0]), float(arguments[1])
    below = [
        r
        for r in Store(grades).read_results()
        if r.status is not Status.INTERNAL_ERROR and 100 * r.score < percent * r.max_score
    ]
    for result in below:
        print(
            f"{result.student} {result.assignment}: {result.score:g} of {result.max_score:g}, below {percent:g} %"
        )
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
