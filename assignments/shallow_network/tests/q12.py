# Generated from autograder/questions/shallow_network/q12.py by `make assignments`; do not edit.
"""q12: Concepts. The public test cases."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q12"

ITEMS = ("a", "b", "c", "d", "e")
OPTIONS = ("i", "ii", "iii", "iv")


def chosen(answers, item):
    """The option that a student chose; blanks and capitals do not matter."""
    value = checks.dictionary(answers, [item], "answers", extra=True)[item]
    return value.strip().lower() if isinstance(value, str) else None


@test_case(
    name="answers has the keys a to e, each with one of 'i', 'ii', 'iii', 'iv'",
    points=0,
    hidden=False,
    success_message="5 more test cases, worth 5 of the 5 points, will be run when your notebook is graded.",
    failure_message="5 more test cases, worth 5 of the 5 points, will be run when your notebook is graded.",
)
def form(answers):
    checks.require(
        answers is not None, "answers is not defined: run the cell that defines it, then check again."
    )
    checks.dictionary(answers, ITEMS, "answers", extra=True)
    for item in ITEMS:
        rule = f"answers['{item}'] must be one of 'i', 'ii', 'iii', 'iv', in quotes."
        checks.require(chosen(answers, item) in OPTIONS, rule)


import feedback

feedback.explain(globals(), ["answers"])
