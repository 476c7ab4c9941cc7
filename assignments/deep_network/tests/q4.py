# Generated from autograder/questions/deep_network/q4.py by `make assignments`; do not edit.
"""q4: Forward through all layers. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q4"

X = np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
PARAMETERS = {
    "W1": np.array([[2.0, 0.5], [-1.0, 2.0], [0.5, 2.0]]),
    "b1": np.array([[1.0], [1.0], [-0.5]]),
    "W2": np.array([[-0.5, -0.5, 1.0], [0.5, 1.0, -1.0]]),
    "b2": np.array([[0.5], [-0.5]]),
    "W3": np.array([[2.0, -0.5]]),
    "b3": np.array([[-1.0]]),
}
Z1 = [[4.0, -1.0, 0.5, 5.5], [4.0, 2.0, -1.0, 1.0], [4.0, -1.0, -2.5, 2.5]]
Z2 = [[0.5, -0.5, 0.25, -0.25], [1.5, 1.5, -0.25, 0.75]]
Z3 = [[-0.75, -1.75, -0.5, -1.375]]
AL = [[0.3208213008, 0.148047198, 0.3775406688, 0.2018132223]]


def forward(function, X, parameters):
    """Call the student's function on copies; its AL and its caches, whatever they are."""
    copies = {key: value.copy() for key, value in parameters.items()}
    observed = checks.call(function, X=X.copy(), parameters=copies)
    output, caches = checks.unpack(observed.value, "AL", "caches")
    checks.unchanged(observed)
    return output, caches


def compare_caches(caches, X, parameters, Zs):
    """One cache for each layer, in order: what came in, W, b and Z."""
    L = len(Zs)
    checks.require(
        isinstance(caches, tuple | list) and len(caches) == L,
        f"caches must be a list of {L} caches, one for each layer.",
        f"It holds {len(caches)}." if isinstance(caches, tuple | list) else "It is no list.",
    )
    A_prev = X
    for place, (cache, Z) in enumerate(zip(caches, Zs, strict=True)):
        rule = f"caches[{place}] must be ((A_prev, W, b), Z), as linear_activation_forward returns it."
        checks.require(isinstance(cache, tuple | list) and len(cache) == 2, rule)
        checks.require(isinstance(cache[0], tuple | list) and len(cache[0]) == 3, rule)
        weights = parameters[f"W{place + 1}"], parameters[f"b{place + 1}"]
        for index, (label, right) in enumerate(zip(("A_prev", "W", "b"), (A_prev, *weights), strict=True)):
            checks.close(
                cache[0][index], right, f"{label} of layer {place + 1}, in caches[{place}][0][{index}],"
            )
        checks.close(cache[1], Z, f"Z of layer {place + 1}, in caches[{place}][1],")
        A_prev = np.maximum(Z, 0)


@test_case(name="AL is right for a small network: relu twice, then sigmoid", points=2, hidden=False)
def output_by_hand(L_model_forward):
    output, _ = forward(L_model_forward, X, PARAMETERS)
    checks.close(output, AL, "AL")


@test_case(
    name="There is one cache for each layer, and it holds what that layer worked with",
    points=2,
    hidden=False,
    success_message="4 more test cases, worth 10 of the 14 points, will be run when your notebook is graded.",
    failure_message="4 more test cases, worth 10 of the 14 points, will be run when your notebook is graded.",
)
def caches_by_hand(L_model_forward):
    _, caches = forward(L_model_forward, X, PARAMETERS)
    compare_caches(caches, X, PARAMETERS, [Z1, Z2, Z3])


import feedback

feedback.explain(globals(), ["L_model_forward"])
