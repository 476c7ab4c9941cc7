"""CPU, wall time and memory of a command with everything that it starts, orphans included.

    cost = run([sys.executable, "-m", "autograder", "grade", folder], cwd=folder)

The kernel adds a child's CPU to its parent's when the parent waits for it, so what nobody waits for is lost: a
kernel of Jupyter whose client ends first, say. The command is therefore run below a process of its own that
adopts orphans and waits for them all. What no such accounting sees is a process that is killed together with
its PID namespace, as questions are in our sandbox when their submission ends: a few percent, in our favour.
Memory is that of all processes together at the worst moment that was looked at, pages that they share counted once.

    this process ──▶ runner: adopts, waits, tells its RUSAGE_CHILDREN ──▶ the command ──▶ …
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder import kernel

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU and of wall time, MB of memory, and what was printed."""

    cpu: float
    wall: float
    memory: float
    printed: str = ""


class CommandFailed(Exception):
    """A command that ended with an error: which, and its last words."""


def run(
    command: Sequence[str | Path],
    cwd: Path,
    *,
    every: float = 0.1,
    environment: Mapping[str, str] | None = None,
) -> Cost:
    """Run a command to its end.

    Args:
        every: seconds between two looks at its memory.
        environment: added to ours.

    Raises:
        CommandFailed: if it did not exit with 0.
    """
    words = [str(part) for part in command]
    runner = [sys.executable, "-m", "benchmarks.accounting", json.dumps([words, str(cwd)])]
    with (
        subprocess.Popen(
            runner,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
        Peak(process.pid, every) as peak,
    ):
        out, errors = process.communicate()
    if process.returncode != 0:
        raise CommandFailed(f"{' '.join(words)[:200]} failed: {(errors or out).strip()[-1500:]}")
    printed, _, last = out.rstrip("\n").rpartition("\n")
    cpu, wall = json.loads(last)
    return Cost(cpu, wall, peak.most, printed)


def _runner(command: Sequence[str], cwd: str) -> int:
    """Run it, wait for whatever it left, and print what all of that took."""
    kernel.become_subreaper()
    start = time.perf_counter()
    code = subprocess.run(command, cwd=cwd, check=False).returncode
    wall = time.perf_counter() - start
    deadline = time.monotonic() + 10
    try:
        while True:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                if time.monotonic() > deadline:
                    for pid in family(os.getpid())[1:]:
                        os.kill(pid, 9)
                time.sleep(0.005)
    except ChildProcessError:
        pass
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps([used.ru_utime + used.ru_stime, wall]))
    return code


# ------------------------------------------------------------------------------------------- memory


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for parent in found:
        try:
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue  # it has ended
    return found


def proportional(pids: Sequence[int]) -> float:
    """MB of these processes, pages that they share counted once."""
    total = 0
    for pid in pids:
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


class Peak:
    """The most memory that a process and all below it had together, above what they had at first if asked so.

    A context manager; `most` is in MB.
    """

    def __init__(self, pid: int, every: float, *, above: bool = False):
        self._pid, self._every = pid, every
        self._idle = proportional(family(pid)) if above else 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.most = 0.0

    def _look(self) -> None:
        while not self._stop.wait(self._every):
            self.most = max(self.most, proportional(family(self._pid)) - self._idle)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


if __name__ == "__main__":
    sys.exit(_runner(*json.loads(sys.argv[1])))
