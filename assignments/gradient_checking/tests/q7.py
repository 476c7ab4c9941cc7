# Generated from autograder/questions/gradient_checking/q7.py by `make assignments`; do not edit.
"""q7: Checking the gradient of a network. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q7"

SMALL_ENOUGH = 1e-6
PARAMETERS = {
    "W1": np.array([[1.0, -0.5], [0.5, 1.0]]),
    "b1": np.array([[0.5], [-1.0]]),
    "W2": np.array([[1.0, -1.0], [-0.5, 2.0]]),
    "b2": np.array([[-0.5], [0.25]]),
    "W3": np.array([[1.0, -0.5]]),
    "b3": np.array([[0.25]]),
}
X = np.array([[1.0, -1.0, 2.0, 0.5], [2.0, 1.0, -1.0, 1.5]])
Y = np.array([[1.0, 0.0, 1.0, 0.0]])
GRADIENTS = {
    "dW1": np.array([[-0.0672817787, -0.0481124571], [0.1489538146, 0.2525364785]]),
    "db1": np.array([[-0.0409173285], [0.1035826639]]),
    "dW2": np.array([[-0.0450649876, 0.0], [0.0372384537, 0.111715361]]),
    "db2": np.array([[-0.0150216625], [-0.0146098397]]),
    "dW3": np.array([[-0.0375541564, -0.4023180703]]),
    "db3": np.array([[0.0141980169]]),
}


def difference(function, parameters, gradients, inputs, outputs, **epsilon):
    given = [{key: value.copy() for key, value in arrays.items()} for arrays in (parameters, gradients)]
    observed = checks.call(
        function, parameters=given[0], gradients=given[1], X=inputs.copy(), Y=outputs.copy(), **epsilon
    )
    checks.unchanged(observed)
    return checks.scalar(observed.value, "The difference")


@test_case(
    name="A right gradient of a small network has a difference of at most 1e-6", points=2, hidden=False
)
def right_gradient(gradient_check_n):
    value = difference(gradient_check_n, PARAMETERS, GRADIENTS, X, Y)
    checks.require(
        0 <= value <= SMALL_ENOUGH,
        "This gradient is right: the difference must be tiny.",
        f"Got {value:.3g}.",
    )


@test_case(
    name="A gradient twice too large has the difference 1/3, its opposite has 1",
    points=3,
    hidden=False,
    success_message="4 more test cases, worth 10 of the 15 points, will be run when your notebook is graded.",
    failure_message="4 more test cases, worth 10 of the 15 points, will be run when your notebook is graded.",
)
def scaled_gradient(gradient_check_n):
    for factor, expected in ((2.0, 1 / 3), (-1.0, 1.0), (0.0, 1.0)):
        scaled = {key: factor * value for key, value in GRADIENTS.items()}
        value = difference(gradient_check_n, PARAMETERS, scaled, X, Y)
        checks.close(value, expected, f"The difference of {factor:g} times the gradient")


import feedback

feedback.explain(globals(), ["gradient_check_n"])
