"""How far a run is: a bar where somebody looks at it, lines where they are kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from autograder import report
from autograder.results import Status, SubmissionResult


@contextmanager
def progress(total: int) -> Iterator[Callable[[SubmissionResult], None]]:
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
