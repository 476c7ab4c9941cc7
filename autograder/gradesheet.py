"""Who got what for which assignment, with lateness: what every export is made from.

A student of the roster who handed nothing in has an entry with standing missing and no score: whether that is a
zero is the course's decision, not ours. What we failed to grade, and what a student is excused from, has no score
either. Where the course file has weights, `totals` works out each student's share of the whole course.
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
    EXCUSED = "excused"  # by the course file, handed in or not


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
class Total:
    """One student's part of the course so far.

    Attributes:
        percent: weighted mean of the shares of points, 0 to 100, to 6 digits; None while something is open.
        weight: of the assignments that counted.
        open: assignments that have no score yet, each with its standing.
    """

    person: Person
    percent: float | None
    weight: float
    open: Mapping[str, Standing]


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


def totals(entries: Iterable[Entry], course: Course) -> tuple[Total, ...]:
    """The course's total of each student over the assignments that have entries; () if the course has no weights.

    What a student is excused from is left out. What is missing counts 0 only if the course says so; else, like what
    could not be read or graded, it leaves the total open.
    """
    weights = course.weights
    own: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.assignment in weights:
            own.setdefault(entry.person.student, []).append(entry)
    return tuple(_total(theirs, course) for theirs in own.values())


def _total(entries: list[Entry], course: Course) -> Total:
    got = weight = 0.0
    waiting = {}
    for entry in entries:
        share = None if entry.score is None or not entry.max_score else entry.score / entry.max_score
        if entry.standing is Standing.MISSING and course.missing == "zero":
            share = 0.0
        if share is not None:
            got += course.weights[entry.assignment] * share
            weight += course.weights[entry.assignment]
        elif entry.standing is not Standing.EXCUSED:
            waiting[entry.assignment] = entry.standing
    percent = round(100 * got / weight, 6) if weight and not waiting else None  # or 88 is 88.00000000000001
    return Total(entries[0].person, percent, weight, waiting)


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
                excused = course.excused(assignment, person.student)
                standing = Standing.EXCUSED if excused else Standing.MISSING
                entries.append(Entry(person, assignment, standing, None, max_score))
                if not excused:
                    problems.append(f"{person.shown} handed in no {assignment}.")
    place = {person.student: n for n, person in enumerate(roster.people if roster else ())}
    entries.sort(key=lambda e: (e.assignment, place.get(e.person.student, len(place)), e.person.student))
    problems += _unused(course, entries)
    return Gradesheet(tuple(entries), tuple(problems))


def _unused(course: Course, entries: list[Entry]) -> list[str]:
    """What the course file says, or leaves unsaid, and nobody would see."""
    students = {entry.person.student for entry in entries}
    unknown = [e.student for e in course.exceptions if e.student not in students]
    told = [
        f"The course file has an exception for {name}, who is not there." for name in dict.fromkeys(unknown)
    ]
    for assignment in dict.fromkeys(entry.assignment for entry in entries):
        if course.weights and assignment not in course.assignments:
            told.append(f"{assignment} has no weight in the course file and does not count in the total.")
    return told


def _entry(
    result: SubmissionResult, person: Person, enrolled: bool, course: Course, time: datetime | None
) -> Entry:
    standing = Standing.GRADED
    if course.excused(result.assignment, person.student):
        standing = Standing.EXCUSED
    elif result.status is Status.INTERNAL_ERROR:
        standing = Standing.NOT_GRADED
    elif result.status is Status.SKIPPED:
        standing = Standing.UNREADABLE
    raw = result.score if standing is Standing.GRADED else None
    late = (
        0.0 if raw is None else course.penalty(result.assignment, time, raw, result.max_score, person.student)
    )
    return Entry(person, result.assignment, standing, raw, result.max_score, late, time, result, enrolled)


def _counting(attempts: list[Entry], course: Course) -> tuple[Entry, str]:
    """Which of one person's results for an assignment counts, and a sentence about it if there are several."""
    if len(attempts) == 1:
        return attempts[0], ""
    timed = all(entry.submitted is not None for entry in attempts)
    if course.rules(attempts[0].assignment).attempts == "last" and timed:
        times = [entry.submitted for entry in attempts if entry.submitted is not None]
        last = course.last(attempts[0].assignment, times, attempts[0].person.student)
        counts, why = attempts[last], "the last one"
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
