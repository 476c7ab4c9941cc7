# Generated from autograder/questions/deep_network/q9.py by `make assignments`; do not edit.
"""q9: One step for every layer. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q9"


def update(function, parameters, grads, learning_rate):
    """Make a step with the student's function, from copies; what was observed, and the new arrays."""
    observed = checks.call(
        function,
        parameters={key: value.copy() for key, value in parameters.items()},
        grads={key: value.copy() for key, value in grads.items()},
        learning_rate=learning_rate,
    )
    checks.note_changes(observed)
    return observed, checks.dictionary(observed.value, list(parameters), "parameters", extra=True)


@test_case(
    name="A step of two layers goes against the gradient, as long as the rate says", points=2, hidden=False
)
def step_by_hand(update_parameters):
    parameters = {
        "W1": np.array([[2.0, -1.0, 0.0], [1.0, 3.0, -2.0]]),
        "b1": np.array([[1.0], [-0.5]]),
        "W2": np.array([[4.0, -2.0]]),
        "b2": np.array([[3.0]]),
    }
    grads = {
        "dW1": np.array([[4.0, 0.0, -8.0], [2.0, -4.0, 4.0]]),
        "db1": np.array([[-2.0], [6.0]]),
        "dW2": np.array([[8.0, -4.0]]),
        "db2": np.array([[10.0]]),
    }
    _, stepped = update(update_parameters, parameters, grads, 0.25)
    checks.close(stepped["W1"], [[1.0, -1.0, 2.0], [0.5, 4.0, -3.0]], "W1")
    checks.close(stepped["b1"], [[1.5], [-2.0]], "b1")
    checks.close(stepped["W2"], [[2.0, -1.0]], "W2")
    checks.close(stepped["b2"], [[0.5]], "b2")


@test_case(
    name="Every layer of three moves, and the dA among the gradients are no hindrance",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def three_layers(update_parameters):
    parameters, grads = {}, {}
    for layer in (1, 2, 3):
        parameters |= {f"W{layer}": np.full((2, 2), 5.0 * layer), f"b{layer}": np.full((2, 1), -1.0 * layer)}
        grads |= {
            f"dA{layer - 1}": np.ones((2, 3)),
            f"dW{layer}": np.full((2, 2), 10.0),
            f"db{layer}": np.full((2, 1), 20.0),
        }
    _, stepped = update(update_parameters, parameters, grads, 0.1)
    for layer in (1, 2, 3):
        checks.close(stepped[f"W{layer}"], np.full((2, 2), 5.0 * layer - 1), f"W{layer}")
        checks.close(stepped[f"b{layer}"], np.full((2, 1), -1.0 * layer - 2), f"b{layer}")


import feedback

feedback.explain(globals(), ["update_parameters"])
