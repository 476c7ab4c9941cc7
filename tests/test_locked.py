"""Answers that are sent along can be read with their question in hand, and only then."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import checks, overheard, wire
from autograder.assignment import loaded, names
from autograder.attempt import test_file as file_of
from autograder.limits import Limits
from autograder.locked import lock, look_up, name_and_key
from autograder.prepared import Prepared
from reference import shallow_network as right

Z = np.array([[0.5, -1.0]])


def locked_answer(helper, arguments, answer):
    name, key = name_and_key(helper, arguments)
    return {name: lock(key, answer)}


def test_who_asks_reads_the_answer():
    kept = locked_answer("sigmoid", [Z], b"what it says")
    assert look_up(kept, "sigmoid", (Z.copy(),)) == b"what it says"


@pytest.mark.parametrize("answer", [b"", b"\0", b"\0" * 300, bytes(range(256)) * 9])
def test_every_answer_comes_back_as_it_was(answer):
    assert look_up(locked_answer("sigmoid", [Z], answer), "sigmoid", [Z]) == answer


@pytest.mark.parametrize(
    ("helper", "arguments"),
    [
        ("tanh", [Z]),
        ("sigmoid", [np.nextafter(Z, 1)]),
        ("sigmoid", [Z, None]),
        ("sigmoid", [Z.T]),
        ("sigmoid", [len]),
    ],
)
def test_another_question_finds_nothing(helper, arguments):
    assert look_up(locked_answer("sigmoid", [Z], b"what it says"), helper, arguments) is None


def test_the_name_does_not_open_it():
    [(name, sent)] = locked_answer("sigmoid", [Z], b"what it says").items()
    assert b"says" not in sent
    assert lock(name, sent) != b"what it says"


def test_two_answers_have_nothing_in_common():
    """Equal answers to different questions: their difference would otherwise tell that they are equal."""
    sent = [locked_answer("sigmoid", [Z + i], b"\0" * 64).popitem()[1] for i in range(2)]
    assert sent[0] != sent[1]


def test_what_is_sent_along_a_second_try_holds_no_answer_and_no_argument():
    question = loaded("shallow_network").question("q10")
    sent = Prepared(3, Limits()).overheard("shallow_network", question, 3).said_by(question.helpers)
    assert len(sent) > 400
    whole = b"".join(part for item in sent.items() for part in item)
    X, start = _usual_problem(3)
    A2, cache = right.forward_propagation(X, start)
    inside = [X, start["W1"], A2, cache["Z1"]]
    known = look_up(sent, "forward_propagation", [X, start])
    assert known is not None
    assert wire.decode(*wire.split(known))[2][0].tobytes() == A2.tobytes()
    for array in inside:
        for number in array.ravel():
            assert number.tobytes() not in whole


def _usual_problem(seed):
    """What the hidden case about costs draws first."""
    _, cases = file_of("shallow_network", "q10")
    [case] = [case for case in cases if "cost before every update" in case.name]
    with checks.recording(seed):
        X, _, start = case.body.test_func.__globals__["problem"](checks.rng("q10", "costs"), 3, 5, 8)
    return X, start


@pytest.mark.parametrize("assignment", names())
def test_no_answer_of_any_question_is_sent_open(assignment, monkeypatch):
    asked = loaded(assignment)
    sent, plain = [], []
    for kept in (sent, plain):
        for question in asked.questions:
            _, cases = file_of(assignment, question.name)
            kept.append(overheard.overhear(assignment, question.helpers, cases, 5).said_by(question.helpers))
        monkeypatch.setattr(overheard, "lock", lambda key, answer: answer)
    # in these two chance has a part in all that helpers answer
    assert any(plain) is (assignment not in ("initialization", "regularization"))
    for locked, answers in zip(sent, plain, strict=True):
        assert locked.keys() == answers.keys()
        whole = b"".join(part for item in locked.items() for part in item)
        for name, answer in answers.items():
            assert len(locked[name]) == len(answer)
            assert answer[-12:] not in whole
