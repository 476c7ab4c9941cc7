"""Run a notebook's cells in a sandbox, and remember what went wrong in which.

Cells that only train or plot (tag otter_ignore) and checks are skipped while they are as handed out: they are
known by their source, so lost metadata does not matter. A cell that kills its process, or hangs in a way that
cannot be interrupted, is run again without what is neither definition nor import in it: it costs itself alone.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from autograder import explain
from autograder.assignment import Assignment, Question
from autograder.definitions import definitions, functions_defined
from autograder.notebook import Cell, Notebook, definition_source, plain
from autograder.problems import Died, OutOfTime, StudentProblem
from autograder.session import Submission, Zygote

MOST_LETHAL = 6  # cells that may kill their process before the notebook is given up


class Cells:
    """The code cells of one submission, as they are run and as they went.

    Attributes:
        notes: what happened in them that the student should know, in sentences.
    """

    def __init__(self, notebook: Notebook, asked: Assignment):
        self._cells = [cell for cell in notebook.cells if cell.kind == "code" and cell.source.strip()]
        self._sources = {cell.index: cell.source for cell in notebook.cells}
        self._numbers = {cell.index: number for number, cell in enumerate(self._cells, 1)}
        self._skippable = {
            plain(cell.source)
            for cell in asked.handed_out
            if cell.cell_type == "code" and ("otter_ignore" in cell.tags or _is_check(cell.source))
        }
        self._stubs = {
            plain(cell.source)
            for cell in asked.handed_out
            if cell.cell_type == "code" and "raise NotImplementedError" in cell.source
        }
        self._skip, self._definitions_only = True, False
        self._problems: dict[int, StudentProblem] = {}
        self._lethal: dict[int, StudentProblem] = {}
        self._happenings: dict[int, list[str]] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """What happened in the cells, in their order."""
        notes = [explain.SPOILED] if self._definitions_only else []
        for cell in self._cells:
            problem = self._lethal.get(cell.index) or self._problems.get(cell.index)
            if problem is not None and problem.type_name != "NotImplementedError":
                lethal = cell.index in self._lethal
                notes.append(explain.cell(self._numbers[cell.index], problem, self.line_at, lethal=lethal))
            for happening in self._happenings.get(cell.index, []):
                notes.append(explain.happening(self._numbers[cell.index], happening))
        return tuple(notes)

    def start(self, zygote: Zygote, ends: float) -> Submission:
        """A confined process with all cells run.

        Args:
            ends: when, on the monotonic clock, the submission is out of time.

        Raises:
            Died: if that cannot be had, because too many cells kill their process.
            OutOfTime: if the submission has no time left.
        """
        for _ in range(MOST_LETHAL + 2):
            submission = zygote.spawn()
            submission.ends = ends
            try:
                if self._run_in(submission):
                    return submission
            except OutOfTime:
                submission.close()
                raise
            submission.close()
        raise Died("died", "", "too many cells end the process that runs them")

    def _run_in(self, submission: Submission) -> bool:
        """Run the cells; False if they must be run again in another process, some of them differently."""
        self._problems.clear()
        self._happenings.clear()
        skipped = {c.index for c in self._cells if self._skip and plain(c.source) in self._skippable}
        running = [cell for cell in self._cells if cell.index not in skipped]
        went = submission.run_cells([(cell.index, self._as_run(cell)) for cell in running])
        for cell in running:
            try:
                problem, happenings = next(went)
            except (Died, OutOfTime) as ended:
                if ended.kind == "budget":
                    raise
                self._lethal[cell.index] = ended
                return False
            self._happenings[cell.index] = happenings
            if problem is not None:
                self._problems[cell.index] = problem
                if problem.type_name == "NameError" and any(index < cell.index for index in skipped):
                    self._skip = False  # the student uses what an experiment defines
                    return False
        return True

    def _as_run(self, cell: Cell) -> str:
        whole = not self._definitions_only and cell.index not in self._lethal
        return cell.source if whole else _definitions_only(cell.source)

    def keep_definitions_only(self) -> None:
        """From the next start on: some cell leaves its process unable to go on, and it is not known which."""
        self._definitions_only = True

    def why_missing(self, name: str) -> str:
        """Why a name is not there, in a sentence."""
        for cell in reversed(self._cells):
            if name in functions_defined(cell.source):
                problem = self._lethal.get(cell.index) or self._problems.get(cell.index)
                return explain.missing(name, self._numbers[cell.index], problem, self.line_at)
        return explain.missing(name, None, None, self.line_at)

    def line_at(self, cell: int, line: int) -> tuple[int, str]:
        """The number of a code cell, counted from 1, and the text of one of its lines, "" if there is none."""
        lines = self._sources.get(cell, "").split("\n")
        return self._numbers.get(cell, 0), lines[line - 1].strip()[:160] if 0 < line <= len(lines) else ""

    def is_stub(self, problem: StudentProblem, functions: Sequence[str]) -> bool:
        """Whether a problem is no more than that one of these functions is still to be written."""
        if problem.type_name != "NotImplementedError" or not problem.places:
            return False
        return not functions_defined(self._sources.get(problem.places[-1][0], "")).isdisjoint(functions)

    def are_stubs(self, functions: Sequence[str]) -> bool:
        """Whether all of these functions stand there as they were handed out, to be written."""
        for name in functions:
            cell = next((c for c in reversed(self._cells) if name in functions_defined(c.source)), None)
            if cell is None or plain(cell.source) not in self._stubs:
                return False
        return True

    def code_of(self, question: Question) -> str:
        """The student's source of a question's functions."""
        parts = [definition_source(self._cells, name) for name in question.functions]
        return "\n\n\n".join(dict.fromkeys(part for part in parts if part))


def _is_check(source: str) -> bool:
    return source.strip().startswith("grader.")


def _definitions_only(source: str) -> str:
    """A cell's imports, definitions and plain constants, on the lines where they stood."""
    lines = source.split("\n")
    kept = [""] * len(lines)
    for definition in definitions(source):
        if definition.is_function or _is_harmless("\n".join(lines[definition.first - 1 : definition.last])):
            kept[definition.first - 1 : definition.last] = lines[definition.first - 1 : definition.last]
    return "\n".join(kept)


def _is_harmless(statement: str) -> bool:
    """An import, a class, or a literal given a name."""
    try:
        body: Sequence[ast.stmt] = ast.parse(statement).body
    except (SyntaxError, ValueError):
        return False
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.ClassDef):
            continue
        try:
            ast.literal_eval(node.value)  # type: ignore[attr-defined]  # a statement without one is not harmless
        except (AttributeError, ValueError, TypeError, SyntaxError, RecursionError):
            return False
    return True
