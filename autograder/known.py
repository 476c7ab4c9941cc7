"""The catalogue's wrong functions, ready to be called as a student's were. Our own code, in this process."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import CodeType
from typing import Any

import numpy as np

from autograder.demonstration import RANDOM_SEED, Observation, Outcome, replay, seed_everything
from reference import answers
from reference.mistakes import Mistake, catalogue, right_answers


@lru_cache(maxsize=64)
def known(assignment: str, function: str) -> tuple[Mistake, ...]:
    """The mistakes that are known for one function."""
    return tuple(m for m in catalogue(assignment).mistakes if m.function == function)


@lru_cache(maxsize=64)
def value_names(assignment: str, function: str) -> tuple[str, ...]:
    """What the docstring calls the values that a function returns, () if it is one."""
    returns = (inspect.getdoc(answers(assignment)[function]) or "").partition("Returns:\n")[2]
    found = tuple(re.findall(r"^    (\w+): ", returns, re.MULTILINE))
    listed = re.match(r"\s+\((\w+(?:, \w+)+)\)", returns)
    return tuple(listed[1].split(", ")) if listed else found if len(found) > 1 else ()


def play(
    assignment: str, cells: Sequence[str], function: str, calls: Sequence[Observation]
) -> Iterator[Outcome]:
    """What a function of ours does on each call, in a namespace and with random numbers of its own.

    Args:
        cells: run in turn where all answers are right; what they define takes its place.
    """
    seed_everything()
    return replay(run(cells, assignment)[function], calls)


def run(cells: Sequence[str], assignment: str) -> Mapping[str, Any]:
    """A fresh namespace of right answers in which some cells were run."""
    space = right_answers(assignment)
    for cell in cells:
        exec(compiled(cell), space)
    return space


def drew_random_numbers() -> bool:
    """Whether NumPy's random numbers have been used since seed_everything()."""
    state: Any = np.random.get_state(legacy=False)
    now, then = state["state"], _fresh_state()
    return bool(now["pos"] != then["pos"] or not np.array_equal(now["key"], then["key"]))


@cache
def _fresh_state() -> Mapping[str, Any]:
    fresh: Any = np.random.RandomState(RANDOM_SEED).get_state(legacy=False)
    state: Mapping[str, Any] = fresh["state"]
    return state


@lru_cache(maxsize=8192)
def compiled(cell: str) -> CodeType:
    """A cell's code, compiled once."""
    return compile(cell, "<known mistake>", "exec")
