"""Marked numbers are planted in the inputs of all hidden cases; whatever students see is searched for them."""

from __future__ import annotations

import inspect
import re
from types import CodeType

import numpy as np
import pytest

from autograder import assignment, checks, exporting, public_check, report
from autograder.engine import Engine
from autograder.exports import FORMATS
from autograder.prepared import Prepared
from autograder.release import LEVELS, release
from autograder.results import to_json
from autograder.store import Store
from tests import notebooks
from tests.conftest import SMALL

MARK = 0.7391846
DIGITS = "739184"  # of the mark, in whatever form it is written
GRADED = 0  # the seed of the fixture's engine


def place(code: CodeType) -> tuple[str, str, int]:
    """What tells a test case's function, however often its file is loaded."""
    return code.co_filename, code.co_name, code.co_firstlineno


HIDDEN = {
    place(case.body.test_func.__code__)
    for name in assignment.names()
    for question in assignment.load(name).questions
    for case in question.test_file().test_cases
    if case.hidden
}


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
def rehearsed_anew(engine, monkeypatch):
    """The engine remembers what cases draw; here they draw otherwise."""
    monkeypatch.setattr(engine, "prepared", Prepared(engine.seed, engine.limits))


@pytest.fixture
def planted(monkeypatch, rehearsed_anew):
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
    return any(place(frame.frame.f_code) in HIDDEN for frame in inspect.stack(0))


WAYS = {
    "raises it": "raise ValueError(told)",
    "prints and warns": "import warnings; print(told); warnings.warn(told); raise KeyError(told)",
    "returns it as text": "return told",
    "returns it as a key": "return {told: told, 'dW1': told}",
    "names an exception after it": "raise type(told[:200], (Exception,), {})()",
    "returns its first argument": "return next(v for k, v in locals().items() if k != 'told')",
    "writes it into the notebook": "globals()['kept'] = told; raise ValueError(kept)",
}


def telling(ways: list[str], name: str = "shallow_network") -> dict[str, str]:
    """Every function of an assignment replaced by one that tries to tell its arguments, in these ways by turns."""
    found = {}
    for number, (function, source) in enumerate(notebooks.sources(name).items()):
        if head := re.match(r"def \w+\(.*?\):", source, re.DOTALL):
            found[function] = f"{head[0]}\n    told = str(locals())\n    {ways[number % len(ways)]}\n"
    return found


def seen_by_students(result, folder) -> dict[str, str]:
    """Everything that is written of a result, by what it is: also what only teachers get."""
    seen = {"result": to_json(result), "gradebook": report.gradebook_csv([result])}
    store = Store(folder)
    store.write_result(result)
    for level in LEVELS:
        seen[f"page, {level}"] = report.feedback_page(result, level)
        seen[f"result, {level}"] = to_json(release(result, level).result)
        store.write_release(level)
        for name in FORMATS:
            paths = exporting.export(folder, name, out=folder / level / name).paths
            seen[f"{name}, {level}"] = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    seen["class report"] = report.class_page([result], [])
    seen["index"] = report.index_page([result])
    seen["autograder check"] = public_check.text(result, assignment.load(result.assignment))
    return seen


def assert_nothing_is_told(result, folder) -> None:
    for where, text in seen_by_students(result, folder).items():
        assert DIGITS not in text, (where, text[max(0, text.index(DIGITS) - 300) :][:600])


@pytest.mark.parametrize("how", WAYS.values(), ids=WAYS)
def test_no_marked_number_comes_out(grade, planted, how, tmp_path):
    result = grade(telling([how]))
    assert planted["count"] > 5
    assert result.score < 50
    assert_nothing_is_told(result, tmp_path / "grades")


@pytest.mark.parametrize("first", range(0, len(WAYS), 4))
@pytest.mark.parametrize("name", [n for n in assignment.names() if n != "shallow_network"])
def test_no_marked_number_comes_out_of_any_assignment(grade, planted, name, first, tmp_path):
    """Each function in a way of its own, in two rounds."""
    ways = list(WAYS.values())
    result = grade(telling(ways[first:] + ways[:first], name), assignment=name)
    assert planted["count"] > 5
    assert result.score < 60
    assert_nothing_is_told(result, tmp_path / "grades")


@pytest.mark.parametrize("name", assignment.names())
def test_autograder_check_asks_no_hidden_case(planted, name, tmp_path):
    cells = notebooks.cells(telling([WAYS["raises it"]], name), assignment=name)
    with Engine(seed=GRADED, limits=SMALL, public_only=True) as engine:
        result = engine.grade(notebooks.write(tmp_path, cells, assignment=name))
    assert DIGITS not in public_check.text(result, assignment.load(name))
    assert not any(case.hidden for question in result.questions for case in question.cases)


def test_wrong_values_of_marked_inputs_do_not_come_out(grade, planted, tmp_path):
    """A value that is told to be wrong could be the input itself: sigmoid as the identity."""
    result = grade(
        {"sigmoid": "def sigmoid(z):\n    return z + 0.0", "relu": "def relu(z):\n    return 1.0 * z"}
    )
    assert planted["count"] > 5
    assert_nothing_is_told(result, tmp_path / "grades")


def test_the_search_would_find_it(grade, rehearsed_anew, monkeypatch, tmp_path):
    """The control: with the mark in public cases, too, the same functions do tell it."""
    real = checks.call

    def call(function, *, _observe=real, **arguments):
        for value in arguments.values():
            if isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.size:
                value.flat[0] = MARK
        return _observe(function, **arguments)

    monkeypatch.setattr(checks, "call", call)
    result = grade(telling([WAYS["raises it"]]))
    telling_of_it = {
        where for where, text in seen_by_students(result, tmp_path / "grades").items() if DIGITS in text
    }
    assert {"page, everything", "result", "gradescope, everything", "autograder check"} <= telling_of_it
