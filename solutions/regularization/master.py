# The lesson "bias, variance and what to do about them", in jupytext percent format. `make assignments` makes the
# student's notebook and the solved one from it; autograder/master.py explains the directives.
# ruff: noqa: F821  (names such as split_dataset come from the exercise cells)

# %% [markdown]
# # Bias, variance and what to do about them
#
# **How can a network become better by being wrong more often?**
#
# Here is a network that gets 98 of its 100 training examples right, and one that gets only 93 of them right. Show
# both the same 950 samples that neither has ever seen, and the second one wins. In this notebook you find out why,
# learn to tell the two ways of being wrong apart, and write the remedies yourself: weight penalties, dropout, more data
# and a good moment to stop. At the end all of them compete.
#
# | | |
# |---|---|
# | **You need** | the notebook `shallow_network`: forward and backward propagation, gradient descent |
# | **It takes** | about four hours; after q6 is a good place for a break |
# | **You can earn** | {{points total}} points in eleven questions |
#
# | part | questions |
# |---|---|
# | 1. Measuring | q1 training, dev and test set · q2 bias or variance? |
# | 2. Penalties | q3 the cost with L2 · q4 its gradient · q5 L1 · q6 weight decay |
# | 3. Dropout | q7 forward · q8 backward · q9 prediction |
# | 4. More data, less time | q10 mirror images · q11 early stopping · the answer |
#
# ### How to work with it
#
# * Replace the line `raise NotImplementedError(…)` of a function by your code, run the cell, then run the check below
#   it. You may check as often as you like.
# * A check runs the public test cases. It tells you how many more will run when the notebook is graded.
# * Stuck? Every question folds two hints. The second one is a worked example on other numbers.
# * Cells headed *Experiment* run your functions and draw. *Think* cells fold the answer to a question. Neither gives
#   points, so play with them.
# * One mistake costs one question: later questions are graded as if the earlier answers were right.

# %%
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import otter

grader = otter.Notebook()  # finds the test cases in the folder tests/ beside this notebook
plt.rcParams.update({"font.size": 11, "axes.titlesize": 12, "axes.grid": True, "grid.alpha": 0.3})

# %% [markdown]
# ## The water
#
# A warm current ($y = 1$) and a cold one ($y = 0$) meet at sea and curl around each other. Ships have taken 2000
# samples of water at positions $x = (x_1, x_2)$. Where the currents mix, nobody can be sure: even the best possible
# map is wrong about every ninth sample.

# %% tags=["given"]
# give: datasets.currents

# %% tags=["given"]
WARM, COLD = "#c8741a", "#2a6f9e"
DARK = "#222222"


def draw_points(ax, X, Y, title):
    """Draw samples: warm water as filled circles, cold water as crosses."""
    warm = np.asarray(Y)[0] > 0.5
    ax.scatter(*X[:, warm], s=22, color=WARM, edgecolor="white", lw=0.5, label="warm, y = 1", zorder=3)
    ax.scatter(*X[:, ~warm], s=22, color=COLD, marker="x", lw=1.2, label="cold, y = 0", zorder=3)
    ax.set(title=title, xlabel="$x_1$", ylabel="$x_2$", aspect="equal")


def draw_network(ax, parameters, X, Y, title):
    """Colour the plane by the network's probability of warm water; draw the boundary where it is ½."""
    east, north = np.linspace(-2, 3, 150), np.linspace(-1.7, 2.2, 120)
    points = np.stack(np.meshgrid(east, north)).reshape(2, -1)
    values = np.asarray(forward_propagation(points, parameters)[0], dtype=float).reshape(120, 150)
    ax.contourf(east, north, values, levels=np.linspace(0, 1, 11), cmap="RdYlBu_r", alpha=0.45)
    ax.contour(east, north, values, levels=[0.5], colors=DARK, linewidths=2)
    draw_points(ax, X, Y, title)
    ax.set(xlim=(-2, 3), ylim=(-1.7, 2.2))


# %% tags=["given"]
X, Y = currents()

# %% tags=["otter_ignore"]
fig, ax = plt.subplots(figsize=(7, 5.6))
draw_points(ax, X, Y, "2000 samples of two currents: where would you draw the line?")
ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.13), ncol=2)
plt.show()

# %% [markdown]
# *Look for:* a bend that a straight line cannot follow, and a broad seam in which circles and crosses mix. A map that
# gets *every* point of the seam right has learned the points by heart.
#
# ## Part 1. Measuring
#
# Nobody guesses the right network at the first try. One has an **idea**, writes the **code**, runs the **experiment**,
# and what it shows leads to the next idea. Whoever gets around this loop faster finds the better network. That takes a
# measurement that can be trusted, and examples for it that the network has not been trained on:
#
# | set | what it is for |
# |---|---|
# | training set | gradient descent adjusts the parameters on it |
# | dev set | compares networks: how many units, which penalty, when to stop. Also called validation set |
# | test set | touched once, at the very end, for an honest estimate |
#
# How large should they be? Dev and test set must tell networks apart, and a few thousand examples are enough for that,
# however many there are in all:
#
# | examples | split |
# |---|---|
# | a few hundred to ten thousand | 70/30 without a test set, or 60/20/20 |
# | a million | 98/1/1 |
# | several millions | 99/0.5/0.5 |
#
# ### q1 · Training, dev and test set ({{points q1}} points)
#
# Shuffle the examples and deal them out to the three sets. Whatever the numbers,
#
# * every example goes to **exactly one** set;
# * columns of `X` and `Y` stay **together**;
# * who goes where is up to **chance**, because files are often sorted. The chance follows from `seed`, so that the
#   split can be repeated;
# * the sizes follow `fractions`, give or take an example where they have to be rounded. A fraction may be 0: then that
#   set is empty, with shapes $(n_x, 0)$ and $(1, 0)$;
# * the caller's `X` and `Y` stay as they are.
#
# <details><summary>Hint 1</summary>
#
# Do not shuffle the examples, shuffle their *numbers*: `np.random.default_rng(seed).permutation(m)` gives $0, \ldots,
# m-1$ in random order. Cut that one array into three pieces, and use each piece as an index for the columns of both
# `X` and `Y`. Let the test set be whatever is left over: then the sizes always add up.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# Five examples and fractions (0.4, 0.4, 0.2). If the order is [3, 0, 4, 1, 2], then training gets examples 3 and 0, dev
# gets 4 and 1, test gets 2. `X[:, [3, 0]]` are columns 3 and 0 of `X`, and `Y[:, [3, 0]]` their labels.
#
# </details>

# %% tags=["exercise", "question-q1"]
# write: split_dataset

# %% tags=["question-q1"]
grader.check("q1")

# %% [markdown]
# Labels are expensive: somebody has to take the water's temperature. We train on only 100 samples, which is where
# trouble begins, and keep 950 each for dev and test, so that we can measure it well.

# %% tags=["given"]
(X_train, Y_train), (X_dev, Y_dev), (X_test, Y_test) = split_dataset(X, Y, (0.05, 0.475, 0.475))
print("samples:", X_train.shape[1], "training,", X_dev.shape[1], "dev,", X_test.shape[1], "test")

# %% [markdown]
# **Think: which sets?** Decide before you unfold.
#
# **a)** An app shall recognize fish on photos that fishermen take with their phones. You have 200 000 sharp pictures
# from the web and 10 000 from phones. What should dev and test set hold?
#
# <details><summary>Answer to a</summary>
#
# Both must hold phone pictures, split between them at random: **dev and test set come from the same distribution**, and
# that is the one you care about. If the dev set came from the web, you would tune the network for months at the
# wrong target. Training may use whatever there is, the web pictures too.
#
# </details>
#
# **b)** A colleague has a training and a dev set only. Is that a mistake?
#
# <details><summary>Answer to b</summary>
#
# Not if nobody needs an unbiased estimate. A dev set is enough to choose a network. But the error of the chosen one on
# *that* dev set is too rosy, because it was chosen for it. (People who have only these two often call the second one
# "test set". What it is called does not change what it is.)
#
# </details>
#
# **c)** You have ten million examples. Why not 60/20/20?
#
# <details><summary>Answer to c</summary>
#
# Two million dev examples tell networks apart no better than fifty thousand do, but the network would learn from four
# million fewer. 99/0.5/0.5 leaves 50 000 for each.
#
# </details>

# %% [markdown]
# ### q2 · Bias or variance? ({{points q2}} points)
#
# A network can be wrong in two ways. It may not even be able to do its homework: **high bias**, it *underfits*. Or it
# knows its homework by heart and fails in the exam: **high variance**, it *overfits*. Both are **gaps between two
# errors**:
#
# $$\underbrace{\text{base error} \;\longrightarrow\; \text{training error}}_{\text{bias}}
# \qquad\qquad
# \underbrace{\text{training error} \;\longrightarrow\; \text{dev error}}_{\text{variance}}$$
#
# The base error is the best that anybody could reach, for example careful people. The usual table, for a task in which
# people make almost no errors:
#
# | | cat A | cat B | cat C | cat D |
# |---|---|---|---|---|
# | training error | 1 % | 15 % | 15 % | 0.5 % |
# | dev error | 11 % | 16 % | 30 % | 1 % |
# | diagnosis | high variance | high bias | **both** | neither |
#
# Now let the pictures be so blurred that people err in 14 % of the cases. Cat B, with its 15 % and 16 %, is suddenly
# *fine*. A gap is high if it is **greater than** `threshold`. A gap to the other side, as when the dev error happens
# to be the lower one, is no reason to worry.
#
# <details><summary>Hint 1</summary>
#
# Two subtractions, two comparisons. Neither answer depends on the other: "both" must be possible. In Python `a - b > t`
# is already True or False.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# Base 5 %, training 6 %, dev 12 %, threshold 2 %: the first gap is 1 %, the second 6 %. So bias is not high and
# variance is: `{"high_bias": False, "high_variance": True}`. With a threshold of 0.5 % both would be high.
#
# </details>

# %% tags=["exercise", "question-q2"]
# write: diagnose

# %% tags=["question-q2"]
grader.check("q2")

# %% [markdown]
# **Think: what helps against what?** Match each remedy with bias, with variance, or with neither: *a bigger network ·
# more data · a penalty on the weights · training for longer · dropout · a test set of twice the size · another
# architecture*.
#
# <details><summary>Answer</summary>
#
# | if the training error is too high (bias) | if the dev error is much higher (variance) |
# |---|---|
# | a bigger network | more data |
# | training for longer | regularization: a penalty, dropout, … |
# | perhaps another architecture | perhaps another, *more suitable* architecture |
#
# Ask about bias first; when that is settled, about variance; and go around again if the bias came back. "More suitable"
# does not mean "more complex": a more complex one is a remedy for bias. A larger test set measures better and mends
# nothing.
#
# There was a time when every remedy for one made the other worse. With networks that is not so: a bigger one (well
# regularized) lowers the bias and hardly hurts the variance, and more data lowers the variance and hardly hurts the
# bias.
#
# </details>

# %% [markdown]
# ## Part 2. Penalties
#
# From here on the network has three layers: ReLU, ReLU, sigmoid. Forward propagation and the cost are given; you wrote
# them in another notebook. Look at the order of the cache, you will need it.

# %% tags=["given"]
# give: activations.relu

# %% tags=["given"]
# give: activations.sigmoid

# %% tags=["given"]
# give: forward_propagation

# %% tags=["given"]
# give: compute_cost

# %% [markdown]
# ### q3 · The cost with an L2 penalty ({{points q3}} points)
#
# To learn a hundred points by heart a network needs sharp bends, and sharp bends need large weights. So let weights
# cost something:
#
# $$J_{\text{reg}} = \underbrace{\frac1m \sum_{i=1}^m L\left(a^{[3](i)}, y^{(i)}\right)}_{\text{as before}}
# \;+\; \underbrace{\frac{\lambda}{2m} \sum_{l=1}^{3} \left\lVert W^{[l]} \right\rVert_F^2}_{\text{penalty}}
# \qquad\qquad
# \left\lVert W \right\rVert_F^2 = \sum_{i,j} w_{ij}^2$$
#
# $\lambda$ says how much. In code it is called `lambd`, without the a: `lambda` is a word of Python. Traps on this
# short way:
#
# * $\lVert W \rVert_F$ with a root is the *Frobenius norm*. The penalty is its **square**: no root anywhere.
# * `np.linalg.norm(W, 2)` is something else for a matrix (the largest singular value).
# * In Python `lambd / 2 * m` is $\frac{\lambda}{2} \cdot m$.
# * **Biases are not penalized.** There is one for each unit and a whole row of weights, so they could hardly overfit,
#   and they do not bend anything: they shift. Penalizing them would only keep the network from shifting where it
#   should.
#
# <details><summary>Hint 1</summary>
#
# `compute_cost(A3, Y)` is the first part. For the second, square the entries of each weight matrix, add up everything,
# and multiply by the factor once, at the end. Which entry of `Y.shape` is $m$?
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# Weights [[3, −1]], [[2]] and [[0]] have squares that add up to 9 + 1 + 4 + 0 = 14. With $\lambda = 3$ and $m = 10$ the
# penalty is $\tfrac{3}{20} \cdot 14 = 2.1$, whatever the biases are. A cost of 0.4 becomes 2.5.
#
# </details>

# %% tags=["exercise", "question-q3"]
# write: compute_cost_with_regularization

# %% tags=["question-q3"]
grader.check("q3")

# %% [markdown]
# ### q4 · The gradient with an L2 penalty ({{points q4}} points)
#
# The cost has a new term, so the gradient has one, too. The derivative of $\frac{\lambda}{2m} w^2$ is
# $\frac{\lambda}{m} w$; that is what the 2 was for. Everything else is backward propagation as you know it, now with
# three layers:
#
# $$
# \begin{aligned}
# \mathrm{d}Z^{[3]} &= A^{[3]} - Y && (1, m) \\
# \mathrm{d}W^{[l]} &= \tfrac1m\, \mathrm{d}Z^{[l]} A^{[l-1]\mathsf T} + \tfrac{\lambda}{m} W^{[l]}
#   && (n_l, n_{l-1}), \quad A^{[0]} = X \\
# \mathrm{d}b^{[l]} &= \tfrac1m \textstyle\sum_i \mathrm{d}Z^{[l](i)} && (n_l, 1) \\
# \mathrm{d}Z^{[l]} &= \left(W^{[l+1]\mathsf T}\, \mathrm{d}Z^{[l+1]}\right) \circ g'\left(Z^{[l]}\right)
#   && (n_l, m), \quad l = 2, 1
# \end{aligned}
# $$
#
# For ReLU $g'$ is 1 where $Z > 0$ and 0 elsewhere. Mind that
#
# * the penalty belongs to the **weights** alone: it is in $\mathrm{d}W$, not in $\mathrm{d}b$ and not in $\mathrm{d}Z$;
# * it already holds its $\tfrac1m$: do not put it into a bracket that is divided by $m$ a second time;
# * the arrays in `cache` belong to whoever calls you. Leave them as they are.
#
# <details><summary>Hint 1</summary>
#
# Unpack the twelve arrays of `cache` in one line. Start at the end: `dZ3`, then `dW3` and `db3`, then what goes back to
# layer 2. What passes through a ReLU is multiplied by `Z2 > 0`, entry by entry. `keepdims=True` keeps the axis in the
# sums.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# One example ($m = 1$), all sizes 1, $\lambda = 0.5$: $x = 2$, $w_1 = 1$, $z_1 = a_1 = 2$, $w_2 = -3$, $z_2 = -5$, so
# $a_2 = 0$. Say $w_3 = 4$, $a_3 = 0.7$, $y = 1$. Then $\mathrm{d}z_3 = -0.3$ and $\mathrm{d}w_3 = -0.3 \cdot 0 + 0.5
# \cdot 4 = 2$. Back to layer 2: $4 \cdot (-0.3) = -1.2$, but $z_2 < 0$, so $\mathrm{d}z_2 = 0$. What is left for
# $\mathrm{d}w_2$ is the penalty: $0.5 \cdot (-3) = -1.5$. It pulls $w_2$ to zero even though the unit is off.
#
# </details>

# %% tags=["exercise", "question-q4"]
# write: backward_propagation_with_regularization

# %% tags=["question-q4"]
grader.check("q4")

# %% [markdown]
# ### q5 · The L1 penalty ({{points q5}} points)
#
# Squares are not the only choice. With absolute values, over the weights of all three layers,
#
# $$\text{penalty} = \frac{\lambda}{m} \sum_{l} \sum_{i,j} \left| w^{[l]}_{ij} \right|
# \qquad\qquad
# \text{slope} = \frac{\lambda}{m}\, \operatorname{sign}(w), \quad \operatorname{sign}(0) = 0$$
#
# L2 pulls a large weight strongly and a small one hardly. L1 pulls all of them with the same force, until they are
# **zero**. It makes weight matrices *sparse*.
#
# Here the factor is $\lambda/m$, with no 2: nothing is squared, so nothing has to cancel. You may meet $\lambda/2m$ in
# other books. Either is a convention; what matters is that **cost and gradient agree**.
#
# <details><summary>Hint 1</summary>
#
# `np.abs` and `np.sign` work entry by entry. `np.linalg.norm(W, 1)` is something else for a matrix (the largest column
# sum). And W / |W| is a sign, too, but what does it give for a weight of 0?
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# Weights [[3, −1]], [[2]] and [[0]]: absolute values add up to 6. With $\lambda = 5$ and $m = 10$ the penalty is 3. The
# slopes of [[3, −1]] are [[0.5, −0.5]], and that of [[0]] is [[0]].
#
# </details>

# %% tags=["exercise", "question-q5"]
# write: l1_penalty

# %% tags=["exercise", "question-q5"]
# write: l1_gradient

# %% tags=["question-q5"]
grader.check("q5")

# %% [markdown]
# ### q6 · Weight decay ({{points q6}} points)
#
# Put the gradient of q4 into a step of gradient descent and sort the terms:
#
# $$W - \alpha \left( \mathrm{d}W + \frac{\lambda}{m} W \right) \;=\;
# \underbrace{\left(1 - \frac{\alpha \lambda}{m}\right)}_{\text{a little below } 1} W - \alpha\, \mathrm{d}W$$
#
# So the penalty need not be in the gradient at all: let the weights **decay** a little at every step, and follow the
# plain gradient. Biases do not decay: $b - \alpha\, \mathrm{d}b$. Three remarks:
#
# * The factor must lie between 0 and 1. With $\alpha \lambda > m$ it becomes *negative*: every step flips the sign of
#   all weights.
# * `grads` must not have the penalty in it, or it counts twice.
# * That decay and penalty are the same holds for plain gradient descent. For optimizers that rescale the gradient,
#   such as Adam, they differ (Loshchilov and Hutter, 2019).
#
# <details><summary>Hint 1</summary>
#
# Compute the factor once. Then a loop over the three layers: weights shrink *first* and step then, with the full step.
# Return a new dict with all six parameters.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# $\alpha = 0.1$, $\lambda = 4$, $m = 2$: the factor is $1 - 0.2 = 0.8$. A weight of 5 with slope −3 becomes
# $0.8 \cdot 5 + 0.3 = 4.3$. A bias of 5 with slope −3 becomes $5 + 0.3 = 5.3$.
#
# </details>

# %% tags=["exercise", "question-q6"]
# write: update_parameters_with_weight_decay

# %% tags=["question-q6"]
grader.check("q6")

# %% [markdown]
# **Experiment: two ways, one step.** The gradient with the penalty and a plain step; the gradient without it and a step
# with decay. You wrote both.

# %% tags=["given"]
SIZES = (2, 30, 15, 1)


def fresh_network(seed=1):
    """Random parameters for a new network; the same ones for the same seed."""
    rng, parameters = np.random.default_rng(seed), {}
    for layer, (n_in, n_out) in enumerate(pairwise(SIZES), start=1):
        parameters[f"W{layer}"] = rng.normal(size=(n_out, n_in)) * np.sqrt(2 / n_in)
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    return parameters


# %% tags=["otter_ignore"]
alpha, lambd, m = 0.5, 3.0, X_train.shape[1]


def gradient_at(parameters, lambd):
    """The gradient on the training set."""
    _, cache = forward_propagation(X_train, parameters)
    return backward_propagation_with_regularization(X_train, Y_train, cache, lambd)


by_penalty = update_parameters_with_weight_decay(
    fresh_network(), gradient_at(fresh_network(), lambd), alpha, 0.0, m
)
by_decay = update_parameters_with_weight_decay(
    fresh_network(), gradient_at(fresh_network(), 0.0), alpha, lambd, m
)
difference = max(np.max(np.abs(by_penalty[key] - by_decay[key])) for key in by_penalty)
assert difference < 1e-6, "both ways should lead to the same parameters"
print(f"largest difference: {difference:.1e}, and the weights shrank by {alpha * lambd / m:.1%}")

# %% [markdown]
# **Experiment: underfit, overfit, and just right.** The function `train` runs your functions in a loop. It trains the
# same network, from the same start, on the same 100 samples. All that changes is $\lambda$.


# %% tags=["otter_ignore"]
def train(X, Y, lambd=0.0, *, l1=0.0, keep_prob=1.0, num_iterations=3000, learning_rate=0.5, watch=None):
    """Train a fresh network; every 20 iterations watch(parameters) is called."""
    parameters, m = fresh_network(), X.shape[1]
    np.random.seed(1)  # for the masks of dropout
    for i in range(num_iterations):
        if watch is not None and i % 20 == 0:
            watch(parameters)
        if keep_prob < 1:
            _, cache = forward_propagation_with_dropout(X, parameters, keep_prob)
            grads = backward_propagation_with_dropout(X, Y, cache, keep_prob)
        else:
            _, cache = forward_propagation(X, parameters)
            grads = backward_propagation_with_regularization(X, Y, cache, 0.0)
        if l1 > 0:
            for layer in "123":
                grads["dW" + layer] = grads["dW" + layer] + l1_gradient(parameters["W" + layer], l1, m)
        parameters = update_parameters_with_weight_decay(parameters, grads, learning_rate, lambd, m)
    return parameters


def error(parameters, X, Y):
    """The share of samples that a network gets wrong, without dropout."""
    A3, _ = forward_propagation(X, parameters)
    return float(np.mean((A3 > 0.5) != Y))


networks = {"no penalty": train(X_train, Y_train)}
networks["L2"] = train(X_train, Y_train, lambd=1.0)
too_strong = train(X_train, Y_train, lambd=6.0)

fig, axes = plt.subplots(1, 3, figsize=(14, 4.4))
for ax, parameters, title in (
    (axes[0], too_strong, "Underfit: λ = 6"),
    (axes[1], networks["L2"], "Just right: λ = 1"),
    (axes[2], networks["no penalty"], "Overfit: λ = 0"),
):
    on_train, on_dev = error(parameters, X_train, Y_train), error(parameters, X_dev, Y_dev)
    draw_network(
        ax, parameters, X_train, Y_train, f"{title}\ntraining error {on_train:.0%}, dev error {on_dev:.1%}"
    )
    print(f"{title}: {diagnose(on_train, on_dev, base_error=0.08, threshold=0.08)}")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the bays and spikes in the boundary on the right, each dug for one or two samples on the wrong side, and
# the nearly straight boundary on the left. The diagnoses below the pictures are those of your `diagnose`.
#
# That is a good place for a break.

# %% [markdown]
# **Experiment: how strong a penalty?** $\lambda$ is a *hyperparameter*: gradient descent cannot find it. If you chose
# it on the training set, the answer would always be 0. So try several and look at the dev set.

# %% tags=["otter_ignore"]
strengths = [0.03, 0.1, 0.5, 1.0, 3.0, 10.0, 20.0]
on_train, on_dev, costs = [], [], []
for lambd in strengths:
    parameters = train(X_train, Y_train, lambd=lambd)
    on_train.append(100 * error(parameters, X_train, Y_train))
    on_dev.append(100 * error(parameters, X_dev, Y_dev))
    costs.append(compute_cost(forward_propagation(X_train, parameters)[0], Y_train))
best = strengths[int(np.argmin(on_dev))]

fig, (ax, right) = plt.subplots(1, 2, figsize=(12, 4.2))
ax.semilogx(strengths, on_train, "o--", color=COLD, linewidth=2, label="training error")
ax.semilogx(strengths, on_dev, "o-", color=WARM, linewidth=2.5, label="dev error")
ax.axvline(best, color="grey", linestyle=":", linewidth=2, label=f"lowest dev error, λ = {best:g}")
ax.set(title="Error for penalties of different strength", xlabel="λ", ylabel="error in %", ylim=(0, 55))
ax.legend(loc="upper left")
right.semilogx(strengths, costs, "o-", color=DARK, linewidth=2)
right.axhline(np.log(2), color="grey", linestyle="--", linewidth=1)
right.text(strengths[0], np.log(2) + 0.02, "log 2: knows nothing", color="grey")
right.set(title="Cross-entropy on the training set", xlabel="λ", ylabel="cost without penalty", ylim=(0, 0.8))
fig.tight_layout()
plt.show()
output = forward_propagation(X_dev, parameters)[0]
print(f"λ = {strengths[-1]:g}: outputs from {output.min():.4f} to {output.max():.4f}, cost {costs[-1]:.4f}")

# %% [markdown]
# *Look for:* the training error, which only rises, and the dev error, which falls first. And the right end: at
# $\lambda = 20$ the weights are 0, every output is the same number near ½, the cost is $\log 2$ and the error that of a
# coin. (It is not quite ½, because the output's bias is free to learn that warm samples are a little more frequent.)
#
# That right end tells you *how* a penalty works. Small weights keep every $z$ small. With tanh units that is where
# the curve is a straight line, so the network becomes more and more linear; with ReLU units fewer and fewer units
# matter. The strongest penalty leaves a network that says the same about everything. A good one stops on the way
# there.
#
# **Experiment: two penalties, two kinds of small.** The weights of layer 2 after training with no penalty, with L2 and
# with L1.

# %% tags=["otter_ignore"]
networks["L1"] = train(X_train, Y_train, l1=0.3)

fig, axes = plt.subplots(1, 3, figsize=(13, 3.8), sharey=True)
for ax, (label, colour) in zip(axes, {"no penalty": DARK, "L2": COLD, "L1": WARM}.items(), strict=True):
    weights = networks[label]["W2"].ravel()
    near_zero = np.mean(np.abs(weights) < 0.01)
    ax.hist(np.clip(weights, -1.5, 1.5), bins=np.linspace(-1.5, 1.5, 61), color=colour)
    ax.set_yscale("symlog", linthresh=10)
    ax.set(title=f"{label}: {near_zero:.0%} of W2 within ±0.01", xlabel="weight")
axes[0].set_ylabel("how many")
fig.tight_layout()
plt.show()
for label, parameters in networks.items():
    print(f"{label:10}: Σ|w| = {float(l1_penalty(parameters, 1.0, 1)):.0f}")

# %% [markdown]
# *Look for:* the bar at zero. Without a penalty weights stay spread out as they were drawn. L2 makes all of them small,
# but few of them very small. L1 sends most to zero and leaves the rest rather large: a sparse network. (With steps of
# finite length they jitter around zero by $\pm\alpha\lambda/m$, hence the width of the bar.) In practice L2 is used far
# more often, because sparse networks rarely predict better.

# %% [markdown]
# ## Part 3. Dropout
#
# A different idea: at every step, throw out units at random. Training must then find a network that works although
# any unit may be missing. No unit can rely on one particular input, so the weights have to spread. One may also see
# it like this: every mask leaves another thin network, all of these share their weights, and what we keep in the end
# is something like the mean of a huge **ensemble** of them.
#
# ### q7 · Dropout, forward ({{points q7}} points)
#
# `dropout_forward` works on the activations $A$ of one layer, $(n, m)$:
#
# 1. For **each unit and each example** draw a random number $r$, uniform between 0 and 1.
# 2. The mask $D$ is 1 (or True) where $r$ is less than `keep_prob`, and 0 elsewhere.
# 3. $A_{\text{drop}} = A \circ D \,/\, \text{keep\_prob}$.
#
# The division makes it **inverted** dropout. With keep_prob = 0.8 a fifth is missing; dividing by 0.8 makes up for
# it, so that the *expected* value is what it was, and the next layer meets numbers of the size it is used to. It also
# means that nothing has to be done when the network is used (q9).
#
# `forward_propagation_with_dropout` is the network with dropout after both hidden ReLUs. Each layer sees what was left
# over of the layer before; inputs and output are not dropped. The cache gets the masks:
#
# `(Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)`, with `A1` and `A2` *after* dropout.
#
# Traps:
#
# * With keep_prob = 0.8, 80 % are kept *on average*. Ten of 50 units drop out in one example, seven in the next.
# * `np.random.rand` is uniform between 0 and 1, `np.random.randn` is normal: with it keep_prob would be no probability.
# * `A /= keep_prob` changes the caller's array, and fails on an array of integers. `A = A / keep_prob` makes a new one.
# * Every call must draw **fresh masks**, and both layers independent ones. A seed set inside the function drops the
#   same units again and again; it costs no points here, but it is no dropout either.
#
# <details><summary>Hint 1</summary>
#
# The mask is one comparison, with the shape of A: `np.random.rand(A.shape[0], A.shape[1])`. The forward pass is that of
# `forward_propagation`, with a call of your function after each `relu`. What happens for keep_prob = 1? That is how you
# debug: then everything must be as without dropout.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# $A = [[2, 4, 6, 8]]$, keep_prob = 0.25, random numbers $[[0.9, 0.1, 0.3, 0.2]]$. Below 0.25 are the second and the
# fourth: $D = [[0, 1, 0, 1]]$ and $A_{\text{drop}} = [[0, 16, 0, 32]]$. The sum was 20 and is now 48. Another mask
# would give less: only the mean over many masks is 20.
#
# </details>

# %% tags=["exercise", "question-q7"]
# write: dropout_forward

# %% tags=["exercise", "question-q7"]
# write: forward_propagation_with_dropout

# %% tags=["question-q7"]
grader.check("q7")

# %% [markdown]
# **Experiment: what the next layer feels.** The same layer under 2000 masks. What a unit of the next layer receives
# is a sum over the units; here it is the mean of 50 activations.

# %% tags=["otter_ignore"]
activations = np.abs(np.random.default_rng(3).normal(size=(50, 1)))
fig, ax = plt.subplots(figsize=(7.5, 4))
for keep_prob, colour in ((0.5, WARM), (0.8, COLD), (0.95, DARK)):
    means = [float(np.mean(dropout_forward(activations, keep_prob)[0])) for _ in range(2000)]
    ax.hist(
        means,
        bins=60,
        range=(0.2, 1.4),
        histtype="step",
        linewidth=2,
        color=colour,
        label=f"keep_prob = {keep_prob}",
    )
ax.axvline(activations.mean(), color="grey", linestyle="--", linewidth=2, label="without dropout")
ax.set(title="Mean of 50 activations under 2000 masks", xlabel="mean of A_drop", ylabel="how many masks")
ax.legend()
plt.show()

# %% [markdown]
# *Look for:* all three have their mean at the dashed line; that is the division by keep_prob. But the less is kept, the
# more it varies: dropout is noise, and noise is what keeps the network from learning by heart.
#
# keep_prob may differ from layer to layer: low where a layer has many weights and could overfit, 1 where it has
# few. It is one more thing to choose for each layer, which is why one starts with a single value, as we do.

# %% [markdown]
# ### q8 · Dropout, backward ({{points q8}} points)
#
# Forward, an activation was multiplied by $D / \text{keep\_prob}$. On the way back the same factor multiplies its
# gradient:
#
# $$
# \begin{aligned}
# \mathrm{d}A^{[l]} &= \left(W^{[l+1]\mathsf T}\, \mathrm{d}Z^{[l+1]}\right) \circ D^{[l]} \,/\, \text{keep\_prob} \\
# \mathrm{d}Z^{[l]} &= \mathrm{d}A^{[l]} \circ g'\left(Z^{[l]}\right)
# \end{aligned}
# \qquad l = 2, 1
# $$
#
# A dropped unit did not take part in the result, so nothing is its fault: its gradient is 0. The rest is q4 without the
# penalty. Use the **same masks** as the forward pass, which is why they are in the cache, and remember that the `A1`
# and `A2` in the cache have been through dropout already.
#
# <details><summary>Hint 1</summary>
#
# Copy your answer to q4, take the penalty out and unpack fourteen arrays instead of twelve. Two lines change: those of
# `dA2` and `dA1`. No random number is drawn here.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# Two units of layer 2 in one example receive the gradients 0.3 and −0.6 from the output. The mask is (1, 0) and
# keep_prob = 0.75. Then $\mathrm{d}a = (0.3 / 0.75, 0) = (0.4, 0)$. If the first unit has $z = -1$, ReLU had it
# switched off besides, and $\mathrm{d}z = (0, 0)$.
#
# </details>

# %% tags=["exercise", "question-q8"]
# write: backward_propagation_with_dropout

# %% tags=["question-q8"]
grader.check("q8")

# %% [markdown]
# ### q9 · Prediction ({{points q9}} points)
#
# When the network is used, **all** units take part. Nothing is random, and nothing has to be scaled: the division by
# keep_prob during training has seen to that. (In the first version of dropout it was the other way round: no division
# in training, and weights multiplied by keep_prob afterwards. You may meet it in older texts.)
#
# $$\hat y = \begin{cases} 1 & a^{[3]} > \tfrac12 \\ 0 & \text{otherwise} \end{cases} \qquad (1, m)$$
#
# <details><summary>Hint 1</summary>
#
# Which of the two forward passes is the one without chance? `astype(int)` on a *comparison* gives 0 and 1; on a
# probability it would cut everything down to 0.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# For $A^{[3]} = [[0.49, 0.51, 0.02]]$ the labels are $[[0, 1, 0]]$, today and tomorrow.
#
# </details>

# %% tags=["exercise", "question-q9"]
# write: predict

# %% tags=["question-q9"]
grader.check("q9")

# %% [markdown]
# **Experiment: three boundaries.** The same network without regularization, with L2 and with dropout.

# %% tags=["otter_ignore"]
networks["dropout"] = train(X_train, Y_train, keep_prob=0.8)

fig, axes = plt.subplots(1, 3, figsize=(14, 4.4))
for ax, label in zip(axes, ("no penalty", "L2", "dropout"), strict=True):
    right = [100 * np.mean(predict(A, networks[label]) == B) for A, B in ((X_train, Y_train), (X_dev, Y_dev))]
    setting = {"no penalty": "No regularization", "L2": "L2, λ = 1", "dropout": "Dropout, keep_prob = 0.8"}[
        label
    ]
    draw_network(
        ax,
        networks[label],
        X_train,
        Y_train,
        f"{setting}\nright: {right[0]:.0f} % training, {right[1]:.1f} % dev",
    )
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the colours along the boundary. Under L2 they are pale: small weights make a network less sure of itself
# where the currents mix. Dropout keeps its colours strong, but trims what was dug for single samples.
#
# **Experiment: dropout shrinks weights, too.** The sum of all squared weights during training. The start is the same.

# %% tags=["otter_ignore"]
runs = {
    "no regularization": ({}, DARK, "-"),
    "dropout, keep_prob = 0.8": ({"keep_prob": 0.8}, WARM, "-"),
    "dropout, keep_prob = 0.5": ({"keep_prob": 0.5}, WARM, "--"),
    "L2, λ = 1": ({"lambd": 1.0}, COLD, "-."),
}


def sum_of_squares(parameters):
    """The sum of all squared weights."""
    return sum(float(np.sum(parameters[key] ** 2)) for key in ("W1", "W2", "W3"))


fig, ax = plt.subplots(figsize=(8, 4.4))
for label, (settings, colour, style) in runs.items():
    sizes = []
    train(
        X_train,
        Y_train,
        **settings,
        watch=lambda parameters, sizes=sizes: sizes.append(sum_of_squares(parameters)),
    )
    ax.plot(20 * np.arange(len(sizes)), sizes, style, color=colour, linewidth=2.2, label=label)
ax.set(title="Size of the weights during training", xlabel="iteration", ylabel="Σw²", ylim=(0, None))
ax.legend()
plt.show()

# %% [markdown]
# *Look for:* the order of the curves. A unit whose inputs may vanish does well not to put much weight on any one of
# them. So dropout works a little like L2, but one that adapts itself to each weight.
#
# One thing is lost: with dropout the cost jumps with every mask, so it does not tell whether the code is right.
# **Debug with keep_prob = 1**, see the cost fall, then switch dropout on.

# %% [markdown]
# ## Part 4. More data, less time
#
# ### q10 · Mirror images ({{points q10}} points)
#
# More data is the best remedy for variance, and the most expensive one. Sometimes it can be had for nothing: a photo
# of a cat, mirrored, is another photo of a cat.
#
# Images come as an array $X$ of shape $(m, \text{height}, \text{width})$; labels as $Y$, $(1, m)$. Return the originals
# followed by their mirror images, left and right exchanged, and the $2m$ labels in the same order.
#
# <details><summary>Hint 1</summary>
#
# A slice with step −1 reverses an axis. Which of the three axes runs from left to right? `np.concatenate` joins arrays
# along an axis; the examples of `X` lie along axis 0 and those of `Y` along axis 1.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# One image [[7, 8, 9]] (height 1, width 3) with label 1: two images come back, [[7, 8, 9]] and [[9, 8, 7]], with labels
# [[1, 1]]. For images $p, q$ with labels $[[1, 0]]$ the order is $p, q, p', q'$ and the labels are $[[1, 0, 1, 0]]$.
#
# </details>

# %% tags=["exercise", "question-q10"]
# write: augment_flip

# %% tags=["question-q10"]
grader.check("q10")

# %% [markdown]
# **Experiment: what may be done to a digit?** Ten digits, drawn with a few lines of NumPy, and what becomes of them.

# %% tags=["given"]
# give: datasets.digits

# %% tags=["otter_ignore"]
originals = digits()
with_mirrors, labels = augment_flip(originals, np.arange(10)[np.newaxis])
rows = {
    "original": originals,
    "mirrored": with_mirrors[10:],
    "half a turn": originals[:, ::-1, ::-1],
    "noise": np.clip(originals + np.random.default_rng(5).normal(scale=0.25, size=originals.shape), 0, 1),
}

fig, axes = plt.subplots(4, 10, figsize=(12, 6.6))
for row, (name, images) in zip(axes, rows.items(), strict=True):
    for digit, (ax, image) in enumerate(zip(row, images, strict=True)):
        ax.imshow(image, cmap="Greys", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[], title=f"y = {digit}")
        ax.grid(False)
    row[0].set_ylabel(name)
fig.suptitle("Ten digits, and the labels that augmentation would give them")
fig.tight_layout()
plt.show()

# %% [markdown]
# *Look for:* the images whose label has become wrong. Half a turn makes a 9 of the 6 and a 6 of the 9. A mirror makes a
# 5 of the 2, and of the 3 no digit at all. The 0, the 1 and the 8 can stand everything; noise, if there is not too much
# of it, hurts none.
#
# So a transformation is good for augmentation if it **preserves the label**: mirroring for cats but not for digits, a
# turn by a few degrees for both, upside down for neither (for pictures of the sky at night, why not). The new
# examples are no substitute for really new ones, as they say nothing that was not there; but they cost nothing.

# %% [markdown]
# ### q11 · Early stopping ({{points q11}} points)
#
# While a network trains, the training cost falls and falls. The dev cost falls, too, and then begins to rise: from
# there on the network learns by heart. Why not stop where it was lowest? Only, at that moment nobody knows that it
# was the lowest. So one looks at the dev cost from time to time and waits for a while:
#
# * go through the checks 0, 1, 2, … in order and remember the one with the lowest cost **so far**;
# * a check **improves** if its cost is below the lowest so far. Equal is no improvement;
# * stop at the check that is the `patience`-th **in a row** without an improvement; if it never comes to that, the last
#   check is the stop.
#
# Return `(best, stop)`: the numbers of the check to go back to and of the check at which training ends. Checks after
# `stop` never take place, so they must not play a part.
#
# <details><summary>Hint 1</summary>
#
# A loop with two variables: the best check so far, and how many checks have passed since without an improvement. Which
# of the two changes when, and which starts anew? Return from inside the loop when patience runs out.
#
# </details>
#
# <details><summary>Hint 2: by hand</summary>
#
# Costs [9, 7, 8, 7, 6, 8, 9, 1], patience 2. Check 1 improves. Check 2 does not (one in a row), check 3 does not: 7
# is only equal (two in a row): stop. The result is (1, 3). With patience 3: check 4 improves, then 5 and 6 do not,
# and check 7 does: (7, 7).
#
# </details>

# %% tags=["exercise", "question-q11"]
# write: early_stopping

# %% tags=["question-q11"]
grader.check("q11")

# %% [markdown]
# **Experiment: the moment to stop.** Training without any regularization; a check every 20 iterations.

# %% tags=["otter_ignore"]
train_costs, dev_costs, checkpoints = [], [], []


def look(parameters):
    """Note both costs, and keep a copy of the parameters."""
    train_costs.append(compute_cost(forward_propagation(X_train, parameters)[0], Y_train))
    dev_costs.append(compute_cost(forward_propagation(X_dev, parameters)[0], Y_dev))
    checkpoints.append({key: value.copy() for key, value in parameters.items()})


train(X_train, Y_train, learning_rate=0.1, watch=look)
best, stop = early_stopping(dev_costs, patience=40)
networks["stopped early"] = checkpoints[best]

fig, ax = plt.subplots(figsize=(8, 4.4))
iterations = 20 * np.arange(len(dev_costs))
ax.plot(iterations, train_costs, "--", color=COLD, linewidth=2, label="training cost")
ax.plot(iterations, dev_costs, color=WARM, linewidth=2.5, label="dev cost")
ax.axvspan(iterations[stop], iterations[-1], color="grey", alpha=0.15, label="never happens")
ax.plot(
    iterations[best],
    dev_costs[best],
    "o",
    color=DARK,
    markersize=10,
    label=f"best, iteration {iterations[best]}",
)
ax.set(
    title="Costs during training, and the moment to stop",
    xlabel="iteration",
    ylabel="cost $J$",
    ylim=(0, 0.8),
)
ax.legend(loc="upper center")
plt.show()
print(f"best check {best}, stop at check {stop}: the network of iteration {iterations[best]} is kept")

# %% [markdown]
# *Look for:* the two curves parting ways, and the bump on the way to the lowest point. With `patience=15` training
# would have given up there: try it.
#
# The weights start small and grow; stopping early keeps them from growing large. So it works like a penalty, and
# there is no $\lambda$ to try: a single run shows all "strengths".
#
# **Think: what is the drawback?**
#
# <details><summary>Answer</summary>
#
# Lowering the cost on the training set and not overfitting are two goals. It is convenient to have **one knob for
# each**, as on a good radio: that is called *orthogonalization*. Early stopping is one knob that turns both at once:
# it stops lowering the cost in order not to overfit. A penalty with a longer training keeps them apart, at the price
# of trying several $\lambda$.
#
# </details>

# %% [markdown]
# ## The answer
#
# Now they compete, and for the first time the **test set** is opened. Every choice was made on the dev set. One last
# competitor gets more data: each training sample five times, each time a little displaced.

# %% tags=["otter_ignore"]
rng = np.random.default_rng(7)
X_more = np.concatenate(
    [X_train, *(X_train + rng.normal(scale=0.2, size=X_train.shape) for _ in range(4))], axis=1
)
networks["noisy copies"] = train(X_more, np.tile(Y_train, 5), num_iterations=2000)

names = ["no penalty", "L2", "L1", "dropout", "stopped early", "noisy copies"]
right = {
    name: [100 * (1 - error(networks[name], A, B)) for A, B in ((X_train, Y_train), (X_test, Y_test))]
    for name in names
}

fig, ax = plt.subplots(figsize=(9, 4.4))
place = np.arange(len(names))
for i, (label, colour, hatch) in enumerate(
    (("100 training samples", COLD, "//"), ("950 test samples", WARM, ""))
):
    values = [right[name][i] for name in names]
    bars = ax.bar(
        place + 0.4 * i - 0.2, values, 0.38, color=colour, hatch=hatch, edgecolor="white", label=label
    )
    ax.bar_label(bars, fmt="%.1f", fontsize=9)
ax.set(title="Who is right how often?", ylabel="right in %", ylim=(80, 101), xticks=place, xticklabels=names)
ax.legend(loc="upper right", ncol=2)
ax.grid(axis="x", visible=False)
plt.show()

# %% [markdown]
# *Look for:* the first pair of bars. The network without regularization has the highest score on what it was trained
# with, and the lowest on what it has never seen.
#
# **How can a network become better by being wrong more often?** Along the seam the labels are partly chance. A
# network that gets those right, too, has learned the chance, and chance will be different next time. Every remedy of
# this notebook takes away some of its freedom to do so: large weights (L2, L1), units that rely on each other
# (dropout), time (early stopping), or it drowns the chance in more examples. The network gets a few more of the old
# samples wrong, and in return more of the new ones right. That is what regularization is.
#
# Do not read too much into the order of the remedies, which would be another with other samples: the standard error of
# each of these test scores is about one percent. Which remedy to take is decided by what you can afford:
# L2 and some patience with $\lambda$ is where most people start.
#
# ### If you want more
#
# * Combine L2 and dropout. Is a pinch of both better than either?
# * Train on 400 samples instead of 100 (`split_dataset` with 0.2). Which remedies are still worth it?
# * Let $\alpha\lambda > m$ in `train`. Watch $\sum w^2$.
#
# **What you have built:** the tools that turn a network that has learned by heart into one that has understood. But
# how do you know that all these gradients are right? That is the next notebook, `gradient_checking`.
#
# Save your work (*File → Save*) and hand in this notebook.
