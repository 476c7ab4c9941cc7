"""q3: compute_cost_with_regularization. compute_cost is given; no probability is 0 or 1."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q3"
title = "The cost with an L2 penalty"
functions = ["compute_cost_with_regularization"]
helpers = {}


def cost(function, A3, Y, parameters, lambd):
    """The student's cost, a number; nothing is changed on the way to it."""
    observed = checks.call(function, A3=A3, Y=Y, parameters=parameters, lambd=lambd)
    checks.unchanged(observed)
    return checks.scalar(observed.value, "The cost")


def small_network():
    return {
        "W1": np.array([[1.0, -2.0], [0.5, 0.0]]),
        "b1": np.array([[3.0], [-1.0]]),
        "W2": np.array([[2.0, 0.0], [-1.0, 1.0]]),
        "b2": np.array([[-4.0], [2.0]]),
        "W3": np.array([[-1.0, 2.0]]),
        "b3": np.array([[5.0]]),
    }


@test_case(
    name="Two examples and weights whose squares add up to 16.25, with λ = 2: the cost is 8.49198",
    points=2,
    hidden=False,
)
def cost_by_hand(compute_cost_with_regularization):
    A3, Y = np.array([[0.8, 0.4]]), np.array([[1.0, 0.0]])
    value = cost(compute_cost_with_regularization, A3, Y, small_network(), 2.0)
    checks.close(value, 0.366984588 + 8.125, "The cost")


@test_case(name="With λ = 0 the cost is the cross-entropy alone", points=1, hidden=False)
def no_penalty(compute_cost_with_regularization):
    A3, Y = np.array([[0.8, 0.4]]), np.array([[1.0, 0.0]])
    value = cost(compute_cost_with_regularization, A3, Y, small_network(), 0.0)
    checks.close(value, 0.366984588, "The cost with λ = 0")


def problem(generator, *layer_dims, m):
    """Probabilities, labels, parameters, and a λ that makes the penalty as large as the rest of the cost."""
    return (
        generator.uniform(0.1, 0.9, (1, m)),
        checks.both_labels(generator, m),
        checks.parameters(generator, *layer_dims),
        float(generator.uniform(0.1, 0.3)) * m,
    )


@test_case(name="The cost is right for networks of any sizes", points=3, hidden=True)
def any_sizes(compute_cost_with_regularization):
    from reference.regularization import compute_cost_with_regularization as expected

    generator = checks.rng("q3", "sizes")
    for dims, m in (((4, 5, 3, 1), 7), ((2, 6, 4, 1), 11), ((3, 3, 3, 1), 3)):
        inputs = problem(generator, *dims, m=m)
        value = cost(compute_cost_with_regularization, *inputs)
        checks.close(value, expected(*inputs), "The cost", known={"m": m})


@test_case(name="The penalty is divided by the number of examples, few or many", points=2, hidden=True)
def penalty_alone(compute_cost_with_regularization):
    from reference.regularization import compute_cost_with_regularization as expected

    generator = checks.rng("q3", "penalty")
    for m in (2, 5, 40):
        A3, Y, parameters, lambd = problem(generator, 3, 5, 2, 1, m=m)
        with_it = cost(compute_cost_with_regularization, A3, Y, parameters, lambd)
        without = cost(compute_cost_with_regularization, A3, Y, parameters, 0.0)
        right = expected(A3, Y, parameters, lambd) - expected(A3, Y, parameters, 0.0)
        penalty = with_it - without
        checks.close(penalty, right, "What λ adds to the cost", known={"m": m, "2m": 2 * m})


@test_case(name="Weights are penalized whatever their sign, biases are not", points=2, hidden=True)
def weights_and_not_biases(compute_cost_with_regularization):
    from reference.regularization import compute_cost_with_regularization as expected

    A3, Y, parameters, lambd = problem(checks.rng("q3", "biases"), 3, 4, 2, 1, m=6)
    shifted = {key: value + 10.0 * key.startswith("b") for key, value in parameters.items()}
    negative = {key: -value if key.startswith("W") else value for key, value in parameters.items()}
    for changed, what in ((shifted, "The cost after biases grew"), (negative, "The cost after W became -W")):
        value = cost(compute_cost_with_regularization, A3, Y, changed, lambd)
        checks.close(value, expected(A3, Y, changed, lambd), what)
