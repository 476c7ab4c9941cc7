"""Grade one submission: run its cells in the sandbox, put otter's test files to it, collect the result.

    with Engine(seed=0) as engine:
        result = engine.grade(submission)

The test files run here, in the trusted process, over proxies (names.Names); the student's code runs in the
sandbox and holds neither tests nor answers. The reference answers from a disposable process. In which order the
questions are asked, asking.py says.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder import explain, kernel, notebook, tiers
from autograder.asking import Asking
from autograder.assignment import Assignment, loaded
from autograder.attempt import Attempt, names_asked
from autograder.cells import Cells
from autograder.graded import Graded, Task, changed, touched
from autograder.limits import Limits
from autograder.names import Names
from autograder.outcome import not_graded, result_of
from autograder.prepared import Prepared
from autograder.problems import ZygoteFailed
from autograder.provenance import provenance_of
from autograder.results import Status, SubmissionResult
from autograder.separable import separable
from autograder.session import Zygote
from autograder.stand_ins import owners
from autograder.submissions import Submission
from autograder.warming import Warming


class Engine:
    """A grader with warm processes of its own; use it as a context manager, one per process.

    Args:
        seed: of the hidden inputs; the same for all submissions that are to be compared.
        limits: see sandbox.Limits.
        isolation: "auto" or the name of a tier.
        public_only: leave the hidden cases out; the points are then no grade.
        warming: the process for notebooks, started before with the same isolation and limits; closed with the engine.

    Raises:
        IsolationError: on first use, if student code cannot be isolated as asked.
    """

    def __init__(
        self,
        seed: int = 0,
        limits: Limits | None = None,
        isolation: str = "auto",
        *,
        public_only: bool = False,
        warming: Warming | None = None,
    ):
        self.seed, self.limits, self.isolation = seed, limits or Limits(), isolation
        self.public_only = public_only
        self._warming = warming
        self._zygotes: dict[str, Zygote] = {}
        self._failed: dict[
            str, ZygoteFailed
        ] = {}  # why there is no zygote, for as long as one submission takes
        self.prepared = Prepared(seed, self.limits, public_only=public_only)

    @cached_property
    def policy(self) -> Any:
        """The layers that this machine offers."""
        return self._warming.policy if self._warming else tiers.choose(self.isolation, self.limits)

    def _zygote(self, serves: str) -> Zygote:
        if serves in self._failed:  # every case asks again, and each start takes seconds
            raise self._failed[serves]
        if serves not in self._zygotes:
            try:
                self._zygotes[serves] = self._start(serves)
            except ZygoteFailed as error:
                self._failed[serves] = error
                raise
        return self._zygotes[serves]

    def _start(self, serves: str) -> Zygote:
        policy, warming = self.policy, None
        if serves == "notebook":
            warming, self._warming = self._warming, None
        zygote = Zygote(policy, serves, warming)
        kernel.set_dumpable(False)  # nobody of our uid may trace or read this process
        try:
            if serves == "notebook":
                tiers.self_test(zygote)
        except BaseException:
            zygote.close()  # one that failed its test serves nobody
            raise
        return zygote

    def warm_up(self) -> None:
        """Once something was graded: make what comes next cheaper. For a single notebook that would not pay."""
        if "notebook" in self._zygotes:
            try:
                tiers.draw(self._zygotes["notebook"])
            except ZygoteFailed as error:
                self._zygotes.pop("notebook").close()
                self._failed["notebook"] = error

    def close(self) -> None:
        """End the warm processes."""
        if self._warming is not None:
            self._warming.close()
            self._warming = None
        while self._zygotes:
            self._zygotes.popitem()[1].close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def grade(self, submission: Submission) -> SubmissionResult:
        """Grade one submission. Whatever is wrong with it ends up in the result; our own failures do too."""
        return self.work(Task(submission)).result

    def work(self, task: Task) -> Graded:
        """As grade(); of what was graded before only the questions are asked that may come out otherwise now."""
        submission = task.submission
        sha256 = hashlib.sha256(task.data).hexdigest() if task.data is not None else ""
        if not submission.assignment:
            why = "It is not known which assignment this is: --assignment."
            return Graded(not_graded(submission, why, Status.SKIPPED), sha256=sha256)
        asked = loaded(submission.assignment)
        try:
            read = notebook.read(submission.path if task.data is None else task.data, submission.path.name)
        except notebook.NotebookError as error:
            skipped = not_graded(submission, f"NOTHING COULD BE GRADED. {error}", Status.SKIPPED)
            return Graded(skipped, tests=asked.hashes, sha256=sha256)
        graded = self._again(submission, asked, read, task.earlier) if task.earlier else None
        graded = graded or self._grade(submission, asked, read)
        if graded.result.status is Status.INTERNAL_ERROR:
            # a warm process may have been killed: once more with others
            self.close()
            graded = self._grade(submission, asked, read)
        return graded

    def _again(
        self, submission: Submission, asked: Assignment, read: notebook.Notebook, earlier: Graded
    ) -> Graded | None:
        """Ask what changed; and what depends on it, should it have fared otherwise. None if all must be asked."""
        only = changed(earlier.tests, asked.hashes)
        while only is not None and _may_be_asked_alone(only, asked, read, earlier):
            graded = self._grade(submission, asked, read, only, earlier)
            moved = touched(only, earlier, graded)
            more = {q.name for q in asked.questions if any(o.name in moved for o in owners(q, asked))}
            if not graded.calm or more <= only:
                return graded if graded.calm else None
            only |= more
        return None

    def _grade(
        self,
        submission: Submission,
        asked: Assignment,
        read: notebook.Notebook,
        only: Collection[str] | None = None,
        earlier: Graded | None = None,
    ) -> Graded:
        """Grade all questions, or only some where the others' results are known of an earlier grading."""
        self._failed.clear()
        self.warm_up()
        provenance = provenance_of(submission, read.sha256, self.seed, self.policy.tier, self.limits)
        cells = Cells(read, asked)
        ends = time.monotonic() + self.limits.submission
        names = Names(
            lambda: cells.start(self._zygote("notebook"), ends),
            cells.why_missing,
            cells.keep_definitions_only,
        )
        fared = earlier.fared() if earlier else {}
        questions = [q for q in asked.questions if only is None or q.name in only]
        asking = Asking(
            asked, questions, fared, names, cells, self.prepared, lambda: self._zygote("reference"),
            seed=self.seed, limits=self.limits, public_only=self.public_only,
        )  # fmt: skip
        try:
            asking.ask()
        except Exception as error:  # ours, whatever it is: reported, never a student's zero
            self.close()
            return Graded(not_graded(submission, explain.internal_error(error)))
        finally:
            self._end(names)
        odd = notebook.oddities_against(read, asked.handed_out, renamed=_renamed(submission.path, asked))
        preview = (explain.PREVIEW,) if self.policy.tier == "preview" else ()
        told = (*preview, *read.oddities, *odd, *cells.notes)
        kept = earlier.result.questions if earlier else ()
        return Graded(
            result_of(submission, asked, asking.final, asking.told, told, provenance, cells, kept),
            tests=asked.hashes,
            asks={q.name: names_asked(asked.name, q.name) for q in asked.questions},
            unaided=frozenset(name for name, (unaided, _) in fared.items() if unaided),
            calm=names.calm and not any(_out_of_time(attempt) for attempt in asking.final.values()),
            asked=tuple(q.name for q in questions),
            sha256=read.sha256,
        )

    def _end(self, names: Names) -> None:
        try:
            names.close()
        except ZygoteFailed:  # the next submission gets warm processes of its own
            self.close()


def _renamed(path: Path, asked: Assignment) -> str:
    return "" if path.name == asked.notebook.name else f"{asked.notebook.name} to {path.name}"


def _may_be_asked_alone(
    only: Collection[str], asked: Assignment, read: notebook.Notebook, earlier: Graded
) -> bool:
    """Whether these questions, asked without the others, are answered as among them, now and when it was graded."""
    called = [name for q in only for name in (*earlier.asks[q], *names_asked(asked.name, q))]
    return earlier.calm and separable([c.source for c in read.cells if c.kind == "code"], called)


def _out_of_time(attempt: Attempt) -> bool:
    return any(case.status in (Status.TIMEOUT, Status.INTERNAL_ERROR) for case in attempt.cases)
