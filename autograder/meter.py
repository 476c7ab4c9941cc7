"""How much memory all processes of a submission use together: no rlimit counts more than one of them.

Looked up in /proc, at most five times a second while an answer is awaited, so between two looks more can be
taken. What a child still shares with the zygote cannot be told from its own by the files that every user may
read; as much as the zygote itself has is taken off for each process, so the sum errs on the low side.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

EVERY = 0.2  # seconds


class Meter:
    """Counts the descendants of a zygote.

    Args:
        zygote: its process, as it was started by us; made while nothing else is below it.
        most: bytes that its descendants may use together.
    """

    def __init__(self, zygote: int, most: int):
        self._zygote, self._most, self._due = zygote, most, 0.0
        first = [zygote, *_children(zygote)]  # as an ordinary user the zygote is the child of what we started
        self._before = set(first)
        self._inherited = max(sum(_used(pid)) for pid in first)

    def exceeded(self) -> bool:
        """Whether they use too much; looked up only now and then."""
        now = time.monotonic()
        if now < self._due:
            return False
        self._due = now + EVERY
        return self.used() > self._most

    def used(self) -> int:
        """Bytes in use by all descendants, estimated from below; 0 where /proc does not tell."""
        total, pending = 0, _children(self._zygote)
        while pending:
            pid = pending.pop()
            pending += _children(pid)
            if pid not in self._before:
                private, shared = _used(pid)
                total += max(0, private - self._inherited) + shared
        return total


def _children(pid: int) -> list[int]:
    found: list[int] = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            found += map(int, Path(f"/proc/{pid}/task/{thread}/children").read_text().split())
    except OSError:
        pass  # it has ended meanwhile
    return found


def _used(pid: int) -> tuple[int, int]:
    """Bytes of memory of its own, and of memory shared between processes."""
    kinds = {"RssAnon": 0, "RssShmem": 0}
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in kinds:
                kinds[name] = int(rest.split()[0]) * 1024
    except OSError:
        pass
    return kinds["RssAnon"], kinds["RssShmem"]
