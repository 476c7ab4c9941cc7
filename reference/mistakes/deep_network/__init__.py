"""What students write in place of reference/deep_network.py: wrong, and unusual but right.

One file for each part of the lesson; here they are put together, in the order of the questions.
"""

from reference.mistakes.deep_network import backward, cost, forward, layers_backward, parameters, update

_PARTS = (parameters, forward, cost, backward, layers_backward, update)
MISTAKES = tuple(mistake for part in _PARTS for mistake in part.MISTAKES)
VARIANTS = tuple(variant for part in _PARTS for variant in part.VARIANTS)


def left_over(space, rng):
    """What lies around in a notebook that has been worked through; see reference.mistakes.notebook."""
    layer_dims, m = [2, 4, 3, 1], 9
    X, Y = rng.normal(size=(2, m)), (rng.random((1, m)) > 0.5).astype(int)
    parameters = {}
    for l in (1, 2, 3):
        parameters[f"W{l}"] = rng.normal(size=(layer_dims[l], layer_dims[l - 1]))
        parameters[f"b{l}"] = rng.normal(size=(layer_dims[l], 1))
    AL, caches = space["L_model_forward"](X, parameters)
    grads = space["L_model_backward"](AL, Y, caches)
    linear_cache, Z = caches[0]
    A, W, b = linear_cache
    named = {"X": X, "Y": Y, "layer_dims": layer_dims, "parameters": parameters, "AL": AL, "caches": caches}
    named |= {
        "A": A,
        "A_prev": A,
        "W": W,
        "b": b,
        "Z": Z,
        "linear_cache": linear_cache,
        "activation_cache": Z,
    }
    named |= {"cache": caches[-1], "grads": grads, "dA": grads["dA1"], "dZ": grads["dA1"] * (Z > 0)}
    return named | parameters | {"m": m, "L": 3, "l": 3, "learning_rate": 0.1, "activation": "relu"}
