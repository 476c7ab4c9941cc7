"""The warm process: imports everything once, then forks one confined child for each submission.

Started by exec with a clean environment, so no secret was ever in its memory; it runs no student code itself.
argv: descriptor of the control socket, JSON {"policy": …, "serves": "notebook" or "reference"}. One JSON line
each way on the control socket:

    (ready)                    -> {"ready": true} or {"failed": why}
    {"do": "spawn", "slot": n} and a socket  -> {"pid": pid in our namespace} or {"failed": why}
    {"do": "end", "pid": pid}                -> {"status": wait status, "cpu": seconds, "peak": bytes}
    {"do": "draw"}                           -> {"drawn": true} or {"failed": why}

A child greets with ["hello", problem or None] and is a worker.Server from then on.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder import kernel, sandbox


def main() -> None:
    """Enter the namespaces, warm up, serve."""
    gc.disable()  # what is imported stays: nothing is to be collected here
    control = socket.socket(fileno=int(sys.argv[1]))
    config = json.loads(sys.argv[2])
    policy = sandbox.Policy.from_data(config["policy"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grader's to handle
    if policy.user_namespace:  # all below goes with it; elsewhere it lives on to end its children, see _serve
        kernel.die_with_parent()
    with contextlib.suppress(OSError):  # where memory runs out, student code goes before the grader
        Path("/proc/self/oom_score_adj").write_text("500")
    try:
        sandbox.enter_namespaces(policy)
        own_processes = os.open("/proc/self/ns/pid", os.O_RDONLY) if policy.namespaces else -1
        names, shell = _warm_up_reference() if config["serves"] == "reference" else _warm_up_notebook()
        sys.dont_write_bytecode = True  # from here on nothing of ours is written to
        sandbox.build_root(policy)
        files = sandbox.prepare(policy)
    except Exception as error:
        _say(control, {"failed": f"{type(error).__name__}: {error}"})
        raise
    kernel.set_dumpable(False)
    kernel.become_subreaper()
    gc.freeze()  # a collection in a child must not touch, and so copy, these pages
    _say(control, {"ready": True})
    _serve(control, policy, files, own_processes, names, shell)


def _warm_up_reference() -> tuple[dict[str, Any], None]:
    """The right answers, for second tries: they run on what a student's code passes, so not in the grader."""
    reference = importlib.import_module("reference")  # not above: no student's process may load it
    names = {
        f"{assignment}.{name}": answer
        for assignment in reference.MODULES
        for name, answer in reference.answers(assignment).items()
    }
    from autograder import worker

    worker.seed_everything()  # imports numpy.random, 20 ms that no child shall pay
    return names, None


def _warm_up_notebook() -> tuple[dict[str, Any], Any]:
    """Import and use once what notebooks use, so that no child pays for it or needs a file for it."""
    import matplotlib.artist

    matplotlib.artist.kwdoc = lambda artist: ""  # tables for docstrings: a quarter of importing pyplot
    for module in _USUAL_IMPORTS:
        importlib.import_module(module)
    matplotlib.use("agg")
    from autograder.shell import make_shell

    shell = make_shell()
    _use(shell, _WARMING_CELLS)
    return shell.user_ns, shell


def _use(shell: Any, cells: Sequence[str]) -> None:
    """Run cells of ours, and leave nothing of them but what they made Python import and remember."""
    from matplotlib import font_manager

    from autograder import worker

    output, sys.stdout = sys.stdout, worker.Sink()
    try:
        for index, cell in enumerate(cells):
            error = shell.run(index, cell)
            if error is not None and "1 / 0" not in cell:
                raise error
    finally:
        sys.stdout = output
    # matplotlib does so in every child, which had to copy all these pages first
    font_manager._get_font.cache_clear()  # type: ignore[attr-defined]
    shell.reset(new_session=True)
    shell.happenings()


_USUAL_IMPORTS = (
    "numpy", "numpy.linalg", "numpy.random", "numpy.testing", "matplotlib", "matplotlib.pyplot",
    "matplotlib.backends.backend_agg", "matplotlib.animation", "mpl_toolkits.mplot3d", "math", "cmath", "random",
    "itertools", "functools", "collections", "dataclasses", "typing", "copy", "re", "string", "statistics", "time",
    "datetime", "inspect", "ast", "textwrap", "timeit", "heapq", "bisect", "pathlib", "fractions", "decimal",
    "contextlib", "warnings", "operator", "enum", "abc", "types", "pprint", "json", "csv", "threading",
    "concurrent.futures", "unittest", "doctest", "traceback", "IPython.display",
)  # fmt: skip

_WARMING_CELLS = (
    "1 + 1",
    "1 / 0",
    "%timeit -n1 -r1 1 + 1",
    "%%time\n1 + 1",
    "import numpy as np\nnp.linalg.svd(np.eye(3)); np.random.default_rng(0).normal(size=3)\n"
    "np.einsum('ij,jk', np.eye(2), np.eye(2))",
)

# As long to run as a third of all imports, and most notebooks that are graded draw nothing: only when asked for.
_DRAWING_CELLS = (
    "import numpy as np\nimport matplotlib.pyplot as plt\nfig, ax = plt.subplots(1, 2)\n"
    "ax[0].plot([1, 2], [3, 4], label='$x^2$'); ax[0].set_title('t'); ax[0].set_xlabel('x'); ax[0].legend()\n"
    "ax[1].contourf(np.eye(3)); ax[1].scatter([1], [1])\n"
    "fig.tight_layout(); fig.canvas.draw(); plt.show(); plt.close('all')",
)


def _serve(
    control: socket.socket,
    policy: sandbox.Policy,
    files: kernel.Landlock | None,
    own_processes: int,
    names: dict[str, Any],
    shell: Any,
) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    ended: dict[int, tuple[int, float, int]] = {}
    alive: set[int] = set()
    while True:
        try:
            data, descriptors, _, _ = socket.recv_fds(control, 4096, 1)
        except OSError:
            data = b""
        if not data:  # the grader has ended, perhaps by force: nobody else knows what runs below us
            for pid in alive:
                _kill(pid, policy)
            os._exit(0)
        request = json.loads(data)
        if request["do"] == "draw":
            _say(control, _draw(shell))
            continue
        if request["do"] == "end":
            alive.discard(request["pid"])
            _say(control, _end(request["pid"], policy, ended))
            continue
        try:
            if policy.namespaces:
                kernel.unshare(kernel.NEWPID)
            pid = os.fork()
        except OSError as error:
            os.close(descriptors[0])
            _say(control, {"failed": str(error)})
            continue
        if pid == 0:
            _become_worker(descriptors[0], request["slot"], nothing, policy, files, names, shell)
        os.close(descriptors[0])
        if policy.namespaces:
            kernel.set_namespace(own_processes, kernel.NEWPID)
        alive.add(pid)
        _say(control, {"pid": pid})


def _draw(shell: Any) -> dict[str, Any]:
    """Draw a figure, so that no child that comes from now on draws its first."""
    try:
        _use(shell, _DRAWING_CELLS)
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {error}"}
    gc.freeze()
    return {"drawn": True}


def _become_worker(
    stream: int,
    slot: int,
    nothing: int,
    policy: sandbox.Policy,
    files: kernel.Landlock | None,
    names: dict[str, Any],
    shell: Any,
) -> None:
    """In the child: keep the one socket, put on every layer, greet, serve; never return."""
    from autograder import wire, worker

    try:
        for descriptor in (0, 1, 2):
            os.dup2(nothing, descriptor)
        kernel.close_descriptors([stream])
        channel = wire.Channel(socket.socket(fileno=stream))
        try:
            sandbox.confine(policy, slot, files)
        except OSError as error:
            channel.send(["hello", f"{error}"])
            os._exit(1)
        worker.seed_everything()
        channel.send(["hello", None])
        gc.enable()
        worker.Server(channel.stream, names, policy, shell).serve()
    finally:
        os._exit(1)


def _end(pid: int, policy: sandbox.Policy, ended: dict[int, tuple[int, float, int]]) -> dict[str, Any]:
    """Kill a child with everything that it started, and wait for all of it."""
    if pid not in ended:
        _kill(pid, policy)
        _, status, usage = os.wait4(pid, 0)
        ended[pid] = (status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
    status, cpu, peak = ended.pop(pid)
    with contextlib.suppress(ChildProcessError):
        while True:
            other, _, _ = os.wait4(-1, os.WNOHANG)
            if not other:
                break
    return {"status": status, "cpu": cpu, "peak": peak}


def _kill(pid: int, policy: sandbox.Policy) -> None:
    if not policy.namespaces:
        with contextlib.suppress(ProcessLookupError):  # it may not lead a group yet
            os.killpg(pid, signal.SIGKILL)  # which cannot be left: setsid and setpgid are refused
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)  # the first process of its PID namespace: the others die with it


def _say(control: socket.socket, message: dict[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError):  # the next thing that we hear is the end of the stream
        control.sendall(json.dumps(message).encode() + b"\n")


if __name__ == "__main__":
    main()
