"""Notebooks that want points they did not earn, or trouble for others.

The promise for each: no point more than the honest rest of the notebook earns, no exception and no failure of
ours, and the next honest submission gets everything. Where an attack only concerns its own function, all other
questions keep their points as well.
"""

# ruff: noqa: E501  # the cells of a notebook are easier to compare on one line each

from __future__ import annotations

import re
from contextlib import suppress

import numpy as np
import pytest

from autograder import assignment, checks
from autograder import engine as engine_module
from autograder.names import Missing, Proxy
from autograder.results import Status, to_json
from autograder.session import Died
from autograder.wire import Opaque
from reference import answers
from tests.notebooks import FORGE

ASKED = assignment.load("shallow_network")
RELU = {case.name for case in ASKED.question("q2").test_file().test_cases if "leaky" not in case.name}
WITHOUT_RELU = {"q2": 5.0}  # what is left of q2 where leaky_relu is right and relu is not


def lost(result) -> dict[str, float]:
    return {q.name: q.score for q in result.questions if q.score < q.max_score}


@pytest.fixture
def attack(engine, grade):
    """Grade an attack, then hold the engine to what it promises to everybody else."""

    def run(replaced=None, **cells):
        result = grade(replaced, **cells)
        assert all(q.status is not Status.INTERNAL_ERROR for q in result.questions), result
        honest = grade()
        assert honest.score == 100.0
        assert honest.status is Status.PASSED
        return result

    return run


def test_relu_is_worth_what_these_tests_think(grade):
    """The control of all that follows: without relu, and without any attack, this is what is left."""
    assert lost(grade({"relu": "def relu(z): return z * 0"})) == WITHOUT_RELU
    assert len(RELU) == 2


# -------------------------------------------------------------------------------------- deceiving checks


@pytest.mark.parametrize(
    "patch",
    [
        "np.allclose = np.array_equal = np.isclose = np.testing.assert_allclose = lambda *a, **k: True",
        "np.abs = np.absolute = np.max = np.any = lambda *a, **k: np.float64(0)",
        "np.ndarray.__bases__\nimport numpy.testing\nnumpy.testing.assert_array_equal = print",
        "import builtins\nbuiltins.AssertionError = type('Never', (BaseException,), {})",
        "import builtins\nbuiltins.len = lambda x: 1\nbuiltins.all = builtins.any = lambda *a: True",
        "import json, msgpack\njson.dumps = lambda *a, **k: '{}'\nmsgpack.unpackb = lambda *a, **k: ['returned', 1, [], [], []]",
        "from autograder import checks\nchecks.close = checks.unchanged = checks.require = lambda *a, **k: None\nchecks.RTOL = 1e9",
        "import sys\nsys.modules['checks'] = sys.modules['autograder.checks'] = None",
        "import otter\notter.Notebook.check_all = lambda *a: 1 / 0",
        "import os\nos.environ['AUTOGRADER_SEED'] = '5'\nnp.random.seed = lambda *a: None",
        "np.errstate = None\nimport warnings\nwarnings.catch_warnings = None",
    ],
)  # fmt: skip
def test_patching_libraries_earns_nothing(attack, patch):
    """Some of these break the student's own process; none reaches ours."""
    result = attack({"relu": "def relu(z): return z * 0"}, first=[patch])
    assert result.score <= 97.0
    assert set(WITHOUT_RELU) <= set(lost(result))


@pytest.mark.parametrize(
    "patch", ["builtins.isinstance = lambda *a: True", "builtins.type = lambda *a: float"]
)
def test_patching_what_everything_uses_hurts_only_oneself(attack, patch):
    assert attack({"relu": "def relu(z): return z * 0"}, last=[f"import builtins\n{patch}"]).score <= 97.0


DISGUISES = {
    "equal to everything": "class A(float):\n    def __eq__(s, o): return True\n    def __sub__(s, o): return A(0)\n"
    "    __rsub__ = __sub__\n    def __abs__(s): return 0\nvalue = A(7)",
    "array with a mind": "class A(np.ndarray):\n    def __array_finalize__(s, o): pass\n    def __eq__(s, o): return True\n"
    "    def __sub__(s, o): return 0\n    def __array_ufunc__(s, *a, **k): return np.True_\n"
    "    def __array_function__(s, *a): return True\nvalue = np.zeros((2, 3)).view(A)",
    "array interface": "class A:\n    __array_interface__ = {'shape': (2, 3), 'typestr': '<f8', 'version': 3, 'data': (0, False)}\nvalue = A()",
    "array function": "class A:\n    def __array__(s, *a, **k): return np.zeros((2, 3))\nvalue = A()",
    "matrix": "value = np.matrix([[0.0] * 3] * 2)",
    "masked": "value = np.ma.masked_all((2, 3))",
    "object array": "class E:\n    def __eq__(s, o): return True\nvalue = np.array([[E()] * 3] * 2)",
    "nan": "value = np.full((2, 3), np.nan)",
    "infinite": "value = np.full((2, 3), np.inf)",
    "complex": "value = np.full((2, 3), 1j)",
    "long double": "value = np.frombuffer(b'\\xff' * 96, np.longdouble).reshape(2, 3)",
    "text": "value = np.full((2, 3), '0')",
    "dict with a mind": "class D(dict):\n    def __missing__(s, k): return 0\n    def __getitem__(s, k): return 0\nvalue = D()",
    "function": "value = lambda *a: True",
    "generator": "value = (i for i in range(3))",
    "module": "value = np",
    "itself": "value = []\nvalue.append(value)",
    "huge integer": "value = 10 ** 3000",
    "huge array": "value = np.zeros((5000, 5000))",
    "empty": "value = np.zeros((0, 3))",
    "many axes": "value = np.zeros((1,) * 32)",
    "broadcast": "value = np.broadcast_to(0.0, (2, 3))",
    "tuple of tuples": "value = ((((((1,),),),),),)",
    "none": "value = None",
}


@pytest.mark.parametrize("making", DISGUISES.values(), ids=DISGUISES.keys())
def test_no_object_passes_for_an_answer(grade, making):
    result = grade({"relu": "def relu(z): return value"}, last=[making])
    assert lost(result) == WITHOUT_RELU
    assert all(q.status is not Status.INTERNAL_ERROR for q in result.questions)


KEYS = ("W1", "b1", "W2", "b2", "Z1", "A1", "Z2", "A2", "dW1", "db1", "dW2", "db2")
HOSTILE_VALUES = [
    None, True, 0, -1, 10**400, -(10**900), 1.5, float("nan"), float("inf"), 1j, "", "x" * 1000, b"\xff", [], (), {}, set(),
    [[]], [None] * 3, (1, 2), (1, 2, 3), ({}, {}), (None, None), [{}, []], {"W1": None}, {"W1": 1, 2: 3}, {None: 1},
    dict.fromkeys(KEYS, "x"),
    {key: np.float64("nan") for key in KEYS},
    dict.fromkeys(KEYS, 10 ** 400),
    *(dict.fromkeys("abcde", chosen) for chosen in (None, [1], np.zeros(3), "ii", b"ii", Opaque("str"))),
    np.zeros(0), np.zeros((0, 5)), np.array(5), np.array("x"), np.array([b"x"]), np.zeros(3, "f2"), np.full((2, 2), 1e308),
    np.array([[1 + 1j]]), np.zeros((1,) * 20), np.float64("nan"), np.str_("x"), np.longdouble("1e4000"), np.bool_(True),
    np.iinfo("u8").max, Opaque("function"), Opaque("array of object"), [Opaque("Tensor")], (np.zeros((2, 2)), {}),
    (np.zeros((1, 4)), {"Z1": 1, "A1": 2, "Z2": 3, "A2": Opaque("x")}), ({"W1": 1}, [1, 2, 3]), ([], []), ({}, "costs"),
    (dict.fromkeys(["W1", "b1", "W2", "b2"]), [float("nan")] * 3), (dict.fromkeys(["W1", "b1", "W2", "b2"], 1), [10**400] * 3),
    (1.0, 10**400, None), ("1", "2", "3"), (np.array([1]), np.array([[2]]), np.zeros(2)),
]  # fmt: skip


class Everything(dict):
    """A notebook in which every function returns the same value."""

    def __init__(self, value, answers):
        super().__init__()
        self.value, self.answers = value, answers

    def get(self, name, default=None):
        if name == "answers":
            return self.answers

        def observe(name, labels, sets, optional, each):
            return checks.Call(
                name, [self.value] * len(sets) if each else self.value, ("x",), ("y",), ("z: w",)
            )

        return Proxy(name, observe)


@pytest.mark.parametrize("question", [q.name for q in ASKED.questions])
def test_no_value_makes_a_test_file_fail_by_itself(question):
    """Whatever comes back, a case passes or raises CheckFailed: anything else would be our failure, not theirs."""
    for value in HOSTILE_VALUES:
        for case in ASKED.question(question).test_file().test_cases:
            with checks.recording(0), suppress(checks.CheckFailed):
                case.body.call_func(Everything(value, value))


def test_what_is_missing_or_dead_fails_no_test_file_by_itself():
    def dies(*_):
        raise Died("died")

    for value in (Missing("f", "f is not defined"), Proxy("f", dies)):
        for question in ASKED.questions:
            for case in question.test_file().test_cases:
                names = Everything(None, value)
                names.get = lambda name, default=None, value=value: value
                with checks.recording(0), pytest.raises((checks.CheckFailed, Died)):
                    case.body.call_func(names)


# --------------------------------------------------------------------------------------- looking for it


SEARCH = """
import gc, os, sys
FORBIDDEN = ("reference", "autograder.engine", "autograder.session", "autograder.assignment", "otter.test_files")
found = [m for m in sys.modules if m.startswith(FORBIDDEN)]
for thing in gc.get_objects():
    name = getattr(thing, "__module__", None)
    if isinstance(name, str) and name.startswith(FORBIDDEN): found.append(repr(thing)[:80])
for frame in sys._current_frames().values():
    while frame is not None:
        found += [k for k in frame.f_globals if k in ("test_case", "OK_FORMAT", "relu_by_hand", "expected")]
        frame = frame.f_back
looked = 0
for root in ("/", "/box", "/usr/local/lib", *sys.path):
    for folder, folders, files in os.walk(root):
        looked += 1
        found += [f"{folder}/{name}" for name in files if name in ("q1.py", "engine.py", "shallow_network.py")
                  and not folder.endswith(("engine", "matplotlib"))]
        if "python3" in folder:  # a whole library: only what could be ours
            folders[:] = [f for f in folders if f.startswith(("autograder", "reference", "questions"))]
found += [v for v in os.environ if "TOKEN" in v or v == "AUTOGRADER_SEED"]
assert looked > 3
assert not found, found
"""


def test_there_is_nothing_to_be_found(attack, monkeypatch):
    monkeypatch.setenv("GRADER_TOKEN", "x")
    monkeypatch.setenv("AUTOGRADER_SEED", "7")
    result = attack(first=[SEARCH])
    assert [n for n in result.notes if n.startswith("Code cell")] == []
    assert lost(result) == {}


def test_the_search_would_find_it():
    """The control: here, where the tests are, the same code finds them."""
    with pytest.raises(AssertionError, match="autograder"):
        exec(SEARCH.partition("looked = 0")[0] + "looked = 4\nassert not found, found", {"test_case": 1})


def test_what_calls_the_function_does_not_know_the_answer(attack):
    """Walk up the frames of a call and try whatever lies there that has the right shape."""
    peeking = """
def relu(z):
    import sys
    frame = sys._getframe()
    while frame is not None:
        for value in [*frame.f_locals.values()]:
            if isinstance(value, np.ndarray) and value.shape == np.shape(z) and value is not z:
                if not np.array_equal(value, z): return value
        frame = frame.f_back
    return z * 0
"""
    assert lost(attack({"relu": peeking})) == WITHOUT_RELU


# ------------------------------------------------------------------------------------ talking on the wire


@pytest.mark.parametrize(
    "message",
    ["['returned', 0, [], [], []]", "['raised', ['exception', 'E', '', []]]", "['value', 1]", "['reaped']", "['hello', None]",
     "['back', 'sigmoid', [], {}]", "[]", "0"],
)  # fmt: skip
def test_forged_answers_earn_nothing(attack, message):
    """They answer the next call, too, so that the forger's other functions may lose: his own doing."""
    result = attack({"relu": f"def relu(z):\n    say({message})\n    return z * 0"}, first=[FORGE])
    assert "q2" in lost(result)
    assert result.score <= 97.0


def test_many_answers_in_advance_earn_nothing(attack):
    result = attack(
        {"relu": "def relu(z):\n    say(*[['returned', True, [], [], []]] * 500)\n    return z * 0"},
        first=[FORGE],
    )
    assert result.score <= 97.0


@pytest.mark.parametrize(
    "bytes_",
    ["struct.pack('<II', 1 << 31, 0)", "struct.pack('<IIQ', 10, 1, 1 << 50)", "os.urandom(1 << 16)", "bytes(1 << 16)",
     "struct.pack('<II', 50, 0) + b'never ends'"],
)  # fmt: skip
def test_broken_frames_cost_their_own_question(attack, bytes_):
    relu = f"def relu(z):\n    for fd in wires(): os.write(fd, {bytes_})\n    while True: pass"
    assert set(lost(attack({"relu": relu}, first=[FORGE]))) == {"q2"}


@pytest.mark.parametrize(
    "cell",
    [
        "say(['forked'])",
        "say(['cell', None, []])",
        "say(['returned', 1, [], [], []])",
        "say(1)",
        "os.closerange(0, 99)",
    ],
)
def test_forging_in_a_cell_earns_nothing(attack, cell):
    assert attack({"relu": "def relu(z): return z * 0"}, first=[FORGE, cell]).score <= 97.0


def test_a_thread_that_talks_later_earns_nothing(attack):
    talking = """
def talk():
    while True:
        time.sleep(0.05)
        say(["returned", True, [], [], []])
threading.Thread(target=talk, daemon=True).start()
"""
    assert attack({"relu": "def relu(z): return z * 0"}, first=[FORGE], last=[talking]).score <= 97.0


def test_a_child_that_talks_later_earns_nothing(attack):
    talking = "if os.fork() == 0:\n    while True:\n        time.sleep(0.05)\n        say(['returned', True, [], [], []])"
    assert attack({"relu": "def relu(z): return z * 0"}, first=[FORGE], last=[talking]).score <= 97.0


def test_what_runs_at_exit_talks_to_nobody(attack):
    result = attack(
        {"relu": "def relu(z): return z * 0"},
        first=[FORGE, "import atexit\natexit.register(say, ['forked'])"],
    )
    assert lost(result) == WITHOUT_RELU


# --------------------------------------------------------------------------------------- breaking things


BREAKING = {
    "exits": "os._exit(0)",
    "kills itself": "os.kill(os.getpid(), 9)",
    "stops itself": "os.kill(os.getpid(), 19)",
    "kills its parent": "os.kill(os.getppid(), 9); return z * 0",
    "kills everybody": "os.kill(-1, 9); return z * 0",
    "executes": "os.execv('/bin/sh', ['sh', '-c', 'true'])",
    "forks for ever": "\n    while True: os.fork()",
    "starts threads for ever": "\n    while True: threading.Thread(target=time.sleep, args=(99,)).start()",
    "wants all memory": "\n    hoard = []\n    while True: hoard.append(np.ones(1 << 20))",
    "opens everything": "\n    hoard = []\n    while True: hoard.append(os.pipe())",
    "closes everything": "os.closerange(0, 999)",
    "fills its folder": "\n    for n in range(99): open(f'x{n}', 'wb').write(bytes(1 << 20))\n    return z * 0",
    "sleeps": "time.sleep(1000)",
    "multiplies in C": "\n    a = np.ones((1500, 1500))\n    while True:\n        try:\n            for _ in range(20): a @ a\n"
    "        except BaseException: pass",
    "calls itself": "return relu(z)",
    "crashes": "ctypes.string_at(1)",
    "swallows everything": "\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass",
    "exits politely": "raise SystemExit",
    "interrupts": "raise KeyboardInterrupt",
    "ends iteration": "raise StopIteration",
    "prints for ever": "\n    while True: print('x' * 10000)",
    "writes to its streams": "os.write(1, b'x' * 10**6); os.write(2, b'y' * 10**6); return z * 0",
    "traces": "sys.settrace(lambda *a: 1 / 0); return z * 0",
    "replaces its streams": "sys.stdout = sys.stderr = sys.stdin = None; return z * 0",
}


@pytest.mark.parametrize("body", BREAKING.values(), ids=BREAKING.keys())
def test_breaking_its_process_costs_its_own_question(grade, body):
    imports = "import ctypes, os, signal, sys, threading, time"
    result = grade({"relu": f"def relu(z): {body}"}, first=[imports])
    assert set(lost(result)) == {"q2"}, result
    assert result.score <= 97.0
    assert all(q.status is not Status.INTERNAL_ERROR for q in result.questions)


def test_after_all_that_the_engine_is_as_it_was(grade):
    assert grade().score == 100.0


@pytest.mark.parametrize(
    "cell",
    [
        "import os\nwhile True:\n    try: os.fork()\n    except BaseException: pass",
        "hoard = []\nwhile True:\n    try: hoard.append(np.ones(1 << 18))\n    except MemoryError: break",
        "import signal\nfor s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError): pass",
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))",
        "import gc\nfor thing in gc.get_objects():\n    if type(thing).__name__ in ('Server', 'Channel'): thing.__dict__.clear()",
        "import sys\nsys.setrecursionlimit(30)",
        "import sys\nsys.modules.clear()",
    ],
    ids=["forks", "hoards", "is deaf", "starves", "deletes the server", "no recursion", "unloads"],
)  # fmt: skip
def test_a_cell_that_breaks_its_process_costs_no_one_else(attack, cell):
    attack({"relu": "def relu(z): return z * 0"}, first=[cell])


# ---------------------------------------------------------------------------------- memory between tries


KEEPING = """
import mmap, pickle
shared = mmap.mmap(-1, 1 << 20)  # made before any fork, so all forks of this process write to the same memory
def load():
    size = int.from_bytes(shared[:8], "little")
    return pickle.loads(shared[8 : 8 + size]) if size else {}
def save(table):
    data = pickle.dumps(table)
    shared[:8] = len(data).to_bytes(8, "little")
    shared[8 : 8 + len(data)] = data
def key(*values): return pickle.dumps(values)
"""
LOOKING_UP = """
def sigmoid(z):
    table = load()
    entry = table.setdefault(key("sigmoid", np.array(z)), [np.array(z), None])
    save(table)
    return entry[1] if entry[1] is not None else np.zeros(np.shape(z))
"""
HARVESTING = """
def harvest():
    table = load()
    for entry in table.values():
        if entry[1] is None: entry[1] = sigmoid(entry[0])
    save(table)
def forward_propagation(X, parameters):
    harvest()
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
"""


def test_answers_harvested_from_our_helpers_come_too_late(attack):
    """Second tries lend the reference's sigmoid to q6: by then q1, to which its answers belong, is over."""
    result = attack({"sigmoid": LOOKING_UP, "forward_propagation": HARVESTING}, first=[KEEPING])
    assert lost(result) == {"q1": 0.0}


def test_memory_is_shared_between_tries(submission):
    """The control: the attack above fails for its lateness, not because nothing can be kept."""
    submission.run_cell(0, f"{KEEPING}\ndef put(x): save({{1: x}})\ndef take(): return load()")
    submission.question().call("put", ["x"], [7], 0)
    assert submission.question().call("take", [], [], 0).value == {1: 7}


def test_a_later_submission_finds_nothing_kept(attack, grade):
    grade({"sigmoid": LOOKING_UP}, first=[KEEPING])
    assert lost(attack({"sigmoid": LOOKING_UP}, first=[KEEPING])) == lost(
        grade({"sigmoid": "def sigmoid(z): return 0 * z"})
    )


def test_helpers_belong_to_questions_that_are_over():
    """Why that holds: a question lends only functions of earlier ones, and second tries go in the same order."""
    order = [q.name for q in ASKED.questions]
    for question in ASKED.questions:
        for helper, owner in question.helpers.items():
            assert order.index(owner) < order.index(question.name)
            assert helper in ASKED.question(owner).functions
            assert helper not in question.functions


def test_a_case_needs_a_function_of_its_own_question():
    """Else a second try, in which earlier functions are ours, would pass it without the student."""
    for question in ASKED.questions:
        for case in question.test_file().test_cases:
            assert set(parameters(case)) & set(question.functions), (question.name, case.name)


def parameters(case) -> list[str]:
    function = case.body.test_func
    return list(function.__code__.co_varnames[: function.__code__.co_argcount])


class Recorder:
    """Calls the reference in a student's place, and keeps what went in and what came out."""

    def __init__(self, function):
        self.function, self.calls = function, []

    def observe(self, name, labels, values, *more):
        observed = checks.observe(self.function, labels, values, *more)
        self.calls.append((values, observed.value))
        return observed


def seen(hidden: bool) -> dict[str, tuple[list, list]]:
    """For each question the arrays that go into a right notebook's functions and those that come out."""
    right = answers("shallow_network")
    found = {}
    for question in ASKED.questions:
        recorders = []

        class Notebook(dict):
            def get(self, name, default=None, recorders=recorders):
                value = right.get(name, default)
                if not callable(value):
                    return value
                recorders.append(Recorder(value))
                return Proxy(name, recorders[-1].observe)

        for case in question.test_file().test_cases:
            if case.hidden is hidden:
                with checks.recording(0):
                    case.body.call_func(Notebook())
        calls = [call for recorder in recorders for call in recorder.calls]
        found[question.name] = (
            [a for c in calls for a in arrays(c[0])],
            [a for c in calls for a in arrays(c[1])],
        )
    return found


def arrays(value) -> list[np.ndarray]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [a for item in value for a in arrays(item)]
    return [np.asarray(value, dtype=float)] if isinstance(value, float | np.ndarray | np.floating) else []


def test_no_question_hands_out_the_answer_of_another():
    """An input of one question (a cache, say) must not be what a hidden case of another one asks for."""
    found = seen(hidden=True)
    for name, (_, results) in found.items():
        expected = {a.round(9).tobytes() for a in results if len(set(a.flat)) > 3}
        for other, (inputs, _) in found.items():
            if other != name:
                assert not expected & {a.round(9).tobytes() for a in inputs}, (name, other)


# ------------------------------------------------------------------------------------------------ leaks


def digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def hidden_numbers() -> set[str]:
    """The digits of every hidden input that has seven of them."""
    found = set()
    for inputs, _ in seen(hidden=True).values():
        for number in (x for a in inputs for x in a.flat):
            text = digits(repr(float(number))).lstrip("0")[:7]
            if "e" not in repr(float(number)) and len(text) == 7 and len(set(text)) > 3:
                found.add(text)
    return found


TELLING = {
    "sigmoid": "def sigmoid(z):\n    keep(z)\n    raise ValueError(told())",
    "relu": "def relu(z):\n    keep(z)\n    raise type('E' + told(), (Exception,), {})(told())",
    "leaky_relu": "def leaky_relu(z, alpha=0.01):\n    keep(z)\n    warnings.warn(told())\n"
    "    raise type('KeyError', (BaseException,), {})(told())",
    "sigmoid_derivative": "def sigmoid_derivative(z):\n    keep(z)\n    return {told(): told(), 'x': {told(): 1}}",
    "tanh_derivative": "def tanh_derivative(z):\n    keep(z)\n    return type('T' + told(), (), {})()",
    "relu_derivative": "def relu_derivative(z):\n    keep(z)\n    warnings.warn(told(), type('W' + told(), (Warning,), {}))\n"
    "    return np.where(z > 0, 1.0, 0.0)",
    "leaky_relu_derivative": "def leaky_relu_derivative(z, alpha=0.01):\n    keep(z)\n"
    "    say(['returned', told(), [told()], [told()], [told(), 'RuntimeWarning: overflow encountered in ' + told()]])",
    "collapse_linear": "def collapse_linear(W1, b1, W2, b2):\n    keep(W1)\n"
    "    say(['raised', ['exception', told(), told(), [[int(told()[:9]), int(told()[:9])]]]])",
    "compute_cost": "def compute_cost(A2, Y):\n    keep(A2)\n    print(told())\n    raise Exception(told()) from KeyError(told())",
    "update_parameters": "def update_parameters(parameters, grads, learning_rate=1.2):\n    keep(grads['dW1'])\n"
    "    return {told(): 1, **{k: told() for k in parameters}}",
    "predict": "def predict(parameters, X):\n    keep(X)\n    return [told()] * 5",
}
KEEP = """
import warnings
kept = []
def keep(value): kept.extend(float(x) for x in np.ravel(value)[:40])
def told(): return " ".join(repr(x) for x in kept[-8:])
"""


def test_no_hidden_input_comes_out_through_any_text(attack):
    secrets = hidden_numbers()
    assert len(secrets) > 100
    result = attack(TELLING, first=[KEEP, FORGE])
    text = to_json(result)
    numbers = {digits(n).lstrip("0")[:7] for n in re.findall(r"\d+\.\d+|\d{7,}", text)}
    assert not numbers & secrets
    assert not any(repr(x) in text for a in seen(hidden=True)["q1"][0] for x in a.flat if len(repr(x)) > 8)


def test_a_public_input_may_come_out(grade):
    """The control: the same notebook does tell what it was shown in public."""
    result = grade(TELLING, first=[KEEP, FORGE])
    assert "1.0986122886681098" in to_json(result)


def test_public_cases_know_nothing_of_hidden_ones(grade, monkeypatch):
    """Text is shown for public cases, so all of them are over before the first hidden input is sent."""
    asked, call_func = [], engine_module._Case.call_func

    def noting(self, names):
        asked.append(self.case.hidden)
        call_func(self, names)

    monkeypatch.setattr(engine_module._Case, "call_func", noting)
    grade()
    assert asked == sorted(asked)
    assert len(set(asked)) == 2
