"""What is wrong is named, from public inputs alone; what cannot be told is not guessed."""

from __future__ import annotations

import json

import numpy as np
import pytest

from autograder import naming
from autograder.assignment import load, names
from autograder.clues import clues, nearest
from autograder.demonstration import SEED, Observation, Outcome, demonstrate, seed_beside
from autograder.diagnosis import diagnose
from autograder.likeness import EXACT, KIND, VALUES, agreement, same
from autograder.relations import relation
from autograder.results import from_json, to_json
from reference.mistakes import catalogue, notebook
from tests.feedback_document import DOCUMENT, document
from tests.sample_class import GOLDEN

FLOOR = 0.98  # of all known mistakes, alone in a notebook
STEP = 4  # of the mistakes, every so many are tried here; the document has all of them


def told(cell: str, function: str, assignment: str = "shallow_network"):
    """What is said about a notebook that is right but for one cell."""
    return naming.diagnoses(assignment, {function: cell}, function)


# -------------------------------------------------------------------------------------- the figures


@pytest.mark.parametrize("assignment", names())
def test_known_mistakes_are_named_and_nothing_else_is(assignment):
    namings = naming.singles(assignment, every=STEP)
    figures = naming.figures(namings)
    missed = [(n.verdict, n.planted, n.told) for n in namings if n.verdict != naming.NAMED]
    assert figures[naming.WRONG] == 0, missed
    assert figures[naming.NAMED] >= FLOOR * len(namings), missed


@pytest.mark.parametrize("assignment", names())
def test_of_two_mistakes_in_different_questions_both_are_named(assignment):
    namings = naming.pairs(assignment, 25)
    figures = naming.figures(namings)
    missed = [(n.verdict, n.planted, n.told) for n in namings if n.verdict != naming.NAMED]
    assert figures[naming.WRONG] == 0, missed
    assert figures[naming.NAMED] >= 0.95 * len(namings), missed


def test_no_variant_is_given_a_mistake():
    for variant in catalogue("shallow_network").variants:
        found = [d for d in told(variant.source(), variant.function) if d.mistake]
        assert found == [], str(variant)


def test_the_document_has_todays_messages():
    """Its figures are those of the last measuring; `python -m tests.feedback_document --write` makes both."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    marker = "## What was said in the sample class"
    expected = document({}, {}, golden).partition(marker)[2]
    assert DOCUMENT.read_text(encoding="utf-8").partition(marker)[2] == expected


# ------------------------------------------------------------------------------------- single cases


def test_no_second_mistake_is_named_where_the_first_alone_does_the_same():
    cell = "def compute_cost(AL, Y):\n    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))"
    (found,) = told(cell, "compute_cost", "deep_network")
    assert found.misconception == "The result is right only for a single example."


def test_two_mistakes_in_one_function():
    cell = """
def compute_cost(A2, Y):
    m = Y.shape[1]
    A = np.clip(A2, 1e-15, 1 - 1e-15)
    losses = (Y * np.log2(A) + (1 - Y) * np.log2(1 - A))
    return float(np.sum(losses) / m)
"""
    assert {d.mistake for d in told(cell, "compute_cost")} == {"missing_minus_sign", "log_base_2"}


def test_values_without_a_name_are_all_else():
    mistake = next(
        m for m in catalogue("deep_network").mistakes if str(m) == "linear_forward: bias_forgotten"
    )
    (diagnosis,) = naming.diagnoses("deep_network", {"linear_forward": mistake.source()}, "linear_forward")
    assert diagnosis.evidence == "On A of shape (3, 4) your Z differs from ours, all else agrees."


def test_another_style_is_named_too():
    cell = """
def backward_propagation(parameters, cache, X, Y):
    d = cache["A2"] - Y
    e = parameters["W2"].T.dot(d) * (1 - np.square(cache["A1"]))
    out = {}
    for key, error, below in (("2", d, cache["A1"]), ("1", e, X)):
        out["dW" + key] = np.einsum("im,jm->ij", error, below)
        out["db" + key] = error.sum(axis=1).reshape(-1, 1)
    return out
"""
    [diagnosis] = told(cell, "backward_propagation")
    assert (diagnosis.mistake, diagnosis.certainty) == ("missing_1_over_m", "certain")
    assert diagnosis.evidence == "On X of shape (2, 4) your dW2 is 4 times ours, and m is 4."


RELATED = {
    "db1 is m times what it should be.": (
        "backward_propagation",
        "np.sum(dZ1, axis=1, keepdims=True) / m",
        "np.sum(dZ1, axis=1, keepdims=True)",
    ),
    "The arguments are expected in another order than callers pass them.": (
        "forward_propagation",
        "(X, parameters)",
        "(parameters, X)",
    ),
    "W is the square of what it should be.": ("collapse_linear", "W2 @ W1,", "(W2 @ W1) ** 2,"),
    "dW1 is minus what it should be.": ("backward_propagation", "dZ1 @ X.T / m", "-(dZ1 @ X.T) / m"),
}


@pytest.mark.parametrize("text", RELATED)
def test_what_no_catalogue_knows_is_told_from_the_numbers(text):
    function, old, new = RELATED[text]
    source = naming.right_source("shallow_network", function)
    assert source.count(old) == 1
    [diagnosis] = told(source.replace(old, new), function)
    assert (diagnosis.misconception, diagnosis.mistake, diagnosis.certainty) == (text, "", "likely")


def test_nothing_is_said_of_a_right_answer_or_of_noise():
    source = naming.right_source("shallow_network", "compute_cost")
    assert told(source, "compute_cost") == ()
    assert (
        told("def compute_cost(A2, Y):\n    return float(np.sin(A2).sum() + Y[0, 0])\n", "compute_cost") == ()
    )


def test_a_global_of_the_notebook_is_seen_in_the_text():
    cell = (
        "def compute_cost(A, labels):\n    return float(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)))\n"
    )
    [diagnosis] = told(cell, "compute_cost")
    assert "notebook's Y" in diagnosis.misconception


def test_code_that_cannot_be_read_is_no_obstacle():
    question = load("shallow_network").question("q2")
    space = notebook("shallow_network")
    space["relu"] = lambda z: np.minimum(0, z)
    cases = question.test_file().test_cases
    failed = {case.name for case in cases}
    for code in ("", "def relu(:", "x" * 30_000, "(" * 5_000):
        [diagnosis] = diagnose("shallow_network", question, cases, failed, lambda: space, code)
        assert diagnosis.mistake == "minimum_instead_of_maximum"


# ------------------------------------------------------------------------------- no graded input


def test_the_demonstration_never_draws_the_graded_inputs():
    assert seed_beside(0) == SEED != 0
    assert seed_beside(SEED) != SEED


def test_a_call_is_recorded_as_it_was_made():
    """The function destroys its argument; the record keeps what it got."""
    space = notebook("shallow_network")
    exec("def relu(z):\n    z[...] = 7.0\n    return z\n", space)
    cases = load("shallow_network").question("q2").test_file().test_cases
    calls = demonstrate("shallow_network", cases, "relu", space)
    assert calls
    for call in calls:
        assert not np.all(call.sets[0][0] == 7.0)
        assert call.outcome.changed == ("z",)
        assert not call.accepted


def test_other_functions_of_a_case_are_ours():
    """q8's own gradient check asks for three functions; only the one under observation is the student's."""
    space = notebook("shallow_network")
    space["forward_propagation"] = space["compute_cost"] = None
    cases = load("shallow_network").question("q8").test_file().test_cases
    calls = demonstrate("shallow_network", cases, "backward_propagation", space)
    assert all(call.accepted for call in calls)


def test_through_the_engine_with_a_wrong_helper_beside_it(grade):
    """Two mistakes: sigmoid in q1, forward_propagation in q6. Both are named, nobody else is."""
    known = {str(m): m for m in catalogue("shallow_network").mistakes}
    first = known["sigmoid: exponent_has_wrong_sign"]
    second = known["forward_propagation: b2_forgotten"]
    result = grade({m.function: m.source() for m in (first, second)})
    assert {q.name: [d.mistake for d in q.diagnoses] for q in result.questions if q.diagnoses} == {
        "q1": [first.name],
        "q6": [second.name],
    }
    assert from_json(to_json(result)) == result


def test_a_function_that_keeps_its_arguments_is_asked_where_it_has_kept_none(grade):
    """It returns how often it was called; a graded call before the demonstration would be counted."""
    cell = """
kept = []

def collapse_linear(W1, b1, W2, b2):
    kept.append(W1)
    return np.full((W2.shape[0], W1.shape[1]), len(kept)) * 1.0, W2 @ b1 + b2
"""
    space = notebook("shallow_network")
    exec(cell, space)
    cases = load("shallow_network").question("q5").test_file().test_cases
    calls = demonstrate("shallow_network", cases, "collapse_linear", space)
    assert [call.outcome.value[0][0, 0] for call in calls] == list(range(1, len(calls) + 1))
    found = [q.diagnoses for q in grade({"collapse_linear": cell}).questions if q.name == "q5"]
    assert found == [told(cell, "collapse_linear")]


# ------------------------------------------------------------------------------------------- words


def test_outcomes_agree_in_all_in_what_counts_or_in_kind():
    a = Outcome(np.arange(3.0))
    assert agreement(a, Outcome(np.arange(3.0) + 1e-9), a) == EXACT
    assert agreement(Outcome(np.arange(3.0), changed=("z",)), a, a) == VALUES
    assert (
        agreement(Outcome(raised="ValueError", text="a"), Outcome(raised="ValueError", text="b"), a) == KIND
    )
    assert agreement(Outcome(raised="ValueError"), Outcome(raised="TypeError"), a) is None
    assert agreement(Outcome(np.arange(3.0) + 1e-3), a, a) is None


def test_values_are_the_same_within_tolerance_nan_like_nan():
    assert same({"a": [1, np.nan], "more": 2}, {"a": (1.0, np.nan)}, {"a": (0, 0)})
    assert not same({"a": 1, "b": 2}, {"a": 1}, {"a": 1, "b": 3})
    assert not same(np.ones((3, 1)), np.ones(3))
    assert not same("1", 1)
    assert same(None, None)
    assert not same(np.array(["x"]), np.array([1.0]))


def test_random_values_are_compared_in_distribution():
    draw = np.random.default_rng(0).normal
    assert same(draw(size=500), draw(size=500), chance=True)
    assert not same(draw(size=500), 3 * draw(size=500), chance=True)
    assert not same(draw(size=500), np.abs(draw(size=500)), chance=True)
    assert not same(draw(size=500), draw(size=500))


def test_an_array_changed_in_place_is_told():
    z = np.ones(3)
    call = Observation(False, ("z",), ((z,),), 0, False, Outcome(2 * z, changed=("z",)))
    found = relation([call], [Outcome(2 * z)])
    assert found is not None
    assert "z of the caller is changed" in found.misconception


def test_the_nearest_text_is_the_one_whose_differences_are_found():
    base = "def f(X, b):\n    return X + {}\n"
    flat, row = base.format("b.ravel()"), base.format("b.T")
    mine = "def f(inputs, bias):\n    out = inputs + bias.T\n    return out\n"
    assert nearest(mine, "f", (flat, row)) == 1
    assert nearest("def g(): pass", "f", (flat, row)) is None


def test_clues_of_a_function():
    read = clues("def f(X, m=2):\n    s = np.sum(data)\n    return s / globals()['rate']\n", "f")
    assert read is not None
    assert (read.takes, read.unused) == (("X", "m"), {"X", "m"})
    assert read.free == {"np", "data", "rate"}
