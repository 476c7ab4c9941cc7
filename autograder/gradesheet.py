"""Who got what for which assignment, with lateness: what every export is made from.

A student of the roster who handed nothing in has an entry with status missing and no score: whether that is a
zero is the course's decision, not ours. What we failed to grade has no score either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from autograder.course import Course
from autograder.results import Status, SubmissionResult
from autograder.roster import Person, Roster


class Standing(StrEnum):
    """What became of one student's assignment."""

    GRADED = "graded"
    MISSING = "missing"  # in the roster, nothing handed in
    UNREADABLE = "unreadable"  # handed in, and nothing in it could be graded
    NOT_GRADED = "not_graded"  # our own failure


@dataclass(frozen=True)
class Entry:
    """One student, one assignment.

    Attributes:
        raw: points of the tests; None if there are none to be counted.
        penalty: points taken off for lateness.
        enrolled: whether the roster knows the student; True if there is no roster.
    """

    person: Person
    assignment: str
    standing: Standing
    raw: float | None
    max_score: float
    penalty: float = 0.0
    submitted: datetime | None = None
    result: SubmissionResult | None = None
    enrolled: bool = True

    @property
    def score(self) -> float | None:
        """Points that count."""
        return None if self.raw is None else self.raw - self.penalty


@dataclass(frozen=True)
class Gradesheet:
    """Entries by assignment and then by the roster's order; and what does not fit, in sentences."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...]

    def of(self, assignment: str) -> tuple[Entry, ...]:
        """The entries of one assignment."""
        return tuple(entry for entry in self.entries if entry.assignment == assignment)

    @property
    def assignments(self) -> tuple[str, ...]:
        """Those that have entries, in order."""
        return tuple(dict.fromkeys(entry.assignment for entry in self.entries))


def make(
    results: Iterable[SubmissionResult],
    course: Course | None = None,
    roster: Roster | None = None,
    submitted: Mapping[tuple[str, str], datetime] | None = None,
    owners: Mapping[tuple[str, str], str] | None = None,
) -> Gradesheet:
    """Put results, rules and people together.

    Args:
        results: one for each student and assignment.
        course: rules about lateness; none by default.
        roster: who should be there; whoever handed something in by default.
        submitted: when something was handed in, by student and assignment.
        owners: who the student of a listed attempt is, such as anna of "anna (2)".
    """
    course, submitted, owners = course or Course(), submitted or {}, owners or {}
    attempts: dict[tuple[str, str], list[Entry]] = {}
    points: dict[str, float] = {}
    problems = []
    for result in sorted(results, key=lambda r: (r.assignment, r.student)):
        owner = owners.get((result.student, result.assignment), result.student)
        known = roster.find(owner) if roster else None
        if roster and known is None:
            problems.append(f"{result.student} handed in {result.assignment} and is not in the roster.")
        time = submitted.get((result.student, result.assignment))
        enrolled = known is not None or roster is None
        entry = _entry(result, known or Person(owner), enrolled, course, time)
        attempts.setdefault((entry.person.student, entry.assignment), []).append(entry)
        points[result.assignment] = max(result.max_score, points.get(result.assignment, 0))
    entries = []
    for tried in attempts.values():
        counts, why = _counting(tried, course)
        entries.append(counts)
        problems += [why] if why else []
    for person in roster.people if roster else ():
        for assignment, max_score in points.items():
            if (person.student, assignment) not in attempts:
                problems.append(f"{person.shown} handed in no {assignment}.")
                entries.append(Entry(person, assignment, Standing.MISSING, None, max_score))
    place = {person.student: n for n, person in enumerate(roster.people if roster else ())}
    entries.sort(key=lambda e: (e.assignment, place.get(e.person.student, len(place)), e.person.student))
    return Gradesheet(tuple(entries), tuple(problems))


def _entry(
    result: SubmissionResult, person: Person, enrolled: bool, course: Course, time: datetime | None
) -> Entry:
    standing = Standing.GRADED
    if result.status is Status.INTERNAL_ERROR:
        standing = Standing.NOT_GRADED
    elif result.status is Status.SKIPPED:
        standing = Standing.UNREADABLE
    raw = result.score if standing is Standing.GRADED else None
    late = 0.0 if raw is None else course.penalty(result.assignment, time, raw, result.max_score)
    return Entry(person, result.assignment, standing, raw, result.max_score, late, time, result, enrolled)


def _counting(attempts: list[Entry], course: Course) -> tuple[Entry, str]:
    """Which of one person's results for an assignment counts, and a sentence about it if there are several."""
    if len(attempts) == 1:
        return attempts[0], ""
    timed = all(entry.submitted is not None for entry in attempts)
    if course.rules(attempts[0].assignment).attempts == "last" and timed:
        times = [entry.submitted for entry in attempts if entry.submitted is not None]
        counts, why = attempts[course.last(attempts[0].assignment, times)], "the last one"
    else:
        counts = max(attempts, key=lambda e: -1.0 if e.score is None else e.score)
        why = "the best one" if timed else "the best one, since nothing says which was the last,"
    names = ", ".join(e.result.student for e in attempts if e.result and e is not counts)
    assert counts.result is not None
    person, assignment = counts.person.shown, counts.assignment
    return (
        counts,
        f"{person} has several results for {assignment}: {why} counts, {counts.result.student}, not {names}.",
    )
