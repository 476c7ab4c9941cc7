"""From a failed question to the misconception: which known mistake does what the student's function did?

The calls of demonstration.py are made again of the functions that reference.mistakes knows to be wrong. One
that returns, raises and changes the same on every call, where the right answer does not, is named in the
catalogue's words. Then two at once are tried, and last what relations.py can see in the numbers alone. Where
several mistakes do the same, the student's text decides; where it does not, nothing is said.

No student code runs here, and no graded input is known here. The work is bounded by counts, never by a clock, so
that a diagnosis is the same on every machine.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder import relations
from autograder.assignment import Question
from autograder.clues import leaning, nearest
from autograder.demonstration import SEED, Namespace, Observation, Outcome, demonstrate
from autograder.known import compiled, known, run, value_names
from autograder.likeness import EXACT, KIND, VALUES
from autograder.replayed import Replays, stage
from autograder.results import Diagnosis
from autograder.search import CERTAIN, LIKELY, Search
from autograder.taken import arguments_in_another_order, data_taken, from_notebook, taking
from autograder.trials import undisturbed
from reference import answers
from reference.mistakes import Mistake, StaleEditError, module_of, reference_source

MOST_IN_PAIRS = 12  # mistakes that are tried together


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
    search = Search(assignment, function, calls, right, code, before, chance, replays)
    if search.is_right():  # by itself: if it lost points, then by what it calls
        return []
    if not chance:
        show(Wrong(assignment, function, *search.told, student, tuple(cases), seed))
    taken, beside = data_taken(search, student)
    if found := from_notebook(search, taken) or _one(search, beside) or _two(search):
        return found
    if found := arguments_in_another_order(search):
        return found
    seen = relations.relation(*search.told, value_names(assignment, function), chance=chance)
    return [(replace(seen, function=function, certainty=LIKELY), "")] if seen is not None else []


# ---------------------------------------------------------------------------------------- catalogue


def _one(search: Search, beside: frozenset[str]) -> list[tuple[Diagnosis, str]]:
    """The one mistake of the catalogue that does the same.

    Args:
        beside: data that the student's text takes from the notebook; what such code does cannot be replayed.
    """
    by_level: dict[int, list[Mistake]] = {}
    for mistake in known(search.assignment, search.function):
        level = search.level(mistake.source())
        if level is not None:
            by_level.setdefault(level, []).append(mistake)
    same_data = taking(search, beside) if beside else []
    if not by_level and not same_data:
        return []
    level = min(by_level) if by_level else KIND
    candidates = [*by_level.get(level, []), *same_data]
    chosen = search.choice(candidates)
    if chosen is None:
        return []
    sure = len(candidates) == 1 and level < KIND and not search.only_raises()
    if level == KIND and len(candidates) == 1 and not _text_agrees(search, chosen):
        return []
    return [(search.named(chosen, CERTAIN if sure else LIKELY), chosen.source())]


def _text_agrees(search: Search, mistake: Mistake) -> bool:
    """Whether the student's text is more like a mistake's than like the right answer's."""
    right = reference_source(module_of(search.assignment, search.function), search.function)
    return nearest(search.code, search.function, (mistake.source(), right)) == 0


def _two(search: Search) -> list[tuple[Diagnosis, str]]:
    """Two mistakes of the catalogue that together do the same, if the student's text looks like that, too."""
    if search.only_raises():
        return []
    right = reference_source(module_of(search.assignment, search.function), search.function)
    editable = [mistake for mistake in known(search.assignment, search.function) if mistake.edits]
    leanings = [leaning(search.code, search.function, mistake.source(), right) for mistake in editable]
    ranked = sorted(range(len(editable)), key=lambda i: (-leanings[i], i))[:MOST_IN_PAIRS]
    pairs = [
        (first, second, cell)
        for first, second, cell in _pairs([editable[i] for i in sorted(ranked)])
        if search.level(cell) in (EXACT, VALUES)
        and search.level(first.source())
        is search.level(second.source())
        is None  # else one is accused in vain
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
    return [(search.named(first, LIKELY), ""), (search.named(second, LIKELY), cell)]


def _pairs(editable: Sequence[Mistake]) -> Iterator[tuple[Mistake, Mistake, str]]:
    for first, second in itertools.combinations(editable, 2):
        try:
            cell = replace(first, edits=(*first.edits, *second.edits)).source()
            compiled(cell)
        except (StaleEditError, SyntaxError):
            continue  # they change the same place
        yield first, second, cell


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
