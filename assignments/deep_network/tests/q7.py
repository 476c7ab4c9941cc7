# Generated from autograder/questions/deep_network/q7.py by `make assignments`; do not edit.
"""q7: Back through one whole layer. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q7"

LN_3 = 1.0986122886681098
DA = np.array([[4.0, -2.0, 1.0], [1.0, 3.0, -2.0]])


def backward(function, dA, cache, activation):
    """Call the student's function on copies; the three arrays that it returns."""
    linear_cache, Z = cache
    copies = (tuple(part.copy() for part in linear_cache), Z.copy())
    observed = checks.call(function, dA=dA.copy(), cache=copies, activation=activation)
    results = checks.unpack(observed.value, "dA_prev", "dW", "db")
    checks.unchanged(observed)
    return results


def compare(results, right, m):
    for label, got, wanted in zip(("dA_prev", "dW", "db"), results, right, strict=True):
        checks.close(got, wanted, label, known={"m": m})


@test_case(
    name="With relu the gradient passes only where Z was positive, as found by hand", points=2, hidden=False
)
def relu_by_hand(linear_activation_backward):
    A_prev, W, b = (
        np.array([[1.0, 0.0, -1.0], [2.0, -1.0, 0.0]]),
        np.array([[1.0, -1.0], [0.5, 2.0]]),
        [0.5, 1.0],
    )
    cache = ((A_prev, W, np.array([b]).T), np.array([[-0.5, 1.5, -0.5], [5.5, -1.0, 0.5]]))
    results = backward(linear_activation_backward, DA, cache, "relu")
    dA_prev = [[0.5, -2.0, -1.0], [2.0, 2.0, -4.0]]
    compare(results, (dA_prev, [[0.0, 2 / 3], [1.0, 2 / 3]], [[-2 / 3], [-1 / 3]]), 3)


@test_case(
    name="With sigmoid the gradient is multiplied by the slope at Z, as found by hand",
    points=2,
    hidden=False,
    success_message="3 more test cases, worth 8 of the 12 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 8 of the 12 points, will be run when your notebook is graded.",
)
def sigmoid_by_hand(linear_activation_backward):
    linear_cache = np.array([[1.0, 0.0, 2.0]]), np.array([[-LN_3], [LN_3]]), np.array([[LN_3], [0.0]])
    Z = np.array([[0.0, LN_3, -LN_3], [LN_3, 0.0, 2 * LN_3]])
    results = backward(linear_activation_backward, DA, (linear_cache, Z), "sigmoid")
    dA_prev = [[-0.8125 * LN_3, 1.125 * LN_3, -0.3675 * LN_3]]
    compare(results, (dA_prev, [[1.375 / 3], [-0.1725 / 3]], [[0.8125 / 3], [0.7575 / 3]]), 3)


import feedback

feedback.explain(globals(), ["linear_activation_backward"])
