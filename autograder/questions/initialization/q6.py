"""q6: initialize_parameters_lecun and _glorot. Judged by statistics: any seed, any order of layers."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q6"
title = "LeCun's and Glorot's weights"
functions = ["initialize_parameters_lecun", "initialize_parameters_glorot"]
helpers = {
    "initialize_parameters_zeros": "q3",
    "initialize_parameters_random": "q4",
    "initialize_parameters_he": "q5",
}

LECUN, GLOROT = "√(1 / n[l-1])", "√(2 / (n[l-1] + n[l]))"


def initialize(function, sizes):
    """The weights that the student's function draws, with all shapes right and biases of zero."""
    observed = checks.call(function, layers_dims=list(sizes))
    checks.unchanged(observed)
    drawn = checks.layers(observed.value, sizes)
    checks.zero_biases(drawn)
    return {key: W for key, W in drawn.items() if key.startswith("W")}


def compare(weights, formula):
    rules = {
        LECUN: lambda n_in, n_out: 1 / n_in,
        GLOROT: lambda n_in, n_out: 2 / (n_in + n_out),
        "√(2 / n[l-1])": lambda n_in, n_out: 2 / n_in,
        "√(1 / n[l])": lambda n_in, n_out: 1 / n_out,
        "√(1 / (n[l-1] + n[l]))": lambda n_in, n_out: 1 / (n_in + n_out),
        "√(2 / (n[l-1] · n[l]))": lambda n_in, n_out: 2 / (n_in * n_out),
    }
    right = rules.pop(formula)
    mistaken = {f"standard deviations {words}": rule for words, rule in rules.items()}
    mistaken["as standard deviation what should be their variance"] = lambda *sizes: right(*sizes) ** 2
    checks.normal_layers(weights, right, formula, mistaken)


def any_sizes(function, *labels):
    """Shapes are right and no layer is zero, whatever the sizes."""
    generator = checks.rng("q6", *labels)
    for count in (2, 3, 5, 12):
        sizes = [int(n) for n in generator.permutation(range(1, 16))[:count]]
        for key, W in initialize(function, sizes).items():
            checks.require(W.any(), f"{key} is all zeros: every unit would learn the same.")


@test_case(name="LeCun: with 100 inputs the weights have standard deviation 0.1", points=2, hidden=False)
def lecun_by_hand(initialize_parameters_lecun):
    weights = initialize(initialize_parameters_lecun, [100, 80, 3])
    checks.normal_sample(weights["W1"], 0.1, "W1")


@test_case(
    name="Glorot: with 50 inputs and 150 units the weights have standard deviation 0.1",
    points=2,
    hidden=False,
)
def glorot_by_hand(initialize_parameters_glorot):
    weights = initialize(initialize_parameters_glorot, [50, 150, 3])
    checks.normal_sample(weights["W1"], 0.1, "W1")


@test_case(name="LeCun: the shapes are right for any sizes and any depth", points=1, hidden=True)
def lecun_any_depth(initialize_parameters_lecun):
    any_sizes(initialize_parameters_lecun, "lecun", "depth")


@test_case(name="Glorot: the shapes are right for any sizes and any depth", points=1, hidden=True)
def glorot_any_depth(initialize_parameters_glorot):
    any_sizes(initialize_parameters_glorot, "glorot", "depth")


@test_case(
    name="LeCun: in four layers all weights are independent normal draws of the right size",
    points=3,
    hidden=True,
)
def lecun_four_layers(initialize_parameters_lecun):
    compare(initialize(initialize_parameters_lecun, [300, 100, 200, 50]), LECUN)


@test_case(
    name="Glorot: in four layers all weights are independent normal draws of the right size",
    points=3,
    hidden=True,
)
def glorot_four_layers(initialize_parameters_glorot):
    compare(initialize(initialize_parameters_glorot, [300, 100, 200, 50]), GLOROT)


@test_case(
    name="LeCun: in a network with one very wide layer, too, the weights have the right size",
    points=1,
    hidden=True,
)
def lecun_thin_and_wide(initialize_parameters_lecun):
    compare(initialize(initialize_parameters_lecun, [2, 4000, 3]), LECUN)


@test_case(
    name="Glorot: in a network with one very wide layer, too, the weights have the right size",
    points=1,
    hidden=True,
)
def glorot_thin_and_wide(initialize_parameters_glorot):
    compare(initialize(initialize_parameters_glorot, [2, 4000, 3]), GLOROT)
