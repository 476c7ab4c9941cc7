"""What holds on this machine and what does not, and how to get more."""

from __future__ import annotations

import os
import platform
import sys

from autograder import tiers
from autograder.sandbox import Limits
from autograder.session import Zygote, ZygoteFailed

_MEANING = {
    "namespaces": "every layer is on; fit for marks",
    "landlock": "Landlock, seccomp and limits, but no namespaces; fit for marks",
    "preview": "NO isolation worth the name; grading for marks is refused",
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
        answer = works or "a cell, a figure and an exception work in it"
        lines.append(f"  {'no ' if works else 'yes'}  {'self-test':<11} {answer}")
    advice = _advice(found, as_root)
    lines += ["", *advice] if advice else []
    limits = Limits()
    lines += [
        "",
        f"Limits      {limits.cell_cpu:g} s CPU a cell, {limits.call_cpu:g} s a call, "
        f"{limits.memory >> 30} GiB a process, {limits.box >> 20} MiB of files, {limits.processes} processes",
    ]
    return "\n".join(lines), found.tier != "preview" and not works


def _try_out() -> str:
    try:
        with Zygote(tiers.choose()) as zygote:
            tiers.self_test(zygote)
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
