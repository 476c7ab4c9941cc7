"""Clone every student's repository into submissions/<student>/, for a workflow that grades for marks.

    python ci/fetch_submissions.py roster.csv 'https://github.com/our-course/numpy-{github}.git' submissions

{github}, {student} and the other columns of the roster are filled in. Nothing of a repository is run: hooks are
not cloned, submodules and large files are not fetched. The time of the last commit is written to timestamp.txt;
a student can set it, so use the platform's own deadline where it matters. A repository that cannot be cloned is
said and is no failure: the grader then lists its student as missing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from autograder import roster
from autograder.submissions import safe_name


def main(arguments: list[str]) -> int:
    """Fetch all; 1 if none came."""
    table, template, out = Path(arguments[0]), arguments[1], Path(arguments[2])
    people = roster.load(table).people
    came = 0
    for person in people:
        url, place = template.format(**asdict(person)), out / safe_name(person.student)
        environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1"}
        clone = [
            "git",
            "-c",
            "core.symlinks=false",
            "clone",
            "--quiet",
            "--depth",
            "1",
            "--",
            url,
            str(place),
        ]
        if subprocess.run(clone, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:
            print(f"{person.student}: {url} could not be cloned")
            continue
        when = subprocess.run(
            ["git", "-C", str(place), "log", "-1", "--format=%cI"],
            capture_output=True,
            text=True,
            check=False,
        )
        if when.stdout.strip():
            for folder in {path.parent for path in place.rglob("*.ipynb")}:
                (folder / "timestamp.txt").write_text(when.stdout)
        came += 1
    print(f"{came} of {len(people)} repositories were fetched")
    return 0 if came else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
