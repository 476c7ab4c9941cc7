"""Rosters as they come out of spreadsheets and learning platforms."""

import pytest

from autograder import roster
from autograder.roster import RosterError

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,One hidden layer (17)
    Points Possible,,,,,100
"Ängström, Anna",1017,s-17,anna17,Monday,
"Test, Student",1018,,testy,,
"""
MOODLE = """Identifier,Full name,Email address,Status,Grade
Participant 4411,Anna Ängström,anna@uni.example,No submission,
Participant 4412,Bob Berg,bob@uni.example,No submission,
"""
OWN = "student;name;email\nanna;Anna Ängström;anna@uni.example\n\nbob;Bob Berg;bob@uni.example\n"


def load(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return roster.load(path)


def test_canvas(tmp_path):
    anna = load(tmp_path, CANVAS).people[0]
    assert (anna.student, anna.canvas_id, anna.sis_id, anna.section) == ("anna17", "1017", "s-17", "Monday")
    assert (anna.name, anna.sortable) == ("Anna Ängström", "Ängström, Anna")
    assert [p.student for p in load(tmp_path, CANVAS).people] == ["anna17", "testy"]


def test_moodle(tmp_path):
    anna, bob = load(tmp_path, MOODLE).people
    assert (anna.student, anna.moodle_id) == ("anna@uni.example", "Participant 4411")
    assert bob.shown == "Bob Berg"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_ones_own_with_semicolons_and_a_blank_line(tmp_path, encoding):
    assert [p.student for p in load(tmp_path, OWN, encoding).people] == ["anna", "bob"]


@pytest.mark.parametrize(
    "name", ["anna17", "ANNA17", "Anna Angstrom", "angstromanna", "s-17", "1017", "Anna Ängström"]
)
def test_a_student_is_found_by_whatever_the_submission_is_named_after(tmp_path, name):
    assert load(tmp_path, CANVAS).find(name).student == "anna17"


def test_the_name_of_two_is_nobodys(tmp_path):
    got = load(tmp_path, "student,name\na1,Anna Berg\na2,Anna Berg\n")
    assert got.find("Anna Berg") is None
    assert got.find("a2").student == "a2"
    assert got.find("stranger") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column that says whose"),
        ("colour,size\nred,3\n", "no column that says whose"),
        ("student,name\n,Anna\n", "line 2 does not say whose"),
        ("student\nanna\nanna\n", "names 'anna' twice"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, text, said):
    with pytest.raises(RosterError, match=said):
        load(tmp_path, text)


def test_another_encoding_is_refused_not_garbled(tmp_path):
    with pytest.raises(RosterError, match="CSV UTF-8"):
        load(tmp_path, OWN, "latin-1")
