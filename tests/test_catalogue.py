"""The catalogue through the engine: a mistake in an otherwise right notebook costs its own question alone.

The audit runs all of it without the sandbox; here every SAMPLE-th goes all the way. `make soak` runs all.
"""

import os

import pytest

from autograder.assignment import load, names
from autograder.results import Status
from reference.mistakes import catalogue
from tests import notebooks

SAMPLE = 1 if os.environ.get("SOAK") else 9
KNOWN = {assignment: catalogue(assignment) for assignment in names()}
OWNER = {
    (assignment, function): question.name
    for assignment in names()
    for question in load(assignment).questions
    for function in question.functions
}


def partners(name):
    """What else whoever writes a variant must write differently: who calls it with what it asks for."""
    if name != "takes_the_parameters_as_well":
        return {}
    source = notebooks.sources()["nn_model"]
    return {"nn_model": source.replace("compute_cost(A2, Y)", "compute_cost(A2, Y, parameters)")}


@pytest.mark.parametrize(
    ("assignment", "mistake"),
    [(a, m) for a, known in KNOWN.items() for m in known.mistakes[::SAMPLE]],
    ids=str,
)
def test_a_mistake_costs_its_own_question_alone(grade, assignment, mistake):
    result = grade({mistake.function: mistake.source()}, assignment=assignment)
    lost = {question.name for question in result.questions if question.score < question.max_score}
    assert lost == {OWNER[assignment, mistake.function]}, [(q.name, q.score) for q in result.questions]
    own = next(question for question in result.questions if question.name in lost)
    assert any(case.hidden and case.score < case.points for case in own.cases)
    assert all(question.status is not Status.INTERNAL_ERROR for question in result.questions)


@pytest.mark.parametrize(
    ("assignment", "variant"),
    [(a, v) for a, known in KNOWN.items() for v in known.variants[::SAMPLE]],
    ids=str,
)
def test_a_variant_gets_everything(grade, assignment, variant):
    result = grade({variant.function: variant.source(), **partners(variant.name)}, assignment=assignment)
    assert result.score == 100, [(q.name, q.score) for q in result.questions if q.score < q.max_score]
