"""What a function's text tells beside its calls: data that it takes from the notebook, arguments in another order."""

from __future__ import annotations

import inspect
from functools import lru_cache
from typing import Any

import numpy as np

from autograder.clues import clues
from autograder.demonstration import Namespace
from autograder.feedback import TAKEN, TAKEN_HINT
from autograder.known import known
from autograder.results import Diagnosis
from autograder.search import LIKELY, Search
from reference import answers
from reference.mistakes import Mistake


def from_notebook(
    search: Search, taken: frozenset[str], *, surely: bool = True
) -> list[tuple[Diagnosis, str]]:
    """Data of the notebook where an argument should be: seen in the text, as its numbers are the student's."""
    if not taken:
        return []
    same = taking(search, taken)
    chosen = search.choice(same) if same else None
    if chosen is not None:
        return [(search.named(chosen, LIKELY), "")]
    names = " and ".join(sorted(taken))
    diagnosis = Diagnosis(
        function=search.function,
        misconception=TAKEN.format(names),
        hint=TAKEN_HINT,
        evidence=search.evidence,
        certainty=LIKELY,
    )
    return [(diagnosis, "")]


def taking(search: Search, taken: frozenset[str]) -> list[Mistake]:
    """The known mistakes whose text takes the same data from the notebook."""
    return [
        mistake
        for mistake in known(search.assignment, search.function)
        if (read := clues(mistake.source(), search.function)) and taken <= read.free
    ]


def data_taken(search: Search, student: Namespace) -> tuple[frozenset[str], frozenset[str]]:
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


def arguments_in_another_order(search: Search) -> list[tuple[Diagnosis, str]]:
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
