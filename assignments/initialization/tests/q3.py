# Generated from autograder/questions/initialization/q3.py by `make assignments`; do not edit.
"""q3: All zeros. The public test cases."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q3"


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
    success_message="2 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
)
def by_hand(initialize_parameters_zeros):
    compare(initialize_parameters_zeros, [4, 3, 2, 1])


import feedback

feedback.explain(globals(), ["initialize_parameters_zeros"])
