# Generated from autograder/questions/shallow_network/q4.py by `make assignments`; do not edit.
"""q4: Sizes and initial parameters. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q4"


def compare_sizes(value, sizes):
    for got, right, label, meaning in zip(
        checks.unpack(value, "n_x", "n_h", "n_y"),
        sizes,
        ("n_x", "n_h", "n_y"),
        ("the number of rows of X", "the argument, 4 if none is given", "the number of rows of Y"),
        strict=True,
    ):
        number = checks.whole_number(got, label)
        checks.require(
            number == right, f"{label} is wrong: it is {meaning}.", f"Got {number}, expected {right}."
        )


def compare_shapes(value, n_x, n_h, n_y):
    """The four arrays, with the right shapes and with biases of zero."""
    drawn = checks.dictionary(value, ["W1", "b1", "W2", "b2"], "parameters", extra=True)
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    arrays = {key: checks.array(drawn[key], shape, key) for key, shape in shapes.items()}
    for key in ("b1", "b2"):
        checks.require(
            not arrays[key].any(), f"{key} must be zero.", f"{key}[0, 0] is {arrays[key][0, 0]:.3g}."
        )
    return arrays


@test_case(name="layer_sizes reads n_x and n_y off the rows of X and Y", points=1, hidden=False)
def layer_sizes_by_hand(layer_sizes):
    observed = checks.call(layer_sizes, X=np.ones((5, 7)), Y=np.ones((2, 7)), n_h=3)
    compare_sizes(observed.value, (5, 3, 2))


@test_case(
    name="W1 is (n_h, n_x), W2 is (n_y, n_h), and the biases are columns of zeros", points=1, hidden=False
)
def shapes_by_hand(initialize_parameters):
    compare_shapes(checks.call(initialize_parameters, n_x=5, n_h=3, n_y=2).value, 5, 3, 2)


@test_case(
    name="The weights are random numbers of mean 0 and standard deviation 0.01",
    points=1,
    hidden=False,
    success_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
    failure_message="3 more test cases, worth 5 of the 8 points, will be run when your notebook is graded.",
)
def spread_by_hand(initialize_parameters):
    arrays = compare_shapes(checks.call(initialize_parameters, n_x=60, n_h=50, n_y=40).value, 60, 50, 40)
    checks.normal_sample(arrays["W1"], 0.01, "W1")
    checks.normal_sample(arrays["W2"], 0.01, "W2")


import feedback

feedback.explain(globals(), ["layer_sizes", "initialize_parameters"])
