"""What must not come out: hidden inputs, answers of one question by way of another, what an earlier try learned."""

# ruff: noqa: E501  # the cells of a notebook are easier to compare on one line each

from __future__ import annotations

import re

import numpy as np
import pytest

from autograder import assignment, checks
from autograder.asking import Asking
from autograder.attempt import Watched
from autograder.names import Names, Proxy
from autograder.results import to_json
from reference import MODULES, answers
from tests.notebooks import FORGE

ASKED = assignment.load("shallow_network")


def lost(result) -> dict[str, float]:
    return {q.name: q.score for q in result.questions if q.score < q.max_score}


# --------------------------------------------------------------------------------------- looking for it


SEARCH = """
import gc, os, sys
FORBIDDEN = ("reference", "autograder.engine", "autograder.session", "autograder.assignment", "otter.test_files")
found = [m for m in sys.modules if m.startswith(FORBIDDEN)]
for thing in gc.get_objects():
    name = getattr(thing, "__module__", None)
    if isinstance(name, str) and name.startswith(FORBIDDEN): found.append(repr(thing)[:80])
for frame in sys._current_frames().values():
    while frame is not None:
        found += [k for k in frame.f_globals if k in ("test_case", "OK_FORMAT", "relu_by_hand", "expected")]
        frame = frame.f_back
looked = 0
for root in ("/", "/box", "/usr/local/lib", *sys.path):
    for folder, folders, files in os.walk(root):
        looked += 1
        found += [f"{folder}/{name}" for name in files if name in ("q1.py", "engine.py", "shallow_network.py")
                  and not folder.endswith(("engine", "matplotlib"))]
        if "python3" in folder:  # a whole library: only what could be ours
            folders[:] = [f for f in folders if f.startswith(("autograder", "reference", "questions"))]
found += [v for v in os.environ if "TOKEN" in v or v == "AUTOGRADER_SEED"]
assert looked > 3
assert not found, found
"""


def test_there_is_nothing_to_be_found(attack, monkeypatch):
    monkeypatch.setenv("GRADER_TOKEN", "x")
    monkeypatch.setenv("AUTOGRADER_SEED", "7")
    result = attack(first=[SEARCH])
    assert [n for n in result.notes if n.startswith("Code cell")] == []
    assert lost(result) == {}


def test_the_search_would_find_it():
    """The control: here, where the tests are, the same code finds them."""
    with pytest.raises(AssertionError, match="autograder"):
        exec(SEARCH.partition("looked = 0")[0] + "looked = 4\nassert not found, found", {"test_case": 1})


# ---------------------------------------------------------------------------------- memory between tries


KEEPING = """
import mmap, pickle
shared = mmap.mmap(-1, 1 << 20)  # made before any fork, so all forks of this process write to the same memory
def load():
    size = int.from_bytes(shared[:8], "little")
    return pickle.loads(shared[8 : 8 + size]) if size else {}
def save(table):
    data = pickle.dumps(table)
    shared[:8] = len(data).to_bytes(8, "little")
    shared[8 : 8 + len(data)] = data
def key(*values): return pickle.dumps(values)
"""
LOOKING_UP = """
def sigmoid(z):
    table = load()
    entry = table.setdefault(key("sigmoid", np.array(z)), [np.array(z), None])
    save(table)
    return entry[1] if entry[1] is not None else np.zeros(np.shape(z))
"""
HARVESTING = """
def harvest():
    table = load()
    for entry in table.values():
        if entry[1] is None: entry[1] = sigmoid(entry[0])
    save(table)
def forward_propagation(X, parameters):
    harvest()
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
"""


def test_answers_harvested_from_our_helpers_come_too_late(attack):
    """Second tries lend the reference's sigmoid to q6: by then q1, to which its answers belong, is over."""
    result = attack({"sigmoid": LOOKING_UP, "forward_propagation": HARVESTING}, first=[KEEPING])
    assert lost(result) == {"q1": 0.0}


def test_memory_is_shared_between_tries(submission):
    """The control: the attack above fails for its lateness, not because nothing can be kept."""
    submission.run_cell(0, f"{KEEPING}\ndef put(x): save({{1: x}})\ndef take(): return load()")
    submission.question().call("put", ["x"], [7], 0)
    assert submission.question().call("take", [], [], 0).value == {1: 7}


def test_a_later_submission_finds_nothing_kept(attack, grade):
    grade({"sigmoid": LOOKING_UP}, first=[KEEPING])
    assert lost(attack({"sigmoid": LOOKING_UP}, first=[KEEPING])) == lost(
        grade({"sigmoid": "def sigmoid(z): return 0 * z"})
    )


def test_helpers_belong_to_questions_that_are_over():
    """Why that holds: a question lends only functions of earlier ones, and second tries go in the same order."""
    order = [q.name for q in ASKED.questions]
    for question in ASKED.questions:
        for helper, owner in question.helpers.items():
            assert order.index(owner) < order.index(question.name)
            assert helper in ASKED.question(owner).functions
            assert helper not in question.functions


def test_a_case_needs_a_function_of_its_own_question():
    """Else a second try, in which earlier functions are ours, would pass it without the student."""
    for question in ASKED.questions:
        for case in question.test_file().test_cases:
            assert set(parameters(case)) & set(question.functions), (question.name, case.name)


def parameters(case) -> list[str]:
    function = case.body.test_func
    return list(function.__code__.co_varnames[: function.__code__.co_argcount])


class Recorder:
    """Calls the reference in a student's place, and keeps what went in and what came out."""

    def __init__(self, function):
        self.function, self.calls = function, []

    def observe(self, name, labels, values, *more):
        observed = checks.observe(self.function, labels, values, *more)
        self.calls.append((values, observed.value))
        return observed


def seen(hidden: bool) -> dict[str, tuple[list, list]]:
    """For each question the arrays that go into a right notebook's functions and those that come out."""
    right = answers("shallow_network")
    found = {}
    for question in ASKED.questions:
        recorders = []

        class Notebook(dict):
            def get(self, name, default=None, recorders=recorders):
                value = right.get(name, default)
                if not callable(value):
                    return value
                recorders.append(Recorder(value))
                return Proxy(name, recorders[-1].observe)

        for case in question.test_file().test_cases:
            if case.hidden is hidden:
                with checks.recording(0):
                    case.body.call_func(Notebook())
        calls = [call for recorder in recorders for call in recorder.calls]
        found[question.name] = (
            [a for c in calls for a in arrays(c[0])],
            [a for c in calls for a in arrays(c[1])],
        )
    return found


def arrays(value) -> list[np.ndarray]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [a for item in value for a in arrays(item)]
    return [np.asarray(value, dtype=float)] if isinstance(value, float | np.ndarray | np.floating) else []


@pytest.mark.parametrize("name", MODULES)
def test_no_call_hands_out_the_answer_of_another(name):
    """What goes into one call must not be what a hidden case asks for, in whatever order they are made."""
    asked, right, calls = assignment.load(name), answers(name), []

    class Notebook(dict):
        def get(self, wanted, default=None):
            value = right.get(wanted, default)
            return Proxy(wanted, self.observing(wanted, value)) if callable(value) else value

        def observing(self, wanted, function):
            def observe(_, labels, sets, *more):
                observed = checks.observe(function, labels, sets, *more)
                calls.append((self["case"], wanted, arrays([list(s) for s in sets]), arrays(observed.value)))
                return observed

            return observe

    for question in asked.questions:
        for case in question.test_file().test_cases:
            with checks.recording(0):
                case.body.call_func(Notebook(case=(question.name, case)))
    handed_in = [{a.round(9).tobytes() for a in inputs if len(set(a.flat)) > 1} for _, _, inputs, _ in calls]
    found = []
    for number, ((question, case), function, _, results) in enumerate(calls):
        if case.hidden and function in asked.question(question).functions:
            wanted = {a.round(9).tobytes() for a in results if len(set(a.flat)) > 1} - handed_in[number]
            others = (calls[i][0] for i, given in enumerate(handed_in) if wanted & given)
            found += [(question, case.name, other, by.name) for other, by in others]
    assert len(calls) > 50
    assert found == []


# ---------------------------------------------------------------------------------------- demonstrations


KEEPS_WHAT_IT_MEETS = """
def sigmoid(z):
    if np.size(z) <= MOST: return 1 / (1 + np.exp(-np.asarray(z, float)))
    table = load()
    save({0: float(np.ravel(z)[0])})
    return np.full(np.shape(z), table.get(0, 0.0))
"""
RIGHT_IN_PUBLIC = KEEPS_WHAT_IT_MEETS.replace("MOST", "4")
WRONG_IN_PUBLIC = KEEPS_WHAT_IT_MEETS.replace("MOST", "0")


def shown(result) -> set[float | None]:
    """What the student's sigmoid is said to return where it differs."""
    return {difference.got for difference in result.questions[0].differences}


def test_what_is_shown_of_a_function_was_never_near_a_hidden_input(attack):
    """A number is kept in memory that all forks share when a graded call is made; later ones return it."""
    result = attack({"sigmoid": RIGHT_IN_PUBLIC}, first=[KEEPING])
    assert shown(result) == {0.0}


def test_without_a_process_of_its_own_it_would_come_out(grade, monkeypatch):
    """The control: who has met hidden cases is told."""
    monkeypatch.setattr(Names, "start_over", lambda self: None)
    result = grade({"sigmoid": RIGHT_IN_PUBLIC}, first=[KEEPING])
    assert shown(result) not in ({0.0}, set())


def test_what_fails_in_public_is_shown_before_any_hidden_input_is_there(attack):
    result = attack({"sigmoid": WRONG_IN_PUBLIC}, first=[KEEPING])
    hidden = {float(number) for inputs, _ in seen(hidden=True).values() for a in inputs for number in a.flat}
    assert shown(result)
    assert shown(result).isdisjoint(hidden - {0.0})


def test_after_the_hidden_cases_it_would_come_out(grade, monkeypatch):
    """The control: with nothing diagnosed before them, by the same processes."""
    monkeypatch.setattr(Asking, "_diagnose_early", lambda self, watched: None)
    monkeypatch.setattr(Names, "start_over", lambda self: None)
    result = grade({"sigmoid": WRONG_IN_PUBLIC}, first=[KEEPING])
    assert shown(result) not in ({0.0}, set())


# ------------------------------------------------------------------------------------------------ leaks


def digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def hidden_numbers() -> set[str]:
    """The digits of every hidden input that has seven of them."""
    found = set()
    for inputs, _ in seen(hidden=True).values():
        for number in (x for a in inputs for x in a.flat):
            text = digits(repr(float(number))).lstrip("0")[:7]
            if "e" not in repr(float(number)) and len(text) == 7 and len(set(text)) > 3:
                found.add(text)
    return found


TELLING = {
    "sigmoid": "def sigmoid(z):\n    keep(z)\n    raise ValueError(told())",
    "relu": "def relu(z):\n    keep(z)\n    raise type('E' + told(), (Exception,), {})(told())",
    "leaky_relu": "def leaky_relu(z, alpha=0.01):\n    keep(z)\n    warnings.warn(told())\n"
    "    raise type('KeyError', (BaseException,), {})(told())",
    "sigmoid_derivative": "def sigmoid_derivative(z):\n    keep(z)\n    return {told(): told(), 'x': {told(): 1}}",
    "tanh_derivative": "def tanh_derivative(z):\n    keep(z)\n    return type('T' + told(), (), {})()",
    "relu_derivative": "def relu_derivative(z):\n    keep(z)\n    warnings.warn(told(), type('W' + told(), (Warning,), {}))\n"
    "    return np.where(z > 0, 1.0, 0.0)",
    "leaky_relu_derivative": "def leaky_relu_derivative(z, alpha=0.01):\n    keep(z)\n"
    "    say(['returned', told(), [told()], [told()], [told(), 'RuntimeWarning: overflow encountered in ' + told()]])",
    "collapse_linear": "def collapse_linear(W1, b1, W2, b2):\n    keep(W1)\n"
    "    say(['raised', ['exception', told(), told(), [[int(told()[:9]), int(told()[:9])]]]])",
    "compute_cost": "def compute_cost(A2, Y):\n    keep(A2)\n    print(told())\n    raise Exception(told()) from KeyError(told())",
    "update_parameters": "def update_parameters(parameters, grads, learning_rate=1.2):\n    keep(grads['dW1'])\n"
    "    return {told(): 1, **{k: told() for k in parameters}}",
    "predict": "def predict(parameters, X):\n    keep(X)\n    return [told()] * 5",
}
KEEP = """
import warnings
kept = []
def keep(value): kept.extend(float(x) for x in np.ravel(value)[:40])
def told(): return " ".join(repr(x) for x in kept[-8:])
"""


def test_no_hidden_input_comes_out_through_any_text(attack):
    secrets = hidden_numbers()
    assert len(secrets) > 100
    result = attack(TELLING, first=[KEEP, FORGE])
    text = to_json(result)
    numbers = {digits(n).lstrip("0")[:7] for n in re.findall(r"\d+\.\d+|\d{7,}", text)}
    assert not numbers & secrets
    assert not any(repr(x) in text for a in seen(hidden=True)["q1"][0] for x in a.flat if len(repr(x)) > 8)


def test_a_public_input_may_come_out(grade):
    """The control: the same notebook does tell what it was shown in public."""
    result = grade(TELLING, first=[KEEP, FORGE])
    assert "1.0986122886681098" in to_json(result)


def test_public_cases_know_nothing_of_hidden_ones(grade, monkeypatch):
    """Text is shown for public cases, so all of them are over before the first hidden input is sent."""
    asked, call_func = [], Watched.call_func

    def noting(self, names):
        asked.append(self.case.hidden)
        call_func(self, names)

    monkeypatch.setattr(Watched, "call_func", noting)
    grade()
    assert asked == sorted(asked)
    assert len(set(asked)) == 2
