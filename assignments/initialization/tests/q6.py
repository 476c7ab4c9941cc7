# Generated from autograder/questions/initialization/q6.py by `make assignments`; do not edit.
"""q6: LeCun's and Glorot's weights. The public test cases."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q6"


def initialize(function, sizes):
    """The weights that the student's function draws, with all shapes right and biases of zero."""
    observed = checks.call(function, layers_dims=list(sizes))
    checks.unchanged(observed)
    drawn = checks.layers(observed.value, sizes)
    checks.zero_biases(drawn)
    return {key: W for key, W in drawn.items() if key.startswith("W")}


@test_case(name="LeCun: with 100 inputs the weights have standard deviation 0.1", points=2, hidden=False)
def lecun_by_hand(initialize_parameters_lecun):
    weights = initialize(initialize_parameters_lecun, [100, 80, 3])
    checks.normal_sample(weights["W1"], 0.1, "W1")


@test_case(
    name="Glorot: with 50 inputs and 150 units the weights have standard deviation 0.1",
    points=2,
    hidden=False,
    success_message="6 more test cases, worth 10 of the 14 points, will be run when your notebook is graded.",
    failure_message="6 more test cases, worth 10 of the 14 points, will be run when your notebook is graded.",
)
def glorot_by_hand(initialize_parameters_glorot):
    weights = initialize(initialize_parameters_glorot, [50, 150, 3])
    checks.normal_sample(weights["W1"], 0.1, "W1")


import feedback

feedback.explain(globals(), ["initialize_parameters_lecun", "initialize_parameters_glorot"])
