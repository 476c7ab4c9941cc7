# Generated from autograder/questions/deep_network/q3.py by `make assignments`; do not edit.
"""q3: One whole layer. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q3"

LN_3 = 1.0986122886681098
A_PREV = np.array([[1.0, 0.0, -1.0], [2.0, -1.0, 0.0]])
W = np.array([[1.0, -1.0], [0.5, 2.0]])
B = np.array([[0.5], [1.0]])
Z = [[-0.5, 1.5, -0.5], [5.5, -1.0, 0.5]]


def forward(function, A_prev, W, b, activation):
    """Call the student's function; its A and its cache, whatever they are."""
    observed = checks.call(function, A_prev=A_prev.copy(), W=W.copy(), b=b.copy(), activation=activation)
    A, cache = checks.unpack(observed.value, "A", "cache")
    checks.unchanged(observed)
    return A, cache


def compare_cache(cache, A_prev, W, b, Z):
    rule = "cache must be the tuple (linear_cache, activation_cache), that is ((A_prev, W, b), Z)."
    checks.require(isinstance(cache, tuple | list) and len(cache) == 2, rule)
    linear_cache, activation_cache = cache
    checks.require(isinstance(linear_cache, tuple | list) and len(linear_cache) == 3, rule)
    right = (A_prev, W, b)
    for place, label in enumerate(("A_prev", "W", "b")):
        checks.close(linear_cache[place], right[place], f"cache[0][{place}], which should be {label},")
    checks.close(activation_cache, Z, "cache[1], which should be Z,")


@test_case(
    name="relu keeps what is positive, and sigmoid makes 3/4 of ln 3 and 1/2 of 0", points=2, hidden=False
)
def both_by_hand(linear_activation_forward):
    A, _ = forward(linear_activation_forward, A_PREV, W, B, "relu")
    checks.close(A, [[0.0, 1.5, 0.0], [5.5, 0.0, 0.5]], 'A with "relu"')
    inputs, bias = np.array([[1.0, 0.0, -1.0]]), np.array([[LN_3]])
    A, _ = forward(linear_activation_forward, inputs, np.array([[LN_3]]), bias, "sigmoid")
    checks.close(A, [[0.9, 0.75, 0.5]], 'A with "sigmoid"')


@test_case(
    name="The cache holds (A_prev, W, b) and then Z, for either activation",
    points=2,
    hidden=False,
    success_message="3 more test cases, worth 6 of the 10 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 6 of the 10 points, will be run when your notebook is graded.",
)
def cache_by_hand(linear_activation_forward):
    for activation in ("relu", "sigmoid"):
        _, cache = forward(linear_activation_forward, A_PREV, W, B, activation)
        compare_cache(cache, A_PREV, W, B, Z)


import feedback

feedback.explain(globals(), ["linear_activation_forward"])
