"""Normalised inputs, initial weights, and what depth does to signals and gradients."""
