"""What students write in place of linear_forward, linear_activation_forward and L_model_forward."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, module="deep_network")
variant = partial(Variant, module="deep_network")

MISTAKES = (
    # ------------------------------------------------------------------------------ linear_forward
    mistake(
        "order_of_the_product",
        "linear_forward",
        edits=[("W @ A", "A @ W")],
        misconception="The product is taken in the wrong order: A has a row for each unit of the layer before.",
        hint="Write the two shapes side by side: which inner numbers must agree?",
    ),
    mistake(
        "W_transposed",
        "linear_forward",
        edits=[("W @ A", "W.T @ A")],
        misconception="W is transposed, but its rows are already the units of this layer.",
        hint="How many rows must Z have, and how many has W?",
    ),
    mistake(
        "bias_transposed",
        "linear_forward",
        edits=[("+ b\n", "+ b.T\n")],
        misconception="The biases are spread along the examples instead of the units.",
        hint="Each row of Z belongs to a unit: how must its bias lie?",
    ),
    mistake(
        "bias_flattened",
        "linear_forward",
        edits=[("+ b\n", "+ b.ravel()\n")],
        misconception="A bias of one axis is added along the examples, not along the units.",
        hint="Print b.shape before and after you change it.",
    ),
    mistake(
        "elementwise_product",
        "linear_forward",
        edits=[("W @ A", "W * A")],
        misconception="The star multiplies entry by entry.",
        hint="Which operator is the product of two matrices?",
    ),
    mistake(
        "bias_forgotten",
        "linear_forward",
        edits=[("W @ A + b", "W @ A")],
        misconception="The bias is not added.",
        hint="A layer has two parameters: where is the other one?",
    ),
    mistake(
        "bias_subtracted",
        "linear_forward",
        edits=[("+ b\n", "- b\n")],
        misconception="The bias is subtracted.",
        hint="Compare the sign with the equation.",
    ),
    mistake(
        "bias_inside_the_product",
        "linear_forward",
        edits=[("W @ A + b", "(W + b) @ A")],
        misconception="The bias is added to the weights, before the product.",
        hint="What is computed first, the product or the sum?",
    ),
    mistake(
        "bias_added_twice",
        "linear_forward",
        edits=[("    return", "    Z = Z + b\n    return")],
        misconception="The bias is added twice.",
        hint="In how many of your lines does b appear?",
    ),
    mistake(
        "first_bias_for_all_units",
        "linear_forward",
        edits=[("+ b\n", "+ b[0]\n")],
        misconception="b[0] is the bias of the first unit, and every unit gets it.",
        hint="How many biases does the layer have?",
    ),
    mistake(
        "mean_over_the_inputs",
        "linear_forward",
        edits=[("W @ A + b", "W @ A / A.shape[0] + b")],
        misconception="The weighted sum is divided by the number of inputs.",
        hint="z is a weighted sum plus a bias, and nothing else.",
    ),
    mistake(
        "relu_already_here",
        "linear_forward",
        edits=[("W @ A + b", "np.maximum(0, W @ A + b)")],
        misconception="The activation is applied here, but this is the linear step only.",
        hint="Which question adds the activation?",
    ),
    mistake(
        "first_example_only",
        "linear_forward",
        edits=[("W @ A + b", "W @ A[:, :1] + b + 0 * (W @ A)")],
        misconception="Every example gets the Z of the first one.",
        hint="Compare the columns of your Z.",
    ),
    mistake(
        "writes_Z_over_A",
        "linear_forward",
        edits=[("    Z = W @ A + b\n", "    A[: len(W)] = W @ A + b\n    Z = A[: len(W)].copy()\n")],
        misconception="Z is written over the caller's A, and that is what the cache then holds.",
        hint="Print A before and after the call.",
    ),
    mistake(
        "reads_W_of_the_notebook",
        "linear_forward",
        edits=[("def linear_forward(A, W, b)", "def linear_forward(A, weights, b)")],
        misconception="The function computes with the notebook's W, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "rounds_down_to_whole_numbers",
        "linear_forward",
        edits=[("W @ A + b\n", "(W @ A + b).astype(int)\n")],
        misconception="The result is cut down to whole numbers.",
        hint="What type does your Z have?",
    ),
    mistake(
        "cache_in_another_order",
        "linear_forward",
        edits=[("(A, W, b)\n", "(W, A, b)\n", 1)],
        misconception="The cache holds W before A, but the way back will take it apart in the order A, W, b.",
        hint="Compare your cache with the docstring, name by name.",
    ),
    mistake(
        "cache_holds_Z",
        "linear_forward",
        edits=[("return Z, (A, W, b)", "return Z, (Z, W, b)")],
        misconception="The cache holds Z where A should be; the way back needs what came in.",
        hint="dW will be made from the layer's input: is it in your cache?",
    ),
    mistake(
        "cache_without_b",
        "linear_forward",
        edits=[("return Z, (A, W, b)", "return Z, (A, W)")],
        misconception="The cache has two entries, but the way back takes three out of it.",
        hint="Compare your cache with the docstring.",
    ),
    mistake(
        "cache_as_a_dict",
        "linear_forward",
        edits=[("return Z, (A, W, b)", 'return Z, {"A": A, "W": W, "b": b}')],
        misconception="The cache is a dict, but the way back will unpack a tuple.",
        hint="What does the docstring say about the cache?",
    ),
    mistake(
        "cache_holds_the_last_A_only",
        "linear_forward",
        edits=[("return Z, (A, W, b)", "return Z, A")],
        misconception="The cache is A alone.",
        hint="Which three things does the way back need?",
    ),
    mistake(
        "cache_before_Z",
        "linear_forward",
        edits=[("return Z, (A, W, b)", "return (A, W, b), Z")],
        misconception="The two results come in the wrong order.",
        hint="What comes first in the docstring?",
    ),
    mistake(
        "no_cache",
        "linear_forward",
        edits=[("return Z, (A, W, b)", "return Z")],
        misconception="Only Z is returned.",
        hint="How many results does the docstring name?",
    ),
    mistake(
        "prints_instead_of_returning",
        "linear_forward",
        edits=[("return Z, (A, W, b)", "print(Z)")],
        misconception="Z is printed but not returned.",
        hint="What does `result = linear_forward(A, W, b)` put into result?",
    ),
    # ------------------------------------------------------------------- linear_activation_forward
    mistake(
        "sigmoid_always",
        "linear_activation_forward",
        edits=[("relu(Z)", "sigmoid(Z)")],
        misconception="Every layer gets the sigmoid, whatever activation says.",
        hint="What happens in each of your two branches?",
    ),
    mistake(
        "relu_always",
        "linear_activation_forward",
        edits=[("A, activation_cache = sigmoid(Z)", "A, activation_cache = relu(Z)")],
        misconception="Every layer gets relu, whatever activation says.",
        hint="What happens in each of your two branches?",
    ),
    mistake(
        "activations_exchanged",
        "linear_activation_forward",
        edits=[('activation == "relu"', 'activation == "sigmoid"')],
        misconception="The two activations are exchanged.",
        hint="Read your if as a sentence: when is relu called?",
    ),
    mistake(
        "compares_with_a_capital",
        "linear_activation_forward",
        edits=[('activation == "relu"', 'activation == "ReLU"')],
        misconception='The comparison is with "ReLU", but the word that is passed in is "relu".',
        hint="Python tells capital from small letters: print what comes in as activation.",
    ),
    mistake(
        "condition_that_is_always_true",
        "linear_activation_forward",
        edits=[('activation == "relu"', 'activation == "sigmoid" or "relu"')],
        misconception='`or "relu"` is true by itself, so the first branch is always taken.',
        hint="What does Python make of a text where a condition is expected?",
    ),
    mistake(
        "tanh_for_relu",
        "linear_activation_forward",
        edits=[("relu(Z)", "(np.tanh(Z), Z)")],
        misconception="The hidden layers of this network have relu, not tanh.",
        hint="That was the previous notebook: which function is given for this one?",
    ),
    mistake(
        "sigmoid_after_relu",
        "linear_activation_forward",
        edits=[
            (
                "    else:\n        A, activation_cache = sigmoid(Z)\n",
                "    A, activation_cache = sigmoid(Z)\n",
            )
        ],
        misconception="Without an else the sigmoid is applied in either case.",
        hint='Follow your code for activation = "relu", line by line.',
    ),
    mistake(
        "softmax_for_sigmoid",
        "linear_activation_forward",
        edits=[("sigmoid(Z)", "(np.exp(Z) / np.sum(np.exp(Z), axis=0), Z)")],
        misconception="The outputs of an example are made to add up to 1, but each unit has a probability of its own.",
        hint="With a single output unit your function always returns the same number: which one?",
    ),
    mistake(
        "activation_forgotten",
        "linear_activation_forward",
        edits=[("return A, (", "return Z, (")],
        misconception="Z is returned as if it were A.",
        hint="Which of your names holds the result of the activation?",
    ),
    mistake(
        "sigmoid_in_float_of_the_wrong_sign",
        "linear_activation_forward",
        edits=[("sigmoid(Z)", "(1 / (1 + np.exp(Z)), Z)")],
        misconception="The exponent has lost its minus sign.",
        hint="What should the sigmoid of a large positive number be?",
    ),
    mistake(
        "tuple_not_unpacked",
        "linear_activation_forward",
        edits=[
            ("A, activation_cache = relu(Z)", "A = relu(Z)"),
            ("A, activation_cache = sigmoid(Z)", "A = sigmoid(Z)"),
            ("activation_cache)\n", "Z)\n"),
        ],
        misconception="relu and sigmoid return two things, and both have been put into A.",
        hint="Print type(A). What do the given functions return?",
    ),
    mistake(
        "cache_holds_A_for_Z",
        "linear_activation_forward",
        edits=[("return A, (linear_cache, activation_cache)", "return A, (linear_cache, A)")],
        misconception="The cache holds A where Z should be: relu's slope is asked for at Z.",
        hint="What do relu_backward and sigmoid_backward want as their second argument?",
    ),
    mistake(
        "caches_exchanged",
        "linear_activation_forward",
        edits=[("(linear_cache, activation_cache)\n", "(activation_cache, linear_cache)\n")],
        misconception="The two parts of the cache are exchanged.",
        hint="Compare your cache with the docstring.",
    ),
    mistake(
        "cache_flat",
        "linear_activation_forward",
        edits=[("return A, (linear_cache, activation_cache)", "return A, (*linear_cache, activation_cache)")],
        misconception="The cache holds four things in a row instead of two parts.",
        hint="How many commas and brackets are in the docstring's cache?",
    ),
    mistake(
        "linear_cache_only",
        "linear_activation_forward",
        edits=[("return A, (linear_cache, activation_cache)", "return A, linear_cache")],
        misconception="Z is not in the cache, but the way back through the activation needs it.",
        hint="Two steps were made: does the cache hold something for each?",
    ),
    mistake(
        "cache_of_the_notebook",
        "linear_activation_forward",
        edits=[("Z, linear_cache = linear_forward(A_prev, W, b)", "Z, _ = linear_forward(A_prev, W, b)")],
        misconception="linear_cache is not set in the function, so the one of the notebook is used.",
        hint="Which call returns the linear cache, and what name do you give it?",
    ),
    mistake(
        "linear_cache_holds_A",
        "linear_activation_forward",
        edits=[("return A, (linear_cache,", "return A, ((A, W, b),")],
        misconception="The linear cache holds the layer's output, but the way back needs its input.",
        hint="Which A did you pass to linear_forward?",
    ),
    mistake(
        "bias_left_out_of_the_call",
        "linear_activation_forward",
        edits=[("linear_forward(A_prev, W, b)", "linear_forward(A_prev, W, 0 * b)")],
        misconception="The linear step is computed without the bias.",
        hint="Compare the arguments of your call with the equation.",
    ),
    mistake(
        "weights_and_inputs_exchanged",
        "linear_activation_forward",
        edits=[("linear_forward(A_prev, W, b)", "linear_forward(W, A_prev, b)")],
        misconception="linear_forward is called with its arguments in the wrong order.",
        hint="Look up the first line of linear_forward.",
    ),
    mistake(
        "reads_A_of_the_notebook",
        "linear_activation_forward",
        edits=[
            ("linear_forward(A_prev, W, b)", "linear_forward(A, W, b)"),
            ("def linear_activation_forward(A_prev,", "def linear_activation_forward(A_previous,"),
            ("    Z, linear_cache", '    A = globals()["A"]\n    Z, linear_cache'),
        ],
        misconception="The layer reads an A of the notebook instead of its argument.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "keeps_zeros_as_a_small_slope",
        "linear_activation_forward",
        edits=[("A, activation_cache = relu(Z)", "A, activation_cache = np.where(Z > 0, Z, 0.01 * Z), Z")],
        misconception="This is leaky relu.",
        hint="What should be left of a negative z?",
    ),
    mistake(
        "relu_written_over_Z",
        "linear_activation_forward",
        edits=[("A, activation_cache = relu(Z)", "A, activation_cache = np.maximum(Z, 0, out=Z), Z")],
        misconception="relu is written over Z, so the cache has lost the negative numbers.",
        hint="What does the cache hold where Z was negative?",
    ),
    mistake(
        "returns_the_cache_first",
        "linear_activation_forward",
        edits=[("return A, (linear_cache, activation_cache)", "return (linear_cache, activation_cache), A")],
        misconception="The two results come in the wrong order.",
        hint="What comes first in the docstring?",
    ),
    mistake(
        "nothing_returned_for_sigmoid",
        "linear_activation_forward",
        edits=[
            ("    return", "        return"),
            ("    else:\n        A, activation_cache = sigmoid(Z)\n", ""),
        ],
        misconception="The function returns inside of the relu branch only.",
        hint='What does the function do where activation is "sigmoid"?',
    ),
    # ----------------------------------------------------------------------------- L_model_forward
    mistake(
        "last_hidden_layer_skipped",
        "L_model_forward",
        edits=[("range(1, L)", "range(1, L - 1)")],
        misconception="The loop ends one layer too early.",
        hint="range(1, n) ends at n - 1: which hidden layers does your loop reach when L is 3?",
    ),
    mistake(
        "output_layer_in_the_loop_too",
        "L_model_forward",
        edits=[("range(1, L)", "range(1, L + 1)")],
        misconception="The output layer is computed twice: once in the loop with relu, and once after it.",
        hint="How many layers have relu, and which numbers does your loop count?",
    ),
    mistake(
        "loop_from_0",
        "L_model_forward",
        edits=[("range(1, L)", "range(L)")],
        misconception="The loop asks for a W0, which does not exist.",
        hint="Which layer is the first one with weights?",
    ),
    mistake(
        "relu_at_the_output",
        "L_model_forward",
        edits=[('"sigmoid"', '"relu"')],
        misconception="The output layer has relu, so the outputs are no probabilities.",
        hint="Which activation makes a probability?",
    ),
    mistake(
        "sigmoid_in_all_layers",
        "L_model_forward",
        edits=[('"relu"', '"sigmoid"')],
        misconception="The hidden layers have the sigmoid.",
        hint="Which activation do the hidden layers of this notebook have?",
    ),
    mistake(
        "every_layer_reads_X",
        "L_model_forward",
        edits=[
            (
                'linear_activation_forward(A, parameters[f"W{l}"]',
                'linear_activation_forward(X, parameters[f"W{l}"]',
            )
        ],
        misconception="Every layer in the loop reads X instead of the layer before.",
        hint="What does layer 2 read?",
    ),
    mistake(
        "output_layer_reads_X",
        "L_model_forward",
        edits=[
            (
                'linear_activation_forward(A, parameters[f"W{L}"]',
                'linear_activation_forward(X, parameters[f"W{L}"]',
            )
        ],
        misconception="The output layer reads X instead of the last hidden layer.",
        hint="Which name holds the last hidden layer's activations after the loop?",
    ),
    mistake(
        "first_weights_everywhere",
        "L_model_forward",
        edits=[('parameters[f"W{l}"], parameters[f"b{l}"]', 'parameters["W1"], parameters["b1"]')],
        misconception="Every hidden layer uses W1 and b1: the digit 1 stands where the letter l belongs.",
        hint="Which parts of your keys should change from layer to layer?",
    ),
    mistake(
        "two_layers_hard_coded",
        "L_model_forward",
        code="""
            def L_model_forward(X, parameters):
                A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
                A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
                return A2, [cache1, cache2]
        """,
        misconception="There are always two layers, however many the parameters have.",
        hint="How can the number of layers be read off parameters?",
    ),
    mistake(
        "three_layers_hard_coded",
        "L_model_forward",
        edits=[("len(parameters) // 2", "3")],
        misconception="There are always three layers.",
        hint="How can the number of layers be read off parameters?",
    ),
    mistake(
        "L_of_the_notebook",
        "L_model_forward",
        edits=[("    L = len(parameters) // 2  # every layer has a W and a b\n", "")],
        misconception="L is not set in the function, so the one of the notebook is used.",
        hint="Which argument tells how many layers there are?",
    ),
    mistake(
        "counts_entries_for_layers",
        "L_model_forward",
        edits=[("len(parameters) // 2", "len(parameters)")],
        misconception="parameters has two entries for each layer, so L is twice what it should be.",
        hint="How many entries does parameters have for one layer?",
    ),
    mistake(
        "division_that_gives_a_float",
        "L_model_forward",
        edits=[("len(parameters) // 2", "len(parameters) / 2")],
        misconception="A single slash gives a float, with which range cannot count.",
        hint="Python has another operator for a division without remainder.",
    ),
    mistake(
        "keys_in_the_order_of_the_alphabet",
        "L_model_forward",
        code="""
            def L_model_forward(X, parameters):
                A, caches = X, []
                weights = sorted(key for key in parameters if key.startswith("W"))
                for key in weights:
                    g = "sigmoid" if key == weights[-1] else "relu"
                    A, cache = linear_activation_forward(A, parameters[key], parameters["b" + key[1:]], g)
                    caches.append(cache)
                return A, caches
        """,
        misconception="Sorted as text, W10 comes before W2.",
        hint="Try a network with more than nine layers.",
    ),
    mistake(
        "order_of_the_dict",
        "L_model_forward",
        code="""
            def L_model_forward(X, parameters):
                A, caches = X, []
                weights = [key for key in parameters if key.startswith("W")]
                for key in weights:
                    g = "sigmoid" if key == weights[-1] else "relu"
                    A, cache = linear_activation_forward(A, parameters[key], parameters["b" + key[1:]], g)
                    caches.append(cache)
                return A, caches
        """,
        misconception="The layers are taken in the order in which they happen to stand in the dict.",
        hint="What says which layer is the first: its place in the dict or its number?",
    ),
    mistake(
        "one_digit_layer_numbers",
        "L_model_forward",
        edits=[("len(parameters) // 2", "max(int(key[1]) for key in parameters)")],
        misconception="key[1] is one character, so layer 10 is taken for layer 1.",
        hint="Try a network with more than nine layers.",
    ),
    mistake(
        "last_cache_missing",
        "L_model_forward",
        edits=[("    caches.append(cache)\n    return", "    return")],
        misconception="The output layer's cache is not in the list.",
        hint="How many caches do you have for three layers?",
    ),
    mistake(
        "last_cache_only",
        "L_model_forward",
        edits=[("        caches.append(cache)\n", "")],
        misconception="The caches of the hidden layers are not kept.",
        hint="How many caches do you have for three layers?",
    ),
    mistake(
        "caches_from_the_last_to_the_first",
        "L_model_forward",
        edits=[("caches.append(cache)", "caches.insert(0, cache)", 2)],
        misconception="The caches stand in reverse order.",
        hint="Which layer does caches[0] belong to?",
    ),
    mistake(
        "caches_extended_instead_of_appended",
        "L_model_forward",
        edits=[("caches.append(cache)", "caches += cache", 2)],
        misconception="`+=` takes each cache apart and puts its two halves into the list.",
        hint="Print len(caches). Which method adds one thing to a list?",
    ),
    mistake(
        "caches_kept_from_call_to_call",
        "L_model_forward",
        edits=[
            ("def L_model_forward(X, parameters)", "def L_model_forward(X, parameters, caches=[])"),
            ("A, caches = X, []", "A = X"),
        ],
        misconception="A default list is made only once, so the caches of all calls pile up in it.",
        hint="Call it twice and print len(caches). Where should the list be created?",
    ),
    mistake(
        "linear_caches_only",
        "L_model_forward",
        edits=[("caches.append(cache)", "caches.append(cache[0])", 2)],
        misconception="Of each cache only the linear half is kept.",
        hint="What will the way back through an activation need?",
    ),
    mistake(
        "caches_in_a_dict",
        "L_model_forward",
        edits=[
            ("A, caches = X, []", "A, caches = X, {}"),
            ("        caches.append(cache)", "        caches[l] = cache"),
            ("    caches.append(cache)\n    return", "    caches[L] = cache\n    return"),
        ],
        misconception="The caches come as a dict, but the way back will count through a list.",
        hint="What does the docstring say about caches?",
    ),
    mistake(
        "A_not_carried_on",
        "L_model_forward",
        edits=[("        A, cache = linear", "        A_new, cache = linear")],
        misconception="The result of a layer is never handed to the next one.",
        hint="At the end of the loop's body, which A does the next turn begin with?",
    ),
    mistake(
        "bias_of_the_last_layer_in_all",
        "L_model_forward",
        edits=[('parameters[f"b{l}"]', 'parameters[f"b{L}"]')],
        misconception="All layers use the last layer's bias.",
        hint="Small l and capital L are different names: which of them counts the layers?",
    ),
    mistake(
        "biases_ignored",
        "L_model_forward",
        edits=[('parameters[f"b{l}"]', '0 * parameters[f"b{l}"]')],
        misconception="The hidden layers get no bias.",
        hint="What do you pass as the third argument?",
    ),
    mistake(
        "parameters_of_the_notebook",
        "L_model_forward",
        edits=[("def L_model_forward(X, parameters)", "def L_model_forward(X, params)")],
        misconception="The function computes with the notebook's parameters, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "centres_X_in_place",
        "L_model_forward",
        edits=[("    A, caches = X, []", "    A, caches = X, []\n    X -= X.mean(axis=1, keepdims=True)")],
        misconception="The inputs are centred in place: the caller's X has changed, and so have the outputs.",
        hint="Print X before and after the call.",
    ),
    mistake(
        "labels_instead_of_probabilities",
        "L_model_forward",
        edits=[("return AL, caches", "return (AL > 0.5).astype(float), caches")],
        misconception="The outputs are rounded to labels, so that no cost and no slope can be computed from them.",
        hint="Which function turns probabilities into labels? Not this one.",
    ),
    mistake(
        "returns_the_last_hidden_layer",
        "L_model_forward",
        edits=[("return AL, caches", "return A, caches")],
        misconception="What is returned is the last hidden layer, not the output.",
        hint="Which name holds the result of the sigmoid layer?",
    ),
    mistake(
        "caches_forgotten",
        "L_model_forward",
        edits=[("return AL, caches", "return AL")],
        misconception="The caches are not returned.",
        hint="How many results does the docstring name?",
    ),
)

VARIANTS = (
    # ------------------------------------------------------------------------------ linear_forward
    variant(
        "np_dot_and_an_assert",
        "linear_forward",
        code="""
        def linear_forward(A, W, b):
            Z = np.dot(W, A) + b
            assert Z.shape == (W.shape[0], A.shape[1])
            cache = (A, W, b)
            return Z, cache
    """,
    ),
    variant("einsum", "linear_forward", edits=[("W @ A", 'np.einsum("ij,jm->im", W, A)')]),
    variant(
        "loop_over_examples",
        "linear_forward",
        code="""
        def linear_forward(A, W, b):
            Z = np.empty((W.shape[0], A.shape[1]))
            for i in range(A.shape[1]):
                Z[:, i] = W.dot(A[:, i]) + b[:, 0]
            return Z, (A, W, b)
    """,
    ),
    variant(
        "three_loops",
        "linear_forward",
        code="""
        def linear_forward(A, W, b):
            Z = np.zeros((len(W), A.shape[1]))
            for i in range(len(W)):
                for j in range(A.shape[1]):
                    for k in range(len(A)):
                        Z[i][j] += W[i][k] * A[k][j]
                    Z[i][j] += b[i][0]
            return Z, (A, W, b)
    """,
    ),
    variant(
        "float32_inside",
        "linear_forward",
        edits=[("W @ A + b", "np.float32(W) @ np.float32(A) + np.float32(b)")],
    ),
    variant(
        "adds_the_bias_in_place",
        "linear_forward",
        edits=[("    Z = W @ A + b\n", "    Z = W @ A\n    Z += b\n")],
    ),
    variant(
        "bias_as_one_more_weight",
        "linear_forward",
        edits=[("W @ A + b", "np.hstack([W, b]) @ np.vstack([A, np.ones((1, A.shape[1]))])")],
    ),
    variant("transposed_twice", "linear_forward", edits=[("W @ A + b", "(A.T @ W.T).T + b")]),
    variant("cache_as_a_list", "linear_forward", edits=[("(A, W, b)\n", "[A, W, b]\n")]),
    variant("caches_copies", "linear_forward", edits=[("(A, W, b)\n", "(A.copy(), W.copy(), b.copy())\n")]),
    variant("returns_a_list", "linear_forward", edits=[("return Z, (A, W, b)", "return [Z, (A, W, b)]")]),
    variant(
        "bias_reshaped",
        "linear_forward",
        edits=[("+ b\n", "+ np.reshape(b, (-1, 1)) * np.ones((1, A.shape[1]))\n")],
    ),
    variant("tensordot", "linear_forward", edits=[("W @ A + b", "np.add(np.tensordot(W, A, axes=1), b)")]),
    # ------------------------------------------------------------------- linear_activation_forward
    variant(
        "linear_step_in_either_branch",
        "linear_activation_forward",
        code="""
        def linear_activation_forward(A_prev, W, b, activation):
            if activation == "sigmoid":
                Z, linear_cache = linear_forward(A_prev, W, b)
                A, activation_cache = sigmoid(Z)
            elif activation == "relu":
                Z, linear_cache = linear_forward(A_prev, W, b)
                A, activation_cache = relu(Z)
            assert A.shape == (W.shape[0], A_prev.shape[1])
            cache = (linear_cache, activation_cache)
            return A, cache
    """,
    ),
    variant(
        "table_of_functions",
        "linear_activation_forward",
        code="""
        def linear_activation_forward(A_prev, W, b, activation):
            Z, linear_cache = linear_forward(A_prev, W, b)
            A, activation_cache = {"relu": relu, "sigmoid": sigmoid}[activation](Z)
            return A, (linear_cache, activation_cache)
    """,
    ),
    variant(
        "everything_by_hand",
        "linear_activation_forward",
        code="""
        def linear_activation_forward(A_prev, W, b, activation):
            Z = np.dot(W, A_prev) + b
            if activation == "sigmoid":
                A = 1 / (1 + np.exp(-Z))
            else:
                A = Z * (Z > 0)
            return A, ((A_prev, W, b), Z)
    """,
    ),
    variant(
        "match",
        "linear_activation_forward",
        code="""
        def linear_activation_forward(A_prev, W, b, activation):
            Z, linear_cache = linear_forward(A_prev, W, b)
            match activation:
                case "relu":
                    A, Z = relu(Z)
                case "sigmoid":
                    A, Z = sigmoid(Z)
                case _:
                    raise ValueError(activation)
            return A, (linear_cache, Z)
    """,
    ),
    variant(
        "cache_of_lists",
        "linear_activation_forward",
        edits=[
            (
                "return A, (linear_cache, activation_cache)",
                "return [A, [list(linear_cache), activation_cache]]",
            )
        ],
    ),
    variant(
        "tanh_form_of_the_sigmoid",
        "linear_activation_forward",
        edits=[("A, activation_cache = sigmoid(Z)", "A, activation_cache = 0.5 * (1 + np.tanh(Z / 2)), Z")],
    ),
    variant(
        "clips_before_the_exponential",
        "linear_activation_forward",
        edits=[
            (
                "A, activation_cache = sigmoid(Z)",
                "A, activation_cache = 1 / (1 + np.exp(-np.clip(Z, -500, 500))), Z",
            )
        ],
    ),
    variant(
        "float32_inside",
        "linear_activation_forward",
        edits=[
            (
                "linear_forward(A_prev, W, b)",
                "linear_forward(np.float32(A_prev), np.float32(W), np.float32(b))",
            )
        ],
    ),
    variant(
        "relu_in_place_on_a_copy",
        "linear_activation_forward",
        edits=[("A, activation_cache = relu(Z)", "A, activation_cache = Z.copy(), Z\n        A[A < 0] = 0")],
    ),
    variant(
        "activation_with_a_default",
        "linear_activation_forward",
        edits=[("b, activation)", 'b, activation="relu")')],
    ),
    variant(
        "words_in_any_case",
        "linear_activation_forward",
        edits=[('activation == "relu"', 'activation.strip().lower() == "relu"')],
    ),
    # ----------------------------------------------------------------------------- L_model_forward
    variant(
        "the_code_that_everybody_knows",
        "L_model_forward",
        code="""
        def L_model_forward(X, parameters):
            caches = []
            A = X
            L = len(parameters) // 2
            for l in range(1, L):
                A_prev = A
                A, cache = linear_activation_forward(
                    A_prev, parameters["W" + str(l)], parameters["b" + str(l)], activation="relu"
                )
                caches.append(cache)
            AL, cache = linear_activation_forward(
                A, parameters["W" + str(L)], parameters["b" + str(L)], activation="sigmoid"
            )
            caches.append(cache)
            assert AL.shape == (1, X.shape[1])
            return AL, caches
    """,
    ),
    variant(
        "one_loop",
        "L_model_forward",
        code="""
        def L_model_forward(X, parameters):
            A, caches, L = X, [], len(parameters) // 2
            for l in range(L):
                g = "relu" if l < L - 1 else "sigmoid"
                A, cache = linear_activation_forward(A, parameters[f"W{l + 1}"], parameters[f"b{l + 1}"], g)
                caches += [cache]
            return A, caches
    """,
    ),
    variant(
        "recursion",
        "L_model_forward",
        code="""
        def L_model_forward(X, parameters, l=1):
            last = f"W{l + 1}" not in parameters
            W, b = parameters[f"W{l}"], parameters[f"b{l}"]
            A, cache = linear_activation_forward(X, W, b, "sigmoid" if last else "relu")
            if last:
                return A, [cache]
            AL, caches = L_model_forward(A, parameters, l + 1)
            return AL, [cache] + caches
    """,
    ),
    variant(
        "everything_in_one_function",
        "L_model_forward",
        code="""
        def L_model_forward(X, parameters):
            L, A, caches = len(parameters) // 2, X, []
            for l in range(1, L + 1):
                W, b = parameters["W%d" % l], parameters["b%d" % l]
                Z = W @ A + b
                caches.append(((A, W, b), Z))
                A = np.maximum(Z, 0) if l != L else 1.0 / (1.0 + np.exp(-Z))
            return A, caches
    """,
    ),
    variant(
        "caches_as_a_tuple_and_a_list",
        "L_model_forward",
        edits=[("return AL, caches", "return [AL, tuple(caches)]")],
    ),
    variant(
        "counts_keys_that_begin_with_W",
        "L_model_forward",
        edits=[("len(parameters) // 2", 'sum(key[0] == "W" for key in parameters)')],
    ),
    variant(
        "float32_from_the_start",
        "L_model_forward",
        edits=[("A, caches = X, []", "A, caches = X.astype(np.float32), []")],
    ),
    variant(
        "while_loop_and_copy_of_X",
        "L_model_forward",
        code="""
        def L_model_forward(X, parameters):
            A = np.array(X, dtype=float)
            L = int(len(parameters) / 2)
            caches = [None] * L
            l = 1
            while l < L:
                A, caches[l - 1] = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
                l += 1
            AL, caches[-1] = linear_activation_forward(A, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
            return AL, caches
    """,
    ),
    variant(
        "extra_arguments_with_defaults",
        "L_model_forward",
        edits=[
            ("(X, parameters)", '(X, parameters, hidden="relu", verbose=False)'),
            ('"relu")\n', "hidden)\n"),
        ],
    ),
)
