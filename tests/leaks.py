"""Whether a text holds an answer, whatever its names are: trees are compared with all names of their own erased.

    leaks = Answers(assignment)
    leaks.found_in(source)               # ["relu"], if some block or expression of the source is that answer

Modules, attributes, numbers and operators count; names of variables, arguments and functions do not, nor docstrings
and annotations. Answers of a few nodes, such as `return A > 0.5`, are everyday lines and are compared only whole.
"""

from __future__ import annotations

import ast
import copy
import inspect
import re
import textwrap
from collections.abc import Iterator, Sequence

from autograder.assignment import Assignment
from reference import answers

FEWEST = 9  # nodes of an expression from which on it is an answer and no everyday line
KEPT = {"np", "range", "len", "zip", "enumerate", "reversed", "sum", "abs", "max", "min", "True", "False"}


class _Erased(ast.NodeTransformer):
    """Numbers the names in the order of their appearance."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def _number(self, name: str) -> str:
        return name if name in KEPT else self.names.setdefault(name, f"n{len(self.names)}")

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(self._number(node.id), ast.Load())

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return ast.arg(self._number(node.arg))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name, node.returns, node.decorator_list = self._number(node.name), None, []
        node.body = _without_docstring(node.body) or [ast.Pass()]
        return self.generic_visit(node)


def _without_docstring(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    return [n for n in body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]


def erased(nodes: Sequence[ast.AST]) -> str:
    """Some statements, or one expression, without names."""
    erase = _Erased()
    return "\n".join(ast.dump(erase.visit(copy.deepcopy(node))) for node in nodes)


def _blocks(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list):
                yield _without_docstring(block)


def _expressions(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and sum(1 for _ in ast.walk(node)) >= FEWEST:
            yield node


def _as_expression(body: Sequence[ast.stmt]) -> ast.expr | None:
    """What a function of one line returns."""
    only = body[0] if len(body) == 1 else None
    return only.value if isinstance(only, ast.Return) else None


class Answers:
    """The right answers of one assignment without their names."""

    def __init__(self, assignment: Assignment):
        asked = {function for question in assignment.questions for function in question.functions}
        self.blocks: dict[tuple[int, str], str] = {}
        self.expressions: dict[str, str] = {}
        self.dicts: dict[str, object] = {}
        for name, answer in answers(assignment.name).items():
            if name not in asked:
                continue  # a helper that is given
            if not callable(answer):
                self.dicts[name] = answer
                continue
            (node,) = ast.parse(textwrap.dedent(inspect.getsource(answer))).body
            assert isinstance(node, ast.FunctionDef)
            body = _without_docstring(node.body)
            value = _as_expression(body)
            self.blocks[len(body), erased(body)] = name
            if value is not None and sum(1 for _ in ast.walk(value)) >= FEWEST:
                self.expressions[erased([value])] = name

    def found_in(self, source: str) -> list[str]:
        """The names of the answers that a Python source holds."""
        tree, found = ast.parse(source), set()
        for block in _blocks(tree):
            for length in {length for length, _ in self.blocks}:
                for start in range(len(block) - length + 1):
                    found.add(self.blocks.get((length, erased(block[start : start + length]))))
        for expression in _expressions(tree):
            found.add(self.expressions.get(erased([expression])))
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict) and all(isinstance(v, ast.Constant) for v in node.values):
                text = ast.unparse(node)
                found |= {name for name, answer in self.dicts.items() if ast.literal_eval(text) == answer}
        return sorted(name for name in found if name)


def python_in(markdown: str) -> list[str]:
    """The fenced and indented pieces of a Markdown text that are Python."""
    pieces = re.findall(r"^```\w*\n(.*?)^```", markdown, re.S | re.M)
    pieces += re.findall(r"`([^`\n]{12,})`", markdown)
    found = []
    for piece in pieces:
        try:
            ast.parse(textwrap.dedent(piece))
        except SyntaxError:
            continue
        found.append(textwrap.dedent(piece))
    return found
