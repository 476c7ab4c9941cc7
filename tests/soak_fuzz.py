"""Damaged notebooks: none makes the reader fail in its own way or hang, and no zero comes without a reason.

    python -m tests.soak_fuzz --inputs 10000 --graded 100

Seeds are the sample class and a notebook of nbformat 3; each is damaged one to six times, in its bytes or in its
JSON. The same seed gives the same inputs. A failure is printed with the number that makes it again.
"""

# ruff: noqa: E501  # what is tried is easier to compare on one line each

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder import notebook
from autograder.engine import Engine
from autograder.results import Status, SubmissionResult
from autograder.submissions import Submission
from tests.attacks.battery import SMALL
from tests.sample_class import SUBMISSIONS

SLOW = 10.0  # seconds for one small file: far more than any needs, even where many share a processor
STRANGE: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**400, "", "x" * 5000, "\x00\ud800", "%%bash\nexit", "code", "raw", [], {}, [[]], [None],
    {"cells": []}, {"a": {"b": []}}, ["def relu(z): return z\n", 3], "def f(:\n", "\u202e\x1b[2J", "import os; os._exit(0)",
)  # fmt: skip
PIECES = (
    b"{", b"}", b"[", b"]", b'"', b",", b":", b"\\", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\\ud800", b"1e999", b"NaN",
    b'"cells": [', b'{"cell_type": "code"', b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n", b"[" * 3000, b"PK\x03\x04",
    b"9" * 5000, b'"source": 5,', b"\r", b"\xe2\x80",
)  # fmt: skip


def seeds() -> list[bytes]:
    """Files that are damaged."""
    return [
        path.read_bytes() for path in sorted(SUBMISSIONS.rglob("*.ipynb")) if path.stat().st_size < 1 << 20
    ]


def in_bytes(data: bytes, chance: random.Random) -> bytes:
    """Cut, double, overwrite or insert somewhere."""
    at, length = chance.randrange(len(data) + 1), chance.choice((1, 2, 8, 100, 3000))
    kind = chance.randrange(6)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + data[at + length :]
    if kind == 2:
        return data[:at] + data[at : at + length] * 2 + data[at + length :]
    if kind == 3:
        return data[:at] + chance.randbytes(min(length, 8)) + data[at + length :]
    if kind == 4:
        return data[at:] + data[:at]
    return data[:at] + chance.choice(PIECES) + data[at:]


def in_json(data: bytes, chance: random.Random) -> bytes:
    """Put something strange in some place of the document, or take the place away, or move it."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return in_bytes(data, chance)
    places = list(_places(document))
    if not places:
        return in_bytes(data, chance)
    parent, key = chance.choice(places)
    kind = chance.randrange(4)
    if kind == 0:
        del parent[key]
    elif kind == 1:
        other, another = chance.choice(places)
        if isinstance(other, dict) or another < len(other):
            parent[key] = other.get(another) if isinstance(other, dict) else other[another]
    else:
        parent[key] = chance.choice(STRANGE)
    try:
        return json.dumps(document).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):  # a part was put into itself
        return data


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    pending = [node]
    while pending:
        here = pending.pop()
        keys = list(here) if isinstance(here, dict) else range(len(here)) if isinstance(here, list) else ()
        for key in keys:
            yield here, key
            pending.append(here[key])


def damaged(number: int, seed: int, originals: list[bytes]) -> bytes:
    """The input of that number."""
    chance = random.Random(f"{seed}/{number}")
    data = chance.choice(originals)
    for _ in range(chance.randint(1, 6)):
        data = chance.choice((in_bytes, in_json))(data, chance)
    return data


def read(data: bytes) -> str:
    """What is wrong with how the reader takes this, "" if nothing."""
    begin = time.monotonic()
    try:
        found = notebook.read(data)
        notebook.oddities_against(found, ())
        json.dumps([(cell.source, cell.tags) for cell in found.cells]).encode()
    except notebook.NotebookError as error:
        if not (error.problem and error.next_step):
            return "an error that does not say what to do"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    took = time.monotonic() - begin
    return f"took {took:.1f} s" if took > SLOW else ""


def unexplained(result: SubmissionResult) -> str:
    """What about a result of a damaged notebook must not be, "" if nothing."""
    if result.status is Status.INTERNAL_ERROR:
        return f"our failure: {result.notes}"
    if result.status is Status.SKIPPED:
        return "" if result.notes else "skipped without a word"
    for question in result.questions:
        for case in question.cases:
            if case.score < case.points and not case.message:
                return f"{question.name} lost points without a word"
    return ""


def graded(numbers: range, seed: int, originals: list[bytes]) -> dict[int, str]:
    """Grade damaged notebooks; what must not be, by number."""
    wrong = {}
    with tempfile.TemporaryDirectory() as folder, Engine(limits=SMALL) as engine:
        for number in numbers:
            path = Path(folder) / f"{number}.ipynb"
            path.write_bytes(damaged(number, seed, originals))
            what = unexplained(engine.grade(Submission(f"s{number}", "shallow_network", path)))
            if what:
                wrong[number] = what
    return wrong


def main() -> None:
    """Run a campaign; exits with 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--graded", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    originals = seeds()
    wrong = {}
    for number in range(options.inputs):
        if what := read(damaged(number, options.seed, originals)):
            wrong[number] = what
            print(f"input {number} of seed {options.seed}: {what}", flush=True)
    print(f"{options.inputs} damaged notebooks read, {len(wrong)} failures", flush=True)
    zeros = graded(range(options.graded), options.seed, originals)
    for number, what in zeros.items():
        print(f"input {number} of seed {options.seed}, graded: {what}")
    print(f"{options.graded} of them graded, {len(zeros)} failures or unexplained zeros")
    raise SystemExit(bool(wrong or zeros))


if __name__ == "__main__":
    main()
