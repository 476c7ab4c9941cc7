"""Notebooks as they come back: whatever the bytes, cells and a sentence on the damage, or NotebookError."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder import notebook
from autograder.definitions import definitions
from autograder.notebook import (
    Cell,
    NotebookError,
    definition_source,
    functions_defined,
    oddities_against,
    read,
)

SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
RELU = "def relu(z):\n    return np.maximum(z, 0)"


@dataclass(frozen=True)
class HandedOut:
    id: str | None
    cell_type: str
    source: str
    tags: tuple[str, ...] = ()


HANDED_OUT = (
    HandedOut("a", "markdown", "# Activations"),
    HandedOut("b", "code", "def sigmoid(z):\n    ...", ("exercise",)),
    HandedOut("c", "code", "def relu(z):\n    ...", ("exercise",)),
    HandedOut("d", "code", "plt.plot(x, sigmoid(x))"),
)


def cell(source: object, kind: str = "code", **more: object) -> dict:
    return {
        "cell_type": kind,
        "metadata": {},
        "source": source,
        **({"outputs": []} if kind == "code" else {}),
        **more,
    }


def document(*cells: object, **more: object) -> dict:
    ours = {"neural_network_autograder": {"assignment": "shallow_network"}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": ours, "cells": list(cells), **more}


def data(*cells: object, **more: object) -> bytes:
    return json.dumps(document(*cells, **more)).encode()


def sources(read_from: notebook.Notebook) -> list[str]:
    return [c.source for c in read_from.cells]


# ------------------------------------------------------------------------------------------ reading


def test_a_sound_notebook_is_read_without_oddities():
    got = read(
        data(cell("# Title", "markdown"), cell(["x = 1\n", "y = 2"], id="c1", metadata={"tags": ["given"]}))
    )
    assert got.cells == (Cell(0, "markdown", "# Title"), Cell(1, "code", "x = 1\ny = 2", ("given",), "c1"))
    assert (got.assignment, got.oddities) == ("shallow_network", ())
    assert len(got.sha256) == 64


def test_nbformat_3_is_read():
    heading = {"cell_type": "heading", "level": 1, "source": ["Title"]}
    code = {"cell_type": "code", "input": ["x = 1\n", "x"], "language": "python"}
    old = {"nbformat": 3, "metadata": {"name": ""}, "worksheets": [{"cells": [heading]}, {"cells": [code]}]}
    got = read(json.dumps(old).encode())
    assert sources(got) == ["Title", "x = 1\nx"]
    assert [c.kind for c in got.cells] == ["markdown", "code"]
    assert "nbformat 3" in got.oddities[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_read(encoding):
    text = json.dumps(document(cell("name = 'Zoë λ'")), ensure_ascii=False)
    assert sources(read(text.encode(encoding))) == ["name = 'Zoë λ'"]


def test_latin_1_is_read_and_mentioned():
    text = json.dumps(document(cell("name = 'Zoë'")), ensure_ascii=False)
    got = read(text.encode("latin-1"))
    assert sources(got) == ["name = 'Zoë'"]
    assert any("Latin-1" in odd for odd in got.oddities)


def test_every_prefix_of_a_notebook_gives_whole_cells_or_a_notebook_error():
    whole = data(*(cell(f"x{i} = 'é{i}'") for i in range(5)))
    for length in range(len(whole)):
        try:
            got = read(whole[:length])
        except NotebookError:
            continue
        count = len(got.cells)
        assert sources(got) == [f"x{i} = 'é{i}'" for i in range(count)]
        assert any(f"{count} whole cell" in odd and "lost" in odd for odd in got.oddities)


def test_a_truncated_notebook_loses_only_what_is_cut_off():
    whole = data(*(cell(f"x{i} = 1") for i in range(5)))
    got = read(whole[: whole.index(b"x3")])
    assert sources(got) == ["x0 = 1", "x1 = 1", "x2 = 1"]
    assert "3 whole cells were recovered" in got.oddities[0]


def test_both_sides_of_a_merge_conflict_are_kept():
    lines = json.dumps(document(cell("a = 1"), cell("b = 1")), indent=1).split("\n")
    at = next(i for i, line in enumerate(lines) if "a = 1" in line)
    lines[at:at] = ["<<<<<<< HEAD", '   "a = 0",', "======="]
    got = read("\n".join(lines).encode())
    assert "b = 1" in sources(got)
    assert got.assignment == "shallow_network"
    assert "DAMAGED" in got.oddities[0]


def test_what_follows_the_notebook_is_ignored_and_mentioned():
    got = read(data(cell("x = 1")) + b"\n}}} <html>")
    assert sources(got) == ["x = 1"]
    assert "ignored" in got.oddities[0]


def test_invalid_parts_are_mended():
    got = read(
        data(
            cell("x = 1", metadata=None),
            "not a cell",
            {"source": "y = 2", "outputs": []},
            cell(17),
            cell(["z = 3", None, 4]),
            cell("q = 1\r\nr = 2", metadata={"tags": "exercise"}, id=7),
            cell("s = '\ud800'"),
            metadata="gone",
        )
    )
    assert sources(got) == ["x = 1", "y = 2", "", "z = 3", "q = 1\nr = 2", "s = '?'"]
    assert all(c.kind == "code" and c.id is None and c.tags == () for c in got.cells)
    assert [c.index for c in got.cells] == [0, 2, 3, 4, 5, 6]
    assert got.assignment is None
    assert len(got.oddities) == 3


def test_doubled_ids_are_mentioned():
    assert read(data(cell("a", id="1"), cell("b", id="1"))).oddities == (
        "1 cell has the id of another cell.",
    )


def test_numbers_that_json_does_not_know_are_read():
    numbers = b'"outputs": [NaN, -Infinity, 1e999, ' + b"9" * 5000 + b"]"
    got = read(data(cell("x = 1")).replace(b'"outputs": []', numbers))
    assert (sources(got), got.oddities) == (["x = 1"], ())


def test_outputs_of_50_mb_are_no_obstacle():
    printed = {"output_type": "stream", "name": "stdout", "text": "x" * (50 * 2**20)}
    got = read(data(cell("print('x' * 10**8)", outputs=[printed])))
    assert sources(got) == ["print('x' * 10**8)"]
    assert got.oddities == ()


@pytest.mark.parametrize(
    ("content", "problem", "next_step"),
    [
        (b"", "empty", "Ask"),
        (b" \n\0", "empty", "Ask"),
        (b"[1, 2]", "no list of cells", ".ipynb"),
        (b'{"a": 1}', "no list of cells", ".ipynb"),
        (b'{"cells": {}}', "no list of cells", ".ipynb"),
        (b'{"cells": [{"cell_type": "code", "sou', "damaged", "again"),
        (b"import numpy as np\n\ndef sigmoid(z):\n", "Python script", ".ipynb"),
        (b"<!DOCTYPE html><html>", "web page", ".ipynb"),
        (b"PK\x03\x04rest", "zip archive", "Unpack"),
        (b"%PDF-1.7", "PDF", ".ipynb"),
        (b"version https://git-lfs.github.com/spec/v1", "Git LFS", "git lfs pull"),
        (b"hello there", "not JSON", ".ipynb"),
        (b"\xff\xfe\x00", "damaged|not", "."),
        (b'{"cells": ' + b"[" * 100_000, "deeply|damaged", "again"),
    ],
)
def test_what_is_no_notebook_says_what_it_is_and_what_to_do(content, problem, next_step):
    with pytest.raises(NotebookError) as error:
        read(content)
    assert any(word in error.value.problem for word in problem.split("|"))
    assert next_step in error.value.next_step
    assert str(error.value) == f"notebook: {error.value.problem} {error.value.next_step}"


def test_a_missing_file_a_folder_and_a_giant_are_notebook_errors(tmp_path: Path):
    giant = tmp_path / "giant.ipynb"
    with giant.open("wb") as file:
        file.truncate(notebook.LARGEST + 1)
    for path, problem in ((tmp_path / "none.ipynb", "no such"), (tmp_path, "not a file"), (giant, "64 MB")):
        with pytest.raises(NotebookError, match=problem) as error:
            read(path)
        assert error.value.file == path.name


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 60))
def test_no_bytes_raise_anything_but_notebook_error(noise, at, cut):
    whole = data(cell("x = 1", id="a"), cell("# T", "markdown"))
    for raw in (noise, whole[:at] + noise + whole[at + cut :]):
        with suppress(NotebookError):
            read(raw)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(json_values, json_values, json_values, json_values)
def test_any_json_in_the_place_of_a_part_is_survived(source, metadata, cells, ours):
    odd = {"cell_type": "code", "source": source, "metadata": metadata, "id": ours}
    assert read(data(odd, metadata={"neural_network_autograder": ours})).cells
    with suppress(NotebookError):
        read(data(worksheets=cells, cells=cells, metadata=metadata))


# ------------------------------------------------------------------------------------------ sources


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (SIGMOID, {"sigmoid"}),
        ("relu = lambda z: z\na, (b, c) = 1, (2, 3)\nd: int = 4", {"relu", "a", "b", "c", "d"}),
        ("import numpy as np\nfrom math import exp as e", {"np", "e"}),
        ("if True:\n    def f(): pass\nelse:\n    g = 1\ntry:\n    h = 1\nexcept E:\n    i = 1", set("fghi")),
        ("class A:\n    x = 1\n    def f(self): y = 1", {"A"}),
        ("%matplotlib inline\n!pip install x\nx = 1\n?x\nx?", {"x"}),
        ("%%time\nx = 1", {"x"}),
        ("%%bash\nx = 1", set()),
        ("if True:\n    %timeit f()\nx = 1", {"x"}),
        (
            "def broken(z):\n    return (\n\ndef whole(z):\n    return z\ny = 3\nif y == 3",
            {"broken", "whole", "y"},
        ),
        ("x[0] = 1\nx.y = 2\nf(a=1)", set()),
        ("x = 1\0", {"x"}),
        ("(" * 5000, set()),
    ],
)
def test_functions_defined(source, names):
    assert functions_defined(source) == names


def test_definition_source_is_the_last_definition_with_its_decorators():
    cells = (
        Cell(0, "code", f"{SIGMOID}\nx = 1"),
        Cell(1, "code", f"import numpy as np\n\n@cache\n{RELU}\n\n\nprint(relu(1))"),
        Cell(2, "markdown", "def relu(z):\n    'not code'"),
        Cell(3, "code", "%time x = 1\nanswers = {\n    'a': 'i',\n}\n"),
    )
    assert definition_source(cells, "relu") == f"@cache\n{RELU}"
    assert definition_source(cells, "sigmoid") == SIGMOID
    assert definition_source(cells, "answers") == "answers = {\n    'a': 'i',\n}"
    assert definition_source(cells, "nothing") == ""


def test_definition_source_of_code_that_does_not_parse():
    broken = "import numpy as np\ndef f(z):\n    return (z\n\n    # end\n\nprint(1)"
    assert definition_source((Cell(0, "code", broken),), "f") == "def f(z):\n    return (z\n\n    # end"


def test_functions_are_told_from_other_names():
    assert [d.is_function for d in definitions("def f(): 0\ng = 1\nclass H: 0")] == [True, False, False]


# ----------------------------------------------------------------------------------------- oddities


def returned(*cells: dict, **more: object) -> notebook.Notebook:
    return read(data(*cells, **more))


def as_handed_out() -> list[dict]:
    return [cell(c.source, c.cell_type, id=c.id, metadata={"tags": list(c.tags)}) for c in HANDED_OUT]


def test_an_untouched_notebook_is_not_odd():
    assert oddities_against(returned(*as_handed_out()), HANDED_OUT) == ()


def test_solving_exercises_and_adding_cells_is_not_odd():
    cells = as_handed_out()
    cells[1]["source"], cells[2]["source"] = SIGMOID, RELU
    assert oddities_against(returned(*cells, cell("x = 1", id="new")), HANDED_OUT) == ()


def test_deleted_cells_are_named_by_what_they_defined():
    got = oddities_against(returned(*as_handed_out()[:2]), HANDED_OUT)
    assert got == (
        "The cell that defines relu was deleted.",
        "1 cell is gone that the handed-out notebook had.",
    )


def test_a_function_that_was_renamed_inside_its_cell_is_named():
    cells = as_handed_out()
    cells[2]["source"] = "def my_relu(z): 0"
    assert oddities_against(returned(*cells), HANDED_OUT) == (
        "relu, which cell 3 defined as handed out, is not defined any more.",
    )


def test_code_in_a_text_cell_is_named():
    cells = as_handed_out()
    cells[2] = cell(f"```python\n{RELU}\n```", "markdown", id="c")
    got = oddities_against(returned(*cells), HANDED_OUT)
    assert got == ("Cell 3 defines relu but is a text cell, so it does not run.",)


def test_doubled_definitions_are_named_with_their_cells():
    got = oddities_against(returned(*as_handed_out(), cell(SIGMOID)), HANDED_OUT)
    assert got == ("sigmoid is defined in cells 2 and 5; the last definition counts.",)


def test_stripped_metadata_is_mentioned_once_and_loses_nothing_else():
    cells = [cell(c.source, c.cell_type) for c in HANDED_OUT]
    cells[1]["source"], cells[2]["source"] = SIGMOID, RELU
    cells[3]["source"] += "\nplt.show()"
    got = oddities_against(returned(*cells, metadata={}), HANDED_OUT)
    assert len(got) == 2
    assert "metadata" in got[0]
    assert "tags" in got[1]


def test_a_renamed_file_is_mentioned_when_the_caller_knows():
    got = oddities_against(returned(*as_handed_out()), HANDED_OUT, renamed="a.ipynb to b.ipynb")
    assert got == ("The file was renamed from a.ipynb to b.ipynb.",)


# -------------------------------------------------------------------------------- heaps that fill a memory


@pytest.mark.parametrize("heap", ['{"cells": [', '{"metadata": [', '{"a": {"b": ['])
@pytest.mark.parametrize("piece", ["[],", "{},", '{"a":1},', '"\\"[",[],'])
def test_a_heap_of_lists_is_refused_before_it_is_built(monkeypatch, heap, piece):
    monkeypatch.setattr(notebook, "MOST_PARTS", 1000)
    monkeypatch.setattr(notebook, "SMALL", 1000)
    with pytest.raises(NotebookError, match="more lists, or longer ones, than any notebook"):
        notebook.read((heap + piece * 1001 + "[]").encode())


def test_a_heap_of_numbers_is_refused(monkeypatch):
    monkeypatch.setattr(notebook, "MOST_ENTRIES", 1000)
    monkeypatch.setattr(notebook, "SMALL", 1000)
    with pytest.raises(NotebookError, match="more lists"):
        notebook.read(b'{"cells": [' + b"1," * 1001 + b"1]}")


def test_brackets_that_were_printed_are_no_heap(monkeypatch):
    monkeypatch.setattr(notebook, "MOST_PARTS", 1000)
    monkeypatch.setattr(notebook, "SMALL", 1000)
    printed = {"output_type": "stream", "text": ['[["\\[{,\n'] * 900}
    cell = {"cell_type": "code", "source": "x = 1", "outputs": [printed] * 3}
    assert notebook.read(json.dumps({"cells": [cell]}).encode()).cells[0].source == "x = 1"


def test_many_cells_and_much_code_are_cut_and_said_loudly(monkeypatch):
    monkeypatch.setattr(notebook, "MOST_CELLS", 20)
    monkeypatch.setattr(notebook, "MOST_CODE", 100)
    cells = [{"cell_type": "code", "source": source} for source in ("a = 1", "b" * 200, "c = 1", *["d"] * 20)]
    found = notebook.read(json.dumps({"cells": cells}).encode())
    assert [c.source for c in found.cells[:4]] == ["a = 1", "", "c = 1", "d"]
    assert len(found.cells) == 20
    assert any("HAS 23 CELLS" in odd for odd in found.oddities)
    assert any("TOO MUCH CODE: cell 2" in odd for odd in found.oddities)


def test_a_damaged_heap_of_cells_is_cut(monkeypatch):
    monkeypatch.setattr(notebook, "MOST_CELLS", 20)
    found = notebook.read(b'{"cells": [' + b'{"cell_type": "code", "source": "x"},' * 50)
    assert len(found.cells) == 20
