"""Is the gradient right? Finite differences against backward propagation."""
