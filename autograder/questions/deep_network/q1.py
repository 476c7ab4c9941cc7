"""q1: initialize_parameters_deep. Random weights are judged by statistics: any seed, any order of layers."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q1"
title = "Parameters for any depth"
functions = ["initialize_parameters_deep"]
helpers = {}


def initialize(function, layer_dims):
    """The parameters that the student's function draws, with the right keys and shapes and biases of zero."""
    observed = checks.call(function, layer_dims=list(layer_dims))
    checks.unchanged(observed)
    layers = range(1, len(layer_dims))
    keys = [f"{kind}{layer}" for layer in layers for kind in "Wb"]
    drawn = checks.dictionary(observed.value, keys, "parameters", extra=True)
    further = [f"{kind}{layer}" for layer in (0, len(layer_dims)) for kind in "Wb"]
    checks.require(
        not any(key in drawn for key in further),
        f"parameters must have a W and a b for layers 1 to {len(layer_dims) - 1}, and for no others.",
    )
    arrays = {}
    for layer in layers:
        n_in, n_out = layer_dims[layer - 1], layer_dims[layer]
        arrays[f"W{layer}"] = checks.array(drawn[f"W{layer}"], (n_out, n_in), f"W{layer}")
        arrays[f"b{layer}"] = checks.array(drawn[f"b{layer}"], (n_out, 1), f"b{layer}")
        checks.require(not arrays[f"b{layer}"].any(), f"b{layer} must be zero.")
        checks.require(arrays[f"W{layer}"].any(), f"W{layer} is all zeros: all units would learn the same.")
    return arrays


@test_case(
    name="Four layers of sizes 5, 4, 3 and 1 have three Ws and three bs that fit", points=2, hidden=False
)
def shapes_by_hand(initialize_parameters_deep):
    initialize(initialize_parameters_deep, [5, 4, 3, 1])


@test_case(
    name="The weights are random numbers of mean 0 and standard deviation 0.01", points=1, hidden=False
)
def spread_by_hand(initialize_parameters_deep):
    arrays = initialize(initialize_parameters_deep, [60, 50, 40, 30])
    for key in ("W1", "W2", "W3"):
        checks.normal_sample(arrays[key], 0.01, key)


@test_case(name="The shapes are right for any depth, from one layer to eleven", points=2, hidden=True)
def shapes_for_any_depth(initialize_parameters_deep):
    generator = checks.rng("q1", "shapes")
    for layers in (1, 2, 5, 11):
        sizes = generator.permutation([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
        initialize(initialize_parameters_deep, [int(n) for n in sizes[: layers + 1]])


@test_case(
    name="In every layer the weights are independent draws from a normal distribution", points=3, hidden=True
)
def weights_are_normal(initialize_parameters_deep):
    arrays = initialize(initialize_parameters_deep, [300, 100, 200, 50])
    weights = {key: value for key, value in arrays.items() if key.startswith("W")}
    checks.normal_layers(weights, lambda n_in, n_out: 0.01**2, "0.01")
    earlier = {}
    for key, W in weights.items():
        for other, before in earlier.items():  # layers may also be cut from one large matrix
            rows, columns = map(min, before.shape, W.shape)
            checks.uncorrelated(before[:rows, :columns], W[:rows, :columns], f"{other} and {key}")
        earlier[key] = W
