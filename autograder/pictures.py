"""What a feedback page draws of a wrong function: where a block differs from ours, and where a training leaves ours.

Everything drawn comes from a demonstration, whose inputs nobody is graded with. A hidden case may also hold inputs
that do not depend on a seed: what is called with those is never drawn. They are found by making the calls of our
own functions with two seeds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from autograder import checks, evidence
from autograder.blocks import Pair, pairs
from autograder.demonstration import Function, Observation, Outcome, copied, demonstrate, observing
from autograder.diagnosis import Wrong
from autograder.known import value_names
from autograder.likeness import EXACT, agreement
from autograder.replayed import Stage, stage
from autograder.results import Curve, Difference
from reference import answers

MOST_ROWS, MOST_COLUMNS, MOST_BLOCKS = 12, 24, 4  # of a heat map; heat maps of one function
MOST_STEPS = 60  # of a curve
DIGITS = 4


@dataclass
class Pictures:
    """Collects what can be drawn of each wrong function of one question."""

    differences: list[Difference] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)

    def add(self, wrong: Wrong) -> None:
        """Draw a function that is wrong, if a call of it may be shown."""
        may = list(_that_may_be_shown(wrong))
        for call, right in may:
            if curve := _curve(wrong, call, right):
                self.curves.append(curve)
                return
        for call, right in may:
            if drawn := _differences(wrong, call, right):
                self.differences += drawn
                return


def _that_may_be_shown(wrong: Wrong) -> Iterator[tuple[Observation, Outcome]]:
    """Calls that came out wrong and whose inputs are no hidden case's own."""
    fixed: frozenset[bytes] | None = None
    for call, right in zip(wrong.calls, wrong.right, strict=True):
        if call.outcome.raised or agreement(call.outcome, right, right) == EXACT:
            continue
        if call.hidden:
            if fixed is None:
                fixed = _fixed(stage(wrong.assignment, wrong.function, wrong.cases, wrong.seed))
            if fixed.intersection(_fingerprints(call)):
                continue
        yield call, right


@lru_cache(maxsize=64)
def _fixed(where: Stage) -> frozenset[bytes]:
    """Fingerprints of arguments, arrays of at least two numbers, that hidden cases use with every seed."""
    hidden, right = [case for case in where.cases if case.hidden], answers(where.assignment)
    one, other = (
        frozenset(
            found
            for call in demonstrate(where.assignment, hidden, where.function, right, where.seed + more)
            for found in _fingerprints(call)
        )
        for more in (0, 1)
    )
    return one & other


def _fingerprints(call: Observation) -> Iterator[bytes]:
    for arguments in call.sets:
        for value in arguments:
            yield from _parts(value)


def _parts(value: Any) -> Iterator[bytes]:
    if isinstance(value, np.ndarray):
        if value.size > 1 and np.unique(value).size > 2:  # labels and zeros are the same by chance
            numbers = np.ascontiguousarray(value)
            yield hashlib.sha256(f"{value.shape}{value.dtype}".encode() + numbers.tobytes()).digest()
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _parts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _parts(item)


def _differences(wrong: Wrong, call: Observation, right: Outcome) -> list[Difference]:
    """Heat maps of the blocks of one call that differ."""
    found = [
        pair
        for pair in pairs([call], [right], value_names(wrong.assignment, wrong.function))
        if pair.fits and not pair.agrees and pair.right.ndim in (1, 2) and pair.right.size > 1
    ]
    one_call = [pair for pair in found if pair.arguments is found[0].arguments]
    where = evidence.inputs(call)
    return [_difference(wrong.function, pair, where) for pair in one_call[:MOST_BLOCKS]]


def _difference(function: str, pair: Pair, where: str) -> Difference:
    got, right = np.atleast_2d(pair.got), np.atleast_2d(pair.right)
    with np.errstate(all="ignore"):
        relative = (got - right) / max(float(np.max(np.abs(right))), 1e-300)
    size = np.where(np.isfinite(relative), np.abs(relative), np.inf)
    place = np.unravel_index(int(np.argmax(size)), size.shape)
    shown = relative[:MOST_ROWS, :MOST_COLUMNS]
    near = np.abs(shown) <= checks.RTOL
    cells = tuple(
        tuple(0.0 if agrees else _rounded(value) for value, agrees in zip(row, same, strict=True))
        for row, same in zip(shown, near, strict=True)
    )
    index = place[1:] if pair.right.ndim == 1 else place
    entry = f"[{', '.join(str(int(i)) for i in index)}]"
    shape = tuple(int(n) for n in pair.right.shape)
    ours = float(f"{right[place]:.{DIGITS}g}")
    return Difference(function, pair.name, where, shape, cells, entry, _rounded(got[place]), ours)


def _rounded(number: float) -> float | None:
    return float(f"{number:.{DIGITS}g}") if np.isfinite(number) else None


# ------------------------------------------------------------------------------------------- curves


def _curve(wrong: Wrong, call: Observation, right: Outcome) -> Curve | None:
    """The costs of a training that returns (parameters, costs), if this call was one."""
    trained, costs = _training(call.outcome.value), _training(right.value)
    if "num_iterations" not in call.labels or call.each or trained is None or costs is None:
        return None
    got, ours = trained[1][:MOST_STEPS], costs[1][:MOST_STEPS]
    if len(got) != len(ours) or len(ours) < 2:
        return None
    with np.errstate(all="ignore"):
        near = np.abs(got - ours) <= 1e-5 * np.abs(ours) + 1e-6 * np.max(np.abs(ours))
    agree = int(np.argmin(near)) if not near.all() else len(near)
    differing = _differing(wrong, call, max(agree, 1)) if agree else ()
    if agree == len(ours) and not differing:
        return None  # nothing of the difference would be seen
    return Curve(
        wrong.function,
        tuple(_rounded(cost) for cost in got),
        tuple(float(f"{cost:.{DIGITS}g}") for cost in ours),
        agree,
        differing,
    )


def _training(value: Any) -> tuple[Mapping[Any, Any], np.ndarray] | None:
    if not isinstance(value, list | tuple) or len(value) != 2 or not isinstance(value[0], Mapping):
        return None
    try:
        costs = np.asarray(value[1], dtype=np.float64)
    except (TypeError, ValueError):
        return None
    return (value[0], costs) if costs.ndim == 1 else None


def _differing(wrong: Wrong, call: Observation, steps: int) -> tuple[str, ...]:
    """Which parameters differ after so many updates: both functions are asked again for that many."""
    where = call.labels.index("num_iterations")
    steps = min(steps, int(call.sets[0][where]))
    arguments = tuple(steps if i == where else value for i, value in enumerate(call.sets[0]))
    if any(isinstance(value, Function) for value in arguments):
        return ()
    values = []
    for function in (wrong.student.get(wrong.function), answers(wrong.assignment)[wrong.function]):
        observe = getattr(function, "__observe__", None) or observing(function)
        try:
            own = [copied(value) for value in arguments]
            values.append(observe(call.labels, [own], call.optional, False).value)
        except Exception:  # it cannot be asked again: then nothing is told
            return ()
    found = [_training(value) for value in values]
    if found[0] is None or found[1] is None:
        return ()
    return _blocks_that_differ(found[0][0], found[1][0])


def _blocks_that_differ(got: Mapping[Any, Any], right: Mapping[Any, Any]) -> tuple[str, ...]:
    return tuple(
        str(key)
        for key, ours in right.items()
        if agreement(Outcome(got.get(key)), Outcome(ours), Outcome(ours)) != EXACT
    )
