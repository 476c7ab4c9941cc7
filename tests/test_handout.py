"""What students get: nothing hidden in it, nothing of theirs lost; and the checks that run in their repositories."""

from __future__ import annotations

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from autograder import assignment, cli, handout, public_check
from autograder.results import CaseResult, Diagnosis, QuestionResult, Status, SubmissionResult
from autograder.store import Store
from autograder.submissions import find
from ci import at_least, check_notebook, fetch_submissions
from reference import answers
from tests.leaks import Answers, python_in

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "ci").glob("*.yml"))


def contents(name: str, tmp_path: Path) -> dict[str, str]:
    with zipfile.ZipFile(handout.build_zip(name, tmp_path)) as archive:
        return {n.partition("/")[2]: archive.read(n).decode() for n in archive.namelist()}


@pytest.mark.parametrize("name", assignment.names())
def test_a_release_has_what_is_needed_and_nothing_hidden(name, tmp_path):
    found = contents(name, tmp_path)
    own = assignment.load(name)
    expected = {f"{name}.ipynb", "checks.py", "feedback.py", "fingerprints.py", "letters.py", "requirements.txt",
                "check_notebook.py", "README.md", ".github/workflows/check.yml", ".gitlab-ci.yml"}  # fmt: skip
    assert set(found) == expected | {f"tests/{q.name}.py" for q in own.questions}
    everything = "\n".join(found.values())
    assert "hidden=True" not in everything
    assert "import reference" not in everything
    assert "from reference" not in everything
    for question in own.questions:
        for case in question.test_file().test_cases:
            assert not case.hidden or case.name not in everything, case.name
    cells = json.loads(found[f"{name}.ipynb"])["cells"]
    assert not any(cell.get("outputs") for cell in cells)
    assert "NOTEBOOK" not in found[".github/workflows/check.yml"]
    assert "secrets" not in found[".github/workflows/check.yml"]


@pytest.mark.parametrize("name", assignment.names())
def test_no_answer_is_in_a_release_under_whatever_names(name, tmp_path):
    leaks = Answers(assignment.load(name))
    for place, text in contents(name, tmp_path).items():
        sources = [text] if place.endswith(".py") else []
        if place.endswith(".ipynb"):
            cells = [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(text)["cells"]]
            sources = [source for kind, source in cells if kind == "code"]
            sources += [piece for kind, source in cells if kind != "code" for piece in python_in(source)]
        for source in sources:
            assert leaks.found_in(source) == [], source


@pytest.mark.parametrize("name", assignment.names())
def test_an_answer_with_other_names_would_be_found(name):
    own = assignment.load(name)
    leaks = Answers(own)
    for question in own.questions:
        for function in question.functions:
            answer = answers(name)[function]
            source = inspect.getsource(answer) if callable(answer) else f"ANSWER = {answer!r}"
            for number, old in enumerate(getattr(answer, "__code__", compile("", "", "exec")).co_varnames):
                source = re.sub(rf"(?<![\"'])\b{old}\b(?![\"'])", f"thing_{number}", source)
            source = re.sub(rf"\b{function}\b", "other", source)
            assert function in leaks.found_in(source), source
            assert function in leaks.found_in(f"if True:\n    start = 1\n{textwrap.indent(source, '    ')}")


def test_the_same_sources_give_the_same_zip(tmp_path):
    one, two = (handout.build_zip("shallow_network", tmp_path / d).read_bytes() for d in "ab")
    assert one == two


def test_a_newer_release_keeps_what_a_student_wrote(tmp_path):
    assert handout.hand_out("shallow_network", tmp_path) == []
    assert handout.hand_out("shallow_network", tmp_path) == []
    mine = tmp_path / "shallow_network.ipynb"
    mine.write_text("my work")
    (said,) = handout.hand_out("shallow_network", tmp_path)
    assert mine.read_text() == "my work"
    assert "shallow_network.new.ipynb" in said
    assert (tmp_path / "shallow_network.new.ipynb").read_bytes() == (
        ROOT / "assignments/shallow_network/shallow_network.ipynb"
    ).read_bytes()


def test_a_zip_of_otters_export_is_read(tmp_path):
    whole = tmp_path / "class/anna.zip"
    whole.parent.mkdir()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.write(ROOT / "assignments/shallow_network/shallow_network.ipynb", "shallow_network.ipynb")
        archive.writestr(".OTTER_LOG", "x")
        archive.writestr("__zip_filename__", "x.zip")
    known = {n: assignment.load(n).handed_out for n in assignment.names()}
    found = find([whole.parent], known=known, scratch=tmp_path / "scratch")
    assert [(s.student, s.assignment) for s in found.submissions] == [("anna", "shallow_network")]
    assert found.problems == ()


def test_the_zip_that_grader_export_makes_is_read(tmp_path):
    """With the release as a student has it, and otter as it is installed."""
    folder = tmp_path / "release"
    for place, data in handout.files("shallow_network").items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(data)
    export = "import otter; otter.Notebook().export('shallow_network.ipynb', pdf=False, display_link=False)"
    subprocess.run([sys.executable, "-c", export], cwd=folder, check=True, capture_output=True)
    (made,) = folder.glob("shallow_network_*.zip")
    (tmp_path / "class/anna").mkdir(parents=True)
    shutil.copy(made, tmp_path / "class/anna")
    shutil.copy(made, tmp_path / "class/bob.zip")
    known = {n: assignment.load(n).handed_out for n in assignment.names()}
    found = find([tmp_path / "class"], known=known, scratch=tmp_path / "scratch")
    expected = [("anna", "shallow_network"), ("bob", "shallow_network")]
    assert [(s.student, s.assignment) for s in found.submissions] == expected
    assert found.problems == ()
    for submission in found.submissions:
        assert submission.path.read_bytes() == (folder / "shallow_network.ipynb").read_bytes()


# ------------------------------------------------------------------------------------ in Google Colab


def colab(folder: Path, archive: bytes) -> subprocess.CompletedProcess[str]:
    """Run the cell for Colab beside nothing but the notebook, with a google.colab that uploads a zip."""
    (folder / "google/colab").mkdir(parents=True)
    (folder / "google/__init__.py").write_text("")
    (folder / "google/colab/__init__.py").write_text("import sys\nfrom google.colab import files\n")
    (folder / "google/colab/files.py").write_text(
        f"def upload():\n    globals().pop('upload')  # once\n    return {{'a.zip': {archive!r}}}\n"
    )
    program = (
        "import google.colab, subprocess, sys\n"
        "subprocess.run = lambda command, **_: print(*command[1:])\n"  # no package is installed
        f"exec({handout.COLAB!r})\n"
        f"exec({handout.COLAB!r})\n"
    )
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_in_colab_the_first_cell_asks_for_the_zip_and_lays_the_tests_beside_the_notebook(tmp_path):
    archive = handout.build_zip("shallow_network", tmp_path).read_bytes()
    folder = tmp_path / "content"
    done = colab(folder, archive)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first == second, "run again, it asks for nothing"
    assert re.fullmatch(r"-m pip install --quiet matplotlib\S+ numpy\S+ otter-grader\S+", first), (
        "not Colab's own kernel"
    )
    for question in assignment.load("shallow_network").questions:
        assert (folder / "tests" / f"{question.name}.py").is_file()
    assert (folder / "checks.py").is_file()
    assert not (folder / "shallow_network.ipynb").exists(), "the student's own is open"
    check = "import otter; print(otter.Notebook().check('q1', global_env={}))"
    ran = subprocess.run(
        [sys.executable, "-c", check], cwd=folder, capture_output=True, text=True, check=False
    )
    assert "q1 results:" in ran.stdout, ran.stderr


def test_a_wrong_file_in_colab_is_said(tmp_path):
    done = colab(tmp_path / "content", b"no zip")
    assert "is not the zip of this assignment" in done.stdout + done.stderr


def test_the_first_cell_does_nothing_elsewhere(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", handout.COLAB], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (0, "", [])


# ------------------------------------------------------------------------- in a student's repository


@pytest.fixture
def repository(tmp_path):
    """The smallest assignment: one question about double, and a notebook with four cells."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/q1.py").write_text(
        "from otter.test_files import test_case\nOK_FORMAT = False\nname = 'q1'\n"
        "@test_case(name='double doubles', points=1, hidden=False)\n"
        "def doubles(double):\n    assert double(2) == 4, 'double(2) must be 4'\n"
    )

    def make(*sources: str) -> Path:
        cells = [
            {"cell_type": "code", "metadata": {}, "outputs": [], "source": s.splitlines(keepends=True)}
            for s in sources
        ]
        path = tmp_path / "nb.ipynb"
        path.write_text(
            json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}, indent=1)
        )
        return path

    return make


def run(path: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "ci/check_notebook.py", path, *more],
        capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_failures_are_annotated_at_the_students_own_lines(repository, tmp_path):
    path = repository(
        "x = 1\n", "# mine\ndef double(x):\n    return x + 1\n", "y = 2\n1 / 0\n", "def broken(:\n"
    )
    page, report = tmp_path / "page.md", tmp_path / "report.xml"
    done = run(path, "--junit", str(report), GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))
    assert done.returncode == 1, done.stderr
    rows = path.read_text().splitlines()
    marked = {
        rows[int(m[1]) - 1].strip(): m[2] for m in re.finditer(r"::error .*line=(\d+),.*::(.*)", done.stdout)
    }
    assert "def double" in next(
        k for k, v in marked.items() if "double(2) must be 4" in v
    ) or "return" in str(marked)
    assert any("1 / 0" in k and "ZeroDivisionError" in v for k, v in marked.items())
    assert any("def broken" in k and "SyntaxError" in v for k, v in marked.items())
    assert "0 of 1 public test cases passed" in page.read_text()
    assert ET.parse(report).getroot().attrib["failures"] == "3"


def test_a_right_notebook_passes_and_an_endless_one_is_stopped(repository):
    done = run(repository("def double(x):\n    return 2 * x\n"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::error" not in done.stdout
    done = run(repository("def double(x):\n    while True: pass\n"), "--seconds", "1")
    assert done.returncode == 1
    assert "more than 1 seconds" in done.stdout


def test_what_is_no_notebook_exits_2(tmp_path):
    (tmp_path / "nb.ipynb").write_text("{")
    assert run(tmp_path / "nb.ipynb").returncode == 2


def test_a_message_cannot_start_another_workflow_command():
    line = check_notebook.annotation(
        Path("a,b.ipynb"), check_notebook.Outcome("q1", "c", "x\n::error::y%", 3)
    )
    assert line == "::error file=a%2Cb.ipynb,line=3,title=q1%3A c::x%0A::error::y%25"


# ---------------------------------------------------------------------------------- the workflows


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_the_templates_are_yaml_and_call_what_is_there(path):
    data = yaml.safe_load(path.read_text())
    github = path.name.startswith("github")
    if github:
        assert set(data) == {"name", True, "permissions", "jobs"}, "YAML 1.1 reads the key `on` as true"
        assert data["permissions"] == {"contents": "read"}
        jobs = list(data["jobs"].values())
        steps = [step for job in jobs for step in job["steps"]]
        assert all("runs-on" in job and "timeout-minutes" in job for job in jobs)
        assert all(("run" in step) != ("uses" in step) for step in steps)
        commands = [step["run"] for step in steps if "run" in step]
        assert not any("${{" in command for command in commands), "an input would be run as code"
    else:
        (job,) = data.values()
        commands = job["script"]
    for command in commands:
        for script in re.findall(r"\bci/\w+\.py", command):
            assert (ROOT / script).is_file()
        if "autograder " in command:
            words = command.split("autograder ", 1)[1].split()
            assert cli.make_parser().parse_args(words).command
    if "student" in path.name:
        assert "secret" not in path.read_text().replace("nothing here is secret", "").lower()
        assert "autograder" not in path.read_text()


@pytest.mark.parametrize("path", [*TEMPLATES, ROOT / ".github/workflows/test.yml"], ids=lambda p: p.name)
def test_the_workflows_fit_the_schemas_that_github_and_gitlab_publish(path, tmp_path):
    def valid(file: Path) -> bool:
        schema = ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"]
        schema = schema if path.name.startswith("gitlab") else ["vendor.github-workflows"]
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *schema, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        return done.returncode == 0

    assert valid(path)
    broken = tmp_path / path.name
    broken.write_text(re.sub(r"(timeout-minutes|timeout): .*", r"\1: [soon]", path.read_text()))
    assert not valid(broken)


def test_fetching_writes_times_and_says_what_cannot_be_cloned(tmp_path, capsys):
    remote = tmp_path / "remote/anna-gh"
    remote.mkdir(parents=True)
    (remote / "nb.ipynb").write_text("{}")
    git = ["git", "-C", str(remote), "-c", "user.name=a", "-c", "user.email=a@b"]
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", "x", "--date", "2027-01-15T12:00:00+00:00"],
    ):
        subprocess.run([*git, *words], check=True)
    table = tmp_path / "roster.csv"
    table.write_text("student,github\nanna,anna-gh\nbob,bob-gh\n")
    out = tmp_path / "submissions"
    assert fetch_submissions.main([str(table), f"file://{tmp_path}/remote/{{github}}", str(out)]) == 0
    assert (out / "anna/nb.ipynb").is_file()
    assert (out / "anna/timestamp.txt").read_text().strip()
    said = capsys.readouterr().out
    assert "bob: " in said
    assert "1 of 2 repositories were fetched" in said


def test_the_minimum_fails_who_is_below_it_and_never_for_our_failure(tmp_path):
    Store(tmp_path).write_result(SubmissionResult("anna", "a", 5, 10, Status.FAILED))
    Store(tmp_path).write_result(SubmissionResult("bob", "a", 0, 10, Status.INTERNAL_ERROR))
    assert at_least.main([str(tmp_path), "50"]) == 0
    assert at_least.main([str(tmp_path), "51"]) == 1


# ------------------------------------------------------------------------------------ autograder check


def test_check_says_what_graders_check_says():
    def question(name: str, *cases: CaseResult) -> QuestionResult:
        return QuestionResult(name, name, 0, 1, Status.FAILED, cases)

    good = CaseResult("is half", False, 1, 1, Status.PASSED)
    bad = CaseResult("is right", False, 1, 0, Status.FAILED, "must be 1")
    questions = (question("q1", good), question("q2", good, bad))
    result = SubmissionResult("a", "shallow_network", 0, 1, Status.FAILED, questions)
    asked = assignment.load("shallow_network")
    text = public_check.text(result, asked)
    assert "q1 results: All test cases passed!" in text
    hidden = asked.question("q1")
    assert f"{hidden.hidden_cases} more test cases, worth" in text
    assert "is right result:\n        must be 1" in text
    assert not public_check.passed(result)
    failed = asked.question("q2")
    assert f"1 of 2 test cases passed. {failed.hidden_cases} more test cases, worth" in text


def test_check_shows_the_line_and_the_likely_mistake():
    told = Diagnosis("relu", "It is 1 too high.", "Where is the kink?", "", "certain")
    bad = CaseResult("is right", False, 1, 0, Status.FAILED, "relu(z) has wrong values.")
    code = "def relu(z):\n    return np.maximum(1, z)\n"
    question = QuestionResult("q2", "t", 0, 1, Status.FAILED, (bad,), code=code, diagnoses=(told,))
    result = SubmissionResult("a", "shallow_network", 0, 1, Status.FAILED, (question,))
    text = public_check.text(result, assignment.load("shallow_network"))
    assert "relu(z) has wrong values.\n        Your line: return np.maximum(1, z)" in text
    assert "Likely: It is 1 too high. Where is the kink?" in text


def test_check_runs_public_cases_only_through_the_engine(capsys):
    path = ROOT / "assignments/shallow_network/shallow_network.ipynb"
    assert cli.run(["check", str(path)]) == cli.FAILED
    out = capsys.readouterr().out
    assert "q1 results:" in out
    for question in assignment.load("shallow_network").questions:
        for case in question.test_file().test_cases:
            assert not case.hidden or case.name not in out


# ---------------------------------------------------------------------------------------- the container


def test_the_container_file_copies_what_is_there_and_all_that_is_imported():
    lines = (ROOT / "Containerfile").read_text().splitlines()
    copied = [word for line in lines if line.startswith("COPY ") for word in line.split()[1:-1]]
    assert all((ROOT / name).exists() for name in copied)
    assert {"autograder", "reference", "assignments", "requirements.lock", "pyproject.toml"} <= set(copied)
    assert lines.index("USER grader") < next(
        n for n, line in enumerate(lines) if line.startswith("ENTRYPOINT")
    )
