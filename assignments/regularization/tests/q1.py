# Generated from autograder/questions/regularization/q1.py by `make assignments`; do not edit.
"""q1: Training, dev and test set. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q1"

NAMES = ("train", "dev", "test")
SPREAD = 2  # a set may be that many examples larger or smaller, however the fractions were rounded


def numbered(generator, m, n_x=3):
    """m examples whose first feature is their number from 1 on, and labels that follow no pattern."""
    X = generator.normal(size=(n_x, m))
    X[0] = np.arange(1, m + 1)
    return X, checks.both_labels(generator, m)


def split(function, X, Y, **more):
    """The student's three sets: for each the numbers of its examples, which must have kept their columns."""
    observed = checks.call(function, X=X, Y=Y, **more)
    checks.unchanged(observed)
    pairs = [f"(X_{name}, Y_{name})" for name in NAMES]
    found = []
    for pair, name in zip(checks.unpack(observed.value, *pairs), NAMES, strict=True):
        X_set, Y_set = checks.unpack(pair, f"X_{name}", f"Y_{name}")
        count = getattr(X_set, "shape", (0,))[-1] if getattr(X_set, "ndim", 2) == 2 else 0
        X_set = checks.array(X_set, (len(X), count), f"X_{name}")
        Y_set = checks.array(Y_set, (1, count), f"Y_{name}")
        numbers = np.rint(X_set[0]).astype(int)
        known = (numbers >= 1) & (numbers <= X.shape[1])
        whole = known.all() and np.array_equal(X_set, X[:, numbers - 1])
        checks.require(whole, f"X_{name} holds columns that X does not have: examples were torn apart.")
        checks.require(
            np.array_equal(Y_set, Y[:, numbers - 1]),
            f"In the {name} set examples have lost their labels: column i of Y belongs to column i of X.",
        )
        found.append(numbers)
    return found


def compare_sizes(sets, fractions, m):
    for numbers, fraction, name in zip(sets, fractions, NAMES, strict=True):
        checks.require(
            abs(len(numbers) - fraction * m) <= SPREAD,
            f"The {name} set does not have the size that its fraction asks for.",
            f"It holds {len(numbers)} of {m} examples, and its fraction is {fraction:g}.",
        )


def dealt_out_once(sets, m):
    """Every example is in one set, and in one only."""
    times = np.bincount(np.concatenate(sets), minlength=m + 1)[1:]
    twice, never = int((times > 1).sum()), int((times == 0).sum())
    checks.require(
        not twice,
        "Some examples are in more than one set, or twice in the same: the sets must be disjoint.",
        f"{twice} of {m} are.",
    )
    checks.require(not never, "Some examples are in none of the sets.", f"{never} of {m} are.")


@test_case(
    name="Twenty examples are dealt out: 12 to training, 4 each to dev and test", points=1, hidden=False
)
def sizes_by_hand(split_dataset):
    X, Y = numbered(np.random.default_rng(1), 20)
    compare_sizes(split(split_dataset, X, Y), (0.6, 0.2, 0.2), 20)


@test_case(
    name="Every example is in exactly one set and keeps its label",
    points=2,
    hidden=False,
    success_message="4 more test cases, worth 7 of the 10 points, will be run when your notebook is graded.",
    failure_message="4 more test cases, worth 7 of the 10 points, will be run when your notebook is graded.",
)
def each_example_once(split_dataset):
    X, Y = numbered(np.random.default_rng(2), 50)
    dealt_out_once(split(split_dataset, X, Y), 50)


import feedback

feedback.explain(globals(), ["split_dataset"])
