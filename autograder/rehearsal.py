"""Which calls a test case makes, known before: each case is run once for each seed with the reference's answers.

A case's inputs do not depend on who answers, as a rule, so its calls can be sent before it runs, encoded once
for a whole class (names.Names.expect). A call whose arguments do depend on an earlier answer is found by
running the case twice, the second time with answers that are a little off; it and what follows are asked when
the case comes to it. And a case that is answered byte for byte as the reference answered needs no run: it
passed then. Nothing of a student's is ever kept here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder import checks, wire, worker
from autograder.sandbox import Limits
from autograder.session import call_message

NUDGE = 1e-9  # what moves every number of an answer, and no verdict


class _Unforeseeable(Exception):
    """A call that cannot be sent before its case runs."""


@dataclass(frozen=True)
class Request:
    """One question to a student's process, and how the reference answers it.

    Attributes:
        name: of the function or value.
        arguments: (labels, sets, optional, each) as for checks.observe; None where only the name is asked for.
        frame: the question, encoded.
        answer: the reference's answer, encoded.
    """

    name: str
    arguments: tuple[tuple[str, ...], Any, int, bool] | None
    frame: bytes
    answer: bytes

    def is_call(self, labels: Sequence[str], sets: Any, optional: int, each: bool) -> bool:
        """Whether a call is, bit for bit, this one."""
        return self.arguments is not None and _same(self.arguments, (tuple(labels), sets, optional, each))


@dataclass(frozen=True)
class Rehearsed:
    """One case with the reference's answers.

    Attributes:
        parameters: the names that it asks for.
        values: those of them that are no functions.
        calls: what it calls before anything depends on an answer, in order.
        record: what it recorded, if it passed and all its calls are known; else None.
    """

    parameters: tuple[str, ...]
    values: frozenset[str]
    calls: tuple[Request, ...]
    record: checks.Record | None


class _Names:
    """The reference in a notebook's place, writing down what is asked of it."""

    def __init__(self, answers: Mapping[str, Any], limits: Limits, nudge: float):
        self._answers, self._limits, self._nudge = answers, limits, nudge
        self.parameters: list[str] = []
        self.values: set[str] = set()
        self.calls: list[Request] = []

    def get(self, name: str, default: Any = None) -> Any:
        self.parameters.append(name)
        value = self._answers.get(name)
        if not callable(value):
            self.values.add(name)
            return value
        return _Rehearsing(lambda *call: self._call(name, value, *call))

    def _call(
        self,
        name: str,
        function: Callable[..., Any],
        labels: Sequence[str],
        sets: Sequence[Sequence[Any]],
        optional: int,
        each: bool,
    ) -> checks.Call:
        if any(callable(value) for values in sets for value in values):
            raise _Unforeseeable
        frame = b"".join(wire.encode(call_message(name, labels, sets, optional, each, self._limits)))
        asked = (tuple(labels), decoded(wire.encode([list(values) for values in sets])), optional, each)
        seen = checks.observe(function, labels, decoded(wire.encode([list(v) for v in sets])), optional, each)
        answer = wire.encode(worker.returned(seen))
        self.calls.append(Request(name, asked, frame, b"".join(answer)))
        value = decoded(answer)[1]
        return replace(seen, name=name, value=_nudged(value, self._nudge) if self._nudge else value)


class _Rehearsing:
    def __init__(self, observe: Callable[..., checks.Call]):
        self.__observe__ = observe

    def __call__(self, *values: Any) -> Any:
        return self.__observe__([f"argument {i + 1}" for i in range(len(values))], [values], 0, False).value


def rehearse(case: Any, answers: Mapping[str, Any], seed: int, limits: Limits) -> Rehearsed:
    """Run one of otter's test cases with the reference's answers, twice."""
    true, record = _run(case, answers, seed, limits, 0.0)
    off, _ = _run(case, answers, seed, limits, NUDGE)
    foreseen = 0
    while foreseen < min(len(true.calls), len(off.calls)):
        if true.calls[foreseen].frame != off.calls[foreseen].frame:
            break
        foreseen += 1
    whole = record is not None and foreseen == len(true.calls) and not true.values
    return Rehearsed(
        tuple(true.parameters),
        frozenset(true.values),
        tuple(true.calls[:foreseen]),
        record if whole else None,
    )


def _run(
    case: Any, answers: Mapping[str, Any], seed: int, limits: Limits, nudge: float
) -> tuple[_Names, checks.Record | None]:
    names = _Names(answers, limits, nudge)
    with checks.recording(seed) as record:
        try:
            case.body.call_func(names)
        except Exception:  # what came before it is known all the same
            return names, None
    return names, record


def request_for(name: str) -> Request:
    """The question whether a name is a function."""
    frame, answer = wire.encode(["get", name]), wire.encode(["function"])
    return Request(name, None, b"".join(frame), b"".join(answer))


def decoded(encoded: Sequence[bytes]) -> Any:
    """What arrives when this is sent."""
    return wire.decode(*wire.split(b"".join(encoded)))


def _nudged(value: Any, by: float) -> Any:
    if isinstance(value, dict):
        return {key: _nudged(item, by) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_nudged(item, by) for item in value)
    if isinstance(value, float):
        return value * (1 + by)
    is_array = isinstance(value, np.ndarray | np.generic) and value.dtype.kind == "f"
    return np.multiply(value, 1 + by) if is_array else value


def _same(a: Any, b: Any) -> bool:
    """Whether two arguments are equal in every bit that crosses the wire."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        alike = a.shape == b.shape and a.dtype == b.dtype and a.flags.fnc == b.flags.fnc
        return alike and a.tobytes() == b.tobytes()
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(_same(x, y) for x, y in zip(a.values(), b.values(), strict=True))
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b, strict=True))
    return type(a) is type(b) and repr(a) == repr(b)
