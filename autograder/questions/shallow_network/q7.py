"""q7: compute_cost. Values are never judged where a prediction is exactly 0 or 1: NaN there is only noted."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q7"
title = "The cross-entropy cost"
functions = ["compute_cost"]
helpers = {}

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


@test_case(name="Repeating every example leaves the cost as it is", points=2, hidden=False)
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


@test_case(name="The cost is right for any number of examples", points=3, hidden=True)
def cost_of_any_data(compute_cost):
    from reference.shallow_network import compute_cost as expected

    generator = checks.rng("q7", "data")
    for m in (7, 12):
        A2, Y = generator.uniform(0.05, 0.95, size=(1, m)), checks.both_labels(generator, m)
        checks.close(cost(compute_cost, A2, Y), expected(A2, Y), "The cost", known={"m": m})


@test_case(name="The cost is right for confident predictions, right and wrong ones", points=2, hidden=True)
def cost_of_confidence(compute_cost):
    from reference.shallow_network import compute_cost as expected

    generator = checks.rng("q7", "confidence")
    A2, Y = generator.uniform(0.1, 0.9, size=(1, 8)), checks.both_labels(generator, 8)
    A2[0, :4], Y[0, :4] = generator.uniform(1e-3, 4e-3, size=4), [1.0, 0.0, 1.0, 0.0]
    A2[0, 4:6], Y[0, 4:6] = 1 - generator.uniform(2e-3, 5e-3, size=2), [0.0, 1.0]
    checks.close(cost(compute_cost, A2, Y), expected(A2, Y), "The cost", known={"m": 8})


@test_case(name="The cost is right for one example, and where all labels are alike", points=1, hidden=True)
def cost_of_one_label(compute_cost):
    from reference.shallow_network import compute_cost as expected

    generator = checks.rng("q7", "one label")
    for m in (1, 5):
        for label in (0.0, 1.0):
            A2, Y = generator.uniform(0.1, 0.9, size=(1, m)), np.full((1, m), label)
            checks.close(
                cost(compute_cost, A2, Y), expected(A2, Y), "The cost", known={"m": m} if m > 1 else None
            )
