"""Which layers of the sandbox this machine offers, found by trying each in a throw-away process.

namespaces   every layer
landlock     Landlock, seccomp, rlimits: Docker's default, Ubuntu where AppArmor refuses user namespaces
preview      neither: student code could read what the grader can; never chosen unless asked for by name
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder import kernel
from autograder.limits import Limits
from autograder.problems import StudentProblem, ZygoteFailed
from autograder.sandbox import Policy, library_paths, readable_by_others

if TYPE_CHECKING:
    from autograder.session import Zygote

TIERS = ("namespaces", "landlock", "preview")


class IsolationError(Exception):
    """The isolation asked for cannot be had here: why, and how to get it."""


@dataclass(frozen=True)
class Probe:
    """What works here; each is "" or the reason why it does not."""

    linux: str
    namespaces: str
    user_namespaces: str
    landlock: str
    seccomp: str
    own_uid: str

    @property
    def tier(self) -> str:
        """The best tier that can be had."""
        if self.linux or self.seccomp:
            return "preview"
        as_root = os.geteuid() == 0
        if not (self.namespaces if as_root else self.user_namespaces):
            return "namespaces"
        return "preview" if self.landlock or (as_root and self.own_uid) else "landlock"


def probe() -> Probe:
    """Try everything; changes nothing in this process."""
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"):
        why = f"needs Linux on x86-64 or aarch64, this is {sys.platform} on {platform.machine()}"
        return Probe(why, why, why, why, why, why)
    flags = kernel.NEWPID | kernel.NEWNET | kernel.NEWNS | kernel.NEWIPC | kernel.NEWUTS
    return Probe(
        linux="",
        namespaces=_why_not(lambda: kernel.unshare(flags)),
        user_namespaces=_why_not(lambda: kernel.unshare_user(flags)),
        landlock="" if kernel.landlock_abi() else "this kernel has no Landlock, or has it switched off",
        seccomp=_why_not(_try_seccomp),
        own_uid=_why_not_own_uid(),
    )


def _why_not(action: Callable[[], None]) -> str:
    """Run an action in a child: "" if it works, else its error."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            action()
            os._exit(0)
        except BaseException as error:
            os.write(writer, str(error).encode()[:500])
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        reason = pipe.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    return reason or ("" if status == 0 else "the attempt was killed")


def _try_seccomp() -> None:
    kernel.no_new_privileges()
    kernel.install_seccomp(kernel.seccomp_filter(fork=False, signals_to=os.getpid()))
    try:
        os.fork()
    except PermissionError:
        return
    raise OSError("a filter was accepted but does not filter")


def _why_not_own_uid() -> str:
    if os.geteuid() != 0:
        return "needs root"
    unreadable = [p for p in library_paths()[0] if not readable_by_others(p)]
    if unreadable:
        return f"{unreadable[0]} cannot be read by other users: install Python where they can, such as /usr/local"
    return ""


def choose(isolation: str = "auto", limits: Limits | None = None) -> Policy:
    """The policy for a tier, or for the best one that is fit for marks.

    Args:
        isolation: "auto", "namespaces", "landlock" or "preview".

    Raises:
        IsolationError: if this machine does not offer it.
    """
    found = probe()
    if found.linux:
        raise IsolationError(f"Grading {found.linux}: use a Linux machine or a Linux container.")
    tier = found.tier if isolation == "auto" else isolation
    as_root = os.geteuid() == 0
    lacking = {
        "namespaces": found.seccomp or (found.namespaces if as_root else found.user_namespaces),
        "landlock": found.landlock or found.seccomp or (found.own_uid if as_root else ""),
        "preview": "" if isolation == "preview" else "neither namespaces nor Landlock can be had here",
    }[tier]
    if lacking:
        raise IsolationError(
            f"Student code cannot be isolated here as {tier!r}: {lacking}. `autograder doctor` says what to do; "
            "--isolation preview grades without isolation, not for marks."
        )
    library, listed, hidden = library_paths()
    return Policy(
        tier=tier,
        user_namespace=tier == "namespaces" and not as_root,
        own_uid=as_root and tier != "preview",
        landlock=tier != "preview" and not found.landlock,
        seccomp=tier != "preview",
        library=tuple(library),
        listed=tuple(listed),
        hidden=tuple(hidden),
        limits=limits or Limits(),
    )


# What must not work, tried before any student's code is: a sandbox that is open is not to be used.
REFUSED = """
import errno, os, socket
def open_doors():
    tries = {
        "files of others can be read": lambda: open("/etc/passwd").close(),
        "sockets can be made": lambda: socket.socket().close(),
        "a call can fork": lambda: os.fork() or os._exit(0),
        "powers can be had": lambda: os.setuid(0 if os.getuid() else 1),
    }
    found = []
    for name, attempt in tries.items():
        try:
            attempt()
        except OSError as error:
            refusals = (errno.EPERM, errno.EACCES, errno.ENOENT, errno.ESRCH)
            if error.errno in (*refusals, errno.EINVAL):  # EINVAL: a user that the namespace does not have
                continue
            name += f" ({error})"
        found.append(name)
    return found
"""

SELF_TEST = (
    "%%time\nimport numpy as np\nassert np.linalg.norm(np.eye(3) @ np.ones((3, 1))) > 1.7",
    "def raises():\n    raise KeyError('expected')",
    REFUSED,
)

FIGURE = (
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([0, 1], [0, 1], label='$y$')\n"
    "ax.legend()\nfig.canvas.draw()\nplt.show()"
)


def draw(zygote: Zygote) -> None:
    """Make figures fast, and see that one can be drawn in the sandbox; once.

    Raises:
        ZygoteFailed: saying what does not work.
    """
    if not zygote.draw():
        return
    try:
        with zygote.submission() as submission:
            problem, _ = submission.run_cell(0, FIGURE)
    except StudentProblem as ended:
        problem = ended
    if problem is not None:
        raise ZygoteFailed(f"the sandbox cannot draw: {problem}")


def self_test(zygote: Zygote) -> None:
    """Use the sandbox as a notebook does, so that a broken one is not mistaken for a fast one.

    Raises:
        ZygoteFailed: saying what does not work in it.
    """
    try:
        with zygote.submission() as submission:
            for index, source in enumerate(SELF_TEST):
                problem, _ = submission.run_cell(index, source)
                if problem is not None:
                    raise ZygoteFailed(f"the sandbox cannot run an ordinary cell: {problem}")
            question = submission.question()
            found = [] if zygote.policy.tier == "preview" else question.call("open_doors", [], [], 0).value
            if found:
                raise ZygoteFailed(f"the sandbox is open: {', '.join(map(str, found))}")
            if not submission.seal():
                raise ZygoteFailed("the sandbox cannot be sealed")
            try:
                submission.call("raises", [], [], 0)
            except StudentProblem as problem:
                if problem.type_name == "KeyError" and problem.places == ((1, 2),):
                    return
                raise ZygoteFailed(f"the sandbox reports exceptions wrongly: {problem!r}") from None
            raise ZygoteFailed("the sandbox swallows exceptions")
    except StudentProblem as problem:
        raise ZygoteFailed(f"the sandbox does not answer: {problem}") from None
