"""Every attack of the battery in every tier that can be had here, as root and as an ordinary user."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

import pytest

from tests import ordinary_user
from tests.attacks.battery import attacks, thefts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux")

PLACES = [("namespaces", "nobody"), ("landlock", "nobody")]
if os.geteuid() == 0:
    PLACES += [("namespaces", "root"), ("landlock", "root")]


@cache
def started() -> dict[tuple[str, str], Future[subprocess.CompletedProcess[str]]]:
    """All batteries at once, as many at a time as there are processors."""
    pool = ThreadPoolExecutor(len(os.sched_getaffinity(0)))
    module = ("-m", "tests.attacks.battery")
    running = {
        place: pool.submit(ordinary_user.run, *module, place[0], user=place[1], timeout=900)
        for place in PLACES
    }
    running["preview", "nobody"] = pool.submit(ordinary_user.run, *module, "preview", "thefts", timeout=300)
    return running


@cache
def outcomes(tier: str, user: str) -> dict[str, str]:
    """What came of every attack in one place."""
    done = started()[tier, user].result()
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, str] = json.loads(done.stdout)
    assert (found.pop("uid") == "0") == (user == "root")
    return found


@pytest.fixture(params=PLACES, ids=[f"{tier}, {user}" for tier, user in PLACES])
def place(request: pytest.FixtureRequest) -> tuple[str, str]:
    return request.param


@pytest.mark.parametrize("name", attacks())
def test_no_attack_gains_a_point_or_hurts_anybody_else(place, name):
    assert outcomes(*place)[name] == ""


def test_honest_notebooks_in_between_got_everything(place):
    found = outcomes(*place)
    assert {name: what for name, what in found.items() if name.startswith("honest")} == {}
    assert found["control"] == ""


@pytest.mark.parametrize("name", thefts())
def test_without_isolation_the_theft_works(name):
    """The control: the same notebooks earn the points where nothing holds them."""
    assert outcomes("preview", "nobody")[name] == "earned 100.0"


def test_there_are_enough_of_them():
    assert len(attacks()) >= 120
