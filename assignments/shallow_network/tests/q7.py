# Generated from autograder/questions/shallow_network/q7.py by `make assignments`; do not edit.
"""q7: The cross-entropy cost. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q7"

LN_2 = 0.6931471805599453


def cost(function, A2, Y):
    """The cost that a student's function returns; some versions of it ask for the parameters as well."""
    parameters = {"W1": np.ones((3, 2)), "b1": np.ones((3, 1)), "W2": np.ones((1, 3)), "b2": np.ones((1, 1))}
    observed = checks.call(function, A2=A2, Y=Y, parameters=checks.Optional(parameters))
    checks.unchanged(observed)
    return checks.scalar(observed.value, "The cost")


@test_case(
    name="The cost of predictions 1/2, 1/2, 1/4 for labels 1, 0, 1 is (4/3) ln 2", points=2, hidden=False
)
def cost_by_hand(compute_cost):
    value = cost(compute_cost, np.array([[0.5, 0.5, 0.25]]), np.array([[1.0, 0.0, 1.0]]))
    checks.close(value, 4 / 3 * LN_2, "The cost", known={"m": 3})


@test_case(
    name="Repeating every example leaves the cost as it is",
    points=2,
    hidden=False,
    success_message="3 more test cases, worth 6 of the 10 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 6 of the 10 points, will be run when your notebook is graded.",
)
def cost_is_an_average(compute_cost):
    A2, Y = np.array([[0.9, 0.3, 0.6, 0.2, 0.7]]), np.array([[1.0, 1.0, 0.0, 0.0, 1.0]])
    once, twice = cost(compute_cost, A2, Y), cost(compute_cost, np.hstack([A2, A2]), np.hstack([Y, Y]))
    ratio = twice / once if once and np.isfinite(once) else float("nan")
    rule = "The cost is an average over the examples: with every example twice it must be the same."
    checks.require(abs(ratio - 1) < 1e-5, rule, f"Yours was {once:.6g} and became {twice:.6g}.")
    checks.require(
        once > 0, "A cost is positive as long as a prediction is not perfect.", f"Yours is {once:.6g}."
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
