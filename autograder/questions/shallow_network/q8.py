"""q8: backward_propagation. One output unit, and caches in which A1 is tanh(Z1) and A2 is sigmoid(Z2)."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q8"
title = "Backward propagation"
functions = ["backward_propagation"]
helpers = {"sigmoid": "q1", "tanh_derivative": "q3", "forward_propagation": "q6", "compute_cost": "q7"}

KEYS = ("dW1", "db1", "dW2", "db2")


def backward(function, parameters, cache, X, Y):
    """The student's gradient: a dict with the four keys, and nothing changed on the way to it."""
    observed = checks.call(function, parameters=parameters, cache=cache, X=X, Y=Y)
    grads = checks.dictionary(observed.value, KEYS, "grads", extra=True)
    checks.unchanged(observed)
    return grads


@test_case(
    name="The gradient is right for the small network of the previous questions", points=3, hidden=False
)
def gradient_by_hand(backward_propagation):
    A1 = [
        [-0.7615941560, 0.0000000000, 0.9051482536, 0.4621171573],
        [0.7615941560, -0.9640275801, -0.9051482536, 0.9051482536],
        [0.7615941560, 0.9051482536, 0.6351489524, 0.2449186624],
    ]
    grads = backward(
        backward_propagation,
        parameters={
            "W1": np.array([[0.5, -1.0], [1.0, 0.5], [-0.5, 0.25]]),
            "b1": np.array([[0.5], [-1.0], [1.0]]),
            "W2": np.array([[1.0, -2.0, 0.5]]),
            "b2": np.array([[0.25]]),
        },
        cache={
            "Z1": np.array([[-1.0, 0.0, 1.5, 0.5], [1.0, -2.0, -1.5, 1.5], [1.0, 1.5, 0.75, 0.25]]),
            "A1": np.array(A1),
            "Z2": np.array([[-1.65398539, 2.630629287, 3.283019237, -0.975720019]]),
            "A2": np.array([[0.16057104, 0.932807003, 0.963841654, 0.27374185]]),
        },
        X=np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]]),
        Y=np.array([[0.0, 0.0, 1.0, 1.0]]),
    )
    by_hand = {
        "dW2": [[-0.122658745, -0.350401086, 0.191444621]],
        "db2": [[0.082740387]],
        "dW1": [[-0.501924859, -0.107439647], [0.130473603, -0.005082909], [-0.183314449, -0.065781307]],
        "db1": [[0.105636148], [0.002217211], [-0.058533108]],
    }
    for key, expected in by_hand.items():
        checks.close(grads[key], expected, key, known={"m": 4})


@test_case(
    name="The gradient is the slope of your own cost: your gradient check passes", points=3, hidden=False
)
def own_gradient_check(backward_propagation, forward_propagation, compute_cost):
    generator = np.random.default_rng(20)
    n_x, n_h, m = 2, 3, 5
    parameters, X, Y = (
        checks.parameters(generator, n_x, n_h, 1),
        generator.normal(size=(n_x, m)),
        np.zeros((1, m)),
    )
    Y[0, ::2] = 1.0

    def forward(points):
        observed = checks.call_each(forward_propagation, [{"X": X, "parameters": p} for p in points])
        for value in observed.value:
            A2, cache = checks.unpack(value, "A2", "cache")
            yield checks.array(A2, (1, m), "A2"), cache

    def costs(points):
        inputs = [
            {"A2": A2, "Y": Y, "parameters": checks.Optional(p)}
            for p, (A2, _) in zip(points, forward(points), strict=True)
        ]
        observed = checks.call_each(compute_cost, inputs)
        return [checks.scalar(value, "The cost") for value in observed.value]

    shapes = {"Z1": (n_h, m), "A1": (n_h, m), "Z2": (1, m), "A2": (1, m)}
    [(_, cache)] = forward([parameters])
    cache = checks.dictionary(cache, list(shapes), "cache", extra=True)
    cache = {key: checks.array(cache[key], shape, f"cache['{key}']") for key, shape in shapes.items()}
    grads = backward(backward_propagation, parameters, cache, X, Y)
    if any(is_single(numbers) for numbers in (*cache.values(), costs([parameters]))):
        checks.note(
            "Your cost is computed with float32: a gradient check needs float64, this one is a coarse one."
        )
        checks.gradient_check(grads, costs, parameters, epsilon=1e-2, flag_above=3e-3)
    else:
        checks.gradient_check(grads, costs, parameters)


def is_single(numbers):
    """Whether numbers come from a computation in float32, whose noise drowns a small difference."""
    numbers = np.asarray(numbers, dtype=np.float64)  # beside a plain float NumPy would compare in float32
    whole = np.all(numbers == np.round(numbers))  # then nothing can be told
    return bool(np.all(numbers.astype(np.float32) == numbers) and not whole)


def network(generator, n_x, n_h, m):
    """Parameters, inputs and labels of a network in which no unit is linear and no bias zero."""
    return (
        checks.parameters(generator, n_x, n_h, 1),
        generator.normal(size=(n_x, m)),
        checks.both_labels(generator, m),
    )


@test_case(name="dW2 and db2, the gradient of the output layer, are right", points=3, hidden=True)
def output_layer(backward_propagation):
    from reference.shallow_network import backward_propagation as expected
    from reference.shallow_network import forward_propagation

    generator = checks.rng("q8", "output layer")
    for n_x, n_h, m in ((4, 5, 7), (2, 3, 6)):
        parameters, X, Y = network(generator, n_x, n_h, m)
        _, cache = forward_propagation(X, parameters)
        right = expected(parameters, cache, X, Y)
        grads = backward(backward_propagation, parameters, cache, X, Y)
        for key in ("dW2", "db2"):
            checks.close(grads[key], right[key], key, known={"m": m})


@test_case(name="dW1 and db1, the gradient of the hidden layer, are right", points=3, hidden=True)
def hidden_layer(backward_propagation):
    from reference.shallow_network import backward_propagation as expected
    from reference.shallow_network import forward_propagation

    generator = checks.rng("q8", "hidden layer")
    for n_x, n_h, m in ((4, 5, 7), (2, 3, 6)):
        parameters, X, Y = network(generator, n_x, n_h, m)
        _, cache = forward_propagation(X, parameters)
        right = expected(parameters, cache, X, Y)
        grads = backward(backward_propagation, parameters, cache, X, Y)
        for key in ("dW1", "db1"):
            checks.close(grads[key], right[key], key, known={"m": m})


@test_case(
    name="The gradient is right where n_x = n_h = m, so that wrong axes fit too", points=2, hidden=True
)
def square(backward_propagation):
    from reference.shallow_network import backward_propagation as expected
    from reference.shallow_network import forward_propagation

    parameters, X, Y = network(checks.rng("q8", "square"), 3, 3, 3)
    _, cache = forward_propagation(X, parameters)
    right = expected(parameters, cache, X, Y)
    grads = backward(backward_propagation, parameters, cache, X, Y)
    for key in KEYS:
        checks.close(grads[key], right[key], key, known={"m": 3})


@test_case(name="The gradient is the slope of the true cost, block by block", points=2, hidden=True)
def gradient_check(backward_propagation):
    from reference.shallow_network import compute_cost, forward_propagation

    parameters, X, Y = network(checks.rng("q8", "gradient check"), 3, 5, 7)
    _, cache = forward_propagation(X, parameters)
    grads = backward(backward_propagation, parameters, cache, X, Y)

    def costs(points):
        return [compute_cost(forward_propagation(X, p)[0], Y) for p in points]

    checks.gradient_check(grads, costs, parameters)
