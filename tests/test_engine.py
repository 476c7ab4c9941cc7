"""Whole submissions: a mistake costs its own question, trouble costs its own cell, and the same gives the same."""

from __future__ import annotations

import math
import os
import signal
from dataclasses import replace

import numpy as np
import pytest

from autograder import assignment, tiers
from autograder.cells import Cells
from autograder.engine import Engine
from autograder.names import Names
from autograder.notebook import read
from autograder.problems import ZygoteFailed
from autograder.results import Status, from_json, to_json
from autograder.submissions import Submission
from tests import notebooks
from tests.conftest import SMALL

ASKED = assignment.load("shallow_network")


def lost(result) -> dict[str, float]:
    """The questions that lost points, with what is left of each."""
    return {q.name: q.score for q in result.questions if q.score < q.max_score}


def question(result, name):
    return next(q for q in result.questions if q.name == name)


def cell_notes(result) -> list[str]:
    return [note for note in result.notes if note.startswith("Code cell")]


# ------------------------------------------------------------------------------------------- mistakes


def test_the_right_notebook_gets_everything(grade):
    result = grade()
    assert (result.score, result.status, lost(result)) == (100.0, Status.PASSED, {})
    assert all(not case.message for q in result.questions for case in q.cases)
    assert result.flagged_gradient_checks == 0
    assert cell_notes(result) == []
    assert from_json(to_json(result)) == result


@pytest.mark.parametrize(
    ("function", "wrong", "owner"),
    [
        ("sigmoid", "def sigmoid(z): return 1 / (1 + np.exp(z))", "q1"),
        ("tanh_derivative", "def tanh_derivative(z): return 1 - z**2", "q3"),
        ("forward_propagation", "def forward_propagation(X, parameters): return None", "q6"),
        ("compute_cost", "def compute_cost(A2, Y):\n    while True: pass", "q7"),
        ("backward_propagation", "def backward_propagation(*a): import os; os._exit(1)", "q8"),
        ("update_parameters", "def update_parameters(a, b, c=1.2): raise KeyError('dW9')", "q9"),
        ("predict", None, "q11"),
        ("answers", "answers = {}", "q12"),
    ],
)  # fmt: skip
def test_a_mistake_costs_its_own_question_only(grade, function, wrong, owner):
    result = grade({function: wrong})
    assert set(lost(result)) == {owner}
    assert question(result, owner).status is not Status.INTERNAL_ERROR
    assert any(case.message for case in question(result, owner).cases)


def test_a_question_that_only_our_helpers_save_says_so(grade):
    result = grade({"sigmoid": "def sigmoid(z):\n    return z"})
    assert lost(result) == {"q1": 0.0}
    assert any("our sigmoid" in note for note in question(result, "q6").notes)
    assert not any("our sigmoid" in note for note in question(result, "q7").notes)


def test_a_wrong_answer_is_not_saved_by_our_helpers(grade):
    result = grade(
        {
            "sigmoid": "def sigmoid(z):\n    return z",
            "forward_propagation": "def forward_propagation(X, parameters):\n    return sigmoid(X), {}",
        }
    )
    assert set(lost(result)) == {"q1", "q6"}


def test_all_functions_missing_is_a_zero_with_reasons_and_no_failure_of_ours(grade):
    result = grade(dict.fromkeys(notebooks.sources(), None))
    assert result.score == 0.0
    assert result.status is Status.FAILED
    for q in result.questions:
        for case in q.cases:
            assert case.message, (q.name, case.name)
        if q.name != "q12":  # answers is no function: it cannot be called to say why it is not there
            assert all("is not defined" in case.message for case in q.cases), q.name


def test_stubs_are_still_to_be_written(grade):
    result = grade({"relu": "def relu(z):\n    raise NotImplementedError"})
    assert "still to be written" in question(result, "q2").cases[0].message


def test_nan_is_wrong(grade):
    result = grade({"relu": "def relu(z):\n    return np.full(np.shape(z), np.nan)"})
    assert set(lost(result)) == {"q2"}
    assert "not finite (NaN)" in question(result, "q2").cases[0].message


def test_changing_an_argument_where_it_is_allowed_is_noted_and_costs_nothing(grade):
    in_place = (
        "def update_parameters(parameters, grads, learning_rate=1.2):\n"
        "    for key in parameters:\n        parameters[key] -= learning_rate * grads['d' + key]\n"
        "    return parameters"
    )
    result = grade({"update_parameters": in_place})
    assert lost(result) == {}
    assert any("in place" in note for note in question(result, "q9").notes)


# ---------------------------------------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("cell", "noted"),
    [
        ("1 / 0", "raised ZeroDivisionError"),
        ("x = = 1", "SyntaxError"),
        ("input('name? ')", "raised RuntimeError: input() is not available"),
        ("exit()", "calls exit"),
        ("import torch", "ModuleNotFoundError"),
        ("!rm -rf /", "runs a shell command"),
        ("%pip install numpy", "uses %pip"),
        ("%no_such_magic 1", "Code cell 2"),
        ("%%no_such_magic\n1", "Code cell 2"),
        ("while True: pass", "was stopped because it computed for more than 2 s"),
        ("import os; os._exit(3)", "ended the process that ran it"),
        ("print('x' * 10**6)", "printed 1 million characters"),
    ],
)
def test_a_cell_in_trouble_is_noted_and_costs_nothing(grade, cell, noted):
    result = grade(first=[cell])
    assert lost(result) == {}
    assert any(noted in note for note in result.notes), result.notes


@pytest.mark.parametrize(
    "cell",
    ["%matplotlib inline", "%config InlineBackend.figure_format = 'svg'", "%%time\nx = 1", "%timeit -n1 -r1 1",
     "import matplotlib.pyplot as plt\nplt.imshow(np.eye(3)); plt.colorbar(); plt.show()", "grader.check('q1')",
     "x = np.ones((50, 50)) @ np.ones((50, 50))"],
)  # fmt: skip
def test_an_ordinary_cell_is_not_noted(grade, cell):
    result = grade(first=[cell])
    assert lost(result) == {}
    assert cell_notes(result) == []


def test_definitions_above_a_hang_and_beside_a_crash_are_kept(grade):
    sources = notebooks.sources()
    result = grade(
        {
            "relu": f"{sources['relu']}\n\nwhile True:\n    pass",
            "leaky_relu": f"import os\n{sources['leaky_relu']}\n\nos._exit(1)",
        }
    )
    assert lost(result) == {}
    assert len(cell_notes(result)) == 2


def test_a_definition_in_a_broken_cell_is_missing_with_its_reason(grade):
    result = grade(
        {"relu": f"1 / 0\n{notebooks.sources()['relu']}", "leaky_relu": "def leaky_relu(z:\n  pass"}
    )
    assert set(lost(result)) == {"q2"}
    first, second = question(result, "q2").cases[0].message, question(result, "q2").cases[1].message
    assert "relu is not defined, because code cell 3 stopped with ZeroDivisionError" in first
    assert "leaky_relu is not defined, because code cell 4 has a SyntaxError" in second


def test_the_last_definition_counts(grade):
    assert set(lost(grade(last=["def relu(z):\n    return z"]))) == {"q2"}
    assert lost(grade({"relu": "def relu(z):\n    return z"}, last=[notebooks.sources()["relu"]])) == {}


NO_FORK = "import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (1, 1))"
THREAD = "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()"


def test_a_notebook_that_cannot_be_forked_answers_by_itself(grade):
    result = grade(first=[NO_FORK])
    assert lost(result) == {}
    assert not any("none of your functions" in note for note in result.notes)


def test_a_thread_of_the_notebook_runs_beside_no_call(grade):
    """It may burn the time that the calls have, so they are made in a fork, where no thread is."""
    burning = "import threading\ndef burn():\n    while True: pass\nthreading.Thread(target=burn, daemon=True).start()"
    counting = "import sys\nthreads = []\n" + notebooks.sources()["relu"].replace(
        "):\n", "):\n    threads.append(len(sys._current_frames())); assert threads[-1] == 1\n", 1
    )
    assert lost(grade({"relu": counting}, last=[burning])) == {}


def test_cells_that_leave_their_process_unusable_cost_themselves(grade):
    result = grade(first=[f"{NO_FORK}\n{THREAD}"])
    assert lost(result) == {}
    assert any("none of your functions could be called" in note for note in result.notes)


def test_what_a_broken_off_call_leaves_behind_is_not_met_by_second_tries(grade):
    """relu hangs, and what it has spoiled by then would cost others their points."""
    relu = """
spoiled = False

def relu(z):
    global spoiled
    spoiled = True
    while True:
        pass
"""
    sigmoid = notebooks.sources()["sigmoid"].replace("):\n", "):\n    assert not spoiled\n", 1)
    assert set(lost(grade({"relu": relu, "sigmoid": sigmoid}))) == {"q2"}


def test_many_lethal_cells_end_in_a_zero_with_reasons(grade):
    result = grade(first=[f"import os  # {n}\nos._exit({n})" for n in range(12)])
    assert result.status is Status.FAILED
    assert any("ended the process that ran it" in note for note in result.notes)


# --------------------------------------------------------------------------------- skipped experiments


class Listening:
    """A submission that only remembers what it was asked to run."""

    def __init__(self):
        self.ran: list[str] = []

    def run_cells(self, cells):
        for _, source in cells:
            self.ran.append(source)
            yield None, []


class OneZygote:
    def __init__(self):
        self.submission = Listening()

    def spawn(self):
        return self.submission


def experiment() -> str:
    return next(c.source for c in ASKED.handed_out if c.cell_type == "code" and "otter_ignore" in c.tags)


def test_an_untouched_experiment_is_skipped_and_a_changed_one_is_run(tmp_path):
    changed = f"{experiment()}\nmine = 1"
    submission = notebooks.write(tmp_path, [experiment(), changed, "x = 1"])
    zygote = OneZygote()
    Cells(read(submission.path), ASKED).start(zygote, math.inf)
    assert zygote.submission.ran == [changed, "x = 1"]


def defines(source: str) -> set[str]:
    """The names that a cell defines if it needs nothing but NumPy; none if it needs more."""
    space = {"np": np}
    try:
        exec(source, space)
    except Exception:
        return set()
    return set(space) - {"np", "__builtins__"}


def test_a_cell_that_uses_what_an_experiment_defines_gets_it(grade):
    ignored = [c.source for c in ASKED.handed_out if c.cell_type == "code" and "otter_ignore" in c.tags]
    defining = next(source for source in ignored if defines(source))
    result = grade(first=[defining], last=[f"print({min(defines(defining))})"])
    assert lost(result) == {}
    assert cell_notes(result) == []


# ---------------------------------------------------------------------------------------- the same again


def test_the_same_submission_gives_the_same_bytes(engine, tmp_path):
    sources = {
        "sigmoid": "def sigmoid(z):\n    return np.random.randn(*np.shape(z))",
        "relu": "def relu(z): return hash(str(z))",
    }
    submission = notebooks.write(tmp_path, notebooks.cells(sources))
    other = notebooks.write(tmp_path, notebooks.cells(first=["np.random.seed(1)"]))
    first = to_json(engine.grade(submission))
    engine.grade(other)
    assert to_json(engine.grade(submission)) == first


@pytest.mark.parametrize("seed", [1, 20_26])
def test_another_seed_gives_the_same_scores(engine, tmp_path, monkeypatch, seed):
    right = notebooks.write(tmp_path, notebooks.cells())
    wrong = notebooks.write(tmp_path, notebooks.cells({"relu": "def relu(z):\n    return abs(z)"}))
    monkeypatch.setattr(engine, "seed", 0)
    before = lost(engine.grade(wrong))
    monkeypatch.setattr(engine, "seed", seed)
    assert lost(engine.grade(right)) == {}
    assert lost(engine.grade(wrong)) == before
    assert engine.grade(right).provenance["seed"] == seed


def test_provenance_says_what_was_graded_with_what(engine, tmp_path):
    provenance = engine.grade(notebooks.write(tmp_path, notebooks.cells())).provenance
    for key in ("submission", "tests", "engine", "reference"):
        assert len(provenance[key]) == 64
    assert provenance["isolation"] == engine.policy.tier


# ------------------------------------------------------------------------------------ what is not a notebook


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04", b"\xff\xfe", b"[]", b'{"cells": 5}'])
def test_what_is_no_notebook_is_said_loudly(engine, tmp_path, content):
    path = tmp_path / "shallow_network.ipynb"
    path.write_bytes(content)
    result = engine.grade(Submission("someone", "shallow_network", path))
    assert result.score == 0.0
    assert result.status in (Status.SKIPPED, Status.FAILED)
    assert result.notes


def test_an_unknown_assignment_is_not_a_zero_for_anything(engine, tmp_path):
    result = engine.grade(Submission("someone", None, tmp_path / "x.ipynb"))
    assert (result.status, result.max_score) == (Status.SKIPPED, 0.0)


# --------------------------------------------------------------------------------------- our own failures


def test_a_zygote_that_is_killed_costs_nobody(engine, grade, monkeypatch):
    grade()
    os.kill(engine._zygotes["notebook"]._process.pid, signal.SIGKILL)
    assert lost(grade()) == {}
    begun, begin = [], Names.begin

    def killing(self):
        begun.append(1)
        if len(begun) == 20:
            os.kill(engine._zygotes["notebook"]._process.pid, signal.SIGKILL)
        return begin(self)

    monkeypatch.setattr(Names, "begin", killing)
    assert lost(grade()) == {}
    assert len(begun) > 20


def test_a_failure_of_ours_is_an_internal_error_and_never_a_score(grade, monkeypatch):
    def fails(*_):
        raise RuntimeError("of ours, with a secret 0.123456")

    monkeypatch.setattr(Names, "begin", fails)
    result = grade()
    assert result.status is Status.INTERNAL_ERROR
    assert result.score == 0.0
    assert all(q.status is Status.INTERNAL_ERROR for q in result.questions)
    assert "0.123456" not in to_json(result)
    monkeypatch.undo()
    assert lost(grade()) == {}


def test_a_second_try_that_we_cannot_offer_is_our_failure(engine, grade, monkeypatch):
    zygote = engine._zygote

    def refuse(serves):
        if serves == "reference":
            raise ZygoteFailed("not today")
        return zygote(serves)

    monkeypatch.setattr(engine, "_zygote", refuse)
    asking = (
        "def forward_propagation(X, parameters):\n    return sigmoid(X + 0.125), {}"  # ours never asks that
    )
    result = grade({"sigmoid": "def sigmoid(z):\n    return np.tanh(z)", "forward_propagation": asking})
    assert result.status is Status.INTERNAL_ERROR


def test_a_sandbox_that_fails_its_test_grades_nobody(tmp_path, monkeypatch):
    def open_sandbox(zygote):
        raise ZygoteFailed("the sandbox is open")

    monkeypatch.setattr(tiers, "self_test", open_sandbox)
    with Engine(limits=SMALL) as engine:
        result = engine.grade(notebooks.write(tmp_path, notebooks.cells()))
        assert not engine._zygotes
    assert result.score == 0
    assert {q.status for q in result.questions} == {Status.INTERNAL_ERROR}


def test_isolation_that_cannot_be_had_is_refused_before_anything_runs(tmp_path, monkeypatch):
    def refuse(*_):
        raise tiers.IsolationError("not here")

    monkeypatch.setattr(tiers, "choose", refuse)
    with Engine(limits=SMALL) as engine, pytest.raises(tiers.IsolationError):
        engine.grade(notebooks.write(tmp_path, notebooks.cells()))


def test_the_grader_cannot_be_traced_once_it_has_warm_processes(engine, grade):
    grade()
    assert os.stat("/proc/self/mem").st_uid == 0  # what the kernel does to processes that are not dumpable


def test_a_submission_has_a_budget(tmp_path):
    """Cells and calls that each stay within their limits cannot hold the grader for longer than all may take."""
    sleeping = ["import time\ntime.sleep(1.2)"] * 4
    limits = replace(SMALL, submission=3.0)
    with Engine(limits=limits) as engine:
        result = engine.grade(notebooks.write(tmp_path, notebooks.cells(first=sleeping)))
    assert result.score == 0
    assert {case.status for q in result.questions for case in q.cases} == {Status.TIMEOUT}
    assert "The notebook as a whole took more than 3 s" in result.questions[0].cases[0].message
