"""q6: update_parameters_with_weight_decay. A step made in place is noted and costs nothing."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q6"
title = "Weight decay"
functions = ["update_parameters_with_weight_decay"]
helpers = {}


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
    name="Weight decay makes the same step as the gradient with the L2 penalty in it", points=1, hidden=False
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


def problem(generator, *layer_dims):
    parameters = checks.parameters(generator, *layer_dims)
    slopes = checks.parameters(generator, *layer_dims)
    return parameters, {f"d{key}": value for key, value in slopes.items()}


def rates(generator):
    """α, λ and m whose decay αλ/m lies between 0.1 and 0.3."""
    rate, m = float(generator.uniform(0.3, 0.7)), int(generator.integers(5, 30))
    return {"learning_rate": rate, "lambd": float(generator.uniform(0.1, 0.3)) * m / rate, "m": m}


@test_case(name="The weights of all layers are right after a step", points=3, hidden=True)
def weights(update_parameters_with_weight_decay):
    from reference.regularization import update_parameters_with_weight_decay as expected

    generator = checks.rng("q6", "weights")
    for dims in ((4, 5, 3, 1), (2, 6, 4, 1), (3, 3, 3, 1)):
        parameters, grads = problem(generator, *dims)
        chosen = rates(generator)
        stepped = update(update_parameters_with_weight_decay, parameters, grads, **chosen)
        right = expected(parameters, grads, **chosen)
        for key in ("W1", "W2", "W3"):
            checks.close(stepped[key], right[key], key)


@test_case(name="The biases are right after a step: they do not shrink", points=2, hidden=True)
def biases(update_parameters_with_weight_decay):
    from reference.regularization import update_parameters_with_weight_decay as expected

    generator = checks.rng("q6", "biases")
    for dims in ((4, 5, 3, 1), (2, 6, 4, 1), (3, 3, 3, 1)):
        parameters, grads = problem(generator, *dims)
        chosen = rates(generator)
        stepped = update(update_parameters_with_weight_decay, parameters, grads, **chosen)
        right = expected(parameters, grads, **chosen)
        for key in ("b1", "b2", "b3"):
            checks.close(stepped[key], right[key], key)
