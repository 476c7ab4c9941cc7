"""What a test case works out before it looks at an answer, worked out once for a whole class.

Inputs and expected values are the same for every submission, and take longer than comparing does. So a question's
file is run with the functions that make them wrapped: the first run of a case writes down what it asked of them,
the later ones are given the same results as long as they ask the same, in the same order. A call with other
arguments, such as a student's value, is made. Only the run that is told to write down does: nothing of a
student's is kept.
"""

from __future__ import annotations

import builtins
import inspect
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.assignment import Question
from autograder.otter_light import test_case

_INPUTS = ("parameters", "alive_network", "both_labels")  # words of checks that draw from a generator
_PLAIN = (bool, int, float, complex, str, bytes, type(None))


class _Unlike(Exception):
    """A value that cannot be written down."""


@dataclass(frozen=True)
class _State:
    """Of a generator of random numbers."""

    state: Any


@dataclass(frozen=True)
class _Step:
    """One call: what went in, what came out, and where that left the generators among the arguments."""

    function: Callable[..., Any]
    arguments: Any
    result: Any
    states: tuple[Any, ...]


class Remembered:
    """The cases of a question, by name. run() one of them; what they work out is remembered after learn()."""

    def __init__(self, question: Question):
        space: dict[str, Any] = {"__builtins__": {**vars(builtins), "__import__": self._import}}
        exec(question.code, space)
        self._cases = {value.name: value for value in space.values() if isinstance(value, test_case)}
        for case in self._cases.values():  # otter works it out again for every run, unless it stands there
            case.test_func.__signature__ = inspect.signature(case.test_func)
        self._steps: dict[str, list[_Step | None]] = {name: [] for name in self._cases}
        self._now: list[_Step | None] = []
        self._at, self._learning = 0, False

    def learn(self, name: str, names: Any) -> None:
        """Run a case and write down what it works out."""
        self._steps[name].clear()
        self._run(name, names, learning=True)

    def run(self, name: str, names: Any) -> None:
        """Run a case over these names."""
        self._run(name, names, learning=False)

    def _run(self, name: str, names: Any, *, learning: bool) -> None:
        self._now, self._at, self._learning = self._steps[name], 0, learning
        try:
            self._cases[name].call_func(names)
        finally:
            self._now, self._learning = [], False

    def _import(self, name: str, *arguments: Any) -> Any:
        """Import, but what is worth remembering is wrapped."""
        module = __import__(name, *arguments)
        if name.partition(".")[0] == "reference":
            wrapped = {k: self._wrapped(v) for k, v in vars(module).items() if inspect.isfunction(v)}
        elif name == "checks":
            wrapped = {k: self._wrapped(getattr(module, k)) for k in _INPUTS}
        else:
            return module
        return types.SimpleNamespace(**{**vars(module), **wrapped})

    def _wrapped(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def remembered(*args: Any, **kwargs: Any) -> Any:
            at, self._at = self._at, self._at + 1
            if self._learning:
                step, result = _written_down(function, args, kwargs)
                self._now.append(step)
                return result
            step = self._now[at] if at < len(self._now) else None
            if step is None or step.function is not function or not _is(step.arguments, [args, kwargs]):
                return function(*args, **kwargs)
            for generator, state in zip(_generators(args, kwargs), step.states, strict=True):
                generator.bit_generator.state = state
            return _copied(step.result)

        return remembered


def _written_down(function: Callable[..., Any], args: Any, kwargs: Any) -> tuple[_Step | None, Any]:
    """A call with what it returned; no step where that cannot be told again."""
    try:
        arguments = _copied([args, kwargs])
    except _Unlike:
        return None, function(*args, **kwargs)
    result = function(*args, **kwargs)
    try:
        states = tuple(g.bit_generator.state for g in _generators(args, kwargs))
        return _Step(function, arguments, _copied(result), states), result
    except _Unlike:
        return None, result


def _generators(args: Any, kwargs: Any) -> list[np.random.Generator]:
    return [value for value in (*args, *kwargs.values()) if isinstance(value, np.random.Generator)]


def _copied(value: Any) -> Any:
    """The same value, with arrays and containers of its own; a generator as its state."""
    kind = type(value)
    if kind is np.ndarray and value.dtype.kind in "biufcSU":
        return value.copy(order="K")
    if kind in _PLAIN or isinstance(value, np.generic):
        return value
    if kind is dict:
        return {key: _copied(item) for key, item in value.items()}
    if kind in (list, tuple):
        return kind([_copied(item) for item in value])
    if kind is np.random.Generator:
        return _State(value.bit_generator.state)
    raise _Unlike


def _is(known: Any, value: Any) -> bool:
    """Whether a value is, bit for bit, what was written down."""
    kind = type(known)
    if kind is _State:
        return type(value) is np.random.Generator and bool(value.bit_generator.state == known.state)
    if kind is not type(value):
        return False
    if kind is np.ndarray:
        alike = known.dtype == value.dtype and known.shape == value.shape and known.strides == value.strides
        return alike and known.tobytes() == value.tobytes()
    if kind is dict:
        return list(known) == list(value) and all(map(_is, known.values(), value.values()))
    if kind in (list, tuple):
        return len(known) == len(value) and all(map(_is, known, value))
    return repr(known) == repr(value)
