"""What students write in place of L_model_backward."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, function="L_model_backward", module="deep_network")
variant = partial(Variant, function="L_model_backward", module="deep_network")
START = "(1 - Y) / (1 - A) - Y / A"
STORE = 'grads[f"dA{l - 1}"], grads[f"dW{l}"], grads[f"db{l}"] = dA, dW, db'

MISTAKES = (
    mistake(
        "sign_of_dAL",
        edits=[(START, "Y / AL - (1 - Y) / (1 - AL)")],
        misconception="dAL has the wrong sign, and with it every gradient.",
        hint="If y = 1, should a larger output raise or lower the loss?",
    ),
    mistake(
        "plus_between_the_terms",
        edits=[(START, "(1 - Y) / (1 - AL) + Y / AL")],
        misconception="Both terms of dAL have the same sign, so examples with y = 1 push the wrong way.",
        hint="Take the derivative of both logarithms: what is the sign of each?",
    ),
    mistake(
        "minus_reaches_both_terms",
        edits=[(START, "-(Y / AL + (1 - Y) / (1 - AL))")],
        misconception="A bracket is missing: the minus reaches the second term as well.",
        hint="What is dAL for y = 0 and a = 0.5? It should be positive.",
    ),
    mistake(
        "starts_from_AL_minus_Y",
        edits=[(START, "AL - Y")],
        misconception="AL - Y is dZ of the last layer, but as a dA it is multiplied by the sigmoid's slope once more.",
        hint="Is the first thing that you need a dA or a dZ?",
    ),
    mistake(
        "starts_from_the_cost",
        edits=[(START, "-(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))")],
        misconception="The way back starts with the losses themselves, not with their slope.",
        hint="What is the derivative of log a?",
    ),
    mistake(
        "terms_exchanged",
        edits=[(START, "Y / (1 - AL) - (1 - Y) / AL")],
        misconception="The denominators are exchanged.",
        hint="Which of the two terms has log a in it, the one with y or the one with 1 - y?",
    ),
    mistake(
        "term_of_the_negatives_missing",
        edits=[(START, "-Y / AL")],
        misconception="Examples with y = 0 have no say.",
        hint="What does an example with y = 0 contribute?",
    ),
    mistake(
        "averaged_at_the_start_too",
        edits=[(START, "((1 - Y) / (1 - AL) - Y / AL) / Y.shape[1]")],
        misconception="dAL is divided by m, and linear_backward divides once more.",
        hint="How many times is dW divided by m on its way?",
    ),
    mistake(
        "labels_from_the_outputs",
        edits=[("    dA = ", "    Y = np.round(AL)\n    dA = ")],
        misconception="The rounded outputs take the place of the labels, so the network only confirms itself.",
        hint="Who knows the truth, AL or Y?",
    ),
    mistake(
        "relu_for_the_last_layer",
        edits=[('activation = "sigmoid"', 'activation = "relu"')],
        misconception="The last layer is taken for one with relu.",
        hint="Which activation does the output layer have?",
    ),
    mistake(
        "sigmoid_for_all_layers",
        edits=[('        activation = "relu"\n', "")],
        misconception="All layers are taken for ones with the sigmoid.",
        hint="Which activation do the hidden layers have?",
    ),
    mistake(
        "sigmoid_for_the_first_layer_too",
        edits=[('        activation = "relu"\n', '        activation = "relu" if l > 2 else "sigmoid"\n')],
        misconception="The first layer is taken for one with the sigmoid.",
        hint="Which layers have the sigmoid?",
    ),
    mistake(
        "dA_not_carried_on",
        edits=[
            ("dA, dW, db = linear", "dA_prev, dW, db = linear"),
            ("= dA, dW, db", "= dA_prev, dW, db"),
            ("    grads = {}", "    grads, dA_prev = {}, None"),
        ],
        misconception="Every layer starts from dAL: what a layer hands back is never used.",
        hint="At the end of the loop's body, which dA does the next turn begin with?",
    ),
    mistake(
        "hidden_layers_start_from_the_same_dA",
        edits=[
            (
                STORE,
                STORE
                + '\n        dA = grads[f"dA{L - 1}"] if l > 1 and dA.shape == grads[f"dA{L - 1}"].shape else dA',
            )
        ],
        misconception="The hidden layers all start from what the last layer handed back, where it fits.",
        hint="Which key of grads does each layer read, and does its number change?",
    ),
    mistake(
        "loop_forwards",
        edits=[("range(L, 0, -1)", "range(1, L + 1)")],
        misconception="The layers are taken from the first to the last.",
        hint="Which layer's dA do you know first?",
    ),
    mistake(
        "first_layer_missing",
        edits=[("range(L, 0, -1)", "range(L, 1, -1)")],
        misconception="The loop stops before layer 1.",
        hint="range does not include its end: which is the last l of your loop?",
    ),
    mistake(
        "last_layer_missing",
        edits=[("range(L, 0, -1)", "range(L - 1, 0, -1)")],
        misconception="The output layer is left out.",
        hint="Which layer do you begin with?",
    ),
    mistake(
        "cache_of_the_next_layer",
        edits=[("caches[l - 1]", "caches[min(l, L - 1)]")],
        misconception="Layer l is computed with the cache of the layer after it: the list counts from 0.",
        hint="Which place in the list has the cache of layer 1?",
    ),
    mistake(
        "cache_one_too_far",
        edits=[("caches[l - 1]", "caches[l]")],
        misconception="The list of caches counts from 0, so caches[L] does not exist.",
        hint="Which place in the list has the cache of layer L?",
    ),
    mistake(
        "last_cache_for_all_layers",
        edits=[("caches[l - 1]", "caches[-1]")],
        misconception="All layers are computed with the last layer's cache.",
        hint="Each layer kept its own cache: how do you find it?",
    ),
    mistake(
        "caches_taken_from_the_front",
        edits=[("caches[l - 1]", "caches[L - l]")],
        misconception="The caches are taken from the first to the last, the layers from the last to the first.",
        hint="Which layer does caches[0] belong to?",
    ),
    mistake(
        "pops_the_caches",
        edits=[
            ("    L = len(caches)", "    caches.reverse()\n    L = len(caches)"),
            ("caches[l - 1]", "caches[L - l]"),
            ("    return grads", "    caches[0][1][...] = 0\n    return grads"),
        ],
        misconception="The caches are changed on the way, so that nobody can use them again.",
        hint="Print the caches before and after the call.",
    ),
    mistake(
        "keys_count_from_0",
        edits=[('f"dW{l}"', 'f"dW{l - 1}"'), ('f"db{l}"', 'f"db{l - 1}"')],
        misconception="The layers are counted from 0 in the keys of dW and db.",
        hint="W1's gradient is dW1. Print the keys of your dict.",
    ),
    mistake(
        "names_in_reverse_order",
        edits=[('f"dW{l}"', 'f"dW{L - l + 1}"'), ('f"db{l}"', 'f"db{L - l + 1}"')],
        misconception="The gradients are numbered from the output, so the first and the last are exchanged.",
        hint="Compare the shapes of dW1 and W1.",
    ),
    mistake(
        "dA_under_the_number_of_the_layer_below",
        edits=[
            ("        dA, dW, db = linear", '        grads[f"dA{l - 1}"] = dA\n        dA, dW, db = linear'),
            (STORE, 'grads[f"dW{l}"], grads[f"db{l}"] = dW, db'),
        ],
        misconception="dA[l-1] is stored before it is computed, so that it holds dA[l].",
        hint="Which of the two dA belongs to layer l - 1: the one that goes in or the one that comes out?",
    ),
    mistake(
        "dA_holds_dZ",
        edits=[
            (
                STORE,
                'grads[f"dA{l - 1}"], grads[f"dW{l}"], grads[f"db{l}"] = dA * (caches[l - 1][0][0] > 0), dW, db',
            )
        ],
        misconception="What is kept as dA has the slope of relu already multiplied in, so it is dZ.",
        hint="Which factor turns dA into dZ, and when is it multiplied in?",
    ),
    mistake(
        "dA_averaged_in_the_dict",
        edits=[(STORE, 'grads[f"dA{l - 1}"], grads[f"dW{l}"], grads[f"db{l}"] = dA / dA.shape[1], dW, db')],
        misconception="The dA are divided by m, but they have a column for each example.",
        hint="Which of the gradients are averages over the examples?",
    ),
    mistake(
        "keys_without_d",
        edits=[('f"dW{l}"', 'f"W{l}"'), ('f"db{l}"', 'f"b{l}"')],
        misconception="The gradients are stored under the parameters' names.",
        hint="Compare your keys with the docstring.",
    ),
    mistake(
        "keys_in_lower_case",
        edits=[('f"dW{l}"', 'f"dw{l}"')],
        misconception="The keys are dw1, dw2, …, but Python takes dW1 and dw1 for different names.",
        hint="Compare your keys with the docstring, letter by letter.",
    ),
    mistake(
        "digit_1_for_letter_l",
        edits=[('f"dW{l}"', 'f"dW{1}"'), ('f"db{l}"', 'f"db{1}"')],
        misconception="The digit 1 stands where the letter l belongs, so each layer overwrites the one before.",
        hint="Print the keys of your dict.",
    ),
    mistake(
        "letter_l_in_the_key",
        edits=[('f"dW{l}"', '"dWl"'), ('f"db{l}"', '"dbl"')],
        misconception="The key has the letter l in it instead of its value.",
        hint="Print the keys of your dict.",
    ),
    mistake(
        "two_layers_hard_coded",
        edits=[("len(caches)", "2")],
        misconception="There are always two layers.",
        hint="How can the number of layers be read off the caches?",
    ),
    mistake(
        "three_layers_hard_coded",
        edits=[("len(caches)", "3")],
        misconception="There are always three layers.",
        hint="How can the number of layers be read off the caches?",
    ),
    mistake(
        "L_of_the_notebook",
        edits=[("    L = len(caches)\n", "")],
        misconception="L is not set in the function, so the one of the notebook is used.",
        hint="Which argument tells how many layers there are?",
    ),
    mistake(
        "L_from_half_of_the_caches",
        edits=[("len(caches)", "len(caches) // 2")],
        misconception="There is one cache for each layer, not two.",
        hint="parameters has two entries for a layer: how many has caches?",
    ),
    mistake(
        "caches_of_the_notebook",
        edits=[("(AL, Y, caches)", "(AL, Y, all_caches)")],
        misconception="The function computes with the notebook's caches, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "Y_of_the_notebook",
        edits=[("(AL, Y, caches)", "(AL, labels, caches)")],
        misconception="The function reads the notebook's Y, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "labels_flattened",
        edits=[("    dA = ", "    Y = Y.reshape(-1, 1)\n    dA = ")],
        misconception="Y has become a column: with the row AL it makes a square.",
        hint="Print the shapes of Y and AL.",
    ),
    mistake(
        "grads_kept_from_call_to_call",
        code="""
            grads = {}

            def L_model_backward(AL, Y, caches):
                L = len(caches)
                dA = -(Y / AL - (1 - Y) / (1 - AL))
                for l in range(L, 0, -1):
                    g = "sigmoid" if l == L else "relu"
                    dA, dW, db = linear_activation_backward(dA, caches[l - 1], g)
                    grads.setdefault(f"dW{l}", dW)
                    grads.setdefault(f"db{l}", db)
                return grads
        """,
        misconception="The dict lives outside of the function and keeps the gradients of the first call.",
        hint="Call it twice with different labels. Where should the dict be created?",
    ),
    mistake(
        "adds_up_the_gradients",
        code="""
            total = {}

            def L_model_backward(AL, Y, caches):
                L = len(caches)
                dA = -(Y / AL - (1 - Y) / (1 - AL))
                for l in range(L, 0, -1):
                    g = "sigmoid" if l == L else "relu"
                    dA, dW, db = linear_activation_backward(dA, caches[l - 1], g)
                    for key, value in ((f"dW{l}", dW), (f"db{l}", db)):
                        old = total.get(key, 0)
                        total[key] = value + (old if np.shape(old) == value.shape else 0)
                return dict(total)
        """,
        misconception="The gradients of all calls are added up.",
        hint="Call it twice with the same arguments: should the results agree?",
    ),
    mistake(
        "returns_lists",
        edits=[
            (
                "return grads",
                'return [grads[f"dW{l}"] for l in range(1, L + 1)], [grads[f"db{l}"] for l in range(1, L + 1)]',
            )
        ],
        misconception="The gradients come as lists, but update_parameters looks them up by name.",
        hint="What does the docstring say about the result?",
    ),
    mistake(
        "returns_in_the_loop",
        edits=[("    return grads", "        return grads")],
        misconception="The return line is indented into the loop, so the function ends after one layer.",
        hint="How often does the body of your loop run before the function returns?",
    ),
    mistake(
        "biases_transposed",
        edits=[("= dA, dW, db", "= dA, dW, db.T")],
        misconception="db is stored as a row, but b is a column.",
        hint="A gradient has the shape of its parameter.",
    ),
    mistake(
        "gradients_clipped",
        edits=[("= dA, dW, db", "= dA, np.clip(dW, -0.1, 0.1), np.clip(db, -0.1, 0.1)")],
        misconception="The gradients are cut off at ±0.1, so they are no slopes of the cost any more.",
        hint="Clipping is a step of its own: what should this function return?",
    ),
)

VARIANTS = (
    variant(
        "the_code_that_everybody_knows",
        code="""
            def L_model_backward(AL, Y, caches):
                grads = {}
                L = len(caches)
                m = AL.shape[1]
                Y = Y.reshape(AL.shape)
                dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
                current_cache = caches[L - 1]
                dA_prev_temp, dW_temp, db_temp = linear_activation_backward(dAL, current_cache, "sigmoid")
                grads["dA" + str(L - 1)] = dA_prev_temp
                grads["dW" + str(L)] = dW_temp
                grads["db" + str(L)] = db_temp
                for l in reversed(range(L - 1)):
                    current_cache = caches[l]
                    dA_prev_temp, dW_temp, db_temp = linear_activation_backward(
                        grads["dA" + str(l + 1)], current_cache, activation="relu"
                    )
                    grads["dA" + str(l)] = dA_prev_temp
                    grads["dW" + str(l + 1)] = dW_temp
                    grads["db" + str(l + 1)] = db_temp
                return grads
        """,
    ),
    variant(
        "older_numbers_of_the_dA",
        code="""
            def L_model_backward(AL, Y, caches):
                grads = {}
                L = len(caches)
                dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
                grads[f"dA{L}"], grads[f"dW{L}"], grads[f"db{L}"] = linear_activation_backward(
                    dAL, caches[-1], "sigmoid"
                )
                for l in reversed(range(L - 1)):
                    dA_prev, dW, db = linear_activation_backward(grads[f"dA{l + 2}"], caches[l], "relu")
                    grads[f"dA{l + 1}"], grads[f"dW{l + 1}"], grads[f"db{l + 1}"] = dA_prev, dW, db
                return grads
        """,
    ),
    variant("only_dW_and_db", edits=[(STORE, 'grads[f"dW{l}"], grads[f"db{l}"] = dW, db')]),
    variant(
        "keeps_dAL_as_well",
        edits=[
            (
                '    activation = "sigmoid"',
                '    grads[f"dA{L}"] = grads["dAL"] = dA\n    activation = "sigmoid"',
            )
        ],
    ),
    variant(
        "starts_from_dZ",
        code="""
            def L_model_backward(AL, Y, caches):
                L = len(caches)
                grads = {}
                dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(AL - Y, caches[-1][0])
                for l in range(L - 1, 0, -1):
                    dA, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(dA, caches[l - 1], "relu")
                return grads
        """,
    ),
    variant(
        "everything_in_one_function",
        code="""
            def L_model_backward(AL, Y, caches):
                grads, m = {}, Y.shape[1]
                dZ = AL - Y
                for l in range(len(caches), 0, -1):
                    (A, W, b), Z = caches[l - 1]
                    grads["dW%d" % l] = dZ.dot(A.T) / m
                    grads["db%d" % l] = dZ.mean(axis=1).reshape(-1, 1)
                    if l > 1:
                        dZ = W.T.dot(dZ) * (caches[l - 2][1] > 0)
                return grads
        """,
    ),
    variant(
        "recursion",
        code="""
            def L_model_backward(AL, Y, caches):
                def back(dA, l):
                    if l == 0:
                        return {}
                    g = "sigmoid" if l == len(caches) else "relu"
                    dA, dW, db = linear_activation_backward(dA, caches[l - 1], g)
                    return {**back(dA, l - 1), f"dW{l}": dW, f"db{l}": db, f"dA{l - 1}": dA}

                return back(-Y / AL + (1 - Y) / (1 - AL), len(caches))
        """,
    ),
    variant(
        "enumerates_the_reversed_caches",
        code="""
            def L_model_backward(AL, Y, caches):
                g, dA, grads = "sigmoid", (AL - Y) / (AL * (1 - AL)), {}
                for l, cache in reversed(list(enumerate(caches, start=1))):
                    dA, dW, db = linear_activation_backward(dA, cache, g)
                    grads.update({f"dW{l}": dW, f"db{l}": db})
                    g = "relu"
                return grads
        """,
    ),
    variant("epsilon_in_the_denominators", edits=[(START, "(1 - Y) / (1 - AL + 1e-8) - Y / (AL + 1e-8)")]),
    variant("clips_the_outputs", edits=[("    dA = ", "    AL = np.clip(AL, 1e-10, 1 - 1e-10)\n    dA = ")]),
    variant("where_instead_of_two_terms", edits=[(START, "np.where(Y == 1, -1 / AL, 1 / (1 - AL))")]),
    variant("float32_from_the_start", edits=[(START, "((1 - Y) / (1 - AL) - Y / AL).astype(np.float32)")]),
    variant(
        "more_keys_than_asked", edits=[("    return grads", '    grads["m"] = Y.shape[1]\n    return grads')]
    ),
    variant(
        "shows_what_it_does",
        edits=[
            ('        activation = "relu"\n', '        print(l, dW.shape)\n        activation = "relu"\n')
        ],
    ),
)
