"""What students write in place of reference/activations.py: wrong, and unusual but right.

Each function takes numbers and arrays of any shape and type, returns an array of its argument's shape, and
leaves the argument as it was.
"""

from functools import partial

from reference.mistakes import Equivalent, Mistake, Variant

mistake = partial(Mistake, module="activations")
variant = partial(Variant, module="activations")
equivalent = partial(Equivalent, module="activations")

MISTAKES = (
    # ------------------------------------------------------------------------------------- sigmoid
    mistake(
        "exponent_has_wrong_sign",
        "sigmoid",
        code="""
            def sigmoid(z):
                return 1 / (1 + np.exp(z))
        """,
        misconception="The exponent has the wrong sign, so the curve falls where it should rise.",
        hint="Which way should the curve go as z grows? Evaluate yours at a large positive z.",
    ),
    mistake(
        "tanh_instead_of_sigmoid",
        "sigmoid",
        code="""
            def sigmoid(z):
                return np.tanh(z)
        """,
        misconception="This is the hyperbolic tangent, an S-shaped curve too, but from -1 to 1.",
        hint="A sigmoid's output can be read as a probability. What should it be at z = 0?",
    ),
    mistake(
        "math_exp_takes_numbers_only",
        "sigmoid",
        code="""
            import math

            def sigmoid(z):
                return 1 / (1 + math.exp(-z))
        """,
        misconception="math.exp takes one number, but the function is called with whole arrays.",
        hint="NumPy has an exponential that acts on every element of an array.",
    ),
    mistake(
        "clips_z_at_10",
        "sigmoid",
        code="""
            def sigmoid(z):
                return 1 / (1 + np.exp(-np.clip(z, -10, 10)))
        """,
        misconception="Everything beyond ±10 is treated as ±10, so the curve goes flat too early.",
        hint="Compare your values at -10 and at -12: may they be equal?",
    ),
    mistake(
        "negates_z_in_place",
        "sigmoid",
        code="""
            def sigmoid(z):
                z *= -1
                return 1 / (1 + np.exp(z))
        """,
        misconception="`z *= -1` changes the caller's array, not a copy of it.",
        hint="After the call, is z still what the caller passed?",
    ),
    mistake(
        "returns_the_slope",
        "sigmoid",
        edits=[("np.where(np.asarray(z) >= 0, 1.0 / (1.0 + e), e / (1.0 + e))", "e / (1.0 + e) ** 2")],
        misconception="This is the slope of the sigmoid, not the sigmoid.",
        hint="The slope comes in a later exercise: here the value at 0 is one half, not one quarter.",
    ),
    mistake(
        "negative_side_mirrors_the_positive",
        "sigmoid",
        edits=[("np.where(np.asarray(z) >= 0, 1.0 / (1.0 + e), e / (1.0 + e))", "1.0 / (1.0 + e)")],
        misconception="With |z| in the exponent, z and -z get the same value.",
        hint="The values at z and at -z must add up to 1: do yours?",
    ),
    mistake(
        "base_10",
        "sigmoid",
        code="""
            def sigmoid(z):
                return 1 / (1 + 10.0 ** -np.asarray(z, dtype=float))
        """,
        misconception="The power has base 10, so the curve is too steep.",
        hint="Which number is the base of the natural exponential?",
    ),
    mistake(
        "overflows_for_large_z",
        "sigmoid",
        code="""
            def sigmoid(z):
                return np.exp(z) / (1 + np.exp(z))
        """,
        misconception="For large z numerator and denominator both overflow, and infinity / infinity is NaN.",
        hint="Try z = 800. Can you rewrite the fraction so that large z does no harm?",
    ),
    mistake(
        "brackets_missing_around_the_denominator",
        "sigmoid",
        code="""
            def sigmoid(z):
                return 1 / 1 + np.exp(-z)
        """,
        misconception="Division binds more tightly than addition: only the first 1 is divided by.",
        hint="Work your line out by hand for z = 0. Which part should stand below the line of the fraction?",
    ),
    mistake(
        "reads_X_of_the_notebook",
        "sigmoid",
        code="""
            def sigmoid(z):
                return 1 / (1 + np.exp(-X))
        """,
        misconception="The function reads a variable of the notebook and never looks at its own argument.",
        hint="Which of the names in your function come in through its brackets?",
    ),
    mistake(
        "rounds_to_a_label",
        "sigmoid",
        code="""
            def sigmoid(z):
                return np.round(1 / (1 + np.exp(-z)))
        """,
        misconception="Rounding turns the probabilities into 0 and 1.",
        hint="Return the probability itself; deciding between 0 and 1 comes last, in predict.",
    ),
    mistake(
        "result_takes_the_type_of_z",
        "sigmoid",
        code="""
            def sigmoid(z):
                s = np.zeros_like(z)
                s[...] = 1 / (1 + np.exp(-np.asarray(z)))
                return s
        """,
        misconception="zeros_like copies the type of z, too: for whole numbers every result is cut to 0 or 1.",
        hint="Try an array of integers: what is the dtype of your result?",
    ),
    mistake(
        "loses_the_shape_of_z",
        "sigmoid",
        code="""
            def sigmoid(z):
                return np.array([1 / (1 + np.exp(-v)) for v in np.ravel(z)])
        """,
        misconception="The values are right, but they come back in one flat row.",
        hint="Compare the shapes of argument and result for a matrix.",
    ),
    mistake(
        "asks_if_of_a_whole_array",
        "sigmoid",
        code="""
            def sigmoid(z):
                if z >= 0:
                    return 1 / (1 + np.exp(-z))
                return np.exp(z) / (1 + np.exp(z))
        """,
        misconception="An `if` decides once, but every element of the array needs a decision of its own.",
        hint="NumPy can choose element by element between two arrays: look for a function that does.",
    ),
    mistake(
        "forgets_to_return",
        "sigmoid",
        code="""
            def sigmoid(z):
                s = 1 / (1 + np.exp(-z))
        """,
        misconception="The value is computed and then lost, because the function returns nothing.",
        hint="How does the value of s get out of the function?",
    ),
    # ---------------------------------------------------------------------------------------- relu
    mistake(
        "np_max_reduces_the_array",
        "relu",
        edits=[("np.maximum(0, z)", "np.max(z, 0)")],
        misconception="np.max finds the largest entry along an axis; it does not compare each entry with 0.",
        hint="The result must have the shape of z: there is a second function with a longer name.",
    ),
    mistake(
        "max_of_python",
        "relu",
        edits=[("np.maximum(0, z)", "max(0, z)")],
        misconception="Python's max wants one answer to `z > 0`, but an array has many.",
        hint="Look for NumPy's function that compares element by element.",
    ),
    mistake(
        "sets_negatives_to_0_in_place",
        "relu",
        code="""
            def relu(z):
                z[z < 0] = 0
                return z
        """,
        misconception="The zeros are written into the caller's array.",
        hint="Backward propagation still needs the old z: print it after the call.",
    ),
    mistake(
        "returns_z_itself_where_all_is_positive",
        "relu",
        code="""
            def relu(z):
                if np.all(z > 0):
                    return z
                return np.maximum(0, z)
        """,
        misconception="Where nothing has to be cut off, the caller gets the very same array, not a new one.",
        hint="Change the result in place: is z still what it was?",
    ),
    mistake(
        "returns_the_mask",
        "relu",
        edits=[("np.maximum(0, z)", "(np.asarray(z) > 0).astype(float)")],
        misconception="This is 0 or 1, the slope of ReLU, not its value.",
        hint="What is ReLU at z = 3?",
    ),
    mistake(
        "saturates_at_1",
        "relu",
        edits=[("np.maximum(0, z)", "np.clip(z, 0, 1)")],
        misconception="Values above 1 are cut off, but ReLU has no upper bound.",
        hint="Evaluate yours at z = 1 and at z = 5.",
    ),
    mistake(
        "minimum_instead_of_maximum",
        "relu",
        edits=[("np.maximum", "np.minimum")],
        misconception="The negative entries are kept and the positive ones replaced by 0.",
        hint="Which half of the number line does ReLU let through?",
    ),
    mistake(
        "absolute_value",
        "relu",
        edits=[("np.maximum(0, z)", "np.abs(z)")],
        misconception="Negative entries are folded up instead of being set to 0.",
        hint="What does ReLU make of z = -2?",
    ),
    mistake(
        "keeps_only_the_positive_entries",
        "relu",
        code="""
            def relu(z):
                z = np.asarray(z)
                return z[z > 0]
        """,
        misconception="The negative entries are dropped, so the result is shorter than z.",
        hint="Every entry of z needs an entry in the result. Which one, where z is negative?",
    ),
    mistake(
        "loops_as_if_z_were_square",
        "relu",
        code="""
            def relu(z):
                a = np.zeros(z.shape)
                for i in range(z.shape[0]):
                    for j in range(z.shape[0]):
                        a[i, j] = z[i, j] if z[i, j] > 0 else 0
                return a
        """,
        misconception="Both loops run over the number of rows, which is right for square arrays only.",
        hint="Try a matrix with more columns than rows. Better: no loop, so that any shape will do.",
    ),
    mistake(
        "vectorize_takes_the_type_of_its_first_result",
        "relu",
        code="""
            def relu(z):
                return np.vectorize(lambda v: v if v > 0 else 0)(z)
        """,
        misconception="np.vectorize takes its type from the first result: if that is 0, all become integers.",
        hint="Try an array whose first entry is negative, and look at the dtype of the result.",
    ),
    mistake(
        "starts_at_1",
        "relu",
        edits=[("np.maximum(0, z)", "np.where(np.asarray(z) > 1, z, 0)")],
        misconception="Entries between 0 and 1 are set to 0 as well.",
        hint="Where exactly does ReLU bend?",
    ),
    mistake(
        "forgets_to_return",
        "relu",
        edits=[("return np.maximum", "a = np.maximum")],
        misconception="The value is computed and then lost, because the function returns nothing.",
        hint="How does the value get out of the function?",
    ),
    # ---------------------------------------------------------------------------------- leaky_relu
    mistake(
        "branches_swapped",
        "leaky_relu",
        edits=[("z > 0, z, alpha * z", "z > 0, alpha * z, z")],
        misconception="The positive side is scaled and the negative side is kept: the wrong way round.",
        hint="Which side of 0 leaks only a little?",
    ),
    mistake(
        "sign_of_the_leak",
        "leaky_relu",
        edits=[("alpha * z)", "-alpha * z)")],
        misconception="The negative side comes out positive.",
        hint="Is your value at z = -1 below or above 0? The function should rise everywhere.",
    ),
    mistake(
        "scales_in_place",
        "leaky_relu",
        code="""
            def leaky_relu(z, alpha=0.01):
                z[z < 0] *= alpha
                return z
        """,
        misconception="The negative entries are scaled in the caller's array.",
        hint="Print z before and after the call. Which array should hold the result?",
    ),
    mistake(
        "returns_z_itself_where_all_is_positive",
        "leaky_relu",
        code="""
            def leaky_relu(z, alpha=0.01):
                return np.where(z > 0, z, alpha * z) if np.any(z < 0) else z
        """,
        misconception="Where nothing has to be scaled, the caller gets the very same array, not a new one.",
        hint="Change the result in place: is z still what it was?",
    ),
    mistake(
        "alpha_hard_coded",
        "leaky_relu",
        edits=[("alpha * z", "0.01 * z")],
        misconception="The slope is always 0.01, whatever alpha the caller asks for.",
        hint="Does your result change if you call it with alpha = 0.2?",
    ),
    mistake(
        "default_alpha_changed",
        "leaky_relu",
        edits=[("alpha=0.01", "alpha=0.1")],
        misconception="Without the argument, alpha is not what the exercise says.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "returns_alpha_instead_of_scaling",
        "leaky_relu",
        edits=[("alpha * z", "alpha")],
        misconception="Every negative entry becomes the same number alpha.",
        hint="How should the value at z = -4 differ from the value at z = -1?",
    ),
    mistake(
        "maximum_of_alpha_and_z",
        "leaky_relu",
        edits=[("np.where(z > 0, z, alpha * z)", "np.maximum(alpha, z)")],
        misconception="z is compared with alpha itself, so that nothing is ever below alpha.",
        hint="With what should z be compared? It has to depend on z.",
    ),
    mistake(
        "no_leak",
        "leaky_relu",
        edits=[("alpha * z", "0")],
        misconception="The negative side is 0: this is the ordinary ReLU.",
        hint="What makes leaky ReLU differ from ReLU, and where?",
    ),
    mistake(
        "scales_both_sides",
        "leaky_relu",
        edits=[("np.where(z > 0, z, alpha * z)", "alpha * z")],
        misconception="The positive side is scaled as well, so the function is one straight line.",
        hint="What should happen to a positive z?",
    ),
    mistake(
        "copy_keeps_the_integer_type",
        "leaky_relu",
        code="""
            def leaky_relu(z, alpha=0.01):
                a = np.array(z)
                a[a < 0] = alpha * a[a < 0]
                return a
        """,
        misconception="A copy of an integer array holds integers, so the small negative values are cut to 0.",
        hint="Try an array of integers: what is the dtype of your result?",
    ),
    # -------------------------------------------------------------------------- sigmoid_derivative
    mistake(
        "infinity_by_infinity_far_out",
        "sigmoid_derivative",
        code="""
            def sigmoid_derivative(z):
                return np.exp(-z) / (1 + np.exp(-z)) ** 2
        """,
        misconception="Right near 0, but for z far below 0 both sides of the fraction overflow: NaN.",
        hint="Evaluate it at z = -800. Is there a way to write the slope with the activation itself?",
    ),
    mistake(
        "z_treated_as_activation",
        "sigmoid_derivative",
        edits=[("s = sigmoid(z)", "s = z")],
        misconception="z is put where the activation a = σ(z) belongs.",
        hint="In a·(1 - a), what is a, and how do you get it from z?",
    ),
    mistake(
        "sigmoid_applied_twice",
        "sigmoid_derivative",
        edits=[("sigmoid(z)", "sigmoid(sigmoid(z))")],
        misconception="The sigmoid is applied to something that already is a sigmoid.",
        hint="Your slope should be steepest at z = 0, where it is 1/4. Is it?",
    ),
    mistake(
        "plus_for_minus",
        "sigmoid_derivative",
        edits=[("1 - s", "1 + s")],
        misconception="There is a plus where a minus belongs, so the slope never goes back to 0.",
        hint="What should the slope be far to the right, where the curve is flat?",
    ),
    mistake(
        "first_factor_missing",
        "sigmoid_derivative",
        edits=[("s * (1 - s)", "1 - s")],
        misconception="One of the two factors is missing.",
        hint="Try a very negative z: the curve is flat there, too.",
    ),
    mistake(
        "returns_the_sigmoid",
        "sigmoid_derivative",
        edits=[("s * (1 - s)", "s")],
        misconception="This is the value of the sigmoid, not its slope.",
        hint="Can the slope be close to 1 where the curve is flat?",
    ),
    mistake(
        "brackets_missing",
        "sigmoid_derivative",
        edits=[("s * (1 - s)", "s * 1 - s")],
        misconception="Without brackets the product is taken first, and s - s is 0 everywhere.",
        hint="Which operation does Python do first in your line?",
    ),
    mistake(
        "slope_of_tanh",
        "sigmoid_derivative",
        edits=[("s * (1 - s)", "1 - s**2")],
        misconception="This is the rule for tanh, applied to the sigmoid.",
        hint="Differentiate 1 / (1 + e^(-z)) once more, and write the result with s.",
    ),
    mistake(
        "rough_difference_quotient",
        "sigmoid_derivative",
        code="""
            def sigmoid_derivative(z):
                return sigmoid(z + 0.5) - sigmoid(z - 0.5)
        """,
        misconception="A difference over a step of 1 is only roughly the slope.",
        hint="There is an exact formula that needs no step at all.",
    ),
    mistake(
        "both_factors_are_1_minus_s",
        "sigmoid_derivative",
        edits=[("s * (1 - s)", "(1 - s) ** 2")],
        misconception="Both factors are 1 - s, but only one of them should be.",
        hint="The slope has the same value at z and at -z. Has yours?",
    ),
    # ----------------------------------------------------------------------------- tanh_derivative
    mistake(
        "infinity_by_infinity_far_out",
        "tanh_derivative",
        code="""
            def tanh_derivative(z):
                return 4 * np.exp(2 * z) / (1 + np.exp(2 * z)) ** 2
        """,
        misconception="Right near 0, but for large z both sides of the fraction overflow: NaN.",
        hint="Evaluate it at z = 800. Which function of NumPy does not overflow there?",
    ),
    mistake(
        "z_treated_as_activation",
        "tanh_derivative",
        edits=[("1 - t**2", "1 - z**2")],
        misconception="z is squared where a = tanh(z) should be.",
        hint="Your slope is negative beyond 1: can tanh fall?",
    ),
    mistake(
        "square_around_everything",
        "tanh_derivative",
        edits=[("1 - t**2", "(1 - t) ** 2")],
        misconception="The whole difference is squared, not tanh alone.",
        hint="Try z = -2: can the slope be larger than it is at 0?",
    ),
    mistake(
        "tan_for_tanh",
        "tanh_derivative",
        edits=[("np.tanh(z)", "np.tan(z)")],
        misconception="tan is the tangent of an angle; the hyperbolic tangent has an h.",
        hint="Plot the function that you call: is it bounded?",
    ),
    mistake(
        "plus_for_minus",
        "tanh_derivative",
        edits=[("1 - t**2", "1 + t**2")],
        misconception="There is a plus where a minus belongs, so the slope grows to 2.",
        hint="Where tanh is flat, what should its slope be?",
    ),
    mistake(
        "square_missing",
        "tanh_derivative",
        edits=[("1 - t**2", "1 - t")],
        misconception="tanh is not squared.",
        hint="The slope has the same value at z and at -z. Has yours?",
    ),
    mistake(
        "rule_of_the_sigmoid",
        "tanh_derivative",
        edits=[("1 - t**2", "t * (1 - t)")],
        misconception="a·(1 - a) is the sigmoid's rule; tanh has one of its own.",
        hint="What is the slope of tanh at 0? What does your formula say there?",
    ),
    mistake(
        "caret_for_power",
        "tanh_derivative",
        edits=[("t**2", "t^2")],
        misconception="In Python, ^ is not a power but a bitwise operation on integers.",
        hint="How does Python write a square?",
    ),
    mistake(
        "square_inside_the_tanh",
        "tanh_derivative",
        edits=[("np.tanh(z)", "np.tanh(z**2)"), ("1 - t**2", "1 - t")],
        misconception="z is squared before tanh is taken, instead of after.",
        hint="In tanh²(z), what happens first: the tanh or the square?",
    ),
    mistake(
        "twice_instead_of_squared",
        "tanh_derivative",
        edits=[("t**2", "t * 2")],
        misconception="One star multiplies by two; it does not square.",
        hint="How does Python write a square?",
    ),
    mistake(
        "returns_the_tanh",
        "tanh_derivative",
        edits=[("return 1 - t**2", "return t")],
        misconception="This is the value of tanh, not its slope.",
        hint="Can the slope be negative where the curve rises?",
    ),
    # ----------------------------------------------------------------------------- relu_derivative
    mistake(
        "returns_relu",
        "relu_derivative",
        edits=[("np.where(np.asarray(z) > 0, 1.0, 0.0)", "np.maximum(0, z)")],
        misconception="This is the value of ReLU, not its slope.",
        hint="How steep is ReLU at z = 3?",
    ),
    mistake(
        "sign_of_z",
        "relu_derivative",
        edits=[("np.where(np.asarray(z) > 0, 1.0, 0.0)", "np.sign(z)")],
        misconception="The slope comes out as -1 for negative z, as if ReLU fell there.",
        hint="How steep is a horizontal line?",
    ),
    mistake(
        "ones_everywhere",
        "relu_derivative",
        edits=[("np.where(np.asarray(z) > 0, 1.0, 0.0)", "np.ones_like(z)")],
        misconception="The slope is 1 even where ReLU is flat.",
        hint="A unit that is off must block the gradient: which z switch it off?",
    ),
    mistake(
        "comparison_reversed",
        "relu_derivative",
        edits=[("> 0", "< 0")],
        misconception="The slope is 1 on the side where ReLU is flat.",
        hint="On which side of 0 does ReLU rise?",
    ),
    mistake(
        "relu_divided_by_z",
        "relu_derivative",
        edits=[("np.where(np.asarray(z) > 0, 1.0, 0.0)", "np.maximum(0, z) / z")],
        misconception="At z = 0 this divides 0 by 0, which is NaN, and NaN spreads through every later step.",
        hint="Evaluate yours at z = 0. Can you ask about the sign of z without dividing?",
    ),
    mistake(
        "compares_with_1",
        "relu_derivative",
        edits=[("> 0", "> 1")],
        misconception="Units with z between 0 and 1 are treated as if they were off.",
        hint="Where exactly does ReLU bend?",
    ),
    mistake(
        "small_z_counts_as_0",
        "relu_derivative",
        edits=[("> 0", "> 0.05")],
        misconception="Small positive entries are treated as if they were 0.",
        hint="However small z is: if it is positive, ReLU rises there.",
    ),
    mistake(
        "slope_of_leaky_relu",
        "relu_derivative",
        edits=[("1.0, 0.0", "1.0, 0.01")],
        misconception="The negative side has a small slope, which is what leaky ReLU does.",
        hint="How steep is ReLU at z = -3?",
    ),
    mistake(
        "writes_into_z",
        "relu_derivative",
        code="""
            def relu_derivative(z):
                z[z > 0] = 1
                z[z <= 0] = 0
                return z
        """,
        misconception="The slopes are written over the caller's array.",
        hint="Print z before and after the call. Which array should hold the result?",
    ),
    mistake(
        "asks_if_of_a_whole_array",
        "relu_derivative",
        code="""
            def relu_derivative(z):
                if z > 0:
                    return 1
                return 0
        """,
        misconception="An `if` decides once, but every element of the array needs a decision of its own.",
        hint="A comparison such as z > 0 already gives an answer for every element.",
    ),
    # ----------------------------------------------------------------------- leaky_relu_derivative
    mistake(
        "no_slope_on_the_negative_side",
        "leaky_relu_derivative",
        edits=[("1.0, alpha)", "1.0, 0.0)")],
        misconception="The negative side is flat, as in the ordinary ReLU.",
        hint="The leak is a line: how steep is it?",
    ),
    mistake(
        "value_instead_of_slope",
        "leaky_relu_derivative",
        edits=[("1.0, alpha)", "1.0, alpha * np.asarray(z))")],
        misconception="On the negative side this is the value of leaky ReLU, not its slope.",
        hint="How does alpha·z change when z grows by 1?",
    ),
    mistake(
        "alpha_hard_coded",
        "leaky_relu_derivative",
        edits=[("1.0, alpha)", "1.0, 0.01)")],
        misconception="The slope is always 0.01, whatever alpha the caller asks for.",
        hint="Does your result change if you call it with alpha = 0.2?",
    ),
    mistake(
        "default_alpha_changed",
        "leaky_relu_derivative",
        edits=[("alpha=0.01", "alpha=0.1")],
        misconception="Without the argument, alpha is not what the exercise says.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "integer_array_cuts_alpha_to_0",
        "leaky_relu_derivative",
        code="""
            def leaky_relu_derivative(z, alpha=0.01):
                d = np.ones_like(z)
                d[z < 0] = alpha
                return d
        """,
        misconception="ones_like copies the type of z as well: among whole numbers alpha is cut to 0.",
        hint="Try an array of integers: what is the dtype of your result?",
    ),
    mistake(
        "negative_slope",
        "leaky_relu_derivative",
        edits=[("1.0, alpha)", "1.0, -alpha)")],
        misconception="The slope is negative for negative z, as if the function fell there.",
        hint="Leaky ReLU rises everywhere: what does that say about its slope?",
    ),
    mistake(
        "branches_swapped",
        "leaky_relu_derivative",
        edits=[("1.0, alpha)", "alpha, 1.0)")],
        misconception="The two slopes are on the wrong sides.",
        hint="On which side of 0 does the function leak only a little?",
    ),
    mistake(
        "returns_leaky_relu",
        "leaky_relu_derivative",
        code="""
            def leaky_relu_derivative(z, alpha=0.01):
                return leaky_relu(z, alpha)
        """,
        misconception="This is the value of leaky ReLU, not its slope.",
        hint="How steep is the function at z = 3?",
    ),
    mistake(
        "compares_with_alpha",
        "leaky_relu_derivative",
        edits=[("> 0", "> alpha")],
        misconception="The bend is put at alpha, but it is at 0.",
        hint="alpha is a slope. Which z separates the two sides?",
    ),
    mistake(
        "writes_into_z",
        "leaky_relu_derivative",
        code="""
            def leaky_relu_derivative(z, alpha=0.01):
                positive = z > 0
                z[positive] = 1
                z[~positive] = alpha
                return z
        """,
        misconception="The slopes are written over the caller's array.",
        hint="Print z before and after the call. Which array should hold the result?",
    ),
)

VARIANTS = (
    # ------------------------------------------------------------------------------------- sigmoid
    variant(
        "textbook_formula",
        "sigmoid",
        code="""
            def sigmoid(z):
                return 1 / (1 + np.exp(-z))
        """,
    ),
    variant(
        "half_of_1_plus_tanh",
        "sigmoid",
        code="""
            def sigmoid(z):
                return 0.5 * (1 + np.tanh(z / 2))
        """,
    ),
    variant(
        "logaddexp",
        "sigmoid",
        code="""
            def sigmoid(z):
                return np.exp(-np.logaddexp(0, -z))
        """,
    ),
    variant(
        "float32_inside",
        "sigmoid",
        code="""
            def sigmoid(z):
                return 1 / (1 + np.exp(-np.asarray(z, dtype=np.float32)))
        """,
    ),
    variant(
        "clips_at_500",
        "sigmoid",
        code="""
            def sigmoid(z):
                z = np.clip(z, -500, 500)
                return 1 / (1 + np.exp(-z))
        """,
    ),
    variant(
        "masks",
        "sigmoid",
        code="""
            def sigmoid(z):
                z = np.asarray(z, dtype=float)
                s = np.empty_like(z)
                right = z >= 0
                s[right] = 1 / (1 + np.exp(-z[right]))
                grown = np.exp(z[~right])
                s[~right] = grown / (1 + grown)
                return s
        """,
    ),
    variant(
        "vectorize_with_math",
        "sigmoid",
        code="""
            import math

            def sigmoid(z):
                def one(v):
                    if v >= 0:
                        return 1 / (1 + math.exp(-v))
                    return math.exp(v) / (1 + math.exp(v))

                return np.vectorize(one)(z)
        """,
    ),
    variant(
        "recursion_over_the_axes",
        "sigmoid",
        code="""
            def sigmoid(x):
                if np.ndim(x) > 0:
                    return np.array([sigmoid(row) for row in x])
                return 1 / (1 + np.exp(-x))
        """,
    ),
    variant("lambda_assigned", "sigmoid", code="sigmoid = lambda z: np.reciprocal(1.0 + np.exp(-z))"),
    variant(
        "object_that_can_be_called",
        "sigmoid",
        code="""
            class Sigmoid:
                def __call__(self, z):
                    return 1 / (1 + np.exp(-z))

            sigmoid = Sigmoid()
        """,
    ),
    variant(
        "python_float_for_a_number",
        "sigmoid",
        code="""
            def sigmoid(z):
                s = 1.0 / (1.0 + np.exp(-z))
                return float(s) if np.isscalar(z) else s
        """,
    ),
    # ---------------------------------------------------------------------------------------- relu
    variant("where", "relu", edits=[("np.maximum(0, z)", "np.where(z > 0, z, 0)")]),
    variant("product_with_the_mask", "relu", edits=[("np.maximum(0, z)", "z * (z > 0)")]),
    variant("half_of_z_plus_its_size", "relu", edits=[("np.maximum(0, z)", "(z + np.abs(z)) / 2")]),
    variant("float32_inside", "relu", edits=[("np.maximum(0, z)", "np.maximum(0, np.float32(z))")]),
    variant("clip_without_upper_bound", "relu", edits=[("np.maximum(0, z)", "np.clip(z, 0, None)")]),
    variant("maximum_of_two_arrays", "relu", edits=[("(0, z)", "(np.zeros_like(z), z)")]),
    variant(
        "copy_then_assign",
        "relu",
        code="""
            def relu(Z):
                A = np.copy(Z)
                A[A < 0] = 0
                return A
        """,
    ),
    variant(
        "vectorize_with_floats",
        "relu",
        code="""
            def relu(z):
                return np.vectorize(lambda v: max(0.0, float(v)))(z)
        """,
    ),
    variant(
        "loop_over_the_flat_entries",
        "relu",
        code="""
            def relu(z):
                a = np.zeros(np.shape(z))
                for i, v in enumerate(np.ravel(z)):
                    if v > 0:
                        a.flat[i] = v
                return a
        """,
    ),
    # ---------------------------------------------------------------------------------- leaky_relu
    variant("maximum", "leaky_relu", edits=[("np.where(z > 0, z, alpha * z)", "np.maximum(alpha * z, z)")]),
    variant(
        "sum_of_both_sides",
        "leaky_relu",
        edits=[("np.where(z > 0, z, alpha * z)", "np.maximum(0, z) + alpha * np.minimum(0, z)")],
    ),
    variant(
        "difference_of_two_relus",
        "leaky_relu",
        code="""
            def leaky_relu(z, alpha=0.01):
                return relu(z) - alpha * relu(-z)
        """,
    ),
    variant(
        "product_with_the_slopes",
        "leaky_relu",
        edits=[("np.where(z > 0, z, alpha * z)", "z * ((z > 0) + alpha * (z <= 0))")],
    ),
    variant(
        "copy_as_float_then_scale",
        "leaky_relu",
        code="""
            def leaky_relu(z, alpha=0.01):
                a = np.array(z, dtype=float)
                a[a < 0] *= alpha
                return a
        """,
    ),
    variant("float32_inside", "leaky_relu", edits=[("np.asarray(z)", "np.asarray(z, dtype=np.float32)")]),
    variant(
        "slope_under_another_name",
        "leaky_relu",
        code="""
            def leaky_relu(x, slope=0.01):
                return np.where(x >= 0, x, slope * x)
        """,
    ),
    # -------------------------------------------------------------------------- sigmoid_derivative
    variant("difference_of_s_and_its_square", "sigmoid_derivative", edits=[("s * (1 - s)", "s - s**2")]),
    variant(
        "hyperbolic_cosine",
        "sigmoid_derivative",
        code="""
            def sigmoid_derivative(z):
                return 1 / (4 * np.cosh(z / 2) ** 2)
        """,
    ),
    variant(
        "float32_inside",
        "sigmoid_derivative",
        edits=[("sigmoid(z)", "np.asarray(sigmoid(z), dtype=np.float32)")],
    ),
    variant("mirrored_factor", "sigmoid_derivative", edits=[("s * (1 - s)", "s * sigmoid(-z)")]),
    variant(
        "writes_the_sigmoid_out",
        "sigmoid_derivative",
        code="""
            def sigmoid_derivative(z):
                a = 1 / (1 + np.exp(-z))
                return np.multiply(a, 1 - a)
        """,
    ),
    # ----------------------------------------------------------------------------- tanh_derivative
    variant("product_of_sum_and_difference", "tanh_derivative", edits=[("1 - t**2", "(1 - t) * (1 + t)")]),
    variant("np_power", "tanh_derivative", edits=[("1 - t**2", "1 - np.power(t, 2)")]),
    variant(
        "hyperbolic_cosine",
        "tanh_derivative",
        code="""
            def tanh_derivative(z):
                return 1 / np.cosh(z) ** 2
        """,
    ),
    variant(
        "from_the_slope_of_the_sigmoid",
        "tanh_derivative",
        code="""
            def tanh_derivative(z):
                return 4 * sigmoid_derivative(2 * z)
        """,
    ),
    variant("float32_inside", "tanh_derivative", edits=[("np.tanh(z)", "np.tanh(np.float32(z))")]),
    # ----------------------------------------------------------------------------- relu_derivative
    variant(
        "heaviside",
        "relu_derivative",
        edits=[("np.where(np.asarray(z) > 0, 1.0, 0.0)", "np.heaviside(z, 0)")],
    ),
    variant("slope_1_at_the_kink", "relu_derivative", edits=[("> 0", ">= 0")]),
    variant("integers", "relu_derivative", edits=[("1.0, 0.0", "1, 0")]),
    variant(
        "booleans", "relu_derivative", edits=[("np.where(np.asarray(z) > 0, 1.0, 0.0)", "np.asarray(z) > 0")]
    ),
    variant(
        "sign_of_relu",
        "relu_derivative",
        code="""
            def relu_derivative(z):
                return np.sign(relu(z))
        """,
    ),
    variant(
        "copy_then_assign",
        "relu_derivative",
        code="""
            def relu_derivative(z):
                slope = np.array(z)
                slope[slope <= 0] = 0
                slope[slope > 0] = 1
                return slope
        """,
    ),
    # ----------------------------------------------------------------------- leaky_relu_derivative
    variant(
        "sum_of_two_masks",
        "leaky_relu_derivative",
        code="""
            def leaky_relu_derivative(z, alpha=0.01):
                return (z > 0) + alpha * (z <= 0)
        """,
    ),
    variant("slope_1_at_the_kink", "leaky_relu_derivative", edits=[("> 0", ">= 0")]),
    variant(
        "float_array_then_assign",
        "leaky_relu_derivative",
        code="""
            def leaky_relu_derivative(z, alpha=0.01):
                d = np.full(np.shape(z), alpha)
                d[np.asarray(z) > 0] = 1
                return d
        """,
    ),
    variant(
        "vectorize",
        "leaky_relu_derivative",
        code="""
            def leaky_relu_derivative(z, alpha=0.01):
                return np.vectorize(lambda v: 1.0 if v > 0 else float(alpha))(z)
        """,
    ),
    variant(
        "float32_result", "leaky_relu_derivative", edits=[("1.0, alpha)", "1.0, alpha).astype(np.float32)")]
    ),
)

EQUIVALENTS = (
    equivalent(
        "sigmoid",
        "At z = 0 both branches give 1/2.",
        edits=[(">= 0", "> 0")],
    ),
    equivalent(
        "leaky_relu",
        "At z = 0 both branches give 0.",
        edits=[("z > 0", "z >= 0")],
    ),
    equivalent(
        "leaky_relu",
        "Only lists need it, and nobody asks for lists.",
        edits=[("z = np.asarray(z)", "pass")],
    ),
    equivalent(
        "relu_derivative",
        "At the kink either slope is right.",
        edits=[("np.asarray(z) > 0", "np.asarray(z) >= 0")],
    ),
    equivalent(
        "relu_derivative",
        "False is 0 and True is 1.",
        edits=[
            ("np.where(np.asarray(z) > 0, 1.0, 0.0)", "(np.asarray(z) > 0)"),
            ("np.asarray(z) > 0, 1.0", "1.0, np.asarray(z) > 0"),
        ],
    ),
    equivalent(
        "leaky_relu_derivative",
        "At the kink either slope is right.",
        edits=[("np.asarray(z) > 0", "np.asarray(z) >= 0")],
    ),
)
