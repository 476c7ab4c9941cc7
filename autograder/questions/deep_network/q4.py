"""q4: L_model_forward. The output layer has one unit throughout, as students may rely on it."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q4"
title = "Forward through all layers"
functions = ["L_model_forward"]
helpers = {"linear_forward": "q2", "linear_activation_forward": "q3"}

X = np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
PARAMETERS = {
    "W1": np.array([[2.0, 0.5], [-1.0, 2.0], [0.5, 2.0]]),
    "b1": np.array([[1.0], [1.0], [-0.5]]),
    "W2": np.array([[-0.5, -0.5, 1.0], [0.5, 1.0, -1.0]]),
    "b2": np.array([[0.5], [-0.5]]),
    "W3": np.array([[2.0, -0.5]]),
    "b3": np.array([[-1.0]]),
}
Z1 = [[4.0, -1.0, 0.5, 5.5], [4.0, 2.0, -1.0, 1.0], [4.0, -1.0, -2.5, 2.5]]
Z2 = [[0.5, -0.5, 0.25, -0.25], [1.5, 1.5, -0.25, 0.75]]
Z3 = [[-0.75, -1.75, -0.5, -1.375]]
AL = [[0.3208213008, 0.148047198, 0.3775406688, 0.2018132223]]


def forward(function, X, parameters):
    """Call the student's function on copies; its AL and its caches, whatever they are."""
    copies = {key: value.copy() for key, value in parameters.items()}
    observed = checks.call(function, X=X.copy(), parameters=copies)
    output, caches = checks.unpack(observed.value, "AL", "caches")
    checks.unchanged(observed)
    return output, caches


def compare_caches(caches, X, parameters, Zs):
    """One cache for each layer, in order: what came in, W, b and Z."""
    L = len(Zs)
    checks.require(
        isinstance(caches, tuple | list) and len(caches) == L,
        f"caches must be a list of {L} caches, one for each layer.",
        f"It holds {len(caches)}." if isinstance(caches, tuple | list) else "It is no list.",
    )
    A_prev = X
    for place, (cache, Z) in enumerate(zip(caches, Zs, strict=True)):
        rule = f"caches[{place}] must be ((A_prev, W, b), Z), as linear_activation_forward returns it."
        checks.require(isinstance(cache, tuple | list) and len(cache) == 2, rule)
        checks.require(isinstance(cache[0], tuple | list) and len(cache[0]) == 3, rule)
        weights = parameters[f"W{place + 1}"], parameters[f"b{place + 1}"]
        for index, (label, right) in enumerate(zip(("A_prev", "W", "b"), (A_prev, *weights), strict=True)):
            checks.close(
                cache[0][index], right, f"{label} of layer {place + 1}, in caches[{place}][0][{index}],"
            )
        checks.close(cache[1], Z, f"Z of layer {place + 1}, in caches[{place}][1],")
        A_prev = np.maximum(Z, 0)


@test_case(name="AL is right for a small network: relu twice, then sigmoid", points=2, hidden=False)
def output_by_hand(L_model_forward):
    output, _ = forward(L_model_forward, X, PARAMETERS)
    checks.close(output, AL, "AL")


@test_case(
    name="There is one cache for each layer, and it holds what that layer worked with", points=2, hidden=False
)
def caches_by_hand(L_model_forward):
    _, caches = forward(L_model_forward, X, PARAMETERS)
    compare_caches(caches, X, PARAMETERS, [Z1, Z2, Z3])


@test_case(
    name="AL is right for networks of one to five layers, all of them of different sizes",
    points=4,
    hidden=True,
)
def output_for_any_depth(L_model_forward):
    from reference.deep_network import L_model_forward as expected

    generator = checks.rng("q4", "output")
    for m, *layer_dims in ((7, 4, 5, 3, 1), (6, 3, 1), (3, 2, 6, 1), (5, 6, 5, 4, 3, 2, 1)):
        parameters, inputs = checks.alive_network(generator, m, *layer_dims)
        output, _ = forward(L_model_forward, inputs, parameters)
        checks.close(output, expected(inputs, parameters)[0], f"AL with {len(layer_dims) - 1} layers")


@test_case(name="The caches are right for networks of one to five layers", points=3, hidden=True)
def caches_for_any_depth(L_model_forward):
    from reference.deep_network import L_model_forward as expected

    generator = checks.rng("q4", "caches")
    for m, *layer_dims in ((6, 3, 4, 2, 1), (5, 4, 1), (4, 2, 3, 5, 6, 4, 1)):
        parameters, inputs = checks.alive_network(generator, m, *layer_dims)
        _, caches = forward(L_model_forward, inputs, parameters)
        compare_caches(caches, inputs, parameters, [Z for _, Z in expected(inputs, parameters)[1]])


@test_case(name="AL and the caches are right where all sizes and m agree", points=2, hidden=True)
def square(L_model_forward):
    from reference.deep_network import L_model_forward as expected

    parameters, inputs = checks.alive_network(checks.rng("q4", "square"), 3, 3, 3, 3, 1)
    output, caches = forward(L_model_forward, inputs, parameters)
    right, right_caches = expected(inputs, parameters)
    checks.close(output, right, "AL")
    compare_caches(caches, inputs, parameters, [Z for _, Z in right_caches])


@test_case(name="Eleven layers work too, whatever the order of the keys", points=1, hidden=True)
def eleven_layers(L_model_forward):
    from reference.deep_network import L_model_forward as expected

    sizes = [3, 2, 4, 3, 2, 4, 3, 2, 4, 3, 2, 1]
    parameters, inputs = checks.alive_network(checks.rng("q4", "eleven"), 5, *sizes)
    parameters = {key: parameters[key] for key in sorted(parameters)}  # W1, W10, W11, W2, … and b before them
    output, _ = forward(L_model_forward, inputs, parameters)
    checks.close(output, expected(inputs, parameters)[0], "AL with 11 layers")
