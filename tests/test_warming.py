"""A warm process that is started before it is wanted: it becomes a zygote, or goes without a trace."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder import tiers
from autograder.engine import Engine
from autograder.problems import ZygoteFailed
from autograder.results import Status
from autograder.session import Zygote
from autograder.warming import Warming
from tests import notebooks
from tests.conftest import SMALL

FIGURE = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([0, 1], label='$y$')\nfig.canvas.draw()"


@pytest.fixture(scope="module")
def policy():
    return tiers.choose(limits=SMALL)


def left(warming: Warming) -> list[str]:
    """What is there of it."""
    places = (Path(f"/proc/{warming.process.pid}"), warming.scratch.path)
    return [str(place) for place in places if os.path.exists(place)]


def test_one_that_nobody_wanted_goes_at_once_and_leaves_nothing(policy):
    with Warming(policy) as warming:
        assert len(left(warming)) == 2
    assert left(warming) == []
    warming.close()  # once more does no harm


def test_an_engine_takes_it_and_starts_no_other(policy, tmp_path, monkeypatch):
    with Warming(policy) as warming:
        monkeypatch.setattr("autograder.session.Warming", None)  # whoever calls it fails
        with Engine(limits=SMALL, warming=warming) as engine:
            result = engine.grade(notebooks.write(tmp_path, notebooks.cells()))
            assert result.status is not Status.INTERNAL_ERROR
            assert engine._zygotes["notebook"]._process.pid == warming.process.pid
        assert left(warming) == []


def test_an_engine_that_had_nothing_to_grade_closes_it(policy):
    warming = Warming(policy)
    Engine(limits=SMALL, warming=warming).close()
    assert left(warming) == []


def test_one_that_dies_on_its_way_is_a_zygote_that_failed(policy):
    with Warming(policy) as warming:
        warming.process.kill()
        with pytest.raises(ZygoteFailed, match="without a word"):
            Zygote(policy, warming=warming)
    assert left(warming) == []


def test_an_engine_whose_process_died_on_its_way_grades_with_another(policy, tmp_path):
    with Warming(policy) as warming, Engine(limits=SMALL, warming=warming) as engine:
        warming.process.kill()
        result = engine.grade(notebooks.write(tmp_path, notebooks.cells()))
    assert result.status is not Status.INTERNAL_ERROR


def test_a_figure_can_be_drawn_before_and_after_the_first_of_ours(zygote):
    for _ in range(2):
        with zygote.submission() as submission:
            problem, _ = submission.run_cell(0, f"def twice(x):\n    return 2 * x\n{FIGURE}")
            assert problem is None
            assert submission.question().call("twice", ["x"], [21], 0).value == 42
        tiers.draw(zygote)


def test_from_the_second_submission_on_figures_are_warm(engine, tmp_path):
    engine.grade(notebooks.write(tmp_path, notebooks.cells(), "anna"))
    engine.grade(notebooks.write(tmp_path, notebooks.cells(), "bob"))
    assert not engine._zygotes["notebook"].draw()  # it had before


def test_a_warm_process_that_cannot_draw_is_replaced(tmp_path, monkeypatch):
    def refuse(zygote):
        raise ZygoteFailed("the sandbox cannot draw")

    with Engine(limits=SMALL) as engine:
        engine.grade(notebooks.write(tmp_path, notebooks.cells(), "anna"))
        first = engine._zygotes["notebook"]
        monkeypatch.setattr(tiers, "draw", refuse)
        result = engine.grade(notebooks.write(tmp_path, notebooks.cells(), "bob"))
        assert engine._zygotes["notebook"] is not first
    assert result.status is not Status.INTERNAL_ERROR
