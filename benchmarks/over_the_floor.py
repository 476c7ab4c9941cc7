"""CPU of grading one submission, process by process, and how far that is above the floor.

    python benchmarks/over_the_floor.py [--rounds 5] [--against FOLDER] [--layers]

The floor is what no grader can save: the same cells, and the same calls of the same functions, run in one plain
warm process, without tests, copies, limits or a sandbox. CPU time of all processes is read from their clocks. The
machine's noise hits all alike, so compare what was measured in one run: with --against, another checkout of the
project takes turns with this one; with --layers the same engine without any isolation does, so that the difference
is what the layers of the sandbox cost.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import statistics
import subprocess
import sys
import time
import types
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NAME = "shallow_network"
ORDINARY = (
    "reference_solution", "loops_everywhere", "unusual_but_right", "missing_1_over_m", "b1_forgotten",
    "wrong_sign_in_sigmoid", "two_mistakes", "untouched_stub", "metadata_stripped", "syntax_error_in_backward",
)  # fmt: skip
COLUMNS = ("trusted", "zygotes", "student", "reference", "all", "floor", "over")
TURNS = 3


class Measured:
    """An engine of whatever `autograder` is imported; what each grading takes is read from the processes' clocks.

    A context manager. What runs on the student's side is known when its process has ended, and it is made to end
    a fork before itself: the kernel does not count one that dies with its submission.
    """

    def __init__(self, isolation: str = "auto") -> None:
        from autograder import session
        from autograder.engine import Engine

        self._session, self.engine = session, Engine(isolation=isolation)
        self._used: dict[str, float] = {}
        self._close = session.Submission.close

    def __enter__(self) -> Measured:
        measured = self

        def close(self: Any) -> None:
            with contextlib.suppress(measured._session.StudentProblem):
                self.end_question()
            measured._close(self)
            reference = self._zygote is measured.engine._zygotes.get("reference")
            serves = "reference" if reference else "student"
            measured._used[serves] = measured._used.get(serves, 0.0) + self.usage["cpu"]

        self._session.Submission.close = close  # type: ignore[method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        self._session.Submission.close = self._close  # type: ignore[method-assign]
        self.engine.close()

    def grade(self, submission: Any) -> tuple[Any, dict[str, float]]:
        """The result, and seconds of CPU by column, and of wall time as "wall".

        It is as if nobody in the class had answered alike before: what is known of such answers is forgotten.
        """
        self._used.clear()
        self._forget()
        zygotes, trusted, wall = self.clocks(), time.process_time(), time.perf_counter()
        result = self.engine.grade(submission)
        wall, trusted = time.perf_counter() - wall, time.process_time() - trusted
        cost = {"trusted": trusted, "zygotes": self.clocks() - zygotes}
        cost |= {"student": 0.0, "reference": 0.0, **self._used}
        return result, {**cost, "all": sum(cost.values()), "wall": wall}

    def _forget(self) -> None:
        from autograder import search

        prepared = getattr(self.engine, "prepared", None)  # another checkout may have none
        for cases in prepared.known() if prepared else ():
            for case in cases:
                case.verdicts.clear()
        if found := getattr(search, "_found", None):
            found.cache_clear()

    def clocks(self) -> float:
        """CPU seconds of the warm processes themselves, so far."""
        zygotes = self.engine._zygotes.values()
        return sum(time.clock_gettime((~z._process.pid << 3) | 2) for z in zygotes)


def measure(rounds: int, isolation: str = "auto") -> dict[str, dict[str, float]]:
    """Milliseconds by submission of the sample class and column, medians."""
    from autograder.submissions import Submission

    folder = ROOT / "tests" / "submissions"
    paths = {name: next((folder / name).rglob("*.ipynb")) for name in ORDINARY}
    submissions = {name: Submission(name, NAME, path) for name, path in paths.items()}
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in ORDINARY}
    with Measured(isolation) as measured:
        for submission in submissions.values():
            measured.grade(submission)
        events = {name: recorded(measured.engine, submission) for name, submission in submissions.items()}
        floors = {name: floor(events[name], NAME) for name in ORDINARY}
        for _ in range(rounds):
            for name, submission in submissions.items():
                taken[name].append(measured.grade(submission)[1])
    result = {}
    for name, costs in taken.items():
        medians = {c: 1e3 * statistics.median(cost[c] for cost in costs) for c in COLUMNS[:5]}
        result[name] = {**medians, "floor": floors[name], "over": medians["all"] - floors[name]}
    return result


def recorded(engine: Any, submission: Any) -> list[tuple[str, Any]]:
    """What grading a submission runs in the student's process, in order: cells, calls, and swapped helpers.

    Raises:
        RuntimeError: if that grading failed, as it does when what is hooked into here has changed.
    """
    from autograder import names
    from autograder.conversation import Conversation
    from autograder.session import Submission

    events: list[tuple[str, Any]] = []
    ask, observe, begin = Conversation.ask, Conversation.observe, names.Names.begin
    run_cells = Submission.run_cells

    def noting_cells(self: Any, cells: Any) -> Any:
        for (_, source), answer in zip(cells, run_cells(self, cells), strict=False):
            events.append(("cell", source))
            yield answer

    def noting_message(self: Any, message: list[Any] | None, *rest: Any, **more: Any) -> Any:
        if message is not None and message[0] == "swap":
            events.append(("swap", list(message[1])))
        return ask(self, message, *rest, **more)

    def noting_call(self: Any, name: str, *call: Any) -> Any:
        if "." not in name:  # those are the reference's, in a process of its own
            events.append(("call", (name, *call[:3])))
        return observe(self, name, *call)

    def nothing_ahead(self: Any) -> None:
        """Every call is made by its test case."""

    Conversation.ask, Conversation.observe = noting_message, noting_call  # type: ignore
    Submission.run_cells = noting_cells  # type: ignore[method-assign]
    names.Names.begin = nothing_ahead  # type: ignore[method-assign]
    try:
        result = engine.grade(submission)
    finally:
        Conversation.ask, Conversation.observe, names.Names.begin = ask, observe, begin  # type: ignore
        Submission.run_cells = run_cells  # type: ignore[method-assign]
    if result.status == "internal_error":
        raise RuntimeError(f"what is to be measured failed: {result.notes}")
    return events


def floor(events: list[tuple[str, Any]], assignment: str, times: int = 5) -> float:
    """Milliseconds of CPU for the same in one plain process, as warm as those of a grader: the best of some times.

    It is a child of this one, warmed up as those are before the clock is read.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            from autograder import zygote

            space, shell = zygote._warm_up_notebook()
            gc.collect()
            gc.freeze()  # as there: what was imported is no garbage that cells have to walk through
            best = min(_run_plainly(events, assignment, space, shell) for _ in range(times))
            os.write(writer, str(best * 1e3).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return float(text)


def _run_plainly(events: list[tuple[str, Any]], assignment: str, names: dict[str, Any], shell: Any) -> float:
    from autograder import checks, worker
    from reference import answers

    right = answers(assignment)
    before_all, own = dict(names), dict[str, Any]()
    output, sys.stdout, sys.stderr = (sys.stdout, sys.stderr), worker.Sink(), worker.Sink()
    worker.seed_everything()
    before = time.process_time()
    for number, (kind, what) in enumerate(events):
        try:
            if kind == "cell":
                shell.run(number, what)  # which returns what it raised
            elif kind == "swap":
                names.update(own)
                own = {name: names[name] for name in what if name in names}
                names.update({name: right[name] for name in what})
            else:
                name, labels, sets, optional = what
                for values in sets:
                    positional, named = checks._bind(names[name], labels, values, optional)
                    names[name](*positional, **named)
        except (Exception, SystemExit):
            continue  # as in grading
    used = time.process_time() - before
    sys.stdout, sys.stderr = output
    names.clear()
    names.update(before_all)
    sys.modules["matplotlib.pyplot"].close("all")  # what one time leaves open is no burden of the next
    return used


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--against", type=Path, help="another checkout, measured in turn with this one")
    parser.add_argument("--layers", action="store_true", help="also without isolation, in turn")
    parser.add_argument("--isolation", default="auto", help=argparse.SUPPRESS)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.rounds, options.isolation)))
        return
    measured = (
        [(ROOT, "auto")] if options.against is None else [(options.against.resolve(), "auto"), (ROOT, "auto")]
    )
    measured += [(ROOT, "preview")] if options.layers else []
    taken: dict[tuple[Path, str], list[Any]] = {what: [] for what in measured}
    for _ in range(TURNS):
        for folder, isolation in measured:
            command = [sys.executable, "-P", __file__, "--measure", "--rounds", str(options.rounds)]
            command += [] if isolation == "auto" else ["--isolation", isolation]
            environment = {**os.environ, "PYTHONPATH": str(folder)}
            done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True)
            taken[folder, isolation].append(types.SimpleNamespace(**json.loads(done.stdout)))
    for (folder, isolation), turns in taken.items():
        without = ", without isolation" if isolation == "preview" else ""
        print(f"{folder}{without}: ms of CPU, medians of {TURNS} times {options.rounds}")
        print(f"{'':28}" + "".join(f"{column:>11}" for column in COLUMNS))
        for name in ORDINARY:
            row = [statistics.median(getattr(turn, name)[column] for turn in turns) for column in COLUMNS]
            print(f"{name:28}" + "".join(f"{value:11.1f}" for value in row))


if __name__ == "__main__":
    main()
