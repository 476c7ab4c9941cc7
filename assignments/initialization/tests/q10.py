# Generated from autograder/questions/initialization/q10.py by `make assignments`; do not edit.
"""q10: Following a signal. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q10"


def compare(function, X, parameters, activation, expected):
    observed = checks.call(function, X=X, parameters=parameters, activation=activation)
    checks.unchanged(observed)
    stds = checks.numbers(observed.value, len(expected), "The list")
    for layer, (got, right) in enumerate(zip(stds, expected, strict=True), start=1):
        checks.close(got, right, f"The standard deviation of A[{layer}]")


def small_network():
    X = np.array([[1.0, -1.0], [2.0, 0.0]])
    parameters = {
        "W1": np.array([[1.0, 1.0], [0.0, -1.0]]),
        "b1": np.array([[0.0], [1.0]]),
        "W2": np.array([[2.0, -1.0]]),
        "b2": np.array([[1.0]]),
    }
    return X, parameters


@test_case(name="With ReLU the list is right for a network that one can do by hand", points=2, hidden=False)
def relu_by_hand(activation_stds):
    compare(activation_stds, *small_network(), "relu", [1.5**0.5, 3.5])


@test_case(
    name="With tanh the list is right for the same network",
    points=2,
    hidden=False,
    success_message="3 more test cases, worth 4 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 4 of the 8 points, will be run when your notebook is graded.",
)
def tanh_by_hand(activation_stds):
    compare(activation_stds, *small_network(), "tanh", [0.824103297, 0.928326060])


import feedback

feedback.explain(globals(), ["activation_stds"])
