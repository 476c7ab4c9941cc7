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

import inspect
import math
import os
import sys
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import numpy as np

RTOL = 1e-5  # relative to each entry
ATOL_OF_MAX = 1e-6  # relative to the largest entry of the array
EPSILON = 1e-6  # step of the central difference
FLAGGED_ABOVE = 1e-5  # a gradient ratio above this (or NaN) is flagged
SIGMAS = 6.9  # a statistic of a correct random function is further out once in 2e11 draws
KS_DISTANCE = 0.037  # to N(0, 1): a uniform has 0.057, a truncated normal 0.017


class CheckFailed(AssertionError):
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
        shares: labels of arguments that the result shares memory with.
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
    if function is None:
        raise CheckFailed(f"{_missing_name()} is not defined: run the cell that defines it, then check again.")
    if not callable(function):
        raise CheckFailed(f"{_missing_name(function)} must be a function, got {_kind(function)}.")
    labels = tuple(arguments)
    values = [a.value if isinstance(a, Optional) else a for a in arguments.values()]
    optional = sum(isinstance(a, Optional) for a in arguments.values())
    remote = getattr(function, "__observe__", None)
    observed: Call = (remote or _observe_here(function))(labels, values, optional)
    for text in observed.warnings:
        note(f"{observed.name} raised a warning: {text}")
    return observed


def _missing_name(value: Any = None) -> str:
    """The name under which the test case knows the value that it passed to call()."""
    names = [k for k, v in sys._getframe(2).f_locals.items() if v is value]
    return names[0] if len(names) == 1 else "The function"


def _observe_here(function: Callable[..., Any]) -> Callable[..., Call]:
    return lambda labels, values, optional: observe(function, labels, values, optional)


def observe(function: Callable[..., Any], labels: Sequence[str], values: Sequence[Any], optional: int) -> Call:
    """Call a function in this process and report what it did, beside what it returned."""
    args, kwargs = _bind(function, labels, values, optional)
    before = {path: (a, a.copy()) for label, v in zip(labels, values, strict=True) for path, a in _arrays(v, label)}
    with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn"):
        warnings.simplefilter("always")
        result = function(*args, **kwargs)
    after = dict(pair for label, v in zip(labels, values, strict=True) for pair in _arrays(v, label))
    changed = [p for p, (a, old) in before.items() if after.get(p) is not a or not _same(a, old)]
    changed += [p for p in after if p not in before]
    parts = [a for _, a in _arrays(result, "")]
    shares = [p for p, (a, _) in before.items() if any(np.may_share_memory(a, part) for part in parts)]
    texts = dict.fromkeys(f"{w.category.__name__}: {w.message}" for w in caught)
    name = getattr(function, "__name__", type(function).__name__)
    return Call(name, result, tuple(changed), tuple(shares), tuple(texts))


def _bind(
    function: Callable[..., Any], labels: Sequence[str], values: Sequence[Any], optional: int
) -> tuple[list[Any], dict[str, Any]]:
    """Choose how to pass the arguments: by position, where that cannot be then some of them by name."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return list(values), {}
    count = len(values)
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


def _arrays(value: Any, path: str, depth: int = 0) -> Iterator[tuple[str, np.ndarray]]:
    """Every array inside a value, with the path that a student would write to reach it."""
    if isinstance(value, np.ndarray):
        yield path, value
    elif isinstance(value, dict) and depth < 4:
        for key, item in value.items():
            yield from _arrays(item, f"{path}[{key!r}]", depth + 1)
    elif isinstance(value, list | tuple) and depth < 4:
        for i, item in enumerate(value):
            yield from _arrays(item, f"{path}[{i}]", depth + 1)


def _same(a: np.ndarray, b: np.ndarray) -> bool:
    return a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()


def unchanged(observed: Call) -> None:
    """The call must have left its arguments as they were."""
    if observed.changed:
        names = ", ".join(observed.changed)
        raise CheckFailed(f"{observed.name} must not change its arguments, but it changed {names} in place.")


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
        value = np.float64(value)
    if not isinstance(value, np.ndarray | np.generic):
        raise CheckFailed(f"{name} must be a NumPy array of shape {shape}, got {_kind(value)}.")
    a = np.asarray(value)
    if a.dtype.kind not in "biuf":
        raise CheckFailed(f"{name} must hold real numbers, got dtype {a.dtype}.")
    if a.shape != shape:
        raise CheckFailed(f"{name}: shape must be {shape}, got {a.shape}.{_shape_hint(a.shape, shape)}")
    a = a.astype(np.float64)
    if finite and not np.isfinite(a).all():
        bad = int((~np.isfinite(a)).sum())
        what = "NaN" if np.isnan(a).any() else "infinite"
        raise CheckFailed(f"{name}: {bad} of {a.size} entries {'is' if bad == 1 else 'are'} not finite ({what}).")
    return a


def _shape_hint(got: tuple[int, ...], wanted: tuple[int, ...]) -> str:
    if got == wanted[::-1]:
        return " Is it transposed?"
    if len(wanted) == 2 and got in (wanted[:1], wanted[1:]) and 1 in wanted:
        return " Was an axis lost on the way? keepdims=True keeps it."
    if got == ():
        return " Was everything summed into one number?"
    return ""


def scalar(value: Any, name: str) -> float:
    """One real number: a Python or NumPy number or a 0-d array. Size-1 arrays are noted and cost nothing."""
    if isinstance(value, np.ndarray) and value.size == 1 and value.ndim > 0:
        note(f"{name} came as an array of shape {value.shape}; a plain number is easier to use (float(...)).")
        value = value.reshape(())
    if isinstance(value, np.ndarray) and value.size != 1:
        raise CheckFailed(f"{name} must be one number, got an array of shape {value.shape}.")
    return float(array(value, (), name, finite=False))


def dictionary(value: Any, keys: Sequence[str], name: str, *, extra: bool = False) -> dict[str, Any]:
    """A dict with these keys; further keys only where extra is allowed."""
    if value is None:
        raise CheckFailed(f"{name} is None: does your function return it?")
    if not isinstance(value, dict):
        raise CheckFailed(f"{name} must be a dict with keys {_listed(keys)}, got {_kind(value)}.")
    missing = [k for k in keys if k not in value]
    if missing:
        has = _listed([str(k)[:20] for k in list(value)[:12]]) or "none"
        raise CheckFailed(f"{name} lacks {_listed(missing)}; its keys are {has}.")
    unknown = [str(k)[:20] for k in value if k not in keys]
    if unknown and not extra:
        raise CheckFailed(f"{name} must have the keys {_listed(keys)} only, but it also has {_listed(unknown[:6])}.")
    return value


def unpack(value: Any, *names: str) -> tuple[Any, ...]:
    """A tuple (or list) of results, one for each name."""
    wanted = f"({', '.join(names)})"
    if value is None:
        raise CheckFailed(f"The function must return {wanted}, but it returned None: is there a return statement?")
    if not isinstance(value, tuple | list):
        raise CheckFailed(f"The function must return {wanted}, got {_kind(value)}.")
    if len(value) != len(names):
        raise CheckFailed(f"The function must return {wanted}: {len(names)} values, got {len(value)}.")
    return tuple(value)


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
    with np.errstate(all="ignore"):
        tolerance = RTOL * np.abs(right) + max(ATOL_OF_MAX * float(np.max(np.abs(right), initial=0.0)), 1e-12)
        wrong = ~(np.abs(got - right) <= tolerance)  # so that NaN is wrong
    wrong &= ~((got == right) | (np.isnan(got) & np.isnan(right)))
    if not wrong.any():
        return
    factor = _constant_factor(got, right)
    if factor is not None:
        rule = f"{name} {_factor_text(factor, known or {})}"
    elif got.size == 1:
        rule = f"{name} has the wrong value."
    else:
        rule = f"{name} has wrong values: {int(wrong.sum())} of {wrong.size} entries differ."
    first = tuple(int(i) for i in np.argwhere(wrong)[0])
    where = f"{name}[{', '.join(map(str, first))}]" if first else name
    raise CheckFailed(rule, f"{where} is {got[first]:.6g}, expected {right[first]:.6g}.")


def _constant_factor(got: np.ndarray, right: np.ndarray) -> float | None:
    """c if got = c · right in every entry, to four digits, and that can be told."""
    norm = float(np.sum(right * right))
    if not np.isfinite(norm) or norm == 0.0 or not np.isfinite(got).all():
        return None
    factor = float(np.sum(got * right) / norm)
    scale = abs(factor) * float(np.max(np.abs(right)))
    if factor == 0.0 or np.max(np.abs(got - factor * right)) > 1e-4 * scale:
        return None
    return factor if right.size > 1 or abs(abs(factor) - 1) < 1e-9 else None


def _factor_text(factor: float, known: Mapping[str, float]) -> str:
    if abs(factor + 1) < 1e-4:
        return "has the wrong sign: every entry is minus what it should be."
    size = abs(factor)
    text = f"is {size:.4g} times too large" if size > 1 else f"is {1 / size:.4g} times too small"
    sign = " and has the wrong sign" if factor < 0 else ""
    for quantity, amount in known.items():
        if abs(size - amount) <= 1e-3 * amount:
            return f"{text}{sign}, and {quantity} is {amount:g}: did you divide by {quantity}?"
        if abs(size * amount - 1) <= 1e-3:
            return f"{text}{sign}, and {quantity} is {amount:g}: did you divide by {quantity} once too often?"
    return f"{text}{sign}, by the same factor everywhere."


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
    name = getattr(value, "type_name", None) or type(value).__name__
    article = "an" if name[:1].lower() in "aeiou" else "a"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, list | tuple | dict | set):
        return f"a {name} of {len(value)}"
    return f"{article} {name}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


# ---------------------------------------------------------------------------------------- gradients


def gradient_ratio(gradient: np.ndarray, numerical: np.ndarray) -> float:
    """‖g − ĝ‖ / (‖g‖ + ‖ĝ‖), zero if both are zero."""
    total = float(np.linalg.norm(gradient) + np.linalg.norm(numerical))
    return float(np.linalg.norm(gradient - numerical)) / total if total != 0 else 0.0


def gradient_check(
    gradients: Mapping[str, Any],
    cost: Callable[[dict[str, np.ndarray]], float],
    parameters: Mapping[str, np.ndarray],
    epsilon: float = EPSILON,
) -> None:
    """Compare each block of a gradient with central differences of the cost.

    Args:
        gradients: the student's, "dW1" for parameter "W1", each of its parameter's shape.
        cost: J(parameters).
        parameters: where the gradient was taken.

    Raises:
        CheckFailed: naming the blocks whose ratio is above 1e-5.
    """
    flagged = []
    for key, value in parameters.items():
        gradient = array(gradients[f"d{key}"], value.shape, f"d{key}")
        numerical = np.empty(value.shape)
        for index in np.ndindex(value.shape):
            high, low = value.copy(), value.copy()
            high[index] += epsilon
            low[index] -= epsilon
            numerical[index] = (cost({**parameters, key: high}) - cost({**parameters, key: low})) / (2 * epsilon)
        ratio = gradient_ratio(gradient, numerical)
        record = _record.get()
        if record is not None:
            record.gradients.append((f"d{key}", ratio, epsilon))
        if not ratio <= FLAGGED_ABOVE:
            flagged.append(f"d{key} (ratio {ratio:.1e})")
    if flagged:
        raise CheckFailed(
            f"Your gradient does not agree with the slope of the cost: {_listed(flagged)} above {FLAGGED_ABOVE:g}."
        )


# ------------------------------------------------------------------------------------------- chance


def normal_sample(W: np.ndarray, std: float, name: str) -> None:
    """Independent draws from N(0, std²), judged by statistics; no seed and no order is prescribed.

    Σu² and the row and column sums are χ², the mean is normal; the shape is judged by the distance to N(0, 1),
    so that a truncated normal of the right variance passes and a uniform does not.
    """
    u = W / std
    if not np.any(u):
        raise CheckFailed(f"{name} is all zeros: every unit would learn the same.")
    measured = float(np.sqrt(np.mean((W - W.mean()) ** 2)))
    if abs(float(u.mean())) * math.sqrt(u.size) > SIGMAS * max(1.0, measured / std):
        raise CheckFailed(f"{name} must have mean 0.", f"Its mean is {W.mean():.3g}.")
    if abs(_chi_square_sigmas(float(np.sum(u**2)), u.size)) > SIGMAS:
        raise CheckFailed(f"{name} must have standard deviation {std:g}, yours has {measured:.3g}.")
    for axis, what in ((1, "rows"), (0, "columns")):
        count = u.shape[1 - axis]
        if count >= 20:
            sums = float(np.sum(u.sum(axis=axis) ** 2)) / u.shape[axis]
            if abs(_chi_square_sigmas(sums, count)) > SIGMAS:
                raise CheckFailed(f"The {what} of {name} are not independent of each other: are some repeated?")
    ordered = np.sort(u, axis=None)
    normal = np.array([0.5 * math.erfc(-x / math.sqrt(2)) for x in ordered])
    steps = np.arange(u.size + 1) / u.size
    distance = max(float(np.max(steps[1:] - normal)), float(np.max(normal - steps[:-1])))
    if u.size >= 5000 and distance > KS_DISTANCE:
        raise CheckFailed(f"{name} must be drawn from a normal distribution: does a histogram of it look like one?")


def uncorrelated(a: np.ndarray, b: np.ndarray, name: str) -> None:
    """Two samples must not repeat one another, as they do when the seed is reset between them."""
    size = min(a.size, b.size)
    first, second = a.reshape(-1)[:size], b.reshape(-1)[:size]
    correlation = float(np.corrcoef(first, second)[0, 1])
    if not abs(correlation) * math.sqrt(size) <= SIGMAS:
        raise CheckFailed(f"{name} hold the same random numbers: is the seed set again in between?")


def _chi_square_sigmas(total: float, count: int) -> float:
    """How many standard deviations a χ² sum lies from its mean (Wilson and Hilferty, 1931)."""
    spread = 2 / (9 * count)
    return (np.cbrt(total / count) - (1 - spread)) / math.sqrt(spread)


# ------------------------------------------------------------------------------------------ helpers


def retry_with_reference(namespace: dict[str, Any], reference: Any) -> None:
    """Give every case of a question file a second try with the reference's helpers in the student's place.

    For stock otter, where the student's functions live in this very process: the zip's test files end with
    this call. The engine does the same across processes.

    Args:
        namespace: globals() of the question file, with its `helpers` (name to question).
        reference: a mapping from each helper's name to the reference's function.
    """
    for case in list(namespace.values()):
        if hasattr(case, "test_func"):
            case.test_func = _second_try(case.test_func, {h: reference[h] for h in namespace["helpers"]})


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
