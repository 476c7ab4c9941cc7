# Generated from autograder/questions/initialization/q8.py by `make assignments`; do not edit.
"""q8: Are the units different?. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q8"


def count(function, W, b, tol=None):
    observed = checks.call(function, W=W, b=b, **({} if tol is None else {"tol": tol}))
    checks.unchanged(observed)
    return checks.whole_number(observed.value, "The number of units")


def compare(function, W, b, expected, tol=None):
    got = count(function, W, b, tol)
    checks.require(
        got == expected, "The number of distinct units is wrong.", f"Got {got}, expected {expected}."
    )


@test_case(name="Four units, two of them equal, are three distinct ones", points=1, hidden=False)
def twins_by_hand(count_distinct_units):
    W = np.array([[1.0, -2.0], [0.5, 3.0], [1.0, -2.0], [-2.0, 1.0]])
    compare(count_distinct_units, W, np.array([[0.5], [0.0], [0.5], [0.5]]), 3)


@test_case(name="In a layer of zeros all units are one", points=1, hidden=False)
def zeros_by_hand(count_distinct_units):
    compare(count_distinct_units, np.zeros((5, 3)), np.zeros((5, 1)), 1)


@test_case(
    name="Units with the same weights and different biases are different",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def biases_by_hand(count_distinct_units):
    compare(count_distinct_units, np.ones((3, 2)), np.array([[0.0], [1.0], [0.0]]), 2)


import feedback

feedback.explain(globals(), ["count_distinct_units"])
