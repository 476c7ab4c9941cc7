"""A fixed sample of the campaigns that `make soak` runs at length."""

from __future__ import annotations

import pytest

from tests import soak_fuzz


@pytest.fixture(scope="module")
def originals() -> list[bytes]:
    return soak_fuzz.seeds()


def test_damaged_notebooks_are_read_or_refused_with_a_reason(originals):
    for number in range(300):
        assert soak_fuzz.read(soak_fuzz.damaged(number, 1, originals)) == "", number


def test_damaged_notebooks_are_graded_and_every_lost_point_has_a_reason(originals):
    assert soak_fuzz.graded(range(6), 1, originals) == {}


def test_the_same_number_gives_the_same_damage(originals):
    assert soak_fuzz.damaged(3, 0, originals) == soak_fuzz.damaged(3, 0, originals)
    different = {soak_fuzz.damaged(number, 0, originals) for number in range(50)}
    assert len(different) > 45


def test_the_judge_sees_what_must_not_be(monkeypatch):
    """The control: a reader that fails in its own way is noticed."""
    monkeypatch.setattr(soak_fuzz.notebook, "read", lambda data: 1 / 0)
    assert "ZeroDivisionError" in soak_fuzz.read(b"{}")
