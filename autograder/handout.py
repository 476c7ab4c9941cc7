"""What students are given: a zip of each assignment, or a folder to work in.

    dist/release/<assignment>.zip
      <assignment>-<version>/   <assignment>.ipynb, tests/, checks.py, feedback.py, fingerprints.py, letters.py,
                                requirements.txt, check_notebook.py, README.md,
                                .github/workflows/check.yml, .gitlab-ci.yml

The folder carries the release in its name, so that unpacking a newer one beside an older one replaces nothing.
In hand_out, a notebook that a student has touched stays, and the newer one is laid beside it.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

from autograder.assignment import ROOT, AssignmentError, load
from autograder.store import write_file

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the same sources give the same zip

COLAB = """# Only for Google Colab, where a notebook comes alone: choose the zip that this notebook was in.
import sys

if "google.colab" in sys.modules:
    import io
    import pathlib
    import subprocess
    import zipfile

    from google.colab import files

    if not pathlib.Path("tests", "q1.py").exists():
        for data in filter(zipfile.is_zipfile, map(io.BytesIO, files.upload().values())):
            archive = zipfile.ZipFile(data)
            for member in archive.namelist():
                place = pathlib.Path(*pathlib.PurePosixPath(member).parts[1:])
                if place.suffix in (".py", ".txt"):
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(archive.read(member))
    if not pathlib.Path("tests", "q1.py").exists():
        raise RuntimeError("That is not the zip of this assignment: run this cell again and choose it.")
    wanted = pathlib.Path("requirements.txt").read_text().split()
    wanted = [word for word in wanted if word.startswith(("matplotlib", "numpy", "otter"))]  # Colab is the rest
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *wanted], check=True)
"""

README = """# {title}

    python -m pip install -r requirements.txt
    jupyter lab {name}.ipynb

In VS Code open this folder, then the notebook; in Google Colab upload the notebook, run its first cell and choose
the zip. `grader.check("q1")` runs the public test cases of a question; so does

    python check_notebook.py {name}.ipynb

for all of them. More, hidden cases run when the notebook is graded. Hand in {name}.ipynb, or the zip that
`grader.export(pdf=False)` makes. The files for GitHub and GitLab run the public cases whenever you push this
folder as a repository of your own.
"""


def files(name: str, *, colab: bool = True) -> dict[str, bytes]:
    """Every file of a release by its path in the folder.

    Raises:
        AssignmentError: if the assignment has not been built.
    """
    assignment, folder = load(name), ROOT / "assignments" / name
    beside = ("checks.py", "feedback.py", "fingerprints.py", "letters.py", "requirements.txt")
    paths = [folder / f"{name}.ipynb", *(folder / file for file in beside)]
    paths += sorted((folder / "tests").glob("q*.py"))
    try:
        found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    except FileNotFoundError as error:
        raise AssignmentError(f"{error.filename} is missing: run `make assignments`.") from None
    if colab:
        found[f"{name}.ipynb"] = _with_colab_cell(found[f"{name}.ipynb"])
    for place, source in (
        ("check_notebook.py", "check_notebook.py"),
        (".github/workflows/check.yml", "github-student.yml"),
        (".gitlab-ci.yml", "gitlab-student.yml"),
    ):
        found[place] = (ROOT / "ci" / source).read_bytes().replace(b"NOTEBOOK", name.encode())
    found["README.md"] = README.format(title=assignment.title, name=name).encode()
    return found


def _with_colab_cell(notebook: bytes) -> bytes:
    data = json.loads(notebook)
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": "only-for-colab",
        "metadata": {"tags": ["otter_ignore"]},
        "outputs": [],
        "source": COLAB.rstrip("\n").splitlines(keepends=True),
    }
    data["cells"].insert(1, cell)
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def build_zip(name: str, out: Path) -> Path:
    """Write the zip of one assignment; the same sources give the same bytes.

    Raises:
        AssignmentError, StoreError: naming the file and the next step.
    """
    found = files(name)
    version = hashlib.sha256(
        b"\0".join(k.encode() + b"\0" + v for k, v in sorted(found.items()))
    ).hexdigest()[:8]
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, data in sorted(found.items()):
            info = zipfile.ZipInfo(f"{name}-{version}/{place}", _FIXED_TIME)
            info.external_attr, info.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return write_file(out / f"{name}.zip", whole.getvalue())


def hand_out(name: str, folder: Path) -> list[str]:
    """Lay an assignment into a folder to work in. A notebook that is there is never overwritten.

    Returns:
        What people should know, in sentences.

    Raises:
        AssignmentError, StoreError: naming the file and the next step.
    """
    told = []
    for place, data in files(name, colab=False).items():
        path = folder / place
        if path.suffix == ".ipynb" and path.exists() and path.read_bytes() != data:
            path = path.with_name(f"{path.stem}.new.ipynb")
            told.append(f"{folder / place} is as you left it; the notebook as handed out is {path.name}.")
        write_file(path, data)
    return told
