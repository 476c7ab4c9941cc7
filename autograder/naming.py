"""How often a diagnosis is right: known mistakes are put into right notebooks, and what is named is counted.

In this process, because the code is ours. What lies around in the notebook differs from what the search knows, the
code may be written with other names than ours, and of two mistakes in different functions each has to be named
although the other one is there.
"""

from __future__ import annotations

import ast
import builtins
import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType
from typing import Any

import numpy as np

from autograder import checks
from autograder.assignment import Assignment
from autograder.assignment import load as load_anew
from autograder.demonstration import seed_everything
from autograder.diagnosis import diagnose
from autograder.results import Diagnosis
from reference import answers
from reference.mistakes import catalogue, module_of, notebook, reference_source

PAIRS = 150  # of each kind, spread evenly over all that there are
NAMED, PARTLY, SILENT, WRONG = "named", "partly", "silent", "wrong"


@dataclass(frozen=True)
class Naming:
    """One notebook with one or two mistakes in it.

    Attributes:
        planted: names of the mistakes, by function and name.
        told: what was diagnosed.
    """

    planted: tuple[str, ...]
    told: tuple[Diagnosis, ...]

    @property
    def verdict(self) -> str:
        """named: all of it; partly: some; silent: no name was told; wrong: another name was."""
        names = {f"{d.function}: {d.mistake}" for d in self.told if d.mistake}
        if names - set(self.planted):
            return WRONG
        return NAMED if names == set(self.planted) else PARTLY if names else SILENT


def singles(assignment: str, *, renamed: bool = False, every: int = 1) -> list[Naming]:
    """Every mistake of the catalogue alone.

    Args:
        every: try only every so many.
        renamed: write each with other names for arguments and variables than the reference has.
    """
    return [
        Naming((str(mistake),), diagnoses(assignment, {mistake.function: source}, mistake.function))
        for mistake in catalogue(assignment).mistakes[::every]
        for source in [with_other_names(mistake.source()) if renamed else mistake.source()]
    ]


def pairs(assignment: str, most: int = PAIRS) -> list[Naming]:
    """Two mistakes in functions of different questions; each question is diagnosed as the engine does."""
    owner = {f: q.name for q in load(assignment).questions for f in q.functions}
    every = [
        (first, second)
        for first, second in itertools.combinations(catalogue(assignment).mistakes, 2)
        if owner[first.function] != owner[second.function]
    ]
    namings = []
    for first, second in _spread(every, most):
        cells = {first.function: first.source(), second.function: second.source()}
        told = [d for mistake in (first, second) for d in diagnoses(assignment, cells, mistake.function)]
        namings.append(Naming((str(first), str(second)), tuple(told)))
    return namings


def figures(namings: Iterable[Naming]) -> Counter[str]:
    """How many of each verdict."""
    return Counter(naming.verdict for naming in namings)


def _spread(every: Sequence[Any], most: int) -> list[Any]:
    """Some of a sequence, at even distances that hit everything in it equally often."""
    step = max(1, len(every) // most) | 1
    return list(every[::step])[:most]


def diagnoses(assignment: str, cells: Mapping[str, str], function: str) -> tuple[Diagnosis, ...]:
    """The diagnoses of the question that asks for a function, in a notebook with these cells."""
    asked = load(assignment)
    question = next(q for q in asked.questions if function in q.functions)
    wrong = {q.name for q in asked.questions if set(q.functions) & set(cells)}
    space = notebook(assignment)
    for cell in cells.values():
        exec(compile(cell, "<notebook>", "exec"), space)
    for helper, owner in question.helpers.items():
        if wrong & _needed_by(asked, owner):
            space[helper] = checks.stand_in(answers(assignment)[helper])

    cases = _cases(assignment, question.name)
    code = "\n".join(cells[name] for name in question.functions if name in cells)
    return diagnose(
        assignment, question, cases, {case.name for case in cases}, lambda: _Notebook(space), code
    )


class _Notebook:
    """Names whose functions draw random numbers of their own, as they would in another process."""

    def __init__(self, space: Mapping[str, Any]):
        self._space = space
        seed_everything()
        self._state = _random_state()

    def get(self, name: str, default: Any = None, /) -> Any:
        """The value of that name."""
        value = self._space.get(name, default)
        return _Function(value, self.apart) if isinstance(value, FunctionType) else value

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Inside, the random numbers are the notebook's."""
        outside = _random_state()
        _restore(self._state)
        try:
            yield
        finally:
            self._state = _random_state()
            _restore(outside)


@dataclass(frozen=True)
class _Function:
    function: FunctionType
    apart: Callable[[], AbstractContextManager[None]]

    def __call__(self, *values: Any) -> Any:
        with self.apart():
            return self.function(*values)

    def __observe__(self, *call: Any) -> checks.Call:
        with self.apart():
            return checks.observe(self.function, *call)


def _random_state() -> tuple[Any, Any]:
    return np.random.get_state(), random.getstate()


def _restore(state: tuple[Any, Any]) -> None:
    np.random.set_state(state[0])
    random.setstate(state[1])


def _needed_by(asked: Assignment, question: str) -> set[str]:
    """A question, and those whose functions its answer may call."""
    owners = asked.question(question).helpers.values()
    return {question}.union(*(_needed_by(asked, owner) for owner in owners))


def right_source(assignment: str, function: str) -> str:
    """How the reference writes a function."""
    return reference_source(module_of(assignment, function), function)


@lru_cache(maxsize=8)
def load(assignment: str) -> Assignment:
    """The assignment, read once."""
    return load_anew(assignment)


@lru_cache(maxsize=128)
def _cases(assignment: str, question: str) -> tuple[Any, ...]:
    return tuple(load(assignment).question(question).test_file().test_cases)


def with_other_names(source: str) -> str:
    """The same cell as somebody else would write it: other local names, no comments."""
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            _rename(node)
    return ast.unparse(tree) + "\n"


def _rename(function: ast.FunctionDef) -> None:
    inside = list(ast.walk(function))
    bound = [n.arg for n in inside if isinstance(n, ast.arg)]
    bound += [n.id for n in inside if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)]
    if any(isinstance(n, ast.Global | ast.Nonlocal) for n in inside):
        return  # a name of the notebook must stay what it is
    others = {
        name: f"{name.lower()}_{number}"
        for number, name in enumerate(dict.fromkeys(bound))
        if not hasattr(builtins, name)
    }
    keywords = {n.arg for n in inside if isinstance(n, ast.keyword)}
    for node in inside:
        if isinstance(node, ast.arg) and node.arg not in keywords:
            node.arg = others.get(node.arg, node.arg)
        elif isinstance(node, ast.Name) and node.id not in keywords:
            node.id = others.get(node.id, node.id)
