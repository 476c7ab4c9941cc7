"""Which assignment a notebook answers: by its metadata, then by its name, then by what it defines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.definitions import definitions
from autograder.notebook import HandedOut, Notebook


def recognise(notebook: Notebook | None, path: Path, known: Mapping[str, Sequence[HandedOut]]) -> str | None:
    """The name of the assignment, or None if it cannot be told.

    Args:
        notebook: what was read, or None if the file is not readable as a notebook.
        path: where it lies; its name and the folders right above it may name the assignment.
        known: for each assignment the cells of its notebook as handed out.
    """
    if notebook is not None and notebook.assignment in known:
        return notebook.assignment
    by_name = _by_name(path, known)
    if by_name is not None:
        return by_name
    if notebook is not None:
        return _by_content(notebook, known)
    return next(iter(known)) if len(known) == 1 else None


def slug(name: str) -> str:
    """A name for comparing, without capitals and punctuation: "Shallow-Network" is shallow_network."""
    return re.sub(r"[^0-9a-z]+", "_", name.casefold()).strip("_")


def _by_name(path: Path, known: Mapping[str, object]) -> str | None:
    """The longest assignment named in the file's name, or else the one that a folder above is named after."""
    stem = f"_{slug(path.stem)}_"
    inside = [name for name in known if f"_{slug(name)}_" in stem]
    if inside:
        return max(inside, key=len)
    folders = {slug(folder): True for folder in path.parts[-3:-1]}
    return next((name for name in known if slug(name) in folders), None)


def _by_content(notebook: Notebook, known: Mapping[str, Sequence[HandedOut]]) -> str | None:
    """The assignment that shares most with the notebook; a trait of several assignments counts for less.

    At least one whole trait must be shared, and more of them than with any other assignment.
    """
    theirs = _traits([(cell.kind, cell.source) for cell in notebook.cells])
    traits = {name: _traits([(c.cell_type, c.source) for c in cells]) for name, cells in known.items()}
    owners = Counter(trait for own in traits.values() for trait in own)
    scores = {name: sum(1 / owners[trait] for trait in own & theirs) for name, own in traits.items()}
    ranked = sorted(scores, key=lambda name: -scores[name])
    if not ranked or scores[ranked[0]] < 1 or (len(ranked) > 1 and scores[ranked[0]] == scores[ranked[1]]):
        return None
    return ranked[0]


def _traits(cells: Sequence[tuple[str, str]]) -> set[str]:
    """Names of functions and headings."""
    found = set()
    for kind, source in cells:
        if kind == "code":
            found |= {d.name for d in definitions(source) if d.is_function}
        else:
            found |= {line.strip() for line in source.split("\n") if line.startswith("#")}
    return found
