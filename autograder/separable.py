"""Whether the questions of a notebook may be asked one at a time: whether no call leaves anything behind for the next.

    separable([cell.source, ...], ["relu", "backward_propagation"])

A whole grading puts all questions to one process. When the tests of a single question have changed, that question
is asked alone; its answers are those of a whole grading if what was called before makes no difference: if the
student's functions, and what they call, keep nothing in globals, attributes or defaults and draw no random numbers
that they have not seeded. That is read off the text. In doubt the answer is no, and everything is asked again.
"""

from __future__ import annotations

import ast
import re
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_MODULES = ("numpy", "math", "matplotlib")  # by the first part of their names
_WITH_STATE = frozenset(  # attributes of theirs that change what later calls do, or reach what does
    [
        "seterr",
        "seterrcall",
        "setbufsize",
        "set_printoptions",
        "load",
        "save",
        "savez",
        "savetxt",
        "loadtxt",
        "fromfile",
        "memmap",
    ]
)
_SEEDED = frozenset(["default_rng", "RandomState", "Generator", "PCG64", "MT19937", "SeedSequence"])
_REACHING = frozenset(  # builtins by which a text does more than it shows
    [
        "globals",
        "locals",
        "vars",
        "exec",
        "eval",
        "compile",
        "setattr",
        "delattr",
        "__import__",
        "open",
        "input",
        "breakpoint",
        "get_ipython",
        "id",
    ]
)
_COMMAND = re.compile(r"^([ \t]*)[%!].*$", re.MULTILINE)  # IPython's; what they do, no call does again


@dataclass
class _Bound:
    """What the cells give one name at their top level.

    Attributes:
        functions: the definitions, each with its table of symbols.
        module: whether it is also one of the modules that are known.
        plain: whether it is also a value without parts that can change.
        data: whether it is also a literal with such parts.
        other: whether it is also anything else.
    """

    functions: list[tuple[ast.AST, symtable.SymbolTable | None]] = field(default_factory=list)
    module: bool = False
    plain: bool = False
    data: bool = False
    other: bool = False


def separable(cells: Iterable[str], functions: Iterable[str]) -> bool:
    """Whether calls of these functions, and of all that they call, are independent of each other.

    Args:
        cells: the sources of all code cells.
        functions: the names that are asked for; data among them is only looked at.
    """
    bound: dict[str, _Bound] = {}
    for cell in cells:
        source = _COMMAND.sub(r"\1pass", cell)
        try:
            tree, table = ast.parse(source), symtable.symtable(source, "<cell>", "exec")
        except (SyntaxError, ValueError, RecursionError):
            return False
        if _reaches_out(tree):
            return False
        _bind(tree.body, table, bound)
    pending, seen = list(functions), set()
    while pending:
        name = pending.pop()
        if name in seen or name not in bound:
            continue
        seen.add(name)
        if bound[name].other:
            return False
        for definition, own in bound[name].functions:
            called = _calls_of(definition, own, bound)
            if called is None:
                return False
            pending += called
    return True


def _reaches_out(tree: ast.AST) -> bool:
    """Whether a cell uses what could give any name any value."""
    for node in ast.walk(tree):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if name in _REACHING or (name.startswith("__") and name not in ("__name__", "__init__")):
            return True
    return False


def _bind(body: Iterable[ast.stmt], table: symtable.SymbolTable, bound: dict[str, _Bound]) -> None:
    """Remember what statements at the top level define."""
    tables: dict[tuple[str, int], symtable.SymbolTable] = {
        (child.get_name(), child.get_lineno()): child for child in table.get_children()
    }
    for node in _statements(body):
        if isinstance(node, ast.FunctionDef):
            line = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            own = tables.get((node.name, node.lineno)) or tables.get((node.name, line))
            bound.setdefault(node.name, _Bound()).functions.append((node, own))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            of = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                whole = f"{of}.{alias.name}".lstrip(".")
                name = alias.asname or alias.name.split(".")[0]
                known = whole.split(".")[0] in _MODULES and "random" not in whole.split(".")
                bound.setdefault(name, _Bound()).__dict__["module" if known else "other"] = True
        elif isinstance(node, ast.Assign) and all(isinstance(t, ast.Name) for t in node.targets):
            for target in node.targets:
                _give(bound.setdefault(target.id, _Bound()), node.value, tables)  # type: ignore[attr-defined]
        else:
            for name in _stored(node):
                bound.setdefault(name, _Bound()).other = True


def _give(name: _Bound, value: ast.expr, tables: dict[tuple[str, int], symtable.SymbolTable]) -> None:
    if isinstance(value, ast.Lambda):
        name.functions.append((value, tables.get(("lambda", value.lineno))))
    elif _is_plain(value):
        name.plain = True
    else:
        try:
            ast.literal_eval(value)
        except (ValueError, TypeError, SyntaxError, RecursionError):
            name.other = True
        else:
            name.data = True


def _is_plain(value: ast.expr) -> bool:
    if isinstance(value, ast.Tuple):
        return all(map(_is_plain, value.elts))
    if isinstance(value, ast.UnaryOp):
        return _is_plain(value.operand)
    if isinstance(value, ast.BinOp):
        return _is_plain(value.left) and _is_plain(value.right)
    return isinstance(value, ast.Constant)


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a cell, also those inside of if, for, with and try."""
    for node in body:
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inside = [c for c in ast.iter_child_nodes(node) if isinstance(c, ast.stmt)]
            handlers = [c for c in ast.iter_child_nodes(node) if isinstance(c, ast.ExceptHandler)]
            yield from _statements([*inside, *(s for h in handlers for s in h.body)])


def _stored(node: ast.stmt) -> Iterator[str]:
    """The names that one statement binds, but not those of the statements within it."""
    if isinstance(node, ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
        return
    pending: list[ast.AST] = [c for c in ast.iter_child_nodes(node) if not isinstance(c, ast.stmt)]
    while pending:
        part = pending.pop()
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store | ast.Del):
            yield part.id
        if isinstance(part, ast.Attribute | ast.Subscript) and isinstance(part.ctx, ast.Store | ast.Del):
            yield from (n.id for n in ast.walk(part.value) if isinstance(n, ast.Name))
        if isinstance(part, ast.ExceptHandler):
            yield from [part.name] if part.name else []
        pending += [c for c in ast.iter_child_nodes(part) if not isinstance(c, ast.stmt)]


# -------------------------------------------------------------------------------------- one function


def _calls_of(
    definition: ast.AST, table: symtable.SymbolTable | None, bound: dict[str, _Bound]
) -> list[str] | None:
    """The functions of the notebook that a function may call; None if calls of it may not be independent."""
    if table is None or not _keeps_nothing(definition, bound):
        return None
    called = []
    for name in _globals_of(table):
        known = bound.get(name)
        if known is None:
            continue  # a builtin, of which none reaches out, or an exception that is always the same
        if known.other or known.data:
            return None
        called += [name] if known.functions else []
    return called


def _globals_of(table: symtable.SymbolTable) -> set[str]:
    """The names that a function, and functions within it, take from the notebook."""
    names = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return names.union(*(_globals_of(child) for child in table.get_children()))


def _keeps_nothing(definition: ast.AST, bound: dict[str, _Bound]) -> bool:
    """Whether a function's text changes nothing but what belongs to the call."""
    for node in ast.walk(definition):
        if isinstance(node, ast.Global | ast.Nonlocal | ast.ClassDef | ast.AsyncFunctionDef | ast.Yield):
            return False
        if isinstance(node, ast.FunctionDef | ast.Lambda) and not _plain_signature(node, bound):
            return False
        if isinstance(node, ast.Import | ast.ImportFrom):
            of = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            paths = [f"{of}.{alias.name}".strip(".").split(".") for alias in node.names]
            if any(path[0] not in _MODULES or "random" in path for path in paths):
                return False
        stored = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del)
        if stored or (isinstance(node, ast.Attribute) and node.attr in _WITH_STATE):
            return False
    seeding = (
        [s.lineno for s in definition.body if _is_seeding(s)]
        if isinstance(definition, ast.FunctionDef)
        else []
    )
    drawing = [n.lineno for n in ast.walk(definition) if isinstance(n, ast.expr) and _draws(n)]
    if drawing and not (seeding and seeding[0] < min(drawing)):
        return False
    return all(_well_seeded(node) for node in ast.walk(definition) if isinstance(node, ast.Call))


def _plain_signature(node: ast.FunctionDef | ast.Lambda, bound: dict[str, _Bound]) -> bool:
    """No decorators, and no default that a call could change."""
    defaults = [d for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None]
    for default in defaults:
        root = default
        while isinstance(root, ast.Attribute):
            root = root.value
        name = bound.get(root.id) if isinstance(root, ast.Name) else None
        named = isinstance(root, ast.Name) and (name is None or not (name.other or name.data))
        if not (_is_plain(default) or named):
            return False
    return isinstance(node, ast.Lambda) or not node.decorator_list


def _random(node: ast.AST) -> str:
    """The part of NumPy's random numbers that an expression names, as np.random.randn does; "" if none."""
    if isinstance(node, ast.Attribute):
        inner = node.value
        if isinstance(inner, ast.Attribute) and inner.attr == "random":
            return node.attr
    return ""


def _draws(node: ast.AST) -> bool:
    """Whether an expression draws from the numbers that all calls share, or hands them on."""
    if isinstance(node, ast.Attribute) and node.attr == "random":
        return False  # seen from the attribute around it, or it is a generator's own method
    return _random(node) not in ("", "seed", *_SEEDED)


def _is_seeding(node: ast.stmt) -> bool:
    call = node.value if isinstance(node, ast.Expr) else None
    return isinstance(call, ast.Call) and _random(call.func) == "seed" and _has_seed(call)


def _well_seeded(call: ast.Call) -> bool:
    """Whether a call is none that makes a generator of random numbers without a seed."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name not in (*_SEEDED, "seed") or _has_seed(call)


def _has_seed(call: ast.Call) -> bool:
    given = [*call.args, *(k.value for k in call.keywords)]
    return bool(given) and not any(isinstance(a, ast.Constant) and a.value is None for a in given)
