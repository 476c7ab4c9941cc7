"""Systematic mutants: the rules make what they say, and the audit tells the killed from those that survive."""

import ast
import shutil

import pytest

from autograder import audit, mutants
from autograder.assignment import QUESTIONS, from_folder, load
from autograder.mutants import ENDLESS, Mutant, MutantTrial, examine, mutated
from reference.mistakes import Catalogue, Equivalent, StaleEditError, catalogue, module_of, reference_source

SHALLOW = load("shallow_network")
FUNCTIONS = [function for question in SHALLOW.questions for function in question.functions]


def changed(line, before=""):
    """What becomes of one line in the body of a function, other lines in front of it left as they are."""
    text = f"def f(X, w, n=4):\n{before}    {line}\n"
    heads = text.splitlines()[:-1]
    bodies = [mutant.splitlines() for mutant in mutated(text)]
    return {body[-1].strip() for body in bodies if body[:-1] == heads}


def as_written(code):
    """The same for two texts that differ in brackets only."""
    return ast.unparse(ast.parse(code))


# ------------------------------------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("return X + w", {"X - w", "(X * w)", "X", "w"}),
        ("return X - w", {"X + w", "w - X", "X", "w"}),
        ("return X * w", {"X / w", "(X + w)", "X", "w"}),
        ("return X / w", {"X * w", "w / X", "X", "w"}),
        ("return X**w", {"(X * w)", "w ** X", "X", "w"}),
        ("return X @ w", {"X * w", "w @ X", "X.T @ w", "X @ w.T", "X", "w"}),
        ("return X.T @ w", {"X @ w", "X.T @ w.T"}),
        ("return -X", {"X", "-w"}),
        ("return (X - w) * 2", {"(X + w) * 2", "(w - X) * 2", "(X - w) / 2", "((X - w) + 2)", "(X - w)"}),
        ("return X + w / n", {"X - w / n", "(X * (w / n))", "X + w * n", "X + n / w", "w / n", "(w / n)"}),
        ("return X & w", {"(X | w)", "X", "w"}),
        ("return X > 0", {"X >= 0", "X < 0", "X > 1", "X > -1"}),
        ("return X == w", {"X != w"}),
        ("return X is None", {"X is not None"}),
        ("return X and w", {"X or w", "X", "w"}),
        ("return X if n else w", {"X", "w", "X if not n else w"}),
        ("return not X", {"X"}),
        ("return X + 3", {"X + 4", "X + 2", "X + 0", "X + -3"}),
        ("return X + 0.5", {"X + 1.5", "X + 0.55", "X + 0", "X + -0.5"}),
        ("return -1", {"-2", "-0", "1"}),
        ("return 1e-15", {"0", "1"}),
        ("return np.sum(X, axis=1)", {"np.sum(X, axis=0)", "np.sum(X, axis=2)", "np.sum(X)", "(X)", "X"}),
        ("return sum(X, keepdims=True)", {"sum(X, keepdims=False)", "sum(X)"}),
        ("return sum(X, axis=0, keepdims=True)", {"sum(X, keepdims=True)", "sum(X, axis=0)"}),
        ("return np.mean(X)", {"np.sum(X)"}),
        ("return np.maximum(0, X)", {"np.minimum(0, X)"}),
        ("return np.log(X)", {"np.exp(X)"}),
        ("return np.tanh(X)", {"sigmoid(X)", "relu(X)"}),
        ("return np.zeros((n, 1))", {"np.ones((n, 1))", "np.zeros((1, n))", "np.zeros((n,))"}),
        ("return np.dot(X, w)", {"np.multiply(X, w)", "np.dot(w, X)"}),
        ("return X.copy()", {"X"}),
        ("return X.astype(int)", {"X"}),
        ("return f(X, w, n)", {"f(w, X, n)", "f(X, n, w)", "f(X, w)", "X"}),
        ("return range(n)", {"range(n + 1)", "range(n - 1)", "range(1, n)"}),
        (
            "return reversed(range(1, n))",
            {"range(1, n)", "reversed(range(0, n))", "reversed(range(1, n - 1))"},
        ),
        ("return X[n]", {"X[n + 1]", "X[n - 1]", "X[w]"}),
        ("return X[0]", {"X[1]", "X[-1]"}),
        ("return X[1:n]", {"X[:n]", "X[1:]", "X[0:n]", "X[2:n]", "X[1:n + 1]", "X[1:n - 1]"}),
        ("return X[:, n]", {"X[n, :]", "X[:, n + 1]", "X[:, n - 1]"}),
        ("return X, w", {"w, X", "X,", "w,"}),
        ("return w['W1'] - n['b1']", {"w['b1'] - n['b1']", "w['W1'] - n['W1']"}),
        ("return w[f'W{n}']", {"w[f'W{n + 1}']", "w[f'W{n - 1}']"}),
        ("return {'A': X, 'Z': w}", {"{'A': w, 'Z': X}", "{'Z': w}", "{'A': X}", "{'Z': X, 'Z': w}"}),
        ("return [v for v in X if v]", {"[v for v in X if True]"}),
    ],
)
def test_a_rule_makes_these(line, some):
    assert {as_written(f"return {code}") for code in some} <= {as_written(code) for code in changed(line)}


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("A = X", {"pass", "A = w", "A = n"}),
        ("X = X - w", {"pass", "X -= w", "X = X + w"}),
        ("X += w", {"pass", "X -= w", "X = w"}),
        ("w['b'] = X", {"pass"}),
        ("A, B = X, w", {"B, A = X, w", "A, B = w, X"}),
    ],
)
def test_statements_change_and_are_dropped(line, some):
    assert some <= changed(line)


@pytest.mark.parametrize(
    ("line", "never"),
    [
        ("return np.linalg.norm(X - w)", "np.linalg.norm(w - X)"),
        ("return np.sum(X, axis=1)", "np.sum(X, axis=-1)"),
        ("return X.shape[1]", "X.shape[-1]"),
        ("return X.reshape((n, 1))", "X.reshape((n, -1))"),
        ("return 0.0", "0"),
        ("return X + 1e-15", "X + 1.1e-15"),
        ("return float(n)", "n"),
        ("return np.asarray(X)", "X"),
        ("return np.maximum(0, X)", "np.maximum(X, 0)"),
    ],
)
def test_what_is_always_as_good_is_not_made(line, never):
    assert as_written(f"return {never}") not in {as_written(code) for code in changed(line)}


def test_names_are_swapped_for_every_other_of_the_function_but_not_what_is_called():
    made = changed("return f(A)", before="    A = X\n")
    assert {"return f(X)", "return f(w)", "return f(n)"} <= made
    assert not any(line.startswith("return X(") for line in made)


def test_defaults_change():
    heads = {mutant.splitlines()[0] for mutant in mutated("def f(X, n=4):\n    return X\n")}
    assert {f"def f(X, n={n}):" for n in (0, 3, 5, -4)} <= heads


def test_a_statement_moves_into_the_loop_before_it_and_out_of_the_loop():
    loop = "def f(X):\n    for x in X:\n        a = x\n        b = a\n    return b\n"
    made = mutated(loop)
    assert loop.replace("    return b", "        return b") in made
    assert loop.replace("        b = a", "    b = a") in made


def test_choices_of_a_dict_become_each_other_choice():
    made = {text.strip() for text in mutated('answers = {"a": "i", "b": "iii", "c": "ii"}\n')}
    assert {
        'answers = {"a": "ii", "b": "iii", "c": "ii"}',
        'answers = {"a": "iii", "b": "iii", "c": "ii"}',
    } <= made
    assert {'answers = {"b": "iii", "c": "ii"}', 'answers = {"a": "iii", "b": "i", "c": "ii"}'} <= made


def test_the_rest_of_the_text_stays_as_it_was():
    text = "def f(X):\n    # σ(−|z|), measured\n    return (X  +  1)  # −1\n"
    assert text.replace("X  +  1", "X  -  1") in mutated(text)
    assert all(mutant.startswith("def f(X):\n    # σ(−|z|), measured\n") for mutant in mutated(text))
    assert all(mutant.endswith("# −1\n") for mutant in mutated(text))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_mutants_are_other_code_and_no_two_are_the_same(function):
    text = reference_source(module_of("shallow_network", function), function)
    code = [ast.dump(ast.parse(source)) for source in mutated(text)]
    assert len(code) >= 5
    assert len({*code, ast.dump(ast.parse(text))}) == len(code) + 1


def test_a_mutant_says_where_and_what_it_changes():
    found = mutants.mutants("shallow_network", "predict")
    assert str(found[0]).startswith("predict, line 2: A2, cache = forward_propagation(X, parameters) -> ")
    assert "predict, line 3: return (A2 > 0.5).astype(int) -> return (A2 < 0.5).astype(int)" in map(
        str, found
    )


# ------------------------------------------------------------------------------------------ verdicts


@pytest.fixture
def folder(tmp_path):
    """A copy of the question files of sigmoid and relu that a test may spoil."""
    copy = tmp_path / "shallow_network"
    copy.mkdir()
    for name in ("q1", "q2"):
        shutil.copy(QUESTIONS / "shallow_network" / f"{name}.py", copy)
    return copy


EQUIVALENTS = [e for e in catalogue("shallow_network").equivalents if e.function in ("sigmoid", "leaky_relu")]
ALPHA = "line 1: def leaky_relu(z, alpha=0.01): -> def leaky_relu(z, alpha=0.011):"


def problems(folder, equivalents, seeds=(0,)):
    known = Catalogue((), (), tuple(equivalents))
    found = audit.audit_with(from_folder(folder), known, seeds).problems
    return [problem for problem in found if "utant" in problem or "equivalent" in problem]


def test_a_weak_question_file_is_found_out(folder):
    assert problems(folder, EQUIVALENTS) == []
    path = folder / "q2.py"
    judged = 'compare(checks.call(leaky_relu, z=z), expected(z), "leaky_relu(z)")'
    assert judged in path.read_text()
    path.write_text(path.read_text().replace(judged, "pass"))
    found = problems(folder, EQUIVALENTS)
    assert f"Mutant survives q2: leaky_relu, {ALPHA}" in found
    assert all("leaky_relu, line 1: def leaky_relu(z, alpha=" in problem for problem in found)


def test_public_cases_do_not_kill(folder):
    path = folder / "q2.py"
    path.write_text(path.read_text().replace("checks.rng", "0 * checks.rng", 1))  # the hidden case of relu
    trials = examine(from_folder(folder), EQUIVALENTS, [0])
    hidden = {"relu is right on arrays of one, two and three dimensions"}
    assert {case for t in trials if t.mutant.function == "relu" for case in t.rejected.values()} == hidden


def equivalent(function, old, new):
    return Equivalent(function, "No reason.", module="activations", edits=[(old, new)])


def test_an_entry_whose_mutant_is_rejected_fails_the_audit(folder):
    wrong = equivalent("relu", "np.maximum", "np.minimum")
    [found] = problems(folder, [*EQUIVALENTS, wrong])
    assert found.startswith(
        "relu, line 2: return np.maximum(0, z) -> return np.minimum(0, z): declared equivalent, but q2 rejects it"
    )


def test_an_entry_that_is_no_mutant_fails_the_audit(folder):
    odd = equivalent("relu", "np.maximum(0, z)", "z * (z > 0)")
    assert problems(folder, [*EQUIVALENTS, odd]) == [
        "relu: 'np.maximum(0, z)' -> 'z * (z > 0)' is declared equivalent, but is no mutant."
    ]


def test_an_entry_whose_text_is_gone_raises(folder):
    with pytest.raises(StaleEditError, match=r"relu: equivalent: 'np\.most' must occur 1x"):
        problems(folder, [equivalent("relu", "np.most", "np.least")])


def test_an_entry_is_needed_for_what_is_right(folder):
    found = problems(folder, [e for e in EQUIVALENTS if e.function != "sigmoid"])
    assert len(found) == 1
    assert found[0].startswith("Mutant survives q1: sigmoid, line 3: ")


def try_out(code, seeds=(0, 1)):
    mutant = Mutant("planted", "relu", module="activations", code=code)
    return mutants._try(SHALLOW, seeds, (SHALLOW.question("q2"), mutant, None))


def test_what_does_not_come_to_an_end_is_killed(monkeypatch):
    monkeypatch.setattr(mutants, "CPU_SECONDS", 0.2)
    body = (
        "    while True:\n        try:\n            z = z + 1\n        except Exception:\n            pass\n"
    )
    assert try_out(f"def relu(z):\n{body}").rejected == {0: ENDLESS, 1: ENDLESS}


def test_code_that_is_right_with_one_seed_only_survives():
    lucky = "def relu(z):\n    return np.maximum(0, z) if np.random.rand() < 0.7 else z\n"
    by_seed = {seed: try_out(lucky, (seed,)).killed for seed in range(8)}
    assert set(by_seed.values()) == {True, False}
    right, wrong = (next(s for s, killed in by_seed.items() if killed == k) for k in (False, True))
    assert not try_out(lucky, (wrong, right)).killed
    assert not try_out(lucky, (right, wrong)).killed


# ----------------------------------------------------------------------------------------- rendering


def test_the_table_counts_and_gives_reasons():
    reason = equivalent("relu", "0, z", "z, 0")

    def trial(name, rejected, of=None):
        return MutantTrial(
            Mutant(name, "relu", module="activations", code="relu = 0"), "q2", {0: rejected}, of
        )

    trials = [trial("a", "a case"), trial("b", "a case"), trial("c", ""), trial("d", "", reason)]
    assert mutants.totals(trials) == "killed 2 of 4 mutants, 1 are equivalent"
    lines = list(mutants.table(SHALLOW, trials))
    assert "| q2 | `relu` | 4 | 2 | 1 |" in lines
    assert lines[-1] == "* `relu`, 1 equivalent: No reason."
