# Generated from autograder/questions/gradient_checking/q6.py by `make assignments`; do not edit.
"""q6: The numerical gradient. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q6"


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


@test_case(
    name="Without ε the gradient of θ₁² + 3θ₂ − θ₃ at (2, 5, 7) is (4, 3, −1)",
    points=2,
    hidden=False,
    success_message="3 more test cases, worth 7 of the 12 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 7 of the 12 points, will be run when your notebook is graded.",
)
def default_by_hand(numerical_gradient):
    def J(theta):
        return theta[0, 0] ** 2 + 3 * theta[1, 0] - theta[2, 0]

    theta = np.array([[2.0], [5.0], [7.0]])
    compare(numerical_gradient, J, theta, [[4.0], [3.0], [-1.0]], step=1e-7)


import feedback

feedback.explain(globals(), ["numerical_gradient"])
