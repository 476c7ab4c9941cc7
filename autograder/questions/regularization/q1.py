"""q1: split_dataset. Which example goes where is left to chance; whether it was chance is judged by statistics."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q1"
title = "Training, dev and test set"
functions = ["split_dataset"]
helpers = {}

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


@test_case(name="Every example is in exactly one set and keeps its label", points=2, hidden=False)
def each_example_once(split_dataset):
    X, Y = numbered(np.random.default_rng(2), 50)
    dealt_out_once(split(split_dataset, X, Y), 50)


@test_case(
    name="The sizes follow the fractions: 98/1/1, 70/30 without a test set, 60/20/20 if none are given",
    points=2,
    hidden=True,
)
def sizes_of_any_fractions(split_dataset):
    generator = checks.rng("q1", "sizes")
    for fractions in ((0.98, 0.01, 0.01), (0.7, 0.3, 0.0), (0.5, 0.15, 0.35)):
        m = 100 * int(generator.integers(5, 9))
        X, Y = numbered(generator, m)
        compare_sizes(split(split_dataset, X, Y, fractions=fractions), fractions, m)
    for fractions in ((0.0, 0.5, 0.5), (0.75, 0.0, 0.25), (0.5, 0.5, 0.0)):  # nothing has to be rounded
        m = 4 * int(generator.integers(5, 30))
        X, Y = numbered(generator, m)
        sets = split(split_dataset, X, Y, fractions=fractions)
        compare_sizes(sets, fractions, m)
        for numbers, fraction, name in zip(sets, fractions, NAMES, strict=True):
            checks.require(
                len(numbers) == 0 or fraction > 0,
                f"The {name} set must be empty if its fraction is 0.",
                f"It holds {len(numbers)} of {m} examples.",
            )
    X, Y = numbered(generator, 300)
    compare_sizes(split(split_dataset, X, Y), (0.6, 0.2, 0.2), 300)


@test_case(name="The sets are disjoint and complete, whatever their sizes", points=2, hidden=True)
def disjoint_and_complete(split_dataset):
    generator = checks.rng("q1", "complete")
    remainders = [((0.6, 0.2, 0.2), 5 * int(generator.integers(20, 30)) + rest) for rest in range(5)]
    for fractions, m in (*remainders, ((0.7, 0.3, 0.0), 90), ((0.33, 0.33, 0.34), 101)):
        X, Y = numbered(generator, m, n_x=4)
        dealt_out_once(split(split_dataset, X, Y, fractions=fractions), m)


@test_case(name="The examples are shuffled before they are dealt out", points=2, hidden=True)
def shuffled(split_dataset):
    generator, m = checks.rng("q1", "shuffled"), 600
    X, Y = numbered(generator, m)
    rule = (
        "The sets must be drawn at random: where in X an example stands must not tell in which set it ends."
    )
    for numbers in split(
        split_dataset, X, Y, fractions=(0.6, 0.2, 0.2), seed=int(generator.integers(1, 999))
    ):
        member = np.isin(np.arange(1, m + 1), numbers).astype(float)
        checks.require(member.std() > 0, rule)
        member = (member - member.mean()) / member.std()
        position = (np.arange(m) - (m - 1) / 2) / np.std(np.arange(m))
        patterns = [position @ member, *(member[lag:] @ member[:-lag] for lag in range(1, 31))]
        checks.require(max(map(abs, patterns)) / np.sqrt(m) <= checks.SIGMAS, rule)


@test_case(name="The same seed gives the same split, another seed another one", points=1, hidden=True)
def seeds(split_dataset):
    generator = checks.rng("q1", "seeds")
    X, Y = numbered(generator, 120)
    first, second = (int(n) for n in generator.permutation(np.arange(1, 500))[:2])

    def split_with(seed):
        return [set(numbers) for numbers in split(split_dataset, X, Y, fractions=(0.6, 0.2, 0.2), seed=seed)]

    checks.require(
        split_with(first) == split_with(first),
        "Two calls with the same seed must give the same split: what comes from chance must follow the seed.",
    )
    checks.require(
        split_with(first) != split_with(second),
        "Another seed must give another split: is the argument used?",
    )
    checks.require(
        [set(numbers) for numbers in split(split_dataset, X, Y)] == split_with(0),
        "Without a seed the split must be the one of seed 0.",
    )
