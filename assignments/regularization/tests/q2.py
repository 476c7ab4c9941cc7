# Generated from autograder/questions/regularization/q2.py by `make assignments`; do not edit.
"""q2: Bias or variance?. The public test cases."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q2"

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


@test_case(
    name="Where people err in 14 % of the cases, 15 % is no bias",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def people_err_too(diagnose):
    compare(
        diagnose,
        [
            (errors(0.15, 0.16, base_error=0.14), (False, False)),
            (errors(0.15, 0.30, base_error=0.14), (False, True)),
        ],
        "{key} is wrong: what is the best error that anybody could reach here?",
    )


import feedback

feedback.explain(globals(), ["diagnose"])
