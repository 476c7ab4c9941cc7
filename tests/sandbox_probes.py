"""Try from inside a sandbox what must not be possible, and print as JSON what came of it.

    python tests/sandbox_probes.py <tier> <folder>       # the folder belongs to whoever runs this
    python tests/sandbox_probes.py "landlock without seccomp" <folder>       # the control: one layer off

Every probe is the body of a function that runs twice: in a cell, where processes may be made, and in a call. An
outcome is ["value", v] or ["error", type of the exception, errno]. tests/test_sandbox.py says which are right.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from autograder import tiers  # noqa: E402
from autograder.limits import MIB, Limits  # noqa: E402
from autograder.problems import StudentProblem  # noqa: E402
from autograder.session import Submission, Zygote  # noqa: E402

SMALL = Limits(cell_cpu=4, call_cpu=2, wall_factor=4, memory=1024 * MIB, box=8 * MIB)

LARGE = replace(SMALL, memory=64 << 30, memory_all=64 << 30, box=200 * MIB, processes=100, files=4000)

PRELUDE = """
import ctypes, errno, os, platform, resource, signal, socket, stat, subprocess, sys, threading, time
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

def system_call(name, *arguments):
    number = {numbers}[name][0 if platform.machine() == "x86_64" else 1]
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(a) if type(a) is int else a for a in arguments])
    if result == -1:
        raise OSError(ctypes.get_errno(), name)
    return result

def attempt(probe):
    try:
        return ["value", probe()]
    except BaseException as error:
        return ["error", type(error).__name__, getattr(error, "errno", None)]
"""
NUMBERS = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "unshare": (272, 97),
    "mount": (165, 40),
    "clone3": (435, 435),
    "io_uring_setup": (425, 425),
    "bpf": (321, 280),
    "capget": (125, 90),
    "openat": (257, 56),
    "memfd_create": (319, 279),
    "setsid": (112, 157),
    "prlimit64": (302, 261),
}
PROBES = {
    "reads_the_tests": "return open({tests!r}).read(8)",
    "reads_the_reference": "return open({reference!r}).read(8)",
    "reads_etc_passwd": "return open('/etc/passwd').read(4)",
    "reads_the_graders_home": "return open({home_file!r}).read()",
    "reads_the_graders_memory": "return open('/proc/{grader}/maps').read(8)",
    "imports_the_reference": "import reference.shallow_network; return 1",
    "imports_the_engine": "import autograder.engine; return 1",
    "lists_the_repository": "return os.listdir({root!r})",
    "lists_processes": "return len(os.listdir('/proc'))",
    "stats_the_tests": "return os.stat({tests!r}).st_size",
    "makes_a_file": "open({folder!r} + '/new', 'w').close(); return 1",
    "makes_a_file_in_tmp": "open('/tmp/from-the-sandbox', 'w').close(); os.unlink('/tmp/from-the-sandbox'); return 1",
    "appends_to_a_file": "open({victim!r}, 'a').close(); return 1",
    "truncates_a_file": "os.truncate({victim!r}, 3); return 1",
    "truncates_by_opening": "return os.close(os.open({victim!r}, os.O_RDONLY | os.O_TRUNC))",
    "changes_a_mode": "os.chmod({victim!r}, 0o640); return 1",
    "changes_an_owner": "os.chown({victim!r}, os.getuid(), os.getgid()); return 1",
    "changes_times": "os.utime({victim!r}, (1, 1)); return 1",
    "changes_an_attribute": "os.setxattr({victim!r}, 'user.a', b'b'); return 1",
    "removes_a_file": "os.unlink({folder!r} + '/to-be-removed'); return 1",
    "renames_a_file": "os.rename({folder!r} + '/to-be-renamed', {folder!r} + '/renamed'); return 1",
    "links_a_file": "os.link({victim!r}, {folder!r} + '/linked'); return 1",
    "makes_a_folder": "os.mkdir({folder!r} + '/made'); return 1",
    "makes_a_pipe": "os.mkfifo({folder!r} + '/pipe'); return 1",
    "internet_socket": "socket.socket(socket.AF_INET).close(); return 1",
    "unix_socket": "socket.socket(socket.AF_UNIX).close(); return 1",
    "netlink_socket": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close(); return 1",
    "datagram_to_a_path": "a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
    "    a.sendto(b'path', {folder!r} + '/listening'); return 1",
    "datagram_to_a_name": "a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
    "    a.sendto(b'name', '\\0{name}'); return 1",
    "stream_pair": "a, b = socket.socketpair(); a.send(b'x'); return b.recv(1).decode()",
    "executes": "os.execv('/no/such/program', ['x'])",
    "forks": "pid = os.fork()\n    if pid == 0: os._exit(0)\n    os.waitpid(pid, 0); return 1",
    "runs_a_command": "return subprocess.run(['/bin/true']).returncode",
    "starts_a_thread": "t = threading.Thread(target=int); t.start(); t.join(); return 1",
    "traces": "return system_call('ptrace', 3, 1 << 22, 0, 0)",  # peek at a process that does not exist
    "reads_other_memory": "return system_call('process_vm_readv', 1 << 22, 0, 0, 0, 0, 0)",
    "new_namespace": "return system_call('unshare', 0x04000000)",
    "new_user_namespace": "return system_call('unshare', 0x10000000)",
    "mounts": "return system_call('mount', 0, b'/', 0, 0, 0)",
    "clone3": "return system_call('clone3', 0, 0)",
    "io_uring": "return system_call('io_uring_setup', 1, 0)",
    "memfd": "return os.close(system_call('memfd_create', b'x', 0))",
    "new_session": "return system_call('setsid')",
    "signals_the_grader": "os.kill({grader}, 0); return 1",
    "raises_its_memory_limit": "resource.setrlimit(resource.RLIMIT_AS, (-1, -1)); return 1",
    "raises_its_process_limit": "resource.setrlimit(resource.RLIMIT_NPROC, (4000, 4000)); return 1",
    "changes_the_graders_limits": "system_call('prlimit64', {grader}, 7, 0, ctypes.create_string_buffer(16)); return 1",
    "becomes_root": "os.setuid(0); return os.getuid()",
    "no_new_privileges": "return libc.prctl(39, 0, 0, 0, 0)",
    "seccomp_mode": "return libc.prctl(21, 0, 0, 0, 0)",
    "user": "return [os.getuid(), os.geteuid(), os.getgid(), os.getgroups()]",
    "capabilities": "import struct\n    data = ctypes.create_string_buffer(24)\n"
    "    system_call('capget', struct.pack('=Ii', 0x20080522, 0), data); return list(struct.unpack('=6I', data.raw))",
    "bounding_set": "return sum(libc.prctl(23, c, 0, 0, 0) == 1 for c in range(41))",
    "outlives_its_parent": "if libc.prctl(1, 0, 0, 0, 0): raise OSError(ctypes.get_errno(), 'prctl')\n    return 1",
    "becomes_dumpable": "if libc.prctl(4, 1, 0, 0, 0): raise OSError(ctypes.get_errno(), 'prctl')\n    return 1",
    "environment": "return sorted(os.environ)",
    "descriptors": "return [stat.filemode(os.fstat(fd).st_mode)[0] for fd in range(64) if is_open(fd)]",
    "imports_numpy": "import numpy.polynomial, matplotlib.mlab; return 1",
    "writes_its_own_folder": "open('/box/own', 'w').write('x'); return os.listdir('/box')",
    "writes_where_it_stands": "open('own-file', 'w').write('x'); os.unlink('own-file'); return 1",
    "writes_the_library": "open(os.__file__, 'a').close(); return 1",
}  # fmt: skip


def _cell(facts: dict[str, Any]) -> str:
    lines = [
        PRELUDE.replace("{numbers}", repr(NUMBERS)),
        "def is_open(fd):\n    try: os.fstat(fd)\n    except OSError: return False\n    return True",
    ]
    for name, body in PROBES.items():
        lines.append(f"def {name}():\n    " + body.format(**facts))
    lines.append(f"PROBES = [{', '.join(PROBES)}]")
    lines.append("def everything():\n    return {probe.__name__: attempt(probe) for probe in PROBES}")
    lines.append("in_cell = everything()")
    return "\n".join(lines)


def _renew(folder: Path) -> None:
    """The files that probes try to spoil, as they were."""
    for name in ("victim", "to-be-removed", "to-be-renamed"):
        (folder / name).write_text("0123456789")
        (folder / name).chmod(0o666)
    for name in ("new", "renamed", "linked", "pipe"):
        (folder / name).unlink(missing_ok=True)
    if (folder / "made").exists():
        (folder / "made").rmdir()


def _listen(address: str) -> list[str]:
    """Collect the datagrams that arrive at a socket of the host."""
    heard: list[str] = []
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening.bind(address)
    if not address.startswith("\0"):
        os.chmod(address, 0o777)
    threading.Thread(
        target=lambda: [heard.append(listening.recv(99).decode()) for _ in iter(int, 1)], daemon=True
    ).start()
    return heard


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # gone while we look
        for path in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in map(int, path.read_text().split()):
                state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
                found += [] if state == "Z" else [child]  # ended, and only waited for later
                found += _descendants(child)
    return found


def _run(submission: Submission, source: str) -> list[Any]:
    """Run a cell and give the global `out`, or how it ended."""
    try:
        problem, _ = submission.run_cell(0, source)
        if problem is not None:
            return ["error", problem.kind, problem.type_name]
        return ["value", submission.question().get("out")[1]]
    except StudentProblem as problem:
        return ["ended", problem.kind]


def _resources(zygote: Zygote) -> dict[str, Any]:
    """What happens to those who want too much."""
    found: dict[str, Any] = {}
    tries = {
        "memory": "x = bytearray(4 << 30)\nout = 1",
        "memory_bit_by_bit": "x = []\nwhile len(x) < 30: x.append(bytearray(50 << 20))\nout = 1",
        "processes": "import os, time\nn = 0\ntry:\n    while n < 200:\n        if os.fork() == 0:\n"
        "            time.sleep(1000)\n        n += 1\nexcept BlockingIOError: pass\nout = n",
        "open_files": "import os\nn = 0\ntry:\n    while n < 2000: os.open('/dev/null', 0); n += 1\n"
        "except OSError as e: pass\nos.closerange(20, 2000)\nout = n",
        "one_file": "n = 0\ntry:\n    with open('/box/x', 'wb', buffering=0) as f:\n"
        "        while n < 100: n += f.write(bytes(1 << 20)) >> 20\nexcept OSError as e: pass\nout = n",
        "many_files": "n = 0\ntry:\n    while n < 100:\n"
        "        with open(f'/box/{n}', 'wb') as f: f.write(bytes(1 << 20)); n += 1\nexcept OSError: pass\nout = n",
        "many_names": "n = 0\ntry:\n    while n < 9000:\n"
        "        open(f'/box/n{n}', 'wb').close(); n += 1\nexcept OSError: pass\nout = n",
        "leaves_a_file": "open('/box/left-behind', 'w').write('secret')\nout = 1",
        "finds_a_file": "import os\nout = os.listdir('/box')",
    }  # fmt: skip
    for name, source in tries.items():
        if "/box" in source and not zygote.policy.namespaces:
            continue
        with zygote.submission() as submission:
            found[name] = _run(submission, source)
    return found


def _still_running(zygote: Zygote) -> int:
    """How many processes a submission leaves behind that tries to."""
    before = set(_descendants(zygote._process.pid))
    with zygote.submission() as submission:
        _run(
            submission,
            "import os, time\nfor _ in range(5):\n    if os.fork() == 0:\n        os.fork(); time.sleep(1000)\nout = 1",
        )
        during = set(_descendants(zygote._process.pid)) - before
    assert len(during) > 5, "the probe that leaves processes behind does not work"
    for _ in range(50):  # killed at once, but the kernel takes a moment to take their entries away
        left = during & set(_descendants(zygote._process.pid))
        if not left:
            break
        time.sleep(0.02)
    return len(left)


def main() -> None:
    """Run all probes in one tier."""
    (tier, _, without), folder = sys.argv[1].partition(" without "), Path(sys.argv[2])
    policy = tiers.choose(tier, LARGE if without == "limits" else SMALL)
    if without and without != "limits":
        policy = replace(policy, **{without: False})
    folder.chmod(0o777)
    home_file = Path.home() / "grades.txt"
    home_file.write_text("the class's grades")
    home_file.chmod(0o644)
    os.environ["GRADERS_TOKEN"] = "secret"
    name = f"probe-{os.getpid()}"
    by_path, by_name = _listen(str(folder / "listening")), _listen(f"\0{name}")
    facts = {
        "tests": str(ROOT / "autograder/questions/shallow_network/q1.py"),
        "reference": str(ROOT / "reference/shallow_network.py"),
        "root": str(ROOT), "home_file": str(home_file), "grader": os.getpid(), "folder": str(folder),
        "victim": str(folder / "victim"), "name": name,
    }  # fmt: skip
    found: dict[str, Any] = {"uid": os.getuid()}
    _renew(folder)
    with Zygote(policy) as zygote:
        with zygote.submission() as submission:
            problem, _ = submission.run_cell(0, _cell(facts))
            question = submission.question()
            found["problem"] = None if problem is None else str(problem)
            found["cell"] = question.get("in_cell")[1]
            _renew(folder)
            found["call"] = question.call("everything", [], [], 0).value
            found["pid_as_seen_from_here"] = submission.pid
        found["datagrams"] = sorted({*by_path, *by_name})
        if without == "limits":
            found["resources"] = _resources(zygote)
        if tier != "preview" and not without:
            canary = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
            with zygote.submission() as submission:
                _run(submission, "import os\ntry: os.kill(-1, 9)\nexcept OSError: pass\nout = 1")
            time.sleep(0.2)
            found["canary_killed"] = canary.poll() is not None
            canary.send_signal(signal.SIGKILL)
            canary.wait()
            found["resources"] = _resources(zygote)
            found["left_running"] = _still_running(zygote)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
