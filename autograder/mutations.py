"""Which small changes of right code are worth a look: operators, constants, names, calls, statements.

Each rule looks at one node of the tree and yields changes of the text, some of them twice and some of them none.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from autograder.spans import Change, Source, is_key

_SYMBOLS: dict[type[ast.AST], str] = {
    **{ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@", ast.Pow: "**"},
    **{ast.FloorDiv: "//", ast.Mod: "%", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^"},
    **{ast.LShift: "<<", ast.RShift: ">>", ast.And: "and", ast.Or: "or"},
    **{ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="},
    **{ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in"},
}
_LIKE = {"+": "-", "-": "+", "*": "/", "/": "*", "@": "*", "//": "/", "%": "/"}  # the same precedence
_UNLIKE = {"+": "*", "*": "+", "**": "*", "&": "|", "|": "&"}
_COMPARISONS = {
    **{"<": ("<=", ">"), "<=": ("<", ">"), ">": (">=", "<"), ">=": (">", "<"), "==": ("!=",), "!=": ("==",)},
    **{"is": ("is not",), "is not": ("is",), "in": ("not in",), "not in": ("in",)},
    **{"and": ("or",), "or": ("and",)},
}
_COMMUTATIVE = {
    "maximum",
    "minimum",
    "add",
    "multiply",
    "logical_and",
    "logical_or",
    "allclose",
    "array_equal",
}
_FUNCTIONS = {
    **{"sum": "mean", "mean": "sum", "maximum": "minimum", "minimum": "maximum", "max": "min", "min": "max"},
    **{"log": "exp", "exp": "log", "log2": "log", "sqrt": "square", "square": "sqrt", "dot": "multiply"},
    **{"zeros": "ones", "ones": "zeros", "zeros_like": "ones_like", "ones_like": "zeros_like"},
    **{"multiply": "dot", "argmax": "argmin", "argmin": "argmax", "var": "std", "std": "var", "any": "all"},
    **{
        "all": "any",
        "randn": "rand",
        "rand": "randn",
        "standard_normal": "random",
        "random": "standard_normal",
    },
    **{"vstack": "hstack", "hstack": "vstack", "floor": "ceil", "ceil": "floor", "append": "extend"},
}
_EVEN = {"abs", "norm", "square"}  # of a difference, in whichever order
_NEUTRAL = {"float", "asarray"}  # NumPy's numbers are as good as Python's, and nobody passes lists
_GUARD = 1e-12  # smaller ones keep a logarithm or a division finite: any other would do
_ACTIVATIONS = ("np.tanh", "sigmoid", "relu")


def changes(source: Source) -> Iterator[Change]:
    """Every change of a definition that some rule proposes."""
    for node in source.nodes():
        for rule in _RULES:
            yield from rule(source, node)


def _arithmetic(s: Source, node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp):
        symbol, left, right = _SYMBOLS[type(node.op)], node.left, node.right
        if symbol in _LIKE:
            yield s.between(left, right, symbol, _LIKE[symbol])
        if symbol in _UNLIKE:
            yield s.put(node, f"({s.term(left)} {_UNLIKE[symbol]} {s.term(right)})")
        if symbol not in ("+", "*", "&", "|", "^") and _called(s.parents[node]) not in _EVEN:
            yield s.put(node, f"{s.term(right)} {symbol} {s.term(left)}")
        yield s.put(node, s.text(left))
        yield s.put(node, s.term(right))
        for operand in (left, right) if symbol == "@" else ():
            if not (isinstance(operand, ast.Attribute) and operand.attr == "T"):
                yield s.put(operand, f"{s.term(operand)}.T")
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        yield s.put(node, s.text(node.operand))
    if isinstance(node, ast.Attribute) and node.attr == "T":
        _, end = s.bare(node)
        yield s.data.rindex(b".", 0, end), end, ""


def _logic(s: Source, node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        for left, operator, right in zip(
            [node.left, *node.comparators], node.ops, node.comparators, strict=False
        ):
            symbol = _SYMBOLS[type(operator)]
            for other in _COMPARISONS[symbol]:
                yield s.between(left, right, symbol, other)
    if isinstance(node, ast.BoolOp):
        symbol = _SYMBOLS[type(node.op)]
        for left, right in pairwise(node.values):
            yield s.between(left, right, symbol, *_COMPARISONS[symbol])
            yield s.span(left)[0], s.span(right)[0], ""
            yield s.span(left)[1], s.span(right)[1], ""
    if isinstance(node, ast.IfExp):
        yield s.put(node, s.text(node.body))
        yield s.put(node, s.text(node.orelse))
    if isinstance(node, ast.If | ast.IfExp):
        yield s.put(node.test, f"not {s.term(node.test)}")
    if isinstance(node, ast.comprehension):
        for condition in node.ifs:
            yield s.put(condition, "True")


def _constants(s: Source, node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield s.put(node, str(not value))
    elif isinstance(value, int | float):
        near = value * 1.1 if isinstance(value, float) else value - 1
        guard = 0 < abs(value) < _GUARD
        for new in (
            value + 1,
            0,
            *(() if guard else (near,)),
            *(() if guard or _signless(s, node) else (-value,)),
        ):
            if new != value:
                yield s.put(node, f"{new:.12g}" if isinstance(new, float) else str(new))


def _signless(s: Source, node: ast.AST) -> bool:
    """Whether a number has a sign already, or counts axes or sizes, where -1 often means the same as 1."""
    parent = s.parents[node]
    if isinstance(parent, ast.UnaryOp) or (isinstance(parent, ast.keyword) and parent.arg == "axis"):
        return True
    if isinstance(parent, ast.Tuple):
        parent = s.parents[parent]
    called = parent.func if isinstance(parent, ast.Call) else parent
    name = called.value if isinstance(called, ast.Subscript) else called
    return isinstance(name, ast.Attribute) and name.attr in ("shape", "reshape")


def _keys_and_names(s: Source, node: ast.AST) -> Iterator[Change]:
    parent = s.parents.get(node)
    if isinstance(parent, ast.Dict) and is_key(node) and node in parent.values:
        for other in dict.fromkeys(s.text(value) for value in parent.values if is_key(value)):
            yield s.put(node, other)  # another choice
    elif is_key(node):
        for other in s.keys:
            yield s.put(node, other)
    if isinstance(node, ast.JoinedStr):
        for by in ("+ 1", "- 1"):
            yield s.put(node, re.sub(r"\{([^{}:!]+)", rf"{{\1 {by}", s.text(node)))
    called = isinstance(parent, ast.Call) and node is parent.func
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in s.locals and not called:
        for other in s.locals:
            yield s.put(node, other)


def _called(node: ast.AST) -> str:
    """The name of the function that a node calls, or ""."""
    return ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""


def _calls(s: Source, node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Call):
        return
    function, arguments = node.func, node.args
    start, end = s.bare(function)
    called = s.text(function)
    name = called.rpartition(".")[2]
    if isinstance(function, ast.Attribute) and name in _FUNCTIONS:
        yield end - len(name.encode()), end, _FUNCTIONS[name]
    for other in _ACTIVATIONS if called in _ACTIVATIONS else ():
        yield start, end, other
    if isinstance(function, ast.Attribute) and not re.match(r"np\b", called):
        yield s.put(node, s.text(function.value))  # x.copy() is x
    if arguments and name not in _NEUTRAL and not isinstance(arguments[0], ast.Starred | ast.GeneratorExp):
        yield s.put(node, s.term(arguments[0]))
    if name not in _COMMUTATIVE:
        yield from s.swapped(arguments)
    given = [*arguments, *node.keywords]
    for previous, last in pairwise([function, *given]):
        if last in node.keywords:
            start = s.bare(previous)[1] if previous is not function else s.bare(last)[0]
            yield start, s.bare(last)[1], ""
    if len(arguments) > 1:
        yield s.span(arguments[-2])[1], s.span(arguments[-1])[1], ""
    if called == "range":
        for argument in arguments:
            yield from s.shifted(argument)
        if len(arguments) == 1:
            yield s.put(arguments[0], f"1, {s.text(arguments[0])}")


def _collections(s: Source, node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Tuple | ast.List) and len(node.elts) > 1:
        yield from s.swapped(node.elts)
        if isinstance(node.ctx, ast.Load):
            yield from s.without_one(node.elts)
    if isinstance(node, ast.Dict) and None not in node.keys:
        yield from s.swapped(node.values)
        entries = [(s.span(k)[0], s.span(v)[1]) for k, v in zip(node.keys, node.values, strict=True) if k]
        for (start, _), (after, _) in pairwise(entries):
            yield start, after, ""
        if len(entries) > 1:
            yield entries[-2][1], entries[-1][1], ""
    if isinstance(node, ast.Subscript):
        for part in node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]:
            yield from s.shifted(part)
            for bound in (part.lower, part.upper) if isinstance(part, ast.Slice) else ():
                if bound is not None:
                    yield s.put(bound, "")
                    yield from s.shifted(bound)


def _statements(s: Source, node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.stmt) or s.parents[node] is s.tree:
        return
    yield *s.bare(node), "pass"
    if isinstance(node, ast.AugAssign):
        symbol, target = _SYMBOLS[type(node.op)], s.text(node.target)
        yield *s.bare(node), f"{target} = {s.text(node.value)}"
        yield s.between(node.target, node.value, symbol, _LIKE.get(symbol, symbol))
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp):
        target, value = s.text(node.targets[0]), node.value
        if s.text(value.left) == target:  # in place
            yield *s.bare(node), f"{target} {_SYMBOLS[type(value.op)]}= {s.text(value.right)}"
    for body in _bodies(s.parents[node]):
        at = body.index(node) if node in body else 0
        if at and isinstance(body[at - 1], ast.For | ast.While):
            yield _moved(s, node, +4)  # into the loop before it
    if isinstance(node, ast.For | ast.While) and len(node.body) > 1:
        yield _moved(s, node.body[-1], -4)  # out of it


def _bodies(node: ast.AST) -> list[list[ast.stmt]]:
    return [
        body for name in ("body", "orelse", "finalbody") if isinstance(body := getattr(node, name, 0), list)
    ]


def _moved(s: Source, node: ast.stmt, columns: int) -> Change:
    start, end = s.bare(node)
    text = " " * node.col_offset + s.data[start:end].decode()
    moved = re.sub(r"^ {4}" if columns < 0 else "^", "" if columns < 0 else " " * 4, text, flags=re.MULTILINE)
    return start - node.col_offset, end, moved


_RULES: tuple[Callable[[Source, ast.AST], Iterator[Change]], ...] = (
    *(_arithmetic, _logic, _constants, _keys_and_names, _calls, _collections, _statements),
)
