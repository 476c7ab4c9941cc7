"""A grader that was stopped goes on where it was: nothing lost, nothing doubled, nothing left half written."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import cli, engine, outcome, provenance
from autograder.graded import Graded, Packed
from autograder.results import from_json
from autograder.store import Store, StoreError
from tests import notebooks, soak_kills

WRONG = {"relu": "def relu(z): return z"}


@pytest.fixture(scope="module")
def class_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("resume") / "class"
    for student, replaced in {"anna": None, "bob": WRONG, "carl": None}.items():
        notebooks.write(folder, notebooks.cells(replaced), student)
    return folder


@pytest.fixture
def graded(monkeypatch, engine: engine.Engine):
    """Who was graded, by the shared engine."""
    students: list[str] = []

    class Counting:
        def __init__(self, **options):
            self.options = options

        def work(self, task):
            students.append(task.submission.student)
            before = engine.seed, engine.limits
            engine.seed, engine.limits = self.options["seed"], self.options["limits"]
            try:
                return engine.work(task)
            finally:
                engine.seed, engine.limits = before

        def close(self):
            pass

    monkeypatch.setattr("autograder.engine.Engine", Counting)
    return students


def grade(folder: Path, out: Path, *options: str) -> int:
    return cli.run(["grade", str(folder), "--out", str(out), "--jobs", "1", *options])


def files(out: Path) -> dict[str, bytes]:
    """All but the cache."""
    found = {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(".cache/")}


def kept_of(student: str, out: Path) -> Path:
    """The file of the cache that holds a student's graded notebook."""
    result = from_json((out / f"results/{student}/shallow_network.json").read_text())
    sha256 = result.provenance["submission"]
    paths = list((out / ".cache/graded").glob("*/*"))
    return next(path for path in paths if Packed(path.read_bytes()).graded().sha256 == sha256)


def test_what_was_graded_is_written_again_and_what_is_missing_in_the_cache_is_graded(
    class_folder, graded, tmp_path, capsys
):
    assert grade(class_folder, tmp_path) == cli.WORKED
    whole = files(tmp_path)
    assert graded == ["anna", "bob", "carl"]
    (tmp_path / "results/anna/shallow_network.json").unlink()
    kept_of("bob", tmp_path).unlink()
    (tmp_path / "gradebook.csv").write_text("half a gradeb")
    assert grade(class_folder, tmp_path) == cli.WORKED
    assert graded == ["anna", "bob", "carl", "bob"]
    assert files(tmp_path) == whole
    assert "2 of 3 submissions were graded before" in capsys.readouterr().err


@pytest.mark.parametrize("damage", [b"", b"{", b'{"format": 1}\n', "half", "a bit"])
def test_what_is_damaged_in_the_cache_is_graded_again(class_folder, graded, tmp_path, damage):
    grade(class_folder, tmp_path)
    whole, path = files(tmp_path), kept_of("anna", tmp_path)
    data = path.read_bytes()
    halved, flipped = data[: len(data) // 2], data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]
    path.write_bytes({"half": halved, "a bit": flipped}.get(damage, damage))
    grade(class_folder, tmp_path)
    assert graded[3:] == ["anna"]
    assert files(tmp_path) == whole
    assert path.read_bytes() == data


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"schema": 1}', '{"schema": 0}', "\x00"])
def test_a_damaged_result_is_written_anew(class_folder, graded, tmp_path, damage):
    grade(class_folder, tmp_path)
    whole = files(tmp_path)
    (tmp_path / "results/anna/shallow_network.json").write_text(damage)
    grade(class_folder, tmp_path)
    assert graded[3:] == []
    assert files(tmp_path) == whole


def test_a_missing_or_foreign_page_is_made_anew_without_grading(class_folder, graded, tmp_path):
    grade(class_folder, tmp_path)
    whole = files(tmp_path)
    (tmp_path / "feedback/anna/shallow_network.html").unlink()
    (tmp_path / "feedback/bob/shallow_network.html").write_text("of a later run, with another seed")
    grade(class_folder, tmp_path)
    assert graded[3:] == []
    assert files(tmp_path) == whole


@pytest.mark.parametrize("options", [["--seed", "5"], ["--limit", "call_cpu=0.9"], ["--again"]], ids=str)
def test_another_seed_or_limit_or_being_asked_grades_again(class_folder, graded, tmp_path, options):
    grade(class_folder, tmp_path)
    grade(class_folder, tmp_path, *options)
    assert graded[3:] == ["anna", "bob", "carl"]


def test_a_notebook_that_was_handed_in_anew_is_graded_again(graded, tmp_path):
    folder, out = tmp_path / "class", tmp_path / "out"
    path = notebooks.write(folder, notebooks.cells(WRONG), "anna").path
    notebooks.write(folder, notebooks.cells(), "bob")
    grade(folder, out)
    path.write_bytes((folder / "bob" / path.name).read_bytes() + b" ")
    grade(folder, out)
    assert graded == ["anna", "bob", "anna"]
    assert from_json((out / "results/anna/shallow_network.json").read_text()).score == 100.0


def test_another_reference_grades_again(class_folder, graded, tmp_path, monkeypatch):
    grade(class_folder, tmp_path)
    versions = provenance.versions("shallow_network")
    monkeypatch.setattr(provenance, "versions", lambda name: {**versions, "reference": "changed"})
    grade(class_folder, tmp_path)
    assert graded[3:] == ["anna", "bob", "carl"]


def test_our_failure_is_not_kept(class_folder, graded, tmp_path, monkeypatch):
    kept = engine.Engine.work

    def fail(self, task):
        return Graded(outcome.not_graded(task.submission, "a bug of ours"), sha256="0" * 64)

    monkeypatch.setattr(engine.Engine, "work", fail)
    assert grade(class_folder, tmp_path) == cli.FAILED
    monkeypatch.setattr(engine.Engine, "work", kept)
    assert grade(class_folder, tmp_path) == cli.WORKED
    assert graded == ["anna", "bob", "carl"]


def test_our_failure_names_every_question_and_its_points(class_folder):
    from autograder.submissions import Submission

    result = outcome.not_graded(Submission("anna", "shallow_network", Path("x.ipynb")), "why")
    assert (len(result.questions), result.max_score) == (12, 100.0)
    assert {q.status for q in result.questions} == {"internal_error"}
    assert outcome.not_graded(Submission("anna", None, Path("x.ipynb")), "why").assignment == "unknown"


# -------------------------------------------------------------------------------------- the folder


def test_what_was_half_written_is_removed(tmp_path):
    half = tmp_path / "results/anna/.shallow_network.json.123.half"
    half.parent.mkdir(parents=True)
    half.write_text("{")
    Store(tmp_path).prepare()
    assert files(tmp_path) == {}


def test_two_graders_do_not_share_a_folder(tmp_path):
    first = Store(tmp_path)
    first.prepare()
    with pytest.raises(StoreError, match="another grader is at work"):
        Store(tmp_path).prepare()
    first.close()
    second = Store(tmp_path)
    second.prepare()
    second.close()


def test_the_lock_goes_with_whoever_held_it(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from autograder.store import Store\n"
        "Store(Path(sys.argv[1])).prepare(); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], check=False)
    assert done.returncode == -9
    Store(tmp_path).prepare()


def test_a_disk_that_fills_up_stops_the_run_and_the_next_one_goes_on(
    class_folder, graded, tmp_path, monkeypatch, capsys
):
    grade(class_folder, tmp_path / "whole")
    graded.clear()
    fsync, writes = os.fsync, []

    def full_after_seven(descriptor: int) -> None:
        writes.append(descriptor)
        if len(writes) > 7:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full_after_seven)
    assert grade(class_folder, tmp_path / "out") == cli.FAILED
    assert "the disk is full. Make room" in capsys.readouterr().err
    monkeypatch.setattr(os, "fsync", fsync)
    left = files(tmp_path / "out")
    assert len(left) < 8
    assert all(left[name] == data for name, data in files(tmp_path / "whole").items() if name in left)
    assert grade(class_folder, tmp_path / "out") == cli.WORKED
    assert graded == ["anna", "bob", "carl"]  # carl was kept before the disk was full
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_a_run_that_is_killed_ends_with_the_same_bytes():
    """A sample of what `make soak` does fifty times with 200 submissions."""
    assert "byte for byte" in soak_kills.campaign(kills=1, submissions=6, seed=1)
