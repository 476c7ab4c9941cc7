# Generated from autograder/questions/gradient_checking/q3.py by `make assignments`; do not edit.
"""q3: The first gradient check. The public test cases."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q3"

LN_2 = 0.6931471805599453


def difference(function, x, theta, **epsilon):
    observed = checks.call(function, x=x, theta=theta, **epsilon)
    return checks.scalar(observed.value, "The difference")


@test_case(name="The difference is 0.00848138 at x = 1, θ = ln 2 with ε = ln 2", points=2, hidden=False)
def large_step_by_hand(gradient_check_1d):
    checks.close(difference(gradient_check_1d, 1.0, LN_2, epsilon=LN_2), 0.0084813797, "The difference")


@test_case(
    name="The difference is 0 at x = 0, where both derivatives are 0",
    points=1,
    hidden=False,
    success_message="2 more test cases, worth 3 of the 6 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 3 of the 6 points, will be run when your notebook is graded.",
)
def both_zero(gradient_check_1d):
    value = difference(gradient_check_1d, 0.0, 1.5)
    checks.require(
        value == 0, "At x = 0 both derivatives are 0 and so is their difference.", f"Got {value:.6g}."
    )


import feedback

feedback.explain(globals(), ["gradient_check_1d"])
