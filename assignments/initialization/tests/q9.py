# Generated from autograder/questions/initialization/q9.py by `make assignments`; do not edit.
"""q9: Many layers, one matrix. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q9"


def compare(function, W, W_out, x, L, expected):
    observed = checks.call(function, W=W, W_out=W_out, x=x, L=L)
    checks.unchanged(observed)
    checks.close(observed.value, expected, "The output")


@test_case(name="The output is right for two and for three layers", points=2, hidden=False)
def by_hand(deep_linear_output):
    W, W_out, x = np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([[1.0, -1.0]]), np.array([[1.0], [2.0]])
    compare(deep_linear_output, W, W_out, x, 2, [[-1.0]])
    compare(deep_linear_output, W, W_out, x, 3, [[-1.0]])
    compare(deep_linear_output, W, W_out, np.array([[1.0, 0.0], [2.0, 1.0]]), 3, [[-1.0, -1.0]])


@test_case(name="With a single layer the output is W_out x: nothing is hidden", points=1, hidden=False)
def one_layer(deep_linear_output):
    W, W_out = np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([[2.0, 1.0], [1.0, -1.0], [0.0, 4.0]])
    compare(deep_linear_output, W, W_out, np.array([[3.0], [-1.0]]), 1, [[5.0], [4.0], [-4.0]])


@test_case(
    name="In a hundred layers of W = I / 2 a signal is halved 99 times",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 6 of the 10 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 6 of the 10 points, will be run when your notebook is graded.",
)
def halved(deep_linear_output):
    x = np.array([[2.0**99], [-(2.0**100)]])
    compare(deep_linear_output, 0.5 * np.eye(2), np.eye(2), x, 100, [[1.0], [-2.0]])


import feedback

feedback.explain(globals(), ["deep_linear_output"])
