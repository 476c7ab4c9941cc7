# Generated from autograder/questions/shallow_network/q5.py by `make assignments`; do not edit.
"""q5: Two linear layers are one. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q5"


def compare(observed, W, b):
    checks.unchanged(observed)
    got_W, got_b = checks.unpack(observed.value, "W", "b")
    checks.close(got_W, W, "W")
    checks.close(got_b, b, "b")


@test_case(
    name="Two small layers collapse into the layer found by hand",
    points=2,
    hidden=False,
    success_message="2 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
)
def collapse_by_hand(collapse_linear):
    observed = checks.call(
        collapse_linear,
        W1=np.array([[1.0, 2.0, 0.0], [3.0, -1.0, 1.0]]),
        b1=np.array([[1.0], [-2.0]]),
        W2=np.array([[2.0, -1.0]]),
        b2=np.array([[5.0]]),
    )
    compare(observed, [[-1.0, 5.0, -1.0]], [[9.0]])


import feedback

feedback.explain(globals(), ["collapse_linear"])
