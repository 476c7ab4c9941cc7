"""Find the submissions under a path: whose each notebook is, and which assignment it answers.

    class/anna.ipynb                    a folder of notebooks: the file is named after the student
    class/anna/whatever.ipynb           a folder for each student: everything below it is theirs
    class/shallow_network/anna.ipynb    a folder named after an assignment is looked into
    anna/shallow_network.ipynb          a file named after an assignment belongs to the student of its folder
    class.zip, class/anna.zip           a whole download, a zip of each student; names and times of Canvas,
                                        Moodle, Gradescope and nbgrader are understood (downloads)

Of several attempts whose order is known the one that counts is kept, and the others are listed. Nothing is
dropped in silence: what cannot be told becomes a sentence in `problems`, and the notebook is listed all the
same, with assignment None. Of attempts whose order nobody knows all are kept.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from autograder import archives, downloads
from autograder.archives import Budget
from autograder.downloads import Arrival
from autograder.notebook import HandedOut, NotebookError, read
from autograder.recognition import recognise, slug
from autograder.roster import Roster

if TYPE_CHECKING:
    from autograder.course import Course

LONGEST_NAME = 120  # bytes of a student's name in paths, so that suffixes still fit into 255
MOST_NOTEBOOKS = 20  # of one student that are graded: each may take its ten minutes

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # on Windows
_JOINERS = "\u200c\u200d"  # invisible, and part of how some languages are written


@dataclass(frozen=True, order=True)
class Submission:
    """One notebook. `student` is safe as a file name; `assignment` is None if it was not recognised.

    Attributes:
        owner: the student, also where several attempts of theirs are listed under different names.
        submitted: when it was handed in, if that is known.
    """

    student: str
    assignment: str | None
    path: Path
    owner: str = field(default="", compare=False)
    submitted: datetime | None = field(default=None, compare=False)


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
    arrival: Arrival


def find(
    paths: Sequence[Path],
    assignment: str | None = None,
    *,
    known: Mapping[str, Sequence[HandedOut]],
    scratch: Path | None = None,
    course: Course | None = None,
    roster: Roster | None = None,
    look: Callable[[Path], Look] | None = None,
) -> Found:
    """Find every submission under some paths.

    Args:
        paths: notebooks, folders of notebooks, folders with a folder for each student.
        assignment: the one to grade. Notebooks that say they are another one are left out and reported.
        known: for each assignment the cells of its notebook as handed out.
        scratch: where zips are unpacked, to be kept until all is graded; without it they are only listed.
        course: which attempt counts; the defaults without it.
        roster: who is who: a student's name is theirs in the roster; strangers and missing ones are listed.
        look: in the place of look_at(path, known).
    """
    look = look or (lambda path: look_at(path, known))
    search = _Search(known, scratch)
    for path in paths:
        search.path(path)
    found: list[tuple[_File, str | None]] = []
    files = _identified(search.files, roster, search.problems)
    once = {(file.student, file.path.resolve()): file for file in files}  # a path may be given twice
    for file in once.values():
        looked = look(file.path)
        recognised = looked.assignment
        problems = [f"{file.shown}: {looked.problem} Every question is skipped."] if looked.problem else []
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
    found = _counting(found, course, search.problems)
    submissions = sorted(_named(found, search.problems), key=_order)
    if roster is not None:
        search.problems += _absent(submissions, roster)
    in_lines = (" ".join(problem.split()) for problem in search.problems)  # whatever a file is called
    return Found(tuple(submissions), tuple(in_lines))


def _identified(files: Sequence[_File], roster: Roster | None, problems: list[str]) -> list[_File]:
    """The files with the students of the roster; two who are called the same stay two."""
    same: dict[str, set[tuple[tuple[str, str], ...]]] = {}
    for file in files:
        if file.arrival.ids:
            same.setdefault(file.student, set()).add(tuple(sorted(file.arrival.ids.items())))
    named, strangers = [], []
    for file in files:
        person = roster.identify(file.student, file.arrival.ids) if roster else None
        student = person.student if person else file.student
        if person is None and len(same.get(file.student, ())) > 1:
            student = f"{student} {' '.join(file.arrival.ids.values())}".strip()
        if roster and person is None:
            strangers.append(student)
        named.append(replace(file, student=student))
    if strangers:
        problems.append(
            f"Not in the roster: {', '.join(sorted(set(strangers)))}. They were graded all the same."
        )
    return named


def _absent(submissions: Sequence[Submission], roster: Roster) -> Iterator[str]:
    """For each assignment who of the roster handed nothing in."""
    for assignment in sorted({s.assignment for s in submissions if s.assignment}):
        there = {safe_name(s.owner or s.student) for s in submissions if s.assignment == assignment}
        absent = [p for p in roster.people if safe_name(p.student) not in there]
        if absent:
            names = ", ".join(f"{p.shown} ({p.student})" if p.shown != p.student else p.shown for p in absent)
            yield f"{len(absent)} of {len(roster.people)} in the roster handed in no {assignment}: {names}."


def _counting(
    found: Sequence[tuple[_File, str | None]], course: Course | None, problems: list[str]
) -> list[tuple[_File, str | None]]:
    """Without the attempts that do not count, as far as their order is known; they are listed."""
    attempts: dict[tuple[str, str | None], list[_File]] = {}
    for file, assignment in found:
        attempts.setdefault((file.student, assignment), []).append(file)
    kept: list[tuple[_File, str | None]] = []
    for (student, assignment), files in attempts.items():
        chosen = files
        if assignment is not None and len(files) > 1:
            chosen = _attempts_that_count(files, student, assignment, course)
        kept += [(file, assignment) for file in chosen]
        if len(chosen) < len(files):
            others = ", ".join(f.shown for f in files if f is not chosen[0])
            problems.append(
                f"{student} handed in {assignment} {len(files)} times: {chosen[0].shown} counts, not {others}."
            )
        if any(f.arrival.late for f in chosen):
            problems.append(f"{student}: the LMS marks {assignment} as late and does not say by how much.")
    return kept


def _attempts_that_count(
    files: list[_File], student: str, assignment: str, course: Course | None
) -> list[_File]:
    """The last of several, or all of them where that is the rule or their order is not known."""
    if course is not None and course.rules(assignment).attempts != "last":
        return files
    times = [f.arrival.submitted for f in files if f.arrival.submitted is not None]
    if len(times) == len(files):
        from autograder.course import Course  # takes as long to import as all that is ours

        return [files[(course or Course()).last(assignment, times, student)]]
    if all(f.arrival.order is not None for f in files):
        return [max(files, key=lambda f: f.arrival.order or 0)]
    return files


@dataclass(frozen=True)
class Look:
    """What a look at a notebook tells: the assignment, None if it cannot be told; why it cannot be read, or ""."""

    assignment: str | None
    problem: str = ""


def look_at(path: Path, known: Mapping[str, Sequence[HandedOut]]) -> Look:
    """Look at one notebook; it is read whole."""
    try:
        return Look(recognise(read(path), path, known))
    except NotebookError as error:
        return Look(recognise(None, path, known), f"{error.problem} {error.next_step}")


def _order(submission: Submission) -> tuple[str, str, str]:
    return submission.student, submission.assignment or "", str(submission.path)


# --------------------------------------------------------------------------------------- the search


class _Search:
    """Collects notebooks and problems on a walk through folders."""

    def __init__(self, known: Mapping[str, object], scratch: Path | None = None):
        self.assignments = {slug(name) for name in known}
        self.scratch = scratch
        self.unpacked = 0
        self.files: list[_File] = []
        self.problems: list[str] = []

    def path(self, path: Path) -> None:
        """What the user named: a notebook or a folder."""
        if path.is_dir():
            self.folder(path, path)
        elif archives.is_archive(path) and path.exists():
            unpacked = self.unpack(path, path.name, Budget())
            if unpacked is not None:
                self.folder(_only_folder(unpacked), unpacked)
        elif path.exists():
            self.add(path, path.name, self.owner(path), named=True)
        else:
            self.say(f"{path}: there is no such file or folder.")

    def owner(self, path: Path) -> str:
        """A file is named after its student, unless it is named after an assignment: then its folder is."""
        return path.resolve().parent.name if slug(path.stem) in self.assignments else path.stem

    def unpack(self, archive: Path, shown: str, budget: Budget) -> Path | None:
        """The folder into which a zip was unpacked; None without a place for it."""
        if self.scratch is None:
            self.say(f"{shown} is a zip; unpack it first.")
            return None
        self.unpacked += 1
        into = self.scratch / str(self.unpacked) / archive.stem
        for problem in archives.unpack(archive, into, budget):
            self.say(f"{shown}: {problem}")
        return into

    def folder(self, folder: Path, root: Path) -> None:
        """A folder of notebooks, or of folders, one for each student."""
        groups = self.gradescope(folder, root)
        for entry in self.entries(folder, root):
            shown = _shown(entry, root)
            if entry.name in groups and entry.is_dir():
                for arrival in groups[entry.name]:
                    self.student(entry, root, arrival)
            elif not entry.is_dir():
                self.loose(entry, shown)
            elif slug(entry.name) in self.assignments or entry.name == "submitted":
                self.folder(entry, root)
            else:
                self.student(entry, root, downloads.moodle(entry.name) or Arrival(entry.name))

    def gradescope(self, folder: Path, root: Path) -> dict[str, list[Arrival]]:
        try:
            return {name: who for name, who in downloads.gradescope(folder).items() if who}
        except ValueError as error:
            self.say(f"{_shown(folder / downloads.METADATA, root)} cannot be read ({error}).")
            return {}

    def loose(self, entry: Path, shown: str) -> None:
        """A file that lies among the students' folders."""
        arrival = downloads.canvas(entry.name) or downloads.moodle(entry.name)
        if entry.suffix.lower() == ".ipynb":
            self.add(entry, shown, arrival or self.owner(entry))
        elif archives.is_archive(entry):
            budget = Budget(archives.MOST_OF_ONE)
            unpacked = self.unpack(entry, shown, budget)
            if unpacked is not None:
                self.student(unpacked, unpacked, arrival or Arrival(entry.stem), shown, budget)
        elif archives.is_other_archive(entry):
            self.say(f"{shown} is an archive of a kind that is not read; unpack it, or make it a zip.")
        elif arrival is not None:
            self.say(f"{shown}: {arrival.name} handed in no notebook there.")

    def student(
        self, folder: Path, root: Path, arrival: Arrival, archived: str = "", budget: Budget | None = None
    ) -> None:
        """A student's own folder: every notebook below it is that student's; zips in it are unpacked once.

        Args:
            archived: the zip of theirs that the folder was unpacked from; what it says of time is not believed.
        """
        shown, budget = archived or _shown(folder, root), budget or Budget(archives.MOST_OF_ONE)
        others = []
        notebooks: list[tuple[Path, str, Arrival]] = []
        for file in self.below(folder, folder, root):
            if file.suffix.lower() == ".ipynb":
                whose = arrival if archived else self.timed(arrival, file, root)
                notebooks.append((file, _within(shown, file, folder), whose))
            elif archives.is_archive(file):
                place = _within(shown, file, folder)
                inside = self.unpack(file, place, budget)
                for one in self.below(inside, inside, inside) if inside else ():
                    if one.suffix.lower() == ".ipynb":
                        notebooks.append((one, _within(place, one, inside or one), arrival))
                    elif archives.is_archive(one):
                        self.say(f"{place} holds {one.name}, a zip in a zip; it was not unpacked.")
            elif file.name != downloads.TIMESTAMP:
                others.append(file.name)
        if not notebooks:
            more = " and more" if len(others) > 3 else ""
            holds = f"only {', '.join(others[:3])}{more}" if others else "nothing"
            self.say(f"{shown}: there is no notebook in this folder, {holds}.")
        if len(notebooks) > MOST_NOTEBOOKS:
            self.say(
                f"{shown} holds {len(notebooks)} notebooks of one student: only the last {MOST_NOTEBOOKS} were looked "
                "at. If they are of several students, give this folder itself."
            )
        for path, where, whose in notebooks[-MOST_NOTEBOOKS:]:
            self.add(path, where, whose)

    def timed(self, arrival: Arrival, file: Path, root: Path) -> Arrival:
        """With the time of the timestamp.txt beside a notebook, unless an LMS knows: students can write such a file."""
        if arrival.submitted:
            return arrival
        try:
            time = downloads.timestamp(file.parent)
        except ValueError as error:
            self.say(f"{_shown(file.parent / downloads.TIMESTAMP, root)}: {error}; it was ignored.")
            return arrival
        return replace(arrival, submitted=time) if time else arrival

    def below(self, folder: Path, boundary: Path, root: Path, depth: int = 0) -> Iterator[Path]:
        if depth > archives.DEEPEST:
            self.say(f"{_shown(folder, root)[:200]}: folders are nested too deeply; it was not looked into.")
            return
        for entry in self.entries(folder, root, boundary):
            if entry.is_dir():
                yield from self.below(entry, boundary, root, depth + 1)
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

    def add(self, path: Path, shown: str, whose: Arrival | str, *, named: bool = False) -> None:
        arrival = whose if isinstance(whose, Arrival) else Arrival(whose)
        self.files.append(_File(arrival.name, path, shown, named, arrival))

    def say(self, problem: str) -> None:
        self.problems.append(problem)


def _shown(path: Path, root: Path) -> str:
    """How a path is named to people: from the folder on that they gave."""
    return path.relative_to(root).as_posix().encode("utf-8", "replace").decode("utf-8")


def _within(shown: str, path: Path, folder: Path) -> str:
    """How a file below a shown folder or zip is shown."""
    return f"{shown}/{_shown(path, folder)}"


def _only_folder(folder: Path) -> Path:
    """The one folder that wraps everything in an archive, or the folder itself if there is more."""
    entries = [e for e in folder.iterdir() if not e.name.startswith((".", "__"))]
    wraps = len(entries) == 1 and entries[0].is_dir() and downloads.moodle(entries[0].name) is None
    inner = list(entries[0].iterdir()) if wraps else []
    return entries[0] if any(e.is_dir() or downloads.canvas(e.name) for e in inner) else folder


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
    used: set[str] = set()
    for student in dict.fromkeys(file.student for file, _ in in_order):
        names[student] = _unused(safe_name(student), used)
        if names[student] != student:
            shown = student.encode("utf-8", "replace").decode("utf-8")
            problems.append(
                f"The student {shown!r} is listed as {names[student]!r}, which is safe as a file name."
            )
    taken: set[tuple[str, str | None]] = set()
    for file, assignment in in_order:
        student = names[file.student]
        if (student, assignment) in taken:
            student = _unused(student, used)
            what = assignment or "a notebook that was not recognised"
            problems.append(
                f"{names[file.student]} handed in {what} again: {file.shown} is listed as {student}."
            )
        taken.add((student, assignment))
        yield Submission(student, assignment, file.path, names[file.student], file.arrival.submitted)


def _unused(name: str, used: set[str]) -> str:
    """The name itself, or with (2), (3), … if that is used, also but for its capitals; it is then used."""
    candidate, number = name, 2
    while candidate.casefold() in used:
        candidate, number = f"{name} ({number})", number + 1
    used.add(candidate.casefold())
    return candidate
