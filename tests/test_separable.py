"""Which functions may be asked in any order: those whose text keeps nothing; in doubt none."""

from __future__ import annotations

import pytest

from autograder import assignment, notebook
from autograder.attempt import names_asked
from autograder.separable import separable

IMPORTS = "import numpy as np\nfrom math import sqrt\nimport matplotlib.pyplot as plt\nimport time"

INDEPENDENT = {
    "plain": "def f(x):\n    return np.dot(x, x) + sqrt(2)",
    "a helper": "def g(x):\n    return x + 1\ndef f(x):\n    return g(x)",
    "a lambda": "f = lambda x: np.abs(x)",
    "a constant": "EPSILON = 1e-8\ndef f(x):\n    return x + EPSILON",
    "its own data": "def f(x):\n    cache = {}\n    cache['x'] = x\n    x[0] = 1\n    return cache",
    "a closure": "def f(x):\n    def inner(y):\n        return x + y\n    return inner(x)",
    "seeded": "def f(n):\n    np.random.seed(3)\n    return np.random.randn(n)",
    "a generator of its own": "def f(n, seed=0):\n    rng = np.random.default_rng(seed)\n    return rng.normal(size=n)",
    "an IPython command": "%matplotlib inline\ndef f(x):\n    return x",
    "a magic in front": "!pip list\ndef f(x):\n    return x",
    "data that is looked at": "f = {'1': 'a', '2': 'b'}",
    "not there": "def g(x):\n    return x",
    "raising": "def f(x):\n    raise NotImplementedError('still to be written')",
    "a name that is nowhere": "def f(x):\n    return nowhere + x",
    "state elsewhere": "calls = []\ndef g(x):\n    calls.append(x)\ndef f(x):\n    return x",
    "a default of the module's": "def f(x, activation=np.tanh, scale=-1.0):\n    return activation(x) * scale",
}
DEPENDENT = {
    "global": "n = 0\ndef f(x):\n    global n\n    n += 1\n    return n",
    "a list outside": "seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)",
    "a dict outside": "cache = {}\ndef f(x):\n    return cache.setdefault(1, x)",
    "through a helper": "seen = []\ndef g(x):\n    seen.append(x)\ndef f(x):\n    g(x)\n    return x",
    "a mutable default": "def f(x, seen=[]):\n    seen.append(x)\n    return len(seen)",
    "a default of outside": "seen = []\ndef f(x, seen=seen):\n    seen.append(x)",
    "an attribute of itself": "def f(x):\n    f.calls = getattr(f, 'calls', 0) + 1\n    return f.calls",
    "a decorator": "from functools import lru_cache\n@lru_cache\ndef f(x):\n    return x",
    "wrapped later": "def f(x):\n    return x\nf = np.vectorize(f)",
    "an object": "class F:\n    n = 0\n    def __call__(self, x):\n        self.n += 1\n        return self.n\nf = F()",
    "random numbers": "def f(n):\n    return np.random.randn(n)",
    "random numbers, imported": "from numpy.random import randn\ndef f(n):\n    return randn(n)",
    "random numbers, renamed": "def f(n):\n    draw = np.random.randn\n    return draw(n)",
    "seeded too late": "def f(n):\n    a = np.random.randn(n)\n    np.random.seed(1)\n    return a",
    "seeded with nothing": "def f(n):\n    np.random.seed()\n    return np.random.randn(n)",
    "a generator without a seed": "def f(n):\n    return np.random.default_rng().normal(size=n)",
    "a shared generator": "rng = np.random.default_rng(0)\ndef f(n):\n    return rng.normal(size=n)",
    "the clock": "def f(x):\n    return time.time()",
    "globals()": "def f(x):\n    globals()['n'] = x\n    return x",
    "exec": "exec('seen = []')\ndef f(x):\n    return x",
    "NumPy itself": "def f(x):\n    np.seterr(all='raise')\n    return x",
    "an attribute of NumPy": "def f(x):\n    np.calls = 1\n    return x",
    "a generator function's state": "count = iter(range(9))\ndef f(x):\n    return next(count)",
    "a cell that does not parse": "def f(x):\n    return x\ndef g(:",
    "bound in a loop": "for f in [sqrt, np.abs]:\n    pass",
    "an import within": "def f(x):\n    import random\n    return random.random()",
}


@pytest.mark.parametrize("cell", INDEPENDENT.values(), ids=INDEPENDENT)
def test_independent(cell):
    assert separable([IMPORTS, cell], ["f"])


@pytest.mark.parametrize("cell", DEPENDENT.values(), ids=DEPENDENT)
def test_dependent_or_in_doubt(cell):
    assert not separable([IMPORTS, cell], ["f"])


@pytest.mark.parametrize("name", assignment.names())
def test_of_our_own_answers_only_those_that_draw_at_random_depend_on_each_other(name):
    asked = assignment.load(name)
    read = notebook.read(assignment.ROOT / f"solutions/{name}/{name}.ipynb")
    cells = [cell.source for cell in read.cells if cell.kind == "code"]
    dependent = {q.name for q in asked.questions if not separable(cells, names_asked(name, q.name))}
    drawing = {q.name for q in asked.questions if any(f.startswith(("init", "dropout")) for f in q.functions)}
    assert dependent <= drawing | {"q7"} if name == "regularization" else dependent <= drawing
