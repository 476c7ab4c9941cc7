"""Equal fingerprints only for what is the same in every bit that crosses the wire."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from autograder import wire
from autograder.fingerprint import SIZE, fingerprint

MATRIX = np.arange(6.0).reshape(2, 3)
DIFFERENT = [
    None, False, True, 0, 1, -1, 0.0, -0.0, 1.0, math.nan, math.inf, 10**40, "", "0", "1", "a",
    [], (), {}, [[]], [()], [0], [0, 0], [[0], 0], [[0, 0]], (0,),
    {"a": 0}, {"a": 0.0}, {"b": 0}, {"a": 0, "b": 0}, {"b": 0, "a": 0}, {0: "a"},
    ["a", 0], ["a", "b"], ["ab", ""], ["", "ab"],
    MATRIX, MATRIX.T, MATRIX.reshape(3, 2), np.asfortranarray(MATRIX), MATRIX.reshape(-1), [MATRIX],
    MATRIX.astype(np.float32), MATRIX.astype(int), MATRIX + np.spacing(MATRIX),
    np.zeros(0), np.zeros((0, 2)), np.zeros(1), np.zeros(()), np.zeros(3, bool), np.zeros(3, np.uint8),
    np.float64(0), np.float32(0), np.int64(0), np.bool_(False),
]  # fmt: skip


def test_values_that_cross_differently_have_different_names():
    names = [fingerprint(value) for value in DIFFERENT]
    assert None not in names
    assert all(len(name) == SIZE for name in names)
    for (a, one), (b, other) in itertools.combinations(zip(DIFFERENT, names, strict=True), 2):
        assert one != other, (a, b)


@pytest.mark.parametrize("value", DIFFERENT, ids=repr)
def test_a_value_has_the_same_name_on_the_other_side(value):
    crossed = wire.decode(*wire.split(b"".join(wire.encode(value))))
    assert fingerprint(crossed) == fingerprint(value)


def test_a_view_has_the_name_of_the_copy_that_crosses():
    view = np.arange(12.0).reshape(3, 4)[:, ::2]
    assert fingerprint(view) == fingerprint(view.copy())


def test_the_name_is_of_the_value_as_it_is_now():
    array = np.zeros(3)
    before = fingerprint([array])
    array[1] = 1
    assert fingerprint([array]) != before


class Matrix(np.ndarray):
    pass


LOOP: list = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    "value",
    [print, {1, 2}, b"", 1j, np.array([None]), np.array(["a"]), MATRIX.view(Matrix), [lambda: 0],
     {"a": {"b": object()}}, type("F", (float,), {})(1.0), LOOP, "\ud800"],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_not_plain_has_none(value):
    assert fingerprint(value) is None
