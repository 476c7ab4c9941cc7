"""q4: initialize_parameters_random. Judged by statistics: any seed, any order of layers.

A function that takes no scale, as in older notebooks, is judged at 10.
"""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q4"
title = "Random weights"
functions = ["initialize_parameters_random"]
helpers = {"initialize_parameters_zeros": "q3"}


def initialize(function, sizes, scale=None):
    """The parameters that the student's function draws, and the scale at which to judge them."""
    arguments = {"layers_dims": list(sizes)} | ({} if scale is None else {"scale": scale})
    try:
        observed = checks.call(function, **arguments)
    except Exception as problem:
        if scale is None or not checks.refused(problem):
            raise
        checks.note(
            "Your function takes no argument `scale`: it was judged at 10. The experiments need the argument."
        )
        return initialize(function, sizes)
    checks.unchanged(observed)
    drawn = checks.layers(observed.value, sizes)
    checks.zero_biases(drawn)
    return {key: W for key, W in drawn.items() if key.startswith("W")}, scale or 10.0


@test_case(
    name="Four layers of sizes 5, 4, 3 and 1 have three Ws that fit and three bs of zeros",
    points=1,
    hidden=False,
)
def shapes_by_hand(initialize_parameters_random):
    initialize(initialize_parameters_random, [5, 4, 3, 1])


@test_case(name="With scale=0.5 the weights have mean 0 and standard deviation 0.5", points=2, hidden=False)
def spread_by_hand(initialize_parameters_random):
    weights, scale = initialize(initialize_parameters_random, [80, 60], 0.5)
    checks.normal_sample(weights["W1"], scale, "W1")


@test_case(name="The shapes are right for any sizes and any depth", points=1, hidden=True)
def any_depth(initialize_parameters_random):
    generator = checks.rng("q4", "depth")
    for count in (2, 3, 5, 12):
        sizes = [int(n) for n in generator.permutation(range(1, 16))[:count]]
        weights, _ = initialize(initialize_parameters_random, sizes)
        for key, W in weights.items():
            checks.require(W.any(), f"{key} is all zeros: every unit would learn the same.")


@test_case(
    name="Without the argument scale all weights are independent normal draws of standard deviation 10",
    points=2,
    hidden=True,
)
def default_scale(initialize_parameters_random):
    weights, _ = initialize(initialize_parameters_random, [300, 100, 200, 50])
    checks.normal_layers(weights, lambda n_in, n_out: 100.0, "10")


@test_case(
    name="With any scale all weights are independent normal draws of that standard deviation",
    points=2,
    hidden=True,
)
def given_scale(initialize_parameters_random):
    chosen = float(checks.rng("q4", "scale").uniform(0.02, 0.06))
    weights, scale = initialize(initialize_parameters_random, [150, 120, 90], chosen)
    checks.normal_layers(weights, lambda n_in, n_out: scale**2, "scale")
