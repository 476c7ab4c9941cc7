# Generated from autograder/questions/deep_network/q5.py by `make assignments`; do not edit.
"""q5: The cost. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q5"

LN_2 = 0.6931471805599453


def cost(function, AL, Y):
    """The cost that a student's function returns; one that asks for parameters as well gets some."""
    parameters = {"W1": np.ones((3, 2)), "b1": np.ones((3, 1)), "W2": np.ones((1, 3)), "b2": np.ones((1, 1))}
    observed = checks.call(function, AL=AL, Y=Y, parameters=checks.Optional(parameters))
    checks.unchanged(observed)
    return checks.scalar(observed.value, "The cost")


@test_case(
    name="Predictions 1/4, 1/2, 1/2, 3/4 for labels 1, 1, 0, 0 cost (3/2) ln 2", points=2, hidden=False
)
def cost_by_hand(compute_cost):
    value = cost(compute_cost, np.array([[0.25, 0.5, 0.5, 0.75]]), np.array([[1.0, 1.0, 0.0, 0.0]]))
    checks.close(value, 1.5 * LN_2, "The cost", known={"m": 4})


@test_case(
    name="The cost is positive, and the same if every example is there three times",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def cost_is_an_average(compute_cost):
    AL, Y = np.array([[0.8, 0.4, 0.7, 0.1, 0.6]]), np.array([[1.0, 1.0, 0.0, 0.0, 1.0]])
    once, thrice = cost(compute_cost, AL, Y), cost(compute_cost, np.tile(AL, 3), np.tile(Y, 3))
    ratio = thrice / once if once and np.isfinite(once) else float("nan")
    rule = "The cost is an average: with every example three times it must be what it was."
    checks.require(abs(ratio - 1) < 1e-5, rule, f"Yours was {once:.6g} and became {thrice:.6g}.")
    checks.require(
        once > 0, "A cost is positive unless every prediction is perfect.", f"Yours is {once:.6g}."
    )
    note_at_certainty(compute_cost)


def note_at_certainty(compute_cost):
    """Predictions of exactly 0 and 1 cost no points, whatever comes back."""
    try:
        value = cost(compute_cost, np.array([[1.0, 0.0, 0.5]]), np.array([[1.0, 0.0, 1.0]]))
    except Exception:  # a logarithm of 0 may raise, as math.log does
        value = float("nan")
    if not np.isfinite(value):
        checks.note(
            "compute_cost is not a number where a prediction is exactly 0 or 1; np.clip would prevent it."
        )


import feedback

feedback.explain(globals(), ["compute_cost"])
