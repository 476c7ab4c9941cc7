"""Normalised inputs, initial weights, and what depth does to signals and gradients.

Examples are columns: X is (n_x, m), W[l] is (n[l], n[l-1]), b[l] is (n[l], 1). The initialisers are those of
LeCun et al. (1998), Glorot and Bengio (2010) and He et al. (2015).
"""

import numpy as np

# --------------------------------------------------------------------------------- graded functions


def normalize_inputs(X):
    """Shift every feature to mean 0 and scale it to standard deviation 1.

    Args:
        X: inputs, (n_x, m), one column per example.

    Returns:
        X_norm: the normalised inputs, (n_x, m); a feature that never varies becomes zeros.
        mu: the mean of each feature, (n_x, 1).
        sigma: the standard deviation of each feature, with 1/m, (n_x, 1); for a feature that never varies
            any number by which apply_normalization can divide.
    """
    mu = np.mean(X, axis=1, keepdims=True)  # (n_x, 1)
    sigma = np.std(X, axis=1, keepdims=True)  # (n_x, 1)
    safe = np.where(sigma == 0, 1.0, sigma)  # where nothing varies there is nothing to scale
    return (X - mu) / safe, mu, safe


def apply_normalization(X, mu, sigma):
    """Treat new data exactly as the training data were treated.

    Args:
        X: new inputs, (n_x, m), for any m, even 1.
        mu, sigma: what normalize_inputs returned for the training data, (n_x, 1) each.

    Returns:
        The new inputs on the scale of the normalised training data, (n_x, m).
    """
    return (X - mu) / sigma


def initialize_parameters_zeros(layers_dims):
    """Set every weight and every bias to zero.

    Args:
        layers_dims: the sizes of all layers, [n_x, n_1, …, n_y].

    Returns:
        A dict with W1 (n_1, n_x), b1 (n_1, 1), W2 (n_2, n_1), b2 (n_2, 1), … up to the output layer.
    """
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_random(layers_dims, scale=10.0):
    """Draw the weights from a normal distribution of a given standard deviation; set the biases to zero.

    Args:
        layers_dims: the sizes of all layers, [n_x, n_1, …, n_y].
        scale: the standard deviation of every weight.

    Returns:
        A dict with W1 (n_1, n_x), b1 (n_1, 1), W2 (n_2, n_1), b2 (n_2, 1), … up to the output layer.
    """
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * scale
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_he(layers_dims):
    """Draw normal weights of a size that suits ReLU; set the biases to zero.

    Args:
        layers_dims: the sizes of all layers, [n_x, n_1, …, n_y].

    Returns:
        A dict with W1 (n_1, n_x), b1 (n_1, 1), … up to the output layer; W[l] has variance 2 / n[l-1].
    """
    parameters = {}
    for l in range(1, len(layers_dims)):
        std = np.sqrt(2 / layers_dims[l - 1])
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * std
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_lecun(layers_dims):
    """Draw normal weights of a size that keeps the spread of z that of its inputs; set the biases to zero.

    Args:
        layers_dims: the sizes of all layers, [n_x, n_1, …, n_y].

    Returns:
        A dict with W1 (n_1, n_x), b1 (n_1, 1), … up to the output layer; W[l] has variance 1 / n[l-1].
    """
    parameters = {}
    for l in range(1, len(layers_dims)):
        std = np.sqrt(1 / layers_dims[l - 1])
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * std
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_glorot(layers_dims):
    """Draw normal weights of a size between what signals and gradients want; set the biases to zero.

    Args:
        layers_dims: the sizes of all layers, [n_x, n_1, …, n_y].

    Returns:
        A dict with W1 (n_1, n_x), b1 (n_1, 1), … up to the output layer; W[l] has variance
        2 / (n[l-1] + n[l]).
    """
    parameters = {}
    for l in range(1, len(layers_dims)):
        std = np.sqrt(2 / (layers_dims[l - 1] + layers_dims[l]))
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * std
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


def preactivation_variance(n_in, var_w, x):
    """The variance of z = Σ w_i x_i, for independent weights of mean 0.

    Args:
        n_in: how many inputs the unit has.
        var_w: the variance of each weight.
        x: samples of what arrives at one input, an array of any shape; their mean need not be 0.

    Returns:
        Var(z), a float.
    """
    return float(n_in * var_w * np.mean(np.square(x)))


def count_distinct_units(W, b, tol=1e-8):
    """Count how many different units a layer has.

    Two units are the same if none of their weights, nor their biases, differ by more than tol.

    Args:
        W: weights, (n, n_in), one row per unit.
        b: biases, (n, 1).
        tol: how far numbers may differ and still count as equal.

    Returns:
        A whole number from 1 to n.
    """
    units = np.hstack([W, b])  # (n, n_in + 1)
    distinct = list(units[:1])
    for unit in units[1:]:
        if not any(np.max(np.abs(unit - other)) <= tol for other in distinct):
            distinct.append(unit)
    return len(distinct)


def deep_linear_output(W, W_out, x, L):
    """The output of a deep network without activations and biases, whose hidden layers share one matrix.

    Args:
        W: the matrix of each of the L − 1 hidden layers, (n, n).
        W_out: the matrix of the output layer, layer L, (n_y, n).
        x: inputs, (n, m), one column per example.
        L: how many layers there are, the output layer included; with L = 1 nothing is hidden.

    Returns:
        The outputs, (n_y, m).
    """
    a = x
    for _ in range(L - 1):
        a = W @ a  # (n, m)
    return W_out @ a


def activation_stds(X, parameters, activation):
    """Follow a signal through a network: the standard deviation of the activations of each layer.

    Args:
        X: inputs, (n_x, m).
        parameters: dict with W1, b1, W2, b2, …, for any number L of layers.
        activation: "tanh" or "relu"; every layer uses it, the last one too.

    Returns:
        A list of L numbers: the standard deviation of all entries of A[1], of A[2], … and of A[L].
    """
    stds = []
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]  # (n[l], m)
        A = np.tanh(Z) if activation == "tanh" else np.maximum(0, Z)
        stds.append(float(np.std(A)))
    return stds


def clip_gradients(grads, max_norm):
    """Shorten a gradient that is too long; keep its direction.

    Args:
        grads: dict with dW1, db1, dW2, db2, …: all of them together are one long vector.
        max_norm: the greatest length that this vector may have.

    Returns:
        A new dict with the same keys: the gradient, scaled down to length max_norm if it was longer.
    """
    total = np.sqrt(sum(np.sum(np.square(g)) for g in grads.values()))
    scale = max_norm / total if total > max_norm else 1.0
    return {key: g * scale for key, g in grads.items()}


# ------------------------------------------------------------------------------- given to students


def forward_pass(X, parameters):
    """Send inputs through a network: ReLU in the hidden layers, sigmoid at the output.

    Args:
        X: inputs, (n_x, m).
        parameters: dict with W1, b1, W2, b2, …

    Returns:
        A list: X and the activations of each layer. The last ones are probabilities, (n_y, m).
    """
    L = len(parameters) // 2
    activations = [X]
    for l in range(1, L + 1):
        Z = parameters[f"W{l}"] @ activations[-1] + parameters[f"b{l}"]
        activations.append(np.maximum(0, Z) if l < L else 0.5 * (1 + np.tanh(Z / 2)))
    return activations


def cost_and_gradients(X, Y, parameters):
    """The cross-entropy cost of the network of forward_pass, and its gradient.

    Args:
        X: inputs, (n_x, m).
        Y: labels 0 or 1, (1, m).
        parameters: dict with W1, b1, W2, b2, …

    Returns:
        cost: a float. A certain and wrong prediction costs 35, not infinitely much.
        grads: dict with dW1, db1, dW2, db2, …
    """
    m, grads = Y.shape[1], {}
    activations = forward_pass(X, parameters)
    A = np.clip(activations[-1], 1e-15, 1 - 1e-15)
    cost = float(-np.sum(np.log(np.where(Y == 1, A, 1 - A))) / m)
    dZ = activations[-1] - Y
    for l in range(len(parameters) // 2, 0, -1):
        grads[f"dW{l}"] = dZ @ activations[l - 1].T / m
        grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m
        dZ = (parameters[f"W{l}"].T @ dZ) * (activations[l - 1] > 0)
    return cost, grads


def train(X, Y, parameters, learning_rate=0.01, num_iterations=15000):
    """Gradient descent from the given parameters.

    Args:
        X: inputs, (n_x, m).
        Y: labels 0 or 1, (1, m).
        parameters: where to start; they are left as they are.
        learning_rate: the length of a step.
        num_iterations: how many steps.

    Returns:
        parameters: the trained ones.
        costs: the cost before every hundredth step, and at the end.
    """
    parameters, costs = {key: np.array(value) for key, value in parameters.items()}, []
    for i in range(num_iterations):
        cost, grads = cost_and_gradients(X, Y, parameters)
        if i % 100 == 0:
            costs.append(cost)
        for key in parameters:
            parameters[key] -= learning_rate * grads[f"d{key}"]
    return parameters, [*costs, cost_and_gradients(X, Y, parameters)[0]]
