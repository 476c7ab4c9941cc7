"""What students write in place of reference/initialization.py: wrong, and unusual but right."""

from reference.mistakes.initialization import depth, initializers, normalization, units


def left_over(space, rng):
    """What lies around in a notebook that has been worked through; see reference.mistakes.notebook."""
    X = rng.normal(size=(2, 9)) * [[300.0], [0.3]] + [[500.0], [0.5]]
    X_norm, mu, sigma = space["normalize_inputs"](X)
    layers_dims = [2, 10, 5, 1]
    parameters = {}
    for l in range(1, 4):
        parameters[f"W{l}"] = rng.normal(size=(layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = rng.normal(size=(layers_dims[l], 1))
    grads = {f"d{key}": value / 10 for key, value in parameters.items()}
    named = {"X": X, "X_norm": X_norm, "mu": mu, "sigma": sigma, "parameters": parameters, "grads": grads}
    numbers = {"scale": 10.0, "m": 9, "n_in": 2, "var_w": 1.0, "tol": 1e-8, "L": 3, "max_norm": 1.0}
    W, b, x = rng.normal(size=(2, 2)), rng.normal(size=(2, 1)), rng.normal(size=(2, 1))
    return named | numbers | {"layers_dims": layers_dims, "W": W, "b": b, "W_out": W, "x": x}


MISTAKES = normalization.MISTAKES + initializers.MISTAKES + units.MISTAKES + depth.MISTAKES
VARIANTS = normalization.VARIANTS + initializers.VARIANTS + units.VARIANTS + depth.VARIANTS
