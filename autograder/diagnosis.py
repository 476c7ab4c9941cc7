"""From a failed question to the misconception: which known mistake does what the student's function did?

The calls of demonstration.py are made again of the functions that reference.mistakes knows to be wrong. One
that returns, raises and changes the same on every call, where the right answer does not, is named in the
catalogue's words. Then two at once are tried, and last what relations.py can see in the numbers alone. Where
several mistakes do the same, the student's text decides; where it does not, nothing is said.

No student code runs here, and no graded input is known here. The work is bounded by counts, never by a clock, so
that a diagnosis is the same on every machine.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import compress
from typing import Any

import numpy as np

from autograder import evidence, relations
from autograder.assignment import Question
from autograder.clues import clues, leaning, nearest
from autograder.demonstration import SEED, Namespace, Observation, Outcome, demonstrate
from autograder.feedback import TAKEN, TAKEN_HINT
from autograder.known import compiled, known, run, value_names
from autograder.likeness import EXACT, KIND, VALUES, agreement
from autograder.replayed import Replays, stage
from autograder.results import Diagnosis
from autograder.trials import undisturbed
from reference import answers
from reference.mistakes import Mistake, StaleEditError, module_of, reference_source

MOST_IN_PAIRS = 12  # mistakes that are tried together
CERTAIN, LIKELY = "certain", "likely"


@dataclass(frozen=True)
class Wrong:
    """A function that does not do what ours does, as a demonstration saw it.

    Attributes:
        calls, right: the calls that count, and what is right there.
        student: where the function can be called again.
        cases, seed: what made the calls.
    """

    assignment: str
    function: str
    calls: Sequence[Observation]
    right: Sequence[Outcome]
    student: Namespace
    cases: Sequence[Any]
    seed: int


@dataclass(frozen=True)
class _Search:
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
    def judged(self) -> list[bool]:
        """Which calls count: not those in which a case accepted what differs from ours."""
        return [
            not call.accepted or agreement(call.outcome, right, right, chance=self.chance) is not None
            for call, right in zip(self.calls, self.right, strict=True)
        ]

    def is_right(self) -> bool:
        """Whether the student's function does what ours does on every call that was not accepted."""
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
        worst, wrong = EXACT, False
        outcomes = self.replays.of(*self.before, *cells)
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


def diagnose(
    assignment: str,
    question: Question,
    cases: Sequence[Any],
    failed: Collection[str],
    fresh: Callable[[], Namespace],
    code: str,
    seed: int = SEED,
    show: Callable[[Wrong], None] = lambda wrong: None,
) -> tuple[Diagnosis, ...]:
    """What each function of a failed question seems to get wrong; nothing where that cannot be told.

    Args:
        assignment: its name.
        cases: the question's test cases.
        failed: names of those that failed.
        fresh: the student's names in a process that has seen no graded case, started anew.
        code: the student's source of the question.
        seed: of the demonstration; public.
        show: told of each function that is wrong, whether or not it is known why.
    """
    found: list[Diagnosis] = []
    before: list[str] = []
    for function in question.functions:
        asking = [case for case in cases if function in case.body._get_func_params()]
        if not any(case.name in failed for case in asking):
            continue
        with undisturbed(seed):
            named = _function(assignment, function, asking, fresh(), code, tuple(before), seed, show)
        for diagnosis, cell in named:
            found.append(diagnosis)
            before += [cell] if cell else []
    return tuple(found)


def _function(
    assignment: str,
    function: str,
    cases: Sequence[Any],
    student: Namespace,
    code: str,
    before: tuple[str, ...],
    seed: int,
    show: Callable[[Wrong], None],
) -> list[tuple[Diagnosis, str]]:
    """The diagnoses of one function, each with the cell that does the same."""
    if not callable(answers(assignment)[function]):
        return _choices(assignment, function, student.get(function))
    calls = tuple(demonstrate(assignment, cases, function, student, seed))
    if not calls:
        return []
    replays = Replays(stage(assignment, function, cases, seed), calls)
    right, chance = replays.all_of()
    search = _Search(assignment, function, calls, right, code, before, chance, replays)
    if search.is_right():  # by itself: if it lost points, then by what it calls
        return []
    if not chance:
        show(Wrong(assignment, function, *search.told, student, tuple(cases), seed))
    taken, beside = _data_taken(search, student)
    if found := _from_notebook(search, taken) or _one(search, beside) or _two(search):
        return found
    if found := _arguments_in_another_order(search):
        return found
    seen = relations.relation(*search.told, value_names(assignment, function), chance=chance)
    return [(replace(seen, function=function, certainty=LIKELY), "")] if seen is not None else []


# ---------------------------------------------------------------------------------------- catalogue


def _one(search: _Search, beside: frozenset[str]) -> list[tuple[Diagnosis, str]]:
    """The one mistake of the catalogue that does the same.

    Args:
        beside: data that the student's text takes from the notebook; what such code does cannot be replayed.
    """
    by_level: dict[int, list[Mistake]] = {}
    for mistake in known(search.assignment, search.function):
        level = search.level(mistake.source())
        if level is not None:
            by_level.setdefault(level, []).append(mistake)
    taking = _taking(search, beside) if beside else []
    if not by_level and not taking:
        return []
    level = min(by_level) if by_level else KIND
    candidates = [*by_level.get(level, []), *taking]
    chosen = _choice(search, candidates)
    if chosen is None:
        return []
    sure = len(candidates) == 1 and level < KIND and not _only_raises(search)
    if level == KIND and len(candidates) == 1 and not _text_agrees(search, chosen):
        return []
    return [(_named(search, chosen, CERTAIN if sure else LIKELY), chosen.source())]


def _choice(search: _Search, candidates: Sequence[Mistake]) -> Mistake | None:
    """One of several mistakes that do the same, by the student's text; None if that does not tell."""
    if len(candidates) == 1 or len({(m.misconception, m.hint) for m in candidates}) == 1:
        return candidates[0]
    which = nearest(search.code, search.function, tuple(m.source() for m in candidates))
    return candidates[which] if which is not None else None


def _text_agrees(search: _Search, mistake: Mistake) -> bool:
    """Whether the student's text is more like a mistake's than like the right answer's."""
    right = reference_source(module_of(search.assignment, search.function), search.function)
    return nearest(search.code, search.function, (mistake.source(), right)) == 0


def _two(search: _Search) -> list[tuple[Diagnosis, str]]:
    """Two mistakes of the catalogue that together do the same, if the student's text looks like that, too."""
    if _only_raises(search):
        return []
    right = reference_source(module_of(search.assignment, search.function), search.function)
    editable = [mistake for mistake in known(search.assignment, search.function) if mistake.edits]
    leanings = [leaning(search.code, search.function, mistake.source(), right) for mistake in editable]
    ranked = sorted(range(len(editable)), key=lambda i: (-leanings[i], i))[:MOST_IN_PAIRS]
    pairs = [
        (first, second, cell)
        for first, second, cell in _pairs([editable[i] for i in sorted(ranked)])
        if search.level(cell) in (EXACT, VALUES)
    ]
    if not pairs:
        return []
    which = nearest(search.code, search.function, tuple(cell for *_, cell in pairs)) if pairs[1:] else 0
    if which is None:
        return []
    first, second, cell = pairs[which]
    texts = (cell, first.source(), second.source(), right)
    if nearest(search.code, search.function, texts) != 0:
        return []
    return [(_named(search, first, LIKELY), ""), (_named(search, second, LIKELY), cell)]


def _pairs(editable: Sequence[Mistake]) -> Iterator[tuple[Mistake, Mistake, str]]:
    for first, second in itertools.combinations(editable, 2):
        try:
            cell = replace(first, edits=(*first.edits, *second.edits)).source()
            compiled(cell)
        except (StaleEditError, SyntaxError):
            continue  # they change the same place
        yield first, second, cell


def _named(search: _Search, mistake: Mistake, certainty: str) -> Diagnosis:
    return Diagnosis(
        function=search.function,
        misconception=mistake.misconception,
        hint=mistake.hint,
        evidence=search.evidence,
        certainty=certainty,
        mistake=mistake.name,
    )


def _from_notebook(
    search: _Search, taken: frozenset[str], *, surely: bool = True
) -> list[tuple[Diagnosis, str]]:
    """Data of the notebook where an argument should be: seen in the text, as its numbers are the student's."""
    if not taken:
        return []
    same = _taking(search, taken)
    chosen = _choice(search, same) if same else None
    if chosen is not None:
        return [(_named(search, chosen, LIKELY), "")]
    names = " and ".join(sorted(taken))
    diagnosis = Diagnosis(
        function=search.function,
        misconception=TAKEN.format(names),
        hint=TAKEN_HINT,
        evidence=search.evidence,
        certainty=LIKELY,
    )
    return [(diagnosis, "")]


def _taking(search: _Search, taken: frozenset[str]) -> list[Mistake]:
    """The known mistakes whose text takes the same data from the notebook."""
    return [
        mistake
        for mistake in known(search.assignment, search.function)
        if (read := clues(mistake.source(), search.function)) and taken <= read.free
    ]


def _data_taken(search: _Search, student: Namespace) -> tuple[frozenset[str], frozenset[str]]:
    """What the student's text takes from the notebook: surely instead of an argument, and besides."""
    read = clues(search.code, search.function)
    if read is None:
        return frozenset(), frozenset()
    free = sorted(read.free - set(answers(search.assignment)))
    asked = _argument_names(search.assignment)
    values = {name: student.get(name) for name in free}
    data = frozenset(n for n, v in values.items() if _is_data(v) or (n in asked and _is_function(v)))
    surely = data if read.unused else data & asked
    return surely, data - surely


@lru_cache(maxsize=16)
def _argument_names(assignment: str) -> frozenset[str]:
    """What the assignment calls the arguments of its functions."""
    functions = [answer for answer in answers(assignment).values() if callable(answer)]
    return frozenset(name for function in functions for name in inspect.signature(function).parameters)


def _arguments_in_another_order(search: _Search) -> list[tuple[Diagnosis, str]]:
    """The first line has the names that were asked for, but each call passes them by position."""
    read = clues(search.code, search.function)
    asked = tuple(inspect.signature(answers(search.assignment)[search.function]).parameters)
    if read is None or read.takes == asked or sorted(read.takes) != sorted(asked):
        return []
    diagnosis = Diagnosis(
        function=search.function,
        misconception="The arguments are expected in another order than callers pass them.",
        hint="Compare the first line of your function with the one you were given.",
        evidence=search.evidence,
        certainty=LIKELY,
    )
    return [(diagnosis, "")]


def _is_function(value: Any) -> bool:
    return callable(value) and not hasattr(value, "why_missing")


def _is_data(value: Any) -> bool:
    return isinstance(value, np.ndarray | dict | list | tuple | int | float) and not isinstance(value, bool)


def _choices(assignment: str, name: str, chosen: Any) -> list[tuple[Diagnosis, str]]:
    """For a concept question: the mistakes that have the same answer to an item, or are the same as a whole."""
    right, mistakes = answers(assignment)[name], known(assignment, name)
    values = [run((mistake.source(),), assignment)[name] for mistake in mistakes]
    same = [mistake for mistake, value in zip(mistakes, values, strict=True) if value == chosen]
    if not same and isinstance(chosen, dict):
        for mistake, value in zip(mistakes, values, strict=True):
            wrong = {k: v for k, v in value.items() if right.get(k) != v} if isinstance(value, dict) else {}
            if len(wrong) == 1 and len(value) == len(right) and wrong.items() <= _plain(chosen).items():
                same.append(mistake)
    return [
        (
            Diagnosis(
                function=name,
                misconception=mistake.misconception,
                hint=mistake.hint,
                evidence="",
                certainty=CERTAIN,
                mistake=mistake.name,
            ),
            "",
        )
        for mistake in same
    ]


def _plain(chosen: Mapping[Any, Any]) -> dict[Any, str]:
    """Answers as the test file reads them: blanks and capitals do not matter."""
    return {key: value.strip().lower() for key, value in chosen.items() if isinstance(value, str)}


def _only_raises(search: _Search) -> bool:
    return all(call.outcome.raised for call in search.calls)
