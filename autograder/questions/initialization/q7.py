"""q7: preactivation_variance, mostly for inputs whose mean is not 0."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q7"
title = "How much a sum scatters"
functions = ["preactivation_variance"]
helpers = {}


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
    name="The variance is right for inputs whose mean is not 0, such as those of ReLU", points=2, hidden=False
)
def relu_outputs_by_hand(preactivation_variance):
    compare(preactivation_variance, 8, 0.25, np.array([[0.0, 3.0], [0.0, 1.0]]), 5.0)


@test_case(name="The variance is right for inputs of any mean and any shape", points=3, hidden=True)
def any_inputs(preactivation_variance):
    from reference.initialization import preactivation_variance as expected

    generator = checks.rng("q7", "inputs")
    for shape in ((40,), (6, 9), (7, 1)):
        n_in, var_w = int(generator.integers(3, 90)), float(generator.uniform(0.05, 0.6))
        x = generator.normal(generator.uniform(0.7, 2.0), 1.0, size=shape)
        compare(preactivation_variance, n_in, var_w, x, expected(n_in, var_w, x))


@test_case(
    name="The variance is right for a single input, for whole numbers and for a single sample",
    points=2,
    hidden=True,
)
def special_inputs(preactivation_variance):
    from reference.initialization import preactivation_variance as expected

    generator = checks.rng("q7", "special")
    whole = generator.permutation([-2, 1, 3, 4, 7])
    for n_in, var_w, x in (
        (1, 0.7, generator.normal(1.0, 1.0, size=6)),
        (int(generator.integers(5, 20)), 2, whole),
        (int(generator.integers(5, 20)), 0.3, generator.uniform(1.0, 3.0, size=(1, 1))),
    ):
        compare(preactivation_variance, n_in, var_w, x, expected(n_in, var_w, x))
