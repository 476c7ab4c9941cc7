"""The memory of all of a submission's processes together."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import pytest

from autograder import tiers
from autograder.limits import MIB
from autograder.meter import Meter
from autograder.problems import Died
from autograder.session import Zygote
from tests.conftest import SMALL

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux")

HOARDING = """
import os, time
for _ in range(4):
    if os.fork() == 0:
        hoard = bytearray(os.urandom(1 << 20)) * 60
        time.sleep(60)
time.sleep(2)
"""


def test_children_are_counted_and_what_they_inherited_is_not():
    ballast = bytearray(os.urandom(1 << 20)) * 50
    meter = Meter(os.getpid(), 100 * MIB)
    before, (reader, writer), (stop, go) = meter.used(), os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        own = bytearray(os.urandom(1 << 20)) * 120
        os.write(writer, b"x")
        os.read(stop, 1)
        os._exit(len(own) == 0)
    os.read(reader, 1)
    took = meter.used() - before
    os.write(go, b"x")
    os.waitpid(child, 0)
    for descriptor in (reader, writer, stop, go):
        os.close(descriptor)
    assert len(ballast) > 0
    assert 60 * MIB < took < 160 * MIB


def test_a_limit_is_looked_at_again_only_after_a_while():
    meter = Meter(os.getpid(), -1)
    assert meter.exceeded()
    assert not meter.exceeded()


@pytest.mark.parametrize("tier", ["namespaces", "landlock"])
def test_processes_that_hoard_together_end_their_submission_and_not_the_next(tier):
    policy = tiers.choose(tier if tiers.choose().own_uid is False or tier == "namespaces" else "auto", SMALL)
    policy = replace(policy, limits=replace(SMALL, memory_all=150 * MIB))
    with Zygote(policy) as zygote:
        with zygote.submission() as submission, pytest.raises(Died) as ended:
            submission.run_cell(0, HOARDING)
        assert ended.value.kind == "memory"
        assert ended.value.limit == ("memory", "150 MiB")
        with zygote.submission() as submission:
            assert submission.run_cell(0, "x = bytearray(50 << 20)") == (None, [])


def test_without_that_limit_they_would_have_hoarded():
    with Zygote(tiers.choose(limits=SMALL)) as zygote, zygote.submission() as submission:
        assert submission.run_cell(0, HOARDING.replace("sleep(2)", "sleep(0.8)")) == (None, [])
        assert zygote.meter.used() > 150 * MIB
