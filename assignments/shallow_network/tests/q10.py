# Generated from autograder/questions/shallow_network/q10.py by `make assignments`; do not edit.
"""q10: Training the network. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q10"

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
    success_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def costs_fall(nn_model):
    _, costs = train(nn_model, X, Y, START, steps=8, rate=0.1)
    falling = bool(np.all(np.diff(costs) < 0))
    checks.require(
        falling, "The cost must fall at every step here.", f"It went from {costs[0]:.6g} to {costs[-1]:.6g}."
    )


import feedback

feedback.explain(globals(), ["nn_model"])
