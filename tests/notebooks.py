"""Notebooks as students hand them in, made from the reference: all right but for what a test changes."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

import reference.activations
import reference.shallow_network
from autograder.submissions import Submission

ASSIGNMENT = "shallow_network"
IMPORTS = f"import numpy as np\nimport otter\n\ngrader = otter.Notebook('{ASSIGNMENT}.ipynb')"
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


def sources() -> dict[str, str]:
    """Every right answer of the assignment, in the order in which it is asked for."""
    found = {}
    for module in (reference.activations, reference.shallow_network):
        for name, function in _functions_of(module):
            found[name] = inspect.getsource(function)
    return {**found, "answers": f"answers = {reference.shallow_network.answers!r}"}


def _functions_of(module: ModuleType) -> list[tuple[str, object]]:
    members = vars(module).items()
    return [(k, f) for k, f in members if inspect.isfunction(f) and f.__module__ == module.__name__]


def cells(
    replaced: Mapping[str, str | None] | None = None, *, first: Sequence[str] = (), last: Sequence[str] = ()
) -> list[str]:
    """The code cells of a notebook.

    Args:
        replaced: the cell that takes a function's place, None to leave it out.
        first: cells between the imports and the functions.
        last: cells after them.
    """
    changed = {**sources(), **(replaced or {})}
    return [IMPORTS, *first, *(source for source in changed.values() if source is not None), *last]


def write(folder: Path, code_cells: Sequence[str], student: str = "") -> Submission:
    """Write a notebook; a submission of it, under a name of its own."""
    student = student or f"student-{next(_numbers)}"
    notebook = new_notebook(cells=[new_code_cell(source) for source in code_cells])
    notebook.metadata["neural_network_autograder"] = {"assignment": ASSIGNMENT}
    path = folder / student / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    return Submission(student, ASSIGNMENT, path)
