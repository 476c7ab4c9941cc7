"""Zips and folders that a student made to keep the grader busy, fill its disk or break it before anything is graded."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from autograder import archives, downloads, submissions

KNOWN: dict = {"shallow_network": ()}
NOTEBOOK = json.dumps(
    {"cells": [], "metadata": {"neural_network_autograder": {"assignment": "shallow_network"}}}
)
HONEST = "honest.ipynb"


def zipped(*members: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return whole.getvalue()


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new)


def with_two_ends() -> bytes:
    """The list of members says that the second one stands where the file has ended."""
    data = bytearray(zipped((HONEST, NOTEBOOK), ("x.ipynb", NOTEBOOK)))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 42 : entry + 46] = struct.pack("<I", len(data) - 9)
    return bytes(data)


def with_a_name_that_is_no_text() -> bytes:
    """Names at two places: the first one says that it is UTF-8 and is not."""
    data = bytearray(zipped(("xä.ipynb", NOTEBOOK), (HONEST, NOTEBOOK)))
    at = data.index("xä".encode())
    data[at : at + 3] = b"\xff\xff\xff"
    return bytes(data)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a file where a folder should be": lambda: zipped(("x.ipynb/y.ipynb", "1"), ("x.ipynb", "2"), (HONEST, NOTEBOOK)),
    "a folder where a file should be": lambda: zipped(("x.ipynb", "2"), ("x.ipynb/y.ipynb", "1"), (HONEST, NOTEBOOK)),
    "a thousand folders in each other": lambda: zipped(("a/" * 980 + "x.ipynb", NOTEBOOK), (HONEST, NOTEBOOK)),
    "a member beyond the end": with_two_ends,
    "a name that is no text": with_a_name_that_is_no_text,
    "a name with a line of its own": lambda: zipped(("x\n::error::you failed\n.ipynb", "{"), (HONEST, NOTEBOOK)),
    "members that say they are larger than they are": lambda: changed(
        zipped(("x.ipynb", "1" * 0x1234), (HONEST, NOTEBOOK)), struct.pack("<I", 0x1234), b"\xfe\xff\xff\x7f"
    ),
}  # fmt: skip
WHOLLY = {
    "LZMA, which may ask for 4 GB": lambda: zipped(("x.ipynb", NOTEBOOK), method=zipfile.ZIP_LZMA),
    "bzip2, which may take hours": lambda: zipped(("x.ipynb", NOTEBOOK), method=zipfile.ZIP_BZIP2),
    "unpaired surrogates": lambda: changed(zipped(("x\u1234.ipynb", "1")), b"\xe1\x88\xb4", b"\xed\xa0\x80"),
    "nothing but a beginning": lambda: zipped((HONEST, NOTEBOOK))[:40],
    "an end and nothing else": lambda: zipped((HONEST, NOTEBOOK))[-22:],
}


def found(tmp_path: Path, *archives_: tuple[str, bytes]) -> submissions.Found:
    folder = tmp_path / "class"
    folder.mkdir()
    for name, data in archives_:
        (folder / name).write_bytes(data)
    (folder / "zoe.ipynb").write_text(NOTEBOOK)
    return submissions.find([folder], known=KNOWN, scratch=tmp_path / "scratch")


@pytest.mark.parametrize("make", [*HOSTILE.values(), *WHOLLY.values()], ids=[*HOSTILE, *WHOLLY])
def test_a_hostile_zip_costs_nobody_else_and_is_told_in_a_line(tmp_path, make):
    looked = found(tmp_path, ("eve.zip", make()))
    assert "zoe" in {s.student for s in looked.submissions}
    assert looked.problems
    assert not any("\n" in problem for problem in looked.problems)


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_what_is_honest_in_it_is_kept(tmp_path, make):
    assert any(s.path.name == HONEST for s in found(tmp_path, ("eve.zip", make())).submissions)


@pytest.mark.parametrize("make", WHOLLY.values(), ids=WHOLLY)
def test_what_cannot_be_unpacked_safely_is_refused(tmp_path, make):
    assert [s.student for s in found(tmp_path, ("eve.zip", make())).submissions] == ["zoe"]


def test_zips_in_a_zip_share_what_one_student_may_write(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_OF_ONE", 3 << 20)
    inner = zipped(("nb.ipynb", b" " * (1 << 20)))
    looked = found(tmp_path, ("eve.zip", zipped(*((f"{n}.zip", inner) for n in range(9)))))
    written = sum(p.stat().st_size for p in (tmp_path / "scratch").rglob("*.ipynb"))
    assert written <= 3 << 20
    assert any("more than may be written" in problem for problem in looked.problems)


def test_another_student_has_as_much_again(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_OF_ONE", 3 << 20)
    both = zipped(("nb.ipynb", b" " * (2 << 20)))
    looked = found(tmp_path, ("anna.zip", both), ("eve.zip", both))
    assert not any("more than may be written" in problem for problem in looked.problems)


def test_what_is_refused_for_its_size_was_paid_for(tmp_path, monkeypatch):
    """Else a thousand members that are each a little too large keep the grader unpacking for hours."""
    monkeypatch.setattr(archives, "LARGEST", 1 << 20)
    read = []
    kept = zipfile.ZipExtFile.read
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda self, n=-1: read.append(n) or kept(self, n))
    (tmp_path / "a.zip").write_bytes(zipped(*((f"{n}.ipynb", bytes(2 << 20)) for n in range(40))))
    archives.unpack(tmp_path / "a.zip", tmp_path / "a", archives.Budget(4 << 20))
    assert sum(read) < 8 << 20


def test_many_members_of_one_name_are_no_work(tmp_path, recwarn):
    (tmp_path / "a.zip").write_bytes(zipped(*(("same.txt", "") for _ in range(6000))))
    said = archives.unpack(tmp_path / "a.zip", tmp_path / "a")
    assert len(list((tmp_path / "a").iterdir())) == 6000
    assert len(said) < 100
    assert "more like that" in said[-1]


def test_a_list_of_contents_that_would_fill_our_memory_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_CONTENTS", 10_000)
    (tmp_path / "a.zip").write_bytes(zipped(*((f"{n}.ipynb", "") for n in range(500))))
    assert (
        "no zip that can be read (its list of contents is too long)"
        in archives.unpack(tmp_path / "a.zip", tmp_path / "a")[0]
    )


def test_one_student_is_graded_so_often_and_no_more(tmp_path):
    many = zipped(*((f"{n:03}.ipynb", NOTEBOOK) for n in range(300)))
    looked = found(tmp_path, ("eve.zip", many))
    assert sum(s.owner == "eve" for s in looked.submissions) == submissions.MOST_NOTEBOOKS
    assert any("300 notebooks" in problem for problem in looked.problems)


def test_a_folder_without_a_floor(tmp_path):
    deep = tmp_path / "class/eve"
    deep.mkdir(parents=True)
    for _ in range(45):
        deep /= "a" * 40
        deep.mkdir()
    (deep / "x.ipynb").write_text(NOTEBOOK)
    (tmp_path / "class/zoe.ipynb").write_text(NOTEBOOK)
    looked = submissions.find([tmp_path / "class"], known=KNOWN)
    assert [s.student for s in looked.submissions] == ["zoe"]
    assert any("nested too deeply" in problem for problem in looked.problems)


# ---------------------------------------------------------------------------------------- what it says


def submitted(looked: submissions.Found, student: str) -> datetime | None:
    (one,) = (s for s in looked.submissions if s.student == student)
    return one.submitted


EARLY = "2001-01-01 00:00:00 UTC"


def test_a_time_that_a_student_packed_is_not_believed(tmp_path):
    forged = zipped(("nb.ipynb", NOTEBOOK), ("timestamp.txt", EARLY), ("submission_metadata.yml", "a: 1"))
    assert submitted(found(tmp_path, ("eve.zip", forged)), "eve") is None


def test_a_time_that_a_student_uploaded_does_not_replace_that_of_the_lms(tmp_path):
    place = tmp_path / "class/submission_1"
    place.mkdir(parents=True)
    (place / "nb.ipynb").write_text(NOTEBOOK)
    (place / "timestamp.txt").write_text(EARLY)
    told = "submission_1:\n  :submitters:\n  - :name: Eve\n  :created_at: 2027-01-15 22:10:00 Z\n"
    (tmp_path / "class/submission_metadata.yml").write_text(told)
    assert submitted(submissions.find([tmp_path / "class"], known=KNOWN), "Eve").year == 2027


def test_a_time_in_a_folder_of_nbgrader_is_believed(tmp_path):
    """The control."""
    place = tmp_path / "submitted/eve/shallow_network"
    place.mkdir(parents=True)
    (place / "nb.ipynb").write_text(NOTEBOOK)
    (place / "timestamp.txt").write_text(EARLY)
    assert submitted(submissions.find([tmp_path], known=KNOWN), "eve").year == 2001


LETTERS = "abcdefghijklmnopqrstuvw"
METADATA = {
    "without a floor": "a: " + "[" * 200_000,
    "without a floor, in blocks": "\n".join(" " * depth + "-" for depth in range(3000)),
    "that doubles itself": "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a},*{a}]\n" for a, b in pairwise(LETTERS)),
    "that holds itself": "a: &a\n  b: *a",
    "with a number that takes minutes": "a: " + "1:" * 50_000 + "1",
    "with a number that is refused": "a: " + "9" * 5000,
    "with a day that is none": "a:\n  :created_at: 2027-13-45",
    "with objects": "a: !!python/object/apply:os.abort []",
}  # fmt: skip


@pytest.mark.parametrize("text", METADATA.values(), ids=METADATA)
def test_metadata_that_a_student_packed_is_refused_in_a_sentence(tmp_path, text):
    (tmp_path / "submission_metadata.yml").write_text(text)
    with pytest.raises(ValueError, match=r"\w"):
        downloads.gradescope(tmp_path)
