# Generated from autograder/questions/deep_network/q6.py by `make assignments`; do not edit.
"""q6: Back through the linear step. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q6"

DZ = np.array([[1.0, -1.0, 2.0, 0.0], [0.0, 2.0, -3.0, 4.0]])
A_PREV = np.array([[1.0, 0.0, -1.0, 2.0], [2.0, -1.0, 0.0, 1.0], [-1.0, 3.0, 1.0, 0.0]])
W = np.array([[2.0, 0.0, 1.0], [-1.0, 0.5, 0.0]])
B = np.array([[0.5], [-1.0]])


def backward(function, dZ, cache):
    """Call the student's function on copies; the three arrays that it returns."""
    observed = checks.call(function, dZ=dZ.copy(), cache=tuple(part.copy() for part in cache))
    results = checks.unpack(observed.value, "dA_prev", "dW", "db")
    checks.unchanged(observed)
    return results


@test_case(
    name="The gradients of a layer of two units and four examples are as found by hand",
    points=3,
    hidden=False,
)
def gradients_by_hand(linear_backward):
    dA_prev, dW, db = backward(linear_backward, DZ, (A_PREV, W, B))
    checks.close(dW, [[-0.25, 0.75, -0.5], [2.75, 0.5, 0.75]], "dW", known={"m": 4})
    checks.close(db, [[0.5], [0.75]], "db", known={"m": 4})
    by_hand = [[2.0, -4.0, 7.0, -4.0], [0.0, 1.0, -1.5, 2.0], [1.0, -1.0, 2.0, 0.0]]
    checks.close(dA_prev, by_hand, "dA_prev", known={"m": 4})


@test_case(
    name="With every example twice, dW and db stay and dA_prev has every column twice",
    points=2,
    hidden=False,
    success_message="5 more test cases, worth 9 of the 14 points, will be run when your notebook is graded.",
    failure_message="5 more test cases, worth 9 of the 14 points, will be run when your notebook is graded.",
)
def examples_twice(linear_backward):
    once = backward(linear_backward, DZ, (A_PREV, W, B))
    twice = backward(linear_backward, np.hstack([DZ, DZ]), (np.hstack([A_PREV, A_PREV]), W, B))
    dA_prev = checks.array(once[0], A_PREV.shape, "dA_prev")
    checks.close(twice[0], np.hstack([dA_prev, dA_prev]), "dA_prev with every example twice")
    for label, first, second, shape in zip(
        ("dW", "db"), once[1:], twice[1:], (W.shape, B.shape), strict=True
    ):
        before = checks.array(first, shape, label)
        checks.require(before.any(), f"{label} is all zeros.")
        checks.close(second, before, f"{label} with every example twice")


import feedback

feedback.explain(globals(), ["linear_backward"])
