"""preactivation_variance and count_distinct_units: mistakes, and right answers in other styles."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, module="initialization")
variant = partial(Variant, module="initialization")

MISTAKES = (
    # ---------------------------------------------------------------------- preactivation_variance
    mistake(
        "variance_of_x",
        "preactivation_variance",
        edits=[("np.mean(np.square(x))", "np.var(x)")],
        misconception="This takes the variance of x, which is E[x²] only where the mean of x is 0.",
        hint="What comes out of ReLU is never negative: is its mean 0?",
    ),
    mistake(
        "n_squared",
        "preactivation_variance",
        edits=[("n_in * var_w", "n_in**2 * var_w")],
        misconception="The variance grows with n², as if all terms were the same instead of independent.",
        hint="What is the variance of a sum of independent terms?",
    ),
    mistake(
        "root_of_n",
        "preactivation_variance",
        edits=[("n_in * var_w", "np.sqrt(n_in) * var_w")],
        misconception="The root of n belongs to the standard deviation, not to the variance.",
        hint="Add two independent terms of variance 1: what is the variance of the sum?",
    ),
    mistake(
        "standard_deviation_of_w",
        "preactivation_variance",
        edits=[("* var_w *", "* np.sqrt(var_w) *")],
        misconception="The root of var_w is a standard deviation, but variances multiply here.",
        hint="If all weights double, by what does the variance of z grow?",
    ),
    mistake(
        "var_w_squared",
        "preactivation_variance",
        edits=[("* var_w *", "* var_w**2 *")],
        misconception="var_w already is a square; it was squared once more.",
        hint="If all weights double, by what does the variance of z grow?",
    ),
    mistake(
        "n_forgotten",
        "preactivation_variance",
        edits=[("n_in * var_w", "var_w")],
        misconception="This is the variance of a single term of the sum.",
        hint="How many terms does z sum up?",
    ),
    mistake(
        "divided_by_n",
        "preactivation_variance",
        edits=[("n_in * var_w * ", "var_w / n_in * ")],
        misconception="The terms are summed, not averaged, so more of them scatter more.",
        hint="Does a sum of more terms scatter more or less?",
    ),
    mistake(
        "square_of_the_mean",
        "preactivation_variance",
        edits=[("np.mean(np.square(x))", "np.square(np.mean(x))")],
        misconception="The mean is squared, but the squares have to be averaged.",
        hint="For x = −1 and 1: what is the mean of the squares, what is the square of the mean?",
    ),
    mistake(
        "sum_of_squares",
        "preactivation_variance",
        edits=[("np.mean(np.square(x))", "np.sum(np.square(x))")],
        misconception="The squares are summed, so twice as many samples give twice the variance.",
        hint="Repeat the samples in x: may the result change?",
    ),
    mistake(
        "sum_without_n",
        "preactivation_variance",
        edits=[("n_in * var_w * np.mean", "var_w * np.sum")],
        misconception="The number of samples in x takes the place of the number of inputs.",
        hint="Repeat the samples in x: may the result change?",
    ),
    mistake(
        "x_not_squared",
        "preactivation_variance",
        edits=[("np.mean(np.square(x))", "np.mean(x)")],
        misconception="x is averaged without being squared.",
        hint="If all inputs double, by what does the variance of z grow?",
    ),
    mistake(
        "absolute_values",
        "preactivation_variance",
        edits=[("np.square(x)", "np.abs(x)")],
        misconception="Absolute values stand where squares belong.",
        hint="If all inputs double, by what does the variance of z grow?",
    ),
    mistake(
        "returns_the_standard_deviation",
        "preactivation_variance",
        edits=[
            (
                "float(n_in * var_w * np.mean(np.square(x)))",
                "float(np.sqrt(n_in * var_w * np.mean(np.square(x))))",
            )
        ],
        misconception="The root is taken at the end, so this is the standard deviation of z.",
        hint="Which of the two does the docstring ask for?",
    ),
    mistake(
        "halved_as_after_relu",
        "preactivation_variance",
        edits=[("n_in * var_w", "n_in * var_w / 2")],
        misconception="The ½ of ReLU is put in, although x is what ReLU has let through already.",
        hint="Is x what goes into the activation of the layer before, or what comes out?",
    ),
    mistake(
        "one_variance_for_each_column",
        "preactivation_variance",
        edits=[
            ("float(n_in * var_w * np.mean(np.square(x)))", "n_in * var_w * np.mean(np.square(x), axis=0)")
        ],
        misconception="The mean is taken along one axis, but all entries of x are samples alike.",
        hint="Give it a matrix: is the result one number?",
    ),
    mistake(
        "n_taken_from_x",
        "preactivation_variance",
        edits=[("n_in * var_w", "x.shape[0] * var_w")],
        misconception="The number of inputs is read from the shape of x, which holds samples.",
        hint="Where does the function get the number of inputs from?",
    ),
    mistake(
        "reads_x_of_the_notebook",
        "preactivation_variance",
        code="""
            def preactivation_variance(n_in, var_w, values):
                return n_in * var_w * np.mean(x**2)
        """,
        misconception="x is a variable of the notebook, not the argument.",
        hint="Call it with other samples: does the result change?",
    ),
    mistake(
        "squares_x_in_place",
        "preactivation_variance",
        edits=[("return float", "x *= x\n    return float"), ("np.square(x)", "x")],
        misconception="`*=` changes the caller's array.",
        hint="Call it twice with the same array: is the answer the same?",
    ),
    mistake(
        "divides_by_m_minus_1",
        "preactivation_variance",
        edits=[("np.mean(np.square(x))", "np.sum(np.square(x)) / max(np.size(x) - 1, 1)")],
        misconception="The squares are divided by one less than their number.",
        hint="What is the mean of the squares of four equal numbers?",
    ),
    # ------------------------------------------------------------------------ count_distinct_units
    mistake(
        "bias_ignored",
        "count_distinct_units",
        edits=[("np.hstack([W, b])", "W")],
        misconception="Only the weights are compared.",
        hint="Two units with the same weights: can something else tell them apart?",
    ),
    mistake(
        "no_tolerance",
        "count_distinct_units",
        edits=[("<= tol", "<= 0")],
        misconception="Units count as different as soon as rounding makes them differ in the 16th digit.",
        hint="What is 0.1 + 0.2 == 0.3 in Python?",
    ),
    mistake(
        "np_unique_without_rounding",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                return len(np.unique(np.hstack([W, b]), axis=0))
        """,
        misconception="np.unique compares exactly, so units that differ by rounding count twice.",
        hint="Which argument of your function is not used?",
    ),
    mistake(
        "rounded_to_8_digits_always",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                return len(np.unique(np.round(np.hstack([W, b]), 8), axis=0))
        """,
        misconception="The tolerance is 8 digits, whatever tol says.",
        hint="Which argument of your function is not used?",
    ),
    mistake(
        "default_tolerance_changed",
        "count_distinct_units",
        edits=[("tol=1e-8", "tol=0.1")],
        misconception="Without the argument, tol is not what the exercise says.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "mean_difference",
        "count_distinct_units",
        edits=[("np.max(np.abs(unit - other))", "abs(np.mean(unit - other))")],
        misconception="Differences of opposite sign cancel in the mean.",
        hint="Compare a unit (1, 2) with a unit (2, 1).",
    ),
    mistake(
        "mean_of_the_absolute_differences",
        "count_distinct_units",
        edits=[("np.max(np.abs(unit - other))", "np.mean(np.abs(unit - other))")],
        misconception="The mean difference may be small although one weight differs by more than tol.",
        hint="Compare (0, 0, 0) with (0, 0, 0.2) for tol=0.1: does every entry agree?",
    ),
    mistake(
        "square_compared_with_tol",
        "count_distinct_units",
        edits=[("np.max(np.abs(unit - other))", "np.max((unit - other) ** 2)")],
        misconception="It is the square of the difference that is compared with tol.",
        hint="What is the square of 0.2, and is it more than 0.1?",
    ),
    mistake(
        "relative_tolerance_of_np_allclose",
        "count_distinct_units",
        edits=[("np.max(np.abs(unit - other)) <= tol", "np.allclose(unit, other, atol=tol)")],
        misconception="np.allclose adds a tolerance of its own, 1e-5 of the numbers, to the one it is given.",
        hint="Look up rtol: which number must it be, so that tol alone decides?",
    ),
    mistake(
        "weights_and_biases_counted_apart",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                counts = []
                for rows in (W, b):
                    kept = []
                    for row in rows:
                        if not any(np.max(np.abs(row - other)) <= tol for other in kept):
                            kept.append(row)
                    counts.append(len(kept))
                return max(counts)
        """,
        misconception="The different weights and the different biases are counted apart.",
        hint="Two weights and two biases can be put together to how many different units?",
    ),
    mistake(
        "compares_lengths",
        "count_distinct_units",
        edits=[("np.max(np.abs(unit - other))", "abs(np.linalg.norm(unit) - np.linalg.norm(other))")],
        misconception="Two units of the same length may still point in different directions.",
        hint="Compare a unit (1, 2) with a unit (2, 1).",
    ),
    mistake(
        "compares_sums",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                sums = np.hstack([W, b]).sum(axis=1)
                return sum(all(abs(s - t) > tol for t in sums[:i]) for i, s in enumerate(sums))
        """,
        misconception="Two units may have the same sum of weights and still be different.",
        hint="Compare a unit (1, 2) with a unit (2, 1).",
    ),
    mistake(
        "compares_sorted_weights",
        "count_distinct_units",
        edits=[("np.hstack([W, b])", "np.sort(np.hstack([W, b]), axis=1)")],
        misconception="Sorting forgets which weight belongs to which input.",
        hint="Compare a unit (1, 2) with a unit (2, 1).",
    ),
    mistake(
        "smallest_difference",
        "count_distinct_units",
        edits=[("np.max(np.abs(unit - other))", "np.min(np.abs(unit - other))")],
        misconception="One weight in common makes two units equal here.",
        hint="How many weights have to agree for two units to be the same?",
    ),
    mistake(
        "sign_lost",
        "count_distinct_units",
        edits=[("np.abs(unit - other)", "unit - other")],
        misconception="A difference that is negative counts as small.",
        hint="How far is −5 from 5, and what does your difference say?",
    ),
    mistake(
        "absolute_values_compared",
        "count_distinct_units",
        edits=[("np.abs(unit - other)", "np.abs(np.abs(unit) - np.abs(other))")],
        misconception="A unit and its negative count as the same.",
        hint="Do weights 1 and −1 do the same to an input?",
    ),
    mistake(
        "columns_counted",
        "count_distinct_units",
        edits=[("np.hstack([W, b])", "W.T")],
        misconception="The columns of W are compared, but those belong to inputs.",
        hint="Does a unit stand in a row or in a column of W?",
    ),
    mistake(
        "neighbours_only",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                units = np.hstack([W, b])
                count = 1
                for i in range(1, len(units)):
                    if np.max(np.abs(units[i] - units[i - 1])) > tol:
                        count += 1
                return count
        """,
        misconception="Each unit is compared with the one above it only.",
        hint="What if the first and the third unit are equal, and the second is not?",
    ),
    mistake(
        "compared_with_the_first_only",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                units = np.hstack([W, b])
                return 1 + sum(np.max(np.abs(unit - units[0])) > tol for unit in units[1:])
        """,
        misconception="Each unit is compared with the first one only.",
        hint="What if the second and the third unit are equal?",
    ),
    mistake(
        "pairs_counted",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                units = np.hstack([W, b])
                same = 0
                for i in range(len(units)):
                    for j in range(i):
                        same += np.max(np.abs(units[i] - units[j])) <= tol
                return len(units) - same
        """,
        misconception="Every equal pair takes one off, but three equal units make three pairs.",
        hint="Try three equal units: what does your function say, and what should it?",
    ),
    mistake(
        "only_units_without_a_twin",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                units = np.hstack([W, b])
                twins = [(np.abs(units - unit).max(axis=1) <= tol).sum() for unit in units]
                return sum(number == 1 for number in twins)
        """,
        misconception="Units that have a twin are not counted at all, but such a group counts once.",
        hint="Try a layer of zeros: is there no unit, or one?",
    ),
    mistake(
        "counts_copies",
        "count_distinct_units",
        edits=[("return len(distinct)", "return len(W) - len(distinct)")],
        misconception="This is the number of units that are superfluous.",
        hint="Try a layer in which all units are different.",
    ),
    mistake(
        "all_different_or_one",
        "count_distinct_units",
        edits=[("return len(distinct)", "return len(W) if len(distinct) > 1 else 1")],
        misconception="The answer is either one or all.",
        hint="Try four units, two of which are equal.",
    ),
    mistake(
        "rank_of_the_matrix",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                return int(np.linalg.matrix_rank(np.hstack([W, b]), tol))
        """,
        misconception="The rank counts independent directions: a unit and its double have rank 1.",
        hint="Are the weights (1, 2) and (2, 4) the same unit?",
    ),
    mistake(
        "distinct_numbers_counted",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                return np.unique(np.round(np.hstack([W, b]) / tol)).size
        """,
        misconception="Single numbers are counted instead of units.",
        hint="How many units does a layer with one row have?",
    ),
    mistake(
        "returns_the_units",
        "count_distinct_units",
        edits=[("return len(distinct)", "return distinct")],
        misconception="The units themselves are returned, not their number.",
        hint="Which type does the docstring promise?",
    ),
    mistake(
        "one_too_few",
        "count_distinct_units",
        edits=[("return len(distinct)", "return len(distinct) - 1")],
        misconception="The first unit is not counted.",
        hint="Try a layer with a single unit.",
    ),
)

VARIANTS = (
    # ---------------------------------------------------------------------- preactivation_variance
    variant("np_mean_of_powers", "preactivation_variance", edits=[("np.square(x)", "np.power(x, 2)")]),
    variant(
        "variance_and_mean",
        "preactivation_variance",
        edits=[("np.mean(np.square(x))", "(np.var(x) + np.mean(x) ** 2)")],
    ),
    variant("zero_dimensional", "preactivation_variance", edits=[("float(", "np.asarray(")]),
    variant("float32_inside", "preactivation_variance", edits=[("np.square(x)", "np.square(np.float32(x))")]),
    variant(
        "loop",
        "preactivation_variance",
        code="""
            def preactivation_variance(n, v, inputs):
                total = 0.0
                for value in np.ravel(inputs):
                    total += value * value
                return n * v * total / np.size(inputs)
        """,
    ),
    variant(
        "dot_product",
        "preactivation_variance",
        code="""
            def preactivation_variance(n_in, var_w, x):
                x = np.ravel(x)
                return np.array([[n_in * var_w * np.dot(x, x) / len(x)]])
        """,
    ),
    variant(
        "norm",
        "preactivation_variance",
        edits=[("np.mean(np.square(x))", "np.linalg.norm(x) ** 2 / x.size")],
    ),
    # ------------------------------------------------------------------------ count_distinct_units
    variant(
        "unique_of_rounded",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                return len(np.unique(np.round(np.hstack([W, b]) / tol), axis=0))
        """,
    ),
    variant(
        "rounded_to_the_digits_of_tol",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                decimals = int(round(-np.log10(tol)))
                return np.unique(np.round(np.concatenate((W, b), axis=1), decimals), axis=0).shape[0]
        """,
    ),
    variant(
        "set_of_tuples",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                return len({tuple(np.round(np.append(w, beta) / tol)) for w, beta in zip(W, b)})
        """,
    ),
    variant(
        "euclidean_distance",
        "count_distinct_units",
        edits=[("np.max(np.abs(unit - other))", "np.linalg.norm(unit - other)")],
    ),
    variant("less_than_tol", "count_distinct_units", edits=[("<= tol", "< tol")]),
    variant(
        "np_allclose",
        "count_distinct_units",
        edits=[("np.max(np.abs(unit - other)) <= tol", "np.allclose(unit, other, rtol=0, atol=tol)")],
    ),
    variant(
        "matrix_of_distances",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                units = np.c_[W, b]
                same = np.abs(units[:, None] - units[None]).max(axis=2) <= tol
                first = same.argmax(axis=1)
                return np.unique(first).size
        """,
    ),
    variant(
        "weights_and_biases_compared_apart",
        "count_distinct_units",
        code="""
            def count_distinct_units(W, b, tol=1e-8):
                n = W.shape[0]
                count = 0
                for i in range(n):
                    new = True
                    for j in range(i):
                        if (abs(W[i] - W[j]) <= tol).all() and abs(b[i, 0] - b[j, 0]) <= tol:
                            new = False
                    if new:
                        count += 1
                return np.int64(count)
        """,
    ),
    variant("as_a_float", "count_distinct_units", edits=[("len(distinct)", "float(len(distinct))")]),
)
