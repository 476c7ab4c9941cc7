"""What the text of a function tells: what it takes from the notebook, and how like another text it is.

Only read, never run: this is a student's code in the trusted process.
"""

from __future__ import annotations

import ast
import builtins
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 20_000  # characters of code that are read
DEEPEST = 3  # levels of an expression that make one feature
CLEARLY = 1e-9  # how much more alike the nearest text must be than the next


@dataclass(frozen=True)
class Clues:
    """A function as it stands in the text.

    Attributes:
        takes: names of its arguments.
        unused: those that its body never mentions.
        free: names that it reads and does not bind itself, built-in ones left out.
    """

    takes: tuple[str, ...]
    unused: frozenset[str]
    free: frozenset[str]


def clues(source: str, function: str) -> Clues | None:
    """The clues of a function's last definition, None if the text has none that can be read."""
    node = _definition(source, function)
    if node is None:
        return None
    arguments = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    bound: set[str] = set(arguments)
    read: set[str] = set()
    taken: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            (read if isinstance(inner.ctx, ast.Load) else bound).add(inner.id)
        elif isinstance(inner, ast.Subscript) and (named := _asked_of_globals(inner)):
            taken.add(named)
        elif isinstance(inner, ast.arg):
            bound.add(inner.arg)
        elif isinstance(inner, ast.FunctionDef | ast.ClassDef):
            bound.add(inner.name)
        elif isinstance(inner, ast.alias):
            bound.add((inner.asname or inner.name).partition(".")[0])
        elif isinstance(inner, ast.ExceptHandler) and inner.name:
            bound.add(inner.name)
        elif isinstance(inner, ast.Global | ast.Nonlocal):
            bound.update(inner.names)
    free = frozenset(read - bound - set(dir(builtins)) | taken)
    return Clues(tuple(arguments), frozenset(arguments) - read, free)


def _asked_of_globals(node: ast.Subscript) -> str:
    """X of globals()["X"]."""
    asked = isinstance(node.value, ast.Call) and ast.unparse(node.value) == "globals()"
    return str(node.slice.value) if asked and isinstance(node.slice, ast.Constant) else ""


def nearest(source: str, function: str, others: tuple[str, ...]) -> int | None:
    """Which of some texts a function's is most like, None if that cannot be told.

    What all of them have in common does not count, so it is their differences that decide.
    """
    own = _features(source, function)
    if own is None:
        return None
    theirs = [_features(other, function) or Counter() for other in others]
    common = theirs[0]
    for features in theirs[1:]:
        common = common & features
    likeness = [_likeness(own - common, features - common) for features in theirs]
    best = max(likeness)
    return likeness.index(best) if sum(best - like <= CLEARLY for like in likeness) == 1 else None


def leaning(source: str, function: str, other: str, right: str) -> float:
    """How much of what tells another text from the right one is found in a function: 0 to 1."""
    own, theirs, ours = (_features(text, function) or Counter() for text in (source, other, right))
    added, removed = theirs - ours, ours - theirs
    found = sum((added & own).values()) + sum((removed - own).values())
    return found / max(1, sum(added.values()) + sum(removed.values()))


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    """The share of features in common, after Jaccard."""
    union = sum((a | b).values())
    return sum((a & b).values()) / union if union else 1.0


@lru_cache(maxsize=2048)
def _features(source: str, function: str) -> Counter[str] | None:
    """Small pieces of the syntax tree, with the names in them and without those of variables."""
    node = _definition(source, function)
    if node is None:
        return None
    return Counter(
        piece
        for inner in ast.walk(node)
        if isinstance(inner, ast.expr | ast.stmt | ast.arguments)
        for named in (True, False)
        for piece in [_piece(inner, DEEPEST, named)]
    )


def _piece(node: ast.AST, depth: int, named: bool) -> str:
    words = [type(node).__name__, *_words(node, named)]
    if depth > 1 and not isinstance(node, ast.FunctionDef | ast.For | ast.If | ast.While | ast.With):
        words += [_piece(child, depth - 1, named) for child in ast.iter_child_nodes(node)]
    return f"({' '.join(words)})"


def _words(node: ast.AST, named: bool) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield repr(node.value)[:40]
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.keyword):
        yield str(node.arg)
    elif isinstance(node, ast.Name | ast.arg) and named:
        yield node.id if isinstance(node, ast.Name) else node.arg


@lru_cache(maxsize=32)  # a tree is large, and soon not wanted any more
def _definition(source: str, function: str) -> ast.FunctionDef | None:
    if len(source) > LONGEST:
        return None
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function]
    return found[-1] if found else None
