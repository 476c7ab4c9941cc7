"""One hidden layer of tanh units, one sigmoid output: forward, cost, backward, gradient descent.

Examples are columns: X is (n_x, m), Y is (n_y, m). Notation and equations follow Goodfellow, Bengio and
Courville, Deep Learning (2016), chapter 6.
"""

import numpy as np

from reference.activations import sigmoid


def layer_sizes(X, Y, n_h=4):
    """Read the sizes of the three layers off the data.

    Args:
        X: inputs, (n_x, m), one column per example.
        Y: labels, (n_y, m).
        n_h: the number of hidden units.

    Returns:
        (n_x, n_h, n_y)
    """
    return X.shape[0], n_h, Y.shape[0]


def initialize_parameters(n_x, n_h, n_y):
    """Draw small random weights; set the biases to zero.

    Args:
        n_x, n_h, n_y: sizes of the input, hidden and output layer.

    Returns:
        A dict with W1 (n_h, n_x) and W2 (n_y, n_h) ~ 0.01·N(0, 1), b1 (n_h, 1) and b2 (n_y, 1) zero.
    """
    return {
        "W1": np.random.randn(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }


def collapse_linear(W1, b1, W2, b2):
    """Find the single linear layer that equals two linear layers in a row.

    Args:
        W1: (n_1, n_0), b1: (n_1, 1): the first layer, z1 = W1 x + b1.
        W2: (n_2, n_1), b2: (n_2, 1): the second layer, z2 = W2 z1 + b2.

    Returns:
        (W, b), of shapes (n_2, n_0) and (n_2, 1), so that z2 = W x + b for every x.
    """
    return W2 @ W1, W2 @ b1 + b2


def forward_propagation(X, parameters):
    """Compute the network's output: tanh in the hidden layer, sigmoid at the output.

    Args:
        X: inputs, (n_x, m).
        parameters: dict with W1 (n_h, n_x), b1 (n_h, 1), W2 (n_y, n_h), b2 (n_y, 1).

    Returns:
        A2: probabilities, (n_y, m).
        cache: dict with Z1, A1 (n_h, m) and Z2, A2 (n_y, m), for backward propagation.
    """
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1  # (n_h, m)
    A1 = np.tanh(Z1)  # (n_h, m)
    Z2 = W2 @ A1 + b2  # (n_y, m)
    A2 = sigmoid(Z2)  # (n_y, m)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def compute_cost(A2, Y):
    """The cross-entropy cost, averaged over the examples.

    Args:
        A2: predicted probabilities, (1, m).
        Y: labels 0 or 1, (1, m).

    Returns:
        J = −(1/m) Σ [y log a + (1 − y) log(1 − a)], a float, natural logarithms.
    """
    m = Y.shape[1]
    A = np.clip(A2, 1e-15, 1 - 1e-15)  # log(0) has no place in a sum
    losses = -(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return float(np.sum(losses) / m)


def backward_propagation(parameters, cache, X, Y):
    """The gradient of the cost with respect to every parameter.

    Args:
        parameters: dict with W1, b1, W2, b2.
        cache: dict with Z1, A1, Z2, A2 from forward_propagation.
        X: inputs, (n_x, m).
        Y: labels, (n_y, m).

    Returns:
        A dict with dW1, db1, dW2, db2, each of the shape of its parameter.
    """
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y  # (n_y, m)
    dW2 = dZ2 @ A1.T / m  # (n_y, n_h)
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m  # (n_y, 1)
    dZ1 = (W2.T @ dZ2) * (1 - A1**2)  # (n_h, m)
    dW1 = dZ1 @ X.T / m  # (n_h, n_x)
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m  # (n_h, 1)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def update_parameters(parameters, grads, learning_rate=1.2):
    """One step of gradient descent.

    Args:
        parameters: dict with W1, b1, W2, b2.
        grads: dict with dW1, db1, dW2, db2, of the same shapes.
        learning_rate: α, the length of the step.

    Returns:
        A new dict with the updated W1, b1, W2, b2; the old one is left as it was.
    """
    updated = {}
    for key in ("W1", "b1", "W2", "b2"):
        updated[key] = parameters[key] - learning_rate * grads["d" + key]
    return updated


def nn_model(X, Y, parameters, num_iterations=50, learning_rate=1.2):
    """Train by gradient descent, starting from the given parameters.

    Args:
        X: inputs, (n_x, m).
        Y: labels, (n_y, m).
        parameters: the start, a dict with W1, b1, W2, b2.
        num_iterations: how many updates to make.
        learning_rate: α of each update.

    Returns:
        parameters: the trained parameters.
        costs: a list of num_iterations costs; costs[i] is the cost before update i.
    """
    costs = []
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


def predict(parameters, X):
    """Predict labels: 1 where the network's output is above one half.

    Args:
        parameters: dict with W1, b1, W2, b2.
        X: inputs, (n_x, m).

    Returns:
        Labels 0 or 1, (n_y, m).
    """
    A2, cache = forward_propagation(X, parameters)
    return (A2 > 0.5).astype(int)


answers = {"a": "ii", "b": "iii", "c": "i", "d": "iv", "e": "ii"}
