# The lesson "one hidden layer, forward and backward", in jupytext percent format. `make assignments` makes the
# student's notebook and the solved one from it; autograder/master.py explains the directives.
# ruff: noqa: F821  (names such as sigmoid come from the exercise cells)

# %% [markdown]
# # One hidden layer, forward and backward
#
# **How many straight lines does it take to fence in an island?**
#
# A single logistic unit can only rule the plane with one straight line. A network combines many such lines and can
# draw a coast. In this notebook you build that network from nothing but NumPy, teach it to read a map, and then look
# inside to see which lines it drew. At the end you will know the answer, and why it cannot be smaller.
#
# | | |
# |---|---|
# | **You need** | Python functions, NumPy arrays (`@`, broadcasting, `axis`), derivatives and the chain rule |
# | **It takes** | about four hours; after q5 is a good place for a break |
# | **You can earn** | {{points total}} points in twelve questions |
#
# | part | questions |
# |---|---|
# | 1. Activations | q1 sigmoid · q2 ReLU and leaky ReLU · q3 their slopes |
# | 2. Layers | q4 sizes and initial parameters · q5 two linear layers are one · q6 forward propagation |
# | 3. Learning | q7 cost · q8 backward propagation · q9 one step of gradient descent · q10 training |
# | 4. The answer | q11 prediction · q12 concepts |
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
import time
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import otter

grader = otter.Notebook()  # finds the test cases in the folder tests/ beside this notebook
plt.rcParams.update({"font.size": 11, "axes.titlesize": 12, "axes.grid": True, "grid.alpha": 0.3})

# %% [markdown]
# ## The map
#
# Four hundred soundings were taken around an island. Each is a point of the map, $x = (x_1, x_2)$, with a label:
# $y = 1$ where there was land and $y = 0$ where there was water. We want a function that says for *any* point how
# probable land is.

# %% tags=["given"]
# give: datasets.island

# %% tags=["given"]
LAND, WATER = "#c8741a", "#2a6f9e"


def draw_points(ax, X, Y, title):
    """Draw a map: land as filled circles, water as crosses."""
    land = Y[0] > 0.5
    ax.scatter(*X[:, land], s=22, color=LAND, edgecolor="white", lw=0.5, label="land, y = 1", zorder=3)
    ax.scatter(*X[:, ~land], s=22, color=WATER, marker="x", lw=1, label="water, y = 0", zorder=3)
    ax.set(title=title, xlabel="$x_1$", ylabel="$x_2$", aspect="equal")


def draw_probability(ax, probability, X, Y, title):
    """Colour the plane by probability(points), (2, k) -> (1, k); draw the boundary where it is ½."""
    low, high = X.min() - 0.2, X.max() + 0.2
    grid = np.linspace(low, high, 160)
    points = np.stack(np.meshgrid(grid, grid)).reshape(2, -1)
    values = np.asarray(probability(points), dtype=float).reshape(160, 160)
    ax.contourf(grid, grid, values, levels=np.linspace(0, 1, 11), cmap="RdYlBu_r", alpha=0.45)
    ax.contour(grid, grid, values, levels=[0.5], colors="black", linewidths=2)
    draw_points(ax, X, Y, title)
    ax.set(xlim=(low, high), ylim=(low, high))


# %% tags=["given"]
X, Y = island()

# %% tags=["otter_ignore"]
fig, ax = plt.subplots(figsize=(5.5, 5.6))
draw_points(ax, X, Y, "The island: can you fence it in with straight lines?")
ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncol=2)
plt.show()
print(f"X {X.shape}: {X.shape[0]} coordinates, {X.shape[1]} examples. Y {Y.shape}: their labels.")

# %% [markdown]
# *Look for:* a line that has all the land on one side. There is none.
#
# ### Four rules of notation
#
# 1. **Examples are columns.** $X$ is $(n_x, m)$: column $i$ is example $x^{(i)}$. $Y$ is $(n_y, m)$.
# 2. **Round brackets count examples, square brackets count layers.** $a^{[2](7)}$ is what layer 2 gives for example 7.
#    A lower index counts units: $a^{[1]}_3$ is the third unit of layer 1. In print the brackets are easily lost, so
#    when you read $x^{2}$ somewhere, ask which was meant: example two, or a square.
# 3. **The input is layer 0**, $a^{[0]} = x$, and is not counted. With one hidden layer and an output layer, ours is a
#    *two-layer network*.
# 4. **Parameters belong to layers, not to examples.** There is a $W^{[1]}$, but no $W^{[1](i)}$: all examples share it.
#
# In code, the layer becomes a digit: $W^{[1]}$ is `W1`, $\mathrm{d}W^{[1]}$ is `dW1`.

# %% [markdown]
# ## Part 1. Activations
#
# An activation function bends a straight line. Without one, as q5 will show, a whole stack of layers is worth no more
# than one. All four below act on each entry of an array by itself, so **the result has the shape of the argument**.
#
# ### q1 · The sigmoid function ({{points q1}} points)
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# $e = 2.718\ldots$ is Euler's number. (If you ever read $1/(1 + a^{-z})$: that is a misprint.) The sigmoid squeezes
# every number into $(0, 1)$, which makes it a probability.
#
# Your function must cope with large $|z|$ as well: $\sigma(800)$ is 1 and $\sigma(-800)$ is 0 in floating point. The
# plain formula gets there, but complains of an overflow on the way. That costs nothing; avoiding it is good craft.
#
# <details><summary>Hint 1</summary>
#
# `np.exp` takes a whole array; no loop is needed. To avoid the overflow, never raise $e$ to a large *positive* power.
# For negative $z$ multiply numerator and denominator by $e^{z}$ and look at what you get.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# At $z = \ln 3$: $e^{-z} = \tfrac13$, so $\sigma = 1 / (1 + \tfrac13) = \tfrac34$. At $z = -\ln 3$: $e^{-z} = 3$, so
# $\sigma = \tfrac14$. The two add up to 1, as $\sigma(z)$ and $\sigma(-z)$ always do. At $z = 0$ you must get
# $\tfrac12$.
#
# </details>

# %% tags=["exercise", "question-q1"]
# write: activations.sigmoid

# %% tags=["question-q1"]
grader.check("q1")

# %% [markdown]
# **Experiment: tanh is a sigmoid in disguise.** The hyperbolic tangent runs from −1 to 1. Shift and stretch a sigmoid
# and you have it:
#
# $$\tanh z = 2\,\sigma(2z) - 1$$
#
# The cell checks that with your function. Mind the name: it is `np.tanh`, not `np.tan`. $\tan 1.5$ is 14.1, far outside
# $(-1, 1)$.

# %% tags=["otter_ignore"]
z = np.linspace(-20, 20, 2001)
difference = np.max(np.abs(np.tanh(z) - (2 * sigmoid(2 * z) - 1)))
assert difference < 1e-6, "tanh(z) and 2·sigmoid(2z) − 1 should be the same function"
print(f"largest difference on [-20, 20]: {difference:.1e}, which is rounding")

# %% [markdown]
# ### q2 · ReLU and leaky ReLU ({{points q2}} points)
#
# The *rectified linear unit* keeps what is positive. Its *leaky* sister lets a little of the rest through:
#
# $$\mathrm{relu}(z) = \max(0, z) \qquad\qquad
# \mathrm{leaky}(z) = \begin{cases} z & z > 0 \\ \alpha z & \text{otherwise} \end{cases}$$
#
# Return a **new** array and leave `z` as it was: backward propagation will need it. You may meet
# $\max(\alpha z, z)$ for the second one. That is right for $\alpha \le 1$ only; the two cases are right for every
# $\alpha$.
#
# <details><summary>Hint 1</summary>
#
# Python's `max` cannot compare an array with a number, and `np.max` gives the largest entry of the whole array. What
# you want compares entry by entry. For two cases, look at `np.where(condition, then, otherwise)`.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# With $\alpha = 0.5$, a leak you would never use: leaky of $[-4, 0, 6]$ is $[-2, 0, 6]$, and relu of it is $[0, 0, 6]$.
# With $\alpha = 3$, leaky of $[-1, 1]$ is $[-3, 1]$. Does yours say so?
#
# </details>

# %% tags=["exercise", "question-q2"]
# write: activations.relu

# %% tags=["exercise", "question-q2"]
# write: activations.leaky_relu

# %% tags=["question-q2"]
grader.check("q2")

# %% [markdown]
# **Experiment: four ways to bend a line.** Drawn with your functions; the leak is exaggerated to 0.1.

# %% tags=["otter_ignore"]
z = np.linspace(-5, 5, 501)
curves = {
    "sigmoid": sigmoid(z),
    "tanh": np.tanh(z),
    "ReLU": relu(z),
    "leaky ReLU, α = 0.1": leaky_relu(z, 0.1),
}

fig, axes = plt.subplots(1, 4, figsize=(12, 3), sharex=True)
for ax, (label, a) in zip(axes, curves.items(), strict=True):
    ax.axhline(0, color="grey", linewidth=0.8)
    ax.plot(z, a, linewidth=2.5, color=LAND)
    ax.set(title=label, xlabel="$z$")
axes[0].set_ylabel("$a = g(z)$")
fig.suptitle("Activation functions")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* where each curve goes flat, and around which value it is centred.
#
# ### q3 · Slopes of the activation functions ({{points q3}} points)
#
# Learning follows slopes. For the smooth two they can be written with the activation $a = g(z)$ itself, which saves
# work:
#
# | activation | slope | at $z = 0$ |
# |---|---|---|
# | $a = \sigma(z)$ | $\sigma'(z) = a\,(1 - a)$ | $\tfrac14$ |
# | $a = \tanh(z)$ | $\tanh'(z) = 1 - a^2$ | $1$ |
# | relu | $1$ where $z > 0$, $0$ where $z < 0$ | undefined; choose 0 or 1 |
# | leaky relu | $1$ where $z > 0$, $\alpha$ where $z < 0$ | undefined; choose $\alpha$ or 1 |
#
# All four of your functions take $z$, **not** $a$. At the kink of the last two either value is accepted: a number that
# is exactly 0 hardly ever occurs.
#
# <details><summary>Hint 1</summary>
#
# The first step of the smooth ones is to compute $a$ from $z$. You may call your own `sigmoid`. For the others, what
# does `z > 0` give, and what does `np.where` make of it?
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# At $z = \ln 3$: $a = \sigma(z) = \tfrac34$, so the slope is $\tfrac34 \cdot \tfrac14 = \tfrac{3}{16}$. At the same
# $z$: $\tanh(z) = (3 - \tfrac13)/(3 + \tfrac13) = 0.8$, so the slope is $1 - 0.64 = 0.36$. And leaky relu with
# $\alpha = 0.5$ has the slopes $[0.5, 1]$ at $[-4, 6]$.
#
# </details>

# %% tags=["exercise", "question-q3"]
# write: activations.sigmoid_derivative

# %% tags=["exercise", "question-q3"]
# write: activations.tanh_derivative

# %% tags=["exercise", "question-q3"]
# write: activations.relu_derivative

# %% tags=["exercise", "question-q3"]
# write: activations.leaky_relu_derivative

# %% tags=["question-q3"]
grader.check("q3")

# %% [markdown]
# **Experiment: where learning stalls.**

# %% tags=["otter_ignore"]
z = np.linspace(-10, 10, 1001)
slopes = {
    "sigmoid": (sigmoid_derivative(z), "-"),
    "tanh": (tanh_derivative(z), "-"),
    "ReLU": (relu_derivative(z), "--"),
    "leaky ReLU, α = 0.1": (leaky_relu_derivative(z, 0.1), ":"),
}

fig, ax = plt.subplots(figsize=(7.5, 4))
for label, (slope, style) in slopes.items():
    ax.plot(z, slope, style, linewidth=2.2, label=label)
ax.set(title="Slopes of the activation functions", xlabel="$z$", ylabel="$g'(z)$")
ax.legend(loc="upper left")
plt.show()
for point in (0.0, 10.0, -10.0):
    sigmoid_slope = float(sigmoid_derivative(np.array([point]))[0])
    tanh_slope = float(tanh_derivative(np.array([point]))[0])
    print(f"at z = {point:5.1f}: slope of sigmoid {sigmoid_slope:.1e}, of tanh {tanh_slope:.1e}")

# %% [markdown]
# *Look for:* how quickly the two smooth curves reach zero on both sides.
#
# * **Saturation.** Where $|z|$ is large the slope of sigmoid and tanh is next to nothing: 4.5e-5 and 8.2e-9 at
#   $\pm 10$. A unit that sits there hardly learns. Note the bars: a *very negative* $z$ is as bad as a very positive
#   one.
# * **ReLU** has slope 1 for every positive $z$, so it does not saturate there. For negative $z$ its slope is 0. That is
#   its weakness, not its strength: a unit that is negative for *every* example gets no gradient and stays dead.
#   It rarely hurts, since most units are positive for some examples, and the many zeros even make the layer sparse.
#   Leaky ReLU keeps a small slope and never dies.
# * **Centre.** The outputs of tanh lie around 0, those of sigmoid around ½. The next layer learns more easily from
#   inputs around 0, so in *hidden* layers tanh usually beats sigmoid. At the *output* it is the other way round: for
#   a label that is 0 or 1 we want a probability, and the sigmoid gives one.
# * **Other outputs.** To predict any real number, such as a temperature, leave the output linear. If the number cannot
#   be negative, such as a price, ReLU at the output is a good choice. Hidden layers stay non-linear in any case.

# %% [markdown]
# ## Part 2. Layers
#
# You know one unit already: it is logistic regression. It weighs its inputs, adds a bias and bends the sum:
#
# $$z = w^{\mathsf T} x + b, \qquad a = \sigma(z)$$
#
# A network is a pile of such units. The hidden ones all read $x$; the output unit reads the hidden ones.
#
# ### q4 · Sizes and initial parameters ({{points q4}} points)
#
# Stack the weight vectors of a layer as **rows** of a matrix, one row per unit:
#
# | parameter | shape | with 3 inputs, 4 hidden units, 1 output | start |
# |---|---|---|---|
# | $W^{[1]}$ | $(n_h, n_x)$ | $(4, 3)$ | $0.01 \cdot \mathcal N(0, 1)$ |
# | $b^{[1]}$ | $(n_h, 1)$ | $(4, 1)$ | 0 |
# | $W^{[2]}$ | $(n_y, n_h)$ | $(1, 4)$ | $0.01 \cdot \mathcal N(0, 1)$ |
# | $b^{[2]}$ | $(n_y, 1)$ | $(1, 1)$ | 0 |
#
# *Why random?* Units that start equal stay equal: they would all draw the same line. And with all weights zero
# and tanh in the hidden layer, every weight gradient is exactly zero: nothing but the output bias can move.
# *Why small?* So that $z$ starts near 0, where tanh is steep. Biases may start at zero: the weights already differ.
#
# `layer_sizes` reads $n_x$ and $n_y$ off the data; `n_h` is your choice.
#
# <details><summary>Hint 1</summary>
#
# Examples are columns, so sizes are numbers of *rows*: which entry of `X.shape` is that? `np.random.randn` takes the
# sizes one by one, `randn(4, 3)`; with a tuple, `randn((4, 3))`, it raises a TypeError. `np.zeros` wants the tuple.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# For `X` of shape (6, 50), `Y` of shape (1, 50) and 5 hidden units the sizes are (6, 5, 1), whatever the 50. The
# parameters then have the shapes (5, 6), (5, 1), (1, 5) and (1, 1): 30 + 5 + 5 + 1 = 41 numbers.
#
# </details>

# %% tags=["exercise", "question-q4"]
# write: layer_sizes

# %% tags=["exercise", "question-q4"]
# write: initialize_parameters

# %% tags=["question-q4"]
grader.check("q4")

# %% [markdown]
# **Experiment: why 0.01?** The mean slope of four tanh units on the map, for weights of different size. It is what a
# unit has to learn with.

# %% tags=["otter_ignore"]
np.random.seed(0)
weights = initialize_parameters(2, 4, 1)["W1"] / 0.01  # N(0, 1)
for scale in (0.01, 1.0, 10.0, 100.0):
    slope = np.mean(tanh_derivative(scale * weights @ X))
    print(f"weights of size {scale:6g}: mean slope {slope:.4f}")

# %% [markdown]
# ### q5 · Two linear layers are one ({{points q5}} points)
#
# What if we left the bending out? Let two layers follow each other without an activation:
#
# $$z^{[1]} = W^{[1]} x + b^{[1]}, \qquad z^{[2]} = W^{[2]} z^{[1]} + b^{[2]}$$
#
# Find the **one** layer $(W, b)$ that does the same: $z^{[2]} = W x + b$ for *every* $x$. Here $W^{[1]}$ is
# $(n_1, n_0)$ and $W^{[2]}$ is $(n_2, n_1)$, so $W$ must be $(n_2, n_0)$ and $b$ must be $(n_2, 1)$.
#
# <details><summary>Hint 1</summary>
#
# Put the first equation into the second and multiply out. What stands before $x$ is $W$; all the rest is $b$. Matrix
# products do not commute: keep the order.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# With plain numbers: $z_1 = 3x + 1$ and $z_2 = 2 z_1 + 5 = 2(3x + 1) + 5 = 6x + 7$. So the one layer has weight
# $6 = 2 \cdot 3$ and bias $7 = 2 \cdot 1 + 5$.
#
# </details>

# %% tags=["exercise", "question-q5"]
# write: collapse_linear

# %% tags=["question-q5"]
grader.check("q5")

# %% [markdown]
# **Experiment: as deep as you like, still straight.** Each picture shows the output of a random network *without*
# activations. The colours and the black boundary come from going through its layers one after the other. The white
# dashes on it come from the single layer to which your `collapse_linear` reduces them all.

# %% tags=["otter_ignore"]
rng = np.random.default_rng(8)
fig, axes = plt.subplots(1, 3, figsize=(12, 4.2))
for ax, depth in zip(axes, (2, 5, 20), strict=True):
    sizes = [2, *[6] * (depth - 1), 1]
    layers = [
        (rng.normal(size=(n_out, n_in)) / np.sqrt(n_in), 0.2 * rng.normal(size=(n_out, 1)))
        for n_in, n_out in pairwise(sizes)
    ]
    W, b = layers[0]
    for W_next, b_next in layers[1:]:
        W, b = collapse_linear(W, b, W_next, b_next)
    b_last = layers[-1][1] - b  # move the boundary through the middle of the map
    layers[-1] = (layers[-1][0], b_last)

    def deep_linear(points, layers=layers):
        for W_layer, b_layer in layers:
            points = W_layer @ points + b_layer
        return sigmoid(points / np.std(points))

    draw_probability(ax, deep_linear, X, Y, f"{depth} linear layers")
    ends = np.array([-5.0, 5.0])
    direction = np.array([-W[0, 1], W[0, 0]]) / np.hypot(*W[0])
    ax.plot(direction[0] * ends, direction[1] * ends, "--", color="white", linewidth=2, zorder=4)
fig.suptitle("Boundaries of deep linear networks, and of the one layer that they are worth")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* any bend at all. Twenty layers, 600 weights, one straight line. That is why hidden layers need an
# activation.
#
# This is a good place for a break.

# %% [markdown]
# ### q6 · Forward propagation ({{points q6}} points)
#
# First, from one unit to a whole layer. Unit $j$ computes $w_j^{\mathsf T} x + b_j$. With the $w_j^{\mathsf T}$ as rows
# of $W$, one matrix product does all units at once; with the examples as columns of $X$, it does all examples too. The
# bias $(n_h, 1)$ is *broadcast*: NumPy adds that column to every column. In the result, **row = unit, column =
# example**. See for yourself:

# %% tags=["otter_ignore"]
rng = np.random.default_rng(1)
W, b, some_points = rng.normal(size=(4, 3)), rng.normal(size=(4, 1)), rng.normal(size=(3, 5))

one_by_one = np.empty((4, 5))
for j in range(4):  # units
    for i in range(5):  # examples
        one_by_one[j, i] = W[j] @ some_points[:, i] + b[j, 0]

assert np.allclose(one_by_one, W @ some_points + b)
print("W (4, 3) @ X (3, 5) + b (4, 1) gives (4, 5), the same as the two loops")

# %% [markdown]
# Now the network: tanh in the hidden layer, sigmoid at the output.
#
# $$
# \begin{aligned}
# Z^{[1]} &= W^{[1]} X + b^{[1]} && (n_h, m) \\
# A^{[1]} &= \tanh\left(Z^{[1]}\right) && (n_h, m) \\
# Z^{[2]} &= W^{[2]} A^{[1]} + b^{[2]} && (n_y, m) \\
# A^{[2]} &= \sigma\left(Z^{[2]}\right) && (n_y, m)
# \end{aligned}
# $$
#
# Return `A2` and a dict `cache` with the keys `"Z1"`, `"A1"`, `"Z2"`, `"A2"`. Backward propagation will want them.
#
# <details><summary>Hint 1</summary>
#
# Four lines, one per equation; call your `sigmoid`. Use the matrix product `@`, not `*`. Nothing is transposed. If
# shapes do not fit, print them and compare with the right column above.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# One input $x = 2$, one hidden unit with $w = 0.5, b = -1$, output weights $w = 3, b = \ln 3$. Then
# $z^{[1]} = 0.5 \cdot 2 - 1 = 0$, $a^{[1]} = \tanh 0 = 0$, $z^{[2]} = 3 \cdot 0 + \ln 3 = \ln 3$ and
# $a^{[2]} = \sigma(\ln 3) = 0.75$.
#
# </details>

# %% tags=["exercise", "question-q6"]
# write: forward_propagation

# %% tags=["question-q6"]
grader.check("q6")

# %% [markdown]
# **Experiment: what the matrix product saves.** The same network, once with a loop over the examples, each a single
# column, and once with all columns together.

# %% tags=["otter_ignore"]
rng = np.random.default_rng(2)
timed_parameters = {
    "W1": rng.normal(size=(20, 10)),
    "b1": np.zeros((20, 1)),
    "W2": rng.normal(size=(1, 20)),
    "b2": np.zeros((1, 1)),
}
counts = [10, 100, 1000, 10000]
loop_ms, matrix_ms = [], []
for count in counts:
    many = rng.normal(size=(10, count))
    started = time.perf_counter()
    for i in range(count):
        forward_propagation(many[:, i : i + 1], timed_parameters)
    loop_ms.append(1000 * (time.perf_counter() - started))
    tries = []
    for _ in range(5):  # it is so fast that a single measurement would be noise
        started = time.perf_counter()
        forward_propagation(many, timed_parameters)
        tries.append(1000 * (time.perf_counter() - started))
    matrix_ms.append(min(tries))

fig, ax = plt.subplots(figsize=(7, 4))
ax.loglog(counts, loop_ms, "o-", color=WATER, linewidth=2, label="loop over examples")
ax.loglog(counts, matrix_ms, "o-", color=LAND, linewidth=2, label="all examples at once")
ax.set(title="Time for forward propagation", xlabel="examples $m$", ylabel="milliseconds")
ax.legend()
plt.show()
print(f"{counts[-1]} examples: {loop_ms[-1]:.1f} ms in a loop, {matrix_ms[-1]:.2f} ms at once")

# %% [markdown]
# *Look for:* the gap between the lines. Both axes are logarithmic, so one grid step is a factor of ten.

# %% [markdown]
# ## Part 3. Learning
#
# ### q7 · The cross-entropy cost ({{points q7}} points)
#
# How wrong is the network? For one example the **loss** is
#
# $$L(a, y) = -\left[\, y \log a + (1 - y) \log (1 - a) \,\right]$$
#
# Only one of the two terms counts, the other is multiplied by 0. The **cost** is the mean loss of all $m$ examples:
#
# $$J = \frac{1}{m} \sum_{i=1}^{m} L\left(a^{[2](i)}, y^{(i)}\right)$$
#
# The logarithm is the natural one, `np.log`. Return a plain number. If a prediction is exactly 0 or 1, $\log 0$ gets in
# the way; guarding against that costs you nothing and gains you nothing, as long as ordinary predictions keep their
# values.
#
# <details><summary>Hint 1</summary>
#
# `A2` and `Y` have the same shape, $(1, m)$. Multiply them entry by entry, sum everything up, divide by $m$. Which
# entry of `Y.shape` is $m$? If your cost is negative, a sign is missing.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# Two examples: $a = 0.8$ with $y = 1$, and $a = 0.4$ with $y = 0$. Their losses are $-\log 0.8 = 0.2231$ and
# $-\log 0.6 = 0.5108$. The cost is their mean, $0.3670$.
#
# </details>

# %% tags=["exercise", "question-q7"]
# write: compute_cost

# %% tags=["question-q7"]
grader.check("q7")

# %% [markdown]
# **Experiment: the cost of knowing nothing.** A fresh network says about ½ everywhere. Then every loss is
# $-\log \tfrac12 = \log 2 = 0.6931$, whatever the label. Remember that number: a cost that stays there has not learned
# a thing.

# %% tags=["otter_ignore"]
np.random.seed(1)
fresh = initialize_parameters(*layer_sizes(X, Y))
output, _ = forward_propagation(X, fresh)
print(
    f"outputs from {output.min():.4f} to {output.max():.4f}, cost {float(np.squeeze(compute_cost(output, Y))):.4f}"
)

# %% [markdown]
# ### q8 · Backward propagation ({{points q8}} points)
#
# In which direction does each parameter lower the cost? The chain rule, from the output back to the input. We write
# $\mathrm{d}z$ for the slope of the loss with respect to $z$. At the output of one example:
#
# $$
# \begin{aligned}
# \mathrm{d}a &= -\frac{y}{a} + \frac{1 - y}{1 - a} \\
# \mathrm{d}z &= \mathrm{d}a \cdot \sigma'(z) = \mathrm{d}a \cdot a\,(1 - a) = -y\,(1 - a) + (1 - y)\,a = a - y
# \end{aligned}
# $$
#
# The fractions cancel: sigmoid and cross-entropy are made for each other. Believe it or measure it:

# %% tags=["otter_ignore"]
z, y, step = 0.7, 1.0, 1e-6


def loss_at(z):
    """The loss of one example as a function of z."""
    a = float(sigmoid(np.array([z]))[0])
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


measured = (loss_at(z + step) - loss_at(z - step)) / (2 * step)
by_formula = float(sigmoid(np.array([z]))[0]) - y
assert abs(measured - by_formula) < 1e-8
print(f"slope of the loss at z = {z}: measured {measured:.8f}, a − y = {by_formula:.8f}")

# %% [markdown]
# For all examples together, six equations. Compare each shape with its parameter's:
#
# $$
# \begin{aligned}
# \mathrm{d}Z^{[2]} &= A^{[2]} - Y && (n_y, m) \\
# \mathrm{d}W^{[2]} &= \tfrac1m\, \mathrm{d}Z^{[2]} A^{[1]\mathsf T} && (n_y, n_h) \\
# \mathrm{d}b^{[2]} &= \tfrac1m \textstyle\sum_i \mathrm{d}Z^{[2](i)} && (n_y, 1) \\
# \mathrm{d}Z^{[1]} &= \left(W^{[2]\mathsf T}\, \mathrm{d}Z^{[2]}\right) \circ g'\left(Z^{[1]}\right) && (n_h, m) \\
# \mathrm{d}W^{[1]} &= \tfrac1m\, \mathrm{d}Z^{[1]} X^{\mathsf T} && (n_h, n_x) \\
# \mathrm{d}b^{[1]} &= \tfrac1m \textstyle\sum_i \mathrm{d}Z^{[1](i)} && (n_h, 1)
# \end{aligned}
# $$
#
# Four traps, in each of which somebody steps every year:
#
# * $\circ$ is the product **entry by entry**, `*`. And what follows is $g'$ with a prime: the *slope* of tanh, which is
#   $1 - A^{[1]} \circ A^{[1]}$, since $A^{[1]}$ is already tanh of $Z^{[1]}$.
# * $\tfrac1m$ stands in four lines and not in the two of $\mathrm{d}Z$. The products with $A^{[1]\mathsf T}$ and
#   $X^{\mathsf T}$ sum over all examples; the $\tfrac1m$ turns each sum into a mean.
# * The sums run over examples, that is over columns, and must keep the axis: a result of shape $(n_h,)$ is not
#   $(n_h, 1)$.
# * `cache`, `X` and `Y` belong to whoever calls you. Compute with them, but leave the arrays as they are.
#
# <details><summary>Hint 1</summary>
#
# Six lines, one per equation, in this order; `parameters` gives you `W2`, `cache` gives `A1` and `A2`.
# `np.sum(…, axis=…, keepdims=True)`: which axis holds the examples? Do not change the arrays in `cache`.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# One example ($m = 1$), all sizes 1: $x = 2$, $a^{[1]} = 0.5$, $w^{[2]} = 4$, $a^{[2]} = 0.9$, $y = 1$. Then
# $\mathrm{d}z^{[2]} = -0.1$; $\mathrm{d}w^{[2]} = -0.1 \cdot 0.5 = -0.05$; $\mathrm{d}b^{[2]} = -0.1$;
# $\mathrm{d}z^{[1]} = 4 \cdot (-0.1) \cdot (1 - 0.25) = -0.3$; $\mathrm{d}w^{[1]} = -0.3 \cdot 2 = -0.6$;
# $\mathrm{d}b^{[1]} = -0.3$. With the same example twice ($m = 2$) nothing changes: that is what the $\tfrac1m$ is for.
#
# </details>

# %% tags=["exercise", "question-q8"]
# write: backward_propagation

# %% tags=["question-q8"]
grader.check("q8")

# %% [markdown]
# **Experiment: is it really a slope?** Nudge one weight by a millionth to either side and watch the cost. The measured
# slope and your gradient should agree in the first six digits or more.

# %% tags=["otter_ignore"]
rng = np.random.default_rng(4)
point = {
    "W1": rng.normal(size=(3, 2)),
    "b1": rng.normal(size=(3, 1)),
    "W2": rng.normal(size=(1, 3)),
    "b2": rng.normal(size=(1, 1)),
}
output, cache = forward_propagation(X, point)
grads = backward_propagation(point, cache, X, Y)
for key in point:
    nudged = {}
    for sign in (1, -1):
        moved = {name: value.copy() for name, value in point.items()}
        moved[key][0, 0] += sign * 1e-6
        nudged[sign] = compute_cost(forward_propagation(X, moved)[0], Y)
    measured = (nudged[1] - nudged[-1]) / 2e-6
    print(f"d{key}[0, 0]: measured {measured:+.8f}, yours {grads['d' + key][0, 0]:+.8f}")

# %% [markdown]
# ### q9 · One step of gradient descent ({{points q9}} points)
#
# The gradient points uphill, so step the other way:
#
# $$\theta := \theta - \alpha\, \mathrm{d}\theta \qquad \text{for each } \theta \text{ among }
# W^{[1]}, b^{[1]}, W^{[2]}, b^{[2]}$$
#
# $\alpha$ is the learning rate, `learning_rate` in code; do not take it for an activation $a$. Return a **new** dict,
# so that the old parameters remain what they were.
#
# <details><summary>Hint 1</summary>
#
# The gradient of `parameters["W1"]` is `grads["dW1"]`: a loop over the four keys can build its partner's name.
# `a = a - b` makes a new array, `a -= b` changes the old one.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# With $\theta = 2$, $\mathrm{d}\theta = -0.5$ and $\alpha = 0.1$ the new value is $2 - 0.1 \cdot (-0.5) = 2.05$: the
# slope is negative, so a larger $\theta$ lowers the cost.
#
# </details>

# %% tags=["exercise", "question-q9"]
# write: update_parameters

# %% tags=["question-q9"]
grader.check("q9")

# %% [markdown]
# ### q10 · Training the network ({{points q10}} points)
#
# Everything comes together. Repeat `num_iterations` times:
#
# 1. forward propagation
# 2. the cost; append it to `costs`
# 3. backward propagation
# 4. update
#
# Start from the parameters you are given. `costs[i]` is the cost **before** update `i`, so `costs[0]` belongs to the
# starting parameters and the list has `num_iterations` entries.
#
# <details><summary>Hint 1</summary>
#
# Call your four functions, and hand each what the one before has returned. After the loop return the parameters of the
# *last* update together with the list. Nothing is initialised in here.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# The same loop for the cost $J(\theta) = \theta^2$ with slope $2\theta$, from $\theta = 4$ with $\alpha = 0.25$ and
# three iterations: $\theta$ goes $4 \to 2 \to 1 \to 0.5$. The costs are $[16, 4, 1]$ and the function returns
# $\theta = 0.5$, whose own cost, 0.25, is not in the list.
#
# </details>

# %% tags=["exercise", "question-q10"]
# write: nn_model

# %% tags=["question-q10"]
grader.check("q10")

# %% [markdown]
# **Experiment: it learns!** Four hidden units on the map of the island.


# %% tags=["otter_ignore"]
def train(X, Y, n_h, num_iterations=4000, learning_rate=1.2, seed=2):
    """Train a fresh network with n_h hidden units; returns its parameters and its costs."""
    np.random.seed(seed)
    start = initialize_parameters(*layer_sizes(X, Y, n_h))
    return nn_model(X, Y, start, num_iterations, learning_rate)


trained, costs = train(X, Y, n_h=4, num_iterations=2000)

fig, ax = plt.subplots(figsize=(7, 4))
ax.plot(costs, color=LAND, linewidth=2.5)
ax.axhline(np.log(2), color="grey", linestyle="--", linewidth=1)
ax.text(len(costs), np.log(2) + 0.01, "log 2: knows nothing", ha="right", color="grey")
ax.set(
    title="Cost while four hidden units learn the island",
    xlabel="iteration",
    ylabel="cost $J$",
    ylim=(0, 0.78),
)
plt.show()
print(f"cost at the start {costs[0]:.4f}, before the last update {costs[-1]:.4f}")

# %% [markdown]
# *Look for:* the flat beginning. With weights near 0 the four units are nearly alike and there is little slope to
# follow. Then they part ways, and the cost falls.
#
# **Experiment: how long a step?** The same start, five learning rates.

# %% tags=["otter_ignore"]
fig, ax = plt.subplots(figsize=(7.5, 4.4))
for rate in (20.0, 5.0, 1.2, 0.4, 0.05):
    _, costs_at_rate = train(X, Y, n_h=4, num_iterations=800, learning_rate=rate)
    ax.semilogy(costs_at_rate, linewidth=1 if rate == 20 else 2.2, label=f"α = {rate:g}")
ax.set(title="Cost for different learning rates", xlabel="iteration", ylabel="cost $J$")
ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* three kinds of curves. A rate that is too small crawls along $\log 2$. A good one falls, perhaps with a
# stumble. One that is too large jumps over the valley and up the other side, again and again.

# %% [markdown]
# ## Part 4. The answer
#
# ### q11 · Prediction ({{points q11}} points)
#
# The network gives a probability; a decision needs a threshold:
#
# $$\hat y = \begin{cases} 1 & a^{[2]} > \tfrac12 \\ 0 & \text{otherwise} \end{cases} \qquad (n_y, m)$$
#
# <details><summary>Hint 1</summary>
#
# Run forward propagation and compare its output with ½. `astype(int)` on a *comparison* gives 0 and 1; on a probability
# it would cut everything down to 0.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# For $A^{[2]} = [[0.3, 0.51, 0.99]]$ the labels are $[[0, 1, 1]]$. In terms of $Z^{[2]}$ the threshold is 0, since
# $\sigma(0) = \tfrac12$.
#
# </details>

# %% tags=["exercise", "question-q11"]
# write: predict

# %% tags=["question-q11"]
grader.check("q11")

# %% [markdown]
# **Experiment: fencing in the island.** One, two, four and twenty hidden units. Each hidden unit owns a straight line:
# the points where its $z^{[1]}_j$ is 0. They are drawn dashed (for 20 units they would hide the map). The black curve
# is what the output unit makes of them.


# %% tags=["otter_ignore"]
def draw_network(ax, parameters, X, Y, *, lines=True):
    """Draw a network's probabilities, its boundary and the lines of its hidden units."""
    n_h = parameters["W1"].shape[0]
    right = 100 * np.mean(predict(parameters, X) == Y)
    title = f"{n_h} hidden unit{'s' if n_h > 1 else ''}: {right:.1f} % right"
    draw_probability(ax, lambda points: forward_propagation(points, parameters)[0], X, Y, title)
    limits = ax.axis()
    for (w1, w2), bias in zip(parameters["W1"], parameters["b1"][:, 0], strict=True):
        if lines:
            nearest = -bias * np.array([w1, w2]) / (w1**2 + w2**2)  # the line's point next to the origin
            along = 6 * np.array([-w2, w1]) / np.hypot(w1, w2)
            ends = np.stack([nearest - along, nearest + along], axis=1)
            ax.plot(*ends, "--", color="0.25", linewidth=1.2)
    ax.axis(limits)


fig, axes = plt.subplots(2, 2, figsize=(10, 9.6))
for ax, n_h in zip(axes.flat, (1, 2, 4, 20), strict=True):
    parameters, _ = train(X, Y, n_h)
    draw_network(ax, parameters, X, Y, lines=n_h < 20)
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* how the black curve leans on the dashed lines and rounds off their corners.
#
# One unit rules one line, two make a wedge that stays open, four close the fence, twenty follow the coast. So what
# about the number in between? Before you run the next cell, decide: **are three enough?**

# %% tags=["otter_ignore"]
parameters, _ = train(X, Y, n_h=3)

fig, ax = plt.subplots(figsize=(6, 5.6))
draw_network(ax, parameters, X, Y)
plt.show()

# %% [markdown]
# **Three.** The fence is closed. It cuts some corners, which more units would follow; but it could not be closed with
# fewer, whatever the weights. Take two hidden units whose lines cross. The output unit adds
# $w_1 \tanh z_1 + w_2 \tanh z_2 + b$. Stand on land and walk so that both terms grow: with two lines there is always
# such a direction, and walking that way you never leave what the network calls land. Its island has no coast there.
# With three lines no direction may be left that suits all of them, and the fence can close. (If the two lines are
# parallel, simply walk along them.)
#
# That is what hidden layers do, on maps and elsewhere: each unit draws one simple line, and the next layer combines
# them into a shape that none of them could draw alone.
#
# ### q12 · Concepts ({{points q12}} points)
#
# Choose one option for each item and enter it in the dict below, such as `"a": "iii"`.
#
# **a)** A network has three inputs, one hidden layer of four units, and one output unit. What is it called?
#
# * i. A three-layer network, and $a^{[0]}$ is the output of its hidden layer.
# * ii. A two-layer network: the input is not counted, and $a^{[0]} = x$.
# * iii. A one-layer network: only hidden layers are counted, and $a^{[0]} = b^{[1]}$.
# * iv. A five-layer network: there is one layer for each unit, and $a^{[0]} = 0$.
#
# **b)** What is $a^{[2](5)}_3$?
#
# * i. The activation of unit 3 in layer 5, for example 2.
# * ii. The activation of unit 2 in layer 3, after 5 iterations.
# * iii. The activation of unit 3 in layer 2, for example 5.
# * iv. The activation of unit 5 in layer 2, for example 3.
#
# **c)** What does logistic regression have to do with a network?
#
# * i. Each unit computes $w^{\mathsf T} x + b$ and applies an activation to it, as logistic regression does with a
#   sigmoid; a network feeds the results of one layer to the next.
# * ii. Only the output unit resembles it: hidden units compute a weighted sum and pass it on unchanged.
# * iii. Units of one layer exchange their results first, and logistic regression is applied to their mean.
# * iv. All units of a layer are the same logistic regression with one weight vector; only their biases differ.
#
# **d)** Which statement about activations is right?
#
# * i. Sigmoid is the best choice for hidden layers, because its outputs are all positive.
# * ii. Tanh is better than sigmoid everywhere, at the output for labels 0 and 1 too.
# * iii. As tanh is a rescaled sigmoid, hidden layers learn equally well with either.
# * iv. In hidden layers outputs centred at 0 help the next layer, so tanh usually beats sigmoid; at the output for
#   labels 0 and 1 sigmoid is right.
#
# **e)** One network shall predict tomorrow's temperature in °C, another the number of millimetres of rain. Which output
# activations suit them?
#
# * i. Sigmoid for both: with its smooth slope it can learn any target.
# * ii. None (the identity) for the temperature, ReLU for the rain, which is never negative.
# * iii. Tanh for the temperature, which may be negative, and sigmoid for the rain.
# * iv. None for either, and none in the hidden layers, so that no value is cut off.
#
# <details><summary>Hint 1</summary>
#
# a) and b) are answered by the four rules of notation, c) by the beginning of part 2, d) and e) by the list that
# follows q3.
#
# </details>
#
# <details><summary>Hint 2: an example</summary>
#
# In a network with 10 inputs, two hidden layers and an output layer, $a^{[3](1)}_1$ is the first output for the first
# example, and the network has three layers.
#
# </details>

# %% tags=["exercise", "question-q12"]
# write: answers

# %% tags=["question-q12"]
grader.check("q12")

# %% [markdown]
# ## If you want more
#
# Two arms of a spiral, wound around each other. Which is the smallest `n_h` that tells them apart, and what does it
# take in iterations and learning rate? Nobody grades this; the map is its own reward.

# %% tags=["given"]
# give: datasets.spirals

# %% tags=["otter_ignore"]
X_spirals, Y_spirals = spirals()
parameters, _ = train(X_spirals, Y_spirals, n_h=20, num_iterations=4000, learning_rate=1.2)

fig, ax = plt.subplots(figsize=(6, 5.6))
draw_network(ax, parameters, X_spirals, Y_spirals, lines=False)
plt.show()

# %% [markdown]
# **What you have built:** a network that computes, measures its error, finds out who is to blame and improves. Every
# deep network does the same, with more layers. That is the next notebook, `deep_network`.
#
# Save your work (*File → Save*) and hand in this notebook.
