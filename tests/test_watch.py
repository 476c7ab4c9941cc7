"""A real watcher and real saves: what was saved is graded, whatever else lies there. No time is asserted."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder import cli, watching
from autograder.store import Store
from tests import notebooks

ENOUGH = 120  # seconds for something that takes less than one
WRONG = {"relu": "def relu(z): return z"}


class Watcher:
    """autograder watch, as a process."""

    def __init__(self, path: Path, *options: str):
        command = [sys.executable, "-m", "autograder", "watch", str(path), *options]
        # whoever is started in the background is deaf to Ctrl-C, and so is what it starts, unless it says otherwise
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self.told: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def says(self, text: str) -> str:
        """Wait for a line with a text that was not waited for before."""
        ends = time.monotonic() + ENOUGH
        while time.monotonic() < ends:
            try:
                line = self._lines.get(timeout=0.2)
            except queue.Empty:
                assert self.process.poll() is None, self.told
                continue
            self.told.append(line)
            if text in line:
                return line
        raise AssertionError(f"{text!r} was not said: {self.told}")

    def stop(self) -> int:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(ENOUGH)

    def end(self) -> None:
        """End it in any case."""
        self.process.kill()
        self.process.wait()


@pytest.fixture
def watch() -> Iterator[type[Watcher]]:
    """Starts watchers, and ends them."""
    started: list[Watcher] = []

    def start(*arguments: object) -> Watcher:
        started.append(Watcher(*arguments))  # type: ignore[arg-type]
        return started[-1]

    yield start  # type: ignore[misc]
    for one in started:
        one.end()


def eventually(holds: Callable[[], object]) -> bool:
    """Whether something holds before it is far too late: the class is written after its student is told."""
    ends = time.monotonic() + ENOUGH
    while not holds() and time.monotonic() < ends:
        time.sleep(0.05)
    return bool(holds())


def row(out: Path, student: str) -> str:
    lines = (out / "gradebook.csv").read_text().splitlines()
    return next((line for line in lines if line.startswith(f"{student},")), "")


def test_a_folder_is_kept_up_to_date_whatever_is_saved_in_it(watch, tmp_path):
    folder, out = tmp_path / "class", tmp_path / "grades"
    anna = notebooks.write(folder, notebooks.cells(WRONG), "anna").path
    notebooks.write(folder, notebooks.cells(), "bob")
    watcher = watch(folder, "--out", str(out), "--jobs", "1")
    watcher.says("Watching")
    assert "97" in row(out, "anna")
    # half of a file first, as slow editors and networks write, then all of it
    whole = notebooks.write(tmp_path / "elsewhere", notebooks.cells(), "anna").path.read_bytes()
    anna.write_bytes(whole[: len(whole) // 2])
    anna.write_bytes(whole)
    assert "100/100, was 97" in watcher.says(" anna shallow_network")
    # another file put in its place, as Jupyter does
    beside = anna.with_name(".~shallow_network.ipynb")
    beside.write_bytes(whole.replace(b"def relu", b"def rely"))
    beside.replace(anna)
    watcher.says(", was 100")
    # a newcomer; one that is broken for good stops nobody
    (folder / "carl").mkdir()
    (folder / "carl" / "shallow_network.ipynb").write_bytes(b'{"cells": [')
    watcher.says("carl shallow_network cannot be read")
    notebooks.write(folder, notebooks.cells(), "dora")
    watcher.says("dora shallow_network 100/100")
    assert eventually(lambda: row(out, "dora"))
    assert row(out, "carl")
    assert eventually(lambda: "dora" in (out / "index.html").read_text())
    assert (out / "feedback/dora/shallow_network.html").exists()
    (folder / "dora" / "shallow_network.ipynb").unlink()
    watcher.says("dora shallow_network is not handed in any more")
    notebooks.write(folder, notebooks.cells(), "emil")
    watcher.says("emil shallow_network 100/100")
    assert eventually(lambda: not row(out, "dora"))
    assert eventually(lambda: row(out, "emil"))
    assert watcher.stop() == cli.WORKED
    again = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", folder, "--out", out],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "4 of 4 submissions were graded before" in again.stderr  # with the same bytes


def test_a_single_notebook_is_checked_in_the_words_of_check_without_hidden_cases(watch, tmp_path, capsys):
    path = notebooks.write(tmp_path, notebooks.cells(WRONG), "anna").path
    (path.parent / "other.txt").write_text("of no concern")
    watcher = watch(path)
    watcher.says("q2 results:")
    watcher.says("q12 results:")
    path.write_bytes(notebooks.write(tmp_path / "elsewhere", notebooks.cells(), "anna").path.read_bytes())
    watcher.says("q2 results: All test cases passed!")
    watcher.says("more test cases")
    path.unlink()
    watcher.says("is gone; it is waited for")
    assert watcher.stop() == cli.WORKED
    assert not [name for name in os.listdir(tmp_path) if name == "grades"]


def test_grades_in_the_watched_folder_are_refused(tmp_path, capsys):
    assert cli.run(["watch", str(tmp_path), "--out", str(tmp_path / "grades")]) == cli.WRONG_USAGE
    assert "which is watched" in capsys.readouterr().err


def test_what_is_no_concern_of_a_watcher(tmp_path):
    changes = watching.changes(tmp_path)
    assert next(changes) == frozenset()
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "a-checkpoint.ipynb").write_text("{}")
    (tmp_path / ".~a.ipynb").write_text("{}")
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": []}))
    assert next(changes) == {tmp_path / "a.ipynb"}
    changes.close()


def test_a_half_written_notebook_is_waited_for_and_not_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "PATIENCE", ENOUGH)
    monkeypatch.setattr(watching, "LONGEST", ENOUGH)
    path = tmp_path / "a.ipynb"
    path.write_text('{"cells": [')
    finish = threading.Timer(0.3, path.write_text, ['{"cells": []}'])
    finish.start()
    watching._wait_for_whole([path])
    assert path.read_text() == '{"cells": []}'
    path.write_text("{")
    monkeypatch.setattr(watching, "PATIENCE", 0.2)
    watching._wait_for_whole([path, tmp_path / "gone.ipynb", tmp_path])


def test_after_a_failure_of_ours_the_engine_is_another_one():
    ended = []

    class Failing:
        def work(self, task):
            raise RuntimeError("a bug of ours")

        def close(self):
            ended.append(self)

    warm = watching.Warm(Failing)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            warm.work(None)
    warm.close()
    assert len(set(map(id, ended))) == 2


def test_a_folder_may_go_and_come_back(watch, tmp_path):
    folder, out = tmp_path / "class", tmp_path / "grades"
    notebooks.write(folder, notebooks.cells(WRONG), "anna")
    watcher = watch(folder, "--out", str(out), "--jobs", "1")
    watcher.says("Watching")
    shutil.rmtree(folder)
    watcher.says("class is gone; it is waited for")
    bob = notebooks.write(folder, notebooks.cells(), "bob").path
    watcher.says("bob shallow_network 100/100")
    watcher.says("anna shallow_network is not handed in any more")
    bob.write_bytes(bob.read_bytes().replace(b"def relu", b"def rely"))
    watcher.says(", was 100")  # it is heard again
    # another one put in its place at once
    notebooks.write(tmp_path / "next", notebooks.cells(), "carl")
    folder.rename(tmp_path / "old")
    (tmp_path / "next").rename(folder)
    watcher.says("carl shallow_network 100/100")
    assert watcher.stop() == cli.WORKED


def test_a_folder_may_go_in_the_instant_in_which_it_is_opened(tmp_path, monkeypatch):
    folder, held = tmp_path / "class", watching._held

    def going(folder):
        folder.rmdir()
        monkeypatch.setattr(watching, "_held", held)
        return held(folder)

    folder.mkdir()
    monkeypatch.setattr(watching, "_held", going)
    changes = watching.changes(folder)
    assert next(changes) == {folder}
    folder.mkdir()
    assert next(changes) == {folder}
    changes.close()


def test_what_is_known_already_is_said_too(watch, tmp_path):
    folder, out = tmp_path / "class", tmp_path / "grades"
    anna = notebooks.write(folder, notebooks.cells(), "anna").path
    watcher = watch(folder, "--out", str(out), "--jobs", "1")
    watcher.says("Watching")
    right = anna.read_bytes()
    anna.write_bytes(
        notebooks.write(tmp_path / "elsewhere", notebooks.cells(WRONG), "anna").path.read_bytes()
    )
    watcher.says("97/100, was 100")
    anna.write_bytes(right)
    watcher.says("anna shallow_network 100 again, was 97")
    anna.write_bytes(right)
    watcher.says("nothing to grade has changed")
    assert watcher.stop() == cli.WORKED


def test_where_another_grader_is_at_work_it_is_tried_again(watch, tmp_path):
    folder, out = tmp_path / "class", tmp_path / "grades"
    notebooks.write(folder, notebooks.cells(), "anna")
    with contextlib.closing(Store(out)) as other:
        other.prepare()
        watcher = watch(folder, "--out", str(out), "--jobs", "1")
        watcher.says("It is tried again every 2 seconds")
    watcher.says("Watching")
    assert watcher.stop() == cli.WORKED


def test_only_notebooks_and_folders_are_watched(tmp_path, capsys):
    (tmp_path / "roster.csv").write_text("student\n")
    assert cli.run(["watch", str(tmp_path / "roster.csv")]) == cli.WRONG_USAGE
    assert "is no notebook" in capsys.readouterr().err


def test_what_goes_on_growing_is_waited_for_but_not_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "PATIENCE", 0.5)
    path = tmp_path / "slow.ipynb"
    path.write_text("{")

    def write_slowly():
        for _ in range(8):
            time.sleep(0.1)
            with path.open("a") as file:
                file.write(" ")
        path.write_text("{}")

    writing = threading.Thread(target=write_slowly)
    writing.start()
    watching._wait_for_whole([path])
    assert path.read_text() == "{}"
    writing.join()
    path.write_text("{")
    monkeypatch.setattr(watching, "LONGEST", 0.0)
    watching._wait_for_whole([path])  # comes to an end
