"""The battery in every tier that can be had here, as root and as an ordinary user.

All of it runs in the first place; in the others all thefts and every third of the rest, so that none is left out
anywhere for long. `SOAK=1` runs all of it everywhere.
"""

from __future__ import annotations

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from tests import ordinary_user
from tests.attacks.battery import attacks, some, thefts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux")

PLACES = {("namespaces", "nobody"): "0", ("landlock", "nobody"): "1"}
if os.geteuid() == 0:
    PLACES |= {("landlock", "root"): "2", ("namespaces", "root"): "all"}
else:
    PLACES["namespaces", "nobody"] = "all"
if os.environ.get("SOAK"):
    PLACES = dict.fromkeys(PLACES, "all")
CONTROL = ("preview", "nobody")
TRIED = [(place, name) for place, which in PLACES.items() for name in some(which)]


def run(tier: str, user: str, which: str, answer: Path) -> None:
    """One battery; its outcomes, or why there are none, appear in a file."""
    try:
        done = ordinary_user.run("-m", "tests.attacks.battery", tier, which, user=user, timeout=1500)
        text = done.stdout if done.returncode == 0 else json.dumps({"failed": done.stderr[-2000:]})
    except Exception as error:
        text = json.dumps({"failed": str(error)})
    answer.with_suffix(".half").write_text(text)
    answer.with_suffix(".half").replace(answer)


@pytest.fixture(scope="session")
def outcomes(tmp_path_factory, request):
    """What came of every attack in a place. All run at once, and once only where several processes test."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if hasattr(request.config, "workerinput") else base) / "battery"
    with suppress(FileExistsError):
        folder.mkdir()
        pool = ThreadPoolExecutor(len(os.sched_getaffinity(0)))
        for (tier, user), which in {**PLACES, CONTROL: "thefts"}.items():
            pool.submit(run, tier, user, which, folder / f"{tier}-{user}.json")

    def of(tier: str, user: str) -> dict[str, str]:
        answer = folder / f"{tier}-{user}.json"
        for _ in range(3000):
            if answer.exists():
                break
            time.sleep(0.5)
        found: dict[str, str] = json.loads(answer.read_text())
        assert "failed" not in found, found["failed"]
        assert (found.pop("uid") == "0") == (user == "root")
        return found

    return of


@pytest.mark.parametrize(("place", "name"), TRIED, ids=[f"{t}, {u}: {name}" for (t, u), name in TRIED])
def test_no_attack_gains_a_point_or_hurts_anybody_else(outcomes, place, name):
    assert outcomes(*place)[name] == ""


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_honest_notebooks_in_between_got_everything(outcomes, place):
    found = outcomes(*place)
    assert {name: what for name, what in found.items() if name.startswith("honest")} == {}
    assert found["control"] == ""


@pytest.mark.parametrize("name", thefts())
def test_without_isolation_the_theft_works(outcomes, name):
    """The control: the same notebooks earn the points where nothing holds them."""
    assert outcomes(*CONTROL)[name] == "earned 100.0"


def test_there_are_enough_of_them_and_each_is_tried():
    assert len(attacks()) >= 120
    assert {name for _, name in TRIED} == set(attacks())
