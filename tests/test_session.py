"""Cells and calls across the border: values, facts, exceptions and time; and whoever lies ends his own process."""

from __future__ import annotations

import math
import os
import time
from pathlib import Path

import numpy as np
import pytest

from autograder import checks, tiers, wire
from autograder.conversation import said_back
from autograder.locked import lock, name_and_key
from autograder.problems import Died, OutOfTime, Raised, StudentProblem, ZygoteFailed
from autograder.session import Zygote
from autograder.wire import Opaque
from tests.conftest import SMALL
from tests.notebooks import FORGE


def run(submission, *cells):
    """Run cells that must not fail."""
    for number, source in enumerate(cells):
        problem, _ = submission.run_cell(number, source)
        assert problem is None, problem


def call(question, name, **arguments):
    return question.call(name, list(arguments), list(arguments.values()), 0)


# ---------------------------------------------------------------------------------------------- cells


def test_cells_share_their_names(submission):
    run(submission, "import numpy as np\nx = np.arange(3.0)", "y = x + 1\ndef f(): return y")
    question = submission.question()
    assert question.get("x")[0] == "value"
    assert np.array_equal(question.get("y")[1], [1.0, 2.0, 3.0])
    assert question.get("f") == ("function", None)
    assert question.get("z") == ("missing", None)
    assert np.array_equal(call(question, "f").value, [1.0, 2.0, 3.0])


def test_a_cell_that_ends_the_process_is_told_from_those_before_and_after_it(submission):
    bulk = f"# {'x' * 30_000}"  # two of them are more than is sent before an answer
    went = submission.run_cells(list(enumerate([bulk, "x = 1", "y = 1", "import os; os._exit(0)", bulk])))
    assert next(went) == (None, [])
    time.sleep(0.3)  # when the last one is sent, nobody is there any more
    assert [next(went), next(went)] == [(None, [])] * 2
    with pytest.raises(Died):
        next(went)


def test_a_cell_that_is_too_large_to_be_sent_costs_no_other(submission):
    went = submission.run_cells([(0, "x = 1"), (1, f"# {'x' * wire.MAX_BODY}"), (2, "y = 1")])
    assert next(went) == (None, [])
    with pytest.raises(Died, match="too large"):
        next(went)


def test_a_cell_that_raises_says_where(submission):
    run(submission, "def f(x):\n    y = 1\n    return x / 0")
    problem, _ = submission.run_cell(5, "a = 1\n\nf(a)")
    assert isinstance(problem, Raised)
    assert (problem.kind, problem.type_name, problem.text) == (
        "exception",
        "ZeroDivisionError",
        "division by zero",
    )
    assert problem.places == ((5, 3), (0, 3))
    assert submission.question().get("a") == ("value", 1)


@pytest.mark.parametrize("source", ["\n\n1 / 0", "   \n\n1 / 0\n", "%%time\n\n1 / 0"])
def test_empty_lines_at_the_top_count(submission, source):
    problem, _ = submission.run_cell(0, source)
    assert problem is not None
    assert problem.places[-1] == (0, 3) or source.startswith("%%")


@pytest.mark.parametrize(
    ("source", "name", "line"),
    [("x = 1\ndef f(:\n    pass", "SyntaxError", 2), ("if 1:\nx = 2", "IndentationError", 2)],
)
def test_a_syntax_error_says_where(submission, source, name, line):
    problem, _ = submission.run_cell(3, source)
    assert problem is not None
    assert problem.type_name == name
    assert problem.places[-1] == (3, line)


@pytest.mark.parametrize("source", ["raise SystemExit", "exit()", "quit()", "import sys; sys.exit(3)"])
def test_leaving_a_cell_is_an_exception_like_others(submission, source):
    problem, _ = submission.run_cell(0, source)
    assert problem is not None
    assert problem.type_name == "SystemExit"
    run(submission, "x = 1")


@pytest.mark.parametrize(
    ("source", "happened"),
    [
        ("!ls /", ["ran a shell command"]),
        ("files = !ls /\nassert files == []", ["ran a shell command"]),
        ("%pip install torch", ["used %pip"]),
        ("%cd /", ["used %cd"]),
        ("%%bash\nls", ["used %%bash"]),
        ("%%writefile a.py\nx", ["used %%writefile"]),
        ("%matplotlib inline\n%config InlineBackend.figure_format = 'retina'", []),
        ("%%time\nx = 1", []),
        ("%timeit -n1 -r1 1 + 1", []),
        ("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", []),
        ("import otter\ngrader = otter.Notebook('x')\ngrader.check('q1')\ngrader.check_all()", []),
        ("from IPython.display import display, HTML\ndisplay(HTML('<b>'))\n1", []),
        ("print('x' * 50_000)", ["printed 50001 characters"]),
        ("import sys\nsys.stdout = None\nsys.stderr = None", []),
    ],
)  # fmt: skip
def test_what_notebooks_do_besides(submission, source, happened):
    problem, happenings = submission.run_cell(0, source)
    assert problem is None
    assert happenings == happened


@pytest.mark.parametrize(
    "source", ["%no_such_magic", "%%no_such_magic\nx", "input('name? ')", "import torch"]
)
def test_what_is_not_there_is_an_exception(submission, source):
    problem, _ = submission.run_cell(0, source)
    assert isinstance(problem, Raised | type(None))
    run(submission, "x = 1")
    assert submission.question().get("x") == ("value", 1)


def test_a_loop_in_a_cell_is_stopped_and_what_was_above_it_stays(submission):
    problem, _ = submission.run_cell(0, "x = 1\nwhile True:\n    pass")
    assert isinstance(problem, OutOfTime)
    assert problem.kind == "cpu"
    assert problem.places[0][0] == 0
    assert submission.question().get("x") == ("value", 1)


def test_the_same_random_numbers_for_everybody(zygote):
    drawn = []
    for _ in range(2):
        with zygote.submission() as submission:
            run(submission, "import numpy as np, random\nx = [np.random.randn(), random.random(), hash('a')]",
                "def f(): return [np.random.randn(), random.random()]")  # fmt: skip
            question = submission.question()
            drawn.append([question.get("x")[1], call(question, "f").value])
    assert drawn[0] == drawn[1]


def test_submissions_do_not_meet(zygote):
    with zygote.submission() as first:
        run(first, "import numpy as np\nnp.secret = 1\nsecret = 1")
    with zygote.submission() as second:
        run(second, "import numpy as np\nmet = hasattr(np, 'secret') or 'secret' in globals()")
        assert second.question().get("met") == ("value", False)


# ---------------------------------------------------------------------------------------------- calls


def test_a_call_is_observed_as_at_home(submission):
    source = (
        "import numpy as np\n"
        "def f(a, b, c):\n    a += 1\n    b['x'][0] = 9\n    np.log(np.zeros(1))\n    return c.T, a.copy()"
    )
    run(submission, source)
    space: dict = {}
    exec(source, space)

    def arguments():
        return {"A": np.zeros(2), "B": {"x": np.zeros(2)}, "C": np.ones((2, 3))}

    there = call(submission.question(), "f", **arguments())
    here = checks.call(space["f"], **arguments())
    assert there.changed == here.changed == ("A", "B['x']")
    assert there.shares == here.shares == ("C",)
    assert there.warnings == here.warnings
    assert there.warnings[0].startswith("RuntimeWarning: divide by zero")
    assert np.array_equal(there.value[0], here.value[0])


def test_our_arguments_stay_ours(submission):
    run(submission, "def f(a):\n    a += 1\n    return a")
    mine = np.zeros(3)
    assert np.array_equal(call(submission.question(), "f", a=mine).value, np.ones(3))
    assert not mine.any()


@pytest.mark.parametrize(
    "raising",
    ["StopIteration(1)", "SystemExit(3)", "KeyboardInterrupt()", "GeneratorExit()", "Exception()", "BaseException()",
     "type('Mine', (BaseException,), {})()", "AssertionError('x')", "MemoryError()"],
)  # fmt: skip
def test_no_exception_of_the_students_is_raised_here(submission, raising):
    run(submission, f"def f():\n    raise {raising}")
    with pytest.raises(Raised) as caught:
        call(submission.question(), "f")
    assert caught.value.places == ((0, 2),)


def test_an_exception_that_lies_about_itself(submission):
    run(
        submission,
        "class Lying(Exception):\n    def __str__(self): raise SystemExit\n"
        "Lying.__name__ = 'x' * 5000\ndef f(): raise Lying",
    )
    with pytest.raises(Raised) as caught:
        call(submission.question(), "f")
    assert (caught.value.text, len(caught.value.type_name)) == ("", 80)


def test_values_that_cannot_cross_are_opaque(submission):
    run(submission, "import numpy as np\ndef f(): return [print, np.array([None]), 1]")
    value = call(submission.question(), "f").value
    assert [type(v) for v in value] == [Opaque, Opaque, int]


@pytest.mark.parametrize(
    "returned", ["[np.zeros(2000)] * 300", "'x' * (1 << 23)", "loop", "np.zeros(1 << 26)"]
)
def test_a_result_that_is_too_large_is_an_exception(submission, returned):
    run(submission, f"import numpy as np\nloop = []\nloop.append(loop)\ndef f(): return {returned}")
    question = submission.question()
    with pytest.raises(Raised, match="result:"):
        call(question, "f")
    assert question.broken is None


def test_a_loop_is_stopped_and_the_fork_goes_on(submission):
    run(submission, "def f():\n    while True: pass\ndef g(): return 1")
    question = submission.question()
    with pytest.raises(OutOfTime) as caught:
        call(question, "f")
    assert caught.value.kind == "cpu"
    assert caught.value.places == ((0, 2),)
    assert call(question, "g").value == 1


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (
            "while True:\n        try:\n            while True: pass\n        except BaseException: pass",
            "cpu",
        ),
        ("import signal\n    signal.setitimer(signal.ITIMER_PROF, 0)\n    while True: pass", "cpu"),
        ("import signal, time\n    signal.setitimer(signal.ITIMER_REAL, 0)\n    time.sleep(100)", "wall"),
    ],
    ids=["swallows", "stops the clock", "sleeps"],
)
def test_whoever_does_not_stop_is_ended_and_the_next_fork_works(submission, body, kind):
    run(submission, f"def f():\n    {body}\ndef g(): return 1")
    question = submission.question()
    with pytest.raises(OutOfTime) as caught:
        call(question, "f")
    assert caught.value.kind == kind
    assert question.broken is not None or kind == "cpu"
    assert call(submission.question(), "g").value == 1


@pytest.mark.parametrize(
    "body", ["os._exit(0)", "os.kill(os.getpid(), 9)", "ctypes.string_at(0)", "os.closerange(0, 99)"]
)
def test_a_process_that_ends_is_died(submission, body):
    run(submission, f"import ctypes, os\ndef f(): {body}\ndef g(): return 1")
    question = submission.question()
    with pytest.raises(Died):
        call(question, "f")
    with pytest.raises(Died):
        call(question, "g")
    assert call(submission.question(), "g").value == 1


def test_forks_do_not_see_what_others_did(submission):
    run(submission, "seen = []\ndef f():\n    seen.append(1)\n    return len(seen)")
    first = submission.question()
    assert [call(first, "f").value for _ in range(2)] == [1, 2]
    assert call(submission.question(), "f").value == 1


def test_processes_and_threads_left_in_a_cell_do_not_keep_the_forks_from_being_made(submission):
    run(submission, "import os, time\ntry:\n    while True:\n        if os.fork() == 0: time.sleep(100)\n"
        "except BlockingIOError: pass\ndef f(): return 1")  # fmt: skip
    assert call(submission.question(), "f").value == 1


# -------------------------------------------------------------------------------------------- call-backs


def test_a_function_can_be_passed(submission):
    run(submission, "def f(g, x): return g(x) + g(x + 1)")
    assert call(submission.question(), "f", g=lambda x: x * 10, x=1).value == 30


def test_a_function_that_raises_here_tells_only_its_type(submission):
    run(submission, "def f(g):\n    try: g()\n    except Exception as e: return type(e).__name__, str(e)")

    def fails():
        raise ValueError("hidden 0.1234")

    assert call(submission.question(), "f", g=fails).value == ("RuntimeError", "ValueError")


def test_a_function_cannot_be_kept_for_later(submission):
    run(submission, "kept = []\ndef f(g): kept.append(g)\ndef h(): return kept[0](1)")
    question = submission.question()
    call(question, "f", g=lambda x: 7)
    with pytest.raises(Died):
        call(question, "h")


def test_a_swapped_name_asks_this_side(submission):
    run(
        submission,
        "def sigmoid(z, slope=1): return 0\ndef f(x): return sigmoid(slope=2, z=x)\ndef g(x): return f(x)",
    )
    question = submission.question()
    question.swap({"sigmoid": lambda z, slope: z * slope})
    assert call(question, "g", x=4).value == 8


def test_what_a_helper_is_known_to_answer_is_not_computed(submission):
    run(
        submission,
        "def sigmoid(z): return 0\ndef f(z): return [sigmoid(z), sigmoid(z=z), sigmoid(z + 1), sigmoid(z)]",
    )
    question = submission.question()
    asked = []
    name, key = name_and_key("sigmoid", [4.0])
    locked = {name: lock(key, said_back("value", 0.5)), name_and_key("relu", [5.0])[0]: b"no"}
    question.swap({"sigmoid": lambda z: asked.append(z) or z}, locked)
    assert call(question, "f", z=4.0).value == [0.5, 0.5, 5.0, 4.0]
    assert asked == [5.0, 4.0]  # what has differed once is not looked up again before the next call
    assert call(question, "f", z=4.0).value[0] == 0.5


def test_a_helper_may_call_functions_that_it_is_given(submission):
    run(
        submission,
        "def slope(f, t): return None\ndef double(t): return 2 * t\n"
        "def g(x): return slope(lambda t: x * double(t), t=3)",
    )
    question = submission.question()
    question.swap({"slope": lambda f, t: f(t + 1) - f(t), "double": lambda t: 10 * t})
    assert call(question, "g", x=4).value == 40
    assert call(question, "g", x=5).value == 50


def test_a_function_lent_to_a_helper_may_raise(submission):
    run(submission, "def slope(f): return None\ndef g(x): return slope(lambda: 1 / x)")
    question = submission.question()
    question.swap({"slope": lambda f: f()})
    with pytest.raises(Raised, match="division by zero"):
        call(question, "g", x=0)
    assert call(question, "g", x=2).value == 0.5


@pytest.mark.parametrize("end", ["os._exit(0)", "exec('while True: pass')"], ids=["exits", "hangs"])
def test_a_function_lent_to_a_helper_may_end_its_process(submission, end):
    run(submission, f"import os\ndef slope(f): return None\ndef g(): return slope(lambda: {end})")
    question = submission.question()
    question.swap({"slope": lambda f: f()})
    with pytest.raises((Died, OutOfTime, Raised)):
        call(question, "g")


def test_functions_are_lent_to_helpers_only(submission):
    run(submission, "def g(f): return f(lambda: 1)")
    seen = []
    call(submission.question(), "g", f=seen.append)
    assert not callable(seen[0])


def test_helpers_that_call_helpers_that_call_helpers_end(submission):
    run(submission, "def slope(f): return None\ndef g(): return slope(g)")
    question = submission.question()
    question.swap({"slope": lambda f: f()})
    with pytest.raises(Died):
        call(question, "g")
    with pytest.raises(Died):
        call(question, "g")


@pytest.mark.parametrize(
    "message",
    [["back", "other", [], {}], ["back", 0, [], {}], ["back", 5, [], {}], ["back", None, [], {}], ["back", "sigmoid"],
     ["back", "sigmoid", 1, {}], ["back", "sigmoid", [], [1]], ["back", "sigmoid", [], {1: 2}], ["back", [], [], {}]],
    ids=repr,
)  # fmt: skip
def test_call_backs_that_nobody_offered_end_the_conversation(submission, message):
    run(submission, FORGE, f"def sigmoid(): pass\ndef f():\n    say({message!r})\n    os._exit(0)")
    question = submission.question()
    question.swap({"sigmoid": lambda: 1})
    with pytest.raises(Died):
        call(question, "f")


def test_a_conversation_that_we_leave_in_the_middle_is_over(submission):
    """What is left of it would be taken for the answer to the next question."""
    run(submission, "def f(g): return g()\ndef h(): return 1")
    question = submission.question()

    def late():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call(question, "f", g=late)
    with pytest.raises(Died):
        call(question, "h")
    assert call(submission.question(), "h").value == 1


def test_endless_call_backs_end(submission):
    run(submission, "def f(g):\n    while True: g()")
    with pytest.raises(OutOfTime):
        call(submission.question(), "f", g=lambda: 1)


# ----------------------------------------------------------------------------------------- forged frames


@pytest.mark.parametrize(
    "message",
    [1, None, [], {}, "x", [1], [[]], ["returned"], ["returned", 1], ["returned", 1, 2, 3, 4],
     ["returned", 1, [], [], [], []], ["raised"], ["raised", None], ["raised", []], ["raised", [1, 2, 3]],
     ["raised", ["exception", [], {}, 5]], ["raised", ["cpu", "", "", [[1e400, 2]]]],
     ["raised", ["exception", "E", "t", [[1]]]], ["value", 1], ["cell", None, []], ["forked"], ["reaped"], ["hello"],
     ["back"]],
    ids=repr,
)  # fmt: skip
def test_a_forged_answer_is_the_students_problem(submission, message):
    literal = repr(message).replace("inf", "float('inf')")
    run(submission, FORGE, f"def f():\n    say({literal})\n    os._exit(0)")
    with pytest.raises(StudentProblem):
        call(submission.question(), "f")


def test_a_forged_result_is_only_a_result(submission):
    run(
        submission,
        FORGE,
        "def f():\n    say(['returned', 5, ['x'] * 99, [['y' * 999]], [{}]])\n    os._exit(0)",
    )
    observed = call(submission.question(), "f")
    assert observed.value == 5
    assert len(observed.changed) <= 16
    assert all(
        type(t) is str and len(t) <= 200 for t in (*observed.changed, *observed.shares, *observed.warnings)
    )


@pytest.mark.parametrize(
    "message",
    [1, [], ["cell"], ["cell", None], ["cell", 5, 6], ["cell", [1], []], ["forked"], ["cell", None, 3]],
    ids=repr,
)
def test_a_forged_answer_in_a_cell_ends_only_this_submission(zygote, message):
    with zygote.submission() as submission:
        run(submission, FORGE)
        try:
            problem, _ = submission.run_cell(1, f"say({message!r})\nos._exit(0)")
            assert problem is None or isinstance(problem, StudentProblem)
        except StudentProblem:
            assert submission.broken is not None
    with zygote.submission() as submission:
        run(submission, "x = 1")


@pytest.mark.parametrize("value", [None, 5, [], [1], [1, 2, 3], {0: 1, 1: 2}], ids=repr)
def test_many_calls_have_as_many_results_or_none(submission, value):
    """A test file takes them one by one: a wrong number of them would otherwise be our failure."""
    run(submission, FORGE, f"def f(x):\n    say(['returned', {value!r}, [], [], []])\n    os._exit(0)")
    with pytest.raises(Died):
        submission.question().observe("f", ["x"], [[1], [2]], 0, True)


def test_many_calls_in_one(submission):
    run(submission, "def f(x):\n    x += 1\n    return x * 2")
    observed = submission.question().observe("f", ["x"], [[np.zeros(1)], [np.ones(1)]], 0, True)
    assert [v.tolist() for v in observed.value] == [[2.0], [4.0]]
    assert observed.changed == ("x",)


def test_a_frame_without_end_runs_into_the_limit(submission):
    drips = """
import time
def f():
    for fd in wires():
        os.write(fd, struct.pack("<II", 1000, 0))
        for _ in range(1000):
            time.sleep(0.05)
            os.write(fd, b"x")
"""
    run(submission, FORGE, drips)
    with pytest.raises(OutOfTime):
        call(submission.question(), "f")


def test_a_huge_announcement_is_refused(submission):
    run(
        submission,
        FORGE,
        "def f():\n    for fd in wires(): os.write(fd, struct.pack('<IIQ', 5, 1, 1 << 40))\n    while True: pass",
    )
    with pytest.raises(Died):
        call(submission.question(), "f")


# ------------------------------------------------------------------------------------------- the zygote


def test_a_submission_says_what_it_used(zygote):
    with zygote.submission() as submission:
        run(submission, "x = sum(range(2_000_000))")
    assert submission.usage["cpu"] > 0
    assert submission.usage["peak"] > 10 << 20


def test_the_self_test_passes_here(zygote):
    tiers.self_test(zygote)


def test_student_code_is_what_the_kernel_ends_first(zygote, submission):
    ours = int(Path("/proc/self/oom_score_adj").read_text())
    for pid in (zygote._process.pid, submission.pid):
        assert int(Path(f"/proc/{pid}/oom_score_adj").read_text()) >= max(ours, 500)


def test_closing_leaves_no_process_and_no_folder():
    with Zygote(tiers.choose(limits=SMALL)) as zygote:
        pid, scratch = zygote._process.pid, Path(zygote._scratch)
        assert scratch.exists()
    assert not scratch.exists()
    assert not os.path.exists(f"/proc/{pid}")
    with pytest.raises(ZygoteFailed):
        zygote.spawn()


def test_numbers_cross_exactly(submission):
    run(submission, "def f(x): return x")
    question = submission.question()
    for value in (
        math.pi,
        5e-324,
        -0.0,
        2**63,
        -(2**200),
        "é\u0000",
        b"\xff",
        (1, [2, (3,)]),
        {"a": {"b": None}},
    ):
        got = call(question, "f", x=value).value
        assert repr(got) == repr(value)
