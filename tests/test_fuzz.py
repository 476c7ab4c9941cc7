"""A fixed sample of the campaigns that `make soak` runs at length."""

from __future__ import annotations

import random

import pytest

from tests import soak_atheris, soak_fuzz


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


# ------------------------------------------------------------------------------------- guided by coverage

FOUND: list[tuple[str, bytes]] = []  # what atheris found: target, input


@pytest.mark.parametrize("target", soak_atheris.TARGETS)
def test_what_the_fuzzer_begins_with_is_taken_or_refused_as_promised(target):
    chance = random.Random(0)
    for data in soak_atheris.seeds(target):
        for damaged in (data, *(soak_fuzz.in_bytes(data, chance) for _ in range(20))):
            soak_atheris.TARGETS[target](damaged)


def test_what_it_found_is_found_no_more():
    for target, data in FOUND:
        soak_atheris.TARGETS[target](data)


@pytest.mark.parametrize(
    ("target", "function"),
    [("notebook", "notebook._cells"), ("wire", "wire.split"), ("archives", "archives.unpack")],
)
def test_the_fuzzer_sees_what_breaks_a_promise(monkeypatch, target, function):
    """The control."""
    monkeypatch.setattr(f"autograder.{function}", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        soak_atheris.TARGETS[target](soak_atheris.seeds(target)[-1])


def test_without_atheris_the_soak_says_that_nothing_was_fuzzed(monkeypatch, capsys):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("sys.argv", ["soak_atheris"])
    soak_atheris.main()
    assert "NOT FUZZED: atheris is not installed" in capsys.readouterr().out
