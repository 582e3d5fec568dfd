"""A Plan and loaded tables become the rows of a Run."""
