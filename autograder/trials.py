"""Run questions against our own right and wrong answers, without a sandbox, because the code is ours.

A trial puts one wrong function into a notebook in which everything else is right, and runs the question that
asks for it. As in the engine, a case that fails gets a second try with the reference's helpers.
"""

from __future__ import annotations

import io
import random
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from autograder import checks
from autograder.assignment import Assignment, Question
from reference import answers
from reference.mistakes import Declaration, notebook

Item = TypeVar("Item")
Result = TypeVar("Result")
Failures = Mapping[str, str]  # names of the cases that failed, with their messages


@dataclass(frozen=True)
class Case:
    """One test case.

    Attributes:
        needs: the names of the student's notebook that it asks for.
    """

    question: str
    name: str
    hidden: bool
    points: float
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """A mistake or a variant, run against the question that asks for its function.

    Attributes:
        hidden: names of the question's hidden cases.
        failures: what failed, by seed.
    """

    declaration: Declaration
    question: str
    hidden: frozenset[str]
    failures: Mapping[int, Failures]

    @property
    def failed(self) -> set[str]:
        """Names of the cases that fail with some seed."""
        return set().union(*self.failures.values())

    @property
    def failed_always(self) -> set[str]:
        """Names of the cases that fail with every seed."""
        return set.intersection(*map(set, self.failures.values()))

    @property
    def survived(self) -> list[int]:
        """The seeds with which no hidden case fails."""
        return [seed for seed, failed in self.failures.items() if not self.hidden & set(failed)]


def cases(question: Question) -> list[Case]:
    """The test cases of a question, in order."""
    return [
        Case(question.name, case.name, case.hidden, case.points, tuple(case.body._get_func_params()))
        for case in question.test_file().test_cases
    ]


def on_all_processors(function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """What a function gives for each item, in their order."""
    from concurrent.futures import ProcessPoolExecutor  # takes a while to import, and who grades needs none

    with ProcessPoolExecutor() as pool:
        return list(pool.map(function, items, chunksize=10))


def trial(assignment: Assignment, seeds: Sequence[int], declaration: Declaration) -> Trial:
    """Put a declared function into a correct notebook and run its question with every seed."""
    question = next(q for q in assignment.questions if declaration.function in q.functions)
    failures = {}
    for seed in seeds:
        space = notebook(assignment.name)
        declaration.live(space)
        failures[seed] = run(assignment, question, space, seed)
    hidden = frozenset(case.name for case in cases(question) if case.hidden)
    return Trial(declaration, question.name, hidden, failures)


def run(
    assignment: Assignment,
    question: Question,
    space: dict[str, Any],
    seed: int,
    *,
    first_of: Sequence[str] = (),
) -> Failures:
    """Run one question in a notebook's namespace.

    Args:
        first_of: run only the cases with these names, in this order, and stop at the first that fails.
    """
    test_cases = question.test_file().test_cases
    test_module = test_cases[0].body.test_func.__globals__
    if first_of:
        named = {case.name: case for case in test_cases}
        test_cases = [named[name] for name in dict.fromkeys(first_of)]
    checks.retry_with_reference(test_module, answers(assignment.name))
    failures = {}
    with undisturbed(seed), checks.recording(seed):
        for case in test_cases:
            try:
                case.body.call_func(space)
            except Exception as e:
                failures[case.name] = f"{type(e).__name__}: {e}"
                if first_of:
                    break
    return failures


def names_used(assignment: Assignment, question: Question) -> set[str]:
    """Every name of the notebook that running a question can reach: in its cases, and from there by calls."""
    space = notebook(assignment.name)
    asked = [name for case in cases(question) for name in case.needs]
    reached: set[str] = set()
    waiting = {*asked, *question.functions, *question.helpers}
    while waiting:
        name = waiting.pop()
        reached.add(name)
        code = getattr(space.get(name), "__code__", None)
        waiting |= set(code.co_names if code else ()) - reached
    return reached


@contextmanager
def undisturbed(seed: int) -> Iterator[None]:
    """Keep what code does to random numbers, warnings and the screen inside of a with block."""
    legacy, standard, errors = np.random.get_state(), random.getstate(), np.geterr()
    np.random.seed(seed)
    random.seed(seed)
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.set_state(legacy)
        random.setstate(standard)
        np.seterr(**errors)
