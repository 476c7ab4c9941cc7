# Generated from autograder/questions/shallow_network/q3.py by `make assignments`; do not edit.
"""q3: Slopes of the activation functions. The public test cases."""

import numpy as np
from otter.test_files import test_case

import checks

OK_FORMAT = False
name = "q3"
LN_2, LN_3, LN_9 = 0.6931471805599453, 1.0986122886681098, 2.1972245773362196


@test_case(name="The slope of the sigmoid is 1/4 at z = 0 and 3/16 at z = ±ln 3", points=1, hidden=False)
def sigmoid_derivative_by_hand(sigmoid_derivative):
    observed = checks.call(sigmoid_derivative, z=np.array([[0.0, LN_3, -LN_3, LN_9]]))
    slopes = [[0.25, 0.1875, 0.1875, 0.09]]
    checks.unchanged(observed)
    checks.close(observed.value, slopes, "sigmoid_derivative([[0, ln 3, -ln 3, ln 9]])")


@test_case(name="The slope of tanh is 1 at z = 0, 0.64 at ln 2 and 0.36 at −ln 3", points=1, hidden=False)
def tanh_derivative_by_hand(tanh_derivative):
    observed = checks.call(tanh_derivative, z=np.array([[0.0, LN_2, -LN_3]]))
    checks.unchanged(observed)
    checks.close(observed.value, [[1.0, 0.64, 0.36]], "tanh_derivative([[0, ln 2, -ln 3]])")


@test_case(
    name="The slope of ReLU is 1 where z is positive and 0 where it is negative", points=1, hidden=False
)
def relu_derivative_by_hand(relu_derivative):
    observed = checks.call(relu_derivative, z=np.array([[-2.0, 3.0], [0.5, -0.5]]))
    checks.unchanged(observed)
    checks.close(observed.value, [[0.0, 1.0], [1.0, 0.0]], "relu_derivative(z)")


@test_case(
    name="The slope of leaky ReLU is 1 or alpha, for integers too",
    points=1,
    hidden=False,
    success_message="4 more test cases, worth 8 of the 12 points, will be run when your notebook is graded.",
    failure_message="4 more test cases, worth 8 of the 12 points, will be run when your notebook is graded.",
)
def leaky_relu_derivative_by_hand(leaky_relu_derivative):
    observed = checks.call(leaky_relu_derivative, z=np.array([[-3, 2], [5, -1]]), alpha=0.25)
    checks.unchanged(observed)
    checks.close(observed.value, [[0.25, 1.0], [1.0, 0.25]], "leaky_relu_derivative(z, 0.25)")


import feedback

feedback.explain(globals(), ["sigmoid_derivative", "tanh_derivative", "relu_derivative", "leaky_relu_derivative"])
