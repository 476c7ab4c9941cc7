"""A zip for stock otter: `otter run -a dist/otter/<name>.zip submission.ipynb` without our engine.

It holds the full question files, public and hidden, each with a footer that gives it the second try which the
engine gives too; checks.py and reference/ lie beside the submission while otter runs. Student code therefore can
read every test and every right answer: the zip is for trying a submission out, not for marks.

    zip ── tests/qN.py             the question file + footer
        ├─ files/checks.py         what `otter run` copies beside the submission
        ├─ files/reference/*.py
        ├─ README.txt
        └─ environment.yml, run_autograder, …   otter's own
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from autograder.assignment import ROOT, AssignmentError, Question, from_folder
from autograder.master import read

WARNING = """NOT SAFE FOR MARKS

Student code that runs under stock otter can read everything in this zip: the hidden test cases and the right
answers. Use it to try out a submission; grade with `make grade`, which shows student code none of it.

Made by `make otter-zip` for otter-grader 7.
"""


def build_zip(name: str, out: Path, root: Path = ROOT) -> Path:
    """Write the zip of one assignment.

    Args:
        name: the assignment's.
        out: the folder to write it into; made if need be.

    Returns:
        The zip, out/<name>.zip.

    Raises:
        AssignmentError: if the sources do not fit together or `otter generate` fails.
    """
    assignment = from_folder(root / "autograder" / "questions" / name)
    lesson = read(root / "solutions" / name / "master.py", assignment, root / "reference")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "tests").mkdir()
        for question in assignment.questions:
            text = question.source + footer(question, lesson.modules)
            (folder / "tests" / question.path.name).write_text(text, encoding="utf-8")
        shutil.copy(root / "autograder" / "checks.py", folder)
        (folder / "reference").mkdir()
        for path in (root / "reference").glob("*.py"):  # the known mistakes stay at home
            shutil.copy(path, folder / "reference")
        shutil.copy(root / "assignments" / name / "requirements.txt", folder)
        made = folder / "made.zip"
        _otter_generate(folder, made)
        with zipfile.ZipFile(made, "a") as archive:
            archive.writestr("README.txt", WARNING)
        shutil.copy(made, out / f".{name}.zip")
        os.replace(out / f".{name}.zip", out / f"{name}.zip")
    return out / f"{name}.zip"


def footer(question: Question, modules: dict[str, str]) -> str:
    """Code that gives a question file's cases a second try with the reference's helpers; "" if it has none."""
    if not question.helpers:
        return ""
    imports = "".join(
        f"import reference.{m} as _{m}\n" for m in sorted({modules[h] for h in question.helpers})
    )
    pairs = ", ".join(f'"{helper}": _{modules[helper]}.{helper}' for helper in question.helpers)
    return (
        "\n\n# Added by `make otter-zip`: a wrong answer to an earlier question is not punished here once more.\n"
        f"{imports}\nchecks.retry_with_reference(globals(), {{{pairs}}})\n"
    )


def _otter_generate(folder: Path, made: Path) -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    command = [sys.executable, "-m", "otter", "generate", "--tests-dir", "tests", "--output-path", str(made)]
    command += ["--no-config", "--requirements", "requirements.txt", "--no-environment"]
    command += ["--python-version", version, "checks.py", "reference"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not made.is_file():
        raise AssignmentError(f"`otter generate` failed: {(done.stderr or done.stdout).strip()[-500:]}")
