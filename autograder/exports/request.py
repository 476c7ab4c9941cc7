"""What every format is given, and how they all write numbers, names and tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from autograder.course import Course
from autograder.gradesheet import Entry
from autograder.report import title


@dataclass(frozen=True)
class Request:
    """The entries of one file, and the rules of the course.

    Attributes:
        now: the time that formats with a time stamp carry.
    """

    entries: Sequence[Entry]
    course: Course = field(default_factory=Course)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def assignments(self) -> tuple[str, ...]:
        """Those that have entries, in order."""
        return tuple(dict.fromkeys(entry.assignment for entry in self.entries))

    @property
    def only(self) -> Entry:
        """The entry of a file about one submission."""
        (entry,) = self.entries
        return entry

    def title(self, assignment: str) -> str:
        """What an assignment is called in an LMS."""
        return self.course.rules(assignment).title or title(assignment)


def number(value: float) -> str:
    """The shortest text that reads back as the same number; a whole number has no point."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """CSV, quoted where it must be."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return file.getvalue()
