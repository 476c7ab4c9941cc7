"""Choosing a model and its data: split_dataset, diagnose, augment_flip, early_stopping."""

from functools import partial

from reference.mistakes import Equivalent, Mistake, Variant

mistake = partial(Mistake, module="regularization")
variant = partial(Variant, module="regularization")
equivalent = partial(Equivalent, module="regularization")

SHUFFLE = "np.random.default_rng(seed).permutation(m)"
SETS = "train, dev, test = order[:n_train], order[n_train : n_train + n_dev], order[n_train + n_dev :]"
COUNTS = "n_train, n_dev = round(fractions[0] * m), round(fractions[1] * m)"
PAIRS = "(X[:, train], Y[:, train]), (X[:, dev], Y[:, dev]), (X[:, test], Y[:, test])"
BIAS, VARIANCE = "train_error - base_error > threshold", "dev_error - train_error > threshold"
IMAGES, LABELS = "np.concatenate([X, X[:, :, ::-1]], axis=0)", "np.concatenate([Y, Y], axis=1)"

MISTAKES = (
    # -------------------------------------------------------------------------------- split_dataset
    mistake(
        "not_shuffled",
        "split_dataset",
        edits=[(SHUFFLE, "np.arange(m)")],
        misconception="The examples are dealt out in the order of the file.",
        hint="What would the dev set hold if the file were sorted by class?",
    ),
    mistake(
        "every_fifth_example",
        "split_dataset",
        code="""
            def split_dataset(X, Y, fractions=(0.6, 0.2, 0.2), seed=0):
                m = X.shape[1]
                order = np.argsort(np.arange(m) % 5, kind="stable")
                n_train, n_dev = round(fractions[0] * m), round(fractions[1] * m)
                train, dev, test = np.split(order, [n_train, n_train + n_dev])
                return (X[:, train], Y[:, train]), (X[:, dev], Y[:, dev]), (X[:, test], Y[:, test])
        """,
        misconception="The examples are dealt out in turn, by a fixed rule and not by chance.",
        hint="What if every fifth sounding was taken by the same ship?",
    ),
    mistake(
        "rotated_by_a_random_amount",
        "split_dataset",
        edits=[(SHUFFLE, "np.roll(np.arange(m), np.random.default_rng(seed).integers(m))")],
        misconception="Only the starting point is random; neighbours stay together.",
        hint="What would the dev set hold if the file were sorted by class?",
    ),
    mistake(
        "only_the_training_set_is_shuffled",
        "split_dataset",
        edits=[
            (SHUFFLE, "np.arange(m)"),
            ("    return", "    np.random.default_rng(seed).shuffle(train)\n    return"),
        ],
        misconception="The order inside the training set is shuffled, but which examples are in it is not.",
        hint="Should chance decide the order in a set, or who gets into it?",
    ),
    mistake(
        "labels_shuffled_apart",
        "split_dataset",
        edits=[("Y[:, train])", "Y[:, np.random.permutation(m)[:n_train]])")],
        misconception="The training labels are drawn by a permutation of their own.",
        hint="Does example 7 still have its own label?",
    ),
    mistake(
        "labels_left_in_their_order",
        "split_dataset",
        edits=[
            ("Y[:, train]", "Y[:, :n_train]"),
            ("Y[:, dev]", "Y[:, n_train : n_train + n_dev]"),
            ("Y[:, test]", "Y[:, n_train + n_dev :]"),
        ],
        misconception="X is shuffled and Y is not, so that examples get the labels of others.",
        hint="Does example 7 still have its own label?",
    ),
    mistake(
        "three_independent_draws",
        "split_dataset",
        edits=[
            (
                SETS,
                "rng = np.random.default_rng(seed)\n    train, dev, test = (\n        rng.permutation(m)[:n]"
                " for n in (n_train, n_dev, m - n_train - n_dev)\n    )",
            )
        ],
        misconception="Each set is drawn from all examples, so some end in two sets and some in none.",
        hint="May an example that was trained on be in the test set?",
    ),
    mistake(
        "drawn_with_replacement",
        "split_dataset",
        edits=[(SHUFFLE, "np.random.default_rng(seed).integers(0, m, m)")],
        misconception="The numbers are drawn with replacement, so that some come twice and others never.",
        hint="Print the sorted order for m = 10: which numbers should be there?",
    ),
    mistake(
        "rows_for_examples",
        "split_dataset",
        edits=[
            ("X.shape[1]", "X.shape[0]"),
            ("X[:, train]", "X[train]"),
            ("X[:, dev]", "X[dev]"),
            ("X[:, test]", "X[test]"),
        ],
        misconception="Rows of X are dealt out, but those are features.",
        hint="Along which axis of X do the examples lie?",
    ),
    mistake(
        "dev_set_for_test_set",
        "split_dataset",
        edits=[("(X[:, test], Y[:, test])", "(X[:, dev], Y[:, dev])")],
        misconception="The test set is the dev set once more.",
        hint="Read your return line set by set.",
    ),
    mistake(
        "test_set_holds_all_but_training",
        "split_dataset",
        edits=[("order[n_train + n_dev :]", "order[n_train:]")],
        misconception="The test set begins where the dev set begins, and so contains it.",
        hint="Behind which example does the dev set end?",
    ),
    mistake(
        "dev_slice_without_its_start",
        "split_dataset",
        edits=[("order[n_train : n_train + n_dev]", "order[n_train:n_dev]")],
        misconception="A slice ends at a position, but n_dev is a length.",
        hint="With 12 and 4: which numbers are in order[12:4]?",
    ),
    mistake(
        "one_example_lost_between_the_sets",
        "split_dataset",
        edits=[("order[n_train : n_train + n_dev]", "order[n_train + 1 : n_train + n_dev]")],
        misconception="The dev set begins one too late, and one example is in no set.",
        hint="A slice excludes its end: where does the next one have to begin?",
    ),
    mistake(
        "rounded_sizes_leave_some_over",
        "split_dataset",
        edits=[
            ("order[n_train + n_dev :]", "order[n_train + n_dev : n_train + n_dev + int(fractions[2] * m)]")
        ],
        misconception="All three sizes are rounded, and what is left over is in no set.",
        hint="Try m = 101 with thirds: do your three sizes add up to m?",
    ),
    mistake(
        "sixty_twenty_twenty_always",
        "split_dataset",
        edits=[("fractions[0] * m", "0.6 * m"), ("fractions[1] * m", "0.2 * m")],
        misconception="The sizes are always 60/20/20, whatever fractions are asked for.",
        hint="Try it with 98/1/1.",
    ),
    mistake(
        "train_and_test_swapped",
        "split_dataset",
        edits=[("round(fractions[0] * m)", "round(fractions[2] * m)")],
        misconception="The training set gets the share of the test set.",
        hint="Which of the three sets should be the big one?",
    ),
    mistake(
        "dev_and_test_swapped",
        "split_dataset",
        edits=[("round(fractions[1] * m)", "round(fractions[2] * m)")],
        misconception="The dev set gets the share of the test set.",
        hint="Try fractions that are all different, and print the sizes.",
    ),
    mistake(
        "test_set_counted_from_the_end",
        "split_dataset",
        edits=[
            (
                SETS,
                "n_test = round(fractions[2] * m)\n    train, dev, test = order[:-n_dev - n_test],"
                " order[-n_dev - n_test : -n_test], order[-n_test:]",
            )
        ],
        misconception="With a test set of 0 examples the slices from the end mean something else.",
        hint="What is order[-0:]?",
    ),
    mistake(
        "default_fractions_changed",
        "split_dataset",
        edits=[("(0.6, 0.2, 0.2)", "(0.7, 0.15, 0.15)")],
        misconception="Without fractions the split is not the one that the exercise asks for.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "shuffles_the_callers_data",
        "split_dataset",
        edits=[
            (
                "    n_train, n_dev",
                "    X[:], Y[:] = X[:, order], Y[:, order]\n    order = np.arange(m)\n    n_train, n_dev",
            )
        ],
        misconception="The shuffled examples are written over the caller's X and Y.",
        hint="Print X before and after the call.",
    ),
    mistake(
        "seed_ignored",
        "split_dataset",
        edits=[("default_rng(seed)", "default_rng()")],
        misconception="The argument seed is not used, so nobody can repeat the split.",
        hint="Call it twice with the same seed: do you get the same sets?",
    ),
    mistake(
        "seed_hard_coded",
        "split_dataset",
        edits=[("default_rng(seed)", "default_rng(0)")],
        misconception="Every seed gives the same split.",
        hint="Call it with two seeds: should the sets be the same?",
    ),
    mistake(
        "default_seed_changed",
        "split_dataset",
        edits=[("seed=0", "seed=None")],
        misconception="Without a seed the split is another one at every call.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "six_arrays_in_a_row",
        "split_dataset",
        edits=[(PAIRS, "X[:, train], Y[:, train], X[:, dev], Y[:, dev], X[:, test], Y[:, test]")],
        misconception="Six arrays come back in a row, but callers will unpack three pairs.",
        hint="Where are the brackets in the docstring?",
    ),
    mistake(
        "all_inputs_then_all_labels",
        "split_dataset",
        edits=[(PAIRS, "(X[:, train], X[:, dev], X[:, test]), (Y[:, train], Y[:, dev], Y[:, test])")],
        misconception="The inputs come first and the labels then, but each set should stay together.",
        hint="What are the three things that the docstring promises?",
    ),
    mistake(
        "labels_lose_an_axis",
        "split_dataset",
        edits=[("Y[:, train]", "Y[0, train]"), ("Y[:, dev]", "Y[0, dev]"), ("Y[:, test]", "Y[0, test]")],
        misconception="The labels come back with one axis, but Y is a row with two.",
        hint="Print Y.shape and the shape of your Y_train.",
    ),
    mistake(
        "reads_m_of_the_notebook",
        "split_dataset",
        edits=[("    m = X.shape[1]\n", "")],
        misconception="m is not set in the function, so the one of the notebook is used.",
        hint="Which argument tells how many examples there are?",
    ),
    mistake(
        "test_set_cut_short",
        "split_dataset",
        edits=[("order[n_train + n_dev :]", "order[n_train + n_dev :][: int(fractions[2] * m)]")],
        misconception="The size of the test set is rounded down, and now and then an example is in no set.",
        hint="Try it with 137 and with 138 examples. Whose are the ones that are left over?",
    ),
    mistake(
        "no_training_set_is_empty",
        "split_dataset",
        edits=[("round(fractions[0] * m), round", "max(1, round(fractions[0] * m)), round")],
        misconception="A set gets an example even if its fraction is 0.",
        hint="What shall a set hold whose fraction is 0?",
    ),
    # ------------------------------------------------------------------------------------- diagnose
    mistake(
        "base_error_ignored",
        "diagnose",
        edits=[("train_error - base_error", "train_error")],
        misconception="The training error is judged by itself, as if nobody ever made an error.",
        hint="If careful people make 14 % errors, is 15 % bad?",
    ),
    mistake(
        "variance_from_the_dev_error_alone",
        "diagnose",
        edits=[("dev_error - train_error", "dev_error")],
        misconception="The dev error is judged by itself, but it contains the bias as well.",
        hint="Variance is a gap between two errors: which ones?",
    ),
    mistake(
        "variance_against_the_base",
        "diagnose",
        edits=[("dev_error - train_error", "dev_error - base_error")],
        misconception="The dev error is compared with the base error, so that bias counts as variance, too.",
        hint="What happens to the error on the way from the training set to the dev set?",
    ),
    mistake(
        "labels_swapped",
        "diagnose",
        edits=[("high_bias", "other"), ("high_variance", "high_bias"), ("other", "high_variance")],
        misconception="Bias is called variance, and variance bias.",
        hint="A model that underfits is bad on its own training set: which of the two is that?",
    ),
    mistake(
        "either_or",
        "diagnose",
        edits=[(VARIANCE, VARIANCE + " and not train_error - base_error > threshold")],
        misconception="A model with high bias is never given high variance.",
        hint="Can a model suffer from both?",
    ),
    mistake(
        "bias_only_without_variance",
        "diagnose",
        edits=[(BIAS, BIAS + " and dev_error - train_error <= threshold")],
        misconception="A model with high variance is never given high bias.",
        hint="Can a model suffer from both?",
    ),
    mistake(
        "threshold_hard_coded",
        "diagnose",
        edits=[("> threshold", "> 0.02", 2)],
        misconception="The argument threshold is not used.",
        hint="What should change when somebody calls only gaps of more than 10 % high?",
    ),
    mistake(
        "threshold_hard_coded_for_variance",
        "diagnose",
        edits=[(VARIANCE, "dev_error - train_error > 0.02")],
        misconception="The argument threshold is used for the bias only.",
        hint="Compare the two lines.",
    ),
    mistake(
        "gaps_the_wrong_way_round",
        "diagnose",
        edits=[("train_error - base_error", "base_error - train_error")],
        misconception="The training error is subtracted from the base error instead of the reverse.",
        hint="Which of the two errors is the larger one, as a rule?",
    ),
    mistake(
        "less_for_greater",
        "diagnose",
        edits=[("> threshold", "< threshold", 2)],
        misconception="Small gaps are called high.",
        hint="Try 1 % on the training set and 11 % on the dev set by hand.",
    ),
    mistake(
        "absolute_gaps",
        "diagnose",
        edits=[("dev_error - train_error", "abs(dev_error - train_error)")],
        misconception="A dev error far below the training error is called variance.",
        hint="Is it a reason to worry if the dev error is the lower one?",
    ),
    mistake(
        "absolute_bias",
        "diagnose",
        edits=[("train_error - base_error", "abs(train_error - base_error)")],
        misconception="A training error far below the base error is called bias.",
        hint="Is a model biased that errs less than people on its training set?",
    ),
    mistake(
        "relative_gap",
        "diagnose",
        edits=[("train_error - base_error", "(train_error - base_error) / train_error")],
        misconception="The gap is divided by the error, but the threshold is meant for the gap itself.",
        hint="Is 2 % a share of all examples or a share of the errors?",
    ),
    mistake(
        "base_error_subtracted_from_both",
        "diagnose",
        edits=[("dev_error - train_error", "(dev_error - base_error) - train_error")],
        misconception="The base error is taken off the dev error before the training error is.",
        hint="In the gap between dev and training error, does the base error play a part?",
    ),
    mistake(
        "answers_in_words",
        "diagnose",
        edits=[
            (f"bool({BIAS})", f'"yes" if {BIAS} else "no"'),
            (f"bool({VARIANCE})", f'"yes" if {VARIANCE} else "no"'),
        ],
        misconception="The answers are words, but `if` takes every word for true.",
        hint="What kind of value does a comparison have?",
    ),
    mistake(
        "keys_with_blanks",
        "diagnose",
        edits=[("high_bias", "high bias"), ("high_variance", "high variance")],
        misconception="The keys are not those of the docstring: blanks and underscores differ.",
        hint="Compare your keys with the docstring, letter by letter.",
    ),
    mistake(
        "returns_a_tuple",
        "diagnose",
        code="""
            def diagnose(train_error, dev_error, base_error=0.0, threshold=0.02):
                return train_error - base_error > threshold, dev_error - train_error > threshold
        """,
        misconception="The two answers come back as a tuple, but callers look them up by name.",
        hint="In which kind of object does one find things by name?",
    ),
    mistake(
        "default_base_error_changed",
        "diagnose",
        edits=[("base_error=0.0", "base_error=0.14")],
        misconception="Without a base error, the one of the worked example is used.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "one_gap_for_both",
        "diagnose",
        edits=[(VARIANCE, "dev_error - base_error > 2 * threshold")],
        misconception="The whole way from base to dev is compared with two thresholds.",
        hint="Two steps lie between base and dev: which of them is the variance?",
    ),
    mistake(
        "threshold_is_high_already",
        "diagnose",
        edits=[(BIAS, BIAS.replace(">", ">=")), (VARIANCE, VARIANCE.replace(">", ">="))],
        misconception="A gap of just the threshold is called high, though it is not greater.",
        hint="Which gaps are high: those greater than the threshold, or those at it as well?",
    ),
    mistake(
        "training_error_raised_to_the_base",
        "diagnose",
        edits=[(VARIANCE, VARIANCE.replace("train_error", "max(train_error, base_error)"))],
        misconception="Where the training error is below the base error, variance is counted from the base error.",
        hint="Which two errors make the gap of variance, whatever the base error?",
    ),
    # --------------------------------------------------------------------------------- augment_flip
    mistake(
        "upside_down",
        "augment_flip",
        edits=[("X[:, :, ::-1]", "X[:, ::-1, :]")],
        misconception="The images are turned upside down.",
        hint="The axes are image, height, width: along which one does a mirror on the wall turn things round?",
    ),
    mistake(
        "both_axes_reversed",
        "augment_flip",
        edits=[("X[:, :, ::-1]", "X[:, ::-1, ::-1]")],
        misconception="The images are rotated by half a turn, which makes a 9 of a 6.",
        hint="Only left and right should change places.",
    ),
    mistake(
        "order_of_the_images_reversed",
        "augment_flip",
        edits=[("X[:, :, ::-1]", "X[::-1]")],
        misconception="The images come in reverse order, but none of them is mirrored.",
        hint="Which axis of X counts the images, and which the columns of pixels?",
    ),
    mistake(
        "everything_reversed",
        "augment_flip",
        edits=[("X[:, :, ::-1]", "np.flip(X)")],
        misconception="np.flip reverses every axis unless it is told which one.",
        hint="Look up the argument `axis` of np.flip.",
    ),
    mistake(
        "fliplr_of_the_whole_array",
        "augment_flip",
        edits=[("X[:, :, ::-1]", "np.fliplr(X)")],
        misconception="np.fliplr reverses axis 1, which is left and right for one image but not for a stack.",
        hint="Which axis of the stack counts the columns of pixels?",
    ),
    mistake(
        "transposed",
        "augment_flip",
        edits=[("X[:, :, ::-1]", "X.transpose(0, 2, 1).reshape(X.shape)")],
        misconception="Rows and columns are exchanged, which mirrors at the diagonal.",
        hint="Draw one image and what your code makes of it.",
    ),
    mistake(
        "rotated_by_a_quarter",
        "augment_flip",
        edits=[("X[:, :, ::-1]", "np.rot90(X, axes=(1, 2)).reshape(X.shape)")],
        misconception="The images are rotated by a quarter turn.",
        hint="A mirror does not turn things, it exchanges left and right.",
    ),
    mistake(
        "labels_not_doubled",
        "augment_flip",
        edits=[(LABELS, "Y")],
        misconception="There are twice as many images but no more labels.",
        hint="How many labels do 2m images need?",
    ),
    mistake(
        "labels_in_reverse_order",
        "augment_flip",
        edits=[("[Y, Y]", "[Y, Y[:, ::-1]]")],
        misconception="The labels of the mirror images come in reverse order.",
        hint="The first mirror image shows the first original: what is its label?",
    ),
    mistake(
        "labels_one_by_one",
        "augment_flip",
        edits=[(LABELS, "np.repeat(Y, 2, axis=1)")],
        misconception="np.repeat gives y1, y1, y2, y2, but the images come in two blocks.",
        hint="Write down which image stands at which place, and then its label.",
    ),
    mistake(
        "labels_turned_into_their_opposite",
        "augment_flip",
        edits=[("[Y, Y]", "[Y, 1 - Y]")],
        misconception="The labels of the mirror images are exchanged: a mirrored cat is still a cat.",
        hint="Does what is seen in an image change in the mirror?",
    ),
    mistake(
        "labels_below_each_other",
        "augment_flip",
        edits=[("[Y, Y], axis=1", "[Y, Y], axis=0")],
        misconception="The labels are stacked as a second row instead of going on in the first.",
        hint="Examples are columns of Y: along which axis do more of them lie?",
    ),
    mistake(
        "images_side_by_side",
        "augment_flip",
        edits=[("X[:, :, ::-1]], axis=0", "X[:, :, ::-1]], axis=2")],
        misconception="Each image is glued to its mirror image, which makes m wide images.",
        hint="Along which axis are the images counted?",
    ),
    mistake(
        "originals_lost",
        "augment_flip",
        edits=[("[X, X[:, :, ::-1]]", "[X[:, :, ::-1], X[:, :, ::-1]]")],
        misconception="The originals are replaced by their mirror images.",
        hint="Which images should be there after the call?",
    ),
    mistake(
        "mirror_images_first",
        "augment_flip",
        edits=[("[X, X[:, :, ::-1]]", "[X[:, :, ::-1], X]")],
        misconception="The mirror images come first, but the originals should.",
        hint="Read the docstring: in which order should the images come?",
    ),
    mistake(
        "pairs_of_image_and_mirror",
        "augment_flip",
        edits=[
            (IMAGES, "np.stack([X, X[:, :, ::-1]], axis=1).reshape(-1, *X.shape[1:])"),
            (LABELS, "np.repeat(Y, 2, axis=1)"),
        ],
        misconception="Every mirror image follows its original, but all originals should come first.",
        hint="Read the docstring: in which order should the images come?",
    ),
    mistake(
        "mirrors_the_callers_images",
        "augment_flip",
        code="""
            def augment_flip(X, Y):
                originals = X.copy()
                X[:] = X[:, :, ::-1].copy()
                return np.concatenate([originals, X]), np.concatenate([Y, Y], axis=1)
        """,
        misconception="The mirror images are written over the caller's X.",
        hint="Print X before and after the call.",
    ),
    mistake(
        "original_overwritten_before_it_is_copied",
        "augment_flip",
        code="""
            def augment_flip(X, Y):
                flipped = X.copy()
                for i in range(len(X)):
                    for column in range(X.shape[2]):
                        flipped[i, :, column] = flipped[i, :, -1 - column]
                return np.concatenate([X, flipped]), np.concatenate([Y, Y], axis=1)
        """,
        misconception="The right half is copied from columns that were overwritten before.",
        hint="From which array should the columns be read?",
    ),
    mistake(
        "only_the_first_image",
        "augment_flip",
        edits=[("[X, X[:, :, ::-1]]", "[X, np.concatenate([X[:1, :, ::-1], X[1:]])]")],
        misconception="Only the first image is mirrored.",
        hint="Try it with two images.",
    ),
    mistake(
        "returns_the_images_only",
        "augment_flip",
        edits=[(", " + LABELS, "")],
        misconception="The labels are not returned.",
        hint="Which two things does the docstring promise?",
    ),
    # ------------------------------------------------------------------------------- early_stopping
    mistake(
        "last_check_as_best",
        "early_stopping",
        edits=[("return best, check", "return check, check")],
        misconception="The check at which training stops is called the best one.",
        hint="Which parameters do you want to keep: the last ones?",
    ),
    mistake(
        "looks_into_the_future",
        "early_stopping",
        edits=[
            ("return best, check", "return int(np.argmin(dev_costs)), check"),
        ],
        misconception="The best check is looked for among costs that come after the stop.",
        hint="Training has stopped: could you know later costs?",
    ),
    mistake(
        "stops_at_the_overall_minimum",
        "early_stopping",
        code="""
            def early_stopping(dev_costs, patience):
                best = int(np.argmin(dev_costs))
                return best, min(best + patience, len(dev_costs) - 1)
        """,
        misconception="The lowest of all costs is taken, even if training would have stopped long before.",
        hint="Go through the costs one by one, as they would come in.",
    ),
    mistake(
        "counter_never_reset",
        "early_stopping",
        edits=[("best, waited = check, 0", "best = check")],
        misconception="The count goes on after an improvement.",
        hint="After an improvement, how many bad checks have you seen in a row?",
    ),
    mistake(
        "ties_count_as_improvement",
        "early_stopping",
        edits=[("< dev_costs[best]", "<= dev_costs[best]")],
        misconception="A cost that equals the best one is taken for an improvement.",
        hint="Is a cost that is equal below the lowest one so far?",
    ),
    mistake(
        "compares_with_the_previous_check",
        "early_stopping",
        edits=[
            ("dev_costs[check] < dev_costs[best]", "dev_costs[check] < dev_costs[check - 1]"),
        ],
        misconception="Each cost is compared with the one before, not with the lowest so far.",
        hint="After 2, 5, 4: is 4 an improvement?",
    ),
    mistake(
        "count_reset_by_any_decrease",
        "early_stopping",
        edits=[
            (
                "            waited += 1",
                "            waited = waited + 1 if dev_costs[check] >= dev_costs[check - 1] else 0",
            ),
        ],
        misconception="The count starts anew whenever the cost falls, even far above the lowest one.",
        hint="After 2, 5, 4: how many checks in a row were without an improvement?",
    ),
    mistake(
        "one_check_too_patient",
        "early_stopping",
        edits=[("waited == patience", "waited > patience")],
        misconception="Training goes on for one check more than it should.",
        hint="With patience 1, at which check does it stop when the first one is worse?",
    ),
    mistake(
        "one_check_too_impatient",
        "early_stopping",
        edits=[("waited == patience", "waited >= patience - 1 and waited")],
        misconception="Training stops one check too early.",
        hint="With patience 2, how many bad checks in a row are needed?",
    ),
    mistake(
        "patience_ignored",
        "early_stopping",
        edits=[("waited == patience", "waited == 3")],
        misconception="The argument patience is not used.",
        hint="Try it with patience 1 and patience 5.",
    ),
    mistake(
        "stops_at_the_first_rise",
        "early_stopping",
        edits=[("waited == patience", "waited")],
        misconception="Training stops at the first check that is no improvement.",
        hint="A dev cost has bumps: how many of them does patience forgive?",
    ),
    mistake(
        "counts_from_one",
        "early_stopping",
        edits=[
            ("return best, check", "return best + 1, check + 1"),
            ("return best, len(dev_costs) - 1", "return best + 1, len(dev_costs)"),
        ],
        misconception="The checks are counted from 1.",
        hint="Which number does the first entry of a list have?",
    ),
    mistake(
        "returns_the_cost",
        "early_stopping",
        edits=[("return best, ", "return dev_costs[best], ", 2)],
        misconception="The lowest cost is returned, but its number is asked for.",
        hint="Which check was it? Return that number.",
    ),
    mistake(
        "returned_in_the_other_order",
        "early_stopping",
        edits=[
            ("return best, check", "return check, best"),
            ("return best, len(dev_costs) - 1", "return len(dev_costs) - 1, best"),
        ],
        misconception="The stop comes first and the best check then.",
        hint="Compare your return lines with the docstring, name by name.",
    ),
    mistake(
        "no_answer_if_it_never_stops",
        "early_stopping",
        edits=[("    return best, len(dev_costs) - 1\n", "")],
        misconception="If training runs to the end the function returns nothing.",
        hint="What should come back if patience never runs out?",
    ),
    mistake(
        "one_behind_the_end",
        "early_stopping",
        edits=[("len(dev_costs) - 1", "len(dev_costs)")],
        misconception="If training runs to the end, the number returned is of a check that does not exist.",
        hint="Which number does the last entry of a list have?",
    ),
    mistake(
        "no_stop_at_the_end",
        "early_stopping",
        edits=[("len(dev_costs) - 1", "None")],
        misconception="If training runs to the end there is no stop, but the last check is asked for.",
        hint="Read in the docstring what `stop` is in that case.",
    ),
    mistake(
        "highest_cost",
        "early_stopping",
        edits=[("dev_costs[check] < ", "dev_costs[check] > ")],
        misconception="The check with the highest cost is looked for, as if it were an accuracy.",
        hint="Should a cost be high or low?",
    ),
    mistake(
        "last_check_never_looked_at",
        "early_stopping",
        edits=[("range(1, len(dev_costs))", "range(1, len(dev_costs) - 1)")],
        misconception="The loop ends before the last check.",
        hint="Which is the last number in range(1, 5)?",
    ),
    mistake(
        "best_in_a_window_at_the_stop",
        "early_stopping",
        edits=[("return best, check", "return check - patience + 1, check")],
        misconception="The first bad check is returned instead of the good one before it.",
        hint="Count back from the stop: how many checks were bad?",
    ),
    mistake(
        "reads_patience_of_the_notebook",
        "early_stopping",
        edits=[("(dev_costs, patience)", "(dev_costs, p)")],
        misconception="The function uses the notebook's patience, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "last_of_equals_at_the_end",
        "early_stopping",
        edits=[
            (
                "return best, len(dev_costs) - 1",
                "return len(dev_costs) - 1 - dev_costs[::-1].index(min(dev_costs)), len(dev_costs) - 1",
            ),
        ],
        misconception="If training never stops early, the last of equally low checks is returned, not the first.",
        hint="Which check is the best one for the costs 4, 2, 3, 2?",
    ),
    mistake(
        "small_improvements_do_not_count",
        "early_stopping",
        edits=[("dev_costs[check] < dev_costs[best]", "dev_costs[check] < dev_costs[best] - 1e-3")],
        misconception="A cost counts as an improvement only if it is lower by some margin.",
        hint="Your costs fall from 0.0052 to 0.0049: is that an improvement?",
    ),
)

VARIANTS = (
    # -------------------------------------------------------------------------------- split_dataset
    variant(
        "legacy_permutation_and_floor",
        "split_dataset",
        code="""
            def split_dataset(X, Y, fractions=(0.6, 0.2, 0.2), seed=0):
                np.random.seed(seed)
                m = X.shape[1]
                permutation = list(np.random.permutation(m))
                shuffled_X, shuffled_Y = X[:, permutation], Y[:, permutation].reshape((1, m))
                n_train, n_dev = int(m * fractions[0]), int(m * fractions[1])
                train = (shuffled_X[:, :n_train], shuffled_Y[:, :n_train])
                dev = (shuffled_X[:, n_train:n_train + n_dev], shuffled_Y[:, n_train:n_train + n_dev])
                test = (shuffled_X[:, n_train + n_dev:], shuffled_Y[:, n_train + n_dev:])
                return train, dev, test
        """,
    ),
    variant(
        "shuffled_in_place_and_np_split",
        "split_dataset",
        code="""
            def split_dataset(X, Y, fractions=(0.6, 0.2, 0.2), seed=0):
                rng = np.random.RandomState(seed)
                order = np.arange(X.shape[1])
                rng.shuffle(order)
                cuts = np.round(np.cumsum(fractions)[:2] * order.size).astype(int)
                return [[X[:, part], Y[:, part]] for part in np.split(order, cuts)]
        """,
    ),
    variant(
        "standard_library_one_column_at_a_time",
        "split_dataset",
        code="""
            import random

            def split_dataset(X, Y, fractions=(0.6, 0.2, 0.2), seed=0):
                numbers = list(range(X.shape[1]))
                random.Random(seed).shuffle(numbers)
                n_test = int(fractions[2] * len(numbers))
                n_dev = int(fractions[1] * len(numbers))
                parts = numbers[n_dev + n_test:], numbers[:n_dev], numbers[n_dev:n_dev + n_test]
                result = []
                for part in parts:
                    X_part, Y_part = np.zeros((X.shape[0], len(part))), np.zeros((Y.shape[0], len(part)))
                    for column, i in enumerate(part):
                        X_part[:, column] = X[:, i]
                        Y_part[:, column] = Y[:, i]
                    result.append((X_part, Y_part))
                return tuple(result)
        """,
    ),
    variant(
        "drawn_without_replacement_then_sorted",
        "split_dataset",
        code="""
            def split_dataset(X, Y, fractions=(0.6, 0.2, 0.2), seed=0):
                rng, m = np.random.default_rng(seed), X.shape[1]
                train = np.sort(rng.choice(m, round(fractions[0] * m), replace=False))
                rest = np.setdiff1d(np.arange(m), train)
                dev = np.sort(rng.choice(rest, min(round(fractions[1] * m), rest.size), replace=False))
                test = np.setdiff1d(rest, dev)
                return (X[:, train], Y[:, train]), (X[:, dev], Y[:, dev]), (X[:, test], Y[:, test])
        """,
    ),
    variant(
        "random_keys_sorted",
        "split_dataset",
        edits=[(SHUFFLE, "np.argsort(np.random.default_rng(seed).random(m))")],
    ),
    variant(
        "inputs_and_labels_shuffled_as_one_array",
        "split_dataset",
        edits=[
            (f"order = {SHUFFLE}", "both = np.vstack([X, Y])[:, np.random.default_rng(seed).permutation(m)]"),
            (
                SETS,
                "parts = both[:, :n_train], both[:, n_train : n_train + n_dev], both[:, n_train + n_dev :]",
            ),
            (PAIRS, "tuple((part[:-1], part[-1:]) for part in parts)"),
        ],
    ),
    variant(
        "one_generator_for_each_of_both_arrays",
        "split_dataset",
        edits=[
            (
                f"order = {SHUFFLE}",
                "X = np.random.default_rng(seed).permutation(X, axis=1)\n    "
                "Y = np.random.default_rng(seed).permutation(Y, axis=1)\n    order = np.arange(m)",
            ),
        ],
    ),
    # ------------------------------------------------------------------------------------- diagnose
    variant("bare_comparisons", "diagnose", edits=[(f"bool({BIAS})", BIAS), (f"bool({VARIANCE})", VARIANCE)]),
    variant(
        "compares_sums_or_rounds_gaps",
        "diagnose",
        edits=[
            (BIAS, "train_error > base_error + threshold"),
            (VARIANCE, "round(dev_error - train_error, 9) > threshold"),
        ],
    ),
    variant(
        "numbers_for_truth_and_a_gap_besides",
        "diagnose",
        edits=[
            (f"bool({BIAS})", f"int({BIAS})"),
            (f"bool({VARIANCE})", f"float({VARIANCE}),\n        'gap': dev_error - train_error"),
        ],
    ),
    variant(
        "if_and_else_with_notes",
        "diagnose",
        code="""
            def diagnose(train_err, dev_err, human=0.0, tol=0.02):
                avoidable_bias, variance = train_err - human, dev_err - train_err
                result = {"high_variance": False, "high_bias": False}
                if avoidable_bias > tol:
                    result["high_bias"] = True
                    print("try a bigger network or train longer")
                if variance > tol:
                    result["high_variance"] = True
                    print("try more data or regularization")
                return result
        """,
    ),
    variant(
        "numpy_truth",
        "diagnose",
        edits=[
            (f"bool({BIAS})", "np.greater(np.subtract(train_error, base_error), threshold)"),
            (f"bool({VARIANCE})", "np.array(dev_error - train_error > threshold)"),
        ],
    ),
    # --------------------------------------------------------------------------------- augment_flip
    variant(
        "fliplr_for_each_image",
        "augment_flip",
        edits=[("X[:, :, ::-1]", "[np.fliplr(image) for image in X]")],
    ),
    variant(
        "flip_of_the_last_axis_and_stacks",
        "augment_flip",
        edits=[(IMAGES, "np.vstack((X, np.flip(X, axis=-1)))"), (LABELS, "np.hstack((Y, Y))")],
    ),
    variant(
        "loops_over_pixels",
        "augment_flip",
        code="""
            def augment_flip(X, Y):
                m, height, width = X.shape
                X_more, Y_more = np.zeros((2 * m, height, width)), np.zeros((1, 2 * m))
                for i in range(m):
                    X_more[i] = X[i]
                    Y_more[0, i] = Y_more[0, m + i] = Y[0, i]
                    for row in range(height):
                        for column in range(width):
                            X_more[m + i, row, column] = X[i, row, width - 1 - column]
                return X_more, Y_more
        """,
    ),
    variant(
        "float32_and_whole_labels",
        "augment_flip",
        edits=[
            ("[X, X[:, :, ::-1]]", "np.float32([X, X[..., ::-1]])"),
            (LABELS, "np.tile(Y, 2).astype(int)"),
        ],
    ),
    variant(
        "labels_of_bool_in_a_list",
        "augment_flip",
        edits=[("return ", "return ["), (LABELS, "np.concatenate([Y, Y], axis=1) > 0.5]")],
    ),
    # ------------------------------------------------------------------------------- early_stopping
    variant(
        "infinity_to_begin_with",
        "early_stopping",
        code="""
            def early_stopping(dev_costs, patience):
                best_cost, best_i, wait, stop = float("inf"), 0, 0, len(dev_costs) - 1
                for i, cost in enumerate(dev_costs):
                    if cost < best_cost:
                        best_cost = cost
                        best_i = i
                        wait = 0
                    else:
                        wait += 1
                        if wait >= patience:
                            stop = i
                            break
                return best_i, stop
        """,
    ),
    variant(
        "argmin_of_what_was_seen",
        "early_stopping",
        code="""
            def early_stopping(dev_costs, patience):
                for stop in range(len(dev_costs)):
                    best = np.argmin(dev_costs[: stop + 1])
                    if stop - best >= patience:
                        break
                return best, np.int64(stop)
        """,
    ),
    variant(
        "while_loop_and_a_list_back",
        "early_stopping",
        code="""
            def early_stopping(costs, p):
                costs = np.asarray(costs)
                best = i = 0
                while i < costs.size - 1 and i - best < p:
                    i += 1
                    if costs[i] < costs[best]:
                        best = i
                return [best, float(i)]
        """,
    ),
    variant(
        "running_minimum",
        "early_stopping",
        code="""
            def early_stopping(dev_costs, patience):
                lowest = np.minimum.accumulate(dev_costs)
                improved = np.r_[True, lowest[1:] < lowest[:-1]]
                latest = np.maximum.accumulate(np.where(improved, np.arange(len(improved)), 0))
                late = np.flatnonzero(np.arange(len(improved)) - latest >= patience)
                stop = int(late[0]) if late.size else len(improved) - 1
                return int(latest[stop]), stop
        """,
    ),
)

EQUIVALENTS = (
    equivalent(
        "split_dataset",
        "The test set is what is left over, so its fraction is never read.",
        edits=[
            ("(0.6, 0.2, 0.2)", "(0.6, 0.2)"),
            ("(0.6, 0.2, 0.2)", "(0.6, 0.2, -0.2)"),
            ("(0.6, 0.2, 0.2)", "(0.6, 0.2, 0)"),
            ("(0.6, 0.2, 0.2)", "(0.6, 0.2, 0.22)"),
            ("(0.6, 0.2, 0.2)", "(0.6, 0.2, 1.2)"),
        ],
    ),
    equivalent(
        "split_dataset",
        "X and Y have as many columns as there are examples.",
        edits=[("X.shape[1]", "Y.shape[1]")],
    ),
    equivalent(
        "diagnose",
        "What a comparison returns is a truth value.",
        edits=[(f"bool({BIAS})", f"({BIAS})"), (f"bool({VARIANCE})", f"({VARIANCE})")],
    ),
    equivalent(
        "augment_flip", "Axis 0 is the default.", edits=[("X[:, :, ::-1]], axis=0", "X[:, :, ::-1]]")]
    ),
    equivalent("early_stopping", "Both start at 0.", edits=[("best, waited = 0, 0", "waited, best = 0, 0")]),
)
