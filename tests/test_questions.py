"""The question files of shallow_network: every right answer gets all points, every wrong one loses some.

In this process, with otter's own ExceptionTestFile, so that what holds here holds under stock otter too.
"""

import ast
import contextlib
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from otter.test_files import ExceptionTestFile

from autograder import assignment, checks
from autograder.checks import CheckFailed
from reference.mistakes import notebook
from reference.styles import styles
from tests.shallow_network_answers import WRONG

SEEDS = range(5)
SHALLOW = assignment.load("shallow_network")
RIGHT = styles("shallow_network")
POINTS = dict(
    zip((f"q{n}" for n in range(1, 13)), (5, 8, 12, 8, 6, 12, 10, 16, 6, 8, 4, 5), strict=True)
)  # as the course says
REFERENCE = notebook("shallow_network")
WRONG_ANSWERS = [(question, mistake) for question, mistakes in WRONG.items() for mistake in mistakes]


def a_notebook(*cells):
    """A notebook in which every answer is right, and then these cells."""
    space = notebook("shallow_network")
    for cell in cells:
        exec(cell, space)
    return space


def test_file(question):
    return SHALLOW.question(question).test_file()


test_file.__test__ = False  # it makes one, it is none


def run(question, space, seed=0, *, retry=False):
    """Otter's results for one question, and the record that checks kept."""
    file = test_file(question)
    if retry:
        namespace = {case.name: case.body for case in file.test_cases}
        namespace["helpers"] = SHALLOW.question(question).helpers
        checks.retry_with_reference(namespace, REFERENCE)
    with checks.recording(seed) as record:
        file.run(space)
    return file, record


def failed(file):
    return {result.test_case.name: result.message for result in file.test_case_results if not result.passed}


def problems(question, space, seed=0):
    """Every failing case with its exception."""
    raised = []
    for case in test_file(question).test_cases:
        with checks.recording(seed):
            try:
                case.body.call_func(space)
            except Exception as problem:
                raised.append((case, problem))
    return raised


# -------------------------------------------------------------------------------------------- files


def test_points_are_those_of_the_course():
    assert {question.name: question.points for question in SHALLOW.questions} == POINTS
    assert sum(POINTS.values()) == SHALLOW.points == 100


@pytest.mark.parametrize("question", POINTS)
def test_every_question_has_points_for_public_and_for_hidden_cases(question):
    cases = test_file(question).test_cases
    assert all(case.points > 0 for case in cases if case.hidden or question != "q12")
    assert {case.hidden for case in cases} == {True, False}
    assert sum(case.points for case in cases if case.hidden) >= POINTS[question] / 2


@pytest.mark.parametrize("question", POINTS)
def test_case_names_are_sentences(question):
    names = [case.name for case in test_file(question).test_cases]
    assert len(set(names)) == len(names)
    assert all(len(name.split()) >= 5 for name in names)


@pytest.mark.parametrize("question", POINTS)
def test_reference_is_imported_only_inside_hidden_cases(question):
    tree = ast.parse(SHALLOW.question(question).source)
    hidden = {case.body.test_func.__name__ for case in test_file(question).test_cases if case.hidden}
    for node in tree.body:
        names = {n.module for n in ast.walk(node) if isinstance(n, ast.ImportFrom)}
        names |= {alias.name for n in ast.walk(node) if isinstance(n, ast.Import) for alias in n.names}
        if isinstance(node, ast.FunctionDef) and node.name in hidden:
            assert all(name.startswith("reference.") for name in names)
        else:
            assert names <= {"numpy", "otter.test_files", "checks"}


def test_each_concept_is_worth_a_point_and_the_form_none():
    assert [(case.hidden, case.points) for case in test_file("q12").test_cases] == [
        (False, 0),
        *[(True, 1)] * 5,
    ]


# ------------------------------------------------------------------------------------ right answers


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("question", POINTS)
def test_reference_gets_all_points(question, seed):
    file, record = run(question, a_notebook(), seed)
    assert failed(file) == {}
    assert file.score == POINTS[question]
    assert record.notes == []
    assert all(ratio < 1e-7 for _, ratio, _ in record.gradients)


def test_seed_comes_from_the_environment_under_stock_otter(monkeypatch):
    drawn = []
    original = checks.rng
    monkeypatch.setattr(
        checks, "rng", lambda *labels: drawn.append(original(*labels).random()) or original(*labels)
    )
    for seed in ("1", "1", "2"):
        monkeypatch.setenv("AUTOGRADER_SEED", seed)
        file = ExceptionTestFile.from_file(str(SHALLOW.question("q5").path))
        file.run(a_notebook())
        assert failed(file) == {}
    assert drawn[:2] == drawn[2:4]
    assert set(drawn[:2]).isdisjoint(drawn[4:])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("style", RIGHT)
def test_right_answers_in_other_styles_get_all_points(style, seed, capsys):
    space = a_notebook(RIGHT[style])
    lost = {question: failed(run(question, space, seed)[0]) for question in POINTS}
    assert {question: cases for question, cases in lost.items() if cases} == {}


def test_overflow_is_noted_and_costs_nothing():
    file, record = run("q1", a_notebook("def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"))
    assert file.score == 5
    assert record.notes == ["sigmoid raised a warning: overflow encountered in exp."]


def test_nan_at_certain_predictions_is_noted_and_costs_nothing():
    for cell in (
        "def compute_cost(A2, Y):\n    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))",
        RIGHT["loops over examples and units"],  # math.log(0) raises
    ):
        file, record = run("q7", a_notebook(cell))
        assert file.score == 10
        assert any("exactly 0 or 1" in note for note in record.notes) == ("mean" in cell)


def test_exception_at_certain_predictions_is_noted_and_costs_nothing():
    cell = """
import math
def compute_cost(A2, Y):
    terms = [y * math.log(a) + (1 - y) * math.log(1 - a) for a, y in zip(A2[0], Y[0])]
    return -sum(terms) / len(terms)
"""
    file, record = run("q7", a_notebook(cell))
    assert file.score == 10
    assert any("exactly 0 or 1" in note for note in record.notes)


@pytest.mark.parametrize("question", ["q9", "q10"])
def test_update_in_place_is_noted_and_costs_nothing(question):
    file, record = run(question, a_notebook(RIGHT["in place, einsum, tanh recomputed, helpers shared"]))
    assert file.score == POINTS[question]
    assert any("in place" in note for note in record.notes)


def test_cost_in_float32_gets_a_coarse_gradient_check_that_still_bites():
    cell = RIGHT["float32 inside"]
    file, record = run("q8", a_notebook(cell))
    assert file.score == 16
    assert any("float32" in note for note in record.notes)
    broken = failed(run("q8", a_notebook(cell, WRONG["q8"]["missing_1_over_m_in_db1"]))[0])
    assert any("your gradient check" in case for case in broken)


# ------------------------------------------------------------------------------------ wrong answers


@pytest.mark.parametrize(("question", "mistake"), WRONG_ANSWERS)
def test_wrong_answer_fails_a_hidden_case_on_every_seed(question, mistake, capsys):
    for seed in SEEDS:
        file, _ = run(question, a_notebook(WRONG[question][mistake]), seed)
        assert any(result.test_case.hidden and not result.passed for result in file.test_case_results)


@pytest.mark.parametrize(("question", "mistake"), WRONG_ANSWERS)
def test_a_mistake_costs_its_own_question_only(question, mistake, capsys):
    space = a_notebook(WRONG[question][mistake])
    for other in POINTS:
        if other != question:
            file, _ = run(other, space, retry=True)
            assert failed(file) == {}
    assert run(question, space, retry=True)[0].score < POINTS[question]


@pytest.mark.parametrize("question", POINTS)
def test_every_case_fails_on_some_wrong_answer(question, capsys):
    for seed in SEEDS:
        killers = [failed(run(question, a_notebook(cell), seed)[0]) for cell in WRONG[question].values()]
        for case in test_file(question).test_cases:
            assert any(case.name in broken for broken in killers), case.name


@pytest.mark.parametrize("question", POINTS)
def test_an_empty_notebook_gets_nothing_and_is_told_what_is_missing(question):
    raised = problems(question, {})
    assert len(raised) == len(test_file(question).test_cases)
    for case, problem in raised:
        assert isinstance(problem, CheckFailed)
        assert any(name in problem.rule for name in SHALLOW.question(question).functions), case.name


@pytest.mark.parametrize(("question", "mistake"), WRONG_ANSWERS)
def test_rules_of_hidden_cases_hold_no_values(question, mistake, capsys):
    for case, problem in problems(question, a_notebook(WRONG[question][mistake])):
        if case.hidden and isinstance(problem, CheckFailed):
            rule = re.sub(
                r"[\d.]+(e[+-]?\d+)? times|ratio [\d.e+-]+|0\.01|yours has [\d.e+-]+", "", problem.rule
            )
            assert not re.search(r"\d\.\d", rule), problem.rule


def messages(question, cell, seed=0):
    return " ".join(failed(run(question, a_notebook(cell), seed)[0]).values())


def test_messages_teach():
    assert "db1 is 7 times too large, and m is 7: did you divide by m?" in messages(
        "q8", WRONG["q8"]["missing_1_over_m_in_db1"]
    )
    assert "dW2 has the wrong sign" in messages("q8", WRONG["q8"]["sign"])
    assert "dW1: shape must be (5, 4), got (4, 5). Is it transposed?" in messages(
        "q8", WRONG["q8"]["dW1_transposed"]
    )
    assert "changed cache['A2'] in place" in messages("q8", WRONG["q8"]["overwrites_A2"])
    assert "n_h is wrong: it is the argument, 4 if none is given." in messages(
        "q4", WRONG["q4"]["default_of_three"]
    )
    assert "W1 and W2 hold the same random numbers" in messages("q4", WRONG["q4"]["seeded_twice"])
    assert "The rows of W1 are not independent" in messages("q4", WRONG["q4"]["one_row_for_all_units"])
    assert "yours is the cost after it" in messages("q10", WRONG["q10"]["cost_after_the_update"])
    assert "The costs agree until step 0" in messages("q10", WRONG["q10"]["rate_not_passed_on"])
    assert "The costs agree until step 1, then they differ: the cost stands still" in messages(
        "q10", WRONG["q10"]["stops_when_the_cost_is_small"]
    )
    assert "cost of the start parameters" in messages("q10", WRONG["q10"]["starts_anew"])
    assert "only the labels 0 and 1" in messages("q11", WRONG["q11"]["minus_one_and_one"])
    assert "answers is not defined: run the cell" in str(problems("q12", {})[0][1])
    assert "answers lacks e." in messages("q12", WRONG["q12"]["e_missing"])


@pytest.mark.parametrize("seed", SEEDS)
def test_wrong_gradients_are_flagged_in_their_own_block(seed):
    _, record = run("q8", a_notebook(WRONG["q8"]["missing_1_over_m_in_db1"]), seed)
    flagged = {block for block, ratio, _ in record.gradients if not ratio <= checks.FLAGGED_ABOVE}
    assert flagged == {"db1"}
    assert {block for block, _, _ in record.gradients} == {"dW1", "db1", "dW2", "db2"}


# ------------------------------------------------------------------------------------ hostile values

HOSTILE = [
    None,
    "text",
    b"bytes",
    0,
    -1,
    10**400,
    1e308,
    float("nan"),
    float("-inf"),
    2j,
    [],
    (),
    {},
    (1, 2),
    (None, None),
    [(), {}, []],
    [[1.0, 2.0], [3.0]],
    {1: 2, (1, 2): 3, None: 4},
    {"W1": None, "b1": "x", "W2": [], "b2": {}},
    {"dW1": 1, "db1": (), "dW2": None, "db2": "x"},
    ({}, {}),
    ({"W1": 1, "b1": 2, "W2": 3, "b2": 4}, {"Z1": 1, "A1": 2, "Z2": 3, "A2": 4}),
    {1, 2},
    np.array(None),
    np.array([["a"]]),
    np.array([[1, None]], dtype=object),
    np.zeros((0, 3)),
    np.full((1, 4), np.nan),
    np.full((3, 4), 1e308),
    np.float16(2),
    np.array(["2020-01-01"], dtype="datetime64[D]"),
    np.zeros(2, dtype=[("a", float)]),
]


def leaves(value, path=()):
    """The paths of every part of a result, the whole first."""
    yield path
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, tuple | list)
        else ()
    )
    for key, item in list(items)[:6]:
        yield from leaves(item, (*path, key))


def replaced(value, path, hostile):
    """The value with one of its parts replaced."""
    if not path:
        return hostile
    if isinstance(value, dict):
        return {k: replaced(v, path[1:], hostile) if k == path[0] else v for k, v in value.items()}
    return type(value)(replaced(v, path[1:], hostile) if i == path[0] else v for i, v in enumerate(value))


def returning(function, choose):
    """The function, but what it returns passes through choose."""
    if callable(function):
        return lambda *args, **kwargs: choose(function(*args, **kwargs))
    return choose(function)


def check_nothing_else_is_raised(question, name, choose):
    space = a_notebook()
    space[name] = returning(space[name], choose)
    for case, problem in problems(question, space):
        assert isinstance(problem, CheckFailed), f"{case.name}: {problem!r}"


FUNCTIONS = [(question.name, name) for question in SHALLOW.questions for name in question.functions]
FUNCTIONS += [("q8", "forward_propagation"), ("q8", "compute_cost")]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(("question", "name"), FUNCTIONS)
def test_hostile_results_lead_to_check_failed_and_nothing_else(question, name):
    for hostile in HOSTILE:
        check_nothing_else_is_raised(question, name, lambda value, hostile=hostile: hostile)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(("question", "name"), FUNCTIONS)
@given(data=st.data())
@settings(derandomize=True, max_examples=25, deadline=None, database=None)
def test_results_that_are_hostile_in_one_part_lead_to_check_failed_and_nothing_else(question, name, data):
    index, where = data.draw(st.integers(0, len(HOSTILE) - 1)), data.draw(st.integers(0, 30))

    def choose(value):
        paths = list(leaves(value))
        return replaced(value, paths[where % len(paths)], HOSTILE[index])

    check_nothing_else_is_raised(question, name, choose)


def test_only_the_named_files_are_question_files():
    folder = Path(assignment.QUESTIONS) / "shallow_network"
    assert sorted(path.stem for path in folder.glob("*.py")) == sorted(POINTS)


def test_exceptions_of_students_pass_through():
    space = a_notebook("def predict(parameters, X):\n    raise KeyError('W3')")
    assert all(type(problem) is KeyError for _, problem in problems("q11", space))
    with contextlib.suppress(KeyError):
        checks.call(space["predict"], parameters={}, X=np.ones((1, 1)))
