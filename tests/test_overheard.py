"""What our helpers were heard to answer: the reference's answers, to our own questions, and not by chance."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import checks, wire
from autograder.assignment import loaded
from autograder.attempt import test_file as file_of
from autograder.conversation import Conversation, said_back
from autograder.limits import Limits
from autograder.locked import look_up
from autograder.overheard import Overheard, overhear
from autograder.prepared import Prepared
from autograder.problems import OutOfTime
from autograder.results import to_json
from autograder.stand_ins import Reference
from reference import answers, shallow_network
from tests import notebooks

HALF = "def sigmoid(z):\n    return 0.5 / (1 + np.exp(-z))"
NO_GRADIENT = """
def backward_propagation(parameters, cache, X, Y):
    return {"d" + key: 0 * value for key, value in parameters.items()}
"""


def heard_of(assignment: str, question: str, seed: int = 0) -> Overheard:
    asked = loaded(assignment).question(question)
    _, cases = file_of(assignment, question)
    return overhear(assignment, asked.helpers, cases, seed)


@pytest.fixture(scope="module")
def training() -> Overheard:
    return heard_of("shallow_network", "q10")


def test_every_step_of_a_training_is_heard(training):
    _, cases = file_of("shallow_network", "q10")
    [X, Y, start] = [cases[0].body.test_func.__globals__[name] for name in ("X", "Y", "START")]
    parameters = start
    for _ in range(3):
        _, cache = shallow_network.forward_propagation(X, parameters)
        asked = "backward_propagation", [parameters, cache, X, Y]
        word, outcome, grads = wire.decode(*wire.split(look_up(training.said[asked[0]], *asked)))
        assert (word, outcome) == ("back", "value")
        right = shallow_network.backward_propagation(parameters, cache, X, Y)
        assert all(np.array_equal(grads[name], right[name]) for name in right)
        parameters = shallow_network.update_parameters(parameters, right, 0.8)


def test_other_seeds_ask_other_questions(training):
    other = heard_of("shallow_network", "q10", 1)
    for helper, answers_of in training.said.items():
        assert answers_of.keys() != other.said[helper].keys()
        assert answers_of.keys() & other.said[helper].keys()  # those of the public cases


class Case:
    """A test case that is one function of what it asks for."""

    def __init__(self, run):
        self.body, self.run = self, run

    def call_func(self, names):
        self.run(names)


def test_what_a_case_itself_asks_is_heard_and_nobody_shares_it():
    z = np.array([[0.0, 1.0]])
    heard = overhear(
        "shallow_network", ["sigmoid"], [Case(lambda names: checks.call(names.get("sigmoid"), z=z))], 0
    )
    asked = ("sigmoid", ("z",), [[z]], 0, False)
    for _ in range(2):
        recalled = heard.recall(*asked)
        assert np.array_equal(recalled.value, answers("shallow_network")["sigmoid"](z))
        recalled.value[:] = 7
    assert heard.recall("sigmoid", ("z",), [[z + 1]], 0, False) is None
    assert heard.recall("sigmoid", ("z",), [[lambda: 0]], 0, False) is None


def test_what_comes_before_a_failure_is_heard():
    def fails(names):
        checks.call(names.get("sigmoid"), z=0.0)
        raise ValueError

    assert overhear("shallow_network", ["sigmoid"], [Case(fails)], 0).seen


def test_what_chance_decides_is_not_kept():
    drawing = Case(lambda names: checks.call(names.get("initialize_parameters"), n_x=2, n_h=3, n_y=1))
    heard = overhear("shallow_network", ["initialize_parameters"], [drawing], 0)
    assert not heard.seen
    assert not heard.said


def test_what_is_certain_is_kept_beside_what_chance_decides():
    def mixed(names):
        checks.call(names.get("initialize_parameters"), n_x=2, n_h=3, n_y=1)
        checks.call(names.get("sigmoid"), z=0.0)

    heard = overhear("shallow_network", ["initialize_parameters", "sigmoid"], [Case(mixed)], 0)
    assert [call.name for call in heard.seen.values()] == ["sigmoid"]


def test_a_training_with_a_wrong_helper_needs_no_process_of_the_reference(grade, monkeypatch):
    asked = []
    monkeypatch.setattr(Reference, "observe", lambda self, name, *call: asked.append(name))
    result = grade({"backward_propagation": NO_GRADIENT})
    assert not asked
    assert {q.name for q in result.questions if q.score < q.max_score} == {"q8"}


ROUNDED_OTHERWISE = """
def forward_propagation(X, parameters):
    Z1 = np.array([[sum(w * x for w, x in zip(row, column)) for column in X.T] for row in parameters["W1"]])
    Z1 = Z1 + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.einsum("ij,jk->ik", parameters["W2"], A1) + parameters["b2"]
    A2 = 0.5 * (1 + np.tanh(Z2 / 2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
"""


def test_what_is_right_but_rounded_otherwise_needs_no_process_of_the_reference_either(grade, monkeypatch):
    asked = []
    monkeypatch.setattr(Reference, "observe", lambda self, name, *call: asked.append(name))
    result = grade({"backward_propagation": NO_GRADIENT, "forward_propagation": ROUNDED_OTHERWISE})
    assert not asked
    assert {q.name for q in result.questions if q.score < q.max_score} == {"q8"}


def test_helpers_that_fit_only_their_own_kind_stay_where_they_are_right(grade):
    with_m = notebooks.sources()["forward_propagation"].replace(
        "return A2, {", 'return A2, {"m": X.shape[1], '
    )
    assert with_m != notebooks.sources()["forward_propagation"]
    asks_for_it = notebooks.sources()["nn_model"].replace(
        "        costs.append", '        assert cache["m"] == X.shape[1]\n        costs.append', 1
    )
    assert asks_for_it != notebooks.sources()["nn_model"]
    result = grade(
        {"forward_propagation": with_m, "nn_model": asks_for_it, "backward_propagation": NO_GRADIENT}
    )
    assert {q.name for q in result.questions if q.score < q.max_score} == {"q8"}
    [training] = [q for q in result.questions if q.name == "q10"]
    assert "Tested with our backward_propagation in place of yours" in training.notes[0]


def hanging(monkeypatch):
    """What ran out of time, each as it happens."""
    waited = []

    def noting(problem):
        if isinstance(problem, OutOfTime) and not any(problem is other for other in waited):
            waited.append(problem)
        return problem

    told, give_up = Conversation._problem, Conversation.give_up
    monkeypatch.setattr(Conversation, "_problem", lambda self, *report: noting(told(self, *report)))
    monkeypatch.setattr(Conversation, "give_up", lambda self, problem: give_up(self, noting(problem)))
    return waited


ENDLESS = (
    "def nn_model(X, Y, parameters, num_iterations=9, learning_rate=1.2):\n    while True:\n        pass"
)


def test_what_hangs_with_all_the_right_helpers_is_not_waited_for_again(grade, monkeypatch):
    waited = hanging(monkeypatch)
    result = grade({"nn_model": ENDLESS, "backward_propagation": NO_GRADIENT})
    assert {q.name for q in result.questions if q.score < q.max_score} == {"q8", "q10"}
    assert len(waited) == 2  # with its own helpers, and with ours in the place of all


def test_what_hangs_where_no_helper_is_wrong_is_waited_for_once_more_and_no_further_time(grade, monkeypatch):
    waited = hanging(monkeypatch)
    result = grade({"nn_model": ENDLESS})
    assert {q.name for q in result.questions if q.score < q.max_score} == {"q10"}
    assert len(waited) == 2  # with its own helpers, and with ours in the place of all


def test_who_hangs_for_a_slow_helper_gets_a_fast_one(grade, monkeypatch):
    waited = hanging(monkeypatch)
    slow = notebooks.sources()["forward_propagation"].replace(
        "    Z1 =",
        "    until = time.process_time() + 0.012\n    while time.process_time() < until: pass\n    Z1 =",
        1,
    )
    result = grade({"forward_propagation": "import time\n\n" + slow})
    assert waited
    assert all(q.score == q.max_score for q in result.questions)


def test_who_hangs_for_a_wrong_helper_may_still_fit_only_its_own_kind_of_another(grade, monkeypatch):
    waited = hanging(monkeypatch)
    with_m = notebooks.sources()["forward_propagation"].replace(
        "return A2, {", 'return A2, {"m": X.shape[1], '
    )
    training = notebooks.sources()["nn_model"].replace(
        "        parameters = update",
        '        assert cache["m"] == X.shape[1]\n'
        "        while not any(np.any(g) for g in grads.values()): pass\n"
        "        parameters = update",
        1,
    )
    result = grade({"forward_propagation": with_m, "nn_model": training, "backward_propagation": NO_GRADIENT})
    assert waited
    assert {q.name for q in result.questions if q.score < q.max_score} == {"q8"}


AFTER_THE_UPDATE = """
def nn_model(X, Y, parameters, num_iterations=9, learning_rate=1.2):
    costs = []
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        assert cache["m"] == X.shape[1]
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
    return parameters, costs
"""


def test_who_has_helpers_of_its_own_kind_is_diagnosed_with_them(grade):
    with_m = notebooks.sources()["forward_propagation"].replace(
        "return A2, {", 'return A2, {"m": X.shape[1], '
    )
    result = grade(
        {"forward_propagation": with_m, "nn_model": AFTER_THE_UPDATE, "backward_propagation": NO_GRADIENT}
    )
    [training] = [q for q in result.questions if q.name == "q10"]
    assert [d.mistake for d in training.diagnoses] == ["cost_after_the_update"]


def test_all_that_is_kept_fits_into_one_message():
    heard = Overheard()
    for number in range(60_000):
        heard.keep_said("sigmoid", [number], said_back("value", None))
        heard.keep_said("sigmoid", [number], said_back("value", None))
    kept = heard.said_by(["sigmoid", "relu"])
    assert 10_000 < len(kept) < 60_000
    wire.encode(["swap", ["sigmoid"], kept, 0])


def test_where_no_hidden_case_is_asked_none_is_overheard():
    question = loaded("shallow_network").question("q10")
    public, whole = (
        Prepared(0, Limits(), public_only=only).overheard("shallow_network", question, 0)
        for only in (True, False)
    )
    for helper, answers_of in public.said.items():
        assert answers_of.keys() < whole.said[helper].keys()


def test_without_what_was_heard_the_result_is_the_same(engine, tmp_path, monkeypatch):
    submission = notebooks.write(tmp_path, notebooks.cells({"sigmoid": HALF}))
    known = to_json(engine.grade(submission))
    monkeypatch.setattr(Overheard, "said_by", lambda self, helpers: {})
    monkeypatch.setattr(Overheard, "recall", lambda self, *call: None)
    assert to_json(engine.grade(submission)) == known


def test_what_is_wrong_by_itself_is_not_tried_with_other_helpers(grade, monkeypatch):
    tried = []
    overheard = Prepared.overheard
    monkeypatch.setattr(
        Prepared, "overheard", lambda self, *asked: tried.append(asked[1].name) or overheard(self, *asked)
    )
    no_mean = notebooks.sources()["backward_propagation"].replace("/ m", "")
    result = grade({"backward_propagation": no_mean})
    assert {d.certainty for q in result.questions for d in q.diagnoses} == {"certain"}
    assert list(dict.fromkeys(tried)) == ["q10"]
    tried.clear()
    grade({"backward_propagation": NO_GRADIENT.replace("0 * value", "0 * value + 0.5")})  # no known mistake
    assert list(dict.fromkeys(tried)) == ["q8", "q10"]


STUB = 'def forward_propagation(X, parameters):\n    """Say what."""\n    raise NotImplementedError'
HALF_WRITTEN = "calls = []\n" + notebooks.sources()["forward_propagation"].replace(
    "    W1 =", "    calls.append(X)\n    if len(calls) == 1:\n        raise NotImplementedError\n    W1 =", 1
)


@pytest.mark.parametrize(("answer", "again"), [(STUB, False), (HALF_WRITTEN, True)])
def test_what_is_not_written_is_not_tried_again(grade, monkeypatch, answer, again):
    tried = []
    overheard = Prepared.overheard
    monkeypatch.setattr(
        Prepared, "overheard", lambda self, *asked: tried.append(asked[1].name) or overheard(self, *asked)
    )
    grade({"forward_propagation": answer, "sigmoid": HALF})
    assert ("q6" in tried) is again
