"""q2: diagnose. Only gaps that a computer represents exactly lie on a threshold; all others are far from it."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q2"
title = "Bias or variance?"
functions = ["diagnose"]
helpers = {}

KEYS = ("high_bias", "high_variance")


def diagnoses(function, many):
    """What the student's function says in each of many situations: pairs of True and False."""
    observed = checks.call_each(function, many)
    found = []
    for value in observed.value:
        diagnosis = checks.dictionary(value, KEYS, "The diagnosis", extra=True)
        numbers = [checks.scalar(diagnosis[key], key) for key in KEYS]
        for key, number in zip(KEYS, numbers, strict=True):
            checks.require(number in (0, 1), f"{key} must be True or False.", f"It is {number:.6g}.")
        found.append(tuple(bool(number) for number in numbers))
    return found


def compare(function, situations, rule):
    """situations: pairs of arguments and the right (high_bias, high_variance)."""
    found = diagnoses(function, [arguments for arguments, _ in situations])
    for (arguments, right), got in zip(situations, found, strict=True):
        shown = ", ".join(f"{key} {value:.3g}" for key, value in arguments.items())
        for key, is_high, should in zip(KEYS, got, right, strict=True):
            detail = f"With {shown}: {key} should be {should}, yours is {is_high}."
            checks.require(is_high == should, rule.format(key=key), detail)


def errors(train, dev, **more):
    return {"train_error": train, "dev_error": dev, **more}


@test_case(
    name="Four models are diagnosed: variance, bias, both, neither (people make no errors)",
    points=2,
    hidden=False,
)
def four_models(diagnose):
    compare(
        diagnose,
        [
            (errors(0.01, 0.11), (False, True)),
            (errors(0.15, 0.16), (True, False)),
            (errors(0.15, 0.30), (True, True)),
            (errors(0.005, 0.01), (False, False)),
        ],
        "{key} is wrong for one of the four models of the table.",
    )


@test_case(name="Where people err in 14 % of the cases, 15 % is no bias", points=1, hidden=False)
def people_err_too(diagnose):
    compare(
        diagnose,
        [
            (errors(0.15, 0.16, base_error=0.14), (False, False)),
            (errors(0.15, 0.30, base_error=0.14), (False, True)),
        ],
        "{key} is wrong: what is the best error that anybody could reach here?",
    )


def situation(generator, threshold, bias, variance, base):
    """Errors with a wanted diagnosis; no gap is close to the threshold."""

    def gap(is_high):
        return threshold * (generator.uniform(1.5, 3.0) if is_high else generator.uniform(0.1, 0.6))

    train = base + gap(bias)
    return train, train + gap(variance)


def all_four(generator, threshold, base):
    for bias in (False, True):
        for variance in (False, True):
            train, dev = situation(generator, threshold, bias, variance, base)
            yield train, dev, (bias, variance)


@test_case(name="Bias and variance are told apart whatever the base error", points=2, hidden=True)
def any_base_error(diagnose):
    generator = checks.rng("q2", "base")
    situations = []
    for base in (0.0, *generator.uniform(0.05, 0.3, 4)):
        for train, dev, right in all_four(generator, 0.02, base):
            situations.append((errors(train, dev, base_error=float(base)), right))
    rule = "{key} is wrong: each of the two is a gap between two errors. Which ones?"
    compare(diagnose, situations, rule)
    without = [(errors(train, dev), right) for train, dev, right in all_four(generator, 0.02, 0.0)]
    without += [(errors(0.021, 0.022), (True, False)), (errors(0.001, 0.022), (False, True))]
    compare(diagnose, without, "{key} is wrong if no base error and no threshold are given.")


@test_case(name="The threshold that is given decides what is high", points=2, hidden=True)
def any_threshold(diagnose):
    generator = checks.rng("q2", "threshold")
    situations = []
    for threshold in (0.004, 0.05, 0.1):
        base = float(generator.uniform(0.05, 0.2))
        for train, dev, right in all_four(generator, threshold, base):
            situations.append((errors(train, dev, base_error=base, threshold=threshold), right))
    compare(diagnose, situations, "{key} is wrong for a threshold other than 2 %.")
    exactly = [
        (errors(0.375, 0.75, base_error=0.25, threshold=0.125), (False, True)),
        (errors(0.75, 0.875, base_error=0.25, threshold=0.125), (True, False)),
    ]
    rule = "{key} is wrong for a gap of just the threshold: a gap is high if it is greater than that."
    compare(diagnose, exactly, rule)


@test_case(
    name="A dev error below the training error, or a training error below the base, is no high gap",
    points=1,
    hidden=True,
)
def negative_gaps(diagnose):
    generator = checks.rng("q2", "negative")
    train = float(generator.uniform(0.2, 0.3))
    compare(
        diagnose,
        [
            (errors(train, train - 0.1, base_error=0.01), (True, False)),
            (errors(train, train + 0.1, base_error=train + 0.08), (False, True)),
            (errors(train, train + 0.1, base_error=train + 0.095), (False, True)),
            (errors(train, train - 0.1, base_error=train + 0.08), (False, False)),
        ],
        "{key} is wrong where one error is smaller than the one it is compared with.",
    )
