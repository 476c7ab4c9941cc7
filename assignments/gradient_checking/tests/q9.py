# Generated from autograder/questions/gradient_checking/q9.py by `make assignments`; do not edit.
"""q9: Repair a gradient. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q9"

FIRST = ("W1", "b1")
LATER = ("W2", "b2", "W3", "b3")


def backward(function, inputs, outputs, cache):
    observed = checks.call(function, X=inputs, Y=outputs, cache=cache)
    keys = [f"d{key}" for key in (*FIRST, *LATER)]
    gradients = checks.dictionary(observed.value, keys, "gradients", extra=True)
    checks.unchanged(observed)
    return gradients


def small_network(function):
    """The student's gradient for the small network of q7."""
    A3 = [[0.22270013882530884, 0.5312093733737563, 0.9399133498259924, 0.3629692055196168]]
    cache = (
        np.array([[0.5, -1.0, 3.0, 0.25], [1.5, -0.5, -1.0, 0.75]]),
        np.array([[0.5, 0.0, 3.0, 0.25], [1.5, 0.0, 0.0, 0.75]]),
        np.array([[1.0, -0.5], [0.5, 1.0]]),
        np.array([[0.5], [-1.0]]),
        np.array([[-1.5, -0.5, 2.5, -1.0], [3.0, 0.25, -1.25, 1.625]]),
        np.array([[0.0, 0.0, 2.5, 0.0], [3.0, 0.25, 0.0, 1.625]]),
        np.array([[1.0, -1.0], [-0.5, 2.0]]),
        np.array([[-0.5], [0.25]]),
        np.array([[-1.25, 0.125, 2.75, -0.5625]]),
        np.array(A3),
        np.array([[1.0, -0.5]]),
        np.array([[0.25]]),
    )
    inputs = np.array([[1.0, -1.0, 2.0, 0.5], [2.0, 1.0, -1.0, 1.5]])
    return backward(function, inputs, np.array([[1.0, 0.0, 1.0, 0.0]]), cache)


@test_case(name="dW1 and db1 are right for a small network", points=2, hidden=False)
def first_layer_by_hand(backward_propagation_n):
    gradients = small_network(backward_propagation_n)
    checks.close(
        gradients["dW1"],
        [[-0.0672817787, -0.0481124571], [0.1489538146, 0.2525364785]],
        "dW1",
        known={"m": 4},
    )
    checks.close(gradients["db1"], [[-0.0409173285], [0.1035826639]], "db1", known={"m": 4})


@test_case(
    name="dW2, db2, dW3 and db3 are right for a small network",
    points=2,
    hidden=False,
    success_message="2 more test cases, worth 6 of the 10 points, will be run when your notebook is graded.",
    failure_message="2 more test cases, worth 6 of the 10 points, will be run when your notebook is graded.",
)
def later_layers_by_hand(backward_propagation_n):
    gradients = small_network(backward_propagation_n)
    checks.close(gradients["dW2"], [[-0.0450649876, 0.0], [0.0372384537, 0.111715361]], "dW2", known={"m": 4})
    checks.close(gradients["db2"], [[-0.0150216625], [-0.0146098397]], "db2", known={"m": 4})
    checks.close(gradients["dW3"], [[-0.0375541564, -0.4023180703]], "dW3", known={"m": 4})
    checks.close(gradients["db3"], [[0.0141980169]], "db3", known={"m": 4})


import feedback

feedback.explain(globals(), ["backward_propagation_n"])
