"""A Run becomes text that people read."""
