"""The numerical gradient, the check of a network, its verdict, the repair, and the search for bugs (q6 to q10)."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, module="gradient_checking")
variant = partial(Variant, module="gradient_checking")

QUOTIENT = "(J(plus) - J(minus)) / (2 * epsilon)"
POINTS = """        plus = theta.copy()
        plus[i, 0] += epsilon
        minus = theta.copy()
        minus[i, 0] -= epsilon
"""
VERDICT = "return relative_difference(grad, gradapprox)"
COST = "forward_propagation_n(X, Y, vector_to_dictionary(t, layers_dims))[0]"
FOUND = "sorted(k for k in approx if not difference(k) <= 1e-5)"

MISTAKES = (
    # -------------------------------------------------------------------------- numerical_gradient
    mistake(
        "one_sided",
        "numerical_gradient",
        edits=[(QUOTIENT, "(J(plus) - J(theta)) / epsilon")],
        misconception="The quotient looks to one side only, so its error falls with ε instead of ε².",
        hint="Use a large ε and a curved function: which quotient is nearer to the slope?",
    ),
    mistake(
        "all_entries_moved_together",
        "numerical_gradient",
        edits=[("plus[i, 0] += epsilon", "plus += epsilon"), ("minus[i, 0] -= epsilon", "minus -= epsilon")],
        misconception="All entries of θ are moved at once, which gives the slope in one direction only.",
        hint="Which entry of θ does entry i of the gradient belong to?",
    ),
    mistake(
        "no_copy",
        "numerical_gradient",
        edits=[("plus = theta.copy()", "plus = theta"), ("minus = theta.copy()", "minus = theta")],
        misconception="plus, minus and theta are three names of one array.",
        hint="How does one get an array of one's own in NumPy?",
    ),
    mistake(
        "moved_in_place_and_not_restored",
        "numerical_gradient",
        edits=[
            (
                POINTS,
                "        theta[i, 0] += epsilon\n        high = J(theta)\n        theta[i, 0] -= 2 * epsilon\n"
                "        low = J(theta)\n",
            ),
            (QUOTIENT, "(high - low) / (2 * epsilon)"),
        ],
        misconception="Each entry of θ stays where the last step has left it.",
        hint="Is θ the same after the call?",
    ),
    mistake(
        "copies_the_moved_points",
        "numerical_gradient",
        edits=[
            (
                "    for i in range(n):",
                "    plus, minus = theta.copy(), theta.copy()\n    for i in range(n):",
            ),
            ("        plus = theta.copy()\n", ""),
            ("        minus = theta.copy()\n", ""),
        ],
        misconception="The copies are made once, so what was moved for one entry stays moved for the next.",
        hint="What belongs before the loop, and what inside it?",
    ),
    mistake(
        "factor_2_forgotten",
        "numerical_gradient",
        edits=[("(2 * epsilon)", "epsilon")],
        misconception="The two points are 2ε apart, but the difference is divided by ε.",
        hint="How far are the two points apart?",
    ),
    mistake(
        "precedence_over_2_times_epsilon",
        "numerical_gradient",
        edits=[("/ (2 * epsilon)", "/ 2 * epsilon")],
        misconception="Without brackets this divides by 2 and then multiplies by ε.",
        hint="In which order does Python work through a / b * c?",
    ),
    mistake(
        "last_entry_skipped",
        "numerical_gradient",
        edits=[("range(n)", "range(n - 1)")],
        misconception="range leaves out its end, so the last entry stays 0.",
        hint="How many entries does your gradient have that are not 0?",
    ),
    mistake(
        "first_entry_skipped",
        "numerical_gradient",
        edits=[("range(n)", "range(1, n)")],
        misconception="Counting from 1 leaves out the first entry.",
        hint="Which number does the first entry of an array have?",
    ),
    mistake(
        "epsilon_hard_coded",
        "numerical_gradient",
        edits=[("    n = theta", "    epsilon = 1e-7\n    n = theta")],
        misconception="The step is always 1e-7, whatever the caller asks for.",
        hint="Which argument says how far to go?",
    ),
    mistake(
        "default_epsilon_too_coarse",
        "numerical_gradient",
        edits=[("epsilon=1e-7", "epsilon=1e-2")],
        misconception="Without the argument, ε is not what the exercise says.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "multiplicative_step",
        "numerical_gradient",
        edits=[
            ("plus[i, 0] += epsilon", "plus[i, 0] *= 1 + epsilon"),
            ("minus[i, 0] -= epsilon", "minus[i, 0] *= 1 - epsilon"),
        ],
        misconception="Each entry is scaled by 1 ± ε instead of being moved by ε.",
        hint="How far does your step go where an entry is 0?",
    ),
    mistake(
        "sign",
        "numerical_gradient",
        edits=[("J(plus) - J(minus)", "J(minus) - J(plus)")],
        misconception="The left value comes first, so all slopes have the wrong sign.",
        hint="What sign must the slope of a growing function have?",
    ),
    mistake(
        "sum_in_the_numerator",
        "numerical_gradient",
        edits=[("J(plus) - J(minus)", "J(plus) + J(minus)")],
        misconception="The two values are added; a slope is made from their difference.",
        hint="What should the slope of a constant function be?",
    ),
    mistake(
        "one_dimensional",
        "numerical_gradient",
        edits=[("np.zeros((n, 1))", "np.zeros(n)"), ("approx[i, 0]", "approx[i]")],
        misconception="The result has one axis; minus a column it would give a matrix.",
        hint="Compare the shapes of θ and of your result.",
    ),
    mistake(
        "float32_result",
        "numerical_gradient",
        edits=[("np.zeros((n, 1))", "np.zeros((n, 1), dtype=np.float32)")],
        misconception="The gradient is stored in float32, which keeps seven digits.",
        hint="Which type of number does np.zeros give if you do not ask for another?",
    ),
    mistake(
        "integers_in_the_result",
        "numerical_gradient",
        edits=[("np.zeros((n, 1))", "np.zeros((n, 1), dtype=int)")],
        misconception="The result holds whole numbers, so every slope is cut off.",
        hint="Which type of number does your array hold?",
    ),
    mistake(
        "returns_inside_the_loop",
        "numerical_gradient",
        edits=[("    return approx", "        return approx")],
        misconception="The return line is part of the loop and ends it after the first entry.",
        hint="How far is your last line indented?",
    ),
    mistake(
        "entries_added_up",
        "numerical_gradient",
        edits=[("approx[i, 0] =", "approx[0, 0] +=")],
        misconception="All slopes are added up in the first entry.",
        hint="Where does slope i belong?",
    ),
    mistake(
        "unit_vector_as_point",
        "numerical_gradient",
        edits=[
            ("plus = theta.copy()", "plus = np.zeros_like(theta)"),
            ("minus = theta.copy()", "minus = np.zeros_like(theta)"),
        ],
        misconception="The slopes are taken at 0, not at θ.",
        hint="Where is the gradient wanted?",
    ),
    mistake(
        "passes_single_numbers_to_J",
        "numerical_gradient",
        edits=[("J(plus) - J(minus)", "J(plus[i, 0]) - J(minus[i, 0])")],
        misconception="J gets a single number, but it wants the whole column.",
        hint="What does the docstring say about the argument of J?",
    ),
    mistake(
        "reads_J_of_the_notebook",
        "numerical_gradient",
        edits=[("(J, theta, epsilon=1e-7)", "(cost, theta, epsilon=1e-7)")],
        misconception="The gradient of the notebook's J is measured, whatever function is passed in.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "the_second_step_from_the_first",
        "numerical_gradient",
        edits=[("minus = theta.copy()", "minus = plus.copy()")],
        misconception="The second point starts at the first, so both steps cancel and it ends at θ.",
        hint="How far are your two points apart?",
    ),
    # ---------------------------------------------------------------------------- gradient_check_n
    mistake(
        "compares_the_gradient_with_itself",
        "gradient_check_n",
        edits=[(VERDICT, "return relative_difference(grad, grad)")],
        misconception="The gradient is compared with itself, so the check can never fail.",
        hint="Plant a bug: does the difference react?",
    ),
    mistake(
        "compares_theta",
        "gradient_check_n",
        edits=[(VERDICT, "return relative_difference(theta, gradapprox)")],
        misconception="The parameters are compared with the gradient.",
        hint="Which two vectors should agree?",
    ),
    mistake(
        "compares_two_numerical_gradients",
        "gradient_check_n",
        edits=[
            (VERDICT, "return relative_difference(gradapprox, numerical_gradient(J, theta, epsilon * 2))")
        ],
        misconception="Two numerical gradients are compared, and the one to be checked is never looked at.",
        hint="Where do you use the argument gradients?",
    ),
    mistake(
        "biases_left_out",
        "gradient_check_n",
        edits=[
            (
                VERDICT,
                'keep = {k: np.full(v.shape, float(k[0] == "W")) for k, v in parameters.items()}\n'
                "    keep = dictionary_to_vector(keep)\n"
                "    return relative_difference(grad * keep, gradapprox * keep)",
            )
        ],
        misconception="Only the weights are compared.",
        hint="Plant a bug in the gradient of a bias.",
    ),
    mistake(
        "returns_a_verdict",
        "gradient_check_n",
        edits=[(VERDICT, "return relative_difference(grad, gradapprox) > 1e-5")],
        misconception="True or False comes back, but the number is wanted.",
        hint="Return the number; the verdict is a question of its own.",
    ),
    mistake(
        "returns_words",
        "gradient_check_n",
        edits=[(VERDICT, 'return "correct" if relative_difference(grad, gradapprox) <= 1e-7 else "wrong"')],
        misconception="A text comes back, but the number is wanted.",
        hint="Return the number; the verdict is a question of its own.",
    ),
    mistake(
        "doubled",
        "gradient_check_n",
        edits=[(VERDICT, "return 2 * relative_difference(grad, gradapprox)")],
        misconception="The result is twice too large.",
        hint="What is the difference of g and −g?",
    ),
    mistake(
        "labels_reversed",
        "gradient_check_n",
        edits=[("forward_propagation_n(X, Y,", "forward_propagation_n(X, 1 - Y,")],
        misconception="The cost is computed with other labels than the gradient was.",
        hint="Which data belong to the gradient?",
    ),
    mistake(
        "largest_entry_of_the_difference",
        "gradient_check_n",
        edits=[(VERDICT, "return float(np.max(np.abs(grad - gradapprox)))")],
        misconception="The largest absolute error is returned, which depends on the size of the gradient.",
        hint="You have a function for the comparison: use it.",
    ),
    mistake(
        "norm_of_the_difference_only",
        "gradient_check_n",
        edits=[(VERDICT, "return float(np.linalg.norm(grad - gradapprox))")],
        misconception="The difference is not compared with the size of the gradients.",
        hint="You have a function for the comparison: use it.",
    ),
    mistake(
        "epsilon_not_passed_on",
        "gradient_check_n",
        edits=[("(J, theta, epsilon)", "(J, theta)")],
        misconception="The argument ε is not passed on, so the default is used instead.",
        hint="Try a large ε: the difference must grow.",
    ),
    mistake(
        "cost_and_cache_for_the_cost",
        "gradient_check_n",
        edits=[(f"{COST}", COST.removesuffix("[0]"))],
        misconception="forward_propagation_n returns a pair, and the whole pair is taken for the cost.",
        hint="Which of the two results of forward_propagation_n is a number?",
    ),
    mistake(
        "one_sided_by_hand",
        "gradient_check_n",
        code="""
            def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7):
                layers_dims = [X.shape[0]] + [parameters["b" + str(l)].shape[0] for l in (1, 2, 3)]
                theta, grad = dictionary_to_vector(parameters), gradients_to_vector(gradients)
                here = forward_propagation_n(X, Y, parameters)[0]
                approx = np.zeros(theta.shape)
                for i in range(len(theta)):
                    plus = theta.copy()
                    plus[i, 0] += epsilon
                    there = forward_propagation_n(X, Y, vector_to_dictionary(plus, layers_dims))[0]
                    approx[i, 0] = (there - here) / epsilon
                return relative_difference(grad, approx)
        """,
        misconception="The gradient is compared with one-sided quotients.",
        hint="You have a function for the numerical gradient: use it.",
    ),
    mistake(
        "sizes_hard_coded",
        "gradient_check_n",
        edits=[
            (
                'layers_dims = [X.shape[0]] + [parameters["b" + str(l)].shape[0] for l in (1, 2, 3)]',
                "layers_dims = [2, 3, 2, 1]",
            )
        ],
        misconception="The sizes of one network are built in.",
        hint="How can the sizes be read off the parameters?",
    ),
    mistake(
        "sizes_of_the_notebook",
        "gradient_check_n",
        edits=[
            ('    layers_dims = [X.shape[0]] + [parameters["b" + str(l)].shape[0] for l in (1, 2, 3)]\n', "")
        ],
        misconception="The notebook's layers_dims are used, whatever network is checked.",
        hint="How can the sizes be read off the parameters?",
    ),
    mistake(
        "columns_of_W_for_its_rows",
        "gradient_check_n",
        edits=[
            (
                '[X.shape[0]] + [parameters["b" + str(l)].shape[0] for l in (1, 2, 3)]',
                '[X.shape[1]] + [parameters["W" + str(l)].shape[0] for l in (1, 2, 3)]',
            )
        ],
        misconception="The number of examples is taken for the size of the input layer.",
        hint="Does one example stand in a row or in a column of X?",
    ),
    mistake(
        "computes_the_gradient_itself",
        "gradient_check_n",
        edits=[
            (
                "grad = gradients_to_vector(gradients)",
                "grad = gradients_to_vector(backward_propagation_n(X, Y, forward_propagation_n(X, Y, parameters)[1]))",
            )
        ],
        misconception="Another gradient is checked than the one that was passed in.",
        hint="Where do you use the argument gradients?",
    ),
    mistake(
        "cost_without_moving",
        "gradient_check_n",
        edits=[(COST, "forward_propagation_n(X, Y, parameters)[0]")],
        misconception="J does not depend on its argument: the parameters never move.",
        hint="What must J do with the column that it is given?",
    ),
    mistake(
        "nothing_returned",
        "gradient_check_n",
        edits=[(VERDICT, "print(relative_difference(grad, gradapprox))")],
        misconception="The difference is printed, and the function returns nothing.",
        hint="What does `d = gradient_check_n(...)` put into d?",
    ),
    mistake(
        "gradients_flattened_as_parameters",
        "gradient_check_n",
        edits=[
            (
                "gradients_to_vector(gradients)",
                "np.concatenate([v.reshape(-1, 1) for v in gradients.values()])",
            )
        ],
        misconception="The gradient is flattened in the order of its dictionary, with everything that is in it.",
        hint="You have a function that flattens gradients: use it.",
    ),
    mistake(
        "difference_of_each_block_averaged",
        "gradient_check_n",
        edits=[
            (
                VERDICT,
                "blocks = vector_to_dictionary(gradapprox, layers_dims)\n"
                '    return float(np.mean([relative_difference(gradients["d" + k], blocks[k]) for k in blocks]))',
            )
        ],
        misconception="The differences of the blocks are averaged; the formula is one fraction for the whole column.",
        hint="Which two vectors go into relative_difference?",
    ),
    mistake(
        "parameters_and_gradients_swapped",
        "gradient_check_n",
        edits=[
            ("(parameters, gradients, X, Y, epsilon=1e-7)", "(gradients, parameters, X, Y, epsilon=1e-7)")
        ],
        misconception="The first two arguments are expected in another order than callers pass them.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "rounded",
        "gradient_check_n",
        edits=[(VERDICT, "return round(relative_difference(grad, gradapprox), 6)")],
        misconception="The difference is rounded, and 1e-9 cannot be told from 3e-7 any more.",
        hint="Which differences would you like to tell apart in q8?",
    ),
    # ------------------------------------------------------------------------ interpret_difference
    mistake(
        "comparison_reversed",
        "interpret_difference",
        edits=[("difference <= ", "difference >= ", 3)],
        misconception="Large differences are called correct.",
        hint="Is a small difference good or bad?",
    ),
    mistake(
        "nan_is_correct",
        "interpret_difference",
        edits=[
            (
                "    if not np.isfinite(difference):\n",
                '    if np.isnan(difference):\n        return "correct"\n    if difference > 1e-3:\n',
            )
        ],
        misconception="A difference that is not a number is called correct.",
        hint="If the gradient holds NaN, is all well?",
    ),
    mistake(
        "nan_falls_through_to_correct",
        "interpret_difference",
        code="""
            def interpret_difference(difference):
                if difference > 1e-3:
                    return "wrong"
                if difference > 1e-5:
                    return "suspicious"
                if difference > 1e-7:
                    return "probably correct"
                return "correct"
        """,
        misconception="Every comparison with NaN is False, so NaN falls through to the last line, which says correct.",
        hint="Which branch does NaN take?",
    ),
    mistake(
        "suspicious_forgotten",
        "interpret_difference",
        edits=[('    if difference <= 1e-3:\n        return "suspicious"\n', "")],
        misconception="One of the four verdicts is missing.",
        hint="Count your verdicts.",
    ),
    mistake(
        "probably_forgotten",
        "interpret_difference",
        edits=[('    if difference <= 1e-5:\n        return "probably correct"\n', "")],
        misconception="One of the four verdicts is missing.",
        hint="Count your verdicts.",
    ),
    mistake(
        "limits_exchanged",
        "interpret_difference",
        edits=[("1e-5", "LIMIT"), ("1e-3", "1e-5"), ("LIMIT", "1e-3")],
        misconception="The limits 1e-5 and 1e-3 are exchanged, so that a branch can never be reached.",
        hint="In which order must the limits be tested?",
    ),
    mistake(
        "largest_limit_first",
        "interpret_difference",
        code="""
            def interpret_difference(difference):
                if difference <= 1e-3:
                    return "suspicious"
                elif difference <= 1e-5:
                    return "probably correct"
                elif difference <= 1e-7:
                    return "correct"
                return "wrong"
        """,
        misconception="Whatever is below 1e-7 is below 1e-3 as well, so the first branch takes everything.",
        hint="In which order must the limits be tested?",
    ),
    mistake(
        "separate_ifs_that_overwrite",
        "interpret_difference",
        code="""
            def interpret_difference(difference):
                verdict = "wrong"
                if difference <= 1e-7:
                    verdict = "correct"
                if difference <= 1e-5:
                    verdict = "probably correct"
                if difference <= 1e-3:
                    verdict = "suspicious"
                return verdict
        """,
        misconception="Each if is asked, so the last that is true overwrites the verdict.",
        hint="Follow a difference of 1e-9 through your lines.",
    ),
    mistake(
        "limits_ten_times_too_small",
        "interpret_difference",
        edits=[("1e-7", "1e-8"), ("1e-5", "1e-6"), ("1e-3", "1e-4")],
        misconception="All limits are ten times too small.",
        hint="Compare the exponents with those of the question.",
    ),
    mistake(
        "limits_excluded",
        "interpret_difference",
        edits=[("difference <= ", "difference < ", 3)],
        misconception="A difference of exactly 1e-7 still counts as correct.",
        hint="“Up to and including”: which comparison says that?",
    ),
    mistake(
        "prints_the_verdict",
        "interpret_difference",
        edits=[('return "correct"', 'print("correct")')],
        misconception="The verdict is printed, and the function goes on or returns nothing.",
        hint="What does `word = interpret_difference(1e-9)` put into word?",
    ),
    mistake(
        "true_or_false",
        "interpret_difference",
        edits=[('return "correct"', "return True"), ('return "wrong"', "return False", 2)],
        misconception="True and False come back beside texts.",
        hint="Which four texts does the docstring name?",
    ),
    mistake(
        "infinity_is_suspicious",
        "interpret_difference",
        edits=[
            (
                "if not np.isfinite(difference):\n        return",
                'if np.isinf(difference):\n        return "suspicious"\n    if np.isnan(difference):\n        return',
            )
        ],
        misconception="An infinite difference is only called suspicious.",
        hint="Is infinity above or below 1e-3?",
    ),
    mistake(
        "always_wrong_above_1e_7",
        "interpret_difference",
        code="""
            def interpret_difference(difference):
                return "correct" if difference <= 1e-7 else "wrong"
        """,
        misconception="There are only two verdicts, but between right and wrong there are two more.",
        hint="What would you say of 3e-6, which float32 would give to a correct gradient?",
    ),
    # ---------------------------------------------------------------------- backward_propagation_n
    mistake(
        "db2_summed_not_averaged",
        "backward_propagation_n",
        edits=[("db2 = 1 / m * np.sum", "db2 = np.sum")],
        misconception="db2 is a sum over the examples, not their mean.",
        hint="Only one block fails the check: compare its line with its neighbours.",
    ),
    mistake(
        "mask_of_layer_1_from_its_gradient",
        "backward_propagation_n",
        edits=[("dZ1 = dA1 * (Z1 > 0)", "dZ1 = dA1 * (dA1 > 0)")],
        misconception="In layer 1 the mask asks whether the gradient is positive, not whether the unit was on.",
        hint="dW1 and db1 both fail and nothing else does: what do only these two depend on?",
    ),
    mistake(
        "dW2_from_squared_activations",
        "backward_propagation_n",
        edits=[("dZ2 @ A1.T", "dZ2 @ np.square(A1).T")],
        misconception="dW2 is built from A1 squared.",
        hint="dW[l] needs the input of layer l as it was.",
    ),
    mistake(
        "slope_of_the_sigmoid_counted_twice",
        "backward_propagation_n",
        edits=[("dZ3 = A3 - Y", "dZ3 = (A3 - Y) * A3 * (1 - A3)")],
        misconception="A3 − Y holds the slope of the sigmoid already; here it is counted once more.",
        hint="Every block fails: the bug sits at the top.",
    ),
    mistake(
        "db1_over_the_wrong_axis",
        "backward_propagation_n",
        edits=[
            (
                "db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)",
                "db1 = np.resize(1 / m * np.sum(dZ1, axis=0), (W1.shape[0], 1))",
            )
        ],
        misconception="db1 sums over the units instead of the examples.",
        hint="There is one db for each unit: which axis has to go?",
    ),
    mistake(
        "mask_of_layer_1_forgotten",
        "backward_propagation_n",
        edits=[("dZ1 = dA1 * (Z1 > 0)", "dZ1 = dA1")],
        misconception="The slope of ReLU is missing in layer 1: units that were off get a gradient too.",
        hint="Did a unit that was off have any influence on the cost?",
    ),
    mistake(
        "mask_of_layer_2_forgotten",
        "backward_propagation_n",
        edits=[("dZ2 = dA2 * (Z2 > 0)", "dZ2 = dA2")],
        misconception="The slope of ReLU is missing in layer 2: units that were off get a gradient too.",
        hint="Layers 1 and 2 fail, layer 3 does not: which line lies between?",
    ),
    mistake(
        "mask_of_layer_2_from_its_gradient",
        "backward_propagation_n",
        edits=[("dZ2 = dA2 * (Z2 > 0)", "dZ2 = dA2 * (dA2 > 0)")],
        misconception="In layer 2 the mask asks whether the gradient is positive, not whether the unit was on.",
        hint="Layers 1 and 2 fail, layer 3 does not: which line lies between?",
    ),
    mistake(
        "slope_of_tanh",
        "backward_propagation_n",
        edits=[("(Z1 > 0)", "(1 - A1**2)")],
        misconception="1 − A² is the slope of tanh, but layer 1 has ReLU.",
        hint="Which activation does forward_propagation_n use in layer 1?",
    ),
    mistake(
        "dZ3_with_the_wrong_sign",
        "backward_propagation_n",
        edits=[("dZ3 = A3 - Y", "dZ3 = Y - A3")],
        misconception="dZ3 has the wrong sign, and so has everything after it.",
        hint="If a prediction is too large, should its z go up or down?",
    ),
    mistake(
        "dW1_from_the_activations",
        "backward_propagation_n",
        edits=[("dW1 = 1 / m * dZ1 @ X.T", "dW1 = 1 / m * dZ1 @ np.abs(X).T")],
        misconception="dW1 is built from |X| instead of X.",
        hint="What is the input of layer 1?",
    ),
    mistake(
        "db3_divided_twice",
        "backward_propagation_n",
        edits=[("db3 = 1 / m * np.sum", "db3 = 1 / m**2 * np.sum")],
        misconception="db3 is divided by m twice.",
        hint="Compare the three lines of db.",
    ),
    mistake(
        "dW2_doubled",
        "backward_propagation_n",
        edits=[("dW2 = 1 / m", "dW2 = 2 / m")],
        misconception="dW2 is twice too large.",
        hint="Only one block fails the check: compare its line with its neighbours.",
    ),
    mistake(
        "missing_1_over_m",
        "backward_propagation_n",
        edits=[("1 / m * ", "", 6)],
        misconception="Nothing is averaged over the examples.",
        hint="The cost is a mean: what does that make of its gradient?",
    ),
    mistake(
        "one_dimensional_biases",
        "backward_propagation_n",
        edits=[(", keepdims=True", "", 3)],
        misconception="Without keepdims the gradients of the biases lose an axis.",
        hint="Compare the shapes of b1 and db1.",
    ),
    mistake(
        "m_from_the_wrong_axis",
        "backward_propagation_n",
        edits=[("X.shape[1]", "X.shape[0]")],
        misconception="The number of inputs is taken for the number of examples.",
        hint="Does one example stand in a row or in a column of X?",
    ),
    mistake(
        "back_through_the_wrong_weights",
        "backward_propagation_n",
        edits=[("dA1 = W2.T @ dZ2", "dA1 = np.abs(W2).T @ dZ2")],
        misconception="The way back to layer 1 goes through |W2|.",
        hint="Layer 1 fails alone: which line leads to it?",
    ),
    mistake(
        "keys_without_d",
        "backward_propagation_n",
        edits=[
            ('"dW1": dW1, "db1": db1', '"W1": dW1, "b1": db1'),
            ('"dW2": dW2, "db2": db2', '"W2": dW2, "b2": db2'),
            ('"dW3": dW3, "db3": db3', '"W3": dW3, "b3": db3'),
        ],
        misconception="The gradients are stored under the names of their parameters.",
        hint="Compare your keys with those of the docstring.",
    ),
    mistake(
        "mask_in_place",
        "backward_propagation_n",
        edits=[("dZ3 = A3 - Y", "A3 -= Y\n    dZ3 = A3")],
        misconception="The subtraction is made in place and destroys A3 in the cache.",
        hint="After the call, is the cache still what it was?",
    ),
    mistake(
        "numerical_gradient_instead",
        "backward_propagation_n",
        edits=[
            (
                "    dW1 = 1 / m * dZ1 @ X.T\n",
                "    dW1, step = np.zeros(W1.shape), 0.05\n"
                "    for i in np.ndindex(W1.shape):\n"
                "        cost = []\n"
                "        for side in (step, 0):\n"
                "            W = W1.copy()\n"
                "            W[i] += side\n"
                '            p = {"W1": W, "b1": b1, "W2": W2, "b2": b2, "W3": W3, "b3": b3}\n'
                "            cost.append(forward_propagation_n(X, Y, p)[0])\n"
                "        dW1[i] = (cost[0] - cost[1]) / step\n",
            )
        ],
        misconception="dW1 is measured, coarsely, instead of computed.",
        hint="The line of dW1 was not the broken one: what does it depend on?",
    ),
    # ---------------------------------------------------------------------------------- locate_bug
    mistake(
        "reports_everything",
        "locate_bug",
        edits=[("<= 1e-5", "<= 0")],
        misconception="Every rounding error counts as a bug.",
        hint="What should come back for a right gradient?",
    ),
    mistake(
        "reports_the_good_blocks",
        "locate_bug",
        edits=[("if not difference", "if difference")],
        misconception="The blocks that agree are listed.",
        hint="Which blocks are wanted?",
    ),
    mistake(
        "stops_at_the_first",
        "locate_bug",
        edits=[(FOUND, f"{FOUND}[:1]")],
        misconception="Only the first name is returned.",
        hint="There may be several bugs.",
    ),
    mistake(
        "only_the_worst",
        "locate_bug",
        edits=[(FOUND, "sorted(approx, key=lambda k: -difference(k))[:1]")],
        misconception="The worst block is returned, even if it is right, and it alone.",
        hint="There may be several bugs, or none.",
    ),
    mistake(
        "names_of_the_gradients",
        "locate_bug",
        edits=[("sorted(k for k", 'sorted("d" + k for k')],
        misconception="The names of the gradients are returned, not those of the parameters.",
        hint="Compare your names with the example of the docstring.",
    ),
    mistake(
        "limit_1e_2",
        "locate_bug",
        edits=[("<= 1e-5", "<= 1e-2")],
        misconception="The limit is so high that small bugs get through.",
        hint="Which limit does the question name?",
    ),
    mistake(
        "absolute_limit",
        "locate_bug",
        edits=[
            (
                "difference(k) <= 1e-5",
                'np.max(np.abs(gradients["d" + k] - approx[k])) <= 5e-2',
            )
        ],
        misconception="The absolute error is compared with a limit, so small gradients may be as wrong as they like.",
        hint="Which of your functions compares an error with the size of the gradient?",
    ),
    mistake(
        "one_verdict_for_all",
        "locate_bug",
        edits=[
            (
                "return sorted(k for k in approx if not",
                "whole = gradient_check_n(parameters, gradients, X, Y)\n"
                "    return sorted(k for k in approx if not whole <= 1e-5 or not",
            )
        ],
        misconception="If the whole gradient is wrong, every block is blamed.",
        hint="What can be compared block by block?",
    ),
    mistake(
        "weights_only",
        "locate_bug",
        edits=[("for k in approx if not", 'for k in approx if k[0] == "W" and not')],
        misconception="The biases are never looked at.",
        hint="Plant a bug in db2: is it found?",
    ),
    mistake(
        "last_layer_left_out",
        "locate_bug",
        edits=[("for k in approx if not", 'for k in approx if k[1] != "3" and not')],
        misconception="The last layer is never looked at.",
        hint="Plant a bug in dW3: is it found?",
    ),
    mistake(
        "not_sorted",
        "locate_bug",
        edits=[(FOUND, f"list(k for k in {FOUND.removeprefix('sorted(k for k in ')}")],
        misconception="The names come in the order of the layers.",
        hint="Which function of Python sorts a list?",
    ),
    mistake(
        "joined_to_a_text",
        "locate_bug",
        edits=[(FOUND, f'", ".join({FOUND})')],
        misconception="The names are joined to one text.",
        hint="What does the docstring promise: a text or a list?",
    ),
    mistake(
        "numbers_instead_of_names",
        "locate_bug",
        edits=[("sorted(k for k in", "sorted(difference(k) for k in")],
        misconception="The differences are returned instead of the names.",
        hint="What does the docstring promise: numbers or names?",
    ),
    mistake(
        "layers_instead_of_names",
        "locate_bug",
        edits=[("sorted(k for k in", "sorted(int(k[1:]) for k in")],
        misconception="The numbers of layers are returned, so W2 and b2 cannot be told apart.",
        hint="Compare your list with the example of the docstring.",
    ),
    mistake(
        "blocks_by_their_length",
        "locate_bug",
        edits=[
            (
                "not difference(k)",
                'not abs(np.linalg.norm(gradients["d" + k]) / np.linalg.norm(approx[k]) - 1)',
            )
        ],
        misconception="Only the lengths of the blocks are compared, so a wrong sign is never found.",
        hint="Two vectors of one length may point anywhere: which of your functions sees that?",
    ),
    mistake(
        "compares_with_the_right_gradient",
        "locate_bug",
        edits=[
            (
                "approx = vector_to_dictionary(numerical_gradient(J, dictionary_to_vector(parameters)), layers_dims)",
                "approx = {k: gradients['d' + k] for k in parameters}",
            )
        ],
        misconception="The gradient is compared with itself, so nothing is ever found.",
        hint="What do you compare the gradient with?",
    ),
    mistake(
        "sizes_hard_coded",
        "locate_bug",
        edits=[('[X.shape[0]] + [parameters["b" + str(l)].shape[0] for l in (1, 2, 3)]', "[2, 3, 2, 1]")],
        misconception="The sizes of one network are built in.",
        hint="How can the sizes be read off the parameters?",
    ),
    mistake(
        "none_if_all_is_well",
        "locate_bug",
        edits=[(FOUND, f"{FOUND} or None")],
        misconception="Where nothing is wrong None comes back instead of an empty list.",
        hint="What is a list of no names?",
    ),
    mistake(
        "every_key_of_the_gradients",
        "locate_bug",
        edits=[("for k in approx if not", "for k in [key[1:] for key in gradients] if not")],
        misconception="It goes through all keys of the dictionary, also those that belong to no parameter.",
        hint="What if dZ3 is among the gradients?",
    ),
    mistake(
        "list_kept_between_calls",
        "locate_bug",
        code="""
            bugs = []

            def locate_bug(parameters, gradients, X, Y):
                layers_dims = [X.shape[0]] + [parameters["b" + str(l)].shape[0] for l in (1, 2, 3)]
                J = lambda t: forward_propagation_n(X, Y, vector_to_dictionary(t, layers_dims))[0]
                approx = vector_to_dictionary(numerical_gradient(J, dictionary_to_vector(parameters)), layers_dims)
                for k in approx:
                    if relative_difference(gradients["d" + k], approx[k]) > 1e-5:
                        bugs.append(k)
                return sorted(bugs)
        """,
        misconception="The list is made once, outside of the function, and grows from call to call.",
        hint="Call it twice: where should the list be created?",
    ),
    mistake(
        "limit_of_the_verdict_correct",
        "locate_bug",
        edits=[("<= 1e-5", "<= 1e-7")],
        misconception="The limit is 1e-7, which a right block may exceed by rounding alone.",
        hint="Which limit does the text give for a single block, and why not 1e-7?",
    ),
    mistake(
        "limit_of_the_verdict_suspicious",
        "locate_bug",
        edits=[("<= 1e-5", "<= 1e-3")],
        misconception="The limit is 1e-3: a block must be wrong by far to be found.",
        hint="Which limit does the text give for a single block?",
    ),
    mistake(
        "divided_by_the_whole_gradient",
        "locate_bug",
        edits=[
            (
                'return relative_difference(gradients["d" + k].reshape(-1, 1), approx[k].reshape(-1, 1))',
                "whole = np.linalg.norm(gradients_to_vector(gradients))\n"
                '        return np.linalg.norm(gradients["d" + k] - approx[k]) / whole',
            )
        ],
        misconception="The error of a block is compared with the size of the whole gradient, beside which it is small.",
        hint="Whose norms stand in the denominator for a single block?",
    ),
    mistake(
        "means_compared",
        "locate_bug",
        edits=[
            (
                'return relative_difference(gradients["d" + k].reshape(-1, 1), approx[k].reshape(-1, 1))',
                'g, h = np.mean(gradients["d" + k]), np.mean(approx[k])\n        return abs(g - h) / (abs(g) + abs(h))',
            )
        ],
        misconception="The means of the blocks are compared: two errors of opposite sign cancel.",
        hint="What if the rows of a block are exchanged?",
    ),
)

VARIANTS = (
    # -------------------------------------------------------------------------- numerical_gradient
    variant(
        "unit_vectors",
        "numerical_gradient",
        code="""
            def numerical_gradient(J, theta, epsilon=1e-7):
                steps = epsilon * np.eye(theta.size)
                return np.array([[(J(theta + e[:, None]) - J(theta - e[:, None])) / (2 * epsilon)] for e in steps])
        """,
    ),
    variant(
        "lists_of_costs",
        "numerical_gradient",
        code="""
            def numerical_gradient(J, theta, epsilon=1e-7):
                num_parameters = theta.shape[0]
                J_plus = np.zeros((num_parameters, 1))
                J_minus = np.zeros((num_parameters, 1))
                gradapprox = np.zeros((num_parameters, 1))
                for i in range(num_parameters):
                    thetaplus = np.copy(theta)
                    thetaplus[i][0] = thetaplus[i][0] + epsilon
                    J_plus[i] = J(thetaplus)
                    thetaminus = np.copy(theta)
                    thetaminus[i][0] = thetaminus[i][0] - epsilon
                    J_minus[i] = J(thetaminus)
                    gradapprox[i] = (J_plus[i] - J_minus[i]) / (2 * epsilon)
                return gradapprox
        """,
    ),
    variant(
        "in_place_and_put_back",
        "numerical_gradient",
        code="""
            def numerical_gradient(J, theta, epsilon=1e-7):
                grad = np.zeros_like(theta)
                for i in range(theta.shape[0]):
                    old = theta[i, 0]
                    theta[i, 0] = old + epsilon
                    high = J(theta)
                    theta[i, 0] = old - epsilon
                    low = J(theta)
                    theta[i, 0] = old
                    grad[i, 0] = (high - low) / (2 * epsilon)
                return grad
        """,
    ),
    variant(
        "in_place_and_moved_back",
        "numerical_gradient",
        code="""
            def numerical_gradient(J, theta, epsilon=1e-7):
                grad = np.zeros(theta.shape)
                for i in range(len(theta)):
                    theta[i] += epsilon
                    high = J(theta)
                    theta[i] -= 2 * epsilon
                    low = J(theta)
                    theta[i] += epsilon
                    grad[i] = (high - low) / 2 / epsilon
                return grad
        """,
    ),
    variant(
        "one_number_at_a_time",
        "numerical_gradient",
        code="""
            def numerical_gradient(J, theta, epsilon=1e-7):
                def along(i):
                    def f(value):
                        moved = theta.copy()
                        moved[i, 0] = value
                        return J(moved)
                    return f

                slopes = [numerical_gradient_1d(along(i), theta[i, 0], epsilon) for i in range(len(theta))]
                return np.array(slopes).reshape(-1, 1)
        """,
    ),
    variant(
        "ndenumerate",
        "numerical_gradient",
        code="""
            def numerical_gradient(func, point, epsilon=1e-7):
                result = np.empty(point.shape, dtype=np.longdouble)
                for index, _ in np.ndenumerate(point):
                    values = []
                    for sign in (+1, -1):
                        moved = np.array(point)
                        moved[index] += sign * epsilon
                        values.append(func(moved))
                    result[index] = (values[0] - values[1]) / (2 * epsilon)
                return result
        """,
    ),
    # ---------------------------------------------------------------------------- gradient_check_n
    variant(
        "loops_of_its_own",
        "gradient_check_n",
        code="""
            def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7):
                sizes = [parameters["W1"].shape[1]] + [len(parameters["b%d" % l]) for l in (1, 2, 3)]
                parameters_values = dictionary_to_vector(parameters)
                grad = gradients_to_vector(gradients)
                num_parameters = parameters_values.shape[0]
                gradapprox = np.zeros((num_parameters, 1))
                for i in range(num_parameters):
                    thetaplus = np.copy(parameters_values)
                    thetaplus[i][0] = thetaplus[i][0] + epsilon
                    J_plus, _ = forward_propagation_n(X, Y, vector_to_dictionary(thetaplus, sizes))
                    thetaminus = np.copy(parameters_values)
                    thetaminus[i][0] = thetaminus[i][0] - epsilon
                    J_minus, _ = forward_propagation_n(X, Y, vector_to_dictionary(thetaminus, sizes))
                    gradapprox[i] = (J_plus - J_minus) / (2 * epsilon)
                numerator = np.linalg.norm(grad - gradapprox)
                denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
                difference = numerator / denominator
                if difference > 2e-7:
                    print("There is a mistake in the backward propagation! difference = " + str(difference))
                else:
                    print("Your backward propagation works perfectly fine! difference = " + str(difference))
                return difference
        """,
    ),
    variant(
        "without_any_column",
        "gradient_check_n",
        code="""
            def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7):
                diff = a = b = 0.0
                for key, value in parameters.items():
                    for index in np.ndindex(value.shape):
                        costs = []
                        for step in (epsilon, -epsilon):
                            moved = value.copy()
                            moved[index] += step
                            costs.append(forward_propagation_n(X, Y, {**parameters, key: moved})[0])
                        slope = (costs[0] - costs[1]) / (2 * epsilon)
                        given = gradients["d" + key][index]
                        diff, a, b = diff + (given - slope) ** 2, a + given**2, b + slope**2
                return diff**0.5 / (a**0.5 + b**0.5)
        """,
    ),
    variant(
        "lambda_and_sizes_from_the_weights",
        "gradient_check_n",
        code="""
            def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
                W = [parameters[f"W{l}"] for l in range(1, 1 + len(parameters) // 2)]
                dims = [W[0].shape[1], *(w.shape[0] for w in W)]
                J = lambda theta: forward_propagation_n(X, Y, vector_to_dictionary(theta, dims))[0]
                return relative_difference(
                    gradients_to_vector(gradients), numerical_gradient(J, dictionary_to_vector(parameters), epsilon)
                )
        """,
    ),
    variant(
        "copies_first_and_returns_an_array",
        "gradient_check_n",
        edits=[
            (
                "    layers_dims",
                "    parameters = {k: v.copy() for k, v in parameters.items()}\n    layers_dims",
            ),
            (VERDICT, "return np.array(relative_difference(grad, gradapprox))"),
        ],
    ),
    variant(
        "other_names_of_the_arguments",
        "gradient_check_n",
        code="""
            def gradient_check_n(params, grads, inputs, labels, eps=1e-7):
                dims = [inputs.shape[0], params["b1"].size, params["b2"].size, params["b3"].size]

                class Cost:
                    def __call__(self, theta):
                        cost, cache = forward_propagation_n(inputs, labels, vector_to_dictionary(theta, dims))
                        return cost

                measured = numerical_gradient(Cost(), dictionary_to_vector(params), eps)
                return relative_difference(gradients_to_vector(grads), measured)
        """,
    ),
    # ------------------------------------------------------------------------ interpret_difference
    variant(
        "elif_chain",
        "interpret_difference",
        code="""
            def interpret_difference(difference):
                if difference <= 1e-7:
                    verdict = "correct"
                elif difference <= 1e-5:
                    verdict = "probably correct"
                elif difference <= 1e-3:
                    verdict = "suspicious"
                else:
                    verdict = "wrong"
                return verdict
        """,
    ),
    variant(
        "probably_and_capitals",
        "interpret_difference",
        edits=[
            ('"probably correct"', '"Probably"'),
            ('"correct"', '"Correct."'),
            ('"suspicious"', '"Suspicious"'),
        ],
    ),
    variant(
        "table",
        "interpret_difference",
        code="""
            def interpret_difference(difference):
                limits = {1e-7: "correct", 1e-5: "probably correct", 1e-3: "suspicious"}
                return next((text for limit, text in limits.items() if difference <= limit), "wrong")
        """,
    ),
    variant(
        "searchsorted",
        "interpret_difference",
        code="""
            def interpret_difference(d):
                words = np.array(["correct", "probably correct", "suspicious", "wrong"])
                return words[np.searchsorted([1e-7, 1e-5, 1e-3], d)]
        """,
    ),
    variant(
        "largest_first",
        "interpret_difference",
        code="""
            import math

            def interpret_difference(difference):
                if math.isnan(difference) or difference > 1e-3:
                    return "wrong"
                if difference > 1e-5:
                    return "suspicious"
                if difference > 1e-7:
                    return "probably correct"
                return "correct"
        """,
    ),
    # ---------------------------------------------------------------------- backward_propagation_n
    variant(
        "written_out_with_np_dot",
        "backward_propagation_n",
        code="""
            def backward_propagation_n(X, Y, cache):
                m = X.shape[1]
                (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache
                dZ3 = A3 - Y
                dW3 = 1.0 / m * np.dot(dZ3, A2.T)
                db3 = 1.0 / m * np.sum(dZ3, axis=1, keepdims=True)
                dA2 = np.dot(W3.T, dZ3)
                dZ2 = np.multiply(dA2, np.int64(A2 > 0))
                dW2 = 1.0 / m * np.dot(dZ2, A1.T)
                db2 = 1.0 / m * np.sum(dZ2, axis=1, keepdims=True)
                dA1 = np.dot(W2.T, dZ2)
                dZ1 = np.multiply(dA1, np.int64(A1 > 0))
                dW1 = 1.0 / m * np.dot(dZ1, X.T)
                db1 = 1.0 / m * np.sum(dZ1, axis=1, keepdims=True)
                gradients = {"dZ3": dZ3, "dW3": dW3, "db3": db3,
                             "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
                             "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}
                return gradients
        """,
    ),
    variant(
        "einsum_and_mean",
        "backward_propagation_n",
        edits=[
            ("1 / m * dZ3 @ A2.T", 'np.einsum("im,jm->ij", dZ3, A2) / m'),
            ("1 / m * np.sum(dZ2, axis=1, keepdims=True)", "dZ2.mean(axis=1)[:, None]"),
            ("1 / m * np.sum(dZ1, axis=1, keepdims=True)", "np.mean(dZ1, axis=1, keepdims=True)"),
        ],
    ),
    variant(
        "masks_set_in_place",
        "backward_propagation_n",
        edits=[
            ("dZ2 = dA2 * (Z2 > 0)", "dZ2 = np.array(dA2, copy=True)\n    dZ2[Z2 <= 0] = 0"),
            ("dZ1 = dA1 * (Z1 > 0)", "dZ1 = np.where(A1 > 0, dA1, 0.0)"),
        ],
    ),
    variant("elementwise_for_one_output", "backward_propagation_n", edits=[("W3.T @ dZ3", "W3.T * dZ3")]),
    variant(
        "divides_once_at_the_top",
        "backward_propagation_n",
        edits=[("1 / m * ", "", 6), ("dZ3 = A3 - Y", "dZ3 = (A3 - Y) / m")],
    ),
    variant("float32_inside", "backward_propagation_n", edits=[("A3 - Y", "np.float32(A3) - np.float32(Y)")]),
    variant(
        "loop_over_examples",
        "backward_propagation_n",
        code="""
            def backward_propagation_n(X, Y, cache):
                Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
                m = Y.shape[1]
                g = {"d" + k: np.zeros(v.shape) for k, v in dict(W1=W1, b1=b1, W2=W2, b2=b2, W3=W3, b3=b3).items()}
                for i in range(m):
                    d3 = (A3[:, i] - Y[:, i]) / m
                    d2 = W3.T.dot(d3) * (Z2[:, i] > 0)
                    d1 = W2.T.dot(d2) * (Z1[:, i] > 0)
                    for l, d, a in ((3, d3, A2[:, i]), (2, d2, A1[:, i]), (1, d1, X[:, i])):
                        g[f"dW{l}"] += np.outer(d, a)
                        g[f"db{l}"] += d[:, None]
                return g
        """,
    ),
    variant(
        "evaluates_the_network_again",
        "backward_propagation_n",
        edits=[
            (
                "    dZ3 =",
                "    A1 = np.maximum(0, W1 @ X + b1)\n    A2 = np.maximum(0, W2 @ A1 + b2)\n    dZ3 =",
            )
        ],
    ),
    # ---------------------------------------------------------------------------------- locate_bug
    variant(
        "loop_and_larger_than",
        "locate_bug",
        code="""
            def locate_bug(parameters, gradients, X, Y):
                bugs = []
                for key in sorted(parameters):
                    approx = np.zeros(parameters[key].shape)
                    for i in range(approx.shape[0]):
                        for j in range(approx.shape[1]):
                            plus = {k: v.copy() for k, v in parameters.items()}
                            minus = {k: v.copy() for k, v in parameters.items()}
                            plus[key][i, j] += 1e-6
                            minus[key][i, j] -= 1e-6
                            J_plus, _ = forward_propagation_n(X, Y, plus)
                            J_minus, _ = forward_propagation_n(X, Y, minus)
                            approx[i, j] = (J_plus - J_minus) / 2e-6
                    if relative_difference(gradients["d" + key], approx) > 1e-5:
                        bugs.append(key)
                return bugs
        """,
    ),
    variant(
        "cuts_both_columns",
        "locate_bug",
        code="""
            def locate_bug(parameters, gradients, X, Y):
                dims = [X.shape[0], *(len(parameters[f"b{l}"]) for l in (1, 2, 3))]
                J = lambda t: forward_propagation_n(X, Y, vector_to_dictionary(t, dims))[0]
                theta = dictionary_to_vector(parameters)
                given = vector_to_dictionary(gradients_to_vector(gradients), dims)
                measured = vector_to_dictionary(numerical_gradient(J, theta, 1e-5), dims)
                wrong = {k for k in given if not relative_difference(given[k], measured[k]) <= 1e-5}
                return tuple(sorted(wrong))
        """,
    ),
    variant(
        "norms_of_its_own",
        "locate_bug",
        edits=[
            (
                "not difference(k) <= 1e-5",
                'np.linalg.norm(gradients["d" + k] - approx[k])'
                ' > 1e-5 * (np.linalg.norm(gradients["d" + k]) + np.linalg.norm(approx[k]))',
            )
        ],
    ),
    variant(
        "list_sorted_in_place",
        "locate_bug",
        edits=[
            (
                f"return {FOUND}",
                f"bugs = [{FOUND.removeprefix('sorted(').removesuffix(')')}]\n    bugs.sort()\n    return bugs",
            )
        ],
    ),
    variant(
        "blocks_as_they_are",
        "locate_bug",
        edits=[("not difference(k)", 'not relative_difference(gradients["d" + k], approx[k])')],
    ),
    variant(
        "epsilon_1e_6",
        "locate_bug",
        edits=[("dictionary_to_vector(parameters))", "dictionary_to_vector(parameters), 1e-6)")],
    ),
)
