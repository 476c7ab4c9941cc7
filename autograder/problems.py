"""What goes wrong in a student's process, as it arrives on the trusted side; and what goes wrong in ours.

    Raised, OutOfTime, Died    three kinds of StudentProblem
    ZygoteFailed               our own failure

What a process reports of itself is untrusted text: never an exception of the student's own class.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from autograder.limits import Limits
from autograder.limits import size as in_words


class StudentProblem(Exception):
    """Something that student code did; never our failure.

    Attributes:
        kind: "exception", "cpu", "wall", "budget", "memory" or "died".
        limit: the name of the limit that was hit, "" if none was, and its value in words.
        type_name, text: of the exception, in the student's process; may hold anything, so cap and escape.
        places: (cell, line) pairs in the student's notebook, outermost first.
    """

    def __init__(
        self, kind: str, type_name: str = "", text: str = "", places: Sequence[tuple[int, int]] = ()
    ):
        super().__init__(f"{type_name}: {text}" if type_name else kind)
        self.kind, self.type_name, self.text, self.places = kind, type_name, text, tuple(places)
        self.limit: tuple[str, str] = ("", "")

    def again(self) -> Self:
        """The same problem, as if it had only now been heard of."""
        same = type(self)(self.kind, self.type_name, self.text, self.places)
        same.limit = self.limit
        return same


class Raised(StudentProblem):
    """The student's code raised an exception (kind "exception" or "memory")."""


class OutOfTime(StudentProblem):
    """The CPU limit ("cpu"), slept into the wall limit ("wall"), or no time left for the submission ("budget")."""


class Died(StudentProblem):
    """The student's process ended, or stopped speaking the protocol."""


class ZygoteFailed(RuntimeError):
    """Our own processes failed; never a student's fault."""


def reported(data: Any) -> StudentProblem:
    """The exception for a worker's report of one; the report is untrusted."""
    try:
        kind, type_name, text, places = data
        if not (type(kind) is type(type_name) is type(text) is str and type(places) is list):
            raise TypeError("not a report")
        pairs = [(int(cell), int(line)) for cell, line in places[:8] if type(cell) is type(line) is int]
    except (TypeError, ValueError):
        return Died("died", "ProtocolError", "bad report")
    if kind in ("cpu", "wall"):
        return OutOfTime(kind, places=pairs)
    return Raised("memory" if kind == "memory" else "exception", type_name[:80], text[:500], pairs)


# How exceptions begin that are raised where a limit of the kernel's is hit, and the limit's name.
_HIT = {
    "[Errno 11] ": "processes",
    "can't start new thread": "processes",
    "[Errno 24] ": "files",
    "[Errno 27] ": "box",
    "[Errno 28] ": "box",
}


def naming_the_limit(problem: StudentProblem, cpu: float, limits: Limits) -> StudentProblem:
    """The same problem, knowing which limit it ran into.

    Args:
        cpu: the seconds that it was given.
    """
    if problem.kind == "cpu":
        problem.limit = ("cpu", f"{cpu:g} s")
    elif problem.kind == "wall":
        problem.limit = ("wall", f"{cpu * limits.wall_factor:g} s")
    elif problem.kind == "budget":
        problem.limit = ("submission", f"{limits.submission:g} s")
    elif problem.kind == "memory":
        together = isinstance(problem, Died)
        problem.limit = ("memory", in_words(limits.memory_all if together else limits.memory))
    elif problem.type_name in ("OSError", "BlockingIOError", "RuntimeError"):
        name = next((name for begin, name in _HIT.items() if problem.text.startswith(begin)), "")
        if name:
            value = getattr(limits, name)
            problem.limit = (name, in_words(value) if name == "box" else str(value))
    return problem
