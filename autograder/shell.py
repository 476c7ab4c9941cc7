"""Where a notebook's cells run: an IPython shell without terminal, history, files, commands and display."""

from __future__ import annotations

import builtins
import sys
import types
from collections.abc import Callable
from typing import Any, NoReturn

CELL_FILE = "<cell {}>"


def no_input(prompt: object = "") -> NoReturn:
    """Stands for input(): there is nobody to answer."""
    raise RuntimeError("input() is not available when a notebook is graded")


def stand_in_for_otter() -> types.ModuleType:
    """A module that lets `import otter` and grader.check(...) pass; the real checks are not in this process."""

    class Notebook:
        """Accepts every call that otter.Notebook does and does nothing."""

        def __init__(self, *args: Any, **kwargs: Any):
            pass

        def __getattr__(self, name: str) -> Callable[..., None]:
            return lambda *args, **kwargs: None

    module = types.ModuleType("otter")
    module.Notebook = Notebook  # type: ignore[attr-defined]
    return module


def _with_first_line(source: str) -> str:
    """The cell with a comment for an empty first line: IPython drops those, and so moves all line numbers."""
    first, _, rest = source.partition("\n")
    return source if first.strip() or rest.lstrip().startswith(("%%", "!!")) else f"#\n{rest}"


def make_shell() -> Any:
    """An IPython shell for cells: no history, no files, no commands, nothing displayed."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets import Type
    from traitlets.config import Config

    class Publisher(DisplayPublisher):
        def publish(self, *args: Any, **kwargs: Any) -> None:
            """Nobody is looking."""

    class Hook(DisplayHook):
        def __call__(self, result: Any = None) -> None:
            """Nobody is looking, and a student's __repr__ need not run."""

    class Shell(InteractiveShell):
        """run() executes one cell and returns its exception or None; happenings() what was not done."""

        display_pub_class = Type(Publisher)
        displayhook_class = Type(Hook)
        _error: BaseException | None = None

        def __init__(self, **kwargs: Any):
            self._happenings: list[str] = []
            super().__init__(**kwargs)

        def run(self, index: int, source: str) -> BaseException | None:
            name = CELL_FILE.format(index)
            try:
                code = compile(source, name, "exec", dont_inherit=True)
            except Exception:
                pass  # IPython's syntax or an error in Python's: run_cell tells which
            else:
                return self._run_plain(code)
            self._error, self.compile.get_code_name = None, lambda *_: name
            result = self.run_cell(_with_first_line(source), store_history=False)
            return result.error_before_exec or result.error_in_exec or self._error

        def _run_plain(self, code: types.CodeType) -> BaseException | None:
            """Plain Python, without the millisecond that IPython's transformations take."""
            try:
                exec(code, self.user_ns)
            except BaseException as error:
                return error
            return None

        def happenings(self) -> list[str]:
            seen, self._happenings = self._happenings, []
            return list(dict.fromkeys(seen))

        def showtraceback(self, *args: Any, **kwargs: Any) -> None:
            """The exception is in run_cell's result; rendering it costs 20 ms."""

        def showsyntaxerror(self, *args: Any, **kwargs: Any) -> None:
            """As showtraceback."""

        def _not_done(self, what: str) -> None:
            self._happenings.append(what)

        def system(self, cmd: str) -> None:
            self._not_done("ran a shell command")

        def getoutput(self, cmd: str, **kwargs: Any) -> list[str]:
            self._not_done("ran a shell command")
            return []

        system_raw = system_piped = system

        def ask_exit(self) -> None:
            raise SystemExit

        def init_io(self) -> None:
            """No terminal."""

        def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
            if magic_name in _MAGICS_WITHOUT_EFFECT:
                if magic_name not in ("matplotlib", "config"):
                    self._not_done(f"used %{magic_name}")
                return None
            return super().run_line_magic(magic_name, line, _stack_depth + 1)

        def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
            if magic_name in _CELL_MAGICS_WITHOUT_EFFECT:
                self._not_done(f"used %%{magic_name}")
                return None
            return super().run_cell_magic(magic_name, line, cell)

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.cache_size = 0
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autocall = 0
    shell = Shell.instance(config=config)
    builtins.input = no_input
    sys.modules["otter"] = stand_in_for_otter()
    return shell


_MAGICS_WITHOUT_EFFECT = frozenset(
    [
        "matplotlib",
        "config",
        "pip",
        "conda",
        "mamba",
        "micromamba",
        "uv",
        "sx",
        "sc",
        "system",
        "cd",
        "run",
        "load",
        "loadpy",
        "save",
        "edit",
        "bg",
        "kill",
        "load_ext",
        "reload_ext",
        "autoreload",
        "history",
        "notebook",
        "pylab",
        "gui",
        "store",
        "logstart",
    ]
)
_CELL_MAGICS_WITHOUT_EFFECT = frozenset(
    [
        "bash",
        "sh",
        "script",
        "sx",
        "system",
        "perl",
        "ruby",
        "python",
        "python2",
        "python3",
        "pypy",
        "js",
        "javascript",
        "html",
        "latex",
        "svg",
        "writefile",
        "file",
    ]
)
