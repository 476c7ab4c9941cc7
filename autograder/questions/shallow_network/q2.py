"""q2: relu and leaky_relu."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q2"
title = "ReLU and leaky ReLU"
functions = ["relu", "leaky_relu"]
helpers = {}


@test_case(name="relu keeps what is positive and returns 0 for the rest", points=1, hidden=False)
def relu_by_hand(relu):
    observed = checks.call(relu, z=np.array([[-2.0, 0.0, 3.5], [4.0, -0.5, -1.0]]))
    checks.unchanged(observed)
    checks.close(observed.value, [[0.0, 0.0, 3.5], [4.0, 0.0, 0.0]], "relu(z)")


@test_case(name="leaky_relu multiplies what is negative by alpha and keeps the rest", points=1, hidden=False)
def leaky_relu_by_hand(leaky_relu):
    observed = checks.call(leaky_relu, z=np.array([[-4.0, 2.0], [0.0, -1.0]]), alpha=0.25)
    checks.unchanged(observed)
    checks.close(observed.value, [[-1.0, 2.0], [0.0, -0.25]], "leaky_relu(z, 0.25)")


@test_case(name="leaky_relu loses no decimals on an array of integers", points=1, hidden=False)
def leaky_relu_of_integers(leaky_relu):
    observed = checks.call(leaky_relu, z=np.array([-3, 5, -40]))
    checks.unchanged(observed)
    checks.close(observed.value, [-0.03, 5.0, -0.4], "leaky_relu of integers")


def compare(observed, right, label):
    checks.unchanged(observed)
    checks.close(observed.value, right, label)
    rule = "The result must be a new array, not z itself: whoever changes it later would change z, too."
    checks.require(not observed.shares, rule)


def mixed_signs(generator, *shape):
    """Numbers between 0.2 and 4 in size; a negative one first, and sizes above and below 1, in every row."""
    z = generator.uniform(0.2, 4.0, size=shape) * generator.choice([-1.0, 1.0], size=shape)
    z[..., 0], z[..., 1], z[..., 2] = (
        generator.uniform(-4, -2),
        generator.uniform(2, 4),
        generator.uniform(0.2, 0.8),
    )
    return z


@test_case(name="relu is right on arrays of one, two and three dimensions", points=2, hidden=True)
def relu_on_arrays(relu):
    from reference.activations import relu as expected

    generator = checks.rng("q2", "relu")
    for shape in ((6,), (3, 5), (2, 3, 4)):
        z = mixed_signs(generator, *shape)
        z[..., 3] = 0.0
        compare(checks.call(relu, z=z), expected(z), f"relu of an array of shape {shape}")
    positive = generator.uniform(0.2, 4.0, size=(2, 3))
    compare(checks.call(relu, z=positive), expected(positive), "relu of positive numbers")


@test_case(name="leaky_relu is right for any alpha between 0 and 1", points=2, hidden=True)
def leaky_relu_on_arrays(leaky_relu):
    from reference.activations import leaky_relu as expected

    generator = checks.rng("q2", "leaky_relu")
    for shape in ((6,), (3, 5), (2, 4, 3)):
        z, alpha = mixed_signs(generator, *shape), float(generator.uniform(0.05, 0.4))
        right, observed = expected(z, alpha), checks.call(leaky_relu, z=z, alpha=alpha)
        compare(observed, right, f"leaky_relu of an array of shape {shape}")
    positive = generator.uniform(0.2, 4.0, size=(2, 3))
    observed = checks.call(leaky_relu, z=positive, alpha=0.1)
    compare(observed, positive, "leaky_relu of positive numbers")


@test_case(name="leaky_relu uses alpha = 0.01 if none is given, on integers too", points=1, hidden=True)
def leaky_relu_default(leaky_relu):
    from reference.activations import leaky_relu as expected

    generator = checks.rng("q2", "default")
    for z in (mixed_signs(generator, 3, 4), generator.permutation([-60, -7, -1, 2, 9])):
        compare(checks.call(leaky_relu, z=z), expected(z), "leaky_relu(z)")
