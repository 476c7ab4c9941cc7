"""Systematic mutants: every small change of a right answer, and whether the tests notice it.

The named mistakes of the catalogue are what students do; these are what nobody thought of. Each must be killed,
that is, with every seed some hidden case rejects it, or be declared an Equivalent, with the reason why it is
right. cosmic-ray and mutmut change files on disk and start a test command for every mutant; here some hundred
are run in a second, in the audit's own trials, and the changes that matter are NumPy's: transposes, axes, keys.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from autograder.assignment import Assignment, Question
from autograder.cpu_limit import OutOfCpu, cpu_limit
from autograder.mutations import changes
from autograder.spans import Source
from autograder.trials import cases, on_all_processors, run
from reference.mistakes import Declaration, Equivalent, module_of, notebook, reference_source

CPU_SECONDS = 4.0  # for one seed; what is right needs a hundredth of it
NOT_DEFINED, ENDLESS = "its definition fails", "it does not come to an end"


@dataclass(frozen=True, kw_only=True)
class Mutant(Declaration):
    """A right answer with one change; its name says which: "line 3: old -> new"."""

    def __str__(self) -> str:
        return f"{self.function}, {self.name}"


@dataclass(frozen=True)
class MutantTrial:
    """A mutant, run against the question that asks for its function.

    Attributes:
        rejected: for each seed the case that rejects it, or "". Only hidden cases are asked, except where
            `equivalent` says that it must pass everything.
    """

    mutant: Mutant
    question: str
    rejected: dict[int, str]
    equivalent: Equivalent | None = None

    @property
    def killed(self) -> bool:
        """Whether some case rejects it, whatever the seed."""
        return all(self.rejected.values())


def mutants(module: str, function: str) -> list[Mutant]:
    """Every mutant of a function (or dict) of the reference, from its top to its bottom, none twice."""
    text = reference_source(module, function)
    return [
        Mutant(_difference(text, changed), function, module=module, code=changed) for changed in mutated(text)
    ]


def mutated(text: str) -> list[str]:
    """A definition with one change, for each change that makes other code."""
    source = Source(text)
    seen, found = {_code(text)}, []
    for start, end, new in sorted(changes(source)):
        changed = (source.data[:start] + new.encode() + source.data[end:]).decode()
        try:
            code = _code(changed)
        except SyntaxError:  # not Python any more
            continue
        if code not in seen:
            seen.add(code)
            found.append(changed)
    return found


@cache
def _code(text: str) -> str:
    """The same for two texts that are the same code."""
    return ast.dump(ast.parse(text))


def _difference(text: str, changed: str) -> str:
    before, after = text.splitlines(), changed.splitlines()
    first = next(i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    last = 0
    while last < min(len(before), len(after)) - first - 1 and before[-1 - last] == after[-1 - last]:
        last += 1
    old, new = (" ".join(s.strip() for s in lines[first : len(lines) - last]) for lines in (before, after))
    return f"line {first + 1}: {old} -> {new}"


# ------------------------------------------------------------------------------------------- trials


def examine(
    assignment: Assignment, equivalents: Sequence[Equivalent], seeds: Sequence[int]
) -> tuple[MutantTrial, ...]:
    """Run every mutant of every graded function."""
    reasons = {(e.function, _code(source)): e for e in equivalents for source in e.sources()}
    jobs = [
        (question, mutant, reasons.get((function, _code(mutant.code))))
        for question in assignment.questions
        for function in question.functions
        for mutant in mutants(module_of(assignment.name, function), function)
    ]
    return tuple(on_all_processors(partial(_try, assignment, tuple(seeds)), jobs))


def _try(
    assignment: Assignment, seeds: tuple[int, ...], job: tuple[Question, Mutant, Equivalent | None]
) -> MutantTrial:
    question, mutant, equivalent = job
    hidden = [case.name for case in cases(question) if case.hidden or equivalent]
    rejected: dict[int, str] = {}
    for seed in seeds:
        suspects = [name for name in rejected.values() if name in hidden]  # it is often the same case
        order = [*dict.fromkeys(suspects), *hidden]
        rejected[seed] = _first_rejection(assignment, question, mutant, seed, order)
        if rejected[seed] in ("", NOT_DEFINED, ENDLESS) and not equivalent:
            rejected |= dict.fromkeys(seeds, rejected[seed])  # what survives once is too strong already
            break
    return MutantTrial(mutant, question.name, rejected, equivalent)


def _first_rejection(
    assignment: Assignment, question: Question, mutant: Mutant, seed: int, order: Sequence[str]
) -> str:
    space = notebook(assignment.name)
    try:
        with cpu_limit(CPU_SECONDS):
            try:
                mutant.live(space)
            except Exception:
                return NOT_DEFINED
            return next(iter(run(assignment, question, space, seed, first_of=order)), "")
    except OutOfCpu:
        return ENDLESS


# ----------------------------------------------------------------------------------------- findings


def mutant_survives(trials: Sequence[MutantTrial]) -> Iterator[str]:
    """Some hidden case must reject every mutant that is not declared to be right."""
    for trial in trials:
        if not trial.equivalent and not trial.killed:
            yield f"Mutant survives {trial.question}: {trial.mutant}"


def equivalent_rejected(trials: Sequence[MutantTrial]) -> Iterator[str]:
    """What is declared to be right must pass every case with every seed."""
    for trial in trials:
        for seed, case in trial.rejected.items():
            if trial.equivalent and case:
                yield (
                    f"{trial.mutant}: declared equivalent, but {trial.question} rejects it (“{case}”, seed {seed})."
                )


def equivalent_is_stale(equivalents: Sequence[Equivalent], trials: Sequence[MutantTrial]) -> Iterator[str]:
    """Every declared change must be a mutant."""
    made = {(trial.mutant.function, _code(trial.mutant.code)) for trial in trials}
    for equivalent in equivalents:
        for edit, source in zip(equivalent.edits, equivalent.sources(), strict=True):
            if (equivalent.function, _code(source)) not in made:
                yield f"{equivalent.function}: {edit[0]!r} -> {edit[1]!r} is declared equivalent, but is no mutant."


# ---------------------------------------------------------------------------------------- rendering


def totals(trials: Sequence[MutantTrial]) -> str:
    """Counts in words."""
    killed, equivalent = _counts(trials)
    return f"killed {killed} of {len(trials)} mutants, {equivalent} are equivalent"


def _counts(trials: Sequence[MutantTrial]) -> tuple[int, int]:
    return sum(t.killed and not t.equivalent for t in trials), sum(bool(t.equivalent) for t in trials)


def table(assignment: Assignment, trials: Sequence[MutantTrial]) -> Iterator[str]:
    """Markdown: for each function how many mutants were killed, and why the others need not be."""
    yield from ("", f"### Systematic mutants: {totals(trials)}", "")
    yield from ("| question | function | mutants | killed | equivalent |", "|---|---|--:|--:|--:|")
    for question in assignment.questions:
        for function in question.functions:
            own = [trial for trial in trials if trial.mutant.function == function]
            killed, equivalent = _counts(own)
            yield f"| {question.name} | `{function}` | {len(own)} | {killed} | {equivalent or ''} |"
    reasons = Counter((t.equivalent.function, t.equivalent.reason) for t in trials if t.equivalent)
    if reasons:
        yield ""
    for (function, reason), count in reasons.items():
        yield f"* `{function}`, {count} equivalent: {reason}"
