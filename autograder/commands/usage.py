"""What all commands share: exit codes, choices, and refusals that say what was meant."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from autograder.limits import Limits
    from autograder.sandbox import Policy

WORKED, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
FEEDBACK = ("everything", "totals", "public")
ISOLATION = ("auto", "namespaces", "landlock", "preview")

Command = Callable[[argparse.Namespace], int]


class UsageError(Exception):
    """What the user asked for cannot be meant; the text says what can."""


class Add(Protocol):
    """Adds a command to the command line; its options are added to what comes back."""

    def __call__(
        self, name: str, command: Command, text: str, examples: str = ""
    ) -> argparse.ArgumentParser: ...


def must_exist(path: Path) -> None:
    """Refuse a path that is not there, with the name that may have been meant."""
    if path.exists():
        return
    beside = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    close = get_close_matches(path.name, beside, n=1)
    hint = f" Did you mean {path.parent / close[0]}?" if close else ""
    raise UsageError(f"there is no {path}.{hint}")


def chosen_names(chosen: Sequence[str]) -> list[str]:
    """The assignments that were chosen, all if none was."""
    from autograder import assignment

    names = assignment.names()
    for name in chosen:
        if name not in names:
            close = get_close_matches(name, names, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise UsageError(
                f"there is no assignment {name!r}.{hint} There are: {', '.join(names) or 'none yet'}."
            )
    return list(chosen) or names


def known_cells(chosen: str | None) -> Mapping[str, Any]:
    """The handed-out cells of every assignment, by which submissions are recognised."""
    chosen_names([chosen] if chosen else [])
    from autograder import assignment

    return {name: assignment.handed_out(name) for name in assignment.names()}


def must_be_isolated(isolation: str, limits: Limits | None = None) -> Policy:
    """How student code is confined. Refuse before the first submission if this machine cannot do it."""
    from autograder import tiers

    policy = tiers.choose(isolation, limits)
    if policy.tier == "preview":
        print("PREVIEW: student code runs without isolation. Not for marks.", file=sys.stderr)
    return policy


def positive(text: str) -> int:
    """An option's whole number from 1 on."""
    number = natural(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def natural(text: str) -> int:
    """An option's whole number from 0 on."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 on")
    return int(text)


def seeds(text: str) -> tuple[int, ...]:
    """An option's seeds, as 0,1,2."""
    return tuple(natural(part.strip()) for part in text.split(","))
