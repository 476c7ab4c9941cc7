"""Submissions under a path: each has a student and an assignment, and nothing is dropped in silence."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.submissions import Found, Submission, find, safe_name


@dataclass(frozen=True)
class HandedOut:
    cell_type: str
    source: str
    id: str | None = None
    tags: tuple[str, ...] = ()


KNOWN = {
    "deep_network": (
        HandedOut("code", "def linear_forward(A, W, b): ..."),
        HandedOut("code", "def sigmoid(z): ..."),
    ),
    "shallow_network": (
        HandedOut("markdown", "# A network with one hidden layer\n\nSome text."),
        HandedOut("code", "def sigmoid(z): ..."),
        HandedOut("code", "def forward_propagation(X, parameters): ..."),
    ),
}


def notebook(assignment: str | None = "shallow_network", *sources: str) -> str:
    ours = {"neural_network_autograder": {"assignment": assignment}} if assignment else {}
    cells = [{"cell_type": "code", "source": s, "metadata": {}, "outputs": []} for s in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": ours, "cells": cells})


@pytest.fixture
def folder(tmp_path: Path):
    root = tmp_path / "class"
    root.mkdir()

    def fill(**files: str) -> Path:
        for name, text in files.items():
            path = root / name.replace("__", "/").removesuffix("_ipynb")
            path = path.with_name(path.name + ".ipynb") if name.endswith("_ipynb") else path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return fill


def look(*paths: Path, assignment: str | None = None, known=KNOWN) -> Found:
    return find(paths, assignment, known=known)


def who(found: Found) -> list[tuple[str, str | None]]:
    return [(s.student, s.assignment) for s in found.submissions]


def test_a_folder_of_notebooks_has_a_student_for_each_file(folder):
    found = look(folder(bob_ipynb=notebook(), anna_ipynb=notebook("deep_network"), readme="hello"))
    assert who(found) == [("anna", "deep_network"), ("bob", "shallow_network")]
    assert found.problems == ()


def test_a_folder_per_student_names_the_student_whatever_the_file_is_called(folder):
    root = folder(anna__my_final_ipynb=notebook(), bob__work__week1__nb_ipynb=notebook())
    assert who(look(root)) == [("anna", "shallow_network"), ("bob", "shallow_network")]


def test_hidden_files_and_checkpoints_are_no_submissions(folder):
    root = folder(anna__nb_ipynb=notebook())
    for hidden in (root / "anna" / ".ipynb_checkpoints", root / ".trash", root / "__MACOSX"):
        hidden.mkdir()
        (hidden / "nb.ipynb").write_text(notebook())
    (root / "._bob.ipynb").write_text("x")
    assert who(look(root)) == [("anna", "shallow_network")]


def test_a_folder_or_a_file_named_after_an_assignment_is_not_a_student(folder):
    root = folder(shallow_network__anna_ipynb=notebook(None), bob__deep_network_ipynb=notebook(None))
    assert who(look(root)) == [("anna", "shallow_network"), ("bob", "deep_network")]
    assert who(look(root / "bob" / "deep_network.ipynb")) == [("bob", "deep_network")]
    assert who(look(root / "bob")) == [("bob", "deep_network")]


def test_a_single_notebook_is_named_after_its_file(folder):
    root = folder(anna_ipynb=notebook())
    assert look(root / "anna.ipynb").submissions == (
        Submission("anna", "shallow_network", root / "anna.ipynb"),
    )


@pytest.mark.parametrize(
    ("name", "text", "assignment"),
    [
        ("anna.ipynb", notebook("deep_network"), "deep_network"),
        ("shallow_network_anna.ipynb", notebook("deep_network"), "deep_network"),  # metadata before name
        ("anna Shallow-Network (1).ipynb", notebook(None, "def linear_forward(): 0"), "shallow_network"),
        ("anna.ipynb", notebook(None, "def linear_forward(A): 0"), "deep_network"),
        ("anna.ipynb", notebook("unknown", "def forward_propagation(X): 0"), "shallow_network"),
        ("anna.ipynb", notebook(None, "def sigmoid(z): 0"), None),  # in both
        ("anna.ipynb", notebook(None, "x = 1"), None),
        ("anna.ipynb", notebook(None), None),
    ],
)
def test_the_assignment_comes_from_metadata_then_name_then_content(tmp_path, name, text, assignment):
    (tmp_path / name).write_text(text)
    assert [s.assignment for s in look(tmp_path).submissions] == [assignment]


def test_headings_count_as_content(tmp_path):
    cell = {"cell_type": "markdown", "metadata": {}, "source": "# A network with one hidden layer\nmore"}
    (tmp_path / "anna.ipynb").write_text(json.dumps({"cells": [cell]}))
    assert who(look(tmp_path)) == [("anna", "shallow_network")]


def test_the_only_assignment_is_not_assumed_without_any_likeness(folder):
    root = folder(anna_ipynb=notebook(None, "def sigmoid(z): 0"), bob_ipynb=notebook(None, "x = 1"))
    only = {"shallow_network": KNOWN["shallow_network"]}
    assert who(look(root, known=only)) == [("anna", "shallow_network"), ("bob", None)]


def test_an_unrecognised_notebook_is_listed_and_reported(folder):
    found = look(folder(anna_ipynb=notebook(None)))
    assert who(found) == [("anna", None)]
    assert len(found.problems) == 1
    assert "anna.ipynb was not graded" in found.problems[0]
    assert "--assignment" in found.problems[0]


def test_asking_for_an_assignment_settles_the_unrecognised_and_leaves_out_others(folder):
    root = folder(anna__a_ipynb=notebook(None), anna__b_ipynb=notebook("deep_network"), bob_ipynb=notebook())
    found = look(root, assignment="shallow_network")
    assert who(found) == [("anna", "shallow_network"), ("bob", "shallow_network")]
    assert found.problems == ("anna/b.ipynb answers deep_network, not shallow_network; it was not graded.",)


def test_asking_for_a_file_by_name_outweighs_what_the_file_says(folder):
    root = folder(anna_ipynb=notebook("deep_network"))
    found = look(root / "anna.ipynb", assignment="shallow_network")
    assert who(found) == [("anna", "shallow_network")]
    assert "looks like deep_network" in found.problems[0]


def test_an_unreadable_file_is_still_a_submission_and_the_rest_is_found(folder):
    root = folder(anna_ipynb="", shallow_network__bob_ipynb="import numpy", carl_ipynb=notebook())
    found = look(root)
    assert who(found) == [("anna", None), ("bob", "shallow_network"), ("carl", "shallow_network")]
    assert any("anna.ipynb: The file is empty." in problem for problem in found.problems)
    assert any("bob.ipynb" in problem and "Python script" in problem for problem in found.problems)
    only = {"shallow_network": KNOWN["shallow_network"]}
    assert who(look(root / "anna.ipynb", known=only)) == [("anna", "shallow_network")]


def test_a_second_submission_is_kept_beside_the_first(folder):
    root = folder(anna__1_ipynb=notebook(), anna__2_ipynb=notebook(), anna__3_ipynb=notebook("deep_network"))
    found = look(root)
    assert [(s.student, s.assignment, s.path.name) for s in found.submissions] == [
        ("anna", "deep_network", "3.ipynb"),
        ("anna", "shallow_network", "1.ipynb"),
        ("anna (2)", "shallow_network", "2.ipynb"),
    ]
    assert found.problems == ("anna handed in shallow_network again: anna/2.ipynb is listed as anna (2).",)


def test_a_second_submission_takes_nobodys_name(folder):
    root = folder(anna__1_ipynb=notebook(), anna__2_ipynb=notebook(), **{"anna (2)__1_ipynb": notebook()})
    found = look(root)
    assert sorted(s.student for s in found.submissions) == ["anna", "anna (2)", "anna (3)"]
    assert {s.student: s.path.parent.name for s in found.submissions}["anna (2)"] == "anna (2)"


def test_students_whose_safe_names_agree_stay_apart(folder):
    root = folder(**{"Anna__1_ipynb": notebook(), "anna__1_ipynb": notebook(), "a:1__1_ipynb": notebook()})
    found = look(root)
    assert [s.student for s in found.submissions] == ["Anna", "a_1", "anna (2)"]
    assert any("'anna' is listed as 'anna (2)'" in problem for problem in found.problems)


def test_the_same_path_twice_is_one_submission(folder):
    root = folder(anna_ipynb=notebook())
    assert who(look(root, root / "anna.ipynb", root)) == [("anna", "shallow_network")]


def test_the_order_does_not_depend_on_the_order_of_paths(folder):
    root = folder(b__1_ipynb=notebook(), a__1_ipynb=notebook(), a__2_ipynb=notebook(), c_ipynb=notebook())
    there = [root / "b", root / "a", root / "c.ipynb"]
    assert look(*there).submissions == look(*there[::-1]).submissions


def test_links_out_of_the_folder_are_refused(folder, tmp_path):
    (tmp_path / "secret.ipynb").write_text(notebook())
    (tmp_path / "elsewhere").mkdir()
    root = folder(anna__nb_ipynb=notebook(), bob__other="x")
    (root / "carl.ipynb").symlink_to(tmp_path / "secret.ipynb")
    (root / "dora").symlink_to(tmp_path / "elsewhere")
    (root / "bob" / "nb.ipynb").symlink_to(root / "anna" / "nb.ipynb")  # another student's work
    (root / "emil.ipynb").symlink_to(root / "nowhere.ipynb")
    (root / "fred.ipynb").symlink_to(root / "fred.ipynb")
    found = look(root)
    assert who(found) == [("anna", "shallow_network")]
    for name in ("carl.ipynb", "dora", "bob/nb.ipynb", "emil.ipynb", "fred.ipynb"):
        assert any(p.startswith(f"{name} is a symbolic link") for p in found.problems), name
    assert any("bob: there is no notebook in this folder" in p for p in found.problems)


def test_a_path_that_is_a_link_itself_is_followed(folder, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(folder(anna_ipynb=notebook()))
    assert who(look(link)) == [("anna", "shallow_network")]


def test_missing_paths_and_folders_without_notebooks_are_problems(folder, tmp_path):
    root = folder(anna__nb="python code")
    (root / "bob").mkdir()
    found = look(root, tmp_path / "gone")
    assert found.submissions == ()
    assert found.problems == (
        "anna: there is no notebook in this folder, only nb.",
        "bob: there is no notebook in this folder, nothing.",
        f"{tmp_path / 'gone'}: there is no such file or folder.",
    )


# ------------------------------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Zoë Müller-O'Neil", "Zoë Müller-O'Neil"),
        ("王小明", "王小明"),
        ("../../etc/passwd", "__.._etc_passwd"),
        ("/root", "_root"),
        ("..", "_"),
        ("", "unnamed"),
        ("  a  b. ", "a b_"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("a\u202eb\x00c\nd", "a_b_c_d"),
        ("\udcff", "_"),
        ("=cmd()", "=cmd()"),
    ],
)
def test_safe_name(name, safe):
    assert safe_name(name) == safe


@given(st.text(st.characters(), max_size=200))
def test_every_name_becomes_one_safe_part_of_a_path(name):
    safe = safe_name(name)
    assert safe
    assert safe not in (".", "..")
    assert not safe.startswith(".")
    assert os.sep not in safe
    assert Path(safe).name == safe
    assert len(safe.encode()) <= 130
    assert safe_name(safe) == safe
