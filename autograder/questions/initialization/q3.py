"""q3: initialize_parameters_zeros, for any depth."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q3"
title = "All zeros"
functions = ["initialize_parameters_zeros"]
helpers = {}


def compare(function, sizes):
    """A network of these sizes, all zeros, in which every array is one of its own."""
    observed = checks.call(function, layers_dims=list(sizes))
    for key, value in checks.layers(observed.value, sizes).items():
        first = value[value != 0][:1]
        checks.require(not first.size, f"{key} must be all zeros.", f"It holds {first.sum():.3g}.")
    checks.separate(observed)
    checks.unchanged(observed)


@test_case(
    name="Four layers of sizes 4, 3, 2 and 1 have three Ws and three bs of zeros that fit",
    points=2,
    hidden=False,
)
def by_hand(initialize_parameters_zeros):
    compare(initialize_parameters_zeros, [4, 3, 2, 1])


@test_case(name="The parameters are right for any sizes and any depth", points=2, hidden=True)
def any_depth(initialize_parameters_zeros):
    generator = checks.rng("q3", "depth")
    for count in (2, 3, 5, 12):
        compare(initialize_parameters_zeros, [int(n) for n in generator.permutation(range(1, 16))[:count]])


@test_case(
    name="Where layers have the same size, their parameters are still arrays of their own",
    points=2,
    hidden=True,
)
def equal_sizes(initialize_parameters_zeros):
    size = int(checks.rng("q3", "equal").integers(2, 6))
    compare(initialize_parameters_zeros, [size] * 4)
