"""Python source as coloured HTML, in one pass of one regular expression.

A page needs keywords, texts, numbers, comments and names that are defined or called to be told apart, of code
that may be broken; a complete lexer costs more than all the rest of the page.
"""

from __future__ import annotations

import builtins
import keyword
import re
from functools import lru_cache
from html import escape

_TOKENS = re.compile(
    r"""(?P<c1>\#[^\n]*)
    |(?P<s>(?:\b[rbuf]{1,2})?(?:'{3}[\s\S]*?(?:'{3}|\Z)|\"{3}[\s\S]*?(?:\"{3}|\Z)
        |'(?:[^'\\\n]|\\.)*'?|\"(?:[^"\\\n]|\\.)*\"?))
    |(?P<mi>\b(?:0[xXbBoO][0-9a-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?)|\.\d+(?:[eE][+-]?\d+)?)
    |(?P<name>[^\W\d]\w*)""",
    re.VERBOSE,
)
_BUILTIN = {name for name in dir(builtins) if not name.startswith("_")} - set(keyword.kwlist)


@lru_cache(1024)  # many of a class answer alike
def python(code: str) -> str:
    """HTML of the code, escaped, with a class for each kind of token."""
    parts, at, after = [], 0, ""
    for token in _TOKENS.finditer(code):
        text, kind = token[0], token.lastgroup
        parts.append(escape(code[at : token.start()]))
        at = token.end()
        if kind == "name":
            kind = _kind(text, after)
            after = text
        else:
            after = ""
        parts.append(f'<span class="{kind}">{escape(text)}</span>' if kind else escape(text))
    return "".join(parts) + escape(code[at:])


def _kind(name: str, after: str) -> str:
    if keyword.iskeyword(name):
        return "k"
    if after in ("def", "class"):
        return "nf"
    return "nb" if name in _BUILTIN else ""
