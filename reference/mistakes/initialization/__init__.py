"""What students write in place of reference/initialization.py: wrong, and unusual but right."""

from functools import partial

from reference.mistakes import Equivalent
from reference.mistakes.initialization import depth, initializers, normalization, units

equivalent = partial(Equivalent, module="initialization")


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

EQUIVALENTS = (
    equivalent(
        "normalize_inputs",
        "The sigma of a feature that never varies may be anything but 0; its entries are 0 before the division.",
        edits=[
            ("sigma == 0, 1.0,", "sigma == 0, -1,"),
            ("sigma == 0, 1.0,", "sigma == 0, 1.1,"),
            ("sigma == 0, 1.0,", "sigma == 0, 2,"),
        ],
    ),
    equivalent(
        "initialize_parameters_random",
        "A normal distribution of mean 0 is symmetric.",
        edits=[("scale=10.0", "scale=-10")],
    ),
    equivalent(
        "count_distinct_units",
        "Nothing lies on the edge of the tolerance, and a unit that is compared with itself is not new.",
        edits=[
            ("tol=1e-8", "tol=1.1e-08"),
            ("[W, b]", "[b, W]"),
            ("units[1:]", "units[:]"),
            ("units[1:]", "units[0:]"),
            ("<= tol", "< tol"),
        ],
    ),
    equivalent(
        "clip_gradients",
        "Where the length is exactly max_norm the factor is 1 either way.",
        edits=[("total > max_norm", "total >= max_norm")],
    ),
)
