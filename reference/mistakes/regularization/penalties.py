"""Penalties of large weights: cost, gradient and update with L2, cost and gradient with L1."""

from functools import partial

from reference.mistakes import Equivalent, Mistake, Variant

mistake = partial(Mistake, module="regularization")
variant = partial(Variant, module="regularization")
equivalent = partial(Equivalent, module="regularization")

L2_COST, L2_GRADIENT = "compute_cost_with_regularization", "backward_propagation_with_regularization"
DECAY = "update_parameters_with_weight_decay"
SQUARE = "np.sum(np.square(parameters[key]))"
SQUARES = f'squares = sum({SQUARE} for key in ("W1", "W2", "W3"))'
ABSOLUTE = "np.sum(np.abs(parameters[key]))"


def penalties(text):
    """Edits that put another penalty, written with {W}, into the three lines of dW."""
    return [(f"lambd / m * W{layer}", text.format(W=f"W{layer}")) for layer in "123"]


MISTAKES = (
    # ------------------------------------------------------------- compute_cost_with_regularization
    mistake(
        "half_lambda_times_m",
        L2_COST,
        edits=[("lambd / (2 * m)", "lambd / 2 * m")],
        misconception="Without brackets Python divides by 2 and then multiplies by m.",
        hint="What is 1 / 2 * 4 in Python?",
    ),
    mistake(
        "square_of_the_sum",
        L2_COST,
        edits=[("np.sum(np.square(parameters[key]))", "np.square(np.sum(parameters[key]))")],
        misconception="The weights are added first, so that positive and negative ones cancel.",
        hint="Which comes first for weights of 3 and -3: the square or the sum?",
    ),
    mistake(
        "penalty_only",
        L2_COST,
        edits=[("compute_cost(A3, Y) + lambd", "lambd")],
        misconception="The penalty is returned without the cost of the predictions.",
        hint="With a very small λ, what should be left?",
    ),
    mistake(
        "cost_only",
        L2_COST,
        edits=[(" + lambd / (2 * m) * float(squares)", "")],
        misconception="The penalty is computed but not added.",
        hint="Does the result change when λ does?",
    ),
    mistake(
        "penalty_subtracted",
        L2_COST,
        edits=[(" + lambd", " - lambd")],
        misconception="The penalty is subtracted, so that large weights are rewarded.",
        hint="Should large weights raise the cost or lower it?",
    ),
    mistake(
        "mean_of_the_squares",
        L2_COST,
        edits=[("np.sum(np.square", "np.mean(np.square")],
        misconception="The squares of each matrix are averaged instead of added.",
        hint="Which sign stands before the squares in the formula?",
    ),
    mistake(
        "spectral_norm",
        L2_COST,
        edits=[(SQUARE, "np.linalg.norm(parameters[key], 2) ** 2")],
        misconception="For a matrix np.linalg.norm(W, 2) is the largest singular value.",
        hint="Look up what the second argument of np.linalg.norm means for matrices.",
    ),
    mistake(
        "norm_not_squared",
        L2_COST,
        edits=[(SQUARE, "np.linalg.norm(parameters[key])")],
        misconception="The root is taken: the norm is added, but the penalty is its square.",
        hint="There is a small 2 at the upper right of the norm.",
    ),
    mistake(
        "root_of_all_squares",
        L2_COST,
        edits=[("float(squares)", "np.sqrt(squares)")],
        misconception="The root of the sum is taken.",
        hint="Is there a root in the formula?",
    ),
    mistake(
        "absolute_values",
        L2_COST,
        edits=[("np.square(", "np.abs(")],
        misconception="The absolute values are added, which is the L1 penalty.",
        hint="Which power do the weights have in the formula?",
    ),
    mistake(
        "weights_not_squared",
        L2_COST,
        edits=[("np.sum(np.square(parameters[key]))", "np.sum(parameters[key])")],
        misconception="The weights are added as they are, so that positive and negative ones cancel.",
        hint="What is the penalty for weights of 3 and -3?",
    ),
    mistake(
        "matrix_product_for_the_square",
        L2_COST,
        edits=[(SQUARE, "np.sum(parameters[key] @ parameters[key].T)")],
        misconception="W @ W.T also multiplies different rows with each other.",
        hint="Every weight should be multiplied by itself alone.",
    ),
    mistake(
        "biases_penalized",
        L2_COST,
        edits=[('("W1", "W2", "W3")', "parameters")],
        misconception="The biases are penalized as well.",
        hint="Which parameters stand in the penalty?",
    ),
    mistake(
        "biases_for_weights",
        L2_COST,
        edits=[('("W1", "W2", "W3")', '("b1", "b2", "b3")')],
        misconception="The biases are penalized in place of the weights.",
        hint="Which parameters stand in the penalty?",
    ),
    mistake(
        "last_layer_forgotten",
        L2_COST,
        edits=[('"W2", "W3")', '"W2")')],
        misconception="The weights of layer 3 are not in the sum.",
        hint="How many layers does the network have?",
    ),
    mistake(
        "first_layer_twice",
        L2_COST,
        edits=[('"W2", "W3")', '"W1", "W3")')],
        misconception="W1 is in the sum twice, and W2 is not in it at all.",
        hint="Read the names in your sum one by one.",
    ),
    mistake(
        "only_the_last_term_of_the_sum_has_the_factor",
        L2_COST,
        edits=[
            (SQUARES, 'W1, W2, W3 = (np.sum(np.square(parameters[key])) for key in ("W1", "W2", "W3"))'),
            ("lambd / (2 * m) * float(squares)", "W1 + W2 + lambd / (2 * m) * float(W3)"),
        ],
        misconception="The factor multiplies only the last of the three sums.",
        hint="Where do the brackets around the sum over the layers begin and end?",
    ),
    mistake(
        "factor_one_half_missing",
        L2_COST,
        edits=[("lambd / (2 * m)", "lambd / m")],
        misconception="The 2 below the line is missing.",
        hint="Compare the factor with the formula.",
    ),
    mistake(
        "one_over_m_missing",
        L2_COST,
        edits=[("lambd / (2 * m)", "lambd / 2")],
        misconception="The penalty is not divided by the number of examples.",
        hint="Compare the factor with the formula.",
    ),
    mistake(
        "lambda_missing",
        L2_COST,
        edits=[("lambd / (2 * m)", "1 / (2 * m)")],
        misconception="λ is not in the penalty, so nothing can be tuned.",
        hint="Does the result change when λ does?",
    ),
    mistake(
        "lambda_squared_with_the_weights",
        L2_COST,
        edits=[
            ("np.square(parameters[key])", "np.square(lambd * parameters[key])"),
            ("lambd / (2", "1 / (2"),
        ],
        misconception="λ is multiplied in before squaring, so it is squared as well.",
        hint="If λ doubles, should the penalty double or become four times as large?",
    ),
    mistake(
        "m_counts_the_rows",
        L2_COST,
        edits=[("Y.shape[1]", "Y.shape[0]")],
        misconception="m is the number of rows of Y, which is 1.",
        hint="Along which axis of Y do the examples lie?",
    ),
    mistake(
        "m_counts_the_weights",
        L2_COST,
        edits=[("m = Y.shape[1]", 'm = parameters["W1"].shape[1]')],
        misconception="The number of inputs is taken for the number of examples.",
        hint="Which argument tells how many examples there are?",
    ),
    mistake(
        "m_of_the_notebook",
        L2_COST,
        edits=[("    m = Y.shape[1]\n", "")],
        misconception="m is not set in the function, so the one of the notebook is used.",
        hint="Which argument tells how many examples there are?",
    ),
    mistake(
        "parameters_of_the_notebook",
        L2_COST,
        edits=[("(A3, Y, parameters, lambd)", "(A3, Y, params, lambd)")],
        misconception="The function penalizes the notebook's weights, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "weights_of_the_notebook",
        L2_COST,
        edits=[(SQUARES, "squares = np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2)")],
        misconception="W1, W2 and W3 are not set in the function, so those of the notebook are used.",
        hint="Where do the weights have to come from?",
    ),
    mistake(
        "cost_of_the_predictions_divided_again",
        L2_COST,
        edits=[
            (
                "compute_cost(A3, Y) + lambd / (2 * m) * float(squares)",
                "(compute_cost(A3, Y) + lambd / 2 * float(squares)) / m",
            )
        ],
        misconception="compute_cost is a mean already, and it is divided by m once more.",
        hint="What does compute_cost return: a sum or a mean?",
    ),
    mistake(
        "integer_division",
        L2_COST,
        edits=[("lambd / (2 * m)", "lambd // (2 * m)")],
        misconception="Two slashes cut off everything behind the decimal point.",
        hint="What is 1 // 2 in Python?",
    ),
    mistake(
        "squares_the_callers_weights",
        L2_COST,
        edits=[(SQUARE, "np.sum(np.square(parameters[key], out=parameters[key]))")],
        misconception="The squares are written over the caller's weights.",
        hint="Print parameters before and after the call.",
    ),
    mistake(
        "forgets_to_return",
        L2_COST,
        edits=[("return compute_cost", "cost = compute_cost")],
        misconception="The cost is computed but not returned.",
        hint="What does `c = compute_cost_with_regularization(…)` put into c?",
    ),
    # ----------------------------------------------------- backward_propagation_with_regularization
    mistake(
        "penalty_forgotten",
        L2_GRADIENT,
        edits=[(f" + lambd / m * W{layer}", "") for layer in "123"],
        misconception="The gradient is that of the cost without a penalty.",
        hint="Does your result change when λ does?",
    ),
    mistake(
        "lambda_over_2m",
        L2_GRADIENT,
        edits=penalties("lambd / (2 * m) * {W}"),
        misconception="The factor of the cost is kept, but the derivative of a square brings a 2 with it.",
        hint="Differentiate (λ/2m)·w² with respect to w on paper.",
    ),
    mistake(
        "lambda_over_2m_without_brackets",
        L2_GRADIENT,
        edits=penalties("lambd / 2 * m * {W}"),
        misconception="λ is divided by 2 and then multiplied by m.",
        hint="Work out by hand what Python does with 1 / 2 * 4.",
    ),
    mistake(
        "penalty_subtracted",
        L2_GRADIENT,
        edits=[("+ lambd", "- lambd", 3)],
        misconception="The penalty is subtracted, which makes weights grow.",
        hint="The update subtracts the gradient: what should it do to a large positive weight?",
    ),
    mistake(
        "one_over_m_missing_in_the_penalty",
        L2_GRADIENT,
        edits=penalties("lambd * {W}"),
        misconception="The penalty is not divided by the number of examples.",
        hint="Differentiate the penalty on paper: what happens to m?",
    ),
    mistake(
        "penalty_divided_by_m_twice",
        L2_GRADIENT,
        edits=penalties("lambd / m * {W} / m"),
        misconception="The penalty gets into the bracket with 1/m and is divided by m twice.",
        hint="How many times does the penalty hold 1/m?",
    ),
    mistake(
        "one_over_m_for_the_penalty_only",
        L2_GRADIENT,
        edits=[
            ("dZ3 @ A2.T / m", "dZ3 @ A2.T"),
            ("dZ2 @ A1.T / m", "dZ2 @ A1.T"),
            ("dZ1 @ X.T / m", "dZ1 @ X.T"),
        ],
        misconception="The sums over the examples are not averaged.",
        hint="If every example were there twice, should this part of the gradient double?",
    ),
    mistake(
        "biases_penalized",
        L2_GRADIENT,
        edits=[
            (
                f"np.sum(dZ{n}, axis=1, keepdims=True) / m",
                f"np.sum(dZ{n}, axis=1, keepdims=True) / m + lambd / m * b{n}",
            )
            for n in "123"
        ],
        misconception="The biases are penalized as well.",
        hint="Which parameters stand in the penalty of the cost?",
    ),
    mistake(
        "last_layer_not_penalized",
        L2_GRADIENT,
        edits=[(" + lambd / m * W3", "")],
        misconception="dW3 has no penalty in it.",
        hint="Compare the three lines of dW.",
    ),
    mistake(
        "first_layer_not_penalized",
        L2_GRADIENT,
        edits=[(" + lambd / m * W1", "")],
        misconception="dW1 has no penalty in it.",
        hint="Compare the three lines of dW.",
    ),
    mistake(
        "second_layer_not_penalized",
        L2_GRADIENT,
        edits=[(" + lambd / m * W2", "")],
        misconception="dW2 has no penalty in it.",
        hint="Compare the three lines of dW.",
    ),
    mistake(
        "sign_of_the_weights",
        L2_GRADIENT,
        edits=penalties("lambd / m * np.sign({W})"),
        misconception="The sign of the weights is added, which is the slope of the L1 penalty.",
        hint="What is the derivative of a square?",
    ),
    mistake(
        "squares_of_the_weights",
        L2_GRADIENT,
        edits=penalties("lambd / m * np.square({W})"),
        misconception="The squares themselves are added instead of their derivative.",
        hint="What is the derivative of a square?",
    ),
    mistake(
        "sum_of_the_squares",
        L2_GRADIENT,
        edits=penalties("lambd / (2 * m) * np.sum(np.square({W}))"),
        misconception="The penalty itself is added to every entry of the gradient.",
        hint="What is the derivative of the penalty with respect to one single weight?",
    ),
    mistake(
        "penalty_of_the_activations",
        L2_GRADIENT,
        edits=[(" + lambd / m * W3", " + lambd / m * A2.mean(axis=1, keepdims=True).T")],
        misconception="The activations are penalized in layer 3, not the weights.",
        hint="Compare the three lines of dW.",
    ),
    mistake(
        "penalty_added_to_dZ3",
        L2_GRADIENT,
        edits=[("A3 - Y", "A3 - Y + lambd / m")],
        misconception="The penalty is added to dZ3 and goes back through the whole network.",
        hint="Does the penalty depend on the activations?",
    ),
    mistake(
        "penalized_weights_flow_back",
        L2_GRADIENT,
        edits=[("W3.T @ dZ3", "(W3 + lambd / m * W3).T @ dZ3")],
        misconception="The penalty is multiplied into the weights on the way back.",
        hint="Does the penalty change what the network computes?",
    ),
    mistake(
        "weights_shrunk_in_place",
        L2_GRADIENT,
        edits=[("    dA2 = ", "    W3 *= 1 - lambd / m\n    dA2 = ")],
        misconception="The weights of the cache are changed inside the function.",
        hint="Are the weights the same before and after the call?",
    ),
    mistake(
        "keeps_the_regularized_dW3_for_dA2",
        L2_GRADIENT,
        edits=[("dA2 = W3.T @ dZ3", "dA2 = dW3.T @ dZ3")],
        misconception="dW3 is sent back in place of W3.",
        hint="Which matrix connects A2 with Z3?",
    ),
    mistake(
        "relu_forgotten_in_layer_1",
        L2_GRADIENT,
        edits=[("dZ1 = dA1 * (Z1 > 0)", "dZ1 = dA1")],
        misconception="The gradient passes through layer 1 as if it had no ReLU.",
        hint="What is the slope of a unit that is switched off?",
    ),
    mistake(
        "relu_forgotten_in_layer_2",
        L2_GRADIENT,
        edits=[("dZ2 = dA2 * (Z2 > 0)", "dZ2 = dA2")],
        misconception="The gradient passes through layer 2 as if it had no ReLU.",
        hint="What is the slope of a unit that is switched off?",
    ),
    mistake(
        "sign_of_the_gradient_for_relu",
        L2_GRADIENT,
        edits=[("dA2 * (Z2 > 0)", "dA2 * (dA2 > 0)")],
        misconception="What comes back is cut off where it is negative, not where the unit was off.",
        hint="What decides whether a unit is on: the forward or the backward pass?",
    ),
    mistake(
        "slope_of_tanh",
        L2_GRADIENT,
        edits=[("dA2 * (Z2 > 0)", "dA2 * (1 - A2**2)")],
        misconception="1 - a² is the slope of tanh.",
        hint="Which activation do the hidden layers have?",
    ),
    mistake(
        "slope_of_the_sigmoid_at_the_output",
        L2_GRADIENT,
        edits=[("A3 - Y", "(A3 - Y) * A3 * (1 - A3)")],
        misconception="The slope of the sigmoid is multiplied in, but with the cross-entropy it cancels.",
        hint="Work out dL/dz for one example on paper and see what is left.",
    ),
    mistake(
        "sign_of_dZ3",
        L2_GRADIENT,
        edits=[("A3 - Y", "Y - A3")],
        misconception="The difference is taken the wrong way round.",
        hint="If the prediction is too high, should the gradient be positive or negative?",
    ),
    mistake(
        "masks_exchanged",
        L2_GRADIENT,
        edits=[("(Z1 > 0)", "(Z2 > 0)"), ("dZ2 = dA2 * (Z2 > 0)", "dZ2 = dA2 * (Z1 > 0)")],
        misconception="Each hidden layer is switched off where the other one was.",
        hint="To which layer does each Z belong?",
    ),
    mistake(
        "missing_1_over_m_in_db2",
        L2_GRADIENT,
        edits=[("np.sum(dZ2, axis=1, keepdims=True) / m", "np.sum(dZ2, axis=1, keepdims=True)")],
        misconception="db2 is summed over the examples but not averaged.",
        hint="Compare the three lines of db.",
    ),
    mistake(
        "keepdims_missing",
        L2_GRADIENT,
        edits=[(", keepdims=True", "", 3)],
        misconception="The sum drops an axis, so db is one-dimensional.",
        hint="np.sum can be told to keep the axis that it sums over.",
    ),
    mistake(
        "biases_summed_over_the_units",
        L2_GRADIENT,
        edits=[("axis=1", "axis=0", 3)],
        misconception="The sum runs over the units and leaves one number for each example.",
        hint="db has the shape of b. Over which axis do the examples lie?",
    ),
    mistake(
        "m_counts_the_features",
        L2_GRADIENT,
        edits=[("X.shape[1]", "X.shape[0]")],
        misconception="m is the number of rows of X, which counts the features.",
        hint="Do the examples stand in the rows or in the columns of X?",
    ),
    mistake(
        "m_of_the_notebook",
        L2_GRADIENT,
        edits=[("    m = X.shape[1]\n", "")],
        misconception="m is not set in the function, so the one of the notebook is used.",
        hint="Which argument tells how many examples there are?",
    ),
    mistake(
        "cache_of_the_notebook",
        L2_GRADIENT,
        edits=[("(X, Y, cache, lambd)", "(X, Y, caches, lambd)")],
        misconception="The function computes with the notebook's cache, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "lambda_of_the_notebook",
        L2_GRADIENT,
        edits=[("(X, Y, cache, lambd)", "(X, Y, cache, lam)")],
        misconception="The function uses the notebook's lambd, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "reads_the_cache_in_another_order",
        L2_GRADIENT,
        edits=[("Z1, A1, W1, b1, Z2, A2, W2, b2,", "A1, Z1, W1, b1, A2, Z2, W2, b2,")],
        misconception="The cache is unpacked in another order than it was packed.",
        hint="Compare the names in your line with those in the docstring.",
    ),
    mistake(
        "dW2_from_Z1",
        L2_GRADIENT,
        edits=[("dZ2 @ A1.T", "dZ2 @ Z1.T")],
        misconception="dW2 is made with Z1, but layer 2 was fed with something else.",
        hint="What was the input of layer 2?",
    ),
    mistake(
        "W2_not_transposed",
        L2_GRADIENT,
        edits=[("W2.T @ dZ2", "W2 @ dZ2")],
        misconception="W2 is used as in the forward pass, but on the way back it acts the other way.",
        hint="dA1 has a row for each unit of layer 1: how can W2 and dZ2 give that?",
    ),
    mistake(
        "writes_into_the_cache",
        L2_GRADIENT,
        edits=[("dZ3 = A3 - Y", "dZ3 = A3\n    dZ3 -= Y")],
        misconception="dZ3 is A3 under another name, so `-=` changes the A3 in the cache.",
        hint="Is the cache the same before and after the call?",
    ),
    mistake(
        "keys_without_d",
        L2_GRADIENT,
        edits=[(f'"d{key}": d{key}', f'"{key}": d{key}') for key in ("W1", "b1", "W2", "b2", "W3", "b3")],
        misconception="The gradients are stored under the names of the parameters.",
        hint="Compare your keys with the docstring, letter by letter.",
    ),
    mistake(
        "db3_forgotten",
        L2_GRADIENT,
        edits=[(', "db3": db3', "")],
        misconception="The gradient of b3 is not in the dict.",
        hint="How many parameters does the network have?",
    ),
    mistake(
        "returns_a_tuple",
        L2_GRADIENT,
        edits=[
            (
                'return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dW3": dW3, "db3": db3}',
                "return dW1, db1, dW2, db2, dW3, db3",
            )
        ],
        misconception="The gradients come back as a tuple, but the update looks them up by name.",
        hint="In which kind of object does one find things by name?",
    ),
    mistake(
        "no_penalty_for_units_that_are_off",
        L2_GRADIENT,
        edits=[("lambd / m * W2", "lambd / m * W2 * np.any(dZ2 != 0, axis=1, keepdims=True)")],
        misconception="The weights of a unit that is off are not penalized, though the cost holds them.",
        hint="Hint 2: what is left for dW2 when the unit is off?",
    ),
    # ----------------------------------------------------------------------------------- l1_penalty
    mistake(
        "norm_of_the_matrix",
        "l1_penalty",
        edits=[(ABSOLUTE, "np.linalg.norm(parameters[key], 1)")],
        misconception="For a matrix np.linalg.norm(W, 1) is the largest column sum.",
        hint="Look up what the second argument of np.linalg.norm means for matrices.",
    ),
    mistake(
        "lambda_over_2m",
        "l1_penalty",
        edits=[("lambd / m", "lambd / (2 * m)")],
        misconception="The factor is λ/2m, as it is with squares.",
        hint="The half is there to cancel the 2 of a derivative: is there one here?",
    ),
    mistake(
        "no_absolute_value",
        "l1_penalty",
        edits=[("np.abs(parameters[key])", "parameters[key]")],
        misconception="The weights are added with their signs, so that they cancel.",
        hint="What is the penalty for weights of 3 and -3?",
    ),
    mistake(
        "absolute_value_of_the_sum",
        "l1_penalty",
        edits=[(ABSOLUTE, "np.abs(np.sum(parameters[key]))")],
        misconception="The weights cancel in the sum before the absolute value is taken.",
        hint="What is the penalty for weights of 3 and -3?",
    ),
    mistake(
        "biases_included",
        "l1_penalty",
        edits=[('("W1", "W2", "W3")', "parameters")],
        misconception="The biases are penalized as well.",
        hint="Which parameters are multiplied with inputs?",
    ),
    mistake(
        "squares",
        "l1_penalty",
        edits=[("np.abs(", "np.square(")],
        misconception="The squares are added, which is the L2 penalty.",
        hint="What does the 1 in L1 stand for?",
    ),
    mistake(
        "mean_for_sum",
        "l1_penalty",
        edits=[("np.sum(np.abs", "np.mean(np.abs")],
        misconception="The absolute values of each matrix are averaged instead of added.",
        hint="Which sign stands before the absolute values in the formula?",
    ),
    mistake(
        "m_forgotten",
        "l1_penalty",
        edits=[("lambd / m", "lambd")],
        misconception="The penalty is not divided by the number of examples.",
        hint="Compare the factor with the formula.",
    ),
    mistake(
        "times_m",
        "l1_penalty",
        edits=[("lambd / m", "lambd * m")],
        misconception="The penalty is multiplied by the number of examples.",
        hint="Compare the factor with the formula.",
    ),
    mistake(
        "last_layer_forgotten",
        "l1_penalty",
        edits=[('"W2", "W3")', '"W2")')],
        misconception="The weights of layer 3 are not in the sum.",
        hint="How many layers does the network have?",
    ),
    mistake(
        "returns_in_the_loop",
        "l1_penalty",
        code="""
            def l1_penalty(parameters, lambd, m):
                total = 0.0
                for key in ("W1", "W2", "W3"):
                    total += np.sum(np.abs(parameters[key]))
                    return lambd / m * total
        """,
        misconception="The return stands inside the loop, so only the first layer counts.",
        hint="How often does your loop run before the function ends?",
    ),
    mistake(
        "only_the_last_layer",
        "l1_penalty",
        code="""
            def l1_penalty(parameters, lambd, m):
                for key in ("W1", "W2", "W3"):
                    total = np.sum(np.abs(parameters[key]))
                return lambd / m * total
        """,
        misconception="Every layer overwrites the sum of those before.",
        hint="What does total hold after the second time through the loop?",
    ),
    mistake(
        "one_sum_for_each_layer",
        "l1_penalty",
        code="""
            def l1_penalty(parameters, lambd, m):
                return [lambd / m * np.sum(np.abs(parameters[key])) for key in ("W1", "W2", "W3")]
        """,
        misconception="A list of three penalties is returned, but one number is asked for.",
        hint="What remains to be done with the three numbers?",
    ),
    mistake(
        "arguments_swapped",
        "l1_penalty",
        edits=[("lambd, m)", "m, lambd)")],
        misconception="λ and m are expected in another order than callers pass them.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "m_of_the_notebook",
        "l1_penalty",
        edits=[("lambd, m)", "lambd, examples)")],
        misconception="The function uses the notebook's m, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "integer_division",
        "l1_penalty",
        edits=[("lambd / m", "lambd // m")],
        misconception="Two slashes cut off everything behind the decimal point.",
        hint="What is 1 // 2 in Python?",
    ),
    mistake(
        "absolute_values_in_place",
        "l1_penalty",
        edits=[(ABSOLUTE, "np.sum(np.abs(parameters[key], out=parameters[key]))")],
        misconception="The absolute values are written over the caller's weights.",
        hint="Print parameters before and after the call.",
    ),
    # ---------------------------------------------------------------------------------- l1_gradient
    mistake(
        "gradient_of_L2",
        "l1_gradient",
        edits=[("np.sign(W)", "W")],
        misconception="This is the gradient of the L2 penalty.",
        hint="What is the slope of |w| at w = 5, and what at w = 0.1?",
    ),
    mistake(
        "W_over_its_absolute_value",
        "l1_gradient",
        edits=[("np.sign(W)", "(np.abs(W) / W)")],
        misconception="At a weight of exactly 0 this divides 0 by 0.",
        hint="What does it give for a weight of 0?",
    ),
    mistake(
        "one_at_zero",
        "l1_gradient",
        edits=[("np.sign(W)", "np.where(W >= 0, 1.0, -1.0)")],
        misconception="A weight of exactly 0 gets the slope 1, and is pushed away from 0.",
        hint="A weight that has reached 0 should stay there: which slope keeps it?",
    ),
    mistake(
        "minus_one_at_zero",
        "l1_gradient",
        edits=[("np.sign(W)", "np.where(W > 0, 1.0, -1.0)")],
        misconception="A weight of exactly 0 gets the slope -1, and is pushed away from 0.",
        hint="A weight that has reached 0 should stay there: which slope keeps it?",
    ),
    mistake(
        "softened_sign",
        "l1_gradient",
        edits=[("np.sign(W)", "(W / (np.abs(W) + 1e-3))")],
        misconception="The guard against a division by 0 also changes the slope of small weights.",
        hint="What is the slope of |w| at w = 0.001?",
    ),
    mistake(
        "m_forgotten",
        "l1_gradient",
        edits=[("lambd / m", "lambd")],
        misconception="The slope is not divided by the number of examples.",
        hint="Compare the factor with that of the penalty.",
    ),
    mistake(
        "lambda_over_2m",
        "l1_gradient",
        edits=[("lambd / m", "lambd / (2 * m)")],
        misconception="The factor is half of that of the penalty.",
        hint="Compare the factor with that of the penalty.",
    ),
    mistake(
        "absolute_values",
        "l1_gradient",
        edits=[("np.sign(W)", "np.abs(W)")],
        misconception="This is the penalty of each weight, not its slope.",
        hint="What is the slope of |w| at w = 5?",
    ),
    mistake(
        "sign_the_wrong_way_round",
        "l1_gradient",
        edits=[("np.sign(W)", "-np.sign(W)")],
        misconception="The slope has the wrong sign, so that weights would grow.",
        hint="To the right of 0, does |w| rise or fall?",
    ),
    mistake(
        "always_positive",
        "l1_gradient",
        edits=[("np.sign(W)", "(W != 0)")],
        misconception="Negative weights get a positive slope.",
        hint="To the left of 0, does |w| rise or fall?",
    ),
    mistake(
        "summed_into_one_number",
        "l1_gradient",
        edits=[("np.sign(W)", "np.sum(np.sign(W))")],
        misconception="The slopes of all weights are added up.",
        hint="Every weight has a slope of its own: which shape does the result have?",
    ),
    mistake(
        "sign_of_the_sum",
        "l1_gradient",
        edits=[("np.sign(W)", "np.sign(np.sum(W)) * np.ones(W.shape)")],
        misconception="All weights get the sign of their sum.",
        hint="Which sign does each single weight have?",
    ),
    mistake(
        "divided_by_the_number_of_rows",
        "l1_gradient",
        edits=[("lambd / m", "lambd / W.shape[0]")],
        misconception="The number of units is taken for the number of examples.",
        hint="Which argument tells how many examples there are?",
    ),
    mistake(
        "signs_written_over_W",
        "l1_gradient",
        edits=[("np.sign(W)", "np.sign(W, out=W)")],
        misconception="The signs are written over the caller's weights.",
        hint="Print W before and after the call.",
    ),
    mistake(
        "m_of_the_notebook",
        "l1_gradient",
        edits=[("lambd, m)", "lambd, examples)")],
        misconception="The function uses the notebook's m, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "integer_division",
        "l1_gradient",
        edits=[("lambd / m", "lambd // m")],
        misconception="Two slashes cut off everything behind the decimal point.",
        hint="What is 1 // 2 in Python?",
    ),
    mistake(
        "arguments_swapped",
        "l1_gradient",
        edits=[("lambd, m)", "m, lambd)")],
        misconception="λ and m are expected in another order than callers pass them.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    # ---------------------------------------------------------- update_parameters_with_weight_decay
    mistake(
        "decay_after_the_step",
        DECAY,
        edits=[
            (
                'decay * parameters["W" + layer] - learning_rate * grads["dW" + layer]',
                'decay * (parameters["W" + layer] - learning_rate * grads["dW" + layer])',
            )
        ],
        misconception="The step is shrunk together with the weights.",
        hint="Where does the bracket end: is the gradient inside of it?",
    ),
    mistake(
        "biases_decayed",
        DECAY,
        edits=[('= parameters["b" + layer]', '= decay * parameters["b" + layer]')],
        misconception="The biases shrink as well.",
        hint="Which parameters stand in the penalty?",
    ),
    mistake(
        "penalty_counted_twice",
        DECAY,
        edits=[('grads["dW" + layer]', '(grads["dW" + layer] + lambd / m * parameters["W" + layer])')],
        misconception="The weights shrink, and the slope of the penalty is subtracted besides.",
        hint="The decay comes from the penalty: how often should it count?",
    ),
    mistake(
        "no_decay",
        DECAY,
        edits=[('decay * parameters["W" + layer]', 'parameters["W" + layer]')],
        misconception="This is a plain step: the weights do not shrink.",
        hint="Does your result change when λ does?",
    ),
    mistake(
        "weights_grow",
        DECAY,
        edits=[("1 - learning_rate", "1 + learning_rate")],
        misconception="The factor is above 1, so that the weights grow.",
        hint="Should the factor be a little more or a little less than 1?",
    ),
    mistake(
        "learning_rate_missing_in_the_decay",
        DECAY,
        edits=[("learning_rate * lambd / m", "lambd / m")],
        misconception="The decay does not depend on the learning rate.",
        hint="With a learning rate of 0, should anything change?",
    ),
    mistake(
        "m_missing_in_the_decay",
        DECAY,
        edits=[("learning_rate * lambd / m", "learning_rate * lambd")],
        misconception="The decay is not divided by the number of examples.",
        hint="Compare the factor with the formula.",
    ),
    mistake(
        "decay_over_2m",
        DECAY,
        edits=[("learning_rate * lambd / m", "learning_rate * lambd / (2 * m)")],
        misconception="The decay is half of what it should be.",
        hint="It comes from the slope of the penalty, not from the penalty itself.",
    ),
    mistake(
        "divided_by_m_once_more",
        DECAY,
        edits=[('learning_rate * grads["dW" + layer]', 'learning_rate * grads["dW" + layer] / m')],
        misconception="The gradient is divided by m, but it is a mean already.",
        hint="Which function has divided by m before?",
    ),
    mistake(
        "decay_used_as_a_difference",
        DECAY,
        edits=[('decay * parameters["W" + layer]', 'parameters["W" + layer] - (1 - decay)')],
        misconception="The same amount is taken off every weight, whatever its size.",
        hint="Weight decay multiplies: what should happen to a weight of 0?",
    ),
    mistake(
        "steps_uphill",
        DECAY,
        edits=[("- learning_rate * grads", "+ learning_rate * grads", 2)],
        misconception="The step follows the gradient uphill.",
        hint="Where does the gradient point: to higher or to lower cost?",
    ),
    mistake(
        "only_the_last_layer_decays",
        DECAY,
        edits=[
            ('decay * parameters["W" + layer]', '(decay if layer == "3" else 1) * parameters["W" + layer]')
        ],
        misconception="Only W3 shrinks.",
        hint="Compare what your code does with W1 and with W3.",
    ),
    mistake(
        "two_layers_only",
        DECAY,
        edits=[('("1", "2", "3")', '("1", "2")')],
        misconception="Layer 3 is not updated.",
        hint="How many layers does the network have?",
    ),
    mistake(
        "two_layers_change",
        DECAY,
        edits=[("updated = {}", "updated = dict(parameters)"), ('("1", "2", "3")', '("1", "2")')],
        misconception="Layer 3 stays as it is.",
        hint="How many layers does the network have?",
    ),
    mistake(
        "biases_forgotten",
        DECAY,
        edits=[
            ("updated = {}", "updated = dict(parameters)"),
            (' - learning_rate * grads["db" + layer]', ""),
        ],
        misconception="The biases are not updated at all.",
        hint="A bias does not decay: does it still follow its gradient?",
    ),
    mistake(
        "weights_step_with_the_gradient_of_the_bias",
        DECAY,
        edits=[('grads["dW" + layer]', 'grads["db" + layer]')],
        misconception="The weights follow the gradient of the biases.",
        hint="Which gradient belongs to W?",
    ),
    mistake(
        "learning_rate_hard_coded",
        DECAY,
        edits=[("learning_rate *", "0.3 *", 3)],
        misconception="The argument learning_rate is not used.",
        hint="Does your result change when the learning rate does?",
    ),
    mistake(
        "m_of_the_notebook",
        DECAY,
        edits=[("lambd, m)", "lambd, examples)")],
        misconception="The function uses the notebook's m, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "arguments_swapped",
        DECAY,
        edits=[("learning_rate, lambd, m)", "lambd, learning_rate, m)")],
        misconception="λ and α are expected in another order than callers pass them.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "signs_of_L1",
        DECAY,
        edits=[
            (
                'decay * parameters["W" + layer]',
                'parameters["W" + layer] - (1 - decay) * np.sign(parameters["W" + layer])',
            )
        ],
        misconception="A fixed amount is taken off every weight, which is what L1 does.",
        hint="A large weight should lose more than a small one.",
    ),
    mistake(
        "truncates_to_integers",
        DECAY,
        edits=[('= decay * parameters["W" + layer]', '= (decay * parameters["W" + layer]).astype(int)')],
        misconception="The shrunk weights are cut down to whole numbers.",
        hint="Print a weight of 0.9 before and after a step.",
    ),
    mistake(
        "returns_nothing",
        DECAY,
        edits=[("    return updated\n", "")],
        misconception="The new parameters are computed but not returned.",
        hint="What does `parameters = update_parameters_with_weight_decay(…)` put into parameters?",
    ),
)

VARIANTS = (
    # ------------------------------------------------------------- compute_cost_with_regularization
    variant(
        "as_it_is_often_written",
        L2_COST,
        code="""
            def compute_cost_with_regularization(A3, Y, parameters, lambd):
                m = Y.shape[1]
                W1 = parameters["W1"]
                W2 = parameters["W2"]
                W3 = parameters["W3"]
                cross_entropy_cost = compute_cost(A3, Y)
                L2_regularization_cost = (1 / m) * (lambd / 2) * (
                    np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
                )
                cost = cross_entropy_cost + L2_regularization_cost
                return cost
        """,
    ),
    variant("frobenius_norms", L2_COST, edits=[(SQUARE, "np.linalg.norm(parameters[key]) ** 2")]),
    variant("frobenius_by_name", L2_COST, edits=[(SQUARE, 'np.linalg.norm(parameters[key], "fro") ** 2')]),
    variant("trace", L2_COST, edits=[(SQUARE, "np.trace(parameters[key].T @ parameters[key])")]),
    variant("vdot", L2_COST, edits=[(SQUARE, "np.vdot(parameters[key], parameters[key])")]),
    variant("einsum", L2_COST, edits=[(SQUARE, 'np.einsum("ij,ij->", parameters[key], parameters[key])')]),
    variant(
        "loops_over_the_entries",
        L2_COST,
        code="""
            def compute_cost_with_regularization(A3, Y, parameters, lambd):
                m, total = Y.shape[1], 0
                for l in range(1, len(parameters) // 2 + 1):
                    for row in parameters["W" + str(l)]:
                        for w in row:
                            total += w ** 2
                return np.squeeze(compute_cost(A3, Y) + total * lambd / 2 / m)
        """,
    ),
    variant(
        "own_cross_entropy_with_a_guard_and_a_0_d_cost",
        L2_COST,
        code="""
            def compute_cost_with_regularization(A3, Y, parameters, lambd):
                m = Y.shape[1]
                logprobs = np.multiply(-np.log(A3 + 1e-8), Y) + np.multiply(-np.log(1 - A3 + 1e-8), 1 - Y)
                cost = 1.0 / m * np.nansum(logprobs)
                for key, W in parameters.items():
                    if key.startswith("W"):
                        cost = cost + lambd / (2 * m) * (W * W).sum()
                return np.array(cost)
        """,
    ),
    variant(
        "float32_penalty",
        L2_COST,
        edits=[("np.square(parameters[key])", "np.square(parameters[key].astype(np.float32))")],
    ),
    variant("cost_of_shape_1_1", L2_COST, edits=[("float(squares)", "np.array([[squares]])")]),
    variant(
        "mean_times_size", L2_COST, edits=[(SQUARE, "np.mean(parameters[key] ** 2) * parameters[key].size")]
    ),
    # ----------------------------------------------------- backward_propagation_with_regularization
    variant(
        "as_it_is_often_written",
        L2_GRADIENT,
        code="""
            def backward_propagation_with_regularization(X, Y, cache, lambd):
                m = X.shape[1]
                (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache
                dZ3 = A3 - Y
                dW3 = 1. / m * np.dot(dZ3, A2.T) + (lambd * W3) / m
                db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)
                dA2 = np.dot(W3.T, dZ3)
                dZ2 = np.multiply(dA2, np.int64(A2 > 0))
                dW2 = 1. / m * np.dot(dZ2, A1.T) + (lambd * W2) / m
                db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)
                dA1 = np.dot(W2.T, dZ2)
                dZ1 = np.multiply(dA1, np.int64(A1 > 0))
                dW1 = 1. / m * np.dot(dZ1, X.T) + (lambd * W1) / m
                db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)
                gradients = {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2,
                             "dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1,
                             "dZ1": dZ1, "dW1": dW1, "db1": db1}
                return gradients
        """,
    ),
    variant(
        "einsum",
        L2_GRADIENT,
        edits=[
            ("dZ3 @ A2.T", 'np.einsum("im,jm->ij", dZ3, A2)'),
            ("dZ2 @ A1.T", 'np.einsum("im,jm->ij", dZ2, A1)'),
            ("dZ1 @ X.T", 'np.einsum("im,jm->ij", dZ1, X)'),
            ("W2.T @ dZ2", 'np.einsum("ij,im->jm", W2, dZ2)'),
        ],
    ),
    variant("float32_inside", L2_GRADIENT, edits=[("dZ3 = A3 - Y", "dZ3 = np.float32(A3) - np.float32(Y)")]),
    variant(
        "penalty_inside_the_bracket",
        L2_GRADIENT,
        edits=[("dZ3 @ A2.T / m + lambd / m * W3", "(dZ3 @ A2.T + lambd * W3) / m")],
    ),
    variant(
        "in_place_on_arrays_of_its_own",
        L2_GRADIENT,
        edits=[
            ("dA2 = W3.T @ dZ3", "dA2 = np.matmul(W3.T, dZ3)"),
            ("dZ2 = dA2 * (Z2 > 0)", "dZ2 = np.array(dA2, copy=True)\n    dZ2[Z2 <= 0] = 0"),
            ("dZ1 = dA1 * (Z1 > 0)", "dA1 *= Z1 >= 0\n    dZ1 = dA1"),
        ],
    ),
    variant(
        "one_output_unit_made_use_of",
        L2_GRADIENT,
        edits=[
            ("dA2 = W3.T @ dZ3", "dA2 = W3.T * dZ3"),
            ("np.sum(dZ3, axis=1, keepdims=True) / m", "np.mean(dZ3).reshape(1, 1)"),
        ],
    ),
    variant(
        "loop_over_the_layers",
        L2_GRADIENT,
        code="""
            def backward_propagation_with_regularization(X, Y, cache, lambd):
                m, grads, inputs = Y.shape[1], {}, (X, cache[1], cache[5])
                dZ = cache[9] - Y
                for l in (3, 2, 1):
                    W = cache[4 * l - 2]
                    grads["dW" + str(l)] = (dZ.dot(inputs[l - 1].T) + lambd * W) / m
                    grads["db%d" % l] = dZ.mean(axis=1, keepdims=True)
                    if l > 1:
                        dZ = np.where(cache[4 * l - 8] > 0, W.T.dot(dZ), 0)
                return grads
        """,
    ),
    variant(
        "one_example_at_a_time",
        L2_GRADIENT,
        code="""
            def backward_propagation_with_regularization(X, Y, cache, lambd):
                m = X.shape[1]
                Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
                grads = {"dW1": lambd / m * W1, "db1": 0 * b1, "dW2": lambd / m * W2, "db2": 0 * b2,
                         "dW3": lambd / m * W3, "db3": 0 * b3}
                for i in range(m):
                    d3 = A3[:, [i]] - Y[:, [i]]
                    d2 = W3.T @ d3 * (Z2[:, [i]] > 0)
                    d1 = W2.T @ d2 * (Z1[:, [i]] > 0)
                    for l, (d, a) in enumerate([(d1, X), (d2, A1), (d3, A2)], start=1):
                        grads[f"dW{l}"] += d @ a[:, i : i + 1].T / m
                        grads[f"db{l}"] += d / m
                return grads
        """,
    ),
    # ----------------------------------------------------------------------------------- l1_penalty
    variant(
        "norms_of_the_flat_arrays",
        "l1_penalty",
        edits=[(ABSOLUTE, "np.linalg.norm(parameters[key].ravel(), 1)")],
    ),
    variant(
        "loops_over_the_entries",
        "l1_penalty",
        code="""
            def l1_penalty(parameters, lambd, m):
                total = 0
                for name, value in parameters.items():
                    if "W" in name:
                        for w in value.flatten():
                            total += abs(w)
                return total * lambd / m
        """,
    ),
    variant(
        "written_out_for_three_layers",
        "l1_penalty",
        code="""
            def l1_penalty(parameters, lambd, m):
                W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
                cost = (lambd / m) * (np.sum(np.abs(W1)) + np.sum(np.abs(W2)) + np.sum(np.abs(W3)))
                return np.squeeze(cost)
        """,
    ),
    variant(
        "signs_times_weights",
        "l1_penalty",
        edits=[(ABSOLUTE, "np.vdot(np.sign(parameters[key]), parameters[key])")],
    ),
    variant(
        "float32", "l1_penalty", edits=[("np.abs(parameters[key])", "np.abs(np.float32(parameters[key]))")]
    ),
    # ---------------------------------------------------------------------------------- l1_gradient
    variant(
        "comparisons", "l1_gradient", edits=[("np.sign(W)", "((W > 0).astype(int) - (W < 0).astype(int))")]
    ),
    variant(
        "np_where_in_two_steps",
        "l1_gradient",
        edits=[("np.sign(W)", "np.where(W > 0, 1, np.where(W < 0, -1, 0))")],
    ),
    variant(
        "loops",
        "l1_gradient",
        code="""
            def l1_gradient(W, lambd, m):
                dW = np.zeros_like(W)
                for i in range(W.shape[0]):
                    for j in range(W.shape[1]):
                        if W[i][j] > 0:
                            dW[i][j] = lambd / m
                        elif W[i][j] < 0:
                            dW[i][j] = -lambd / m
                return dW
        """,
    ),
    variant(
        "safe_division",
        "l1_gradient",
        edits=[("np.sign(W)", "np.divide(W, np.abs(W), out=np.zeros(W.shape), where=W != 0)")],
    ),
    variant("float32", "l1_gradient", edits=[("np.sign(W)", "np.sign(W).astype(np.float32)")]),
    # ---------------------------------------------------------- update_parameters_with_weight_decay
    variant(
        "through_the_gradient_of_the_penalty",
        DECAY,
        edits=[
            (
                'decay * parameters["W" + layer] - learning_rate * grads["dW" + layer]',
                'parameters["W" + layer] - learning_rate * (grads["dW" + layer] + lambd / m * parameters["W" + layer])',
            )
        ],
    ),
    variant(
        "in_place_on_a_copy",
        DECAY,
        code="""
            import copy

            def update_parameters_with_weight_decay(parameters, grads, learning_rate, lambd, m):
                parameters = copy.deepcopy(parameters)
                for key in parameters:
                    if key[0] == "W":
                        parameters[key] *= 1 - learning_rate * lambd / m
                    parameters[key] -= learning_rate * grads["d" + key]
                return parameters
        """,
    ),
    variant(
        "in_place_on_the_argument",
        DECAY,
        code="""
            def update_parameters_with_weight_decay(parameters, grads, learning_rate, lambd, m):
                L = len(parameters) // 2
                for l in range(L):
                    parameters["W" + str(l + 1)] = (1 - learning_rate * lambd / m) * parameters[
                        "W" + str(l + 1)
                    ] - learning_rate * grads["dW" + str(l + 1)]
                    parameters["b" + str(l + 1)] -= learning_rate * grads["db" + str(l + 1)]
                return parameters
        """,
    ),
    variant(
        "written_out_for_three_layers",
        DECAY,
        code="""
            def update_parameters_with_weight_decay(parameters, grads, learning_rate, lambd, m):
                W1, b1, W2, b2, W3, b3 = [parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3")]
                shrink = 1.0 - (learning_rate * lambd) / m
                W1 = np.multiply(shrink, W1) - np.multiply(learning_rate, grads["dW1"])
                W2 = np.multiply(shrink, W2) - np.multiply(learning_rate, grads["dW2"])
                W3 = np.multiply(shrink, W3) - np.multiply(learning_rate, grads["dW3"])
                b1 = b1 - learning_rate * grads["db1"]
                b2 = b2 - learning_rate * grads["db2"]
                b3 = b3 - learning_rate * grads["db3"]
                return {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "W3": W3, "b3": b3, "decay": shrink}
        """,
    ),
    variant(
        "one_dict_comprehension",
        DECAY,
        code="""
            def update_parameters_with_weight_decay(parameters, grads, learning_rate, lambd, m):
                return {
                    k: v * (1 - learning_rate * lambd / m * k.startswith("W")) - learning_rate * grads[f"d{k}"]
                    for k, v in parameters.items()
                }
        """,
    ),
    variant(
        "float32_decay",
        DECAY,
        edits=[
            ("decay = 1 - learning_rate * lambd / m", "decay = np.float32(1 - learning_rate * lambd / m)"),
            ('decay * parameters["W" + layer]', 'decay * np.float32(parameters["W" + layer])'),
        ],
    ),
)

EQUIVALENTS = (
    equivalent(L2_COST, "A3 and Y have the same shape.", edits=[("Y.shape[1]", "A3.shape[1]")]),
    equivalent(
        L2_COST,
        "A sum has no order.",
        edits=[('"W1", "W2", "W3"', '"W2", "W1", "W3"'), ('"W1", "W2", "W3"', '"W1", "W3", "W2"')],
    ),
    equivalent(
        L2_GRADIENT,
        "X and Y have as many columns as there are examples.",
        edits=[("X.shape[1]", "Y.shape[1]")],
    ),
    equivalent(L2_GRADIENT, "Neither b2 nor Z3 is used.", edits=[("b2, Z3,", "Z3, b2,")]),
    equivalent(
        L2_GRADIENT,
        "There is one output unit: dZ3 is a row, and W3.T a column.",
        edits=[
            ("np.sum(dZ3, axis=1, keepdims=True)", "np.sum(dZ3, keepdims=True)"),
            ("W3.T @ dZ3", "W3.T * dZ3"),
        ],
    ),
    equivalent(
        L2_GRADIENT,
        "ReLU leaves positive numbers positive, and none is exactly 0.",
        edits=[
            ("(Z2 > 0)", "(A2 > 0)"),
            ("(Z2 > 0)", "(Z2 >= 0)"),
            ("(Z1 > 0)", "(A1 > 0)"),
            ("(Z1 > 0)", "(Z1 >= 0)"),
        ],
    ),
    equivalent(
        "l1_penalty",
        "A sum has no order.",
        edits=[('"W1", "W2", "W3"', '"W2", "W1", "W3"'), ('"W1", "W2", "W3"', '"W1", "W3", "W2"')],
    ),
    equivalent(
        DECAY,
        "The layers do not depend on each other.",
        edits=[('"1", "2", "3"', '"2", "1", "3"'), ('"1", "2", "3"', '"1", "3", "2"')],
    ),
)
