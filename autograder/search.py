"""One function of a failed question: what it did on each call of its demonstration, beside what ours do there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from typing import Any, TypeVar

from autograder import evidence
from autograder.clues import nearest
from autograder.demonstration import Observation, Outcome
from autograder.fingerprint import fingerprint
from autograder.known import value_names
from autograder.likeness import EXACT, agreement
from autograder.replayed import Replays
from autograder.results import Diagnosis
from reference.mistakes import Mistake

CERTAIN, LIKELY = "certain", "likely"


Found = TypeVar("Found")


def _parts(outcome: Outcome) -> list[Any]:
    return [outcome.value, outcome.raised, outcome.text, outcome.changed, outcome.shares]


@lru_cache(maxsize=256)
def _found(name: bytes) -> dict[tuple[str, ...], Any]:
    """What was found of a function that did just this, for the next one that does: to be looked up, and added to.

    Args:
        name: the fingerprint of all its calls and of what came of them.
    """
    return {}


@dataclass(frozen=True)
class Search:
    """One function of a failed question, what it did on each call, and what would have been right.

    Attributes:
        before: cells that put what was found wrong in the same question in its place.
        chance: whether the right answer draws random numbers.
        replays: makes the calls again of functions of ours.
    """

    assignment: str
    function: str
    calls: tuple[Observation, ...]
    right: tuple[Outcome, ...]
    code: str
    before: tuple[str, ...]
    chance: bool
    replays: Replays

    @cached_property
    def _name(self) -> bytes | None:
        calls = [
            [call.accepted, call.labels, call.sets, call.optional, call.each, *_parts(call.outcome)]
            for call in self.calls
        ]
        return fingerprint([self.assignment, self.function, calls])

    def _once(self, work: Callable[[], Found], *what: str) -> Found:
        """What is found by some work that looks at calls and at cells of ours, but at no text of the student's."""
        if self._name is None:
            return work()
        known = _found(self._name)
        if what not in known:
            known[what] = work()
        found: Found = known[what]
        return found

    @cached_property
    def judged(self) -> list[bool]:
        """Which calls count: not those in which a case accepted what differs from ours."""
        return self._once(self._judged, "judged")

    def _judged(self) -> list[bool]:
        return [
            not call.accepted or agreement(call.outcome, right, right, chance=self.chance) is not None
            for call, right in zip(self.calls, self.right, strict=True)
        ]

    def is_right(self) -> bool:
        """Whether the student's function does what ours does on every call that was not accepted."""
        return self._once(self._is_right, "is right", *self.before)

    def _is_right(self) -> bool:
        outcomes = self.replays.of(*self.before)
        return all(
            call.accepted or agreement(call.outcome, model, model) == EXACT
            for call, model in zip(self.calls, outcomes, strict=True)
        )

    @property
    def evidence(self) -> str:
        """One wrong call in a sentence."""
        return evidence.of(*self.told, value_names(self.assignment, self.function))

    @property
    def told(self) -> tuple[list[Observation], list[Outcome]]:
        """The calls that count, and what is right there."""
        return list(compress(self.calls, self.judged)), list(compress(self.right, self.judged))

    def level(self, *cells: str) -> int | None:
        """How well cells reproduce what the student's function did; None if some call came out otherwise."""
        cells = (*self.before, *cells)
        return self._once(lambda: self._level(cells), "level", *cells)

    def _level(self, cells: tuple[str, ...]) -> int | None:
        worst, wrong = EXACT, False
        outcomes = self.replays.of(*cells)
        for call, model, right, counts in zip(self.calls, outcomes, self.right, self.judged, strict=True):
            if not counts:
                continue
            level = agreement(call.outcome, model, right, chance=self.chance)
            if level is None:
                return None
            worst = max(worst, level)
            differs = agreement(model, right, right)
            wrong = wrong or differs is None or (differs != EXACT and level == EXACT)
        return worst if wrong else None

    def only_raises(self) -> bool:
        """Whether no call came to an end."""
        return all(call.outcome.raised for call in self.calls)

    def choice(self, candidates: Sequence[Mistake]) -> Mistake | None:
        """One of several mistakes that do the same, by the student's text; None if that does not tell."""
        if len(candidates) == 1 or len({(m.misconception, m.hint) for m in candidates}) == 1:
            return candidates[0]
        which = nearest(self.code, self.function, tuple(m.source() for m in candidates))
        return candidates[which] if which is not None else None

    def named(self, mistake: Mistake, certainty: str) -> Diagnosis:
        """The diagnosis of a known mistake, in the catalogue's words."""
        return Diagnosis(
            function=self.function,
            misconception=mistake.misconception,
            hint=mistake.hint,
            evidence=self.evidence,
            certainty=certainty,
            mistake=mistake.name,
        )
