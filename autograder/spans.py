"""The text of a definition and the nodes of its tree: where each stands, and what a change of one looks like."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

Change = tuple[int, int, str]  # from, to (in bytes, in which ast counts columns), what stands there instead


class Source:
    """A definition: its bytes, its tree, and its names."""

    def __init__(self, text: str):
        self.data, self.tree = text.encode(), ast.parse(text)
        self._lines = [0]
        for line in self.data.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}
        nodes = list(ast.walk(self.tree))
        self.locals = dict.fromkeys(
            [node.arg for node in nodes if isinstance(node, ast.arg)]
            + [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
        )
        self.keys = dict.fromkeys(self.text(node) for node in self.nodes() if is_key(node))

    def nodes(self) -> Iterator[ast.AST]:
        """Every node but those within an f-string, whose places are wrong before Python 3.12."""
        waiting: list[ast.AST] = [self.tree]
        for node in waiting:
            yield node
            if not isinstance(node, ast.JoinedStr):
                waiting += ast.iter_child_nodes(node)

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Where a node stands, with the brackets around it that are not part of a call."""
        start, end = self.bare(node)
        while (before := self.data[:start].rstrip()).endswith(b"("):
            after = self.data[end:]
            if not after.lstrip().startswith(b")") or before[:-1].rstrip()[-1:].isalnum():
                break
            start, end = len(before) - 1, len(self.data) - len(after.lstrip()) + 1
        return start, end

    def bare(self, node: ast.AST) -> tuple[int, int]:
        start = self._lines[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        return start, self._lines[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]

    def text(self, node: ast.AST) -> str:
        start, end = self.span(node)
        return self.data[start:end].decode()

    def term(self, node: ast.AST) -> str:
        """Its text, in brackets if something else could come apart in it."""
        loose = isinstance(node, ast.BinOp | ast.UnaryOp | ast.Compare | ast.BoolOp | ast.IfExp)
        return f"({self.text(node)})" if loose and self.span(node) == self.bare(node) else self.text(node)

    def put(self, node: ast.AST, new: str) -> Change:
        return (*self.span(node), new)

    def between(self, left: ast.AST, right: ast.AST, old: str, new: str) -> Change:
        """Another operator between two operands."""
        start, end = self.span(left)[1], self.span(right)[0]
        return start, end, self.data[start:end].decode().replace(old, new, 1)

    def swapped(self, nodes: list[ast.expr]) -> Iterator[Change]:
        """Each two neighbours in each other's place."""
        for left, right in pairwise(nodes):
            (start, gap), (after, end) = self.span(left), self.span(right)
            yield start, end, self.text(right) + self.data[gap:after].decode() + self.text(left)

    def without_one(self, nodes: list[ast.expr]) -> Iterator[Change]:
        """All but one, for each one."""
        start, end = self.span(nodes[0])[0], self.span(nodes[-1])[1]
        for dropped in nodes:
            kept = [self.text(node) for node in nodes if node is not dropped]
            yield start, end, ", ".join(kept) + ("," if len(kept) == 1 else "")

    def shifted(self, node: ast.AST) -> Iterator[Change]:
        """One more and one less, where a number is counted by; numbers themselves change anyway."""
        if not isinstance(node, ast.Constant | ast.Slice):
            for by in ("+ 1", "- 1"):
                yield self.put(node, f"{self.text(node)} {by}")


def is_key(node: ast.AST | None) -> bool:
    """Whether a node is a string that looks like a key or a choice, not like a sentence."""
    if isinstance(node, ast.JoinedStr):
        return True
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier()
