"""q5: l1_penalty and l1_gradient. At a weight of exactly 0 the slope is 0."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q5"
title = "The L1 penalty"
functions = ["l1_penalty", "l1_gradient"]
helpers = {}


def penalty(function, parameters, lambd, m):
    observed = checks.call(function, parameters=parameters, lambd=lambd, m=m)
    checks.unchanged(observed)
    return checks.scalar(observed.value, "The penalty")


def gradient(function, W, lambd, m):
    observed = checks.call(function, W=W, lambd=lambd, m=m)
    checks.unchanged(observed)
    return checks.array(observed.value, W.shape, "The gradient")


def small_network():
    return {
        "W1": np.array([[1.0, -2.0], [0.5, 0.0]]),
        "b1": np.array([[3.0], [-1.0]]),
        "W2": np.array([[2.0, 0.0], [-1.0, 1.0]]),
        "b2": np.array([[-4.0], [2.0]]),
        "W3": np.array([[-1.0, 2.0]]),
        "b3": np.array([[5.0]]),
    }


@test_case(
    name="Absolute weights that add up to 10.5, λ = 2 and m = 4 make a penalty of 5.25",
    points=1,
    hidden=False,
)
def penalty_by_hand(l1_penalty):
    checks.close(penalty(l1_penalty, small_network(), 2.0, 4), 5.25, "The penalty")


@test_case(name="The slope is ±λ/m, and 0 where the weight is 0", points=1, hidden=False)
def gradient_by_hand(l1_gradient):
    value = gradient(l1_gradient, np.array([[1.5, -0.2], [0.0, 40.0]]), 2.0, 4)
    checks.close(value, [[0.5, -0.5], [0.0, 0.5]], "The gradient")


@test_case(name="The gradient is the slope of your own penalty", points=1, hidden=False)
def they_agree(l1_penalty, l1_gradient):
    parameters, lambd, m, step = small_network(), 1.5, 5, 0.25
    for key in ("W2", "W3"):
        W = parameters[key] + 0.5  # no weight is 0 or comes across it
        sides = [
            penalty(l1_penalty, {**parameters, key: W + side * np.eye(*W.shape)}, lambd, m)
            for side in (step, -step)
        ]
        slopes = np.diagonal(gradient(l1_gradient, W, lambd, m))
        checks.require(
            abs(slopes.sum() - (sides[0] - sides[1]) / (2 * step)) <= 1e-4,
            f"l1_gradient(W, …) is not the slope of l1_penalty for {key}: do both have the same factor?",
        )


def strength(generator):
    """λ and m; their quotient is about 1 and neither of them is."""
    m = int(generator.integers(4, 12))
    return float(generator.uniform(0.5, 0.9)) * m, m


@test_case(name="The penalty is right for networks of any sizes", points=2, hidden=True)
def penalty_of_any_sizes(l1_penalty):
    from reference.regularization import l1_penalty as expected

    generator = checks.rng("q5", "penalty")
    for dims in ((4, 5, 3, 1), (2, 6, 4, 1), (3, 3, 3, 1)):
        parameters, (lambd, m) = checks.parameters(generator, *dims), strength(generator)
        right = expected(parameters, lambd, m)
        checks.close(penalty(l1_penalty, parameters, lambd, m), right, "The penalty", known={"m": m})


@test_case(name="The gradient is right for matrices of any shape", points=2, hidden=True)
def gradient_of_any_shape(l1_gradient):
    from reference.regularization import l1_gradient as expected

    generator = checks.rng("q5", "gradient")
    for shape in ((4, 5), (1, 3), (3, 3)):
        W, (lambd, m) = generator.normal(size=shape), strength(generator)
        value = gradient(l1_gradient, W, lambd, m)
        checks.close(value, expected(W, lambd, m), "The gradient", known={"m": m})


@test_case(name="Tiny weights have the full slope, weights of 0 have none", points=1, hidden=True)
def gradient_near_zero(l1_gradient):
    from reference.regularization import l1_gradient as expected

    generator = checks.rng("q5", "zeros")
    W, (lambd, m) = generator.choice([-1.0, 1.0], (4, 6)) * 1e-6, strength(generator)
    W[generator.random((4, 6)) < 0.5] = 0.0
    W[0, :2] = 0.0, 1e-6
    checks.close(gradient(l1_gradient, W, lambd, m), expected(W, lambd, m), "The gradient near 0")
