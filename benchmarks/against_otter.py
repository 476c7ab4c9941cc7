"""CPU and memory of one submission: our engine beside stock `otter run` on the same notebooks, in one run.

    make bench

Our figures are those of the sample class, graded with every layer of the sandbox on, pages not counted;
otter's are of those of its notebooks that it survives. The machine's noise hits both alike, so read the
ratio. Start-up is told apart: ours is paid once for a class, otter's once for each submission.
"""

from __future__ import annotations

import contextlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from autograder.assignment import ASSIGNMENTS
from autograder.engine import Engine
from autograder.otter_zip import build_zip
from autograder.problems import StudentProblem
from autograder.session import Submission as Confined
from autograder.submissions import Submission

NAME = "shallow_network"
CLASS = Path(__file__).resolve().parent.parent / "tests" / "submissions"
ORDINARY = (
    "reference_solution", "loops_everywhere", "unusual_but_right", "missing_1_over_m", "b1_forgotten",
    "wrong_sign_in_sigmoid", "two_mistakes", "untouched_stub", "metadata_stripped", "syntax_error_in_backward",
)  # fmt: skip
ROUNDS = 5
OTTER_SAMPLE = ("reference_solution", "missing_1_over_m", "untouched_stub")


@dataclass(frozen=True)
class Cost:
    """Of one submission: seconds of CPU and of wall time, MB of memory of its own."""

    cpu: float
    wall: float
    memory: float


def proportional_memory(pids: list[int]) -> float:
    """MB of these processes, pages that they share counted once."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def family(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(p for child in children for p in family(int(child)))]


def ours() -> tuple[dict[str, list[Cost]], float]:
    """Every ordinary submission, ROUNDS times; and the CPU seconds of starting up."""
    costs: dict[str, list[Cost]] = {name: [] for name in ORDINARY}
    before_start = _cpu_of_all(os.getpid())
    with Engine() as engine:
        submissions = {n: Submission(n, NAME, next((CLASS / n).iterdir())) for n in ORDINARY}
        for submission in submissions.values():
            engine.grade(submission)
        started = _cpu_of_all(os.getpid()) - before_start
        idle = proportional_memory(family(os.getpid()))
        peak = {"memory": 0.0}
        close = Confined.close

        def measured_close(self: Confined) -> None:
            peak["memory"] = max(peak["memory"], proportional_memory(family(os.getpid())) - idle)
            with contextlib.suppress(StudentProblem):
                self.end_question()  # the kernel does not count a fork that dies with its submission
            close(self)

        Confined.close = measured_close  # type: ignore[method-assign]
        for _ in range(ROUNDS):
            for name, submission in submissions.items():
                peak["memory"] = 0.0
                cpu, wall = _cpu_of_all(os.getpid()), time.perf_counter()
                engine.grade(submission)
                wall = time.perf_counter() - wall
                costs[name].append(Cost(_cpu_of_all(os.getpid()) - cpu, wall, peak["memory"]))
        Confined.close = close  # type: ignore[method-assign]
    return costs, started


def _cpu_of_all(pid: int) -> float:
    """CPU seconds of a process and of all below it, ended ones included, from /proc (ticks of 10 ms)."""
    total = 0
    for member in family(pid):
        fields = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        total += sum(map(int, fields[11:15]))  # own and waited-for children, user and system
    return total / os.sysconf("SC_CLK_TCK")


def otters(archive: Path, notebook: Path) -> Cost:
    """One `otter run`, as a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        start, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        otter = Path(sys.executable).with_name("otter")
        subprocess.run(
            [otter, "run", "-a", archive, "-o", folder, notebook], check=True, capture_output=True, cwd=folder
        )
        end, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - wall
    cpu = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
    return Cost(cpu, wall, end.ru_maxrss / 1024)


def main() -> None:
    """Measure and print."""
    if os.geteuid() != 0:
        sys.exit("Run this as root: reading the memory of sandboxed processes needs it.")
    if not (ASSIGNMENTS / NAME).is_dir():
        sys.exit("Run `make assignments` first.")
    costs, started = ours()
    print(f"{'submission':28}{'CPU ms':>9}{'wall ms':>9}{'MB':>7}   (median of {ROUNDS})")
    for name, runs in costs.items():
        cpu, wall, memory = (
            statistics.median(getattr(r, f) for r in runs) for f in ("cpu", "wall", "memory")
        )
        print(f"{name:28}{cpu * 1e3:9.0f}{wall * 1e3:9.0f}{memory:7.0f}")
    print(f"starting up and warming, once: {started:.2f} s of CPU\n")
    with tempfile.TemporaryDirectory() as folder:
        archive = build_zip(NAME, Path(folder))
        for name in OTTER_SAMPLE:
            runs = [otters(archive, next((CLASS / name).iterdir())) for _ in range(3)]
            otter = statistics.median(r.cpu for r in runs)
            our = statistics.median(r.cpu for r in costs[name])
            print(
                f"otter run {name:20} {otter:6.2f} s of CPU, {max(r.memory for r in runs):4.0f} MB: "
                f"{otter / our:.0f} times ours"
            )


if __name__ == "__main__":
    main()
