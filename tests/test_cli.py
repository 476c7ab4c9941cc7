"""The command line: help that names every option, exit codes that mean something, files where it says."""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder import assignment, cli, engine, tiers, warming
from tests.fake_engine import FakeEngine, FakeWarming


def notebook(name: str | None = "shallow_network") -> str:
    ours = {"neural_network_autograder": {"assignment": name}} if name else {}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": ours, "cells": []})


@pytest.fixture
def class_of(tmp_path, monkeypatch):
    """A folder with a notebook for each name, and an engine that grades by name."""
    monkeypatch.setattr(engine, "Engine", FakeEngine)
    monkeypatch.setattr(tiers, "choose", lambda isolation, limits=None: SimpleNamespace(tier=isolation))
    monkeypatch.setattr(warming, "Warming", FakeWarming)
    monkeypatch.chdir(tmp_path)

    def make(*names: str, **others: str) -> Path:
        folder = tmp_path / "class"
        folder.mkdir()
        for name, text in {**dict.fromkeys(names, notebook()), **others}.items():
            (folder / f"{name}.ipynb").write_text(text)
        return folder

    return make


def files(folder: Path) -> list[str]:
    """All but the cache."""
    found = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return [name for name in found if not name.startswith(".cache/")]


def grade(*arguments: object) -> int:
    return cli.run(["grade", *map(str, arguments), "--jobs", "1"])


# ---------------------------------------------------------------------------------------------- help


def commands() -> dict[str, argparse.ArgumentParser]:
    parser = cli.make_parser()
    action = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


def test_every_command_is_in_the_help(capsys):
    with pytest.raises(SystemExit) as done:
        cli.run(["--help"])
    assert done.value.code == 0
    text = capsys.readouterr().out
    expected = (
        "grade watch doctor check release student simulate "
        "export otter-zip gradescope-zip gradescope-run build audit"
    )
    assert list(commands()) == expected.split()
    for name in commands():
        assert re.search(rf"^    {name}\s", text, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_is_in_the_help_of_its_command_with_words(name, capsys):
    with pytest.raises(SystemExit):
        cli.run([name, "--help"])
    text = " ".join(capsys.readouterr().out.split())
    for action in commands()[name]._actions:
        assert action.help, f"{name} {action.dest} is not explained"
        assert " ".join(action.help.split()) in text
        for option in action.option_strings:
            assert option in text


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_example_in_the_help_can_be_parsed(name):
    examples = [
        line.split("  ")[1]
        for line in (commands()[name].epilog or "").splitlines()
        if line.startswith("  auto")
    ]
    for example in examples:
        options = cli.make_parser().parse_args(example.split()[1:])
        assert options.command


def test_the_help_does_not_wait_for_numpy_or_otter():
    code = (
        "import sys, autograder.cli as cli\n"
        "try: cli.run(['grade', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'otter', 'IPython', 'rich', 'jinja2', 'pygments'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_python_m_autograder_works_and_without_a_command_is_wrong_usage():
    run = [sys.executable, "-m", "autograder"]
    assert subprocess.run([*run, "--help"], capture_output=True, check=False).returncode == 0
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == cli.WRONG_USAGE
    assert "grade" in done.stdout


# --------------------------------------------------------------------------------------------- grade


def test_grading_writes_every_file_and_exits_0_whatever_the_scores(class_of, capsys):
    folder = class_of("anna", "bob")
    assert grade(folder, "--out", "out") == cli.WORKED
    assert files(Path("out")) == [
        "class.html",
        "feedback/anna/shallow_network.html",
        "feedback/bob/shallow_network.html",
        "gradebook.csv",
        "index.html",
        "release.json",
        "results/anna/shallow_network.json",
        "results/bob/shallow_network.json",
        "submissions.json",
    ]
    with Path("out/gradebook.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["student"], row["shallow_network.total"]) for row in rows] == [("anna", "21"), ("bob", "11")]
    out, err = capsys.readouterr()
    assert "11/21" in out
    assert str(Path("out/gradebook.csv")) in out
    assert "2 submissions: 2 graded" in out
    assert err.splitlines() == ["[1/2] anna shallow_network 21/21", "[2/2] bob shallow_network 11/21"]


def test_grading_twice_gives_the_same_bytes(class_of):
    folder = class_of("anna", "bob")
    grade(folder, "--out", "a")
    grade(folder, "--out", "b")
    assert [(Path("a") / f).read_bytes() for f in files(Path("a"))] == [
        (Path("b") / f).read_bytes() for f in files(Path("b"))
    ]


def test_our_failure_exits_1_is_said_and_is_no_zero(class_of, capsys):
    assert grade(class_of("anna", "ours", "raises")) == cli.FAILED
    out, err = capsys.readouterr()
    assert "! ours, shallow_network: OUR FAILURE, not scored. The worker died." in out
    assert "a bug of ours" in out
    assert "3 submissions: 1 graded, 2 not graded by our failure" in out
    assert "ours shallow_network NOT GRADED" in err
    assert "internal_error" in Path("grades/gradebook.csv").read_text()


def test_problems_are_printed_below_the_table(class_of, capsys):
    assert grade(class_of("anna", carl="", **{"dora": notebook(None)})) == cli.WORKED
    out = capsys.readouterr().out
    assert "! carl.ipynb: The file is empty." in out
    assert "! dora.ipynb was not graded: it cannot be told which assignment" in out


def test_what_is_finished_is_kept_when_ctrl_c_comes(class_of, capsys):
    assert grade(class_of("anna", "ctrl_c", "zoe"), "--out", "out") == cli.INTERRUPTED
    assert "results/anna/shallow_network.json" in files(Path("out"))
    assert "anna" in Path("out/gradebook.csv").read_text()
    assert "2 of 3 were not graded" in capsys.readouterr().err


def test_results_are_written_while_others_are_still_being_graded(class_of, monkeypatch):
    seen = []

    class Looking(FakeEngine):
        def grade(self, submission):
            seen.append(files(Path("grades")))
            return super().grade(submission)

    monkeypatch.setattr(engine, "Engine", Looking)
    grade(class_of("anna", "bob"))
    always = ["release.json", "submissions.json"]
    anna = ["feedback/anna/shallow_network.html", "results/anna/shallow_network.json"]
    assert seen == [always, sorted([*always, *anna])]


def test_what_students_see_is_chosen_when_grading_and_written_down(class_of):
    folder = class_of("bob")
    assert grade(folder, "--feedback", "public") == cli.WORKED
    assert "of the public test cases" in Path("grades/feedback/bob/shallow_network.html").read_text()
    Path("course.toml").write_text('feedback = "totals"')
    assert grade(folder, "--course", "course.toml") == cli.WORKED
    assert "of the public test cases" not in Path("grades/feedback/bob/shallow_network.html").read_text()
    assert json.loads(Path("grades/release.json").read_text()) == {"feedback": "totals"}


def test_options_reach_the_pool(class_of, monkeypatch):
    from autograder import pool

    seen = {}
    monkeypatch.setattr(pool, "grade_all", lambda found, **options: seen.update(options) or [])
    folder = class_of("anna")
    assert (
        cli.run(["grade", str(folder), "--jobs", "3", "--seed", "7", "--isolation", "landlock"]) == cli.WORKED
    )
    assert (seen["jobs"], seen["seed"], seen["isolation"]) == (3, 7, "landlock")
    cli.run(["grade", str(folder)])
    assert seen["jobs"] >= 1


def test_a_preview_says_that_it_is_not_for_marks(class_of, capsys):
    assert grade(class_of("anna"), "--isolation", "preview") == cli.WORKED
    assert "Not for marks" in capsys.readouterr().err


def test_a_machine_that_cannot_isolate_is_refused_before_grading(class_of, monkeypatch, capsys):
    def refuse(*_: object) -> None:
        raise tiers.IsolationError("neither namespaces nor Landlock")

    monkeypatch.setattr(tiers, "choose", refuse)
    assert grade(class_of("anna")) == cli.FAILED
    assert "neither namespaces nor Landlock" in capsys.readouterr().err
    assert not Path("grades").exists()


def test_what_cannot_be_written_is_our_failure_before_grading(class_of, capsys):
    Path("out").write_text("mine")
    assert grade(class_of("anna"), "--out", "out") == cli.FAILED
    err = capsys.readouterr().err
    assert "a file where a folder should be" in err
    assert "Traceback" not in err
    assert "[1/1]" not in err


# ---------------------------------------------------------------------------------------- wrong usage


def test_a_missing_path_is_wrong_usage_with_a_suggestion(class_of, capsys):
    folder = class_of("anna")
    assert grade(folder.with_name("clas")) == cli.WRONG_USAGE
    err = capsys.readouterr().err
    assert "there is no" in err
    assert f"Did you mean {folder}?" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["grade", ".", "--assignment", "shalow_network"],
        ["build", "shalow_network"],
        ["audit", "--assignment", "shalow_network"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_an_unknown_assignment_is_wrong_usage_with_a_suggestion(arguments, capsys):
    assert cli.run(arguments) == cli.WRONG_USAGE
    err = capsys.readouterr().err
    assert "there is no assignment 'shalow_network'" in err
    assert "Did you mean shallow_network?" in err


def test_a_folder_without_notebooks_is_wrong_usage(tmp_path, capsys):
    (tmp_path / "anna").mkdir()
    assert grade(tmp_path) == cli.WRONG_USAGE
    err = capsys.readouterr().err
    assert "no notebook to grade was found" in err
    assert "anna: there is no notebook in this folder" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["grade"],
        ["grade", ".", "--jobs", "0"],
        ["grade", ".", "--jobs", "-1"],
        ["grade", ".", "--seed", "x"],
        ["grade", ".", "--isolation", "none"],
        ["audit", "--seeds", "0,,1"],
        ["fly"],
    ],
    ids=" ".join,
)
def test_wrong_options_are_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as done:
        cli.run(arguments)
    assert done.value.code == cli.WRONG_USAGE
    assert "usage: autograder" in capsys.readouterr().err


# ------------------------------------------------------------------------------------ other commands


def test_build_and_its_check(monkeypatch, capsys):
    from autograder import build

    monkeypatch.setattr(assignment, "names", lambda: ["a", "b"])
    built = []
    monkeypatch.setattr(build, "build", lambda name: built.append(name) or [Path("x")])
    monkeypatch.setattr(
        build, "stale", lambda name: ["b/b.ipynb is stale: run `make assignments`."] if name == "b" else []
    )
    assert cli.run(["build", "a"]) == cli.WORKED
    assert built == ["a"]
    assert cli.run(["build", "--check", "a"]) == cli.WORKED
    assert cli.run(["build", "--check"]) == cli.FAILED
    assert built == ["a"]
    assert "run `make assignments`" in capsys.readouterr().out


@pytest.mark.parametrize(("well", "code"), [(True, cli.WORKED), (False, cli.FAILED)])
def test_audit_and_doctor_pass_on_their_verdict(monkeypatch, capsys, well, code):
    from autograder import audit, doctor

    seen = []
    monkeypatch.setattr(
        audit,
        "main_report",
        lambda names, seeds, write: (seen.append((names, seeds, write)), ("the audit", well))[1],
    )
    monkeypatch.setattr(doctor, "report", lambda: ("the doctor", well))
    assert cli.run(["audit", "--assignment", "shallow_network", "--seeds", "7, 8"]) == code
    assert cli.run(["audit", "--write"]) == code
    assert cli.run(["doctor"]) == code
    assert seen == [(["shallow_network"], (7, 8), False), (None, None, True)]
    assert capsys.readouterr().out.split("\n") == ["the audit", "the audit", "the doctor", ""]


def test_otter_zip_names_what_it_made(monkeypatch, tmp_path, capsys):
    made = SimpleNamespace(build_zip=lambda name, out: out / f"{name}.zip")
    monkeypatch.setitem(sys.modules, "autograder.otter_zip", made)
    monkeypatch.setattr("autograder.otter_zip", made, raising=False)
    assert cli.run(["otter-zip", "--out", str(tmp_path)]) == cli.WORKED
    assert str(tmp_path / "shallow_network.zip") in capsys.readouterr().out
