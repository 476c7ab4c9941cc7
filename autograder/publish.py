"""Notebooks and pages from a master: write, execute, convert. Knows nothing of files that are already there.

    master ── notebook(solved=False) ──▶ student's notebook
           └─ notebook(solved=True) ──▶ execute() ──▶ page(): HTML

The same master gives the same bytes; what execution adds (outputs, whose last digits depend on the processor)
is traced to its sources by a hash in the notebook's metadata.
"""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import nbformat

from autograder.assignment import AssignmentError
from autograder.master import Master

KEY = "neural_network_autograder"  # our part of a notebook's metadata
SECONDS_PER_CELL = 300


def notebook(master: Master, name: str, version: str, *, solved: bool) -> Any:
    """A notebook without outputs, as an nbformat node.

    Args:
        name: the assignment's.
        version: the package's.
        solved: the reference's source in the exercise cells instead of stubs.
    """
    cells = []
    for cell in master.cells:
        make = nbformat.v4.new_markdown_cell if cell.cell_type == "markdown" else nbformat.v4.new_code_cell
        tags = {"tags": list(cell.tags)} if cell.tags else {}
        cells.append(make(cell.solved if solved else cell.student, id=cell.id, metadata=tags))
    origin = f"solutions/{name}/master.py and reference/ by `make assignments`; do not edit."
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        KEY: {"assignment": name, "version": version, "generated": f"from {origin}"},
    }
    result = nbformat.v4.new_notebook(cells=cells, metadata=metadata, nbformat_minor=5)
    nbformat.validate(result)
    return result


def text(node: Any) -> str:
    """The file's text."""
    return str(nbformat.writes(node)).rstrip("\n") + "\n"


def unexecuted(node: Any) -> Any:
    """A copy without what execution added."""
    bare = copy.deepcopy(node)
    bare.metadata[KEY].pop("source_sha256", None)
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return bare


def execute(node: Any, folder: Path, source_sha256: str) -> Any:
    """Run a notebook in a fresh kernel; every check in it must pass.

    Args:
        folder: where it runs, with tests/ and checks.py.
        source_sha256: recorded in the metadata.

    Raises:
        AssignmentError: if a cell fails or a check does not pass.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    done = copy.deepcopy(node)
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(
        done,
        extra_arguments=["--log-level=ERROR"],
        kernel_name="python3",
        record_timing=False,
        resources=resources,
        timeout=SECONDS_PER_CELL,
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError) as e:
        raise AssignmentError(f"The solved notebook does not run: {e}") from e
    for cell in done.cells:
        for output in cell.get("outputs", ()):
            _tidy(cell, output)
    done.metadata["language_info"] = {"name": "python"}  # the exact Python is the builder's, not the reader's
    done.metadata[KEY]["source_sha256"] = source_sha256
    nbformat.validate(done)
    return done


def _tidy(cell: Any, output: Any) -> None:
    data = output.get("data", {})
    if output.get("name") == "stderr" or (output.get("name") == "stdout" and cell.id.startswith("check-")):
        raise AssignmentError(f"Cell {cell.id} of the solved notebook says: {output.text}")
    if cell.id.startswith("check-") and "All test cases passed" not in data.get("text/plain", ""):
        raise AssignmentError(f"{cell.id}: the reference does not pass: {data.get('text/plain', output)}")
    if "text/html" in data:
        data["text/html"] = re.sub(
            r"(passed!) \S+?</p>", r"\1 ✅</p>", data["text/html"]
        )  # otter's is random


def page(node: Any, title: str) -> str:
    """The notebook as one HTML file, with the hash of its sources in a meta element."""
    from nbconvert import HTMLExporter

    # No embed_images: it closes the <details> of every hint before its text. Figures are embedded anyway.
    exporter = HTMLExporter(require_js_url="")
    html, _ = exporter.from_notebook_node(node, resources={"metadata": {"name": title}})
    meta = f'<meta name="{KEY}-source-sha256" content="{node.metadata[KEY]["source_sha256"]}"/>'
    note = f"<!-- Generated {node.metadata[KEY]['generated']} -->"
    return str(html.replace("<head>", f"<head>{note}\n{meta}", 1))


def page_hash(html: str) -> str:
    """The hash that page() wrote, or ""."""
    match = re.search(rf'<meta name="{KEY}-source-sha256" content="(\w+)"/>', html)
    return match[1] if match else ""
