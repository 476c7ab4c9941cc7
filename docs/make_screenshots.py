"""Take the pictures in docs/screenshots: python docs/make_screenshots.py (chromium must be installed).

A few of the sample class are graded into a folder that is thrown away; each page is drawn by a headless browser.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STUDENTS = (
    "b1_forgotten",
    "missing_1_over_m",
    "two_mistakes",
    "loops_everywhere",
    "syntax_error_in_backward",
)
PAGES = {  # each with the height of its picture
    "feedback": ("feedback/missing_1_over_m/shallow_network.html", 1500),
    "gradebook": ("index.html", 560),
    "class": ("class.html", 1500),
}


def main() -> int:
    """Grade, draw and write; 1 if there is no browser."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        print("There is no chromium: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        folder, grades = Path(scratch) / "class", Path(scratch) / "grades"
        for name in STUDENTS:
            notebook = ROOT / "tests/submissions" / name / "shallow_network.ipynb"
            (folder / name).mkdir(parents=True)
            shutil.copy(notebook, folder / name)
        grade = [sys.executable, "-m", "autograder", "grade", str(folder), "--out", str(grades)]
        subprocess.run(grade, cwd=ROOT, check=True)
        (ROOT / "docs/screenshots").mkdir(exist_ok=True)
        for name, (page, height) in PAGES.items():
            picture = ROOT / "docs/screenshots" / f"{name}.png"
            options = ["--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size=900,{height}"]
            address = (grades / page).as_uri()
            subprocess.run([browser, *options, f"--screenshot={picture}", address], check=True)
            print(picture.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
