# Generated from autograder/questions/shallow_network/q1.py by `make assignments`; do not edit.
"""q1: The sigmoid function. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q1"

LN_3 = 1.0986122886681098


@test_case(name="sigmoid is 1/2 at 0, 3/4 at ln 3 and 1/4 at −ln 3", points=1, hidden=False)
def sigmoid_by_hand(sigmoid):
    observed = checks.call(sigmoid, z=np.array([[0.0, LN_3, -LN_3]]))
    checks.unchanged(observed)
    checks.close(observed.value, [[0.5, 0.75, 0.25]], "sigmoid([[0, ln 3, -ln 3]])")


@test_case(
    name="sigmoid takes whole numbers too, and is exactly 1 or 0 far out",
    points=1,
    hidden=False,
    success_message="2 more test cases, worth 3 of the 5 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 3 of the 5 points, will be run when your notebook is graded.",
)
def sigmoid_far_out(sigmoid):
    middle = checks.scalar(checks.call(sigmoid, z=0).value, "sigmoid(0)")
    checks.close(middle, 0.5, "sigmoid(0)")
    far = checks.call(sigmoid, z=np.array([800, -800])).value
    checks.close(far, [1.0, 0.0], "sigmoid([800, -800])")


import feedback

feedback.explain(globals(), ["sigmoid"])
