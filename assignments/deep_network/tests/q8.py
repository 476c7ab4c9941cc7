# Generated from autograder/questions/deep_network/q8.py by `make assignments`; do not edit.
"""q8: Back through all layers. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q8"

X = np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
Y = np.array([[0.0, 1.0, 1.0, 0.0]])
PARAMETERS = {
    "W1": np.array([[2.0, 0.5], [-1.0, 2.0], [0.5, 2.0]]),
    "b1": np.array([[1.0], [1.0], [-0.5]]),
    "W2": np.array([[-0.5, -0.5, 1.0], [0.5, 1.0, -1.0]]),
    "b2": np.array([[0.5], [-0.5]]),
    "W3": np.array([[2.0, -0.5]]),
    "b3": np.array([[-1.0]]),
}


def layers_of(caches):
    return range(1, len(caches) + 1)


def backward(function, AL, Y, caches):
    """The student's gradient on copies: a dict with dW and db of every layer."""
    [grads] = backward_each(function, [(AL, Y, caches)])
    return grads


def backward_each(function, problems):
    """The gradients of several problems, looked at when all are there: a later call must not change them."""
    inputs = []
    for AL, Y, caches in problems:
        copies = [(tuple(part.copy() for part in linear_cache), Z.copy()) for linear_cache, Z in caches]
        inputs.append({"AL": AL.copy(), "Y": Y.copy(), "caches": copies})
    observed = checks.call_each(function, inputs)
    found = []
    for value, (_, _, caches) in zip(observed.value, problems, strict=True):
        keys = [f"d{kind}{layer}" for layer in layers_of(caches) for kind in "Wb"]
        found.append(checks.dictionary(value, keys, "grads", extra=True))
    checks.unchanged(observed)
    return found


def compare(grads, right, layers, m):
    """dW and db of some layers, the last one first, as the way back finds them."""
    for layer in sorted(layers, reverse=True):
        for key in (f"dW{layer}", f"db{layer}"):
            checks.close(grads[key], right[key], key, known={"m": m})


@test_case(name="dW and db are right for the small network of q4, with three layers", points=3, hidden=False)
def gradient_by_hand(L_model_backward):
    Zs = (
        np.array([[4.0, -1.0, 0.5, 5.5], [4.0, 2.0, -1.0, 1.0], [4.0, -1.0, -2.5, 2.5]]),
        np.array([[0.5, -0.5, 0.25, -0.25], [1.5, 1.5, -0.25, 0.75]]),
        np.array([[-0.75, -1.75, -0.5, -1.375]]),
    )
    A_prev, caches = X, []
    for layer, Z in enumerate(Zs, start=1):
        caches.append(((A_prev, PARAMETERS[f"W{layer}"], PARAMETERS[f"b{layer}"]), Z))
        A_prev = np.maximum(Z, 0)
    AL = np.array([[0.3208213008, 0.148047198, 0.3775406688, 0.2018132223]])
    by_hand = {
        "dW3": [[0.0011989544, -0.1613343338]],
        "db3": [[-0.2379444025]],
        "dW2": [[0.4860277688, 0.6416426016, 0.6416426016], [-0.2991572407, 0.0273508973, -0.2234772824]],
        "db2": [[-0.1508190152], [0.0411647849]],
        "dW1": [[-0.1254833093, -0.3687414722], [-0.2772553936, -0.2658426284], [0.2509666186, 0.4262532788]],
        "db1": [[0.0427448499], [-0.0390405403], [0.2257399658]],
    }
    compare(backward(L_model_backward, AL, Y, caches), by_hand, layers_of(caches), 4)


@test_case(
    name="The gradient is the slope of your own cost: your gradient check passes",
    points=3,
    hidden=False,
    success_message="6 more test cases, worth 12 of the 18 points, will be run when your notebook is graded.",
    failure_message="6 more test cases, worth 12 of the 18 points, will be run when your notebook is graded.",
)
def own_gradient_check(L_model_backward, L_model_forward, compute_cost):
    generator, Y = np.random.default_rng(21), np.array([[1.0, 0.0, 1.0, 0.0, 1.0]])
    parameters, X = checks.alive_network(generator, 5, 2, 3, 4, 1)

    def forward(points):
        observed = checks.call_each(L_model_forward, [{"X": X, "parameters": p} for p in points])
        for value in observed.value:
            AL, caches = checks.unpack(value, "AL", "caches")
            yield checks.array(AL, (1, 5), "AL"), caches

    def costs(points):
        inputs = [
            {"AL": AL, "Y": Y, "parameters": checks.Optional(p)}
            for p, (AL, _) in zip(points, forward(points), strict=True)
        ]
        observed = checks.call_each(compute_cost, inputs)
        return [checks.scalar(value, "The cost") for value in observed.value]

    [(AL, caches)] = forward([parameters])
    caches = [
        parts_of(cache) for cache in checks.unpack(caches, *(f"the cache of layer {l}" for l in (1, 2, 3)))
    ]
    grads = backward(L_model_backward, AL, Y, caches)
    if any(is_single(numbers) for numbers in (AL, caches[-1][1], costs([parameters]))):
        checks.note(
            "Your cost is computed with float32: a gradient check needs float64, this one is a coarse one."
        )
        checks.gradient_check(grads, costs, parameters, epsilon=1e-2, flag_above=3e-3)
    else:
        checks.gradient_check(grads, costs, parameters)


def parts_of(cache):
    """A cache of your own forward propagation, taken apart: ((A_prev, W, b), Z)."""
    linear_cache, Z = checks.unpack(cache, "linear_cache", "activation_cache")
    parts = [*checks.unpack(linear_cache, "A_prev", "W", "b"), Z]
    checks.require(all(isinstance(part, np.ndarray) for part in parts), "A cache must hold arrays.")
    A_prev, W, b, Z = (checks.array(part, part.shape, "A part of a cache") for part in parts)
    return (A_prev, W, b), Z


def is_single(numbers):
    """Whether numbers come from a computation in float32, whose noise drowns a small difference."""
    numbers = np.asarray(numbers, dtype=np.float64)
    return bool(np.all(numbers.astype(np.float32) == numbers))


import feedback

feedback.explain(globals(), ["L_model_backward"])
