"""What one student of a simulated class hands in: right answers in some hand, and known mistakes among them.

    for one in handed_in(person, seed=7, assignments=["shallow_network"]):
        one.data(), one.planted

What is made up here, and was not measured in a class, are the rates: how strong students are, how often
something odd comes in. A few of the catalogue's mistakes are common and most are rare, as 1, 1/2, 1/3, …; which
ones is drawn with the seed.
"""

from __future__ import annotations

import ast
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from autograder import answered
from autograder.answered import Json
from autograder.assignment import ROOT, load
from autograder.definitions import definitions
from autograder.roster import Person
from reference import MODULES
from reference.mistakes import Mistake, catalogue
from reference.styles import styles

FIRST_DEADLINE = datetime(2027, 1, 15, 23, 59, tzinfo=UTC)
BETWEEN_DEADLINES = timedelta(days=14)


@dataclass(frozen=True)
class Kind:
    """A kind of student.

    Attributes:
        share: of the class.
        wrong: the probability that one of their functions is wrong.
        skips: that they leave a function as it was handed out.
        stops: that they stop somewhere in the notebook.
    """

    share: float
    wrong: float
    skips: float
    stops: float


KINDS = (Kind(0.3, 0.01, 0.0, 0.0), Kind(0.5, 0.06, 0.003, 0.06), Kind(0.2, 0.17, 0.02, 0.35))
NOTHING, TWICE, LATE = 0.03, 0.06, 0.08  # who hands nothing in; another attempt before; after the deadline
IN_ONE_STYLE, VARIANT = 0.6, 0.4  # notebooks in one of the whole styles; functions of the others as a variant
WITH_OUTPUTS, SCRATCH = 0.5, 0.3  # saved with what the cells showed; with cells of one's own
ODD = {
    "renamed": 0.1,
    "metadata stripped": 0.03,
    "a cell that raises": 0.02,
    "a syntax error": 0.015,
    "cells deleted and doubled": 0.01,
    "an endless loop": 0.004,
    "much output": 0.003,
    "sys.exit in a cell": 0.003,
    "nbformat 3": 0.003,
    "cut off": 0.003,
    "no notebook": 0.002,
}
_NAMES = ("{a} (1)", "{a}_final", "{a}-Copy1", "{s} {a}", "Untitled", "homework")
_SCRATCH = (
    "2 + 2\n",
    "np.arange(6).reshape(2, 3).sum(axis=1, keepdims=True).shape\n",
    "A = np.ones((2, 3))\nB = np.ones((3, 4))\nprint((A @ B).shape)\n",
    "x = np.linspace(-3, 3, 50)\nplt.plot(x, np.tanh(x))\nplt.show()\n",
    "%timeit -n1 -r1 np.exp(np.zeros(1000))\n",
    "np.random.seed(1)\nnp.random.randn(2, 2)\n",
    "?np.sum\n",
    "# TODO: ask about the shapes\n",
)
_RAISES = "a = np.ones((2, 3))\nb = np.ones((3, 2))\na + b\n"
_ENDLESS = "    step = 0\n    while step < 10:\n        last = step\n    return last\n"


@dataclass(frozen=True)
class HandIn:
    """One notebook that a student hands in.

    Attributes:
        style: whose hand it is in.
        sources: the text of each answered function.
        planted: what is wrong: the question that it costs, "" if it costs none, and a text.
        outputs: whether it was saved with what its cells showed.
        extra: cells of the student's own.
        file: its name.
        change, write: what happens to the notebook, and how it is turned into bytes.
        counts: whether it is the last attempt.
    """

    assignment: str
    style: str
    sources: Mapping[str, str]
    planted: tuple[tuple[str, str], ...] = ()
    outputs: bool = False
    extra: tuple[str, ...] = ()
    file: str = ""
    change: Callable[[Json], Json] = lambda notebook: notebook
    write: Callable[[Json], bytes] = answered.as_json
    counts: bool = True
    submitted: datetime = FIRST_DEADLINE

    def data(self) -> bytes:
        """The file's bytes."""
        notebook = answered.answered(self.assignment, self.sources, self.extra)
        if self.outputs:
            _show_outputs(notebook, self.assignment, self.loses[:1])
        return self.write(self.change(notebook))

    @property
    def loses(self) -> tuple[str, ...]:
        """The questions that lose points for what was planted, in their order."""
        return tuple(sorted({question for question, _ in self.planted} - {""}, key=_number))

    def with_more(self, *planted: tuple[str, str], **changes: Any) -> HandIn:
        """The same with something more planted."""
        return replace(self, planted=(*self.planted, *planted), **changes)


def due(assignment: str) -> datetime:
    """The deadline: one assignment after the other, in the order of release."""
    return FIRST_DEADLINE + list(MODULES).index(assignment) * BETWEEN_DEADLINES


def handed_in(person: Person, seed: int, assignments: Sequence[str]) -> Iterator[HandIn]:
    """What a student hands in, assignment by assignment; of two attempts the first one first."""
    kind = random.Random(f"kind {seed} {person.student}").choices(KINDS, [k.share for k in KINDS])[0]
    for assignment in assignments:
        chance = random.Random(f"{assignment} {seed} {person.student}")
        if chance.random() < NOTHING:
            continue
        one = _befallen(_written(assignment, kind, seed, chance), person, chance)
        twice = chance.random() < TWICE
        late = chance.random() < LATE and not twice  # of two attempts the one in time counts
        minutes = chance.expovariate(1 / 900) if late else -chance.expovariate(1 / 1500)
        one = replace(one, submitted=due(assignment) + timedelta(minutes=int(minutes)))
        if twice:
            yield _earlier(one, chance)
        yield one


# ---------------------------------------------------------------------------------------- what is written


def _written(assignment: str, kind: Kind, seed: int, chance: random.Random) -> HandIn:
    """A notebook in some hand, with the mistakes of a student of that kind."""
    names = answered.exercises(assignment)
    style, hand = _hand(assignment, chance)
    owners, mistakes = _owners(assignment), _popular(assignment, seed)
    sources: dict[str, str] = {}
    planted: dict[str, str] = {}
    stops = len(names) if chance.random() >= kind.stops else chance.randrange(len(names))
    for position, name in enumerate(names):
        wrong, skipped = chance.random() < kind.wrong, chance.random() < kind.skips
        if position >= stops or (skipped and not hand[name][0]):
            planted[name] = "not written"
        elif wrong:
            known, weights = mistakes[name]
            mistake = chance.choices(known, weights)[0]
            sources[name], planted[name] = hand[name][0] + mistake.source(), mistake.name
    for name in names:
        if name not in planted:
            sources[name] = _beside(planted, assignment, name, *hand[name])
    extra = chance.sample(_SCRATCH, chance.randint(1, 3)) if chance.random() < SCRATCH else ()
    return HandIn(
        assignment,
        style,
        sources,
        tuple((owners[name], f"{name} {what}") for name, what in planted.items()),
        outputs=chance.random() < WITH_OUTPUTS,
        extra=tuple(extra),
        file=f"{assignment}.ipynb",
    )


def _beside(planted: Mapping[str, str], assignment: str, name: str, before: str, text: str) -> str:
    """A right answer beside wrong ones: where it would build on one of them, it is the reference's.

    A style may call what the exercise does not offer, or in a way of its own: points would be lost in two places.
    """
    builds = set(re.findall(r"\w+", text)) & planted.keys()
    return before + (answered.right_source(assignment, name) if builds else text)


def _hand(assignment: str, chance: random.Random) -> tuple[str, dict[str, tuple[str, str]]]:
    """A style, and for each answer what stands before it in its cell, and it."""
    hand = {name: ("", answered.right_source(assignment, name)) for name in answered.exercises(assignment)}
    if chance.random() < IN_ONE_STYLE:
        style, text = chance.choice(list(styles(assignment).items()))
        return style, {**hand, **_in_cells(text, frozenset(hand))}
    for name, variants in _variants(assignment).items():
        if chance.random() < VARIANT:
            hand[name] = ("", chance.choice(variants))
    return "mixed", hand


@cache
def _in_cells(text: str, names: frozenset[str]) -> dict[str, tuple[str, str]]:
    """A style's text cut into the cells of these answers; what stands between two belongs to the later one."""
    lines = text.splitlines(keepends=True)
    found: dict[str, tuple[str, str]] = {}
    end = 0
    for definition in definitions(text):
        if definition.name in names:
            before = "".join(found.get(definition.name, ())) + "".join(lines[end : definition.first - 1])
            found[definition.name] = (
                before.lstrip("\n"),
                "".join(lines[definition.first - 1 : definition.last]),
            )
            end = definition.last
    return found


@cache
def _variants(assignment: str) -> dict[str, list[str]]:
    """Accepted variants that anybody may call as the reference's."""
    found: dict[str, list[str]] = {}
    for variant in catalogue(assignment).variants:
        same = _arguments(variant.source(), variant.function) == _arguments(
            answered.right_source(assignment, variant.function), variant.function
        )
        if same and variant.function in answered.exercises(assignment):
            found.setdefault(variant.function, []).append(variant.source())
    return found


def _arguments(source: str, function: str) -> str | None:
    """A function's arguments; None if it is defined in another way."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return ast.unparse(node.args)
    return None


@cache
def _popular(assignment: str, seed: int) -> dict[str, tuple[list[Mistake], list[float]]]:
    """The mistakes of each answer, and how common they are."""
    known = list(catalogue(assignment).mistakes)
    random.Random(f"popular {assignment} {seed}").shuffle(known)
    found: dict[str, tuple[list[Mistake], list[float]]] = {}
    for rank, mistake in enumerate(known, 1):
        mistakes, weights = found.setdefault(mistake.function, ([], []))
        mistakes.append(mistake)
        weights.append(1 / rank)
    return found


@cache
def _owners(assignment: str) -> dict[str, str]:
    return {name: question.name for question in load(assignment).questions for name in question.functions}


def _number(question: str) -> int:
    return int(question[1:])


# ----------------------------------------------------------------------------------- what happens to it


def _befallen(one: HandIn, person: Person, chance: random.Random) -> HandIn:
    """The same with what befell it: mostly nothing."""
    for odd, probability in ODD.items():
        if chance.random() < probability:
            one = _ODDITIES[odd](one, odd, person, chance)
    return one


def _renamed(one: HandIn, odd: str, person: Person, chance: random.Random) -> HandIn:
    name = chance.choice(_NAMES).format(a=one.assignment, s=person.student)
    return one.with_more(("", odd), file=f"{name}.ipynb")


def _changed(change: Callable[[Json], Json]) -> Callable[..., HandIn]:
    return lambda one, odd, *_: one.with_more(("", odd), change=change)


def _with_cell(source: str) -> Callable[..., HandIn]:
    return lambda one, odd, *_: one.with_more(("", odd), extra=(*one.extra, source))


def _with_syntax_error(one: HandIn, odd: str, _: Person, chance: random.Random) -> HandIn:
    """The colon forgotten behind the arguments of an answer that has its cell for itself."""
    options = [name for name, text in one.sources.items() if text.startswith("def ") and "):\n" in text]
    if not options:
        return one
    name = chance.choice(options)
    broken = one.sources[name].replace("):\n", ")\n", 1)
    planted = (_owners(one.assignment)[name], f"{name} with {odd}")
    return one.with_more(planted, sources={**one.sources, name: broken})


def _with_endless_loop(one: HandIn, odd: str, _: Person, chance: random.Random) -> HandIn:
    options = [name for name, text in one.sources.items() if text.startswith("def ")]
    if not options:
        return one
    name = chance.choice(options)
    head = one.sources[name].partition("\n")[0] + "\n"
    planted = (_owners(one.assignment)[name], f"{name} with {odd}")
    return one.with_more(planted, sources={**one.sources, name: head + _ENDLESS})


def _cut_off(one: HandIn, odd: str, _: Person, chance: random.Random) -> HandIn:
    """An upload that ended somewhere: what comes after is lost."""
    names = [question.name for question in load(one.assignment).questions]
    last = chance.randrange(len(names) - 1)
    lost = [(name, odd) for name in names[last + 1 :]]
    return one.with_more(*lost, write=answered.cut_off(names[last]), outputs=False)


def _no_notebook(one: HandIn, odd: str, *_: Any) -> HandIn:
    lost = [(question.name, odd) for question in load(one.assignment).questions]
    return one.with_more(*lost, write=lambda notebook: b"This is not the file that you are looking for.\n")


_ODDITIES: dict[str, Callable[..., HandIn]] = {
    "renamed": _renamed,
    "metadata stripped": _changed(answered.without_metadata),
    "a cell that raises": _with_cell(_RAISES),
    "a syntax error": _with_syntax_error,
    "cells deleted and doubled": _changed(answered.deleted_and_doubled),
    "an endless loop": _with_endless_loop,
    "much output": _with_cell("for _ in range(2000):\n    print('loss', 'x' * 1000)\n"),
    "sys.exit in a cell": _with_cell("import sys\n\nsys.exit()\n"),
    "nbformat 3": lambda one, odd, *_: one.with_more(("", odd), write=answered.as_nbformat_3),
    "cut off": _cut_off,
    "no notebook": _no_notebook,
}


def _earlier(one: HandIn, chance: random.Random) -> HandIn:
    """An attempt some days before, with only the first half answered."""
    names = answered.exercises(one.assignment)
    left = names[len(names) // 2 :]
    owners = _owners(one.assignment)
    return replace(
        one,
        planted=(
            *((question, text) for question, text in one.planted if text.split()[0] not in left),
            *((owners[name], f"{name} not written") for name in left),
        ),
        sources={name: text for name, text in one.sources.items() if name not in left},
        counts=False,
        submitted=one.submitted - timedelta(minutes=chance.randrange(60, 4000)),
    )


# ------------------------------------------------------------------------------------------- outputs


def _show_outputs(notebook: Json, assignment: str, until: Sequence[str]) -> None:
    """What the cells showed in the solved notebook, up to the first question that is not right."""
    shown = _outputs(assignment)
    count = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        if any(f"question-{question}" in cell["metadata"].get("tags", []) for question in until):
            return
        count += 1
        cell["execution_count"], cell["outputs"] = count, shown.get(cell["id"], [])


@cache
def _outputs(assignment: str) -> dict[str, list[Json]]:
    path = ROOT / "solutions" / assignment / f"{assignment}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {cell["id"]: cell["outputs"] for cell in cells if cell["cell_type"] == "code"}
