# The lesson "deep networks, step by step", in jupytext percent format. `make assignments` makes the student's notebook
# and the solved one from it; autograder/master.py explains the directives.
# ruff: noqa: F821  (names such as linear_forward come from the exercise cells)

# %% [markdown]
# # Deep networks, step by step
#
# **How often must you fold a sheet of paper so that one straight cut makes a star with sixteen edges?**
#
# What has that to do with networks? A layer of ReLU units folds the plane, and the output unit makes one straight cut.
# Depth is folding. In this notebook you build a network of any depth out of a few small functions, each of them only
# a few lines long. Then you fold paper with it, and at the end you will know what depth buys that width cannot.
#
# | | |
# |---|---|
# | **You need** | the notebook `shallow_network`, or: NumPy's `@`, broadcasting and `axis`, dicts, the chain rule |
# | **It takes** | about four hours; after q5 is a good place for a break |
# | **You can earn** | {{points total}} points in nine questions |
#
# | part | questions |
# |---|---|
# | 1. The way forward | q1 parameters · q2 the linear step · q3 one whole layer · q4 all layers · q5 the cost |
# | 2. The way back | q6 the linear step · q7 one whole layer · q8 all layers · q9 one step of learning |
# | 3. What depth buys | experiments, and four questions to think about |
#
# ### How to work with it
#
# * Replace the line `raise NotImplementedError(…)` of a function by your code, run the cell, then run the check below
#   it. You may check as often as you like.
# * A check runs the public test cases. It tells you how many more will run when the notebook is graded.
# * Stuck? Every question folds two hints. The second one is a worked example on other numbers.
# * Cells headed *Experiment* run your functions and draw. They give no points, so play with them.
# * One mistake costs one question: later questions are graded as if the earlier answers were right.

# %%
import matplotlib.pyplot as plt
import numpy as np
import otter

grader = otter.Notebook()  # finds the test cases in the folder tests/ beside this notebook
plt.rcParams.update({"font.size": 11, "axes.titlesize": 12, "axes.grid": True, "grid.alpha": 0.3})

# %% [markdown]
# ## The star
#
# A paper star lies on a table. Four hundred pins were dropped on it: $x = (x_1, x_2)$ is where a pin landed, and the
# label is $y = 1$ if it hit paper, $y = 0$ if it hit the table. Examples are columns, so `X` is $(2, 400)$ and `Y` is
# $(1, 400)$.

# %% tags=["given"]
# give: datasets.star

# %% tags=["given"]
PAPER, TABLE = "#c8741a", "#2a6f9e"


def draw_points(ax, X, Y, title):
    """Draw pins: those in paper as filled circles, those in the table as crosses."""
    paper = Y[0] > 0.5
    ax.scatter(*X[:, paper], s=16, color=PAPER, edgecolor="white", lw=0.4, label="paper, y = 1", zorder=3)
    ax.scatter(*X[:, ~paper], s=16, color=TABLE, marker="x", lw=0.8, label="table, y = 0", zorder=3)
    ax.set(title=title, xlabel="$x_1$", ylabel="$x_2$", aspect="equal")


def draw_probability(ax, probability, X, Y, title):
    """Colour the plane by probability(points), (2, k) -> (1, k); draw the boundary where it is ½."""
    grid = np.linspace(-2.7, 2.7, 240)
    points = np.stack(np.meshgrid(grid, grid)).reshape(2, -1)
    values = np.asarray(probability(points), dtype=float).reshape(240, 240)
    ax.contourf(grid, grid, values, levels=np.linspace(0, 1, 11), cmap="RdYlBu_r", alpha=0.45)
    ax.contour(grid, grid, values, levels=[0.5], colors="black", linewidths=2)
    draw_points(ax, X, Y, title)
    ax.set(xlim=(-2.7, 2.7), ylim=(-2.7, 2.7))


# %% tags=["given"]
X, Y = star()

# %% tags=["otter_ignore"]
corners = np.pi / 8 * np.arange(17)
outline = np.where(np.arange(17) % 2, 1.0, 2.0) * np.vstack([np.cos(corners), np.sin(corners)])

fig, ax = plt.subplots(figsize=(5.8, 6.2))
ax.plot(*outline, color="0.3", linewidth=1.2, label="the paper, which no network sees")
draw_points(ax, X, Y, "A paper star: eight tips, sixteen edges")
ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.13), ncol=2)
plt.show()
print(f"X {X.shape}: {X.shape[0]} coordinates, {X.shape[1]} examples. Y {Y.shape}: their labels.")

# %% [markdown]
# *Look for:* lines of symmetry. If you fold along one of them, both halves agree.
#
# ### The same two steps, $L$ times
#
# A layer does two things: it weighs and adds (*linear*), and it bends (*activation*). A network of $L$ layers does so
# $L$ times, here with ReLU in all layers but the last, and with the sigmoid in the last:
#
# $$a^{[0]} = x, \qquad z^{[l]} = W^{[l]} a^{[l-1]} + b^{[l]}, \qquad a^{[l]} = g^{[l]}\left(z^{[l]}\right),
# \qquad \hat y = a^{[L]}$$
#
# * $n^{[l]}$ is the number of units of layer $l$; $n^{[0]}$ is the number of inputs. $W^{[l]}$ is
#   $(n^{[l]}, n^{[l-1]})$: a row for each unit, a column for each thing that it reads.
# * The output is $a^{[L]}$ itself. Nothing is multiplied by $W^{[L]}$ after that, though you may find
#   $\hat y = W^{[L]} a^{[L]}$ in print: that counts the last layer twice.
# * Three letters to keep apart: $L$ layers, the loss $\mathcal L$ of one example, the cost $J$ of all. And $m$ counts
#   examples, never layers.
# * In code, small *l* looks like the digit 1. `layer_dims[l - 1]` and `layer_dims[1 - 1]` differ in one
#   pixel and in everything else. An editor with a good font helps.


# %% tags=["otter_ignore"]
def draw_row(ax, y, step, words):
    """One direction of the plan: two boxes for each layer, an arrow between the layers."""
    for i, pair in enumerate(words):
        x = 4.0 * i
        for word, place, color in zip(pair, (0.0, 1.7), (PAPER, TABLE), strict=True):
            box = {"boxstyle": "round,pad=0.4", "facecolor": "white", "edgecolor": color, "linewidth": 2}
            ax.text(x + place, y, word, ha="center", va="center", bbox=box)
        ends = [(x + 2.5, y), (x + 3.35, y)][::step]
        ax.annotate("", ends[1], ends[0], arrowprops={"arrowstyle": "->", "linewidth": 1.6})


fig, ax = plt.subplots(figsize=(12, 4.2))
draw_row(ax, 3.0, 1, [("linear", "ReLU"), ("linear", "ReLU"), ("…", "…"), ("linear", "sigmoid")])
draw_row(ax, 0.6, -1, [("linear", "ReLU"), ("linear", "ReLU"), ("…", "…"), ("linear", "sigmoid")])
for i, name in ((0, "1"), (1, "2"), (3, "L")):
    x = 4.0 * i + 0.85
    ax.text(x, 3.8, f"layer {name}", ha="center", weight="bold")
    ax.annotate("", (x, 1.1), (x, 2.5), arrowprops={"arrowstyle": "->", "linestyle": ":", "color": "0.3"})
    ax.text(x + 0.15, 1.8, f"cache {name}", va="center", color="0.3")
    ax.text(x, -0.15, f"dW{name}, db{name}", ha="center", color="0.3")
for y, step, name in ((3.0, 1, "X"), (0.6, -1, "dA0")):
    ax.text(-2.0, y, name, ha="center", va="center", fontsize=13)
    ends = [(-1.5, y), (-0.75, y)][::step]
    ax.annotate("", ends[1], ends[0], arrowprops={"arrowstyle": "->", "linewidth": 1.6})
for y, name in ((3.0, "AL"), (1.8, "cost J"), (0.6, "dAL")):
    ax.text(16.0, y, name, ha="center", va="center", fontsize=13)
for top in (2.65, 1.45):
    ax.annotate("", (16.0, top - 0.5), (16.0, top), arrowprops={"arrowstyle": "->", "linewidth": 1.6})
ax.set(xlim=(-2.6, 16.9), ylim=(-0.4, 4.1), title="The plan: forward above, back below")
ax.axis("off")
plt.show()

# %% [markdown]
# *Look for:* the caches. On the way forward every layer keeps what it worked with; on the way back it needs exactly
# that, in the opposite order.

# %% [markdown]
# ## Part 1. The way forward
#
# ### q1 · Parameters for any depth ({{points q1}} points)
#
# `layer_dims` lists the sizes of all layers, the input first. For `[5, 4, 3, 1]` there are three layers:
#
# | layer | $W^{[l]}$ | $b^{[l]}$ |
# |---|---|---|
# | 1 | $(4, 5)$ | $(4, 1)$ |
# | 2 | $(3, 4)$ | $(3, 1)$ |
# | 3 | $(1, 3)$ | $(1, 1)$ |
#
# Draw each weight from $0.01 \cdot \mathcal N(0, 1)$ and set the biases to 0. Random, because units that start equal
# stay equal; whether *small* is a good idea in a deep network is another matter, and the last experiment will tell.
#
# A trap for the loop: the list has one entry more than there are layers. Some people call the length of the list $L$,
# others the number of layers. Both are fine, but mix them up and you lose the last layer or run over the end. And
# leave the list as it is: `train` will look up sizes in it afterwards.
#
# <details><summary>Hint 1</summary>
#
# Layer $l$ needs two entries of the list, its own size and that of the layer before. A key such as `W2` can be built
# with an f-string, `f"W{l}"`. `np.random.randn` takes the sizes one by one: with a tuple, `randn((4, 5))`, it raises a
# TypeError. `np.zeros` wants the tuple.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# For `[6, 2, 7]` the keys are W1 of shape (2, 6), b1 (2, 1), W2 (7, 2) and b2 (7, 1). The loop runs twice, for
# $l = 1$ and $l = 2$, and the list has three entries.
#
# </details>

# %% tags=["exercise", "question-q1"]
# write: initialize_parameters_deep

# %% tags=["question-q1"]
grader.check("q1")

# %% [markdown]
# **Experiment: how many numbers is that?** Width counts twice, once as rows and once as columns. Depth counts once.

# %% tags=["otter_ignore"]
for layer_dims in ([2, 48, 1], [2, 8, 8, 8, 1], [2, 96, 1], [2, 8, 8, 8, 8, 8, 8, 1], [2, 96, 96, 1]):
    parameters = initialize_parameters_deep(layer_dims)
    numbers = sum(np.size(value) for value in parameters.values())
    print(f"{len(layer_dims) - 1} layers, {layer_dims!s:28} {numbers:6} parameters")

# %% [markdown]
# ### q2 · The linear step ({{points q2}} points)
#
# All examples at once, one column for each:
#
# $$Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]} \qquad (n^{[l]}, m)$$
#
# For the first layer $A^{[0]} = X$. Return `Z`, and as a second result the tuple `(A, W, b)` of what came in. That is
# the *linear cache*: the way back will need it.
#
# <details><summary>Hint 1</summary>
#
# Two lines. The product of matrices is `@`; $W$ stands on the left. `b` is a column $(n^{[l]}, 1)$, and NumPy spreads
# it over the examples by itself, so there is nothing to reshape. Several results are returned with a comma.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# One unit with weights $W = [2, -1]$ and bias 3, two examples as the columns of
# $A = \begin{pmatrix} 1 & 0 \\ 4 & 5 \end{pmatrix}$. Then $Z = [2 \cdot 1 - 4 + 3,\; 0 - 5 + 3] = [1, -2]$.
#
# </details>

# %% tags=["exercise", "question-q2"]
# write: linear_forward

# %% tags=["question-q2"]
grader.check("q2")

# %% [markdown]
# ### q3 · One whole layer ({{points q3}} points)
#
# Now the bend. Four functions are given, two for each direction; mind what they return:

# %% tags=["given"]
# give: deep_network.relu

# %% tags=["given"]
# give: deep_network.sigmoid

# %% tags=["given"]
# give: deep_network.relu_backward

# %% tags=["given"]
# give: deep_network.sigmoid_backward

# %% [markdown]
# `linear_activation_forward` does the linear step and then the activation that it is asked for, `"relu"` or
# `"sigmoid"`:
#
# $$A^{[l]} = g\left(Z^{[l]}\right) = g\left(W^{[l]} A^{[l-1]} + b^{[l]}\right)$$
#
# Its cache has two parts, one for each step: `(linear_cache, activation_cache)`. The linear cache is what
# `linear_forward` returned, the activation cache is $Z$. Why $Z$, when $A$ is at hand? Because the slope of ReLU is
# asked for at $Z$, and from $A = 0$ nobody can tell how far below zero $Z$ was.
#
# <details><summary>Hint 1</summary>
#
# Call your `linear_forward`, then `relu` or `sigmoid`. Each of the three returns *two* things: catch both, as in
# `A, activation_cache = relu(Z)`. Compare `activation` with `==`, in small letters.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# With the numbers of q2's second hint, $Z = [1, -2]$: `"relu"` gives $A = [1, 0]$, `"sigmoid"` gives
# $[0.7311, 0.1192]$. The cache is `((A_prev, W, b), Z)` in either case.
#
# </details>

# %% tags=["exercise", "question-q3"]
# write: linear_activation_forward

# %% tags=["question-q3"]
grader.check("q3")

# %% [markdown]
# **Experiment: a layer folds the plane.** The four units below read $x_1$, $-x_1$, $x_2$ and $-x_2$. After ReLU the
# first two together make $|x_1| = \mathrm{relu}(x_1) + \mathrm{relu}(-x_1)$. So the next layer can see the plane
# folded along the vertical axis; with the other two it still knows
# $x_2 = \mathrm{relu}(x_2) - \mathrm{relu}(-x_2)$.

# %% tags=["otter_ignore"]
W_fold = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
A, cache = linear_activation_forward(X, W_fold, np.zeros((4, 1)), "relu")
folded = np.vstack([A[0] + A[1], A[2] - A[3]])

fig, axes = plt.subplots(1, 2, figsize=(10, 4.8))
draw_points(axes[0], X, Y, "The plane as it is")
axes[0].axvline(0, color="black", linestyle="--", linewidth=1.5)
draw_points(axes[1], folded, Y, "Folded by one layer with ReLU")
axes[1].axvline(0, color="black", linestyle="--", linewidth=1.5)
axes[1].set(
    xlabel=r"$\mathrm{relu}(x_1) + \mathrm{relu}(-x_1)$", ylabel=r"$\mathrm{relu}(x_2) - \mathrm{relu}(-x_2)$"
)
for ax in axes:
    ax.set(xlim=(-2.8, 2.8), ylim=(-2.8, 2.8))
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the pins of the left half. They now lie on the right one, paper on paper and table on table: half a
# star is left to be cut out.
#
# ### q4 · Forward through all layers ({{points q4}} points)
#
# $$X \;\to\; \underbrace{\text{linear} \to \text{ReLU}}_{L - 1 \text{ times}} \;\to\; \text{linear} \to \text{sigmoid}
# \;\to\; A^{[L]}$$
#
# Return `AL`, of shape $(1, m)$, and the list of all caches in the order of the layers. Python's lists count from 0 and
# our layers from 1: `caches[0]` belongs to layer 1.
#
# The number of layers is not an argument. `parameters` has two entries for each layer, and that is enough.
#
# <details><summary>Hint 1</summary>
#
# A loop over the layers with ReLU, and one call after it for the last layer. `range(1, L)` ends at $L - 1$. What one
# layer returns is what the next one reads: the same name `A` may be used for both. A list grows with `append`.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# One input $x = 3$ and three layers of one unit each: $w = -2, b = 7$; $w = 5, b = -4$; $w = 1, b = -1$. Then
# $z^{[1]} = 1$, $a^{[1]} = 1$; $z^{[2]} = 1$, $a^{[2]} = 1$; $z^{[3]} = 0$, $a^{[3]} = \sigma(0) = \tfrac12$. The list
# of caches has three entries, and `caches[2]` ends with $z^{[3]} = 0$.
#
# </details>

# %% tags=["exercise", "question-q4"]
# write: L_model_forward

# %% tags=["question-q4"]
grader.check("q4")

# %% [markdown]
# **Experiment: paper, folded by your network.** The parameters below are not learned, they are made by hand. Each
# hidden layer is a fold as in the last experiment, along a line through the middle: first along the horizontal
# axis, then the vertical one, then at 45°, then at 22.5°. The output unit makes one straight cut, always the same.


# %% tags=["otter_ignore"]
def fold_parameters(folds):
    """A network whose hidden layers fold the plane, and whose output unit cuts."""
    parameters, unfold = {}, np.eye(2)
    for l in range(1, folds + 1):
        angle = np.pi / 2 ** (l - 1)
        across = np.array([[np.sin(angle), -np.cos(angle)]])  # of length 1, at a right angle to the crease
        along = np.array([[np.cos(angle), np.sin(angle)]])
        parameters[f"W{l}"] = np.vstack([across, -across, along, -along]) @ unfold
        parameters[f"b{l}"] = np.zeros((4, 1))
        unfold = np.hstack([across.T, across.T, along.T, -along.T])  # from the four units to the folded plane
    tip, notch = np.array([2.0, 0.0]), np.array([np.cos(np.pi / 8), np.sin(np.pi / 8)])
    cut = np.array([[notch[1] - tip[1], tip[0] - notch[0]]])
    parameters[f"W{folds + 1}"] = -12 * cut @ unfold
    parameters[f"b{folds + 1}"] = 12 * cut @ tip[:, None]
    return parameters


fig, axes = plt.subplots(1, 4, figsize=(15, 4.3))
for folds, ax in enumerate(axes, start=1):
    parameters = fold_parameters(folds)
    outputs, _ = L_model_forward(X, parameters)
    right = 100 * np.mean((outputs > 0.5) == Y)
    title = f"{folds} fold{'s' if folds > 1 else ''}: {2**folds} edges, {right:.0f} % right"
    draw_probability(ax, lambda points, p=parameters: L_model_forward(points, p)[0], X, Y, title)
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the number of edges. Each fold doubles it, although the cut is always the same single line.
#
# What does the paper look like from inside? Your caches know. The input of each layer, `caches[l - 1][0][0]`, is the
# plane as folded so far.

# %% tags=["otter_ignore"]
outputs, caches = L_model_forward(X, fold_parameters(4))
fig, axes = plt.subplots(1, 5, figsize=(16, 4.2))
for folds, ax in enumerate(axes):
    A_prev = caches[folds][0][0]
    if folds == 0:
        seen = A_prev
    else:
        angle = np.pi / 2 ** (folds - 1)
        across, along = np.array([np.sin(angle), -np.cos(angle)]), np.array([np.cos(angle), np.sin(angle)])
        seen = np.outer(across, A_prev[0] + A_prev[1]) + np.outer(along, A_prev[2] - A_prev[3])
    title = "Unfolded" if folds == 0 else f"After {folds} fold{'s' if folds > 1 else ''}"
    draw_points(ax, seen, Y, title)
    ax.set(xlim=(-2.9, 2.9), ylim=(-2.9, 2.9))
ends = np.array([[2.0, 2 * np.cos(np.pi / 8) - 2], [0.0, 2 * np.sin(np.pi / 8)]])
axes[-1].plot(*ends, color="black", linewidth=2.5)
axes[-1].annotate("the cut", (1.3, 0.25), (0.4, 1.6), arrowprops={"arrowstyle": "->"})
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the last picture. Sixteen layers of paper lie on top of each other, and one straight line parts paper from
# table.
#
# **So the answer is four.** But who tells the network where to fold? Nobody needs to. It can learn to fold for itself,
# and the rest of this notebook teaches it.

# %% [markdown]
# ### q5 · The cost ({{points q5}} points)
#
# As with one hidden layer, the cross-entropy, averaged over the examples:
#
# $$J = -\frac1m \sum_{i=1}^{m} \left[\, y^{(i)} \log a^{[L](i)}
# + \left(1 - y^{(i)}\right) \log\left(1 - a^{[L](i)}\right) \right]$$
#
# The depth of the network makes no difference here: the cost sees the output only. Return a plain number. The logarithm
# is `np.log`. If a prediction is exactly 0 or 1, $\log 0$ gets in the way; guarding against that costs you nothing and
# gains you nothing, as long as ordinary predictions keep their values.
#
# <details><summary>Hint 1</summary>
#
# `AL` and `Y` are both $(1, m)$. Multiply entry by entry, add everything up, divide by $m$: which entry of `Y.shape` is
# that? Is your cost positive?
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# Three examples: $a = 0.9$ with $y = 1$, $a = 0.2$ with $y = 0$, $a = 0.6$ with $y = 0$. Their losses are
# $-\log 0.9 = 0.1054$, $-\log 0.8 = 0.2231$ and $-\log 0.4 = 0.9163$; the cost is $0.4149$.
#
# </details>

# %% tags=["exercise", "question-q5"]
# write: compute_cost

# %% tags=["question-q5"]
grader.check("q5")

# %% [markdown]
# **Experiment: what a wrong prediction costs.** Your cost for a single example.

# %% tags=["otter_ignore"]
predictions = np.linspace(0.005, 0.995, 199)
fig, ax = plt.subplots(figsize=(7, 4))
for label, color, style in ((1.0, PAPER, "-"), (0.0, TABLE, "--")):
    losses = [float(np.squeeze(compute_cost(np.array([[a]]), np.array([[label]])))) for a in predictions]
    ax.plot(predictions, losses, style, color=color, linewidth=2.5, label=f"y = {label:g}")
ax.axhline(np.log(2), color="grey", linestyle=":", linewidth=1.2)
ax.text(0.02, np.log(2) + 0.08, "log 2: knows nothing", color="0.35")
ax.set(title="The loss of one example", xlabel="prediction $a^{[L]}$", ylabel="loss", ylim=(0, 5.5))
ax.legend(loc="upper center")
plt.show()

# %% [markdown]
# *Look for:* the ends. Being sure and wrong has no upper limit, being sure and right is free.
#
# This is a good place for a break.

# %% [markdown]
# ## Part 2. The way back
#
# Each function of the way forward has a partner. $\mathrm{d}Z$, $\mathrm{d}A$, $\mathrm{d}W$ stand for slopes:
# $\mathrm{d}Z^{[l]}$ and $\mathrm{d}A^{[l]}$ are slopes of each example's loss, a column for each; $\mathrm{d}W^{[l]}$
# and $\mathrm{d}b^{[l]}$ are slopes of the cost, **averaged** over the examples.
#
# ### q6 · Back through the linear step ({{points q6}} points)
#
# Suppose that $\mathrm{d}Z^{[l]}$ is known. From $Z = W A_\text{prev} + b$ follow three gradients:
#
# $$
# \begin{aligned}
# \mathrm{d}W^{[l]} &= \tfrac1m\, \mathrm{d}Z^{[l]} A^{[l-1]\mathsf T} && (n^{[l]}, n^{[l-1]}) \\
# \mathrm{d}b^{[l]} &= \tfrac1m \textstyle\sum_{i=1}^{m} \mathrm{d}Z^{[l](i)} && (n^{[l]}, 1) \\
# \mathrm{d}A^{[l-1]} &= W^{[l]\mathsf T}\, \mathrm{d}Z^{[l]} && (n^{[l-1]}, m)
# \end{aligned}
# $$
#
# * The capitals matter: with $\tfrac1m$ belong $\mathrm{d}Z$ and $A$, the matrices of *all* examples. You may find
#   $\tfrac1m\, \mathrm{d}z\, x^{\mathsf T}$ in print: there a single example is divided by the number of all.
# * $\mathrm{d}A$ has a column for each example, and there is nothing to average: no $\tfrac1m$ in the third line.
# * The sum runs over the examples, that is over columns, and must keep its axis.
# * `dZ` and the cache belong to whoever calls you: leave them as they are.
#
# <details><summary>Hint 1</summary>
#
# `A_prev, W, b = cache` takes the cache apart. $m$ is a number of columns. `np.sum(…, axis=…, keepdims=True)`: over
# which axis? Return the three in the order of the docstring.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# Two examples, one unit that reads two: $A_\text{prev} = \begin{pmatrix} 1 & 3 \\ 0 & 2 \end{pmatrix}$, $W = [5, -1]$,
# $\mathrm{d}Z = [2, 4]$. Then $\mathrm{d}W = \tfrac12 [2 \cdot 1 + 4 \cdot 3,\; 2 \cdot 0 + 4 \cdot 2] = [7, 4]$,
# $\mathrm{d}b = \tfrac12 (2 + 4) = 3$ and
# $\mathrm{d}A_\text{prev} = \begin{pmatrix} 10 & 20 \\ -2 & -4 \end{pmatrix}$.
#
# </details>

# %% tags=["exercise", "question-q6"]
# write: linear_backward

# %% tags=["question-q6"]
grader.check("q6")

# %% [markdown]
# ### q7 · Back through one whole layer ({{points q7}} points)
#
# On the way forward the activation came last, so on the way back it comes first:
#
# $$\mathrm{d}Z^{[l]} = \mathrm{d}A^{[l]} \circ g'\left(Z^{[l]}\right)$$
#
# $\circ$ is the product **entry by entry**, and $g'$ has a prime: it is the *slope* of the activation. (The prime is
# easily lost in print. Without it the formula multiplies by the activation itself.) `relu_backward` and
# `sigmoid_backward` do this line for you. Then comes the linear step of q6.
#
# <details><summary>Hint 1</summary>
#
# Take the cache apart into its two halves; each half belongs to one of the two steps. `relu_backward(dA, Z)` gives
# $\mathrm{d}Z$; hand that, and not $\mathrm{d}A$, to your `linear_backward`.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# Take q6's second hint with $\mathrm{d}A = [2, 4]$ instead. If $Z = [-1, 6]$ and the activation is `"relu"`, then
# $\mathrm{d}Z = [0, 4]$: the first example does not pass. So $\mathrm{d}W = \tfrac12 [12, 8] = [6, 4]$ and
# $\mathrm{d}b = 2$. With `"sigmoid"` and $Z = [0, 0]$ it is $\mathrm{d}Z = [0.5, 1]$, since the slope at 0 is
# $\tfrac14$.
#
# </details>

# %% tags=["exercise", "question-q7"]
# write: linear_activation_backward

# %% tags=["question-q7"]
grader.check("q7")

# %% [markdown]
# **Experiment: who gets a gradient?** Through a layer with ReLU a gradient passes only where the unit was on. Six
# units with random weights, and for 40 pins the $\mathrm{d}Z$ that arrives if every $\mathrm{d}A$ is 1.

# %% tags=["otter_ignore"]
rng = np.random.default_rng(3)
W, b = rng.normal(size=(6, 2)), rng.normal(size=(6, 1))
_, cache = linear_activation_forward(X[:, :40], W, b, "relu")
passes = relu_backward(np.ones((6, 40)), cache[1])

fig, ax = plt.subplots(figsize=(10, 2.8))
ax.imshow(passes, cmap="Oranges", vmin=0, vmax=1.4, aspect="auto")
ax.set(title="Where the gradient passes (orange) and where it stops (white)", xlabel="example", ylabel="unit")
ax.set_yticks(range(6), [str(unit) for unit in range(1, 7)])
ax.grid(False)
plt.show()
print("share of examples that reach each unit:", ", ".join(f"{share:.0%}" for share in passes.mean(axis=1)))

# %% [markdown]
# *Look for:* a row without orange. Such a unit would be dead: no example could teach it anything. It seldom happens, as
# most units are on for some examples.
#
# ### q8 · Back through all layers ({{points q8}} points)
#
# The way back starts at the cost. For one example, the slope of the loss with respect to the output is
#
# $$\mathrm{d}A^{[L]} = -\frac{y}{a} + \frac{1 - y}{1 - a}, \qquad a = a^{[L]}$$
#
# From there layer by layer, from the last to the first; what one hands back is what the next one takes:
#
# $$\mathrm{d}A^{[L]} \;\xrightarrow{\text{layer } L,\ \text{sigmoid}}\; \mathrm{d}A^{[L-1]}
# \;\xrightarrow{\text{layer } L-1,\ \text{ReLU}}\; \cdots
# \;\xrightarrow{\text{layer } 1,\ \text{ReLU}}\; \mathrm{d}A^{[0]}$$
#
# Collect everything in a dict `grads`: layer $l$ yields `dW` and `db` with its own number and `dA` with the number
# of the layer before, so `dA0, dW1, db1, dA1, dW2, …`. (Older code gives `dA` the number $l$ too. Only `dW` and
# `db` are needed for learning, and either way is accepted, as are dicts without any `dA`.)
#
# * Mind the signs of $\mathrm{d}A^{[L]}$. If $y = 1$, a larger output lowers the loss, so the slope must be negative.
# * $a - y$ is $\mathrm{d}Z^{[L]}$, not $\mathrm{d}A^{[L]}$. Both are good starting points, but
#   `linear_activation_backward` wants $\mathrm{d}A$.
# * `caches` counts from 0: layer $l$ finds its cache at `caches[l - 1]`.
#
# <details><summary>Hint 1</summary>
#
# As on the way forward, one layer is special and the others are a loop; this time the special one comes first.
# Python counts down with `range(L, 0, -1)` or `reversed(range(L))`. Keep the `dA` of each layer for the next turn
# of the loop.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# The network of q4's second hint, with $a^{[3]} = \tfrac12$ and $y = 1$: $\mathrm{d}a^{[3]} = -2$. Layer 3:
# $\mathrm{d}z = -2 \cdot \tfrac14 = -\tfrac12$ (which is $a - y$), $\mathrm{d}w = -\tfrac12 \cdot 1$,
# $\mathrm{d}b = -\tfrac12$, and $\mathrm{d}a^{[2]} = 1 \cdot (-\tfrac12)$. Layer 2: $z = 1$ is positive, so
# $\mathrm{d}z = -\tfrac12$, $\mathrm{d}w = -\tfrac12$, $\mathrm{d}a^{[1]} = 5 \cdot (-\tfrac12) = -2.5$. Layer 1:
# $\mathrm{d}z = -2.5$, $\mathrm{d}w = -2.5 \cdot 3 = -7.5$, $\mathrm{d}a^{[0]} = -2 \cdot (-2.5) = 5$.
#
# </details>

# %% tags=["exercise", "question-q8"]
# write: L_model_backward

# %% tags=["question-q8"]
grader.check("q8")

# %% [markdown]
# **Experiment: is it really a slope?** Nudge one weight of each layer by a millionth to either side and watch the cost.

# %% tags=["otter_ignore"]
rng = np.random.default_rng(4)
layer_dims = [2, 5, 4, 3, 1]
point = {}
for l in range(1, len(layer_dims)):
    point[f"W{l}"] = rng.normal(size=(layer_dims[l], layer_dims[l - 1]))
    point[f"b{l}"] = rng.normal(size=(layer_dims[l], 1))
AL, caches = L_model_forward(X, point)
grads = L_model_backward(AL, Y, caches)
for key in point:
    nudged = {}
    for sign in (1, -1):
        moved = {name: value.copy() for name, value in point.items()}
        moved[key][0, 0] += sign * 1e-6
        nudged[sign] = float(np.squeeze(compute_cost(L_model_forward(X, moved)[0], Y)))
    measured = (nudged[1] - nudged[-1]) / 2e-6
    print(f"d{key}[0, 0]: measured {measured:+.8f}, yours {grads['d' + key][0, 0]:+.8f}")

# %% [markdown]
# *Look for:* digits that differ. In the first six there should be none.
#
# ### q9 · One step for every layer ({{points q9}} points)
#
# $$W^{[l]} := W^{[l]} - \alpha\, \mathrm{d}W^{[l]}, \qquad b^{[l]} := b^{[l]} - \alpha\, \mathrm{d}b^{[l]},
# \qquad l = 1, \ldots, L$$
#
# $\alpha$ is the learning rate, `learning_rate` in code; do not take it for an activation $a$. Besides `dW` and `db`
# the dict `grads` may hold `dA0`, `dA1`, …: those belong to no parameter.
#
# <details><summary>Hint 1</summary>
#
# Count the layers by `parameters`, since `grads` may have more entries. The gradient of `parameters["W2"]` is
# `grads["dW2"]`. Here $l$ runs up to $L$ itself: what must the end of the `range` be?
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# With $W^{[2]} = [3, -1]$, $\mathrm{d}W^{[2]} = [-20, 10]$ and $\alpha = 0.1$ the new $W^{[2]}$ is
# $[3 + 2,\; -1 - 1] = [5, -2]$.
#
# </details>

# %% tags=["exercise", "question-q9"]
# write: update_parameters

# %% tags=["question-q9"]
grader.check("q9")

# %% [markdown]
# ## Part 3. What depth buys
#
# That was the last function. `train` and `predict` are given; they call yours, and nothing else.

# %% tags=["given"]
# give: deep_network.train

# %% tags=["given"]
# give: deep_network.predict

# %% [markdown]
# **Experiment: can a network learn to fold?** One to four hidden layers of eight units each, the same pins, the
# same learning rate, the same number of steps. That is more than a hundred thousand calls of your functions and takes
# seconds.

# %% tags=["otter_ignore"]
depths = (1, 2, 3, 4)
trained = {hidden: train(X, Y, [2, *[8] * hidden, 1]) for hidden in depths}

fig, axes = plt.subplots(1, 4, figsize=(15, 4.3))
for ax, (hidden, (parameters, _)) in zip(axes, trained.items(), strict=True):
    right = 100 * np.mean(predict(X, parameters) == Y)
    title = f"{hidden} hidden layer{'s' if hidden > 1 else ''}: {right:.1f} % right"
    draw_probability(ax, lambda points, p=parameters: L_model_forward(points, p)[0], X, Y, title)
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* corners. The shallow network has only eight lines to bend at, and spends them on something roundish.
# With each layer more tips come out.

# %% tags=["otter_ignore"]
fig, ax = plt.subplots(figsize=(7.5, 4.4))
shades = plt.get_cmap("viridis")(np.linspace(0.0, 0.8, len(depths)))
styles = (":", "-.", "--", "-")
for (hidden, (_, costs)), shade, style in zip(trained.items(), shades, styles, strict=True):
    label = f"{hidden} hidden layer{'s' if hidden > 1 else ''}"
    ax.plot(costs, color=shade, linewidth=0.6, alpha=0.5)
    median = np.median(np.lib.stride_tricks.sliding_window_view(costs, 51), axis=1)
    ax.plot(np.arange(len(median)) + 25, median, style, color=shade, linewidth=2.2, label=label)
ax.axhline(np.log(2), color="grey", linewidth=1)
ax.text(3000, np.log(2) + 0.01, "log 2: knows nothing", ha="right", color="0.35")
ax.set(
    title="Cost while the star is learned (thick: median of 51 steps)",
    xlabel="iteration",
    ylabel="cost $J$",
    ylim=(0, 0.78),
)
ax.legend(loc="upper right", bbox_to_anchor=(1.0, 0.86))
plt.show()

# %% [markdown]
# *Look for:* the order of the curves at the end. And the thin spikes: now and then a step is too long for a steep
# place, and the next steps have to repair the damage. The deeper the network, the steeper its valleys.
#
# Is a low cost on these 400 pins a good star? Ask 4000 pins that no network has seen.

# %% tags=["otter_ignore"]
X_new, Y_new = star(m=4000, seed=11)
for hidden, (parameters, _) in trained.items():
    old, new = (
        100 * np.mean(predict(points, parameters) == labels) for points, labels in ((X, Y), (X_new, Y_new))
    )
    print(f"{hidden} hidden layer(s): {old:5.1f} % of the pins it learned from, {new:5.1f} % of new ones")
hand_made = 100 * np.mean(predict(X_new, fold_parameters(4)) == Y_new)
print(f"folded by hand:   {hand_made:5.1f} % of new ones")

# %% [markdown]
# *Look for:* the gap between the two columns. A network can learn its pins by heart; the notebook `regularization` is
# about that.
#
# **Experiment: counting pieces.** Walk around the middle in a circle. Every time a hidden unit switches on or off
# you step onto another *piece*, on which the network is linear before its last sigmoid. The more pieces, the more
# edges a boundary can have. Beside the folds, networks of one hidden layer with the same number of units, their
# weights drawn at random.


# %% tags=["otter_ignore"]
def pieces(parameters, steps=40001):
    """How many linear pieces a circle meets: changes of the on/off pattern of the hidden units."""
    angles = np.linspace(0, 2 * np.pi, steps) + 0.01
    _, caches = L_model_forward(1.5 * np.vstack([np.cos(angles), np.sin(angles)]), parameters)
    pattern = np.vstack([Z > 0 for _, Z in caches[:-1]])
    return int(np.sum(np.any(pattern[:, 1:] != pattern[:, :-1], axis=0)))


rng = np.random.default_rng(6)
units, deep, shallow = [], [], []
for folds in range(1, 10):
    units.append(4 * folds)
    deep.append(pieces(fold_parameters(folds)))
    W, b = rng.normal(size=(4 * folds, 2)), 0.5 * rng.normal(size=(4 * folds, 1))
    shallow.append(pieces({"W1": W, "b1": b, "W2": np.ones((1, 4 * folds)), "b2": np.zeros((1, 1))}))

fig, ax = plt.subplots(figsize=(7.5, 4.4))
ax.semilogy(units, deep, "o-", color=PAPER, linewidth=2.2, label="deep: four units a layer, folding")
ax.semilogy(units, shallow, "x--", color=TABLE, linewidth=2.2, label="one hidden layer, at random")
ax.semilogy(units, 2 * np.array(units), ":", color="0.3", linewidth=1.5, label="one hidden layer, at most")
ax.set(title="Linear pieces around a circle", xlabel="hidden units", ylabel="pieces")
ax.legend()
plt.show()

# %% [markdown]
# *Look for:* a straight line on this logarithmic axis: it means doubling.
#
# In one hidden layer every unit has a straight line at which it switches, and a circle crosses a line at most
# twice. So $N$ units give at most $2N$ pieces, whatever the weights. A folding layer of four units *doubles* the
# number. That is what depth buys: **width adds, depth multiplies.** It is no magic, though. The pieces of a folded
# plane are copies of each other; depth pays where a problem has structure that can be used again and again, as a
# star has, or the edges and shapes in photographs.
#
# **Experiment: does the gradient get through?** Until now `train` has quietly enlarged your starting weights: their
# spread of 0.01 became $\sqrt{2 / n^{[l-1]}}$. Here is why. Networks of two to five layers, at the start, with your
# weights of 0.01: how long is $\mathrm{d}W^{[l]}$ in each layer? And what becomes of the deepest if it is trained like
# that?


# %% tags=["otter_ignore"]
def gradient_norms(layer_dims, stretch):
    """The norm of dW in each layer of a fresh network."""
    start, _ = train(X, Y, layer_dims, num_iterations=0, stretch=stretch)
    AL, caches = L_model_forward(X, start)
    grads = L_model_backward(AL, Y, caches)
    return [np.linalg.norm(grads[f"dW{l}"]) for l in range(1, len(layer_dims))]


fig, (left, right) = plt.subplots(1, 2, figsize=(12, 4.6))
deepest = [2, 8, 8, 8, 8, 1]
large = gradient_norms(deepest, stretch=True)
left.semilogy(range(1, 6), large, "o-", color=PAPER, linewidth=2.2)
left.text(5.1, large[-1], "5 layers,\nlarger weights", va="center", fontsize=10)
for layers, shade in zip((2, 3, 4, 5), plt.get_cmap("Blues")(np.linspace(0.5, 1.0, 4)), strict=True):
    norms = gradient_norms([2, *[8] * (layers - 1), 1], stretch=False)
    left.semilogy(range(1, layers + 1), norms, "x--", color=shade, linewidth=2)
    left.text(layers + 0.1, norms[-1], f"{layers} layers, 0.01", va="center", fontsize=10)
    print(f"{layers} layers, 0.01: " + "  ".join(f"{norm:.0e}" for norm in norms))
left.set(
    title="Length of the gradient at the start", xlabel="layer $l$", ylabel=r"norm of $\mathrm{d}W^{[l]}$"
)
left.set(xlim=(0.7, 6.6), xticks=range(1, 6))

for label, stretch, color, style in (("0.01", False, TABLE, "--"), ("larger", True, PAPER, "-")):
    costs = train(X, Y, deepest, num_iterations=1000, stretch=stretch)[1]
    right.plot(costs, style, color=color, linewidth=2.2, label=f"starting weights: {label}")
right.set(title="Cost of five layers", xlabel="iteration", ylabel="cost $J$", ylim=(0, 0.78))
right.legend(loc="lower left")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* how far the dashed lines lie apart on the left, and the one on the right, which never leaves $\log 2$.
#
# On the way forward the activations are multiplied by one $W^{[l]}$ after the other, and on the way back the slopes
# are. Each of these small matrices makes them fifty times smaller or more. $\mathrm{d}W^{[l]}$ is a product of both, so
# all matrices but $W^{[l]}$ itself have a part in it, whatever $l$ is: the gradient is *exponentially small in the
# depth*. ReLU is no remedy. It does not saturate, but it does not enlarge what is small either. What decides is
# the size of the weights, and the right size depends on how many numbers a unit adds up. That is the subject of
# the next notebook, `initialization`.

# %% [markdown]
# ## To think about
#
# Four questions without points. Decide first, then unfold.
#
# **a)** A network has `layer_dims = [12, 7, 7, 5, 1]`. How many layers has it, and what is the shape of $W^{[3]}$?
#
# <details><summary>Answer</summary>
#
# Four layers: the input is layer 0 and is not counted. $W^{[3]}$ is $(n^{[3]}, n^{[2]}) = (5, 7)$.
#
# </details>
#
# **b)** Why does each layer keep a cache? The way back could compute everything again.
#
# <details><summary>Answer</summary>
#
# It could, but $\mathrm{d}W^{[l]}$ needs $A^{[l-1]}$ and $\mathrm{d}Z^{[l]}$ needs $Z^{[l]}$. To find these again
# for layer $l$, one has to go forward through all layers up to $l$: for all layers together that is about $L^2 / 2$
# steps instead of $L$. The cache buys time with memory.
#
# </details>
#
# **c)** In which of your functions does the number $m$ of examples appear, and why not in the others?
#
# <details><summary>Answer</summary>
#
# In `compute_cost` and in `linear_backward`, which make averages over the examples. Everything else treats each column
# by itself: with one example more, there is one column more, and the other columns stay as they are.
#
# </details>
#
# **d)** A friend says: "With ReLU the gradient cannot vanish, as its slope is 1." What do you answer?
#
# <details><summary>Answer</summary>
#
# The slope is 1 where a unit is on, and 0 where it is off. But going back, the gradient also meets
# $W^{[l]\mathsf T}$ in every layer. If these matrices shorten vectors, it vanishes; if they lengthen them, it
# explodes. You have seen the first in the last experiment. ReLU only takes care that the activation does no further
# harm.
#
# </details>

# %% [markdown]
# ## The answer
#
# **Four folds.** One for each doubling: $2^4 = 16$ edges from one cut. A hidden layer of ReLU units can fold, the
# next one folds what is folded already, and the output unit cuts. One hidden layer has to draw every edge by
# itself, and needs twice as many units for twice as many edges; a deep one needs a layer more.
#
# And nobody folded the paper for the networks of the last part. The same gradient descent that trains a single hidden
# layer found shapes that serve nearly as well, since your way back tells every layer, however deep, in which direction
# it should change.
#
# ### If you want more
#
# * How many hidden layers of only four units does `train` need for the star? (The folds by hand say that four are
#   enough to *be* a star. To *learn* it is harder.)
# * What does `train(X, Y, [2, 48, 1])` make of it, which has more parameters than three hidden layers of eight units?
# * Try other seeds. Deep networks depend more on luck at the start than shallow ones. How much?
#
# **What you have built:** a network of any depth out of functions that fit on a screen each. Larger libraries have
# more kinds of layers, but they work like this: every layer knows how to go forward, what to remember, and how to
# go back.
#
# Save your work (*File → Save*) and hand in this notebook.
