# Generated from autograder/questions/regularization/q7.py by `make assignments`; do not edit.
"""q7: Dropout, forward. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q7"

ENTRIES = ("Z1", "D1", "A1", "W1", "b1", "Z2", "D2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3")


def drop(function, A, keep_prob):
    """A_drop and what was kept, after checking that they belong to each other and to A, which has no zeros."""
    observed = checks.call(function, A=A, keep_prob=keep_prob)
    checks.unchanged(observed)
    A_drop, D = checks.unpack(observed.value, "A_drop", "D")
    A_drop = checks.array(A_drop, A.shape, "A_drop")
    kept = checks.mask(D, A.shape, "D")
    if not np.array_equal(kept, A_drop != 0):
        if np.array_equal(~kept, A_drop != 0):
            raise checks.CheckFailed(
                "D must be 1 where A was kept and 0 where it was dropped, not the reverse."
            )
        raise checks.CheckFailed("D must be the mask that was applied: A_drop is 0 just where D is 0.")
    checks.close(A_drop, np.where(kept, A / keep_prob, 0.0), "A_drop", known={"keep_prob": keep_prob})
    return A_drop, kept


@test_case(
    name="With keep_prob = 0.5 each entry of A is dropped or doubled, as the mask says",
    points=1,
    hidden=False,
)
def dropped_or_scaled(dropout_forward):
    drop(dropout_forward, np.array([[1.0, -2.0, 3.0, 4.0, -5.0], [6.0, 7.0, -8.0, 9.0, 10.0]]), 0.5)


@test_case(name="With keep_prob = 1 nothing is dropped or changed", points=1, hidden=False)
def nothing_dropped(dropout_forward):
    A = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])
    A_drop, kept = drop(dropout_forward, A, 1.0)
    checks.require(kept.all(), "With keep_prob = 1 every entry must be kept.")
    checks.close(A_drop, A, "A_drop with keep_prob = 1")


@test_case(
    name="With keep_prob = 0.8 about 80 % of 10 000 entries are kept, and the mean of A stays",
    points=1,
    hidden=False,
)
def rate_and_mean(dropout_forward):
    A_drop, kept = drop(dropout_forward, np.ones((100, 100)), 0.8)
    checks.kept_at_random(kept, 0.8, "D")
    checks.require(abs(A_drop.mean() - 1) < 0.05, "The mean of A must stay what it was, but for chance.")


def forward(function, X, parameters, **keep_prob):
    """A3 and the cache by name, after checking that each layer sees what the one before has left."""
    observed = checks.call(function, X=X, parameters=parameters, **keep_prob)
    checks.unchanged(observed)
    A3, cache = checks.unpack(observed.value, "A3", "cache")
    found = dict(zip(ENTRIES, checks.unpack(cache, *ENTRIES), strict=True))
    keep, m = keep_prob.get("keep_prob", 0.5), X.shape[1]
    A = X
    for layer in "123":
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        for key in (f"W{layer}", f"b{layer}"):
            checks.close(found[key], parameters[key], f"{key} in the cache")
        Z = W @ A + b
        seen = f"Does it see the A{int(layer) - 1} that is left after dropout?" if layer != "1" else ""
        close(found[f"Z{layer}"], Z, f"Z{layer} in the cache", seen)
        if layer == "3":
            break
        name = f"D{layer}"
        kept = found[name] = checks.mask(found[name], (len(W), m), f"{name} in the cache")
        A = np.where(kept, np.maximum(0, Z), 0.0) / keep
        why = f"Is it relu(Z{layer}) after {name} was applied and the rest scaled?"
        close(found[f"A{layer}"], A, f"A{layer} in the cache", why)
    right = 1 / (1 + np.exp(-Z))
    checks.close(A3, right, "A3")
    checks.close(found["A3"], right, "A3 in the cache")
    return found


def close(value, right, name, question):
    """As checks.close, with a question that helps on if the values differ."""
    try:
        checks.close(value, right, name)
    except checks.CheckFailed as failed:
        raise checks.CheckFailed(f"{failed.rule} {question}".strip(), failed.detail) from None


def small_network():
    return {
        "W1": np.array([[1.0, -1.0], [0.5, 1.0], [-1.0, 0.5]]),
        "b1": np.array([[0.5], [-1.0], [0.25]]),
        "W2": np.array([[1.0, -0.5, 2.0], [-1.0, 1.0, 0.5]]),
        "b2": np.array([[-0.5], [0.75]]),
        "W3": np.array([[0.5, -1.0]]),
        "b3": np.array([[0.25]]),
    }


@test_case(
    name="Every layer of a small network sees what dropout has left of the layer before",
    points=1,
    hidden=False,
    success_message="7 more test cases, worth 10 of the 14 points, will be run when your notebook is graded.",
    failure_message="7 more test cases, worth 10 of the 14 points, will be run when your notebook is graded.",
)
def small_network_with_dropout(forward_propagation_with_dropout):
    X = np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
    forward(forward_propagation_with_dropout, X, small_network(), keep_prob=0.8)


import feedback

feedback.explain(globals(), ["dropout_forward", "forward_propagation_with_dropout"])
