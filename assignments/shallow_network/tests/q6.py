# Generated from autograder/questions/shallow_network/q6.py by `make assignments`; do not edit.
"""q6: Forward propagation. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q6"

X = np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
PARAMETERS = {
    "W1": np.array([[0.5, -1.0], [1.0, 0.5], [-0.5, 0.25]]),
    "b1": np.array([[0.5], [-1.0], [1.0]]),
    "W2": np.array([[1.0, -2.0, 0.5]]),
    "b2": np.array([[0.25]]),
}
Z1 = [[-1.0, 0.0, 1.5, 0.5], [1.0, -2.0, -1.5, 1.5], [1.0, 1.5, 0.75, 0.25]]
A1 = [
    [-0.761594156, 0.0, 0.905148254, 0.462117157],
    [0.761594156, -0.96402758, -0.905148254, 0.905148254],
    [0.761594156, 0.905148254, 0.635148952, 0.244918662],
]
Z2 = [[-1.65398539, 2.630629287, 3.283019237, -0.975720019]]
A2 = [[0.16057104, 0.932807003, 0.963841654, 0.27374185]]


def forward(function, X, parameters):
    """Call the student's function; what it returned as (A2, cache), with every key in the cache."""
    observed = checks.call(function, X=X, parameters=parameters)
    output, cache = checks.unpack(observed.value, "A2", "cache")
    cache = checks.dictionary(cache, ["Z1", "A1", "Z2", "A2"], "cache", extra=True)
    checks.unchanged(observed)
    return output, cache


@test_case(name="A2 is right for a small network: tanh first, sigmoid at the output", points=2, hidden=False)
def output_by_hand(forward_propagation):
    output, _ = forward(forward_propagation, X.copy(), {k: v.copy() for k, v in PARAMETERS.items()})
    checks.close(output, A2, "A2")


@test_case(
    name="The cache holds Z1, A1, Z2 and A2, each under its own name",
    points=2,
    hidden=False,
    success_message="3 more test cases, worth 8 of the 12 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 8 of the 12 points, will be run when your notebook is graded.",
)
def cache_by_hand(forward_propagation):
    _, cache = forward(forward_propagation, X.copy(), {k: v.copy() for k, v in PARAMETERS.items()})
    for key, expected in (("Z1", Z1), ("A1", A1), ("Z2", Z2), ("A2", A2)):
        checks.close(cache[key], expected, f"cache['{key}']")


import feedback

feedback.explain(globals(), ["forward_propagation"])
