"""initialization as students write it: right, in many styles."""

STYLES = {
    "the classic notebook: np.dot, str(l), asserts, a seed in each function": """
def normalize_inputs(X):
    # mean and variance of every feature
    m = X.shape[1]
    mu = (1 / m) * np.sum(X, axis=1, keepdims=True)
    X_norm = X - mu
    sigma2 = (1 / m) * np.sum(np.multiply(X_norm, X_norm), axis=1, keepdims=True)
    sigma = np.sqrt(sigma2) + 1e-8
    X_norm = X_norm / sigma
    assert X_norm.shape == X.shape
    print("mu =", mu.T)
    return X_norm, mu, sigma

def apply_normalization(X, mu, sigma):
    return (X - mu) / sigma

def initialize_parameters_zeros(layers_dims):
    parameters = {}
    L = len(layers_dims)            # number of layers in the network
    for l in range(1, L):
        parameters['W' + str(l)] = np.zeros((layers_dims[l], layers_dims[l-1]))
        parameters['b' + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters

def initialize_parameters_random(layers_dims):
    np.random.seed(3)               # This seed makes sure your "random" numbers will be as ours
    parameters = {}
    L = len(layers_dims)
    for l in range(1, L):
        parameters['W' + str(l)] = np.random.randn(layers_dims[l], layers_dims[l-1]) * 10
        parameters['b' + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters

def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layers_dims) - 1
    for l in range(1, L + 1):
        parameters['W' + str(l)] = np.random.randn(layers_dims[l], layers_dims[l-1]) * np.sqrt(2./layers_dims[l-1])
        parameters['b' + str(l)] = np.zeros((layers_dims[l], 1))
        assert parameters['W' + str(l)].shape == (layers_dims[l], layers_dims[l-1])
    return parameters

def initialize_parameters_lecun(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters['W' + str(l)] = np.random.randn(layers_dims[l], layers_dims[l-1]) / np.sqrt(layers_dims[l-1])
        parameters['b' + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters

def initialize_parameters_glorot(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        n_in, n_out = layers_dims[l-1], layers_dims[l]
        parameters['W' + str(l)] = np.random.randn(n_out, n_in) * np.sqrt(2. / (n_in + n_out))
        parameters['b' + str(l)] = np.zeros((n_out, 1))
    return parameters

def preactivation_variance(n_in, var_w, x):
    return np.multiply(n_in * var_w, np.mean(np.power(x, 2)))

def count_distinct_units(W, b, tol=1e-8):
    n = W.shape[0]
    units = np.concatenate((W, b), axis=1)
    count = 0
    for i in range(n):
        is_new = 1
        for j in range(i):
            if np.linalg.norm(units[i, :] - units[j, :]) < tol:
                is_new = 0
        count += is_new
    return count

def deep_linear_output(W, W_out, x, L):
    a = x
    for l in range(1, L):
        a = np.dot(W, a)
    y_hat = np.dot(W_out, a)
    assert y_hat.shape == (W_out.shape[0], x.shape[1])
    return y_hat

def activation_stds(X, parameters, activation):
    A = X
    L = len(parameters) // 2
    stds = []
    for l in range(1, L + 1):
        A_prev = A
        Z = np.dot(parameters['W' + str(l)], A_prev) + parameters['b' + str(l)]
        if activation == "tanh":
            A = np.tanh(Z)
        elif activation == "relu":
            A = np.maximum(0, Z)
        stds.append(np.std(A))
    return stds

def clip_gradients(grads, max_norm):
    total = 0
    for key in grads.keys():
        total += np.sum(np.square(grads[key]))
    norm = np.sqrt(total)
    clipped = {}
    for key in grads.keys():
        if norm > max_norm:
            clipped[key] = grads[key] * max_norm / norm
        else:
            clipped[key] = grads[key]
    return clipped
""",
    "loops and lists only": """
import math
import random

def normalize_inputs(X):
    n, m = X.shape
    result, means, spreads = [], [], []
    for row in X.tolist():
        mean = sum(row) / m
        spread = math.sqrt(sum((value - mean) ** 2 for value in row) / m)
        if spread == 0:
            spread = 1
        result.append([(value - mean) / spread for value in row])
        means.append([mean])
        spreads.append([spread])
    return np.array(result), np.array(means), np.array(spreads)

def apply_normalization(X, mu, sigma):
    result = np.zeros(X.shape)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            result[i, j] = (X[i, j] - mu[i, 0]) / sigma[i, 0]
    return result

def matrix(rows, columns, number):
    return np.array([[number() for _ in range(columns)] for _ in range(rows)])

def network(sizes, spread_of):
    parameters = {}
    for l in range(1, len(sizes)):
        spread = spread_of(sizes[l - 1], sizes[l])
        parameters["W%d" % l] = matrix(sizes[l], sizes[l - 1], lambda: random.gauss(0, spread))
        parameters["b%d" % l] = matrix(sizes[l], 1, lambda: 0)
    return parameters

def initialize_parameters_zeros(layers_dims):
    return network(layers_dims, lambda n_in, n_out: 0.0)

def initialize_parameters_random(layers_dims, scale=10.0):
    return network(layers_dims, lambda n_in, n_out: scale)

def initialize_parameters_he(layers_dims):
    return network(layers_dims, lambda n_in, n_out: math.sqrt(2 / n_in))

def initialize_parameters_lecun(layers_dims):
    return network(layers_dims, lambda n_in, n_out: math.sqrt(1 / n_in))

def initialize_parameters_glorot(layers_dims):
    return network(layers_dims, lambda n_in, n_out: math.sqrt(2 / (n_in + n_out)))

def preactivation_variance(n_in, var_w, x):
    total, count = 0.0, 0
    for value in x.ravel():
        total += value**2
        count += 1
    return n_in * var_w * total / count

def count_distinct_units(W, b, tol=1e-8):
    seen = []
    for w, bias in zip(W.tolist(), b.tolist()):
        unit = w + bias
        for other in seen:
            if all(abs(u - v) <= tol for u, v in zip(unit, other)):
                break
        else:
            seen.append(unit)
    return len(seen)

def product(A, B):
    return np.array([[sum(a * b for a, b in zip(row, column)) for column in B.T] for row in A])

def deep_linear_output(W, W_out, x, L):
    layer = 1
    while layer < L:
        x = product(W, x)
        layer += 1
    return product(W_out, x)

def activation_stds(X, parameters, activation):
    result = []
    A = X
    l = 1
    while f"W{l}" in parameters:
        Z = product(parameters[f"W{l}"], A)
        A = np.zeros(Z.shape)
        for i in range(Z.shape[0]):
            for j in range(Z.shape[1]):
                z = Z[i, j] + parameters[f"b{l}"][i, 0]
                A[i, j] = math.tanh(z) if activation == "tanh" else max(0.0, z)
        values = A.ravel().tolist()
        mean = sum(values) / len(values)
        result.append(math.sqrt(sum((v - mean) ** 2 for v in values) / len(values)))
        l += 1
    return result

def clip_gradients(grads, max_norm):
    length = math.sqrt(sum(v**2 for g in grads.values() for v in g.ravel()))
    factor = 1.0
    if length > max_norm:
        factor = max_norm / length
    return {key: np.array([[factor * v for v in row] for row in g]) for key, g in grads.items()}
""",
    "terse: a Generator, einsum, comprehensions": """
from itertools import pairwise

rng = np.random.default_rng(2024)

def normalize_inputs(X):
    mu, sigma = X.mean(1, keepdims=True), X.std(1, keepdims=True)
    return np.divide(X - mu, sigma, out=np.zeros(X.shape), where=sigma > 0), mu, np.where(sigma > 0, sigma, 1)

apply_normalization = lambda X, mu, sigma: (X - mu) / sigma

def _draw(dims, std):
    return {
        f"{kind}{l}": rng.normal(0, std(i, o), (o, i)) if kind == "W" else np.zeros((o, 1))
        for l, (i, o) in enumerate(pairwise(dims), 1)
        for kind in "Wb"
    }

initialize_parameters_zeros = lambda dims: {k: np.zeros_like(v) for k, v in _draw(dims, lambda i, o: 1).items()}
initialize_parameters_random = lambda dims, scale=10.0: _draw(dims, lambda i, o: scale)
initialize_parameters_he = lambda dims: _draw(dims, lambda i, o: (2 / i) ** 0.5)
initialize_parameters_lecun = lambda dims: _draw(dims, lambda i, o: i**-0.5)
initialize_parameters_glorot = lambda dims: _draw(dims, lambda i, o: (2 / (i + o)) ** 0.5)

def preactivation_variance(n_in, var_w, x):
    return n_in * var_w * np.einsum("i,i->", x.ravel(), x.ravel()) / x.size

def count_distinct_units(W, b, tol=1e-8):
    U = np.c_[W, b]
    near = (np.abs(U[:, None] - U) <= tol).all(-1)
    return np.sum(~np.tril(near, -1).any(1))

def deep_linear_output(W, W_out, x, L):
    return np.linalg.multi_dot([W_out, np.linalg.matrix_power(W, L - 1), x])

def activation_stds(X, parameters, activation):
    g = dict(tanh=np.tanh, relu=lambda Z: Z.clip(min=0))[activation]
    out = [X]
    for l in range(1, len(parameters) // 2 + 1):
        out += [g(np.einsum("ij,jm->im", parameters[f"W{l}"], out[-1]) + parameters[f"b{l}"])]
    return np.array([A.std() for A in out[1:]])

def clip_gradients(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in grads.values()]))
    return {k: g * min(1, max_norm / (norm + 1e-6)) for k, g in grads.items()}
""",
    "classes and names of one's own, float32": """
class Normalizer:
    def fit(self, data):
        data = np.asarray(data, dtype=np.float32)
        self.mean = data.mean(axis=1, keepdims=True)
        self.std = data.std(axis=1, keepdims=True)
        self.std[self.std == 0] = 1
        return self

    def transform(self, data):
        return (np.asarray(data, dtype=np.float32) - self.mean) / self.std

def normalize_inputs(data):
    normalizer = Normalizer().fit(data)
    return normalizer.transform(data), normalizer.mean, normalizer.std

def apply_normalization(new_data, mean, std):
    normalizer = Normalizer()
    normalizer.mean, normalizer.std = np.float32(mean), np.float32(std)
    return normalizer.transform(new_data)

class Initializer:
    def __init__(self, std):
        self.std = std

    def __call__(self, sizes):
        parameters = dict()
        for index in reversed(range(1, len(sizes))):
            fan_in, fan_out = sizes[index - 1], sizes[index]
            weights = np.random.standard_normal((fan_in, fan_out)).T
            weights *= self.std(fan_in, fan_out)
            parameters["W" + str(index)] = weights.astype("float32")
            parameters["b" + str(index)] = np.zeros((fan_out, 1), dtype="float32")
        return parameters

def initialize_parameters_zeros(sizes):
    return Initializer(lambda fan_in, fan_out: 0)(sizes)

def initialize_parameters_random(sizes, std=10, verbose=False):
    if verbose:
        print(sizes)
    return Initializer(lambda fan_in, fan_out: std)(sizes)

initialize_parameters_he = Initializer(lambda fan_in, fan_out: np.sqrt(2 / fan_in))
initialize_parameters_lecun = Initializer(lambda fan_in, fan_out: np.sqrt(1 / fan_in))
initialize_parameters_glorot = Initializer(lambda fan_in, fan_out: np.sqrt(2 / (fan_in + fan_out)))

def preactivation_variance(inputs, variance, samples):
    samples = np.float32(samples)
    return np.float32(inputs * variance) * (np.var(samples) + np.mean(samples) ** 2)

def count_distinct_units(weights, bias, tolerance=1e-8):
    table = np.rint(np.hstack((weights, bias)) / tolerance)
    return np.unique(table, axis=0).shape[0]

def deep_linear_output(hidden, output, signal, depth):
    hidden, signal = hidden.astype("float32"), signal.astype("float32")
    for _ in range(depth - 1):
        signal = hidden.dot(signal)
    return output.astype("float32").dot(signal)

class Network:
    def __init__(self, parameters, activation):
        self.layers = [(parameters[f"W{i}"], parameters[f"b{i}"]) for i in range(1, 1 + len(parameters) // 2)]
        self.activation = {"tanh": np.tanh, "relu": lambda z: np.where(z > 0, z, 0)}[activation]

    def signals(self, data):
        for weights, bias in self.layers:
            data = self.activation(np.float32(weights) @ np.float32(data) + np.float32(bias))
            yield data

def activation_stds(data, parameters, activation="tanh"):
    return tuple(float(signal.std()) for signal in Network(parameters, activation).signals(data))

def clip_gradients(gradients, limit):
    gradients = {name: np.float32(value) for name, value in gradients.items()}
    length = np.sqrt(sum(np.vdot(value, value) for value in gradients.values()))
    if length <= limit:
        return gradients
    for value in gradients.values():
        value *= limit / length
    return gradients
""",
    "each builds on what came before": """
def normalize_inputs(X):
    mu = np.mean(X, axis=1).reshape(-1, 1)
    sigma = np.sqrt(np.mean((X - mu) ** 2, axis=1)).reshape(-1, 1)
    sigma[sigma < 1e-12] = 1.0
    return [apply_normalization(X, mu, sigma), mu, sigma]

def apply_normalization(X, mu, sigma):
    result = np.array(X, dtype=float)
    result -= mu
    result /= sigma
    return result

def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(len(layers_dims) - 1):
        parameters["W" + str(l + 1)] = np.zeros(shape=(layers_dims[l + 1], layers_dims[l]))
        parameters["b" + str(l + 1)] = np.zeros(shape=(layers_dims[l + 1], 1))
    return parameters

def initialize_parameters_random(layers_dims, scale=10.0, seed=None):
    if seed is not None:
        np.random.seed(seed)
    parameters = initialize_parameters_zeros(layers_dims)
    for key, value in parameters.items():
        if "W" in key:
            parameters[key] = np.random.normal(loc=0.0, scale=scale, size=value.shape)
    return parameters

def initialize_parameters_he(layers_dims):
    parameters = initialize_parameters_random(layers_dims, scale=1.0)
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] *= np.sqrt(2 / layers_dims[l - 1])
    return parameters

def initialize_parameters_lecun(layers_dims):
    return {key: value / 2**0.5 for key, value in initialize_parameters_he(layers_dims).items()}

def initialize_parameters_glorot(layers_dims):
    parameters = initialize_parameters_lecun(layers_dims)
    for l in range(1, len(layers_dims)):
        n_out, n_in = parameters[f"W{l}"].shape
        parameters[f"W{l}"] *= np.sqrt(2 * n_in / (n_in + n_out))
    return parameters

def preactivation_variance(n_in, var_w, x):
    return sum([var_w * (np.var(x) + np.mean(x) ** 2)] * n_in)

def count_distinct_units(W, b, tol=1e-8):
    units = list(np.hstack([W, b]))
    count = 0
    while units:
        first = units.pop()
        units = [unit for unit in units if not np.allclose(unit, first, rtol=0, atol=tol)]
        count += 1
    return count

def deep_linear_output(W, W_out, x, L):
    return W_out @ x if L == 1 else deep_linear_output(W, W_out @ W, x, L - 1)

def activation_stds(X, parameters, activation):
    if not parameters:
        return []
    Z = parameters["W1"] @ X + parameters["b1"]
    A = np.tanh(Z) if activation == "tanh" else Z * (Z > 0)
    rest = {}
    for l in range(2, len(parameters) // 2 + 1):
        rest[f"W{l - 1}"], rest[f"b{l - 1}"] = parameters[f"W{l}"], parameters[f"b{l}"]
    return [np.std(A)] + activation_stds(A, rest, activation)

def clip_gradients(grads, max_norm):
    norm = np.linalg.norm([np.linalg.norm(g) for g in grads.values()])
    if norm <= max_norm:
        return grads
    return dict((key, g / norm * max_norm) for key, g in grads.items())
""",
}
