"""A folder for as long as its maker lives. What a grader that was killed has left, the next one removes.

    scratch = Scratch()
    scratch.path / "anything"
    scratch.close()

Whoever makes such a folder holds a lock on it, which the kernel lets go of however that process ends.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

PREFIX = "neural-network-autograder-"


class Scratch:
    """An empty folder of our own in the machine's folder for such; a context manager.

    Attributes:
        path: the folder.
    """

    def __init__(self) -> None:
        _remove_what_is_left()
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
            lock = _locked(self.path)
            if lock is None:  # whoever starts just now took it for a dead one's
                continue
            if self.path.exists():
                self._lock = lock
                return
            os.close(lock)

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._lock)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.close()


def _remove_what_is_left() -> None:
    with suppress(OSError):
        for entry in os.scandir(tempfile.gettempdir()):
            if entry.name.startswith(PREFIX) and entry.is_dir(follow_symlinks=False):
                with suppress(OSError):
                    _remove_if_left(Path(entry.path))


def _remove_if_left(folder: Path) -> None:
    lock = _locked(folder) if folder.stat().st_uid == os.geteuid() else None
    if lock is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _locked(folder: Path) -> int | None:
    """A descriptor that holds the folder's lock, None if another process does, or has removed the folder."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
