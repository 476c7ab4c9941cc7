"""Exports, each read back by a parser of its format: every score comes out exactly as it went in."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from autograder import cli, gradesheet
from autograder.course import AssignmentRules, Course, LatePolicy, StudentException
from autograder.exports import FORMATS, Request, everything
from autograder.gradesheet import Standing
from autograder.report import harmless
from autograder.results import SCHEMA, Status
from autograder.roster import Person, Roster
from autograder.store import Store
from tests import sample_results

ROOT = Path(__file__).resolve().parent.parent
ANNA = Person("anna", "Anna Ängström", "Anna", "Ängström", "anna@uni.example", "1017", "s-17", "anna17", "Mo",
              "Participant 4411", "anna-aa")  # fmt: skip
ZOE = Person("zoe", "Zoë, =1+1")
THIRDS = replace(sample_results.mixed("bob"), score=11 + 1 / 3)
RESULTS = (
    sample_results.perfect(),
    sample_results.perfect(assignment="deep_network"),
    THIRDS,
    sample_results.hostile(),
    replace(sample_results.unreadable(), status=Status.SKIPPED),
    sample_results.internal(),
)
COURSE = Course(
    assignments={
        "shallow_network": AssignmentRules(
            title="One hidden layer (17)", due=datetime(2027, 1, 15), late=LatePolicy(percent_per_day=10)
        )
    }
)
LATE = {("anna", "shallow_network"): datetime(2027, 1, 15, 12, tzinfo=UTC)}
SHEET = gradesheet.make(RESULTS, COURSE, Roster((ZOE, ANNA, Person("bob"), Person("carl"))), LATE)
NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)


def write(name, entries=SHEET.entries):
    return FORMATS[name].write(Request(entries, COURSE, NOW))


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def entry(student, assignment="shallow_network"):
    return next(e for e in SHEET.entries if (e.person.student, e.assignment) == (student, assignment))


def scores(assignment="shallow_network"):
    return {e.person.student: e.score for e in SHEET.of(assignment)}


# ---------------------------------------------------------------------------------------- the sheet


def test_nobody_is_dropped_and_nobody_gets_a_zero_that_is_not_theirs():
    found = {e.person.student: (e.standing, e.score) for e in SHEET.of("shallow_network")}
    assert found == {
        "zoe": (Standing.MISSING, None),
        "anna": (Standing.GRADED, 21 - 2.1),
        "bob": (Standing.GRADED, 11 + 1 / 3),
        "carl": (Standing.UNREADABLE, None),
        "=HYPERLINK(1)": (Standing.GRADED, 0.0),
        "dora": (Standing.NOT_GRADED, None),
    }
    assert "dora handed in shallow_network and is not in the roster." in SHEET.problems
    assert "Zoë, =1+1 handed in no shallow_network." in SHEET.problems
    assert not entry("dora").enrolled


def two_attempts(rules, times):
    results = [sample_results.perfect("anna"), sample_results.mixed("Anna Ängström")]
    course = Course(attempts=rules)
    keys = [(result.student, result.assignment) for result in results]
    return gradesheet.make(results, course, Roster((ANNA,)), dict(zip(keys, times, strict=False)))


@pytest.mark.parametrize(
    ("rules", "times", "score", "said"),
    [
        (
            "last",
            (datetime(2027, 1, 1), datetime(2027, 1, 2)),
            11,
            "the last one counts, Anna Ängström, not anna.",
        ),
        (
            "last",
            (datetime(2027, 1, 2), datetime(2027, 1, 1)),
            21,
            "the last one counts, anna, not Anna Ängström.",
        ),
        ("best", (datetime(2027, 1, 1), datetime(2027, 1, 2)), 21, "the best one counts"),
        ("last", (), 21, "nothing says which was the last"),
    ],
)
def test_of_several_attempts_one_counts_and_it_is_said_which(rules, times, score, said):
    sheet = two_attempts(rules, times)
    assert [e.score for e in sheet.entries] == [score]
    assert said in sheet.problems[0]


# -------------------------------------------------------------------------------------- the formats


def test_canvas():
    header, first, *_ = list(csv.reader(io.StringIO(write("canvas"))))
    assert header[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert header[5:] == ["Deep network", "One hidden layer (17)"]
    assert first[0].strip() == "Points Possible"
    assert first[5:] == ["21", "21"]
    got = {row["SIS Login ID"]: row for row in rows(write("canvas"))[1:]}
    assert got["anna17"] | {"Student": "Ängström, Anna", "ID": "1017"} == got["anna17"]
    expected = {p.replace("anna", "anna17"): score for p, score in scores().items()}
    for login, score in expected.items():
        cell = got[harmless(login)]["One hidden layer (17)"]
        assert (float(cell) if cell else None) == score
    assert got["zoe"]["Student"] == "Zoë, =1+1"


@pytest.mark.parametrize("format_", ["canvas", "moodle", "nbgrader"])
def test_no_cell_is_a_formula_whatever_a_student_is_called(format_):
    """A file may be called =HYPERLINK(…).ipynb."""
    cells = [c for row in csv.reader(io.StringIO(write(format_, SHEET.of("shallow_network")))) for c in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_moodle():
    got = {row["Full name"]: row for row in rows(write("moodle", SHEET.of("shallow_network")))}
    anna = got["Anna Ängström"]
    assert (anna["Identifier"], anna["Email address"]) == ("Participant 4411", "anna@uni.example")
    assert float(anna["Grade"]) == 18.9
    assert anna["Feedback comments"] == "q1 5/5, q2 16/16. 2.1 points off for lateness."
    assert (got["Zoë, =1+1"]["Status"], got["Zoë, =1+1"]["Grade"]) == ("No submission", "")
    assert got["carl"]["Feedback comments"] == "The notebook could not be read."
    assert got["dora"]["Grade"] == ""


def test_nbgrader():
    got = {(row["student_id"], row["assignment"]): row for row in rows(write("nbgrader"))}
    anna = got["anna", "shallow_network"]
    assert [float(anna[k]) for k in ("raw_score", "late_submission_penalty", "score", "max_score")] == [
        21, 2.1, 18.9, 21,
    ]  # fmt: skip
    assert (anna["last_name"], anna["duedate"]) == ("Ängström", "2027-01-15T00:00:00+00:00")
    assert float(got["bob", "shallow_network"]["score"]) == 11 + 1 / 3
    assert got["dora", "shallow_network"]["score"] == ""
    assert len(got) == len(SHEET.entries)


def test_gradescope():
    data = json.loads(write("gradescope", [entry("anna")]))
    assert data["score"] == 18.9
    assert sum(test["score"] for test in data["tests"]) == 21
    assert {test["visibility"] for test in data["tests"]} == {"visible", "after_published"}
    assert "points off for lateness" in data["output"]
    known = {"score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags",
             "visibility", "extra_data"}  # fmt: skip
    for test in data["tests"]:
        assert set(test) <= known
        assert test["status"] in ("passed", "failed")
    hidden = {t["name"] for t in data["tests"] if t["visibility"] != "visible"}
    assert hidden == {f"{q.name} {q.title}: {c.name}" for q in entry("anna").result.questions
                      for c in q.cases if c.hidden}  # fmt: skip


def test_gradescope_adds_nothing_up_where_we_failed():
    data = json.loads(write("gradescope", [entry("dora")]))
    assert "score" not in data
    assert not [test for test in data["tests"] if "score" in test]
    assert "The autograder failed, not you" in data["output"]


@pytest.mark.parametrize("student", ["anna", "bob", "=HYPERLINK(1)", "carl", "dora"])
def test_junit(student):
    root = ET.fromstring(write("junit", [entry(student)]))
    result = entry(student).result
    suites = root.findall("testsuite")
    assert len(suites) == len(result.questions)
    for suite, question in zip(suites, result.questions, strict=True):
        properties = {p.get("name"): p.get("value") for p in suite.iter("property")}
        assert float(properties["score"]) == question.score
        assert int(suite.get("tests")) == len(suite.findall("testcase")) == len(question.cases)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))
    assert int(root.get("failures")) == len(root.findall(".//failure"))


def test_classroom50():
    data = json.loads(write("classroom50", [entry("anna", "deep_network")]))
    assert (data["schema"], data["datetime"]) == ("classroom50/result/v1", "2027-02-01T12:00:00Z")
    assert (data["score"], data["max-score"], data["submission"]) == (21, 21, "anna-aa")
    assert sum(test["score"] for test in data["tests"]) == 21
    scaled = json.loads(write("classroom50", [entry("bob")]))
    assert (scaled["score"], scaled["max-score"]) == (1133, 2100)
    with pytest.raises(ValueError, match="no score"):
        write("classroom50", [entry("dora")])


def test_everything_fits_the_published_schema():
    data = json.loads(write("json"))
    schema = json.loads((ROOT / "docs/results.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    assert {(e["person"]["student"], e["assignment"]): e["score"] for e in data["entries"]} == {
        (e.person.student, e.assignment): e.score for e in SHEET.entries
    }
    broken = json.loads(write("json"))
    broken["entries"][0]["standing"] = "fine"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_the_published_schema_is_todays():
    published = (ROOT / "docs/results.schema.json").read_text(encoding="utf-8")
    assert published == everything.schema_text(), (
        "run `autograder export --schema > docs/results.schema.json`"
    )


# ----------------------------------------------------------------------------------- the course's total

WEIGHTED = Course(
    assignments={
        "shallow_network": AssignmentRules(
            weight=1, due=datetime(2027, 1, 15), late=LatePolicy(percent_per_day=10)
        ),
        "deep_network": AssignmentRules(weight=3),
    },
    exceptions=(
        StudentException(student="bob", assignment="deep_network", excused=True),
        StudentException(student="nobody", assignment="deep_network", excused=True),
    ),
)


def total(course=WEIGHTED):
    people = Roster((ZOE, ANNA, Person("bob"), Person("carl")))
    sheet = gradesheet.make(RESULTS, course, people, LATE)
    return sheet, {t.person.student: t for t in gradesheet.totals(sheet.entries, course)}


def test_the_total_weighs_shares_of_points_after_lateness():
    _, totals = total()
    assert totals["anna"].percent == pytest.approx(100 * (1 * 18.9 / 21 + 3 * 1) / 4)
    assert totals["anna"].weight == 4


def test_what_a_student_is_excused_from_is_left_out_and_missing_to_nobody():
    sheet, totals = total()
    assert totals["bob"].percent == pytest.approx(100 * (11 + 1 / 3) / 21)
    assert totals["bob"].weight == 1
    assert not [p for p in sheet.problems if p.startswith("bob handed in no deep_network")]
    assert "The course file has an exception for nobody, who is not there." in sheet.problems


def test_excused_work_that_was_handed_in_has_no_score():
    excused = StudentException(student="anna", assignment="deep_network", excused=True)
    sheet, totals = total(WEIGHTED.model_copy(update={"exceptions": (excused,)}))
    entries = {e.assignment: e for e in sheet.entries if e.person.student == "anna"}
    assert (entries["deep_network"].standing, entries["deep_network"].score) == (Standing.EXCUSED, None)
    assert totals["anna"].percent == pytest.approx(90)
    assert "You are excused" in json.loads(write("gradescope", [entries["deep_network"]]))["output"]
    (row,) = rows(write("moodle", [entries["deep_network"]]))
    assert (row["Grade"], row["Feedback comments"]) == ("", "Excused.")


def test_a_total_is_open_where_something_is_missing_or_was_not_graded_unless_missing_is_zero():
    _, totals = total()
    assert totals["zoe"].percent is None
    assert dict(totals["zoe"].open) == {"deep_network": Standing.MISSING, "shallow_network": Standing.MISSING}
    _, totals = total(WEIGHTED.model_copy(update={"missing": "zero"}))
    assert totals["zoe"].percent == 0
    assert dict(totals["dora"].open) == {"shallow_network": Standing.NOT_GRADED}, "our failure is no zero"
    assert dict(totals["carl"].open) == {"shallow_network": Standing.UNREADABLE}
    assert totals["carl"].percent is None


def test_there_is_no_total_without_weights_and_what_has_none_is_said():
    _, totals = total(COURSE)
    assert totals == {}
    sheet, _ = total(Course(assignments={"deep_network": AssignmentRules(weight=1)}))
    assert (
        "shallow_network has no weight in the course file and does not count in the total." in sheet.problems
    )


def test_gradebook():
    sheet, totals = total()
    text = FORMATS["gradebook"].write(Request(sheet.entries, WEIGHTED, NOW))
    got = {row["student"]: row for row in rows(text)}
    anna = got["anna"]
    assert (anna["name"], anna["email"], anna["section"]) == ("Anna Ängström", "anna@uni.example", "Mo")
    assert float(anna["shallow_network.score"]) == 18.9
    assert float(anna["shallow_network.late"]) == 2.1
    assert float(anna["shallow_network.q2"]) == 16
    assert float(anna["course.total"]) == totals["anna"].percent
    assert got["bob"]["deep_network.standing"] == "excused"
    assert (got["zoe"]["course.total"], got["zoe"]["deep_network.score"]) == ("", "")
    assert {row["student"] for row in got.values()} >= {"dora", "carl", "zoe", "'=HYPERLINK(1)"}
    header = text.splitlines()[0].split(",")
    assert header[:5] == ["student", "name", "email", "section", "deep_network.score"]
    assert header[-1] == "course.total"


# ---------------------------------------------------------------------------------- the command line


@pytest.fixture
def grades(tmp_path):
    store = Store(tmp_path / "grades")
    for result in RESULTS:
        store.write_result(result)
    return tmp_path / "grades"


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("gradebook", ["gradebook.csv"]),
        ("canvas", ["canvas.csv"]),
        ("moodle", ["moodle/deep_network.csv", "moodle/shallow_network.csv"]),
        ("nbgrader", ["nbgrader.csv"]),
        ("gradescope", [f"gradescope/{r.student}/{r.assignment}.json" for r in RESULTS]),
        ("junit", [f"junit/{r.student}/{r.assignment}.xml" for r in RESULTS]),
        ("json", ["everything.json"]),
    ],
)
def test_the_command_writes(grades, name, files, capsys):
    assert cli.run(["export", "--format", name, "--grades", str(grades)]) == 0
    out = grades / "exports"
    assert {str(p.relative_to(out)) for p in out.rglob("*") if p.is_file()} == set(files)
    assert ("Without --roster" in capsys.readouterr().out) == (name in ("canvas", "moodle"))


def test_the_command_says_what_was_not_exported(grades, capsys):
    assert cli.run(["export", "--format", "classroom50", "--grades", str(grades)]) == 0
    assert "! Not exported: dora, shallow_network: not_graded" in capsys.readouterr().out


def test_the_command_with_roster_and_course(grades, tmp_path, capsys):
    (tmp_path / "roster.csv").write_text("student,name\nanna,Anna\nzoe,Zoë\n", encoding="utf-8")
    (tmp_path / "course.toml").write_text("[assignments.shallow_network]\ntitle = 'Layer (17)'\n")
    files = ["--roster", str(tmp_path / "roster.csv"), "--course", str(tmp_path / "course.toml")]
    assert cli.run(["export", "--format", "canvas", "--grades", str(grades), *files]) == 0
    assert "! Zoë handed in no shallow_network." in capsys.readouterr().out
    assert "Layer (17)" in (grades / "exports/canvas.csv").read_text(encoding="utf-8")


def test_nothing_graded_yet(tmp_path, capsys):
    assert cli.run(["export", "--format", "canvas", "--grades", str(tmp_path)]) == 1
    assert "there are no results in it. Grade first" in capsys.readouterr().err


def test_the_schema_is_printed(capsys):
    assert cli.run(["export", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["schema"] == {"const": SCHEMA}
