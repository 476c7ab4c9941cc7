"""What a run puts on its shelf comes back, whatever the disk says."""

from __future__ import annotations

import errno
import os
import tracemalloc
from contextlib import closing

import pytest

from autograder.shelf import Shelf

DATA = [b"one", b"", b"a longer one" * 1000]


def test_what_was_put_there_comes_back_in_any_order_and_has_no_name(tmp_path):
    folder = tmp_path / "grades" / ".cache"
    with closing(Shelf(folder)) as shelf:
        kept = [shelf.put(data) for data in DATA]
        assert [read() for read in reversed(kept)] == DATA[::-1]
        assert shelf.put(b"later")() == b"later"
        assert [read() for read in kept] == DATA
        assert list(folder.iterdir()) == []


def test_what_is_on_disk_is_not_in_memory_too(tmp_path):
    with closing(Shelf(tmp_path)) as shelf:
        tracemalloc.start()
        try:
            kept = [shelf.put(os.urandom(100_000)) for _ in range(20)]
            in_memory, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert in_memory < 100_000
        assert len({read() for read in kept}) == 20


def no_room(descriptor, data, at):
    raise OSError(errno.ENOSPC, "No space left on device")


def little_room(descriptor, data, at, write=os.pwrite):
    return write(descriptor, data[:2], at)


@pytest.mark.parametrize("full", [no_room, little_room])
def test_on_a_full_disk_it_stays_in_memory(tmp_path, monkeypatch, full):
    with closing(Shelf(tmp_path)) as shelf:
        before = shelf.put(b"before")
        monkeypatch.setattr(os, "pwrite", full)
        kept = [shelf.put(data) for data in DATA]
        monkeypatch.undo()
        assert [read() for read in (before, *kept, shelf.put(b"after"))] == [b"before", *DATA, b"after"]


def test_where_no_file_can_be_made_it_stays_in_memory(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with closing(Shelf(tmp_path / "file")) as shelf:
        kept = [shelf.put(data) for data in DATA]
        assert [read() for read in kept] == DATA
