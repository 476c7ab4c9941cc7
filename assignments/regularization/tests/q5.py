# Generated from autograder/questions/regularization/q5.py by `make assignments`; do not edit.
"""q5: The L1 penalty. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q5"


def penalty(function, parameters, lambd, m):
    observed = checks.call(function, parameters=parameters, lambd=lambd, m=m)
    checks.unchanged(observed)
    return checks.scalar(observed.value, "The penalty")


def gradient(function, W, lambd, m):
    observed = checks.call(function, W=W, lambd=lambd, m=m)
    checks.unchanged(observed)
    return checks.array(observed.value, W.shape, "The gradient")


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
    name="Absolute weights that add up to 10.5, λ = 2 and m = 4 make a penalty of 5.25",
    points=1,
    hidden=False,
)
def penalty_by_hand(l1_penalty):
    checks.close(penalty(l1_penalty, small_network(), 2.0, 4), 5.25, "The penalty")


@test_case(name="The slope is ±λ/m, and 0 where the weight is 0", points=1, hidden=False)
def gradient_by_hand(l1_gradient):
    value = gradient(l1_gradient, np.array([[1.5, -0.2], [0.0, 40.0]]), 2.0, 4)
    checks.close(value, [[0.5, -0.5], [0.0, 0.5]], "The gradient")


@test_case(
    name="The gradient is the slope of your own penalty",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def they_agree(l1_penalty, l1_gradient):
    parameters, lambd, m, step = small_network(), 1.5, 5, 0.25
    for key in ("W2", "W3"):
        W = parameters[key] + 0.5  # no weight is 0 or comes across it
        sides = [
            penalty(l1_penalty, {**parameters, key: W + side * np.eye(*W.shape)}, lambd, m)
            for side in (step, -step)
        ]
        slopes = np.diagonal(gradient(l1_gradient, W, lambd, m))
        checks.require(
            abs(slopes.sum() - (sides[0] - sides[1]) / (2 * step)) <= 1e-4,
            f"l1_gradient(W, …) is not the slope of l1_penalty for {key}: do both have the same factor?",
        )


import feedback

feedback.explain(globals(), ["l1_penalty", "l1_gradient"])
