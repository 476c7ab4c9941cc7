"""Notebooks as students hand them in, made from the reference: all right but for what a test changes."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from autograder.submissions import Submission
from reference import answers

IMPORTS = "import numpy as np\nimport otter\n\ngrader = otter.Notebook()"
# A cell that finds the wire's descriptors and writes frames of its own to them.
FORGE = """
import os, socket, stat, struct, msgpack, threading, time
def wires():
    found = []
    for fd in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode): found.append(fd)
        except OSError: pass
    return found
def say(*messages):
    for message in messages:
        body = msgpack.packb(message)
        for fd in wires():
            try: os.write(fd, struct.pack("<II", len(body), 0) + body)
            except OSError: pass
"""
_numbers = itertools.count()


def sources(assignment: str = "shallow_network") -> dict[str, str]:
    """Every right answer of the assignment, and what it gives, in the order of its files."""
    return {
        name: inspect.getsource(answer) if callable(answer) else f"{name} = {answer!r}"
        for name, answer in answers(assignment).items()
    }


def cells(
    replaced: Mapping[str, str | None] | None = None,
    *,
    first: Sequence[str] = (),
    last: Sequence[str] = (),
    assignment: str = "shallow_network",
) -> list[str]:
    """The code cells of a notebook.

    Args:
        replaced: the cell that takes a function's place, None to leave it out.
        first: cells between the imports and the functions.
        last: cells after them.
    """
    changed = {**sources(assignment), **(replaced or {})}
    return [IMPORTS, *first, *(source for source in changed.values() if source is not None), *last]


def write(
    folder: Path, code_cells: Sequence[str], student: str = "", assignment: str = "shallow_network"
) -> Submission:
    """Write a notebook; a submission of it, under a name of its own."""
    student = student or f"student-{next(_numbers)}"
    notebook = new_notebook(cells=[new_code_cell(source) for source in code_cells])
    notebook.metadata["neural_network_autograder"] = {"assignment": assignment}
    path = folder / student / f"{assignment}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    return Submission(student, assignment, path)
