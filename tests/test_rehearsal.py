"""What cases are known to ask, and that asking it ahead changes nothing but the time it takes."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from autograder import assignment, checks, tiers, wire
from autograder.conversation import call_message
from autograder.names import Names
from autograder.problems import Died, Raised
from autograder.rehearsal import Verdict, rehearse, request_for
from autograder.results import to_json
from autograder.sandbox import Limits
from autograder.session import Zygote
from reference import answers
from tests import notebooks

HEADER = """
import numpy as np
from otter.test_files import test_case
import checks
OK_FORMAT = False
name = "q1"
title = "Any"
functions = ["relu"]
helpers = {}
"""
PUBLIC = """
@test_case(name="public", points=0, hidden=False)
def public(relu):
    checks.call(relu, z=np.zeros(2))
"""


@pytest.fixture
def rehearsed(tmp_path: Path):
    def rehearse_case(body: str):
        source = f"{HEADER}{PUBLIC}\n@test_case(name='case', points=1, hidden=True)\ndef case(relu):\n{body}"
        folder = tmp_path / "shallow_network"
        folder.mkdir()
        (folder / "q1.py").write_text(source, encoding="utf-8")
        [question] = assignment.from_folder(folder).questions
        return rehearse(question, answers("shallow_network"), 0, Limits())["case"]

    return rehearse_case


def test_calls_with_inputs_of_their_own_are_known(rehearsed):
    case = rehearsed("    for m in (2, 3):\n        checks.call(relu, z=checks.rng('a').normal(size=m))\n")
    assert [call.telling for call in case.calls] == [False, False]
    assert case.record is not None


def test_what_depends_on_an_answer_is_known_but_not_foreseen(rehearsed):
    case = rehearsed("    seen = checks.call(relu, z=np.ones(2))\n    checks.call(relu, z=seen.value)\n")
    assert len(case.calls) == 2
    assert case.foreseen == 1
    assert case.record is not None


def test_what_no_two_runs_ask_alike_is_not_known(rehearsed):
    case = rehearsed("    checks.call(relu, z=np.ones(2))\n    checks.call(relu, z=np.random.rand(2))\n")
    assert len(case.calls) == case.foreseen == 1
    assert case.record is None


@pytest.mark.parametrize(
    ("argument", "telling"),
    [
        ("right(z)", True),
        ("1.0 - right(z)[:1]", True),
        ("np.array([right(z).size])", False),
        ("z + 1", False),
    ],
)
def test_arguments_that_tell_what_the_reference_says(rehearsed, argument, telling):
    case = rehearsed(
        "    from reference.activations import sigmoid as right\n    z = np.array([-1.0, 1.0])\n"
        f"    checks.call(relu, z=z)\n    checks.call(relu, z={argument})\n"
    )
    assert [call.telling for call in case.calls] == [False, telling]


def test_a_case_that_fails_with_the_reference_is_never_passed_over(rehearsed):
    case = rehearsed("    checks.call(relu, z=np.ones(2))\n    checks.require(False, 'never')\n")
    assert len(case.calls) == 1
    assert case.record is None


def test_a_call_is_recognised_by_every_bit(rehearsed):
    [call] = rehearsed("    checks.call(relu, z=np.array([0.0, 1.0]))\n").calls
    labels, sets, optional, each = call.arguments
    z = sets[0][0]
    assert call.is_call(labels, [[z.copy()]], optional, each)
    for other in (-z, z.astype("f4"), z[:, None], list(z), z + 1e-16 * 3):
        assert not call.is_call(labels, [[other]], optional, each), other
    assert not call.is_call(["x"], sets, optional, each)
    assert not request_for("relu").is_call(labels, sets, optional, each)


def test_the_whole_of_question_8_tells_and_that_of_question_6_does_not():
    asked = assignment.load("shallow_network")
    for name, told in (("q6", False), ("q8", True)):
        question = asked.question(name)
        cases = rehearse(question, answers("shallow_network"), 0, Limits())
        hidden = [case for case in question.test_file().test_cases if case.hidden]
        assert {call.telling for case in hidden for call in cases[case.name].calls} == {told}


SUBMISSIONS = {
    "right": {},
    "wrong": {"relu": "def relu(z):\n    return abs(z)"},
    "nothing": {"sigmoid": None},
    "hangs": {"relu": "def relu(z):\n    while z.size > 4: pass\n    return np.maximum(z, 0)"},
    "ends": {"relu": "import os\ndef relu(z):\n    if z.size > 4: os._exit(0)\n    return np.maximum(z, 0)"},
    "no function": {"relu": "relu = 3"},
    "remembers": {"relu": "seen = []\ndef relu(z):\n    seen.append(z)\n    return np.maximum(z, 0)"},
}


@pytest.mark.parametrize("replaced", SUBMISSIONS.values(), ids=SUBMISSIONS)
def test_a_grade_is_the_same_without_asking_ahead(engine, tmp_path, monkeypatch, replaced):
    submission = notebooks.write(tmp_path, notebooks.cells(replaced))
    ahead = to_json(engine.grade(submission))
    assert to_json(engine.grade(submission)) == ahead  # though it is known now what comes of its answers
    monkeypatch.setattr(Names, "begin", lambda self: None)
    assert to_json(engine.grade(submission)) == ahead


def put(case, submission, relu):
    """Put a case to a function; how it ended, and whether that was known beforehand."""
    submission.run_cell(0, f"import numpy as np\ndef relu(z):\n    return {relu}")
    names = Names(lambda: submission, str, lambda: None)
    names.expect([case])
    with checks.recording(0) as record:
        known = names.begin()
        try:
            case.run(names) if known is None else known.repeat(record)
            verdict = Verdict(record)
        except (checks.CheckFailed, Raised) as ended:
            verdict = Verdict(record, ended)
        names.end(verdict)
    return verdict, known is not None


@pytest.fixture
def processes(zygote):
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(zygote.submission())


def test_who_answers_as_somebody_before_is_judged_alike_without_a_run(rehearsed, processes):
    case = rehearsed(
        "    z = np.array([-1.0, 2.0])\n    checks.note('seen')\n"
        "    checks.close(checks.call(relu, z=z).value, [0.0, 2.0], 'relu(z)')\n"
    )
    first, known = put(case, processes(), "abs(z)")
    assert not known
    assert str(first.ended).startswith("relu(z) has wrong values: 1 of 2 entries differ.")
    again, known = put(case, processes(), "np.where(z < 0, -z, z)")
    assert (str(again.ended), again.record, known) == (str(first.ended), first.record, True)
    assert put(case, processes(), "2 * abs(z)")[1] is False
    right, known = put(case, processes(), "np.maximum(z, 0)")
    assert (right.ended, right.record.notes, known) == (None, ["seen"], True)


def test_nothing_is_known_of_calls_that_no_right_answer_leads_to(rehearsed, processes):
    case = rehearsed(
        "    seen = checks.call(relu, z=np.array([-1.0, 2.0])).value\n"
        "    if seen[0]:\n        checks.call(relu, z=np.zeros(3))\n"
    )
    for _ in range(2):
        assert put(case, processes(), "abs(z)")[1] is False
    assert case.verdicts == {}


def test_an_exception_is_told_again_from_the_line_where_it_was_raised(rehearsed, processes):
    case = rehearsed("    checks.call(relu, z=np.zeros(3))\n    checks.call(relu, z=np.ones(3))\n")
    for known in (False, True):
        verdict, was_known = put(case, processes(), "1 / 0")
        assert isinstance(verdict.ended, Raised)
        assert (verdict.ended.type_name, verdict.ended.places, was_known) == (
            "ZeroDivisionError",
            ((0, 3),),
            known,
        )
    assert put(case, processes(), "z / 0 and 1")[1] is False


def test_no_request_that_tells_is_sent_before_earlier_ones_are_answered(submission):
    submission.run_cell(0, READS_ON)
    question = submission.question()
    secret = b"".join(_encoded("f", "the answer"))
    question.ask_ahead([(b"".join(_encoded("f", "x")), False), (secret, True)])
    assert b"the answer" not in question.take_ahead()
    assert b"the answer" in question.take_ahead()


def test_a_request_that_tells_nothing_may_be_seen_before(submission):
    """What the test above relies on: a function can indeed read on."""
    submission.run_cell(0, READS_ON)
    question = submission.question()
    frames = [(b"".join(_encoded("f", text)), False) for text in ("x", "the answer")]
    question.ask_ahead(frames)
    assert b"the answer" in question.take_ahead()


def test_of_calls_under_way_that_hang_only_the_first_is_waited_for():
    limits = Limits(call_cpu=0.3)
    with Zygote(tiers.choose(limits=limits)) as zygote, zygote.submission() as submission:
        submission.run_cell(0, "def f(x):\n    return x\n\ndef g(x):\n    while True: pass")
        assert submission.seal()
        submission.ask_ahead([(b"".join(_encoded(name, "x", limits)), False) for name in "fggg"])
        assert wire.says(submission.take_ahead(), "returned")
        submission.hold()
        assert submission.holds
        assert wire.says(submission.take_ahead(), "raised", "cpu")
        assert not submission.holds
        with pytest.raises(Died) as died:
            submission.take_ahead()
        assert died.value.text == "a call was broken off"


READS_ON = """
import gc, time
def f(x):
    time.sleep(0.2)
    found = [o._pending for o in gc.get_objects() if type(o).__name__ == "Channel"]
    return [x, *map(bytes, found)]
"""


def _encoded(name: str, argument: str, limits: Limits | None = None) -> list[bytes]:
    return wire.encode(call_message(name, ["x"], [[argument]], 0, False, limits or Limits()))
