"""The nouns of Guiju: frozen values without I/O, clock or environment."""
