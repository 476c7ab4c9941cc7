"""q11: predict. No output lies on the threshold, so > and >= are both right."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q11"
title = "Prediction"
functions = ["predict"]
helpers = {"sigmoid": "q1", "forward_propagation": "q6"}


@test_case(name="A small network labels four points as found by hand", points=1, hidden=False)
def labels_by_hand(predict):
    parameters = {
        "W1": np.array([[0.5, -1.0], [1.0, 0.5], [-0.5, 0.25]]),
        "b1": np.array([[0.5], [-1.0], [1.0]]),
        "W2": np.array([[1.0, -2.0, 0.5]]),
        "b2": np.array([[0.25]]),
    }
    observed = checks.call(
        predict, parameters=parameters, X=np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
    )
    checks.unchanged(observed)
    checks.labels(observed.value, [[0, 1, 1, 0]], "The predictions")


def near_threshold(generator, forward_propagation, n_x, n_h, m):
    """A network and m points; three in ten have Z2 below 0, and for none of them is it too close to call."""
    parameters, X = checks.parameters(generator, n_x, n_h, 1), generator.normal(size=(n_x, 3 * m))
    parameters["b2"] -= np.quantile(forward_propagation(X, parameters)[1]["Z2"], 0.3)
    clear = np.abs(forward_propagation(X, parameters)[1]["Z2"][0]) > 1e-3
    return parameters, X[:, clear][:, :m]


@test_case(name="500 points near the decision boundary get the right labels", points=2, hidden=True)
def many_points(predict):
    from reference.shallow_network import forward_propagation
    from reference.shallow_network import predict as expected

    parameters, X = near_threshold(checks.rng("q11", "many"), forward_propagation, 3, 5, 500)
    observed = checks.call(predict, parameters=parameters, X=X)
    checks.unchanged(observed)
    checks.labels(observed.value, expected(parameters, X), "The predictions")


@test_case(name="A single point gets its label, whatever the other points are", points=1, hidden=True)
def single_points(predict):
    from reference.shallow_network import forward_propagation
    from reference.shallow_network import predict as expected

    parameters, X = near_threshold(checks.rng("q11", "single"), forward_propagation, 2, 3, 60)
    right = expected(parameters, X)
    for label in (0, 1):
        point = X[:, [int(np.argmax(right[0] == label))]]
        observed = checks.call(predict, parameters=parameters, X=point)
        checks.labels(observed.value, [[label]], "The prediction")
