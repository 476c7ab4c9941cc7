"""The catalogue is sound, and the audit can fail: it notices survivors, needless cases, stubs and bad luck."""

import ast
import re
import shutil

import numpy as np
import pytest

from autograder import audit, trials
from autograder.assignment import QUESTIONS, from_folder, load
from reference.mistakes import Catalogue, Mistake, StaleEditError, Variant, catalogue, notebook

KNOWN = catalogue("shallow_network")
DECLARED = KNOWN.mistakes + KNOWN.variants


# ------------------------------------------------------------------------------------ the catalogue


@pytest.mark.parametrize("declaration", DECLARED, ids=str)
def test_every_declaration_is_a_cell_that_defines_its_function(declaration):
    tree = ast.parse(declaration.source())
    assert ast.get_docstring(tree) is None
    space = notebook("shallow_network")
    before = space[declaration.function]
    assert declaration.live(space) is not before


def test_names_are_unique_for_each_function():
    for declared in (KNOWN.mistakes, KNOWN.variants):
        names = [str(declaration) for declaration in declared]
        assert sorted(names) == sorted(set(names))


def test_every_function_has_at_least_eight_mistakes_and_a_variant():
    for question in load("shallow_network").questions:
        for function in question.functions:
            assert sum(m.function == function for m in KNOWN.mistakes) >= 8, function
            assert any(v.function == function for v in KNOWN.variants), function


def test_no_two_declarations_of_a_function_are_the_same_code():
    code = [(d.function, ast.dump(ast.parse(d.source()))) for d in DECLARED]
    assert len(code) == len(set(code))


@pytest.mark.parametrize("mistake", KNOWN.mistakes, ids=str)
def test_mistakes_speak_to_students_in_sentences(mistake):
    for text in (mistake.misconception, mistake.hint):
        assert text[-1] in ".?"
        assert "\n" not in text
        assert len(text) < 120
    assert mistake.misconception != mistake.hint


def test_hints_do_not_hold_the_answer():
    for mistake in KNOWN.mistakes:
        assert not any(old in mistake.hint for old, *_ in mistake.edits if len(old) > 3), str(mistake)


def a_mistake(**how):
    return Mistake("planted", "relu", module="activations", misconception="Wrong.", hint="Look.", **how)


def test_an_edit_that_no_longer_matches_raises_with_the_name_of_the_mistake():
    with pytest.raises(StaleEditError, match=r"relu: planted: 'np\.minimum' must occur 1x .*, not 0x"):
        a_mistake(edits=[("np.minimum", "np.maximum")]).source()


def test_an_edit_of_several_places_must_say_so():
    twice = [("sigmoid", "tanh", 2)]
    slope = Mistake(
        "planted", "sigmoid_derivative", module="activations", misconception="?", hint="?", edits=twice
    )
    assert slope.source().count("tanh") == 2
    with pytest.raises(StaleEditError):
        Mistake(
            "planted",
            "sigmoid_derivative",
            module="activations",
            misconception="?",
            hint="?",
            edits=[("sigmoid", "tanh")],
        ).source()


def test_a_declaration_needs_edits_or_code_and_not_both():
    for how in ({}, {"edits": [("0", "1")], "code": "relu = abs"}):
        with pytest.raises(ValueError, match="either edits or code"):
            a_mistake(**how)


def test_edits_do_not_touch_docstrings():
    assert '"""' not in a_mistake(edits=[("maximum", "minimum")]).source()


def test_live_functions_find_their_helpers_in_the_namespace_that_is_given():
    twice = Variant("twice", "sigmoid_derivative", module="activations", edits=[("s * (1 - s)", "2 * s")])
    assert twice.live()(0.0) == 1.0
    assert twice.live({"sigmoid": lambda z: 5.0})(0.0) == 10.0


def test_a_mistake_reaches_the_functions_that_call_it():
    space = notebook("shallow_network")
    before = space["predict"](space["parameters"], space["X"])
    reverse = next(m for m in KNOWN.mistakes if str(m) == "sigmoid: exponent_has_wrong_sign")
    reverse.live(space)
    assert (space["predict"](space["parameters"], space["X"]) == 1 - before).all()


def test_a_new_notebook_shares_nothing_with_the_last():
    first, second = notebook("shallow_network"), notebook("shallow_network")
    first["sigmoid"] = None
    first["parameters"]["W1"][:] = 0
    assert second["sigmoid"](0) == 0.5
    assert second["parameters"]["W1"].any()


# ------------------------------------------------------------------------- mistakes are really wrong


def test_the_tests_kill_every_mistake_accept_every_variant_and_the_matrix_says_so():
    """One assignment, without systematic mutants; `make audit` does it all."""
    report = audit.audit_with(load("shallow_network"), KNOWN, audit.SEEDS, systematic=False)
    assert report.problems == ()
    assert audit.summary([report]).splitlines()[-1] == (
        f"killed {len(KNOWN.mistakes)} of {len(KNOWN.mistakes)} mistakes, "
        f"accepted {len(KNOWN.variants)} of {len(KNOWN.variants)} variants"
    )
    document = audit.DOCUMENT.read_text(encoding="utf-8").splitlines()
    rows = [line for line in audit.kill_matrix([report]).splitlines() if "●" in line]
    assert len(rows) >= len(KNOWN.mistakes)
    assert not [row for row in rows if row not in document], "run `make audit ARGS=--write`"


def outcome(function, arguments):
    """What a call gives, comparable: values with their shapes, what they share, and the arguments after it."""
    np.random.seed(1)
    try:
        value = function(*arguments)
    except Exception as e:
        value = type(e).__name__
    shared = [isinstance(value, np.ndarray) and np.may_share_memory(value, a) for a in arguments]
    return freeze(value), freeze(arguments), shared


def freeze(value):
    if isinstance(value, dict):
        return tuple((key, freeze(item)) for key, item in sorted(value.items(), key=str))
    if isinstance(value, list | tuple):
        return tuple(freeze(item) for item in value)
    if isinstance(value, int | float | np.ndarray | np.generic):
        return np.shape(value), np.round(np.asarray(value, dtype=float), 8).tobytes()
    return value


def inputs(function):
    """A few calls of each function; no two of a function's have the same sizes."""
    rng = np.random.default_rng(3)
    right = notebook("shallow_network")
    z = np.array([[-12.0, -0.5, 0.02, 0.6, 5.0], [0.0, 2.0, -3.0, 800.0, -800.0]])
    if function in ("leaky_relu", "leaky_relu_derivative"):
        return [lambda: [z.copy()], lambda: [abs(z)], lambda: [z.copy(), 0.2], lambda: [z.astype(int), 0.2]]
    if function.endswith("_derivative") or function in ("sigmoid", "relu"):
        return [lambda: [z.copy()], lambda: [abs(z) + 1], lambda: [z.astype(int)]]
    X, Y = rng.normal(size=(3, 6)), np.array([[0.0, 1, 1, 0, 1, 1]])
    network = {
        "W1": rng.normal(size=(5, 3)),
        "b1": rng.normal(size=(5, 1)),
        "W2": rng.normal(size=(1, 5)),
        "b2": rng.normal(size=(1, 1)),
    }

    def copies():
        return {key: value.copy() for key, value in network.items()}

    A2, cache = right["forward_propagation"](X, network)
    grads = right["backward_propagation"](network, cache, X, Y)
    return {
        "layer_sizes": [lambda: [X, Y], lambda: [X, Y, 7], lambda: [X, np.ones((2, 6)), 7]],
        "initialize_parameters": [lambda: [3, 5, 2], lambda: [2, 7, 1]],
        "collapse_linear": [lambda: [a.copy() for a in network.values()]],
        "forward_propagation": [lambda: [X, copies()]],
        "compute_cost": [lambda: [A2.copy(), Y], lambda: [A2 / 1000, Y]],
        "backward_propagation": [lambda: [copies(), {k: v.copy() for k, v in cache.items()}, X, Y]],
        "update_parameters": [lambda r=r: [copies(), dict(grads), *r] for r in ([], [0.3], [0])],
        "nn_model": [
            lambda more=more: [X, Y, copies(), *more] for more in ([3, 0.4], [], [103, 0.4], [4, 1e-6])
        ],
        "predict": [lambda: [copies(), X], lambda: [copies(), -X]],
    }[function]


@pytest.mark.parametrize("mistake", KNOWN.mistakes, ids=str)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_every_mistake_differs_from_the_reference_on_some_input(mistake):
    right, wrong = notebook("shallow_network"), notebook("shallow_network")
    mistake.live(wrong)
    if mistake.function == "answers":
        assert wrong["answers"] != right["answers"]
        return
    calls = [make for make in inputs(mistake.function) for _ in range(2)]  # twice: state kept shows then
    expected = [outcome(right[mistake.function], make()) for make in calls]
    assert [outcome(wrong[mistake.function], make()) for make in calls] != expected


# ------------------------------------------------------------------------------- the audit can fail


@pytest.fixture
def folder(tmp_path):
    """A copy of the first three question files that a test may spoil."""
    copy = tmp_path / "shallow_network"
    copy.mkdir()
    for name in ("q1", "q2", "q3"):
        shutil.copy(QUESTIONS / "shallow_network" / f"{name}.py", copy)
    return copy


def known_for(*functions, also=()):
    return Catalogue(
        (*(m for m in KNOWN.mistakes if m.function in functions), *also),
        tuple(v for v in KNOWN.variants if v.function in functions),
    )


def problems(folder, known):
    report = audit.audit_with(from_folder(folder), known, [0], systematic=False)
    assert report.complete == (not report.problems)
    return [p for p in report.problems if not p.startswith("No mistake is known")]


def of_q1(found):
    return [p for p in found if re.search(r"\bq1\b", p)]


def spoil(folder, question, old, new):
    path = folder / f"{question}.py"
    text = path.read_text()
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new))


def test_a_mistake_that_survives_fails_the_audit(folder):
    survivor = Mistake(
        "harmless",
        "sigmoid",
        module="activations",
        edits=[("1.0 + e", "e + 1.0", 2)],
        misconception="Nothing is wrong.",
        hint="None.",
    )
    found = of_q1(problems(folder, known_for("sigmoid", also=[survivor])))
    assert found == ["sigmoid: harmless survives the hidden cases of q1 (seed 0)."]


def test_a_case_without_its_assertions_fails_the_audit(folder):
    spoil(
        folder,
        "q1",
        'checks.close(far, [1.0, 0.0], "sigmoid([800, -800])")',
        "",
    )
    spoil(folder, "q1", 'checks.close(middle, 0.5, "sigmoid(0)")', "")
    spoil(folder, "q1", 'checks.scalar(checks.call(sigmoid, z=0).value, "sigmoid(0)")', "0.5")
    spoil(folder, "q1", "far = checks.call(sigmoid, z=np.array([800, -800])).value", "pass")
    found = of_q1(problems(folder, known_for("sigmoid")))
    vacuous = "“sigmoid takes whole numbers too, and is exactly 1 or 0 far out”"
    assert f"{vacuous} of q1 rejects no mistake: sharpen it, or declare one for it." in found
    for what in ("is not defined", "is not implemented", "returns None"):
        assert f"{vacuous} of q1 passes although sigmoid {what}." in found


def test_a_hidden_case_on_a_weak_input_fails_the_audit(folder):
    spoil(folder, "q1", "-800, -2, -1, 0, 1, 3, 800", "-2, -1, 0, 1, 3")
    found = of_q1(problems(folder, known_for("sigmoid")))
    assert found == ["sigmoid: overflows_for_large_z survives the hidden cases of q1 (seed 0)."]


def test_a_case_that_rejects_a_right_answer_fails_the_audit(folder):
    spoil(folder, "q1", "checks.unchanged(observed)", "assert observed.value.dtype == np.float64")
    found = of_q1(problems(folder, known_for("sigmoid")))
    assert any(p.startswith("sigmoid: float32_inside is right, but “sigmoid is 1/2 at 0") for p in found)


def test_a_reference_below_full_points_fails_the_audit(folder):
    spoil(folder, "q1", "[[0.5, 0.75, 0.25]]", "[[0.5, 0.75, 0.2]]")
    found = of_q1(problems(folder, known_for("sigmoid")))
    assert any(p.startswith("The reference fails “sigmoid is 1/2 at 0") for p in found)


def test_a_mistake_that_costs_points_twice_fails_the_audit(folder):
    spoil(folder, "q3", '"sigmoid": "q1", ', "")
    found = problems(folder, known_for("sigmoid"))
    assert any(p.startswith("sigmoid: base_10 costs points in q3, too:") for p in found)


def test_a_function_without_known_mistakes_fails_the_audit(folder):
    report = audit.audit_with(from_folder(folder), known_for("relu"), [0], systematic=False)
    assert "No mistake is known for leaky_relu of q2." in report.problems
    assert "No mistake is known for relu of q2." not in report.problems


def test_a_trial_leaves_random_numbers_and_settings_as_they_were():
    reseeding = Mistake(
        "reseeds",
        "sigmoid",
        module="activations",
        code="""
            def sigmoid(z):
                np.random.seed(0)
                np.seterr(all="raise")
                return z
        """,
        misconception="The caller's random numbers start again.",
        hint="Who else draws random numbers?",
    )
    np.random.seed(5)
    before, settings = np.random.get_state()[1].copy(), np.geterr()
    result = trials.trial(load("shallow_network"), [0, 1], reseeding)
    assert result.failed
    assert (np.random.get_state()[1] == before).all()
    assert np.geterr() == settings


# ------------------------------------------------------------------------------------- its rendering


def test_the_kill_matrix_marks_the_cases_that_reject_a_mistake(folder):
    report = audit.audit_with(from_folder(folder), known_for("sigmoid"), [0, 1], systematic=False)
    lines = audit.kill_matrix([report]).splitlines()
    assert (
        "4. sigmoid is right on single numbers, integers and very large numbers (hidden, points: 1)" in lines
    )
    row = next(line for line in lines if line.startswith("| overflows_for_large_z |"))
    assert [cell.strip() for cell in row.split("|")[2:6]] == ["", "●", "", "●"]
    assert any(line.startswith("Accepted: textbook_formula, ") for line in lines)


def test_the_summary_names_every_problem(folder):
    spoil(folder, "q1", "-800, -2, -1, 0, 1, 3, 800", "-2, -1, 0, 1, 3")
    report = audit.audit_with(from_folder(folder), known_for("sigmoid"), [0], systematic=False)
    text = audit.summary([report])
    count = len(report.mistakes)
    assert "! sigmoid: overflows_for_large_z survives the hidden cases of q1 (seed 0)." in text
    assert text.endswith(
        f"killed {count - 1} of {count} mistakes, accepted {len(report.variants)} of {len(report.variants)} variants"
    )
