"""q10: nn_model. The start is given, so every cost and every trained parameter is determined."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q10"
title = "Training the network"
functions = ["nn_model"]
helpers = {
    "sigmoid": "q1",
    "tanh_derivative": "q3",
    "forward_propagation": "q6",
    "compute_cost": "q7",
    "backward_propagation": "q8",
    "update_parameters": "q9",
}

X = np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
Y = np.array([[0.0, 0.0, 1.0, 1.0]])
START = {
    "W1": np.array([[0.5, -1.0], [1.0, 0.5], [-0.5, 0.25]]),
    "b1": np.array([[0.5], [-1.0], [1.0]]),
    "W2": np.array([[1.0, -2.0, 0.5]]),
    "b2": np.array([[0.25]]),
}


def train(function, X, Y, start, *, steps, rate):
    """Train with the student's function from a copy of the start; (trained, costs) as it returned them."""
    observed = checks.call(
        function,
        X=X.copy(),
        Y=Y.copy(),
        parameters={key: value.copy() for key, value in start.items()},
        num_iterations=steps,
        learning_rate=rate,
    )
    checks.note_changes(observed)
    trained, costs = checks.unpack(observed.value, "parameters", "costs")
    trained = checks.dictionary(trained, list(start), "parameters", extra=True)
    return trained, checks.numbers(costs, steps, "costs")


def compare_costs(costs, expected):
    """Say up to which step the training is right, and what seems to have gone wrong there."""
    expected = np.asarray(expected)
    wrong = ~(np.abs(costs - expected) <= 1e-5 * expected + 1e-6 * expected.max())
    if not wrong.any():
        return
    step = int(np.argmax(wrong))
    detail = f"costs[{step}] is {costs[step]:.6g}, expected {expected[step]:.6g}."
    if step == 0 and len(costs) > 1 and np.allclose(costs[:-1], expected[1:], rtol=1e-5):
        raise checks.CheckFailed(
            "costs[i] must be the cost before update i, yours is the cost after it.", detail
        )
    if step == 0:
        raise checks.CheckFailed("costs[0] must be the cost of the start parameters on X and Y.", detail)
    rule = f"The costs agree until step {step - 1}, then they differ"
    if np.allclose(costs[step], costs[step - 1], rtol=1e-12):
        rule += ": the cost stands still. Does the next iteration start from the updated parameters?"
    elif step == 1:
        rule += ": what does the first update change, and by which learning rate?"
    else:
        rule += ": what is not done in every iteration in the same way?"
    raise checks.CheckFailed(rule, detail)


@test_case(
    name="Three steps on a small network give the costs and parameters of the worked example",
    points=2,
    hidden=False,
)
def training_by_hand(nn_model):
    trained, costs = train(nn_model, X, Y, START, steps=3, rate=0.8)
    compare_costs(costs, [1.051904424, 0.722304486, 0.524470681])
    by_hand = {
        "W1": [[1.184056729, -1.013004802], [0.727758758, 0.547273688], [-0.264558655, 0.3244118]],
        "b1": [[0.15709081], [-0.989857203], [1.062093786]],
        "W2": [[1.502562525, -1.337604797, 0.140619561]],
        "b2": [[0.017007788]],
    }
    for key, expected in by_hand.items():
        checks.close(trained[key], expected, f"{key} after training")


@test_case(
    name="There is one cost for each iteration, and with a small learning rate they fall",
    points=1,
    hidden=False,
)
def costs_fall(nn_model):
    _, costs = train(nn_model, X, Y, START, steps=8, rate=0.1)
    falling = bool(np.all(np.diff(costs) < 0))
    checks.require(
        falling, "The cost must fall at every step here.", f"It went from {costs[0]:.6g} to {costs[-1]:.6g}."
    )


def problem(generator, n_x, n_h, m):
    return (
        generator.normal(size=(n_x, m)),
        checks.both_labels(generator, m),
        checks.parameters(generator, n_x, n_h, 1),
    )


@test_case(name="The cost before every update is right", points=2, hidden=True)
def costs_are_right(nn_model):
    from reference.shallow_network import nn_model as expected

    generator = checks.rng("q10", "costs")
    usual, small = problem(generator, 3, 5, 8), problem(generator, 2, 2, 3)
    # as usual, then so slowly that an early stop would end it, then past 100 steps
    for (inputs, labels, start), steps, rate in ((usual, 12, 0.4), (usual, 6, 1e-5), (small, 105, 0.05)):
        _, costs = train(nn_model, inputs, labels, start, steps=steps, rate=rate)
        compare_costs(costs, expected(inputs, labels, start, steps, rate)[1])


@test_case(name="The trained parameters are right", points=2, hidden=True)
def trained_parameters_are_right(nn_model):
    from reference.shallow_network import nn_model as expected

    inputs, labels, start = problem(checks.rng("q10", "parameters"), 4, 3, 6)
    trained, _ = train(nn_model, inputs, labels, start, steps=9, rate=0.4)
    for key, right in expected(inputs, labels, start, 9, 0.4)[0].items():
        checks.close(trained[key], right, f"{key} after training")


@test_case(
    name="One single iteration makes one single step, as long as the learning rate says",
    points=1,
    hidden=True,
)
def one_iteration(nn_model):
    from reference.shallow_network import nn_model as expected

    generator = checks.rng("q10", "one iteration")
    inputs, labels, start = problem(generator, 2, 6, 5)
    rate = float(generator.uniform(0.1, 0.7))
    trained, costs = train(nn_model, inputs, labels, start, steps=1, rate=rate)
    right, right_costs = expected(inputs, labels, start, 1, rate)
    compare_costs(costs, right_costs)
    for key in right:
        checks.close(trained[key], right[key], f"{key} after one step")
