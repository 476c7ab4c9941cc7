"""A graded submission, with what it takes to grade only some of its questions anew when their tests have changed.

A question's result depends on the notebook, its question file, the engine and the reference; and, through the
functions of earlier questions that its answer may call, on how those fared. All of that is here. The student's name
is not: it makes no difference.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from autograder.notebook import LARGEST
from autograder.results import Status, SubmissionResult, from_json, to_json
from autograder.shelf import Shelf
from autograder.submissions import Submission

FORMAT = 1


@dataclass(frozen=True)
class Task:
    """What a grader is handed.

    Attributes:
        data: the bytes of the notebook; None to read them from its path.
        earlier: what an earlier grading of these bytes came to, with other tests.
    """

    submission: Submission
    data: bytes | None = field(default=None, repr=False)
    earlier: Graded | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Graded:
    """What came of it.

    Attributes:
        result: all that is shown of it.
        tests: the hash of each question's file.
        asks: for each question the names of the notebook that its cases ask for.
        unaided: the questions that passed before any helper was replaced.
        calm: whether nothing died or ran out of time, so that every question was served by the same process.
        asked: the questions that were asked for it; the results of all others are an earlier grading's.
        sha256: of the bytes that were graded; "" if there were none to be had.
    """

    result: SubmissionResult
    tests: Mapping[str, str] = field(default_factory=dict)
    asks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unaided: frozenset[str] = frozenset()
    calm: bool = False
    asked: tuple[str, ...] = ()
    sha256: str = ""

    def fared(self) -> dict[str, tuple[bool, bool]]:
        """For each question what others depend on: whether it passed unaided, and whether it has all its points."""
        return {q.name: (q.name in self.unaided, q.score >= q.max_score) for q in self.result.questions}


class Packed:
    """A Graded as it is kept and sent, without the student: its bytes, taken apart only as far as it is looked at.

    Attributes:
        digest: of the bytes.

    Raises:
        ValueError: if the bytes are damaged or of another format.
    """

    def __init__(self, data: bytes):
        first, _, rest = data.partition(b"\n")
        head = json.loads(first)
        if not isinstance(head, dict) or head.get("format") != FORMAT:
            raise ValueError("of another version")
        if head.get("crc") != zlib.crc32(rest):
            raise ValueError("damaged")
        self._read: Callable[[], bytes] = lambda: data
        self.digest = hashlib.sha256(data).hexdigest()
        self.tests = _tests(*head["tests"].items())
        self.status = Status(head["status"])
        self.score: float = head["score"]

    @property
    def data(self) -> bytes:
        """All of it."""
        return self._read()

    def put_on(self, shelf: Shelf) -> Packed:
        """Itself, with its bytes on a shelf: they are read from there whenever they are looked at."""
        self._read = shelf.put(self.data)
        return self

    def graded(self) -> Graded:
        """All of it, of a student without a name."""
        rest = self.data.partition(b"\n")[2]
        more, _, result = zlib.decompress(rest).decode().partition("\n")
        data = json.loads(more)
        return Graded(
            result=from_json(result),
            tests=self.tests,
            asks={name: tuple(names) for name, names in data["asks"].items()},
            unaided=frozenset(data["unaided"]),
            calm=data["calm"],
            asked=tuple(data["asked"]),
            sha256=data["sha256"],
        )

    def result_of(self, student: str) -> SubmissionResult:
        """The result, of a student."""
        return replace(self.graded().result, student=student)


@lru_cache(maxsize=64)
def _tests(*items: tuple[str, str]) -> Mapping[str, str]:
    """The hashes of question files; of all submissions that were graded with the same, one and the same object."""
    return dict(items)


def pack(graded: Graded) -> Packed:
    """The opposite of Packed.graded, but for the student."""
    more = {
        "asks": {name: list(names) for name, names in graded.asks.items()},
        "unaided": sorted(graded.unaided),
        "calm": graded.calm,
        "asked": list(graded.asked),
        "sha256": graded.sha256,
    }
    text = f"{json.dumps(more)}\n{to_json(replace(graded.result, student=''))}"
    rest = zlib.compress(text.encode(), 1)
    head = {
        "format": FORMAT,
        "crc": zlib.crc32(rest),
        "status": graded.result.status,
        "score": graded.result.score,
        "tests": dict(graded.tests),
    }
    return Packed(json.dumps(head).encode() + b"\n" + rest)


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> frozenset[str] | None:
    """The questions whose files have another hash now; None if there are more or fewer questions."""
    if list(before) != list(now):
        return None
    return frozenset(name for name in now if now[name] != before[name])


def read(submission: Submission) -> Task:
    """A task with the bytes of the notebook, if there are any to be had; what is too large stays where it is."""
    path = submission.path
    try:
        if path.is_file() and path.stat().st_size <= LARGEST:
            return Task(submission, path.read_bytes())
    except OSError:
        pass
    return Task(submission)


def touched(names: Collection[str], before: Graded, after: Graded) -> frozenset[str]:
    """Those of some questions that fared otherwise than before, so that what depends on them may come out otherwise."""
    old, new = before.fared(), after.fared()
    return frozenset(name for name in names if old.get(name) != new.get(name))
