"""What students write in place of reference/shallow_network.py: wrong, and unusual but right."""

from functools import partial

from reference.mistakes import Equivalent, Mistake, Variant

mistake = partial(Mistake, module="shallow_network")
variant = partial(Variant, module="shallow_network")
equivalent = partial(Equivalent, module="shallow_network")


def left_over(space, rng):
    """What lies around in a notebook that has been worked through; see reference.mistakes.notebook."""
    X, Y = rng.normal(size=(2, 9)), (rng.random((1, 9)) > 0.5).astype(int)
    parameters = {
        "W1": rng.normal(size=(4, 2)),
        "b1": rng.normal(size=(4, 1)),
        "W2": rng.normal(size=(1, 4)),
        "b2": rng.normal(size=(1, 1)),
    }
    A2, cache = space["forward_propagation"](X, parameters)
    grads = space["backward_propagation"](parameters, cache, X, Y)
    named = {"X": X, "Y": Y, "parameters": parameters, "A2": A2, "cache": cache, "grads": grads, "z": X}
    return named | parameters | {"m": 9, "n_x": 2, "n_h": 4, "n_y": 1, "alpha": 0.01}


MISTAKES = (
    # --------------------------------------------------------------------------------- layer_sizes
    mistake(
        "counts_examples_as_inputs",
        "layer_sizes",
        edits=[("X.shape[0]", "X.shape[1]")],
        misconception="This counts the columns of X, which are the examples.",
        hint="Does one example stand in a row or in a column of X?",
    ),
    mistake(
        "counts_examples_as_outputs",
        "layer_sizes",
        edits=[("Y.shape[0]", "Y.shape[1]")],
        misconception="This counts the columns of Y, which are the examples.",
        hint="How many numbers does the label of one example hold?",
    ),
    mistake(
        "n_h_hard_coded",
        "layer_sizes",
        edits=[(", n_h,", ", 4,")],
        misconception="The hidden layer always gets 4 units, whatever the caller asks for.",
        hint="Where does the number of hidden units come from?",
    ),
    mistake(
        "hidden_before_input",
        "layer_sizes",
        edits=[("X.shape[0], n_h,", "n_h, X.shape[0],")],
        misconception="The right numbers are returned in another order than was asked for.",
        hint="Compare your return line with the docstring, name by name.",
    ),
    mistake(
        "output_before_input",
        "layer_sizes",
        edits=[("X.shape[0], n_h, Y.shape[0]", "Y.shape[0], n_h, X.shape[0]")],
        misconception="The sizes of the input and the output layer are exchanged.",
        hint="Which of the two arrays holds what goes into the network?",
    ),
    mistake(
        "counts_all_entries_of_X",
        "layer_sizes",
        edits=[("X.shape[0]", "X.size")],
        misconception="X.size counts the entries of all examples together.",
        hint="How many numbers describe one example?",
    ),
    mistake(
        "returns_whole_shapes",
        "layer_sizes",
        edits=[("X.shape[0], n_h, Y.shape[0]", "X.shape, n_h, Y.shape")],
        misconception="A shape is a pair of numbers; each layer has one size.",
        hint="Which of the two numbers in X.shape is the one you need?",
    ),
    mistake(
        "hidden_as_wide_as_input",
        "layer_sizes",
        edits=[(", n_h,", ", X.shape[0],")],
        misconception="The hidden layer is given the size of the input layer.",
        hint="The three sizes have nothing to do with each other: where is n_h?",
    ),
    mistake(
        "one_output_hard_coded",
        "layer_sizes",
        edits=[("Y.shape[0]", "1")],
        misconception="The output layer always has one unit, even where labels have several rows.",
        hint="Try labels with two rows.",
    ),
    mistake(
        "reads_X_of_the_notebook",
        "layer_sizes",
        code="""
            def layer_sizes(inputs, labels, n_h=4):
                return X.shape[0], n_h, Y.shape[0]
        """,
        misconception="The sizes come from the notebook's own X and Y, not from the arguments.",
        hint="Call your function with arrays of other sizes: does the result change?",
    ),
    mistake(
        "returns_a_dictionary",
        "layer_sizes",
        edits=[("X.shape[0], n_h, Y.shape[0]", '{"n_x": X.shape[0], "n_h": n_h, "n_y": Y.shape[0]}')],
        misconception="The sizes come back as a dict, but callers will unpack three values.",
        hint="How does a Python function return several values at once?",
    ),
    mistake(
        "default_n_h_changed",
        "layer_sizes",
        edits=[("n_h=4", "n_h=3")],
        misconception="Without the argument, n_h is not what the exercise says.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    # ----------------------------------------------------------------------- initialize_parameters
    mistake(
        "zeros",
        "initialize_parameters",
        edits=[
            ("np.random.randn(n_h, n_x) * 0.01", "np.zeros((n_h, n_x))"),
            ("np.random.randn(n_y, n_h) * 0.01", "np.zeros((n_y, n_h))"),
        ],
        misconception="All weights are 0, so all hidden units compute the same and learn the same.",
        hint="What could ever make one hidden unit differ from the next?",
    ),
    mistake(
        "ones_times_0_01",
        "initialize_parameters",
        edits=[("np.random.randn(n_h, n_x)", "np.ones((n_h, n_x))")],
        misconception="All weights of the hidden layer are equal, so its units can never become different.",
        hint="Print W1: how many different numbers are in it?",
    ),
    mistake(
        "W1_transposed",
        "initialize_parameters",
        edits=[("randn(n_h, n_x)", "randn(n_x, n_h)")],
        misconception="W1 has a row for each input, but it needs a row for each hidden unit.",
        hint="In W1 @ X, which number of W1's shape meets the rows of X?",
    ),
    mistake(
        "W2_transposed",
        "initialize_parameters",
        edits=[("randn(n_y, n_h)", "randn(n_h, n_y)")],
        misconception="W2 has a row for each hidden unit, but it needs a row for each output.",
        hint="In W2 @ A1, which number of W2's shape meets the rows of A1?",
    ),
    mistake(
        "b1_one_dimensional",
        "initialize_parameters",
        edits=[("np.zeros((n_h, 1))", "np.zeros(n_h)")],
        misconception="b1 has one axis; added to W1 @ X it would spread along the examples, not the units.",
        hint="A bias is a column: which shape has a column of n_h numbers?",
    ),
    mistake(
        "biases_as_rows",
        "initialize_parameters",
        edits=[("(n_h, 1)", "(1, n_h)"), ("(n_y, 1)", "(1, n_y)")],
        misconception="The biases are rows, but every unit's bias stands in that unit's row: they are columns.",
        hint="Write the shapes of W1 @ X and b1 side by side.",
    ),
    mistake(
        "biases_random",
        "initialize_parameters",
        edits=[("np.zeros((n_h, 1))", "np.random.randn(n_h, 1) * 0.01")],
        misconception="b1 is drawn at random, but the exercise asks for biases of 0.",
        hint="The random weights already make the units different: what do the biases start from?",
    ),
    mistake(
        "biases_one",
        "initialize_parameters",
        edits=[("np.zeros", "np.ones", 2)],
        misconception="The biases start at 1.",
        hint="With which number should a bias start, so that it favours no side?",
    ),
    mistake(
        "scale_forgotten",
        "initialize_parameters",
        edits=[(" * 0.01", "", 2)],
        misconception="The weights are not scaled down, so tanh starts out saturated and learns slowly.",
        hint="How large are typical entries of your W1, and how large should they be?",
    ),
    mistake(
        "scale_forgotten_in_W2",
        "initialize_parameters",
        edits=[("randn(n_y, n_h) * 0.01", "randn(n_y, n_h)")],
        misconception="W1 is scaled down, W2 is not.",
        hint="Compare the lines of W1 and W2.",
    ),
    mistake(
        "scale_0_1",
        "initialize_parameters",
        edits=[("0.01", "0.1", 2)],
        misconception="The weights are ten times as large as asked for.",
        hint="Count the zeros of your factor.",
    ),
    mistake(
        "variance_for_standard_deviation",
        "initialize_parameters",
        code="""
            def initialize_parameters(n_x, n_h, n_y):
                W1 = np.random.normal(0, 0.01**2, (n_h, n_x))
                W2 = np.random.normal(0, 0.01**2, (n_y, n_h))
                return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}
        """,
        misconception="np.random.normal takes the standard deviation, but it was given the variance.",
        hint="Look up the second argument of np.random.normal.",
    ),
    mistake(
        "adds_0_01",
        "initialize_parameters",
        edits=[(" * 0.01", " + 0.01", 2)],
        misconception="0.01 is added to the weights instead of scaling them.",
        hint="How does one make all entries of an array a hundred times smaller?",
    ),
    mistake(
        "uniform_from_0_to_1",
        "initialize_parameters",
        edits=[
            ("np.random.randn(n_h, n_x)", "np.random.rand(n_h, n_x)"),
            ("np.random.randn(n_y, n_h)", "np.random.rand(n_y, n_h)"),
        ],
        misconception="rand draws between 0 and 1, so that no weight is negative.",
        hint="One more letter makes it a normal distribution.",
    ),
    mistake(
        "uniform_with_the_right_spread",
        "initialize_parameters",
        edits=[
            ("np.random.randn(n_h, n_x) * 0.01", "np.random.uniform(-0.01, 0.01, (n_h, n_x)) * 3**0.5"),
            ("np.random.randn(n_y, n_h) * 0.01", "np.random.uniform(-0.01, 0.01, (n_y, n_h)) * 3**0.5"),
        ],
        misconception="The spread is right, but the distribution is uniform instead of normal.",
        hint="Draw a histogram of W1: is it a bell or a box?",
    ),
    mistake(
        "only_positive_weights",
        "initialize_parameters",
        edits=[("np.random.randn(n_h, n_x)", "np.abs(np.random.randn(n_h, n_x))")],
        misconception="The absolute value makes all weights positive.",
        hint="What is the mean of your weights, and what should it be?",
    ),
    mistake(
        "same_seed_before_each_layer",
        "initialize_parameters",
        code="""
            def initialize_parameters(n_x, n_h, n_y):
                np.random.seed(3)
                W1 = np.random.randn(n_h, n_x) * 0.01
                np.random.seed(3)
                W2 = np.random.randn(n_y, n_h) * 0.01
                return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}
        """,
        misconception="The seed is set again before W2, so both layers hold the same random numbers.",
        hint="Compare the first numbers of W1 and W2. How often does a seed have to be set?",
    ),
    mistake(
        "all_units_repeat_the_first",
        "initialize_parameters",
        edits=[("np.random.randn(n_h, n_x)", "np.tile(np.random.randn(1, n_x), (n_h, 1))")],
        misconception="Every hidden unit gets the same random weights, so all of them stay equal.",
        hint="Print W1: are its rows different?",
    ),
    mistake(
        "four_units_hard_coded",
        "initialize_parameters",
        edits=[("n_h, n_x)", "4, n_x)"), ("(n_h, 1)", "(4, 1)"), ("n_y, n_h)", "n_y, 4)")],
        misconception="The hidden layer always has 4 units, whatever n_h is.",
        hint="Call it with n_h = 7 and print the shapes.",
    ),
    mistake(
        "keeps_the_first_network",
        "initialize_parameters",
        code="""
            def initialize_parameters(n_x, n_h, n_y, parameters={}):
                if not parameters:
                    parameters["W1"] = np.random.randn(n_h, n_x) * 0.01
                    parameters["b1"] = np.zeros((n_h, 1))
                    parameters["W2"] = np.random.randn(n_y, n_h) * 0.01
                    parameters["b2"] = np.zeros((n_y, 1))
                return parameters
        """,
        misconception="A default value is made only once, so every later call returns the first network.",
        hint="Call it twice with different sizes. Where should the dict be created?",
    ),
    mistake(
        "keys_in_lower_case",
        "initialize_parameters",
        edits=[('"W1"', '"w1"'), ('"W2"', '"w2"')],
        misconception="The keys are w1 and w2, but Python takes W1 and w1 for different names.",
        hint="Compare your keys with the docstring, letter by letter.",
    ),
    mistake(
        "b2_forgotten",
        "initialize_parameters",
        edits=[('        "b2": np.zeros((n_y, 1)),\n', "")],
        misconception="The dict has no bias for the output layer.",
        hint="How many parameters do two layers have?",
    ),
    mistake(
        "returns_a_tuple",
        "initialize_parameters",
        code="""
            def initialize_parameters(n_x, n_h, n_y):
                W1 = np.random.randn(n_h, n_x) * 0.01
                W2 = np.random.randn(n_y, n_h) * 0.01
                return W1, np.zeros((n_h, 1)), W2, np.zeros((n_y, 1))
        """,
        misconception="The four arrays come back as a tuple, but later functions look them up by name.",
        hint="In which kind of object does one find things by name?",
    ),
    # ----------------------------------------------------------------------------- collapse_linear
    mistake(
        "weights_in_the_order_of_reading",
        "collapse_linear",
        edits=[("W2 @ W1", "W1 @ W2")],
        misconception="The matrices are multiplied in the order of the layers, but x is on the right.",
        hint="Write W2 (W1 x) on paper: which matrix touches x first?",
    ),
    mistake(
        "elementwise_product",
        "collapse_linear",
        edits=[("W2 @ W1", "W2 * W1")],
        misconception="The star multiplies entry by entry.",
        hint="Which operator is the product of two matrices?",
    ),
    mistake(
        "W2_applied_to_both_biases",
        "collapse_linear",
        edits=[("W2 @ b1 + b2", "W2 @ (b1 + b2)")],
        misconception="b2 is multiplied by W2 too, although it is added after the second layer's product.",
        hint="Multiply W2 (W1 x + b1) + b2 out: which bias is inside the brackets?",
    ),
    mistake(
        "product_transposed",
        "collapse_linear",
        edits=[("W2 @ W1", "W1.T @ W2.T")],
        misconception="This is the transpose of the matrix that is wanted.",
        hint="Your W should have a row for each output. Check its shape.",
    ),
    mistake(
        "first_bias_not_transformed",
        "collapse_linear",
        edits=[("W2 @ b1 + b2", "b1 + b2")],
        misconception="b1 is added as it is, but it passes through the second layer first.",
        hint="Multiply W2 (W1 x + b1) + b2 out: what happens to b1?",
    ),
    mistake(
        "second_bias_forgotten",
        "collapse_linear",
        edits=[("W2 @ b1 + b2", "W2 @ b1")],
        misconception="The second layer's own bias is missing.",
        hint="Put x = 0 into both layers: what comes out?",
    ),
    mistake(
        "first_bias_forgotten",
        "collapse_linear",
        edits=[("W2 @ b1 + b2", "b2")],
        misconception="The first layer's bias is missing.",
        hint="Put x = 0 into both layers: what comes out?",
    ),
    mistake(
        "biases_exchanged",
        "collapse_linear",
        edits=[("W2 @ b1 + b2", "W2 @ b2 + b1")],
        misconception="The two biases have changed places.",
        hint="Which of the two layers is applied first?",
    ),
    mistake(
        "bias_before_weights",
        "collapse_linear",
        edits=[("W2 @ W1, W2 @ b1 + b2", "W2 @ b1 + b2, W2 @ W1")],
        misconception="The right arrays are returned in the wrong order.",
        hint="Compare your return line with the docstring.",
    ),
    mistake(
        "bias_lost_an_axis",
        "collapse_linear",
        edits=[("W2 @ b1 + b2", "(W2 @ b1 + b2).ravel()")],
        misconception="The bias is one-dimensional, but it should stay a column.",
        hint="Print b.shape. Which shape does a bias have in this course?",
    ),
    mistake(
        "tanh_in_between",
        "collapse_linear",
        edits=[("W2 @ W1, W2 @ b1 + b2", "W2 @ np.tanh(W1), W2 @ np.tanh(b1) + b2")],
        misconception="There is an activation in between, but these layers are linear.",
        hint="What exactly happens between the two layers of this exercise?",
    ),
    mistake(
        "adds_into_b2",
        "collapse_linear",
        code="""
            def collapse_linear(W1, b1, W2, b2):
                b2 += W2 @ b1
                return W2 @ W1, b2
        """,
        misconception="`+=` changes the caller's b2.",
        hint="Call your function twice with the same arrays: is the answer the same?",
    ),
    mistake(
        "reads_parameters_of_the_notebook",
        "collapse_linear",
        code="""
            def collapse_linear(W1, b1, W2, b2):
                W1, b1 = parameters["W1"], parameters["b1"]
                W2, b2 = parameters["W2"], parameters["b2"]
                return W2 @ W1, W2 @ b1 + b2
        """,
        misconception="The arguments are overwritten with arrays of the notebook.",
        hint="Which lines of your function can be left out, because the arguments are there already?",
    ),
    # ------------------------------------------------------------------------- forward_propagation
    mistake(
        "tanh_at_the_output",
        "forward_propagation",
        edits=[("sigmoid(Z2)", "np.tanh(Z2)")],
        misconception="The output layer uses tanh, whose values reach down to -1.",
        hint="Which activation gives a probability?",
    ),
    mistake(
        "sigmoid_in_the_hidden_layer",
        "forward_propagation",
        edits=[("np.tanh(Z1)", "sigmoid(Z1)")],
        misconception="The hidden layer uses the sigmoid, but it should use tanh.",
        hint="Which activation does the exercise give to which layer?",
    ),
    mistake(
        "relu_in_the_hidden_layer",
        "forward_propagation",
        edits=[("np.tanh(Z1)", "np.maximum(0, Z1)")],
        misconception="The hidden layer uses ReLU, but it should use tanh.",
        hint="Which activation does the exercise give to which layer?",
    ),
    mistake(
        "second_layer_fed_with_Z1",
        "forward_propagation",
        edits=[("W2 @ A1", "W2 @ Z1")],
        misconception="The second layer receives Z1, so the activation has no effect on the output.",
        hint="What leaves the hidden layer: Z1 or A1?",
    ),
    mistake(
        "b1_forgotten",
        "forward_propagation",
        edits=[("W1 @ X + b1", "W1 @ X")],
        misconception="The hidden layer's bias is not added.",
        hint="It shows only where biases are not 0: where does b1 enter?",
    ),
    mistake(
        "b2_forgotten",
        "forward_propagation",
        edits=[("W2 @ A1 + b2", "W2 @ A1")],
        misconception="The output layer's bias is not added.",
        hint="It shows only where biases are not 0: where does b2 enter?",
    ),
    mistake(
        "biases_replaced_by_their_mean",
        "forward_propagation",
        edits=[("W1 @ X + b1", "W1 @ X + np.mean(b1)")],
        misconception="All hidden units get the same bias.",
        hint="How many numbers does b1 hold, and which unit does each belong to?",
    ),
    mistake(
        "bias_subtracted",
        "forward_propagation",
        edits=[("W1 @ X + b1", "W1 @ X - b1")],
        misconception="The bias is subtracted.",
        hint="Compare the sign in your line with the equation.",
    ),
    mistake(
        "tan_for_tanh",
        "forward_propagation",
        edits=[("np.tanh(Z1)", "np.tan(Z1)")],
        misconception="tan is the tangent of an angle; the hyperbolic tangent has an h.",
        hint="Are all your activations between -1 and 1?",
    ),
    mistake(
        "cache_holds_A1_as_Z1",
        "forward_propagation",
        edits=[('"Z1": Z1', '"Z1": A1')],
        misconception="The cache promises Z1 but holds A1.",
        hint="Go through the cache key by key: what does each promise, and what is there?",
    ),
    mistake(
        "cache_holds_Z2_as_A2",
        "forward_propagation",
        edits=[('"A2": A2', '"A2": Z2')],
        misconception="The cache promises A2 but holds Z2.",
        hint="Go through the cache key by key: what does each promise, and what is there?",
    ),
    mistake(
        "cache_lacks_A2",
        "forward_propagation",
        edits=[(', "A2": A2}', "}")],
        misconception="A2 is not in the cache, but backward propagation looks for it there.",
        hint="Which four arrays does the docstring put into the cache?",
    ),
    mistake(
        "cache_keys_in_lower_case",
        "forward_propagation",
        edits=[('{"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}', '{"z1": Z1, "a1": A1, "z2": Z2, "a2": A2}')],
        misconception="The cache's keys are in lower case, but Python takes Z1 and z1 for different names.",
        hint="Compare your keys with the docstring, letter by letter.",
    ),
    mistake(
        "W1_transposed",
        "forward_propagation",
        edits=[("W1 @ X", "W1.T @ X")],
        misconception="W1 is transposed, although it already has a row for each hidden unit.",
        hint="Write the shapes of W1 and X side by side: which numbers have to agree?",
    ),
    mistake(
        "product_in_the_wrong_order",
        "forward_propagation",
        edits=[("W1 @ X", "X @ W1")],
        misconception="The product has X on the left, but W1 acts on the columns of X.",
        hint="Write the shapes of W1 and X side by side: which numbers have to agree?",
    ),
    mistake(
        "elementwise_product",
        "forward_propagation",
        edits=[("W2 @ A1", "W2 * A1")],
        misconception="The star multiplies entry by entry, so nothing is summed over the hidden units.",
        hint="Which operator is the product of two matrices?",
    ),
    mistake(
        "biases_flattened",
        "forward_propagation",
        edits=[("W1 @ X + b1", "W1 @ X + b1.ravel()")],
        misconception="A flat bias is spread along the examples instead of the units.",
        hint="Try as many examples as hidden units: no error is raised, but whose bias goes where?",
    ),
    mistake(
        "bias_as_a_row",
        "forward_propagation",
        edits=[("W1 @ X + b1", "W1 @ X + b1.T")],
        misconception="As a row the bias is spread along the examples instead of the units.",
        hint="Try as many examples as hidden units: no error is raised, but whose bias goes where?",
    ),
    mistake(
        "labels_instead_of_probabilities",
        "forward_propagation",
        edits=[("sigmoid(Z2)", "(sigmoid(Z2) > 0.5).astype(float)")],
        misconception="The output is already cut to 0 and 1.",
        hint="Training needs the probability; in which later exercise is the decision made?",
    ),
    mistake(
        "cache_before_A2",
        "forward_propagation",
        edits=[
            (
                'A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}',
                '{"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}, A2',
            )
        ],
        misconception="The cache is returned first.",
        hint="Compare your return line with the docstring.",
    ),
    mistake(
        "returns_A2_only",
        "forward_propagation",
        edits=[(', {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}', "")],
        misconception="The cache is not returned.",
        hint="What will backward propagation need besides the output?",
    ),
    mistake(
        "reads_X_of_the_notebook",
        "forward_propagation",
        edits=[("def forward_propagation(X, parameters)", "def forward_propagation(data, parameters)")],
        misconception="The function computes with the notebook's X, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "reads_parameters_of_the_notebook",
        "forward_propagation",
        edits=[("def forward_propagation(X, parameters)", "def forward_propagation(X, params)")],
        misconception="The function computes with the notebook's parameters, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "takes_the_parameters_out",
        "forward_propagation",
        edits=[('parameters["W1"], parameters["b1"]', 'parameters.pop("W1"), parameters.pop("b1")')],
        misconception="pop removes the arrays from the caller's dict.",
        hint="Call your function twice with the same dict.",
    ),
    mistake(
        "hidden_layer_in_place",
        "forward_propagation",
        edits=[("np.tanh(Z1)", "np.tanh(Z1, out=Z1)")],
        misconception="tanh is written over Z1, so the cache holds A1 twice.",
        hint="Print cache['Z1']: are there values beyond ±1, as there should be?",
    ),
    # -------------------------------------------------------------------------------- compute_cost
    mistake(
        "missing_1_over_m",
        "compute_cost",
        edits=[("np.sum(losses) / m", "np.sum(losses)")],
        misconception="The losses are summed but not averaged.",
        hint="If every example were there twice, should the cost double?",
    ),
    mistake(
        "missing_minus_sign",
        "compute_cost",
        edits=[("losses = -(", "losses = (")],
        misconception="The minus sign in front is missing, so the cost is negative.",
        hint="The logarithm of a probability is never positive: what does that say about the cost?",
    ),
    mistake(
        "term_of_the_positives_missing",
        "compute_cost",
        edits=[("Y * np.log(A) + (1 - Y)", "(1 - Y)")],
        misconception="Examples with y = 1 contribute nothing.",
        hint="What does an example with y = 1 add to your sum?",
    ),
    mistake(
        "term_of_the_negatives_missing",
        "compute_cost",
        edits=[(" + (1 - Y) * np.log(1 - A)", "")],
        misconception="Examples with y = 0 contribute nothing.",
        hint="What does an example with y = 0 add to your sum?",
    ),
    mistake(
        "minus_between_the_terms",
        "compute_cost",
        edits=[("+ (1 - Y)", "- (1 - Y)")],
        misconception="The second term is subtracted, so it rewards confident mistakes.",
        hint="Compare the sign between the two terms with the equation.",
    ),
    mistake(
        "minus_reaches_the_first_term_only",
        "compute_cost",
        edits=[("-(Y * np.log(A) + (1 - Y) * np.log(1 - A))", "-Y * np.log(A) + (1 - Y) * np.log(1 - A)")],
        misconception="Without brackets the minus sign belongs to the first term only.",
        hint="Should both terms of the cost be positive? Are they?",
    ),
    mistake(
        "log_base_2",
        "compute_cost",
        edits=[("np.log(", "np.log2(", 2)],
        misconception="The logarithm has base 2, so the cost is in bits.",
        hint="At a prediction of 0.5 the cost is 0.693 with the natural logarithm.",
    ),
    mistake(
        "log_base_10",
        "compute_cost",
        edits=[("np.log(", "np.log10(", 2)],
        misconception="The logarithm has base 10.",
        hint="At a prediction of 0.5 the cost is 0.693 with the natural logarithm.",
    ),
    mistake(
        "sums_over_all_pairs",
        "compute_cost",
        code="""
            def compute_cost(A2, Y):
                m = Y.shape[1]
                logprobs = np.dot(Y.T, np.log(A2)) + np.dot((1 - Y).T, np.log(1 - A2))
                return float(-np.sum(logprobs) / m)
        """,
        misconception="The product of a column and a row pairs every label with every prediction.",
        hint="Print the shape before summing: each label should meet its own prediction only.",
    ),
    mistake(
        "divides_by_the_number_of_rows",
        "compute_cost",
        edits=[("Y.shape[1]", "Y.shape[0]")],
        misconception="The sum is divided by the number of output units, which is 1.",
        hint="m counts the examples: along which axis do they lie?",
    ),
    mistake(
        "divides_by_2m",
        "compute_cost",
        edits=[("/ m)", "/ (2 * m))")],
        misconception="The factor 1/2 belongs to squared errors, not to the cross-entropy.",
        hint="Compare the factor in front of the sum with the equation.",
    ),
    mistake(
        "absolute_errors",
        "compute_cost",
        edits=[("-(Y * np.log(A) + (1 - Y) * np.log(1 - A))", "np.abs(A - Y)")],
        misconception="This is the mean absolute error.",
        hint="The cross-entropy has logarithms in it.",
    ),
    mistake(
        "squared_errors",
        "compute_cost",
        edits=[("-(Y * np.log(A) + (1 - Y) * np.log(1 - A))", "(A - Y) ** 2")],
        misconception="This is the mean squared error.",
        hint="The cross-entropy has logarithms in it.",
    ),
    mistake(
        "guard_too_wide",
        "compute_cost",
        edits=[("1e-15, 1 - 1e-15", "1e-2, 1 - 1e-2")],
        misconception="The guard against log(0) also changes ordinary predictions, such as 0.001.",
        hint="How small does a number have to be that only log(0) is affected?",
    ),
    mistake(
        "labels_and_predictions_swapped",
        "compute_cost",
        code="""
            def compute_cost(A2, Y):
                m = Y.shape[1]
                Y = np.clip(Y, 1e-15, 1 - 1e-15)
                losses = -(A2 * np.log(Y) + (1 - A2) * np.log(1 - Y))
                return float(np.sum(losses) / m)
        """,
        misconception="The logarithm is taken of the labels.",
        hint="Which of the two can be 0.3: the label or the prediction? Take the logarithm of that one.",
    ),
    mistake(
        "bracket_of_the_log_closes_early",
        "compute_cost",
        edits=[("np.log(1 - A)", "(np.log(1) - A)")],
        misconception="log(1) is 0, so the second term holds no logarithm of the prediction.",
        hint="Where does the bracket of the second logarithm close?",
    ),
    mistake(
        "mean_of_the_sum",
        "compute_cost",
        edits=[("np.sum(losses) / m", "np.mean(losses) / m")],
        misconception="The mean is divided by m once more.",
        hint="What does np.mean already do?",
    ),
    mistake(
        "one_cost_per_example",
        "compute_cost",
        edits=[("float(np.sum(losses) / m)", "losses / m")],
        misconception="The losses are not added up: one number is returned for each example.",
        hint="The cost is a single number. What is missing between losses and cost?",
    ),
    mistake(
        "rounds_to_two_digits",
        "compute_cost",
        edits=[("float(np.sum(losses) / m)", "round(float(np.sum(losses) / m), 2)")],
        misconception="The cost is rounded, so small progress becomes invisible.",
        hint="Rounding is for printing: what should the function return?",
    ),
    mistake(
        "reads_m_of_the_notebook",
        "compute_cost",
        edits=[("    m = Y.shape[1]\n", "")],
        misconception="m is not set in the function, so the one of the notebook is used.",
        hint="Which argument tells how many examples there are?",
    ),
    mistake(
        "reads_A2_of_the_notebook",
        "compute_cost",
        edits=[("def compute_cost(A2, Y)", "def compute_cost(a2, Y)")],
        misconception="The function computes with the notebook's A2, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "logarithm_in_place",
        "compute_cost",
        code="""
            def compute_cost(A2, Y):
                m = Y.shape[1]
                other = np.log(1 - A2)
                np.log(A2, out=A2)
                return float(-np.sum(Y * A2 + (1 - Y) * other) / m)
        """,
        misconception="The logarithm is written over the caller's predictions.",
        hint="Print A2 before and after the call.",
    ),
    mistake(
        "forgets_to_return",
        "compute_cost",
        edits=[("return float(np.sum(losses) / m)", "cost = float(np.sum(losses) / m)\n    print(cost)")],
        misconception="The cost is printed but not returned.",
        hint="What does `c = compute_cost(A2, Y)` put into c?",
    ),
    # ------------------------------------------------------------------------ backward_propagation
    mistake(
        "slope_of_the_sigmoid_in_dZ2",
        "backward_propagation",
        edits=[("dZ2 = A2 - Y", "dZ2 = (A2 - Y) * A2 * (1 - A2)")],
        misconception="The slope of the sigmoid is multiplied in, but with the cross-entropy it cancels.",
        hint="Work out dL/dz for one example on paper and see what is left.",
    ),
    mistake(
        "sign_of_dZ2",
        "backward_propagation",
        edits=[("A2 - Y", "Y - A2")],
        misconception="The difference is taken the wrong way round, so every gradient has the wrong sign.",
        hint="If the prediction is too high, should the gradient be positive or negative?",
    ),
    mistake(
        "missing_1_over_m",
        "backward_propagation",
        edits=[(" / m", "", 4)],
        misconception="The gradients are summed over the examples but not averaged.",
        hint="If every example were there twice, should the gradient double?",
    ),
    mistake(
        "missing_1_over_m_in_dW1",
        "backward_propagation",
        edits=[("dZ1 @ X.T / m", "dZ1 @ X.T")],
        misconception="dW1 is summed over the examples but not averaged.",
        hint="Compare the four lines that make a gradient of a parameter: one differs.",
    ),
    mistake(
        "missing_1_over_m_in_dW2",
        "backward_propagation",
        edits=[("dZ2 @ A1.T / m", "dZ2 @ A1.T")],
        misconception="dW2 is summed over the examples but not averaged.",
        hint="Compare the four lines that make a gradient of a parameter: one differs.",
    ),
    mistake(
        "missing_1_over_m_in_the_biases",
        "backward_propagation",
        edits=[("keepdims=True) / m", "keepdims=True)", 2)],
        misconception="db1 and db2 are summed over the examples but not averaged.",
        hint="Compare the lines of the biases with those of the weights.",
    ),
    mistake(
        "averaged_twice",
        "backward_propagation",
        edits=[("dZ1 = (W2.T", "dZ1 = 1 / m * (W2.T")],
        misconception="dZ1 is divided by m, and so is everything made from it.",
        hint="How many times is dW1 divided by m on its way?",
    ),
    mistake(
        "m_counts_the_features",
        "backward_propagation",
        edits=[("X.shape[1]", "X.shape[0]")],
        misconception="m is the number of rows of X, which counts the features.",
        hint="Do the examples stand in the rows or in the columns of X?",
    ),
    mistake(
        "m_of_the_notebook",
        "backward_propagation",
        edits=[("    m = X.shape[1]\n", "")],
        misconception="m is not set in the function, so the one of the notebook is used.",
        hint="Which argument tells how many examples there are?",
    ),
    mistake(
        "m_hard_coded",
        "backward_propagation",
        edits=[("X.shape[1]", "400")],
        misconception="m is always 400, which is right for one data set only.",
        hint="Which argument tells how many examples there are?",
    ),
    mistake(
        "biases_summed_over_the_units",
        "backward_propagation",
        edits=[("axis=1, keepdims=True", "axis=0, keepdims=True", 2)],
        misconception="The sum runs over the units and leaves one number for each example.",
        hint="db has the shape of b. Over which axis do the examples lie?",
    ),
    mistake(
        "keepdims_missing",
        "backward_propagation",
        edits=[("axis=1, keepdims=True", "axis=1", 2)],
        misconception="The sum drops an axis, so db is one-dimensional.",
        hint="np.sum can be told to keep the axis that it sums over.",
    ),
    mistake(
        "db1_sums_everything",
        "backward_propagation",
        edits=[("np.sum(dZ1, axis=1, keepdims=True)", "np.sum(dZ1)")],
        misconception="db1 is one number for all hidden units together.",
        hint="Every hidden unit has a bias of its own: how many numbers is that?",
    ),
    mistake(
        "db1_sums_everything_but_keeps_its_axes",
        "backward_propagation",
        edits=[("np.sum(dZ1, axis=1, keepdims=True)", "np.sum(dZ1, keepdims=True) * np.ones((len(dZ1), 1))")],
        misconception="db1 has the right shape, but every unit gets the sum over all units.",
        hint="Along which axis alone should be summed?",
    ),
    mistake(
        "db1_made_from_dZ2",
        "backward_propagation",
        edits=[("db1 = np.sum(dZ1", "db1 = np.sum(dZ2")],
        misconception="db1 is made from the output layer's dZ2.",
        hint="Each layer's dW and db are made from the same dZ.",
    ),
    mistake(
        "db2_made_from_the_activations",
        "backward_propagation",
        edits=[("db2 = np.sum(dZ2", "db2 = np.sum(A2")],
        misconception="db2 is made from the activations instead of dZ2.",
        hint="Each layer's dW and db are made from the same dZ.",
    ),
    mistake(
        "slope_of_tanh_from_Z1",
        "backward_propagation",
        edits=[("1 - A1**2", '1 - cache["Z1"] ** 2')],
        misconception="1 - a² is the slope in terms of a = tanh(z), but z was put in.",
        hint="Which of the two arrays of the hidden layer lies between -1 and 1?",
    ),
    mistake(
        "slope_of_the_sigmoid_in_the_hidden_layer",
        "backward_propagation",
        edits=[("(1 - A1**2)", "A1 * (1 - A1)")],
        misconception="a·(1 - a) is the slope of the sigmoid.",
        hint="Which activation does the hidden layer have?",
    ),
    mistake(
        "slope_of_relu_in_the_hidden_layer",
        "backward_propagation",
        edits=[("(1 - A1**2)", "(A1 > 0)")],
        misconception="0 or 1 is the slope of ReLU.",
        hint="Which activation does the hidden layer have?",
    ),
    mistake(
        "tanh_applied_twice",
        "backward_propagation",
        edits=[("1 - A1**2", "1 - np.tanh(A1) ** 2")],
        misconception="A1 is already tanh(Z1), and tanh is taken of it once more.",
        hint="What is in A1: the hidden layer before or after its activation?",
    ),
    mistake(
        "slope_of_tanh_forgotten",
        "backward_propagation",
        edits=[(" * (1 - A1**2)", "")],
        misconception="The gradient passes through the hidden layer as if it had no activation.",
        hint="On the way back from A1 to Z1 the chain rule asks for one more factor.",
    ),
    mistake(
        "square_of_A1_missing",
        "backward_propagation",
        edits=[("1 - A1**2", "1 - A1")],
        misconception="A1 is not squared.",
        hint="Compare this factor with your tanh_derivative.",
    ),
    mistake(
        "dW1_from_the_hidden_layer",
        "backward_propagation",
        edits=[("dZ1 @ X.T", "dZ1 @ A1.T")],
        misconception="dW1 is made with A1, the hidden layer's output.",
        hint="What was the input of the first layer?",
    ),
    mistake(
        "dW2_from_Z1",
        "backward_propagation",
        edits=[("dZ2 @ A1.T", 'dZ2 @ cache["Z1"].T')],
        misconception="dW2 is made with Z1, but the second layer was fed with something else.",
        hint="What was the input of the second layer?",
    ),
    mistake(
        "dW2_from_dZ1",
        "backward_propagation",
        edits=[
            ("    dW2 = dZ2 @ A1.T / m  # (n_y, n_h)\n", ""),
            ("    dW1 = ", "    dW2 = np.sum(dZ1 * A1, axis=1, keepdims=True).T / m\n    dW1 = "),
        ],
        misconception="dW2 is made from the hidden layer's dZ1.",
        hint="Each layer's dW and db are made from the same dZ.",
    ),
    mistake(
        "matrix_product_with_the_slope",
        "backward_propagation",
        edits=[("(W2.T @ dZ2) * (1 - A1**2)", "(W2.T @ dZ2) @ (1 - A1**2)")],
        misconception="The slope is multiplied in as a matrix product.",
        hint="Every unit has a slope of its own for every example: which product keeps them apart?",
    ),
    mistake(
        "W2_not_transposed",
        "backward_propagation",
        edits=[("W2.T @ dZ2", "W2 @ dZ2")],
        misconception="W2 is used as in the forward pass, but on the way back it acts the other way.",
        hint="dZ1 has a row for each hidden unit: how can W2 and dZ2 give that?",
    ),
    mistake(
        "W1_for_W2",
        "backward_propagation",
        edits=[('W2 = parameters["W2"]', 'W2 = parameters["W1"]')],
        misconception="The gradient is sent back through W1, but W2 lies between output and hidden layer.",
        hint="Which weights connect the hidden layer with the output?",
    ),
    mistake(
        "uses_updated_W2",
        "backward_propagation",
        edits=[("    dZ1 = ", "    W2 = W2 - 1.2 * dW2\n    dZ1 = ")],
        misconception="W2 is updated before the gradient has passed through it.",
        hint="All gradients are taken at the same parameters. When should the update happen?",
    ),
    mistake(
        "squares_A1_in_the_cache",
        "backward_propagation",
        edits=[("1 - A1**2", "1 - np.square(A1, out=A1)")],
        misconception="The squares are written over A1 in the cache.",
        hint="Is the cache the same before and after the call?",
    ),
    mistake(
        "subtracts_Y_in_the_cache",
        "backward_propagation",
        edits=[("dZ2 = A2 - Y", "dZ2 = A2\n    dZ2 -= Y")],
        misconception="dZ2 is A2 under another name, so `-=` changes the A2 in the cache.",
        hint="Is the cache the same before and after the call?",
    ),
    mistake(
        "labels_flattened",
        "backward_propagation",
        edits=[("A2 - Y", "A2.T - Y.ravel()")],
        misconception="A column minus a row is a square: every prediction meets every label.",
        hint="Print dZ2.shape and compare it with A2.shape.",
    ),
    mistake(
        "dW1_transposed",
        "backward_propagation",
        edits=[("dZ1 @ X.T / m", "X @ dZ1.T / m")],
        misconception="dW1 is the transpose of what it should be.",
        hint="A gradient has the shape of its parameter.",
    ),
    mistake(
        "names_of_the_layers_exchanged",
        "backward_propagation",
        edits=[('"dW1": dW1', '"dW1": dW2'), ('"dW2": dW2', '"dW2": dW1')],
        misconception="The two weight gradients are stored under each other's name.",
        hint="Go through the dict key by key: what does each promise, and what is there?",
    ),
    mistake(
        "keys_without_d",
        "backward_propagation",
        edits=[('"dW1"', '"W1"'), ('"db1"', '"b1"'), ('"dW2"', '"W2"'), ('"db2"', '"b2"')],
        misconception="The gradients are stored under the parameters' names.",
        hint="Compare your keys with the docstring.",
    ),
    mistake(
        "letter_l_for_digit_1",
        "backward_propagation",
        edits=[('"dW1"', '"dWl"'), ('"db1"', '"dbl"')],
        misconception="Two keys end in the letter l, which only looks like the digit 1.",
        hint="Type the keys once more, with the digit.",
    ),
    mistake(
        "returns_a_tuple",
        "backward_propagation",
        edits=[('{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}', "dW1, db1, dW2, db2")],
        misconception="The gradients come back as a tuple, but later functions look them up by name.",
        hint="What does the docstring say about the result?",
    ),
    mistake(
        "reads_the_data_of_the_notebook",
        "backward_propagation",
        edits=[("(parameters, cache, X, Y)", "(parameters, cache, data, labels)")],
        misconception="The function computes with the notebook's X and Y, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "reads_the_cache_of_the_notebook",
        "backward_propagation",
        edits=[("(parameters, cache, X, Y)", "(parameters, saved, X, Y)")],
        misconception="The function computes with the notebook's cache, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "gradient_of_the_squared_error",
        "backward_propagation",
        edits=[("A2 - Y", "2 * (A2 - Y)")],
        misconception="The factor 2 comes from squared errors, but the cost is the cross-entropy.",
        hint="Work out dL/dz for one example on paper.",
    ),
    # --------------------------------------------------------------------------- update_parameters
    mistake(
        "gradient_ascent",
        "update_parameters",
        edits=[(" - learning_rate", " + learning_rate")],
        misconception="The step goes up the slope, so the cost grows.",
        hint="The gradient points to where the cost grows: which way do you want to go?",
    ),
    mistake(
        "biases_not_updated",
        "update_parameters",
        code="""
            def update_parameters(parameters, grads, learning_rate=1.2):
                W1 = parameters["W1"] - learning_rate * grads["dW1"]
                W2 = parameters["W2"] - learning_rate * grads["dW2"]
                return {"W1": W1, "b1": parameters["b1"], "W2": W2, "b2": parameters["b2"]}
        """,
        misconception="The biases stay as they were.",
        hint="Which of the parameters have a gradient?",
    ),
    mistake(
        "weights_not_updated",
        "update_parameters",
        edits=[('("W1", "b1", "W2", "b2")', '("b1", "b2")'), ("updated = {}", "updated = dict(parameters)")],
        misconception="Only the biases move.",
        hint="Which of the parameters have a gradient?",
    ),
    mistake(
        "second_layer_not_updated",
        "update_parameters",
        edits=[('("W1", "b1", "W2", "b2")', '("W1", "b1")'), ("updated = {}", "updated = dict(parameters)")],
        misconception="Only the first layer moves.",
        hint="Which of the parameters have a gradient?",
    ),
    mistake(
        "divides_by_the_rate",
        "update_parameters",
        edits=[('learning_rate * grads["d" + key]', 'grads["d" + key] / max(learning_rate, 1e-12)')],
        misconception="The gradient is divided by the learning rate, so a small rate makes a big step.",
        hint="Should a bigger rate make a bigger or a smaller step?",
    ),
    mistake(
        "b2_missing",
        "update_parameters",
        edits=[('("W1", "b1", "W2", "b2")', '("W1", "b1", "W2")')],
        misconception="The result has no b2.",
        hint="How many parameters go in, and how many come out?",
    ),
    mistake(
        "rate_hard_coded",
        "update_parameters",
        edits=[("- learning_rate *", "- 1.2 *")],
        misconception="The step always has length 1.2, whatever the caller asks for.",
        hint="Does your result change if you call it with another learning rate?",
    ),
    mistake(
        "rate_ignored",
        "update_parameters",
        edits=[("learning_rate * grads", "grads")],
        misconception="The gradient is subtracted as it is, without the learning rate.",
        hint="Where does the learning rate enter the equation?",
    ),
    mistake(
        "default_rate_changed",
        "update_parameters",
        edits=[("learning_rate=1.2", "learning_rate=0.01")],
        misconception="Without the argument, the learning rate is not what the exercise says.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "rate_0_taken_for_missing",
        "update_parameters",
        edits=[("    updated = {}", "    learning_rate = learning_rate or 1.2\n    updated = {}")],
        misconception="`or` treats a rate of 0 as if none had been given.",
        hint="What should a step of length 0 do?",
    ),
    mistake(
        "rate_decays_with_every_call",
        "update_parameters",
        code="""
            steps = 0

            def update_parameters(parameters, grads, learning_rate=1.2):
                global steps
                steps += 1
                rate = learning_rate / steps
                return {key: parameters[key] - rate * grads["d" + key] for key in parameters}
        """,
        misconception="The function counts its calls, so the same arguments give another result each time.",
        hint="Call it twice with the same arguments: should the results agree?",
    ),
    mistake(
        "step_multiplied_by_the_parameter",
        "update_parameters",
        edits=[("- learning_rate * grads", "* (1 - learning_rate) * grads")],
        misconception="The parameter is multiplied by the gradient instead of being moved by it.",
        hint="If the gradient is 0, where should the parameter end up?",
    ),
    mistake(
        "returns_the_steps",
        "update_parameters",
        edits=[('parameters[key] - learning_rate * grads["d" + key]', 'learning_rate * grads["d" + key]')],
        misconception="The result is the step alone, not the parameter after the step.",
        hint="What is the step taken from?",
    ),
    mistake(
        "gradients_exchanged",
        "update_parameters",
        edits=[('grads["d" + key]', 'grads["db2" if key == "b1" else "d" + key]')],
        misconception="b1 is moved by the gradient of b2.",
        hint="Go through your lines: does each parameter meet its own gradient?",
    ),
    mistake(
        "keys_of_the_gradients",
        "update_parameters",
        edits=[("updated[key]", 'updated["d" + key]')],
        misconception="The updated parameters are stored under the gradients' names.",
        hint="Under which names will forward propagation look for them?",
    ),
    mistake(
        "letter_l_for_digit_1",
        "update_parameters",
        edits=[('("W1", "b1", "W2", "b2")', '("Wl", "bl", "W2", "b2")')],
        misconception="Two keys end in the letter l, which only looks like the digit 1.",
        hint="Type the keys once more, with the digit.",
    ),
    mistake(
        "in_place_and_nothing_returned",
        "update_parameters",
        code="""
            def update_parameters(parameters, grads, learning_rate=1.2):
                for key in parameters:
                    parameters[key] = parameters[key] - learning_rate * grads["d" + key]
        """,
        misconception="The dict is updated, but the function returns nothing.",
        hint="What does `new = update_parameters(...)` put into new?",
    ),
    mistake(
        "reads_grads_of_the_notebook",
        "update_parameters",
        edits=[("(parameters, grads, learning_rate=1.2)", "(parameters, gradients, learning_rate=1.2)")],
        misconception="The function computes with the notebook's grads, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    # ------------------------------------------------------------------------------------ nn_model
    mistake(
        "update_thrown_away",
        "nn_model",
        edits=[("parameters = update_parameters(", "update_parameters(")],
        misconception="The updated parameters are not kept, so every iteration starts from the same place.",
        hint="Does the cost move? What happens to the result of update_parameters?",
    ),
    mistake(
        "starts_again_in_every_iteration",
        "nn_model",
        edits=[
            ("    costs = []", "    start = parameters\n    costs = []"),
            (
                "        A2, cache = forward_propagation(X, parameters)",
                "        parameters = start\n        A2, cache = forward_propagation(X, parameters)",
            ),
        ],
        misconception="Every iteration goes back to the start, so only one step is ever made.",
        hint="What belongs before the loop, and what inside it?",
    ),
    mistake(
        "forward_pass_outside_the_loop",
        "nn_model",
        edits=[
            ("        A2, cache = forward_propagation(X, parameters)\n", ""),
            ("    costs = []", "    costs = []\n    A2, cache = forward_propagation(X, parameters)"),
        ],
        misconception="The network is evaluated only once, so all gradients belong to the start.",
        hint="Which quantities change when the parameters change?",
    ),
    mistake(
        "one_iteration_too_few",
        "nn_model",
        edits=[("range(num_iterations)", "range(num_iterations - 1)")],
        misconception="The loop makes one step less than was asked for.",
        hint="How many costs do you get for num_iterations = 3?",
    ),
    mistake(
        "one_iteration_too_many",
        "nn_model",
        edits=[("range(num_iterations)", "range(num_iterations + 1)")],
        misconception="The loop makes one step more than was asked for.",
        hint="How many costs do you get for num_iterations = 3?",
    ),
    mistake(
        "starts_counting_at_1",
        "nn_model",
        edits=[("range(num_iterations)", "range(1, num_iterations)")],
        misconception="The loop runs from 1 to num_iterations - 1, which is one step too few.",
        hint="range leaves out its end: how many numbers does it give you?",
    ),
    mistake(
        "iterations_hard_coded",
        "nn_model",
        edits=[("range(num_iterations)", "range(50)")],
        misconception="The loop always makes 50 steps, whatever the caller asks for.",
        hint="Which argument says how often to repeat?",
    ),
    mistake(
        "stops_after_100_iterations",
        "nn_model",
        edits=[("range(num_iterations)", "range(min(num_iterations, 100))")],
        misconception="The loop never makes more than 100 steps, whatever the caller asks for.",
        hint="How many costs do you get for num_iterations = 200?",
    ),
    mistake(
        "stops_when_the_cost_hardly_falls",
        "nn_model",
        edits=[
            (
                "        grads =",
                "        if i > 0 and costs[-2] - costs[-1] < 1e-4:\n            break\n        grads =",
            )
        ],
        misconception="The loop ends by itself where learning is slow, before all iterations are made.",
        hint="How many costs must there be, whatever they are?",
    ),
    mistake(
        "rate_falls_every_100_iterations",
        "nn_model",
        edits=[
            (
                "        grads =",
                "        if i > 0 and i % 100 == 0:\n            learning_rate = learning_rate / 2\n        grads =",
            )
        ],
        misconception="The steps become shorter as training goes on, but all should have the same rate.",
        hint="Compare your costs[150] with those of a loop that only does what the exercise says.",
    ),
    mistake(
        "rate_not_passed_on",
        "nn_model",
        edits=[("(parameters, grads, learning_rate)", "(parameters, grads)")],
        misconception="The learning rate is not passed on, so every step uses the default.",
        hint="Train with a rate of 0: does anything move?",
    ),
    mistake(
        "iterations_and_rate_swapped",
        "nn_model",
        edits=[("num_iterations=50, learning_rate=1.2", "learning_rate=1.2, num_iterations=50")],
        misconception="The last two arguments are expected in another order than callers pass them.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "cost_against_its_own_predictions",
        "nn_model",
        edits=[("compute_cost(A2, Y)", "compute_cost(A2, (A2 > 0.5).astype(int))")],
        misconception="The output is compared with the network's own decisions, not with the labels.",
        hint="Where do the true labels enter the cost?",
    ),
    mistake(
        "arguments_of_the_cost_swapped",
        "nn_model",
        edits=[("compute_cost(A2, Y)", "compute_cost(Y, A2)")],
        misconception="The cost gets the labels where it expects the predictions.",
        hint="Compare the call with the first line of compute_cost.",
    ),
    mistake(
        "cost_after_the_update",
        "nn_model",
        edits=[
            ("        costs.append(compute_cost(A2, Y))\n", ""),
            (
                "    return parameters, costs",
                "        costs.append(compute_cost(forward_propagation(X, parameters)[0], Y))\n"
                "    return parameters, costs",
            ),
        ],
        misconception="costs[i] is the cost after update i, not before it.",
        hint="What should costs[0] say about the parameters that came in?",
    ),
    mistake(
        "keeps_every_tenth_cost",
        "nn_model",
        edits=[
            (
                "        costs.append(compute_cost(A2, Y))",
                "        if i % 10 == 0:\n            costs.append(compute_cost(A2, Y))",
            )
        ],
        misconception="Only every tenth cost is kept.",
        hint="How many costs does the docstring promise?",
    ),
    mistake(
        "returns_the_last_cost",
        "nn_model",
        edits=[("return parameters, costs", "return parameters, costs[-1]")],
        misconception="Only the last cost is returned, but the whole list is wanted.",
        hint="What would you need to draw the curve of the cost?",
    ),
    mistake(
        "costs_kept_between_calls",
        "nn_model",
        edits=[("learning_rate=1.2):", "learning_rate=1.2, costs=[]):"), ("    costs = []\n", "")],
        misconception="A default value is made only once, so the list grows from call to call.",
        hint="Train twice and count the costs. Where should the list be created?",
    ),
    mistake(
        "returns_the_start",
        "nn_model",
        edits=[
            ("    costs = []", "    costs, start = [], parameters"),
            ("return parameters, costs", "return start, costs"),
        ],
        misconception="The parameters from before the training are returned.",
        hint="Which parameters are the trained ones?",
    ),
    mistake(
        "costs_before_parameters",
        "nn_model",
        edits=[("return parameters, costs", "return costs, parameters")],
        misconception="The right things are returned in the wrong order.",
        hint="Compare your return line with the docstring.",
    ),
    mistake(
        "makes_its_own_start",
        "nn_model",
        edits=[
            (
                "    costs = []",
                "    n_x, n_h, n_y = layer_sizes(X, Y)\n"
                "    parameters = initialize_parameters(n_x, n_h, n_y)\n    costs = []",
            )
        ],
        misconception="The training starts from new random parameters instead of the given ones.",
        hint="Which argument holds the start?",
    ),
    mistake(
        "reads_parameters_of_the_notebook",
        "nn_model",
        code="""
            def nn_model(X, Y, start, num_iterations=50, learning_rate=1.2):
                trained, costs = parameters, []
                for i in range(num_iterations):
                    A2, cache = forward_propagation(X, trained)
                    costs.append(compute_cost(A2, Y))
                    grads = backward_propagation(trained, cache, X, Y)
                    trained = update_parameters(trained, grads, learning_rate)
                return trained, costs
        """,
        misconception="The training starts from the notebook's parameters, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "returns_inside_the_loop",
        "nn_model",
        edits=[("    return parameters, costs", "        return parameters, costs")],
        misconception="The return line is part of the loop and ends it after the first step.",
        hint="How far is your last line indented?",
    ),
    mistake(
        "stops_when_the_cost_hardly_moves",
        "nn_model",
        edits=[
            (
                "        grads = ",
                "        if i > 1 and abs(costs[-1] - costs[-2]) < 0.1:\n            break\n        grads = ",
            )
        ],
        misconception="The loop ends early, before all iterations have been made.",
        hint="How many updates does the docstring promise?",
    ),
    # ------------------------------------------------------------------------------------- predict
    mistake(
        "returns_probabilities",
        "predict",
        edits=[("(A2 > 0.5).astype(int)", "A2")],
        misconception="The probabilities are returned as they are, without a decision.",
        hint="A prediction is a label: which values can it have?",
    ),
    mistake(
        "astype_cuts_to_0",
        "predict",
        edits=[("(A2 > 0.5).astype(int)", "A2.astype(int)")],
        misconception="Turning a probability into an integer cuts off all digits behind the point.",
        hint="What does int(0.9) give?",
    ),
    mistake(
        "threshold_of_one_half_on_Z2",
        "predict",
        edits=[("A2 > 0.5", 'cache["Z2"] > 0.5')],
        misconception="Z2 is compared with 0.5, but Z2 is not a probability.",
        hint="Which z has the probability one half?",
    ),
    mistake(
        "threshold_of_0_on_A2",
        "predict",
        edits=[("A2 > 0.5", "A2 > 0")],
        misconception="A probability is always above 0, so every label is 1.",
        hint="Where does the decision change from one label to the other?",
    ),
    mistake(
        "threshold_0_6",
        "predict",
        edits=[("0.5", "0.6")],
        misconception="Probabilities a little above one half are turned into 0.",
        hint="From which probability on is label 1 more likely than label 0?",
    ),
    mistake(
        "comparison_reversed",
        "predict",
        edits=[("A2 > 0.5", "A2 < 0.5")],
        misconception="Every label is the opposite of what it should be.",
        hint="A2 is the probability of which label?",
    ),
    mistake(
        "sigmoid_applied_once_more",
        "predict",
        edits=[("A2 > 0.5", "sigmoid(A2) > 0.5")],
        misconception="A2 already is a probability, and the sigmoid of a probability is above one half.",
        hint="What has forward propagation already done to Z2?",
    ),
    mistake(
        "flattened",
        "predict",
        edits=[(".astype(int)", ".astype(int).ravel()")],
        misconception="The labels come back in one dimension.",
        hint="Compare the shapes of your result and of Y.",
    ),
    mistake(
        "argmax_over_one_output",
        "predict",
        edits=[("(A2 > 0.5).astype(int)", "np.argmax(A2, axis=0, keepdims=True)")],
        misconception="argmax compares outputs with each other, but there is only one, so it gives 0.",
        hint="With one output, what is there to compare it with?",
    ),
    mistake(
        "labels_minus_1_and_1",
        "predict",
        edits=[("(A2 > 0.5).astype(int)", "np.sign(A2 - 0.5)")],
        misconception="The labels are -1 and 1.",
        hint="Which labels does Y hold?",
    ),
    mistake(
        "asks_if_of_a_whole_array",
        "predict",
        edits=[("return (A2 > 0.5).astype(int)", "return 1 if A2 > 0.5 else 0")],
        misconception="An `if` decides once, but every example needs a decision of its own.",
        hint="A comparison such as A2 > 0.5 already gives an answer for every element.",
    ),
    mistake(
        "relative_to_the_mean",
        "predict",
        edits=[("A2 > 0.5", "A2 > np.mean(A2)")],
        misconception="Each prediction depends on the other examples, because their mean is the threshold.",
        hint="Predict one example alone: does its label stay the same?",
    ),
    mistake(
        "rounds_up",
        "predict",
        edits=[("(A2 > 0.5)", "np.ceil(A2)")],
        misconception="Rounding up makes every label 1.",
        hint="Which probabilities should become 0?",
    ),
    mistake(
        "returns_the_cache_too",
        "predict",
        edits=[(".astype(int)", ".astype(int), cache")],
        misconception="The cache is returned beside the labels.",
        hint="What does the docstring promise to return?",
    ),
    mistake(
        "reads_parameters_of_the_notebook",
        "predict",
        edits=[("def predict(parameters, X)", "def predict(params, X)")],
        misconception="The function computes with the notebook's parameters, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "arguments_swapped",
        "predict",
        edits=[("def predict(parameters, X)", "def predict(X, parameters)")],
        misconception="The arguments are expected in another order than callers pass them.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "remembers_the_first_result",
        "predict",
        code="""
            seen = []

            def predict(parameters, X):
                if not seen:
                    seen.append(forward_propagation(X, parameters)[0])
                return (seen[0] > 0.5).astype(int)
        """,
        misconception="The output is computed only once and used again for every later call.",
        hint="Call it with other inputs: does the result change?",
    ),
    # ------------------------------------------------------------------------------------- answers
    mistake(
        "a_wrong",
        "answers",
        edits=[('"a": "ii"', '"a": "i"')],
        misconception="The answer to item a is not right.",
        hint="Read item a again, and the section it belongs to.",
    ),
    mistake(
        "b_wrong",
        "answers",
        edits=[('"b": "iii"', '"b": "ii"')],
        misconception="The answer to item b is not right.",
        hint="Read item b again, and the section it belongs to.",
    ),
    mistake(
        "c_wrong",
        "answers",
        edits=[('"c": "i"', '"c": "iv"')],
        misconception="The answer to item c is not right.",
        hint="Read item c again, and the section it belongs to.",
    ),
    mistake(
        "d_wrong",
        "answers",
        edits=[('"d": "iv"', '"d": "iii"')],
        misconception="The answer to item d is not right.",
        hint="Read item d again, and the section it belongs to.",
    ),
    mistake(
        "e_wrong",
        "answers",
        edits=[('"e": "ii"', '"e": "i"')],
        misconception="The answer to item e is not right.",
        hint="Read item e again, and the section it belongs to.",
    ),
    mistake(
        "e_missing",
        "answers",
        edits=[(', "e": "ii"', "")],
        misconception="There is no answer to item e.",
        hint="Every item needs an entry in the dict, even if it is a guess.",
    ),
    mistake(
        "numbers_for_keys",
        "answers",
        code='answers = {1: "ii", 2: "iii", 3: "i", 4: "iv", 5: "ii"}',
        misconception="The items are called a to e, but the keys are numbers.",
        hint="Compare your keys with the letters in front of the items.",
    ),
    mistake(
        "list_instead_of_dict",
        "answers",
        code='answers = ["ii", "iii", "i", "iv", "ii"]',
        misconception="A list does not say which answer belongs to which item.",
        hint="Keep the form of the dict that you were given and fill in the options.",
    ),
    mistake(
        "always_the_first_option",
        "answers",
        code='answers = dict.fromkeys("abcde", "i")',
        misconception="Every item has the same answer.",
        hint="Read each item on its own.",
    ),
)

VARIANTS = (
    # --------------------------------------------------------------------------------- layer_sizes
    variant("len", "layer_sizes", edits=[("X.shape[0]", "len(X)"), ("Y.shape[0]", "len(Y)")]),
    variant(
        "np_size",
        "layer_sizes",
        edits=[("X.shape[0]", "np.size(X, 0)"), ("Y.shape[0]", "np.size(Y, axis=0)")],
    ),
    variant(
        "unpacked_shapes_in_a_list",
        "layer_sizes",
        code="""
            def layer_sizes(X, Y, n_h=4):
                n_x, m = X.shape
                (n_y, _) = Y.shape
                return [n_x, n_h, n_y]
        """,
    ),
    variant("numpy_integers", "layer_sizes", edits=[("Y.shape[0]", "np.int64(Y.shape[0])")]),
    # ----------------------------------------------------------------------- initialize_parameters
    variant(
        "generator",
        "initialize_parameters",
        code="""
            def initialize_parameters(n_x, n_h, n_y):
                rng = np.random.default_rng()
                return {
                    "W1": 0.01 * rng.standard_normal((n_h, n_x)),
                    "b1": np.zeros((n_h, 1)),
                    "W2": 0.01 * rng.standard_normal((n_y, n_h)),
                    "b2": np.zeros((n_y, 1)),
                }
        """,
    ),
    variant(
        "seeded_inside",
        "initialize_parameters",
        code="""
            def initialize_parameters(n_x, n_h, n_y):
                np.random.seed(2)
                W1 = np.random.randn(n_h, n_x) * 0.01
                b1 = np.zeros(shape=(n_h, 1))
                W2 = np.random.randn(n_y, n_h) * 0.01
                b2 = np.zeros(shape=(n_y, 1))
                assert W1.shape == (n_h, n_x)
                parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
                return parameters
        """,
    ),
    variant(
        "seeded_generator",
        "initialize_parameters",
        code="""
            def initialize_parameters(n_x, n_h, n_y):
                rng = np.random.default_rng(seed=1)
                W1, W2 = rng.normal(0, 0.01, (n_h, n_x)), rng.normal(0, 0.01, (n_y, n_h))
                return dict(W1=W1, b1=np.zeros((n_h, 1)), W2=W2, b2=np.zeros((n_y, 1)))
        """,
    ),
    variant(
        "second_layer_first_and_transposed",
        "initialize_parameters",
        code="""
            def initialize_parameters(n_x, n_h, n_y):
                W2 = np.random.randn(n_h, n_y).T * 0.01
                W1 = np.random.randn(n_x, n_h).T / 100
                return {"W2": W2, "b2": np.zeros((n_y, 1)), "W1": W1, "b1": np.zeros((n_h, 1))}
        """,
    ),
    variant(
        "standard_library",
        "initialize_parameters",
        code="""
            import random

            def initialize_parameters(n_x, n_h, n_y):
                def layer(rows, columns):
                    return np.array([[random.gauss(0, 0.01) for _ in range(columns)] for _ in range(rows)])

                W1, W2 = layer(n_h, n_x), layer(n_y, n_h)
                return {"W1": W1, "b1": 0 * W1[:, :1], "W2": W2, "b2": 0 * W2[:, :1]}
        """,
    ),
    variant(
        "float32_and_integer_biases",
        "initialize_parameters",
        edits=[
            ("* 0.01", "* np.float32(0.01)", 2),
            ("np.zeros((n_h, 1))", "np.zeros((n_h, 1), dtype=int)"),
        ],
    ),
    # ----------------------------------------------------------------------------- collapse_linear
    variant(
        "einsum",
        "collapse_linear",
        edits=[("W2 @ W1", 'np.einsum("ij,jk->ik", W2, W1)'), ("W2 @ b1", 'np.einsum("ij,jk->ik", W2, b1)')],
    ),
    variant(
        "np_dot_and_matmul",
        "collapse_linear",
        edits=[("W2 @ W1", "np.dot(W2, W1)"), ("W2 @ b1", "np.matmul(W2, b1)")],
    ),
    variant("transposed_twice", "collapse_linear", edits=[("W2 @ W1", "(W1.T @ W2.T).T")]),
    variant(
        "reads_it_off_the_unit_vectors",
        "collapse_linear",
        code="""
            def collapse_linear(W1, b1, W2, b2):
                def both(x):
                    return W2 @ (W1 @ x + b1) + b2

                n = W1.shape[1]
                b = both(np.zeros((n, 1)))
                return both(np.eye(n)) - b, b
        """,
    ),
    variant(
        "loops",
        "collapse_linear",
        code="""
            def collapse_linear(W1, b1, W2, b2):
                W, b = np.zeros((len(W2), W1.shape[1])), np.array(b2, dtype=float)
                for i in range(W2.shape[0]):
                    for j in range(W1.shape[0]):
                        b[i] += W2[i, j] * b1[j]
                        for k in range(W1.shape[1]):
                            W[i, k] += W2[i, j] * W1[j, k]
                return [W, b]
        """,
    ),
    # ------------------------------------------------------------------------- forward_propagation
    variant("np_dot", "forward_propagation", edits=[("W1 @ X", "np.dot(W1, X)"), ("W2 @ A1", "W2.dot(A1)")]),
    variant(
        "einsum_and_matmul",
        "forward_propagation",
        edits=[("W1 @ X", 'np.einsum("hx,xm->hm", W1, X)'), ("W2 @ A1", "np.matmul(W2, A1)")],
    ),
    variant(
        "one_example_at_a_time",
        "forward_propagation",
        code="""
            def forward_propagation(X, parameters):
                columns = {"Z1": [], "A1": [], "Z2": [], "A2": []}
                for i in range(X.shape[1]):
                    z1 = parameters["W1"] @ X[:, [i]] + parameters["b1"]
                    a1 = np.tanh(z1)
                    z2 = parameters["W2"] @ a1 + parameters["b2"]
                    for key, column in zip(columns, (z1, a1, z2, sigmoid(z2))):
                        columns[key].append(column)
                cache = {key: np.hstack(value) for key, value in columns.items()}
                return cache["A2"], cache
        """,
    ),
    variant(
        "float32_inside",
        "forward_propagation",
        edits=[("W1 @ X + b1", "np.float32(W1) @ np.float32(X) + np.float32(b1)")],
    ),
    variant(
        "bias_as_one_more_weight",
        "forward_propagation",
        edits=[
            ("W1 @ X + b1", "np.hstack([W1, b1]) @ np.vstack([X, np.ones((1, X.shape[1]))])"),
            ("W2 @ A1 + b2", "np.c_[W2, b2] @ np.r_[A1, np.ones((1, A1.shape[1]))]"),
        ],
    ),
    variant(
        "writes_the_sigmoid_out_and_asserts",
        "forward_propagation",
        edits=[
            (
                "A2 = sigmoid(Z2)  # (n_y, m)",
                "A2 = 1 / (1 + np.exp(-Z2))\n    assert A2.shape == (1, X.shape[1])",
            )
        ],
    ),
    variant(
        "tanh_from_sigmoids",
        "forward_propagation",
        edits=[("np.tanh(Z1)", "2 * sigmoid(2 * Z1) - 1")],
    ),
    variant(
        "adds_the_bias_in_place",
        "forward_propagation",
        edits=[("Z1 = W1 @ X + b1", "Z1 = W1 @ X\n    Z1 += b1")],
    ),
    variant(
        "helper_inside",
        "forward_propagation",
        code="""
            def forward_propagation(inputs, params):
                def layer(A, l, g):
                    Z = np.add(np.dot(params["W" + str(l)], A), params[f"b{l}"])
                    return Z, g(Z)

                Z1, A1 = layer(inputs, 1, np.tanh)
                Z2, A2 = layer(A1, 2, sigmoid)
                return [A2, dict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)]
        """,
    ),
    # -------------------------------------------------------------------------------- compute_cost
    variant(
        "formula_without_a_guard",
        "compute_cost",
        code="""
            def compute_cost(A2, Y):
                m = Y.shape[1]
                logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
                cost = -1 / m * np.sum(logprobs)
                return cost
        """,
    ),
    variant(
        "takes_the_parameters_as_well",
        "compute_cost",
        code="""
            def compute_cost(A2, Y, parameters):
                m = Y.shape[1]
                logprobs = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
                cost = float(np.squeeze(-np.sum(logprobs) / m))
                assert isinstance(cost, float)
                return cost
        """,
    ),
    variant(
        "dot_products",
        "compute_cost",
        code="""
            def compute_cost(A2, Y):
                m = Y.shape[1]
                return -(np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)) / m
        """,
    ),
    variant(
        "squeezed_to_no_axes",
        "compute_cost",
        code="""
            def compute_cost(A2, Y):
                cost = -(Y @ np.log(A2).T + (1 - Y) @ np.log(1 - A2).T) / Y.shape[1]
                return np.squeeze(cost)
        """,
    ),
    variant(
        "loop_with_math_log",
        "compute_cost",
        code="""
            import math

            def compute_cost(A2, Y):
                m = Y.shape[1]
                total = 0.0
                for i in range(m):
                    p = A2[0, i] if Y[0, i] == 1 else 1 - A2[0, i]
                    total -= math.log(max(p, 1e-12))
                return total / m
        """,
    ),
    variant("np_mean", "compute_cost", edits=[("np.sum(losses) / m", "np.mean(losses)")]),
    variant(
        "where_instead_of_two_terms",
        "compute_cost",
        edits=[("-(Y * np.log(A) + (1 - Y) * np.log(1 - A))", "-np.log(np.where(Y == 1, A, 1 - A))")],
    ),
    variant(
        "epsilon_inside_the_log",
        "compute_cost",
        code="""
            def compute_cost(A2, Y):
                eps = 1e-8
                return -np.mean(Y * np.log(A2 + eps) + (1 - Y) * np.log(1 - A2 + eps))
        """,
    ),
    variant("clips_at_1e_12", "compute_cost", edits=[("1e-15, 1 - 1e-15", "1e-12, 1 - 1e-12")]),
    variant(
        "nansum",
        "compute_cost",
        code="""
            def compute_cost(A2, Y):
                m = Y.shape[1]
                return -np.nansum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
        """,
    ),
    variant(
        "float32_inside",
        "compute_cost",
        code="""
            def compute_cost(A2, Y):
                A, y = np.float32(A2), np.float32(Y)
                return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))
        """,
    ),
    variant("log1p", "compute_cost", edits=[("np.log(1 - A)", "np.log1p(-A)")]),
    variant(
        "from_the_log_odds",
        "compute_cost",
        code="""
            def compute_cost(A2, Y):
                Z = np.log(A2) - np.log(1 - A2)
                return np.mean(np.logaddexp(0, Z) - Y * Z)
        """,
    ),
    # ------------------------------------------------------------------------ backward_propagation
    variant(
        "np_dot_and_1_over_m_in_front",
        "backward_propagation",
        code="""
            def backward_propagation(parameters, cache, X, Y):
                m = X.shape[1]
                W1 = parameters["W1"]
                W2 = parameters["W2"]
                A1 = cache["A1"]
                A2 = cache["A2"]
                dZ2 = A2 - Y
                dW2 = 1 / m * np.dot(dZ2, A1.T)
                db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
                dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(A1, 2))
                dW1 = 1 / m * np.dot(dZ1, X.T)
                db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
                grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
                return grads
        """,
    ),
    variant(
        "einsum_and_mean",
        "backward_propagation",
        edits=[
            ("dZ2 @ A1.T / m", 'np.einsum("im,jm->ij", dZ2, A1) / m'),
            ("np.sum(dZ2, axis=1, keepdims=True) / m", "np.mean(dZ2, axis=1, keepdims=True)"),
            ("np.sum(dZ1, axis=1, keepdims=True) / m", "dZ1.mean(1).reshape(-1, 1)"),
        ],
    ),
    variant(
        "one_example_at_a_time",
        "backward_propagation",
        code="""
            def backward_propagation(parameters, cache, X, Y):
                m = X.shape[1]
                grads = {"d" + key: np.zeros(value.shape) for key, value in parameters.items()}
                for i in range(m):
                    a1 = cache["A1"][:, i]
                    dz2 = cache["A2"][:, i] - Y[:, i]
                    dz1 = parameters["W2"].T.dot(dz2) * (1 - a1 * a1)
                    grads["dW2"] += np.outer(dz2, a1) / m
                    grads["db2"] += dz2[:, None] / m
                    grads["dW1"] += np.outer(dz1, X[:, i]) / m
                    grads["db1"] += dz1[:, None] / m
                return grads
        """,
    ),
    variant("tanh_of_Z1", "backward_propagation", edits=[("1 - A1**2", '1 - np.tanh(cache["Z1"]) ** 2')]),
    variant(
        "own_tanh_derivative", "backward_propagation", edits=[("(1 - A1**2)", 'tanh_derivative(cache["Z1"])')]
    ),
    variant("sum_times_difference", "backward_propagation", edits=[("(1 - A1**2)", "(1 - A1) * (1 + A1)")]),
    variant("elementwise_for_one_output", "backward_propagation", edits=[("W2.T @ dZ2", "W2.T * dZ2")]),
    variant(
        "divides_once_at_the_top",
        "backward_propagation",
        edits=[(" / m", "", 4), ("dZ2 = A2 - Y", "dZ2 = (A2 - Y) / m")],
    ),
    variant(
        "more_keys_than_needed",
        "backward_propagation",
        edits=[('"db2": db2}', '"db2": db2, "dZ1": dZ1, "dZ2": dZ2}')],
    ),
    variant(
        "chain_rule_without_cancelling",
        "backward_propagation",
        edits=[("A2 - Y", "((1 - Y) / (1 - A2) - Y / A2) * A2 * (1 - A2)")],
    ),
    variant(
        "evaluates_the_network_again",
        "backward_propagation",
        edits=[
            ('A1, A2 = cache["A1"], cache["A2"]', 'A1 = np.tanh(parameters["W1"] @ X + parameters["b1"])'),
            ("dZ2 = A2 - Y", 'dZ2 = sigmoid(W2 @ A1 + parameters["b2"]) - Y'),
        ],
    ),
    variant("float32_inside", "backward_propagation", edits=[("A2 - Y", "np.float32(A2) - np.float32(Y)")]),
    # --------------------------------------------------------------------------- update_parameters
    variant(
        "line_by_line",
        "update_parameters",
        code="""
            def update_parameters(parameters, grads, learning_rate=1.2):
                W1 = parameters["W1"]
                b1 = parameters["b1"]
                W2 = parameters["W2"]
                b2 = parameters["b2"]
                W1 = W1 - learning_rate * grads["dW1"]
                b1 = b1 - learning_rate * grads["db1"]
                W2 = W2 - learning_rate * grads["dW2"]
                b2 = b2 - learning_rate * grads["db2"]
                parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
                return parameters
        """,
    ),
    variant(
        "comprehension",
        "update_parameters",
        code="""
            def update_parameters(params, gradients, alpha=1.2):
                return {k: np.subtract(p, alpha * gradients[f"d{k}"]) for k, p in params.items()}
        """,
    ),
    variant(
        "deepcopy_then_in_place",
        "update_parameters",
        code="""
            import copy

            def update_parameters(parameters, grads, learning_rate=1.2):
                parameters = copy.deepcopy(parameters)
                for l in range(1, len(parameters) // 2 + 1):
                    parameters["W" + str(l)] -= learning_rate * grads["dW" + str(l)]
                    parameters["b" + str(l)] -= learning_rate * grads["db" + str(l)]
                return parameters
        """,
    ),
    variant(
        "changes_the_arrays_of_its_argument",
        "update_parameters",
        code="""
            def update_parameters(parameters, grads, learning_rate=1.2):
                for key in parameters:
                    parameters[key] -= learning_rate * grads["d" + key]
                return parameters
        """,
    ),
    variant(
        "puts_new_arrays_into_its_argument",
        "update_parameters",
        code="""
            def update_parameters(parameters, grads, learning_rate=1.2):
                for key in parameters:
                    parameters[key] = parameters[key] - learning_rate * grads["d" + key]
                return parameters
        """,
    ),
    variant(
        "float32_result", "update_parameters", edits=[("parameters[key] -", "np.float32(parameters[key]) -")]
    ),
    # ------------------------------------------------------------------------------------ nn_model
    variant(
        "while_loop_and_prints",
        "nn_model",
        code="""
            def nn_model(X, Y, parameters, num_iterations=50, learning_rate=1.2):
                i, costs = 0, []
                while i < num_iterations:
                    A2, cache = forward_propagation(X, parameters)
                    cost = compute_cost(A2, Y)
                    grads = backward_propagation(parameters, cache, X, Y)
                    parameters = update_parameters(parameters, grads, learning_rate)
                    costs += [cost]
                    if i % 10 == 0:
                        print(f"iteration {i}: {cost:.3f}")
                    i += 1
                return parameters, costs
        """,
    ),
    variant(
        "recursion",
        "nn_model",
        code="""
            def nn_model(X, Y, parameters, num_iterations=50, learning_rate=1.2):
                if num_iterations == 0:
                    return parameters, []
                A2, cache = forward_propagation(X, parameters)
                grads = backward_propagation(parameters, cache, X, Y)
                after = update_parameters(parameters, grads, learning_rate)
                trained, costs = nn_model(X, Y, after, num_iterations - 1, learning_rate)
                return trained, [compute_cost(A2, Y), *costs]
        """,
    ),
    variant(
        "starts_from_a_copy_and_returns_a_list",
        "nn_model",
        edits=[
            (
                "    costs = []",
                "    parameters = {k: v.copy() for k, v in parameters.items()}\n    costs = []",
            ),
            ("return parameters, costs", "return [parameters, costs]"),
        ],
    ),
    variant(
        "all_in_one_function",
        "nn_model",
        code="""
            def nn_model(X, Y, parameters, num_iterations=50, learning_rate=1.2):
                W1, b1, W2, b2 = (parameters[k] for k in ("W1", "b1", "W2", "b2"))
                costs, m = [], X.shape[1]
                for _ in range(num_iterations):
                    A1 = np.tanh(W1 @ X + b1)
                    A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
                    costs.append(-np.mean(np.log(np.where(Y == 1, A2, 1 - A2))))
                    D2 = (A2 - Y) / m
                    D1 = W2.T @ D2 * (1 - A1 * A1)
                    W2, b2 = W2 - learning_rate * D2 @ A1.T, b2 - learning_rate * D2.sum(1, keepdims=True)
                    W1, b1 = W1 - learning_rate * D1 @ X.T, b1 - learning_rate * D1.sum(1, keepdims=True)
                return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, costs
        """,
    ),
    # ------------------------------------------------------------------------------------- predict
    variant("np_round", "predict", edits=[("(A2 > 0.5).astype(int)", "np.round(A2)")]),
    variant("booleans", "predict", edits=[("(A2 > 0.5).astype(int)", "A2 > 0.5")]),
    variant("at_least_one_half", "predict", edits=[("A2 > 0.5", "A2 >= 0.5")]),
    variant("floats", "predict", edits=[("astype(int)", "astype(float)")]),
    variant("where", "predict", edits=[("(A2 > 0.5).astype(int)", "np.where(A2 > 0.5, 1, 0)")]),
    variant("threshold_of_0_on_Z2", "predict", edits=[("A2 > 0.5", 'cache["Z2"] > 0')]),
    variant(
        "loop",
        "predict",
        code="""
            def predict(parameters, X):
                A2, _ = forward_propagation(X, parameters)
                labels = np.zeros(A2.shape, dtype=np.int8)
                for i in range(A2.shape[0]):
                    for j in range(A2.shape[1]):
                        labels[i, j] = 1 if A2[i, j] > 0.5 else 0
                return labels
        """,
    ),
    variant(
        "evaluates_the_network_itself",
        "predict",
        code="""
            def predict(parameters, X):
                A1 = np.tanh(parameters["W1"] @ X + parameters["b1"])
                return np.heaviside(parameters["W2"] @ A1 + parameters["b2"], 0)
        """,
    ),
    # ------------------------------------------------------------------------------------- answers
    variant("dict_with_keywords", "answers", code='answers = dict(e="ii", d="iv", c="i", b="iii", a="ii")'),
)

EQUIVALENTS = (
    equivalent(
        "initialize_parameters",
        "A normal distribution of mean 0 is symmetric.",
        edits=[("(n_h, n_x) * 0.01", "(n_h, n_x) * -0.01"), ("(n_y, n_h) * 0.01", "(n_y, n_h) * -0.01")],
    ),
    equivalent(
        "compute_cost",
        "A2 and Y have the same shape.",
        edits=[("Y.shape[1]", "A2.shape[1]")],
    ),
    equivalent(
        "compute_cost",
        "Costs are not judged where a prediction is exactly 0 or 1, and nowhere else do the bounds matter.",
        edits=[
            ("np.clip(A2, 1e-15, 1 - 1e-15)", "A2"),
            ("A2, 1e-15", "1e-15, A2"),
            ("A2, 1e-15", "A2, 0"),
            ("1 - 1e-15", "2 - 1e-15"),
            ("1 - 1e-15", "1"),
            ("1 - 1e-15", "1 + 1e-15"),
            ("1 - 1e-15", "1 - 0"),
            ("np.log(A)", "np.log(A2)"),
            ("np.log(1 - A)", "np.log(1 - A2)"),
        ],
    ),
    equivalent(
        "backward_propagation",
        "X and Y have as many columns as there are examples.",
        edits=[("X.shape[1]", "Y.shape[1]")],
    ),
    equivalent(
        "backward_propagation",
        "With one output unit there is one row to sum over, and a column times a row is their outer product.",
        edits=[("np.sum(dZ2, axis=1, ", "np.sum(dZ2, "), ("W2.T @ dZ2", "W2.T * dZ2")],
    ),
    equivalent(
        "update_parameters",
        "The order of the keys is nobody's business.",
        edits=[('"W1", "b1"', '"b1", "W1"'), ('"b1", "W2"', '"W2", "b1"'), ('"W2", "b2"', '"b2", "W2"')],
    ),
    equivalent(
        "nn_model",
        "Whoever trains says for how long and how fast: the signature is given, and other defaults are accepted.",
        edits=[
            ("num_iterations=50", "num_iterations=-50"),
            ("num_iterations=50", "num_iterations=0"),
            ("num_iterations=50", "num_iterations=49"),
            ("num_iterations=50", "num_iterations=51"),
            ("learning_rate=1.2", "learning_rate=-1.2"),
            ("learning_rate=1.2", "learning_rate=0"),
            ("learning_rate=1.2", "learning_rate=1.32"),
            ("learning_rate=1.2", "learning_rate=2.2"),
        ],
    ),
    equivalent(
        "predict",
        "Labels may be booleans, and an output of exactly one half may get either.",
        edits=[("(A2 > 0.5).astype(int)", "A2 > 0.5"), ("A2 > 0.5", "A2 >= 0.5")],
    ),
)
