"""The one place where a right answer is written. NumPy only.

From a function's signature and docstring comes the student's stub, from its source the published solution,
from its outputs the expected values of the hidden cases.
"""
