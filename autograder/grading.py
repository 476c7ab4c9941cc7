"""Grade what was found under some paths: show the progress, write each result at once, print the class at the end.

A result that an earlier run left behind is kept if everything that it depends on is the same: then a grader
that was killed at any moment goes on where it was, and ends with the same bytes. A submission's result is
written after its feedback page, so that where there is a result there is all of it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from autograder import handed_in, pool, report
from autograder.limits import Limits
from autograder.release import Feedback
from autograder.results import Status, SubmissionResult
from autograder.store import Store
from autograder.submissions import Found, Submission


def grade(
    found: Found,
    out: Path,
    *,
    jobs: int | None,
    seed: int,
    isolation: str,
    limits: Limits | None = None,
    again: bool = False,
    feedback: Feedback = "everything",
    cluster: str = "",
) -> tuple[list[SubmissionResult], bool]:
    """Grade submissions into a folder.

    Args:
        found: the submissions, and problems that are repeated below the table.
        out: the folder, as laid out in store.
        jobs: how many processes; None for one on each processor.
        seed, isolation, limits: as for engine.Engine.
        again: grade also what an earlier run has graded.
        feedback: what students may see on their pages; written down beside the results.
        cluster: the address of a Dask scheduler whose workers grade, instead of processes of this machine.

    Returns:
        The results, sorted, and whether Ctrl-C stopped it before all were there.

    Raises:
        StoreError: if something cannot be written; tried before anything is graded.
    """
    store = Store(out)
    store.prepare()
    try:
        limits = limits or Limits()
        handed_in.write(out, found.submissions)
        store.write_release(feedback)
        kept = {} if again else _graded_before(found, store, seed, isolation, limits, feedback)
        grade_all = _grade_all(cluster) if cluster else partial(pool.grade_all, jobs=jobs or _processors())
        grade_all = partial(grade_all, seed=seed, isolation=isolation, limits=limits)
        return _grade_the_rest(found, store, kept, grade_all, feedback)
    finally:
        store.close()


def _grade_the_rest(
    found: Found,
    store: Store,
    kept: dict[Submission, SubmissionResult],
    grade_all: Callable[..., list[SubmissionResult]],
    feedback: Feedback,
) -> tuple[list[SubmissionResult], bool]:
    results: list[SubmissionResult] = []
    left = [submission for submission in found.submissions if submission not in kept]
    start = time.monotonic()
    interrupted = False
    if kept:
        print(
            f"{len(kept)} of {len(found.submissions)} submissions were graded before, with the same tests, seed and "
            "limits; their results are kept (--again grades them anew).",
            file=sys.stderr,
        )
    with _progress(len(left)) as show:

        def keep(result: SubmissionResult) -> None:
            store.write_feedback(result, report.feedback_page(result, feedback))
            store.write_result(result)
            results.append(result)
            show(result)

        try:
            grade_all(left, on_result=keep)
        except KeyboardInterrupt:
            interrupted = True
    ungraded = len(left) - len(results)
    results += kept.values()
    results.sort(key=lambda result: (result.student, result.assignment))
    _finish(results, found.problems, store)
    print(f"{_counts(results)} in {time.monotonic() - start:.1f} s.")
    if interrupted:
        print(
            f"Interrupted: {ungraded} of {len(found.submissions)} were not graded; the same command goes on.",
            file=sys.stderr,
        )
    return results, interrupted


def _grade_all(address: str) -> Callable[..., list[SubmissionResult]]:
    from autograder import cluster  # Dask is not needed otherwise, and need not be there

    return partial(cluster.grade_all, address)


def _graded_before(
    found: Found, store: Store, seed: int, isolation: str, limits: Limits, feedback: Feedback
) -> dict[Submission, SubmissionResult]:
    """The results of earlier runs that would come out the same today."""
    if not (store.out / "results").is_dir():
        return {}
    from autograder import provenance, tiers

    tier = tiers.choose(isolation).tier
    kept = {}
    for submission in found.submissions:
        if submission.assignment is None:
            continue
        earlier = store.read_result(submission.student, submission.assignment)
        if earlier is None or earlier.status in (Status.INTERNAL_ERROR, Status.SKIPPED):
            continue
        try:
            with submission.path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            continue
        today = provenance.provenance_of(submission, sha256, seed, tier, limits)
        if (earlier.student, earlier.provenance) == (submission.student, today):
            page = report.feedback_page(earlier, feedback)  # another run may have shown more or less
            store.write_feedback(earlier, page)
            kept[submission] = earlier
    return kept


def _processors() -> int:
    """Those that this process may use; a container is often given fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _finish(results: Sequence[SubmissionResult], problems: Sequence[str], store: Store) -> None:
    """Write what is about the whole class, and print it."""
    from rich.console import Console

    gradebook = store.write_gradebook(report.gradebook_csv(results))
    index = store.write_index(report.index_page(results, [report.clean(problem) for problem in problems]))
    whole = store.write_class(report.class_page(results, store.read_earlier()))
    narrow = sys.stdout.isatty() or "COLUMNS" in os.environ
    Console(width=None if narrow else 100, highlight=False).print(report.table(results))
    for problem in problems:
        print(f"! {report.clean(problem)}")
    for result in results:
        if result.status == Status.INTERNAL_ERROR:
            questions = [q for q in result.questions if q.status == Status.INTERNAL_ERROR]
            why = " ".join([*result.notes, *(note for q in questions for note in q.notes)])
            print(
                "! " + report.clean(f"{result.student}, {result.assignment}: OUR FAILURE, not scored. {why}")
            )
    print(
        f"Gradebook  {gradebook}\nFeedback   {index}\nClass      {whole}\nResults    {store.out / 'results'}"
    )


def _counts(results: Sequence[SubmissionResult]) -> str:
    ours = sum(result.status == Status.INTERNAL_ERROR for result in results)
    skipped = sum(result.status == Status.SKIPPED for result in results)
    parts = [f"{len(results) - ours - skipped} graded"]
    parts += [f"{skipped} could not be read or recognised"] if skipped else []
    parts += [f"{ours} not graded by our failure"] if ours else []
    return f"{len(results)} {'submission' if len(results) == 1 else 'submissions'}: {', '.join(parts)}"


@contextmanager
def _progress(total: int) -> Iterator[Callable[[SubmissionResult], None]]:
    """A bar with the time that is left where stderr is a terminal, a line for each submission elsewhere."""

    def line(result: SubmissionResult) -> str:
        score = f"{report.points(result.score)}/{report.points(result.max_score)}"
        if result.status == Status.INTERNAL_ERROR:
            score = "NOT GRADED, our failure"
        return f"{report.clean(result.student)} {report.clean(result.assignment)} {score}"

    if not sys.stderr.isatty():
        done = 0

        def show_line(result: SubmissionResult) -> None:
            nonlocal done
            done += 1
            print(f"[{done}/{total}] {line(result)}", file=sys.stderr, flush=True)

        yield show_line
        return

    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("grading", total=total)
        yield lambda result: bar.update(task, advance=1, description=escape(line(result)))
