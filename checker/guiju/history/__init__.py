"""Runs are kept as folders that nothing can leave half-written."""
