"""Dropout: dropout_forward, the forward and the backward pass with it, and predict, which has none."""

from functools import partial

from reference.mistakes import Equivalent, Mistake, StaleEditError, Variant

mistake = partial(Mistake, module="regularization")
variant = partial(Variant, module="regularization")
equivalent = partial(Equivalent, module="regularization")

FORWARD, BACKWARD = "forward_propagation_with_dropout", "backward_propagation_with_dropout"
DRAW = "np.random.rand(A.shape[0], A.shape[1])"
DROP = "A_drop = A * D / keep_prob"
LAYER_1, LAYER_2 = (
    "A1, D1 = dropout_forward(relu(Z1), keep_prob)",
    "A2, D2 = dropout_forward(relu(Z2), keep_prob)",
)
CACHE = "(Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)"
MASK_1, MASK_2 = "dA1 = (W2.T @ dZ2) * D1 / keep_prob", "dA2 = (W3.T @ dZ3) * D2 / keep_prob"

WRITTEN_OUT = """
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    D1 = np.random.rand(A1.shape[0], A1.shape[1])
    D1 = D1 < keep_prob
    A1 = A1 * D1
    A1 = A1 / keep_prob
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    D2 = np.random.rand(A2.shape[0], A2.shape[1])
    D2 = D2 < keep_prob
    A2 = A2 * D2
    A2 = A2 / keep_prob
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    cache = (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
    return A3, cache
"""


def written_out(*edits):
    """The forward pass as it is often written, without a function for one layer, and then edited."""
    text = WRITTEN_OUT
    for old, new, *times in edits:
        if text.count(old) != (times[0] if times else 1):
            raise StaleEditError(f"{old!r} occurs {text.count(old)}x in the forward pass written out")
        text = text.replace(old, new)
    return text


MISTAKES = (
    # ------------------------------------------------------------------------------ dropout_forward
    mistake(
        "not_scaled",
        "dropout_forward",
        edits=[(DROP, "A_drop = A * D")],
        misconception="What is kept is not scaled, so the next layer sees less than without dropout.",
        hint="Average the output over many masks: do you get A back?",
    ),
    mistake(
        "multiplied_by_keep_prob",
        "dropout_forward",
        edits=[("/ keep_prob", "* keep_prob")],
        misconception="What is kept is made smaller, although so much is missing already.",
        hint="Average the output over many masks: do you get A back?",
    ),
    mistake(
        "comparison_reversed",
        "dropout_forward",
        edits=[("< keep_prob", "> keep_prob")],
        misconception="Entries are kept where the random number is large, so the share kept is the wrong one.",
        hint="Which share of random numbers between 0 and 1 lies above 0.8?",
    ),
    mistake(
        "keep_prob_as_drop_probability",
        "dropout_forward",
        edits=[("< keep_prob", "< 1 - keep_prob")],
        misconception="keep_prob is used as the probability that an entry is dropped.",
        hint="With keep_prob = 1, should everything or nothing be kept?",
    ),
    mistake(
        "randn_for_rand",
        "dropout_forward",
        edits=[("np.random.rand(", "np.random.randn(")],
        misconception="The numbers are normal ones, so that keep_prob is no probability any more.",
        hint="From which distribution is a number below p with probability p?",
    ),
    mistake(
        "one_draw_for_all_units",
        "dropout_forward",
        edits=[(DRAW, "np.random.rand(1, A.shape[1])"), ("< keep_prob", "< keep_prob * np.ones(A.shape)")],
        misconception="All units of the layer are dropped together, example by example.",
        hint="How many random numbers does a mask of 3 units and 5 examples need?",
    ),
    mistake(
        "one_draw_for_all_examples",
        "dropout_forward",
        edits=[(DRAW, "np.random.rand(A.shape[0], 1)"), ("< keep_prob", "< keep_prob * np.ones(A.shape)")],
        misconception="A unit is dropped for all examples or for none.",
        hint="How many random numbers does a mask of 3 units and 5 examples need?",
    ),
    mistake(
        "mask_is_one_column",
        "dropout_forward",
        edits=[(DRAW, "np.random.rand(A.shape[0], 1)")],
        misconception="The mask has one column, which is spread over all examples.",
        hint="Compare the shape of D with that of A.",
    ),
    mistake(
        "one_single_draw",
        "dropout_forward",
        edits=[(DRAW, "np.random.rand() * np.ones(A.shape)")],
        misconception="One random number decides for the whole layer.",
        hint="How many random numbers does a mask of 3 units and 5 examples need?",
    ),
    mistake(
        "same_number_dropped_in_each_example",
        "dropout_forward",
        edits=[
            (
                f"D = {DRAW} < keep_prob",
                "ranks = np.argsort(np.argsort(np.random.rand(A.shape[0], A.shape[1]), axis=0), axis=0)\n"
                "    D = ranks < round(keep_prob * A.shape[0])",
            )
        ],
        misconception="In every example exactly the same number of units is kept.",
        hint="Toss a coin ten times: is it always heads five times?",
    ),
    mistake(
        "scaled_by_the_drop_probability",
        "dropout_forward",
        edits=[("/ keep_prob", "/ (1 - keep_prob if keep_prob < 1 else 1)")],
        misconception="What is kept is divided by the probability of being dropped.",
        hint="Which share of A is left over after dropping, and what undoes that?",
    ),
    mistake(
        "scaled_by_the_share_that_was_kept",
        "dropout_forward",
        edits=[("/ keep_prob", "/ D.mean()")],
        misconception="The scale changes from mask to mask with the share that happened to be kept.",
        hint="Which number is the same in the backward pass and known in advance?",
    ),
    mistake(
        "scaled_by_the_root",
        "dropout_forward",
        edits=[("/ keep_prob", "/ np.sqrt(keep_prob)")],
        misconception="This keeps the variance and not the mean.",
        hint="Average the output over many masks: do you get A back?",
    ),
    mistake(
        "scaled_twice",
        "dropout_forward",
        edits=[("/ keep_prob", "/ keep_prob / keep_prob")],
        misconception="What is kept is scaled twice.",
        hint="Average the output over many masks: do you get A back?",
    ),
    mistake(
        "half_hard_coded",
        "dropout_forward",
        edits=[("< keep_prob", "< 0.5")],
        misconception="Half of the entries are dropped, whatever keep_prob is.",
        hint="Try it with keep_prob = 1.",
    ),
    mistake(
        "scale_hard_coded",
        "dropout_forward",
        edits=[("/ keep_prob", "/ 0.5")],
        misconception="The scale is right for one keep_prob only.",
        hint="Try it with keep_prob = 1.",
    ),
    mistake(
        "mask_not_thresholded",
        "dropout_forward",
        edits=[(f"{DRAW} < keep_prob", DRAW)],
        misconception="A is multiplied by random numbers, and nothing is really dropped.",
        hint="Which values may a mask hold?",
    ),
    mistake(
        "mask_scaled_away",
        "dropout_forward",
        edits=[("return A_drop, D", "return A_drop, A_drop")],
        misconception="The activations are returned in place of the mask.",
        hint="Which values may a mask hold?",
    ),
    mistake(
        "changes_A_in_place",
        "dropout_forward",
        edits=[(DROP, "A *= D\n    A /= keep_prob\n    A_drop = A")],
        misconception="The caller's activations are overwritten.",
        hint="Print A before and after the call.",
    ),
    mistake(
        "drops_in_place",
        "dropout_forward",
        edits=[(DROP, "A[~D] = 0\n    A_drop = A / keep_prob")],
        misconception="The zeros are written into the caller's activations.",
        hint="Print A before and after the call.",
    ),
    mistake(
        "returns_another_mask",
        "dropout_forward",
        edits=[("return A_drop, D", f"return A_drop, {DRAW} < keep_prob")],
        misconception="The mask that is returned is not the one that was used.",
        hint="The backward pass must drop the same units: how can it know them?",
    ),
    mistake(
        "returns_what_was_dropped",
        "dropout_forward",
        edits=[("return A_drop, D", "return A_drop, 1 - D")],
        misconception="The mask says 1 where an entry was dropped.",
        hint="Read in the docstring what a 1 in the mask means.",
    ),
    mistake(
        "returned_in_the_other_order",
        "dropout_forward",
        edits=[("return A_drop, D", "return D, A_drop")],
        misconception="The mask comes first and the activations then.",
        hint="Compare your return line with the docstring, name by name.",
    ),
    mistake(
        "mask_not_returned",
        "dropout_forward",
        edits=[("return A_drop, D", "return A_drop")],
        misconception="The mask is lost when the function ends.",
        hint="What will the backward pass need?",
    ),
    mistake(
        "keeps_the_first_mask",
        "dropout_forward",
        code="""
            masks = {}

            def dropout_forward(A, keep_prob):
                if "D" not in masks:
                    masks["D"] = np.random.rand(*A.shape) < keep_prob
                D = masks["D"]
                return A * D / keep_prob, D
        """,
        misconception="The first mask is used for ever, even for layers of another size.",
        hint="Call it twice with arrays of different shapes.",
    ),
    mistake(
        "keep_prob_of_the_notebook",
        "dropout_forward",
        edits=[("(A, keep_prob)", "(A, keep)")],
        misconception="The function uses the notebook's keep_prob, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "drops_the_small_ones",
        "dropout_forward",
        edits=[(f"{DRAW} < keep_prob", "np.abs(A) >= np.quantile(np.abs(A), 1 - keep_prob)")],
        misconception="The smallest activations are dropped, which has nothing to do with chance.",
        hint="What has to decide whether an entry is dropped?",
    ),
    mistake(
        "keeps_the_same_number_in_every_mask",
        "dropout_forward",
        edits=[
            (
                f"{DRAW} < keep_prob",
                "np.random.permutation(np.arange(A.size) < round(keep_prob * A.size)).reshape(A.shape)",
            )
        ],
        misconception="A fixed number of entries is kept, and only their places are drawn.",
        hint="If you toss a coin a hundred times, is it heads fifty times every time?",
    ),
    # ------------------------------------------------------------- forward_propagation_with_dropout
    mistake(
        "not_scaled",
        FORWARD,
        code=written_out(("    A1 = A1 / keep_prob\n", ""), ("    A2 = A2 / keep_prob\n", "")),
        misconception="What is kept is not scaled in either layer.",
        hint="Average A1 over many masks: do you get relu(Z1) back?",
    ),
    mistake(
        "layer_2_not_scaled",
        FORWARD,
        code=written_out(("    A2 = A2 / keep_prob\n", "")),
        misconception="What is kept in layer 2 is not scaled.",
        hint="Compare the lines of the two layers.",
    ),
    mistake(
        "multiplied_by_keep_prob",
        FORWARD,
        code=written_out(("A1 / keep_prob", "A1 * keep_prob"), ("A2 / keep_prob", "A2 * keep_prob")),
        misconception="What is kept is made smaller, although so much is missing already.",
        hint="Average A1 over many masks: do you get relu(Z1) back?",
    ),
    mistake(
        "comparison_reversed",
        FORWARD,
        code=written_out(("D1 < keep_prob", "D1 > keep_prob"), ("D2 < keep_prob", "D2 > keep_prob")),
        misconception="Entries are kept where the random number is large, so the share kept is the wrong one.",
        hint="Which share of random numbers between 0 and 1 lies above 0.8?",
    ),
    mistake(
        "drop_probability_in_layer_2",
        FORWARD,
        code=written_out(("D2 < keep_prob", "D2 < 1 - keep_prob")),
        misconception="In layer 2 keep_prob is used as the probability that an entry is dropped.",
        hint="Compare the lines of the two layers.",
    ),
    mistake(
        "mask_of_layer_1_used_again",
        FORWARD,
        code=written_out(
            (
                "D2 = np.random.rand(A2.shape[0], A2.shape[1])\n    D2 = D2 < keep_prob",
                "D2 = np.resize(D1, A2.shape)",
            )
        ),
        misconception="Layer 2 is dropped with the mask of layer 1.",
        hint="Are the draws of the two layers independent?",
    ),
    mistake(
        "seed_reset_before_each_mask",
        FORWARD,
        code=written_out(
            ("    D1 = np.random", "    np.random.seed(2)\n    D1 = np.random"),
            ("    D2 = np.random", "    np.random.seed(2)\n    D2 = np.random"),
        ),
        misconception="The seed is set again before the second mask, so both hold the same random numbers.",
        hint="Compare the first rows of D1 and D2. How often does a seed have to be set?",
    ),
    mistake(
        "transposed_draws_after_a_reset_seed",
        FORWARD,
        code=written_out(
            (
                "D1 = np.random.rand(A1.shape[0], A1.shape[1])",
                "np.random.seed(2)\n    D1 = np.random.rand(*A1.T.shape).T",
            ),
            (
                "D2 = np.random.rand(A2.shape[0], A2.shape[1])",
                "np.random.seed(2)\n    D2 = np.random.rand(*A2.T.shape).T",
            ),
        ),
        misconception="The seed is set again before the second mask, so the masks begin with the same numbers.",
        hint="Where would one seed, set once, be enough?",
    ),
    mistake(
        "layer_2_sees_everything",
        FORWARD,
        code=written_out(
            ("    Z2 = np.dot(W2, A1) + b2\n", ""),
            ("    A1 = relu(Z1)\n", "    A1 = relu(Z1)\n    Z2 = np.dot(W2, A1) + b2\n"),
        ),
        misconception="Z2 is computed before units of layer 1 are dropped.",
        hint="In which order must dropping and the next layer come?",
    ),
    mistake(
        "output_sees_everything",
        FORWARD,
        edits=[("Z3 = W3 @ A2 + b3", "Z3 = W3 @ relu(Z2) + b3")],
        misconception="Z3 is computed from what layer 2 was before dropout.",
        hint="Which A2 should the output layer see?",
    ),
    mistake(
        "layer_1_not_dropped",
        FORWARD,
        edits=[(LAYER_1, "A1, D1 = relu(Z1), np.ones(Z1.shape)")],
        misconception="Only layer 2 is dropped.",
        hint="How many hidden layers does the network have?",
    ),
    mistake(
        "layer_2_not_dropped",
        FORWARD,
        edits=[(LAYER_2, "A2, D2 = relu(Z2), np.ones(Z2.shape)")],
        misconception="Only layer 1 is dropped.",
        hint="How many hidden layers does the network have?",
    ),
    mistake(
        "output_dropped_too",
        FORWARD,
        edits=[("A3 = sigmoid(Z3)", "A3, D3 = dropout_forward(sigmoid(Z3), keep_prob)")],
        misconception="The output is dropped as well, so that predictions become 0 at random.",
        hint="Which layers does the exercise name?",
    ),
    mistake(
        "input_dropped_too",
        FORWARD,
        edits=[("Z1 = W1 @ X + b1", "Z1 = W1 @ dropout_forward(X, keep_prob)[0] + b1")],
        misconception="The inputs are dropped as well.",
        hint="Which layers does the exercise name?",
    ),
    mistake(
        "mask_of_one_column",
        FORWARD,
        code=written_out(
            ("A1.shape[0], A1.shape[1]", "A1.shape[0], 1"), ("A2.shape[0], A2.shape[1]", "A2.shape[0], 1")
        ),
        misconception="Each mask has one column, so a unit is dropped for all examples or for none.",
        hint="Compare the shape of D1 with that of A1.",
    ),
    mistake(
        "mask_of_one_row",
        FORWARD,
        code=written_out(
            ("A1.shape[0], A1.shape[1]", "1, A1.shape[1]"), ("A2.shape[0], A2.shape[1]", "1, A2.shape[1]")
        ),
        misconception="Each mask has one row, so all units are dropped together.",
        hint="Compare the shape of D1 with that of A1.",
    ),
    mistake(
        "one_column_spread_over_the_examples",
        FORWARD,
        code=written_out(
            (
                "np.random.rand(A1.shape[0], A1.shape[1])",
                "np.random.rand(A1.shape[0], 1) * np.ones(A1.shape)",
            ),
            (
                "np.random.rand(A2.shape[0], A2.shape[1])",
                "np.random.rand(A2.shape[0], 1) * np.ones(A2.shape)",
            ),
        ),
        misconception="A unit is dropped for all examples or for none.",
        hint="Should every example drop the same units?",
    ),
    mistake(
        "randn_for_rand",
        FORWARD,
        code=written_out(("np.random.rand(", "np.random.randn(", 2)),
        misconception="The numbers are normal ones, so that keep_prob is no probability any more.",
        hint="From which distribution is a number below p with probability p?",
    ),
    mistake(
        "masks_not_thresholded",
        FORWARD,
        code=written_out(("    D1 = D1 < keep_prob\n", ""), ("    D2 = D2 < keep_prob\n", "")),
        misconception="The activations are multiplied by random numbers, and nothing is really dropped.",
        hint="Which values may a mask hold?",
    ),
    mistake(
        "cache_holds_A1_before_dropout",
        FORWARD,
        edits=[("D1, A1, W1", "D1, relu(Z1), W1")],
        misconception="The cache holds an A1 that layer 2 has never seen.",
        hint="dW2 will be made from the A1 in the cache: which one was the input of layer 2?",
    ),
    mistake(
        "cache_without_masks",
        FORWARD,
        edits=[(CACHE, "(Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)")],
        misconception="The masks are not in the cache.",
        hint="What will the backward pass need?",
    ),
    mistake(
        "cache_in_another_order",
        FORWARD,
        edits=[("Z1, D1, A1,", "Z1, A1, D1,"), ("Z2, D2, A2,", "Z2, A2, D2,")],
        misconception="The cache is packed in another order than the docstring says.",
        hint="Compare the names in your line with those in the docstring.",
    ),
    mistake(
        "masks_exchanged_in_the_cache",
        FORWARD,
        edits=[("(Z1, D1,", "(Z1, D2,"), ("b1, Z2, D2,", "b1, Z2, D1,")],
        misconception="The cache holds each mask at the place of the other.",
        hint="Compare the names in your line with those in the docstring.",
    ),
    mistake(
        "masks_of_what_was_dropped",
        FORWARD,
        edits=[(CACHE, CACHE.replace("D1", "1 - D1").replace("D2", "1 - D2"))],
        misconception="The masks in the cache say 1 where a unit was dropped.",
        hint="Read in the exercise what a 1 in the mask means.",
    ),
    mistake(
        "cache_of_random_numbers",
        FORWARD,
        code=written_out(
            ("    D1 = D1 < keep_prob\n    A1 = A1 * D1\n", "    A1 = A1 * (D1 < keep_prob)\n"),
            ("    D2 = D2 < keep_prob\n    A2 = A2 * D2\n", "    A2 = A2 * (D2 < keep_prob)\n"),
        ),
        misconception="The cache holds the random numbers and not the masks made from them.",
        hint="Which values may a mask hold?",
    ),
    mistake(
        "default_changed",
        FORWARD,
        edits=[("keep_prob=0.5", "keep_prob=0.8")],
        misconception="Without the argument, keep_prob is not what the exercise says.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "keep_prob_hard_coded",
        FORWARD,
        edits=[(", keep_prob)  #", ", 0.5)  #", 2)],
        misconception="The layers are dropped with probability one half, whatever keep_prob is.",
        hint="Try it with keep_prob = 1.",
    ),
    mistake(
        "tanh_in_the_hidden_layers",
        FORWARD,
        edits=[("relu(", "np.tanh(", 2)],
        misconception="The hidden layers have tanh, but this network is made of ReLU units.",
        hint="Compare with forward_propagation, which is given.",
    ),
    mistake(
        "relu_forgotten_in_layer_2",
        FORWARD,
        edits=[("dropout_forward(relu(Z2), keep_prob)", "dropout_forward(Z2, keep_prob)")],
        misconception="Layer 2 has no activation function.",
        hint="Compare with forward_propagation, which is given.",
    ),
    mistake(
        "bias_dropped_with_the_output_of_layer_2",
        FORWARD,
        edits=[("Z2 = W2 @ A1 + b2", "Z2 = W2 @ A1")],
        misconception="The bias of layer 2 is missing.",
        hint="Compare with forward_propagation, which is given.",
    ),
    mistake(
        "returns_A3_only",
        FORWARD,
        edits=[(f"return A3, {CACHE}", "return A3")],
        misconception="The cache is not returned.",
        hint="What will the backward pass need?",
    ),
    mistake(
        "parameters_of_the_notebook",
        FORWARD,
        edits=[("(X, parameters, keep_prob=0.5)", "(X, params, keep_prob=0.5)")],
        misconception="The function computes with the notebook's parameters, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "drops_weights",
        FORWARD,
        edits=[
            (
                LAYER_2,
                "A2 = relu(Z2)\n    D2 = np.random.rand(*A2.shape) < keep_prob\n    W3 = W3 * D2[:, :1].T / keep_prob",
            )
        ],
        misconception="The weights of a unit are dropped for all examples, not its activations for each.",
        hint="What does each mask belong to: weights or activations?",
    ),
    # ------------------------------------------------------------ backward_propagation_with_dropout
    mistake(
        "mask_missing_in_layer_2",
        BACKWARD,
        edits=[(MASK_2, "dA2 = (W3.T @ dZ3) / keep_prob")],
        misconception="In layer 2 dropped units get a gradient.",
        hint="A unit that was dropped has not influenced the cost: what is its gradient?",
    ),
    mistake(
        "mask_missing_in_layer_1",
        BACKWARD,
        edits=[(MASK_1, "dA1 = (W2.T @ dZ2) / keep_prob")],
        misconception="In layer 1 dropped units get a gradient.",
        hint="A unit that was dropped has not influenced the cost: what is its gradient?",
    ),
    mistake(
        "no_dropout_at_all",
        BACKWARD,
        edits=[(MASK_2, "dA2 = W3.T @ dZ3"), (MASK_1, "dA1 = W2.T @ dZ2")],
        misconception="This is the gradient of the network without dropout.",
        hint="Which units were part of the network in this forward pass?",
    ),
    mistake(
        "not_scaled",
        BACKWARD,
        edits=[(" / keep_prob", "", 2)],
        misconception="The masks are applied but the scale is forgotten.",
        hint="Forward, an activation was multiplied by the mask and by what else?",
    ),
    mistake(
        "layer_1_not_scaled",
        BACKWARD,
        edits=[("* D1 / keep_prob", "* D1")],
        misconception="In layer 1 the scale is forgotten.",
        hint="Compare the lines of the two layers.",
    ),
    mistake(
        "layer_2_not_scaled",
        BACKWARD,
        edits=[("* D2 / keep_prob", "* D2")],
        misconception="In layer 2 the scale is forgotten.",
        hint="Compare the lines of the two layers.",
    ),
    mistake(
        "multiplied_by_keep_prob",
        BACKWARD,
        edits=[("/ keep_prob", "* keep_prob", 2)],
        misconception="The gradient is multiplied by keep_prob, where the activations were divided by it.",
        hint="The derivative of c·a with respect to a: is it c or 1/c?",
    ),
    mistake(
        "scaled_twice",
        BACKWARD,
        edits=[("* D2 / keep_prob", "* D2 / keep_prob**2")],
        misconception="In layer 2 the gradient is divided by keep_prob twice.",
        hint="How often was an activation scaled in the forward pass?",
    ),
    mistake(
        "half_hard_coded",
        BACKWARD,
        edits=[("/ keep_prob", "/ 0.5", 2)],
        misconception="The scale is right for one keep_prob only.",
        hint="Which argument tells by what the forward pass has divided?",
    ),
    mistake(
        "keep_prob_of_the_notebook",
        BACKWARD,
        edits=[("(X, Y, cache, keep_prob)", "(X, Y, cache, keep)")],
        misconception="The function uses the notebook's keep_prob, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "masks_exchanged",
        BACKWARD,
        edits=[
            ("* D2 /", "* OTHER /"),
            ("* D1 /", "* np.resize(D2, D1.shape) /"),
            ("* OTHER /", "* np.resize(D1, D2.shape) /"),
        ],
        misconception="Each layer gets the mask of the other.",
        hint="Which mask belongs to which layer?",
    ),
    mistake(
        "same_mask_for_both_layers",
        BACKWARD,
        edits=[("* D1 /", "* np.resize(D2, D1.shape) /")],
        misconception="Layer 1 gets the mask of layer 2.",
        hint="Which mask belongs to which layer?",
    ),
    mistake(
        "fresh_masks",
        BACKWARD,
        edits=[
            ("* D2 /", "* (np.random.rand(*D2.shape) < keep_prob) /"),
            ("* D1 /", "* (np.random.rand(*D1.shape) < keep_prob) /"),
        ],
        misconception="New units are dropped on the way back.",
        hint="Which units were off in the forward pass whose gradient this is?",
    ),
    mistake(
        "mask_inverted",
        BACKWARD,
        edits=[("* D1 /", "* (1 - D1) /")],
        misconception="In layer 1 the gradient passes where units were dropped, and only there.",
        hint="What does a 1 in the mask mean?",
    ),
    mistake(
        "masks_inverted",
        BACKWARD,
        edits=[("* D1 /", "* (1 - D1) /"), ("* D2 /", "* (1 - D2) /")],
        misconception="The gradient passes where units were dropped, and only there.",
        hint="What does a 1 in the mask mean?",
    ),
    mistake(
        "mask_after_the_weights_were_made",
        BACKWARD,
        edits=[
            (MASK_1, "dA1 = W2.T @ dZ2"),
            ("    return", "    dZ1 = dZ1 * D1 / keep_prob\n    return"),
        ],
        misconception="Layer 1 is masked after dW1 and db1 have been made.",
        hint="In which order do the lines have to come?",
    ),
    mistake(
        "output_scaled_too",
        BACKWARD,
        edits=[("dZ3 = A3 - Y", "dZ3 = (A3 - Y) / keep_prob")],
        misconception="The gradient of the output is scaled, but nothing was dropped there.",
        hint="Which layers have a mask?",
    ),
    mistake(
        "weights_of_layer_2_scaled",
        BACKWARD,
        edits=[("dZ2 @ A1.T / m", "dZ2 @ A1.T / m / keep_prob")],
        misconception="dW2 is divided by keep_prob, but the A1 in the cache is scaled already.",
        hint="Which A1 is in the cache: before or after dropout?",
    ),
    mistake(
        "drops_A1_once_more",
        BACKWARD,
        edits=[("dZ2 @ A1.T", "dZ2 @ (A1 * D1 / keep_prob).T")],
        misconception="The A1 in the cache has been through dropout, and it is dropped and scaled again.",
        hint="Which A1 is in the cache: before or after dropout?",
    ),
    mistake(
        "undropped_activations_for_dW3",
        BACKWARD,
        edits=[("dZ3 @ A2.T", "dZ3 @ relu(Z2).T")],
        misconception="dW3 is made from activations that the output layer has not seen.",
        hint="What was the input of layer 3?",
    ),
    mistake(
        "relu_forgotten_in_layer_1",
        BACKWARD,
        edits=[("dA1 * (Z1 > 0)", "dA1")],
        misconception="The gradient passes through layer 1 as if it had no ReLU.",
        hint="Two things can switch a unit off: which of them is missing here?",
    ),
    mistake(
        "relu_forgotten_in_layer_2",
        BACKWARD,
        edits=[("dA2 * (Z2 > 0)", "dA2")],
        misconception="The gradient passes through layer 2 as if it had no ReLU.",
        hint="Two things can switch a unit off: which of them is missing here?",
    ),
    mistake(
        "mask_in_place_of_relu",
        BACKWARD,
        edits=[("dA2 * (Z2 > 0)", "dA2 * D2"), ("dA1 * (Z1 > 0)", "dA1 * D1")],
        misconception="The mask is applied twice and ReLU never.",
        hint="Two things can switch a unit off: which of them is missing here?",
    ),
    mistake(
        "sign_of_dZ3",
        BACKWARD,
        edits=[("A3 - Y", "Y - A3")],
        misconception="The difference is taken the wrong way round.",
        hint="If the prediction is too high, should the gradient be positive or negative?",
    ),
    mistake(
        "missing_1_over_m_in_the_biases",
        BACKWARD,
        edits=[("keepdims=True) / m", "keepdims=True)", 3)],
        misconception="The gradients of the biases are summed over the examples but not averaged.",
        hint="Compare the lines of the biases with those of the weights.",
    ),
    mistake(
        "averages_over_the_kept_entries",
        BACKWARD,
        edits=[
            (
                "np.sum(dZ2, axis=1, keepdims=True) / m",
                "np.sum(dZ2, axis=1, keepdims=True) / np.maximum(1, D2.sum(axis=1, keepdims=True))",
            )
        ],
        misconception="db2 is averaged over the examples in which the unit was kept.",
        hint="What is the cost an average over?",
    ),
    mistake(
        "keepdims_missing",
        BACKWARD,
        edits=[(", keepdims=True", "", 3)],
        misconception="The sum drops an axis, so db is one-dimensional.",
        hint="np.sum can be told to keep the axis that it sums over.",
    ),
    mistake(
        "m_counts_the_features",
        BACKWARD,
        edits=[("X.shape[1]", "X.shape[0]")],
        misconception="m is the number of rows of X, which counts the features.",
        hint="Do the examples stand in the rows or in the columns of X?",
    ),
    mistake(
        "m_of_the_notebook",
        BACKWARD,
        edits=[("    m = X.shape[1]\n", "")],
        misconception="m is not set in the function, so the one of the notebook is used.",
        hint="Which argument tells how many examples there are?",
    ),
    mistake(
        "penalty_of_another_question",
        BACKWARD,
        edits=[("dZ3 @ A2.T / m", "dZ3 @ A2.T / m + 0.7 / m * W3")],
        misconception="A weight penalty is still in dW3.",
        hint="Which cost is this the gradient of: is there a penalty in it?",
    ),
    mistake(
        "cache_of_the_notebook",
        BACKWARD,
        code="""
            def backward_propagation_with_dropout(X, Y, caches, keep_prob):
                m = X.shape[1]
                dZ3 = A3 - Y
                dZ2 = (W3.T @ dZ3) * D2 / keep_prob * (Z2 > 0)
                dZ1 = (W2.T @ dZ2) * D1 / keep_prob * (Z1 > 0)
                grads = {}
                for layer, dZ, A_prev in (("1", dZ1, X), ("2", dZ2, A1), ("3", dZ3, A2)):
                    grads["dW" + layer] = dZ @ A_prev.T / m
                    grads["db" + layer] = np.sum(dZ, axis=1, keepdims=True) / m
                return grads
        """,
        misconception="The cache is not unpacked, so what lies around in the notebook is used.",
        hint="Which line takes the arrays out of the cache?",
    ),
    mistake(
        "reads_the_cache_without_masks",
        BACKWARD,
        edits=[
            (f"{CACHE[1:-1]} = cache", "Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache[:12]"),
            ("* D2 / keep_prob", "* (A2 > 0) / keep_prob"),
            ("* D1 / keep_prob", "* (A1 > 0) / keep_prob"),
        ],
        misconception="The cache is unpacked as if there were no masks in it.",
        hint="Compare the names in your line with those in the docstring.",
    ),
    mistake(
        "masks_the_cache_in_place",
        BACKWARD,
        edits=[("    dZ3 = A3 - Y", "    A2 *= D2\n    A1 /= keep_prob\n    dZ3 = A3 - Y")],
        misconception="The activations in the cache are changed.",
        hint="Is the cache the same before and after the call?",
    ),
    # -------------------------------------------------------------------------------------- predict
    mistake(
        "dropout_at_test_time",
        "predict",
        edits=[
            ("forward_propagation(X, parameters)", "forward_propagation_with_dropout(X, parameters, 0.5)")
        ],
        misconception="Units are dropped while predicting, so that the labels are partly a matter of luck.",
        hint="Call predict twice: do you get the same labels?",
    ),
    mistake(
        "a_little_dropout_at_test_time",
        "predict",
        edits=[
            ("forward_propagation(X, parameters)", "forward_propagation_with_dropout(X, parameters, 0.9)")
        ],
        misconception="Units are dropped while predicting, if only a few.",
        hint="Call predict twice: do you get the same labels?",
    ),
    mistake(
        "fixed_mask_at_test_time",
        "predict",
        edits=[
            (
                "A3, cache = forward_propagation(X, parameters)",
                "np.random.seed(1)\n    A3, cache = forward_propagation_with_dropout(X, parameters, 0.8)",
            )
        ],
        misconception="The labels are the same at every call, but only because the same units are dropped.",
        hint="Should any unit be missing when the trained network is used?",
    ),
    mistake(
        "weights_scaled_by_keep_prob",
        "predict",
        edits=[
            (
                "forward_propagation(X, parameters)",
                'forward_propagation(X, {k: v * (0.5 if k in ("W2", "W3") else 1) for k, v in parameters.items()})',
            )
        ],
        misconception="The weights are scaled down, which was needed before dropout was inverted.",
        hint="The scaling was done in training: what is left to do now?",
    ),
    mistake(
        "probabilities",
        "predict",
        edits=[("(A3 > 0.5).astype(int)", "A3")],
        misconception="The probabilities are returned, not the labels.",
        hint="Which values may a label have?",
    ),
    mistake(
        "reversed",
        "predict",
        edits=[("A3 > 0.5", "A3 <= 0.5")],
        misconception="A high probability of class 1 leads to class 0.",
        hint="Of which class is A3 the probability?",
    ),
    mistake(
        "probabilities_cut_off",
        "predict",
        edits=[("(A3 > 0.5).astype(int)", "A3.astype(int)")],
        misconception="astype(int) cuts every probability down to 0.",
        hint="What is int(0.9)?",
    ),
    mistake(
        "threshold_of_zero",
        "predict",
        edits=[("A3 > 0.5", "A3 > 0")],
        misconception="Every probability is above 0, so every label is 1.",
        hint="Where is the middle of the probabilities?",
    ),
    mistake(
        "threshold_at_the_mean",
        "predict",
        edits=[("A3 > 0.5", "A3 > A3.mean()")],
        misconception="The threshold depends on the other examples.",
        hint="What label does a single example get if its threshold is itself?",
    ),
    mistake(
        "wrong_layer",
        "predict",
        edits=[("(A3 > 0.5)", "(cache[5] > 0.5)")],
        misconception="The activations of layer 2 are compared, not the output.",
        hint="How many rows do the predictions have?",
    ),
    mistake(
        "Z3_against_one_half",
        "predict",
        edits=[("A3 > 0.5", "cache[8] > 0.5")],
        misconception="Z3 is compared with one half, but it is no probability.",
        hint="Which Z3 belongs to a probability of one half?",
    ),
    mistake(
        "one_dimension_lost",
        "predict",
        edits=[(".astype(int)", ".astype(int).ravel()")],
        misconception="The labels come back with one axis, but Y is a row with two.",
        hint="Compare the shape of your result with that of Y.",
    ),
    mistake(
        "accuracy",
        "predict",
        edits=[("return (A3 > 0.5).astype(int)", "return float(np.mean((A3 > 0.5) == 1))")],
        misconception="One number is returned for all examples together.",
        hint="How many labels do m examples get?",
    ),
    mistake(
        "returns_the_cache_too",
        "predict",
        edits=[(".astype(int)", ".astype(int), cache")],
        misconception="The cache is returned beside the labels.",
        hint="What does the docstring promise to return?",
    ),
    mistake(
        "arguments_swapped",
        "predict",
        edits=[("def predict(X, parameters)", "def predict(parameters, X)")],
        misconception="The arguments are expected in another order than callers pass them.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "parameters_of_the_notebook",
        "predict",
        edits=[("def predict(X, parameters)", "def predict(X, params)")],
        misconception="The function computes with the notebook's parameters, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "vote_of_a_few_dropped_networks",
        "predict",
        code="""
            def predict(X, parameters):
                outputs = [forward_propagation_with_dropout(X, parameters, 0.8)[0] for _ in range(5)]
                return (np.mean(outputs, axis=0) > 0.5).astype(int)
        """,
        misconception="A few networks with dropout vote, so chance still decides close cases.",
        hint="The full network is the cheap way to ask all of them at once.",
    ),
)

VARIANTS = (
    # ------------------------------------------------------------------------------ dropout_forward
    variant(
        "mask_in_steps_of_int",
        "dropout_forward",
        code="""
            def dropout_forward(A, keep_prob):
                D = np.random.rand(A.shape[0], A.shape[1])
                D = (D < keep_prob).astype(int)
                A_drop = np.multiply(A, D)
                A_drop /= keep_prob
                assert A_drop.shape == A.shape
                return A_drop, D
        """,
    ),
    variant("generator", "dropout_forward", edits=[(DRAW, "np.random.default_rng().random(A.shape)")]),
    variant(
        "seeded_inside",
        "dropout_forward",
        edits=[("    D = ", "    np.random.seed(1)\n    D = ")],
    ),
    variant(
        "seeded_generator", "dropout_forward", edits=[(DRAW, "np.random.default_rng(7).random(A.shape)")]
    ),
    variant("at_most", "dropout_forward", edits=[("< keep_prob", "<= keep_prob")]),
    variant("rand_of_the_shape", "dropout_forward", edits=[(DRAW, "np.random.rand(*A.shape)")]),
    variant("above_one_minus_keep_prob", "dropout_forward", edits=[("< keep_prob", "> 1 - keep_prob")]),
    variant(
        "binomial",
        "dropout_forward",
        edits=[(f"{DRAW} < keep_prob", "np.random.binomial(1, keep_prob, size=A.shape)")],
    ),
    variant(
        "choice",
        "dropout_forward",
        edits=[
            (f"{DRAW} < keep_prob", "np.random.choice([0, 1], size=A.shape, p=[1 - keep_prob, keep_prob])")
        ],
    ),
    variant(
        "drawn_transposed", "dropout_forward", edits=[(DRAW, "np.random.rand(A.shape[1], A.shape[0]).T")]
    ),
    variant(
        "np_where_on_both",
        "dropout_forward",
        edits=[
            (f"D = {DRAW} < keep_prob", f"D = np.where({DRAW} < keep_prob, 1.0, 0.0)"),
            (DROP, "A_drop = np.where(D == 1, A / keep_prob, 0)"),
        ],
    ),
    variant(
        "scaled_mask",
        "dropout_forward",
        edits=[
            (f"{DRAW} < keep_prob", f"({DRAW} < keep_prob) / keep_prob"),
            (DROP, "A_drop = A * D"),
        ],
    ),
    variant(
        "zeros_written_into_a_copy",
        "dropout_forward",
        edits=[(DROP, "A_drop = A.copy()\n    A_drop[~D] = 0\n    A_drop *= 1 / keep_prob")],
    ),
    variant(
        "float32",
        "dropout_forward",
        edits=[(DROP, "A_drop = A.astype(np.float32) * D.astype(np.float32) / np.float32(keep_prob)")],
    ),
    variant(
        "shortcut_for_one",
        "dropout_forward",
        edits=[("    D = ", "    if keep_prob == 1:\n        return A, np.ones_like(A)\n    D = ")],
    ),
    variant(
        "loops",
        "dropout_forward",
        code="""
            import random

            def dropout_forward(A, keep_prob):
                A_drop, D = np.zeros(A.shape), np.zeros(A.shape, dtype=bool)
                for i in range(A.shape[0]):
                    for j in range(A.shape[1]):
                        if random.random() < keep_prob:
                            D[i, j] = True
                            A_drop[i, j] = A[i, j] / keep_prob
                return [A_drop, D]
        """,
    ),
    # ------------------------------------------------------------- forward_propagation_with_dropout
    variant("written_out", FORWARD, code=written_out()),
    variant(
        "in_place_with_masks_of_int",
        FORWARD,
        code=written_out(
            ("D1 < keep_prob", "(D1 < keep_prob).astype(int)"),
            ("D2 < keep_prob", "(D2 < keep_prob).astype(int)"),
            ("    A1 = A1 * D1\n    A1 = A1 / keep_prob\n", "    A1 *= D1\n    A1 /= keep_prob\n"),
            ("    A2 = A2 * D2\n    A2 = A2 / keep_prob\n", "    A2 *= D2\n    A2 /= keep_prob\n"),
        ),
    ),
    variant(
        "seeded_inside",
        FORWARD,
        code=written_out(("    W1, b1 = ", "    np.random.seed(1)\n    W1, b1 = ")),
    ),
    variant(
        "generator_and_masks_of_float",
        FORWARD,
        code=written_out(
            ("    W1, b1 = ", "    rng = np.random.default_rng()\n    W1, b1 = "),
            ("np.random.rand(A1.shape[0], A1.shape[1])", "rng.uniform(size=A1.shape)"),
            ("np.random.rand(A2.shape[0], A2.shape[1])", "rng.uniform(size=A2.shape)"),
            ("D1 < keep_prob", "(D1 <= keep_prob) * 1.0"),
            ("D2 < keep_prob", "np.where(D2 <= keep_prob, 1.0, 0.0)"),
        ),
    ),
    variant(
        "second_mask_first",
        FORWARD,
        code=written_out(
            ("    D2 = np.random.rand(A2.shape[0], A2.shape[1])\n", ""),
            ("    D1 = np.random", "    D2 = np.random.rand(len(W2), X.shape[1])\n    D1 = np.random"),
        ),
    ),
    variant(
        "mask_before_relu",
        FORWARD,
        code=written_out(
            (
                "    A1 = relu(Z1)\n    D1 = np.random.rand(A1.shape[0], A1.shape[1])",
                "    D1 = np.random.rand(*Z1.shape)",
            ),
            ("A1 = A1 * D1", "A1 = relu(Z1 * D1)"),
            (
                "    A2 = relu(Z2)\n    D2 = np.random.rand(A2.shape[0], A2.shape[1])",
                "    D2 = np.random.rand(*Z2.shape)",
            ),
            ("A2 = A2 * D2", "A2 = relu(Z2 * D2)"),
        ),
    ),
    variant("float32_inside", FORWARD, edits=[("Z1 = W1 @ X + b1", "Z1 = (W1 @ X + b1).astype(np.float32)")]),
    variant(
        "loop_over_the_layers",
        FORWARD,
        code="""
            def forward_propagation_with_dropout(X, parameters, keep_prob=0.5, seed=None):
                rng = np.random.default_rng(seed)
                A, cache = X, []
                for l in "123":
                    W, b = parameters["W" + l], parameters["b" + l]
                    Z = np.einsum("ij,jm->im", W, A) + b
                    if l == "3":
                        A = 1 / (1 + np.exp(-Z))
                        cache += [Z, A, W, b]
                    else:
                        D = rng.binomial(1, keep_prob, Z.shape)
                        A = np.maximum(Z, 0) * D / keep_prob
                        cache += [Z, D, A, W, b]
                assert A.shape == (1, X.shape[1])
                return A, cache
        """,
    ),
    variant(
        "skips_the_draws_for_one",
        FORWARD,
        code="""
            def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
                def layer(A_prev, l, activation):
                    Z = parameters[f"W{l}"].dot(A_prev) + parameters[f"b{l}"]
                    return Z, activation(Z)

                def drop(A):
                    if keep_prob == 1:
                        return A, np.ones(A.shape)
                    D = np.random.rand(*A.shape) < keep_prob
                    return A * D * (1 / keep_prob), D

                Z1, A1 = layer(X, 1, relu)
                A1, D1 = drop(A1)
                Z2, A2 = layer(A1, 2, relu)
                A2, D2 = drop(A2)
                Z3, A3 = layer(A2, 3, sigmoid)
                p = parameters
                return A3, (Z1, D1, A1, p["W1"], p["b1"], Z2, D2, A2, p["W2"], p["b2"], Z3, A3, p["W3"], p["b3"])
        """,
    ),
    # ------------------------------------------------------------ backward_propagation_with_dropout
    variant(
        "as_it_is_often_written",
        BACKWARD,
        code="""
            def backward_propagation_with_dropout(X, Y, cache, keep_prob):
                m = X.shape[1]
                (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3) = cache
                dZ3 = A3 - Y
                dW3 = 1. / m * np.dot(dZ3, A2.T)
                db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)
                dA2 = np.dot(W3.T, dZ3)
                dA2 = dA2 * D2
                dA2 = dA2 / keep_prob
                dZ2 = np.multiply(dA2, np.int64(A2 > 0))
                dW2 = 1. / m * np.dot(dZ2, A1.T)
                db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)
                dA1 = np.dot(W2.T, dZ2)
                dA1 = dA1 * D1
                dA1 = dA1 / keep_prob
                dZ1 = np.multiply(dA1, np.int64(A1 > 0))
                dW1 = 1. / m * np.dot(dZ1, X.T)
                db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)
                gradients = {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2,
                             "dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1,
                             "dZ1": dZ1, "dW1": dW1, "db1": db1}
                return gradients
        """,
    ),
    variant(
        "mask_folded_into_the_activations",
        BACKWARD,
        edits=[
            (MASK_2, "dA2 = (W3.T @ dZ3) / keep_prob"),
            ("dA2 * (Z2 > 0)", "dA2 * (A2 > 0)"),
            (MASK_1, "dA1 = (W2.T @ dZ2) / keep_prob"),
            ("dA1 * (Z1 > 0)", "dA1 * (A1 != 0)"),
        ],
    ),
    variant(
        "in_place_on_arrays_of_its_own",
        BACKWARD,
        edits=[
            (MASK_2, "dA2 = np.matmul(W3.T, dZ3)\n    dA2 *= D2\n    dA2 /= keep_prob"),
            (MASK_1, "dA1 = np.matmul(W2.T, dZ2)\n    dA1[D1 == 0] = 0\n    dA1 /= keep_prob"),
        ],
    ),
    variant(
        "bool_masks_as_an_index",
        BACKWARD,
        edits=[
            (MASK_2, "dA2 = np.zeros(Z2.shape)\n    dA2[D2] = (W3.T * dZ3)[D2] / keep_prob"),
            (MASK_1, "dA1 = np.where(D1, W2.T @ dZ2, 0) / keep_prob"),
        ],
    ),
    variant(
        "einsum",
        BACKWARD,
        edits=[
            ("W3.T @ dZ3", 'np.einsum("ij,im->jm", W3, dZ3)'),
            ("dZ2 @ A1.T", 'np.einsum("im,jm->ij", dZ2, A1)'),
        ],
    ),
    variant("float32_inside", BACKWARD, edits=[("dZ3 = A3 - Y", "dZ3 = (A3 - Y).astype(np.float32)")]),
    variant(
        "mask_after_the_slope",
        BACKWARD,
        edits=[
            (MASK_2, "dA2 = W3.T @ dZ3"),
            ("dA2 * (Z2 > 0)", "dA2 * (Z2 >= 0) * D2 / keep_prob"),
        ],
    ),
    variant(
        "loop_over_the_layers_and_only_what_is_asked_for",
        BACKWARD,
        code="""
            def backward_propagation_with_dropout(X, Y, cache, keep_prob):
                grads, inputs, m = {}, (X, cache[2], cache[7]), Y.size
                dZ = cache[11] - Y
                for l, W in ((3, cache[12]), (2, cache[8]), (1, cache[3])):
                    grads["dW%d" % l] = dZ.dot(inputs[l - 1].T) / m
                    grads["db%d" % l] = dZ.mean(axis=1, keepdims=True)
                    if l > 1:
                        Z, D = cache[5 * (l - 2)], cache[5 * (l - 2) + 1]
                        dZ = W.T.dot(dZ) * D / keep_prob * (Z > 0)
                return grads
        """,
    ),
    # -------------------------------------------------------------------------------------- predict
    variant("bool", "predict", edits=[("(A3 > 0.5).astype(int)", "A3 > 0.5")]),
    variant("float", "predict", edits=[("(A3 > 0.5).astype(int)", "1.0 * (A3 >= 0.5)")]),
    variant("rounded", "predict", edits=[("(A3 > 0.5).astype(int)", "np.round(A3)")]),
    variant("sign_of_Z3", "predict", edits=[("(A3 > 0.5).astype(int)", "(cache[8] > 0) * 1")]),
    variant(
        "dropout_with_keep_prob_1",
        "predict",
        edits=[
            (
                "forward_propagation(X, parameters)",
                "forward_propagation_with_dropout(X, parameters, keep_prob=1.0)",
            )
        ],
    ),
    variant(
        "loop_over_the_examples",
        "predict",
        code="""
            def predict(X, parameters):
                m = X.shape[1]
                p = np.zeros((1, m), dtype=int)
                a3, caches = forward_propagation(X, parameters)
                for i in range(0, a3.shape[1]):
                    if a3[0, i] > 0.5:
                        p[0, i] = 1
                    else:
                        p[0, i] = 0
                return p
        """,
    ),
    variant(
        "own_forward_pass",
        "predict",
        code="""
            def predict(X, parameters):
                A = X
                for l in (1, 2):
                    A = np.maximum(0, np.dot(parameters[f"W{l}"], A) + parameters[f"b{l}"])
                return np.where(parameters["W3"] @ A + parameters["b3"] > 0, 1, 0)
        """,
    ),
)

EQUIVALENTS = (
    equivalent(
        "dropout_forward",
        "A random number is hardly ever equal to keep_prob.",
        edits=[("< keep_prob", "<= keep_prob")],
    ),
    equivalent(
        "predict", "What a comparison returns is 0 or 1.", edits=[("(A3 > 0.5).astype(int)", "A3 > 0.5")]
    ),
    equivalent("predict", "No output lies on the threshold.", edits=[("> 0.5", ">= 0.5")]),
    equivalent(
        BACKWARD,
        "X and Y have as many columns as there are examples.",
        edits=[("X.shape[1]", "Y.shape[1]")],
    ),
    equivalent(
        BACKWARD,
        "None of b1, W1, b2 and Z3 is used.",
        edits=[("A1, W1, b1,", "A1, b1, W1,"), ("b2, Z3,", "Z3, b2,")],
    ),
    equivalent(
        BACKWARD,
        "There is one output unit: dZ3 is a row, and W3.T a column.",
        edits=[
            ("np.sum(dZ3, axis=1, keepdims=True)", "np.sum(dZ3, keepdims=True)"),
            ("W3.T @ dZ3", "W3.T * dZ3"),
        ],
    ),
    equivalent(
        BACKWARD,
        "ReLU leaves positive numbers positive, none is exactly 0, and what was dropped has no gradient anyway.",
        edits=[
            ("(Z2 > 0)", "(A2 > 0)"),
            ("(Z2 > 0)", "(Z2 >= 0)"),
            ("(Z1 > 0)", "(A1 > 0)"),
            ("(Z1 > 0)", "(Z1 >= 0)"),
        ],
    ),
)
