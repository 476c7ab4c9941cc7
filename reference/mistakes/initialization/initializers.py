"""The initialisers: mistakes, and right answers in other styles.

Four of the five draw their weights and differ in one factor only, so most mistakes can be made in each of
them; those are written once.
"""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, module="initialization")
variant = partial(Variant, module="initialization")

FACTORS = {
    "initialize_parameters_random": "scale",
    "initialize_parameters_he": "np.sqrt(2 / layers_dims[l - 1])",
    "initialize_parameters_lecun": "np.sqrt(1 / layers_dims[l - 1])",
    "initialize_parameters_glorot": "np.sqrt(2 / (layers_dims[l - 1] + layers_dims[l]))",
}
ARGUMENTS = dict.fromkeys(FACTORS, "layers_dims") | {
    "initialize_parameters_random": "layers_dims, scale=10.0"
}
SIZES = "layers_dims[l], layers_dims[l - 1]"
DRAW = f"np.random.randn({SIZES})"
ZEROS = "np.zeros((layers_dims[l], 1))"
RANGE = "range(1, len(layers_dims))"


def popping(function, arguments, weights):
    """An initialiser that takes the sizes out of the caller's list."""
    weights = weights.replace("layers_dims[l - 1]", "n_in").replace("layers_dims[l]", "n_out")
    return f"""
        def {function}({arguments}):
            parameters, l, n_in = {{}}, 1, layers_dims.pop(0)
            while layers_dims:
                n_out = layers_dims.pop(0)
                parameters[f"W{{l}}"] = {weights}
                parameters[f"b{{l}}"] = np.zeros((n_out, 1))
                l, n_in = l + 1, n_out
            return parameters
    """


def in_any(function):
    """The mistakes that can be made in each initialiser that draws its weights."""
    make = partial(mistake, function=function)
    return (
        make(
            "W_transposed",
            edits=[(SIZES, "layers_dims[l - 1], layers_dims[l]")],
            misconception="W has a row for each input of the layer, but it needs a row for each unit.",
            hint="In W @ A, which number of W's shape meets the rows of A?",
        ),
        make(
            "last_layer_missing",
            edits=[(RANGE, "range(1, len(layers_dims) - 1)")],
            misconception="The loop ends one layer too early, so the output layer gets no parameters.",
            hint="How many matrices lie between four layers, the input among them?",
        ),
        make(
            "one_layer_too_many",
            edits=[(RANGE, "range(1, len(layers_dims) + 1)")],
            misconception="The loop runs one layer too far and looks for a size that is not there.",
            hint="What is the index of the last entry of layers_dims?",
        ),
        make(
            "first_layer_missing",
            edits=[(RANGE, "range(2, len(layers_dims))")],
            misconception="The loop starts at layer 2, so W1 is missing.",
            hint="The input is layer 0: which is the first layer that has weights?",
        ),
        make(
            "counting_from_0",
            edits=[('f"W{l}"', 'f"W{l - 1}"'), ('f"b{l}"', 'f"b{l - 1}"')],
            misconception="The first matrix is called W0, but layer 0 is the input and has no weights.",
            hint="Print the keys of your dict: how is the first one called?",
        ),
        make(
            "pops_the_sizes",
            code=popping(
                function, ARGUMENTS[function], f"np.random.randn(n_out, n_in) * {FACTORS[function]}"
            ),
            misconception="The caller's list of sizes is emptied, so that nobody can use it again.",
            hint="Print layers_dims before and after the call.",
        ),
        make(
            "three_layers_hard_coded",
            edits=[(RANGE, "range(1, 4)")],
            misconception="The function always makes three layers, however many sizes it is given.",
            hint="Call it with two sizes, and with seven.",
        ),
        make(
            "biases_random",
            edits=[(ZEROS, "np.random.randn(layers_dims[l], 1)")],
            misconception="The biases are drawn at random, but the exercise asks for zeros.",
            hint="The random weights make the units different already: where do biases start?",
        ),
        make(
            "biases_one",
            edits=[("np.zeros(", "np.ones(")],
            misconception="The biases start at 1.",
            hint="With which number should a bias start, so that it favours no side?",
        ),
        make(
            "biases_one_dimensional",
            edits=[(ZEROS, "np.zeros(layers_dims[l])")],
            misconception="The biases have one axis; added to W @ A they would run along the examples.",
            hint="A bias is a column: which shape has a column of n numbers?",
        ),
        make(
            "biases_as_rows",
            edits=[(ZEROS, "np.zeros((1, layers_dims[l]))")],
            misconception="The biases are rows, but every unit's bias stands in that unit's row.",
            hint="Write the shapes of W @ A and b side by side.",
        ),
        make(
            "biases_of_the_previous_layer",
            edits=[(ZEROS, "np.zeros((layers_dims[l - 1], 1))")],
            misconception="b has as many entries as the layer has inputs, but every unit has one bias.",
            hint="Write the shapes of W @ A and b side by side.",
        ),
        make(
            "biases_forgotten",
            edits=[(f'    parameters[f"b{{l}}"] = {ZEROS}\n', "")],
            misconception="The dict holds weights only.",
            hint="Which two things does every layer have?",
        ),
        make(
            "only_positive_weights",
            edits=[(DRAW, f"np.abs({DRAW})")],
            misconception="The absolute value makes all weights positive.",
            hint="What is the mean of your weights, and what should it be?",
        ),
        make(
            "uniform_from_0_to_1",
            edits=[(DRAW, f"np.random.rand({SIZES})")],
            misconception="rand draws between 0 and 1, so that no weight is negative.",
            hint="Draw a histogram of W1: is it centred at 0?",
        ),
        make(
            "uniform_of_the_right_spread",
            edits=[(DRAW, f"np.random.uniform(-(3**0.5), 3**0.5, ({SIZES}))")],
            misconception="The spread is right, but the distribution is uniform instead of normal.",
            hint="Draw a histogram of W1: is it a bell or a box?",
        ),
        make(
            "sorted_weights",
            edits=[(DRAW, f"np.sort({DRAW}, axis=1)")],
            misconception="The weights are sorted, so every unit looks at the inputs in nearly the same way.",
            hint="Compare the rows of W1: are they independent of each other?",
        ),
        make(
            "half_of_the_units_copied",
            edits=[
                (
                    DRAW,
                    f"np.resize(np.random.randn(max(layers_dims[l] // 2, 1), layers_dims[l - 1]), ({SIZES}))",
                )
            ],
            misconception="Only half of the units are drawn; the others are their twins.",
            hint="How many different units has layer 1? Count them.",
        ),
        make(
            "cut_off_at_two_spreads",
            edits=[(DRAW, f"np.clip({DRAW}, -2, 2)")],
            misconception="Weights beyond two standard deviations are set to the limit, which shrinks the spread.",
            hint="Measure the standard deviation of your weights once more.",
        ),
        make(
            "signs_only",
            edits=[(DRAW, f"np.sign({DRAW})")],
            misconception="All weights have the same size and differ in their sign only.",
            hint="Draw a histogram of W1: how many different numbers are in it?",
        ),
        make(
            "same_row_for_every_unit",
            edits=[(DRAW, "np.ones((layers_dims[l], 1)) * np.random.randn(1, layers_dims[l - 1])")],
            misconception="Every unit of a layer gets the same random weights, so all of them stay equal.",
            hint="Print W1: are its rows different? count_distinct_units will tell.",
        ),
        make(
            "same_weight_for_every_input",
            edits=[(DRAW, "np.random.randn(layers_dims[l], 1) @ np.ones((1, layers_dims[l - 1]))")],
            misconception="All weights of a unit are equal, so it only sees the sum of its inputs.",
            hint="Print W1: are its columns different?",
        ),
        make(
            "one_row_tiled",
            edits=[(DRAW, f"np.resize(np.random.randn(layers_dims[l - 1]), ({SIZES}))")],
            misconception="np.resize repeats one row of random numbers until the matrix is full.",
            hint="How many numbers have to be drawn for a matrix of n rows and k columns?",
        ),
        make(
            "one_number_for_a_layer",
            edits=[(DRAW, f"np.random.randn() * np.ones(({SIZES}))")],
            misconception="A single number is drawn for the whole layer, so all units stay equal.",
            hint="Print W1: how many different numbers are in it?",
        ),
        make(
            "seed_reset_in_the_loop",
            edits=[(f"{RANGE}:\n", f"{RANGE}:\n        np.random.seed(3)\n")],
            misconception="The seed is set anew for each layer, so all layers hold the same random numbers.",
            hint="Divide W1 and W2 by their spread and compare the first numbers.",
        ),
        make(
            "seed_reset_and_drawn_transposed",
            edits=[
                (f"{RANGE}:\n", f"{RANGE}:\n        rng = np.random.default_rng(0)\n"),
                (DRAW, "rng.normal(size=(layers_dims[l - 1], layers_dims[l])).T"),
            ],
            misconception="A new generator with the same seed is made for each layer, so layers repeat each other.",
            hint="How often has a generator to be made: once, or once for each layer?",
        ),
        make(
            "one_stock_of_numbers_for_all_layers",
            edits=[
                ("parameters = {}", "parameters, stock = {}, np.random.randn(max(layers_dims) ** 2)"),
                (DRAW, f"stock[: layers_dims[l] * layers_dims[l - 1]].reshape({SIZES})"),
            ],
            misconception="All layers take their weights from the beginning of the same list of random numbers.",
            hint="Divide W1 and W2 by their spread and compare the first numbers.",
        ),
        make(
            "keeps_the_first_network",
            code=f"""
                def {function}({ARGUMENTS[function]}, parameters={{}}):
                    if not parameters:
                        for l in range(1, len(layers_dims)):
                            parameters["W" + str(l)] = np.random.randn({SIZES}) * {FACTORS[function]}
                            parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
                    return parameters
            """,
            misconception="A default value is made only once, so every later call returns the first network.",
            hint="Call it twice with different sizes. Where should the dict be created?",
        ),
        make(
            "dict_made_anew_in_the_loop",
            edits=[
                ("    parameters = {}\n", ""),
                (f"{RANGE}:\n", f"{RANGE}:\n        parameters = {{}}\n"),
            ],
            misconception="The dict is made anew for each layer, so only the last layer is left at the end.",
            hint="Which of your lines should run once, and which once for each layer?",
        ),
        make(
            "returns_after_the_first_layer",
            edits=[("    return parameters", "        return parameters")],
            misconception="The return line stands inside the loop, so the function ends after layer 1.",
            hint="How far is your return line indented?",
        ),
        make(
            "sizes_of_the_notebook",
            code=f"""
                def {function}({ARGUMENTS[function].replace("layers_dims", "dims")}):
                    parameters = {{}}
                    for l in range(1, len(layers_dims)):
                        parameters["W" + str(l)] = np.random.randn({SIZES}) * {FACTORS[function]}
                        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
                    return parameters
            """,
            misconception="The sizes are read from a variable of the notebook, not from the argument.",
            hint="Call it with other sizes than those of your notebook.",
        ),
        make(
            "keys_in_lower_case",
            edits=[('f"W{l}"', 'f"w{l}"')],
            misconception="The keys are w1, w2, …, but Python takes W1 and w1 for different names.",
            hint="Compare your keys with the docstring, letter by letter.",
        ),
        make(
            "numbers_as_keys",
            edits=[('f"W{l}"', '"W", l'), ('f"b{l}"', '"b", l')],
            misconception='The keys are pairs such as ("W", 1), but callers look for "W1".',
            hint="Print the keys of your dict and compare them with the docstring.",
        ),
        make(
            "returns_lists",
            edits=[("return parameters", "return list(parameters.values())")],
            misconception="The arrays come back as a list, but later functions look them up by name.",
            hint="In which kind of object does one find things by name?",
        ),
        make(
            "nothing_returned",
            edits=[("    return parameters\n", "")],
            misconception="The function has no return line, so it returns None.",
            hint="What does your function hand back to its caller?",
        ),
    )


MISTAKES = (
    # ----------------------------------------------------------------- initialize_parameters_zeros
    mistake(
        "pops_the_sizes",
        "initialize_parameters_zeros",
        code=popping("initialize_parameters_zeros", "layers_dims", "np.zeros((n_out, n_in))"),
        misconception="The caller's list of sizes is emptied, so that nobody can use it again.",
        hint="Print layers_dims before and after the call.",
    ),
    mistake(
        "W_transposed",
        "initialize_parameters_zeros",
        edits=[(SIZES, "layers_dims[l - 1], layers_dims[l]")],
        misconception="W has a row for each input of the layer, but it needs a row for each unit.",
        hint="In W @ A, which number of W's shape meets the rows of A?",
    ),
    mistake(
        "ones",
        "initialize_parameters_zeros",
        edits=[(f"np.zeros(({SIZES}))", f"np.ones(({SIZES}))")],
        misconception="The weights are ones.",
        hint="Which number should every weight start with here?",
    ),
    mistake(
        "biases_one",
        "initialize_parameters_zeros",
        edits=[(ZEROS, "np.ones((layers_dims[l], 1))")],
        misconception="The biases are ones.",
        hint="Which number should every bias start with here?",
    ),
    mistake(
        "small_random_weights",
        "initialize_parameters_zeros",
        edits=[(f"np.zeros(({SIZES}))", f"{DRAW} * 0.01")],
        misconception="The weights are drawn at random; this exercise shows what happens if they are not.",
        hint="Print W1: is everything in it zero?",
    ),
    mistake(
        "nearly_zero",
        "initialize_parameters_zeros",
        edits=[(f"np.zeros(({SIZES}))", f"np.full(({SIZES}), 1e-6)")],
        misconception="The weights are tiny but not zero.",
        hint="Print W1: is everything in it exactly zero?",
    ),
    mistake(
        "counting_from_0",
        "initialize_parameters_zeros",
        edits=[
            (RANGE, "range(len(layers_dims) - 1)"),
            (SIZES, "layers_dims[l + 1], layers_dims[l]"),
            (ZEROS, "np.zeros((layers_dims[l + 1], 1))"),
        ],
        misconception="The first matrix is called W0, but layer 0 is the input and has no weights.",
        hint="Print the keys of your dict: how is the first one called?",
    ),
    mistake(
        "last_layer_missing",
        "initialize_parameters_zeros",
        edits=[(RANGE, "range(1, len(layers_dims) - 1)")],
        misconception="The loop ends one layer too early, so the output layer gets no parameters.",
        hint="How many matrices lie between four layers, the input among them?",
    ),
    mistake(
        "one_layer_too_many",
        "initialize_parameters_zeros",
        edits=[(RANGE, "range(1, len(layers_dims) + 1)")],
        misconception="The loop runs one layer too far and looks for a size that is not there.",
        hint="What is the index of the last entry of layers_dims?",
    ),
    mistake(
        "three_layers_hard_coded",
        "initialize_parameters_zeros",
        edits=[(RANGE, "range(1, 4)")],
        misconception="The function always makes three layers, however many sizes it is given.",
        hint="Call it with two sizes, and with seven.",
    ),
    mistake(
        "one_array_for_equal_shapes",
        "initialize_parameters_zeros",
        code="""
            def initialize_parameters_zeros(layers_dims):
                parameters, made = {}, {}
                for l in range(1, len(layers_dims)):
                    for key, shape in (("W", (layers_dims[l], layers_dims[l - 1])), ("b", (layers_dims[l], 1))):
                        made.setdefault(shape, np.zeros(shape))
                        parameters[key + str(l)] = made[shape]
                return parameters
        """,
        misconception="Layers of the same size share one array, so changing W1 changes W2 as well.",
        hint="Put a 1 into W1 and look at W2.",
    ),
    mistake(
        "biases_one_dimensional",
        "initialize_parameters_zeros",
        edits=[(ZEROS, "np.zeros(layers_dims[l])")],
        misconception="The biases have one axis; added to W @ A they would run along the examples.",
        hint="A bias is a column: which shape has a column of n numbers?",
    ),
    mistake(
        "biases_as_rows",
        "initialize_parameters_zeros",
        edits=[(ZEROS, "np.zeros((1, layers_dims[l]))")],
        misconception="The biases are rows, but every unit's bias stands in that unit's row.",
        hint="Write the shapes of W @ A and b side by side.",
    ),
    mistake(
        "biases_forgotten",
        "initialize_parameters_zeros",
        edits=[(f'    parameters[f"b{{l}}"] = {ZEROS}\n', "")],
        misconception="The dict holds weights only.",
        hint="Which two things does every layer have?",
    ),
    mistake(
        "keys_in_lower_case",
        "initialize_parameters_zeros",
        edits=[('f"W{l}"', 'f"w{l}"')],
        misconception="The keys are w1, w2, …, but Python takes W1 and w1 for different names.",
        hint="Compare your keys with the docstring, letter by letter.",
    ),
    mistake(
        "plain_zeros_instead_of_arrays",
        "initialize_parameters_zeros",
        edits=[(f"np.zeros(({SIZES}))", "0"), (ZEROS, "0")],
        misconception="Each parameter is a single 0 instead of an array of them.",
        hint="Which shape does W1 have? Print it.",
    ),
    mistake(
        "lists_of_lists",
        "initialize_parameters_zeros",
        edits=[(f"np.zeros(({SIZES}))", f"np.zeros(({SIZES})).tolist()")],
        misconception="The weights are lists, and Python's lists know no matrix product.",
        hint="What does type(parameters['W1']) say?",
    ),
    mistake(
        "returns_after_the_first_layer",
        "initialize_parameters_zeros",
        edits=[("    return parameters", "        return parameters")],
        misconception="The return line stands inside the loop, so the function ends after layer 1.",
        hint="How far is your return line indented?",
    ),
    mistake(
        "sizes_of_the_notebook",
        "initialize_parameters_zeros",
        code="""
            def initialize_parameters_zeros(dims):
                parameters = {}
                for l in range(1, len(layers_dims)):
                    parameters["W" + str(l)] = np.zeros((layers_dims[l], layers_dims[l - 1]))
                    parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
                return parameters
        """,
        misconception="The sizes are read from a variable of the notebook, not from the argument.",
        hint="Call it with other sizes than those of your notebook.",
    ),
    # ---------------------------------------------------------------- initialize_parameters_random
    *in_any("initialize_parameters_random"),
    mistake(
        "zeros",
        "initialize_parameters_random",
        edits=[(DRAW, f"np.zeros(({SIZES}))")],
        misconception="All weights are 0, so the units of a layer compute the same and learn the same.",
        hint="What could ever make one unit differ from the next?",
    ),
    mistake(
        "scale_ignored",
        "initialize_parameters_random",
        edits=[(" * scale", "")],
        misconception="The weights always have the standard deviation 1.",
        hint="Call it with two scales and compare the weights.",
    ),
    mistake(
        "scale_hard_coded",
        "initialize_parameters_random",
        edits=[("* scale", "* 10")],
        misconception="The weights are always multiplied by 10, whatever scale is.",
        hint="Call it with scale=0.01 and look at the weights.",
    ),
    mistake(
        "default_scale_changed",
        "initialize_parameters_random",
        edits=[("scale=10.0", "scale=0.01")],
        misconception="Without the argument, scale is not what the exercise says.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "default_scale_1_in_the_older_signature",
        "initialize_parameters_random",
        edits=[(", scale=10.0", ""), (" * scale", "")],
        misconception="The weights are not scaled at all.",
        hint="Which standard deviation should weights have if nobody says anything else?",
    ),
    mistake(
        "scale_taken_for_the_variance",
        "initialize_parameters_random",
        edits=[("* scale", "* np.sqrt(scale)")],
        misconception="scale is treated as a variance, but it is the standard deviation.",
        hint="What does multiplying by c do to a standard deviation?",
    ),
    mistake(
        "scale_squared",
        "initialize_parameters_random",
        edits=[(f"{DRAW} * scale", f"np.random.normal(0, scale**2, ({SIZES}))")],
        misconception="np.random.normal takes the standard deviation, but it was given the variance.",
        hint="Look up the second argument of np.random.normal.",
    ),
    mistake(
        "scale_added",
        "initialize_parameters_random",
        edits=[("* scale", "+ scale")],
        misconception="scale is added to the weights, which moves their mean instead of their spread.",
        hint="What are mean and standard deviation of your W1?",
    ),
    mistake(
        "scale_as_the_mean",
        "initialize_parameters_random",
        edits=[(f"{DRAW} * scale", f"np.random.normal(scale, 1, ({SIZES}))")],
        misconception="np.random.normal takes the mean first, and it was given scale.",
        hint="Look up the order of the arguments of np.random.normal.",
    ),
    mistake(
        "divided_by_scale",
        "initialize_parameters_random",
        edits=[("* scale", "/ scale")],
        misconception="A larger scale makes smaller weights.",
        hint="Call it with scale=100: how large are the weights?",
    ),
    mistake(
        "only_the_first_layer_scaled",
        "initialize_parameters_random",
        edits=[("* scale", "* (scale if l == 1 else 1)")],
        misconception="Only W1 is scaled.",
        hint="Compare the spread of W1 and W2.",
    ),
    mistake(
        "scaled_again_in_each_layer",
        "initialize_parameters_random",
        edits=[("* scale", "* scale**l")],
        misconception="Each layer is scaled once more than the layer before.",
        hint="Compare the spread of W1 and W2.",
    ),
    mistake(
        "scaled_by_the_fan_in",
        "initialize_parameters_random",
        edits=[("* scale", "* scale / np.sqrt(layers_dims[l - 1])")],
        misconception="The weights depend on the size of the layer, but here all have the same spread.",
        hint="Which exercise asks for a spread that depends on the number of inputs?",
    ),
    mistake(
        "scale_cut_to_a_whole_number",
        "initialize_parameters_random",
        edits=[("* scale", "* int(scale)")],
        misconception="int cuts a scale below 1 down to 0.",
        hint="Call it with scale=0.5 and print W1.",
    ),
    mistake(
        "whole_numbers",
        "initialize_parameters_random",
        edits=[("np.random.randn(layers_dims[l], layers_dims[l - 1]) * scale", f"np.round({DRAW} * scale)")],
        misconception="The weights are rounded to whole numbers.",
        hint="Call it with scale=0.01 and print W1.",
    ),
    mistake(
        "biases_scaled_too",
        "initialize_parameters_random",
        edits=[(ZEROS, "np.zeros((layers_dims[l], 1)) + scale")],
        misconception="scale is added to the biases, which should be zeros.",
        hint="Which parameters does scale concern?",
    ),
    # -------------------------------------------------------------------- initialize_parameters_he
    *in_any("initialize_parameters_he"),
    mistake(
        "variance_for_standard_deviation",
        "initialize_parameters_he",
        edits=[("np.sqrt(2 / layers_dims[l - 1])", "2 / layers_dims[l - 1]")],
        misconception="The normal draws are multiplied by the variance instead of the standard deviation.",
        hint="randn has standard deviation 1: by what must it be multiplied to have variance v?",
    ),
    mistake(
        "lecun_instead",
        "initialize_parameters_he",
        edits=[("2 / layers_dims", "1 / layers_dims")],
        misconception="The variance is 1/n, but ReLU throws half of the signal away.",
        hint="How much of E[z²] is left after ReLU, and how is that made up for?",
    ),
    mistake(
        "glorot_instead",
        "initialize_parameters_he",
        edits=[("2 / layers_dims[l - 1]", "2 / (layers_dims[l - 1] + layers_dims[l])")],
        misconception="The variance counts the units of the layer, too; that is Glorot's rule.",
        hint="Whose number decides how many terms z sums up?",
    ),
    mistake(
        "fan_out",
        "initialize_parameters_he",
        edits=[("2 / layers_dims[l - 1]", "2 / layers_dims[l]")],
        misconception="The variance depends on the number of units instead of the number of inputs.",
        hint="How many terms does one z sum up: n[l] or n[l-1]?",
    ),
    mistake(
        "multiplied_instead_of_divided",
        "initialize_parameters_he",
        edits=[("2 / layers_dims", "2 * layers_dims")],
        misconception="More inputs make larger weights here.",
        hint="The more terms a sum has, the smaller each must be.",
    ),
    mistake(
        "fan_in_of_the_first_layer",
        "initialize_parameters_he",
        edits=[("2 / layers_dims[l - 1]", "2 / layers_dims[0]")],
        misconception="All layers use the number of inputs of the first.",
        hint="How many inputs does layer 2 have?",
    ),
    mistake(
        "digit_1_for_letter_l",
        "initialize_parameters_he",
        edits=[("2 / layers_dims[l - 1]", "2 / layers_dims[1]")],
        misconception="layers_dims is indexed with the digit 1 where the formula has the letter l.",
        hint="Read the index of n once more: is it a digit or a letter?",
    ),
    mistake(
        "brackets_missing",
        "initialize_parameters_he",
        edits=[("2 / layers_dims[l - 1]", "2 / layers_dims[l - 1] * layers_dims[l]")],
        misconception="Division and multiplication go from left to right, so n[l] ends up on top.",
        hint="Compute it by hand for 5 inputs and 4 units.",
    ),
    mistake(
        "root_of_2_only",
        "initialize_parameters_he",
        edits=[("np.sqrt(2 / layers_dims[l - 1])", "np.sqrt(2) / layers_dims[l - 1]")],
        misconception="Only the 2 stands under the root.",
        hint="What is under the root: the 2, or the whole fraction?",
    ),
    mistake(
        "bias_counted_as_an_input",
        "initialize_parameters_he",
        edits=[("2 / layers_dims[l - 1]", "2 / (layers_dims[l - 1] + 1)")],
        misconception="The bias is counted as one more input.",
        hint="The formula counts the weights of a unit: is the bias among them?",
    ),
    mistake(
        "for_a_leaky_relu",
        "initialize_parameters_he",
        edits=[("2 / layers_dims[l - 1]", "2 / 1.25 / layers_dims[l - 1]")],
        misconception="The factor is that of a leaky ReLU with a large leak.",
        hint="Which factor belongs to plain ReLU?",
    ),
    mistake(
        "whole_number_division",
        "initialize_parameters_he",
        edits=[("2 / layers_dims", "2 // layers_dims")],
        misconception="`//` divides whole numbers and drops the rest, so most weights are 0.",
        hint="What is 2 // 3 in Python?",
    ),
    mistake(
        "scaled_by_10_as_well",
        "initialize_parameters_he",
        edits=[("* std", "* std * 10")],
        misconception="The factor 10 of the previous exercise is still there.",
        hint="Print the standard deviation of W1 for 200 inputs: is it 0.1?",
    ),
    mistake(
        "scaled_by_0_01_as_well",
        "initialize_parameters_he",
        edits=[("* std", "* std * 0.01")],
        misconception="The old factor 0.01 is still there.",
        hint="Print the standard deviation of W1 for 200 inputs: is it 0.1?",
    ),
    mistake(
        "output_layer_not_scaled",
        "initialize_parameters_he",
        edits=[("* std", "* (std if l < len(layers_dims) - 1 else 1)")],
        misconception="The output layer is left out.",
        hint="Compare the spread of the last W with the formula.",
    ),
    mistake(
        "divided_by_the_number_of_layers",
        "initialize_parameters_he",
        edits=[("2 / layers_dims[l - 1]", "2 / len(layers_dims)")],
        misconception="The spread depends on the number of layers instead of the number of inputs.",
        hint="What does n[l-1] count?",
    ),
    # ----------------------------------------------------------------- initialize_parameters_lecun
    *in_any("initialize_parameters_lecun"),
    mistake(
        "variance_for_standard_deviation",
        "initialize_parameters_lecun",
        edits=[("np.sqrt(1 / layers_dims[l - 1])", "1 / layers_dims[l - 1]")],
        misconception="The normal draws are multiplied by the variance instead of the standard deviation.",
        hint="randn has standard deviation 1: by what must it be multiplied to have variance v?",
    ),
    mistake(
        "he_instead",
        "initialize_parameters_lecun",
        edits=[("1 / layers_dims[l - 1]", "2 / layers_dims[l - 1]")],
        misconception="The variance is that of He's rule.",
        hint="What is the 2 for, and does tanh need it?",
    ),
    mistake(
        "glorot_instead",
        "initialize_parameters_lecun",
        edits=[("1 / layers_dims[l - 1]", "2 / (layers_dims[l - 1] + layers_dims[l])")],
        misconception="This is Glorot's rule, which asks the next layer, too.",
        hint="Which of the two formulas is LeCun's?",
    ),
    mistake(
        "fan_out",
        "initialize_parameters_lecun",
        edits=[("1 / layers_dims[l - 1]", "1 / layers_dims[l]")],
        misconception="The variance depends on the number of units instead of the number of inputs.",
        hint="How many terms does one z sum up: n[l] or n[l-1]?",
    ),
    mistake(
        "uniform_from_minus_to_plus_the_root",
        "initialize_parameters_lecun",
        edits=[(DRAW, f"np.random.uniform(-1, 1, ({SIZES}))")],
        misconception="A uniform number between −1/√n and 1/√n has the variance 1/(3n) only.",
        hint="Measure the variance of your W1. And is it normal?",
    ),
    mistake(
        "fan_in_of_the_first_layer",
        "initialize_parameters_lecun",
        edits=[("1 / layers_dims[l - 1]", "1 / layers_dims[0]")],
        misconception="All layers use the number of inputs of the first.",
        hint="How many inputs does layer 2 have?",
    ),
    mistake(
        "multiplied_instead_of_divided",
        "initialize_parameters_lecun",
        edits=[("1 / layers_dims[l - 1]", "layers_dims[l - 1]")],
        misconception="More inputs make larger weights here.",
        hint="The more terms a sum has, the smaller each must be.",
    ),
    mistake(
        "digit_1_for_letter_l",
        "initialize_parameters_lecun",
        edits=[("1 / layers_dims[l - 1]", "1 / layers_dims[1]")],
        misconception="layers_dims is indexed with the digit 1 where the formula has the letter l.",
        hint="Read the index of n once more: is it a digit or a letter?",
    ),
    mistake(
        "bias_counted_as_an_input",
        "initialize_parameters_lecun",
        edits=[("1 / layers_dims[l - 1]", "1 / (layers_dims[l - 1] + 1)")],
        misconception="The bias is counted as one more input.",
        hint="The formula counts the weights of a unit: is the bias among them?",
    ),
    mistake(
        "whole_number_division",
        "initialize_parameters_lecun",
        edits=[("1 / layers_dims", "1 // layers_dims")],
        misconception="`//` divides whole numbers and drops the rest, so the weights are 0.",
        hint="What is 1 // 3 in Python?",
    ),
    mistake(
        "root_of_the_root",
        "initialize_parameters_lecun",
        edits=[("np.sqrt(1 / layers_dims[l - 1])", "np.sqrt(1 / np.sqrt(layers_dims[l - 1]))")],
        misconception="The root is taken twice.",
        hint="With 100 inputs, what is the standard deviation?",
    ),
    mistake(
        "average_of_all_layers",
        "initialize_parameters_lecun",
        edits=[("1 / layers_dims[l - 1]", "1 / np.mean(layers_dims)")],
        misconception="All layers use the mean size of the layers.",
        hint="How many inputs does layer 2 have?",
    ),
    # ---------------------------------------------------------------- initialize_parameters_glorot
    *in_any("initialize_parameters_glorot"),
    mistake(
        "product_of_the_sizes",
        "initialize_parameters_glorot",
        edits=[("layers_dims[l - 1] + layers_dims[l]", "layers_dims[l - 1] * layers_dims[l]")],
        misconception="The sizes are multiplied, as a common misprint has it; they should be added.",
        hint="With 50 inputs and 150 units the standard deviation should be 0.1.",
    ),
    mistake(
        "brackets_missing",
        "initialize_parameters_glorot",
        edits=[("2 / (layers_dims[l - 1] + layers_dims[l])", "2 / layers_dims[l - 1] + layers_dims[l]")],
        misconception="Without brackets n[l] is added to the fraction instead of standing under it.",
        hint="What does Python compute first, the division or the sum?",
    ),
    mistake(
        "brackets_and_sum_missing",
        "initialize_parameters_glorot",
        edits=[("2 / (layers_dims[l - 1] + layers_dims[l])", "2 / layers_dims[l - 1] * layers_dims[l]")],
        misconception="Division and multiplication go from left to right, so n[l] ends up on top.",
        hint="Compute it by hand for 5 inputs and 4 units.",
    ),
    mistake(
        "variance_for_standard_deviation",
        "initialize_parameters_glorot",
        edits=[
            (
                "np.sqrt(2 / (layers_dims[l - 1] + layers_dims[l]))",
                "2 / (layers_dims[l - 1] + layers_dims[l])",
            )
        ],
        misconception="The normal draws are multiplied by the variance instead of the standard deviation.",
        hint="randn has standard deviation 1: by what must it be multiplied to have variance v?",
    ),
    mistake(
        "one_over_the_sum",
        "initialize_parameters_glorot",
        edits=[("np.sqrt(2 / ", "np.sqrt(1 / ")],
        misconception="The 2 is missing, so the weights are too small by √2.",
        hint="If n[l-1] = n[l], Glorot's and LeCun's rules must agree: do yours?",
    ),
    mistake(
        "lecun_instead",
        "initialize_parameters_glorot",
        edits=[("2 / (layers_dims[l - 1] + layers_dims[l])", "1 / layers_dims[l - 1]")],
        misconception="The number of units is not used; this is LeCun's rule.",
        hint="Which two numbers does Glorot's rule weigh against each other?",
    ),
    mistake(
        "he_instead",
        "initialize_parameters_glorot",
        edits=[("2 / (layers_dims[l - 1] + layers_dims[l])", "2 / layers_dims[l - 1]")],
        misconception="The number of units is not used; this is He's rule.",
        hint="Which two numbers does Glorot's rule weigh against each other?",
    ),
    mistake(
        "next_layer_instead_of_this",
        "initialize_parameters_glorot",
        edits=[
            (
                "layers_dims[l - 1] + layers_dims[l]",
                "layers_dims[l] + layers_dims[min(l + 1, len(layers_dims) - 1)]",
            )
        ],
        misconception="The two sizes are those of this layer and the next, one step too far.",
        hint="What is the shape of W[l]? Its two numbers are the two you need.",
    ),
    mistake(
        "digit_1_for_letter_l",
        "initialize_parameters_glorot",
        edits=[("layers_dims[l - 1] + layers_dims[l]", "layers_dims[l - 1] + layers_dims[1]")],
        misconception="layers_dims is indexed with the digit 1 where the formula has the letter l.",
        hint="Read the index of n once more: is it a digit or a letter?",
    ),
    mistake(
        "six_for_two",
        "initialize_parameters_glorot",
        edits=[("np.sqrt(2 / ", "np.sqrt(6 / ")],
        misconception="The 6 belongs to the limits of a uniform distribution, not to a standard deviation.",
        hint="What is the standard deviation of a uniform number between −a and a?",
    ),
    mistake(
        "input_and_output_of_the_network",
        "initialize_parameters_glorot",
        edits=[("layers_dims[l - 1] + layers_dims[l]", "layers_dims[0] + layers_dims[-1]")],
        misconception="All layers use the sizes of the network's input and output.",
        hint="Each layer has an input and an output of its own.",
    ),
)


def in_other_styles(function):
    """Right ways to write any initialiser that draws its weights."""
    make = partial(variant, function=function)
    arguments, factor = ARGUMENTS[function], FACTORS[function]
    return (
        make("generator", edits=[(DRAW, f"np.random.default_rng().standard_normal(({SIZES}))")]),
        make(
            "np_random_normal",
            code=f"""
                def {function}({arguments}):
                    parameters = {{}}
                    L = len(layers_dims) - 1
                    for l in range(1, L + 1):
                        spread = {factor}
                        parameters["W" + str(l)] = np.random.normal(0, spread, size=({SIZES}))
                        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
                    return parameters
            """,
        ),
        make("drawn_transposed", edits=[(DRAW, "np.random.randn(layers_dims[l - 1], layers_dims[l]).T")]),
        make(
            "seed_set_once_before_the_loop",
            code=f"""
                def {function}({arguments}):
                    np.random.seed(3)
                    parameters = {{}}
                    L = len(layers_dims)
                    for l in range(1, L):
                        parameters["W" + str(l)] = np.random.randn({SIZES}) * {factor}
                        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
                        assert parameters["W" + str(l)].shape == ({SIZES})
                        assert parameters["b" + str(l)].shape == (layers_dims[l], 1)
                    return parameters
            """,
        ),
        make(
            "another_seed_for_each_layer", edits=[(f"{RANGE}:\n", f"{RANGE}:\n        np.random.seed(l)\n")]
        ),
        make("layers_drawn_backwards", edits=[(RANGE, "reversed(range(1, len(layers_dims)))")]),
        make("float32", edits=[(DRAW, f"{DRAW}.astype(np.float32)")]),
        make(
            "truncated_normal_with_corrected_variance",
            code=f"""
                def truncated(shape):
                    draws = np.random.randn(*shape)
                    while np.any(np.abs(draws) > 2):
                        far = np.abs(draws) > 2
                        draws[far] = np.random.randn(far.sum())
                    return draws / 0.87962566103423978

                def {function}({arguments}):
                    parameters = {{}}
                    for l in range(1, len(layers_dims)):
                        parameters[f"W{{l}}"] = truncated(({SIZES})) * {factor}
                        parameters[f"b{{l}}"] = np.zeros((layers_dims[l], 1))
                    return parameters
            """,
        ),
        make(
            "scaled_in_place",
            code=f"""
                def {function}({arguments}):
                    parameters = {{}}
                    for l in range(1, len(layers_dims)):
                        W = np.random.randn({SIZES})
                        W *= {factor}
                        parameters[f"W{{l}}"], parameters[f"b{{l}}"] = W, np.zeros(shape=(layers_dims[l], 1))
                    print("layers:", len(layers_dims) - 1)
                    return parameters
            """,
        ),
        make(
            "from_uniform_numbers",
            edits=[
                (
                    DRAW,
                    f"(np.sqrt(-2 * np.log(1 - np.random.rand({SIZES})))"
                    f" * np.cos(2 * np.pi * np.random.rand({SIZES})))",
                )
            ],
        ),
        make("fortran_order", edits=[(DRAW, f"np.asfortranarray({DRAW})")]),
        make(
            "biases_drawn_and_multiplied_by_0",
            edits=[(ZEROS, "np.random.randn(layers_dims[l], 1) * 0")],
        ),
        make(
            "biases_first",
            code=f"""
                def {function}({arguments}):
                    parameters = {{f"b{{l}}": np.zeros((n, 1)) for l, n in enumerate(layers_dims) if l > 0}}
                    for l in range(1, len(layers_dims)):
                        parameters[f"W{{l}}"] = np.random.randn({SIZES}) * {factor}
                    return parameters
            """,
        ),
        make(
            "one_number_at_a_time",
            code=f"""
                import random

                def {function}({arguments}):
                    parameters = {{}}
                    for l in range(1, len(layers_dims)):
                        spread = float({factor})
                        rows = [
                            [random.gauss(0, spread) for _ in range(layers_dims[l - 1])]
                            for _ in range(layers_dims[l])
                        ]
                        parameters["W%d" % l] = np.array(rows)
                        parameters["b%d" % l] = np.array([[0.0]] * layers_dims[l])
                    return parameters
            """,
        ),
    )


VARIANTS = (
    # ----------------------------------------------------------------- initialize_parameters_zeros
    variant(
        "pairs_of_sizes",
        "initialize_parameters_zeros",
        code="""
            def initialize_parameters_zeros(layers_dims):
                parameters = {}
                for l, (n_in, n_out) in enumerate(zip(layers_dims, layers_dims[1:]), start=1):
                    parameters["W" + str(l)] = np.zeros((n_out, n_in))
                    parameters["b" + str(l)] = np.zeros((n_out, 1))
                return parameters
        """,
    ),
    variant(
        "with_asserts",
        "initialize_parameters_zeros",
        code="""
            def initialize_parameters_zeros(dims):
                params = dict()
                L = len(dims)
                for i in range(1, L):
                    params["W" + str(i)] = np.zeros(shape=[dims[i], dims[i - 1]])
                    params["b" + str(i)] = np.zeros(shape=[dims[i], 1])
                    assert params["W" + str(i)].shape == (dims[i], dims[i - 1])
                return params
        """,
    ),
    variant(
        "whole_zeros", "initialize_parameters_zeros", edits=[(ZEROS, "np.zeros((layers_dims[l], 1), int)")]
    ),
    variant(
        "float32",
        "initialize_parameters_zeros",
        edits=[(f"np.zeros(({SIZES}))", f"np.zeros(({SIZES}), dtype=np.float32)")],
    ),
    variant("minus_zero", "initialize_parameters_zeros", edits=[(f"np.zeros(({SIZES}))", f"-0.0 * {DRAW}")]),
    variant(
        "slices_of_one_vector",
        "initialize_parameters_zeros",
        code="""
            def initialize_parameters_zeros(layers_dims):
                parameters, start = {}, 0
                everything = np.zeros(sum(n * (k + 1) for k, n in zip(layers_dims, layers_dims[1:])))
                for l in range(1, len(layers_dims)):
                    for kind, n_in in (("W", layers_dims[l - 1]), ("b", 1)):
                        end = start + layers_dims[l] * n_in
                        parameters[f"{kind}{l}"] = everything[start:end].reshape(layers_dims[l], n_in)
                        start = end
                return parameters
        """,
    ),
    variant(
        "comprehensions",
        "initialize_parameters_zeros",
        code="""
            def initialize_parameters_zeros(layers_dims):
                layers = range(1, len(layers_dims))
                Ws = {f"W{l}": np.full((layers_dims[l], layers_dims[l - 1]), 0.0) for l in layers}
                return Ws | {f"b{l}": np.full((layers_dims[l], 1), 0.0) for l in layers}
        """,
    ),
    # ---------------------------------------------------------------- initialize_parameters_random
    *in_other_styles("initialize_parameters_random"),
    variant(
        "older_signature", "initialize_parameters_random", edits=[(", scale=10.0", ""), ("* scale", "* 10")]
    ),
    variant(
        "from_the_zeros",
        "initialize_parameters_random",
        code="""
            def initialize_parameters_random(layers_dims, scale=10.0):
                parameters = initialize_parameters_zeros(layers_dims)
                for key in parameters:
                    if key.startswith("W"):
                        parameters[key] = scale * np.random.standard_normal(parameters[key].shape)
                return parameters
        """,
    ),
    variant(
        "one_more_argument",
        "initialize_parameters_random",
        edits=[
            ("scale=10.0", "scale=10, seed=None"),
            ("parameters = {}", "parameters = {}\n    np.random.seed(seed)"),
        ],
    ),
    variant(
        "scale_by_name_only",
        "initialize_parameters_random",
        edits=[(", scale=10.0", ", *, scale=10.0")],
    ),
    # -------------------------------------------------------------------- initialize_parameters_he
    *in_other_styles("initialize_parameters_he"),
    variant(
        "from_random_weights_of_scale_1",
        "initialize_parameters_he",
        code="""
            def initialize_parameters_he(layers_dims):
                parameters = initialize_parameters_random(layers_dims, 1.0)
                for l in range(1, len(layers_dims)):
                    parameters[f"W{l}"] *= (2 / layers_dims[l - 1]) ** 0.5
                return parameters
        """,
    ),
    variant(
        "divided_by_a_root",
        "initialize_parameters_he",
        edits=[("* std", "/ np.sqrt(layers_dims[l - 1] / 2)")],
    ),
    variant(
        "power_of_one_half",
        "initialize_parameters_he",
        edits=[("np.sqrt(2 / layers_dims[l - 1])", "(2.0 / layers_dims[l - 1]) ** 0.5")],
    ),
    # ----------------------------------------------------------------- initialize_parameters_lecun
    *in_other_styles("initialize_parameters_lecun"),
    variant(
        "he_divided_by_root_2",
        "initialize_parameters_lecun",
        code="""
            def initialize_parameters_lecun(layers_dims):
                he = initialize_parameters_he(layers_dims)
                return {key: value / np.sqrt(2) for key, value in he.items()}
        """,
    ),
    variant(
        "divided_by_the_root",
        "initialize_parameters_lecun",
        edits=[("* std", "/ np.sqrt(layers_dims[l - 1])")],
    ),
    # ---------------------------------------------------------------- initialize_parameters_glorot
    *in_other_styles("initialize_parameters_glorot"),
    variant(
        "sum_of_the_shape",
        "initialize_parameters_glorot",
        code="""
            def initialize_parameters_glorot(layers_dims):
                parameters = initialize_parameters_random(layers_dims, scale=1)
                for key, value in parameters.items():
                    if key[0] == "W":
                        parameters[key] = value * np.sqrt(2 / sum(value.shape))
                return parameters
        """,
    ),
    variant(
        "mean_of_the_sizes",
        "initialize_parameters_glorot",
        edits=[("2 / (layers_dims[l - 1] + layers_dims[l])", "1 / np.mean(layers_dims[l - 1 : l + 1])")],
    ),
)
