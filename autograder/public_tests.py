"""The student's copy of a question file: its public cases, what these need, and a call of feedback.explain.

The copy is cut out of the source text, so that comments and layout stay, and is then parsed again to prove
that no hidden case, no right answer and no name that only hidden cases use is left in it.
"""

from __future__ import annotations

import ast
import re

from autograder.assignment import AssignmentError, Question, is_case

_DROPPED = {"title", "functions", "helpers"}


def public_copy(question: Question) -> str:
    """The text of assignments/<name>/tests/qN.py.

    Raises:
        AssignmentError: if something hidden would be left in it.
    """
    tree = ast.parse(question.source)
    lines = question.source.splitlines()
    kept = _needed(tree)
    last_case = [node for node in kept if isinstance(node, ast.FunctionDef) and is_case(node)][-1]
    folder = question.path.parent.name
    origin = f"autograder/questions/{folder}/{question.path.name}"
    parts = [
        f"# Generated from {origin} by `make assignments`; do not edit.",
        f'"""{question.name}: {question.title}. The public test cases."""',
    ]
    end = 0
    for node in tree.body:
        start, stop = _first_line(node) - 1, node.end_lineno or node.lineno
        if node in kept:
            before = "\n".join(lines[end:start])
            text = "\n".join(lines[start:stop])
            if node is last_case:
                text = _with_message(node, _hidden_message(question), question.source, lines)
            parts.append(f"{before}\n{text}" if before.strip() else _gap(lines[end:start]) + text)
        end = stop
    names = ", ".join(f'"{function}"' for function in question.functions)
    parts.append(f"\n\nimport feedback\n\nfeedback.explain(globals(), [{names}])")
    text = "\n".join(parts) + "\n"
    _prove_public(text, question)
    return text


def _gap(lines: list[str]) -> str:
    return "\n" * len(lines)


def _needed(tree: ast.Module) -> list[ast.stmt]:
    """The top-level statements that public cases reach, in order."""
    providers: dict[str, ast.stmt] = {}
    todo: list[ast.stmt] = []
    for node in tree.body:
        for name in _defines(node):
            providers[name] = node
        is_public_case = isinstance(node, ast.FunctionDef) and is_case(node) and not _is_hidden(node)
        if is_public_case or {"OK_FORMAT", "name"} & set(_defines(node)):
            todo.append(node)
    kept: list[ast.stmt] = []
    while todo:
        node = todo.pop()
        if node in kept:
            continue
        kept.append(node)
        used = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} - _DROPPED
        todo += [providers[name] for name in sorted(used) if name in providers]
    return [node for node in tree.body if node in kept]


def _defines(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return [n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]
    return []


def _decorator(node: ast.FunctionDef) -> ast.Call:
    return next(
        d for d in node.decorator_list if isinstance(d, ast.Call) and getattr(d.func, "id", "") == "test_case"
    )


def _is_hidden(node: ast.FunctionDef) -> bool:
    """Hidden unless it says hidden=False in so many words, or says nothing, as otter takes it."""
    values = _decorator(node).args[2:3]  # the third argument of otter's test_case
    values += [keyword.value for keyword in _decorator(node).keywords if keyword.arg == "hidden"]
    return any(not (isinstance(value, ast.Constant) and value.value is False) for value in values)


def _first_line(node: ast.stmt) -> int:
    return min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])


def _hidden_message(question: Question) -> str:
    cases = "1 more test case" if question.hidden_cases == 1 else f"{question.hidden_cases} more test cases"
    points = f"{question.hidden_points:g} of the {question.points:g} points"
    return f"{cases}, worth {points}, will be run when your notebook is graded."


def _with_message(node: ast.stmt, message: str, source: str, lines: list[str]) -> str:
    """The source of a case whose decorator says the same whether it passes or fails."""
    assert isinstance(node, ast.FunctionDef)
    arguments = [ast.get_source_segment(source, part) or "" for part in _decorator(node).args]
    for keyword in _decorator(node).keywords:
        if keyword.arg in ("success_message", "failure_message"):
            raise AssignmentError(f"{node.name} has a {keyword.arg} of its own: move it to another case.")
        arguments.append(f"{keyword.arg}={ast.get_source_segment(source, keyword.value)}")
    arguments += [f'{outcome}_message="{message}"' for outcome in ("success", "failure")]
    body = lines[node.lineno - 1 : node.end_lineno]
    return "\n".join(["@test_case(", *(f"    {argument}," for argument in arguments), ")", *body])


def _prove_public(text: str, question: Question) -> None:
    tree = ast.parse(text)
    problems = []
    for node in ast.walk(tree):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        words = [*modules, getattr(node, "id", ""), getattr(node, "attr", "")]
        words += [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
        if any(re.search(r"\breference\b", word) for word in words):
            problems.append(f"line {getattr(node, 'lineno', '?')} speaks of `reference`")
        if isinstance(node, ast.FunctionDef) and is_case(node) and _is_hidden(node):
            problems.append(f"{node.name} is hidden")
    if problems:
        raise AssignmentError(
            f"The public copy of {question.path} is not public: {'; '.join(dict.fromkeys(problems))}. "
            "Import reference inside hidden cases only."
        )
