# Generated from autograder/questions/initialization/q7.py by `make assignments`; do not edit.
"""q7: How much a sum scatters. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q7"


def compare(function, n_in, var_w, x, expected):
    observed = checks.call(function, n_in=n_in, var_w=var_w, x=x)
    checks.unchanged(observed)
    checks.close(
        checks.scalar(observed.value, "The variance"), expected, "The variance", known={"n_in": n_in}
    )


@test_case(
    name="The variance is right for inputs of mean 0, which one can do by hand", points=1, hidden=False
)
def centred_by_hand(preactivation_variance):
    compare(preactivation_variance, 50, 0.02, np.array([3.0, -1.0, -3.0, 1.0]), 5.0)


@test_case(
    name="The variance is right for inputs whose mean is not 0, such as those of ReLU",
    points=2,
    hidden=False,
    success_message="2 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def relu_outputs_by_hand(preactivation_variance):
    compare(preactivation_variance, 8, 0.25, np.array([[0.0, 3.0], [0.0, 1.0]]), 5.0)


import feedback

feedback.explain(globals(), ["preactivation_variance"])
