"""The course file: defaults, deadlines across time zones and clock changes, and refusals that say what to write."""

from datetime import UTC, datetime, timedelta

import pytest

from autograder import course
from autograder.course import Course, CourseError, LatePolicy

KNOWN = ("deep_network", "shallow_network")


def load(tmp_path, text):
    path = tmp_path / "course.toml"
    path.write_text(text, encoding="utf-8")
    return course.load(path, KNOWN)


def test_an_empty_file_is_a_course(tmp_path):
    assert load(tmp_path, "") == Course()
    assert Course().penalty("shallow_network", datetime(2030, 1, 1), 80, 100) == 0


def test_what_an_assignment_does_not_say_the_course_does(tmp_path):
    got = load(
        tmp_path,
        """
        attempts = "best"
        late = { percent_per_day = 10 }
        [assignments.shallow_network]
        title = "One"
        [assignments.deep_network]
        attempts = "last"
        late = { percent_per_day = 50, days = 1 }
        """,
    )
    shallow, deep = got.rules("shallow_network"), got.rules("deep_network")
    assert (shallow.title, shallow.attempts, shallow.late.percent_per_day) == ("One", "best", 10)
    assert (deep.title, deep.attempts, deep.late.percent_per_day) == ("", "last", 50)


@pytest.mark.parametrize(
    ("late", "points"),
    [
        (timedelta(days=-1), 0),
        (timedelta(0), 0),
        (timedelta(minutes=10), 0),  # the grace
        (timedelta(minutes=10, seconds=1), 10),
        (timedelta(days=1, minutes=10), 10),
        (timedelta(days=1, minutes=11), 20),
        (timedelta(days=3, minutes=10), 30),
        (timedelta(days=3, minutes=11), 64),  # not accepted
    ],
)
def test_each_day_begun_costs(late, points):
    policy = LatePolicy(grace_minutes=10, percent_per_day=10, days=3)
    assert policy.penalty(late, score=64, max_score=100) == points


def test_a_penalty_takes_no_more_than_there_is():
    assert LatePolicy(percent_per_day=40).penalty(timedelta(days=2), score=30, max_score=100) == 30


def test_deadlines_are_in_the_courses_time_zone(tmp_path):
    got = load(
        tmp_path, 'timezone = "Europe/Berlin"\n[assignments.shallow_network]\ndue = 2027-01-15T23:59:00'
    )
    assert got.late_by("shallow_network", datetime(2027, 1, 15, 22, 59, tzinfo=UTC)) == timedelta(0)
    assert got.late_by("shallow_network", datetime(2027, 1, 16, 0, 0)) == timedelta(minutes=1)
    assert got.late_by("shallow_network", None) is None
    assert got.late_by("deep_network", datetime(2027, 1, 16)) is None


def test_hours_pass_when_clocks_change(tmp_path):
    """On 28 March 2027 there is no 2:30 in Berlin: from 1:59 to 3:01 two minutes pass."""
    got = load(
        tmp_path, 'timezone = "Europe/Berlin"\n[assignments.shallow_network]\ndue = 2027-03-28T01:59:00'
    )
    assert got.late_by("shallow_network", datetime(2027, 3, 28, 3, 1)) == timedelta(minutes=2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title", "is not TOML"),
        ("atempts = 'last'", "no setting 'atempts'. Did you mean attempts?"),
        ("attempts = 'first'", "attempts: input should be 'last' or 'best', not 'first'"),
        ("[late]\npercent_per_day = 200", "late.percent_per_day: input should be less than or equal to 100, not 200"),
        ("[late]\nday = 3", "no setting 'late.day'. Did you mean days?"),
        ("timezone = 'Berlin'", "'Berlin' is no time zone; write one such as Europe/Berlin"),
        ("[assignments.shallow_net]", "no assignment 'shallow_net'. Did you mean shallow_network?"),
        ("[assignments.shallow_network]\ntilte = 'x'", "'assignments.shallow_network.tilte'. Did you mean title?"),
        ("[assignments.shallow_network]\ndue = 'soon'", "due: input should be a valid datetime"),
        ("[assignments.shallow_network.late]\nday = 1", "Did you mean days?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_what_to_write(tmp_path, text, said):
    with pytest.raises(CourseError) as error:
        load(tmp_path, text)
    assert str(tmp_path / "course.toml") in str(error.value)
    assert said in str(error.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CourseError, match="No such file"):
        course.load(tmp_path / "none.toml", KNOWN)


WEIGHTS = "[assignments.shallow_network]\nweight = 20\n[assignments.deep_network]\nweight = 0\n"


def test_weights(tmp_path):
    assert load(tmp_path, WEIGHTS).weights == {"shallow_network": 20}
    assert Course().weights == {}
    with pytest.raises(CourseError, match="deep_network has no weight and others have; 0 says"):
        load(tmp_path, WEIGHTS.replace("weight = 0", ""))
    with pytest.raises(CourseError, match=r"shallow_network.weight: .*greater than or equal to 0, not -20"):
        load(tmp_path, WEIGHTS.replace("20", "-20"))
    with pytest.raises(CourseError, match=r"missing: .*'open' or 'zero', not 'nothing'"):
        load(tmp_path, 'missing = "nothing"')


EXCEPTION = """[assignments.deep_network]
due = 2027-01-29T23:59:00
[[exceptions]]
student = "anna"
assignment = "deep_network"
due = 2027-02-05T23:59:00
"""


def test_a_student_may_have_a_deadline_of_their_own(tmp_path):
    rules = load(tmp_path, EXCEPTION)
    between = datetime(2027, 2, 1, tzinfo=UTC)
    assert rules.late_by("deep_network", between) > timedelta(0)
    assert rules.late_by("deep_network", between, "anna") < timedelta(0)
    assert rules.late_by("deep_network", between, "bob") > timedelta(0)
    assert rules.last("deep_network", [between, datetime(2027, 2, 10, tzinfo=UTC)], "anna") == 0
    assert not rules.excused("deep_network", "anna")


def test_a_student_may_be_excused(tmp_path):
    rules = load(tmp_path, EXCEPTION.replace("due = 2027-02-05T23:59:00", "excused = true"))
    assert rules.excused("deep_network", "anna")
    assert not rules.excused("deep_network", "bob")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("due = 2027-02-05T23:59:00", "", "write either `due` or `excused = true`"),
        (
            "due = 2027-02-05T23:59:00",
            "until = 2027-02-05T23:59:00",
            "There are: student, assignment, due, excused",
        ),
        ('assignment = "deep_network"', 'assignment = "deep_netwrk"', "Did you mean deep_network"),
    ],
)
def test_an_exception_that_says_nothing_is_refused(tmp_path, old, new, said):
    with pytest.raises(CourseError, match=said):
        load(tmp_path, EXCEPTION.replace(old, new))
