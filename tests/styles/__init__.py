"""Whole notebooks in the styles in which people write the field's usual code; each must get full points.

A module for each assignment, with STYLES: the name of a style to a text that defines every answer.
"""
