"""q1: sigmoid."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q1"
title = "The sigmoid function"
functions = ["sigmoid"]
helpers = {}

LN_3 = 1.0986122886681098


@test_case(name="sigmoid is 1/2 at 0, 3/4 at ln 3 and 1/4 at −ln 3", points=1, hidden=False)
def sigmoid_by_hand(sigmoid):
    observed = checks.call(sigmoid, z=np.array([[0.0, LN_3, -LN_3]]))
    checks.unchanged(observed)
    checks.close(observed.value, [[0.5, 0.75, 0.25]], "sigmoid([[0, ln 3, -ln 3]])")


@test_case(name="sigmoid takes whole numbers too, and is exactly 1 or 0 far out", points=1, hidden=False)
def sigmoid_far_out(sigmoid):
    middle = checks.scalar(checks.call(sigmoid, z=0).value, "sigmoid(0)")
    checks.close(middle, 0.5, "sigmoid(0)")
    far = checks.call(sigmoid, z=np.array([800, -800])).value
    checks.close(far, [1.0, 0.0], "sigmoid([800, -800])")


@test_case(name="sigmoid is right on arrays of one, two and three dimensions", points=2, hidden=True)
def sigmoid_on_arrays(sigmoid):
    from reference.activations import sigmoid as expected

    generator = checks.rng("q1", "arrays")
    for shape in ((7,), (4, 6), (2, 3, 5)):
        z = generator.normal(scale=3.0, size=shape)
        z[..., 0], z[..., 1] = -12.0, generator.uniform(1, 3)  # σ(−12) tells who cuts z off at ±10
        right, observed = expected(z), checks.call(sigmoid, z=z)
        checks.unchanged(observed)
        checks.close(observed.value, right, f"sigmoid of an array of shape {shape}")


@test_case(name="sigmoid is right on single numbers, integers and very large numbers", points=1, hidden=True)
def sigmoid_on_numbers(sigmoid):
    from reference.activations import sigmoid as expected

    generator = checks.rng("q1", "numbers")
    number = float(generator.uniform(1, 3)) * (-1) ** int(generator.integers(2))
    value = checks.scalar(checks.call(sigmoid, z=number).value, "sigmoid of a number")
    checks.close(value, expected(number), "sigmoid of a number")
    whole = generator.permutation(np.array([-800, -2, -1, 0, 1, 3, 800]))
    checks.close(checks.call(sigmoid, z=whole).value, expected(whole), "sigmoid of an array of integers")
