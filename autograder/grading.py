"""Grade what was found under some paths: show the progress, write each result at once, print the class at the end.

What an earlier run has graded is kept in a cache by all that it depends on (cache.Cache), so a grader that was
killed at any moment goes on where it was, a changed question is asked without the others, and both end with the same
bytes. What lies in the folder already and would come out the same is not made again (made.Made). A submission's
result is written after its feedback page, so that where there is a result there is all of it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

from autograder import handed_in, pool, provenance, report, tiers
from autograder.cache import Cache
from autograder.graded import Graded, Packed, Task, changed, pack, read
from autograder.limits import Limits
from autograder.made import Made, digest
from autograder.progress import progress
from autograder.release import Feedback
from autograder.results import QuestionResult, Status, SubmissionResult
from autograder.shelf import Shelf
from autograder.store import Store, write_file
from autograder.submissions import Found, Submission
from autograder.warming import Warming

A_FEW = 12  # submissions that one warm process has graded before others have started


@dataclass(frozen=True)
class Options:
    """How a class is graded.

    Attributes:
        jobs: how many processes; None for one on each processor.
        seed, isolation, limits: as for engine.Engine.
        again: grade also what an earlier run has graded.
        feedback: what students may see on their pages; written down beside the results.
        cluster: the address of a Dask scheduler whose workers grade, instead of processes of this machine.
        warm: what grades a few submissions without being started first.
        warming: a process for notebooks that was started before; all are then graded by it, one after the other.
        tell: says what came of a submission, as soon as its page is there; nothing else is said then.
    """

    jobs: int | None = None
    seed: int = 0
    isolation: str = "auto"
    limits: Limits = field(default_factory=Limits)
    again: bool = False
    feedback: Feedback = "everything"
    cluster: str = ""
    warm: pool.Grader | None = None
    warming: Warming | None = None
    tell: Callable[[SubmissionResult], None] | None = None


@dataclass(frozen=True)
class Ran:
    """How a run went.

    Attributes:
        well: whether all could be graded.
        interrupted: whether Ctrl-C stopped it before all were there.
        scores: of all that are there, by student and assignment.
    """

    well: bool
    interrupted: bool
    scores: Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class One:
    """A graded submission of this run, or of an earlier one with the same tests."""

    submission: Submission
    packed: Packed

    @property
    def assignment(self) -> str:
        """As results name it."""
        return self.submission.assignment or "unknown"

    def result(self) -> SubmissionResult:
        """Taken apart when it is asked for, which for a class that has not changed it never is."""
        return self.packed.result_of(self.submission.student)

    def for_the_class(self, others: dict[Any, Any]) -> SubmissionResult:
        """The result without what only its own page shows: of thousands, that would fill the memory.

        Args:
            others: questions and cases of the others, by themselves; most answers come out as somebody's did.
        """

        def slim(question: QuestionResult) -> QuestionResult:
            cases = tuple(others.setdefault(case, case) for case in question.cases)
            kept = replace(question, cases=cases, code="", differences=(), curves=())
            known: QuestionResult = others.setdefault(kept, kept)
            return known

        result = self.result()
        return replace(result, questions=tuple(map(slim, result.questions)))


def grade(found: Found, out: Path, cache: Cache, options: Options) -> Ran:
    """Grade submissions into a folder.

    Args:
        found: the submissions, and problems that are repeated below the table.
        out: the folder, as laid out in store.
        cache: of what was graded before.

    Raises:
        StoreError: if something cannot be written; tried before anything is graded.
    """
    store = Store(out)
    store.prepare()
    try:
        handed_in.write(out, found.submissions)
        store.write_release(options.feedback)
        with closing(Shelf(out / ".cache")) as shelf:
            return _Run(found, store, cache, shelf, options).grade()
    finally:
        cache.save()
        store.close()


class _Run:
    """One class on its way."""

    def __init__(self, found: Found, store: Store, cache: Cache, shelf: Shelf, options: Options):
        self._found, self._store, self._cache, self._options = found, store, cache, options
        self._shelf = shelf
        self._made = Made(store.out)
        self._versions = digest(provenance.hash_of_engine())
        self._earlier: dict[Submission, Packed] = {}
        self._asked_whole = 0  # of these
        self._done: list[One] = []

    @cached_property
    def _tier(self) -> str:
        """The one that is asked for, of a cluster; else the best that this machine offers."""
        if self._options.cluster and self._options.isolation != "auto":
            return self._options.isolation
        if self._options.warming is not None:
            return self._options.warming.policy.tier
        try:
            return tiers.choose(self._options.isolation).tier
        except tiers.IsolationError:
            if not self._options.cluster:
                raise
            return ""  # of a cluster's nothing is known before it has graded

    def grade(self) -> Ran:
        start, options = time.monotonic(), self._options
        left = [s for s in self._found.submissions if not self._keep(s)]
        if options.tell is None:
            self._tell()
        interrupted = False
        if left and options.warming is not None:  # it is still importing
            report.prepare()
        with progress(len(left)) if options.tell is None else nullcontext(options.tell) as show:

            def finish(submission: Submission, graded: Graded) -> None:
                one = self._remember(submission, graded)
                self._write(one, lambda: graded.result)
                self._done.append(one)
                if submission in self._earlier:
                    self._asked_whole += len(graded.asked) == len(graded.result.questions)
                show(graded.result)

            try:
                _grade_all(options, len(left))(
                    left,
                    seed=options.seed,
                    isolation=options.isolation,
                    limits=options.limits,
                    task=self._task,
                    on_graded=finish,
                )
            except KeyboardInterrupt:
                interrupted = True
        if left:
            self._cache.prune()
        self._done.sort(key=lambda one: (one.submission.student, one.assignment))
        self._finish()
        self._made.save()
        counts, well = _counts(self._done)
        if options.tell is None:
            print(f"{counts} in {time.monotonic() - start:.1f} s.")
            if self._asked_whole:
                print(
                    f"Asked everything again: {self._asked_whole} of the {len(self._earlier)} with other tests, "
                    "since what their functions do may depend on earlier calls.",
                    file=sys.stderr,
                )
        if interrupted:
            count = len(self._found.submissions)
            ungraded = count - len(self._done)
            print(
                f"Interrupted: {ungraded} of {count} were not graded; the same command goes on.",
                file=sys.stderr,
            )
        scores = {(one.submission.student, one.assignment): one.packed.score for one in self._done}
        return Ran(well, interrupted, scores)

    def _keep(self, submission: Submission) -> bool:
        """Whether this was graded before and would come out the same; what comes of it is then where it should be."""
        sha256 = self._cache.hash_of(submission.path)
        if self._options.again or not sha256:
            return False
        packed = self._cache.find(self._key(submission, sha256, self._tier))
        if packed is None:
            return False
        packed = packed.put_on(self._shelf)
        if changed(packed.tests, provenance.tests_of(submission.assignment)) != frozenset():
            self._earlier[submission] = packed
            return False
        one = One(submission, packed)
        self._write(one, one.result)
        self._done.append(one)
        return True

    def _key(self, submission: Submission, sha256: str, tier: str) -> str:
        return provenance.key_of(submission, sha256, self._options.seed, tier, self._options.limits)

    def _task(self, submission: Submission) -> Task:
        """The bytes that are graded are those that are kept as such, whoever writes to the file meanwhile."""
        packed = self._earlier.get(submission)
        return replace(read(submission), earlier=packed.graded() if packed else None)

    def _remember(self, submission: Submission, graded: Graded) -> One:
        packed = pack(graded)
        if graded.sha256 and graded.result.status is not Status.INTERNAL_ERROR:
            tier = graded.result.provenance.get("isolation", self._tier)
            self._cache.put(self._key(submission, graded.sha256, tier), packed)
        return One(submission, packed.put_on(self._shelf))

    def _write(self, one: One, result: Callable[[], SubmissionResult]) -> None:
        """The page and the result, unless they are there."""
        student = one.submission.student
        made_from = self._versions, one.packed.digest, student
        page = self._store.place_of_feedback(student, one.assignment)
        feedback = self._options.feedback
        self._made.make(
            page,
            digest(*made_from, feedback),
            lambda: self._store.write_feedback(result(), report.feedback_page(result(), feedback)),
        )
        place = self._store.place_of_result(student, one.assignment)
        self._made.make(place, digest(*made_from), lambda: self._store.write_result(result()))

    def _finish(self) -> None:
        """Write what is about the whole class, and print it."""
        done, store, made = self._done, self._store, self._made
        problems = [report.clean(problem) for problem in self._found.problems]
        everything = digest(
            self._versions, [(o.submission.student, o.assignment, o.packed.digest) for o in done]
        )

        @cache
        def results() -> list[SubmissionResult]:
            others: dict[Any, Any] = {}
            return [one.for_the_class(others) for one in done]

        gradebook, index, whole = (store.out / name for name in ("gradebook.csv", "index.html", "class.html"))
        made.make(gradebook, everything, lambda: store.write_gradebook(report.gradebook_csv(results())))
        made.make(
            index,
            digest(everything, problems),
            lambda: store.write_index(report.index_page(results(), problems)),
        )
        made.make(
            whole,
            digest(everything, store.stamp_of_earlier()),
            lambda: store.write_class(report.class_page(results(), store.read_earlier())),
        )
        if self._options.tell is None:
            _print_table(everything, results, store, made)
            for problem in problems:
                print(f"! {problem}")
        for result in (one.result() for one in done if one.packed.status is Status.INTERNAL_ERROR):
            questions = [q for q in result.questions if q.status == Status.INTERNAL_ERROR]
            why = " ".join([*result.notes, *(note for q in questions for note in q.notes)])
            print(
                "! " + report.clean(f"{result.student}, {result.assignment}: OUR FAILURE, not scored. {why}")
            )
        if self._options.tell is None:
            print(
                f"Gradebook  {gradebook}\nFeedback   {index}\nClass      {whole}\nResults    {store.out / 'results'}"
            )

    def _tell(self) -> None:
        """Say what need not be graded."""
        kept, count = len(self._done), len(self._found.submissions)
        if kept:
            print(
                f"{kept} of {count} submissions were graded before, with the same tests, seed and "
                "limits; their results are kept (--again grades them anew).",
                file=sys.stderr,
            )
        if self._earlier:
            names: dict[str, None] = {}
            for submission, packed in self._earlier.items():
                now = provenance.tests_of(submission.assignment)
                names |= dict.fromkeys(
                    f"{submission.assignment} {q}" for q in changed(packed.tests, now) or now
                )
            print(
                f"{len(self._earlier)} of {count} were graded before with other tests of {', '.join(sorted(names))}; "
                "what does not depend on these is not asked again.",
                file=sys.stderr,
            )


def _grade_all(options: Options, count: int) -> Callable[..., list[SubmissionResult]]:
    """What grades so many submissions, here or on a cluster."""
    warm = options.warm
    if warm is not None and count <= A_FEW:
        return partial(pool.grade_all, jobs=1, engine=lambda **_: warm)
    if options.warming is not None:
        return partial(pool.grade_all, jobs=1, engine=partial(pool.make_engine, warming=options.warming))
    if not options.cluster:
        return partial(pool.grade_all, jobs=options.jobs or _processors())
    from autograder import cluster  # Dask is not needed otherwise, and need not be there

    return partial(cluster.grade_all, options.cluster)


def _processors() -> int:
    """Those that this process may use; a container is often given fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _print_table(
    everything: str, results: Callable[[], Sequence[SubmissionResult]], store: Store, made: Made
) -> None:
    """The table of the class, as it was drawn before if it is the same: for a thousand students that takes a second."""
    from rich.console import Console

    narrow = sys.stdout.isatty() or "COLUMNS" in os.environ
    console = Console(width=None if narrow else 100, highlight=False)
    path = store.out / ".cache" / "table.txt"

    def draw() -> None:
        with console.capture() as drawn:
            console.print(report.table(results()))
        write_file(path, drawn.get().encode(errors="replace"), flush=False)

    made.make(path, digest(everything, console.width, console.color_system, console.encoding), draw)
    print(path.read_text(encoding="utf-8"), end="")


def _counts(done: Sequence[One]) -> tuple[str, bool]:
    """How many were graded, in words; whether we failed with none."""
    ours = sum(one.packed.status == Status.INTERNAL_ERROR for one in done)
    skipped = sum(one.packed.status == Status.SKIPPED for one in done)
    parts = [f"{len(done) - ours - skipped} graded"]
    parts += [f"{skipped} could not be read or recognised"] if skipped else []
    parts += [f"{ours} not graded by our failure"] if ours else []
    return f"{len(done)} {'submission' if len(done) == 1 else 'submissions'}: {', '.join(parts)}", not ours
