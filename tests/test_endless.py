"""A loop whose rounds change nothing is known never to end; of all others nothing is said."""

from __future__ import annotations

import signal

import pytest

from autograder import endless

NEVER_END = {
    "nothing": "while True: pass",
    "the counter forgotten": "step = 0\nwhile step < 10:\n    last = step\n",
    "equal arrays": "W = np.ones((3, 3))\nwhile True:\n    W = W + 0\n",
    "functions of the notebook": "i = 0\nwhile i < 9:\n    V = product(np.eye(2))\n    for j in [3]: V = V * j\n",
    "within a for": "for k in [0]:\n    i = 0\n    while i < 5:\n        try: 1 / 0\n        except: continue\n",
    "around a while that ends": "i = 0\nwhile i < 5:\n    j = 0\n    while j < 3: j += 1\n",
    "an argument that came in a message": "W = np.frombuffer(bytearray(16))[1:]\nwhile W.sum() < 1: V = W + 1",
    "in what is called": "for_ever()",
    "until nothing changes any more": "x = 1.0\nwhile x > 0.1: x = np.sqrt(x * 1.1)\n",
    "to and fro": "x = 1.0\nwhile abs(x) > 0.1: x = -x\n",
}
END = {
    "a clock": "end = clock() + 0.5\nwhile clock() < end: pass",
    "a clock of its own": "import time\nend = time.process_time() + 0.5\nwhile time.process_time() < end: pass",
    "random numbers": "while np.random.rand() > 3e-6: pass",
    "a for": "for z in [0] * 3_000_000: y = 1",
    "a for around it": "for z in [0] * 300_000:\n    q = 0\n    while q: pass\n",
    "a for within another": "o = 0\nwhile o < 3:\n    for z in [0] * 99_999:\n        while z: pass\n    o += 1\n",
    "an iterator": "it = iter(range(2_000_000))\nwhile next(it, None) is not None: pass",
    "a count": "i = 0\nwhile i < 3_000_000: i += 1",
    "a count in a global list": "while counts(count): pass",
    "a count in a default": "while counts(): pass",
    "a count in a closure": "while counts_inside(): pass",
    "a count of a function's own": "while counts_itself(): pass",
    "a count in an object": "while box.n < 1_000_000: box.n += 1",
    "memory that is shared": "a = np.zeros(1)\nb = a[:]\nwhile b[0] < 100_000: a += 1",
    "a message that is written to": "W = np.frombuffer(bytearray(8))\nwhile W[0] < 100_000: W += 1",
    "a generator": "g = generated()\nwhile g.__next__(): pass",
}
BEFORE = """
import numpy as np
from time import perf_counter as clock
def product(W): return W @ W.T
def for_ever():
    while True: i = 0
count = [0]
def counts(n=[0]):
    n[0] += 1
    return n[0] < 700_000
def make():
    n = 0
    def counts():
        nonlocal n
        n += 1
        return n < 700_000
    return counts
counts_inside = make()
def counts_itself():
    counts_itself.n += 1
    return counts_itself.n < 700_000
counts_itself.n = 0
class Box: n = 0
box = Box()
def generated():
    for _ in range(700_000): yield 1
    yield 0
"""


class Stopped(BaseException):
    pass


def stop():
    raise Stopped


def ends(source: str, *, in_function: bool) -> bool:
    """Whether it ran to its end, though it was watched from soon after its beginning."""
    if in_function:
        source = "def f():\n    " + "\n    ".join(source.splitlines()) + "\nf()\n"
    names: dict[str, object] = {"__name__": "__main__"}
    exec(compile(BEFORE, "<cell 0>", "exec"), names)
    code = compile(source, "<cell 1>", "exec")
    left = iter(range(40))

    def look(_, frame):
        assert next(left, None) is not None, "it neither ended nor was it known that it never does"
        endless.watch(frame, stop)

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 0.02, 1.0)  # once a second another attempt
    try:
        exec(code, names)
    except Stopped:
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        endless.leave()
    return True


@pytest.mark.parametrize("in_function", [True, False], ids=["function", "cell"])
@pytest.mark.parametrize("source", NEVER_END.values(), ids=list(NEVER_END))
def test_a_loop_without_end_is_known(source, in_function):
    assert not ends(source, in_function=in_function)


@pytest.mark.parametrize("in_function", [True, False], ids=["function", "cell"])
@pytest.mark.parametrize("source", END.values(), ids=list(END))
def test_nothing_is_said_of_a_loop_that_ends(source, in_function):
    assert ends(source, in_function=in_function)


def test_what_is_slow_is_not_told_to_be_endless_by_the_worker(submission):
    """The first look is over long before this is."""
    source = "def f():\n    i = 0\n    while i < 6_000_000: i += 1\n    return i"
    assert submission.run_cell(0, source) == (None, [])
    assert submission.question().call("f", [], [], 0).value == 6_000_000
