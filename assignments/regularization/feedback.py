# Generated from autograder/feedback.py by `make assignments`; do not edit.
"""What grader.check says in a student's own notebook: the broken rule, the student's line, the likely mistake.

    tests/qN.py    ends with feedback.explain(globals(), functions)
    letters.py     LETTERS[question][address] = sealed words, made by sealing.py from the catalogue of mistakes

Whoever makes a known mistake holds the key to its letter (fingerprints.py). NumPy only: this file lies
beside the student's tests, as checks.py does.
"""

from __future__ import annotations

import ast
import dis
import linecache
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

import checks
from fingerprints import Ran, keys, opened, run

WIDTH = 84  # characters: what a notebook shows of a line without scrolling

_WHAT_TO_DO = {
    "NameError": "Is it spelled as where it was defined, and is that cell above this one?",
    "KeyError": "Print the keys of the dict that you look it up in.",
    "IndexError": "Print the shape of what you index.",
    "ModuleNotFoundError": "Use only what the assignment installs.",
    "RecursionError": "A function calls itself without end.",
    "SyntaxError": "Run that cell: Python points at the place.",
    "IndentationError": "Run that cell: Python points at the place.",
}


TAKEN = "The function computes with the notebook's {}, whatever it is called with."
TAKEN_HINT = "Compare the names in the first line with those that you use below."


def explain(namespace: dict[str, Any], functions: Sequence[str]) -> None:
    """Let every test case of a test file say more when it fails.

    Args:
        namespace: globals() of the test file.
        functions: the names that the question asks for.
    """
    try:
        from letters import LETTERS  # type: ignore[import-not-found]  # beside the student's tests only
    except ImportError:  # without it the rules are there all the same
        LETTERS = {}
    cases = {name: value for name, value in namespace.items() if hasattr(value, "test_func")}
    check = _Check(tuple(cases.values()), tuple(functions), LETTERS.get(namespace["name"], {}))
    namespace.update({name: _explained(case, check) for name, case in cases.items()})


# ------------------------------------------------------------------------------------------ running


@dataclass
class _Check:
    """One test file. Its cases run together, as only all of them tell one mistake from another."""

    cases: tuple[Any, ...]
    functions: tuple[str, ...]
    letters: Mapping[str, str]
    waiting: dict[str, tuple[Exception | None, str]] = field(default_factory=dict)

    def outcome(self, case: Any, environment: Mapping[str, Any]) -> tuple[Exception | None, str]:
        """What a case raised, and what there is to say about it."""
        if case.name not in self.waiting:
            self.waiting = self._all(run(self.cases, environment), environment)
        return self.waiting.pop(case.name)

    def _all(
        self, done: list[Ran], environment: Mapping[str, Any]
    ) -> dict[str, tuple[Exception | None, str]]:
        told = {ran.case: failure(ran, self.functions, environment) for ran in done if ran.error}
        for function in self.functions:
            for ran in (ran for ran in done if ran.error and function in ran.watched):
                mistakes = self._likely(done, function, environment)
                told[ran.case] += f"\n\n{likely(mistakes)}" if mistakes else ""
                break  # once, at the first case that fails
        return {ran.case: (ran.error, told.get(ran.case, "")) for ran in done}

    def _likely(
        self, done: list[Ran], function: str, environment: Mapping[str, Any]
    ) -> list[tuple[str, str]]:
        """The mistakes that a function's keys open, unless it computes with what lies around in the notebook."""
        watched = next(ran.watched[function] for ran in done if function in ran.watched)
        names, unused = _taken(watched.function, environment)
        if names:  # what such code does depends on the notebook
            return [(TAKEN.format(" and ".join(names)), TAKEN_HINT)] if unused else []
        found = (opened(key, self.letters) for key in keys(done, function, self.functions))
        return next(filter(None, found), [])


def _explained(case: Any, check: _Check) -> Any:
    """A test case as otter knows it, whose failure is explained."""
    plain = type(case)

    class Explained(plain):  # type: ignore[misc, valid-type]  # otter takes a second to import: only who runs cases needs it
        def call_func(self, global_environment: dict[str, Any]) -> None:
            error, told = check.outcome(case, global_environment)
            if error is not None:
                assert error.__traceback__ is not None
                trace = (
                    error.__traceback__.tb_next
                )  # otter shows the line of the test file that it finds there
                raise checks.CheckFailed(told).with_traceback(trace) from error

        def __reduce__(
            self,
        ) -> tuple[Any, ...]:  # plain, as otter's log may be read where this file is missing
            return plain, (case.name, case.points, case.hidden, case.success_message, case.failure_message)

    explained = Explained(case.name, case.points, case.hidden, case.success_message, case.failure_message)
    explained.test_func = case.test_func
    return explained


# -------------------------------------------------------------------------------------------- words


def failure(ran: Ran, functions: Sequence[str], environment: Mapping[str, Any]) -> str:
    """Why a case failed, in lines that need no scrolling."""
    error = ran.error
    lines = []
    if isinstance(error, checks.CheckFailed):
        told = [error.rule, error.detail]
        lines = [
            line
            for name in functions
            if name in ran.watched
            and (line := own_line(_source(ran.watched[name].function), name, error.rule))
        ]
    else:
        assert error is not None
        told = [
            raised(
                type(error).__name__,
                " ".join(str(error).split())[:240],
                _where(error, environment),
                checks.refused(error),
            )
        ]
    before = "CheckFailed: "  # otter puts it before the first line
    whole = _filled(before + told[0]).removeprefix(before)
    return _plain("\n".join([whole, *map(_filled, filter(None, told[1:])), *lines[:1]]))


def raised(name: str, text: str, where: str, uncalled: bool) -> str:
    """An exception in the student's code.

    Args:
        name: its type's.
        text: its own words, "" if they are not to be shown.
        where: " at `line` …".
        uncalled: whether it was raised before the first line of the function ran.
    """
    if name == "NotImplementedError":
        return f"{text.rstrip('.') or 'This function is still to be written'}."
    step = (
        "Can it be called as its stub says, with the same arguments and defaults?"
        if name == "TypeError" and uncalled
        else _WHAT_TO_DO.get(name, "")
    )
    text = f": {text}" if text else ""
    return f"Your code raised {name}{text}{where}. {step}".rstrip()


def likely(mistakes: Sequence[tuple[str, str]]) -> str:
    """What a known mistake is, to whoever seems to make it; or several, where there is no telling which.

    Args:
        mistakes: each with its misconception and its hint.
    """
    told = [_plain(f"{misconception} {hint}") for misconception, hint in mistakes]
    if len(told) == 1:
        return _filled(f"Likely: {told[0]}")
    return "\n".join([f"Likely one of {len(told)}:", *(_filled(f"- {each}", "  ") for each in told)])


def own_line(source: str, function: str, rule: str) -> str:
    """The line of a function that makes what a rule speaks of first; "" if that cannot be told.

    Args:
        source: a text that defines the function.
        rule: such as "dW1 has wrong values: …".
    """
    try:
        tree = ast.parse(textwrap.dedent(source))
    except (SyntaxError, ValueError, RecursionError):
        return ""
    found = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == function]
    if not found:
        return ""
    name = re.match(r"\w*", rule)
    line = _makes(found[-1], name[0] if name else "") or _returns(found[-1])
    return f"Your line: {ast.unparse(line)}" if line is not None else ""


def _makes(function: ast.FunctionDef, name: str) -> ast.stmt | None:
    """The last statement that gives a value to a name, or to an entry of a dict under it."""
    made: ast.stmt | None = None
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if name in {called for target in targets for called in _called(target)}:
                made = node
    return made


def _called(target: ast.expr) -> list[str]:
    """dW1 of dW1, of dW1[0] and of grads["dW1"]; of a tuple, what each is called."""
    if (
        isinstance(target, ast.Subscript)
        and isinstance(target.slice, ast.Constant)
        and isinstance(target.slice.value, str)
    ):
        return [target.slice.value]
    if isinstance(target, ast.Subscript):
        return _called(target.value)
    if isinstance(target, ast.Tuple | ast.List):
        return [name for one in target.elts for name in _called(one)]
    return [target.id] if isinstance(target, ast.Name) else []


def _returns(function: ast.FunctionDef) -> ast.stmt | None:
    """The only statement that makes what is returned, unless it only collects what others made."""
    every = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    if len(every) != 1:
        return None
    made = _makes(function, every[0].value.id) if isinstance(every[0].value, ast.Name) else every[0]
    collects = isinstance(getattr(made, "value", None), ast.Tuple | ast.List | ast.Dict | None)
    return None if collects else made


def _taken(function: Callable[..., Any], environment: Mapping[str, Any]) -> tuple[list[str], bool]:
    """The data that a function takes from the notebook, and whether it leaves an argument unused instead."""
    code = getattr(function, "__code__", None)
    if code is None:
        return [], False
    read = {(step.opname, step.argval) for step in dis.get_instructions(code)}
    names = sorted(
        name for how, name in read if how == "LOAD_GLOBAL" and _is_data(name, environment.get(name))
    )
    asked = code.co_varnames[: code.co_argcount]
    return names, any(name not in {value for how, value in read if how.startswith("LOAD")} for name in asked)


def _is_data(name: str, value: Any) -> bool:
    if isinstance(value, bool | int | float):
        return not (name.isupper() and len(name) > 1)  # a constant such as EPSILON
    return isinstance(value, np.ndarray | dict | list | tuple)


def _source(function: Callable[..., Any]) -> str:
    """The cell that defines a function."""
    code = getattr(function, "__code__", None)
    return "".join(linecache.getlines(code.co_filename)) if code is not None else ""


def _where(error: Exception, environment: Mapping[str, Any]) -> str:
    """The last line of the notebook that an exception came through."""
    where, trace = "", error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals is environment:
            file, number = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            line = linecache.getline(file, number).strip()
            where = f" at `{line}` (line {number} of its cell)" if line else ""
        trace = trace.tb_next
    return where


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _plain(text: str) -> str:
    """A notebook takes otter's text for HTML: what looks like a tag would be gone."""
    return re.sub(r"<(?=[A-Za-z/!?])", "< ", text)
