"""q3: linear_activation_forward. Two in one: A, and ((A_prev, W, b), Z) for the way back."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q3"
title = "One whole layer"
functions = ["linear_activation_forward"]
helpers = {"linear_forward": "q2"}

LN_3 = 1.0986122886681098
A_PREV = np.array([[1.0, 0.0, -1.0], [2.0, -1.0, 0.0]])
W = np.array([[1.0, -1.0], [0.5, 2.0]])
B = np.array([[0.5], [1.0]])
Z = [[-0.5, 1.5, -0.5], [5.5, -1.0, 0.5]]


def forward(function, A_prev, W, b, activation):
    """Call the student's function; its A and its cache, whatever they are."""
    observed = checks.call(function, A_prev=A_prev.copy(), W=W.copy(), b=b.copy(), activation=activation)
    A, cache = checks.unpack(observed.value, "A", "cache")
    checks.unchanged(observed)
    return A, cache


def compare_cache(cache, A_prev, W, b, Z):
    rule = "cache must be the tuple (linear_cache, activation_cache), that is ((A_prev, W, b), Z)."
    checks.require(isinstance(cache, tuple | list) and len(cache) == 2, rule)
    linear_cache, activation_cache = cache
    checks.require(isinstance(linear_cache, tuple | list) and len(linear_cache) == 3, rule)
    right = (A_prev, W, b)
    for place, label in enumerate(("A_prev", "W", "b")):
        checks.close(linear_cache[place], right[place], f"cache[0][{place}], which should be {label},")
    checks.close(activation_cache, Z, "cache[1], which should be Z,")


@test_case(
    name="relu keeps what is positive, and sigmoid makes 3/4 of ln 3 and 1/2 of 0", points=2, hidden=False
)
def both_by_hand(linear_activation_forward):
    A, _ = forward(linear_activation_forward, A_PREV, W, B, "relu")
    checks.close(A, [[0.0, 1.5, 0.0], [5.5, 0.0, 0.5]], 'A with "relu"')
    inputs, bias = np.array([[1.0, 0.0, -1.0]]), np.array([[LN_3]])
    A, _ = forward(linear_activation_forward, inputs, np.array([[LN_3]]), bias, "sigmoid")
    checks.close(A, [[0.9, 0.75, 0.5]], 'A with "sigmoid"')


@test_case(name="The cache holds (A_prev, W, b) and then Z, for either activation", points=2, hidden=False)
def cache_by_hand(linear_activation_forward):
    for activation in ("relu", "sigmoid"):
        _, cache = forward(linear_activation_forward, A_PREV, W, B, activation)
        compare_cache(cache, A_PREV, W, B, Z)


def layer(generator, n_in, n_out, m):
    """Inputs of a layer in whose Z both signs occur."""
    while True:
        drawn, A_prev = checks.parameters(generator, n_in, n_out), generator.normal(size=(n_in, m))
        Z = drawn["W1"] @ A_prev + drawn["b1"]
        if Z.min() < -0.3 and Z.max() > 0.3:
            return A_prev, drawn["W1"], drawn["b1"]


@test_case(name="With relu the result is right for any sizes", points=2, hidden=True)
def relu_of_any_size(linear_activation_forward):
    from reference.deep_network import linear_activation_forward as expected

    generator = checks.rng("q3", "relu")
    for n_in, n_out, m in ((4, 6, 7), (5, 2, 3)):
        inputs = layer(generator, n_in, n_out, m)
        A, _ = forward(linear_activation_forward, *inputs, "relu")
        checks.close(A, expected(*inputs, "relu")[0], 'A with "relu"')


@test_case(name="With sigmoid the result is right for any sizes", points=2, hidden=True)
def sigmoid_of_any_size(linear_activation_forward):
    from reference.deep_network import linear_activation_forward as expected

    generator = checks.rng("q3", "sigmoid")
    for n_in, n_out, m in ((4, 1, 7), (3, 5, 2)):
        inputs = layer(generator, n_in, n_out, m)
        A, _ = forward(linear_activation_forward, *inputs, "sigmoid")
        checks.close(A, expected(*inputs, "sigmoid")[0], 'A with "sigmoid"')


@test_case(
    name="A and the cache are right where n[l-1] = n[l] = m, so that wrong ones fit too",
    points=2,
    hidden=True,
)
def squares(linear_activation_forward):
    from reference.deep_network import linear_activation_forward as expected

    generator = checks.rng("q3", "square")
    for activation in ("sigmoid", "relu"):
        inputs = layer(generator, 3, 3, 3)
        right, (_, Z) = expected(*inputs, activation)
        A, cache = forward(linear_activation_forward, *inputs, activation)
        checks.close(A, right, f'A with "{activation}"')
        compare_cache(cache, *inputs, Z)
