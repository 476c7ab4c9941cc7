"""q7: linear_activation_backward. No Z lies on the kink of relu, so either slope there is right."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q7"
title = "Back through one whole layer"
functions = ["linear_activation_backward"]
helpers = {"linear_backward": "q6"}

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
    name="With sigmoid the gradient is multiplied by the slope at Z, as found by hand", points=2, hidden=False
)
def sigmoid_by_hand(linear_activation_backward):
    linear_cache = np.array([[1.0, 0.0, 2.0]]), np.array([[-LN_3], [LN_3]]), np.array([[LN_3], [0.0]])
    Z = np.array([[0.0, LN_3, -LN_3], [LN_3, 0.0, 2 * LN_3]])
    results = backward(linear_activation_backward, DA, (linear_cache, Z), "sigmoid")
    dA_prev = [[-0.8125 * LN_3, 1.125 * LN_3, -0.3675 * LN_3]]
    compare(results, (dA_prev, [[1.375 / 3], [-0.1725 / 3]], [[0.8125 / 3], [0.7575 / 3]]), 3)


def layer(generator, n_in, n_out, m):
    """dA and the linear cache of a layer that is on and off, for some examples each, in every unit."""
    parameters, A_prev = checks.alive_network(generator, m, n_in, n_out, 1)
    return generator.normal(size=(n_out, m)), (A_prev, parameters["W1"], parameters["b1"])


@test_case(name="With relu all three gradients are right for any sizes", points=3, hidden=True)
def relu_of_any_size(linear_activation_backward):
    from reference.deep_network import linear_activation_backward as expected
    from reference.deep_network import linear_forward

    generator = checks.rng("q7", "relu")
    for n_in, n_out, m in ((4, 3, 7), (2, 6, 5)):
        dA, linear_cache = layer(generator, n_in, n_out, m)
        cache = (linear_cache, linear_forward(*linear_cache)[0])
        results = backward(linear_activation_backward, dA, cache, "relu")
        compare(results, expected(dA, cache, "relu"), m)


@test_case(name="With sigmoid all three gradients are right for any sizes", points=3, hidden=True)
def sigmoid_of_any_size(linear_activation_backward):
    from reference.deep_network import linear_activation_backward as expected
    from reference.deep_network import linear_forward

    generator = checks.rng("q7", "sigmoid")
    for n_in, n_out, m in ((3, 4, 6), (5, 1, 7)):
        dA, linear_cache = layer(generator, n_in, n_out, m)
        cache = (linear_cache, linear_forward(*linear_cache)[0])
        results = backward(linear_activation_backward, dA, cache, "sigmoid")
        compare(results, expected(dA, cache, "sigmoid"), m)


@test_case(name="Both are right where n[l-1] = n[l] = m, so that wrong axes fit too", points=2, hidden=True)
def squares(linear_activation_backward):
    from reference.deep_network import linear_activation_backward as expected
    from reference.deep_network import linear_forward

    generator = checks.rng("q7", "square")
    for activation in ("relu", "sigmoid"):
        dA, linear_cache = layer(generator, 3, 3, 3)
        cache = (linear_cache, linear_forward(*linear_cache)[0])
        results = backward(linear_activation_backward, dA, cache, activation)
        compare(results, expected(dA, cache, activation), 3)
