"""Is the gradient right? Finite differences against backward propagation.

First for one parameter, then for a network of three layers (ReLU, ReLU, sigmoid) whose parameters are flattened
into one column θ. Examples are columns: X is (n_x, m), Y is (1, m).
"""

import numpy as np

from reference.activations import relu, sigmoid


def forward_propagation_1d(x, theta):
    """The cost of a model with one parameter on one example with label 1.

    Args:
        x: the input, a number.
        theta: the parameter θ, a number.

    Returns:
        J(θ) = ln(1 + e^(−θx)), a float, finite for every θx.
    """
    return float(np.logaddexp(0.0, -theta * x))


def backward_propagation_1d(x, theta):
    """The slope of that cost, by the chain rule.

    Args:
        x: the input, a number.
        theta: the parameter θ, a number.

    Returns:
        dJ/dθ at θ, a float, finite for every θx.
    """
    return float(-x * sigmoid(-theta * x))


def numerical_gradient_1d(f, theta, epsilon=1e-7):
    """The slope of any function of one number, from two of its values.

    Args:
        f: a function; f(theta) is a number.
        theta: where the slope is wanted, a number.
        epsilon: ε, how far to go to either side.

    Returns:
        The two-sided difference quotient, a float.
    """
    return (f(theta + epsilon) - f(theta - epsilon)) / (2 * epsilon)


def gradient_check_1d(x, theta, epsilon=1e-7):
    """Compare the derivative by backward propagation with the numerical one.

    Args:
        x: the input, a number.
        theta: the parameter θ, a number.
        epsilon: ε of the numerical gradient.

    Returns:
        |g − ĝ| / (|g| + |ĝ|), a float; 0 if both derivatives are 0.
    """
    grad = backward_propagation_1d(x, theta)
    approx = numerical_gradient_1d(lambda t: forward_propagation_1d(x, t), theta, epsilon)
    total = abs(grad) + abs(approx)
    return abs(grad - approx) / total if total > 0 else 0.0


def relative_difference(grad, gradapprox):
    """How far two gradients are apart, compared with their size.

    Args:
        grad: a gradient g, (n, 1).
        gradapprox: another one, ĝ, of the same shape.

    Returns:
        ‖g − ĝ‖ / (‖g‖ + ‖ĝ‖) with Euclidean norms, a float; 0 if both are 0.
    """
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    if denominator == 0:
        return 0.0
    return float(numerator / denominator)


def dictionary_to_vector(parameters):
    """Flatten all parameters of a network into one column.

    Args:
        parameters: dict with W1 (n[1], n[0]), b1 (n[1], 1), W2, b2, … in any order, for any number of layers.

    Returns:
        θ: float64, (n, 1): the entries of W1 row by row, then b1, W2, b2, …
    """
    L = len(parameters) // 2
    pieces = []
    for l in range(1, L + 1):
        pieces.append(parameters["W" + str(l)].reshape(-1, 1))
        pieces.append(parameters["b" + str(l)].reshape(-1, 1))
    return np.concatenate(pieces, axis=0)


def vector_to_dictionary(theta, layers_dims):
    """Undo dictionary_to_vector.

    Args:
        theta: θ, (n, 1).
        layers_dims: sizes of the layers, the input first: [n[0], n[1], …, n[L]].

    Returns:
        A dict with W1 (n[1], n[0]), b1 (n[1], 1), …; arrays of its own, which share no memory with theta.
    """
    parameters = {}
    start = 0
    for l in range(1, len(layers_dims)):
        shape_W = (layers_dims[l], layers_dims[l - 1])
        n = shape_W[0] * shape_W[1]
        parameters["W" + str(l)] = theta[start : start + n].reshape(shape_W).copy()
        start += n
        n = layers_dims[l]
        parameters["b" + str(l)] = theta[start : start + n].reshape((n, 1)).copy()
        start += n
    return parameters


def gradients_to_vector(gradients):
    """Flatten the gradient of all parameters into one column, in the order of dictionary_to_vector.

    Args:
        gradients: dict with dW1, db1, dW2, … of the shapes of their parameters, in any order. It may hold other
            keys, such as dZ1 or dA2, which are left out.

    Returns:
        (n, 1): the entries of dW1 row by row, then db1, dW2, db2, …
    """
    L = sum(key.startswith("dW") for key in gradients)
    pieces = []
    for l in range(1, L + 1):
        pieces.append(gradients["dW" + str(l)].reshape(-1, 1))
        pieces.append(gradients["db" + str(l)].reshape(-1, 1))
    return np.concatenate(pieces, axis=0)


def numerical_gradient(J, theta, epsilon=1e-7):
    """The gradient of any function of a column, one two-sided difference quotient for each entry.

    Args:
        J: a function; J(theta) is a number for a column of the shape of theta.
        theta: θ, where the gradient is wanted, float64, (n, 1). It is the same after the call.
        epsilon: ε, how far to go to either side.

    Returns:
        The numerical gradient, float64, (n, 1).
    """
    n = theta.shape[0]
    approx = np.zeros((n, 1))
    for i in range(n):
        plus = theta.copy()
        plus[i, 0] += epsilon
        minus = theta.copy()
        minus[i, 0] -= epsilon
        approx[i, 0] = (J(plus) - J(minus)) / (2 * epsilon)
    return approx


def forward_propagation_n(X, Y, parameters):
    """Three layers, ReLU, ReLU and sigmoid, and the cross-entropy cost.

    Args:
        X: inputs, (n_x, m).
        Y: labels 0 or 1, (1, m).
        parameters: dict with W1, b1, W2, b2, W3, b3.

    Returns:
        cost: a float.
        cache: (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3), for backward propagation.
    """
    m = X.shape[1]
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    Z1 = W1 @ X + b1  # (n_1, m)
    A1 = relu(Z1)
    Z2 = W2 @ A1 + b2  # (n_2, m)
    A2 = relu(Z2)
    Z3 = W3 @ A2 + b3  # (1, m)
    A3 = sigmoid(Z3)
    losses = -(Y * np.log(A3) + (1 - Y) * np.log(1 - A3))
    return float(np.sum(losses) / m), (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7):
    """Compare a gradient of forward_propagation_n's cost with the numerical one.

    Args:
        parameters: dict with W1, b1, W2, b2, W3, b3, where the gradient was taken.
        gradients: dict with dW1, db1, …; it may hold other keys as well.
        X: inputs, (n_x, m).
        Y: labels, (1, m).
        epsilon: ε of the numerical gradient.

    Returns:
        The relative difference of the two gradients, a float.
    """
    layers_dims = [X.shape[0]] + [parameters["b" + str(l)].shape[0] for l in (1, 2, 3)]
    theta = dictionary_to_vector(parameters)
    grad = gradients_to_vector(gradients)

    def J(t):
        return forward_propagation_n(X, Y, vector_to_dictionary(t, layers_dims))[0]

    gradapprox = numerical_gradient(J, theta, epsilon)
    return relative_difference(grad, gradapprox)


def interpret_difference(difference):
    """Put a relative difference into words.

    Args:
        difference: what a gradient check returned, a number; NaN and infinity occur too.

    Returns:
        "correct" up to and including 1e-7, "probably correct" up to 1e-5, "suspicious" up to 1e-3, "wrong" for
        everything else.
    """
    if not np.isfinite(difference):
        return "wrong"
    if difference <= 1e-7:
        return "correct"
    if difference <= 1e-5:
        return "probably correct"
    if difference <= 1e-3:
        return "suspicious"
    return "wrong"


def backward_propagation_n(X, Y, cache):
    """The gradient of forward_propagation_n's cost.

    Args:
        X: inputs, (n_x, m).
        Y: labels, (1, m).
        cache: (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) from forward_propagation_n.

    Returns:
        A dict with dW1, db1, dW2, db2, dW3, db3, each of the shape of its parameter.
    """
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dW3 = 1 / m * dZ3 @ A2.T
    db3 = 1 / m * np.sum(dZ3, axis=1, keepdims=True)
    dA2 = W3.T @ dZ3
    dZ2 = dA2 * (Z2 > 0)
    dW2 = 1 / m * dZ2 @ A1.T
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dA1 = W2.T @ dZ2
    dZ1 = dA1 * (Z1 > 0)
    dW1 = 1 / m * dZ1 @ X.T
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dW3": dW3, "db3": db3}


def locate_bug(parameters, gradients, X, Y):
    """Find out for which parameters a gradient of forward_propagation_n's cost is wrong.

    Args:
        parameters: dict with W1, b1, W2, b2, W3, b3, where the gradient was taken.
        gradients: dict with dW1, db1, …, of the same shapes; it may hold other keys as well.
        X: inputs, (n_x, m).
        Y: labels, (1, m).

    Returns:
        The names of the parameters, such as ["W2", "b1"], whose own block of the gradient has a relative
        difference above 1e-5 to the numerical one: a list, sorted as by sorted(); empty if all is well.
    """
    layers_dims = [X.shape[0]] + [parameters["b" + str(l)].shape[0] for l in (1, 2, 3)]

    def J(t):
        return forward_propagation_n(X, Y, vector_to_dictionary(t, layers_dims))[0]

    approx = vector_to_dictionary(numerical_gradient(J, dictionary_to_vector(parameters)), layers_dims)

    def difference(k):
        return relative_difference(gradients["d" + k].reshape(-1, 1), approx[k].reshape(-1, 1))

    return sorted(k for k in approx if not difference(k) <= 1e-5)
