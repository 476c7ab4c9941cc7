"""How much one submission may use: every limit, its default and its words, in one place.

Limits()                                     the defaults
changed(["call_cpu=10", "memory=4G"])        as --limit of the command line takes them
table(limits)                                a row for each: name, value, what it limits
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

MIB = 1 << 20

MEANING = {
    "cell_cpu": "seconds of CPU for one cell of the notebook",
    "call_cpu": "seconds of CPU for one call of a student's function",
    "submission": "seconds by the clock for everything that one submission does",
    "case_cpu": "seconds of CPU for our side of one test case, in which a hostile value could make it spin",
    "wall_factor": "how many seconds by the clock there are for each second of CPU; stops what sleeps",
    "memory": "bytes of address space for each process",
    "memory_all": "bytes in use by all processes of a submission together, looked at five times a second",
    "box": "bytes in the one folder that can be written to",
    "processes": "processes and threads",
    "files": "files that a process may have open",
    "output": "characters that a cell may print before the student is told that nobody reads them",
}
_UNITS = {"K": 1 << 10, "M": MIB, "G": 1 << 30}


class LimitError(ValueError):
    """A limit that does not exist, or a value that it cannot have; the text says what can be."""


@dataclass(frozen=True)
class Limits:
    """The limits of one submission; MEANING says what each is."""

    cell_cpu: float = 15.0
    call_cpu: float = 4.0
    submission: float = 600.0
    case_cpu: float = 20.0
    wall_factor: float = 10.0
    memory: int = 2048 * MIB
    memory_all: int = 3072 * MIB
    box: int = 64 * MIB
    processes: int = 12
    files: int = 64
    output: int = 20_000


# Below these not even the worker itself, or what the zygote had open and loaded, finds room.
_LEAST = {"memory": 512 * MIB, "memory_all": 64 * MIB, "box": MIB, "processes": 4, "files": 16}


def changed(texts: Iterable[str], limits: Limits | None = None) -> Limits:
    """Limits with some changed.

    Args:
        texts: NAME=VALUE each; sizes may end in K, M or G.

    Raises:
        LimitError: for an unknown name, or a value that is no number or too small to work with.
    """
    limits = limits or Limits()
    known = {f.name: type(getattr(limits, f.name)) for f in fields(Limits)}
    for text in texts:
        name, _, value = text.partition("=")
        if name not in known:
            raise LimitError(f"there is no limit {name!r}; there are: {', '.join(known)}")
        unit = _UNITS.get(value[-1:].upper(), 1) if known[name] is int else 1
        digits = value[:-1] if unit > 1 else value
        try:
            number = known[name](digits) * unit
        except ValueError:
            number = 0
        least = _LEAST.get(name, 0)
        if not least <= number < 1e15 or number == 0:
            kind = "whole number, or one with K, M or G" if known[name] is int else "number"
            raise LimitError(f"{text}: must be a {kind}, above 0" + (f", at least {least}" if least else ""))
        limits = replace(limits, **{name: number})
    return limits


def size(number: int) -> str:
    """Bytes as people say them: 2 GiB, 64 MiB."""
    for unit, name in ((1 << 30, "GiB"), (MIB, "MiB"), (1 << 10, "KiB")):
        if number >= unit:
            return f"{number / unit:.3g} {name}"
    return f"{number} bytes"


def table(limits: Limits) -> list[tuple[str, str, str]]:
    """(name, value, what it limits) for every limit."""
    rows = []
    for name, meaning in MEANING.items():
        value = getattr(limits, name)
        shown = size(value) if meaning.startswith("bytes") else f"{value:g}"
        rows.append((name, shown, meaning.removeprefix("bytes ")))
    return rows
