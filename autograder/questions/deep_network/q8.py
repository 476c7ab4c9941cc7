"""q8: L_model_backward. One output unit, caches as L_model_forward makes them, no z near the kink of relu.

What is graded are dW and db of every layer. The dA may be left out; where they are kept, dA[l-1] may have the number
of its own layer or, as older code has it, the number of the layer that hands it back.
"""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q8"
title = "Back through all layers"
functions = ["L_model_backward"]
helpers = {
    "linear_forward": "q2",
    "linear_activation_forward": "q3",
    "L_model_forward": "q4",
    "compute_cost": "q5",
    "linear_backward": "q6",
    "linear_activation_backward": "q7",
}

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
    name="The gradient is the slope of your own cost: your gradient check passes", points=3, hidden=False
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


def problem(generator, forward, m, *layer_dims):
    """The output, the labels and the caches of a network whose hidden units are all alive."""
    parameters, inputs = checks.alive_network(generator, m, *layer_dims)
    output, caches = forward(inputs, parameters)
    return output, checks.both_labels(generator, m), caches


@test_case(name="dW and db of the last layer, with its sigmoid, are right", points=2, hidden=True)
def last_layer(L_model_backward):
    from reference.deep_network import L_model_backward as expected
    from reference.deep_network import L_model_forward

    generator = checks.rng("q8", "last layer")
    for m, *layer_dims in ((7, 4, 5, 3, 1), (5, 2, 3, 1)):
        inputs = problem(generator, L_model_forward, m, *layer_dims)
        grads = backward(L_model_backward, *inputs)
        compare(grads, expected(*inputs), [len(layer_dims) - 1], m)


@test_case(name="dW and db of all hidden layers, with their relu, are right", points=4, hidden=True)
def hidden_layers(L_model_backward):
    from reference.deep_network import L_model_backward as expected
    from reference.deep_network import L_model_forward

    generator = checks.rng("q8", "hidden layers")
    for m, *layer_dims in ((7, 3, 5, 4, 1), (6, 2, 4, 3, 5, 1)):
        inputs = problem(generator, L_model_forward, m, *layer_dims)
        grads = backward(L_model_backward, *inputs)
        compare(grads, expected(*inputs), range(1, len(layer_dims) - 1), m)


@test_case(name="All gradients are right for one, two and six layers", points=2, hidden=True)
def other_depths(L_model_backward):
    from reference.deep_network import L_model_backward as expected
    from reference.deep_network import L_model_forward

    generator = checks.rng("q8", "depths")
    shapes = ((6, 4, 1), (5, 3, 4, 1), (7, 2, 5, 3, 4, 6, 3, 1))
    problems = [problem(generator, L_model_forward, m, *layer_dims) for m, *layer_dims in shapes]
    found = backward_each(L_model_backward, problems)
    for (m, *layer_dims), inputs, grads in zip(shapes, problems, found, strict=True):
        compare(grads, expected(*inputs), range(1, len(layer_dims)), m)


@test_case(
    name="All gradients are right where all sizes and m agree, so that wrong axes fit too",
    points=2,
    hidden=True,
)
def square(L_model_backward):
    from reference.deep_network import L_model_backward as expected
    from reference.deep_network import L_model_forward

    inputs = problem(checks.rng("q8", "square"), L_model_forward, 3, 3, 3, 3, 1)
    compare(backward(L_model_backward, *inputs), expected(*inputs), (1, 2, 3), 3)


@test_case(
    name="Each dA that is kept in grads is the gradient of the layer that it names", points=1, hidden=True
)
def kept_activations(L_model_backward):
    from reference.deep_network import L_model_backward as expected
    from reference.deep_network import L_model_forward

    AL, labels, caches = problem(checks.rng("q8", "dA"), L_model_forward, 6, 4, 3, 5, 2, 1)
    grads, right = backward(L_model_backward, AL, labels, caches), expected(AL, labels, caches)
    L = len(caches)
    right[f"dA{L}"] = (1 - labels) / (1 - AL) - labels / AL
    for layer in range(L + 1):
        own, handed_back = right[f"dA{layer}"], right.get(f"dA{layer - 1}")
        if f"dA{layer}" in grads and not agrees(grads[f"dA{layer}"], handed_back):
            checks.close(grads[f"dA{layer}"], own, f"dA{layer}", known={"m": 6})


def agrees(value, expected):
    """Whether a value passes checks.close; never where nothing is expected."""
    try:
        checks.close(value, expected, "")
    except checks.CheckFailed:
        return False
    return expected is not None


@test_case(name="The gradient is the slope of the true cost, block by block", points=1, hidden=True)
def gradient_check(L_model_backward):
    from reference.deep_network import L_model_forward, compute_cost

    generator = checks.rng("q8", "gradient check")
    parameters, inputs = checks.alive_network(generator, 6, 3, 4, 2, 1)
    labels = checks.both_labels(generator, 6)
    AL, caches = L_model_forward(inputs, parameters)

    def costs(points):
        return [compute_cost(L_model_forward(inputs, p)[0], labels) for p in points]

    checks.gradient_check(backward(L_model_backward, AL, labels, caches), costs, parameters)
