"""The class on one page, for its teacher: how hard the questions were, who holds which misconception, what to look at.

Pure functions of results, today's and those of an earlier run. report.class_page draws what is worked out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import correlation, fmean, median
from typing import Any

from autograder.results import CaseResult, Status, SubmissionResult

FEWEST = 5  # submissions from which on a correlation says something
_LOUD = re.compile(r"\b[A-Z]{3,} [A-Z]{2,}")  # notes that a person must read begin in capitals
_CAUSES = {
    "submission": "another submission",
    "tests": "the test files",
    "handed_out": "the notebook that was handed out",
    "engine": "the engine",
    "reference": "the reference",
    "seed": "the seed",
    "limits": "the limits",
    "isolation": "the isolation",
    "python": "Python",
    "numpy": "NumPy",
    "blas": "BLAS",
}


@dataclass(frozen=True)
class Item:
    """One question in numbers.

    Attributes:
        mean: share of its points that was got on average, None if nobody was graded.
        full, none: how many got all of its points, and none.
        discrimination: correlation with the points of all other questions, None where it says nothing.
    """

    name: str
    title: str
    mean: float | None
    full: int
    none: int
    count: int
    discrimination: float | None


@dataclass(frozen=True)
class Misconception:
    """What some students have in common."""

    question: str
    function: str
    text: str
    hint: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """A submission that a person should look at, and why."""

    student: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A score that is another one than before; None where nothing was scored.

    Attributes:
        causes: what is not the same as in the earlier run.
        cases: test cases that came out otherwise, in words.
    """

    student: str
    before: float | None
    after: float | None
    causes: tuple[str, ...]
    cases: tuple[str, ...]

    @property
    def by(self) -> float | None:
        """How many points more."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Section:
    """All about one assignment."""

    assignment: str
    count: int
    graded: int
    shares: tuple[float, ...]
    median: float | None
    max_score: float
    items: tuple[Item, ...]
    misconceptions: tuple[Misconception, ...]
    warnings: tuple[tuple[str, tuple[str, ...]], ...]
    looks: tuple[Look, ...]
    changes: tuple[Change, ...]


def sections(
    results: Iterable[SubmissionResult], earlier: Iterable[SubmissionResult] = ()
) -> tuple[Section, ...]:
    """One section for each assignment, by name; the order of results does not matter."""
    ordered = sorted(results, key=lambda r: (r.assignment, r.student.casefold(), r.student))
    before = {(r.student, r.assignment): r for r in earlier}
    return tuple(
        _section(name, [r for r in ordered if r.assignment == name], before)
        for name in dict.fromkeys(r.assignment for r in ordered)
    )


def _scored(result: SubmissionResult) -> bool:
    return result.status not in (Status.INTERNAL_ERROR, Status.SKIPPED) and result.max_score > 0


def _section(
    name: str, results: Sequence[SubmissionResult], before: Mapping[tuple[str, str], SubmissionResult]
) -> Section:
    scored = [r for r in results if _scored(r)]
    looks = [Look(r.student, reasons) for r in results if (reasons := _reasons(r))]
    pairs = [(before[r.student, name], r) for r in results if (r.student, name) in before]
    return Section(
        assignment=name,
        count=len(results),
        graded=len(scored),
        shares=tuple(r.score / r.max_score for r in scored),
        median=median(r.score for r in scored) if scored else None,
        max_score=max((r.max_score for r in results), default=0.0),
        items=_items(scored),
        misconceptions=_misconceptions(results),
        warnings=_warnings(results),
        looks=tuple(looks),
        changes=tuple(change for old, new in pairs if (change := _change(old, new))),
    )


def _items(scored: Sequence[SubmissionResult]) -> tuple[Item, ...]:
    items = []
    for question in {q.name: q for r in reversed(scored) for q in r.questions}.values():
        own = [(r, q) for r in scored for q in r.questions if q.name == question.name]
        points = [q.score for _, q in own]
        rest = [r.score - q.score for r, q in own]
        items.append(
            Item(
                name=question.name,
                title=question.title,
                mean=fmean(points) / question.max_score if points and question.max_score else None,
                full=sum(q.score >= q.max_score for _, q in own),
                none=sum(q.score == 0 for _, q in own),
                count=len(own),
                discrimination=_correlation(points, rest),
            )
        )
    return tuple(items)


def _correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    if len(one) < FEWEST or len(set(one)) < 2 or len(set(other)) < 2:
        return None
    return round(correlation(one, other), 2)


def _misconceptions(results: Sequence[SubmissionResult]) -> tuple[Misconception, ...]:
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for result in results:
        for question in result.questions:
            for told in question.diagnoses:
                key = (question.name, told.function, told.misconception, told.hint)
                found.setdefault(key, []).append(result.student)
    grouped = [Misconception(*key, tuple(dict.fromkeys(who))) for key, who in found.items()]
    return tuple(sorted(grouped, key=lambda m: -len(m.students)))


def _warnings(results: Sequence[SubmissionResult]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Notes of questions, such as warnings of NumPy, with whom."""
    found: dict[str, list[str]] = {}
    for result in results:
        for question in result.questions:
            for note in question.notes:
                found.setdefault(f"{question.name}: {note}", []).append(result.student)
    return tuple(sorted(((t, tuple(who)) for t, who in found.items()), key=lambda pair: -len(pair[1])))


def _reasons(result: SubmissionResult) -> tuple[str, ...]:
    reasons = []
    if result.status is Status.INTERNAL_ERROR:
        reasons.append("Our own failure: it is not scored.")
    if late := [q.name for q in result.questions if q.status is Status.TIMEOUT]:
        reasons.append(f"Out of time in {', '.join(late)}.")
    reasons += [note for note in result.notes if _LOUD.search(note) or result.status is Status.SKIPPED]
    others = [note for note in result.notes if note not in reasons]
    if len(others) > 2:
        reasons.append(f"{len(others)} oddities in the notebook, first: {others[0]}")
    return tuple(reasons)


def _change(old: SubmissionResult, new: SubmissionResult) -> Change | None:
    before, after = (r.score if _scored(r) else None for r in (old, new))
    if before == after:
        return None
    keys = [key for key in _CAUSES if old.provenance.get(key) != new.provenance.get(key)]
    return Change(new.student, before, after, tuple(_cause(key, old, new) for key in keys), _cases(old, new))


def _cause(key: str, old: SubmissionResult, new: SubmissionResult) -> str:
    one, other = (_short(r.provenance.get(key)) for r in (old, new))
    return f"{_CAUSES[key]} ({one} → {other})"


def _short(value: Any) -> str:
    if value is None:  # of a file that could not be read, or of an older version
        return "unknown"
    text = str(value) if not isinstance(value, dict) else "changed"
    return text[:8] if re.fullmatch(r"[0-9a-f]{40,}", text) else text


def _cases(old: SubmissionResult, new: SubmissionResult) -> tuple[str, ...]:
    before, after = _by_name(old), _by_name(new)
    told = []
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if one is None or other is None:
            told.append(f"{key[0]}: “{key[1]}” is {'new' if one is None else 'gone'}")
        elif one.score != other.score:
            told.append(f"{key[0]}: “{key[1]}” {one.status} → {other.status}")
    return tuple(told)


def _by_name(result: SubmissionResult) -> dict[tuple[str, str], CaseResult]:
    return {(q.name, case.name): case for q in result.questions for case in q.cases}
