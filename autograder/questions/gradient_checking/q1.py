"""q1: cost and slope of a model with one parameter. An overflow at θx = −800 is noted and costs nothing."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q1"
title = "One parameter, forward and backward"
functions = ["forward_propagation_1d", "backward_propagation_1d"]
helpers = {}

LN_2, LN_3, LN_4_3 = 0.6931471805599453, 1.0986122886681098, 0.28768207245178085


def value_of(function, x, theta, name):
    return checks.scalar(checks.call(function, x=x, theta=theta).value, name)


@test_case(name="The cost is ln 2 at θx = 0, ln(4/3) at ln 3 and ln 4 at −ln 3", points=2, hidden=False)
def cost_by_hand(forward_propagation_1d):
    for x, theta, expected in ((3.0, 0.0, LN_2), (2.0, LN_3 / 2, LN_4_3), (-0.5, 2 * LN_3, 2 * LN_2)):
        checks.close(value_of(forward_propagation_1d, x, theta, "The cost"), expected, "The cost")


@test_case(name="The slope is −3/2 at x = 3, θ = 0, and −1/2 at x = 2, θ = (ln 3)/2", points=1, hidden=False)
def slope_by_hand(backward_propagation_1d):
    for x, theta, expected in ((3.0, 0.0, -1.5), (2.0, LN_3 / 2, -0.5), (-4.0, LN_3 / 4, 3.0)):
        checks.close(value_of(backward_propagation_1d, x, theta, "The slope"), expected, "The slope")


def note_overflow(function, name, largest):
    """Infinity, NaN or an OverflowError far out cost no points."""
    try:
        value = value_of(function, largest / 2.0, -2.0, name)
    except Exception:  # math.exp raises
        value = float("nan")
    if not np.isfinite(value):
        checks.note(
            f"{name} is not a number for θx = −{largest}: np.exp of a large positive number overflows."
        )


def inputs(generator):
    """x and θ of either sign and any size, with both sides of the curve among them."""
    for sign in (1.0, -1.0):
        x = float(generator.uniform(0.5, 3.0) * generator.choice([-1.0, 1.0]))
        yield x, float(sign * generator.uniform(0.3, 2.0) / x)
        yield x, float(sign * generator.uniform(4.0, 9.0) / x)
        yield x, float(sign * generator.uniform(100.0, 300.0) / x)


@test_case(name="The cost is right for any x and θ, from θx = −300 to 300", points=2, hidden=True)
def cost_anywhere(forward_propagation_1d):
    from reference.gradient_checking import forward_propagation_1d as expected

    for x, theta in inputs(checks.rng("q1", "cost")):
        checks.close(value_of(forward_propagation_1d, x, theta, "The cost"), expected(x, theta), "The cost")
    note_overflow(forward_propagation_1d, "The cost", 800)


@test_case(name="The slope is right for any x and θ, from θx = −300 to 300", points=3, hidden=True)
def slope_anywhere(backward_propagation_1d):
    from reference.gradient_checking import backward_propagation_1d as expected

    for x, theta in inputs(checks.rng("q1", "slope")):
        checks.close(
            value_of(backward_propagation_1d, x, theta, "The slope"), expected(x, theta), "The slope"
        )
    note_overflow(backward_propagation_1d, "The slope", 800)
