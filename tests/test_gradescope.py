"""The zip for Gradescope, unpacked into the folders that Gradescope uses and run there."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder import cli, gradescope_zip
from tests.sample_class import GOLDEN, STUDENTS

NAME = "shallow_network"


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> Path:
    """A container's /autograder after setup.sh, but for the virtual environment: this one's Python is used."""
    root = tmp_path_factory.mktemp("gradescope")
    archive = gradescope_zip.build_zip(NAME, root / "dist", seed=0)
    with zipfile.ZipFile(archive) as zipped:
        for info in zipped.infolist():
            path = Path(zipped.extract(info, root / "source"))
            path.chmod(info.external_attr >> 16)
    (root / "submission").mkdir()
    (root / "results").mkdir()
    return root


def run(root: Path, *files: Path, **environment: str) -> tuple[int, dict]:
    shutil.rmtree(root / "submission")
    (root / "submission").mkdir()
    for file in files:
        shutil.copy(file, root / "submission")
    (root / "results/results.json").unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "gradescope-run", "--root", str(root)],
        cwd=root / "source",
        env={"PATH": os.environ["PATH"], **environment},
        check=False,
    )
    return done.returncode, json.loads((root / "results/results.json").read_text(encoding="utf-8"))


def student(name: str):
    return next(s for s in STUDENTS if (s.name, s.assignment) == (name, NAME))


@pytest.mark.parametrize("name", ["two_mistakes", "renamed_file", "os_exit_in_a_cell"])
def test_the_same_points_as_anywhere_else(image, name):
    code, data = run(image, student(name).path)
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))[f"{name}/{NAME}"]
    assert code == 0
    assert data["score"] == golden["score"]
    assert sum(test["score"] for test in data["tests"]) == golden["score"]


def test_two_notebooks_and_none(image):
    path = student("two_mistakes").path
    again = path.parent.parent / "b1_forgotten" / path.name
    shutil.copy(again, image / "another.ipynb")
    _, data = run(image, path, image / "another.ipynb")
    assert "was not looked at" in data["output"]
    code, data = run(image)
    assert (code, data.get("score")) == (0, None)
    assert "no notebook in this submission" in data["output"]


def test_our_failure_is_no_zero(image):
    settings = image / "source/settings.json"
    before = settings.read_text()
    settings.write_text(before.replace('"auto"', '"no such tier"'))
    code, data = run(image, student("two_mistakes").path)
    settings.write_text(before)
    assert code == 1
    assert "score" not in data
    assert "The autograder failed, not you" in data["output"]


def test_what_is_in_the_zip(image):
    files = {str(p.relative_to(image / "source")) for p in (image / "source").rglob("*") if p.is_file()}
    assert {"setup.sh", "run_autograder", "requirements.lock", f"autograder/questions/{NAME}/q1.py"} <= files
    assert not [f for f in files if f.startswith("tests/") or f.startswith("solutions/")]
    assert {f.split("/")[2] for f in files if f.startswith("autograder/questions/")} == {NAME}
    for script in ("setup.sh", "run_autograder"):
        assert os.access(image / "source" / script, os.X_OK)
        subprocess.run(["bash", "-n", image / "source" / script], check=True)


def test_the_seed_is_drawn_unless_it_is_given(tmp_path, capsys):
    seeds = set()
    for number in range(3):
        assert cli.run(["gradescope-zip", "--assignment", NAME, "--out", str(tmp_path / str(number))]) == 0
        with zipfile.ZipFile(tmp_path / str(number) / f"{NAME}.zip") as zipped:
            seeds.add(json.loads(zipped.read("settings.json"))["seed"])
    assert len(seeds) == 3
    one, two = (gradescope_zip.build_zip(NAME, tmp_path / str(n), seed=7).read_bytes() for n in (4, 5))
    assert one == two
