"""What students write in place of reference/gradient_checking.py: wrong, and unusual but right."""

from reference.mistakes.gradient_checking import columns, network, one_parameter

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
