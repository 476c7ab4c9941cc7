"""What lies in a folder of grades, and what it was made from: a page that would come out the same is not made again.

    made = Made(out)
    made.make(path, inputs_hash, lambda: write(path))

grades/.cache/made.json holds for each file the hash of what it was made from and the hash of its bytes. A file that
was changed by others, or is gone, is made anew; so is everything where the list is missing or damaged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from autograder.store import write_file

SAVED_EVERY = 500  # files, so that whoever goes on after a crash need not begin from the first


class Made:
    """The list of what was made into one folder."""

    def __init__(self, out: Path):
        self._out, self._path = out, out / ".cache" / "made.json"
        self._made: dict[str, list[str]] = {}
        self._unsaved = 0
        with suppress(OSError, ValueError, TypeError):
            self._made = {
                name: [str(a), str(b)] for name, (a, b) in json.loads(self._path.read_text()).items()
            }

    def make(self, path: Path, made_from: str, make: Callable[[], object]) -> bool:
        """Call `make`, which writes a file, unless what lies there was made from the same; whether it was called."""
        name = path.relative_to(self._out).as_posix()
        if self._made.get(name, [""])[0] == made_from and _hash(path) == self._made[name][1]:
            return False
        make()
        self._made[name] = [made_from, _hash(path)]
        self._unsaved += 1
        if self._unsaved >= SAVED_EVERY:
            self.save()
        return True

    def save(self) -> None:
        """Write the list.

        Raises:
            StoreError: if that fails.
        """
        if self._unsaved:
            text = json.dumps(self._made, indent=0, sort_keys=True)
            write_file(self._path, text.encode(), flush=False)
            self._unsaved = 0


def digest(*parts: object) -> str:
    """One hash of many texts."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
