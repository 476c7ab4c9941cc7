# Generated from autograder/fingerprints.py by `make assignments`; do not edit.
"""What public test cases see of a student's functions, as keys; and letters that only such a key opens.

    done = run(cases, environment)
    for key in keys(done, "sigmoid", ["sigmoid"]):
        opened(key, letters)

A key is the hash of all values that a function returned in the cases that failed, up to rounding. What was sealed
with the key of a known mistake can be read by whoever makes that mistake and by nobody else; no number stands in it.
NumPy only: this file lies beside the student's tests, as checks.py does.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

import checks

STEPS = 10_007.31  # to the largest entry of an array: numbers made by hand do not lie between two of them
SEED = 0  # of NumPy while the cases run, so that what is drawn can be compared


@dataclass
class Watched:
    """A function of the student's that test cases call, and what came of each call."""

    function: Callable[..., Any]
    seen: list[tuple[str, str]] = field(default_factory=list)  # what it gave, and what it did besides

    def __call__(self, *values: Any, **named: Any) -> Any:
        """Call it unwatched: from inside of another function."""
        return self.function(*values, **named)

    def __observe__(self, *call: Any) -> checks.Call:
        try:
            observed = checks.observe(self.function, *call)
        except Exception as error:
            text = re.sub(r"0x[0-9a-f]+", "", str(error))  # an address in memory
            self.seen.append((f"{type(error).__name__}: {text}", ""))
            raise
        self.seen.append((_digest(observed.value), f"{sorted(observed.changed)} {sorted(observed.shares)}"))
        return observed


@dataclass(frozen=True)
class Ran:
    """How one test case ended.

    Attributes:
        asked: the names that it asked for.
        error: what it raised, None if it passed.
        watched: what is callable among them.
    """

    case: str
    asked: tuple[str, ...]
    error: Exception | None
    watched: Mapping[str, Watched]

    def saw(self, function: str) -> bool:
        """Whether it failed, and had called a function."""
        return self.error is not None and function in self.watched and bool(self.watched[function].seen)


def run(cases: Sequence[Any], environment: Mapping[str, Any]) -> list[Ran]:
    """Run test cases one after the other, and watch the functions that they call."""
    state = np.random.get_state()
    try:
        return [_run(case, environment) for case in cases]
    finally:
        np.random.set_state(state)


def _run(case: Any, environment: Mapping[str, Any]) -> Ran:
    given = {name: environment.get(name) for name in case._get_func_params()}
    watched = {name: Watched(value) for name, value in given.items() if callable(value)}
    np.random.seed(SEED)
    try:
        case.test_func(**{**given, **watched})
    except Exception as error:
        return Ran(case.name, tuple(given), error, watched)
    return Ran(case.name, tuple(given), None, watched)


def keys(done: Sequence[Ran], function: str, functions: Sequence[str]) -> list[str]:
    """The keys that the calls of a function give: by all that was seen, and by its values alone.

    A case that passed counts as passed, whatever its values were. Cases that use functions of earlier questions, too,
    count only where no other case saw the function fail: what these get from there may be wrong. No case, no key.

    Args:
        functions: of the question.
    """
    about = [ran for ran in done if function in ran.watched]
    alone = [ran for ran in about if set(ran.asked) <= set(functions)]
    about = alone if any(ran.saw(function) for ran in alone) else about
    if not any(ran.saw(function) for ran in about):
        return []
    whole = [(ran.case, ran.watched[function].seen if ran.error else None) for ran in about]
    values = [(case, [value for value, _ in seen] if seen is not None else None) for case, seen in whole]
    return [_hash(repr((function, seen))) for seen in (whole, values)]


def seal(key: str, mistakes: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The address of a letter, and the letter; only the key opens it.

    Args:
        mistakes: that come to this key, each with its misconception and its hint.
    """
    return _address(key), _mixed(key, json.dumps(mistakes, ensure_ascii=False).encode()).hex()


def opened(key: str, letters: Mapping[str, str]) -> list[tuple[str, str]]:
    """The mistakes in the letter for a key; none if there is none."""
    sealed = letters.get(_address(key), "")
    return [tuple(told) for told in json.loads(_mixed(key, bytes.fromhex(sealed)))] if sealed else []


def _address(key: str) -> str:
    return _hash(f"address {key}")[:16]


def _mixed(key: str, data: bytes) -> bytes:
    stream = hashlib.shake_256(key.encode()).digest(len(data))
    return bytes(a ^ b for a, b in zip(data, stream, strict=True))


def _digest(value: Any) -> str:
    """A short text, the same for values that differ by rounding only."""
    if isinstance(value, bool | int | float | np.generic | np.ndarray):
        a = np.asarray(value)
        return f"{a.shape}{_hash(_steps(a)) if a.dtype.kind in 'biuf' else a.dtype.kind}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(sorted(f"{key}: {_digest(item)}" for key, item in value.items())) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_digest, value)) + "]"
    return repr(value) if value is None or isinstance(value, str) else type(value).__name__


def _steps(a: np.ndarray) -> str:
    """Numbers in steps of the largest one, which itself is in steps of its logarithm."""
    with np.errstate(all="ignore"):
        a = a.astype(np.float64).reshape(-1)
        largest = float(np.max(np.abs(a[np.isfinite(a)]), initial=0.0))
        steps = np.rint(a / (largest or 1.0) * STEPS)
    told = [int(step) if math.isfinite(step) else str(step) for step in steps]
    return f"{told} {round(math.log(largest) * STEPS) if largest else ''}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
