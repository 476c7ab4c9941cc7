"""q7: dropout_forward and forward_propagation_with_dropout. Masks are judged by statistics: any seed, any order."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q7"
title = "Dropout, forward"
functions = ["dropout_forward", "forward_propagation_with_dropout"]
helpers = {}

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


def scattered(function):
    """How many entries are kept is chance as well: it cannot come out even in eight masks of eight sizes."""
    many = [{"A": np.ones((40 + 7 * i, 50)), "keep_prob": (0.3, 0.5, 0.8)[i % 3]} for i in range(8)]
    even = []
    for call, value in zip(many, checks.call_each(function, many).value, strict=True):
        kept = checks.mask(checks.unpack(value, "A_drop", "D")[1], call["A"].shape, "D")
        even.append(abs(kept.sum() - call["keep_prob"] * kept.size) <= 1)
    checks.require(
        not all(even),
        "Each entry must be dropped or kept by a draw of its own: with keep_prob = 0.8 just 80 % are kept on "
        "average only, and yours keeps exactly as many in every mask.",
    )


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
)
def small_network_with_dropout(forward_propagation_with_dropout):
    X = np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
    forward(forward_propagation_with_dropout, X, small_network(), keep_prob=0.8)


@test_case(name="What is kept is scaled as keep_prob asks for", points=2, hidden=True)
def scaled(dropout_forward):
    generator = checks.rng("q7", "scaled")
    for keep_prob in (0.3, 0.5, 0.8):
        A = generator.uniform(0.5, 2.0, (30, 40)) * generator.choice([-1.0, 1.0], (30, 40))
        drop(dropout_forward, A, keep_prob)


@test_case(
    name="Each entry is kept with the probability keep_prob, independently of the others",
    points=2,
    hidden=True,
)
def independent_draws(dropout_forward):
    generator = checks.rng("q7", "draws")
    kept = []
    for keep_prob in (0.3, 0.5, 0.8):
        A = generator.uniform(0.5, 2.0, (120, 200))
        kept.append(drop(dropout_forward, A, keep_prob)[1])
        checks.kept_at_random(kept[-1], keep_prob, "D")
    scattered(dropout_forward)
    again = drop(dropout_forward, A, 0.8)[1]
    if np.array_equal(again, kept[-1]):
        checks.note(
            "dropout_forward returns the same mask at every call: with a seed set inside, training would "
            "drop the same units again and again."
        )


@test_case(
    name="Every layer of any network sees what dropout has left of the layer before", points=2, hidden=True
)
def any_network_with_dropout(forward_propagation_with_dropout):
    generator = checks.rng("q7", "networks")
    for dims, m, keep_prob in (((4, 6, 5, 1), 11, 0.8), ((2, 5, 7, 1), 9, 0.3), ((5, 5, 5, 1), 5, 0.6)):
        X, parameters = generator.normal(size=(dims[0], m)), checks.parameters(generator, *dims)
        forward(forward_propagation_with_dropout, X, parameters, keep_prob=keep_prob)


@test_case(name="The masks of both layers are random", points=1, hidden=True)
def masks_of_both_layers(forward_propagation_with_dropout):
    generator = checks.rng("q7", "masks")
    for dims, keep_prob in (((3, 60, 50, 1), 0.3), ((3, 55, 55, 1), 0.8)):
        X, parameters = generator.normal(size=(3, 150)), checks.parameters(generator, *dims)
        found = forward(forward_propagation_with_dropout, X, parameters, keep_prob=keep_prob)
        for name in ("D1", "D2"):
            checks.kept_at_random(found[name], keep_prob, name)


@test_case(name="The masks of the two layers are independent of each other", points=1, hidden=True)
def masks_are_independent(forward_propagation_with_dropout, dropout_forward):
    generator = checks.rng("q7", "independent")
    same = [
        checks.unpack(checks.call(dropout_forward, A=np.ones((9, 11)), keep_prob=0.5).value, "A_drop", "D")[1]
        for _ in range(2)
    ]
    X, parameters = generator.normal(size=(3, 150)), checks.parameters(generator, 3, 60, 50, 1)
    found = forward(forward_propagation_with_dropout, X, parameters, keep_prob=0.5)
    try:
        checks.uncorrelated(found["D1"], found["D2"], "D1 and D2")
        checks.uncorrelated(found["D1"].T, found["D2"].T, "D1 and D2")
    except checks.CheckFailed:
        if not np.array_equal(*same):
            raise
        checks.note(
            "Both layers are dropped by the same random numbers, because dropout_forward sets a seed each "
            "time: take the seed out of it."
        )


@test_case(name="keep_prob is 0.5 if none is given, and 1 means no dropout", points=1, hidden=True)
def default_and_one(forward_propagation_with_dropout):
    generator = checks.rng("q7", "default")
    X, parameters = generator.normal(size=(4, 60)), checks.parameters(generator, 4, 30, 25, 1)
    found = forward(forward_propagation_with_dropout, X, parameters)
    for name in ("D1", "D2"):
        checks.kept_at_random(found[name], 0.5, name)
    found = forward(forward_propagation_with_dropout, X, parameters, keep_prob=1.0)
    for name in ("D1", "D2"):
        checks.require(found[name].all(), f"With keep_prob = 1 every entry of {name} must be 1.")


@test_case(name="With keep_prob = 1 the output is that of the network without dropout", points=1, hidden=True)
def same_as_without(forward_propagation_with_dropout):
    from reference.regularization import forward_propagation

    generator = checks.rng("q7", "without")
    X, parameters = generator.normal(size=(3, 8)), checks.parameters(generator, 3, 5, 4, 1)
    observed = checks.call(forward_propagation_with_dropout, X=X, parameters=parameters, keep_prob=1.0)
    A3, _ = checks.unpack(observed.value, "A3", "cache")
    checks.close(A3, forward_propagation(X, parameters)[0], "A3 with keep_prob = 1")
