"""Bias and variance, weight penalties, dropout, more data, and stopping early.

The network has three layers, ReLU–ReLU–sigmoid, and one output unit. Examples are columns: X is (n_x, m), Y is
(1, m). The notation follows Goodfellow, Bengio and Courville, Deep Learning (2016), chapter 7. Forward propagation and
the cost without regularization are given to students.
"""

import numpy as np

from reference.activations import relu, sigmoid


def forward_propagation(X, parameters):
    """The network's output: ReLU, ReLU, then sigmoid. No regularization in it.

    Args:
        X: inputs, (n_x, m).
        parameters: dict with W1 (n_1, n_x), b1 (n_1, 1), W2 (n_2, n_1), b2 (n_2, 1), W3 (1, n_2), b3 (1, 1).

    Returns:
        A3: probabilities, (1, m).
        cache: (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3), for backward propagation.
    """
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    Z1 = W1 @ X + b1  # (n_1, m)
    A1 = relu(Z1)  # (n_1, m)
    Z2 = W2 @ A1 + b2  # (n_2, m)
    A2 = relu(Z2)  # (n_2, m)
    Z3 = W3 @ A2 + b3  # (1, m)
    A3 = sigmoid(Z3)  # (1, m)
    return A3, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)


def compute_cost(A3, Y):
    """The cross-entropy cost, averaged over the examples. No penalty in it.

    Args:
        A3: predicted probabilities, (1, m).
        Y: labels 0 or 1, (1, m).

    Returns:
        J = −(1/m) Σ [y log a + (1 − y) log(1 − a)], a float.
    """
    A = np.clip(A3, 1e-15, 1 - 1e-15)  # log(0) has no place in a sum
    losses = -(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return float(np.sum(losses) / Y.shape[1])


def split_dataset(X, Y, fractions=(0.6, 0.2, 0.2), seed=0):
    """Shuffle the examples and deal them out to three sets.

    Args:
        X: inputs, (n_x, m), one column per example.
        Y: labels, (n_y, m).
        fractions: the shares of the training, dev and test set; they add up to 1, and each may be 0.
        seed: the same seed gives the same split, another seed another one.

    Returns:
        (X_train, Y_train), (X_dev, Y_dev), (X_test, Y_test): three pairs. Every example is in exactly one of
        the sets and keeps its label. X and Y themselves are left as they were.
    """
    m = X.shape[1]
    order = np.random.default_rng(seed).permutation(m)
    n_train, n_dev = round(fractions[0] * m), round(fractions[1] * m)
    train, dev, test = order[:n_train], order[n_train : n_train + n_dev], order[n_train + n_dev :]
    return (X[:, train], Y[:, train]), (X[:, dev], Y[:, dev]), (X[:, test], Y[:, test])


def diagnose(train_error, dev_error, base_error=0.0, threshold=0.02):
    """Does the model suffer from bias, from variance, from both or from neither?

    Args:
        train_error: error on the training set, a fraction: 0.15 means 15 %.
        dev_error: error on the dev set.
        base_error: the best error that is possible, such as that of careful people.
        threshold: a gap of more than this is called high.

    Returns:
        {"high_bias": True or False, "high_variance": True or False}
    """
    return {
        "high_bias": bool(train_error - base_error > threshold),
        "high_variance": bool(dev_error - train_error > threshold),
    }


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    """The cross-entropy cost plus the L2 penalty of the weights.

    Args:
        A3: predicted probabilities, (1, m).
        Y: labels 0 or 1, (1, m).
        parameters: dict with W1, b1, W2, b2, W3, b3.
        lambd: λ, the strength of the penalty. (`lambda` is a word of Python and cannot be a name.)

    Returns:
        The regularized cost, a float.
    """
    m = Y.shape[1]
    squares = sum(np.sum(np.square(parameters[key])) for key in ("W1", "W2", "W3"))
    return compute_cost(A3, Y) + lambd / (2 * m) * float(squares)


def backward_propagation_with_regularization(X, Y, cache, lambd):
    """The gradient of the cost with the L2 penalty.

    Args:
        X: inputs, (n_x, m).
        Y: labels, (1, m).
        cache: (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) from forward_propagation.
        lambd: λ, the strength of the penalty.

    Returns:
        A dict with dW1, db1, dW2, db2, dW3, db3, each of the shape of its parameter.
    """
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y  # (1, m)
    dW3 = dZ3 @ A2.T / m + lambd / m * W3  # (1, n_2)
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m  # (1, 1)
    dA2 = W3.T @ dZ3  # (n_2, m)
    dZ2 = dA2 * (Z2 > 0)  # (n_2, m)
    dW2 = dZ2 @ A1.T / m + lambd / m * W2  # (n_2, n_1)
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m  # (n_2, 1)
    dA1 = W2.T @ dZ2  # (n_1, m)
    dZ1 = dA1 * (Z1 > 0)  # (n_1, m)
    dW1 = dZ1 @ X.T / m + lambd / m * W1  # (n_1, n_x)
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m  # (n_1, 1)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dW3": dW3, "db3": db3}


def l1_penalty(parameters, lambd, m):
    """The L1 penalty of the weights: (λ/m) times the sum of their absolute values.

    Args:
        parameters: dict with W1, b1, W2, b2, W3, b3.
        lambd: λ, the strength of the penalty.
        m: the number of examples.

    Returns:
        The penalty, a float.
    """
    return lambd / m * float(sum(np.sum(np.abs(parameters[key])) for key in ("W1", "W2", "W3")))


def l1_gradient(W, lambd, m):
    """The slope of the L1 penalty with respect to one weight matrix.

    Args:
        W: weights of one layer, any shape.
        lambd: λ, the strength of the penalty.
        m: the number of examples.

    Returns:
        A new array of the shape of W; 0 where a weight is exactly 0.
    """
    return lambd / m * np.sign(W)


def update_parameters_with_weight_decay(parameters, grads, learning_rate, lambd, m):
    """One step of gradient descent in which the weights shrink a little first.

    Args:
        parameters: dict with W1, b1, W2, b2, W3, b3.
        grads: dict with dW1, db1, … of the cost *without* a penalty, of the same shapes.
        learning_rate: α, the length of the step.
        lambd: λ, the strength of the penalty.
        m: the number of examples.

    Returns:
        A new dict with the updated W1, b1, W2, b2, W3, b3; the old one is left as it was.
    """
    decay = 1 - learning_rate * lambd / m
    updated = {}
    for layer in ("1", "2", "3"):
        updated["W" + layer] = decay * parameters["W" + layer] - learning_rate * grads["dW" + layer]
        updated["b" + layer] = parameters["b" + layer] - learning_rate * grads["db" + layer]
    return updated


def dropout_forward(A, keep_prob):
    """Switch units off at random (inverted dropout).

    Args:
        A: activations of one layer, (n, m).
        keep_prob: the probability that an entry of A is kept, 0 < keep_prob ≤ 1.

    Returns:
        A_drop: a new array, (n, m), in which some entries are 0 and the others are scaled so that the
            expected value of each entry is what it was.
        D: the mask, (n, m): 1 or True where A was kept, 0 or False where it was not.
    """
    D = np.random.rand(A.shape[0], A.shape[1]) < keep_prob
    A_drop = A * D / keep_prob
    return A_drop, D


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    """The network's output with dropout in both hidden layers.

    Args:
        X: inputs, (n_x, m).
        parameters: dict with W1 (n_1, n_x), b1 (n_1, 1), W2 (n_2, n_1), b2 (n_2, 1), W3 (1, n_2), b3 (1, 1).
        keep_prob: the probability that an activation of a hidden layer is kept.

    Returns:
        A3: probabilities, (1, m).
        cache: (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3), where D1 and D2 are the masks and
            A1 and A2 the activations after dropout.
    """
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    Z1 = W1 @ X + b1  # (n_1, m)
    A1, D1 = dropout_forward(relu(Z1), keep_prob)  # (n_1, m)
    Z2 = W2 @ A1 + b2  # (n_2, m)
    A2, D2 = dropout_forward(relu(Z2), keep_prob)  # (n_2, m)
    Z3 = W3 @ A2 + b3  # (1, m)
    A3 = sigmoid(Z3)  # (1, m)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    """The gradient of the cost of the network that dropout has left over. No penalty in it.

    Args:
        X: inputs, (n_x, m).
        Y: labels, (1, m).
        cache: (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3), as forward_propagation_with_dropout
            returned it; the masks D1 and D2 hold 1 and 0 or True and False.
        keep_prob: what the forward pass was given.

    Returns:
        A dict with dW1, db1, dW2, db2, dW3, db3, each of the shape of its parameter.
    """
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y  # (1, m)
    dW3 = dZ3 @ A2.T / m  # (1, n_2)
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m  # (1, 1)
    dA2 = (W3.T @ dZ3) * D2 / keep_prob  # (n_2, m)
    dZ2 = dA2 * (Z2 > 0)  # (n_2, m)
    dW2 = dZ2 @ A1.T / m  # (n_2, n_1)
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m  # (n_2, 1)
    dA1 = (W2.T @ dZ2) * D1 / keep_prob  # (n_1, m)
    dZ1 = dA1 * (Z1 > 0)  # (n_1, m)
    dW1 = dZ1 @ X.T / m  # (n_1, n_x)
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m  # (n_1, 1)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dW3": dW3, "db3": db3}


def predict(X, parameters):
    """Predict labels with the trained network.

    Args:
        X: inputs, (n_x, m).
        parameters: dict with W1, b1, W2, b2, W3, b3.

    Returns:
        Labels 0 or 1, (1, m): 1 where the output is above one half. The same at every call.
    """
    A3, cache = forward_propagation(X, parameters)
    return (A3 > 0.5).astype(int)


def augment_flip(X, Y):
    """Double a set of images by their mirror images, left and right exchanged.

    Args:
        X: images, (m, height, width).
        Y: labels, (1, m).

    Returns:
        X_more: (2m, height, width): the m originals, then their mirror images in the same order.
        Y_more: (1, 2m): the labels of these.
    """
    return np.concatenate([X, X[:, :, ::-1]], axis=0), np.concatenate([Y, Y], axis=1)


def early_stopping(dev_costs, patience):
    """Watch the dev cost and stop when it has not improved for a while.

    Args:
        dev_costs: the dev cost at checks 0, 1, 2, …, a list.
        patience: stop at the check that is the patience-th in a row without an improvement. An improvement
            is a cost below the lowest one so far; an equal one is none.

    Returns:
        best: the number of the check with the lowest cost seen until the stop, the first of equals.
        stop: the number of the check at which training stops; the last one if it never comes to that.
    """
    best, waited = 0, 0
    for check in range(1, len(dev_costs)):
        if dev_costs[check] < dev_costs[best]:
            best, waited = check, 0
        else:
            waited += 1
        if waited == patience:
            return best, check
    return best, len(dev_costs) - 1
