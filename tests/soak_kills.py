"""SIGKILL a grader at random moments of a run, run it again, and compare every byte with an undisturbed run.

    python -m tests.soak_kills --kills 50 --submissions 200

A run grades and exports. It is killed up to five times, each time going on where it was, and then let go to its end.
The moments are spread evenly over what is left to be done, with start, reports and exports. After each kill nothing
may be left running, and every file must be whole: what is there is as it would have been. In the end no file may
be left in the folder for temporary ones.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import notebooks

SHORT = ("sigmoid", "relu", "leaky_relu", "sigmoid_derivative", "tanh_derivative")
IN_A_ROW = 5
# The commands as people give them, in one process that can be killed.
BOTH = """
import sys
from autograder import cli
folder, out, exports = sys.argv[1:]
code = cli.run(["grade", folder, "--out", out, "--jobs", "2"])
for kind in ("canvas", "nbgrader", "json"):
    code = code or cli.run(["export", "--format", kind, "--grades", out, "--out", exports])
sys.exit(code)
"""
WRONG = {"relu": "def relu(z): return z", "sigmoid": "def sigmoid(z): return 1 / z"}


def write_class(folder: Path, count: int) -> None:
    """Notebooks of which every tenth is whole; in the others only the first functions are there, some wrong."""
    for number in range(count):
        replaced: dict[str, str | None] = {}
        if number % 10:
            replaced = {name: None for name in notebooks.sources() if name not in SHORT}
        if number % 3 == 1:
            replaced["relu"] = WRONG["relu"]
        if number % 5 == 2:
            replaced["sigmoid"] = WRONG["sigmoid"]
        cells = notebooks.cells(replaced, last=[f"number = {number}"])
        notebooks.write(folder, cells, f"student-{number:03}")


def start(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    """The grader as people start it, in two processes, then the exports."""
    out.mkdir(exist_ok=True)
    temporary = out.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", BOTH, folder, out / "grades", out / "exports"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(temporary)},
    )


def finish(folder: Path, out: Path) -> float:
    """Run it to its end; the seconds that it took.

    Raises:
        AssertionError: if it says that it failed.
    """
    begin = time.monotonic()
    with start(folder, out) as process:
        code = process.wait()
    assert code == 0, f"the grader ended with {code}"
    return time.monotonic() - begin


def files(out: Path) -> dict[str, bytes]:
    """Every file by its path; not the cache's lists, which tell of one run only."""
    found = {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    return {name: data for name, data in found.items() if not re.match(r"\.cache/[^/]*$", name)}


def below(pid: int) -> set[int]:
    """The processes below one."""
    found: set[int] = set()
    try:
        for path in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in map(int, path.read_text().split()):
                found |= {child} | below(child)
    except OSError:
        pass
    return found


def running(pids: set[int]) -> set[int]:
    """Those that have not ended."""
    alive = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        alive |= set() if state == "Z" else {pid}
    return alive


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL it and see that all below it end.

    Raises:
        AssertionError: if something is left running.
    """
    children = below(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    for _ in range(200):
        if not running(children):
            return
        time.sleep(0.05)
    raise AssertionError(f"left running: {running(children)}")


def interrupted(folder: Path, out: Path, moment: float, whole: dict[str, bytes]) -> int:
    """Start or go on, kill it at a moment, and look at what it leaves: how many results there are.

    Raises:
        AssertionError: if a file is another than it would have been, or something is left running.
    """
    with start(folder, out) as process:
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            kill(process)
    left = {name: data for name, data in files(out).items() if not name.endswith(".half")}
    for name, data in left.items():
        of_one = name.startswith(("grades/results/", "grades/feedback/"))  # the others grow with the class
        assert not of_one or data == whole.get(name), f"{name} is not as it would have been"
    return sum(name.startswith("grades/results/") for name in left)


def compare(folder: Path, out: Path, whole: dict[str, bytes]) -> None:
    """Let it go to its end.

    Raises:
        AssertionError: if a file is lost, doubled, half written or another, or a temporary one is left.
    """
    finish(folder, out)
    assert not list((out.parent / "temporary").iterdir()), "temporary files are left"
    again = files(out)
    assert again.keys() == whole.keys(), sorted(again.keys() ^ whole.keys())
    assert again == whole, [name for name, data in again.items() if data != whole[name]]


def campaign(kills: int, submissions: int, seed: int) -> str:
    """All of it; what came of it in a sentence."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="soak-") as place:
        folder = Path(place) / "class"
        write_class(folder, submissions)
        seconds = finish(folder, Path(place) / "whole")
        whole = files(Path(place) / "whole")
        lefts: list[int] = []
        while len(lefts) < kills:
            out = Path(place) / f"out-{len(lefts)}"
            graded = 0
            for _ in range(min(IN_A_ROW, kills - len(lefts))):
                start_up = min(2.0, seconds / 2)  # and what comes after the last result
                moment = chance.uniform(0.0, start_up + (seconds - start_up) * (1 - graded / submissions))
                graded = interrupted(folder, out, moment, whole)
                lefts.append(graded)
                print(f"kill {len(lefts)} after {moment:.2f} s: {lefts[-1]} results were there", flush=True)
            compare(folder, out, whole)
            print(f"went on to the end: {len(whole)} files, byte for byte", flush=True)
    amid = sum(0 < left < submissions for left in lefts)
    return (
        f"{kills} kills of a run of {submissions} submissions ({seconds:.1f} s), {amid} of them while results were "
        f"being written: in the end the same {len(whole)} files, byte for byte, and never anything left running."
    )


def main() -> None:
    """Run a campaign."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print(campaign(options.kills, options.submissions, options.seed))


if __name__ == "__main__":
    main()
