"""What holds on this machine and what does not, and how to get more."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

from autograder import tiers
from autograder.limits import Limits, table
from autograder.problems import ZygoteFailed
from autograder.session import Zygote

_MEANING = {
    "namespaces": "every layer is on; fit for marks",
    "landlock": "Landlock, seccomp and limits, but no namespaces; fit for marks",
    "preview": "NO isolation worth the name; grading for marks is refused",
}

_EVERYWHERE = "an unknown hole of the kernel, and what can be told from time"
_OPEN = {
    "namespaces": (_EVERYWHERE,),
    "landlock": (
        "that a file exists, and how large it is, can be seen; not what is in it",
        "student code has no folder to write to, so notebooks that write files lose that",
        _EVERYWHERE,
    ),
    "preview": (
        "anything: student code can read and change what you can, the tests, the answers and the results too",
    ),
}


def report() -> tuple[str, bool]:
    """A text for people, and whether this machine is fit to grade for marks."""
    found = tiers.probe()
    as_root = os.geteuid() == 0
    namespaces = found.namespaces if as_root else found.user_namespaces
    own_uid = as_root and found.tier == "namespaces"  # its root shows Python to every user
    rows = [
        ("namespaces", namespaces, "own file system, no network, own process ids"),
        ("Landlock", found.landlock, "reads the Python library only, executes nothing"),
        ("seccomp", found.seccomp, "no exec, sockets, tracing, mounts"),
        ("own uid", "" if own_uid else found.own_uid, "a user of its own for each submission"),
    ]
    lines = [
        f"System      {platform.system()} {platform.release()} on {platform.machine()}, "
        f"Python {platform.python_version()}, {'root' if as_root else f'uid {os.geteuid()}'}",
        f"Isolation   {found.tier}: {_MEANING[found.tier]}",
        "",
    ]
    lines += [f"  {'no ' if why else 'yes'}  {name:<11} {why or what}" for name, why, what in rows]
    works = _try_out() if found.tier != "preview" else ""
    if found.tier != "preview":
        answer = (
            works or "a cell, a figure and an exception work in it; files, sockets, forks, powers are refused"
        )
        lines.append(f"  {'no ' if works else 'yes'}  {'self-test':<11} {answer}")
    advice = _advice(found, as_root)
    lines += ["", *advice] if advice else []
    lines += ["", "What does not hold here:", *(f"  {text}" for text in _open_here(found.tier))]
    lines += ["", "Limits of one submission, each changed with autograder grade --limit NAME=VALUE:"]
    lines += [f"  {name:<12} {value:>8}  {meaning}" for name, value, meaning in table(Limits())]
    return "\n".join(lines), found.tier != "preview" and not works


def _open_here(tier: str) -> list[str]:
    texts = list(_OPEN[tier])
    if not Path(f"/proc/self/task/{os.getpid()}/children").exists():
        texts.append(
            "the memory of all processes together is not limited: this kernel does not list children"
        )
    return texts


def _try_out() -> str:
    try:
        with Zygote(tiers.choose()) as zygote:
            tiers.self_test(zygote)
            tiers.draw(zygote)
    except (ZygoteFailed, tiers.IsolationError, OSError) as error:
        return str(error)
    return ""


def _advice(found: tiers.Probe, as_root: bool) -> list[str]:
    if sys.platform != "linux":
        return ["Grading needs Linux. On macOS and Windows run it in a Linux container or virtual machine."]
    advice = []
    if (found.namespaces if as_root else found.user_namespaces) and found.tier != "namespaces":
        advice += [
            "For namespaces: on Ubuntu 24.04  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0",
            "                in Docker        docker run --cap-add SYS_ADMIN --security-opt seccomp=unconfined "
            "--security-opt apparmor=unconfined",
        ]
    if found.landlock and found.tier == "preview":
        advice.append("For Landlock: Linux 5.13 or newer, with landlock in the kernel's lsm= list.")
    if as_root and found.own_uid and found.tier == "preview":
        advice.append(f"For an own uid: {found.own_uid}.")
    return advice
