"""Activation functions and their slopes. All act element by element and leave their argument untouched."""

import numpy as np


def sigmoid(z):
    """The logistic function σ(z) = 1 / (1 + e^(−z)).

    Args:
        z: a number or an array of any shape.

    Returns:
        σ(z), of the shape of z; accurate for every z, however large.
    """
    e = np.exp(-np.abs(z))  # e^(−|z|) never overflows
    return np.where(np.asarray(z) >= 0, 1.0 / (1.0 + e), e / (1.0 + e))


def relu(z):
    """The rectified linear unit, max(0, z).

    Args:
        z: an array of any shape.

    Returns:
        A new array of the shape of z.
    """
    return np.maximum(0, z)


def leaky_relu(z, alpha=0.01):
    """The leaky rectified linear unit: z where z > 0, alpha·z elsewhere.

    Args:
        z: an array of any shape.
        alpha: the slope for negative z.

    Returns:
        A new array of the shape of z.
    """
    z = np.asarray(z)
    return np.where(z > 0, z, alpha * z)


def sigmoid_derivative(z):
    """The slope of the sigmoid at z (not at a = σ(z)).

    Args:
        z: an array of any shape.

    Returns:
        σ'(z), of the shape of z; 0 far out, never NaN.
    """
    s = sigmoid(z)
    return s * (1 - s)


def tanh_derivative(z):
    """The slope of tanh at z (not at a = tanh(z)).

    Args:
        z: an array of any shape.

    Returns:
        tanh'(z), of the shape of z; 0 far out, never NaN.
    """
    t = np.tanh(z)
    return 1 - t**2


def relu_derivative(z):
    """The slope of ReLU at z: 0 or 1. At the kink z = 0 either is right.

    Args:
        z: an array of any shape.

    Returns:
        The slopes, of the shape of z.
    """
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


def leaky_relu_derivative(z, alpha=0.01):
    """The slope of leaky ReLU at z: 1 or alpha. At the kink z = 0 either is right.

    Args:
        z: an array of any shape.
        alpha: the slope for negative z.

    Returns:
        The slopes, of the shape of z.
    """
    return np.where(np.asarray(z) > 0, 1.0, alpha)
