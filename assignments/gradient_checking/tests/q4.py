# Generated from autograder/questions/gradient_checking/q4.py by `make assignments`; do not edit.
"""q4: How far apart are two gradients?. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q4"


def difference(function, grad, gradapprox):
    observed = checks.call(function, grad=np.array(grad), gradapprox=np.array(gradapprox))
    checks.unchanged(observed)
    return checks.scalar(observed.value, "The difference")


@test_case(name="The difference of (3, 0) and (0, 4) is 5/7", points=2, hidden=False)
def difference_by_hand(relative_difference):
    checks.close(difference(relative_difference, [[3.0], [0.0]], [[0.0], [4.0]]), 5 / 7, "The difference")


@test_case(
    name="The difference of two zero gradients is 0",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 7 of the 10 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 7 of the 10 points, will be run when your notebook is graded.",
)
def both_zero(relative_difference):
    value = difference(relative_difference, np.zeros((4, 1)), np.zeros((4, 1)))
    checks.require(value == 0, "Two gradients of zeros are equal: the difference is 0.", f"Got {value:.6g}.")


import feedback

feedback.explain(globals(), ["relative_difference"])
