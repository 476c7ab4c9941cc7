"""deep_linear_output, activation_stds and clip_gradients: mistakes, and right answers in other styles."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, module="initialization")
variant = partial(Variant, module="initialization")

TOTAL = "np.sqrt(sum(np.sum(np.square(g)) for g in grads.values()))"
ACTIVATE = 'A = np.tanh(Z) if activation == "tanh" else np.maximum(0, Z)'

MISTAKES = (
    # -------------------------------------------------------------------------- deep_linear_output
    mistake(
        "L_hidden_factors",
        "deep_linear_output",
        edits=[("range(L - 1)", "range(L)")],
        misconception="W is applied L times, but the last layer has a matrix of its own.",
        hint="With L = 1 there is no hidden layer: what should come out?",
    ),
    mistake(
        "one_hidden_factor_too_few",
        "deep_linear_output",
        edits=[("range(L - 1)", "range(L - 2)")],
        misconception="W is applied L − 2 times only.",
        hint="With L = 2 there is one hidden layer: what should come out?",
    ),
    mistake(
        "power_of_each_entry",
        "deep_linear_output",
        code="""
            def deep_linear_output(W, W_out, x, L):
                return W_out @ (W ** (L - 1)) @ x
        """,
        misconception="`**` takes the power of each entry, not of the matrix.",
        hint="Try a W that is not diagonal.",
    ),
    mistake(
        "multiple_of_W",
        "deep_linear_output",
        code="""
            def deep_linear_output(W, W_out, x, L):
                return W_out @ ((L - 1) * W) @ x
        """,
        misconception="L − 1 layers multiply; they do not add up.",
        hint="What do two layers that double make of a signal, and three?",
    ),
    mistake(
        "W_transposed",
        "deep_linear_output",
        edits=[("        a = W @ a", "        a = W.T @ a")],
        misconception="W is transposed.",
        hint="Try a W that is not symmetric.",
    ),
    mistake(
        "product_from_the_other_side",
        "deep_linear_output",
        edits=[("        a = W @ a", "        a = (a.T @ W).T")],
        misconception="The signal stands on the left of W, which is as good as transposing it.",
        hint="Try a W that is not symmetric.",
    ),
    mistake(
        "elementwise_product",
        "deep_linear_output",
        edits=[("        a = W @ a", "        a = W * a")],
        misconception="The star multiplies entry by entry, so nothing is summed.",
        hint="Which operator is the product of a matrix and a column?",
    ),
    mistake(
        "relu_in_between",
        "deep_linear_output",
        edits=[("        a = W @ a", "        a = np.maximum(0, W @ a)")],
        misconception="There is an activation in between, but these layers are linear.",
        hint="What exactly happens between two layers of this exercise?",
    ),
    mistake(
        "tanh_in_between",
        "deep_linear_output",
        edits=[("        a = W @ a", "        a = np.tanh(W @ a)")],
        misconception="There is an activation in between, but these layers are linear.",
        hint="What exactly happens between two layers of this exercise?",
    ),
    mistake(
        "output_matrix_forgotten",
        "deep_linear_output",
        edits=[("return W_out @ a", "return a")],
        misconception="The output layer is missing.",
        hint="What does layer L do?",
    ),
    mistake(
        "output_matrix_in_every_layer",
        "deep_linear_output",
        edits=[("        a = W @ a", "        a = W_out @ a")],
        misconception="The hidden layers use the output's matrix.",
        hint="Which of the two matrices belongs to a hidden layer?",
    ),
    mistake(
        "starts_from_x_in_every_layer",
        "deep_linear_output",
        edits=[("        a = W @ a", "        a = W @ x")],
        misconception="Every layer reads the input instead of what the layer before has made of it.",
        hint="What does layer 2 receive?",
    ),
    mistake(
        "four_layers_hard_coded",
        "deep_linear_output",
        edits=[("range(L - 1)", "range(3)")],
        misconception="The number of layers is fixed.",
        hint="Call it with L = 1 and with L = 100.",
    ),
    mistake(
        "L_of_the_notebook",
        "deep_linear_output",
        code="""
            def deep_linear_output(W, W_out, x, depth):
                for _ in range(L - 1):
                    x = W @ x
                return W_out @ x
        """,
        misconception="L is a variable of the notebook, not the argument.",
        hint="Call it with two depths: does the result change?",
    ),
    mistake(
        "diagonal_only",
        "deep_linear_output",
        code="""
            def deep_linear_output(W, W_out, x, L):
                return W_out @ (np.diag(W)[:, None] ** (L - 1) * x)
        """,
        misconception="Only the diagonal of W is used.",
        hint="Try a W that is not diagonal.",
    ),
    mistake(
        "first_entry_as_the_factor",
        "deep_linear_output",
        code="""
            def deep_linear_output(W, W_out, x, L):
                return W[0, 0] ** (L - 1) * (W_out @ x)
        """,
        misconception="W is replaced by its first entry, as if it were a multiple of I.",
        hint="Try a W that is not diagonal.",
    ),
    mistake(
        "normalised_on_the_way",
        "deep_linear_output",
        edits=[("        a = W @ a", "        a = W @ a\n        a = a / np.linalg.norm(a)")],
        misconception="The signal is scaled back after each layer, so it can neither explode nor vanish.",
        hint="What exactly happens between two layers of this exercise?",
    ),
    mistake(
        "bias_added",
        "deep_linear_output",
        edits=[("        a = W @ a", "        a = W @ a + 1")],
        misconception="There is a bias, but these layers have none.",
        hint="What must come out for x = 0?",
    ),
    mistake(
        "eigenvalues_of_a_symmetric_matrix",
        "deep_linear_output",
        code="""
            def deep_linear_output(W, W_out, x, L):
                values, vectors = np.linalg.eigh(W)
                return W_out @ (vectors * values ** (L - 1)) @ vectors.T @ x
        """,
        misconception="eigh takes W for a symmetric matrix.",
        hint="Try a W that is not symmetric.",
    ),
    mistake(
        "changes_x_in_place",
        "deep_linear_output",
        edits=[("        a = W @ a", "        a[:] = W @ a")],
        misconception="`a = x` makes no copy, so writing into a changes the caller's x.",
        hint="Print x before and after the call: is it still the same?",
    ),
    mistake(
        "changes_W_in_place",
        "deep_linear_output",
        code="""
            def deep_linear_output(W, W_out, x, L):
                power = np.eye(len(W))
                for _ in range(L - 1):
                    power = power @ W
                W[:] = power
                return W_out @ W @ x
        """,
        misconception="The power of W is written into W itself.",
        hint="Print W before and after the call: is it still the same?",
    ),
    mistake(
        "returns_all_activations",
        "deep_linear_output",
        edits=[("return W_out @ a", "return W_out @ a, a")],
        misconception="The last hidden activations are returned as well.",
        hint="What does the docstring return?",
    ),
    # ----------------------------------------------------------------------------- activation_stds
    mistake(
        "stds_of_Z",
        "activation_stds",
        edits=[("np.std(A)", "np.std(Z)")],
        misconception="The spread is measured before the activation.",
        hint="Which array leaves the layer: Z or A?",
    ),
    mistake(
        "variance",
        "activation_stds",
        edits=[("np.std(A)", "np.var(A)")],
        misconception="These are variances.",
        hint="How does one get from a variance to a standard deviation?",
    ),
    mistake(
        "always_tanh",
        "activation_stds",
        edits=[(ACTIVATE, "A = np.tanh(Z)")],
        misconception='The argument "relu" has no effect.',
        hint='Call it with "relu": can an activation be negative then?',
    ),
    mistake(
        "always_relu",
        "activation_stds",
        edits=[(ACTIVATE, "A = np.maximum(0, Z)")],
        misconception='The argument "tanh" has no effect.',
        hint='Call it with "tanh": can an activation be larger than 1 then?',
    ),
    mistake(
        "activations_exchanged",
        "activation_stds",
        edits=[('activation == "tanh"', 'activation == "relu"')],
        misconception="tanh is used where relu was asked for, and the other way round.",
        hint="Read your condition aloud.",
    ),
    mistake(
        "capitals_expected",
        "activation_stds",
        edits=[('activation == "tanh"', 'activation == "Tanh"')],
        misconception='The name is compared with "Tanh", but callers write "tanh".',
        hint="Compare the names in your condition with the docstring, letter by letter.",
    ),
    mistake(
        "sigmoid_for_tanh",
        "activation_stds",
        edits=[("np.tanh(Z)", "1 / (1 + np.exp(-Z))")],
        misconception="The sigmoid takes the place of tanh.",
        hint="Around which number are the values of tanh centred?",
    ),
    mistake(
        "sigmoid_at_the_output",
        "activation_stds",
        edits=[
            (
                "np.maximum(0, Z)\n",
                "np.maximum(0, Z)\n        if l == len(parameters) // 2:\n            A = 1 / (1 + np.exp(-Z))\n",
            )
        ],
        misconception="The last layer gets a sigmoid, but here every layer uses the same activation.",
        hint="What does the docstring say about the last layer?",
    ),
    mistake(
        "linear_output",
        "activation_stds",
        edits=[
            ("np.maximum(0, Z)\n", "np.maximum(0, Z)\n        A = Z if l == len(parameters) // 2 else A\n")
        ],
        misconception="The last layer has no activation, but here every layer uses the same one.",
        hint="What does the docstring say about the last layer?",
    ),
    mistake(
        "bias_forgotten",
        "activation_stds",
        edits=[(' + parameters[f"b{l}"]', "")],
        misconception="The biases are not added.",
        hint="It shows only where biases are not 0: where do they enter?",
    ),
    mistake(
        "last_layer_missing",
        "activation_stds",
        edits=[("// 2 + 1", "// 2")],
        misconception="The loop ends one layer too early.",
        hint="How many numbers does your list hold, and how many layers are there?",
    ),
    mistake(
        "one_loop_for_each_array",
        "activation_stds",
        edits=[("len(parameters) // 2 + 1", "len(parameters) + 1")],
        misconception="The dict holds two arrays for each layer, so its length is not the number of layers.",
        hint="How many keys does a network of three layers have?",
    ),
    mistake(
        "three_layers_hard_coded",
        "activation_stds",
        edits=[("len(parameters) // 2 + 1", "4")],
        misconception="The function always follows the signal through three layers.",
        hint="Try a network of two layers, and one of ten.",
    ),
    mistake(
        "input_included",
        "activation_stds",
        edits=[("stds = []", "stds = [float(np.std(X))]")],
        misconception="The list begins with the spread of the input, which is layer 0.",
        hint="Which layer does the first number of the list belong to?",
    ),
    mistake(
        "every_layer_reads_X",
        "activation_stds",
        edits=[("@ A +", "@ X +")],
        misconception="Every layer reads the input instead of the activations before it.",
        hint="What does layer 2 receive?",
    ),
    mistake(
        "next_layer_fed_with_Z",
        "activation_stds",
        edits=[("stds.append(float(np.std(A)))", "stds.append(float(np.std(A)))\n        A = Z")],
        misconception="Z is handed on instead of A, so the activations have no effect on later layers.",
        hint="Which array leaves the layer: Z or A?",
    ),
    mistake(
        "leaky_relu",
        "activation_stds",
        edits=[("np.maximum(0, Z)", "np.maximum(0.01 * Z, Z)")],
        misconception="The negative half leaks through.",
        hint="What does ReLU make of a negative number?",
    ),
    mistake(
        "rounded",
        "activation_stds",
        edits=[("float(np.std(A))", "round(float(np.std(A)), 2)")],
        misconception="The numbers are rounded, and small ones become 0.",
        hint="What is left of a signal of 0.001?",
    ),
    mistake(
        "spread_of_each_unit",
        "activation_stds",
        edits=[("float(np.std(A))", "np.std(A, axis=1)")],
        misconception="Each unit gets a spread of its own, but one number per layer was asked for.",
        hint="Over which entries of A should the standard deviation be taken?",
    ),
    mistake(
        "mean_spread_of_the_units",
        "activation_stds",
        edits=[("np.std(A)", "np.mean(np.std(A, axis=1))")],
        misconception="The spreads of single units are averaged; that forgets how far the units lie apart.",
        hint="Over which entries of A should the standard deviation be taken?",
    ),
    mistake(
        "root_of_the_mean_square",
        "activation_stds",
        edits=[("np.std(A)", "np.sqrt(np.mean(A**2))")],
        misconception="The squares are averaged without subtracting the mean first.",
        hint="What is the standard deviation of numbers that are all 5?",
    ),
    mistake(
        "divides_by_one_less",
        "activation_stds",
        edits=[("np.std(A)", "np.std(A, ddof=1)")],
        misconception="The sum of squares is divided by one less than the number of entries.",
        hint="What does np.std do by default?",
    ),
    mistake(
        "spread_of_the_weights",
        "activation_stds",
        edits=[("np.std(A)", 'np.std(parameters[f"W{l}"])')],
        misconception="This is the spread of the weights.",
        hint="Of which array does the docstring want the standard deviation?",
    ),
    mistake(
        "only_the_last_layer",
        "activation_stds",
        edits=[("    return stds", "    return stds[-1]")],
        misconception="Only the number of the last layer is returned.",
        hint="How many numbers does the docstring promise?",
    ),
    mistake(
        "returns_after_the_first_layer",
        "activation_stds",
        edits=[("    return stds", "        return stds")],
        misconception="The return line stands inside the loop, so the function ends after layer 1.",
        hint="How far is your return line indented?",
    ),
    mistake(
        "order_of_the_dict",
        "activation_stds",
        code="""
            def activation_stds(X, parameters, activation):
                A, stds = X, []
                values = list(parameters.values())
                for W, b in zip(values[::2], values[1::2]):
                    Z = W @ A + b
                    A = np.tanh(Z) if activation == "tanh" else np.maximum(0, Z)
                    stds.append(np.std(A))
                return stds
        """,
        misconception="The layers are taken in the order in which they happen to stand in the dict.",
        hint="What says which layer is the first: its place in the dict or its number?",
    ),
    mistake(
        "keys_in_the_order_of_the_alphabet",
        "activation_stds",
        code="""
            def activation_stds(X, parameters, activation):
                A, stds = X, []
                for key in sorted(parameters):
                    if key[0] == "W":
                        Z = parameters[key] @ A + parameters["b" + key[1:]]
                        A = np.tanh(Z) if activation == "tanh" else np.maximum(0, Z)
                        stds.append(np.std(A))
                return stds
        """,
        misconception="The keys are sorted as text, and in the alphabet W10 comes before W2.",
        hint="Try a network with more than nine layers.",
    ),
    mistake(
        "one_digit_of_the_key",
        "activation_stds",
        code="""
            def activation_stds(X, parameters, activation):
                A, stds = X, []
                for key in parameters:
                    if key[0] == "W":
                        Z = parameters[key] @ A + parameters["b" + key[1]]
                        A = np.tanh(Z) if activation == "tanh" else np.maximum(0, Z)
                        stds.append(np.std(A))
                return stds
        """,
        misconception="The number of the layer is taken from one digit of the key.",
        hint="Try a network with more than nine layers.",
    ),
    mistake(
        "parameters_of_the_notebook",
        "activation_stds",
        code="""
            def activation_stds(X, network, activation):
                A, stds = X, []
                for l in range(1, len(parameters) // 2 + 1):
                    Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
                    A = np.tanh(Z) if activation == "tanh" else np.maximum(0, Z)
                    stds.append(np.std(A))
                return stds
        """,
        misconception="parameters is a variable of the notebook, not the argument.",
        hint="Call it with two networks: does the result change?",
    ),
    mistake(
        "scales_X_in_place",
        "activation_stds",
        edits=[("A = X", "A = X\n    A *= 1.0 / np.std(A)")],
        misconception="The input is scaled in place, so the caller's X is no longer the same.",
        hint="Print X before and after the call: is it still the same?",
    ),
    # ------------------------------------------------------------------------------ clip_gradients
    mistake(
        "each_block_by_its_own_norm",
        "clip_gradients",
        code="""
            def clip_gradients(grads, max_norm):
                clipped = {}
                for key, g in grads.items():
                    norm = np.linalg.norm(g)
                    clipped[key] = g * (max_norm / norm if norm > max_norm else 1.0)
                return clipped
        """,
        misconception="Each array is shortened by itself, so the whole gradient changes its direction.",
        hint="All arrays together are one vector: by how many factors may it be multiplied?",
    ),
    mistake(
        "each_entry_clipped",
        "clip_gradients",
        code="""
            def clip_gradients(grads, max_norm):
                return {key: np.clip(g, -max_norm, max_norm) for key, g in grads.items()}
        """,
        misconception="Each entry is cut off by itself, so the gradient changes its direction.",
        hint="All arrays together are one vector: by how many factors may it be multiplied?",
    ),
    mistake(
        "squared_norm",
        "clip_gradients",
        edits=[(TOTAL, TOTAL.removeprefix("np.sqrt(").removesuffix(")"))],
        misconception="The root is missing, so this is the square of the length.",
        hint="What is the length of the vector (3, 4)?",
    ),
    mistake(
        "sum_of_norms",
        "clip_gradients",
        edits=[(TOTAL, "sum(np.linalg.norm(g) for g in grads.values())")],
        misconception="The lengths of the arrays are added, but together they are one vector.",
        hint="What is the length of (3, 4), and what is 3 + 4?",
    ),
    mistake(
        "largest_norm",
        "clip_gradients",
        edits=[(TOTAL, "max(np.linalg.norm(g) for g in grads.values())")],
        misconception="Only the longest array counts here.",
        hint="What is the length of (3, 4): is it 4?",
    ),
    mistake(
        "largest_entry",
        "clip_gradients",
        edits=[(TOTAL, "max(np.max(np.abs(g)) for g in grads.values())")],
        misconception="The largest entry is not the length of a vector.",
        hint="What is the length of (3, 4): is it 4?",
    ),
    mistake(
        "sum_of_absolute_values",
        "clip_gradients",
        edits=[(TOTAL, "sum(np.sum(np.abs(g)) for g in grads.values())")],
        misconception="The entries are added without being squared.",
        hint="What is the length of (3, 4), and what is 3 + 4?",
    ),
    mistake(
        "weights_only",
        "clip_gradients",
        edits=[("for g in grads.values()", 'for k, g in grads.items() if k[1] == "W"')],
        misconception="The biases are left out of the length.",
        hint="Which arrays belong to the gradient?",
    ),
    mistake(
        "biases_not_scaled",
        "clip_gradients",
        edits=[("key: g * scale", 'key: g * (scale if key[1] == "W" else 1)')],
        misconception="The biases keep their length, so the gradient changes its direction.",
        hint="All arrays together are one vector: by how many factors may it be multiplied?",
    ),
    mistake(
        "in_place",
        "clip_gradients",
        edits=[
            (
                "return {key: g * scale for key, g in grads.items()}",
                "for g in grads.values():\n        g *= scale\n    return grads",
            )
        ],
        misconception="`*=` changes the caller's gradients.",
        hint="Print the gradients before and after the call: are they still the same?",
    ),
    mistake(
        "writes_into_the_callers_dict",
        "clip_gradients",
        edits=[
            (
                "return {key: g * scale for key, g in grads.items()}",
                "for key in grads:\n        grads[key] = grads[key] * scale\n    return grads",
            )
        ],
        misconception="The new arrays are put into the caller's dict.",
        hint="Print the gradients before and after the call: are they still the same?",
    ),
    mistake(
        "nan_for_zero_gradients",
        "clip_gradients",
        edits=[
            (
                "max_norm / total if total > max_norm else 1.0",
                "np.minimum(max_norm, total) / np.float64(total)",
            )
        ],
        misconception="A gradient of zero is divided by its length, and 0 divided by 0 is not a number.",
        hint="What happens if all gradients are zero?",
    ),
    mistake(
        "always_scaled",
        "clip_gradients",
        edits=[(" if total > max_norm else 1.0", " if total > 0 else 1.0")],
        misconception="Short gradients are stretched to max_norm.",
        hint="What should happen to a gradient that is short enough already?",
    ),
    mistake(
        "condition_reversed",
        "clip_gradients",
        edits=[("total > max_norm", "0 < total < max_norm")],
        misconception="Short gradients are stretched, and long ones stay long.",
        hint="Read your condition aloud: which gradients does it change?",
    ),
    mistake(
        "always_divided_by_the_norm",
        "clip_gradients",
        edits=[("max_norm / total if", "1 / total if")],
        misconception="Long gradients are shortened to length 1, whatever max_norm is.",
        hint="What is the length of your result?",
    ),
    mistake(
        "factor_upside_down",
        "clip_gradients",
        edits=[("max_norm / total if", "total / max_norm if")],
        misconception="The factor is larger than 1, so long gradients become even longer.",
        hint="What is the length of your result?",
    ),
    mistake(
        "set_to_zero",
        "clip_gradients",
        edits=[("max_norm / total if", "0.0 if")],
        misconception="A gradient that is too long is thrown away.",
        hint="What should be left of a long gradient?",
    ),
    mistake(
        "shrinks_every_gradient",
        "clip_gradients",
        edits=[("max_norm / total if total > max_norm else 1.0", "max_norm / (max_norm + total)")],
        misconception="Every gradient is shortened, even one that is short enough.",
        hint="What should happen to a gradient that is short enough already?",
    ),
    mistake(
        "spectral_norms",
        "clip_gradients",
        edits=[("np.sum(np.square(g))", "np.linalg.norm(g, 2) ** 2")],
        misconception="norm(g, 2) of a matrix is by how much it stretches, not the length of its entries.",
        hint="What is the length of the identity matrix, seen as four numbers?",
    ),
    mistake(
        "divided_by_the_number_of_entries",
        "clip_gradients",
        edits=[("np.sum(np.square(g))", "np.mean(np.square(g))")],
        misconception="The squares are averaged, but a length sums them up.",
        hint="What is the length of the vector (3, 4)?",
    ),
    mistake(
        "two_layers_hard_coded",
        "clip_gradients",
        code="""
            def clip_gradients(grads, max_norm):
                keys = ["dW1", "db1", "dW2", "db2"]
                total = np.sqrt(sum(np.sum(grads[key] ** 2) for key in keys))
                scale = min(1.0, max_norm / max(total, 1e-12))
                return {key: grads[key] * scale for key in keys}
        """,
        misconception="The names of two layers are written out, however many there are.",
        hint="Try the gradients of a network with three layers.",
    ),
    mistake(
        "max_norm_of_the_notebook",
        "clip_gradients",
        code="""
            def clip_gradients(grads, limit):
                total = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
                scale = max_norm / total if total > max_norm else 1.0
                return {key: g * scale for key, g in grads.items()}
        """,
        misconception="max_norm is a variable of the notebook, not the argument.",
        hint="Call it with two limits: does the result change?",
    ),
    mistake(
        "d_dropped_from_the_keys",
        "clip_gradients",
        edits=[("{key: g * scale", "{key[1:]: g * scale")],
        misconception="The keys have lost their d.",
        hint="Compare the keys that go in with those that come out.",
    ),
    mistake(
        "returns_the_norm_too",
        "clip_gradients",
        edits=[("for key, g in grads.items()}", "for key, g in grads.items()}, total")],
        misconception="The length is returned as well, but only the gradients were asked for.",
        hint="What does the docstring return?",
    ),
)

VARIANTS = (
    # -------------------------------------------------------------------------- deep_linear_output
    variant(
        "matrix_power",
        "deep_linear_output",
        code="""
            def deep_linear_output(W, W_out, x, L):
                return W_out @ np.linalg.matrix_power(W, L - 1) @ x
        """,
    ),
    variant(
        "np_dot",
        "deep_linear_output",
        edits=[("        a = W @ a", "        a = np.dot(W, a)"), ("W_out @ a", "W_out.dot(a)")],
    ),
    variant(
        "einsum",
        "deep_linear_output",
        edits=[("        a = W @ a", '        a = np.einsum("ij,jm->im", W, a)')],
    ),
    variant(
        "from_the_output_backwards",
        "deep_linear_output",
        code="""
            def deep_linear_output(W, W_out, x, L):
                product = W_out
                for l in range(1, L):
                    product = product @ W
                return product @ x
        """,
    ),
    variant(
        "recursive",
        "deep_linear_output",
        code="""
            def deep_linear_output(W, W_out, x, L):
                if L == 1:
                    return W_out @ x
                return deep_linear_output(W, W_out, W @ x, L - 1)
        """,
    ),
    variant(
        "reduce_of_a_list",
        "deep_linear_output",
        code="""
            from functools import reduce

            def deep_linear_output(W, W_out, x, L):
                return reduce(lambda a, matrix: matrix @ a, [W] * (L - 1) + [W_out], x)
        """,
    ),
    variant(
        "loops",
        "deep_linear_output",
        code="""
            def deep_linear_output(W, W_out, x, L):
                def product(A, B):
                    C = np.zeros((A.shape[0], B.shape[1]))
                    for i in range(A.shape[0]):
                        for j in range(B.shape[1]):
                            for k in range(A.shape[1]):
                                C[i, j] += A[i, k] * B[k, j]
                    return C

                a = x.copy()
                layer = 1
                while layer < L:
                    a = product(W, a)
                    layer += 1
                return product(W_out, a)
        """,
    ),
    variant(
        "float32_inside",
        "deep_linear_output",
        edits=[("a = x", "a = np.float32(x)\n    W = W.astype(np.float32)")],
    ),
    # ----------------------------------------------------------------------------- activation_stds
    variant("array_of_stds", "activation_stds", edits=[("return stds", "return np.array(stds)")]),
    variant("tuple_of_stds", "activation_stds", edits=[("return stds", "return tuple(stds)")]),
    variant("zero_dimensional", "activation_stds", edits=[("float(np.std(A))", "np.asarray(np.std(A))")]),
    variant(
        "root_of_the_mean_squared_deviation",
        "activation_stds",
        edits=[("np.std(A)", "np.sqrt(np.mean((A - np.mean(A)) ** 2))")],
    ),
    variant("root_of_the_variance", "activation_stds", edits=[("float(np.std(A))", "A.var() ** 0.5")]),
    variant(
        "dict_of_functions",
        "activation_stds",
        code="""
            def activation_stds(X, parameters, activation="tanh"):
                g = {"tanh": np.tanh, "relu": lambda z: z * (z > 0)}[activation]
                A, result = X, []
                L = len(parameters) // 2
                for l in range(L):
                    A = g(np.dot(parameters["W" + str(l + 1)], A) + parameters["b" + str(l + 1)])
                    result.append(np.std(A))
                assert len(result) == L
                return result
        """,
    ),
    variant(
        "if_and_elif",
        "activation_stds",
        code="""
            def activation_stds(X, parameters, activation):
                A, stds, l = X, [], 1
                while "W" + str(l) in parameters:
                    Z = np.matmul(parameters["W" + str(l)], A) + parameters["b" + str(l)]
                    if activation.lower() == "relu":
                        A = np.where(Z > 0, Z, 0)
                    elif activation.lower() == "tanh":
                        A = (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))
                    else:
                        raise ValueError(activation)
                    stds.append(A.std())
                    l += 1
                return stds
        """,
    ),
    variant(
        "float32_inside",
        "activation_stds",
        edits=[("A = X", "A = np.float32(X)"), ('parameters[f"W{l}"]', 'np.float32(parameters[f"W{l}"])')],
    ),
    variant(
        "one_example_at_a_time",
        "activation_stds",
        code="""
            def activation_stds(X, parameters, activation):
                L = len(parameters) // 2
                entries = [[] for _ in range(L)]
                for i in range(X.shape[1]):
                    a = X[:, [i]]
                    for l in range(1, L + 1):
                        z = parameters[f"W{l}"] @ a + parameters[f"b{l}"]
                        a = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
                        entries[l - 1] += a.ravel().tolist()
                return [np.std(values) for values in entries]
        """,
    ),
    # ------------------------------------------------------------------------------ clip_gradients
    variant(
        "concatenated",
        "clip_gradients",
        edits=[(TOTAL, "np.linalg.norm(np.concatenate([np.ravel(g) for g in grads.values()]))")],
    ),
    variant(
        "guard_in_the_denominator",
        "clip_gradients",
        edits=[("max_norm / total if total > max_norm else 1.0", "min(1.0, max_norm / (total + 1e-6))")],
    ),
    variant(
        "norm_of_norms",
        "clip_gradients",
        edits=[(TOTAL, "np.linalg.norm([np.linalg.norm(g) for g in grads.values()])")],
    ),
    variant(
        "same_arrays_where_nothing_is_clipped",
        "clip_gradients",
        edits=[("    scale = max", "    if total <= max_norm:\n        return dict(grads)\n    scale = max")],
    ),
    variant(
        "the_dict_itself_where_nothing_is_clipped",
        "clip_gradients",
        edits=[("    scale = max", "    if total <= max_norm:\n        return grads\n    scale = max")],
    ),
    variant(
        "loops",
        "clip_gradients",
        code="""
            def clip_gradients(grads, max_norm):
                total = 0
                for key in grads:
                    for row in grads[key]:
                        for value in row:
                            total += value**2
                total = total**0.5
                clipped = {}
                for key in grads:
                    if total > max_norm:
                        clipped[key] = grads[key] / total * max_norm
                    else:
                        clipped[key] = grads[key].copy()
                return clipped
        """,
    ),
    variant(
        "own_copies_in_place",
        "clip_gradients",
        code="""
            import copy

            def clip_gradients(gradients, max_norm):
                gradients = copy.deepcopy(gradients)
                norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
                if norm > max_norm:
                    for g in gradients.values():
                        g *= max_norm / norm
                return gradients
        """,
    ),
    variant("float32_inside", "clip_gradients", edits=[("np.square(g)", "np.square(np.float32(g))")]),
    variant("einsum", "clip_gradients", edits=[("np.sum(np.square(g))", 'np.einsum("ij,ij->", g, g)')]),
)
