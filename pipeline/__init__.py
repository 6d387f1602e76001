"""Structured text in, Norwegian Word documents out."""

__version__ = "0.1.0"
