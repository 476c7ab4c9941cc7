"""Who handed what in and when, kept beside the results: grades/submissions.json.

    {"version": 1, "submissions": [{"student": "anna (2)", "assignment": "deep_network", "owner": "anna",
                                    "file": "nb.ipynb", "submitted": "2027-01-15T22:10:00+00:00"}]}

Results do not hold it, since a grade does not depend on it; `autograder export` needs it for lateness. A later run
into the same folder adds to it and replaces what it graded anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.store import StoreError, write_file
from autograder.submissions import Submission

FILE = "submissions.json"
Key = tuple[str, str]  # the student as listed, the assignment


@dataclass(frozen=True)
class HandedIn:
    """What is known about one graded submission; `submitted` is None if nothing told the time."""

    owner: str
    file: str
    submitted: datetime | None


def write(grades: Path, submissions: Iterable[Submission]) -> Path:
    """Add submissions to the folder's list.

    Raises:
        StoreError: as read, or if it cannot be written.
    """
    known = read(grades)
    for s in submissions:
        if s.assignment is not None:
            known[s.student, s.assignment] = HandedIn(s.owner or s.student, s.path.name, s.submitted)
    rows = [
        {
            "student": student,
            "assignment": assignment,
            "owner": one.owner,
            "file": one.file.encode("utf-8", "replace").decode(),
            "submitted": one.submitted and one.submitted.isoformat(),
        }
        for (student, assignment), one in sorted(known.items())
    ]
    text = json.dumps({"version": 1, "submissions": rows}, indent=1, ensure_ascii=False) + "\n"
    return write_file(grades / FILE, text.encode())


def read(grades: Path) -> dict[Key, HandedIn]:
    """What is known about each submission; {} if there is no list.

    Raises:
        StoreError: if there is one and it cannot be read.
    """
    path = grades / FILE
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["submissions"]
        return {
            (row["student"], row["assignment"]): HandedIn(
                row["owner"],
                row["file"],
                datetime.fromisoformat(row["submitted"]) if row["submitted"] else None,
            )
            for row in rows
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            path, f"it is no list of submissions ({error})", "Remove it, grade again.", "read"
        ) from None
