"""What was released: which versions are kept, whether they are untouched, and what changed between two of them."""
