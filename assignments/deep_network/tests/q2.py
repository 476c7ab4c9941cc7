# Generated from autograder/questions/deep_network/q2.py by `make assignments`; do not edit.
"""q2: The linear step. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q2"

A = np.array([[1.0, 0.0, -1.0, 2.0], [2.0, -1.0, 0.0, 1.0], [-1.0, 3.0, 1.0, 0.0]])
W = np.array([[2.0, 0.0, 1.0], [-1.0, 0.5, 0.0]])
B = np.array([[0.5], [-1.0]])


def forward(function, A, W, b):
    """Call the student's function; its Z and its cache, whatever they are."""
    observed = checks.call(function, A=A.copy(), W=W.copy(), b=b.copy())
    Z, cache = checks.unpack(observed.value, "Z", "cache")
    checks.unchanged(observed)
    return Z, cache


def compare_cache(cache, A, W, b):
    checks.require(
        isinstance(cache, tuple | list) and len(cache) == 3,
        "cache must be the tuple (A, W, b): what you were given, in this order.",
    )
    for place, (got, right, label) in enumerate(zip(cache, (A, W, b), "AWb", strict=True)):
        checks.close(got, right, f"cache[{place}], which should be {label},")


@test_case(name="Z is W A + b for a layer of two units and four examples", points=2, hidden=False)
def z_by_hand(linear_forward):
    Z, _ = forward(linear_forward, A, W, B)
    checks.close(Z, [[1.5, 3.5, -0.5, 4.5], [-1.0, -1.5, 0.0, -2.5]], "Z")


@test_case(
    name="The cache is the tuple (A, W, b), as it came in",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def cache_by_hand(linear_forward):
    _, cache = forward(linear_forward, A, W, B)
    compare_cache(cache, A, W, B)


import feedback

feedback.explain(globals(), ["linear_forward"])
