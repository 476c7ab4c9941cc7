"""q8: count_distinct_units. Numbers are chosen so that comparing rounded rows is as right as comparing rows."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q8"
title = "Are the units different?"
functions = ["count_distinct_units"]
helpers = {}


def count(function, W, b, tol=None):
    observed = checks.call(function, W=W, b=b, **({} if tol is None else {"tol": tol}))
    checks.unchanged(observed)
    return checks.whole_number(observed.value, "The number of units")


def compare(function, W, b, expected, tol=None):
    got = count(function, W, b, tol)
    checks.require(
        got == expected, "The number of distinct units is wrong.", f"Got {got}, expected {expected}."
    )


def different_rows(generator, n, width):
    """n rows [W b] of multiples of ½, any two of which differ."""
    rows = generator.integers(-6, 7, (n, width)) / 2
    rows[:, int(generator.integers(width - 1))] = generator.permutation(n) / 2 + 1
    return rows


def split(rows):
    return rows[:, :-1].copy(), rows[:, -1:].copy()


@test_case(name="Four units, two of them equal, are three distinct ones", points=1, hidden=False)
def twins_by_hand(count_distinct_units):
    W = np.array([[1.0, -2.0], [0.5, 3.0], [1.0, -2.0], [-2.0, 1.0]])
    compare(count_distinct_units, W, np.array([[0.5], [0.0], [0.5], [0.5]]), 3)


@test_case(name="In a layer of zeros all units are one", points=1, hidden=False)
def zeros_by_hand(count_distinct_units):
    compare(count_distinct_units, np.zeros((5, 3)), np.zeros((5, 1)), 1)


@test_case(name="Units with the same weights and different biases are different", points=1, hidden=False)
def biases_by_hand(count_distinct_units):
    compare(count_distinct_units, np.ones((3, 2)), np.array([[0.0], [1.0], [0.0]]), 2)


@test_case(name="Any number of copies, wherever they stand, counts once", points=2, hidden=True)
def copies_anywhere(count_distinct_units):
    generator = checks.rng("q8", "copies")
    for n, width, copies in (
        (4, 3, (1, 3, 1, 2)),
        (6, 5, (2, 1, 1, 4, 1, 1)),
        (5, 2, (1, 1, 1, 1, 1)),
        (1, 4, (1,)),
    ):
        rows = np.repeat(different_rows(generator, n, width), copies, axis=0)[::-1]
        compare(count_distinct_units, *split(rows), n)  # twins are neighbours, in the first rows too
        compare(count_distinct_units, *split(generator.permutation(rows)), n)


@test_case(
    name="Only the bias, or only the order of the weights, makes a difference, too", points=1, hidden=True
)
def small_differences(count_distinct_units):
    generator = checks.rng("q8", "differences")
    W = np.tile(generator.normal(size=(1, 3)), (4, 1))
    compare(count_distinct_units, W, np.array([[1.0], [1.5], [1.0], [-2.0]]), 3)
    row = generator.permutation([0.5, 1.5, -1.0, 2.0])
    W = np.array([row, row[[1, 0, 2, 3]], row[::-1], -row, row])
    compare(count_distinct_units, W, np.zeros((5, 1)), 4)
    b = np.array([[0.0], [1.0], [1.0], [0.0], [1.0]])  # three different Ws and two different bs in five units
    compare(count_distinct_units, np.array([row, row, -row, row[::-1], row[::-1]]), b, 5)


@test_case(
    name="Rounding errors make no new units, and tol says how far units may differ", points=2, hidden=True
)
def tolerance(count_distinct_units):
    generator = checks.rng("q8", "tolerance")
    rows = np.repeat(different_rows(generator, 3, 4), 3, axis=0)
    rows = generator.permutation(rows + generator.uniform(-1, 1, rows.shape) * 1e-13)
    compare(count_distinct_units, *split(rows), 3)
    rows = np.repeat(different_rows(generator, 3, 4), 2, axis=0)
    rows[::2, int(generator.integers(4))] += 0.02
    rows = generator.permutation(rows)
    compare(count_distinct_units, *split(rows), 6)
    compare(count_distinct_units, *split(rows), 3, tol=0.1)
    rows = np.repeat(different_rows(generator, 3, 4), 2, axis=0)
    rows[::2, int(generator.integers(4))] += (
        0.3  # the mean over a row and the square are below tol, 0.3 is not
    )
    compare(count_distinct_units, *split(generator.permutation(rows)), 6, tol=0.1)
    rows = np.repeat(10 + different_rows(generator, 3, 4), 2, axis=0)
    rows[::2, int(generator.integers(4))] += 2e-5  # far more than tol, though little beside the numbers
    compare(count_distinct_units, *split(generator.permutation(rows)), 6)
