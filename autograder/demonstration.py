"""Ask a question again, with inputs that may be shown, and write down every call and what came of it.

A diagnosis must not tell what a hidden case holds. So it never sees one: the cases of a failed question are put
to the student's function once more, with inputs drawn from a public seed, in a process that has met no hidden
case. What is written down here is all that a diagnosis knows.

One function is under observation at a time. Whatever else a case asks for is our own right answer, so that the
arguments of every recorded call were made by us.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np

from autograder import checks
from reference import answers

SEED = 20_160_707  # of the inputs; public, and never that of a grading: see seed_beside
RANDOM_SEED = 0  # of NumPy and random at the start, as at every swap of the worker
MOST_CALLS = 60  # of a function in one question
MOST_NUMBERS = 200_000  # in the arguments of one call; none of ours has as many
MOST_KEPT = 8_000_000  # in what one function returned, all calls together: each may return 64 MB


class Namespace(Protocol):
    """A notebook's names, here or in a sandbox."""

    def get(self, name: str, default: Any = None, /) -> Any:
        """The value of that name."""


@dataclass(frozen=True)
class Outcome:
    """What came of one call.

    Attributes:
        value: what was returned.
        raised, text: type and text of the exception, if one was raised.
        changed: labels of the arguments that were changed in place.
        shares: labels of the arguments that the value shares memory with.
    """

    value: Any = None
    raised: str = ""
    text: str = ""
    changed: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()


@dataclass(frozen=True)
class Observation:
    """One recorded call; the arguments are copies that nobody else holds.

    Attributes:
        accepted: whether the case that made it passed: what came of it may differ from ours and be right.
        hidden: whether a hidden case made it.
    """

    accepted: bool
    labels: tuple[str, ...]
    sets: tuple[tuple[Any, ...], ...]
    optional: int
    each: bool
    outcome: Outcome
    hidden: bool = False


@dataclass(frozen=True)
class Function:
    """Stands for the observed function where it is an argument of a call itself."""

    name: str


@dataclass
class _Observed:
    """What a case holds in place of the function: the same, with a protocol."""

    name: str
    observe: Callable[..., checks.Call]
    calls: list[Observation] = field(default_factory=list)
    kept: int = 0  # numbers in all outcomes

    def __call__(self, *values: Any) -> Any:
        """Call it without a record: from inside of another call."""
        return self.observe([f"argument {i + 1}" for i in range(len(values))], [values], 0, False).value

    def __observe__(
        self, labels: Sequence[str], sets: Sequence[Sequence[Any]], optional: int, each: bool
    ) -> checks.Call:
        kept = tuple(tuple(copied(value, self) for value in values) for values in sets)
        try:
            call = self.observe(labels, sets, optional, each)
        except Exception as error:
            self._keep(labels, kept, optional, each, outcome_of(error))
            raise
        self._keep(
            labels,
            kept,
            optional,
            each,
            Outcome(copied(call.value), changed=call.changed, shares=call.shares),
        )
        return call

    def _keep(self, labels: Sequence[str], sets: Any, optional: int, each: bool, outcome: Outcome) -> None:
        self.kept += numbers_in(outcome.value)
        few = len(self.calls) < MOST_CALLS and sum(map(numbers_in, sets)) <= MOST_NUMBERS
        if few and self.kept <= MOST_KEPT:
            self.calls.append(Observation(False, tuple(labels), sets, optional, each, outcome))


class _Names:
    """The names that a case asks for: one of them is observed, the others are right."""

    def __init__(self, student: Namespace, right: Mapping[str, Any], name: str):
        self._student, self._right, self._name = student, right, name
        self.observed: _Observed | None = None

    def get(self, name: str, default: Any = None) -> Any:
        if name != self._name:
            return self._right[name] if name in self._right else self._student.get(name, default)
        if self.observed is None:
            function = self._student.get(name)
            if not callable(function) or hasattr(function, "why_missing"):
                return function
            self.observed = _Observed(name, getattr(function, "__observe__", None) or observing(function))
        return self.observed


def demonstrate(
    assignment: str, cases: Sequence[Any], function: str, student: Namespace, seed: int = SEED
) -> list[Observation]:
    """Run the test cases that ask for a function, with inputs from a public seed; the calls made of it.

    Args:
        assignment: whose right answers take the place of everything else.
        cases: otter's test cases, of one question.
        function: the name of the student's function.
        student: where it is found.
        seed: of the inputs.
    """
    names = _Names(student, answers(assignment), function)
    done: list[Observation] = []
    for case in cases:
        if function not in case.body._get_func_params():
            continue
        with checks.recording(seed):
            try:
                case.body.call_func(names)
                accepted = True
            except Exception:  # what was returned is what counts
                accepted = False
        calls = names.observed.calls if names.observed is not None else []
        done += [replace(call, accepted=accepted, hidden=case.hidden) for call in calls[len(done) :]]
    return done


def replay(function: Callable[..., Any], calls: Sequence[Observation]) -> Iterator[Outcome]:
    """Make recorded calls of a function of ours, each when it is asked for."""
    for call in calls:
        sets = [[_live(value, function) for value in values] for values in call.sets]
        try:
            seen = checks.observe(function, call.labels, sets, call.optional, call.each)
        except Exception as error:
            yield outcome_of(error)
        else:
            yield Outcome(copied(seen.value), changed=seen.changed, shares=seen.shares)


def observing(function: Callable[..., Any]) -> Callable[..., checks.Call]:
    """The protocol of checks for a function of this process."""
    return lambda labels, sets, optional, each: checks.observe(function, labels, sets, optional, each)


def outcome_of(error: Exception) -> Outcome:
    """An exception, whether it was raised here or reported from a sandbox."""
    text = getattr(error, "text", None)
    shown = text if isinstance(text, str) else str(error)
    return Outcome(raised=getattr(error, "type_name", "") or type(error).__name__, text=shown[:500])


def seed_beside(graded: int) -> int:
    """A public seed that is not the one of a grading."""
    return SEED if graded != SEED else SEED + 1


def seed_everything() -> None:
    """Start random numbers as the worker does."""
    random.seed(RANDOM_SEED)
    np.random.seed(RANDOM_SEED)


def copied(value: Any, observed: Any = None) -> Any:
    """A deep copy of plain data; functions are themselves, and the observed one a Function."""
    if isinstance(value, np.ndarray):
        return value.copy(order="K")
    if isinstance(value, dict):
        return {key: copied(item, observed) for key, item in value.items()}
    if isinstance(value, list | tuple):
        items = [copied(item, observed) for item in value]
        return tuple(items) if isinstance(value, tuple) else items
    return Function(observed.name) if observed is not None and value is observed else value


def _live(value: Any, function: Callable[..., Any]) -> Any:
    return function if isinstance(value, Function) else copied(value)


def numbers_in(value: Any) -> int:
    """How many numbers of eight bytes a value takes, about."""
    if isinstance(value, np.ndarray):
        return max(value.size, value.nbytes // 8)
    if isinstance(value, str | bytes):
        return 1 + len(value) // 8
    if isinstance(value, dict):
        return sum(map(numbers_in, value.values()))
    return sum(map(numbers_in, value)) if isinstance(value, list | tuple) else 1
