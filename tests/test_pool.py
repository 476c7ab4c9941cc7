"""Many submissions: in order, each once, and none lost because of another."""

from __future__ import annotations

from collections import deque
from pathlib import Path

import pytest

from autograder import pool
from autograder.pool import grade_all
from autograder.results import Status, SubmissionResult
from autograder.submissions import Submission
from tests.fake_engine import FakeEngine


def submissions(folder: Path, *names: str) -> list[Submission]:
    return [Submission(name, "shallow_network", folder / f"{name}.ipynb") for name in names]


def statuses(results: list[SubmissionResult]) -> dict[str, str]:
    return {result.student: str(result.status) for result in results}


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_submissions_and_are_reported_once_each(tmp_path, jobs):
    names = ["slow_1", "anna", "bob", "slow_2", "carl", "dora"]
    found, reported = submissions(tmp_path, *names), []
    results = grade_all(found, jobs=jobs, engine=FakeEngine)
    assert [r.student for r in results] == names
    grade_all(found, jobs=jobs, on_graded=lambda one, _: reported.append(one.student), engine=FakeEngine)
    assert sorted(reported) == sorted(names)


def test_workers_are_handed_what_belongs_together(tmp_path, monkeypatch):
    handed = []

    def noting(tasks, make, jobs):
        handed.extend(index for index, _ in tasks)
        return iter(())

    monkeypatch.setattr(pool, "_in_workers", noting)
    names = ("deep_network", None, "shallow_network", "deep_network")
    grade_all([Submission("anna", name, tmp_path) for name in names], jobs=2, engine=FakeEngine)
    assert handed == [1, 0, 3, 2]


def test_who_has_done_its_own_takes_the_last_of_another():
    piles = [deque("abc"), deque("x")]
    assert [pool._next(piles, 1) for _ in range(5)] == ["x", "c", "b", "a", None]


def test_nothing_to_grade_is_no_trouble():
    assert grade_all([], jobs=4, engine=FakeEngine) == []


def test_a_worker_that_dies_costs_its_submission_only_after_a_second_try(tmp_path):
    names = ["anna", "dies", "bob", "dies_once", "carl"]
    results = grade_all(submissions(tmp_path, *names), jobs=2, engine=FakeEngine)
    assert statuses(results) == {
        "anna": "passed",
        "dies": "internal_error",
        "bob": "failed",
        "dies_once": "passed",
        "carl": "passed",
    }
    assert "SIGKILL" in results[1].notes[0]
    assert "our failure" in results[1].notes[0]
    assert [q.status for q in results[1].questions] == [Status.INTERNAL_ERROR] * 12


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_of_ours_is_tried_again_and_then_reported(tmp_path, jobs):
    results = grade_all(submissions(tmp_path, "raises", "anna", "raises_once"), jobs=jobs, engine=FakeEngine)
    assert statuses(results) == {"raises": "internal_error", "anna": "passed", "raises_once": "passed"}
    assert "RuntimeError: a bug of ours" in results[0].notes[0]


class Broken(FakeEngine):
    """Cannot even be made."""

    def __init__(self, **options):
        raise OSError("no engine today")


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_engine_that_cannot_start_is_our_failure_for_everyone(tmp_path, jobs, capfd):
    results = grade_all(submissions(tmp_path, "anna", "bob"), jobs=jobs, engine=Broken)
    assert {r.status for r in results} == {Status.INTERNAL_ERROR}
    assert all(r.notes for r in results)


def test_options_reach_the_engine():
    made = []

    class Recording(FakeEngine):
        def __init__(self, **options):
            made.append(options)

    grade_all(submissions(Path(), "anna"), seed=7, isolation="landlock", limits="tight", engine=Recording)
    assert made == [{"seed": 7, "isolation": "landlock", "limits": "tight"}]


def test_ctrl_c_ends_the_run_and_keeps_what_was_reported(tmp_path):
    reported = []
    with pytest.raises(KeyboardInterrupt):
        grade_all(
            submissions(tmp_path, "anna", "ctrl_c", "bob"),
            on_graded=lambda s, _: reported.append(s),
            engine=FakeEngine,
        )
    assert [r.student for r in reported] == ["anna"]


def test_a_result_that_cannot_be_kept_ends_the_workers(tmp_path):
    def full(*_: object) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        grade_all(submissions(tmp_path, "anna", "bob", "slow"), jobs=2, on_graded=full, engine=FakeEngine)


def test_the_engine_is_closed_whatever_happens(tmp_path):
    log = []

    class Logging(FakeEngine):
        def close(self):
            log.append("closed")

    grade_all(submissions(tmp_path, "anna"), engine=Logging)
    with pytest.raises(KeyboardInterrupt):
        grade_all(submissions(tmp_path, "ctrl_c"), engine=Logging)
    assert log == ["closed", "closed"]
