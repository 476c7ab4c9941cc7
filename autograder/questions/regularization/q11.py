"""q11: early_stopping. Checks are counted from 0; an equal cost is no improvement."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q11"
title = "Early stopping"
functions = ["early_stopping"]
helpers = {}


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
    name="A short bump does not stop training; an improvement starts the count anew", points=1, hidden=False
)
def short_bump(early_stopping):
    compare(early_stopping, [([5.0, 4.0, 4.5, 4.2, 3.0, 3.5, 2.0, 2.2], 3, 6, 7)])


@test_case(name="Training that never has to stop runs to the last check", points=1, hidden=True)
def never_stops(early_stopping):
    generator = checks.rng("q11", "never")
    falling = sorted(generator.uniform(1, 9, int(generator.integers(5, 12))), reverse=True)
    last = len(falling) - 1
    compare(
        early_stopping,
        [
            (falling, 1, last, last),
            ([*falling, 9.5, 9.4], 3, last, last + 2),
            (falling[:1], 2, 0, 0),
            ([0.5, *falling], 99, 0, last + 1),
            ([1e-5 * cost for cost in falling], 1, last, last),  # an improvement, however small
        ],
    )


@test_case(name="An equal cost is no improvement, and the first of equals is the best", points=1, hidden=True)
def ties(early_stopping):
    from reference.regularization import early_stopping as expected

    generator = checks.rng("q11", "ties")
    low = float(generator.integers(2, 5))
    situations = [
        ([low + 3, low, low, low, low, low, low + 1], 2),
        ([low, low + 1, low, low, low + 2, 0], 4),
        ([low + 2, low, low + 1, low], 5),
    ]
    compare(early_stopping, [(costs, patience, *expected(costs, patience)) for costs, patience in situations])


@test_case(
    name="Best check and stop are right for sixty curves, without a look at what comes later",
    points=2,
    hidden=True,
)
def many_curves(early_stopping):
    from reference.regularization import early_stopping as expected

    generator = checks.rng("q11", "many")
    situations = []
    for _ in range(60):
        valley = np.abs(np.arange(20) - generator.integers(0, 16)) / 2
        costs = (valley + generator.integers(0, 5, 20)) / 4
        situations.append((costs.tolist(), int(generator.integers(1, 6))))
    compare(early_stopping, [(costs, patience, *expected(costs, patience)) for costs, patience in situations])
