# Generated from autograder/questions/regularization/q8.py by `make assignments`; do not edit.
"""q8: Dropout, backward. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q8"

KEYS = ("dW1", "db1", "dW2", "db2", "dW3", "db3")


def backward(function, X, Y, cache, keep_prob):
    """The student's gradient: a dict with the six keys, and nothing changed on the way to it."""
    copies = tuple(a.copy() for a in cache)
    observed = checks.call(function, X=X, Y=Y, cache=copies, keep_prob=keep_prob)
    grads = checks.dictionary(observed.value, KEYS, "grads", extra=True)
    checks.unchanged(observed)
    return grads


def small_cache():
    """What the forward pass leaves of a small network with keep_prob = 0.5."""
    return (
        np.array([[-0.5, -0.5, 1.5, 1.5], [1.5, -1.5, -2.0, 1.0], [0.25, 1.25, -0.25, -1.25]]),
        np.array([[True, False, True, False], [True, True, False, True], [False, True, True, True]]),
        np.array([[0.0, 0.0, 3.0, 0.0], [3.0, 0.0, 0.0, 2.0], [0.0, 2.5, 0.0, 0.0]]),
        np.array([[1.0, -1.0], [0.5, 1.0], [-1.0, 0.5]]),
        np.array([[0.5], [-1.0], [0.25]]),
        np.array([[-2.0, 4.5, 2.5, -1.5], [3.75, 2.0, -2.25, 2.75]]),
        np.array([[False, True, True, True], [True, True, True, False]]),
        np.array([[0.0, 9.0, 5.0, 0.0], [7.5, 4.0, 0.0, 0.0]]),
        np.array([[1.0, -0.5, 2.0], [-1.0, 1.0, 0.5]]),
        np.array([[-0.5], [0.75]]),
        np.array([[-7.25, 0.75, 2.75, 0.25]]),
        np.array([[0.0007096703991, 0.6791786991754, 0.939913349826, 0.5621765008858]]),
        np.array([[0.5, -1.0]]),
        np.array([[0.25]]),
    )


X = np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
Y = np.array([[0.0, 1.0, 1.0, 0.0]])


@test_case(name="The gradient is right for a small network with keep_prob = 0.5", points=2, hidden=False)
def gradient_by_hand(backward_propagation_with_dropout):
    grads = backward(backward_propagation_with_dropout, X, Y, small_cache(), 0.5)
    by_hand = {
        "dW3": [[-0.79695624, -0.319490669]],
        "db3": [[0.045494555]],
        "dW2": [[-0.045064988, 0.0, -0.200513313], [0.0, -0.001064506, 0.401026626]],
        "db2": [[-0.095226988], [0.160055815]],
        "dW1": [[0.0, 0.030043325], [-0.00070967, -0.001419341], [0.16041065, 0.0]],
        "db1": [[-0.030043325], [-0.00070967], [-0.16041065]],
    }
    for key, expected in by_hand.items():
        checks.close(grads[key], expected, key)


def masked_cost(X, Y, cache, keep_prob):
    """The cost as a function of the parameters, while the masks of a cache stay as they are."""
    D1, D2 = cache[1], cache[6]

    def cost(parameters):
        W1, b1, W2, b2, W3, b3 = (parameters[key] for key in ("W1", "b1", "W2", "b2", "W3", "b3"))
        A1 = np.maximum(0, W1 @ X + b1) * D1 / keep_prob
        A2 = np.maximum(0, W2 @ A1 + b2) * D2 / keep_prob
        Z3 = W3 @ A2 + b3
        return float(np.mean(np.logaddexp(0, Z3) - Y * Z3))

    return cost


def slope_of_the_cost(function, X, Y, cache, keep_prob):
    parameters = dict(zip(("W1", "b1", "W2", "b2", "W3", "b3"), cache_parameters(cache), strict=True))
    cost = masked_cost(X, Y, cache, keep_prob)
    grads = backward(function, X, Y, cache, keep_prob)
    checks.gradient_check(grads, lambda points: [cost(p) for p in points], parameters)


def cache_parameters(cache):
    return cache[3], cache[4], cache[8], cache[9], cache[12], cache[13]


@test_case(
    name="The gradient is the slope of the cost while the same units stay dropped",
    points=2,
    hidden=False,
    success_message="5 more test cases, worth 8 of the 12 points, will be run when your notebook is graded.",
    failure_message="5 more test cases, worth 8 of the 12 points, will be run when your notebook is graded.",
)
def own_gradient_check(backward_propagation_with_dropout):
    slope_of_the_cost(backward_propagation_with_dropout, X, Y, small_cache(), 0.5)


import feedback

feedback.explain(globals(), ["backward_propagation_with_dropout"])
