# Generated from autograder/questions/regularization/q9.py by `make assignments`; do not edit.
"""q9: Prediction. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q9"


@test_case(
    name="A small network labels four points as found by hand",
    points=1,
    hidden=False,
    success_message="2 more test cases, worth 3 of the 4 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 3 of the 4 points, will be run when your notebook is graded.",
)
def labels_by_hand(predict):
    parameters = {
        "W1": np.array([[1.0, -1.0], [0.5, 1.0], [-1.0, 0.5]]),
        "b1": np.array([[0.5], [-1.0], [0.25]]),
        "W2": np.array([[1.0, -0.5, 2.0], [-1.0, 1.0, 0.5]]),
        "b2": np.array([[-0.5], [0.75]]),
        "W3": np.array([[0.5, -1.0]]),
        "b3": np.array([[0.25]]),
    }
    X = np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
    observed = checks.call(predict, X=X, parameters=parameters)
    checks.unchanged(observed)
    checks.labels(observed.value, [[0, 0, 1, 1]], "The predictions")


import feedback

feedback.explain(globals(), ["predict"])
