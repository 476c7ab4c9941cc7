"""shallow_network as students write it: right, in many styles. What a style leaves out is the reference's."""

STYLES = {
    "loops over examples and units": """
import math

def sigmoid(z):
    if isinstance(z, (int, float)):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0
    flat = [sigmoid(float(v)) for v in np.ravel(z)]
    return np.array(flat).reshape(np.shape(z))

def relu(z):
    return np.array([max(0.0, float(v)) for v in z.ravel()]).reshape(z.shape)

def leaky_relu(z, alpha=0.01):
    return np.array([v if v > 0 else alpha * v for v in z.ravel()]).reshape(z.shape)

def relu_derivative(z):
    return np.array([1 if v > 0 else 0 for v in z.ravel()]).reshape(z.shape)

def layer_sizes(X, Y, n_h=4):
    return [len(X), n_h, len(Y)]

def forward_propagation(X, parameters):
    n_x, m = X.shape
    W1, b1, W2, b2 = (parameters[k] for k in ("W1", "b1", "W2", "b2"))
    n_h = W1.shape[0]
    Z1, A1, Z2 = np.zeros((n_h, m)), np.zeros((n_h, m)), np.zeros((1, m))
    for i in range(m):
        for j in range(n_h):
            Z1[j, i] = sum(W1[j, k] * X[k, i] for k in range(n_x)) + b1[j, 0]
            A1[j, i] = math.tanh(Z1[j, i])
        Z2[0, i] = sum(W2[0, j] * A1[j, i] for j in range(n_h)) + b2[0, 0]
    A2 = sigmoid(Z2)
    assert A2.shape == (1, X.shape[1])
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "X": X}

def compute_cost(A2, Y):
    total = 0.0
    for a, y in zip(A2[0], Y[0]):
        total -= math.log(a) if y == 1 else math.log(1 - a)
    return total / Y.shape[1]

def predict(parameters, X):
    A2, _ = forward_propagation(X, parameters)
    return np.array([[1.0 if a >= 0.5 else 0.0 for a in A2[0]]])
""",
    "the classic notebook: np.dot, np.multiply, a naive sigmoid": """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros(shape=(n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros(shape=(n_y, 1))
    assert b1.shape == (n_h, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

def compute_cost(A2, Y, parameters):
    m = Y.shape[1]
    W1 = parameters["W1"]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = np.squeeze(-np.sum(logprobs) / m)
    return cost

def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = (1 / m) * np.dot(dZ2, cache["A1"].T)
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.multiply(np.dot(parameters["W2"].T, dZ2), 1 - np.power(cache["A1"], 2))
    dW1 = (1 / m) * np.dot(dZ1, X.T)
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dZ1": dZ1, "dZ2": dZ2}

def nn_model(X, Y, parameters, num_iterations=10000, learning_rate=1.2, print_cost=False):
    costs = ()
    for i in range(0, num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y, parameters)
        costs += (cost,)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
        if print_cost and i % 1000 == 0:
            print(cost)
    return parameters, costs

def predict(parameters, X):
    return np.round(forward_propagation(X, parameters)[0])
""",
    "float32 inside": """
def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=np.float32)))

def tanh_derivative(z):
    return 1 - np.tanh(z.astype(np.float32)) ** 2

def initialize_parameters(n_x, n_h, n_y):
    draw = np.random.default_rng()
    W2 = draw.normal(0, 0.01, (n_h, n_y)).T.astype(np.float32)
    W1 = draw.standard_normal((n_h, n_x), dtype=np.float32) * 0.01
    return dict(W1=W1, W2=W2, b1=np.zeros((n_h, 1), np.float32), b2=np.zeros((n_y, 1), np.float32))

def forward_propagation(X, parameters):
    W1, b1, W2, b2 = (parameters[k].astype(np.float32) for k in ("W1", "b1", "W2", "b2"))
    Z1 = W1 @ X.astype(np.float32) + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    return A2, dict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)

def compute_cost(A2, Y):
    A2 = np.clip(A2.astype(np.float32), 1e-7, 1 - 1e-7)
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2), dtype=np.float32)

def backward_propagation(parameters, cache, X, Y):
    A1, A2 = cache["A1"].astype(np.float32), cache["A2"].astype(np.float32)
    dZ2 = A2 - Y.astype(np.float32)
    dZ1 = parameters["W2"].T.astype(np.float32) @ dZ2 * (1 - A1 * A1)
    m = np.float32(X.shape[1])
    return dict(dW2=dZ2 @ A1.T / m, db2=dZ2.mean(1, keepdims=True),
                dW1=dZ1 @ X.astype(np.float32).T / m, db1=dZ1.mean(1, keepdims=True))

def predict(parameters, X):
    return forward_propagation(X, parameters)[0] > 0.5
""",
    "in place, einsum, tanh recomputed, helpers shared": """
def sigmoid(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z)))

def relu(z):
    return z * (z > 0)

def leaky_relu(z, alpha=0.01):
    return np.maximum(alpha * z, z)

def sigmoid_derivative(z):
    return sigmoid(z) - sigmoid(z) ** 2

def relu_derivative(z):
    return relu(z) > 0

def leaky_relu_derivative(z, alpha=0.01):
    slope = np.ones_like(z, dtype=float)
    slope[leaky_relu(z, alpha) < 0] = alpha
    return slope

def collapse_linear(W1, b1, W2, b2):
    return [np.einsum("ij,jk->ik", W2, W1), np.einsum("ij,jk->ik", W2, b1) + b2]

def backward_propagation(parameters, cache, X, Y):
    dZ2 = sigmoid(cache["Z2"]) - Y
    dZ1 = parameters["W2"].T * dZ2 * tanh_derivative(cache["Z1"])
    m = len(Y[0])
    grads = {"dW2": np.einsum("im,jm->ij", dZ2, np.tanh(cache["Z1"])) / m, "db2": dZ2.mean(1, keepdims=True)}
    grads["dW1"] = np.einsum("im,jm->ij", dZ1, X) / m
    grads["db1"] = np.mean(dZ1, axis=1).reshape(-1, 1)
    return grads

def update_parameters(parameters, grads, learning_rate=1.2):
    for key in parameters:
        parameters[key] -= learning_rate * grads["d" + key]
    return parameters

def nn_model(X, Y, parameters, num_iterations, learning_rate):
    costs = np.zeros(num_iterations)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs[i] = compute_cost(A2, Y)
        update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
    return parameters, costs

answers = {"a": "ii", "b": "III", "c": " i", "d": "iv", "e": "ii "}
""",
}
