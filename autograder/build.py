"""Build what students and readers get, and tell what of it is stale.

    solutions/<name>/master.py + reference/ + autograder/questions/<name>/ + the modules of SHIPPED
      ─▶ assignments/<name>/   <name>.ipynb, tests/qN.py, checks.py, feedback.py, fingerprints.py, letters.py,
                               requirements.txt
      ─▶ solutions/<name>/     <name>.ipynb (solved, executed), <name>.html

Everything but letters.py and the two executed files is a pure function of the sources and compared byte for byte.
These three carry a hash of all that they depend on, so that telling whether they are stale executes nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder import publish, sealing
from autograder.assignment import ROOT, AssignmentError, from_folder
from autograder.master import Master, must_be_listed, read
from autograder.public_tests import public_copy

SHIPPED = ("checks", "feedback", "fingerprints")  # modules that lie beside the student's notebook
STUDENTS_NEED = ("ipykernel>=6.29", "jupyterlab>=4.2,<5", "matplotlib>=3.8,<4", "numpy>=2.0,<3")


@dataclass(frozen=True)
class Plan:
    """What there should be.

    Attributes:
        texts: path to the exact text of a generated file.
        folder: of the student's files; nothing else may lie in its tests/.
        letters: path of what feedback.py opens.
        letters_sha256: what that file must have recorded.
        solved: the solved notebook, without outputs.
        source_sha256: what the executed notebook and the page must have recorded.
        title: the page's.
    """

    texts: dict[Path, str]
    folder: Path
    letters: Path
    letters_sha256: str
    notebook: Path
    page: Path
    solved: object
    source_sha256: str
    title: str


def plan(name: str, root: Path = ROOT) -> Plan:
    """Work out every generated file of one assignment without writing or executing anything.

    Raises:
        AssignmentError: if the sources do not fit together.
    """
    assignment = from_folder(root / "autograder" / "questions" / name)
    folder, solutions = root / "assignments" / name, root / "solutions" / name
    lesson = read(solutions / "master.py", assignment, root / "reference")
    version = tomllib.loads(_read(root / "pyproject.toml"))["project"]["version"]
    lock = _read(root / "requirements.lock")
    public = {q.name: public_copy(q) for q in assignment.questions}
    texts = {folder / "tests" / f"{question}.py": text for question, text in public.items()}
    solved = publish.notebook(lesson, name, version, solved=True)
    checks = _read(root / "autograder" / "checks.py")
    inputs = [publish.text(solved), lock, *public.values(), checks]  # what they say is among the outputs
    texts |= {folder / f"{module}.py": _shipped(root, module) for module in SHIPPED}
    texts[folder / "requirements.txt"] = _requirements(lock)
    texts[folder / f"{name}.ipynb"] = publish.text(publish.notebook(lesson, name, version, solved=False))
    return Plan(
        texts=texts,
        folder=folder,
        letters=folder / "letters.py",
        letters_sha256=sealing.source_sha256(assignment, public),
        notebook=solutions / f"{name}.ipynb",
        page=solutions / f"{name}.html",
        solved=solved,
        source_sha256=hashlib.sha256("\0".join(inputs).encode()).hexdigest(),
        title=_title(lesson) or assignment.title,
    )


def build(name: str, root: Path = ROOT) -> list[Path]:
    """Write every generated file of one assignment that is not already right.

    Returns:
        The files that were written or removed.

    Raises:
        AssignmentError: if the sources do not fit together, or the solved notebook does not run and pass.
    """
    if root == ROOT:
        must_be_listed(name)
    wanted = plan(name, root)
    changed = []
    for path, text in wanted.texts.items():
        if _read_if_there(path) != text:
            write_atomically(path, text)
            changed.append(path)
    for path in _strays(wanted):
        path.unlink()
        changed.append(path)
    if _letters_problem(wanted):
        write_atomically(wanted.letters, _letters(name, wanted, root))
        changed.append(wanted.letters)
    if _notebook_problem(wanted):
        with tempfile.TemporaryDirectory() as scratch:
            shutil.copytree(wanted.folder, scratch, dirs_exist_ok=True)
            executed = publish.execute(wanted.solved, Path(scratch), wanted.source_sha256)
        write_atomically(wanted.notebook, publish.text(executed))
        changed.append(wanted.notebook)
    else:
        executed = nbformat.read(wanted.notebook, as_version=4)
    if wanted.notebook in changed or _page_problem(wanted):
        write_atomically(wanted.page, publish.page(executed, wanted.title))
        changed.append(wanted.page)
    return changed


def stale(name: str, root: Path = ROOT) -> list[str]:
    """What `build` would change, in sentences; empty if everything is fresh. Executes nothing.

    Raises:
        AssignmentError: if the sources do not fit together.
    """
    wanted = plan(name, root)
    problems = []
    for path, text in wanted.texts.items():
        there = _read_if_there(path)
        if there != text:
            problems.append((path, "is missing" if there is None else "is not what its sources make"))
    problems += [(path, "has no question file any more") for path in _strays(wanted)]
    problems.append((wanted.letters, _letters_problem(wanted)))
    problems.append((wanted.notebook, _notebook_problem(wanted)))
    problems.append((wanted.page, _page_problem(wanted)))
    return [f"{path.relative_to(root)} {what}: run `make assignments`." for path, what in problems if what]


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


# -------------------------------------------------------------------------------------------- parts


def _shipped(root: Path, module: str) -> str:
    """One of our modules as it lies beside a notebook, where there is no package."""
    source = _read(root / "autograder" / f"{module}.py")
    source = source.replace("from autograder import ", "import ").replace("from autograder.", "from ")
    return f"# Generated from autograder/{module}.py by `make assignments`; do not edit.\n{source}"


def _letters(name: str, wanted: Plan, root: Path) -> str:
    """The text of letters.py."""
    lines = [
        "# Generated from the known mistakes by `make assignments`; do not edit.",
        f"# {wanted.letters_sha256}",
        '"""What feedback.py opens for whoever makes a known mistake. No number of an answer stands in it."""',
        "",
        "LETTERS = {",
    ]
    for question in from_folder(root / "autograder" / "questions" / name).questions:
        lines.append(f'    "{question.name}": {{')
        sealed = sealing.letters(
            name, question, wanted.texts[wanted.folder / "tests" / f"{question.name}.py"]
        )
        lines += [f'        "{address}": "{words}",' for address, words in sealed.items()]
        lines.append("    },")
    return "\n".join([*lines, "}", ""])


def _letters_problem(wanted: Plan) -> str:
    there = _read_if_there(wanted.letters)
    if there is None:
        return "is missing"
    return "" if there.splitlines()[1:2] == [f"# {wanted.letters_sha256}"] else "was made from other sources"


def _notebook_problem(wanted: Plan) -> str:
    try:
        there = nbformat.read(wanted.notebook, as_version=4)
        recorded = there.metadata[publish.KEY].get("source_sha256")
        same = publish.text(publish.unexecuted(there)) == publish.text(wanted.solved)
    except FileNotFoundError:
        return "is missing"
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, KeyError, AttributeError, ValueError):
        return "cannot be read"
    return "" if same and recorded == wanted.source_sha256 else "was executed with other sources"


def _page_problem(wanted: Plan) -> str:
    there = _read_if_there(wanted.page)
    if there is None:
        return "is missing"
    return "" if publish.page_hash(there) == wanted.source_sha256 else "was made from another notebook"


def _strays(wanted: Plan) -> list[Path]:
    return [path for path in sorted((wanted.folder / "tests").glob("*.py")) if path not in wanted.texts]


def _requirements(lock: str) -> str:
    match = re.search(r"^(otter-grader==\S+)", lock, re.MULTILINE)
    if match is None:
        raise AssignmentError("requirements.lock does not pin otter-grader: run `make lock`.")
    header = "# Generated by `make assignments`; do not edit. What the notebook beside it needs:\n"
    header += "#     python -m pip install -r requirements.txt\n"
    return header + "\n".join(sorted([*STUDENTS_NEED, match[1]])) + "\n"


def _title(lesson: Master) -> str:
    heading = re.match(r"# (.+)", lesson.cells[0].student)
    return heading[1] if heading else ""


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _read_if_there(path: Path) -> str | None:
    try:
        return _read(path)
    except (FileNotFoundError, UnicodeDecodeError):
        return None if not path.exists() else ""
