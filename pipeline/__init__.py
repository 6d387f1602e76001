"""Structured text in, Norwegian Word documents out."""
