"""q3: the slopes of sigmoid, tanh, ReLU and leaky ReLU. At the kink every slope between the two is right."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q3"
title = "Slopes of the activation functions"
functions = ["sigmoid_derivative", "tanh_derivative", "relu_derivative", "leaky_relu_derivative"]
helpers = {"sigmoid": "q1", "relu": "q2", "leaky_relu": "q2"}

FAR_OUT = [-800.0, -25.0, 25.0, 800.0]  # e^800 is infinite, and infinity / infinity is NaN
LN_2, LN_3, LN_9 = 0.6931471805599453, 1.0986122886681098, 2.1972245773362196


@test_case(name="The slope of the sigmoid is 1/4 at z = 0 and 3/16 at z = ±ln 3", points=1, hidden=False)
def sigmoid_derivative_by_hand(sigmoid_derivative):
    observed = checks.call(sigmoid_derivative, z=np.array([[0.0, LN_3, -LN_3, LN_9]]))
    slopes = [[0.25, 0.1875, 0.1875, 0.09]]
    checks.unchanged(observed)
    checks.close(observed.value, slopes, "sigmoid_derivative([[0, ln 3, -ln 3, ln 9]])")


@test_case(name="The slope of tanh is 1 at z = 0, 0.64 at ln 2 and 0.36 at −ln 3", points=1, hidden=False)
def tanh_derivative_by_hand(tanh_derivative):
    observed = checks.call(tanh_derivative, z=np.array([[0.0, LN_2, -LN_3]]))
    checks.unchanged(observed)
    checks.close(observed.value, [[1.0, 0.64, 0.36]], "tanh_derivative([[0, ln 2, -ln 3]])")


@test_case(
    name="The slope of ReLU is 1 where z is positive and 0 where it is negative", points=1, hidden=False
)
def relu_derivative_by_hand(relu_derivative):
    observed = checks.call(relu_derivative, z=np.array([[-2.0, 3.0], [0.5, -0.5]]))
    checks.unchanged(observed)
    checks.close(observed.value, [[0.0, 1.0], [1.0, 0.0]], "relu_derivative(z)")


@test_case(name="The slope of leaky ReLU is 1 or alpha, for integers too", points=1, hidden=False)
def leaky_relu_derivative_by_hand(leaky_relu_derivative):
    observed = checks.call(leaky_relu_derivative, z=np.array([[-3, 2], [5, -1]]), alpha=0.25)
    checks.unchanged(observed)
    checks.close(observed.value, [[0.25, 1.0], [1.0, 0.25]], "leaky_relu_derivative(z, 0.25)")


def away_from_zero(generator, *shape):
    """Numbers between 0.2 and 3 in size; both signs in every row."""
    z = generator.uniform(0.2, 3.0, size=shape) * generator.choice([-1.0, 1.0], size=shape)
    z[..., 0], z[..., 1] = generator.uniform(1.5, 3), generator.uniform(-3, -1.5)
    return z


def compare(derivative, expected, inputs, label, **alpha):
    for z in inputs:
        right, observed = expected(z, **alpha), checks.call(derivative, z=z, **alpha)
        checks.unchanged(observed)
        checks.close(observed.value, right, f"{label} of an array of shape {z.shape}")


@test_case(name="sigmoid_derivative is right on any array, and vanishes far out", points=2, hidden=True)
def sigmoid_derivative_on_arrays(sigmoid_derivative):
    from reference.activations import sigmoid_derivative as expected

    generator = checks.rng("q3", "sigmoid_derivative")
    inputs = [away_from_zero(generator, *shape) for shape in ((6,), (3, 5), (2, 4, 3))]
    inputs.append(np.append(away_from_zero(generator, 3), FAR_OUT))
    compare(sigmoid_derivative, expected, inputs, "sigmoid_derivative")


@test_case(name="tanh_derivative is right on any array, and vanishes far out", points=2, hidden=True)
def tanh_derivative_on_arrays(tanh_derivative):
    from reference.activations import tanh_derivative as expected

    generator = checks.rng("q3", "tanh_derivative")
    inputs = [away_from_zero(generator, *shape) for shape in ((6,), (3, 5), (2, 4, 3))]
    inputs.append(np.append(away_from_zero(generator, 3), FAR_OUT))
    compare(tanh_derivative, expected, inputs, "tanh_derivative")


def check_kink(derivative, smallest, label, **alpha):
    at_kink = checks.array(
        checks.call(derivative, z=np.array([[-1.0, 0.0, 2.0]]), **alpha).value, (1, 3), label
    )[0, 1]
    between = smallest <= at_kink <= 1
    checks.require(
        between, f"{label} at 0 must be one of the slopes on its two sides.", f"Got {at_kink:.6g}."
    )


@test_case(name="relu_derivative is right on any array, even just beside 0", points=2, hidden=True)
def relu_derivative_on_arrays(relu_derivative):
    from reference.activations import relu_derivative as expected

    generator = checks.rng("q3", "relu_derivative")
    inputs = [away_from_zero(generator, *shape) for shape in ((6,), (3, 5), (2, 4, 3))]
    inputs += [away_from_zero(generator, 4) * 1e-3, generator.permutation([-5, -2, 1, 3])]
    compare(relu_derivative, expected, inputs, "relu_derivative")
    check_kink(relu_derivative, 0.0, "relu_derivative")


@test_case(name="leaky_relu_derivative is right for any alpha, given or not", points=2, hidden=True)
def leaky_relu_derivative_on_arrays(leaky_relu_derivative):
    from reference.activations import leaky_relu_derivative as expected

    generator = checks.rng("q3", "leaky_relu_derivative")
    inputs = [away_from_zero(generator, *shape) for shape in ((6,), (3, 5), (2, 4, 3))]
    inputs += [away_from_zero(generator, 4) * 1e-3, generator.permutation([-5, -2, 1, 3])]
    compare(leaky_relu_derivative, expected, inputs, "leaky_relu_derivative")
    check_kink(leaky_relu_derivative, 0.3, "leaky_relu_derivative", alpha=0.3)
    compare(
        leaky_relu_derivative, expected, inputs, "leaky_relu_derivative", alpha=generator.uniform(0.05, 0.6)
    )
