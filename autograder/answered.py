"""A notebook as it comes back: the handed-out one with its exercises answered, and what else may happen to it.

    notebook = answered("shallow_network", {"sigmoid": "def sigmoid(z):\\n    return z\\n"})
    data = as_json(without_metadata(notebook))

The sample class and simulated ones are made of it. A notebook is the dict that its JSON says.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from autograder.assignment import ASSIGNMENTS
from autograder.definitions import definitions
from reference.mistakes import Declaration, catalogue, module_of, reference_source

Json = dict[str, Any]


def answered(assignment: str, sources: Mapping[str, str], extra: Sequence[str] = ()) -> Json:
    """The notebook with its exercise cells filled in.

    Args:
        assignment: which notebook it is.
        sources: the text of a cell for the function (or dict) that it defines; a stub that has none stays.
        extra: cells put at the top, below the imports.
    """
    notebook = copy.deepcopy(_handed_out(assignment))
    for cell in notebook["cells"]:
        if "exercise" in cell["metadata"].get("tags", []):
            names = [d.name for d in definitions("".join(cell["source"]))]
            if any(name in sources for name in names):
                cell["source"] = "\n\n".join(sources[name] for name in names if name in sources).strip()
    first = next(i for i, cell in enumerate(notebook["cells"]) if cell["cell_type"] == "code")
    for number, source in enumerate(extra):
        notebook["cells"].insert(first + 1 + number, code_cell(f"added-{number}", source))
    return notebook


def exercises(assignment: str) -> tuple[str, ...]:
    """The names that students are to define, in the order of the notebook."""
    return tuple(
        d.name
        for cell in _handed_out(assignment)["cells"]
        if "exercise" in cell["metadata"].get("tags", [])
        for d in definitions("".join(cell["source"]))
    )


def right_source(assignment: str, function: str) -> str:
    """The reference's text of one answer."""
    return reference_source(module_of(assignment, function), function)


def catalogued(assignment: str, function: str, name: str) -> Declaration:
    """A known mistake in a function, or an accepted variant of it.

    Raises:
        LookupError: if the catalogue has none of that name.
    """
    known = catalogue(assignment)
    for declared in (*known.mistakes, *known.variants):
        if (declared.function, declared.name) == (function, name):
            return declared
    raise LookupError(f"the catalogue has no {name!r} of {function}")


def code_cell(identity: str, source: str) -> Json:
    """A cell that was not handed out."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": identity,
        "metadata": {},
        "outputs": [],
        "source": source,
    }


@cache
def _handed_out(assignment: str) -> Json:
    path = ASSIGNMENTS / assignment / f"{assignment}.ipynb"
    notebook: Json = json.loads(path.read_text(encoding="utf-8"))
    return notebook


# ---------------------------------------------------------------------- what happens to a notebook


def without_metadata(notebook: Json) -> Json:
    """What Colab's or a colleague's export may leave."""
    return {
        **notebook,
        "metadata": {},
        "cells": [{**{k: v for k, v in c.items() if k != "id"}, "metadata": {}} for c in notebook["cells"]],
    }


def without(function: str) -> Callable[[Json], Json]:
    """The cell that defines a function is gone."""
    return lambda notebook: {
        **notebook,
        "cells": [cell for cell in notebook["cells"] if not _defines(cell, function)],
    }


def _defines(cell: Json, function: str) -> bool:
    return cell["cell_type"] == "code" and any(
        d.name == function for d in definitions("".join(cell["source"]))
    )


def deleted_and_doubled(notebook: Json) -> Json:
    """Every second text and every experiment deleted, the first ten cells pasted once more at the end."""
    kept = [
        cell
        for position, cell in enumerate(notebook["cells"])
        if not (cell["cell_type"] == "markdown" and position % 2)
        and "otter_ignore" not in cell["metadata"].get("tags", [])
    ]
    return {**notebook, "cells": kept + copy.deepcopy(kept[:10])}


# ------------------------------------------------------------------------------- how it is written


def as_json(notebook: Json) -> bytes:
    """The bytes that Jupyter would save."""
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def as_nbformat_3(notebook: Json) -> bytes:
    """The format of IPython 2 and older: worksheets, and `input` instead of `source`."""
    cells = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cells.append(
                {"cell_type": "code", "collapsed": False, "input": cell["source"], "language": "python",
                 "metadata": {}, "outputs": []}
            )  # fmt: skip
        else:
            cells.append({"cell_type": "markdown", "metadata": {}, "source": cell["source"]})
    worksheets = [{"cells": cells, "metadata": {}}]
    return as_json({"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": worksheets})


def cut_off(question: str, beyond: int = 0) -> Callable[[Json], bytes]:
    """An upload that ended at the check of a question, or some bytes beyond it."""

    def cut(notebook: Json) -> bytes:
        data = as_json(notebook)
        return data[: data.index(f'grader.check(\\"{question}\\")'.encode()) + beyond]

    return cut
