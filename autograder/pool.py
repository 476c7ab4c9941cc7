"""Grade many submissions, in this process or in several, and give the results in the order of the submissions.

    grade_all(submissions, jobs=4, seed=0, on_result=store)

A worker process holds an engine of its own and is handed one submission at a time, so that when it dies it is
known over which. That submission is tried once more, alone, after all others; if the worker dies again it
becomes an internal_error, and no other submission notices. Workers are started afresh (spawn) and not forked:
this process may have threads. Ctrl-C ends the workers; what was reported by on_result is finished.
"""

from __future__ import annotations

import functools
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from autograder import kernel
from autograder.results import SubmissionResult
from autograder.submissions import Submission

PATIENCE = 10.0  # seconds that a worker is given to end by itself


class Grader(Protocol):
    """What is asked of an engine."""

    def grade(self, submission: Submission) -> SubmissionResult: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class _Lost:
    """A submission that came to nothing, and why."""

    why: str


_Task = tuple[int, Submission]
_Outcome = tuple[int, SubmissionResult | _Lost]


def grade_all(
    submissions: Sequence[Submission],
    *,
    jobs: int = 1,
    seed: int = 0,
    isolation: str = "auto",
    limits: Any = None,
    on_result: Callable[[SubmissionResult], None] | None = None,
    engine: Callable[..., Grader] | None = None,
) -> list[SubmissionResult]:
    """Grade submissions; each is graded once, or twice if its worker died.

    Args:
        jobs: how many processes grade at the same time; 1 grades in this process.
        seed, isolation, limits: as for engine.Engine.
        on_result: called in this process with each result as soon as it is there, in any order.
        engine: what makes a grader, instead of engine.Engine; with several jobs it is sent to the workers.

    Raises:
        KeyboardInterrupt: after the workers were ended.
    """
    make = functools.partial(engine or _engine, seed=seed, isolation=isolation, limits=limits)
    results: dict[int, SubmissionResult] = {}

    def finish(index: int, result: SubmissionResult) -> None:
        results[index] = result
        if on_result is not None:
            on_result(result)

    tasks = list(enumerate(submissions))
    jobs = min(jobs, len(tasks))
    run = _here if jobs <= 1 else functools.partial(_in_workers, jobs=jobs)
    again = []
    for index, outcome in run(tasks, make):
        if isinstance(outcome, _Lost):
            again.append((index, submissions[index]))
        else:
            finish(index, outcome)
    alone = _here if jobs <= 1 else functools.partial(_in_workers, jobs=1)
    for task in again:
        for index, outcome in alone([task], make):
            if isinstance(outcome, _Lost):
                finish(index, _internal_error(submissions[index], outcome.why))
            else:
                finish(index, outcome)
    return [results[index] for index in range(len(tasks))]


def _engine(**options: Any) -> Grader:
    from autograder.engine import Engine

    return Engine(**options)


def _internal_error(submission: Submission, why: str) -> SubmissionResult:
    from autograder.outcome import not_graded

    note = f"This submission could not be graded, twice: {why}. That is our failure, and no score."
    return not_graded(submission, note)


# ------------------------------------------------------------------------------------- one process


def _here(tasks: Sequence[_Task], make: Callable[[], Grader]) -> Iterator[_Outcome]:
    grader: Grader | None = None
    try:
        for index, submission in tasks:
            outcome: SubmissionResult | _Lost
            try:
                grader = grader or make()
                outcome = grader.grade(submission)
            except Exception as error:
                outcome = _Lost(_told(error))
                if grader is not None:
                    grader.close()
                grader = None  # what it left behind must not touch the next submission
            yield index, outcome
    finally:
        if grader is not None:
            grader.close()


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


# -------------------------------------------------------------------------------- several processes


def _in_workers(tasks: Sequence[_Task], make: Callable[[], Grader], jobs: int) -> Iterator[_Outcome]:
    waiting = deque(tasks)
    workers: list[_Worker] = []
    try:
        while waiting or any(worker.task is not None for worker in workers):
            while len(workers) < jobs and len(workers) < len(waiting) + sum(
                w.task is not None for w in workers
            ):
                workers.append(_Worker(make))
            for worker in workers:
                if worker.task is None and waiting:
                    worker.give(waiting.popleft())
            busy = {worker.connection: worker for worker in workers if worker.task is not None}
            for ready in wait(list(busy)):
                worker = busy[ready]  # type: ignore[index]
                index, outcome = worker.take()
                if isinstance(outcome, _Lost):
                    worker.stop()
                    workers.remove(worker)
                yield index, outcome
    finally:
        for worker in workers:
            worker.stop()


class _Worker:
    """This process's end of one worker."""

    def __init__(self, make: Callable[[], Grader]):
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.task: _Task | None = None
        self.process = context.Process(target=_serve, args=(theirs, make), daemon=True)
        self.process.start()
        theirs.close()  # so that its death shows as the end of our stream

    def give(self, task: _Task) -> None:
        self.task = task
        with suppress(OSError):  # it is dead already; take() says so
            self.connection.send(task[1])

    def take(self) -> _Outcome:
        assert self.task is not None
        index, self.task = self.task[0], None
        try:
            return index, self.connection.recv()
        except (EOFError, OSError):
            self.process.join(PATIENCE)
            return index, _Lost(f"the grading process died ({_how(self.process.exitcode)})")

    def stop(self) -> None:
        """End it: at once if it is grading, otherwise by asking."""
        if self.task is None:
            with suppress(OSError):
                self.connection.send(None)
            self.process.join(PATIENCE)
        for end in (self.process.terminate, self.process.kill):
            if self.process.is_alive():
                end()
                self.process.join(PATIENCE)
        self.connection.close()


def _how(exitcode: int | None) -> str:
    if exitcode is None or exitcode >= 0:
        return f"exit code {exitcode}"
    with suppress(ValueError):
        name = signal.Signals(-exitcode).name
        return f"{name}, perhaps out of memory" if name == "SIGKILL" else name
    return f"signal {-exitcode}"


def _serve(connection: Connection, make: Callable[[], Grader]) -> None:
    """The worker: grade what comes until None comes or the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the first one decides
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # by way of `finally`, which ends the sandbox too
    if sys.platform == "linux":
        kernel.die_with_parent()  # who would otherwise grade on, for nobody, after a SIGKILL of the first one
    parent = multiprocessing.parent_process()
    if parent is None or not parent.is_alive():
        return
    grader = make()
    try:
        while (submission := connection.recv()) is not None:
            outcome: SubmissionResult | _Lost
            try:
                outcome = grader.grade(submission)
            except Exception as error:
                outcome = _Lost(_told(error))
            connection.send(outcome)
    except (EOFError, BrokenPipeError):
        pass
    finally:
        grader.close()
