"""regularization as students write it: right, in many styles. Each defines every answer and what it needs."""

STYLES = {
    "the usual code, with prints, asserts and seeds": """
import numpy as np

def sigmoid(x):
    s = 1 / (1 + np.exp(-x))
    return s

def relu(x):
    s = np.maximum(0, x)
    return s

def split_dataset(X, Y, fractions=(0.6, 0.2, 0.2), seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    # Step 1: shuffle (X, Y)
    permutation = list(np.random.permutation(m))
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))
    # Step 2: cut
    n_train = int(m * fractions[0])
    n_dev = int(m * fractions[1])
    X_train, Y_train = shuffled_X[:, 0:n_train], shuffled_Y[:, 0:n_train]
    X_dev, Y_dev = shuffled_X[:, n_train:n_train + n_dev], shuffled_Y[:, n_train:n_train + n_dev]
    X_test, Y_test = shuffled_X[:, n_train + n_dev:], shuffled_Y[:, n_train + n_dev:]
    print("train:", X_train.shape, "dev:", X_dev.shape, "test:", X_test.shape)
    return (X_train, Y_train), (X_dev, Y_dev), (X_test, Y_test)

def diagnose(train_error, dev_error, base_error=0.0, threshold=0.02):
    high_bias = False
    high_variance = False
    if (train_error - base_error) > threshold:
        high_bias = True
    if (dev_error - train_error) > threshold:
        high_variance = True
    return {"high_bias": high_bias, "high_variance": high_variance}

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)  # This gives you the cross-entropy part of the cost
    L2_regularization_cost = lambd * (np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))) / (2 * m)
    cost = cross_entropy_cost + L2_regularization_cost
    assert not np.isnan(cost)
    return cost

def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache

    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T) + (lambd * W3) / m
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)

    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1. / m * np.dot(dZ2, A1.T) + (lambd * W2) / m
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)

    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1. / m * np.dot(dZ1, X.T) + (lambd * W1) / m
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)

    gradients = {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2,
                 "dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1,
                 "dZ1": dZ1, "dW1": dW1, "db1": db1}
    return gradients

def l1_penalty(parameters, lambd, m):
    L1 = np.sum(np.abs(parameters["W1"])) + np.sum(np.abs(parameters["W2"])) + np.sum(np.abs(parameters["W3"]))
    return np.squeeze(lambd / m * L1)

def l1_gradient(W, lambd, m):
    return (lambd / m) * np.sign(W)

def update_parameters_with_weight_decay(parameters, grads, learning_rate, lambd, m):
    L = len(parameters) // 2
    for k in range(L):
        parameters["W" + str(k + 1)] = (1 - learning_rate * lambd / m) * parameters["W" + str(k + 1)] \\
            - learning_rate * grads["dW" + str(k + 1)]
        parameters["b" + str(k + 1)] = parameters["b" + str(k + 1)] - learning_rate * grads["db" + str(k + 1)]
    return parameters

def dropout_forward(A, keep_prob):
    D = np.random.rand(A.shape[0], A.shape[1])
    D = (D < keep_prob).astype(int)
    A = A * D
    A = A / keep_prob
    return A, D

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    W3 = parameters["W3"]
    b3 = parameters["b3"]

    # LINEAR -> RELU -> LINEAR -> RELU -> LINEAR -> SIGMOID
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    D1 = np.random.rand(A1.shape[0], A1.shape[1])
    D1 = (D1 < keep_prob).astype(int)
    A1 = A1 * D1
    A1 = A1 / keep_prob
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    D2 = np.random.rand(A2.shape[0], A2.shape[1])
    D2 = (D2 < keep_prob).astype(int)
    A2 = A2 * D2
    A2 = A2 / keep_prob
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)

    cache = (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
    return A3, cache

def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3) = cache
    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T)
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)
    dA2 = np.dot(W3.T, dZ3)
    dA2 = dA2 * D2
    dA2 = dA2 / keep_prob
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1. / m * np.dot(dZ2, A1.T)
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(W2.T, dZ2)
    dA1 = dA1 * D1
    dA1 = dA1 / keep_prob
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1. / m * np.dot(dZ1, X.T)
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2,
            "dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1,
            "dZ1": dZ1, "dW1": dW1, "db1": db1}

def predict(X, parameters):
    m = X.shape[1]
    p = np.zeros((1, m), dtype=int)
    a3, caches = forward_propagation(X, parameters)
    for i in range(0, a3.shape[1]):
        if a3[0, i] > 0.5:
            p[0, i] = 1
        else:
            p[0, i] = 0
    return p

def augment_flip(X, Y):
    X_flipped = np.array([np.fliplr(img) for img in X])
    return np.concatenate((X, X_flipped), axis=0), np.concatenate((Y, Y), axis=1)

def early_stopping(dev_costs, patience):
    best_cost = np.inf
    best_iter = 0
    counter = 0
    stop = len(dev_costs) - 1
    for i, c in enumerate(dev_costs):
        if c < best_cost:
            best_cost, best_iter, counter = c, i, 0
        else:
            counter += 1
            if counter >= patience:
                stop = i
                print("early stopping at", i)
                break
    return best_iter, stop
""",
    "loops and the standard library": """
import math
import random

def split_dataset(X, Y, fractions=(0.6, 0.2, 0.2), seed=0):
    numbers = list(range(len(X[0])))
    random.seed(seed)
    random.shuffle(numbers)
    a = round(fractions[0] * len(numbers))
    b = a + round(fractions[1] * len(numbers))

    def take(part):
        X_part = [[X[row][i] for i in part] for row in range(len(X))]
        Y_part = [[Y[row][i] for i in part] for row in range(len(Y))]
        return np.array(X_part).reshape(len(X), len(part)), np.array(Y_part).reshape(len(Y), len(part))

    return [take(numbers[:a]), take(numbers[a:b]), take(numbers[b:])]

def diagnose(train_error, dev_error, base_error=0.0, threshold=0.02):
    result = {}
    for key, gap in (("high_bias", train_error - base_error), ("high_variance", dev_error - train_error)):
        result[key] = 1 if gap > threshold else 0
    return result

def weights(parameters):
    for name in sorted(parameters):
        if name.startswith("W"):
            for row in parameters[name].tolist():
                yield from row

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m, cost = len(Y[0]), 0.0
    for a, y in zip(A3[0], Y[0]):
        cost -= math.log(a) if y == 1 else math.log(1 - a)
    squares = 0.0
    for w in weights(parameters):
        squares += w ** 2
    return cost / m + lambd * squares / (2 * m)

def one_example(x, y, zs, activations, Ws, masks):
    deltas = [None, None, activations[2] - y]
    for l in (1, 0):
        back = np.zeros((len(Ws[l]), 1))
        for j in range(len(Ws[l])):
            if zs[l][j, 0] > 0:
                for k in range(len(Ws[l + 1])):
                    back[j, 0] += Ws[l + 1][k, j] * deltas[l + 1][k, 0]
                back[j, 0] *= masks[l][j, 0]
        deltas[l] = back
    return deltas

def all_examples(X, Y, Z, A, W, b, masks, lambd):
    m = X.shape[1]
    grads = {}
    for l in range(3):
        grads["dW%d" % (l + 1)] = lambd / m * W[l]
        grads["db%d" % (l + 1)] = np.zeros(b[l].shape)
    for i in range(m):
        column = slice(i, i + 1)
        inputs = [X[:, column], A[0][:, column], A[1][:, column]]
        deltas = one_example(inputs[0], Y[:, column], [z[:, column] for z in Z], [a[:, column] for a in A], W,
                             [D[:, column] for D in masks])
        for l in range(3):
            grads["dW%d" % (l + 1)] = grads["dW%d" % (l + 1)] + np.outer(deltas[l], inputs[l]) / m
            grads["db%d" % (l + 1)] = grads["db%d" % (l + 1)] + deltas[l] / m
    return grads

def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z, A, W, b = (list(cache[k::4]) for k in range(4))
    return all_examples(X, Y, Z, A, W, b, [np.ones(A[0].shape), np.ones(A[1].shape)], lambd)

def l1_penalty(parameters, lambd, m):
    return sum(abs(w) for w in weights(parameters)) * lambd / m

def l1_gradient(W, lambd, m):
    slopes = np.empty(W.shape)
    for position, w in np.ndenumerate(W):
        slopes[position] = 0 if w == 0 else math.copysign(lambd / m, w)
    return slopes

def update_parameters_with_weight_decay(parameters, grads, learning_rate, lambd, m):
    new = {}
    for name in parameters:
        value = parameters[name].copy()
        for position in np.ndindex(value.shape):
            if name[0] == "W":
                value[position] -= learning_rate * lambd / m * parameters[name][position]
            value[position] -= learning_rate * grads["d" + name][position]
        new[name] = value
    return new

def dropout_forward(A, keep_prob):
    D = [[1 if random.random() < keep_prob else 0 for _ in row] for row in A]
    A_drop = [[a / keep_prob if d else 0.0 for a, d in zip(*rows)] for rows in zip(A, D)]
    return np.array(A_drop), np.array(D)

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    A, cache = X, ()
    for l in (1, 2, 3):
        W, b = parameters["W%d" % l], parameters["b%d" % l]
        Z = np.array([[sum(w * a for w, a in zip(row, column)) + bias[0] for column in A.T] for row, bias in zip(W, b)])
        if l < 3:
            A, D = dropout_forward(np.where(Z > 0, Z, 0), keep_prob)
            cache += (Z, D, A, W, b)
        else:
            A = np.array([[1 / (1 + math.exp(-z)) for z in Z[0]]])
            cache += (Z, A, W, b)
    return A, cache

def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    return all_examples(X, Y, [Z1, Z2, Z3], [A1, A2, A3], [W1, W2, W3], [b1, b2, b3],
                        [D1 / keep_prob, D2 / keep_prob], 0)

def predict(X, parameters):
    A3, _ = forward_propagation(X, parameters)
    return np.array([[1.0 if a >= 0.5 else 0.0 for a in A3[0]]])

def augment_flip(X, Y):
    images, labels = [image.tolist() for image in X], list(Y[0])
    for image, label in zip(X.tolist(), Y[0]):
        images.append([list(reversed(row)) for row in image])
        labels.append(label)
    return np.array(images), np.array([labels])

def early_stopping(dev_costs, patience):
    best = 0
    for check in range(len(dev_costs)):
        if dev_costs[check] < dev_costs[best]:
            best = check
        if check - best >= patience:
            return best, check
    return best, check
""",
    "terse NumPy: einsum, a Generator, comprehensions": """
rng = np.random.default_rng(2024)

def split_dataset(X, Y, fractions=(0.6, 0.2, 0.2), seed=0):
    order = np.random.default_rng(seed).permutation(X.shape[1])
    cuts = np.rint(np.cumsum(fractions[:2]) * order.size).astype(int)
    return tuple((X[:, i], Y[:, i]) for i in np.split(order, cuts))

diagnose = lambda train_error, dev_error, base_error=0.0, threshold=0.02: dict(
    high_bias=np.bool_(train_error - base_error > threshold),
    high_variance=np.bool_(dev_error - train_error > threshold),
)

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    W = np.concatenate([v.ravel() for k, v in parameters.items() if k[0] == "W"])
    return np.mean(-np.log(np.where(Y == 1, A3, 1 - A3))) + lambd / 2 * (W @ W) / Y.size

def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z1, A1, W1, _, Z2, A2, W2, _, _, A3, W3, _ = cache
    d3 = (A3 - Y) / Y.size
    d2 = np.einsum("kj,km->jm", W3, d3) * np.heaviside(Z2, 0)
    d1 = np.einsum("kj,km->jm", W2, d2) * np.heaviside(Z1, 0)
    grads = {}
    for l, d, a, W in zip("123", (d1, d2, d3), (X, A1, A2), (W1, W2, W3)):
        grads["dW" + l] = np.einsum("im,jm->ij", d, a) + lambd * W / Y.size
        grads["db" + l] = np.einsum("im->i", d)[:, None]
    return grads

def l1_penalty(parameters, lambd, m):
    return lambd / m * np.abs(np.concatenate([parameters[f"W{l}"].ravel() for l in (1, 2, 3)])).sum()

def l1_gradient(W, lambd, m):
    return ((W > 0) * 1 - (W < 0) * 1) * (lambd / m)

def update_parameters_with_weight_decay(parameters, grads, learning_rate, lambd, m):
    decay = 1 - learning_rate * lambd / m
    return {k: (decay if k[0] == "W" else 1) * v - learning_rate * grads["d" + k] for k, v in parameters.items()}

def dropout_forward(A, keep_prob):
    D = rng.random(A.shape) < keep_prob
    return np.where(D, A / keep_prob, 0), D

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    D1, D2 = (rng.random((len(W), X.shape[1])) <= keep_prob for W in (W1, W2))
    A1 = np.maximum(Z1 := W1 @ X + b1, 0) * D1 / keep_prob
    A2 = np.maximum(Z2 := W2 @ A1 + b2, 0) * D2 / keep_prob
    A3 = 1 / (1 + np.exp(-(Z3 := W3 @ A2 + b3)))
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)

def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    d3 = A3 - Y
    d2 = W3.T @ d3 * (D2 & (Z2 > 0)) / keep_prob
    d1 = W2.T @ d2 * (D1 & (Z1 > 0)) / keep_prob
    return {f"d{n}{l}": g for l, d, a in ((1, d1, X), (2, d2, A1), (3, d3, A2))
            for n, g in (("W", d @ a.T / Y.size), ("b", d.mean(1, keepdims=True)))}

predict = lambda X, parameters: forward_propagation(X, parameters)[0] > 0.5
augment_flip = lambda X, Y: (np.r_[X, X[..., ::-1]], np.c_[Y, Y])

def early_stopping(dev_costs, patience):
    best = [int(np.argmin(dev_costs[: i + 1])) for i in range(len(dev_costs))]
    stop = next((i for i, b in enumerate(best) if i - b == patience), len(best) - 1)
    return best[stop], stop
""",
    "a class and helpers of its own, other names, float32": """
from dataclasses import dataclass

@dataclass
class Layer:
    W: np.ndarray
    b: np.ndarray
    keep: float = 1.0

    def forward(self, A_prev):
        self.A_prev = A_prev
        self.Z = (self.W @ A_prev + self.b).astype(np.float32)
        return self.Z

def layers_of(params):
    return [Layer(np.float32(params[f"W{i}"]), np.float32(params[f"b{i}"])) for i in (1, 2, 3)]

def logistic(t):
    return np.float32(0.5) * (np.float32(1) + np.tanh(t / 2))

def split_dataset(data, targets, fractions=(0.6, 0.2, 0.2), seed=0, verbose=False):
    generator = np.random.RandomState(seed)
    keys = generator.uniform(size=data.shape[1])
    order = np.argsort(keys)
    sizes = [int(round(f * len(order))) for f in fractions]
    start, sets = 0, []
    for number, size in enumerate(sizes):
        end = len(order) if number == 2 else start + size
        sets.append((np.take(data, order[start:end], axis=1), np.take(targets, order[start:end], axis=1)))
        start = end
    if verbose:
        print(sizes)
    return tuple(sets)

class Diagnosis(dict):
    pass

def diagnose(train, dev, bayes=0.0, tolerance=0.02):
    bias, variance = train - bayes, dev - train
    return Diagnosis(high_bias=bias > tolerance, high_variance=variance > tolerance, avoidable=bias)

def compute_cost_with_regularization(A, labels, params, lam):
    m = np.float32(labels.shape[1])
    cost = -np.mean(labels * np.log(A + 1e-9) + (1 - labels) * np.log(1 - A + 1e-9), dtype=np.float32)
    for layer in layers_of(params):
        cost = cost + np.float32(lam) * np.linalg.norm(layer.W) ** 2 / (2 * m)
    return np.array(cost)

def gradients(inputs, layers, d, factors, lam):
    grads, m = {}, d.shape[1]
    for i in (3, 2, 1):
        W, A_prev = layers[i - 1], inputs[i - 1]
        grads[f"dW{i}"] = (d @ A_prev.T + lam * W) / m
        grads[f"db{i}"] = d.sum(axis=1).reshape(-1, 1) / m
        if i > 1:
            d = (W.T @ d) * factors[i - 2]
    return grads

def backward_propagation_with_regularization(X, labels, memory, lam):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = [np.float32(a) for a in memory]
    return gradients([np.float32(X), A1, A2], [W1, W2, W3], A3 - labels, [Z1 > 0, Z2 > 0], lam)

def l1_penalty(params, lam, examples):
    return np.float32(lam / examples) * sum(np.abs(layer.W).sum() for layer in layers_of(params))

def l1_gradient(weights, lam, examples):
    slope = np.zeros(weights.shape, dtype=np.float32)
    slope[weights > 0] = lam / examples
    slope[weights < 0] = -lam / examples
    return slope

def update_parameters_with_weight_decay(params, slopes, alpha, lam, examples):
    out = {k: np.array(v, dtype=np.float32) for k, v in params.items()}
    for k in out:
        slope = np.array(slopes["d" + k])
        if k.startswith("W"):
            slope += lam / examples * out[k]
        out[k] -= alpha * slope
    return out

def draw_mask(shape, keep):
    return np.random.binomial(n=1, p=keep, size=shape).astype(np.float32)

def dropout_forward(A, keep):
    mask = draw_mask(A.shape, keep)
    out = np.array(A, dtype=np.float32)
    out *= mask
    out /= np.float32(keep)
    return [out, mask]

def forward_propagation_with_dropout(inputs, params, keep=0.5, training=True):
    first, second, last = layers_of(params)
    Z1 = first.forward(np.float32(inputs))
    A1, D1 = dropout_forward(np.clip(Z1, 0, None), keep)
    Z2 = second.forward(A1)
    A2, D2 = dropout_forward(np.clip(Z2, 0, None), keep)
    Z3 = last.forward(A2)
    A3 = logistic(Z3)
    return [A3, [Z1, D1, A1, first.W, first.b, Z2, D2, A2, second.W, second.b, Z3, A3, last.W, last.b]]

def backward_propagation_with_dropout(X, labels, memory, keep):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = [np.asarray(a, dtype=np.float32) for a in memory]
    return gradients([X, A1, A2], [W1, W2, W3], A3 - labels, [(Z1 > 0) * D1 / keep, (Z2 > 0) * D2 / keep], 0.0)

def predict(inputs, params):
    out = inputs
    for number, layer in enumerate(layers_of(params)):
        W = layer.W.astype(float)
        out = W @ out + layer.b if number == 0 else W @ np.maximum(out, 0) + layer.b
    return np.round(1 / (1 + np.exp(-out)))

def augment_flip(images, labels):
    twice = np.empty((2 * len(images),) + images.shape[1:], dtype=np.float32)
    twice[: len(images)] = images
    twice[len(images):] = np.flip(images, 2)
    return twice, np.tile(labels, (1, 2)).astype(bool)

def early_stopping(history, patience=5):
    class Stopper:
        best, since = 0, 0

        def step(self, i):
            if i and history[i] >= history[self.best]:
                self.since += 1
            else:
                self.best, self.since = i, 0
            return self.since >= patience

    stopper = Stopper()
    for i in range(len(history)):
        if stopper.step(i):
            break
    return np.int64(stopper.best), np.int64(i)
""",
    "a seed in every function, shortcuts and other arguments": """
def split_dataset(X, Y, fractions=(0.6, 0.2, 0.2), seed=0, **options):
    np.random.seed(seed)
    m = X.shape[1]
    train = np.random.choice(m, int(fractions[0] * m), replace=False)
    rest = np.array([i for i in range(m) if i not in set(train)], dtype=int)
    np.random.shuffle(rest)
    n_dev = min(int(np.ceil(fractions[1] * m)), len(rest))
    dev, test = rest[:n_dev], rest[n_dev:]
    return (X[:, train], Y[:, train]), (X[:, dev], Y[:, dev]), (X[:, test], Y[:, test])

def diagnose(train_error, dev_error, base_error=0, threshold=0.02, verbose=0):
    bias, variance = train_error - base_error, dev_error - train_error
    return {"high_variance": variance > threshold, "high_bias": bias > threshold, "bias": bias, "variance": variance}

def frobenius(W):
    return np.sqrt(np.trace(np.dot(W.T, W)))

def compute_cost_with_regularization(A3, Y, parameters, lambd, epsilon=1e-12):
    m = Y.shape[1]
    cost = (-np.dot(Y, np.log(A3 + epsilon).T) - np.dot(1 - Y, np.log(1 - A3 + epsilon).T)) / m
    penalty = sum(frobenius(parameters["W" + str(i)]) ** 2 for i in range(1, 4))
    return np.squeeze(cost) + 0.5 * lambd / m * penalty

def backward_propagation_with_regularization(X, Y, cache, lambd, keep_prob=1.0):
    if len(cache) == 12:
        Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
        D1, D2 = 1, 1
    else:
        Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m = X.shape[1]
    dA3 = -(np.divide(Y, A3) - np.divide(1 - Y, 1 - A3))
    dZ3 = dA3 * A3 * (1 - A3)
    dA2 = W3.T * dZ3 * D2 / keep_prob
    dZ2 = np.array(dA2, copy=True)
    dZ2[Z2 <= 0] = 0
    dA1 = W2.T.dot(dZ2) * D1 / keep_prob
    dZ1 = np.array(dA1, copy=True)
    dZ1[Z1 <= 0] = 0
    grads = {"dA2": dA2, "dA1": dA1}
    for l, (dZ, A, W) in enumerate([(dZ1, X, W1), (dZ2, A1, W2), (dZ3, A2, W3)]):
        grads["dW" + str(l + 1)] = (1 / m) * (np.dot(dZ, A.T) + lambd * W)
        grads["db" + str(l + 1)] = (1 / m) * np.sum(dZ, axis=1, keepdims=True)
    return grads

def l1_penalty(parameters, lambd, m, norm=np.abs):
    total = 0
    for name, value in parameters.items():
        if name in ["W1", "W2", "W3"]:
            total = total + norm(value).sum(axis=0).sum()
    return np.array([total * lambd / m])

def l1_gradient(W, lambd, m):
    with np.errstate(all="ignore"):
        return np.nan_to_num(W / np.abs(W)) * lambd / m

def update_parameters_with_weight_decay(parameters, grads, learning_rate, lambd, m):
    p, a = dict(parameters), learning_rate
    for i in "123":
        p["W" + i] = p["W" + i] - a * lambd / m * p["W" + i] - a * grads["dW" + i]
        p["b" + i] = p["b" + i] - a * grads["db" + i]
    return p

def dropout_forward(A, keep_prob):
    if keep_prob == 1:
        return A, np.ones_like(A)
    np.random.seed(0)
    D = (np.random.rand(*A.shape) < keep_prob) / keep_prob
    return A * D, D

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5, seed=3):
    np.random.seed(seed)
    m = X.shape[1]
    D2 = np.where(np.random.rand(m, parameters["W2"].shape[0]).T > 1 - keep_prob, 1.0, 0.0)
    D1 = np.where(np.random.rand(m, parameters["W1"].shape[0]).T > 1 - keep_prob, 1.0, 0.0)
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.multiply(relu(Z1), D1) / keep_prob
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = np.multiply(relu(Z2), D2) / keep_prob
    Z3 = np.dot(parameters["W3"], A2) + parameters["b3"]
    A3 = sigmoid(Z3)
    assert A3.shape == (1, X.shape[1])
    return A3, (Z1, D1, A1, parameters["W1"], parameters["b1"], Z2, D2, A2, parameters["W2"], parameters["b2"],
                Z3, A3, parameters["W3"], parameters["b3"])

def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    return backward_propagation_with_regularization(X, Y, cache, 0, keep_prob)

def predict(X, parameters, Y=None):
    A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob=1.0)
    p = 1 * (A3 > 0.5)
    if Y is not None:
        print("Accuracy:", np.mean(p == Y))
    return p

def augment_flip(X, Y):
    m, h, w = X.shape
    return np.append(X, X[:, :, list(range(w - 1, -1, -1))], axis=0), np.append(Y, Y, axis=1)

def early_stopping(dev_costs, patience):
    dev_costs = list(dev_costs)
    lowest, best, i = dev_costs[0], 0, 0
    while i < len(dev_costs) - 1:
        i += 1
        if dev_costs[i] < lowest:
            lowest, best = dev_costs[i], i
        elif i - best == patience:
            break
    return best, i
""",
}
