"""The report on a class: right numbers, everybody named with what they got wrong, and why marks changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder import report
from autograder.class_report import sections
from autograder.results import Diagnosis, Status
from autograder.store import Store
from tests.sample_results import hostile, internal, mixed, perfect, unreadable

SUMMED = Diagnosis("backward_propagation", "It is summed, not averaged.", "Twice as many?", "", "certain")


def wrong(student, told=SUMMED):
    result = mixed(student)
    first, second = result.questions
    return replace(result, questions=(first, replace(second, diagnoses=(told,))))


def test_everyone_with_one_misconception_is_named_with_it_most_common_first():
    other = replace(SUMMED, misconception="Another one.")
    (section,) = sections([wrong("bo"), wrong("al"), wrong("cy", other), perfect("di")])
    assert [(m.text, m.students) for m in section.misconceptions] == [
        ("It is summed, not averaged.", ("al", "bo")),
        ("Another one.", ("cy",)),
    ]
    assert 'href="feedback/al/shallow_network.html"' in report.class_page([wrong("al")])


def test_difficulty_counts_who_was_graded_and_nobody_else():
    (section,) = sections([perfect("a"), mixed("b"), internal("c"), unreadable("d")])
    q2 = section.items[1]
    assert (section.count, section.graded, section.median) == (4, 3, 11.0)
    assert (q2.mean, q2.full, q2.none, q2.count) == (pytest.approx(22 / 48), 1, 1, 3)


def test_discrimination_needs_a_class_and_different_scores():
    def scores(*pairs):
        for i, (one, other) in enumerate(pairs):
            result = perfect(f"s{i}")
            first, second = (replace(q, score=s) for q, s in zip(result.questions, (one, other), strict=True))
            yield replace(result, score=one + other, questions=(first, second))

    (small,) = sections(scores((0, 0), (5, 16)))
    assert small.items[0].discrimination is None
    (same,) = sections(scores(*[(5, 16)] * 6))
    assert same.items[0].discrimination is None
    (apart,) = sections(scores((0, 0), (0, 2), (5, 14), (5, 16), (5, 16)))
    assert apart.items[0].discrimination > 0.9
    (against,) = sections(scores((5, 0), (5, 2), (0, 14), (0, 16), (0, 16)))
    assert against.items[0].discrimination < -0.9


def test_a_person_is_asked_to_look_where_something_went_wrong():
    (section,) = sections([perfect("a"), internal("b"), unreadable("c"), hostile("d")])
    assert {look.student for look in section.looks} == {"b", "c", "d"}
    assert "Out of time in q1." in section.looks[2].reasons


def test_a_change_says_by_how_much_and_because_of_what():
    old = perfect("bo")
    new = replace(mixed("bo"), provenance={**old.provenance, "tests": "b" * 64, "engine": "1"})
    old = replace(old, provenance={**old.provenance, "tests": "a" * 64, "engine": "1"})
    (section,) = sections([new, perfect("al")], [old, perfect("al")])
    (change,) = section.changes
    assert (change.student, change.by) == ("bo", -10.0)
    assert change.causes == ("the test files (aaaaaaaa → bbbbbbbb)",)
    assert "q2: “dW1 is right for three examples” is new" in change.cases


def test_what_was_not_scored_before_is_no_change_by_a_number():
    (section,) = sections([perfect("dora")], [internal("dora")])
    assert (section.changes[0].before, section.changes[0].after, section.changes[0].by) == (None, 21.0, None)
    bare = replace(perfect("dora"), provenance={}, score=20.0)
    ((changed,),) = [section.changes for section in sections([bare], [perfect("dora")])]
    assert changed.causes
    assert all(cause.endswith(" → unknown)") for cause in changed.causes)
    assert "not scored → 21" in report.class_page([perfect("dora")], [internal("dora")])


def test_a_result_that_takes_the_place_of_another_is_compared_with_it(tmp_path):
    store = Store(tmp_path)
    store.write_result(perfect("bo"))
    store.write_result(perfect("bo"))
    assert store.read_earlier() == []
    store.write_result(mixed("bo"))
    assert store.read_earlier() == [perfect("bo")]
    assert store.read_results() == [mixed("bo")]


def test_the_page_is_the_same_in_any_order_and_takes_no_text_for_markup():
    class_ = [perfect(), mixed(), hostile(), unreadable(), internal(), perfect(assignment="deep_network")]
    page = report.class_page(class_)
    assert page == report.class_page(class_[::-1])
    assert "<script>" not in page
    assert "http://" not in page.split("</style>")[1]
    assert [s.assignment for s in sections(class_)] == ["deep_network", "shallow_network"]


def test_nobody_makes_a_page_all_the_same():
    assert "Class report" in report.class_page([])
    assert sections([replace(unreadable(), status=Status.SKIPPED)])[0].shares == ()
