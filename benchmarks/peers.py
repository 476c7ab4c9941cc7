"""What others take for the same notebook: stock otter, nbclient with a fresh kernel, nbgrader.

They live in an environment of their own, made once from peers.lock into build/bench. In their favour: the
client of nbclient is imported before its clock starts, and the start of nbgrader's program, which a class
pays once, is taken off.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from autograder.assignment import load
from autograder.otter_zip import build_zip
from benchmarks.accounting import CommandFailed, Cost, run
from benchmarks.sample import Sampled, write_with_cases

HERE = Path(__file__).resolve().parent
LOCK = HERE / "peers.lock"


class Peers:
    """The others, ready to be measured.

    Args:
        folder: for the environment, and for what they need and write.
    """

    def __init__(self, folder: Path):
        self._bin = folder / "peers" / "bin"
        self._work = folder / "work"
        self._environment = folder / "peers"
        self._zips: dict[str, Path] = {}

    def set_up(self) -> None:
        """Make the environment, unless it is there and made of the same lock file."""
        wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
        ready = self._environment / "ready"
        if not (ready.is_file() and ready.read_text() == wanted):
            shutil.rmtree(self._environment, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", self._environment], check=True)
            pip = [self._bin / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, "--require-hashes", "--requirement", LOCK], check=True)
            ready.write_text(wanted)
        shutil.rmtree(self._work, ignore_errors=True)
        self._work.mkdir(parents=True)

    def versions(self) -> str:
        """Of the programs, for people."""
        wanted = ("otter-grader", "nbclient", "nbgrader")
        found = dict(line.split(" ")[0].split("==") for line in LOCK.read_text().splitlines() if "==" in line)
        return ", ".join(f"{name} {found[name]}" for name in wanted)

    def otter(self, one: Sampled) -> Cost:
        """`otter run` with the zip that is made for it."""
        if one.assignment not in self._zips:
            self._zips[one.assignment] = build_zip(one.assignment, self._work / "zips")
        out = self._fresh("otter")
        notebook = shutil.copy(one.path, out / f"{one.assignment}.ipynb")
        cost = self._run(["otter", "run", "-a", self._zips[one.assignment], "-o", out, notebook], out)
        if not (out / "results.json").is_file():
            raise CommandFailed("otter left no results")
        return cost

    def nbclient(self, one: Sampled) -> Cost:
        """The same cells and cases in a fresh kernel."""
        path = write_with_cases(one.path, self._fresh("nbclient"), one.assignment)
        script = HERE / "fresh_kernel.py"
        cost = self._run(["python", script, path], path.parent)
        cpu, wall = json.loads(cost.printed.splitlines()[-1])
        return replace(cost, cpu=cpu, wall=wall)

    def nbgrader(self, several: Sequence[Sampled]) -> Cost:
        """`nbgrader autograde` for notebooks of one assignment; the cost of one, without the program's start."""
        (assignment,) = {one.assignment for one in several}
        course = self._course(assignment)
        for one in several:
            write_with_cases(one.path, course / "submitted" / one.student / assignment, assignment)
        shutil.rmtree(course / "autograded", ignore_errors=True)
        start = self._run(["nbgrader", "autograde", "--version"], course)
        cost = self._run(["nbgrader", "autograde", assignment, f"--course-dir={course}", "--force"], course)
        graded = list((course / "autograded").rglob(f"{assignment}.ipynb"))
        if len(graded) != len(several):
            raise CommandFailed(f"nbgrader graded {len(graded)} of {len(several)} notebooks")
        count = len(several)
        return replace(cost, cpu=(cost.cpu - start.cpu) / count, wall=(cost.wall - start.wall) / count)

    def _course(self, assignment: str) -> Path:
        course = self._work / "nbgrader" / assignment
        if not course.is_dir():
            write_with_cases(load(assignment).notebook, course / "source" / assignment, assignment)
            command = ["nbgrader", "generate_assignment", assignment, f"--course-dir={course}", "--create"]
            self._run(command, course)
        return course

    def _run(self, command: Sequence[str | Path], cwd: Path) -> Cost:
        """A program of that environment, which finds the others there."""
        path = f"{self._bin}{os.pathsep}{os.environ['PATH']}"
        return run([self._bin / command[0], *command[1:]], cwd, environment={"PATH": path})

    def _fresh(self, name: str) -> Path:
        folder = self._work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder
