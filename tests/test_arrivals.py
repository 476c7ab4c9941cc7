"""Submissions as LMSs hand them over, and archives that mean harm: each has its student, or a sentence."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder import archives, downloads, exporting, handed_in
from autograder.course import AssignmentRules, Course
from autograder.roster import Person, Roster
from autograder.store import Store
from autograder.submissions import Found, Submission, find
from tests import sample_results

KNOWN: dict = {"shallow_network": (), "deep_network": ()}
NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "cells": [],
        "metadata": {"neural_network_autograder": {"assignment": "shallow_network"}},
    }
)
ANNA = Person(
    "anna", "Anna Ängström", email="anna@uni.example", canvas_id="12345", moodle_id="Participant 77"
)
BOB = Person("bob", "Bob Berg", email="bob@uni.example", canvas_id="222", moodle_id="Participant 78")
ROSTER = Roster((ANNA, BOB))
DUE = Course(assignments={"shallow_network": AssignmentRules(due=datetime(2027, 1, 15, 23, 59, tzinfo=UTC))})


def fill(root: Path, *names: str, **texts: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts.get(name, NOTEBOOK), encoding="utf-8")
    return root


def look(path: Path, tmp_path: Path, **options) -> Found:
    return find([path], known=KNOWN, scratch=tmp_path / "scratch", **options)


def who(found: Found) -> list[str]:
    return [s.student for s in found.submissions]


def zipped(path: Path, **members: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


# -------------------------------------------------------------------------------------- the downloads


def test_canvas(tmp_path):
    root = fill(
        tmp_path / "c", "angstromanna_LATE_12345_900_file-1.ipynb", "bergbob_222_800_hw.ipynb", "x_9_1_a.pdf"
    )
    found = look(root, tmp_path)
    assert who(found) == ["angstromanna", "bergbob"]
    assert any("marks shallow_network as late" in p for p in found.problems)
    assert any("x handed in no notebook" in p for p in found.problems)
    assert who(look(root, tmp_path, roster=ROSTER)) == ["anna", "bob"]


def test_of_two_canvas_attempts_the_later_attachment_counts(tmp_path):
    root = fill(tmp_path / "c", "annaa_12345_900_a.ipynb", "annaa_12345_1000_a-1.ipynb")
    found = look(root, tmp_path)
    assert [s.path.name for s in found.submissions] == ["annaa_12345_1000_a-1.ipynb"]
    assert "counts, not annaa_12345_900_a.ipynb" in found.problems[-1]
    assert len(look(root, tmp_path, course=Course(attempts="best")).submissions) == 2


@pytest.mark.parametrize(
    "shape", ["{}_77_assignsubmission_file_/nb.ipynb", "{}_77_assignsubmission_file_nb.ipynb"]
)
def test_moodle(tmp_path, shape):
    root = fill(
        tmp_path / "m", shape.format("Anna Ängström"), shape.replace("77", "99").format("Anna Ängström")
    )
    assert who(look(root, tmp_path)) == ["Anna Ängström Participant 77", "Anna Ängström Participant 99"]
    found = look(root, tmp_path, roster=ROSTER)
    assert "anna" in who(found)
    assert any("Not in the roster: Anna Ängström" in p for p in found.problems)
    assert any(
        "1 of 2 in the roster handed in no shallow_network: Bob Berg (bob)." in p for p in found.problems
    )


GRADESCOPE = """---
submission_1:
  :submitters:
  - :name: Anna Ängström
    :sid: s-17
    :email: anna@uni.example
  - :name: Bob Berg
    :email: bob@uni.example
  :created_at: 2027-01-15 22:10:00.123000000 Z
  :score: 0.0
submission_2:
  :submitters:
  - :name: Eve
  :created_at: 2027-01-16 08:00:00.000000000 +01:00
"""


def test_gradescope_gives_each_submitter_the_groups_notebook_and_its_time(tmp_path):
    root = fill(tmp_path / "g", "submission_1/nb.ipynb", "submission_2/nb.ipynb", "submission_metadata.yml",
                **{"submission_metadata.yml": GRADESCOPE})  # fmt: skip
    found = look(root, tmp_path, roster=ROSTER)
    assert who(found) == ["Eve", "anna", "bob"]
    assert found.submissions[1].submitted == datetime(2027, 1, 15, 22, 10, 0, 123000, tzinfo=UTC)
    assert found.submissions[0].submitted == datetime(2027, 1, 16, 7, tzinfo=UTC)


def test_broken_gradescope_metadata_is_said_and_the_folders_are_graded(tmp_path):
    root = fill(tmp_path / "g", "submission_1/nb.ipynb", "submission_metadata.yml",
                **{"submission_metadata.yml": "a: [b"})  # fmt: skip
    found = look(root, tmp_path)
    assert who(found) == ["submission_1"]
    assert "submission_metadata.yml cannot be read" in found.problems[0]


def test_nbgrader(tmp_path):
    name = "submitted/anna/shallow_network/"
    root = fill(tmp_path / "n", f"{name}nb.ipynb", f"{name}timestamp.txt",
                **{f"{name}timestamp.txt": "2027-01-15 14:58:23.948203 America/Los_Angeles"})  # fmt: skip
    found = look(root, tmp_path)
    assert who(found) == ["anna"]
    assert found.submissions[0].submitted.astimezone(UTC) == datetime(
        2027, 1, 15, 22, 58, 23, 948203, tzinfo=UTC
    )
    fill(root, f"{name}timestamp.txt", **{f"{name}timestamp.txt": "yesterday"})
    assert "'yesterday' is no time" in look(root, tmp_path).problems[0]


# -------------------------------------------------------------------------------------- the attempts


def attempts(tmp_path: Path, *days: int) -> Path:
    for day in days:
        name = f"class/anna/try{day}/"
        fill(tmp_path, f"{name}nb.ipynb", f"{name}timestamp.txt",
             **{f"{name}timestamp.txt": f"2027-01-{day:02} 12:00:00 UTC"})  # fmt: skip
    return tmp_path / "class"


@pytest.mark.parametrize(("days", "counts"), [((13, 14, 16), 14), ((16, 17), 17), ((13,), 13)])
def test_the_last_attempt_before_the_deadline_counts_and_the_last_of_all_if_all_are_late(
    tmp_path, days, counts
):
    found = look(attempts(tmp_path, *days), tmp_path, course=DUE)
    assert [s.path.parent.name for s in found.submissions] == [f"try{counts}"]
    assert len(found.problems) == (len(days) > 1)


def test_lateness_reaches_the_export_and_attempts_are_their_owners(tmp_path):
    grades = tmp_path / "grades"
    late = datetime(2027, 1, 16, 12, tzinfo=UTC)
    Store(grades).write_result(sample_results.perfect("anna"))
    name = sample_results.perfect("anna").assignment
    handed_in.write(grades, [Submission("anna", name, Path("nb.ipynb"), "anna", late)])
    rules = tmp_path / "course.toml"
    rules.write_text(f"[late]\npercent_per_day = 10\n[assignments.{name}]\ndue = 2027-01-15T23:59:00Z\n")
    done = exporting.export(grades, "nbgrader", course_file=rules)
    assert "2.1" in done.paths[0].read_text(), "one day begun: 10 % of 21"
    handed_in.write(grades, [Submission("bob", name, Path("b.ipynb"))])
    assert handed_in.read(grades)["anna", name].submitted == late


# -------------------------------------------------------------------------------------- the archives


def test_a_zip_of_the_whole_download_with_a_zip_for_a_student_in_it(tmp_path):
    inner = zipped(tmp_path / "inner.zip", **{"work/nb.ipynb": NOTEBOOK})
    whole = zipped(
        tmp_path / "class.zip",
        **{
            "anna_12345_900_nb.ipynb": NOTEBOOK,
            "bob_222_901_hw.zip": inner.read_bytes(),
            "eve/my.ipynb": NOTEBOOK,
        },
    )
    assert who(look(whole, tmp_path)) == ["anna", "bob", "eve"]


def test_a_zip_per_student_in_a_folder(tmp_path):
    zipped(tmp_path / "class/anna.zip", **{"nb.ipynb": NOTEBOOK, "__MACOSX/._nb.ipynb": "x"})
    zipped(tmp_path / "class/bob.zip", **{"essay.docx": b"x"})
    (tmp_path / "class/carl.zip").write_bytes(b"PK no zip")
    (tmp_path / "class/dora.rar").write_bytes(b"Rar!")
    found = look(tmp_path / "class", tmp_path)
    assert who(found) == ["anna"]
    text = "\n".join(found.problems)
    assert "bob.zip: there is no notebook in this folder, only essay.docx." in text
    assert "carl.zip: it is no zip that can be read" in text
    assert "dora.rar is an archive of a kind that is not read" in text


def member(name: str, *, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


@pytest.mark.parametrize(
    ("name", "mode", "why"),
    [
        ("/etc/x.ipynb", 0, "absolute"),
        ("C:\\x.ipynb", 0, "absolute"),
        ("../x.ipynb", 0, "leads out"),
        ("a/../../x.ipynb", 0, "leads out"),
        ("..\\x.ipynb", 0, "leads out"),
        ("link.ipynb", stat.S_IFLNK | 0o777, "a link"),
        ("pipe.ipynb", stat.S_IFIFO, "a device"),
        (f"{'n' * 300}.ipynb", 0, "too long"),
    ],
)
def test_members_that_lead_elsewhere_are_refused_and_the_others_are_not_lost(tmp_path, name, mode, why):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(member(name, mode=mode), "/etc/passwd")
        archive.writestr("good.ipynb", NOTEBOOK)
    problems = archives.unpack(tmp_path / "a.zip", tmp_path / "deep/into")
    assert len(problems) == 1
    assert why in problems[0]
    assert [p.name for p in (tmp_path / "deep").rglob("*") if p.is_file()] == ["good.ipynb"]


def test_bombs_and_huge_members_are_refused_by_what_they_unpack_to(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.ipynb", bytes(65 * 2**20))
        archive.writestr("good.ipynb", NOTEBOOK)
    (said,) = archives.unpack(tmp_path / "a.zip", tmp_path / "a")
    assert "big.ipynb was not unpacked: it has more than 64 MB" in said
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["good.ipynb"]
    assert any(
        "more than may be written" in p
        for p in archives.unpack(tmp_path / "a.zip", tmp_path / "b", archives.Budget(1000))
    )


def test_encrypted_damaged_doubled_and_strangely_named_members(tmp_path):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("secret.ipynb", NOTEBOOK)
        archive.writestr("damaged.ipynb", "DAMAGE ME")
        archive.writestr("twice.ipynb", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("twice.ipynb", "2")
        archive.writestr("aXna.ipynb", "3")
    data = bytearray(whole.getvalue().replace(b"DAMAGE ME", b"damage me").replace(b"aXna", b"a\x84na"))
    start = data.rindex(b"PK\x01\x02", 0, data.rindex(b"secret"))
    data[start + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    said = "\n".join(archives.unpack(tmp_path / "a.zip", tmp_path / "into"))
    assert "secret.ipynb was not unpacked: it is encrypted" in said
    assert "damaged.ipynb was not unpacked: it is damaged" in said
    assert "twice.ipynb is there twice; the second is read as twice (2).ipynb" in said
    assert "aäna.ipynb: the archive does not say how its names are written" in said
    assert (tmp_path / "into/twice (2).ipynb").read_text() == "2"


def test_a_zip_in_a_zip_in_a_zip_is_refused(tmp_path):
    one = zipped(tmp_path / "1.zip", **{"nb.ipynb": NOTEBOOK})
    two = zipped(tmp_path / "2.zip", **{"1.zip": one.read_bytes()})
    three = zipped(tmp_path / "class/anna.zip", **{"2.zip": two.read_bytes(), "nb.ipynb": NOTEBOOK})
    found = look(three.parent, tmp_path)
    assert who(found) == ["anna"]
    assert any("a zip in a zip; it was not unpacked" in p for p in found.problems)


def test_names_that_are_of_no_lms():
    assert downloads.canvas("anna_notebook.ipynb") is None
    assert downloads.moodle("anna") is None
