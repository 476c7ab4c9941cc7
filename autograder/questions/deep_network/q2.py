"""q2: linear_forward. In a cache only the order counts; a list will do for a tuple."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q2"
title = "The linear step"
functions = ["linear_forward"]
helpers = {}

A = np.array([[1.0, 0.0, -1.0, 2.0], [2.0, -1.0, 0.0, 1.0], [-1.0, 3.0, 1.0, 0.0]])
W = np.array([[2.0, 0.0, 1.0], [-1.0, 0.5, 0.0]])
B = np.array([[0.5], [-1.0]])


def forward(function, A, W, b):
    """Call the student's function; its Z and its cache, whatever they are."""
    observed = checks.call(function, A=A.copy(), W=W.copy(), b=b.copy())
    Z, cache = checks.unpack(observed.value, "Z", "cache")
    checks.unchanged(observed)
    return Z, cache


def compare_cache(cache, A, W, b):
    checks.require(
        isinstance(cache, tuple | list) and len(cache) == 3,
        "cache must be the tuple (A, W, b): what you were given, in this order.",
    )
    for place, (got, right, label) in enumerate(zip(cache, (A, W, b), "AWb", strict=True)):
        checks.close(got, right, f"cache[{place}], which should be {label},")


@test_case(name="Z is W A + b for a layer of two units and four examples", points=2, hidden=False)
def z_by_hand(linear_forward):
    Z, _ = forward(linear_forward, A, W, B)
    checks.close(Z, [[1.5, 3.5, -0.5, 4.5], [-1.0, -1.5, 0.0, -2.5]], "Z")


@test_case(name="The cache is the tuple (A, W, b), as it came in", points=1, hidden=False)
def cache_by_hand(linear_forward):
    _, cache = forward(linear_forward, A, W, B)
    compare_cache(cache, A, W, B)


def layer(generator, n_in, n_out, m):
    drawn = checks.parameters(generator, n_in, n_out)
    return generator.normal(size=(n_in, m)), drawn["W1"], drawn["b1"]


@test_case(name="Z is right for layers of any size, and for a single example", points=2, hidden=True)
def z_for_any_sizes(linear_forward):
    from reference.deep_network import linear_forward as expected

    generator = checks.rng("q2", "sizes")
    for n_in, n_out, m in ((4, 6, 7), (5, 1, 3), (3, 4, 1)):
        inputs = layer(generator, n_in, n_out, m)
        Z, _ = forward(linear_forward, *inputs)
        checks.close(Z, expected(*inputs)[0], "Z")


@test_case(name="Z is right where n[l-1] = n[l] = m, so that wrong axes fit too", points=2, hidden=True)
def z_of_squares(linear_forward):
    from reference.deep_network import linear_forward as expected

    inputs = layer(checks.rng("q2", "square"), 4, 4, 4)
    Z, _ = forward(linear_forward, *inputs)
    checks.close(Z, expected(*inputs)[0], "Z")


@test_case(
    name="The cache holds A, W and b in this order, even where their shapes agree", points=1, hidden=True
)
def cache_of_squares(linear_forward):
    generator = checks.rng("q2", "cache")
    for n_in, n_out, m in ((3, 3, 3), (1, 1, 1), (2, 5, 4)):
        inputs = layer(generator, n_in, n_out, m)
        _, cache = forward(linear_forward, *inputs)
        compare_cache(cache, *inputs)
