"""Grading as an ordinary user, as a student's own CI does, in each tier; also where these tests run as root."""

from __future__ import annotations

import json
import os
import sys

import pytest

from tests import ordinary_user

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is made of Linux")

GRADING = """
import json, os, sys, tempfile
from pathlib import Path
from autograder.engine import Engine
from tests import notebooks
from tests.conftest import SMALL

attack = "def relu(z):\\n    open({secret!r}).read()\\n    return np.maximum(z, 0)"
with Engine(limits=SMALL, isolation=sys.argv[1]) as engine, tempfile.TemporaryDirectory() as folder:
    right, wrong = (
        engine.grade(notebooks.write(Path(folder), notebooks.cells(replaced)))
        for replaced in ({{}}, {{"relu": attack, "sigmoid": "def sigmoid(z): return z"}})
    )
lost = {{q.name: q.score for q in wrong.questions if q.score < q.max_score}}
print(json.dumps([os.getuid(), right.score, right.provenance["isolation"], lost]))
"""


@pytest.mark.parametrize("tier", ["namespaces", "landlock"])
def test_an_ordinary_user_can_grade(tier):
    script = GRADING.format(secret=str(ordinary_user.ROOT / "pyproject.toml"))
    done = ordinary_user.run("-c", script, tier)
    assert done.returncode == 0, done.stderr[-2000:]
    uid, score, isolation, lost = json.loads(done.stdout)
    assert uid != 0
    assert (score, isolation) == (100.0, tier)
    assert lost == {"q1": 0.0, "q2": 5.0}


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user runs the command as itself")
def test_a_folder_closed_to_others_stays_closed_but_for_what_is_needed(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "secret").write_text("x")
    done = ordinary_user.run("-c", f"import os; print(os.getuid()); os.stat({str(closed / 'secret')!r})")
    assert done.stdout == f"{ordinary_user.NOBODY}\n"
    assert "PermissionError" in done.stderr
    assert done.returncode == 1


def test_the_command_has_a_home_it_can_write_to():
    done = ordinary_user.run(
        "-c", "from pathlib import Path; (Path.home() / 'x').write_text('y'); print('written')"
    )
    assert done.stdout == "written\n", done.stderr
