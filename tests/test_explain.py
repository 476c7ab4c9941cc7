"""What students read: what happened, where, what to do next; in hidden cases nothing that they could have chosen."""

from __future__ import annotations

import pytest

from autograder import explain
from autograder.checks import CheckFailed
from autograder.problems import Died, OutOfTime, Raised, StudentProblem

SECRET = "0.4812773"


def line_at(cell: int, line: int) -> tuple[int, str]:
    return (4, "return 1 / z") if (cell, line) == (7, 2) else (0, "")


def raised(name: str, text: str = "", places=((7, 2),)) -> Raised:
    return Raised("exception", name, text, places)


def test_a_public_failure_has_values_and_a_hidden_one_only_the_rule():
    failure = CheckFailed("A2 has the wrong value.", "A2[0, 0] is 1, expected 2.")
    assert explain.failure(failure, hidden=False) == "A2 has the wrong value. A2[0, 0] is 1, expected 2."
    assert explain.failure(failure, hidden=True) == "A2 has the wrong value."


def test_an_exception_is_shown_with_its_line():
    text = explain.problem(raised("ZeroDivisionError", "division by zero"), line_at, hidden=False)
    assert text == (
        "Your code raised ZeroDivisionError: division by zero at `return 1 / z` (code cell 4, line 2)."
    )


def test_a_hidden_exception_keeps_its_line_but_not_its_text():
    text = explain.problem(raised("ZeroDivisionError", SECRET), line_at, hidden=True)
    assert text == "Your code raised ZeroDivisionError at `return 1 / z` (code cell 4, line 2)."


@pytest.mark.parametrize("hidden", [True, False])
def test_an_exception_class_of_the_students_is_not_named(hidden):
    text = explain.problem(raised(f"Secret{SECRET}", ""), line_at, hidden=hidden)
    assert SECRET not in text
    assert text.startswith("Your code raised an exception at")


def test_every_problem_of_a_hidden_case_keeps_what_it_was_told_to_itself():
    for problem in (
        Raised("memory", f"M{SECRET}", SECRET, [(7, 2)]),
        OutOfTime("cpu", SECRET, SECRET),
        OutOfTime("wall", SECRET, SECRET),
        Died("died", SECRET, SECRET),
        StudentProblem("exception", SECRET, SECRET),
    ):
        assert SECRET not in explain.problem(problem, line_at, hidden=True)


@pytest.mark.parametrize("places", [(), ((99, 1),), ((7, 10**9),), ((-1, -1),)])
def test_a_place_that_is_not_in_the_notebook_is_left_out(places):
    text = explain.problem(raised("ValueError", "x", places), line_at, hidden=False)
    assert text == "Your code raised ValueError: x."


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (OutOfTime("cpu", places=[(7, 2)]), ("computed for too long", "`return 1 / z`", "loop")),
        (OutOfTime("wall"), ("waited for too long", "sleep")),
        (Raised("memory", "MemoryError"), ("out of memory", "shapes")),
        (Died("died"), ("ended in the middle of the call", "exit")),
        (raised("NotImplementedError"), ("still to be written",)),
        (raised("NameError", "name 'np' is not defined"), ("name 'np' is not defined", "spelled")),
        (raised("KeyError", "'W1'"), ("'W1'", "keys")),
        (raised("RecursionError"), ("calls itself without end",)),
    ],
)
def test_a_problem_says_what_to_do(problem, words):
    text = explain.problem(problem, line_at, hidden=False)
    for word in words:
        assert word in text


def test_texts_are_one_line_and_short():
    text = explain.problem(raised("ValueError", "a\nb\x1b[31m\u202e" + "x" * 900, ()), line_at, hidden=False)
    assert "\n" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text) < 300


@pytest.mark.parametrize(
    ("problem", "lethal", "words"),
    [
        (raised("NameError", "name 'x' is not defined"), False, ("NameError: name 'x'", "line 2")),
        (raised("SystemExit", ""), False, ("calls exit",)),
        (Raised("memory", "MemoryError"), False, ("ran out of memory",)),
        (OutOfTime("cpu"), False, ("stopped because it computed",)),
        (OutOfTime("wall"), False, ("stopped because it waited",)),
        (Died("died"), True, ("ended the process", "Only its imports and definitions")),
        (OutOfTime("cpu"), True, ("could not be interrupted", "Only its imports and definitions")),
    ],
)
def test_a_cell_that_did_not_run_through(problem, lethal, words):
    text = explain.cell(4, problem, line_at, lethal=lethal)
    assert text.startswith("Code cell 4 ")
    for word in words:
        assert word in text


def test_a_name_of_the_students_own_exception_is_not_in_a_note_of_a_cell():
    assert SECRET not in explain.cell(4, raised(SECRET, ""), line_at, lethal=False)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("ran a shell command", "Code cell 2 runs a shell command, which is not done"),
        ("used %pip", "Code cell 2 uses %pip, which is not done"),
        ("used %%bash", "Code cell 2 uses %%bash, which is not done"),
        ("printed 12000000 characters", "Code cell 2 printed 12 million characters"),
        (SECRET, "Code cell 2 did something that is not done"),
        (f"used %pip {SECRET}", "Code cell 2 did something that is not done"),
    ],
)
def test_happenings_are_sentences_of_ours(what, said):
    text = explain.happening(2, what)
    assert text.startswith(said)
    assert SECRET not in text


@pytest.mark.parametrize(
    ("number", "problem", "words"),
    [
        (None, None, ("not defined anywhere", "deleted")),
        (3, None, ("defined in code cell 3, but not when all cells have been run",)),
        (3, raised("SyntaxError", "invalid syntax"), ("code cell 3 has a SyntaxError", "line 2")),
        (3, raised("TypeError", "boom"), ("code cell 3 stopped with TypeError", "line 2")),
    ],
)
def test_a_missing_name_says_why(number, problem, words):
    text = explain.missing("relu", number, problem, line_at)
    assert text.startswith("relu is ")
    for word in words:
        assert word in text


def test_our_own_failure_names_its_place_but_no_value():
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        text = explain.internal_error(error)
    assert "ValueError at test_explain.py:" in text
    assert SECRET not in text
    assert "not your mistake" in text
