"""Right answers are judged by chance where they are random: how often may that go wrong in a whole course?

Each judgement compares a statistic with SIGMAS. Counted over all questions of all assignments, those
comparisons times the probability of one that fails by bad luck bound the risk that a right notebook runs.
"""

import math

import numpy as np
import pytest

from autograder import checks
from autograder.assignment import load, names
from autograder.trials import run
from reference.mistakes import notebook

RISK = 1e-9


class Counted(float):
    """A limit that counts how often something is compared with it."""

    __array_ufunc__ = None  # NumPy's numbers leave the comparison to this class
    count = 0

    def _compared(self, other, outcome):
        Counted.count += 1
        return outcome

    def __lt__(self, other):
        return self._compared(other, float(self) < other)

    def __le__(self, other):
        return self._compared(other, float(self) <= other)

    def __gt__(self, other):
        return self._compared(other, float(self) > other)

    def __ge__(self, other):
        return self._compared(other, float(self) >= other)

    def __mul__(self, other):
        return Counted(float(self) * other)

    __rmul__ = __mul__

    def __neg__(self):
        return Counted(-float(self))


def test_a_right_notebook_loses_no_points_by_bad_luck(monkeypatch):
    monkeypatch.setattr(checks, "SIGMAS", Counted(checks.SIGMAS))
    Counted.count = 0
    for assignment in map(load, names()):
        space = notebook(assignment.name)
        for question in assignment.questions:
            assert run(assignment, question, space, 0) == {}
    both_sides = math.erfc(checks.SIGMAS / math.sqrt(2))
    assert Counted.count > 100
    assert Counted.count * both_sides < RISK


@pytest.mark.parametrize("shape", [(100, 300), (50, 200), (4000, 2)])
def test_the_statistics_scatter_no_more_than_they_are_taken_to(monkeypatch, shape):
    seen = []
    sigmas = checks._chi_square_sigmas
    monkeypatch.setattr(
        checks, "_chi_square_sigmas", lambda total, count: seen.append(sigmas(total, count)) or seen[-1]
    )
    rng = np.random.default_rng(0)
    for _ in range(300):
        checks.normal_sample(rng.normal(0, 0.1, shape), 0.1, "W1")
    assert abs(np.mean(seen)) < 0.15
    assert 0.7 < np.std(seen) < 1.05  # less than 1 where few entries make a sum: the check is milder there
    assert np.max(np.abs(seen)) < 5
