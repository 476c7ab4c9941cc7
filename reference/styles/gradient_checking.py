"""Four students answer gradient_checking, each in a style of their own; all of them are right."""

PASTED = '''
# GRADED FUNCTION: forward_propagation_1d
def forward_propagation_1d(x, theta):
    s = np.dot(theta, x)
    J = np.log(1 + np.exp(-s))
    return J

def backward_propagation_1d(x, theta):
    dtheta = -x * np.exp(-theta * x) / (1 + np.exp(-theta * x))
    return dtheta

def numerical_gradient_1d(f, theta, epsilon=1e-7):
    thetaplus = theta + epsilon        # Step 1
    thetaminus = theta - epsilon       # Step 2
    J_plus = f(thetaplus)              # Step 3
    J_minus = f(thetaminus)            # Step 4
    gradapprox = (J_plus - J_minus) / (2. * epsilon)
    return gradapprox

def gradient_check_1d(x, theta, epsilon=1e-7):
    gradapprox = numerical_gradient_1d(lambda theta: forward_propagation_1d(x, theta), theta, epsilon)
    grad = backward_propagation_1d(x, theta)
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    difference = numerator / denominator if denominator != 0 else 0
    if difference < 1e-7:
        print("The gradient is correct!")
    else:
        print("The gradient is wrong!")
    return difference

def relative_difference(grad, gradapprox):
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    if denominator == 0:
        return 0
    difference = numerator / denominator
    return difference

def dictionary_to_vector(parameters):
    """
    Roll all our parameters dictionary into a single vector satisfying our specific required shape.
    """
    keys = []
    count = 0
    for l in range(1, len(parameters) // 2 + 1):
        for key in ["W" + str(l), "b" + str(l)]:
            # flatten parameter
            new_vector = np.reshape(parameters[key], (-1, 1))
            keys = keys + [key] * new_vector.shape[0]
            if count == 0:
                theta = new_vector
            else:
                theta = np.concatenate((theta, new_vector), axis=0)
            count = count + 1
    return theta, keys

def vector_to_dictionary(theta, layers_dims):
    parameters = {}
    position = 0
    for l in range(1, len(layers_dims)):
        size = layers_dims[l] * layers_dims[l - 1]
        W = np.copy(theta[position:position + size])
        parameters["W" + str(l)] = W.reshape((layers_dims[l], layers_dims[l - 1]))
        position += size
        parameters["b" + str(l)] = np.copy(theta[position:position + layers_dims[l]]).reshape((layers_dims[l], 1))
        position += layers_dims[l]
    return parameters

def gradients_to_vector(gradients):
    count = 0
    l = 1
    while "dW" + str(l) in gradients:
        for key in ["dW" + str(l), "db" + str(l)]:
            new_vector = np.reshape(gradients[key], (-1, 1))
            if count == 0:
                theta = new_vector
            else:
                theta = np.concatenate((theta, new_vector), axis=0)
            count = count + 1
        l = l + 1
    return theta

def numerical_gradient(J, theta, epsilon=1e-7):
    num_parameters = theta.shape[0]
    J_plus = np.zeros((num_parameters, 1))
    J_minus = np.zeros((num_parameters, 1))
    gradapprox = np.zeros((num_parameters, 1))
    for i in range(num_parameters):
        thetaplus = np.copy(theta)
        thetaplus[i][0] = thetaplus[i][0] + epsilon
        J_plus[i] = J(thetaplus)
        thetaminus = np.copy(theta)
        thetaminus[i][0] = thetaminus[i][0] - epsilon
        J_minus[i] = J(thetaminus)
        gradapprox[i] = (J_plus[i] - J_minus[i]) / (2 * epsilon)
    assert gradapprox.shape == theta.shape
    return gradapprox

def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    parameters_values, _ = dictionary_to_vector(parameters)
    grad = gradients_to_vector(gradients)
    layers_dims = [parameters["W1"].shape[1]] + [parameters["W" + str(l)].shape[0] for l in range(1, 4)]
    num_parameters = parameters_values.shape[0]
    J_plus = np.zeros((num_parameters, 1))
    J_minus = np.zeros((num_parameters, 1))
    gradapprox = np.zeros((num_parameters, 1))
    for i in range(num_parameters):
        theta_plus = np.copy(parameters_values)
        theta_plus[i, 0] = theta_plus[i, 0] + epsilon
        J_plus[i], _ = forward_propagation_n(X, Y, vector_to_dictionary(theta_plus, layers_dims))
        theta_minus = np.copy(parameters_values)
        theta_minus[i, 0] = theta_minus[i, 0] - epsilon
        J_minus[i], _ = forward_propagation_n(X, Y, vector_to_dictionary(theta_minus, layers_dims))
        gradapprox[i] = (J_plus[i] - J_minus[i]) / (2 * epsilon)
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    difference = numerator / denominator
    if print_msg:
        if difference > 2e-7:
            print("There is a mistake in the backward propagation! difference = " + str(difference))
        else:
            print("Your backward propagation works perfectly fine! difference = " + str(difference))
    return difference

def interpret_difference(difference):
    if difference <= 1e-7:
        return "correct"
    elif difference <= 1e-5:
        return "probably correct"
    elif difference <= 1e-3:
        return "suspicious"
    else:
        return "wrong"

def backward_propagation_n(X, Y, cache):
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache
    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T)
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)
    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1. / m * np.dot(dZ2, A1.T)
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1. / m * np.dot(dZ1, X.T)
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)
    gradients = {"dZ3": dZ3, "dW3": dW3, "db3": db3,
                 "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
                 "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}
    return gradients

def locate_bug(parameters, gradients, X, Y):
    theta, keys = dictionary_to_vector(parameters)
    layers_dims = [parameters["W1"].shape[1]] + [parameters["W" + str(l)].shape[0] for l in range(1, 4)]
    approx = numerical_gradient(lambda t: forward_propagation_n(X, Y, vector_to_dictionary(t, layers_dims))[0], theta)
    grad = gradients_to_vector(gradients)
    bugs = []
    for key in sorted(set(keys)):
        mine = np.array([k == key for k in keys])
        if relative_difference(grad[mine], approx[mine]) > 1e-5:
            bugs.append(key)
    return bugs
'''

LOOPS = """
import math

def forward_propagation_1d(x, theta):
    s = theta * x
    if s >= 0:
        return math.log(1 + math.exp(-s))
    return -s + math.log(1 + math.exp(s))

def backward_propagation_1d(x, theta):
    s = theta * x
    if s >= 0:
        return -x * math.exp(-s) / (1 + math.exp(-s))
    return -x / (1 + math.exp(s))

def numerical_gradient_1d(f, theta, epsilon=1e-7):
    right = f(theta + epsilon)
    left = f(theta - epsilon)
    return (right - left) / 2 / epsilon

def gradient_check_1d(x, theta, epsilon=1e-7):
    def cost(t):
        return forward_propagation_1d(x, t)
    a = backward_propagation_1d(x, theta)
    b = numerical_gradient_1d(cost, theta, epsilon)
    if a == 0 and b == 0:
        return 0
    return abs(a - b) / (abs(a) + abs(b))

def length(v):
    total = 0
    for i in range(v.shape[0]):
        for j in range(v.shape[1]):
            total = total + v[i, j] ** 2
    return math.sqrt(total)

def relative_difference(grad, gradapprox):
    below = length(grad) + length(gradapprox)
    if below == 0:
        return 0.0
    return length(grad - gradapprox) / below

def dictionary_to_vector(parameters):
    numbers = []
    l = 1
    while "W" + str(l) in parameters:
        for name in ["W" + str(l), "b" + str(l)]:
            block = parameters[name]
            for i in range(block.shape[0]):
                for j in range(block.shape[1]):
                    numbers.append([block[i, j]])
        l = l + 1
    return np.array(numbers)

def vector_to_dictionary(theta, layers_dims):
    parameters = {}
    k = 0
    for l in range(1, len(layers_dims)):
        W = np.zeros((layers_dims[l], layers_dims[l - 1]))
        b = np.zeros((layers_dims[l], 1))
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                W[i, j] = theta[k, 0]
                k = k + 1
        for i in range(b.shape[0]):
            b[i, 0] = theta[k, 0]
            k = k + 1
        parameters["W" + str(l)] = W
        parameters["b" + str(l)] = b
    return parameters

def gradients_to_vector(gradients):
    without_d = {}
    for name in gradients:
        if name.startswith("dW") or name.startswith("db"):
            without_d[name[1:]] = gradients[name]
    return dictionary_to_vector(without_d)

def numerical_gradient(J, theta, epsilon=1e-7):
    result = np.zeros((len(theta), 1))
    for i in range(len(theta)):
        before = theta[i, 0]
        theta[i, 0] = before + epsilon
        high = J(theta)
        theta[i, 0] = before - epsilon
        low = J(theta)
        theta[i, 0] = before
        result[i, 0] = (high - low) / (2 * epsilon)
    return result

def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7):
    sizes = [X.shape[0]]
    for l in range(1, 4):
        sizes.append(parameters["b" + str(l)].shape[0])
    def J(theta):
        cost, cache = forward_propagation_n(X, Y, vector_to_dictionary(theta, sizes))
        return cost
    measured = numerical_gradient(J, dictionary_to_vector(parameters), epsilon)
    return relative_difference(gradients_to_vector(gradients), measured)

def interpret_difference(difference):
    verdict = "wrong"
    if difference <= 1e-3:
        verdict = "suspicious"
    if difference <= 1e-5:
        verdict = "probably correct"
    if difference <= 1e-7:
        verdict = "correct"
    return verdict

def backward_propagation_n(X, Y, cache):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m = X.shape[1]
    g = {}
    for name, p in [("W1", W1), ("b1", b1), ("W2", W2), ("b2", b2), ("W3", W3), ("b3", b3)]:
        g["d" + name] = np.zeros(p.shape)
    for i in range(m):
        d3 = A3[:, [i]] - Y[:, [i]]
        d2 = np.dot(W3.T, d3)
        for j in range(len(d2)):
            if Z2[j, i] <= 0:
                d2[j, 0] = 0
        d1 = np.dot(W2.T, d2)
        for j in range(len(d1)):
            if Z1[j, i] <= 0:
                d1[j, 0] = 0
        g["dW3"] += np.dot(d3, A2[:, [i]].T) / m
        g["dW2"] += np.dot(d2, A1[:, [i]].T) / m
        g["dW1"] += np.dot(d1, X[:, [i]].T) / m
        g["db3"] += d3 / m
        g["db2"] += d2 / m
        g["db1"] += d1 / m
    return g

def locate_bug(parameters, gradients, X, Y):
    wrong = []
    for name in parameters:
        measured = np.zeros(parameters[name].shape)
        for i in range(measured.shape[0]):
            for j in range(measured.shape[1]):
                costs = []
                for step in [1e-6, -1e-6]:
                    moved = {}
                    for key in parameters:
                        moved[key] = parameters[key].copy()
                    moved[name][i, j] += step
                    costs.append(forward_propagation_n(X, Y, moved)[0])
                measured[i, j] = (costs[0] - costs[1]) / 2e-6
        if relative_difference(gradients["d" + name], measured) > 0.00001:
            wrong.append(name)
    wrong.sort()
    return wrong
"""

TERSE = """
from itertools import pairwise

forward_propagation_1d = lambda x, theta: np.logaddexp(0, -x * theta)
backward_propagation_1d = lambda x, theta: x * np.expm1(-np.logaddexp(0, -x * theta))
numerical_gradient_1d = lambda f, t, epsilon=1e-7: np.subtract(f(t + epsilon), f(t - epsilon)) / (2 * epsilon)


def gradient_check_1d(x, theta, epsilon=1e-7):
    g = np.array([backward_propagation_1d(x, theta),
                  numerical_gradient_1d(lambda t: forward_propagation_1d(x, t), theta, epsilon)])
    return np.nan_to_num(np.abs(np.ptp(g)) / np.abs(g).sum())


def relative_difference(grad, gradapprox):
    norm = lambda v: np.sqrt(np.einsum("i,i", v.ravel(), v.ravel()))
    return norm(grad - gradapprox) / ((norm(grad) + norm(gradapprox)) or 1.0)


def _names(d, prefix=""):
    return sorted((k for k in d if k[:-1].rstrip("0123456789") in (prefix + "W", prefix + "b")),
                  key=lambda k: (int(k[len(prefix) + 1:]), k[len(prefix)]))


dictionary_to_vector = lambda parameters: np.concatenate([parameters[k].ravel() for k in _names(parameters)])[:, None]
gradients_to_vector = lambda gradients: np.vstack([gradients[k].reshape(-1, 1) for k in _names(gradients, "d")])


def vector_to_dictionary(theta, layers_dims):
    shapes = {f"{c}{l}": (o, i if c == "W" else 1) for l, (i, o) in enumerate(pairwise(layers_dims), 1) for c in "Wb"}
    cuts = np.cumsum([a * b for a, b in shapes.values()])[:-1]
    return {k: part.reshape(s) for (k, s), part in zip(shapes.items(), np.split(theta.flatten(), cuts), strict=True)}


def numerical_gradient(J, theta, epsilon=1e-7):
    steps = epsilon * np.eye(theta.size)[..., None]
    return np.array([[J(theta + e) - J(theta - e)] for e in steps]) / (2 * epsilon)


def _measured(parameters, X, Y, epsilon=1e-6):
    dims = [X.shape[0], *(parameters[f"b{l}"].size for l in (1, 2, 3))]
    J = lambda t: forward_propagation_n(X, Y, vector_to_dictionary(t, dims))[0]
    return numerical_gradient(J, dictionary_to_vector(parameters), epsilon), dims


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7):
    return relative_difference(gradients_to_vector(gradients), _measured(parameters, X, Y, epsilon)[0])


def interpret_difference(difference):
    return ("correct", "probably correct", "suspicious", "wrong")[np.searchsorted((1e-7, 1e-5, 1e-3), difference)]


def backward_propagation_n(X, Y, cache):
    Z1, A1, W1, _, Z2, A2, W2, _, _, A3, W3, _ = cache
    d3 = (A3 - Y) / Y.size
    d2 = np.einsum("ji,jm->im", W3, d3) * (Z2 > 0)
    d1 = np.einsum("ji,jm->im", W2, d2) * (Z1 > 0)
    grads = {}
    for l, (d, a) in enumerate(((d1, X), (d2, A1), (d3, A2)), 1):
        grads |= {f"dW{l}": np.einsum("im,jm->ij", d, a), f"db{l}": d.sum(1, keepdims=True)}
    return grads


def locate_bug(parameters, gradients, X, Y):
    column, dims = _measured(parameters, X, Y)
    return sorted(k for k, v in vector_to_dictionary(column, dims).items()
                  if not relative_difference(gradients[f"d{k}"], v) <= 1e-5)
"""

OWN_CLASSES = '''
from dataclasses import dataclass

def forward_propagation_1d(value, weight):
    z = weight * value
    return np.asarray(max(-z, 0.0) + np.log1p(np.exp(-abs(z))))

def backward_propagation_1d(value, weight):
    return np.array(value * (sigmoid(value * weight) - 1.0))

def numerical_gradient_1d(func, at, epsilon=1e-7, *, sides=2):
    """sides is not used any more"""
    points = [at - epsilon, at + epsilon]
    low, high = [func(p) for p in points]
    return (high - low) / (points[1] - points[0])

def gradient_check_1d(value, weight, epsilon=1e-7):
    exact = backward_propagation_1d(value, weight)
    measured = numerical_gradient_1d(lambda w: forward_propagation_1d(value, w), weight, epsilon)
    return relative_difference(np.array([[exact]]), np.array([[measured]]))

def relative_difference(g1, g2):
    if not g1.any() and not g2.any():
        return 0
    return np.linalg.norm(g1 - g2) / np.add(np.linalg.norm(g1), np.linalg.norm(g2))

@dataclass
class Layout:
    dims: list

    def blocks(self):
        start = 0
        for number in range(1, len(self.dims)):
            for letter, shape in (("W", (self.dims[number], self.dims[number - 1])), ("b", (self.dims[number], 1))):
                stop = start + shape[0] * shape[1]
                yield letter + str(number), slice(start, stop), shape
                start = stop

    @classmethod
    def of(cls, parameters):
        depth = sum(1 for k in parameters if k.startswith("b"))
        return cls([parameters["W1"].shape[1]] + [parameters["b%d" % (i + 1)].shape[0] for i in range(depth)])

    def pack(self, arrays, prefix=""):
        column = np.zeros((sum(shape[0] * shape[1] for _, _, shape in self.blocks()), 1))
        for name, where, shape in self.blocks():
            column[where] = arrays[prefix + name].reshape(-1, 1)
        return column

def dictionary_to_vector(params):
    return Layout.of(params).pack(params)

def gradients_to_vector(grads):
    depth = sum(1 for k in grads if k.startswith("db"))
    dims = [grads["dW1"].shape[1]] + [grads["db" + str(i)].shape[0] for i in range(1, depth + 1)]
    return np.float32(Layout(dims).pack(grads, "d"))

def vector_to_dictionary(vector, dims):
    return {name: np.array(vector[where].reshape(shape)) for name, where, shape in Layout(dims).blocks()}

def numerical_gradient(cost, point, epsilon=1e-7):
    slopes = []
    for index in np.ndindex(*point.shape):
        def along(coordinate):
            moved = point.copy()
            moved[index] = coordinate
            return cost(moved)
        slopes.append(numerical_gradient_1d(along, point[index], epsilon))
    return np.array(slopes).reshape(point.shape)

class NetworkCost:
    def __init__(self, X, Y, dims):
        self.X, self.Y, self.dims = X, Y, dims

    def __call__(self, column):
        return forward_propagation_n(self.X, self.Y, vector_to_dictionary(column, self.dims))[0]

def gradient_check_n(params, grads, inputs, targets, eps=1e-7):
    cost = NetworkCost(inputs, targets, Layout.of(params).dims)
    measured = numerical_gradient(cost, dictionary_to_vector(params), eps)
    return np.float64(relative_difference(gradients_to_vector(grads), measured))

def interpret_difference(d):
    for limit, words in zip((1e-7, 1e-5, 1e-3), ("Correct", "Probably", "Suspicious")):
        if d <= limit:
            return words
    return "Wrong"

def backward_propagation_n(inputs, targets, cache):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    delta = np.float32(A3) - np.float32(targets)
    grads = {}
    for l, A_prev, W, Z_prev in ((3, A2, W3, Z2), (2, A1, W2, Z1), (1, inputs, W1, None)):
        grads["dW" + str(l)] = delta.dot(A_prev.T) / targets.shape[1]
        grads["db" + str(l)] = delta.mean(axis=1, keepdims=True)
        if Z_prev is not None:
            delta = W.T.dot(delta)
            delta[Z_prev <= 0] *= 0
    return grads

def locate_bug(params, grads, inputs, targets):
    layout = Layout.of(params)
    measured = numerical_gradient(NetworkCost(inputs, targets, layout.dims), dictionary_to_vector(params), 1e-6)
    return sorted([name for name, where, shape in layout.blocks()
                   if relative_difference(grads["d" + name], measured[where].reshape(shape)) > 1e-5])
'''

STYLES = {"pasted": PASTED, "loops": LOOPS, "terse": TERSE, "own_classes": OWN_CLASSES}
