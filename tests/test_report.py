"""What people see: right numbers, nothing of a student's text taken for markup, colours that can be read."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

from autograder import report
from autograder.results import Status, SubmissionResult
from tests.sample_results import hostile, internal, mixed, perfect, unreadable

VOID = {"meta", "link", "br", "img", "rect", "path", "use", "circle", "hr", "input"}


def unrecognised() -> SubmissionResult:
    return SubmissionResult(
        "emil", "unrecognised", 0.0, 0.0, Status.SKIPPED, notes=("Which assignment is this?",)
    )


EVERYONE = [
    perfect(),
    mixed(),
    hostile(),
    unreadable(),
    internal(),
    unrecognised(),
    perfect(assignment="deep_network"),
]


class Page(HTMLParser):
    """Tags, attributes and text of a page; fails on tags that are not closed in order."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def having(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


# ------------------------------------------------------------------------------------------ gradebook


def gradebook(results) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(report.gradebook_csv(results))))


def test_the_gradebook_has_a_row_for_each_student_and_columns_for_each_assignment():
    rows = gradebook([perfect(), perfect(assignment="deep_network"), mixed()])
    assert [row["student"] for row in rows] == ["Björn Ångström", "anna"]
    assert list(rows[0]) == ["student"] + [
        f"{assignment}.{column}"
        for assignment in ("deep_network", "shallow_network")
        for column in ("total", "max", "status", "q1", "q2", "gradient_checks_flagged")
    ]
    assert rows[0] == {
        "student": "Björn Ångström",
        **dict.fromkeys([c for c in rows[0] if c.startswith("deep_network")], ""),
        "shallow_network.total": "11",
        "shallow_network.max": "21",
        "shallow_network.status": "failed",
        "shallow_network.q1": "5",
        "shallow_network.q2": "6",
        "shallow_network.gradient_checks_flagged": "2",
    }


def test_what_was_not_graded_is_a_word_and_not_a_zero():
    dora, emil = gradebook([internal(), unrecognised()])
    assert dora["shallow_network.total"] == dora["shallow_network.q2"] == "internal_error"
    assert dora["shallow_network.q1"] == "5"
    assert emil["unrecognised.total"] == "skipped"


def test_questions_are_in_order_and_the_order_of_results_does_not_matter():
    questions = tuple(replace(perfect().questions[0], name=f"q{n}") for n in (10, 9, 1))
    result = replace(perfect(), questions=questions)
    assert [c for c in gradebook([result])[0] if re.search(r"q\d", c)] == [
        f"shallow_network.q{n}" for n in (1, 9, 10)
    ]
    assert report.gradebook_csv(EVERYONE) == report.gradebook_csv(EVERYONE[::-1])


def test_two_results_for_one_cell_are_refused():
    with pytest.raises(ValueError, match="two results"):
        report.gradebook_csv([perfect(), perfect()])


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_name_is_a_formula(name):
    assert gradebook([perfect(name)])[0]["student"] == f"'{name}"


def test_names_with_commas_quotes_and_line_breaks_stay_in_their_cell():
    assert gradebook([perfect('O"Neil, A\nB')])[0]["student"] == 'O"Neil, A B'


# ------------------------------------------------------------------------------------------ terminal


def printed(results, width=80) -> str:
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    console.print(report.table(results))
    return console.file.getvalue()


def line(text: str, start: str) -> list[str]:
    return next(line.split() for line in text.splitlines() if line.startswith(start))


def test_the_table_shows_score_marks_and_notes():
    text = printed([perfect(), mixed("Bo"), unreadable(), internal()])
    assert line(text, "anna") == ["anna", "21/21", "5", "16"]
    assert line(text, "Bo") == ["Bo", "11/21", "5", "6", "2", "flagged,", "1", "note"]
    assert line(text, "carl") == ["carl", "0/21", "–", "–", "1", "note"]
    assert line(text, "dora") == ["dora", "ungraded", "5", "!"]
    assert "– skipped · ! our failure, not scored" in text


@pytest.mark.parametrize("width", [80, 120, 200])
def test_twelve_questions_and_long_names_fit_and_no_mark_is_cut(width):
    def twelve(result: SubmissionResult) -> SubmissionResult:
        questions = [replace(result.questions[i % 2], name=f"q{i + 1}") for i in range(12)]
        return replace(result, questions=tuple(questions), score=100.0, max_score=126.0)

    text = printed([twelve(perfect()), twelve(mixed("N" * 70))], width)
    assert max(map(len, text.splitlines())) <= width
    assert line(text, "anna") == ["anna", "100/126", *["5", "16"] * 6]
    assert line(text, "NNNN")[1:14] == ["100/126", *["5", "6"] * 6]


def test_the_table_is_plain_where_there_is_no_terminal_and_holds_no_escapes():
    text = printed([hostile("a\x1b[31mb[bold]c")])
    assert "ab[bold]c" in text
    assert "\x1b" not in text


# --------------------------------------------------------------------------------------------- pages


@pytest.mark.parametrize("result", EVERYONE, ids=lambda r: r.student)
def test_every_page_is_whole_self_contained_and_free_of_scripts(result):
    html = report.feedback_page(result)
    page = Page(html)
    assert page.having("html") == [{"lang": "en"}]
    assert len(page.having("h1")) == 1
    policy = next(
        m["content"] for m in page.having("meta") if m.get("http-equiv") == "Content-Security-Policy"
    )
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    for tag, attrs in page.tags:
        assert tag not in ("script", "link", "iframe", "img", "form", "object", "embed", "base")
        assert not any(name.startswith("on") for name in attrs)
        assert (attrs.get("href") or "#").startswith("#"), "a page refers to nothing outside itself"
    assert "url(" not in html
    assert "@import" not in html
    targets = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert {attrs["href"][1:] for _, attrs in page.tags if "href" in attrs} <= targets


def test_a_page_tells_score_questions_cases_and_messages():
    text = Page(report.feedback_page(mixed())).text
    assert "Björn Ångström 11 of 21 points" in text
    assert "q2 Backward propagation 6 / 16" in text
    assert "2 of 4 test cases passed; 2 hidden" in text
    assert "dW1 is right for three examples failed 0/4 points dW1 is 3 times too large" in text
    assert "Every gradient agrees with the slope of the cost hidden failed 0/6 points" in text
    assert "RuntimeWarning: overflow encountered in exp" in text
    assert "sigmoid is defined in cells 4 and 9" in text
    assert "isolation namespaces" in text


def test_gradient_checks_show_ratio_verdict_and_place_on_the_axis():
    page = report.feedback_page(mixed())
    text = Page(page).text
    for row in ("dW1 7.5e-01 flagged", "db1 4.2e-10 agrees", "dW2 2.9e-06 close", "db2 not finite flagged"):
        assert row in text
    places = [float(p) for p in re.findall(r'class="dot" style="left:([\d.]+)%', page)]
    limit = float(re.search(r'class="after" style="left:([\d.]+)%', page)[1])
    assert [place > limit for place in places] == [True, False, False, True]
    assert places[3] == 100


def test_ratios_beyond_the_axis_stay_on_the_page():
    checks = tuple(
        replace(mixed().questions[1].gradient_checks[0], ratio=r) for r in (0.0, 1e-300, 1e300, None)
    )
    question = replace(mixed().questions[1], gradient_checks=checks)
    page = report.feedback_page(replace(mixed(), questions=(question,)))
    assert re.findall(r'class="dot" style="left:([\d.]+)%', page) == ["0.0", "0.0", "100.0", "100.0"]


def test_code_is_highlighted_and_questions_are_unfolded_only_where_points_are_missing():
    page = report.feedback_page(mixed())
    assert '<span class="k">def</span>' in page
    assert "dZ2 = cache[" in Page(page).text.replace(" [", "[").replace("dZ2  =", "dZ2 =")
    right, wrong = page.split('<section class="question"')[1:]
    assert re.findall(r"<details[^>]*>", right) == ['<details class="tests">', "<details>"]
    assert re.findall(r"<details[^>]*>", wrong)[:2] == ['<details class="tests" open>', "<details open>"]


def test_text_of_students_is_text():
    html = report.feedback_page(hostile())
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;red" in html
    for character in ("\x1b", "\x00", "\x08", "\u202e"):
        assert character not in html
    assert len(html) < 100_000
    assert "more characters)" in html


def test_our_failure_is_said_to_be_ours_and_shows_no_score():
    text = Page(report.feedback_page(internal())).text
    assert "Something went wrong on our side, not in your work" in text
    assert "of 21 points" not in text
    assert "q2 Backward propagation not scored" in text


def test_what_was_not_recognised_is_no_zero():
    text = Page(report.feedback_page(unrecognised())).text
    assert "this is not a score of zero" in text
    assert "Which assignment is this?" in text


def test_a_status_is_a_symbol_and_a_word():
    for status in Status:
        question = replace(perfect().questions[0], status=status)
        page = report.feedback_page(replace(perfect(), questions=(question,)))
        chip = re.search(rf'<span class="chip {status}">.*?</span>', page, re.DOTALL)[0]
        assert f'href="#{status}"' in chip
        assert f'<symbol id="{status}"' in page
        assert len(Page(chip).text) > 4


def test_the_class_page_links_to_every_feedback_page():
    page = Page(report.index_page(EVERYONE))
    links = [a["href"] for a in page.having("a")]
    assert {"gradebook.csv", "class.html"} <= set(links)
    assert "feedback/Bj%C3%B6rn%20%C3%85ngstr%C3%B6m/shallow_network.html" in links
    assert "feedback/%3DHYPERLINK%281%29/shallow_network.html" in links
    assert len(links) == len(EVERYONE) + 2
    assert "dora not graded: our failure" in page.text
    assert "<script>" not in report.index_page(EVERYONE)


def test_the_class_page_of_nobody_is_a_page():
    assert "Grades" in Page(report.index_page([])).text


def test_pages_are_the_same_every_time():
    assert [report.feedback_page(r) for r in EVERYONE] == [report.feedback_page(r) for r in EVERYONE]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_colour_reaches_wcag_aa(scheme):
    style = report.feedback_page(perfect()).split("<style>")[1]
    colours = dict(
        re.findall(r"--([\w-]+): (#[0-9a-f]{6})", style.split(":root {")[1 + scheme].split("}")[0])
    )
    on = {
        "page": ("ink", "soft", "link", "good", "bad", "warn"),
        "sheet": ("ink", "soft", "link", "good", "bad", "warn"),
        "sunk": ("ink", "keyword", "string", "number", "remark", "called"),
        "bad-tint": ("ink", "bad"),
        "warn-tint": ("ink", "warn"),
    }
    low = {
        (text, ground): round(contrast(colours[text], colours[ground]), 2)
        for ground, texts in on.items()
        for text in texts
        if contrast(colours[text], colours[ground]) < 4.5
    }
    assert low == {}


def test_clean_keeps_words_lines_and_tabs():
    assert report.clean("é\tλ\r\nx\x1b]0;title\x07y\x9b1mz") == "é\tλ\nxy1mz"
    assert report.clean("a" * 10, 4) == "aaaa … (6 more characters)"


@pytest.mark.parametrize(
    ("number", "text"), [(3.0, "3"), (2.5, "2.5"), (1 / 3, "0.33"), (100.0, "100"), (0.0, "0")]
)
def test_points(number, text):
    assert report.points(number) == text


def test_every_page_is_compiled_beforehand():
    report.prepare()
    folder = Path(report.__file__).parent / "templates"
    pages = {
        p.name for p in folder.glob("*.html") if '{% extends "page.html" %}' in p.read_text(encoding="utf-8")
    }
    assert pages
    assert pages <= {name for _, name in dict(report._templates().cache.items())}
