"""Run the public test cases of a notebook and say what failed, where: in the terminal, on GitHub, on GitLab.

    python check_notebook.py shallow_network.ipynb [--junit report.xml] [--seconds 60]

It needs tests/ and the other Python files beside the notebook, and what requirements.txt names.
The code runs here, without a sandbox: on your own machine, or on a runner of your own repository. In GitHub
Actions each failure is marked at its line, and a table is written to the run's summary. Exit code: 0 if every
public case passed, 1 if one failed, 2 if the notebook cannot be read. Hidden cases run when it is graded.
"""

from __future__ import annotations

import argparse
import inspect
import json
import linecache
import os
import signal
import sys
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

os.environ.setdefault("MPLBACKEND", "Agg")


@dataclass
class Outcome:
    """One test case, or one cell that raised (question "")."""

    question: str
    case: str
    message: str = ""
    line: int = 1  # of the notebook's file


@dataclass
class Cells:
    """The notebook's code, run; where each line of it stands in the file."""

    names: dict = field(default_factory=lambda: {"__name__": "__main__"})
    places: dict = field(default_factory=dict)  # (name of the cell's code, line) -> line of the file
    outcomes: list = field(default_factory=list)

    def place(self, tb) -> int:
        """The line of the notebook's file that a traceback ends at, as far as it is the student's."""
        lines = [
            self.places[key]
            for f in traceback.extract_tb(tb)
            if (key := (f.filename, f.lineno)) in self.places
        ]
        return lines[-1] if lines else 1

    def definition(self, names) -> int:
        """The line where the first of some functions is defined."""
        for name in names:
            code = getattr(inspect.unwrap(self.names.get(name) or print), "__code__", None)
            line = code and self.places.get((code.co_filename, code.co_firstlineno))
            if line:
                return line
        return 1


@contextmanager
def at_most(seconds: int):
    """End what runs for longer; on Windows there is no such limit."""

    def stop(*_):
        raise TimeoutError(f"it ran for more than {seconds} seconds and was stopped")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def run_cells(path: Path, seconds: int) -> Cells:
    """Run a notebook's code cells. One that raises costs only itself."""
    from IPython.core.inputtransformer2 import TransformerManager
    from IPython.core.interactiveshell import InteractiveShell

    text = path.read_text(encoding="utf-8")
    rows, at = text.splitlines(), 0
    cells, shell = Cells(), InteractiveShell.instance()
    cells.names["get_ipython"] = lambda: shell
    for number, cell in enumerate(json.loads(text)["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] != "code":
            continue
        name = f"<cell {number}>"
        for line, written in enumerate(source.splitlines(keepends=True), 1):
            wanted = (json.dumps(written, ensure_ascii=False), json.dumps(written))
            found = next(
                (n for n in range(at, len(rows)) if rows[n].strip().removesuffix(",") in wanted), None
            )
            if found is not None:
                cells.places[name, line], at = found + 1, found + 1
        if "otter_ignore" in cell["metadata"].get("tags", ()) or "grader.check" in source:
            continue
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        try:
            code = compile(TransformerManager().transform_cell(source), name, "exec")
            with at_most(seconds):
                exec(code, cells.names)
        except (KeyboardInterrupt, GeneratorExit):
            raise
        except SyntaxError as error:
            place = cells.places.get((name, error.lineno), cells.places.get((name, 1), 1))
            cells.outcomes.append(Outcome("", f"cell {number + 1}", f"SyntaxError: {error.msg}", place))
        except BaseException as error:
            place = cells.place(error.__traceback__)
            what = f"{type(error).__name__}: {error}"
            cells.outcomes.append(Outcome("", f"cell {number + 1}", what, place))
    return cells


def run_tests(folder: Path, cells: Cells, seconds: int) -> list[Outcome]:
    """Run every public case over what the cells defined."""
    from otter.test_files import ExceptionTestFile

    sys.path.insert(0, str(folder))
    outcomes = []
    for path in sorted((folder / "tests").glob("q*.py"), key=lambda p: int(p.stem[1:])):
        for case in ExceptionTestFile.from_file(str(path)).test_cases:
            wanted = list(inspect.signature(case.body.test_func).parameters)
            outcome = Outcome(path.stem, case.name)
            missing = [name for name in wanted if name not in cells.names]
            try:
                if missing:
                    raise NameError(f"{missing[0]} is not defined")
                with at_most(seconds):
                    case.body.call_func(cells.names)
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                kind = type(error).__name__
                outcome.message = str(error) if kind == "CheckFailed" else f"{kind}: {error}"
                place = cells.place(error.__traceback__)
                outcome.line = cells.definition(wanted) if place == 1 else place
            outcomes.append(outcome)
    return outcomes


# ---------------------------------------------------------------------------------------- telling


def summary(title: str, outcomes: list[Outcome]) -> str:
    """The Markdown of a run's summary page."""
    cases = [o for o in outcomes if o.question]
    good = sum(not o.message for o in cases)
    lines = [f"## {title}: {good} of {len(cases)} public test cases passed", ""]
    lines += ["| question | passed | first failure |", "|---|---|---|"]
    for question in dict.fromkeys(o.question for o in cases):
        own = [o for o in cases if o.question == question]
        failed = [o for o in own if o.message]
        mark = "❌" if failed else "✅"
        first = f"{failed[0].case}: {failed[0].message}" if failed else ""
        lines.append(f"| {mark} {question} | {len(own) - len(failed)} of {len(own)} | {_cell(first)} |")
    raised = [o for o in outcomes if not o.question]
    if raised:
        lines += ["", "Cells that did not run:", ""]
        lines += [f"* {o.case}: {_cell(o.message)}" for o in raised]
    return "\n".join([*lines, "", "More, hidden cases run when the notebook is graded.", ""])


def _cell(text: str) -> str:
    flat = " ".join(text.split())[:300]
    for char, instead in (("&", "&amp;"), ("<", "&lt;"), ("|", "\\|"), ("`", "'")):
        flat = flat.replace(char, instead)
    return flat


def annotation(path: Path, outcome: Outcome) -> str:
    """A workflow command that marks a line on GitHub; what the student wrote cannot start another one."""
    title = ": ".join(part for part in (outcome.question, outcome.case) if part)

    def escaped(text: str, more: str = "") -> str:
        for char in "%\r\n" + more:
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    properties = f"file={escaped(path.as_posix(), ':,')},line={outcome.line},title={escaped(title, ':,')}"
    return f"::error {properties}::{escaped(outcome.message)}"


def junit(title: str, outcomes: list[Outcome]) -> str:
    """The same as JUnit XML."""
    failures = str(sum(bool(o.message) for o in outcomes))
    root = ET.Element("testsuites", name=title, tests=str(len(outcomes)), failures=failures)
    for question in dict.fromkeys(o.question for o in outcomes):
        own = [o for o in outcomes if o.question == question]
        failed = str(sum(bool(o.message) for o in own))
        suite = ET.SubElement(
            root, "testsuite", name=question or "cells", tests=str(len(own)), failures=failed
        )
        for outcome in own:
            case = ET.SubElement(
                suite, "testcase", classname=f"{title}.{question or 'cells'}", name=outcome.case
            )
            if outcome.message:
                text = "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in outcome.message)
                ET.SubElement(case, "failure", message=text).text = text
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Check one notebook; the exit code."""
    parser = argparse.ArgumentParser(description="Run the public test cases of a notebook.")
    parser.add_argument("notebook", type=Path, help="the .ipynb; tests/ and checks.py lie beside it")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="also write JUnit XML")
    parser.add_argument("--seconds", type=int, default=60, help="for each cell and each case (default: 60)")
    options = parser.parse_args(arguments)
    path, github = options.notebook, os.environ.get("GITHUB_ACTIONS") == "true"
    try:
        cells = run_cells(path, options.seconds)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{path} cannot be read as a notebook: {error}", file=sys.stderr)
        return 2
    outcomes = [*cells.outcomes, *run_tests(path.parent.resolve(), cells, options.seconds)]
    text = summary(path.stem, outcomes)
    print(f"\n{text}")
    if github:
        for outcome in outcomes:
            if outcome.message:
                print(annotation(path, outcome))
    if page := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(page, "a", encoding="utf-8") as file:
            file.write(text)
    if options.junit:
        options.junit.write_text(junit(path.stem, outcomes), encoding="utf-8")
    return 1 if any(o.message for o in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
