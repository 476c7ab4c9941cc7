"""Bias and variance, weight penalties, dropout, more data, and stopping early."""
