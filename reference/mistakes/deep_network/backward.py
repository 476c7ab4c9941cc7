"""What students write in place of linear_backward and linear_activation_backward."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, module="deep_network")
variant = partial(Variant, module="deep_network")

MISTAKES = (
    # ----------------------------------------------------------------------------- linear_backward
    mistake(
        "missing_1_over_m",
        "linear_backward",
        edits=[(" / m", "", 2)],
        misconception="dW and db are summed over the examples but not averaged.",
        hint="If every example were there twice, should the gradient double?",
    ),
    mistake(
        "missing_1_over_m_in_dW",
        "linear_backward",
        edits=[("A_prev.T / m", "A_prev.T")],
        misconception="dW is summed over the examples but not averaged.",
        hint="Compare the line of dW with that of db.",
    ),
    mistake(
        "missing_1_over_m_in_db",
        "linear_backward",
        edits=[("keepdims=True) / m", "keepdims=True)")],
        misconception="db is summed over the examples but not averaged.",
        hint="Compare the line of db with that of dW.",
    ),
    mistake(
        "averages_dA_prev_too",
        "linear_backward",
        edits=[("W.T @ dZ", "W.T @ dZ / m")],
        misconception="dA_prev is divided by m, and every layer further down once more.",
        hint="dA_prev has one column for each example: is there anything to average?",
    ),
    mistake(
        "multiplies_by_m",
        "linear_backward",
        edits=[(" / m", " * m", 2)],
        misconception="The sums are multiplied by m.",
        hint="How does one make an average of a sum?",
    ),
    mistake(
        "m_counts_the_units",
        "linear_backward",
        edits=[("A_prev.shape[1]", "A_prev.shape[0]")],
        misconception="m is the number of rows of A_prev, which counts the units of the layer before.",
        hint="Do the examples stand in the rows or in the columns?",
    ),
    mistake(
        "m_counts_the_units_of_this_layer",
        "linear_backward",
        edits=[("A_prev.shape[1]", "len(dZ)")],
        misconception="len counts the rows of dZ, which are the units of this layer.",
        hint="Do the examples stand in the rows or in the columns?",
    ),
    mistake(
        "m_of_W",
        "linear_backward",
        edits=[("A_prev.shape[1]", "W.shape[1]")],
        misconception="W.shape[1] counts the inputs of the layer, not the examples.",
        hint="Which of the arrays has a column for each example?",
    ),
    mistake(
        "m_of_the_notebook",
        "linear_backward",
        edits=[("    m = A_prev.shape[1]\n", "")],
        misconception="m is not set in the function, so the one of the notebook is used.",
        hint="Which of the arguments tells how many examples there are?",
    ),
    mistake(
        "m_hard_coded",
        "linear_backward",
        edits=[("A_prev.shape[1]", "400")],
        misconception="m is always 400, which is right for one data set only.",
        hint="Which of the arguments tells how many examples there are?",
    ),
    mistake(
        "dW_transposed",
        "linear_backward",
        edits=[("dZ @ A_prev.T", "A_prev @ dZ.T")],
        misconception="dW is the transpose of what it should be.",
        hint="A gradient has the shape of its parameter.",
    ),
    mistake(
        "A_prev_not_transposed",
        "linear_backward",
        edits=[("dZ @ A_prev.T", "dZ @ A_prev")],
        misconception="Without the transpose the product does not sum over the examples.",
        hint="dZ is (n[l], m) and dW is (n[l], n[l-1]): what must the second factor look like?",
    ),
    mistake(
        "dW_from_W",
        "linear_backward",
        edits=[("dZ @ A_prev.T / m", "np.sum(dZ, axis=1, keepdims=True) * W / m")],
        misconception="dW is made with W instead of what the layer was fed with.",
        hint="By how much does z change if one weight changes a little? What does that depend on?",
    ),
    mistake(
        "elementwise_dW",
        "linear_backward",
        edits=[("dZ @ A_prev.T / m", "np.sum(dZ * A_prev, axis=1, keepdims=True) / m * np.ones(W.shape)")],
        misconception="The star pairs unit with unit, but every weight belongs to a pair of units.",
        hint="dW has an entry for each unit of this layer and each of the layer before: which product does that?",
    ),
    mistake(
        "sum_over_the_units",
        "linear_backward",
        edits=[("axis=1", "axis=0")],
        misconception="The sum runs over the units and leaves one number for each example.",
        hint="db has the shape of b. Over which axis do the examples lie?",
    ),
    mistake(
        "keepdims_missing",
        "linear_backward",
        edits=[("axis=1, keepdims=True", "axis=1")],
        misconception="The sum drops an axis, so db is one-dimensional.",
        hint="np.sum can be told to keep the axis that it sums over.",
    ),
    mistake(
        "db_sums_everything",
        "linear_backward",
        edits=[("np.sum(dZ, axis=1, keepdims=True)", "np.sum(dZ)")],
        misconception="db is one number for all units together.",
        hint="Every unit has a bias of its own: how many numbers is that?",
    ),
    mistake(
        "db_as_a_row",
        "linear_backward",
        edits=[("np.sum(dZ, axis=1, keepdims=True) / m", "np.sum(dZ.T, axis=0, keepdims=True) / m")],
        misconception="db is a row, but b is a column.",
        hint="Compare the shapes of b and of your db.",
    ),
    mistake(
        "db_is_dZ",
        "linear_backward",
        edits=[("np.sum(dZ, axis=1, keepdims=True) / m", "dZ / m")],
        misconception="db still has one column for each example.",
        hint="b is shared by all examples: what happens to their gradients?",
    ),
    mistake(
        "db_of_the_last_example",
        "linear_backward",
        edits=[("np.sum(dZ, axis=1, keepdims=True) / m", "dZ[:, -1:]")],
        misconception="db is the gradient of the last example alone.",
        hint="b is shared by all examples: which of them must have a say?",
    ),
    mistake(
        "db_from_A_prev",
        "linear_backward",
        edits=[("np.sum(dZ, axis=1", "np.sum(W @ A_prev, axis=1")],
        misconception="db is made from the way forward instead of from dZ.",
        hint="By how much does z change if b changes a little?",
    ),
    mistake(
        "W_not_transposed",
        "linear_backward",
        edits=[("W.T @ dZ", "W @ dZ")],
        misconception="W is used as on the way forward, but on the way back it acts the other way.",
        hint="dA_prev has a row for each unit of the layer before: how can W and dZ give that?",
    ),
    mistake(
        "dZ_times_W",
        "linear_backward",
        edits=[("W.T @ dZ", "(dZ.T @ W)")],
        misconception="dA_prev is the transpose of what it should be: its examples are rows.",
        hint="A_prev and dA_prev have the same shape.",
    ),
    mistake(
        "dA_prev_from_dW",
        "linear_backward",
        edits=[("W.T @ dZ", "dW.T @ dZ")],
        misconception="The gradient is sent back through dW instead of W.",
        hint="By how much does z change if one activation of the layer before changes a little?",
    ),
    mistake(
        "relu_slope_in_dA_prev",
        "linear_backward",
        edits=[("W.T @ dZ", "W.T @ dZ * (A_prev > 0)")],
        misconception="The slope of relu is already multiplied in, but that is the next layer's business.",
        hint="Which function deals with the activation? This one deals with the linear step only.",
    ),
    mistake(
        "first_unit_only",
        "linear_backward",
        edits=[("W.T @ dZ", "W[:1].T @ dZ[:1]")],
        misconception="Only the first unit sends its gradient back.",
        hint="An activation feeds all units of this layer: which of them must have a say?",
    ),
    mistake(
        "cache_taken_apart_in_another_order",
        "linear_backward",
        edits=[("A_prev, W, b = cache", "W, A_prev, b = cache")],
        misconception="The cache is taken apart in another order than linear_forward has packed it.",
        hint="Compare your line with the cache of linear_forward.",
    ),
    mistake(
        "A_prev_of_the_notebook",
        "linear_backward",
        edits=[("A_prev, W, b = cache", "_, W, b = cache")],
        misconception="A_prev is not taken out of the cache, so the one of the notebook is used.",
        hint="Where does the layer's input come from?",
    ),
    mistake(
        "W_of_the_notebook",
        "linear_backward",
        edits=[("A_prev, W, b = cache", "A_prev, _, b = cache")],
        misconception="W is not taken out of the cache, so the one of the notebook is used.",
        hint="Where do the layer's weights come from?",
    ),
    mistake(
        "scales_dZ_in_place",
        "linear_backward",
        edits=[
            ("    m = A_prev.shape[1]\n", "    m = A_prev.shape[1]\n    dZ /= m\n"),
            (" / m", "", 2),
            ("W.T @ dZ", "W.T @ dZ * m"),
        ],
        misconception="`/=` changes the caller's dZ.",
        hint="Print dZ before and after the call.",
    ),
    mistake(
        "updates_W_at_once",
        "linear_backward",
        edits=[("    dA_prev = ", "    W -= 0.1 * dW\n    dA_prev = ")],
        misconception="W is updated before the gradient has passed through it, and the caller's W with it.",
        hint="All gradients are taken at the same parameters. When is the update?",
    ),
    mistake(
        "sign_of_the_gradient",
        "linear_backward",
        edits=[("dW = dZ", "dW = -dZ"), ("db = np", "db = -np")],
        misconception="dW and db point downhill: the minus sign belongs to the update.",
        hint="Which function takes the step against the gradient?",
    ),
    mistake(
        "results_in_another_order",
        "linear_backward",
        edits=[("return dA_prev, dW, db", "return dW, db, dA_prev")],
        misconception="The three results come in another order than asked for.",
        hint="Compare your return line with the docstring, name by name.",
    ),
    mistake(
        "dA_prev_not_returned",
        "linear_backward",
        edits=[("return dA_prev, dW, db", "return dW, db")],
        misconception="dA_prev is not returned, but the layer before is waiting for it.",
        hint="How many results does the docstring name?",
    ),
    mistake(
        "returns_a_dict",
        "linear_backward",
        edits=[("return dA_prev, dW, db", 'return {"dA_prev": dA_prev, "dW": dW, "db": db}')],
        misconception="The results come in a dict, but callers will unpack three values.",
        hint="How does a Python function return several values at once?",
    ),
    # ------------------------------------------------------------------ linear_activation_backward
    mistake(
        "relu_always",
        "linear_activation_backward",
        edits=[("sigmoid_backward(dA, Z)", "relu_backward(dA, Z)")],
        misconception="Every layer is taken for one with relu.",
        hint="What happens in each of your two branches?",
    ),
    mistake(
        "sigmoid_always",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "sigmoid_backward(dA, Z)")],
        misconception="Every layer is taken for one with the sigmoid.",
        hint="What happens in each of your two branches?",
    ),
    mistake(
        "activations_exchanged",
        "linear_activation_backward",
        edits=[('activation == "relu"', 'activation != "relu"')],
        misconception="The two activations are exchanged.",
        hint="Read your if as a sentence: when is relu_backward called?",
    ),
    mistake(
        "compares_with_a_capital",
        "linear_activation_backward",
        edits=[('"relu"', '"Relu"')],
        misconception='The comparison is with "Relu", but the word that is passed in is "relu".',
        hint="Python tells capital from small letters: print what comes in as activation.",
    ),
    mistake(
        "forward_functions_on_the_way_back",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "relu(dA)[0]"), ("sigmoid_backward(dA, Z)", "sigmoid(dA)[0]")],
        misconception="The activations themselves are applied to dA; on the way back it takes their slopes.",
        hint="Which functions were given for the way back?",
    ),
    mistake(
        "slope_forgotten",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "dA"), ("sigmoid_backward(dA, Z)", "dA")],
        misconception="dA is taken for dZ, as if the layer had no activation.",
        hint="From A back to Z the chain rule asks for one more factor.",
    ),
    mistake(
        "slope_of_sigmoid_forgotten",
        "linear_activation_backward",
        edits=[("sigmoid_backward(dA, Z)", "dA")],
        misconception="Through the sigmoid dA is taken for dZ.",
        hint="The slope of the sigmoid cancels in A - Y only; what comes in here is dA.",
    ),
    mistake(
        "sigmoid_of_Z_for_its_slope",
        "linear_activation_backward",
        edits=[("sigmoid_backward(dA, Z)", "dA * sigmoid(Z)[0]")],
        misconception="dA is multiplied by the sigmoid instead of its slope.",
        hint="What is the slope of the sigmoid, written with a?",
    ),
    mistake(
        "slope_from_Z_as_if_it_were_A",
        "linear_activation_backward",
        edits=[("sigmoid_backward(dA, Z)", "dA * Z * (1 - Z)")],
        misconception="a(1 - a) is the slope in terms of a, but Z was put in.",
        hint="What is in the activation cache: the layer before or after its activation?",
    ),
    mistake(
        "relu_by_the_sign_of_dA",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "np.where(dA > 0, dA, 0)")],
        misconception="Negative gradients are cut off; what counts is the sign of Z.",
        hint="Where was the unit off? Which array knows?",
    ),
    mistake(
        "relu_slope_where_Z_is_negative",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "np.where(Z < 0, dA, 0)")],
        misconception="The gradient passes where the unit was off.",
        hint="Where is relu flat?",
    ),
    mistake(
        "relu_slope_from_A_prev",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "relu_backward(dA, linear_cache[1] @ linear_cache[0])")],
        misconception="The bias is missing from the Z at which relu's slope is taken.",
        hint="Where is Z kept, so that nobody need compute it again?",
    ),
    mistake(
        "slope_1_everywhere_it_is_finite",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "np.where(Z > 0, 1.0, 0.0)")],
        misconception="dZ is the slope alone; dA is not multiplied in.",
        hint="The chain rule has two factors: the slope and what?",
    ),
    mistake(
        "relu_itself_for_its_slope",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "dA * np.maximum(Z, 0)")],
        misconception="dA is multiplied by relu instead of its slope: the prime of g has been lost.",
        hint="How steep is relu at 3? And at 300?",
    ),
    mistake(
        "slope_of_tanh_for_sigmoid",
        "linear_activation_backward",
        edits=[("sigmoid_backward(dA, Z)", "dA * (1 - np.tanh(Z) ** 2)")],
        misconception="This is the slope of tanh.",
        hint="How steep is the sigmoid at 0?",
    ),
    mistake(
        "leaky_slope",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "np.where(Z > 0, dA, 0.01 * dA)")],
        misconception="This is the slope of leaky relu.",
        hint="How steep is relu where Z is negative?",
    ),
    mistake(
        "matrix_product_with_the_slope",
        "linear_activation_backward",
        edits=[("sigmoid_backward(dA, Z)", "dA @ (sigmoid(Z)[0] * (1 - sigmoid(Z)[0])).T @ np.ones_like(Z)")],
        misconception="The slope is multiplied in as a matrix product.",
        hint="Every unit has a slope of its own for every example: which product keeps them apart?",
    ),
    mistake(
        "zeros_written_into_dA",
        "linear_activation_backward",
        edits=[("dZ = relu_backward(dA, Z)", "dZ = dA\n        dZ[Z <= 0] = 0")],
        misconception="dZ is dA under another name, so the zeros end up in the caller's array.",
        hint="Print dA before and after the call. What makes a copy?",
    ),
    mistake(
        "caches_exchanged",
        "linear_activation_backward",
        edits=[("linear_cache, Z = cache", "Z, linear_cache = cache")],
        misconception="The two parts of the cache are taken for each other.",
        hint="In which order did linear_activation_forward pack them?",
    ),
    mistake(
        "whole_cache_handed_on",
        "linear_activation_backward",
        edits=[("linear_backward(dZ, linear_cache)", "linear_backward(dZ, cache)")],
        misconception="linear_backward gets the whole cache, but it knows what to do with its own half only.",
        hint="Which part of the cache did linear_forward make?",
    ),
    mistake(
        "dA_handed_on",
        "linear_activation_backward",
        edits=[("linear_backward(dZ, linear_cache)", "linear_backward(dA, linear_cache)")],
        misconception="dZ is computed and then not used: dA goes into the linear step.",
        hint="Which name does the first argument of linear_backward have?",
    ),
    mistake(
        "linear_step_first",
        "linear_activation_backward",
        code="""
            def linear_activation_backward(dA, cache, activation):
                linear_cache, Z = cache
                dA_prev, dW, db = linear_backward(dA, linear_cache)
                slope = Z > 0 if activation == "relu" else sigmoid(Z)[0] * (1 - sigmoid(Z)[0])
                return dA_prev, dW * slope.mean(axis=1, keepdims=True), db * slope.mean(axis=1, keepdims=True)
        """,
        misconception="The linear step is taken before the activation, but the way back undoes the last step first.",
        hint="On the way forward the activation came last: what comes first on the way back?",
    ),
    mistake(
        "linear_cache_of_the_notebook",
        "linear_activation_backward",
        edits=[("linear_cache, Z = cache", "Z = cache[1]")],
        misconception="linear_cache is not taken out of the cache, so the one of the notebook is used.",
        hint="Where does linear_cache come from in your function?",
    ),
    mistake(
        "Z_of_the_notebook",
        "linear_activation_backward",
        edits=[("linear_cache, Z = cache", "linear_cache = cache[0]")],
        misconception="Z is not taken out of the cache, so the one of the notebook is used.",
        hint="Where does Z come from in your function?",
    ),
    mistake(
        "cost_gradient_in_every_layer",
        "linear_activation_backward",
        edits=[("dZ = sigmoid_backward(dA, Z)", "dZ = sigmoid(Z)[0] - (dA < 0)")],
        misconception="A - Y holds for the whole network's cost only; here any dA may come in.",
        hint="Does your result change if dA is doubled?",
    ),
    mistake(
        "averages_once_more",
        "linear_activation_backward",
        edits=[("return dA_prev, dW, db", "m = dA.shape[1]\n    return dA_prev, dW / m, db / m")],
        misconception="dW and db are divided by m, although linear_backward has done so.",
        hint="How many times is dW divided by m on its way?",
    ),
    mistake(
        "results_in_another_order",
        "linear_activation_backward",
        edits=[("dA_prev, dW, db = linear", "dW, db, dA_prev = linear")],
        misconception="The three results are unpacked in another order than linear_backward returns them.",
        hint="Compare your line with the return line of linear_backward.",
    ),
    mistake(
        "dA_returned_for_dA_prev",
        "linear_activation_backward",
        edits=[("return dA_prev, dW, db", "return dA, dW, db")],
        misconception="What came in is handed back instead of dA_prev.",
        hint="The layer before has its own number of units: which array has as many rows?",
    ),
    mistake(
        "dA_prev_not_returned",
        "linear_activation_backward",
        edits=[("return dA_prev, dW, db", "return dW, db")],
        misconception="dA_prev is not returned, but the layer before is waiting for it.",
        hint="How many results does the docstring name?",
    ),
    mistake(
        "relu_branch_returns_nothing",
        "linear_activation_backward",
        edits=[
            (
                "    dA_prev, dW, db = linear_backward(dZ, linear_cache)\n    return dA_prev, dW, db",
                "        return linear_backward(dZ, linear_cache)",
            )
        ],
        misconception="Only the sigmoid's branch returns something.",
        hint='Follow your code for activation = "relu" to its end.',
    ),
)

VARIANTS = (
    # ----------------------------------------------------------------------------- linear_backward
    variant(
        "the_code_that_everybody_knows",
        "linear_backward",
        code="""
        def linear_backward(dZ, cache):
            A_prev, W, b = cache
            m = A_prev.shape[1]
            dW = 1 / m * np.dot(dZ, A_prev.T)
            db = 1 / m * np.sum(dZ, axis=1, keepdims=True)
            dA_prev = np.dot(W.T, dZ)
            assert dA_prev.shape == A_prev.shape
            assert dW.shape == W.shape
            assert db.shape == b.shape
            return dA_prev, dW, db
    """,
    ),
    variant(
        "einsum_and_mean",
        "linear_backward",
        code="""
        def linear_backward(dZ, cache):
            A_prev, W, _ = cache
            dW = np.einsum("im,jm->ij", dZ, A_prev) / dZ.shape[-1]
            return np.einsum("ij,im->jm", W, dZ), dW, dZ.mean(axis=1, keepdims=True)
    """,
    ),
    variant(
        "sum_over_examples_of_outer_products",
        "linear_backward",
        code="""
        def linear_backward(dZ, cache):
            A_prev, W, b = cache
            m = A_prev.shape[1]
            dW, db, dA_prev = np.zeros(W.shape), np.zeros(b.shape), np.zeros(A_prev.shape)
            for i in range(m):
                dW += np.outer(dZ[:, i], A_prev[:, i]) / m
                db += dZ[:, i : i + 1] / m
                dA_prev[:, i] = dZ[:, i] @ W
            return dA_prev, dW, db
    """,
    ),
    variant(
        "loops_over_units",
        "linear_backward",
        code="""
        def linear_backward(dZ, cache):
            A_prev, W, b = cache
            n, k = W.shape
            m = len(dZ[0])
            dW = np.array([[sum(dZ[i] * A_prev[j]) / m for j in range(k)] for i in range(n)])
            db = np.array([[sum(dZ[i]) / m] for i in range(n)])
            dA_prev = np.array([sum(W[i, j] * dZ[i] for i in range(n)) for j in range(k)])
            return dA_prev, dW, db
    """,
    ),
    variant(
        "divides_dZ_first",
        "linear_backward",
        edits=[(" / m", "", 2), ("dW = dZ @", "dW = (dZ / m) @"), ("np.sum(dZ,", "np.sum(dZ / m,")],
    ),
    variant(
        "ones_for_the_sum",
        "linear_backward",
        edits=[("np.sum(dZ, axis=1, keepdims=True)", "dZ @ np.ones((m, 1))")],
    ),
    variant(
        "reshaped_sum",
        "linear_backward",
        edits=[("np.sum(dZ, axis=1, keepdims=True)", "np.sum(dZ, axis=1).reshape(b.shape)")],
    ),
    variant(
        "new_axis",
        "linear_backward",
        edits=[("np.sum(dZ, axis=1, keepdims=True) / m", "dZ.sum(1)[:, None] / m")],
    ),
    variant(
        "average_of_columns",
        "linear_backward",
        edits=[("np.sum(dZ, axis=1, keepdims=True) / m", "np.average(dZ, axis=1, keepdims=True)")],
    ),
    variant(
        "float32_inside",
        "linear_backward",
        edits=[
            (
                "A_prev, W, b = cache",
                "A_prev, W, b = (np.float32(part) for part in cache)\n    dZ = np.float32(dZ)",
            )
        ],
    ),
    variant(
        "transposed_products",
        "linear_backward",
        edits=[("dZ @ A_prev.T / m", "(A_prev @ dZ.T).T / m"), ("W.T @ dZ", "(dZ.T @ W).T")],
    ),
    variant(
        "returns_a_list", "linear_backward", edits=[("return dA_prev, dW, db", "return [dA_prev, dW, db]")]
    ),
    variant(
        "indexes_the_cache",
        "linear_backward",
        edits=[("A_prev, W, b = cache", "A_prev, W = cache[0], cache[1]")],
    ),
    variant(
        "regularization_for_later",
        "linear_backward",
        edits=[("(dZ, cache)", "(dZ, cache, lambd=0.0)"), ("A_prev.T / m", "A_prev.T / m + lambd / m * W")],
    ),
    # ------------------------------------------------------------------ linear_activation_backward
    variant(
        "the_code_that_everybody_knows",
        "linear_activation_backward",
        code="""
        def linear_activation_backward(dA, cache, activation):
            linear_cache, activation_cache = cache
            if activation == "relu":
                dZ = relu_backward(dA, activation_cache)
                dA_prev, dW, db = linear_backward(dZ, linear_cache)
            elif activation == "sigmoid":
                dZ = sigmoid_backward(dA, activation_cache)
                dA_prev, dW, db = linear_backward(dZ, linear_cache)
            return dA_prev, dW, db
    """,
    ),
    variant(
        "everything_by_hand",
        "linear_activation_backward",
        code="""
        def linear_activation_backward(dA, cache, activation):
            (A_prev, W, b), Z = cache
            if activation == "relu":
                dZ = np.array(dA, copy=True)
                dZ[Z <= 0] = 0
            else:
                s = 1 / (1 + np.exp(-Z))
                dZ = dA * s * (1 - s)
            m = dA.shape[1]
            return W.T.dot(dZ), dZ.dot(A_prev.T) / m, dZ.sum(axis=1, keepdims=True) / m
    """,
    ),
    variant(
        "table_of_functions",
        "linear_activation_backward",
        code="""
        def linear_activation_backward(dA, cache, activation):
            back = {"relu": relu_backward, "sigmoid": sigmoid_backward}
            return linear_backward(back[activation](dA, cache[1]), cache[0])
    """,
    ),
    variant(
        "mask_of_booleans", "linear_activation_backward", edits=[("relu_backward(dA, Z)", "dA * (Z > 0)")]
    ),
    variant(
        "mask_of_integers",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "np.multiply(dA, np.int64(Z > 0))")],
    ),
    variant(
        "slope_1_at_the_kink",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "np.where(Z >= 0, dA, 0)")],
    ),
    variant(
        "heaviside",
        "linear_activation_backward",
        edits=[("relu_backward(dA, Z)", "dA * np.heaviside(Z, 0.5)")],
    ),
    variant(
        "slope_of_sigmoid_by_exponentials",
        "linear_activation_backward",
        edits=[("sigmoid_backward(dA, Z)", "dA * np.exp(-Z) / (1 + np.exp(-Z)) ** 2")],
    ),
    variant(
        "slope_of_sigmoid_by_cosh",
        "linear_activation_backward",
        edits=[("sigmoid_backward(dA, Z)", "dA / (4 * np.cosh(Z / 2) ** 2)")],
    ),
    variant(
        "Z_computed_again",
        "linear_activation_backward",
        edits=[
            (
                "    linear_cache, Z = cache\n",
                "    linear_cache, _ = cache\n    Z, _ = linear_forward(*linear_cache)\n",
            )
        ],
    ),
    variant(
        "list_of_results",
        "linear_activation_backward",
        edits=[("return dA_prev, dW, db", "return [dA_prev, dW, db]")],
    ),
    variant(
        "float32_dZ",
        "linear_activation_backward",
        edits=[("linear_backward(dZ, linear_cache)", "linear_backward(dZ.astype(np.float32), linear_cache)")],
    ),
    variant(
        "more_activations_than_asked",
        "linear_activation_backward",
        edits=[
            (
                "    else:\n",
                '    elif activation == "tanh":\n        dZ = dA * (1 - np.tanh(Z) ** 2)\n    else:\n',
            )
        ],
    ),
)
