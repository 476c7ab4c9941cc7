# Generated from autograder/questions/initialization/q2.py by `make assignments`; do not edit.
"""q2: The same for new data. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q2"


def apply(function, X, mu, sigma):
    """The student's normalised data, an array of the shape of X; no argument is changed."""
    observed = checks.call(function, X=X, mu=mu, sigma=sigma)
    checks.unchanged(observed)
    return checks.array(observed.value, X.shape, "The result")


@test_case(
    name="New data are shifted by the training mean and scaled by the training sigma", points=2, hidden=False
)
def by_hand(apply_normalization):
    X = np.array([[10.0, 14.0, 6.0], [3.0, 5.0, 4.0]])
    got = apply(apply_normalization, X, mu=np.array([[10.0], [4.0]]), sigma=np.array([[4.0], [0.5]]))
    checks.close(got, [[0.0, 1.0, -1.0], [-2.0, 2.0, 0.0]], "The result")


@test_case(name="A single new example can be normalised, too", points=1, hidden=False)
def one_by_hand(apply_normalization):
    got = apply(
        apply_normalization,
        np.array([[7.0], [1.0]]),
        mu=np.array([[5.0], [3.0]]),
        sigma=np.array([[4.0], [2.0]]),
    )
    checks.close(got, [[0.5], [-1.0]], "The result")


@test_case(
    name="For the training data it returns what your normalize_inputs returned",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 4 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 4 of the 8 points, will be run when your notebook is graded.",
)
def training_data_again(apply_normalization, normalize_inputs):
    X = np.array([[1.0, 3.0, 5.0, 7.0], [0.5, 0.25, 0.5, 0.75], [-20.0, 10.0, 40.0, 10.0]])
    X_norm, mu, sigma = checks.unpack(checks.call(normalize_inputs, X=X).value, "X_norm", "mu", "sigma")
    mu, sigma = (checks.array(a, (3, 1), label) for a, label in ((mu, "mu"), (sigma, "sigma")))
    checks.close(
        apply(apply_normalization, X, mu, sigma), checks.array(X_norm, X.shape, "X_norm"), "The result"
    )


import feedback

feedback.explain(globals(), ["apply_normalization"])
