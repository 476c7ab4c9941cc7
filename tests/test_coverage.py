"""docs/coverage.md is true: each row names a question of that notebook, or words that stand in it."""

import json
import re
from pathlib import Path

import pytest

from autograder.assignment import ASSIGNMENTS, load, names

ROOT = Path(__file__).resolve().parent.parent
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs/coverage.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+ \|", line)
]


def words(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def text_of(assignment: str) -> str:
    notebook = json.loads((ASSIGNMENTS / assignment / f"{assignment}.ipynb").read_text(encoding="utf-8"))
    return words(" ".join("".join(cell["source"]) for cell in notebook["cells"]))


def test_the_rows_are_numbered_without_a_gap():
    numbers = [int(row[0]) for row in ROWS]
    assert list(dict.fromkeys(numbers)) == list(range(1, max(numbers) + 1))


def test_every_assignment_teaches_something():
    assert {row[2] for row in ROWS} == set(names())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[2]}")
def test_a_row_can_be_found(row):
    _, _, assignment, where = row
    questions, text = {q.name for q in load(assignment).questions}, text_of(assignment)
    for place in where.split(";"):
        found = place.strip() in questions or (len(words(place)) > 3 and words(place) in text)
        assert found, f"{place.strip()!r} is neither a question of {assignment} nor in its notebook"
