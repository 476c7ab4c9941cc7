# Generated from autograder/questions/gradient_checking/q5.py by `make assignments`; do not edit.
"""q5: All parameters in one column. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q5"


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


@test_case(
    name="gradients_to_vector keeps the same order, and leaves dZ2 out",
    points=1,
    hidden=False,
    success_message="4 more test cases, worth 10 of the 15 points, will be run when your notebook is graded.",
    failure_message="4 more test cases, worth 10 of the 15 points, will be run when your notebook is graded.",
)
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


import feedback

feedback.explain(globals(), ["dictionary_to_vector", "vector_to_dictionary", "gradients_to_vector"])
