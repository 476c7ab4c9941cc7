# Generated from autograder/questions/shallow_network/q8.py by `make assignments`; do not edit.
"""q8: Backward propagation. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q8"

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
    name="The gradient is the slope of your own cost: your gradient check passes",
    points=3,
    hidden=False,
    success_message="4 more test cases, worth 10 of the 16 points, will be run when your notebook is graded.",
    failure_message="4 more test cases, worth 10 of the 16 points, will be run when your notebook is graded.",
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


import feedback

feedback.explain(globals(), ["backward_propagation"])
