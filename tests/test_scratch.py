"""Folders for a while: gone with their maker, also where that was killed."""

from __future__ import annotations

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


def test_what_is_not_ours_stays(place):
    (place / f"{PREFIX}file").write_text("x")
    (place / "other").mkdir()
    (place / f"{PREFIX}link").symlink_to(place / "other")
    with Scratch():
        pass
    assert len(list(place.iterdir())) == 3
