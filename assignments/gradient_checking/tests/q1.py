# Generated from autograder/questions/gradient_checking/q1.py by `make assignments`; do not edit.
"""q1: One parameter, forward and backward. The public test cases."""
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q1"

LN_2, LN_3, LN_4_3 = 0.6931471805599453, 1.0986122886681098, 0.28768207245178085


def value_of(function, x, theta, name):
    return checks.scalar(checks.call(function, x=x, theta=theta).value, name)


@test_case(name="The cost is ln 2 at θx = 0, ln(4/3) at ln 3 and ln 4 at −ln 3", points=2, hidden=False)
def cost_by_hand(forward_propagation_1d):
    for x, theta, expected in ((3.0, 0.0, LN_2), (2.0, LN_3 / 2, LN_4_3), (-0.5, 2 * LN_3, 2 * LN_2)):
        checks.close(value_of(forward_propagation_1d, x, theta, "The cost"), expected, "The cost")


@test_case(
    name="The slope is −3/2 at x = 3, θ = 0, and −1/2 at x = 2, θ = (ln 3)/2",
    points=1,
    hidden=False,
    success_message="2 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def slope_by_hand(backward_propagation_1d):
    for x, theta, expected in ((3.0, 0.0, -1.5), (2.0, LN_3 / 2, -0.5), (-4.0, LN_3 / 4, 3.0)):
        checks.close(value_of(backward_propagation_1d, x, theta, "The slope"), expected, "The slope")


import feedback

feedback.explain(globals(), ["forward_propagation_1d", "backward_propagation_1d"])
