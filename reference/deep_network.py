"""L layers: ReLU in the hidden ones, sigmoid at the output; forward, cost, backward, update.

Examples are columns: X is (n_x, m), Y is (1, m). Layer l has W[l] (n[l], n[l-1]) and b[l] (n[l], 1); the dicts call
them W1, b1, W2, … Notation and equations follow Goodfellow, Bengio and Courville, Deep Learning (2016), chapter 6.
"""

import numpy as np

# --------------------------------------------------------------------------------- given to students


def relu(Z):
    """ReLU, max(0, Z), entry by entry.

    Returns:
        A: the activation, a new array of the shape of Z.
        Z: what came in, to be kept for the way back.
    """
    return np.maximum(0, Z), Z


def sigmoid(Z):
    """The logistic function, 1 / (1 + e^(−Z)), entry by entry.

    Returns:
        A: the activation, a new array of the shape of Z.
        Z: what came in, to be kept for the way back.
    """
    e = np.exp(-np.abs(Z))  # e^(−|Z|) never overflows
    return np.where(Z >= 0, 1 / (1 + e), e / (1 + e)), Z


def relu_backward(dA, Z):
    """From dA to dZ through ReLU: dA where Z was positive, 0 elsewhere. A new array."""
    return np.where(Z > 0, dA, 0.0)


def sigmoid_backward(dA, Z):
    """From dA to dZ through the sigmoid: dA times its slope at Z, a(1 − a). A new array."""
    A, Z = sigmoid(Z)
    return dA * A * (1 - A)


def train(X, Y, layer_dims, learning_rate=0.1, num_iterations=3000, seed=1, stretch=True):
    """Train a fresh network by gradient descent, with your functions.

    Args:
        X: inputs, (n_x, m).
        Y: labels 0 or 1, (1, m).
        layer_dims: sizes of all layers, from the input to the output.
        learning_rate, num_iterations: how long a step is, and how many are made.
        seed: another seed draws other starting weights.
        stretch: multiply the starting weights of layer l, whose spread is 0.01, by 100·√(2/n[l-1]); the end of the
            notebook shows what happens without.

    Returns:
        parameters: the trained parameters.
        costs: a list of num_iterations costs; costs[i] is the cost before update i.
    """
    np.random.seed(seed)
    parameters = initialize_parameters_deep(layer_dims)
    for l in range(1, len(layer_dims)):
        if stretch:
            parameters[f"W{l}"] = parameters[f"W{l}"] * 100 * np.sqrt(2 / layer_dims[l - 1])
    costs = []
    for _ in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        costs.append(float(np.squeeze(compute_cost(AL, Y))))
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


def predict(X, parameters):
    """Predict labels with your forward propagation: 1 where the output is above one half, (1, m)."""
    AL, caches = L_model_forward(X, parameters)
    return (AL > 0.5).astype(int)


# ------------------------------------------------------------------------------- written by students


def initialize_parameters_deep(layer_dims):
    """Draw small random weights for every layer; set the biases to zero.

    Args:
        layer_dims: a list with the sizes of all layers, n[0] (the input) to n[L] (the output).

    Returns:
        A dict with W1, b1, …, WL, bL: W[l] (n[l], n[l-1]) ~ 0.01·N(0, 1), b[l] (n[l], 1) zero.
    """
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
    return parameters


def linear_forward(A, W, b):
    """The linear step of one layer.

    Args:
        A: activations of the layer before (or the inputs X), (n[l-1], m).
        W: weights, (n[l], n[l-1]).
        b: biases, (n[l], 1).

    Returns:
        Z: (n[l], m).
        cache: the tuple (A, W, b), for the way back.
    """
    Z = W @ A + b
    return Z, (A, W, b)


def linear_activation_forward(A_prev, W, b, activation):
    """One whole layer: the linear step, then the activation.

    Args:
        A_prev: activations of the layer before (or the inputs X), (n[l-1], m).
        W: weights, (n[l], n[l-1]).
        b: biases, (n[l], 1).
        activation: "relu" or "sigmoid".

    Returns:
        A: activations of this layer, (n[l], m).
        cache: the tuple (linear_cache, activation_cache), that is ((A_prev, W, b), Z).
    """
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "relu":
        A, activation_cache = relu(Z)
    else:
        A, activation_cache = sigmoid(Z)
    return A, (linear_cache, activation_cache)


def L_model_forward(X, parameters):
    """The whole network: L − 1 layers with ReLU, then one with the sigmoid.

    Args:
        X: inputs, (n_x, m).
        parameters: dict with W1, b1, …, WL, bL.

    Returns:
        AL: the output, probabilities, (1, m).
        caches: a list of L caches from linear_activation_forward; caches[0] belongs to layer 1.
    """
    A, caches = X, []
    L = len(parameters) // 2  # every layer has a W and a b
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
    caches.append(cache)
    return AL, caches


def compute_cost(AL, Y):
    """The cross-entropy cost, averaged over the examples.

    Args:
        AL: predicted probabilities, (1, m).
        Y: labels 0 or 1, (1, m).

    Returns:
        J = −(1/m) Σ [y log a + (1 − y) log(1 − a)], a float, natural logarithms.
    """
    m = Y.shape[1]
    A = np.clip(AL, 1e-15, 1 - 1e-15)  # log(0) has no place in a sum
    losses = -(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return float(np.sum(losses) / m)


def linear_backward(dZ, cache):
    """The way back through the linear step of one layer.

    Args:
        dZ: gradient of the layer's Z, (n[l], m).
        cache: (A_prev, W, b) from linear_forward.

    Returns:
        dA_prev: gradient of the layer's input, (n[l-1], m).
        dW: gradient of the cost with respect to W, (n[l], n[l-1]).
        db: gradient of the cost with respect to b, (n[l], 1).
    """
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = W.T @ dZ
    return dA_prev, dW, db


def linear_activation_backward(dA, cache, activation):
    """The way back through one whole layer: the activation first, then the linear step.

    Args:
        dA: gradient of the layer's activations, (n[l], m).
        cache: (linear_cache, activation_cache) from linear_activation_forward.
        activation: "relu" or "sigmoid".

    Returns:
        dA_prev: gradient of the layer's input, (n[l-1], m).
        dW: gradient of the cost with respect to W, (n[l], n[l-1]).
        db: gradient of the cost with respect to b, (n[l], 1).
    """
    linear_cache, Z = cache
    if activation == "relu":
        dZ = relu_backward(dA, Z)
    else:
        dZ = sigmoid_backward(dA, Z)
    dA_prev, dW, db = linear_backward(dZ, linear_cache)
    return dA_prev, dW, db


def L_model_backward(AL, Y, caches):
    """The way back through the whole network.

    Args:
        AL: the output of L_model_forward, (1, m).
        Y: labels 0 or 1, (1, m).
        caches: the list of caches from L_model_forward; caches[0] belongs to layer 1.

    Returns:
        A dict with dA0, dW1, db1, dA1, …, dWL, dbL: dW[l] and db[l] have the shapes of W[l] and b[l], dA[l-1] is
        what layer l hands back to the layer before it, (n[l-1], m).
    """
    grads = {}
    L = len(caches)
    A = np.clip(AL, 1e-15, 1 - 1e-15)  # a division by 0 has no place here
    dA = (1 - Y) / (1 - A) - Y / A
    activation = "sigmoid"
    for l in range(L, 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], activation)
        grads[f"dA{l - 1}"], grads[f"dW{l}"], grads[f"db{l}"] = dA, dW, db
        activation = "relu"
    return grads


def update_parameters(parameters, grads, learning_rate):
    """One step of gradient descent for every layer.

    Args:
        parameters: dict with W1, b1, …, WL, bL.
        grads: dict with dW1, db1, …, dWL, dbL, and perhaps dA0, dA1, …, which no step needs.
        learning_rate: α, the length of the step.

    Returns:
        A dict with the updated W1, b1, …, WL, bL.
    """
    updated = {}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        updated[f"W{l}"] = parameters[f"W{l}"] - learning_rate * grads[f"dW{l}"]
        updated[f"b{l}"] = parameters[f"b{l}"] - learning_rate * grads[f"db{l}"]
    return updated
