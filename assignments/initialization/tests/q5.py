# Generated from autograder/questions/initialization/q5.py by `make assignments`; do not edit.
"""q5: He's weights, for ReLU. The public test cases."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q5"


def initialize(function, sizes):
    """The weights that the student's function draws, with all shapes right and biases of zero."""
    observed = checks.call(function, layers_dims=list(sizes))
    checks.unchanged(observed)
    drawn = checks.layers(observed.value, sizes)
    checks.zero_biases(drawn)
    return {key: W for key, W in drawn.items() if key.startswith("W")}


@test_case(
    name="Four layers of sizes 5, 4, 3 and 1 have three Ws that fit and three bs of zeros",
    points=2,
    hidden=False,
)
def shapes_by_hand(initialize_parameters_he):
    initialize(initialize_parameters_he, [5, 4, 3, 1])


@test_case(
    name="With 200 inputs the weights of the first layer have standard deviation 0.1",
    points=2,
    hidden=False,
    success_message="3 more test cases, worth 10 of the 14 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 10 of the 14 points, will be run when your notebook is graded.",
)
def spread_by_hand(initialize_parameters_he):
    weights = initialize(initialize_parameters_he, [200, 60])
    checks.normal_sample(weights["W1"], 0.1, "W1")


import feedback

feedback.explain(globals(), ["initialize_parameters_he"])
