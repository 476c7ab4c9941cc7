"""What the numbers alone tell: how a student's values are related to the right ones.

For what no catalogue knows: a constant factor that is a known quantity, a transpose, another key's values, a
missing term, one block of several, an argument changed in place, a result that no argument changes. Each has
to hold on every call that came out wrong, or nothing is said. No value of an argument is ever told, only shapes
and the lengths in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from autograder import evidence
from autograder.blocks import NEAR, Pair, arrays, factor_of, listed, pairs
from autograder.demonstration import Observation, Outcome
from autograder.likeness import EXACT, agreement, close, same
from autograder.results import Diagnosis

_CONSTANTS = {"twice": 2.0, "half of": 0.5, "1/ln 2 times": 1 / np.log(2), "1/ln 10 times": 1 / np.log(10)}
_ELEMENTWISE: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {
    "the square of": np.square,
    "the square root of": np.sqrt,
    "the size, without the sign, of": np.abs,
    "1 minus": lambda a: 1 - a,
    "1 divided by": lambda a: 1 / a,
    "the exponential of": np.exp,
    "the logarithm of": np.log,
}


def relation(
    calls: Sequence[Observation], right: Sequence[Outcome], names: Sequence[str] = (), *, chance: bool = False
) -> Diagnosis | None:
    """What can be said of wrong calls without knowing a mistake that makes them; None if nothing can.

    Args:
        names: as in blocks.pairs.
        chance: whether the values are random, so that no entry can be compared.
    """
    wrong = [
        (call, ours)
        for call, ours in zip(calls, right, strict=True)
        if agreement(call.outcome, ours, ours) != EXACT
    ]
    found = _in_place(wrong) or _always_the_same(calls, right)
    if found is None and not chance and not any(call.outcome.raised for call, _ in wrong):
        found = _of_blocks(pairs(calls, right, names))
    if found is None:
        return None
    misconception, hint = found
    return Diagnosis(
        function="",
        misconception=misconception,
        hint=hint,
        evidence=evidence.of(calls, right, names),
        certainty="",
    )


# ------------------------------------------------------------------------------------ whole results

_Told = tuple[str, str]


def _in_place(wrong: Sequence[tuple[Observation, Outcome]]) -> _Told | None:
    """All values are right, but arguments do not survive."""
    changed = {label for call, _ in wrong for label in call.outcome.changed}
    if not changed or not all(
        same(call.outcome.value, ours.value, ours.value) and not call.outcome.raised for call, ours in wrong
    ):
        return None
    return (
        f"The values are right, but {listed(sorted(changed))} of the caller is changed on the way.",
        "Which line writes into an array that was passed in? Work on a copy, or make a new array.",
    )


def _always_the_same(calls: Sequence[Observation], right: Sequence[Outcome]) -> _Told | None:
    """No argument makes a difference."""
    values = [call.outcome.value for call in calls if not call.each and not call.outcome.raised]
    if len(values) < max(2, len(calls)) or values[0] is None:
        return None
    if not all(same(value, values[0]) for value in values):
        return None
    if all(same(ours.value, right[0].value) for ours in right):
        return None
    return (
        "Every call returns the same, whatever the arguments are.",
        "Does your function compute with its arguments, or with something that was there before?",
    )


# ------------------------------------------------------------------------------------------- blocks


def _of_blocks(every: Sequence[Pair]) -> _Told | None:
    wrong = [pair for pair in every if not pair.agrees]
    names = list(dict.fromkeys(pair.name for pair in wrong))
    if not names:
        return None
    for rule in (_by_a_factor, _transposed, _spread, _of_another_key, _elementwise, _lacks_a_term):
        found = [rule([p for p in wrong if p.name == name], every) for name in names]
        told = [text for text in found if text is not None]
        if len(told) < len(names):
            continue
        what, hint = told[0]
        if len(set(told)) == 1:
            if len(names) > 1:
                return f"{_capital(listed(names))} are {what.replace('what it', 'what they')}", hint
            return f"{_capital(names[0])} is {what}", hint
        each = [f"{name} is {text.rstrip('.')}" for name, (text, _) in zip(names, told, strict=True)]
        return f"{_capital(listed(each))}.", hint
    return _only_some(names, every) or _only_sometimes(every)


def _capital(text: str) -> str:
    return "The" + text[3:] if text.startswith("the ") else text


def _by_a_factor(wrong: Sequence[Pair], every: Sequence[Pair]) -> _Told | None:
    factors = [factor_of(pair) for pair in wrong]
    if any(factor is None for factor in factors) or sum(pair.right.size for pair in wrong) < 2:
        return None
    c = np.array(factors, dtype=float)
    if np.all(np.abs(c + 1) < NEAR):
        return "minus what it should be.", "Which sign does each term have in the equation?"
    matching: list[_Told] = []
    for quantity in sorted(set.intersection(*(set(pair.quantities) for pair in wrong))):
        amounts = np.array([pair.quantities[quantity] for pair in wrong])
        if np.any(amounts == 0) or (np.all(amounts == amounts[0]) and len(amounts) > 1):
            continue
        if np.all(np.abs(c / amounts - 1) < NEAR):
            matching.append((f"{quantity} times what it should be.", f"Is a division by {quantity} missing?"))
        elif np.all(np.abs(c * amounts - 1) < NEAR):
            matching.append(
                (
                    f"what it should be, divided by {quantity}.",
                    f"Did you divide by {quantity} once too often?",
                )
            )
    if len(matching) == 1:
        return matching[0]
    for name, constant in _CONSTANTS.items():
        if np.all(np.abs(c / constant - 1) < NEAR):
            return (
                f"{name} what it should be.",
                "Compare the factors of your line with those of the equation.",
            )
    return None


def _transposed(wrong: Sequence[Pair], every: Sequence[Pair]) -> _Told | None:
    if not all(p.got.ndim == 2 and p.got.shape == p.right.T.shape and close(p.got, p.right.T) for p in wrong):
        return None
    return "the transpose of what it should be.", "Write down the shape that each factor of the product has."


def _spread(wrong: Sequence[Pair], every: Sequence[Pair]) -> _Told | None:
    """A column met a row, and NumPy made a square of it."""
    if not all(p.got.ndim == 2 and 1 in p.right.shape and p.got.size > p.right.size for p in wrong):
        return None
    if not all(p.got.shape[0] == p.got.shape[1] == p.right.size for p in wrong):
        return None
    return (
        "spread out to a square: a row met a column, and NumPy paired every entry with every other.",
        "Print the shapes of the two arrays that are added or multiplied.",
    )


def _of_another_key(wrong: Sequence[Pair], every: Sequence[Pair]) -> _Told | None:
    others = {pair.name for pair in every} - {wrong[0].name, "the result"}
    for other in sorted(others):
        right = {p.call: p.right for p in every if p.name == other}
        if all(
            p.call in right and p.got.shape == right[p.call].shape and close(p.got, right[p.call])
            for p in wrong
        ):
            return f"what belongs to {other}.", "Compare what you return with the docstring, name by name."
    return None


def _elementwise(wrong: Sequence[Pair], every: Sequence[Pair]) -> _Told | None:
    if not all(p.fits for p in wrong) or sum(p.right.size for p in wrong) < 3:
        return None
    if all(p.right.size == 1 and p.right.item() in (0, 1) for p in wrong):
        return None  # what is wrong and true or false is always 1 minus the other
    with np.errstate(all="ignore"):
        for name, function in _ELEMENTWISE.items():
            if all(close(p.got, function(p.right)) for p in wrong):
                return f"{name} what it should be.", "Which step comes last in the equation?"
    return None


def _lacks_a_term(wrong: Sequence[Pair], every: Sequence[Pair]) -> _Told | None:
    """The difference is one of the arguments, or the same multiple of it in every entry."""
    if not all(p.fits and p.right.size > 1 and np.isfinite(p.got).all() for p in wrong):
        return None
    for label in sorted(set.intersection(*({name for name, _ in arrays(p.arguments)} for p in wrong))):
        multiples = []
        for pair in wrong:
            term = dict(arrays(pair.arguments))[label]
            if term.dtype.kind not in "iuf" or not np.any(term):
                break
            try:
                full = np.broadcast_to(term, pair.right.shape)
            except ValueError:
                break
            factor = factor_of(Pair("", 0, pair.got - pair.right + full, full.astype(float), {}))
            if factor is None or len(np.unique(full)) < 2:
                break
            multiples.append(factor - 1)
        else:
            if all(abs(c + 1) < NEAR for c in multiples):
                return f"what it should be, without {label}.", f"Where does {label} enter the equation?"
            lacks = all(c < 0 for c in multiples)
            return (
                f"{'too small' if lacks else 'too large'} by a multiple of {label}.",
                f"Which term of the equation has {label} in it, and what is its factor?",
            )
    return None


def _only_some(names: Sequence[str], every: Sequence[Pair]) -> _Told | None:
    right = list(dict.fromkeys(pair.name for pair in every if pair.name not in names))
    if not right:
        return None
    are = "is" if len(names) == 1 else "are"
    rest = "is" if len(right) == 1 else "are"
    return (
        f"{_capital(listed(names))} {are} wrong, {listed(right)} {rest} right.",
        "The mistake lies in what only the wrong ones are computed from.",
    )


def _only_sometimes(every: Sequence[Pair]) -> _Told | None:
    """Right for some inputs, wrong for others, and a property of the inputs tells which."""
    right = [all(p.agrees for p in every if p.call == call) for call in sorted({p.call for p in every})]
    arguments = {p.call: p.arguments for p in every}
    given = [arguments[call] for call in sorted(arguments)]
    if all(right) or not any(right):
        return None
    for label in sorted({label for one in given for label in one}):
        if [label not in one for one in given] == right:
            return (
                f"The result is right only where {label} is not given.",
                f"Does your function use {label}, or a number in its place?",
            )
    if [_one_example(one) for one in given] == right:
        return (
            "The result is right only for a single example.",
            "Which examples does your result depend on, and how many does it count?",
        )
    for label in sorted({label for one in given for label, a in arrays(one) if a.ndim == 2}):
        sizes = [dict(arrays(one))[label].shape if label in dict(arrays(one)) else () for one in given]
        if [len(size) == 2 and size[0] == size[1] for size in sizes] == right:
            return (
                f"The result is right only where {label} is square.",
                "Is an array transposed, or a sum taken along the wrong axis?",
            )
    return None


def _one_example(arguments: Mapping[str, object]) -> bool:
    """Whether each array that was passed has a single column."""
    direct = [a for a in arguments.values() if isinstance(a, np.ndarray)]
    return bool(direct) and all(a.ndim == 2 and a.shape[1] == 1 for a in direct)
