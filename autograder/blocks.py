"""Values taken apart into named blocks, a student's beside the right ones, call by call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.demonstration import Observation, Outcome
from autograder.likeness import Numbers, close

NEAR = 1e-4  # relative: a factor is told to four digits
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_OF_EXAMPLES = ("X", "Y", "A", "Z", "D", "dZ", "dA")  # what has a column for each example


@dataclass(frozen=True)
class Pair:
    """One block of one call.

    Attributes:
        name: the key of a dict, "the first value" of a tuple, "the first value of cache" of one in it, "the result".
        call: position of the call.
        got, right: float64; of different shapes, perhaps.
        arguments: of that call, by label.
    """

    name: str
    call: int
    got: np.ndarray
    right: np.ndarray
    arguments: Mapping[str, Any]

    @property
    def fits(self) -> bool:
        """Whether both have one shape."""
        return self.got.shape == self.right.shape

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.fits and close(self.got, self.right)

    @property
    def quantities(self) -> dict[str, float]:
        """The numbers that a factor may turn out to be: m, other lengths, scalar arguments."""
        found: dict[str, float] = {}
        for label, value in self.arguments.items():
            if isinstance(value, np.ndarray) and value.ndim == 2:
                rows, columns = value.shape
                examples = label.rstrip("0123456789") in _OF_EXAMPLES or label.startswith(("A_", "Z_"))
                found.setdefault("m" if examples else f"{label}.shape[1]", columns)
                found.setdefault("n_x" if label == "X" else f"{label}.shape[0]", rows)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                found[label] = float(value)
        return found


def pairs(calls: Sequence[Observation], right: Sequence[Outcome], names: Sequence[str] = ()) -> list[Pair]:
    """Every block that holds numbers on both sides, in order.

    Args:
        names: of the values that the function returns, if it returns several.
    """
    return [
        Pair(name, number, got, ours[name], arguments)
        for number, arguments, value, expected in _single_calls(calls, right)
        for ours in [dict(_blocks(expected, "the result", names))]
        for name, got in _blocks(value, "the result", names)
        if name in ours
    ]


def _single_calls(
    calls: Sequence[Observation], right: Sequence[Outcome]
) -> Iterator[tuple[int, dict[str, Any], Any, Any]]:
    """(number, arguments, value, right value) of each call that returned; call_each is many."""
    for number, (call, ours) in enumerate(zip(calls, right, strict=True)):
        if call.outcome.raised or ours.raised:
            continue
        values, expected = call.outcome.value, ours.value
        if not call.each:
            values, expected = [values], [expected]
        for arguments, value, wanted in zip(call.sets, values, expected, strict=True):
            yield number, dict(zip(call.labels, arguments, strict=True)), value, wanted


def _blocks(value: Any, name: str, names: Sequence[str] = ()) -> Iterator[tuple[str, np.ndarray]]:
    if isinstance(value, Numbers):
        array = np.asarray(value)
        if array.dtype.kind in "biuf":
            yield name, array.astype(np.float64)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _blocks(item, str(key))
    elif isinstance(value, list | tuple):
        if value and all(isinstance(item, int | float | np.number) for item in value):
            yield name, np.asarray(value, dtype=np.float64)
            return
        of = "" if name == "the result" else f" of {name}"
        called = names if len(names) == len(value) else [f"the {ordinal} value{of}" for ordinal in _ORDINALS]
        for item, one in zip(value, called, strict=False):
            yield from _blocks(item, one)


def arrays(arguments: Mapping[str, Any]) -> Iterator[tuple[str, np.ndarray]]:
    """The arrays among the arguments, and in dicts among them, with the names that students know."""
    for label, value in arguments.items():
        if isinstance(value, np.ndarray):
            yield label, value
        elif isinstance(value, Mapping):
            yield from ((str(k), v) for k, v in value.items() if isinstance(v, np.ndarray))


def listed(names: Sequence[str]) -> str:
    """dW1, db1 and dW2."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def factor_of(pair: Pair) -> float | None:
    """c if got = c · right in every entry, and c is not 1."""
    if not pair.fits or not np.isfinite(pair.got).all() or not np.any(pair.right):
        return None
    factor = float(np.sum(pair.got * pair.right) / np.sum(pair.right**2))
    rest = np.max(np.abs(pair.got - factor * pair.right))
    told = factor != 0 and rest <= NEAR * abs(factor) * np.max(np.abs(pair.right))
    return factor if told and abs(factor - 1) > NEAR else None
