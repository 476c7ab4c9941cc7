# Generated from autograder/questions/regularization/q3.py by `make assignments`; do not edit.
"""q3: The cost with an L2 penalty. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q3"


def cost(function, A3, Y, parameters, lambd):
    """The student's cost, a number; nothing is changed on the way to it."""
    observed = checks.call(function, A3=A3, Y=Y, parameters=parameters, lambd=lambd)
    checks.unchanged(observed)
    return checks.scalar(observed.value, "The cost")


def small_network():
    return {
        "W1": np.array([[1.0, -2.0], [0.5, 0.0]]),
        "b1": np.array([[3.0], [-1.0]]),
        "W2": np.array([[2.0, 0.0], [-1.0, 1.0]]),
        "b2": np.array([[-4.0], [2.0]]),
        "W3": np.array([[-1.0, 2.0]]),
        "b3": np.array([[5.0]]),
    }


@test_case(
    name="Two examples and weights whose squares add up to 16.25, with λ = 2: the cost is 8.49198",
    points=2,
    hidden=False,
)
def cost_by_hand(compute_cost_with_regularization):
    A3, Y = np.array([[0.8, 0.4]]), np.array([[1.0, 0.0]])
    value = cost(compute_cost_with_regularization, A3, Y, small_network(), 2.0)
    checks.close(value, 0.366984588 + 8.125, "The cost")


@test_case(
    name="With λ = 0 the cost is the cross-entropy alone",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 7 of the 10 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 7 of the 10 points, will be run when your notebook is graded.",
)
def no_penalty(compute_cost_with_regularization):
    A3, Y = np.array([[0.8, 0.4]]), np.array([[1.0, 0.0]])
    value = cost(compute_cost_with_regularization, A3, Y, small_network(), 0.0)
    checks.close(value, 0.366984588, "The cost with λ = 0")


import feedback

feedback.explain(globals(), ["compute_cost_with_regularization"])
