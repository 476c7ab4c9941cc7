"""Whatever a student's function returns, no test file fails by itself: that would be our failure, not theirs."""

# ruff: noqa: E501  # a table of values is easier to read in long lines

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest

from autograder import assignment, checks
from autograder.demonstration import demonstrate
from autograder.names import Missing, Proxy
from autograder.problems import Died
from autograder.wire import Opaque

ASKED = assignment.load("shallow_network")

KEYS = ("W1", "b1", "W2", "b2", "Z1", "A1", "Z2", "A2", "dW1", "db1", "dW2", "db2")
HOSTILE_VALUES = [
    None, True, 0, -1, 10**400, -(10**900), 1.5, float("nan"), float("inf"), 1j, "", "x" * 1000, b"\xff", [], (), {}, set(),
    [[]], [None] * 3, (1, 2), (1, 2, 3), ({}, {}), (None, None), [{}, []], {"W1": None}, {"W1": 1, 2: 3}, {None: 1},
    dict.fromkeys(KEYS, "x"),
    {key: np.float64("nan") for key in KEYS},
    dict.fromkeys(KEYS, 10 ** 400),
    *(dict.fromkeys("abcde", chosen) for chosen in (None, [1], np.zeros(3), "ii", b"ii", Opaque("str"))),
    np.zeros(0), np.zeros((0, 5)), np.array(5), np.array("x"), np.array([b"x"]), np.zeros(3, "f2"), np.full((2, 2), 1e308),
    np.array([[1 + 1j]]), np.zeros((1,) * 20), np.float64("nan"), np.str_("x"), np.longdouble("1e4000"), np.bool_(True),
    np.iinfo("u8").max, Opaque("function"), Opaque("array of object"), [Opaque("Tensor")], (np.zeros((2, 2)), {}),
    (np.zeros((1, 4)), {"Z1": 1, "A1": 2, "Z2": 3, "A2": Opaque("x")}), ({"W1": 1}, [1, 2, 3]), ([], []), ({}, "costs"),
    (dict.fromkeys(["W1", "b1", "W2", "b2"]), [float("nan")] * 3), (dict.fromkeys(["W1", "b1", "W2", "b2"], 1), [10**400] * 3),
    (1.0, 10**400, None), ("1", "2", "3"), (np.array([1]), np.array([[2]]), np.zeros(2)),
]  # fmt: skip


class Everything(dict):
    """A notebook in which every function returns the same value."""

    def __init__(self, value, answers):
        super().__init__()
        self.value, self.answers = value, answers

    def get(self, name, default=None):
        if name == "answers":
            return self.answers

        def observe(name, labels, sets, optional, each):
            return checks.Call(
                name, [self.value] * len(sets) if each else self.value, ("x",), ("y",), ("z: w",)
            )

        return Proxy(name, observe)


@pytest.mark.parametrize("question", [q.name for q in ASKED.questions])
def test_no_value_makes_a_test_file_fail_by_itself(question):
    """Whatever comes back, a case passes or raises CheckFailed: anything else would be our failure, not theirs."""
    for value in HOSTILE_VALUES:
        for case in ASKED.question(question).test_file().test_cases:
            with checks.recording(0), suppress(checks.CheckFailed):
                case.body.call_func(Everything(value, value))


def test_what_is_missing_or_dead_fails_no_test_file_by_itself():
    def dies(*_):
        raise Died("died")

    for value in (Missing("f", "f is not defined"), Proxy("f", dies)):
        for question in ASKED.questions:
            for case in question.test_file().test_cases:
                names = Everything(None, value)
                names.get = lambda name, default=None, value=value: value
                with checks.recording(0), pytest.raises((checks.CheckFailed, Died)):
                    case.body.call_func(names)


@pytest.mark.parametrize(
    "huge", [np.zeros(3_000_000), np.full(60_000, "x" * 100), "x" * 20_000_000, [np.zeros(10**6)] * 3]
)
def test_huge_values_are_not_kept_for_a_diagnosis(huge):
    """Each of sixty calls may return 64 MB: kept all together, they would end the grader."""
    cases = ASKED.question("q1").test_file().test_cases
    calls = demonstrate("shallow_network", cases, "sigmoid", {"sigmoid": lambda z: huge})
    assert 0 < len(calls) < 4


def test_ordinary_values_are_kept():
    """The control."""
    cases = ASKED.question("q1").test_file().test_cases
    calls = demonstrate("shallow_network", cases, "sigmoid", {"sigmoid": lambda z: np.zeros(np.shape(z))})
    assert len(calls) == 4
