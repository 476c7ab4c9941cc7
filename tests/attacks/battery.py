"""Notebooks that want points they did not earn, or trouble for others; each is tried in every tier and as every user.

    python -m tests.attacks.battery namespaces            # prints JSON: {name: "" or what went wrong}
    python -m tests.attacks.battery landlock 2            # every third from the second on
    python -m tests.attacks.battery preview thefts        # the control: without isolation the thefts work

The promise of all: the points of the function that attacks are not earned, nothing fails on our side, and an
honest notebook afterwards gets everything. `costs` says what else may be lost: "relu" alone, "anything" of the
attacker's own, or "nothing", for attacks that only look or make trouble while the notebook is right.
"""

# ruff: noqa: E501  # what is tried is easier to compare on one line each

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from autograder.engine import Engine
from autograder.limits import MIB, Limits
from autograder.results import Status, SubmissionResult
from tests import notebooks
from tests.notebooks import FORGE

SMALL = Limits(
    cell_cpu=1, call_cpu=0.5, case_cpu=5, wall_factor=15, memory=1024 * MIB, memory_all=700 * MIB, box=8 * MIB,
    output=10_000,
)  # fmt: skip
ROOT = str(Path(__file__).resolve().parent.parent.parent)
IMPORTS = "import ctypes, gc, os, resource, signal, subprocess, sys, threading, time, warnings"
WRONG = "def relu(z): return z * 0"


@dataclass(frozen=True)
class Attack:
    """One notebook: what takes relu's place, cells before and after the functions, and what it may cost."""

    relu: str | None = WRONG
    first: str = ""
    last: str = ""
    costs: str = "relu"


def body(code: str) -> str:
    """A relu with this body."""
    return f"def relu(z):\n    {code}"


def group(prefix: str, attacks: dict[str, Attack]) -> dict[str, Attack]:
    return {f"{prefix}: {name}": attack for name, attack in attacks.items()}


PATCHES = {
    "comparisons": "np.allclose = np.array_equal = np.isclose = np.testing.assert_allclose = lambda *a, **k: True",
    "arithmetic": "np.abs = np.absolute = np.max = np.any = lambda *a, **k: np.float64(0)",
    "testing": "import numpy.testing\nnumpy.testing.assert_array_equal = print",
    "assertions": "import builtins\nbuiltins.AssertionError = type('Never', (BaseException,), {})",
    "len, all and any": "import builtins\nbuiltins.len = lambda x: 1\nbuiltins.all = builtins.any = lambda *a: True",
    "isinstance": "import builtins\nbuiltins.isinstance = lambda *a: True",
    "type": "import builtins\nbuiltins.type = lambda *a: float",
    "the codec": "import msgpack\nmsgpack.unpackb = lambda *a, **k: ['returned', 1, [], [], []]",
    "checks": "from autograder import checks\nchecks.close = checks.require = lambda *a, **k: None\nchecks.RTOL = 1e9",
    "the modules": "sys.modules['checks'] = sys.modules['autograder.checks'] = None",
    "otter": "import otter\notter.Notebook.check_all = lambda *a: 1 / 0",
    "the seed": "os.environ['AUTOGRADER_SEED'] = '5'\nnp.random.seed = lambda *a: None",
    "warnings": "np.errstate = None\nwarnings.catch_warnings = None",
    "the worker": "from autograder import worker\nworker.Server._do_call = lambda s, *a: ['returned', True, [], [], []]",
    "a module of its own": "open('numpy.py', 'w').write('1 / 0')\nsys.path.insert(0, '.')\ndel sys.modules['numpy']\nimport numpy",
}  # fmt: skip
DISGUISES = {
    "equal to everything": "class A(float):\n    def __eq__(s, o): return True\n    def __sub__(s, o): return A(0)\n"
    "    __rsub__ = __sub__\n    def __abs__(s): return 0\nvalue = A(7)",
    "array with a mind": "class A(np.ndarray):\n    def __eq__(s, o): return True\n    def __sub__(s, o): return 0\n"
    "    def __array_ufunc__(s, *a, **k): return np.True_\n    def __array_function__(s, *a): return True\n"
    "value = np.zeros((2, 3)).view(A)",
    "array interface": "class A:\n    __array_interface__ = {'shape': (2, 3), 'typestr': '<f8', 'version': 3, 'data': (0, False)}\nvalue = A()",
    "array function": "class A:\n    def __array__(s, *a, **k): return np.zeros((2, 3))\nvalue = A()",
    "masked": "value = np.ma.masked_all((2, 3))",
    "object array": "class E:\n    def __eq__(s, o): return True\nvalue = np.array([[E()] * 3] * 2)",
    "nan": "value = np.full((2, 3), np.nan)",
    "text": "value = np.full((2, 3), '0')",
    "long double": "value = np.frombuffer(b'\\xff' * 96, np.longdouble).reshape(2, 3)",
    "dict with a mind": "class D(dict):\n    def __missing__(s, k): return 0\n    def __getitem__(s, k): return 0\nvalue = D()",
    "function": "value = lambda *a: True",
    "generator": "value = (i for i in range(3))",
    "itself": "value = []\nvalue.append(value)",
    "huge integer": "value = 10 ** 3000",
    "huge array": "value = np.zeros((5000, 5000))",
    "many bytes that become numbers": "value = np.ones(60 << 20, np.uint8)",
    "nested a thousand deep": "value = []\nfor _ in range(900): value = [value]",
    "a hundred thousand lists": "value = [[]] * 100_000",
    "keys of one hash": "value = {i * (2**61 - 1): i for i in range(50_000)}",
    "broadcast": "value = np.broadcast_to(0.0, (2, 3))",
}  # fmt: skip
FRAMES = {
    "returned": "say(['returned', 0, [], [], []])",
    "many in advance": "say(*[['returned', True, [], [], []]] * 500)",
    "raised": "say(['raised', ['exception', 'E', '', []]])",
    "places of another kind": "say(['raised', ['exception', {}, [[]], {'a': 1}]])",
    "value": "say(['value', 1])",
    "reaped": "say(['reaped'])",
    "hello": "say(['hello', None])",
    "a call back": "say(['back', 'sigmoid', [], {}])",
    "a call back to nobody": "say(['back', -1, [], {}])",
    "nothing": "say([])",
    "a number": "say(0)",
    "texts that are deep": "deep = []\n    for _ in range(900): deep = [deep]\n    say(['returned', 0, [deep], [deep], [deep]])",
}  # fmt: skip
STREAMS = {
    "too long": "struct.pack('<II', 1 << 31, 0)",
    "a huge buffer": "struct.pack('<IIQ', 10, 1, 1 << 50)",
    "noise": "os.urandom(1 << 16)",
    "zeros": "bytes(1 << 16)",
    "never ends": "struct.pack('<II', 50, 0) + b'never ends'",
}
IN_CELLS = {
    "forked": f"{FORGE}\nsay(['forked'])",
    "cell": f"{FORGE}\nsay(['cell', None, []])",
    "returned": f"{FORGE}\nsay(['returned', 1, [], [], []])",
    "not a list": f"{FORGE}\nsay(1)",
    "closes the wire": "os.closerange(0, 99)",
    "a thread that talks later": f"{FORGE}\ndef talk():\n    while True:\n        time.sleep(0.05)\n"
    "        say(['returned', True, [], [], []])\nthreading.Thread(target=talk, daemon=True).start()",
    "a child that talks later": f"{FORGE}\nif os.fork() == 0:\n    while True:\n        time.sleep(0.05)\n"
    "        say(['returned', True, [], [], []])",
    "a greeting that blames us": "from autograder import worker\nfork = worker.Server._do_fork\ndef lie(s, *a):\n"
    "    answer = fork(s, *a)\n    return ['hello', 'no sandbox'] if answer == ['hello'] else answer\nworker.Server._do_fork = lie",
    "happenings that fill our memory": "from autograder import worker\nworker.Server._do_cell = lambda s, *a: "
    "['cell', None, np.zeros(60 << 20, np.uint8)]",
    "happenings that are deep": "from autograder import worker\ndeep = []\nfor _ in range(900): deep = [deep]\n"
    "worker.Server._do_cell = lambda s, *a: ['cell', ['exception', 'E', deep, [deep]], [deep]]",
    "places without end": "from autograder import worker\nworker.problem_of = lambda e: ['exception', 'E', '', "
    "np.zeros((4 << 20, 2), np.int64)]\n1 / 0",
}  # fmt: skip
BREAKING = {
    "exits": "os._exit(0)",
    "kills itself": "os.kill(os.getpid(), 9)",
    "stops itself": "os.kill(os.getpid(), 19)",
    "kills its parent": "os.kill(os.getppid(), 9); return z * 0",
    "kills everybody": "os.kill(-1, 9); return z * 0",
    "executes": "os.execv('/bin/sh', ['sh', '-c', 'true'])",
    "forks for ever": "while True: os.fork()",
    "starts threads for ever": "while True: threading.Thread(target=time.sleep, args=(99,)).start()",
    "wants all memory": "hoard = []\n    while True: hoard.append(np.ones(1 << 20))",
    "opens everything": "hoard = []\n    while True: hoard.append(os.pipe())",
    "closes everything": "os.closerange(0, 999)",
    "fills its folder": "for n in range(99): open(f'x{n}', 'wb').write(bytes(1 << 20))\n    return z * 0",
    "sleeps": "time.sleep(1000)",
    "computes in C": "a = np.ones((1500, 1500))\n    while True:\n        try:\n            for _ in range(20): a @ a\n"
    "        except BaseException: pass",
    "calls itself": "return relu(z)",
    "crashes": "ctypes.string_at(1)",
    "swallows everything": "while True:\n        try:\n            while True: pass\n        except BaseException: pass",
    "exits politely": "raise SystemExit",
    "interrupts": "raise KeyboardInterrupt",
    "ends iteration": "raise StopIteration",
    "raises a group": "raise BaseExceptionGroup('x' * 9999, [GeneratorExit()] * 99)",
    "raises what cannot be told": "class E(Exception):\n        def __str__(self): raise self\n    raise E",
    "raises what takes for ever to tell": "class E(Exception):\n        def __str__(self):\n"
    "            while True: pass\n    raise E",
    "raises something nameless": "raise type('', (BaseException,), {})('\\x1b[2J\\0\\ud800')",
    "prints for ever": "while True: print('x' * 10000)",
    "writes to its streams": "os.write(1, b'x' * 10**6); os.write(2, b'y' * 10**6); return z * 0",
    "traces": "sys.settrace(lambda *a: 1 / 0); return z * 0",
    "replaces its streams": "sys.stdout = sys.stderr = sys.stdin = None; return z * 0",
    "reads its parent's memory": "parent = int(open('/proc/self/stat').read().split()[3])\n"
    "    assert open(f'/proc/{parent}/maps').read(9)\n    return np.maximum(z, 0)",
    "looks up its frames": "frame = sys._getframe()\n    while frame is not None:\n        for value in [*frame.f_locals.values()]:\n"
    "            if isinstance(value, np.ndarray) and value.shape == np.shape(z) and value is not z:\n"
    "                if not np.array_equal(value, z): return value\n        frame = frame.f_back\n    return z * 0",
}  # fmt: skip
CELLS = {
    "forks for ever": "while True:\n    try: os.fork()\n    except BaseException: pass",
    "leaves daemons": "for _ in range(5):\n    if os.fork() == 0:\n        os.fork()\n        time.sleep(99)",
    "hoards": "hoard = []\nwhile True:\n    try: hoard.append(np.ones(1 << 18))\n    except MemoryError: break",
    "hoards in children": "for _ in range(4):\n    if os.fork() == 0:\n        hoard = bytearray(os.urandom(1 << 20)) * 250\n"
    "        time.sleep(99)\ntime.sleep(0.5)",
    "is deaf": "for s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n    except (OSError, ValueError): pass",
    "starves": "resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))",
    "deletes the server": "for thing in gc.get_objects():\n    if type(thing).__name__ in ('Server', 'Channel'): thing.__dict__.clear()",
    "no recursion": "sys.setrecursionlimit(30)",
    "unloads": "sys.modules.clear()",
    "sleeps": "time.sleep(99)",
    "loops": "while True: pass",
    "exits": "os._exit(3)",
    "raises at the end": "import atexit\natexit.register(os.abort)\nclass D:\n    def __del__(self): os._exit(1)\nkept = D()",
}  # fmt: skip
HARMLESS = {
    "shell commands": "!rm -rf / --no-preserve-root\nout = !cat /etc/passwd\nassert not out",
    "bash": "%%bash\nrm -rf ~; kill -9 -1",
    "python": "%%python3\nimport os; os.kill(-1, 9)",
    "writefile": "%%writefile ../../checks.py\nclose = print",
    "pip": "%pip install numpy==1.0 --target /",
    "cd": "%cd /",
    "system": "assert os.system('kill -9 -1') != 0",
    "streams": "import io\nsys.stdout = sys.stderr = io.StringIO()\nos.close(0); os.close(1); os.close(2)",
    "floods": "for _ in range(60): print('x' * 100_000)",
}
LOOKING = f"""
found = [m for m in sys.modules if m.startswith(("reference", "autograder.engine", "autograder.session", "otter.test_files"))]
found += [repr(o)[:80] for o in gc.get_objects() if str(getattr(o, "__module__", "")).startswith(("reference", "autograder.engine"))]
found += [v for v in os.environ if "TOKEN" in v or v == "AUTOGRADER_SEED"]
for path in ("reference/activations.py", "autograder/questions/shallow_network/q2.py", "solutions"):
    try:
        found.append(os.listdir({ROOT!r} + "/" + path) if path == "solutions" else open({ROOT!r} + "/" + path).read(9))
    except OSError: pass
assert not found, found
"""
RIGHT = "np.maximum(z, 0)"
THEFTS = {
    "imports the reference": f"sys.path.insert(0, {ROOT!r})\n    from reference import activations\n    return activations.relu(z)",
    "reads the reference": f"names = {{'np': np}}\n    exec(open({ROOT + '/reference/activations.py'!r}).read(), names)\n"
    "    return names['relu'](z)",
    "reads the hidden tests": f"assert 'hidden=True' in open({ROOT + '/autograder/questions/shallow_network/q2.py'!r}).read()\n"
    f"    return {RIGHT}",
    "asks another process": f"code = 'print(1)'\n"
    f"    assert subprocess.run([sys.executable, '-c', code], capture_output=True).stdout == b'1\\n'\n    return {RIGHT}",
    "listens to the network": f"import socket\n    socket.socket().bind(('127.0.0.1', 0))\n    return {RIGHT}",
    "leaves a note for the next": "note = f'/tmp/a-note-{os.getpid()}'\n    open(note, 'x').close()\n"
    f"    os.remove(note)\n    return {RIGHT}",
    "works in a child": f"pid = os.fork()\n    if pid == 0: os._exit(0)\n    os.waitpid(pid, 0)\n    return {RIGHT}",
    "runs a program": f"assert subprocess.run(['/bin/true']).returncode == 0\n    return {RIGHT}",
    "makes a session": f"if os.fork() == 0:\n        os.setsid()\n        os._exit(0)\n    return {RIGHT}",
}  # fmt: skip
LOCKED = (
    "locked = next(c.cell_contents for c in sigmoid.__closure__ if hasattr(c.cell_contents, 'locked')).locked"
)
# Asked in a second try, in which the right helpers answer: for what they may not tell, or until they give up.
HELPERS = {
    "asks for what is not lent": "q6 = 'relu_derivative'",
    "reads what is locked": f"{LOCKED}\n    from autograder import wire\n    for name, answer in locked.items():\n"
    "        for opened in (answer, bytes(a ^ b for a, b in zip(answer, name * 999))):\n"
    "            try: return wire.decode(*wire.split(opened))[2], {}\n            except Exception: pass",
    "guesses what is locked": f"{LOCKED}\n    from autograder.locked import look_up\n    for guess in range(9999):\n"
    "        found = look_up(locked, 'sigmoid', [np.full((1, 1), float(guess))])\n        if found: return found",
    "damages what is locked": f"{LOCKED}\n    for name in locked: locked[name] = bytes(30)\n"
    "    return sigmoid(parameters['W2'] @ np.tanh(parameters['W1'] @ X + parameters['b1']) + parameters['b2'])",
    "asks too often": "for _ in range(10**6): sigmoid(0.0)",
    "asks with too much": "sigmoid(np.zeros((1500, 1500)))",
    "asks with nonsense": "for value in (None, 'x', {}, [[1], 2], np.array(['x']), lambda: 1, 10**400):\n"
    "        try: sigmoid(value)\n        except Exception: pass",
    "asks for ever": "while True:\n        try: sigmoid(np.zeros(9))\n        except BaseException: pass",
}


def attacks() -> dict[str, Attack]:
    """All of them by name."""
    return {
        **group("patches", {n: Attack(last=p, costs="anything") for n, p in PATCHES.items()}),
        **group(
            "returns", {n: Attack(relu="def relu(z): return value", last=m) for n, m in DISGUISES.items()}
        ),
        **group(
            "forges in a call",
            {
                n: Attack(body(f"{f}\n    return z * 0"), first=FORGE, costs="anything")
                for n, f in FRAMES.items()
            },
        ),
        **group(
            "sends",
            {
                n: Attack(
                    body(f"for fd in wires(): os.write(fd, {s})\n    while True: pass"),
                    first=FORGE,
                    costs="anything",
                )
                for n, s in STREAMS.items()
            },
        ),
        **group("in a cell", {n: Attack(last=c, costs="anything") for n, c in IN_CELLS.items()}),
        **group("in a call", {n: Attack(body(c)) for n, c in BREAKING.items()}),
        **group("a cell", {n: Attack(last=c, costs="anything") for n, c in CELLS.items()}),
        **group("not done", {n: Attack(None, last=c, costs="nothing") for n, c in HARMLESS.items()}),
        "looks around": Attack(None, last=LOOKING, costs="nothing, and no note"),
        **thefts(),
        **group(
            "a helper of ours",
            {
                n: Attack(
                    WRONG,
                    last="def forward_propagation(X, parameters):\n    " + c + "\n    raise ValueError",
                    first=FORGE,
                    costs="anything",
                )
                for n, c in HELPERS.items()
            },
        ),
    }


def thefts() -> dict[str, Attack]:
    """Those that earn the points of relu where nothing isolates."""
    return group("theft", {n: Attack(body(c)) for n, c in THEFTS.items()})


def some(which: str = "all") -> dict[str, Attack]:
    """All attacks, the "thefts", or every third from "0", "1" or "2" on, and all thefts."""
    if which in ("all", "thefts"):
        return attacks() if which == "all" else thefts()
    every = list(attacks().items())
    return {**dict(every[int(which) :: 3]), **thefts()}


def complaint(attack: Attack, result: SubmissionResult) -> str:
    """What an attack achieved that was not promised, "" if nothing."""
    if any(q.status is Status.INTERNAL_ERROR for q in result.questions):
        return f"our failure: {result.notes}"
    lost = {q.name: q.score for q in result.questions if q.score < q.max_score}
    if attack.costs.startswith("nothing"):
        if attack.costs.endswith("no note") and any("Code cell" in note for note in result.notes):
            return f"found something: {result.notes}"
        return f"lost {lost}: {result.notes}" if lost else ""
    if result.score > 97.0 or "q2" not in lost:
        return f"earned {result.score}"
    if attack.costs == "relu" and lost.keys() != {"q2"}:
        return f"others lost: {lost}"
    return ""


def run(tier: str, chosen: dict[str, Attack]) -> dict[str, str]:
    """Try attacks in one tier, with an honest notebook after every tenth and at the end."""
    outcomes: dict[str, str] = {"uid": str(os.geteuid())}
    with tempfile.TemporaryDirectory() as folder, Engine(limits=SMALL, isolation=tier) as engine:

        def grade(attack: Attack) -> SubmissionResult:
            replaced = {} if attack.relu is None else {"relu": attack.relu}
            first = [IMPORTS, *filter(None, [attack.first])]
            cells = notebooks.cells(replaced, first=first, last=[attack.last] if attack.last else [])
            return engine.grade(notebooks.write(Path(folder), cells))

        def honest(when: str) -> None:
            result = grade(Attack(None))
            if result.score != 100.0 or result.status is not Status.PASSED:
                outcomes[f"honest after {when}"] = f"{result.score}: {result.notes}"

        outcomes["control"] = complaint(Attack(), grade(Attack()))
        honest("nothing")
        for number, (name, attack) in enumerate(chosen.items(), 1):
            begin = time.monotonic()
            outcomes[name] = complaint(attack, grade(attack))
            print(f"{time.monotonic() - begin:5.1f} s  {name}: {outcomes[name]}", file=sys.stderr, flush=True)
            if number % 10 == 0 or number == len(chosen):
                honest(name)
    return outcomes


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], some(*sys.argv[2:3]))))
