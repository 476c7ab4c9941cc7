"""What students read when something failed. Every text says what happened, where, and what to do next.

Text that came from a student's process is shown for public cases only: during a hidden case an exception's
message could carry the hidden input. The student's own line of code is always shown, because it is taken
from the notebook that was handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from autograder import feedback
from autograder.checks import CheckFailed
from autograder.problems import StudentProblem, ZygoteFailed

LineAt = Callable[[int, int], tuple[int, str]]
"""(cell, line) to the code cell's number, counted from 1, and the line's text."""

SPOILED = (
    "After all cells had been run, none of your functions could be called any more. Do they start threads that "
    "never end, or leave many files open? Only the imports and definitions of all cells were used."
)
PREVIEW = "GRADED WITHOUT ISOLATION (--isolation preview): this is no mark, the code could have changed it."
TOO_MUCH_TO_CHECK = (
    "Your function returned something so large, or nested so deeply, that it could not be checked."
)

_GOES_ON = "that costs nothing by itself, and the cells below it were run"

_BUILT_IN = frozenset(
    [
        "ArithmeticError",
        "AssertionError",
        "AttributeError",
        "BlockingIOError",
        "BufferError",
        "EOFError",
        "FileNotFoundError",
        "FloatingPointError",
        "ImportError",
        "IndentationError",
        "IndexError",
        "KeyError",
        "KeyboardInterrupt",
        "LinAlgError",
        "LookupError",
        "MemoryError",
        "ModuleNotFoundError",
        "NameError",
        "NotImplementedError",
        "OSError",
        "OverflowError",
        "PermissionError",
        "RecursionError",
        "RuntimeError",
        "StopIteration",
        "SyntaxError",
        "SystemExit",
        "TabError",
        "TypeError",
        "UnboundLocalError",
        "UnicodeError",
        "ValueError",
        "ZeroDivisionError",
    ]
)


_HIT = {
    "processes": "It may have {} processes and threads: wait for those that it starts, or start none.",
    "files": "It may have {} files open at a time: close them, or open them with `with`.",
    "box": "It may write {} of files in all: keep in memory what is needed, and write no more than that.",
}


def failure(failed: CheckFailed, *, hidden: bool) -> str:
    """A broken rule; with values only where the inputs are public."""
    return failed.rule if hidden else f"{failed.rule} {failed.detail}".strip()


def problem(happened: StudentProblem, line_at: LineAt, *, hidden: bool) -> str:
    """What went wrong inside a call of the student's function."""
    where = _where(happened, line_at)
    if happened.kind == "cpu":
        return f"Your code was stopped{where}: it computed for {_more_than(happened)}. Does a loop never end?"
    if happened.kind == "wall":
        return f"Your code was stopped{where}: it waited for {_more_than(happened)}. Does it sleep, or wait for input?"
    if happened.kind == "budget":
        return (
            f"The notebook as a whole took {_more_than(happened)}, so this was not tried any more. "
            "Which part of it is slow?"
        )
    if happened.kind == "memory":
        return (
            f"Your code ran out of memory{where}{_of(happened)}. "
            "Print the shapes: is an array far larger than it should be?"
        )
    if happened.kind == "died":
        return (
            "The process that ran your code ended in the middle of the call. "
            "Does it call exit, or use up all memory?"
        )
    name = _type(happened)
    if hit := _HIT.get(happened.limit[0]):
        return f"Your code raised {name}{where}. {hit.format(happened.limit[1])}"
    text = "" if hidden else _one_line(happened.text)
    return feedback.raised(name, text, where, not happened.places)


def cell(number: int, happened: StudentProblem, line_at: LineAt, *, lethal: bool) -> str:
    """A cell that did not run to its end."""
    where = _line(happened, line_at)
    if lethal:
        why = {
            "cpu": f"computed for {_more_than(happened)} and could not be interrupted",
            "wall": f"waited for {_more_than(happened)} and could not be interrupted",
            "memory": f"and what it started ran out of memory{_of(happened)}",
        }.get(happened.kind, "ended the process that ran it")
        return f"Code cell {number} {why}. Only its imports and definitions were used."
    if happened.kind in ("cpu", "wall"):
        did = "computed" if happened.kind == "cpu" else "waited"
        return (
            f"Code cell {number} was stopped because it {did} for {_more_than(happened)}{where}; {_GOES_ON}."
        )
    if happened.kind == "memory":
        return f"Code cell {number} ran out of memory{where}{_of(happened)}; {_GOES_ON}."
    if hit := _HIT.get(happened.limit[0]):
        return (
            f"Code cell {number} raised {_type(happened)}{where}; {_GOES_ON}. {hit.format(happened.limit[1])}"
        )
    if happened.type_name == "SystemExit":
        return f"Code cell {number} calls exit{where}; {_GOES_ON}."
    plain = re.sub(r" \(<cell \d+>, line \d+\)$", "", happened.text)  # which says it in our own numbers
    text = f"{_type(happened)}: {_one_line(plain)}".rstrip(": ")
    return f"Code cell {number} raised {text}{where}; {_GOES_ON}."


def _more_than(happened: StudentProblem) -> str:
    return f"more than {happened.limit[1]}" if happened.limit[1] else "too long"


def _of(happened: StudentProblem) -> str:
    return f" (it may use {happened.limit[1]})" if happened.limit[1] else ""


def happening(number: int, what: str) -> str:
    """Something in a cell that is not done when grading. The text comes from the sandbox."""
    if found := re.fullmatch(r"printed (\d+) characters", what):
        return (
            f"Code cell {number} printed {int(found[1]) / 1e6:.3g} million characters; they were thrown away."
        )
    if what == "ran a shell command" or re.fullmatch(r"used %{1,2}\w{1,20}", what):
        did = "runs a shell command" if what.startswith("ran") else f"uses {what.removeprefix('used ')}"
        return f"Code cell {number} {did}, which is not done when a notebook is graded."
    return f"Code cell {number} did something that is not done when a notebook is graded."


def missing(name: str, number: int | None, happened: StudentProblem | None, line_at: LineAt) -> str:
    """A name that the notebook does not define."""
    if number is None:
        return f"{name} is not defined anywhere in the notebook. Was its cell deleted, or the name changed?"
    if happened is None:
        return f"{name} is defined in code cell {number}, but not when all cells have been run in order."
    where = _line(happened, line_at)
    if happened.type_name in ("SyntaxError", "IndentationError", "TabError"):
        return (
            f"{name} is not defined, because code cell {number} has a {happened.type_name}{where}: "
            "Python runs no line of such a cell."
        )
    return (
        f"{name} is not defined, because code cell {number} stopped with {_type(happened)}{where} above it."
    )


def second_try(helpers: Sequence[str], roots: Sequence[str]) -> str:
    """A question that passed once its helpers were right: where the mistake lies that cost nothing here.

    Args:
        helpers: whose place was taken; none if it was that of all.
    """
    names = " and ".join(filter(None, [", ".join(helpers[:-1]), *helpers[-1:]]))
    ours = (
        f"Tested with our {names} in place of yours"
        if names
        else "Tested with our versions of the functions that yours calls"
    )
    return f"{ours}: what is wrong in {' and '.join(roots)} costs nothing here." if roots else f"{ours}."


def no_diagnosis(error: BaseException) -> str:
    """Our own failure after all points were counted."""
    return f"What went wrong here could not be looked into: the grader itself failed ({_at(error)})."


def internal_error(error: BaseException) -> str:
    """Our own failure. It goes to the instructor; the exception's text may hold hidden values."""
    return (
        f"The grader itself failed ({_at(error)}). This is not your mistake and costs "
        "nothing until a person has looked at it."
    )


def _at(error: BaseException) -> str:
    trace, place = error.__traceback__, ""
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    what = f": {error}" if isinstance(error, ZygoteFailed) else ""  # of our own words, no value in them
    return f"{type(error).__name__} at {place}{what}"


def _type(happened: StudentProblem) -> str:
    """The exception's name if Python or NumPy has it; a student's own class could be named after anything."""
    return happened.type_name if happened.type_name in _BUILT_IN else "an exception"


def _where(happened: StudentProblem, line_at: LineAt) -> str:
    if not happened.places:
        return ""
    number, text = line_at(*happened.places[-1])
    return f" at `{text}` (code cell {number}, line {happened.places[-1][1]})" if text else ""


def _line(happened: StudentProblem, line_at: LineAt) -> str:
    if not happened.places:
        return ""
    _, text = line_at(*happened.places[-1])
    return f" in line {happened.places[-1][1]}, `{text}`" if text else ""


def _one_line(text: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:240]
