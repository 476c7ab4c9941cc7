"""q6: linear_backward. The cache is the tuple of q2; a list of three results will do for a tuple."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q6"
title = "Back through the linear step"
functions = ["linear_backward"]
helpers = {}

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
    name="With every example twice, dW and db stay and dA_prev has every column twice", points=2, hidden=False
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


def layer(generator, n_in, n_out, m):
    """dZ and the cache of a layer."""
    drawn = checks.parameters(generator, n_in, n_out)
    return generator.normal(size=(n_out, m)), (generator.normal(size=(n_in, m)), drawn["W1"], drawn["b1"])


def compare(function, expected, generator, place, sizes):
    """Compare one of the three results, for layers of several sizes."""
    label = ("dA_prev", "dW", "db")[place]
    for n_in, n_out, m in sizes:
        inputs = layer(generator, n_in, n_out, m)
        checks.close(
            backward(function, *inputs)[place],
            expected(*inputs)[place],
            label,
            known={"m": m} if m > 1 else None,
        )


@test_case(name="dW is right for layers of any size", points=2, hidden=True)
def weights(linear_backward):
    from reference.deep_network import linear_backward as expected

    compare(linear_backward, expected, checks.rng("q6", "weights"), 1, ((4, 3, 7), (2, 6, 5)))


@test_case(name="db is right for layers of any size", points=2, hidden=True)
def biases(linear_backward):
    from reference.deep_network import linear_backward as expected

    compare(linear_backward, expected, checks.rng("q6", "biases"), 2, ((3, 4, 7), (5, 2, 6)))


@test_case(name="dA_prev is right for layers of any size", points=2, hidden=True)
def inputs_of_the_layer(linear_backward):
    from reference.deep_network import linear_backward as expected

    compare(linear_backward, expected, checks.rng("q6", "inputs"), 0, ((5, 3, 7), (2, 6, 4)))


@test_case(
    name="All three are right where n[l-1] = n[l] = m, so that wrong axes fit too", points=2, hidden=True
)
def square(linear_backward):
    from reference.deep_network import linear_backward as expected

    for place in range(3):
        compare(linear_backward, expected, checks.rng("q6", "square"), place, ((3, 3, 3), (4, 4, 4)))


@test_case(name="All three are right for one unit and for one example", points=1, hidden=True)
def one_of_each(linear_backward):
    from reference.deep_network import linear_backward as expected

    for place in range(3):
        compare(linear_backward, expected, checks.rng("q6", "one"), place, ((4, 1, 6), (1, 5, 3), (3, 4, 1)))
