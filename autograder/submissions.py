"""Find the submissions under a path: whose each notebook is, and which assignment it answers.

    class/anna.ipynb                    a folder of notebooks: the file is named after the student
    class/anna/whatever.ipynb           a folder for each student: everything below it is theirs
    class/shallow_network/anna.ipynb    a folder named after an assignment is looked into
    anna/shallow_network.ipynb          a file named after an assignment belongs to the student of its folder

Nothing is dropped in silence: what cannot be told becomes a sentence in `problems`, and the notebook is
listed all the same, with assignment None. Two submissions of one student for one assignment are both kept.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.notebook import HandedOut, NotebookError, read
from autograder.recognition import recognise, slug

LONGEST_NAME = 120  # bytes of a student's name in paths, so that suffixes still fit into 255

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # on Windows
_JOINERS = "\u200c\u200d"  # invisible, and part of how some languages are written


@dataclass(frozen=True, order=True)
class Submission:
    """One notebook. `student` is safe as a file name; `assignment` is None if it was not recognised."""

    student: str
    assignment: str | None
    path: Path


@dataclass(frozen=True)
class Found:
    """What was found, sorted, and what was strange about it, in sentences."""

    submissions: tuple[Submission, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class _File:
    student: str  # as in the file system
    path: Path
    shown: str
    named: bool  # given on the command line, not met in a folder


def find(
    paths: Sequence[Path],
    assignment: str | None = None,
    *,
    known: Mapping[str, Sequence[HandedOut]],
) -> Found:
    """Find every submission under some paths.

    Args:
        paths: notebooks, folders of notebooks, folders with a folder for each student.
        assignment: the one to grade. Notebooks that say they are another one are left out and reported.
        known: for each assignment the cells of its notebook as handed out.
    """
    search = _Search(known)
    for path in paths:
        search.path(path)
    found: list[tuple[_File, str | None]] = []
    once = {(file.student, file.path.resolve()): file for file in search.files}  # a path may be given twice
    for file in once.values():
        recognised, problems = _recognise(file, known)
        if assignment is not None and recognised not in (assignment, None):
            if not file.named:
                search.say(f"{file.shown} answers {recognised}, not {assignment}; it was not graded.")
                continue
            problems.append(
                f"{file.shown} looks like {recognised}; it was graded as {assignment} all the same."
            )
        elif assignment is None and recognised is None:
            problems.append(
                f"{file.shown} was not graded: it cannot be told which assignment it answers "
                f"({', '.join(known) or 'none is built'}). Say so with --assignment."
            )
        search.problems.extend(problems)
        found.append((file, assignment or recognised))
    submissions = sorted(_named(found, search.problems), key=_order)
    return Found(tuple(submissions), tuple(search.problems))


def _recognise(file: _File, known: Mapping[str, Sequence[HandedOut]]) -> tuple[str | None, list[str]]:
    """The assignment of a file, and what is wrong with the file itself."""
    try:
        return recognise(read(file.path), file.path, known), []
    except NotebookError as error:
        problem = f"{file.shown}: {error.problem} {error.next_step} Every question is skipped."
        return recognise(None, file.path, known), [problem]


def _order(submission: Submission) -> tuple[str, str, str]:
    return submission.student, submission.assignment or "", str(submission.path)


# --------------------------------------------------------------------------------------- the search


class _Search:
    """Collects notebooks and problems on a walk through folders."""

    def __init__(self, known: Mapping[str, object]):
        self.assignments = {slug(name) for name in known}
        self.files: list[_File] = []
        self.problems: list[str] = []

    def path(self, path: Path) -> None:
        """What the user named: a notebook or a folder."""
        if path.is_dir():
            self.folder(path, path)
        elif path.exists():
            self.add(_File(self.owner(path), path, path.name, named=True))
        else:
            self.say(f"{path}: there is no such file or folder.")

    def owner(self, path: Path) -> str:
        """A file is named after its student, unless it is named after an assignment: then its folder is."""
        return path.resolve().parent.name if slug(path.stem) in self.assignments else path.stem

    def folder(self, folder: Path, root: Path) -> None:
        """A folder of notebooks, or of folders, one for each student."""
        for entry in self.entries(folder, root):
            if not entry.is_dir():
                if entry.suffix.lower() == ".ipynb":
                    self.add(_File(self.owner(entry), entry, _shown(entry, root), named=False))
            elif slug(entry.name) in self.assignments:
                self.folder(entry, root)
            else:
                self.student(entry, root)

    def student(self, folder: Path, root: Path) -> None:
        """A student's own folder: every notebook below it is that student's."""
        others = []
        found = False
        for file in self.below(folder, folder, root):
            if file.suffix.lower() == ".ipynb":
                self.add(_File(folder.name, file, _shown(file, root), named=False))
                found = True
            else:
                others.append(file.name)
        if not found:
            more = " and more" if len(others) > 3 else ""
            holds = f"only {', '.join(others[:3])}{more}" if others else "nothing"
            self.say(f"{_shown(folder, root)}: there is no notebook in this folder, {holds}.")

    def below(self, folder: Path, boundary: Path, root: Path) -> Iterator[Path]:
        for entry in self.entries(folder, root, boundary):
            if entry.is_dir():
                yield from self.below(entry, boundary, root)
            else:
                yield entry

    def entries(self, folder: Path, root: Path, boundary: Path | None = None) -> list[Path]:
        """What lies in a folder, by name: nothing hidden, and no link that leads out of the boundary."""
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            self.say(f"{_shown(folder, root)}: the folder cannot be read ({error.strerror}).")
            return []
        visible = [entry for entry in entries if not entry.name.startswith((".", "__"))]
        return [entry for entry in visible if self.inside(entry, boundary or root, root)]

    def inside(self, entry: Path, boundary: Path, root: Path) -> bool:
        if not entry.is_symlink():
            return True
        try:
            target = entry.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: a loop of links, before Python 3.13
            self.say(f"{_shown(entry, root)} is a symbolic link to nowhere; it was not followed.")
            return False
        if target.is_dir() or not target.is_relative_to(boundary.resolve()):
            why = "to a folder" if target.is_dir() else f"out of {boundary.name}"
            self.say(f"{_shown(entry, root)} is a symbolic link {why}; it was not followed.")
            return False
        return True

    def add(self, file: _File) -> None:
        self.files.append(file)

    def say(self, problem: str) -> None:
        self.problems.append(problem)


def _shown(path: Path, root: Path) -> str:
    """How a path is named to people: from the folder on that they gave."""
    return path.relative_to(root).as_posix().encode("utf-8", "replace").decode("utf-8")


# ------------------------------------------------------------------------------------------ students


def safe_name(name: str) -> str:
    """A student's name as one part of a path on any system: never empty, hidden, reserved or too long."""
    name = unicodedata.normalize("NFC", name)
    kept = [
        c if c in _JOINERS or (unicodedata.category(c)[0] != "C" and c not in '/\\:*?"<>|') else "_"
        for c in name
    ]
    name = re.sub(r"\s+", " ", "".join(kept)).strip()
    name = re.sub(r"^[.\s]+|[.\s]+$", "_", name)
    name = f"{name}_" if _RESERVED.fullmatch(name) else name
    return name.encode()[:LONGEST_NAME].decode("utf-8", "ignore").rstrip(". ") or "unnamed"


def _named(found: Sequence[tuple[_File, str | None]], problems: list[str]) -> Iterator[Submission]:
    """Submissions with safe names: different students stay different, and no result replaces another."""
    in_order = sorted(found, key=lambda pair: (pair[0].student, str(pair[0].path)))
    names: dict[str, str] = {}
    for student in dict.fromkeys(file.student for file, _ in in_order):
        names[student] = _unused(safe_name(student), names.values())
        if names[student] != student:
            shown = student.encode("utf-8", "replace").decode("utf-8")
            problems.append(
                f"The student {shown!r} is listed as {names[student]!r}, which is safe as a file name."
            )
    taken: set[tuple[str, str | None]] = set()
    for file, assignment in in_order:
        student = names[file.student]
        if (student, assignment) in taken:
            student = _unused(student, [*names.values(), *(name for name, _ in taken)])
            what = assignment or "a notebook that was not recognised"
            problems.append(
                f"{names[file.student]} handed in {what} again: {file.shown} is listed as {student}."
            )
        taken.add((student, assignment))
        yield Submission(student, assignment, file.path)


def _unused(name: str, taken: Iterable[str]) -> str:
    """The name itself, or with (2), (3), … if that is taken, also but for its capitals."""
    folded = {other.casefold() for other in taken}
    candidate, number = name, 2
    while candidate.casefold() in folded:
        candidate, number = f"{name} ({number})", number + 1
    return candidate
