"""q8: interpret_difference. Capitals and a full stop cost nothing; "probably" alone is understood."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q8"
title = "What the difference means"
functions = ["interpret_difference"]
helpers = {}

VERDICTS = ("correct", "probably correct", "suspicious", "wrong")


def verdict(function, difference):
    value = checks.call(function, difference=difference).value
    rule = f"The verdict must be one of the texts {', '.join(VERDICTS)}."
    checks.require(value is not None, "The verdict is None: does every branch return a text?")
    checks.require(isinstance(value, str), rule)
    text = " ".join(value.lower().split()).rstrip(".!")
    text = "probably correct" if text == "probably" else text
    checks.require(text in VERDICTS, rule)
    return text


def compare(function, difference, expected, what):
    text = verdict(function, difference)
    checks.require(
        text == expected, f"A difference {what} means “{expected}”.", f"For {difference:g} you say “{text}”."
    )


@test_case(
    name="2e-8 is correct, 3e-6 probably correct, 4e-4 suspicious and 0.5 wrong", points=2, hidden=False
)
def verdicts_by_hand(interpret_difference):
    for difference, expected in zip((2e-8, 3e-6, 4e-4, 0.5), VERDICTS, strict=True):
        compare(interpret_difference, difference, expected, f"of {difference:g}")


@test_case(
    name="The verdict is right for any size, and each limit belongs to the better verdict",
    points=2,
    hidden=True,
)
def any_size(interpret_difference):
    generator = checks.rng("q8", "sizes")
    bands = ((-13, -7), (-7, -5), (-5, -3), (-3, 0))
    for (low, high), expected in zip(bands, VERDICTS, strict=True):
        what = f"from 1e{low} to 1e{high}" if low > -13 else f"up to 1e{high}"
        for power in (low + 0.02, generator.uniform(low + 0.1, high - 0.1), high - 0.1):
            compare(interpret_difference, float(10**power), expected, what)
        if high < 0:
            compare(
                interpret_difference,
                (1e-7, 1e-5, 1e-3)[VERDICTS.index(expected)],
                expected,
                f"of just 1e{high}",
            )


@test_case(name="0 is correct; NaN, infinity and 1 are wrong", points=2, hidden=True)
def special_values(interpret_difference):
    compare(interpret_difference, 0.0, "correct", "of 0")
    for difference in (float("nan"), float("inf"), 1.0):
        compare(interpret_difference, difference, "wrong", f"of {difference:g}")
