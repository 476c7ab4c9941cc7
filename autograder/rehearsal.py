"""Which calls a test case makes, known before: each case is run for each seed with the reference's answers.

A case's inputs do not depend on who answers, as a rule, so its calls can be sent before it runs, encoded once
for a whole class (names.Names.expect). And a case that is answered byte for byte as the reference answered, or
as somebody before, needs no run: what comes of it is known (Verdict). Nothing else of a student's is ever kept
here, and nothing at all where a call ended otherwise than by returning or with an exception.

Two kinds of calls are found by running a case again with numbers that are a little off. With the answers off:
calls whose arguments depend on an earlier answer; they, and what follows, are asked when the case comes to it,
and are known before only as long as every earlier answer was the reference's. With the reference off, as the
case itself uses it: calls whose arguments tell what the reference says. Those are not sent before all earlier
ones are answered, as they might be what was asked for.
"""

from __future__ import annotations

import builtins
import hashlib
import itertools
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np

from autograder import checks, wire, worker
from autograder.assignment import Question
from autograder.conversation import call_message
from autograder.fingerprint import SIZE
from autograder.otter_light import test_case
from autograder.problems import Raised
from autograder.remembered import Remembered
from autograder.sandbox import Limits

NUDGE = 1e-9  # what moves every number of an answer, and no verdict
MOST_VERDICTS = 1000  # of one case; each takes a few hundred bytes
LARGEST_ANSWER = 1 << 18  # bytes; right ones have a tenth of that


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
        telling: whether the arguments tell what the reference says.
    """

    name: str
    arguments: tuple[tuple[str, ...], Any, int, bool] | None
    frame: bytes
    answer: bytes
    telling: bool = False

    def is_answered_by(self, answer: bytes) -> bool:
        """Whether an answer is the reference's, or another value of the same kind, or an exception; not a huge one."""
        if answer == self.answer:
            return True
        if len(answer) > LARGEST_ANSWER:
            return False
        if self.arguments is not None and worker.is_exception(answer):
            return True
        kind = "value" if self.arguments is None else "returned"
        return wire.says(answer, kind) and wire.says(self.answer, kind)

    def is_call(self, labels: Sequence[str], sets: Any, optional: int, each: bool) -> bool:
        """Whether a call is, bit for bit, this one."""
        return self.arguments is not None and _same(self.arguments, (tuple(labels), sets, optional, each))


@dataclass(frozen=True)
class Verdict:
    """What came of a case: what it recorded, and the broken rule or the student's exception that it ended with."""

    record: checks.Record
    ended: checks.CheckFailed | Raised | None = None

    def repeat(self, record: checks.Record) -> None:
        """Record the same once more.

        Raises:
            CheckFailed, Raised: if the case ended with that.
        """
        record.notes, record.gradients = [*self.record.notes], [*self.record.gradients]
        if self.ended is not None:
            raise _afresh(self.ended)


@dataclass(frozen=True)
class Rehearsed:
    """One case with the reference's answers.

    Attributes:
        parameters: the names that it asks for.
        values: those of them that are no functions.
        calls: what it calls, in order; those that depend on an answer only if all its calls are known.
        foreseen: how many of them, the first ones, depend on no answer.
        record: what it recorded, if it passed and all its calls are known; else None.
        run: runs it over a submission's names.
        verdicts: what came of it for a class so far, by a fingerprint of all answers.
    """

    parameters: tuple[str, ...]
    values: Mapping[str, Request]
    calls: tuple[Request, ...]
    foreseen: int
    record: checks.Record | None
    run: Callable[[Any], None]
    verdicts: dict[bytes, Verdict] = field(default_factory=dict)

    def fingerprint(self, answered: Iterable[tuple[Request, bytes]]) -> bytes:
        """A name for the answers to all its requests."""
        name = hashlib.blake2b(digest_size=SIZE)
        for _, answer in answered:
            name.update(answer)  # which says how long it is
        return name.digest()

    def remember(self, fingerprint: bytes, verdict: Verdict) -> None:
        """Keep what came of it, if there is room."""
        if len(self.verdicts) < MOST_VERDICTS:
            ended = _afresh(verdict.ended) if verdict.ended is not None else None
            self.verdicts[fingerprint] = Verdict(verdict.record, ended)


def _afresh(ended: checks.CheckFailed | Raised) -> checks.CheckFailed | Raised:
    """The same exception without the frames that it came from, which hold a submission."""
    return (
        checks.CheckFailed(ended.rule, ended.detail)
        if isinstance(ended, checks.CheckFailed)
        else ended.again()
    )


def rehearse(
    question: Question, answers: Mapping[str, Any], seed: int, limits: Limits
) -> dict[str, Rehearsed]:
    """Run each case of a question with the reference's answers; by the cases' names."""
    remembered, off = Remembered(question), _cases(question, _import_a_little_off)
    rehearsed = {}
    for name, other_case in off.items():
        run = partial(remembered.run, name)
        true, record = _run(partial(remembered.learn, name), _Names(answers, limits), seed)
        other_answers, _ = _run(run, _Names(answers, limits, true.heard, NUDGE), seed)
        foreseen = _alike(true.calls, other_answers.calls)
        calls = tuple(true.calls)
        if other_case.hidden:  # what a public case says is no secret
            other_reference, _ = _run(other_case.call_func, _Names(answers, limits, true.heard), seed)
            same = itertools.zip_longest(calls, other_reference.calls[: len(calls)])
            calls = tuple(replace(c, telling=other is None or c.frame != other.frame) for c, other in same)
        if record is None or not (foreseen == len(calls) or _again(run, true, answers, limits, seed)):
            calls, record = calls[:foreseen], None
        rehearsed[name] = Rehearsed(tuple(true.parameters), true.values, calls, foreseen, record, run)
    return rehearsed


def _again(
    run: Callable[[Any], None], true: _Names, answers: Mapping[str, Any], limits: Limits, seed: int
) -> bool:
    """Whether a case calls the same once more, where it is answered the same."""
    once_more, _ = _run(run, _Names(answers, limits, true.heard), seed)
    return len(once_more.calls) == len(true.calls) == _alike(true.calls, once_more.calls)


def _alike(calls: Sequence[Request], others: Sequence[Request]) -> int:
    """How many calls, from the first one on, are the same."""
    pairs = zip(calls, others, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0].frame == pair[1].frame, pairs))


def _cases(question: Question, importing: Callable[..., Any]) -> dict[str, Any]:
    """The cases of a question file in which `import` is the given function."""
    space: dict[str, Any] = {"__builtins__": {**vars(builtins), "__import__": importing}}
    exec(question.code, space)
    return {value.name: value for value in space.values() if isinstance(value, test_case)}


def _import_a_little_off(name: str, *arguments: Any) -> Any:
    """Import, but what the reference's functions return, and its values, are a little off."""
    module = __import__(name, *arguments)
    if name.partition(".")[0] != "reference":
        return module
    off = {key: _off(value) for key, value in vars(module).items() if not key.startswith("__")}
    return types.SimpleNamespace(**off)


def _off(value: Any) -> Any:
    if isinstance(value, types.FunctionType):
        return lambda *args, **kwargs: _nudged(value(*args, **kwargs), NUDGE)
    return _nudged(value, NUDGE)


def _run(case: Callable[[Any], None], names: _Names, seed: int) -> tuple[_Names, checks.Record | None]:
    with checks.recording(seed) as record:
        try:
            case(names)
        except Exception:  # what came before it is known all the same
            return names, None
    return names, record


class _Names:
    """The reference in a notebook's place, writing down what is asked of it.

    Args:
        known: its calls and answers in an earlier run; what is asked there and here at the same turn is answered so.

    Attributes:
        heard: its calls and answers in this run.
    """

    def __init__(
        self,
        answers: Mapping[str, Any],
        limits: Limits,
        known: Sequence[tuple[Request, checks.Call]] = (),
        nudge: float = 0.0,
    ):
        self._answers, self._limits, self._known, self._nudge = answers, limits, known, nudge
        self.heard: list[tuple[Request, checks.Call]] = []
        self.parameters: list[str] = []
        self.values: dict[str, Request] = {}

    @property
    def calls(self) -> list[Request]:
        """What was called, in order."""
        return [request for request, _ in self.heard]

    def get(self, name: str, default: Any = None) -> Any:
        """As otter asks for it."""
        self.parameters.append(name)
        value = self._answers.get(name)
        if not callable(value):
            self.values[name] = request_for(name, ["value", value])
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
        turn = len(self.heard)
        if turn < len(self._known) and self._known[turn][0].frame == frame:
            request, seen = self._known[turn]
        else:
            _, _, _, asked, *_ = _decoded(frame)
            _, _, _, passed, *_ = _decoded(frame)
            seen = checks.observe(function, labels, passed, optional, each)
            answer = b"".join(wire.encode(worker.returned(seen)))
            request = Request(name, (tuple(labels), asked, optional, each), frame, answer)
        self.heard.append((request, seen))
        value = _decoded(request.answer)[1]
        return replace(seen, name=name, value=_nudged(value, self._nudge) if self._nudge else value)


class _Rehearsing:
    def __init__(self, observe: Callable[..., checks.Call]):
        self.__observe__ = observe

    def __call__(self, *values: Any) -> Any:
        return self.__observe__([f"argument {i + 1}" for i in range(len(values))], [values], 0, False).value


def request_for(name: str, answer: Sequence[Any] = ("function",)) -> Request:
    """The question what a name is: a function, if nothing else is said."""
    frame, answer = wire.encode(["get", name]), wire.encode(list(answer))
    return Request(name, None, b"".join(frame), b"".join(answer))


def _decoded(frame: bytes) -> Any:
    return wire.decode(*wire.split(frame))


def _nudged(value: Any, by: float) -> Any:
    """A value with every number in it changed: fractions a little, what is whole by 1."""
    if isinstance(value, dict):
        return {key: _nudged(item, by) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_nudged(item, by) for item in value)
    if isinstance(value, np.ndarray | np.generic):
        if value.dtype.kind == "b":
            return np.logical_not(value)
        return np.multiply(value, 1 + by) if value.dtype.kind in "fc" else np.add(value, 1)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return value * (1 + by) if isinstance(value, float | complex) else value


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
