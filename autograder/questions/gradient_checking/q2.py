"""q2: numerical_gradient_1d. With a large ε a one-sided quotient differs from a two-sided one by far."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q2"
title = "The two-sided difference"
functions = ["numerical_gradient_1d"]
helpers = {}


def compare(function, f, theta, expected, *, step, **epsilon):
    """The student's quotient of f at theta must be the expected one; step is ε, given or by default."""
    probe = checks.Probe(f, (), "f")
    observed = checks.call(function, f=probe, theta=theta, **epsilon)
    probe.understood()
    value = checks.scalar(observed.value, "The slope")
    try:
        checks.close(value, expected, "The slope")
    except checks.CheckFailed as failure:
        raise checks.CheckFailed(
            f"{failure.rule} {where_asked(probe.points, theta, step)}", failure.detail
        ) from None


def where_asked(points, theta, step):
    """What the points at which f was asked tell about the formula."""
    at = [any(abs(float(p) - theta - side * step) <= 1e-3 * step for p in points) for side in (-1, 0, 1)]
    if at[0] and at[2]:
        return "f was asked on both sides of theta, as it should be: look at what is done with its values."
    if at[0] or at[2]:
        return "f was asked on one side of theta only; the two-sided quotient asks on both."
    return "f was never asked at a distance of epsilon from theta: is epsilon used, and added?"


@test_case(name="The quotient of t³ at 2 with ε = 1/2 is 12 + 1/4", points=2, hidden=False)
def cubic_by_hand(numerical_gradient_1d):
    compare(numerical_gradient_1d, lambda t: t**3, 2.0, 12.25, step=0.5, epsilon=0.5)


@test_case(name="Without ε the quotient of 1/t at 1/2 is −4, up to rounding", points=1, hidden=False)
def default_by_hand(numerical_gradient_1d):
    compare(numerical_gradient_1d, lambda t: 1 / t, 0.5, -4.0, step=1e-7)


def cubic(generator):
    """A polynomial of degree 3 whose curvature, and whose third derivative, are anything but small."""
    a, b, c, d = generator.uniform(0.8, 2.0, 4) * generator.choice([-1.0, 1.0], 4)
    return lambda t: a * t**3 + b * t**2 + c * t + d


@test_case(name="The quotient is right for any function, any θ and a large ε", points=4, hidden=True)
def large_steps(numerical_gradient_1d):
    from reference.gradient_checking import numerical_gradient_1d as expected

    generator = checks.rng("q2", "large steps")
    for step in generator.uniform(0.3, 0.8, 4):
        f, theta = cubic(generator), float(generator.uniform(-2, 2))
        right = expected(f, theta, float(step))
        compare(numerical_gradient_1d, f, theta, right, step=float(step), epsilon=float(step))


@test_case(name="The quotient is right at θ = 0 and for whole numbers", points=1, hidden=True)
def at_zero(numerical_gradient_1d):
    from reference.gradient_checking import numerical_gradient_1d as expected

    generator = checks.rng("q2", "zero")
    for theta in (0.0, 0, int(generator.integers(2, 5)), -int(generator.integers(2, 5))):
        f, step = cubic(generator), float(generator.uniform(0.3, 0.6))
        compare(numerical_gradient_1d, f, theta, expected(f, theta, step), step=step, epsilon=step)


@test_case(name="Without ε the quotient is the slope, precise to five digits", points=2, hidden=True)
def default_step(numerical_gradient_1d):
    generator = checks.rng("q2", "default")
    for _ in range(3):
        a, theta = float(generator.uniform(3, 6)), float(generator.uniform(0.5, 1.2))
        compare(numerical_gradient_1d, lambda t, a=a: np.exp(a * t), theta, a * np.exp(a * theta), step=1e-7)
