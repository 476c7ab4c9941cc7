"""q9: deep_linear_output. W is not symmetric, so that a transpose shows."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q9"
title = "Many layers, one matrix"
functions = ["deep_linear_output"]
helpers = {}


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


@test_case(name="In a hundred layers of W = I / 2 a signal is halved 99 times", points=1, hidden=False)
def halved(deep_linear_output):
    x = np.array([[2.0**99], [-(2.0**100)]])
    compare(deep_linear_output, 0.5 * np.eye(2), np.eye(2), x, 100, [[1.0], [-2.0]])


def network(generator, n, n_y, m):
    """A matrix W whose powers neither vanish nor explode, an output matrix and inputs."""
    W = np.linalg.qr(generator.normal(size=(n, n)))[0] + 0.1 * generator.normal(size=(n, n))
    return W, generator.normal(size=(n_y, n)), generator.normal(size=(n, m))


@test_case(name="The output is right for any matrices and any number of layers", points=4, hidden=True)
def any_network(deep_linear_output):
    from reference.initialization import deep_linear_output as expected

    generator = checks.rng("q9", "network")
    for n, n_y, m, L in ((4, 2, 3, 4), (3, 1, 1, 2), (5, 4, 2, 20), (3, 2, 4, 1), (4, 4, 4, 7)):
        W, W_out, x = network(generator, n, n_y, m)
        compare(deep_linear_output, W, W_out, x, L, expected(W, W_out, x, L))


@test_case(
    name="Explosion: the output is right for W a little larger than I and many layers", points=1, hidden=True
)
def explosion(deep_linear_output):
    from reference.initialization import deep_linear_output as expected

    generator = checks.rng("q9", "explosion")
    L = int(generator.integers(90, 110))
    W, W_out, x = 1.5 * np.eye(3), generator.normal(size=(2, 3)), generator.normal(size=(3, 2))
    compare(deep_linear_output, W, W_out, x, L, expected(W, W_out, x, L))


@test_case(
    name="Vanishing: the output is right, too, where W is a little smaller than I", points=1, hidden=True
)
def vanishing(deep_linear_output):
    from reference.initialization import deep_linear_output as expected

    generator = checks.rng("q9", "vanishing")
    L = int(generator.integers(40, 60))
    W, W_out = 0.8 * np.eye(3), generator.normal(size=(2, 3))
    W[0, 1] = 0.1
    x = 1.25**L * generator.normal(
        size=(3, 2)
    )  # what vanishes would be compared with a tolerance larger than it
    compare(deep_linear_output, W, W_out, x, L, expected(W, W_out, x, L))
