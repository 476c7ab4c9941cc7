"""The evidence for a diagnosis: one wrong call of the demonstration, in a sentence.

Shapes, and factors that are lengths, are told; no value of an argument is, as some cases have fixed ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.blocks import NEAR, Pair, arrays, factor_of, listed, pairs
from autograder.demonstration import Observation, Outcome
from autograder.likeness import EXACT, agreement


def of(calls: Sequence[Observation], right: Sequence[Outcome], names: Sequence[str] = ()) -> str:
    """One wrong call of the demonstration, in a sentence; names as in blocks.pairs."""
    wrong = [pair for pair in pairs(calls, right, names) if not pair.agrees]
    for call, ours in zip(calls, right, strict=True):
        if agreement(call.outcome, ours, ours) == EXACT:
            continue
        where = inputs(call)
        if call.outcome.raised:
            return f"{where} it raises {call.outcome.raised}." if call.outcome.raised.isidentifier() else ""
        every = pairs([call], [ours], names)
        told = _numbers_told([pair for pair in every if not pair.agrees], every, wrong)
        if told:
            return f"{where} {told}."
        if call.outcome.changed:
            return f"{where} it changes {listed(call.outcome.changed)} in place."
    return ""


def inputs(call: Observation) -> str:
    """The call in words: its most telling argument and that one's shape."""
    arguments = dict(zip(call.labels, call.sets[0], strict=True))
    found = [(label, a) for label, a in arrays(arguments) if a.ndim]
    found.sort(key=lambda pair: (pair[0] not in arguments, pair[0] != "X"))  # parts of a dict come last
    return f"On {found[0][0]} of shape {found[0][1].shape}" if found else "When called"


def _numbers_told(wrong: Sequence[Pair], every: Sequence[Pair], anywhere: Sequence[Pair]) -> str:
    """What the wrong values of one call tell; a factor only if it is the same quantity in all wrong calls."""
    if not wrong:
        return ""
    first = wrong[0]
    if not first.fits:
        return f"{_your(first.name)} has shape {first.got.shape} where ours has {first.right.shape}"
    factor = factor_of(first)
    matching = _quantities_of(factor, first) if factor is not None else []
    if len(matching) == 1:  # with more there is no telling which it was
        quantity, amount, times = matching[0]
        others = [pair for pair in anywhere if pair.name == first.name]
        if amount == int(amount) and amount > 1 and all(_is(quantity, times, pair) for pair in others):
            share = f"{amount:g} times" if times else f"1/{amount:g} of"
            return f"{_your(first.name)} is {share} ours, and {quantity} is {amount:g}"
    names = list(dict.fromkeys(pair.name for pair in wrong))
    agree = list(dict.fromkeys(pair.name for pair in every if pair.name not in names))
    if not agree and len(names) > 2 and any(name.startswith("the ") for name in names):
        return "all your values differ from ours"
    names = [name.removeprefix("the ") for name in names]
    if not agree and len(names) > 1:
        return f"your {listed(names)} differ from ours"
    if not agree:
        size = first.right.size
        differ = int(np.sum(~(np.abs(first.got - first.right) <= NEAR * np.max(np.abs(first.right)))))
        return f"{differ} of {size} entries differ from ours" if size > 1 else "your value differs from ours"
    unlike = f"your {listed(names)} {'differs' if len(names) == 1 else 'differ'} from ours"
    if any(name.startswith("the ") for name in agree):  # the third value of a cache says nothing to anybody
        return f"{unlike}, all else agrees"
    return f"{unlike}, {listed(agree)} {'agrees' if len(agree) == 1 else 'agree'}"


def _quantities_of(factor: float, pair: Pair) -> list[tuple[str, float, bool]]:
    """Known quantities that a factor equals (True), or one over it (False): name, amount and which."""
    found = []
    for quantity, amount in pair.quantities.items():
        if amount and abs(amount) != 1:
            if abs(abs(factor) / amount - 1) < NEAR:
                found.append((quantity, amount, True))
            elif abs(abs(factor) * amount - 1) < NEAR:
                found.append((quantity, amount, False))
    return found


def _is(quantity: str, times: bool, pair: Pair) -> bool:
    """Whether a value is that many times the right one, or that part of it."""
    factor = factor_of(pair)
    matching = _quantities_of(factor, pair) if factor is not None else []
    return (quantity, times) in [(name, by) for name, _, by in matching]


def _your(name: str) -> str:
    return "your value" if name == "the result" else f"your {name.removeprefix('the ')}"
