"""Run Python as an ordinary user, also where the tests run as root and Python lies in a folder closed to others.

    python tests/ordinary_user.py nobody -m pytest …      or   root, for a root whose Python all users can read

As root: in a mount namespace of its own, each closed folder above Python or above this repository is covered by
an open one in which only these two are left, at the same paths; then the user is changed. An ordinary user just
runs the command as itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from autograder import kernel  # noqa: E402

NOBODY = 65534


def run(*arguments: str, user: str = "nobody", timeout: float = 300) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments in the repository, with a HOME of its own; its output as text.

    Args:
        user: "nobody" or "root"; without meaning where the tests already run as an ordinary user.
        timeout: seconds after which TimeoutExpired is raised.
    """
    with tempfile.TemporaryDirectory(prefix="ordinary-") as home:
        if os.geteuid() == 0 and user == "nobody":
            os.chown(home, NOBODY, NOBODY)
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "PYTHONHASHSEED")}
        return subprocess.run(
            [sys.executable, __file__, user, *arguments],
            cwd=ROOT,
            env={**kept, "HOME": home, "TMPDIR": home, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )


def _open_up(needed: list[Path]) -> None:
    """Let every user reach these folders, by covering the closed ones above them."""
    kernel.unshare(kernel.NEWNS)
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    closed = {p for folder in needed for p in [folder, *folder.parents] if not p.stat().st_mode & 0o001}
    outermost = [p for p in closed if not closed & set(p.parents)]
    stash = tempfile.mkdtemp()  # in HOME, which goes when the command has ended
    for number, folder in enumerate(outermost):
        inside = [(path, f"{stash}/{number}-{path.name}-{len(path.parts)}") for path in needed]
        inside = [(path, aside) for path, aside in inside if path.is_relative_to(folder)]
        for path, aside in inside:
            os.mkdir(aside)
            kernel.mount(str(path), aside, None, kernel.MS_BIND | kernel.MS_REC)
        kernel.mount("tmpfs", str(folder), "tmpfs", 0, "mode=0755")
        for path, aside in inside:
            path.mkdir(parents=True, exist_ok=True)
            kernel.mount(aside, str(path), None, kernel.MS_BIND | kernel.MS_REC)


def main() -> None:
    """Become that user and run Python."""
    user, *arguments = sys.argv[1:]
    if os.geteuid() == 0:
        _open_up(sorted({Path(sys.prefix), Path(sys.base_prefix), ROOT}))
        if user == "nobody":
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
    os.execv(sys.executable, [sys.executable, *arguments])


if __name__ == "__main__":
    main()
