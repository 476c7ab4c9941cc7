# Generated from autograder/questions/regularization/q10.py by `make assignments`; do not edit.
"""q10: More data from mirrors. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q10"


def augment(function, X, Y):
    """The student's enlarged set, with shapes checked: (2m, height, width) and (1, 2m)."""
    observed = checks.call(function, X=X, Y=Y)
    checks.unchanged(observed)
    X_more, Y_more = checks.unpack(observed.value, "X_more", "Y_more")
    X_more = checks.array(X_more, (2 * len(X), *X.shape[1:]), "X_more")
    return X_more, checks.array(Y_more, (1, 2 * len(X)), "Y_more")


@test_case(
    name="Two images of 2 × 3 pixels become four: the originals, then their mirror images",
    points=1,
    hidden=False,
)
def two_images(augment_flip):
    X = np.array([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[0.0, 0.0, 9.0], [8.0, 0.0, 7.0]]])
    X_more, _ = augment(augment_flip, X, np.array([[1.0, 0.0]]))
    mirrored = [[[3.0, 2.0, 1.0], [6.0, 5.0, 4.0]], [[9.0, 0.0, 0.0], [7.0, 0.0, 8.0]]]
    checks.close(X_more[:2], X, "The first half of X_more (the originals)")
    checks.close(X_more[2:], mirrored, "The second half of X_more (the mirror images)")


@test_case(
    name="A mirror image has the label of its original",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 4 of the 6 points, will be run when your notebook is graded.",
)
def labels_of_three(augment_flip):
    X = np.arange(12.0).reshape(3, 2, 2)
    _, Y_more = augment(augment_flip, X, np.array([[1.0, 1.0, 0.0]]))
    checks.labels(Y_more, [[1, 1, 0, 1, 1, 0]], "Y_more")


import feedback

feedback.explain(globals(), ["augment_flip"])
