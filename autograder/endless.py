"""Whether a loop never ends: it does not if a round of it leaves everything as it was. Runs inside the sandbox.

    watch(frame, stop)     from a timer, while student code has been running for suspiciously long
    leave()                when that code is over

The innermost frame of a cell that has a `while` in it is traced, instruction by instruction. Where a round begins,
all that the loop can see is written down: the frame's variables, the global names that its code and the functions
that it can reach refer to, and which of them share memory. If a later round begins with the same, to the bit, then so
do all rounds to come, and it is known before the time limit that the loop would reach it. That is said only of code
that deals in plain data, NumPy and functions of the notebook: whatever could behave otherwise next time without
looking so, as a clock, random numbers or a file, is a reason to say nothing; so is a `for` around it that goes on.

A student could make this say that a loop never ends. That is worth as much as a loop that never ends.
"""

from __future__ import annotations

import builtins
import dis
import hashlib
import sys
import time
from collections.abc import Callable
from types import BuiltinFunctionType, CodeType, FrameType, FunctionType, ModuleType
from typing import Any, NoReturn

import numpy as np

LONGEST = 0.15  # seconds of CPU for one watch
LARGEST = 8 << 20  # bytes of variables that are compared

_PURE = {
    "abs", "all", "any", "bool", "bytearray", "bytes", "callable", "complex", "dict", "divmod", "enumerate",
    "filter", "float", "format", "frozenset", "int", "isinstance", "issubclass", "len", "list", "map", "max", "min",
    "pow", "print", "range", "repr", "reversed", "round", "set", "slice", "sorted", "str", "sum", "tuple", "type",
    "zip",
}  # fmt: skip
_PURE |= {
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, Exception)
}
_NEVER = {
    "random", "default_rng", "empty", "empty_like", "load", "loadtxt", "genfromtxt", "fromfile", "memmap", "ctypes",
    "lib", "testing", "f2py", "seterr", "seterrcall", "setbufsize", "__dict__", "__globals__", "__builtins__",
}  # fmt: skip
_MODULES = {"numpy", "numpy.linalg", "math"}
_LEAVES = (int, float, complex, bool, str, bytes, type(None), range, slice, type(Ellipsis))
_FUNCTIONS = (FunctionType, BuiltinFunctionType, np.ufunc, type(np.dot), type(np.sum))


class _Unknown(Exception):
    """Something that may be another thing in the next round without looking so."""


class _Watch:
    """One attempt: in one frame and, when that returns, in those that called it."""

    def __init__(self, frame: FrameType, stop: Callable[[], NoReturn]):
        self._stop, self._until = stop, time.process_time() + LONGEST
        self._frame: FrameType | None = None
        sys.settrace(lambda *_: None)  # of what is called from there nothing is traced
        self._enter(frame)

    def _enter(self, frame: FrameType | None) -> None:
        self.let_go()
        while frame is not None:
            self._heads = _heads(frame.f_code) if _is_students(frame.f_code) else frozenset()
            if self._heads:
                # by where a round begins: what it was like, how often it began since, how often it may
                self._rounds: dict[int, tuple[bytes, int, int]] = {}
                self._frame, self._last = frame, frame.f_lasti
                frame.f_trace, frame.f_trace_opcodes = self._look, True
                return
            frame = frame.f_back
        sys.settrace(None)

    def let_go(self) -> None:
        """Trace this frame no longer."""
        if self._frame is not None:
            self._frame.f_trace, self._frame.f_trace_opcodes = None, False
            self._frame = None

    def _look(self, frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        if event == "return":
            self._enter(frame.f_back)
            return None
        if event == "opcode":
            last, self._last = self._last, frame.f_lasti
            if self._last <= last and not self._goes_on(frame, self._last):
                leave()
                return None
        return self._look

    def _goes_on(self, frame: FrameType, here: int) -> bool:
        """After a jump back: whether there is more to look at."""
        self._rounds = {head: round for head, round in self._rounds.items() if head <= here}
        if here not in self._heads:
            return True  # another element of a `for`: what is within it begins anew
        if time.process_time() > self._until or len(sys._current_frames()) > 1:
            return False
        try:
            now = _seen_by(frame)
        except (_Unknown, RecursionError):
            return False
        before, since, often = self._rounds.get(here, (b"", 0, 0))
        if now == before:
            self.let_go()
            sys.settrace(None)
            self._stop()
        self._rounds[here] = (before, since + 1, often) if since < often else (now, 0, 2 * often + 1)
        return True


_watches: list[_Watch] = []


def watch(frame: FrameType | None, stop: Callable[[], NoReturn]) -> None:
    """Look for a loop without end in this frame and in those that called it, for a short time.

    Args:
        stop: called where the next round of one begins; raises what ends it.
    """
    leave()
    if frame is not None:
        _watches.append(_Watch(frame, stop))


def leave() -> None:
    """Look no longer."""
    while _watches:
        _watches.pop().let_go()
        sys.settrace(None)


def _is_students(code: CodeType) -> bool:
    return code.co_filename.startswith("<cell ")


def _heads(code: CodeType) -> frozenset[int]:
    """Where rounds of its `while` loops begin. Nothing but what `for` loops walk through is in the making there."""
    instructions = {i.offset: i for i in dis.get_instructions(code)}
    back = {i.argval for i in instructions.values() if "BACKWARD" in i.opname}
    found = set()
    for offset in back:
        first = offset
        while instructions[first].opname == "EXTENDED_ARG":
            first += 2
        if instructions[first].opname not in ("FOR_ITER", "SEND"):
            found.add(offset)
    return frozenset(found)


# ------------------------------------------------------------------------------------- what a loop sees


def _seen_by(frame: FrameType) -> bytes:
    """A hash of all that decides how the frame goes on from here.

    Raises:
        _Unknown: if that cannot be known.
    """
    state = _State(frame.f_globals)
    if frame.f_locals is not frame.f_globals:
        state.put(dict(frame.f_locals))
    state.put_names(frame.f_code)
    return state.hash.digest()


class _State:
    """A walk through values, which are written down in the order in which they are met."""

    def __init__(self, names: dict[str, Any]):
        self._names, self._size = names, 0
        self._met: dict[int, int] = {}
        self._kept: list[Any] = []  # lest an id be used twice
        self.hash = hashlib.blake2b()

    def _say(self, *parts: Any) -> None:
        for part in parts:
            data = part if isinstance(part, bytes) else repr(part).encode(errors="surrogatepass")
            self._size += len(data)
            self.hash.update(b"%d;" % len(data))
            self.hash.update(data)
        if self._size > LARGEST:
            raise _Unknown

    def _is_new(self, value: Any) -> bool:
        """Whether this very object is met for the first time; its number is written down."""
        new = id(value) not in self._met
        self._say(self._met.setdefault(id(value), len(self._met)))
        if new:
            self._kept.append(value)
        return new

    def put(self, value: Any) -> None:
        """Write a value down."""
        kind = type(value)
        self._say(kind.__name__)
        if kind in _LEAVES:
            self._say(value)
        elif isinstance(value, np.generic) and value.dtype.kind in "biufc":
            self._say(value.tobytes())
        elif kind is tuple or kind is frozenset:
            self._put_all(value)
        elif kind in (list, set):
            if self._is_new(value):
                self._put_all(value)
        elif kind is dict:
            if self._is_new(value):
                self._put_all(item for pair in value.items() for item in pair)
        elif kind is np.ndarray:
            self._put_array(value)
        else:
            self._put_code(value)

    def _put_all(self, values: Any) -> None:
        for value in list(values):
            self.put(value)
        self._say("end")

    def _put_array(self, array: np.ndarray) -> None:
        owner: Any = array
        while type(owner.base) is np.ndarray:
            owner = owner.base
        where = array.__array_interface__["data"][0]
        if owner.base is None:
            where -= owner.__array_interface__["data"][0]
        else:  # as arguments are, which have come in a message; these stay where they are
            owner = owner.base
        if (
            not isinstance(owner, np.ndarray | bytes | bytearray | memoryview)
            or array.dtype.kind not in "biufc"
        ):
            raise _Unknown
        self._is_new(owner)
        self._say(array.dtype.str, array.shape, array.strides, where, array.flags.writeable, array.tobytes())

    def _put_code(self, value: Any) -> None:
        """What does something: it is known if it is NumPy's or the notebook's."""
        if isinstance(value, FunctionType) and _is_students(value.__code__):
            if value.__globals__ is not self._names:
                raise _Unknown
            if self._is_new(value):
                self._say(value.__code__.co_code)
                cells = [cell.cell_contents for cell in value.__closure__ or ()]
                for part in (value.__defaults__, value.__kwdefaults__, vars(value), cells):
                    self.put(part)
                self.put_names(value.__code__)
            return
        name, module = getattr(value, "__name__", ""), getattr(value, "__module__", None)
        if isinstance(value, ModuleType):
            known = name in _MODULES
        elif isinstance(value, type):
            known = module in ("builtins", "numpy")
        elif isinstance(value, BuiltinFunctionType):
            known = module in _MODULES and (value.__self__ is None or isinstance(value.__self__, ModuleType))
        else:
            known = isinstance(value, _FUNCTIONS) and (module in _MODULES or isinstance(value, np.ufunc))
        if not known or name in _NEVER:
            raise _Unknown
        self._say(name, module)

    def put_names(self, code: CodeType) -> None:
        """What a function's code finds under the names in it; some may be attributes, which make no difference."""
        if "IMPORT_NAME" in {dis.opname[byte] for byte in code.co_code[::2]}:
            raise _Unknown
        for name in code.co_names:
            if name in self._names:
                self._say(name)
                self.put(self._names[name])
            elif name in _NEVER or (hasattr(builtins, name) and name not in _PURE):
                raise _Unknown
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                self.put_names(constant)
