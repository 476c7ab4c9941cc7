"""q7: gradient_check_n. Judged on gradients that are wrong by a known bug; for right ones the ratio is noise."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q7"
title = "Checking the gradient of a network"
functions = ["gradient_check_n"]
helpers = {
    "relative_difference": "q4",
    "dictionary_to_vector": "q5",
    "vector_to_dictionary": "q5",
    "gradients_to_vector": "q5",
    "numerical_gradient": "q6",
}

SMALL_ENOUGH = 1e-6
PARAMETERS = {
    "W1": np.array([[1.0, -0.5], [0.5, 1.0]]),
    "b1": np.array([[0.5], [-1.0]]),
    "W2": np.array([[1.0, -1.0], [-0.5, 2.0]]),
    "b2": np.array([[-0.5], [0.25]]),
    "W3": np.array([[1.0, -0.5]]),
    "b3": np.array([[0.25]]),
}
X = np.array([[1.0, -1.0, 2.0, 0.5], [2.0, 1.0, -1.0, 1.5]])
Y = np.array([[1.0, 0.0, 1.0, 0.0]])
GRADIENTS = {
    "dW1": np.array([[-0.0672817787, -0.0481124571], [0.1489538146, 0.2525364785]]),
    "db1": np.array([[-0.0409173285], [0.1035826639]]),
    "dW2": np.array([[-0.0450649876, 0.0], [0.0372384537, 0.111715361]]),
    "db2": np.array([[-0.0150216625], [-0.0146098397]]),
    "dW3": np.array([[-0.0375541564, -0.4023180703]]),
    "db3": np.array([[0.0141980169]]),
}


def difference(function, parameters, gradients, inputs, outputs, **epsilon):
    given = [{key: value.copy() for key, value in arrays.items()} for arrays in (parameters, gradients)]
    observed = checks.call(
        function, parameters=given[0], gradients=given[1], X=inputs.copy(), Y=outputs.copy(), **epsilon
    )
    checks.unchanged(observed)
    return checks.scalar(observed.value, "The difference")


@test_case(
    name="A right gradient of a small network has a difference of at most 1e-6", points=2, hidden=False
)
def right_gradient(gradient_check_n):
    value = difference(gradient_check_n, PARAMETERS, GRADIENTS, X, Y)
    checks.require(
        0 <= value <= SMALL_ENOUGH,
        "This gradient is right: the difference must be tiny.",
        f"Got {value:.3g}.",
    )


@test_case(
    name="A gradient twice too large has the difference 1/3, its opposite has 1", points=3, hidden=False
)
def scaled_gradient(gradient_check_n):
    for factor, expected in ((2.0, 1 / 3), (-1.0, 1.0), (0.0, 1.0)):
        scaled = {key: factor * value for key, value in GRADIENTS.items()}
        value = difference(gradient_check_n, PARAMETERS, scaled, X, Y)
        checks.close(value, expected, f"The difference of {factor:g} times the gradient")


def network(right, generator, m, *sizes):
    """A network on which the cost is smooth, data, and its gradient, with all that lies in such a dict."""
    parameters, inputs = checks.alive_network(generator, m, *sizes, 1)
    outputs = checks.both_labels(generator, m)
    _, cache = right.forward_propagation_n(inputs, outputs, parameters)
    return parameters, right.backward_propagation_n(inputs, outputs, cache), inputs, outputs


def compare(right, function, parameters, gradients, inputs, outputs, **epsilon):
    """The difference must be the reference's, up to the noise of rounding."""
    expected = right.gradient_check_n(parameters, gradients, inputs, outputs, **epsilon)
    value = difference(function, parameters, gradients, inputs, outputs, **epsilon)
    close_to = abs(value - expected) <= 1e-3 * expected
    rule = "The difference is not what it should be for this gradient, in which an error was planted."
    checks.require(close_to, rule, f"It is {value:.6g}, expected {expected:.6g}.")


@test_case(name="The difference is right for a gradient with an error in its weights", points=3, hidden=True)
def error_in_weights(gradient_check_n):
    from reference import gradient_checking as right

    generator = checks.rng("q7", "weights")
    for sizes, key in (((4, 3, 2), "dW3"), ((2, 3, 4), "dW1"), ((2, 2, 2), "dW2")):
        parameters, gradients, inputs, outputs = network(right, generator, 6, *sizes)
        gradients[key] = gradients[key] * generator.uniform(0.3, 0.6, gradients[key].shape)
        compare(right, gradient_check_n, parameters, gradients, inputs, outputs)


@test_case(name="The difference is right for a gradient with an error in its biases", points=2, hidden=True)
def error_in_biases(gradient_check_n):
    from reference import gradient_checking as right

    generator = checks.rng("q7", "biases")
    for key in ("db1", "db2", "db3"):
        parameters, gradients, inputs, outputs = network(right, generator, 5, 2, 3, 2)
        gradients[key] = gradients[key] * 5
        compare(right, gradient_check_n, parameters, gradients, inputs, outputs)


@test_case(name="With a large ε even a right gradient differs, by as much as ε says", points=3, hidden=True)
def large_step(gradient_check_n):
    from reference import gradient_checking as right

    generator = checks.rng("q7", "step")
    for step in (0.4, 0.15, 0.003):
        parameters, gradients, inputs, outputs = network(right, generator, 6, 2, 3, 2)
        compare(right, gradient_check_n, parameters, gradients, inputs, outputs, epsilon=step)


@test_case(
    name="A right gradient has a difference of at most 1e-6, whatever other keys are beside it",
    points=2,
    hidden=True,
)
def right_gradient_of_any_network(gradient_check_n):
    from reference import gradient_checking as right

    generator = checks.rng("q7", "right")
    for sizes in ((4, 3, 2), (2, 2, 2)):
        parameters, gradients, inputs, outputs = network(right, generator, 6, *sizes)
        given = {"dZ3": outputs, **dict(reversed(gradients.items())), "dA1": inputs}
        value = difference(gradient_check_n, parameters, given, inputs, outputs)
        rule = "This gradient is right: the difference must be tiny."
        checks.require(0 <= value <= SMALL_ENOUGH, rule, f"Got {value:.3g}.")
