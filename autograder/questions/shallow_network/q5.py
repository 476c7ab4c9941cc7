"""q5: collapse_linear."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q5"
title = "Two linear layers are one"
functions = ["collapse_linear"]
helpers = {}


def compare(observed, W, b):
    checks.unchanged(observed)
    got_W, got_b = checks.unpack(observed.value, "W", "b")
    checks.close(got_W, W, "W")
    checks.close(got_b, b, "b")


@test_case(name="Two small layers collapse into the layer found by hand", points=2, hidden=False)
def collapse_by_hand(collapse_linear):
    observed = checks.call(
        collapse_linear,
        W1=np.array([[1.0, 2.0, 0.0], [3.0, -1.0, 1.0]]),
        b1=np.array([[1.0], [-2.0]]),
        W2=np.array([[2.0, -1.0]]),
        b2=np.array([[5.0]]),
    )
    compare(observed, [[-1.0, 5.0, -1.0]], [[9.0]])


def two_layers(generator, n_0, n_1, n_2):
    first, second = checks.parameters(generator, n_0, n_1), checks.parameters(generator, n_1, n_2)
    return first["W1"], first["b1"], second["W1"], second["b1"]


@test_case(name="W and b are right for layers of any sizes", points=2, hidden=True)
def collapse_any_sizes(collapse_linear):
    from reference.shallow_network import collapse_linear as expected

    generator = checks.rng("q5", "sizes")
    for n_0, n_1, n_2 in ((4, 5, 3), (2, 3, 6)):
        W1, b1, W2, b2 = two_layers(generator, n_0, n_1, n_2)
        compare(checks.call(collapse_linear, W1=W1, b1=b1, W2=W2, b2=b2), *expected(W1, b1, W2, b2))


@test_case(
    name="W and b are right for square layers, where every order of factors fits", points=2, hidden=True
)
def collapse_square(collapse_linear):
    from reference.shallow_network import collapse_linear as expected

    W1, b1, W2, b2 = two_layers(checks.rng("q5", "square"), 3, 3, 3)
    compare(checks.call(collapse_linear, W1=W1, b1=b1, W2=W2, b2=b2), *expected(W1, b1, W2, b2))
