"""What students write in place of reference/regularization.py: wrong, and unusual but right. A file per topic."""

import numpy as np

from reference.mistakes.regularization import choosing, dropout, penalties


def left_over(space, rng):
    """What lies around in a notebook that has been worked through; see reference.mistakes.notebook."""
    X, Y = rng.normal(size=(2, 9)), (rng.random((1, 9)) > 0.5).astype(int)
    shapes = {"W1": (4, 2), "b1": (4, 1), "W2": (3, 4), "b2": (3, 1), "W3": (1, 3), "b3": (1, 1)}
    parameters = {key: rng.normal(size=shape) for key, shape in shapes.items()}
    A3, cache = space["forward_propagation"](X, parameters)
    grads = space["backward_propagation_with_regularization"](X, Y, cache, 0.7)
    named = {"X": X, "Y": Y, "parameters": parameters, "A3": A3, "cache": cache, "grads": grads}
    masks = {"D1": np.ones((4, 9), dtype=bool), "D2": np.ones((3, 9), dtype=bool)}
    layers = dict(
        zip(("Z1", "A1", "W1", "b1", "Z2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3"), cache, strict=True)
    )
    settings = {"m": 9, "lambd": 0.7, "learning_rate": 0.3, "keep_prob": 0.86, "patience": 5, "seed": 3}
    return (
        named
        | masks
        | layers
        | settings
        | {"dev_costs": [3.0, 2.0, 2.5], "W": parameters["W1"], "A": layers["A1"]}
    )


MISTAKES = choosing.MISTAKES + penalties.MISTAKES + dropout.MISTAKES
VARIANTS = choosing.VARIANTS + penalties.VARIANTS + dropout.VARIANTS
EQUIVALENTS = choosing.EQUIVALENTS + penalties.EQUIVALENTS + dropout.EQUIVALENTS
