"""Working code in whatever style gets full points: all answers of an assignment, written by different hands."""

import pytest

from autograder.assignment import names
from reference.styles import styles

STYLES = [
    (assignment, style, source) for assignment in names() for style, source in styles(assignment).items()
]


@pytest.mark.parametrize(
    ("assignment", "source"), [(a, s) for a, _, s in STYLES], ids=[f"{a}-{name}" for a, name, _ in STYLES]
)
def test_a_style_gets_everything(grade, assignment, source):
    result = grade(last=[source], assignment=assignment)
    lost = {
        q.name: [(c.name, c.message) for c in q.cases if c.score < c.points]
        for q in result.questions
        if q.score < q.max_score
    }
    assert lost == {}


@pytest.mark.parametrize("assignment", names())
def test_there_are_several_styles(assignment):
    assert len({s for a, s, _ in STYLES if a == assignment}) >= 4
