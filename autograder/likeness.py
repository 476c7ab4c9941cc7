"""Whether two calls came out the same: value by value, or, where chance is in it, in distribution.

Tolerances are those of checks.close: correct code in another order of operations stays within them, and no
known mistake does.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks import ATOL_OF_MAX, RTOL
from autograder.demonstration import Outcome

KS_FACTOR = 3.0  # times √(2/n): two samples of one distribution are further apart once in 3e7
SIGMAS = 6.0
FEW = 30  # numbers, of which a distribution cannot be told
ECHO = 0.99  # correlation of two arrays that hold the same random numbers
Numbers = bool | int | float | np.generic | np.ndarray

EXACT, VALUES, KIND = 0, 1, 2  # how well two outcomes agree: in all that was seen, in what counts, in kind


def agreement(got: Outcome, model: Outcome, right: Outcome, *, chance: bool = False) -> int | None:
    """EXACT, VALUES (further entries, or what was changed in place, differ), KIND (the exception's text), or None.

    Args:
        got: what a student's function did.
        model: what a function of ours did.
        right: what the reference did; entries of a student's dict that neither of ours has do not count.
        chance: whether the function is random, so that numbers are compared in distribution.
    """
    if got.raised or model.raised:
        if got.raised != model.raised:
            return None
        return EXACT if got.text == model.text else KIND
    if not same(got.value, model.value, right.value, chance=chance):
        return None
    if chance and _echoes(got.value) != _echoes(model.value):
        return None
    beside = set(got.changed) == set(model.changed) and set(got.shares) == set(model.shares)
    return EXACT if beside and _form(got.value) == _form(model.value) else VALUES


def _form(value: Any) -> list[int]:
    """How many entries each dict has, and which arrays hold fewer digits than usual."""
    if isinstance(value, np.ndarray | np.generic):
        return [value.dtype.itemsize] if value.dtype.kind == "f" and value.dtype.itemsize < 8 else []
    if isinstance(value, Mapping):
        return [len(value), *(n for part in value.values() for n in _form(part))]
    return [n for part in value for n in _form(part)] if isinstance(value, list | tuple) else []


def same(got: Any, model: Any, right: Any = None, *, chance: bool = False) -> bool:
    """Whether two values are one answer: lists and tuples alike, numbers within tolerance, NaN like NaN."""
    if isinstance(model, Numbers) or isinstance(got, Numbers):
        return isinstance(model, Numbers) and isinstance(got, Numbers) and _same_numbers(got, model, chance)
    if isinstance(model, list | tuple) or isinstance(got, list | tuple):
        if not (isinstance(model, list | tuple) and isinstance(got, list | tuple)):
            return False
        parts = right if isinstance(right, list | tuple) and len(right) == len(model) else [None] * len(model)
        return len(got) == len(model) and all(
            same(g, m, r, chance=chance) for g, m, r in zip(got, model, parts, strict=True)
        )
    if isinstance(model, Mapping) or isinstance(got, Mapping):
        if not (isinstance(model, Mapping) and isinstance(got, Mapping)):
            return False
        ours = right if isinstance(right, Mapping) else {}
        extra = set(got) - set(model)
        return (
            set(model) <= set(got)
            and not extra & set(ours)
            and all(same(got[key], m, ours.get(key), chance=chance) for key, m in model.items())
        )
    if model is None or isinstance(model, str | bytes):
        return type(got) is type(model) and bool(got == model)
    return _type_name(got) == _type_name(model)


def _type_name(value: Any) -> str:
    return str(getattr(value, "type_name", type(value).__name__))


def _same_numbers(got: Any, model: Any, chance: bool) -> bool:
    g, m = np.asarray(got), np.asarray(model)
    if g.shape != m.shape:
        return False
    if g.dtype.kind not in "biuf" or m.dtype.kind not in "biuf":
        return g.dtype.kind == m.dtype.kind and g.dtype.kind in "US" and bool(np.array_equal(g, m))
    g, m = g.astype(np.float64), m.astype(np.float64)
    return close(g, m) or (chance and _alike(g, m))


def close(got: np.ndarray, model: np.ndarray) -> bool:
    """As in checks.close, with NaN equal to NaN and infinity to itself."""
    with np.errstate(all="ignore"):
        size = np.abs(model)
        largest = float(size.max(initial=0.0))
        if largest < math.inf:
            return bool((np.abs(got - model) <= RTOL * size + max(ATOL_OF_MAX * largest, 1e-12)).all())
        size = np.where(np.isfinite(model), size, 0.0)
        near = np.abs(got - model) <= RTOL * size + max(ATOL_OF_MAX * float(size.max(initial=0.0)), 1e-12)
    return bool(np.all(near | (got == model) | (np.isnan(got) & np.isnan(model))))


def _alike(got: np.ndarray, model: np.ndarray) -> bool:
    """Whether two arrays could be draws from one distribution; of few numbers only that they are draws."""
    n = got.size
    if not (np.isfinite(got).all() and np.isfinite(model).all()):
        return False
    if n < FEW:
        return n > 1 and len(np.unique(got)) > 1 and len(np.unique(model)) > 1
    spreads = float(np.std(got)), float(np.std(model))
    if min(spreads) == 0 or abs(math.log(spreads[0] / spreads[1])) > SIGMAS / math.sqrt(n):
        return False
    if (got.min() >= 0) != (model.min() >= 0) or _repeats(got) != _repeats(model):
        return False
    return _distance(got, model) <= KS_FACTOR * math.sqrt(2 / n)


def _echoes(value: Any) -> set[tuple[int, int]]:
    """Which arrays of a dict, tuple or list hold the same random numbers, up to a factor."""
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else []
    drawn = [a.reshape(-1) for a in parts if isinstance(a, np.ndarray) and a.dtype.kind == "f"]
    return {
        (i, j)
        for j, b in enumerate(drawn)
        for i, a in enumerate(drawn[:j])
        if (n := min(a.size, b.size)) >= FEW and np.ptp(a[:n]) > 0 and np.ptp(b[:n]) > 0
        if abs(float(np.corrcoef(a[:n], b[:n])[0, 1])) > ECHO
    }


def _repeats(a: np.ndarray) -> bool:
    return len(np.unique(a)) < a.size / 2


def _distance(a: np.ndarray, b: np.ndarray) -> float:
    """Kolmogorov and Smirnov's, between two samples of one size."""
    first, second = np.sort(a, axis=None), np.sort(b, axis=None)
    points = np.concatenate([first, second])
    below = np.searchsorted(first, points, side="right") - np.searchsorted(second, points, side="right")
    return float(np.max(np.abs(below))) / a.size
