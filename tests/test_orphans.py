"""Nothing is left running when the grader, or its zygote, is killed at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder import tiers
from autograder.problems import ZygoteFailed
from autograder.session import Zygote
from tests import ordinary_user
from tests.conftest import SMALL

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux")

GRADER = """
import os, sys
from autograder import tiers
from autograder.session import Zygote
from tests.conftest import SMALL
from tests.test_orphans import DEAF
zygote = Zygote(tiers.choose(sys.argv[1], SMALL))
submission = zygote.spawn()
print("ready", os.getpid(), flush=True)
submission.run_cell(0, DEAF.replace("MARK", sys.argv[2]))
"""
DEAF = """
import os, signal, sys, time
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
import ctypes
ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)  # not to be told that a parent died
mark = "MARK" * 1000
for _ in range(3):
    if os.fork() == 0:
        os.fork()
        break
while True: time.sleep(1)
"""
TIERS = [("namespaces", "nobody"), ("landlock", "nobody")]
if os.geteuid() == 0:
    TIERS += [("namespaces", "root"), ("landlock", "root")]


def descendants(pid: int) -> set[int]:
    found = set()
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, path.read_text().split()):
            found |= {child} | descendants(child)
    return found


def alive(pids: set[int]) -> set[int]:
    living = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        living |= {pid} if state != "Z" else set()
    return living


def gone(pids: set[int]) -> bool:
    for _ in range(100):
        if not alive(pids):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(("tier", "user"), TIERS)
def test_a_killed_grader_leaves_no_process(tier, user, tmp_path):
    """Deaf children of a deaf cell, in every tier: they end with the grader."""
    command = [sys.executable, ordinary_user.__file__, user, "-c", GRADER, tier, "x"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ordinary_user.ROOT) as process:
        line = process.stdout.readline().split()
        assert line[:1] == ["ready"], "the grader did not start"
        for _ in range(100):
            below = descendants(process.pid)
            if len(below) >= 8:
                break
            time.sleep(0.05)
        assert len(below) >= 8, "the deaf cell did not start what it should"
        process.send_signal(signal.SIGKILL)
    assert gone(below), alive(below)


@pytest.mark.parametrize("tier", ["namespaces", "landlock"])
def test_a_killed_zygote_is_our_failure_and_leaves_no_process(tier):
    """The kernel may kill it where memory runs out."""
    before = descendants(os.getpid())  # of other tests, which share processes
    policy = tiers.choose(tier if not tiers.probe().own_uid or tier == "namespaces" else "auto", SMALL)
    zygote = Zygote(policy)
    submission = zygote.spawn()
    submission.run_cell(0, "import os, time\nfor _ in range(3):\n    if os.fork() == 0: time.sleep(100)")
    below = descendants(os.getpid()) - before
    os.kill(zygote._process.pid, signal.SIGKILL)
    with pytest.raises(ZygoteFailed):
        zygote.spawn()
    zygote.close()
    assert gone(below), alive(below)
