# Generated from autograder/questions/shallow_network/q9.py by `make assignments`; do not edit.
"""q9: One step of gradient descent. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q9"


def update(function, parameters, grads, **rate):
    """Make a step with the student's function, from copies; the four new arrays."""
    observed = checks.call(
        function,
        parameters={key: value.copy() for key, value in parameters.items()},
        grads={key: value.copy() for key, value in grads.items()},
        **rate,
    )
    checks.note_changes(observed)
    return checks.dictionary(observed.value, list(parameters), "parameters", extra=True)


@test_case(
    name="A step goes against the gradient, as long as the learning rate says",
    points=2,
    hidden=False,
    success_message="2 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
)
def step_by_hand(update_parameters):
    stepped = update(
        update_parameters,
        {
            "W1": np.array([[1.0, 2.0, 0.0], [3.0, -1.0, 1.0]]),
            "b1": np.array([[0.5], [1.0]]),
            "W2": np.array([[2.0, -3.0]]),
            "b2": np.array([[4.0]]),
        },
        {
            "dW1": np.array([[2.0, -2.0, 1.0], [0.0, 4.0, -1.0]]),
            "db1": np.array([[1.0], [-2.0]]),
            "dW2": np.array([[-6.0, 2.0]]),
            "db2": np.array([[8.0]]),
        },
        learning_rate=0.5,
    )
    checks.close(stepped["W1"], [[0.0, 3.0, -0.5], [3.0, -3.0, 1.5]], "W1")
    checks.close(stepped["b1"], [[0.0], [2.0]], "b1")
    checks.close(stepped["W2"], [[5.0, -4.0]], "W2")
    checks.close(stepped["b2"], [[0.0]], "b2")


import feedback

feedback.explain(globals(), ["update_parameters"])
