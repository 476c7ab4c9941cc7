"""q5: initialize_parameters_he. Judged by statistics: any seed, any order of layers."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q5"
title = "He's weights, for ReLU"
functions = ["initialize_parameters_he"]
helpers = {"initialize_parameters_zeros": "q3", "initialize_parameters_random": "q4"}


def initialize(function, sizes):
    """The weights that the student's function draws, with all shapes right and biases of zero."""
    observed = checks.call(function, layers_dims=list(sizes))
    checks.unchanged(observed)
    drawn = checks.layers(observed.value, sizes)
    checks.zero_biases(drawn)
    return {key: W for key, W in drawn.items() if key.startswith("W")}


def compare(weights):
    mistaken = {
        "variances 1 / n[l-1]": lambda n_in, n_out: 1 / n_in,
        "variances 2 / n[l]: what counts is how many inputs a unit reads": lambda n_in, n_out: 2 / n_out,
        "variances 2 / (n[l-1] + n[l])": lambda n_in, n_out: 2 / (n_in + n_out),
        "as standard deviation what should be their variance": lambda n_in, n_out: (2 / n_in) ** 2,
        "standard deviation 1": lambda n_in, n_out: 1.0,
    }
    checks.normal_layers(weights, lambda n_in, n_out: 2 / n_in, "√(2 / n[l-1])", mistaken)


@test_case(
    name="Four layers of sizes 5, 4, 3 and 1 have three Ws that fit and three bs of zeros",
    points=2,
    hidden=False,
)
def shapes_by_hand(initialize_parameters_he):
    initialize(initialize_parameters_he, [5, 4, 3, 1])


@test_case(
    name="With 200 inputs the weights of the first layer have standard deviation 0.1", points=2, hidden=False
)
def spread_by_hand(initialize_parameters_he):
    weights = initialize(initialize_parameters_he, [200, 60])
    checks.normal_sample(weights["W1"], 0.1, "W1")


@test_case(name="The shapes are right for any sizes and any depth", points=2, hidden=True)
def any_depth(initialize_parameters_he):
    generator = checks.rng("q5", "depth")
    for count in (2, 3, 5, 12):
        sizes = [int(n) for n in generator.permutation(range(1, 16))[:count]]
        for key, W in initialize(initialize_parameters_he, sizes).items():
            checks.require(W.any(), f"{key} is all zeros: every unit would learn the same.")


@test_case(
    name="In a network of four layers all weights are independent normal draws of the right size",
    points=5,
    hidden=True,
)
def four_layers(initialize_parameters_he):
    compare(initialize(initialize_parameters_he, [300, 100, 200, 50]))


@test_case(
    name="In a network of three layers, one very wide, all weights are as independent and of the right size",
    points=3,
    hidden=True,
)
def thin_and_wide(initialize_parameters_he):
    compare(initialize(initialize_parameters_he, [2, 4000, 3]))
