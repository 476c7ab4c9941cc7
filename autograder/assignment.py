"""One assignment as the engine and the build need it: questions, points, test files, handed-out cells.

An assignment is a folder of question files, autograder/questions/<name>/qN.py, and the notebook that was
made from its master, assignments/<name>/<name>.ipynb. Question files are authored by hand, so what can be
wrong with one is checked here, once, before anything is graded with it:

    assignment = load("shallow_network")
    question = assignment.question("q8")
    question.test_file().run(environment)         # a fresh copy of otter's ExceptionTestFile

Importing this module makes `import checks` mean autograder.checks in every question file, and `import feedback`
autograder.feedback in what students get of it.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from autograder import checks, feedback
from autograder.otter_light import ExceptionTestFile

sys.modules["checks"] = checks
sys.modules["feedback"] = feedback

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ROOT / "autograder" / "questions"
ASSIGNMENTS = ROOT / "assignments"


class AssignmentError(Exception):
    """An assignment that cannot be used: which file, what is wrong with it, what to do next."""


@dataclass(frozen=True)
class HandedOutCell:
    """A cell of the notebook as students got it."""

    id: str
    cell_type: str
    source: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question and its test file.

    Attributes:
        name: "q1".
        title: for people, such as "Backward propagation".
        path: the question file.
        source: its text.
        functions: the names that a student writes for it.
        helpers: functions of earlier questions that the answer may call, each with its question.
        points: what all its cases give together.
        public_cases, hidden_cases: how many cases of each kind there are.
        hidden_points: what the hidden cases give together.
    """

    name: str
    title: str
    path: Path
    source: str = field(repr=False)
    functions: tuple[str, ...]
    helpers: Mapping[str, str]
    points: float
    public_cases: int
    hidden_cases: int
    hidden_points: float

    @property
    def code(self) -> CodeType:
        """The test file, compiled; whoever runs it shares nothing with others but this."""
        return _compiled(self.source, str(self.path))

    def test_file(self) -> Any:
        """A fresh otter ExceptionTestFile, sharing no state with any other."""
        return _test_file(self.source, self.path)


@dataclass(frozen=True)
class Assignment:
    """A named sequence of questions, q1 first."""

    name: str
    title: str
    questions: tuple[Question, ...]

    @property
    def points(self) -> float:
        """What all questions give together."""
        return sum(question.points for question in self.questions)

    @property
    def notebook(self) -> Path:
        """The student's notebook."""
        return notebook_of(self.name)

    @cached_property
    def handed_out(self) -> tuple[HandedOutCell, ...]:
        """The cells that students got, by which untouched and missing ones are recognised.

        Raises:
            AssignmentError: if the student's notebook has not been built or cannot be read.
        """
        return handed_out(self.name)

    @cached_property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of each question's file."""
        return {q.name: hashlib.sha256(q.source.encode()).hexdigest() for q in self.questions}

    def question(self, name: str) -> Question:
        """The question of that name.

        Raises:
            KeyError: if there is none.
        """
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(f"{self.name} has no question {name!r}")


def names() -> list[str]:
    """The assignments that have question files, in alphabetical order."""
    return sorted(folder.name for folder in QUESTIONS.iterdir() if any(folder.glob("q*.py")))


def notebook_of(name: str) -> Path:
    """The student's notebook of an assignment, as handed out."""
    return ASSIGNMENTS / name / f"{name}.ipynb"


def handed_out(name: str) -> tuple[HandedOutCell, ...]:
    """The cells of that notebook.

    Raises:
        AssignmentError: as Assignment.handed_out.
    """
    path = notebook_of(name)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_cell(cell) for cell in data["cells"])
    except FileNotFoundError:
        raise AssignmentError(f"{_shown(path)} is missing: run `make assignments`.") from None
    except (ValueError, KeyError, TypeError) as e:
        raise AssignmentError(f"{_shown(path)} cannot be read ({e}): run `make assignments`.") from e


def hashes_of_tests(folder: Path) -> dict[str, str]:
    """SHA-256 of each question file of a folder, by the question's name; nothing in them is run."""
    sources = {path.stem: path.read_text(encoding="utf-8") for path in _question_files(folder)}
    return {name: hashlib.sha256(source.encode()).hexdigest() for name, source in sources.items()}


def hash_of_tests(folder: Path) -> str:
    """SHA-256 of all question files of a folder and of the words they use; with it a grade can be reproduced."""
    digest = hashlib.sha256()
    for path in _question_files(folder):
        digest.update(f"{path.stem}\0{path.read_text(encoding='utf-8')}\0".encode())
    digest.update(Path(checks.__file__).read_bytes())
    return digest.hexdigest()


def load(name: str) -> Assignment:
    """Read and check the question files of one assignment.

    Raises:
        AssignmentError: naming the file, what is wrong with it and what to do.
    """
    if not (QUESTIONS / name).is_dir():
        raise AssignmentError(
            f"There is no assignment {name!r}. There is: {', '.join(names()) or 'none yet'}."
        )
    return from_folder(QUESTIONS / name)


@cache
def loaded(name: str) -> Assignment:
    """As load(), once in a process: for whoever grades, while no file changes."""
    return load(name)


def from_folder(folder: Path) -> Assignment:
    """The assignment whose question files lie in a folder; its name is the folder's.

    Raises:
        AssignmentError: as load.
    """
    questions: list[Question] = []
    for path in _question_files(folder):
        questions.append(_read(path, questions))
    return Assignment(folder.name, folder.name.replace("_", " ").capitalize(), tuple(questions))


# ----------------------------------------------------------------------------------- question files


def _question_files(folder: Path) -> list[Path]:
    """q1.py, q2.py, …, q10.py, in this order."""
    paths = {int(match[1]): p for p in folder.glob("q*.py") if (match := re.fullmatch(r"q(\d+)", p.stem))}
    if sorted(paths) != list(range(1, len(paths) + 1)) or not paths:
        found = ", ".join(paths[n].name for n in sorted(paths)) or "none"
        raise AssignmentError(f"{_shown(folder)}: question files must be q1.py, q2.py, …; found {found}.")
    return [paths[number] for number in sorted(paths)]


def _read(path: Path, earlier: list[Question]) -> Question:
    source = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(source)
        test_file = _test_file(source, path)
    except Exception as e:
        raise _wrong(path, f"cannot be run: {type(e).__name__}: {e}", "repair it") from e
    constants = _constants(tree)
    if constants.get("OK_FORMAT") is not False:
        raise _wrong(path, "lacks OK_FORMAT = False", "add that line: otter reads the format from it")
    if constants.get("name") != path.stem:
        raise _wrong(path, f"says name = {constants.get('name')!r}", f'write name = "{path.stem}"')
    title, helpers = constants.get("title"), constants.get("helpers")
    functions = _names(constants.get("functions"))
    if not (isinstance(title, str) and title):
        raise _wrong(path, "has no title", 'add a line such as title = "Backward propagation"')
    if not functions:
        raise _wrong(path, "has no list of functions", 'add a line such as functions = ["relu"]')
    if not isinstance(helpers, dict):
        raise _wrong(path, "has no helpers", 'add helpers = {}, or such as {"sigmoid": "q1"}')
    for helper, owner in helpers.items():
        if not any(question.name == owner and helper in question.functions for question in earlier):
            raise _wrong(
                path, f"names {helper!r} of {owner!r} as a helper", "name a function of an earlier question"
            )
    _check_cases(path, tree, test_file.test_cases)
    hidden = [case for case in test_file.test_cases if case.hidden]
    return Question(
        name=path.stem,
        title=title,
        path=path,
        source=source,
        functions=functions,
        helpers=dict(helpers),
        points=sum(case.points for case in test_file.test_cases),
        public_cases=len(test_file.test_cases) - len(hidden),
        hidden_cases=len(hidden),
        hidden_points=sum(case.points for case in hidden),
    )


def _check_cases(path: Path, tree: ast.Module, cases: list[Any]) -> None:
    written = [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and is_case(node)]
    for kind, values in (("the function", written), ("the case", [case.name for case in cases])):
        for value in dict.fromkeys(values):
            if values.count(value) > 1:
                raise _wrong(path, f"has {kind} {value!r} twice", "rename one, or otter drops it in silence")
    if not any(not case.hidden for case in cases):
        raise _wrong(path, "has no public case", "add one, so that students can check their answer's form")
    if sum(case.points for case in cases if case.hidden) <= 0:
        raise _wrong(path, "has no hidden case with points", "add one with hidden=True and points")


def is_case(node: ast.FunctionDef) -> bool:
    """Whether a function of a question file is a test case."""
    decorators = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
    return any(isinstance(d, ast.Name) and d.id == "test_case" for d in decorators)


def _constants(tree: ast.Module) -> dict[str, Any]:
    """Top-level names that are given literal values."""
    constants = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                constants[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return constants


def _names(value: Any) -> tuple[str, ...]:
    """The value if it is a list of Python names, else nothing."""
    names_given = value if isinstance(value, list) else []
    return tuple(n for n in names_given if isinstance(n, str) and n.isidentifier())


def _test_file(source: str, path: Path) -> Any:
    """Otter's own parsing of a test file, without compiling it again for every submission."""
    test_file = ExceptionTestFile._from_compiled_code(_compiled(source, str(path)), path=str(path))
    test_file.source = source
    return test_file


@lru_cache(maxsize=256)
def _compiled(source: str, path: str) -> CodeType:
    return compile(source, path, "exec", dont_inherit=True)


def _cell(cell: dict[str, Any]) -> HandedOutCell:
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    return HandedOutCell(cell["id"], cell["cell_type"], text, tuple(cell["metadata"].get("tags", ())))


def _wrong(path: Path, problem: str, next_step: str) -> AssignmentError:
    return AssignmentError(f"{_shown(path)} {problem}: {next_step}.")


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
