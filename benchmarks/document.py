"""docs/performance.md from the figures: a pure function.

Ratios are taken within a round, of runs that took place within seconds of each other, and only then summarised: the
machine's noise hits both. Every figure is a median with its quartiles.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.assignment import load

Figures = dict[str, Any]

HEAD = """# What grading takes

Made by `make bench` on {date}; do not edit. {cores} cores of {architecture}, {memory} GB, {system}, Python {python},
NumPy {numpy}; sandbox tier `{tier}`, every layer on. Beside ours: {peers}.

Everything was measured in one run, side by side: in each round every notebook was graded by everybody, one right
after the other, and the ratios are those of neighbours. A figure is a median; in brackets are its quartiles. The
notebooks are of a class that `autograder simulate` made up: all five assignments, right ones and such with
mistakes, in many styles.
"""

METHOD = """
## Where the time goes

What lies above the floor is, on the student's side, starting and confining a process, some 8 ms, most of it page
tables and page faults of a process that holds NumPy, matplotlib and IPython; and Python of ours around each call:
arguments are copied before it and compared after it, so that a change in place is seen, results are searched for
memory that they share with arguments, and both cross the wire. On the trusted side it is receiving, decoding, and
comparing what is not the reference's answer to the last bit. A mistake adds second tries of the questions that
depend on it (a training calls its helpers hundreds of times, and each call looks for its answer among those that
were sent along), and a diagnosis, by the same process if a public case failed, else by one that has met no hidden
input and runs the cells once more. Within a class, a case that is answered as somebody answered it before is not run
again; but in classes only: in all other figures each notebook is measured as if nobody had.

A class takes more for each than the median notebook does: in its mean are those that are written in loops, which take
up to a second, endless loops, which take their limit of four seconds once or twice, and, for each worker and
assignment, a second or two in which the tests are run with our own answers and the known mistakes are played; so
each worker gets a stretch of the class in which an assignment lies together. Results wait on disk for the end of a
run. What grows with a class is what workers remember of answers, up to bounds, and, for the pages of the class, what
differs from the others'. The memory in the table is that of the worst moment, students' processes included: the more
submissions there are, the larger is the largest of them.

## How it was measured

* **Ours** is a grading with every layer of the sandbox, second tries and diagnosis, and the CPU of all its
  processes, read from their clocks. Where others are compared it includes the feedback page and the JSON.
* **The floor** is what no grader can save: the same cells, and the same calls of the same functions, second tries
  and diagnosis included, in one plain warm process without tests, copies, limits or a sandbox.
* **otter run** is stock otter with the zip of `make otter-zip`. **nbclient** executes the same cells and cases in a
  fresh kernel; its own imports are not counted. **nbgrader** autogrades the same notebook with the cases as locked
  cells, several submissions at once, and its program's start is taken off. Their processes are adopted when
  orphaned and waited for, so that all their CPU is counted. Experiments that are as they were handed out are run
  by nobody.
* **Memory** is that of all processes together, pages that they share counted once: for a submission what it adds to
  the warm grader, at the worst moment; for a class everything.
* **Classes** were graded by `autograder grade` with pages, results, gradebook and class report, from the start of the
  process to its end, odd submissions and endless loops included.
* A process that is killed together with its namespace is missing in the CPU of classes, not in that of submissions.
"""


@dataclass(frozen=True)
class Spread:
    """A median and the quartiles."""

    median: float
    low: float
    high: float

    def text(self, digits: int = 0, factor: float = 1.0) -> str:
        """As people read it."""
        median, low, high = (f"{factor * v:.{digits}f}" for v in (self.median, self.low, self.high))
        return f"{median} [{low}–{high}]"


def spread(values: Iterable[float]) -> Spread:
    """Of at least one value."""
    sorted_values = sorted(values)
    if len(sorted_values) == 1:
        return Spread(*sorted_values * 3)
    low, _, high = statistics.quantiles(sorted_values, n=4, method="inclusive")
    return Spread(statistics.median(sorted_values), low, high)


def text(figures: Figures) -> str:
    """The page."""
    head = HEAD.format(
        **figures["machine"], date=figures["date"], tier=figures["tier"], peers=figures["peers"]
    )
    if figures["load"] > figures["machine"]["cores"] / 2:
        busy = f"load average {figures['load']:.0f} when it began"
        head += f"\n**The machine was busy with other work** ({busy}): do not trust the times.\n"
    parts = [head, _targets(figures), _submissions(figures), _others(figures), _starts(figures)]
    return "\n".join([*parts, _classes(figures)]) + METHOD


def _rounds(figures: Figures) -> list[dict[str, Any]]:
    return [taken for row in figures["rows"] for taken in row["rounds"]]


def _over(taken: dict[str, Any]) -> float:
    return 1e3 * (taken["all"] - taken["floor"])


def _with_page(taken: dict[str, Any]) -> float:
    return float(taken["all"] + taken["page"])


def _times(taken: dict[str, Any], other: str) -> float:
    return float(taken[other]["cpu"] / _with_page(taken))


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    align = ["---", *["--:"] * (len(header) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (header, align, *rows)) + "\n"


# ------------------------------------------------------------------------------------------ targets


def _targets(figures: Figures) -> str:
    rounds, heavy = _rounds(figures), figures["heavy"]
    by_assignment = [
        spread(_over(t) for r in figures["rows"] if r["assignment"] == name for t in r["rounds"])
        for name in _assignments(figures)
    ]
    worst = max(by_assignment, key=lambda s: s.median)
    rows = [
        _row("CPU over the floor, the worst assignment", worst, "≤ 40 ms", lambda v: v <= 40, "ms"),
        _row(
            "30 cells that train and plot, CPU by the floor's",
            spread(t["all"] / t["floor"] for t in heavy),
            "≤ 1.3",
            lambda v: v <= 1.3,
            digits=2,
        ),
        _row(
            "CPU of `otter run` by ours",
            spread(_times(t, "otter") for t in rounds),
            "≥ 60",
            lambda v: v >= 60,
        ),
        _row(
            "CPU of nbgrader by ours",
            spread(_times(t, "nbgrader") for t in rounds),
            "≥ 25",
            lambda v: v >= 25,
        ),
        _row(
            "CPU of an ordinary submission",
            spread(1e3 * t["all"] for t in rounds),
            "≤ 150 ms",
            lambda v: v <= 150,
            "ms",
        ),
        _row(
            "memory that a submission adds",
            spread(r["memory"] for r in figures["rows"]),
            "≤ 60 MB",
            lambda v: v <= 60,
            "MB",
        ),
        _row(
            "feedback ready, warm",
            spread(1e3 * t["feedback"] for t in rounds),
            "≤ 300 ms",
            lambda v: v <= 300,
            "ms",
        ),
        _row(
            "feedback ready, cold",
            spread(c["wall"] for c in figures["cold"]),
            "≤ 1.5 s",
            lambda v: v <= 1.5,
            "s",
            2,
        ),
        *_class_targets(figures),
    ]
    return "## Targets\n\n" + _table(("", "measured", "target", "met"), rows)


def _row(
    what: str, taken: Spread, target: str, met: Callable[[float], bool], unit: str = "", digits: int = 0
) -> tuple[str, str, str, str]:
    return what, f"{taken.text(digits)} {unit}".strip(), target, "yes" if met(taken.median) else "**no**"


def _class_targets(figures: Figures) -> Iterator[tuple[str, str, str, str]]:
    """What holds for whole classes; the largest two are compared."""
    jobs = str(figures["machine"]["cores"])
    *_, before, largest = [None, *figures["classes"]]
    count, taken = largest["count"], largest["runs"][jobs]
    per_thousand = taken["wall"] * 1000 / count
    met = "yes" if per_thousand <= 66 else "**no**"
    yield (f"{count} submissions with pages, {jobs} workers", f"{taken['wall']:.0f} s", "1000 in 60 s", met)
    again = largest["again"]["wall"]
    met = "yes" if again <= 2 * max(1, count / 1000) else "**no**"
    yield (f"the same once more, unchanged ({count})", f"{again:.1f} s", "1000 in 2 s", met)
    if before is not None:
        growth = taken["memory"] / before["runs"][jobs]["memory"]
        met = "yes" if growth <= 1.1 else "**no**"
        yield (f"memory, {count} by {before['count']} submissions", f"{growth:.2f}", "1: flat", met)


# ------------------------------------------------------------------------------------------- tables


def _assignments(figures: Figures) -> list[str]:
    return list(dict.fromkeys(row["assignment"] for row in figures["rows"]))


def _submissions(figures: Figures) -> str:
    rows = []
    for name in _assignments(figures):
        mine = [row for row in figures["rows"] if row["assignment"] == name]
        rounds = [taken for row in mine for taken in row["rounds"]]
        questions = len(load(name).questions)
        rows.append(
            (
                name,
                *(
                    spread(1e3 * t[c] for t in rounds).text()
                    for c in ("trusted", "zygotes", "student", "reference", "all", "floor")
                ),
                spread(_over(t) for t in rounds).text(),
                spread(_over(t) / questions for t in rounds).text(1),
                spread(1e3 * t["page"] for t in rounds).text(),
                spread(row["memory"] for row in mine).text(),
            )
        )
    header = (
        "assignment", "trusted", "zygotes", "student", "reference", "all", "floor", "over", "over, a question",
        "page", "MB",
    )  # fmt: skip
    told = (
        "\n## One submission, ms of CPU\n\nBy process: the trusted one with the tests, the warm ones that fork, the "
        "student's, the one with our answers for second tries; all of them, the floor, and what lies between. The page "
        "and the JSON come on top.\n\n"
    )
    heavy = figures["heavy"]
    ratio = spread(t["all"] / t["floor"] for t in heavy).text(2)
    more = (
        f"\n30 cells that train and plot: {spread(t['all'] for t in heavy).text(2)} s of CPU, the floor "
        f"{spread(t['floor'] for t in heavy).text(2)} s: {ratio} times.\n"
    )
    return told + _table(header, rows) + more


def _others(figures: Figures) -> str:
    rounds = _rounds(figures)
    rows = [
        (
            "ours, page included",
            spread(_with_page(t) for t in rounds).text(2),
            spread(t["feedback"] for t in rounds).text(2),
            "1",
            spread(row["memory"] for row in figures["rows"]).text(),
        ),
        (
            "the floor",
            spread(t["floor"] for t in rounds).text(2),
            "",
            _ratio(rounds, lambda t: t["floor"], 2),
            "",
        ),
    ]
    for name, shown in (
        ("otter", "stock `otter run`"),
        ("nbclient", "nbclient, a fresh kernel"),
        ("nbgrader", "nbgrader autograde"),
    ):
        rows.append(
            (
                shown,
                spread(t[name]["cpu"] for t in rounds).text(2),
                spread(t[name]["wall"] for t in rounds).text(2),
                _ratio(rounds, lambda t, name=name: t[name]["cpu"]),
                spread(t[name]["memory"] for t in rounds).text(),
            )
        )
    header = ("a submission", "s of CPU", "s of wall time", "CPU by ours", "MB")
    return "\n## Beside others\n\n" + _table(header, rows)


def _ratio(rounds: Sequence[dict[str, Any]], of: Callable[[dict[str, Any]], float], digits: int = 0) -> str:
    return spread(of(t) / _with_page(t) for t in rounds).text(digits)


def _starts(figures: Figures) -> str:
    start, cold = figures["start"], figures["cold"]
    return (
        f"\n## Starts\n\nOnce for a class, with the first submission: {start['cpu']:.2f} s of CPU, "
        f"{start['wall']:.2f} s of wall time. One notebook by `autograder grade`, from the "
        f"start of the program to its end: "
        f"{spread(c['wall'] for c in cold).text(2)} s of wall time, {spread(c['cpu'] for c in cold).text(2)} s of CPU, "
        f"{spread(c['memory'] for c in cold).text()} MB.\n"
    )


def _classes(figures: Figures) -> str:
    rows = []
    for taken in figures["classes"]:
        for jobs, cost in taken["runs"].items():
            last = jobs == list(taken["runs"])[-1]
            rows.append(
                (
                    str(taken["count"]),
                    jobs,
                    f"{cost['wall']:.1f}",
                    f"{taken['count'] / cost['wall']:.1f}",
                    f"{1e3 * cost['cpu'] / taken['count']:.0f}",
                    f"{cost['memory']:.0f}",
                    f"{taken['again']['wall']:.1f}" if last else "",
                )
            )
    header = ("submissions", "workers", "s", "a second", "ms of CPU each", "MB in all", "once more, s")
    made = figures["classes"][-1]
    cores = max(map(int, made["runs"]))
    hours = made["runs"][str(cores)]["wall"] * cores / made["count"] * 1e6 / 3600
    told = (
        f"\nTo make up the class of {made['count']} took {made['made']:.0f} s. At the pace of that class a million "
        f"submissions take {hours:.0f} hours of one such core, {hours / 1000 * 60:.0f} minutes of a thousand "
        "([many machines](cluster.md)).\n"
    )
    return "\n## Whole classes\n\n" + _table(header, rows) + told
