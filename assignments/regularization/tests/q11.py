# Generated from autograder/questions/regularization/q11.py by `make assignments`; do not edit.
"""q11: Early stopping. The public test cases."""
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q11"


def compare(function, situations):
    """situations: (dev_costs, patience, best, stop) each."""
    many = [{"dev_costs": list(costs), "patience": patience} for costs, patience, _, _ in situations]
    observed = checks.call_each(function, many)
    for (costs, patience, *right), value in zip(situations, observed.value, strict=True):
        parts = checks.unpack(value, "best", "stop")
        for got, wanted, what in zip(parts, right, ("best", "stop"), strict=True):
            number = checks.whole_number(got, what)
            shown = ", ".join(f"{cost:.3g}" for cost in costs)
            detail = (
                f"With the costs [{shown}] and patience {patience}: {what} is {number}, expected {wanted}."
            )
            checks.require(number == wanted, RULES[what], detail)


RULES = {
    "best": "best must be the check with the lowest cost of those made until the stop, the first of equals.",
    "stop": "stop must be the check at which `patience` checks in a row were without an improvement, or the last.",
}


@test_case(
    name="The cost falls, then rises: training stops, and the lowest check is kept", points=1, hidden=False
)
def falls_then_rises(early_stopping):
    compare(early_stopping, [([5.0, 3.0, 2.0, 2.5, 2.6, 2.7, 2.8], 3, 2, 5)])


@test_case(
    name="A short bump does not stop training; an improvement starts the count anew",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
)
def short_bump(early_stopping):
    compare(early_stopping, [([5.0, 4.0, 4.5, 4.2, 3.0, 3.5, 2.0, 2.2], 3, 6, 7)])


import feedback

feedback.explain(globals(), ["early_stopping"])
