"""Operational exports become typed tables in the engine, with the books of every row."""
