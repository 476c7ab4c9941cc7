"""What can be wrong with question files and catalogue: each rule gives one sentence per violation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from autograder import master
from autograder.assignment import ROOT, Assignment
from autograder.trials import Case, Trial, cases, names_used, on_all_processors, run
from reference import answers
from reference.mistakes import Declaration, Mistake, notebook, reference_source


def reference_fails(assignment: Assignment, seeds: Sequence[int]) -> Iterator[str]:
    """The right answers must get full points."""
    for question in assignment.questions:
        for seed in seeds:
            for name, message in run(assignment, question, notebook(assignment.name), seed).items():
                yield f"The reference fails “{name}” of {question.name} with seed {seed}: {message}"


def stub_passes(assignment: Assignment, cases: Sequence[Case], seed: int) -> Iterator[str]:
    """A case must fail if a function that it asks for is missing or does nothing."""
    right = answers(assignment.name)
    for question in assignment.questions:
        for function in question.functions:
            own = [case for case in cases if case.question == question.name and function in case.needs]
            for what, stub in _stubs(right[function]).items():
                space = notebook(assignment.name)
                space[function] = stub
                failures = run(assignment, question, space, seed)
                for case in own:
                    if case.name not in failures:
                        yield f"“{case.name}” of {question.name} passes although {function} {what}."


def _stubs(right: Any) -> dict[str, Any]:
    if callable(right):
        return {"is not defined": None, "is not implemented": _not_implemented, "returns None": _return_none}
    return {"is not defined": None, "is empty": {}, "holds no answer": dict.fromkeys(right, "")}


def _not_implemented(*arguments: Any) -> None:
    raise NotImplementedError


def _return_none(*arguments: Any) -> None:
    return None


def planted(assignment: Assignment) -> dict[str, tuple[Mistake, ...]]:
    """The functions that students repair, with the mistakes in them, as the lesson says; none if there is none."""
    path = ROOT / "solutions" / assignment.name / "master.py"
    if not path.exists() or "# repair:" not in path.read_text(encoding="utf-8"):
        return {}
    return master.read(path, assignment, ROOT / "reference").planted


def repair_is_worth_another_share(
    assignment: Assignment, repairs: Mapping[str, Sequence[Mistake]], seed: int
) -> Iterator[str]:
    """What is handed out to be repaired must earn nothing, each repair alone the same share."""
    for function, mistakes in repairs.items():
        question = next(q for q in assignment.questions if function in q.functions)
        points = {case.name: case.points for case in cases(question)}
        for repaired in (None, *mistakes):
            left = [mistake for mistake in mistakes if mistake is not repaired]
            source = reference_source(mistakes[0].module, function)
            for mistake in left:
                source = mistake.edited(source)
            space = notebook(assignment.name)
            exec(compile(source, f"<{function}, to be repaired>", "exec"), space)
            failures = run(assignment, question, space, seed)
            earned = sum(worth for name, worth in points.items() if name not in failures)
            share = sum(points.values()) / len(mistakes) if repaired else 0
            if earned != share:
                state = f"with {repaired.name} repaired" if repaired else "as handed out"
                yield f"{function} {state} earns {earned:g} points in {question.name}, not {share:g}."


def mistake_survives(mistakes: Sequence[Trial]) -> Iterator[str]:
    """With every seed some hidden case must reject a mistake."""
    for trial in mistakes:
        if trial.survived:
            seeds = ", ".join(map(str, trial.survived))
            yield f"{trial.declaration} survives the hidden cases of {trial.question} (seed {seeds})."


def variant_rejected(variants: Sequence[Trial]) -> Iterator[str]:
    """No case may reject a right answer, however unusual."""
    for trial in variants:
        messages = {name: text for failed in trial.failures.values() for name, text in failed.items()}
        for name, text in messages.items():
            yield f"{trial.declaration} is right, but “{name}” of {trial.question} rejects it: {text}"


def points_lost_elsewhere(
    assignment: Assignment, declarations: Sequence[Declaration], seed: int
) -> Iterator[str]:
    """No function may cost points in another question.

    Only questions that can reach the function are run: for all others nothing has changed.
    """
    used = {question.name: names_used(assignment, question) for question in assignment.questions}
    for found in on_all_processors(partial(_lost_elsewhere, assignment, used, seed), declarations):
        yield from found


def _lost_elsewhere(
    assignment: Assignment, used: Mapping[str, set[str]], seed: int, declaration: Declaration
) -> list[str]:
    found = []
    for question in assignment.questions:
        if declaration.function in question.functions or declaration.function not in used[question.name]:
            continue
        space = notebook(assignment.name)
        declaration.live(space)
        for name, message in run(assignment, question, space, seed).items():
            found.append(f"{declaration} costs points in {question.name}, too: “{name}”: {message}")
    return found


def case_rejects_nothing(cases: Sequence[Case], mistakes: Sequence[Trial]) -> Iterator[str]:
    """Every case must be there for something."""
    rejecting = {(trial.question, name) for trial in mistakes for name in trial.failed}
    for case in cases:
        if (case.question, case.name) not in rejecting:
            yield f"“{case.name}” of {case.question} rejects no mistake: sharpen it, or declare one for it."


def no_mistake_known(assignment: Assignment, mistakes: Sequence[Trial]) -> Iterator[str]:
    """Every function must have known mistakes, or nothing is known about its tests."""
    known = {trial.declaration.function for trial in mistakes}
    for question in assignment.questions:
        for function in question.functions:
            if function not in known:
                yield f"No mistake is known for {function} of {question.name}."
