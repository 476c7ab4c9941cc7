"""q3: gradient_check_1d. With a large ε the difference is far from 0, and has one right value."""

from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q3"
title = "The first gradient check"
functions = ["gradient_check_1d"]
helpers = {
    "forward_propagation_1d": "q1",
    "backward_propagation_1d": "q1",
    "numerical_gradient_1d": "q2",
}

LN_2 = 0.6931471805599453


def difference(function, x, theta, **epsilon):
    observed = checks.call(function, x=x, theta=theta, **epsilon)
    return checks.scalar(observed.value, "The difference")


@test_case(name="The difference is 0.00848138 at x = 1, θ = ln 2 with ε = ln 2", points=2, hidden=False)
def large_step_by_hand(gradient_check_1d):
    checks.close(difference(gradient_check_1d, 1.0, LN_2, epsilon=LN_2), 0.0084813797, "The difference")


@test_case(name="The difference is 0 at x = 0, where both derivatives are 0", points=1, hidden=False)
def both_zero(gradient_check_1d):
    value = difference(gradient_check_1d, 0.0, 1.5)
    checks.require(
        value == 0, "At x = 0 both derivatives are 0 and so is their difference.", f"Got {value:.6g}."
    )


@test_case(name="The difference is right for a large ε and x of either sign", points=2, hidden=True)
def large_steps(gradient_check_1d):
    from reference.gradient_checking import gradient_check_1d as expected

    generator = checks.rng("q3", "large steps")
    for sign_x in (1.0, -1.0):
        for sign, about, size in (
            (1.0, 0.3, 2.0),
            (-1.0, 0.12, 2.0),
            (1.0, 0.5, 0.5),
        ):  # the last has small slopes
            x, theta = (
                float(sign_x * size * generator.uniform(0.8, 1.4)),
                float(sign * generator.uniform(0.3, 0.6)),
            )
            step = float(about * generator.uniform(0.9, 1.2))
            right = expected(x, theta, step)
            checks.close(difference(gradient_check_1d, x, theta, epsilon=step), right, "The difference")
        x = float(sign_x * generator.uniform(2.0, 3.0))
        theta = 16 / x  # both derivatives are some 1e-7: only the proportion counts
        right = expected(x, theta, 0.2)
        checks.close(difference(gradient_check_1d, x, theta, epsilon=0.2), right, "The difference")


@test_case(name="Without ε the difference is at most 1e-6, also where x = 0", points=1, hidden=True)
def default_step(gradient_check_1d):
    generator = checks.rng("q3", "default")
    for sign in (1.0, -1.0, 0.0):
        x, theta = float(sign * generator.uniform(3.0, 5.0)), float(generator.uniform(0.2, 0.4))
        value = difference(gradient_check_1d, x, theta)
        rule = (
            "The two derivatives agree here, so without epsilon the difference must be tiny, and not below 0."
        )
        checks.require(0 <= value <= 1e-6, rule, f"Got {value:.3g}.")
