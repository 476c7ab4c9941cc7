"""Bytes that a run will want again, on disk: however large a class is, grading it takes the same memory.

    shelf = Shelf(out / ".cache")
    read = shelf.put(data)
    read() == data

The file has no name, so nobody else can change it, and the system removes it with the run, however that ends.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from autograder.store import writing

IN_MEMORY = 4 << 20  # bytes of a run that are not worth a file


class Shelf:
    """Takes bytes and gives them back.

    Args:
        folder: of the file, on the disk that the grades are on.

    Raises:
        StoreError: if it cannot be written, also from put().
    """

    def __init__(self, folder: Path):
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder))  # noqa: SIM115  # until close()
        self._end = 0

    def put(self, data: bytes) -> Callable[[], bytes]:
        """Keep some bytes; what gives them back, as long as the shelf is open."""
        at, self._end = self._end, self._end + len(data)
        with writing(self._folder):
            self._file.seek(at)
            self._file.write(data)

        def read() -> bytes:
            self._file.seek(at)
            return self._file.read(len(data))

        return read

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
