"""Grade on Gradescope with our engine: the zip to upload, and what runs in its container.

    dist/gradescope/<assignment>.zip
      setup.sh            once, when the image is built: a virtual environment from the lock file
      run_autograder      for each submission: `autograder gradescope-run`
      autograder/ reference/ assignments/<assignment>/ pyproject.toml requirements.lock settings.json

Gradescope unpacks it to /autograder/source, puts a submission into /autograder/submission and reads
/autograder/results/results.json. Its containers offer no namespaces, so the tier there is `landlock`.
"""

from __future__ import annotations

import io
import json
import secrets
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder import gradesheet, submissions
from autograder.assignment import ROOT, load
from autograder.engine import Engine
from autograder.exports import FORMATS, Request
from autograder.notebook import HandedOut
from autograder.results import Status, SubmissionResult
from autograder.store import write_file

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the same sources give the same zip
_SETTINGS = "settings.json"

SETUP = """#!/usr/bin/env bash
# Runs once, when Gradescope builds the image.
set -euo pipefail
cd /autograder/source
command -v python3 >/dev/null || { apt-get update && apt-get install -y python3; }
python3 -c 'import venv, ensurepip' 2>/dev/null || { apt-get update && apt-get install -y python3-venv; }
python3 -m venv .venv
.venv/bin/pip install --quiet --require-hashes --requirement requirements.lock
.venv/bin/pip install --quiet --no-deps --editable .
.venv/bin/autograder doctor
"""

RUN = """#!/usr/bin/env bash
# Runs for each submission.
exec /autograder/source/.venv/bin/autograder gradescope-run --root /autograder
"""


def build_zip(name: str, out: Path, *, seed: int | None = None, isolation: str = "auto") -> Path:
    """Write the zip of one assignment.

    Args:
        name: the assignment's.
        out: the folder to write it into; made if need be.
        seed: of the hidden inputs; drawn by default, so that nobody can compute them from public sources.
        isolation: as for engine.Engine.

    Raises:
        AssignmentError: if the assignment cannot be used, naming why.
    """
    load(name)  # or there is nothing to grade with
    chosen = secrets.randbelow(2**31) if seed is None else seed
    settings = {"assignment": name, "seed": chosen, "isolation": isolation}
    texts = {"setup.sh": SETUP, "run_autograder": RUN, _SETTINGS: json.dumps(settings, indent=1) + "\n"}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for path in sorted(_sources(name)):
            _add(archive, str(path.relative_to(ROOT)), path.read_bytes(), 0o644)
        for file, text in texts.items():
            _add(archive, file, text.encode(), 0o644 if file == _SETTINGS else 0o755)
    return write_file(out / f"{name}.zip", whole.getvalue())


def _sources(name: str) -> Iterator[Path]:
    """Every file that grading one assignment needs; no other assignment's questions."""
    for folder, pattern in (("autograder", "*.py"), ("autograder/commands", "*.py"), ("autograder/exports", "*.py"),
                            ("reference", "**/*.py"),
                            (f"autograder/questions/{name}", "*.py"), ("autograder/templates", "*"),
                            (f"assignments/{name}", f"{name}.ipynb")):  # fmt: skip
        yield from (path for path in (ROOT / folder).glob(pattern) if path.is_file())
    yield from (ROOT / file for file in ("pyproject.toml", "requirements.lock", "README.md", "LICENSE"))


def _add(archive: zipfile.ZipFile, name: str, data: bytes, mode: int) -> None:
    info = zipfile.ZipInfo(name, _FIXED_TIME)
    info.external_attr, info.compress_type = mode << 16, zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def run(root: Path) -> bool:
    """Grade what Gradescope put into root/submission; write root/results/results.json.

    Returns:
        Whether there is a score. Without one Gradescope shows our message and no zero.
    """
    try:
        settings = json.loads((root / "source" / _SETTINGS).read_text(encoding="utf-8"))
        result, notes = _grade(root / "submission", settings)
    except Exception as ours:  # Gradescope must get a file, or it shows a traceback
        print(f"autograder: {type(ours).__name__}: {ours}", file=sys.stderr)
        result, notes = SubmissionResult("you", "?", 0.0, 0.0, Status.INTERNAL_ERROR), []
    sheet = gradesheet.make([result])
    data = json.loads(FORMATS["gradescope"].write(Request(sheet.entries)))
    data["output"] = "\n".join([*(f"* {note}" for note in notes), data["output"]]).strip()
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    write_file(root / "results" / "results.json", text.encode())
    return result.status is not Status.INTERNAL_ERROR


def _grade(folder: Path, settings: dict[str, Any]) -> tuple[SubmissionResult, list[str]]:
    """The result of the one submission, and what was strange about it."""
    name = settings["assignment"]
    known: dict[str, tuple[HandedOut, ...]] = {name: tuple(load(name).handed_out)}
    found = submissions.find([folder], name, known=known)
    notes = list(found.problems)
    if not found.submissions:
        why = "There is no notebook in this submission. Hand in the .ipynb file that Jupyter saves."
        return SubmissionResult("you", name, 0.0, 0.0, Status.SKIPPED, notes=(why,)), notes
    chosen = found.submissions[0]
    if len(found.submissions) > 1:
        others = ", ".join(s.path.name for s in found.submissions[1:])
        notes.append(f"{chosen.path.name} was graded. Hand in one notebook: {others} was not looked at.")
    with Engine(seed=settings["seed"], isolation=settings["isolation"]) as engine:
        return engine.grade(chosen), notes
