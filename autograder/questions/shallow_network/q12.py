"""q12: five concept items, answered in a dict.

Each right answer is worth a point; the public case looks at the form only, says so and is worth none. Otter's
check and export bear a student's copy that is worth nothing, as long as it is not all_or_nothing.
"""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q12"
title = "Concepts"
functions = ["answers"]
helpers = {}

ITEMS = ("a", "b", "c", "d", "e")
OPTIONS = ("i", "ii", "iii", "iv")


def chosen(answers, item):
    """The option that a student chose; blanks and capitals do not matter."""
    value = checks.dictionary(answers, [item], "answers", extra=True)[item]
    return value.strip().lower() if isinstance(value, str) else None


@test_case(
    name="answers has the keys a to e, each with one of 'i', 'ii', 'iii', 'iv'", points=0, hidden=False
)
def form(answers):
    checks.require(
        answers is not None, "answers is not defined: run the cell that defines it, then check again."
    )
    checks.dictionary(answers, ITEMS, "answers", extra=True)
    for item in ITEMS:
        rule = f"answers['{item}'] must be one of 'i', 'ii', 'iii', 'iv', in quotes."
        checks.require(chosen(answers, item) in OPTIONS, rule)


def compare(answers, item, right):
    rule = f"The answer to item {item} is not right: read the section on it once more."
    checks.require(chosen(answers, item) == right[item], rule)


@test_case(name="Item a is answered correctly", points=1, hidden=True)
def item_a(answers):
    from reference.shallow_network import answers as right

    compare(answers, "a", right)


@test_case(name="Item b is answered correctly", points=1, hidden=True)
def item_b(answers):
    from reference.shallow_network import answers as right

    compare(answers, "b", right)


@test_case(name="Item c is answered correctly", points=1, hidden=True)
def item_c(answers):
    from reference.shallow_network import answers as right

    compare(answers, "c", right)


@test_case(name="Item d is answered correctly", points=1, hidden=True)
def item_d(answers):
    from reference.shallow_network import answers as right

    compare(answers, "d", right)


@test_case(name="Item e is answered correctly", points=1, hidden=True)
def item_e(answers):
    from reference.shallow_network import answers as right

    compare(answers, "e", right)
