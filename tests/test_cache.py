"""Nothing is graded twice, and what is put together of several gradings is, to the byte, one from scratch."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from autograder import cli, report
from autograder.assignment import loaded
from autograder.cache import Cache
from autograder.graded import Graded, Packed, Task, pack
from autograder.grading import One
from autograder.stand_ins import owners
from autograder.submissions import Submission
from tests import notebooks
from tests.fake_engine import FakeEngine
from tests.sample_results import mixed, perfect

ROOT = Path(__file__).resolve().parent.parent
WRONG = {"relu": "def relu(z): return z"}
STATEFUL = {"relu": "seen = []\ndef relu(z):\n    seen.append(1)\n    return np.maximum(0, z)"}


def files(out: Path) -> dict[str, bytes]:
    """All but the cache."""
    found = {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(".cache/")}


def asked_of(cache: Path) -> dict[str, tuple[str, ...]]:
    """Which questions were asked for what is kept, by the hash of the notebook."""
    kept = [Packed(path.read_bytes()).graded() for path in (cache / "graded").glob("*/*")]
    return {graded.sha256: graded.asked for graded in kept}


# -------------------------------------------------------------------------------- a changed question


class Project:
    """A copy of what grades, whose question files may be changed."""

    def __init__(self, folder: Path):
        self.folder = folder
        for name in ("autograder", "reference", "assignments"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))

    def change(self, question: str, old: str, new: str) -> None:
        path = self.folder / f"autograder/questions/shallow_network/{question}.py"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def grade(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "autograder", "grade", *map(str, arguments), "--jobs", "1"]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done


def test_only_a_changed_question_is_asked_and_the_bytes_are_those_of_a_grading_from_scratch(tmp_path):
    project, folder, out = Project(tmp_path / "project"), tmp_path / "class", tmp_path / "out"
    sha256 = {}
    for student, replaced in {"anna": None, "bob": WRONG, "carl": STATEFUL}.items():
        submission = notebooks.write(folder, notebooks.cells(replaced), student)
        sha256[student] = Cache(out).hash_of(submission.path)
    everything = tuple(f"q{number}" for number in range(1, 13))
    project.grade(folder, "--out", out)
    assert set(asked_of(out / ".cache").values()) == {everything}

    # q2 asks for relu: one of three keeps something in it, so that everything is asked of that one again
    title = 'title = "'
    project.change("q2", title, f"{title}Changed: ")
    done = project.grade(folder, "--out", out)
    assert "3 of 3 were graded before with other tests of shallow_network q2" in done.stderr
    assert "Asked everything again: 1 of the 3 with other tests" in done.stderr
    asked = asked_of(out / ".cache")
    assert [asked[sha256[student]] for student in ("anna", "bob", "carl")] == [("q2",), ("q2",), everything]
    project.grade(folder, "--out", tmp_path / "scratch")
    fresh = files(tmp_path / "scratch")
    now = files(out)
    earlier = [name for name in now if name.startswith("earlier/")]
    assert {n: d for n, d in now.items() if n not in earlier and n != "class.html"} == {
        n: d for n, d in fresh.items() if n != "class.html"
    }
    assert len(earlier) == 3  # class.html tells what has changed since


def test_a_question_whose_helper_fares_otherwise_now_is_asked_again(engine, tmp_path):
    submission = notebooks.write(tmp_path, notebooks.cells(WRONG), "bob")
    task = Task(submission, submission.path.read_bytes())
    whole = engine.work(task)
    assert whole.calm
    assert "q2" not in whole.unaided
    asked = loaded("shallow_network")
    dependent = {q.name for q in asked.questions if asked.question("q2") in owners(q, asked)}
    assert dependent
    # as if an earlier q2 had accepted that relu: what calls it was then asked without our relu in its place
    before = replace(whole, tests={**whole.tests, "q2": "another"}, unaided=whole.unaided | {"q2"})
    again = engine.work(replace(task, earlier=before))
    assert set(again.asked) == {"q2", *dependent}
    assert again.result == whole.result
    assert again.unaided == whole.unaided


@pytest.mark.parametrize(
    "spoil",
    [
        lambda graded: replace(graded, calm=False),
        lambda graded: replace(graded, tests={**graded.tests, "q13": "gone"}),
        lambda graded: replace(graded, tests={}),
    ],
    ids=["something died", "another number of questions", "unreadable then"],
)
def test_in_doubt_everything_is_asked(engine, tmp_path, spoil):
    submission = notebooks.write(tmp_path, notebooks.cells(), "anna")
    task = Task(submission, submission.path.read_bytes())
    whole = engine.work(task)
    before = spoil(replace(whole, tests={**whole.tests, "q1": "another"}))
    assert engine.work(replace(task, earlier=before)).asked == whole.asked == tuple(whole.tests)


def test_what_died_or_ran_out_of_time_is_not_calm(engine, tmp_path):
    dying = {"relu": "import os\ndef relu(z): os._exit(1)"}
    looping = {"relu": "def relu(z):\n    while True: pass"}
    for replaced in (dying, looping):
        submission = notebooks.write(tmp_path, notebooks.cells(replaced))
        assert not engine.work(Task(submission, submission.path.read_bytes())).calm


# ---------------------------------------------------------------------------------------- two at once


def start(folder: Path, out: Path, cache: Path) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "autograder",
        "grade",
        folder,
        "--out",
        out,
        "--cache",
        cache,
        "--jobs",
        "1",
    ]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_two_graders_at_once_share_a_cache_and_never_a_folder(tmp_path):
    folder, cache = tmp_path / "class", tmp_path / "cache"
    for number in range(4):
        notebooks.write(folder, notebooks.cells(last=[f"number = {number}"]), f"student-{number}")
    started = [start(folder, tmp_path / name, cache) for name in ("a", "b", "a")]
    told = [process.communicate()[0] for process in started]
    codes = [process.returncode for process in started]
    assert codes[1] == cli.WORKED, told[1]
    same = [code for code in (codes[0], codes[2]) if code != cli.WORKED]
    refused = [text for text, code in zip(told, codes, strict=True) if code != cli.WORKED]
    assert same in ([], [cli.FAILED])  # the second of them may have come when the first was done
    assert all("another grader is at work there" in text for text in refused)
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert len(asked_of(cache)) == 4
    assert not list(tmp_path.rglob("*.half"))


# ------------------------------------------------------------------------------------ what is made


@pytest.fixture
def class_folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr("autograder.engine.Engine", FakeEngine)
    for name in ("anna", "bob"):
        notebooks.write(tmp_path / "class", [name], name)
    return tmp_path / "class"


def test_of_an_unchanged_class_nothing_is_made_again(class_folder, tmp_path, monkeypatch, capsys):
    grade = ["grade", str(class_folder), "--out", str(tmp_path / "out"), "--jobs", "1"]
    assert cli.run(grade) == cli.WORKED
    first, whole = capsys.readouterr().out, files(tmp_path / "out")

    def never(*_: object, **__: object) -> None:
        raise AssertionError("made again")

    for name in ("feedback_page", "index_page", "class_page", "gradebook_csv", "table"):
        monkeypatch.setattr(report, name, never)
    monkeypatch.setattr("autograder.graded.from_json", never)
    monkeypatch.setattr("autograder.submissions.read", never)
    assert cli.run(grade) == cli.WORKED
    assert files(tmp_path / "out") == whole
    assert capsys.readouterr().out.splitlines()[:-1] == first.splitlines()[:-1]  # but for the seconds


def test_another_release_level_makes_the_pages_again_and_grades_nobody(class_folder, tmp_path, capsys):
    grade = ["grade", str(class_folder), "--out", str(tmp_path / "out"), "--jobs", "1"]
    cli.run(grade)
    before = files(tmp_path / "out")
    cli.run([*grade, "--feedback", "public"])
    changed = {name for name, data in files(tmp_path / "out").items() if before[name] != data}
    assert changed == {"release.json", *(n for n in before if n.startswith("feedback/"))}
    assert "2 of 2 submissions were graded before" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------ the cache


def test_what_is_kept_comes_back_as_it_was(tmp_path):
    for result in (mixed(), perfect()):
        graded = Graded(result, {"q1": "a"}, {"q1": ("relu",)}, frozenset(["q1"]), True, ("q1",), "0" * 64)
        cache = Cache(tmp_path)
        cache.put("ab", pack(graded))
        kept = cache.find("ab")
        assert kept is not None
        assert replace(kept.graded(), result=kept.result_of(result.student)) == graded
        assert (kept.status, kept.score, kept.tests) == (result.status, result.score, graded.tests)
    assert cache.find("cd") is None


def test_what_was_not_used_for_the_longest_time_goes_first(tmp_path):
    cache, now = Cache(tmp_path), time.time()
    for age, key in enumerate(["new", "older", "oldest"]):
        packed = pack(Graded(mixed()))
        cache.put(key, packed)
        path = tmp_path / "graded" / key[:2] / key
        os.utime(path, (now - 1e6 * age, now - 1e6 * age))
    assert cache.prune(most=3 * len(packed.data)) == 0
    assert cache.find("oldest") is not None  # and so it is in use
    assert cache.prune(most=2 * len(packed.data)) == 1
    assert cache.find("older") is None
    assert cache.find("oldest") is not None


def test_half_written_files_go_when_they_are_old(tmp_path):
    folder = tmp_path / "graded" / "ab"
    folder.mkdir(parents=True)
    (folder / ".abc.1.half").write_bytes(b"")
    (folder / ".abd.2.half").write_bytes(b"")
    os.utime(folder / ".abc.1.half", (0, 0))
    Cache(tmp_path).prune()
    assert [path.name for path in folder.iterdir()] == [".abd.2.half"]  # its grader may be at work


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"by": 1, "seen": 2}', "\x00"])
def test_a_damaged_list_of_what_was_recognised_is_made_anew(class_folder, tmp_path, damage):
    grade = ["grade", str(class_folder), "--out", str(tmp_path / "out"), "--jobs", "1"]
    cli.run(grade)
    path = tmp_path / "out/.cache/recognised.json"
    before = path.read_bytes()
    path.write_text(damage)
    assert cli.run(grade) == cli.WORKED
    assert path.read_bytes() == before


def test_what_many_answer_alike_is_kept_once_for_the_class():
    others: dict[object, object] = {}
    made = {"anna": perfect("anna"), "bob": perfect("bob"), "carl": mixed("carl")}
    kept = {
        student: One(Submission(student, "shallow_network", Path()), pack(Graded(result))).for_the_class(
            others
        )
        for student, result in made.items()
    }
    assert [one.student for one in kept.values()] == list(made)
    for one, other in zip(kept["anna"].questions, kept["bob"].questions, strict=True):
        assert one is other
    for student, result in made.items():
        for question, whole in zip(kept[student].questions, result.questions, strict=True):
            assert question == replace(whole, code="", differences=(), curves=())
