"""Inputs of hidden cases that have to be computed: networks of ReLU units in which every unit matters.

A ReLU unit that is off for every example, or on for all of them, would let wrong code pass, and an activation
close to the kink would let right code fail a gradient check.
"""

import numpy as np

from reference.activations import relu, sigmoid

CLEAR = 0.05  # no pre-activation is closer to 0 than this


def alive_network(generator, *layer_dims, m):
    """Parameters and inputs of a network, ReLU × (L−1) then sigmoid, that is alive; drawn until it is.

    Every hidden unit is on for some examples and off for others, none is near its kink, no output is near 0
    or 1, weights and biases have a size of about 1.

    Args:
        layer_dims: sizes of the layers, that of the input first.
        m: how many examples, from 2 on.

    Returns:
        parameters: dict with W1, b1, W2, …
        X: inputs, (n_x, m).
    """
    for _ in range(10_000):
        parameters = _parameters(generator, layer_dims)
        X = generator.normal(size=(layer_dims[0], 8 * m))
        *hidden, output = _preactivations(X, parameters)
        clear = np.all([np.min(np.abs(Z), axis=0) > CLEAR for Z in hidden], axis=0)
        clear &= np.abs(sigmoid(output[0]) - 0.5) < 0.48
        chosen = np.flatnonzero(clear)[:m]
        on = [Z[:, chosen] > 0 for Z in hidden]
        if len(chosen) == m and all(Z.any(axis=1).all() and not Z.all(axis=1).any() for Z in on):
            return parameters, X[:, chosen]
    raise RuntimeError(f"no alive network of sizes {layer_dims} was found for m = {m}")


def alive_dropout(generator, *layer_dims, m, keep_prob):
    """An alive network of three layers, masks for it and its forward pass with them.

    In both hidden layers some activations above 0 are dropped and some are kept, and no pre-activation is
    near the kink.

    Returns:
        parameters, X: as from alive_network.
        cache: as forward_propagation_with_dropout returns it; the masks hold True and False.
    """
    for _ in range(10_000):
        parameters, X = alive_network(generator, *layer_dims, m=m)
        D1, D2 = (generator.random((n, m)) < keep_prob for n in layer_dims[1:3])
        cache = dropout_pass(X, parameters, D1, D2, keep_prob)[1]
        Z1, _, _, _, _, Z2, _, _, _, _, _, A3, _, _ = cache
        layers = ((Z1, D1), (Z2, D2))
        mixed = all((D & (Z > 0)).any() and (~D & (Z > 0)).any() for Z, D in layers)
        if mixed and np.min(np.abs(Z2)) > CLEAR / 5 and np.max(np.abs(A3 - 0.5)) < 0.48:
            return parameters, X, cache
    raise RuntimeError(f"no masks for sizes {layer_dims} and m = {m} were found")


def dropout_pass(X, parameters, D1, D2, keep_prob):
    """The forward pass of regularization's network with masks that are given.

    Returns:
        A3 and cache, as forward_propagation_with_dropout does.
    """
    W1, b1, W2, b2, W3, b3 = (parameters[key] for key in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = W1 @ X + b1
    A1 = relu(Z1) * D1 / keep_prob
    Z2 = W2 @ A1 + b2
    A2 = relu(Z2) * D2 / keep_prob
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)


def _parameters(generator, layer_dims):
    drawn = {}
    for layer in range(1, len(layer_dims)):
        n_in, n_out = layer_dims[layer - 1], layer_dims[layer]
        drawn[f"W{layer}"] = generator.normal(size=(n_out, n_in)) * 1.4 / np.sqrt(n_in)
        drawn[f"b{layer}"] = generator.uniform(0.3, 0.9, (n_out, 1)) * generator.choice(
            [-1.0, 1.0], (n_out, 1)
        )
    return drawn


def _preactivations(X, parameters):
    found, A = [], X
    for layer in range(1, len(parameters) // 2 + 1):
        found.append(parameters[f"W{layer}"] @ A + parameters[f"b{layer}"])
        A = relu(found[-1])
    return found
