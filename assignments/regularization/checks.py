# Generated from autograder/checks.py by `make assignments`; do not edit.
"""The words that question files speak: call a student's function, compare, explain.

NumPy only and nothing secret in it: the same file lies beside the student's tests, in the grading engine and
in the zip for stock otter. A failed check raises CheckFailed with two texts: a *rule*, which may always be
shown, and a *detail* with values, which is shown only where the inputs are public.

    observed = call(relu, z=z)                  # by position; the keywords are labels for messages
    unchanged(observed)
    close(observed.value, expected, "relu(z)")

Tolerances were chosen so that correct float32 code passes and no known mistake does: correct code differs by
at most 1.2e-5 of the largest entry, wrong code by at least 5e-3.
"""

from __future__ import annotations

import builtins
import functools
import inspect
import itertools
import math
import operator
import os
import re
import sys
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from types import FrameType, FunctionType
from typing import Any

import numpy as np

RTOL = 1e-5  # relative to each entry
ATOL_OF_MAX = 1e-6  # relative to the largest entry of the array
EPSILON = 1e-6  # step of the central difference
FLAGGED_ABOVE = 1e-5  # a gradient ratio above this (or NaN) is flagged
LARGEST_SHOWN = 1000  # no larger size or count of a student's is shown
SIGMAS = 7.0  # a statistic of a correct random function is further out once in 4e11 draws
KS_DISTANCE = 0.037  # to N(0, 1): a uniform has 0.057, a truncated normal 0.017
KS_SIZE = 15_000  # from here on a normal sample is that far off once in 1e17, a uniform one not once in 1e7

# Texts that come from a student's process are shown only if they cannot carry a hidden input.
_TYPE_NAMES = {"DataFrame", "Series", "Tensor", "NoneType", "function", "generator", "module", "method"}
_NUMPY_WARNING = re.compile(
    r"RuntimeWarning: (overflow|divide by zero|invalid value) encountered in ([a-z_0-9]+)"
)


class CheckFailed(AssertionError):  # a verdict on an answer, not an error
    """A rule that the student's answer breaks.

    Attributes:
        rule: what must hold and how it does not; never holds a hidden input or an expected value.
        detail: actual and expected values, or "".
    """

    def __init__(self, rule: str, detail: str = ""):
        super().__init__(f"{rule} {detail}".strip())
        self.rule, self.detail = rule, detail


# ------------------------------------------------------------------------------------------ records


@dataclass
class Record:
    """What a test case learned besides passing: notes for the student, gradient ratios for the report."""

    seed: int = 0
    notes: list[str] = field(default_factory=list)
    gradients: list[tuple[str, float, float]] = field(default_factory=list)  # block, ratio, epsilon


_record: ContextVar[Record | None] = ContextVar("record", default=None)


@contextmanager
def recording(seed: int) -> Iterator[Record]:
    """Collect notes and gradient ratios, and draw the inputs from `seed`, inside a with block."""
    token = _record.set(Record(seed))
    try:
        record = _record.get()
        assert record is not None
        yield record
    finally:
        _record.reset(token)


def note(text: str) -> None:
    """Tell the student something that costs no points."""
    record = _record.get()
    if record is None:
        print(f"Note: {text}")
    elif text not in record.notes:
        record.notes.append(text)


def rng(*labels: str) -> np.random.Generator:
    """A generator for a case's inputs: fresh for every run's seed, the same for every submission of it."""
    record = _record.get()
    seed = int(os.environ.get("AUTOGRADER_SEED", "0")) if record is None else record.seed
    return np.random.default_rng([seed, *(zlib.crc32(label.encode()) for label in labels)])


# -------------------------------------------------------------------------------------------- calls


@dataclass(frozen=True)
class Call:
    """One observed call of a student's function.

    Attributes:
        name: the function's name.
        value: what it returned.
        changed: labels of arguments that the call changed in place, such as "cache['A1']".
        shares: labels of arguments that the result shares memory with; "itself" if one array object stands in
            it more than once.
        warnings: texts of the warnings that it raised.
    """

    name: str
    value: Any
    changed: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Optional:
    """Marks an argument that is passed only to a function that asks for it."""

    value: Any


def call(function: Any, /, **arguments: Any) -> Call:
    """Call a student's function and observe it.

    The arguments are passed by position, in the order written, so that students may name theirs as they
    like; the keywords are labels for messages. A trailing Optional(value) is passed only if needed.
    """
    return _call(function, [arguments], each=False)


def call_each(function: Any, many: Sequence[Mapping[str, Any]], /) -> Call:
    """Call a student's function once for each set of arguments; the value is the list of its results.

    What would be a journey to the sandbox and back for each call is one for all, so this is for functions
    that are called dozens of times.
    """
    return _call(function, many, each=True)


def _call(function: Any, many: Sequence[Mapping[str, Any]], *, each: bool) -> Call:
    if function is None:
        raise CheckFailed(
            f"{_name_of(function)} is not defined: run the cell that defines it, then check again."
        )
    if not callable(function):
        raise CheckFailed(f"{_name_of(function)} must be a function, got {_kind(function)}.")
    labels = tuple(many[0])
    sets = [[a.value if isinstance(a, Optional) else a for a in arguments.values()] for arguments in many]
    optional = sum(isinstance(a, Optional) for a in many[0].values())
    remote = getattr(function, "__observe__", None)
    observed: Call = (remote or _observe_here(function))(labels, sets, optional, each)
    for text in observed.warnings:
        note(f"{observed.name} raised a warning{_shown_warning(text)}.")
    if not remote or not (observed.changed or observed.shares):
        return observed
    known = {path for values in sets for path in _layout(values).paths(labels)}
    return replace(
        observed,
        changed=_known_paths(observed.changed, known, labels),
        shares=_known_paths(observed.shares, known, (*labels, "itself")),
    )


def _name_of(value: Any) -> str:
    """The name under which a test case knows what it, or another function of its file, passed to call()."""
    frame: FrameType | None = sys._getframe(3)
    file, names = sys._getframe(3).f_code.co_filename, [""]
    while frame is not None and frame.f_code.co_filename == file:
        names = [k for k, v in frame.f_locals.items() if v is value] or names
        frame = frame.f_back
    return " or ".join(names) or "The function"


def _shown_warning(text: str) -> str:
    category = text.partition(":")[0]
    if match := _NUMPY_WARNING.fullmatch(text):
        return f": {match[1]} encountered in {match[2]}" if hasattr(np, match[2]) else ""
    return f" ({category})" if isinstance(getattr(builtins, category, None), type) else ""


def _known_paths(paths: Sequence[str], known: set[str], labels: Sequence[str]) -> tuple[str, ...]:
    """The paths, each cut to its argument's label where it names something that was not passed in."""
    cut = (path if path in known else path.partition("[")[0] for path in paths)
    return tuple(dict.fromkeys(path for path in cut if path in known or path in labels))


def _observe_here(function: Callable[..., Any]) -> Callable[..., Call]:
    return lambda labels, sets, optional, each: observe(function, labels, sets, optional, each)


def observe(
    function: Callable[..., Any],
    labels: Sequence[str],
    sets: Sequence[Sequence[Any]],
    optional: int,
    each: bool,
) -> Call:
    """Call a function in this process, once for each set of values, and report what it did and returned.

    With `each` the value is the list of all results, else the only one.
    """
    with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn", under="ignore"):
        warnings.simplefilter("always")
        seen = [_observe_one(function, labels, values, optional) for values in sets]
    return Call(
        getattr(function, "__name__", type(function).__name__),
        [result for result, _, _ in seen] if each else seen[0][0],
        tuple(dict.fromkeys(itertools.chain.from_iterable(changed for _, changed, _ in seen))),
        tuple(dict.fromkeys(itertools.chain.from_iterable(shares for _, _, shares in seen))),
        tuple(dict.fromkeys(f"{w.category.__name__}: {w.message}" for w in caught)),
    )


def _observe_one(
    function: Callable[..., Any], labels: Sequence[str], values: Sequence[Any], optional: int
) -> tuple[Any, list[str], list[str]]:
    """The result, the labels of changed arguments and those of arguments that the result shares memory with."""
    args, kwargs = _bind(function, labels, values, optional)
    before = _layout(values)
    copies = [(a.shape, a.dtype, a.tobytes()) for a in before.arrays]
    nested = len(before.places) > len(values)
    of_numbers = [
        (label, value, list(value))
        for label, value in (zip(labels, values, strict=True) if nested else ())
        if isinstance(value, list) and not _layout([value]).arrays
    ]
    result = function(*args, **kwargs)
    after = _layout(values) if nested else before
    stay = len(after.places) == len(before.places) and all(map(operator.is_, after.places, before.places))
    differ = [
        a.tobytes() != data or a.shape != shape or (a.dtype is not dtype and a.dtype != dtype)
        for a, (shape, dtype, data) in zip(before.arrays, copies, strict=True)
    ]
    changed = [] if stay and True not in differ else _changed(labels, before, after, differ)
    changed += [
        label
        for label, value, items in of_numbers
        if len(value) != len(items) or not all(map(operator.is_, value, items))
    ]
    return result, changed, _shared(labels, before, _layout([result]).arrays)


def _changed(labels: Sequence[str], before: _Layout, after: _Layout, differ: Sequence[bool]) -> list[str]:
    """The paths of arrays that are others now or differ, and the arguments that hold more arrays than before."""
    then, now = before.paths(labels), dict(zip(after.paths(labels), after.arrays, strict=True))
    changed = [
        path
        for path, a, yes in zip(then, before.arrays, differ, strict=True)
        if yes or now.get(path) is not a
    ]
    if changed or len(now) > len(then):
        changed += dict.fromkeys(path.partition("[")[0] for path in now if path not in then)
    return changed


def _shared(labels: Sequence[str], before: _Layout, parts: Sequence[np.ndarray]) -> list[str]:
    """The paths of arrays with which a result of these arrays shares memory."""
    shares = []
    owners = {id(a) for a in before.arrays} | {id(a.base) for a in before.arrays if a.base is not None}
    # an array of its own shares with nobody; finding that out by comparing all pairs would take longer
    suspects = [part for part in parts if part.base is not None or id(part) in owners]
    if suspects:
        sharing = [any(_may_share(a, part) for part in suspects) for a in before.arrays]
        if any(sharing):
            shares = [path for path, yes in zip(before.paths(labels), sharing, strict=True) if yes]
    if len({id(part) for part in parts}) < len(parts):
        shares.append("itself")
    return shares


def _may_share(a: np.ndarray, b: np.ndarray) -> bool:
    """As np.may_share_memory, which takes longer to say that an array of its own shares with nobody."""
    return np.may_share_memory(a, b) if b.base is not None else a is b or a.base is b


def _bind(
    function: Callable[..., Any], labels: Sequence[str], values: Sequence[Any], optional: int
) -> tuple[list[Any], dict[str, Any]]:
    """Choose how to pass the arguments: by position, where that cannot be then some of them by name."""
    count = len(values)
    if type(function) is FunctionType and not function.__code__.co_kwonlyargcount:
        most = function.__code__.co_argcount  # what almost every call comes to, without a signature
        least = most - len(function.__defaults__ or ())
        for given in range(count - optional, count + 1):
            if least <= given <= most:
                return list(values[:given]), {}
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return list(values), {}
    for given in range(count - optional, count + 1):
        for by_position in range(given, -1, -1):
            args = list(values[:by_position])
            kwargs = dict(zip(labels[by_position:given], values[by_position:given], strict=True))
            try:
                signature.bind(*args, **kwargs)
            except TypeError:
                continue
            return args, kwargs
    return list(values[: count - optional]), {}


_DICT, _LIST, _END = object(), object(), object()
_HOLDING = (dict, list, tuple)
_HOLDING_NONE = frozenset((float, int, str, bool, type(None)))


@dataclass(slots=True)
class _Layout:
    """Which arrays some values hold, and where: two with the same objects in `places` say the same paths.

    Attributes:
        places: for an array itself, for a dict _DICT, key, item, …, _END, for a list or tuple _LIST, item, …, _END,
            and for anything else None.
        arrays: all arrays, in the same order.
    """

    places: list[Any] = field(default_factory=list)
    arrays: list[np.ndarray] = field(default_factory=list)

    def add(self, value: Any, depth: int = 0) -> None:
        if isinstance(value, np.ndarray):
            self.places.append(value)
            self.arrays.append(value)
        elif depth == 4 or not isinstance(value, _HOLDING):
            self.places.append(None)
        elif isinstance(value, dict):
            self.places.append(_DICT)
            for key, item in value.items():
                self.places.append(key)
                self.add(item, depth + 1)
            self.places.append(_END)
        else:
            self.places.append(_LIST)
            for item in value:
                if type(item) in _HOLDING_NONE:
                    self.places.append(None)
                else:
                    self.add(item, depth + 1)
            self.places.append(_END)

    def paths(self, labels: Sequence[str]) -> list[str]:
        """What a student would write to reach each array, where these are the labels of the values."""
        found: list[str] = []
        places = iter(self.places)
        for label in labels:
            _add_paths(label, next(places), places, found)
        return found


def _add_paths(path: str, here: Any, rest: Iterator[Any], found: list[str]) -> None:
    if here is _DICT:
        while (key := next(rest)) is not _END:
            _add_paths(f"{path}[{key!r}]", next(rest), rest, found)
    elif here is _LIST:
        for index in itertools.count():
            if (item := next(rest)) is _END:
                return
            _add_paths(f"{path}[{index}]", item, rest, found)
    elif here is not None:
        found.append(path)


def _layout(values: Sequence[Any]) -> _Layout:
    layout = _Layout()
    for value in values:
        layout.add(value)
    return layout


def unchanged(observed: Call) -> None:
    """The call must have left its arguments as they were."""
    if observed.changed:
        names = ", ".join(observed.changed)
        raise CheckFailed(f"{observed.name} must not change its arguments, but it changed {names} in place.")


def note_changes(observed: Call) -> None:
    """Say that the call changed its arguments, where that costs no points."""
    if observed.changed:
        names = ", ".join(observed.changed)
        note(f"{observed.name} changed {names} in place: it works here, but whoever called it has lost them.")


def separate(observed: Call) -> None:
    """Every array of the result must be one of its own: with one for two, a change of either changes both."""
    if "itself" in observed.shares:
        raise CheckFailed(
            f"{observed.name} returns one and the same array under several names: change one, and the other "
            "changes too."
        )


def refused(error: Exception) -> bool:
    """Whether an exception says that a function could not even be called with so many arguments."""
    if isinstance(error, TypeError):
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        return frame is None or frame.tb_frame.f_code is _observe_one.__code__
    before_its_first_line = not getattr(error, "places", ())
    return getattr(error, "type_name", "") == "TypeError" and before_its_first_line


class Probe:
    """A function of ours for a student's function to call: it remembers where it was asked.

    It takes one argument of the given shape, where () is a number, and answers anything else with NaN, as an
    exception would reach the student as one of their own. Call understood() before looking at the result.

    Attributes:
        points: the arguments, as arrays of that shape.
    """

    def __init__(self, function: Callable[[Any], float], shape: tuple[int, ...], name: str):
        self._function, self._shape, self.__name__ = function, shape, name
        self._problem: CheckFailed | None = None
        self.points: list[np.ndarray] = []

    def __call__(self, *arguments: Any, **named: Any) -> float:
        """The function's value, a float."""
        values = [*arguments, *named.values()]
        try:
            require(
                len(values) == 1, f"{self.__name__} takes one argument, it was called with {len(values)}."
            )
            value = np.asarray(values[0]) if isinstance(values[0], int | float) else values[0]
            if not self._shape and isinstance(value, np.ndarray) and value.size == 1:
                value = value.reshape(())
            point = array(value, self._shape, f"The argument of {self.__name__}")
        except CheckFailed as problem:
            self._problem = self._problem or problem
            return math.nan
        if len(self.points) < LARGEST_SHOWN:
            self.points.append(point.copy())
        with np.errstate(all="ignore"):
            return float(self._function(point))

    def understood(self) -> None:
        """It must have been called, and always with what it takes."""
        if self._problem is not None:
            raise self._problem
        require(self.points, f"{self.__name__} was never called: the result must come from its values.")


# ------------------------------------------------------------------------------------------- values


def require(condition: object, rule: str, detail: str = "") -> None:
    """A rule in the question's own words."""
    if not condition:
        raise CheckFailed(rule, detail)


def array(value: Any, shape: tuple[int, ...], name: str, *, finite: bool = True) -> np.ndarray:
    """A NumPy array of numbers with exactly this shape; returned as float64.

    Where shape is () a Python number will do.
    """
    if value is None:
        raise CheckFailed(f"{name} is None: does your function return it?")
    if shape == () and isinstance(value, bool | int | float):
        value = _float(value)
    if not isinstance(value, np.ndarray | np.generic):
        wanted = f"a NumPy array of shape {shape}" if shape else "a number"
        raise CheckFailed(f"{name} must be {wanted}, got {_kind(value)}.")
    a = np.asarray(value)
    if a.dtype.kind not in "biuf":
        raise CheckFailed(f"{name} must hold real numbers, got dtype {a.dtype}.")
    if a.shape != shape:
        raise CheckFailed(
            f"{name}: shape must be {shape}, got {_shape(a.shape)}.{_shape_hint(a.shape, shape)}"
        )
    if a.dtype.itemsize <= 8:
        a = a.astype(np.float64)
    else:
        with np.errstate(over="ignore"):  # a longdouble may be too large: infinite, then
            a = a.astype(np.float64)
    if finite and not np.isfinite(a).all():
        bad = int((~np.isfinite(a)).sum())
        what = "NaN" if np.isnan(a).any() else "infinite"
        are = "is" if bad == 1 else "are"
        raise CheckFailed(f"{name}: {bad} of {a.size} entries {are} not finite ({what}).")
    return a


def _float(number: float) -> np.float64:
    try:
        return np.float64(number)
    except OverflowError:  # an integer of more than 308 digits
        return np.float64(math.inf if number > 0 else -math.inf)


def _shape_hint(got: tuple[int, ...], wanted: tuple[int, ...]) -> str:
    if got == wanted[::-1]:
        return " Is it transposed?"
    if len(wanted) == 2 and got in (wanted[:1], wanted[1:]) and 1 in wanted:
        return " It has one axis and needs two; in a sum keepdims=True keeps it."
    if got == () and math.prod(wanted) > 1:
        return " Was everything summed into one number?"
    return ""


def double_precision(value: Any, name: str) -> None:
    """Not float32 or less, in which a small difference is lost."""
    dtype = getattr(value, "dtype", None)
    if dtype is not None and dtype.kind == "f" and dtype.itemsize < 8:
        raise CheckFailed(f"{name} must be float64, got {dtype}: it is too coarse for a tiny step.")


def scalar(value: Any, name: str) -> float:
    """One real number: a Python or NumPy number or a 0-d array. Size-1 arrays are noted and cost nothing."""
    if isinstance(value, np.ndarray) and value.size == 1 and value.ndim > 0:
        which = re.sub(r"\[\d+\]", "", name)  # one note for a whole list
        note(
            f"{which} came as an array of shape {_shape(value.shape)}; a plain number is easier to use (float(...))."
        )
        value = value.reshape(())
    if isinstance(value, np.ndarray) and value.size != 1:
        raise CheckFailed(f"{name} must be one number, got an array of shape {_shape(value.shape)}.")
    return float(array(value, (), name, finite=False))


def dictionary(value: Any, keys: Sequence[str], name: str, *, extra: bool = False) -> dict[str, Any]:
    """A dict with these keys; further keys only where extra is allowed."""
    if why := getattr(value, "why_missing", ""):
        raise CheckFailed(why)
    if value is None:
        raise CheckFailed(f"{name} is None: does your function return it?")
    if not isinstance(value, dict):
        raise CheckFailed(f"{name} must be a dict with keys {_listed(keys)}, got {_kind(value)}.")
    missing = [k for k in keys if k not in value]
    if missing:
        has = _listed([str(k)[:20] for k in list(value)[:12]]) or "none"
        raise CheckFailed(f"{name} lacks {_listed(missing)}.", f"Its keys are {has}.")
    unknown = [str(k)[:20] for k in list(value)[:50] if k not in keys]
    if unknown and not extra:
        also = f"It also has {_listed(unknown[:6])}."
        raise CheckFailed(f"{name} must have the keys {_listed(keys)} and no others.", also)
    return value


def unpack(value: Any, *names: str) -> tuple[Any, ...]:
    """A tuple (or list) of results, one for each name."""
    wanted = f"({', '.join(names)})"
    if value is None:
        raise CheckFailed(f"The function must return {wanted}, not None: is there a return statement?")
    if not isinstance(value, tuple | list):
        raise CheckFailed(f"The function must return {wanted}, got {_kind(value)}.")
    if len(value) != len(names):
        raise CheckFailed(
            f"The function must return {wanted}: {len(names)} values, got {_count(len(value))}."
        )
    return tuple(value)


def numbers(value: Any, count: int, name: str) -> np.ndarray:
    """A list, tuple or 1-D array of this many numbers; NaN and infinity pass."""
    if value is None:
        raise CheckFailed(f"{name} is None: does your function return it?")
    if not isinstance(value, list | tuple | np.ndarray) or (
        isinstance(value, np.ndarray) and value.ndim != 1
    ):
        raise CheckFailed(f"{name} must be a list of {count} numbers, got {_kind(value)}.")
    if len(value) != count:
        raise CheckFailed(f"{name} must hold {count} numbers, got {_count(len(value))}.")
    return np.array([scalar(item, f"{name}[{i}]") for i, item in enumerate(value)], dtype=np.float64)


def whole_number(value: Any, name: str) -> int:
    """An integer, in any of the types that hold one."""
    number = scalar(value, name)
    if not number.is_integer():
        raise CheckFailed(f"{name} must be a whole number.", f"Got {number:.6g}.")
    return int(number)


def close(
    value: Any, expected: Any, name: str, *, known: Mapping[str, float] | None = None, finite: bool = True
) -> None:
    """Equal shapes, all entries finite, and each within RTOL of its own and ATOL_OF_MAX of the largest value.

    Args:
        known: quantities, such as {"m": 7}, that a wrong constant factor may turn out to be.
        finite: False lets an entry be NaN or infinite where the expected one is the same.
    """
    right = np.asarray(expected, dtype=np.float64)
    got = array(value, right.shape, name, finite=finite)
    if _all_near(got, right):
        return
    size = np.where(np.isfinite(right), np.abs(right), 0.0)
    with np.errstate(all="ignore"):
        tolerance = RTOL * size + max(ATOL_OF_MAX * float(np.max(size, initial=0.0)), 1e-12)
        wrong = ~(np.abs(got - right) <= tolerance)  # so that NaN is wrong
    wrong &= ~((got == right) | (np.isnan(got) & np.isnan(right)))
    if not wrong.any():
        return
    factor = _constant_factor(got, right)
    if factor is not None and (right.size > 1 or _quantity(factor, known or {})):
        rule = f"{name} {_factor_text(factor, known or {})}"
    elif got.size == 1:
        rule = f"{name} has the wrong value."
    else:
        rule = f"{name} has wrong values: {int(wrong.sum())} of {wrong.size} entries differ."
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    where = f"{name}[{', '.join(map(str, first))}]" if first else name
    raise CheckFailed(rule, f"{where} is {got[first]:.6g}, expected {right[first]:.6g}.")


def _all_near(got: np.ndarray, right: np.ndarray) -> bool:
    """Whether every entry is within tolerance, where all that is right is finite: what close() mostly finds."""
    with np.errstate(all="ignore"):
        size = np.abs(right)
        largest = float(size.max(initial=0.0))
        if not largest < math.inf:
            return False
        return bool((np.abs(got - right) <= RTOL * size + max(ATOL_OF_MAX * largest, 1e-12)).all())


def _constant_factor(got: np.ndarray, right: np.ndarray) -> float | None:
    """c if got = c · right in every entry, to four digits, and that can be told."""
    with np.errstate(all="ignore"):
        norm = float(np.sum(right * right))
        factor = float(np.sum(got * right) / norm) if norm else 0.0
        scale = abs(factor) * float(np.max(np.abs(right), initial=0.0))
        if not (np.isfinite(scale) and scale > 0 and np.max(np.abs(got - factor * right)) <= 1e-4 * scale):
            return None
    return factor if abs(factor - 1) > 1e-3 else None  # "1 times too large" would help nobody


def _quantity(factor: float, known: Mapping[str, float]) -> str:
    """What a wrong factor is made of: "sign", the name of a known quantity or "1/" and its name, or ""."""
    if abs(factor + 1) < 1e-4:
        return "sign"
    for quantity, amount in known.items():
        if abs(abs(factor) - amount) <= 1e-3 * amount:
            return quantity
        if abs(abs(factor) * amount - 1) <= 1e-3:
            return f"1/{quantity}"
    return ""


def _factor_text(factor: float, known: Mapping[str, float]) -> str:
    quantity = _quantity(factor, known)
    if quantity == "sign":
        return "has the wrong sign: it is minus what it should be."
    size = abs(factor)
    text = f"is {size:.4g} times too large" if size > 1 else f"is {1 / size:.4g} times too small"
    text += " and has the wrong sign" if factor < 0 else ""
    if quantity in known:
        return f"{text}, and {quantity} is {known[quantity]:g}: did you divide by {quantity}?"
    if quantity:
        divisor = quantity.removeprefix("1/")
        return f"{text}, and {divisor} is {known[divisor]:g}: did you divide by {divisor} once too often?"
    return f"{text}, by the same factor everywhere."


def labels(value: Any, expected: Any, name: str) -> None:
    """Predictions 0 or 1, as bool, int or float."""
    right = np.asarray(expected)
    got = array(value, right.shape, name)
    other = got[(got != 0) & (got != 1)]
    if other.size:
        raise CheckFailed(f"{name} must hold only the labels 0 and 1.", f"It holds {other.flat[0]:.6g}.")
    wrong = int((got != right).sum())
    if wrong:
        raise CheckFailed(f"{name}: {wrong} of {right.size} labels are wrong.")


def _kind(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of shape {_shape(value.shape)}"
    name = str(getattr(value, "type_name", type(value).__name__))
    if isinstance(value, list | tuple | dict | set):
        return f"a {name} of {_count(len(value))}"
    if name not in _TYPE_NAMES and not isinstance(getattr(builtins, name, None), type):
        return "an object of another type"
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def _shape(shape: tuple[int, ...]) -> str:
    """A shape, unless it could be a number in disguise: np.zeros((int(1e6 * x), 0)) would tell a hidden x."""
    ordinary = len(shape) <= 4 and all(0 < length <= LARGEST_SHOWN for length in shape)
    return str(shape) if ordinary else "an unusual one"


def _count(count: int) -> str:
    return str(count) if count <= LARGEST_SHOWN else f"more than {LARGEST_SHOWN}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


# ---------------------------------------------------------------------------------------- gradients


def gradient_ratio(gradient: np.ndarray, numerical: np.ndarray) -> float:
    """‖g − ĝ‖ / (‖g‖ + ‖ĝ‖), zero if both are zero."""
    with np.errstate(all="ignore"):
        total = float(np.linalg.norm(gradient) + np.linalg.norm(numerical))
        return float(np.linalg.norm(gradient - numerical)) / total if total != 0 else 0.0


def gradient_check(
    gradients: Any,
    costs: Callable[[list[dict[str, np.ndarray]]], Sequence[float]],
    parameters: Mapping[str, np.ndarray],
    epsilon: float = EPSILON,
    flag_above: float = FLAGGED_ABOVE,
) -> None:
    """Compare each block of a gradient with central differences of the cost.

    Args:
        gradients: the student's dict, "dW1" for parameter "W1", each of its parameter's shape.
        costs: J for each of a list of parameters.
        parameters: where the gradient was taken.
        epsilon: step of the central difference.
        flag_above: the largest ratio that passes; with another than the default nothing is recorded, as a
            coarse check is no evidence.

    Raises:
        CheckFailed: naming the blocks whose ratio is above `flag_above`, or NaN.
    """
    gradients = dictionary(gradients, [f"d{key}" for key in parameters], "The gradient", extra=True)
    blocks = {key: array(gradients[f"d{key}"], parameters[key].shape, f"d{key}") for key in parameters}
    points = [
        {**parameters, key: _moved(value, index, step)}
        for key, value in parameters.items()
        for step in (epsilon, -epsilon)
        for index in np.ndindex(value.shape)
    ]
    at_points = np.asarray(costs(points), dtype=np.float64)
    flagged, start = [], 0
    for key, value in parameters.items():
        high, low = at_points[start : start + 2 * value.size].reshape(2, *value.shape)
        start += 2 * value.size
        with np.errstate(all="ignore"):  # where a cost is infinite, the ratio is none
            numerical = (high - low) / (2 * epsilon)
        ratio = gradient_ratio(blocks[key], numerical)
        record = _record.get()
        if record is not None and flag_above == FLAGGED_ABOVE:
            record.gradients.append((f"d{key}", ratio, epsilon))
        if not ratio <= flag_above:
            flagged.append(f"d{key} (ratio {ratio:.1e})")
    if flagged:
        raise CheckFailed(
            f"Your gradient does not agree with the slope of the cost: {_listed(flagged)}; "
            f"a correct one stays below {flag_above:g}."
        )


def _moved(value: np.ndarray, index: tuple[int, ...], step: float) -> np.ndarray:
    moved = value.copy()
    moved[index] += step
    return moved


# ------------------------------------------------------------------------------------------- chance


def layers(value: Any, sizes: Sequence[int]) -> dict[str, np.ndarray]:
    """The parameters of a network with layers of these sizes, input first: W1, b1, W2, b2, …, each of its shape."""
    keys = [f"{kind}{layer}" for layer in range(1, len(sizes)) for kind in "Wb"]
    found = dictionary(value, keys, "parameters")
    shapes = [shape for n_in, n_out in itertools.pairwise(sizes) for shape in ((n_out, n_in), (n_out, 1))]
    return {key: array(found[key], shape, key) for key, shape in zip(keys, shapes, strict=True)}


def zero_biases(drawn: Mapping[str, np.ndarray]) -> None:
    """Every bias of a network is zero."""
    for key, value in drawn.items():
        if key.startswith("b") and value.any():
            raise CheckFailed(f"{key} must be zero.", f"{key}[0, 0] is {value[0, 0]:.3g}.")


def normal_sample(W: np.ndarray, std: float, name: str, formula: str = "") -> None:
    """Independent draws from N(0, std²), judged by statistics; no seed and no order is prescribed.

    Σu² and the row and column sums are χ², the mean is normal. From 15 000 entries on the shape is judged by
    the distance to N(0, 1), so that a truncated normal of the right variance passes and a uniform does not.

    Args:
        formula: says in words what std is; then its value is not shown for hidden cases.
    """
    with np.errstate(all="ignore"):
        _judge_sample(W / std, W, std, name, formula)


def normal_layers(
    weights: Mapping[str, np.ndarray],
    variance: Callable[[int, int], float],
    formula: str,
    mistaken: Mapping[str, Callable[[int, int], float]] | None = None,
) -> None:
    """The weight matrices of a network: normal samples, none of them a repetition of another.

    Args:
        weights: each (n_out, n_in), by name.
        variance: of the weights, from n_in and n_out.
        formula: says in words what the standard deviation is.
        mistaken: other variances that students come to, by what their weights then have.
    """
    try:
        for name, W in weights.items():
            normal_sample(W, math.sqrt(variance(W.shape[1], W.shape[0])), name, formula)
    except CheckFailed:
        for what, other in (mistaken or {}).items():
            if all(_has_variance(W, other(W.shape[1], W.shape[0])) for W in weights.values()):
                raise CheckFailed(f"The weights have {what}.") from None
        raise
    for (name_a, a), (name_b, b) in itertools.combinations(weights.items(), 2):
        uncorrelated(a, b, f"{name_a} and {name_b}")


def _has_variance(W: np.ndarray, variance: float) -> bool:
    """Whether this is, as far as can be told, the variance of the weights."""
    with np.errstate(all="ignore"):
        return bool(abs(np.var(W) / variance - 1) <= 6 / math.sqrt(W.size))


def _judge_sample(u: np.ndarray, W: np.ndarray, std: float, name: str, formula: str) -> None:
    if not np.any(u):
        raise CheckFailed(f"{name} is all zeros: every unit would learn the same.")
    measured = float(np.sqrt(np.mean((W - W.mean()) ** 2)))
    if measured > 0:
        _judge_independence((W - W.mean()) / measured, name)
    if abs(float(u.mean())) * math.sqrt(u.size) > SIGMAS * max(1.0, measured / std):
        raise CheckFailed(f"{name} must have mean 0.", f"Its mean is {W.mean():.3g}.")
    if not abs(_chi_square_sigmas(float(np.sum(u**2)), u.size)) <= SIGMAS:
        if not formula:
            raise CheckFailed(f"{name} must have standard deviation {std:g}, yours has {measured:.3g}.")
        raise CheckFailed(
            f"{name} must have standard deviation {formula}.", f"That is {std:.4g}, yours has {measured:.4g}."
        )
    if u.size >= KS_SIZE and _distance_to_normal(u) > KS_DISTANCE:
        raise CheckFailed(
            f"{name} must be drawn from a normal distribution: does its histogram look like one?"
        )


def _judge_independence(standardized: np.ndarray, name: str) -> None:
    balanced = False
    for axis, what in ((0, "rows"), (1, "columns")):  # repeated rows add up in the sums over the rows
        count = standardized.shape[1 - axis]
        if count >= 20:
            sums = float(np.sum(standardized.sum(axis=axis) ** 2)) / standardized.shape[axis]
            sigmas = _chi_square_sigmas(sums, count)
            if sigmas > SIGMAS:
                raise CheckFailed(f"The {what} of {name} are not independent: are some repeated?")
            balanced = balanced or sigmas < -SIGMAS
    if balanced:
        raise CheckFailed(f"The entries of {name} are not independent: whole rows or columns cancel out.")


def _distance_to_normal(u: np.ndarray) -> float:
    """The Kolmogorov–Smirnov distance, looked up on a grid that is much finer than what it has to tell."""
    grid, normal = _normal_distribution()
    measured = np.searchsorted(np.sort(u, axis=None), grid, side="right") / u.size
    return float(np.max(np.abs(measured - normal)))


@functools.cache
def _normal_distribution() -> tuple[np.ndarray, np.ndarray]:
    """Where it is looked up, and P(x ≤ there) for N(0, 1)."""
    grid = np.linspace(-5, 5, 801)
    return grid, np.array([0.5 * math.erfc(-x / math.sqrt(2)) for x in grid])


def uncorrelated(a: np.ndarray, b: np.ndarray, name: str) -> None:
    """Two samples must not repeat one another, as they do when the seed is reset between them."""
    size = min(a.size, b.size)
    for first, second in ((a, b), (a.T, b.T)):  # drawn row by row or, transposed, column by column
        x, y = first.reshape(-1)[:size], second.reshape(-1)[:size]
        with np.errstate(all="ignore"):  # a constant sample has no correlation: NaN, which fails
            x, y = x - x.mean(), y - y.mean()
            correlation = float(np.sum(x * y) / np.sqrt(np.sum(x * x) * np.sum(y * y)))
        if not abs(correlation) * math.sqrt(size) <= SIGMAS:
            raise CheckFailed(f"{name} hold the same random numbers: is the seed set again in between?")


def mask(value: Any, shape: tuple[int, ...], name: str) -> np.ndarray:
    """A mask of what was kept: zeros, and one other number wherever it was kept; returned as bool."""
    got = array(value, shape, name)
    levels = np.unique(got[got != 0])
    if levels.size > 1 and np.ptp(levels) > RTOL * np.max(np.abs(levels)):
        raise CheckFailed(f"{name} must hold only 1 for kept and 0 for dropped (or True and False).")
    if levels.size and levels[0] < 0:
        raise CheckFailed(f"{name} must hold 1 for kept and 0 for dropped, and no negative numbers.")
    return got != 0


def kept_at_random(kept: np.ndarray, keep_prob: float, name: str) -> None:
    """Each entry of a mask (rows, columns) was kept by a draw of its own, with this probability.

    The number of kept entries is binomial, and their numbers in the rows and in the columns scatter as
    binomial numbers do: more if entries share a draw, less if their number was fixed.
    """
    rate = float(kept.mean())
    if 0 < rate < 1:
        _judge_draws(kept, rate, name)
    tolerated = SIGMAS * math.sqrt(keep_prob * (1 - keep_prob) / kept.size)
    if abs(rate - keep_prob) > tolerated:
        rule = f"{name} must keep each entry with the probability keep_prob"
        if abs(1 - rate - keep_prob) <= tolerated:
            rule += ", but it drops them with that probability"
        raise CheckFailed(f"{rule}.", f"{rate:.1%} of its entries were kept, and keep_prob is {keep_prob:g}.")


def _judge_draws(kept: np.ndarray, rate: float, name: str) -> None:
    fixed = ""
    for axis, what in ((1, "row"), (0, "column")):  # where rows are repeated the columns scatter too much
        size = kept.shape[axis]
        standardized = (kept.sum(axis=axis) - size * rate) / math.sqrt(size * rate * (1 - rate))
        sigmas = _chi_square_sigmas(float(np.sum(standardized**2)), standardized.size - 1)
        if sigmas > SIGMAS:
            raise CheckFailed(
                f"The entries of {name} are not independent: some {what}s keep far more than others. "
                "Does each entry have a random number of its own?"
            )
        fixed = what if sigmas < -SIGMAS else fixed
    if fixed:
        raise CheckFailed(
            f"The entries of {name} are not independent: every {fixed} keeps about the same number. "
            "Each entry is kept or dropped by itself, whatever happens to the others."
        )


def _chi_square_sigmas(total: float, count: int) -> float:
    """How many standard deviations a χ² sum lies from its mean (Wilson and Hilferty, 1931)."""
    spread = 2 / (9 * count)
    return (np.cbrt(total / count) - (1 - spread)) / math.sqrt(spread)


def parameters(generator: np.random.Generator, *layer_dims: int) -> dict[str, np.ndarray]:
    """W1, b1, W2, … of size about 1: no activation is linear there and no bias negligible."""
    drawn = {}
    for layer, (n_in, n_out) in enumerate(itertools.pairwise(layer_dims), start=1):
        drawn[f"W{layer}"] = generator.normal(size=(n_out, n_in)) * 1.2 / math.sqrt(n_in)
        drawn[f"b{layer}"] = generator.uniform(0.4, 1.2, (n_out, 1)) * generator.choice(
            [-1.0, 1.0], (n_out, 1)
        )
    return drawn


def alive_network(
    generator: np.random.Generator, m: int, *layer_dims: int
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Parameters and inputs (n_x, m), m ≥ 2, of a network with ReLU in its hidden layers and a sigmoid at the end.

    Every hidden unit is on for some examples and off for others, no z lies within 0.05 of the kink, and the
    outputs lie between 0.02 and 0.98: there the cost is smooth, and no step of the way back is the identity.
    """
    X = generator.normal(size=(layer_dims[0], m))
    A = X
    drawn: dict[str, np.ndarray] = {}
    for layer, n_out in enumerate(layer_dims[1:], start=1):
        hidden = layer + 1 < len(layer_dims)
        units = [_alive_unit(generator, A, hidden) for _ in range(n_out)]
        W, b = (np.vstack([unit[key] for unit in units]) for key in ("W1", "b1"))
        drawn |= {f"W{layer}": W, f"b{layer}": b}
        A = np.maximum(W @ A + b, 0)
    return drawn, X


def _alive_unit(generator: np.random.Generator, A: np.ndarray, hidden: bool) -> dict[str, np.ndarray]:
    while True:
        unit = parameters(generator, len(A), 1)
        z = unit["W1"] @ A + unit["b1"]
        spread = z.min() < 0 < z.max() if hidden else np.abs(z).max() < 3.8
        if spread and np.abs(z).min() > 0.05:
            return unit


def both_labels(generator: np.random.Generator, m: int) -> np.ndarray:
    """Labels (1, m), 0.0 or 1.0; from m = 2 on both occur."""
    Y = (generator.random((1, m)) < 0.5).astype(np.float64)
    Y[0, :2] = generator.permutation([0.0, 1.0])[:m]
    return Y


# ------------------------------------------------------------------------------------------ helpers


def retry_with_reference(namespace: dict[str, Any], reference: Any) -> None:
    """Give every case of a question file a second try with the reference's helpers in the student's place.

    For stock otter, where the student's functions live in this very process: the zip's test files end with
    this call. The engine does so across processes, and then once more with the wrong helpers alone replaced.

    Args:
        namespace: globals() of the question file, with its `helpers` (name to question).
        reference: a mapping from each helper's name to the reference's function.
    """
    swapped = {helper: stand_in(reference[helper]) for helper in namespace["helpers"]}
    for case in list(namespace.values()):
        if hasattr(case, "test_func"):
            case.test_func = _second_try(case.test_func, swapped)


def stand_in(function: Callable[..., Any]) -> Callable[..., Any]:
    """A reference function that takes a student's place: it drops the arguments that only theirs has."""
    names = list(inspect.signature(function).parameters)

    def stand_in_for_yours(*args: Any, **kwargs: Any) -> Any:
        return function(*args[: len(names)], **{k: v for k, v in kwargs.items() if k in names})

    return stand_in_for_yours


def _second_try(test: Callable[..., None], swapped: dict[str, Any]) -> Callable[..., None]:
    def run(**arguments: Any) -> None:
        try:
            test(**arguments)
        except Exception:
            functions = [f for f in arguments.values() if hasattr(f, "__globals__")]
            spaces = {id(f.__globals__): f.__globals__ for f in functions}.values()
            saved = [{name: space[name] for name in swapped if name in space} for space in spaces]
            try:
                for space in spaces:
                    space.update(swapped)
                test(**{**arguments, **{k: v for k, v in swapped.items() if k in arguments}})
            finally:
                for space, own in zip(spaces, saved, strict=True):
                    for name in swapped:
                        space.pop(name, None)
                    space.update(own)

    run.__signature__ = inspect.signature(test)  # type: ignore[attr-defined]  # otter reads the parameters
    return run
