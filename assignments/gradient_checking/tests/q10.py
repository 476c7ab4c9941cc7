# Generated from autograder/questions/gradient_checking/q10.py by `make assignments`; do not edit.
"""q10: Where is the bug?. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q10"

BLOCKS = ("W1", "b1", "W2", "b2", "W3", "b3")
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


def found(function, parameters, gradients, inputs, outputs):
    """The names that the student's function returned, checked to be a list of names."""
    given = [{key: value.copy() for key, value in arrays.items()} for arrays in (parameters, gradients)]
    observed = checks.call(
        function, parameters=given[0], gradients=given[1], X=inputs.copy(), Y=outputs.copy()
    )
    checks.unchanged(observed)
    names = observed.value
    checks.require(names is not None, "The result is None: does locate_bug return the list?")
    checks.require(
        isinstance(names, list | tuple), "The result must be a list of names, empty if all is well."
    )
    names = [str(name) if isinstance(name, str) else "" for name in names]
    rule = f"Each name in the list must be one of {', '.join(BLOCKS)}."
    checks.require(all(name in BLOCKS for name in names), rule)
    return names


def compare(names, expected):
    """Say what was missed, or blamed, and only then that the order is another one."""
    missed = sorted(set(expected) - set(names))
    blamed = sorted(set(names) - set(expected))
    detail = f"You found {names}, it is {expected}."
    checks.require(not missed, "A block of the gradient is wrong that is not in the list.", detail)
    checks.require(not blamed, "A block is in the list whose gradient is right.", detail)
    checks.require(names == expected, "The names must be sorted, each of them once.", detail)


@test_case(name="Nothing is wrong with a right gradient; of a wrong db2 it is b2", points=2, hidden=False)
def one_bug(locate_bug):
    compare(found(locate_bug, PARAMETERS, GRADIENTS, X, Y), [])
    compare(found(locate_bug, PARAMETERS, {**GRADIENTS, "db2": 4 * GRADIENTS["db2"]}, X, Y), ["b2"])


@test_case(
    name="With wrong db1 and dW3 the answer is W3, b1: sorted, capitals first",
    points=1,
    hidden=False,
    success_message="4 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="4 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def two_bugs(locate_bug):
    wrong = {"db1": -GRADIENTS["db1"], "dW3": GRADIENTS["dW3"] + 1}
    compare(found(locate_bug, PARAMETERS, {**GRADIENTS, **wrong}, X, Y), ["W3", "b1"])


import feedback

feedback.explain(globals(), ["locate_bug"])
