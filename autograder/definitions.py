"""What a cell defines at its top level, though it may hold magics and syntax errors. Nothing is run."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

LARGEST_SOURCE = 2**20  # characters of one cell; beyond that it is data and not Python

_RUNS_PYTHON = ("%%time", "%%capture", "%%prun")  # cell magics after which names are defined


@dataclass(frozen=True)
class Definition:
    """A name that a cell defines at its top level, and the lines (from 1) that do so."""

    name: str
    first: int
    last: int
    is_function: bool


@lru_cache(maxsize=1024)
def definitions(source: str) -> tuple[Definition, ...]:
    """What a cell defines, in order."""
    first = source.lstrip()[:20].split("\n")[0]
    if len(source) > LARGEST_SOURCE or (first.startswith("%%") and not first.startswith(_RUNS_PYTHON)):
        return ()
    # IPython's own lines become `pass` where they stand, so that line numbers stay right.
    plain = re.sub(r"^([ \t]*)(?:[%!].*|\?{1,2}\w.*|[\w.]+\?{1,2})$", r"\1pass", source, flags=re.MULTILINE)
    for text in (source, plain):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # an invalid escape in a student's string is no business here
                tree = ast.parse(text)
            return tuple(_bound(tree.body))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return tuple(_bound_by_eye(plain.split("\n")))


def functions_defined(source: str) -> frozenset[str]:
    """Every name that a cell defines at its top level: functions, classes, assignments, imports."""
    return frozenset(d.name for d in definitions(source))


def _bound(body: Sequence[ast.AST]) -> Iterator[Definition]:
    """The names that statements bind, also inside if, for, while, with and try."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            yield Definition(node.name, first, node.end_lineno or first, not isinstance(node, ast.ClassDef))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                yield Definition(name, node.lineno, node.end_lineno or node.lineno, False)
        elif isinstance(node, ast.stmt):
            targets = _targets(node)
            for name in (n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)):
                yield Definition(name, node.lineno, node.end_lineno or node.lineno, False)
            blocks = (
                getattr(node, part, []) for part in ("body", "orelse", "finalbody", "handlers", "cases")
            )
            for block in blocks:
                yield from _bound(block)
        elif isinstance(node, ast.ExceptHandler | ast.match_case):
            yield from _bound(node.body)


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return [t for t in node.targets if isinstance(t, ast.Name | ast.Tuple | ast.List)]
    if isinstance(node, ast.AnnAssign | ast.AugAssign | ast.For):
        return [node.target] if isinstance(node.target, ast.Name | ast.Tuple) else []
    return []


def _bound_by_eye(lines: Sequence[str]) -> Iterator[Definition]:
    """Definitions in code that does not parse: each lasts until the next line at the margin."""
    begins = re.compile(r"(?:async\s+)?(?P<def>def|class)\s+(?P<name>\w+)|(?P<variable>\w+)\s*=(?!=)")
    margin = re.compile(r"[^\s#)\]}]")
    for number, line in enumerate(lines, 1):
        if not (found := begins.match(line)):
            continue
        last = number
        while last < len(lines) and not margin.match(lines[last]):
            last += 1
        while not lines[last - 1].strip():
            last -= 1
        yield Definition(found["name"] or found["variable"], number, last, found["def"] == "def")
