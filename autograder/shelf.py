"""Bytes that a run will want again, on disk: so a class of thousands takes little more memory than one of ten.

    shelf = Shelf(out / ".cache")
    read = shelf.put(data)
    read() == data

The file has no name, so nobody else can change it, and the system removes it with the run, however that ends. What
cannot be written stays in memory: a full disk is told by whoever writes what people are to read.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO


class Shelf:
    """Takes bytes and gives them back.

    Args:
        folder: of the file, on the disk that the grades are on.
    """

    def __init__(self, folder: Path):
        self._file: IO[bytes] | None = None
        self._end = 0
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  # until close()

    def put(self, data: bytes) -> Callable[[], bytes]:
        """Keep some bytes; what gives them back, as long as the shelf is open."""
        if self._file is not None:
            descriptor, at, size = self._file.fileno(), self._end, len(data)
            with suppress(OSError):
                if os.pwrite(descriptor, data, at) == size:
                    self._end += size
                    return partial(os.pread, descriptor, size, at)  # not a closure, which would hold the data
        return lambda: data

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
