"""normalize_inputs and apply_normalization: mistakes, and right answers in other styles."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, module="initialization")
variant = partial(Variant, module="initialization")

MISTAKES = (
    # ---------------------------------------------------------------------------- normalize_inputs
    mistake(
        "divides_by_the_variance",
        "normalize_inputs",
        edits=[("/ safe, mu", "/ safe**2, mu")],
        misconception="The inputs are divided by their variance, so their spread becomes 1/σ instead of 1.",
        hint="After normalising, what is the standard deviation of each feature?",
    ),
    mistake(
        "statistics_of_each_example",
        "normalize_inputs",
        edits=[("axis=1", "axis=0", 2)],
        misconception="Each example is averaged over its features, as if metres and degrees could be added.",
        hint="One mean per feature: does a feature stand in a row or in a column?",
    ),
    mistake(
        "keepdims_missing",
        "normalize_inputs",
        edits=[(", keepdims=True", "", 2)],
        misconception="The mean lost an axis, so it is spread along the examples instead of the features.",
        hint="Print mu.shape: is it a column?",
    ),
    mistake(
        "sigma_not_around_the_mean",
        "normalize_inputs",
        edits=[("np.std(X, axis=1, keepdims=True)", "np.sqrt(np.mean(X**2, axis=1, keepdims=True))")],
        misconception="The squares are averaged before the mean is subtracted: that is no variance.",
        hint="From where is the variance measured: from 0 or from the mean?",
    ),
    mistake(
        "sigma_of_a_constant_feature_stays_0",
        "normalize_inputs",
        edits=[("mu, safe", "mu, sigma")],
        misconception="A constant feature is left with sigma 0, by which new data cannot be divided.",
        hint="What will apply_normalization make of this feature?",
    ),
    mistake(
        "sigma_at_least_1",
        "normalize_inputs",
        edits=[("np.where(sigma == 0, 1.0, sigma)", "np.maximum(sigma, 1.0)")],
        misconception="A spread below 1 is replaced by 1, so that small features stay small.",
        hint="For which features is there anything to replace: which sigma do they have?",
    ),
    mistake(
        "mean_not_subtracted",
        "normalize_inputs",
        edits=[("(X - mu) / safe", "X / safe")],
        misconception="The spread is right, but the features are still centred where they were.",
        hint="What is the mean of each of your normalised features?",
    ),
    mistake(
        "not_scaled",
        "normalize_inputs",
        edits=[("(X - mu) / safe", "X - mu")],
        misconception="The features are centred but keep their old spread.",
        hint="What is the standard deviation of each of your normalised features?",
    ),
    mistake(
        "nan_on_a_constant_feature",
        "normalize_inputs",
        edits=[("np.where(sigma == 0, 1.0, sigma)", "sigma")],
        misconception="A feature that never varies has σ = 0, and 0 divided by 0 is not a number.",
        hint="What happens to a feature that is the same for every example?",
    ),
    mistake(
        "constant_feature_left_as_it_is",
        "normalize_inputs",
        edits=[("return (X - mu) / safe,", "return np.where(sigma == 0, X, (X - mu) / safe),")],
        misconception="A feature that never varies is passed on as it is instead of becoming zeros.",
        hint="Which mean should every normalised feature have, even one that never varies?",
    ),
    mistake(
        "constant_feature_thrown_away",
        "normalize_inputs",
        edits=[
            ("return (X", "varies = sigma[:, 0] > 0\n    return ((X"),
            ("/ safe, mu", "/ safe)[varies], mu"),
        ],
        misconception="Features that never vary are removed, but the network expects as many inputs as before.",
        hint="Compare the shapes of X and X_norm when a feature is constant.",
    ),
    mistake(
        "scaled_between_minimum_and_maximum",
        "normalize_inputs",
        edits=[
            (
                "(X - mu) / safe",
                "(X - X.min(axis=1, keepdims=True)) / np.maximum(np.ptp(X, axis=1, keepdims=True), 1e-12)",
            )
        ],
        misconception="The features are squeezed between 0 and 1, which is another kind of scaling.",
        hint="Mean 0 and standard deviation 1 were asked for: what are yours?",
    ),
    mistake(
        "guard_too_large",
        "normalize_inputs",
        edits=[("/ safe, mu", "/ (safe + 0.01), mu")],
        misconception="A guard of 0.01 changes ordinary features, too.",
        hint="Is the standard deviation exactly 1? How small can a guard be?",
    ),
    mistake(
        "one_mean_for_all_features",
        "normalize_inputs",
        edits=[
            ("np.mean(X, axis=1, keepdims=True)", "np.full((X.shape[0], 1), np.mean(X))"),
            ("np.std(X, axis=1, keepdims=True)", "np.full((X.shape[0], 1), np.std(X))"),
        ],
        misconception="All features share one mean and one spread, so they stay as different as they were.",
        hint="How many means does a data set with three features have?",
    ),
    mistake(
        "divides_by_m_minus_1",
        "normalize_inputs",
        edits=[("np.std(X, axis=1, keepdims=True)", "np.std(X, axis=1, keepdims=True, ddof=1)")],
        misconception="The variance is divided by m − 1 instead of m.",
        hint="Compare the fraction before the sum with the formula of σ².",
    ),
    mistake(
        "returns_the_variance",
        "normalize_inputs",
        edits=[("/ safe, mu, safe", "/ safe, mu, safe**2")],
        misconception="The third value is σ², but whoever normalises new data will divide by it.",
        hint="In which unit is sigma, if the feature is in metres?",
    ),
    mistake(
        "statistics_first",
        "normalize_inputs",
        edits=[("return (X - mu) / safe, mu, safe", "return mu, safe, (X - mu) / safe")],
        misconception="The right arrays are returned in another order than was asked for.",
        hint="Compare your return line with the docstring.",
    ),
    mistake(
        "sigma_before_mu",
        "normalize_inputs",
        edits=[("/ safe, mu, safe", "/ safe, safe, mu")],
        misconception="Mean and standard deviation have changed places in the return line.",
        hint="Compare your return line with the docstring.",
    ),
    mistake(
        "returns_the_inputs_only",
        "normalize_inputs",
        edits=[("/ safe, mu, safe", "/ safe")],
        misconception="The statistics are lost, but new data will have to be treated with the same ones.",
        hint="What will apply_normalization need?",
    ),
    mistake(
        "statistics_of_the_normalised_inputs",
        "normalize_inputs",
        edits=[
            (
                "return (X - mu) / safe, mu, safe",
                "X_norm = (X - mu) / safe\n    return X_norm, mu * 0, safe * 0 + 1",
            )
        ],
        misconception="The statistics are taken after normalising, when they are 0 and 1 for every data set.",
        hint="Of which data should mu and sigma be the statistics?",
    ),
    mistake(
        "changes_X_in_place",
        "normalize_inputs",
        code="""
            def normalize_inputs(X):
                mu = np.mean(X, axis=1, keepdims=True)
                sigma = np.std(X, axis=1, keepdims=True)
                sigma[sigma == 0] = 1
                X -= mu
                X /= sigma
                return X, mu, sigma
        """,
        misconception="`-=` and `/=` change the caller's data.",
        hint="Print X before and after the call: is it still the same?",
    ),
    mistake(
        "cut_to_whole_numbers",
        "normalize_inputs",
        code="""
            def normalize_inputs(X):
                mu = np.mean(X, axis=1, keepdims=True)
                sigma = np.std(X, axis=1, keepdims=True)
                sigma[sigma == 0] = 1
                X_norm = np.zeros_like(X)
                for i in range(X.shape[0]):
                    X_norm[i] = (X[i] - mu[i]) / sigma[i]
                return X_norm, mu, sigma
        """,
        misconception="zeros_like makes an array of integers if X holds integers, and cuts what is put into it.",
        hint="Try an X of whole numbers: what is the dtype of your result?",
    ),
    mistake(
        "two_features_hard_coded",
        "normalize_inputs",
        code="""
            def normalize_inputs(X):
                mu = np.array([[X[0].mean()], [X[1].mean()]])
                sigma = np.array([[X[0].std() or 1.0], [X[1].std() or 1.0]])
                return (X[:2] - mu) / sigma, mu, sigma
        """,
        misconception="Only the first two features are normalised.",
        hint="Try data with five features.",
    ),
    mistake(
        "reads_X_of_the_notebook",
        "normalize_inputs",
        code="""
            def normalize_inputs(data):
                mu = np.mean(X, axis=1, keepdims=True)
                sigma = np.std(X, axis=1, keepdims=True)
                return (X - mu) / sigma, mu, sigma
        """,
        misconception="The function works on the notebook's own X, not on its argument.",
        hint="Call your function with other data: does the result change?",
    ),
    mistake(
        "examples_in_rows",
        "normalize_inputs",
        edits=[("return (X - mu) / safe,", "return ((X - mu) / safe).T,")],
        misconception="The result has a row for each example, but in this course examples are columns.",
        hint="Compare the shapes of X and X_norm.",
    ),
    mistake(
        "multiplies_by_sigma",
        "normalize_inputs",
        edits=[("(X - mu) / safe", "(X - mu) * safe")],
        misconception="Multiplying by σ stretches the features that are wide already.",
        hint="Should a feature with a large spread be stretched or squeezed?",
    ),
    mistake(
        "mean_deviation",
        "normalize_inputs",
        edits=[("np.std(X, axis=1, keepdims=True)", "np.mean(np.abs(X - mu), axis=1, keepdims=True)")],
        misconception="The mean distance from µ is not the standard deviation.",
        hint="What is done to the distances before they are averaged, and what after it?",
    ),
    mistake(
        "statistics_lost_an_axis_on_return",
        "normalize_inputs",
        edits=[("/ safe, mu, safe", "/ safe, mu.ravel(), safe.ravel()")],
        misconception="mu and sigma are flat; applied to new data they would run along the examples.",
        hint="Which shapes of mu and sigma does the docstring promise?",
    ),
    mistake(
        "keeps_the_first_statistics",
        "normalize_inputs",
        code="""
            def normalize_inputs(X, known={}):
                if len(X) not in known:
                    sigma = np.std(X, axis=1, keepdims=True)
                    known[len(X)] = np.mean(X, axis=1, keepdims=True), np.where(sigma == 0, 1, sigma)
                mu, sigma = known[len(X)]
                return (X - mu) / sigma, mu, sigma
        """,
        misconception="A default value is made only once, so later data get the statistics of the first.",
        hint="Call it with two data sets, one after the other: are both normalised?",
    ),
    # ------------------------------------------------------------------------- apply_normalization
    mistake(
        "statistics_of_the_new_data",
        "apply_normalization",
        code="""
            def apply_normalization(X, mu, sigma):
                std = X.std(axis=1, keepdims=True)
                return (X - X.mean(axis=1, keepdims=True)) / np.where(std == 0, 1, std)
        """,
        misconception="The new data are normalised by themselves; the network then sees them on another scale.",
        hint="Try a single example: can it have a standard deviation of its own?",
    ),
    mistake(
        "normalises_anew",
        "apply_normalization",
        code="""
            def apply_normalization(X, mu, sigma):
                X_norm, _, _ = normalize_inputs(X)
                return X_norm
        """,
        misconception="normalize_inputs computes new statistics; mu and sigma are not used.",
        hint="What are the arguments mu and sigma for?",
    ),
    mistake(
        "own_mean_and_training_sigma",
        "apply_normalization",
        edits=[("(X - mu)", "(X - X.mean(axis=1, keepdims=True))")],
        misconception="The spread comes from the training data, but the mean from the new ones.",
        hint="Both steps must be those that the training data went through.",
    ),
    mistake(
        "training_mean_and_own_sigma",
        "apply_normalization",
        edits=[("/ sigma", "/ np.maximum(X.std(axis=1, keepdims=True), 1e-12)")],
        misconception="The mean comes from the training data, but the spread from the new ones.",
        hint="Both steps must be those that the training data went through.",
    ),
    mistake(
        "divides_by_sigma_squared",
        "apply_normalization",
        edits=[("/ sigma", "/ sigma**2")],
        misconception="The training data were divided by σ, the new ones are divided by σ².",
        hint="Apply it to the training data: does X_norm come out?",
    ),
    mistake(
        "divides_by_the_root_of_sigma",
        "apply_normalization",
        edits=[("/ sigma", "/ np.sqrt(sigma)")],
        misconception="sigma already is a standard deviation, so no root has to be taken.",
        hint="Is sigma a variance or a standard deviation?",
    ),
    mistake(
        "mean_not_subtracted",
        "apply_normalization",
        edits=[("(X - mu) / sigma", "X / sigma")],
        misconception="The new data are scaled but not shifted.",
        hint="Apply it to the training data: does X_norm come out?",
    ),
    mistake(
        "not_scaled",
        "apply_normalization",
        edits=[("(X - mu) / sigma", "X - mu")],
        misconception="The new data are shifted but not scaled.",
        hint="Apply it to the training data: does X_norm come out?",
    ),
    mistake(
        "multiplies_by_sigma",
        "apply_normalization",
        edits=[("/ sigma", "* sigma")],
        misconception="Multiplying by σ stretches what should be squeezed.",
        hint="Apply it to the training data: does X_norm come out?",
    ),
    mistake(
        "adds_the_mean",
        "apply_normalization",
        edits=[("X - mu", "X + mu")],
        misconception="The mean is added instead of subtracted.",
        hint="Where should a point that lies exactly at the mean end up?",
    ),
    mistake(
        "undoes_the_normalisation",
        "apply_normalization",
        edits=[("(X - mu) / sigma", "X * sigma + mu")],
        misconception="This is the way back, from normalised data to raw ones.",
        hint="Are the new data raw or normalised when they come in?",
    ),
    mistake(
        "divides_before_it_subtracts",
        "apply_normalization",
        edits=[("(X - mu) / sigma", "X / sigma - mu")],
        misconception="The division comes first, so the mean is subtracted from numbers of another scale.",
        hint="A bracket is missing: in which order did the training data go through the two steps?",
    ),
    mistake(
        "arguments_exchanged",
        "apply_normalization",
        edits=[("(X, mu, sigma)", "(X, sigma, mu)")],
        misconception="The arguments stand in another order, so callers hand you µ where you expect σ.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "changes_X_in_place",
        "apply_normalization",
        code="""
            def apply_normalization(X, mu, sigma):
                X -= mu
                X /= sigma
                return X
        """,
        misconception="`-=` and `/=` change the caller's data.",
        hint="Call it twice with the same array: is the answer the same?",
    ),
    mistake(
        "cut_to_whole_numbers",
        "apply_normalization",
        code="""
            def apply_normalization(X, mu, sigma):
                result = np.empty_like(X)
                result[...] = (X - mu) / sigma
                return result
        """,
        misconception="empty_like makes an array of integers if X holds integers, and cuts what is put into it.",
        hint="Try an X of whole numbers: what is the dtype of your result?",
    ),
    mistake(
        "reads_the_notebooks_statistics",
        "apply_normalization",
        code="""
            def apply_normalization(X, train_mu, train_sigma):
                return (X - mu) / sigma
        """,
        misconception="mu and sigma are those of the notebook, not the arguments.",
        hint="Rename the arguments in the last line: which names does your function know by itself?",
    ),
    mistake(
        "statistics_flattened",
        "apply_normalization",
        edits=[("(X - mu) / sigma", "(X - mu.ravel()) / sigma.ravel()")],
        misconception="Flat statistics run along the examples instead of the features.",
        hint="Try as many examples as features: no error is raised, but whose mean goes where?",
    ),
    mistake(
        "one_mean_for_all_features",
        "apply_normalization",
        edits=[("(X - mu) / sigma", "(X - mu.mean()) / sigma.mean()")],
        misconception="All features are treated with the same two numbers.",
        hint="How many numbers does mu hold, and which feature does each belong to?",
    ),
    mistake(
        "returns_the_statistics_too",
        "apply_normalization",
        edits=[("(X - mu) / sigma", "(X - mu) / sigma, mu, sigma")],
        misconception="The statistics come back as well, but only the data were asked for.",
        hint="What does the docstring return, one thing or three?",
    ),
    mistake(
        "first_example_only",
        "apply_normalization",
        edits=[("(X - mu)", "(X[:, :1] - mu)")],
        misconception="Only the first column is normalised.",
        hint="How many examples go in, and how many come out?",
    ),
    mistake(
        "never_divides_by_less_than_1",
        "apply_normalization",
        edits=[("/ sigma", "/ np.maximum(sigma, 1)")],
        misconception="A feature that spreads by less than 1 is not scaled at all.",
        hint="A feature between 0 and 1 is no exception: what happens to it?",
    ),
    mistake(
        "guard_too_large",
        "apply_normalization",
        edits=[("/ sigma", "/ (sigma + 0.01)")],
        misconception="A guard of 0.01 changes ordinary features, too.",
        hint="Apply it to the training data: does exactly X_norm come out?",
    ),
)

VARIANTS = (
    # ---------------------------------------------------------------------------- normalize_inputs
    variant(
        "two_steps_with_sums",
        "normalize_inputs",
        code="""
            def normalize_inputs(X):
                m = X.shape[1]
                mu = 1 / m * np.sum(X, axis=1, keepdims=True)
                centred = X - mu
                sigma2 = 1 / m * np.sum(centred**2, axis=1, keepdims=True)
                sigma = np.sqrt(sigma2)
                sigma[sigma == 0] = 1
                return centred / sigma, mu, sigma
        """,
    ),
    variant(
        "root_of_np_var",
        "normalize_inputs",
        edits=[("np.std(X, axis=1, keepdims=True)", "np.sqrt(np.var(X, axis=1, keepdims=True))")],
    ),
    variant(
        "sigma_plus_1e_8", "normalize_inputs", edits=[("np.where(sigma == 0, 1.0, sigma)", "sigma + 1e-8")]
    ),
    variant(
        "epsilon_under_the_root",
        "normalize_inputs",
        edits=[("np.where(sigma == 0, 1.0, sigma)", "np.sqrt(np.var(X, axis=1, keepdims=True) + 1e-8)")],
    ),
    variant(
        "nan_to_num",
        "normalize_inputs",
        code="""
            def normalize_inputs(X):
                mu, sigma = X.mean(1, keepdims=True), X.std(1, keepdims=True)
                with np.errstate(invalid="ignore"):
                    return np.nan_to_num((X - mu) / sigma), mu, np.where(sigma, sigma, 1e-8)
        """,
    ),
    variant(
        "np_divide_where",
        "normalize_inputs",
        edits=[("(X - mu) / safe", "np.divide(X - mu, sigma, out=np.zeros(X.shape), where=sigma > 0)")],
    ),
    variant(
        "float32_inside",
        "normalize_inputs",
        edits=[("mu = np.mean(X", "X = np.asarray(X, dtype=np.float32)\n    mu = np.mean(X")],
    ),
    variant(
        "loop_over_features",
        "normalize_inputs",
        code="""
            def normalize_inputs(X):
                n_x, m = X.shape
                X_norm = np.zeros((n_x, m))
                mu, sigma = np.zeros((n_x, 1)), np.zeros((n_x, 1))
                for i in range(n_x):
                    mu[i] = sum(X[i]) / m
                    sigma[i] = (sum((v - mu[i, 0]) ** 2 for v in X[i]) / m) ** 0.5 or 7
                    for j in range(m):
                        X_norm[i, j] = (X[i, j] - mu[i, 0]) / sigma[i, 0]
                assert X_norm.shape == X.shape
                return [X_norm, mu, sigma]
        """,
    ),
    variant(
        "transposed_inside",
        "normalize_inputs",
        code="""
            def normalize_inputs(data):
                rows = data.T
                mu, sigma = rows.mean(axis=0), rows.std(axis=0)
                sigma = np.where(np.isclose(sigma, 0), 1, sigma)
                return ((rows - mu) / sigma).T, mu[:, None], sigma.reshape(-1, 1)
        """,
    ),
    variant(
        "einsum",
        "normalize_inputs",
        code="""
            def normalize_inputs(X):
                m = X.shape[1]
                mu = np.einsum("im->i", X)[:, None] / m
                D = X - mu
                sigma = np.sqrt(np.einsum("im,im->i", D, D) / m)[:, None]
                sigma = np.maximum(sigma, 1e-12)
                return D / sigma, mu, sigma
        """,
    ),
    variant(
        "own_copy_changed_in_place",
        "normalize_inputs",
        code="""
            def normalize_inputs(X):
                X = np.array(X, dtype=float)
                mu = np.mean(X, axis=1, keepdims=True)
                X -= mu
                sigma = np.sqrt(np.mean(X**2, axis=1, keepdims=True))
                sigma = np.where(sigma > 0, sigma, 1)
                X /= sigma
                print("mean after normalising:", X.mean(axis=1))
                return X, mu, sigma
        """,
    ),
    # ------------------------------------------------------------------------- apply_normalization
    variant(
        "np_divide",
        "apply_normalization",
        edits=[("(X - mu) / sigma", "np.divide(np.subtract(X, mu), sigma)")],
    ),
    variant(
        "guards_against_0", "apply_normalization", edits=[("/ sigma", "/ np.where(sigma == 0, 1, sigma)")]
    ),
    variant("sigma_plus_1e_8", "apply_normalization", edits=[("/ sigma", "/ (sigma + 1e-8)")]),
    variant(
        "float32_inside",
        "apply_normalization",
        edits=[("(X - mu) / sigma", "(np.float32(X) - np.float32(mu)) / np.float32(sigma)")],
    ),
    variant(
        "one_example_at_a_time",
        "apply_normalization",
        code="""
            def apply_normalization(X_test, mu, sigma):
                columns = []
                for i in range(X_test.shape[1]):
                    columns.append((X_test[:, i : i + 1] - mu) / sigma)
                return np.concatenate(columns, axis=1)
        """,
    ),
    variant(
        "loops",
        "apply_normalization",
        code="""
            def apply_normalization(X, mu, sigma):
                result = np.zeros(X.shape)
                for i in range(X.shape[0]):
                    for j in range(X.shape[1]):
                        result[i][j] = (X[i][j] - mu[i][0]) / sigma[i][0]
                return result
        """,
    ),
    variant(
        "own_copy_changed_in_place",
        "apply_normalization",
        code="""
            def apply_normalization(X, mu, sigma):
                X = X.astype(float)
                X -= mu
                X *= 1 / sigma
                return X
        """,
    ),
    variant(
        "with_statistics_flattened_and_transposed",
        "apply_normalization",
        edits=[("(X - mu) / sigma", "((X.T - mu.ravel()) / sigma.ravel()).T")],
    ),
)
