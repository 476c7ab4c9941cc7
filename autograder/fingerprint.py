"""A short name for plain data: the same only where every bit that crosses the wire is the same.

Cheaper than encoding, so that a worker can look up what comes of some arguments before it sends them.
"""

from __future__ import annotations

import hashlib
import struct
from typing import Any

import numpy as np

SIZE = 20  # bytes: nobody finds two values of one name


class _NotPlain(Exception):
    """Something that has no name of its own: a function, an object, an array of objects, text in an array."""


def fingerprint(value: Any, size: int = SIZE) -> bytes | None:
    """The name of a value made of numbers, text, arrays of numbers, and lists, tuples and dicts of those; else None.

    Args:
        size: in bytes, at most 64.
    """
    parts: list[bytes] = []
    try:
        _put(value, parts)
    except (_NotPlain, RecursionError, UnicodeEncodeError):
        return None
    return hashlib.blake2b(b"".join(parts), digest_size=size).digest()


def _put(value: Any, parts: list[bytes]) -> None:
    """Each part says what it is and where it ends, so that no two values have the same parts."""
    kind = type(value)
    if kind is np.ndarray:
        if value.dtype.kind not in "biufc":
            raise _NotPlain
        flags = value.flags  # the order of a copy that crosses; it decides the last bits of a product
        order = "C" if flags.c_contiguous or not flags.f_contiguous else "F"
        parts += (f"a{value.dtype.str}{order}{value.shape};".encode(), value.tobytes(order))
    elif kind is dict:
        parts.append(b"d%d;" % len(value))
        for key, item in value.items():
            _put(key, parts)
            _put(item, parts)
    elif kind is list or kind is tuple:
        parts.append((b"l%d;" if kind is list else b"t%d;") % len(value))
        for item in value:
            _put(item, parts)
    elif kind is str:
        text = value.encode()
        parts += (b"s%d;" % len(text), text)
    elif kind is float:
        parts.append(struct.pack("<cd", b"f", value))
    elif kind is int or kind is bool or value is None:
        parts.append(f"{kind.__name__}{value};".encode())
    elif isinstance(value, np.generic) and value.dtype.kind in "biufc":
        parts += (f"g{value.dtype.str};".encode(), value.tobytes())
    else:
        raise _NotPlain
