"""q9: update_parameters. A step made in place is noted and costs nothing: each call gets its own arrays."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q9"
title = "One step for every layer"
functions = ["update_parameters"]
helpers = {}


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
    name="Every layer of three moves, and the dA among the gradients are no hindrance", points=1, hidden=False
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


def parameters_and_grads(generator, *layer_dims, m=5):
    """Parameters, and gradients as L_model_backward returns them: the dA are among them."""
    parameters, slopes = (checks.parameters(generator, *layer_dims) for _ in range(2))
    grads = {f"dA{layer}": generator.normal(size=(n, m)) for layer, n in enumerate(layer_dims[:-1])}
    return parameters, grads | {f"d{key}": value for key, value in slopes.items()}


@test_case(name="A step is right for any depth and any learning rate", points=3, hidden=True)
def step_of_any_depth(update_parameters):
    from reference.deep_network import update_parameters as expected

    generator = checks.rng("q9", "depths")
    for layer_dims in ((4, 5, 3, 1), (3, 2), (2, 3, 4, 5, 6, 1), (3, 3, 3, 3)):
        parameters, grads = parameters_and_grads(generator, *layer_dims)
        rate = float(generator.uniform(0.03, 0.09) * generator.choice([1, 8]))
        _, stepped = update(update_parameters, parameters, grads, rate)
        for key, right in expected(parameters, grads, rate).items():
            checks.close(stepped[key], right, f"{key} of {len(layer_dims) - 1} layers")


@test_case(name="Eleven layers and a rate of 0 are no exceptions", points=1, hidden=True)
def eleven_layers(update_parameters):
    from reference.deep_network import update_parameters as expected

    generator = checks.rng("q9", "eleven")
    sizes = (2, 3, 2, 4, 2, 3, 2, 4, 2, 3, 2, 1)
    for rate in (0.0, float(generator.uniform(0.2, 0.7))):
        parameters, grads = parameters_and_grads(generator, *sizes)
        shuffled = {key: parameters[key] for key in sorted(parameters)}  # W1, W10, W11, W2, …
        _, stepped = update(update_parameters, shuffled, grads, rate)
        for key, right in expected(parameters, grads, rate).items():
            checks.close(stepped[key], right, key)


@test_case(
    name="The gradients are left as they were, and so the same step can be made again", points=1, hidden=True
)
def gradients_are_left(update_parameters):
    from reference.deep_network import update_parameters as expected

    parameters, grads = parameters_and_grads(checks.rng("q9", "again"), 3, 4, 2, 1)
    for rate in (0.3, 0.3, 0.05):
        observed, stepped = update(update_parameters, parameters, grads, rate)
        changed = [label for label in observed.changed if label.startswith("grads")]
        checks.require(
            not changed, f"update_parameters must not change the gradients: it changed {', '.join(changed)}."
        )
        for key, right in expected(parameters, grads, rate).items():
            checks.close(stepped[key], right, key)
