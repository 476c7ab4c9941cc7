# Generated from autograder/questions/gradient_checking/q8.py by `make assignments`; do not edit.
"""q8: What the difference means. The public test cases."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q8"

VERDICTS = ("correct", "probably correct", "suspicious", "wrong")


def verdict(function, difference):
    value = checks.call(function, difference=difference).value
    rule = f"The verdict must be one of the texts {', '.join(VERDICTS)}."
    checks.require(value is not None, "The verdict is None: does every branch return a text?")
    checks.require(isinstance(value, str), rule)
    text = " ".join(value.lower().split()).rstrip(".!")
    text = "probably correct" if text == "probably" else text
    checks.require(text in VERDICTS, rule)
    return text


def compare(function, difference, expected, what):
    text = verdict(function, difference)
    checks.require(
        text == expected, f"A difference {what} means “{expected}”.", f"For {difference:g} you say “{text}”."
    )


@test_case(
    name="2e-8 is correct, 3e-6 probably correct, 4e-4 suspicious and 0.5 wrong",
    points=2,
    hidden=False,
    success_message="2 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
)
def verdicts_by_hand(interpret_difference):
    for difference, expected in zip((2e-8, 3e-6, 4e-4, 0.5), VERDICTS, strict=True):
        compare(interpret_difference, difference, expected, f"of {difference:g}")


import feedback

feedback.explain(globals(), ["interpret_difference"])
