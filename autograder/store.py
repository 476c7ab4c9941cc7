"""Results on disk: each file appears whole or not at all, and the same results give the same bytes.

    out/gradebook.csv
    out/index.html
    out/class.html
    out/release.json                            what students may see
    out/results/<student>/<assignment>.json
    out/feedback/<student>/<assignment>.html
    out/earlier/<student>/<assignment>.json     what a result took the place of, where that was another one

A file is written beside its place under another name, flushed to the disk and then renamed, so that whoever
reads the folder while a class is graded, or after a crash, finds no half of a file. One grader at a time holds
the folder's lock, which the kernel lets go of however that grader ends; the next one removes what was half
written and goes on from the results that are there.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from autograder.release import LEVELS, Feedback
from autograder.results import SubmissionResult, from_json, to_json

_REASONS = {
    errno.ENOSPC: ("the disk is full", "Make room, or choose another folder with --out."),
    errno.EDQUOT: ("your quota on this disk is used up", "Make room, or choose another folder with --out."),
    errno.EACCES: ("writing there is not allowed", "Choose a folder of your own with --out."),
    errno.EPERM: ("writing there is not allowed", "Choose a folder of your own with --out."),
    errno.EROFS: ("the disk is read-only", "Choose a folder on another disk with --out."),
    errno.ENOTDIR: ("there is a file where a folder should be", "Move it away, or choose another --out."),
    errno.EEXIST: ("there is a file where a folder should be", "Move it away, or choose another --out."),
    errno.EISDIR: ("there is a folder where a file should be", "Move it away, or choose another --out."),
}


class StoreError(Exception):
    """Something could not be written or read.

    Attributes:
        path: what. problem: why. next_step: what to do about it.
    """

    def __init__(self, path: Path, problem: str, next_step: str, what: str = "written"):
        super().__init__(f"{path} cannot be {what}: {problem}. {next_step}")
        self.path, self.problem, self.next_step = path, problem, next_step


class Store:
    """The folder that grades are written to. Each method returns the path of the file that it wrote.

    Raises:
        StoreError: from every method, naming the path, what is wrong with it and what to do.
    """

    def __init__(self, out: Path):
        self.out = out
        self._lock: int | None = None

    def prepare(self) -> None:
        """Make the folder, prove that it can be written to, and take its lock, before hours of grading."""
        write_file(self.out / ".writable", b"")
        (self.out / ".writable").unlink()
        self._take_lock()
        for folder in ("", "results/*", "feedback/*", "earlier/*"):  # a cache may be in use by others
            for half in self.out.glob(f"{folder}/.*.half" if folder else ".*.half"):
                with suppress(OSError):
                    half.unlink()

    def _take_lock(self) -> None:
        self._lock = os.open(self.out, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.close()
            raise StoreError(
                self.out,
                "another grader is at work there",
                "Wait for it, or choose another folder with --out.",
            ) from None
        except OSError:
            pass  # a file system without locks: nobody can see to it

    def close(self) -> None:
        """Let go of the lock."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def write_result(self, result: SubmissionResult) -> Path:
        """One submission's result as JSON."""
        path, data = self.place_of_result(result.student, result.assignment), to_json(result).encode()
        with suppress(OSError, ValueError, KeyError, TypeError):
            before = path.read_bytes()
            if before != data:
                from_json(before.decode())  # what is no result is not worth keeping
                write_file(self._place("earlier", result.student, result.assignment, ".json"), before)
        return write_file(path, data)

    def write_feedback(self, result: SubmissionResult, html: str) -> Path:
        """One submission's feedback page."""
        return write_file(self.place_of_feedback(result.student, result.assignment), html.encode())

    def write_gradebook(self, csv: str) -> Path:
        """The class as a table."""
        return write_file(self.out / "gradebook.csv", csv.encode())

    def write_index(self, html: str) -> Path:
        """The page that links to every feedback page."""
        return write_file(self.out / "index.html", html.encode())

    def write_class(self, html: str) -> Path:
        """The report on the class."""
        return write_file(self.out / "class.html", html.encode())

    def write_release(self, feedback: Feedback) -> Path:
        """What students may see, for whatever shows them something later."""
        return write_file(self.out / "release.json", f"{json.dumps({'feedback': feedback})}\n".encode())

    def read_release(self) -> Feedback:
        """What students may see; everything, if nothing else was said.

        Raises:
            StoreError: if it was said in a way that cannot be read: then nobody knows what may be shown.
        """
        path = self.out / "release.json"
        try:
            said = json.loads(path.read_text(encoding="utf-8"))["feedback"]
        except FileNotFoundError:
            return "everything"
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(path, str(error), "Grade again.", "read") from None
        for level in LEVELS:
            if level == said:
                return level
        raise StoreError(path, f"there is no feedback {said!r}", "Grade again.", "read")

    def read_earlier(self) -> list[SubmissionResult]:
        """What results of this folder took the place of; what cannot be read is left out."""
        found = []
        for path in sorted((self.out / "earlier").glob("*/*.json")):
            with suppress(OSError, ValueError, TypeError, KeyError):
                found.append(from_json(path.read_text(encoding="utf-8")))
        return found

    def stamp_of_earlier(self) -> str:
        """Another text when read_earlier may give something else."""
        stats = [(path, path.stat()) for path in sorted((self.out / "earlier").glob("*/*.json"))]
        return repr([(str(path.relative_to(self.out)), s.st_size, s.st_mtime_ns) for path, s in stats])

    def read_results(self) -> list[SubmissionResult]:
        """Every result that is there, in order.

        Raises:
            StoreError: if there is none, or one cannot be read.
        """
        found = []
        for path in sorted((self.out / "results").glob("*/*.json")):
            try:
                found.append(from_json(path.read_text(encoding="utf-8")))
            except (OSError, ValueError, TypeError, KeyError) as error:
                raise StoreError(path, f"it is no result ({error})", "Grade again.", "read") from None
        if not found:
            raise StoreError(
                self.out, "there are no results in it", "Grade first: autograder grade FOLDER.", "read"
            )
        return found

    def place_of_result(self, student: str, assignment: str) -> Path:
        """Where one submission's result is written."""
        return self._place("results", student, assignment, ".json")

    def place_of_feedback(self, student: str, assignment: str) -> Path:
        """Where one submission's feedback page is written."""
        return self._place("feedback", student, assignment, ".html")

    def _place(self, folder: str, student: str, assignment: str, suffix: str) -> Path:
        for name in (student, assignment):
            if Path(name).name != name or name in ("", ".", "..") or "\0" in name:
                raise StoreError(
                    self.out / folder,
                    f"{name!r} is not a file name",
                    "Submissions are named by submissions.find.",
                )
        return self.out / folder / student / f"{assignment}{suffix}"


def write_file(path: Path, data: bytes, *, flush: bool = True) -> Path:
    """Write a file whole or not at all.

    Args:
        flush: wait until the disk has it; not for what can be made again, and is known when it is torn.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.half")
    with suppress(OSError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with half.open("wb") as file:
                file.write(data)
                if flush:
                    file.flush()
                    os.fsync(file.fileno())
            half.replace(path)
        finally:
            with suppress(OSError):
                half.unlink()
    except OSError as error:
        problem, next_step = _REASONS.get(
            error.errno or 0, (error.strerror or str(error), "Choose another folder with --out.")
        )
        raise StoreError(path, problem, next_step) from error
    return path
