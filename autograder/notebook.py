"""Read a notebook as it comes back: renamed, stripped, converted or half of it, and say what was odd.

    notebook = read(path)                       # or read(bytes); NotebookError if nothing can be read
    for cell in notebook.cells: ...
    notebook.oddities + oddities_against(notebook, handed_out.cells)

Nothing is executed and outputs are never looked at. A notebook is JSON with a list of cells; where the JSON
is damaged, every cell that is still whole is taken from the text one by one, and the loss is said loudly.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from autograder.definitions import definitions, functions_defined

__all__ = [
    "Cell",
    "Notebook",
    "NotebookError",
    "definition_source",
    "functions_defined",
    "oddities_against",
    "plain",
    "read",
]

LARGEST = 64 * 2**20  # bytes; a notebook that printed 50 MB is still read
METADATA_KEY = "neural_network_autograder"
TRIES = 100  # places at which a damaged file is searched for the next whole cell
SALVAGED = 16 * 2**20  # characters of a damaged file that are searched
MOST_CELLS = 2_000
MOST_CODE = 2 * 2**20  # characters of all code cells together: an example of data is no more than that
MOST_PARTS, MOST_ENTRIES = (
    500_000,
    10_000_000,
)  # lists and dicts; what is in them: 50 MB printed have 8 million lines
SMALL = 2 * 2**20  # characters of a file in which all that matters little

_BLANK = "\0 \t\r\n"
_SAVED_BY_JUPYTER = "Hand in the .ipynb file that Jupyter saves."
_OTHER_FILES = (
    (r"\APK\x03\x04", "a zip archive", "Unpack it first."),
    (r"\A%PDF", "a PDF", _SAVED_BY_JUPYTER),
    (r"\Aversion https://git-lfs", "a pointer of Git LFS", "Run git lfs pull first."),
    (r"\A<(!doctype|html|\?xml)", "a web page", _SAVED_BY_JUPYTER),
    (r"^(def|import|from|class) |^#", "a Python script", _SAVED_BY_JUPYTER),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class NotebookError(Exception):
    """A file that cannot be read as a notebook.

    Attributes:
        file: its name. problem: what is wrong with it. next_step: what to do about it.
    """

    def __init__(self, file: str, problem: str, next_step: str):
        super().__init__(f"{file}: {problem} {next_step}")
        self.file, self.problem, self.next_step = file, problem, next_step


@dataclass(frozen=True)
class Cell:
    """One cell. `index` counts from 0 over all cells of the file; kind is "code" or "markdown"."""

    index: int
    kind: str
    source: str
    tags: tuple[str, ...] = ()
    id: str | None = None


class HandedOut(Protocol):
    """What is asked of a cell of the notebook as students got it."""

    @property
    def id(self) -> str | None: ...
    @property
    def cell_type(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def tags(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Notebook:
    """What was read.

    Attributes:
        assignment: the name that the notebook's metadata gives, or None.
        sha256: of the file's bytes, in hexadecimal.
        oddities: what was strange about the file, in sentences.
    """

    cells: tuple[Cell, ...]
    assignment: str | None
    sha256: str
    oddities: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------------ reading


def read(source: Path | str | bytes, name: str = "notebook") -> Notebook:
    """Read a notebook of nbformat 3 or 4, mending what can be mended.

    Args:
        source: a path, or the bytes of the file.
        name: what errors call it, where there are only bytes.

    Raises:
        NotebookError: and nothing else, if no cell can be had from it.
    """
    name = name if isinstance(source, bytes) else Path(source).name
    data = source if isinstance(source, bytes) else _bytes_of(Path(source), name)
    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    oddities: list[str] = []
    text = _decode(data, oddities)
    if not text.strip(_BLANK):
        raise NotebookError(name, "The file is empty.", "Ask for the notebook again.")
    cells, metadata = _parse(text, name, oddities)
    read_cells = tuple(_cells(cells, oddities))
    ours = metadata.get(METADATA_KEY)
    assignment = ours.get("assignment") if isinstance(ours, dict) else None
    return Notebook(
        read_cells,
        assignment if isinstance(assignment, str) else None,
        hashlib.sha256(data).hexdigest(),
        tuple(dict.fromkeys(oddities)),
    )


def _too_large(name: str, size: int) -> NotebookError:
    return NotebookError(
        name,
        f"The file has {size / 2**20:.0f} MB; a notebook of more than {LARGEST // 2**20} MB is not read.",
        "Clear its outputs (Jupyter: Edit, Clear Outputs of All Cells) and hand it in again.",
    )


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():
            problem = "This is not a file." if path.exists() else "There is no such file."
            raise NotebookError(name, problem, "Check the path.")
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(name, size)
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise NotebookError(name, f"The file cannot be read ({reason}).", "Check its permissions.") from error


def _decode(data: bytes, oddities: list[str]) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if encoding != "utf-8":
                oddities.append(
                    f"The file is encoded in {encoding.upper()}, not UTF-8; it was read all the same."
                )
            return data[len(mark) :].decode(encoding, "replace")
    if b"\0" in data[:2] and data[:1] != data[1:2]:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        oddities.append(f"The file is encoded in {encoding.upper()}, not UTF-8; it was read all the same.")
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 3 and error.start >= len(data) - 3:  # cut off inside a character
            return data[: error.start].decode("utf-8")
        oddities.append("The file is not UTF-8; it was read as Latin-1, so some letters may be wrong.")
        return data.decode("latin-1")


def _parse(text: str, name: str, oddities: list[str]) -> tuple[list[Any], dict[str, Any]]:
    """The raw cells and the notebook's metadata."""
    text = text.lstrip(_BLANK)
    if len(text) > SMALL and _is_a_heap(text):
        problem = "The file holds more lists, or longer ones, than any notebook."
        raise NotebookError(name, problem, "Clear its outputs and hand it in again.")
    try:
        document, end = json.JSONDecoder(strict=False, parse_int=float).raw_decode(text)
    except RecursionError as error:
        problem = "The file is nested too deeply to be a notebook."
        raise NotebookError(name, problem, "Ask for the notebook again.") from error
    except ValueError:
        return _salvage(text, name, oddities)
    if text[end:].strip(_BLANK):
        oddities.append("Something follows the end of the notebook in the file; it was ignored.")
    cells = _cell_list(document, oddities) if isinstance(document, dict) else None
    if not isinstance(cells, list):
        problem = "This is JSON, but not a notebook: it has no list of cells."
        raise NotebookError(name, problem, _SAVED_BY_JUPYTER)
    metadata = document.get("metadata")
    return cells, metadata if isinstance(metadata, dict) else {}


def _is_a_heap(text: str) -> bool:
    """Whether reading it would fill our memory: 64 MB of `[],` become two gigabytes."""
    outside = re.sub(r'"[^"\\]*(?:\\.[^"\\]*)*"', "", text, flags=re.DOTALL)
    return outside.count("[") + outside.count("{") > MOST_PARTS or outside.count(",") > MOST_ENTRIES


def _cell_list(document: dict[str, Any], oddities: list[str]) -> Any:
    """The cells of a document of nbformat 4, or of the worksheets of nbformat 3; None if there are none."""
    worksheets = document.get("worksheets")
    if isinstance(document.get("cells"), list) or not isinstance(worksheets, list):
        return document.get("cells")
    oddities.append("The notebook is of the old nbformat 3; it was read all the same.")
    sheets = [sheet["cells"] for sheet in worksheets if isinstance(sheet, dict) and "cells" in sheet]
    return [cell for sheet in sheets if isinstance(sheet, list) for cell in sheet]


def _salvage(text: str, name: str, oddities: list[str]) -> tuple[list[Any], dict[str, Any]]:
    """Take every whole cell out of text that is not valid JSON."""
    text = text[:SALVAGED]
    decoder = json.JSONDecoder(parse_int=float)  # an integer may be too long to be read as one
    begin = re.search(r'"cells"\s*:\s*\[', text) if text.startswith(("{", "<<<<<<<")) else None
    cells: list[Any] = []
    if begin:
        candidate = re.compile(
            r'\{\s*"(?:cell_type|attachments|execution_count|id|metadata|source|outputs|input)"'
        )
        position, tries = begin.end(), 0
        while tries < TRIES and len(cells) < MOST_CELLS and (found := candidate.search(text, position)):
            try:
                cell, position = decoder.raw_decode(text, found.start())
            except RecursionError:
                position, tries = found.end(), tries + 1
            except ValueError as error:
                tries += 1
                position = max(found.end(), getattr(error, "pos", 0))
            else:
                if isinstance(cell, dict) and "cell_type" in cell:
                    cells.append(cell)
    if not cells:
        raise NotebookError(name, *_not_a_notebook(text, begin is not None))
    recovered = "1 whole cell was" if len(cells) == 1 else f"{len(cells)} whole cells were"
    oddities.append(
        f"THE FILE IS DAMAGED: {recovered} recovered from it; everything else in it is lost. "
        "Ask for the notebook again if something is missing."
    )
    metadata: dict[str, Any] = {}
    if ours := re.search(rf'"{METADATA_KEY}"\s*:\s*(?=\{{)', text):
        try:
            metadata[METADATA_KEY] = decoder.raw_decode(text, ours.end())[0]
        except (ValueError, RecursionError):
            metadata = {}
    return cells, metadata


def _not_a_notebook(text: str, has_cells: bool) -> tuple[str, str]:
    """What the file is instead, and what to do."""
    if has_cells or text.startswith("{"):
        return "The file is damaged, and not one whole cell is left in it.", "Ask for the notebook again."
    for pattern, what, next_step in _OTHER_FILES:
        if re.search(pattern, text[:2000], re.IGNORECASE | re.MULTILINE):
            return f"This is {what}, not a notebook.", next_step
    return "This is not a notebook: it is not JSON.", _SAVED_BY_JUPYTER


def _cells(raw: list[Any], oddities: list[str]) -> Iterator[Cell]:
    seen: Counter[str] = Counter()
    code = 0
    if len(raw) > MOST_CELLS:
        oddities.append(
            f"THE NOTEBOOK HAS {len(raw)} CELLS: those after the first {MOST_CELLS} were left out."
        )
    for index, cell in enumerate(raw[:MOST_CELLS]):
        if not isinstance(cell, dict):
            oddities.append(f"Entry {index + 1} of the list of cells is not a cell; it was left out.")
            continue
        kind = cell.get("cell_type")
        if kind not in ("code", "markdown", "raw", "heading"):
            kind = "code" if {"outputs", "execution_count", "input"} & cell.keys() else "markdown"
            oddities.append(f"Cell {index + 1} does not say what it is; it was taken as a {kind} cell.")
        source = _text(cell.get("source", cell.get("input", "")))
        if source is None:
            oddities.append(f"The source of cell {index + 1} is not text; it was taken as empty.")
        if kind in ("code", "raw"):
            code += len(source or "")
            if code > MOST_CODE:
                oddities.append(f"THERE IS TOO MUCH CODE: cell {index + 1} was left out.")
                code, source = code - len(source or ""), ""
        if kind == "raw" and definitions(source or ""):
            oddities.append(f"Cell {index + 1} holds code but is a raw cell, so it does not run.")
        metadata = cell.get("metadata")
        tags = metadata.get("tags") if isinstance(metadata, dict) else None
        cell_id = cell.get("id") if isinstance(cell.get("id"), str) else None
        if cell_id is not None:
            seen[cell_id] += 1
        yield Cell(
            index,
            "code" if kind == "code" else "markdown",
            source or "",
            tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
            cell_id,
        )
    doubled = sum(count - 1 for count in seen.values())
    if doubled:
        oddities.append(f"{doubled} {'cell has' if doubled == 1 else 'cells have'} the id of another cell.")


def _text(source: Any) -> str | None:
    """The source of a cell, a string or a list of strings, with \\n at line ends and no lone surrogates."""
    if isinstance(source, list):
        try:
            source = "".join(source)
        except TypeError:
            source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return None
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    return source if source.isascii() else source.encode("utf-8", "replace").decode("utf-8")


def definition_source(cells: Sequence[Cell], name: str) -> str:
    """The lines with the last definition of `name` in the code cells, or "" if there is none."""
    for cell in reversed(cells):
        if cell.kind != "code":
            continue
        for definition in reversed(definitions(cell.source)):
            if definition.name == name:
                lines = cell.source.split("\n")
                return "\n".join(lines[definition.first - 1 : definition.last]).rstrip()
    return ""


# ----------------------------------------------------------------------------------------- oddities


def oddities_against(
    notebook: Notebook, handed_out: Sequence[HandedOut], *, renamed: str = ""
) -> tuple[str, ...]:
    """What happened to a notebook since it was handed out, in sentences for the student and the instructor.

    Args:
        handed_out: the cells of the student's notebook as it was published.
        renamed: "a.ipynb to b.ipynb" if the caller knows that the file has another name now.
    """
    odd = [f"The file was renamed from {renamed}."] if renamed else []
    if notebook.assignment is None:
        odd.append("The notebook's metadata is gone (some editors strip it); it was recognised without.")
    if any(c.tags for c in handed_out) and not any(c.tags for c in notebook.cells):
        odd.append("The tags of all cells are gone; cells were recognised by their source.")
    return (*odd, *_missing(notebook, handed_out), *_doubled(notebook))


def _missing(notebook: Notebook, handed_out: Sequence[HandedOut]) -> Iterator[str]:
    ids = {c.id for c in notebook.cells if c.id is not None}
    # Without ids an edited code cell cannot be told from a deleted one.
    ids_lost = not ids & {c.id for c in handed_out}
    running = {d.name for c in notebook.cells if c.kind == "code" for d in definitions(c.source)}
    as_text: dict[str, Cell] | None = None  # hardly any notebook needs what follows
    sources: set[str] | None = None
    lost = 0
    for number, cell in enumerate(handed_out, 1):
        is_code = cell.cell_type == "code"
        functions = [d.name for d in definitions(cell.source) if is_code and d.is_function]
        for name in (f for f in functions if f not in running):
            as_text = _functions_in_texts(notebook) if as_text is None else as_text
            if name in as_text:
                yield f"Cell {as_text[name].index + 1} defines {name} but is a text cell, so it does not run."
            elif cell.id in ids:
                yield f"{name}, which cell {number} defined as handed out, is not defined any more."
            else:
                yield f"The cell that defines {name} was deleted."
        if not functions and cell.id not in ids:
            sources = {plain(c.source) for c in notebook.cells} if sources is None else sources
            lost += plain(cell.source) not in sources and not (ids_lost and is_code)
    if lost:
        yield f"{lost} {'cell is' if lost == 1 else 'cells are'} gone that the handed-out notebook had."


def _functions_in_texts(notebook: Notebook) -> dict[str, Cell]:
    """The functions that stand in text cells, where they do not run."""
    texts = [c for c in notebook.cells if c.kind != "code"]
    return {d.name: c for c in texts for d in definitions(_unfenced(c.source)) if d.is_function}


def _doubled(notebook: Notebook) -> Iterator[str]:
    places: dict[str, list[int]] = {}
    for cell in notebook.cells:
        if cell.kind == "code":
            for name in {d.name: None for d in definitions(cell.source) if d.is_function}:
                places.setdefault(name, []).append(cell.index + 1)
    for name, cells in places.items():
        if len(cells) > 1:
            listed = f"{', '.join(map(str, cells[:-1]))} and {cells[-1]}"
            yield f"{name} is defined in cells {listed}; the last definition counts."


@lru_cache(maxsize=1024)
def plain(source: str) -> str:
    """A source without what editors change: spaces at line ends, empty lines around it."""
    return "\n".join(line.rstrip() for line in source.strip().split("\n"))


def _unfenced(source: str) -> str:
    return re.sub(r"^```.*$", "", source, flags=re.MULTILINE)
