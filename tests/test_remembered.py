"""What a case works out is given again only where it would come out the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder import assignment, checks
from autograder.remembered import Remembered

SOURCE = """
import numpy as np
from otter.test_files import test_case
import checks
OK_FORMAT = False
name = "q1"
title = "Any"
functions = ["relu"]
helpers = {}

@test_case(name="public", points=0, hidden=False)
def public(relu):
    relu(0)

@test_case(name="case", points=1, hidden=True)
def case(relu):
    from reference.activations import sigmoid
    generator = checks.rng("a")
    drawn = checks.parameters(generator, 2, 3)
    relu(drawn, sigmoid(drawn["W1"]), sigmoid(relu(generator.normal(size=2))))
"""


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    folder = tmp_path / "shallow_network"
    folder.mkdir()
    (folder / "q1.py").write_text(SOURCE, encoding="utf-8")
    [question] = assignment.from_folder(folder).questions
    return Remembered(question)


def run(how, relu, seed: int = 0) -> list:
    seen: list = []

    def noting(*values):
        seen.append(values)
        return relu(values[0])

    with checks.recording(seed):
        how("case", {"relu": noting})
    return seen


def test_a_case_sees_the_same_whether_it_is_learned_or_remembered(remembered):
    first = run(remembered.learn, lambda z: z)
    for again in (run(remembered.run, lambda z: z), run(remembered.run, lambda z: z)):
        np.testing.assert_equal(again, first)


def test_what_is_remembered_is_not_worked_out_again_and_not_shared(remembered, monkeypatch):
    first = run(remembered.learn, lambda z: z)
    monkeypatch.setattr(checks, "itertools", None)  # parameters() cannot do without
    again = run(remembered.run, lambda z: z)
    again[1][0]["W1"][:] = 7.0
    np.testing.assert_equal(run(remembered.run, lambda z: z), first)


def test_what_depends_on_an_answer_is_worked_out_for_that_answer(remembered):
    run(remembered.learn, lambda z: z)
    other = run(remembered.run, lambda z: np.zeros(2))
    np.testing.assert_equal(other[1][2], [0.5, 0.5])


def test_other_seeds_get_other_inputs(remembered):
    first = run(remembered.learn, lambda z: z)
    other = run(remembered.run, lambda z: z, seed=1)
    assert not np.array_equal(other[0][0], first[0][0])
    np.testing.assert_equal(run(remembered.learn, lambda z: z, seed=1), other)
