"""Known wrong answers, and unusual right ones: each a named edit of the reference's source.

A file here mirrors a file of `reference` and declares, function by function, the mistakes that students make
in it (MISTAKES) and the correct code that must never be rejected (VARIANTS). `autograder audit` proves that
the test files do reject every mistake and accept every variant.

    mistake = catalogue("shallow_network").mistakes[0]
    mistake.source()       # a cell that a student could have written
    mistake.live()         # the function that it defines

An edit is (old, new) and must match exactly once, or (old, new, n) where it changes n places. It is an edit
of code: docstrings are left out of the source. Where an edit cannot say it, `code` holds the whole cell.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cache
from types import CodeType
from typing import Any

import numpy as np

from reference import MODULES, answers

Edit = tuple[str, str] | tuple[str, str, int]


class StaleEditError(ValueError):
    """An edit that does not match the reference's source as often as it says."""


@dataclass(frozen=True)
class Declaration:
    """One way to write one function of the reference.

    Attributes:
        name: what is different, in words joined by underscores; unique for the function.
        function: the name that the code defines; for the concept question, the name of the dict.
        module: the file of `reference` that defines the function.
        edits: changes to the reference's source, applied in order.
        code: a whole cell instead of edits.
    """

    name: str
    function: str
    _: KW_ONLY
    module: str
    edits: Sequence[Edit] = ()
    code: str = ""

    def __post_init__(self) -> None:
        if bool(self.edits) == bool(self.code):
            raise ValueError(f"{self}: give either edits or code")

    def __str__(self) -> str:
        return f"{self.function}: {self.name}"

    def source(self) -> str:
        """The cell: imports if it needs any beyond `np`, and the definition.

        Raises:
            StaleEditError: naming this declaration, if the reference has changed under an edit.
        """
        if self.code:
            return textwrap.dedent(self.code).strip() + "\n"
        return self.edited(reference_source(self.module, self.function))

    def edited(self, text: str) -> str:
        """A source, such as the reference's with another mistake in it already, with these edits made.

        Raises:
            StaleEditError: naming this declaration, if an edit does not match.
        """
        for old, new, *times in self.edits:
            wanted = times[0] if times else 1
            if text.count(old) != wanted:
                raise StaleEditError(
                    f"{self}: {old!r} must occur {wanted}x in the source, not {text.count(old)}x"
                )
            text = text.replace(old, new)
        return text

    def live(self, namespace: dict[str, Any] | None = None) -> Any:
        """Run the cell and return what it defines.

        Args:
            namespace: where to run it; other functions are found there by name, as in a notebook. By default
                a new one with NumPy and the reference's functions.
        """
        if namespace is None:
            namespace = dict(vars(importlib.import_module(f"reference.{self.module}")))
        exec(compile(self.source(), f"<{self}>", "exec"), namespace)
        return namespace[self.function]


@dataclass(frozen=True, kw_only=True)
class Mistake(Declaration):
    """A wrong answer that the tests must reject.

    Attributes:
        misconception: one sentence to the student: what the code does, or what is wrong with that.
        hint: one sentence that leads on without giving the answer away.
    """

    misconception: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class Variant(Declaration):
    """A right answer, however unusual, that the tests must accept."""


@dataclass(frozen=True)
class Equivalent:
    """Systematic changes of a function (see autograder.mutants) that leave it right, or as good as right.

    Attributes:
        function: the name that they are made in.
        reason: one sentence why no test needs to reject them.
        module: the file of `reference` that defines the function.
        edits: (old, new) pairs, each a change of its own, where old occurs exactly once.
    """

    function: str
    reason: str
    _: KW_ONLY
    module: str
    edits: Sequence[tuple[str, str]]

    def sources(self) -> list[str]:
        """The changed functions, one for each edit.

        Raises:
            StaleEditError: if the reference has changed under an edit.
        """
        return [
            Declaration("equivalent", self.function, module=self.module, edits=[edit]).source()
            for edit in self.edits
        ]


@dataclass(frozen=True)
class Catalogue:
    """Everything known about one assignment's functions."""

    mistakes: tuple[Mistake, ...]
    variants: tuple[Variant, ...]
    equivalents: tuple[Equivalent, ...] = ()


def catalogue(assignment: str) -> Catalogue:
    """The mistakes and the accepted variants of one assignment, in the order of its functions."""
    parts = [importlib.import_module(f"reference.mistakes.{module}") for module in MODULES[assignment]]
    return Catalogue(
        mistakes=tuple(mistake for part in parts for mistake in part.MISTAKES),
        variants=tuple(variant for part in parts for variant in part.VARIANTS),
        equivalents=tuple(e for part in parts for e in getattr(part, "EQUIVALENTS", ())),
    )


@cache
def _definitions(module: str) -> dict[str, str]:
    """The source of everything that a file of the reference defines, without docstrings, in its order."""
    text = inspect.getsource(importlib.import_module(f"reference.{module}"))
    lines = text.splitlines(keepends=True)
    found = {}
    for node in ast.parse(text).body:
        kept = lines[node.lineno - 1 : node.end_lineno]
        if isinstance(node, ast.FunctionDef):
            if ast.get_docstring(node) is not None:
                doc = node.body[0]
                assert doc.end_lineno is not None
                del kept[doc.lineno - node.lineno : doc.end_lineno - node.lineno + 1]
            found[node.name] = "".join(kept)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = "".join(kept)
    return found


@cache
def _compiled(module: str) -> CodeType:
    return compile("\n".join(_definitions(module).values()), f"<reference.{module}>", "exec")


def reference_source(module: str, function: str) -> str:
    """The source of one function (or dict) of the reference, without its docstring."""
    return _definitions(module)[function]


def module_of(assignment: str, function: str) -> str:
    """The file of `reference` in which a name of an assignment has its right answer."""
    return next(module for module in reversed(MODULES[assignment]) if function in _definitions(module))


def right_answers(assignment: str) -> dict[str, Any]:
    """A new namespace in which every answer is right, and nothing else is there but NumPy and what they import."""
    space: dict[str, Any] = {"__name__": "__main__", "np": np, **answers(assignment)}
    for module in MODULES[assignment]:
        exec(_compiled(module), space)
    return space


def notebook(assignment: str) -> dict[str, Any]:
    """A new namespace like that of a student's notebook in which every answer is right.

    It also holds what lies around in a notebook that has been worked through: data and results under the
    names that the functions use for their arguments. Code that reads those by accident finds them. An
    assignment's file of mistakes may say what they are: left_over(space, rng), where space holds the answers.
    """
    space = right_answers(assignment)
    declared = importlib.import_module(f"reference.mistakes.{assignment}")
    if hasattr(declared, "left_over"):
        space.update(declared.left_over(space, np.random.default_rng(0)))
    return space
