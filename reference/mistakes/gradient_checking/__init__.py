"""What students write in place of reference/gradient_checking.py: wrong, and unusual but right."""

from functools import partial

from reference.mistakes import Equivalent
from reference.mistakes.gradient_checking import columns, network, one_parameter

equivalent = partial(Equivalent, module="gradient_checking")

MISTAKES = (*one_parameter.MISTAKES, *columns.MISTAKES, *network.MISTAKES)
VARIANTS = (*one_parameter.VARIANTS, *columns.VARIANTS, *network.VARIANTS)


def left_over(space, rng):
    """What lies around in a notebook that has been worked through; see reference.mistakes.notebook."""
    X, Y = rng.normal(size=(3, 8)), (rng.random((1, 8)) > 0.5).astype(float)
    layers_dims = [3, 5, 3, 1]
    parameters = space["vector_to_dictionary"](rng.normal(size=(42, 1)), layers_dims)
    cost, cache = space["forward_propagation_n"](X, Y, parameters)
    gradients = space["backward_propagation_n"](X, Y, cache)
    theta, grad = space["dictionary_to_vector"](parameters), space["gradients_to_vector"](gradients)

    def J(t):
        return space["forward_propagation_n"](X, Y, space["vector_to_dictionary"](t, layers_dims))[0]

    named = {"X": X, "Y": Y, "parameters": parameters, "cost": cost, "cache": cache, "gradients": gradients}
    named |= {"theta": theta, "grad": grad, "gradapprox": grad.copy(), "J": J, "f": lambda t: t**2}
    return named | {"layers_dims": layers_dims, "x": 2.0, "m": 8, "epsilon": 1e-7, "difference": 3e-9}


EQUIVALENTS = (
    equivalent(
        "forward_propagation_1d",
        "The logarithm of a sum of exponentials is symmetric.",
        edits=[("np.logaddexp(0.0, -theta * x)", "np.logaddexp(-theta * x, 0.0)")],
    ),
    *(
        equivalent(
            function,
            "Any tiny step will do, to whichever side it goes first.",
            edits=[("epsilon=1e-7", "epsilon=-1e-07"), ("epsilon=1e-7", "epsilon=1.1e-07")],
        )
        for function in (
            "numerical_gradient_1d",
            "gradient_check_1d",
            "numerical_gradient",
            "gradient_check_n",
        )
    ),
    equivalent(
        "gradient_check_1d",
        "The cost depends on the product of x and θ.",
        edits=[("forward_propagation_1d(x, t)", "forward_propagation_1d(t, x)")],
    ),
    equivalent(
        "relative_difference",
        "Equal gradients have the difference 0, and two gradients of zeros are equal.",
        edits=[("denominator == 0", "numerator == 0")],
    ),
    equivalent(
        "dictionary_to_vector",
        "reshape takes any negative number for what is left over; b is a column already; axis 0 is the default.",
        edits=[
            ('"W" + str(l)].reshape(-1, 1)', '"W" + str(l)].reshape(-2, 1)'),
            ('"b" + str(l)].reshape(-1, 1)', '"b" + str(l)]'),
            ('"b" + str(l)].reshape(-1, 1)', '"b" + str(l)].reshape(-2, 1)'),
            ("pieces, axis=0", "pieces"),
        ],
    ),
    equivalent(
        "vector_to_dictionary",
        "A shape has two entries; a part of a column is a column.",
        edits=[("shape_W[1]", "shape_W[-1]"), (".reshape((n, 1)).copy()", ".copy()")],
    ),
    equivalent(
        "gradients_to_vector",
        "There are as many db as dW; the rest as in dictionary_to_vector.",
        edits=[
            ('startswith("dW")', 'startswith("db")'),
            ('"dW" + str(l)].reshape(-1, 1)', '"dW" + str(l)].reshape(-2, 1)'),
            ('"db" + str(l)].reshape(-1, 1)', '"db" + str(l)]'),
            ('"db" + str(l)].reshape(-1, 1)', '"db" + str(l)].reshape(-2, 1)'),
            ("pieces, axis=0", "pieces"),
        ],
    ),
    equivalent(
        "numerical_gradient",
        "Every entry is overwritten; a row of a column has one entry.",
        edits=[
            ("np.zeros((n, 1))", "np.ones((n, 1))"),
            ("plus[i, 0]", "plus[i,]"),
            ("plus[i, 0]", "plus[i, -1]"),
            ("minus[i, 0]", "minus[i,]"),
            ("minus[i, 0]", "minus[i, -1]"),
            ("approx[i, 0]", "approx[i,]"),
            ("approx[i, 0]", "approx[i, -1]"),
        ],
    ),
    equivalent(
        "gradient_check_n",
        "The relative difference is symmetric.",
        edits=[("relative_difference(grad, gradapprox)", "relative_difference(gradapprox, grad)")],
    ),
    equivalent(
        "interpret_difference",
        "NaN and infinity are not below any limit, so they reach the last line.",
        edits=[
            ('if not np.isfinite(difference):\n        return "wrong"', "pass"),
            ('(difference):\n        return "wrong"', "(difference):\n        pass"),
        ],
    ),
    equivalent(
        "backward_propagation_n",
        "X and Y have as many examples; biases and Z3 are not needed; there is one output; ReLU is 0 where it is off.",
        edits=[
            ("X.shape[1]", "Y.shape[1]"),
            ("W1, b1", "b1, W1"),
            ("b2, Z3", "Z3, b2"),
            ("np.sum(dZ3, axis=1, keepdims=True)", "np.sum(dZ3, keepdims=True)"),
            ("W3.T @ dZ3", "W3.T * dZ3"),
            ("Z2 > 0", "A2 > 0"),
            ("Z2 > 0", "Z2 >= 0"),
            ("Z1 > 0", "A1 > 0"),
            ("Z1 > 0", "Z1 >= 0"),
        ],
    ),
    equivalent(
        "locate_bug",
        "The names of blocks and parameters are the same, the difference is symmetric, no block is near the limit.",
        edits=[
            ("for k in approx", "for k in parameters"),
            (
                'gradients["d" + k].reshape(-1, 1), approx[k].reshape(-1, 1)',
                'approx[k].reshape(-1, 1), gradients["d" + k].reshape(-1, 1)',
            ),
            ("<= 1e-5", "< 1e-5"),
            ("<= 1e-5", "<= 1.1e-05"),
        ],
    ),
    equivalent(
        "locate_bug",
        "NumPy takes any negative length for the one that it is to find.",
        edits=[
            ("+ k].reshape(-1, 1)", "+ k].reshape(-2, 1)"),
            ("approx[k].reshape(-1, 1)", "approx[k].reshape(-2, 1)"),
        ],
    ),
)
