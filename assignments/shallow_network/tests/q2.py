# Generated from autograder/questions/shallow_network/q2.py by `make assignments`; do not edit.
"""q2: ReLU and leaky ReLU. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q2"


@test_case(name="relu keeps what is positive and returns 0 for the rest", points=1, hidden=False)
def relu_by_hand(relu):
    observed = checks.call(relu, z=np.array([[-2.0, 0.0, 3.5], [4.0, -0.5, -1.0]]))
    checks.unchanged(observed)
    checks.close(observed.value, [[0.0, 0.0, 3.5], [4.0, 0.0, 0.0]], "relu(z)")


@test_case(name="leaky_relu multiplies what is negative by alpha and keeps the rest", points=1, hidden=False)
def leaky_relu_by_hand(leaky_relu):
    observed = checks.call(leaky_relu, z=np.array([[-4.0, 2.0], [0.0, -1.0]]), alpha=0.25)
    checks.unchanged(observed)
    checks.close(observed.value, [[-1.0, 2.0], [0.0, -0.25]], "leaky_relu(z, 0.25)")


@test_case(
    name="leaky_relu loses no decimals on an array of integers",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def leaky_relu_of_integers(leaky_relu):
    observed = checks.call(leaky_relu, z=np.array([-3, 5, -40]))
    checks.unchanged(observed)
    checks.close(observed.value, [-0.03, 5.0, -0.4], "leaky_relu of integers")


import feedback

feedback.explain(globals(), ["relu", "leaky_relu"])
