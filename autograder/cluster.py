"""Grade on many machines: the same grading, handed to the workers of a Dask cluster.

    grade_all("tcp://10.0.0.7:8786", submissions, seed=0, on_graded=store)

Each Dask worker holds, for each of its threads, one grading process like those of pool, with an engine and warm
zygotes of its own. Notebooks and results travel as bytes, so no disk need be
shared, and what comes back is, to the byte, what grading here would give: a worker whose code, tests, reference
or NumPy differ from ours is given nothing. Not more is under way than keeps the workers busy, so that neither
this process nor the scheduler holds a class at a time.

Whoever reaches a Dask scheduler can run anything on it: see docs/cluster.md.
"""

from __future__ import annotations

import asyncio
import functools
import itertools
import queue
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any, NamedTuple

from autograder import pool, tiers
from autograder.graded import Graded, Packed, Task, pack, read
from autograder.provenance import versions
from autograder.results import SubmissionResult
from autograder.submissions import Submission

try:
    from distributed import Client, Future, WorkerPlugin, as_completed, get_worker
    from distributed.scheduler import KilledWorker
except ModuleNotFoundError as error:
    if error.name not in ("distributed", "dask"):
        raise
    raise ModuleNotFoundError(
        "Grading on a cluster needs Dask: pip install 'neural-network-autograder[cluster]'.",
        name="distributed",
    ) from None

PATIENCE = 30  # seconds for the scheduler to answer, and for a first worker to be there
EACH = 3  # submissions under way for each process that grades: one at work, two on their way
TRIES = 2


class ClusterError(Exception):
    """The cluster cannot be used; the text says why, and what to do."""


class _Gone(Exception):
    """The scheduler does not answer any more."""


@contextmanager
def _reaching() -> Iterator[None]:
    """A block that asks the scheduler, and nobody else."""
    try:
        yield
    except (OSError, TimeoutError) as error:  # Dask's own are such ones
        raise _Gone from error


class _Told(NamedTuple):
    """What comes back from a worker: a graded submission's bytes, or why there is none."""

    graded: bytes = b""
    lost: str = ""
    refused: str = ""
    worker: str = ""


# ------------------------------------------------------------------------------------------- there


class Graders(WorkerPlugin):
    """The grading processes of one Dask worker, one for each of its threads.

    Args:
        make: makes a grader, as for pool.Worker.
        ours: the versions that results depend on, by assignment, as the class's owner has them.
        isolation: as for engine.Engine; checked here, once, before any student code is sent.
    """

    def __init__(self, make: Callable[[], pool.Grader], ours: Mapping[str, Any], isolation: str):
        self.name = f"autograder-{uuid.uuid4()}"  # other graders may use the same workers
        self._make, self._ours, self._isolation = make, ours, isolation

    def setup(self, worker: Any) -> None:
        """Processes are started when they are needed."""
        self._all: list[pool.Worker] = []
        self._idle: queue.SimpleQueue[pool.Worker | None] = queue.SimpleQueue()
        for _ in range(worker.state.nthreads):
            self._idle.put(None)

    @functools.cached_property
    def refused(self) -> str:
        """Why nothing is graded here, or "": found by the first task, for it would block the worker's event loop."""
        return _difference(self._ours) or _unsafe(self._isolation)

    def teardown(self, worker: Any) -> None:
        """End all processes."""
        for process in self._all:
            process.stop()

    def work(self, task: Task) -> Graded | pool.Lost:
        """Grade in an idle process, a new one if there is none."""
        process = self._idle.get() or self._start()
        try:
            process.give((0, lambda: task))
            _, outcome = process.take()
        except BaseException:
            self._end(process)
            self._idle.put(None)
            raise
        if isinstance(outcome, pool.Lost):
            self._end(process)
        self._idle.put(None if isinstance(outcome, pool.Lost) else process)
        return outcome

    def _start(self) -> pool.Worker:
        process = pool.Worker(self._make)
        self._all.append(process)
        return process

    def _end(self, process: pool.Worker) -> None:
        process.stop()
        self._all.remove(process)


def _difference(ours: Mapping[str, Any]) -> str:
    """What is not here as it is where the class is, in words; "" if nothing is."""
    for assignment, expected in ours.items():
        found = versions(assignment)
        for what, version in expected.items():
            if found[what] != version:
                there, here = (f" ({v[:12]})" for v in (found[what], version))
                return f"its {what}{there} is not that of this machine{here}; install the same version there"
    return ""


def _unsafe(isolation: str) -> str:
    try:
        tiers.choose(isolation)
    except tiers.IsolationError as error:
        return str(error)
    return ""


def _grade(plugin: str, task: Task) -> _Told:
    """The task: what one worker does with one notebook."""
    worker = get_worker()
    graders = worker.plugins[plugin]
    if graders.refused:
        return _Told(refused=graders.refused, worker=worker.address)
    outcome = graders.work(task)
    return _Told(lost=outcome.why) if isinstance(outcome, pool.Lost) else _Told(pack(outcome).data)


# -------------------------------------------------------------------------------------------- here


def grade_all(
    address: str,
    submissions: Sequence[Submission],
    *,
    seed: int = 0,
    isolation: str = "auto",
    limits: Any = None,
    task: Callable[[Submission], Task] = read,
    on_graded: Callable[[Submission, Graded], None] | None = None,
    engine: Callable[..., pool.Grader] | None = None,
) -> list[SubmissionResult]:
    """As pool.grade_all, on the cluster whose scheduler listens at an address such as tcp://10.0.0.7:8786.

    A submission whose worker died is given to another one, and after the second death it is an internal_error.

    Raises:
        ClusterError: if no scheduler answers, no worker is there, or none of them is fit to grade.
    """
    make = functools.partial(engine or pool.make_engine, seed=seed, isolation=isolation, limits=limits)
    results: dict[int, SubmissionResult | None] = {}

    def finish(index: int, outcome: Graded | pool.Lost) -> None:
        submission = submissions[index]
        graded = pool.our_failure(submission, outcome.why) if isinstance(outcome, pool.Lost) else outcome
        results[index] = None if on_graded is not None else graded.result
        if on_graded is not None:
            on_graded(submission, graded)

    there = [index for index, submission in enumerate(submissions) if _can_travel(submission)]
    if there:
        names = {submissions[index].assignment for index in there}
        graders = Graders(make, {name: versions(name) for name in names if name}, isolation)
        with _client(address, graders) as client:
            _Run(client, graders.name, submissions, task, finish).grade(there)
    rest = [(n, functools.partial(task, one)) for n, one in enumerate(submissions) if n not in results]
    for index, outcome in pool.here(rest, make):
        finish(index, outcome)  # what needs no process of a student's
    return [result for _, result in sorted(results.items()) if result is not None]


def _can_travel(submission: Submission) -> bool:
    """Whether there is something to send; of what cannot be read, all can be said here."""
    try:
        with submission.path.open("rb"):
            return submission.assignment is not None
    except OSError:
        return False


@contextmanager
def _client(address: str, graders: Graders) -> Iterator[Client]:
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            f"no scheduler answers at {address} ({error}). Is it running, and is the address right?"
        ) from None
    try:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise ClusterError(
                f"the scheduler at {address} has no workers. Start some: dask worker {address}"
            ) from None
        try:
            client.register_plugin(graders)
        except Exception as error:  # as of the worker that cannot import it
            raise ClusterError(
                f"the workers of {address} cannot load the grader ({type(error).__name__}: {error}). "
                "Install this project there, the same version, with the extra [cluster]."
            ) from None
        yield client
    except (asyncio.CancelledError, _Gone):
        raise ClusterError(
            f"the scheduler at {address} is gone. What was graded is kept: the same command goes on."
        ) from None
    finally:
        with suppress(Exception):  # a scheduler that is gone has forgotten it already
            client.unregister_worker_plugin(graders.name)
        client.close(timeout=5)


class _Run:
    """One class on its way through a cluster."""

    def __init__(
        self,
        client: Client,
        plugin: str,
        submissions: Sequence[Submission],
        task: Callable[[Submission], Task],
        finish: Callable[[int, Graded | pool.Lost], None],
    ):
        self._client, self._plugin, self._finish = client, plugin, finish
        self._submissions, self._task = submissions, task
        self._refused: dict[str, str] = {}  # why, by the worker's address
        self._tries = dict.fromkeys(range(len(submissions)), 0)
        self._count = itertools.count()
        self._doing: dict[Future, int] = {}
        self._arriving = as_completed(loop=client.loop)

    def grade(self, indices: Sequence[int]) -> None:
        """Grade those of the submissions; a few for each process are under way at a time."""
        waiting = deque(indices)
        try:
            while waiting or self._doing:
                while waiting and len(self._doing) < EACH * self._processes():
                    self._send(waiting.popleft())
                with _reaching():
                    future = next(self._arriving)
                index = self._doing.pop(future)
                if not self._take(index, future):
                    waiting.append(index)
        finally:
            with suppress(Exception):  # a scheduler that is gone does nothing more anyway
                self._client.cancel(list(self._doing))

    def _fit(self) -> dict[str, int]:
        """Threads of the workers that have refused nothing, by address."""
        with _reaching():
            threads = self._client.nthreads()
        return {at: n for at, n in threads.items() if at not in self._refused}

    def _processes(self) -> int:
        fit = self._fit()
        if not fit and self._refused:
            told = "; ".join(f"{at}: {why}" for at, why in self._refused.items())
            raise ClusterError(f"no worker is fit to grade. {told}")
        return max(1, sum(fit.values()))  # they may all be on their way back

    def _send(self, index: int) -> None:
        task, workers = self._task(self._submissions[index]), list(self._fit()) if self._refused else None
        key = f"{self._plugin}-{index}-{next(self._count)}"
        with _reaching():
            future = self._client.submit(_grade, self._plugin, task, key=key, workers=workers, pure=False)
        self._doing[future] = index
        self._arriving.add(future)

    def _take(self, index: int, future: Future) -> bool:
        """Whether this submission is done with."""
        try:
            told = future.result()
        except KilledWorker:
            told = _Told(lost="its workers died")
        except Exception as error:  # of the task itself, or of the scheduler that lost it
            told = _Told(lost=f"{type(error).__name__}: {error}")
        if told.graded:
            graded = Packed(told.graded).graded()
            student = self._submissions[index].student
            self._finish(index, replace(graded, result=replace(graded.result, student=student)))
            return True
        if told.refused:
            self._refused[told.worker] = told.refused
            return False
        self._tries[index] += 1
        if self._tries[index] < TRIES:
            return False
        self._finish(index, pool.Lost(told.lost))
        return True
