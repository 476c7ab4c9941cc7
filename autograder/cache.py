"""What was graded before, by what it depends on: nothing is graded twice.

    cache/graded/3f/3f9c…     one graded submission (graded.to_bytes), named by the hash of all that it depends on
                              but the question files, whose hashes stand in it
    cache/recognised.json     which assignment each notebook answers, by the hash of its bytes

Each file appears whole or not at all, and two graders that write the same one write the same: any number of them
may use a cache at once, also from several machines. It can be removed at any time, whole or in part: what is
missing or damaged is graded again. Where it grows beyond its bound, what was not used for the longest time goes.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from autograder.graded import Packed
from autograder.notebook import HandedOut
from autograder.provenance import hash_of_engine
from autograder.store import write_file
from autograder.submissions import Look, look_at

MOST = 2 << 30  # bytes of graded submissions: some hundred thousand
MOST_RECOGNISED = 200_000
A_DAY = 86_400.0


class Cache:
    """A folder of graded submissions.

    Raises:
        StoreError: from what writes, if it cannot be written.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self._hashes: dict[Path, str] = {}
        self._recognised: dict[str, list[str | None]] | None = None
        self._by, self._news = "", False

    # ---------------------------------------------------------------------------------------- graded

    def find(self, key: str) -> Packed | None:
        """What is kept under a key; None if nothing is, or nothing that can be read."""
        path = self._place(key)
        try:
            packed = Packed(path.read_bytes())
        except (OSError, ValueError):
            return None
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > A_DAY:
                os.utime(path)  # it is in use
        return packed

    def put(self, key: str, packed: Packed) -> None:
        """Keep a graded submission; in the place of one with other tests, if there is one."""
        write_file(self._place(key), packed.data, flush=False)  # a torn file is found out by its checksum

    def _place(self, key: str) -> Path:
        return self.folder / "graded" / key[:2] / key

    def prune(self, most: int = MOST) -> int:
        """Remove what was not used for the longest time, as far as there is more than so many bytes.

        Returns:
            How many submissions were removed.
        """
        found, now = [], time.time()
        for path in (self.folder / "graded").glob("*/*"):
            with suppress(OSError):
                stat = path.stat()
                if path.name.startswith("."):  # half written; by a grader that is no more, if it is old
                    if now - stat.st_mtime > A_DAY:
                        path.unlink()
                else:
                    found.append((stat.st_mtime, stat.st_size, path))
        total, removed = sum(size for _, size, _ in found), 0
        for _, size, path in sorted(found):
            if total <= most:
                break
            with suppress(OSError):
                path.unlink()
                removed += 1
            total -= size
        return removed

    # ------------------------------------------------------------------------------------ recognised

    def hash_of(self, path: Path) -> str:
        """SHA-256 of a file's bytes, read once in a run; "" if it cannot be read."""
        if path not in self._hashes:
            try:
                with path.open("rb") as file:
                    self._hashes[path] = hashlib.file_digest(file, "sha256").hexdigest()
            except (OSError, ValueError):
                self._hashes[path] = ""
        return self._hashes[path]

    def look(self, known: Mapping[str, Sequence[HandedOut]]) -> Callable[[Path], Look]:
        """As submissions.look_at, looking at no notebook twice."""
        cells = {name: [[c.id, c.cell_type, c.source] for c in cells] for name, cells in known.items()}
        self._by = hashlib.sha256(f"{hash_of_engine()} {json.dumps(cells)}".encode()).hexdigest()
        seen = self._read_recognised()

        def look(path: Path) -> Look:
            sha256 = self.hash_of(path)
            if not sha256:
                return look_at(path, known)
            key = " ".join([sha256, *path.parts[-3:]])
            told = seen.pop(key, None)
            if told is None:
                found = look_at(path, known)
                told, self._news = [found.assignment, found.problem], True
            seen[key] = told  # the last ones are those in use
            return Look(told[0], told[1] or "")

        return look

    def _read_recognised(self) -> dict[str, list[str | None]]:
        self._recognised = {}
        with suppress(OSError, ValueError, KeyError, TypeError):
            data = json.loads((self.folder / "recognised.json").read_text(encoding="utf-8"))
            if data["by"] == self._by:
                self._recognised = dict(data["seen"])
        return self._recognised

    def save(self) -> None:
        """Write what was recognised for the first time."""
        if self._recognised is not None and self._news:
            kept = dict(list(self._recognised.items())[-MOST_RECOGNISED:])
            text = json.dumps({"by": self._by, "seen": kept}, indent=0, ensure_ascii=True)
            write_file(self.folder / "recognised.json", text.encode(), flush=False)
            self._news = False
