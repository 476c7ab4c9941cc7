"""What our helpers answer where our own solution calls them: overheard once for a class, for its second tries.

In a second try a student's function may call a helper hundreds of times, as a training does. Where the rest of
it is right, those are bit by bit the calls that our own function makes of it on the same inputs. So each case is
run here with our own functions, and what its helpers answered is kept, locked with what they were asked (locked.py).
A student's process can read an answer only if it holds the arguments and could have asked the reference. No process
that ever held a student's data made any of these answers.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from autograder import checks, wire
from autograder.conversation import said_back
from autograder.demonstration import copied
from autograder.fingerprint import SIZE, fingerprint
from autograder.locked import lock, name_and_key
from autograder.trials import undisturbed
from reference import answers
from reference.mistakes import right_answers

MOST = 1 << 20  # bytes of answers that are kept for one question; those that are sent fit into one message
_BESIDE = SIZE + 16  # bytes that an answer takes there beside itself


@dataclass
class Overheard:
    """The answers of a question's helpers, by fingerprints.

    Attributes:
        said: of each helper, by the name of its arguments: the answer to a student's function, encoded and locked.
        seen: of (name, labels, sets, optional, each): the answer to a test case.
    """

    said: dict[str, dict[bytes, bytes]] = field(default_factory=dict)
    seen: dict[bytes, checks.Call] = field(default_factory=dict)
    size: int = 0

    def recall(
        self, name: str, labels: Sequence[str], sets: Sequence[Sequence[Any]], optional: int, each: bool
    ) -> checks.Call | None:
        """The answer to a test case's call, if it is known; nobody else holds its value."""
        key = _name_of(name, labels, sets, optional, each)
        found = self.seen.get(key) if key is not None else None
        return replace(found, value=copied(found.value)) if found is not None else None

    def keep_said(self, name: str, arguments: Sequence[Any], answer: bytes) -> None:
        """Keep what a function was answered, if there is room."""
        names = name_and_key(name, arguments)
        size = len(answer) + _BESIDE
        known = self.said.setdefault(name, {})
        if names is not None and names[0] not in known and self.size + size <= MOST:
            self.size += size
            known[names[0]] = lock(names[1], answer)

    def said_by(self, helpers: Collection[str]) -> dict[bytes, bytes]:
        """What some of the helpers answered a student's function, by names, locked."""
        return {key: answer for name in helpers for key, answer in self.said.get(name, {}).items()}

    def keep_seen(self, key: bytes | None, answer: checks.Call, size: int) -> None:
        """Keep what a case was answered, if there is room."""
        if key is not None and self.size + size <= MOST:
            self.size += size
            self.seen[key] = answer


def overhear(assignment: str, helpers: Collection[str], cases: Sequence[Any], seed: int) -> Overheard:
    """Run cases with our own functions and listen to those of the names in helpers.

    What chance decides is decided anew each time, and not kept. To see whether random numbers were drawn takes longer
    than most calls do, so it is looked at after a whole case, and at each call only where some were.
    """
    heard = Overheard()
    for case in cases:
        whole = Overheard(size=heard.size)
        if _listen(assignment, helpers, case, seed, _Ear(whole, careful=False)):
            whole = Overheard(size=heard.size)
            _listen(assignment, helpers, case, seed, _Ear(whole, careful=True))
        said = {name: heard.said.get(name, {}) | answers for name, answers in whole.said.items()}
        heard = Overheard(heard.said | said, heard.seen | whole.seen, whole.size)
    return heard


def _listen(assignment: str, helpers: Collection[str], case: Any, seed: int, ear: _Ear) -> bool:
    """Run one case; whether it drew random numbers that are not its own."""
    space = right_answers(assignment)
    for name in helpers:
        space[name] = _overheard(name, space[name], ear)
    with undisturbed(0), checks.recording(seed):
        before = _random_state()
        with suppress(Exception):  # what came before it was heard all the same
            case.body.call_func(_Names(space, answers(assignment), helpers, ear))
        return _random_state() != before


@dataclass
class _Ear:
    """Where what is heard goes.

    Attributes:
        careful: whether to ask of each call if chance was in it.
    """

    heard: Overheard
    careful: bool

    def random_state(self) -> bytes:
        """To be compared with another one; nothing if nobody asks."""
        return _random_state() if self.careful else b""


def _overheard(name: str, function: Callable[..., Any], ear: _Ear) -> Callable[..., Any]:
    """A helper whose answers are kept: as the reference's process makes them, of a copy that crossed the wire."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def overheard(*args: Any, **kwargs: Any) -> Any:
        if kwargs:
            bound = signature.bind(*args, **kwargs)
            args, kwargs = bound.args, bound.kwargs
        if kwargs or any(callable(value) for value in args):
            return function(*args, **kwargs)
        before = ear.random_state()
        value = function(*_crossed(list(args)))
        answer = said_back("value", value)
        if ear.random_state() == before:
            ear.heard.keep_said(name, args, answer)
        return wire.decode(*wire.split(answer))[2]

    return overheard


class _Names:
    """Our own functions in a notebook's place; calls of helpers by the cases themselves are kept, too."""

    def __init__(
        self, space: Mapping[str, Any], right: Mapping[str, Any], helpers: Collection[str], ear: _Ear
    ):
        self._space, self._right, self._helpers, self._ear = space, right, helpers, ear

    def get(self, name: str, default: Any = None) -> Any:
        """As otter asks for it."""
        if name in self._helpers:
            return _Observed(name, self._right[name], self._ear)
        return self._space.get(name, default)


class _Observed:
    def __init__(self, name: str, function: Callable[..., Any], ear: _Ear):
        self._name, self._function, self._ear = name, function, ear

    def __call__(self, *values: Any) -> Any:
        """As names.Proxy does it."""
        return self.__observe__([f"argument {i + 1}" for i in range(len(values))], [values], 0, False).value

    def __observe__(
        self, labels: Sequence[str], sets: Sequence[Sequence[Any]], optional: int, each: bool
    ) -> checks.Call:
        key = _name_of(self._name, labels, sets, optional, each)
        if key is None:
            return checks.observe(self._function, labels, sets, optional, each)
        before = self._ear.random_state()
        crossed = _crossed([list(values) for values in sets])
        seen = checks.observe(self._function, labels, crossed, optional, each)
        answer = b"".join(wire.encode(seen.value))
        seen = replace(seen, name=self._name, value=wire.decode(*wire.split(answer)))
        if self._ear.random_state() == before and not seen.warnings:
            self._ear.heard.keep_seen(key, seen, len(answer))
        return replace(seen, value=copied(seen.value))


def _name_of(
    name: str, labels: Sequence[str], sets: Sequence[Sequence[Any]], optional: int, each: bool
) -> bytes | None:
    return fingerprint([name, list(labels), [list(values) for values in sets], optional, each])


def _crossed(value: Any) -> Any:
    return wire.decode(*wire.split(b"".join(wire.encode(value))))


def _random_state() -> bytes:
    _, keys, position, *_ = np.random.get_state()
    return bytes(np.asarray(keys)) + str(position).encode()
