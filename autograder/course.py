"""A course file: deadlines, weights, late policy. Everything has a default, so that no file is needed to start.

    title = "Neural networks with NumPy"
    timezone = "Europe/Berlin"            # of every deadline without an offset of its own
    feedback = "totals"                   # what students see: "everything", "totals" or "public"
    attempts = "last"                     # which of several counts: "last" or "best"
    missing = "open"                      # in the course's total: "open" leaves it empty, "zero" counts 0

    [late]
    grace_minutes = 10
    percent_per_day = 10                  # of the assignment's points, for each day begun
    days = 3                              # later than that: not accepted, 0 points

    [assignments.shallow_network]
    title = "One hidden layer (4711)"     # of its column in an LMS
    due = 2027-01-15T23:59:00
    weight = 20                           # its part of the course's total, beside the others' weights

    [assignments.deep_network]
    due = 2027-01-29T23:59:00+01:00
    late = { percent_per_day = 100 }      # instead of the course's
    weight = 30

    [[exceptions]]
    student = "anna"
    assignment = "deep_network"
    due = 2027-02-05T23:59:00             # or: excused = true

A file that says something else is refused, with the line's name and what is possible.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from autograder.release import Feedback

DAY = timedelta(days=1)
Attempts = Literal["last", "best"]
Missing = Literal["open", "zero"]


class CourseError(Exception):
    """A course file that cannot be used: which file, which setting, what is wrong, what to write."""


class _Strict(BaseModel):
    """Nothing unknown is accepted: a misspelt setting would be ignored in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LatePolicy(_Strict):
    """What a late submission costs.

    Attributes:
        grace_minutes: late by no more than that is not late.
        percent_per_day: of the points that can be had, for each day begun; never below 0 points in all.
        days: later than that is not accepted; None for always.
    """

    grace_minutes: float = Field(default=0, ge=0)
    percent_per_day: float = Field(default=0, ge=0, le=100)
    days: float | None = Field(default=None, ge=0)

    def penalty(self, late: timedelta, score: float, max_score: float) -> float:
        """Points to take off a score.

        Args:
            late: how long after the deadline it was handed in; negative if before.
            score: what it would give in time.
            max_score: what could be had.
        """
        late -= timedelta(minutes=self.grace_minutes)
        if late <= timedelta(0):
            return 0.0
        if self.days is not None and late > self.days * DAY:
            return score
        return min(score, max_score * self.percent_per_day / 100 * math.ceil(late / DAY))


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone; write one such as Europe/Berlin or UTC") from error
    return name


class AssignmentRules(_Strict):
    """What a course says about one assignment; late is the course's if it is None.

    Attributes:
        title: what its column is called in an LMS, such as "One hidden layer (4711)" in Canvas.
        weight: its part of the course's total; 0 for none. Either every assignment of the file has one or none has.
    """

    title: str = ""
    due: datetime | None = None
    late: LatePolicy | None = None
    attempts: Attempts | None = None
    weight: float | None = Field(default=None, ge=0, allow_inf_nan=False)


class StudentException(_Strict):
    """One student, one assignment, another rule.

    Attributes:
        student: as in the roster; without one, as submissions are named.
        due: a deadline of their own.
        excused: it does not count for them, handed in or not.
    """

    student: str
    assignment: str
    due: datetime | None = None
    excused: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> StudentException:
        if self.excused == (self.due is not None):
            raise ValueError("write either `due` or `excused = true` for it")
        return self


class Course(_Strict):
    """All rules of a course."""

    title: str = "Neural networks with NumPy"
    timezone: Annotated[str, AfterValidator(_known_zone)] = "UTC"
    attempts: Attempts = "last"
    feedback: Feedback = "everything"
    missing: Missing = "open"
    late: LatePolicy = LatePolicy()
    assignments: dict[str, AssignmentRules] = {}
    exceptions: tuple[StudentException, ...] = ()

    @model_validator(mode="after")
    def _all_weights_or_none(self) -> Course:
        without = [name for name, rules in self.assignments.items() if rules.weight is None]
        if without and len(without) < len(self.assignments):
            raise ValueError(
                f"{', '.join(without)} has no weight and others have; 0 says that it does not count"
            )
        return self

    @property
    def weights(self) -> dict[str, float]:
        """The part of each assignment in the course's total; {} if there is no total."""
        return {name: rules.weight for name, rules in self.assignments.items() if rules.weight}

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone of every time that has none."""
        return ZoneInfo(self.timezone)

    def rules(self, assignment: str, student: str = "") -> AssignmentRules:
        """The rules of one assignment for a student, complete: the course's where it has none of its own."""
        own = self.assignments.get(assignment, AssignmentRules())
        exception = self._exception(assignment, student)
        due = exception.due if exception and exception.due else own.due
        due = None if due is None else self.local(due)
        own_late, own_attempts = own.late or self.late, own.attempts or self.attempts
        return own.model_copy(update={"due": due, "late": own_late, "attempts": own_attempts})

    def excused(self, assignment: str, student: str) -> bool:
        """Whether an assignment does not count for a student."""
        exception = self._exception(assignment, student)
        return exception is not None and exception.excused

    def _exception(self, assignment: str, student: str) -> StudentException | None:
        return next((e for e in self.exceptions if (e.assignment, e.student) == (assignment, student)), None)

    def local(self, time: datetime) -> datetime:
        """A time with a zone: the course's if it has none."""
        return time if time.tzinfo else time.replace(tzinfo=self.zone)

    def late_by(self, assignment: str, submitted: datetime | None, student: str = "") -> timedelta | None:
        """How long after the deadline something was handed in; None without a deadline or a time."""
        due = self.rules(assignment, student).due
        if due is None or submitted is None:
            return None
        return self.local(submitted).astimezone(UTC) - due.astimezone(UTC)  # hours pass when clocks change

    def last(self, assignment: str, times: Sequence[datetime], student: str = "") -> int:
        """Which of several attempts counts: the last in time; if all are late, the last of all."""
        policy = self.rules(assignment).late or LatePolicy()
        grace = timedelta(minutes=policy.grace_minutes)
        late = [self.late_by(assignment, time, student) for time in times]
        in_time = [n for n, by in enumerate(late) if by is None or by <= grace]
        return max(in_time or range(len(times)), key=lambda n: self.local(times[n]).astimezone(UTC))

    def penalty(
        self, assignment: str, submitted: datetime | None, score: float, max_score: float, student: str = ""
    ) -> float:
        """Points to take off a score for being late."""
        late, policy = self.late_by(assignment, submitted, student), self.rules(assignment).late
        return 0.0 if late is None or policy is None else policy.penalty(late, score, max_score)


def load(path: Path, assignments: Sequence[str]) -> Course:
    """Read a course file.

    Args:
        path: TOML, as above.
        assignments: the names of those that there are.

    Raises:
        CourseError: naming the file, the setting and the next step.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CourseError(
            f"{path} cannot be read ({error.strerror}): give the path of a course file."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} is not TOML: {error}. https://toml.io shows the format.") from None
    try:
        course = Course.model_validate(data)
    except ValidationError as error:
        problems = "; ".join(_problem(e) for e in error.errors())
        raise CourseError(f"{path}: {problems}.") from None
    for name in [*course.assignments, *(exception.assignment for exception in course.exceptions)]:
        if name not in assignments:
            close = get_close_matches(name, assignments, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise CourseError(
                f"{path}: there is no assignment {name!r}.{hint} There are: {', '.join(assignments)}."
            )
    return course


def _problem(error: Any) -> str:
    """One complaint of the validation in our words."""
    where = ".".join(map(str, error["loc"])) or "the file"
    if error["type"] == "extra_forbidden":
        model = _model_at(error["loc"][:-1])
        close = get_close_matches(str(error["loc"][-1]), model.model_fields, n=1)
        hint = f" Did you mean {close[0]}?" if close else f" There are: {', '.join(model.model_fields)}."
        return f"there is no setting {where!r}.{hint}".removesuffix(".")
    said = error["msg"].removeprefix("Value error, ")
    if isinstance(error["input"], dict):
        return f"{where}: {said}"
    return f"{where}: {said[0].lower()}{said[1:]}, not {error['input']!r}"


def _model_at(loc: Sequence[Any]) -> type[BaseModel]:
    """The kind of table that stands at a place of the file."""
    if loc and loc[-1] == "late":
        return LatePolicy
    if loc and loc[0] == "exceptions":
        return StudentException
    return AssignmentRules if loc and loc[0] == "assignments" else Course
