"""q4: relative_difference. Columns only, so that every way to write a Euclidean norm is right."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q4"
title = "How far apart are two gradients?"
functions = ["relative_difference"]
helpers = {}


def difference(function, grad, gradapprox):
    observed = checks.call(function, grad=np.array(grad), gradapprox=np.array(gradapprox))
    checks.unchanged(observed)
    return checks.scalar(observed.value, "The difference")


@test_case(name="The difference of (3, 0) and (0, 4) is 5/7", points=2, hidden=False)
def difference_by_hand(relative_difference):
    checks.close(difference(relative_difference, [[3.0], [0.0]], [[0.0], [4.0]]), 5 / 7, "The difference")


@test_case(name="The difference of two zero gradients is 0", points=1, hidden=False)
def both_zero(relative_difference):
    value = difference(relative_difference, np.zeros((4, 1)), np.zeros((4, 1)))
    checks.require(value == 0, "Two gradients of zeros are equal: the difference is 0.", f"Got {value:.6g}.")


@test_case(name="The difference is right for vectors that are far apart", points=3, hidden=True)
def far_apart(relative_difference):
    from reference.gradient_checking import relative_difference as expected

    generator = checks.rng("q4", "far")
    for n in (1, 6, 31):
        grad, gradapprox = generator.normal(size=(n, 1)), 3 * generator.normal(size=(n, 1))
        checks.close(
            difference(relative_difference, grad, gradapprox), expected(grad, gradapprox), "The difference"
        )


@test_case(name="The difference does not depend on the size of the gradients", points=2, hidden=True)
def tiny(relative_difference):
    from reference.gradient_checking import relative_difference as expected

    generator = checks.rng("q4", "size")
    grad, gradapprox = generator.normal(size=(12, 1)), generator.normal(size=(12, 1))
    for size in (1e-11, 1e7):
        a, b = size * grad, size * gradapprox
        value = difference(relative_difference, a, b)
        checks.close(value, expected(a, b), f"The difference of gradients of size {size:g}")


@test_case(
    name="The difference is right for nearly equal, for opposite and for vanishing gradients",
    points=2,
    hidden=True,
)
def special(relative_difference):
    from reference.gradient_checking import relative_difference as expected

    generator = checks.rng("q4", "special")
    grad, zero = generator.normal(size=(9, 1)), np.zeros((9, 1))
    near = grad + 1e-4 * generator.normal(size=(9, 1))
    for what, a, b in (
        ("nearly equal", grad, near),
        ("nearly equal", grad, grad + 1e-3 * (near - grad)),
        ("opposite", grad, -grad),
        ("vanishing", grad, zero),
        ("vanishing", zero, grad),
    ):
        checks.close(
            difference(relative_difference, a, b), expected(a, b), f"The difference of {what} gradients"
        )
    value = difference(relative_difference, zero, zero)
    checks.require(value == 0, "Two gradients of zeros are equal: the difference is 0.", f"Got {value:.6g}.")
