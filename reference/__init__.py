"""The one place where a right answer is written. NumPy only.

From a function's signature and docstring comes the student's stub, from its source the published solution,
from its outputs the expected values of the hidden cases.

MODULES names the files of each assignment; where two define the same name, the later one counts.
"""

import importlib
from functools import cache

MODULES = {
    "shallow_network": ("activations", "shallow_network"),
    "deep_network": ("deep_network",),
    "initialization": ("initialization",),
    "regularization": ("regularization",),
    "gradient_checking": ("gradient_checking",),
}


@cache
def answers(assignment):
    """The right answers of one assignment by name, in the order of its files: functions, and dicts of choices.

    Functions that are given to students, and what its files import from each other, are among them.
    """
    found = {}
    for module in MODULES[assignment]:
        found.update(vars(importlib.import_module(f"reference.{module}")))
    return {name: value for name, value in found.items() if not name.startswith("_") and _is_answer(value)}


def _is_answer(value):
    return isinstance(value, dict) or (
        callable(value) and getattr(value, "__module__", "").startswith("reference.")
    )
