"""A real scheduler and real workers, all on this machine: the same results as here, whatever dies on the way."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import cli, cluster, provenance
from autograder.pool import grade_all
from autograder.results import to_json
from autograder.submissions import Submission
from tests.fake_engine import FakeEngine

ROOT = Path(__file__).resolve().parent.parent
ENOUGH = 120  # seconds for something that takes a few


class Cluster:
    """A scheduler and its workers, as processes."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._started: list[subprocess.Popen[bytes]] = []
        self.address = self._said(
            self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
            r"Scheduler at:\s+(tcp://\S+)",
        )

    def _start(self, what: str, *options: str) -> Path:
        log = self._folder / f"{what}-{len(self._started)}.log"
        with log.open("wb") as file:
            command = [sys.executable, "-m", "distributed.cli.dask_" + what, *options]
            environment = {
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "30s",
            }
            self._started.append(
                subprocess.Popen(command, cwd=self._folder, env=environment, stdout=file, stderr=file)
            )
        return log

    def _said(self, log: Path, pattern: str) -> str:
        end = time.monotonic() + ENOUGH
        while time.monotonic() < end:
            if found := re.search(pattern, log.read_text(errors="replace")):
                return found[found.re.groups]
            time.sleep(0.05)
        raise AssertionError(log.read_text(errors="replace"))

    def worker(self) -> subprocess.Popen[bytes]:
        """One more worker of one thread, without a nanny: it stays dead."""
        log = self._start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1",
            "--local-directory", str(self._folder),
        )  # fmt: skip
        self._said(log, r"Registered to")
        return self._started[-1]

    def lose_the_scheduler(self) -> None:
        """As if its machine were switched off."""
        self._started[0].kill()

    def close(self) -> None:
        """End all."""
        for process in reversed(self._started):
            process.terminate()
        for process in self._started:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    (tmp_path / "dask").mkdir()
    with contextlib.closing(Cluster(tmp_path / "dask")) as made:
        yield made


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler with at least one worker, which several tests may use."""
    with contextlib.closing(Cluster(tmp_path_factory.mktemp("dask"))) as made:
        made.worker()
        yield made


def submissions(folder: Path, *names: str) -> list[Submission]:
    for name in names:
        (folder / f"{name}.ipynb").write_bytes(b"{}")
    return [Submission(name, "shallow_network", folder / f"{name}.ipynb") for name in names]


def test_a_cluster_gives_the_same_bytes_although_a_worker_is_killed(dask, tmp_path):
    found = [
        Submission(name, "shallow_network", ROOT / "tests" / "submissions" / name / "shallow_network.ipynb")
        for name in ("half_a_file", "missing_1_over_m", "reference_solution", "untouched_stub")
    ]
    here = [to_json(result) for result in grade_all(found)]
    victim = dask.worker()
    there = []

    def kill_at_the_first(_, graded):
        if not there:
            victim.send_signal(signal.SIGKILL)
        there.append(to_json(graded.result))

    assert cluster.grade_all(dask.address, found, on_graded=kill_at_the_first) == []
    assert sorted(there) == sorted(here)
    assert victim.wait(ENOUGH) == -signal.SIGKILL


def test_what_kills_its_process_costs_itself_alone(dask, tmp_path):
    found = submissions(tmp_path, "anna", "bob", "dies", "raises", "carl")
    results = cluster.grade_all(dask.address, found, engine=FakeEngine)
    assert [str(result.status) for result in results] == [
        "passed", "failed", "internal_error", "internal_error", "passed",
    ]  # fmt: skip
    assert "SIGKILL" in results[2].notes[0]
    assert "a bug of ours" in results[3].notes[0]


def test_a_file_that_cannot_be_read_is_said_and_stops_nothing(dask, tmp_path):
    found = [*submissions(tmp_path, "anna"), Submission("gone", "shallow_network", tmp_path / "gone.ipynb")]
    assert [to_json(r) for r in cluster.grade_all(dask.address, found)] == [
        to_json(r) for r in grade_all(found)
    ]


def test_a_worker_of_another_version_is_given_nothing(dask, tmp_path, monkeypatch):
    ours = provenance.versions("shallow_network")
    monkeypatch.setattr(cluster, "versions", lambda name: {**ours, "numpy": "1.0"})
    with pytest.raises(
        cluster.ClusterError, match=r"no worker is fit.*tcp://.*its numpy \(\d.*not that of this machine"
    ):
        cluster.grade_all(dask.address, submissions(tmp_path, "anna"), engine=FakeEngine)


def test_a_worker_that_comes_late_is_welcome(dask, tmp_path):
    names = [f"slow_{number}" for number in range(6)]
    late = threading.Timer(0.2, dask.worker)
    late.start()
    results = cluster.grade_all(dask.address, submissions(tmp_path, *names), engine=FakeEngine)
    late.join()
    assert [result.student for result in results] == names


def test_no_workers(scheduler, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(cluster.ClusterError, match=r"has no workers\. Start some: dask worker tcp://"):
        cluster.grade_all(scheduler.address, submissions(tmp_path, "anna"), engine=FakeEngine)


def test_no_scheduler(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    notebook = next((ROOT / "tests" / "submissions" / "reference_solution").rglob("*.ipynb"))
    out = str(tmp_path / "grades")
    assert cli.run(["grade", str(notebook), "--out", out, "--cluster", "tcp://127.0.0.1:9"]) == cli.FAILED
    assert "no scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err


def test_jobs_and_cluster_exclude_each_other(tmp_path, capsys):
    notebook = next((ROOT / "tests" / "submissions" / "reference_solution").rglob("*.ipynb"))
    assert (
        cli.run(["grade", str(notebook), "--jobs", "2", "--cluster", "tcp://127.0.0.1:9"]) == cli.WRONG_USAGE
    )
    assert "--jobs is for this machine" in capsys.readouterr().err


def test_a_scheduler_that_dies_with_work_under_way_is_gone_in_a_sentence(scheduler, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 10)
    scheduler.worker()
    names = [f"slow_{number}" for number in range(8)]
    done = []

    def lose_it(_, graded):
        if not done:
            scheduler.lose_the_scheduler()
        done.append(graded.result.student)

    with pytest.raises(cluster.ClusterError, match=r"is gone. What was graded is kept"):
        cluster.grade_all(
            scheduler.address, submissions(tmp_path, *names), engine=FakeEngine, on_graded=lose_it
        )
    assert 1 <= len(done) < len(names)


@pytest.mark.parametrize("address", ["", "foo", "http://x:80", "tcp://10.0.0.7", "10.0.0.7:", "tcp://a b:1"])
def test_what_is_no_address_is_wrong_usage(tmp_path, capsys, address):
    notebook = next((ROOT / "tests" / "submissions" / "reference_solution").rglob("*.ipynb"))
    out = tmp_path / "grades"
    asked = ["grade", str(notebook), "--out", str(out), "--cluster", address]
    assert cli.run(asked) == cli.WRONG_USAGE
    assert "looks like tcp://10.0.0.7:8786" in capsys.readouterr().err
    assert not out.exists()
