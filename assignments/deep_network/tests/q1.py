# Generated from autograder/questions/deep_network/q1.py by `make assignments`; do not edit.
"""q1: Parameters for any depth. The public test cases."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q1"


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
    name="The weights are random numbers of mean 0 and standard deviation 0.01",
    points=1,
    hidden=False,
    success_message="2 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def spread_by_hand(initialize_parameters_deep):
    arrays = initialize(initialize_parameters_deep, [60, 50, 40, 30])
    for key in ("W1", "W2", "W3"):
        checks.normal_sample(arrays[key], 0.01, key)


import feedback

feedback.explain(globals(), ["initialize_parameters_deep"])
