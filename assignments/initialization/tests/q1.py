# Generated from autograder/questions/initialization/q1.py by `make assignments`; do not edit.
"""q1: Normalised inputs. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q1"


def normalize(function, X):
    """What the student's function returns, as arrays of the right shapes, with X unchanged."""
    observed = checks.call(function, X=X)
    X_norm, mu, sigma = checks.unpack(observed.value, "X_norm", "mu", "sigma")
    checks.unchanged(observed)
    X_norm = checks.array(X_norm, X.shape, "X_norm")
    column = (X.shape[0], 1)
    return X_norm, checks.array(mu, column, "mu"), checks.array(sigma, column, "sigma", finite=False)


def compare(function, X, right):
    for got, expected, label in zip(normalize(function, X), right, ("X_norm", "mu", "sigma"), strict=True):
        checks.close(got, expected, label)


def features(generator, n_x, m):
    """Inputs whose features have means and spreads of very different size; no spread is below 1."""
    spread = np.array([[1.5], [40.0], [300.0], [8.0], [2.5]])[:n_x]
    centre = spread * generator.uniform(0.7, 2.5, (n_x, 1)) * generator.choice([-1, 1], (n_x, 1))
    noise = generator.normal(size=(n_x, m))
    noise = (noise - noise.mean(axis=1, keepdims=True)) / noise.std(axis=1, keepdims=True)
    return centre + spread * noise


@test_case(
    name="mu, sigma and X_norm are right for two features that one can do by hand", points=2, hidden=False
)
def by_hand(normalize_inputs):
    X = np.array([[1.0, 3.0, 5.0, 7.0], [100.0, 100.0, 300.0, 300.0]])
    root = 5**0.5
    X_norm = [[-3 / root, -1 / root, 1 / root, 3 / root], [-1.0, -1.0, 1.0, 1.0]]
    compare(normalize_inputs, X, (X_norm, [[4.0], [200.0]], [[root], [100.0]]))


def standardized(function, X):
    """Mean 0 and standard deviation 1, to 1e-4: a small number may be added to a spread that is below 1."""
    X_norm, _, _ = normalize(function, X)
    for row, feature in enumerate(X_norm):
        mean, std = float(feature.mean()), float(feature.std())
        checks.require(abs(mean) < 1e-4, f"The mean of row {row} of X_norm must be 0.", f"It is {mean:.3g}.")
        checks.require(
            abs(std - 1) < 1e-4, f"The standard deviation of row {row} must be 1.", f"It is {std:.3g}."
        )


def divisible(sigma, row):
    """The sigma of a feature that never varies, by which q2 is going to divide."""
    number = float(sigma[row, 0])
    checks.require(
        number != 0 and np.isfinite(number),
        "The sigma of a feature that never varies must be a number by which one can divide.",
        f"Yours is {number:g}.",
    )


@test_case(name="Every normalised feature has mean 0 and standard deviation 1", points=1, hidden=False)
def mean_0_and_standard_deviation_1(normalize_inputs):
    standardized(normalize_inputs, features(np.random.default_rng(7), 3, 50) * [[1.0], [0.01], [1.0]])


@test_case(
    name="A feature that never varies becomes zeros",
    points=1,
    hidden=False,
    success_message="4 more test cases, worth 6 of the 10 points, will be run when your notebook is graded.",
    failure_message="4 more test cases, worth 6 of the 10 points, will be run when your notebook is graded.",
)
def constant_by_hand(normalize_inputs):
    X = np.array([[2.0, 2.0, 2.0, 2.0], [1.0, 3.0, 1.0, 3.0]])
    X_norm, mu, sigma = normalize(normalize_inputs, X)
    checks.close(X_norm, [[0.0, 0.0, 0.0, 0.0], [-1.0, 1.0, -1.0, 1.0]], "X_norm")
    checks.close(mu, [[2.0], [2.0]], "mu")
    divisible(sigma, 0)


import feedback

feedback.explain(globals(), ["normalize_inputs"])
