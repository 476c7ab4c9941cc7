"""Simulated classes: the same bytes for the same seed, and what was planted is what is found."""

import csv
import itertools
import shlex
from collections import Counter

import pytest

from autograder import roster, simulation
from autograder.assignment import load, names
from autograder.cli import run
from autograder.course import load as load_course
from autograder.downloads import timestamp
from autograder.invented import invent
from autograder.planting import ODD, handed_in
from autograder.results import Status
from autograder.submissions import find
from reference.mistakes import catalogue


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def planted(folder):
    with (folder / simulation.PLANTED).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A class of twelve with all assignments."""
    folder = tmp_path_factory.mktemp("simulated")
    simulation.simulate(folder, 12, seed=3)
    return folder


def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not(small, tmp_path):
    simulation.simulate(tmp_path / "same", 12, seed=3)
    simulation.simulate(tmp_path / "other", 12, seed=4)
    assert files(tmp_path / "same") == files(small)
    assert files(tmp_path / "other").keys() != files(small).keys()


def test_nobody_depends_on_who_else_is_there(small, tmp_path):
    simulation.simulate(tmp_path / "fewer", 5, seed=3, assignments=["regularization"])
    fewer, more = files(tmp_path / "fewer" / "class"), files(small / "class")
    assert len(fewer) > 5
    assert fewer.items() <= more.items()


@pytest.fixture(scope="module")
def found(small):
    """What the grader finds of it."""
    known = {name: load(name).handed_out for name in names()}
    course, people = load_course(small / simulation.COURSE, names()), roster.load(small / simulation.ROSTER)
    assert len(people.people) == 12
    return find([small / simulation.CLASS], known=known, course=course, roster=people)


def test_everything_is_found_and_told_apart(small, found):
    rows = {(r["student"], r["assignment"]): r for r in planted(small) if r["counts"] == "yes"}
    assert {(s.student, s.assignment) for s in found.submissions} == rows.keys()
    for submission in found.submissions:
        notebook = rows[submission.student, submission.assignment]["notebook"]
        assert submission.path == small / simulation.CLASS / notebook
        assert submission.submitted is not None
        assert submission.submitted == timestamp(submission.path.parent)


def test_what_was_planted_costs_its_questions_and_nothing_else(engine, small, found):
    rows = [r for r in planted(small) if r["assignment"] == "shallow_network" and r["counts"] == "yes"]
    by_path = {s.path.relative_to(small / simulation.CLASS).as_posix(): s for s in found.submissions}
    assert len(rows) > 9
    kinds = Counter()
    for row in rows:
        result = engine.grade(by_path[row["notebook"]])
        lost = [q.name for q in result.questions if q.score < q.max_score]
        assert lost == row["loses"].split(), row
        assert result.status is not Status.INTERNAL_ERROR
        kinds[len(lost) > 0] += 1
    assert kinds[True] >= 3
    assert kinds[False] >= 3


def test_a_class_is_as_classes_are():
    """Some have everything right and many nearly so, some give up; a few mistakes are common, most are rare."""
    class_ = [
        one for person in itertools.islice(invent(1), 300) for one in handed_in(person, 1, ["deep_network"])
    ]
    last = [one for one in class_ if one.counts]
    lost = sorted(len(one.loses) for one in last)
    assert 270 <= len(last) < 300
    assert 0.2 < lost.count(0) / len(lost) < 0.7
    assert lost[-1] >= 7
    assert len(lost) / 2 > sum(n >= 4 for n in lost) > 5
    known = {f"{m.function} {m.name}" for m in catalogue("deep_network").mistakes}
    made = Counter(what for one in last for _, what in one.planted if what in known)
    assert made.most_common(1)[0][1] >= 10
    assert sum(times == 1 for times in made.values()) >= 10
    assert len({one.style for one in last}) >= 6


def test_every_oddity_comes_in_sooner_or_later():
    told = Counter()
    for person in itertools.islice(invent(0), 2500):
        for one in handed_in(person, 0, ["initialization"]):
            told.update(odd for odd in ODD if any(what.endswith(odd) for _, what in one.planted))
    assert told.keys() == ODD.keys()
    assert told["renamed"] > 10 * told["no notebook"]


def test_people_are_distinct_and_their_addresses_lead_nowhere():
    people = list(itertools.islice(invent(2), 3000))
    assert len({p.student for p in people}) == len({p.canvas_id for p in people}) == 3000
    assert all(p.student.isascii() and p.email == f"{p.student}@example.org" for p in people)
    assert len({p.name for p in people}) > 2000


def test_the_command_says_how_to_go_on_and_replaces_nothing(tmp_path, capsys):
    to = tmp_path / "class of 2"
    arguments = ["simulate", "--students", "2", "--assignment", "deep_network", "--to", str(to)]
    assert run(arguments) == 0
    assert "autograder grade" in capsys.readouterr().out
    before = files(to)
    assert run(arguments) == 1
    assert "not empty" in capsys.readouterr().err
    assert files(to) == before


def test_the_command_can_be_pasted_and_takes_several_assignments(tmp_path, capsys):
    to = tmp_path / "anna's class"
    assignments = ["--assignment", "deep_network", "--assignment", "initialization"]
    assert run(["simulate", "--students", "1", *assignments, "--to", str(to)]) == 0
    said, command = capsys.readouterr().out.splitlines()
    assert said.startswith("1 student, ")
    assert shlex.split(command)[:3] == ["autograder", "grade", str(to / "class")]
    assert {row["assignment"] for row in planted(to)} <= {"deep_network", "initialization"}
    assert "initialization" in (to / "course.toml").read_text()


def test_a_class_that_is_broken_off_leaves_nothing(tmp_path, monkeypatch):
    to = tmp_path / "class"
    invented = []

    def stopped(person, seed, chosen):
        invented.append(person)
        if len(invented) == 3:
            raise KeyboardInterrupt
        return handed_in(person, seed, chosen)

    monkeypatch.setattr(simulation, "handed_in", stopped)
    with pytest.raises(KeyboardInterrupt):
        simulation.simulate(to, 9, seed=3)
    assert not files(to)
    monkeypatch.undo()
    assert simulation.simulate(to, 2, seed=3)


@pytest.mark.parametrize("where", ["file/class", "file"])
def test_where_nothing_can_be_written_it_says_so(tmp_path, capsys, where):
    (tmp_path / "file").write_text("of somebody else")
    assert run(["simulate", "--students", "1", "--to", str(tmp_path / where)]) == 1
    assert "name another folder" in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "of somebody else"


def test_more_students_than_there_can_be_are_wrong_usage(tmp_path, capsys):
    with pytest.raises(SystemExit):
        run(["simulate", "--students", "9" * 23, "--to", str(tmp_path / "class")])
    assert "must be at most 1_000_000" in capsys.readouterr().err
    assert not (tmp_path / "class").exists()
