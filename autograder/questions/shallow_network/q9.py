"""q9: update_parameters. A step made in place is noted and costs nothing: each call gets its own arrays."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q9"
title = "One step of gradient descent"
functions = ["update_parameters"]
helpers = {}


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


@test_case(name="A step goes against the gradient, as long as the learning rate says", points=2, hidden=False)
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


def parameters_and_grads(generator, *layer_dims):
    parameters = checks.parameters(generator, *layer_dims)
    slopes = checks.parameters(generator, *layer_dims)
    return parameters, {f"d{key}": value for key, value in slopes.items()}


@test_case(name="A step is right for any sizes and any learning rate", points=2, hidden=True)
def step_of_any_size(update_parameters):
    from reference.shallow_network import update_parameters as expected

    generator = checks.rng("q9", "rates")
    for rate in (float(generator.uniform(0.03, 0.09)), float(generator.uniform(0.3, 0.7)), 0.0):
        parameters, grads = parameters_and_grads(generator, 4, 5, 3)
        stepped = update(update_parameters, parameters, grads, learning_rate=rate)
        for key, right in expected(parameters, grads, rate).items():
            checks.close(stepped[key], right, key)


@test_case(name="A step without a learning rate uses 1.2", points=2, hidden=True)
def step_of_default_size(update_parameters):
    from reference.shallow_network import update_parameters as expected

    parameters, grads = parameters_and_grads(checks.rng("q9", "default"), 3, 2, 1)
    stepped = update(update_parameters, parameters, grads)
    for key, right in expected(parameters, grads).items():
        checks.close(stepped[key], right, key)
