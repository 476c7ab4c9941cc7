"""What our right and wrong functions do on the calls of a demonstration: worked out once for a class.

A demonstration's inputs come from a public seed, so the calls that a student's function gets are, nearly always,
some of those that the right answer gets there. What a function of ours does on such calls depends on nothing of a
student's, and is kept. Calls that are not ours bit by bit, because a case passed on what a student's function had
returned, are made anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from autograder.demonstration import Observation, Outcome, demonstrate, numbers_in
from autograder.fingerprint import fingerprint
from autograder.known import drew_random_numbers, play
from reference import answers

MOST_KEPT = 5_000  # numbers in the right outcomes of a demonstration; what is larger is worked out each time


@dataclass(frozen=True, eq=False)
class Played:
    """A test case, as far as a demonstration needs it; the same as another if its body is the very same object."""

    body: Any
    hidden: bool

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Played) and other.body is self.body

    def __hash__(self) -> int:
        return id(self.body)


@dataclass(frozen=True)
class Stage:
    """Where a function is demonstrated.

    Attributes:
        cases: that ask for the function.
        seed: of the inputs.
    """

    assignment: str
    function: str
    cases: tuple[Played, ...]
    seed: int


def stage(assignment: str, function: str, cases: Sequence[Any], seed: int) -> Stage:
    """The stage of otter's test cases."""
    return Stage(assignment, function, tuple(Played(case.body, case.hidden) for case in cases), seed)


@lru_cache(maxsize=256)
def our_calls(where: Stage) -> tuple[Observation, ...]:
    """The calls of a demonstration of the right answer."""
    right = answers(where.assignment)
    return tuple(demonstrate(where.assignment, where.cases, where.function, right, where.seed))


@lru_cache(maxsize=256)
def _places(where: Stage) -> dict[bytes, int]:
    """Where in our calls a call stands, by its fingerprint; nothing if what comes of them is too large to keep."""
    right = play(where.assignment, (), where.function, our_calls(where))
    if sum(numbers_in(outcome.value) for outcome in right) > MOST_KEPT:
        return {}
    named = [(_named(call), place) for place, call in enumerate(our_calls(where))]
    return {name: place for name, place in reversed(named) if name is not None}


def _named(call: Observation) -> bytes | None:
    return fingerprint([call.labels, call.sets, call.optional, call.each])


@lru_cache(maxsize=2048)
def _outcomes(
    where: Stage, cells: tuple[str, ...], places: tuple[int, ...]
) -> tuple[tuple[Outcome, ...], bool]:
    """What cells make of some of our calls, one after the other, and whether chance was in it."""
    calls = [our_calls(where)[place] for place in places]
    return tuple(play(where.assignment, cells, where.function, calls)), drew_random_numbers()


@dataclass(frozen=True)
class Replays:
    """The calls that a student's function got, to be made again of ours."""

    where: Stage
    calls: tuple[Observation, ...]

    @cached_property
    def _ours(self) -> tuple[int, ...]:
        """Which of our calls the first of these are."""
        known = _places(self.where)
        found = []
        for call in self.calls:
            name = _named(call)
            if name is None or name not in known:
                break
            found.append(known[name])
        return tuple(found)

    def all_of(self, *cells: str) -> tuple[tuple[Outcome, ...], bool]:
        """All outcomes of what cells define, and whether chance was in them."""
        if len(self._ours) == len(self.calls):
            return _outcomes(self.where, cells, self._ours)
        return tuple(
            play(self.where.assignment, cells, self.where.function, self.calls)
        ), drew_random_numbers()

    def of(self, *cells: str) -> Iterator[Outcome]:
        """The same one by one: most wrong functions part from the student's at the first call."""
        done, wanted = 0, 1
        while done < len(self._ours):
            outcomes, _ = _outcomes(self.where, cells, self._ours[:wanted])
            yield from outcomes[done:]
            done, wanted = len(outcomes), 2 * wanted
        if done < len(self.calls):
            again = play(self.where.assignment, cells, self.where.function, self.calls)
            yield from islice(again, done, None)
