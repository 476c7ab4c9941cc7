# Generated from autograder/questions/shallow_network/q11.py by `make assignments`; do not edit.
"""q11: Prediction. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q11"


@test_case(
    name="A small network labels four points as found by hand",
    points=1,
    hidden=False,
    success_message="2 more test cases, worth 3 of the 4 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 3 of the 4 points, will be run when your notebook is graded.",
)
def labels_by_hand(predict):
    parameters = {
        "W1": np.array([[0.5, -1.0], [1.0, 0.5], [-0.5, 0.25]]),
        "b1": np.array([[0.5], [-1.0], [1.0]]),
        "W2": np.array([[1.0, -2.0, 0.5]]),
        "b2": np.array([[0.25]]),
    }
    observed = checks.call(
        predict, parameters=parameters, X=np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
    )
    checks.unchanged(observed)
    checks.labels(observed.value, [[0, 1, 1, 0]], "The predictions")


import feedback

feedback.explain(globals(), ["predict"])
