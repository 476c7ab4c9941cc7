"""q8: backward_propagation_with_dropout. The masks are ours, of True and False, and the cache agrees with them."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q8"
title = "Dropout, backward"
functions = ["backward_propagation_with_dropout"]
helpers = {}

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
    name="The gradient is the slope of the cost while the same units stay dropped", points=2, hidden=False
)
def own_gradient_check(backward_propagation_with_dropout):
    slope_of_the_cost(backward_propagation_with_dropout, X, Y, small_cache(), 0.5)


def problem(generator, dims, m, keep_prob):
    """X, Y, cache and keep_prob for a network that is alive.

    In both hidden layers something that was on is dropped and something is kept; no unit is near its kink.
    """
    while True:
        parameters, X = checks.alive_network(generator, m, *dims)
        W1, b1, W2, b2, W3, b3 = (parameters[key] for key in ("W1", "b1", "W2", "b2", "W3", "b3"))
        D1, D2 = (generator.random((n, m)) < keep_prob for n in dims[1:3])
        Z1 = W1 @ X + b1
        A1 = np.maximum(0, Z1) * D1 / keep_prob
        Z2 = W2 @ A1 + b2
        A2 = np.maximum(0, Z2) * D2 / keep_prob
        Z3 = W3 @ A2 + b3
        on = ((Z1 > 0, D1), (Z2 > 0, D2))
        if (
            all((Z & D).any() and (Z & ~D).any() for Z, D in on)
            and np.abs(Z2).min() > 0.01
            and np.abs(Z3).max() < 3.8
        ):
            cache = (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, 1 / (1 + np.exp(-Z3)), W3, b3)
            return X, checks.both_labels(generator, m), cache, keep_prob


def compare(function, inputs, right, keys):
    grads = backward(function, *inputs)
    known = {"m": inputs[0].shape[1], "keep_prob": inputs[3]}
    for key in keys:
        checks.close(grads[key], right[key], key, known=known)


@test_case(name="dW3 and db3 are right: the output layer itself is not dropped", points=1, hidden=True)
def output_layer(backward_propagation_with_dropout):
    from reference.regularization import backward_propagation_with_dropout as expected

    generator = checks.rng("q8", "output layer")
    for dims, m, keep_prob in (((4, 5, 3, 1), 7, 0.8), ((2, 3, 6, 1), 9, 0.3)):
        inputs = problem(generator, dims, m, keep_prob)
        compare(backward_propagation_with_dropout, inputs, expected(*inputs), ("dW3", "db3"))


@test_case(name="dW2 and db2 are right: the mask and the scale of layer 2 count", points=2, hidden=True)
def second_layer(backward_propagation_with_dropout):
    from reference.regularization import backward_propagation_with_dropout as expected

    generator = checks.rng("q8", "second layer")
    for dims, m, keep_prob in (((4, 5, 3, 1), 7, 0.8), ((2, 3, 6, 1), 9, 0.3)):
        inputs = problem(generator, dims, m, keep_prob)
        compare(backward_propagation_with_dropout, inputs, expected(*inputs), ("dW2", "db2"))


@test_case(name="dW1 and db1 are right: the masks and scales of both layers count", points=2, hidden=True)
def first_layer(backward_propagation_with_dropout):
    from reference.regularization import backward_propagation_with_dropout as expected

    generator = checks.rng("q8", "first layer")
    for dims, m, keep_prob in (((4, 5, 3, 1), 7, 0.8), ((2, 3, 6, 1), 9, 0.3)):
        inputs = problem(generator, dims, m, keep_prob)
        compare(backward_propagation_with_dropout, inputs, expected(*inputs), ("dW1", "db1"))


@test_case(
    name="The gradient is right where all sizes and m are 3, so that the other mask fits too",
    points=2,
    hidden=True,
)
def square(backward_propagation_with_dropout):
    from reference.regularization import backward_propagation_with_dropout as expected

    inputs = problem(checks.rng("q8", "square"), (3, 3, 3, 1), 3, 0.6)
    compare(backward_propagation_with_dropout, inputs, expected(*inputs), KEYS)


@test_case(name="The gradient is the slope of the cost, block by block", points=1, hidden=True)
def gradient_check(backward_propagation_with_dropout):

    inputs = problem(checks.rng("q8", "gradient check"), (3, 5, 4, 1), 8, 0.7)
    slope_of_the_cost(backward_propagation_with_dropout, *inputs)
