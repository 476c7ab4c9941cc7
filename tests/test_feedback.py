"""What grader.check says in a student's notebook: the rule, the line, the likely mistake, and no answer."""

from __future__ import annotations

import pickle
import re

import numpy as np
import pytest
from otter.test_files import test_case

from autograder import assignment, build, feedback, fingerprints, sealing
from autograder.assignment import ASSIGNMENTS
from autograder.public_tests import public_copy
from reference.mistakes import catalogue, notebook
from tests import grader_check
from tests.grader_check import check

SUMMED = next(
    m
    for m in catalogue("shallow_network").mistakes
    if (m.function, m.name) == ("backward_propagation", "missing_1_over_m")
)


def messages(done) -> list[str]:
    return [result.message for result in done.test_case_results]


def test_a_known_mistake_is_named_with_the_values_and_the_line():
    done = check("shallow_network", "q8", SUMMED.source())
    first, second = messages(done)
    assert "dW2 is 4 times too large, and m is 4: did you divide by m?" in first
    assert "dW2[0, 0] is -0.490635, expected -0.122659." in first
    assert "Your line: dW2 = dZ2 @ A1.T" in first
    assert feedback.likely([(SUMMED.misconception, SUMMED.hint)]) in first
    assert "Likely" not in second  # once is enough
    assert "4 more test cases, worth 10 of the 16 points" in repr(done)


def test_otter_shows_the_line_of_the_test_file_that_failed():
    first, _ = messages(check("shallow_network", "q8", SUMMED.source()))
    assert "checks.close(grads[key], expected, key" in first


@pytest.mark.parametrize("name", assignment.names())
def test_known_mistakes_are_named_from_public_cases_and_none_is_wrong(name):
    found = grader_check.figures(name, every=2)
    seen = found.total() - found[grader_check.UNSEEN]
    assert found[grader_check.WRONG] == 0
    assert found[grader_check.NAMED] >= 0.7 * seen, found


def test_what_an_earlier_question_gets_wrong_does_not_hide_the_mistake():
    space = notebook("shallow_network")
    exec("def compute_cost(A2, Y):\n    raise NotImplementedError", space)
    first, second = messages(check("shallow_network", "q8", SUMMED.source(), space))
    assert SUMMED.misconception in " ".join(first.split())
    assert "This function is still to be written." in second


def test_without_letters_the_rules_are_there_all_the_same(monkeypatch):
    monkeypatch.setattr(grader_check, "_letters", lambda name: {})
    first, _ = messages(check("shallow_network", "q8", SUMMED.source()))
    assert "did you divide by m?" in first
    assert "Likely" not in first


def test_nobody_is_told_what_is_not_known():
    source = SUMMED.source().replace("/ m", "").replace("dZ2 @ A1.T", "dZ2 @ A1.T * 1.37")
    assert "Likely" not in repr(check("shallow_network", "q8", source))


def test_data_of_the_notebook_in_an_arguments_place_are_told():
    space = notebook("shallow_network") | {"A2": np.full((1, 3), 0.3), "EPSILON": 1e-12}
    loss = "-np.mean(Y * np.log({A2} + EPSILON) + (1 - Y) * np.log(1 - {A2}))"
    cell = f"def compute_cost(A, Y):\n    return {loss.replace('{A2}', 'A2')}"
    told = " ".join(repr(check("shallow_network", "q7", cell, space)).split())
    assert "Likely: The function computes with the notebook's A2, whatever it is called with." in told
    right = cell.replace("A2", "A")
    assert check("shallow_network", "q7", right, space).passed_all


def test_an_exception_comes_with_the_students_line_and_a_next_step():
    first, *_ = messages(check("shallow_network", "q2", "def relu(z):\n    return np.maximum(0, zz)\n"))
    flat = " ".join(first.split())
    assert "Your code raised NameError: name 'zz' is not defined at `return np.maximum(0, zz)`" in flat
    assert "(line 2 of its cell). Is it spelled as where it was defined" in flat


def test_a_function_that_cannot_be_called_as_asked_is_told_so():
    first, *_ = messages(check("shallow_network", "q2", "def relu():\n    return 0"))
    assert "Can it be called as its stub says" in " ".join(first.split())


def test_lines_fit_into_a_notebook_and_hold_nothing_that_html_would_swallow():
    first, *_ = messages(
        check("shallow_network", "q2", "def relu(z):\n    raise ValueError('<b>' + 40 * 'long ')")
    )
    assert "< b>" in first
    told = first.partition("CheckFailed: ")[2].splitlines()
    assert max(map(len, told)) <= feedback.WIDTH


def test_the_notebooks_random_numbers_go_on_as_if_nothing_had_been_checked():
    np.random.seed(5)
    expected = np.random.rand()
    np.random.seed(5)
    check("shallow_network", "q4", "initialize_parameters = lambda *sizes: None")
    assert np.random.rand() == expected


def test_otters_log_can_be_read_where_our_files_are_missing():
    done = check("shallow_network", "q8", SUMMED.source())
    case = pickle.loads(pickle.dumps(done.test_cases[0].body))
    assert type(case) is test_case
    assert case.name == done.test_cases[0].name


def test_checking_twice_runs_twice():
    done = check("shallow_network", "q1", "def sigmoid(z):\n    return z")
    right = notebook("shallow_network")
    done.run(right)
    assert done.passed_all


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("dW1 has wrong values", "Your line: dW1 = X * 2"),
        ("db1 is wrong", "Your line: grads['db1'] = X"),
        ("b is wrong", "Your line: a, b = (X, X)"),
        ("The result has wrong values", ""),
    ],
)
def test_the_line_that_makes_what_a_rule_speaks_of(rule, line):
    body = ("grads = {}", "dW1 = X", "dW1 = X * 2", "a, b = X, X", "grads['db1'] = X", "return grads")
    assert feedback.own_line("def f(X):\n    " + "\n    ".join(body), "f", rule) == line


def test_where_one_line_makes_the_result_it_is_shown():
    assert (
        feedback.own_line("def f(z):\n    s = 1 / z\n    return s", "f", "f(z) is wrong")
        == "Your line: s = 1 / z"
    )


@pytest.mark.parametrize("source", ["def f(:", "", "x = 1", "def f(x):\n    return (x, 1)"])
def test_no_line_is_shown_where_none_can_be_told(source):
    assert feedback.own_line(source, "f", "y is wrong") == ""


# ------------------------------------------------------------------------------------------ letters


def test_a_letter_opens_with_its_key_only():
    address, sealed = fingerprints.seal("key", [("It is summed.", "Twice?")])
    assert fingerprints.opened("key", {address: sealed}) == [("It is summed.", "Twice?")]
    assert fingerprints.opened("another", {address: sealed}) == []
    assert b"summed" not in bytes.fromhex(sealed)


@pytest.mark.parametrize("name", assignment.names())
def test_what_is_shipped_can_be_read_by_nobody_and_imports_nothing_of_ours(name):
    folder = ASSIGNMENTS / name
    text = (folder / "letters.py").read_text()
    for mistake in catalogue(name).mistakes:
        assert mistake.misconception not in text
    letters = re.findall(r'^        "(\w+)": "(\w+)",$', text, re.M)
    assert len(letters) > 150
    for module in build.SHIPPED:
        assert not re.search(
            r"^(from|import) (autograder|reference)", (folder / f"{module}.py").read_text(), re.M
        )


def test_rounding_changes_no_key_and_a_real_difference_does():
    values = np.array([[0.1, -2.0, 3.0, 0.0], [1e-3, 7.25, 1 / 3, -0.5]])
    digest = fingerprints._digest
    assert digest(values) == digest(values * (1 + 1e-12)) == digest([values][0] + 1e-14)
    assert digest(values) != digest(values * 1.001)
    assert digest(values) != digest(values.T)
    assert digest({"a": 1.0, "b": values}) == digest({"b": values, "a": 1})
    assert digest(np.array([np.nan, np.inf])) != digest(np.array([np.inf, np.nan]))


def test_what_passes_every_public_case_has_no_letter():
    """So the concept question has none: a wrong choice that one can look up would tell the right one."""
    asked = assignment.load("shallow_network").question("q12")
    assert sealing.letters("shallow_network", asked, public_copy(asked)) == {}


def test_letters_are_the_same_whenever_they_are_made():
    asked = assignment.load("shallow_network").question("q1")
    made = sealing.letters("shallow_network", asked, public_copy(asked))
    assert made == grader_check._letters("shallow_network")["q1"]
    assert len(made) > 5
