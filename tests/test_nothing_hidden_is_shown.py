"""Marked numbers are planted in the inputs of all hidden cases; whatever students see is searched for them."""

from __future__ import annotations

import inspect
import re

import numpy as np
import pytest

from autograder import assignment, checks, report
from autograder.results import to_json
from tests import notebooks

MARK = 0.7391846
DIGITS = "739184"  # of the mark, in whatever form it is written
GRADED = 0  # the seed of the fixture's engine
ASKED = assignment.load("shallow_network")


class Marking:
    """A generator that puts the mark into every array of real numbers that it draws."""

    def __init__(self, generator: np.random.Generator):
        self._generator = generator

    def __getattr__(self, name):
        draw = getattr(self._generator, name)

        def marked(*args, **kwargs):
            drawn = draw(*args, **kwargs)
            if isinstance(drawn, np.ndarray) and drawn.dtype.kind == "f" and drawn.size:
                drawn.flat[0] = MARK
            return drawn

        return marked


@pytest.fixture
def planted(monkeypatch):
    """How often the mark was put into a hidden case's inputs."""
    real, hidden = checks.rng, {"count": 0}

    def rng(*labels):
        generator = real(*labels)
        record = checks._record.get()
        if record is None or record.seed != GRADED or not _hidden_case_asks():
            return generator
        hidden["count"] += 1
        return Marking(generator)

    monkeypatch.setattr(checks, "rng", rng)
    return hidden


def _hidden_case_asks() -> bool:
    """Whether the call comes from a hidden case: the function that otter runs is on the stack."""
    names = {frame.function for frame in inspect.stack()}
    return bool(names & HIDDEN) and not names & PUBLIC


CASES = [case for question in ASKED.questions for case in question.test_file().test_cases]
HIDDEN = {case.body.test_func.__name__ for case in CASES if case.hidden}
PUBLIC = {case.body.test_func.__name__ for case in CASES if not case.hidden}


def telling(how: str) -> dict[str, str]:
    """Every function replaced by one that tries to tell its arguments."""
    found = {}
    for name, source in notebooks.sources().items():
        head = re.match(r"def \w+\(.*?\):", source, re.DOTALL)
        if head:
            found[name] = f"{head[0]}\n    told = str(locals())\n    {how}\n"
    return found


WAYS = {
    "raises it": "raise ValueError(told)",
    "prints and warns": "import warnings; print(told); warnings.warn(told); raise KeyError(told)",
    "returns it as text": "return told",
    "returns it as a key": "return {told: told, 'dW1': told}",
    "names an exception after it": "raise type(told[:200], (Exception,), {})()",
    "returns its first argument": "return next(v for k, v in locals().items() if k != 'told')",
    "writes it into the notebook": "globals()['kept'] = told; raise ValueError(kept)",
}


def seen_by_students(result) -> dict[str, str]:
    return {
        "page": report.feedback_page(result),
        "result": to_json(result),
        "gradebook": report.gradebook_csv([result]),
    }


@pytest.mark.parametrize("how", WAYS.values(), ids=WAYS)
def test_no_marked_number_comes_out(grade, planted, how):
    result = grade(telling(how))
    assert planted["count"] > 5
    assert result.score < 50
    for where, text in seen_by_students(result).items():
        assert DIGITS not in text, (where, text[max(0, text.index(DIGITS) - 300) :][:600])


def test_wrong_values_of_marked_inputs_do_not_come_out(grade, planted):
    """A value that is told to be wrong could be the input itself: sigmoid as the identity."""
    result = grade(
        {"sigmoid": "def sigmoid(z):\n    return z + 0.0", "relu": "def relu(z):\n    return 1.0 * z"}
    )
    assert planted["count"] > 5
    for where, text in seen_by_students(result).items():
        assert DIGITS not in text, where


def test_the_search_would_find_it(grade, monkeypatch):
    """The control: with the mark in public cases, too, the same functions do tell it."""
    real = checks.call

    def call(function, *, _observe=real, **arguments):
        for value in arguments.values():
            if isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.size:
                value.flat[0] = MARK
        return _observe(function, **arguments)

    monkeypatch.setattr(checks, "call", call)
    result = grade(telling(WAYS["raises it"]))
    assert any(DIGITS in text for text in seen_by_students(result).values())
