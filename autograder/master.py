"""A master: the lesson from which the student's notebook and the solved one are made.

solutions/<assignment>/master.py is jupytext percent format; what stands above its first `# %%` is for
authors. Directives connect it with what is written elsewhere, each alone on its line:

    # write: sigmoid            in a cell tagged `exercise`: a function of reference/<assignment>.py. Students
                                get its signature and docstring, the solution its source.
    # write: activations.relu   the same from another module of reference/.
    # repair: relu, saturates_at_1, returns_mask
                                in a cell tagged `exercise`: students get the right answer with these known
                                mistakes of reference/mistakes/ planted in it, the solution its source.
    # give: datasets.island     in a cell tagged `given`: the source of that function, for everybody.
    {{points q3}}               in text: the points of a question; {{points total}}: of all.

Cells keep their tags: exercise, given, otter_ignore, and question-qN on what belongs to a question. A master
that does not fit its question files is refused, with the cell and the next step.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jupytext

from autograder.assignment import Assignment, AssignmentError
from reference import MODULES
from reference.mistakes import Mistake, StaleEditError

TAGS = {"exercise", "given", "otter_ignore"}
_DIRECTIVE = re.compile(r"#\s*(\w+)\s*:\s*((?:\w+\.)?\w+)((?:\s*,\s*\w+)*)\s*$")
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")


@dataclass(frozen=True)
class Cell:
    """One cell, in both versions."""

    id: str
    cell_type: str
    student: str
    solved: str
    tags: tuple[str, ...]
    writes: tuple[tuple[str, str], ...] = ()  # (module of reference, name)
    planted: tuple[Mistake, ...] = ()  # in what students get to repair


@dataclass(frozen=True)
class Master:
    """The cells of a lesson, and where in reference/ each name that students write has its right answer."""

    cells: tuple[Cell, ...]

    @property
    def modules(self) -> dict[str, str]:
        """Name of a function to its module in reference/."""
        return {name: module for cell in self.cells for module, name in cell.writes}

    @property
    def planted(self) -> dict[str, tuple[Mistake, ...]]:
        """Name of a function that students repair to the mistakes that are planted in it."""
        return {cell.writes[0][1]: cell.planted for cell in self.cells if cell.planted}


def read(path: Path, assignment: Assignment, reference: Path) -> Master:
    """Read a master and fill in what its directives ask for.

    Args:
        path: the master.
        assignment: whose question files it must fit.
        reference: the folder of right answers.

    Raises:
        AssignmentError: naming the cell and what to do.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise AssignmentError(f"{path} is missing: write the lesson there.") from None
    start = re.search(r"^# %%", text, re.MULTILINE)
    if start is None:
        raise AssignmentError(f"{path} has no cells: start one with a line `# %%`.")
    reader = _Reader(path, assignment, reference)
    cells = jupytext.reads(text[start.start() :], fmt="py:percent").cells
    master = Master(tuple(reader.cell(cell) for cell in cells))
    reader.check_complete(master)
    return master


class _Reader:
    """Turns raw cells into Cells; remembers which ids are taken."""

    def __init__(self, path: Path, assignment: Assignment, reference: Path):
        self.path, self.assignment, self.reference = path, assignment, reference
        self.ids: set[str] = set()

    def wrong(self, cell: str, problem: str, next_step: str) -> AssignmentError:
        return AssignmentError(f"{self.path}, cell {cell[:60]!r}: {problem}: {next_step}.")

    def cell(self, raw: dict) -> Cell:
        source, tags = raw["source"], tuple(raw["metadata"].get("tags", ()))
        questions = {f"question-{question.name}" for question in self.assignment.questions}
        for tag in tags:
            if tag not in TAGS | questions:
                known = ", ".join([*sorted(TAGS), "question-qN"])
                raise self.wrong(source, f"unknown tag {tag!r}", f"use {known}, for a question that exists")
        if raw["cell_type"] == "markdown":
            text = _PLACEHOLDER.sub(lambda match: self.points(source, match[1]), source)
            return Cell(self.new_id("text", source), "markdown", text, text, tags)
        if "exercise" in tags:
            return (
                self.repair(source, tags) if re.match(r"#\s*repair\b", source) else self.write(source, tags)
            )
        if "given" in tags and re.match(r"#\s*give\b", source):
            targets = self.directives(source, "give")
            text = "\n\n\n".join(self.definition(source, *target)[0] for target in targets)
            return Cell(self.new_id(f"give-{targets[0][1]}"), "code", text, text, tags)
        for line in source.splitlines():
            match = _DIRECTIVE.match(line)
            if match:
                raise self.wrong(
                    source,
                    f"unknown directive or place of one, {line!r}",
                    "put `# write: name` into a cell tagged exercise, `# give: module.name` into one tagged given, "
                    "`# repair: name, mistake` at the top of one tagged exercise",
                )
        check = re.fullmatch(r'grader\.check\("(q\d+)"\)', source.strip())
        new_id = self.new_id(f"check-{check[1]}") if check else self.new_id("code", source)
        return Cell(new_id, "code", source, source, tags)

    def write(self, source: str, tags: tuple[str, ...]) -> Cell:
        """An exercise to be written: stubs for students."""
        targets = self.directives(source, "write")
        student = "\n\n\n".join(stub(*self.definition(source, *target)) for target in targets)
        solved = "\n\n\n".join(self.definition(source, *target)[0] for target in targets)
        return Cell(self.new_id(f"write-{targets[0][1]}"), "code", student, solved, tags, targets)

    def repair(self, source: str, tags: tuple[str, ...]) -> Cell:
        """An exercise to be repaired: the right answer with known mistakes in it for students."""
        match = _DIRECTIVE.match(source.strip())
        names = re.findall(r"\w+", match[3]) if match else []
        if match is None or match[1] != "repair" or not names:
            raise self.wrong(
                source,
                "not a repair",
                "write `# repair: name, mistake, mistake` and nothing else in the cell",
            )
        module, _, name = match[2].rpartition(".")
        module = module or self.assignment.name
        known = importlib.import_module(f"reference.mistakes.{module}").MISTAKES
        mistakes = {mistake.name: mistake for mistake in known if mistake.function == name}
        for unknown in (n for n in names if n not in mistakes):
            raise self.wrong(source, f"no known mistake {unknown!r} of {name}", "declare it, or name another")
        for whole in (n for n in names if mistakes[n].code):
            raise self.wrong(source, f"{whole} is a whole cell", "plant mistakes that are edits")
        planted = tuple(mistakes[n] for n in names)
        solved, node = self.definition(source, module, name)
        try:
            student = with_mistakes(solved, node, planted)
        except StaleEditError as e:
            raise self.wrong(source, str(e), "plant mistakes that fit together") from e
        return Cell(self.new_id(f"repair-{name}"), "code", student, solved, tags, ((module, name),), planted)

    def points(self, source: str, placeholder: str) -> str:
        amounts = {q.name: q.points for q in self.assignment.questions} | {"total": self.assignment.points}
        word, _, of = placeholder.strip().partition(" ")
        if word != "points" or of not in amounts:
            raise self.wrong(
                source,
                f"unknown placeholder {{{{{placeholder}}}}}",
                "write {{points qN}} or {{points total}}",
            )
        return f"{amounts[of]:g}"

    def directives(self, source: str, word: str) -> tuple[tuple[str, str], ...]:
        targets = []
        for line in filter(str.strip, source.splitlines()):
            match = _DIRECTIVE.match(line)
            if match is None or match[1] != word or match[3]:
                raise self.wrong(
                    source, f"unknown directive {line!r}", f"this cell takes `# {word}: name` only"
                )
            module, _, name = match[2].rpartition(".")
            targets.append((module or self.assignment.name, name))
        if not targets:
            raise self.wrong(source, "nothing to do", f"add a line `# {word}: name`")
        return tuple(targets)

    def definition(self, source: str, module: str, name: str) -> tuple[str, ast.stmt]:
        """Source and syntax tree of one top-level name of a module of reference/."""
        path = self.reference / f"{module}.py"
        if not path.is_file():
            raise self.wrong(
                source, f"reference/{module}.py does not exist", "name another module or write it"
            )
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            names = [getattr(t, "id", None) for t in node.targets] if isinstance(node, ast.Assign) else []
            if name in names or (isinstance(node, ast.FunctionDef) and node.name == name):
                segment = "\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno])
                return segment, node
        raise self.wrong(source, f"reference/{module}.py does not define {name!r}", "write it there first")

    def new_id(self, prefix: str, source: str = "") -> str:
        """An id that stays as long as the cell does; the same in every version of the notebook."""
        stem = f"{prefix}-{hashlib.sha256(source.encode()).hexdigest()[:8]}" if source else prefix
        number, found = 1, stem[:60]
        while found in self.ids:
            number += 1
            found = f"{stem[:60]}-{number}"
        self.ids.add(found)
        return found

    def check_complete(self, master: Master) -> None:
        """Every function of every question is written in a cell of that question, and can be checked."""
        for question in self.assignment.questions:
            tag = f"question-{question.name}"
            own = [cell for cell in master.cells if tag in cell.tags]
            written = {name for cell in own for _, name in cell.writes}
            for function in question.functions:
                if function not in written:
                    problem = f"{function} of {question.name} has no stub"
                    raise self.misfit(
                        problem, f'add a cell tagged exercise, {tag} with "# write: {function}"'
                    )
            for function in sorted(written - set(question.functions)):
                problem = f"{function} is written for {question.name}, which does not know it"
                raise self.misfit(problem, f"add it to `functions` in {question.path.name}")
            check = f'grader.check("{question.name}")'
            if not any(cell.student == check for cell in own):
                raise self.misfit(
                    f"{question.name} cannot be checked", f"add a cell tagged {tag} with {check}"
                )
        for cell in master.cells:
            if cell.writes and not any(tag.startswith("question-") for tag in cell.tags):
                raise self.wrong(cell.student, "an exercise of no question", "add the tag question-qN")

    def misfit(self, problem: str, next_step: str) -> AssignmentError:
        return AssignmentError(f"{self.path}: {problem}: {next_step}.")


def must_be_listed(assignment: str) -> None:
    """Refuse an assignment of which reference/ does not know which files are its own.

    Raises:
        AssignmentError: naming the file and the line to add.
    """
    if assignment not in MODULES:
        raise AssignmentError(
            f"reference/__init__.py does not list {assignment} in MODULES: add "
            f'"{assignment}": ("{assignment}",), at its place in the order of release.'
        )
    for module in MODULES[assignment]:
        if importlib.util.find_spec(f"reference.mistakes.{module}") is None:
            raise AssignmentError(
                f"reference/mistakes/{module}.py is missing: write it, with MISTAKES and VARIANTS."
            )


def with_mistakes(source: str, node: ast.stmt, planted: Sequence[Mistake]) -> str:
    """What students get to repair: signature and docstring as they are, known mistakes in the code below.

    Raises:
        StaleEditError: if an edit of a mistake does not match.
    """
    assert isinstance(node, ast.FunctionDef)
    documented = ast.get_docstring(node) is not None
    lines = source.splitlines()
    head = (
        (node.body[0].end_lineno or 0) - node.lineno + 1 if documented else node.body[0].lineno - node.lineno
    )
    body = "\n".join(lines[head:])
    for mistake in planted:
        body = mistake.edited(body)
    return "\n".join([*lines[:head], body])


def stub(source: str, node: ast.stmt) -> str:
    """What students get in place of a right answer.

    A function keeps its signature and docstring. A dict keeps its keys.
    """
    if isinstance(node, ast.FunctionDef):
        first = node.body[0]
        if ast.get_docstring(node) is None:
            raise AssignmentError(f"{node.name} in reference/ has no docstring: students need one, write it.")
        head = source.splitlines()[: (first.end_lineno or first.lineno) - node.lineno + 1]
        body = [
            "    # Write your code here.",
            f'    raise NotImplementedError("{node.name} is still to be written")',
        ]
        return "\n".join([*head, *body])
    if (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Dict)
        and isinstance(node.targets[0], ast.Name)
    ):
        keys = [ast.literal_eval(key) for key in node.value.keys if key is not None]
        lines = [f'    "{key}": "",' for key in keys]
        return "\n".join([f"{node.targets[0].id} = {{", *lines, "}"])
    raise AssignmentError(
        f"No stub can be made of {source[:60]!r}: write a function or a dict in reference/."
    )
