"""q11: clip_gradients. Whether arrays that need no clipping are copied is left to the student."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q11"
title = "Clipping"
functions = ["clip_gradients"]
helpers = {}


def compare(function, grads, max_norm, expected):
    observed = checks.call(function, grads=grads, max_norm=max_norm)
    checks.unchanged(observed)
    clipped = checks.dictionary(observed.value, list(grads), "The result")
    for key, right in expected.items():
        checks.close(clipped[key], right, key)


@test_case(
    name="A gradient of length 10 is shortened to length 5, all of it by the same factor",
    points=1,
    hidden=False,
)
def too_long_by_hand(clip_gradients):
    grads = {"dW1": np.array([[1.0, -5.0], [7.0, 4.0]]), "db1": np.array([[3.0], [0.0]])}
    right = {"dW1": [[0.5, -2.5], [3.5, 2.0]], "db1": [[1.5], [0.0]]}
    compare(clip_gradients, grads, 5.0, right)


@test_case(name="A gradient that is short enough stays as it is", points=1, hidden=False)
def short_by_hand(clip_gradients):
    grads = {"dW1": np.array([[1.0, -1.0]]), "db1": np.array([[1.0]])}
    compare(clip_gradients, grads, 2.0, {key: value.copy() for key, value in grads.items()})


def gradient(generator, sizes, length):
    """The gradient of a network, of this length."""
    grads = {f"d{key}": value for key, value in checks.parameters(generator, *sizes).items()}
    total = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    return {key: g * length / total for key, g in grads.items()}


@test_case(name="Gradients of any network that are too long are shortened to max_norm", points=2, hidden=True)
def too_long(clip_gradients):
    from reference.initialization import clip_gradients as expected

    generator = checks.rng("q11", "long")
    for sizes in ((3, 4, 2), (2, 5, 3, 4, 1)):
        max_norm = float(generator.uniform(2, 4))
        grads = gradient(generator, sizes, max_norm * float(generator.uniform(2, 5)))
        compare(clip_gradients, grads, max_norm, expected(grads, max_norm))


@test_case(
    name="The direction stays the same where one block is much longer than all others", points=1, hidden=True
)
def one_block_dominates(clip_gradients):
    from reference.initialization import clip_gradients as expected

    generator = checks.rng("q11", "dominates")
    grads = gradient(generator, (3, 4, 2), 2.0)
    grads["dW2"] *= float(generator.uniform(40, 60))
    compare(clip_gradients, grads, 5.0, expected(grads, 5.0))


@test_case(name="Gradients that are short enough, or zero, stay as they are", points=1, hidden=True)
def nothing_to_clip(clip_gradients):
    generator = checks.rng("q11", "short")
    grads = gradient(generator, (2, 4, 3), 3.0)
    compare(clip_gradients, grads, 3.2, {key: value.copy() for key, value in grads.items()})
    zeros = {key: np.zeros_like(value) for key, value in grads.items()}
    compare(clip_gradients, zeros, 1.0, zeros)
