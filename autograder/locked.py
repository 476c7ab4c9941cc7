"""Answers that only who can ask for them can read: sent along before they are asked for.

In a second try a student's function calls helpers that the reference stands in for, a training hundreds of times.
Asking over the wire costs more than most answers do. So what is known of them goes there beforehand, each answer
locked with what it answers: name and key are two parts of one digest of the question. Who holds the question could
have asked it. Who does not learns how many answers there are and how long they are and, having guessed a question,
whether it is among them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.fingerprint import SIZE, fingerprint

_KEY = 44  # bytes; with the name the longest digest there is


def name_and_key(helper: str, arguments: Sequence[Any]) -> tuple[bytes, bytes] | None:
    """Under which name the answer is kept, and what opens it; None for what has no fingerprint."""
    digest = fingerprint([helper, list(arguments)], SIZE + _KEY)
    return (digest[:SIZE], digest[SIZE:]) if digest is not None else None


def lock(key: bytes, answer: bytes) -> bytes:
    """An answer as it is sent; the same function opens it. A key serves for one answer."""
    stream = hashlib.shake_256(key).digest(len(answer))
    return (int.from_bytes(answer, "little") ^ int.from_bytes(stream, "little")).to_bytes(
        len(answer), "little"
    )


def look_up(locked: Mapping[bytes, bytes], helper: str, arguments: Sequence[Any]) -> bytes | None:
    """The answer to a question, as it was locked; None if it is not there."""
    names = name_and_key(helper, arguments)
    found = locked.get(names[0]) if names is not None else None
    return lock(names[1], found) if names is not None and found is not None else None
