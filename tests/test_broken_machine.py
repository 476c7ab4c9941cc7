"""What the machine does to a grader: full disks, folders that cannot be written to, killed processes, wild clocks.

Each time there is a clear message, what is ours is our failure, and the run goes on or stops cleanly.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from autograder import pool, tiers
from autograder.engine import Engine
from autograder.results import Status, to_json
from autograder.session import Died, Zygote
from tests import notebooks, ordinary_user
from tests.conftest import SMALL
from tests.soak_kills import below

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux's mounts and processes")

# In a mount namespace of its own: a disk of half a megabyte at "out", which is full after some results.
FULL = """
import os, sys
from autograder import cli, kernel
where, out = sys.argv[1:]
kernel.unshare(kernel.NEWNS) if os.geteuid() == 0 else kernel.unshare_user(kernel.NEWNS)
kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
kernel.mount("tmpfs", out, "tmpfs", 0, "size=SIZE")
if "SIZE" == "64k":
    print("ended with", cli.run(["grade", where, "--out", out, "--jobs", "1"]), flush=True)
    kernel.mount("tmpfs", out, "tmpfs", kernel.MS_REMOUNT, "size=64m")
    left = sorted(str(p) for p in __import__("pathlib").Path(out).rglob("*") if p.is_file())
    print("half written:", [name for name in left if name.endswith(".half")])
    print("results:", sum("/results/" in name for name in left))
    print("then with", cli.run(["grade", where, "--out", out, "--jobs", "1"]), flush=True)
    print("results:", len(list(__import__("pathlib").Path(out).glob("results/*/*.json"))))
else:
    kernel.mount("tmpfs", out, "tmpfs", kernel.MS_REMOUNT | kernel.MS_RDONLY)
    print("ended with", cli.run(["grade", where, "--out", out, "--jobs", "1"]), flush=True)
"""
STUB = {name: None for name in notebooks.sources() if name not in ("sigmoid", "relu")}


@pytest.fixture(scope="module")
def class_folder(tmp_path_factory) -> Path:
    """Four notebooks that are graded fast; readable by everybody."""
    folder = tmp_path_factory.mktemp("broken") / "class"
    for student in ("anna", "bob", "carl"):
        notebooks.write(folder, notebooks.cells(STUB), student)
    for path in [folder, *folder.parents]:
        if path.stat().st_uid == os.geteuid() and path.name.startswith(("broken", "class", "pytest")):
            path.chmod(0o755)
    return folder


def graded_on(disk: str, class_folder: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Grade where the disk is SIZE, or read-only: a real one, as root or in a user namespace."""
    out.mkdir()
    command = [sys.executable, "-c", FULL.replace("SIZE", disk), str(class_folder), str(out)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=900, check=False, cwd=ordinary_user.ROOT
    )


def test_a_full_disk_stops_the_run_with_a_sentence_and_the_next_one_goes_on(class_folder, tmp_path):
    done = graded_on("64k", class_folder, tmp_path / "out")
    lines = done.stdout.splitlines()
    assert "ended with 1" in lines, done
    assert "the disk is full. Make room, or choose another folder with --out." in done.stderr
    assert "Traceback" not in done.stderr
    assert "half written: []" in lines
    assert lines[lines.index("then with 0") + 1] == "results: 3"


def test_a_disk_that_is_read_only_is_refused_before_anything_is_graded(class_folder, tmp_path):
    done = graded_on("1m", class_folder, tmp_path / "out")
    assert "ended with 1" in done.stdout, done
    assert "the disk is read-only. Choose a folder on another disk with --out." in done.stderr
    assert "Traceback" not in done.stderr
    assert "anna" not in done.stderr


# ------------------------------------------------------------------------------------- killed processes


def test_a_grading_process_that_is_killed_costs_no_submission(tmp_path, monkeypatch):
    """As the kernel does where memory runs out: over a submission, with all that it has started."""
    slow = "import time\ndef relu(z):\n    time.sleep(0.2)\n    return np.maximum(z, 0)"
    found = [notebooks.write(tmp_path, notebooks.cells({**STUB, "relu": slow}), name) for name in ("a", "b")]
    made, init = [], pool.Worker.__init__

    def noting(self, make):
        init(self, make)
        made.append(self.process.pid)

    def kill_the_first() -> None:
        while not (made and len(below(made[0])) > 1):  # a zygote, and a student's process in it
            time.sleep(0.05)
        os.kill(made[0], signal.SIGKILL)

    monkeypatch.setattr(pool.Worker, "__init__", noting)
    thread = threading.Thread(target=kill_the_first, daemon=True)
    thread.start()
    results = pool.grade_all(found, jobs=2)
    thread.join(1)
    assert len(made) == 3  # one in the place of the killed one
    assert [r.student for r in results] == ["a", "b"]
    assert Status.INTERNAL_ERROR not in {r.status for r in results}
    assert len({r.score for r in results}) == 1


def test_a_zygote_that_is_killed_again_and_again_is_our_failure_with_every_question(
    engine, tmp_path, monkeypatch
):
    submission = notebooks.write(tmp_path, notebooks.cells())
    spawn = Zygote.spawn

    def killed(self):
        self._process.kill()
        self._process.wait()
        return spawn(self)

    monkeypatch.setattr(Zygote, "spawn", killed)
    with Engine(limits=SMALL) as own:
        monkeypatch.setattr(tiers, "self_test", lambda zygote: None)
        result = own.grade(submission)
    assert result.status is Status.INTERNAL_ERROR
    assert len(result.questions) == 12
    assert {q.status for q in result.questions} == {Status.INTERNAL_ERROR}
    assert any("zygote" in case.message for question in result.questions for case in question.cases)
    monkeypatch.setattr(Zygote, "spawn", spawn)
    assert engine.grade(submission).score == 100.0


# --------------------------------------------------------------------------------------- memory, clocks


HUNGRY = "hoard = [bytearray(1 << 20) for _ in range(10_000)]"


def test_where_memory_runs_out_student_code_ends_first(zygote):
    """The kernel ends whom it is told to prefer; a real kill of that kind would end other tests."""
    with zygote.submission() as submission:
        submission.run_cell(0, "import os")
        score = Path(f"/proc/{submission.pid}/oom_score_adj").read_text()
        assert int(score) >= int(Path("/proc/self/oom_score_adj").read_text()) + 500
        os.kill(submission.pid, signal.SIGKILL)
        with pytest.raises(Died):
            submission.run_cell(1, "1")
    with zygote.submission() as submission:
        assert submission.run_cell(0, HUNGRY)[0].kind == "memory"


@pytest.mark.parametrize(
    "jump", [86_400.0 * 400, -86_400.0 * 400, float("nan")], ids=["on", "back", "broken"]
)
def test_a_clock_that_jumps_changes_nothing(engine, tmp_path, monkeypatch, jump):
    """The machine's clock is set while a class is graded: what is measured is measured with another one."""
    submission = notebooks.write(tmp_path, notebooks.cells())
    calm = to_json(engine.grade(submission))
    calls = [0]

    def jumping() -> float:
        calls[0] += 1
        return 1.8e9 + jump * (calls[0] % 2)

    monkeypatch.setattr(time, "time", jumping)
    monkeypatch.setattr(time, "time_ns", lambda: int(jumping() * 1e9))
    assert to_json(engine.grade(submission)) == calm


def test_no_trusted_module_measures_with_the_clock_that_can_be_set():
    """The control of the one above: else it would hold only where nothing hangs."""
    for path in (ordinary_user.ROOT / "autograder").rglob("*.py"):
        if path.name == "cache.py":
            continue  # compares with the times of files, to choose which to drop
        assert "time.time(" not in path.read_text(encoding="utf-8"), path
