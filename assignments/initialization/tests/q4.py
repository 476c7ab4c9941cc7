# Generated from autograder/questions/initialization/q4.py by `make assignments`; do not edit.
"""q4: Random weights. The public test cases."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q4"


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


@test_case(
    name="With scale=0.5 the weights have mean 0 and standard deviation 0.5",
    points=2,
    hidden=False,
    success_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def spread_by_hand(initialize_parameters_random):
    weights, scale = initialize(initialize_parameters_random, [80, 60], 0.5)
    checks.normal_sample(weights["W1"], scale, "W1")


import feedback

feedback.explain(globals(), ["initialize_parameters_random"])
