# Generated from autograder/questions/initialization/q11.py by `make assignments`; do not edit.
"""q11: Clipping. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q11"


def compare(function, grads, max_norm, expected):
    observed = checks.call(function, grads=grads, max_norm=max_norm)
    checks.unchanged(observed)
    clipped = checks.dictionary(observed.value, list(grads), "The result")
    for key, right in expected.items():
        checks.close(clipped[key], right, key)


@test_case(
    name="A gradient of length 10 is shortened to length 5, all of it by the same factor",
    points=1,
    hidden=False,
)
def too_long_by_hand(clip_gradients):
    grads = {"dW1": np.array([[1.0, -5.0], [7.0, 4.0]]), "db1": np.array([[3.0], [0.0]])}
    right = {"dW1": [[0.5, -2.5], [3.5, 2.0]], "db1": [[1.5], [0.0]]}
    compare(clip_gradients, grads, 5.0, right)


@test_case(
    name="A gradient that is short enough stays as it is",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
)
def short_by_hand(clip_gradients):
    grads = {"dW1": np.array([[1.0, -1.0]]), "db1": np.array([[1.0]])}
    compare(clip_gradients, grads, 2.0, {key: value.copy() for key, value in grads.items()})


import feedback

feedback.explain(globals(), ["clip_gradients"])
