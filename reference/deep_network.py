"""L layers: ReLU in the hidden ones, sigmoid at the output; forward, cost, backward, update."""
