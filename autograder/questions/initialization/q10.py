"""q10: activation_stds. Biases are not zero, and one network has more than nine layers."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q10"
title = "Following a signal"
functions = ["activation_stds"]
helpers = {}


def compare(function, X, parameters, activation, expected):
    observed = checks.call(function, X=X, parameters=parameters, activation=activation)
    checks.unchanged(observed)
    stds = checks.numbers(observed.value, len(expected), "The list")
    for layer, (got, right) in enumerate(zip(stds, expected, strict=True), start=1):
        checks.close(got, right, f"The standard deviation of A[{layer}]")


def small_network():
    X = np.array([[1.0, -1.0], [2.0, 0.0]])
    parameters = {
        "W1": np.array([[1.0, 1.0], [0.0, -1.0]]),
        "b1": np.array([[0.0], [1.0]]),
        "W2": np.array([[2.0, -1.0]]),
        "b2": np.array([[1.0]]),
    }
    return X, parameters


@test_case(name="With ReLU the list is right for a network that one can do by hand", points=2, hidden=False)
def relu_by_hand(activation_stds):
    compare(activation_stds, *small_network(), "relu", [1.5**0.5, 3.5])


@test_case(name="With tanh the list is right for the same network", points=2, hidden=False)
def tanh_by_hand(activation_stds):
    compare(activation_stds, *small_network(), "tanh", [0.824103297, 0.928326060])


@test_case(name="The list is right for other networks with tanh", points=2, hidden=True)
def tanh_networks(activation_stds):
    from reference.initialization import activation_stds as expected

    generator = checks.rng("q10", "tanh")
    for sizes, m in (((3, 5, 4, 2), 7), ((2, 6), 3), ((4, 4, 4), 4)):
        X, parameters = generator.normal(size=(sizes[0], m)), checks.parameters(generator, *sizes)
        compare(activation_stds, X, parameters, "tanh", expected(X, parameters, "tanh"))


@test_case(name="The list is right for other networks with ReLU", points=1, hidden=True)
def relu_networks(activation_stds):
    from reference.initialization import activation_stds as expected

    generator = checks.rng("q10", "relu")
    for sizes, m in (((3, 8, 9, 7), 6), ((2, 9, 8), 5)):
        X, parameters = generator.normal(size=(sizes[0], m)), checks.parameters(generator, *sizes)
        compare(activation_stds, X, parameters, "relu", expected(X, parameters, "relu"))


@test_case(
    name="The list is right for a network of a dozen layers, from the first to the last, in whatever order "
    "the keys stand",
    points=1,
    hidden=True,
)
def many_layers(activation_stds):
    from reference.initialization import activation_stds as expected

    generator = checks.rng("q10", "many")
    sizes = (3, 5, 4, 6, 5, 4, 6, 5, 4, 6, 5, 4, 6)
    X, parameters = generator.normal(size=(3, 8)), checks.parameters(generator, *sizes)
    parameters = {key: parameters[key] for key in sorted(parameters)}  # W1, W10, W11, W12, W2, …
    compare(activation_stds, X, parameters, "tanh", expected(X, parameters, "tanh"))
