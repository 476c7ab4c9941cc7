"""q4: backward_propagation_with_regularization. One output unit; caches that agree with their parameters."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q4"
title = "The gradient with an L2 penalty"
functions = ["backward_propagation_with_regularization"]
helpers = {"compute_cost_with_regularization": "q3"}

KEYS = ("dW1", "db1", "dW2", "db2", "dW3", "db3")
X = np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
Y = np.array([[0.0, 1.0, 1.0, 0.0]])


def small_network():
    return {
        "W1": np.array([[1.0, -1.0], [0.5, 1.0], [-1.0, 0.5]]),
        "b1": np.array([[0.5], [-1.0], [0.25]]),
        "W2": np.array([[1.0, -0.5, 2.0], [-1.0, 1.0, 0.5]]),
        "b2": np.array([[-0.5], [0.75]]),
        "W3": np.array([[0.5, -1.0]]),
        "b3": np.array([[0.25]]),
    }


def forward(X, parameters):
    """The network that is given in the notebook: its output and its cache."""
    W1, b1, W2, b2, W3, b3 = (parameters[key] for key in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = W1 @ X + b1
    A1 = np.maximum(0, Z1)
    Z2 = W2 @ A1 + b2
    A2 = np.maximum(0, Z2)
    Z3 = W3 @ A2 + b3
    A3 = 1 / (1 + np.exp(-Z3))
    return A3, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)


def backward(function, X, Y, cache, lambd):
    """The student's gradient: a dict with the six keys, and nothing changed on the way to it."""
    observed = checks.call(function, X=X, Y=Y, cache=tuple(a.copy() for a in cache), lambd=lambd)
    grads = checks.dictionary(observed.value, KEYS, "grads", extra=True)
    checks.unchanged(observed)
    return grads


@test_case(name="The gradient is right for a small network with λ = 2", points=2, hidden=False)
def gradient_by_hand(backward_propagation_with_regularization):
    cache = forward(X, small_network())[1]
    grads = backward(backward_propagation_with_regularization, X, Y, cache, 2.0)
    by_hand = {
        "dW3": [[-0.025537949, -0.584119651]],
        "db3": [[-0.045790895]],
        "dW2": [[0.5452541, -0.179727937, 0.916998535], [-0.710816188, 0.319446902, 0.409334767]],
        "db2": [[-0.036231772], [-0.03441443]],
        "dW1": [[0.921632376, -0.24908115], [-0.128032962, 0.270974547], [-0.446935153, 0.223327352]],
        "db1": [[0.170713525], [-0.202352805], [-0.079737496]],
    }
    for key, expected in by_hand.items():
        checks.close(grads[key], expected, key)


@test_case(
    name="The gradient is the slope of your own cost: cost and gradient have the same penalty",
    points=2,
    hidden=False,
)
def own_gradient_check(backward_propagation_with_regularization, compute_cost_with_regularization):
    parameters, lambd = small_network(), 1.2
    grads = backward(backward_propagation_with_regularization, X, Y, forward(X, parameters)[1], lambd)

    def costs(points):
        inputs = [{"A3": forward(X, p)[0], "Y": Y, "parameters": p, "lambd": lambd} for p in points]
        observed = checks.call_each(compute_cost_with_regularization, inputs)
        return [checks.scalar(value, "The cost") for value in observed.value]

    checks.gradient_check(grads, costs, parameters, epsilon=1e-2, flag_above=3e-3)  # float32 will do


def problem(generator, dims, m):
    """X, Y, cache and λ, for a network in which every unit matters and a penalty that is seen."""
    parameters, X = checks.alive_network(generator, m, *dims)
    lambd = float(generator.uniform(0.1, 0.3)) * m
    return X, checks.both_labels(generator, m), forward(X, parameters)[1], lambd


def units_off(X, Y, cache, lambd):
    """The same problem, but that one unit of each hidden layer is off for all examples: only the penalty moves it."""
    _, _, W1, b1, _, _, W2, b2, _, _, W3, b3 = cache
    b1, b2 = b1.copy(), b2.copy()
    b1[0] = b2[0] = -1000.0
    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "W3": W3, "b3": b3}
    return X, Y, forward(X, parameters)[1], lambd


def compare(function, inputs, right, keys):
    grads = backward(function, *inputs)
    for key in keys:
        checks.close(grads[key], right[key], key, known={"m": inputs[0].shape[1]})


@test_case(name="dW3 and db3, the gradient of the output layer, are right", points=3, hidden=True)
def output_layer(backward_propagation_with_regularization):
    from reference.regularization import backward_propagation_with_regularization as expected

    generator = checks.rng("q4", "output layer")
    for dims, m in (((4, 5, 3, 1), 7), ((2, 3, 6, 1), 9)):
        inputs = problem(generator, dims, m)
        compare(backward_propagation_with_regularization, inputs, expected(*inputs), ("dW3", "db3"))


@test_case(name="The gradients of both hidden layers are right", points=3, hidden=True)
def hidden_layers(backward_propagation_with_regularization):
    from reference.regularization import backward_propagation_with_regularization as expected

    generator = checks.rng("q4", "hidden layers")
    for dims, m in (((4, 5, 3, 1), 7), ((2, 3, 6, 1), 9)):
        inputs = problem(generator, dims, m)
        compare(backward_propagation_with_regularization, inputs, expected(*inputs), KEYS[:4])
    inputs = units_off(*problem(generator, (3, 4, 3, 1), 8))
    compare(backward_propagation_with_regularization, inputs, expected(*inputs), KEYS[:4])


@test_case(
    name="The gradient is right where all sizes and m are 3, so that wrong axes fit too",
    points=2,
    hidden=True,
)
def square(backward_propagation_with_regularization):
    from reference.regularization import backward_propagation_with_regularization as expected

    inputs = problem(checks.rng("q4", "square"), (3, 3, 3, 1), 3)
    compare(backward_propagation_with_regularization, inputs, expected(*inputs), KEYS)


@test_case(name="The gradient is the slope of the true cost, block by block", points=2, hidden=True)
def gradient_check(backward_propagation_with_regularization):
    from reference.regularization import compute_cost_with_regularization

    X, Y, cache, lambd = problem(checks.rng("q4", "gradient check"), (3, 5, 4, 1), 6)
    grads = backward(backward_propagation_with_regularization, X, Y, cache, lambd)
    _, _, W1, b1, _, _, W2, b2, _, _, W3, b3 = cache

    def costs(points):
        return [compute_cost_with_regularization(forward(X, p)[0], Y, p, lambd) for p in points]

    checks.gradient_check(grads, costs, {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "W3": W3, "b3": b3})
