"""Folders for a while: gone with their maker, also where that was killed."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.scratch import PREFIX, Scratch
from tests import ordinary_user

KILLED = """
import os
from autograder.scratch import Scratch
scratch = Scratch()
(scratch.path / "file").write_text("x")
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of this test's own for such folders."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_what_was_made_is_removed(place):
    with Scratch() as folder:
        (folder / "deep").mkdir()
        (folder / "deep/file").write_text("x")
        assert folder.parent == place
    assert list(place.iterdir()) == []


def test_what_a_killed_grader_has_left_the_next_one_removes(place):
    done = subprocess.run([sys.executable, "-c", KILLED], cwd=ordinary_user.ROOT, check=False)
    assert done.returncode == -9
    [left] = place.iterdir()
    with Scratch() as folder:
        assert list(place.iterdir()) == [folder]
        assert folder != left


def test_what_somebody_uses_stays(place):
    with Scratch() as first, Scratch() as second:
        assert {first, second} == set(place.iterdir())


@pytest.mark.parametrize("when", ["before it is opened", "before it is locked", "while it is locked"])
def test_who_starts_at_the_same_time_may_take_a_folder_for_a_dead_ones(place, monkeypatch, when):
    make, lock, taken = tempfile.mkdtemp, fcntl.flock, []

    def made(prefix):
        folder = make(prefix=prefix)
        if not taken and when == "before it is opened":
            taken.append(folder)
            Path(folder).rmdir()
        return folder

    def locked(descriptor, how):
        if not taken and when != "before it is opened":
            [folder] = place.iterdir()
            taken.append(folder)
            folder.rmdir()
            if when == "while it is locked":
                raise BlockingIOError
        lock(descriptor, how)

    monkeypatch.setattr(tempfile, "mkdtemp", made)
    monkeypatch.setattr(fcntl, "flock", locked)
    before = len(os.listdir("/proc/self/fd"))
    with Scratch() as folder:
        assert [folder] == list(place.iterdir())
        assert str(folder) not in map(str, taken)
        assert len(taken) == 1
    assert len(os.listdir("/proc/self/fd")) == before


def test_what_is_not_ours_stays(place):
    (place / f"{PREFIX}file").write_text("x")
    (place / "other").mkdir()
    (place / f"{PREFIX}link").symlink_to(place / "other")
    with Scratch():
        pass
    assert len(list(place.iterdir())) == 3
