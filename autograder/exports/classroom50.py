"""Classroom 50: result.json of one submission. Its scores are whole numbers, so fractions of points are scaled."""

from __future__ import annotations

import json
import os
from datetime import UTC
from typing import Any

from autograder.exports.request import Request
from autograder.results import Status


def write(request: Request) -> str:
    """The text of result.json.

    Raises:
        ValueError: if the grader failed: Classroom 50 wants a nonzero exit then, and no file.
    """
    entry = request.only
    if entry.score is None or entry.result is None:
        raise ValueError(f"{entry.person.student}, {entry.assignment}: {entry.standing}, there is no score")
    cases = [case for question in entry.result.questions for case in question.cases]
    numbers = [entry.score, entry.max_score, *(n for case in cases for n in (case.score, case.points))]
    scale = 1 if all(float(n).is_integer() for n in numbers) else 100
    data: dict[str, Any] = {
        "schema": "classroom50/result/v1",
        "classroom": os.environ.get("CLASSROOM50_CLASSROOM", request.course.title),
        "assignment": entry.assignment,
        "submission": entry.person.github or entry.person.student,
        "commit": os.environ.get("GITHUB_SHA", ""),
        "release": os.environ.get("CLASSROOM50_RELEASE", ""),
        "review": os.environ.get("CLASSROOM50_REVIEW", ""),
        "datetime": request.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": round(entry.score * scale),
        "max-score": round(entry.max_score * scale),
        "tests": [
            {
                "test-name": f"{question.name}: {case.name}",
                "passed": case.status is Status.PASSED,
                "score": round(case.score * scale),
                "max-score": round(case.points * scale),
            }
            for question in entry.result.questions
            for case in question.cases
        ],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"
