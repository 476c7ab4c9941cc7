"""Gradescope: results.json of one submission, one test for each case.

Public cases are visible at once, hidden ones once grades are published: their messages never hold an input or
an expected value. If we failed, there is no score, so that Gradescope asks for a person instead of a zero.
"""

from __future__ import annotations

import json
from typing import Any

from autograder.exports.request import Request
from autograder.gradesheet import Entry, Standing
from autograder.results import CaseResult, QuestionResult, Status


def write(request: Request) -> str:
    """The text of results.json."""
    return json.dumps(results(request.only), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def results(entry: Entry) -> dict[str, Any]:
    """The same as data."""
    result = entry.result
    data: dict[str, Any] = {
        "output": _summary(entry),
        "output_format": "md",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"provenance": result.provenance if result else {}},
        "tests": [
            _test(question, case, f"{question.name[1:]}.{number}", scored=entry.score is not None)
            for question in (result.questions if result else ())
            for number, case in enumerate(question.cases, 1)
        ],
    }
    if entry.score is not None:
        data["score"] = entry.score
    return data


def _summary(entry: Entry) -> str:
    if entry.standing is Standing.NOT_GRADED:
        return "**The autograder failed, not you.** Your instructor can grade this submission again."
    if entry.standing is Standing.EXCUSED:
        return "You are excused from this assignment: it does not count."
    notes = list(entry.result.notes) if entry.result else []
    late = [f"{entry.penalty:g} points off for lateness."] if entry.penalty else []
    questions = entry.result.questions if entry.result else ()
    told = [f"{q.name}: {note}" for q in questions for note in q.notes]
    return "\n".join(f"* {_plain(line)}" for line in [*late, *notes, *told])


def _plain(text: str) -> str:
    """Markdown's marks as they are: a student's names hold underscores and stars."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|" else c for c in text)


def _test(question: QuestionResult, case: CaseResult, number: str, *, scored: bool) -> dict[str, Any]:
    test: dict[str, Any] = {
        "name": f"{question.name} {question.title}: {case.name}",
        "name_format": "text",
        "number": number,
        "output": case.message,
        "output_format": "text",
        "visibility": "after_published" if case.hidden else "visible",
        "tags": [question.name, "hidden" if case.hidden else "public", str(case.status)],
    }
    if scored:  # or Gradescope would add the tests up by itself
        test |= {
            "score": case.score,
            "max_score": case.points,
            "status": "passed" if case.status is Status.PASSED else "failed",
        }
    return test
