"""checks: how students' functions are called and observed, and what each word accepts, rejects and says."""

import contextlib
import inspect
import itertools
import math
import types
import warnings

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder import checks
from autograder.checks import CheckFailed


def failure(word, *args, **kwargs):
    """The CheckFailed that a word raises."""
    with pytest.raises(CheckFailed) as caught:
        word(*args, **kwargs)
    return caught.value


def run_source(source):
    """A namespace of its own, as a notebook or a question file has."""
    space = {}
    exec(source, space)
    return space


# -------------------------------------------------------------------------------------------- calls


def test_call_passes_arguments_by_position_whatever_students_name_them():
    observed = checks.call(lambda a, b: a - b, z=5, alpha=3)
    assert observed.value == 2


def test_call_falls_back_to_names_for_keyword_only_arguments():
    def shifted(z, *, alpha):
        return z + alpha

    assert checks.call(shifted, z=1, alpha=2).value == 3


def test_optional_argument_goes_only_to_functions_that_need_it():
    seen = []
    checks.call(lambda A2, Y: seen.append((A2, Y)), A2=1, Y=2, parameters=checks.Optional(3))
    checks.call(lambda A2, Y, p: seen.append((A2, Y, p)), A2=1, Y=2, parameters=checks.Optional(3))
    checks.call(lambda A2, Y, p=9: seen.append((A2, Y, p)), A2=1, Y=2, parameters=checks.Optional(3))
    assert seen == [(1, 2), (1, 2, 3), (1, 2, 9)]


def test_wrong_number_of_parameters_is_the_students_own_exception():
    with pytest.raises(TypeError):
        checks.call(lambda: 1, z=1)


def test_builtin_without_signature_is_called_by_position():
    assert checks.call(max, a=1, b=2).value == 2


QUESTION_FILE = """
from autograder import checks

def direct(relu, leaky_relu):
    checks.call(relu, z=1)

def helper(function):
    return checks.call(function, z=1)

def indirect(relu, leaky_relu):
    helper(relu)
"""


@pytest.mark.parametrize("case", ["direct", "indirect"])
def test_call_names_a_function_that_is_missing(case):
    space = run_source(QUESTION_FILE)
    assert failure(space[case], None, "anything").rule.startswith("relu is not defined")
    assert failure(space[case], None, None).rule.startswith("relu or leaky_relu is not defined")


def test_call_names_what_is_no_function():
    space = run_source(QUESTION_FILE)
    assert failure(space["direct"], 3.5, None).rule == "relu must be a function, got a float."


def test_call_uses_the_proxy_protocol():
    class Proxy:
        def __observe__(self, labels, sets, optional, each):
            assert (labels, sets, optional, each) == (("z", "alpha"), [[1, 2]], 1, False)
            return checks.Call("relu", 7)

        def __call__(self):
            raise AssertionError("must be observed, not called")

    assert checks.call(Proxy(), z=1, alpha=checks.Optional(2)).value == 7


def test_call_each_returns_all_results_and_all_facts():
    def step(z, alpha):
        z += alpha
        return z.sum()

    many = [{"z": np.ones(2), "alpha": float(i)} for i in range(3)]
    observed = checks.call_each(step, many)
    assert observed.value == [2.0, 4.0, 6.0]
    assert observed.changed == ("z",)
    assert checks.call_each(step, many[:1]).value == [2.0]


def proxy_returning(**facts):
    proxy = lambda: None  # noqa: E731
    proxy.__observe__ = lambda labels, sets, optional, each: checks.Call("f", 0, **facts)
    return proxy


def test_facts_from_a_students_process_name_arguments_only():
    z = {"W1": np.ones(2)}
    told = ("z['W1']", "z['my secret 0.123']", "another secret")
    observed = checks.call(proxy_returning(changed=told, shares=told), z=z)
    assert observed.changed == observed.shares == ("z['W1']", "z")


def test_warnings_from_a_students_process_are_noted_without_its_words():
    texts = (
        "RuntimeWarning: overflow encountered in exp",
        "RuntimeWarning: overflow encountered in 0_123456",
        "UserWarning: the hidden input is 0.123",
        "0.123: 0.456",
    )
    with checks.recording(0) as record:
        checks.call(proxy_returning(warnings=texts))
    assert record.notes == [
        "f raised a warning: overflow encountered in exp.",
        "f raised a warning.",
        "f raised a warning (UserWarning).",
    ]


def test_observe_reports_arrays_changed_in_place():
    def spoil(z, cache):
        z[0] = 9
        cache["A1"] *= 2
        cache["A2"] = cache["A2"].copy()

    cache = {"A1": np.ones(2), "A2": np.ones(2), "A3": np.ones(2)}
    observed = checks.call(spoil, z=np.zeros(3), cache=cache)
    assert observed.changed == ("z", "cache['A1']", "cache['A2']")
    assert "z, cache['A1'], cache['A2'] in place" in failure(checks.unchanged, observed).rule


@pytest.mark.parametrize("change", [list.pop, list.reverse, lambda sizes: sizes.append(np.ones(2))])
def test_a_list_of_numbers_that_is_changed_is_seen(change):
    assert checks.call(change, sizes=[4, 3, 2]).changed == ("sizes",)
    assert checks.call(lambda sizes: sizes[::-1], sizes=[4, 3, 2]).changed == ()


def test_observe_sees_nan_kept_as_unchanged_and_minus_zero_as_changed():
    assert checks.call(lambda z: z + 1, z=np.array([np.nan])).changed == ()

    def flip(z):
        z *= -1

    assert checks.call(flip, z=np.array([0.0])).changed == ("z",)


def test_observe_sees_entries_added_to_and_removed_from_a_dict():
    def meddle(parameters):
        del parameters["W1"]
        parameters["W9"] = np.ones(1)

    assert set(checks.call(meddle, parameters={"W1": np.ones(1)}).changed) == {
        "parameters['W1']",
        "parameters",
    }


def renamed(cache):
    cache["B"] = cache.pop("A")


def replaced(cache):
    cache["A"] = cache["A"].copy()


def moved(cache):
    cache["inner"].insert(0, 1.0)


def grown(cache):
    cache["inner"].append(np.ones(1))


def put_deeper(cache):
    cache["A"] = [cache["A"]]


def another_key_that_is_equal(cache):
    cache[True] = cache.pop(1)


def reshaped(cache):
    cache["A"].shape = (2, 1)


def of_another_type(cache):
    cache["A"].dtype = np.int64


def in_another_order(cache):
    cache["A"] = cache.pop("A")


def only_numbers(cache):
    cache["n"], cache["more"] = 7, [1, 2]
    cache["inner"].append(3.0)


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (renamed, ("cache['A']", "cache")),
        (replaced, ("cache['A']",)),
        (moved, ("cache['inner'][0]", "cache")),
        (grown, ("cache",)),
        (put_deeper, ("cache['A']", "cache")),
        (another_key_that_is_equal, ("cache[1]", "cache")),
        (reshaped, ("cache['A']",)),
        (of_another_type, ("cache['A']",)),
        (in_another_order, ()),
        (only_numbers, ()),
    ],
)
def test_observe_sees_what_became_of_the_arrays_in_an_argument(change, seen):
    cache = {"n": 3, "inner": [np.zeros(2), 2.0], "A": np.ones(2), 1: np.ones(3)}
    assert checks.call(change, cache=cache).changed == seen


def test_observe_reports_results_that_share_memory():
    observed = checks.call(lambda x, y: {"a": (x[1:], y + 1)}, x=np.ones(3), y=np.ones(3))
    assert observed.shares == ("x",)


def test_untouched_arguments_pass():
    checks.unchanged(checks.call(np.negative, z=np.ones(3)))


def test_changes_that_cost_nothing_are_noted():
    def step(parameters):
        parameters["W1"] -= 1
        return parameters

    with checks.recording(0) as record:
        checks.note_changes(checks.call(step, parameters={"W1": np.ones(2)}))
        checks.note_changes(checks.call(lambda parameters: 0, parameters={"W1": np.ones(2)}))
    assert [note.split(":")[0] for note in record.notes] == ["step changed parameters['W1'] in place"]


def test_overflow_is_noted_and_harmless_underflow_is_not():
    def exponential(z):
        return np.exp(z)

    with checks.recording(0) as record:
        checks.call(exponential, z=np.array([-800.0]))
        assert record.notes == []
        checks.call(exponential, z=np.array([800.0]))
    assert record.notes == ["exponential raised a warning: overflow encountered in exp."]


def test_warnings_are_reported_even_if_they_were_shown_before():
    def warn():
        warnings.warn("old", DeprecationWarning, stacklevel=1)

    first, second = checks.call(warn), checks.call(warn)
    assert first.warnings == second.warnings == ("DeprecationWarning: old",)


# ------------------------------------------------------------------------------------------ records


def test_notes_are_collected_once_each(capsys):
    with checks.recording(3) as record:
        checks.note("a")
        checks.note("b")
        checks.note("a")
    assert record.notes == ["a", "b"]
    assert capsys.readouterr().out == ""


def test_notes_are_printed_where_nobody_records(capsys):
    checks.note("look")
    assert capsys.readouterr().out == "Note: look\n"


def test_records_nest_and_end():
    with checks.recording(1) as outer:
        with checks.recording(2) as inner:
            checks.note("in")
        checks.note("out")
    assert (outer.notes, inner.notes) == (["out"], ["in"])


def test_inputs_depend_on_seed_and_labels_only(monkeypatch):
    def draw(seed, *labels):
        with checks.recording(seed):
            return checks.rng(*labels).random()

    assert draw(1, "q1", "a") == draw(1, "q1", "a")
    assert len({draw(1, "q1", "a"), draw(2, "q1", "a"), draw(1, "q1", "b"), draw(1, "q2", "a")}) == 4
    monkeypatch.setenv("AUTOGRADER_SEED", "2")
    assert checks.rng("q1", "a").random() == draw(2, "q1", "a")
    monkeypatch.delenv("AUTOGRADER_SEED")
    assert checks.rng("q1", "a").random() == draw(0, "q1", "a")


# ------------------------------------------------------------------------------------------- values


def test_failure_keeps_rule_and_detail_apart():
    error = CheckFailed("The rule.", "The detail.")
    assert (error.rule, error.detail, str(error)) == ("The rule.", "The detail.", "The rule. The detail.")
    assert str(CheckFailed("Only a rule.")) == "Only a rule."
    assert isinstance(error, AssertionError)


def test_require():
    checks.require(True, "never")
    assert failure(checks.require, 0, "The rule.", "Detail.").detail == "Detail."


@pytest.mark.parametrize(
    "value",
    [
        np.ones((2, 3)),
        np.ones((2, 3), dtype=bool),
        np.ones((2, 3), dtype=np.int8),
        np.ones((2, 3), dtype=np.float32),
    ],
)
def test_array_takes_every_kind_of_real_number(value):
    got = checks.array(value, (2, 3), "A")
    assert got.dtype == np.float64
    assert (got == 1).all()


@pytest.mark.parametrize("value", [2, 2.0, np.float32(2), np.int64(2), np.array(2)])
def test_array_of_no_dimensions_may_be_a_number(value):
    assert checks.array(value, (), "c") == 2.0


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (None, "A is None: does your function return it?"),
        ([[1.0, 2.0]], "A must be a NumPy array of shape (1, 2), got a list of 1."),
        (5, "A must be a NumPy array of shape (1, 2), got an int."),
        ("text", "A must be a NumPy array of shape (1, 2), got a str."),
        (np.array([["a", "b"]]), "A must hold real numbers, got dtype <U1."),
        (np.array([[1j, 2]]), "A must hold real numbers, got dtype complex128."),
        (np.array([[None, 2]]), "A must hold real numbers, got dtype object."),
        (np.ones((2, 1)), "A: shape must be (1, 2), got (2, 1). Is it transposed?"),
        (
            np.ones(2),
            "A: shape must be (1, 2), got (2,). It has one axis and needs two; in a sum keepdims=True keeps it.",
        ),
        (np.float64(2), "A: shape must be (1, 2), got (). Was everything summed into one number?"),
        (np.ones((3, 4)), "A: shape must be (1, 2), got (3, 4)."),
        (np.array([[1, np.nan]]), "A: 1 of 2 entries is not finite (NaN)."),
        (np.array([[np.inf, -np.inf]]), "A: 2 of 2 entries are not finite (infinite)."),
    ],
)
def test_array_says_what_is_wrong(value, rule):
    assert failure(checks.array, value, (1, 2), "A").rule == rule


def test_array_tells_no_name_of_a_students_class():
    class Secret0123:
        pass

    assert "got an object of another type" in failure(checks.array, Secret0123(), (1,), "A").rule
    assert (
        "got a DataFrame"
        in failure(checks.array, types.SimpleNamespace(type_name="DataFrame"), (1,), "A").rule
    )


@pytest.mark.parametrize("value", [3, 3.0, True + 2, np.float32(3), np.array(3), np.int8(3)])
def test_scalar(value):
    assert checks.scalar(value, "J") == 3.0


def test_scalar_notes_an_array_of_one():
    with checks.recording(0) as record:
        assert checks.scalar(np.array([[3.0]]), "J") == 3.0
    assert "shape (1, 1)" in record.notes[0]


@pytest.mark.parametrize("value", [None, "3", [3.0], (3.0,), {}, np.ones(2), np.ones(0), 3j, np.array("3")])
def test_scalar_rejects(value):
    failure(checks.scalar, value, "J")


def test_scalar_leaves_nan_and_infinity_to_the_comparison():
    assert math.isnan(checks.scalar(float("nan"), "J"))
    assert checks.scalar(10**400, "J") == math.inf
    assert checks.scalar(-(10**400), "J") == -math.inf


def test_whole_number():
    assert checks.whole_number(np.float64(4.0), "n_x") == 4
    for value in (4.5, float("nan"), math.inf, None, "4"):
        failure(checks.whole_number, value, "n_x")


@pytest.mark.parametrize(
    "value", [[1.0, 2], (1, np.float32(2)), np.array([1.0, 2.0]), [np.array([[1.0]]), 2]]
)
def test_numbers(value):
    np.testing.assert_array_equal(checks.numbers(value, 2, "costs"), [1.0, 2.0])


@pytest.mark.parametrize(
    "value",
    [
        None,
        1.0,
        "ab",
        [1.0],
        [1, 2, 3],
        [1, None],
        [1, "x"],
        [[1, 2], [3, 4]],
        np.ones((2, 2)),
        np.array(1),
        {},
    ],
)
def test_numbers_rejects(value):
    failure(checks.numbers, value, 2, "costs")


def test_dictionary():
    value = {"W1": 1, "b1": 2}
    assert checks.dictionary(value, ["W1", "b1"], "p") is value
    assert checks.dictionary(value, ["W1"], "p", extra=True) is value
    assert failure(checks.dictionary, None, ["W1"], "p").rule == "p is None: does your function return it?"
    assert (
        failure(checks.dictionary, [1], ["W1"], "p").rule == "p must be a dict with keys W1, got a list of 1."
    )
    lacking = failure(checks.dictionary, value, ["W1", "W2"], "p")
    assert (lacking.rule, lacking.detail) == ("p lacks W2.", "Its keys are W1, b1.")
    more = failure(checks.dictionary, value, ["W1"], "p")
    assert (more.rule, more.detail) == ("p must have the keys W1 and no others.", "It also has b1.")


def test_dictionary_with_strange_keys():
    strange = {1: 1, (2, 3): 2, None: 3, float("nan"): 4, "x" * 500: 5}
    error = failure(checks.dictionary, strange, ["W1"], "p")
    assert len(error.detail) < 200


def test_unpack():
    assert checks.unpack((1, 2), "A2", "cache") == checks.unpack([1, 2], "A2", "cache") == (1, 2)
    assert "not None" in failure(checks.unpack, None, "A2", "cache").rule
    assert "got an array of shape (2, 1)" in failure(checks.unpack, np.ones((2, 1)), "A2", "cache").rule
    assert "2 values, got 3" in failure(checks.unpack, (1, 2, 3), "A2", "cache").rule


# -------------------------------------------------------------------------------------------- close


def test_close_accepts_float32_and_rejects_half_a_percent():
    right = np.linspace(-3, 3, 50).reshape(5, 10)
    checks.close(right.astype(np.float32), right, "A")
    assert failure(checks.close, right + 5e-3 * 3 * (right == right.max()), right, "A").rule == (
        "A has wrong values: 1 of 50 entries differ."
    )


def test_close_forgives_noise_beside_large_entries_only():
    checks.close(np.array([1e-7, 1.0]), [0.0, 1.0], "A")
    failure(checks.close, np.array([1e-5, 1.0]), [0.0, 1.0], "A")
    failure(checks.close, np.array([1e-7, 1e-5]), [0.0, 1e-5], "A")


def test_close_of_zeros_and_of_nothing():
    checks.close(np.zeros(3), np.zeros(3), "A")
    failure(checks.close, np.array([0.0, 1e-6, 0.0]), np.zeros(3), "A")
    checks.close(np.ones((0, 2)), np.ones((0, 2)), "A")
    failure(checks.close, np.ones((0, 1)), np.ones((0, 2)), "A")


def test_close_checks_the_shape_before_it_could_broadcast():
    assert (
        "shape must be (3, 1), got (1, 1)"
        in failure(checks.close, np.ones((1, 1)), np.ones((3, 1)), "A").rule
    )


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_close_rejects_what_is_not_finite(bad):
    assert "not finite" in failure(checks.close, np.array([1.0, bad]), [1.0, 2.0], "A").rule
    assert failure(checks.close, np.array([1.0, bad]), [1.0, 2.0], "A", finite=False).rule


def test_close_with_expected_infinity_and_nan():
    right = [np.inf, np.nan, 1.0]
    checks.close(np.array(right), right, "A", finite=False)
    for wrong in ([1.0, np.nan, 1.0], [np.inf, 1.0, 1.0], [np.inf, np.nan, 2.0], [-np.inf, np.nan, 1.0]):
        failure(checks.close, np.array(wrong), right, "A", finite=False)


def test_close_points_at_the_first_wrong_entry_in_the_detail_only():
    error = failure(checks.close, np.array([[1.0, 2.0], [3.0, 5.0]]), [[1.0, 2.0], [3.0, 4.0]], "A")
    assert error.rule == "A has wrong values: 1 of 4 entries differ."
    assert error.detail == "A[1, 1] is 5, expected 4."


RIGHT = np.array([[1.0, -2.0, 0.0], [0.5, 4.0, 3.0]])


@pytest.mark.parametrize(
    ("factor", "text"),
    [
        (7, "dW1 is 7 times too large, and m is 7: did you divide by m?"),
        (1 / 7, "dW1 is 7 times too small, and m is 7: did you divide by m once too often?"),
        (-7, "dW1 is 7 times too large and has the wrong sign, and m is 7: did you divide by m?"),
        (-1, "dW1 has the wrong sign: it is minus what it should be."),
        (2.5, "dW1 is 2.5 times too large, by the same factor everywhere."),
        (0.1, "dW1 is 10 times too small, by the same factor everywhere."),
    ],
)
def test_close_names_a_constant_factor(factor, text):
    assert failure(checks.close, factor * RIGHT, RIGHT, "dW1", known={"m": 7}).rule == text


def test_close_names_the_factor_of_one_number_only_if_it_is_known():
    assert "did you divide by m?" in failure(checks.close, 14.0, 2.0, "J", known={"m": 7}).rule
    assert "wrong sign" in failure(checks.close, -2.0, 2.0, "J").rule
    assert failure(checks.close, 5.0, 2.0, "J", known={"m": 7}).rule == "J has the wrong value."


def test_close_finds_no_factor_where_there_is_none():
    for wrong in (np.zeros((2, 3)), RIGHT + 1, 3 * RIGHT + 0.1, np.full((2, 3), 1e308), 1e300 * (RIGHT + 1)):
        rule = failure(checks.close, wrong, RIGHT, "A").rule
        assert "inf" not in rule
        assert "nan" not in rule


def test_rules_of_close_hold_no_values():
    rule = failure(checks.close, RIGHT + 0.123, RIGHT, "A").rule
    assert "expected" not in rule
    assert "0.123" not in rule


@pytest.mark.parametrize("dtype", [bool, int, float, np.float32])
def test_labels_of_any_type(dtype):
    checks.labels(np.array([[1, 0, 1]], dtype=dtype), [[1, 0, 1]], "The predictions")


def test_labels_rejects():
    right = [[1, 0, 1]]
    assert "1 of 3 labels" in failure(checks.labels, np.array([[1, 1, 1]]), right, "P").rule
    assert "only the labels 0 and 1" in failure(checks.labels, np.array([[0.7, 0, 1]]), right, "P").rule
    assert "shape" in failure(checks.labels, np.array([1, 0, 1]), right, "P").rule
    assert "not finite" in failure(checks.labels, np.array([[np.nan, 0, 1]]), right, "P").rule


# ---------------------------------------------------------------------------------------- gradients


def cubic(points):
    return [float(sum(np.sum(value**3) for value in parameters.values())) for parameters in points]


def at(seed=0):
    generator = np.random.default_rng(seed)
    parameters = {"W1": generator.normal(size=(2, 3)), "b1": generator.normal(size=(2, 1))}
    return parameters, {f"d{key}": 3 * value**2 for key, value in parameters.items()}


def test_gradient_check_accepts_and_records_each_block():
    parameters, gradient = at()
    with checks.recording(0) as record:
        checks.gradient_check(gradient, cubic, parameters)
    assert [block for block, _, _ in record.gradients] == ["dW1", "db1"]
    assert all(ratio < 1e-7 and epsilon == checks.EPSILON for _, ratio, epsilon in record.gradients)


def test_gradient_check_catches_one_entry_wrong_by_a_tenth_of_a_percent_and_names_its_block():
    parameters, gradient = at()
    gradient["dW1"][0, 0] *= 1.001
    with checks.recording(0) as record:
        rule = failure(checks.gradient_check, gradient, cubic, parameters).rule
    assert "dW1" in rule
    assert "db1" not in rule
    assert [ratio > checks.FLAGGED_ABOVE for _, ratio, _ in record.gradients] == [True, False]


def test_gradient_check_catches_nan_costs():
    parameters, gradient = at()
    with checks.recording(0) as record:
        failure(checks.gradient_check, gradient, lambda points: [float("nan")] * len(points), parameters)
    assert all(math.isnan(ratio) for _, ratio, _ in record.gradients)


def test_coarse_gradient_check_is_not_recorded():
    parameters, gradient = at()
    gradient["dW1"] = gradient["dW1"] * (1 + 1e-4)
    with checks.recording(0) as record:
        checks.gradient_check(gradient, cubic, parameters, epsilon=1e-3, flag_above=1e-3)
    assert record.gradients == []


@pytest.mark.parametrize(
    "gradient", [None, [1], {}, {"dW1": np.ones((2, 3))}, {"dW1": None, "db1": np.ones((2, 1))}]
)
def test_gradient_check_takes_anything_for_a_gradient(gradient):
    failure(checks.gradient_check, gradient, cubic, at()[0])


def test_gradient_check_leaves_the_parameters_as_they_were():
    parameters, gradient = at()
    before = {key: value.copy() for key, value in parameters.items()}
    checks.gradient_check(gradient, cubic, parameters)
    assert all((parameters[key] == before[key]).all() for key in before)


def test_gradient_ratio():
    assert checks.gradient_ratio(np.zeros(2), np.zeros(2)) == 0.0
    assert checks.gradient_ratio(np.array([3.0]), np.array([1.0])) == 0.5
    assert math.isnan(checks.gradient_ratio(np.array([np.nan]), np.array([1.0])))


# ------------------------------------------------------------------------------------------- chance

SHAPE = (140, 160)


def normal(seed, std=0.01, shape=SHAPE):
    return np.random.default_rng(seed).normal(scale=std, size=shape)


@pytest.mark.parametrize("seed", range(20))
def test_normal_sample_accepts_normal_samples(seed):
    checks.normal_sample(normal(seed), 0.01, "W1")
    checks.normal_sample(normal(seed).T.astype(np.float32).astype(float), 0.01, "W1")
    checks.normal_sample(normal(seed, shape=(3, 5)), 0.01, "W1")


def repeated_rows(seed):
    return np.repeat(normal(seed, shape=(1, SHAPE[1])), SHAPE[0], axis=0)


WRONG_SAMPLES = {
    "all zeros": lambda seed: np.zeros(SHAPE),
    "must have mean 0": lambda seed: np.abs(normal(seed)),
    "standard deviation 0.01, yours has 0.1": lambda seed: normal(seed) / normal(seed).std() * 0.1,
    "standard deviation": lambda seed: normal(seed, std=0.011),
    "The rows of W1 are not independent": repeated_rows,
    "The columns of W1 are not independent": lambda seed: repeated_rows(seed).T,
    "whole rows or columns cancel": lambda seed: normal(seed) - normal(seed).mean(axis=0),
    "normal distribution": lambda seed: (
        np.random.default_rng(seed).uniform(-1, 1, SHAPE) * 0.01 * math.sqrt(3)
    ),
    "W1 must be drawn from a normal": lambda seed: np.random.default_rng(seed).choice([-0.01, 0.01], SHAPE),
}


@pytest.mark.parametrize("text", WRONG_SAMPLES)
@pytest.mark.parametrize("seed", range(5))
def test_normal_sample_rejects(text, seed):
    assert text in str(failure(checks.normal_sample, WRONG_SAMPLES[text](seed), 0.01, "W1"))


@pytest.mark.parametrize("value", [1e308, -1e308, 1e-308, 1.0])
def test_normal_sample_of_huge_and_tiny_constants(value):
    failure(checks.normal_sample, np.full(SHAPE, value), 0.01, "W1")


@pytest.mark.parametrize("value", [[[1, 0]], [[True, False]], [[2.5, 0.0]], np.float32([[1.25, 0]])])
def test_mask_of_any_kind(value):
    assert checks.mask(np.array(value), (1, 2), "D").tolist() == [[True, False]]


@pytest.mark.parametrize("value", [None, [[0.7, 1.0]], [[-1, 0]], [[1], [0]], [[np.nan, 0]]])
def test_mask_rejects(value):
    with pytest.raises(checks.CheckFailed, match=r"^D"):
        checks.mask(None if value is None else np.array(value), (1, 2), "D")


def kept(text, keep_prob, seed):
    """A mask of 120 x 200, drawn by an expression."""
    rng = np.random.default_rng(seed)
    return eval(text, {"np": np, "rng": rng, "p": keep_prob, "u": rng.random((120, 200))})


@pytest.mark.parametrize("keep_prob", [0.3, 0.5, 0.8, 1.0])
@pytest.mark.parametrize("seed", range(10))
def test_kept_at_random_accepts_independent_draws(keep_prob, seed):
    checks.kept_at_random(kept("u < p", keep_prob, seed), keep_prob, "D")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("u > p", "with that probability"),
        ("rng.normal(size=(120, 200)) < p", "with the probability keep_prob"),
        ("np.repeat(u[:1] < p, 120, axis=0)", "some columns keep far more"),
        ("np.repeat(u[:, :1] < p, 200, axis=1)", "some rows keep far more"),
        ("rng.permuted(np.tile(np.arange(120)[:, None] < 120 * p, 200), axis=0)", "about the same number"),
        ("np.ones((120, 200), bool)", "the probability keep_prob"),
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_kept_at_random_rejects(text, rule, seed):
    with pytest.raises(checks.CheckFailed, match=rule):
        checks.kept_at_random(kept(text, 0.3, seed), 0.3, "D")


def test_uncorrelated():
    checks.uncorrelated(normal(1), normal(2), "W1 and W2")
    for again in (normal(1), normal(1) * 3, -normal(1), normal(1)[:50], np.zeros(SHAPE)):
        assert "same random numbers" in failure(checks.uncorrelated, normal(1), again, "W1 and W2").rule


def test_uncorrelated_sees_what_was_drawn_transposed():
    first, again = (
        np.random.default_rng(1).normal(size=(70, 90)),
        np.random.default_rng(1).normal(size=(60, 70)),
    )
    checks.uncorrelated(first.T, again, "W1 and W2")
    assert "same random numbers" in failure(checks.uncorrelated, first.T, again.T, "W1 and W2").rule


def test_normal_sample_shows_no_number_in_its_rule_where_a_formula_says_it():
    problem = failure(checks.normal_sample, normal(0), 0.02, "W1", "√(1 / n)")
    assert problem.rule == "W1 must have standard deviation √(1 / n)."
    assert "0.02" in problem.detail


def lecun(generator, *sizes):
    layers = enumerate(itertools.pairwise(sizes), start=1)
    return {f"W{l}": generator.normal(0, n_in**-0.5, (n_out, n_in)) for l, (n_in, n_out) in layers}


def test_normal_layers():
    weights = lecun(np.random.default_rng(0), 100, 80, 60)
    checks.normal_layers(weights, lambda n_in, n_out: 1 / n_in, "√(1 / n)")
    mistaken = {"the variance 3": lambda n_in, n_out: 3.0, "LeCun's variance": lambda n_in, n_out: 1 / n_in}
    problem = failure(checks.normal_layers, weights, lambda n_in, n_out: 2 / n_in, "√(2 / n)", mistaken)
    assert problem.rule == "The weights have LeCun's variance."
    problem = failure(checks.normal_layers, weights, lambda n_in, n_out: 5 / n_in, "√(5 / n)")
    assert problem.rule == "W1 must have standard deviation √(5 / n)."
    weights["W2"] = 0.1 * np.resize(10 * weights["W1"], (60, 80)) * 80**-0.5 / 100**-0.5
    problem = failure(checks.normal_layers, weights, lambda n_in, n_out: 1 / n_in, "√(1 / n)")
    assert "W1 and W2 hold the same random numbers" in problem.rule


def test_layers_and_zero_biases():
    right = {"W1": np.ones((3, 2)), "b1": np.zeros((3, 1)), "W2": np.ones((1, 3)), "b2": np.zeros((1, 1))}
    found = checks.layers(right, [2, 3, 1])
    assert list(found) == ["W1", "b1", "W2", "b2"]
    checks.zero_biases(found)
    assert "b2 must be zero" in failure(checks.zero_biases, found | {"b2": np.ones((1, 1))}).rule
    assert "lacks W3, b3" in failure(checks.layers, right, [2, 3, 1, 4]).rule
    assert "no others" in failure(checks.layers, right, [2, 3]).rule
    assert "Is it transposed?" in failure(checks.layers, right | {"W1": np.ones((2, 3))}, [2, 3, 1]).rule


def test_one_array_under_two_names_is_not_separate():
    array = np.zeros((2, 2))
    checks.separate(checks.call(lambda x: {"W1": array, "W2": array.copy()}, x=1))
    twice = checks.call(lambda x: {"W1": array, "W2": array}, x=1)
    assert twice.shares == ("itself",)
    assert "same array under several names" in failure(checks.separate, twice).rule


def test_refused_tells_calls_that_cannot_be_made_from_errors_inside():
    def one_argument(x):
        return x + "1"

    def error_of(*values):
        with pytest.raises(TypeError) as raised:
            checks.call(one_argument, **{f"a{i}": value for i, value in enumerate(values)})
        return raised.value

    assert checks.refused(error_of(1, 2))
    assert not checks.refused(error_of(1))
    assert not checks.refused(ValueError("another"))


@pytest.mark.parametrize("seed", range(10))
def test_drawn_parameters_have_no_small_bias(seed):
    drawn = checks.parameters(np.random.default_rng(seed), 3, 5, 2)
    assert {key: value.shape for key, value in drawn.items()} == {
        "W1": (5, 3),
        "b1": (5, 1),
        "W2": (2, 5),
        "b2": (2, 1),
    }
    assert min(np.abs(drawn["b1"]).min(), np.abs(drawn["b2"]).min()) >= 0.4


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("m", "layer_dims"), [(7, (4, 5, 3, 1)), (3, (3, 3, 3, 1)), (2, (1, 6, 2, 4, 1))])
def test_every_unit_of_an_alive_network_is_on_and_off(seed, m, layer_dims):
    drawn, A = checks.alive_network(np.random.default_rng(seed), m, *layer_dims)
    assert A.shape == (layer_dims[0], m)
    for layer in range(1, len(layer_dims)):
        Z = drawn[f"W{layer}"] @ A + drawn[f"b{layer}"]
        assert Z.shape == (layer_dims[layer], m)
        assert drawn[f"b{layer}"].shape == (layer_dims[layer], 1)
        assert np.abs(Z).min() > 0.05
        if layer + 1 < len(layer_dims):
            assert ((Z > 0).any(axis=1) & (Z < 0).any(axis=1)).all()
        A = np.maximum(Z, 0)
    outputs = 1 / (1 + np.exp(-Z))
    assert 0.02 < outputs.min() <= outputs.max() < 0.98


@pytest.mark.parametrize("m", [2, 3, 9])
def test_both_labels_occur(m):
    for seed in range(20):
        Y = checks.both_labels(np.random.default_rng(seed), m)
        assert Y.shape == (1, m)
        assert set(Y[0]) == {0.0, 1.0}
    assert checks.both_labels(np.random.default_rng(0), 1).shape == (1, 1)


# ------------------------------------------------------------------------------------------ helpers


class Case:
    """Stands for otter's test_case: only its test_func counts."""

    def __init__(self, test_func):
        self.test_func = test_func


WRONG_SIGMOID = """
def sigmoid(z):
    return -1
def forward(z):
    return sigmoid(z)
def both(z, extra):
    return sigmoid(z, extra)
"""


def a_question(test):
    namespace = {"helpers": {"sigmoid": "q1"}, "case": Case(test)}
    checks.retry_with_reference(namespace, {"sigmoid": lambda z: 1})
    return namespace["case"].test_func


def test_second_try_uses_the_references_helper_and_restores_the_students():
    space = run_source(WRONG_SIGMOID)
    tries = []

    def test(forward, sigmoid):
        tries.append((forward(0), sigmoid(0)))
        checks.require(forward(0) == 1, "wrong")

    run = a_question(test)
    run(forward=space["forward"], sigmoid=space["sigmoid"])
    assert tries == [(-1, -1), (1, 1)]
    assert space["forward"](0) == -1
    assert list(inspect.signature(run).parameters) == ["forward", "sigmoid"]


def test_second_try_fails_with_the_students_own_mistake():
    space = run_source(WRONG_SIGMOID)

    def test(forward):
        checks.require(forward(0) == 5, "wrong")

    assert failure(a_question(test), forward=space["forward"]).rule == "wrong"
    assert space["sigmoid"](0) == -1


def test_second_try_removes_a_helper_that_the_student_never_had():
    space = run_source("def forward(z):\n    return sigmoid(z)")

    def test(forward):
        checks.require(forward(0) == 1, "wrong")

    a_question(test)(forward=space["forward"])
    assert "sigmoid" not in space


def test_no_second_try_after_success():
    tries = []
    a_question(lambda forward: tries.append(1))(forward=None)
    assert tries == [1]


def test_stand_in_drops_arguments_that_only_the_students_version_has():
    space = run_source(WRONG_SIGMOID)

    def test(both):
        checks.require(both(0, "extra") == 1, "wrong")

    a_question(test)(both=space["both"])
    assert checks.stand_in(lambda z: z)(5, alpha=3) == 5


# ------------------------------------------------------------------------------------ hostile values

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.binary(max_size=5)
    | st.complex_numbers()
    | st.sampled_from(
        [np.ones(3), np.ones((0, 1)), np.array("x"), np.array([None]), np.array(1e308), np.float16(2)]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(
            st.one_of(st.text(max_size=3), st.integers(), st.tuples(st.floats()), st.none()), inner
        )
    ),
    max_leaves=6,
)

WORDS = [
    lambda v: checks.array(v, (2, 1), "A"),
    lambda v: checks.array(v, (), "A", finite=False),
    lambda v: checks.scalar(v, "J"),
    lambda v: checks.whole_number(v, "n"),
    lambda v: checks.numbers(v, 2, "costs"),
    lambda v: checks.dictionary(v, ["W1"], "p"),
    lambda v: checks.unpack(v, "A", "B"),
    lambda v: checks.close(v, [[1.0], [2.0]], "A", known={"m": 2}),
    lambda v: checks.close(v, 1.0, "J", known={"m": 2}),
    lambda v: checks.labels(v, [[1]], "P"),
    lambda v: checks.gradient_check({"dW1": v}, lambda ps: [1.0] * len(ps), {"W1": np.ones((1, 1))}),
    lambda v: checks.require(callable(v) or checks.call(v), "never"),
]


@given(PLAIN)
@settings(derandomize=True, max_examples=300, deadline=None)
@example(10**400)
@example(np.array([[10**400]], dtype=object))
@example(np.array([[1e308], [-1e308]]))
@example(np.array([["a"]]))
def test_any_value_passes_or_raises_check_failed(value):
    for word in WORDS:
        with checks.recording(0), contextlib.suppress(CheckFailed):
            word(value)


# ------------------------------------------------------------------------------------------- probes


def test_a_probe_remembers_where_it_was_asked():
    probe = checks.Probe(lambda t: t**2, (), "f")
    assert probe(3) == 9.0
    assert probe(np.array([0.5])) == 0.25
    assert probe(theta=np.float32(2)) == 4.0
    assert [float(p) for p in probe.points] == [3.0, 0.5, 2.0]
    probe.understood()


def test_a_probe_keeps_the_points_as_they_were():
    probe = checks.Probe(lambda theta: theta[0, 0], (2, 1), "J")
    point = np.ones((2, 1))
    probe(point)
    point += 1
    assert probe.points[0].tolist() == [[1.0], [1.0]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((np.ones(2),), "The argument of J: shape must be (2, 1), got (2,)."),
        ((1.0,), "shape must be (2, 1)"),
        (("x",), "must be a NumPy array"),
        ((None,), "The argument of J is None"),
        ((), "J takes one argument, it was called with 0."),
        ((np.ones((2, 1)), 2), "J takes one argument, it was called with 2."),
    ],
)
def test_a_probe_answers_what_it_cannot_take_with_nan_and_tells_later(arguments, said):
    probe = checks.Probe(lambda theta: theta[0, 0], (2, 1), "J")
    assert math.isnan(probe(*arguments))
    assert probe(np.ones((2, 1))) == 1.0
    assert said in failure(probe.understood).rule


def test_a_probe_must_be_asked():
    assert "J was never called" in failure(checks.Probe(len, (2, 1), "J").understood).rule


def test_double_precision():
    for precise in (np.ones(2), np.float64(1), 1.0, 1, np.arange(3), np.longdouble(1)):
        checks.double_precision(precise, "theta")
    for coarse in (np.ones(2, dtype=np.float32), np.float16(1)):
        assert "theta must be float64, got float" in failure(checks.double_precision, coarse, "theta").rule
