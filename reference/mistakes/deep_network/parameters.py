"""What students write in place of initialize_parameters_deep."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, function="initialize_parameters_deep", module="deep_network")
variant = partial(Variant, function="initialize_parameters_deep", module="deep_network")

MISTAKES = (
    mistake(
        "pops_the_sizes",
        code="""
            def initialize_parameters_deep(layer_dims):
                parameters, l, n_in = {}, 1, layer_dims.pop(0)
                while layer_dims:
                    n_out = layer_dims.pop(0)
                    parameters[f"W{l}"] = np.random.randn(n_out, n_in) * 0.01
                    parameters[f"b{l}"] = np.zeros((n_out, 1))
                    l, n_in = l + 1, n_out
                return parameters
        """,
        misconception="The caller's list of sizes is emptied, so that nobody can use it again.",
        hint="Print layer_dims before and after the call.",
    ),
    mistake(
        "last_layer_missing",
        edits=[("len(layer_dims))", "len(layer_dims) - 1)")],
        misconception="The loop ends one layer too early: the output layer gets no parameters.",
        hint="With four sizes, how many layers have weights, and which values does l take in your loop?",
    ),
    mistake(
        "first_layer_missing",
        edits=[("range(1, len(layer_dims))", "range(2, len(layer_dims))")],
        misconception="The loop starts at layer 2, so that W1 and b1 are missing.",
        hint="Which is the first layer that has weights?",
    ),
    mistake(
        "one_layer_too_many",
        edits=[("len(layer_dims))", "len(layer_dims) + 1)")],
        misconception="The loop runs over the end of layer_dims and raises an IndexError.",
        hint="What is the last place in a list of len(layer_dims) numbers?",
    ),
    mistake(
        "layer_0_gets_weights",
        edits=[("range(1, len(layer_dims))", "range(len(layer_dims))")],
        misconception="The loop starts at 0, and layer_dims[0 - 1] is the last size: a W0 appears that nobody needs.",
        hint="The input is layer 0: does it have weights? Print the keys of your dict.",
    ),
    mistake(
        "keys_count_from_0",
        edits=[('f"W{l}"', 'f"W{l - 1}"'), ('f"b{l}"', 'f"b{l - 1}"')],
        misconception="The layers are counted from 0 in the keys, but W1 is the first.",
        hint="Print the keys of your dict for two layers.",
    ),
    mistake(
        "weights_transposed",
        edits=[("layer_dims[l], layer_dims[l - 1]) * 0.01", "layer_dims[l - 1], layer_dims[l]) * 0.01")],
        misconception="W has a row for each input of the layer, but it needs a row for each of its units.",
        hint="In W @ A, which number of W's shape meets the rows of A?",
    ),
    mistake(
        "next_layer_for_the_one_before",
        edits=[
            ("range(1, len(layer_dims))", "range(1, len(layer_dims) - 1)"),
            ("layer_dims[l - 1]", "layer_dims[l + 1]"),
        ],
        misconception="The columns of W are counted in the layer after, but a layer reads the one before.",
        hint="Layer 1 reads the input: which entry of layer_dims is that?",
    ),
    mistake(
        "every_layer_reads_the_input",
        edits=[("layer_dims[l - 1]", "layer_dims[0]")],
        misconception="Every W has as many columns as there are inputs, but only layer 1 reads the inputs.",
        hint="What does layer 3 read?",
    ),
    mistake(
        "digit_1_for_letter_l",
        edits=[("layer_dims[l], layer_dims[l - 1]", "layer_dims[l], layer_dims[1 - 1]")],
        misconception="The index is the digit 1 where the letter l is meant, and 1 - 1 is always 0.",
        hint="Look closely at your indices: which of them are digits?",
    ),
    mistake(
        "two_layers_hard_coded",
        code="""
            def initialize_parameters_deep(layer_dims):
                n_x, n_h, n_y = layer_dims[0], layer_dims[1], layer_dims[-1]
                W1 = np.random.randn(n_h, n_x) * 0.01
                W2 = np.random.randn(n_y, n_h) * 0.01
                return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}
        """,
        misconception="There are always two layers, whatever layer_dims says.",
        hint="Call it with a list of five sizes and count the matrices.",
    ),
    mistake(
        "three_layers_hard_coded",
        edits=[("range(1, len(layer_dims))", "(1, 2, 3)")],
        misconception="There are always three layers, whatever layer_dims says.",
        hint="Where does the number of layers come from?",
    ),
    mistake(
        "one_output_hard_coded",
        edits=[
            ("for l in", "layer_dims = [*layer_dims[:-1], 1]\n    for l in"),
        ],
        misconception="The output layer always has one unit.",
        hint="Try a list that ends in 3.",
    ),
    mistake(
        "zeros",
        edits=[
            (
                "np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01",
                "np.zeros((layer_dims[l], layer_dims[l - 1]))",
            )
        ],
        misconception="All weights are 0, so that all units of a layer stay equal for ever.",
        hint="What could ever make one unit differ from the next?",
    ),
    mistake(
        "equal_weights",
        edits=[
            (
                "np.random.randn(layer_dims[l], layer_dims[l - 1])",
                "np.ones((layer_dims[l], layer_dims[l - 1]))",
            )
        ],
        misconception="All weights of a layer are equal, so its units can never become different.",
        hint="Print W1: how many different numbers are in it?",
    ),
    mistake(
        "shape_as_a_tuple",
        edits=[("(layer_dims[l], layer_dims[l - 1]) * 0.01", "((layer_dims[l], layer_dims[l - 1])) * 0.01")],
        misconception="randn got one tuple, but it wants the sizes one by one and raises a TypeError.",
        hint="np.zeros and np.random.randn are asked for a shape in different ways: look up both.",
    ),
    mistake(
        "bias_one_dimensional",
        edits=[("np.zeros((layer_dims[l], 1))", "np.zeros(layer_dims[l])")],
        misconception="b has one axis; added to W @ A it would spread along the examples, not the units.",
        hint="A bias is a column: which shape has a column of n numbers?",
    ),
    mistake(
        "bias_as_a_row",
        edits=[("(layer_dims[l], 1)", "(1, layer_dims[l])")],
        misconception="The biases are rows, but a unit's bias stands in that unit's row: they are columns.",
        hint="Write the shapes of W @ A and of b side by side.",
    ),
    mistake(
        "bias_of_the_layer_before",
        edits=[("np.zeros((layer_dims[l], 1))", "np.zeros((layer_dims[l - 1], 1))")],
        misconception="b has a row for each unit of the layer before.",
        hint="Whose units does b[l] belong to?",
    ),
    mistake(
        "biases_random",
        edits=[("np.zeros((layer_dims[l], 1))", "np.random.randn(layer_dims[l], 1) * 0.01")],
        misconception="The biases are drawn at random, but the exercise asks for 0.",
        hint="The random weights already make the units different: what do the biases start from?",
    ),
    mistake(
        "biases_one",
        edits=[("np.zeros", "np.ones")],
        misconception="The biases start at 1.",
        hint="With which number should a bias start, so that it favours no side?",
    ),
    mistake(
        "scale_forgotten",
        edits=[(" * 0.01", "")],
        misconception="The weights have standard deviation 1 instead of 0.01.",
        hint="How large are typical entries of your W1, and how large should they be?",
    ),
    mistake(
        "divided_by_0_01",
        edits=[(" * 0.01", " / 0.01")],
        misconception="Dividing by 0.01 makes the weights a hundred times larger.",
        hint="How large are typical entries of your W1, and how large should they be?",
    ),
    mistake(
        "scale_by_fan_in",
        edits=[("* 0.01", "/ np.sqrt(layer_dims[l - 1])")],
        misconception="The spread depends on the size of the layer before, but this exercise asks for 0.01 everywhere.",
        hint="What you wrote is a good idea that comes in the next notebook: which factor is asked for here?",
    ),
    mistake(
        "scale_of_the_first_layer_only",
        edits=[("* 0.01", "* (0.01 if l == 1 else 1)")],
        misconception="Only W1 is scaled down.",
        hint="Print the standard deviation of every W.",
    ),
    mistake(
        "uniform_from_0_to_1",
        edits=[("randn", "rand")],
        misconception="rand draws between 0 and 1, so that no weight is negative.",
        hint="One more letter makes it a normal distribution.",
    ),
    mistake(
        "uniform_with_the_right_spread",
        edits=[
            (
                "np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01",
                "np.random.uniform(-0.01, 0.01, (layer_dims[l], layer_dims[l - 1])) * 3**0.5",
            )
        ],
        misconception="The spread is right, but the distribution is uniform instead of normal.",
        hint="Draw a histogram of W1: is it a bell or a box?",
    ),
    mistake(
        "only_positive_weights",
        edits=[("np.random.randn(", "np.abs(np.random.randn("), (") * 0.01", ")) * 0.01")],
        misconception="The absolute value makes all weights positive.",
        hint="What is the mean of your weights, and what should it be?",
    ),
    mistake(
        "seed_inside_the_loop",
        edits=[('        parameters[f"W{l}"] =', '        np.random.seed(3)\n        parameters[f"W{l}"] =')],
        misconception="The seed is set again for every layer, so that all layers start with the same numbers.",
        hint="Compare the first numbers of W1 and W2. How often does a seed have to be set?",
    ),
    mistake(
        "all_units_repeat_the_first",
        edits=[
            (
                "np.random.randn(layer_dims[l], layer_dims[l - 1])",
                "np.ones((layer_dims[l], 1)) @ np.random.randn(1, layer_dims[l - 1])",
            )
        ],
        misconception="All units of a layer get the same random weights, and so they stay equal.",
        hint="Print W1: are its rows different?",
    ),
    mistake(
        "layers_cut_from_one_matrix",
        code="""
            def initialize_parameters_deep(layer_dims):
                n = max(layer_dims)
                drawn = np.random.randn(n, n) * 0.01
                parameters = {}
                for l in range(1, len(layer_dims)):
                    parameters[f"W{l}"] = drawn[: layer_dims[l], : layer_dims[l - 1]].copy()
                    parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
                return parameters
        """,
        misconception="All layers are cut from one random matrix, so they share most of their numbers.",
        hint="Compare the upper left corners of W1 and W2: how often do you draw?",
    ),
    mistake(
        "one_bias_for_the_layer",
        edits=[("np.zeros((layer_dims[l], 1))", "np.zeros((1, 1))")],
        misconception="The units of a layer share a single bias.",
        hint="How many biases does a layer of four units have?",
    ),
    mistake(
        "same_dict_for_every_network",
        code="""
            parameters = {}

            def initialize_parameters_deep(layer_dims):
                for l in range(1, len(layer_dims)):
                    parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
                    parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
                return parameters
        """,
        misconception="The dict lives outside of the function, so layers of a deeper network stay in it.",
        hint="Call it for five layers and then for two: which keys are there? Where should the dict be created?",
    ),
    mistake(
        "sizes_of_the_notebook",
        edits=[("def initialize_parameters_deep(layer_dims)", "def initialize_parameters_deep(layers_dims)")],
        misconception="The function reads the notebook's layer_dims, whatever it is called with.",
        hint="Compare the name in the first line with those that you use below.",
    ),
    mistake(
        "keys_in_lower_case",
        edits=[('f"W{l}"', 'f"w{l}"')],
        misconception="The keys are w1, w2, …, but Python takes W1 and w1 for different names.",
        hint="Compare your keys with the docstring, letter by letter.",
    ),
    mistake(
        "f_of_the_f_string_missing",
        edits=[('f"W{l}"', '"W{l}"'), ('f"b{l}"', '"b{l}"')],
        misconception="Without the f before the quotes, the key is literally W{l}, the same for every layer.",
        hint="Print the keys of your dict.",
    ),
    mistake(
        "returns_in_the_loop",
        edits=[("    return parameters", "        return parameters")],
        misconception="The return line is indented into the loop, so the function ends after one layer.",
        hint="How often does the body of your loop run before the function returns?",
    ),
    mistake(
        "returns_lists",
        code="""
            def initialize_parameters_deep(layer_dims):
                Ws = [np.random.randn(n, k) * 0.01 for k, n in zip(layer_dims, layer_dims[1:])]
                return Ws, [np.zeros((n, 1)) for n in layer_dims[1:]]
        """,
        misconception="The parameters come back as two lists, but later functions look them up by name.",
        hint="In which kind of object does one find things by name?",
    ),
    mistake(
        "return_forgotten",
        edits=[("    return parameters", "    print(parameters.keys())")],
        misconception="The dict is filled but not returned.",
        hint="What does `p = initialize_parameters_deep([2, 1])` put into p?",
    ),
)

VARIANTS = (
    variant(
        "L_and_str",
        code="""
            def initialize_parameters_deep(layer_dims):
                np.random.seed(3)
                parameters = {}
                L = len(layer_dims)
                for l in range(1, L):
                    parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
                    parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
                    assert parameters["W" + str(l)].shape == (layer_dims[l], layer_dims[l - 1])
                return parameters
        """,
    ),
    variant(
        "generator_and_zip",
        code="""
            def initialize_parameters_deep(layer_dims):
                rng = np.random.default_rng()
                params = {}
                for i, (n_in, n_out) in enumerate(zip(layer_dims[:-1], layer_dims[1:]), start=1):
                    params[f"W{i}"] = rng.normal(0.0, 0.01, size=(n_out, n_in))
                    params[f"b{i}"] = np.zeros(shape=(n_out, 1), dtype=np.float32)
                return params
        """,
    ),
    variant(
        "last_layer_first_and_transposed",
        code="""
            def initialize_parameters_deep(layer_dims):
                parameters = {}
                for l in reversed(range(1, len(layer_dims))):
                    parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
                    parameters[f"W{l}"] = 0.01 * np.random.randn(layer_dims[l - 1], layer_dims[l]).T
                return parameters
        """,
    ),
    variant(
        "all_numbers_in_one_draw",
        code="""
            def initialize_parameters_deep(layer_dims):
                sizes = [n * k for k, n in zip(layer_dims, layer_dims[1:])]
                parts = np.split(np.random.randn(sum(sizes)) / 100, np.cumsum(sizes)[:-1])
                parameters = {}
                for l, part in enumerate(parts, 1):
                    parameters[f"W{l}"] = part.reshape(layer_dims[l], layer_dims[l - 1])
                    parameters[f"b{l}"] = np.zeros_like(parameters[f"W{l}"][:, :1])
                return parameters
        """,
    ),
    variant(
        "seeded_generator_and_float32",
        edits=[
            ("    parameters = {}", "    rng = np.random.default_rng(seed=1)\n    parameters = {}"),
            (
                "np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01",
                "rng.standard_normal((layer_dims[l], layer_dims[l - 1]), dtype=np.float32) * np.float32(0.01)",
            ),
        ],
    ),
    variant(
        "integer_zeros_and_a_truncated_normal",
        code="""
            def initialize_parameters_deep(layer_dims):
                parameters = {}
                for l in range(1, len(layer_dims)):
                    W = np.random.randn(layer_dims[l], layer_dims[l - 1])
                    while np.any(np.abs(W) > 4):
                        W = np.where(np.abs(W) > 4, np.random.randn(*W.shape), W)
                    parameters[f"W{l}"] = W * 0.01
                    parameters[f"b{l}"] = np.zeros((layer_dims[l], 1), dtype=int)
                return parameters
        """,
    ),
    variant(
        "a_loop_from_0",
        code="""
            def initialize_parameters_deep(layers):
                parameters = {}
                for i in range(len(layers) - 1):
                    parameters.update({
                        "W%d" % (i + 1): np.random.normal(scale=0.01, size=(layers[i + 1], layers[i])),
                        "b%d" % (i + 1): np.full((layers[i + 1], 1), 0.0),
                    })
                return parameters
        """,
    ),
    variant(
        "remembers_the_number_of_layers",
        edits=[("    return parameters", '    parameters["L"] = len(layer_dims) - 1\n    return parameters')],
    ),
)
