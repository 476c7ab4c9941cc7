"""Results on disk: whole or not at all, the same bytes for the same results, errors that say what to do."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.results import from_json
from autograder.store import Store, StoreError
from tests import ordinary_user
from tests.sample_results import mixed, perfect


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def write_all(out: Path) -> None:
    store = Store(out)
    store.prepare()
    for result in (perfect(), mixed(), perfect(assignment="deep_network")):
        store.write_result(result)
        store.write_feedback(result, "<p>é</p>")
    store.write_gradebook("student\n")
    store.write_index("<p>")
    store.close()


def test_every_file_has_its_place(tmp_path):
    write_all(tmp_path / "new" / "out")
    assert sorted(files(tmp_path / "new" / "out")) == [
        "feedback/Björn Ångström/shallow_network.html",
        "feedback/anna/deep_network.html",
        "feedback/anna/shallow_network.html",
        "gradebook.csv",
        "index.html",
        "results/Björn Ångström/shallow_network.json",
        "results/anna/deep_network.json",
        "results/anna/shallow_network.json",
    ]


def test_a_result_is_read_back_as_it_was(tmp_path):
    path = Store(tmp_path).write_result(mixed())
    assert path == tmp_path / "results" / "Björn Ångström" / "shallow_network.json"
    assert from_json(path.read_text(encoding="utf-8")) == mixed()


def test_the_same_results_give_the_same_bytes(tmp_path):
    write_all(tmp_path / "a")
    write_all(tmp_path / "b")
    before = files(tmp_path / "a")
    write_all(tmp_path / "a")
    assert before == files(tmp_path / "a") == files(tmp_path / "b")


def test_a_crash_while_writing_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    store = Store(tmp_path)
    store.write_gradebook("old\n")

    def crash(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", crash)
    with pytest.raises(StoreError, match="the disk is full") as error:
        store.write_gradebook("new\n")
    assert error.value.path == tmp_path / "gradebook.csv"
    assert "--out" in error.value.next_step
    assert files(tmp_path) == {"gradebook.csv": b"old\n"}


def test_a_file_is_flushed_before_it_appears(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append((tmp_path / "gradebook.csv").exists()))
    Store(tmp_path).write_gradebook("x")
    assert seen == [False]
    assert (tmp_path / "gradebook.csv").exists()


def test_files_follow_the_umask(tmp_path):
    old = os.umask(0o027)
    try:
        path = Store(tmp_path).write_gradebook("x")
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(StoreError, match="a file where a folder should be"):
        Store(tmp_path / "out").prepare()
    (tmp_path / "results").write_text("mine")
    with pytest.raises(StoreError, match="a file where a folder should be"):
        Store(tmp_path).write_result(perfect())
    assert (tmp_path / "results").read_text() == "mine"


def test_a_folder_where_a_file_should_be(tmp_path):
    (tmp_path / "gradebook.csv").mkdir()
    with pytest.raises(StoreError, match="a folder where a file should be"):
        Store(tmp_path).write_gradebook("x")


@pytest.mark.parametrize(
    ("number", "problem"),
    [(errno.EROFS, "read-only"), (errno.EACCES, "not allowed"), (errno.ENAMETOOLONG, "too long")],
)
def test_other_refusals_name_path_problem_and_next_step(tmp_path, monkeypatch, number, problem):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StoreError) as error:
        Store(tmp_path / "out").prepare()
    assert problem in error.value.problem
    assert "--out" in error.value.next_step
    assert str(tmp_path / "out") in str(error.value)


IN_A_READ_ONLY_FOLDER = """
from pathlib import Path
from autograder.store import Store, StoreError
closed = Path.home() / "closed"
closed.mkdir(mode=0o500)
try:
    Store(closed / "out").prepare()
except StoreError as error:
    print(error.problem)
"""


def test_a_read_only_folder_is_refused_at_once():
    done = ordinary_user.run("-c", IN_A_READ_ONLY_FOLDER)  # root may write everywhere
    assert "not allowed" in done.stdout, done.stderr


@pytest.mark.parametrize("name", ["../anna", "/etc/passwd", "..", "", "a/b", "a\0b"])
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    store = Store(tmp_path / "out")
    for result in (replace(perfect(), student=name), replace(perfect(), assignment=name)):
        with pytest.raises(StoreError, match="is not a file name"):
            store.write_result(result)
    assert files(tmp_path) == {}
