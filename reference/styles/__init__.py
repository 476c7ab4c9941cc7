"""Whole notebooks in the styles in which people write the field's usual code; each must get full points.

A module for each assignment, with STYLES: the name of a style to a text that defines the answers. What a style
leaves out is the reference's.
"""

import importlib


def styles(assignment):
    """The texts of one assignment by the names of their styles."""
    return importlib.import_module(f"reference.styles.{assignment}").STYLES
