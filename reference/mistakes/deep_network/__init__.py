"""What students write in place of reference/deep_network.py: wrong, and unusual but right.

One file for each part of the lesson; here they are put together, in the order of the questions.
"""

from functools import partial

from reference.mistakes import Equivalent
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


equivalent = partial(Equivalent, module="deep_network")

EQUIVALENTS = (
    equivalent(
        "initialize_parameters_deep",
        "A normal distribution around 0 is symmetric.",
        edits=[("0.01", "-0.01")],
    ),
    equivalent(
        "linear_activation_forward",
        "Either function of the lesson gives Z back as its cache.",
        edits=[("(linear_cache, activation_cache)", "(linear_cache, Z)")],
    ),
    equivalent(
        "L_model_forward",
        'Our linear_activation_forward takes whatever is not "relu" for "sigmoid".',
        edits=[('"sigmoid"', 'f"W{L}"'), ('"sigmoid"', 'f"b{L}"')],
    ),
    equivalent(
        "compute_cost",
        "There is an output for each label; outputs of exactly 0 or 1, which the clip is for, are not graded.",
        edits=[
            ("Y.shape[1]", "AL.shape[1]"),
            ("np.clip(AL, 1e-15, 1 - 1e-15)", "AL"),
            ("np.clip(AL, 1e-15,", "np.clip(1e-15, AL,"),
            ("np.clip(AL, 1e-15,", "np.clip(AL, 0,"),
            ("1 - 1e-15", "2 - 1e-15"),
            ("1 - 1e-15", "1"),
            ("1 - 1e-15", "1 + 1e-15"),
            ("1 - 1e-15", "1 - 0"),
            ("np.log(A)", "np.log(AL)"),
            ("np.log(1 - A)", "np.log(1 - AL)"),
        ],
    ),
    equivalent(
        "linear_backward",
        "dZ and A_prev have a column for each example.",
        edits=[("A_prev.shape[1]", "dZ.shape[1]")],
    ),
    equivalent(
        "L_model_backward",
        "Outputs of exactly 0 or 1, which the clip is for, are not graded.",
        edits=[
            ("np.clip(AL, 1e-15, 1 - 1e-15)", "AL"),
            ("np.clip(AL, 1e-15,", "np.clip(1e-15, AL,"),
            ("np.clip(AL, 1e-15,", "np.clip(AL, 0,"),
            ("1 - 1e-15", "2 - 1e-15"),
            ("1 - 1e-15", "1"),
            ("1 - 1e-15", "1 + 1e-15"),
            ("1 - 1e-15", "1 - 0"),
            ("(1 - Y) / (1 - A)", "(1 - Y) / (1 - AL)"),
            ("Y / A", "Y / AL"),
        ],
    ),
    equivalent(
        "L_model_backward",
        "The dA need not be kept, and older code numbers them after the layer that hands them back.",
        edits=[
            ('f"dA{l - 1}"', '"relu"'),
            ('f"dA{l - 1}"', '"sigmoid"'),
            ('f"dA{l - 1}"', 'f"dA{l - 1 + 1}"'),
            ('f"dA{l - 1}"', 'f"dW{l}"'),
            ('f"dA{l - 1}"', 'f"db{l}"'),
        ],
    ),
)
