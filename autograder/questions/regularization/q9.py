"""q9: predict. No output lies on the threshold, so > and >= are both right."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q9"
title = "Prediction"
functions = ["predict"]
helpers = {"dropout_forward": "q7", "forward_propagation_with_dropout": "q7"}


@test_case(name="A small network labels four points as found by hand", points=1, hidden=False)
def labels_by_hand(predict):
    parameters = {
        "W1": np.array([[1.0, -1.0], [0.5, 1.0], [-1.0, 0.5]]),
        "b1": np.array([[0.5], [-1.0], [0.25]]),
        "W2": np.array([[1.0, -0.5, 2.0], [-1.0, 1.0, 0.5]]),
        "b2": np.array([[-0.5], [0.75]]),
        "W3": np.array([[0.5, -1.0]]),
        "b3": np.array([[0.25]]),
    }
    X = np.array([[1.0, -1.0, 0.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
    observed = checks.call(predict, X=X, parameters=parameters)
    checks.unchanged(observed)
    checks.labels(observed.value, [[0, 0, 1, 1]], "The predictions")


def near_threshold(generator, forward_propagation, m):
    """A network and m points; four in ten have Z3 below 0, and for none of them is it too close to call."""
    parameters, X = checks.parameters(generator, 3, 6, 4, 1), generator.normal(size=(3, 4 * m))
    parameters["b3"] -= np.quantile(forward_propagation(X, parameters)[1][8], 0.4)
    clear = np.abs(forward_propagation(X, parameters)[1][8][0]) > 1e-3
    return parameters, X[:, clear][:, :m]


@test_case(name="500 points near the decision boundary get the right labels", points=2, hidden=True)
def many_points(predict):
    from reference.regularization import forward_propagation
    from reference.regularization import predict as expected

    parameters, X = near_threshold(checks.rng("q9", "many"), forward_propagation, 500)
    observed = checks.call(predict, X=X, parameters=parameters)
    checks.unchanged(observed)
    checks.labels(observed.value, expected(X, parameters), "The predictions")


@test_case(name="A single point gets its label, and the same at every call", points=1, hidden=True)
def single_points(predict):
    from reference.regularization import forward_propagation
    from reference.regularization import predict as expected

    parameters, X = near_threshold(checks.rng("q9", "single"), forward_propagation, 60)
    points = [{"X": X[:, [i]], "parameters": parameters} for i in (*range(20), *range(20))]
    observed = checks.call_each(predict, points)
    checks.unchanged(observed)
    for point, value in zip(points, observed.value, strict=True):
        checks.labels(value, expected(**point), "The prediction")
