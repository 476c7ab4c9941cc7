"""Follow what is saved under a path, and act on it with processes that are warm already.

    for saved in changes(path):        # at once an empty set, if it is there: then nothing is missed
        ...

Editors save in several steps, by way of other files, or slowly: what arrives together is one change, and a notebook
that is only half there is waited for, a while. A folder may go and come back, as where a whole class is unzipped anew.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from watchfiles import Change, watch

from autograder import assignment, public_check
from autograder.engine import Engine
from autograder.graded import Graded, Task
from autograder.grading import Options, Ran
from autograder.notebook import LARGEST, HandedOut
from autograder.report import clean, points
from autograder.results import Status, SubmissionResult
from autograder.store import StoreError
from autograder.submissions import Submission
from autograder.warming import Warming

STEP = 50  # milliseconds without a change after which it is complete
MOST = 400  # milliseconds after which it is complete, although changes go on
WAKES = 250  # milliseconds
PATIENCE = 2.0  # seconds that a half written notebook is waited for after it last grew
LONGEST = 15.0  # seconds that one is waited for that goes on growing


def changes(path: Path) -> Iterator[frozenset[Path]]:
    """The files that were saved, moved or removed, each time some were; of a folder that goes, or is back, it itself.

    Args:
        path: a file, or a folder with all that is below it.

    Raises:
        KeyboardInterrupt: on Ctrl-C.
    """
    path = path.resolve()
    folder = path if path.is_dir() else path.parent  # editors put another file in the place of the old one

    def counts(_: Change, name: str) -> bool:
        changed = Path(name)
        if path != folder:
            return changed == path
        return not any(part.startswith(".") for part in changed.relative_to(folder).parts)

    news: frozenset[Path] = frozenset()
    while True:
        begun = False
        with suppress(FileNotFoundError, NotADirectoryError), _held(folder) as watched:  # if it is just going
            for found in watch(
                folder,
                watch_filter=counts,
                step=STEP,
                debounce=MOST,
                rust_timeout=WAKES,
                yield_on_timeout=True,
                recursive=path == folder,
                ignore_permission_denied=True,
            ):
                if found or not begun:
                    saved = frozenset(Path(name) for _, name in found) | (frozenset() if begun else news)
                    begun = True
                    _wait_for_whole(saved)
                    yield saved
                if not _is(folder, watched):  # nothing more is heard of one that was removed, or replaced
                    break
        news = frozenset([path])
        if not folder.is_dir():
            yield news
        while not folder.is_dir():
            time.sleep(WAKES / 1000)


@contextmanager
def _held(folder: Path) -> Iterator[int]:
    """An open folder; as long as it is, no other one is given its number."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _is(folder: Path, descriptor: int) -> bool:
    """Whether a name is that of an open folder."""
    try:
        return os.path.samestat(folder.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _wait_for_whole(paths: Iterable[Path]) -> None:
    """Wait until no notebook among the files is half written, or it will hardly become whole any more."""
    ends = time.monotonic() + PATIENCE
    latest = time.monotonic() + LONGEST
    for path in paths:
        size = -1
        while path.suffix == ".ipynb" and not _is_whole(path) and time.monotonic() < min(ends, latest):
            before, size = size, _size(path)
            if size != before:
                ends = time.monotonic() + PATIENCE
            time.sleep(STEP / 1000)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _is_whole(path: Path) -> bool:
    """Whether a file is JSON to its end, or gone, or none of our business."""
    try:
        if path.stat().st_size <= LARGEST:
            json.loads(path.read_bytes())
    except OSError:
        return True
    except (ValueError, RecursionError):
        return False
    return True


class Warm:
    """An engine that outlives the runs that it grades in.

    Args:
        make: makes it, when it is wanted for the first time.
    """

    def __init__(self, make: Callable[[], Engine]):
        self._make = make
        self._engine: Engine | None = None

    def work(self, task: Task) -> Graded:
        """As the engine's; after a failure of ours the next one gets another engine."""
        self._engine = self._engine or self._make()
        try:
            return self._engine.work(task)
        except Exception:
            self.end()
            raise

    def warm_up(self) -> None:
        """What was graded costs less the next time, in any submission."""
        if self._engine is not None:
            self._engine.warm_up()

    def close(self) -> None:
        """A run is over; the engine stays warm for the next one."""

    def end(self) -> None:
        """End its processes."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None


def grade(path: Path, run: Callable[[Options], Ran], how: Options) -> None:
    """Keep the grades of a folder up to date; only what was saved since is graded.

    Args:
        run: grades all that is there now.
        how: to grade.

    Raises:
        KeyboardInterrupt: on Ctrl-C.
    """
    warm = Warm(partial(Engine, seed=how.seed, limits=how.limits, isolation=how.isolation))
    scores: Mapping[tuple[str, str], float] = {}
    told: set[tuple[str, str]] = set()
    gone = False

    def tell(result: SubmissionResult) -> None:
        one = result.student, result.assignment
        told.add(one)
        _tell(result, scores.get(one))

    try:
        for saved in changes(path):
            gone, before_gone = not path.exists(), gone
            if gone:
                if not before_gone:
                    print(f"! {path} is gone; it is waited for.", flush=True)
                continue
            told.clear()
            ran = _sooner_or_later(partial(run, replace(how, warm=warm, tell=tell if saved else None)))
            if ran.interrupted:
                raise KeyboardInterrupt
            before, scores = scores, ran.scores
            if saved:
                _tell_of_the_others(before, scores, told)
            else:
                for name in sorted({name for _, name in scores} & set(assignment.names())):
                    warm.work(Task(Submission("", name, assignment.notebook_of(name))))
                warm.warm_up()
                print(f"Watching {path}; Ctrl-C ends it.", flush=True)
    finally:
        warm.end()


def _sooner_or_later(run: Callable[[], Ran]) -> Ran:
    """Run until it can, as when another grader is at work there, or a disk was full."""
    said = ""
    while True:
        try:
            return run()
        except (StoreError, OSError) as error:
            if str(error) != said:
                said = str(error)
                print(f"! {clean(said)} It is tried again every {PATIENCE:g} seconds.", flush=True)
            time.sleep(PATIENCE)


def _tell_of_the_others(
    before: Mapping[tuple[str, str], float],
    now: Mapping[tuple[str, str], float],
    told: Collection[tuple[str, str]],
) -> None:
    """A line about each that changed though nothing had to be graded, or that nothing did."""
    lines = [
        f"{student} {assignment} {points(score)} again, was {points(before[student, assignment])}"
        for (student, assignment), score in sorted(now.items())
        if (student, assignment) not in told and before.get((student, assignment), score) != score
    ]
    lines += [
        f"{student} {name} is not handed in any more" for student, name in sorted(before.keys() - now.keys())
    ]
    lines += [
        f"{student} {assignment} {points(now[student, assignment])} as graded before"
        for student, assignment in sorted(now.keys() - before.keys() - set(told))
    ]
    for line in lines or ([] if told else ["nothing to grade has changed"]):
        print(f"{time.strftime('%H:%M:%S')} {clean(line)}", flush=True)


def _tell(result: SubmissionResult, before: float | None) -> None:
    """One line about what was graded now.

    Args:
        before: the points that it had, None if it was not there.
    """
    told = f"{points(result.score)}/{points(result.max_score)}"
    if result.status is Status.INTERNAL_ERROR:
        told = "not graded, our failure"
    elif result.status is Status.SKIPPED:
        told = "cannot be read"
    was = f", was {points(before)}" if before is not None and before != result.score else ""
    name = clean(f"{result.student} {result.assignment}")
    print(f"{time.strftime('%H:%M:%S')} {name} {told}{was}", flush=True)


def check(path: Path, chosen: str | None, known: Mapping[str, Sequence[HandedOut]], warming: Warming) -> None:
    """Run the public cases of a student's notebook whenever it is saved, in the words of autograder check.

    Args:
        warming: the process for notebooks.

    Raises:
        KeyboardInterrupt: on Ctrl-C.
    """
    tier, limits = warming.policy.tier, warming.policy.limits
    with Engine(limits=limits, isolation=tier, public_only=True, warming=warming) as engine:
        for _ in changes(path):
            if not path.exists():
                print(f"\n{time.strftime('%H:%M:%S')} {path.name} is gone; it is waited for.", flush=True)
                continue
            submission, told = public_check.find(path, chosen, known)
            if submission is not None:
                result = engine.grade(submission)
                told = public_check.text(result, assignment.loaded(result.assignment))
            print(f"\n{time.strftime('%H:%M:%S')} {path.name}\n\n{told}", flush=True)
            engine.warm_up()  # nobody waits now
