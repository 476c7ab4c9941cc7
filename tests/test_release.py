"""What students may see: each level leaves out what it should, on the page and in what is written down."""

from __future__ import annotations

import pytest

from autograder import exporting, report
from autograder.release import LEVELS, release
from autograder.results import Diagnosis, Status
from autograder.store import Store, StoreError
from tests.sample_results import internal, mixed, perfect, unreadable


def test_everything_is_the_result_itself():
    assert release(mixed(), "everything").result == mixed()


def test_totals_keep_the_points_and_drop_what_hidden_cases_say():
    released = release(mixed(), "totals")
    question = released.result.questions[1]
    assert (released.result.score, question.score, released.withheld) == (11.0, 6.0, 3)
    assert [case.hidden for case in question.cases] == [False, False]
    assert question.gradient_checks == ()
    page = report.feedback_page(mixed(), "totals")
    assert "Every gradient agrees" not in page
    assert "7.5e-01" not in page
    assert "dW1 is 3 times too large" in page


def test_public_shows_no_point_of_a_hidden_case():
    released = release(mixed(), "public").result
    assert (released.score, released.max_score) == (4.0, 8.0)
    assert [(q.score, q.max_score) for q in released.questions] == [(2.0, 2.0), (2.0, 6.0)]
    page = report.feedback_page(mixed(), "public")
    assert "of 8 points of the public test cases" in page
    assert "/ 16" not in page


@pytest.mark.parametrize("feedback", ["totals", "public"])
def test_what_only_hidden_cases_found_is_not_explained(feedback):
    told = Diagnosis("sigmoid", "The sign is wrong.", "", "", "certain")
    result = perfect()
    first = result.questions[0]
    cases = (first.cases[0], type(first.cases[1])("x", True, 3.0, 0.0, Status.FAILED, "secret"))
    wrong = type(first)("q1", "t", 2.0, 5.0, Status.FAILED, cases, diagnoses=(told,))
    page = report.feedback_page(type(result)("a", "b", 2.0, 5.0, Status.FAILED, (wrong,)), feedback)
    assert "The sign is wrong" not in page
    assert "secret" not in page
    assert ("failed" in page.split("<main")[1]) == (feedback == "totals")


@pytest.mark.parametrize("feedback", LEVELS)
def test_our_failures_and_what_was_not_run_are_said_at_every_level(feedback):
    assert release(internal(), feedback).result.status is Status.INTERNAL_ERROR
    assert {q.status for q in release(unreadable(), feedback).result.questions} == {Status.SKIPPED}


def test_the_level_is_written_down_and_read_again(tmp_path):
    store = Store(tmp_path)
    assert store.read_release() == "everything"
    store.write_release("public")
    assert store.read_release() == "public"


@pytest.mark.parametrize("text", ["{}", "[]", "nonsense", '{"feedback": "all"}'])
def test_a_level_that_cannot_be_read_is_not_taken_for_everything(tmp_path, text):
    (tmp_path / "release.json").write_text(text)
    with pytest.raises(StoreError, match=r"release\.json"):
        Store(tmp_path).read_release()


def test_exports_that_students_read_say_no_more_than_their_pages(tmp_path):
    store = Store(tmp_path)
    store.write_result(mixed("bo"))
    for feedback, told in (("everything", True), ("totals", False)):
        store.write_release(feedback)
        text = exporting.export(tmp_path, "junit").paths[0].read_text(encoding="utf-8")
        assert ("Every gradient agrees" in text) == told
