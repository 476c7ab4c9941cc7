# Generated from autograder/questions/regularization/q6.py by `make assignments`; do not edit.
"""q6: Weight decay. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q6"


def update(function, parameters, grads, **rates):
    """Make a step with the student's function, from copies; the six new arrays."""
    observed = checks.call(
        function,
        parameters={key: value.copy() for key, value in parameters.items()},
        grads={key: value.copy() for key, value in grads.items()},
        **rates,
    )
    checks.note_changes(observed)
    return checks.dictionary(observed.value, list(parameters), "parameters", extra=True)


def small_problem():
    parameters = {
        "W1": np.array([[4.0, -2.0], [1.0, 0.0]]),
        "b1": np.array([[2.0], [-1.0]]),
        "W2": np.array([[-1.0, 2.0]]),
        "b2": np.array([[3.0]]),
        "W3": np.array([[8.0]]),
        "b3": np.array([[-4.0]]),
    }
    grads = {
        "dW1": np.array([[1.0, 0.0], [-2.0, 4.0]]),
        "db1": np.array([[2.0], [0.0]]),
        "dW2": np.array([[0.0, -1.0]]),
        "db2": np.array([[-2.0]]),
        "dW3": np.array([[2.0]]),
        "db3": np.array([[1.0]]),
    }
    return parameters, grads


@test_case(
    name="With α = 0.5, λ = 2 and m = 4 weights shrink by a quarter and then follow the gradient",
    points=2,
    hidden=False,
)
def step_by_hand(update_parameters_with_weight_decay):
    parameters, grads = small_problem()
    stepped = update(
        update_parameters_with_weight_decay, parameters, grads, learning_rate=0.5, lambd=2.0, m=4
    )
    by_hand = {
        "W1": [[2.5, -1.5], [1.75, -2.0]],
        "b1": [[1.0], [-1.0]],
        "W2": [[-0.75, 2.0]],
        "b2": [[4.0]],
        "W3": [[5.0]],
        "b3": [[-4.5]],
    }
    for key, expected in by_hand.items():
        checks.close(stepped[key], expected, key)


@test_case(
    name="Weight decay makes the same step as the gradient with the L2 penalty in it",
    points=1,
    hidden=False,
    success_message="2 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def both_paths(update_parameters_with_weight_decay):
    parameters, grads = small_problem()
    rate, lambd, m = 0.25, 3.0, 6
    decayed = update(
        update_parameters_with_weight_decay, parameters, grads, learning_rate=rate, lambd=lambd, m=m
    )
    for layer in "123":
        grads[f"dW{layer}"] = grads[f"dW{layer}"] + lambd / m * parameters[f"W{layer}"]
    plain = update(update_parameters_with_weight_decay, parameters, grads, learning_rate=rate, lambd=0.0, m=m)
    for key, shape in ((key, value.shape) for key, value in parameters.items()):
        right = checks.array(plain[key], shape, f"{key} after a plain step")
        checks.close(decayed[key], right, f"{key} after a step with weight decay")


def rates(generator):
    """α, λ and m whose decay αλ/m lies between 0.1 and 0.3."""
    rate, m = float(generator.uniform(0.3, 0.7)), int(generator.integers(5, 30))
    return {"learning_rate": rate, "lambd": float(generator.uniform(0.1, 0.3)) * m / rate, "m": m}


import feedback

feedback.explain(globals(), ["update_parameters_with_weight_decay"])
