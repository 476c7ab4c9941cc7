"""What students write in place of update_parameters."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, function="update_parameters", module="deep_network")
variant = partial(Variant, function="update_parameters", module="deep_network")

MISTAKES = (
    mistake(
        "gradient_ascent",
        edits=[(" - learning_rate", " + learning_rate", 2)],
        misconception="The step goes up the slope, so the cost grows.",
        hint="The gradient points to where the cost grows: which way do you want to go?",
    ),
    mistake(
        "ascent_for_the_biases",
        edits=[('parameters[f"b{l}"] - ', 'parameters[f"b{l}"] + ')],
        misconception="The biases go up the slope, the weights down.",
        hint="Compare the signs of your two lines.",
    ),
    mistake(
        "last_layer_not_updated",
        edits=[("range(1, L + 1)", "range(1, L)"), ("updated = {}", "updated = dict(parameters)")],
        misconception="The loop ends one layer too early: the output layer stays as it was.",
        hint="range(1, n) ends at n - 1: which layers does your loop reach?",
    ),
    mistake(
        "last_layer_dropped",
        edits=[("range(1, L + 1)", "range(1, L)")],
        misconception="The output layer is missing from the result.",
        hint="How many entries go in, and how many come out?",
    ),
    mistake(
        "first_layer_not_updated",
        edits=[("range(1, L + 1)", "range(2, L + 1)"), ("updated = {}", "updated = dict(parameters)")],
        misconception="The loop starts at layer 2: the first layer stays as it was.",
        hint="Which layers does your loop reach?",
    ),
    mistake(
        "loop_from_0",
        edits=[("range(1, L + 1)", "range(L)")],
        misconception="The loop asks for a W0, which does not exist.",
        hint="Which layer is the first one with weights?",
    ),
    mistake(
        "biases_not_updated",
        edits=[('parameters[f"b{l}"] - learning_rate * grads[f"db{l}"]', 'parameters[f"b{l}"]')],
        misconception="The biases stay as they were.",
        hint="Which of the parameters have a gradient?",
    ),
    mistake(
        "weights_not_updated",
        edits=[('parameters[f"W{l}"] - learning_rate * grads[f"dW{l}"]', 'parameters[f"W{l}"]')],
        misconception="The weights stay as they were.",
        hint="Which of the parameters have a gradient?",
    ),
    mistake(
        "biases_forgotten",
        edits=[('        updated[f"b{l}"] = parameters[f"b{l}"] - learning_rate * grads[f"db{l}"]\n', "")],
        misconception="The biases are missing from the result.",
        hint="How many entries go in, and how many come out?",
    ),
    mistake(
        "two_layers_hard_coded",
        edits=[("len(parameters) // 2", "2"), ("updated = {}", "updated = dict(parameters)")],
        misconception="Only the first two layers are updated.",
        hint="How can the number of layers be read off parameters?",
    ),
    mistake(
        "three_layers_hard_coded",
        edits=[("len(parameters) // 2", "3")],
        misconception="There are always three layers.",
        hint="How can the number of layers be read off parameters?",
    ),
    mistake(
        "L_of_the_notebook",
        edits=[("    L = len(parameters) // 2\n", "")],
        misconception="L is not set in the function, so the one of the notebook is used.",
        hint="Which argument tells how many layers there are?",
    ),
    mistake(
        "counts_entries_for_layers",
        edits=[("len(parameters) // 2", "len(parameters)")],
        misconception="parameters has two entries for each layer, so L is twice what it should be.",
        hint="How many entries does parameters have for one layer?",
    ),
    mistake(
        "counts_the_gradients",
        edits=[("len(parameters) // 2", "len(grads) // 2")],
        misconception="grads may also hold the dA, so half of its length is not the number of layers.",
        hint="Which of the two dicts has exactly two entries for each layer?",
    ),
    mistake(
        "updates_whatever_has_a_gradient",
        code="""
            def update_parameters(parameters, grads, learning_rate):
                updated = {}
                for key in grads:
                    updated[key[1:]] = parameters[key[1:]] - learning_rate * grads[key]
                return updated
        """,
        misconception="grads may also hold dA0, dA1, …, which belong to no parameter.",
        hint="Which keys does your loop run over, and is there a parameter for each?",
    ),
    mistake(
        "one_digit_layer_numbers",
        code="""
            def update_parameters(parameters, grads, learning_rate):
                return {k: v - learning_rate * grads["d" + k[:2]] for k, v in parameters.items()}
        """,
        misconception="Only the first digit of a layer's number is used, so layer 10 gets the gradient of layer 1.",
        hint="Try a network with more than nine layers.",
    ),
    mistake(
        "pairs_by_position",
        code="""
            def update_parameters(parameters, grads, learning_rate):
                slopes = [g for k, g in grads.items() if not k.startswith("dA")]
                return {k: p - learning_rate * g for (k, p), g in zip(parameters.items(), slopes)}
        """,
        misconception="Parameters and gradients are paired by their place in the dicts, which need not agree.",
        hint="What tells which gradient belongs to W2: its place or its name?",
    ),
    mistake(
        "digit_1_for_letter_l",
        edits=[('grads[f"dW{l}"]', 'grads["dW1"]')],
        misconception="Every W is updated with dW1: the digit 1 stands where the letter l belongs.",
        hint="Which parts of your keys should change from layer to layer?",
    ),
    mistake(
        "weights_updated_with_dA",
        edits=[('grads[f"dW{l}"]', 'grads.get(f"dA{l}", grads[f"dW{l}"])')],
        misconception="dA is the gradient of activations, not of weights.",
        hint="Which entry of grads has the shape of W?",
    ),
    mistake(
        "rate_hard_coded",
        edits=[("- learning_rate *", "- 0.0075 *", 2)],
        misconception="The rate is always 0.0075, whatever the caller asks for.",
        hint="Does your result change if you call it with another learning rate?",
    ),
    mistake(
        "rate_of_the_notebook",
        edits=[("grads, learning_rate)", "grads, alpha)")],
        misconception="The function reads the notebook's learning_rate, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "rate_ignored",
        edits=[("learning_rate * ", "", 2)],
        misconception="The gradient is subtracted as it is, without the learning rate.",
        hint="Where does the learning rate enter the equation?",
    ),
    mistake(
        "rate_ignored_for_the_biases",
        edits=[('learning_rate * grads[f"db{l}"]', 'grads[f"db{l}"]')],
        misconception="The biases take a step of length 1.",
        hint="Compare your two lines.",
    ),
    mistake(
        "divides_by_the_rate",
        edits=[
            ('learning_rate * grads[f"dW{l}"]', 'grads[f"dW{l}"] / max(learning_rate, 1e-9)'),
            ('learning_rate * grads[f"db{l}"]', 'grads[f"db{l}"] / max(learning_rate, 1e-9)'),
        ],
        misconception="The gradient is divided by the rate, so a small rate makes a big step.",
        hint="Should a bigger rate make a bigger or a smaller step?",
    ),
    mistake(
        "rate_divided_by_the_layer",
        edits=[("learning_rate * grads", "learning_rate / l * grads", 2)],
        misconception="The rate becomes smaller from layer to layer.",
        hint="Does the equation treat all layers alike?",
    ),
    mistake(
        "rate_0_taken_for_missing",
        edits=[("    updated = {}", "    learning_rate = learning_rate or 0.01\n    updated = {}")],
        misconception="`or` treats a rate of 0 as if none had been given.",
        hint="What should a step of length 0 do?",
    ),
    mistake(
        "rate_decays_with_every_call",
        code="""
            steps = 0

            def update_parameters(parameters, grads, learning_rate):
                global steps
                steps += 1
                rate = learning_rate / steps
                return {key: parameters[key] - rate * grads["d" + key] for key in parameters}
        """,
        misconception="The function counts its calls, so the same arguments give another result each time.",
        hint="Call it twice with the same arguments: should the results agree?",
    ),
    mistake(
        "returns_the_steps",
        edits=[('parameters[f"W{l}"] - ', "-"), ('parameters[f"b{l}"] - ', "-")],
        misconception="Only the step is returned, not where it leads to.",
        hint="A new parameter is the old one plus a step: where is the old one?",
    ),
    mistake(
        "brackets_around_the_difference",
        edits=[
            (
                'parameters[f"W{l}"] - learning_rate * grads[f"dW{l}"]',
                '(parameters[f"W{l}"] - learning_rate) * grads[f"dW{l}"]',
            )
        ],
        misconception="The rate is subtracted from the weights, and the product is taken afterwards.",
        hint="Which product comes first in the equation?",
    ),
    mistake(
        "scales_the_gradients_in_place",
        edits=[
            (
                "    updated = {}",
                "    for key in grads:\n        grads[key] *= learning_rate\n    updated = {}",
            ),
            ("- learning_rate * grads", "- grads", 2),
        ],
        misconception="`*=` changes the caller's gradients.",
        hint="Print grads before and after the call.",
    ),
    mistake(
        "sign_of_the_gradient_only",
        edits=[
            ('grads[f"dW{l}"]', 'np.sign(grads[f"dW{l}"])'),
            ('grads[f"db{l}"]', 'np.sign(grads[f"db{l}"])'),
        ],
        misconception="Only the sign of the gradient is used, so all steps have the same length.",
        hint="Should a steep slope make a longer step than a gentle one?",
    ),
    mistake(
        "steps_twice",
        code="""
            def update_parameters(parameters, grads, learning_rate):
                updated = {}
                for _ in ("W", "b"):
                    for key in parameters:
                        before = updated.get(key, parameters[key])
                        updated[key] = before - learning_rate * grads["d" + key]
                return updated
        """,
        misconception="Every parameter takes two steps: the loops are nested.",
        hint="How often is the innermost line run for a single parameter?",
    ),
    mistake(
        "keys_with_d",
        edits=[('updated[f"W{l}"]', 'updated[f"dW{l}"]'), ('updated[f"b{l}"]', 'updated[f"db{l}"]')],
        misconception="The new parameters are stored under the gradients' names.",
        hint="Under which names will the next forward propagation look for them?",
    ),
    mistake(
        "sums_the_gradient",
        edits=[('grads[f"dW{l}"]', 'np.mean(grads[f"dW{l}"])')],
        misconception="All entries of W move by the same amount.",
        hint="Every weight has a slope of its own.",
    ),
    mistake(
        "changes_in_place_and_returns_nothing",
        code="""
            def update_parameters(parameters, grads, learning_rate):
                for key in parameters:
                    parameters[key] -= learning_rate * grads["d" + key]
        """,
        misconception="The new parameters are not returned.",
        hint="What does `p = update_parameters(…)` put into p?",
    ),
    mistake(
        "returns_what_came_in",
        edits=[("return updated", "return parameters")],
        misconception="The old parameters are returned.",
        hint="Which of your dicts holds the new values?",
    ),
    mistake(
        "returns_in_the_loop",
        edits=[("    return updated", "        return updated")],
        misconception="The return line is indented into the loop, so the function ends after one layer.",
        hint="How often does the body of your loop run before the function returns?",
    ),
)

VARIANTS = (
    variant(
        "the_code_that_everybody_knows",
        code="""
            def update_parameters(parameters, grads, learning_rate):
                L = len(parameters) // 2
                for l in range(L):
                    parameters["W" + str(l + 1)] = (
                        parameters["W" + str(l + 1)] - learning_rate * grads["dW" + str(l + 1)]
                    )
                    parameters["b" + str(l + 1)] = (
                        parameters["b" + str(l + 1)] - learning_rate * grads["db" + str(l + 1)]
                    )
                return parameters
        """,
    ),
    variant(
        "deepcopy_then_in_place",
        code="""
            import copy

            def update_parameters(params, grads, learning_rate):
                parameters = copy.deepcopy(params)
                L = len(parameters) // 2
                for l in range(L):
                    parameters["W" + str(l + 1)] -= learning_rate * grads["dW" + str(l + 1)]
                    parameters["b" + str(l + 1)] -= learning_rate * grads["db" + str(l + 1)]
                return parameters
        """,
    ),
    variant(
        "arrays_changed_in_place",
        code="""
            def update_parameters(parameters, grads, learning_rate):
                for key in parameters:
                    parameters[key] -= learning_rate * grads["d" + key]
                return parameters
        """,
    ),
    variant(
        "comprehension",
        code="""
            def update_parameters(theta, slopes, alpha):
                return {k: v - alpha * slopes[f"d{k}"] for k, v in theta.items()}
        """,
    ),
    variant(
        "np_subtract_into_a_copy",
        code="""
            def update_parameters(parameters, grads, learning_rate):
                new = {key: np.array(value, copy=True) for key, value in parameters.items()}
                for key in new:
                    np.subtract(new[key], np.multiply(learning_rate, grads["d" + key]), out=new[key])
                return new
        """,
    ),
    variant(
        "loops_over_entries",
        code="""
            def update_parameters(parameters, grads, learning_rate):
                updated = {}
                for key, value in parameters.items():
                    new = np.empty(value.shape)
                    for index, entry in np.ndenumerate(value):
                        new[index] = entry - learning_rate * grads["d" + key][index]
                    updated[key] = new
                return updated
        """,
    ),
    variant("float32_result", edits=[('parameters[f"W{l}"] -', 'np.float32(parameters[f"W{l}"]) -')]),
    variant(
        "while_there_are_layers",
        code="""
            def update_parameters(parameters, grads, learning_rate=0.0075):
                updated, l = dict(parameters), 1
                while f"W{l}" in parameters:
                    updated[f"W{l}"] = parameters[f"W{l}"] - learning_rate * grads[f"dW{l}"]
                    updated[f"b{l}"] = parameters[f"b{l}"] - learning_rate * grads[f"db{l}"]
                    l += 1
                return updated
        """,
    ),
    variant(
        "keeps_the_gradients_in_the_result",
        edits=[("    return updated", '    updated["learning_rate"] = learning_rate\n    return updated')],
    ),
    variant(
        "only_gradients_that_have_a_parameter",
        code="""
            def update_parameters(parameters, grads, learning_rate):
                updated = parameters.copy()
                for key, slope in grads.items():
                    if key[1:] in parameters:
                        updated[key[1:]] = parameters[key[1:]] + -learning_rate * slope
                return updated
        """,
    ),
)
