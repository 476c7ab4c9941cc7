"""What is drawn of a wrong function: the right cells, the step at which a training parts; nothing hidden."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from autograder import checks, drawings, highlighting, report
from autograder.demonstration import SEED, demonstrate
from autograder.diagnosis import Wrong
from autograder.known import play
from autograder.pictures import Pictures
from autograder.results import Curve, Difference, from_json, to_json
from reference.mistakes import catalogue


def wrong_source(name: str) -> dict[str, str]:
    mistakes = catalogue("shallow_network").mistakes
    mistake = next(m for m in mistakes if m.name == name)
    return {mistake.function: mistake.source()}


def question(result, name):
    return next(q for q in result.questions if q.name == name)


def test_the_blocks_that_differ_are_drawn_and_the_others_are_not(grade):
    source = wrong_source("missing_1_over_m_in_dW1")
    drawn = question(grade(source), "q8").differences
    assert [d.block for d in drawn] == ["dW1"]
    assert all(value != 0 for row in drawn[0].cells for value in row)
    assert drawn[0].got == pytest.approx(4 * drawn[0].right, rel=1e-3)


def test_a_training_is_drawn_with_the_step_and_the_blocks_at_which_it_parts(grade):
    result = grade(wrong_source("update_thrown_away"))
    (curve,) = question(result, "q10").curves
    assert curve.agree == 1
    assert curve.differing == ("W1", "b1", "W2", "b2")
    page = report.feedback_page(result)
    assert "the costs match until step 0, then W1, b1, W2 and b2 differ." in page
    assert from_json(to_json(result)) == result


@dataclass
class Case:
    """A hidden case that calls sigmoid with inputs of its own."""

    inputs: object
    name: str = "a case"
    hidden: bool = True

    @property
    def body(self):
        return self

    def _get_func_params(self):
        return ["sigmoid"]

    def call_func(self, names):
        checks.call(names.get("sigmoid"), z=self.inputs())


@pytest.mark.parametrize(
    ("inputs", "drawn"),
    [
        (lambda: checks.rng("q1", "a case").normal(size=(2, 3)), 1),
        (lambda: np.array([[0.25, 1.5, -0.75]]), 0),
    ],
    ids=["drawn anew for each seed", "the same for every seed"],
)
def test_inputs_that_a_hidden_case_has_with_every_seed_are_not_drawn(inputs, drawn):
    cases = (Case(inputs),)
    student = {"sigmoid": lambda z: 1 / (1 + np.exp(z))}
    calls = demonstrate("shallow_network", cases, "sigmoid", student)
    right = tuple(play("shallow_network", (), "sigmoid", calls))
    pictures = Pictures()
    pictures.add(Wrong("shallow_network", "sigmoid", calls, right, student, cases, SEED))
    assert len(pictures.differences) == drawn


def test_a_heat_map_has_a_path_for_each_shade_and_says_how_many_differ():
    cells = ((0.0, 0.01, -0.9), (None, 0.2, 0.0))
    svg = drawings.heat_map(Difference("f", "<dW1>", "", (2, 3), cells, "[1, 0]", None, 1.0))
    assert 'aria-label="&lt;dW1&gt;: 4 of 6 entries differ"' in svg
    for shade in ("same", "more1", "less3", "lost", "more2"):
        assert f'<path class="{shade}"' in svg
    assert svg.count("h10v10") == 6


def test_a_curve_that_explodes_stays_in_its_picture():
    svg = drawings.curve(Curve("train", (1.0, 1e9, None), (1.0, 0.5, 0.25), 1, ("b1",)))
    heights = [
        float(y) for _, y in (point.split() for point in svg.split('yours" d="M')[1].split('"')[0].split("L"))
    ]
    assert len(heights) == 2
    assert all(0 <= y <= drawings.HEIGHT for y in heights)


@pytest.mark.parametrize(
    ("code", "html"),
    [
        (
            "def f(x): # <",
            '<span class="k">def</span> <span class="nf">f</span>(x): <span class="c1"># &lt;</span>',
        ),
        ("x1 = 'a#b", 'x1 = <span class="s">&#x27;a#b</span>'),
        ('"""a\nb', '<span class="s">&quot;&quot;&quot;a\nb</span>'),
        ("1e-5 <sum", '<span class="mi">1e-5</span> &lt;<span class="nb">sum</span>'),
    ],
)
def test_code_is_coloured_and_escaped_even_where_it_is_broken(code, html):
    assert highlighting.python(code) == html
