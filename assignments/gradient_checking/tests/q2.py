# Generated from autograder/questions/gradient_checking/q2.py by `make assignments`; do not edit.
"""q2: The two-sided difference. The public test cases."""
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q2"


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


@test_case(
    name="Without ε the quotient of 1/t at 1/2 is −4, up to rounding",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 7 of the 10 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 7 of the 10 points, will be run when your notebook is graded.",
)
def default_by_hand(numerical_gradient_1d):
    compare(numerical_gradient_1d, lambda t: 1 / t, 0.5, -4.0, step=1e-7)


import feedback

feedback.explain(globals(), ["numerical_gradient_1d"])
