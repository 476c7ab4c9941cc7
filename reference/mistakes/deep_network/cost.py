"""What students write in place of compute_cost."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, function="compute_cost", module="deep_network")
variant = partial(Variant, function="compute_cost", module="deep_network")
LOSSES = "-(Y * np.log(A) + (1 - Y) * np.log(1 - A))"

MISTAKES = (
    mistake(
        "missing_1_over_m",
        edits=[(" / m)", ")")],
        misconception="The losses are added up but not averaged.",
        hint="If every example were there twice, should the cost double?",
    ),
    mistake(
        "missing_minus_sign",
        edits=[("losses = -(", "losses = (")],
        misconception="The minus sign is missing, so the cost is negative.",
        hint="The logarithm of a probability is never positive: what does that say about the cost?",
    ),
    mistake(
        "term_of_the_negatives_missing",
        edits=[(" + (1 - Y) * np.log(1 - A)", "")],
        misconception="Examples with y = 0 contribute nothing.",
        hint="What does an example with y = 0 add to your sum?",
    ),
    mistake(
        "term_of_the_positives_missing",
        edits=[("Y * np.log(A) + (1 - Y)", "(1 - Y)")],
        misconception="Examples with y = 1 contribute nothing.",
        hint="What does an example with y = 1 add to your sum?",
    ),
    mistake(
        "terms_exchanged",
        edits=[("Y * np.log(A) + (1 - Y) * np.log(1 - A)", "Y * np.log(1 - A) + (1 - Y) * np.log(A)")],
        misconception="The labels are paired with the wrong logarithms, so good predictions are punished.",
        hint="For y = 1 and a = 0.99, should the loss be small or large?",
    ),
    mistake(
        "minus_between_the_terms",
        edits=[("+ (1 - Y)", "- (1 - Y)")],
        misconception="The second term is subtracted, so it rewards confident mistakes.",
        hint="Compare the sign between the two terms with the equation.",
    ),
    mistake(
        "minus_reaches_the_first_term_only",
        edits=[(LOSSES, "-Y * np.log(A) + (1 - Y) * np.log(1 - A)")],
        misconception="Without brackets the minus sign belongs to the first term only.",
        hint="Should both terms of the cost be positive? Are they?",
    ),
    mistake(
        "log_base_2",
        edits=[("np.log(", "np.log2(", 2)],
        misconception="The logarithm has base 2, so the cost is in bits.",
        hint="At a prediction of 0.5 the cost is 0.693 with the natural logarithm.",
    ),
    mistake(
        "log_base_10",
        edits=[("np.log(", "np.log10(", 2)],
        misconception="The logarithm has base 10.",
        hint="At a prediction of 0.5 the cost is 0.693 with the natural logarithm.",
    ),
    mistake(
        "divides_by_the_number_of_rows",
        edits=[("Y.shape[1]", "Y.shape[0]")],
        misconception="The sum is divided by the number of output units, which is 1.",
        hint="m counts the examples: along which axis do they lie?",
    ),
    mistake(
        "len_counts_the_rows",
        edits=[("Y.shape[1]", "len(Y)")],
        misconception="len(Y) is the number of rows, which is 1.",
        hint="Print len(Y) and Y.shape.",
    ),
    mistake(
        "divides_by_2m",
        edits=[("/ m)", "/ (2 * m))")],
        misconception="The factor 1/2 belongs to squared errors, not to the cross-entropy.",
        hint="Compare the factor in front of the sum with the equation.",
    ),
    mistake(
        "mean_and_1_over_m",
        edits=[("np.sum(losses) / m", "np.mean(losses) / m")],
        misconception="The mean is divided by m once more.",
        hint="What does np.mean already do?",
    ),
    mistake(
        "multiplies_by_m",
        edits=[("np.sum(losses) / m", "np.sum(losses) * m")],
        misconception="The sum is multiplied by m.",
        hint="How does one make an average of a sum?",
    ),
    mistake(
        "m_of_the_notebook",
        edits=[("    m = Y.shape[1]\n", "")],
        misconception="m is not set in the function, so the one of the notebook is used.",
        hint="Which argument tells how many examples there are?",
    ),
    mistake(
        "m_hard_coded",
        edits=[("Y.shape[1]", "400")],
        misconception="m is always 400, which is right for one data set only.",
        hint="Which argument tells how many examples there are?",
    ),
    mistake(
        "AL_of_the_notebook",
        edits=[("def compute_cost(AL, Y)", "def compute_cost(A_last, Y)")],
        misconception="The function computes with the notebook's AL, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "sums_over_all_pairs",
        code="""
            def compute_cost(AL, Y):
                m = Y.shape[1]
                return float(-np.sum(Y.T @ np.log(AL) + (1 - Y).T @ np.log(1 - AL)) / m)
        """,
        misconception="A column times a row is a square: every label meets every prediction.",
        hint="Print the shape before summing.",
    ),
    mistake(
        "diagonal_forgotten",
        code="""
            def compute_cost(AL, Y):
                m = Y.shape[1]
                return -(np.dot(Y, np.log(AL).T) + np.dot(1 - Y.T, np.log(1 - AL)))[0, 0] / m
        """,
        misconception="The second product makes a square, and one entry of it is taken for the sum.",
        hint="Print the shapes of both products.",
    ),
    mistake(
        "means_of_the_two_classes_added",
        edits=[("np.sum(losses) / m", "np.mean(losses[Y == 1]) + np.mean(losses[Y == 0])")],
        misconception="Each class is averaged by itself, so rare labels weigh more, and a missing class gives NaN.",
        hint="All examples have the same weight: how many means does the equation have?",
    ),
    mistake(
        "squared_errors",
        edits=[(LOSSES, "(A - Y) ** 2")],
        misconception="This is the mean squared error.",
        hint="The cross-entropy has logarithms in it.",
    ),
    mistake(
        "absolute_errors",
        edits=[(LOSSES, "np.abs(A - Y)")],
        misconception="This is the mean absolute error.",
        hint="The cross-entropy has logarithms in it.",
    ),
    mistake(
        "wrong_labels_counted",
        edits=[(LOSSES, "(A > 0.5) != (Y > 0.5)")],
        misconception="This is the share of wrong labels: it has no slope, so nothing can be learned from it.",
        hint="The cost must change a little when a prediction changes a little.",
    ),
    mistake(
        "rounds_the_predictions",
        edits=[("np.clip(AL,", "np.clip(np.round(AL),")],
        misconception="The predictions are rounded to 0 or 1 before the logarithm.",
        hint="What does the cost say about a prediction of 0.6 for y = 1?",
    ),
    mistake(
        "guard_too_wide",
        edits=[("1e-15, 1 - 1e-15", "1e-2, 1 - 1e-2")],
        misconception="The guard against log(0) also changes ordinary predictions, such as 0.001.",
        hint="How small does a number have to be that only log(0) is affected?",
    ),
    mistake(
        "guard_added_to_the_sum",
        edits=[(LOSSES, "-(Y * (np.log(A) + 1e-2) + (1 - Y) * (np.log(1 - A) + 1e-2))")],
        misconception="The guard stands outside of the logarithm, where it only shifts the cost.",
        hint="Which number must not become 0, and inside of which bracket is it?",
    ),
    mistake(
        "bracket_of_the_log_closes_early",
        edits=[("np.log(1 - A)", "(np.log(1) - A)")],
        misconception="log(1) is 0, so the second term holds no logarithm of the prediction.",
        hint="Where does the bracket of the second logarithm close?",
    ),
    mistake(
        "labels_and_predictions_exchanged",
        code="""
            def compute_cost(Y, AL):
                m = Y.shape[1]
                AL = np.clip(AL, 1e-15, 1 - 1e-15)
                return float(-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m)
        """,
        misconception="The arguments are taken in the wrong order, so the logarithm of the labels is taken.",
        hint="Which comes first, AL or Y?",
    ),
    mistake(
        "one_cost_per_example",
        edits=[("float(np.sum(losses) / m)", "losses / m")],
        misconception="The losses are not added up: one number is returned for each example.",
        hint="The cost is a single number. What is missing between losses and cost?",
    ),
    mistake(
        "rounds_the_cost",
        edits=[("float(np.sum(losses) / m)", "round(float(np.sum(losses) / m), 3)")],
        misconception="The cost is rounded, so small progress becomes invisible.",
        hint="Rounding is for printing: what should the function return?",
    ),
    mistake(
        "logarithm_in_place",
        edits=[("    losses", "    np.log(AL, out=AL)\n    losses")],
        misconception="The logarithm is written over the caller's predictions.",
        hint="Print AL before and after the call.",
    ),
    mistake(
        "prints_instead_of_returning",
        edits=[("return float(np.sum(losses) / m)", "print(np.sum(losses) / m)")],
        misconception="The cost is printed but not returned.",
        hint="What does `c = compute_cost(AL, Y)` put into c?",
    ),
    mistake(
        "returns_a_tuple",
        edits=[("return float(np.sum(losses) / m)", "return float(np.sum(losses) / m), AL")],
        misconception="Two things are returned, but the cost is one number.",
        hint="Compare your return line with the docstring.",
    ),
)

VARIANTS = (
    variant(
        "the_code_that_everybody_knows",
        code="""
            def compute_cost(AL, Y):
                m = Y.shape[1]
                cost = (-1 / m) * np.sum(np.multiply(Y, np.log(AL)) + np.multiply(1 - Y, np.log(1 - AL)))
                cost = np.squeeze(cost)
                assert cost.shape == ()
                return cost
        """,
    ),
    variant(
        "dot_products_in_a_1_by_1_array",
        code="""
            def compute_cost(AL, Y):
                m = Y.shape[1]
                return (1.0 / m) * (-np.dot(Y, np.log(AL).T) - np.dot(1 - Y, np.log(1 - AL).T))
        """,
    ),
    variant(
        "takes_parameters_too",
        code="""
            def compute_cost(AL, Y, parameters=None):
                logprobs = Y * np.log(AL) + (1 - Y) * np.log(1 - AL)
                return -logprobs.sum() / Y.shape[1]
        """,
    ),
    variant("np_mean", edits=[("np.sum(losses) / m", "np.mean(losses)")]),
    variant("einsum", edits=[("np.sum(losses)", 'np.einsum("ij->", losses)')]),
    variant(
        "loop_with_math_log",
        code="""
            import math

            def compute_cost(AL, Y):
                total = 0
                for a, y in zip(AL[0], Y[0]):
                    total += -math.log(a) if y == 1 else -math.log(1 - a)
                return total / len(Y[0])
        """,
    ),
    variant("where_instead_of_two_terms", edits=[(LOSSES, "-np.log(np.where(Y == 1, A, 1 - A))")]),
    variant("probability_of_the_truth", edits=[(LOSSES, "-np.log(np.abs(A - (1 - Y)))")]),
    variant(
        "epsilon_of_1e_8_in_the_logarithms",
        code="""
            def compute_cost(AL, Y):
                eps = 1e-8
                return -np.mean(Y * np.log(AL + eps) + (1 - Y) * np.log(1 - AL + eps))
        """,
    ),
    variant("clips_at_1e_10", edits=[("1e-15, 1 - 1e-15", "1e-10, 1 - 1e-10")]),
    variant("nan_to_num", edits=[("np.sum(losses) / m", "np.sum(np.nan_to_num(losses)) / m")]),
    variant("float32_inside", edits=[("np.clip(AL, 1e-15, 1 - 1e-15)", "AL.astype(np.float32)")]),
    variant("m_from_AL", edits=[("Y.shape[1]", "AL.size")]),
    variant(
        "selects_the_two_classes", edits=[("np.sum(losses)", "(losses[Y == 1].sum() + losses[Y != 1].sum())")]
    ),
    variant("zero_axes", edits=[("float(np.sum(losses) / m)", "np.array(np.sum(losses) / m)")]),
)
