"""Grade many submissions, in this process or in several, and give the results in the order of the submissions.

    grade_all(submissions, jobs=4, seed=0, on_graded=store)

A worker process holds an engine of its own and is handed one submission at a time, so that when it dies it is
known over which. That submission is tried once more, alone, after all others; if the worker dies again it
becomes an internal_error, and no other submission notices. Workers are started afresh and not forked: this
process may have threads, and may be a worker of a cluster's, which multiprocessing allows no children. Ctrl-C
ends the workers; what was reported by on_graded is finished.
"""

from __future__ import annotations

import functools
import itertools
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Protocol

from autograder import kernel
from autograder.graded import Graded, Task, read
from autograder.results import SubmissionResult
from autograder.submissions import Submission

if TYPE_CHECKING:
    from autograder.warming import Warming

PATIENCE = 10.0  # seconds that a worker is given to end by itself
# Ctrl-C reaches every process; the first one decides. And the code is that which runs here, wherever it lies.
_START = """import json, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.path[:] = json.loads(sys.argv[3])
from autograder import pool
pool.serve(int(sys.argv[1]), int(sys.argv[2]))"""


class Grader(Protocol):
    """What is asked of an engine."""

    def work(self, task: Task) -> Graded: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class Lost:
    """A submission that came to nothing, and why."""

    why: str


_Task = tuple[int, Callable[[], Task]]  # read when its turn comes, so that no class is held in memory
_Outcome = tuple[int, Graded | Lost]


def grade_all(
    submissions: Sequence[Submission],
    *,
    jobs: int = 1,
    seed: int = 0,
    isolation: str = "auto",
    limits: Any = None,
    task: Callable[[Submission], Task] = read,
    on_graded: Callable[[Submission, Graded], None] | None = None,
    engine: Callable[..., Grader] | None = None,
) -> list[SubmissionResult]:
    """Grade submissions; each is graded once, or twice if its worker died.

    Args:
        jobs: how many processes grade at the same time; 1 grades in this process.
        seed, isolation, limits: as for engine.Engine.
        task: makes of a submission what a grader is handed, when its turn comes.
        on_graded: called in this process with each submission as soon as it is graded, in any order; none is
            kept then.
        engine: what makes a grader, instead of engine.Engine; with several jobs it is sent to the workers.

    Returns:
        The results, in the order of the submissions, unless they went to on_graded.

    Raises:
        KeyboardInterrupt: after the workers were ended.
    """
    make = functools.partial(engine or make_engine, seed=seed, isolation=isolation, limits=limits)
    results: dict[int, SubmissionResult] = {}

    def finish(index: int, outcome: Graded | Lost) -> None:
        graded = our_failure(submissions[index], outcome.why) if isinstance(outcome, Lost) else outcome
        if on_graded is not None:
            on_graded(submissions[index], graded)
        else:
            results[index] = graded.result

    tasks: list[_Task] = [(n, functools.partial(task, one)) for n, one in enumerate(submissions)]
    jobs = min(jobs, len(tasks))
    # what an engine works out for an assignment it does once, and its class is answered much alike
    together = sorted(tasks, key=lambda task: submissions[task[0]].assignment or "") if jobs > 1 else tasks
    run = here if jobs <= 1 else functools.partial(_in_workers, jobs=jobs)
    again = []
    for index, outcome in run(together, make):
        if isinstance(outcome, Lost):
            again.append(tasks[index])
        else:
            finish(index, outcome)
    alone = here if jobs <= 1 else functools.partial(_in_workers, jobs=1)
    for lost in again:
        for index, outcome in alone([lost], make):
            finish(index, outcome)
    return [results[index] for index in sorted(results)]


def make_engine(*, isolation: str, limits: Any, warming: Warming | None = None, **options: Any) -> Grader:
    """An engine.Engine; imported where it is made, while its warm process imports elsewhere."""
    if warming is None:
        from autograder import tiers
        from autograder.warming import Warming

        with suppress(tiers.IsolationError):  # the engine says so, of each submission
            warming = Warming(tiers.choose(isolation, limits))
    from autograder.engine import Engine

    return Engine(isolation=isolation, limits=limits, warming=warming, **options)


def our_failure(submission: Submission, why: str) -> Graded:
    """What becomes of a submission that was tried twice in vain."""
    from autograder.outcome import not_graded

    note = f"This submission could not be graded, twice: {why}. That is our failure, and no score."
    return Graded(not_graded(submission, note))


# ------------------------------------------------------------------------------------- one process


def here(tasks: Sequence[_Task], make: Callable[[], Grader]) -> Iterator[_Outcome]:
    """Grade in this process, one after the other."""
    grader: Grader | None = None
    try:
        for index, task in tasks:
            outcome: Graded | Lost
            try:
                grader = grader or make()
                outcome = grader.work(task())
            except Exception as error:
                outcome = Lost(_told(error))
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
    """Grade in several processes, each of them a stretch of the tasks, and then what others have left."""
    cuts = [len(tasks) * number // jobs for number in range(jobs + 1)]
    piles = [deque(tasks[begin:end]) for begin, end in itertools.pairwise(cuts)]
    workers: dict[int, Worker] = {}

    def hand_on(number: int) -> None:
        if (task := _next(piles, number)) is not None:
            if number not in workers:
                workers[number] = Worker(make)
            workers[number].give(task)

    try:
        for number in range(jobs):
            workers[number] = Worker(make)
        for number in list(workers):  # all have started by now: a large notebook waits until it is read
            hand_on(number)
        while busy := {worker.connection: n for n, worker in workers.items() if worker.task is not None}:
            for ready in wait(list(busy)):
                number = busy[ready]  # type: ignore[index]
                index, outcome = workers[number].take()
                if isinstance(outcome, Lost):
                    workers.pop(number).stop()
                hand_on(number)  # it grades on while what it has done is written
                yield index, outcome
    finally:
        for worker in workers.values():
            worker.stop()


def _next(piles: Sequence[deque[_Task]], own: int) -> _Task | None:
    """The next task of a worker's own pile; when that is done, the last one of the highest."""
    if piles[own]:
        return piles[own].popleft()
    highest = max(piles, key=len)
    return highest.pop() if highest else None


class Worker:
    """This process's end of one worker.

    Args:
        make: makes the worker's grader; sent there, so it must be known there by its name.
    """

    def __init__(self, make: Callable[[], Grader]):
        self.connection, theirs = multiprocessing.Pipe()
        self.task: _Task | None = None
        with theirs:  # so that its death shows as the end of our stream
            self.process = subprocess.Popen(
                [sys.executable, "-c", _START, str(theirs.fileno()), str(os.getpid()), json.dumps(sys.path)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        with suppress(OSError):  # dead already; take() says so
            self.connection.send(make)

    def give(self, task: _Task) -> None:
        """Hand it a submission; only when it has none."""
        self.task, handed = task, task[1]()
        with suppress(OSError):  # it is dead already; take() says so
            self.connection.send(handed)

    def take(self) -> _Outcome:
        """Wait for what came of it. After a Lost the worker is not fit for more."""
        assert self.task is not None
        index, self.task = self.task[0], None
        try:
            return index, self.connection.recv()
        except (EOFError, OSError):
            self._wait()
            return index, Lost(f"the grading process died ({_how(self.process.returncode)})")

    def stop(self) -> None:
        """End it: at once if it is grading, otherwise by asking."""
        if self.task is None:
            with suppress(OSError):
                self.connection.send(None)
            self._wait()
        for end in (self.process.terminate, self.process.kill):
            if self.process.poll() is None:
                end()
                self._wait()
        self.connection.close()

    def _wait(self) -> None:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)


def _how(exitcode: int | None) -> str:
    if exitcode is None or exitcode >= 0:
        return f"exit code {exitcode}"
    with suppress(ValueError):
        name = signal.Signals(-exitcode).name
        return f"{name}, perhaps out of memory" if name == "SIGKILL" else name
    return f"signal {-exitcode}"


def serve(descriptor: int, parent: int) -> None:
    """The worker: grade what comes until None comes or the other end is gone.

    Args:
        descriptor: our end of the pipe. parent: the pid of the process at the other end.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # by way of `finally`, which ends the sandbox too
    if sys.platform == "linux":
        kernel.die_with_parent()  # who would otherwise grade on, for nobody, after a SIGKILL of the first one
    if os.getppid() != parent:
        return
    connection = Connection(descriptor)
    grader: Grader | None = None
    try:
        grader = connection.recv()()
        while (task := connection.recv()) is not None:
            outcome: Graded | Lost
            try:
                outcome = grader.work(task)
            except Exception as error:
                outcome = Lost(_told(error))
            connection.send(outcome)
    except (EOFError, BrokenPipeError):
        pass
    finally:
        if grader is not None:
            grader.close()
