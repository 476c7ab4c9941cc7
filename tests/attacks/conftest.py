"""An attack, and what the engine promises to everybody else."""

from __future__ import annotations

import pytest

from autograder.results import Status


@pytest.fixture
def attack(grade):
    """Grade an attack, then hold the engine to what it promises to everybody else."""

    def run(replaced=None, **cells):
        result = grade(replaced, **cells)
        assert all(q.status is not Status.INTERNAL_ERROR for q in result.questions), result
        honest = grade()
        assert honest.score == 100.0
        assert honest.status is Status.PASSED
        return result

    return run
