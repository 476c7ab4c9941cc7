# The lesson "how to begin: inputs and weights", in jupytext percent format. `make assignments` makes the
# student's notebook and the solved one from it; autograder/master.py explains the directives.
# ruff: noqa: F821  (names such as initialize_parameters_he come from the exercise cells)

# %% [markdown]
# # How to begin: inputs and weights
#
# **How large should a weight be on its first day?**
#
# Two networks learn to tell campers from foxes. They have the same data, the same layers and the same learning rate,
# and both take 15 000 steps. One gets every single one right, the other might as well toss a coin. The only
# difference is the random numbers that they started from, and not even which ones, but *how large* they were.
#
# In this notebook you will build the five beginnings that people have tried, watch four of them fail in four
# different ways, and find the rule behind those that work. At the end you can tell a good beginning from a bad one
# before the first step of training.
#
# | | |
# |---|---|
# | **You need** | the notebook `shallow_network`; networks of $L$ layers, as in `deep_network`; mean and variance |
# | **It takes** | about three and a half hours; after q6 is a good place for a break |
# | **You can earn** | {{points total}} points in eleven questions |
#
# | part | questions |
# |---|---|
# | 1. Inputs | q1 normalised inputs · q2 the same for new data |
# | 2. Five ways to begin | q3 all zeros · q4 random weights · q5 He's weights · q6 LeCun's and Glorot's |
# | 3. Why they work | q7 how much a sum scatters · q8 are the units different? |
# | 4. Depth | q9 many layers, one matrix · q10 following a signal · q11 clipping |
#
# ### How to work with it
#
# * Replace the line `raise NotImplementedError(…)` of a function by your code, run the cell, then run the check
#   below it. You may check as often as you like.
# * A check runs the public test cases. It tells you how many more will run when the notebook is graded.
# * Stuck? Every question folds two hints. The second one is a worked example on other numbers.
# * Cells headed *Experiment* run your functions and draw. They give no points, so play with them.
# * One mistake costs one question: later questions are graded as if the earlier answers were right.
# * Questions headed *Think first* are for you alone. Answer, then unfold.

# %%
import matplotlib.pyplot as plt
import numpy as np
import otter

grader = otter.Notebook()  # finds the test cases in the folder tests/ beside this notebook
plt.rcParams.update({"font.size": 11, "axes.titlesize": 12, "axes.grid": True, "grid.alpha": 0.3})

# %% tags=["given"]
ORANGE, BLUE, SKY, GREEN, RED, BLACK = "#e69f00", "#0072b2", "#56b4e9", "#009e73", "#d55e00", "#000000"

# %% [markdown]
# ## Part 1. Inputs
#
# Before the weights, a look at what they are multiplied with. A hiker wants to know how long a trail takes. Two
# things are known of each trail: its length in metres, from 1 to 1000, and its steepness, from 0 to 1.

# %% tags=["given"]
# give: datasets.trails

# %% tags=["given"]
X_trails, Y_trails = trails()

# %% tags=["otter_ignore"]
fig, axes = plt.subplots(1, 2, figsize=(11, 4), layout="constrained")
axes[0].scatter(*X_trails, c=Y_trails[0], cmap="viridis", s=25)
axes[0].set(title="The trails as you would draw them", xlabel="length $x_1$ (m)", ylabel="steepness $x_2$")
points = axes[1].scatter(*X_trails, c=Y_trails[0], cmap="viridis", s=25)
axes[1].set(
    title="The trails as gradient descent sees them",
    xlabel="length $x_1$ (m)",
    ylabel="steepness $x_2$",
    ylim=(-500, 500),
)
fig.colorbar(points, ax=axes, label="minutes")
plt.show()

# %% [markdown]
# *Look for:* the second feature in the right picture, where both axes have the same scale. It is there, but a
# thousand times smaller, and so is its slope.
#
# ### q1 · Normalised inputs ({{points q1}} points)
#
# Give every feature the mean 0 and the standard deviation 1. For each feature, that is for each **row** of $X$:
#
# $$
# \mu = \frac1m \sum_{i=1}^m x^{(i)}, \qquad
# \sigma^2 = \frac1m \sum_{i=1}^m \left(x^{(i)} - \mu\right)^2, \qquad
# x_\text{norm} = \frac{x - \mu}{\sigma}
# $$
#
# Return the normalised inputs together with $\mu$ and $\sigma$, both as columns $(n_x, 1)$. Three traps:
#
# * **Divide by $\sigma$, not by $\sigma^2$.** Some lecture notes print the square. Then the spread becomes
#   $1/\sigma$: the feature that was widest is now the narrowest.
# * $\frac1m \sum (x^{(i)})^2$ is the variance only *after* the mean has been subtracted.
# * **A feature that never varies** has $\sigma = 0$. Nothing can be learned from it, so let it become zeros instead
#   of NaN. What you return as its `sigma` is up to you, as long as one can divide by it (1 will do), for that is
#   what q2 is going to do.
#
# Leave `X` as it was, and return new arrays.
#
# <details><summary>Hint 1</summary>
#
# `np.mean` and `np.std` do most of the work; `np.std` divides by $m$ unless you tell it otherwise. Examples are
# columns: along which axis do you average, and what keeps the result a column? For the constant feature, `np.where`
# can replace a 0.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# For the feature $[2, 4, 6]$: $\mu = 4$, $\sigma^2 = (4 + 0 + 4)/3 = \tfrac83$, $\sigma = 1.633$ and the normalised
# feature is $[-1.225, 0, 1.225]$. For the feature $[7, 7, 7]$: $\mu = 7$ and the normalised feature is $[0, 0, 0]$.
#
# </details>

# %% tags=["exercise", "question-q1"]
# write: normalize_inputs

# %% tags=["question-q1"]
grader.check("q1")

# %% [markdown]
# ### q2 · The same for new data ({{points q2}} points)
#
# A network has learned from normalised trails. Tomorrow somebody asks about a new one. Whatever was done to the
# training data must be done to it as well, **with the same numbers**: $\mu$ and $\sigma$ of the *training* data.
#
# $$x_\text{norm} = \frac{x - \mu_\text{train}}{\sigma_\text{train}}$$
#
# With $\mu$ and $\sigma$ of its own a trail of 400 m would mean one thing in training and another in the test, and a
# single trail could not be normalised at all.
#
# <details><summary>Hint 1</summary>
#
# One line. No mean is computed here: everything you need is among the arguments.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# With $\mu = 4$ and $\sigma = 1.5$ from training, the new feature $[4, 7, 10]$ becomes $[0, 2, 4]$. Its mean is not
# 0, and that is right: these examples *are* larger than those of the training.
#
# </details>

# %% tags=["exercise", "question-q2"]
# write: apply_normalization

# %% tags=["question-q2"]
grader.check("q2")

# %% [markdown]
# **Experiment: a canyon becomes a bowl.** A linear unit shall predict the minutes, $\hat y = w_1 x_1 + w_2 x_2 + b$.
# Its cost, half the mean squared error, is a bowl over the plane of the two weights ($b$ is held at its best value,
# so that we can draw). How long a step may be is ruled by the *steepest* direction, how long it takes by the
# *flattest*. The ratio of the two curvatures is the condition number of the bowl.

# %% tags=["otter_ignore"]
X_norm, mu, sigma = normalize_inputs(X_trails)
with_bias = {
    "raw": X_trails,
    "divided by σ² (the misprint)": (X_trails - mu) / sigma**2,
    "normalised": X_norm,
}
for label, features in with_bias.items():
    rows = np.vstack([features, np.ones((1, features.shape[1]))])
    curvatures = np.linalg.eigvalsh(rows @ rows.T / features.shape[1])
    print(f"{label:30} condition number {curvatures[-1] / curvatures[0]:9.3g}, ", end="")
    print(f"largest learning rate {2 / curvatures[-1]:.2g}")


def descend(features, target, rate, steps):
    """The path of two weights, (2, steps + 1), under gradient descent from 0."""
    w, path = np.zeros((1, 2)), [np.zeros(2)]
    for _ in range(steps):
        w = w - rate * (w @ features - target) @ features.T / features.shape[1]
        path.append(w[0])
    return np.array(path).T


fig, axes = plt.subplots(1, 2, figsize=(11, 4.6))
for ax, features, rate_of_limit, title, spans in (
    (axes[0], X_trails, 0.95, "Raw features, 100 steps ($w_1$ stretched)", ((-0.002, 0.032), (-2, 10))),
    (axes[1], X_norm, 0.3, "Normalised features, 15 steps", ((-1, 8), (-3, 5))),
):
    best = np.linalg.lstsq(np.vstack([features, np.ones(features.shape[1])]).T, Y_trails[0], rcond=None)[0]
    target = Y_trails - best[2]
    steepest = np.linalg.eigvalsh(features @ features.T / features.shape[1])[-1]
    path = descend(features, target, rate_of_limit * 2 / steepest, 100 if features is X_trails else 15)
    w1, w2 = np.meshgrid(np.linspace(*spans[0], 120), np.linspace(*spans[1], 120))
    cost = np.mean((np.stack([w1, w2], axis=-1) @ features - target[0]) ** 2, axis=-1) / 2
    ax.contour(w1, w2, cost, levels=np.geomspace(0.2, 60, 14), cmap="cividis", norm="log", linewidths=1)
    ax.plot(*path, "o-", color=RED, markersize=3.5, linewidth=1.2, label="descent from 0")
    ax.plot(*best[:2], "*", color=BLACK, markersize=15, label="lowest cost")
    ax.set(title=title, xlabel="$w_1$", ylabel="$w_2$", xlim=spans[0], ylim=spans[1])
axes[1].set_aspect("equal")
axes[0].legend(loc="upper right")
fig.suptitle("Cost of a linear unit: contour lines and paths of gradient descent")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the second weight on the left. The path bounces between the walls of a canyon, and after a hundred
# steps $w_2$ has hardly left 0. (Mind the axes: the left picture is stretched three hundred times in $w_1$, or the
# canyon would be thinner than a hair.) On the right the contour lines are circles, and every step points at the
# goal.
#
# Normalising does not lead to a better minimum, let alone a global one: a network's cost has many valleys. It makes
# the way down shorter.

# %% [markdown]
# <details><summary><b>Think first.</b> Should you normalise the labels of a 0/1 classification, too? And which µ and σ
# do you use for the test set? (unfold)</summary>
#
# No: the labels say what the sigmoid shall produce. And the test set is treated with µ and σ of the *training* set,
# as any data that come later. Its own would be a look at data that you are not supposed to have.
#
# </details>

# %% [markdown]
# ## Part 2. Five ways to begin
#
# Night falls. Three hundred pairs of eyes gleam around the fire: campers in a close ring, foxes in a wider one
# behind them. Who is who? No straight line will do, so we take a network with layers of 2, 10, 5 and 1 units: ReLU
# in the hidden layers, a sigmoid at the output. It is given, with its training, so that you can look at the
# beginning alone.

# %% tags=["given"]
# give: datasets.camp

# %% tags=["given"]
# give: initialization.forward_pass

# %% tags=["given"]
# give: initialization.cost_and_gradients

# %% tags=["given"]
# give: initialization.train


# %% tags=["given"]
def draw_camp(ax, X, Y, title, parameters=None):
    """Draw campers and foxes and, if there are parameters, what the network believes."""
    if parameters is not None:
        grid = np.linspace(-1.9, 1.9, 150)
        plane = np.stack(np.meshgrid(grid, grid)).reshape(2, -1)
        with np.errstate(all="ignore"):
            probability = forward_pass(plane, parameters)[-1].reshape(150, 150)
        ax.contourf(grid, grid, probability, levels=np.linspace(0, 1, 11), cmap="PuOr_r", alpha=0.5)
    camper = Y[0] > 0.5
    ax.scatter(*X[:, camper], s=20, color=ORANGE, edgecolor="black", lw=0.4, label="camper, y = 1")
    ax.scatter(*X[:, ~camper], s=20, color=BLUE, marker="x", lw=1.2, label="fox, y = 0")
    ax.set(
        title=title,
        xlabel="$x_1$ (m)",
        ylabel="$x_2$ (m)",
        aspect="equal",
        xlim=(-1.9, 1.9),
        ylim=(-1.9, 1.9),
    )


# %% tags=["given"]
X, Y = camp()

# %% tags=["otter_ignore"]
fig, ax = plt.subplots(figsize=(5.2, 5.4))
draw_camp(ax, X, Y, "Around the fire")
ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.13), ncol=2)
plt.show()

# %% [markdown]
# ### Layers and their sizes
#
# All initialisers take a list `layers_dims` $= [n_x, n^{[1]}, \dots, n^{[L]}]$, the input first, and return a dict
# with
#
# $$W^{[l]} \ \left(n^{[l]}, n^{[l-1]}\right), \qquad b^{[l]} \ \left(n^{[l]}, 1\right), \qquad l = 1, \dots, L$$
#
# under the names `"W1"`, `"b1"`, `"W2"`, … Two traps wait in every one of them:
#
# * **How many layers?** The list has $L + 1$ entries, as the input is not counted. If you set `L =
#   len(layers_dims)`, the loop is `range(1, L)`; with `L = len(layers_dims) - 1` it is `range(1, L + 1)`. Choose
#   one, or the last layer is missing.
# * **A letter, not a digit.** In $n^{[l-1]}$ stands the letter $l$. In print it looks like a one.
#
# Biases start at zero in all of them. And the list belongs to whoever calls you: read it, but leave it as it is.
#
# ### q3 · All zeros ({{points q3}} points)
#
# The simplest beginning: $W^{[l]} = 0$ and $b^{[l]} = 0$ for every layer.
#
# <details><summary>Hint 1</summary>
#
# A loop over the layers with two lines in it. `np.zeros` wants the shape as a tuple. Keys can be built with
# `f"W{l}"` or `"W" + str(l)`. Make a new array for each parameter.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# For `layers_dims = [5, 2, 3]` there are two layers: `W1` is (2, 5), `b1` is (2, 1), `W2` is (3, 2) and `b2` is (3,
# 1).
#
# </details>

# %% tags=["exercise", "question-q3"]
# write: initialize_parameters_zeros

# %% tags=["question-q3"]
grader.check("q3")

# %% [markdown]
# **Experiment: a network that cannot move.** Which of its slopes differ from zero?

# %% tags=["otter_ignore"]
cost, grads = cost_and_gradients(X, Y, initialize_parameters_zeros([2, 10, 5, 1]))
print(f"cost {cost:.4f}; log 2 is {np.log(2):.4f}")
for key, slope in sorted(grads.items()):
    print(f"largest entry of {key}: {np.max(np.abs(slope)):.1e}")

# %% [markdown]
# *Look for:* a slope that is not zero. There is none. With ReLU (or tanh) every hidden activation is 0, and each
# $\mathrm{d}W^{[l]}$ is a product with such a zero. Only the output bias could move, and it has no reason to, since
# half of them are campers. The network says ½ for ever.
#
# So it is not enough to say that "the units stay equal". That is what happens where the weights are equal but not
# zero, or where the hidden units are sigmoids, which give ½ for 0. You will see it in q8.
#
# ### q4 · Random weights ({{points q4}} points)
#
# Draw every weight from a normal distribution with mean 0 and **standard deviation** `scale`:
#
# $$W^{[l]} = \text{scale} \cdot \mathcal N(0, 1), \qquad b^{[l]} = 0$$
#
# Mind the difference: with `scale=10` the standard deviation is 10 and the *variance* is 100. Any random seed will
# do, or none; your weights are judged by their statistics. If you do set one, set it once, and not inside the loop.
#
# <details><summary>Hint 1</summary>
#
# `np.random.randn` takes the sizes one by one, `randn(4, 3)`; with a tuple, `randn((4, 3))`, it raises a TypeError,
# while `np.zeros` wants the tuple. Multiplying by $c$ multiplies the standard deviation by $c$.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# If `randn` happens to give $[0.5, -1.2]$ for a unit with two inputs, then with `scale=3` its weights are $[1.5,
# -3.6]$.
#
# </details>

# %% tags=["exercise", "question-q4"]
# write: initialize_parameters_random

# %% tags=["question-q4"]
grader.check("q4")

# %% [markdown]
# **Experiment: small, middling, large.** The very first answers of three networks, before any training.

# %% tags=["otter_ignore"]
fig, axes = plt.subplots(1, 3, figsize=(12, 4.3))
for ax, scale in zip(axes, (0.01, 1.0, 10.0), strict=True):
    np.random.seed(2)
    fresh = initialize_parameters_random([2, 10, 5, 1], scale)
    first_cost, _ = cost_and_gradients(X, Y, fresh)
    draw_camp(ax, X, Y, f"scale {scale:g}: first cost {first_cost:.2f}", fresh)
fig.suptitle("What a network believes before it has learned anything (dark: certain)")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* how certain each of them is. The first has no opinion anywhere. The last is certain everywhere, of
# things it cannot know: nearly every output is 0 or 1 to many digits. Each certain mistake costs up to 35 here (the
# given code stops counting there), so the first cost is about 16, and the way down starts on a cliff.
#
# You may have heard that large weights do harm because sigmoid and tanh saturate. That is true of those. This
# network has ReLU, which does not saturate, and it is no better off: its signals simply *explode*.
#
# ### q5 · He's weights, for ReLU ({{points q5}} points)
#
# Neither 0.01 nor 10, then. And not 1 either: a unit with a thousand inputs adds up a thousand terms, one with two
# adds two. So let the size of the weights depend on the layer. For ReLU, Kaiming He and others (2015) use
#
# $$\operatorname{Var}\left(W^{[l]}\right) = \frac{2}{n^{[l-1]}}, \qquad b^{[l]} = 0$$
#
# where $n^{[l-1]}$ is the number of **inputs** of the layer. The reason follows in q7.
#
# * It is the **variance of the weights** that is $2/n$; older notes, badly translated, let the *weights* be $2/n$.
#   `randn` has standard deviation 1, so multiply by the standard deviation that belongs to that variance.
# * If you ever read code from the days of Python 2: `2/n` was a whole number there, that is 0, so people wrote
#   `2./n`.
#
# <details><summary>Hint 1</summary>
#
# Copy q4 and replace `scale` by a number that is computed anew for each layer. Which index has the layer *before*
# layer $l$? And what lies between a variance and a standard deviation?
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# For `layers_dims = [8, 50, 1]` the weights of layer 1 have variance $2/8 = 0.25$ and standard deviation $0.5$;
# those of layer 2 have variance $2/50 = 0.04$ and standard deviation $0.2$.
#
# </details>

# %% tags=["exercise", "question-q5"]
# write: initialize_parameters_he

# %% tags=["question-q5"]
grader.check("q5")

# %% [markdown]
# ### q6 · LeCun's and Glorot's weights ({{points q6}} points)
#
# Two relatives, both older, made for activations like tanh:
#
# $$
# \text{LeCun (1998):}\quad \operatorname{Var}\left(W^{[l]}\right) = \frac{1}{n^{[l-1]}}
# \qquad\qquad
# \text{Glorot (2010):}\quad \operatorname{Var}\left(W^{[l]}\right) = \frac{2}{n^{[l-1]} + n^{[l]}}
# $$
#
# LeCun's keeps the size of signals on their way forward. The gradient travels the other way, through $W^{[l]\mathsf
# T}$, and would like $1/n^{[l]}$. Glorot's is the compromise between the two.
#
# *Names.* Xavier Glorot and Yoshua Bengio wrote one paper, so "Xavier's", "Glorot's" and "Bengio's" formula are the
# same: the one with the **sum**. But many books and libraries call $1/n^{[l-1]}$ "Xavier" as well. Look at the
# formula, not at the name.
#
# *Misprints* that you will meet: a product $n^{[l-1]} n^{[l]}$ in place of the sum; and in code `np.sqrt(2 / n[l-1]
# * n[l])`, which Python reads as $\sqrt{(2/n^{[l-1]}) \cdot n^{[l]}}$. For a layer with 5 inputs and 4 units
#   Glorot's standard deviation is 0.471; the product gives 0.316 and the missing brackets 1.265.
#
# <details><summary>Hint 1</summary>
#
# Only the factor differs from q5. Put the whole denominator into brackets, then take the root of the fraction.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# For a layer with 16 inputs and 2 units: LeCun has variance $1/16$, standard deviation $0.25$. Glorot has variance
# $2/(16 + 2) = 1/9$, standard deviation $0.333$.
#
# </details>

# %% tags=["exercise", "question-q6"]
# write: initialize_parameters_lecun

# %% tags=["exercise", "question-q6"]
# write: initialize_parameters_glorot

# %% tags=["question-q6"]
grader.check("q6")

# %% [markdown]
# **Experiment: the same bell, five widths.** Weights of the first two layers of a network with sizes 400, 100, 400.

# %% tags=["otter_ignore"]
np.random.seed(0)
wide = [400, 100, 400]
drawn = {
    "0.01 · N(0, 1)": (initialize_parameters_random(wide, 0.01), BLACK, "-"),
    "LeCun": (initialize_parameters_lecun(wide), SKY, "-"),
    "Glorot": (initialize_parameters_glorot(wide), GREEN, "--"),
    "He": (initialize_parameters_he(wide), BLUE, "-"),
    "1 · N(0, 1)": (initialize_parameters_random(wide, 1.0), RED, ":"),
}
fig, axes = plt.subplots(1, 2, figsize=(11, 4), sharey=True)
for ax, key, title in zip(
    axes, ("W1", "W2"), ("$W^{[1]}$: 400 inputs, 100 units", "$W^{[2]}$: 100 inputs, 400 units"), strict=True
):
    for label, (parameters, colour, style) in drawn.items():
        bins = np.linspace(-0.6, 0.6, 121)
        ax.hist(
            parameters[key].ravel(),
            bins,
            density=True,
            histtype="step",
            color=colour,
            ls=style,
            lw=1.8,
            label=label,
        )
    ax.set(title=title, xlabel="weight", yscale="log", ylim=(0.1, 60))
axes[0].set_ylabel("density (log scale)")
axes[1].legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
fig.suptitle("Histograms of weights")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* which curves change from left to right. Those of a fixed scale do not care how many inputs there are.
# LeCun's and He's become wider where there are fewer inputs. Glorot's is the same in both: the sum of 400 and 100 is
# that of 100 and 400.
#
# **Experiment: five beginnings, one network.** The race from the first paragraph: 15 000 steps for each. It takes
# about a quarter of a minute; before it is over, guess. Which of the five will find the campers?

# %% tags=["otter_ignore"]
np.random.seed(2)
dims = [2, 10, 5, 1]
starts = {
    "zeros": (initialize_parameters_zeros(dims), BLACK, "-"),
    "0.01 · N(0, 1)": (initialize_parameters_random(dims, 0.01), ORANGE, "--"),
    "10 · N(0, 1)": (initialize_parameters_random(dims, 10.0), RED, "-"),
    "LeCun": (initialize_parameters_lecun(dims), SKY, "-"),
    "He": (initialize_parameters_he(dims), BLUE, "-"),
}
trained = {label: train(X, Y, start) for label, (start, _, _) in starts.items()}

fig, ax = plt.subplots(figsize=(8.5, 4.6))
for label, (_, colour, style) in starts.items():
    parameters, costs = trained[label]
    right = 100 * np.mean((forward_pass(X, parameters)[-1] > 0.5) == Y)
    ax.plot(
        100 * np.arange(len(costs)),
        costs,
        style,
        color=colour,
        linewidth=2.2,
        label=f"{label}: {right:.0f} % right",
    )
ax.set(
    title="Cost of one network after five beginnings",
    xlabel="step of gradient descent",
    ylabel="cost $J$ (log scale)",
    yscale="log",
)
ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
fig.tight_layout()
plt.show()

fig, axes = plt.subplots(1, 3, figsize=(12, 4.3))
for ax, label in zip(axes, ("0.01 · N(0, 1)", "10 · N(0, 1)", "He"), strict=True):
    draw_camp(ax, X, Y, label, trained[label][0])
fig.suptitle("What they believe after 15 000 steps")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* where each curve starts and how it falls.
#
# * **Zeros**: the cost stands at $\log 2 = 0.693$, for ever.
# * **0.01**: it stands there as well, though nothing is equal. The signal shrinks from layer to layer until next to
#   nothing is left of it, and of the gradient too.
# * **10**: it begins at about 16, wastes its steps on coming down, and ends wherever it happens to get stuck.
# * **LeCun and He**: they go straight down. In a network this small the factor 2 hardly matters. It will.
#
# This is a good place for a break.

# %% [markdown]
# ## Part 3. Why they work
#
# ### q7 · How much a sum scatters ({{points q7}} points)
#
# One unit: $z = \sum_{i=1}^n w_i x_i$, with weights that are independent, of mean 0 and variance
# $\operatorname{Var}(w)$. The mean of $z$ is 0. Its variance is the sum of the variances of the terms, and each term
# contributes $E[w^2 x^2] = \operatorname{Var}(w) \cdot E[x^2]$:
#
# $$\operatorname{Var}(z) = n \cdot \operatorname{Var}(w) \cdot E\left[x^2\right]$$
#
# Here $E[x^2]$ is the mean of the squares, **not the variance of $x$**. They agree only where the mean of $x$ is 0.
# That is so for normalised inputs and roughly for tanh, but never for ReLU, which lets no negative number through.
#
# From this line both recipes follow:
#
# * *tanh:* for small $z$ it is nearly the identity, so $E[x^2] \approx \operatorname{Var}(z)$ of the layer before.
#   The signal keeps its size if $n \operatorname{Var}(w) = 1$. That is LeCun.
# * *ReLU:* $z$ is as often negative as positive, and ReLU sets the negative half to 0. What is left has $E[x^2] =
#   \tfrac12 \operatorname{Var}(z)$. The signal keeps its size if $n \operatorname{Var}(w) \cdot \tfrac12 = 1$. That
#   is He's 2.
#
# Write a function that computes $\operatorname{Var}(z)$ from the number of inputs, the variance of the weights, and
# samples of what arrives at the inputs.
#
# <details><summary>Hint 1</summary>
#
# `x` may have any shape: all its entries are samples alike, and how many they are must not matter. Square first,
# then average.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# With samples $x = [0, 0, 1, 3]$: $E[x^2] = (0 + 0 + 1 + 9)/4 = 2.5$. The variance of $x$ would be 1.5, since its
# mean is 1. For $n = 100$ and $\operatorname{Var}(w) = 0.02$, $\operatorname{Var}(z) = 100 \cdot 0.02 \cdot 2.5 =
# 5$.
#
# </details>

# %% tags=["exercise", "question-q7"]
# write: preactivation_variance

# %% tags=["question-q7"]
grader.check("q7")

# %% [markdown]
# **Experiment: does the formula hold?** Crosses are measured on 4000 random units each, lines come from your
# function. The inputs went through a ReLU before, so their mean is not 0.

# %% tags=["otter_ignore"]
rng = np.random.default_rng(3)
counts = np.array([5, 10, 30, 100, 300, 1000])
fig, ax = plt.subplots(figsize=(7.5, 4.4))
for label, colour, variance_of_w in (
    ("Var(w) = 1", RED, lambda n: 1.0),
    ("Var(w) = 2/n (He)", BLUE, lambda n: 2 / n),
    ("Var(w) = 0.01²", BLACK, lambda n: 1e-4),
):
    measured, formula = [], []
    for n in counts:
        x = np.maximum(0, rng.normal(size=(n, 4000)))  # Var(z) of the layer before was 1
        w = rng.normal(scale=np.sqrt(variance_of_w(n)), size=(n, 4000))
        measured.append(np.var(np.sum(w * x, axis=0)))
        formula.append(float(preactivation_variance(n, variance_of_w(n), x)))
    ax.loglog(counts, formula, "-", color=colour, linewidth=2, label=label)
    ax.loglog(counts, measured, "x", color=colour, markersize=9, markeredgewidth=2)
ax.axhline(1, color="grey", linestyle="--", linewidth=1)
ax.set(title="Var$(z)$: formula (lines), measured (crosses)", xlabel="inputs $n$", ylabel="Var$(z)$")
ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the one line that does not climb. It was 1 before the layer and is 1 after it, whatever the number of
# inputs: **larger $n$, smaller $w$**.
#
# ### q8 · Are the units different? ({{points q8}} points)
#
# The size of weights is one thing, their *variety* another. Two units of a layer with the same weights and the same
# bias compute the same, get the same gradient, and stay the same. They are one unit. Count how many *different*
# units a layer has: rows of $[\,W \; b\,]$ of which no entry differs by more than `tol` are the same.
#
# Why a tolerance? Twins that were computed in different ways may differ in the 16th digit.
#
# <details><summary>Hint 1</summary>
#
# `np.hstack([W, b])` puts the bias beside the weights. Go through the rows and keep a list of those that are new: is
# there none in it that is closer than `tol` in *every* entry? Differences of opposite sign must not cancel. If you
# use `np.allclose`, set `rtol=0`, or it adds a tolerance of its own.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# For $W = [[1, 2], [2, 1], [1, 2], [1, 2]]$ and $b = [[0], [0], [0], [5]]$ there are 3: rows 1 and 3 are twins, row
# 4 has another bias, and row 2 has the same numbers in another order, which is another unit.
#
# </details>

# %% tags=["exercise", "question-q8"]
# write: count_distinct_units

# %% tags=["question-q8"]
grader.check("q8")

# %% [markdown]
# **Experiment: can training break a symmetry?** Three beginnings, 2000 steps each. How many different units has the
# first hidden layer at the beginning and at the end?

# %% tags=["otter_ignore"]
np.random.seed(4)
constant = {key: value + 0.5 for key, value in initialize_parameters_zeros(dims).items()}
for label, start in (
    ("all zeros", initialize_parameters_zeros(dims)),
    ("all weights and biases 0.5", constant),
    ("He", initialize_parameters_he(dims)),
):
    end, costs = train(X, Y, start, learning_rate=0.1, num_iterations=2000)
    before, after = (count_distinct_units(p["W1"], p["b1"]) for p in (start, end))
    print(f"{label:28} {before:2} -> {after:2} different units of 10; cost {costs[0]:.3f} -> {costs[-1]:.3f}")

# %% [markdown]
# *Look for:* the second line. These units do learn, but all ten learn the same, for ever: a layer of one. Gradient
# descent cannot tell apart what is equal. Only chance can, and it has to do so at the beginning. That is what random
# weights are for; once the weights differ, the biases may well start equal.

# %% [markdown]
# <details><summary><b>Think first.</b> Would random biases and equal weights do as well? (unfold)</summary>
#
# They would break the symmetry, as different biases make different activations and so different gradients. But the
# units would all look in the same direction at first. Random weights let them look in different ones.
#
# </details>

# %% [markdown]
# ## Part 4. Depth
#
# ### q9 · Many layers, one matrix ({{points q9}} points)
#
# How much does it matter to be a *little* off? Take the simplest deep network: no activations ($g(z) = z$), no
# biases, and the same matrix $W$ in each of the $L - 1$ hidden layers. Only the output layer has its own.
#
# $$\hat y = W_\text{out}\, \underbrace{W\, W \cdots W}_{L - 1} \, x = W_\text{out}\, W^{L-1} x$$
#
# * Count well: $L$ layers are $L - 1$ hidden ones and the output. With $L = 1$, $\hat y = W_\text{out}\, x$. (In
#   some notes the exponent wavers between $L$ and $L - 1$, or the output's matrix is applied twice.)
# * A power of a matrix is a repeated matrix product. `W ** (L - 1)` is something else, and it has nothing to do with
#   a factorial.
#
# <details><summary>Hint 1</summary>
#
# Start with $a = x$ and let each hidden layer turn it into $W a$. Or look up `np.linalg.matrix_power`. Do not write
# into `x`.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# With $W = [[0, 2], [1, 0]]$, $x = [[1], [0]]$ and $L = 4$ there are three hidden layers: $x \to [[0], [1]] \to
# [[2], [0]] \to [[0], [2]]$. With $W_\text{out} = [[1, 10]]$ the output is $[[20]]$.
#
# </details>

# %% tags=["exercise", "question-q9"]
# write: deep_linear_output

# %% tags=["question-q9"]
grader.check("q9")

# %% [markdown]
# **Experiment: a hundred and fifty layers.** $W = c \cdot I$ with five values of $c$. On the left the signal on its
# way forward, as a network gets deeper. On the right the gradient on its way back, through one network of 50 layers:
# how much does the output move if the activations of layer $l$ do? (That is $W_\text{out} W^{L-1-l}$, and your
# function computes it, too, if its input is the identity.)

# %% tags=["otter_ignore"]
identity, one = np.eye(2), np.array([[1.0], [0.0]])
depths, L = np.arange(1, 151), 50
fig, axes = plt.subplots(1, 2, figsize=(11, 4.4))
for c, colour, style in (
    (1.5, RED, "-"),
    (1.1, ORANGE, "--"),
    (1.0, BLACK, ":"),
    (0.9, SKY, "--"),
    (0.5, BLUE, "-"),
):
    forward = [
        np.linalg.norm(deep_linear_output(c * identity, identity, one, int(depth))) for depth in depths
    ]
    axes[0].semilogy(depths, forward, style, color=colour, linewidth=2.2)
    backward = [np.linalg.norm(deep_linear_output(c * identity, one.T, identity, L - l)) for l in range(1, L)]
    axes[1].semilogy(range(1, L), backward, style, color=colour, linewidth=2.2, label=f"c = {c:g}")
axes[0].set(
    title="Forward: output after $L$ layers", xlabel="layers $L$", ylabel="$\\|\\hat y\\|$ (log scale)"
)
axes[1].set(
    title="Backward: gradient at layer $l$ of 50",
    xlabel="layer $l$",
    ylabel="$\\|\\partial \\hat y / \\partial a^{[l]}\\|$",
)
axes[1].legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
fig.suptitle("A deep network with W = c · I")
fig.tight_layout()
plt.show()

halves = np.full((2, 2), 0.5)
for label, W in (("1.5 · I", 1.5 * identity), ("0.5 · I", 0.5 * identity), ("all entries 0.5", halves)):
    print(f"L = 150, W = {label:16} {np.linalg.norm(deep_linear_output(W, identity, one, 150)):.3g}")

# %% [markdown]
# *Look for:* straight lines on a logarithmic axis. $1.5^{149}$ is $1.7 \cdot 10^{26}$ and $0.5^{149}$ is $1.4 \cdot
# 10^{-45}$: signals grow or shrink **exponentially in $L$**. And in both directions, so the early layers of a
# network that shrinks its signals are told next to nothing about what they should change.
#
# The last line is a warning. "W smaller than the identity" does *not* mean that its entries are small: a matrix full
# of 0.5 has an eigenvalue of exactly 1, and nothing vanishes. What counts is by how much a matrix stretches, that is
# its singular values: all below 1, and everything vanishes; all above 1, and everything explodes.

# %% [markdown]
# ### q10 · Following a signal ({{points q10}} points)
#
# Now with activations. Send inputs through a network in which **every** layer, the last one included, uses the same
# activation, and write down how much the signal scatters after each layer:
#
# $$
# A^{[0]} = X, \qquad
# Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}, \qquad
# A^{[l]} = g\left(Z^{[l]}\right), \qquad
# s_l = \operatorname{std}\left(A^{[l]}\right), \qquad l = 1, \dots, L
# $$
#
# The standard deviation is taken over all entries of $A^{[l]}$ together, units and examples. Return the list $[s_1,
# \dots, s_L]$. `activation` is `"tanh"` or `"relu"`.
#
# <details><summary>Hint 1</summary>
#
# The dict holds two arrays for each layer, so `len(parameters) // 2` is $L$. Measure $A$, not $Z$, and hand $A$ on
# to the next layer. `np.std` without an axis takes all entries.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# One layer, $W = [[2]]$, $b = [[-1]]$, ReLU, $X = [[0, 1, 2]]$: $Z = [[-1, 1, 3]]$, $A = [[0, 1, 3]]$, with mean
# $\tfrac43$, and the list is $[\sqrt{14/9}] = [1.247]$.
#
# </details>

# %% tags=["exercise", "question-q10"]
# write: activation_stds

# %% tags=["question-q10"]
grader.check("q10")

# %% [markdown]
# **Experiment: fifty layers.** 256 units in each, normalised random inputs, five beginnings and two activations.

# %% tags=["otter_ignore"]
np.random.seed(1)
inputs = np.random.default_rng(0).normal(size=(256, 200))
tower = [256] * 51
towers = {
    "1 · N(0, 1)": (initialize_parameters_random(tower, 1.0), RED, "-"),
    "He": (initialize_parameters_he(tower), BLUE, "-"),
    "LeCun": (initialize_parameters_lecun(tower), SKY, "-"),
    "Glorot": (initialize_parameters_glorot(tower), GREEN, "--"),
    "0.01 · N(0, 1)": (initialize_parameters_random(tower, 0.01), BLACK, "-"),
}
fig, axes = plt.subplots(1, 2, figsize=(12, 4.4), sharey=True)
for ax, activation in zip(axes, ("tanh", "relu"), strict=True):
    at_the_end = []
    for label, (parameters, colour, style) in towers.items():
        stds = activation_stds(inputs, parameters, activation)
        ax.semilogy(range(1, 51), stds, style, color=colour, linewidth=2.2, label=label)
        at_the_end.append(f"{label} {stds[-1]:.1e}")
    print(f"{activation}, std after 50 layers: {'; '.join(at_the_end)}")
    ax.set(title={"tanh": "tanh", "relu": "ReLU"}[activation], xlabel="layer $l$", ylim=(1e-12, 1e12))
axes[0].set_ylabel("std of $A^{[l]}$ (log scale)")
axes[1].legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
fig.suptitle("How a signal fares on its way through fifty layers")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the curve that stays level with ReLU. With He's factor 2 the signal arrives as large as it set out.
# With LeCun's 1 it loses half of its square in each layer, $2^{-50}$ in all; that is the factor that "hardly
# mattered" in three layers. Scales that know nothing of the layer end at $10^{-47}$ or at $10^{52}$, far outside the
# picture.
#
# With tanh nothing can grow beyond 1, so the red curve looks healthy. It is not: nearly all its activations are $\pm
# 1$, where the slope is 0. LeCun's and Glorot's sink slowly, since tanh bends a little in every layer.
#
# So the activation alone cures nothing: ReLU keeps slopes from saturating, but whether signals vanish or explode is
# decided by the size of $W$. Nor does a good beginning cure everything: it is right for the *first* step, and
# training goes where it likes from there. The multiplier (2, 1, or something between) may be tuned like any other
# hyper-parameter; usually others are more rewarding.
#
# ### q11 · Clipping ({{points q11}} points)
#
# What if gradients explode all the same? Then limit the length of a step. All gradients together are one long
# vector; if it is longer than `max_norm`, scale *all of it* down by one factor:
#
# $$
# N = \sqrt{\sum_{l} \left( \|\mathrm{d}W^{[l]}\|^2 + \|\mathrm{d}b^{[l]}\|^2 \right)}, \qquad
# \mathrm{d}\theta := \begin{cases}
# \mathrm{d}\theta \cdot c / N & N > c \\
# \mathrm{d}\theta & \text{otherwise}
# \end{cases}
# \qquad c = \texttt{max\_norm}
# $$
#
# The direction stays, only the length changes. Return a new dict and leave the old gradients as they were.
#
# <details><summary>Hint 1</summary>
#
# First one number $N$ for everything: sum the squares of all entries of all arrays, take the root once. Then one
# factor for everything, which is 1 if nothing is too long. What does your code do if all gradients are zero?
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# For `dW1` $= [[2, 4]]$, `db1` $= [[4]]$ the length is $\sqrt{4 + 16 + 16} = 6$. With `max_norm` 3 the factor is
# $\tfrac12$: $[[1, 2]]$ and $[[2]]$. With `max_norm` 7 nothing changes.
#
# </details>

# %% tags=["exercise", "question-q11"]
# write: clip_gradients

# %% tags=["question-q11"]
grader.check("q11")

# %% [markdown]
# **Experiment: a leash.** A network of five layers with weights that are too large and a learning rate that is too
# bold, with and without clipping.

# %% tags=["otter_ignore"]
fig, axes = plt.subplots(1, 2, figsize=(11, 4.2))
for label, max_norm, colour, style in (
    ("no clipping", np.inf, RED, "-"),
    ("clipped at norm 1", 1.0, BLUE, "-"),
):
    np.random.seed(2)
    parameters = initialize_parameters_random([2, 20, 20, 20, 20, 1], 1.0)
    costs, norms = [], []
    with np.errstate(all="ignore"):
        for _ in range(1500):
            cost, grads = cost_and_gradients(X, Y, parameters)
            costs.append(cost)
            norms.append(np.sqrt(sum(np.sum(g**2) for g in grads.values())))
            grads = clip_gradients(grads, max_norm)
            parameters = {key: value - 0.3 * grads[f"d{key}"] for key, value in parameters.items()}
    axes[0].semilogy(costs, style, color=colour, linewidth=1.8, label=label)
    axes[1].semilogy(norms, style, color=colour, linewidth=1.8, label=label)
axes[0].set(title="Cost", xlabel="step", ylabel="cost $J$ (log scale)", ylim=(1e-5, 100))
axes[1].set(
    title="Length of the gradient, before clipping",
    xlabel="step",
    ylabel="norm $N$ (log scale)",
    ylim=(1e-6, 1e38),
)
axes[1].legend(loc="upper right")
fig.suptitle("Training with and without clipping, learning rate 0.3")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the red curve on the right. One giant step throws the network out of every valley: its ReLUs die, the
# gradient becomes almost zero, and the cost stays at $\log 2$. On its leash the same network learns.
#
# Clipping helps against explosion only; a gradient that has vanished cannot be stretched back. For networks that run
# through long sequences there is another remedy, a kind of unit called LSTM, which carries its memory along a path
# without repeated multiplication.

# %% [markdown]
# <details><summary><b>Think first.</b> Why not clip each array, or each number, by itself? (unfold)</summary>
#
# Because then the direction changes, and the step no longer goes straight downhill. It is done sometimes, and
# usually works, but the promise "the same direction, a shorter step" is gone.
#
# </details>

# %% [markdown]
# ## The answer
#
# **How large should a weight be on its first day?** So large that a signal leaves each layer as large as it came. A
# unit with $n$ inputs adds up $n$ terms, so the variance of its weights must be about $1/n$; $2/n$ if a ReLU throws
# half of the signal away. And it should be *random*, so that no two units begin as the same.
#
# The rest follows. Too small, and what the network sees fades from layer to layer; too large, and it explodes or
# saturates. The error goes multiplied by $L - 1$ factors, so the deeper the network, the less it forgives. And none
# of this needs training to be seen: one forward pass and your `activation_stds` tell a good beginning from a bad
# one. Try it on the network of the race:

# %% tags=["otter_ignore"]
for label, (start, _, _) in starts.items():
    hidden = {key: start[key] for key in ("W1", "b1", "W2", "b2")}  # the output layer has no ReLU
    stds = activation_stds(X, hidden, "relu")
    verdict = "keeps its size" if 0.1 < stds[-1] / np.std(X) < 10 else "fades" if stds[-1] < 1 else "explodes"
    print(f"{label:15} std after the hidden layers: {stds[0]:8.2g}, {stds[1]:8.2g}  the signal {verdict}")

# %% [markdown]
# | beginning | what happens | how you see it at once |
# |---|---|---|
# | zeros | nothing ever moves | all activations 0 |
# | equal constants | every layer is worth one unit | `count_distinct_units` is 1 |
# | too small | signal and gradient vanish | stds fall by a factor per layer |
# | too large | explosion, or saturation with tanh | stds grow, or all $\lvert a \rvert$ are 1 |
# | $1/n$ or $2/n$ | it learns | stds stay level |
#
# ## If you want more
#
# Leaky ReLU with slope $\alpha$ lets a part of the negative half through: $E[x^2] = \tfrac12 (1 + \alpha^2)
# \operatorname{Var}(z)$. Which variance keeps the signal level? Check it over fifty layers. And which learning rate
# lets the network of the race learn from `scale=1`, and how long does it take? Nobody grades this.
#
# **What you have built:** inputs on one scale, five beginnings, and the instruments to judge them. The next
# notebook, `regularization`, asks what can go wrong when a network learns too well.
#
# Save your work (*File → Save*) and hand in this notebook.
