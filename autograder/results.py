"""Results: frozen data with a versioned schema. Rendering them is report's business, keeping them store's.

A question's score is the sum of its cases' scores. Times and sizes are not here: what is here is a pure
function of submission, test files, seed and versions, so that results can be compared byte for byte.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SCHEMA = 3


class Status(StrEnum):
    """A verdict. internal_error is our own failure: it is reported and never scored."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"  # the student's code raised an exception
    TIMEOUT = "timeout"
    SKIPPED = "skipped"  # not run, because what it needs is missing
    INTERNAL_ERROR = "internal_error"


_GRAVEST_FIRST = (Status.INTERNAL_ERROR, Status.TIMEOUT, Status.ERROR, Status.FAILED, Status.SKIPPED)


def gravest(statuses: list[Status]) -> Status:
    """The status that sums up several: passed only if all passed."""
    return next((s for s in _GRAVEST_FIRST if s in statuses), Status.PASSED)


@dataclass(frozen=True)
class CaseResult:
    """One test case. `message` is safe to show: for a hidden case it never holds an input or an expected value."""

    name: str
    hidden: bool
    points: float
    score: float
    status: Status
    message: str = ""


@dataclass(frozen=True)
class GradientCheck:
    """One block of a gradient against central differences. `ratio` is None where it is not a finite number."""

    block: str
    ratio: float | None
    epsilon: float
    flagged: bool


@dataclass(frozen=True)
class Diagnosis:
    """What one function of a failed question seems to get wrong, in words that a student may read.

    Attributes:
        function: the name of the function.
        misconception: what the code does, or what is wrong with that.
        hint: what to look at next.
        evidence: one call of a demonstration, with inputs that no grading uses; may be "".
        certainty: "certain" or "likely".
        mistake: the name in reference.mistakes, "" if the numbers alone told it.
    """

    function: str
    misconception: str
    hint: str
    evidence: str
    certainty: str
    mistake: str = ""


@dataclass(frozen=True)
class Difference:
    """Where one block of a value differs from ours, in one call of a demonstration.

    Attributes:
        function: whose value it is.
        block: the name of the block, such as dW1.
        call: the call in words, "On X of shape (3, 7)".
        shape: of the block; what is shown of it may be less.
        cells: by rows, (yours − ours) / max |ours|; 0 where both agree, None where yours is not finite.
        entry: the place of the greatest difference, such as "[0, 2]".
        got, right: the numbers there; got is None where it is not finite.
    """

    function: str
    block: str
    call: str
    shape: tuple[int, ...]
    cells: tuple[tuple[float | None, ...], ...]
    entry: str
    got: float | None
    right: float


@dataclass(frozen=True)
class Curve:
    """Costs of a training on a demonstration's inputs, step by step.

    Attributes:
        got, right: the costs; those of `got` that are not finite are None.
        agree: how many of them agree, from the start on.
        differing: blocks of the parameters that differ after the first update that went wrong.
    """

    function: str
    got: tuple[float | None, ...]
    right: tuple[float, ...]
    agree: int
    differing: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionResult:
    """One question. `notes` cost nothing: warnings, arguments changed in place, helpers swapped."""

    name: str
    title: str
    score: float
    max_score: float
    status: Status
    cases: tuple[CaseResult, ...] = ()
    gradient_checks: tuple[GradientCheck, ...] = ()
    notes: tuple[str, ...] = ()
    code: str = ""  # the student's own source for this question, for the feedback page
    diagnoses: tuple[Diagnosis, ...] = ()
    differences: tuple[Difference, ...] = ()
    curves: tuple[Curve, ...] = ()


@dataclass(frozen=True)
class SubmissionResult:
    """Everything about one graded submission.

    Attributes:
        status: passed if every question passed, internal_error if any part could not be graded, else failed.
        notes: what was odd about the notebook, in sentences.
        provenance: hashes, versions, isolation tier and seed that make the result reproducible.
    """

    student: str
    assignment: str
    score: float
    max_score: float
    status: Status
    questions: tuple[QuestionResult, ...] = ()
    notes: tuple[str, ...] = ()
    provenance: dict[str, Any] = field(default_factory=dict)
    schema: int = SCHEMA

    @property
    def flagged_gradient_checks(self) -> int:
        """How many gradient checks of this submission were flagged."""
        return sum(check.flagged for question in self.questions for check in question.gradient_checks)


def to_json(result: SubmissionResult) -> str:
    """The file format of grades/results: sorted nowhere, indented, ends with a newline, never NaN."""
    data = {"schema": result.schema, **vars(result), "questions": [_question(q) for q in result.questions]}
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _question(question: QuestionResult) -> dict[str, Any]:
    """A question as plain data; dataclasses.asdict would copy every number."""
    data = {**vars(question)}
    for name in ("cases", "gradient_checks", "diagnoses", "differences", "curves"):
        data[name] = [vars(part) for part in data[name]]
    return data


def from_json(text: str) -> SubmissionResult:
    """Read what to_json wrote.

    Raises:
        ValueError: if the text is not JSON or of another schema.
    """
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("this is JSON, but no result")
    if data.get("schema") != SCHEMA:
        raise ValueError(
            f"results of schema {data.get('schema')!r}; this version reads {SCHEMA}: grade again"
        )
    questions = tuple(
        QuestionResult(
            **{
                **q,
                "status": Status(q["status"]),
                "cases": tuple(CaseResult(**{**c, "status": Status(c["status"])}) for c in q["cases"]),
                "gradient_checks": tuple(GradientCheck(**g) for g in q["gradient_checks"]),
                "notes": tuple(q["notes"]),
                "diagnoses": tuple(Diagnosis(**d) for d in q["diagnoses"]),
                "differences": tuple(_difference(d) for d in q["differences"]),
                "curves": tuple(_curve(c) for c in q["curves"]),
            }
        )
        for q in data["questions"]
    )
    return SubmissionResult(
        **{**data, "status": Status(data["status"]), "questions": questions, "notes": tuple(data["notes"])}
    )


def _difference(data: dict[str, Any]) -> Difference:
    cells = tuple(tuple(row) for row in data["cells"])
    return Difference(**{**data, "shape": tuple(data["shape"]), "cells": cells})


def _curve(data: dict[str, Any]) -> Curve:
    lists = {key: tuple(data[key]) for key in ("got", "right", "differing")}
    return Curve(**{**data, **lists})
