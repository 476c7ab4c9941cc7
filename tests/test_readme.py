"""The documentation names every command and option, and no target, file or command that is not there."""

import argparse
import re
from dataclasses import fields
from pathlib import Path

import pytest

from autograder import assignment, course
from autograder.cli import make_parser
from autograder.exports import FORMATS
from autograder.roster import Person

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = make_parser()._actions
    return dict(next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices)


@pytest.mark.parametrize("command", commands())
def test_every_command_and_option_is_in_the_readme(command):
    row = next((line for line in README.splitlines() if line.startswith(f"| `autograder {command}")), "")
    assert row, f"README.md has no row for `autograder {command}`"
    for action in commands()[command]._actions:
        for option in action.option_strings:
            if option.startswith("--") and option != "--help":
                assert option in row, f"README.md does not explain {option} of `autograder {command}`"
        for choice in action.choices or ():
            assert str(choice) in row


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_make_target_that_is_named_exists(page):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8")))
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_setting_of_a_course_file_and_every_format_is_documented():
    page = (ROOT / "docs/exports.md").read_text(encoding="utf-8")
    example = page.partition("```toml")[2].partition("```")[0]
    for model in (course.Course, course.LatePolicy, course.AssignmentRules, course.StudentException):
        for setting in model.model_fields:
            assert re.search(rf"\b{setting}\b", example), (
                f"docs/exports.md does not show {setting} in course.toml"
            )
    for name in FORMATS:
        assert f"| `{name}` |" in page
    for column in (field.name for field in fields(Person)):
        assert re.search(rf"\b{column}\b", page), (
            f"docs/exports.md does not name the roster's column {column}"
        )


def test_the_example_of_a_course_file_is_one(tmp_path):
    page = (ROOT / "docs/exports.md").read_text(encoding="utf-8")
    (tmp_path / "course.toml").write_text(page.partition("```toml")[2].partition("```")[0], encoding="utf-8")
    assert course.load(tmp_path / "course.toml", assignment.names()).weights
