"""q10: locate_bug. Networks whose cost is smooth, so that every right block is far below the limit of 1e-5."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q10"
title = "Where is the bug?"
functions = ["locate_bug"]
helpers = {
    "relative_difference": "q4",
    "dictionary_to_vector": "q5",
    "vector_to_dictionary": "q5",
    "gradients_to_vector": "q5",
    "numerical_gradient": "q6",
}

BLOCKS = ("W1", "b1", "W2", "b2", "W3", "b3")
PARAMETERS = {
    "W1": np.array([[1.0, -0.5], [0.5, 1.0]]),
    "b1": np.array([[0.5], [-1.0]]),
    "W2": np.array([[1.0, -1.0], [-0.5, 2.0]]),
    "b2": np.array([[-0.5], [0.25]]),
    "W3": np.array([[1.0, -0.5]]),
    "b3": np.array([[0.25]]),
}
X = np.array([[1.0, -1.0, 2.0, 0.5], [2.0, 1.0, -1.0, 1.5]])
Y = np.array([[1.0, 0.0, 1.0, 0.0]])
GRADIENTS = {
    "dW1": np.array([[-0.0672817787, -0.0481124571], [0.1489538146, 0.2525364785]]),
    "db1": np.array([[-0.0409173285], [0.1035826639]]),
    "dW2": np.array([[-0.0450649876, 0.0], [0.0372384537, 0.111715361]]),
    "db2": np.array([[-0.0150216625], [-0.0146098397]]),
    "dW3": np.array([[-0.0375541564, -0.4023180703]]),
    "db3": np.array([[0.0141980169]]),
}


def found(function, parameters, gradients, inputs, outputs):
    """The names that the student's function returned, checked to be a list of names."""
    given = [{key: value.copy() for key, value in arrays.items()} for arrays in (parameters, gradients)]
    observed = checks.call(
        function, parameters=given[0], gradients=given[1], X=inputs.copy(), Y=outputs.copy()
    )
    checks.unchanged(observed)
    names = observed.value
    checks.require(names is not None, "The result is None: does locate_bug return the list?")
    checks.require(
        isinstance(names, list | tuple), "The result must be a list of names, empty if all is well."
    )
    names = [str(name) if isinstance(name, str) else "" for name in names]
    rule = f"Each name in the list must be one of {', '.join(BLOCKS)}."
    checks.require(all(name in BLOCKS for name in names), rule)
    return names


def compare(names, expected):
    """Say what was missed, or blamed, and only then that the order is another one."""
    missed = sorted(set(expected) - set(names))
    blamed = sorted(set(names) - set(expected))
    detail = f"You found {names}, it is {expected}."
    checks.require(not missed, "A block of the gradient is wrong that is not in the list.", detail)
    checks.require(not blamed, "A block is in the list whose gradient is right.", detail)
    checks.require(names == expected, "The names must be sorted, each of them once.", detail)


@test_case(name="Nothing is wrong with a right gradient; of a wrong db2 it is b2", points=2, hidden=False)
def one_bug(locate_bug):
    compare(found(locate_bug, PARAMETERS, GRADIENTS, X, Y), [])
    compare(found(locate_bug, PARAMETERS, {**GRADIENTS, "db2": 4 * GRADIENTS["db2"]}, X, Y), ["b2"])


@test_case(name="With wrong db1 and dW3 the answer is W3, b1: sorted, capitals first", points=1, hidden=False)
def two_bugs(locate_bug):
    wrong = {"db1": -GRADIENTS["db1"], "dW3": GRADIENTS["dW3"] + 1}
    compare(found(locate_bug, PARAMETERS, {**GRADIENTS, **wrong}, X, Y), ["W3", "b1"])


def network(right, generator, m, *sizes):
    """A network on which the cost is smooth, data, and its gradient, no block of which is small."""
    while True:
        parameters, inputs = checks.alive_network(generator, m, *sizes, 1)
        outputs = checks.both_labels(generator, m)
        _, cache = right.forward_propagation_n(inputs, outputs, parameters)
        gradients = right.backward_propagation_n(inputs, outputs, cache)
        if min(np.linalg.norm(block) for block in gradients.values()) > 0.02:
            return parameters, gradients, inputs, outputs


@test_case(name="Bugs are found in whatever blocks they are, one or several", points=2, hidden=True)
def several_bugs(locate_bug):
    from reference import gradient_checking as right

    generator = checks.rng("q10", "several")
    for sign, wrong in ((1, ("W1", "b3")), (-1, ("b1", "W2")), (1, ("W3",)), (-1, ("b2",)), (1, BLOCKS)):
        parameters, gradients, inputs, outputs = network(right, generator, 6, 2, 3, 2)
        for name in wrong:  # a block of another size, or one that points the other way
            gradients[f"d{name}"] = gradients[f"d{name}"] * (generator.uniform(1.3, 2.0) if sign > 0 else -1)
        compare(found(locate_bug, parameters, gradients, inputs, outputs), sorted(wrong))


@test_case(
    name="A block is wrong from a relative difference of 1e-5 on, however small it is itself",
    points=1,
    hidden=True,
)
def limit(locate_bug):
    from reference import gradient_checking as right

    generator = checks.rng("q10", "limit")
    for _ in range(100):  # one block is small beside the others; one draw in three or so is like that
        parameters, gradients, inputs, outputs = network(right, generator, 6, 2, 3, 2)
        sizes = {name: np.linalg.norm(gradients[f"d{name}"]) for name in BLOCKS}
        smallest, *_, largest = sorted(BLOCKS, key=sizes.__getitem__)
        if sizes[smallest] < 0.15 * min(sizes[largest], 1):
            break
    planted = {largest: 1 + 5e-6, smallest: 1 + 5e-5}  # differences of half as much
    wrong = {f"d{name}": gradients[f"d{name}"] * factor for name, factor in planted.items()}
    names = found(locate_bug, parameters, {**gradients, **wrong}, inputs, outputs)
    rule = "A block must be in the list just when its own relative difference is above 1e-5."
    checks.require(names == [smallest], rule, f"You found {names}, it is {[smallest]}.")
    turned = {"dW2": gradients["dW2"][::-1]}
    compare(found(locate_bug, parameters, {**gradients, **turned}, inputs, outputs), ["W2"])


@test_case(name="One entry that is wrong by 1 % is found as well", points=1, hidden=True)
def small_bug(locate_bug):
    from reference import gradient_checking as right

    generator = checks.rng("q10", "small")
    for name in ("W1", "W2", "b1"):
        parameters, gradients, inputs, outputs = network(right, generator, 6, 2, 3, 2)
        block = gradients[f"d{name}"].copy()
        block[np.unravel_index(np.argmax(np.abs(block)), block.shape)] *= 1.01
        compare(found(locate_bug, parameters, {**gradients, f"d{name}": block}, inputs, outputs), [name])


@test_case(
    name="In a right gradient nothing is found, whatever other keys are beside it", points=1, hidden=True
)
def no_bug(locate_bug):
    from reference import gradient_checking as right

    generator = checks.rng("q10", "none")
    for sizes in ((4, 3, 2), (2, 2, 2)):
        parameters, gradients, inputs, outputs = network(right, generator, 6, *sizes)
        given = {"dZ3": outputs, **dict(reversed(gradients.items())), "dA1": inputs}
        compare(found(locate_bug, parameters, given, inputs, outputs), [])
