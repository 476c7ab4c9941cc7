"""q6: numerical_gradient. Functions that couple their variables, and a large ε, so that no shortcut is right."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q6"
title = "The numerical gradient"
functions = ["numerical_gradient"]
helpers = {"numerical_gradient_1d": "q2"}


def gradient_of(function, J, theta, *, step, **epsilon):
    """The student's numerical gradient of J at theta, and where J was asked; step is ε, given or by default."""
    probe = checks.Probe(J, theta.shape, "J")
    observed = checks.call(function, J=probe, theta=theta.copy(), **epsilon)
    probe.understood()
    return observed, probe.points


def compare(function, J, theta, expected, *, step, **epsilon):
    observed, points = gradient_of(function, J, theta, step=step, **epsilon)
    checks.double_precision(observed.value, "The gradient")
    try:
        checks.close(observed.value, expected, "The gradient")
    except checks.CheckFailed as failure:
        raise checks.CheckFailed(
            f"{failure.rule} {where_asked(points, theta, step)}", failure.detail
        ) from None
    return observed


def where_asked(points, theta, step):
    """What the points at which J was asked tell about the formula."""
    moves = [point - theta for point in points]
    moved = {tuple(np.flatnonzero(np.abs(move) > 1e-3 * step)) for move in moves}
    sides = {float(np.sign(move.sum())) for move in moves if np.abs(move).max() > 1e-3 * step}
    if any(len(which) > 1 for which in moved):
        return "J was asked at points where several entries of theta had moved: one at a time, the others in place."
    if len(moved - {()}) < theta.size:
        return "J was not asked for every entry of theta."
    if len(sides) < 2:
        return "J was asked on one side of theta only; the two-sided quotient asks on both."
    return "J was asked on both sides of theta for every entry: look at the distance, and what is done with the values."


@test_case(name="For J = θ₁³ + θ₁θ₂ at (1, 2) and ε = 1/2 the gradient is (5 1/4, 1)", points=3, hidden=False)
def gradient_by_hand(numerical_gradient):
    def J(theta):
        return theta[0, 0] ** 3 + theta[0, 0] * theta[1, 0]

    theta = np.array([[1.0], [2.0]])
    observed = compare(numerical_gradient, J, theta, [[5.25], [1.0]], step=0.5, epsilon=0.5)
    checks.unchanged(observed)


@test_case(name="Without ε the gradient of θ₁² + 3θ₂ − θ₃ at (2, 5, 7) is (4, 3, −1)", points=2, hidden=False)
def default_by_hand(numerical_gradient):
    def J(theta):
        return theta[0, 0] ** 2 + 3 * theta[1, 0] - theta[2, 0]

    theta = np.array([[2.0], [5.0], [7.0]])
    compare(numerical_gradient, J, theta, [[4.0], [3.0], [-1.0]], step=1e-7)


def coupled(generator, n, size=1.0):
    """A cubic function of n variables, in which each slope depends on all of them and on its size."""
    M = generator.uniform(0.4, 1.2, (n, n)) * generator.choice([-1.0, 1.0], (n, n))
    a = generator.uniform(0.6, 1.2, n) * generator.choice([-1.0, 1.0], n)

    def J(theta):
        s = M @ theta[:, 0]
        return size * float(np.sum(s**3) + np.sum(np.prod(M * theta[:, 0], axis=0)) + a @ theta[:, 0] ** 2)

    return J


@test_case(name="The gradient is right for a function that couples its variables", points=4, hidden=True)
def large_steps(numerical_gradient):
    from reference.gradient_checking import numerical_gradient as expected

    generator = checks.rng("q6", "large steps")
    for n, size in ((5, 1.0), (1, 1.0), (3, 1e-4)):
        J, theta, step = (
            coupled(generator, n, size),
            generator.normal(size=(n, 1)),
            float(generator.uniform(0.3, 0.6)),
        )
        compare(numerical_gradient, J, theta, expected(J, theta, step), step=step, epsilon=step)


@test_case(name="θ is the same after the call as before", points=1, hidden=True)
def theta_stays(numerical_gradient):
    from reference.gradient_checking import numerical_gradient as expected

    generator = checks.rng("q6", "theta")
    J, theta = coupled(generator, 4), generator.integers(-64, 64, (4, 1)) / 32  # no rounding: θ + ε − ε is θ
    checks.unchanged(compare(numerical_gradient, J, theta, expected(J, theta, 0.25), step=0.25, epsilon=0.25))


@test_case(name="Without ε the gradient is precise to five digits", points=2, hidden=True)
def default_step(numerical_gradient):
    generator = checks.rng("q6", "default")
    slopes, theta = generator.uniform(3, 6, (4, 1)), generator.uniform(0.2, 0.6, (4, 1))

    def J(point):
        return float(np.exp(np.sum(slopes * point) / 2))

    compare(numerical_gradient, J, theta, slopes / 2 * J(theta), step=1e-7)
