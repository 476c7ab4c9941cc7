"""Start a warm process and do not wait for it: it imports for most of a second, and so does whoever wants it.

warming = Warming(policy)                    # as early as can be: this module needs next to nothing itself
zygote = Zygote(policy, warming=warming)     # session's; waits until it is ready
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from autograder.sandbox import Policy
from autograder.scratch import Scratch

# The zygote's code is that which runs here, even where another copy of it is installed.
_START = "import sys; sys.path.insert(0, sys.argv[3]); from autograder import zygote; zygote.main()"


PATIENCE = 5.0  # seconds that it is given to end by itself


class Warming:
    """A process of zygote.py on its way; a context manager, at whose end it ends.

    Attributes:
        policy, serves: as for session.Zygote.
        scratch: its folder.
        process: it.
        control: our end of its control socket, on which it says when it is ready.
    """

    def __init__(self, policy: Policy, serves: str = "notebook"):
        self.policy, self.serves, self.scratch = policy, serves, Scratch()
        self._closed = False
        root = self.scratch.path / "root"
        root.mkdir()
        data = {**policy.to_data(), "scratch": str(root)}
        self.control, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-s", "-P", "-W", "ignore", "-c", _START, str(theirs.fileno()),
                 json.dumps({"policy": data, "serves": serves}), str(Path(__file__).resolve().parent.parent)],
                pass_fds=[theirs.fileno()],
                env=self._environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "neural-network-autograder"
        scratch = self.scratch.path
        try:
            (cache / "matplotlib").mkdir(parents=True, exist_ok=True)
        except OSError:
            cache = scratch
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": str(scratch),
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            **({"PYTHONDONTWRITEBYTECODE": "1"} if sys.dont_write_bytecode else {}),
            "MPLCONFIGDIR": str(cache / "matplotlib"),
            "IPYTHONDIR": str(scratch / "ipython"),
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
        }

    def end(self) -> int:
        """Close what leads to it and wait until it has ended, by itself or by force; its folder stays.

        Returns:
            Its exit code.
        """
        self.control.close()
        if self.process.stderr is not None:
            self.process.stderr.close()
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def close(self) -> None:
        """End it, wherever it is; its folder goes with it. Nothing happens if that was done before."""
        if not self._closed:
            self._closed = True
            self.process.kill()
            self.end()
            self.scratch.close()

    def __enter__(self) -> Warming:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
