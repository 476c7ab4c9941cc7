"""What is built from masters, and how staleness is told. One tiny assignment is built for real in a scratch
repository; the course's own generated files are looked at as they lie."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from otter.test_files import ExceptionTestFile

from autograder import assignment as assignments
from autograder import build, master, otter_zip, public_tests, publish
from autograder.assignment import ROOT, AssignmentError

QUESTION = '''"""q1: only hidden inputs reveal the clipping mistake."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q1"
title = "The sigmoid"
functions = ["sigmoid"]
helpers = {}

MIDDLE = np.zeros(3)

# Only the hidden case draws from here.
SECRET = 12.0


def half(value):
    """Compare with one half."""
    checks.close(value, np.full(3, 0.5), "sigmoid(z)")  # in every entry


def random_inputs():
    return checks.rng("q1", "random").normal(scale=SECRET, size=(3, 4))


@test_case(name="sigmoid(0) is one half", points=1, hidden=False)
def at_zero(sigmoid):
    half(checks.call(sigmoid, z=MIDDLE).value)


@test_case(name="sigmoid is right on random arrays", points=4, hidden=True)
def random_arrays(sigmoid):
    from reference.activations import sigmoid as expected

    z = random_inputs()
    checks.close(checks.call(sigmoid, z=z).value, expected(z), "sigmoid(z)")
'''
SECOND = '''"""q2: its slope."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q2"
title = "Its slope"
functions = ["sigmoid_derivative"]
helpers = {"sigmoid": "q1"}


@test_case(name="The slope at 0 is one quarter", points=1, hidden=False)
def at_zero(sigmoid_derivative):
    checks.close(checks.call(sigmoid_derivative, z=0.0).value, 0.25, "the slope")


@test_case(name="The slope is right elsewhere", points=1.5, hidden=True)
def elsewhere(sigmoid_derivative):
    from reference.activations import sigmoid_derivative as expected

    checks.close(checks.call(sigmoid_derivative, z=1.5).value, expected(1.5), "the slope")
'''
MASTER = """# A note to authors, not to students.

# %% [markdown]
# # A tiny lesson
#
# {{points q1}} of {{points total}} points
#
# <details><summary>Hint</summary>
#
# Think *twice*.
#
# </details>

# %%
import numpy as np
import otter

grader = otter.Notebook()

# %% tags=["given"]
# give: datasets.island

# %% tags=["exercise", "question-q1"]
# write: activations.sigmoid

# %% tags=["question-q1"]
grader.check("q1")

# %% tags=["exercise", "question-q2"]
# write: activations.sigmoid_derivative

# %% tags=["question-q2"]
grader.check("q2")

# %% tags=["otter_ignore"]
print(sigmoid(np.zeros(2)))
"""


def tiny_repository(root: Path) -> Path:
    """A repository with one tiny assignment, nothing built."""
    questions, solutions = root / "autograder/questions/tiny", root / "solutions/tiny"
    questions.mkdir(parents=True)
    solutions.mkdir(parents=True)
    (questions / "q1.py").write_text(QUESTION)
    (questions / "q2.py").write_text(SECOND)
    (solutions / "master.py").write_text(MASTER)
    shutil.copytree(ROOT / "reference", root / "reference", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "requirements.lock", *(f"autograder/{m}.py" for m in build.SHIPPED)):
        shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture
def scratch(tmp_path):
    return tiny_repository(tmp_path)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """The tiny repository after one build, with its notebook executed. Not to be changed."""
    root = tiny_repository(tmp_path_factory.mktemp("executed"))
    build.build("tiny", root)
    return root


@pytest.fixture
def built(executed, tmp_path):
    """A copy of it that may be changed."""
    return shutil.copytree(executed, tmp_path / "built")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def sources(root: Path) -> master.Master:
    assignment = assignments.from_folder(root / "autograder/questions/tiny")
    return master.read(root / "solutions/tiny/master.py", assignment, root / "reference")


# ---------------------------------------------------------------------------------- question files


def test_an_assignment_knows_its_questions(scratch):
    tiny = assignments.from_folder(scratch / "autograder/questions/tiny")
    first, second = tiny.questions
    assert (first.points, first.public_cases, first.hidden_cases, first.hidden_points) == (5, 1, 1, 4)
    assert second.helpers == {"sigmoid": "q1"}
    assert tiny.points == 7.5
    assert tiny.question("q2") is second
    with pytest.raises(KeyError, match="q3"):
        tiny.question("q3")


def test_test_files_share_no_state(scratch):
    question = assignments.from_folder(scratch / "autograder/questions/tiny").question("q1")
    first, second = question.test_file(), question.test_file()
    first.run({"sigmoid": lambda z: z})
    assert not first.passed_all
    assert "SECRET" in first.source
    assert not hasattr(second, "test_case_results") or second.test_case_results == []
    assert (
        first.test_cases[0].body.test_func.__globals__ is not second.test_cases[0].body.test_func.__globals__
    )


def test_questions_come_in_the_order_of_their_numbers(scratch):
    folder = scratch / "autograder/questions/tiny"
    for number in range(3, 11):
        (folder / f"q{number}.py").write_text(SECOND.replace('"q2"', f'"q{number}"'))
    assert [q.name for q in assignments.from_folder(folder).questions] == [f"q{n}" for n in range(1, 11)]


def test_the_hash_of_tests_follows_every_question(scratch):
    folder = scratch / "autograder/questions/tiny"
    before = assignments.hash_of_tests(folder)
    assert assignments.hash_of_tests(folder) == before
    edit(folder / "q2.py", "z=1.5", "z=1.6")
    assert assignments.hash_of_tests(folder) != before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Its slope"', "", "q2.py has no title"),
        ('functions = ["sigmoid_derivative"]', "functions = []", "q2.py has no list of functions"),
        ('helpers = {"sigmoid": "q1"}', "", "q2.py has no helpers"),
        ('{"sigmoid": "q1"}', '{"sigmoid": "q3"}', "names 'sigmoid' of 'q3' as a helper"),
        (
            '{"sigmoid": "q1"}',
            '{"sigmoid_derivative": "q2"}',
            "names 'sigmoid_derivative' of 'q2' as a helper",
        ),
        ("The slope is right elsewhere", "The slope at 0 is one quarter", "has the case 'The slope at 0"),
        ("def elsewhere", "def at_zero", "has the function 'at_zero' twice"),
        ("points=1, hidden=False", "points=1, hidden=True", "has no public case"),
        ("points=1.5, hidden=True", "points=0, hidden=True", "has no hidden case with points"),
        ("OK_FORMAT = False", "", "lacks OK_FORMAT = False"),
        ('name = "q2"', 'name = "q7"', "says name = 'q7'"),
        ("import checks", "import chekcs", "cannot be run: ModuleNotFoundError"),
    ],
)
def test_a_question_file_that_cannot_be_used_is_refused(scratch, old, new, said):
    edit(scratch / "autograder/questions/tiny/q2.py", old, new)
    with pytest.raises(AssignmentError) as caught:
        assignments.from_folder(scratch / "autograder/questions/tiny")
    assert said in str(caught.value)


def test_a_gap_in_the_numbers_is_refused(scratch):
    folder = scratch / "autograder/questions/tiny"
    (folder / "q2.py").rename(folder / "q3.py")
    with pytest.raises(AssignmentError, match=r"must be q1.py, q2.py, …; found q1.py, q3.py"):
        assignments.from_folder(folder)


def test_an_unknown_assignment_names_the_known_ones():
    with pytest.raises(AssignmentError, match=r"There is: .*shallow_network"):
        assignments.load("shalow_network")


# ------------------------------------------------------------------------------------- public copies


def test_a_public_copy_holds_only_what_public_cases_need(scratch):
    question = assignments.from_folder(scratch / "autograder/questions/tiny").question("q1")
    text = public_tests.public_copy(question)
    tree = ast.parse(text)
    assert [node.name for node in tree.body if isinstance(node, ast.FunctionDef)] == ["half", "at_zero"]
    for secret in ("SECRET", "random", "reference", "hidden=True", "clipping", "title", "helpers", "draws"):
        assert secret not in text
    assert "MIDDLE = np.zeros(3)" in text
    assert '"""Compare with one half."""' in text
    assert "# in every entry" in text
    assert text.startswith(
        "# Generated from autograder/questions/tiny/q1.py by `make assignments`; do not edit."
    )


def test_a_public_copy_runs_and_says_what_is_still_to_come(scratch):
    question = assignments.from_folder(scratch / "autograder/questions/tiny").question("q1")
    test_file = ExceptionTestFile.from_string(public_tests.public_copy(question))
    test_file.run({"sigmoid": lambda z: 0.5 + 0 * z})
    assert test_file.passed_all
    assert "1 more test case, worth 4 of the 5 points, will be run when your notebook is graded." in repr(
        test_file
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import checks", "import checks\nfrom reference.activations import sigmoid as right"),
        ("    half(checks", "    from reference.activations import sigmoid as right\n    half(checks"),
        ("    half(checks", "    __import__('reference.activations')\n    half(checks"),
    ],
)
def test_a_right_answer_never_gets_into_a_public_copy(scratch, old, new):
    path = scratch / "autograder/questions/tiny/q1.py"
    edit(path, old, new)
    edit(
        path,
        "half(checks.call(sigmoid, z=MIDDLE).value)",
        "half(checks.call(sigmoid, z=MIDDLE).value or right)",
    )
    question = assignments.from_folder(path.parent).question("q1")
    with pytest.raises(AssignmentError, match="speaks of `reference`"):
        public_tests.public_copy(question)


@pytest.mark.parametrize("question", assignments.load("shallow_network").questions, ids=lambda q: q.name)
def test_the_copies_that_students_have_are_public(question):
    text = (ROOT / "assignments/shallow_network/tests" / question.path.name).read_text()
    cases = ExceptionTestFile.from_string(text).test_cases
    assert len(cases) == question.public_cases
    assert not any(case.hidden for case in cases)
    assert sum(case.points for case in cases) == question.points - question.hidden_points
    assert "reference" not in {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}


# ------------------------------------------------------------------------------------------- masters


def test_stub_and_solution_of_a_cell_are_made_from_one_function(scratch):
    cell = next(c for c in sources(scratch).cells if c.id == "write-sigmoid")
    assert cell.student.startswith('def sigmoid(z):\n    """The logistic function')
    assert cell.student.endswith('    raise NotImplementedError("sigmoid is still to be written")')
    assert "np.exp" not in cell.student
    assert "np.exp" in cell.solved
    assert cell.tags == ("exercise", "question-q1")


def test_a_cell_to_repair_holds_known_mistakes_and_its_solution_none(scratch):
    path = scratch / "solutions/tiny/master.py"
    edit(path, "# write: activations.sigmoid\n", "# repair: activations.sigmoid, returns_the_slope\n")
    lesson = sources(scratch)
    cell = next(c for c in lesson.cells if c.id == "repair-sigmoid")
    head, _, body = cell.student.rpartition('"""')
    assert head.startswith('def sigmoid(z):\n    """The logistic function')
    assert cell.solved.startswith(head)
    assert body != cell.solved.rpartition('"""')[2]
    assert "raise NotImplementedError" not in body
    assert [mistake.name for mistake in lesson.planted["sigmoid"]] == ["returns_the_slope"]
    assert lesson.modules["sigmoid"] == "activations"


@pytest.mark.parametrize(
    ("directive", "said"),
    [
        ("# repair: activations.sigmoid", "not a repair"),
        ("# repair: activations.sigmoid, no_such_mistake", "no known mistake 'no_such_mistake' of sigmoid"),
        ("# repair: activations.sigmoid, TWICE, TWICE", "plant mistakes that fit together"),
        ("# repair: activations.sigmoid, base_10", "base_10 is a whole cell"),
        ("# write: activations.sigmoid, TWICE", "this cell takes `# write: name` only"),
    ],
)
def test_a_repair_that_cannot_be_planted_is_refused(scratch, directive, said):
    directive = directive.replace("TWICE", "returns_the_slope")
    edit(scratch / "solutions/tiny/master.py", "# write: activations.sigmoid\n", f"{directive}\n")
    with pytest.raises(AssignmentError) as caught:
        sources(scratch)
    assert said in str(caught.value)


def test_placeholders_and_gifts_are_filled_in(scratch):
    cells = sources(scratch).cells
    assert cells[0].student.startswith("# A tiny lesson\n\n5 of 7.5 points\n")
    assert next(c for c in cells if c.id == "give-island").student.startswith("def island(")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# write: activations.sigmoid\n", "# writes: activations.sigmoid\n", "unknown directive '# writes:"),
        ("# write: activations.sigmoid\n", "# write: activations.sgmoid\n", "does not define 'sgmoid'"),
        ("# write: activations.sigmoid\n", "# write: activation.sigmoid\n", "activation.py does not exist"),
        ("# give: datasets.island", "# given: datasets.island", "unknown directive or place"),
        ('tags=["given"]', 'tags=["gift"]', "unknown tag 'gift'"),
        ('tags=["given"]', 'tags=["question-q3"]', "unknown tag 'question-q3'"),
        ("{{points q1}}", "{{points q9}}", "unknown placeholder {{points q9}}"),
        ("{{points q1}}", "{{point q1}}", "unknown placeholder {{point q1}}"),
        ('"exercise", "question-q1"', '"exercise", "question-q2"', "sigmoid of q1 has no stub"),
        ('"exercise", "question-q1"', '"exercise"', "sigmoid of q1 has no stub"),
        ('grader.check("q1")', 'grader.check("q2")', "q1 cannot be checked"),
        (
            "activations.sigmoid\n",
            "activations.sigmoid\n# write: activations.relu\n",
            "relu is written for q1",
        ),
        ("# %%", "# %", "no cells"),
    ],
)
def test_a_master_that_does_not_fit_is_refused(scratch, old, new, said):
    path = scratch / "solutions/tiny/master.py"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new) if old == "# %%" else text.replace(old, new, 1))
    with pytest.raises(AssignmentError) as caught:
        sources(scratch)
    assert said in str(caught.value)


def test_a_dict_keeps_its_keys_and_loses_its_answers():
    node = ast.parse('answers = {"a": "ii", "b": "iv"}').body[0]
    assert master.stub("", node) == 'answers = {\n    "a": "",\n    "b": "",\n}'


# ---------------------------------------------------------------------------------------------- build


def test_the_same_sources_give_the_same_bytes(scratch):
    first, second = build.plan("tiny", scratch), build.plan("tiny", scratch)
    assert first.texts == second.texts
    assert first.source_sha256 == second.source_sha256
    assert publish.text(first.solved) == publish.text(second.solved)


def test_what_was_built_is_fresh_and_building_again_changes_nothing(built):
    assert build.stale("tiny", built) == []
    before = {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
    assert build.build("tiny", built) == []
    assert {path: path.read_bytes() for path in built.rglob("*") if path.is_file()} == before


def test_everything_is_missing_before_the_first_build(scratch):
    problems = build.stale("tiny", scratch)
    for name in ("tests/q1.py", "tests/q2.py", "checks.py", "requirements.txt", "tiny.ipynb"):
        assert f"assignments/tiny/{name} is missing: run `make assignments`." in problems
    assert "solutions/tiny/tiny.ipynb is missing: run `make assignments`." in problems
    assert "solutions/tiny/tiny.html is missing: run `make assignments`." in problems


@pytest.mark.parametrize(
    "name",
    [
        "assignments/tiny/tiny.ipynb",
        "assignments/tiny/tests/q1.py",
        "assignments/tiny/checks.py",
        "assignments/tiny/requirements.txt",
    ],
)
def test_one_byte_makes_a_generated_file_stale_and_a_build_repairs_it(built, name):
    path = built / name
    right = path.read_bytes()
    path.write_bytes(right + b"\n")
    assert build.stale("tiny", built) == [f"{name} is not what its sources make: run `make assignments`."]
    assert build.build("tiny", built) == [path]
    assert path.read_bytes() == right


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("solutions/tiny/master.py", "print(sigmoid", "print(2 * sigmoid"),
        ("reference/activations.py", "e = np.exp(-np.abs(z))", "e = np.exp(-abs(z))"),
        ("requirements.lock", "numpy==", "numpy==1"),
        ("autograder/checks.py", "RTOL = 1e-5", "RTOL = 2e-5"),
        ("autograder/questions/tiny/q1.py", "is one half", "is 1/2"),
    ],
)
def test_a_changed_source_makes_the_executed_files_stale(built, source, old, new):
    edit(built / source, old, new)
    problems = build.stale("tiny", built)
    assert "solutions/tiny/tiny.ipynb was executed with other sources: run `make assignments`." in problems
    assert "solutions/tiny/tiny.html was made from another notebook: run `make assignments`." in problems


def test_a_solution_edited_by_hand_is_stale(built):
    edit(built / "solutions/tiny/tiny.ipynb", "print(sigmoid", "print(0 * sigmoid")
    assert build.stale("tiny", built) == [
        "solutions/tiny/tiny.ipynb was executed with other sources: run `make assignments`."
    ]


def test_the_test_of_a_question_that_is_gone_goes_too(built):
    stray = built / "assignments/tiny/tests/q3.py"
    stray.write_text("")
    assert build.stale("tiny", built) == [
        "assignments/tiny/tests/q3.py has no question file any more: run `make assignments`."
    ]
    build.build("tiny", built)
    assert not stray.exists()


def test_a_page_alone_is_made_again_without_executing_anything(built, monkeypatch):
    page = built / "solutions/tiny/tiny.html"
    page.write_text("<html></html>")
    monkeypatch.setattr(publish, "execute", lambda *_: pytest.fail("executed"))
    assert build.build("tiny", built) == [page]
    assert build.stale("tiny", built) == []


def test_a_solution_that_fails_its_own_test_is_not_published(built):
    edit(
        built / "reference/activations.py",
        "return np.where(np.asarray(z) >= 0, 1.0",
        "return np.where(z >= 9, 1.0",
    )
    edit(built / "reference/activations.py", "e / (1.0 + e))", "0 * e)")
    before = (built / "solutions/tiny/tiny.ipynb").read_bytes()
    with pytest.raises(AssignmentError, match="check-q1: the reference does not pass"):
        build.build("tiny", built)
    assert (built / "solutions/tiny/tiny.ipynb").read_bytes() == before


def test_executed_notebooks_carry_outputs_and_no_times(executed):
    notebook = json.loads((executed / "solutions/tiny/tiny.ipynb").read_text())
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code[-1]["outputs"][0]["text"] == ["[0.5 0.5]\n"]
    assert not any("execution" in cell["metadata"] for cell in code)
    assert "q1</pre></strong> passed!" in str(next(c for c in code if c["id"] == "check-q1")["outputs"])


def test_the_page_has_a_title_and_keeps_hints_folded(executed):
    page = (executed / "solutions/tiny/tiny.html").read_text()
    assert "<title>A tiny lesson</title>" in page
    assert "<details><summary>Hint</summary>\n<p>Think <em>twice</em>.</p>\n</details>" in page
    assert "do not edit" in page[:500]


def test_a_student_has_everything_beside_the_notebook(executed):
    requirements = (executed / "assignments/tiny/requirements.txt").read_text()
    for package in ("numpy", "matplotlib", "otter-grader==", "jupyterlab", "ipykernel"):
        assert package in requirements
    assert (
        (executed / "assignments/tiny/checks.py")
        .read_text()
        .endswith((ROOT / "autograder/checks.py").read_text())
    )


# ------------------------------------------------------------------------------ the course's notebooks


@pytest.mark.parametrize("name", assignments.names())
@pytest.mark.parametrize("folder", ["assignments", "solutions"])
def test_generated_notebooks_are_valid_and_say_what_they_are(folder, name):
    notebook = nbformat.read(ROOT / folder / name / f"{name}.ipynb", as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ours = notebook.metadata[publish.KEY]
    assert ours["assignment"] == name
    assert "do not edit" in ours["generated"]
    assert "write-" in "".join(cell.id for cell in notebook.cells)


@pytest.mark.parametrize("name", assignments.names())
def test_students_get_a_stub_for_every_function_and_no_outputs(name):
    assignment = assignments.load(name)
    cells = {cell.id: cell for cell in assignment.handed_out}
    for question in assignment.questions:
        for function in question.functions:
            cell = cells.get(f"write-{function}") or cells[f"repair-{function}"]
            assert {"exercise", f"question-{question.name}"} <= set(cell.tags)
            given = cell.id.startswith("repair-")  # faulty code to be repaired, which earns nothing as it is
            assert given or "is still to be written" in cell.source or '""' in cell.source
    data = json.loads(assignment.notebook.read_text())
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in data["cells"])


@pytest.mark.parametrize("name", assignments.names())
def test_an_untouched_notebook_passes_nothing(name):
    assignment = assignments.load(name)
    namespace: dict = {}
    exec("import numpy as np", namespace)
    for cell in assignment.handed_out:
        if "exercise" in cell.tags:
            exec(cell.source, namespace)
    for question in assignment.questions:
        test_file = question.test_file()
        test_file.run(namespace)
        passed = [result.test_case.name for result in test_file.test_case_results if result.passed]
        assert passed == [], question.name


def test_a_missing_notebook_tells_what_to_run(scratch):
    tiny = assignments.from_folder(scratch / "autograder/questions/tiny")
    with pytest.raises(AssignmentError, match=r"tiny.ipynb is missing: run `make assignments`"):
        _ = tiny.handed_out


# -------------------------------------------------------------------------------------------- otter


def test_the_zip_for_stock_otter_forgives_a_wrong_helper_once(executed, tmp_path):
    out = otter_zip.build_zip("tiny", tmp_path / "dist", executed)
    assert out == tmp_path / "dist/tiny.zip"
    shutil.unpack_archive(out, tmp_path / "zip")
    assert "NOT SAFE FOR MARKS" in (tmp_path / "zip/README.txt").read_text()
    assert "sigmoid_derivative" in (tmp_path / "zip/tests/q2.py").read_text()
    assert not (tmp_path / "zip/files/reference/mistakes").exists()
    program = """
import json, math, sys
sys.path.insert(0, "files")
from otter.test_files import ExceptionTestFile
wrong = "def sigmoid(z): return z\\ndef sigmoid_derivative(z): return sigmoid(z) * (1 - sigmoid(z))"
student = {}
exec(wrong, student)
scores = {}
for name in ("q1", "q2"):
    test_file = ExceptionTestFile.from_file(f"tests/{name}.py")
    test_file.run(student)
    scores[name] = test_file.score
print(json.dumps(scores))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path / "zip", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"q1": 0, "q2": 2.5}


def test_an_assignment_of_which_the_reference_does_not_know_is_refused_with_the_line_to_add(monkeypatch):
    monkeypatch.setattr(master, "MODULES", {"half": ("shallow_network", "no_such_file")})
    with pytest.raises(AssignmentError, match=r'MODULES: add "warm_up": \("warm_up",\)'):
        master.must_be_listed("warm_up")
    with pytest.raises(AssignmentError, match=r"reference/mistakes/no_such_file\.py is missing"):
        master.must_be_listed("half")
