"""Wrong cells for shallow_network by question.

These are beside the catalogue in reference.mistakes: mistakes of another kind, such as a notebook's global read
instead of an argument, a size hard-coded, state kept between calls.
"""

WRONG = {
    "q1": {
        "reads_a_global": "def sigmoid(z_):\n    return 1 / (1 + np.exp(-z))",
        "overflows_to_nan": "def sigmoid(z):\n    return np.exp(z) / (1 + np.exp(z))",
        "flattens": "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.ravel(z)))",
        "rounds_to_four_decimals": "def sigmoid(z):\n    return np.round(1 / (1 + np.exp(-z)), 4)",
        "buffer_of_integers": """
def sigmoid(z):
    out = np.zeros_like(z)
    out[...] = 1 / (1 + np.exp(-z))
    return out
""",
        "first_result_kept": """
kept = {}
def sigmoid(z):
    if np.shape(z) not in kept:
        kept[np.shape(z)] = 1 / (1 + np.exp(-z * 1.0 - 1 * (len(kept) > 1)))
    return kept[np.shape(z)]
""",
        "negates_its_argument": "def sigmoid(z):\n    z = np.negative(z, out=z) if np.ndim(z) else -z\n"
        "    return 1 / (1 + np.exp(z))",
        "prints_instead_of_returning": "def sigmoid(z):\n    print(1 / (1 + np.exp(-z)))",
    },
    "q2": {
        "absolute_value": "relu = np.abs",
        "minimum": "def relu(z):\n    return np.minimum(0, z)",
        "alpha_hard_coded": "def leaky_relu(z, alpha=0.01):\n    return np.where(z > 0, z, 0.01 * z)",
        "alpha_by_default_0_1": "def leaky_relu(z, alpha=0.1):\n    return np.where(z > 0, z, alpha * z)",
        "leaks_alpha_not_alpha_z": "def leaky_relu(z, alpha=0.01):\n    return np.where(z > 0, z, -alpha)",
        "leaky_relu_is_relu": "def leaky_relu(z, alpha=0.01):\n    return np.maximum(0, z)",
        "integers_stay_integers": """
def leaky_relu(z, alpha=0.01):
    out = z.copy()
    out[z < 0] = alpha * z[z < 0]
    return out
""",
        "global_alpha": "def leaky_relu(z, a=0.01):\n    return np.where(z > 0, z, alpha * z)",
    },
    "q3": {
        "takes_a_not_z": "def tanh_derivative(a):\n    return 1 - a ** 2",
        "sigmoid_not_its_slope": "def sigmoid_derivative(z):\n    return sigmoid(z)",
        "square_forgotten": "def tanh_derivative(z):\n    return 1 - np.tanh(z)",
        "slope_of_sigmoid_for_tanh": "def tanh_derivative(z):\n    return sigmoid(z) * (1 - sigmoid(z))",
        "steps_at_one": "def relu_derivative(z):\n    return np.where(z > 1, 1, 0)",
        "leaky_slope_0_at_the_kink": """
def leaky_relu_derivative(z, alpha=0.01):
    return np.where(z > 0, 1, np.where(z < 0, alpha, 0))
""",
        "in_place": "def relu_derivative(z):\n    z[z > 0] = 1\n    z[z < 0] = 0\n    return z",
        "one_plus_alpha": "def leaky_relu_derivative(z, alpha=0.01):\n    return 1.0 * (z > 0) + alpha",
        "alpha_for_both": "def leaky_relu_derivative(z, alpha=0.01):\n    return alpha * np.ones(z.shape)",
        "first_row_for_all_rows": """
def sigmoid_derivative(z):
    out = np.zeros(z.shape)
    for i in range(len(z)):
        s = 1 / (1 + np.exp(-z[0]))
        out[i] = s * (1 - s)
    return out
""",
    },
    "q4": {
        "global_X": "def layer_sizes(A, B, n_h=4):\n    return X.shape[0], n_h, Y.shape[0]",
        "one_output_assumed": "def layer_sizes(X, Y, n_h=4):\n    return X.shape[0], n_h, 1",
        "default_of_three": "def layer_sizes(X, Y, n_h=3):\n    return X.shape[0], n_h, Y.shape[0]",
        "shapes_not_numbers": "def layer_sizes(X, Y, n_h=4):\n    return X.shape, n_h, Y.shape",
        "scale_forgotten": """
def initialize_parameters(n_x, n_h, n_y):
    return {"W1": np.random.randn(n_h, n_x), "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h), "b2": np.zeros((n_y, 1))}
""",
        "uniform": """
def initialize_parameters(n_x, n_h, n_y):
    a = 0.01 * np.sqrt(3)
    return {"W1": np.random.uniform(-a, a, (n_h, n_x)), "b1": np.zeros((n_h, 1)),
            "W2": np.random.uniform(-a, a, (n_y, n_h)), "b2": np.zeros((n_y, 1))}
""",
        "seeded_twice": """
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.random.randn(n_h, n_x) * 0.01
    np.random.seed(1)
    W2 = np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}
""",
        "one_row_for_all_units": """
def initialize_parameters(n_x, n_h, n_y):
    return {"W1": np.tile(np.random.randn(1, n_x), (n_h, 1)) * 0.01, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}
""",
        "four_hidden_units_always": """
def initialize_parameters(n_x, n_h, n_y):
    return {"W1": np.random.randn(4, n_x) * 0.01, "b1": np.zeros((4, 1)),
            "W2": np.random.randn(n_y, 4) * 0.01, "b2": np.zeros((n_y, 1))}
""",
        "bias_random": """
def initialize_parameters(n_x, n_h, n_y):
    return {"W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.random.randn(n_h, 1) * 0.01,
            "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}
""",
    },
    "q5": {
        "biases_added": "def collapse_linear(W1, b1, W2, b2):\n    return W2 @ W1, b1.sum() + b2",
        "first_bias_dropped": "def collapse_linear(W1, b1, W2, b2):\n    return W2 @ W1, b2",
        "second_bias_dropped": "def collapse_linear(W1, b1, W2, b2):\n    return W2 @ W1, W2 @ b1",
        "sum_of_weights": "def collapse_linear(W1, b1, W2, b2):\n    return W2 + W1, W2 @ b1 + b2",
        "returns_b_first": "def collapse_linear(W1, b1, W2, b2):\n    return W2 @ b1 + b2, W2 @ W1",
        "tanh_in_between": "def collapse_linear(W1, b1, W2, b2):\n    return W2 @ np.tanh(W1), W2 @ b1 + b2",
        "adds_into_b2": "def collapse_linear(W1, b1, W2, b2):\n    b2 += W2 @ b1\n    return W2 @ W1, b2",
        "bias_flat": "def collapse_linear(W1, b1, W2, b2):\n    return W2 @ W1, (W2 @ b1 + b2).ravel()",
    },
    "q6": {
        "global_parameters": """
def forward_propagation(X, params):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    return sigmoid(Z2), {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": sigmoid(Z2)}
""",
        "four_units": """
def forward_propagation(X, parameters):
    Z1 = (parameters["W1"] @ X + parameters["b1"])[:4]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"][:, :4] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
""",
        "sigmoid_in_both_layers": """
def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = sigmoid(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
""",
        "arguments_swapped": """
def forward_propagation(parameters, X):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
""",
        "b2_forgotten": """
def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
""",
        "A1_activated_in_place": """
def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1, out=Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
""",
        "cache_first": """
def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}, A2
""",
        "only_the_last_example": """
def forward_propagation(X, parameters):
    for i in range(X.shape[1]):
        Z1 = parameters["W1"] @ X[:, i:i + 1] + parameters["b1"]
        A1 = np.tanh(Z1)
        Z2 = parameters["W2"] @ A1 + parameters["b2"]
        A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
""",
    },
    "q7": {
        "global_m": """
def compute_cost(A2, Y):
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
""",
        "global_Y": """
def compute_cost(A2, Y_):
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
""",
        "squared_error": "def compute_cost(A2, Y):\n    return np.mean((A2 - Y) ** 2)",
        "second_term_dropped": "def compute_cost(A2, Y):\n    return -np.mean(Y * np.log(A2))",
        "halved": """
def compute_cost(A2, Y):
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / 2
""",
        "divides_by_m_minus_1": """
def compute_cost(A2, Y):
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / max(Y.shape[1] - 1, 1)
""",
        "cost_of_the_last_example": """
def compute_cost(A2, Y):
    for a, y in zip(A2[0], Y[0]):
        cost = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return cost
""",
        "vector_of_losses": "def compute_cost(A2, Y):\n    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))",
        "big_epsilon": """
def compute_cost(A2, Y):
    return -np.mean(Y * np.log(A2 + 1e-3) + (1 - Y) * np.log(1 - A2 + 1e-3))
""",
        "clips_its_argument": """
def compute_cost(A2, Y):
    np.clip(A2, 0.02, 0.98, out=A2)
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
""",
    },
    "q8": {
        name: "def backward_propagation(parameters, cache, X, Y):\n"
        "    m, W2, A1, A2 = X.shape[1], parameters['W2'], cache['A1'], cache['A2']\n" + body
        for name, body in {
            "sign": """
    d = Y - A2
    e = W2.T @ d * (1 - A1 ** 2)
    return {"dW1": e @ X.T / m, "db1": e.mean(1, keepdims=True), "dW2": d @ A1.T / m, "db2": d.mean(1, keepdims=True)}
""",
            "global_m": """
    m = globals()["m"]
    d = A2 - Y
    e = W2.T @ d * (1 - A1 ** 2)
    return {"dW1": e @ X.T / m, "db1": e.sum(1, keepdims=True) / m, "dW2": d @ A1.T / m,
            "db2": d.sum(1, keepdims=True) / m}
""",
            "missing_1_over_m_in_db1": """
    d = A2 - Y
    e = W2.T @ d * (1 - A1 ** 2)
    return {"dW1": e @ X.T / m, "db1": e.sum(1, keepdims=True), "dW2": d @ A1.T / m, "db2": d.mean(1, keepdims=True)}
""",
            "hidden_slope_forgotten": """
    d = A2 - Y
    e = W2.T @ d
    return {"dW1": e @ X.T / m, "db1": e.mean(1, keepdims=True), "dW2": d @ A1.T / m, "db2": d.mean(1, keepdims=True)}
""",
            "W1_for_W2": """
    d = A2 - Y
    e = parameters["W1"].mean(1, keepdims=True) * d * (1 - A1 ** 2)
    return {"dW1": e @ X.T / m, "db1": e.mean(1, keepdims=True), "dW2": d @ A1.T / m, "db2": d.mean(1, keepdims=True)}
""",
            "dW2_from_Z1": """
    d = A2 - Y
    e = W2.T @ d * (1 - A1 ** 2)
    return {"dW1": e @ X.T / m, "db1": e.mean(1, keepdims=True), "dW2": d @ cache["Z1"].T / m,
            "db2": d.mean(1, keepdims=True)}
""",
            "dW1_transposed": """
    d = A2 - Y
    e = W2.T @ d * (1 - A1 ** 2)
    return {"dW1": X @ e.T / m, "db1": e.mean(1, keepdims=True), "dW2": d @ A1.T / m, "db2": d.mean(1, keepdims=True)}
""",
            "names_swapped": """
    d = A2 - Y
    e = W2.T @ d * (1 - A1 ** 2)
    return {"dW2": e @ X.T / m, "db2": e.mean(1, keepdims=True), "dW1": d @ A1.T / m, "db1": d.mean(1, keepdims=True)}
""",
            "overwrites_A2": """
    A2 -= Y
    e = W2.T @ A2 * (1 - A1 ** 2)
    return {"dW1": e @ X.T / m, "db1": e.mean(1, keepdims=True), "dW2": A2 @ A1.T / m, "db2": A2.mean(1, keepdims=True)}
""",
        }.items()
    },
    "q9": {
        "global_rate": """
rate = 1.2
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - rate * grads["d" + k] for k in parameters}
""",
        "other_default": """
def update_parameters(parameters, grads, learning_rate=0.01):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
""",
        "returns_the_steps": """
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: -learning_rate * grads["d" + k] for k in parameters}
""",
        "nothing_returned": """
def update_parameters(parameters, grads, learning_rate=1.2):
    for k in parameters:
        parameters[k] -= learning_rate * grads["d" + k]
""",
        "momentum": """
memory = {}
def update_parameters(parameters, grads, learning_rate=1.2):
    out = {}
    for k in parameters:
        memory[k] = 0.9 * np.mean(memory.get(k, 0)) + grads["d" + k]
        out[k] = parameters[k] - learning_rate * memory[k] * (1 + 0.01 * (learning_rate != 0.5))
    return out
""",
        "one_row_only": """
def update_parameters(parameters, grads, learning_rate=1.2):
    out = {k: v.copy() for k, v in parameters.items()}
    for k in out:
        out[k][0] -= learning_rate * grads["d" + k][0]
    return out
""",
        "keys_of_gradients": """
def update_parameters(parameters, grads, learning_rate=1.2):
    return {"d" + k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
""",
    },
    "q10": {
        name: "def nn_model(X, Y, parameters, num_iterations=50, learning_rate=1.2):\n    costs = []\n" + body
        for name, body in {
            "cost_after_the_update": """
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
        costs.append(compute_cost(forward_propagation(X, parameters)[0], Y))
    return parameters, costs
""",
            "rate_not_passed_on": """
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y))
    return parameters, costs
""",
            "starts_anew": """
    parameters = initialize_parameters(X.shape[0], 4, Y.shape[0])
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
    return parameters, costs
""",
            "every_hundredth_cost": """
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        if i % 100 == 0:
            costs.append(compute_cost(A2, Y))
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
    return parameters, costs + [0.0] * (num_iterations - len(costs))
""",
            "fifty_iterations_always": """
    for i in range(50):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
    return parameters, costs[:num_iterations]
""",
            "one_update_too_few": """
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        if i < num_iterations - 1:
            parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
    return parameters, costs
""",
            "stops_when_the_cost_is_small": """
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        if costs[-1] > 1e9 or i < 1:
            parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
    return parameters, costs
""",
            "global_data": """
    X, Y = globals()["X"], globals()["Y"]
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        costs.append(compute_cost(A2, Y))
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
    return parameters, costs
""",
            "only_the_last_cost": """
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
    return parameters, cost
""",
        }.items()
    },
    "q11": {
        "above_the_mean": """
def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    return (A2 > A2.mean()).astype(int)
""",
        "labels_swapped": """
def predict(parameters, X):
    return (forward_propagation(X, parameters)[0] < 0.5).astype(int)
""",
        "minus_one_and_one": """
def predict(parameters, X):
    return np.where(forward_propagation(X, parameters)[0] > 0.5, 1, -1)
""",
        "arguments_swapped": """
def predict(X, parameters):
    return (forward_propagation(X, parameters)[0] > 0.5).astype(int)
""",
        "global_parameters": """
def predict(parameters_, X):
    return (forward_propagation(X, parameters)[0] > 0.5).astype(int)
""",
        "threshold_0_6": """
def predict(parameters, X):
    return (forward_propagation(X, parameters)[0] > 0.6).astype(int)
""",
        "rounds_X_in_place": """
def predict(parameters, X):
    np.round(X, 9, out=X)
    return (forward_propagation(X, parameters)[0] > 0.5).astype(int)
""",
        "squeezed": """
def predict(parameters, X):
    return np.squeeze((forward_propagation(X, parameters)[0] > 0.5).astype(int))
""",
        "a_list": """
def predict(parameters, X):
    return (forward_propagation(X, parameters)[0] > 0.5).astype(int).tolist()
""",
    },
    "q12": {
        "a_wrong": 'answers = {"a": "i", "b": "iii", "c": "i", "d": "iv", "e": "ii"}',
        "b_wrong": 'answers = {"a": "ii", "b": "i", "c": "i", "d": "iv", "e": "ii"}',
        "c_wrong": 'answers = {"a": "ii", "b": "iii", "c": "ii", "d": "iv", "e": "ii"}',
        "d_wrong": 'answers = {"a": "ii", "b": "iii", "c": "i", "d": "iii", "e": "ii"}',
        "e_missing": 'answers = {"a": "ii", "b": "iii", "c": "i", "d": "iv"}',
        "numbers": 'answers = {"a": 2, "b": 3, "c": 1, "d": 4, "e": 2}',
        "a_list": 'answers = ["ii", "iii", "i", "iv", "ii"]',
        "a_function": 'def answers():\n    return {"a": "ii", "b": "iii", "c": "i", "d": "iv", "e": "ii"}',
    },
}
