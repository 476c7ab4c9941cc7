# The lesson "is the gradient right?", in jupytext percent format. `make assignments` makes the student's notebook and
# the solved one from it; autograder/master.py explains the directives.
# ruff: noqa: F821, E731  (names such as sigmoid come from the exercise cells; lambdas are short)

# %% [markdown]
# # Is the gradient right?
#
# **A network learns: its cost falls, its predictions get better. Does that prove that its gradient is right?**
#
# Backward propagation is a page of formulas, and a page of formulas has room for mistakes. Most of them do not
# crash. They do not even look wrong: the cost still goes down. In this notebook you build the instrument that finds
# them, the *gradient check*. You will use it on a gradient in which two mistakes have been hidden, repair it, and
# learn where the instrument itself can deceive you. At the end you will know the answer to the question above, and
# it will worry you a little.
#
# | | |
# |---|---|
# | **You need** | functions as arguments, `reshape`, derivatives; backward propagation as in `shallow_network` |
# | **It takes** | about three and a half hours; after q5 is a good place for a break |
# | **You can earn** | {{points total}} points in ten questions |
#
# | part | questions |
# |---|---|
# | 1. One parameter | q1 cost and slope · q2 the two-sided difference · q3 the first gradient check |
# | 2. A whole network | q4 relative difference · q5 dictionaries and columns · q6 numerical gradient · q7 the check |
# | 3. The verdict | q8 what the number means · q9 repair a gradient · q10 where is the bug? |
# | 4. When the check deceives | experiments: kinks, dropout, penalties, small weights; and the answer |
#
# ### How to work with it
#
# * Replace the line `raise NotImplementedError(…)` of a function by your code, run the cell, then run the check below
#   it. You may check as often as you like. (In q9 there is code already: repair it.)
# * A check runs the public test cases. It tells you how many more will run when the notebook is graded.
# * Stuck? Every question folds two hints. The second one is a worked example on other numbers.
# * Cells headed *Experiment* run your functions and draw. They give no points, so play with them.
# * One mistake costs one question: later questions are graded as if the earlier answers were right.

# %%
import time
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import otter

grader = otter.Notebook()  # finds the test cases in the folder tests/ beside this notebook
plt.rcParams.update({"font.size": 11, "axes.titlesize": 12, "axes.grid": True, "grid.alpha": 0.3})

# %% [markdown]
# Two functions are given, because you have written them before:

# %% tags=["given"]
# give: activations.sigmoid
# give: activations.relu

# %% tags=["given"]
BLUE, ORANGE, GREEN, GREY = "#0072b2", "#d55e00", "#009e73", "#666666"


def draw_verdicts(ax, axis="y"):
    """Draw the limits between the verdicts as lines across an axis of differences."""
    line = ax.axhline if axis == "y" else ax.axvline
    for limit, text in ((1e-7, "correct"), (1e-5, "probably correct"), (1e-3, "suspicious")):
        line(limit, color=GREY, linewidth=1, linestyle="--", zorder=1)
        if axis == "y":
            ax.text(
                1.01,
                limit,
                f"≤ {limit:.0e}\n{text}",
                transform=ax.get_yaxis_transform(),
                va="top",
                fontsize=9,
            )
        else:
            ax.text(
                limit,
                1.01,
                f"≤ {limit:.0e}\n{text}",
                transform=ax.get_xaxis_transform(),
                ha="right",
                fontsize=9,
            )


# %% [markdown]
# ## Part 1. One parameter
#
# ### q1 · One parameter, forward and backward ({{points q1}} points)
#
# Start as small as possible: one example $x$ with label 1, one parameter $\theta$, no bias. The model says that the
# label is 1 with probability $\sigma(\theta x)$. Its cost is
#
# $$J(\theta) = -\ln \sigma(\theta x) = \ln\left(1 + e^{-\theta x}\right)$$
#
# and the chain rule gives its slope:
#
# $$\frac{\mathrm{d}J}{\mathrm{d}\theta} = \frac{e^{-\theta x}}{1 + e^{-\theta x}} \cdot (-x) = -x\,\sigma(-\theta x)$$
#
# `forward_propagation_1d` returns the cost, `backward_propagation_1d` the slope; both take and return plain
# numbers. A very wrong model has a large negative $\theta x$, and $e^{800}$ is more than a computer can hold,
# although $J$ itself is only 800. The formula as it stands is accepted all the same; avoiding the overflow is good
# craft.
#
# <details><summary>Hint 1</summary>
#
# One line each. `sigmoid` is given. For the cost, `np.log(1 + np.exp(…))` will do; `np.logaddexp(a, b)` is
# $\ln(e^a + e^b)$ without the overflow: what is 1 as a power of $e$?
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# At $x = 1$, $\theta = \ln 4$: $e^{-\theta x} = \tfrac14$, so $J = \ln \tfrac54 = 0.2231$. The slope is
# $-1 \cdot \sigma(-\ln 4) = -1 / (1 + 4) = -0.2$. It is negative: a larger $\theta$ lowers the cost.
#
# </details>

# %% tags=["exercise", "question-q1"]
# write: forward_propagation_1d

# %% tags=["exercise", "question-q1"]
# write: backward_propagation_1d

# %% tags=["question-q1"]
grader.check("q1")

# %% [markdown]
# **Experiment: a cost and its tangent.** The curve comes from your forward function, the straight line from your
# backward function. They belong together if the line touches the curve.

# %% tags=["otter_ignore"]
x, theta = 2.0, 0.3
thetas = np.linspace(-1.5, 2, 200)
at_theta, slope = forward_propagation_1d(x, theta), backward_propagation_1d(x, theta)

fig, ax = plt.subplots(figsize=(7, 4))
ax.plot(
    thetas,
    [forward_propagation_1d(x, t) for t in thetas],
    color=BLUE,
    linewidth=2.5,
    label=r"$J(\theta)$, forward",
)
ax.plot(
    thetas, at_theta + slope * (thetas - theta), "--", color=ORANGE, linewidth=2, label="tangent, backward"
)
ax.plot(theta, at_theta, "o", color="black", markersize=7, zorder=3)
ax.set(
    title=f"The cost for x = {x:g} and its tangent at θ = {theta:g}",
    xlabel=r"parameter $\theta$",
    ylabel="cost $J$",
)
ax.set_ylim(-0.5, 3.2)
ax.legend()
plt.show()

# %% [markdown]
# *Look for:* whether the dashed line leaves the curve in the right direction on both sides of the point. Your eye
# is a gradient check already. It is good to about 10 %. We want ten digits.
#
# ### q2 · The two-sided difference ({{points q2}} points)
#
# How does one measure a slope? Take a step $\varepsilon$ to either side, and divide the height gained by the
# distance:
#
# $$\frac{\mathrm{d}f}{\mathrm{d}\theta}
#   \approx \frac{f(\theta + \varepsilon) - f(\theta - \varepsilon)}{2\,\varepsilon}$$
#
# Write it for **any** function `f` of one number. Why two sides? With Taylor's formula:
#
# $$
# \begin{aligned}
# \text{one side:} \quad & \frac{f(\theta + \varepsilon) - f(\theta)}{\varepsilon}
#   = f'(\theta) + \tfrac12 f''(\theta)\,\varepsilon + \ldots \\
# \text{two sides:} \quad & \frac{f(\theta + \varepsilon) - f(\theta - \varepsilon)}{2\,\varepsilon}
#   = f'(\theta) + \tfrac16 f'''(\theta)\,\varepsilon^2 + \ldots
# \end{aligned}
# $$
#
# With two sides the error shrinks like $\varepsilon^2$, not like $\varepsilon$. Mind the sign $\approx$: you may
# find the first formula printed with $=$ and without a word on $\varepsilon$. It is an approximation, and how good
# it is depends on $\varepsilon$, as you will see after q3.
#
# <details><summary>Hint 1</summary>
#
# `f` is an argument like any other, and it can be called: `f(theta)`. Mind the brackets: `a / 2 * b` is `(a / 2) *
# b`.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# $f(t) = t^2$ at $\theta = 3$ with $\varepsilon = 1$: $(16 - 4) / 2 = 6$, exactly the slope, since $f''' = 0$. With
# one side it would be $(16 - 9) / 1 = 7$.
#
# </details>

# %% tags=["exercise", "question-q2"]
# write: numerical_gradient_1d

# %% tags=["question-q2"]
grader.check("q2")

# %% [markdown]
# **Experiment: two chords.** A large step, so that the difference can be seen.

# %% tags=["otter_ignore"]
x, theta, step = 2.0, 0.3, 0.7
cost = lambda t: forward_propagation_1d(x, t)
here = cost(theta)
one_sided = (cost(theta + step) - here) / step
two_sided = numerical_gradient_1d(cost, theta, step)
by_formula = backward_propagation_1d(x, theta)

fig, ax = plt.subplots(figsize=(7, 4.2))
thetas = np.linspace(-0.8, 1.4, 200)
ax.plot(thetas, [cost(t) for t in thetas], color="black", linewidth=2.5, label=r"$J(\theta)$")
ax.plot(
    thetas,
    here + by_formula * (thetas - theta),
    color=GREY,
    linewidth=1.5,
    label=f"tangent: slope {by_formula:.3f}",
)
ax.plot(
    [theta, theta + step],
    [here, cost(theta + step)],
    "s-",
    color=ORANGE,
    linewidth=2,
    label=f"one-sided: {one_sided:.3f}",
)
ends = np.array([theta - step, theta + step])
ax.plot(ends, [cost(t) for t in ends], "o-", color=BLUE, linewidth=2, label=f"two-sided: {two_sided:.3f}")
ax.set(
    title=f"Two ways to measure a slope, ε = {step:g}",
    xlabel=r"parameter $\theta$",
    ylabel="cost $J$",
    ylim=(-0.3, 1.9),
)
ax.legend()
plt.show()

# %% [markdown]
# *Look for:* which chord is parallel to the tangent. The errors of both sides have opposite signs, and nearly cancel.
#
# ### q3 · The first gradient check ({{points q3}} points)
#
# Now two roads lead to one number: $g$ by the chain rule (`backward_propagation_1d`) and $\hat g$ by measuring
# (`numerical_gradient_1d`). If they agree, both are right, most likely: they have nothing in common but the cost.
# How well they agree is measured *relative to their size*:
#
# $$d = \frac{|g - \hat g|}{|g| + |\hat g|} \qquad \text{and } d = 0 \text{ if both are } 0$$
#
# (Both gradients come from elsewhere: $g$ from backward propagation, not, as one can read, from gradient *descent*,
# which only uses it.)
#
# <details><summary>Hint 1</summary>
#
# `numerical_gradient_1d` wants a function of $\theta$ **alone**; `forward_propagation_1d` takes `x` as well. A small
# function inside of yours, or a `lambda`, holds `x` fixed. Pass `epsilon` on. And what if both derivatives are 0?
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# If backward says $g = 0.30$ and the measurement $\hat g = 0.34$, then $d = 0.04 / 0.64 = 0.0625$. With $g = 3.0$
# and $\hat g = 3.4$ it is the same: only the proportion counts. At $x = 0$ the cost is $\ln 2$ for every $\theta$,
# so both are 0 and so is $d$.
#
# </details>

# %% tags=["exercise", "question-q3"]
# write: gradient_check_1d

# %% tags=["question-q3"]
grader.check("q3")

# %% [markdown]
# **Experiment: how small should ε be?** "As small as possible" is a natural answer, and a wrong one. The picture
# shows the error of the measured slope for every $\varepsilon$ from $10^{-1}$ to $10^{-13}$, in four ways. The
# green line is a trick: a step in the *imaginary* direction, $\mathrm{Im}\, f(\theta + i\varepsilon) /
# \varepsilon$, which needs no subtraction at all.

# %% tags=["otter_ignore"]
x, theta = 2.0, 0.3
exact = backward_propagation_1d(x, theta)
steps = np.logspace(-13, -1, 61)


def relative_error(measured):
    """How far a measured slope is from the one by the chain rule."""
    return np.maximum(abs(measured - exact) / abs(exact), 1e-17)  # 0 cannot be drawn on a logarithmic axis


def complex_cost(t):
    """The same cost for complex numbers."""
    return np.log(1 + np.exp(-t * x))


def single_precision_cost(t):
    """The same cost, with every step of the computation in float32."""
    return np.log(np.float32(1) + np.exp(-np.float32(t) * np.float32(x)))


f = lambda t: forward_propagation_1d(x, t)
curves = {
    "one-sided": ([(f(theta + e) - f(theta)) / e for e in steps], ORANGE, "s"),
    "two-sided": ([numerical_gradient_1d(f, theta, e) for e in steps], BLUE, "o"),
    "two-sided, float32": (
        [float(numerical_gradient_1d(single_precision_cost, theta, e)) for e in steps],
        GREY,
        "x",
    ),
    "complex step": ([np.imag(complex_cost(theta + 1j * e)) / e for e in steps], GREEN, "^"),
}
fig, ax = plt.subplots(figsize=(8, 5))
for label, (measured, color, marker) in curves.items():
    ax.loglog(steps, [relative_error(v) for v in measured], marker, color=color, markersize=4, label=label)
ax.invert_xaxis()
ax.set(
    title="Error of a measured slope",
    xlabel=r"step $\varepsilon$ (smaller to the right)",
    ylabel="relative error",
)
ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))
fig.tight_layout()
plt.show()
errors = [relative_error(v) for v in curves["two-sided"][0]]
print(f"two-sided: smallest error {min(errors):.0e} at ε = {steps[int(np.argmin(errors))]:.0e}")
for e in (1e-5, 1e-6, 1e-7):
    print(f"  error at ε = {e:.0e}: {relative_error(numerical_gradient_1d(f, theta, e)):.0e}")

# %% [markdown]
# *Look for:* the V. From the left the error falls along a straight line: one power of ten per power of ten for the
# one-sided difference, **two** for the two-sided one. Then rounding takes over. $f(\theta + \varepsilon)$ and
# $f(\theta - \varepsilon)$ agree in more and more digits, their difference keeps fewer and fewer, and dividing by
# $\varepsilon$ magnifies what is left of them: about $10^{-16} / \varepsilon$.
#
# * For the two-sided difference in float64 the bottom is near $\varepsilon = 10^{-5}$. Anything from $10^{-4}$ to
#   $10^{-7}$ serves; we recommend $10^{-6}$. The default in this notebook, $10^{-7}$, is what you will meet most
#   often.
# * In **float32** the error never gets below some $10^{-5}$, whatever $\varepsilon$. Deep-learning frameworks
#   compute in float32 by default: check gradients in float64.
# * The complex step has no V. It needs a cost that accepts complex numbers, which `abs`, comparisons and ReLU do not.
#
# **A question to think about.** Somebody doubles the accuracy of the one-sided difference by halving $\varepsilon$.
# What does halving $\varepsilon$ do for the two-sided one?
#
# <details><summary>Answer</summary>
#
# It divides the error by four, as the error goes with $\varepsilon^2$, until rounding takes over. There, halving
# $\varepsilon$ doubles the error of both.
#
# </details>

# %% [markdown]
# ## Part 2. A whole network
#
# ### q4 · How far apart are two gradients? ({{points q4}} points)
#
# A network has many parameters, so $g$ and $\hat g$ become columns of shape $(n, 1)$. Absolute values turn into
# Euclidean norms, $\lVert v \rVert = \sqrt{v_1^2 + \ldots + v_n^2}$:
#
# $$d = \frac{\lVert g - \hat g \rVert}{\lVert g \rVert + \lVert \hat g \rVert}
#   \qquad \text{and } d = 0 \text{ if both are } 0$$
#
# Some texts call this number the "Euclidean distance" of the gradients. It is not: the distance is the numerator
# alone, and whether a distance of $10^{-6}$ is small depends on how long the gradients are. $d$ always lies between
# 0 (equal) and 1 (opposite, or one of them 0).
#
# <details><summary>Hint 1</summary>
#
# `np.linalg.norm` of an array is its Euclidean norm. Two norms below the fraction line: mind the brackets. Do not
# add a safety term such as `1e-8` to the denominator: for gradients of that size it would change the result. Ask
# instead.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# $g = (6, 8)$ and $\hat g = (3, 4)$: $g - \hat g = (3, 4)$ has the norm 5, and the norms of the two are 10 and 5. So
# $d = 5 / 15 = \tfrac13$. That is what a factor of 2 looks like, for any gradient.
#
# </details>

# %% tags=["exercise", "question-q4"]
# write: relative_difference

# %% tags=["question-q4"]
grader.check("q4")

# %% [markdown]
# **A question to think about.** A factor of 2 gives $\tfrac13$, a wrong sign gives 1. What does a factor of $m$
# give, say $m = 60$, as when $\tfrac1m$ is forgotten everywhere?
#
# <details><summary>Answer</summary>
#
# $g = 60\,\hat g$: $d = 59 / 61 = 0.967$. In general a constant factor $c > 0$ gives $|c - 1| / (c + 1)$. A few
# such numbers are worth remembering: 0.333 is a factor of 2, 1.000 is a wrong sign (or a gradient of zeros).
#
# </details>
#
# ### q5 · All parameters in one column ({{points q5}} points)
#
# To measure a slope in every direction we want to treat all parameters alike, whatever matrix they come from. So
# put them into one long column $\theta$, in a fixed order:
#
# $$\theta = \big(W^{[1]} \text{ row by row},\; b^{[1]},\; W^{[2]},\; b^{[2]},\; \ldots\big) \qquad (n, 1)$$
#
# | function | from | to |
# |---|---|---|
# | `dictionary_to_vector` | `{"W1": …, "b1": …, …}` | column $\theta$, $(n, 1)$ |
# | `vector_to_dictionary` | column $\theta$ and the sizes of the layers | `{"W1": …, "b1": …, …}` |
# | `gradients_to_vector` | `{"dW1": …, "db1": …, …}` | column, **in the same order** |
#
# Each works for any number of layers. Three traps:
#
# * **The order of a dictionary is the order in which it was filled.** Backward propagation fills its dictionary
#   from the last layer to the first, and often with more keys than you want, such as `dZ2`. Ask for the keys by
#   name.
# * **Sorting names is no way out.** Sorted alphabetically, `W10` comes before `W2`.
# * **`reshape` does not copy.** It gives a window into the same memory. `vector_to_dictionary` must return arrays
#   of their own, or whoever changes `W1` changes $\theta$ as well.
#
# <details><summary>Hint 1</summary>
#
# The names are `"W" + str(l)` for $l = 1, 2, \ldots, L$. `a.reshape(-1, 1)` makes a column row by row;
# `np.concatenate(list_of_columns)` puts columns below one another. On the way back keep a variable that says where
# the next block begins. `a.copy()` is an array of its own. For gradients: which keys are there exactly once for
# every layer?
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# Sizes `[2, 1, 1]`, $W^{[1]} = (5\;\;6)$, $b^{[1]} = 7$, $W^{[2]} = 8$, $b^{[2]} = 9$: the column is $(5, 6, 7, 8,
# 9)$. In general a layer needs $n^{[l]} \cdot n^{[l-1]} + n^{[l]}$ entries: here $2 + 1$ and $1 + 1$. On the way
# back the first layer takes entries 0, 1 and then 2, the second one entry 3 and then 4.
#
# </details>

# %% tags=["exercise", "question-q5"]
# write: dictionary_to_vector

# %% tags=["exercise", "question-q5"]
# write: vector_to_dictionary

# %% tags=["exercise", "question-q5"]
# write: gradients_to_vector

# %% tags=["question-q5"]
grader.check("q5")

# %% [markdown]
# **Experiment: there and back.** A column of the numbers 0, 1, 2, … shows where each entry of $\theta$ goes.

# %% tags=["otter_ignore"]
layers_dims = [3, 5, 3, 1]
count = sum(n_out * n_in + n_out for n_in, n_out in pairwise(layers_dims))
numbered = np.arange(count, dtype=float).reshape(-1, 1)
named = vector_to_dictionary(numbered, layers_dims)
assert np.array_equal(dictionary_to_vector(named), numbered), "there and back must give the same column"

fig, axes = plt.subplots(
    1, len(named), figsize=(12, 3.4), gridspec_kw={"width_ratios": [a.shape[1] for a in named.values()]}
)
for ax, (name, block) in zip(axes, named.items(), strict=True):
    ax.imshow(block, cmap="cividis", vmin=0, vmax=1.7 * count)
    for (i, j), value in np.ndenumerate(block):
        ax.text(j, i, f"{value:.0f}", ha="center", va="center", color="white", fontsize=11)
    ax.set(title=f"{name} {block.shape}", xticks=[], yticks=[])
    ax.grid(False)
fig.suptitle(f"Where the {count} entries of θ go, for layers of {layers_dims}")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* that each block is filled row by row, and begins where the one before it ends.
#
# This is a good place for a break.

# %% [markdown]
# ### q6 · The numerical gradient ({{points q6}} points)
#
# Now q2 for columns. Entry $i$ of the gradient is measured by moving entry $i$ of $\theta$, **and no other**:
#
# $$\hat g_i = \frac{J(\theta_1, \ldots, \theta_i + \varepsilon, \ldots, \theta_n)
#             - J(\theta_1, \ldots, \theta_i - \varepsilon, \ldots, \theta_n)}{2\,\varepsilon}$$
#
# `J` is any function that takes a column of shape $(n, 1)$ and returns a number. The result has the shape of
# $\theta$, in float64, and after the call $\theta$ is what it was.
#
# <details><summary>Hint 1</summary>
#
# A loop over the entries. Inside it, make two *fresh copies* of $\theta$ and move one entry of each. `plus = theta`
# would be a second name for the same array, not a second array.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# $J(\theta) = \theta_1 \theta_2^2$ at $(3, 2)$ with $\varepsilon = 1$. First entry: $(4 \cdot 4 - 2 \cdot 4)/2 =
# 4$. Second: $(3 \cdot 9 - 3 \cdot 1)/2 = 12$. So $\hat g = (4, 12)$, a column of shape (2, 1). When the second
# entry is moved, the first one must be 3 again.
#
# </details>

# %% tags=["exercise", "question-q6"]
# write: numerical_gradient

# %% tags=["question-q6"]
grader.check("q6")

# %% [markdown]
# ### q7 · Checking the gradient of a network ({{points q7}} points)
#
# Here is a network of three layers, ReLU, ReLU, sigmoid, with the cross-entropy cost. It is given, and right. So
# are data to run it on: in a greenhouse the temperature, moisture and light at sixty seedlings were measured, and
# whether they thrive, $y = 1$, or not.

# %% tags=["given"]
# give: forward_propagation_n

# %% tags=["given"]
# give: datasets.greenhouse

# %% tags=["given"]
X, Y = greenhouse()


def random_parameters(layers_dims, seed=0):
    """Random weights and biases; the biases as well, and Part 4 says why."""
    rng = np.random.default_rng(seed)
    parameters = {}
    for l in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[l - 1], layers_dims[l]
        parameters[f"W{l}"] = rng.normal(size=(n_out, n_in)) * np.sqrt(2 / n_in)
        parameters[f"b{l}"] = rng.normal(size=(n_out, 1)) * 0.5
    return parameters


# %% [markdown]
# Write the check, from four functions that you have:
#
# 1. $\theta$ from `parameters`, and $g$ from `gradients`, both as columns;
# 2. a cost as a function of the column: back to a dictionary, then `forward_propagation_n`, of whose results only
#    the cost is wanted;
# 3. $\hat g$, the numerical gradient of that function at $\theta$;
# 4. the relative difference of $g$ and $\hat g$, a number.
#
# The sizes of the layers can be read off the parameters. Some rules for every check that you will ever make:
#
# * **For debugging only.** Each entry of $\theta$ costs two forward passes, $2n$ in all. Nobody trains like that.
# * **The cost must be the whole cost.** If the gradient contains a penalty $\tfrac{\lambda}{m} W$, the cost that is
#   measured must contain $\tfrac{\lambda}{2m} \lVert W \rVert^2$ too.
# * **No dice.** Switch dropout off, or keep its mask fixed: the cost must be the same function in every call.
# * **Choose the point.** Random biases, not zeros, and weights that are not tiny. Check once more after some
#   training.
#
# You will break each of these rules in Part 4 and see what happens.
#
# <details><summary>Hint 1</summary>
#
# The function of step 2 is defined inside of yours, so that it knows `X`, `Y` and the sizes. `X.shape[0]` is the
# size of the input; layer $l$ has as many units as `b` has rows. `forward_propagation_n` returns a pair: which of
# the two do you need?
#
# </details>
#
# <details><summary>Hint 2: an example</summary>
#
# For $W^{[1]}$ of shape (5, 3), $W^{[2]}$ (3, 5) and $W^{[3]}$ (1, 3) the sizes are `[3, 5, 3, 1]` and $\theta$ has
# $15 + 5 + 15 + 3 + 3 + 1 = 42$ entries, so the check makes 84 forward passes. If somebody hands you gradients that
# are all twice too large, you must get 0.333 (see q4).
#
# </details>

# %% tags=["exercise", "question-q7"]
# write: gradient_check_n

# %% tags=["question-q7"]
grader.check("q7")

# %% [markdown]
# **Experiment: what a check costs.** The numerical gradient of networks of growing width, against one forward pass.

# %% tags=["otter_ignore"]
counts, check_ms, forward_ms = [], [], []
for width in (2, 4, 8, 16, 32):
    sizes = [3, width, width, 1]
    parameters = random_parameters(sizes, seed=width)
    theta = dictionary_to_vector(parameters)
    J = lambda t, sizes=sizes: forward_propagation_n(X, Y, vector_to_dictionary(t, sizes))[0]
    started = time.perf_counter()
    numerical_gradient(J, theta)
    check_ms.append(1000 * (time.perf_counter() - started))
    tries = []
    for _ in range(20):  # so fast that a single measurement would be noise
        started = time.perf_counter()
        forward_propagation_n(X, Y, parameters)
        tries.append(1000 * (time.perf_counter() - started))
    forward_ms.append(min(tries))
    counts.append(theta.size)

fig, ax = plt.subplots(figsize=(7, 4.2))
ax.loglog(counts, check_ms, "o-", color=ORANGE, linewidth=2, label="numerical gradient: 2n forward passes")
ax.loglog(counts, forward_ms, "s-", color=BLUE, linewidth=2, label="one forward pass")
ax.set(
    title="Time for a gradient check",
    xlabel="number of parameters $n$",
    ylabel="milliseconds",
    ylim=(None, 3000),
)
ax.legend(loc="upper left")
plt.show()
print(
    f"{counts[-1]} parameters: {check_ms[-1]:.0f} ms, as long as {check_ms[-1] / forward_ms[-1]:.0f} forward passes"
)

# %% [markdown]
# *Look for:* the slope of the orange line. Ten times the parameters take at least ten times as long. Backward
# propagation gives the same gradient for the price of about two forward passes, whatever $n$. A network with a
# million parameters is therefore trained with backward propagation, and *checked* on a small copy of itself.

# %% [markdown]
# ## Part 3. The verdict
#
# ### q8 · What the difference means ({{points q8}} points)
#
# How small is small enough? By experience, for a cost in **float64** at a point where it is **smooth**:
#
# | relative difference $d$ | verdict |
# |---|---|
# | $d \le 10^{-7}$ | `"correct"` |
# | $10^{-7} < d \le 10^{-5}$ | `"probably correct"`: look at the single blocks |
# | $10^{-5} < d \le 10^{-3}$ | `"suspicious"` |
# | $d > 10^{-3}$, infinite or not a number | `"wrong"` |
#
# The last row has a trap: **every comparison with NaN is False**, `nan > 1e-3` as well as `nan <= 1e-3`. A chain of
# questions that says "correct" at its very end says so for NaN, too.
#
# <details><summary>Hint 1</summary>
#
# Ask in an order in which NaN cannot slip through: what must be *true* of a difference, so that you call it correct?
# Leave "wrong" for everything that has passed none of your questions.
#
# </details>
#
# <details><summary>Hint 2: an example</summary>
#
# The same with school marks, where 90 and more is A and 50 and more is B: `if p >= 90: return "A"`, `if p >= 50:
# return "B"`, `return "failed"`. A mark of exactly 90 is an A. A mark of NaN fails, as it should, because both
# questions are answered with False.
#
# </details>

# %% tags=["exercise", "question-q8"]
# write: interpret_difference

# %% tags=["question-q8"]
grader.check("q8")

# %% [markdown]
# ### q9 · Repair a gradient ({{points q9}} points)
#
# Below is the gradient of the greenhouse network. Somebody wrote it in a hurry. It runs, its shapes are right, and
# it contains **two mistakes**, both of a kind that students make every year. Find and repair them. Each repair
# alone is worth half of the points. The equations, for comparison:
#
# $$
# \begin{aligned}
# \mathrm{d}Z^{[3]} &= A^{[3]} - Y \\
# \mathrm{d}Z^{[l]} &= \left(W^{[l+1]\mathsf T}\, \mathrm{d}Z^{[l+1]}\right) \circ g'\left(Z^{[l]}\right)
#   && l = 2, 1, \quad g'(z) = 1 \text{ where } z > 0, \text{ else } 0 \\
# \mathrm{d}W^{[l]} &= \tfrac1m\, \mathrm{d}Z^{[l]} A^{[l-1]\mathsf T}, \qquad
# \mathrm{d}b^{[l]} = \tfrac1m \textstyle\sum_i \mathrm{d}Z^{[l](i)} && l = 3, 2, 1, \quad A^{[0]} = X
# \end{aligned}
# $$
#
# You could read the code line by line. Try the instrument first: run the cell as it is, then the experiment below
# it. It compares the *blocks* of the gradient, one parameter at a time.
#
# <details><summary>Hint 1</summary>
#
# Gradients flow from the last layer to the first. If a block is wrong, look at its own line. If *all* blocks from
# some layer downwards are wrong, look at what they have in common: the $\mathrm{d}Z$ of the uppermost of them.
# Compare each line with the same line of the other layers.
#
# </details>
#
# <details><summary>Hint 2: an example</summary>
#
# Suppose `dW3` alone were wrong: then `dZ3` must be right, or `db3` would be wrong too; only the line of `dW3` is
# left. Suppose `dW2`, `db2`, `dW1` and `db1` were wrong and layer 3 right: then `dZ2` is broken, and with it
# everything that is computed from it.
#
# </details>

# %% tags=["exercise", "question-q9"]
# repair: backward_propagation_n, mask_of_layer_1_from_its_gradient, db2_summed_not_averaged

# %% [markdown]
# **Experiment: which blocks fail?** Run it before the repair and after. It uses your `numerical_gradient` and
# `relative_difference`, and a small function that measures the gradient of **any** cost of a dictionary of
# parameters.


# %% tags=["given"]
def numerical_gradient_of(cost, parameters, epsilon=1e-6):
    """Measure the gradient of any cost(parameters), with your functions; a dict with dW1, db1, …"""
    layers_dims = [parameters["W1"].shape[1]]
    layers_dims += [parameters[f"b{l}"].shape[0] for l in range(1, len(parameters) // 2 + 1)]
    J = lambda theta: cost(vector_to_dictionary(theta, layers_dims))
    column = numerical_gradient(J, dictionary_to_vector(parameters), epsilon)
    return {f"d{name}": block for name, block in vector_to_dictionary(column, layers_dims).items()}


def gradient_of_network(parameters, X, Y):
    """The gradient by your backward propagation."""
    _, cache = forward_propagation_n(X, Y, parameters)
    return backward_propagation_n(X, Y, cache)


# %% tags=["otter_ignore"]
parameters = random_parameters([3, 5, 3, 1], seed=1)
measured = numerical_gradient_of(lambda p: forward_propagation_n(X, Y, p)[0], parameters)
computed = gradient_of_network(parameters, X, Y)
differences = {name: relative_difference(computed[name], measured[name]) for name in measured}

fig, ax = plt.subplots(figsize=(7.5, 4.2))
colors = [BLUE if d <= 1e-5 else ORANGE for d in differences.values()]
ax.bar(differences.keys(), np.maximum(list(differences.values()), 1e-13), color=colors, width=0.6, zorder=2)
ax.set(
    title="Each block of the gradient for itself",
    xlabel="block",
    ylabel="relative difference",
    yscale="log",
    ylim=(1e-12, 3),
)
draw_verdicts(ax)
fig.tight_layout()
plt.show()
whole = gradient_check_n(parameters, computed, X, Y)
print(f"the whole gradient: {whole:.1e}, {interpret_difference(whole)}")

# %% [markdown]
# *Look for:* the pattern. A single tall bar is a mistake in its own line. Tall bars for the weights *and* biases of
# a layer are a mistake on the way to that layer. When everything is repaired, all bars end below the second line
# from below.

# %% tags=["question-q9"]
grader.check("q9")

# %% [markdown]
# **Experiment: right and wrong.** How well do the limits of q8 separate right gradients from wrong ones? Thirty
# random networks; for each of them your gradient as it is, and with a mistake planted in it.


# %% tags=["otter_ignore"]
def plant(gradients, what):
    """A copy of the gradient with one mistake."""
    wrong = {name: block.copy() for name, block in gradients.items()}
    m = X.shape[1]
    if what == "1/m forgotten in db2":
        wrong["db2"] *= m
    elif what == "dW2 doubled":
        wrong["dW2"] *= 2
    elif what == "dW1 has the wrong sign":
        wrong["dW1"] *= -1
    elif what == "one entry of dW1 off by 1 %":
        wrong["dW1"][0, 0] *= 1.01
    return wrong


def single_precision(parameters):
    """The cost, computed in float32."""
    in_32 = {name: block.astype(np.float32) for name, block in parameters.items()}
    return forward_propagation_n(X.astype(np.float32), Y.astype(np.float32), in_32)[0]


kinds = [
    "right",
    "one entry of dW1 off by 1 %",
    "dW2 doubled",
    "dW1 has the wrong sign",
    "1/m forgotten in db2",
]
in_float32 = "right, cost in float32"
rng = np.random.default_rng(0)
fig, ax = plt.subplots(figsize=(9.5, 4.6))
for seed in range(30):
    parameters = random_parameters([3, 5, 3, 1], seed)
    measured = gradients_to_vector(
        numerical_gradient_of(lambda p: forward_propagation_n(X, Y, p)[0], parameters)
    )
    coarse = gradients_to_vector(numerical_gradient_of(single_precision, parameters, epsilon=3e-3))
    computed = gradient_of_network(parameters, X, Y)
    found = {in_float32: relative_difference(gradients_to_vector(computed), coarse)}
    found |= {
        kind: relative_difference(gradients_to_vector(plant(computed, kind)), measured) for kind in kinds
    }
    for kind, d in found.items():
        row = [kinds[0], in_float32, *kinds[1:]].index(kind)
        marker, color = ("o", BLUE) if kind.startswith("right") else ("x", ORANGE)
        ax.plot(max(d, 1e-12), row + rng.uniform(-0.25, 0.25), marker, color=color, markersize=5)
ax.set(xscale="log", xlim=(1e-11, 3), yticks=range(6), yticklabels=[kinds[0], in_float32, *kinds[1:]])
ax.set_xlabel("relative difference of the whole gradient")
ax.set_title("Right gradients and wrong ones", pad=40)
ax.invert_yaxis()
draw_verdicts(ax, axis="x")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the empty band. Between right gradients, near $10^{-9}$, and honest mistakes, above $10^{-2}$, hardly
# anything happens. Two rows lie in between:
#
# * **float32** is no mistake, but its noise looks like a small one, here with the best step for it, $\varepsilon =
#   0.003$. The limits of q8 hold for float64.
# * **One entry** that is wrong by 1 % can hide in a long gradient: the norm of the whole hardly notices. That is a
#   reason to look at single blocks, as you did above and will do in q10.
#
# ### q10 · Where is the bug? ({{points q10}} points)
#
# Turn the bar chart of q9 into a function: return the **names of the parameters** whose own block of the gradient
# has a relative difference above $10^{-5}$, as a list, sorted with `sorted`. For a right gradient the list is
# empty.
#
# Why $10^{-5}$ and not $10^{-7}$? A block is shorter than the whole gradient, and where its entries are small,
# rounding weighs more.
#
# <details><summary>Hint 1</summary>
#
# The numerical gradient comes as a column, the same as in q7. `vector_to_dictionary` cuts it into blocks with the
# names of the parameters; the block of `W2` belongs to `gradients["dW2"]`. Go through the names of the
# *parameters*: there may be other keys among the gradients. For capitals first, `sorted` does all that is needed.
#
# </details>
#
# <details><summary>Hint 2: an example</summary>
#
# Differences of W1: 3e-9, b1: 0.2, W2: 4e-10, b2: 1e-9, W3: 0.97, b3: 2e-10 give `["W3", "b1"]`: capitals come before
# small letters. If 0.97 is 59/61, what may have happened to the gradient of W3 for 60 examples?
#
# </details>

# %% tags=["exercise", "question-q10"]
# write: locate_bug

# %% tags=["question-q10"]
grader.check("q10")

# %% tags=["otter_ignore"]
parameters = random_parameters([3, 5, 3, 1], seed=1)
computed = gradient_of_network(parameters, X, Y)
for kind in kinds:
    print(f"{kind:30} → {locate_bug(parameters, plant(computed, kind), X, Y)}")

# %% [markdown]
# ## Part 4. When the check deceives
#
# A gradient check compares two numbers. If they differ, one of them is wrong: but which? In three of the following
# four experiments the gradient is *right* and the check complains. In the last one the gradient is *wrong* and
# passes.
#
# ### The kink
#
# ReLU has a kink at 0. A step of $\varepsilon$ across the kink measures neither slope but something in between.
# Such a point is rare, unless one goes there on purpose, and one does: **with biases of 0**. If a narrow first
# layer is off for an example, it sends zeros to the second layer, and $Z^{[2]} = W^{[2]} \cdot 0 + 0$ sits exactly
# on the kink.


# %% tags=["otter_ignore"]
def check_many(bias_size, count=200, m=5):
    """Differences of right gradients: networks 4-5-3-1 with random weights, a few examples each."""
    found = []
    for seed in range(count):
        rng = np.random.default_rng(seed)
        parameters = random_parameters([4, 5, 3, 1], seed)
        for l in (1, 2, 3):
            parameters[f"b{l}"] = bias_size * rng.normal(size=parameters[f"b{l}"].shape)
        few_X, few_Y = rng.normal(size=(4, m)), np.ones((1, m))
        few_Y[0, ::2] = 0
        computed = gradient_of_network(parameters, few_X, few_Y)
        found.append(gradient_check_n(parameters, computed, few_X, few_Y, epsilon=1e-6))
    return np.array(found)


at_zero, at_random = check_many(0.0), check_many(1.0)

fig, (left, right) = plt.subplots(1, 2, figsize=(12, 4.4), gridspec_kw={"width_ratios": [1, 1.35]})
z = np.linspace(-1, 1, 201)
left.plot(z, relu(z), color="black", linewidth=2.5, label="ReLU")
left.plot(
    [-0.5, 0.5],
    relu(np.array([-0.5, 0.5])),
    "o--",
    color=ORANGE,
    linewidth=2,
    label="chord across the kink: slope ½",
)
left.set(title="A chord across the kink", xlabel="$z$", ylabel="relu(z)")
left.legend(loc="upper left")
bins = np.logspace(-12, 0, 37)
for values, color, label in ((at_random, BLUE, "random biases"), (at_zero, ORANGE, "biases of 0")):
    flagged = 100 * np.mean(values > 1e-5)
    right.hist(
        np.clip(values, 1e-12, 1),
        bins=bins,
        color=color,
        alpha=0.65,
        label=f"{label}: {flagged:.1f} % above 1e-5",
    )
right.set(
    title="200 right gradients of small ReLU networks",
    xlabel="relative difference",
    ylabel="networks",
    xscale="log",
)
right.axvline(1e-5, color=GREY, linestyle="--")
right.legend(loc="upper right")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the orange bars on the far right. All these gradients are right. With biases of 0 about one in ten is
# accused all the same, and no $\varepsilon$ would help. So "check at a random initialisation" is good advice only
# if the *biases* are random as well.
#
# ### Dice
#
# Dropout throws away some units at random, other ones in every forward pass. Here is its simplest form, on the
# inputs: each measurement is lost with probability 0.2, and the rest is scaled by 1/0.8. The gradient is computed
# by your repaired function and is right. The check is not, unless the mask stays the same.

# %% tags=["otter_ignore"]
keep_prob = 0.8
parameters = random_parameters([3, 5, 3, 1], seed=1)


def drop(rng):
    """The inputs with a fresh mask."""
    return X * (rng.random(X.shape) < keep_prob) / keep_prob


def difference_with(inputs_of_a_pass, dropped):
    """A check in which every forward pass gets its own inputs, and the gradient belongs to `dropped`."""
    cost = lambda p: forward_propagation_n(inputs_of_a_pass(), Y, p)[0]
    measured = numerical_gradient_of(cost, parameters)
    return relative_difference(
        gradients_to_vector(gradient_of_network(parameters, dropped, Y)), gradients_to_vector(measured)
    )


rng = np.random.default_rng(3)
frozen = drop(rng)
differences = {
    "dropout off": difference_with(lambda: X, X),
    "mask frozen": difference_with(lambda: frozen, frozen),
    "dropout on": difference_with(lambda: drop(rng), frozen),
}
fig, ax = plt.subplots(figsize=(7.5, 3.8))
ax.bar(differences.keys(), differences.values(), color=[BLUE, BLUE, ORANGE], width=0.5, zorder=2)
ax.set(
    title="A right gradient, checked with dropout",
    ylabel="relative difference",
    yscale="log",
    ylim=(1e-12, 5),
)
draw_verdicts(ax)
fig.tight_layout()
plt.show()
for what, d in differences.items():
    print(f"{what}: {d:.1e}, {interpret_difference(d)}")

# %% [markdown]
# *Look for:* a difference of about 1: the two gradients have nothing to do with each other. Two passes with
# different masks differ by some 0.1, and divided by $2\varepsilon$ that makes a "slope" of fifty thousand. Switch
# dropout off (`keep_prob = 1`), or draw the mask once and use it in every pass.
#
# ### Half a cost
#
# With a penalty the cost is $J + \tfrac{\lambda}{2m} \sum_l \lVert W^{[l]} \rVert^2$ and each $\mathrm{d}W^{[l]}$
# gets $\tfrac{\lambda}{m} W^{[l]}$ on top. A check must contain both or neither.

# %% tags=["otter_ignore"]
lambd, m = 0.7, X.shape[1]
weights = [name for name in parameters if name.startswith("W")]
plain_cost = lambda p: forward_propagation_n(X, Y, p)[0]
penalty = lambda p: lambd / (2 * m) * sum(np.sum(p[name] ** 2) for name in weights)
whole_cost = lambda p: plain_cost(p) + penalty(p)

with_penalty = gradient_of_network(parameters, X, Y)
for name in weights:
    with_penalty[f"d{name}"] = with_penalty[f"d{name}"] + lambd / m * parameters[name]
for label, cost in (("cost with penalty", whole_cost), ("penalty forgotten in the cost", plain_cost)):
    measured = numerical_gradient_of(cost, parameters)
    d = relative_difference(gradients_to_vector(with_penalty), gradients_to_vector(measured))
    blamed = sorted(
        n for n in parameters if relative_difference(with_penalty[f"d{n}"], measured[f"d{n}"]) > 1e-5
    )
    print(f"{label:30} {d:.1e}  {interpret_difference(d):18} blocks: {blamed}")

# %% [markdown]
# *Look for:* the blocks that are blamed. The weights, all of them, and no bias: that is the signature of a
# forgotten penalty.
#
# ### The blind spot
#
# And now the other way round: a wrong gradient that passes. One hidden unit with tanh, one output unit with a
# sigmoid, four parameters: $a = \tanh(w_1 x + b_1)$, $p = \sigma(w_2 a + b_2)$. In the gradient below the slope of
# tanh, $1 - a^2$, has been **forgotten**. The parameters start, as usual, from very small weights. We check at the
# start, and again and again during the training.

# %% tags=["otter_ignore"]
rng = np.random.default_rng(6)
inputs = rng.normal(size=200) * 1.5
targets = (inputs + 0.6 * rng.normal(size=200) > -0.5).astype(float)


def tanh_cost(theta):
    """The cross-entropy cost of the four parameters, a column (4, 1)."""
    w1, b1, w2, b2 = theta[:, 0]
    z = w2 * np.tanh(w1 * inputs + b1) + b2
    return float(np.mean(np.logaddexp(0, z) - targets * z))


def wrong_gradient(theta):
    """Its gradient, but the slope of tanh is missing."""
    w1, b1, w2, b2 = theta[:, 0]
    a = np.tanh(w1 * inputs + b1)
    dz = sigmoid(w2 * a + b2) - targets
    back = dz * w2  # should be dz * w2 * (1 - a**2)
    return np.array([[np.mean(back * inputs)], [np.mean(back)], [np.mean(dz * a)], [np.mean(dz)]])


theta = np.array([[0.01], [0.0], [0.01], [0.0]])
history, costs = [], []
for _ in range(201):
    costs.append(tanh_cost(theta))
    history.append(relative_difference(wrong_gradient(theta), numerical_gradient(tanh_cost, theta, 1e-5)))
    theta = theta - 0.5 * wrong_gradient(theta)

fig, (ax, below) = plt.subplots(2, 1, figsize=(8, 6), sharex=True, height_ratios=[2, 1])
ax.semilogy(history, color=ORANGE, linewidth=2.5)
ax.set(title="A wrong gradient, checked while it trains", ylabel="relative difference", ylim=(1e-8, 3))
draw_verdicts(ax)
below.plot(costs, color=BLUE, linewidth=2.5)
below.set(xlabel="iteration", ylabel="cost $J$")
fig.tight_layout()
plt.show()
for iteration in (0, 50, 200):
    print(
        f"iteration {iteration:3}: difference {history[iteration]:.1e}, {interpret_difference(history[iteration])}"
    )

# %% [markdown]
# *Look for:* the beginning of the upper curve. At the start the check says "probably correct". With weights of 0.01
# tanh is a straight line, $1 - a^2$ is 0.9998, and forgetting it makes no difference that could be seen. After 50
# steps it does. So check with weights that are *not* small, and **once more after some training**.
#
# Look at the lower curve as well. It falls, all the same. By the cost alone nobody would have noticed.
#
# ### The answer
#
# Which brings us back to the question. Five networks learn the greenhouse from the same start. One uses your
# gradient. In the four others a mistake is planted. Before you run it, decide: in how many of the five will the
# cost fall?


# %% tags=["otter_ignore"]
def spoiled(gradients, what):
    """The gradient, with one of four mistakes in every step."""
    wrong = dict(gradients)
    if what == "db2 summed, not averaged":
        wrong["db2"] = wrong["db2"] * X.shape[1]
    elif what == "dW2 halved":
        wrong["dW2"] = wrong["dW2"] / 2
    elif what == "dW1 always 0":
        wrong["dW1"] = 0 * wrong["dW1"]
    elif what == "one unit of layer 1 goes uphill":
        wrong["dW1"] = wrong["dW1"] * np.array([[-1.0], [1], [1], [1], [1]])
    return wrong


start = random_parameters([3, 5, 3, 1], seed=2)
theta_start = dictionary_to_vector(start)
fig, ax = plt.subplots(figsize=(10.5, 4.8))
cases = {
    "right": ("-", "black"),
    "dW2 halved": ("--", BLUE),
    "db2 summed, not averaged": ("-", ORANGE),
    "one unit of layer 1 goes uphill": ("-.", GREEN),
    "dW1 always 0": (":", "#aa3377"),
}
for what, (style, color) in cases.items():
    theta, costs = theta_start, []
    for _ in range(700):
        parameters = vector_to_dictionary(theta, [3, 5, 3, 1])
        cost, cache = forward_propagation_n(X, Y, parameters)
        costs.append(cost)
        theta = theta - 0.3 * gradients_to_vector(spoiled(backward_propagation_n(X, Y, cache), what))
    guessed = forward_propagation_n(X, Y, parameters)[1][9] > 0.5
    d = gradient_check_n(start, spoiled(gradient_of_network(start, X, Y), what), X, Y)
    ax.plot(costs, style, color=color, linewidth=2.2, label=what)
    outcome = f"cost {costs[0]:.2f} → {costs[-1]:.3f}, {100 * np.mean(guessed == Y):3.0f} % right"
    print(f"{what:32} {outcome}; check: {d:.0e}, {interpret_difference(d)}")
ax.set(
    title="Five networks learn. Four of them with a wrong gradient",
    xlabel="iteration",
    ylabel="cost $J$",
    ylim=(0, None),
)
ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* a curve that would have made you suspicious.
#
# **Learning proves nothing.** Gradient descent is forgiving: every step that makes an angle of less than 90° with
# the true downhill direction still lowers the cost. A gradient with a factor too many, a missing block or a unit
# that walks uphill learns as well, only slower, or by detours, or to a worse end. Had you noticed anything at all,
# you would have blamed the data, the learning rate, the number of units. The check needs 84 forward passes, a few
# milliseconds, and says what is the matter and where.
#
# So: before you trust a gradient that you have written, measure it. In float64, with random biases, without dice,
# with the whole cost, at the start and after some training. Then switch the check off and train.

# %% [markdown]
# ### To take with you
#
# Four questions, not graded. Answer each before you unfold.
#
# **1.** A check gives 0.33 for the whole gradient. What do you suspect?
#
# <details><summary>Answer</summary>
#
# A factor of 2 (or ½) in everything: $|2 - 1| / (2 + 1)$. Perhaps $\tfrac{1}{2m}$ for $\tfrac1m$, or a square whose
# derivative lost its 2.
#
# </details>
#
# **2.** The check of a ReLU network gives 2e-2 at one random start, and 3e-10 at nine others. Is the gradient wrong?
#
# <details><summary>Answer</summary>
#
# Most likely it is right and that start lies on a kink. A wrong gradient is wrong (nearly) everywhere. Look which
# block fails, move the biases a little, and check again.
#
# </details>
#
# **3.** Why not train with the numerical gradient, which needs no formulas at all?
#
# <details><summary>Answer</summary>
#
# It costs $2n$ forward passes per step instead of about three. For a network with a million parameters that is the
# difference between a second and a week.
#
# </details>
#
# **4.** A colleague lowers $\varepsilon$ to $10^{-12}$ "to be more precise", and the check fails. What happened?
#
# <details><summary>Answer</summary>
#
# Rounding: the two costs agree in nearly all of their 16 digits, and their difference is noise. The error is about
# $10^{-16} / 10^{-12} = 10^{-4}$.
#
# </details>
#
# **What you have built:** an instrument that tests any gradient, of this course or of your own, and a habit:
# measure first. It was at work all along. The hidden tests of `shallow_network` check your gradients in the same
# way.
#
# Save your work (*File → Save*) and hand in this notebook.
