"""One parameter: the cost and its slope, the two-sided quotient, the first check (q1 to q3)."""

from functools import partial

from reference.mistakes import Mistake, Variant

mistake = partial(Mistake, module="gradient_checking")
variant = partial(Variant, module="gradient_checking")

QUOTIENT = "(f(theta + epsilon) - f(theta - epsilon)) / (2 * epsilon)"

MISTAKES = (
    # ---------------------------------------------------------------------- forward_propagation_1d
    mistake(
        "sign_of_the_exponent",
        "forward_propagation_1d",
        edits=[("-theta * x", "theta * x")],
        misconception="The exponent has lost its minus sign, so the cost grows where the model is right.",
        hint="The label is 1: should the cost rise or fall when θx grows?",
    ),
    mistake(
        "adds_instead_of_multiplying",
        "forward_propagation_1d",
        edits=[("-theta * x", "-(theta + x)")],
        misconception="θ and x are added, but the model multiplies them.",
        hint="What does the linear model with one weight do with its input?",
    ),
    mistake(
        "returns_the_prediction",
        "forward_propagation_1d",
        edits=[("np.logaddexp(0.0, -theta * x)", "sigmoid(theta * x)")],
        misconception="This is the predicted probability σ(θx), not the cost of it.",
        hint="What does a perfect prediction cost?",
    ),
    mistake(
        "returns_the_logarithm_of_the_prediction",
        "forward_propagation_1d",
        edits=[("np.logaddexp(0.0, -theta * x)", "-np.logaddexp(0.0, -theta * x)")],
        misconception="ln σ(θx) is negative; the cost is minus that.",
        hint="Can a cost be below 0?",
    ),
    mistake(
        "log_base_10",
        "forward_propagation_1d",
        edits=[("np.logaddexp(0.0, -theta * x)", "np.logaddexp(0.0, -theta * x) / np.log(10)")],
        misconception="The logarithm has base 10.",
        hint="At θ = 0 the cost is 0.693…: which logarithm of 2 is that?",
    ),
    mistake(
        "log_base_2",
        "forward_propagation_1d",
        edits=[("np.logaddexp(0.0, -theta * x)", "np.logaddexp2(0.0, -theta * x / np.log(2))")],
        misconception="The logarithm has base 2.",
        hint="At θ = 0 the cost is 0.693…: which logarithm of 2 is that?",
    ),
    mistake(
        "one_outside_the_logarithm",
        "forward_propagation_1d",
        edits=[("np.logaddexp(0.0, -theta * x)", "1 + np.log(np.exp(-theta * x))")],
        misconception="The 1 stands outside of the logarithm.",
        hint="Where does the bracket of the logarithm open?",
    ),
    mistake(
        "logarithm_forgotten",
        "forward_propagation_1d",
        edits=[("np.logaddexp(0.0, -theta * x)", "1 + np.exp(-theta * x)")],
        misconception="This is what stands inside of the logarithm.",
        hint="What is the cost at θ = 0, and what does yours give?",
    ),
    mistake(
        "linear_model_only",
        "forward_propagation_1d",
        edits=[("np.logaddexp(0.0, -theta * x)", "theta * x")],
        misconception="θx is the score of the model; the cost is made from it.",
        hint="Read the formula of J once more: what is done with θx?",
    ),
    mistake(
        "absolute_value_in_the_exponent",
        "forward_propagation_1d",
        edits=[("-theta * x", "-np.abs(theta * x)")],
        misconception="The absolute value prevents the overflow, and makes wrong predictions as cheap as right ones.",
        hint="Compare the costs for θx = 5 and θx = −5: which model is better?",
    ),
    mistake(
        "squares_theta",
        "forward_propagation_1d",
        edits=[("-theta * x", "-(theta**2) * x")],
        misconception="θ enters as a square.",
        hint="Is the cost the same for θ and −θ?",
    ),
    mistake(
        "reads_x_of_the_notebook",
        "forward_propagation_1d",
        edits=[("(x, theta)", "(value, theta)")],
        misconception="The function computes with the notebook's x, whatever it is called with.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "reads_theta_of_the_notebook",
        "forward_propagation_1d",
        code="""
            theta_now = 1.0

            def forward_propagation_1d(x, theta):
                return float(np.logaddexp(0.0, -theta_now * x))
        """,
        misconception="The cost is always taken at the same θ, so nothing that depends on θ can be measured.",
        hint="Call it with two values of theta: do the costs differ?",
    ),
    mistake(
        "cut_off_at_20",
        "forward_propagation_1d",
        edits=[("-theta * x", "min(-theta * x, 20.0)")],
        misconception="The guard against overflow is so tight that large costs are cut off.",
        hint="What does a very wrong prediction cost, and may two of them cost the same?",
    ),
    mistake(
        "prints_instead_of_returning",
        "forward_propagation_1d",
        edits=[("return float(np.logaddexp(0.0, -theta * x))", "print(np.logaddexp(0.0, -theta * x))")],
        misconception="The cost is printed, and the function returns nothing.",
        hint="What does `J = forward_propagation_1d(1, 2)` put into J?",
    ),
    # --------------------------------------------------------------------- backward_propagation_1d
    mistake(
        "derivative_with_respect_to_x",
        "backward_propagation_1d",
        edits=[("-x * sigmoid", "-theta * sigmoid")],
        misconception="This is the slope in the direction of x; the parameter is θ.",
        hint="Which of the two numbers will be changed to lower the cost?",
    ),
    mistake(
        "slope_of_the_sigmoid",
        "backward_propagation_1d",
        edits=[("sigmoid(-theta * x)", "sigmoid(theta * x) * sigmoid(-theta * x)")],
        misconception="σ′ stands where σ belongs: the cost is no sigmoid but a logarithm.",
        hint="Differentiate ln(1 + u) first, then u = e^(−θx).",
    ),
    mistake(
        "sign",
        "backward_propagation_1d",
        edits=[("-x * sigmoid", "x * sigmoid")],
        misconception="The sign is the opposite: for positive x the cost falls when θ grows.",
        hint="For x > 0, is the curve of the cost going up or down?",
    ),
    mistake(
        "sigmoid_of_the_wrong_side",
        "backward_propagation_1d",
        edits=[("sigmoid(-theta * x)", "sigmoid(theta * x)")],
        misconception="σ(θx) instead of σ(−θx): the slope would be steepest where the model is right already.",
        hint="How steep is the cost where θx is large?",
    ),
    mistake(
        "factor_x_forgotten",
        "backward_propagation_1d",
        edits=[("-x * sigmoid", "-1.0 * sigmoid")],
        misconception="The inner derivative is missing: θ is multiplied by x.",
        hint="What is the derivative of θx with respect to θ?",
    ),
    mistake(
        "factor_theta_and_x",
        "backward_propagation_1d",
        edits=[("-x * sigmoid", "-theta * x * sigmoid")],
        misconception="θ is left in the inner derivative, which is x alone.",
        hint="Test your slope at θ = 0.",
    ),
    mistake(
        "derivative_of_the_linear_model",
        "backward_propagation_1d",
        edits=[("float(-x * sigmoid(-theta * x))", "x")],
        misconception="x is the slope of θx, not of the cost.",
        hint="The chain rule has two factors: which one is missing?",
    ),
    mistake(
        "exponential_without_denominator",
        "backward_propagation_1d",
        edits=[("-x * sigmoid(-theta * x)", "-x * np.exp(-theta * x)")],
        misconception="The derivative of the logarithm, 1/(1 + e^(−θx)), is missing.",
        hint="What is the derivative of ln u?",
    ),
    mistake(
        "denominator_squared",
        "backward_propagation_1d",
        edits=[("sigmoid(-theta * x)", "np.exp(-theta * x) / (1 + np.exp(-theta * x)) ** 2")],
        misconception="The denominator is squared, as it is in the slope of the sigmoid.",
        hint="What is the derivative of ln u?",
    ),
    mistake(
        "returns_the_cost",
        "backward_propagation_1d",
        edits=[("-x * sigmoid(-theta * x)", "np.logaddexp(0.0, -theta * x)")],
        misconception="This is the cost once more, not its slope.",
        hint="Which of the two functions is forward and which is backward?",
    ),
    mistake(
        "numerical_and_one_sided_with_a_coarse_step",
        "backward_propagation_1d",
        edits=[
            (
                "return float(-x * sigmoid(-theta * x))",
                "J = forward_propagation_1d\n    return (J(x, theta + 1e-3) - J(x, theta)) / 1e-3",
            )
        ],
        misconception="The slope is measured instead of derived, and coarsely, so checking it would prove nothing.",
        hint="Differentiate J with pencil and paper.",
    ),
    mistake(
        "arguments_swapped",
        "backward_propagation_1d",
        edits=[("(x, theta)", "(theta, x)")],
        misconception="The function takes θ first and x second, the opposite of its stub.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "tanh_for_sigmoid",
        "backward_propagation_1d",
        edits=[("sigmoid(-theta * x)", "np.tanh(-theta * x)")],
        misconception="tanh stands where the sigmoid belongs.",
        hint="What must the slope be at θ = 0?",
    ),
    # ----------------------------------------------------------------------- numerical_gradient_1d
    mistake(
        "precedence_over_2_times_epsilon",
        "numerical_gradient_1d",
        edits=[("/ (2 * epsilon)", "/ 2 * epsilon")],
        misconception="Without brackets this divides by 2 and then multiplies by ε.",
        hint="In which order does Python work through a / b * c?",
    ),
    mistake(
        "sum_in_the_numerator",
        "numerical_gradient_1d",
        edits=[("f(theta + epsilon) - f(theta", "f(theta + epsilon) + f(theta")],
        misconception="The two values are added; a slope is made from their difference.",
        hint="What should the slope of a constant function be?",
    ),
    mistake(
        "epsilon_hard_coded",
        "numerical_gradient_1d",
        edits=[(QUOTIENT, "(f(theta + 1e-7) - f(theta - 1e-7)) / 2e-7")],
        misconception="The step is always 1e-7, whatever the caller asks for.",
        hint="Which argument says how far to go?",
    ),
    mistake(
        "epsilon_hard_coded_in_the_denominator",
        "numerical_gradient_1d",
        edits=[("(2 * epsilon)", "2e-7")],
        misconception="The denominator is right for one ε only.",
        hint="How far are the two points apart?",
    ),
    mistake(
        "sign",
        "numerical_gradient_1d",
        edits=[("f(theta + epsilon) - f(theta - epsilon)", "f(theta - epsilon) - f(theta + epsilon)")],
        misconception="The left value comes first, so the slope has the wrong sign.",
        hint="What sign must the slope of a growing function have?",
    ),
    mistake(
        "multiplicative_step",
        "numerical_gradient_1d",
        edits=[("theta + epsilon", "theta * (1 + epsilon)"), ("theta - epsilon", "theta * (1 - epsilon)")],
        misconception="θ is scaled by 1 ± ε instead of being moved by ε.",
        hint="How far does your step go at θ = 0?",
    ),
    mistake(
        "float32",
        "numerical_gradient_1d",
        edits=[
            ("f(theta + epsilon)", "np.float32(f(np.float32(theta + epsilon)))"),
            ("f(theta - epsilon)", "np.float32(f(np.float32(theta - epsilon)))"),
        ],
        misconception="In float32 the two values agree in all their digits, so their difference is rounding.",
        hint="How many digits does float32 have, and how close are the two values?",
    ),
    mistake(
        "one_sided",
        "numerical_gradient_1d",
        edits=[(QUOTIENT, "(f(theta + epsilon) - f(theta)) / epsilon")],
        misconception="The quotient looks to one side only, so its error falls with ε instead of ε².",
        hint="Draw a parabola and both chords: which one is parallel to the tangent?",
    ),
    mistake(
        "backward_difference",
        "numerical_gradient_1d",
        edits=[(QUOTIENT, "(f(theta) - f(theta - epsilon)) / epsilon")],
        misconception="The quotient looks to one side only, so its error falls with ε instead of ε².",
        hint="Draw a parabola and both chords: which one is parallel to the tangent?",
    ),
    mistake(
        "factor_2_forgotten",
        "numerical_gradient_1d",
        edits=[("(2 * epsilon)", "epsilon")],
        misconception="The two points are 2ε apart, but the difference is divided by ε.",
        hint="How far are θ + ε and θ − ε apart?",
    ),
    mistake(
        "half_a_step_to_either_side",
        "numerical_gradient_1d",
        edits=[
            ("theta + epsilon", "theta + epsilon / 2"),
            ("theta - epsilon", "theta - epsilon / 2"),
            ("(2 * epsilon)", "epsilon"),
        ],
        misconception="Each step is ε/2 long; the question asks for ε to either side.",
        hint="Compare your two points with those of the formula.",
    ),
    mistake(
        "epsilon_squared",
        "numerical_gradient_1d",
        edits=[("(2 * epsilon)", "(2 * epsilon**2)")],
        misconception="The difference is divided by ε², as in a second derivative.",
        hint="What is the slope of f(t) = t, and what do you get?",
    ),
    mistake(
        "second_derivative",
        "numerical_gradient_1d",
        edits=[(QUOTIENT, "(f(theta + epsilon) - 2 * f(theta) + f(theta - epsilon)) / epsilon**2")],
        misconception="This is the formula of the second derivative.",
        hint="What is the slope of f(t) = t, and what do you get?",
    ),
    mistake(
        "default_epsilon_too_coarse",
        "numerical_gradient_1d",
        edits=[("epsilon=1e-7", "epsilon=1e-2")],
        misconception="Without the argument, ε is not what the exercise says.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "rounded",
        "numerical_gradient_1d",
        edits=[(QUOTIENT, f"round({QUOTIENT}, 2)")],
        misconception="Rounding throws away the digits that a gradient check compares.",
        hint="How many digits must two gradients have in common?",
    ),
    mistake(
        "integer_division",
        "numerical_gradient_1d",
        edits=[(") / (2", ") // (2")],
        misconception="// cuts off everything behind the decimal point.",
        hint="What is the difference between / and // in Python?",
    ),
    mistake(
        "calls_the_cost_of_the_notebook",
        "numerical_gradient_1d",
        edits=[("(f, theta, epsilon=1e-7)", "(function, theta, epsilon=1e-7)")],
        misconception="The slope of the notebook's f is measured, whatever function is passed in.",
        hint="Compare the names in the first line with those that you use below.",
    ),
    mistake(
        "always_the_cost_of_q1",
        "numerical_gradient_1d",
        edits=[
            (
                "f(theta + epsilon) - f(theta - epsilon)",
                "forward_propagation_1d(1.0, theta + epsilon) - forward_propagation_1d(1.0, theta - epsilon)",
            )
        ],
        misconception="The cost of q1 is built in, so the argument f is never called.",
        hint="The function is to work for any f: where do you call it?",
    ),
    # --------------------------------------------------------------------------- gradient_check_1d
    mistake(
        "epsilon_not_passed_on",
        "gradient_check_1d",
        edits=[(", theta, epsilon)\n    total", ", theta)\n    total")],
        misconception="The argument ε is not passed on, so the default is used instead.",
        hint="Try a large ε: the difference must grow like ε².",
    ),
    mistake(
        "gradient_beside_the_point",
        "gradient_check_1d",
        edits=[("backward_propagation_1d(x, theta)", "backward_propagation_1d(x, theta + epsilon)")],
        misconception="The two derivatives are taken at different points.",
        hint="At which θ does each of the two derivatives belong?",
    ),
    mistake(
        "one_sided_inside",
        "gradient_check_1d",
        edits=[
            (
                "numerical_gradient_1d(lambda t: forward_propagation_1d(x, t), theta, epsilon)",
                "(forward_propagation_1d(x, theta + epsilon) - forward_propagation_1d(x, theta)) / epsilon",
            )
        ],
        misconception="The derivative is compared with a one-sided quotient.",
        hint="You have a function for the numerical slope: use it.",
    ),
    mistake(
        "zero_over_zero",
        "gradient_check_1d",
        edits=[
            ("abs(grad - approx) / total if total > 0 else 0.0", "np.float64(abs(grad - approx)) / total")
        ],
        misconception="Where both derivatives are 0 this divides 0 by 0.",
        hint="What happens at x = 0?",
    ),
    mistake(
        "division_by_zero_raises",
        "gradient_check_1d",
        edits=[("abs(grad - approx) / total if total > 0 else 0.0", "abs(grad - approx) / total")],
        misconception="Where both derivatives are 0 this divides 0 by 0.",
        hint="What happens at x = 0?",
    ),
    mistake(
        "returns_a_verdict",
        "gradient_check_1d",
        edits=[
            ("abs(grad - approx) / total if total > 0 else 0.0", "bool(abs(grad - approx) <= 1e-7 * total)")
        ],
        misconception="True or False comes back, but the number is wanted.",
        hint="Return the number; the verdict is a question of its own.",
    ),
    mistake(
        "absolute_difference",
        "gradient_check_1d",
        edits=[("abs(grad - approx) / total if total > 0 else 0.0", "abs(grad - approx)")],
        misconception="This is the absolute difference, which depends on the size of the derivatives.",
        hint="What is the difference divided by?",
    ),
    mistake(
        "relative_to_one_of_them",
        "gradient_check_1d",
        edits=[("total = abs(grad) + abs(approx)", "total = abs(grad)")],
        misconception="The difference is compared with one derivative only.",
        hint="The denominator treats both derivatives alike.",
    ),
    mistake(
        "sign_kept",
        "gradient_check_1d",
        edits=[("return abs(grad - approx)", "return (grad - approx)")],
        misconception="The absolute value is missing, so the difference may be negative.",
        hint="Can a distance be negative?",
    ),
    mistake(
        "divided_by_itself",
        "gradient_check_1d",
        edits=[("abs(grad) + abs(approx)", "abs(grad - approx)")],
        misconception="The difference is divided by itself.",
        hint="What do you get for two derivatives that differ a little?",
    ),
    mistake(
        "maximum_in_the_denominator",
        "gradient_check_1d",
        edits=[("abs(grad) + abs(approx)", "max(abs(grad), abs(approx))")],
        misconception="The larger derivative stands in the denominator, not the sum of both.",
        hint="Compare your denominator with the formula.",
    ),
    mistake(
        "x_varied_instead_of_theta",
        "gradient_check_1d",
        edits=[("forward_propagation_1d(x, t), theta", "forward_propagation_1d(t, theta), x")],
        misconception="x is varied instead of θ.",
        hint="With respect to which variable do you differentiate?",
    ),
    mistake(
        "compares_the_gradient_with_itself",
        "gradient_check_1d",
        edits=[("abs(grad - approx) / total", "abs(grad - grad) / total")],
        misconception="The derivative is compared with itself, so the check can never fail.",
        hint="Try a large ε: must the difference not grow?",
    ),
    mistake(
        "cost_instead_of_slope",
        "gradient_check_1d",
        edits=[("grad = backward_propagation_1d", "grad = forward_propagation_1d")],
        misconception="The numerical slope is compared with the cost.",
        hint="Which of your functions gives a derivative?",
    ),
    mistake(
        "percent",
        "gradient_check_1d",
        edits=[("return abs(grad - approx)", "return 100 * abs(grad - approx)")],
        misconception="The difference is given in percent.",
        hint="Is there a factor 100 in the formula?",
    ),
    mistake(
        "default_epsilon_too_coarse",
        "gradient_check_1d",
        edits=[("epsilon=1e-7", "epsilon=1e-2")],
        misconception="Without the argument, ε is not what the exercise says.",
        hint="Compare the first line of your function with the one you were given.",
    ),
    mistake(
        "safety_term_for_small_slopes",
        "gradient_check_1d",
        edits=[("total = abs(grad) + abs(approx)", "total = abs(grad) + abs(approx) + 1e-8")],
        misconception="A small number is added to the denominator, which counts where the slopes are small themselves.",
        hint="What comes out if both slopes are about 1e-8? Can you ask for zeros instead?",
    ),
    mistake(
        "small_slopes_taken_for_zero",
        "gradient_check_1d",
        edits=[("if total > 0", "if total > 1e-6")],
        misconception="Slopes that are small are taken for 0, however far they are apart.",
        hint="With slopes of 1e-7 and 3e-7: what is the difference?",
    ),
)

VARIANTS = (
    # ---------------------------------------------------------------------- forward_propagation_1d
    variant(
        "log1p",
        "forward_propagation_1d",
        edits=[("float(np.logaddexp(0.0, -theta * x))", "np.log1p(np.exp(-theta * x))")],
    ),
    variant(
        "formula_as_it_stands",
        "forward_propagation_1d",
        edits=[("float(np.logaddexp(0.0, -theta * x))", "np.log(1 + np.exp(-theta * x))")],
    ),
    variant(
        "math_module",
        "forward_propagation_1d",
        code="""
            import math

            def forward_propagation_1d(x, theta):
                s = theta * x
                J = math.log(1 + math.exp(-s))
                return J
        """,
    ),
    variant(
        "split_by_sign",
        "forward_propagation_1d",
        code="""
            def forward_propagation_1d(x, theta):
                s = x * theta
                if s < 0:
                    return -s + np.log1p(np.exp(s))
                return np.log1p(np.exp(-s))
        """,
    ),
    variant(
        "maximum_and_absolute_value",
        "forward_propagation_1d",
        edits=[
            (
                "float(np.logaddexp(0.0, -theta * x))",
                "np.maximum(-theta * x, 0) + np.log1p(np.exp(-np.abs(theta * x)))",
            )
        ],
    ),
    variant(
        "float32_inside",
        "forward_propagation_1d",
        edits=[
            ("float(np.logaddexp(0.0, -theta * x))", "np.logaddexp(np.float32(0), -np.float32(theta * x))")
        ],
    ),
    variant(
        "array_of_no_axes_and_an_assertion",
        "forward_propagation_1d",
        edits=[
            (
                "return float(np.logaddexp(0.0, -theta * x))",
                "J = np.asarray(np.logaddexp(0.0, -np.dot(theta, x)))\n    assert J.shape == ()\n    return J",
            )
        ],
    ),
    variant(
        "array_of_one_entry",
        "forward_propagation_1d",
        edits=[("float(np.logaddexp(0.0, -theta * x))", "np.logaddexp(np.zeros(1), -theta * x)")],
    ),
    # --------------------------------------------------------------------- backward_propagation_1d
    variant(
        "sigmoid_minus_1",
        "backward_propagation_1d",
        edits=[("-x * sigmoid(-theta * x)", "x * (sigmoid(theta * x) - 1)")],
    ),
    variant(
        "fraction_written_out",
        "backward_propagation_1d",
        edits=[("float(-x * sigmoid(-theta * x))", "-x / (1 + np.exp(theta * x))")],
    ),
    variant(
        "exponentials_above_and_below",
        "backward_propagation_1d",
        edits=[("float(-x * sigmoid(-theta * x))", "-x * np.exp(-theta * x) / (1 + np.exp(-theta * x))")],
    ),
    variant(
        "math_module",
        "backward_propagation_1d",
        code="""
            import math

            def backward_propagation_1d(x, theta):
                dtheta = -x / (1.0 + math.exp(theta * x))
                print("dtheta =", dtheta)
                return dtheta
        """,
    ),
    variant(
        "from_the_cost",
        "backward_propagation_1d",
        edits=[("sigmoid(-theta * x)", "-np.expm1(-forward_propagation_1d(x, theta))")],
    ),
    variant(
        "tanh",
        "backward_propagation_1d",
        edits=[("sigmoid(-theta * x)", "0.5 * (1 - np.tanh(theta * x / 2))")],
    ),
    variant(
        "float32_inside",
        "backward_propagation_1d",
        edits=[("float(-x * sigmoid(-theta * x))", "-np.float32(x) * sigmoid(-np.float32(theta * x))")],
    ),
    # ----------------------------------------------------------------------- numerical_gradient_1d
    variant(
        "step_by_step",
        "numerical_gradient_1d",
        code="""
            def numerical_gradient_1d(f, theta, epsilon=1e-7):
                thetaplus = theta + epsilon
                thetaminus = theta - epsilon
                J_plus = f(thetaplus)
                J_minus = f(thetaminus)
                gradapprox = (J_plus - J_minus) / (2 * epsilon)
                return gradapprox
        """,
    ),
    variant(
        "halved_at_the_end",
        "numerical_gradient_1d",
        edits=[(QUOTIENT, "0.5 * (f(theta + epsilon) - f(theta - epsilon)) / epsilon")],
    ),
    variant(
        "mean_of_both_sides",
        "numerical_gradient_1d",
        edits=[
            (
                QUOTIENT,
                "np.mean([(f(theta + epsilon) - f(theta)) / epsilon, (f(theta) - f(theta - epsilon)) / epsilon])",
            )
        ],
    ),
    variant(
        "distance_as_the_computer_has_it",
        "numerical_gradient_1d",
        code="""
            def numerical_gradient_1d(f, theta, epsilon=1e-7):
                right, left = theta + epsilon, theta - epsilon
                return (f(right) - f(left)) / (right - left)
        """,
    ),
    variant(
        "other_names_and_a_keyword",
        "numerical_gradient_1d",
        code="""
            def numerical_gradient_1d(func, t, epsilon=1e-7, verbose=False):
                slope = (func(t + epsilon) - func(t - epsilon)) / 2 / epsilon
                if verbose:
                    print(slope)
                return slope
        """,
    ),
    variant(
        "arrays_of_one_entry",
        "numerical_gradient_1d",
        edits=[("return (f(theta", "theta = np.array([theta], dtype=float)\n    return (f(theta")],
    ),
    variant("float32_result", "numerical_gradient_1d", edits=[(QUOTIENT, f"np.float32({QUOTIENT})")]),
    # --------------------------------------------------------------------------- gradient_check_1d
    variant(
        "calls_the_difference_of_vectors",
        "gradient_check_1d",
        edits=[
            (
                "abs(grad - approx) / total if total > 0 else 0.0",
                "relative_difference(np.array([grad]), np.array([approx]))",
            )
        ],
    ),
    variant(
        "norms_of_numbers",
        "gradient_check_1d",
        code="""
            def gradient_check_1d(x, theta, epsilon=1e-7):
                thetaplus = theta + epsilon
                thetaminus = theta - epsilon
                J_plus = forward_propagation_1d(x, thetaplus)
                J_minus = forward_propagation_1d(x, thetaminus)
                gradapprox = (J_plus - J_minus) / (2 * epsilon)
                grad = backward_propagation_1d(x, theta)
                numerator = np.linalg.norm(grad - gradapprox)
                denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
                if denominator == 0:
                    return 0.0
                difference = numerator / denominator
                if difference < 1e-7:
                    print("The gradient is correct!")
                else:
                    print("The gradient is wrong!")
                return difference
        """,
    ),
    variant(
        "inner_function",
        "gradient_check_1d",
        code="""
            def gradient_check_1d(x, theta, epsilon=1e-7):
                def cost(t):
                    return forward_propagation_1d(x, t)

                a, b = backward_propagation_1d(x, theta), numerical_gradient_1d(cost, theta, epsilon)
                return np.divide(abs(a - b), abs(a) + abs(b)) if a or b else 0
        """,
    ),
    variant(
        "tiny_guard",
        "gradient_check_1d",
        edits=[("abs(grad - approx) / total if total > 0 else 0.0", "abs(grad - approx) / (total + 1e-15)")],
    ),
    variant(
        "partial_application",
        "gradient_check_1d",
        code="""
            import functools

            def gradient_check_1d(x, theta, epsilon=1e-7):
                g = backward_propagation_1d(x, theta)
                h = numerical_gradient_1d(functools.partial(forward_propagation_1d, x), theta, epsilon)
                return np.nan_to_num(np.abs(np.float64(g) - h) / (np.abs(g) + np.abs(h)))
        """,
    ),
)
