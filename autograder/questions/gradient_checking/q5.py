"""q5: from dictionaries to columns and back. A second result of dictionary_to_vector, as in older code, is noted."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q5"
title = "All parameters in one column"
functions = ["dictionary_to_vector", "vector_to_dictionary", "gradients_to_vector"]
helpers = {}


def to_vector(function, parameters):
    observed = checks.call(function, parameters=parameters)
    checks.unchanged(observed)
    theta = observed.value
    if isinstance(theta, tuple | list) and len(theta) == 2:
        checks.note("dictionary_to_vector returned two values; the first was taken for the column.")
        theta = theta[0]
    checks.double_precision(theta, "theta")
    return theta


def to_dictionary(function, theta, layers_dims):
    observed = checks.call(function, theta=theta, layers_dims=layers_dims)
    checks.unchanged(observed)
    keys = [f"{letter}{layer}" for layer in range(1, len(layers_dims)) for letter in "Wb"]
    parameters = checks.dictionary(observed.value, keys, "The result")
    for key in keys:
        checks.double_precision(parameters[key], key)
    return parameters, observed.shares


def gradients_in_a_column(function, gradients):
    observed = checks.call(function, gradients=gradients)
    checks.unchanged(observed)
    return observed.value


@test_case(
    name="dictionary_to_vector puts W1 row by row, then b1, W2 and b2 into a column", points=2, hidden=False
)
def column_by_hand(dictionary_to_vector):
    parameters = {
        "W1": np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]),
        "b1": np.array([[7.0], [8.0]]),
        "W2": np.array([[9.0, 10.0]]),
        "b2": np.array([[11.0]]),
    }
    checks.close(to_vector(dictionary_to_vector, parameters), np.arange(1.0, 12.0).reshape(11, 1), "theta")


@test_case(name="vector_to_dictionary cuts a column into W1, b1, W2 and b2 again", points=2, hidden=False)
def dictionary_by_hand(vector_to_dictionary):
    theta = np.arange(1.0, 12.0).reshape(11, 1)
    parameters, _ = to_dictionary(vector_to_dictionary, theta, [3, 2, 1])
    checks.close(parameters["W1"], [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], "W1")
    checks.close(parameters["b1"], [[7.0], [8.0]], "b1")
    checks.close(parameters["W2"], [[9.0, 10.0]], "W2")
    checks.close(parameters["b2"], [[11.0]], "b2")


@test_case(name="gradients_to_vector keeps the same order, and leaves dZ2 out", points=1, hidden=False)
def gradients_by_hand(gradients_to_vector):
    gradients = {
        "dZ2": np.array([[-1.0, -2.0]]),
        "dW2": np.array([[9.0, 10.0]]),
        "db2": np.array([[11.0]]),
        "dW1": np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]),
        "db1": np.array([[7.0], [8.0]]),
    }
    column = gradients_in_a_column(gradients_to_vector, gradients)
    checks.close(column, np.arange(1.0, 12.0).reshape(11, 1), "The column")


def shuffled(generator, dictionary):
    """The same entries, in another order; some key is never where it was."""
    keys = list(dictionary)
    order = [*generator.permutation(keys[1:]), keys[0]]
    return {str(key): dictionary[key] for key in order}


SIZES = (
    [4, 3, 5, 2],
    [3, 3, 3, 3],
    [2, 5, 1],
    [2, 1, 3, 2, 1, 2, 3, 1, 2, 2, 1, 3, 1],
)  # the last has 12 layers


@test_case(
    name="dictionary_to_vector is right for any depth, in whatever order the keys come", points=3, hidden=True
)
def column_of_any_network(dictionary_to_vector):
    from reference.gradient_checking import dictionary_to_vector as expected

    generator = checks.rng("q5", "column")
    for sizes in SIZES:
        parameters = checks.parameters(generator, *sizes)
        for given in (parameters, shuffled(generator, parameters)):
            checks.close(to_vector(dictionary_to_vector, given), expected(given), "theta")


@test_case(name="vector_to_dictionary is right for any sizes of the layers", points=2, hidden=True)
def dictionary_of_any_network(vector_to_dictionary):
    from reference.gradient_checking import vector_to_dictionary as expected

    generator = checks.rng("q5", "dictionary")
    for sizes in SIZES:
        n = sum((sizes[i - 1] + 1) * sizes[i] for i in range(1, len(sizes)))
        theta = generator.normal(size=(n, 1))
        parameters, _ = to_dictionary(vector_to_dictionary, theta, list(sizes))
        for key, right in expected(theta, sizes).items():
            checks.close(parameters[key], right, key)


@test_case(
    name="vector_to_dictionary gives arrays of their own: changing W1 does not change theta",
    points=2,
    hidden=True,
)
def arrays_of_their_own(vector_to_dictionary):
    from reference.gradient_checking import vector_to_dictionary as expected

    sizes = [3, 4, 2, 1]
    theta = checks.rng("q5", "memory").normal(size=(29, 1))
    parameters, shares = to_dictionary(vector_to_dictionary, theta, sizes)
    for key, right in expected(theta, sizes).items():
        checks.close(parameters[key], right, key)
    rule = "The arrays share their memory with theta: whoever changes W1 changes theta too. Make copies."
    checks.require("theta" not in shares, rule)


@test_case(
    name="gradients_to_vector is right for any depth and order, with other keys among them",
    points=3,
    hidden=True,
)
def gradients_of_any_network(gradients_to_vector):
    from reference.gradient_checking import gradients_to_vector as expected

    generator = checks.rng("q5", "gradients")
    for sizes in SIZES:
        gradients = {f"d{key}": value for key, value in checks.parameters(generator, *sizes).items()}
        others = {}
        for layer in range(1, len(sizes)):
            others |= {f"dZ{layer}": generator.normal(size=(sizes[layer], 6))}
            others |= {f"dA{layer}": generator.normal(size=(sizes[layer], 6))}
        for given in (gradients, shuffled(generator, others | gradients), shuffled(generator, gradients)):
            checks.close(gradients_in_a_column(gradients_to_vector, given), expected(given), "The column")
