"""Results for people: the gradebook, the table in the terminal, the feedback page, the page of the class.

Pure functions of results. Whatever a student wrote is text here and nothing else: pages escape it (autoescape) and
carry a policy under which no script runs and nothing is fetched; control characters and terminal escapes are
dropped and long texts cut before they reach a page, a terminal or a table.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from autograder import class_report, drawings, highlighting
from autograder.release import Feedback, release
from autograder.results import CaseResult, Curve, GradientCheck, QuestionResult, Status, SubmissionResult

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup
    from rich.console import Group
    from rich.text import Text

LONGEST_TEXT = 4_000  # characters of one message or note
LONGEST_CODE = 10_000  # characters of a student's code for one question
AGREES, FLAGGED = 1e-7, 1e-5  # gradient ratios: below the first they agree, above the second they are flagged
CHART = (-13.0, 1.0)  # decades of the gradient chart

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-_])")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_SPOKEN = {Status.INTERNAL_ERROR: "not graded: our failure"}
_MARKS = {Status.ERROR: "E", Status.TIMEOUT: "T", Status.SKIPPED: "–", Status.INTERNAL_ERROR: "!"}
_LEGEND = {
    Status.ERROR: "error in the student's code",
    Status.TIMEOUT: "timeout",
    Status.SKIPPED: "skipped",
    Status.INTERNAL_ERROR: "our failure, not scored",
}


def clean(text: str, limit: int = LONGEST_TEXT) -> str:
    """Text without terminal escapes, control and direction characters, cut to `limit` characters."""
    cut = len(text) - limit
    if cut <= 0 and text.isprintable():  # as almost all that a page says: nothing of that is
        return text
    text = _INVISIBLE.sub("", _ESCAPES.sub("", text[:limit].replace("\r\n", "\n")))
    return f"{text} … ({cut:,} more characters)" if cut > 0 else text


def points(number: float) -> str:
    """A number of points: 3, 2.5, 0.33."""
    return f"{round(number, 2):g}"


# ---------------------------------------------------------------------------------------- gradebook


def gradebook_csv(results: Iterable[SubmissionResult]) -> str:
    """One row for each student; for each assignment its total, max, status, questions and flagged checks.

    What was not graded shows its status as a word where a number would be, never 0.

    Raises:
        ValueError: if two results are of one student and one assignment.
    """
    rows: dict[str, dict[str, str]] = {}
    ordered = sorted(results, key=lambda r: (r.assignment, r.student))
    columns: dict[str, None] = {}
    for assignment in dict.fromkeys(r.assignment for r in ordered):
        own = [r for r in ordered if r.assignment == assignment]
        names = ["total", "max", "status", *_question_names(own), "gradient_checks_flagged"]
        columns.update(dict.fromkeys(f"{assignment}.{name}" for name in names))
    for result in ordered:
        row = rows.setdefault(result.student, {"student": harmless(result.student)})
        cells = {f"{result.assignment}.{name}": value for name, value in _cells(result).items()}
        if cells.keys() & row.keys():
            raise ValueError(f"two results of {result.student!r} for {result.assignment!r}")
        row.update(cells)
    file = io.StringIO()
    writer = csv.DictWriter(file, ["student", *columns], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[student] for student in sorted(rows))
    return file.getvalue()


def _question_names(results: Sequence[SubmissionResult]) -> list[str]:
    """q1, q2, …, q10: every question that any of the results has."""
    names = {question.name for result in results for question in result.questions}
    return sorted(names, key=lambda name: [int(p) if p.isdigit() else p for p in re.split(r"(\d+)", name)])


def _cells(result: SubmissionResult) -> dict[str, str]:
    graded = result.status != Status.INTERNAL_ERROR and result.max_score > 0
    cells = {
        "total": points(result.score) if graded else str(result.status),
        "max": points(result.max_score),
        "status": str(result.status),
        "gradient_checks_flagged": str(result.flagged_gradient_checks),
    }
    for q in result.questions:
        cells[q.name] = str(q.status) if q.status == Status.INTERNAL_ERROR else points(q.score)
    return cells


def harmless(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    name = clean(name).replace("\n", " ")
    return f"'{name}" if name.startswith(_FORMULA) else name


# ------------------------------------------------------------------------------------------ terminal


def table(results: Sequence[SubmissionResult]) -> Group:
    """A table for each assignment, for rich to print: a student on each line, question marks in columns.

    Where the terminal is narrow the notes and the names give way, never a mark.
    """
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    parts: list[Any] = []
    for assignment in sorted({r.assignment for r in results}):
        own = [r for r in results if r.assignment == assignment]
        grid = Table(
            title=clean(assignment), title_justify="left", title_style="bold", box=None, padding=(0, 1, 0, 0)
        )
        grid.add_column("\nstudent", min_width=8, max_width=30)
        highest = {q.name: points(q.max_score) for r in own for q in r.questions}
        columns = [("\nscore", [_total(r) for r in own])]
        for name in _question_names(own):
            marks = [next((_mark(q) for q in r.questions if q.name == name), Text("")) for r in own]
            columns.append((f"{clean(name)}\n/{highest[name]}", marks))
        for head, cells in columns:
            width = max(*map(len, head.split("\n")), *map(len, cells))
            grid.add_column(Text(head), justify="right", no_wrap=True, width=width)
        notes = [_short_note(r) for r in own]
        if any(notes):
            grid.add_column("\nnotes", min_width=5)
        for row, (result, note) in enumerate(zip(own, notes, strict=True)):
            marks = [cells[row] for _, cells in columns]
            texts = [Text(text, no_wrap=True, overflow="ellipsis") for text in (clean(result.student), note)]
            grid.add_row(texts[0], *marks, *(texts[1:] if any(notes) else []))
        parts.append(grid)
        used = {q.status for r in own for q in r.questions}
        legend = [f"{_MARKS[status]} {words}" for status, words in _LEGEND.items() if status in used]
        parts.extend([Text(" · ".join(legend), style="dim")] if legend else [])
        parts.append(Text(""))
    return Group(*parts)


def _total(result: SubmissionResult) -> Text:
    from rich.text import Text

    if result.status == Status.INTERNAL_ERROR or result.max_score <= 0:
        return Text("ungraded", style="bold red")
    return Text(f"{points(result.score)}/{points(result.max_score)}", style="bold")


def _mark(question: QuestionResult) -> Text:
    from rich.text import Text

    mark = _MARKS.get(question.status, "")
    number = "" if mark in ("–", "!") else points(question.score)
    full = question.score >= question.max_score
    return Text(number + mark, style="green" if full else "yellow" if question.score > 0 else "red")


def _short_note(result: SubmissionResult) -> str:
    told = [f"{result.flagged_gradient_checks} flagged"] if result.flagged_gradient_checks else []
    if diagnoses := sum(len(question.diagnoses) for question in result.questions):
        told.append(f"{diagnoses} diagnosed")
    if result.notes:
        told.append("1 note" if len(result.notes) == 1 else f"{len(result.notes)} notes")
    return ", ".join(told)


# --------------------------------------------------------------------------------------------- pages


def feedback_page(result: SubmissionResult, feedback: Feedback = "everything") -> str:
    """One submission's page, as far as its student may see it: one file, no script, nothing fetched."""
    released = release(result, feedback)
    result = released.result
    return _template("feedback.html").render(
        result=result,
        feedback=feedback,
        withheld=released.withheld,
        graded=result.status != Status.INTERNAL_ERROR and result.max_score > 0,
        heading=title(result.assignment),
        provenance=_rows(result.provenance),
    )


def index_page(results: Sequence[SubmissionResult], problems: Sequence[str] = ()) -> str:
    """The class: a table for each assignment, each student linked to the feedback page; then the problems."""
    classes = []
    for assignment in sorted({r.assignment for r in results}):
        own = [r for r in results if r.assignment == assignment]
        own.sort(key=lambda r: (r.student.casefold(), r.student))
        scored = [r for r in own if r.status != Status.INTERNAL_ERROR and r.max_score > 0]
        names = _question_names(own)
        classes.append(
            {
                "assignment": assignment,
                "title": title(assignment),
                "results": own,
                "scored": scored,
                "median": median([r.score for r in scored]) if scored else None,
                "max": max((r.max_score for r in own), default=0.0),
                "flagged": sum(r.flagged_gradient_checks > 0 for r in own),
                "questions": [_class_question(name, own) for name in names],
                "statuses": {q.status for r in own for q in r.questions},
            }
        )
    return _template("index.html").render(classes=classes, problems=problems)


def class_page(results: Iterable[SubmissionResult], earlier: Iterable[SubmissionResult] = ()) -> str:
    """What a teacher wants to know of the class: see class_report.

    Args:
        earlier: results that some of these have taken the place of.
    """
    return _template("class.html").render(sections=class_report.sections(results, earlier))


def title(assignment: str) -> str:
    """shallow_network as people write it: Shallow network."""
    return assignment.replace("_", " ").capitalize()


def _class_question(name: str, results: Sequence[SubmissionResult]) -> dict[str, Any]:
    questions = [q for r in results for q in r.questions if q.name == name]
    scored = [q.score for q in questions if q.status != Status.INTERNAL_ERROR]
    return {
        "name": name,
        "title": questions[0].title,
        "max": max(question.max_score for question in questions),
        "mean": fmean(scored) if scored else None,
    }


def _rows(provenance: Mapping[str, Any]) -> list[tuple[str, str]]:
    values = ((key, v if isinstance(v, str) else json.dumps(v, default=str)) for key, v in provenance.items())
    return [(str(key).replace("_", " "), value) for key, value in values]


def _share(part: float, whole: float) -> str:
    """A percentage for a bar."""
    return f"{100 * max(0.0, min(1.0, part / whole)):.1f}%" if whole > 0 else "0%"


def _decade(ratio: float | None) -> float:
    """Where a ratio lies on the chart, 0 to 100; what is not a number lies at the far end."""
    low, high = CHART
    if ratio is None or not math.isfinite(ratio):
        return 100.0
    exponent = math.log10(ratio) if ratio > 0 else low
    return round(100 * (min(max(exponent, low), high) - low) / (high - low), 2)


def _agreement(check: GradientCheck) -> str:
    """What a ratio says, in a word."""
    if check.flagged:
        return "flagged"
    return "agrees" if check.ratio is not None and check.ratio <= AGREES else "close"


def _count(cases: Sequence[CaseResult]) -> str:
    """How many cases there are, how many passed and how many are hidden."""
    passed, hidden = sum(c.status == Status.PASSED for c in cases), sum(c.hidden for c in cases)
    noun = "test case" if len(cases) == 1 else "test cases"
    return f"{passed} of {len(cases)} {noun} passed" + (f"; {hidden} hidden" if hidden else "")


def _parting(curve: Curve) -> str:
    """Where a training leaves ours, in words."""
    blocks = " and ".join(filter(None, [", ".join(curve.differing[:-1]), *curve.differing[-1:]]))
    if curve.agree == 0:
        return "the first cost differs already, before any update."
    if curve.agree < len(curve.right):
        told = f"the costs match until step {curve.agree - 1}"
        return (
            f"{told}, then {blocks} {'differs' if len(curve.differing) == 1 else 'differ'}."
            if blocks
            else f"{told}."
        )
    return (
        f"all costs match, but {blocks} at the end {'does' if len(curve.differing) == 1 else 'do'} not."
        if blocks
        else ("all costs match.")
    )


def highlighted(code: str) -> Markup:
    """Python source as HTML, escaped and coloured by class."""
    from markupsafe import Markup

    return Markup(highlighting.python(clean(code, LONGEST_CODE)))  # safe: it escapes every token


def _drawn(draw: Callable[[Any], str]) -> Callable[[Any], Markup]:
    """A drawing for a template; drawings escape what they are given."""

    def markup(data: Any) -> Markup:
        from markupsafe import Markup

        return Markup(clean(draw(data), 10 * LONGEST_CODE))

    return markup


def _page_of(student: str, assignment: str) -> str:
    return f"feedback/{quote(student)}/{quote(assignment)}.html"


def prepare() -> None:
    """Compile the templates of all pages, a tenth of a second, while there is something else to wait for."""
    for name in ("feedback.html", "index.html", "class.html"):
        _template(name)


def _template(name: str) -> jinja2.Template:
    return _templates().get_template(name)


@cache
def _templates() -> jinja2.Environment:
    """One for all pages, so that what they have in common is compiled once."""
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: (
            clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
        ),
    )
    environment.globals.update(
        Status=Status,
        spoken=lambda status: _SPOKEN.get(status, str(status)),
        share=_share,
        points=points,
        decade=_decade,
        agreement=_agreement,
        count=_count,
        agrees=AGREES,
        flagged=FLAGGED,
        highlighted=highlighted,
        heat_map=_drawn(drawings.heat_map),
        curve=_drawn(drawings.curve),
        finite=drawings.finite,
        parting=_parting,
        legend=tuple(_LEGEND.items()),
        histogram=_drawn(lambda shares: drawings.histogram(shares, "Submissions")),
        title=title,
        page_of=_page_of,
        link=lambda result: _page_of(result.student, result.assignment),
    )
    return environment
