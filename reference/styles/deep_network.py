"""deep_network as students write it: right, in many styles. What a style leaves out is the reference's."""

STYLES = {
    "the classic notebook: np.dot, str(l), assert lines": """
def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims)  # number of layers in the network

    for l in range(1, L):
        parameters['W' + str(l)] = np.random.randn(layer_dims[l], layer_dims[l-1]) * 0.01
        parameters['b' + str(l)] = np.zeros((layer_dims[l], 1))
        assert(parameters['W' + str(l)].shape == (layer_dims[l], layer_dims[l-1]))
        assert(parameters['b' + str(l)].shape == (layer_dims[l], 1))

    return parameters

def linear_forward(A, W, b):
    Z = np.dot(W, A) + b
    assert(Z.shape == (W.shape[0], A.shape[1]))
    cache = (A, W, b)
    return Z, cache

def linear_activation_forward(A_prev, W, b, activation):
    if activation == "sigmoid":
        Z, linear_cache = linear_forward(A_prev, W, b)
        A, activation_cache = sigmoid(Z)
    elif activation == "relu":
        Z, linear_cache = linear_forward(A_prev, W, b)
        A, activation_cache = relu(Z)
    assert (A.shape == (W.shape[0], A_prev.shape[1]))
    cache = (linear_cache, activation_cache)
    return A, cache

def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(A_prev, parameters["W" + str(l)], parameters["b" + str(l)],
                                             activation="relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)],
                                          activation="sigmoid")
    caches.append(cache)
    assert(AL.shape == (1, X.shape[1]))
    return AL, caches

def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = -1 / m * np.sum(np.multiply(Y, np.log(AL)) + np.multiply(1 - Y, np.log(1 - AL)), axis=1, keepdims=True)
    cost = np.squeeze(cost)  # turns [[17]] into 17
    assert(cost.shape == ())
    return cost

def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = 1 / m * np.dot(dZ, A_prev.T)
    db = 1 / m * np.sum(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dZ)
    assert (dA_prev.shape == A_prev.shape)
    assert (dW.shape == W.shape)
    assert (db.shape == b.shape)
    return dA_prev, dW, db

def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
    elif activation == "sigmoid":
        dZ = sigmoid_backward(dA, activation_cache)
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
    return dA_prev, dW, db

def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    m = AL.shape[1]
    Y = Y.reshape(AL.shape)
    dAL = - (np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    current_cache = caches[L-1]
    grads["dA" + str(L)], grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(
        dAL, current_cache, activation="sigmoid")
    for l in reversed(range(L - 1)):
        current_cache = caches[l]
        dA_prev_temp, dW_temp, db_temp = linear_activation_backward(grads["dA" + str(l + 2)], current_cache,
                                                                    activation="relu")
        grads["dA" + str(l + 1)] = dA_prev_temp
        grads["dW" + str(l + 1)] = dW_temp
        grads["db" + str(l + 1)] = db_temp
    return grads

def update_parameters(parameters, grads, learning_rate):
    L = len(parameters) // 2
    for l in range(L):
        parameters["W" + str(l+1)] = parameters["W" + str(l+1)] - learning_rate * grads["dW" + str(l+1)]
        parameters["b" + str(l+1)] = parameters["b" + str(l+1)] - learning_rate * grads["db" + str(l+1)]
    return parameters

print("all defined")
""",
    "loops over examples and units, plain Python": """
import math
import random

def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(len(layer_dims) - 1, 0, -1):
        rows = [[random.gauss(0, 0.01) for _ in range(layer_dims[l - 1])] for _ in range(layer_dims[l])]
        parameters["W%d" % l] = np.array(rows)
        parameters["b%d" % l] = np.array([[0.0] for _ in range(layer_dims[l])])
    return parameters

def linear_forward(A, W, b):
    n, m = W.shape[0], A.shape[1]
    Z = np.zeros((n, m))
    for i in range(m):
        for j in range(n):
            total = 0.0
            for k in range(W.shape[1]):
                total += W[j, k] * A[k, i]
            Z[j, i] = total + b[j, 0]
    return Z, (A, W, b)

def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            if activation == "relu":
                A[i, j] = max(0.0, Z[i, j])
            else:
                A[i, j] = 1 / (1 + math.exp(-Z[i, j]))
    return A, (linear_cache, Z)

def L_model_forward(X, parameters):
    caches, A, l = [], X, 1
    while "W" + str(l + 1) in parameters:
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
        l = l + 1
    A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "sigmoid")
    caches.append(cache)
    return A, caches

def compute_cost(AL, Y):
    cost = 0.0
    for a, y in zip(AL[0], Y[0]):
        cost -= y * math.log(a) + (1 - y) * math.log(1 - a)
    return cost / len(AL[0])

def linear_backward(dZ, cache):
    A_prev, W, b = cache
    (n, k), m = W.shape, dZ.shape[1]
    dW, db, dA_prev = np.zeros((n, k)), np.zeros((n, 1)), np.zeros((k, m))
    for i in range(m):
        for u in range(n):
            db[u, 0] += dZ[u, i] / m
            for v in range(k):
                dW[u, v] += dZ[u, i] * A_prev[v, i] / m
                dA_prev[v, i] += W[u, v] * dZ[u, i]
    return [dA_prev, dW, db]

def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    dZ = np.zeros(Z.shape)
    for i in range(len(Z)):
        for j in range(len(Z[0])):
            if activation == "relu":
                dZ[i][j] = dA[i][j] if Z[i][j] > 0 else 0
            else:
                s = 1 / (1 + math.exp(-Z[i][j]))
                dZ[i][j] = dA[i][j] * s * (1 - s)
    return linear_backward(dZ, linear_cache)

def L_model_backward(AL, Y, caches):
    m = len(AL[0])
    dA = np.zeros((1, m))
    for i in range(m):
        dA[0, i] = -1 / AL[0, i] if Y[0, i] == 1 else 1 / (1 - AL[0, i])
    grads, kind = {}, "sigmoid"
    for number in range(len(caches), 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[number - 1], kind)
        grads["dW" + str(number)], grads["db" + str(number)] = dW, db
        kind = "relu"
    return grads

def update_parameters(parameters, grads, learning_rate):
    new = {}
    for name in parameters:
        new[name] = np.zeros(parameters[name].shape)
        for i in range(parameters[name].shape[0]):
            for j in range(parameters[name].shape[1]):
                new[name][i, j] = parameters[name][i, j] - learning_rate * grads["d" + name][i, j]
    return new
""",
    "terse: einsum, a Generator, zip": """
rng = np.random.default_rng()

def initialize_parameters_deep(dims):
    p = {}
    for i, (k, n) in enumerate(zip(dims, dims[1:]), 1):
        p |= {f"W{i}": rng.normal(0, 0.01, (n, k)), f"b{i}": np.zeros((n, 1))}
    return p

def linear_forward(A, W, b):
    return np.einsum("ij,jm->im", W, A) + b, (A, W, b)

def linear_activation_forward(A_prev, W, b, activation):
    Z, c = linear_forward(A_prev, W, b)
    return {"relu": np.maximum(Z, 0), "sigmoid": 1 / (1 + np.exp(-Z))}[activation], (c, Z)

def L_model_forward(X, p):
    A, cs, L = X, [], len(p) // 2
    for i in range(1, L + 1):
        A, c = linear_activation_forward(A, p[f"W{i}"], p[f"b{i}"], ("relu", "sigmoid")[i == L])
        cs.append(c)
    return A, cs

def compute_cost(AL, Y):
    return -np.log(np.where(Y > 0.5, AL, 1 - AL)).mean()

def linear_backward(dZ, cache):
    A, W, _ = cache
    return np.einsum("ij,im->jm", W, dZ), np.einsum("im,jm->ij", dZ, A) / dZ.shape[1], dZ.mean(1, keepdims=True)

def linear_activation_backward(dA, cache, activation):
    c, Z = cache
    return linear_backward(dA * ((Z > 0) if activation == "relu" else 0.25 / np.cosh(Z / 2) ** 2), c)

def L_model_backward(AL, Y, caches):
    g, dA = {}, (AL - Y) / AL / (1 - AL)
    for i in range(len(caches))[::-1]:
        f = "sigmoid" if i == len(caches) - 1 else "relu"
        dA, g[f"dW{i + 1}"], g[f"db{i + 1}"] = linear_activation_backward(dA, caches[i], f)
        g[f"dA{i}"] = dA
    return g

update_parameters = lambda p, g, lr: {k: p[k] - lr * g["d" + k] for k in p}
""",
    "float32, lists and arrays changed in place": """
def initialize_parameters_deep(layer_dims):
    gen = np.random.default_rng(0)
    parameters = {"L": len(layer_dims) - 1}
    for l in range(1, len(layer_dims)):
        W = gen.standard_normal((layer_dims[l - 1], layer_dims[l]), dtype=np.float32).T
        W *= np.float32(0.01)
        parameters[f"W{l}"], parameters[f"b{l}"] = W, np.zeros((layer_dims[l], 1), np.float32)
    return parameters

def linear_forward(A, W, b):
    Z = np.matmul(W.astype(np.float32), A.astype(np.float32))
    Z += b
    return [Z, [A, W, b]]

def linear_activation_forward(A_prev, W, b, activation="relu"):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = np.copy(Z)
    if activation == "relu":
        A[A < 0] = 0
    else:
        A *= -1
        np.exp(A, out=A)
        A += 1
        A = np.reciprocal(A)
    return [A, [linear_cache, Z]]

def L_model_forward(X, parameters):
    layers = sorted({int(key[1:]) for key in parameters if key[0] == "W"})
    A, caches = X.astype(np.float32), ()
    for layer in layers:
        name = "sigmoid" if layer == layers[-1] else "relu"
        A, cache = linear_activation_forward(A, parameters[f"W{layer}"], parameters[f"b{layer}"], name)
        caches += (cache,)
    return A, caches

def compute_cost(AL, Y, parameters=None):
    eps = 1e-8
    return np.float32(-(Y * np.log(AL + eps) + (1 - Y) * np.log(1 - AL + eps)).mean())

def linear_backward(dZ, cache):
    A_prev, W = cache[0].astype(np.float32), cache[1].astype(np.float32)
    dZ = dZ.astype(np.float32)
    ones = np.full((dZ.shape[1], 1), 1 / dZ.shape[1], np.float32)
    return W.T @ dZ, dZ @ A_prev.T / np.float32(dZ.shape[1]), dZ @ ones

def linear_activation_backward(dA, cache, activation="relu"):
    linear_cache, Z = cache[0], cache[1]
    dZ = np.array(dA, dtype=np.float32)
    if activation == "relu":
        dZ *= np.heaviside(Z, 0)
    else:
        s = 1 / (1 + np.exp(-Z))
        dZ *= s - s * s
    return linear_backward(dZ, linear_cache)

def L_model_backward(AL, Y, caches):
    grads = {"m": Y.shape[1]}
    dA = np.where(Y == 1, -1 / AL, 1 / (1 - AL)).astype(np.float32)
    for l in range(len(caches), 0, -1):
        grads[f"dA{l}"] = dA
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], "sigmoid" if l == len(caches) else "relu")
        grads[f"dW{l}"], grads[f"db{l}"] = dW, db
    return grads

def update_parameters(parameters, grads, learning_rate=0.0075):
    for key in list(parameters):
        if key[0] in "Wb":
            parameters[key] -= learning_rate * grads["d" + key]
    return parameters
""",
    "classes and helpers of its own, other names, type hints": """
from dataclasses import dataclass, field
from functools import reduce

Array = np.ndarray

@dataclass
class Layer:
    weights: Array
    bias: Array
    kind: str
    seen: dict = field(default_factory=dict)

    def forward(self, inputs: Array) -> Array:
        self.seen = {"inputs": inputs, "z": self.weights.dot(inputs) + self.bias}
        return squash(self.seen["z"], self.kind)

    def cache(self) -> tuple:
        return (self.seen["inputs"], self.weights, self.bias), self.seen["z"]

def squash(z: Array, kind: str) -> Array:
    if kind == "relu":
        return np.where(z > 0, z, 0.0)
    return 0.5 * (1.0 + np.tanh(0.5 * z))

def slope(z: Array, kind: str) -> Array:
    if kind == "relu":
        return (z > 0).astype(int)
    a = squash(z, kind)
    return a * (1 - a)

def initialize_parameters_deep(sizes: list) -> dict:
    out = {}
    for number in range(1, len(sizes)):
        fan_out, fan_in = sizes[number], sizes[number - 1]
        out["W" + str(number)] = np.random.normal(loc=0.0, scale=1e-2, size=(fan_out, fan_in))
        out["b" + str(number)] = np.zeros(shape=[fan_out, 1])
    return out

def linear_forward(inputs: Array, weights: Array, bias: Array):
    layer = Layer(weights, bias, "relu")
    layer.forward(inputs)
    (inputs, weights, bias), z = layer.cache()
    return z, (inputs, weights, bias)

def linear_activation_forward(inputs: Array, weights: Array, bias: Array, kind: str):
    layer = Layer(weights, bias, kind)
    return layer.forward(inputs), layer.cache()

def L_model_forward(inputs: Array, theta: dict):
    depth = len(theta) // 2
    layers = [Layer(theta[f"W{i}"], theta[f"b{i}"], "relu" if i < depth else "sigmoid") for i in range(1, depth + 1)]
    output = reduce(lambda a, layer: layer.forward(a), layers, inputs)
    return output, [layer.cache() for layer in layers]

def compute_cost(predicted: Array, labels: Array) -> float:
    log_likelihood = labels @ np.log(predicted).T + (1 - labels) @ np.log1p(-predicted).T
    return float(-log_likelihood.item() / labels.size)

def average(rows: Array) -> Array:
    return np.mean(rows, axis=-1)[:, np.newaxis]

def linear_backward(dZ: Array, cache: tuple):
    inputs, weights, _ = cache
    return (dZ.T @ weights).T, (inputs @ dZ.T).T / inputs.shape[1], average(dZ)

def linear_activation_backward(dA: Array, cache: tuple, kind: str):
    return linear_backward(np.multiply(dA, slope(cache[1], kind)), cache[0])

def L_model_backward(predicted: Array, labels: Array, caches: list) -> dict:
    gradient: dict = {}
    flowing, skip = predicted - labels, True  # dZ of the last layer, where sigmoid and cross-entropy cancel
    for number, (linear, z) in sorted(enumerate(caches, 1), reverse=True, key=lambda pair: pair[0]):
        dZ = flowing if skip else flowing * slope(z, "relu")
        flowing, gradient[f"dW{number}"], gradient[f"db{number}"] = linear_backward(dZ, linear)
        skip = False
    return gradient

def update_parameters(theta: dict, gradient: dict, step: float) -> dict:
    return dict((name, np.add(value, np.negative(step) * gradient["d" + name])) for name, value in theta.items())
""",
}
