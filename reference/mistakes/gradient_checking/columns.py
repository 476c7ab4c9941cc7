"""Columns: the relative difference, and from dictionaries to columns and back (q4 and q5)."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, module="gradient_checking")
variant = partial(Variant, module="gradient_checking")

DIFFERENCE = "np.linalg.norm(grad - gradapprox)"
SUM = "np.linalg.norm(grad) + np.linalg.norm(gradapprox)"
PIECE_W = 'parameters["W" + str(l)].reshape(-1, 1)'
PIECE_B = 'parameters["b" + str(l)].reshape(-1, 1)'
PIECE_DW = 'gradients["dW" + str(l)].reshape(-1, 1)'
PIECE_DB = 'gradients["db" + str(l)].reshape(-1, 1)'
CUT_W = "theta[start : start + n].reshape(shape_W).copy()"
CUT_B = "theta[start : start + n].reshape((n, 1)).copy()"

MISTAKES = (
    # ------------------------------------------------------------------------- relative_difference
    mistake(
        "absolute_difference",
        "relative_difference",
        edits=[("float(numerator / denominator)", "float(numerator)")],
        misconception="The difference is not compared with the size of the gradients.",
        hint="Multiply both gradients by 1e-9: should the verdict change?",
    ),
    mistake(
        "largest_entry_for_the_norm",
        "relative_difference",
        edits=[(DIFFERENCE, "np.max(np.abs(grad - gradapprox))")],
        misconception="The largest entry stands in the numerator, where the Euclidean norm belongs.",
        hint="All three norms are of the same kind.",
    ),
    mistake(
        "maximum_norm_everywhere",
        "relative_difference",
        edits=[
            (DIFFERENCE, "np.max(np.abs(grad - gradapprox))"),
            (SUM, "np.max(np.abs(grad)) + np.max(np.abs(gradapprox))"),
        ],
        misconception="The largest entries are compared; the Euclidean norm takes all of them in.",
        hint="What is the length of the vector (3, 4)?",
    ),
    mistake(
        "sums_of_absolute_values",
        "relative_difference",
        edits=[
            (DIFFERENCE, "np.sum(np.abs(grad - gradapprox))"),
            (SUM, "np.sum(np.abs(grad)) + np.sum(np.abs(gradapprox))"),
        ],
        misconception="Absolute values are summed, which is another norm.",
        hint="What is the length of the vector (3, 4)?",
    ),
    mistake(
        "difference_of_the_norms",
        "relative_difference",
        edits=[(DIFFERENCE, "abs(np.linalg.norm(grad) - np.linalg.norm(gradapprox))")],
        misconception="The lengths are compared, but two vectors of one length may point anywhere.",
        hint="What should the difference of g and −g be?",
    ),
    mistake(
        "squared_norms",
        "relative_difference",
        edits=[
            (DIFFERENCE, f"{DIFFERENCE} ** 2"),
            (SUM, "np.linalg.norm(grad) ** 2 + np.linalg.norm(gradapprox) ** 2"),
        ],
        misconception="All norms are squared.",
        hint="Where does the square root of a Euclidean norm go?",
    ),
    mistake(
        "square_root_forgotten",
        "relative_difference",
        edits=[
            (DIFFERENCE, "np.sum((grad - gradapprox) ** 2)"),
            (SUM, "np.sum(grad**2) + np.sum(gradapprox**2)"),
        ],
        misconception="The sums of squares lack their square roots.",
        hint="What is the length of the vector (3, 4)?",
    ),
    mistake(
        "guard_1e_8_in_the_denominator",
        "relative_difference",
        edits=[(SUM, f"{SUM} + 1e-8")],
        misconception="The guard against division by 0 is as large as a small gradient.",
        hint="Try gradients of size 1e-7.",
    ),
    mistake(
        "mean_of_relative_errors",
        "relative_difference",
        code="""
            def relative_difference(grad, gradapprox):
                d = np.abs(grad) + np.abs(gradapprox)
                return float(np.mean(np.divide(np.abs(grad - gradapprox), d, out=np.zeros_like(d), where=d > 0)))
        """,
        misconception="Each entry gets a relative error of its own, in which tiny entries count as much as large ones.",
        hint="The formula is one fraction of norms.",
    ),
    mistake(
        "relative_to_the_first",
        "relative_difference",
        edits=[(SUM, "np.linalg.norm(grad)")],
        misconception="The difference is compared with one of the gradients only.",
        hint="The formula treats both gradients alike.",
    ),
    mistake(
        "norm_of_the_sum",
        "relative_difference",
        edits=[(SUM, "np.linalg.norm(grad + gradapprox)")],
        misconception="The norm of the sum stands in the denominator, not the sum of the norms.",
        hint="What is your denominator for opposite gradients?",
    ),
    mistake(
        "brackets_of_the_denominator_forgotten",
        "relative_difference",
        edits=[("numerator / denominator", "numerator / np.linalg.norm(grad) + np.linalg.norm(gradapprox)")],
        misconception="Without brackets only the first norm is below the fraction line.",
        hint="In which order does Python work through a / b + c?",
    ),
    mistake(
        "plus_in_the_numerator",
        "relative_difference",
        edits=[("grad - gradapprox", "grad + gradapprox")],
        misconception="The gradients are added in the numerator.",
        hint="What should the difference of equal gradients be?",
    ),
    mistake(
        "zero_over_zero",
        "relative_difference",
        edits=[("    if denominator == 0:\n        return 0.0\n", "")],
        misconception="For two gradients of zeros this divides 0 by 0.",
        hint="What do you get for two zero vectors?",
    ),
    mistake(
        "zero_gradients_differ_by_1",
        "relative_difference",
        edits=[("return 0.0", "return 1.0")],
        misconception="Two gradients of zeros are equal, but they are said to be as different as can be.",
        hint="How far apart are two equal vectors?",
    ),
    mistake(
        "zero_if_one_is_zero",
        "relative_difference",
        edits=[("denominator == 0", "np.linalg.norm(grad) * np.linalg.norm(gradapprox) == 0")],
        misconception="If only one of the gradients is 0 they differ, and by as much as is possible.",
        hint="When exactly does the denominator vanish?",
    ),
    mistake(
        "factor_2",
        "relative_difference",
        edits=[("numerator / denominator", "2 * numerator / denominator")],
        misconception="The result is twice too large.",
        hint="Compare with the formula: is there a mean of the norms, or their sum?",
    ),
    mistake(
        "returns_a_verdict",
        "relative_difference",
        edits=[("float(numerator / denominator)", "bool(numerator / denominator < 1e-7)")],
        misconception="True or False comes back, but the number is wanted.",
        hint="Return the number; the verdict is a question of its own.",
    ),
    mistake(
        "float32",
        "relative_difference",
        edits=[
            ("numerator =", "grad, gradapprox = np.float32(grad), np.float32(gradapprox)\n    numerator =")
        ],
        misconception="In float32 nearly equal gradients become equal, or differ by rounding.",
        hint="How many digits of a gradient survive in float32?",
    ),
    mistake(
        "changes_its_argument",
        "relative_difference",
        edits=[
            (
                "numerator =",
                f"denominator = {SUM}\n    grad -= gradapprox\n    numerator =",
            ),
            (f"    denominator = {SUM}\n    if", "    if"),
            (DIFFERENCE, "np.linalg.norm(grad)"),
        ],
        misconception="The subtraction is made in place and destroys the caller's gradient.",
        hint="After the call, is grad still what it was?",
    ),
    mistake(
        "norm_of_each_row",
        "relative_difference",
        edits=[
            ("float(numerator / denominator)", "numerator / denominator"),
            (DIFFERENCE, "np.linalg.norm(grad - gradapprox, axis=1)"),
        ],
        misconception="With axis=1 each entry gets a norm of its own.",
        hint="How many numbers should your function return?",
    ),
    mistake(
        "reads_gradapprox_of_the_notebook",
        "relative_difference",
        edits=[("(grad, gradapprox):", "(grad, approx):")],
        misconception="The function compares with the notebook's gradapprox, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "tiny_gradients_taken_for_zero",
        "relative_difference",
        edits=[("denominator == 0", "denominator < 1e-10")],
        misconception="Gradients that are tiny are taken for 0, however far they are apart.",
        hint="With gradients of 1e-12 and -1e-12: what is the difference?",
    ),
    mistake(
        "zero_for_what_is_nearly_equal",
        "relative_difference",
        edits=[("denominator == 0", "np.allclose(grad, gradapprox)")],
        misconception="Gradients that are nearly equal give 0, and how near they are is lost.",
        hint="Which differences would you like to tell apart in q8?",
    ),
    # ------------------------------------------------------------------------ dictionary_to_vector
    mistake(
        "one_dimensional",
        "dictionary_to_vector",
        edits=[("axis=0)", "axis=0).ravel()")],
        misconception="The result has one axis; it must be a column of shape (n, 1).",
        hint="Which shape has a column of n numbers?",
    ),
    mistake(
        "row_instead_of_column",
        "dictionary_to_vector",
        edits=[("axis=0)", "axis=0).T")],
        misconception="The result is a row of shape (1, n).",
        hint="Which shape has a column of n numbers?",
    ),
    mistake(
        "all_weights_before_all_biases",
        "dictionary_to_vector",
        code="""
            def dictionary_to_vector(parameters):
                L = len(parameters) // 2
                keys = [letter + str(l) for letter in "Wb" for l in range(1, L + 1)]
                return np.concatenate([parameters[key].reshape(-1, 1) for key in keys])
        """,
        misconception="All weights come first and all biases last.",
        hint="Which parameter follows W1 in the order of the question?",
    ),
    mistake(
        "biases_before_weights",
        "dictionary_to_vector",
        edits=[(PIECE_W, "PIECE"), (PIECE_B, PIECE_W), ("PIECE", PIECE_B)],
        misconception="In each layer b comes before W.",
        hint="Which parameter comes first in the order of the question?",
    ),
    mistake(
        "order_of_the_dictionary",
        "dictionary_to_vector",
        code="""
            def dictionary_to_vector(parameters):
                return np.concatenate([value.reshape(-1, 1) for value in parameters.values()])
        """,
        misconception="The entries come in the order in which the keys were put into the dictionary.",
        hint="What if somebody filled the dictionary from the last layer to the first?",
    ),
    mistake(
        "alphabetical_order",
        "dictionary_to_vector",
        code="""
            def dictionary_to_vector(parameters):
                return np.concatenate([parameters[key].reshape(-1, 1) for key in sorted(parameters)])
        """,
        misconception="Sorted by name all W come before all b, and W10 comes before W2.",
        hint="Print sorted(parameters) and compare with the order of the question.",
    ),
    mistake(
        "sorted_by_the_last_digit",
        "dictionary_to_vector",
        code="""
            def dictionary_to_vector(parameters):
                order = sorted(parameters, key=lambda key: (key[-1], key[0]))
                return np.concatenate([parameters[key].reshape(-1, 1) for key in order])
        """,
        misconception="Only the last digit of a key is looked at, so that W12 comes beside W2.",
        hint="Try twelve layers.",
    ),
    mistake(
        "last_layer_forgotten",
        "dictionary_to_vector",
        edits=[("range(1, L + 1)", "range(1, L)")],
        misconception="range leaves out its end, so the last layer is missing.",
        hint="θ has as many entries as the network has parameters: count them.",
    ),
    mistake(
        "three_layers_hard_coded",
        "dictionary_to_vector",
        edits=[("L = len(parameters) // 2", "L = 3")],
        misconception="This works for networks of three layers only.",
        hint="How can the number of layers be read off the dictionary?",
    ),
    mistake(
        "two_layers_hard_coded",
        "dictionary_to_vector",
        edits=[("L = len(parameters) // 2", "L = 2")],
        misconception="This works for networks of two layers only.",
        hint="How can the number of layers be read off the dictionary?",
    ),
    mistake(
        "column_by_column",
        "dictionary_to_vector",
        edits=[(PIECE_W, PIECE_W.replace("1)", '1, order="F")'))],
        misconception="The weights are taken column by column.",
        hint="Which entry of W1 follows W1[0, 0] in θ?",
    ),
    mistake(
        "transposed_weights",
        "dictionary_to_vector",
        edits=[(PIECE_W, PIECE_W.replace(".reshape", ".T.reshape"))],
        misconception="The weights are transposed first, so they come column by column.",
        hint="Which entry of W1 follows W1[0, 0] in θ?",
    ),
    mistake(
        "biases_forgotten",
        "dictionary_to_vector",
        edits=[(f"        pieces.append({PIECE_B})\n", "")],
        misconception="The biases are left out.",
        hint="θ has as many entries as the network has parameters: count them.",
    ),
    mistake(
        "stacked_side_by_side",
        "dictionary_to_vector",
        edits=[("np.concatenate(pieces, axis=0)", "np.concatenate([p.T for p in pieces], axis=0)")],
        misconception="Rows of different lengths cannot be put below one another.",
        hint="Make every piece a column before you put them together.",
    ),
    mistake(
        "float32",
        "dictionary_to_vector",
        edits=[("axis=0)", "axis=0).astype(np.float32)")],
        misconception="θ is cut to float32, in which a step of 1e-7 changes nothing.",
        hint="Does θ + 1e-7 differ from θ in your type of number?",
    ),
    mistake(
        "list_of_pieces",
        "dictionary_to_vector",
        edits=[("np.concatenate(pieces, axis=0)", "pieces")],
        misconception="The pieces are returned in a list, without being put together.",
        hint="Which function of NumPy joins arrays?",
    ),
    mistake(
        "returns_inside_the_loop",
        "dictionary_to_vector",
        edits=[("    return np.concatenate", "        return np.concatenate")],
        misconception="The return line is part of the loop and ends it after the first layer.",
        hint="How far is your last line indented?",
    ),
    mistake(
        "reads_parameters_of_the_notebook",
        "dictionary_to_vector",
        edits=[("(parameters):", "(params):")],
        misconception="The function flattens the notebook's parameters, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "empties_the_dictionary",
        "dictionary_to_vector",
        edits=[(PIECE_W, 'parameters.pop("W" + str(l)).reshape(-1, 1)')],
        misconception="pop takes the arrays out of the caller's dictionary.",
        hint="Is the dictionary the same after the call?",
    ),
    # ------------------------------------------------------------------------ vector_to_dictionary
    mistake(
        "shape_of_W_transposed",
        "vector_to_dictionary",
        edits=[("(layers_dims[l], layers_dims[l - 1])", "(layers_dims[l - 1], layers_dims[l])")],
        misconception="W[l] has a row for each unit of layer l, not of the layer before.",
        hint="In W1 @ X, which number of W1's shape meets the rows of X?",
    ),
    mistake(
        "offset_not_advanced_after_b",
        "vector_to_dictionary",
        edits=[(f"{CUT_B}\n        start += n", CUT_B)],
        misconception="The next W begins where b began, because the place is not moved on after b.",
        hint="Where does the next block begin?",
    ),
    mistake(
        "offset_not_advanced_after_W",
        "vector_to_dictionary",
        edits=[(f"{CUT_W}\n        start += n", CUT_W)],
        misconception="b begins where W began, because the place is not moved on after W.",
        hint="Where does the next block begin?",
    ),
    mistake(
        "starts_again_in_every_layer",
        "vector_to_dictionary",
        edits=[("    start = 0\n", ""), ("        shape_W", "        start = 0\n        shape_W")],
        misconception="Every layer is cut from the beginning of θ.",
        hint="What belongs before the loop, and what inside it?",
    ),
    mistake(
        "views_into_theta",
        "vector_to_dictionary",
        edits=[(".copy()", "", 2)],
        misconception="reshape gives a window into θ, so whoever changes W1 changes θ too.",
        hint="Change parameters['W1'] and look at θ.",
    ),
    mistake(
        "biases_one_dimensional",
        "vector_to_dictionary",
        edits=[("reshape((n, 1))", "reshape(n)")],
        misconception="The biases have one axis; they must be columns.",
        hint="Which shape has a column of n numbers?",
    ),
    mistake(
        "biases_as_rows",
        "vector_to_dictionary",
        edits=[("reshape((n, 1))", "reshape((1, n))")],
        misconception="The biases are rows; every unit's bias stands in that unit's row.",
        hint="Write the shapes of W1 @ X and b1 side by side.",
    ),
    mistake(
        "column_by_column",
        "vector_to_dictionary",
        edits=[("reshape(shape_W)", 'reshape(shape_W, order="F")')],
        misconception="The weights are filled column by column, but they were flattened row by row.",
        hint="Does vector_to_dictionary(dictionary_to_vector(p), …) give p back?",
    ),
    mistake(
        "reshaped_the_other_way_and_transposed",
        "vector_to_dictionary",
        edits=[("reshape(shape_W)", "reshape(shape_W[::-1]).T")],
        misconception="The shape is right, but transposing has changed the order of the entries.",
        hint="Does vector_to_dictionary(dictionary_to_vector(p), …) give p back?",
    ),
    mistake(
        "biases_before_weights",
        "vector_to_dictionary",
        code="""
            def vector_to_dictionary(theta, layers_dims):
                parameters, start = {}, 0
                for l in range(1, len(layers_dims)):
                    n_out, n_in = layers_dims[l], layers_dims[l - 1]
                    parameters[f"b{l}"] = theta[start : start + n_out].copy()
                    start += n_out
                    parameters[f"W{l}"] = theta[start : start + n_out * n_in].reshape(n_out, n_in).copy()
                    start += n_out * n_in
                return parameters
        """,
        misconception="In each layer b is cut off before W.",
        hint="In which order did dictionary_to_vector put them together?",
    ),
    mistake(
        "last_layer_forgotten",
        "vector_to_dictionary",
        edits=[("range(1, len(layers_dims))", "range(1, len(layers_dims) - 1)")],
        misconception="The last layer is missing: range leaves out its end already.",
        hint="How many layers does layers_dims = [3, 2, 1] describe, the input not counted?",
    ),
    mistake(
        "input_counted_as_a_layer",
        "vector_to_dictionary",
        edits=[("range(1, len(layers_dims))", "range(len(layers_dims))")],
        misconception="Counting from 0 makes a W0 for the input layer, which has no parameters.",
        hint="How many layers does layers_dims = [3, 2, 1] describe, the input not counted?",
    ),
    mistake(
        "sizes_hard_coded",
        "vector_to_dictionary",
        edits=[("    parameters = {}", "    layers_dims = [3, 5, 3, 1]\n    parameters = {}")],
        misconception="The sizes of one network are built in.",
        hint="Which argument holds the sizes of the layers?",
    ),
    mistake(
        "sizes_of_the_notebook",
        "vector_to_dictionary",
        edits=[("(theta, layers_dims):", "(theta, dims):")],
        misconception="The notebook's layers_dims are used, whatever the function is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "three_layers_hard_coded",
        "vector_to_dictionary",
        edits=[("range(1, len(layers_dims))", "range(1, 4)")],
        misconception="This works for networks of three layers only.",
        hint="How many layers does layers_dims = [3, 2, 1] describe, the input not counted?",
    ),
    mistake(
        "keys_of_gradients",
        "vector_to_dictionary",
        edits=[('"W" + str(l)', '"dW" + str(l)'), ('"b" + str(l)', '"db" + str(l)')],
        misconception="The keys are those of gradients; forward propagation looks for W1 and b1.",
        hint="Under which names will forward propagation look for them?",
    ),
    mistake(
        "keys_in_lower_case",
        "vector_to_dictionary",
        edits=[('"W" + str(l)', '"w" + str(l)')],
        misconception="The keys of the weights are in lower case.",
        hint="Under which names will forward propagation look for them?",
    ),
    mistake(
        "list_instead_of_dictionary",
        "vector_to_dictionary",
        edits=[("return parameters", "return list(parameters.values())")],
        misconception="A list comes back, so nobody can ask for W1.",
        hint="What does the name of the function promise?",
    ),
    mistake(
        "float32",
        "vector_to_dictionary",
        edits=[(".copy()", ".astype(np.float32)", 2)],
        misconception="The parameters are cut to float32, in which a step of 1e-7 is lost.",
        hint="Does θ + 1e-7 differ from θ in your type of number?",
    ),
    # ------------------------------------------------------------------------- gradients_to_vector
    mistake(
        "order_of_the_dictionary",
        "gradients_to_vector",
        code="""
            def gradients_to_vector(gradients):
                return np.concatenate([v.reshape(-1, 1) for k, v in gradients.items() if k[:2] in ("dW", "db")])
        """,
        misconception="The entries come in the order of the dictionary; backward propagation fills it from the end.",
        hint="In which order does dictionary_to_vector put the parameters?",
    ),
    mistake(
        "takes_every_key",
        "gradients_to_vector",
        code="""
            def gradients_to_vector(gradients):
                return np.concatenate([gradients[key].reshape(-1, 1) for key in sorted(gradients)])
        """,
        misconception="dZ and dA are taken along, and the rest comes in alphabetical order.",
        hint="Which of the keys belong to parameters?",
    ),
    mistake(
        "counts_every_key",
        "gradients_to_vector",
        edits=[('sum(key.startswith("dW") for key in gradients)', "len(gradients) // 2")],
        misconception="Half of the number of keys is not the number of layers where there are other keys.",
        hint="Which keys are there once for each layer, and always?",
    ),
    mistake(
        "column_by_column",
        "gradients_to_vector",
        edits=[(PIECE_DW, PIECE_DW.replace("1)", '1, order="F")'))],
        misconception="The gradients of weights are taken column by column, the weights row by row.",
        hint="Entry i of both columns must belong to the same weight.",
    ),
    mistake(
        "transposed",
        "gradients_to_vector",
        edits=[(PIECE_DW, PIECE_DW.replace(".reshape", ".T.reshape"))],
        misconception="The gradients of weights are transposed first, the weights are not.",
        hint="Entry i of both columns must belong to the same weight.",
    ),
    mistake(
        "all_weights_before_all_biases",
        "gradients_to_vector",
        code="""
            def gradients_to_vector(gradients):
                L = sum(key.startswith("dW") for key in gradients)
                keys = [letter + str(l) for letter in ("dW", "db") for l in range(1, L + 1)]
                return np.concatenate([gradients[key].reshape(-1, 1) for key in keys])
        """,
        misconception="All dW come first and all db last.",
        hint="In which order does dictionary_to_vector put the parameters?",
    ),
    mistake(
        "biases_before_weights",
        "gradients_to_vector",
        edits=[(PIECE_DW, "PIECE"), (PIECE_DB, PIECE_DW), ("PIECE", PIECE_DB)],
        misconception="In each layer db comes before dW.",
        hint="In which order does dictionary_to_vector put the parameters?",
    ),
    mistake(
        "three_layers_hard_coded",
        "gradients_to_vector",
        edits=[('sum(key.startswith("dW") for key in gradients)', "3")],
        misconception="This works for networks of three layers only.",
        hint="How can the number of layers be read off the keys?",
    ),
    mistake(
        "last_layer_forgotten",
        "gradients_to_vector",
        edits=[("range(1, L + 1)", "range(1, L)")],
        misconception="range leaves out its end, so the last layer is missing.",
        hint="The column has as many entries as the network has parameters: count them.",
    ),
    mistake(
        "from_the_last_layer_to_the_first",
        "gradients_to_vector",
        edits=[("range(1, L + 1)", "range(L, 0, -1)")],
        misconception="The layers come in the order of backward propagation.",
        hint="In which order does dictionary_to_vector put the parameters?",
    ),
    mistake(
        "one_dimensional",
        "gradients_to_vector",
        edits=[("axis=0)", "axis=0).ravel()")],
        misconception="The result has one axis; minus a column it would give a matrix.",
        hint="Print the shapes of both vectors, and of their difference.",
    ),
    mistake(
        "biases_forgotten",
        "gradients_to_vector",
        edits=[(f"        pieces.append({PIECE_DB})\n", "")],
        misconception="The gradients of the biases are left out.",
        hint="The column has as many entries as the network has parameters: count them.",
    ),
    mistake(
        "keys_of_parameters",
        "gradients_to_vector",
        edits=[('"dW" + str', '"W" + str'), ('"db" + str', '"b" + str')],
        misconception="It asks for W1, but the gradient of W1 is called dW1.",
        hint="Print the keys of the dictionary of gradients.",
    ),
    mistake(
        "row_instead_of_column",
        "gradients_to_vector",
        edits=[("axis=0)", "axis=0).T")],
        misconception="The result is a row of shape (1, n).",
        hint="Which shape has a column of n numbers?",
    ),
    mistake(
        "sorted_by_the_last_digit",
        "gradients_to_vector",
        code="""
            def gradients_to_vector(gradients):
                keys = [key for key in gradients if key[:2] in ("dW", "db")]
                order = sorted(keys, key=lambda key: (key[-1], key[1]))
                return np.concatenate([gradients[key].reshape(-1, 1) for key in order])
        """,
        misconception="Only the last digit of a key is looked at, so that dW12 comes beside dW2.",
        hint="Try twelve layers.",
    ),
    mistake(
        "reads_gradients_of_the_notebook",
        "gradients_to_vector",
        edits=[("(gradients):", "(grads):")],
        misconception="The function flattens the notebook's gradients, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "normalised_to_length_1",
        "gradients_to_vector",
        edits=[
            (
                "return np.concatenate(pieces, axis=0)",
                "g = np.concatenate(pieces, axis=0)\n    return g / np.linalg.norm(g)",
            )
        ],
        misconception="The column is scaled to length 1, so that errors in size cannot be seen any more.",
        hint="Does a gradient that is twice too large look different?",
    ),
)

VARIANTS = (
    # ------------------------------------------------------------------------- relative_difference
    variant(
        "roots_of_sums",
        "relative_difference",
        edits=[
            (DIFFERENCE, "np.sqrt(np.sum((grad - gradapprox) ** 2))"),
            (SUM, "np.sqrt(np.sum(np.square(grad))) + np.sqrt(np.sum(np.square(gradapprox)))"),
        ],
    ),
    variant(
        "guard_1e_300",
        "relative_difference",
        edits=[("    if denominator == 0:\n        return 0.0\n", ""), (SUM, f"{SUM} + 1e-300")],
    ),
    variant(
        "guard_1e_15",
        "relative_difference",
        edits=[("    if denominator == 0:\n        return 0.0\n", ""), (SUM, f"max({SUM}, 1e-15)")],
    ),
    variant(
        "products_of_columns",
        "relative_difference",
        code="""
            def relative_difference(grad, gradapprox):
                diff = grad - gradapprox
                numerator = np.sqrt(np.dot(diff.T, diff))
                denominator = np.sqrt(np.dot(grad.T, grad)) + np.sqrt(np.dot(gradapprox.T, gradapprox))
                if denominator == 0:
                    return 0
                return np.squeeze(numerator / denominator)
        """,
    ),
    variant(
        "loop_and_math",
        "relative_difference",
        code="""
            import math

            def relative_difference(grad, gradapprox):
                above = left = right = 0.0
                for i in range(grad.shape[0]):
                    above += (grad[i, 0] - gradapprox[i, 0]) ** 2
                    left += grad[i, 0] ** 2
                    right += gradapprox[i, 0] ** 2
                below = math.sqrt(left) + math.sqrt(right)
                return math.sqrt(above) / below if below else 0.0
        """,
    ),
    variant(
        "einsum_and_hypot",
        "relative_difference",
        code="""
            def relative_difference(grad, gradapprox):
                length = lambda v: np.sqrt(np.einsum("ij,ij->", v, v))
                total = length(grad) + length(gradapprox)
                with np.errstate(invalid="ignore"):
                    return np.nan_to_num(np.divide(length(grad - gradapprox), total), nan=0.0)
        """,
    ),
    variant(
        "order_of_the_norm_and_a_message",
        "relative_difference",
        code="""
            def relative_difference(grad, gradapprox):
                numerator = np.linalg.norm(grad - gradapprox, ord=2)
                denominator = np.linalg.norm(grad, 2) + np.linalg.norm(gradapprox, 2)
                difference = 0 if denominator == 0 else numerator / denominator
                if difference > 2e-7:
                    print("There is a mistake in the backward propagation! difference = " + str(difference))
                return difference
        """,
    ),
    variant(
        "equal_arrays_first",
        "relative_difference",
        edits=[("    if denominator == 0:", "    if np.array_equal(grad, gradapprox):")],
    ),
    variant(
        "result_in_an_array",
        "relative_difference",
        edits=[("float(numerator / denominator)", "np.array([[numerator / denominator]])")],
    ),
    # ------------------------------------------------------------------------ dictionary_to_vector
    variant(
        "vstack_of_ravels",
        "dictionary_to_vector",
        edits=[
            (PIECE_W, 'parameters["W" + str(l)].ravel()'),
            (PIECE_B, 'parameters["b" + str(l)].flatten()'),
            ("np.concatenate(pieces, axis=0)", "np.hstack(pieces)[:, np.newaxis]"),
        ],
    ),
    variant(
        "grows_step_by_step",
        "dictionary_to_vector",
        code="""
            def dictionary_to_vector(parameters):
                L = len(parameters) // 2
                theta = np.empty((0, 1))
                for l in range(L):
                    for letter in ("W", "b"):
                        new_vector = np.reshape(parameters[letter + str(l + 1)], (-1, 1))
                        theta = np.concatenate((theta, new_vector), axis=0)
                return theta
        """,
    ),
    variant(
        "returns_the_keys_too",
        "dictionary_to_vector",
        code="""
            def dictionary_to_vector(parameters):
                keys = []
                count = 0
                for key in [c + str(l + 1) for l in range(len(parameters) // 2) for c in "Wb"]:
                    new_vector = np.reshape(parameters[key], (-1, 1))
                    keys = keys + [key] * new_vector.shape[0]
                    if count == 0:
                        theta = new_vector
                    else:
                        theta = np.concatenate((theta, new_vector), axis=0)
                    count = count + 1
                return theta, keys
        """,
    ),
    variant(
        "sorted_by_number_then_letter",
        "dictionary_to_vector",
        code="""
            def dictionary_to_vector(parameters):
                keys = sorted(parameters, key=lambda key: (int(key[1:]), key[0]))
                return np.vstack([parameters[key].reshape(-1, 1) for key in keys])
        """,
    ),
    variant(
        "filled_into_an_empty_column",
        "dictionary_to_vector",
        code="""
            def dictionary_to_vector(params):
                n, i, l = sum(p.size for p in params.values()), 0, 1
                theta = np.empty((n, 1))
                while f"W{l}" in params:
                    for p in (params[f"W{l}"], params[f"b{l}"]):
                        for entry in p.flat:
                            theta[i, 0] = entry
                            i += 1
                    l += 1
                return theta
        """,
    ),
    variant(
        "np_c_of_flat_iterators",
        "dictionary_to_vector",
        code="""
            def dictionary_to_vector(parameters):
                keys = [f"{c}{l}" for l in range(1, len(parameters) // 2 + 1) for c in "Wb"]
                return np.c_[np.concatenate([parameters[key].flat for key in keys])]
        """,
    ),
    # ------------------------------------------------------------------------ vector_to_dictionary
    variant(
        "np_split",
        "vector_to_dictionary",
        code="""
            def vector_to_dictionary(theta, layers_dims):
                shapes = {}
                for l in range(1, len(layers_dims)):
                    shapes[f"W{l}"] = (layers_dims[l], layers_dims[l - 1])
                    shapes[f"b{l}"] = (layers_dims[l], 1)
                ends = np.cumsum([a * b for a, b in shapes.values()])
                parts = np.split(theta.copy(), ends[:-1])
                return {key: part.reshape(shape) for (key, shape), part in zip(shapes.items(), parts)}
        """,
    ),
    variant(
        "np_array_makes_the_copy",
        "vector_to_dictionary",
        code="""
            def vector_to_dictionary(vector, dims):
                parameters = {}
                position = 0
                L = len(dims) - 1
                for l in range(1, L + 1):
                    rows, columns = dims[l], dims[l - 1]
                    W = vector[position : position + rows * columns]
                    position = position + rows * columns
                    b = vector[position : position + rows]
                    position = position + rows
                    parameters["W" + str(l)] = np.array(W).reshape(rows, columns)
                    parameters["b" + str(l)] = np.array(b).reshape(rows, 1)
                    assert parameters["b" + str(l)].shape == (rows, 1)
                return parameters
        """,
    ),
    variant(
        "flattens_with_a_copy_first",
        "vector_to_dictionary",
        edits=[
            ("    parameters = {}", "    theta = theta.flatten()\n    parameters = {}"),
            (".copy()", "", 2),
        ],
    ),
    variant(
        "entry_by_entry",
        "vector_to_dictionary",
        code="""
            def vector_to_dictionary(theta, layers_dims):
                parameters, i = {}, 0
                for l in range(1, len(layers_dims)):
                    W = np.zeros((layers_dims[l], layers_dims[l - 1]))
                    b = np.zeros((layers_dims[l], 1))
                    for r in range(W.shape[0]):
                        for c in range(W.shape[1]):
                            W[r, c] = theta[i, 0]
                            i += 1
                    for r in range(b.shape[0]):
                        b[r, 0] = theta[i, 0]
                        i += 1
                    parameters["W" + str(l)], parameters["b" + str(l)] = W, b
                return parameters
        """,
    ),
    variant(
        "iterator",
        "vector_to_dictionary",
        code="""
            from itertools import islice, pairwise

            def vector_to_dictionary(theta, layers_dims):
                entries = iter(theta.ravel())
                take = lambda *shape: np.fromiter(islice(entries, int(np.prod(shape))), float).reshape(shape)
                parameters = {}
                for l, (n_in, n_out) in enumerate(pairwise(layers_dims), 1):
                    parameters |= {f"W{l}": take(n_out, n_in), f"b{l}": take(n_out, 1)}
                return parameters
        """,
    ),
    variant(
        "columns_in_fortran_order",
        "vector_to_dictionary",
        edits=[("reshape(shape_W).copy()", 'reshape(shape_W).copy(order="F")')],
    ),
    # ------------------------------------------------------------------------- gradients_to_vector
    variant(
        "number_of_layers_from_the_names",
        "gradients_to_vector",
        code="""
            def gradients_to_vector(grads):
                L = max(int(key[2:]) for key in grads if key.startswith("db"))
                return np.concatenate([grads[f"{d}{l}"].reshape(-1, 1) for l in range(1, L + 1) for d in ("dW", "db")])
        """,
    ),
    variant(
        "while_there_is_another_layer",
        "gradients_to_vector",
        code="""
            def gradients_to_vector(gradients):
                count = 0
                l = 1
                while "dW" + str(l) in gradients:
                    for key in ["dW" + str(l), "db" + str(l)]:
                        new_vector = np.reshape(gradients[key], (-1, 1))
                        if count == 0:
                            theta = new_vector
                        else:
                            theta = np.concatenate((theta, new_vector), axis=0)
                        count = count + 1
                    l += 1
                return theta
        """,
    ),
    variant(
        "through_dictionary_to_vector",
        "gradients_to_vector",
        code="""
            def gradients_to_vector(gradients):
                named = {key[1:]: value for key, value in gradients.items() if key[:2] in {"dW", "db"}}
                return dictionary_to_vector(named)
        """,
    ),
    variant(
        "float32_inside",
        "gradients_to_vector",
        edits=[("axis=0)", "axis=0).astype(np.float32)")],
    ),
    variant(
        "hstack_and_transpose",
        "gradients_to_vector",
        edits=[("np.concatenate(pieces, axis=0)", "np.hstack([p.T for p in pieces]).T")],
    ),
)
