"""Test the tests: every known mistake must be killed, every accepted variant must keep full points.

For each mistake of the catalogue, in a notebook in which all else is right:

* the question that asks for the function takes points by a hidden case, whatever the seed;
* no other question takes any: a mistake costs points once.

Beside the catalogue, every systematic mutant of every graded function (autograder.mutants) must be killed by a
hidden case or be declared equivalent.

The audit also fails if the reference or a variant loses a point, if a case passes on a stub, if what students
are to repair earns another share than its repairs, if a case rejects no mistake, or if no mistake is known for a
function: neither tests nor catalogue can rot unseen. What it finds
goes to the terminal and, as the kill matrix, into docs/audit.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from autograder import findings, mutants
from autograder.assignment import Assignment, Question, load, names
from autograder.master import must_be_listed
from autograder.mutants import MutantTrial
from autograder.trials import Case, Trial, cases, on_all_processors, trial
from reference.mistakes import Catalogue, Mistake, catalogue

SEEDS = (0, 1, 2)
DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "audit.md"


@dataclass(frozen=True)
class AuditReport:
    """What the audit of one assignment found.

    Attributes:
        mistakes, variants: one trial for each, in the order of the catalogue.
        mutants: one trial for each, in the order of the questions.
        problems: everything that is wrong, in sentences.
    """

    assignment: Assignment
    seeds: tuple[int, ...]
    cases: tuple[Case, ...]
    mistakes: tuple[Trial, ...]
    variants: tuple[Trial, ...]
    mutants: tuple[MutantTrial, ...]
    problems: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether the tests reject all that is wrong and accept all that is right."""
        return not self.problems


def audit(assignment: str, seeds: Sequence[int] = SEEDS) -> AuditReport:
    """Run the catalogue of one assignment against its question files.

    Raises:
        AssignmentError: if a question file cannot be used.
        StaleEditError: if the reference has changed under a declaration.
    """
    must_be_listed(assignment)
    return audit_with(load(assignment), catalogue(assignment), seeds)


def audit_with(
    assignment: Assignment, known: Catalogue, seeds: Sequence[int], *, systematic: bool = True
) -> AuditReport:
    """The same for an assignment and a catalogue that are there already.

    Args:
        systematic: whether to make mutants of every function, too: most of the time goes into them.
    """
    all_cases = tuple(case for question in assignment.questions for case in cases(question))
    try_out = partial(trial, assignment, seeds)
    mistakes = tuple(on_all_processors(try_out, known.mistakes))
    variants = tuple(on_all_processors(try_out, known.variants))
    made = mutants.examine(assignment, known.equivalents, seeds) if systematic else ()
    problems = (
        *findings.reference_fails(assignment, seeds),
        *findings.stub_passes(assignment, all_cases, seeds[0]),
        *findings.repair_is_worth_another_share(assignment, findings.planted(assignment), seeds[0]),
        *findings.mistake_survives(mistakes),
        *findings.variant_rejected(variants),
        *findings.points_lost_elsewhere(assignment, (*known.mistakes, *known.variants), seeds[0]),
        *findings.case_rejects_nothing(all_cases, mistakes),
        *findings.no_mistake_known(assignment, mistakes),
        *mutants.mutant_survives(made),
        *mutants.equivalent_rejected(made),
        *(mutants.equivalent_is_stale(known.equivalents, made) if systematic else ()),
    )
    return AuditReport(assignment, tuple(seeds), all_cases, mistakes, variants, made, problems)


def main_report(
    assignments: Sequence[str] | None = None, seeds: Sequence[int] | None = None, *, write: bool = False
) -> tuple[str, bool]:
    """What `autograder audit` prints, and whether all is well.

    An audit of everything with the usual seeds, if it finds nothing, also compares docs/audit.md with what it
    found or, with `write`, writes it.

    Args:
        assignments: their names; all by default.
        seeds: for the inputs of hidden cases; SEEDS by default.
        write: write docs/audit.md instead of reporting that it is stale.
    """
    chosen, used = tuple(assignments or names()), tuple(seeds or SEEDS)
    reports = [audit(name, used) for name in chosen]
    well = all(report.complete for report in reports)
    text = summary(reports)
    if well and sorted(chosen) == names() and used == SEEDS:
        matrix = kill_matrix(reports)
        if write:
            DOCUMENT.write_text(matrix, encoding="utf-8")
        elif not DOCUMENT.exists() or DOCUMENT.read_text(encoding="utf-8") != matrix:
            well, text = False, f"{text}\ndocs/audit.md is out of date: run `make audit ARGS=--write`."
    return text, well


# ---------------------------------------------------------------------------------------- rendering


def summary(reports: Sequence[AuditReport]) -> str:
    """For the terminal: how many mistakes each question kills, every problem, and the totals."""
    lines = []
    for report in reports:
        lines.append(f"{report.assignment.name} (seeds {', '.join(map(str, report.seeds))})")
        for question in report.assignment.questions:
            mistakes = [t for t in report.mistakes if t.question == question.name]
            variants = [t for t in report.variants if t.question == question.name]
            lines.append(f"  {question.name:4} {question.title:36} {_totals(mistakes, variants)}")
        if report.mutants:
            lines.append(f"  systematically: {mutants.totals(report.mutants)}")
        lines += [f"  ! {problem}" for problem in report.problems]
    return "\n".join([*lines, _all_totals(reports)])


def _totals(mistakes: Sequence[Trial], variants: Sequence[Trial]) -> str:
    killed, accepted = sum(not t.survived for t in mistakes), sum(not t.failed for t in variants)
    return f"killed {killed} of {len(mistakes)} mistakes, accepted {accepted} of {len(variants)} variants"


def _all_totals(reports: Sequence[AuditReport]) -> str:
    return _totals([t for r in reports for t in r.mistakes], [t for r in reports for t in r.variants])


def kill_matrix(reports: Sequence[AuditReport]) -> str:
    """Markdown: for each question its cases, and which of them reject which mistake."""
    lines = [
        "<!-- Generated by `make audit ARGS=--write`; do not edit. -->",
        "",
        "# Which case kills which mistake",
        "",
        "Rows are the known mistakes of `reference/mistakes/`, columns the test cases of a question. ● rejects",
        "the mistake with every seed, ○ with some. Each row has a mark at a hidden case, each column has a mark,",
        f"and every variant listed keeps full points. Seeds: {', '.join(map(str, reports[0].seeds))}.",
        "",
        f"In total: {_all_totals(reports)}.",
        "",
        "After the questions of an assignment: the systematic mutants of its functions, that is, the right answer",
        "with an operator, constant, name, argument, key, axis, transpose or statement changed or left out.",
    ]
    for report in reports:
        lines += ["", f"## {report.assignment.name}"]
        for question in report.assignment.questions:
            lines += _question_matrix(report, question)
        if report.mutants:
            lines += mutants.table(report.assignment, report.mutants)
    return "\n".join(lines) + "\n"


def _question_matrix(report: AuditReport, question: Question) -> Iterator[str]:
    own = [case for case in report.cases if case.question == question.name]
    yield from ("", f"### {question.name}: {question.title}", "")
    for number, case in enumerate(own, 1):
        yield f"{number}. {case.name} ({'hidden' if case.hidden else 'public'}, points: {case.points:g})"
    for function in question.functions:
        yield ""
        yield f"| `{function}` | {' | '.join(str(n) for n in range(1, len(own) + 1))} | what is wrong |"
        yield f"|---|{':-:|' * len(own)}---|"
        for t in report.mistakes:
            mistake = t.declaration
            if mistake.function == function and isinstance(mistake, Mistake):
                marks = [
                    "●" if c.name in t.failed_always else "○" if c.name in t.failed else " " for c in own
                ]
                misconception = mistake.misconception.replace("|", "\\|")
                yield f"| {mistake.name} | {' | '.join(marks)} | {misconception} |"
        variants = [t for t in report.variants if t.declaration.function == function and not t.failed]
        if variants:
            yield from ("", f"Accepted: {', '.join(t.declaration.name for t in variants)}.")
