"""q2: apply_normalization. It is given statistics with which a plain division works."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q2"
title = "The same for new data"
functions = ["apply_normalization"]
helpers = {"normalize_inputs": "q1"}


def apply(function, X, mu, sigma):
    """The student's normalised data, an array of the shape of X; no argument is changed."""
    observed = checks.call(function, X=X, mu=mu, sigma=sigma)
    checks.unchanged(observed)
    return checks.array(observed.value, X.shape, "The result")


def statistics(generator, n_x):
    """The mean and the spread of n_x features, none like another; one of them spreads by less than 1."""
    mu = generator.uniform(2, 30, (n_x, 1)) * generator.choice([-1, 1], (n_x, 1))
    return mu, generator.permutation(np.array([[0.4], [1.5], [4.0], [11.0]])[:n_x])


def new_data(generator, mu, sigma, m):
    """Data of another place than those from which mu and sigma come."""
    return mu + sigma * (generator.normal(size=(len(mu), m)) * 1.7 + 0.8)


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
)
def training_data_again(apply_normalization, normalize_inputs):
    X = np.array([[1.0, 3.0, 5.0, 7.0], [0.5, 0.25, 0.5, 0.75], [-20.0, 10.0, 40.0, 10.0]])
    X_norm, mu, sigma = checks.unpack(checks.call(normalize_inputs, X=X).value, "X_norm", "mu", "sigma")
    mu, sigma = (checks.array(a, (3, 1), label) for a, label in ((mu, "mu"), (sigma, "sigma")))
    checks.close(
        apply(apply_normalization, X, mu, sigma), checks.array(X_norm, X.shape, "X_norm"), "The result"
    )


@test_case(name="New data of any size are treated as the training data were", points=2, hidden=True)
def any_data(apply_normalization):
    from reference.initialization import apply_normalization as expected

    generator = checks.rng("q2", "data")
    for n_x, m in ((4, 5), (3, 1), (2, 40)):
        mu, sigma = statistics(generator, n_x)
        X = new_data(generator, mu, sigma, m)
        checks.close(apply(apply_normalization, X, mu, sigma), expected(X, mu, sigma), "The result")


@test_case(name="The result is right where n_x = m, so that wrong axes fit too", points=1, hidden=True)
def square(apply_normalization):
    from reference.initialization import apply_normalization as expected

    generator = checks.rng("q2", "square")
    mu, sigma = statistics(generator, 3)
    X = new_data(generator, mu, sigma, 3)
    checks.close(apply(apply_normalization, X, mu, sigma), expected(X, mu, sigma), "The result")


@test_case(name="Whole numbers are normalised as any others", points=1, hidden=True)
def whole_numbers(apply_normalization):
    from reference.initialization import apply_normalization as expected

    generator = checks.rng("q2", "whole")
    X, mu = generator.integers(-9, 10, (3, 4)), generator.integers(1, 6, (3, 1))
    sigma = generator.permutation(np.array([[2], [3], [7]]))
    checks.close(apply(apply_normalization, X, mu, sigma), expected(X, mu, sigma), "The result")
