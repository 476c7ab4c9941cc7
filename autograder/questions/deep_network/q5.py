"""q5: compute_cost. Values are never judged where a prediction is exactly 0 or 1: NaN there is only noted."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q5"
title = "The cost"
functions = ["compute_cost"]
helpers = {}

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
    name="The cost is positive, and the same if every example is there three times", points=1, hidden=False
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


@test_case(name="The cost is right for any number of examples", points=3, hidden=True)
def cost_of_any_data(compute_cost):
    from reference.deep_network import compute_cost as expected

    generator = checks.rng("q5", "data")
    for m in (6, 11):
        AL, Y = generator.uniform(0.05, 0.95, size=(1, m)), checks.both_labels(generator, m)
        checks.close(cost(compute_cost, AL, Y), expected(AL, Y), "The cost", known={"m": m})


@test_case(name="The cost is right for confident predictions, right and wrong ones", points=1, hidden=True)
def cost_of_confidence(compute_cost):
    from reference.deep_network import compute_cost as expected

    generator = checks.rng("q5", "confidence")
    AL, Y = generator.uniform(0.1, 0.9, size=(1, 8)), checks.both_labels(generator, 8)
    AL[0, :4], Y[0, :4] = generator.uniform(1e-3, 4e-3, size=4), [1.0, 0.0, 1.0, 0.0]
    AL[0, 4:6], Y[0, 4:6] = 1 - generator.uniform(2e-3, 5e-3, size=2), [0.0, 1.0]
    checks.close(cost(compute_cost, AL, Y), expected(AL, Y), "The cost", known={"m": 8})


@test_case(name="The cost is right for one example, and where all labels are alike", points=1, hidden=True)
def cost_of_one_label(compute_cost):
    from reference.deep_network import compute_cost as expected

    generator = checks.rng("q5", "one label")
    for m in (1, 4):
        for label in (0.0, 1.0):
            AL, Y = generator.uniform(0.1, 0.9, size=(1, m)), np.full((1, m), label)
            known = {"m": m} if m > 1 else None
            checks.close(cost(compute_cost, AL, Y), expected(AL, Y), "The cost", known=known)
